//! What is written on standard error: a label, and a text that wraps like an answer does.

use std::io::{self, Write};

use crate::output::Style;
use crate::output::text::{Paint, clean, painted, write_wrapped};

/// What kind of message it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label {
    /// There is no answer.
    Error,
    /// What to type instead.
    Hint,
    /// The answer stands, with a reservation.
    Warning,
    /// Worth knowing.
    Note,
}

impl Label {
    fn word(self) -> String {
        let (paint, word) = match self {
            Self::Error => (Paint::Red, "error:"),
            Self::Hint => (Paint::Bold, "hint:"),
            Self::Warning => (Paint::Magenta, "warning:"),
            Self::Note => (Paint::Bold, "note:"),
        };
        painted(paint, word)
    }
}

/// Writes `error: ...` and the like, each line of the text cleaned and wrapped.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn message(label: Label, text: &str, style: Style, out: &mut impl Write) -> io::Result<()> {
    marked(label, &clean(text), style, out)
}

/// Writes a text that is clean already, and may be painted.
pub(super) fn marked(
    label: Label,
    text: &str,
    style: Style,
    out: &mut impl Write,
) -> io::Result<()> {
    write_wrapped("", "  ", &format!("{} {text}", label.word()), style, out)
}

/// Writes a line that is clean already, and may be painted and indented.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn wrapped(line: &str, style: Style, out: &mut impl Write) -> io::Result<()> {
    let text = line.trim_start_matches(' ');
    let (indent, _) = line.split_at(line.len() - text.len());
    write_wrapped(indent, &format!("{indent}  "), text, style, out)
}

/// Writes a sentence without a label.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn sentence(text: &str, style: Style, out: &mut impl Write) -> io::Result<()> {
    write_wrapped("", "  ", &clean(text), style, out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::sample::{plain, written};

    #[test]
    fn a_message_wraps_below_its_label() {
        let text = "no exam or certification is called `shelvr`";
        assert_eq!(
            written(|out| message(Label::Error, text, plain(30), out)),
            "error: no exam or\n  certification is called\n  `shelvr`\n"
        );
        assert_eq!(
            written(|out| message(Label::Hint, "a\nb\x1b[31m", plain(80), out)),
            "hint: a b\u{fffd}[31m\n"
        );
    }
}
