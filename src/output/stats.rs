//! What a catalog has of each provider, in every format.

use std::io::{self, Write};

use jiff::civil::Date;

use crate::answer::stats::{Stats, table, total};
use crate::catalog::model::Catalog;
use crate::output::json::stats::StatsJson;
use crate::output::json::write_answer;
use crate::output::{Format, Style, write};

/// Writes what was counted in any format.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn stats(
    catalog: &Catalog,
    as_of: Date,
    stats: &[Stats<'_>],
    format: Format,
    style: Style,
    out: &mut impl Write,
) -> io::Result<()> {
    let total = total(stats);
    let json = StatsJson {
        providers: stats,
        total: total.counts,
    };
    match format {
        Format::Json => write_answer(catalog, as_of, json, out),
        format => write(&table(stats, &total), format, style, out),
    }
}
