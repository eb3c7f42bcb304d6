//! A quick look at what is plainly too many exams away, so that it need not be planned.

use std::collections::BTreeMap;

use super::asks::Asks;
use crate::catalog::model::{CertIndex, ExamIndex};
use crate::graph::{Node, NodeId};

/// What every way to a place takes at least.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct AtLeast {
    exams: usize,
    /// Exams that are part of every way, sorted.
    on_every_way: Vec<ExamIndex>,
}

/// For every certification whether so many exams might do.
#[derive(Debug)]
pub(crate) struct Near<'a, 'c> {
    asks: Asks<'a, 'c>,
    within: usize,
    /// For each place what it takes; nothing where it is too far away or out of reach.
    takes: Vec<Option<AtLeast>>,
}

impl<'a, 'c> Near<'a, 'c> {
    /// Looks at every place of the graph once, members before what asks for them.
    pub(crate) fn new(asks: Asks<'a, 'c>, within: usize) -> Self {
        let graph = asks.graph;
        let mut near = Self {
            asks,
            within,
            takes: vec![None; graph.len()],
        };
        let mut begun = vec![false; graph.len()];
        let mut stack: Vec<(NodeId, bool)> = Vec::new();
        for place in 0..graph.len() {
            stack.push((NodeId::new(place), false));
            while let Some((node, members_done)) = stack.pop() {
                if members_done {
                    near.takes[node.index()] = near.look(node);
                } else if !std::mem::replace(&mut begun[node.index()], true) {
                    stack.push((node, true));
                    stack.extend(graph.members(node).map(|member| (member, false)));
                }
            }
        }
        near
    }

    /// Returns whether a certification might be as near as that. What is not is further away for certain.
    pub(crate) fn may_reach(&self, index: CertIndex) -> bool {
        let place = self.asks.graph.certification(index);
        self.takes[place.index()].is_some()
    }

    fn look(&self, node: NodeId) -> Option<AtLeast> {
        let graph = self.asks.graph;
        let held = self.asks.held;
        let members = || graph.members(node);
        match graph.node(node) {
            Node::Exam(index) if held.is_passed(index) => Some(AtLeast::default()),
            Node::Exam(index) => {
                let is_open = graph.catalog().exam(index).is_open_on(self.asks.as_of);
                let before = self
                    .of_gate(members(), members().count())
                    .filter(|_| is_open)?;
                let mut on_every_way = before.on_every_way;
                if let Err(place) = on_every_way.binary_search(&index) {
                    on_every_way.insert(place, index);
                }
                self.near_enough(before.exams + 1, on_every_way)
            }
            Node::Certification(index) if held.is_active(index) => Some(AtLeast::default()),
            Node::Ever(index) if held.was_ever_held(index) => Some(AtLeast::default()),
            Node::Rule(rule) if !graph.can_be_completed(rule, self.asks.as_of) => None,
            Node::Certification(_) | Node::Ever(_) | Node::Rule(_) => self.of_gate(members(), 1),
            Node::Gate { needed, .. } => self.of_gate(members(), needed as usize),
        }
    }

    /// A way meets so many of the members at least, so it has what too few of them do without.
    fn of_gate(&self, members: impl Iterator<Item = NodeId>, needed: usize) -> Option<AtLeast> {
        let reachable: Vec<&AtLeast> = members
            .filter_map(|member| self.takes[member.index()].as_ref())
            .collect();
        let without = reachable.len().checked_sub(needed)?;
        let mut exams: Vec<usize> = reachable.iter().map(|member| member.exams).collect();
        exams.sort_unstable();
        let exams = needed.checked_sub(1).map_or(0, |last| exams[last]);
        let mut counts: BTreeMap<ExamIndex, usize> = BTreeMap::new();
        for exam in reachable.iter().flat_map(|member| &member.on_every_way) {
            *counts.entry(*exam).or_default() += 1;
        }
        counts.retain(|_, count| *count > without);
        self.near_enough(exams, counts.into_keys().collect())
    }

    fn near_enough(&self, exams: usize, on_every_way: Vec<ExamIndex>) -> Option<AtLeast> {
        let exams = exams.max(on_every_way.len());
        (exams <= self.within).then_some(AtLeast {
            exams,
            on_every_way,
        })
    }
}
