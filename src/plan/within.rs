//! Plans within limits: a budget, and a day by which the courses are over.

use jiff::Unit;
use jiff::civil::Date;

use crate::catalog::model::Cents;
use crate::plan::Planner;
use crate::plan::answer::{Answer, NoPlan, Plan, Totals};
use crate::request::{Limits, Objective, Request};

/// How many plans are looked at for one within the limits, before the cheapest or the shortest is taken.
const MOST_PLANS: usize = 64;

impl Planner<'_, '_> {
    /// Does what [`Planner::plan`] does, for plans within limits. What is not known of a plan counts as nothing.
    ///
    /// The best plan within the limits is the first of all plans, best first, that is; where it is not among the first
    /// `MOST_PLANS`, the cheapest or shortest one is returned, not proven to be the best.
    ///
    /// # Errors
    ///
    /// [`NoPlan`] if something wanted cannot be reached, or not within the limits: with what the cheapest plan takes.
    pub fn plan_within(
        &mut self,
        request: &Request,
        limits: Limits,
        stop: &dyn Fn() -> bool,
    ) -> Result<Answer, NoPlan> {
        let answer = self.plan(request, stop)?;
        let answer = match keep(answer, request, limits) {
            Ok(answer) => return Ok(answer),
            Err(answer) => answer,
        };
        let mut within = None;
        for objective in limits.objectives() {
            let least = self.plan(
                &Request {
                    minimize: objective,
                    alternatives: 1,
                    ..request.clone()
                },
                stop,
            )?;
            if let Some(totals) = least.plans.first().map(|plan| plan.totals)
                && limits.only(objective).is_over(request.as_of, &totals)
            {
                return Err(over(answer, request, totals));
            }
            within = within.or(keep(least, request, limits).ok());
        }
        let more = Request {
            alternatives: request.alternatives.max(MOST_PLANS),
            ..request.clone()
        };
        let cheapest = cheapest(&answer);
        match keep(self.plan(&more, stop)?, request, limits) {
            Ok(answer) => Ok(answer),
            Err(_) => match within {
                Some(answer) => Ok(Answer {
                    optimal: false,
                    bound: None,
                    ..answer
                }),
                None => Err(over(answer, request, cheapest)),
            },
        }
    }
}

/// Keeps as many plans as are requested of those within the limits; an error with the answer where there is none.
fn keep(mut answer: Answer, request: &Request, limits: Limits) -> Result<Answer, Answer> {
    let is_within = |plan: &Plan| !limits.is_over(request.as_of, &plan.totals);
    if !answer.plans.iter().any(is_within) {
        return Err(answer);
    }
    answer.plans.retain(is_within);
    answer.plans.truncate(request.alternatives.max(1));
    Ok(answer)
}

fn cheapest(answer: &Answer) -> Totals {
    let totals = answer.plans.iter().map(|plan| plan.totals);
    totals.min_by_key(|totals| totals.price).unwrap_or_default()
}

fn over(answer: Answer, request: &Request, cheapest: Totals) -> NoPlan {
    NoPlan {
        credited: answer.credited,
        want: request.want.clone(),
        want_any: request.want_any.clone(),
        reasons: Vec::new(),
        blocked: Vec::new(),
        warnings: Vec::new(),
        cheapest: Some(cheapest),
    }
}

impl Limits {
    /// Returns what to minimize to stay within each limit.
    fn objectives(self) -> impl Iterator<Item = Objective> {
        let price = self.budget.map(|_| Objective::Price);
        price.into_iter().chain(self.by.map(|_| Objective::Days))
    }

    fn only(self, objective: Objective) -> Self {
        match objective {
            Objective::Price => Self { by: None, ..self },
            Objective::Days => Self {
                budget: None,
                ..self
            },
            Objective::Exams => Self::default(),
        }
    }

    fn is_over(self, as_of: Date, totals: &Totals) -> bool {
        let is_dear = self.budget.is_some_and(|Cents(most)| totals.price.0 > most);
        let is_long = self
            .by
            .is_some_and(|by| totals.course_days > days(as_of, by));
        is_dear || is_long
    }
}

/// Counts the days from one to another, both included.
fn days(from: Date, to: Date) -> u64 {
    let days = from
        .until((Unit::Day, to))
        .map_or(0, |span| span.get_days());
    u64::try_from(days).map_or(0, |days| days + 1)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_first_day_and_the_last_are_days_to_learn_on() {
        let day = date(2026, 11, 26);
        assert_eq!(days(day, day), 1);
        assert_eq!(days(day, date(2026, 12, 1)), 6);
        assert_eq!(days(day, date(2026, 11, 25)), 0);
    }

    #[test]
    fn each_limit_is_reached_before_it_is_passed() {
        let day = date(2026, 11, 26);
        let limits = Limits {
            budget: Some(Cents(10_000)),
            by: Some(date(2026, 11, 27)),
        };
        let is_over = |price, course_days| {
            let totals = Totals {
                price: Cents(price),
                course_days,
                ..Totals::default()
            };
            limits.is_over(day, &totals)
        };
        assert!(!is_over(10_000, 2));
        assert!(is_over(10_001, 2));
        assert!(is_over(10_000, 3));
    }
}
