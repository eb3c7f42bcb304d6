//! What a person says of holdings: days, ends, and what contradicts the catalog.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::catalog::date::PartialDate;
use crate::catalog::model::{Catalog, CertIndex, Entry, ExamIndex, Validity};
use crate::request::Holding;
use crate::timeline::Timeline;

/// What was said of a day.
#[derive(Debug, Clone, Copy)]
pub(super) enum Saying {
    /// The exam was passed, and that counts until a day, where one was said.
    Passed(ExamIndex, Option<Date>),
    /// The certification was earned.
    Earned(CertIndex, Option<Date>),
    /// It was renewed.
    Renewed(CertIndex, Option<Date>),
}

/// All that was said.
#[derive(Debug, Default)]
pub(super) struct Said {
    pub(super) days: BTreeMap<Date, Vec<Saying>>,
    /// Without a day, and until when, where that was said.
    pub(super) undated: BTreeMap<Entry, Option<Date>>,
    /// Ends that were said without a day of certifications; they hold for days that come from elsewhere.
    pub(super) ends: BTreeMap<CertIndex, Date>,
}

/// A date that contradicts the catalog.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Note {
    pub subject: Entry,
    pub kind: NoteKind,
}

/// How a date contradicts the catalog.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoteKind {
    /// The exam was passed on a day before its first, the second.
    BeforeFirstDay(Date, Date),
    /// The exam was passed on a day after its last, the second.
    AfterLastDay(Date, Date),
    /// It ended on the second day, and began on the first.
    EndBeforeStart(Date, Date),
    /// Nothing renews the certification on that day.
    NoRenewal(Date),
}

/// Sorts what was said by days.
///
/// As the day of a pass a month or a year counts as its first day, as an end as its last.
pub(super) fn of(have: &[Holding]) -> Said {
    let mut said = Said::default();
    let mut days: BTreeMap<Entry, BTreeMap<Date, Option<Date>>> = BTreeMap::new();
    for holding in have {
        let until = holding.until.map(PartialDate::last_day);
        if let Some(on) = holding.on {
            let of_entry = days.entry(holding.entry).or_default();
            let known = of_entry.entry(on.first_day()).or_default();
            *known = (*known).max(until);
        } else {
            let known = said.undated.entry(holding.entry).or_insert(until);
            // Without any end it counts on.
            *known = until.and_then(|until| Some((*known)?.max(until)));
        }
    }
    for (entry, days) in days {
        let last_day = days.keys().last().copied();
        for (place, (day, mut until)) in days.into_iter().enumerate() {
            // An end without a day is that of the latest day.
            if Some(day) == last_day
                && until.is_none()
                && let Some(Some(stated)) = said.undated.get(&entry)
            {
                until = Some(*stated);
                said.undated.remove(&entry);
            }
            let saying = match entry {
                Entry::Exam(exam) => Saying::Passed(exam, until),
                Entry::Certification(index) if place == 0 => Saying::Earned(index, until),
                Entry::Certification(index) => Saying::Renewed(index, until),
            };
            said.days.entry(day).or_default().push(saying);
        }
    }
    for (entry, until) in &said.undated {
        if let (Entry::Certification(index), Some(until)) = (entry, until) {
            said.ends.insert(*index, *until);
        }
    }
    said
}

/// Finds the dates that contradict the catalog.
pub(super) fn notes(timeline: &Timeline<'_, '_>, have: &[Holding]) -> Vec<Note> {
    let catalog = timeline.graph.catalog();
    let mut notes: BTreeSet<Note> = BTreeSet::new();
    let mut first: BTreeMap<CertIndex, Date> = BTreeMap::new();
    for holding in have {
        let kind = [contradiction(catalog, holding), ends_early(holding)];
        notes.extend(kind.into_iter().flatten().map(|kind| Note {
            subject: holding.entry,
            kind,
        }));
        if let (Entry::Certification(index), Some(on)) = (holding.entry, holding.on) {
            let day = first.entry(index).or_insert(on.first_day());
            *day = (*day).min(on.first_day());
        }
    }
    for holding in have {
        let (Entry::Certification(index), Some(on), None) =
            (holding.entry, holding.on, holding.until)
        else {
            continue;
        };
        let on = on.first_day();
        let can_end = matches!(
            catalog.certification(index).validity_on(on),
            Validity::Months(_)
        );
        let events = timeline.events(index);
        if first.get(&index) != Some(&on) && can_end && !events.iter().any(|event| event.on == on) {
            notes.insert(Note {
                subject: holding.entry,
                kind: NoteKind::NoRenewal(on),
            });
        }
    }
    notes.into_iter().collect()
}

fn contradiction(catalog: &Catalog, holding: &Holding) -> Option<NoteKind> {
    let (Entry::Exam(index), Some(on)) = (holding.entry, holding.on) else {
        return None;
    };
    let exam = catalog.exam(index);
    let first = exam
        .beta
        .or(exam.facts.available)
        .map(PartialDate::first_day);
    let last = exam.facts.retires.map(PartialDate::last_day);
    if let Some(first) = first.filter(|first| on.last_day() < *first) {
        return Some(NoteKind::BeforeFirstDay(on.first_day(), first));
    }
    let last = last.filter(|last| *last < on.first_day())?;
    Some(NoteKind::AfterLastDay(on.first_day(), last))
}

fn ends_early(holding: &Holding) -> Option<NoteKind> {
    let (on, until) = (holding.on?.first_day(), holding.until?.last_day());
    (until < on).then_some(NoteKind::EndBeforeStart(on, until))
}
