//! Words that several answers share.

use jiff::civil::Date;

use crate::catalog::model::{Catalog, Certification, Entry, Text, Validity};
use crate::catalog::renewal::Lasts;
use crate::plan::answer::{Credited, Totals};

/// Returns a number with what is counted: `1 exam`, `2 exams`.
#[must_use]
pub(crate) fn counted(count: u64, what: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{count} {what}{ending}")
}

/// Most names that stand in a sentence; the others are counted.
const MOST_NAMES: usize = 100;

/// Returns the names of entries with something between them, as many as a sentence may have: `A, B, 900 more`.
pub(crate) fn names(
    catalog: &Catalog,
    entries: impl IntoIterator<Item = Entry>,
    between: &str,
) -> String {
    let mut entries = entries.into_iter();
    let first = entries.by_ref().take(MOST_NAMES);
    let mut names: Vec<Text> = first.map(|entry| catalog.name(entry)).collect();
    let more = entries.count();
    if more > 0 {
        names.push(format!("{more} more").into());
    }
    names.join(between)
}

/// Returns the first of some names, and how many more there are: `A, B and 3 more`.
pub(crate) fn few_names(catalog: &Catalog, entries: &[Entry]) -> String {
    /// More names are no longer read.
    const FEW: usize = 6;
    let first = names(catalog, entries.iter().copied().take(FEW), ", ");
    match entries.len().saturating_sub(FEW) {
        0 => first,
        more => format!("{first} and {more} more"),
    }
}

/// Returns what stands in the place of something, in words, if anything does: `replaced by AZ-401`.
pub(crate) fn replaced_by(catalog: &Catalog, entries: &[Entry]) -> Option<String> {
    let names = names(catalog, entries.iter().copied(), ", ");
    (!entries.is_empty()).then(|| format!("replaced by {names}"))
}

/// Returns what a plan comes to, in words: `2 exams, 330 USD, 8 course days`.
#[must_use]
pub(crate) fn totals(totals: &Totals) -> String {
    let exams = counted(totals.exams, "exam");
    let price = match (totals.price_complete, totals.price.0) {
        (true, _) => format!("{} USD", totals.price),
        (false, 0) => "price unknown".to_owned(),
        (false, _) => format!("at least {} USD", totals.price),
    };
    let days = match (totals.course_days_complete, totals.course_days) {
        (true, days) => counted(days, "course day"),
        (false, 0) => "course days unknown".to_owned(),
        (false, days) => format!("at least {}", counted(days, "course day")),
    };
    format!("{exams}, {price}, {days}")
}

/// Returns what the holdings count for: `AZ-204 counts for azure-developer-associate`.
#[must_use]
pub(crate) fn credited_lines(catalog: &Catalog, credited: &[Credited]) -> Vec<String> {
    let mut lines: Vec<(&[Entry], Vec<Entry>)> = Vec::new();
    for Credited { entry, because } in credited {
        match lines.iter_mut().find(|(holdings, _)| *holdings == because) {
            Some((_, entries)) => entries.push(*entry),
            None => lines.push((because, vec![*entry])),
        }
    }
    let line = |(holdings, entries): (&[Entry], Vec<Entry>)| {
        let verb = if holdings.len() == 1 {
            "counts"
        } else {
            "count"
        };
        let holdings = names(catalog, holdings.iter().copied(), ", ");
        format!("{holdings} {verb} for {}", names(catalog, entries, ", "))
    };
    lines.into_iter().map(line).collect()
}

/// Returns a text with a capital at its head.
pub(crate) fn capitalized(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(characters).collect()
}

/// Returns how long what is earned on a day counts, where that is known: `12 months`.
pub(crate) fn validity(certification: &Certification, day: Date) -> Option<String> {
    let ends = match certification.lasts {
        Some(Lasts::ForLife) | None => None,
        Some(lasts) => Some(lasts.text()),
    };
    match (certification.validity_on(day), ends) {
        (Validity::Months(months), None) => Some(format!("{months} months")),
        (Validity::Months(months), Some(ends)) => Some(format!("{months} months, {ends}")),
        (Validity::Never | Validity::Unknown, Some(ends)) => Some(ends.to_owned()),
        (Validity::Never, None) => Some("does not expire".to_owned()),
        (Validity::Unknown, None) => None,
    }
}
