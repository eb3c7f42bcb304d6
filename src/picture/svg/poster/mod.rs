//! A poster: cards under bands that name their level.

mod panels;
mod table;

use std::collections::BTreeSet;
use std::io::{self, Write};

use crate::picture::label::{Label, NAME, NOTE};
use crate::picture::layout::{Rect, Size};
use crate::picture::marker::Marker;
use crate::picture::svg::frame::{Frame, KeyKind, MARGIN};
use crate::picture::svg::node::{Rank, Ring, write_card};
use crate::picture::svg::xml::{escaped, pixels};
use crate::picture::{Arrangement, Card, Kind, Poster, Role};

/// Between two cards, and what is round the cards of a panel.
const BETWEEN: i32 = 12;
const ROUND: i32 = 14;
/// How high a band is, and a line of a heading.
const BAND: i32 = 24;
const NAME_LINE: i32 = 20;
/// A poster is to fill a sheet of this shape, which is that of paper on its side: width, height.
const SHAPE: (i64, i64) = (1_414, 1_000);
/// The most cards that stand side by side on a poster that is not for a given width.
const WIDEST: i32 = 12;

/// Writes a poster as SVG.
///
/// # Errors
///
/// Those of `out`.
pub fn poster_svg(poster: &Poster, out: &mut impl Write) -> io::Result<()> {
    let sheet = Sheet::new(poster);
    let (picture, legend) = (&poster.picture, legend(poster));
    let mut frame = match room(poster) {
        Some(room) => Frame::exact(picture, sheet.size, room, legend),
        None => Frame::new(picture, sheet.size, legend),
    };
    frame.paper = poster.paper;
    let corner = frame.corner();
    frame.open(out)?;
    sheet.write(poster, corner, out)?;
    frame.close(out)
}

/// Returns how wide the panels of a poster are to be together, where that is said.
fn room(poster: &Poster) -> Option<i32> {
    let least = 120;
    let room = poster.width.map(|width| i32::from(width) - 2 * MARGIN);
    room.map(|room| room.max(least))
}

/// Returns how large a poster is drawn, in pixels.
pub(in crate::picture) fn poster_size(poster: &Poster) -> (i32, i32) {
    let sheet = Sheet::new(poster);
    let size = Frame::new(&poster.picture, sheet.size, legend(poster)).size();
    (size.width, size.height)
}

/// The smallest font of a poster, in pixels.
pub(in crate::picture) const SMALLEST_FONT: u32 = NOTE.size;

/// Returns the legend: the bands, a card, and the markers that are on it.
fn legend(poster: &Poster) -> Vec<KeyKind> {
    let ranks: BTreeSet<u32> = poster
        .cards
        .iter()
        .map(|card| card.rank.clamp(1, 4))
        .collect();
    let nodes = poster
        .cards
        .iter()
        .map(|card| &poster.picture.nodes[card.node]);
    let mut keys = vec![KeyKind::Card];
    keys.extend(ranks.into_iter().map(KeyKind::Rank));
    keys.extend(Marker::of_nodes(nodes).into_iter().map(KeyKind::Marker));
    let rings = poster.cards.iter().map(|card| ring(poster, card));
    let rings: BTreeSet<_> = rings.flatten().collect();
    keys.extend(rings.into_iter().map(KeyKind::Near));
    keys
}

/// Returns the ring round a card: most exams earn something, so what is near because something is held stands out.
fn ring(poster: &Poster, card: &Card) -> Option<Ring> {
    if !card.is_near {
        return None;
    }
    let nodes = &poster.picture.nodes;
    let mut todo = vec![card.node];
    while let Some(place) = todo.pop() {
        let edges = nodes[place].requires.iter();
        for edge in edges.filter(|edge| !edge.is_optional) {
            let required = &nodes[edge.to];
            if required.role == Role::Held {
                return Some(Ring::Thick);
            }
            todo.extend(matches!(required.kind, Kind::Gate(_)).then_some(edge.to));
        }
    }
    Some(Ring::Thin)
}

/// What stands on a poster, from its upper left corner.
#[derive(Debug, Default)]
struct Sheet {
    /// Behind what belongs together.
    panels: Vec<Rect>,
    /// Names of roles and providers, and where their lines begin.
    headings: Vec<(String, i32, i32)>,
    bands: Vec<Band>,
    /// The numbers of the cards and where they stand.
    cards: Vec<(usize, Label, Rect)>,
    size: Size,
}

