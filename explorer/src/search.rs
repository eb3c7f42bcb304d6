//! What a text that is still being typed may mean.

use certpath::resolve::Resolver;
use certpath::{Catalog, Entry, ListKind, Selection, Statuses, entries};
use jiff::civil::Date;
use serde::Serialize;

use crate::entry::EntryJson;

/// Most that is shown at once.
const MOST: usize = 40;

#[derive(Serialize)]
pub(crate) struct Found<'a> {
    /// How many there are.
    count: usize,
    /// Whether nothing is called so, and these are only like it.
    nearest: bool,
    /// The best of them.
    entries: Vec<EntryJson<'a>>,
}

/// Finds what has all the words, what is called exactly so first; if there is nothing, the names that are most like it.
pub(crate) fn search<'a>(
    catalog: &'a Catalog,
    names: &Resolver<'a>,
    text: &str,
    as_of: Date,
) -> Found<'a> {
    let exact = names.resolve(text, as_of);
    let mut found = with_words(catalog, text, as_of);
    let start = text.trim().to_lowercase();
    found.sort_by_cached_key(|&entry| {
        let name = catalog.bare_name(entry).to_lowercase();
        let is_retired = !catalog.status(entry, as_of).is_open();
        (is_retired, !name.starts_with(&start), name)
    });
    let mut nearest = false;
    match &exact {
        Ok(entry) => {
            found.retain(|other| other != entry);
            found.insert(0, *entry);
        }
        Err(error) if found.is_empty() => {
            nearest = true;
            let candidates = error.candidates().iter();
            found = candidates
                .filter_map(|one| names.resolve(&one.name, as_of).ok())
                .collect();
        }
        Err(_) => {}
    }
    let best = found.iter().take(MOST);
    Found {
        count: found.len(),
        nearest,
        entries: best
            .map(|&entry| EntryJson::new(names, entry, as_of))
            .collect(),
    }
}

fn with_words(catalog: &Catalog, text: &str, as_of: Date) -> Vec<Entry> {
    let words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
    if words.is_empty() {
        return Vec::new();
    }
    let of = |kind| {
        let selection = Selection {
            words: words.clone(),
            statuses: Statuses::All,
            ..Selection::of(kind, as_of)
        };
        // Only levels, roles and providers could be unknown, and none is named.
        entries(catalog, &selection).unwrap_or_default()
    };
    let mut found = of(ListKind::Certifications);
    found.extend(of(ListKind::Exams));
    found
}
