//! A poster: a panel a role, and on it cards by level.

use std::io::{self, Write};

use crate::picture::label::{Label, NAME, NOTE, card};
use crate::picture::layout::{Rect, Size};
use crate::picture::marker::Marker;
use crate::picture::svg::frame::{Frame, legend_of_markers};
use crate::picture::svg::node::write_card;
use crate::picture::svg::xml::{escaped, pixels};
use crate::picture::{Card, Poster};

/// How wide a card is, what is between two of them, and what is round the cards of a panel.
const CARD: i32 = 224;
const BETWEEN: i32 = 10;
const ROUND: i32 = 14;
/// Between two panels.
const GUTTER: i32 = 18;
/// A column of panels: one with a card on it.
const COLUMN: i32 = CARD + 2 * ROUND;
/// A line of the name of a panel, and the name of a level.
const NAME_LINE: i32 = 20;
const LEVEL_LINE: i32 = 20;
/// The most cards that stand side by side on a panel, and below one another before there are more beside.
const MOST_BESIDE: i32 = 4;
const MANY: i32 = 6;
/// A poster is about so many times as wide as it is high: width, height.
const SHAPE: (i64, i64) = (14, 10);
/// The most cards that stand side by side on a poster.
const WIDEST: i32 = 12;

/// Writes a poster as SVG.
///
/// # Errors
///
/// Those of `out`.
pub fn poster_svg(poster: &Poster, out: &mut impl Write) -> io::Result<()> {
    let panels: Vec<Panel> = (0..poster.rows.len())
        .map(|row| Panel::new(poster, row))
        .collect();
    let (corners, size) = best_packing(&panels);
    let nodes = poster
        .cards
        .iter()
        .map(|card| &poster.picture.nodes[card.node]);
    let legend = legend_of_markers(Marker::of_nodes(nodes));
    let frame = Frame::new(&poster.picture, size, legend);
    let (right, down) = frame.corner();
    frame.open(out)?;
    for (panel, (x, y)) in panels.iter().zip(corners) {
        panel.write(poster, x + right, y + down, out)?;
    }
    frame.close(out)
}

/// The cards of a role, set from the upper left corner of their panel.
struct Panel {
    name: Vec<String>,
    /// The names of the levels, with their ranks and where they stand.
    levels: Vec<(String, u32, i32)>,
    /// The numbers of the cards and where they stand.
    cards: Vec<(usize, Label, Rect)>,
    /// How many cards stand side by side.
    beside: i32,
    size: Size,
}

impl Panel {
    fn new(poster: &Poster, row: usize) -> Self {
        let on_panel = |card: &Card| card.row == row;
        let count = poster.cards.iter().filter(|card| on_panel(card)).count();
        let count = i32::try_from(count).unwrap_or(i32::MAX / 2);
        let beside = count.saturating_add(MANY - 1).div_euclid(MANY);
        let beside = beside.clamp(1, MOST_BESIDE);
        let width = beside * (COLUMN + GUTTER) - GUTTER;
        let name = NAME.wrap(
            &poster.rows[row].to_uppercase(),
            pixels(width - 2 * ROUND),
            3,
        );
        let lines = i32::try_from(name.len()).unwrap_or(1);
        let mut panel = Self {
            name,
            levels: Vec::new(),
            cards: Vec::new(),
            beside,
            size: Size {
                width,
                height: ROUND + lines * NAME_LINE,
            },
        };
        for column in 0..poster.columns.len() {
            let cards = poster.cards.iter().enumerate();
            let cards: Vec<(usize, &Card)> = cards
                .filter(|(_, card)| on_panel(card) && card.column == column)
                .collect();
            if !cards.is_empty() {
                panel.add_level(poster, column, &cards);
            }
        }
        panel.size.height += ROUND - BETWEEN;
        panel
    }

