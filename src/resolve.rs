//! Which exam or certification a text names.

use std::fmt::Write as _;

use jiff::civil::Date;
use thiserror::Error;

use crate::catalog::date::{BadDate, whole_day};
use crate::catalog::finding::printable;
use crate::catalog::model::{Catalog, Entry, ProviderIndex};
use crate::catalog::names::{Address, Name, Way, called, squeezed, without_prefix, words};
use crate::plan::answer::Holding;

/// Longest piece of what was asked that a message repeats, in characters.
const LONGEST_ASKED: usize = 160;
/// How many names an error proposes at most.
const MOST_NEAREST: usize = 5;
/// How many entries an error lists at most.
const MOST_CANDIDATES: usize = 10;
/// Jaro-Winkler similarity at which two names begin to look alike.
const ALIKE: f64 = 0.7;
/// Longest text after an `@` that can be meant as a date, in bytes.
const LONGEST_DATE: usize = 32;

/// Why a text names no exam or certification. Texts in it are ready to be printed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NameError {
    /// There is no name in it.
    #[error("a name is missing")]
    Empty,
    /// Nothing is called so.
    #[error("no exam or certification is called `{asked}`")]
    Unknown {
        /// What was asked.
        asked: String,
        /// Up to five names that look most like it, best first, as they are printed.
        nearest: Vec<String>,
    },
    /// Several entries are called so.
    #[error("`{asked}` could be {}", listed(candidates, *more))]
    Ambiguous {
        /// What was asked.
        asked: String,
        /// At most ten of them, by name.
        candidates: Vec<Candidate>,
        /// How many there are besides.
        more: usize,
    },
}

/// One of several entries that a text names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Candidate {
    /// What names this entry and no other.
    pub name: String,
    /// The id of its vendor.
    pub provider: String,
    /// Its title.
    pub title: String,
}

impl NameError {
    /// Returns what to type instead, shown on a `hint:` line of its own.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Empty => Some("name an exam or a certification, such as `AZ-104`".to_owned()),
            Self::Unknown { nearest, .. } => Some(match nearest.as_slice() {
                [] => "`certpath list exams` and `certpath list certs` show every name".to_owned(),
                names => format!("did you mean {}?", alternatives(names)),
            }),
            Self::Ambiguous { candidates, .. } => {
                let first = candidates.first()?;
                Some(format!("say which, for example `{}`", first.name))
            }
        }
    }
}

/// Why a text is no holding. Texts in it are ready to be printed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum HoldingError {
    /// It names nothing.
    #[error(transparent)]
    Name(#[from] NameError),
    /// What follows its `@` is not a day.
    #[error("{problem}, in `{asked}`")]
    Date {
        /// The whole holding.
        asked: String,
        /// What is wrong with the date.
        problem: BadDate,
    },
    /// It is dated after the day for which the question is asked.
    #[error("`{asked}` is dated after the as-of date {as_of}")]
    Future {
        /// The whole holding.
        asked: String,
        /// The day that it names.
        on: Date,
        /// The day for which the question is asked.
        as_of: Date,
    },
}

impl HoldingError {
    /// Returns what to type instead, shown on a `hint:` line of its own.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Name(error) => error.hint(),
            Self::Date { problem, .. } => Some(format!(
                "{}; it may be no later than the day of `--as-of`",
                problem.hint()
            )),
            Self::Future { on, .. } => Some(format!("ask for a later day with `--as-of {on}`")),
        }
    }
}

/// Finds the entry that `text` names.
///
/// The first rule with a match decides: (1) a code or id as written, else without hyphens and blanks, or
/// `Exam CODE: any text`; (2) an address; (3) an alias, slug or title, with or without the vendor's prefix;
/// (4) the beginning of an id; (5) words of a title. Case never matters; `exam:`, `cert:` and a vendor's id
/// and a colon in front force kind and vendor. Where one vendor has a code and an id that are the same, the
/// certification is meant. Within rules 3 to 5 what can be sat or earned on `as_of` comes first, then
/// certifications.
///
/// A code or id takes **O(log n)** for n names in the catalog and allocates nothing.
///
/// # Errors
///
/// [`NameError`] if the text is blank or names no entry or several.
pub fn resolve(catalog: &Catalog, text: &str, as_of: Date) -> Result<Entry, NameError> {
    Question::read(catalog, text, as_of)?.answer()
}

