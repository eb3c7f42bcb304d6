//! The document of `status`.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use crate::answer::status::{Held, Renew, Status};
use crate::catalog::date::PartialDate;
use crate::catalog::model::{Entry, Text};
use crate::output::json::changes::ChangeJson;
use crate::output::json::name_list;
use crate::output::json::plan::is_zero;
use crate::output::json::warning::{WarningJson, warnings};

/// How the holdings stand.
#[derive(Serialize, JsonSchema)]
pub(in crate::output) struct StatusJson<'a> {
    /// Soonest end first; what has lapsed last.
    holdings: Vec<HeldJson<'a>>,
    /// What concerns the holdings and the wants, by day.
    changes: Vec<ChangeJson<'a>>,
    /// What contradicts the catalog.
    warnings: Vec<WarningJson<'a>>,
    /// Of how many holdings it was not worked out what ends with them; left out where it was of all.
    #[serde(skip_serializing_if = "is_zero")]
    affects_left_out: usize,
}

#[derive(Serialize, JsonSchema)]
struct HeldJson<'a> {
    /// A code or id.
    id: Text,
    title: &'a str,
    /// `exam` or `certification`.
    kind: &'static str,
    /// `active`, `ends-soon`, `lapsed` or `retired`.
    state: &'static str,
    /// When it was passed, earned or last renewed.
    since: Option<PartialDate>,
    /// The last day; null where there is none or nobody knows it.
    until: Option<Date>,
    /// The holdings that it rests on, or by which it was last renewed.
    because: Vec<Text>,
    renew: Option<&'a Renew>,
    /// What ends with it.
    affects: Vec<Text>,
    replaced_by: Vec<Text>,
    url: &'a str,
}

impl<'a> StatusJson<'a> {
    pub(in crate::output) fn new(status: &'a Status<'_>) -> Self {
        let holdings = status.holdings.iter();
        Self {
            holdings: holdings.map(HeldJson::new).collect(),
            changes: status.changes.iter().map(ChangeJson::new).collect(),
            warnings: warnings(status.catalog, &status.warnings),
            affects_left_out: status.affects_left_out,
        }
    }
}

impl<'a> HeldJson<'a> {
    fn new(held: &'a Held<'_>) -> Self {
        let catalog = held.catalog;
        let facts = catalog.facts(held.entry);
        let names = |entries: &[Entry]| name_list(catalog, entries.iter().copied());
        Self {
            id: catalog.name(held.entry),
            title: &facts.title,
            kind: held.entry.kind(),
            state: held.state.word(),
            since: held.since,
            until: held.until.day(),
            because: names(&held.because),
            renew: held.renew.as_ref(),
            affects: names(&held.affects),
            replaced_by: names(&held.replaced_by),
            url: &facts.page,
        }
    }
}
