//! What the search does with one connected graph: bounds, a plan, decisions that follow, a choice.

use crate::solve::budget::{Budget, Decisions, Incumbent, METHODS, Method, Progress, Subproblem};
use crate::solve::graph::Graph;
use crate::solve::search::{Searcher, Step};
use crate::solve::tuning;

/// What is known of the better plans of a graph.
#[derive(Default)]
struct Known {
    /// They agree with these decisions.
    fixed: Decisions,
    /// By this node they are best divided.
    branching: Option<u32>,
}

impl Searcher {
    /// Bounds a connected graph, and branches if that does not settle it.
    pub(super) fn node(&mut self, graph: Graph, limit: u128, budget: &mut Budget<'_>) -> Step {
        let mut own = budget.part(u64::MAX);
        own.spend(tuning::PASSES * (graph.len() + graph.edges()) as u64);
        let bound = self.cuts.bound(&graph, graph.weights(), &mut own);
        budget.spend(own.spent());
        self.rounds.charge_search(own.spent());
        self.rounding.measure(graph.weights());
        let mut best = Incumbent {
            bound,
            limit,
            best: None,
        };
        if self.rounding.round_up(bound) >= limit {
            return Step::nothing(limit);
        }
        let known = self.improve(&graph, &mut best, budget);
        best.bound = self.rounding.round_up(best.bound);
        if best.bound >= best.limit || budget.is_over() {
            return Step::leave(best);
        }
        let fixed = known.fixed;
        if (fixed.chosen.len() + fixed.dropped.len()) * tuning::FEW > graph.len() {
            return self.commit(&graph, &fixed, best);
        }
        let node = known.branching;
        let node = node.unwrap_or_else(|| self.lightest_of_fewest(&graph));
        self.branch(graph, node, fixed, best)
    }

    /// Lets one method after the other improve what is known of `graph`, until it is settled.
    fn improve(&mut self, graph: &Graph, best: &mut Incumbent, budget: &mut Budget<'_>) -> Known {
        let mut known = Known::default();
        known.fixed.dropped = (self.cuts).over_limit(graph, best.bound, &self.rounding, best.limit);
        let part = Subproblem {
            graph,
            cuts: &self.cuts,
            rounding: &self.rounding,
            labels: &self.presolver.labels,
            tuning: self.tuning,
        };
        let methods: [(Option<usize>, &mut dyn Method); METHODS + 1] = [
            (Some(0), &mut self.elimination),
            // A first plan is needed in any case, and quickly found.
            (None, &mut self.greedy),
            (Some(1), &mut self.hitting_sets),
            (Some(2), &mut self.relaxation),
        ];
        for (place, method) in methods {
            let left = place.map_or(u64::MAX, |place| self.rounds.left(place));
            if left == 0 {
                continue;
            }
            let mut share = budget.part(left);
            let progress = method.improve(&part, best, &mut share);
            budget.spend(share.spent());
            if progress == Progress::Settled {
                break;
            }
            if let Some(place) = place {
                self.rounds.charge(place, share.spent());
            }
            if let Progress::Fixed(more) = progress {
                known.fixed.chosen.extend(more.chosen);
                known.fixed.dropped.extend(more.dropped);
            }
            known.branching = method.branching_node(graph).or(known.branching);
        }
        known
    }

    /// The gate with the fewest choices, and of it the member that looks cheapest.
    fn lightest_of_fewest(&self, graph: &Graph) -> u32 {
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
            .min_by_key(|&member| (self.cuts.h_max(member), graph.weight(member), member));
        member.expect("a part has a goal, and a pending goal has open members")
    }
}