/// Finds the entries that a list of names names, in its order.
///
/// The whole text is tried first, as a code, id, address, alias or title; only if it is none is it cut at
/// its commas. Blanks round a part do not count and empty parts are skipped, so a blank text is no entry.
///
/// # Errors
///
/// [`NameError`] for the first part that names no entry or several.
pub fn resolve_list(catalog: &Catalog, text: &str, as_of: Date) -> Result<Vec<Entry>, NameError> {
    if let Some(entry) = whole(catalog, text, as_of) {
        return Ok(vec![entry?]);
    }
    resolve_items(catalog, text.split(','), as_of)
}

/// Finds the entries of a list whose items are names and are never cut, as in JSON. Blank ones are skipped.
///
/// # Errors
///
/// [`NameError`] for the first item that names no entry or several.
pub fn resolve_items<'a>(
    catalog: &Catalog,
    items: impl IntoIterator<Item = &'a str>,
    as_of: Date,
) -> Result<Vec<Entry>, NameError> {
    let items = items.into_iter().filter(|item| !item.trim().is_empty());
    items.map(|item| resolve(catalog, item, as_of)).collect()
}

/// Reads one holding: a name, with `@DATE` behind it where the day is known.
///
/// The date is what follows the last `@`, if it looks like one.
///
/// # Errors
///
/// [`HoldingError`] if the name is blank, of no entry or of several, or if the date is not a whole day,
/// does not exist or lies after `as_of`.
pub fn holding(catalog: &Catalog, text: &str, as_of: Date) -> Result<Holding, HoldingError> {
    let (name, date) = split_date(text);
    let entry = resolve(catalog, name, as_of)?;
    dated(entry, text, date, as_of)
}

/// Reads a list of holdings as [`resolve_list`] reads a list of names, each with its own `@DATE`.
///
/// # Errors
///
/// [`HoldingError`] for the first part that is no holding.
pub fn holdings(catalog: &Catalog, text: &str, as_of: Date) -> Result<Vec<Holding>, HoldingError> {
    let (name, date) = split_date(text);
    if let Some(entry) = whole(catalog, name, as_of) {
        return Ok(vec![dated(entry?, text, date, as_of)?]);
    }
    holding_items(catalog, text.split(','), as_of)
}

/// Reads holdings that are never cut, as in JSON. Blank ones are skipped.
///
/// # Errors
///
/// [`HoldingError`] for the first item that is no holding.
pub fn holding_items<'a>(
    catalog: &Catalog,
    items: impl IntoIterator<Item = &'a str>,
    as_of: Date,
) -> Result<Vec<Holding>, HoldingError> {
    let items = items.into_iter().filter(|item| !item.trim().is_empty());
    items.map(|item| holding(catalog, item, as_of)).collect()
}

/// Reads holdings from standard input: one a line, never cut, `#` begins a comment at the start of a line
/// or after a blank. A byte order mark and carriage returns do not count.
///
/// # Errors
///
/// [`HoldingError`] for the first line that is no holding.
pub fn holding_lines(
    catalog: &Catalog,
    text: &str,
    as_of: Date,
) -> Result<Vec<Holding>, HoldingError> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    holding_items(catalog, text.lines().map(without_comment), as_of)
}

fn without_comment(line: &str) -> &str {
    let mut marks = line.match_indices('#').map(|(at, _)| &line[..at]);
    let begins = |before: &&str| before.is_empty() || before.ends_with(char::is_whitespace);
    marks.find(begins).unwrap_or(line)
}

/// Cuts off what follows the last `@`, if it looks like a date.
fn split_date(text: &str) -> (&str, Option<&str>) {
    let digits_and_marks = |byte: u8| byte.is_ascii_digit() || b"-/.".contains(&byte);
    let looks_like_one = |date: &str| {
        date.starts_with(|first: char| first.is_ascii_digit())
            && date.len() <= LONGEST_DATE
            && date.bytes().all(digits_and_marks)
    };
    match text.rsplit_once('@') {
        Some((name, date)) if looks_like_one(date.trim()) => (name, Some(date.trim())),
        _ => (text, None),
    }
}

fn dated(
    entry: Entry,
    asked: &str,
    date: Option<&str>,
    as_of: Date,
) -> Result<Holding, HoldingError> {
    let Some(date) = date else {
        return Ok(Holding { entry, on: None });
    };
    let asked = shown(asked);
    match whole_day(date) {
        Err(problem) => Err(HoldingError::Date { asked, problem }),
        Ok(on) if on > as_of => Err(HoldingError::Future { asked, on, as_of }),
        Ok(on) => Ok(Holding {
            entry,
            on: Some(on),
        }),
    }
}

