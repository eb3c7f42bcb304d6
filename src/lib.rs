//! Plans certification paths: from what one holds, which exams, in which order, lead to what one wants.
//!
//! The library neither prints nor reads the clock nor touches the network.

pub mod catalog;
pub mod embedded;
pub mod graph;
pub mod picture;
pub mod plan;
pub mod query;
pub mod render;
pub mod resolve;
