//! What stands on a poster: what can be earned on a day, by role and level.

use std::collections::{BTreeMap, BTreeSet};

use crate::answer::short_title;
use crate::catalog::load::finding::printable;
use crate::catalog::model::{Catalog, CertIndex, Entry, ProviderIndex};
use crate::graph::Graph;
use crate::picture::draw::{Scope, View, counted, draw};
use crate::picture::{Card, Poster};

/// The columns of a poster of several providers, by rank.
const RANKS: [&str; 4] = ["entry", "associate", "professional or expert", "beyond"];

/// Draws the certifications that `keep` lets pass: one provider's by the first of their roles and by the provider's
/// levels, several providers' by provider and rank.
#[must_use]
pub fn draw_poster(
    graph: &Graph<'_>,
    provider: Option<ProviderIndex>,
    certifications: &[CertIndex],
    view: View<'_>,
) -> Poster {
    let catalog = graph.catalog();
    let mut roots: Vec<Entry> = certifications
        .iter()
        .map(|index| Entry::Certification(*index))
        .collect();
    roots.sort_by_key(|entry| (short_title(catalog, *entry), *entry));
    let view = View {
        depth: Some(1),
        ..view
    };
    let mut picture = draw(graph, Scope::Requires(&roots), view);
    picture.title = match provider {
        Some(index) => format!(
            "{} certifications",
            printable(&catalog.provider(index).name)
        ),
        None => "Certifications".to_owned(),
    };
    picture.summary = counted(roots.len(), "certification");
    let columns = columns(catalog, provider, &roots);
    let rows: BTreeSet<String> = roots
        .iter()
        .map(|entry| row(catalog, provider, *entry))
        .collect();
    let rows: Vec<String> = rows.into_iter().collect();
    let cards = roots.iter().zip(&picture.roots).map(|(entry, node)| {
        let place = column(catalog, provider, *entry);
        let name = row(catalog, provider, *entry);
        Card {
            node: *node,
            column: columns
                .keys()
                .position(|other| *other == place)
                .unwrap_or(0),
            rank: catalog.level(*entry).rank,
            row: rows.iter().position(|other| *other == name).unwrap_or(0),
            roles: other_roles(catalog, *entry),
        }
    });
    Poster {
        cards: cards.collect(),
        columns: columns.into_values().collect(),
        rows,
        picture,
    }
}

/// Returns the columns that entries stand in, lowest first: a provider's levels, or the ranks of several providers'.
fn columns(
    catalog: &Catalog,
    provider: Option<ProviderIndex>,
    entries: &[Entry],
) -> BTreeMap<u32, String> {
    let name = |entry: &Entry| {
        let level = catalog.level(*entry);
        if provider.is_some() {
            return printable(&level.name).replace('-', " ");
        }
        let place = (level.rank as usize).clamp(1, RANKS.len()) - 1;
        RANKS[place].to_owned()
    };
    let columns = entries.iter();
    columns
        .map(|entry| (column(catalog, provider, *entry), name(entry)))
        .collect()
}

/// Returns what the columns are sorted by.
fn column(catalog: &Catalog, provider: Option<ProviderIndex>, entry: Entry) -> u32 {
    match provider {
        Some(_) => catalog.facts(entry).level,
        None => catalog.level(entry).rank,
    }
}

fn row(catalog: &Catalog, provider: Option<ProviderIndex>, entry: Entry) -> String {
    let name = match (provider, entry) {
        (None, _) => catalog
            .provider(catalog.facts(entry).provider)
            .name
            .to_string(),
        (Some(_), Entry::Certification(index)) => {
            match catalog.certification(index).roles.first() {
                Some(role) => role.replace('-', " "),
                None => "any role".to_owned(),
            }
        }
        (Some(_), Entry::Exam(_)) => String::new(),
    };
    printable(&name).into_owned()
}

fn other_roles(catalog: &Catalog, entry: Entry) -> String {
    let Entry::Certification(index) = entry else {
        return String::new();
    };
    let roles = &catalog.certification(index).roles;
    let others: Vec<&str> = roles.iter().skip(1).map(AsRef::as_ref).collect();
    printable(&others.join(", ")).replace('-', " ")
}
