//! What certifications and exams still require, beyond what is held.

use std::collections::{BTreeSet, VecDeque};

use jiff::civil::Date;

use crate::catalog::model::{CertIndex, Entry, Requirement};
use crate::graph::{Graph, Node, NodeId};
use crate::timeline::Timeline;

/// The graph as somebody with holdings sees it on a day.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Unmet<'a, 'c> {
    pub(crate) graph: &'a Graph<'c>,
    pub(crate) held: &'a Timeline<'a, 'c>,
    pub(crate) as_of: Date,
}

impl<'c> Unmet<'_, 'c> {
    /// Returns whether an entry counts already.
    pub(crate) fn has(self, entry: Entry) -> bool {
        match entry {
            Entry::Exam(index) => self.held.is_passed(index),
            Entry::Certification(index) => self.held.is_active(index),
        }
    }

    /// Returns the names in the parts of an entry's own requirement that are not met.
    ///
    /// Of a certification these are the rules that can be completed on the day.
    pub(crate) fn unmet(self, entry: Entry) -> BTreeSet<Entry> {
        let mut names = BTreeSet::new();
        if self.has(entry) {
            return names;
        }
        match entry {
            Entry::Exam(index) => {
                if let Some(requirement) = &self.graph.catalog().exam(index).requires {
                    self.add_unmet(requirement, &mut names);
                }
            }
            Entry::Certification(index) => {
                for requirement in self.open_requirements(index) {
                    self.add_unmet(requirement, &mut names);
                }
            }
        }
        names
    }

    /// Returns what the rules of a certification require that can be completed on the day.
    pub(crate) fn open_requirements(
        self,
        index: CertIndex,
    ) -> impl Iterator<Item = &'c Requirement> {
        let graph = self.graph;
        let rules = graph
            .members(graph.certification(index))
            .filter_map(|node| match graph.node(node) {
                Node::Rule(rule) => Some(rule),
                Node::Exam(_) | Node::Certification(_) | Node::Ever(_) | Node::Gate { .. } => None,
            });
        rules
            .filter(move |rule| graph.can_be_completed(*rule, self.as_of))
            .filter_map(move |rule| graph.rule(rule).requires.as_ref())
    }

    /// Adds the names below every gate that is not met. It nests at most 64 deep, which the reader of catalogs holds
    /// it to.
    fn add_unmet(self, requirement: &Requirement, names: &mut BTreeSet<Entry>) {
        if self.meets(requirement) {
            return;
        }
        match requirement {
            Requirement::Exam(index) => {
                names.insert(Entry::Exam(*index));
            }
            Requirement::Certification(index) | Requirement::Ever(index) => {
                names.insert(Entry::Certification(*index));
            }
            Requirement::All(members)
            | Requirement::Any(members)
            | Requirement::AtLeast(_, members) => {
                for member in members.iter() {
                    self.add_unmet(member, names);
                }
            }
        }
    }

    /// Returns whether the holdings meet a requirement.
    pub(crate) fn meets(self, requirement: &Requirement) -> bool {
        requirement.is_met(&mut |name| self.held.holds(name))
    }

    /// Returns what requires an entry, by a part of its requirement that is not met.
    pub(crate) fn dependents(self, entry: Entry) -> BTreeSet<Entry> {
        let graph = self.graph;
        let ever = entry.certification().and_then(|index| graph.ever(index));
        let places = std::iter::once(graph.entry(entry)).chain(ever);
        let mut above: Vec<NodeId> = places.flat_map(|place| graph.parents(place)).collect();
        let mut dependents = BTreeSet::new();
        while let Some(node) = above.pop() {
            match graph.node(node) {
                Node::Rule(rule) => {
                    dependents.insert(Entry::Certification(rule.certification));
                }
                Node::Exam(index) => {
                    dependents.insert(Entry::Exam(index));
                }
                Node::Gate { .. } => above.extend(graph.parents(node)),
                Node::Certification(_) | Node::Ever(_) => {}
            }
        }
        dependents.retain(|dependent| self.unmet(*dependent).contains(&entry));
        dependents
    }

    /// Looks from `start` through all that is required, directly or by what is required, for one of `wanted`.
    ///
    /// Returns the first that is found with the name that requires it, the nearest first.
    pub(crate) fn find(
        self,
        start: &BTreeSet<Entry>,
        wanted: &BTreeSet<Entry>,
    ) -> Option<(Entry, Entry)> {
        let mut seen = start.clone();
        let mut queue: VecDeque<Entry> = start.iter().copied().collect();
        while let Some(entry) = queue.pop_front() {
            for name in self.unmet(entry) {
                if !seen.insert(name) {
                    continue;
                }
                if wanted.contains(&name) {
                    return Some((name, entry));
                }
                queue.push_back(name);
            }
        }
        None
    }
}
