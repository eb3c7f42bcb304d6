//! What of a catalog a selection lets pass, as lines.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::answer::list::known::{known, levels, provider_id, roles, spelled};
use crate::answer::list::{
    CertificationLine, ExamLine, LevelLine, ProviderLine, RoleLine, Selection, Statuses,
    UnknownFilter,
};
use crate::answer::rules::leads_to;
use crate::catalog::model::{Catalog, CertIndex, Entry, ExamIndex, Facts, ProviderIndex};
use crate::catalog::status::Status;

/// A selection whose names are known to exist.
pub(super) struct Filter<'a> {
    catalog: &'a Catalog,
    as_of: Date,
    words: Vec<String>,
    levels: Vec<String>,
    /// Their ids.
    providers: Vec<&'a str>,
    roles: Vec<String>,
    statuses: Statuses,
    /// For each exam the certifications that it leads to.
    leads_to: Vec<Vec<CertIndex>>,
}

impl<'a> Filter<'a> {
    pub(super) fn new(catalog: &'a Catalog, selection: &Selection) -> Result<Self, UnknownFilter> {
        let words = selection.words.iter();
        let providers = selection.providers.iter();
        let levels: BTreeSet<&str> = levels(catalog).collect();
        let roles: BTreeSet<&str> = roles(catalog).collect();
        Ok(Self {
            catalog,
            as_of: selection.as_of,
            words: words.map(|word| word.to_lowercase()).collect(),
            levels: known("level", &selection.levels, &levels)?,
            providers: providers
                .map(|given| provider_id(catalog, given))
                .collect::<Result<_, _>>()?,
            roles: known("role", &selection.roles, &roles)?,
            statuses: selection.statuses.clone(),
            leads_to: leads_to(catalog, selection.as_of),
        })
    }

    fn takes(&self, entry: Entry) -> bool {
        self.statuses.contain(self.status(entry)) && self.takes_but_status(entry)
    }

    fn takes_but_status(&self, entry: Entry) -> bool {
        let facts = self.catalog.facts(entry);
        self.takes_provider(&self.catalog.provider(facts.provider).id)
            && self.takes_level(&self.catalog.level(entry).name)
            && self.takes_roles(entry)
            && self.takes_words(entry, facts)
    }

    fn status(&self, entry: Entry) -> Status {
        self.catalog.status(entry, self.as_of)
    }

    /// How many retired entries are left out for that alone, where no state is listed.
    pub(super) fn retired(&self, mut entries: Vec<Entry>) -> usize {
        let retired = |entry: &Entry| self.status(*entry) == Status::Retired;
        entries.retain(|entry| retired(entry) && self.takes_but_status(*entry));
        if self.statuses == Statuses::Open {
            entries.len()
        } else {
            0
        }
    }

    fn takes_provider(&self, id: &str) -> bool {
        self.providers.is_empty() || self.providers.contains(&id)
    }

    fn takes_level(&self, level: &str) -> bool {
        self.levels.is_empty() || self.levels.contains(&spelled(level))
    }

    fn takes_roles(&self, entry: Entry) -> bool {
        let has = |role: &str| self.roles.contains(&spelled(role));
        self.roles.is_empty() || self.serves(entry).any(has)
    }

