//! The planner: from holdings and wants to the cheapest exams, in order, with the reasons.

pub mod answer;
mod cost;
mod forward;
pub mod held;
mod slice;
pub mod solve;
