//! A lower bound by cuts: no plan does without one node of a cut, so the lightest of it is paid.

use crate::solve::budget::Budget;
use crate::solve::graph::{Graph, index};
use crate::solve::rounding::BoundRounding;
use crate::solve::tuning;

/// Lower bounds by landmark cuts (Helmert and Domshlak's LM-cut, carried over to at-least gates).
#[derive(Debug, Default)]
pub(super) struct LmCut {
    /// What is left of each weight after all cuts.
    residual: Vec<u128>,
    /// By node, `h_max`: the heaviest thing that it cannot do without, in residual weights.
    h_max: Vec<u128>,
    /// Below this node, `h_max` is up to date.
    valid: u32,
    order: Vec<u32>,
    sorted: Vec<u128>,
    mark: Vec<bool>,
    stack: Vec<u32>,
    cut: Vec<u32>,
    touched: Vec<u32>,
    /// How many edges were followed for the last cut.
    visited: usize,
}

impl LmCut {
    /// Returns a lower bound of the weight of all plans of `graph`, were these its weights.
    pub(super) fn bound(
        &mut self,
        graph: &Graph,
        weights: &[u128],
        budget: &mut Budget<'_>,
    ) -> u128 {
        self.residual.clear();
        self.residual.extend_from_slice(weights);
        self.h_max.clear();
        self.h_max.resize(graph.len(), 0);
        self.mark.clear();
        self.mark.resize(graph.len(), false);
        self.valid = 0;
        self.order.clear();
        self.order.extend_from_slice(&graph.goals);
        self.order
            .sort_by_key(|&goal| (graph.members(goal).len(), goal));
        let mut bound = 0;
        let most = tuning::LM_CUT_PASSES * (graph.len() + graph.edges());
        let mut updates = most;
        for at in 0..self.order.len() {
            let goal = self.order[at];
            self.update(graph, goal + 1);
            while self.h_max[goal as usize] > 0 && updates > 0 {
                bound += self.cut(graph, goal);
                let lowest = self.cut.iter().copied().min().unwrap_or(0);
                self.valid = self.valid.min(lowest);
                updates = updates.saturating_sub(self.visited + (goal - lowest) as usize + 1);
                self.update(graph, goal + 1);
            }
            // Only what is below this goal was kept up to date.
            self.valid = self.valid.min(goal + 1);
        }
        self.update(graph, index(graph.len()));
        budget.spend((graph.edges() + most - updates) as u64);
        bound
    }

    /// What choosing `node` adds to the bound at least.
    pub(super) fn h_max(&self, node: u32) -> u128 {
        self.h_max[node as usize]
    }

    /// What is in no plan that weighs less than the limit of `best`, by the last bound, which was `bound`.
    pub(super) fn over_limit(
        &self,
        graph: &Graph,
        bound: u128,
        rounding: &BoundRounding,
        limit: u128,
    ) -> Vec<u32> {
        let over = |node: &u32| rounding.round_up(bound + self.h_max(*node)) >= limit;
        graph.nodes().filter(over).collect()
    }

    /// What is left of the weight of `node`.
    pub(super) fn residual(&self, node: u32) -> u128 {
        self.residual[node as usize]
    }

    /// Brings `h_max` of the nodes below `end` up to date.
    fn update(&mut self, graph: &Graph, end: u32) {
        for node in self.valid..end {
            self.h_max[node as usize] = self.residual[node as usize] + self.needed(graph, node);
        }
        self.valid = self.valid.max(end);
    }

    /// The `need`-th smallest `h_max` of the members of `node`.
    fn needed(&mut self, graph: &Graph, node: u32) -> u128 {
        let (need, members) = (graph.need(node) as usize, graph.members(node));
        let costs = members.iter().map(|&member| self.h_max[member as usize]);
        if need == 0 {
            0
        } else if need == 1 {
            costs.min().unwrap_or(0)
        } else if need == members.len() {
            costs.max().unwrap_or(0)
        } else {
            self.sorted.clear();
            self.sorted.extend(costs);
            *self.sorted.select_nth_unstable(need - 1).1
        }
    }

    /// Finds a cut below `goal`, takes its least residual weight from all of it and returns what
    /// the bound gains.
    fn cut(&mut self, graph: &Graph, goal: u32) -> u128 {
        self.cut.clear();
        self.stack.clear();
        self.stack.push(goal);
        self.mark[goal as usize] = true;
        self.touched.clear();
        self.touched.push(goal);
        self.visited = 0;
        while let Some(node) = self.stack.pop() {
            let least = self.needed(graph, node);
            let mut spare = graph.members(node).len() + 1 - graph.need(node) as usize;
            let members = graph.members(node);
            self.visited += members.len();
            // Of the heaviest `members - need + 1` members at least one is chosen.
            for pass in 0..2 {
                for &member in members {
                    let h_max = self.h_max[member as usize];
                    let now = if pass == 0 {
                        h_max > least
                    } else {
                        h_max == least
                    };
                    if !now || spare == 0 {
                        continue;
                    }
                    spare -= 1;
                    if self.mark[member as usize] {
                        continue;
                    }
                    self.mark[member as usize] = true;
                    self.touched.push(member);
                    if self.residual[member as usize] > 0 {
                        self.cut.push(member);
                    } else {
                        self.stack.push(member);
                    }
                }
            }
        }
        for &node in &self.touched {
            self.mark[node as usize] = false;
        }
        let gain = self
            .cut
            .iter()
            .map(|&node| self.residual[node as usize])
            .min()
            .unwrap_or(0);
        for &node in &self.cut {
            self.residual[node as usize] -= gain;
        }
        gain
    }
}
