//! Rewrites what propagation left open as a smaller graph, and splits it into independent parts.

use super::graph::{Graph, NAMELESS, UNLABELLED, index};
use super::settle::{Settler, Unreachable};

const NOWHERE: u32 = u32::MAX;

/// What is left of a graph after some decisions.
#[derive(Debug, Default)]
pub(super) struct Rest {
    /// The weight of what had to be chosen.
    pub(super) base: u128,
    /// The labels of what had to be chosen.
    pub(super) picked: Vec<u32>,
    /// What is still to be decided; no two parts share a node.
    pub(super) parts: Vec<Graph>,
}

/// Takes decisions and reduces graphs; its memory is used again and again.
#[derive(Debug, Default)]
pub(super) struct Shrinker {
    settler: Settler,
    wanted: Vec<bool>,
    place: Vec<u32>,
    buffer: Vec<u32>,
    group: Vec<u32>,
}

impl Shrinker {
    /// Returns what is left of `graph` once `choose` are chosen and `drop` are given up.
    pub(super) fn decide(
        &mut self,
        graph: &Graph,
        choose: &[u32],
        drop: &[u32],
    ) -> Result<Rest, Unreachable> {
        self.settler.settle(graph, choose, drop)?;
        let rest = self.rebuild(graph);
        let parts = self.split(rest);
        Ok(Rest {
            base: self.settler.base,
            picked: std::mem::take(&mut self.settler.picked),
            parts,
        })
    }

    /// Keeps what is open and behind a pending node; a gate of one member becomes that member.
    fn rebuild(&mut self, graph: &Graph) -> Graph {
        self.mark(graph);
        self.place.clear();
        self.place.resize(graph.len(), NOWHERE);
        let mut rest = Graph::default();
        for node in graph.nodes() {
            if !self.wanted[node as usize] {
                continue;
            }
            let need = self.gather(graph, node, &mut rest);
            let goal = self.settler.is_pending(node);
            let weight = if goal { 0 } else { graph.weight(node) };
            let label = if goal { UNLABELLED } else { graph.label(node) };
            if weight == 0 && !goal && label == UNLABELLED && self.buffer.len() == 1 {
                self.place[node as usize] = self.buffer[0];
                continue;
            }
            let place = rest.push(
                weight,
                (graph.name(node), label),
                need,
                self.buffer.drain(..),
            );
            self.place[node as usize] = place;
            if goal {
                rest.goals.push(place);
            }
        }
        rest
    }

    fn mark(&mut self, graph: &Graph) {
        self.wanted.clear();
        self.wanted.resize(graph.len(), false);
        for node in graph.nodes().rev() {
            if self.settler.is_pending(node) {
                self.wanted[node as usize] = true;
            }
            if self.wanted[node as usize] && self.settler.left(node) > 0 {
                for &member in graph.members(node) {
                    if self.settler.is_open(member) {
                        self.wanted[member as usize] = true;
                    }
                }
            }
        }
    }

    /// Collects the new members of `node` in the buffer, each once, and returns how many it needs.
    fn gather(&mut self, graph: &Graph, node: u32, rest: &mut Graph) -> u32 {
        self.buffer.clear();
        let need = self.settler.left(node);
        if need == 0 {
            return 0;
        }
        for &member in graph.members(node) {
            if self.settler.is_open(member) {
                self.buffer.push(self.place[member as usize]);
            }
        }
        let all = need as usize == self.buffer.len();
        self.buffer.sort_unstable();
        if all || need == 1 {
            self.buffer.dedup();
            return if all { index(self.buffer.len()) } else { 1 };
        }
        // A member that counts twice keeps a gate of its own for each time but the first.
        for at in 1..self.buffer.len() {
            let member = self.buffer[at];
            if self.buffer[at - 1] == member {
                let twin = rest.push(0, (NAMELESS, UNLABELLED), 1, [member]);
                self.buffer.push(twin);
                self.buffer[at - 1] = NOWHERE;
            }
        }
        self.buffer.retain(|&member| member != NOWHERE);
        need
    }

    fn find(&mut self, mut node: u32) -> u32 {
        while self.group[node as usize] != node {
            let above = self.group[self.group[node as usize] as usize];
            self.group[node as usize] = above;
            node = above;
        }
        node
    }

    /// Splits `graph` into its connected parts, in the order of their first nodes.
    fn split(&mut self, graph: Graph) -> Vec<Graph> {
        if graph.goals.len() <= 1 {
            return if graph.goals.is_empty() {
                Vec::new()
            } else {
                vec![graph]
            };
        }
        self.group.clear();
        self.group.extend(graph.nodes());
        let mut groups = graph.len();
        for node in graph.nodes() {
            for &member in graph.members(node) {
                let (one, other) = (self.find(node), self.find(member));
                if one != other {
                    self.group[one.max(other) as usize] = one.min(other);
                    groups -= 1;
                }
            }
        }
        if groups == 1 {
            return vec![graph];
        }
        self.deal(&graph)
    }

    fn deal(&mut self, graph: &Graph) -> Vec<Graph> {
        let mut parts: Vec<Graph> = Vec::new();
        self.place.clear();
        self.place.resize(graph.len(), NOWHERE);
        self.buffer.clear();
        self.buffer.resize(graph.len(), NOWHERE);
        for node in graph.nodes() {
            let root = self.find(node) as usize;
            if self.buffer[root] == NOWHERE {
                self.buffer[root] = index(parts.len());
                parts.push(Graph::default());
            }
            let part = &mut parts[self.buffer[root] as usize];
            let members = graph
                .members(node)
                .iter()
                .map(|&member| self.place[member as usize]);
            let place = part.push(
                graph.weight(node),
                (graph.name(node), graph.label(node)),
                graph.need(node),
                members,
            );
            self.place[node as usize] = place;
        }
        for &goal in &graph.goals {
            let root = self.find(goal) as usize;
            parts[self.buffer[root] as usize]
                .goals
                .push(self.place[goal as usize]);
        }
        parts
    }
}
