//! How entries are found by what people call them.
//!
//! Every name of every entry is a key in a sorted list, folded as [`fold`] says. A text is folded the same way and
//! looked up by bisection; which list comes first is not decided here.

use std::cmp::Ordering;

use crate::catalog::address::Address;
use crate::catalog::fold;
use crate::catalog::model::{
    Catalog, CertIndex, Certification, Entry, Exam, ExamIndex, Facts, List, Provider,
    ProviderIndex, Text,
};

/// One name of one entry: a piece of [`NameIndex::keys`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Name {
    /// Where it begins, in bytes.
    pub start: u32,
    /// How many bytes it has.
    pub len: u32,
    /// What is called so.
    pub entry: Entry,
}

/// Every name of every entry. Each list sorts by key and entry and holds no name twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameIndex {
    /// The text of all keys.
    pub keys: Text,
    /// Codes and ids in lower case.
    pub written: List<Name>,
    /// Codes and ids that have hyphens, as [`fold::compact`] folds them.
    pub compact: List<Name>,
    /// Slugs and last segments of pages, where they are not the code or id, in lower case.
    pub segments: List<Name>,
    /// Whole names: titles, aliases, slugs, codes and ids as [`fold::key`] folds them, with and without the provider's
    /// prefixes.
    pub titles: List<Name>,
    /// Whole names without words that name nothing, where they have some.
    pub cores: List<Name>,
    /// Whole names without their provider's names, and without words that name nothing.
    pub bare: List<Name>,
    /// Words of titles and aliases.
    pub words: List<Name>,
}

impl NameIndex {
    /// The index of no entry at all.
    pub const EMPTY: Self = Self {
        keys: Text::EMPTY,
        written: List::EMPTY,
        compact: List::EMPTY,
        segments: List::EMPTY,
        titles: List::EMPTY,
        cores: List::EMPTY,
        bare: List::EMPTY,
        words: List::EMPTY,
    };

    /// Collects and sorts the names of all entries, whose indices are their places in the lists.
    ///
    /// **O(n log n)** in the length of all names. Names past 4 GiB are left out.
    #[must_use]
    pub fn build(providers: &[Provider], exams: &[Exam], certifications: &[Certification]) -> Self {
        let mut collector = Collector::default();
        for (index, exam) in (0..).zip(exams) {
            let entry = Entry::Exam(ExamIndex(index));
            collector.collect(entry, &exam.code, None, &exam.facts, providers);
        }
        for (index, certification) in (0..).zip(certifications) {
            let entry = Entry::Certification(CertIndex(index));
            let Certification {
                id, slug, facts, ..
            } = certification;
            collector.collect(entry, id, slug.as_deref(), facts, providers);
        }
        collector.finish()
    }

    /// Returns the key of one of the names.
    #[must_use]
    pub fn key(&self, name: &Name) -> &str {
        let start = name.start as usize;
        let key = self.keys.get(start..start + name.len as usize);
        key.unwrap_or_default()
    }

    fn bytes(&self, name: &Name) -> &[u8] {
        let start = name.start as usize;
        let key = self.keys.as_bytes().get(start..start + name.len as usize);
        key.unwrap_or_default()
    }

    /// Returns the names whose code or id is `text`, case aside. Allocates nothing for one of usual length.
    #[must_use]
    pub fn written(&self, text: &str) -> &[Name] {
        let mut short = [0; USUAL_LENGTH];
        if let Some(folded) = short.get_mut(..text.len()) {
            folded.copy_from_slice(text.as_bytes());
            folded.make_ascii_lowercase();
            self.exactly(&self.written, folded)
        } else {
            self.exactly(&self.written, text.to_ascii_lowercase().as_bytes())
        }
    }

    /// Returns the names whose code or id is `key` without its hyphens.
    #[must_use]
    pub fn compact(&self, key: &str) -> &[Name] {
        self.exactly(&self.compact, key.as_bytes())
    }

    /// Returns the names whose slug, or last segment of the page, is `key`.
    #[must_use]
    pub fn segment(&self, key: &str) -> &[Name] {
        self.exactly(&self.segments, key.as_bytes())
    }

    /// Returns the names one of whose whole names has that key.
    #[must_use]
    pub fn title(&self, key: &str) -> &[Name] {
        self.exactly(&self.titles, key.as_bytes())
    }

    /// Returns the names one of whose whole names has that key without words that name nothing.
    #[must_use]
    pub fn core(&self, key: &str) -> &[Name] {
        self.exactly(&self.cores, key.as_bytes())
    }

    /// Returns the names one of whose whole names has that key without its provider's names.
    #[must_use]
    pub fn bare(&self, key: &str) -> &[Name] {
        self.exactly(&self.bare, key.as_bytes())
    }

