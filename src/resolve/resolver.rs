//! Names of one catalog, many of them.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hash, Hasher};
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::civil::Date;

use crate::catalog::model::{Catalog, Entry};
use crate::request::{Holding, Wanted};
use crate::resolve::question::{Question, by_code};
use crate::resolve::wanted::{WantedError, wanted_by};
use crate::resolve::{HoldingError, NameError, holding_by, named};

/// Longest code or id that is found without the rules, in bytes.
const LONGEST_CODE: usize = 48;

/// Longest other name that is remembered, in bytes.
const LONGEST_KNOWN: usize = 256;

/// How many of them are: with what is told of those that name nothing a few megabytes.
const MOST_KNOWN: usize = 1024;

/// Finds entries as [`resolve`](crate::resolve::resolve()) does; those that are named by code or id, or by what was asked before, at once.
#[derive(Debug)]
pub struct Resolver<'c> {
    catalog: &'c Catalog,
    /// Codes and ids, in lower case, that are one entry's only.
    codes: HashMap<Code, Entry, BuildHasherDefault<WordHasher>>,
    /// Other texts that were asked for.
    known: Mutex<HashMap<Box<str>, Known>>,
}

/// A code or id in lower case, kept where it is looked up: the bytes behind it are zeros.
#[derive(Debug, PartialEq, Eq)]
struct Code {
    bytes: [u8; LONGEST_CODE],
    len: usize,
}

impl Code {
    /// Folds a text; nothing if it is too long.
    fn folded(text: &str) -> Option<Self> {
        let (mut bytes, len) = ([0; LONGEST_CODE], text.len());
        let folded = bytes.get_mut(..len)?;
        folded.copy_from_slice(text.as_bytes());
        folded.make_ascii_lowercase();
        Some(Self { bytes, len })
    }
}

impl Hash for Code {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let (words, _) = self.bytes.as_chunks();
        for word in words.iter().take(self.len.div_ceil(8)) {
            state.write_u64(u64::from_le_bytes(*word));
        }
    }
}

/// Hashes short keys that nobody but the catalog chooses, eight bytes at a time: the way of `FxHash`.
#[derive(Debug, Default)]
struct WordHasher(u64);

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u64(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    }

    /// Returns the best mixed bits as the lowest.
    fn finish(&self) -> u64 {
        self.0.rotate_left(26)
    }
}

/// What a text names.
#[derive(Debug)]
struct Known {
    answer: Result<Entry, NameError>,
    /// The day for which it was asked, if it may name another entry on another day.
    on: Option<Date>,
}

impl<'c> Resolver<'c> {
    /// Collects the codes and ids of `catalog`.
    #[must_use]
    pub fn new(catalog: &'c Catalog) -> Self {
        let names = catalog.names.written.iter();
        let codes = names.map(|name| catalog.names.key(name));
        let codes = codes.filter_map(|code| Some((Code::folded(code)?, by_code(catalog, code)?)));
        Self {
            catalog,
            codes: codes.collect(),
            known: Mutex::default(),
        }
    }

    /// Does what [`resolve`](crate::resolve::resolve()) does.
    ///
    /// # Errors
    ///
    /// [`NameError`] if the text is blank or names no entry or several.
    pub fn resolve(&self, text: &str, as_of: Date) -> Result<Entry, NameError> {
        if let Some(entry) = self.by_code(text) {
            return Ok(entry);
        }
        if let Some(known) = self.known().get(text)
            && known.on.is_none_or(|day| day == as_of)
        {
            return known.answer.clone();
        }
        let question = Question::read(self.catalog, text, as_of)?;
        let answer = question.answer();
        self.remember(text, &answer, question.day_decides().then_some(as_of));
        answer
    }

    fn by_code(&self, text: &str) -> Option<Entry> {
        self.codes.get(&Code::folded(text)?).copied()
    }

    fn known(&self) -> MutexGuard<'_, HashMap<Box<str>, Known>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn remember(&self, text: &str, answer: &Result<Entry, NameError>, on: Option<Date>) {
        if text.len() > LONGEST_KNOWN {
            return;
        }
        let mut known = self.known();
        if known.len() >= MOST_KNOWN {
            known.clear();
        }
        let answer = answer.clone();
        known.insert(text.into(), Known { answer, on });
    }

    /// Does what [`resolve_items`](crate::resolve::resolve_items) does.
    ///
    /// # Errors
    ///
    /// [`NameError`] for the first item that names no entry or several.
    pub fn items<'a>(
        &self,
        items: impl IntoIterator<Item = &'a str>,
        as_of: Date,
    ) -> Result<Vec<Entry>, NameError> {
        named(items).map(|item| self.resolve(item, as_of)).collect()
    }

    /// Does what [`holding_items`](crate::resolve::holding_items) does.
    ///
    /// # Errors
    ///
    /// [`HoldingError`] for the first item that is no holding.
    pub fn holdings<'a>(
        &self,
        items: impl IntoIterator<Item = &'a str>,
        as_of: Date,
    ) -> Result<Vec<Holding>, HoldingError> {
        let find = |name: &str| self.resolve(name, as_of);
        let holdings = named(items).map(|item| holding_by(item, as_of, find));
        holdings.collect()
    }

    /// Does what [`wanted_items`](crate::resolve::wanted_items) does.
    ///
    /// # Errors
    ///
    /// [`WantedError`] for the first item that names nothing.
    pub fn wanted<'a>(
        &self,
        items: impl IntoIterator<Item = &'a str>,
        as_of: Date,
    ) -> Result<Vec<Wanted>, WantedError> {
        let find = |name: &str| self.resolve(name, as_of);
        let wanted = named(items).map(|item| wanted_by(self.catalog, item, find));
        wanted.collect()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::resolve::resolve;

    #[test]
    fn every_name_is_found_as_by_the_rules() {
        let catalog = crate::embedded::catalog();
        let resolver = Resolver::new(catalog);
        let exams = catalog.exam_indices().map(Entry::Exam);
        let entries = exams.chain(catalog.certification_indices().map(Entry::Certification));
        // A prime stride, for each text that names nothing is compared with every name there is.
        let entries: Vec<Entry> = entries.step_by(11).collect();
        let (mut at_once, count) = (0, entries.len());
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
                    assert_eq!(resolver.resolve(&text, day), expected, "{text} again");
                }
                at_once += usize::from(resolver.by_code(text.trim()).is_some());
            }
        }
        assert!(at_once > count);
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
            let expected = crate::resolve::holding_items(catalog, items(), day);
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
            let expected = crate::resolve::wanted_items(catalog, items(), day);
            assert_eq!(resolver.wanted(items(), day), expected);
        }
        let items = ["AZ-900", "", "nothing of it"];
        for count in 0..=items.len() {
            let items = || items[..count].iter().copied();
            let expected = crate::resolve::resolve_items(catalog, items(), day);
            assert_eq!(resolver.items(items(), day), expected);
        }
    }

    #[test]
    fn only_so_many_names_are_remembered() {
        let catalog = crate::answer::sample::catalog();
        let resolver = Resolver::new(&catalog);
        let day = date(2026, 11, 22);
        for number in 0..=MOST_KNOWN {
            let name = format!("no-such-name-{number}");
            assert_eq!(resolver.resolve(&name, day), resolve(&catalog, &name, day));
            assert!((1..=MOST_KNOWN).contains(&resolver.known().len()));
        }
        let before = resolver.known().len();
        let long = "x".repeat(LONGEST_KNOWN + 1);
        assert!(resolver.resolve(&long, day).is_err());
        assert_eq!(resolver.known().len(), before);
    }
}
