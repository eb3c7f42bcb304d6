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

/// Longest line of which an excerpt is made, in bytes: to find a column one must count from its start.
const LONGEST_SEARCHED: usize = 1 << 20;

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

    /// Names the place, and shows it if `lines` has it and its line is below 1 MiB.
    ///
    /// Line and column count from 1. A line past the last stands for the end of the text.
    #[must_use]
    pub fn at(mut self, lines: &Lines<'_>, line: u32, column: u32) -> Self {
        let past = line as usize > lines.starts.len();
        let (line, column) = if past {
            lines.place(lines.text.len())
        } else {
            (line, column)
        };
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
    starts: Vec<u32>,
}

impl<'a> Lines<'a> {
    /// Reads `text`, which must be below 4 GiB.
    #[must_use]
    pub fn of(text: &'a str) -> Self {
        // Counted first: a file may be nothing but line ends, and growing would double the memory.
        let mut starts = Vec::with_capacity(line_starts(text).count());
        starts.extend(line_starts(text).map(counted));
        Self { text, starts }
    }

    /// Returns the line and the column in characters, both from 1, of a byte of the text.
    ///
    /// A byte inside of a character is where that character is; one past the end is at the end.
    #[must_use]
    pub fn place(&self, byte: usize) -> (u32, u32) {
        let before = |&start: &u32| start as usize <= byte;
        let line = self.starts.partition_point(before).max(1);
        let start = self.starts[line - 1] as usize;
        let inside = self.text[start..].char_indices();
        let column = inside.take_while(|&(at, _)| start + at < byte).count() + 1;
        (counted(line), counted(column))
    }

    fn line(&self, number: usize) -> Option<&'a str> {
        let start = *self.starts.get(number.checked_sub(1)?)? as usize;
        let next = self.starts.get(number).map(|&next| next as usize);
        let end = next.unwrap_or(self.text.len());
        Some(self.text[start..end].trim_end_matches(['\n', '\r']))
    }

    /// Returns the line with the one before and the one after, and a caret below the column.
    fn excerpt(&self, line: u32, column: u32) -> Option<String> {
        let (line, column) = (line as usize, (column as usize).max(1));
        let middle = self.line(line)?;
        if middle.len() > LONGEST_SEARCHED {
            return None;
        }
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

/// Yields the byte at which each line begins.
pub(super) fn line_starts(text: &str) -> impl Iterator<Item = usize> + '_ {
    std::iter::once(0).chain(line_ends(text))
}