    /// Returns the names one of whose titles has the word `key`, sorted by entry.
    #[must_use]
    pub fn word(&self, key: &str) -> &[Name] {
        self.exactly(&self.words, key.as_bytes())
    }

    /// Returns the names whose code or id begins with `key`.
    #[must_use]
    pub fn beginning(&self, key: &str) -> &[Name] {
        equal_range(&self.written, |name| {
            let bytes = self.bytes(name);
            bytes[..key.len().min(bytes.len())].cmp(key.as_bytes())
        })
    }

    fn exactly<'a>(&self, names: &'a [Name], key: &[u8]) -> &'a [Name] {
        equal_range(names, |name| self.bytes(name).cmp(key))
    }
}

impl Provider {
    /// Returns what the provider is called: its id, its name and its aliases.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let names = [&self.id, &self.name].into_iter();
        names.chain(self.aliases.iter()).map(AsRef::as_ref)
    }

    /// Returns who else issues what is the provider's.
    pub fn issuers(&self) -> impl Iterator<Item = &str> {
        self.issuers.iter().map(AsRef::as_ref)
    }
}

impl Catalog {
    /// Returns the provider whose id or alias a word is, case aside.
    #[must_use]
    pub fn provider_of_word(&self, word: &str) -> Option<ProviderIndex> {
        let is_called = |provider: &Provider| {
            let mut names = [&provider.id].into_iter().chain(provider.aliases.iter());
            names.any(|name| name.eq_ignore_ascii_case(word))
        };
        let place = self.providers.iter().position(is_called)?;
        u32::try_from(place).ok().map(ProviderIndex)
    }
}

/// Longest code or id that is looked up without an allocation, in bytes.
const USUAL_LENGTH: usize = 96;

/// Returns the names for which `order` says equal. It says how a name compares with what is looked for.
fn equal_range(names: &[Name], order: impl Fn(&Name) -> Ordering) -> &[Name] {
    let rest = &names[names.partition_point(|name| order(name).is_lt())..];
    // Most ranges are of one or two: double the reach before bisecting.
    let mut reach = 1;
    while rest.get(reach - 1).is_some_and(|name| order(name).is_eq()) {
        reach *= 2;
    }
    let bound = &rest[..(reach - 1).min(rest.len())];
    &bound[..bound.partition_point(|name| order(name).is_eq())]
}

/// Collects keys before they are sorted.
#[derive(Default)]
struct Collector {
    keys: String,
    written: Vec<Name>,
    compact: Vec<Name>,
    segments: Vec<Name>,
    titles: Vec<Name>,
    cores: Vec<Name>,
    bare: Vec<Name>,
    words: Vec<Name>,
}

impl Collector {
    fn collect(
        &mut self,
        entry: Entry,
        name: &str,
        slug: Option<&str>,
        facts: &Facts,
        providers: &[Provider],
    ) {
        let keys = &mut self.keys;
        add(keys, &mut self.written, entry, fold::ascii_lower(name));
        if name.chars().any(fold::is_hyphen) {
            add(keys, &mut self.compact, entry, fold::compact(name));
        }
        let page = Address::read(&facts.page);
        let last = page.and_then(|page| page.segments().next_back());
        for segment in slug.into_iter().chain(last) {
            if !segment.eq_ignore_ascii_case(name) {
                let segment = fold::ascii_lower(segment);
                add(keys, &mut self.segments, entry, segment);
            }
        }
        let provider = providers.get(facts.provider.0 as usize);
        let forms = provider.map_or_else(ProviderForms::default, ProviderForms::of);
        let aliases = facts.aliases.iter().map(AsRef::as_ref);
        for title in aliases.chain([facts.title.as_ref(), name]).chain(slug) {
            let words = fold::words(title);
            self.collect_title(entry, &words, &forms);
            if let Some(title) = fold::without_acronym(title) {
                self.collect_core(entry, &fold::words(&title), &forms);
            }
            // An id of more than one word is its title once more.
            for word in words.iter().filter(|_| title != name) {
                add(&mut self.keys, &mut self.words, entry, word.chars());
            }
        }
    }

    fn collect_title(&mut self, entry: Entry, words: &[String], forms: &ProviderForms) {
        for title in forms.of_title(words) {
            let keys = &mut self.keys;
            add(keys, &mut self.titles, entry, fold::key(title).chars());
            if title.iter().any(|word| fold::is_noise(word)) {
                self.add_core(entry, title);
            }
            self.add_bare(entry, title, forms);
        }
    }

