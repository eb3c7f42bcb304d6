//! In which order the exams of a plan are taken.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
use std::ops::Range;

use jiff::civil::Date;

use crate::catalog::date::{PartialDate, add_days};
use crate::catalog::model::{Catalog, CertIndex, Entry, ExamIndex, Requirement};
use crate::graph::Node;
use crate::plan::explain::ends::Ends;
use crate::plan::reduce::slice::{Condition, Slice};
use crate::plan::verify::Forward;

/// A last day within so many days is near enough to take an exam out of order.
pub(crate) const SOON_DAYS: i32 = 180;

/// Which rule requires one exam before another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Because {
    /// A certification requires another, whose exams come first.
    Required,
    /// A certification recommends another.
    Recommended,
}

/// What decides among exams that could be next: last day, rank, price, code by its place in sorted order.
type Key = (Date, u32, u64, u32);

/// How many exams are still to come before one: those that are required first, then those that are recommended.
type Before = (usize, usize);

/// An exam in its place, with what it newly earns there.
pub(crate) type ScheduledExam = (ExamIndex, Vec<CertIndex>);

/// Puts exams, which are sorted, into the order in which they are taken, beginning where `forward` stands, and takes them.
///
/// An exam comes after what its own requirement requires. Then the exams of a certification come before those of one
/// that requires it, unless one of these ends soon and before all of those; then what is recommended comes before what
/// recommends it; then the nearer last day, the lower rank, the lower price and the code decide. Where the rules
/// contradict each other the earlier one holds.
///
/// `after` is what [`Choices::after`](crate::plan::reduce::problem::Choices::after) says of the plan. `None` if an exam cannot be taken at
/// all, which would be a fault of the search.
pub(crate) fn order(
    slice: &Slice<'_, '_>,
    after: &[bool],
    exams: &[ExamIndex],
    ends: &Ends,
    forward: &mut Forward<'_, '_>,
) -> Option<Vec<ScheduledExam>> {
    if exams.len() < 2 {
        // Nothing is to be put in order.
        let scheduled = exams.iter().map(|&exam| {
            let can_take = forward.can_take(exam);
            can_take.then(|| (exam, forward.take(exam)))
        });
        return scheduled.collect();
    }
    let mut precedence = Precedence::new(slice, after, exams, ends);
    let ranks = ranks(slice.question().graph.catalog(), exams, ends);
    // Exams are named by their places.
    let mut is_ready = vec![false; exams.len()];
    let mut ready: BinaryHeap<Reverse<(Before, usize, usize)>> = BinaryHeap::new();
    let mut scheduled = Vec::with_capacity(exams.len());
    let mut unlocked: Vec<usize> = (0..exams.len()).collect();
    while scheduled.len() < exams.len() {
        for exam in unlocked.drain(..) {
            let is_known = is_ready[exam] || forward.was_taken(exams[exam]);
            if !is_known && forward.can_take(exams[exam]) {
                is_ready[exam] = true;
                ready.push(Reverse((precedence.before[exam], ranks[exam], exam)));
            }
        }
        let exam = loop {
            let Reverse((.., exam)) = ready.pop()?;
            // An exam of which fewer came to stand before it was noted again, and may have been taken.
            if std::mem::take(&mut is_ready[exam]) {
                break exam;
            }
        };
        let mark = forward.mark();
        scheduled.push((exams[exam], forward.take(exams[exam])));
        let required_by = forward.required_by_what_came_about(mark);
        unlocked.extend(required_by.filter_map(|exam| exams.binary_search(&exam).ok()));
        for pair in precedence.pairs_from(exam) {
            let (_, later, because) = precedence.pairs[pair];
            *precedence.count(later, because) -= 1;
            if is_ready[later] {
                ready.push(Reverse((precedence.before[later], ranks[later], later)));
            }
        }
    }
    Some(scheduled)
}

/// Returns the places of exams in the order of what decides among those that could be next.
fn ranks(catalog: &Catalog, exams: &[ExamIndex], ends: &Ends) -> Vec<usize> {
    let mut sorted: Vec<(Key, usize)> = (exams.iter().enumerate())
        .map(|(place, exam)| (key(catalog, *exam, ends), place))
        .collect();
    sorted.sort_unstable();
    let mut ranks = vec![0; exams.len()];
    for (rank, (_, place)) in sorted.into_iter().enumerate() {
        ranks[place] = rank;
    }
    ranks
}

