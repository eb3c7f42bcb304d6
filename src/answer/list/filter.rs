//! What of a catalog a selection lets pass, as lines.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::answer::list::rows::{certification_row, exam_row, leads_to};
use crate::answer::list::{
    Row, Selection, Statuses, UnknownFilter, Value, known, levels, provider_id, roles, spelled,
};
use crate::catalog::model::{Catalog, CertIndex, Entry, Facts};
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
                .map(|asked| provider_id(catalog, asked))
                .collect::<Result<_, _>>()?,
            roles: known("role", &selection.roles, &roles)?,
            statuses: selection.statuses.clone(),
            leads_to: leads_to(catalog, selection.as_of),
        })
    }

    fn takes(&self, entry: Entry, status: Status) -> bool {
        let facts = self.catalog.facts(entry);
        self.statuses.contain(status)
            && self.takes_provider(&self.catalog.provider(facts.provider).id)
            && self.takes_level(&self.catalog.level(entry).name)
            && self.takes_roles(entry)
            && self.takes_words(entry, facts)
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

    /// Entries by provider, level and name.
    fn taken(&self, entries: impl Iterator<Item = Entry>) -> Vec<(Entry, Status)> {
        let mut taken: Vec<(Entry, Status)> = entries
            .map(|entry| (entry, self.catalog.status(entry, self.as_of)))
            .filter(|&(entry, status)| self.takes(entry, status))
            .collect();
        let key = |entry: Entry| {
            let facts = self.catalog.facts(entry);
            let rank = self.catalog.level(entry).rank;
            (
                facts.provider,
                rank,
                facts.level,
                self.catalog.bare_name(entry),
            )
        };
        taken.sort_by(|a, b| key(a.0).cmp(&key(b.0)));
        taken
    }

    pub(super) fn exams(&self) -> Vec<Row<'a>> {
        let entries = self.catalog.exam_indices().map(Entry::Exam);
        self.rows(entries)
    }

    pub(super) fn certifications(&self) -> Vec<Row<'a>> {
        let entries = self.catalog.certification_indices();
        self.rows(entries.map(Entry::Certification))
    }

    fn rows(&self, entries: impl Iterator<Item = Entry>) -> Vec<Row<'a>> {
        let taken = self.taken(entries).into_iter();
        taken
            .map(|(entry, status)| match entry {
                Entry::Exam(index) => exam_row(
                    self.catalog,
                    index,
                    status,
                    &self.leads_to[index.0 as usize],
                ),
                Entry::Certification(index) => {
                    certification_row(self.catalog, index, status, self.as_of)
                }
            })
            .collect()
    }

    /// How many exams and certifications each provider has of those that are asked for.
    pub(super) fn providers(&self) -> Vec<Row<'a>> {
        let mut counts = vec![(0_u64, 0_u64); self.catalog.providers.len()];
        for index in self.catalog.exam_indices() {
            let entry = Entry::Exam(index);
            if self.counts(entry) {
                counts[self.catalog.facts(entry).provider.0 as usize].0 += 1;
            }
        }
        for index in self.catalog.certification_indices() {
            let entry = Entry::Certification(index);
            if self.counts(entry) {
                counts[self.catalog.facts(entry).provider.0 as usize].1 += 1;
            }
        }
        let rows = self.catalog.providers.iter().zip(counts);
        rows.filter(|(provider, counts)| {
            let texts = [provider.id.to_lowercase(), provider.name.to_lowercase()];
            // A provider of things that can only be held has nothing to list but with all states.
            let listed = *counts != (0, 0) || !self.narrows() && provider.id != "external";
            listed && self.takes_provider(&provider.id) && self.all_words_in(&texts)
        })
        .map(|(provider, (exams, certifications))| Row {
            id: Cow::Borrowed(&*provider.id),
            entry: None,
            status: None,
            values: vec![
                Value::Text(Cow::Borrowed(&provider.id)),
                Value::Text(Cow::Borrowed(&provider.name)),
                Value::Number(exams),
                Value::Number(certifications),
            ],
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

    /// Whether a provider or level of which nothing is left is not worth a row.
    fn narrows(&self) -> bool {
        !self.levels.is_empty() || !self.roles.is_empty() || self.statuses != Statuses::Open
    }

    pub(super) fn levels(&self) -> Vec<Row<'a>> {
        let mut counts: Vec<Vec<u64>> = self
            .catalog
            .providers
            .iter()
            .map(|provider| vec![0; provider.levels.len()])
            .collect();
        for index in self.catalog.exam_indices() {
            let entry = Entry::Exam(index);
            if self.counts(entry) {
                let facts = self.catalog.facts(entry);
                counts[facts.provider.0 as usize][facts.level as usize] += 1;
            }
        }
        let mut rows = Vec::new();
        for (provider, counts) in self.catalog.providers.iter().zip(counts) {
            let mut levels: Vec<_> = provider.levels.iter().zip(counts).collect();
            levels.sort_by_key(|(level, _)| level.rank);
            for (level, exams) in levels {
                let texts = [provider.id.to_lowercase(), level.name.to_lowercase()];
                let listed = exams > 0 || !self.narrows() && provider.id != "external";
                let taken = self.takes_provider(&provider.id) && self.takes_level(&level.name);
                if listed && taken && self.all_words_in(&texts) {
                    rows.push(Row {
                        id: Cow::Borrowed(&*level.name),
                        entry: None,
                        status: None,
                        values: vec![
                            Value::Text(Cow::Borrowed(&provider.id)),
                            Value::Text(Cow::Borrowed(&level.name)),
                            Value::Number(level.rank.into()),
                            Value::Number(exams),
                        ],
                    });
                }
            }
        }
        rows
    }

    pub(super) fn roles(&self) -> Vec<Row<'a>> {
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
            let asked = self.roles.is_empty() || self.roles.contains(&spelled(role));
            asked && self.all_words_in(&[role.to_lowercase()])
        };
        let rows = counts.into_iter().filter(|(role, _)| taken(role));
        rows.map(|(role, certifications)| Row {
            id: Cow::Borrowed(role),
            entry: None,
            status: None,
            values: vec![
                Value::Text(Cow::Borrowed(role)),
                Value::Number(certifications),
            ],
        })
        .collect()
    }
}
