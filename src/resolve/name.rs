//! The rules by which a text names an entry.

use jiff::civil::Date;

use crate::catalog::address::Address;
use crate::catalog::fold;
use crate::catalog::model::{Catalog, Entry, ProviderIndex};
use crate::catalog::names::Name;
use crate::resolve::choose::{self, choose};
use crate::resolve::error::shown;
use crate::resolve::nearest::nearest;
use crate::resolve::parts::Parts;
use crate::resolve::providers::{Cut, Issuer, ProviderNames};
use crate::resolve::qualifier::{Kind, Qualifier};
use crate::resolve::wanted::is_kind;
use crate::resolve::{Candidate, NameError, Purpose, Written};
use crate::resolve::{vague, version};

/// How many entries an error lists at most.
const MOST_CANDIDATES: usize = 10;

/// Most words of a name that can be a title.
const MOST_WORDS: usize = 40;

/// What a text names by its words alone.
pub(super) type Found = Vec<Entry>;

/// A text that is to name an entry, with all that helps to find it.
#[derive(Debug, Clone)]
pub(super) struct Reading<'a> {
    pub(super) catalog: &'a Catalog,
    pub(super) providers: &'a ProviderNames<'a>,
    pub(super) as_of: Date,
    purpose: Purpose,
    /// All of it, without blanks and bullets before it.
    given: &'a str,
    qualifier: Qualifier,
    /// What is behind the qualifier.
    text: &'a str,
    issuer: Issuer,
    issued_by: Option<&'a str>,
    /// Whether an unknown name is to be answered with others, which takes a look at all names there are.
    pub(super) suggests: bool,
}

impl<'a> Reading<'a> {
    pub(super) fn new(
        catalog: &'a Catalog,
        providers: &'a ProviderNames<'a>,
        written: Written<'a>,
        as_of: Date,
    ) -> Result<Self, NameError> {
        let given = without_bullet(written.text);
        let (qualifier, text) = Qualifier::read(catalog, given);
        if text.is_empty() {
            return Err(NameError::Empty);
        }
        let issuer = written
            .issuer
            .map_or(Issuer::Unsaid, |issuer| providers.issuer(catalog, issuer));
        Ok(Self {
            catalog,
            providers,
            as_of,
            purpose: written.purpose,
            given,
            qualifier,
            text,
            issuer,
            issued_by: written.issuer,
            suggests: true,
        })
    }

    /// Answers by all rules.
    pub(super) fn answer(&self) -> Result<Entry, NameError> {
        if let (Issuer::Unknown, Some(issuer)) = (&self.issuer, self.issued_by) {
            let (given, issuer) = (shown(self.given), shown(issuer));
            return Err(NameError::UnknownIssuer { given, issuer });
        }
        match self.by_whole_name() {
            // An acronym in brackets may decide between versions of one title.
            Some(Err(several)) if self.text.contains('(') => {
                return self
                    .by_parts()
                    .filter(Result::is_ok)
                    .unwrap_or(Err(several));
            }
            Some(found) => return found,
            None => {}
        }
        if let Some(found) = self.chosen(self.by_beginning()) {
            return found;
        }
        let by_parts = self.by_parts();
        if let Some(Ok(found)) = by_parts {
            return Ok(found);
        }
        let loosely = self.chosen(self.loosely_titled(&fold::words(self.text)));
        if let Some(Ok(found)) = loosely {
            return Ok(found);
        }
        if let Some(found) = by_parts.or(loosely) {
            return found;
        }
        let sharing = self.by_address();
        if sharing.len() > 1 {
            return Err(self.ambiguous(sharing));
        }
        if let Some(found) = self.by_words_of_address() {
            return Ok(found);
        }
        Err(self.unknown())
    }

    /// Answers by codes, ids, addresses and whole names; nothing if none has a match.
    pub(super) fn by_whole_name(&self) -> Option<Result<Entry, NameError>> {
        match self.by_code().as_slice() {
            [] => {}
            [only] => {
                let others = self.of_others(*only);
                if !others.is_empty() {
                    return Some(Err(self.ambiguous(others)));
                }
                return Some(Ok(self.of_its_day(*only)));
            }
            several => {
                let provider = |entry: &Entry| self.catalog.facts(*entry).provider;
                if several
                    .iter()
                    .all(|entry| provider(entry) == provider(&several[0]))
                {
                    return self.chosen(several.to_vec());
                }
                return Some(Err(self.ambiguous(several.to_vec())));
            }
        }
        if let [only] = self.by_address().as_slice() {
            return Some(Ok(*only));
        }
        self.chosen(self.titled(&fold::words(self.text)))
            .or_else(|| self.unqualified())
    }

