//! In which order the exams of a plan are sat.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::forward::Forward;
use super::slice::{Ask, Question};
use crate::catalog::date::{PartialDate, add_days};
use crate::catalog::model::{CertIndex, Entry, ExamIndex, Requirement, Text};
use crate::graph::{Graph, Node};

/// A last day within so many days is near enough to sit an exam out of order.
pub(crate) const SOON_DAYS: i32 = 180;

/// Which rule asks for one exam before another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Because {
    /// A certification requires another, whose exams come first.
    Required,
    /// A certification recommends another.
    Recommended,
}

/// What decides among exams that could be next: last day, rank, price, code.
type Key = (Date, u32, u64, Text);

/// How many exams are still to come before one: those that are required first, then those that are recommended.
type Before = (usize, usize);

/// An exam in its place, with what it newly earns there.
pub(crate) type Sitting = (ExamIndex, Vec<CertIndex>);

/// Puts exams into the order in which they are sat, beginning where `forward` stands, and sits them.
///
/// An exam comes after what its own requirement asks for. Then the exams of a certification come before those of one
/// that requires it, unless one of these ends soon and before all of those; then what is recommended comes before what
/// recommends it; then the nearer last day, the lower rank, the lower price and the code decide. Where the rules
/// contradict each other the earlier one holds.
///
/// `None` if an exam cannot be sat at all, which would be a fault of the search.
pub(crate) fn order(
    question: Question<'_, '_>,
    asks: &[Ask],
    exams: &BTreeSet<ExamIndex>,
    forward: &mut Forward<'_, '_>,
) -> Option<Vec<Sitting>> {
    if exams.len() < 2 {
        // Nothing is to be put in order.
        let sittings = exams.iter().map(|&exam| {
            let can_sit = forward.can_sit(exam);
            can_sit.then(|| (exam, forward.sit(exam)))
        });
        return sittings.collect();
    }
    let mut precedence = Precedence::new(question, asks, exams, forward)?;
    let key = |exam: ExamIndex| key(question.graph, exam);
    let mut waiting: BTreeSet<ExamIndex> = exams.clone();
    let mut ready: BTreeMap<(Before, Key), ExamIndex> = BTreeMap::new();
    let mut sittings = Vec::with_capacity(exams.len());
    while sittings.len() < exams.len() {
        for exam in waiting.extract_if(.., |exam| forward.can_sit(*exam)) {
            ready.insert((precedence.before(exam), key(exam)), exam);
        }
        let (_, exam) = ready.pop_first()?;
        sittings.push((exam, forward.sit(exam)));
        for (later, before) in precedence.sit(exam) {
            if ready.remove(&(before, key(later))).is_some() {
                ready.insert((precedence.before(later), key(later)), later);
            }
        }
    }
    Some(sittings)
}

fn key(graph: &Graph<'_>, index: ExamIndex) -> Key {
    let catalog = graph.catalog();
    let exam = catalog.exam(index);
    let entry = Entry::Exam(index);
    (
        exam.last_day(),
        catalog.level(entry).rank,
        exam.price.map_or(u64::MAX, |price| price.0),
        catalog.name(entry),
    )
}

impl crate::catalog::model::Exam {
    /// Returns its last day, or the calendar's where none is set.
    fn last_day(&self) -> Date {
        self.facts.retires.map_or(Date::MAX, PartialDate::last_day)
    }
}

/// Which exams of a plan come before which.
#[derive(Debug, Default)]
struct Precedence {
    later: BTreeMap<ExamIndex, Vec<(ExamIndex, Because)>>,
    /// How many exams are still to come before one, by rule.
    before: BTreeMap<ExamIndex, Before>,
}

impl Precedence {
    fn new(
        question: Question<'_, '_>,
        asks: &[Ask],
        exams: &BTreeSet<ExamIndex>,
        forward: &mut Forward<'_, '_>,
    ) -> Option<Self> {
        let start = forward.mark();
        let earned = earned_by(exams, forward);
        forward.rewind(start);
        let earned = earned?;
        let mut parts = Parts {
            question,
            exams,
            earned: &earned,
            exams_of: BTreeMap::new(),
        };
        let mut pairs: BTreeMap<(ExamIndex, ExamIndex), Because> = BTreeMap::new();
        let certifications = asks.iter().filter_map(|ask| match ask {
            Ask::Holds(node) => match question.graph.node(*node) {
                Node::Certification(index) if earned.contains(&index) => Some(index),
                _ => None,
            },
            Ask::Sat(_) | Ask::AnyOf(_) => None,
        });
        let certifications: Vec<CertIndex> = certifications.collect();
        for index in &certifications {
            for (first, then) in parts.required_first(*index) {
                pairs.insert((first, then), Because::Required);
            }
        }
        for index in certifications {
            for (first, then) in parts.recommended_first(index) {
                pairs.entry((first, then)).or_insert(Because::Recommended);
            }
        }
        let mut precedence = Self::default();
        for ((first, then), because) in pairs {
            precedence
                .later
                .entry(first)
                .or_default()
                .push((then, because));
            *precedence.count(then, because) += 1;
        }
        Some(precedence)
    }

