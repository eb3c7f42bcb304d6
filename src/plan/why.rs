//! Why an exam is in a plan: the chain of certifications from it up to a want.

use std::collections::{BTreeMap, VecDeque};

use jiff::civil::Date;

use super::answer::Step;
use super::forward::Forward;
use crate::catalog::model::{Entry, ExamIndex};
use crate::graph::{Graph, Node, NodeId};

/// What asks for each entry of a plan, along a shortest way up to a want.
#[derive(Debug)]
pub(crate) struct Reasons {
    /// The entry that asks for it; a want has none.
    asked_by: BTreeMap<Entry, Option<Entry>>,
}

impl Reasons {
    /// Walks from the wants down to the exams that were sat, through what holds after all of them.
    ///
    /// `before` is how things stood before the first exam, `after` how they stand after the last.
    pub(crate) fn new(
        graph: &Graph<'_>,
        wants: &[Entry],
        before: &Forward<'_, '_>,
        after: &Forward<'_, '_>,
        as_of: Date,
    ) -> Self {
        let mut asked_by = BTreeMap::new();
        let mut queue = VecDeque::new();
        for want in wants {
            if asked_by.insert(*want, None).is_none() {
                queue.push_back(*want);
            }
        }
        while let Some(entry) = queue.pop_front() {
            for name in names_behind(graph, entry, after, as_of) {
                let place = graph.entry(name);
                let is_new = match name {
                    Entry::Exam(exam) => after.was_sat(exam),
                    Entry::Certification(_) => !before.holds(place),
                };
                if is_new && !asked_by.contains_key(&name) {
                    asked_by.insert(name, Some(entry));
                    queue.push_back(name);
                }
            }
        }
        Self { asked_by }
    }

    /// Returns the chain of an exam, and how many names were left out of its middle.
    pub(crate) fn chain(&self, exam: ExamIndex) -> (Vec<Entry>, usize) {
        let exam = Entry::Exam(exam);
        let mut chain = Vec::new();
        let mut next = self.asked_by.get(&exam).copied().flatten();
        if self.asked_by.get(&exam) == Some(&None) {
            chain.push(exam);
        }
        while let Some(entry) = next {
            next = self.asked_by.get(&entry).copied().flatten();
            // an exam between certifications is one that asks for a certification before it can be sat
            if next.is_none() || matches!(entry, Entry::Certification(_)) {
                chain.push(entry);
            }
        }
        let left_out = chain.len().saturating_sub(Step::WHY);
        if left_out > 0 {
            chain.drain(Step::WHY / 2..Step::WHY / 2 + left_out);
        }
        (chain, left_out)
    }
}

/// Returns the names that hold in what an entry asks for.
fn names_behind(
    graph: &Graph<'_>,
    entry: Entry,
    after: &Forward<'_, '_>,
    as_of: Date,
) -> Vec<Entry> {
    let mut names = Vec::new();
    let mut todo: Vec<NodeId> = graph.members(graph.entry(entry)).collect();
    while let Some(node) = todo.pop() {
        if !after.holds(node) {
            continue;
        }
        match graph.node(node) {
            Node::Exam(exam) => names.push(Entry::Exam(exam)),
            Node::Certification(index) => names.push(Entry::Certification(index)),
            Node::Rule(rule) if !graph.can_be_completed(rule, as_of) => {}
            Node::Rule(_) | Node::Gate { .. } | Node::Ever(_) => todo.extend(graph.members(node)),
        }
    }
    names
}
