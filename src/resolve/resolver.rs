//! Names of one catalog, many of them.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::civil::Date;

use crate::catalog::model::{Catalog, Entry};
use crate::request::{Holding, Wanted, each_once};
use crate::resolve::holding::{WrittenHolding, without_comment};
use crate::resolve::name::Reading;
use crate::resolve::providers::{Issuer, ProviderNames};
use crate::resolve::wanted::{WantedError, wanted_by};
use crate::resolve::{HoldingError, HoldingErrors, NameError, Purpose, Written, all};

/// Longest name that is remembered, in bytes.
const LONGEST_KNOWN: usize = 256;

/// How many names are: with the errors of those that name nothing a few megabytes.
const MOST_KNOWN: usize = 1024;

/// Finds what texts name, and remembers it.
#[derive(Debug)]
pub struct Resolver<'c> {
    catalog: &'c Catalog,
    providers: ProviderNames<'c>,
    /// What was found for names without an issuer, and for which purpose and day.
    known: Mutex<HashMap<Box<str>, Known>>,
}

/// What a text names.
#[derive(Debug)]
struct Known {
    answer: Result<Entry, NameError>,
    purpose: Purpose,
    as_of: Date,
}

impl<'c> Resolver<'c> {
    /// Makes one for a catalog, which costs nothing.
    #[must_use]
    pub fn new(catalog: &'c Catalog) -> Self {
        Self {
            catalog,
            providers: ProviderNames::new(catalog),
            known: Mutex::default(),
        }
    }

    /// Does what [`resolve`](crate::resolve::resolve()) does.
    ///
    /// # Errors
    ///
    /// [`NameError`] if the text is blank or names no entry or several.
    pub fn resolve(&self, text: &str, as_of: Date) -> Result<Entry, NameError> {
        self.name(Written::sought(text), as_of)
    }

    /// Finds the entry that a name names, with what else is known of it.
    ///
    /// With an issuer only its certifications and exams are meant. The date of a holding decides between versions that
    /// have the same name; without one such a name is ambiguous.
    ///
    /// # Errors
    ///
    /// [`NameError`] if the text is blank or names no entry or several.
    pub fn name(&self, written: Written<'_>, as_of: Date) -> Result<Entry, NameError> {
        let issuer = written.issuer.filter(|issuer| !issuer.trim().is_empty());
        let written = Written { issuer, ..written };
        let is_dated = matches!(written.purpose, Purpose::Held(Some(_)));
        if let [only] = self.catalog.names.written(written.text)
            && issuer.is_none()
            && !is_dated
        {
            return Ok(only.entry);
        }
        if issuer.is_none()
            && let Some(known) = self.known().get(written.text)
            && (known.purpose, known.as_of) == (written.purpose, as_of)
        {
            return known.answer.clone();
        }
        let answer = self.reading(written, as_of)?.answer();
        if issuer.is_none() {
            self.remember(written, &answer, as_of);
        }
        answer
    }

    /// Does what [`Self::name`] does for one of many names: it suggests none instead of one that is unknown.
    pub(super) fn name_in_list(
        &self,
        written: Written<'_>,
        as_of: Date,
    ) -> Result<Entry, NameError> {
        let mut reading = self.reading(written, as_of)?;
        reading.suggests = false;
        reading.answer()
    }

