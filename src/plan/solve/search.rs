//! Branch and bound, with splitting at every node, on a stack of its own.

use super::bound::Cutter;
use super::graph::{Graph, UNLABELLED};
use super::greedy::{Greedy, Plan};
use super::labels::Labels;
use super::relax::Relaxer;
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
        own: Own,
        bound: u128,
        joins: usize,
    },
}

/// What a node of the search knows of itself.
#[derive(Debug)]
struct Own {
    bound: u128,
    limit: u128,
    best: Option<Plan>,
}

impl Own {
    /// Keeps `plan` if it is better than what is known.
    fn offer(&mut self, plan: Plan, labels: &mut Labels) {
        if plan.weight < self.limit {
            let mut all = Vec::new();
            for label in plan.labels {
                labels.spell(label, &mut all);
            }
            let plan = Plan {
                labels: all,
                ..plan
            };
            self.limit = plan.weight;
            self.best = Some(plan);
        }
    }

    fn offer_spelt(&mut self, plan: Plan) {
        if plan.weight < self.limit {
            self.limit = plan.weight;
            self.best = Some(plan);
        }
    }

    fn leave(self) -> Step {
        Step::Leave(Found {
            bound: self.bound.min(self.limit),
            plan: self.best,
        })
    }
}

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
}

impl Default for Tuning {
    fn default() -> Self {
        Self {
            at_once: 24,
            digits: 120,
            patience: 20,
            large: 150,
            small: 10,
        }
    }
}

/// So many pivots are made for one bound, at most.
const STEPS: usize = 100_000;

