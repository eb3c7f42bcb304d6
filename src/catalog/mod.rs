//! The catalog: what YAML may say, what is wrong with it, and what it means.
//!
//! `build.rs` compiles this module too, so it refers to nothing outside itself.

pub mod date;
pub mod finding;
pub mod in_force;
pub mod model;
pub mod names;
pub mod source;
pub mod status;
pub mod yaml;
