//! A panel for each role or provider, packed as they fit, and on it the cards by level.

use crate::picture::label::card;
use crate::picture::layout::{Rect, Size};
use crate::picture::svg::poster::{BAND, BETWEEN, ROUND, Sheet, WIDEST, on_paper, room, stack};
use crate::picture::svg::xml::pixels;
use crate::picture::{Card, Poster};

/// How wide a column of panels is: one with a card on it. A given width is filled with columns that are no narrower.
const COLUMN: i32 = 224 + 2 * ROUND;
/// Between two panels.
const GUTTER: i32 = 18;
/// The most cards that stand side by side on a panel, and below one another before there are more beside.
const MOST_BESIDE: i32 = 4;
const MANY: i32 = 6;

/// Returns the cards of a poster on panels.
pub(super) fn sheet(poster: &Poster) -> Sheet {
    let room = room(poster);
    let fitting = room.map(|room| ((room + GUTTER) / (COLUMN + GUTTER)).clamp(1, WIDEST));
    let column = match (room, fitting) {
        (Some(room), Some(columns)) => (room + GUTTER) / columns - GUTTER,
        _ => COLUMN,
    };
    let most_beside = fitting.unwrap_or(MOST_BESIDE).min(MOST_BESIDE);
    let panels: Vec<Panel> = (0..poster.rows.len())
        .map(|row| Panel::new(poster, row, column, most_beside))
        .collect();
    let in_order = |panel: usize| (-panels[panel].beside, i32::try_from(panel).unwrap_or(0));
    let (corners, size) = match fitting {
        Some(columns) => pack(&panels, columns, column, in_order),
        None => best_packing(&panels),
    };
    let size = Size {
        width: room.unwrap_or(size.width),
        ..size
    };
    let mut sheet = Sheet {
        size,
        ..Sheet::default()
    };
    for (panel, corner) in panels.into_iter().zip(corners) {
        sheet.add(panel.sheet, corner);
    }
    sheet
}

/// The cards of a role, set from the upper left corner of their panel.
struct Panel {
    sheet: Sheet,
    /// How many cards stand side by side.
    beside: i32,
}

impl Panel {
    fn new(poster: &Poster, row: usize, column: i32, most_beside: i32) -> Self {
        let count = poster.cards.iter().filter(|card| card.row == row).count();
        let count = i32::try_from(count).unwrap_or(i32::MAX / 2);
        let beside = count.saturating_add(MANY - 1).div_euclid(MANY);
        let beside = beside.clamp(1, most_beside);
        let width = beside * (column + GUTTER) - GUTTER;
        let mut sheet = Sheet::default();
        let name = &poster.rows[row];
        let mut bottom = sheet.add_heading(name, (ROUND, ROUND), width - 2 * ROUND);
        for column in 0..poster.columns.len() {
            let cards = poster.cards.iter().enumerate();
            let cards: Vec<(usize, &Card)> = cards
                .filter(|(_, card)| card.row == row && card.column == column)
                .collect();
            if let [(_, first), ..] = cards.as_slice() {
                let band = Rect {
                    x: ROUND,
                    y: bottom,
                    width: width - 2 * ROUND,
                    height: BAND,
                };
                sheet.add_band(&poster.columns[column], first.rank.clamp(1, 4), band);
                let top = bottom + BAND + BETWEEN - 2;
                bottom = add_cards(&mut sheet, poster, &cards, (top, width), beside);
            }
        }
        sheet.size = Size {
            width,
            height: bottom + ROUND - BETWEEN,
        };
        sheet.panels.push(Rect {
            x: 0,
            y: 0,
            width,
            height: sheet.size.height,
        });
        Self { sheet, beside }
    }
}

/// Sets the cards of a level below its band, few of them as wide as the panel, and returns where they end.
fn add_cards(
    sheet: &mut Sheet,
    poster: &Poster,
    cards: &[(usize, &Card)],
    (top, width): (i32, i32),
    beside: i32,
) -> i32 {
    let beside = beside.min(i32::try_from(cards.len()).unwrap_or(i32::MAX));
    let wide = (width - 2 * ROUND + BETWEEN) / beside - BETWEEN;
    let labels = cards.iter();
    let labels =
        labels.map(|(number, place)| (*number, card(&poster.picture, place, pixels(wide))));
    stack(sheet, labels, (ROUND, top), beside, wide)
}

/// Packs panels so that the poster fits on the smallest sheet; returns where they stand and how large it is.
fn best_packing(panels: &[Panel]) -> (Vec<(i32, i32)>, Size) {
    let most = panels.iter().map(|panel| panel.beside).max().unwrap_or(1);
    let all: i32 = panels.iter().map(|panel| panel.beside).sum();
    let larger_first = |panel: usize| {
        let Panel { sheet, beside } = &panels[panel];
        (-beside, -sheet.size.height)
    };
    (most..=WIDEST.min(all).max(most))
        .map(|columns| pack(panels, columns, COLUMN, larger_first))
        .min_by_key(|(_, size)| on_paper(*size))
        .unwrap_or_default()
}

/// Packs panels into so many columns of a width, in an order, each as high up as it can stand.
fn pack(
    panels: &[Panel],
    columns: i32,
    column: i32,
    rank: impl Fn(usize) -> (i32, i32),
) -> (Vec<(i32, i32)>, Size) {
    let mut order: Vec<usize> = (0..panels.len()).collect();
    order.sort_by_key(|panel| rank(*panel));
    let mut bottoms = vec![0; usize::try_from(columns).unwrap_or(1)];
    let mut corners = vec![(0, 0); panels.len()];
    for number in order {
        let panel = &panels[number];
        let beside = usize::try_from(panel.beside).unwrap_or(1);
        let spans = (0..).zip(bottoms.windows(beside));
        let tops = spans.map(|(start, span)| (span.iter().copied().max().unwrap_or(0), start));
        let (top, start) = tops.min().unwrap_or((0, 0_usize));
        let left = i32::try_from(start).unwrap_or_default();
        corners[number] = (left * (column + GUTTER), top);
        bottoms[start..start + beside].fill(top + panel.sheet.size.height + GUTTER);
    }
    let lowest = bottoms.into_iter().max().unwrap_or(0);
    let size = Size {
        width: columns * (column + GUTTER) - GUTTER,
        height: lowest - GUTTER,
    };
    (corners, size)
}
