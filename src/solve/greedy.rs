//! A first plan, quickly.

use crate::solve::budget::{Budget, Incumbent, Method, Progress, Subproblem};
use crate::solve::graph::{Graph, Parents, UNLABELLED, index};
use crate::solve::tuning::PRUNE_EDGES;

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
    parents: Parents,
    /// How many chosen members a node has.
    met: Vec<u32>,
    fallen: Vec<u32>,
    /// How many edges may still be visited to drop what is superfluous.
    left: usize,
    /// Whether a plan was found in this search.
    knows_plans: bool,
}

impl Method for Greedy {
    fn begin(&mut self) {
        self.knows_plans = false;
    }

    fn improve(
        &mut self,
        part: &Subproblem<'_>,
        best: &mut Incumbent,
        budget: &mut Budget<'_>,
    ) -> Progress {
        let graph = part.graph;
        budget.spend((2 * graph.edges() + graph.len()) as u64);
        self.start(graph);
        if !self.knows_plans {
            best.offer(self.plan(graph, |node| graph.weight(node)), part.labels);
        }
        self.knows_plans = true;
        let plan = self.plan(graph, |node| part.cuts.residual(node));
        best.offer(plan, part.labels);
        part.progress(best)
    }
}

impl Greedy {
    /// Prepares for plans of `graph`.
    pub(super) fn start(&mut self, graph: &Graph) {
        self.parents.fill(graph);
    }

    /// Returns a plan of the graph of the last [`Self::start`], in which all nodes can be reached.
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
        self.prune(graph);
        self.collect(graph)
    }

    /// Returns what is left of a plan of that graph once all that is superfluous is dropped; `has` says
    /// what the plan contains.
    pub(super) fn polish(&mut self, graph: &Graph, mut has: impl FnMut(u32) -> bool) -> Plan {
        self.chosen.clear();
        self.chosen.extend(
            graph
                .nodes()
                .map(|node| graph.weight(node) > 0 && has(node)),
        );
        self.prune(graph);
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

    /// Drops what the goals do not need, the heaviest first, as long as that takes no more than [`PRUNE_EDGES`] allow.
    fn prune(&mut self, graph: &Graph) {
        self.met.clear();
        for node in graph.nodes() {
            let members = graph.members(node).iter();
            let met = members
                .filter(|&&member| self.chosen[member as usize])
                .count();
            self.met.push(index(met));
            // Gates that hold anyway count as chosen: they may stand in for others.
            if graph.weight(node) == 0 && met >= graph.need(node) as usize {
                self.chosen[node as usize] = true;
            }
        }
        self.sorted.clear();
        for node in graph.nodes() {
            if self.chosen[node as usize] && graph.weight(node) > 0 {
                self.sorted.push((graph.weight(node), node));
            }
        }
        self.sorted.sort_unstable();
        self.left = PRUNE_EDGES * (graph.edges() + graph.len());
        for at in (0..self.sorted.len()).rev() {
            if self.left == 0 {
                break;
            }
            self.try_drop(graph, self.sorted[at].1);
        }
    }

    /// Takes `node` out, and all that falls with it; puts everything back if a goal falls.
    fn try_drop(&mut self, graph: &Graph, node: u32) {
        if !self.chosen[node as usize] {
            return;
        }
        self.fallen.clear();
        self.fallen.push(node);
        self.chosen[node as usize] = false;
        let (mut at, mut broken) = (0, false);
        while at < self.fallen.len() {
            let parents = self.parents.of(self.fallen[at]);
            self.left = self.left.saturating_sub(parents.len());
            for &parent in parents {
                let place = parent as usize;
                self.met[place] -= 1;
                if self.chosen[place] && self.met[place] < graph.need(parent) {
                    self.chosen[place] = false;
                    self.fallen.push(parent);
                    broken |= graph.goals.binary_search(&parent).is_ok();
                }
            }
            at += 1;
        }
        if broken {
            for &fallen in &self.fallen {
                self.chosen[fallen as usize] = true;
                for &parent in self.parents.of(fallen) {
                    self.met[parent as usize] += 1;
                }
            }
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
