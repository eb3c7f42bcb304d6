//! How high each cell stands: near what it is joined to, as far as the order of its column lets it.

use std::cmp::Ordering;

use crate::picture::layout::grid::{Cell, Grid};
use crate::picture::layout::whole;

/// Between two boxes in a column that serve the same one, at once or by way of another, and between two that do not.
pub(super) const NEAR: i32 = 14;
const APART: i32 = 32;
/// Between a line that passes a column and what is next to it.
const PASSING: i32 = 12;
/// How often the heights are settled from both sides.
const SETTLINGS: usize = 16;
/// How often lines that should be level are made so, others giving way or not.
const ALIGNMENTS: usize = 12;
const STRAIGHTENINGS: usize = 6;
/// How far a row of cells moves so that the line beside it is level too, in pixels.
const SNAP: i64 = 12;
/// Parts of a pixel in which heights are settled.
const FINE: i64 = 16;

impl Grid {
    /// Returns the height of each cell's middle, in pixels from the highest edge of a cell.
    pub(super) fn heights(&self) -> Vec<i32> {
        let apart = self.distances();
        let mut middles = self.settled(&apart);
        self.align(&apart, &mut middles);
        self.straighten(&apart, &mut middles);
        let pixels = middles.iter().map(|middle| whole(middle.div_euclid(FINE)));
        let pixels: Vec<i32> = pixels.collect();
        let tops = self.cells.iter().zip(&pixels);
        let top = tops.map(|(cell, middle)| middle - cell.height / 2).min();
        let top = top.unwrap_or(0);
        pixels.into_iter().map(|middle| middle - top).collect()
    }

    /// Returns heights at which the cells are near to what they are joined to, in [`FINE`] parts of a pixel.
    fn settled(&self, apart: &[i64]) -> Vec<i64> {
        let mut middles = vec![0; self.cells.len()];
        for column in (0..self.columns.len()).rev() {
            self.settle_column(column, apart, &mut middles, |cell| (&cell.right, &[]));
        }
        for _ in 0..SETTLINGS {
            for column in 0..self.columns.len() {
                self.settle_column(column, apart, &mut middles, |cell| (&cell.left, &[]));
            }
            for column in (0..self.columns.len()).rev() {
                self.settle_column(column, apart, &mut middles, |cell| {
                    (&cell.right, &cell.left)
                });
            }
        }
        for _ in 0..SETTLINGS {
            for column in 0..self.columns.len() {
                self.settle_column(column, apart, &mut middles, |cell| {
                    (&cell.left, &cell.right)
                });
            }
            for column in (0..self.columns.len()).rev() {
                self.settle_column(column, apart, &mut middles, |cell| {
                    (&cell.right, &cell.left)
                });
            }
        }
        middles
    }

    /// Makes lines that should be level so, from both sides in turn.
    fn align(&self, apart: &[i64], middles: &mut [i64]) {
        for _ in 0..ALIGNMENTS {
            for column in 0..self.columns.len() {
                self.align_column(column, apart, middles, |cell| &cell.left);
            }
            for column in (0..self.columns.len()).rev() {
                self.align_column(column, apart, middles, |cell| &cell.right);
            }
        }
    }

    /// Moves the cells of a column as near to the middle of their neighbors as its order lets them.
    fn settle_column<'a>(
        &'a self,
        column: usize,
        apart: &[i64],
        middles: &mut [i64],
        sides: impl Fn(&'a Cell) -> (&'a [usize], &'a [usize]),
    ) {
        let wishes = self.columns[column].iter().map(|cell| {
            let (near, far) = sides(&self.cells[*cell]);
            let neighbors = near.iter().chain(far);
            let (sum, count) = neighbors.fold((0, 0), |(sum, count), next| {
                let weight = self.weight(*cell, *next);
                (sum + middles[*next] * weight, count + weight)
            });
            match count {
                0 => (middles[*cell], 1),
                count => (sum / count, count),
            }
        });
        let wishes: Vec<(i64, i64)> = wishes.collect();
        self.grant(column, apart, &wishes, middles);
    }

