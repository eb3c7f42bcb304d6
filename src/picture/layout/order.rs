//! The order of each column, so that few lines cross: barycentres and sifting, begun anew from several orders.

use std::collections::BTreeMap;

use crate::picture::layout::grid::{Cell, Grid};

/// How often the columns are put in order from both sides.
const SWEEPS: usize = 12;
/// How often that is begun anew from another order: often where there is little to order.
const ATTEMPTS: usize = 20;
const CELLS_IN_ATTEMPTS: usize = 6_000;

impl Grid {
    /// Puts the columns in an order of few crossings, comparing at most `left` pairs of lines.
    pub(super) fn order(&mut self, left: &mut usize) {
        let first = self.columns.clone();
        let mut best = first.clone();
        let mut fewest = usize::MAX;
        let attempts = (CELLS_IN_ATTEMPTS / self.cells.len().max(1)).clamp(1, ATTEMPTS);
        let mut shuffle = Shuffle(1);
        for attempt in 0..attempts {
            if fewest == 0 {
                break;
            }
            self.columns.clone_from(&first);
            if attempt > 0 {
                self.columns
                    .iter_mut()
                    .for_each(|column| shuffle.mix(column));
            }
            self.rank();
            self.sweep(&mut best, &mut fewest, left);
        }
        self.columns = best;
        self.rank();
        self.tidy();
    }

    /// Puts cells that have the same neighbors in the order in which they were given.
    fn tidy(&mut self) {
        for column in &mut self.columns {
            let mut alike: BTreeMap<(&[usize], &[usize]), Vec<usize>> = BTreeMap::new();
            for cell in column.iter() {
                let Cell { left, right, .. } = &self.cells[*cell];
                alike.entry((left, right)).or_default().push(*cell);
            }
            for cells in alike.values_mut().filter(|cells| cells.len() > 1) {
                let mut places: Vec<usize> = cells.iter().map(|cell| self.ranks[*cell]).collect();
                places.sort_unstable();
                cells.sort_unstable();
                for (place, cell) in places.iter().zip(cells) {
                    column[*place] = *cell;
                }
            }
        }
        self.rank();
    }

    /// Sorts the columns by what is on their right and on their left in turn, until that takes no crossings away.
    fn sweep(&mut self, best: &mut Vec<Vec<usize>>, fewest: &mut usize, left: &mut usize) {
        let mut fewest_here = usize::MAX;
        for _ in 0..SWEEPS {
            for column in (0..self.columns.len()).rev() {
                self.order_column(column, |cell| &cell.right);
            }
            if self.keep_better(best, fewest) == 0 {
                break;
            }
            for column in 0..self.columns.len() {
                self.order_column(column, |cell| &cell.left);
            }
            self.sift(left);
            let crossings = self.keep_better(best, fewest);
            if crossings == 0 || crossings >= fewest_here {
                break;
            }
            fewest_here = crossings;
        }
    }

    /// Keeps the order if it is the best so far, and returns how many lines cross in it.
    fn keep_better(&mut self, best: &mut Vec<Vec<usize>>, fewest: &mut usize) -> usize {
        let crossings = self.crossings();
        if crossings < *fewest {
            *fewest = crossings;
            best.clone_from(&self.columns);
        }
        crossings
    }

    /// Sorts a column by the mean rank of its cells' neighbors on one side; a cell without any keeps its rank.
    fn order_column(&mut self, column: usize, side: impl Fn(&Cell) -> &Vec<usize>) {
        let mean = |cell: &usize| {
            let neighbors = side(&self.cells[*cell]);
            match neighbors.len() {
                0 => (self.ranks[*cell], 1),
                count => (neighbors.iter().map(|next| self.ranks[*next]).sum(), count),
            }
        };
        let mut sorted: Vec<((usize, usize), usize)> = self.columns[column]
            .iter()
            .map(|cell| (mean(cell), *cell))
            .collect();
        sorted.sort_by(|((a, a_count), _), ((b, b_count), _)| (a * b_count).cmp(&(b * a_count)));
        let sorted: Vec<usize> = sorted.into_iter().map(|(_, cell)| cell).collect();
        for (rank, cell) in sorted.iter().enumerate() {
            self.ranks[*cell] = rank;
        }
        self.columns[column] = sorted;
    }

