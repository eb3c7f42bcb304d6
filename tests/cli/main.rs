//! The program as it is called: what it prints, where, and its exit code.
//!
//! Most tests ask `catalogs/shelf.yaml` alone; those that ask the embedded catalog name a day, and speak of
//! what no correction of the data should change.

#![allow(clippy::unwrap_used, clippy::needless_raw_string_hashes)]

mod bad_catalogs;
mod batch;
mod check;
mod facts;
mod formats;
mod graph;
mod import;
mod json;
mod plan;
mod profile;
mod run;
mod shells;
mod status;
mod streams;
mod upkeep;
mod usage;
mod want_any;
