//! Solves systems with the basis of a linear program: a sparse LU factorisation and its updates.
//!
//! Rows whose slack is basic need no factorisation. Of the rest, rows and columns of one entry go
//! first, then the row with the fewest entries and in it the shortest column with a sound pivot
//! (after Markowitz). A change of the basis is one more factor (product form).

use crate::solve::graph::index;

/// Smaller numbers are noise.
const NOISE: f64 = 1e-11;
/// A pivot is at least so large a part of the largest number in its row.
const SOUND: f64 = 0.1;

/// Rows or columns of a sparse matrix.
#[derive(Debug, Default)]
pub(super) struct Sparse {
    ends: Vec<usize>,
    at: Vec<u32>,
    value: Vec<f64>,
}

impl Sparse {
    pub(super) fn clear(&mut self) {
        self.ends.clear();
        self.at.clear();
        self.value.clear();
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    fn range(&self, line: usize) -> std::ops::Range<usize> {
        let start = if line == 0 { 0 } else { self.ends[line - 1] };
        start..self.ends[line]
    }

    pub(super) fn entries(&self, line: usize) -> impl Iterator<Item = (usize, f64)> + '_ {
        let range = self.range(line);
        let values = self.value[range.clone()].iter().copied();
        self.at[range].iter().map(|&at| at as usize).zip(values)
    }

    pub(super) fn push(&mut self, at: usize, value: f64) {
        self.at.push(index(at));
        self.value.push(value);
    }

    pub(super) fn close(&mut self) {
        self.ends.push(self.at.len());
    }

    /// Becomes the transpose of `other`, with so many lines.
    pub(super) fn transpose(&mut self, other: &Self, lines: usize) {
        self.clear();
        self.ends.resize(lines + 1, 0);
        for &at in &other.at {
            self.ends[at as usize + 1] += 1;
        }
        for line in 0..lines {
            self.ends[line + 1] += self.ends[line];
        }
        self.at.resize(other.at.len(), 0);
        self.value.resize(other.at.len(), 0.0);
        for line in 0..other.len() {
            for entry in other.range(line) {
                let place = &mut self.ends[other.at[entry] as usize];
                self.at[*place] = index(line);
                self.value[*place] = other.value[entry];
                *place += 1;
            }
        }
        self.ends.pop();
    }
}

/// A vector of which mostly zeros are expected.
#[derive(Debug, Default)]
pub(super) struct Vector {
    pub(super) value: Vec<f64>,
    /// The places that may not be 0, each once.
    pub(super) at: Vec<usize>,
    listed: Vec<bool>,
}

impl Vector {
    pub(super) fn resize(&mut self, len: usize) {
        self.value.clear();
        self.value.resize(len, 0.0);
        self.at.clear();
        self.listed.clear();
        self.listed.resize(len, false);
    }

    pub(super) fn clear(&mut self) {
        for &at in &self.at {
            self.value[at] = 0.0;
            self.listed[at] = false;
        }
        self.at.clear();
    }

    pub(super) fn add(&mut self, at: usize, value: f64) {
        self.value[at] += value;
        if !self.listed[at] {
            self.listed[at] = true;
            self.at.push(at);
        }
    }

    pub(super) fn copy(&mut self, other: &Self) {
        self.clear();
        for &at in &other.at {
            self.add(at, other.value[at]);
        }
    }
}

/// No row.
pub(super) const NONE: u32 = u32::MAX;

/// A factorised basis. Each basic column has a row of its own, where its value stands.
#[derive(Debug, Default)]
pub(super) struct Factor {
    /// The row of each column that was basic when the basis was factorised.
    row_of: Vec<u32>,
    /// By step of the elimination: row, column and pivot.
    steps: Vec<(u32, u32, f64)>,
    /// By step: rows from which a multiple of the step's row was taken.
    lower: Sparse,
    /// The steps of which `lower` has something: few, as most of a basis is triangular.
    lowering: Vec<usize>,
    /// By step: the other columns of the step's row, named by their rows.
    upper: Sparse,
    /// By row: the steps of `upper` in which it stands, named by their rows.
    across: Sparse,
    etas: Sparse,
    pivots: Vec<(usize, f64)>,
    active: Vec<Vec<(u32, f64)>>,
    users: Vec<Vec<u32>>,
    count: Vec<u32>,
    open_row: Vec<bool>,
    by_length: Vec<Vec<u32>>,
    single: Vec<u32>,
    scatter: Vec<f64>,
    stamp: Vec<u32>,
}

impl Factor {
    /// How many lines are looked at to solve a system.
    pub(super) fn lines(&self) -> usize {
        self.steps.len() + self.pivots.len()
    }

    /// How often the basis has changed since it was factorised.
    pub(super) fn updates(&self) -> usize {
        self.pivots.len()
    }

    /// The row of each column that was basic when the basis was factorised.
    pub(super) fn row_of(&self, column: usize) -> Option<usize> {
        (self.row_of[column] != NONE).then_some(self.row_of[column] as usize)
    }

