//! Rows and columns: the ranks of a role, the highest on top, and the providers side by side.

use crate::picture::label::card;
use crate::picture::layout::{Rect, Size};
use crate::picture::svg::poster::{BAND, BETWEEN, Sheet, stack};
use crate::picture::svg::xml::pixels;
use crate::picture::{Card, Poster};

/// How wide a card is.
const CARD: i32 = 190;
/// Between two columns, and between two rows.
const GUTTER: i32 = 26;
/// How many cards of a column stand below one another in a row before there are more beside.
const MANY: usize = 5;

/// Returns the cards of a poster in rows and columns. A column says its name in each row that it has cards in.
pub(super) fn sheet(poster: &Poster) -> Sheet {
    let cards = |row: usize, column: usize| -> Vec<(usize, &Card)> {
        let cards = poster.cards.iter().enumerate();
        let is_here = |(_, card): &(usize, &Card)| card.row == row && card.column == column;
        cards.filter(is_here).collect()
    };
    let rows = 0..poster.rows.len();
    let stacks = (0..poster.columns.len()).map(|column| {
        let most = rows.clone().map(|row| cards(row, column).len()).max();
        i32::try_from(most.unwrap_or(1).div_ceil(MANY)).unwrap_or(1)
    });
    let stacks: Vec<i32> = stacks.collect();
    let wide = |stacks: i32| stacks * (CARD + BETWEEN) - BETWEEN;
    let width: i32 = stacks.iter().map(|stacks| wide(*stacks) + GUTTER).sum();
    let mut sheet = Sheet::default();
    let mut top = 0;
    for row in rows {
        let mut left = 0;
        let band = Rect {
            x: 0,
            y: top,
            width: width - GUTTER,
            height: BAND,
        };
        let mut bottom = top;
        for (column, stacks) in stacks.iter().enumerate() {
            let cards = cards(row, column);
            if let [(_, first), ..] = cards.as_slice() {
                if bottom == top {
                    sheet.add_band(&poster.rows[row], first.rank.clamp(1, 4), band);
                }
                let name = &poster.columns[column];
                let below = sheet.add_heading(name, (left, top + BAND + 6), wide(*stacks));
                let labels = cards.iter();
                let labels = labels
                    .map(|(number, place)| (*number, card(&poster.picture, place, pixels(CARD))));
                bottom = bottom.max(stack(&mut sheet, labels, (left, below + 2), *stacks, CARD));
            }
            left += wide(*stacks) + GUTTER;
        }
        top = bottom + GUTTER - BETWEEN;
    }
    sheet.size = Size {
        width: (width - GUTTER).max(0),
        height: (top - GUTTER).max(0),
    };
    sheet
}
