//! Parts of a picture that no line joins: each is laid out by itself, and they are set on pages side by side.

use std::cmp::Reverse;
use std::ops::Range;

use crate::picture::layout::grid::Grid;
use crate::picture::layout::{Layout, Line, Point, Rect, Size};

/// Between two columns of boxes: at least, and at most for steep lines.
const GAP: (i32, i32) = (48, 150);
/// Between two parts that stand below one another, and between two pages.
const BELOW: i32 = 32;
const BESIDE: i32 = 72;
/// The most pages that stand side by side.
const MOST_PAGES: usize = 6;
/// A picture is about so many times as wide as it is high, if it can: width, height.
const SHAPE: (i64, i64) = (12, 10);

/// What edges join, with everything in it numbered anew from 0.
pub(super) struct Part {
    /// The numbers of the boxes and edges in the whole picture.
    boxes: Vec<usize>,
    edges: Vec<usize>,
    grid: Grid,
    /// The height of each cell's middle.
    middles: Vec<i32>,
    height: i32,
}

impl Part {
    fn new(
        boxes: Vec<usize>,
        edges: Vec<usize>,
        sizes: &[Size],
        ends: &[(usize, usize)],
        numbers: &[usize],
    ) -> Self {
        let sizes: Vec<Size> = boxes.iter().map(|number| sizes[*number]).collect();
        let ends = edges.iter().map(|edge| ends[*edge]);
        let ends: Vec<(usize, usize)> = ends.map(|(a, b)| (numbers[a], numbers[b])).collect();
        let grid = Grid::best(&sizes, &ends);
        let middles = grid.heights();
        let bottoms = grid.cells.iter().zip(&middles);
        let height = bottoms.map(|(cell, middle)| middle + cell.height / 2);
        Self {
            boxes,
            edges,
            height: height.max().unwrap_or(0),
            middles,
            grid,
        }
    }

    /// Returns for each column, the rightmost first, how wide its boxes are and how much room its lines to the next
    /// column on the right need: more where they are steep.
    fn columns(&self, sizes: &[Size]) -> Vec<(i32, i32)> {
        let columns = self.grid.columns.iter().rev().map(|column| {
            let boxes = column.iter().filter_map(|cell| self.boxes.get(*cell));
            let width = boxes.map(|number| sizes[*number].width).max();
            let steps = column.iter().flat_map(|cell| {
                let next = self.grid.cells[*cell].right.iter();
                next.map(|next| (self.middles[*cell] - self.middles[*next]).abs())
            });
            let steepest = steps.max().unwrap_or(0);
            (width.unwrap_or(0), (GAP.0 + steepest / 5).min(GAP.1))
        });
        columns.collect()
    }
}

/// Returns the parts that edges join, laid out: those of many columns first, else in the order of their first boxes.
pub(super) fn parts(sizes: &[Size], edges: &[(usize, usize)]) -> Vec<Part> {
    let mut part_of: Vec<usize> = (0..sizes.len()).collect();
    for (from, to) in edges {
        let (one, other) = (first(&mut part_of, *from), first(&mut part_of, *to));
        part_of[one.max(other)] = one.min(other);
    }
    let mut members = vec![(Vec::new(), Vec::new()); sizes.len()];
    let mut numbers = vec![0; sizes.len()];
    for number in 0..sizes.len() {
        let boxes: &mut Vec<usize> = &mut members[first(&mut part_of, number)].0;
        numbers[number] = boxes.len();
        boxes.push(number);
    }
    for (edge, (from, _)) in edges.iter().enumerate() {
        members[first(&mut part_of, *from)].1.push(edge);
    }
    members.retain(|(boxes, _)| !boxes.is_empty());
    let parts = members.into_iter();
    let parts = parts.map(|(boxes, within)| Part::new(boxes, within, sizes, edges, &numbers));
    let mut parts: Vec<Part> = parts.collect();
    parts.sort_by_key(|part| Reverse(part.grid.columns.len()));
    parts
}

/// Returns the first box that edges join a box to, and shortens the way to it for the next time.
fn first(part_of: &mut [usize], mut number: usize) -> usize {
    while part_of[number] != number {
        part_of[number] = part_of[part_of[number]];
        number = part_of[number];
    }
    number
}

/// Parts that stand below one another, their columns aligned from the right.
struct Page<'a> {
    parts: &'a [Part],
    /// Where each column begins and ends, the rightmost first.
    spans: Vec<(i32, i32)>,
    size: Size,
}

impl<'a> Page<'a> {
    fn new(parts: &'a [Part], sizes: &[Size]) -> Self {
        let mut columns: Vec<(i32, i32)> = Vec::new();
        for part in parts {
            for (number, (width, gap)) in part.columns(sizes).into_iter().enumerate() {
                match columns.get_mut(number) {
                    Some(widest) => *widest = (widest.0.max(width), widest.1.max(gap)),
                    None => columns.push((width, gap)),
                }
            }
        }
        // the rightmost column has none on its right
        let gaps: i32 = columns.iter().skip(1).map(|(_, gap)| gap).sum();
        let width = gaps + columns.iter().map(|(width, _)| width).sum::<i32>();
        let mut right = width;
        let spans = columns.iter().enumerate().map(|(number, (width, gap))| {
            right -= if number > 0 { *gap } else { 0 };
            let span = (right - width, right);
            right -= width;
            span
        });
        Self {
            parts,
            spans: spans.collect(),
            size: Size {
                width,
                height: height(parts),
            },
        }
    }

