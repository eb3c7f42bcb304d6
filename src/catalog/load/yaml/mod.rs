//! YAML, out of a file that nobody vouches for.
//!
//! The values come from `serde_yaml`. It is asked only after a guard has looked through the file:
//! what YAML can do beyond a catalog's needs (tags, merges, several documents, keys that are not
//! text) is refused there, with its place, as are keys that are given twice, deep nesting and
//! aliases that unfold to very much.

use crate::catalog::load::finding::{Finding, Lines};
use crate::catalog::load::source::SourceFile;

mod guard;
mod pieces;
mod positions;
#[cfg(test)]
mod tests;
mod value;
mod wording;

pub use crate::catalog::load::yaml::positions::{Positions, Step};
pub use crate::catalog::load::yaml::value::Value;

/// Deepest nesting of lists and maps, whether by brackets or by indentation.
pub const DEEPEST: usize = 64;

/// The lines of the items of a document's lists.
///
/// What every catalog is asked for, without the second pass that [`Positions`] takes.
#[derive(Debug, Default)]
pub struct ItemLines(Vec<(String, Vec<u32>)>);

impl ItemLines {
    /// Returns the line of an item of the list at `key` of the document's map, if it was noted.
    ///
    /// None is where an alias stands for one of the lists.
    #[must_use]
    pub fn line(&self, key: &str, index: usize) -> Option<u32> {
        let (_, lines) = self.0.iter().find(|(name, _)| name == key)?;
        lines.get(index).copied()
    }
}

/// Reads the one document of a file.
///
/// Time and memory grow with the file's size only.
///
/// # Errors
///
/// The first thing in the file that is not YAML, or that a catalog may not use, with its place.
pub fn parse(file: &SourceFile) -> Result<Value, Finding> {
    parse_with_lines(file).map(|(value, _)| value)
}

/// Reads the one document of a file as [`parse`] does, and where the items of its lists stand.
///
/// # Errors
///
/// As for [`parse`].
pub fn parse_with_lines(file: &SourceFile) -> Result<(Value, ItemLines), Finding> {
    read(&file.text).map_err(|problem| {
        let found = Finding::error(problem.code, &file.name, &problem.message).hint(&problem.hint);
        match problem.place {
            Some((line, column)) => found.at(&Lines::of(&file.text), line, column),
            None => found,
        }
    })
}

fn read(text: &str) -> Result<(Value, ItemLines), Problem> {
    let (lines, cuts) = guard::check(text, pieces::PIECE)?;
    let in_pieces = (text.len() > pieces::PIECE).then(|| pieces::read(text, &cuts));
    let value = match in_pieces.flatten() {
        Some(value) => Ok(value),
        None => serde_yaml::from_str(text),
    };
    match value {
        Ok(Value::Null) => Err(guard::empty_file()),
        Ok(value) => Ok((value, lines)),
        Err(error) => Err(refused(&error)),
    }
}

/// Tells what serde found although the guard did not: the two parsers differ in rare cases.
fn refused(error: &serde_yaml::Error) -> Problem {
    let said = error.to_string();
    if said.contains(value::TOO_LARGE) || said.contains("repetition limit") {
        return guard::alias_bomb();
    }
    // The place is told apart, and what it was doing meanwhile is of no use to an author.
    let tails = [" at line ", " at position ", ", while "];
    let ends = tails.iter().filter_map(|tail| said.find(tail));
    let end = ends.min().unwrap_or(said.len());
    let problem = bad_yaml(&said[..end]);
    let counted = |number| u32::try_from(number).unwrap_or(u32::MAX);
    match error.location() {
        Some(location) => problem.at((counted(location.line()), counted(location.column()))),
        None => problem,
    }
}

/// A finding that does not know its file yet.
#[derive(Debug)]
struct Problem {
    code: &'static str,
    message: String,
    hint: String,
    /// Line and column, from 1.
    place: Option<(u32, u32)>,
}

impl Problem {
    fn new(code: &'static str, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            hint: hint.into(),
            place: None,
        }
    }

    fn at(mut self, place: (u32, u32)) -> Self {
        self.place = Some(place);
        self
    }
}

fn bad_yaml(said: &str) -> Problem {
    let (message, hint) = wording::reworded(said);
    Problem::new("bad-yaml", message, hint)
}

fn place(span: saphyr_parser::Span) -> (u32, u32) {
    placed(span.start)
}

fn placed(marker: saphyr_parser::Marker) -> (u32, u32) {
    let counted = |number| u32::try_from(number).unwrap_or(u32::MAX);
    (counted(marker.line()), counted(marker.col() + 1))
}
