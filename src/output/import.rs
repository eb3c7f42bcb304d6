//! What was read of lists, in every format.

use std::io::{self, Write};

use jiff::civil::Date;

use crate::answer::import::table;
use crate::catalog::model::Catalog;
use crate::output::json::import::ImportAnswer;
use crate::output::json::write_answer;
use crate::output::{Format, Style, write};
use crate::resolve::lists::Import;

/// Writes what was read in any format.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn import(
    catalog: &Catalog,
    as_of: Date,
    import: &Import,
    format: Format,
    style: Style,
    out: &mut impl Write,
) -> io::Result<()> {
    match format {
        Format::Json => write_answer(catalog, as_of, ImportAnswer::new(catalog, import), out),
        format => write(&table(catalog, import), format, style, out),
    }
}
