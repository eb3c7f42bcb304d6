//! What is active on which day, since when, until when, and because of what.
//!
//! The rules are those of the documentation's page on time. What is dated is walked through day by day, as it
//! happened; what has no date is judged afterwards, because a certification is undated only if no date is known for
//! it. Nothing depends on the order in which the holdings are named.

mod judge;
mod record;
mod said;
mod title;
mod undated;
mod walk;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::catalog::model::{
    Catalog, CertIndex, Certification, Entry, ExamIndex, Requirement, Validity,
};
use crate::catalog::renewal::RenewalWay;
use crate::graph::{Graph, RuleId};
use crate::plan::answer::Credited;
use crate::request::Holding;
pub use crate::timeline::record::End;
pub(crate) use crate::timeline::record::{By, Event};
use crate::timeline::record::{Passes, Record};
pub(crate) use crate::timeline::said::{Note, NoteKind};

/// How a certification stands on the day of the question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    pub state: State,
    /// The day it was earned or last renewed, where that is known.
    pub since: Option<Date>,
    /// When it ends or ended.
    pub until: End,
    /// The holdings that it rests on.
    pub because: Vec<Entry>,
}

/// Whether a certification counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It counts.
    Active,
    /// It counts no longer, but as `{ever: …}`.
    Lapsed,
}

/// The holdings with all that they count for.
#[derive(Debug)]
pub struct Timeline<'g, 'c> {
    graph: &'g Graph<'c>,
    as_of: Date,
    passes: BTreeMap<ExamIndex, Passes>,
    records: BTreeMap<CertIndex, Record>,
    standings: BTreeMap<CertIndex, Standing>,
    notes: Vec<Note>,
}

impl<'g, 'c> Timeline<'g, 'c> {
    /// Works out what `have` counts for on `as_of`.
    #[must_use]
    pub fn new(graph: &'g Graph<'c>, have: &[Holding], as_of: Date) -> Self {
        let mut timeline = Self {
            graph,
            as_of,
            passes: BTreeMap::new(),
            records: BTreeMap::new(),
            standings: BTreeMap::new(),
            notes: Vec::new(),
        };
        let said = said::of(have);
        walk::walk(&mut timeline, &said);
        undated::settle(&mut timeline, &said);
        timeline.notes = said::notes(&timeline, have);
        let all = timeline.records.iter();
        timeline.standings = all
            .filter_map(|(index, record)| Some((*index, timeline.standing_of(record)?)))
            .collect();
        timeline
    }

