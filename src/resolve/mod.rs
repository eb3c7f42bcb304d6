//! Which exam or certification a text names.

mod nearest;
mod question;
mod resolver;
#[cfg(test)]
mod tests;
mod wanted;

use std::fmt::Write as _;

use jiff::civil::Date;
use thiserror::Error;

use crate::catalog::date::{BadDate, whole_day};
use crate::catalog::load::finding::printable;
use crate::catalog::model::{Catalog, Entry};
use crate::request::Holding;

use crate::resolve::question::Question;
pub use crate::resolve::resolver::Resolver;
pub use crate::resolve::wanted::{WantedError, wanted_items, wanted_list};

/// Longest piece of what was asked that a message repeats, in characters.
const LONGEST_ASKED: usize = 160;
/// Longest text after an `@` that can be meant as a date, in bytes.
const LONGEST_DATE: usize = 32;

/// Why a text names no exam or certification. Texts in it are ready to be printed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NameError {
    /// There is no name in it.
    #[error("a name is missing")]
    Empty,
    /// Nothing is called so.
    #[error("no exam or certification is called `{asked}`")]
    Unknown {
        /// What was asked.
        asked: String,
        /// Up to five names that look most like it, best first, as they are printed.
        nearest: Vec<String>,
    },
    /// Several entries are called so.
    #[error("`{asked}` could be {}", listed(candidates, *more))]
    Ambiguous {
        /// What was asked.
        asked: String,
        /// At most ten of them, by name.
        candidates: Vec<Candidate>,
        /// How many there are besides.
        more: usize,
    },
}

/// One of several entries that a text names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Candidate {
    /// What names this entry and no other.
    pub name: String,
    /// The id of its provider.
    pub provider: String,
    /// Its title.
    pub title: String,
}

impl NameError {
    /// Returns what to type instead, shown on a `hint:` line of its own.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Empty => Some("name an exam or a certification, such as `AZ-104`".to_owned()),
            Self::Unknown { asked, .. } if wanted::is_kind(asked) => Some(format!(
                "a kind has no name of its own: `--want-any {asked}` asks for the cheapest of it"
            )),
            Self::Unknown { nearest, .. } => Some(match nearest.as_slice() {
                [] => {
                    "`certpath list exams` and `certpath list certs` show what there is".to_owned()
                }
                names => format!("did you mean {}?", alternatives(names)),
            }),
            Self::Ambiguous { candidates, .. } => {
                let first = candidates.first()?;
                Some(format!("say which, for example `{}`", first.name))
            }
        }
    }
}

/// Why a text is no holding. Texts in it are ready to be printed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum HoldingError {
    /// It names nothing.
    #[error(transparent)]
    Name(#[from] NameError),
    /// What follows its `@` is not a day.
    #[error("{problem}, in `{asked}`")]
    Date {
        /// The whole holding.
        asked: String,
        /// What is wrong with the date.
        problem: BadDate,
    },
    /// It is dated after the day for which the question is asked.
    #[error("`{asked}` is dated after the as-of date {as_of}")]
    Future {
        /// The whole holding.
        asked: String,
        /// The day that it names.
        on: Date,
        /// The day for which the question is asked.
        as_of: Date,
    },
}

impl HoldingError {
    /// Returns what to type instead, shown on a `hint:` line of its own.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Name(error) => error.hint(),
            Self::Date { problem, .. } => Some(format!(
                "{}; it may be no later than the day of `--as-of`",
                problem.hint()
            )),
            Self::Future { on, .. } => Some(format!("ask for a later day with `--as-of {on}`")),
        }
    }
}

/// Finds the entry that `text` names.
///
/// The first rule with a match decides: (1) a code or id as written, else without hyphens and blanks, or
/// `Exam CODE: any text`; (2) an address; (3) an alias, slug or title, with or without the provider's prefix;
/// (4) the beginning of an id; (5) words of a title. Case never matters; `exam:`, `cert:` and a provider's id
/// and a colon in front force kind and provider. Where one provider has a code and an id that are the same, the
/// certification is meant. Within rules 3 to 5 what can be taken or earned on `as_of` comes first, then
/// certifications.
///
/// A code or id takes **O(log n)** for n names in the catalog and allocates nothing.
///
/// # Errors
///
/// [`NameError`] if the text is blank or names no entry or several.
pub fn resolve(catalog: &Catalog, text: &str, as_of: Date) -> Result<Entry, NameError> {
    Question::read(catalog, text, as_of)?.answer()
}

/// Finds the entries that a list of names names, in its order.
///
/// The whole text is tried first, as a code, id, address, alias or title; only if it is none is it cut at
/// its commas. Blanks round a part do not count and empty parts are skipped, so a blank text is no entry.
///
/// # Errors
///
/// [`NameError`] for the first part that names no entry or several.
pub fn resolve_list(catalog: &Catalog, text: &str, as_of: Date) -> Result<Vec<Entry>, NameError> {
    if let Some(entry) = whole(catalog, text, as_of) {
        return Ok(vec![entry?]);
    }
    resolve_items(catalog, text.split(','), as_of)
}

/// Finds the entries of a list whose items are names and are never cut, as in JSON. Blank ones are skipped.
///
/// # Errors
///
/// [`NameError`] for the first item that names no entry or several.
pub fn resolve_items<'a>(
    catalog: &Catalog,
    items: impl IntoIterator<Item = &'a str>,
    as_of: Date,
) -> Result<Vec<Entry>, NameError> {
    named(items)
        .map(|item| resolve(catalog, item, as_of))
        .collect()
}

/// Leaves out items that are blank.
fn named<'a>(items: impl IntoIterator<Item = &'a str>) -> impl Iterator<Item = &'a str> {
    let is_blank = |item: &str| item.chars().all(char::is_whitespace);
    items.into_iter().filter(move |item| !is_blank(item))
}