/// About `part` of `weight`, for a guide.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a guide only"
)]
fn scaled(weight: u128, part: f64) -> u128 {
    (weight as f64 * part.clamp(0.0, 1.0)) as u128
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
    relaxer: Relaxer,
    nodes: usize,
    relaxed: usize,
    pub(super) tuning: Tuning,
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
    pub(super) fn search(&mut self, graph: &Graph, limit: u128, stop: &dyn Fn() -> bool) -> Found {
        self.frames.clear();
        self.relaxer.forget();
        self.nodes = 0;
        self.relaxed = 0;
        let first = graph
            .nodes()
            .map(|node| graph.label(node))
            .filter(|&label| label != UNLABELLED)
            .max();
        self.shrinker
            .labels
            .start(first.map_or(0, |label| label + 1));
        let mut next = match self.shrinker.reduce(graph, &[], &[]) {
            Err(_) => {
                return Found {
                    plan: None,
                    bound: limit,
                };
            }
            Ok(rest) => Step::Enter(rest, limit),
        };
        loop {
            next = match next {
                Step::Enter(rest, limit) => self.enter(rest, limit),
                Step::Part(graph, limit) => {
                    self.stopped = self.stopped || stop();
                    self.part(graph, limit, stop)
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
                .map(|part| self.cutter.bound(part, part.weights()))
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

    /// Collects what is in all plans of `graph` that weigh less than `limit`, and what is in none.
    pub(super) fn narrow(
        &mut self,
        graph: &Graph,
        limit: u128,
        stop: &dyn Fn() -> bool,
    ) -> (Vec<u32>, Vec<u32>) {
        let mut bound = 0;
        let mut choose = Vec::new();
        if graph.len() > self.tuning.small {
            self.relaxer.forget();
            bound = self.relaxer.bound(graph, u128::MAX, STEPS, stop);
            bound += self.cutter.bound(graph, &self.relaxer.left);
            let sure = |node: &u32| {
                let loss = self.relaxer.loss[*node as usize];
                loss > 0 && bound + loss >= limit
            };
            choose.extend(graph.nodes().filter(sure));
        } else {
            bound += self.cutter.bound(graph, graph.weights());
        }
        let drop = graph
            .nodes()
            .filter(|&node| bound + self.cutter.rise(node) >= limit)
            .collect();
        (choose, drop)
    }

    /// Bounds a connected graph, and branches if that does not settle it.
    fn part(&mut self, graph: Graph, limit: u128, stop: &dyn Fn() -> bool) -> Step {
        self.nodes += 1;
        let bound = self.cutter.bound(&graph, graph.weights());
        if bound >= limit {
            return Step::Leave(Found {
                plan: None,
                bound: limit,
            });
        }
        let mut own = Own {
            bound,
            limit,
            best: None,
        };
        own.offer(
            self.greedy.plan(&graph, |node| graph.weight(node)),
            &mut self.shrinker.labels,
        );
        let cutter = &self.cutter;
        own.offer(
            self.greedy.plan(&graph, |node| cutter.residual(node)),
            &mut self.shrinker.labels,
        );
        if own.bound >= own.limit || self.stopped {
            return own.leave();
        }
        let mut choose = Vec::new();
        let relaxed = (self.nodes > self.tuning.patience || graph.len() > self.tuning.large)
            && graph.len() > self.tuning.small;
        if relaxed {
            self.relax(&graph, &mut own, &mut choose, stop);
            if own.bound >= own.limit {
                return own.leave();
            }
        }
        let dear: Vec<u32> = graph
            .nodes()
            .filter(|&node| own.bound + self.cutter.rise(node) >= own.limit)
            .collect();
        if !dear.is_empty() || !choose.is_empty() {
            let joins = self.shrinker.labels.len();
            let Ok(rest) = self.shrinker.reduce(&graph, &choose, &dear) else {
                own.bound = own.limit;
                return own.leave();
            };
            let limit = own.limit;
            self.frames.push(Frame::Choice {
                graph: Graph::default(),
                node: 0,
                dropped: true,
                own,
                bound: limit,
                joins,
            });
            return Step::Enter(rest, limit);
        }
        let node = if relaxed {
            self.pick_shared(&graph)
        } else {
            None
        };
        let node = node.unwrap_or_else(|| self.pick(&graph));
        let limit = own.limit;
        let joins = self.shrinker.labels.len();
        match self.shrinker.reduce(&graph, &[node], &[]) {
            Err(_) => self.other_half(&graph, node, own, limit),
            Ok(rest) => {
                self.frames.push(Frame::Choice {
                    graph,
                    node,
                    dropped: false,
                    own,
                    bound: limit,
                    joins,
                });
                Step::Enter(rest, limit)
            }
        }
    }

    /// Sharpens the bound by the linear relaxation; collects what no better plan can do without.
    fn relax(
        &mut self,
        graph: &Graph,
        own: &mut Own,
        choose: &mut Vec<u32>,
        stop: &dyn Fn() -> bool,
    ) {
        let mut bound = self.relaxer.bound(graph, own.limit, STEPS, stop);
        bound += self.cutter.bound(graph, &self.relaxer.left);
        own.bound = own.bound.max(bound);
        if own.bound >= own.limit {
            return;
        }
        let share = &self.relaxer.share;
        own.offer(
            self.greedy.plan(graph, |node| {
                scaled(graph.weight(node), 1.0 - share[node as usize])
            }),
            &mut self.shrinker.labels,
        );
        self.relaxed += 1;
        if self.relaxed.is_power_of_two() && !stop() {
            self.dive(graph, own, stop);
            if bound >= own.limit {
                return;
            }
            // The dive has left its own prices behind.
            bound = self.relaxer.bound(graph, own.limit, STEPS, stop);
            bound += self.cutter.bound(graph, &self.relaxer.left);
        }
        let limit = own.limit;
        choose.extend(graph.nodes().filter(|&node| {
            let loss = self.relaxer.loss[node as usize];
            loss > 0 && bound + loss >= limit
        }));
        if bound < own.bound {
            // The heights are those of the weaker bound.
            own.bound = bound;
        }
    }

    /// Follows the relaxation down to a plan: what it takes whole is chosen, and the largest of the
    /// rest.
    fn dive(&mut self, graph: &Graph, own: &mut Own, stop: &dyn Fn() -> bool) {
        let (joins, basis) = (self.shrinker.labels.len(), self.relaxer.copy_basis());
        let mut plan = Plan::default();
        let mut open = Vec::new();
        let mut alive = self.plunge(graph, &mut plan, &mut open);
        while let Some(part) = open.pop() {
            if stop() {
                alive = false;
                break;
            }
            self.relaxer.bound(&part, u128::MAX, STEPS, stop);
            alive &= self.plunge(&part, &mut plan, &mut open);
        }
        self.relaxer.put_basis(basis);
        if alive {
            plan.labels.sort_unstable();
            let labels = &mut self.shrinker.labels;
            let mut spelt = Vec::new();
            let better = self.greedy.polish(graph, |node| {
                spelt.clear();
                labels.spell(graph.label(node), &mut spelt);
                spelt
                    .first()
                    .is_some_and(|label| plan.labels.binary_search(label).is_ok())
            });
            own.offer(better, labels);
        }
        self.shrinker.labels.truncate(joins);
    }

    /// One step of a dive: the plan takes its part of `graph`, and what is left is put on the list.
    /// Returns whether the goals can still be reached.
    fn plunge(&mut self, graph: &Graph, plan: &mut Plan, open: &mut Vec<Graph>) -> bool {
        let share = &self.relaxer.share;
        let goals = &graph.goals;
        let mut split: Vec<(f64, u32)> = Vec::new();
        let mut choose = Vec::new();
        for node in graph
            .nodes()
            .filter(|node| goals.binary_search(node).is_err())
        {
            let share = share[node as usize];
            if share > 0.999 {
                choose.push(node);
            } else if share > 0.001 {
                split.push((share, node));
            }
        }
        if split.is_empty() {
            let guide = |node: u32| scaled(graph.weight(node), 1.0 - share[node as usize]);
            let own = self.greedy.plan(graph, guide);
            for label in own.labels {
                self.shrinker.labels.spell(label, &mut plan.labels);
            }
            return true;
        }
        split.sort_unstable_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        let many = 1 + split.len() / 10;
        let sure = split
            .iter()
            .take(many)
            .enumerate()
            .filter(|(at, one)| *at == 0 || one.0 > 0.7);
        choose.extend(sure.map(|(_, one)| one.1));
        let Ok(rest) = self.shrinker.reduce(graph, &choose, &[]) else {
            return false;
        };
        plan.labels.extend(rest.picked);
        open.extend(rest.parts);
        true
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

    /// The node of which the relaxation takes most nearly a half.
    fn pick_shared(&self, graph: &Graph) -> Option<u32> {
        let (mut best, mut found) = (0.0, None);
        for node in graph.nodes() {
            let share = self.relaxer.share[node as usize];
            let half = share.min(1.0 - share);
            if half < 1e-6 {
                continue;
            }
            let score = (half + 0.05) * (1.0 + self.relaxer.users(node)).sqrt();
            if score > best {
                best = score;
                found = Some(node);
            }
        }
        found
    }

    fn other_half(&mut self, graph: &Graph, node: u32, own: Own, bound: u128) -> Step {
        let limit = own.limit;
        let joins = self.shrinker.labels.len();
        match self.shrinker.reduce(graph, &[], &[node]) {
            Err(_) => Step::Leave(Found {
                plan: own.best,
                bound: bound.min(limit),
            }),
            Ok(rest) => {
                self.frames.push(Frame::Choice {
                    graph: Graph::default(),
                    node,
                    dropped: true,
                    own,
                    bound,
                    joins,
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
                mut own,
                mut bound,
                joins,
            } => {
                self.shrinker.labels.truncate(joins);
                if let Some(plan) = found.plan {
                    own.offer_spelt(plan);
                }
                bound = bound.min(found.bound).max(own.bound).min(own.limit);
                if self.stopped {
                    return own.leave();
                }
                if dropped {
                    return Step::Leave(Found {
                        plan: own.best,
                        bound,
                    });
                }
                self.other_half(&graph, node, own, bound)
            }
        }
    }
}
