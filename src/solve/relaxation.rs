//! The linear relaxation of a graph, and a proven bound from its prices.
//!
//! The program is solved in floating point, but any prices give a bound: rounded down to whole
//! numbers, they are summed up exactly, and what they overcharge a node is taken off again.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::solve::budget::{Budget, Decisions, Incumbent, Method, Progress, Subproblem};
use crate::solve::graph::{Graph, NAMELESS, Parents, index};
use crate::solve::greedy::Greedy;
use crate::solve::lm_cut::LmCut;
use crate::solve::simplex::{Program, Status};

const NOWHERE: u32 = u32::MAX;

/// Weights are cut to so many bits, so that no sum here can overflow.
const ROOM: u32 = 96;

/// Names a column or a row across programs, by the names of one or two nodes.
type Key = (u32, u32);

/// Where each column and row of a program was, by name.
type Basis = HashMap<Key, Status, BuildHasherDefault<Mix>>;

/// Multiplies and shifts: keys are numbers that we made.
#[derive(Default)]
struct Mix(u64);

impl Hasher for Mix {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u32(u32::from(byte));
        }
    }

    fn write_u32(&mut self, number: u32) {
        let mixed = (self.0 ^ u64::from(number)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 = mixed ^ (mixed >> 29);
    }
}

/// Solves relaxations one after the other, each from the basis of the last.
#[derive(Debug, Default)]
pub(super) struct Relaxation {
    program: Program,
    greedy: Greedy,
    cuts: LmCut,
    parents: Parents,
    column: Vec<u32>,
    node: Vec<u32>,
    keys: Vec<Key>,
    basis: Basis,
    goal: Vec<bool>,
    pairs: Vec<(u32, u32)>,
    values: Vec<f64>,
    reduced: Vec<i128>,
    /// By node: how much of it the relaxation takes, from 0 to 1; goals count 1.
    share: Vec<f64>,
    /// By node: what the prices leave of its weight.
    left: Vec<u128>,
    /// By node: what the bound gains where the node is given up.
    loss: Vec<u128>,
}

impl Method for Relaxation {
    fn begin(&mut self) {
        self.basis.clear();
    }

    fn improve(
        &mut self,
        part: &Subproblem<'_>,
        best: &mut Incumbent,
        budget: &mut Budget<'_>,
    ) -> Progress {
        let graph = part.graph;
        self.share.clear();
        if graph.len() <= part.tuning.relaxed {
            return Progress::Nothing;
        }
        let bound = self.bound(graph, best.limit, budget);
        let bound = bound + self.cuts.bound(graph, &self.left, budget);
        best.bound = best.bound.max(bound);
        if part.is_settled(best) {
            return Progress::Settled;
        }
        let guide = |node: u32| scaled(graph.weight(node), 1.0 - self.share[node as usize]);
        self.greedy.start(graph);
        best.offer(self.greedy.plan(graph, guide), part.labels);
        if part.is_settled(best) {
            return Progress::Settled;
        }
        let over = |loss: u128| part.rounding.round_up(bound + loss) >= best.limit;
        let lost = |node: &u32| self.loss[*node as usize] > 0 && over(self.loss[*node as usize]);
        let chosen: Vec<u32> = graph.nodes().filter(lost).collect();
        let dropped = self
            .cuts
            .over_limit(graph, bound, part.rounding, best.limit);
        Progress::Fixed(Decisions { chosen, dropped })
    }

    /// The node of which the relaxation takes most nearly a half.
    fn branching_node(&self, graph: &Graph) -> Option<u32> {
        let (mut best, mut found) = (0.0, None);
        for (node, &share) in graph.nodes().zip(&self.share) {
            let half = share.min(1.0 - share);
            if half < 1e-6 {
                continue;
            }
            let users = f64::from(index(self.parents.of(node).len()));
            let score = (half + 0.05) * (1.0 + users).sqrt();
            if score > best {
                best = score;
                found = Some(node);
            }
        }
        found
    }
}

impl Relaxation {
    /// Returns a lower bound of the weight of all plans of `graph`; `limit` is enough.
    fn bound(&mut self, graph: &Graph, limit: u128, budget: &mut Budget<'_>) -> u128 {
        let total: u128 = graph.weights().iter().sum();
        let shift = (128 - total.leading_zeros()).saturating_sub(ROOM);
        let weights = graph.weights().iter();
        let heaviest = weights.max().map_or(0, |&weight| weight >> shift);
        let unit = float(heaviest).max(1.0);
        self.fill(graph, shift, unit);
        let enough = float(limit.min(total + 1) >> shift) / unit * (1.0 + 1e-6) + 1e-6;
        let (keys, basis, rows) = (&self.keys, &self.basis, self.program.columns());
        let mut status = |variable: usize| match basis.get(&keys[variable]) {
            Some(&status) => status,
            _ if variable >= rows => Status::Basic,
            _ => Status::Lower,
        };
        self.program.solve(&mut status, enough, budget);
        self.basis.clear();
        for (&key, &status) in self.keys.iter().zip(self.program.status()) {
            if key.0 != NAMELESS {
                self.basis.insert(key, status);
            }
        }
        self.program.values(&mut self.values);
        self.share
            .extend(self.column.iter().map(|&column| match column {
                NOWHERE => 1.0,
                _ => self.values[column as usize],
            }));
        self.prove(graph, shift, unit)
    }