/// Reads a value that may be a list as one name, if it is one by rules 1 to 3 or has no comma.
fn whole(catalog: &Catalog, text: &str, as_of: Date) -> Option<Result<Entry, NameError>> {
    let question = Question::read(catalog, text, as_of).ok()?;
    if !text.contains(',') {
        return Some(question.answer());
    }
    if question.is_list_of_addresses() {
        return None;
    }
    question.by_name()
}

/// What is in front of a name and narrows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Force {
    kind: Option<Kind>,
    provider: Option<ProviderIndex>,
    /// Two that exclude each other.
    contradicts: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Exam,
    Certification,
}

impl Kind {
    fn of(entry: Entry) -> Self {
        match entry {
            Entry::Exam(_) => Self::Exam,
            Entry::Certification(_) => Self::Certification,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Exam => "exam",
            Self::Certification => "cert",
        }
    }
}

impl Force {
    /// Reads `exam:`, `cert:` and vendors' ids in front of a name; returns the name behind them.
    fn read<'a>(catalog: &Catalog, text: &'a str) -> (Self, &'a str) {
        let mut force = Self::default();
        let mut rest = text;
        while let Some((word, behind)) = rest.split_once(':') {
            let word = word.trim();
            let kinds = [Kind::Exam, Kind::Certification];
            let kind = (kinds.into_iter()).find(|kind| kind.word().eq_ignore_ascii_case(word));
            let vendor = || {
                let mut providers = (0..).map(ProviderIndex).zip(catalog.providers.iter());
                providers.find(|(_, provider)| provider.id.eq_ignore_ascii_case(word))
            };
            if kind.is_some() {
                force.contradicts |= force.kind.is_some_and(|earlier| Some(earlier) != kind);
                force.kind = kind;
            } else if let Some((vendor, _)) = vendor() {
                force.contradicts |= force.provider.is_some_and(|earlier| earlier != vendor);
                force.provider = Some(vendor);
            } else {
                break;
            }
            rest = behind.trim();
        }
        (force, rest)
    }

    fn admits(self, catalog: &Catalog, entry: Entry) -> bool {
        !self.contradicts
            && self.kind.is_none_or(|kind| kind == Kind::of(entry))
            && (self.provider).is_none_or(|provider| catalog.facts(entry).provider == provider)
    }
}

/// A text that is to name an entry.
#[derive(Debug, Clone, Copy)]
struct Question<'a> {
    catalog: &'a Catalog,
    as_of: Date,
    /// All of it, without the blanks round it.
    asked: &'a str,
    force: Force,
    /// What is behind the force.
    text: &'a str,
}

impl<'a> Question<'a> {
    fn read(catalog: &'a Catalog, text: &'a str, as_of: Date) -> Result<Self, NameError> {
        let asked = text.trim();
        let (force, text) = Force::read(catalog, asked);
        if text.is_empty() {
            return Err(NameError::Empty);
        }
        Ok(Self {
            catalog,
            as_of,
            asked,
            force,
            text,
        })
    }

    /// Answers by rules 1 to 5.
    fn answer(&self) -> Result<Entry, NameError> {
        if let Some(found) = self.by_name() {
            return found;
        }
        for found in [Self::by_beginning, Self::by_words] {
            if let Some(found) = self.settled(found(self)) {
                return found;
            }
        }
        let sharing = self.by_address();
        if sharing.len() > 1 {
            return Err(self.ambiguous(sharing));
        }
        Err(self.unknown())
    }

    /// Answers by rules 1 to 3; nothing if none has a match.
    fn by_name(&self) -> Option<Result<Entry, NameError>> {
        if let [only] = self.catalog.names.written(self.text)
            && self.force.admits(self.catalog, only.entry)
        {
            return Some(Ok(only.entry));
        }
        match self.by_code().as_slice() {
            [] => {}
            [only] => return Some(Ok(*only)),
            several => return Some(Err(self.ambiguous(several.to_vec()))),
        }
        if let [only] = self.by_address().as_slice() {
            return Some(Ok(*only));
        }
        self.settled(self.by_title(self.text, self.force))
            .or_else(|| self.unforced())
    }

    /// Takes what was read as a force for a part of a title after all.
    fn unforced(&self) -> Option<Result<Entry, NameError>> {
        let forced = self.force != Force::default();
        forced.then(|| self.settled(self.by_title(self.asked, Force::default())))?
    }

