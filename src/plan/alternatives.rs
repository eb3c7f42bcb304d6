//! The best plans, one after the other.

use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeSet, BinaryHeap};

use super::slice::Choices;
use super::solve::{Problem, Solution, Solver};

/// A choice with the exams that were forbidden when it was found.
#[derive(Debug, PartialEq, Eq)]
struct Candidate {
    solution: Solution,
    /// The places of its codes in sorted order, which decide between equals.
    orders: Vec<u32>,
    forbidden: Vec<u32>,
}

impl Ord for Candidate {
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |candidate: &Self| {
            (
                candidate.solution.weight,
                candidate.orders.clone(),
                candidate.forbidden.clone(),
            )
        };
        key(self).cmp(&key(other))
    }
}

impl PartialOrd for Candidate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Returns the `count` best choices of which no exam can be left out, best first; fewer if there are no more.
///
/// Every other minimal choice lacks one of the exams of the best one, so it is the best with that exam forbidden, or
/// found from there: the way of Lawler (1972) without its forced elements, which would spoil minimality.
pub(crate) fn best(
    choices: &Choices,
    count: usize,
    solver: &mut Solver,
    stop: &dyn Fn() -> bool,
) -> Vec<Solution> {
    if let Some(only) = choices.forced() {
        return vec![only];
    }
    let mut problem = Problem::new();
    let mut solve = |forbidden: Vec<u32>| {
        choices.fill(&mut problem, &forbidden);
        let solution = solver.solve(&problem, stop)?;
        let mut orders: Vec<u32> = solution
            .chosen
            .iter()
            .filter_map(|node| choices.order(*node))
            .collect();
        orders.sort_unstable();
        Some(Reverse(Candidate {
            solution,
            orders,
            forbidden,
        }))
    };
    let mut queue: BinaryHeap<Reverse<Candidate>> = solve(Vec::new()).into_iter().collect();
    let mut tried = BTreeSet::from([Vec::new()]);
    let mut found: Vec<Solution> = Vec::new();
    while found.len() < count
        && let Some(Reverse(next)) = queue.pop()
    {
        let is_new = found
            .iter()
            .all(|solution| solution.chosen != next.solution.chosen);
        let is_last = is_new && found.len() + 1 == count || stop();
        for node in next.solution.chosen.iter().filter(|_| !is_last) {
            let mut forbidden = next.forbidden.clone();
            forbidden.push(*node);
            forbidden.sort_unstable();
            if tried.insert(forbidden.clone()) {
                queue.extend(solve(forbidden));
            }
        }
        if is_new {
            found.push(next.solution);
        }
    }
    found
}
