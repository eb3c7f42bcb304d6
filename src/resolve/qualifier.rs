//! What is in front of a name and narrows it: `exam:`, `cert:`, a provider and a colon.

use crate::catalog::model::{Catalog, Entry, ProviderIndex};

/// What kind and whose a name is said to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Qualifier {
    kind: Option<&'static str>,
    provider: Option<ProviderIndex>,
    /// Two that exclude each other.
    contradicts: bool,
}

/// Returns the word that says before a colon what kind of entry is meant.
pub(super) fn kind(entry: Entry) -> &'static str {
    match entry {
        Entry::Exam(_) => "exam",
        Entry::Certification(_) => "cert",
    }
}

impl Qualifier {
    /// Reads what is in front of a name; returns the name behind it.
    pub(super) fn read<'a>(catalog: &Catalog, text: &'a str) -> (Self, &'a str) {
        let mut qualifier = Self::default();
        let mut rest = text;
        while let Some((word, behind)) = rest.split_once(':') {
            let word = word.trim();
            let mut kinds = ["exam", "cert"].into_iter();
            let kind = kinds.find(|kind| kind.eq_ignore_ascii_case(word));
            if kind.is_some() {
                qualifier.contradicts |=
                    qualifier.kind.is_some_and(|earlier| Some(earlier) != kind);
                qualifier.kind = kind;
            } else if let Some(provider) = catalog.provider_of_word(word) {
                qualifier.contradicts |= qualifier
                    .provider
                    .is_some_and(|earlier| earlier != provider);
                qualifier.provider = Some(provider);
            } else {
                break;
            }
            rest = behind.trim();
        }
        (qualifier, rest)
    }

    pub(super) fn admits(self, catalog: &Catalog, entry: Entry) -> bool {
        !self.contradicts
            && self.kind.is_none_or(|said| said == kind(entry))
            && self
                .provider
                .is_none_or(|provider| catalog.facts(entry).provider == provider)
    }

    /// Returns whether it says whose the name is.
    pub(super) fn names_provider(self) -> bool {
        self.provider.is_some()
    }
}
