//! The document of `catalog stats`.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use crate::answer::stats::{Counts, Stats};
use crate::output::json::Shown;

/// What the catalog has of each provider.
#[derive(Serialize, JsonSchema)]
pub(in crate::output) struct StatsJson<'a> {
    providers: Vec<ProviderJson<'a>>,
    /// Of all providers together.
    total: CountJson,
}

#[derive(Serialize, JsonSchema)]
struct ProviderJson<'a> {
    /// The provider's id.
    provider: &'a str,
    #[serde(flatten)]
    counts: CountJson,
}

#[derive(Serialize, JsonSchema)]
struct CountJson {
    exams: u64,
    /// Exams that can be taken on the day.
    live: u64,
    certifications: u64,
    /// Certifications that can be earned on the day by a rule that is known.
    earnable: u64,
    /// Rules by which the certifications were earned before today's.
    earlier_rules: u64,
    /// Exams and certifications of high confidence.
    high: u64,
    medium: u64,
    low: u64,
    /// The oldest day on which one of them was checked.
    oldest: Option<Shown<Date>>,
    newest: Option<Shown<Date>>,
    /// Exams that can be taken on the day and whose price is not known.
    no_price: u64,
    /// Exams that can be taken on the day and whose first day is not known.
    no_start: u64,
}

impl<'a> StatsJson<'a> {
    pub(in crate::output) fn new(stats: &[Stats<'a>], total: &Stats<'a>) -> Self {
        let providers = stats.iter().map(|stats| ProviderJson {
            provider: stats.provider,
            counts: stats.counts.into(),
        });
        Self {
            providers: providers.collect(),
            total: total.counts.into(),
        }
    }
}

impl From<Counts> for CountJson {
    fn from(counts: Counts) -> Self {
        Self {
            exams: counts.exams,
            live: counts.live,
            certifications: counts.certifications,
            earnable: counts.earnable,
            earlier_rules: counts.earlier_rules,
            high: counts.high,
            medium: counts.medium,
            low: counts.low,
            oldest: counts.oldest.map(Shown),
            newest: counts.newest.map(Shown),
            no_price: counts.no_price,
            no_start: counts.no_start,
        }
    }
}
