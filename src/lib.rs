//! Plans certification paths: from what one holds, which exams, in which order, lead to what one wants.
//!
//! A [`Catalog`](catalog::model::Catalog) says which exams and certifications there are and what they ask for; one is
//! [embedded](embedded::catalog), others are [loaded](catalog::load::load) from YAML. Of it a [`Graph`](graph::Graph)
//! is made, once, and [`plan`](plan::plan()) answers requests to it: provably the fewest, cheapest or quickest exams.
//!
//! ```
//! use certpath::graph::Graph;
//! use certpath::request::Request;
//! use certpath::{embedded, plan, resolve};
//! use jiff::civil::date;
//!
//! let catalog = embedded::catalog();
//! let graph = Graph::new(catalog);
//! let as_of = date(2026, 11, 22);
//! let request = Request {
//!     have: resolve::holdings(catalog, "AZ-204", as_of)?,
//!     want: resolve::resolve_list(catalog, "devops-engineer", as_of)?,
//!     ..Request::new(as_of)
//! };
//! let answer = plan::plan(&graph, &request, &|| false).expect("there is a way");
//! let exam = catalog.exam(answer.plans[0].steps[0].exam);
//! assert_eq!((exam.code.as_ref(), answer.optimal), ("AZ-400", true));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A catalog of one's own, and the cheapest plan instead of the shortest:
//!
//! ```
//! use certpath::catalog::load::{Layer, Options, load};
//! use certpath::catalog::load::source::SourceFile;
//! use certpath::graph::Graph;
//! use certpath::request::{Objective, Request};
//! use certpath::{plan, resolve};
//! use jiff::civil::date;
//!
//! let text = "
//! providers:
//!   - {id: acme, name: Acme, levels: [{name: base, rank: 1, price-usd: 100}]}
//! provider: acme
//! exams:
//!   - {code: A-1, title: All in One, level: base, price-usd: 250, page: 'https://acme.example/a-1', sources: [page], checked: 2026-10-10, confidence: high}
//!   - {code: A-2, title: First Half, level: base, page: 'https://acme.example/a-2', sources: [page], checked: 2026-10-10, confidence: high}
//!   - {code: A-3, title: Second Half, level: base, page: 'https://acme.example/a-3', sources: [page], checked: 2026-10-10, confidence: high}
//! certifications:
//!   - {id: acme-builder, title: Acme Builder, level: base, requires: {any: [A-1, {all: [A-2, A-3]}]}, page: 'https://acme.example/builder', sources: [page], checked: 2026-10-10, confidence: high}
//! ";
//! let files = [SourceFile { name: "acme.yaml".to_owned(), text: text.to_owned() }];
//! let layers = [Layer { files: &files, once: true }];
//! let loaded = load(&layers, &Options::new("1.0.0")).expect("the catalog is sound");
//! let graph = Graph::new(&loaded.catalog);
//! let as_of = date(2026, 11, 22);
//! let request = Request {
//!     want: resolve::resolve_list(&loaded.catalog, "acme-builder", as_of)?,
//!     minimize: Objective::Price,
//!     ..Request::new(as_of)
//! };
//! let answer = plan::plan(&graph, &request, &|| false).expect("there is a way");
//! assert_eq!(answer.plans[0].totals.price.to_string(), "200");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The library prints nothing and asks neither clock nor network: what day it is and when to stop is told by the caller.
//! Files are read by [`catalog::load::source`] only. Catalogs, graphs, requests and answers are `Send` and `Sync`, so many
//! threads may ask one graph.

pub mod answer;
pub mod batch;
pub mod catalog;
pub mod embedded;
pub mod graph;
pub mod output;
pub mod picture;
pub mod plan;
pub mod request;
pub mod resolve;
pub mod solve;
pub mod timeline;

/// Fails to compile where one of the main types cannot be shared between threads.
const _: () = {
    const fn shared<T: Send + Sync>() {}
    shared::<catalog::model::Catalog>();
    shared::<catalog::load::finding::Finding>();
    shared::<graph::Graph<'_>>();
    shared::<timeline::Timeline<'_, '_>>();
    shared::<request::Request>();
    shared::<plan::answer::Answer>();
    shared::<plan::answer::NoPlan>();
    shared::<solve::Problem>();
    shared::<solve::Solver>();
};
