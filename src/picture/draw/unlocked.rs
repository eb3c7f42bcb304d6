//! What a name unlocks: the walk from a requirement up to what requires it.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::catalog::model::Entry;
use crate::graph::{Node as Place, NodeId};
use crate::picture::draw::Drawing;

impl Drawing<'_, '_> {
    pub(super) fn draw_unlocked(&mut self, roots: &[Entry]) {
        let unlocked = self.unlocked(roots);
        self.place_roots(roots);
        for entry in &unlocked {
            self.place(*entry, 0);
            self.take_apart(*entry, 0, false);
        }
        let drawn: BTreeSet<Entry> = roots.iter().chain(&unlocked).copied().collect();
        for (entry, place) in self.places.clone() {
            if !drawn.contains(&entry) {
                self.nodes[place].is_cut = self.has_requirement(entry);
            }
        }
        self.todo.clear();
    }

    /// Returns what requires `roots`, and what requires that, and so on, in the order in which it is met: what is kept, and what
    /// leads there.
    fn unlocked(&self, roots: &[Entry]) -> Vec<Entry> {
        let mut met: BTreeSet<Entry> = roots.iter().copied().collect();
        let mut queue: VecDeque<(Entry, usize)> = roots.iter().map(|root| (*root, 0)).collect();
        let mut unlocked = Vec::new();
        let mut required: BTreeMap<Entry, Vec<Entry>> = BTreeMap::new();
        while let Some((entry, depth)) = queue.pop_front() {
            if self.view.depth.is_some_and(|most| depth >= most) {
                continue;
            }
            for dependent in self.dependents(entry) {
                required.entry(dependent).or_default().push(entry);
                if met.insert(dependent) {
                    unlocked.push(dependent);
                    queue.push_back((dependent, depth + 1));
                }
            }
        }
        // an exam is on the way to something, unless nothing that is met requires it
        let ends: BTreeSet<Entry> = {
            let requiring: BTreeSet<Entry> = required.values().flatten().copied().collect();
            let exams = unlocked
                .iter()
                .filter(|entry| matches!(entry, Entry::Exam(_)));
            exams
                .copied()
                .filter(|exam| !requiring.contains(exam))
                .collect()
        };
        let is_end = |entry: &Entry| match entry {
            Entry::Exam(_) => ends.contains(entry),
            Entry::Certification(index) => (self.view.keep)(*index),
        };
        let mut todo: Vec<Entry> = unlocked.iter().copied().filter(is_end).collect();
        let mut leads = BTreeSet::new();
        while let Some(entry) = todo.pop() {
            if leads.insert(entry) {
                todo.extend(required.get(&entry).into_iter().flatten().copied());
            }
        }
        unlocked.retain(|entry| leads.contains(entry));
        unlocked
    }

    /// Returns what requires an entry by a rule in force and can be taken or earned, in the catalog's order.
    fn dependents(&self, entry: Entry) -> BTreeSet<Entry> {
        let graph = self.graph;
        let mut dependents = BTreeSet::new();
        let mut seen = BTreeSet::new();
        let mut todo: Vec<NodeId> = graph.parents(graph.entry(entry)).collect();
        while let Some(place) = todo.pop() {
            if !seen.insert(place) {
                continue;
            }
            match graph.node(place) {
                Place::Exam(exam) => {
                    dependents.insert(Entry::Exam(exam));
                }
                Place::Rule(rule) if graph.can_be_completed(rule, self.view.as_of) => {
                    dependents.insert(Entry::Certification(rule.certification));
                }
                Place::Rule(_) | Place::Certification(_) => {}
                Place::Gate { .. } | Place::Ever(_) => todo.extend(graph.parents(place)),
            }
        }
        dependents.retain(|dependent| self.catalog.status(*dependent, self.view.as_of).is_open());
        dependents
    }
}