    pub(super) fn reading<'r>(
        &'r self,
        written: Written<'r>,
        as_of: Date,
    ) -> Result<Reading<'r>, NameError> {
        Reading::new(self.catalog, &self.providers, written, as_of)
    }

    /// Returns whose something is that `issuer` is said to have issued.
    pub(super) fn issuer(&self, issuer: &str) -> Issuer {
        self.providers.issuer(self.catalog, issuer)
    }

    fn known(&self) -> MutexGuard<'_, HashMap<Box<str>, Known>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn remember(&self, written: Written<'_>, answer: &Result<Entry, NameError>, as_of: Date) {
        let Written { text, purpose, .. } = written;
        if text.len() > LONGEST_KNOWN {
            return;
        }
        let mut known = self.known();
        if known.len() >= MOST_KNOWN {
            known.clear();
        }
        known.insert(
            text.into(),
            Known {
                answer: answer.clone(),
                purpose,
                as_of,
            },
        );
    }

    /// Does what [`resolve_list`](crate::resolve::resolve_list) does.
    ///
    /// # Errors
    ///
    /// [`NameError`] for the first part that names no entry or several.
    pub fn list(&self, text: &str, as_of: Date) -> Result<Vec<Entry>, NameError> {
        match self.whole(Written::sought(text), as_of) {
            Some(entry) => Ok(vec![entry?]),
            None => self.items(text.split(','), as_of),
        }
    }

    /// Returns the catalog whose names it finds.
    #[must_use]
    pub fn catalog(&self) -> &'c Catalog {
        self.catalog
    }

    /// Finds the entries of texts that are each a name or a list of names, each once.
    ///
    /// # Errors
    ///
    /// [`NameError`] for the first part that names no entry or several.
    pub fn lists<'a>(
        &self,
        texts: impl IntoIterator<Item = &'a str>,
        as_of: Date,
    ) -> Result<Vec<Entry>, NameError> {
        let mut entries = Vec::new();
        for text in texts {
            entries.extend(self.list(text, as_of)?);
        }
        Ok(each_once(entries))
    }

    /// Finds the entries of a list whose items are names and are never cut, as in JSON. Blank ones are skipped.
    ///
    /// # Errors
    ///
    /// [`NameError`] for the first item that names no entry or several.
    pub fn items<'a>(
        &self,
        items: impl IntoIterator<Item = &'a str>,
        as_of: Date,
    ) -> Result<Vec<Entry>, NameError> {
        not_blank(items)
            .map(|item| self.resolve(item, as_of))
            .collect()
    }

    /// Reads a value that may be a list as one name, if it is a code, id, address or whole name or has no comma.
    pub(super) fn whole(
        &self,
        written: Written<'_>,
        as_of: Date,
    ) -> Option<Result<Entry, NameError>> {
        if !written.text.contains(',') {
            let is_blank = written.text.trim().is_empty();
            return (!is_blank).then(|| self.name(written, as_of));
        }
        let reading = self.reading(written, as_of).ok()?;
        if reading.is_list_of_addresses() {
            return None;
        }
        reading.by_whole_name()
    }

    /// Reads holdings that are never cut, as in JSON. Blank ones are skipped.
    ///
    /// # Errors
    ///
    /// [`HoldingErrors`] for all items that are no holdings.
    pub fn holdings<'a>(
        &self,
        items: impl IntoIterator<Item = &'a str>,
        as_of: Date,
    ) -> Result<Vec<Holding>, HoldingErrors> {
        all(self.each_holding(items, as_of))
    }

    /// Reads holdings that are never cut; those that are none stand in their place as errors. Blank ones are skipped.
    pub fn each_holding<'a>(
        &self,
        items: impl IntoIterator<Item = &'a str>,
        as_of: Date,
    ) -> Vec<Result<Holding, HoldingError>> {
        not_blank(items)
            .map(|item| self.holding(&WrittenHolding::cut(item), as_of))
            .collect()
    }

    fn holding(&self, written: &WrittenHolding<'_>, as_of: Date) -> Result<Holding, HoldingError> {
        written.read(as_of, |name| self.name(name, as_of))
    }

    /// Reads a list as [`holdings`](crate::resolve::holdings) does; what is no holding stands in its place as an error.
    pub fn holding_list(&self, text: &str, as_of: Date) -> Vec<Result<Holding, HoldingError>> {
        let written = WrittenHolding::cut(text);
        let one = written.read(as_of, |name| {
            // Only what is no name as a whole is cut, so there the error is not needed.
            self.whole(name, as_of).unwrap_or(Err(NameError::Empty))
        });
        match one {
            Err(HoldingError::Name(NameError::Empty)) => self.each_holding(text.split(','), as_of),
            one => vec![one],
        }
    }

    /// Reads lines as [`holding_lines`](crate::resolve::holding_lines) does; what is no holding stands in its place as
    /// an error.
    pub fn holding_lines(&self, text: &str, as_of: Date) -> Vec<Result<Holding, HoldingError>> {
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        self.each_holding(text.lines().map(without_comment), as_of)
    }

    /// Reads a list of names and kinds whose items are never cut, as in JSON. Blank ones are skipped.
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
        let wanted = not_blank(items).map(|item| wanted_by(self.catalog, item, find));
        wanted.collect()
    }
}

/// Leaves out items that are blank.
fn not_blank<'a>(items: impl IntoIterator<Item = &'a str>) -> impl Iterator<Item = &'a str> {
    items.into_iter().filter(|item| !item.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::resolve::resolve;

    #[test]
    fn only_so_many_names_are_remembered() {
        let catalog = crate::answer::sample::catalog();
        let resolver = Resolver::new(&catalog);
        let day = date(2026, 11, 22);
        for number in 0..=MOST_KNOWN {
            let name = format!("no-such-name-{number}");
            assert_eq!(resolver.resolve(&name, day), resolve(&catalog, &name, day));
            assert_eq!(resolver.resolve(&name, day), resolve(&catalog, &name, day));
            assert!((1..=MOST_KNOWN).contains(&resolver.known().len()));
        }
        let before = resolver.known().len();
        let long = "x".repeat(LONGEST_KNOWN + 1);
        assert!(resolver.resolve(&long, day).is_err());
        assert_eq!(resolver.known().len(), before);
    }

    #[test]
    fn what_is_remembered_is_for_one_purpose_and_day() {
        let catalog = crate::embedded::catalog();
        let resolver = Resolver::new(catalog);
        let title = "Developing Solutions for Microsoft Azure";
        let held = |on: Option<&str>| Purpose::Held(on.map(|on| on.parse().unwrap()));
        for purpose in [
            Purpose::Sought,
            held(Some("2019")),
            held(None),
            held(Some("2026")),
        ] {
            for as_of in [date(2021, 7, 13), date(2026, 11, 22)] {
                let written = Written {
                    text: title,
                    issuer: None,
                    purpose,
                };
                let answer = resolver.name(written, as_of);
                assert_eq!(answer, Resolver::new(catalog).name(written, as_of));
            }
        }
    }
}
