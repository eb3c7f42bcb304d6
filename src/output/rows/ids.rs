//! One id or code a line.

use std::io::{self, Write};

use crate::answer::table::Table;
use crate::output::text::clean;

/// Writes the names of the rows; what was not found in a list has none.
pub(super) fn write(table: &Table<'_>, out: &mut impl Write) -> io::Result<()> {
    let place = table.columns.iter().position(|column| column.names);
    let rows = table.rows.iter().filter(|row| row.when.for_programs());
    let names = rows.filter_map(|row| Some(row.cells.get(place?)?.for_programs()));
    let mut names = names.filter(|name| !name.is_empty());
    names.try_for_each(|name| writeln!(out, "{}", clean(&name)))
}
