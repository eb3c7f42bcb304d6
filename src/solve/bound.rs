//! A lower bound by cuts: no plan does without one node of a cut, so the cheapest of it is paid.

use crate::solve::graph::Graph;

/// The heights of a graph are computed so many times, at most.
const EFFORT: usize = 60;

/// Lower bounds by landmark cuts (Helmert and Domshlak's LM-cut, carried over to at-least gates).
#[derive(Debug, Default)]
pub(super) struct Cutter {
    /// What is left of each weight after all cuts.
    residual: Vec<u128>,
    /// The dearest thing that a node cannot do without, in residual weights.
    height: Vec<u128>,
    /// The heights of the nodes below this one are up to date.
    right: u32,
    order: Vec<u32>,
    sorted: Vec<u128>,
    mark: Vec<bool>,
    stack: Vec<u32>,
    cut: Vec<u32>,
    touched: Vec<u32>,
}

impl Cutter {
    /// Returns a lower bound of the weight of all plans of `graph`, were these its weights.
    pub(super) fn bound(&mut self, graph: &Graph, weights: &[u128]) -> u128 {
        self.residual.clear();
        self.residual.extend_from_slice(weights);
        self.height.clear();
        self.height.resize(graph.len(), 0);
        self.mark.clear();
        self.mark.resize(graph.len(), false);
        self.right = 0;
        self.order.clear();
        self.order.extend_from_slice(&graph.goals);
        self.order
            .sort_by_key(|&goal| (graph.members(goal).len(), goal));
        let mut bound = 0;
        let mut effort = EFFORT * (graph.len() + graph.edges());
        for at in 0..self.order.len() {
            let goal = self.order[at];
            self.lift(graph, goal + 1);
            while self.height[goal as usize] > 0 && effort > 0 {
                bound += self.cut(graph, goal);
                let lowest = self.cut.iter().copied().min().unwrap_or(0);
                self.right = self.right.min(lowest);
                effort = effort.saturating_sub((goal - lowest) as usize + 1);
                self.lift(graph, goal + 1);
            }
            // Only what is below this goal was kept up to date.
            self.right = self.right.min(goal + 1);
        }
        self.lift(graph, crate::solve::graph::index(graph.len()));
        bound
    }

    /// What choosing `node` adds to the bound at least.
    pub(super) fn rise(&self, node: u32) -> u128 {
        self.height[node as usize]
    }

    /// What is left of the weight of `node`.
    pub(super) fn residual(&self, node: u32) -> u128 {
        self.residual[node as usize]
    }

    /// Brings the heights of the nodes below `end` up to date.
    fn lift(&mut self, graph: &Graph, end: u32) {
        for node in self.right..end {
            self.height[node as usize] = self.residual[node as usize] + self.needed(graph, node);
        }
        self.right = self.right.max(end);
    }

    /// The `need`-th smallest height of the members of `node`.
    fn needed(&mut self, graph: &Graph, node: u32) -> u128 {
        let (need, members) = (graph.need(node) as usize, graph.members(node));
        let heights = members.iter().map(|&member| self.height[member as usize]);
        if need == 0 {
            0
        } else if need == 1 {
            heights.min().unwrap_or(0)
        } else if need == members.len() {
            heights.max().unwrap_or(0)
        } else {
            self.sorted.clear();
            self.sorted.extend(heights);
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
        while let Some(node) = self.stack.pop() {
            let least = self.needed(graph, node);
            let mut spare = graph.members(node).len() + 1 - graph.need(node) as usize;
            let members = graph.members(node);
            // Of the dearest `members - need + 1` members at least one is chosen.
            for pass in 0..2 {
                for &member in members {
                    let height = self.height[member as usize];
                    let now = if pass == 0 {
                        height > least
                    } else {
                        height == least
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
