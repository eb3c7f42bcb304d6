//! Minimum-cost derivation in a monotone AND/OR graph, exactly.
//!
//! A choice of nodes is wanted that contains the goals, and with each node enough of its members, at
//! the least total weight. This is where any-gates and sharing hide set cover, so it is NP-hard; the
//! method is branch and bound over propagation, splitting and cuts; parts that hang together loosely are
//! eliminated node by node instead, and where many gates hang on few weights, cuts are collected until they say all.

mod budget;
mod closure;
mod dominance;
mod elimination;
mod graph;
mod greedy;
mod hitting_sets;
mod labels;
mod landmarks;
mod lm_cut;
mod node;
mod presolve;
mod problem;
mod propagate;
mod relaxation;
mod rounding;
mod search;
mod simplex;
mod ties;
mod tuning;

use std::cell::Cell;

use crate::solve::budget::Budget;
pub(crate) use crate::solve::graph::Parents;
use crate::solve::presolve::Presolver;
pub(crate) use crate::solve::problem::{Node, Problem, Solution};
use crate::solve::search::Searcher;

/// Solves problems one after the other, with the same memory.
#[derive(Debug, Default)]
pub(crate) struct Solver {
    searcher: Searcher,
    presolver: Presolver,
}

impl Solver {
    /// Returns the lightest choice of nodes that reaches all goals, or `None` if there is none.
    ///
    /// Exact: no choice weighs less, and among equally heavy ones the sorted list of orders is smallest:
    /// the smallest order that only one of two choices has decides for it. So the answer depends on
    /// nothing but the problem. `stop` is called every few nodes of the search; once it says yes, the best
    /// choice so far comes back with a proven lower bound.
    ///
    /// At worst exponential in the number of gates with a choice that share weighted nodes, or in the width of
    /// the graph, whichever is less.
    pub(crate) fn solve(&mut self, problem: &Problem, stop: &dyn Fn() -> bool) -> Option<Solution> {
        // Once it has said yes it is not called again.
        let stopped = Cell::new(false);
        let stop = || {
            stopped.set(stopped.get() || stop());
            stopped.get()
        };
        let mut budget = Budget::until(&stop);
        let rest = self.presolver.decide(&problem.graph, &[], &[]).ok()?;
        let (mut chosen, mut lower_bound) = (rest.picked, rest.base);
        let (mut weight, mut tie_closed) = (rest.base, true);
        for part in rest.parts {
            let solved = ties::solve_part(&mut self.searcher, problem, &part, &mut budget);
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