    /// Moves cells up and down their columns while that takes crossings away: sifting, of Matuszewski, Schönfeld and
    /// Molitor (1999).
    fn sift(&mut self, left: &mut usize) {
        let mut is_better = true;
        while is_better {
            is_better = false;
            for cell in 0..self.cells.len() {
                let Some(rest) = left.checked_sub(self.compared(cell)) else {
                    return;
                };
                *left = rest;
                is_better |= self.sift_cell(cell);
            }
        }
    }

    /// Returns how many pairs of lines are compared at most to find the best place for a cell.
    fn compared(&self, cell: usize) -> usize {
        let lines = |cell: &Cell| cell.left.len() + cell.right.len() + 1;
        let column = &self.columns[self.cells[cell].column];
        let of_others: usize = column.iter().map(|other| lines(&self.cells[*other])).sum();
        lines(&self.cells[cell]) * of_others
    }

    /// Moves a cell to where its lines cross fewest others, and returns whether that takes crossings away.
    fn sift_cell(&mut self, cell: usize) -> bool {
        let rank = self.ranks[cell];
        let number = self.cells[cell].column;
        let column = &self.columns[number];
        // what it saves to pass another, and the most that can be saved, with the place for it
        let mut best = (0, rank);
        let mut saved = 0;
        for (place, &other) in column.iter().enumerate().skip(rank + 1) {
            saved += self.saved(cell, other);
            best = best.max((saved, place));
        }
        saved = 0;
        for place in (0..rank).rev() {
            saved += self.saved(column[place], cell);
            if saved > best.0 {
                best = (saved, place);
            }
        }
        let is_better = best.0 > 0;
        if is_better {
            let column = &mut self.columns[number];
            column.remove(rank);
            column.insert(best.1, cell);
            for (rank, cell) in column.iter().enumerate() {
                self.ranks[*cell] = rank;
            }
        }
        is_better
    }

    /// Returns how many crossings go if the upper of two cells passes below the other.
    fn saved(&self, upper: usize, lower: usize) -> i64 {
        self.crossings_of(upper, lower) - self.crossings_of(lower, upper)
    }

    /// Counts the crossings between the lines of two cells of a column if one stands above the other.
    fn crossings_of(&self, above: usize, below: usize) -> i64 {
        let count = |above: &[usize], below: &[usize]| {
            let ends = above.iter().map(|end| self.ranks[*end]);
            let crossed = |end: usize| {
                below
                    .iter()
                    .filter(|other| self.ranks[**other] < end)
                    .count()
            };
            ends.map(crossed).sum::<usize>()
        };
        let (above, below) = (&self.cells[above], &self.cells[below]);
        let crossings = count(&above.left, &below.left) + count(&above.right, &below.right);
        i64::try_from(crossings).unwrap_or(i64::MAX)
    }

    /// Counts the pairs of lines that cross: the inversions between each column and the next.
    pub(super) fn crossings(&self) -> usize {
        self.columns
            .iter()
            .map(|column| {
                let mut ends = Vec::new();
                for cell in column {
                    let start = ends.len();
                    ends.extend(self.cells[*cell].right.iter().map(|to| self.ranks[*to]));
                    ends[start..].sort_unstable();
                }
                inversions(&ends)
            })
            .sum()
    }
}

/// Mixes lists, always in the same way: a generator by Marsaglia (2003), since chance would make pictures differ.
struct Shuffle(u32);

impl Shuffle {
    fn mix(&mut self, list: &mut [usize]) {
        for place in (1..list.len()).rev() {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 17;
            self.0 ^= self.0 << 5;
            list.swap(place, self.0 as usize % (place + 1));
        }
    }
}

/// Counts the pairs of a list of which the first is greater, with a tree of sums (Fenwick 1994).
pub(super) fn inversions(list: &[usize]) -> usize {
    let size = list.iter().copied().max().map_or(0, |most| most + 1);
    let mut sums = vec![0_usize; size + 1];
    let mut inversions = 0;
    for (seen, value) in list.iter().enumerate() {
        let mut not_greater = 0;
        let mut place = value + 1;
        while place > 0 {
            not_greater += sums[place];
            place &= place - 1;
        }
        inversions += seen - not_greater;
        place = value + 1;
        while place <= size {
            sums[place] += 1;
            place += place & place.wrapping_neg();
        }
    }
    inversions
}
