//! Texts of people, and what of the catalog they mean.

mod choose;
mod error;
mod holding;
pub mod lists;
mod name;
mod nearest;
mod parts;
mod providers;
mod qualifier;
mod resolver;
#[cfg(test)]
mod tests;
mod vague;
mod version;
mod wanted;
mod written_date;

use jiff::civil::Date;

use crate::catalog::date::PartialDate;
use crate::catalog::model::{Catalog, Entry};
use crate::request::Holding;

pub(crate) use crate::resolve::error::shown;
pub use crate::resolve::error::{Candidate, HoldingError, HoldingErrors, NameError};
pub use crate::resolve::holding::{HeldDates, without_comment};
pub use crate::resolve::resolver::Resolver;
pub use crate::resolve::wanted::{WantedError, wanted_list};
pub use crate::resolve::written_date::{BadWrittenDate, written_date};

/// A name as someone wrote it, and what else is known of it.
#[derive(Debug, Clone, Copy)]
pub struct Written<'a> {
    /// The name.
    pub text: &'a str,
    /// Who issued it, where that is said.
    pub issuer: Option<&'a str>,
    /// What it is named for.
    pub purpose: Purpose,
}

impl<'a> Written<'a> {
    /// Returns the name of something to reach or to look at.
    #[must_use]
    pub fn sought(text: &'a str) -> Self {
        Self {
            text,
            issuer: None,
            purpose: Purpose::Sought,
        }
    }
}

/// What a name is for: it decides between versions of one name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To be reached or looked at: what can be taken or earned on the as-of date comes first.
    Sought,
    /// Held, since that date where one is known: what there was on that date comes first.
    Held(Option<PartialDate>),
}

/// Finds the entry that `text` names, as something to reach or to look at.
///
/// The first rule with a match decides: (1) a code or id as written, else without hyphens and spaces, or
/// `Exam CODE: any text`; (2) an address; (3) a whole name: alias, slug, title, code or id, with or without the name of
/// its provider and words that name nothing, such as `Certification`; (4) two parts that agree, such as `TITLE (CODE)`.
/// Case never matters; `exam:`, `cert:` and a provider and a colon in front say kind and provider. Where one provider
/// has a code and an id that are the same, the certification is meant. Nothing is guessed from a part of the words.
///
/// A code or id takes **O(log n)** for n names in the catalog and allocates nothing.
///
/// # Errors
///
/// [`NameError`] if the text is blank or names no entry or several.
pub fn resolve(catalog: &Catalog, text: &str, as_of: Date) -> Result<Entry, NameError> {
    Resolver::new(catalog).resolve(text, as_of)
}

/// Finds the entries that a list of names names, in its order.
///
/// The whole text is tried first, as a code, id, address or whole name; only if it is none is it cut at its commas.
/// Spaces round a part do not count and empty parts are skipped, so a space text is no entry.
///
/// # Errors
///
/// [`NameError`] for the first part that names no entry or several.
pub fn resolve_list(catalog: &Catalog, text: &str, as_of: Date) -> Result<Vec<Entry>, NameError> {
    Resolver::new(catalog).list(text, as_of)
}

/// Reads a list of holdings as [`resolve_list`] reads a list of names: each a name, with `@DATE`, `@DATE..DATE` or
/// `@..DATE` behind it where days are known.
///
/// The dates are what follows the last `@`, if they look like some; [`written_date()`] reads them, but of three numbers the
/// year must be the first. Without an `@` those count that stand beside a name, as in lists: `cka 2024-05`, `cka..2027`. What is
/// a name as a whole has none, nor has one whose title has the year.
///
/// # Errors
///
/// [`HoldingErrors`] for all parts that are no holdings.
pub fn holdings(catalog: &Catalog, text: &str, as_of: Date) -> Result<Vec<Holding>, HoldingErrors> {
    all(Resolver::new(catalog).holding_list(text, as_of))
}

/// Reads holdings from standard input: one a line, never cut, `#` begins a comment at the start of a line
/// or after a space. A byte order mark and carriage returns do not count.
///
/// # Errors
///
/// [`HoldingErrors`] for all lines that are no holdings.
pub fn holding_lines(
    catalog: &Catalog,
    text: &str,
    as_of: Date,
) -> Result<Vec<Holding>, HoldingErrors> {
    all(Resolver::new(catalog).holding_lines(text, as_of))
}

/// Returns all holdings, or all that is wrong.
///
/// # Errors
///
/// [`HoldingErrors`] if one of them is none.
pub fn all(holdings: Vec<Result<Holding, HoldingError>>) -> Result<Vec<Holding>, HoldingErrors> {
    let mut read = Vec::new();
    let mut errors = Vec::new();
    for holding in holdings {
        match holding {
            Ok(holding) => read.push(holding),
            Err(error) => errors.push(error),
        }
    }
    if errors.is_empty() {
        Ok(read)
    } else {
        Err(HoldingErrors(errors))
    }
}
