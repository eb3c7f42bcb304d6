//! The holdings of a profile, in every format.

use std::io::{self, Write};

use jiff::civil::Date;

use crate::answer::profile::{ProfileLine, table};
use crate::catalog::model::Catalog;
use crate::output::json::profile::ProfileJson;
use crate::output::json::write_answer;
use crate::output::{Format, Style, write};

/// Writes the holdings of a profile in any format.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn profile(
    catalog: &Catalog,
    as_of: Date,
    lines: &[ProfileLine],
    format: Format,
    style: Style,
    out: &mut impl Write,
) -> io::Result<()> {
    match format {
        Format::Json => write_answer(catalog, as_of, ProfileJson::new(catalog, lines), out),
        format => write(&table(catalog, lines), format, style, out),
    }
}
