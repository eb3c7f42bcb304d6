//! What would help where there is no plan, for people.

use std::io::{self, Write};

use crate::catalog::model::Catalog;
use crate::plan::explain::suggestions::Suggestion;

/// Writes what can be planned instead, a hint a line.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn suggestions(
    catalog: &Catalog,
    suggestions: &[Suggestion],
    out: &mut impl Write,
) -> io::Result<()> {
    for suggestion in suggestions {
        match suggestion {
            Suggestion::Instead { of, want } => {
                let (of, want) = (catalog.name(*of), catalog.name(*want));
                writeln!(out, "hint: {want} replaced {of}: try `--want {want}`")?;
            }
            Suggestion::AvoidNothing => {
                writeln!(out, "hint: it can be planned without `--avoid`")?;
            }
            Suggestion::Until(day) => {
                writeln!(
                    out,
                    "hint: it could be planned until {day}: `--as-of {day}` shows how"
                )?;
            }
            Suggestion::From(day) => {
                writeln!(
                    out,
                    "hint: it can be planned from {day} on: `--as-of {day}` shows how"
                )?;
            }
        }
    }
    Ok(())
}
