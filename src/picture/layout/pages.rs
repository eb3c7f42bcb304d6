//! Where the parts of a picture that no line joins stand beside each other.
//!
//! Each is laid out by itself. Those of as many columns make a block, on pages side by side; the blocks stand on shelves.

use std::cmp::Reverse;
use std::ops::Range;

use crate::picture::layout::grid::Grid;
use crate::picture::layout::{Layout, Line, MOST_COMPARED, Point, Rect, Size};

/// Between two columns of boxes: at least, and at most for steep lines.
const GAP: (i32, i32) = (48, 150);
/// Between two parts or shelves that stand below one another, and between two pages.
const BELOW: i32 = 32;
const BESIDE: i32 = 72;
/// The most pages of a block, which stand side by side.
const MOST_PAGES: usize = 6;
/// The most blocks; parts of few columns share the last one.
const MOST_BLOCKS: usize = 6;
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
        left: &mut usize,
    ) -> Self {
        let sizes: Vec<Size> = boxes.iter().map(|number| sizes[*number]).collect();
        let ends = edges.iter().map(|edge| ends[*edge]);
        let ends: Vec<(usize, usize)> = ends.map(|(a, b)| (numbers[a], numbers[b])).collect();
        let grid = Grid::best(&sizes, &ends, left);
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
    let mut left = MOST_COMPARED;
    let parts =
        parts.map(|(boxes, within)| Part::new(boxes, within, sizes, edges, &numbers, &mut left));
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

    /// Places the boxes and lines of the page, its upper left corner at a point.
    fn place(&self, Point { x: left, y }: Point, sizes: &[Size], layout: &mut Layout) {
        let mut top = y;
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

/// Sets parts on pages and shelves, so that the picture can be shown as large as may be, and places everything.
pub(super) fn place(parts: &[Part], sizes: &[Size], edges: &[(usize, usize)]) -> Layout {
    let blocks: Vec<Block<'_>> = blocks(parts)
        .into_iter()
        .map(|parts| Block::new(parts, sizes))
        .collect();
    let shelves = best_shelves(&blocks);
    let lines = edges.iter().map(|(from, to)| Line {
        from: *from,
        to: *to,
        points: Vec::new(),
    });
    let mut layout = Layout {
        boxes: vec![Rect::default(); sizes.len()],
        lines: lines.collect(),
        size: size(&shelves),
    };
    let mut y = 0;
    for shelf in &shelves {
        let mut x = 0;
        for page in shelf.pages.iter().copied().flatten() {
            page.place(Point { x, y }, sizes, &mut layout);
            x += page.size.width + BESIDE;
        }
        y += shelf.size.height + BELOW;
    }
    layout
}

/// Groups parts by how many columns they have, so that no column of a page is empty but for a few of its parts.
fn blocks(parts: &[Part]) -> Vec<&[Part]> {
    let mut blocks: Vec<&[Part]> = Vec::new();
    let mut rest = parts;
    while let Some(first) = rest.first() {
        let columns = first.grid.columns.len();
        let is_alike = |part: &Part| part.grid.columns.len() == columns;
        // two columns are an exam and what it earns: one more or less makes no block
        let alike = match rest.iter().position(|part| !is_alike(part)) {
            Some(count) if columns > 2 && blocks.len() + 1 < MOST_BLOCKS => count,
            Some(_) | None => rest.len(),
        };
        let (block, others) = rest.split_at(alike);
        blocks.push(block);
        rest = others;
    }
    blocks
}

/// Parts of as many columns, set on pages in as many ways as there are numbers of pages.
struct Block<'a> {
    /// On one page, on two, and so on.
    ways: Vec<(Vec<Page<'a>>, Size)>,
}

impl<'a> Block<'a> {
    fn new(parts: &'a [Part], sizes: &[Size]) -> Self {
        let most = parts.len().clamp(1, MOST_PAGES);
        let ways = (1..=most).map(|count| {
            let ranges = pages(parts, count).into_iter();
            let pages: Vec<Page<'_>> = ranges
                .map(|range| Page::new(&parts[range], sizes))
                .collect();
            let size = beside(pages.iter().map(|page| page.size));
            (pages, size)
        });
        Self {
            ways: ways.collect(),
        }
    }
}

/// Blocks side by side, each on some pages.
struct Shelf<'b, 'a> {
    pages: Vec<&'b [Page<'a>]>,
    size: Size,
}

impl<'b, 'a> Shelf<'b, 'a> {
    /// Sets blocks on a shelf of a width, on as many pages as fit, the highest block on one more first; nothing where
    /// there is no room for one page of each.
    fn filled(blocks: &'b [Block<'a>], width: i32) -> Option<Self> {
        let mut chosen = vec![0; blocks.len()];
        let size = |chosen: &[usize]| {
            let ways = blocks.iter().zip(chosen);
            beside(ways.map(|(block, way)| block.ways[*way].1))
        };
        if size(&chosen).width > width {
            return None;
        }
        loop {
            let height = |number: &usize| blocks[*number].ways[chosen[*number]].1.height;
            let Some(highest) = (0..blocks.len()).max_by_key(height) else {
                break;
            };
            let mut next = chosen.clone();
            next[highest] += 1;
            if next[highest] == blocks[highest].ways.len() || size(&next).width > width {
                break;
            }
            chosen = next;
        }
        let size = size(&chosen);
        let ways = blocks.iter().zip(chosen);
        let pages = ways.map(|(block, way)| block.ways[way].0.as_slice());
        Some(Self {
            pages: pages.collect(),
            size,
        })
    }
}

