//! The catalog: what YAML may say, what is wrong with it, and what it means.
//!
//! `build.rs` compiles this module too, so it refers to nothing outside itself.

mod assemble;
mod check;
pub(crate) mod components;
pub mod date;
pub mod finding;
pub mod in_force;
pub mod keys;
pub mod load;
pub mod model;
pub mod names;
pub mod needed;
mod problem;
mod raw;
mod read;
mod refer;
mod rules;
pub mod source;
pub mod status;
mod text;
mod vendors;
pub mod yaml;