    /// Moves the cells of a column to the heights of those to which their lines should be level, and others only out of
    /// their way.
    fn align_column<'a>(
        &'a self,
        column: usize,
        apart: &[i64],
        middles: &mut [i64],
        side: impl Fn(&'a Cell) -> &'a [usize],
    ) {
        let wishes = self.columns[column].iter().map(|cell| {
            let mut neighbors = side(&self.cells[*cell]).iter();
            let tied = neighbors.find(|next| {
                let is_before = self.cells[**next].column < self.cells[*cell].column;
                let (left, right) = if is_before {
                    (**next, *cell)
                } else {
                    (*cell, **next)
                };
                self.is_tied(left, right)
            });
            match tied {
                Some(next) if self.cells[*cell].is_box => (middles[*next], 10_000),
                Some(next) => (middles[*next], 100),
                None => (middles[*cell], 1),
            }
        });
        let wishes: Vec<(i64, i64)> = wishes.collect();
        self.grant(column, apart, &wishes, middles);
    }

    /// Moves the cells of a column as near to the heights that they wish for as its order lets them, by their weights.
    fn grant(&self, column: usize, apart: &[i64], wishes: &[(i64, i64)], middles: &mut [i64]) {
        let cells = &self.columns[column];
        let mut offset = 0;
        let offsets = cells.iter().enumerate().map(|(number, cell)| {
            offset += if number > 0 { apart[*cell] } else { 0 };
            offset
        });
        let offsets: Vec<i64> = offsets.collect();
        let wishes = wishes.iter().zip(&offsets);
        let settled = isotonic(wishes.map(|((wish, weight), offset)| (wish - offset, *weight)));
        for ((cell, offset), middle) in cells.iter().zip(&offsets).zip(settled) {
            middles[*cell] = middle + offset;
        }
    }

    /// Returns how strongly two cells pull at each other: a passing line, and one between two boxes that have no other
    /// on that side, should be straight.
    fn weight(&self, cell: usize, next: usize) -> i64 {
        let (left, right) = if self.cells[cell].column < self.cells[next].column {
            (cell, next)
        } else {
            (next, cell)
        };
        match (self.cells[left].is_box, self.cells[right].is_box) {
            (true, true) if self.is_tied(left, right) => 32,
            (true, true) => 1,
            (true, false) | (false, true) => 2,
            (false, false) => 8,
        }
    }

    /// Returns whether the line between two cells should be level: that of two boxes that have no other on that side,
    /// and one that passes both columns.
    fn is_tied(&self, left: usize, right: usize) -> bool {
        let (left, right) = (&self.cells[left], &self.cells[right]);
        match (left.is_box, right.is_box) {
            (true, true) => left.right.len() == 1 && right.left.len() == 1,
            (false, false) => true,
            (true, false) | (false, true) => false,
        }
    }

    /// Moves cells whose lines should be level to one height, as far as those above and below them leave room.
    fn straighten(&self, apart: &[i64], middles: &mut [i64]) {
        let mut threads = self.threads();
        for round in 0..STRAIGHTENINGS {
            // those that are in the way of others move first, whether they stand above or below
            threads.sort_by_key(|thread| {
                let middle = middles[thread[0]];
                if round % 2 == 0 { middle } else { -middle }
            });
            for thread in &threads {
                let mut rest = thread.as_slice();
                while !rest.is_empty() {
                    rest = self.straighten_start(rest, apart, middles);
                }
            }
        }
    }

    /// Returns the longest rows of cells, from left to right, between which lines should be level.
    fn threads(&self) -> Vec<Vec<usize>> {
        let next = |cell: usize| {
            let mut right = self.cells[cell].right.iter().copied();
            right.find(|next| self.is_tied(cell, *next))
        };
        let is_start = |cell: &usize| {
            let mut left = self.cells[*cell].left.iter();
            !left.any(|before| self.is_tied(*before, *cell))
        };
        let starts = (0..self.cells.len()).filter(is_start);
        let threads = starts.map(|start| std::iter::successors(Some(start), |cell| next(*cell)));
        threads.map(Iterator::collect).collect()
    }

