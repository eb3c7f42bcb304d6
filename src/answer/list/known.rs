//! Levels, roles, providers and columns by the names that filters give them.

use std::collections::BTreeSet;

use crate::answer::list::selection::UnknownFilter;
use crate::answer::table::Column;
use crate::catalog::model::{Catalog, Provider, ProviderIndex};
use crate::catalog::similar::similarity;
use crate::plan::wants::same_spelling;
use crate::resolve::shown;

pub(crate) fn column_place(all: &[Column], given: &str) -> Result<usize, UnknownFilter> {
    let wanted = spelled(given).replace('-', "_");
    let place = all.iter().position(|column| column.key == wanted);
    place.ok_or_else(|| unknown("column", given, all.iter().map(|column| &*column.key)))
}

/// Lower case, spaces as hyphens: how levels and roles are written.
pub(super) fn spelled(text: &str) -> String {
    text.trim().to_lowercase().replace(' ', "-")
}

pub(super) fn unknown<'n>(
    what: &'static str,
    given: &str,
    names: impl IntoIterator<Item = &'n str>,
) -> UnknownFilter {
    let spelled = spelled(given);
    // `architect` is a word of `solution-architect`, and not spelled like it.
    let likeness = |name: &str| {
        let name = name.to_lowercase();
        let has_word = name.split(['-', '_', ' ']).any(|word| word == spelled);
        similarity(&spelled, &name).or(has_word.then_some(0.0))
    };
    let mut alike: Vec<(f64, &str)> = names
        .into_iter()
        .filter_map(|name| Some((likeness(name)?, name)))
        .collect();
    alike.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    alike.dedup_by(|a, b| a.1 == b.1);
    UnknownFilter {
        what,
        given: shown(given),
        nearest: alike
            .iter()
            .take(5)
            .map(|(_, name)| (*name).to_owned())
            .collect(),
    }
}

/// Returns the names that are listed, spelled as they are compared, if they all exist.
pub(super) fn known(
    what: &'static str,
    given: &[String],
    names: &BTreeSet<&str>,
) -> Result<Vec<String>, UnknownFilter> {
    let exists = |wanted: &str| names.iter().any(|name| spelled(name) == wanted);
    let find = |given: &String| {
        let wanted = spelled(given);
        if exists(&wanted) {
            Ok(wanted)
        } else {
            Err(unknown(what, given, names.iter().copied()))
        }
    };
    given.iter().map(find).collect()
}

/// Finds the level that is listed among those of all providers.
pub(crate) fn level<'a>(catalog: &'a Catalog, given: &str) -> Result<&'a str, UnknownFilter> {
    let mut levels = levels(catalog);
    let found = levels.clone().find(|level| same_spelling(level, given));
    found.ok_or_else(|| unknown("level", given, &mut levels))
}

/// Finds the role that is listed among those of all certifications.
pub(crate) fn role<'a>(catalog: &'a Catalog, given: &str) -> Result<&'a str, UnknownFilter> {
    let mut roles = roles(catalog);
    let found = roles.clone().find(|role| same_spelling(role, given));
    found.ok_or_else(|| unknown("role", given, &mut roles))
}

/// Finds the provider that is listed by id or name.
pub(crate) fn provider(catalog: &Catalog, given: &str) -> Result<ProviderIndex, UnknownFilter> {
    let given = given.trim();
    let mut providers = (0..).map(ProviderIndex).zip(catalog.providers.iter());
    let found = providers.find(|(_, provider)| {
        let mut names = provider.names();
        names.any(|name| name.eq_ignore_ascii_case(given) || same_spelling(name, given))
    });
    let found = found.map(|(index, _)| index);
    found.ok_or_else(|| unknown_provider(catalog, given))
}

pub(super) fn levels(catalog: &Catalog) -> impl Iterator<Item = &str> + Clone {
    let levels = catalog.providers.iter().flat_map(|one| one.levels.iter());
    levels.map(|level| &*level.name)
}

pub(super) fn roles(catalog: &Catalog) -> impl Iterator<Item = &str> + Clone {
    let certifications = catalog.certifications.iter();
    let roles = certifications.flat_map(|certification| certification.roles.iter());
    roles.map(|role| &**role)
}

pub(super) fn provider_id<'a>(catalog: &'a Catalog, given: &str) -> Result<&'a str, UnknownFilter> {
    let wanted = given.trim().to_lowercase();
    let called = |text: &str| text.to_lowercase() == wanted;
    let mut providers = catalog.providers.iter();
    let found = providers.find(|provider| provider.names().any(called));
    let found = found.map(|provider| &*provider.id);
    found.ok_or_else(|| unknown_provider(catalog, given))
}

/// An id comes to mind, or else another name of a provider.
fn unknown_provider(catalog: &Catalog, given: &str) -> UnknownFilter {
    let providers = || catalog.providers.iter();
    let by_id = unknown("provider", given, providers().map(|provider| &*provider.id));
    if by_id.nearest.is_empty() {
        let names = providers().flat_map(Provider::names);
        return unknown("provider", given, names);
    }
    by_id
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_proposed_that_is_spelled_alike_or_has_the_word_in_it() {
        let names = ["solution-architect", "security-engineer", "architecture"];
        for (given, nearest) in [
            ("architect", vec!["architecture", "solution-architect"]),
            ("Security", vec!["security-engineer"]),
            ("solution-architekt", vec!["solution-architect"]),
            ("curity", vec![]),
        ] {
            assert_eq!(unknown("role", given, names).nearest, nearest, "{given}");
        }
    }
}
