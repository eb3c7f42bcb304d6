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
    /// Finds the certifications of the plan that nobody can earn after a day, and the exams that they rest on.
    pub(crate) fn new(slice: &Slice<'_, '_>, support: &Support) -> Self {
        let question = slice.question();
        let mut ends: BTreeMap<ExamIndex, (PartialDate, CertIndex)> = BTreeMap::new();
        for index in support.certifications() {
            let retires = question.graph.catalog().certification(index).facts.retires;
            let Some(retires) = retires.filter(|_| !question.held.is_active(index)) else {
                continue;
            };
            for exam in exams_of(slice, support, index) {
                let known = ends.entry(exam).or_insert((retires, index));
                if retires.last_day() < known.0.last_day() {
                    *known = (retires, index);
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

/// Returns the last day of the rule by which the plan earns a certification, where the exams that it takes are not enough
/// for a rule that goes on.
pub(crate) fn rule_end(
    slice: &Slice<'_, '_>,
    support: &Support,
    is_taken: impl Fn(&ExamIndex) -> bool,
    index: CertIndex,
) -> Option<PartialDate> {
    let Question { graph, held, .. } = slice.question();
    let mut rules = graph.catalog().certification(index).rules.iter();
    if held.is_active(index) || rules.all(|rule| rule.until.is_none()) {
        return None;
    }
    let nodes = graph.members(graph.certification(index));
    let rules = nodes.filter_map(|node| match graph.node(node) {
        Node::Rule(rule) => Some((node, graph.rule(rule))),
        _ => None,
    });
    let (used, others): (Vec<_>, Vec<_>) = rules.partition(|(node, _)| {
        let place = slice.place_of(Condition::Holds(*node));
        place.is_some_and(|place| support.rests_on(place))
    });
    let until = used.into_iter().find_map(|(_, rule)| rule.until)?;
    let mut holds = |name: &Requirement| match name {
        Requirement::Exam(exam) => held.is_passed(*exam) || is_taken(exam),
        Requirement::Certification(index) => held.is_active(*index) || support.has(*index),
        name => held.holds(name),
    };
    let goes_on = others.iter().any(|(_, rule)| {
        let other = rule.until.map(PartialDate::last_day);
        let requires = rule.requires.as_ref();
        other.is_none_or(|other| until.last_day() < other)
            && requires.is_some_and(|requires| requires.is_met(&mut holds))
    });
    (!goes_on).then_some(until)
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
