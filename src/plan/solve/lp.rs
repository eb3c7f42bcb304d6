//! A linear program with boxed variables, by the dual simplex method.
//!
//! Floating point: what comes out is a guide. [`super::relax`] makes a proven bound of it in whole
//! numbers. Every variable is boxed, so every basis can be made dual feasible by moving variables to
//! their other bound, and an old basis can start a changed program. Dual steepest edge prices
//! (Forrest and Goldfarb 1992), long-step ratio test (Maros 2003), product form of the inverse.

/// Smaller numbers are noise.
const NOISE: f64 = 1e-11;
/// How far a variable may leave its bounds.
const FEASIBLE: f64 = 1e-8;
/// The smallest pivot taken without regret.
const PIVOT: f64 = 1e-7;
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

/// Rows or columns of a sparse matrix.
#[derive(Debug, Default)]
struct Sparse {
    ends: Vec<usize>,
    at: Vec<u32>,
    value: Vec<f64>,
}

impl Sparse {
    fn clear(&mut self) {
        self.ends.clear();
        self.at.clear();
        self.value.clear();
    }

    fn len(&self) -> usize {
        self.ends.len()
    }

    fn range(&self, line: usize) -> std::ops::Range<usize> {
        let start = if line == 0 { 0 } else { self.ends[line - 1] };
        start..self.ends[line]
    }

    fn entries(&self, line: usize) -> impl Iterator<Item = (usize, f64)> + '_ {
        let range = self.range(line);
        let values = self.value[range.clone()].iter().copied();
        self.at[range].iter().map(|&at| at as usize).zip(values)
    }

    fn count(&self, line: usize) -> usize {
        self.range(line).len()
    }

    fn push(&mut self, at: usize, value: f64) {
        self.at.push(super::graph::index(at));
        self.value.push(value);
    }

    fn close(&mut self) {
        self.ends.push(self.at.len());
    }
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
    etas: Sparse,
    pivots: Vec<(usize, f64)>,
    updates: usize,
    row: Vec<f64>,
    column: Vec<f64>,
    work: Vec<f64>,
    alpha: Vec<f64>,
    touched: Vec<usize>,
    rays: Vec<(f64, usize)>,
    prices: Vec<f64>,
    /// Pivots made since the program was filled.
    pub(super) steps: usize,
}

