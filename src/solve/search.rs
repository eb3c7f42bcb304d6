//! Branch and bound, with splitting at every node, on a stack of its own.

use crate::solve::budget::{Budget, Decisions, Incumbent, Method, Rounds};
use crate::solve::elimination::Elimination;
use crate::solve::graph::{Graph, UNLABELLED};
use crate::solve::greedy::{Greedy, Plan};
use crate::solve::hitting_sets::HittingSets;
use crate::solve::lm_cut::LmCut;
use crate::solve::presolve::{Presolver, Residual};
use crate::solve::relaxation::Relaxation;
use crate::solve::rounding::BoundRounding;
use crate::solve::tuning::{self, Tuning};

/// What a search found below a limit.
#[derive(Debug, Clone)]
pub(super) struct Found {
    /// The cheapest plan found below the limit.
    pub(super) plan: Option<Plan>,
    /// Proven: no plan is cheaper than this. The plan's weight, or the limit, if the search ended.
    pub(super) bound: u128,
}

/// A node of the search that waits for the ones below it.
#[derive(Debug)]
enum Frame {
    Sum(Sum),
    Choice(Choice),
}

/// Independent parts, solved one after the other.
#[derive(Debug)]
struct Sum {
    rest: Residual,
    /// What each part weighs at least; once it is solved, what is proven of it.
    bounds: Vec<u128>,
    /// By how much the plans of the solved parts are above that.
    over: u128,
    at: usize,
    limit: u128,
}

/// A node that is chosen first and then given up.
#[derive(Debug)]
struct Choice {
    /// The graph, and what the second half begins with; `None` once that has begun.
    other: Option<(Graph, Decisions)>,
    best: Incumbent,
    /// What is proven of the halves that are done.
    bound: u128,
    /// How many labels of gates there were.
    joins: usize,
}

/// What the search does next.
pub(super) enum Step {
    Enter(Residual, u128),
    Node(Graph, u128),
    Leave(Found),
}

impl Step {
    /// That is all there is to know.
    pub(super) fn leave(best: Incumbent) -> Self {
        Self::Leave(Found {
            bound: best.bound.min(best.limit),
            plan: best.best,
        })
    }

    /// There is nothing below `limit`.
    pub(super) fn nothing(limit: u128) -> Self {
        Self::Leave(Found {
            plan: None,
            bound: limit,
        })
    }
}

/// Searches graphs; its memory is used again and again.
#[derive(Debug, Default)]
pub(super) struct Searcher {
    pub(super) presolver: Presolver,
    pub(super) cuts: LmCut,
    pub(super) rounding: BoundRounding,
    pub(super) elimination: Elimination,
    pub(super) greedy: Greedy,
    pub(super) hitting_sets: HittingSets,
    pub(super) relaxation: Relaxation,
    pub(super) rounds: Rounds,
    pub(super) tuning: Tuning,
    frames: Vec<Frame>,
    held: usize,
}

impl Searcher {
    /// Returns the cheapest plan of a connected `graph` that weighs less than `limit`. Something was
    /// taken from the lowest `ties` bits of the weights.
    pub(super) fn search(
        &mut self,
        graph: &Graph,
        ties: u32,
        limit: u128,
        budget: &mut Budget<'_>,
    ) -> Found {
        self.begin(graph, ties);
        let mut next = match self.presolver.reduce(graph, &[], &[]) {
            Err(_) => Step::nothing(limit),
            Ok(rest) => Step::Enter(rest, limit),
        };
        loop {
            next = match next {
                Step::Enter(rest, limit) => self.enter(rest, limit, budget),
                Step::Node(graph, limit) => {
                    budget.check();
                    if self.held > tuning::HELD {
                        budget.end();
                    }
                    self.node(graph, limit, budget)
                }
                Step::Leave(found) => match self.frames.pop() {
                    None => return found,
                    Some(Frame::Sum(sum)) => self.resume_sum(sum, found),
                    Some(Frame::Choice(choice)) => self.resume_choice(choice, found, budget),
                },
            };
        }
    }

    fn begin(&mut self, graph: &Graph, ties: u32) {
        self.frames.clear();
        self.held = 0;
        self.rounding.find(graph.weights(), ties);
        self.elimination.begin();
        self.greedy.begin();
        self.relaxation.begin();
        self.rounds = Rounds::new(graph.len());
        let labels = graph.nodes().map(|node| graph.label(node));
        let last = labels.filter(|&label| label != UNLABELLED).max();
        self.presolver
            .labels
            .start(last.map_or(0, |label| label + 1));
    }