    /// Writes the program: a column for each node but the goals.
    ///
    /// Of members that serve a single any-gate alone, a plan that is minimal has one at most: so
    /// what several of them need is needed by their sum.
    fn fill(&mut self, graph: &Graph, shift: u32, unit: f64) {
        self.parents.fill(graph);
        self.goal.clear();
        self.goal.resize(graph.len(), false);
        for &goal in &graph.goals {
            self.goal[goal as usize] = true;
        }
        self.column.clear();
        self.node.clear();
        self.keys.clear();
        for node in graph.nodes() {
            if self.goal[node as usize] {
                self.column.push(NOWHERE);
            } else {
                self.column.push(index(self.node.len()));
                self.node.push(node);
                self.keys.push((graph.name(node), NOWHERE));
            }
        }
        self.program.start(
            self.node
                .iter()
                .map(|&node| float(graph.weight(node) >> shift) / unit),
        );
        for node in graph.nodes() {
            self.gate_row(graph, node);
            self.user_rows(graph, node);
        }
    }

    /// A gate that leaves a choice: its members are as many as it needs, where it is chosen.
    fn gate_row(&mut self, graph: &Graph, node: u32) {
        let (need, members) = (graph.need(node), graph.members(node));
        let goal = self.goal[node as usize];
        if need == 0 || (need as usize == members.len() && !goal) {
            return;
        }
        for &member in members {
            self.program
                .term(self.column[member as usize] as usize, 1.0);
        }
        if !goal {
            self.program
                .term(self.column[node as usize] as usize, -f64::from(need));
        }
        self.program
            .end_row(if goal { f64::from(need) } else { 0.0 });
        self.keys.push((graph.name(node), NOWHERE - 1));
    }

    /// `node` is chosen where one of the all-gates over it is.
    fn user_rows(&mut self, graph: &Graph, node: u32) {
        self.pairs.clear();
        for &user in self.parents.of(node) {
            if graph.need(user) as usize != graph.members(user).len() || self.goal[user as usize] {
                continue;
            }
            let above = self.parents.of(user);
            let alone = above.len() == 1 && graph.need(above[0]) == 1;
            self.pairs.push((if alone { above[0] } else { user }, user));
        }
        self.pairs.sort_unstable();
        for group in self.pairs.chunk_by(|one, other| one.0 == other.0) {
            self.program.term(self.column[node as usize] as usize, 1.0);
            for &(_, user) in group {
                self.program.term(self.column[user as usize] as usize, -1.0);
            }
            self.program.end_row(0.0);
            self.keys.push((graph.name(node), graph.name(group[0].0)));
        }
    }

    /// Sums up what the prices prove, in whole numbers.
    fn prove(&mut self, graph: &Graph, shift: u32, unit: f64) -> u128 {
        let whole = |node: u32| {
            i128::try_from(graph.weight(node) >> shift).expect("weights were cut to 96 bits")
        };
        self.reduced.clear();
        self.reduced
            .extend(self.node.iter().map(|&node| whole(node)));
        let mut bound = 0_i128;
        let rows: Vec<(u32, u32)> = self.keys[self.node.len()..].to_vec();
        for row in 0..rows.len() {
            let price = floor(self.program.prices()[row] * unit);
            if price == 0 {
                continue;
            }
            for (column, value) in self.program.row(row) {
                self.reduced[column] -= price * floor(value);
            }
            // A row of a negative price is taken at the most that it can reach.
            let right = if price > 0 {
                floor(self.program.right(row))
            } else {
                self.program
                    .row(row)
                    .map(|(_, value)| floor(value.max(0.0)))
                    .sum()
            };
            bound += price * right;
        }
        self.left.clear();
        self.left.resize(graph.len(), 0);
        self.loss.clear();
        self.loss.resize(graph.len(), 0);
        for (&node, &reduced) in self.node.iter().zip(&self.reduced) {
            if reduced < 0 {
                bound += reduced;
                self.loss[node as usize] = reduced.unsigned_abs() << shift;
            } else {
                // What was cut off the weight is left too.
                let cut = graph.weight(node) - (graph.weight(node) >> shift << shift);
                self.left[node as usize] = (reduced.unsigned_abs() << shift) + cut;
            }
        }
        let Ok(bound) = u128::try_from(bound) else {
            // Prices that prove less than nothing: what they leave of the weights is of no use.
            self.left.copy_from_slice(graph.weights());
            self.loss.fill(0);
            return 0;
        };
        bound << shift
    }
}

/// A weight as a guide for the floating-point program.
#[expect(
    clippy::cast_precision_loss,
    reason = "a guide only; bounds are proven in whole numbers"
)]
fn float(weight: u128) -> f64 {
    weight as f64
}

/// About `part` of `weight`, for a guide.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a guide only"
)]
fn scaled(weight: u128, part: f64) -> u128 {
    (weight as f64 * part.clamp(0.0, 1.0)) as u128
}

/// The next smaller whole number.
#[expect(clippy::cast_possible_truncation, reason = "prices are below 2^97")]
fn floor(number: f64) -> i128 {
    number.floor() as i128
}
