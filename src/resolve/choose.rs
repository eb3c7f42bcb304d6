//! Which of several entries of one name is meant, where all of them are found: by the day, and by what belongs together.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::catalog::date::PartialDate;
use crate::catalog::model::{Catalog, CertIndex, Entry, ExamIndex, Requirement};
use crate::graph::Graph;
use crate::resolve::Purpose;

/// Chooses one of the entries that have the same name; `Err` has those between which nothing decides.
pub(super) fn choose(
    catalog: &Catalog,
    mut entries: Vec<Entry>,
    purpose: Purpose,
    as_of: Date,
) -> Result<Entry, Vec<Entry>> {
    entries.sort_unstable();
    entries.dedup();
    match purpose {
        Purpose::Sought => {
            keep_if_any(&mut entries, |entry| catalog.status(entry, as_of).is_open());
        }
        Purpose::Held(Some(on)) => keep_if_any(&mut entries, |entry| existed(catalog, entry, on)),
        Purpose::Held(None) => {}
    }
    let exams = |exam, certification| is_for(catalog, exam, certification);
    let certifications: Vec<CertIndex> = entries
        .iter()
        .copied()
        .filter_map(Entry::certification)
        .collect();
    let is_covered = |entry: Entry| match entry {
        Entry::Exam(exam) => certifications
            .iter()
            .any(|&certification| exams(exam, certification)),
        Entry::Certification(_) => false,
    };
    entries.retain(|&entry| !is_covered(entry));
    let provider = |entry: &Entry| catalog.facts(*entry).provider;
    if let [only] = certifications.as_slice()
        && entries
            .iter()
            .all(|entry| provider(entry) == catalog.certification(*only).facts.provider)
    {
        return Ok(Entry::Certification(*only));
    }
    if let Purpose::Held(Some(on)) = purpose
        && let Some(newest) = newest_version(catalog, &entries, on)
    {
        return Ok(newest);
    }
    match entries.as_slice() {
        [only] => Ok(*only),
        _ => Err(entries),
    }
}

/// Returns what a title that is an exam's means if it was held before there was that exam: its certification, if one
/// was there.
pub(super) fn before_its_time(catalog: &Catalog, entry: Entry, on: PartialDate) -> Entry {
    let Entry::Exam(exam) = entry else {
        return entry;
    };
    if catalog
        .exam(exam)
        .first_day()
        .is_none_or(|first| first <= on.last_day())
    {
        return entry;
    }
    let mut existing = certifications_of(catalog, exam)
        .into_iter()
        .map(Entry::Certification)
        .filter(|entry| existed(catalog, *entry, on));
    match (existing.next(), existing.next()) {
        (Some(only), None) => only,
        _ => entry,
    }
}

/// Returns the certifications of which a rule, present or past, names an exam.
pub(super) fn certifications_of(catalog: &Catalog, exam: ExamIndex) -> BTreeSet<CertIndex> {
    let graph = Graph::new(catalog);
    let above = graph.parents(graph.exam(exam));
    above.filter_map(|node| graph.owner(node)).collect()
}

/// Returns whether a rule of a certification, present or past, names an exam.
pub(super) fn is_for(catalog: &Catalog, exam: ExamIndex, certification: CertIndex) -> bool {
    let rules = catalog.certification(certification).rules.iter();
    let mut found = false;
    for requirement in rules.filter_map(|rule| rule.requires.as_ref()) {
        requirement.names(&mut |name| found |= *name == Requirement::Exam(exam));
    }
    found
}

/// Returns whether both are the same thing, or an exam and a certification that it is for.
pub(super) fn belong_together(catalog: &Catalog, left: Entry, right: Entry) -> bool {
    match (left, right) {
        (Entry::Exam(exam), Entry::Certification(certification))
        | (Entry::Certification(certification), Entry::Exam(exam)) => {
            is_for(catalog, exam, certification)
        }
        _ => left == right,
    }
}

/// Returns whether something could be taken or earned at some time of a date.
pub(super) fn existed(catalog: &Catalog, entry: Entry, on: PartialDate) -> bool {
    let begun = first_day(catalog, entry).is_none_or(|first| first <= on.last_day());
    begun && !catalog.facts(entry).is_retired_on(on.first_day())
}

/// Returns the first day on which something could be taken or earned.
fn first_day(catalog: &Catalog, entry: Entry) -> Option<Date> {
    match entry {
        Entry::Exam(exam) => catalog.exam(exam).first_day(),
        Entry::Certification(index) => {
            Some(catalog.certification(index).facts.available?.first_day())
        }
    }
}

/// Returns the version of that day, where one certification replaced the other.
fn newest_version(catalog: &Catalog, entries: &[Entry], on: PartialDate) -> Option<Entry> {
    let certifications: Vec<CertIndex> = entries
        .iter()
        .copied()
        .filter_map(Entry::certification)
        .collect();
    if certifications.len() < 2 || certifications.len() < entries.len() {
        return None;
    }
    let replaces = |newer: CertIndex, older: CertIndex| {
        let replaced_by = &catalog.certification(older).facts.replaced_by;
        replaced_by.contains(&Entry::Certification(newer))
    };
    let newest = certifications
        .iter()
        .copied()
        .max_by_key(|&index| first_day(catalog, Entry::Certification(index)))?;
    let mut older: Vec<CertIndex> = certifications
        .into_iter()
        .filter(|&index| index != newest)
        .collect();
    let mut chain = vec![newest];
    while let Some(place) = older
        .iter()
        .position(|&old| chain.iter().any(|&newer| replaces(newer, old)))
    {
        chain.push(older.swap_remove(place));
    }
    let newest = Entry::Certification(newest);
    (older.is_empty() && existed(catalog, newest, on)).then_some(newest)
}

/// Keeps what is wanted, if anything is.
pub(super) fn keep_if_any(entries: &mut Vec<Entry>, wanted: impl Fn(Entry) -> bool) {
    if entries.iter().any(|&entry| wanted(entry)) {
        entries.retain(|&entry| wanted(entry));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_graph_knows_of_which_certifications_rules_name_an_exam() {
        let catalog = crate::embedded::catalog();
        for exam in catalog.exam_indices() {
            let named = catalog.certification_indices();
            let named: BTreeSet<CertIndex> = named
                .filter(|index| is_for(catalog, exam, *index))
                .collect();
            assert_eq!(certifications_of(catalog, exam), named, "{exam:?}");
        }
    }
}
