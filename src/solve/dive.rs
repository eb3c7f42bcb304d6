//! Plans by following the linear relaxation down.

use crate::solve::graph::Graph;
use crate::solve::greedy::Plan;
use crate::solve::search::{Own, STEPS, Searcher};

/// What the relaxation takes to such a part is taken whole.
const WHOLE: f64 = 0.999;
/// What it takes to such a part is rounded up with the largest, if it is among the first tenth.
const LIKELY: f64 = 0.7;

/// About `part` of `weight`, for a guide.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a guide only"
)]
pub(super) fn scaled(weight: u128, part: f64) -> u128 {
    (weight as f64 * part.clamp(0.0, 1.0)) as u128
}

impl Searcher {
    /// Follows the relaxation down to a plan: what it takes whole is chosen, and the largest of the
    /// rest.
    pub(super) fn dive(&mut self, graph: &Graph, own: &mut Own, stop: &dyn Fn() -> bool) {
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
            self.greedy.start(graph);
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
            if share > WHOLE {
                choose.push(node);
            } else if share > 1.0 - WHOLE {
                split.push((share, node));
            }
        }
        if split.is_empty() {
            let guide = |node: u32| scaled(graph.weight(node), 1.0 - share[node as usize]);
            self.greedy.start(graph);
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
            .filter(|(at, one)| *at == 0 || one.0 > LIKELY);
        choose.extend(sure.map(|(_, one)| one.1));
        let Ok(rest) = self.shrinker.reduce(graph, &choose, &[]) else {
            return false;
        };
        plan.labels.extend(rest.picked);
        open.extend(rest.parts);
        true
    }
}