    /// Factorises the basis of `basic` columns and the slacks of all rows that are not `open`.
    /// Columns that depend on others are returned, with nothing factorised.
    pub(super) fn factorise(&mut self, columns: &Sparse, basic: &[u32], open: &[bool]) -> Vec<u32> {
        self.start(columns, basic, open);
        while self.steps.len() < basic.len() {
            let Some((row, column)) = self.choose() else {
                break;
            };
            self.eliminate(row, column);
        }
        let lost = |column: &u32| self.row_of[*column as usize] == NONE;
        let lost: Vec<u32> = basic.iter().copied().filter(lost).collect();
        if lost.is_empty() {
            self.finish(open.len());
        }
        lost
    }

    /// The rows among `rows` for which no column was left.
    pub(super) fn idle_rows(&self, rows: usize) -> Vec<usize> {
        (0..rows).filter(|&row| self.open_row[row]).collect()
    }

    fn start(&mut self, columns: &Sparse, basic: &[u32], open: &[bool]) {
        let rows = open.len();
        self.steps.clear();
        self.etas.clear();
        self.pivots.clear();
        self.lower.clear();
        self.lowering.clear();
        self.upper.clear();
        self.row_of.clear();
        self.row_of.resize(columns.len(), NONE);
        self.open_row.clear();
        self.open_row.extend_from_slice(open);
        self.active
            .resize_with(self.active.len().max(rows), Vec::new);
        self.users
            .resize_with(self.users.len().max(columns.len()), Vec::new);
        self.count.resize(self.count.len().max(columns.len()), 0);
        self.scatter
            .resize(self.scatter.len().max(columns.len()), 0.0);
        self.stamp.clear();
        self.stamp.resize(columns.len(), NONE);
        for row in 0..rows {
            self.active[row].clear();
        }
        self.single.clear();
        for &column in basic {
            let users = &mut self.users[column as usize];
            users.clear();
            for (row, value) in columns.entries(column as usize) {
                if open[row] {
                    users.push(index(row));
                    self.active[row].push((column, value));
                }
            }
            self.count[column as usize] = index(users.len());
            if users.len() == 1 {
                self.single.push(column);
            }
        }
        for bucket in &mut self.by_length {
            bucket.clear();
        }
        for (row, _) in open.iter().enumerate().filter(|(_, open)| **open) {
            self.note(index(row));
        }
    }

    /// Puts a row into the bucket of its length.
    fn note(&mut self, row: u32) {
        let length = self.active[row as usize].len();
        if self.by_length.len() <= length {
            self.by_length.resize_with(length + 1, Vec::new);
        }
        self.by_length[length].push(row);
    }

    /// The next row and column to pivot on.
    fn choose(&mut self) -> Option<(u32, u32)> {
        while let Some(column) = self.single.pop() {
            if self.row_of[column as usize] != NONE || self.count[column as usize] != 1 {
                continue;
            }
            let users = &self.users[column as usize];
            let row = users
                .iter()
                .copied()
                .find(|&row| self.open_row[row as usize] && self.entry(row, column).is_some());
            if let Some(row) = row {
                let most = self.active[row as usize]
                    .iter()
                    .map(|one| one.1.abs())
                    .fold(0.0, f64::max);
                if self
                    .entry(row, column)
                    .is_some_and(|value| value.abs() >= 1e-3 * most)
                {
                    return Some((row, column));
                }
            }
        }
        for length in 1..self.by_length.len() {
            while let Some(row) = self.by_length[length].pop() {
                let entries = &self.active[row as usize];
                if !self.open_row[row as usize] || entries.len() != length {
                    continue;
                }
                let most = entries.iter().map(|one| one.1.abs()).fold(0.0, f64::max);
                if most < NOISE.sqrt() {
                    continue;
                }
                let sound = entries.iter().filter(|one| one.1.abs() >= SOUND * most);
                let best = sound.min_by_key(|one| (self.count[one.0 as usize], one.0));
                if let Some(&(column, _)) = best {
                    return Some((row, column));
                }
            }
        }
        None
    }

    fn entry(&self, row: u32, column: u32) -> Option<f64> {
        self.active[row as usize]
            .iter()
            .find(|one| one.0 == column)
            .map(|one| one.1)
    }

    fn eliminate(&mut self, row: u32, column: u32) {
        let line = std::mem::take(&mut self.active[row as usize]);
        let pivot = line
            .iter()
            .find(|one| one.0 == column)
            .map_or(1.0, |one| one.1);
        let step = self.steps.len();
        self.open_row[row as usize] = false;
        self.row_of[column as usize] = row;
        self.steps.push((row, column, pivot));
        let users = std::mem::take(&mut self.users[column as usize]);
        for &other in users.iter().filter(|&&other| other != row) {
            if self.open_row[other as usize] {
                self.subtract(&line, column, pivot, other);
            }
        }
        self.lower.close();
        if !self.lower.range(step).is_empty() {
            self.lowering.push(step);
        }
        for &(other, _) in &line {
            let count = &mut self.count[other as usize];
            *count -= 1;
            if *count == 1 && other != column {
                self.single.push(other);
            }
        }
        for &(other, value) in line.iter().filter(|one| one.0 != column) {
            self.upper.push(other as usize, value);
        }
        self.upper.close();
        self.users[column as usize] = users;
        self.active[row as usize] = line;
    }