    /// Returns all that have the id of an entry for a name, if others than its provider have: in a list nobody says whose
    /// it is, where a name that is typed can be the id only.
    fn of_others(&self, only: Entry) -> Found {
        if self.suggests || self.issuer != Issuer::Unsaid || self.qualifier != Qualifier::default()
        {
            return Found::new();
        }
        let words = fold::words(self.text);
        let mut found = self.exactly_titled(&words);
        // `CISSP` is not `CIS-SP`.
        found.retain(|&entry| vague::is_spelled(self.catalog, entry, &words));
        let provider = |entry: Entry| self.catalog.facts(entry).provider;
        if found.iter().all(|&entry| provider(entry) == provider(only)) {
            return Found::new();
        }
        let is_certification = |entry: &Entry| Kind::of(*entry) == Kind::Certification;
        if found.iter().filter(|entry| is_certification(entry)).count() > 1 {
            found.retain(is_certification);
        }
        found
    }

    /// Takes what was read as a qualifier for a part of a title after all.
    fn unqualified(&self) -> Option<Result<Entry, NameError>> {
        let reading = self.without_qualifier()?;
        reading.chosen(reading.exactly_titled(&fold::words(self.given)))
    }

    /// Returns the same text with nothing of it read as a qualifier.
    pub(super) fn without_qualifier(&self) -> Option<Self> {
        (self.qualifier != Qualifier::default()).then(|| Self {
            qualifier: Qualifier::default(),
            text: self.given,
            ..self.clone()
        })
    }

    /// Returns the certifications whose id has the level behind the text: `devops-engineer` fits
    /// `devops-engineer-expert`. A text with blanks is no id.
    fn by_beginning(&self) -> Found {
        const LEVELS: [&str; 5] = [
            "associate",
            "expert",
            "professional",
            "specialty",
            "practitioner",
        ];
        if !self.text.contains('-') || self.text.contains(char::is_whitespace) {
            return Found::new();
        }
        let beginning = format!("{}-", self.text.to_ascii_lowercase());
        let mut found = self.admitted(self.catalog.names.beginning(&beginning));
        found.retain(|&entry| {
            let name = self.catalog.bare_name(entry);
            let rest = name.get(beginning.len()..).unwrap_or_default();
            Kind::of(entry) == Kind::Certification && LEVELS.contains(&rest)
        });
        found
    }

    /// Answers by two parts that agree.
    fn by_parts(&self) -> Option<Result<Entry, NameError>> {
        if is_kind(self.text) {
            return None;
        }
        match Parts::new(self).read(self.text) {
            Ok(found) => self.chosen(found),
            Err(error) => Some(Err(error)),
        }
    }

    /// Returns whether the entry can be meant at all.
    pub(super) fn admits(&self, entry: Entry) -> bool {
        self.qualifier.admits(self.catalog, entry)
            && match &self.issuer {
                Issuer::Providers(providers) => {
                    providers.contains(&self.catalog.facts(entry).provider)
                }
                Issuer::Unsaid | Issuer::Unknown => true,
            }
    }

    fn admitted(&self, names: &[Name]) -> Found {
        let entries = names.iter().map(|name| name.entry);
        entries.filter(|&entry| self.admits(entry)).collect()
    }

    /// Rule 1: a code or id, or `Exam CODE: any text`.
    pub(super) fn by_code(&self) -> Found {
        let found = self.coded(self.text);
        if !found.is_empty() {
            return found;
        }
        let of_exams = |head: &str| {
            let found = self.coded_of(head.trim(), |entry| Kind::of(entry) == Kind::Exam);
            self.without_exams_meant_by_certifications(found)
        };
        match exam_word(self.text) {
            Some(rest) => {
                let ends = |c: char| c == ':' || fold::is_hyphen(c) && c != '-';
                let head = rest.split(ends).next().unwrap_or(rest);
                let found = of_exams(head.split(" - ").next().unwrap_or(head));
                let word = rest.split_whitespace().next().unwrap_or(rest);
                if found.is_empty() {
                    of_exams(word.trim_end_matches(','))
                } else {
                    found
                }
            }
            None => self.by_transcript_number(),
        }
    }

