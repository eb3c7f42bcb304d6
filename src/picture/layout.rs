//! Where the boxes of a picture stand and how the lines between them run: a layered layout from left to right.
//!
//! The steps are those of Sugiyama, Tagawa and Toda (1981): columns by longest path, a place in every column that a
//! line passes, an order of few crossings by barycentres, and heights by isotonic regression (the pool adjacent
//! violators of Ayer et al. 1955), which moves boxes towards their neighbors as far as the order allows. All in whole
//! numbers, so that every machine gets the same picture.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// How large a box is, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Size {
    pub(super) width: i32,
    pub(super) height: i32,
}

/// A place in a picture, in pixels from its upper left corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Point {
    pub(super) x: i32,
    pub(super) y: i32,
}

/// A box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rect {
    pub(super) x: i32,
    pub(super) y: i32,
    pub(super) width: i32,
    pub(super) height: i32,
}

/// A line from the right side of a box to the left side of another.
///
/// From its first point to the second it is straight and level, from there to the third it is a curve that begins and
/// ends level, and so on in turn; the last stretch is straight.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) points: Vec<Point>,
}

/// A finished layout. No two boxes touch, and no line meets a box but at its ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Layout {
    /// In the order of the sizes.
    pub(super) boxes: Vec<Rect>,
    /// In the order of the edges.
    pub(super) lines: Vec<Line>,
    pub(super) size: Size,
}

/// Between two boxes in a column that serve the same one, at once or by way of another, and between two that do not.
const NEAR: i32 = 14;
const APART: i32 = 32;
/// Between a line that passes a column and what is next to it.
const PASSING: i32 = 12;
/// Between two columns: at least, and at most for steep lines.
const GAP: (i32, i32) = (48, 150);
/// How many of the boxes that one serves are looked at to tell that.
const LOOKED_AT: usize = 6;
/// How often the columns are put in order from both sides.
const SWEEPS: usize = 12;
/// How often that is begun anew from another order: often where there is little to order.
const ATTEMPTS: usize = 24;
const CELLS_IN_ATTEMPTS: usize = 2_000;
/// How often the heights are settled from both sides.
const SETTLINGS: usize = 16;
/// Parts of a pixel in which heights are settled.
const FINE: i64 = 16;

/// Lays out boxes and the edges between them: each edge leads from a box to one that is farther to the right.
///
/// The edges must make no circle. Takes **O(e log e)** a sweep for e edges with the columns that they pass.
pub(super) fn layout(sizes: &[Size], edges: &[(usize, usize)]) -> Layout {
    let mut grid = Grid::new(sizes, edges);
    grid.order();
    let heights = grid.settle();
    grid.place(sizes, edges, &heights)
}

/// A box or a place where a line passes.
#[derive(Debug)]
struct Cell {
    column: usize,
    height: i32,
    /// The box; without one a line passes.
    is_box: bool,
    left: Vec<usize>,
    right: Vec<usize>,
}

impl Cell {
    /// Returns a cell for a box, or, without a size, for a line that passes.
    fn new(column: usize, size: Option<Size>) -> Self {
        Self {
            column,
            height: size.map_or(0, |size| size.height),
            is_box: size.is_some(),
            left: Vec::new(),
            right: Vec::new(),
        }
    }

    /// Returns some of what stands on its right.
    fn served(&self) -> impl Iterator<Item = usize> {
        self.right.iter().copied().take(LOOKED_AT)
    }
}

#[derive(Debug)]
struct Grid {
    /// The boxes, then the passing lines.
    cells: Vec<Cell>,
    /// The cells of each column, leftmost first, in their order from top to bottom.
    columns: Vec<Vec<usize>>,
    /// For each cell its place in its column.
    ranks: Vec<usize>,
    /// The cells that each edge runs through.
    paths: Vec<Vec<usize>>,
}

