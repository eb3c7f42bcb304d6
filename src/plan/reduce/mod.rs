//! From the graph to a problem for the solver: the part that matters, and what it costs.

pub(crate) mod cost;
pub(crate) mod problem;
pub(crate) mod slice;