    /// Sets the cards of a level below what stands on the panel already.
    fn add_level(&mut self, poster: &Poster, column: usize, cards: &[(usize, &Card)]) {
        let name = NOTE.wrap(
            &poster.columns[column],
            pixels(self.size.width - 2 * ROUND),
            1,
        );
        let top = self.size.height + LEVEL_LINE;
        let rank = cards.first().map_or(0, |(_, card)| card.rank);
        self.levels.push((name.concat(), rank, top - 6));
        // few cards share the width of the panel
        let count = i32::try_from(cards.len()).unwrap_or(i32::MAX);
        let beside = self.beside.min(count);
        let wide = (self.size.width - 2 * ROUND + BETWEEN) / beside - BETWEEN;
        let mut bottoms = vec![top; usize::try_from(beside).unwrap_or(1)];
        for (number, place) in cards {
            let label = card(&poster.picture, place, pixels(wide));
            // each card goes below the one that ends highest
            let stacks = (0..).zip(&mut bottoms);
            let Some((stack, bottom)) = stacks.min_by_key(|(_, bottom)| **bottom) else {
                continue;
            };
            let rect = Rect {
                x: ROUND + stack * (wide + BETWEEN),
                y: *bottom,
                width: wide,
                height: label.size.height,
            };
            *bottom += label.size.height + BETWEEN;
            self.cards.push((*number, label, rect));
        }
        self.size.height = bottoms.into_iter().max().unwrap_or(top);
    }

    fn write(&self, poster: &Poster, x: i32, y: i32, out: &mut impl Write) -> io::Result<()> {
        let Size { width, height } = self.size;
        writeln!(
            out,
            "<rect class=\"panel\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"10\"/>"
        )?;
        let left = x + ROUND;
        let mut line = y + ROUND;
        for words in &self.name {
            line += NAME_LINE;
            let words = escaped(words);
            writeln!(
                out,
                "<text class=\"role\" x=\"{left}\" y=\"{}\">{words}</text>",
                line - 7
            )?;
        }
        for (name, rank, level) in &self.levels {
            let (level, name) = (y + level, escaped(name));
            writeln!(
                out,
                "<text class=\"note rank-{rank}\" x=\"{left}\" y=\"{level}\">{name}</text>"
            )?;
        }
        for (number, label, rect) in &self.cards {
            let rect = Rect {
                x: rect.x + x,
                y: rect.y + y,
                ..*rect
            };
            let place = &poster.cards[*number];
            let node = &poster.picture.nodes[place.node];
            write_card(place.node, node, place.rank, label, rect, out)?;
        }
        Ok(())
    }
}

/// Packs panels so that the poster has a good shape; returns where they stand and how large it is.
fn best_packing(panels: &[Panel]) -> (Vec<(i32, i32)>, Size) {
    let most = panels.iter().map(|panel| panel.beside).max().unwrap_or(1);
    let all: i32 = panels.iter().map(|panel| panel.beside).sum();
    let misshape = |size: &Size| {
        let (width, height) = (i64::from(size.width), i64::from(size.height));
        let (wide, high) = (width * SHAPE.1, height * SHAPE.0);
        // how many times too wide or too high, in thousandths
        wide.max(high) * 1_000 / wide.min(high).max(1)
    };
    (most..=WIDEST.min(all).max(most))
        .map(|columns| pack(panels, columns))
        .min_by_key(|(_, size)| misshape(size))
        .unwrap_or((
            Vec::new(),
            Size {
                width: 0,
                height: 0,
            },
        ))
}

/// Packs panels into so many columns, the larger ones first, each as high up as it can stand.
fn pack(panels: &[Panel], columns: i32) -> (Vec<(i32, i32)>, Size) {
    let mut order: Vec<usize> = (0..panels.len()).collect();
    order.sort_by_key(|panel| {
        let size = panels[*panel].size;
        (-panels[*panel].beside, -size.height)
    });
    let mut bottoms = vec![0; usize::try_from(columns).unwrap_or(1)];
    let mut corners = vec![(0, 0); panels.len()];
    for number in order {
        let panel = &panels[number];
        let beside = usize::try_from(panel.beside).unwrap_or(1);
        let spans = (0..).zip(bottoms.windows(beside));
        let tops = spans.map(|(start, span)| (span.iter().copied().max().unwrap_or(0), start));
        let (top, start) = tops.min().unwrap_or((0, 0_usize));
        let left = i32::try_from(start).unwrap_or_default();
        corners[number] = (left * (COLUMN + GUTTER), top);
        bottoms[start..start + beside].fill(top + panel.size.height + GUTTER);
    }
    let lowest = bottoms.into_iter().max().unwrap_or(0);
    let size = Size {
        width: columns * (COLUMN + GUTTER) - GUTTER,
        height: lowest - GUTTER,
    };
    (corners, size)
}
