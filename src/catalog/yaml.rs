//! YAML as it was written, out of a file that nobody vouches for.
//!
//! One pass over the events of `saphyr-parser`, with a stack of our own: no call nests with the
//! input, so depth is a number that is compared. What YAML can do beyond a catalog's needs (tags,
//! merges, several documents, keys that are not text) is refused where it stands, as are keys that
//! are given twice. Aliases are unfolded up to a fixed size.

use std::cell::Cell;
use std::str::Chars;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span};

use super::finding::{Finding, Lines};
use super::source::SourceFile;

#[path = "yaml/builder.rs"]
mod builder;
#[path = "yaml/positions.rs"]
mod positions;
#[cfg(test)]
#[path = "yaml/tests.rs"]
mod tests;
#[path = "yaml/wording.rs"]
mod wording;

use builder::Builder;
pub use positions::{Positions, Step};

/// Deepest nesting of lists and maps, whether by brackets or by indentation.
pub const DEEPEST: usize = 64;

/// Most values of one file, keys included, before aliases are unfolded.
const MOST_VALUES: usize = 1 << 23;

/// Most signs of one list or map in brackets, with all that is in it.
const MOST_SIGNS: usize = 1 << 21;

/// What can begin or end a value within brackets: no value comes without one of these.
const SIGNS: [char; 12] = [',', '[', ']', '{', '}', ':', '?', '&', '*', '!', '"', '\''];

/// A YAML value as it was written; maps keep the order of the file.
///
/// Never nested deeper than [`DEEPEST`], so it can be walked, cloned and dropped by recursion. No
/// text has a control character other than tab and line feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Nothing, `~` or `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number of YAML's core schema, as it was written: `70.50` is not `70.5`, nor is `010` ten.
    Number(String),
    /// Any other text.
    Text(String),
    /// A list, in order.
    List(Vec<Value>),
    /// A map, in the order of the file; no key is there twice.
    Map(Vec<(String, Value)>),
}

impl Value {
    /// Returns what the value is, for messages: `a number`, `a list`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "nothing",
            Self::Bool(_) => "a truth value",
            Self::Number(_) => "a number",
            Self::Text(_) => "a text",
            Self::List(_) => "a list",
            Self::Map(_) => "a map",
        }
    }

    /// Returns what was written, if it is a text or a number: codes such as `98349` look like one.
    #[must_use]
    pub fn written(&self) -> Option<&str> {
        match self {
            Self::Number(text) | Self::Text(text) => Some(text),
            Self::Null | Self::Bool(_) | Self::List(_) | Self::Map(_) => None,
        }
    }

    /// Returns the value at `key`, if this is a map that has it.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Map(entries) => {
                let found = entries.iter().find(|(name, _)| name == key);
                found.map(|(_, value)| value)
            }
            Self::Null | Self::Bool(_) | Self::Number(_) | Self::Text(_) | Self::List(_) => None,
        }
    }
}

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

/// A finding that does not know its file yet.
#[derive(Debug)]
struct Problem {
    code: &'static str,
    message: String,
    hint: String,
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

    fn at(mut self, span: Span) -> Self {
        self.place = Some(place(span));
        self
    }
}

fn place(span: Span) -> (u32, u32) {
    placed(span.start)
}

fn placed(marker: saphyr_parser::Marker) -> (u32, u32) {
    let counted = |number| u32::try_from(number).unwrap_or(u32::MAX);
    (counted(marker.line()), counted(marker.col() + 1))
}

/// The characters of a text, until too many signs came between two events.
///
/// The scanner holds back what stands in brackets until it knows that no `:` follows them, at a
/// hundred bytes and more for each sign: a file of commas would take gigabytes.
struct Metered<'a> {
    rest: Chars<'a>,
    /// How many signs may still come; set anew with each event.
    left: &'a Cell<usize>,
    /// How many bytes had not been read when that was exceeded.
    exceeded: &'a Cell<Option<usize>>,
}

