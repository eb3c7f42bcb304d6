//! Finds nodes that a lightest plan can do without, and gates that hold wherever others do.
//!
//! Measured: without it vertex-cover:100 takes 1.6 times as long, and egraph:500 1.5 times, by the sum over six seeds.

use crate::solve::graph::{Graph, Parents};
use crate::solve::tuning;

/// Compares nodes with each other; its memory is used again and again.
#[derive(Debug, Default)]
pub(super) struct Dominance {
    parents: Parents,
    dropped: Vec<u32>,
    gone: Vec<bool>,
    goal: Vec<bool>,
    implied: Vec<u32>,
    count: Vec<u32>,
    seen: Vec<u32>,
    effort: usize,
}

impl Dominance {
    /// The nodes that can be given up.
    pub(super) fn dropped(&self) -> &[u32] {
        &self.dropped
    }

    /// Looks for nodes to give up and for gates that need nothing more; returns whether it found any.
    /// The needs of the latter are taken away from `graph` at once. `strict`: all of the lightest
    /// plans are to stay, not only one.
    pub(super) fn find(&mut self, graph: &mut Graph, strict: bool) -> bool {
        self.parents.fill(graph);
        self.dropped.clear();
        self.implied.clear();
        for list in [&mut self.gone, &mut self.goal] {
            list.clear();
            list.resize(graph.len(), false);
        }
        for &goal in &graph.goals {
            self.goal[goal as usize] = true;
        }
        self.effort = tuning::COMPARISONS * (graph.len() + graph.edges());
        self.find_implied(graph);
        for node in graph.nodes() {
            if !self.goal[node as usize] && self.dominated(graph, node, strict) {
                self.gone[node as usize] = true;
                self.dropped.push(node);
            }
        }
        for &node in &self.implied {
            graph.free(node);
        }
        !self.dropped.is_empty() || !self.implied.is_empty()
    }

    /// Gates that hold because a goal holds whose members are nearly all among theirs.
    fn find_implied(&mut self, graph: &Graph) {
        self.count.clear();
        self.count.resize(graph.len(), 0);
        for &goal in &graph.goals {
            let (need, members) = (graph.need(goal) as usize, graph.members(goal));
            let work: usize = members
                .iter()
                .map(|&member| self.parents.of(member).len())
                .sum();
            if work > self.effort {
                return;
            }
            self.effort -= work;
            self.seen.clear();
            for &member in members {
                for &parent in self.parents.of(member) {
                    if self.count[parent as usize] == 0 {
                        self.seen.push(parent);
                    }
                    self.count[parent as usize] += 1;
                }
            }
            for &parent in &self.seen {
                let outside = members.len() - self.count[parent as usize] as usize;
                self.count[parent as usize] = 0;
                // Of two goals that imply each other the earlier one stays.
                let same = self.goal[parent as usize]
                    && graph.members(parent).len() == members.len()
                    && outside == 0
                    && graph.need(parent) as usize == need;
                let implied = parent != goal
                    && !self.gone[goal as usize]
                    && graph.need(parent) as usize + outside <= need
                    && !(same && parent < goal);
                if implied && !self.gone[parent as usize] {
                    self.gone[parent as usize] = true;
                    self.implied.push(parent);
                }
            }
        }
        for &node in &self.implied {
            self.gone[node as usize] = false;
        }
    }

    /// Whether another node serves wherever `node` does, needs no more and weighs no more.
    fn dominated(&mut self, graph: &Graph, node: u32, strict: bool) -> bool {
        let members = graph.members(node);
        let parents = self.parents.of(node);
        if graph.need(node) as usize != members.len()
            || parents.iter().any(|&parent| graph.need(parent) != 1)
        {
            return false;
        }
        // Where both weigh nothing, a plan with the one and a plan with the other pay the same nodes.
        let own = graph.weight(node);
        let ceiling = if strict && own > 0 { own } else { own + 1 };
        let Some(narrow) = parents
            .iter()
            .copied()
            .min_by_key(|&parent| graph.members(parent).len())
        else {
            return false;
        };
        for &other in graph.members(narrow) {
            if self.effort == 0 {
                return false;
            }
            self.effort -= 1;
            if other == node || self.gone[other as usize] || graph.weight(other) >= ceiling {
                continue;
            }
            let (above, below) = (self.parents.of(other), graph.members(other));
            if above.len() < parents.len()
                || below.len() > members.len()
                || graph.need(other) as usize != below.len()
            {
                continue;
            }
            self.effort = self.effort.saturating_sub(parents.len() + below.len());
            if within(parents, above) && within(below, members) {
                return true;
            }
        }
        false
    }
}

/// Whether all of `few` are among `many`; both ascend.
fn within(few: &[u32], many: &[u32]) -> bool {
    if few.len() * 8 < many.len() {
        return few.iter().all(|one| many.binary_search(one).is_ok());
    }
    let mut rest = many.iter();
    few.iter()
        .all(|one| rest.by_ref().find(|&other| other >= one) == Some(one))
}