    fn admitted(&self, names: &[Name]) -> impl Iterator<Item = Entry> {
        let entries = names.iter().map(|name| name.entry);
        entries.filter(|&entry| self.force.admits(self.catalog, entry))
    }

    /// Rule 1: a code or id.
    fn by_code(&self) -> Vec<Entry> {
        let found = self.called_by_code(self.text);
        if !found.is_empty() {
            return self.without_exams_meant_by_certifications(found);
        }
        let head = match exam_word(self.text) {
            Some(rest) => rest.split(':').next(),
            None => self.text.split_once(':').map(|(head, _)| head),
        };
        let mut found = head.map_or_else(Vec::new, |head| self.called_by_code(head.trim()));
        found.retain(|&entry| Kind::of(entry) == Kind::Exam);
        found
    }

    fn called_by_code(&self, text: &str) -> Vec<Entry> {
        let index = &self.catalog.names;
        let found: Vec<Entry> = self.admitted(index.written(text)).collect();
        if !found.is_empty() {
            return found;
        }
        let key: String = squeezed(text).collect();
        let with_hyphens = self.admitted(index.exactly(Way::Squeezed, &key));
        let without = self.admitted(index.exactly(Way::Written, &key));
        let mut found: Vec<Entry> = with_hyphens.chain(without).collect();
        found.sort_unstable();
        found
    }

    /// Where one vendor has a name as both, the certification stands for the exam too.
    fn without_exams_meant_by_certifications(&self, mut entries: Vec<Entry>) -> Vec<Entry> {
        if entries.len() > 1 {
            entries.retain(|&entry| !is_meant_by_certification(self.catalog, entry));
        }
        entries
    }

    /// Rule 2: an address. If several entries share it, all of them, and none is named.
    fn by_address(&self) -> Vec<Entry> {
        let Some(address) = Address::read(self.text) else {
            return Vec::new();
        };
        let mut from_last = address.segments().rev();
        let Some(segment) = from_last.next() else {
            return Vec::new();
        };
        let of_exams = from_last.any(|segment| segment.eq_ignore_ascii_case("exams"));
        let (exams, certifications): (Vec<Entry>, Vec<Entry>) = self
            .at_segment(address, segment)
            .into_iter()
            .partition(|&entry| Kind::of(entry) == Kind::Exam);
        let (first, second) = if of_exams {
            (exams, certifications)
        } else {
            let own_page = |&entry: &Entry| self.has_page(entry, address);
            let exams = exams.into_iter().filter(own_page).collect();
            (certifications, exams)
        };
        if first.is_empty() { second } else { first }
    }