    /// Collects a title without an acronym, which comes after whole titles.
    fn collect_core(&mut self, entry: Entry, words: &[String], forms: &ProviderForms) {
        for title in forms.of_title(words) {
            self.add_core(entry, title);
            self.add_bare(entry, title, forms);
        }
    }

    fn add_core(&mut self, entry: Entry, title: &[String]) {
        let core = fold::key(&fold::without_noise(title));
        add(&mut self.keys, &mut self.cores, entry, core.chars());
    }

    fn add_bare(&mut self, entry: Entry, title: &[String], forms: &ProviderForms) {
        for rest in without(title, &forms.names) {
            let rest = fold::key(&fold::without_noise(rest));
            add(&mut self.keys, &mut self.bare, entry, rest.chars());
        }
    }

    fn finish(self) -> NameIndex {
        let mut keys = String::with_capacity(self.keys.len() / 2);
        let mut sorted = |names| sorted(&self.keys, names, &mut keys).into();
        NameIndex {
            written: sorted(self.written),
            compact: sorted(self.compact),
            segments: sorted(self.segments),
            titles: sorted(self.titles),
            cores: sorted(self.cores),
            bare: sorted(self.bare),
            words: sorted(self.words),
            keys: keys.into(),
        }
    }
}

/// What stands for a provider in its titles, as folded words.
#[derive(Default)]
struct ProviderForms {
    prefixes: Vec<Vec<String>>,
    names: Vec<Vec<String>>,
}

impl ProviderForms {
    fn of(provider: &Provider) -> Self {
        let folded = |texts: &[Text]| texts.iter().map(|text| fold::words(text)).collect();
        Self {
            prefixes: folded(&provider.title_prefixes),
            names: provider.names().map(fold::words).collect(),
        }
    }

    /// Returns a title with and without each prefix of the provider.
    fn of_title<'t>(&self, words: &'t [String]) -> Vec<&'t [String]> {
        let mut titles = vec![words];
        titles.extend(without(words, &self.prefixes));
        titles
    }
}

/// Returns what is left of a title without each of the beginnings that it has.
fn without<'t>(title: &'t [String], beginnings: &[Vec<String>]) -> Vec<&'t [String]> {
    let rests = beginnings
        .iter()
        .filter_map(|begin| title.strip_prefix(begin.as_slice()));
    rests.filter(|rest| !rest.is_empty()).collect()
}

/// Adds a name, unless it is empty or past 4 GiB.
fn add(
    keys: &mut String,
    names: &mut Vec<Name>,
    entry: Entry,
    characters: impl Iterator<Item = char>,
) {
    let from = keys.len();
    keys.extend(characters);
    if let (Ok(start), Ok(end)) = (u32::try_from(from), u32::try_from(keys.len()))
        && start < end
    {
        let len = end - start;
        names.push(Name { start, len, entry });
    } else {
        keys.truncate(from);
    }
}

/// Sorts names by key and entry, leaves out what is there twice, and lays the keys, equal ones once, in
/// the order of the list.
fn sorted(collected: &str, names: Vec<Name>, keys: &mut String) -> Vec<Name> {
    let key = |name: &Name| &collected[name.start as usize..][..name.len as usize];
    // What decides most comparisons is kept beside the name, so that they need not look elsewhere.
    let mut names: Vec<(u64, Name)> = (names.into_iter())
        .map(|name| (first_bytes(key(&name)), name))
        .collect();
    names.sort_unstable_by(|(first, left), (second, right)| {
        let keys = || key(left).cmp(key(right));
        let entries = || left.entry.cmp(&right.entry);
        first.cmp(second).then_with(keys).then_with(entries)
    });
    names.dedup_by(|(_, right), (_, left)| left.entry == right.entry && key(left) == key(right));
    let mut start = keys.len();
    let mut last = "";
    let place = |(_, name): (u64, Name)| {
        if last != key(&name) {
            last = key(&name);
            start = keys.len();
            keys.push_str(last);
        }
        Name {
            // These keys are no longer than the collected ones, which `add` held to 4 GiB.
            start: u32::try_from(start).unwrap_or(u32::MAX),
            ..name
        }
    };
    names.into_iter().map(place).collect()
}

/// Returns the first eight bytes as a number that sorts as they do.
fn first_bytes(key: &str) -> u64 {
    let mut first = [0; 8];
    let len = key.len().min(first.len());
    first[..len].copy_from_slice(&key.as_bytes()[..len]);
    u64::from_be_bytes(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_empty_index_has_no_name() {
        assert_eq!(NameIndex::build(&[], &[], &[]), NameIndex::EMPTY);
        assert_eq!(NameIndex::EMPTY.written("AZ-204"), []);
        assert_eq!(NameIndex::EMPTY.beginning(""), []);
    }
}
