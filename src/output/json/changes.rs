//! The document of `catalog changes`.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use crate::answer::changes::{Change, Stretch};
use crate::catalog::date::PartialDate;
use crate::catalog::model::Text;
use crate::output::json::name_list;

/// What begins, ends or is replaced in a stretch of time.
#[derive(Serialize, JsonSchema)]
pub(in crate::output) struct ChangesJson<'a> {
    /// The first day; null where there is none.
    since: Option<Date>,
    /// The last day; null where there is none.
    until: Option<Date>,
    /// By day.
    changes: Vec<ChangeJson<'a>>,
}

#[derive(Serialize, JsonSchema)]
pub(super) struct ChangeJson<'a> {
    date: PartialDate,
    /// `beta`, `began`, `new-version`, `rule-ended`, `ended` or `replaced`.
    change: &'static str,
    /// `exam` or `certification`.
    kind: &'static str,
    name: Text,
    title: &'a str,
    /// The provider's id.
    provider: &'a str,
    level: &'a str,
    replaced_by: Vec<Text>,
    url: &'a str,
    /// What the rule that ended required.
    #[serde(skip_serializing_if = "Option::is_none")]
    required: Option<String>,
    /// What the version that began is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<&'a str>,
}

impl<'a> ChangesJson<'a> {
    pub(in crate::output) fn new(stretch: Stretch, changes: &'a [Change<'_>]) -> Self {
        Self {
            since: stretch.since,
            until: stretch.until,
            changes: changes.iter().map(ChangeJson::new).collect(),
        }
    }
}

impl<'a> ChangeJson<'a> {
    pub(super) fn new(change: &'a Change<'_>) -> Self {
        let catalog = change.catalog;
        let facts = catalog.facts(change.entry);
        Self {
            date: change.date,
            change: change.kind.word(),
            kind: change.entry.kind(),
            name: catalog.name(change.entry),
            title: &facts.title,
            provider: &catalog.provider(facts.provider).id,
            level: &catalog.level(change.entry).name,
            replaced_by: name_list(catalog, change.replaced_by.iter().copied()),
            url: &facts.page,
            required: change.required(),
            version: change.version.map(|version| &*version.title),
        }
    }
}
