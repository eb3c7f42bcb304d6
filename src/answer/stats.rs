//! How much a catalog has of each provider, how sure it is and how fresh.

use jiff::civil::Date;

use crate::catalog::model::{Catalog, CertIndex, Confidence, Entry, Facts, ProviderIndex, Rule};

/// What is counted of one provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stats {
    pub provider: ProviderIndex,
    pub counts: Counts,
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    pub exams: u64,
    /// Exams that can be taken on the day.
    pub live: u64,
    pub certifications: u64,
    /// Certifications that can be earned on the day by a rule that is known.
    pub earnable: u64,
    /// Rules by which the certifications were earned before today's.
    pub earlier_rules: u64,
    /// Exams and certifications of high confidence.
    pub high: u64,
    pub medium: u64,
    pub low: u64,
    /// The oldest day on which one of them was checked; nothing where there is none.
    pub oldest: Option<Date>,
    /// The newest such day.
    pub newest: Option<Date>,
}

impl Counts {
    fn add(&mut self, facts: &Facts) {
        match facts.confidence {
            Confidence::High => self.high += 1,
            Confidence::Medium => self.medium += 1,
            Confidence::Low => self.low += 1,
        }
        let day = Some(facts.checked);
        self.oldest = self.oldest.or(day).min(day);
        self.newest = self.newest.max(day);
    }

    /// Returns these and those together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            exams: self.exams + other.exams,
            live: self.live + other.live,
            certifications: self.certifications + other.certifications,
            earnable: self.earnable + other.earnable,
            earlier_rules: self.earlier_rules + other.earlier_rules,
            high: self.high + other.high,
            medium: self.medium + other.medium,
            low: self.low + other.low,
            oldest: self.oldest.into_iter().chain(other.oldest).min(),
            newest: self.newest.max(other.newest),
        }
    }
}

/// Counts what each provider has, in the order of their ids; `day` is asked for what is open.
#[must_use]
pub fn stats(catalog: &Catalog, day: Date) -> Vec<Stats> {
    let providers = (0..).map(ProviderIndex).zip(catalog.providers.iter());
    let mut all: Vec<Stats> = providers
        .map(|(provider, _)| Stats {
            provider,
            counts: Counts::default(),
        })
        .collect();
    for exam in catalog.exams.iter() {
        let counts = &mut all[exam.facts.provider.0 as usize].counts;
        counts.exams += 1;
        counts.live += u64::from(exam.is_open_on(day));
        counts.add(&exam.facts);
    }
    for index in catalog.certification_indices() {
        let certification = catalog.certification(index);
        let counts = &mut all[certification.facts.provider.0 as usize].counts;
        counts.certifications += 1;
        counts.earnable += u64::from(is_earnable(catalog, index, day));
        counts.earlier_rules += certification.rules.len().saturating_sub(1) as u64;
        counts.add(&certification.facts);
    }
    all
}

fn is_earnable(catalog: &Catalog, index: CertIndex, day: Date) -> bool {
    let certification = catalog.certification(index);
    let is_known = |rule: &&Rule| rule.requires.is_some();
    let open = catalog.status(Entry::Certification(index), day).is_open();
    open && certification
        .rules
        .iter()
        .filter(is_known)
        .any(|rule| rule.has_begun_by(day) && rule.lasts_on(day))
}
