//! The rules by which a text names an entry, and what is told where it names none or several.

use std::cell::Cell;

use jiff::civil::Date;

use crate::catalog::model::{Catalog, Entry, ProviderIndex};
use crate::catalog::names::{Address, Name, called, squeezed, without_prefix, words};

use crate::resolve::nearest::{Likeness, Nearest};
use crate::resolve::{Candidate, LONGEST_ASKED, NameError, shown};

/// How many entries an error lists at most.
const MOST_CANDIDATES: usize = 10;

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
    /// Reads `exam:`, `cert:` and providers' ids in front of a name; returns the name behind them.
    fn read<'a>(catalog: &Catalog, text: &'a str) -> (Self, &'a str) {
        let mut force = Self::default();
        let mut rest = text;
        while let Some((word, behind)) = rest.split_once(':') {
            let word = word.trim();
            let kinds = [Kind::Exam, Kind::Certification];
            let kind = (kinds.into_iter()).find(|kind| kind.word().eq_ignore_ascii_case(word));
            let provider = || {
                let mut providers = (0..).map(ProviderIndex).zip(catalog.providers.iter());
                providers.find(|(_, provider)| provider.id.eq_ignore_ascii_case(word))
            };
            if kind.is_some() {
                force.contradicts |= force.kind.is_some_and(|earlier| Some(earlier) != kind);
                force.kind = kind;
            } else if let Some((provider, _)) = provider() {
                force.contradicts |= force.provider.is_some_and(|earlier| earlier != provider);
                force.provider = Some(provider);
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

/// Returns the entry that a code or id alone names, on whatever day.
pub(super) fn by_code(catalog: &Catalog, code: &str) -> Option<Entry> {
    let question = Question::read(catalog, code, Date::default()).ok()?;
    match question.by_code().as_slice() {
        [only] => Some(*only),
        _ => None,
    }
}

/// A text that is to name an entry.
#[derive(Debug, Clone)]
pub(super) struct Question<'a> {
    catalog: &'a Catalog,
    as_of: Date,
    /// Whether the day had a say in what was answered.
    day_decides: Cell<bool>,
    /// All of it, without the blanks round it.
    asked: &'a str,
    force: Force,
    /// What is behind the force.
    text: &'a str,
}

impl<'a> Question<'a> {
    pub(super) fn read(
        catalog: &'a Catalog,
        text: &'a str,
        as_of: Date,
    ) -> Result<Self, NameError> {
        let asked = text.trim();
        let (force, text) = Force::read(catalog, asked);
        if text.is_empty() {
            return Err(NameError::Empty);
        }
        Ok(Self {
            catalog,
            as_of,
            day_decides: Cell::new(false),
            asked,
            force,
            text,
        })
    }

    /// Answers by rules 1 to 5.
    pub(super) fn answer(&self) -> Result<Entry, NameError> {
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

    /// Returns whether what was answered may be another on another day.
    pub(super) fn day_decides(&self) -> bool {
        self.day_decides.get()
    }

    /// Answers by rules 1 to 3; nothing if none has a match.
    pub(super) fn by_name(&self) -> Option<Result<Entry, NameError>> {
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
        let found = self.coded(self.text, |_| true);
        if !found.is_empty() {
            return self.without_exams_meant_by_certifications(found);
        }
        let head = match exam_word(self.text) {
            Some(rest) => rest.split(':').next(),
            None => self.text.split_once(':').map(|(head, _)| head),
        };
        let is_exam = |entry| Kind::of(entry) == Kind::Exam;
        head.map_or_else(Vec::new, |head| self.coded(head.trim(), is_exam))
    }

    /// Returns what has the text for a code or id, as written or else without hyphens and blanks.
    fn coded(&self, text: &str, wanted: impl Fn(Entry) -> bool) -> Vec<Entry> {
        let index = &self.catalog.names;
        let admitted = |names| self.admitted(names).filter(|&entry| wanted(entry));
        let written: Vec<Entry> = admitted(index.written(text)).collect();
        if !written.is_empty() {
            return written;
        }
        let key: String = squeezed(text).collect();
        let with_hyphens = admitted(index.squeezed(&key));
        let without = admitted(index.written(&key));
        let mut found: Vec<Entry> = with_hyphens.chain(without).collect();
        found.sort_unstable();
        found
    }

    /// Where one provider has a name as both, the certification stands for the exam too, unless it is ruled out.
    fn without_exams_meant_by_certifications(&self, mut entries: Vec<Entry>) -> Vec<Entry> {
        if entries.len() > 1 {
            entries.retain(|&entry| {
                let namesake = certification_of_same_name(self.catalog, entry);
                !namesake.is_some_and(|namesake| self.force.admits(self.catalog, namesake))
            });
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
        let others = self.admitted(index.segment(&key));
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
    pub(super) fn is_list_of_addresses(&self) -> bool {
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
        let mut found = admitted(index.title(&title));
        for (place, provider) in (0..).map(ProviderIndex).zip(self.catalog.providers.iter()) {
            let prefixes = provider.title_prefixes.iter();
            for rest in prefixes.filter_map(|prefix| without_prefix(&title, prefix)) {
                let mut more = admitted(index.title(rest));
                more.retain(|&entry| self.catalog.facts(entry).provider == place);
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
        let names = self.catalog.names.beginning(&beginning);
        let entries = self.admitted(names);
        let is_certification = |entry: &Entry| Kind::of(*entry) == Kind::Certification;
        entries.filter(is_certification).collect()
    }

    /// Rule 5: words of a title.
    fn by_words(&self) -> Vec<Entry> {
        let index = &self.catalog.names;
        let mut lists = Vec::new();
        for word in words(self.text) {
            match index.word(&word) {
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
        self.day_decides
            .set(self.day_decides() || entries.len() > 1);
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
                ..self.clone()
            };
            let found = unforced.by_name();
            self.day_decides.set(unforced.day_decides());
            if let Some(Ok(entry)) = found {
                return vec![self.catalog.name(entry).into_owned()];
            }
        }
        let mut nearest = Nearest::default();
        let index = &self.catalog.names;
        let title = compared(self.text);
        let name = title.replace(' ', "-");
        for (asked, names) in [(name, &index.written), (title, &index.titles)] {
            let asked = Likeness::new(&asked);
            for name in names.iter() {
                let Some(score) = asked.score(index.key(name), nearest.floor()) else {
                    continue;
                };
                let entry = name.entry;
                if self.force.admits(self.catalog, entry)
                    && certification_of_same_name(self.catalog, entry).is_none()
                {
                    nearest.add(self.catalog, entry, score);
                }
            }
        }
        let entries = nearest.best.iter();
        entries
            .map(|&(_, entry)| shown(&self.catalog.name(entry)))
            .collect()
    }
}

/// Returns what is left behind the word `Exam`.
fn exam_word(text: &str) -> Option<&str> {
    let (word, rest) = text.split_once(char::is_whitespace)?;
    word.eq_ignore_ascii_case("exam").then(|| rest.trim_start())
}

/// Returns the certification of the exam's provider whose id is the exam's code, case aside.
fn certification_of_same_name(catalog: &Catalog, entry: Entry) -> Option<Entry> {
    let Entry::Exam(index) = entry else {
        return None;
    };
    let exam = catalog.exam(index);
    let namesakes = catalog.names.written(&exam.code).iter();
    namesakes.map(|name| name.entry).find(|&other| {
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
