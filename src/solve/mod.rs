//! Minimum-cost derivation in a monotone AND/OR graph, exactly.
//!
//! A choice of nodes is wanted that contains the goals, and with each node enough of its members, at
//! the least total weight. This is where any-gates and sharing hide set cover, so it is NP-hard; the
//! method is branch and bound over propagation, splitting and cuts; parts that hang together loosely are
//! eliminated node by node instead, and where many gates hang on few weights, cuts are collected until they say all.

mod bound;
mod closure;
mod digits;
mod dive;
mod dominance;
mod eliminate;
mod factor;
mod graph;
mod greedy;
mod hitting;
mod labels;
mod landmarks;
mod lp;
mod part;
mod relax;
mod search;
mod settle;
mod shrink;
mod ties;

use std::cell::Cell;

pub(crate) use crate::solve::graph::Parents;
use crate::solve::graph::{Graph, UNLABELLED, index};
use crate::solve::search::Searcher;
use crate::solve::shrink::Shrinker;

/// A minimum-cost derivation problem in a monotone AND/OR graph.
///
/// Filled from the leaves upwards by [`Problem::push`]: a node's members must be there before it.
#[derive(Debug, Clone, Default)]
pub struct Problem {
    graph: Graph,
    orders: Vec<Option<u32>>,
    weightless: bool,
}

/// A node of a [`Problem`].
#[derive(Debug, Clone, Copy)]
pub struct Node<'m> {
    /// What choosing the node costs. All weights of a problem together stay below 2^126.
    ///
    /// Where a weight packs several figures, the search is quickest when each figure keeps to bits
    /// of its own, with room for the sum over all nodes.
    pub weight: u128,
    /// At least so many of `members` must be chosen too; 0: nothing. More than there are members:
    /// the node can never be chosen.
    pub need: u32,
    /// Nodes pushed before this one, each at most once.
    pub members: &'m [u32],
    /// The place that decides between equally heavy plans, different for each node that has one.
    ///
    /// `None` for nodes that a plan does not list.
    pub order: Option<u32>,
}

impl Problem {
    /// Returns a problem without nodes and goals.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes all nodes and goals out, and keeps the memory for the next problem.
    pub fn clear(&mut self) {
        self.graph.clear();
        self.orders.clear();
        self.weightless = false;
    }

    /// Appends a node and returns its index, counted from 0.
    ///
    /// # Panics
    ///
    /// If a member is not there yet, or there are 2^32 nodes or members.
    pub fn push(&mut self, node: Node<'_>) -> u32 {
        let place = index(self.graph.len());
        assert!(
            node.members.iter().all(|&member| member < place),
            "members come first"
        );
        self.weightless |= node.weight == 0 && node.order.is_some();
        self.orders.push(node.order);
        let label = if node.weight > 0 { place } else { UNLABELLED };
        self.graph.push(
            node.weight,
            (place, label),
            node.need,
            node.members.iter().copied(),
        )
    }

    /// Demands that `node` be chosen.
    ///
    /// # Panics
    ///
    /// If there is no such node.
    pub fn goal(&mut self, node: u32) {
        assert!((node as usize) < self.graph.len(), "a goal is a node");
        self.graph.goals.push(node);
    }

    /// Returns how many nodes there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.graph.len()
    }

    /// Returns whether there are no nodes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.graph.len() == 0
    }

    fn order(&self, node: u32) -> u32 {
        self.orders[node as usize].unwrap_or(u32::MAX)
    }
}

/// The best choice that was found for a [`Problem`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Solution {
    /// The nodes chosen that have a weight or an order, ascending; none of them can be left out.
    pub chosen: Vec<u32>,
    /// The weight of `chosen`.
    pub weight: u128,
    /// Proven: no choice weighs less. Equal to `weight` if `optimal`.
    pub lower_bound: u128,
    /// Whether no choice weighs less.
    pub optimal: bool,
    /// Whether no choice of the same weight has a smaller sorted list of orders.
    pub tie_closed: bool,
}

/// Solves problems one after the other, with the same memory.
#[derive(Debug, Default)]
pub struct Solver {
    searcher: Searcher,
    shrinker: Shrinker,
}

/// Returns the lightest choice of nodes that reaches all goals, or `None` if there is none.
///
/// Exact: no choice weighs less, and among equally heavy ones the sorted list of orders is smallest:
/// the smallest order that only one of two choices has decides for it. So the answer depends on
/// nothing but the problem. `stop` is asked every few nodes of the search; once it says yes, the best
/// choice so far comes back with a proven lower bound.
///
/// At worst exponential in the number of gates with a choice that share weighted nodes, or in the width of
/// the graph, whichever is less.
#[must_use]
pub fn solve(problem: &Problem, stop: &dyn Fn() -> bool) -> Option<Solution> {
    Solver::default().solve(problem, stop)
}

impl Solver {
    /// Does what [`solve()`] does.
    pub fn solve(&mut self, problem: &Problem, stop: &dyn Fn() -> bool) -> Option<Solution> {
        // Once it has said yes it is not asked again.
        let stopped = Cell::new(false);
        let stop = &|| {
            stopped.set(stopped.get() || stop());
            stopped.get()
        };
        let rest = self.shrinker.decide(&problem.graph, &[], &[]).ok()?;
        let (mut chosen, mut lower_bound) = (rest.picked, rest.base);
        let (mut weight, mut tie_closed) = (rest.base, true);
        for part in rest.parts {
            let solved = ties::solve_part(&mut self.searcher, problem, &part, stop);
            chosen.extend(solved.labels);
            weight += solved.weight;
            lower_bound += solved.bound;
            tie_closed &= solved.tie_closed;
        }
        if problem.weightless {
            chosen.extend(weightless(problem, &chosen));
        }
        chosen.sort_unstable();
        let optimal = weight == lower_bound;
        Some(Solution {
            chosen,
            weight,
            lower_bound,
            optimal,
            tie_closed: optimal && tie_closed,
        })
    }
}

/// Nodes with an order but no weight that a choice needs besides `chosen`, the later ones dropped first.
fn weightless(problem: &Problem, chosen: &[u32]) -> Vec<u32> {
    let graph = &problem.graph;
    let mut paid = vec![false; graph.len()];
    for &node in chosen {
        paid[node as usize] = true;
    }
    let mut free: Vec<u32> = graph
        .nodes()
        .filter(|&node| graph.weight(node) == 0 && problem.orders[node as usize].is_some())
        .collect();
    for &node in &free {
        paid[node as usize] = true;
    }
    let mut by_order = free.clone();
    by_order.sort_unstable_by_key(|&node| std::cmp::Reverse(problem.order(node)));
    for node in by_order {
        paid[node as usize] = false;
        if !reaches(problem, &paid) {
            paid[node as usize] = true;
        }
    }
    free.retain(|&node| paid[node as usize]);
    free
}

/// Whether the goals follow from the nodes in `paid`.
fn reaches(problem: &Problem, paid: &[bool]) -> bool {
    let graph = &problem.graph;
    let mut holds = vec![false; graph.len()];
    for node in graph.nodes() {
        let listed = graph.weight(node) > 0 || problem.orders[node as usize].is_some();
        let met = graph
            .members(node)
            .iter()
            .filter(|&&member| holds[member as usize])
            .count();
        holds[node as usize] = (!listed || paid[node as usize]) && met >= graph.need(node) as usize;
    }
    graph.goals.iter().all(|&goal| holds[goal as usize])
}

#[cfg(test)]
mod tests;
