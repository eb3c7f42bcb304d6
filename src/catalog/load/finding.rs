//! What is wrong with a file, where, and what to write instead.
//!
//! Files come from strangers: nothing that is quoted here is longer than a terminal line or two, and
//! no character of it can move a cursor, change a colour or turn the reading direction round.

use crate::catalog::words::words;

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

words! {
    /// Whether a finding makes its file unusable.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Severity {
        /// The file cannot be used as it is.
        Error = "error",
        /// The file can be used, but something in it is doubtful.
        Warning = "warning",
    }
}

/// Makes [`Code`] of a line for each: name, word, severity.
macro_rules! codes {
    ($($(#[$about:meta])* $name:ident $word:literal $severity:ident;)+) => {
        /// The kinds of findings; their words are stable.
        #[allow(
            clippy::enum_variant_names,
            reason = "`bad-code` is about the code of an exam; public in the library, but not in the build script"
        )]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[$about])* $name,)+
        }

        impl Code {
            /// Every code, in the order of their words.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// Returns its stable name in kebab-case, such as `unknown-name`.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$name => $word,)+
                }
            }

            /// Returns how bad it is.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self {
                    $(Self::$name => Severity::$severity,)+
                }
            }
        }
    };
}

codes! {
    /// Anchors and aliases expand to too much.
    AliasBomb "alias-bomb" Error;
    /// An alias stands inside of what it names.
    BadAlias "bad-alias" Error;
    /// An exam's code is not one.
    BadCode "bad-code" Error;
    /// A date is none, or not in the calendar.
    BadDate "bad-date" Error;
    /// An id is not one.
    BadId "bad-id" Error;
    /// A key is not a text.
    BadKey "bad-key" Error;
    /// A number is out of its range or written in another way.
    BadNumber "bad-number" Error;
    /// A price is not one.
    BadPrice "bad-price" Error;
    /// A map is no requirement.
    BadRequirement "bad-requirement" Error;
    /// The file is not YAML.
    BadYaml "bad-yaml" Error;
    /// The file is not a text.
    BinaryFile "binary-file" Error;
    /// A text has a character that acts on a terminal.
    ControlCharacter "control-character" Error;
    /// Entries require one another.
    Cycle "cycle" Error;
    /// What ends does so before it begins.
    DatesOutOfOrder "dates-out-of-order" Error;
    /// A name is given twice.
    Duplicate "duplicate" Error;
    /// A key is given twice.
    DuplicateKey "duplicate-key" Error;
    /// The file says nothing.
    EmptyFile "empty-file" Error;
    /// A requirement names nothing.
    EmptyRequirement "empty-requirement" Error;
    /// A text is empty.
    EmptyText "empty-text" Error;
    /// What is external has a rule.
    ExternalRule "external-rule" Error;
    /// A file, or the files of a folder, are too large.
    FileTooLarge "file-too-large" Error;
    /// What is required is hidden.
    HiddenButNeeded "hidden-but-needed" Error;
    /// What is to be hidden does not exist.
    HidesNothing "hides-nothing" Error;
    /// A requirement can never be met by its shape.
    Impossible "impossible" Error;
    /// What can be taken or earned is sure to a low degree only.
    LowConfidence "low-confidence" Warning;
    /// YAML's `<<` is not read.
    MergeKey "merge-key" Error;
    /// A field is not there.
    MissingField "missing-field" Error;
    /// An entry has no provider.
    MissingProvider "missing-provider" Error;
    /// A way of renewal can never be used.
    NeverApplies "never-applies" Error;
    /// The format is newer than the program.
    NewerFormat "newer-format" Error;
    /// A title lives with its parts, and has none.
    NoParts "no-parts" Error;
    /// The price of an exam that can be taken is not known.
    NoPrice "no-price" Warning;
    /// A retired exam is not replaced.
    NoSuccessor "no-successor" Warning;
    /// There is no such file.
    NoSuchFile "no-such-file" Error;
    /// A folder has no file of a catalog.
    NoYamlFile "no-yaml-file" Error;
    /// The path is no file.
    NotAFile "not-a-file" Error;
    /// The file is not UTF-8.
    NotUtf8 "not-utf-8" Error;
    /// A gate has a member twice.
    RepeatedMember "repeated-member" Warning;
    /// The file has several documents.
    SeveralDocuments "several-documents" Error;
    /// An `any` has one member.
    SingleChoice "single-choice" Warning;
    /// The sources were not looked at for long.
    Stale "stale" Warning;
    /// YAML's tags are not read.
    Tag "tag" Error;
    /// Lists and maps nest too deep.
    TooDeep "too-deep" Error;
    /// A text is too long.
    TooLong "too-long" Error;
    /// A list is too long.
    TooMany "too-many" Error;
    /// A folder has too many files.
    TooManyFiles "too-many-files" Error;
    /// There are more findings than are shown.
    TooManyProblems "too-many-problems" Error;
    /// A file or an entry has too many values.
    TooManyValues "too-many-values" Error;
    /// There are more warnings than are shown.
    TooManyWarnings "too-many-warnings" Warning;
    /// Nobody can earn it any more, and it is not retired.
    Unearnable "unearnable" Error;
    /// A key has no meaning where it stands.
    UnknownKey "unknown-key" Error;
    /// The provider has no such level.
    UnknownLevel "unknown-level" Error;
    /// No exam or certification has that name.
    UnknownName "unknown-name" Error;
    /// No provider has that id.
    UnknownProvider "unknown-provider" Error;
    /// A word is not one of those that can stand there.
    UnknownValue "unknown-value" Error;
    /// The file cannot be read.
    UnreadableFile "unreadable-file" Error;
    /// No certification requires the exam.
    UnusedExam "unused-exam" Warning;
    /// A value is of another kind than it must be.
    WrongType "wrong-type" Error;
}

impl fmt::Display for Code {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(self.word())
    }
}

/// One thing that is wrong or doubtful in a file, with the place.
///
/// Sorts by file, line, column, code and message. [`fmt::Display`] writes it as rustc would, without a
/// newline at the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What kind of finding it is, and so how bad.
    pub code: Code,
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
    /// Makes a finding about `file` as a whole.
    #[must_use]
    pub fn new(code: Code, file: &str, message: &str) -> Self {
        Self {
            code,
            file: printable(file).into_owned(),
            line: 0,
            column: 0,
            message: shortened(message, LONGEST_TEXT),
            hint: None,
            excerpt: None,
        }
    }

    /// Returns how bad it is.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.code.severity()
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
        (place, &self.hint, &self.excerpt)
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
        write!(out, "{}[{}]: {}", self.severity(), self.code, self.message)?;
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
fn spaced(character: char) -> char {
    if character == '\t' { ' ' } else { character }
}

/// Returns a name of a file's own words in backticks, cut if it is long, with nothing unprintable.
#[must_use]
pub(crate) fn quoted(name: &str) -> String {
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
/// the line and paragraph separators, the marks that change the direction of writing
/// (<https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters>), and what is never seen, so that two texts
/// look alike or one says what nobody reads: tags, zero-width spaces and other invisible marks. The two joiners are none
/// of them: some languages are not written without.
#[must_use]
pub fn printable(text: &str) -> Cow<'_, str> {
    if text.chars().any(acts) {
        let shown = |one| if acts(one) { '\u{FFFD}' } else { one };
        Cow::Owned(text.chars().map(shown).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// Returns whether a character does something other than being shown.
#[must_use]
pub fn acts(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{061C}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}' | '\u{E0000}'..='\u{E007F}'
        )
}

#[cfg(test)]
mod tests;
