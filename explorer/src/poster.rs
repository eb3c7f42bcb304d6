//! The poster of a provider or a role, drawn for the width of a page, and what its cards stand for.

use std::time::Duration;

use certpath::picture::{ALL, PosterOf, View, draw_poster, one_exam_away, poster_svg};
use certpath::resolve::Resolver;
use certpath::{CertIndex, Entry, Graph, Holding, ListKind, Selection, Timeline, entries};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::answers::{as_json, bytes, problem, timer};
use crate::entry::{EntryJson, Problem};

/// How long what is one exam away is looked for.
const PATIENCE: Duration = Duration::from_millis(300);

/// What a page asks for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wanted {
    /// The id of a provider, or
    provider: Option<String>,
    /// a role.
    role: Option<String>,
    have: Vec<String>,
    /// How wide the poster is to be, in pixels.
    width: u16,
}

#[derive(Serialize)]
struct Poster<'a> {
    svg: String,
    cards: Vec<Card<'a>>,
}

#[derive(Serialize)]
struct Card<'a> {
    /// The drawing's element of it is `n` and this number.
    node: usize,
    /// How high its level stands.
    rank: u32,
    #[serde(flatten)]
    entry: EntryJson<'a>,
}

pub(crate) fn poster(
    graph: &Graph<'_>,
    names: &Resolver<'static>,
    text: &str,
    day: Date,
) -> Result<Vec<u8>, Vec<u8>> {
    let wanted: Wanted = serde_json::from_str(text).map_err(|error| problem(&error))?;
    let selection = Selection {
        providers: wanted.provider.iter().cloned().collect(),
        roles: wanted.role.iter().cloned().collect(),
        ..Selection::of(ListKind::Certifications, day)
    };
    let catalog = names.catalog();
    let shown = entries(catalog, &selection);
    let shown = shown.map_err(|error| as_json(&Problem::new(&error, Some(error.hint()))))?;
    let shown: Vec<CertIndex> = (shown.into_iter())
        .filter_map(Entry::certification)
        .collect();
    // what a link names wrongly is said where holdings are listed
    let have = names.each_holding(wanted.have.iter().map(String::as_str), day);
    let have: Vec<Holding> = have.into_iter().flatten().collect();
    let held = Timeline::new(graph, &have, day);
    let of = PosterOf {
        certifications: &shown,
        provider: wanted.provider.and_then(|id| catalog.provider_of_word(&id)),
        // one column for each provider of a role would be too wide for a page
        role: None,
        near: &one_exam_away(graph, &have, day, &shown, &*timer(PATIENCE)),
    };
    let view = View {
        held: &held,
        plan: None,
        as_of: day,
        depth: None,
        keep: ALL,
        retired: false,
    };
    let mut drawn = draw_poster(graph, of, view);
    drawn.width = Some(wanted.width);
    if let Some(role) = wanted.role {
        drawn.picture.title = format!("Certifications for the role {}", role.replace('-', " "));
    }
    let cards = drawn.cards.iter().map(|card| Card {
        node: card.node,
        rank: card.rank,
        entry: EntryJson::new(names, card.entry, day),
    });
    let cards = cards.collect();
    let svg = bytes(|out| poster_svg(&drawn, out));
    let svg = String::from_utf8(svg).map_err(|error| problem(&error))?;
    Ok(as_json(&Poster { svg, cards }))
}
