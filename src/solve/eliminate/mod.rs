//! Solves graphs that hang together loosely, by eliminating their nodes one after the other.
//!
//! Bucket elimination (Dechter 1999): whether a node is chosen is decided for every choice of the nodes that still
//! stand beside it, and then it is out of the way. That takes time that is exponential in how many those are at most,
//! the width of the order, and not in the size of the graph: chains of certifications have a small one, however long.

mod order;
mod rules;
mod tree;

use crate::solve::eliminate::order::Order;
use crate::solve::eliminate::rules::{ALWAYS, Rules};
use crate::solve::eliminate::tree::Tree;

use crate::solve::graph::{Graph, UNLABELLED, index};
use crate::solve::greedy::Plan;

/// What cannot be.
const NEVER: u128 = u128::MAX;

/// Ends a list.
const NOBODY: u32 = u32::MAX;

/// Tables of so many entries together are made for any graph,
const FEW: u64 = 3072;
/// and one more for so many pairs of nodes: to search a large graph otherwise takes long.
const PAIRS: u64 = 4;
/// Never are there more.
const MOST: u64 = 1 << 24;
/// After so many entries it is asked whether to stop.
const OFTEN: usize = 1 << 16;

/// Solves graphs of small width; its memory is used again and again.
#[derive(Debug, Default)]
pub(super) struct Eliminator {
    chances: Chances,
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

/// Which graphs are worth a try. All effort is counted in entries of tables, not in time: so a search stays the same on
/// every machine.
#[derive(Debug)]
struct Chances {
    /// What the search has cost so far.
    spent: u64,
    /// Graphs of so many nodes may be narrow enough,
    nodes: usize,
    /// and all may, once the search has cost so much.
    again: u64,
}

impl Default for Chances {
    fn default() -> Self {
        Self {
            spent: 0,
            nodes: usize::MAX,
            again: 0,
        }
    }
}

impl Eliminator {
    /// Begins with a search of which nothing is known.
    pub(super) fn start(&mut self) {
        self.chances = Chances::default();
    }

    /// Notes what the search did otherwise, as the entries of tables that would have taken as long.
    pub(super) fn spend(&mut self, entries: usize) {
        self.chances.spent += entries as u64;
    }

    /// Returns a lightest plan of `graph` if that costs no more than the search did so far, or little; `None` too if
    /// `stop` ends it.
    pub(super) fn try_to_solve(&mut self, graph: &Graph, stop: &dyn Fn() -> bool) -> Option<Plan> {
        let Chances {
            spent,
            nodes,
            again,
        } = self.chances;
        if graph.len() > nodes && spent < again {
            return None;
        }
        let size = graph.len() as u64;
        let most = (FEW + size * size / PAIRS + spent / 2).min(MOST);
        let plan = self.solve(graph, most, stop);
        if plan.is_none() {
            self.chances.nodes = graph.len() * 2 / 3;
            self.chances.again = 2 * spent + most;
        }
        plan
    }

    /// Returns a lightest plan of `graph`, unless the tables for it have more than `most` entries or `stop` ends it.
    fn solve(&mut self, graph: &Graph, most: u64, stop: &dyn Fn() -> bool) -> Option<Plan> {
        self.rules.fill(graph);
        if !self.order.find(&self.rules, most) {
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
        let mut entries = 0;
        for at in 0..variables {
            let variable = self.tree.turns[at];
            let weight = graph.weights().get(variable as usize);
            self.eliminate(variable, weight.copied().unwrap_or(0));
            entries += self.work.len();
            if entries > OFTEN {
                entries = 0;
                if stop() {
                    return None;
                }
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
