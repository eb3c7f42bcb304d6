//! Branch and bound, with splitting at every node, on a stack of its own.

use super::bound::Cutter;
use super::graph::Graph;
use super::greedy::{Greedy, Plan};
use super::shrink::{Rest, Shrinker};

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
    /// Independent parts, solved one after the other.
    Sum {
        rest: Rest,
        bounds: Vec<u128>,
        over: u128,
        at: usize,
        limit: u128,
    },
    /// A member of a gate is chosen, then given up.
    Choice {
        graph: Graph,
        node: u32,
        dropped: bool,
        best: Option<Plan>,
        limit: u128,
        own: u128,
        bound: u128,
    },
}

enum Step {
    Enter(Rest, u128),
    Part(Graph, u128),
    Leave(Found),
}

/// Searches graphs; its memory is used again and again.
#[derive(Debug, Default)]
pub(super) struct Searcher {
    shrinker: Shrinker,
    cutter: Cutter,
    greedy: Greedy,
    frames: Vec<Frame>,
    stopped: bool,
}

impl Searcher {
    /// Whether a search was ended by `stop`.
    pub(super) fn stopped(&self) -> bool {
        self.stopped
    }

    pub(super) fn restart(&mut self) {
        self.stopped = false;
    }

    pub(super) fn shrinker(&mut self) -> &mut Shrinker {
        &mut self.shrinker
    }

    /// Returns the cheapest plan of a connected `graph` that weighs less than `limit`.
    pub(super) fn search(&mut self, graph: Graph, limit: u128, stop: &dyn Fn() -> bool) -> Found {
        self.frames.clear();
        let mut step = Step::Part(graph, limit);
        loop {
            step = match step {
                Step::Enter(rest, limit) => self.enter(rest, limit),
                Step::Part(graph, limit) => {
                    self.stopped = self.stopped || stop();
                    self.part(graph, limit)
                }
                Step::Leave(found) => match self.frames.pop() {
                    None => return found,
                    Some(frame) => self.resume(frame, found),
                },
            };
        }
    }

