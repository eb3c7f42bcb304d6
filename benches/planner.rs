//! How long the planner takes, from request to answer, for families of problems and for the embedded catalog.
//!
//! `cargo bench --bench planner`; a word after `--` picks benches by name. `benches/compare.py` puts the same
//! problems to other solvers.

#![allow(clippy::unwrap_used)]

use std::fmt;

use certpath::{Graph, Holding, Request, embedded, plan, resolve};
use divan::Bencher;
use jiff::civil::{Date, date};

mod problem;

use problem::families::FAMILIES;
use problem::shelf::Shelf;

const DAY: Date = date(2026, 11, 22);

fn main() {
    divan::main();
}

/// A problem of a family; the questions of the seed 1.
#[derive(Debug, Clone, Copy)]
struct Size(&'static str, usize);

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.0, self.1)
    }
}

/// All questions of a problem, one after the other.
#[divan::bench(sample_count = 10, sample_size = 1, args = [
    Size("real", 100), Size("real", 1_000), Size("real", 10_000),
    Size("hard", 30), Size("hard", 60),
    Size("dense", 30), Size("dense", 60),
    Size("ladder", 5_000),
    Size("wide", 500),
    Size("shared", 30),
    Size("egraph", 500), Size("circuit", 500),
    Size("vertex-cover", 100), Size("set-cover", 80),
])]
fn family(bencher: Bencher<'_, '_>, size: Size) {
    let (.., make) = FAMILIES.iter().find(|(name, ..)| *name == size.0).unwrap();
    let problem = make(size.1, 1);
    let shelf = Shelf::new(&problem);
    let graph = Graph::new(&shelf.catalog);
    let requests: Vec<Request> = problem
        .queries
        .iter()
        .map(|query| shelf.request(query))
        .collect();
    bencher.bench_local(|| {
        for request in &requests {
            assert!(plan(&graph, request, &|| false).unwrap().optimal);
        }
    });
}

/// Questions to the embedded catalog, as people ask them.
#[divan::bench(args = ["AZ-204 -> devops-engineer", " -> cybersecurity-architect", "AZ-900 -> azure-solutions-architect,devops-engineer", " -> ccnp-enterprise,cka,cks"])]
fn embedded(bencher: Bencher<'_, '_>, question: &str) {
    let catalog = embedded::catalog();
    let graph = Graph::new(catalog);
    let (have, want) = question.split_once("->").unwrap();
    let names = |text: &str| resolve::resolve_list(catalog, text, DAY);
    let have = names(have.trim()).unwrap().into_iter();
    let request = Request {
        have: have.map(Holding::new).collect(),
        want: names(want.trim()).unwrap(),
        ..Request::new(DAY)
    };
    bencher.bench_local(|| plan(&graph, &request, &|| false).unwrap());
}
