//! How long a picture takes: `cargo bench --bench picture`.

#![allow(clippy::unwrap_used)]

use std::io;

use certpath::catalog::model::{CertIndex, Entry};
use certpath::embedded;
use certpath::graph::Graph;
use certpath::picture::{ALL, Picture, Scope, View, draw, svg};
use certpath::plan::held::Held;
use jiff::civil::date;

fn main() {
    divan::main();
}

/// Returns a picture of at least so many nodes, of the first certifications of a vendor whose gates share exams.
fn picture(nodes: usize) -> Picture {
    let catalog = embedded::catalog();
    let graph = Graph::new(catalog);
    let day = date(2026, 11, 22);
    let held = Held::new(&graph, &[], day);
    let view = View {
        held: &held,
        plan: None,
        as_of: day,
        depth: None,
        keep: ALL,
    };
    let is_cisco = |index: &CertIndex| {
        let provider = catalog.certification(*index).facts.provider;
        catalog.provider(provider).id == "cisco"
    };
    let mut wants: Vec<Entry> = Vec::new();
    for index in catalog.certification_indices().filter(is_cisco) {
        wants.push(Entry::Certification(index));
        let picture = draw(&graph, Scope::All(&wants), view);
        if picture.nodes.len() >= nodes {
            return picture;
        }
    }
    panic!("the vendor has no {nodes} nodes");
}

/// Lays out and writes; the layout is most of it.
#[divan::bench(args = [15, 60, 80])]
fn drawn_as_svg(bencher: divan::Bencher<'_, '_>, nodes: usize) {
    let picture = picture(nodes);
    bencher.bench(|| svg(&picture, &mut io::sink()).unwrap());
}
