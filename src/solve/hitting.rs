//! Plans as hitting sets of cuts that are collected on the way.
//!
//! Of a cut, every plan pays something. The lightest set that hits all cuts known so far weighs no more than any plan;
//! where it reaches the goals it is one, and where it does not there is a cut that it misses: implicit hitting sets
//! (Moreno-Centeno and Karp 2013), which are landmarks in planning (Bonet and Helmert 2010). That is short where many
//! gates hang on few weights; there the relaxation, which follows the gates, proves little.

use std::cell::Cell;

use crate::solve::closure::Closure;
use crate::solve::graph::{Graph, NAMELESS, UNLABELLED};
use crate::solve::search::{Own, Searcher};

/// So many cuts are collected, at most.
const CUTS: usize = 3_000;
/// For all sets that hit them it is asked so often whether to stop, at most: where that is hard, the search does better.
const CALLS: usize = 8_000;

/// Collects cuts; its memory is used again and again.
#[derive(Debug, Default)]
pub(super) struct Hitter {
    /// Finds the sets that hit the cuts.
    searcher: Option<Box<Searcher>>,
    closure: Closure,
    /// The nodes with a weight, the lightest first.
    payable: Vec<u32>,
    cuts: Vec<Vec<u32>>,
    /// How often it was asked whether to stop.
    calls: usize,
    /// Whether it gave up in this search.
    gave_up: bool,
}

impl Searcher {
    /// Bounds `graph`, and plans for it, by cuts that are hit as lightly as can be; returns whether that settled it.
    pub(super) fn hit(&mut self, graph: &Graph, own: &mut Own, stop: &dyn Fn() -> bool) -> bool {
        if self.hitter.gave_up || !self.worth_hitting(graph) {
            return false;
        }
        let mut hitter = std::mem::take(&mut self.hitter);
        let settled = hitter.settle(self, graph, own, stop);
        hitter.gave_up = !settled;
        self.hitter = hitter;
        settled
    }

    fn worth_hitting(&self, graph: &Graph) -> bool {
        let weights = graph.weights().iter().filter(|&&weight| weight > 0).count();
        let gates = graph.len() - graph.goals.len() - weights;
        gates > 0 && gates >= self.tuning.gates * weights
    }
}

impl Hitter {
    /// Begins a search.
    pub(super) fn start(&mut self) {
        self.gave_up = false;
    }

    fn settle(
        &mut self,
        outer: &mut Searcher,
        graph: &Graph,
        own: &mut Own,
        stop: &dyn Fn() -> bool,
    ) -> bool {
        self.closure.start(graph);
        self.payable.clear();
        self.payable
            .extend(graph.nodes().filter(|&node| graph.weight(node) > 0));
        self.payable.sort_by_key(|&node| graph.weight(node));
        self.cuts.clear();
        self.calls = 0;
        loop {
            // What is paid now hits all cuts as lightly as can be.
            let is_plan = self.closure.is_complete();
            self.collect(graph);
            let plan = outer.greedy.polish(graph, |node| self.closure.holds(node));
            if is_plan {
                own.bound = plan.weight;
            }
            own.offer(plan, &mut outer.shrinker.labels);
            if own.bound >= own.limit {
                return true;
            }
            if self.cuts.len() > CUTS || stop() || !self.hit(outer, graph, own, stop) {
                return own.bound >= own.limit;
            }
        }
    }

    /// Collects a cut that what is paid misses, pays the lightest of it, and goes on until all goals hold.
    fn collect(&mut self, graph: &Graph) {
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
        }
    }

    /// Pays the lightest set that hits all cuts; returns whether there is one below the limit.
    fn hit(
        &mut self,
        outer: &Searcher,
        graph: &Graph,
        own: &mut Own,
        stop: &dyn Fn() -> bool,
    ) -> bool {
        let mut searcher = self.searcher.take().unwrap_or_default();
        searcher.begin();
        let calls = Cell::new(self.calls);
        let stop = &|| {
            calls.set(calls.get() + 1);
            calls.get() > CALLS || stop()
        };
        let found = searcher.search(&self.cover(graph), outer.digits.ties(), own.limit, stop);
        self.calls = calls.get();
        self.searcher = Some(searcher);
        own.bound = own.bound.max(found.bound);
        let Some(set) = found.plan else {
            return false;
        };
        self.closure.start(graph);
        for &node in &set.labels {
            self.closure.pay(graph, node);
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