/// Reads one holding: a name, with `@DATE` behind it where the day is known.
///
/// The date is what follows the last `@`, if it looks like one.
///
/// # Errors
///
/// [`HoldingError`] if the name is blank, of no entry or of several, or if the date is not a whole day,
/// does not exist or lies after `as_of`.
pub fn holding(catalog: &Catalog, text: &str, as_of: Date) -> Result<Holding, HoldingError> {
    holding_by(text, as_of, |name| resolve(catalog, name, as_of))
}

/// Reads a holding whose name `find` finds.
fn holding_by(
    text: &str,
    as_of: Date,
    find: impl Fn(&str) -> Result<Entry, NameError>,
) -> Result<Holding, HoldingError> {
    let (name, date) = split_date(text);
    dated(find(name)?, text, date, as_of)
}

/// Reads a list of holdings as [`resolve_list`] reads a list of names, each with its own `@DATE`.
///
/// # Errors
///
/// [`HoldingError`] for the first part that is no holding.
pub fn holdings(catalog: &Catalog, text: &str, as_of: Date) -> Result<Vec<Holding>, HoldingError> {
    let (name, date) = split_date(text);
    if let Some(entry) = whole(catalog, name, as_of) {
        return Ok(vec![dated(entry?, text, date, as_of)?]);
    }
    holding_items(catalog, text.split(','), as_of)
}

/// Reads holdings that are never cut, as in JSON. Blank ones are skipped.
///
/// # Errors
///
/// [`HoldingError`] for the first item that is no holding.
pub fn holding_items<'a>(
    catalog: &Catalog,
    items: impl IntoIterator<Item = &'a str>,
    as_of: Date,
) -> Result<Vec<Holding>, HoldingError> {
    named(items)
        .map(|item| holding(catalog, item, as_of))
        .collect()
}

/// Reads holdings from standard input: one a line, never cut, `#` begins a comment at the start of a line
/// or after a blank. A byte order mark and carriage returns do not count.
///
/// # Errors
///
/// [`HoldingError`] for the first line that is no holding.
pub fn holding_lines(
    catalog: &Catalog,
    text: &str,
    as_of: Date,
) -> Result<Vec<Holding>, HoldingError> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    holding_items(catalog, text.lines().map(without_comment), as_of)
}

fn without_comment(line: &str) -> &str {
    let mut marks = line.match_indices('#').map(|(at, _)| &line[..at]);
    let begins = |before: &&str| before.is_empty() || before.ends_with(char::is_whitespace);
    marks.find(begins).unwrap_or(line)
}

/// Cuts off what follows the last `@`, if it looks like a date.
fn split_date(text: &str) -> (&str, Option<&str>) {
    let digits_and_marks = |byte: u8| byte.is_ascii_digit() || b"-/.".contains(&byte);
    let looks_like_one = |date: &str| {
        date.starts_with(|first: char| first.is_ascii_digit())
            && date.len() <= LONGEST_DATE
            && date.bytes().all(digits_and_marks)
    };
    // Names are short, and most have none: that is found out soonest byte by byte.
    let Some(at) = text.bytes().rposition(|byte| byte == b'@') else {
        return (text, None);
    };
    let (name, date) = (&text[..at], text[at + 1..].trim());
    if looks_like_one(date) {
        (name, Some(date))
    } else {
        (text, None)
    }
}

fn dated(
    entry: Entry,
    asked: &str,
    date: Option<&str>,
    as_of: Date,
) -> Result<Holding, HoldingError> {
    let Some(date) = date else {
        return Ok(Holding::new(entry));
    };
    match whole_day(date) {
        Err(problem) => Err(HoldingError::Date {
            asked: shown(asked),
            problem,
        }),
        Ok(on) if on > as_of => Err(HoldingError::Future {
            asked: shown(asked),
            on,
            as_of,
        }),
        Ok(on) => Ok(Holding::new(entry).on(on)),
    }
}

/// Reads a value that may be a list as one name, if it is one by rules 1 to 3 or has no comma.
fn whole(catalog: &Catalog, text: &str, as_of: Date) -> Option<Result<Entry, NameError>> {
    let question = Question::read(catalog, text, as_of).ok()?;
    if !text.contains(',') {
        return Some(question.answer());
    }
    if question.is_list_of_addresses() {
        return None;
    }
    question.by_name()
}

/// Cuts a text of the user's or a catalog's to what a message repeats, with nothing unprintable.
pub(crate) fn shown(text: &str) -> String {
    let mut letters = text.trim().chars();
    let mut head: String = letters.by_ref().take(LONGEST_ASKED).collect();
    if letters.next().is_some() {
        head.push_str("...");
    }
    printable(&head).into_owned()
}

/// Writes `` `a`, `b` or `c` ``.
fn alternatives(names: &[String]) -> String {
    let mut text = String::new();
    for (place, name) in names.iter().enumerate() {
        let before = match place {
            0 => "",
            _ if place + 1 == names.len() => " or ",
            _ => ", ",
        };
        // Writing to a string cannot fail.
        let _ = write!(text, "{before}`{name}`");
    }
    text
}

/// Writes `` `a` (provider), `b` (provider) or 3 more ``.
fn listed(candidates: &[Candidate], more: usize) -> String {
    let mut text = String::new();
    for (place, Candidate { name, provider, .. }) in candidates.iter().enumerate() {
        let before = match place {
            0 => "",
            _ if more == 0 && place + 1 == candidates.len() => " or ",
            _ => ", ",
        };
        let _ = write!(text, "{before}`{name}` ({provider})");
    }
    if more > 0 {
        let _ = write!(text, " or {more} more");
    }
    text
}