/// The name of a level on a filled ground.
#[derive(Debug)]
struct Band {
    name: String,
    rank: u32,
    rect: Rect,
}

impl Sheet {
    fn new(poster: &Poster) -> Self {
        match poster.arrangement {
            Arrangement::Panels => panels::sheet(poster),
            Arrangement::Table => table::sheet(poster),
        }
    }

    /// Adds a heading below what is there, in a column of the sheet, and returns where it ends.
    fn add_heading(&mut self, text: &str, (x, top): (i32, i32), width: i32) -> i32 {
        let mut y = top;
        for line in NAME.wrap(&text.to_uppercase(), pixels(width), 3) {
            self.headings.push((line, x, y + NAME_LINE - 7));
            y += NAME_LINE;
        }
        y
    }

    fn add_band(&mut self, name: &str, rank: u32, rect: Rect) {
        let room = pixels(rect.width - 2 * BETWEEN);
        let name = NAME.wrap(name, room, 1).concat();
        self.bands.push(Band { name, rank, rect });
    }

    /// Adds what stands on another sheet, its corner at a place.
    fn add(&mut self, other: Self, (x, y): (i32, i32)) {
        let moved = |rect: Rect| Rect {
            x: rect.x + x,
            y: rect.y + y,
            ..rect
        };
        self.panels.extend(other.panels.into_iter().map(moved));
        let headings = other.headings.into_iter();
        self.headings
            .extend(headings.map(|(text, left, top)| (text, left + x, top + y)));
        let bands = other.bands.into_iter();
        self.bands.extend(bands.map(|band| Band {
            rect: moved(band.rect),
            ..band
        }));
        let cards = other.cards.into_iter();
        self.cards
            .extend(cards.map(|(number, label, rect)| (number, label, moved(rect))));
    }

    fn write(&self, poster: &Poster, corner: (i32, i32), out: &mut impl Write) -> io::Result<()> {
        let (right, down) = corner;
        for Rect {
            x,
            y,
            width,
            height,
        } in &self.panels
        {
            let (x, y) = (x + right, y + down);
            writeln!(
                out,
                "<rect class=\"panel\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"10\"/>"
            )?;
        }
        for (text, x, y) in &self.headings {
            let (x, y, text) = (x + right, y + down, escaped(text));
            writeln!(
                out,
                "<text class=\"role\" x=\"{x}\" y=\"{y}\">{text}</text>"
            )?;
        }
        for Band { name, rank, rect } in &self.bands {
            let Rect { width, height, .. } = rect;
            let (x, y, name) = (rect.x + right, rect.y + down, escaped(name));
            writeln!(
                out,
                "<rect class=\"band rank-{rank}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"4\"/>"
            )?;
            let (x, y) = (x + BETWEEN, y + height - 7);
            writeln!(
                out,
                "<text class=\"level rank-{rank}\" x=\"{x}\" y=\"{y}\">{name}</text>"
            )?;
        }
        for (number, label, rect) in &self.cards {
            let rect = Rect {
                x: rect.x + right,
                y: rect.y + down,
                ..*rect
            };
            let card = &poster.cards[*number];
            let node = &poster.picture.nodes[card.node];
            let rank = Rank {
                rank: card.rank.clamp(1, 4),
                ring: ring(poster, card),
            };
            write_card(card.node, node, rank, label, rect, out)?;
        }
        Ok(())
    }
}

/// Returns how large the sheet of paper is that a poster fits on.
fn on_paper(size: Size) -> i64 {
    let (width, height) = (i64::from(size.width), i64::from(size.height));
    (width * SHAPE.1).max(height * SHAPE.0)
}

/// Sets cards in stacks side by side, each below the one that ends highest, and returns where the lowest ends.
fn stack(
    sheet: &mut Sheet,
    labels: impl Iterator<Item = (usize, Label)>,
    (left, top): (i32, i32),
    stacks: i32,
    width: i32,
) -> i32 {
    let mut bottoms = vec![top; usize::try_from(stacks).unwrap_or(1).max(1)];
    for (number, label) in labels {
        let stacks = (0..).zip(&mut bottoms);
        let Some((stack, bottom)) = stacks.min_by_key(|(_, bottom)| **bottom) else {
            break;
        };
        let rect = Rect {
            x: left + stack * (width + BETWEEN),
            y: *bottom,
            width,
            height: label.size.height,
        };
        *bottom += label.size.height + BETWEEN;
        sheet.cards.push((number, label, rect));
    }
    bottoms.into_iter().max().unwrap_or(top)
}