fn key(catalog: &Catalog, index: ExamIndex, ends: &Ends) -> Key {
    let exam = catalog.exam(index);
    (
        last_day(catalog, index, ends),
        catalog.level(Entry::Exam(index)).rank,
        exam.price.map_or(u64::MAX, |price| price.0),
        catalog.code_order[index.0 as usize],
    )
}

/// Returns the last day of a step, or the calendar's where none is set.
fn last_day(catalog: &Catalog, exam: ExamIndex, ends: &Ends) -> Date {
    let (last, _) = ends.of(exam, catalog.exam(exam).facts.retires);
    last.map_or(Date::MAX, PartialDate::last_day)
}

/// Which exams of a plan come before which; exams are named by their places in it.
#[derive(Debug)]
struct Precedence {
    /// The first exam, the one that comes later, and why: each pair once, sorted.
    pairs: Vec<(usize, usize, Because)>,
    /// How many exams are still to come before each, by rule.
    before: Vec<Before>,
}

impl Precedence {
    fn new(slice: &Slice<'_, '_>, after: &[bool], exams: &[ExamIndex], ends: &Ends) -> Self {
        let mut parts = Parts {
            slice,
            ends,
            after,
            exams,
            soon: add_days(slice.question().as_of, SOON_DAYS),
            exams_of: BTreeMap::new(),
        };
        let mut pairs = Vec::new();
        let earned: Vec<CertIndex> = parts.earned().collect();
        for index in &earned {
            parts.required_first(*index, &mut pairs);
        }
        for index in earned {
            parts.recommended_first(index, &mut pairs);
        }
        pairs.sort_unstable();
        // Of two reasons the first one stays, that it is required.
        pairs.dedup_by_key(|(first, then, _)| (*first, *then));
        let mut precedence = Self {
            pairs: Vec::new(),
            before: vec![Before::default(); exams.len()],
        };
        for (_, then, because) in &pairs {
            *precedence.count(*then, *because) += 1;
        }
        precedence.pairs = pairs;
        precedence
    }

    fn count(&mut self, exam: usize, because: Because) -> &mut usize {
        let (required, recommended) = &mut self.before[exam];
        match because {
            Because::Required => required,
            Because::Recommended => recommended,
        }
    }

    /// Returns where the pairs are whose first exam is this one.
    fn pairs_from(&self, exam: usize) -> Range<usize> {
        let start = self.pairs.partition_point(|(first, ..)| *first < exam);
        let later = self.pairs[start..].iter();
        let count = later.take_while(|(first, ..)| *first == exam).count();
        start..start + count
    }
}

/// The exams of a plan by the certifications they are part of.
struct Parts<'a, 'c> {
    slice: &'a Slice<'a, 'c>,
    after: &'a [bool],
    ends: &'a Ends,
    /// Sorted.
    exams: &'a [ExamIndex],
    /// A last day up to then is near.
    soon: Date,
    /// The exams that a newly earned certification is earned by, sorted: its own, or if it has none those of what it
    /// requires.
    exams_of: BTreeMap<CertIndex, Vec<usize>>,
}

impl Parts<'_, '_> {
    /// Returns the certifications behind the wants that the exams newly earn, each after those that it requires.
    fn earned(&self) -> impl Iterator<Item = CertIndex> {
        let graph = self.slice.question().graph;
        let certifications =
            self.slice
                .conditions()
                .iter()
                .filter_map(|condition| match condition {
                    Condition::Holds(node) => match graph.node(*node) {
                        Node::Certification(index) => Some(index),
                        Node::Exam(_) | Node::Ever(_) | Node::Rule(_) | Node::Gate { .. } => None,
                    },
                    Condition::Taken(_) | Condition::AnyOf(_) => None,
                });
        certifications.filter(|index| self.is_earned(*index))
    }

    fn is_earned(&self, index: CertIndex) -> bool {
        let node = self.slice.question().graph.certification(index);
        self.slice.is_earned(Condition::Holds(node), self.after)
    }

