//! What exams cost, so that routes can be compared as the planner compares plans.

use crate::catalog::model::{Catalog, Cents, ExamIndex};
use crate::plan::answer::Totals;

/// What some exams cost, compared as with `--minimize exams`: what is unknown is never taken for cheap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Cost {
    pub exams: u64,
    pub unknown_prices: u64,
    /// Of the exams whose price is known.
    pub price: Cents,
    pub unknown_days: u64,
    /// Of the exams whose course days are known.
    pub days: u64,
}

/// Returns what exams cost together.
pub(crate) fn cost(catalog: &Catalog, exams: impl IntoIterator<Item = ExamIndex>) -> Cost {
    let mut cost = Cost::default();
    for index in exams {
        let exam = catalog.exam(index);
        cost.exams += 1;
        match exam.price {
            Some(Cents(cents)) => cost.price.0 += cents,
            None => cost.unknown_prices += 1,
        }
        match exam.course_days {
            Some(days) => cost.days += u64::from(days),
            None => cost.unknown_days += 1,
        }
    }
    cost
}

impl From<Cost> for Totals {
    fn from(cost: Cost) -> Self {
        Self {
            exams: cost.exams,
            price: cost.price,
            price_complete: cost.unknown_prices == 0,
            course_days: cost.days,
            course_days_complete: cost.unknown_days == 0,
        }
    }
}