    /// Opens the independent parts of `rest`.
    fn enter(&mut self, rest: Rest, limit: u128) -> Step {
        if rest.base >= limit {
            return Step::Leave(Found {
                plan: None,
                bound: limit,
            });
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
        let bounds: Vec<u128> = if rest.parts.len() == 1 {
            vec![0]
        } else {
            rest.parts
                .iter()
                .map(|part| self.cutter.bound(part))
                .collect()
        };
        self.next_part(Frame::Sum {
            rest,
            bounds,
            over: 0,
            at: 0,
            limit,
        })
    }

    fn next_part(&mut self, mut frame: Frame) -> Step {
        let Frame::Sum {
            rest,
            bounds,
            over,
            at,
            limit,
        } = &mut frame
        else {
            unreachable!("only sums have parts")
        };
        let sum: u128 = bounds.iter().sum();
        let others = rest.base + *over + sum - bounds[*at];
        if others + bounds[*at] >= *limit {
            return Step::Leave(Found {
                plan: None,
                bound: *limit,
            });
        }
        let graph = std::mem::take(&mut rest.parts[*at]);
        let limit = *limit - others;
        self.frames.push(frame);
        Step::Part(graph, limit)
    }

    /// Bounds a connected graph, and branches if that does not settle it.
    fn part(&mut self, graph: Graph, limit: u128) -> Step {
        let bound = self.cutter.bound(&graph);
        if bound >= limit {
            return Step::Leave(Found {
                plan: None,
                bound: limit,
            });
        }
        let cutter = &self.cutter;
        let mut best = self.greedy.plan(&graph, |node| graph.weight(node));
        let other = self.greedy.plan(&graph, |node| cutter.residual(node));
        if other.weight < best.weight {
            best = other;
        }
        let limit = limit.min(best.weight.saturating_add(1));
        let better = best.weight < limit;
        let limit = if better { best.weight } else { limit };
        let best = better.then_some(best);
        if bound >= limit || self.stopped {
            let bound = bound.min(limit);
            return Step::Leave(Found { plan: best, bound });
        }
        let dear: Vec<u32> = graph
            .nodes()
            .filter(|&node| bound + cutter.rise(node) >= limit)
            .collect();
        if !dear.is_empty() {
            let step = match self.shrinker.decide(&graph, &[], &dear) {
                Err(_) => {
                    return Step::Leave(Found {
                        plan: best,
                        bound: limit,
                    });
                }
                Ok(rest) => Step::Enter(rest, limit),
            };
            self.frames.push(Frame::Choice {
                graph: Graph::default(),
                node: 0,
                dropped: true,
                best,
                limit,
                own: bound,
                bound: limit,
            });
            return step;
        }
        let node = self.pick(&graph);
        match self.shrinker.decide(&graph, &[node], &[]) {
            Err(_) => self.other_half(&graph, node, best, limit, bound, limit),
            Ok(rest) => {
                self.frames.push(Frame::Choice {
                    graph,
                    node,
                    dropped: false,
                    best,
                    limit,
                    own: bound,
                    bound: limit,
                });
                Step::Enter(rest, limit)
            }
        }
    }

    /// The gate with the fewest choices, and of it the member that looks cheapest.
    fn pick(&self, graph: &Graph) -> u32 {
        let spare = |goal: u32| graph.members(goal).len() - graph.need(goal) as usize;
        let goal = graph
            .goals
            .iter()
            .copied()
            .min_by_key(|&goal| (spare(goal), goal));
        let members = goal.map_or(&[][..], |goal| graph.members(goal));
        let member = members
            .iter()
            .copied()
            .min_by_key(|&member| (self.cutter.rise(member), graph.weight(member), member));
        member.expect("a part has a goal, and a pending goal has open members")
    }

    fn other_half(
        &mut self,
        graph: &Graph,
        node: u32,
        best: Option<Plan>,
        limit: u128,
        own: u128,
        bound: u128,
    ) -> Step {
        match self.shrinker.decide(graph, &[], &[node]) {
            Err(_) => Step::Leave(Found { plan: best, bound }),
            Ok(rest) => {
                self.frames.push(Frame::Choice {
                    graph: Graph::default(),
                    node,
                    dropped: true,
                    best,
                    limit,
                    own,
                    bound,
                });
                Step::Enter(rest, limit)
            }
        }
    }

    fn resume(&mut self, frame: Frame, found: Found) -> Step {
        match frame {
            Frame::Sum {
                mut rest,
                mut bounds,
                mut over,
                at,
                limit,
            } => {
                let Some(plan) = found.plan else {
                    let others = rest.base + bounds.iter().sum::<u128>() - bounds[at];
                    return Step::Leave(Found {
                        plan: None,
                        bound: (others + found.bound).min(limit),
                    });
                };
                rest.picked.extend(plan.labels);
                over += plan.weight - found.bound;
                bounds[at] = found.bound;
                if at + 1 < bounds.len() {
                    return self.next_part(Frame::Sum {
                        rest,
                        bounds,
                        over,
                        at: at + 1,
                        limit,
                    });
                }
                let bound = rest.base + bounds.iter().sum::<u128>();
                let plan = Plan {
                    weight: bound + over,
                    labels: rest.picked,
                };
                Step::Leave(Found {
                    plan: Some(plan),
                    bound,
                })
            }
            Frame::Choice {
                graph,
                node,
                dropped,
                mut best,
                mut limit,
                own,
                mut bound,
            } => {
                if let Some(plan) = found.plan {
                    limit = plan.weight;
                    best = Some(plan);
                }
                bound = bound.min(found.bound).max(own).min(limit);
                if self.stopped {
                    return Step::Leave(Found {
                        plan: best,
                        bound: own.min(bound),
                    });
                }
                if dropped {
                    return Step::Leave(Found { plan: best, bound });
                }
                self.other_half(&graph, node, best, limit, own, bound)
            }
        }
    }
}
