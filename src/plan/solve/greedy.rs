//! A first plan, quickly.

use super::graph::{Graph, UNLABELLED};

/// A choice of nodes that reaches all goals of a graph.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Plan {
    pub(super) weight: u128,
    /// The labels of what is chosen, in no order.
    pub(super) labels: Vec<u32>,
}

/// Finds plans that need not be the cheapest.
#[derive(Debug, Default)]
pub(super) struct Greedy {
    cost: Vec<u128>,
    chosen: Vec<bool>,
    sorted: Vec<(u128, u32)>,
}

impl Greedy {
    /// Returns a plan of `graph`, in which all nodes can be reached.
    ///
    /// Cost-to-go that counts what is shared each time it is used; then, from the goals downwards,
    /// the cheapest members that are not yet chosen; then what has become superfluous is dropped.
    pub(super) fn plan(&mut self, graph: &Graph, guide: impl Fn(u32) -> u128) -> Plan {
        self.cost.clear();
        for node in graph.nodes() {
            let (need, members) = (graph.need(node) as usize, graph.members(node));
            let costs = members.iter().map(|&member| self.cost[member as usize]);
            let below = if need == members.len() {
                costs.fold(0, u128::saturating_add)
            } else if need == 1 {
                costs.min().unwrap_or(0)
            } else {
                self.sorted.clear();
                self.sorted.extend(costs.zip(members.iter().copied()));
                self.sorted.sort_unstable();
                self.sorted[..need]
                    .iter()
                    .fold(0, |sum: u128, one| sum.saturating_add(one.0))
            };
            self.cost.push(guide(node).saturating_add(below));
        }
        self.descend(graph);
        self.thin(graph);
        self.collect(graph)
    }

    /// Returns what is left of a plan of `graph` once all that is superfluous is dropped; `has` says
    /// what the plan contains.
    pub(super) fn polish(&mut self, graph: &Graph, mut has: impl FnMut(u32) -> bool) -> Plan {
        self.chosen.clear();
        self.chosen.extend(
            graph
                .nodes()
                .map(|node| graph.weight(node) > 0 && has(node)),
        );
        self.thin(graph);
        self.collect(graph)
    }

    fn descend(&mut self, graph: &Graph) {
        self.chosen.clear();
        self.chosen.resize(graph.len(), false);
        for &goal in &graph.goals {
            self.chosen[goal as usize] = true;
        }
        for node in graph.nodes().rev() {
            if !self.chosen[node as usize] {
                continue;
            }
            let mut left = graph.need(node) as usize;
            self.sorted.clear();
            for &member in graph.members(node) {
                if self.chosen[member as usize] {
                    left = left.saturating_sub(1);
                } else {
                    self.sorted.push((self.cost[member as usize], member));
                }
            }
            if left == 0 {
                continue;
            }
            self.sorted.sort_unstable();
            for &(_, member) in &self.sorted[..left] {
                self.chosen[member as usize] = true;
            }
        }
    }

    /// Drops what the goals do not need, the heaviest first.
    fn thin(&mut self, graph: &Graph) {
        let mut thinner = Thinner::new(graph, &mut self.chosen);
        let mut paid: Vec<(u128, u32)> = graph
            .nodes()
            .filter(|&node| thinner.chosen[node as usize] && graph.weight(node) > 0)
            .map(|node| (graph.weight(node), node))
            .collect();
        paid.sort_unstable();
        for &(_, node) in paid.iter().rev() {
            thinner.try_drop(graph, node);
        }
    }

    fn collect(&self, graph: &Graph) -> Plan {
        let mut plan = Plan::default();
        for node in graph.nodes() {
            if self.chosen[node as usize] {
                plan.weight += graph.weight(node);
                if graph.label(node) != UNLABELLED {
                    plan.labels.push(graph.label(node));
                }
            }
        }
        plan
    }
}

/// Drops nodes from a choice as long as all goals stay reached.
struct Thinner<'c> {
    chosen: &'c mut [bool],
    /// How many chosen members a node has.
    met: Vec<u32>,
    parents: super::graph::Parents,
    goal: Vec<bool>,
    trail: Vec<u32>,
}

impl<'c> Thinner<'c> {
    fn new(graph: &Graph, chosen: &'c mut [bool]) -> Self {
        let mut parents = super::graph::Parents::default();
        parents.fill(graph);
        // Gates that hold anyway count as chosen: they may stand in for others.
        let mut met = Vec::with_capacity(graph.len());
        let mut goal = vec![false; graph.len()];
        for &node in &graph.goals {
            goal[node as usize] = true;
        }
        for node in graph.nodes() {
            let members = graph.members(node);
            let count = members
                .iter()
                .filter(|&&member| chosen[member as usize])
                .count();
            met.push(super::graph::index(count));
            if graph.weight(node) == 0 && count >= graph.need(node) as usize {
                chosen[node as usize] = true;
            }
        }
        Self {
            chosen,
            met,
            parents,
            goal,
            trail: Vec::new(),
        }
    }

    /// Takes `node` out, and all that falls with it; puts everything back if a goal falls.
    fn try_drop(&mut self, graph: &Graph, node: u32) {
        if !self.chosen[node as usize] {
            return;
        }
        self.trail.clear();
        self.trail.push(node);
        self.chosen[node as usize] = false;
        let mut at = 0;
        let mut broken = self.goal[node as usize];
        while at < self.trail.len() {
            let fallen = self.trail[at];
            at += 1;
            for place in 0..self.parents.of(fallen).len() {
                let parent = self.parents.of(fallen)[place];
                self.met[parent as usize] -= 1;
                if self.chosen[parent as usize] && self.met[parent as usize] < graph.need(parent) {
                    self.chosen[parent as usize] = false;
                    self.trail.push(parent);
                    broken |= self.goal[parent as usize];
                }
            }
        }
        if broken {
            for &fallen in &self.trail {
                self.chosen[fallen as usize] = true;
                for place in 0..self.parents.of(fallen).len() {
                    let parent = self.parents.of(fallen)[place];
                    self.met[parent as usize] += 1;
                }
            }
        }
    }
}
