//! Branch and bound, with splitting at every node, on a stack of its own.

use crate::solve::bound::Cutter;
use crate::solve::digits::Digits;
use crate::solve::eliminate::Eliminator;
use crate::solve::graph::{Graph, UNLABELLED};
use crate::solve::greedy::{Greedy, Plan};
use crate::solve::hitting::Hitter;
use crate::solve::labels::Labels;
use crate::solve::relax::Relaxer;
use crate::solve::shrink::{Rest, Shrinker};

/// So many pivots are made for one bound, at most.
pub(super) const STEPS: usize = 100_000;

/// So many nodes of graphs wait on the stack, at most; some 50 bytes each.
const HELD: usize = 10_000_000;

/// From which size on the dearer ways pay; what they find does not depend on it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tuning {
    /// Up to so many orders are decided together with the weight.
    pub(super) at_once: usize,
    /// Up to so many orders are decided at a time after it.
    pub(super) digits: usize,
    /// The relaxation is used after so many nodes of the search without it,
    pub(super) patience: usize,
    /// or at once for graphs of more than so many nodes,
    pub(super) large: usize,
    /// and only for graphs of more than so many nodes.
    pub(super) small: usize,
    /// Whether graphs that are narrow enough are eliminated.
    pub(super) eliminates: bool,
    /// Cuts are collected where there are so many gates for each weight.
    pub(super) gates: usize,
}

impl Default for Tuning {
    fn default() -> Self {
        Self {
            at_once: 120,
            digits: 120,
            patience: 8,
            large: 40,
            small: 20,
            eliminates: true,
            gates: 2,
        }
    }
}

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
    rest: Rest,
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
    /// The graph, and what is given up in the second half; `None` once that has begun.
    other: Option<(Graph, Vec<u32>)>,
    own: Own,
    /// What is proven of the halves that are done.
    bound: u128,
    /// How many joint labels there were.
    joins: usize,
}

/// What a node of the search knows of itself.
#[derive(Debug)]
pub(super) struct Own {
    /// No plan is lighter.
    pub(super) bound: u128,
    /// Only lighter plans are wanted; the weight of `best`, if there is one.
    pub(super) limit: u128,
    pub(super) best: Option<Plan>,
}

impl Own {
    /// Keeps `plan` if it is better than what is known.
    pub(super) fn offer(&mut self, plan: Plan, labels: &mut Labels) {
        if plan.weight < self.limit {
            let mut all = Vec::new();
            for label in plan.labels {
                labels.spell(label, &mut all);
            }
            self.keep(Plan {
                labels: all,
                ..plan
            });
        }
    }

    /// Keeps `plan`, of which all labels stand for themselves, if it is better than what is known.
    fn keep(&mut self, plan: Plan) {
        if plan.weight < self.limit {
            self.limit = plan.weight;
            self.best = Some(plan);
        }
    }

    pub(super) fn leave(self) -> Step {
        Step::Leave(Found {
            bound: self.bound.min(self.limit),
            plan: self.best,
        })
    }
}

/// What the search does next.
pub(super) enum Step {
    Enter(Rest, u128),
    Part(Graph, u128),
    Leave(Found),
}

impl Step {
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
    pub(super) shrinker: Shrinker,
    pub(super) cutter: Cutter,
    pub(super) greedy: Greedy,
    pub(super) relaxer: Relaxer,
    pub(super) digits: Digits,
    pub(super) eliminator: Eliminator,
    pub(super) hitter: Hitter,
    pub(super) tuning: Tuning,
    /// How many nodes of the search there were, and how many of them used the relaxation.
    pub(super) nodes: usize,
    pub(super) relaxed: usize,
    /// So many nodes more are searched without it.
    pub(super) resting: usize,
    frames: Vec<Frame>,
    held: usize,
    /// Whether the search was ended before it was done.
    pub(super) stopped: bool,
}

impl Searcher {
    /// Begins with a problem of which nothing is known.
    pub(super) fn begin(&mut self) {
        self.stopped = false;
        self.eliminator.start();
    }

