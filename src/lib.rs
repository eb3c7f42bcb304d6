//! Plans certification paths: from what one holds, which exams, in which order, lead to what one wants.
//!
//! A [`Catalog`] says which exams and certifications there are and what they require; one is
//! [embedded](embedded::catalog), others are [loaded](load::load) from YAML. Of it a [`Graph`]
//! is made, once, and [`plan`](plan()) answers requests to it: provably the fewest, cheapest or quickest exams.
//!
//! ```
//! use certpath::{Graph, Request, embedded, plan, resolve};
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
//! let answer = plan(&graph, &request, &|| false).expect("there is a way");
//! let exam = catalog.exam(answer.plans[0].steps[0].exam);
//! assert_eq!((exam.code.as_ref(), answer.optimal), ("AZ-400", true));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A catalog of one's own, and the cheapest plan instead of the shortest:
//!
//! ```
//! use certpath::load::{Layer, Options, SourceFile, load};
//! use certpath::{Graph, Objective, Request, plan, resolve};
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
//! let answer = plan(&graph, &request, &|| false).expect("there is a way");
//! assert_eq!(answer.plans[0].totals.price.to_string(), "200");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The library prints nothing and asks neither clock nor network: what day it is and when to stop comes from the caller.
//! Files are read by [`load::read`] only. Catalogs, graphs, requests and answers are `Send` and `Sync`, so many
//! threads may ask one graph.

mod answer;
mod catalog;
mod graph;
mod plan;
mod request;
mod solve;
mod timeline;

pub mod batch;
pub mod embedded;
pub mod output;
pub mod picture;
pub mod resolve;

/// Reads catalogs: YAML in, a catalog or findings out.
pub mod load {
    pub use crate::catalog::load::finding::{Code, Finding, Severity, acts, printable};
    pub use crate::catalog::load::source::{SourceFile, is_utf16, read};
    pub use crate::catalog::load::{Layer, Loaded, Options, limits, load, schema};
}

pub use answer::calendar;
pub use answer::changes::{Change, Stretch, changes};
pub use answer::compare::{Comparison, Question as CompareQuestion, compare};
pub use answer::journey::{
    Journey, MOST_JOURNEYS, Stage, Traveller, journey, of_best as journeys_of_best,
};
pub use answer::list::{
    Kind as ListKind, Selection, Statuses, UnknownFilter, entries, list, overview,
};
pub use answer::marks::Marks;
pub use answer::next::{Next, Question as NextQuestion, columns_of_next, next};
pub use answer::plan::{already_held, doubts, reached_sentence};
pub use answer::profile::ProfileLine;
pub use answer::rules::rules_on;
pub use answer::short_title;
pub use answer::show::{Shown, show};
pub use answer::stats::stats;
pub use answer::status::{Question as StatusQuestion, calendar as status_calendar, status};
pub use answer::table::Value;
pub use catalog::date::{BadDate, PartialDate, add_days, whole_day};
pub use catalog::model::{
    Catalog, Cents, CertIndex, Certification, Entry, Exam, ExamIndex, ProviderIndex, Requirement,
    Stored,
};
pub use catalog::status::Status;
pub use graph::Graph;
pub use plan::answer::{Answer, BlockedPart, NoPlan, Plan, ReasonKind, Warning, WarningCode};
pub use plan::explain::suggestions::{Suggestion, suggest};
pub use plan::{Planner, plan};
pub use request::{
    BadValue, Holding, Kind, Limits, Objective, Request, Trait, Wanted, dollars, each_once,
    refuse_nothing_wanted, seconds,
};
pub use timeline::{End, State, Timeline};

/// Fails to compile where one of the main types cannot be shared between threads.
const _: () = {
    const fn shared<T: Send + Sync>() {}
    shared::<Catalog>();
    shared::<load::Finding>();
    shared::<Graph<'_>>();
    shared::<Timeline<'_, '_>>();
    shared::<Request>();
    shared::<Answer>();
    shared::<NoPlan>();
    shared::<solve::Problem>();
    shared::<solve::Solver>();
};
