//! What follows from the weights that are paid, kept up to date while they are.

use crate::solve::graph::{Graph, Parents};

/// Which nodes of a graph hold; its memory is used again and again.
#[derive(Debug, Default)]
pub(super) struct Closure {
    parents: Parents,
    paid: Vec<bool>,
    is_goal: Vec<bool>,
    holds: Vec<bool>,
    /// By node: how many of its members hold.
    met: Vec<u32>,
    /// The nodes that hold, in the order in which they came to.
    trail: Vec<u32>,
    /// How many goals do not hold.
    missing: usize,
    /// How many edges were followed that are not paid for yet.
    pub(super) visited: u64,
}

impl Closure {
    /// Begins with nothing paid for `graph`, of which no node is to be had for nothing.
    pub(super) fn start(&mut self, graph: &Graph) {
        self.parents.fill(graph);
        for list in [&mut self.paid, &mut self.is_goal, &mut self.holds] {
            list.clear();
            list.resize(graph.len(), false);
        }
        self.met.clear();
        self.met.resize(graph.len(), 0);
        for &goal in &graph.goals {
            self.is_goal[goal as usize] = true;
        }
        self.missing = graph.goals.len();
        self.trail.clear();
    }

    /// Whether all goals hold.
    pub(super) fn is_complete(&self) -> bool {
        self.missing == 0
    }

    pub(super) fn is_paid(&self, node: u32) -> bool {
        self.paid[node as usize]
    }

    /// Whether `node` holds: what is paid may still lack members.
    pub(super) fn holds(&self, node: u32) -> bool {
        self.holds[node as usize]
    }

    /// How many nodes hold, to come back to by [`Self::rewind`].
    pub(super) fn mark(&self) -> usize {
        self.trail.len()
    }

    /// Pays `node`, and follows what comes to hold.
    pub(super) fn pay(&mut self, graph: &Graph, node: u32) {
        self.paid[node as usize] = true;
        self.visited += 1;
        let mut at = self.trail.len();
        self.look_at(graph, node);
        while let Some(&node) = self.trail.get(at) {
            self.visited += self.parents.of(node).len() as u64;
            for place in 0..self.parents.of(node).len() {
                let parent = self.parents.of(node)[place];
                self.met[parent as usize] += 1;
                self.look_at(graph, parent);
            }
            at += 1;
        }
    }

    /// Takes back what came to hold after `mark`; `taken` is what was paid since then.
    pub(super) fn rewind(&mut self, mark: usize, taken: &[u32]) {
        for node in self.trail.drain(mark..) {
            self.holds[node as usize] = false;
            self.missing += usize::from(self.is_goal[node as usize]);
            for &parent in self.parents.of(node) {
                self.met[parent as usize] -= 1;
            }
        }
        for &node in taken {
            self.paid[node as usize] = false;
        }
    }

    fn look_at(&mut self, graph: &Graph, node: u32) {
        let place = node as usize;
        let pays = self.paid[place] || graph.weight(node) == 0;
        if pays && !self.holds[place] && self.met[place] >= graph.need(node) {
            self.holds[place] = true;
            self.missing -= usize::from(self.is_goal[place]);
            self.trail.push(node);
        }
    }
}
