//! What the search does with one connected graph: bounds, a plan, decisions that follow, a choice.

use crate::solve::dive::scaled;
use crate::solve::graph::Graph;
use crate::solve::search::{Own, STEPS, Searcher, Step};

/// Less than one node in so many is not worth bounds anew.
const FEW: usize = 20;
/// A relaxation of fewer pivots is cheap enough for every node.
const CHEAP: usize = 150;
/// A node of the search without the relaxation counts as so many pivots.
const PIVOTS: usize = 8;
/// Bounds and a first plan cost as much as so many entries of tables for each node and edge.
const NODE: usize = 10;

impl Searcher {
    /// Bounds a connected graph, and branches if that does not settle it.
    pub(super) fn part(&mut self, graph: Graph, limit: u128, stop: &dyn Fn() -> bool) -> Step {
        self.nodes += 1;
        let bound = self.cutter.bound(&graph, graph.weights());
        self.digits.measure(graph.weights());
        if self.digits.lift(bound) >= limit {
            return Step::nothing(limit);
        }
        let mut own = Own {
            bound,
            limit,
            best: None,
        };
        if self.tuning.eliminates
            && let Some(plan) = self.eliminator.try_to_solve(&graph, stop)
        {
            own.bound = plan.weight;
            own.offer(plan, &mut self.shrinker.labels);
            return own.leave();
        }
        self.eliminator.spend(NODE * (graph.len() + graph.edges()));
        self.first_plans(&graph, &mut own);
        if self.hit(&graph, &mut own, stop) {
            return own.leave();
        }
        let mut choose = Vec::new();
        let relaxed = self.worth_relaxing(&graph);
        if relaxed && !self.stopped && self.digits.lift(own.bound) < own.limit {
            self.relax(&graph, &mut own, &mut choose, stop);
        }
        let raw = own.bound;
        own.bound = self.digits.lift(raw);
        if own.bound >= own.limit || self.stopped {
            return own.leave();
        }
        let dear = |node: &u32| self.digits.lift(raw + self.cutter.rise(*node)) >= own.limit;
        let dear: Vec<u32> = graph.nodes().filter(dear).collect();
        if !choose.is_empty() || dear.len() * FEW > graph.len() {
            return self.commit(&graph, &choose, &dear, own);
        }
        let shared = if relaxed {
            self.pick_shared(&graph)
        } else {
            None
        };
        let node = shared.unwrap_or_else(|| self.pick(&graph));
        self.branch(graph, node, dear, own)
    }

    fn first_plans(&mut self, graph: &Graph, own: &mut Own) {
        let labels = &mut self.shrinker.labels;
        self.greedy.start(graph);
        if self.nodes == 1 {
            own.offer(self.greedy.plan(graph, |node| graph.weight(node)), labels);
        }
        let left = |node| self.cutter.residual(node);
        own.offer(self.greedy.plan(graph, left), labels);
    }

    fn worth_relaxing(&mut self, graph: &Graph) -> bool {
        let tuning = self.tuning;
        let worth = graph.len() > tuning.small
            && (self.relaxed > 0 || self.nodes > tuning.patience || graph.len() > tuning.large);
        let rests = worth && self.resting > 0;
        self.resting -= usize::from(rests);
        worth && !rests
    }

    /// Lets the relaxation rest after it was dear and did not settle its node.
    ///
    /// Where much is shared it proves little and takes many pivots; then the search without it gets
    /// as much effort as the relaxation took, so that neither way costs much more than twice the
    /// other. Pivots are counted, not time: the search stays the same on every machine.
    fn rest(&mut self, settled: bool) {
        let steps = self.relaxer.steps();
        self.resting = if settled || steps < CHEAP {
            0
        } else {
            steps / PIVOTS
        };
    }

    /// Sharpens the bound by the linear relaxation; collects what no better plan can do without.
    fn relax(
        &mut self,
        graph: &Graph,
        own: &mut Own,
        choose: &mut Vec<u32>,
        stop: &dyn Fn() -> bool,
    ) {
        let mut bound = self.relaxed_bound(graph, own.limit, stop);
        own.bound = own.bound.max(bound);
        let settled = self.digits.lift(own.bound) >= own.limit;
        self.rest(settled);
        if settled {
            return;
        }
        let share = &self.relaxer.share;
        let guide = |node: u32| scaled(graph.weight(node), 1.0 - share[node as usize]);
        own.offer(self.greedy.plan(graph, guide), &mut self.shrinker.labels);
        self.relaxed += 1;
        if self.relaxed.is_power_of_two() && !stop() {
            self.dive(graph, own, stop);
            if self.digits.lift(own.bound) >= own.limit {
                return;
            }
            // The dive has left its own prices behind.
            bound = self.relaxed_bound(graph, own.limit, stop);
        }
        // What is concluded from prices and heights needs the bound that they are of.
        own.bound = bound;
        let lost = |node: &u32| match self.relaxer.loss[*node as usize] {
            0 => false,
            loss => self.digits.lift(bound + loss) >= own.limit,
        };
        choose.extend(graph.nodes().filter(lost));
    }

    /// The bound of the relaxation, and of the cuts in what its prices leave of the weights.
    fn relaxed_bound(&mut self, graph: &Graph, limit: u128, stop: &dyn Fn() -> bool) -> u128 {
        let bound = self.relaxer.bound(graph, limit, STEPS, stop);
        self.eliminator.spend(self.relaxer.steps() * graph.len());
        bound + self.cutter.bound(graph, &self.relaxer.left)
    }

    /// Collects what is in no plan of `graph` that weighs less than `limit`, as far as cuts tell.
    ///
    /// The relaxation would tell more, but of a large graph it takes longer than all that follows.
    pub(super) fn narrow(&mut self, graph: &Graph, limit: u128) -> Vec<u32> {
        let bound = self.cutter.bound(graph, graph.weights());
        let dear = |node: &u32| bound + self.cutter.rise(*node) >= limit;
        graph.nodes().filter(dear).collect()
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
}
