//! Unit propagation: what a set of decisions settles.

use crate::solve::graph::{Graph, Parents, UNLABELLED, index};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    Open,
    /// Chosen and paid, or to be had for nothing.
    True,
    False,
}

/// No choice of nodes reaches all goals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unreachable;

/// Propagates decisions through a graph; its memory is used again and again.
#[derive(Debug, Default)]
pub(super) struct Propagator {
    state: Vec<State>,
    /// How many open members a node still needs.
    left: Vec<u32>,
    /// How many open members a node has.
    open: Vec<u32>,
    /// Chosen, and still needs members.
    pending: Vec<bool>,
    /// Chosen, and had no member to spare: all were taken, and need not be looked at again.
    taken: Vec<bool>,
    parents: Parents,
    queue: Vec<u32>,
    /// The weight of what had to be chosen.
    pub(super) base: u128,
    /// The labels of what had to be chosen.
    pub(super) picked: Vec<u32>,
}

impl Propagator {
    /// Chooses the goals of `graph` and `choose`, gives up `drop`, and follows what this forces.
    pub(super) fn propagate(
        &mut self,
        graph: &Graph,
        choose: &[u32],
        drop: &[u32],
    ) -> Result<(), Unreachable> {
        self.start(graph);
        for node in graph.nodes() {
            let need = graph.need(node);
            if self.open[node as usize] < need {
                self.refuse(node);
            } else if need == 0 && graph.weight(node) == 0 {
                self.accept(node);
            }
        }
        for &node in drop {
            match self.state[node as usize] {
                State::Open => self.refuse(node),
                State::True => return Err(Unreachable),
                State::False => {}
            }
        }
        for &node in graph.goals.iter().chain(choose) {
            self.choose(graph, node)?;
        }
        while let Some(node) = self.queue.pop() {
            if self.state[node as usize] == State::True {
                self.spread_true(graph, node)?;
            } else {
                self.spread_false(graph, node)?;
            }
        }
        Ok(())
    }

    fn start(&mut self, graph: &Graph) {
        let count = graph.len();
        self.state.clear();
        self.state.resize(count, State::Open);
        self.pending.clear();
        self.pending.resize(count, false);
        self.taken.clear();
        self.taken.resize(count, false);
        self.left.clear();
        self.open.clear();
        for node in graph.nodes() {
            self.left.push(graph.need(node));
            self.open.push(index(graph.members(node).len()));
        }
        self.parents.fill(graph);
        self.queue.clear();
        self.picked.clear();
        self.base = 0;
    }

    fn accept(&mut self, node: u32) {
        self.state[node as usize] = State::True;
        self.queue.push(node);
    }

    fn refuse(&mut self, node: u32) {
        self.state[node as usize] = State::False;
        self.queue.push(node);
    }

    fn choose(&mut self, graph: &Graph, node: u32) -> Result<(), Unreachable> {
        match self.state[node as usize] {
            State::True => return Ok(()),
            State::False => return Err(Unreachable),
            State::Open => {}
        }
        self.base += graph.weight(node);
        if graph.label(node) != UNLABELLED {
            self.picked.push(graph.label(node));
        }
        self.accept(node);
        if self.left[node as usize] > 0 {
            self.pending[node as usize] = true;
            self.check_pending(graph, node)?;
        }
        Ok(())
    }

    /// A chosen node that has no member to spare takes all that are open. Entries of the queue not
    /// yet spread make both counts too large by the same number, or only `open`.
    fn check_pending(&mut self, graph: &Graph, node: u32) -> Result<(), Unreachable> {
        let (open, left) = (self.open[node as usize], self.left[node as usize]);
        if open < left {
            return Err(Unreachable);
        }
        if open > left || self.taken[node as usize] {
            return Ok(());
        }
        // A chain of forced choices is as deep as the graph: an own stack instead of recursion.
        let mut stack = vec![node];
        while let Some(node) = stack.pop() {
            self.taken[node as usize] = true;
            for &member in graph.members(node) {
                if self.state[member as usize] != State::Open {
                    continue;
                }
                self.base += graph.weight(member);
                if graph.label(member) != UNLABELLED {
                    self.picked.push(graph.label(member));
                }
                self.accept(member);
                let (open, left) = (self.open[member as usize], self.left[member as usize]);
                if left > 0 {
                    self.pending[member as usize] = true;
                    if open < left {
                        return Err(Unreachable);
                    }
                    if open == left {
                        stack.push(member);
                    }
                }
            }
        }
        Ok(())
    }

    fn spread_true(&mut self, graph: &Graph, node: u32) -> Result<(), Unreachable> {
        for place in 0..self.parents.of(node).len() {
            let parent = self.parents.of(node)[place];
            let at = parent as usize;
            self.open[at] -= 1;
            if self.left[at] == 0 {
                continue;
            }
            self.left[at] -= 1;
            if self.left[at] > 0 {
                if self.pending[at] {
                    self.check_pending(graph, parent)?;
                }
                continue;
            }
            self.pending[at] = false;
            if self.state[at] == State::Open && graph.weight(parent) == 0 {
                self.accept(parent);
            }
        }
        Ok(())
    }

    fn spread_false(&mut self, graph: &Graph, node: u32) -> Result<(), Unreachable> {
        for place in 0..self.parents.of(node).len() {
            let parent = self.parents.of(node)[place];
            let at = parent as usize;
            self.open[at] -= 1;
            if self.left[at] == 0 {
                continue;
            }
            if self.pending[at] {
                self.check_pending(graph, parent)?;
            } else if self.open[at] < self.left[at] && self.state[at] == State::Open {
                self.refuse(parent);
            }
        }
        Ok(())
    }

    pub(super) fn is_open(&self, node: u32) -> bool {
        self.state[node as usize] == State::Open
    }

    /// Chosen, and not all of its members are settled.
    pub(super) fn is_pending(&self, node: u32) -> bool {
        self.pending[node as usize]
    }

    /// How many open members `node` still needs.
    pub(super) fn left(&self, node: u32) -> u32 {
        self.left[node as usize]
    }
}
