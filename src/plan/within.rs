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
    /// `MOST_PLANS`, the cheapest or shortest one is returned, not proven to be the best. Whether there is one comes
    /// first: that is found soon, where the best of them may take all of the time.
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
        let mut within = None;
        let mut cheapest = None;
        for objective in limits.objectives() {
            let asked = Request {
                minimize: objective,
                alternatives: 1,
                ..request.clone()
            };
            let least = self.plan(&asked, stop)?;
            let totals = totals_of_best(&least);
            let only = limits.only(objective);
            if only.is_over(request.as_of, &proven(&least, totals)) {
                let optimal = least.optimal;
                return Err(over(least, request, totals, optimal));
            }
            cheapest = cheapest.or(Some(totals));
            match keep(least, request, limits) {
                Ok(answer) if asked == *request => return Ok(answer),
                kept => within = within.or(kept.ok()),
            }
        }
        let answer = self.plan(request, stop)?;
        let Some(cheapest) = cheapest else {
            return Ok(answer);
        };
        let answer = match keep(answer, request, limits) {
            Ok(answer) => return Ok(answer),
            Err(answer) => answer,
        };
        let more = Request {
            alternatives: request.alternatives.max(MOST_PLANS),
            ..request.clone()
        };
        let all = self.plan(&more, stop)?;
        let is_all = all.optimal && !all.rest_open && all.plans.len() < more.alternatives;
        match keep(all, request, limits) {
            Ok(answer) => Ok(answer),
            Err(_) => match within {
                Some(answer) => Ok(Answer {
                    optimal: false,
                    bound: None,
                    ..answer
                }),
                None => Err(over(answer, request, cheapest, is_all)),
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

fn totals_of_best(answer: &Answer) -> Totals {
    (answer.plans.first()).map_or_else(Totals::default, |plan| plan.totals)
}

/// Returns what every plan takes at least of what was minimized: the totals of the best, or the bound below it.
fn proven(answer: &Answer, totals: Totals) -> Totals {
    if answer.optimal {
        return totals;
    }
    let bound = answer.bound.as_ref();
    Totals {
        price: bound.and_then(|bound| bound.price).unwrap_or_default(),
        course_days: bound.and_then(|bound| bound.course_days).unwrap_or(0),
        ..totals
    }
}

fn over(answer: Answer, request: &Request, cheapest: Totals, proven: bool) -> NoPlan {
    NoPlan {
        credited: answer.credited,
        want: request.want.clone(),
        want_any: request.want_any.clone(),
        reasons: Vec::new(),
        blocked: Vec::new(),
        warnings: Vec::new(),
        cheapest: Some(cheapest),
        proven,
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
