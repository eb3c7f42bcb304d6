//! What follows from the holdings and from exams taken one after the other.
//!
//! It earns certifications the way a provider does, from the exams upwards, and shares nothing with the search that
//! works from the wants downwards: so it also checks every plan before it is printed.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::catalog::model::{CertIndex, Entry, ExamIndex};
use crate::graph::{Graph, Node, NodeId};
use crate::timeline::Timeline;

/// The graph with what holds on a day, as exam after exam is taken.
#[derive(Debug, Clone)]
pub(crate) struct Forward<'a, 'c> {
    graph: &'a Graph<'c>,
    held: &'a Timeline<'a, 'c>,
    avoid: &'a BTreeSet<Entry>,
    as_of: Date,
    holds: Vec<bool>,
    taken: Vec<bool>,
    /// How many members of a gate hold.
    counts: Vec<u32>,
    /// What changed since it began, so that it can be taken back.
    changes: Vec<Change>,
    /// What was reached and does not hold yet, for a moment.
    reached: Vec<NodeId>,
    /// Whether what holds from now on has newly come about.
    has_begun: bool,
}

/// What one leaves to the next: everything taken back.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    holds: Vec<bool>,
    taken: Vec<bool>,
    counts: Vec<u32>,
    changes: Vec<Change>,
    reached: Vec<NodeId>,
}

/// What one can take back.
#[derive(Debug, Clone, Copy)]
enum Change {
    Holds(NodeId),
    Counted(NodeId),
    Taken(ExamIndex),
}

/// How far things have come.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mark(usize);

impl<'a, 'c> Forward<'a, 'c> {
    /// Begins with what the holdings count for, in memory of an earlier one.
    pub(crate) fn new(
        graph: &'a Graph<'c>,
        held: &'a Timeline<'a, 'c>,
        avoid: &'a BTreeSet<Entry>,
        as_of: Date,
        memory: Memory,
    ) -> Self {
        let Memory {
            mut holds,
            mut taken,
            mut counts,
            changes,
            reached,
        } = memory;
        holds.resize(graph.node_count(), false);
        taken.resize(graph.catalog().exams.len(), false);
        counts.resize(graph.node_count(), 0);
        let mut forward = Self {
            graph,
            held,
            avoid,
            as_of,
            holds,
            taken,
            counts,
            changes,
            reached,
            has_begun: false,
        };
        for exam in held.passed() {
            let node = graph.exam(exam);
            forward.holds[node.index()] = true;
            forward.changes.push(Change::Holds(node));
            for parent in graph.parents(node) {
                if forward.counts_for(exam, parent) {
                    forward.count(parent);
                }
            }
        }
        for certification in held.certifications() {
            if held.is_active(certification) {
                forward.reached.push(graph.certification(certification));
            }
            if held.was_ever_held(certification) {
                forward.reached.extend(graph.ever(certification));
            }
        }
        forward.reach();
        forward.has_begun = true;
        forward
    }

    /// Gives the memory back.
    pub(crate) fn into_memory(mut self) -> Memory {
        self.rewind(Mark(0));
        Memory {
            holds: self.holds,
            taken: self.taken,
            counts: self.counts,
            changes: self.changes,
            reached: self.reached,
        }
    }

    /// Returns how far things have come, for [`rewind`](Self::rewind).
    pub(crate) fn mark(&self) -> Mark {
        Mark(self.changes.len())
    }

    /// Takes back what came after `mark`.
    pub(crate) fn rewind(&mut self, mark: Mark) {
        for change in self.changes.drain(mark.0..) {
            match change {
                Change::Holds(node) => self.holds[node.index()] = false,
                Change::Counted(node) => self.counts[node.index()] -= 1,
                Change::Taken(exam) => self.taken[exam.0 as usize] = false,
            }
        }
    }

    /// Returns whether what stands at a place holds: passed, held, or met.
    pub(crate) fn holds(&self, node: NodeId) -> bool {
        self.holds[node.index()]
    }

    /// Returns whether an exam was taken.
    pub(crate) fn was_taken(&self, exam: ExamIndex) -> bool {
        self.taken[exam.0 as usize]
    }

    /// Returns whether an exam can be taken now: it is offered, and what it requires holds.
    pub(crate) fn can_take(&self, exam: ExamIndex) -> bool {
        let mut requires = self.graph.members(self.graph.exam(exam));
        self.graph.catalog().exam(exam).is_open_on(self.as_of)
            && requires.all(|node| self.holds(node))
    }

    /// Returns the exams that require something which came about since `mark`.
    pub(crate) fn required_by_what_came_about(
        &self,
        mark: Mark,
    ) -> impl Iterator<Item = ExamIndex> {
        let graph = self.graph;
        let nodes = self.changes[mark.0..]
            .iter()
            .filter_map(|change| match change {
                Change::Holds(node) => Some(*node),
                Change::Counted(_) | Change::Taken(_) => None,
            });
        let parents = nodes.flat_map(|node| graph.parents(node));
        parents.filter_map(|parent| match graph.node(parent) {
            Node::Exam(exam) => Some(exam),
            _ => None,
        })
    }

    /// Takes an exam, and returns what is newly earned by it, sorted.
    pub(crate) fn take(&mut self, exam: ExamIndex) -> Vec<CertIndex> {
        let node = self.graph.exam(exam);
        let passed_before = self.holds(node);
        if std::mem::replace(&mut self.taken[exam.0 as usize], true) {
            return Vec::new();
        }
        self.changes.push(Change::Taken(exam));
        if !passed_before {
            self.holds[node.index()] = true;
            self.changes.push(Change::Holds(node));
        }
        for parent in self.graph.parents(node) {
            if !(passed_before && self.counts_for(exam, parent)) {
                self.count(parent);
            }
        }
        self.renew(node);
        self.reach()
    }

