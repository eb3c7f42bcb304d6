//! The catalog: what YAML may say, what is wrong with it, and what it means.
//!
//! `build.rs` compiles this module too, so it refers to nothing outside itself.

pub(crate) mod address;
pub(crate) mod date;
pub(crate) mod derive;
pub(crate) mod fold;
pub(crate) mod in_force;
pub(crate) mod load;
pub(crate) mod model;
pub(crate) mod names;
pub(crate) mod renewal;
pub(crate) mod similar;
pub(crate) mod status;
pub(crate) mod words;