    fn count(&mut self, exam: ExamIndex, because: Because) -> &mut usize {
        let (required, recommended) = self.before.entry(exam).or_default();
        match because {
            Because::Required => required,
            Because::Recommended => recommended,
        }
    }

    /// Returns how many exams are still to come before one, by rule.
    fn before(&self, exam: ExamIndex) -> Before {
        self.before.get(&exam).copied().unwrap_or_default()
    }

    /// Notes that an exam was sat, and returns those that waited for it with how many did before.
    fn sit(&mut self, exam: ExamIndex) -> Vec<(ExamIndex, Before)> {
        let later = self.later.remove(&exam).unwrap_or_default();
        let mut waited = Vec::with_capacity(later.len());
        for (then, because) in later {
            waited.push((then, self.before(then)));
            *self.count(then, because) -= 1;
        }
        waited
    }
}

/// Returns every certification that the exams newly earn, in whatever order they can be sat.
fn earned_by(
    exams: &BTreeSet<ExamIndex>,
    forward: &mut Forward<'_, '_>,
) -> Option<BTreeSet<CertIndex>> {
    let mut earned = BTreeSet::new();
    let mut waiting: Vec<ExamIndex> = exams.iter().copied().collect();
    while !waiting.is_empty() {
        let before = waiting.len();
        waiting.retain(|exam| {
            let can = forward.can_sit(*exam);
            if can {
                earned.extend(forward.sit(*exam));
            }
            !can
        });
        if waiting.len() == before {
            return None;
        }
    }
    Some(earned)
}

/// The exams of a plan by the certifications they are part of.
struct Parts<'a, 'c> {
    question: Question<'a, 'c>,
    exams: &'a BTreeSet<ExamIndex>,
    earned: &'a BTreeSet<CertIndex>,
    /// The exams that a certification is earned by: its own, or if it has none those of what it requires.
    exams_of: BTreeMap<CertIndex, BTreeSet<ExamIndex>>,
}

impl Parts<'_, '_> {
    /// Returns the pairs of exams that the requirements of a certification put in order.
    ///
    /// What the certification requires must have been asked for before.
    fn required_first(&mut self, index: CertIndex) -> Vec<(ExamIndex, ExamIndex)> {
        let mut own = BTreeSet::new();
        let mut required = Vec::new();
        let graph = self.question.graph;
        for rule in graph.rules(index) {
            if graph.can_be_completed(rule, self.question.as_of)
                && let Some(requirement) = &graph.rule(rule).requires
            {
                self.names(requirement, &mut own, &mut required);
            }
        }
        let mut pairs = Vec::new();
        let mut all = own.clone();
        for other in required {
            let Some(first) = self.exams_of.get(&other) else {
                continue;
            };
            if own.is_empty() {
                all.extend(first);
            } else if !self.ends_before(&own, first) {
                let later = own.difference(first);
                pairs.extend(later.flat_map(|then| first.iter().map(|first| (*first, *then))));
            }
        }
        self.exams_of.insert(index, all);
        pairs.retain(|(first, then)| first != then);
        pairs
    }

    /// Returns the pairs of exams that the recommendation of a certification puts in order.
    fn recommended_first(&self, index: CertIndex) -> Vec<(ExamIndex, ExamIndex)> {
        let catalog = self.question.graph.catalog();
        let Some(requirement) = &catalog.certification(index).recommends else {
            return Vec::new();
        };
        let (mut first, mut certifications) = (BTreeSet::new(), Vec::new());
        self.names(requirement, &mut first, &mut certifications);
        let others = certifications
            .iter()
            .filter_map(|other| self.exams_of.get(other));
        first.extend(others.flatten());
        let own = self.exams_of.get(&index);
        let later: Vec<ExamIndex> = own
            .map(|own| own.difference(&first).copied().collect())
            .unwrap_or_default();
        let pairs = later
            .iter()
            .flat_map(|then| first.iter().map(|first| (*first, *then)));
        pairs.collect()
    }

    /// Collects the planned exams and the newly earned certifications that a requirement names.
    fn names(
        &self,
        requirement: &Requirement,
        exams: &mut BTreeSet<ExamIndex>,
        certifications: &mut Vec<CertIndex>,
    ) {
        requirement.names(&mut |name| match name {
            Requirement::Exam(exam) if self.exams.contains(exam) => {
                exams.insert(*exam);
            }
            Requirement::Certification(index) | Requirement::Ever(index)
                if self.earned.contains(index) =>
            {
                certifications.push(*index);
            }
            _ => {}
        });
    }

    /// Returns whether one of the own exams ends soon, and before all of the first ones.
    fn ends_before(&self, own: &BTreeSet<ExamIndex>, first: &BTreeSet<ExamIndex>) -> bool {
        let catalog = self.question.graph.catalog();
        let last_day = |exam: &ExamIndex| catalog.exam(*exam).last_day();
        let soon = add_days(self.question.as_of, SOON_DAYS);
        let own_last = own.iter().map(last_day).min();
        let first_last = first.iter().map(last_day).min();
        own_last.is_some_and(|last| last <= soon && first_last.is_some_and(|first| last < first))
    }
}