    /// Returns the catalog of what is held.
    #[must_use]
    pub fn catalog(&self) -> &'c Catalog {
        self.graph.catalog()
    }

    fn certification(&self, index: CertIndex) -> &'c Certification {
        self.graph.catalog().certification(index)
    }

    /// Returns the exams that the rules of a certification in force up to a day name themselves; before the first of them
    /// an earlier version led to it, for which all that came later stand.
    fn exams_to(&self, index: CertIndex, day: Date) -> BTreeSet<ExamIndex> {
        let graph = self.graph;
        let mut exams = BTreeSet::new();
        let begun = |rule: &RuleId| graph.has_been_in_force(*rule, day);
        let is_earlier = !graph.rules(index).any(|rule| begun(&rule));
        let rules = graph.rules(index);
        for rule in rules.filter(|rule| is_earlier || begun(rule)) {
            if let Some(requirement) = &graph.rule(rule).requires {
                requirement.names(&mut |name| {
                    if let Requirement::Exam(exam) = name {
                        exams.insert(*exam);
                    }
                });
            }
        }
        exams
    }

    /// Returns the certifications that may follow from an entry, or be renewed by it.
    fn dependents(&self, entry: Entry) -> BTreeSet<CertIndex> {
        let graph = self.graph;
        let ever = entry.certification().and_then(|index| graph.ever(index));
        let places = std::iter::once(graph.entry(entry)).chain(ever);
        let parents = places.flat_map(|place| {
            let renewing = graph.renewing(place);
            graph.parents(place).chain(renewing)
        });
        parents.filter_map(|node| graph.owner(node)).collect()
    }

    fn standing_of(&self, record: &Record) -> Option<Standing> {
        let dated = record.events.last().filter(|_| !record.is_named_undated());
        let Some(event) = dated else {
            let undated = record.undated.as_ref()?;
            return Some(Standing {
                state: Self::state(undated.until.is_over(self.as_of)),
                since: None,
                until: undated.until,
                because: undated.because.clone(),
            });
        };
        let is_active = record.is_active(self.as_of);
        Some(Standing {
            state: Self::state(!is_active),
            since: Some(event.on),
            until: record.end(),
            because: event.because.clone(),
        })
    }

    fn state(is_over: bool) -> State {
        if is_over {
            State::Lapsed
        } else {
            State::Active
        }
    }

    /// Returns the pass that counts on the day of the question: since when, where that is known, and because of what.
    fn counting(&self, exam: ExamIndex) -> Option<(Option<Date>, &[Entry])> {
        self.passes.get(&exam)?.counting(self.as_of)
    }

    /// Returns whether a pass of the exam counts towards a certification on the day of the question.
    #[must_use]
    pub fn is_passed(&self, exam: ExamIndex) -> bool {
        self.counting(exam).is_some()
    }

    /// Returns until when the last pass of an exam counts.
    #[must_use]
    pub fn pass_end(&self, exam: ExamIndex) -> Option<End> {
        let passes = self.passes.get(&exam)?;
        let undated = passes.undated.as_ref().map(|pass| pass.until);
        passes.dated.last().map(|pass| pass.until).or(undated)
    }

    /// Returns the end that a person said of a pass of `day`, or of one without a day: if the exam's passes do not end
    /// themselves, it is that of what the pass alone earned.
    fn stated_end(&self, exam: ExamIndex, day: Option<Date>) -> Option<Date> {
        let passes = self.passes.get(&exam)?;
        let until = match day {
            Some(day) => passes.dated_on(day)?.until,
            None => passes.undated.as_ref()?.until,
        };
        let ends = self.graph.catalog().exam(exam).pass_valid_months.is_some();
        until.day().filter(|_| !ends)
    }

    /// Returns whether the exam was passed, but that counts no longer.
    #[must_use]
    pub fn has_expired(&self, exam: ExamIndex) -> bool {
        self.passes.contains_key(&exam) && !self.is_passed(exam)
    }

    /// Returns whether the exam counts as passed though nobody said when, and a date could show otherwise.
    #[must_use]
    pub fn is_undated_pass(&self, exam: ExamIndex) -> bool {
        self.counting(exam).is_some_and(|(on, _)| on.is_none())
            && self.graph.catalog().exam(exam).pass_valid_months.is_some()
    }

    /// Returns whether a pass after `day` counts on the day of the question.
    #[must_use]
    pub fn is_passed_after(&self, exam: ExamIndex, day: Date) -> bool {
        let counting = self.counting(exam);
        counting.is_some_and(|(on, _)| on.is_some_and(|on| day < on))
    }

    /// Returns how a certification stands, or nothing if it is not held.
    #[must_use]
    pub fn standing(&self, index: CertIndex) -> Option<&Standing> {
        self.standings.get(&index)
    }

    /// Returns what happened to a certification, as far as that is dated, first to last.
    #[must_use]
    pub fn events(&self, index: CertIndex) -> &[Event] {
        self.records
            .get(&index)
            .map_or(&[], |record| &record.events)
    }

    /// Returns whether a certification is held and has not lapsed.
    #[must_use]
    pub fn is_active(&self, index: CertIndex) -> bool {
        let standing = self.standing(index);
        standing.is_some_and(|standing| standing.state == State::Active)
    }

    /// Returns whether a certification is active and nobody said since when or until when.
    #[must_use]
    pub fn is_undated(&self, index: CertIndex) -> bool {
        self.is_active(index)
            && self.records.get(&index).is_some_and(|record| {
                let is_undated = record.events.is_empty() || record.is_named_undated();
                let stated = record
                    .undated
                    .as_ref()
                    .is_some_and(|undated| undated.is_stated);
                is_undated && !stated
            })
    }

    /// Returns an exam without a date on whose day it depends whether a certification was earned at all.
    #[must_use]
    pub fn maybe_late(&self, index: CertIndex) -> Option<ExamIndex> {
        let record = self.records.get(&index)?;
        record.undated.as_ref()?.maybe_late
    }

    /// Returns until when a certification is active, where it is and that is known.
    #[must_use]
    pub fn active_until(&self, index: CertIndex) -> Option<Date> {
        let standing = self.standing(index)?;
        standing.until.day().filter(|_| self.is_active(index))
    }

    /// Returns the last day of a certification that has lapsed.
    #[must_use]
    pub fn lapsed(&self, index: CertIndex) -> Option<Date> {
        let standing = self.standing(index)?;
        match (standing.state, standing.until) {
            (State::Lapsed, End::Day(last)) => Some(last),
            (State::Lapsed, End::Never | End::Unknown) | (State::Active, _) => None,
        }
    }

    /// Returns whether anything was passed or held once that counts no longer.
    pub(crate) fn has_lapses(&self) -> bool {
        let mut standings = self.standings.values();
        standings.any(|standing| standing.state == State::Lapsed)
            || self.passes.keys().any(|exam| self.has_expired(*exam))
    }

    /// Returns the ways, by their place, in which exams or certifications bring a lapsed certification back on the day of
    /// the question.
    pub fn revivals(&self, index: CertIndex) -> impl Iterator<Item = (usize, &'c RenewalWay)> {
        let last = self.lapsed(index);
        let ways = self.certification(index).renewal_ways.iter().enumerate();
        ways.filter(move |(_, way)| {
            last.is_some_and(|last| {
                way.requirement().is_some() && way.is_open(self.as_of, Some(last))
            })
        })
    }

    /// Returns whether a certification was held at any time.
    #[must_use]
    pub fn was_ever_held(&self, index: CertIndex) -> bool {
        self.records.contains_key(&index)
    }

    /// Returns whether a name of a requirement holds; a gate does not.
    #[must_use]
    pub fn holds(&self, name: &Requirement) -> bool {
        match name {
            Requirement::Exam(index) => self.is_passed(*index),
            Requirement::Certification(index) => self.is_active(*index),
            Requirement::Ever(index) => self.was_ever_held(*index),
            Requirement::All(_) | Requirement::Any(_) | Requirement::AtLeast(..) => false,
        }
    }

    /// Returns the exams that count as passed.
    pub fn passed(&self) -> impl Iterator<Item = ExamIndex> {
        let exams = self.passes.keys().copied();
        exams.filter(|exam| self.is_passed(*exam))
    }

    /// Returns every certification that is held or was at any time.
    pub fn certifications(&self) -> impl Iterator<Item = CertIndex> {
        self.records.keys().copied()
    }

    /// Returns the holdings that an entry rests on.
    #[must_use]
    pub fn because(&self, entry: Entry) -> Vec<Entry> {
        let because = match entry {
            Entry::Exam(exam) => self.counting(exam).map(|(_, because)| because),
            Entry::Certification(index) => {
                let standing = self.standing(index);
                standing
                    .map(|standing| standing.because.as_slice())
                    .or_else(|| {
                        let ever = self.records.get(&index)?.ever.as_ref();
                        ever.map(|(_, because)| because.as_slice())
                    })
            }
        };
        because.unwrap_or_default().to_vec()
    }

    /// Returns the dates that contradict the catalog.
    #[must_use]
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// Returns what counts without being named, exams first.
    #[must_use]
    pub fn credited(&self) -> Vec<Credited> {
        let exams = self.passes.iter().filter(|(_, passes)| !passes.named);
        let exams = exams.filter_map(|(exam, passes)| {
            let (_, because) = passes.counting(self.as_of)?;
            Some((Entry::Exam(*exam), because))
        });
        let active = self.records.iter().filter(|(_, record)| !record.named);
        let active = active.filter_map(|(index, _)| {
            let standing = self.standing(*index)?;
            let is_active = standing.state == State::Active;
            is_active.then_some((Entry::Certification(*index), standing.because.as_slice()))
        });
        let all = exams.chain(active);
        all.map(|(entry, because)| Credited {
            entry,
            because: because.to_vec(),
        })
        .collect()
    }
}

impl Certification {
    /// Returns whether what is earned now ends some day.
    pub(crate) fn can_end(&self) -> bool {
        self.lasts_with_parts() || matches!(self.validity, Validity::Months(_))
    }

    /// Returns when it ends if it was earned on `day`, by its own months.
    pub(crate) fn end_from(&self, day: Date) -> End {
        self.rounded(End::after(day, self.validity_on(day)))
    }

    /// Returns the end that its provider sets where its months come to `end`.
    pub(crate) fn rounded(&self, end: End) -> End {
        match end {
            End::Day(day) => End::Day(self.rounded_day(day)),
            End::Unknown | End::Never => end,
        }
    }

    /// Returns the last day on which anybody can hold it, once it is retired.
    pub(crate) fn end_undated(&self) -> End {
        self.last_held_day().map_or(End::Never, End::Day)
    }
}
