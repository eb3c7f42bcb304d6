//! Where the boxes of a picture stand and how the lines between them run: a layered layout from left to right.
//!
//! The steps are those of Sugiyama, Tagawa and Toda (1981): columns by longest path, a place in every column that a
//! line passes, an order of few crossings by barycentres, and heights by isotonic regression (the pool adjacent
//! violators of Ayer et al. 1955), which moves boxes towards their neighbors as far as the order allows. All in whole
//! numbers, so that every machine gets the same picture.

mod grid;
mod heights;
mod order;
mod pages;
#[cfg(test)]
mod tests;

/// How many columns all lines together run through at most; a drawing of more could not be read, and takes memory for each.
pub(super) const MOST_RUNS: usize = 200_000;
/// How many pairs of lines are compared at most to find an order of few crossings; the whole embedded catalog takes a tenth.
const MOST_COMPARED: usize = 200_000_000;

/// How large a box is, in pixels.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
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
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
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

/// Lays out boxes and the edges between them: each edge leads from a box to one that is farther to the right.
///
/// What no edge joins is laid out apart and set below or beside the rest. The edges must make no cycle. Takes
/// **O(e log e)** a sweep for e edges with the columns that they pass.
pub(super) fn layout(sizes: &[Size], edges: &[(usize, usize)]) -> Layout {
    let parts = pages::parts(sizes, edges);
    pages::place(&parts, sizes, edges)
}

/// Returns how many columns the lines between so many boxes run through, all together.
pub(super) fn runs(boxes: usize, edges: &[(usize, usize)]) -> usize {
    grid::runs(&grid::longest_paths(boxes, edges), edges)
}

/// Returns a coordinate; a picture that does not fit into the numbers fits on no screen either.
fn whole(number: i64) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX / 2)
}
