//! A quick look at what is plainly too many exams away, so that it need not be planned.

use std::collections::{BTreeMap, BTreeSet};

use crate::answer::unmet::Unmet;
use crate::catalog::model::{CertIndex, Entry, ExamIndex};
use crate::graph::RenewalId;
use crate::graph::{Node, NodeId};

/// What every way to a place takes at least.
#[derive(Debug, Clone, PartialEq, Eq)]
struct AtLeast {
    exams: usize,
    /// Exams that are part of every way, sorted.
    on_every_way: Vec<ExamIndex>,
    /// Exams that are part of any way that is near enough; nothing where they are many.
    on_any_way: Option<BTreeSet<ExamIndex>>,
}

/// Exams of which the ways to a place are made up, if they are not more than that.
const FEW: usize = 32;

impl AtLeast {
    /// What holds already.
    const NOTHING: Self = Self {
        exams: 0,
        on_every_way: Vec::new(),
        on_any_way: Some(BTreeSet::new()),
    };
}

/// For every certification whether so many exams might do.
#[derive(Debug)]
pub(crate) struct Near<'a, 'c> {
    unmet: Unmet<'a, 'c>,
    within: usize,
    /// For each place what it takes; nothing where it is too far away or out of reach.
    takes: Vec<Option<AtLeast>>,
}

impl<'a, 'c> Near<'a, 'c> {
    /// Looks at every place of the graph once, members before what requires them.
    pub(crate) fn new(unmet: Unmet<'a, 'c>, within: usize) -> Self {
        let graph = unmet.graph;
        let mut near = Self {
            unmet,
            within,
            takes: vec![None; graph.node_count()],
        };
        let mut begun = vec![false; graph.node_count()];
        let mut stack: Vec<(NodeId, bool)> = Vec::new();
        for place in 0..graph.node_count() {
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

    pub(crate) fn unmet(&self) -> Unmet<'a, 'c> {
        self.unmet
    }

    /// Returns how many exams away a certification is at least; nothing if it is further away for certain.
    pub(crate) fn least(&self, index: CertIndex) -> Option<usize> {
        let place = self.unmet.graph.certification(index);
        self.at(place).map(|takes| takes.exams)
    }

    fn at(&self, node: NodeId) -> Option<&AtLeast> {
        self.takes[node.index()].as_ref()
    }

    /// Returns what is required on the way to a certification and is too far away to be of use.
    ///
    /// A plan with so few exams does without it, so the planner need not look behind it.
    pub(crate) fn too_far(&self, index: CertIndex) -> Vec<Entry> {
        let graph = self.unmet.graph;
        let mut seen = BTreeSet::new();
        let mut too_far = Vec::new();
        let mut stack = vec![graph.certification(index)];
        while let Some(node) = stack.pop() {
            if !seen.insert(node) {
                continue;
            }
            if self.at(node).is_some() {
                stack.extend(graph.members(node));
                continue;
            }
            match graph.node(node) {
                Node::Exam(index) => too_far.push(Entry::Exam(index)),
                Node::Certification(index) | Node::Ever(index) => {
                    too_far.push(Entry::Certification(index));
                }
                Node::Rule(_) | Node::Gate { .. } => stack.extend(graph.members(node)),
            }
        }
        too_far
    }

    fn look(&self, node: NodeId) -> Option<AtLeast> {
        let graph = self.unmet.graph;
        let held = self.unmet.held;
        let members = || graph.members(node);
        match graph.node(node) {
            Node::Exam(index) if held.is_passed(index) => Some(AtLeast::NOTHING),
            Node::Exam(index) => {
                let is_open = graph.catalog().exam(index).is_open_on(self.unmet.as_of);
                let before = self
                    .of_gate(members(), members().count())
                    .filter(|_| is_open)?;
                let AtLeast {
                    exams,
                    mut on_every_way,
                    mut on_any_way,
                } = before;
                if let Err(place) = on_every_way.binary_search(&index) {
                    on_every_way.insert(place, index);
                }
                if let Some(on_any_way) = &mut on_any_way {
                    on_any_way.insert(index);
                }
                self.near_enough(exams + 1, on_every_way, on_any_way)
            }
            Node::Certification(index) if held.is_active(index) => Some(AtLeast::NOTHING),
            Node::Ever(index) if held.was_ever_held(index) => Some(AtLeast::NOTHING),
            Node::Rule(rule) if !graph.can_be_completed(rule, self.unmet.as_of) => None,
            Node::Certification(index) => {
                let ways = held.revivals(index).filter_map(|(number, _)| {
                    let certification = index;
                    graph.renewal(RenewalId {
                        certification,
                        number,
                    })
                });
                let all: Vec<NodeId> = members().chain(ways).collect();
                self.of_gate(all.into_iter(), 1)
            }
            Node::Ever(_) | Node::Rule(_) => self.of_gate(members(), 1),
            Node::Gate { needed, .. } => self.of_gate(members(), needed as usize),
        }
    }

    /// A way meets so many of the members at least, so it has what too few of them do without.
    fn of_gate(&self, members: impl Iterator<Item = NodeId>, needed: usize) -> Option<AtLeast> {
        let reachable: Vec<&AtLeast> = members.filter_map(|member| self.at(member)).collect();
        let without = reachable.len().checked_sub(needed)?;
        let on_any_way = together(&reachable);
        let mut exams: Vec<usize> = reachable.iter().map(|member| member.exams).collect();
        exams.sort_unstable();
        exams.truncate(needed);
        // Members that share no exam add up; others may come to no more than the largest of them.
        let separate = on_any_way.as_ref().is_some_and(|union| {
            let sizes = reachable
                .iter()
                .filter_map(|member| member.on_any_way.as_ref());
            sizes.map(BTreeSet::len).sum::<usize>() == union.len()
        });
        let exams = if separate {
            exams.into_iter().sum()
        } else {
            exams.last().copied().unwrap_or(0)
        };
        let mut counts: BTreeMap<ExamIndex, usize> = BTreeMap::new();
        for exam in reachable.iter().flat_map(|member| &member.on_every_way) {
            *counts.entry(*exam).or_default() += 1;
        }
        counts.retain(|_, count| *count > without);
        self.near_enough(exams, counts.into_keys().collect(), on_any_way)
    }

    fn near_enough(
        &self,
        exams: usize,
        on_every_way: Vec<ExamIndex>,
        on_any_way: Option<BTreeSet<ExamIndex>>,
    ) -> Option<AtLeast> {
        let exams = exams.max(on_every_way.len());
        (exams <= self.within).then_some(AtLeast {
            exams,
            on_every_way,
            on_any_way: on_any_way.filter(|all| all.len() <= FEW),
        })
    }
}

/// Returns the exams of which the ways to some places are made up, if they are few.
fn together(members: &[&AtLeast]) -> Option<BTreeSet<ExamIndex>> {
    let mut union = BTreeSet::new();
    for member in members {
        union.extend(member.on_any_way.as_ref()?);
        if union.len() > FEW {
            return None;
        }
    }
    Some(union)
}
