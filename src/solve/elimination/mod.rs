//! Solves graphs that hang together loosely, by eliminating their nodes one after the other.
//!
//! Bucket elimination (Dechter 1999): whether a node is chosen is decided for every choice of the nodes that still
//! stand beside it, and then it is out of the way. That takes time that is exponential in how many those are at most,
//! the width of the order, and not in the size of the graph: chains of certifications have a small one, however long.

mod order;
mod rules;
mod tree;

use crate::solve::budget::{Budget, Incumbent, Method, Progress, Subproblem};
use crate::solve::elimination::order::Order;
use crate::solve::elimination::rules::{ALWAYS, Rules};
use crate::solve::elimination::tree::Tree;
use crate::solve::graph::{Graph, UNLABELLED, index};
use crate::solve::greedy::Plan;
use crate::solve::tuning;

/// What cannot be.
const NEVER: u128 = u128::MAX;

/// Ends a list.
const NOBODY: u32 = u32::MAX;

/// Solves graphs of small width; its memory is used again and again.
#[derive(Debug, Default)]
pub(super) struct Elimination {
    /// The smallest graph of this search that was too wide.
    too_wide: Option<usize>,
    rules: Rules,
    order: Order,
    /// By variable, the rules that are looked at when its turn comes, as a list: the first one here,
    first: Vec<u32>,
    /// and by rule the next.
    next: Vec<u32>,
    tree: Tree,
    /// What the eliminated variables cost at least, for every choice of those beside the last one: the tables that no
    /// other has taken in yet, one after the other.
    tables: Vec<u128>,
    waiting: Vec<Table>,
    /// The table in work.
    work: Vec<u128>,
    /// For every entry of every table, from the start of the table: whether the variable is best chosen.
    choices: Vec<u64>,
    starts: Vec<usize>,
    /// The place of each variable in an index of the table in work.
    bits: Vec<u32>,
    chosen: Vec<bool>,
}

/// Where a table begins that waits, and of which variable it is.
#[derive(Debug, Clone, Copy)]
struct Table {
    variable: u32,
    start: usize,
}

impl Method for Elimination {
    fn begin(&mut self) {
        self.too_wide = None;
    }

    fn improve(
        &mut self,
        part: &Subproblem<'_>,
        best: &mut Incumbent,
        budget: &mut Budget<'_>,
    ) -> Progress {
        let size = part.graph.len();
        // A graph that is hardly smaller than one that was too wide is so too.
        let is_hopeless = self.too_wide.is_some_and(|other| 3 * size > 2 * other);
        if is_hopeless || !part.tuning.eliminates {
            return Progress::Nothing;
        }
        if let Some(plan) = self.solve(part.graph, budget) {
            best.bound = plan.weight;
            best.offer(plan, part.labels);
            return Progress::Settled;
        }
        self.too_wide = Some(size);
        Progress::Nothing
    }
}

impl Elimination {
    /// Returns a lightest plan of `graph`, unless that takes more than there is left.
    fn solve(&mut self, graph: &Graph, budget: &mut Budget<'_>) -> Option<Plan> {
        self.rules.fill(graph);
        budget.spend(tuning::ENTRY * self.rules.len() as u64);
        if !self.order.find(&self.rules, budget) {
            return None;
        }
        self.hand_out_rules();
        self.tree.grow(&self.order);
        let variables = self.tree.turns.len();
        self.choices.clear();
        self.starts.clear();
        self.starts.resize(variables, 0);
        self.bits.resize(variables.max(self.bits.len()), 0);
        self.tables.clear();
        self.waiting.clear();
        for at in 0..variables {
            let variable = self.tree.turns[at];
            let weight = graph.weights().get(variable as usize);
            self.eliminate(variable, weight.copied().unwrap_or(0));
            budget.spend(tuning::ENTRY * self.work.len() as u64);
            if budget.is_over() {
                return None;
            }
        }
        Some(self.plan(graph))
    }

