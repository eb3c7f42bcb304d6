//! Rewrites what propagation left open as a smaller graph, and splits it into independent parts.

use crate::solve::dominance::Dominance;
use crate::solve::graph::{Graph, NAMELESS, UNLABELLED, index};
use crate::solve::labels::Labels;
use crate::solve::landmarks::Landmarks;
use crate::solve::propagate::{Propagator, Unreachable};
use crate::solve::tuning;

const NOWHERE: u32 = u32::MAX;

/// What is left of a graph after some decisions.
#[derive(Debug, Default)]
pub(super) struct Residual {
    /// The weight of what had to be chosen.
    pub(super) base: u128,
    /// The labels of what had to be chosen.
    pub(super) picked: Vec<u32>,
    /// What is still to be decided; no two parts share a node.
    pub(super) parts: Vec<Graph>,
}

/// Takes decisions and reduces graphs; its memory is used again and again.
#[derive(Debug, Default)]
pub(super) struct Presolver {
    propagator: Propagator,
    pub(super) labels: Labels,
    dominance: Dominance,
    landmarks: Landmarks,
    wanted: Vec<bool>,
    place: Vec<u32>,
    buffer: Vec<u32>,
    group: Vec<u32>,
    /// By new node: how many nodes have it as a member; 0 once it is part of another.
    uses: Vec<u32>,
    counts: Vec<u32>,
    spare: Vec<(u128, u32)>,
    dead: usize,
}

impl Presolver {
    /// Returns what is left of `graph` once `choose` are chosen and `drop` are given up, with all
    /// of the lightest plans.
    pub(super) fn decide(
        &mut self,
        graph: &Graph,
        choose: &[u32],
        drop: &[u32],
    ) -> Result<Residual, Unreachable> {
        self.run(graph, (choose, drop), false)
    }

    /// Does what [`Self::decide`] does, but keeps no more plans than one of the lightest, and puts
    /// together what is always chosen together.
    pub(super) fn reduce(
        &mut self,
        graph: &Graph,
        choose: &[u32],
        drop: &[u32],
    ) -> Result<Residual, Unreachable> {
        self.run(graph, (choose, drop), true)
    }

    /// Propagates and rewrites in turn, until nothing changes any more. `one`: a single one of the lightest plans is
    /// enough.
    fn run(
        &mut self,
        graph: &Graph,
        (choose, drop): (&[u32], &[u32]),
        one: bool,
    ) -> Result<Residual, Unreachable> {
        let mut picked = Vec::new();
        self.propagator.propagate(graph, choose, drop)?;
        let mut base = self.take_settled(&mut picked, one);
        let mut rest = self.rebuild(graph, one);
        for _ in 0..tuning::PRESOLVES {
            // Of small graphs each search makes less anyway.
            if rest.goals.is_empty() || (!one && rest.len() < tuning::COMPARED) {
                break;
            }
            let found = self.dominance.find(&mut rest, !one);
            if found || self.dead > 0 {
                self.propagator
                    .propagate(&rest, &[], self.dominance.dropped())?;
            } else {
                let forced = self.landmarks.find(&rest);
                if forced.is_empty() {
                    break;
                }
                self.propagator.propagate(&rest, forced, &[])?;
            }
            base += self.take_settled(&mut picked, one);
            rest = self.rebuild(&rest, one);
        }
        let parts = self.split(rest);
        Ok(Residual {
            base,
            picked,
            parts,
        })
    }

    fn take_settled(&mut self, picked: &mut Vec<u32>, one: bool) -> u128 {
        if one {
            for &label in &self.propagator.picked {
                self.labels.expand(label, picked);
            }
        } else {
            picked.extend_from_slice(&self.propagator.picked);
        }
        self.propagator.base
    }

    /// Keeps what is open and behind a pending node; a gate of one member becomes that member.
    fn rebuild(&mut self, graph: &Graph, join: bool) -> Graph {
        self.mark(graph);
        self.place.clear();
        self.place.resize(graph.len(), NOWHERE);
        self.uses.clear();
        self.dead = 0;
        let mut rest = Graph::with_room_of(graph);
        for node in graph.nodes() {
            if !self.wanted[node as usize] {
                continue;
            }
            let mut need = self.gather(graph, node, &mut rest);
            let goal = self.propagator.is_pending(node);
            let mut weight = if goal { 0 } else { graph.weight(node) };
            let mut label = if goal { UNLABELLED } else { graph.label(node) };
            if join {
                self.prune(&mut need, &mut rest);
                // A goal without a choice is settled in the next round instead.
                if !goal || (need as usize) < self.buffer.len() {
                    self.contract(&mut need, (&mut weight, &mut label), &mut rest);
                }
            }
            let count = self.counts[node as usize];
            if weight == 0 && !goal && self.buffer.len() == 1 {
                let member = self.buffer[0];
                self.place[node as usize] = member;
                self.uses[member as usize] += count - 1;
                continue;
            }
            let place = rest.push(
                weight,
                (graph.name(node), label),
                need,
                self.buffer.drain(..),
            );
            self.uses.push(count);
            self.place[node as usize] = place;
            if goal {
                rest.goals.push(place);
            }
        }
        rest
    }

