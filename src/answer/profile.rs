//! The holdings of a profile, line by line.

use crate::answer::of_entry::{OfEntry, name};
use crate::answer::table::{Field, Table, When, any, field};
use crate::catalog::model::{Catalog, Entry};
use crate::request::Holding;

/// A line of a profile that holds something.
#[derive(Debug, Clone, Copy)]
pub struct ProfileLine<'a> {
    pub catalog: &'a Catalog,
    /// From 1.
    pub line: usize,
    pub holding: Holding,
}

impl OfEntry for ProfileLine<'_> {
    fn catalog(&self) -> &Catalog {
        self.catalog
    }

    fn entry(&self) -> Entry {
        self.holding.entry
    }
}

/// Returns the table of a profile.
#[must_use]
pub(crate) fn table<'a>(lines: &'a [ProfileLine<'a>]) -> Table<'a> {
    let mut table = Table::of(&fields(), lines);
    for (row, line) in table.rows.iter_mut().zip(lines) {
        row.link = Some((&*line.facts().page).into());
    }
    table
}

fn fields<'a>() -> Vec<Field<ProfileLine<'a>>> {
    let field = field::<ProfileLine<'a>>;
    vec![
        field("line", "Line", |line| (line.line as u64).into())
            .right()
            .when(When::NoTerminal),
        field("id", "Holding", name).names(),
        field("kind", "Kind", |line| line.entry().kind().into()).when(When::NoTerminal),
        field("title", "Title", |line| (&*line.facts().title).into()).wraps(),
        field("since", "Since", |line| any(line.holding.on)),
        field("until", "Until", |line| any(line.holding.until)),
    ]
}
