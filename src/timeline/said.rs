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
    /// The exam was passed, or the certification earned, on a day after its last, the second.
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
    let mut first: BTreeMap<Entry, Date> = BTreeMap::new();
    for holding in have {
        if let Some(on) = holding.on {
            let day = first.entry(holding.entry).or_insert(on.first_day());
            *day = (*day).min(on.first_day());
        }
    }
    let mut notes: BTreeSet<Note> = BTreeSet::new();
    for holding in have {
        let is_later = holding
            .on
            .is_some_and(|on| first.get(&holding.entry) != Some(&on.first_day()));
        let kind = match holding.entry {
            Entry::Certification(index) if is_later => renews_nothing(timeline, index, holding),
            Entry::Certification(_) | Entry::Exam(_) => {
                contradiction(timeline.graph.catalog(), holding)
            }
        };
        let kinds = kind.into_iter().chain(ends_early(holding));
        notes.extend(kinds.map(|kind| Note {
            subject: holding.entry,
            kind,
        }));
    }
    notes.into_iter().collect()
}

/// Returns that nothing renewed a certification on a later day that was said of it.
fn renews_nothing(
    timeline: &Timeline<'_, '_>,
    index: CertIndex,
    holding: &Holding,
) -> Option<NoteKind> {
    let on = holding.on?.first_day();
    let validity = timeline.certification(index).validity_on(on);
    let can_end = matches!(validity, Validity::Months(_));
    let mut events = timeline.events(index).iter();
    (holding.until.is_none() && can_end && !events.any(|event| event.on == on))
        .then_some(NoteKind::NoRenewal(on))
}

fn contradiction(catalog: &Catalog, holding: &Holding) -> Option<NoteKind> {
    let on = holding.on?;
    let day = on.first_day();
    match holding.entry {
        Entry::Exam(index) => {
            let first = catalog.exam(index).first_day();
            if let Some(first) = first.filter(|first| on.last_day() < *first) {
                return Some(NoteKind::BeforeFirstDay(day, first));
            }
        }
        // One that is dated before its present exam existed was earned by an earlier one; one that is dated after its end
        // may have been renewed by something else.
        Entry::Certification(index) => {
            let mut ways = catalog.certification(index).renewal_ways.iter();
            if ways.any(|way| way.requirement().is_some() && way.is_in_force(day)) {
                return None;
            }
        }
    }
    let last = catalog.facts(holding.entry).retires?.last_day();
    (last < day).then_some(NoteKind::AfterLastDay(day, last))
}

fn ends_early(holding: &Holding) -> Option<NoteKind> {
    let (on, until) = (holding.on?.first_day(), holding.until?.last_day());
    (until < on).then_some(NoteKind::EndBeforeStart(on, until))
}
