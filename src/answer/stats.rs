//! How much a catalog has of each provider, how sure it is and how fresh.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use crate::answer::table::{Cell, Field, Row, Table, When, any, field};
use crate::catalog::model::{Catalog, CertIndex, Confidence, Entry, Facts, Rule};

/// What is counted of one provider, or of all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Stats<'a> {
    /// The provider's id; `all` for the sum.
    pub provider: &'a str,
    #[serde(flatten)]
    pub counts: Counts,
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
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
    /// Exams that can be taken on the day and whose price is not known.
    pub no_price: u64,
    /// Exams that can be taken on the day and whose first day is not known.
    pub no_start: u64,
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
            no_price: self.no_price + other.no_price,
            no_start: self.no_start + other.no_start,
            oldest: self.oldest.into_iter().chain(other.oldest).min(),
            newest: self.newest.max(other.newest),
        }
    }
}

/// Counts what each provider has, in the order of their ids; `day` decides what is open.
#[must_use]
pub fn stats(catalog: &Catalog, day: Date) -> Vec<Stats<'_>> {
    let providers = catalog.providers.iter();
    let mut all: Vec<Stats<'_>> = providers
        .map(|provider| Stats {
            provider: &provider.id,
            counts: Counts::default(),
        })
        .collect();
    for exam in catalog.exams.iter() {
        let counts = &mut all[exam.facts.provider.0 as usize].counts;
        counts.exams += 1;
        let is_live = exam.is_open_on(day);
        counts.live += u64::from(is_live);
        counts.no_price += u64::from(is_live && exam.price.is_none());
        counts.no_start += u64::from(is_live && exam.first_day().is_none());
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

/// Returns what all providers have together.
#[must_use]
pub(crate) fn total<'a>(stats: &[Stats<'a>]) -> Stats<'a> {
    let counts = stats.iter().map(|stats| stats.counts);
    Stats {
        provider: "all",
        counts: counts.fold(Counts::default(), Counts::and),
    }
}

/// Returns the counts as rows, the last one for all providers together.
#[must_use]
pub(crate) fn table<'a>(stats: &'a [Stats<'a>], total: &'a Stats<'a>) -> Table<'a> {
    let fields = fields();
    let mut table = Table::of(&fields, stats);
    let sum = Table::of(&fields, std::slice::from_ref(total));
    table.rows.extend(sum.rows.into_iter().map(|row| Row {
        when: When::People,
        ..row
    }));
    table
}

fn fields<'a>() -> Vec<Field<Stats<'a>>> {
    let field = field::<Stats<'a>>;
    vec![
        field("provider", "Provider", |stats| stats.provider.into()).names(),
        count("exams", "Exams", |stats| stats.counts.exams.into()),
        count("live", "Live", |stats| stats.counts.live.into()),
        count("certifications", "Certs", |stats| {
            stats.counts.certifications.into()
        }),
        count("earnable", "Earnable", |stats| stats.counts.earnable.into()),
        // What eighty columns have no room for.
        count("earlier_rules", "Earlier", |stats| {
            stats.counts.earlier_rules.into()
        })
        .when(When::Room(1)),
        count("high", "High", |stats| share(stats.counts.high, stats)),
        count("medium", "Medium", |stats| {
            share(stats.counts.medium, stats)
        }),
        count("low", "Low", |stats| share(stats.counts.low, stats)),
        field("oldest", "Oldest", |stats| any(stats.counts.oldest)),
        field("newest", "Newest", |stats| any(stats.counts.newest)).when(When::Room(2)),
        count("no_price", "No price", |stats| stats.counts.no_price.into()).when(When::NoTerminal),
        count("no_start", "No start", |stats| stats.counts.no_start.into()).when(When::NoTerminal),
    ]
}

/// Returns a column of numbers.
fn count<'a>(
    key: &'static str,
    heading: &'static str,
    cell: for<'x> fn(&'x Stats<'a>) -> Cell<'x>,
) -> Field<Stats<'a>> {
    field(key, heading, cell).right()
}

/// A part of all exams and certifications; for people in percents.
fn share<'x>(part: u64, stats: &Stats<'_>) -> Cell<'x> {
    let whole = stats.counts.exams + stats.counts.certifications;
    Cell::from(part).label(percent(part, whole))
}

/// Rounds to whole percents, so that only nothing is 0 % and only all is 100 %.
fn percent(part: u64, whole: u64) -> String {
    let share = match part {
        0 => 0,
        part if part == whole => 100,
        part => ((part * 100 + whole / 2) / whole).clamp(1, 99),
    };
    format!("{share}%")
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_nothing_is_no_percent_and_only_all_is_a_hundred() {
        let shares = [(0, 0), (0, 300), (1, 300), (299, 300), (300, 300), (1, 3)];
        let shares = shares.map(|(part, whole)| percent(part, whole));
        assert_eq!(shares, ["0%", "0%", "1%", "99%", "100%", "33%"]);
    }
}
