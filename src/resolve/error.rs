//! Why a text is no name, and why a name is no holding.

use std::fmt::Write as _;

use jiff::civil::Date;
use thiserror::Error;

use crate::catalog::load::finding::printable;
use crate::catalog::status::Status;
use crate::resolve::wanted;
use crate::resolve::written_date::BadWrittenDate;

/// Longest piece of a text that a message repeats, in characters.
const LONGEST_ECHO: usize = 160;

/// Why a text names no exam or certification. Texts in it are ready to be printed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NameError {
    /// There is no name in it.
    #[error("a name is missing")]
    Empty,
    /// Nothing is called so.
    #[error("no exam or certification is called `{given}`")]
    Unknown {
        /// What was written.
        given: String,
        /// Up to five that are most like it, what can be taken or earned first.
        nearest: Vec<Candidate>,
    },
    /// It has a date, and is to be reached or looked at.
    #[error("only what is held has a date, and `{given}` is not named as held")]
    Dated {
        /// What was written.
        given: String,
    },
    /// Several entries are called so.
    #[error("`{given}` could be {}", listed(candidates, *more))]
    Ambiguous {
        /// What was written.
        given: String,
        /// At most ten of them, by name.
        candidates: Vec<Candidate>,
        /// How many there are besides.
        more: usize,
    },
    /// It has the name of an entry beside a text that is not its title.
    #[error("`{given}` is not the title of `{}`, {}", of.name, of.title)]
    Course {
        /// What was written.
        given: String,
        /// What its name is in it.
        of: Candidate,
    },
    /// Its two parts name two things.
    #[error("`{given}` names two things: `{}`, {}, and `{}`, {}", parts[0].name, parts[0].title, parts[1].name, parts[1].title)]
    Disagree {
        /// What was written.
        given: String,
        /// What each of the parts names.
        parts: Box<[Candidate; 2]>,
    },
    /// Whoever issued it is no provider of the catalog.
    #[error("`{given}` by `{issuer}` is not in the catalog")]
    UnknownIssuer {
        /// What was written.
        given: String,
        /// Who issued it.
        issuer: String,
    },
}

/// An entry that a text may mean.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Candidate {
    /// What names this entry and no other.
    pub name: String,
    /// The id of its provider.
    pub provider: String,
    /// Its title.
    pub title: String,
    /// Its state on the as-of date.
    pub status: Status,
}

impl NameError {
    /// Returns what to type instead, shown on a `hint:` line of its own. It may have several lines.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Empty => Some("name an exam or a certification, such as `AZ-104`".to_owned()),
            Self::Unknown { given, .. } if wanted::is_kind(given) => Some(format!(
                "a kind has no name of its own: `--want-any {given}` finds the cheapest of it"
            )),
            Self::Unknown { nearest, .. } if nearest.is_empty() => {
                Some("`certpath list exams` and `certpath list certs` show all names".to_owned())
            }
            Self::Unknown { nearest, .. } => Some(suggested(nearest)),
            Self::Dated { .. } => {
                Some("leave out what is behind the `@`, or name it with `--have`".to_owned())
            }
            Self::Ambiguous { candidates, .. } => {
                let first = candidates.first()?;
                Some(format!("say which, for example `{}`", first.name))
            }
            Self::Course { of, .. } => Some(format!(
                "a course or a module is no holding; if you passed it or hold it, write `{}`",
                of.name
            )),
            Self::Disagree { parts, .. } => {
                Some(format!("write `{}` or `{}`", parts[0].name, parts[1].name))
            }
            Self::UnknownIssuer { .. } => {
                Some("`certpath list providers` shows whose certifications are".to_owned())
            }
        }
    }

    /// Returns what it may mean.
    #[must_use]
    pub fn candidates(&self) -> &[Candidate] {
        match self {
            Self::Empty | Self::Dated { .. } | Self::UnknownIssuer { .. } => &[],
            Self::Unknown { nearest, .. } => nearest,
            Self::Ambiguous { candidates, .. } => candidates,
            Self::Course { of, .. } => std::slice::from_ref(of),
            Self::Disagree { parts, .. } => &**parts,
        }
    }
}

/// Why a text is no holding. Texts in it are ready to be printed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum HoldingError {
    /// It names nothing.
    #[error(transparent)]
    Name(#[from] NameError),
    /// What follows its `@` is no date.
    #[error("{problem}, in `{given}`")]
    Date {
        /// The whole holding.
        given: String,
        /// What is wrong with the date.
        problem: BadWrittenDate,
    },
    /// It is dated after the day of the question.
    #[error("`{given}` is dated after the as-of date {as_of}")]
    Future {
        /// The whole holding.
        given: String,
        /// The day that it names.
        on: Date,
        /// The day of the question.
        as_of: Date,
    },
}

impl HoldingError {
    /// Returns what to type instead, shown on a `hint:` line of its own. It may have several lines.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Name(error) => error.hint(),
            Self::Date { problem, .. } => Some(problem.hint()),
            Self::Future { on, .. } => Some(format!("for a later day, add `--as-of {on}`")),
        }
    }
}

/// Why texts are no holdings: all that is wrong with them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoldingErrors(pub Vec<HoldingError>);

impl std::error::Error for HoldingErrors {}

impl std::fmt::Display for HoldingErrors {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (place, error) in self.0.iter().enumerate() {
            if place > 0 {
                f.write_str("; ")?;
            }
            error.fmt(f)?;
        }
        Ok(())
    }
}

impl HoldingErrors {
    /// Returns the hint of the first that has one.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        self.0.iter().find_map(HoldingError::hint)
    }
}

/// Cuts a text of the user's or a catalog's to what a message repeats, with nothing unprintable.
pub(crate) fn shown(text: &str) -> String {
    let mut characters = text.trim().chars();
    let mut head: String = characters.by_ref().take(LONGEST_ECHO).collect();
    if characters.next().is_some() {
        head.push_str("...");
    }
    printable(&head).into_owned()
}

/// Writes suggestions, one a line.
fn suggested(candidates: &[Candidate]) -> String {
    let line =
        |Candidate {
             name,
             provider,
             title,
             status,
         }: &Candidate| { format!("`{name}`, {title} ({provider}, {status})") };
    match candidates {
        [only] => format!("did you mean {}?", line(only)),
        several => {
            let lines: Vec<String> = several.iter().map(line).collect();
            format!("did you mean one of these?\n  {}", lines.join("\n  "))
        }
    }
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
        // Writing to a string cannot fail.
        let _ = write!(text, "{before}`{name}` ({provider})");
    }
    if more > 0 {
        let _ = write!(text, " or {more} more");
    }
    text
}
