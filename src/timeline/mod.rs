//! What is active on which day, and until when.

pub(crate) mod facts;
pub mod held;