    /// Finds the pairs of exams that the requirements of a certification put in order.
    ///
    /// What the certification requires must have been looked at before.
    fn required_first(&mut self, index: CertIndex, pairs: &mut Vec<(usize, usize, Because)>) {
        let mut own = Vec::new();
        let mut required = Vec::new();
        let question = self.slice.question();
        let graph = question.graph;
        for rule in graph.rules(index) {
            if graph.can_be_completed(rule, question.as_of)
                && let Some(requirement) = &graph.rule(rule).requires
            {
                self.names(requirement, &mut own, &mut required);
            }
        }
        sort(&mut own);
        let mut all = own.clone();
        for other in required {
            let Some(first) = self.exams_of.get(&other) else {
                continue;
            };
            if own.is_empty() {
                all.extend(first);
            } else if !self.ends_before(&own, first) {
                pair(first, &own, Because::Required, pairs);
            }
        }
        sort(&mut all);
        self.exams_of.insert(index, all);
    }

    /// Finds the pairs of exams that the recommendation of a certification puts in order.
    fn recommended_first(&self, index: CertIndex, pairs: &mut Vec<(usize, usize, Because)>) {
        let catalog = self.slice.question().graph.catalog();
        let Some(requirement) = &catalog.certification(index).recommends else {
            return;
        };
        let (mut first, mut certifications) = (Vec::new(), Vec::new());
        self.names(requirement, &mut first, &mut certifications);
        let others = certifications.iter();
        first.extend(
            others
                .filter_map(|other| self.exams_of.get(other))
                .flatten(),
        );
        sort(&mut first);
        if let Some(own) = self.exams_of.get(&index) {
            pair(&first, own, Because::Recommended, pairs);
        }
    }

    /// Collects the planned exams and the certifications that a requirement names.
    fn names(
        &self,
        requirement: &Requirement,
        exams: &mut Vec<usize>,
        certifications: &mut Vec<CertIndex>,
    ) {
        requirement.names(&mut |name| match name {
            Requirement::Exam(exam) => exams.extend(self.exams.binary_search(exam)),
            Requirement::Certification(index) | Requirement::Ever(index) => {
                certifications.push(*index);
            }
            Requirement::All(_) | Requirement::Any(_) | Requirement::AtLeast(..) => {}
        });
    }

    /// Returns whether one of the own exams ends soon, and before all of the first ones.
    fn ends_before(&self, own: &[usize], first: &[usize]) -> bool {
        let catalog = self.slice.question().graph.catalog();
        let last_day = |exam: &usize| last_day(catalog, self.exams[*exam], self.ends);
        let own_last = own.iter().map(last_day).min();
        let first_last = first.iter().map(last_day).min();
        own_last
            .is_some_and(|last| last <= self.soon && first_last.is_some_and(|first| last < first))
    }
}

/// Sorts exams, each once.
fn sort(exams: &mut Vec<usize>) {
    exams.sort_unstable();
    exams.dedup();
}

/// Puts each of `first` before each of `own` that is none of them; `first` is sorted.
fn pair(
    first: &[usize],
    own: &[usize],
    because: Because,
    pairs: &mut Vec<(usize, usize, Because)>,
) {
    let later = own.iter().filter(|then| first.binary_search(then).is_err());
    pairs.extend(later.flat_map(|then| first.iter().map(|first| (*first, *then, because))));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_two_certifications_share_comes_before_neither() {
        let mut pairs = Vec::new();
        pair(&[0, 2], &[2, 3], Because::Required, &mut pairs);
        let expected = [(0, 3, Because::Required), (2, 3, Because::Required)];
        assert_eq!(pairs, expected);
    }

    #[test]
    fn what_is_required_counts_before_what_is_recommended() {
        let mut precedence = Precedence {
            pairs: vec![
                (0, 2, Because::Required),
                (1, 0, Because::Recommended),
                (1, 2, Because::Recommended),
            ],
            before: vec![Before::default(); 3],
        };
        *precedence.count(2, Because::Required) += 1;
        *precedence.count(0, Because::Recommended) += 1;
        assert_eq!(precedence.pairs_from(1), 1..3);
        assert_eq!(precedence.pairs_from(2), 3..3);
        assert!(precedence.before[0] < precedence.before[2]);
    }
}
