//! The document of `profile import`.

use schemars::JsonSchema;
use serde::Serialize;

use crate::catalog::date::PartialDate;
use crate::catalog::model::Catalog;
use crate::resolve::lists::{Import, NotImported};

/// What was read of lists.
#[derive(Serialize, JsonSchema)]
pub(in crate::output) struct ImportAnswer<'a> {
    imported: Vec<ImportedJson<'a>>,
    not_imported: &'a [NotImported],
}

#[derive(Serialize, JsonSchema)]
struct ImportedJson<'a> {
    /// Where it stands in the list, from 1.
    line: usize,
    /// As written.
    name: &'a str,
    issuer: Option<&'a str>,
    /// The exam's code or the certification's id.
    entry: String,
    /// `exam` or `certification`.
    kind: &'static str,
    /// A day, a month or a year.
    from: Option<PartialDate>,
    until: Option<PartialDate>,
}

impl<'a> ImportAnswer<'a> {
    pub(in crate::output) fn new(catalog: &Catalog, import: &'a Import) -> Self {
        let imported = import.imported.iter().map(|one| ImportedJson {
            line: one.line,
            name: &one.name,
            issuer: one.issuer.as_deref(),
            entry: catalog.name(one.entry).to_string(),
            kind: one.entry.kind(),
            from: one.dates.on,
            until: one.dates.until,
        });
        Self {
            imported: imported.collect(),
            not_imported: &import.not_imported,
        }
    }
}
