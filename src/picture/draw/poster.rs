//! Where certifications stand on a poster: by role and level.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use jiff::civil::Date;

use crate::answer::next::{Question, next};
use crate::answer::short_title;
use crate::answer::words::{capitalized, counted};
use crate::catalog::load::finding::printable;
use crate::catalog::model::{Catalog, CertIndex, Entry, ProviderIndex};
use crate::graph::Graph;
use crate::picture::draw::{Scope, View, draw};
use crate::picture::label::NEAR;
use crate::picture::{Arrangement, Card, Poster, Role};
use crate::request::Holding;

/// The names of the ranks, in posters of several providers and in legends.
pub(in crate::picture) const RANKS: [&str; 4] =
    ["entry", "associate", "professional or expert", "beyond"];

/// How many titles of a kind the description names.
const MOST_NAMED: usize = 12;

/// What is to stand on a poster.
#[derive(Debug, Clone, Copy)]
pub struct PosterOf<'a> {
    pub certifications: &'a [CertIndex],
    /// The provider, if they are all of one: by role and that provider's levels.
    pub provider: Option<ProviderIndex>,
    /// The role, if they are all for one: providers side by side, by rank.
    pub role: Option<&'a str>,
    /// Those that one exam more would earn.
    pub near: &'a BTreeSet<CertIndex>,
}

/// Draws certifications on cards: one provider's by the first of their roles and by the provider's levels, one role's by
/// rank and provider, others by provider and rank.
#[must_use]
pub fn draw_poster(graph: &Graph<'_>, of: PosterOf<'_>, view: View<'_>) -> Poster {
    let catalog = graph.catalog();
    let certifications = of.certifications.iter();
    let mut roots: Vec<Entry> = certifications
        .map(|index| Entry::Certification(*index))
        .collect();
    roots.sort_by_key(|entry| (short_title(catalog, *entry), *entry));
    let view = View {
        depth: Some(1),
        ..view
    };
    let mut picture = draw(graph, Scope::Requires(&roots), view);
    let places = Places { catalog, of };
    let columns: BTreeMap<Key, String> = roots.iter().map(|entry| places.column(*entry)).collect();
    let rows: BTreeMap<Key, String> = roots.iter().map(|entry| places.row(*entry)).collect();
    let position =
        |keys: &BTreeMap<Key, String>, key: &Key| keys.keys().position(|other| other == key);
    let cards = roots.iter().zip(&picture.roots).map(|(entry, node)| Card {
        entry: *entry,
        node: *node,
        column: position(&columns, &places.column(*entry).0).unwrap_or(0),
        row: position(&rows, &places.row(*entry).0).unwrap_or(0),
        rank: catalog.level(*entry).rank,
        roles: places.other_roles(*entry),
        is_near: places.is_near(*entry),
    });
    let cards: Vec<Card> = cards.collect();
    for card in cards.iter().filter(|card| card.is_near) {
        picture.nodes[card.node].marks.insert(0, NEAR.to_owned());
    }
    picture.title = places.title();
    picture.summary = places.summary(&roots);
    picture.description = description(&picture.summary, &picture.nodes, &cards);
    Poster {
        cards,
        columns: columns.into_values().collect(),
        rows: rows.into_values().collect(),
        arrangement: match of.role {
            Some(_) => Arrangement::Table,
            None => Arrangement::Panels,
        },
        paper: None,
        width: None,
        picture,
    }
}

/// Returns what one exam more would earn; nothing where nothing is held, since much is then.
#[must_use]
pub fn one_exam_away(
    graph: &Graph<'_>,
    have: &[Holding],
    as_of: Date,
    candidates: &[CertIndex],
    is_late: &dyn Fn() -> bool,
) -> BTreeSet<CertIndex> {
    if have.is_empty() {
        return BTreeSet::new();
    }
    let question = Question {
        have,
        as_of,
        candidates,
        within: 1,
    };
    let near = next(graph, &question, is_late).within_reach.into_iter();
    near.filter(|within| within.steps.len() == 1)
        .map(|within| within.certification)
        .collect()
}

/// What rows and columns are sorted by: a number, then a name.
type Key = (u32, String);

/// Where certifications stand on a poster.
struct Places<'a> {
    catalog: &'a Catalog,
    of: PosterOf<'a>,
}

