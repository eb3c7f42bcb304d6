//! Rows and columns: the ranks of a role, the highest on top, and the providers side by side.

use std::collections::BTreeMap;

use crate::picture::label::{Label, card};
use crate::picture::layout::{Rect, Size};
use crate::picture::svg::frame::NARROWEST;
use crate::picture::svg::poster::{BAND, BETWEEN, Sheet, WIDEST, stack};
use crate::picture::svg::xml::pixels;
use crate::picture::{Card, Poster};

/// How wide a card is.
const CARD: i32 = 190;
/// Between two columns, and between two rows.
const GUTTER: i32 = 26;

/// Returns the cards of a poster in rows and columns, as small as it can be, so that few places stay empty. Each provider
/// says its name in each row that it has cards in; those that never stand in the same row share a column.
pub(super) fn sheet(poster: &Poster) -> Sheet {
    let mut columns = columns(poster);
    let mut sheets = vec![set(poster, &columns)];
    while columns.iter().map(|column| column.stacks).sum::<i32>() < WIDEST {
        let highest = columns.iter_mut().max_by_key(|column| column.height());
        match highest {
            Some(column) if column.height() > 0 => column.stacks += 1,
            _ => break,
        }
        sheets.push(set(poster, &columns));
    }
    let area = |size: Size| i64::from(size.width.max(NARROWEST)) * i64::from(size.height);
    let best = sheets.into_iter().min_by_key(|sheet| area(sheet.size));
    best.unwrap_or_default()
}

/// What stands below one another.
#[derive(Clone, Default)]
struct Column<'a> {
    /// The cards of each row, all of one provider.
    cells: BTreeMap<usize, Vec<(usize, &'a Card, Label)>>,
    /// How many cards stand side by side.
    stacks: i32,
}

impl Column<'_> {
    /// Returns how high the highest of its cells is, of those that one stack more would make lower.
    fn height(&self) -> i32 {
        let stacks = usize::try_from(self.stacks).unwrap_or(1);
        let cells = self.cells.values().filter(|cell| cell.len() > stacks);
        let heights = cells.map(|cell| {
            cell.iter()
                .map(|(.., label)| label.size.height)
                .sum::<i32>()
        });
        heights.max().unwrap_or(0) / self.stacks.max(1)
    }

    fn width(&self) -> i32 {
        self.stacks * (CARD + BETWEEN) - BETWEEN
    }
}

/// Returns the columns of a poster: each provider stands in the first where none has cards in a row of its.
fn columns(poster: &Poster) -> Vec<Column<'_>> {
    let mut providers = vec![Column::default(); poster.columns.len()];
    for (number, place) in poster.cards.iter().enumerate() {
        let label = card(&poster.picture, place, pixels(CARD));
        let cell = providers[place.column].cells.entry(place.row).or_default();
        cell.push((number, place, label));
    }
    let mut columns: Vec<Column<'_>> = Vec::new();
    for provider in providers {
        let is_free = |column: &&mut Column<'_>| {
            !provider
                .cells
                .keys()
                .any(|row| column.cells.contains_key(row))
        };
        match columns.iter_mut().find(is_free) {
            Some(column) => column.cells.extend(provider.cells),
            None => columns.push(Column {
                stacks: 1,
                ..provider
            }),
        }
    }
    columns
}

fn set(poster: &Poster, columns: &[Column<'_>]) -> Sheet {
    let width: i32 = columns.iter().map(|column| column.width() + GUTTER).sum();
    let mut sheet = Sheet::default();
    let mut top = 0;
    for row in 0..poster.rows.len() {
        let mut left = 0;
        let mut bottom = top;
        for column in columns {
            if let Some(cards) = column.cells.get(&row)
                && let [(_, first, _), ..] = cards.as_slice()
            {
                if bottom == top {
                    let band = Rect {
                        x: 0,
                        y: top,
                        width: width - GUTTER,
                        height: BAND,
                    };
                    sheet.add_band(&poster.rows[row], first.rank.clamp(1, 4), band);
                }
                let name = &poster.columns[first.column];
                let below = sheet.add_heading(name, (left, top + BAND + 6), column.width());
                let labels = cards
                    .iter()
                    .map(|(number, _, label)| (*number, label.clone()));
                let end = stack(&mut sheet, labels, (left, below + 2), column.stacks, CARD);
                bottom = bottom.max(end);
            }
            left += column.width() + GUTTER;
        }
        top = bottom + GUTTER - BETWEEN;
    }
    sheet.size = Size {
        width: (width - GUTTER).max(0),
        height: (top - GUTTER).max(0),
    };
    sheet
}
