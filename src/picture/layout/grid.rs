//! Boxes and the lines between them as cells in columns.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::picture::layout::{MOST_RUNS, Size};

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

/// How boxes and lines are set in columns; which manner makes fewest lines cross depends on the picture.
#[derive(Debug, Clone, Copy)]
pub(super) struct Manner {
    /// Lines from one box share their way until they part, which looks calmer where it does not force them to cross.
    shares: bool,
    columns: Columns,
}

/// Which columns boxes stand in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Columns {
    /// As far on the right as can be, so that goals stand below one another.
    Right,
    /// Those to which more lines lead than from them: beside what leads to them.
    Near,
    /// As far on the right as can be, but rivals in different ones.
    Apart,
    /// As far on the left as can be; those from which more lines lead than to them: beside what they lead to.
    Left,
}

const MANNERS: [Manner; 8] = {
    const fn manner(shares: bool, columns: Columns) -> Manner {
        Manner { shares, columns }
    }
    [
        manner(true, Columns::Right),
        manner(false, Columns::Right),
        manner(true, Columns::Near),
        manner(false, Columns::Near),
        manner(true, Columns::Apart),
        manner(false, Columns::Apart),
        manner(true, Columns::Left),
        manner(false, Columns::Left),
    ]
};

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
    /// Returns the grid in which fewest lines cross, of those that can be made before `left` pairs of lines are compared.
    pub(super) fn best(sizes: &[Size], edges: &[(usize, usize)], left: &mut usize) -> Self {
        let [first, others @ ..] = MANNERS;
        let mut ordered = |manner: Manner, from_right: &[usize]| {
            let mut grid = Self::new(sizes, edges, from_right, manner.shares);
            grid.order(left);
            grid
        };
        let columns = |manner: Manner| from_right(sizes.len(), edges, manner.columns);
        let mut best = ordered(first, &columns(first));
        let mut fewest = best.crossings();
        for manner in others {
            if fewest == 0 {
                break;
            }
            let columns = columns(manner);
            if runs(&columns, edges) > MOST_RUNS {
                continue;
            }
            let grid = ordered(manner, &columns);
            let crossings = grid.crossings();
            if crossings < fewest {
                (best, fewest) = (grid, crossings);
            }
        }
        // how many lines share a way mattered for the crossings only
        for cell in &mut best.cells {
            cell.left.dedup();
            cell.right.dedup();
        }
        best
    }

    fn new(sizes: &[Size], edges: &[(usize, usize)], from_right: &[usize], shares: bool) -> Self {
        let last = from_right.iter().copied().max().unwrap_or(0);
        let boxes = sizes.iter().zip(from_right);
        let mut cells: Vec<Cell> = boxes
            .map(|(size, from_right)| Cell::new(last - from_right, Some(*size)))
            .collect();
        let paths = paths(&mut cells, edges, shares);
        let steps = paths.iter().flat_map(|path| path.windows(2));
        let mut links: Vec<(usize, usize)> = steps.map(|step| (step[0], step[1])).collect();
        links.sort_unstable();
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
fn paths(cells: &mut Vec<Cell>, edges: &[(usize, usize)], shares: bool) -> Vec<Vec<usize>> {
    let mut passing: BTreeMap<(usize, usize, Option<usize>), usize> = BTreeMap::new();
    let mut paths = Vec::with_capacity(edges.len());
    for (from, to) in edges {
        let alone = (!shares).then_some(*to);
        let mut path = vec![*from];
        for column in cells[*from].column + 1..cells[*to].column {
            let place = (*from, column, alone);
            let next = *passing.entry(place).or_insert(cells.len());
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

/// Returns how many columns all edges together run through.
pub(super) fn runs(from_right: &[usize], edges: &[(usize, usize)]) -> usize {
    let lengths = edges
        .iter()
        .map(|(from, to)| from_right[*from] - from_right[*to]);
    lengths.sum()
}

/// Returns for each node how many columns are on its right.
fn from_right(nodes: usize, edges: &[(usize, usize)], columns: Columns) -> Vec<usize> {
    let mut from_right = longest_paths(nodes, edges);
    match columns {
        Columns::Right => {}
        Columns::Near => move_near(&mut from_right, edges),
        Columns::Apart => {
            let apart = rivals(edges, &from_right);
            from_right = longest_paths(nodes, &[edges, &apart].concat());
        }
        Columns::Left => {
            let back: Vec<(usize, usize)> = edges.iter().map(|(from, to)| (*to, *from)).collect();
            let mut from_left = longest_paths(nodes, &back);
            move_near(&mut from_left, &back);
            let last = from_left.iter().copied().max().unwrap_or(0);
            from_right = from_left.iter().map(|column| last - column).collect();
        }
    }
    from_right
}

/// Moves nodes to which more edges lead than from them beside what leads to them. The columns are counted from the side
/// to which the edges lead.
fn move_near(from_right: &mut [usize], edges: &[(usize, usize)]) {
    let mut left = vec![Vec::new(); from_right.len()];
    let mut leaving = vec![0_usize; from_right.len()];
    for (from, to) in edges {
        left[*to].push(*from);
        leaving[*from] += 1;
    }
    let mut order: Vec<usize> = (0..from_right.len()).collect();
    order.sort_by_key(|node| Reverse(from_right[*node]));
    for node in order {
        let nearest = left[node].iter().map(|from| from_right[*from]).min();
        if let Some(nearest) = nearest
            && left[node].len() > leaving[node]
        {
            from_right[node] = nearest - 1;
        }
    }
}

/// Returns pairs of nodes that the same nodes lead to, to stand in different columns: half of the lines to the farther
/// one then pass above the nearer one and half below it, where most of them would cross if they stood in one column.
fn rivals(edges: &[(usize, usize)], from_right: &[usize]) -> Vec<(usize, usize)> {
    let mut left = vec![BTreeSet::new(); from_right.len()];
    for (from, to) in edges {
        left[*to].insert(*from);
    }
    let mut groups: BTreeMap<&BTreeSet<usize>, Vec<usize>> = BTreeMap::new();
    for (node, left) in left.iter().enumerate().filter(|(_, left)| left.len() > 2) {
        groups.entry(left).or_default().push(node);
    }
    let mut pairs = Vec::new();
    for group in groups.values_mut() {
        // in the order of the edges, so that no cycle arises
        group.sort_by_key(|node| (Reverse(from_right[*node]), *node));
        pairs.extend(group.windows(2).map(|pair| (pair[0], pair[1])));
    }
    pairs
}

/// Returns for each node how many edges the longest way from it to the right has.
pub(super) fn longest_paths(nodes: usize, edges: &[(usize, usize)]) -> Vec<usize> {
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
