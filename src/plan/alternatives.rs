//! The best plans, one after the other.

use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeSet, BinaryHeap};

use crate::plan::reduce::problem::Choices;
use crate::solve::{Problem, Solution, Solver};

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

/// Searches one question after the other, with the same memory.
#[derive(Debug, Default)]
pub(crate) struct Search {
    problem: Problem,
    solver: Solver,
}

impl Search {
    /// Returns the best choice without the exams of `forbidden`, which is sorted, and with the node `through`.
    pub(crate) fn solve(
        &mut self,
        choices: &Choices,
        forbidden: &[u32],
        through: Option<u32>,
        stop: &dyn Fn() -> bool,
    ) -> Option<Solution> {
        choices.fill(&mut self.problem, forbidden);
        if let Some(node) = through.filter(|node| !choices.goals().contains(node)) {
            self.problem.goal(node);
        }
        self.solver.solve(&self.problem, stop)
    }

    /// Returns the best choice without the exams of `forbidden`, ready to be held against others.
    fn candidate(
        &mut self,
        choices: &Choices,
        forbidden: Vec<u32>,
        stop: &dyn Fn() -> bool,
    ) -> Option<Reverse<Candidate>> {
        let solution = self.solve(choices, &forbidden, None, stop)?;
        let chosen = solution.chosen.iter();
        let mut orders: Vec<u32> = chosen.filter_map(|node| choices.order(*node)).collect();
        orders.sort_unstable();
        Some(Reverse(Candidate {
            solution,
            orders,
            forbidden,
        }))
    }

    /// Returns the `count` best choices of which no exam can be left out, best first; fewer if there are no more. Says
    /// too whether it was stopped, so that others may belong between them.
    ///
    /// Every other minimal choice lacks one of the exams of the best one, so it is the best with that exam forbidden, or
    /// found from there: the way of Lawler (1972) without its forced elements, which would spoil minimality.
    pub(crate) fn best(
        &mut self,
        choices: &Choices,
        count: usize,
        stop: &dyn Fn() -> bool,
    ) -> (Vec<Solution>, bool) {
        if let Some(only) = choices.forced() {
            return (vec![only.clone()], false);
        }
        if count < 2 {
            let best = self.solve(choices, &[], None, stop);
            return (best.into_iter().collect(), false);
        }
        let mut queue: BinaryHeap<Reverse<Candidate>> = BinaryHeap::new();
        queue.extend(self.candidate(choices, Vec::new(), stop));
        let mut tried = BTreeSet::from([Vec::new()]);
        let mut found: Vec<Solution> = Vec::new();
        let mut is_open = false;
        while found.len() < count
            && let Some(Reverse(next)) = queue.pop()
        {
            let is_new = found
                .iter()
                .all(|solution| solution.chosen != next.solution.chosen);
            let is_complete = is_new && found.len() + 1 == count;
            let is_last = is_complete || stop();
            is_open |= is_last && !is_complete || !next.solution.optimal;
            for node in next.solution.chosen.iter().filter(|_| !is_last) {
                // Each takes a search, which begins before it looks at the time.
                if stop() {
                    is_open = true;
                    break;
                }
                let mut forbidden = next.forbidden.clone();
                forbidden.push(*node);
                forbidden.sort_unstable();
                if tried.insert(forbidden.clone()) {
                    queue.extend(self.candidate(choices, forbidden, stop));
                }
            }
            if is_new {
                found.push(next.solution);
            }
        }
        (found, is_open)
    }
}
