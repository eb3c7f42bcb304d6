//! The rules by which a text names an entry: which comes first, and what the day decides.

mod address;
pub(super) mod code;
mod title;

use jiff::civil::Date;

use crate::catalog::fold;
use crate::catalog::model::{Catalog, Entry};
use crate::catalog::names::Name;
use crate::resolve::choose::{self, choose};
use crate::resolve::error::shown;
use crate::resolve::name::code::certification_of_same_name;
use crate::resolve::nearest::nearest;
use crate::resolve::parts::Parts;
use crate::resolve::providers::{Issuer, ProviderNames};
use crate::resolve::qualifier::{Qualifier, kind};
use crate::resolve::wanted::is_kind;
use crate::resolve::{Candidate, NameError, Purpose, Written};
use crate::resolve::{vague, version};

/// How many entries an error lists at most.
const MOST_CANDIDATES: usize = 10;

/// What a text names by its words alone.
pub(super) type Found = Vec<Entry>;

/// A text that is to name an entry, with all that helps to find it.
#[derive(Debug, Clone)]
pub(super) struct Reading<'a> {
    pub(super) catalog: &'a Catalog,
    pub(super) providers: &'a ProviderNames<'a>,
    pub(super) as_of: Date,
    purpose: Purpose,
    /// All of it, without spaces and bullets before it.
    given: &'a str,
    qualifier: Qualifier,
    /// What is behind the qualifier.
    text: &'a str,
    issuer: Issuer,
    issued_by: Option<&'a str>,
    /// Whether an unknown name is to be answered with others, which takes a look at all names there are.
    pub(super) suggests: bool,
    /// Whether it is one of many names, of which nobody says whose they are.
    pub(super) is_in_list: bool,
}

impl<'a> Reading<'a> {
    pub(super) fn new(
        catalog: &'a Catalog,
        providers: &'a ProviderNames<'a>,
        written: Written<'a>,
        as_of: Date,
    ) -> Result<Self, NameError> {
        let given = without_number(without_bullet(written.text));
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
            is_in_list: false,
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

    /// Returns whether an entry's id is written, letter for letter, as people hardly write an acronym.
    fn is_id_of(&self, entry: Entry) -> bool {
        let index = entry.certification();
        index.is_some_and(|index| *self.catalog.certification(index).id == *self.text)
    }

    /// Answers by codes, ids, addresses and whole names; nothing if none has a match.
    pub(super) fn by_whole_name(&self) -> Option<Result<Entry, NameError>> {
        match self.by_code().as_slice() {
            [] => {}
            [only] => {
                let others = self.of_others(*only);
                if !others.is_empty() && !self.is_id_of(*only) {
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
        if !self.is_in_list
            || self.issuer != Issuer::Unsaid
            || self.qualifier != Qualifier::default()
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
        let is_certification = |entry: &Entry| entry.certification().is_some();
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
    /// `devops-engineer-expert`. A text with spaces is no id.
    fn by_beginning(&self) -> Found {
        const LEVELS: &str = "associate expert professional specialty practitioner";
        if !self.text.contains('-') || self.text.contains(char::is_whitespace) {
            return Found::new();
        }
        let beginning = format!("{}-", self.text.to_ascii_lowercase());
        let mut found = self.admitted(self.catalog.names.beginning(&beginning));
        found.retain(|&entry| {
            let name = self.catalog.bare_name(entry);
            let rest = name.get(beginning.len()..).unwrap_or_default();
            entry.certification().is_some() && fold::is_among(rest, LEVELS)
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

    /// Returns another that has the same name, if this one was not there on the day of the holding.
    fn of_its_day(&self, entry: Entry) -> Entry {
        let Purpose::Held(Some(on)) = self.purpose else {
            return entry;
        };
        if choose::existed(self.catalog, entry, on) {
            return entry;
        }
        let key = fold::key(&fold::words(self.text));
        let mut found = self.admitted(self.catalog.names.title(&key));
        // A code that differs in its punctuation only is another's, not a name of this one.
        let is_coded = |other| fold::key(&fold::words(&self.catalog.name(other))) == key;
        found.retain(|&other| choose::existed(self.catalog, other, on) && !is_coded(other));
        choose(self.catalog, found, self.purpose, self.as_of).unwrap_or(entry)
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
        let of_each: Vec<_> = entries
            .iter()
            .map(|entry| Some(choose::certifications_of(self.catalog, entry.exam()?)))
            .collect::<Option<_>>()?;
        let of_all = of_each.into_iter().reduce(|one, other| &one & &other)?;
        let certifications = of_all.into_iter().map(Entry::Certification);
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
            name: self.distinct_name(entry),
            provider: shown(&self.catalog.provider(facts.provider).id),
            title: shown(&facts.title),
            status: self.catalog.status(entry, self.as_of),
        }
    }

    /// Returns the shortest name that is this entry's only, however it has to be qualified.
    fn distinct_name(&self, entry: Entry) -> String {
        let bare = self.catalog.bare_name(entry);
        let provider = &self.catalog.provider(self.catalog.facts(entry).provider).id;
        let kind = kind(entry);
        let forms = [
            self.catalog.name(entry).to_string(),
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

/// Leaves out the number of a credential behind a name: `CCIE #45123`, `RHCE n\u{b0} 805009`, `PMP ID: 12345`.
fn without_number(text: &str) -> &str {
    const WORDS: &str = "no nr n\u{b0} n\u{ba} id number";
    let Some((name, number)) = text.rsplit_once(char::is_whitespace) else {
        return text;
    };
    let digits = number.strip_prefix('#').unwrap_or(number);
    let is_number = digits.len() > 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let word = name.rsplit_once(char::is_whitespace);
    let is_word =
        |word: &str| fold::is_among(&word.trim_end_matches(['.', ':']).to_lowercase(), WORDS);
    match word {
        Some((name, word)) if is_number && is_word(word) => name,
        _ if is_number && number.starts_with('#') => name,
        _ => text,
    }
}

/// Leaves out a mark at the beginning of a line of a list.
fn without_bullet(text: &str) -> &str {
    const BULLETS: [char; 12] = [
        '-', '*', '\u{2022}', '\u{2023}', '\u{25aa}', '\u{25cf}', '\u{25cb}', '\u{25e6}',
        '\u{2013}', '\u{2014}', '\u{2713}', '\u{2714}',
    ];
    let text = text.trim();
    // Pictures, and what of them is not seen.
    let is_picture = |c: char| !c.is_ascii() && !c.is_alphanumeric() && !c.is_whitespace();
    let rest = text
        .strip_prefix(BULLETS)
        .unwrap_or_else(|| text.trim_start_matches(is_picture));
    if rest.len() < text.len() && rest.starts_with(char::is_whitespace) {
        rest.trim_start()
    } else {
        text
    }
}
