//! What a page is shown of an exam or certification.

use std::borrow::Cow;

use certpath::resolve::{NameError, Resolver};
use certpath::{Catalog, Entry, short_title};
use jiff::civil::Date;
use serde::Serialize;

/// An exam or certification, in a few words.
#[derive(Serialize)]
pub(crate) struct EntryJson<'a> {
    /// Its code or id.
    label: Cow<'a, str>,
    /// What names it and no other: a certification may have the name of its exam.
    name: String,
    title: &'a str,
    /// The name of its provider.
    provider: &'a str,
    kind: &'static str,
    level: &'a str,
    status: String,
    page: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) on: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) until: Option<String>,
}

impl<'a> EntryJson<'a> {
    pub(crate) fn new(names: &Resolver<'a>, entry: Entry, as_of: Date) -> Self {
        let catalog: &'a Catalog = names.catalog();
        let (facts, label) = (catalog.facts(entry), catalog.name(entry));
        let name = match names.resolve(&label, as_of) {
            Ok(found) if found == entry => label.to_string(),
            _ => format!("exam:{label}"),
        };
        Self {
            label: label.into(),
            name,
            title: short_title(catalog, entry),
            provider: &catalog.provider(facts.provider).name,
            kind: entry.kind(),
            level: &catalog.level(entry).name,
            status: catalog.status(entry, as_of).to_string(),
            page: &facts.page,
            on: None,
            until: None,
        }
    }
}

/// What is wrong with a question.
#[derive(Serialize)]
pub(crate) struct Problem {
    pub(crate) error: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) hint: Option<String>,
    /// The names that may be meant.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) candidates: Vec<String>,
}

impl Problem {
    pub(crate) fn new(error: &(impl ToString + ?Sized), hint: Option<String>) -> Self {
        Self {
            error: error.to_string(),
            hint,
            candidates: Vec::new(),
        }
    }

    pub(crate) fn of_name(error: &NameError) -> Self {
        let candidates = error.candidates().iter();
        Self {
            candidates: candidates.map(|one| one.name.clone()).collect(),
            ..Self::new(error, None)
        }
    }
}
