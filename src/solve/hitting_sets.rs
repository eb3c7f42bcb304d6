//! Plans as hitting sets of cuts that are collected on the way.
//!
//! Of a cut, every plan pays something. The lightest set that hits all cuts known so far weighs no more than any plan;
//! where it reaches the goals it is one, and where it does not there is a cut that it misses: implicit hitting sets
//! (Moreno-Centeno and Karp 2013), which are landmarks in planning (Bonet and Helmert 2010). That is short where many
//! gates hang on few weights; there the relaxation, which follows the gates, proves little.

use crate::solve::budget::{Budget, Incumbent, Method, Progress, Subproblem};
use crate::solve::closure::Closure;
use crate::solve::graph::{Graph, NAMELESS, UNLABELLED};
use crate::solve::greedy::Greedy;
use crate::solve::search::Searcher;
use crate::solve::tuning;

/// Collects cuts; its memory is used again and again.
#[derive(Debug, Default)]
pub(super) struct HittingSets {
    /// Finds the sets that hit the cuts.
    searcher: Option<Box<Searcher>>,
    closure: Closure,
    greedy: Greedy,
    /// The nodes with a weight, the lightest first.
    payable: Vec<u32>,
    cuts: Vec<Vec<u32>>,
}

impl Method for HittingSets {
    fn improve(
        &mut self,
        part: &Subproblem<'_>,
        best: &mut Incumbent,
        budget: &mut Budget<'_>,
    ) -> Progress {
        let graph = part.graph;
        let weights = graph.weights().iter().filter(|&&weight| weight > 0).count();
        let gates = graph.len() - graph.goals.len() - weights;
        if gates == 0 || gates < part.tuning.gates * weights {
            return Progress::Nothing;
        }
        self.start(graph);
        while self.collect(graph, budget) {
            let plan = self.greedy.polish(graph, |node| self.closure.holds(node));
            best.offer(plan, part.labels);
            if part.is_settled(best) || !self.hit(part, best, budget) {
                break;
            }
        }
        part.progress(best)
    }
}

impl HittingSets {
    fn start(&mut self, graph: &Graph) {
        self.closure.start(graph);
        self.greedy.start(graph);
        self.payable.clear();
        self.payable
            .extend(graph.nodes().filter(|&node| graph.weight(node) > 0));
        self.payable.sort_by_key(|&node| graph.weight(node));
        self.cuts.clear();
    }

    /// Collects a cut that what is paid misses, pays the lightest of it, and goes on until all goals hold; returns
    /// whether `budget` went that far.
    fn collect(&mut self, graph: &Graph, budget: &mut Budget<'_>) -> bool {
        let closure = &mut self.closure;
        while !closure.is_complete() {
            let (mark, mut spared) = (closure.mark(), Vec::new());
            let mut cut = Vec::new();
            for &node in &self.payable {
                if closure.is_paid(node) {
                    continue;
                }
                let before = closure.mark();
                closure.pay(graph, node);
                if closure.is_complete() {
                    closure.rewind(before, &[node]);
                    cut.push(node);
                } else {
                    spared.push(node);
                }
            }
            closure.rewind(mark, &spared);
            closure.pay(graph, cut[0]);
            self.cuts.push(cut);
            budget.spend(std::mem::take(&mut closure.visited));
            if budget.is_over() || self.cuts.len() > tuning::CUTS {
                return false;
            }
        }
        true
    }

    /// Pays the lightest set that hits all cuts; returns whether that is known.
    fn hit(
        &mut self,
        part: &Subproblem<'_>,
        best: &mut Incumbent,
        budget: &mut Budget<'_>,
    ) -> bool {
        let cover = self.cover(part.graph);
        let searcher = self.searcher.get_or_insert_default();
        // Cuts overlap so much that elimination is tried in vain: shared takes 2.2 times as long with it.
        searcher.tuning.eliminates = false;
        let found = searcher.search(&cover, part.rounding.ties(), best.limit, budget);
        best.bound = best.bound.max(found.bound);
        let Some(set) = found.plan else {
            return false;
        };
        self.closure.start(part.graph);
        for &node in &set.labels {
            self.closure.pay(part.graph, node);
        }
        set.weight == found.bound
    }

    /// The cuts as goals over the weights.
    fn cover(&self, graph: &Graph) -> Graph {
        let mut cover = Graph::default();
        let mut places = vec![0; graph.len()];
        for &node in &self.payable {
            places[node as usize] = cover.push(graph.weight(node), (node, node), 0, []);
        }
        for cut in &self.cuts {
            let members = cut.iter().map(|&node| places[node as usize]);
            let goal = cover.push(0, (NAMELESS, UNLABELLED), 1, members);
            cover.goals.push(goal);
        }
        cover
    }
}