    /// Returns what has the text for a code or id; the certification where it stands for the exam too.
    pub(super) fn coded(&self, text: &str) -> Found {
        let text = fold::without_marks(text);
        self.without_exams_meant_by_certifications(self.coded_of(&text, |_| true))
    }

    /// Returns what has the text for a code or id, as written or else without hyphens and blanks.
    fn coded_of(&self, text: &str, wanted: impl Fn(Entry) -> bool) -> Found {
        let index = &self.catalog.names;
        let admitted = |names| {
            let mut found = self.admitted(names);
            found.retain(|&entry| wanted(entry));
            found
        };
        let written = admitted(index.written(text));
        // So many words are a title, which comes before an id that has the same ones.
        if !written.is_empty() || text.split_whitespace().count() > 2 {
            return written;
        }
        let key: String = fold::compact(text).collect();
        let mut found = admitted(index.compact(&key));
        found.extend(admitted(index.written(&key)));
        found.sort_unstable();
        if text.contains(char::is_whitespace) && !found.is_empty() {
            self.retain_told(&mut found, &fold::words(text));
        }
        found
    }

    /// Where one provider has a name as both, the certification stands for the exam too, unless it is ruled out.
    fn without_exams_meant_by_certifications(&self, mut entries: Found) -> Found {
        if entries.len() > 1 {
            entries.retain(|&entry| {
                let namesake = certification_of_same_name(self.catalog, entry);
                !namesake.is_some_and(|namesake| self.admits(namesake))
            });
        }
        entries
    }

    /// A bare number that Microsoft issued is an exam of its old scheme: `533` is 70-533.
    fn by_transcript_number(&self) -> Found {
        let is_number = self.text.len() == 3 && self.text.bytes().all(|byte| byte.is_ascii_digit());
        let of_microsoft = |place: &ProviderIndex| self.catalog.provider(*place).id == "microsoft";
        match &self.issuer {
            Issuer::Providers(providers) if is_number && providers.iter().any(of_microsoft) => {
                self.coded(&format!("70-{}", self.text))
            }
            _ => Found::new(),
        }
    }

    /// Returns another that has the same name, if this one was not there on the day of the holding.
    fn of_its_day(&self, entry: Entry) -> Entry {
        let Purpose::Held(Some(on)) = self.purpose else {
            return entry;
        };
        if choose::existed(self.catalog, entry, on) {
            return entry;
        }
        let mut found = self.admitted(
            self.catalog
                .names
                .title(&fold::key(&fold::words(self.text))),
        );
        found.retain(|&other| choose::existed(self.catalog, other, on));
        choose(self.catalog, found, self.purpose, self.as_of).unwrap_or(entry)
    }

