//! Formats on the command line: each command has a list of those that it writes.

use std::io::{self, IsTerminal as _};

use certpath::output::Format;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use super::options::OutputOptions;
use super::report::UsageError;

/// Returns what days can be written as: as any answer, or as a calendar.
pub(crate) fn of_days() -> Vec<Format> {
    [&Format::ANSWERS[..], &[Format::Calendar]].concat()
}

/// Reads the word of one of some formats, for clap; a table was called a text once.
pub(crate) fn one_of(formats: impl Into<Vec<Format>>) -> impl TypedValueParser<Value = Format> {
    one_called(formats, Format::Table.word(), "text")
}

/// Reads the word of one of some formats, for clap, of which a table has two.
pub(crate) fn one_called(
    formats: impl Into<Vec<Format>>,
    table: &'static str,
    alias: &'static str,
) -> impl TypedValueParser<Value = Format> {
    let formats = formats.into();
    let words = formats.iter().map(|format| match format {
        Format::Table => PossibleValue::new(table).alias(alias),
        format => PossibleValue::new(format.word()),
    });
    PossibleValuesParser::new(words.collect::<Vec<_>>()).map(move |word| {
        let found = formats.iter().find(|format| format.word() == word);
        // Clap lets nothing else pass than the words and those of a table.
        found.copied().unwrap_or(Format::Table)
    })
}

/// Returns the format that was given, or else the one of `among` that the file's extension names, or `otherwise`.
///
/// # Errors
///
/// The extension is that of no format.
pub(crate) fn chosen(
    given: Option<Format>,
    among: &[Format],
    output: &OutputOptions,
    otherwise: Format,
) -> anyhow::Result<Format> {
    let path = output.path().filter(|path| path.extension().is_some());
    let (None, Some(path)) = (given, path) else {
        return Ok(given.unwrap_or(otherwise));
    };
    Ok(Format::of_file(path, among).ok_or_else(|| {
        let message = format!("`{}` has an extension that is no format", path.display());
        UsageError::new(message).hint("choose one with `--format`")
    })?)
}

/// Returns what an answer is written as where nobody says how: a table on a terminal, fields between tabs in a pipe.
pub(crate) fn plain(output: &OutputOptions) -> Format {
    if output.path().is_none() && io::stdout().is_terminal() {
        Format::Table
    } else {
        Format::Tsv
    }
}
