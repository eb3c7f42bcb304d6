//! How much effort may be spent, on what, and what it is to improve.

use crate::solve::graph::Graph;
use crate::solve::greedy::Plan;
use crate::solve::labels::Labels;
use crate::solve::lm_cut::LmCut;
use crate::solve::rounding::BoundRounding;
use crate::solve::tuning::{self, Tuning};

/// The caller is asked whether to stop each time that so many edges were visited.
const OFTEN: u64 = 1 << 17;

/// Effort that may still be spent, in one unit for everything: an edge visited. So a search is the same on every
/// machine, unless it is stopped from outside.
pub(super) struct Budget<'s> {
    left: u64,
    spent: u64,
    /// What was spent when it was last asked whether to stop.
    checked: u64,
    stop: &'s dyn Fn() -> bool,
}

impl<'s> Budget<'s> {
    /// Returns a budget that ends only when `stop` says it.
    pub(super) fn until(stop: &'s dyn Fn() -> bool) -> Self {
        Self {
            left: u64::MAX,
            spent: 0,
            checked: 0,
            stop,
        }
    }

    /// Returns a budget of what is left here, or `most`; [`Self::spend`] what it has [spent](Self::spent) afterwards.
    pub(super) fn part(&self, most: u64) -> Self {
        Self {
            left: self.left.min(most),
            ..Self::until(self.stop)
        }
    }

    /// Takes off what visiting so many edges costs.
    pub(super) fn spend(&mut self, edges: u64) {
        self.spent += edges;
        self.left = self.left.saturating_sub(edges);
        if self.spent - self.checked >= OFTEN {
            self.check();
        }
    }

    /// Asks whether to stop; nothing is left if so.
    pub(super) fn check(&mut self) {
        self.checked = self.spent;
        if (self.stop)() {
            self.end();
        }
    }

    /// Ends it.
    pub(super) fn end(&mut self) {
        self.left = 0;
    }

    pub(super) fn left(&self) -> u64 {
        self.left
    }

    pub(super) fn spent(&self) -> u64 {
        self.spent
    }

    pub(super) fn is_over(&self) -> bool {
        self.left == 0
    }
}

/// The best that is known of a graph.
#[derive(Debug)]
pub(super) struct Incumbent {
    /// No plan is lighter.
    pub(super) bound: u128,
    /// Only lighter plans are wanted; the weight of `best`, if there is one.
    pub(super) limit: u128,
    pub(super) best: Option<Plan>,
}

impl Incumbent {
    /// Keeps `plan` if it is better than what is known.
    pub(super) fn offer(&mut self, plan: Plan, labels: &Labels) {
        if plan.weight < self.limit {
            let mut all = Vec::new();
            for label in plan.labels {
                labels.expand(label, &mut all);
            }
            self.keep(Plan {
                labels: all,
                ..plan
            });
        }
    }

    /// Keeps `plan`, of which all labels stand for themselves, if it is better than what is known.
    pub(super) fn keep(&mut self, plan: Plan) {
        if plan.weight < self.limit {
            self.limit = plan.weight;
            self.best = Some(plan);
        }
    }
}

/// A connected graph, with what every method may use.
pub(super) struct Subproblem<'a> {
    pub(super) graph: &'a Graph,
    /// The cuts that were found for it.
    pub(super) cuts: &'a LmCut,
    pub(super) rounding: &'a BoundRounding,
    pub(super) labels: &'a Labels,
    pub(super) tuning: Tuning,
}

impl Subproblem<'_> {
    /// Whether there is nothing to find between bound and limit.
    pub(super) fn is_settled(&self, best: &Incumbent) -> bool {
        self.rounding.round_up(best.bound) >= best.limit
    }

    /// What a method has achieved that fixes nothing.
    pub(super) fn progress(&self, best: &Incumbent) -> Progress {
        if self.is_settled(best) {
            Progress::Settled
        } else {
            Progress::Nothing
        }
    }
}

/// Nodes that are chosen, and nodes that are given up.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Decisions {
    pub(super) chosen: Vec<u32>,
    pub(super) dropped: Vec<u32>,
}

/// What a method has achieved.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Progress {
    /// Bound and limit meet.
    Settled,
    /// Every better plan agrees with these decisions.
    Fixed(Decisions),
    Nothing,
}

/// A way to raise the bound of a graph, or to find plans of it.
pub(super) trait Method {
    /// Forgets what it knows of other searches.
    fn begin(&mut self) {}

    /// Improves what is known of `part`, as far as `budget` goes.
    fn improve(
        &mut self,
        part: &Subproblem<'_>,
        best: &mut Incumbent,
        budget: &mut Budget<'_>,
    ) -> Progress;

    /// The node of the last graph by which to divide its plans, if the method knows a good one.
    fn branching_node(&self, _graph: &Graph) -> Option<u32> {
        None
    }
}

/// How many methods there are.
pub(super) const METHODS: usize = 3;

/// Gives equal budgets to the methods, doubled round by round.
///
/// What a method spends on a graph that it does not settle counts; once that is as much as its budget, it has to wait
/// for the next round. That begins when the search itself has spent its share on the graphs it had to divide. So no
/// method costs much more than a few times what the best of them does.
#[derive(Debug, Default)]
pub(super) struct Rounds {
    each: u64,
    spent: [u64; METHODS],
    search: u64,
}

impl Rounds {
    /// Begins with a first round for a graph of so many nodes.
    pub(super) fn new(nodes: usize) -> Self {
        let pairs = (nodes as u64).saturating_mul(nodes as u64);
        Self {
            each: pairs.saturating_mul(tuning::FIRST_PAIR) + tuning::FIRST_ROUND,
            ..Self::default()
        }
    }

    /// What is left for `method` in this round.
    pub(super) fn left(&self, method: usize) -> u64 {
        self.each.saturating_sub(self.spent[method])
    }

    /// Charges `method` for what it has spent in vain.
    pub(super) fn charge(&mut self, method: usize, spent: u64) {
        self.spent[method] += spent;
    }

    /// Charges the search itself.
    pub(super) fn charge_search(&mut self, spent: u64) {
        self.search += spent;
        while self.search >= self.each / tuning::SEARCH {
            self.each *= 2;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_round_ends_when_the_search_has_spent_its_share() {
        let mut rounds = Rounds::new(0);
        let first = rounds.left(1);
        rounds.charge(1, first + 1);
        assert_eq!((rounds.left(0), rounds.left(1)), (first, 0));
        rounds.charge_search(first / tuning::SEARCH);
        assert_eq!((rounds.left(0), rounds.left(1)), (2 * first, first - 1));
    }

    #[test]
    fn a_budget_ends_when_it_is_spent_or_the_caller_says_so() {
        let mut budget = Budget::until(&|| true);
        let mut part = budget.part(10);
        part.spend(10);
        assert!(part.is_over() && !budget.is_over());
        budget.spend(OFTEN);
        assert!(budget.is_over());
    }
}