impl Program {
    /// Empties the program, for columns of these costs.
    pub(super) fn start(&mut self, cost: impl IntoIterator<Item = f64>) {
        self.cost.clear();
        self.cost.extend(cost);
        self.rows.clear();
        self.rhs.clear();
        self.steps = 0;
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

    /// The price of each row: at least 0.
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
    /// `limit`, after `most` steps, or when `stop` says so; the prices are good for a bound in any case.
    pub(super) fn solve(
        &mut self,
        status: &mut dyn FnMut(usize) -> Status,
        limit: f64,
        most: usize,
        stop: &dyn Fn() -> bool,
    ) {
        self.prepare(status);
        self.shift(true);
        self.refactor();
        self.run(limit, most, stop);
        self.shift(false);
        self.refresh();
        self.run(limit, most, stop);
        self.find_prices();
    }

    fn prepare(&mut self, status: &mut dyn FnMut(usize) -> Status) {
        let (rows, columns) = (self.rows(), self.columns());
        self.transpose();
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
        for list in [
            &mut self.row,
            &mut self.column,
            &mut self.work,
            &mut self.value,
            &mut self.prices,
        ] {
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

    fn transpose(&mut self) {
        let columns = self.columns();
        self.columns.clear();
        self.columns.ends.resize(columns + 1, 0);
        for &column in &self.rows.at {
            self.columns.ends[column as usize + 1] += 1;
        }
        for column in 0..columns {
            self.columns.ends[column + 1] += self.columns.ends[column];
        }
        self.columns.at.resize(self.rows.at.len(), 0);
        self.columns.value.resize(self.rows.at.len(), 0.0);
        for row in 0..self.rows.len() {
            for entry in self.rows.range(row) {
                let place = &mut self.columns.ends[self.rows.at[entry] as usize];
                self.columns.at[*place] = super::graph::index(row);
                self.columns.value[*place] = self.rows.value[entry];
                *place += 1;
            }
        }
        self.columns.ends.pop();
    }

    /// Sets the costs to work with; shifted ones differ a little, against running in circles.
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
        self.etas.clear();
        self.pivots.clear();
        self.updates = 0;
        let (rows, columns) = (self.rows(), self.columns());
        // Weights move with their variables.
        let mut weights = std::mem::take(&mut self.reduced);
        weights.clear();
        weights.resize(columns + rows, 1.0);
        for row in 0..rows {
            if self.basis[row] != usize::MAX {
                weights[self.basis[row]] = self.edge[row];
            }
        }
        self.basis.fill(usize::MAX);
        for row in 0..rows {
            if self.status[columns + row] == Status::Basic {
                self.basis[row] = columns + row;
            }
        }
        let (order, wanted) = self.order_columns();
        for (column, row) in order.into_iter().zip(wanted) {
            self.place(column, row);
        }
        for row in 0..rows {
            if self.basis[row] == usize::MAX {
                self.basis[row] = columns + row;
                self.status[columns + row] = Status::Basic;
            }
            self.edge[row] = weights[self.basis[row]];
        }
        self.reduced = weights;
        self.refresh();
    }

    /// The basic columns in an order that fills in little, each with the row to pivot on, if one is
    /// known: row singletons first, column singletons last, the rest between by length.
    fn order_columns(&self) -> (Vec<usize>, Vec<Option<usize>>) {
        let (rows, columns) = (self.rows(), self.columns());
        let basic: Vec<usize> = (0..columns)
            .filter(|&column| self.status[column] == Status::Basic)
            .collect();
        let mut open_column = vec![false; columns];
        let mut open_row: Vec<bool> = self
            .basis
            .iter()
            .map(|&variable| variable == usize::MAX)
            .collect();
        let mut row_count = vec![0_usize; rows];
        let mut column_count = vec![0_usize; columns];
        for &column in &basic {
            open_column[column] = true;
            for (row, _) in self.columns.entries(column) {
                if open_row[row] {
                    row_count[row] += 1;
                    column_count[column] += 1;
                }
            }
        }
        let mut front = Vec::new();
        let mut back = Vec::new();
        let mut todo: Vec<usize> = (0..rows)
            .filter(|&row| open_row[row] && row_count[row] == 1)
            .collect();
        let mut single: Vec<usize> = basic
            .iter()
            .copied()
            .filter(|&column| column_count[column] == 1)
            .collect();
        loop {
            let (row, column, first) = if let Some(row) = todo.pop() {
                if !open_row[row] || row_count[row] != 1 {
                    continue;
                }
                let column = self
                    .rows
                    .entries(row)
                    .find(|&(column, _)| open_column[column]);
                let Some((column, _)) = column else { continue };
                (row, column, true)
            } else if let Some(column) = single.pop() {
                if !open_column[column] || column_count[column] != 1 {
                    continue;
                }
                let row = self.columns.entries(column).find(|&(row, _)| open_row[row]);
                let Some((row, _)) = row else { continue };
                (row, column, false)
            } else {
                break;
            };
            if first {
                front.push((column, Some(row)))
            } else {
                back.push((column, Some(row)))
            }
            open_row[row] = false;
            open_column[column] = false;
            for (other, _) in self.columns.entries(column) {
                row_count[other] -= usize::from(row_count[other] > 0);
                if open_row[other] && row_count[other] == 1 {
                    todo.push(other);
                }
            }
            for (other, _) in self.rows.entries(row) {
                if open_column[other] {
                    column_count[other] -= 1;
                    if column_count[other] == 1 {
                        single.push(other);
                    }
                }
            }
        }
        let mut middle: Vec<usize> = basic
            .into_iter()
            .filter(|&column| open_column[column])
            .collect();
        middle.sort_by_key(|&column| (column_count[column], column));
        front.extend(middle.into_iter().map(|column| (column, None)));
        front.extend(back.into_iter().rev());
        front.into_iter().unzip()
    }

    /// Gives a basic column a row of its own, or puts it to its lower bound if none is left.
    fn place(&mut self, column: usize, wanted: Option<usize>) {
        self.work.fill(0.0);
        for (row, value) in self.columns.entries(column) {
            self.work[row] = value;
        }
        ftran(&self.etas, &self.pivots, &mut self.work);
        let free = |row: usize| self.basis[row] == usize::MAX;
        let largest = (0..self.rows())
            .filter(|&row| free(row))
            .map(|row| self.work[row].abs())
            .fold(0.0, f64::max);
        let fits = |row: usize| free(row) && self.work[row].abs() >= PIVOT.max(0.1 * largest);
        let row = wanted.filter(|&row| fits(row)).or_else(|| {
            (0..self.rows())
                .filter(|&row| fits(row))
                .min_by_key(|&row| self.rows.count(row))
        });
        let Some(row) = row else {
            self.status[column] = Status::Lower;
            return;
        };
        self.basis[row] = column;
        push_eta(&mut self.etas, &mut self.pivots, row, &self.work);
    }

    /// Computes reduced costs and values anew, and moves variables to the bound their cost asks for.
    fn refresh(&mut self) {
        let columns = self.columns();
        self.work.fill(0.0);
        for row in 0..self.rows() {
            self.work[row] = self.price_of(self.basis[row]);
        }
        btran(&self.etas, &self.pivots, &mut self.work);
        for column in 0..columns {
            let paid: f64 = self
                .columns
                .entries(column)
                .map(|(row, value)| self.work[row] * value)
                .sum();
            self.reduced[column] = self.shifted[column] - paid;
        }
        for row in 0..self.rows() {
            self.reduced[columns + row] = -self.work[row];
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

    fn find_values(&mut self) {
        let columns = self.columns();
        self.value.copy_from_slice(&self.rhs);
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
                    self.value[row] -= value * at;
                }
            } else {
                self.value[variable - columns] -= at;
            }
        }
        ftran(&self.etas, &self.pivots, &mut self.value);
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

    fn run(&mut self, limit: f64, most: usize, stop: &dyn Fn() -> bool) {
        let mut failures = 0;
        loop {
            if self.updates >= UPDATES {
                self.refactor();
                if stop() {
                    return;
                }
            }
            if self.steps.is_multiple_of(8) && (self.steps >= most || self.objective() > limit) {
                return;
            }
            let Some((row, over)) = self.leaving() else {
                return;
            };
            self.steps += 1;
            if !self.pivot(row, over) {
                failures += 1;
                if failures > 5 {
                    return;
                }
                self.refactor();
            }
        }
    }

    /// The row whose basic variable is furthest outside its bounds, and by how much (below: negative).
    fn leaving(&self) -> Option<(usize, f64)> {
        let (mut best, mut found) = (0.0, None);
        for row in 0..self.rows() {
            let (lower, upper) = self.bounds(self.basis[row]);
            let value = self.value[row];
            let over = if value < lower - FEASIBLE {
                value - lower
            } else if value > upper + FEASIBLE {
                value - upper
            } else {
                continue;
            };
            let score = over * over / self.edge[row];
            if score > best {
                best = score;
                found = Some((row, over));
            }
        }
        found
    }

    /// Drives the basic variable of `row` to the bound that it violates. False: no safe pivot.
    fn pivot(&mut self, row: usize, over: f64) -> bool {
        self.row.fill(0.0);
        self.row[row] = 1.0;
        btran(&self.etas, &self.pivots, &mut self.row);
        self.find_alpha();
        let Some(entering) = self.entering(over) else {
            return false;
        };
        self.column.fill(0.0);
        self.load(entering);
        ftran(&self.etas, &self.pivots, &mut self.column);
        let pivot = self.column[row];
        if pivot.abs() < PIVOT || (pivot - self.alpha[entering]).abs() > 1e-6 * (1.0 + pivot.abs())
        {
            return false;
        }
        self.flip(entering, over);
        let leaving = self.basis[row];
        let (lower, upper) = self.bounds(leaving);
        let target = if over < 0.0 { lower } else { upper };
        let step = (self.value[row] - target) / pivot;
        let start = self.at(entering);
        for at in 0..self.value.len() {
            self.value[at] -= step * self.column[at];
        }
        self.value[row] = start + step;
        let price = self.reduced[entering] / pivot;
        for &variable in &self.touched {
            if self.status[variable] != Status::Basic {
                self.reduced[variable] -= price * self.alpha[variable];
            }
        }
        self.reduced[entering] = 0.0;
        self.reduced[leaving] = -price;
        self.status[leaving] = if over < 0.0 {
            Status::Lower
        } else {
            Status::Upper
        };
        self.status[entering] = Status::Basic;
        self.basis[row] = entering;
        self.update_edges(row, pivot);
        push_eta(&mut self.etas, &mut self.pivots, row, &self.column);
        self.updates += 1;
        true
    }

    fn load(&mut self, variable: usize) {
        let columns = self.columns();
        if variable < columns {
            for (row, value) in self.columns.entries(variable) {
                self.column[row] = value;
            }
        } else {
            self.column[variable - columns] = 1.0;
        }
    }

    /// The row of the tableau, for all variables that are not basic.
    fn find_alpha(&mut self) {
        for &variable in &self.touched {
            self.alpha[variable] = 0.0;
        }
        self.touched.clear();
        let columns = self.columns();
        for row in 0..self.rows.len() {
            let factor = self.row[row];
            if factor.abs() < NOISE {
                continue;
            }
            for (column, value) in self.rows.entries(row) {
                if self.alpha[column] == 0.0 {
                    self.touched.push(column);
                    self.alpha[column] = 1e-300;
                }
                self.alpha[column] += factor * value;
            }
            self.alpha[columns + row] = factor;
            self.touched.push(columns + row);
        }
    }

    /// The variable that enters: the last one passed before the slope of the dual bound turns.
    fn entering(&mut self, over: f64) -> Option<usize> {
        let sign = if over < 0.0 { -1.0 } else { 1.0 };
        self.rays.clear();
        for &variable in &self.touched {
            let alpha = sign * self.alpha[variable];
            let fits = match self.status[variable] {
                Status::Basic => false,
                Status::Lower => alpha > 1e-9,
                Status::Upper => alpha < -1e-9,
            };
            if fits {
                let ratio = (self.reduced[variable] / alpha).max(0.0);
                self.rays.push((ratio, variable));
            }
        }
        self.rays
            .sort_unstable_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
        let mut slope = over.abs();
        let mut at = 0;
        while at < self.rays.len() {
            let variable = self.rays[at].1;
            let (lower, upper) = self.bounds(variable);
            slope -= self.alpha[variable].abs() * (upper - lower);
            if slope < 0.0 {
                break;
            }
            at += 1;
        }
        at = at.min(self.rays.len().checked_sub(1)?);
        // Of the ratios that are as good as equal, the largest pivot is the safest.
        let ratio = self.rays[at].0;
        let mut best = at;
        for other in (0..self.rays.len()).skip(at) {
            if self.rays[other].0 > ratio + 1e-12 {
                break;
            }
            if self.alpha[self.rays[other].1].abs() > self.alpha[self.rays[best].1].abs() {
                best = other;
            }
        }
        let entering = self.rays[best].1;
        self.rays.truncate(at);
        (self.alpha[entering].abs() > PIVOT).then_some(entering)
    }

    /// Moves the variables that the long step has passed to their other bound.
    fn flip(&mut self, entering: usize, over: f64) {
        let _ = over;
        if self.rays.is_empty() {
            return;
        }
        let columns = self.columns();
        self.work.fill(0.0);
        for place in 0..self.rays.len() {
            let variable = self.rays[place].1;
            if variable == entering {
                continue;
            }
            let old = self.at(variable);
            self.status[variable] = if self.status[variable] == Status::Lower {
                Status::Upper
            } else {
                Status::Lower
            };
            let by = self.at(variable) - old;
            if variable < columns {
                for (row, value) in self.columns.entries(variable) {
                    self.work[row] += value * by;
                }
            } else {
                self.work[variable - columns] += by;
            }
        }
        ftran(&self.etas, &self.pivots, &mut self.work);
        for (value, by) in self.value.iter_mut().zip(&self.work) {
            *value -= by;
        }
    }

    fn update_edges(&mut self, row: usize, pivot: f64) {
        let weight: f64 = self.row.iter().map(|value| value * value).sum();
        self.work.copy_from_slice(&self.row);
        ftran(&self.etas, &self.pivots, &mut self.work);
        for at in 0..self.edge.len() {
            let part = self.column[at] / pivot;
            if at != row && part != 0.0 {
                let new = self.edge[at] - 2.0 * part * self.work[at] + part * part * weight;
                self.edge[at] = new
                    .max(part * part * 0.5 * weight / (1.0 + weight))
                    .max(1e-6);
            }
        }
        self.edge[row] = (weight / (pivot * pivot)).max(1e-6);
    }

    fn find_prices(&mut self) {
        self.work.fill(0.0);
        for row in 0..self.rows() {
            self.work[row] = self.price_of(self.basis[row]);
        }
        btran(&self.etas, &self.pivots, &mut self.work);
        for (price, work) in self.prices.iter_mut().zip(&self.work) {
            *price = work.max(0.0);
        }
    }
}

fn push_eta(etas: &mut Sparse, pivots: &mut Vec<(usize, f64)>, row: usize, column: &[f64]) {
    for (at, &value) in column.iter().enumerate() {
        if at != row && value.abs() > NOISE {
            etas.push(at, value);
        }
    }
    etas.close();
    pivots.push((row, column[row]));
}

/// Multiplies by the inverse of the basis.
fn ftran(etas: &Sparse, pivots: &[(usize, f64)], vector: &mut [f64]) {
    for (eta, &(row, pivot)) in pivots.iter().enumerate() {
        let value = vector[row];
        if value == 0.0 {
            continue;
        }
        let value = value / pivot;
        vector[row] = value;
        for (at, entry) in etas.entries(eta) {
            vector[at] -= entry * value;
        }
    }
}

/// Multiplies by the transposed inverse of the basis.
fn btran(etas: &Sparse, pivots: &[(usize, f64)], vector: &mut [f64]) {
    for (eta, &(row, pivot)) in pivots.iter().enumerate().rev() {
        let sum: f64 = etas
            .entries(eta)
            .map(|(at, entry)| entry * vector[at])
            .sum();
        vector[row] = (vector[row] - sum) / pivot;
    }
}
