//! The last day of each step: that of the exam, or of a certification that it is taken for.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::date::PartialDate;
use crate::catalog::model::{CertIndex, ExamIndex, Requirement};
use crate::graph::Node;
use crate::plan::reduce::slice::{Condition, Question, Slice};
use crate::plan::support::Support;

/// For exams the certification that ends first of those which they are taken for.
pub(crate) struct Ends(BTreeMap<ExamIndex, (PartialDate, CertIndex)>);

impl Ends {
    /// Finds the certifications of the plan that nobody can earn so after a day, and the exams that they rest on; `exams`
    /// are the plan's.
    pub(crate) fn new(slice: &Slice<'_, '_>, support: &Support, exams: &[ExamIndex]) -> Self {
        let mut ends: BTreeMap<ExamIndex, (PartialDate, CertIndex)> = BTreeMap::new();
        for index in support.certifications() {
            let Some(last) = last_day(slice, support, exams, index) else {
                continue;
            };
            for exam in exams_of(slice, support, index) {
                let known = ends.entry(exam).or_insert((last, index));
                if last.last_day() < known.0.last_day() {
                    *known = (last, index);
                }
            }
        }
        Self(ends)
    }

    /// Returns a step's last day, and the certification that ends on it, if that ends before the exam.
    pub(crate) fn of(
        &self,
        exam: ExamIndex,
        retires: Option<PartialDate>,
    ) -> (Option<PartialDate>, Option<CertIndex>) {
        match (self.0.get(&exam), retires) {
            (None, retires) => (retires, None),
            (Some((earlier, index)), Some(retires)) if earlier.last_day() < retires.last_day() => {
                (Some(*earlier), Some(*index))
            }
            (Some(_), Some(retires)) => (Some(retires), None),
            (Some((last, index)), None) => (Some(*last), Some(*index)),
        }
    }
}

/// Returns the last day on which a certification of the plan can be earned, and by the rule that the plan rests on.
fn last_day(
    slice: &Slice<'_, '_>,
    support: &Support,
    exams: &[ExamIndex],
    index: CertIndex,
) -> Option<PartialDate> {
    let Question { graph, held, .. } = slice.question();
    let certification = graph.catalog().certification(index);
    let retires = certification.facts.retires;
    let ends = retires.is_some() || certification.rules.iter().any(|rule| rule.until.is_some());
    if !ends || held.is_active(index) {
        return None;
    }
    let holds = |name: &Requirement| {
        held.holds(name)
            || match name {
                Requirement::Exam(exam) => exams.binary_search(exam).is_ok(),
                Requirement::Certification(index) => support.has(*index),
                _ => false,
            }
    };
    let rules = graph.members(graph.certification(index));
    let rules = rules.filter_map(|node| match graph.node(node) {
        Node::Rule(rule) => Some((node, graph.rule(rule))),
        _ => None,
    });
    let (used, others): (Vec<_>, Vec<_>) = rules.partition(|(node, _)| {
        let place = slice.place_of(Condition::Holds(*node));
        place.is_some_and(|place| support.rests_on(place))
    });
    let mut used = used.into_iter().filter_map(|(_, rule)| rule.until);
    let until = used.next().filter(|until| {
        // The exams may be enough for the rule that follows, too.
        !others.iter().any(|(_, rule)| {
            let goes_on = rule
                .until
                .is_none_or(|other| until.last_day() < other.last_day());
            let requires = rule.requires.as_ref();
            goes_on && requires.is_some_and(|requires| requires.is_met(&mut |name| holds(name)))
        })
    });
    let ends = retires.into_iter().chain(until);
    ends.min_by_key(|end| end.last_day())
}

/// Returns the exams that a certification of the plan rests on.
fn exams_of(slice: &Slice<'_, '_>, support: &Support, index: CertIndex) -> BTreeSet<ExamIndex> {
    let graph = slice.question().graph;
    let mut exams = BTreeSet::new();
    let mut seen = BTreeSet::new();
    let mut todo = vec![Condition::Holds(graph.certification(index))];
    while let Some(condition) = todo.pop() {
        let Some(place) = slice
            .place_of(condition)
            .filter(|place| support.rests_on(*place))
        else {
            continue;
        };
        if !seen.insert(place) {
            continue;
        }
        if let Condition::Taken(exam) = condition {
            exams.insert(exam);
        }
        if let Condition::Holds(node) = condition
            && let Node::Certification(held) = graph.node(node)
            && slice.question().held.is_active(held)
        {
            continue;
        }
        todo.extend(slice.members(place));
    }
    exams
}