    /// Returns whether a pass among the holdings counts for what requires the exam.
    ///
    /// A certification that has lapsed requires a pass after its last day.
    fn counts_for(&self, exam: ExamIndex, parent: NodeId) -> bool {
        let lapsed = self
            .graph
            .owner(parent)
            .and_then(|owner| self.held.lapsed(owner));
        lapsed.is_none_or(|last_day| self.held.is_passed_after(exam, last_day))
    }

    /// Counts what came about for the ways of renewal that require it.
    fn renew(&mut self, node: NodeId) {
        let graph = self.graph;
        for gate in graph.renewing(node) {
            self.count(gate);
        }
    }

    /// Counts a certification that is newly earned for the ways of renewal that require it.
    fn renew_by(&mut self, node: NodeId) {
        if let Node::Certification(_) = self.graph.node(node) {
            self.renew(node);
        }
    }

    /// Returns the certification that a root of a renewal brings back.
    fn revived(&self, root: NodeId) -> Option<CertIndex> {
        let renewal = self.graph.renewal_at(root)?;
        let mut ways = self.held.revivals(renewal.certification);
        let is_open = ways.any(|(number, _)| number == renewal.number);
        is_open.then_some(renewal.certification)
    }

    /// Counts a member that holds; the node is reached if that completes it.
    fn count(&mut self, node: NodeId) {
        let completed = match self.graph.node(node) {
            Node::Gate { needed, .. } => {
                self.counts[node.index()] += 1;
                self.changes.push(Change::Counted(node));
                self.counts[node.index()] == needed
            }
            Node::Rule(_) | Node::Ever(_) => true,
            Node::Certification(_) | Node::Exam(_) => false,
        };
        if completed {
            self.reached.push(node);
        }
    }

    /// Lets what was reached hold, and all that follows from it; returns the certifications among that, sorted.
    fn reach(&mut self) -> Vec<CertIndex> {
        let mut earned = Vec::new();
        while let Some(node) = self.reached.pop() {
            if std::mem::replace(&mut self.holds[node.index()], true) {
                continue;
            }
            self.changes.push(Change::Holds(node));
            match self.graph.node(node) {
                Node::Rule(rule) => {
                    if self.graph.can_be_completed(rule, self.as_of) {
                        let earned = self.graph.certification(rule.certification);
                        self.reached.push(earned);
                    }
                    continue;
                }
                Node::Certification(certification) => {
                    earned.push(certification);
                    if !self.is_step(certification) {
                        continue;
                    }
                }
                Node::Gate { .. } => {
                    if let Some(revived) = self.revived(node) {
                        self.reached.push(self.graph.certification(revived));
                        continue;
                    }
                    if self.graph.is_renewal(node) {
                        self.renew(node);
                    }
                }
                Node::Exam(_) | Node::Ever(_) => {}
            }
            if self.has_begun {
                self.renew_by(node);
            }
            for parent in self.graph.parents(node) {
                self.count(parent);
            }
        }
        earned.sort_unstable();
        earned
    }

    /// Returns whether other rules may build on a certification.
    fn is_step(&self, certification: CertIndex) -> bool {
        !self.avoid.contains(&Entry::Certification(certification))
            || self.held.is_active(certification)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::answer::sample::{catalog, certification_of, exam_of};

    const TODAY: Date = date(2026, 11, 22);

    #[test]
    fn exams_earn_what_follows_and_can_be_taken_back() {
        let catalog = catalog();
        let graph = Graph::new(&catalog);
        let held = Timeline::new(&graph, &[], TODAY);
        let avoid = BTreeSet::new();
        let mut forward = Forward::new(&graph, &held, &avoid, TODAY, Memory::default());
        let (devops, administrator) = (exam_of(&catalog, "AZ-400"), exam_of(&catalog, "AZ-104"));
        let associate = certification_of(&catalog, "azure-administrator-associate");
        let expert = certification_of(&catalog, "devops-engineer-expert");
        let start = forward.mark();
        assert!(
            forward.take(devops).is_empty(),
            "its certification requires another"
        );
        assert_eq!(forward.take(administrator), vec![associate, expert]);
        assert!(
            forward.take(administrator).is_empty(),
            "an exam counts once"
        );
        assert!(forward.was_taken(devops) && forward.holds(graph.certification(expert)));
        forward.rewind(start);
        assert!(!forward.was_taken(devops) && !forward.holds(graph.certification(expert)));
        assert_eq!(forward.take(administrator), vec![associate]);
    }

    #[test]
    fn what_is_avoided_is_earned_and_leads_nowhere() {
        let catalog = catalog();
        let graph = Graph::new(&catalog);
        let held = Timeline::new(&graph, &[], TODAY);
        let associate = certification_of(&catalog, "azure-administrator-associate");
        let avoid = BTreeSet::from([Entry::Certification(associate)]);
        let mut forward = Forward::new(&graph, &held, &avoid, TODAY, Memory::default());
        forward.take(exam_of(&catalog, "AZ-400"));
        assert_eq!(forward.take(exam_of(&catalog, "AZ-104")), vec![associate]);
    }

    #[test]
    fn an_exam_that_is_no_longer_offered_cannot_be_taken() {
        let catalog = catalog();
        let graph = Graph::new(&catalog);
        let held = Timeline::new(&graph, &[], TODAY);
        let avoid = BTreeSet::new();
        let forward = Forward::new(&graph, &held, &avoid, TODAY, Memory::default());
        assert!(forward.can_take(exam_of(&catalog, "AZ-104")));
        assert!(!forward.can_take(exam_of(&catalog, "AZ-303")));
    }
}
