//! How entries are found by what people call them.
//!
//! Every name of every entry is a key in one sorted list, folded so that case does not matter. What is
//! asked is folded the same way and looked up by bisection; which rule comes first is not decided here.

use std::borrow::Cow;
use std::cmp::Ordering;

use super::model::{CertIndex, Certification, Entry, Exam, ExamIndex, Facts, List, Provider, Text};

/// How a key was made of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Way {
    /// A code or id in lower case.
    Written,
    /// A code or id that has hyphens, in lower case and without them.
    Squeezed,
    /// A slug or the last segment of a page, where it is not the code or id, in lower case.
    Segment,
    /// A title, alias or slug as [`called`] folds it, with and without the vendor's prefixes.
    Called,
    /// A word of a title as [`words`] finds them.
    Word,
}

/// One name of one entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Name {
    /// How the key was made.
    pub way: Way,
    /// Where the key begins in [`NameIndex::keys`].
    pub start: u32,
    /// How many bytes the key has.
    pub len: u32,
    /// What is called so.
    pub entry: Entry,
}

/// Every name of every entry, sorted by way, key and entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameIndex {
    /// The text of all keys, equal ones once.
    pub keys: Text,
    /// The names, none twice.
    pub names: List<Name>,
}

impl NameIndex {
    /// The index of no entry at all.
    pub const EMPTY: Self = Self {
        keys: Cow::Borrowed(""),
        names: Cow::Borrowed(&[]),
    };

    /// Collects and sorts the names of all entries, whose indices are their places in the lists.
    ///
    /// **O(n log n)** in the length of all names. Keys past 4 GiB are left out.
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
        self.keys
            .get(start..start + name.len as usize)
            .unwrap_or_default()
    }

    /// Returns the names whose code or id is `text`, case aside. Allocates nothing.
    #[must_use]
    pub fn written(&self, text: &str) -> &[Name] {
        self.equal_range(|name| {
            let folded = text.bytes().map(|byte| byte.to_ascii_lowercase());
            (name.way)
                .cmp(&Way::Written)
                .then_with(|| self.key(name).bytes().cmp(folded))
        })
    }

    /// Returns the names whose key is `key`.
    #[must_use]
    pub fn exactly(&self, way: Way, key: &str) -> &[Name] {
        self.equal_range(|name| (name.way, self.key(name)).cmp(&(way, key)))
    }

    /// Returns the names whose key begins with `beginning`, in the order of their keys.
    #[must_use]
    pub fn beginning(&self, way: Way, beginning: &str) -> &[Name] {
        let length = beginning.len();
        self.equal_range(|name| {
            let key = self.key(name).as_bytes();
            let head = &key[..length.min(key.len())];
            (name.way, head).cmp(&(way, beginning.as_bytes()))
        })
    }

    /// Returns all names that were made in this way, sorted by key.
    #[must_use]
    pub fn all(&self, way: Way) -> &[Name] {
        self.equal_range(|name| name.way.cmp(&way))
    }

    /// `order` tells how a name compares with what is looked for, and never falls along the list.
    fn equal_range(&self, order: impl Fn(&Name) -> Ordering) -> &[Name] {
        let from = self.names.partition_point(|name| order(name).is_lt());
        let rest = &self.names[from..];
        // Most ranges are short: gallop before bisecting.
        let mut reach = 1;
        while rest.get(reach - 1).is_some_and(|name| order(name).is_eq()) {
            reach *= 2;
        }
        let bound = &rest[..(reach - 1).min(rest.len())];
        &bound[..bound.partition_point(|name| order(name).is_eq())]
    }
}

/// Gathers keys before they are sorted.
#[derive(Default)]
struct Collector {
    keys: String,
    names: Vec<Name>,
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
        self.add(Way::Written, entry, ascii_lower(name));
        if name.chars().any(is_hyphen) {
            self.add(Way::Squeezed, entry, squeezed(name));
        }
        let page = Address::read(&facts.page);
        let last = page.and_then(|page| page.segments().last());
        for segment in slug.into_iter().chain(last) {
            if !segment.eq_ignore_ascii_case(name) {
                self.add(Way::Segment, entry, ascii_lower(segment));
            }
        }
        let provider = providers.get(facts.provider.0 as usize);
        let prefixes = provider.map_or(&[][..], |provider| &provider.title_prefixes);
        let aliases = facts.aliases.iter().map(AsRef::as_ref);
        for title in aliases.chain(slug).chain([facts.title.as_ref()]) {
            let title = called(title);
            for prefix in prefixes {
                if let Some(rest) = without_prefix(&title, prefix) {
                    self.add(Way::Called, entry, rest.chars());
                }
            }
            self.add(Way::Called, entry, title.chars());
        }
        for word in words(&facts.title) {
            self.add(Way::Word, entry, word.chars());
        }
    }

    fn add(&mut self, way: Way, entry: Entry, key: impl Iterator<Item = char>) {
        let start = self.keys.len();
        self.keys.extend(key);
        let place = (
            u32::try_from(start),
            u32::try_from(self.keys.len() - start),
            u32::try_from(self.keys.len()),
        );
        match place {
            (Ok(start), Ok(len), Ok(_)) if len > 0 => self.names.push(Name {
                way,
                start,
                len,
                entry,
            }),
            _ => self.keys.truncate(start),
        }
    }

    /// Sorts the names and lays their keys side by side, equal ones once.
    fn finish(self) -> NameIndex {
        let gathered = NameIndex {
            keys: Cow::Owned(self.keys),
            names: Cow::Borrowed(&[]),
        };
        let mut names = self.names;
        names.sort_unstable_by(|left, right| {
            let key = |name: &Name| (name.way, gathered.key(name));
            let entries = || left.entry.cmp(&right.entry);
            key(left).cmp(&key(right)).then_with(entries)
        });
        names.dedup_by(|right, left| {
            let key = |name: &Name| (name.entry, name.way, gathered.key(name));
            key(left) == key(right)
        });
        let mut keys = String::with_capacity(gathered.keys.len() / 2);
        let mut last = 0;
        for name in &mut names {
            let key = gathered.key(name);
            if keys[last..] != *key {
                last = keys.len();
                keys.push_str(key);
            }
            // The keys are no longer than the gathered ones, which `add` held to 4 GiB.
            name.start = u32::try_from(last).unwrap_or(u32::MAX);
        }
        keys.shrink_to_fit();
        NameIndex {
            keys: Cow::Owned(keys),
            names: Cow::Owned(names),
        }
    }
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

/// Returns what follows a vendor's title prefix in a title that [`called`] has folded.
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
            Some((first, rest)) if is_locale(first) => rest,
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
