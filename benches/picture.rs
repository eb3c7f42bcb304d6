//! How long a picture takes: `cargo bench --bench picture`.

#![allow(clippy::unwrap_used)]

use std::io;

use certpath::picture::{ALL, Picture, Scope, View, draw, svg};
use certpath::{CertIndex, Entry, Graph, Timeline, embedded};
use jiff::civil::date;

fn main() {
    divan::main();
}

/// Returns a picture of the first certifications of a provider, of at least so many nodes if it has so many.
fn picture(provider: &str, nodes: usize) -> Picture {
    let catalog = embedded::catalog();
    let graph = Graph::new(catalog);
    let day = date(2026, 11, 22);
    let held = Timeline::new(&graph, &[], day);
    let view = View {
        held: &held,
        plan: None,
        as_of: day,
        depth: None,
        keep: ALL,
        retired: true,
    };
    let is_of_provider = |index: &CertIndex| {
        let owner = catalog.certification(*index).facts.provider;
        catalog.provider(owner).id == provider
    };
    let certifications = catalog.certification_indices().filter(is_of_provider);
    let mut wants: Vec<Entry> = Vec::new();
    let mut picture = draw(&graph, Scope::All(&wants), view);
    for index in certifications {
        wants.push(Entry::Certification(index));
        picture = draw(&graph, Scope::All(&wants), view);
        if picture.nodes.len() >= nodes {
            break;
        }
    }
    picture
}

/// Lays out and writes; the layout is most of it.
#[divan::bench(args = [15, 60, 80])]
fn drawn_as_svg(bencher: divan::Bencher<'_, '_>, nodes: usize) {
    let picture = picture("cisco", nodes);
    assert!(picture.nodes.len() >= nodes);
    bencher.bench(|| svg(&picture, &mut io::sink()).unwrap());
}

/// The same for all that a provider has, some of it in one large part with lines that cross.
#[divan::bench(args = ["snowflake", "comptia", "red-hat", "microsoft"])]
fn of_a_whole_provider(bencher: divan::Bencher<'_, '_>, provider: &str) {
    let picture = picture(provider, usize::MAX);
    bencher.bench(|| svg(&picture, &mut io::sink()).unwrap());
}