/// Yields the byte after each line end.
fn line_ends(text: &str) -> impl Iterator<Item = usize> + '_ {
    let follows = |end: &usize| text.as_bytes().get(*end) == Some(&b'\n');
    let mut end = 0;
    text.split_inclusive('\n').flat_map(move |line| {
        let start = end;
        end += line.len();
        let returns = line.match_indices('\r').map(move |(at, _)| start + at + 1);
        let lone = returns.filter(move |end| !follows(end));
        lone.chain(line.ends_with('\n').then_some(end))
    })
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
    let room = LONGEST_LINE - 2 * CUT.len();
    let fits = line.chars().nth(LONGEST_LINE).is_none();
    let from = if fits || target < room {
        0
    } else {
        // So that a place past the end still shows what it is past of.
        target.min(line.chars().count()) - room / 2
    };
    let mut rest = line.chars().skip(from);
    let taken = if fits { LONGEST_LINE } else { room };
    let middle: String = rest.by_ref().take(taken).map(spaced).collect();
    let left = if from > 0 { CUT } else { "" };
    let right = if rest.next().is_some() { CUT } else { "" };
    let caret = target.saturating_sub(from).min(middle.chars().count());
    let shown = format!("{left}{}{right}", printable(&middle));
    (shown, left.len() + caret)
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

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "certifications:\n  - id: a\n    requires:\n      - AZ-44\n    page: x\n";

    #[test]
    fn a_finding_is_told_with_its_place() {
        let found = Finding::error("unknown-name", "data/azure.yaml", "unknown name `AZ-44`")
            .at(&Lines::of(TEXT), 4, 9)
            .hint("did you mean `AZ-400`?");
        let expected = "\
error[unknown-name]: unknown name `AZ-44`
 --> data/azure.yaml:4:9
  |
3 |     requires:
4 |       - AZ-44
  |         ^
5 |     page: x
  |
  = hint: did you mean `AZ-400`?";
        assert_eq!(found.to_string(), expected);
    }

    #[test]
    fn numbers_of_unequal_length_stand_in_one_column() {
        let text = "a\n".repeat(9) + "b";
        let found = Finding::warning("odd", "x.yaml", "odd").at(&Lines::of(&text), 9, 2);
        let expected = "\
warning[odd]: odd
  --> x.yaml:9:2
   |
 8 | a
 9 | a
   |  ^
10 | b";
        assert_eq!(found.to_string(), expected);
    }

    #[test]
    fn the_first_and_the_last_line_have_one_neighbour() {
        let lines = Lines::of("a\nb\n");
        let shown = |line| lines.excerpt(line, 1).unwrap();
        assert_eq!(shown(1), "1 | a\n  | ^\n2 | b");
        assert_eq!(shown(2), "1 | a\n2 | b\n  | ^");
        assert_eq!(shown(3), "2 | b\n3 |\n  | ^");
        assert_eq!(lines.excerpt(4, 1), None);
    }

    #[test]
    fn a_finding_about_a_file_has_no_place() {
        let found = Finding::error("empty-file", "x.yaml", "the file is empty").hint("fill it");
        let expected = "error[empty-file]: the file is empty\n --> x.yaml\n  = hint: fill it";
        assert_eq!(found.to_string(), expected);
    }

    #[test]
    fn nothing_that_acts_on_a_terminal_gets_through() {
        let evil = "a\u{1b}[31m\r\u{9b}2J\u{202e}\u{2066}\u{7f}\u{2028}z";
        let text = format!("{evil}\n\t{evil}\n");
        let found = Finding::error("odd", evil, &quoted(evil))
            .at(&Lines::of(&text), 2, 3)
            .hint(evil);
        let told = found.to_string();
        assert!(
            told.split('\n').all(|line| !line.chars().any(acts)),
            "{told:?}"
        );
        assert_eq!(quoted(evil).chars().filter(|&c| c == '\u{FFFD}').count(), 7);
    }

    #[test]
    fn printable_text_is_left_alone() {
        assert!(matches!(printable("é 漢 `x`"), Cow::Borrowed(_)));
    }

    #[test]
    fn long_lines_are_cut_around_the_place() {
        let line: String = ('a'..='z').cycle().take(1_000).collect();
        for column in [
            1, 2, 100, 153, 154, 155, 160, 161, 500, 999, 1_000, 1_001, 5_000,
        ] {
            let (shown, caret) = around(&line, column);
            let below = shown.chars().nth(caret);
            assert!(shown.chars().count() <= LONGEST_LINE, "{column}: {shown}");
            assert_eq!(below, line.chars().nth(column - 1), "{column}: {shown}");
        }
        let exact: String = line.chars().take(LONGEST_LINE).collect();
        assert_eq!(around(&exact, 160), (exact.clone(), 159));
    }

    #[test]
    fn places_are_counted_in_characters_and_any_line_end() {
        let text = "é\r\nüx\rz\n";
        let lines = Lines::of(text);
        let place = |part| lines.place(text.find(part).unwrap());
        assert_eq!(place("x"), (2, 2));
        assert_eq!(place("z"), (3, 1));
        assert_eq!(lines.place(text.len()), (4, 1));
    }

    #[test]
    fn findings_sort_by_file_line_column_code_and_message() {
        let lines = Lines::of(TEXT);
        let made =
            |file, line, column, code| Finding::error(code, file, "m").at(&lines, line, column);
        let sorted = [
            made("a", 0, 0, "z"),
            made("a", 2, 9, "a"),
            made("a", 10, 1, "a"),
            made("a", 10, 2, "a"),
            made("a", 10, 2, "b"),
            made("b", 1, 1, "a"),
        ];
        let mut shuffled = sorted.to_vec();
        shuffled.reverse();
        shuffled.sort();
        assert_eq!(shuffled, sorted);
    }
}