    /// Returns the cheapest plan of a connected `graph` that weighs less than `limit`. Something was
    /// taken from the lowest `ties` bits of the weights.
    pub(super) fn search(
        &mut self,
        graph: &Graph,
        ties: u32,
        limit: u128,
        stop: &dyn Fn() -> bool,
    ) -> Found {
        self.start(graph, ties);
        let mut next = match self.shrinker.reduce(graph, &[], &[]) {
            Err(_) => Step::nothing(limit),
            Ok(rest) => Step::Enter(rest, limit),
        };
        loop {
            next = match next {
                Step::Enter(rest, limit) => self.enter(rest, limit),
                Step::Part(graph, limit) => {
                    self.stopped = self.stopped || self.held > HELD || stop();
                    self.part(graph, limit, stop)
                }
                Step::Leave(found) => match self.frames.pop() {
                    None => return found,
                    Some(Frame::Sum(sum)) => self.resume_sum(sum, found),
                    Some(Frame::Choice(choice)) => self.resume_choice(choice, found),
                },
            };
        }
    }

    fn start(&mut self, graph: &Graph, ties: u32) {
        self.frames.clear();
        self.held = 0;
        self.digits.find(graph.weights(), ties);
        self.relaxer.forget();
        self.hitter.start();
        self.nodes = 0;
        self.relaxed = 0;
        self.resting = 0;
        let labels = graph.nodes().map(|node| graph.label(node));
        let last = labels.filter(|&label| label != UNLABELLED).max();
        self.shrinker
            .labels
            .start(last.map_or(0, |label| label + 1));
    }

    /// Opens the independent parts of `rest`.
    fn enter(&mut self, rest: Rest, limit: u128) -> Step {
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
                *bound = self.cutter.bound(part, part.weights());
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
        Step::Part(graph, limit)
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
    pub(super) fn commit(&mut self, graph: &Graph, choose: &[u32], drop: &[u32], own: Own) -> Step {
        let limit = own.limit;
        self.take(
            graph,
            (choose, drop),
            Choice {
                other: None,
                own,
                bound: limit,
                joins: self.shrinker.labels.len(),
            },
        )
    }

    /// Goes on with the plans of `graph` that contain `node`, and then with those that do not; better
    /// plans have nothing of `drop`.
    pub(super) fn branch(&mut self, graph: Graph, node: u32, mut drop: Vec<u32>, own: Own) -> Step {
        let joins = self.shrinker.labels.len();
        let bound = own.limit;
        let half = self.shrinker.reduce(&graph, &[node], &drop);
        drop.push(node);
        match half {
            Err(_) => self.commit(&graph, &[], &drop, own),
            Ok(rest) => {
                let limit = own.limit;
                self.held += graph.len();
                self.frames.push(Frame::Choice(Choice {
                    other: Some((graph, drop)),
                    own,
                    bound,
                    joins,
                }));
                Step::Enter(rest, limit)
            }
        }
    }

    fn take(&mut self, graph: &Graph, (choose, drop): (&[u32], &[u32]), choice: Choice) -> Step {
        let limit = choice.own.limit;
        match self.shrinker.reduce(graph, choose, drop) {
            Err(_) => Step::Leave(Found {
                plan: choice.own.best,
                bound: choice.bound.min(limit),
            }),
            Ok(rest) => {
                self.frames.push(Frame::Choice(choice));
                Step::Enter(rest, limit)
            }
        }
    }

    fn resume_choice(&mut self, mut choice: Choice, found: Found) -> Step {
        self.shrinker.labels.truncate(choice.joins);
        let other = choice.other.take();
        self.held -= other.as_ref().map_or(0, |(graph, _)| graph.len());
        if let Some(plan) = found.plan {
            choice.own.keep(plan);
        }
        if self.stopped {
            return choice.own.leave();
        }
        let bound = choice.bound.min(found.bound).max(choice.own.bound);
        choice.bound = bound.min(choice.own.limit);
        match other {
            Some((graph, drop)) => self.take(&graph, (&[], &drop), choice),
            None => Step::Leave(Found {
                plan: choice.own.best,
                bound: choice.bound,
            }),
        }
    }
}
