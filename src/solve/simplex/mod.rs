//! A linear program with boxed variables, by the dual simplex method.
//!
//! Floating point: what comes out is a guide. [`crate::solve::relaxation`] makes a proven bound of it in whole
//! numbers. Every variable is boxed, so every basis can be made dual feasible by moving variables to
//! their other bound, and an old basis can start a changed program. Dual steepest edge prices
//! (Forrest and Goldfarb 1992), long-step ratio test (Maros 2003).

mod basis;
mod pivot;

use crate::solve::budget::Budget;
use crate::solve::simplex::basis::{Factor, Sparse, Vector};
use crate::solve::tuning;

/// Smaller numbers are noise.
const NOISE: f64 = 1e-11;
/// How far a variable may leave its bounds.
const FEASIBLE: f64 = 1e-8;
/// So many changes of the basis until it is factorised anew.
const UPDATES: usize = 60;

/// Where a variable is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Status {
    /// At its lower bound.
    #[default]
    Lower,
    /// At its upper bound.
    Upper,
    /// Between them, given by the rows.
    Basic,
}

/// Minimise `cost * x` such that each row of `A x` is at least its right-hand side and `0 <= x <= 1`.
#[derive(Debug, Default)]
pub(super) struct Program {
    cost: Vec<f64>,
    rows: Sparse,
    columns: Sparse,
    rhs: Vec<f64>,
    /// The most by which a row can exceed its right-hand side.
    excess: Vec<f64>,
    /// By variable; the slack of row `r` is variable `columns + r`, from `-excess` to 0.
    status: Vec<Status>,
    shifted: Vec<f64>,
    reduced: Vec<f64>,
    /// By row: the basic variable that stands there, its value and its steepest-edge weight.
    basis: Vec<usize>,
    value: Vec<f64>,
    edge: Vec<f64>,
    factor: Factor,
    /// By row: whether its slack was not basic when the basis was factorised.
    open: Vec<bool>,
    basic: Vec<u32>,
    /// By row: the square of how far the value is out of bounds.
    outside: Vec<f64>,
    row: Vector,
    column: Vector,
    work: Vector,
    alpha: Vec<f64>,
    touched: Vec<usize>,
    rays: Vec<(f64, usize)>,
    prices: Vec<f64>,
}

impl Program {
    /// Empties the program, for columns of these costs.
    pub(super) fn start(&mut self, cost: impl IntoIterator<Item = f64>) {
        self.cost.clear();
        self.cost.extend(cost);
        self.rows.clear();
        self.rhs.clear();
    }

    /// Adds a term to the row that is being made.
    pub(super) fn term(&mut self, column: usize, value: f64) {
        self.rows.push(column, value);
    }

    /// Ends the row that is being made: its terms add up to `rhs` at least.
    pub(super) fn end_row(&mut self, rhs: f64) {
        self.rows.close();
        self.rhs.push(rhs);
    }

    pub(super) fn columns(&self) -> usize {
        self.cost.len()
    }

    pub(super) fn rows(&self) -> usize {
        self.rhs.len()
    }

