//! The document of `profile list`.

use schemars::JsonSchema;
use serde::Serialize;

use crate::answer::profile::ProfileLine;
use crate::catalog::date::PartialDate;
use crate::catalog::model::Text;

/// What a profile holds.
#[derive(Serialize, JsonSchema)]
pub(in crate::output) struct ProfileJson<'a> {
    /// In the order of the lines.
    holdings: Vec<LineJson<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct LineJson<'a> {
    /// The number of the line in the profile, from 1.
    line: usize,
    /// A code or id.
    id: Text,
    /// `exam` or `certification`.
    kind: &'static str,
    title: &'a str,
    /// When it was passed, earned or last renewed, as far as the line says.
    since: Option<PartialDate>,
    /// Until when it counts, where the line says it.
    until: Option<PartialDate>,
}

impl<'a> ProfileJson<'a> {
    pub(in crate::output) fn new(lines: &'a [ProfileLine<'_>]) -> Self {
        let holdings = lines.iter().map(|line| LineJson {
            line: line.line,
            id: line.catalog.name(line.holding.entry),
            kind: line.holding.entry.kind(),
            title: &line.catalog.facts(line.holding.entry).title,
            since: line.holding.on,
            until: line.holding.until,
        });
        Self {
            holdings: holdings.collect(),
        }
    }
}
