//! What is wrong with a file, where, and what to write instead.
//!
//! Files come from strangers: nothing that is quoted here is longer than a terminal line or two, and
//! no character of it can move a cursor, change a colour or turn the reading direction round.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;

/// Longest piece of an input line that an excerpt shows, in characters.
const LONGEST_LINE: usize = 160;

/// Longest name that a message quotes, in characters.
const LONGEST_NAME: usize = 80;

/// Longest message or hint, in characters.
const LONGEST_TEXT: usize = 1_000;

/// Put where something was cut.
const CUT: &str = "...";

/// Whether a finding makes its file unusable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The file cannot be used as it is.
    Error,
    /// The file can be used, but something in it is doubtful.
    Warning,
}

impl fmt::Display for Severity {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

/// One thing that is wrong or doubtful in a file, with the place.
///
/// Sorts by file, line, column, code and message. [`fmt::Display`] tells it as rustc would, without a
/// newline at the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// How bad it is.
    pub severity: Severity,
    /// Stable name in kebab-case, such as `unknown-name`.
    pub code: &'static str,
    /// The file as the user wrote it.
    pub file: String,
    /// Line, from 1; 0 if the file as a whole is meant.
    pub line: u32,
    /// Column in characters, from 1; 0 if the file as a whole is meant.
    pub column: u32,
    /// What is wrong: lower case, no full stop.
    pub message: String,
    /// What to write or type instead.
    pub hint: Option<String>,
    /// The line with its neighbours, numbered, and a caret below the place.
    pub excerpt: Option<Box<str>>,
}

impl Finding {
    /// Makes an error about `file` as a whole.
    #[must_use]
    pub fn error(code: &'static str, file: &str, message: &str) -> Self {
        Self {
            severity: Severity::Error,
            code,
            file: printable(file).into_owned(),
            line: 0,
            column: 0,
            message: shortened(message, LONGEST_TEXT),
            hint: None,
            excerpt: None,
        }
    }

    /// Makes a warning about `file` as a whole.
    #[must_use]
    pub fn warning(code: &'static str, file: &str, message: &str) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(code, file, message)
        }
    }

    /// Adds what to write or type instead.
    #[must_use]
    pub fn hint(mut self, hint: &str) -> Self {
        self.hint = Some(shortened(hint, LONGEST_TEXT));
        self
    }

    /// Names the place, and shows it if `lines` has it. Line and column count from 1.
    #[must_use]
    pub fn at(mut self, lines: &Lines<'_>, line: u32, column: u32) -> Self {
        self.line = line;
        self.column = column;
        self.excerpt = lines.excerpt(line, column).map(String::into_boxed_str);
        self
    }

    fn key(&self) -> impl Ord + '_ {
        let place = (&self.file, self.line, self.column, self.code, &self.message);
        (place, self.severity, &self.hint, &self.excerpt)
    }
}

impl Ord for Finding {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key())
    }
}

impl PartialOrd for Finding {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let gutter = self.excerpt.as_deref().map_or(1, gutter_width);
        write!(out, "{}[{}]: {}", self.severity, self.code, self.message)?;
        if !self.file.is_empty() {
            write!(out, "\n{:gutter$}--> {}", "", self.file)?;
            if self.line > 0 {
                write!(out, ":{}:{}", self.line, self.column)?;
            }
        }
        if let Some(excerpt) = &self.excerpt {
            write!(out, "\n{:gutter$} |\n{excerpt}", "")?;
        }
        if let Some(hint) = &self.hint {
            if self.excerpt.is_some() {
                write!(out, "\n{:gutter$} |", "")?;
            }
            write!(out, "\n{:gutter$} = hint: {hint}", "")?;
        }
        Ok(())
    }
}

/// Returns how many characters stand left of ` |`, the same on each line of an excerpt.
fn gutter_width(excerpt: &str) -> usize {
    excerpt.find(" |").unwrap_or(1)
}