impl Grid {
    fn new(sizes: &[Size], edges: &[(usize, usize)]) -> Self {
        let from_right = longest_paths(sizes.len(), edges);
        let last = from_right.iter().copied().max().unwrap_or(0);
        let boxes = sizes.iter().zip(&from_right);
        let mut cells: Vec<Cell> = boxes
            .map(|(size, from_right)| Cell::new(last - from_right, Some(*size)))
            .collect();
        let paths = paths(&mut cells, edges);
        let steps = paths.iter().flat_map(|path| path.windows(2));
        let links: BTreeSet<(usize, usize)> = steps.map(|step| (step[0], step[1])).collect();
        for (from, to) in links {
            cells[from].right.push(to);
            cells[to].left.push(from);
        }
        let mut columns = vec![Vec::new(); last + 1];
        for (number, cell) in cells.iter().enumerate() {
            columns[cell.column].push(number);
        }
        let mut grid = Self {
            ranks: vec![0; cells.len()],
            cells,
            columns,
            paths,
        };
        grid.rank();
        grid
    }

    fn rank(&mut self) {
        for column in &self.columns {
            for (rank, cell) in column.iter().enumerate() {
                self.ranks[*cell] = rank;
            }
        }
    }

    /// Puts the columns in an order of few crossings.
    fn order(&mut self) {
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
            self.sweep(&mut best, &mut fewest);
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

    /// Sorts the columns by what is on their right and on their left in turn.
    fn sweep(&mut self, best: &mut Vec<Vec<usize>>, fewest: &mut usize) {
        for _ in 0..SWEEPS {
            for column in (0..self.columns.len()).rev() {
                self.order_column(column, |cell| &cell.right);
            }
            let from_right = self.keep_better(best, fewest);
            for column in 0..self.columns.len() {
                self.order_column(column, |cell| &cell.left);
            }
            let from_left = self.keep_better(best, fewest);
            if *fewest == 0 || !from_right && !from_left {
                break;
            }
        }
    }

    fn keep_better(&mut self, best: &mut Vec<Vec<usize>>, fewest: &mut usize) -> bool {
        let crossings = self.crossings();
        let is_better = crossings < *fewest;
        if is_better {
            *fewest = crossings;
            best.clone_from(&self.columns);
        }
        is_better
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

    /// Counts the pairs of lines that cross: the inversions between each column and the next.
    fn crossings(&self) -> usize {
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

    /// Returns the height of each cell's middle, in [`FINE`] parts of a pixel.
    fn settle(&self) -> Vec<i64> {
        let mut middles = vec![0; self.cells.len()];
        for column in (0..self.columns.len()).rev() {
            self.settle_column(column, &mut middles, |cell| (&cell.right, &[]));
        }
        for _ in 0..SETTLINGS {
            for column in 0..self.columns.len() {
                self.settle_column(column, &mut middles, |cell| (&cell.left, &[]));
            }
            for column in (0..self.columns.len()).rev() {
                self.settle_column(column, &mut middles, |cell| (&cell.right, &cell.left));
            }
        }
        middles
    }

    /// Moves the cells of a column as near to the middle of their neighbors as its order lets them.
    fn settle_column<'a>(
        &'a self,
        column: usize,
        middles: &mut [i64],
        sides: impl Fn(&'a Cell) -> (&'a [usize], &'a [usize]),
    ) {
        let cells = &self.columns[column];
        let mut offsets = Vec::with_capacity(cells.len());
        let mut offset = 0;
        for (number, cell) in cells.iter().enumerate() {
            if number > 0 {
                offset += i64::from(self.distance(cells[number - 1], *cell)) * FINE;
            }
            offsets.push(offset);
        }
        let wishes = cells.iter().zip(&offsets).map(|(cell, offset)| {
            let (near, far) = sides(&self.cells[*cell]);
            let neighbors = near.iter().chain(far);
            let (sum, count) = neighbors.fold((0, 0), |(sum, count), next| {
                let weight = self.weight(*cell, *next);
                (sum + middles[*next] * weight, count + weight)
            });
            match count {
                0 => (middles[*cell] - offset, 1),
                count => (sum / count - offset, count),
            }
        });
        let settled = isotonic(wishes);
        for ((cell, offset), middle) in cells.iter().zip(&offsets).zip(settled) {
            middles[*cell] = middle + offset;
        }
    }

    /// Returns how strongly two cells pull at each other: a passing line, and one between two boxes that have no other
    /// on that side, should be straight.
    fn weight(&self, cell: usize, next: usize) -> i64 {
        let (cell, next) = (&self.cells[cell], &self.cells[next]);
        let (left, right) = if cell.column < next.column {
            (cell, next)
        } else {
            (next, cell)
        };
        match (cell.is_box, next.is_box) {
            (true, true) if left.right.len() == 1 && right.left.len() == 1 => 4,
            (true, true) => 1,
            (true, false) | (false, true) => 2,
            (false, false) => 8,
        }
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

    fn place(&self, sizes: &[Size], edges: &[(usize, usize)], middles: &[i64]) -> Layout {
        let heights = self.cells.iter().zip(middles).map(|(cell, middle)| {
            let middle = whole(middle.div_euclid(FINE));
            (middle - cell.height / 2, middle + cell.height / 2)
        });
        let top = heights.clone().map(|(top, _)| top).min().unwrap_or(0);
        let bottom = heights.map(|(_, bottom)| bottom).max().unwrap_or(0);
        let middles = middles.iter();
        let middles: Vec<i32> = middles
            .map(|middle| whole(middle.div_euclid(FINE)) - top)
            .collect();
        let spans = self.spans(sizes, &middles);
        let boxes = sizes.iter().enumerate().map(|(cell, size)| {
            let (left, right) = spans[self.cells[cell].column];
            // many lines meet at the left of a small box, so that is where it stands
            let is_last = self.cells[cell].left.is_empty();
            Rect {
                x: if is_last { right - size.width } else { left },
                y: middles[cell] - size.height / 2,
                width: size.width,
                height: size.height,
            }
        });
        let boxes: Vec<Rect> = boxes.collect();
        let paths = edges.iter().zip(&self.paths);
        let lines = paths.map(|((from, to), path)| Line {
            from: *from,
            to: *to,
            points: self.points(path, &boxes, &spans, &middles),
        });
        Layout {
            lines: lines.collect(),
            boxes,
            size: Size {
                width: spans.last().map_or(0, |(_, right)| *right),
                height: bottom - top,
            },
        }
    }

    /// Returns where each column begins and ends.
    fn spans(&self, sizes: &[Size], middles: &[i32]) -> Vec<(i32, i32)> {
        let mut x = 0;
        let mut spans = Vec::with_capacity(self.columns.len());
        for column in &self.columns {
            let widths = column.iter().filter_map(|cell| sizes.get(*cell));
            let width = widths.map(|size| size.width).max().unwrap_or(0);
            spans.push((x, x + width));
            x += width + self.gap(column, middles);
        }
        spans
    }

    /// Returns the points of the line that runs through some cells, two in each column.
    fn points(
        &self,
        path: &[usize],
        boxes: &[Rect],
        spans: &[(i32, i32)],
        middles: &[i32],
    ) -> Vec<Point> {
        let ends = (path.first(), path.last());
        let mut points = Vec::with_capacity(path.len() * 2);
        for cell in path {
            let (mut left, mut right) = spans[self.cells[*cell].column];
            if Some(cell) == ends.0 {
                left = boxes[*cell].x + boxes[*cell].width;
            } else if Some(cell) == ends.1 {
                right = boxes[*cell].x;
            }
            let y = middles[*cell];
            points.extend([Point { x: left, y }, Point { x: right, y }]);
        }
        points
    }

    /// Returns the room between a column and the next: more where lines are steep.
    fn gap(&self, column: &[usize], middles: &[i32]) -> i32 {
        let steps = column.iter().flat_map(|cell| {
            let next = self.cells[*cell].right.iter();
            next.map(|next| (middles[*cell] - middles[*next]).abs())
        });
        let steepest = steps.max().unwrap_or(0);
        (GAP.0 + steepest / 5).min(GAP.1)
    }
}

/// Returns the cells that each edge runs through, and adds those of the columns that it passes.
///
/// Lines from one box share their way until they part.
fn paths(cells: &mut Vec<Cell>, edges: &[(usize, usize)]) -> Vec<Vec<usize>> {
    let mut passing: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let mut paths = Vec::with_capacity(edges.len());
    for (from, to) in edges {
        let mut path = vec![*from];
        for column in cells[*from].column + 1..cells[*to].column {
            let next = *passing.entry((*from, column)).or_insert(cells.len());
            if next == cells.len() {
                cells.push(Cell::new(column, None));
            }
            path.push(next);
        }
        path.push(*to);
        paths.push(path);
    }
    paths
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

/// Returns for each node how many edges the longest way from it to the right has.
fn longest_paths(nodes: usize, edges: &[(usize, usize)]) -> Vec<usize> {
    let mut left = vec![Vec::new(); nodes];
    let mut waits_for = vec![0_usize; nodes];
    for (from, to) in edges {
        left[*to].push(*from);
        waits_for[*from] += 1;
    }
    let mut longest = vec![0; nodes];
    let mut todo: Vec<usize> = (0..nodes).filter(|node| waits_for[*node] == 0).collect();
    while let Some(node) = todo.pop() {
        for from in &left[node] {
            longest[*from] = longest[*from].max(longest[node] + 1);
            waits_for[*from] -= 1;
            if waits_for[*from] == 0 {
                todo.push(*from);
            }
        }
    }
    longest
}

/// Counts the pairs of a list of which the first is greater, with a tree of sums (Fenwick 1994).
fn inversions(list: &[usize]) -> usize {
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

/// Returns the numbers that never fall and differ least from the wishes, in squares, by their weights.
fn isotonic(wishes: impl Iterator<Item = (i64, i64)>) -> Vec<i64> {
    struct Pool {
        sum: i64,
        weight: i64,
        members: usize,
    }
    let mut pools: Vec<Pool> = Vec::new();
    for (wish, weight) in wishes {
        let mut pool = Pool {
            sum: wish * weight,
            weight,
            members: 1,
        };
        while let Some(last) = pools.last()
            && (last.sum * pool.weight).cmp(&(pool.sum * last.weight)) != Ordering::Less
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

/// Returns a coordinate; a picture that does not fit into the numbers fits on no screen either.
fn whole(number: i64) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX / 2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SIZE: Size = Size {
        width: 100,
        height: 40,
    };

    /// Returns whether a point lies within a box or on its border.
    fn is_within(rect: &Rect, point: Point) -> bool {
        (rect.x..=rect.x + rect.width).contains(&point.x)
            && (rect.y..=rect.y + rect.height).contains(&point.y)
    }

    /// Returns points of a line, close together. The curves are cubic and level at both ends.
    fn points(line: &Line) -> Vec<Point> {
        let mut points = Vec::new();
        for (start, end) in line.points.iter().zip(&line.points[1..]) {
            let middle = i64::from(i32::midpoint(start.x, end.x));
            for part in 0..=64_i64 {
                let (near, far) = (part, 64 - part);
                let along = |a: i64, b: i64, c: i64, d: i64| {
                    let sum = far * far * far * a
                        + 3 * far * far * near * b
                        + 3 * far * near * near * c
                        + near * near * near * d;
                    whole(sum / (64 * 64 * 64))
                };
                let [x1, y1, x2, y2] = [start.x, start.y, end.x, end.y].map(i64::from);
                points.push(Point {
                    x: along(x1, middle, middle, x2),
                    y: along(y1, y1, y2, y2),
                });
            }
        }
        points
    }

    #[track_caller]
    fn is_sound(sizes: &[Size], edges: &[(usize, usize)]) {
        let layout = layout(sizes, edges);
        for (number, rect) in layout.boxes.iter().enumerate() {
            assert!(rect.x >= 0 && rect.y >= 0, "{rect:?}");
            assert!(rect.x + rect.width <= layout.size.width, "{rect:?}");
            assert!(rect.y + rect.height <= layout.size.height, "{rect:?}");
            for other in &layout.boxes[number + 1..] {
                let beside = rect.x + rect.width < other.x || other.x + other.width < rect.x;
                let below = rect.y + rect.height < other.y || other.y + other.height < rect.y;
                assert!(beside || below, "{rect:?} {other:?}");
            }
        }
        for (line, edge) in layout.lines.iter().zip(edges) {
            assert_eq!((line.from, line.to), *edge);
            let (from, to) = (layout.boxes[line.from], layout.boxes[line.to]);
            let (first, last) = (line.points[0], line.points[line.points.len() - 1]);
            assert_eq!(
                (first.x, first.y),
                (from.x + from.width, from.y + from.height / 2)
            );
            assert_eq!((last.x, last.y), (to.x, to.y + to.height / 2));
            assert!(line.points.is_sorted_by_key(|point| point.x), "{line:?}");
            for (number, rect) in layout.boxes.iter().enumerate() {
                if number != line.from && number != line.to {
                    let met = points(line)
                        .into_iter()
                        .find(|point| is_within(rect, *point));
                    assert_eq!(met, None, "{line:?} meets {rect:?}");
                }
            }
        }
    }

    #[test]
    fn a_chain_is_a_straight_line() {
        let layout = layout(&[SIZE; 3], &[(0, 1), (1, 2)]);
        assert!(layout.boxes.iter().all(|rect| rect.y == 0));
        assert!(layout.boxes.is_sorted_by_key(|rect| rect.x));
        assert_eq!(layout.size.height, 40);
    }

    #[test]
    fn a_goal_stands_between_what_it_asks_for() {
        let layout = layout(&[SIZE; 3], &[(0, 2), (1, 2)]);
        let [above, below, goal] = layout.boxes.as_slice() else {
            panic!("{layout:?}");
        };
        assert_eq!(goal.y, i32::midpoint(above.y, below.y));
        assert_eq!(below.y - above.y, 40 + NEAR);
    }

    #[test]
    fn lines_that_need_not_cross_do_not() {
        // two pairs, written crosswise
        let edges = [(0, 5), (1, 4), (2, 5), (3, 4)];
        let mut grid = Grid::new(&[SIZE; 6], &edges);
        grid.order();
        assert_eq!(grid.crossings(), 0);
    }

    #[test]
    fn inversions_are_counted() {
        assert_eq!(inversions(&[]), 0);
        assert_eq!(inversions(&[0, 0, 1, 5]), 0);
        assert_eq!(inversions(&[3, 2, 1, 0]), 6);
        assert_eq!(inversions(&[1, 0, 1, 0]), 3);
    }

    #[test]
    fn heights_never_fall_and_stay_near_what_is_wished() {
        let settled = isotonic([(1, 1), (9, 1), (3, 1), (20, 2)].into_iter());
        assert_eq!(settled, [1, 6, 6, 20]);
    }

    #[test]
    fn nothing_is_an_empty_picture() {
        assert_eq!(
            layout(&[], &[]).size,
            Size {
                width: 0,
                height: 0
            }
        );
    }

    #[test]
    fn a_chain_of_ten_thousand_is_laid_out() {
        let edges: Vec<(usize, usize)> = (1..10_000).map(|node| (node - 1, node)).collect();
        let sizes = vec![SIZE; 10_000];
        assert_eq!(layout(&sizes, &edges).boxes.len(), 10_000);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn no_box_touches_another_and_no_line_meets_a_box(
            heights in proptest::collection::vec(10..60_i32, 1..30),
            edges in proptest::collection::vec((0..30_usize, 0..30_usize), 0..50),
        ) {
            let sizes: Vec<Size> = heights
                .iter()
                .map(|height| Size { width: 40 + height, height: height * 2 })
                .collect();
            let mut edges: Vec<(usize, usize)> = edges
                .into_iter()
                .map(|(a, b)| (a % sizes.len(), b % sizes.len()))
                .filter(|(a, b)| a < b)
                .collect();
            edges.sort_unstable();
            edges.dedup();
            is_sound(&sizes, &edges);
        }
    }
}
