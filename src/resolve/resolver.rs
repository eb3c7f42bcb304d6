//! Names of one catalog, many of them.

use std::cell::Cell;
use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::civil::Date;

use crate::catalog::model::{Catalog, Entry};
use crate::request::{Holding, Wanted, each_once};
use crate::resolve::error::shown;
use crate::resolve::holding::{WrittenHolding, without_comment};
use crate::resolve::lists;
use crate::resolve::name::Reading;
use crate::resolve::providers::{Issuer, ProviderNames};
use crate::resolve::qualifier::kind;
use crate::resolve::wanted::{WantedError, wanted_by};
use crate::resolve::{HoldingError, HoldingErrors, NameError, Purpose, Written, all};

/// Longest name that is remembered, in bytes.
const LONGEST_KNOWN: usize = 256;

/// How many names are: with the errors of those that name nothing a few megabytes.
const MOST_KNOWN: usize = 1024;

/// For how many unknown names of one list, or of one command line, similar ones are looked for: that takes far longer than
/// to find a name that there is.
const MOST_SUGGESTED: usize = 100;

/// Finds what texts name, and remembers it.
#[derive(Debug)]
pub struct Resolver<'c> {
    catalog: &'c Catalog,
    providers: ProviderNames<'c>,
    /// What was found for names without an issuer, and for which purpose and day.
    known: Mutex<HashMap<Box<str>, Known>>,
    /// For how many unknown names similar ones are still looked for.
    suggestions: AtomicUsize,
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
            suggestions: AtomicUsize::new(usize::MAX),
        }
    }

    /// Makes one for the names of a single answer: it suggests names in place of the first hundred unknown ones only.
    #[must_use]
    pub fn of_one_answer(catalog: &'c Catalog) -> Self {
        Self {
            suggestions: AtomicUsize::new(MOST_SUGGESTED),
            ..Self::new(catalog)
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
        let is_dated = || WrittenHolding::cut(written.text).name != written.text;
        if written.purpose == Purpose::Sought && is_dated() {
            let given = shown(written.text);
            return Err(NameError::Dated { given });
        }
        let suggests = self.suggestions.load(Ordering::Relaxed) > 0;
        let answer = self.name_suggesting(written, suggests, as_of);
        if let Err(NameError::Unknown { .. }) = answer
            && suggests
        {
            self.suggestions.fetch_sub(1, Ordering::Relaxed);
        }
        answer
    }

    /// Does the same; in place of an unknown name it suggests one or none.
    fn name_suggesting(
        &self,
        written: Written<'_>,
        suggests: bool,
        as_of: Date,
    ) -> Result<Entry, NameError> {
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
        let mut reading = self.reading(written, as_of)?;
        reading.suggests = suggests;
        let answer = reading.answer();
        if issuer.is_none() && suggests {
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
        reading.is_in_list = true;
        reading.answer()
    }

    /// Finds what has an id or a code, letter for letter as answers print it: behind `exam:` or `cert:` that of this kind, and
    /// else what nothing else has.
    pub(super) fn printed(&self, id: &str) -> Option<Entry> {
        let of_kind = id
            .split_once(':')
            .filter(|(word, _)| ["exam", "cert"].contains(word));
        let name = of_kind.map_or(id, |(_, name)| name);
        let (provider, bare) = name
            .split_once(':')
            .map_or((None, name), |(provider, bare)| (Some(provider), bare));
        let is_meant = |&entry: &Entry| {
            let own = &self.catalog.provider(self.catalog.facts(entry).provider).id;
            of_kind.is_none_or(|(word, _)| word == kind(entry))
                && provider.is_none_or(|provider| *provider == **own)
                && self.catalog.bare_name(entry) == bare
        };
        let names = self.catalog.names.written(bare).iter();
        let mut meant = names.map(|name| name.entry).filter(is_meant);
        let only = meant.next()?;
        meant.next().is_none().then_some(only)
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
        let left = Cell::new(MOST_SUGGESTED);
        let name = |name: Written<'_>| {
            if left.get() == 0 {
                return self.name_suggesting(name, false, as_of);
            }
            let answer = self.name(name, as_of);
            let is_unknown = matches!(answer, Err(NameError::Unknown { .. }));
            left.set(left.get() - usize::from(is_unknown));
            answer
        };
        let read = |item| {
            let written = WrittenHolding::cut(item);
            let beside = self.dated_beside(&written, as_of);
            beside.unwrap_or_else(|| written.read(as_of, name))
        };
        not_blank(items).map(read).collect()
    }

    /// Reads a holding whose dates stand beside its name without an `@`, as they do in lists; nothing if none do. What is said
    /// not to be held names nothing.
    fn dated_beside(
        &self,
        written: &WrittenHolding<'_>,
        as_of: Date,
    ) -> Option<Result<Holding, HoldingError>> {
        if written.text.contains(' ') && lists::says_not(written.name) {
            let (given, nearest) = (shown(written.name.trim()), Vec::new());
            return Some(Err(NameError::Unknown { given, nearest }.into()));
        }
        let is_known = || !self.catalog.names.written(written.text).is_empty();
        if !written.may_have_dates_beside() || is_known() {
            return None;
        }
        let (name, dates) = lists::dates_beside(self, written.text, as_of)?;
        let on = dates.as_ref().ok().and_then(|dates| dates.on);
        let held = Written {
            text: &name,
            issuer: None,
            purpose: Purpose::Held(on),
        };
        let entry = self.name_suggesting(held, false, as_of).ok()?;
        let given = || shown(written.text);
        let dates = dates.map_err(|problem| HoldingError::Date {
            given: given(),
            problem,
        });
        let dates = dates.and_then(|dates| written.not_later(dates, as_of));
        Some(dates.map(|dates| dates.of(entry)))
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
            one => vec![self.dated_beside(&written, as_of).unwrap_or(one)],
        }
    }

    /// Reads lines as [`holding_lines`](crate::resolve::holding_lines) does; what is no holding stands in its place as
    /// an error.
    pub fn holding_lines(&self, text: &str, as_of: Date) -> Vec<Result<Holding, HoldingError>> {
        let read = self.numbered_holding_lines(text, as_of).into_iter();
        read.map(|(_, holding)| holding).collect()
    }

    /// Does the same, and says on which line each stands, from 1.
    pub fn numbered_holding_lines(
        &self,
        text: &str,
        as_of: Date,
    ) -> Vec<(usize, Result<Holding, HoldingError>)> {
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let lines = (1..).zip(text.lines().map(without_comment));
        let (numbers, names): (Vec<usize>, Vec<&str>) =
            lines.filter(|(_, line)| !line.trim().is_empty()).unzip();
        let read = self.each_holding(names, as_of);
        numbers.into_iter().zip(read).collect()
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
    fn similar_names_are_looked_for_so_often_only() {
        let catalog = crate::answer::sample::catalog();
        let day = date(2026, 11, 22);
        let suggests = |resolver: &Resolver<'_>, text: &str| {
            let Err(NameError::Unknown { nearest, .. }) = resolver.resolve(text, day) else {
                panic!("{text} is unknown");
            };
            !nearest.is_empty()
        };
        let name = |number: usize| format!("AZ-90{number}");
        let (all, few) = (Resolver::new(&catalog), Resolver::of_one_answer(&catalog));
        for number in 10..=10 + MOST_SUGGESTED {
            assert!(suggests(&all, &name(number)), "{number}");
            assert_eq!(suggests(&few, &name(number)), number < 10 + MOST_SUGGESTED);
        }
        // and of each list in a stream of them
        let names: Vec<String> = (10..=10 + MOST_SUGGESTED).map(name).collect();
        for _ in 0..2 {
            let read = all.each_holding(names.iter().map(String::as_str), day);
            let nearest = |read: &Result<Holding, HoldingError>| match read {
                Err(HoldingError::Name(NameError::Unknown { nearest, .. })) => nearest.len(),
                other => panic!("{other:?}"),
            };
            assert!(nearest(&read[MOST_SUGGESTED - 1]) > 0);
        }
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