/// Returns the shelves on which blocks can be shown largest: every width is tried that a block has, and after every block
/// a new shelf or none.
fn best_shelves<'b, 'a>(blocks: &'b [Block<'a>]) -> Vec<Shelf<'b, 'a>> {
    let ways = blocks.iter().flat_map(|block| &block.ways);
    let mut widths: Vec<i32> = ways.map(|(_, size)| size.width).collect();
    // and some that blocks have together
    let both = |a: &i32| widths.iter().map(|b| a + BESIDE + b).collect::<Vec<i32>>();
    let together: Vec<i32> = widths.iter().flat_map(both).collect();
    widths.extend(together);
    widths.sort_unstable();
    widths.dedup();
    let breaks = 1_usize << blocks.len().saturating_sub(1);
    let ways = widths.iter().flat_map(|width| {
        (0..breaks).filter_map(|breaks| {
            let mut start = 0;
            let ends = (1..=blocks.len())
                .filter(|end| *end == blocks.len() || breaks & (1 << (end - 1)) != 0);
            let shelves = ends.map(|end| {
                let shelf = Shelf::filled(&blocks[start..end], *width);
                start = end;
                shelf
            });
            shelves.collect::<Option<Vec<Shelf<'_, '_>>>>()
        })
    });
    ways.min_by_key(|shelves| seen_from(size(shelves)))
        .unwrap_or_default()
}

/// Returns the size of what stands side by side.
fn beside(sizes: impl Iterator<Item = Size>) -> Size {
    let mut all = Size::default();
    for size in sizes {
        let between = if all.width > 0 { BESIDE } else { 0 };
        all.width += between + size.width;
        all.height = all.height.max(size.height);
    }
    all
}

/// Returns the size of shelves that stand below one another.
fn size(shelves: &[Shelf<'_, '_>]) -> Size {
    let mut all = Size::default();
    for shelf in shelves {
        let between = if all.height > 0 { BELOW } else { 0 };
        all.height += between + shelf.size.height;
        all.width = all.width.max(shelf.size.width);
    }
    all
}

/// Returns how far away a picture must be to be seen whole through a window of the wanted shape.
fn seen_from(size: Size) -> i64 {
    (i64::from(size.width) * SHAPE.1).max(i64::from(size.height) * SHAPE.0)
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