    /// Moves as many of a row's first cells to one height as can stand there, and returns the rest of the row.
    fn straighten_start<'a>(
        &self,
        thread: &'a [usize],
        apart: &[i64],
        middles: &mut [i64],
    ) -> &'a [usize] {
        let (mut lowest, mut highest) = self.room(thread[0], apart, middles);
        let mut count = 1;
        for cell in &thread[1..] {
            let room = self.room(*cell, apart, middles);
            if lowest.max(room.0) > highest.min(room.1) {
                break;
            }
            (lowest, highest) = (lowest.max(room.0), highest.min(room.1));
            count += 1;
        }
        let (start, rest) = thread.split_at(count);
        let wish = self.wish(start, middles);
        for cell in start {
            middles[*cell] = wish.clamp(lowest, highest);
        }
        rest
    }

    /// Returns the heights between which a cell can stand while all others stay where they are.
    fn room(&self, cell: usize, apart: &[i64], middles: &[i64]) -> (i64, i64) {
        let column = &self.columns[self.cells[cell].column];
        let rank = self.ranks[cell];
        let above = rank.checked_sub(1).map(|rank| column[rank]);
        let below = column.get(rank + 1);
        (
            above.map_or(i64::MIN, |above| middles[above] + apart[cell]),
            below.map_or(i64::MAX, |below| middles[*below] - apart[*below]),
        )
    }

    /// Returns the height at which a row of cells would best stand: at that of a box at its end that is near.
    fn wish(&self, row: &[usize], middles: &[i64]) -> i64 {
        let sum: i64 = row.iter().map(|cell| middles[*cell]).sum();
        let mean = sum / i64::try_from(row.len()).unwrap_or(i64::MAX);
        let ends = [row.first(), row.last()].into_iter().flatten();
        let beside = ends.flat_map(|end| {
            let Cell { left, right, .. } = &self.cells[*end];
            left.iter().chain(right).filter(|next| !row.contains(next))
        });
        let heights = beside.map(|next| middles[*next]);
        let is_near = |height: &i64| (height - mean).abs() <= SNAP * FINE;
        let nearest = heights
            .filter(is_near)
            .min_by_key(|height| (height - mean).abs());
        nearest.unwrap_or(mean)
    }

    /// Returns for each cell how far its middle must be from that of the cell above it, so that rows of cells between
    /// which lines should be level can be so, in [`FINE`] parts of a pixel.
    fn distances(&self) -> Vec<i64> {
        let mut apart = vec![0; self.cells.len()];
        let pairs = self.columns.iter().flat_map(|column| column.windows(2));
        for pair in pairs {
            apart[pair[1]] = i64::from(self.distance(pair[0], pair[1])) * FINE;
        }
        // two rows that stand below one another in several columns are as far apart in all of them
        for thread in self.threads() {
            for rows in thread.chunk_by(|left, right| self.are_below_a_row(*left, *right)) {
                let most = rows.iter().map(|cell| apart[*cell]).max().unwrap_or(0);
                for cell in rows {
                    apart[*cell] = most;
                }
            }
        }
        apart
    }

    /// Returns whether the line between the two cells above these should be level.
    fn are_below_a_row(&self, left: usize, right: usize) -> bool {
        let above = |cell: usize| {
            let rank = self.ranks[cell].checked_sub(1)?;
            Some(self.columns[self.cells[cell].column][rank])
        };
        let (Some(left), Some(right)) = (above(left), above(right)) else {
            return false;
        };
        self.cells[left].right.contains(&right) && self.is_tied(left, right)
    }

    /// Returns how far the middles of two cells that follow one another are apart at least.
    fn distance(&self, above: usize, below: usize) -> i32 {
        let (upper, lower) = (&self.cells[above], &self.cells[below]);
        let beyond = |cell: &Cell| -> Vec<usize> {
            let next = cell.served().flat_map(|next| self.cells[next].served());
            cell.served().chain(next).collect()
        };
        let served = beyond(upper);
        let serves_same = beyond(lower).iter().any(|cell| served.contains(cell));
        let between = match (upper.is_box && lower.is_box, serves_same) {
            (false, _) => PASSING,
            (true, true) => NEAR,
            (true, false) => APART,
        };
        // halves are whole, since the heights of boxes are even
        i32::midpoint(upper.height, lower.height) + between
    }
}

/// Returns the numbers that never fall and differ least from the wishes, in squares, by their weights.
pub(super) fn isotonic(wishes: impl Iterator<Item = (i64, i64)>) -> Vec<i64> {
    struct Pool {
        sum: i64,
        weight: i64,
        members: usize,
    }
    impl Pool {
        /// Compares what two pools wish for on average.
        fn compare(&self, other: &Self) -> Ordering {
            let product = |sum: i64, weight: i64| i128::from(sum) * i128::from(weight);
            product(self.sum, other.weight).cmp(&product(other.sum, self.weight))
        }
    }
    let mut pools: Vec<Pool> = Vec::new();
    for (wish, weight) in wishes {
        let mut pool = Pool {
            sum: wish * weight,
            weight,
            members: 1,
        };
        while let Some(last) = pools.last()
            && last.compare(&pool) != Ordering::Less
        {
            pool.sum += last.sum;
            pool.weight += last.weight;
            pool.members += last.members;
            pools.pop();
        }
        pools.push(pool);
    }
    pools
        .into_iter()
        .flat_map(|pool| std::iter::repeat_n(pool.sum.div_euclid(pool.weight), pool.members))
        .collect()
}
