//! The reasons behind a plan, and what blocks one that cannot be made.

pub(crate) mod blocked;
pub(crate) mod choices;
pub(crate) mod ends;
pub(crate) mod substitutes;
pub(crate) mod suggestions;
pub(crate) mod unused;
pub(crate) mod warnings;
pub(crate) mod why;