    /// The roles of a certification, or of what an exam leads to.
    fn serves(&self, entry: Entry) -> impl Iterator<Item = &'a str> {
        let indices = match entry {
            Entry::Exam(exam) => self.leads_to[exam.0 as usize].clone(),
            Entry::Certification(index) => vec![index],
        };
        let roles = |index: CertIndex| self.catalog.certification(index).roles.iter();
        indices.into_iter().flat_map(roles).map(|role| &**role)
    }

    fn takes_words(&self, entry: Entry, facts: &Facts) -> bool {
        if self.words.is_empty() {
            return true;
        }
        let mut texts = vec![
            self.catalog.bare_name(entry).to_lowercase(),
            facts.title.to_lowercase(),
        ];
        texts.extend(facts.aliases.iter().map(|alias| alias.to_lowercase()));
        texts.extend(self.serves(entry).map(str::to_lowercase));
        self.all_words_in(&texts)
    }

    fn all_words_in(&self, texts: &[String]) -> bool {
        let within = |word: &String| texts.iter().any(|text| text.contains(word.as_str()));
        self.words.iter().all(within)
    }

    pub(super) fn exam_entries(&self) -> Vec<Entry> {
        self.catalog.exam_indices().map(Entry::Exam).collect()
    }

    pub(super) fn certification_entries(&self) -> Vec<Entry> {
        let indices = self.catalog.certification_indices();
        indices.map(Entry::Certification).collect()
    }

    /// Those of the entries that are listed, by provider, level and name.
    pub(super) fn taken(&self, mut entries: Vec<Entry>) -> Vec<Entry> {
        entries.retain(|entry| self.takes(*entry));
        entries.sort_by_key(|&entry| {
            let facts = self.catalog.facts(entry);
            let rank = self.catalog.level(entry).rank;
            let name = self.catalog.bare_name(entry);
            (facts.provider, rank, facts.level, name)
        });
        entries
    }

    pub(super) fn exams(&self) -> Vec<ExamLine<'a>> {
        let entries = self.taken(self.exam_entries()).into_iter();
        let line = |index: ExamIndex| ExamLine {
            catalog: self.catalog,
            index,
            status: self.status(Entry::Exam(index)),
            certifications: self.leads_to[index.0 as usize].clone(),
            mark: None,
        };
        entries.filter_map(Entry::exam).map(line).collect()
    }

    pub(super) fn certifications(&self) -> Vec<CertificationLine<'a>> {
        let entries = self.taken(self.certification_entries()).into_iter();
        let line = |index| CertificationLine::new(self.catalog, index, self.as_of);
        entries.filter_map(Entry::certification).map(line).collect()
    }

    /// The entries that are counted for each provider.
    fn count(&self, entries: Vec<Entry>) -> Vec<u64> {
        let mut counts = vec![0; self.catalog.providers.len()];
        for entry in entries.into_iter().filter(|entry| self.counts(*entry)) {
            counts[self.catalog.facts(entry).provider.0 as usize] += 1;
        }
        counts
    }

    /// How many exams and certifications each provider has of those that are listed.
    pub(super) fn providers(&self) -> Vec<ProviderLine<'a>> {
        let exams = self.count(self.exam_entries());
        let certifications = self.count(self.certification_entries());
        let providers = self.catalog.providers.iter().zip(exams).zip(certifications);
        let lines = providers.map(|((provider, exams), certifications)| ProviderLine {
            id: &provider.id,
            name: &provider.name,
            exams,
            certifications,
        });
        lines
            .filter(|line| {
                let texts = [line.id.to_lowercase(), line.name.to_lowercase()];
                self.is_listed(line.id, line.exams + line.certifications)
                    && self.all_words_in(&texts)
            })
            .collect()
    }

    /// Whether an entry is counted; words are for the name of what counts it.
    fn counts(&self, entry: Entry) -> bool {
        self.statuses
            .contain(self.catalog.status(entry, self.as_of))
            && self.takes_level(&self.catalog.level(entry).name)
            && self.takes_roles(entry)
    }

    /// Whether a provider, or a level of it, is listed that has so much of what is listed.
    ///
    /// One of things that can only be held has nothing to list but with all states.
    fn is_listed(&self, provider: &str, count: u64) -> bool {
        let narrows =
            !self.levels.is_empty() || !self.roles.is_empty() || self.statuses != Statuses::Open;
        let listed = count > 0 || !narrows && provider != "external";
        listed && self.takes_provider(provider)
    }

    pub(super) fn levels(&self) -> Vec<LevelLine<'a>> {
        let mut counts: BTreeMap<_, u64> = BTreeMap::new();
        let exams = self.exam_entries().into_iter();
        for entry in exams.filter(|entry| self.counts(*entry)) {
            let facts = self.catalog.facts(entry);
            *counts.entry((facts.provider, facts.level)).or_default() += 1;
        }
        let mut lines = Vec::new();
        for (index, provider) in (0..).map(ProviderIndex).zip(self.catalog.providers.iter()) {
            let mut levels: Vec<_> = (0..).zip(provider.levels.iter()).collect();
            levels.sort_by_key(|(_, level)| level.rank);
            lines.extend(levels.into_iter().map(|(place, level)| LevelLine {
                provider: &provider.id,
                level: &level.name,
                rank: level.rank,
                exams: counts.get(&(index, place)).copied().unwrap_or(0),
            }));
        }
        lines.retain(|line| {
            let texts = [line.provider.to_lowercase(), line.level.to_lowercase()];
            self.is_listed(line.provider, line.exams)
                && self.takes_level(line.level)
                && self.all_words_in(&texts)
        });
        lines
    }

    pub(super) fn roles(&self) -> Vec<RoleLine<'a>> {
        let mut counts: BTreeMap<&'a str, u64> = BTreeMap::new();
        for index in self.catalog.certification_indices() {
            let entry = Entry::Certification(index);
            let provider = self.catalog.facts(entry).provider;
            if self.counts(entry) && self.takes_provider(&self.catalog.provider(provider).id) {
                for role in self.catalog.certification(index).roles.iter() {
                    *counts.entry(role).or_default() += 1;
                }
            }
        }
        let taken = |role: &str| {
            let given = self.roles.is_empty() || self.roles.contains(&spelled(role));
            given && self.all_words_in(&[role.to_lowercase()])
        };
        let lines = counts.into_iter().filter(|(role, _)| taken(role));
        lines
            .map(|(role, certifications)| RoleLine {
                role,
                certifications,
            })
            .collect()
    }
}
