//! Decides between equally heavy plans, by making the order part of the weight.
//!
//! The smallest order in which two plans differ decides, so an order is worth a power of two: as many
//! low digits are added to the weights as there is room for, and what they decide is then fixed.

use crate::solve::Problem;
use crate::solve::budget::Budget;
use crate::solve::graph::{Graph, UNLABELLED, index};
use crate::solve::greedy::Plan;
use crate::solve::search::Searcher;

/// The number of bits that a sum of weights may have.
const ROOM: usize = 126;

/// The best plan of an independent part.
#[derive(Debug)]
pub(super) struct Solved {
    pub(super) labels: Vec<u32>,
    pub(super) weight: u128,
    pub(super) bound: u128,
    pub(super) tie_closed: bool,
}

/// Finds the lightest plan of `part` and, of all that are as light, the one that is first in order.
pub(super) fn solve_part(
    searcher: &mut Searcher,
    problem: &Problem,
    part: &Graph,
    budget: &mut Budget<'_>,
) -> Solved {
    let places = places(problem, part);
    if places.len() <= room(part).min(searcher.tuning.at_once) {
        return at_once(searcher, part, &places, budget);
    }
    let found = searcher.search(part, 0, u128::MAX, budget);
    let plan = found.plan.expect(FIRST);
    let (weight, bound) = (plan.weight, found.bound);
    let labels = if bound < weight {
        plan.labels
    } else {
        close_ties(searcher, problem, part, plan, budget)
    };
    Solved {
        labels,
        weight,
        bound,
        tie_closed: bound == weight && !budget.is_over(),
    }
}

/// Why a search without a limit has a plan.
const FIRST: &str = "the goals can be reached, and the first heuristic finds some plan";

/// Weight and order in one search.
fn at_once(
    searcher: &mut Searcher,
    part: &Graph,
    places: &[u32],
    budget: &mut Budget<'_>,
) -> Solved {
    let tied = with_digits(part, places);
    let found = searcher.search(&tied, index(places.len()), u128::MAX, budget);
    let plan = found.plan.expect(FIRST);
    let weight = weigh(part, &plan.labels);
    // The digits only take something away, so a weight is at least the next whole one.
    let bound = found.bound.div_ceil(1 << places.len()).min(weight);
    Solved {
        tie_closed: found.bound == plan.weight,
        labels: plan.labels,
        weight,
        bound,
    }
}

/// Returns the first in order of the plans that weigh no more than `plan`, which is a lightest one.
fn close_ties(
    searcher: &mut Searcher,
    problem: &Problem,
    part: &Graph,
    plan: Plan,
    budget: &mut Budget<'_>,
) -> Vec<u32> {
    let (mut done, mut open) = (Vec::new(), Vec::new());
    let drop = over_limit(searcher, part, plan.weight + 1, budget);
    fix(searcher, part, (&[], &drop), plan, (&mut done, &mut open));
    while let Some((graph, plan)) = open.pop() {
        // Where the presolver alone settles the searches, nothing else asks whether to stop.
        budget.check();
        let places = places(problem, &graph);
        if places.is_empty() || budget.is_over() {
            done.extend(plan.labels);
            continue;
        }
        let digits = places.len().min(room(&graph)).min(searcher.tuning.digits);
        if digits == 0 {
            // Weights without room for a single digit.
            budget.end();
            open.push((graph, plan));
            continue;
        }
        let first = &places[..digits];
        let tied = with_digits(&graph, first);
        let limit = weigh(&tied, &plan.labels);
        let found = searcher.search(&tied, index(digits), limit, budget);
        let plan = found.plan.unwrap_or(plan);
        if budget.is_over() {
            done.extend(plan.labels);
            continue;
        }
        let has = |node: &u32| plan.labels.contains(&graph.label(*node));
        let (choose, drop): (Vec<u32>, Vec<u32>) = first.iter().partition(|node| has(node));
        fix(
            searcher,
            &graph,
            (&choose, &drop),
            plan,
            (&mut done, &mut open),
        );
    }
    done
}

/// What is in no plan of `graph` that weighs less than `limit`, as far as cuts show.
///
/// The relaxation would show more, but of a large graph it takes longer than all that follows.
fn over_limit(
    searcher: &mut Searcher,
    graph: &Graph,
    limit: u128,
    budget: &mut Budget<'_>,
) -> Vec<u32> {
    let bound = searcher.cuts.bound(graph, graph.weights(), budget);
    let over = |node: &u32| bound + searcher.cuts.h_max(*node) >= limit;
    graph.nodes().filter(over).collect()
}

/// Takes decisions that `plan` agrees with, and puts what is then still open on the list.
fn fix(
    searcher: &mut Searcher,
    graph: &Graph,
    (choose, drop): (&[u32], &[u32]),
    mut plan: Plan,
    (done, open): (&mut Vec<u32>, &mut Vec<(Graph, Plan)>),
) {
    let rest = searcher.presolver.decide(graph, choose, drop);
    let rest = rest.expect("a plan with these choices is known");
    done.extend(rest.picked);
    plan.labels.sort_unstable();
    for part in rest.parts {
        let mut share = Plan::default();
        for node in part.nodes() {
            let label = part.label(node);
            if label != UNLABELLED && plan.labels.binary_search(&label).is_ok() {
                share.labels.push(label);
                share.weight += part.weight(node);
            }
        }
        open.push((part, share));
    }
}

/// The nodes of `graph` that have an order, by order.
fn places(problem: &Problem, graph: &Graph) -> Vec<u32> {
    let ordered = |node: &u32| {
        let label = graph.label(*node);
        label != UNLABELLED && problem.orders[label as usize].is_some()
    };
    let mut places: Vec<u32> = graph.nodes().filter(ordered).collect();
    places.sort_unstable_by_key(|&node| problem.order(graph.label(node)));
    places
}

/// How many digits the weights of `graph` leave room for.
fn room(graph: &Graph) -> usize {
    let total: u128 = graph.weights().iter().sum();
    ROOM.saturating_sub(128 - total.leading_zeros() as usize)
}

/// `graph` with weights that have a low digit for each node of `places`, the first the highest.
fn with_digits(graph: &Graph, places: &[u32]) -> Graph {
    let mut tied = graph.clone();
    for weight in tied.weights_mut() {
        *weight <<= places.len();
    }
    for (place, &node) in places.iter().rev().enumerate() {
        tied.weights_mut()[node as usize] -= 1 << place;
    }
    tied
}

/// What the nodes with these labels weigh together.
fn weigh(graph: &Graph, labels: &[u32]) -> u128 {
    let mut sorted = labels.to_vec();
    sorted.sort_unstable();
    let chosen = graph
        .nodes()
        .filter(|&node| sorted.binary_search(&graph.label(node)).is_ok());
    chosen.map(|node| graph.weight(node)).sum()
}
