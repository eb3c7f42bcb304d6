//! Rows for people at a terminal.

use std::borrow::Cow;
use std::io::{self, Write};

use crate::answer::table::{Align, Cell, Column, Line, Paint, Row, Table, When};
use crate::output::Style;
use crate::output::rows::grid::{self, Fit, Grid};
use crate::output::text::{clean, push_painted, write_line, write_wrapped};

/// The least room for text before a column that can be done without is left out.
const COMFORTABLE: usize = 32;
/// The same before one is left out that only must go where words would break.
const NARROW: usize = 12;
/// More of a cell helps nobody, and laying it out takes time that grows faster than it does.
const LONGEST: usize = 400;

/// Writes the lines above, the rows in columns that fit, and the lines below.
pub(super) fn write(table: &Table<'_>, style: Style, out: &mut impl Write) -> io::Result<()> {
    let rows = table.rows.iter().filter(|row| row.when.on_terminal());
    let rows: Vec<&Row<'_>> = rows.collect();
    lines(&table.above, style, out)?;
    if !rows.is_empty() {
        if !table.above.is_empty() {
            write_line("", style, out)?;
        }
        fitting(table, &rows, style).write(style, out)?;
        if !table.below.is_empty() {
            write_line("", style, out)?;
        }
    }
    lines(&table.below, style, out)
}

/// Writes sentences, each beginning a line.
pub(in crate::output) fn lines(
    lines: &[Line],
    style: Style,
    out: &mut impl Write,
) -> io::Result<()> {
    for line in lines {
        let (first, rest) = if line.deeper {
            ("  ", "    ")
        } else {
            ("", "  ")
        };
        write_wrapped(first, rest, &painted(line), style, out)?;
    }
    Ok(())
}

/// Lays the rows out with as many columns as fit, those that can be done without left out one by one.
fn fitting(table: &Table<'_>, rows: &[&Row<'_>], style: Style) -> Grid {
    let columns = table.columns.iter().enumerate();
    let shown = columns.filter(|(place, column)| {
        let says_something = || {
            rows.iter()
                .any(|row| !text(&row.cells[*place], column).is_empty())
        };
        column.when == When::Chosen || column.when.on_terminal() && says_something()
    });
    let mut places: Vec<usize> = shown.map(|(place, _)| place).collect();
    loop {
        let grid = grid(table, rows, &places, style);
        let can_go = places.iter().copied();
        let can_go = can_go.filter_map(|place| Some((spare(&table.columns[place])?, place)));
        match can_go.max() {
            Some((order, place)) if !grid.fits(style.width, least_text(order)) => {
                places.retain(|kept| *kept != place);
            }
            _ => return grid,
        }
    }
}

/// The least room for text before a column of that order is left out.
fn least_text(order: u8) -> usize {
    if order == 0 { NARROW } else { COMFORTABLE }
}

/// Returns how well a table does without a column; nothing if it does not.
fn spare(column: &Column) -> Option<u8> {
    match column.when {
        When::Room(order) | When::RoomOrBelow(order) => Some(order),
        When::Always | When::Chosen | When::NoTerminal | When::Programs | When::People => None,
    }
}

fn grid(table: &Table<'_>, rows: &[&Row<'_>], places: &[usize], style: Style) -> Grid {
    let columns = places.iter().map(|place| {
        let column = &table.columns[*place];
        grid::Column {
            heading: match &column.heading {
                heading if *heading == column.key => heading.clone(),
                heading => Cow::Owned(heading.to_uppercase()),
            },
            fit: match (column.align, column.wraps) {
                (Align::Right, _) => Fit::Right,
                (Align::Left, true) => Fit::Text,
                (Align::Left, false) => Fit::Whole,
            },
        }
    });
    let mut grid = Grid::new(columns.collect());
    let mut group = None;
    for row in rows {
        let heading = row.group.as_ref().filter(|this| group != Some(*this));
        group = row.group.as_ref();
        let below = table.columns.iter().enumerate().filter(|(place, column)| {
            matches!(column.when, When::RoomOrBelow(_)) && !places.contains(place)
        });
        let below = below.filter_map(|(place, column)| below_row(&row.cells[place], column));
        let notes = below.chain(row.notes.iter().map(painted));
        grid.push(grid::Line {
            heading: heading.map(|heading| in_paint(Some(Paint::Bold), heading)),
            cells: places
                .iter()
                .map(|place| text(&row.cells[*place], &table.columns[*place]))
                .collect(),
            notes: notes.map(|note| in_style(note, style)).collect(),
        });
    }
    grid
}

/// Returns a cell as text that may be painted. Items of a list stand below one another where a column never breaks.
fn text(cell: &Cell<'_>, column: &Column) -> String {
    let between = if column.wraps { ", " } else { "\n" };
    let text = cell.for_people(between);
    let bold = (column.names && column.when != When::Chosen).then_some(Paint::Bold);
    let paint = cell.paint.or(bold);
    let lines = text.split('\n').map(|line| in_paint(paint, &cut(line)));
    lines.collect::<Vec<_>>().join("\n")
}

/// `earns devops-engineer-expert`.
fn below_row(cell: &Cell<'_>, column: &Column) -> Option<String> {
    let text = cell.for_people(", ");
    let word = column.heading.to_lowercase();
    (!text.is_empty()).then(|| format!("{word} {}", in_paint(cell.paint, &text)))
}

fn cut(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => Cow::Owned(format!("{}...", &text[..end])),
        None => Cow::Borrowed(text),
    }
}

fn painted(line: &Line) -> String {
    let parts = line.parts.iter();
    parts.map(|(paint, text)| in_paint(*paint, text)).collect()
}

fn in_paint(paint: Option<Paint>, text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    match paint {
        Some(paint) => push_painted(&mut line, paint, text),
        None => line.push_str(&clean(text)),
    }
    line
}

fn in_style(text: String, style: Style) -> String {
    if style.unicode {
        text
    } else {
        text.replace('→', "->")
    }
}
