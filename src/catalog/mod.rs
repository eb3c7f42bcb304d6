//! The catalog: what YAML may say, what is wrong with it, and what it means.
//!
//! `build.rs` compiles this module too, so it refers to nothing outside itself.

pub mod address;
pub mod date;
pub mod derive;
pub mod fold;
pub mod in_force;
pub mod load;
pub mod model;
pub mod names;
pub mod renewal;
pub mod status;
