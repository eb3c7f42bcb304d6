//! Plans in every format.

#[cfg(test)]
mod tests;

use std::io::{self, Write};

use crate::answer::journey::Journey;
use crate::answer::plan::{rows, tables};
use crate::answer::table::Table;
use crate::catalog::model::Catalog;
use crate::output::journey::journeys as write_journeys;
use crate::output::json::{PlanDocument, write_pretty};
use crate::output::{Format, Style, write};
use crate::plan::answer::Answer;
use crate::request::Request;

/// Writes an answer in any format; `journeys` are those to the exams of the first plan, where they are wanted.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn plan(
    catalog: &Catalog,
    request: &Request,
    answer: &Answer,
    journeys: Option<&[Journey]>,
    format: Format,
    style: Style,
    out: &mut impl Write,
) -> io::Result<()> {
    if format == Format::Json {
        let mut document = PlanDocument::new(catalog, request, answer);
        if let Some(journeys) = journeys {
            document = document.with_journeys(catalog, journeys);
        }
        return write_pretty(&document, out);
    }
    match format {
        Format::Ids => several(&each(catalog, request, answer), format, style, out),
        format if format.is_for_people() => {
            several(&tables(catalog, request, answer), format, style, out)?;
            write_journeys(catalog, journeys.unwrap_or_default(), format, style, out)
        }
        format => write(
            &rows(catalog, request, answer, journeys),
            format,
            style,
            out,
        ),
    }
}

/// Returns the rows of each plan.
fn each<'a>(catalog: &'a Catalog, request: &Request, answer: &'a Answer) -> Vec<Table<'a>> {
    let mut all = rows(catalog, request, answer, None);
    let mut tables = Vec::new();
    for plan in &answer.plans {
        let rest = all.rows.split_off(plan.steps.len());
        tables.push(Table {
            columns: all.columns.clone(),
            rows: std::mem::replace(&mut all.rows, rest),
            ..Table::default()
        });
    }
    tables
}

/// Writes tables with an empty line between.
fn several(
    tables: &[Table<'_>],
    format: Format,
    style: Style,
    out: &mut impl Write,
) -> io::Result<()> {
    for (place, table) in tables.iter().enumerate() {
        if place > 0 {
            writeln!(out)?;
        }
        write(table, format, style, out)?;
    }
    Ok(())
}
