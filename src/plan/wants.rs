//! What is to be reached: all of the wants, and of each list of possible ones any.

use crate::catalog::model::{Catalog, CertIndex, Entry, ProviderIndex};

use crate::graph::{Graph, NodeId};
use crate::plan::reduce::slice::Condition;
use crate::request::{Kind, Request, Trait, Wanted};
use crate::timeline::Timeline;

/// A list of which one is to be reached: a gate of the question, not of the catalog.
#[derive(Debug)]
pub(crate) struct AnyOf {
    /// Each once, in the order in which they were required.
    pub(crate) members: Vec<NodeId>,
    /// Whether something of a kind was left out because it is held.
    pub(crate) held: bool,
}

/// Returns what each list of the request comes to for what is held.
pub(crate) fn any_of(graph: &Graph<'_>, request: &Request, held: &Timeline<'_, '_>) -> Vec<AnyOf> {
    let lists = request.want_any.iter();
    lists
        .map(|list| one_of(graph, request, held, list))
        .collect()
}

fn one_of(graph: &Graph<'_>, request: &Request, held: &Timeline<'_, '_>, list: &[Wanted]) -> AnyOf {
    let mut any = AnyOf {
        members: Vec::new(),
        held: false,
    };
    for wanted in list {
        match wanted {
            Wanted::Entry(entry) => any.add([graph.entry(*entry)]),
            Wanted::Kind(kind) => {
                let all = certifications(graph.catalog(), kind);
                let (active, new): (Vec<CertIndex>, Vec<CertIndex>) =
                    all.partition(|index| held.is_active(*index));
                any.held |= !active.is_empty();
                let all = open_or_all(graph.catalog(), request, new).into_iter();
                any.add(all.map(|index| graph.certification(index)));
            }
        }
    }
    any
}

impl AnyOf {
    /// Adds members, none of them twice, unless they are there already.
    fn add(&mut self, members: impl IntoIterator<Item = NodeId>) {
        let before = self.members.len();
        for member in members {
            if !self.members[..before].contains(&member) {
                self.members.push(member);
            }
        }
    }
}

/// Keeps what can be earned on the day; if there is none, all of it, so that it can be explained.
fn open_or_all(catalog: &Catalog, request: &Request, all: Vec<CertIndex>) -> Vec<CertIndex> {
    let is_open = |index: &CertIndex| {
        let status = catalog.status(Entry::Certification(*index), request.as_of);
        status.is_open()
    };
    let open: Vec<CertIndex> = all.iter().copied().filter(is_open).collect();
    if open.is_empty() { all } else { open }
}

/// Returns the certifications of a kind.
fn certifications(catalog: &Catalog, kind: &Kind) -> impl Iterator<Item = CertIndex> {
    let tests: Vec<Test<'_>> = kind.0.iter().map(|one| test(catalog, one)).collect();
    catalog
        .certification_indices()
        .filter(move |index| tests.iter().all(|test| test.admits(catalog, *index)))
}

/// A trait, made ready to be put to every certification.
enum Test<'k> {
    Provider(ProviderIndex),
    /// Each provider's levels of that name.
    Levels(Vec<(ProviderIndex, u32)>),
    Role(&'k str),
}

fn test<'k>(catalog: &Catalog, one: &'k Trait) -> Test<'k> {
    match one {
        Trait::Provider(provider) => Test::Provider(*provider),
        Trait::Level(name) => Test::Levels(levels(catalog, name)),
        Trait::Role(role) => Test::Role(role),
    }
}

/// Returns each provider's levels of a name.
fn levels(catalog: &Catalog, name: &str) -> Vec<(ProviderIndex, u32)> {
    let providers = (0..).map(ProviderIndex).zip(catalog.providers.iter());
    let levels = providers.flat_map(|(index, provider)| {
        let levels = (0..).zip(provider.levels.iter());
        levels.map(move |(place, level)| ((index, place), level))
    });
    let called = levels.filter(|(_, level)| same_spelling(&level.name, name));
    called.map(|(place, _)| place).collect()
}

impl Test<'_> {
    fn admits(&self, catalog: &Catalog, index: CertIndex) -> bool {
        let certification = catalog.certification(index);
        let facts = &certification.facts;
        match self {
            Self::Provider(provider) => facts.provider == *provider,
            Self::Levels(levels) => levels.contains(&(facts.provider, facts.level)),
            Self::Role(role) => (certification.roles.iter()).any(|own| same_spelling(own, role)),
        }
    }
}

/// Compares names of levels or roles: case aside, spaces as hyphens.
pub(crate) fn same_spelling(one: &str, other: &str) -> bool {
    let (one, other) = (one.trim(), other.trim());
    let may_be = one.len() == other.len() || !one.is_ascii() || !other.is_ascii();
    may_be && spelled(one).eq(spelled(other))
}

fn spelled(text: &str) -> impl Iterator<Item = char> {
    let hyphen = |character| if character == ' ' { '-' } else { character };
    text.chars().map(hyphen).flat_map(char::to_lowercase)
}

/// Returns all that is to be reached.
pub(crate) fn goals(graph: &Graph<'_>, request: &Request) -> Vec<Condition> {
    let wants = request.want.iter().chain(&request.via);
    let wants = wants.map(|want| Condition::Holds(graph.entry(*want)));
    let lists = (0..).zip(&request.want_any);
    wants
        .chain(lists.map(|(list, _)| Condition::AnyOf(list)))
        .collect()
}
