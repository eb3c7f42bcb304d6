//! The planner.

pub mod answer;
