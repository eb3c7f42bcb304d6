//! What is worked out of a catalog once it is read, so that no question has to.

pub(crate) mod code_order;
pub(crate) mod graph;
pub(crate) mod implied;
pub(crate) mod spans;
pub(crate) mod start_dates;
