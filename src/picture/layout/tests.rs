//! Layouts are sound whatever is laid out.

use std::collections::BTreeSet;

use proptest::prelude::*;

use crate::picture::layout::grid::Grid;
use crate::picture::layout::heights::{NEAR, isotonic};
use crate::picture::layout::order::inversions;
use crate::picture::layout::{Layout, Line, MOST_COMPARED, Point, Rect, Size, layout, runs, whole};

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
fn a_goal_stands_between_what_it_requires() {
    let layout = layout(&[SIZE; 3], &[(0, 2), (1, 2)]);
    let [above, below, goal] = layout.boxes.as_slice() else {
        panic!("{layout:?}");
    };
    assert_eq!(goal.y, i32::midpoint(above.y, below.y));
    assert_eq!(below.y - above.y, 40 + NEAR);
}

/// Returns the heights of the middles of boxes.
fn middles(layout: &Layout, boxes: impl Iterator<Item = usize>) -> Vec<i32> {
    let rects = boxes.map(|number| layout.boxes[number]);
    rects.map(|rect| rect.y + rect.height / 2).collect()
}

#[test]
fn what_alone_leads_to_something_stands_beside_it() {
    // six pairs, now the left and now the right the higher one, and a goal of all
    let heights = [40, 90, 60, 30, 80, 50, 90, 40, 30, 60, 50, 80];
    let sizes: Vec<Size> = heights.map(|height| Size { width: 100, height }).to_vec();
    let sizes = [sizes, vec![SIZE]].concat();
    let pairs = (0..6).map(|number| (number, number + 6));
    let edges: Vec<(usize, usize)> = pairs.chain((6..12).map(|right| (right, 12))).collect();
    let layout = layout(&sizes, &edges);
    assert_eq!(middles(&layout, 0..6), middles(&layout, 6..12));
}

#[test]
fn a_line_that_passes_columns_is_level_there() {
    // a chain of five, and from its start a line to its end that passes three other boxes
    let edges = [(0, 1), (1, 2), (2, 3), (3, 4), (0, 4)];
    let layout = layout(&[SIZE; 5], &edges);
    let passing = &layout.lines[4].points[2..8];
    assert!(
        passing.iter().all(|point| point.y == passing[0].y),
        "{passing:?}"
    );
}

#[test]
fn what_no_line_joins_stands_side_by_side_rather_than_in_one_tall_column() {
    let edges: Vec<(usize, usize)> = (0..20).map(|number| (number, number + 20)).collect();
    let layout = layout(&[SIZE; 40], &edges);
    let Size { width, height } = layout.size;
    assert!(
        width < 3 * height && height < 3 * width,
        "{width} by {height}"
    );
    let columns: BTreeSet<i32> = layout.boxes.iter().map(|rect| rect.x).collect();
    assert!(columns.len() >= 4, "{columns:?}");
}

#[test]
fn parts_of_many_columns_come_first_and_the_goals_of_like_ones_are_aligned() {
    let pairs = (0..20).map(|number| (2 * number, 2 * number + 1));
    let edges: Vec<(usize, usize)> = pairs.chain([(40, 41), (41, 42)]).collect();
    let layout = layout(&[SIZE; 43], &edges);
    assert_eq!((layout.boxes[40].x, layout.boxes[40].y), (0, 0));
    assert_eq!(layout.boxes[1].x, layout.boxes[3].x);
}

/// Returns how many lines cross if at most so many pairs of lines are compared.
fn crossings(boxes: usize, edges: &[(usize, usize)], mut most: usize) -> usize {
    Grid::best(&vec![SIZE; boxes], edges, &mut most).crossings()
}

#[test]
fn lines_that_need_not_cross_do_not() {
    // two pairs, written crosswise
    let edges = [(0, 5), (1, 4), (2, 5), (3, 4)];
    assert_eq!(crossings(6, &edges, MOST_COMPARED), 0);
}

#[test]
fn an_order_is_looked_for_no_longer_than_so_many_comparisons() {
    // 40 boxes, each joined to 7 of 40 others
    let pairs =
        (0..40).flat_map(|from| (1..8).map(move |by| (from, 40 + (from * 17 + by * by * 5) % 40)));
    let edges: Vec<(usize, usize)> = pairs.collect();
    let spent = |most: usize| {
        let mut left = most;
        Grid::best(&[SIZE; 80], &edges, &mut left);
        most - left
    };
    assert!(spent(100_000) > 20_000, "there is more to compare");
    assert!((15_000..=20_000).contains(&spent(20_000)));
}

#[test]
fn lines_run_through_the_columns_that_they_pass() {
    assert_eq!(runs(3, &[(0, 1), (1, 2)]), 2);
    assert_eq!(runs(3, &[(0, 1), (1, 2), (0, 2)]), 4);
}

#[test]
fn two_goals_of_the_same_eight_stand_apart_so_that_half_as_many_lines_cross() {
    let pairs = (0..8).flat_map(|from| [(from, 8), (from, 9)]);
    let edges: Vec<(usize, usize)> = pairs.collect();
    // one above the other would make 28: each pair of lines crosses the other pair
    assert_eq!(crossings(10, &edges, MOST_COMPARED), 12);
    assert_eq!(
        crossings(10, &edges, 0),
        12,
        "the columns do that, not the order"
    );
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
fn a_goal_of_three_thousand_pairs_is_laid_out() {
    let count = 3_000;
    let pairs = (0..count).map(|number| (number, number + count));
    let edges: Vec<(usize, usize)> = pairs
        .chain((count..2 * count).map(|right| (right, 2 * count)))
        .collect();
    let layout = layout(&vec![SIZE; 2 * count + 1], &edges);
    assert_eq!(
        middles(&layout, 0..count),
        middles(&layout, count..2 * count)
    );
}

#[test]
fn a_chain_of_ten_thousand_is_laid_out() {
    let edges: Vec<(usize, usize)> = (1..10_000).map(|node| (node - 1, node)).collect();
    let sizes = vec![SIZE; 10_000];
    assert_eq!(layout(&sizes, &edges).boxes.len(), 10_000);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]
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

#[test]
fn short_parts_leave_no_band_empty_beside_a_long_one() {
    let chain = (1..8).map(|number| (number - 1, number));
    let pairs = (0..30).map(|number| (8 + 2 * number, 9 + 2 * number));
    let edges: Vec<(usize, usize)> = chain.chain(pairs).collect();
    let sizes = vec![SIZE; 68];
    is_sound(&sizes, &edges);
    let area = |size: Size| i64::from(size.width) * i64::from(size.height);
    let boxes: i64 = sizes.iter().map(|size| area(*size)).sum();
    let whole = area(layout(&sizes, &edges).size);
    assert!(boxes * 4 > whole, "{boxes} of {whole}");
}