    /// Opens the independent parts of `rest`.
    fn enter(&mut self, rest: Residual, limit: u128, budget: &mut Budget<'_>) -> Step {
        if rest.base >= limit {
            return Step::nothing(limit);
        }
        if rest.parts.is_empty() {
            let plan = Plan {
                weight: rest.base,
                labels: rest.picked,
            };
            return Step::Leave(Found {
                bound: plan.weight,
                plan: Some(plan),
            });
        }
        let mut bounds = vec![0; rest.parts.len()];
        if bounds.len() > 1 {
            for (bound, part) in bounds.iter_mut().zip(&rest.parts) {
                *bound = self.cuts.bound(part, part.weights(), budget);
            }
        }
        self.next_part(Sum {
            rest,
            bounds,
            over: 0,
            at: 0,
            limit,
        })
    }

    fn next_part(&mut self, mut sum: Sum) -> Step {
        let all = sum.rest.base + sum.over + sum.bounds.iter().sum::<u128>();
        if all >= sum.limit {
            return Step::nothing(sum.limit);
        }
        let graph = std::mem::take(&mut sum.rest.parts[sum.at]);
        let limit = sum.limit - (all - sum.bounds[sum.at]);
        self.frames.push(Frame::Sum(sum));
        Step::Node(graph, limit)
    }

    fn resume_sum(&mut self, mut sum: Sum, found: Found) -> Step {
        let Some(plan) = found.plan else {
            let others = sum.rest.base + sum.bounds.iter().sum::<u128>() - sum.bounds[sum.at];
            return Step::nothing((others + found.bound).min(sum.limit));
        };
        sum.rest.picked.extend(plan.labels);
        sum.over += plan.weight - found.bound;
        sum.bounds[sum.at] = found.bound;
        sum.at += 1;
        if sum.at < sum.bounds.len() {
            return self.next_part(sum);
        }
        let bound = sum.rest.base + sum.bounds.iter().sum::<u128>();
        let plan = Plan {
            weight: bound + sum.over,
            labels: sum.rest.picked,
        };
        Step::Leave(Found {
            plan: Some(plan),
            bound,
        })
    }

    /// Goes on with what is left of `graph` after decisions that all better plans agree with.
    pub(super) fn commit(&mut self, graph: &Graph, fixed: &Decisions, best: Incumbent) -> Step {
        let limit = best.limit;
        self.take(
            graph,
            fixed,
            Choice {
                other: None,
                best,
                bound: limit,
                joins: self.presolver.labels.len(),
            },
        )
    }

    /// Goes on with the plans of `graph` that contain `node`, and then with those that do not; all better
    /// plans agree with `fixed`.
    pub(super) fn branch(
        &mut self,
        graph: Graph,
        node: u32,
        mut fixed: Decisions,
        best: Incumbent,
    ) -> Step {
        let joins = self.presolver.labels.len();
        let bound = best.limit;
        fixed.chosen.push(node);
        let half = self.presolver.reduce(&graph, &fixed.chosen, &fixed.dropped);
        fixed.chosen.pop();
        fixed.dropped.push(node);
        match half {
            Err(_) => self.commit(&graph, &fixed, best),
            Ok(rest) => {
                let limit = best.limit;
                self.held += graph.len();
                self.frames.push(Frame::Choice(Choice {
                    other: Some((graph, fixed)),
                    best,
                    bound,
                    joins,
                }));
                Step::Enter(rest, limit)
            }
        }
    }

    fn take(&mut self, graph: &Graph, fixed: &Decisions, choice: Choice) -> Step {
        let limit = choice.best.limit;
        match self.presolver.reduce(graph, &fixed.chosen, &fixed.dropped) {
            Err(_) => Step::Leave(Found {
                plan: choice.best.best,
                bound: choice.bound.min(limit),
            }),
            Ok(rest) => {
                self.frames.push(Frame::Choice(choice));
                Step::Enter(rest, limit)
            }
        }
    }

    fn resume_choice(&mut self, mut choice: Choice, found: Found, budget: &Budget<'_>) -> Step {
        self.presolver.labels.truncate(choice.joins);
        let other = choice.other.take();
        self.held -= other.as_ref().map_or(0, |(graph, _)| graph.len());
        if let Some(plan) = found.plan {
            choice.best.keep(plan);
        }
        if budget.is_over() {
            return Step::leave(choice.best);
        }
        let bound = choice.bound.min(found.bound).max(choice.best.bound);
        choice.bound = bound.min(choice.best.limit);
        match other {
            Some((graph, fixed)) => self.take(&graph, &fixed, choice),
            None => Step::Leave(Found {
                plan: choice.best.best,
                bound: choice.bound,
            }),
        }
    }
}