    /// Takes from the row `other` so much of `line` that nothing is left of `column`.
    fn subtract(&mut self, line: &[(u32, f64)], column: u32, pivot: f64, other: u32) {
        let mut target = std::mem::take(&mut self.active[other as usize]);
        let Some(place) = target.iter().position(|one| one.0 == column) else {
            self.active[other as usize] = target;
            return;
        };
        let factor = target[place].1 / pivot;
        target.swap_remove(place);
        self.lower.push(other as usize, factor);
        for &(at, value) in line {
            self.scatter[at as usize] = value;
            self.stamp[at as usize] = other;
        }
        self.stamp[column as usize] = NONE;
        let mut kept = 0;
        for place in 0..target.len() {
            let (at, mut value) = target[place];
            if self.stamp[at as usize] == other {
                self.stamp[at as usize] = NONE;
                value -= factor * self.scatter[at as usize];
                if value.abs() < NOISE {
                    self.count[at as usize] -= 1;
                    if self.count[at as usize] == 1 {
                        self.single.push(at);
                    }
                    continue;
                }
            }
            target[kept] = (at, value);
            kept += 1;
        }
        target.truncate(kept);
        for &(at, value) in line {
            if self.stamp[at as usize] == other {
                self.stamp[at as usize] = NONE;
                target.push((at, -factor * value));
                self.count[at as usize] += 1;
                self.users[at as usize].push(other);
            }
        }
        self.active[other as usize] = target;
        self.note(other);
    }

    /// Names the columns in `upper` by their rows, and turns it about.
    fn finish(&mut self, rows: usize) {
        for at in &mut self.upper.at {
            *at = self.row_of[*at as usize];
        }
        self.across.transpose(&self.upper, rows);
        for at in &mut self.across.at {
            *at = self.steps[*at as usize].0;
        }
    }

    /// Multiplies by the inverse of the basis: from rows to the values of what is basic.
    pub(super) fn forward(&self, columns: &Sparse, open: &[bool], vector: &mut Vector) {
        for &step in &self.lowering {
            let value = vector.value[self.steps[step].0 as usize];
            if value != 0.0 {
                for (other, factor) in self.lower.entries(step) {
                    vector.add(other, -factor * value);
                }
            }
        }
        for &(row, column, pivot) in self.steps.iter().rev() {
            let value = vector.value[row as usize];
            if value == 0.0 {
                continue;
            }
            let value = value / pivot;
            vector.value[row as usize] = value;
            for (other, entry) in self.across.entries(row as usize) {
                vector.add(other, -entry * value);
            }
            for (other, entry) in columns.entries(column as usize) {
                if !open[other] {
                    vector.add(other, -entry * value);
                }
            }
        }
        for (eta, &(row, pivot)) in self.pivots.iter().enumerate() {
            let value = vector.value[row];
            if value == 0.0 {
                continue;
            }
            let value = value / pivot;
            vector.value[row] = value;
            for (at, entry) in self.etas.entries(eta) {
                vector.add(at, -entry * value);
            }
        }
    }

    /// Multiplies by the transposed inverse of the basis: from what is basic to prices of rows.
    pub(super) fn backward(&self, rows: &Sparse, open: &[bool], vector: &mut Vector) {
        for (eta, &(row, pivot)) in self.pivots.iter().enumerate().rev() {
            let sum: f64 = self
                .etas
                .entries(eta)
                .map(|(at, entry)| entry * vector.value[at])
                .sum();
            let old = vector.value[row];
            if sum != 0.0 || old != 0.0 {
                vector.add(row, (old - sum) / pivot - old);
            }
        }
        for place in 0..vector.at.len() {
            let row = vector.at[place];
            let value = vector.value[row];
            if open[row] || value == 0.0 {
                continue;
            }
            for (column, entry) in rows.entries(row) {
                if let Some(at) = self.row_of(column) {
                    vector.add(at, -entry * value);
                }
            }
        }
        for (step, &(row, _, pivot)) in self.steps.iter().enumerate() {
            let value = vector.value[row as usize];
            if value == 0.0 {
                continue;
            }
            let value = value / pivot;
            vector.value[row as usize] = value;
            for (other, entry) in self.upper.entries(step) {
                vector.add(other, -entry * value);
            }
        }
        for &step in self.lowering.iter().rev() {
            let sum: f64 = self
                .lower
                .entries(step)
                .map(|(at, entry)| entry * vector.value[at])
                .sum();
            if sum != 0.0 {
                vector.add(self.steps[step].0 as usize, -sum);
            }
        }
    }

    /// The variable at `row` is replaced by one whose column in terms of the basis is `column`.
    pub(super) fn update(&mut self, row: usize, column: &Vector) {
        for &at in &column.at {
            let value = column.value[at];
            if at != row && value.abs() > NOISE {
                self.etas.push(at, value);
            }
        }
        self.etas.close();
        self.pivots.push((row, column.value[row]));
    }
}
