//! The holdings of a profile, line by line.

use crate::answer::table::{Cell, Column, Row, Table, When, any};
use crate::catalog::model::Catalog;
use crate::request::Holding;

/// A line of a profile that holds something.
#[derive(Debug, Clone, Copy)]
pub struct ProfileLine {
    /// From 1.
    pub line: usize,
    pub holding: Holding,
}

/// Returns the table of a profile.
#[must_use]
pub(crate) fn table<'a>(catalog: &'a Catalog, lines: &'a [ProfileLine]) -> Table<'a> {
    let columns = vec![
        Column::new("line", "Line").right().when(When::NoTerminal),
        Column::new("id", "Holding").names(),
        Column::new("kind", "Kind").when(When::NoTerminal),
        Column::new("title", "Title").wraps(),
        Column::new("since", "Since"),
        Column::new("until", "Until"),
    ];
    let row = |line: &'a ProfileLine| {
        let facts = catalog.facts(line.holding.entry);
        let mut row = Row::new(vec![
            Cell::from(line.line as u64),
            Cell::from(catalog.name(line.holding.entry)),
            Cell::from(line.holding.entry.kind()),
            Cell::from(&*facts.title),
            any(line.holding.on),
            any(line.holding.until),
        ]);
        row.link = Some((&*facts.page).into());
        row
    };
    Table {
        columns,
        rows: lines.iter().map(row).collect(),
        ..Table::default()
    }
}