    /// Gives each rule to the first of its variables.
    fn hand_out_rules(&mut self) {
        self.first.clear();
        self.first.resize(self.rules.variables() as usize, NOBODY);
        self.next.clear();
        for place in 0..self.rules.len() {
            let scope = self.rules.scope(place);
            let first = scope.min_by_key(|&variable| self.order.place(variable));
            let first = first.expect("a rule has a member") as usize;
            self.next.push(self.first[first]);
            self.first[first] = index(place);
        }
    }

    /// Replaces the tables that wait for `variable` by one without it.
    fn eliminate(&mut self, variable: u32, weight: u128) {
        let beside = self.order.beside(variable);
        self.bits[variable as usize] = 0;
        for (bit, &other) in (1..).zip(beside) {
            self.bits[other as usize] = bit;
        }
        self.work.clear();
        for _ in 0..1_usize << beside.len() {
            self.work.extend([0, weight]);
        }
        while let Some(table) = self
            .waiting
            .pop_if(|table| self.order.taker(table.variable) == Some(variable))
        {
            let steps = self
                .order
                .beside(table.variable)
                .iter()
                .map(|&other| self.bits[other as usize]);
            add(&mut self.work, &self.tables[table.start..], steps);
            self.tables.truncate(table.start);
        }
        let mut place = self.first[variable as usize];
        while place != NOBODY {
            self.forbid(place as usize);
            place = self.next[place as usize];
        }
        self.starts[variable as usize] = self.choices.len();
        self.waiting.push(Table {
            variable,
            start: self.tables.len(),
        });
        for pairs in self.work.chunks(128) {
            let mut word = 0;
            for (bit, pair) in pairs.chunks_exact(2).enumerate() {
                word |= u64::from(pair[1] < pair[0]) << bit;
                self.tables.push(pair[0].min(pair[1]));
            }
            self.choices.push(word);
        }
    }

    /// Strikes out what the rule at `place` does not allow.
    fn forbid(&mut self, place: usize) {
        let bit = |variable: u32| 1_usize << self.bits[variable as usize];
        let rule = self.rules.rule(place);
        let members: usize = self
            .rules
            .members(place)
            .iter()
            .map(|&member| bit(member))
            .sum();
        let head = if rule.head == ALWAYS {
            0
        } else {
            bit(rule.head)
        };
        for (choice, entry) in self.work.iter_mut().enumerate() {
            if choice & head == head && (choice & members).count_ones() < rule.need {
                *entry = NEVER;
            }
        }
    }

    /// Follows the choices from the last variable back to the first.
    fn plan(&mut self, graph: &Graph) -> Plan {
        self.chosen.clear();
        self.chosen.resize(self.tree.turns.len(), false);
        let mut plan = Plan {
            weight: self.tables.iter().copied().fold(0, u128::saturating_add),
            labels: Vec::new(),
        };
        for &variable in self.tree.turns.iter().rev() {
            let beside = self.order.beside(variable).iter().zip(0..);
            let choice: usize = beside
                .map(|(&other, bit)| usize::from(self.chosen[other as usize]) << bit)
                .sum();
            let word = self.choices[self.starts[variable as usize] + choice / 64];
            let chosen = word >> (choice % 64) & 1 == 1;
            self.chosen[variable as usize] = chosen;
            if chosen && (variable as usize) < graph.len() && graph.label(variable) != UNLABELLED {
                plan.labels.push(graph.label(variable));
            }
        }
        plan
    }
}

/// Adds to each entry of `work` the one of `table` for the same choice; `bits` are the places of the table's variables
/// in an index of `work`.
fn add(work: &mut [u128], table: &[u128], bits: impl Iterator<Item = u32>) {
    // Where the bits from 0 to `bit` turn from 1 to 0 and the next one to 1, an index of `table` moves by `moves[bit]`.
    let mut strides = [0_usize; usize::BITS as usize];
    for (place, bit) in bits.enumerate() {
        strides[bit as usize] = 1 << place;
    }
    let mut sum = 0_usize;
    let moves = strides.map(|stride| {
        let step = stride.wrapping_sub(sum);
        sum += stride;
        step
    });
    let mut at = 0_usize;
    for (choice, entry) in (1_usize..).zip(work) {
        *entry = entry.saturating_add(table[at]);
        at = at.wrapping_add(moves[choice.trailing_zeros() as usize]);
    }
}