/// Where each line of a text begins, so that many findings of one file cost one pass over it.
///
/// Lines end with a line feed, a carriage return or both, as YAML has it.
#[derive(Debug)]
pub struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    /// Reads `text` once.
    #[must_use]
    pub fn of(text: &'a str) -> Self {
        let bytes = text.as_bytes();
        let ends_line = |&at: &usize| match bytes[at] {
            b'\n' => true,
            b'\r' => bytes.get(at + 1) != Some(&b'\n'),
            _ => false,
        };
        let breaks = (0..bytes.len()).filter(ends_line).map(|at| at + 1);
        Self {
            text,
            starts: std::iter::once(0).chain(breaks).collect(),
        }
    }

    /// Returns the line and the column in characters, both from 1, of a byte of the text.
    ///
    /// A byte inside of a character is where that character is; one past the end is at the end.
    #[must_use]
    pub fn place(&self, byte: usize) -> (u32, u32) {
        let line = self.starts.partition_point(|&start| start <= byte).max(1);
        let start = self.starts[line - 1];
        let inside = self.text[start..].char_indices();
        let column = inside.take_while(|&(at, _)| start + at < byte).count() + 1;
        (counted(line), counted(column))
    }

    fn line(&self, number: usize) -> Option<&'a str> {
        let start = *self.starts.get(number.checked_sub(1)?)?;
        let end = self.starts.get(number).copied().unwrap_or(self.text.len());
        Some(self.text[start..end].trim_end_matches(['\n', '\r']))
    }

    /// Returns the line with the one before and the one after, and a caret below the column.
    fn excerpt(&self, line: u32, column: u32) -> Option<String> {
        let (line, column) = (line as usize, (column as usize).max(1));
        let middle = self.line(line)?;
        let after = self.line(line + 1).filter(|text| !text.is_empty());
        let gutter = (line + usize::from(after.is_some())).to_string().len();
        let mut rows = Vec::with_capacity(4);
        if let Some(before) = line.checked_sub(1).and_then(|number| self.line(number)) {
            rows.push(row(gutter, &(line - 1).to_string(), &around(before, 1).0));
        }
        let (shown, caret) = around(middle, column);
        rows.push(row(gutter, &line.to_string(), &shown));
        rows.push(row(gutter, "", &format!("{:caret$}^", "")));
        if let Some(after) = after {
            rows.push(row(gutter, &(line + 1).to_string(), &around(after, 1).0));
        }
        Some(rows.join("\n"))
    }
}

fn counted(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn row(gutter: usize, number: &str, text: &str) -> String {
    let row = format!("{number:>gutter$} | {text}");
    row.trim_end().to_owned()
}

/// Cuts a line to [`LONGEST_LINE`] around a column; returns with it how far right the column now is.
fn around(line: &str, column: usize) -> (String, usize) {
    let target = column - 1;
    // A column past the end is put right after the last character.
    let reach = line
        .chars()
        .take(target.saturating_add(LONGEST_LINE))
        .count();
    let target = target.min(reach);
    let whole = line.len() <= LONGEST_LINE || reach <= LONGEST_LINE && fits(line);
    let room = LONGEST_LINE - 2 * CUT.len();
    let from = if whole || target < room {
        0
    } else {
        target - room / 2
    };
    let taken = if whole { LONGEST_LINE } else { room };
    let mut rest = line.chars().skip(from);
    let middle: String = rest.by_ref().take(taken).map(spaced).collect();
    let left = if from > 0 { CUT } else { "" };
    let right = if rest.next().is_some() { CUT } else { "" };
    let shown = format!("{left}{}{right}", printable(&middle));
    (shown, target - from + left.len())
}

fn fits(line: &str) -> bool {
    line.chars().nth(LONGEST_LINE).is_none()
}

/// A tab would move the caret away from its column.
fn spaced(letter: char) -> char {
    if letter == '\t' { ' ' } else { letter }
}

/// Returns a name of a file's own words in backticks, cut if it is long, with nothing unprintable.
#[must_use]
pub fn quoted(name: &str) -> String {
    format!("`{}`", shortened(name, LONGEST_NAME))
}

fn shortened(text: &str, longest: usize) -> String {
    let mut rest = text.chars();
    let mut kept: String = rest.by_ref().take(longest).collect();
    if rest.next().is_some() {
        kept.push_str(CUT);
    }
    match printable(&kept) {
        Cow::Borrowed(_) => kept,
        Cow::Owned(clean) => clean,
    }
}

/// Returns `text` with U+FFFD for whatever could act on a terminal or deceive its reader.
///
/// That is every control character (C0, DEL and C1; so escape sequences, line feeds and tabs too),
/// the line and paragraph separators, and the marks that change the direction of writing
/// (<https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters>).
#[must_use]
pub fn printable(text: &str) -> Cow<'_, str> {
    if text.chars().any(acts) {
        let shown = |letter| if acts(letter) { '\u{FFFD}' } else { letter };
        Cow::Owned(text.chars().map(shown).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// Tells whether a character does something other than being shown.
#[must_use]
pub fn acts(letter: char) -> bool {
    letter.is_control()
        || matches!(
            letter,
            '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
        )
}