    /// Returns what has the segment for a code, id or slug, or is on that very page.
    fn at_segment(&self, address: Address<'_>, segment: &str) -> Vec<Entry> {
        let index = &self.catalog.names;
        let at_host = |&entry: &Entry| {
            let provider = self.catalog.facts(entry).provider;
            let hosts = &self.catalog.provider(provider).hosts;
            (hosts.iter()).any(|host| host.eq_ignore_ascii_case(address.host))
        };
        let by_slug_or_page = |&entry: &Entry| {
            let slug = match entry {
                Entry::Exam(_) => None,
                Entry::Certification(index) => self.catalog.certification(index).slug.as_deref(),
            };
            slug.is_some_and(|slug| slug.eq_ignore_ascii_case(segment))
                || self.has_page(entry, address)
        };
        let key = segment.to_ascii_lowercase();
        let by_name = self.admitted(index.written(segment)).filter(at_host);
        let others = self.admitted(index.exactly(Way::Segment, &key));
        let others = others.filter(at_host).filter(by_slug_or_page);
        let mut found: Vec<Entry> = by_name.chain(others).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    fn has_page(&self, entry: Entry, address: Address<'_>) -> bool {
        let page = Address::read(&self.catalog.facts(entry).page);
        page.is_some_and(|page| page.is_same_page(address))
    }

    /// Tells whether what is between commas are addresses: their commas are none of a path or a query.
    fn is_list_of_addresses(&self) -> bool {
        let Some(address) = Address::read(self.text) else {
            return false;
        };
        let known = |host: &str| {
            let mut hosts = self.catalog.providers.iter().flat_map(|p| p.hosts.iter());
            hosts.any(|known| known.eq_ignore_ascii_case(host))
        };
        let is_address =
            |part| Address::read(part).is_some_and(|part| part.has_scheme || known(part.host));
        address.path.contains(',') || self.text.split(',').skip(1).map(str::trim).any(is_address)
    }

    /// Rule 3: an alias, a slug or a title.
    fn by_title(&self, text: &str, force: Force) -> Vec<Entry> {
        let index = &self.catalog.names;
        let title = called(text);
        let admitted = |names: &[Name]| -> Vec<Entry> {
            let entries = names.iter().map(|name| name.entry);
            entries
                .filter(|&entry| force.admits(self.catalog, entry))
                .collect()
        };
        let mut found = admitted(index.exactly(Way::Called, &title));
        for (vendor, provider) in (0..).map(ProviderIndex).zip(self.catalog.providers.iter()) {
            let prefixes = provider.title_prefixes.iter();
            for rest in prefixes.filter_map(|prefix| without_prefix(&title, prefix)) {
                let mut more = admitted(index.exactly(Way::Called, rest));
                more.retain(|&entry| self.catalog.facts(entry).provider == vendor);
                found.append(&mut more);
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Rule 4: the first segments of an id.
    fn by_beginning(&self) -> Vec<Entry> {
        let mut beginning = called(self.text).replace(' ', "-");
        if beginning.is_empty() {
            return Vec::new();
        }
        beginning.push('-');
        let names = self.catalog.names.beginning(Way::Written, &beginning);
        let entries = self.admitted(names);
        let is_certification = |entry: &Entry| Kind::of(*entry) == Kind::Certification;
        entries.filter(is_certification).collect()
    }

    /// Rule 5: words of a title.
    fn by_words(&self) -> Vec<Entry> {
        let index = &self.catalog.names;
        let mut lists = Vec::new();
        for word in words(self.text) {
            match index.exactly(Way::Word, &word) {
                [] => return Vec::new(),
                names => lists.push(names),
            }
        }
        lists.sort_unstable_by_key(|names| (names.len(), names.as_ptr()));
        lists.dedup_by_key(|names| names.as_ptr());
        let Some((rarest, others)) = lists.split_first() else {
            return Vec::new();
        };
        let in_all = |entry: &Entry| {
            let in_list = |names: &&[Name]| names.binary_search_by_key(entry, |n| n.entry).is_ok();
            others.iter().all(in_list)
        };
        self.admitted(rarest).filter(in_all).collect()
    }

    /// Chooses by the day and the kind, as rules 3 to 5 ask for; nothing from nothing.
    fn settled(&self, mut entries: Vec<Entry>) -> Option<Result<Entry, NameError>> {
        let is_open = |&entry: &Entry| self.catalog.status(entry, self.as_of).is_open();
        keep_if_any(&mut entries, is_open);
        keep_if_any(&mut entries, |&entry| {
            Kind::of(entry) == Kind::Certification
        });
        match entries.as_slice() {
            [] => None,
            [only] => Some(Ok(*only)),
            _ => Some(Err(self.ambiguous(entries))),
        }
    }

    fn ambiguous(&self, mut entries: Vec<Entry>) -> NameError {
        entries.sort_by_cached_key(|&entry| (self.catalog.name(entry), entry));
        let more = entries.len().saturating_sub(MOST_CANDIDATES);
        let candidate = |&entry: &Entry| {
            let facts = self.catalog.facts(entry);
            Candidate {
                name: telling_name(self.catalog, entry),
                provider: shown(&self.catalog.provider(facts.provider).id),
                title: shown(&facts.title),
            }
        };
        NameError::Ambiguous {
            asked: shown(self.asked),
            candidates: (entries.iter().take(MOST_CANDIDATES))
                .map(candidate)
                .collect(),
            more,
        }
    }

    fn unknown(&self) -> NameError {
        NameError::Unknown {
            asked: shown(self.asked),
            nearest: self.nearest(),
        }
    }

    /// Returns the names that look most like what was asked; without the force if that helps.
    fn nearest(&self) -> Vec<String> {
        if self.force != Force::default() {
            let unforced = Self {
                force: Force::default(),
                ..*self
            };
            if let Some(Ok(entry)) = unforced.by_name() {
                return vec![self.catalog.name(entry).into_owned()];
            }
        }
        let asked = compared(self.text);
        let ways = [Way::Written, Way::Called];
        let names = ways.map(|way| self.catalog.names.all(way)).concat();
        let mut alike: Vec<(Entry, f64)> = Vec::new();
        for name in &names {
            let key = self.catalog.names.key(name);
            let score = match name.way {
                Way::Written => strsim::jaro_winkler(&asked, &called(key)),
                _ => strsim::jaro_winkler(&asked, key),
            };
            let entry = name.entry;
            if score > ALIKE
                && self.force.admits(self.catalog, entry)
                && !is_meant_by_certification(self.catalog, entry)
            {
                alike.push((entry, score));
            }
        }
        alike.sort_unstable_by(|left, right| {
            (left.0.cmp(&right.0)).then_with(|| right.1.total_cmp(&left.1))
        });
        alike.dedup_by_key(|(entry, _)| *entry);
        let name = |entry| self.catalog.name(entry);
        alike.sort_by(|left, right| {
            let by_name = || name(left.0).cmp(&name(right.0));
            right.1.total_cmp(&left.1).then_with(by_name)
        });
        let nearest = alike.iter().take(MOST_NEAREST);
        nearest.map(|&(entry, _)| shown(&name(entry))).collect()
    }
}

/// Returns what is left behind the word `Exam`.
fn exam_word(text: &str) -> Option<&str> {
    let (word, rest) = text.split_once(char::is_whitespace)?;
    word.eq_ignore_ascii_case("exam").then(|| rest.trim_start())
}

/// Tells whether the vendor has a certification whose id is the exam's code, case aside.
fn is_meant_by_certification(catalog: &Catalog, entry: Entry) -> bool {
    let Entry::Exam(index) = entry else {
        return false;
    };
    let exam = catalog.exam(index);
    let namesakes = catalog.names.written(&exam.code).iter();
    namesakes.map(|name| name.entry).any(|other| {
        Kind::of(other) == Kind::Certification
            && catalog.facts(other).provider == exam.facts.provider
    })
}

/// Returns the shortest name that is this entry's only, however it has to be forced.
fn telling_name(catalog: &Catalog, entry: Entry) -> String {
    let bare = catalog.bare_name(entry);
    let provider = &catalog.provider(catalog.facts(entry).provider).id;
    let kind = Kind::of(entry).word();
    let forms = [
        catalog.name(entry).into_owned(),
        format!("{kind}:{bare}"),
        format!("{provider}:{bare}"),
    ];
    let tells = |form: &String| {
        let question = Question::read(catalog, form, Date::default());
        question.is_ok_and(|question| question.by_code() == [entry])
    };
    let form = forms.into_iter().find(tells);
    shown(&form.unwrap_or_else(|| format!("{provider}:{kind}:{bare}")))
}

fn keep_if_any(entries: &mut Vec<Entry>, wanted: impl Fn(&Entry) -> bool) {
    if entries.len() > 1 && entries.iter().any(&wanted) {
        entries.retain(wanted);
    }
}

/// Folds what was asked for comparing it: an address by its last segment, `Exam CODE: text` by the code.
fn compared(text: &str) -> String {
    let segment = Address::read(text).and_then(|address| address.segments().next_back());
    let code = exam_word(text).map(|rest| rest.split(':').next().unwrap_or(rest));
    let head: String = (segment.or(code).unwrap_or(text).chars())
        .take(LONGEST_ASKED)
        .collect();
    called(&head)
}

/// Cuts a text of the user's or a catalog's to what a message repeats, with nothing unprintable.
fn shown(text: &str) -> String {
    let mut letters = text.trim().chars();
    let mut head: String = letters.by_ref().take(LONGEST_ASKED).collect();
    if letters.next().is_some() {
        head.push_str("...");
    }
    printable(&head).into_owned()
}

/// Writes `` `a`, `b` or `c` ``.
fn alternatives(names: &[String]) -> String {
    let mut text = String::new();
    for (place, name) in names.iter().enumerate() {
        let before = match place {
            0 => "",
            _ if place + 1 == names.len() => " or ",
            _ => ", ",
        };
        // Writing to a string cannot fail.
        let _ = write!(text, "{before}`{name}`");
    }
    text
}

/// Writes `` `a` (vendor), `b` (vendor) or 3 more ``.
fn listed(candidates: &[Candidate], more: usize) -> String {
    let mut text = String::new();
    for (place, Candidate { name, provider, .. }) in candidates.iter().enumerate() {
        let before = match place {
            0 => "",
            _ if more == 0 && place + 1 == candidates.len() => " or ",
            _ => ", ",
        };
        let _ = write!(text, "{before}`{name}` ({provider})");
    }
    if more > 0 {
        let _ = write!(text, " or {more} more");
    }
    text
}
