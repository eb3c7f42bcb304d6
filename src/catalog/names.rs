//! How entries are found by what people call them.
//!
//! Every name of every entry is a key in one sorted list, folded so that case does not matter. What is
//! asked is folded the same way and looked up by bisection; which rule comes first is not decided here.

use std::borrow::Cow;
use std::cmp::Ordering;

use crate::catalog::model::{
    CertIndex, Certification, Entry, Exam, ExamIndex, Facts, List, Provider, Text,
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
    /// Codes and ids that have hyphens, in lower case and without them.
    pub squeezed: List<Name>,
    /// Slugs and last segments of pages, where they are not the code or id, in lower case.
    pub segments: List<Name>,
    /// Titles, aliases and slugs as [`called`] folds them, with and without the provider's prefixes.
    pub titles: List<Name>,
    /// Words of titles as [`words`] finds them.
    pub words: List<Name>,
}

impl NameIndex {
    /// The index of no entry at all.
    pub const EMPTY: Self = Self {
        keys: Cow::Borrowed(""),
        written: Cow::Borrowed(&[]),
        squeezed: Cow::Borrowed(&[]),
        segments: Cow::Borrowed(&[]),
        titles: Cow::Borrowed(&[]),
        words: Cow::Borrowed(&[]),
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
    pub fn squeezed(&self, key: &str) -> &[Name] {
        self.exactly(&self.squeezed, key.as_bytes())
    }

    /// Returns the names whose slug, or last segment of the page, is `key`.
    #[must_use]
    pub fn segment(&self, key: &str) -> &[Name] {
        self.exactly(&self.segments, key.as_bytes())
    }

    /// Returns the names whose title, alias or slug is `key`.
    #[must_use]
    pub fn title(&self, key: &str) -> &[Name] {
        self.exactly(&self.titles, key.as_bytes())
    }

    /// Returns the names whose title has the word `key`, sorted by entry.
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

/// Longest code or id that is looked up without an allocation, in bytes.
const USUAL_LENGTH: usize = 96;

/// Returns the names for which `order` says equal. It tells how a name compares with what is looked for.
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

/// Gathers keys before they are sorted.
#[derive(Default)]
struct Collector {
    keys: String,
    written: Vec<Name>,
    squeezed: Vec<Name>,
    segments: Vec<Name>,
    titles: Vec<Name>,
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
        add(keys, &mut self.written, entry, ascii_lower(name));
        if name.chars().any(is_hyphen) {
            add(keys, &mut self.squeezed, entry, squeezed(name));
        }
        let page = Address::read(&facts.page);
        let last = page.and_then(|page| page.segments().next_back());
        for segment in slug.into_iter().chain(last) {
            if !segment.eq_ignore_ascii_case(name) {
                add(keys, &mut self.segments, entry, ascii_lower(segment));
            }
        }
        let provider = providers.get(facts.provider.0 as usize);
        let prefixes = provider.map_or(&[][..], |provider| &provider.title_prefixes);
        let aliases = facts.aliases.iter().map(AsRef::as_ref);
        for title in aliases.chain(slug).chain([facts.title.as_ref()]) {
            let title = called(title);
            for prefix in prefixes {
                if let Some(rest) = without_prefix(&title, prefix) {
                    add(keys, &mut self.titles, entry, rest.chars());
                }
            }
            add(keys, &mut self.titles, entry, title.chars());
        }
        for word in words(&facts.title) {
            add(keys, &mut self.words, entry, word.chars());
        }
    }

    fn finish(self) -> NameIndex {
        let mut keys = String::with_capacity(self.keys.len() / 2);
        let mut sorted = |names| Cow::Owned(sorted(&self.keys, names, &mut keys));
        NameIndex {
            written: sorted(self.written),
            squeezed: sorted(self.squeezed),
            segments: sorted(self.segments),
            titles: sorted(self.titles),
            words: sorted(self.words),
            keys: Cow::Owned(keys),
        }
    }
}

/// Adds a name, unless it is empty or past 4 GiB.
fn add(
    keys: &mut String,
    names: &mut Vec<Name>,
    entry: Entry,
    letters: impl Iterator<Item = char>,
) {
    let from = keys.len();
    keys.extend(letters);
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
fn sorted(gathered: &str, names: Vec<Name>, keys: &mut String) -> Vec<Name> {
    let key = |name: &Name| &gathered[name.start as usize..][..name.len as usize];
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
            // These keys are no longer than the gathered ones, which `add` held to 4 GiB.
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

fn ascii_lower(text: &str) -> impl Iterator<Item = char> {
    text.chars().map(|letter| letter.to_ascii_lowercase())
}

/// Tells whether a character is a hyphen, or one of the dashes that are printed for it.
fn is_hyphen(letter: char) -> bool {
    matches!(letter, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

fn separates(letter: char) -> bool {
    letter.is_whitespace() || is_hyphen(letter)
}

/// Folds a code or id: ASCII letters in lower case, no blanks, no hyphens.
pub fn squeezed(text: &str) -> impl Iterator<Item = char> {
    ascii_lower(text).filter(|&letter| !separates(letter))
}

/// Folds a title: lower case, and one blank for each run of blanks and hyphens, none at the ends.
#[must_use]
pub fn called(text: &str) -> String {
    called_letters(text).collect()
}

fn called_letters(text: &str) -> impl Iterator<Item = char> {
    let parts = text.split(separates).filter(|part| !part.is_empty());
    parts.enumerate().flat_map(|(place, part)| {
        let blank = (place > 0).then_some(' ');
        let letters = part.chars().flat_map(char::to_lowercase);
        blank.into_iter().chain(letters)
    })
}

/// Returns what follows a provider's title prefix in a title that [`called`] has folded.
///
/// The prefix ends where a word does: `AWS` is none of `awsome day`.
#[must_use]
pub fn without_prefix<'a>(title: &'a str, prefix: &str) -> Option<&'a str> {
    let mut rest = title;
    let mut last = None;
    for letter in called_letters(prefix) {
        rest = rest.strip_prefix(letter)?;
        last = Some(letter);
    }
    let inside = last?.is_alphanumeric() && rest.starts_with(char::is_alphanumeric);
    let rest = rest.trim_start();
    (!inside && !rest.is_empty()).then_some(rest)
}

/// Returns the words of a title in lower case: runs of letters, digits, `+` and `#`.
pub fn words(text: &str) -> impl Iterator<Item = String> {
    let between = |letter: char| !letter.is_alphanumeric() && letter != '+' && letter != '#';
    let words = text.split(between).filter(|word| !word.is_empty());
    words.map(str::to_lowercase)
}

/// An address on the web: host and path, without query and fragment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Address<'a> {
    /// Whether `http://` or `https://` stood before it.
    pub has_scheme: bool,
    /// The host, in the case in which it was written, without a port.
    pub host: &'a str,
    /// What is between the host and the query.
    pub path: &'a str,
}

impl<'a> Address<'a> {
    /// Reads an address, with or without a scheme. Without one almost any text with a slash is one.
    #[must_use]
    pub fn read(text: &'a str) -> Option<Self> {
        let without_scheme = ["https://", "http://"].into_iter().find_map(|scheme| {
            let head = text.get(..scheme.len())?;
            let rest = &text[scheme.len()..];
            head.eq_ignore_ascii_case(scheme).then_some(rest)
        });
        let rest = without_scheme.unwrap_or(text);
        let place = rest.split(['?', '#']).next()?;
        let (host, path) = place.split_once('/')?;
        let host = host.split(':').next()?;
        (!host.is_empty()).then_some(Self {
            has_scheme: without_scheme.is_some(),
            host,
            path,
        })
    }

    /// Returns the parts of the path, without a locale in front such as `en-us` and without empty parts.
    #[must_use]
    pub fn segments(self) -> impl DoubleEndedIterator<Item = &'a str> + Clone {
        let path = match self.path.split_once('/') {
            Some((first, rest)) if is_locale(first) && rest.contains(|part| part != '/') => rest,
            _ => self.path,
        };
        path.split('/').filter(|segment| !segment.is_empty())
    }

    /// Returns whether both lead to the same page: same host, same path, case and locale aside.
    #[must_use]
    pub fn is_same_page(self, other: Self) -> bool {
        let folded = |address: Self| address.segments().map(str::to_ascii_lowercase);
        self.host.eq_ignore_ascii_case(other.host) && folded(self).eq(folded(other))
    }
}

/// Tells whether a part of a path is a language, with or without a script and a country: `en`, `zh-hans-cn`.
fn is_locale(segment: &str) -> bool {
    let mut parts = segment.split('-');
    let letters = |part: &str, lengths: std::ops::RangeInclusive<usize>| {
        lengths.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphabetic())
    };
    let language = parts.next().is_some_and(|part| letters(part, 2..=2));
    language && parts.all(|part| letters(part, 2..=4)) && segment.len() <= 10
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hyphens_dashes_and_blanks_are_alike_in_a_title() {
        assert_eq!(
            called(" Developer \u{2013} A-b\u{a0}\u{c4}"),
            "developer a b \u{e4}"
        );
        assert_eq!(squeezed("AZ \u{2011} 204").collect::<String>(), "az204");
        assert_eq!(called("- \u{2014}"), "");
    }

