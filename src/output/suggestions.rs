//! What would help where there is no plan, for people.

use std::io::{self, Write};

use crate::catalog::model::Catalog;
use crate::output::Style;
use crate::output::message::{Label, message};
use crate::plan::explain::suggestions::Suggestion;

/// Writes what can be planned instead, a hint a line.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn suggestions(
    catalog: &Catalog,
    suggestions: &[Suggestion],
    style: Style,
    out: &mut impl Write,
) -> io::Result<()> {
    for suggestion in suggestions {
        let text = match suggestion {
            Suggestion::Instead { of, want } => {
                let (of, want) = (catalog.name(*of), catalog.name(*want));
                format!("{want} replaced {of}: try `--want {want}`")
            }
            Suggestion::AvoidNothing => "it can be planned without `--avoid`".to_owned(),
            Suggestion::Until(day) => {
                format!("it could be planned until {day}: `--as-of {day}` shows how")
            }
            Suggestion::From(day) => {
                format!("it can be planned from {day} on: `--as-of {day}` shows how")
            }
        };
        message(Label::Hint, &text, style, out)?;
    }
    Ok(())
}