impl Places<'_> {
    /// Returns the column of an entry: a provider of a role, a level of a provider, or a rank.
    fn column(&self, entry: Entry) -> (Key, String) {
        if self.of.role.is_some() {
            return self.provider(entry);
        }
        if self.of.provider.is_none() {
            return self.rank(entry);
        }
        let name = printable(&self.catalog.level(entry).name).replace('-', " ");
        ((self.catalog.facts(entry).level, String::new()), name)
    }

    /// Returns the row of an entry: a rank of a role, the highest on top; the first role; or the provider.
    fn row(&self, entry: Entry) -> (Key, String) {
        if self.of.role.is_some() {
            let ((rank, _), name) = self.rank(entry);
            return ((u32::MAX - rank, String::new()), name);
        }
        if self.of.provider.is_none() {
            return self.provider(entry);
        }
        match self.roles(entry).first().cloned() {
            Some(role) => ((0, role.clone()), role),
            None => ((1, String::new()), "any role".to_owned()),
        }
    }

    fn provider(&self, entry: Entry) -> (Key, String) {
        let provider = self.catalog.facts(entry).provider;
        let name = printable(&self.catalog.provider(provider).name).into_owned();
        ((0, name.clone()), name)
    }

    fn rank(&self, entry: Entry) -> (Key, String) {
        let rank = self.catalog.level(entry).rank;
        let place = (rank as usize).clamp(1, RANKS.len());
        ((rank, String::new()), RANKS[place - 1].to_owned())
    }

    fn roles(&self, entry: Entry) -> Vec<String> {
        let Entry::Certification(index) = entry else {
            return Vec::new();
        };
        let roles = self.catalog.certification(index).roles.iter();
        roles
            .map(|role| printable(role).replace('-', " "))
            .collect()
    }

    /// Returns the roles that a card names: those that its place does not say.
    fn other_roles(&self, entry: Entry) -> String {
        let roles = self.roles(entry);
        let others = match self.of.role {
            Some(role) => {
                let role = role.replace('-', " ");
                roles.into_iter().filter(|other| *other != role).collect()
            }
            None => roles.get(1..).unwrap_or_default().to_vec(),
        };
        others.join(", ")
    }

    fn is_near(&self, entry: Entry) -> bool {
        matches!(entry, Entry::Certification(index) if self.of.near.contains(&index))
    }

    fn title(&self) -> String {
        let provider = self
            .of
            .provider
            .map(|index| &*self.catalog.provider(index).name);
        let words: Vec<&str> = provider.into_iter().chain(self.of.role).collect();
        match words.as_slice() {
            [] => "Certifications".to_owned(),
            words => {
                let text = printable(&words.join(" ")).replace('-', " ");
                format!("{} certifications", capitalized(&text))
            }
        }
    }

    /// Returns how many cards there are, and of how many providers where that is not said.
    fn summary(&self, entries: &[Entry]) -> String {
        let count = counted(entries.len() as u64, "certification");
        if self.of.provider.is_some() {
            return count;
        }
        let providers = entries
            .iter()
            .map(|entry| self.catalog.facts(*entry).provider);
        let providers: BTreeSet<ProviderIndex> = providers.collect();
        format!("{count} of {}", counted(providers.len() as u64, "provider"))
    }
}

/// Says in words what a poster shows.
fn description(summary: &str, nodes: &[crate::picture::Node], cards: &[Card]) -> String {
    let mut text = format!("{summary}.");
    let titles = |is_named: &dyn Fn(&Card) -> bool| {
        let named = cards.iter().filter(|card| is_named(card));
        let titles: Vec<&str> = named.map(|card| nodes[card.node].title.as_str()).collect();
        match titles.len().saturating_sub(MOST_NAMED) {
            0 => titles.join(", "),
            more => format!("{} and {more} more", titles[..MOST_NAMED].join(", ")),
        }
    };
    for (words, titles) in [
        ("Held", titles(&|card| nodes[card.node].role == Role::Held)),
        ("One exam away", titles(&|card| card.is_near)),
    ] {
        if !titles.is_empty() {
            let _ = write!(text, " {words}: {titles}.");
        }
    }
    text
}