    #[test]
    fn a_prefix_ends_with_a_word() {
        let rest = |title: &'static str, prefix| without_prefix(title, prefix);
        assert_eq!(rest("aws certified: sap", "AWS Certified:"), Some("sap"));
        assert_eq!(rest("aws certified:sap", "AWS  certified:"), Some("sap"));
        assert_eq!(rest("awsome day", "AWS"), None);
        assert_eq!(rest("aws", "AWS"), None);
        assert_eq!(rest("aws", ""), None);
    }

    #[test]
    fn a_word_keeps_its_plus() {
        let found: Vec<String> = words("CompTIA A+ (C#), 365: .NET").collect();
        assert_eq!(found, ["comptia", "a+", "c#", "365", "net"]);
    }

    #[test]
    fn an_address_is_a_host_and_segments() {
        let read = |text| {
            let address = Address::read(text)?;
            Some((address.host, address.segments().collect::<Vec<_>>()))
        };
        assert_eq!(
            read("HTTPS://a.example:8080/en-us/b//c/?d/e#f"),
            Some(("a.example", vec!["b", "c"]))
        );
        assert_eq!(
            read("a.example/zh-hans-cn/b#c/d"),
            Some(("a.example", vec!["b"]))
        );
        assert_eq!(read("a.example/en/"), Some(("a.example", vec!["en"])));
        assert_eq!(
            read("a.example/az-204/en-us"),
            Some(("a.example", vec!["az-204", "en-us"]))
        );
        for text in [
            "a.example",
            "https://a.example",
            "https:///b",
            "",
            "/b",
            "a?b/c",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn the_empty_index_has_no_name() {
        assert_eq!(NameIndex::build(&[], &[], &[]), NameIndex::EMPTY);
        assert_eq!(NameIndex::EMPTY.written("AZ-204"), []);
        assert_eq!(NameIndex::EMPTY.beginning(""), []);
    }
}
