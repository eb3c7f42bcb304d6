//! What began, ended or was replaced, in every format.

use std::io::{self, Write};

use jiff::civil::Date;

use crate::answer::changes::{Change, Stretch, table};
use crate::catalog::model::Catalog;
use crate::output::json::changes::ChangesJson;
use crate::output::json::write_answer;
use crate::output::{Format, Style, write};

/// Writes changes in any format.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn changes(
    catalog: &Catalog,
    as_of: Date,
    stretch: Stretch,
    changes: &[Change<'_>],
    format: Format,
    style: Style,
    out: &mut impl Write,
) -> io::Result<()> {
    match format {
        Format::Json => write_answer(catalog, as_of, ChangesJson::new(stretch, changes), out),
        format => write(&table(changes), format, style, out),
    }
}
