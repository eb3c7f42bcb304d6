//! One step of the dual simplex method: a variable leaves the basis, another enters.

use crate::solve::simplex::{NOISE, Program, Status};

/// The smallest pivot taken without regret.
const PIVOT: f64 = 1e-7;

impl Program {
    /// The row whose basic variable is furthest outside its bounds, and by how much (below: negative).
    pub(super) fn leaving(&self) -> Option<(usize, f64)> {
        let (mut best, mut found) = (0.0, None);
        for (row, (&outside, &edge)) in self.outside.iter().zip(&self.edge).enumerate() {
            if outside > best * edge {
                best = outside / edge;
                found = Some(row);
            }
        }
        let row = found?;
        let (lower, upper) = self.bounds(self.basis[row]);
        let value = self.value[row];
        Some((
            row,
            if value < lower {
                value - lower
            } else {
                value - upper
            },
        ))
    }

    /// Drives the basic variable of `row` to the bound that it violates. False: no safe pivot.
    pub(super) fn pivot(&mut self, row: usize, over: f64) -> bool {
        self.row.clear();
        self.row.add(row, 1.0);
        self.factor.backward(&self.rows, &self.open, &mut self.row);
        self.find_alpha();
        let Some(entering) = self.entering(over) else {
            return false;
        };
        self.load(entering);
        self.factor
            .forward(&self.columns, &self.open, &mut self.column);
        let pivot = self.column.value[row];
        if pivot.abs() < PIVOT || (pivot - self.alpha[entering]).abs() > 1e-6 * (1.0 + pivot.abs())
        {
            return false;
        }
        self.flip(entering);
        let leaving = self.basis[row];
        let (lower, upper) = self.bounds(leaving);
        let target = if over < 0.0 { lower } else { upper };
        let step = (self.value[row] - target) / pivot;
        let start = self.at(entering);
        for &at in &self.column.at {
            self.value[at] -= step * self.column.value[at];
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
        for place in 0..self.column.at.len() {
            self.measure(self.column.at[place]);
        }
        self.update_edges(row, pivot);
        self.factor.update(row, &self.column);
        true
    }

    fn load(&mut self, variable: usize) {
        let columns = self.cost.len();
        self.column.clear();
        if variable < columns {
            for (row, value) in self.columns.entries(variable) {
                self.column.add(row, value);
            }
        } else {
            self.column.add(variable - columns, 1.0);
        }
    }

    /// The row of the tableau, for all variables that are not basic.
    fn find_alpha(&mut self) {
        for &variable in &self.touched {
            self.alpha[variable] = 0.0;
        }
        self.touched.clear();
        let columns = self.columns();
        for &row in &self.row.at {
            let factor = self.row.value[row];
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
    fn flip(&mut self, entering: usize) {
        if self.rays.is_empty() {
            return;
        }
        let columns = self.columns();
        self.work.clear();
        for place in 0..self.rays.len() {
            let variable = self.rays[place].1;
            if variable == entering {
                continue;
            }
            let old = self.at(variable);
            self.status[variable] = match self.status[variable] {
                Status::Lower => Status::Upper,
                _ => Status::Lower,
            };
            let by = self.at(variable) - old;
            if variable < columns {
                for (row, value) in self.columns.entries(variable) {
                    self.work.add(row, value * by);
                }
            } else {
                self.work.add(variable - columns, by);
            }
        }
        self.factor
            .forward(&self.columns, &self.open, &mut self.work);
        for place in 0..self.work.at.len() {
            let row = self.work.at[place];
            self.value[row] -= self.work.value[row];
            self.measure(row);
        }
    }

    fn update_edges(&mut self, row: usize, pivot: f64) {
        let values = self.row.at.iter().map(|&at| self.row.value[at]);
        let weight: f64 = values.map(|value| value * value).sum();
        self.work.copy(&self.row);
        self.factor
            .forward(&self.columns, &self.open, &mut self.work);
        for &at in &self.column.at {
            let part = self.column.value[at] / pivot;
            if at != row && part != 0.0 {
                let new = self.edge[at] - 2.0 * part * self.work.value[at] + part * part * weight;
                self.edge[at] = new
                    .max(part * part * 0.5 * weight / (1.0 + weight))
                    .max(1e-6);
            }
        }
        self.edge[row] = (weight / (pivot * pivot)).max(1e-6);
    }
}
