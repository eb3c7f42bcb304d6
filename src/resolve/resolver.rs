//! Names of one catalog, many of them.

use std::collections::HashMap;

use jiff::civil::Date;

use super::question::by_code;
use super::wanted::{WantedError, wanted_by};
use super::{HoldingError, NameError, holding_by, resolve};
use crate::catalog::model::{Catalog, Entry};
use crate::plan::answer::{Holding, Wanted};

/// Longest code or id that is found without the rules, in bytes.
const LONGEST_CODE: usize = 48;

/// Finds entries as [`resolve`] does, and those that are named by code or id at once.
#[derive(Debug)]
pub struct Resolver<'c> {
    catalog: &'c Catalog,
    /// Codes and ids, in lower case, that are one entry's only.
    codes: HashMap<Box<[u8]>, Entry>,
}

impl<'c> Resolver<'c> {
    /// Collects the codes and ids of `catalog`.
    #[must_use]
    pub fn new(catalog: &'c Catalog) -> Self {
        let names = catalog.names.written.iter();
        let codes = names.map(|name| catalog.names.key(name));
        let codes = codes.filter(|code| code.len() <= LONGEST_CODE);
        let codes =
            codes.filter_map(|code| Some((code.as_bytes().into(), by_code(catalog, code)?)));
        Self {
            catalog,
            codes: codes.collect(),
        }
    }

    /// Does what [`resolve`] does.
    ///
    /// # Errors
    ///
    /// [`NameError`] if the text is blank or names no entry or several.
    pub fn resolve(&self, text: &str, as_of: Date) -> Result<Entry, NameError> {
        match self.by_code(text.trim()) {
            Some(entry) => Ok(entry),
            None => resolve(self.catalog, text, as_of),
        }
    }

    fn by_code(&self, text: &str) -> Option<Entry> {
        let mut short = [0; LONGEST_CODE];
        let folded = short.get_mut(..text.len())?;
        folded.copy_from_slice(text.as_bytes());
        folded.make_ascii_lowercase();
        self.codes.get(&*folded).copied()
    }

    /// Does what [`resolve_items`](super::resolve_items) does.
    ///
    /// # Errors
    ///
    /// [`NameError`] for the first item that names no entry or several.
    pub fn items<'a>(
        &self,
        items: impl IntoIterator<Item = &'a str>,
        as_of: Date,
    ) -> Result<Vec<Entry>, NameError> {
        let items = items.into_iter().filter(|item| !item.trim().is_empty());
        items.map(|item| self.resolve(item, as_of)).collect()
    }

    /// Does what [`holding_items`](super::holding_items) does.
    ///
    /// # Errors
    ///
    /// [`HoldingError`] for the first item that is no holding.
    pub fn holdings<'a>(
        &self,
        items: impl IntoIterator<Item = &'a str>,
        as_of: Date,
    ) -> Result<Vec<Holding>, HoldingError> {
        let items = items.into_iter().filter(|item| !item.trim().is_empty());
        let find = |name: &str| self.resolve(name, as_of);
        items.map(|item| holding_by(item, as_of, find)).collect()
    }

    /// Does what [`wanted_items`](super::wanted_items) does.
    ///
    /// # Errors
    ///
    /// [`WantedError`] for the first item that names nothing.
    pub fn wanted<'a>(
        &self,
        items: impl IntoIterator<Item = &'a str>,
        as_of: Date,
    ) -> Result<Vec<Wanted>, WantedError> {
        let items = items.into_iter().filter(|item| !item.trim().is_empty());
        let find = |name: &str| self.resolve(name, as_of);
        items
            .map(|item| wanted_by(self.catalog, item, find))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn every_name_is_found_as_by_the_rules() {
        let catalog = crate::embedded::catalog();
        let resolver = Resolver::new(catalog);
        let exams = catalog.exam_indices().map(Entry::Exam);
        let entries = exams.chain(catalog.certification_indices().map(Entry::Certification));
        let mut at_once = 0;
        for entry in entries {
            let (name, facts) = (catalog.bare_name(entry), catalog.facts(entry));
            let provider = &catalog.provider(facts.provider).id;
            for text in [
                name.to_owned(),
                format!(" {}\t", name.to_lowercase()),
                name.replace('-', ""),
                format!("exam:{name}"),
                format!("{provider}:{name}"),
                format!("Exam {name}: any text"),
                facts.title.clone().into_owned(),
                format!("{name}x"),
            ] {
                for day in [date(2021, 7, 13), date(2026, 11, 22)] {
                    let expected = resolve(catalog, &text, day);
                    assert_eq!(resolver.resolve(&text, day), expected, "{text}");
                }
                at_once += usize::from(resolver.by_code(text.trim()).is_some());
            }
        }
        assert!(at_once > catalog.exams.len());
        assert_eq!(
            resolver.resolve(" ", Date::default()),
            Err(NameError::Empty)
        );
    }

    #[test]
    fn lists_are_read_as_by_the_rules() {
        let catalog = crate::embedded::catalog();
        let resolver = Resolver::new(catalog);
        let day = date(2026, 11, 22);
        let held = [
            "AZ-104@2025-01-01",
            " ",
            "azure developer associate",
            "cka@2030-01-01",
        ];
        for count in 0..=held.len() {
            let items = || held[..count].iter().copied();
            let expected = super::super::holding_items(catalog, items(), day);
            assert_eq!(resolver.holdings(items(), day), expected);
        }
        let wanted = [
            "az-400",
            "",
            "level:expert+provider:microsoft",
            "level:none",
        ];
        for count in 0..=wanted.len() {
            let items = || wanted[..count].iter().copied();
            let expected = super::super::wanted_items(catalog, items(), day);
            assert_eq!(resolver.wanted(items(), day), expected);
        }
        let items = ["AZ-900", "", "nothing of it"];
        for count in 0..=items.len() {
            let items = || items[..count].iter().copied();
            let expected = super::super::resolve_items(catalog, items(), day);
            assert_eq!(resolver.items(items(), day), expected);
        }
    }
}
