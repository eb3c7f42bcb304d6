//! What is within reach, in every format.

use std::io::{self, Write};

use jiff::civil::Date;

use crate::answer::next::Next;
use crate::catalog::model::Catalog;
use crate::output::json::list::keep_in;
use crate::output::json::next::NextJson;
use crate::output::json::write_answer;
use crate::output::{Format, Style, write};
use crate::request::Holding;

/// Writes what is within reach in any format.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn next(
    catalog: &Catalog,
    as_of: Date,
    have: &[Holding],
    next: &Next,
    format: Format,
    style: Style,
    out: &mut impl Write,
) -> io::Result<()> {
    match format {
        Format::Json if next.columns().is_empty() => {
            write_answer(catalog, as_of, NextJson::new(catalog, have, next), out)
        }
        Format::Json => {
            let mut answer = serde_json::to_value(NextJson::new(catalog, have, next))?;
            answer["next"] = keep_in(answer["next"].take(), next.columns());
            write_answer(catalog, as_of, answer, out)
        }
        format => {
            let lines = next.lines(catalog);
            write(&next.table(catalog, &lines), format, style, out)
        }
    }
}
