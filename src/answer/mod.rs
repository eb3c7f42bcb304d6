//! What the questions beside `plan` answer, as plain data.

use crate::catalog::model::{Catalog, Entry};

pub(crate) mod aspects;
pub mod calendar;
pub(crate) mod changes;
pub(crate) mod compare;
pub(crate) mod cost;
pub(crate) mod import;
pub(crate) mod journey;
pub(crate) mod list;
pub(crate) mod marks;
mod near;
pub(crate) mod next;
pub(crate) mod of_entry;
pub(crate) mod plan;
pub(crate) mod profile;
pub(crate) mod requirement_tree;
pub(crate) mod rules;
#[cfg(test)]
pub(crate) mod sample;
pub(crate) mod show;
pub(crate) mod stats;
pub(crate) mod status;
pub(crate) mod table;
mod unmet;
pub(crate) mod words;

pub(crate) use crate::answer::rules::rules_on;

/// Returns an entry's title without the beginning that is most usual with its provider: `Microsoft Certified:`.
///
/// One that does not end in a colon belongs to the title: `Red Hat Certified`.
#[must_use]
pub fn short_title(catalog: &Catalog, entry: Entry) -> &str {
    let facts = catalog.facts(entry);
    let prefixes = &catalog.provider(facts.provider).title_prefixes;
    let usual = prefixes.first().filter(|prefix| prefix.ends_with(':'));
    let rest = usual.and_then(|prefix| facts.title.strip_prefix(prefix.as_ref()));
    let rest = rest.map(str::trim_start);
    rest.filter(|rest| !rest.is_empty()).unwrap_or(&facts.title)
}