    /// The terms of a row.
    pub(super) fn row(&self, row: usize) -> impl Iterator<Item = (usize, f64)> + '_ {
        self.rows.entries(row)
    }

    /// Where each variable is; the slacks of the rows come after the columns.
    pub(super) fn status(&self) -> &[Status] {
        &self.status
    }

    /// The right-hand side of a row.
    pub(super) fn right(&self, row: usize) -> f64 {
        self.rhs[row]
    }

    /// The price of each row; below 0 where a row is as large as it can be.
    pub(super) fn prices(&self) -> &[f64] {
        &self.prices
    }

    /// The value of each column.
    pub(super) fn values(&self, values: &mut Vec<f64>) {
        values.clear();
        for column in 0..self.columns() {
            values.push(if self.status[column] == Status::Upper {
                1.0
            } else {
                0.0
            });
        }
        for (row, &variable) in self.basis.iter().enumerate() {
            if variable < values.len() {
                values[variable] = self.value[row].clamp(0.0, 1.0);
            }
        }
    }

    fn bounds(&self, variable: usize) -> (f64, f64) {
        let columns = self.cost.len();
        if variable < columns {
            (0.0, 1.0)
        } else {
            (-self.excess[variable - columns], 0.0)
        }
    }

    fn at(&self, variable: usize) -> f64 {
        let (lower, upper) = self.bounds(variable);
        if self.status[variable] == Status::Upper {
            upper
        } else {
            lower
        }
    }

    fn price_of(&self, variable: usize) -> f64 {
        self.shifted.get(variable).copied().unwrap_or(0.0)
    }

    /// Solves the program from the basis that `status` suggests. Ends early where the bound passes
    /// `limit`, or when `budget` is over; the prices are good for a bound in any case.
    pub(super) fn solve(
        &mut self,
        status: &mut dyn FnMut(usize) -> Status,
        limit: f64,
        budget: &mut Budget<'_>,
    ) {
        self.prepare(status);
        self.shift(true);
        self.refactor();
        self.run(limit, budget);
        self.shift(false);
        self.refresh();
        self.run(limit, budget);
        self.find_prices();
    }

    fn prepare(&mut self, status: &mut dyn FnMut(usize) -> Status) {
        let (rows, columns) = (self.rows(), self.columns());
        self.columns.transpose(&self.rows, columns);
        self.excess.clear();
        for row in 0..rows {
            let most: f64 = self
                .rows
                .entries(row)
                .map(|(_, value)| value.max(0.0))
                .sum();
            self.excess.push((most - self.rhs[row]).max(0.0));
        }
        self.status.clear();
        self.status.extend((0..columns + rows).map(status));
        for vector in [&mut self.row, &mut self.column, &mut self.work] {
            vector.resize(rows);
        }
        for list in [&mut self.value, &mut self.prices, &mut self.outside] {
            list.clear();
            list.resize(rows, 0.0);
        }
        for list in [&mut self.alpha, &mut self.reduced] {
            list.clear();
            list.resize(columns + rows, 0.0);
        }
        self.touched.clear();
        self.edge.clear();
        self.edge.resize(rows, 1.0);
        self.basis.clear();
        self.basis.resize(rows, usize::MAX);
    }

    /// Sets the costs to work with; shifted ones differ a little, against running in cycles.
    fn shift(&mut self, on: bool) {
        self.shifted.clear();
        let most = self.cost.iter().copied().fold(1e-9, f64::max);
        let mut seed = 0x2545_F491_4F6C_DD1D_u64;
        for &cost in &self.cost {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            let part = f64::from(u32::try_from(seed >> 40).unwrap_or(0)) / f64::from(1 << 24);
            let by = if on { (1.0 + part) * 2e-7 * most } else { 0.0 };
            self.shifted.push(cost + by);
        }
    }

    /// Factorises the basis from nothing, and brings values and reduced costs up to date.
    fn refactor(&mut self) {
        let (rows, columns) = (self.rows(), self.columns());
        // The weights move with their variables.
        let mut weights = std::mem::take(&mut self.reduced);
        weights.fill(1.0);
        for row in 0..rows {
            if self.basis[row] != usize::MAX {
                weights[self.basis[row]] = self.edge[row];
            }
        }
        self.fit_basis();
        for row in 0..rows {
            self.basis[row] = columns + row;
        }
        for &column in &self.basic {
            if let Some(row) = self.factor.row_of(column as usize) {
                self.basis[row] = column as usize;
            }
        }
        for row in 0..rows {
            self.edge[row] = weights[self.basis[row]];
        }
        self.reduced = weights;
        self.refresh();
    }

    /// Factorises the basis; where it is too large, too small or singular, columns go to their lower
    /// bound and slacks come in.
    fn fit_basis(&mut self) {
        let (rows, columns) = (self.rows(), self.columns());
        loop {
            self.basic.clear();
            let basic = (0..columns).filter(|&column| self.status[column] == Status::Basic);
            self.basic.extend(basic.map(crate::solve::graph::index));
            self.open.clear();
            self.open
                .extend((0..rows).map(|row| self.status[columns + row] != Status::Basic));
            let lost = self
                .factor
                .factorise(&self.columns, &self.basic, &self.open);
            for &column in &lost {
                self.status[column as usize] = Status::Lower;
            }
            let mut whole = lost.is_empty();
            for row in self.factor.idle_rows(rows) {
                self.status[columns + row] = Status::Basic;
                whole = false;
            }
            if whole {
                return;
            }
        }
    }

    /// Computes reduced costs and values anew, and moves variables to the bound that their cost favours.
    fn refresh(&mut self) {
        let columns = self.columns();
        self.load_prices();
        for column in 0..columns {
            let paid: f64 = self
                .columns
                .entries(column)
                .map(|(row, value)| self.work.value[row] * value)
                .sum();
            self.reduced[column] = self.shifted[column] - paid;
        }
        for row in 0..self.rows() {
            self.reduced[columns + row] = -self.work.value[row];
        }
        for variable in 0..self.status.len() {
            let cost = self.reduced[variable];
            match self.status[variable] {
                Status::Basic => self.reduced[variable] = 0.0,
                Status::Lower if cost < -NOISE => self.status[variable] = Status::Upper,
                Status::Upper if cost > NOISE => self.status[variable] = Status::Lower,
                _ => {}
            }
        }
        self.find_values();
    }

    /// The price of each row, in `work`.
    fn load_prices(&mut self) {
        self.work.clear();
        for row in 0..self.rows() {
            let price = self.price_of(self.basis[row]);
            if price != 0.0 {
                self.work.add(row, price);
            }
        }
        self.factor.backward(&self.rows, &self.open, &mut self.work);
    }

    fn find_values(&mut self) {
        let columns = self.columns();
        self.work.clear();
        for row in 0..self.rows() {
            if self.rhs[row] != 0.0 {
                self.work.add(row, self.rhs[row]);
            }
        }
        for variable in 0..self.status.len() {
            if self.status[variable] == Status::Basic {
                continue;
            }
            let at = self.at(variable);
            if at == 0.0 {
                continue;
            }
            if variable < columns {
                for (row, value) in self.columns.entries(variable) {
                    self.work.add(row, -value * at);
                }
            } else {
                self.work.add(variable - columns, -at);
            }
        }
        self.factor
            .forward(&self.columns, &self.open, &mut self.work);
        self.value.copy_from_slice(&self.work.value);
        for row in 0..self.rows() {
            self.measure(row);
        }
    }

    /// Notes how far the value of `row` is out of bounds.
    fn measure(&mut self, row: usize) {
        let (lower, upper) = self.bounds(self.basis[row]);
        let over = (lower - self.value[row]).max(self.value[row] - upper);
        self.outside[row] = if over > FEASIBLE { over * over } else { 0.0 };
    }

    fn objective(&self) -> f64 {
        let mut sum = 0.0;
        for column in 0..self.columns() {
            if self.status[column] == Status::Upper {
                sum += self.shifted[column];
            }
        }
        for (row, &variable) in self.basis.iter().enumerate() {
            sum += self.price_of(variable) * self.value[row];
        }
        sum
    }

    fn run(&mut self, limit: f64, budget: &mut Budget<'_>) {
        let mut failures = 0;
        for step in 0_usize.. {
            if self.factor.updates() >= UPDATES {
                self.refactor();
            }
            if step.is_multiple_of(8) && self.objective() > limit || budget.is_over() {
                return;
            }
            let Some((row, over)) = self.leaving() else {
                return;
            };
            if !self.pivot(row, over) {
                failures += 1;
                if failures > 5 {
                    return;
                }
                self.refactor();
            }
            let solves = 4 * self.factor.lines() + self.row.at.len() + 2 * self.column.at.len();
            let visited = self.rows() + self.touched.len() + solves;
            budget.spend(tuning::LINE * visited as u64);
        }
    }

    fn find_prices(&mut self) {
        self.load_prices();
        for (price, work) in self.prices.iter_mut().zip(&self.work.value) {
            *price = *work;
        }
    }
}
