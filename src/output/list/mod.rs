//! A list in every format.

#[cfg(test)]
#[allow(clippy::needless_raw_string_hashes, reason = "snapbox writes them")]
mod tests;

use std::io::{self, Write};

use jiff::civil::Date;

use crate::answer::list::Listing;
use crate::catalog::model::Catalog;
use crate::output::json::list::{ListJson, keep};
use crate::output::json::write_answer;
use crate::output::{Format, Style, write};

/// Writes a list in any format.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn list(
    catalog: &Catalog,
    as_of: Date,
    listing: &Listing<'_>,
    format: Format,
    style: Style,
    out: &mut impl Write,
) -> io::Result<()> {
    let answer = ListJson::from(&listing.lines);
    match format {
        Format::Json if listing.columns.is_empty() => write_answer(catalog, as_of, answer, out),
        Format::Json => {
            let chosen = keep(serde_json::to_value(answer)?, &listing.columns);
            write_answer(catalog, as_of, chosen, out)
        }
        format => write(&listing.table(), format, style, out),
    }
}
