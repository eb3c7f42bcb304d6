//! Lists of which any one is wanted, and what was reached of them.

use std::fmt;

use crate::catalog::model::{Catalog, Entry};
use crate::output::json::Name;
use crate::output::plan::listed;
use crate::plan::answer::{Answer, Plan};
use crate::request::{Kind, Request, Trait, Wanted};

/// A name or a kind, as one asks for it: `AZ-400`, `provider:microsoft+level:expert`.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    pub(super) catalog: &'a Catalog,
    pub(super) wanted: &'a Wanted,
}

impl fmt::Display for Asked<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let catalog = self.catalog;
        let Kind(traits) = match self.wanted {
            Wanted::Entry(entry) => {
                let entry = *entry;
                return Name { catalog, entry }.fmt(f);
            }
            Wanted::Kind(kind) => kind,
        };
        for (place, one) in traits.iter().enumerate() {
            if place > 0 {
                f.write_str("+")?;
            }
            match one {
                Trait::Provider(index) => write!(f, "provider:{}", catalog.provider(*index).id)?,
                Trait::Level(name) => write!(f, "level:{name}")?,
                Trait::Role(name) => write!(f, "role:{name}")?,
            }
        }
        Ok(())
    }
}

/// Returns a name or a kind as it was requested.
pub(super) fn described(catalog: &Catalog, wanted: &Wanted) -> String {
    Asked { catalog, wanted }.to_string()
}

/// Returns a list as it was asked for, with something between.
pub(super) fn asked(catalog: &Catalog, list: &[Wanted], between: &str) -> String {
    let asked: Vec<String> = list
        .iter()
        .map(|wanted| Asked { catalog, wanted }.to_string())
        .collect();
    asked.join(between)
}

/// Returns a sentence on what a plan reaches of each list: `Reaches devops-engineer-expert, one of level:expert`.
pub(super) fn reached(catalog: &Catalog, request: &Request, plan: &Plan) -> Vec<String> {
    let told = request.want_any.iter().zip(&plan.chosen);
    let told = told.filter(
        |(list, chosen)| !matches!(list.as_slice(), [Wanted::Entry(only)] if only == *chosen),
    );
    told.map(|(list, &entry)| {
        let list = asked(catalog, list, ", ");
        format!("Reaches {}, one of {list}", Name { catalog, entry })
    })
    .collect()
}

/// Returns what the best plan reaches where any one of several was wanted, for formats that have no place for it.
#[must_use]
pub fn reached_sentence(catalog: &Catalog, request: &Request, answer: &Answer) -> Option<String> {
    let sentences = reached(catalog, request, answer.plans.first()?);
    (!sentences.is_empty()).then(|| sentences.join("\n"))
}

/// Returns what is reached of the lists by a step, by commas.
pub(super) fn reached_by(
    catalog: &Catalog,
    chosen: &[Entry],
    by: impl Fn(Entry) -> bool,
) -> String {
    let mut told: Vec<Entry> = Vec::new();
    for entry in chosen.iter().copied().filter(|entry| by(*entry)) {
        if !told.contains(&entry) {
            told.push(entry);
        }
    }
    listed(catalog, told, ",")
}
