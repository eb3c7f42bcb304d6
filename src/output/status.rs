//! How the holdings stand, in every format.

use std::io::{self, Write};

use jiff::civil::Date;

use crate::answer::status::{Status, table};
use crate::output::json::status::StatusJson;
use crate::output::json::write_answer;
use crate::output::{Format, Style, write};

/// Writes a status in any format.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn status(
    as_of: Date,
    status: &Status<'_>,
    format: Format,
    style: Style,
    out: &mut impl Write,
) -> io::Result<()> {
    match format {
        Format::Json => write_answer(status.catalog, as_of, StatusJson::new(status), out),
        format => write(&table(status), format, style, out),
    }
}
