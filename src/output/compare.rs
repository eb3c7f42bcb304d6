//! A comparison, as wide as a terminal allows.

use std::io::{self, Write};

use crate::answer::compare::Comparison;
use crate::answer::table::Table;
use crate::catalog::model::Catalog;
use crate::output::text::width;
use crate::output::{Format, Style, write};

/// The least room for an item beside others.
const LEAST_ITEM: usize = 20;

/// Writes a comparison in a format for rows.
pub(super) fn compare(
    catalog: &Catalog,
    comparison: &Comparison,
    format: Format,
    style: Style,
    out: &mut impl Write,
) -> io::Result<()> {
    let table = comparison.table(catalog);
    match format {
        Format::Table => side_by_side(table, style, out),
        Format::Ids => write(&comparison.in_order(catalog), Format::Ids, style, out),
        format => write(&table, format, style, out),
    }
}

/// Writes as many items beside each other as a terminal has room for, and the others below them.
fn side_by_side(mut table: Table<'_>, style: Style, out: &mut impl Write) -> io::Result<()> {
    let labels = table
        .rows
        .iter()
        .map(|row| width(&row.cells[0].for_people("")));
    let labels = labels.max().unwrap_or(0) + 2;
    let beside = (style.width.saturating_sub(labels) / (LEAST_ITEM + 2)).max(1);
    let below = std::mem::take(&mut table.below);
    let items: Vec<usize> = (1..table.columns.len()).collect();
    let parts = items.chunks(beside);
    let last = parts.len();
    for (number, places) in (1..).zip(parts) {
        let places: Vec<usize> = std::iter::once(0).chain(places.iter().copied()).collect();
        let mut part = table.clone();
        part.keep(&places);
        part.rows.retain(|row| {
            let mut cells = row.cells[1..].iter();
            cells.any(|cell| !cell.for_people("").is_empty())
        });
        if number > 1 {
            part.above.clear();
        }
        if number == last {
            part.below.clone_from(&below);
        }
        write(&part, Format::Table, style, out)?;
        if number < last {
            writeln!(out)?;
        }
    }
    Ok(())
}