    /// Rule 2: an address. If several entries share it, all of them, and none is named.
    fn by_address(&self) -> Found {
        let Some(address) = Address::read(self.text) else {
            return Found::new();
        };
        let mut from_last = address.segments().rev();
        let Some(segment) = from_last.next() else {
            return Found::new();
        };
        let of_exams = from_last.any(|segment| segment.eq_ignore_ascii_case("exams"));
        let (exams, certifications): (Found, Found) = self
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

    /// Returns the certification that the words of the last part of an address name, of the provider whose page or badge it is:
    /// `credly.com/org/comptia/badge/comptia-security-ce-certification`, `comptia.org/certifications/security`.
    fn by_words_of_address(&self) -> Option<Entry> {
        let address = Address::read(self.text)?;
        let mut segments: Vec<&str> = address.segments().collect();
        let last = segments.pop()?;
        let stem = last.split('.').next().unwrap_or(last);
        let segment = if stem == "index" {
            segments.pop()?
        } else {
            stem
        };
        let of_badge = segments.iter().position(|segment| *segment == "org");
        let issuer = match of_badge.and_then(|at| segments.get(at + 1)) {
            Some(org) => self.providers.issuer(self.catalog, &org.replace('-', " ")),
            None => ProviderNames::at_host(self.catalog, address.host),
        };
        if !matches!(issuer, Issuer::Providers(_)) {
            return None;
        }
        let words = segment.replace(['-', '_'], " ");
        // What is called `Security+` has no plus in its address.
        let plus = format!("{}+", fold::without_noise(&fold::words(&words)).join(" "));
        let named = [words.as_str(), &plus].map(|text| {
            let reading = Reading {
                text,
                issuer: issuer.clone(),
                qualifier: Qualifier::default(),
                ..self.clone()
            };
            let whole = reading.by_whole_name().or_else(|| reading.by_parts());
            whole.or_else(|| reading.chosen(reading.loosely_titled(&fold::words(text))))
        });
        let mut named = named.into_iter().flatten().flatten();
        named.find(|entry| Kind::of(*entry) == Kind::Certification)
    }

    /// Returns what has the segment for a code, id or slug, or is on that very page.
    fn at_segment(&self, address: Address<'_>, segment: &str) -> Found {
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
        let mut found = self.admitted(index.written(segment));
        let others = self.admitted(index.segment(&segment.to_ascii_lowercase()));
        found.extend(others.into_iter().filter(by_slug_or_page));
        found.retain(at_host);
        found.sort_unstable();
        found.dedup();
        found
    }

    fn has_page(&self, entry: Entry, address: Address<'_>) -> bool {
        let page = Address::read(&self.catalog.facts(entry).page);
        page.is_some_and(|page| page.is_same_page(address))
    }

    /// Returns whether what is between commas are addresses: their commas are none of a path or a query.
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

    /// Returns what is called so without a version or a year, which its provider may put into a title.
    pub(super) fn loosely_titled(&self, words: &[String]) -> Found {
        let unversioned = version::without_version(words);
        if unversioned.len() < words.len() {
            let found = self.titled(&unversioned);
            if !found.is_empty() {
                return found;
            }
        }
        let title = |entry| self.catalog.facts(entry).title.as_ref();
        let undated = version::without_years(&unversioned);
        if undated.len() < words.len() {
            let mut found = self.titled(&undated);
            found.retain(|&entry| !version::has_year(title(entry)));
            if !found.is_empty() {
                return found;
            }
        }
        let unnumbered = version::without_numbers(&undated);
        if unnumbered.len() == words.len() {
            return Found::new();
        }
        let key = fold::key(&unnumbered);
        let has_number = |entry| title(entry).bytes().any(|byte| byte.is_ascii_digit());
        let has_alias = |entry| {
            let mut aliases = self.catalog.facts(entry).aliases.iter();
            aliases.any(|alias| fold::key(&fold::words(alias)) == key)
        };
        let mut found = self.titled(&unnumbered);
        found.retain(|&entry| !has_number(entry) || has_alias(entry));
        found
    }

    /// Rule 3: a whole name, with or without its provider's name and words that name nothing around it; an exact one
    /// before one that has the same words. A bare role, level or topic names nothing.
    pub(super) fn titled(&self, words: &[String]) -> Found {
        let mut found = self.titled_somehow(words);
        if !found.is_empty() {
            self.retain_told(&mut found, words);
        }
        found
    }

    /// Leaves out what words do not tell that name a role, a level or a topic alone.
    fn retain_told(&self, found: &mut Found, words: &[String]) {
        // With hyphens it is an id or the last part of an address.
        if self.text.contains('-') && !self.text.contains(char::is_whitespace) {
            return;
        }
        let one_level = |words: &[String]| matches!(words, [one] if vague::is_level(one));
        let is_told = |entry| self.is_told(entry, words);
        if self.providers.are_name(words) {
            found.retain(|&entry| vague::is_spelled(self.catalog, entry, words));
            return;
        }
        if self.knows_provider() {
            if one_level(&fold::without_noise(words)) {
                found.retain(|&entry| is_told(entry));
            }
        } else if self.providers.are_vague(words) {
            found.retain(|&entry| is_told(entry));
        } else if (self.providers.cut(words).iter()).any(|cut: &Cut<'_>| one_level(cut.rest)) {
            let is_title = |entry| vague::is_title(self.catalog, entry, words);
            found.retain(|&entry| is_told(entry) || is_title(entry));
        }
    }

    /// Returns whether words that name a role, a level or a topic mean an entry all the same: they are the whole of its title,
    /// or so many that no certification of another provider has all of them, or, as something to reach, its id.
    fn is_told(&self, entry: Entry, words: &[String]) -> bool {
        let sought = self.purpose == Purpose::Sought && words.len() > 1;
        sought && vague::is_called(self.catalog, entry, words)
            || !self.providers.are_role(words)
                && (vague::is_titled(self.catalog, entry, words)
                    || vague::is_alone(self.catalog, entry, words))
    }

    fn knows_provider(&self) -> bool {
        self.qualifier.names_provider() || matches!(self.issuer, Issuer::Providers(_))
    }

    /// Returns what is called so, however little that says.
    pub(super) fn titled_somehow(&self, words: &[String]) -> Found {
        if words.is_empty() || words.len() > MOST_WORDS {
            return Found::new();
        }
        let index = &self.catalog.names;
        let known = self.knows_provider();
        let core = fold::without_noise(words);
        let of = |names: &[Name], providers: &[ProviderIndex]| {
            let mut found = self.admitted(names);
            found.retain(|&entry| providers.contains(&self.catalog.facts(entry).provider));
            found
        };
        let cut = |words: &[String], look: &dyn Fn(&str) -> &'a [Name]| {
            let cuts = self.providers.cut(words).into_iter();
            let mut found = Found::new();
            for cut in cuts {
                found.extend(of(look(&fold::key(cut.rest)), &cut.providers));
                for again in self.providers.cut(cut.rest) {
                    let both: Vec<_> = again
                        .providers
                        .into_iter()
                        .filter(|p| cut.providers.contains(p))
                        .collect();
                    found.extend(of(look(&fold::key(again.rest)), &both));
                }
            }
            found
        };
        let (title, core_of, bare) = (
            |key: &str| index.title(key),
            |key: &str| index.core(key),
            |key: &str| index.bare(key),
        );
        let key = fold::key(&core);
        let ways: [&dyn Fn() -> Found; 7] = [
            &|| self.exactly_titled(words),
            &|| cut(words, &title),
            &|| self.admitted(index.title(&key)),
            &|| cut(&core, &title),
            &|| {
                let certified = words.first().is_some_and(|first| fold::is_certified(first));
                let telling = known || certified || core.len() >= TELLING_WORDS;
                if telling {
                    self.admitted(index.core(&key))
                } else {
                    Found::new()
                }
            },
            &|| cut(&core, &core_of),
            &|| {
                let mut found = if known {
                    self.admitted(index.bare(&key))
                } else {
                    Found::new()
                };
                found.extend(cut(&core, &bare));
                found
            },
        ];
        if core.is_empty() {
            return ways[0]();
        }
        ways.into_iter()
            .map(|way| way())
            .find(|found| !found.is_empty())
            .unwrap_or_default()
    }