    /// Places the boxes and lines of the page, its upper left corner so far from the left of the picture.
    fn place(&self, left: i32, sizes: &[Size], layout: &mut Layout) {
        let mut top = 0;
        for part in self.parts {
            let last = part.grid.columns.len() - 1;
            let spans = part.grid.cells.iter().map(|cell| {
                let (start, end) = self.spans[last - cell.column];
                (start + left, end + left)
            });
            let spans: Vec<(i32, i32)> = spans.collect();
            for (cell, number) in part.boxes.iter().enumerate() {
                let size = sizes[*number];
                let (start, end) = spans[cell];
                // many lines meet at the left of a small box, so that is where it stands
                let is_first = part.grid.cells[cell].left.is_empty();
                layout.boxes[*number] = Rect {
                    x: if is_first { end - size.width } else { start },
                    y: top + part.middles[cell] - size.height / 2,
                    width: size.width,
                    height: size.height,
                };
            }
            for (path, edge) in part.grid.paths.iter().zip(&part.edges) {
                let points = points(part, path, &spans, top, layout);
                layout.lines[*edge].points = points;
            }
            top += part.height + BELOW;
        }
    }
}

/// Returns the points of the line that runs through some cells, two in each column.
fn points(
    part: &Part,
    path: &[usize],
    spans: &[(i32, i32)],
    top: i32,
    layout: &Layout,
) -> Vec<Point> {
    let (first, last) = (path.first(), path.last());
    let points = path.iter().flat_map(|cell| {
        let (mut left, mut right) = spans[*cell];
        let placed = |cell: &usize| layout.boxes[part.boxes[*cell]];
        if Some(cell) == first {
            left = placed(cell).x + placed(cell).width;
        } else if Some(cell) == last {
            right = placed(cell).x;
        }
        let y = top + part.middles[*cell];
        [Point { x: left, y }, Point { x: right, y }]
    });
    points.collect()
}

/// Returns how high parts are that stand below one another.
fn height(parts: &[Part]) -> i32 {
    let heights: i32 = parts.iter().map(|part| part.height).sum();
    heights + BELOW * i32::try_from(parts.len().saturating_sub(1)).unwrap_or(0)
}

/// Sets parts on pages, so that the picture has a good shape, and places everything.
pub(super) fn place(parts: &[Part], sizes: &[Size], edges: &[(usize, usize)]) -> Layout {
    let most = parts.len().clamp(1, MOST_PAGES);
    let ways = (1..=most).map(|count| {
        let ranges = pages(parts, count);
        let pages = ranges.into_iter();
        let pages: Vec<Page<'_>> = pages.map(|range| Page::new(&parts[range], sizes)).collect();
        let size = size(&pages);
        (pages, size)
    });
    let (pages, size) = ways
        .min_by_key(|(_, size)| misshape(*size))
        .unwrap_or_default();
    let lines = edges.iter().map(|(from, to)| Line {
        from: *from,
        to: *to,
        points: Vec::new(),
    });
    let mut layout = Layout {
        boxes: vec![Rect::default(); sizes.len()],
        lines: lines.collect(),
        size,
    };
    let mut left = 0;
    for page in &pages {
        page.place(left, sizes, &mut layout);
        left += page.size.width + BESIDE;
    }
    layout
}

fn size(pages: &[Page<'_>]) -> Size {
    let widths: i32 = pages.iter().map(|page| page.size.width).sum();
    let between = BESIDE * i32::try_from(pages.len().saturating_sub(1)).unwrap_or(0);
    let heights = pages.iter().map(|page| page.size.height);
    Size {
        width: widths + between,
        height: heights.max().unwrap_or(0),
    }
}

/// Returns how many times too wide or too high a picture is, in thousandths.
fn misshape(size: Size) -> i64 {
    let (width, height) = (i64::from(size.width), i64::from(size.height));
    let (wide, high) = (width * SHAPE.1, height * SHAPE.0);
    wide.max(high) * 1_000 / wide.min(high).max(1)
}

/// Parts parts, in their order, into at most so many pages of which the highest is as low as can be.
fn pages(parts: &[Part], count: usize) -> Vec<Range<usize>> {
    let tallest = parts.iter().map(|part| part.height).max().unwrap_or(0);
    let (mut low, mut high) = (tallest, height(parts).max(tallest));
    while low < high {
        let middle = i32::midpoint(low, high);
        if filled(parts, middle).len() <= count {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    filled(parts, low)
}

/// Fills pages of a height, one after the other.
fn filled(parts: &[Part], most: i32) -> Vec<Range<usize>> {
    let mut pages = Vec::new();
    let (mut start, mut used) = (0, 0);
    for (number, part) in parts.iter().enumerate() {
        let needed = if number == start { 0 } else { used + BELOW } + part.height;
        if needed > most && number > start {
            pages.push(start..number);
            (start, used) = (number, part.height);
        } else {
            used = needed;
        }
    }
    pages.push(start..parts.len());
    pages
}
