//! Boxes and the lines between them as cells in columns.

use std::collections::{BTreeMap, BTreeSet};

use crate::picture::layout::Size;

/// How many of the boxes that one serves are looked at to see what stands near.
const LOOKED_AT: usize = 6;

/// A box or a place where a line passes.
#[derive(Debug)]
pub(super) struct Cell {
    pub(super) column: usize,
    pub(super) height: i32,
    /// The box; without one a line passes.
    pub(super) is_box: bool,
    pub(super) left: Vec<usize>,
    pub(super) right: Vec<usize>,
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
    pub(super) fn served(&self) -> impl Iterator<Item = usize> {
        self.right.iter().copied().take(LOOKED_AT)
    }
}

#[derive(Debug)]
pub(super) struct Grid {
    /// The boxes, then the passing lines.
    pub(super) cells: Vec<Cell>,
    /// The cells of each column, leftmost first, in their order from top to bottom.
    pub(super) columns: Vec<Vec<usize>>,
    /// For each cell its place in its column.
    pub(super) ranks: Vec<usize>,
    /// The cells that each edge runs through.
    pub(super) paths: Vec<Vec<usize>>,
}

impl Grid {
    pub(super) fn new(sizes: &[Size], edges: &[(usize, usize)]) -> Self {
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

    /// Notes for each cell its place in its column.
    pub(super) fn rank(&mut self) {
        for column in &self.columns {
            for (rank, cell) in column.iter().enumerate() {
                self.ranks[*cell] = rank;
            }
        }
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
