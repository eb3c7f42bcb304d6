//! Decides between equally heavy plans, by making the order part of the weight.
//!
//! The smallest order in which two plans differ decides, so an order is worth a power of two: as many
//! low digits are added to the weights as there is room for, and what they decide is then fixed.

use super::Problem;
use super::graph::{Graph, UNLABELLED};
use super::greedy::Plan;
use super::search::Searcher;

/// The number of bits that a sum of weights may have.
const ROOM: u32 = 126;

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
    stop: &dyn Fn() -> bool,
) -> Solved {
    let places = by_order(problem, part);
    let mut total: u128 = part.weights().iter().sum();
    let bits = bits(total);
    searcher.restart();
    if places.len() <= searcher.tuning.at_once && bits as usize + places.len() <= ROOM as usize {
        return at_once(searcher, part, &places, stop);
    }
    let found = searcher.search(part, u128::MAX, stop);
    let plan = found
        .plan
        .expect("without a limit there is a plan, of the first heuristic at least");
    let mut solved = Solved {
        weight: plan.weight,
        bound: found.bound,
        labels: plan.labels.clone(),
        tie_closed: false,
    };
    if found.bound < plan.weight {
        return solved;
    }
    solved.labels.clear();
    let mut open = Vec::new();
    let (choose, drop) = searcher.narrow(part, plan.weight + 1, stop);
    keep(
        searcher,
        part,
        (&choose, &drop),
        plan.labels,
        &mut solved.labels,
        &mut open,
    );
    while let Some((graph, plan)) = open.pop() {
        let places = by_order(problem, &graph);
        if places.is_empty() || searcher.stopped() {
            solved.labels.extend(plan.labels);
            continue;
        }
        total = graph.weights().iter().sum();
        let digits = places
            .len()
            .min((ROOM - self::bits(total)) as usize)
            .min(searcher.tuning.digits);
        assert!(
            digits > 0,
            "weights stay below 2^126, and what is left of them below a part of that"
        );
        let first = &places[..digits];
        let tied = with_digits(&graph, first);
        let limit = weigh(&tied, &plan.labels);
        let found = searcher.search(&tied, limit, stop);
        let better = found.plan.map_or(plan.labels, |plan| plan.labels);
        if searcher.stopped() {
            solved.labels.extend(better);
            continue;
        }
        fix(
            searcher,
            &graph,
            first,
            better,
            &mut solved.labels,
            &mut open,
        );
    }
    solved.tie_closed = !searcher.stopped();
    solved
}

/// Fixes the nodes in `first` as `labels` has them, and puts what is then still open on the list.
fn fix(
    searcher: &mut Searcher,
    graph: &Graph,
    first: &[u32],
    labels: Vec<u32>,
    done: &mut Vec<u32>,
    open: &mut Vec<(Graph, Plan)>,
) {
    let (mut choose, mut drop) = (Vec::new(), Vec::new());
    for &node in first {
        if labels.contains(&graph.label(node)) {
            choose.push(node);
        } else {
            drop.push(node);
        }
    }
    keep(searcher, graph, (&choose, &drop), labels, done, open);
}

/// Takes decisions that agree with the plan `labels`, and puts what is then still open on the list.
fn keep(
    searcher: &mut Searcher,
    graph: &Graph,
    (choose, drop): (&[u32], &[u32]),
    labels: Vec<u32>,
    done: &mut Vec<u32>,
    open: &mut Vec<(Graph, Plan)>,
) {
    let mut sorted = labels;
    sorted.sort_unstable();
    let has = |label: u32| sorted.binary_search(&label).is_ok();
    let rest = searcher
        .shrinker()
        .decide(graph, choose, drop)
        .expect("a plan with these choices is known");
    done.extend(rest.picked);
    for part in rest.parts {
        let chosen = part
            .nodes()
            .filter(|&node| part.label(node) != UNLABELLED && has(part.label(node)));
        let (mut labels, mut weight) = (Vec::new(), 0);
        for node in chosen {
            labels.push(part.label(node));
            weight += part.weight(node);
        }
        open.push((part, Plan { weight, labels }));
    }
}

fn at_once(
    searcher: &mut Searcher,
    part: &Graph,
    places: &[u32],
    stop: &dyn Fn() -> bool,
) -> Solved {
    let digits = places.len();
    let tied = with_digits(part, places);
    let found = searcher.search(&tied, u128::MAX, stop);
    let plan = found
        .plan
        .expect("without a limit there is a plan, of the first heuristic at least");
    let weight = weigh(part, &plan.labels);
    // A plan's digits take something away, so its weight is the next whole one.
    let bound = found.bound.div_ceil(1 << digits).min(weight);
    Solved {
        labels: plan.labels,
        weight,
        bound,
        tie_closed: found.bound == plan.weight,
    }
}

/// The nodes of `graph` that have an order, by order.
fn by_order(problem: &Problem, graph: &Graph) -> Vec<u32> {
    let ordered = |node: &u32| {
        let label = graph.label(*node);
        label != UNLABELLED && problem.orders[label as usize].is_some()
    };
    let mut places: Vec<u32> = graph.nodes().filter(ordered).collect();
    places.sort_unstable_by_key(|&node| problem.order(graph.label(node)));
    places
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

fn weigh(graph: &Graph, labels: &[u32]) -> u128 {
    let mut sorted = labels.to_vec();
    sorted.sort_unstable();
    let chosen = graph
        .nodes()
        .filter(|&node| sorted.binary_search(&graph.label(node)).is_ok());
    chosen.map(|node| graph.weight(node)).sum()
}

fn bits(number: u128) -> u32 {
    128 - number.leading_zeros()
}