    /// Returns what has the whole name, and rather what has it with its provider's than what has it without.
    fn exactly_titled(&self, words: &[String]) -> Found {
        let key = &fold::key(words);
        let mut found = self.admitted(self.catalog.names.title(key));
        let is_whole = |&entry: &Entry| {
            let facts = self.catalog.facts(entry);
            let mut titles = facts.aliases.iter().chain([&facts.title]);
            titles.any(|title| fold::key(&fold::words(title)) == *key)
        };
        let provider = |&entry: &Entry| self.catalog.facts(entry).provider;
        let several = found
            .windows(2)
            .any(|pair| provider(&pair[0]) != provider(&pair[1]));
        if words.len() > 1 && several && found.iter().any(is_whole) {
            found.retain(is_whole);
        }
        found
    }

    /// Returns what has these words for a code or id.
    pub(super) fn coded_by_words(&self, words: &[String]) -> Found {
        let key = fold::key(words);
        let mut found = self.admitted(self.catalog.names.title(&key));
        found.retain(|&entry| fold::key(&fold::words(self.catalog.bare_name(entry))) == key);
        self.without_exams_meant_by_certifications(found)
    }

    /// Chooses by the day and by what belongs together; nothing from nothing.
    fn chosen(&self, mut entries: Found) -> Option<Result<Entry, NameError>> {
        if entries.is_empty() {
            return None;
        }
        for entry in &mut entries {
            let namesake = certification_of_same_name(self.catalog, *entry);
            if let Some(namesake) = namesake.filter(|&namesake| self.admits(namesake)) {
                *entry = namesake;
            }
        }
        if let Some(certification) = self.claimed_instead(&entries) {
            entries = vec![certification];
        }
        Some(
            match choose(self.catalog, entries, self.purpose, self.as_of) {
                Ok(entry) => Ok(match self.purpose {
                    Purpose::Held(Some(on)) => choose::before_its_time(self.catalog, entry, on),
                    Purpose::Held(None) | Purpose::Sought => entry,
                }),
                Err(several) => Err(self.ambiguous(several)),
            },
        )
    }