    /// Of the members that serve nothing else and need nothing, only the cheapest can be wanted.
    fn prune(&mut self, need: &mut u32, rest: &mut Graph) {
        let keep = *need as usize;
        if keep == 0 || keep == self.buffer.len() {
            return;
        }
        self.spare.clear();
        for &member in &self.buffer {
            if self.uses[member as usize] == 1 && rest.need(member) == 0 {
                self.spare.push((rest.weight(member), member));
            }
        }
        if self.spare.len() <= keep {
            return;
        }
        self.spare.sort_unstable();
        for &(_, member) in &self.spare[keep..] {
            self.uses[member as usize] = 0;
            self.dead += 1;
        }
        let uses = &self.uses;
        self.buffer.retain(|&member| uses[member as usize] > 0);
    }

    /// Members of an all-gate that serve nothing else and are all-gates too, or leaves, become part
    /// of it; so do members of an any-gate that are such gates themselves.
    fn contract(
        &mut self,
        need: &mut u32,
        (weight, label): (&mut u128, &mut u32),
        rest: &mut Graph,
    ) {
        let count = self.buffer.len();
        let all = *need as usize == count;
        if count == 0 || !(all || *need == 1) {
            return;
        }
        let mut grown = false;
        for at in 0..count {
            let member = self.buffer[at];
            let inner = rest.members(member);
            let fits = if all {
                rest.need(member) as usize == inner.len()
            } else {
                rest.need(member) == 1 && inner.len() > 1 && rest.weight(member) == 0
            };
            if self.uses[member as usize] != 1 || !fits {
                continue;
            }
            *weight += rest.weight(member);
            *label = self.labels.join(*label, rest.label(member));
            self.uses[member as usize] = 0;
            self.dead += 1;
            self.buffer[at] = NOWHERE;
            self.buffer.extend_from_slice(inner);
            grown = true;
        }
        if !grown {
            return;
        }
        self.buffer.retain(|&member| member != NOWHERE);
        self.unique();
        if all {
            *need = index(self.buffer.len());
        }
    }

    /// Sorts the buffer and drops what is there twice.
    fn unique(&mut self) {
        self.buffer.sort_unstable();
        for at in 1..self.buffer.len() {
            if self.buffer[at - 1] == self.buffer[at] {
                self.uses[self.buffer[at] as usize] -= 1;
            }
        }
        self.buffer.dedup();
    }

    fn mark(&mut self, graph: &Graph) {
        self.wanted.clear();
        self.wanted.resize(graph.len(), false);
        self.counts.clear();
        self.counts.resize(graph.len(), 0);
        for node in graph.nodes().rev() {
            if self.propagator.is_pending(node) {
                self.wanted[node as usize] = true;
            }
            if self.wanted[node as usize] && self.propagator.left(node) > 0 {
                for &member in graph.members(node) {
                    if self.propagator.is_open(member) {
                        self.wanted[member as usize] = true;
                        self.counts[member as usize] += 1;
                    }
                }
            }
        }
    }

    /// Collects the new members of `node` in the buffer, each once, and returns how many it needs.
    fn gather(&mut self, graph: &Graph, node: u32, rest: &mut Graph) -> u32 {
        self.buffer.clear();
        let need = self.propagator.left(node);
        if need == 0 {
            return 0;
        }
        for &member in graph.members(node) {
            if self.propagator.is_open(member) {
                self.buffer.push(self.place[member as usize]);
            }
        }
        let all = need as usize == self.buffer.len();
        if all || need == 1 {
            self.unique();
            return if all { index(self.buffer.len()) } else { 1 };
        }
        self.buffer.sort_unstable();
        // A member that counts twice keeps a gate of its own for each time but the first.
        for at in 1..self.buffer.len() {
            let member = self.buffer[at];
            if self.buffer[at - 1] == member {
                let twin = rest.push(0, (NAMELESS, UNLABELLED), 1, [member]);
                self.uses.push(1);
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
        self.split_by_group(&graph)
    }

    fn split_by_group(&mut self, graph: &Graph) -> Vec<Graph> {
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
