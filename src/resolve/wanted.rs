//! Of what any one is wanted: names, and kinds of certifications.

use jiff::civil::Date;
use thiserror::Error;

use crate::answer::list::{UnknownFilter, level, provider, role};
use crate::catalog::model::{Catalog, Entry};
use crate::request::{Kind, Trait, Wanted};
use crate::resolve::{NameError, Resolver, Written};

/// Why a text is nothing that can be wanted.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum WantedError {
    /// It names nothing.
    #[error(transparent)]
    Name(#[from] NameError),
    /// There is no such level, role or provider.
    #[error(transparent)]
    Kind(#[from] UnknownFilter),
}

impl WantedError {
    /// Returns what to type instead, shown on a `hint:` line of its own.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Name(error) => error.hint(),
            Self::Kind(error) => Some(error.hint()),
        }
    }
}

/// Reads a list of names as [`resolve_list`](crate::resolve::resolve_list) does; a part may also be a kind of certification:
/// `level:expert`, `role:devops-engineer` or `provider:cncf`, or several of them joined by `+`.
///
/// # Errors
///
/// [`WantedError`] for the first part that names nothing.
pub fn wanted_list(catalog: &Catalog, text: &str, as_of: Date) -> Result<Vec<Wanted>, WantedError> {
    let resolver = Resolver::new(catalog);
    if !is_kind(text)
        && let Some(entry) = resolver.whole(Written::sought(text), as_of)
    {
        return Ok(vec![Wanted::Entry(entry?)]);
    }
    resolver.wanted(text.split(','), as_of)
}

/// Reads a kind, or a name that `find` finds.
pub(super) fn wanted_by(
    catalog: &Catalog,
    item: &str,
    find: impl Fn(&str) -> Result<Entry, NameError>,
) -> Result<Wanted, WantedError> {
    if is_kind(item) {
        let kind = kind(catalog, item)?;
        return Ok(Wanted::Kind(kind));
    }
    Ok(Wanted::Entry(find(item)?))
}

/// The words before the colon, each for a trait of its own.
const WORDS: [&str; 3] = ["level:", "role:", "provider:"];

/// Whether `text` is meant as a kind of certification.
pub(super) fn is_kind(text: &str) -> bool {
    let text = text.trim_start();
    WORDS.iter().any(|word| begins_with(text, word))
}

fn begins_with(text: &str, word: &str) -> bool {
    let head = text.get(..word.len());
    head.is_some_and(|head| head.eq_ignore_ascii_case(word))
}

/// Cuts at each `+` that another trait follows; any other belongs to a name.
fn kind(catalog: &Catalog, text: &str) -> Result<Kind, UnknownFilter> {
    let mut traits = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let mut ends = rest.match_indices('+').map(|(at, _)| at);
        let end = ends.find(|&at| is_kind(&rest[at + 1..]));
        let (one, more) = end.map_or((rest, ""), |at| (&rest[..at], &rest[at + 1..]));
        traits.push(one_trait(catalog, one)?);
        rest = more.trim_start();
    }
    Ok(Kind(traits))
}

fn one_trait(catalog: &Catalog, text: &str) -> Result<Trait, UnknownFilter> {
    let (word, given) = text.split_once(':').unwrap_or((text, ""));
    let given = given.trim();
    Ok(match word.to_ascii_lowercase().as_str() {
        "level" => Trait::Level(level(catalog, given)?.into()),
        "role" => Trait::Role(role(catalog, given)?.into()),
        _ => Trait::Provider(provider(catalog, given)?),
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::answer::sample::catalog;

    fn read(text: &str) -> Result<Vec<Wanted>, WantedError> {
        wanted_list(&catalog(), text, date(2026, 11, 22))
    }

    fn kinds(text: &str) -> Vec<Trait> {
        let wanted = read(text).unwrap();
        let kinds = wanted.into_iter().map(|one| match one {
            Wanted::Kind(Kind(traits)) => traits,
            Wanted::Entry(_) => Vec::new(),
        });
        kinds.flatten().collect()
    }

    #[test]
    fn traits_are_joined_by_a_plus_and_spelled_as_in_the_catalog() {
        let level = Trait::Level("expert".into());
        assert_eq!(kinds("Level:EXPERT"), std::slice::from_ref(&level));
        let joined = kinds(" level: expert + role:DevOps Engineer+provider:microsoft");
        let role = Trait::Role("devops-engineer".into());
        assert_eq!(joined[..2], [level, role]);
        assert!(matches!(joined[2..], [Trait::Provider(_)]));
    }

    #[test]
    fn kinds_and_names_stand_in_one_list() {
        let wanted = read("AZ-400,level:expert,,devops-engineer").unwrap();
        let is_kind: Vec<bool> = wanted
            .iter()
            .map(|one| matches!(one, Wanted::Kind(_)))
            .collect();
        assert_eq!(is_kind, [false, true, false]);
    }

    #[test]
    fn what_does_not_exist_is_reported_with_the_nearest() {
        let error = read("AZ-400,level:exprt").unwrap_err();
        assert_eq!(error.to_string(), "no level is called `exprt`");
        assert_eq!(error.hint().as_deref(), Some("did you mean `expert`?"));
        let error = read("level:expert+expert").unwrap_err();
        assert_eq!(error.to_string(), "no level is called `expert+expert`");
        assert!(matches!(read("nothing-of-it"), Err(WantedError::Name(_))));
    }
}