    /// Returns the certification that a text means which says `Certified` or `ce`, where only exams are called like it.
    fn claimed_instead(&self, entries: &[Entry]) -> Option<Entry> {
        let words = fold::words(self.text);
        if !words
            .iter()
            .any(|word| fold::is_certified(word) || word == "ce")
        {
            return None;
        }
        let mut words = words;
        words.retain(|word| !version::is_year(word));
        let exams = entries.iter().map(|entry| match entry {
            Entry::Exam(exam) => Some(*exam),
            Entry::Certification(_) => None,
        });
        let exams: Vec<_> = exams.collect::<Option<_>>()?;
        let for_all = |index: &_| {
            exams
                .iter()
                .all(|&exam| choose::is_for(self.catalog, exam, *index))
        };
        let certifications = self
            .catalog
            .certification_indices()
            .filter(for_all)
            .map(Entry::Certification);
        let parts = Parts::new(self);
        let mut meant =
            certifications.filter(|&entry| self.admits(entry) && parts.has_words(entry, &words));
        let first = meant.next();
        first.filter(|_| meant.next().is_none())
    }

    fn ambiguous(&self, mut entries: Found) -> NameError {
        entries.sort_by_cached_key(|&entry| (self.catalog.name(entry), entry));
        let more = entries.len().saturating_sub(MOST_CANDIDATES);
        entries.truncate(MOST_CANDIDATES);
        NameError::Ambiguous {
            given: shown(self.given),
            candidates: entries
                .into_iter()
                .map(|entry| self.candidate(entry))
                .collect(),
            more,
        }
    }

    fn unknown(&self) -> NameError {
        NameError::Unknown {
            given: shown(self.given),
            nearest: nearest(self)
                .into_iter()
                .map(|entry| self.candidate(entry))
                .collect(),
        }
    }

    pub(super) fn candidate(&self, entry: Entry) -> Candidate {
        let facts = self.catalog.facts(entry);
        Candidate {
            name: self.telling_name(entry),
            provider: shown(&self.catalog.provider(facts.provider).id),
            title: shown(&facts.title),
            status: self.catalog.status(entry, self.as_of),
        }
    }

    /// Returns the shortest name that is this entry's only, however it has to be qualified.
    fn telling_name(&self, entry: Entry) -> String {
        let bare = self.catalog.bare_name(entry);
        let provider = &self.catalog.provider(self.catalog.facts(entry).provider).id;
        let kind = Kind::of(entry).word();
        let forms = [
            self.catalog.name(entry).into_owned(),
            format!("{kind}:{bare}"),
            format!("{provider}:{bare}"),
        ];
        let shows = |form: &String| {
            let reading = Reading::new(
                self.catalog,
                self.providers,
                Written::sought(form),
                self.as_of,
            );
            reading.is_ok_and(|reading| reading.by_code() == [entry])
        };
        let form = forms.into_iter().find(shows);
        shown(&form.unwrap_or_else(|| format!("{provider}:{kind}:{bare}")))
    }

    pub(super) fn given(&self) -> &'a str {
        self.given
    }

    pub(super) fn text(&self) -> &'a str {
        self.text
    }
}

/// How many words show which certification is meant where a word such as `Certified` is left out.
const TELLING_WORDS: usize = 3;

/// Returns what is left behind the word `Exam`.
pub(super) fn exam_word(text: &str) -> Option<&str> {
    let (word, rest) = text.split_once(char::is_whitespace)?;
    word.eq_ignore_ascii_case("exam").then(|| rest.trim_start())
}

/// Returns the certification of the exam's provider whose id is the exam's code, case aside.
pub(super) fn certification_of_same_name(catalog: &Catalog, entry: Entry) -> Option<Entry> {
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

/// Leaves out a mark at the beginning of a line of a list.
fn without_bullet(text: &str) -> &str {
    const BULLETS: [char; 12] = [
        '-', '*', '\u{2022}', '\u{2023}', '\u{25aa}', '\u{25cf}', '\u{25cb}', '\u{25e6}',
        '\u{2013}', '\u{2014}', '\u{2713}', '\u{2714}',
    ];
    let text = text.trim();
    match text.strip_prefix(BULLETS) {
        Some(rest) if rest.starts_with(char::is_whitespace) => rest.trim_start(),
        _ => text,
    }
}