impl Iterator for Metered<'_> {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        let letter = self.rest.next()?;
        if SIGNS.contains(&letter) {
            let Some(left) = self.left.get().checked_sub(1) else {
                let unread = self.rest.as_str().len() + letter.len_utf8();
                self.exceeded.set(Some(unread));
                self.rest = "".chars();
                return None;
            };
            self.left.set(left);
        }
        Some(letter)
    }
}

fn too_deep() -> Problem {
    Problem::new(
        "too-deep",
        format!("lists and maps are nested more than {DEEPEST} deep"),
        "name a part as an entry of its own, and require that",
    )
}

fn too_many_values() -> Problem {
    Problem::new(
        "too-many-values",
        format!("the file has more than {MOST_VALUES} values"),
        "split it: a folder may hold several files",
    )
}

fn too_many_signs(place: (u32, u32)) -> Problem {
    let mut problem = Problem::new(
        "too-many-values",
        format!("a list or map in brackets has more than {MOST_SIGNS} signs"),
        "write long lists with a line for each item, begun by `-`",
    );
    problem.place = Some(place);
    problem
}

fn read(text: &str) -> Result<(Value, ItemLines), Problem> {
    let left = Cell::new(MOST_SIGNS);
    let exceeded = Cell::new(None);
    let characters = Metered {
        rest: text.chars(),
        left: &left,
        exceeded: &exceeded,
    };
    let mut builder = Builder::default();
    let mut documents = 0;
    for event in Parser::new_from_iter(characters) {
        if let Some(unread) = exceeded.get() {
            let place = Lines::of(text).place(text.len() - unread);
            return Err(too_many_signs(place));
        }
        left.set(MOST_SIGNS);
        let (event, span) = event.map_err(|error| refused(&error))?;
        if matches!(event, Event::DocumentStart(_)) {
            documents += 1;
            if documents > 1 {
                return Err(several_documents().at(span));
            }
        }
        builder.take(event, span)?;
    }
    match builder.document() {
        None | Some((Value::Null, _)) => Err(Problem::new(
            "empty-file",
            "the file is empty",
            "a catalog has at least one of `providers:`, `exams:` and `certifications:`",
        )),
        Some(document) => Ok(document),
    }
}

fn refused(error: &ScanError) -> Problem {
    // The scanner has a limit of its own, 255, which it meets before we see the first bracket.
    let mut problem = if error.info() == "recursion limit exceeded" {
        too_deep()
    } else {
        let (message, hint) = wording::reworded(error.info());
        Problem::new("bad-yaml", message, hint)
    };
    problem.place = Some(placed(*error.marker()));
    problem
}

fn several_documents() -> Problem {
    Problem::new(
        "several-documents",
        "the file has a second document",
        "remove the `---`, or make it two files",
    )
}

/// Tells what a scalar is: YAML 1.2's core schema, <https://yaml.org/spec/1.2.2/#103-core-schema>.
fn scalar(text: String, style: ScalarStyle) -> Value {
    if style != ScalarStyle::Plain {
        return Value::Text(text);
    }
    match text.as_str() {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        number if is_number(number) => Value::Number(text),
        _ => Value::Text(text),
    }
}

fn is_number(text: &str) -> bool {
    if let Some(digits) = text.strip_prefix("0o") {
        return !digits.is_empty() && digits.bytes().all(|byte| matches!(byte, b'0'..=b'7'));
    }
    if let Some(digits) = text.strip_prefix("0x") {
        return !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    }
    if matches!(text, ".nan" | ".NaN" | ".NAN") {
        return true;
    }
    let text = text.strip_prefix(['-', '+']).unwrap_or(text);
    matches!(text, ".inf" | ".Inf" | ".INF") || is_decimal(text)
}

fn is_decimal(text: &str) -> bool {
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (text, None),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let exponent = exponent.map(|text| text.strip_prefix(['-', '+']).unwrap_or(text));
    (!whole.is_empty() || !fraction.is_empty())
        && all_digits(whole)
        && all_digits(fraction)
        && exponent.is_none_or(|digits| !digits.is_empty() && all_digits(digits))
}
