//! What was read of lists, in rows.

use std::borrow::Cow;

use crate::answer::table::{Cell, Column, Line, Row, Table, Value, When, any};
use crate::catalog::model::Catalog;
use crate::resolve::lists::{Import, Imported, NotImported, Reason};

/// Returns the table: what is held, then what is not, by the reason.
#[must_use]
pub(crate) fn table<'a>(catalog: &'a Catalog, import: &'a Import) -> Table<'a> {
    let mut rows: Vec<Row<'a>> = import
        .imported
        .iter()
        .map(|one| imported(catalog, one))
        .collect();
    for reason in Reason::ALL {
        let all = import.not_imported.iter();
        rows.extend(all.filter(|one| one.reason == reason).map(not_imported));
    }
    let summary = format!(
        "{} read, {} not",
        import.imported.len(),
        import.not_imported.len()
    );
    Table {
        columns: columns(),
        rows,
        above: Vec::new(),
        below: vec![Line {
            parts: vec![(None, summary)],
            ..Line::default()
        }],
    }
}

fn columns() -> Vec<Column> {
    vec![
        Column::new("line", "Line").right(),
        Column::new("name", "As written").wraps(),
        Column::new("issuer", "Issuer").wraps().when(When::Room(1)),
        Column::new("entry", "What it is").names(),
        Column::new("kind", "Kind").when(When::NoTerminal),
        Column::new("from", "From"),
        Column::new("until", "Until"),
        Column::new("reason", "Reason").when(When::NoTerminal),
        Column::new("candidates", "May be").wraps(),
    ]
}

fn imported<'a>(catalog: &'a Catalog, one: &'a Imported) -> Row<'a> {
    let Imported {
        line,
        name,
        issuer,
        entry,
        dates,
    } = one;
    Row::new(vec![
        number(*line),
        name.as_str().into(),
        any(issuer.as_deref()),
        Cell::from(catalog.name(*entry)),
        entry.kind().into(),
        any(dates.on),
        any(dates.until),
        Value::Nothing.into(),
        Value::Nothing.into(),
    ])
}

fn not_imported(one: &NotImported) -> Row<'_> {
    let NotImported {
        line,
        name,
        issuer,
        reason,
        candidates,
    } = one;
    let candidates: Vec<Cow<'_, str>> =
        candidates.iter().map(|name| name.as_str().into()).collect();
    let row = Row::new(vec![
        number(*line),
        name.as_str().into(),
        any(issuer.as_deref()),
        Value::Nothing.into(),
        Value::Nothing.into(),
        Value::Nothing.into(),
        Value::Nothing.into(),
        reason.word().into(),
        candidates.into(),
    ]);
    Row {
        group: Some(heading(*reason).to_owned()),
        ..row
    }
}

fn heading(reason: Reason) -> &'static str {
    match reason {
        Reason::Course => "Courses",
        Reason::Unknown => "Not in the catalog",
        Reason::Ambiguous => "Ambiguous",
        Reason::NotHeld => "Not held",
        Reason::BadDate => "Unreadable dates",
    }
}

fn number(line: usize) -> Cell<'static> {
    Value::Number(u64::try_from(line).unwrap_or(u64::MAX)).into()
}
