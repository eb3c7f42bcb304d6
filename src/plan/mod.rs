//! The planner: from holdings and wants to the cheapest exams, in order, with the reasons.
//!
//! [`plan`] is pure: the same graph and request give the same answer. What holds already is worked out by [`Timeline`],
//! the part of the graph that matters becomes a problem for the exact search in [`crate::solve`], and every plan is taken
//! through forward, in code that shares nothing with the search, before it is printed.

mod alternatives;
pub(crate) mod answer;
pub(crate) mod explain;
mod imprecise;
mod order;
mod reduce;
mod support;
pub(crate) mod verify;
pub(crate) mod wants;
mod within;

use std::collections::{BTreeMap, BTreeSet};

use crate::plan::alternatives::Search;
use crate::plan::answer::{Answer, Choice, NoPlan, Plan, Step, Totals, Unused, Warning};
use crate::plan::explain::ends::Ends;
use crate::plan::explain::unused::unused;
use crate::plan::explain::warnings::{impossible, lapsed, tidy, warnings};
use crate::plan::reduce::problem::Choices;
use crate::plan::reduce::slice::{Condition, Question, Slice};
use crate::plan::support::Support;
use crate::plan::verify::{Forward, Mark};
use crate::request::Request;
use crate::solve::Solution;
use crate::timeline::Timeline;

use crate::catalog::model::{Catalog, Cents, CertIndex, Entry, ExamIndex};
use crate::graph::Graph;

/// Finds the cheapest exams that lead from what is held to everything that is wanted.
///
/// Exact: no set of exams that can be taken on `request.as_of` costs less, compared by `request.minimize`; among equals
/// the one with fewer exams that end within a year wins, then the one with the smaller sum of ranks, then the one whose
/// sorted codes are smaller as text. So a question always gets the same answer. At worst exponential in the choices
/// that share exams. `stop` is called every few nodes of the search; once it says yes, the best plan so far is returned,
/// with [`Answer::optimal`] false and what is proven in [`Answer::bound`].
///
/// # Errors
///
/// [`NoPlan`] if something wanted cannot be reached on that day, with everything that is to blame.
pub fn plan(
    graph: &Graph<'_>,
    request: &Request,
    stop: &dyn Fn() -> bool,
) -> Result<Answer, NoPlan> {
    Planner::new(graph).plan(request, stop)
}

/// Answers questions about one catalog one after the other, with the same memory.
#[derive(Debug)]
pub struct Planner<'g, 'c> {
    graph: &'g Graph<'c>,
    slice: crate::plan::reduce::slice::Memory,
    forward: crate::plan::verify::Memory,
    search: Search,
}

impl<'g, 'c> Planner<'g, 'c> {
    /// Returns a planner for questions about the catalog of `graph`.
    #[must_use]
    pub fn new(graph: &'g Graph<'c>) -> Self {
        Self {
            graph,
            slice: crate::plan::reduce::slice::Memory::default(),
            forward: crate::plan::verify::Memory::default(),
            search: Search::default(),
        }
    }

    /// Does what [`plan()`] does.
    ///
    /// # Errors
    ///
    /// [`NoPlan`] if something wanted cannot be reached on that day, with everything that is to blame.
    pub fn plan(&mut self, request: &Request, stop: &dyn Fn() -> bool) -> Result<Answer, NoPlan> {
        let mut answer = self.plan_as_dated(request, stop);
        let graph = self.graph;
        let doubts = imprecise::warnings(graph, request, &answer, stop, |other| {
            self.plan_as_dated(other, stop)
        });
        if !doubts.is_empty() {
            let warnings = match &mut answer {
                Ok(answer) => &mut answer.warnings,
                Err(no_plan) => &mut no_plan.warnings,
            };
            warnings.extend(doubts);
            *warnings = tidy(std::mem::take(warnings));
        }
        answer
    }

    fn plan_as_dated(
        &mut self,
        request: &Request,
        stop: &dyn Fn() -> bool,
    ) -> Result<Answer, NoPlan> {
        let held = Timeline::new(self.graph, &request.have, request.as_of);
        self.plan_from(&held, request, stop)
    }

    fn plan_from(
        &mut self,
        held: &Timeline<'_, '_>,
        request: &Request,
        stop: &dyn Fn() -> bool,
    ) -> Result<Answer, NoPlan> {
        let avoid: BTreeSet<Entry> = request.avoid.iter().copied().collect();
        let any_of = wants::any_of(self.graph, request, held);
        let question = Question {
            graph: self.graph,
            held,
            as_of: request.as_of,
            avoid: &avoid,
            given: &[],
            any_of: &any_of,
        };
        let goals = wants::goals(self.graph, request);
        let memory = std::mem::take(&mut self.slice);
        let mut slice = Slice::with_memory(question, &goals, memory);
        let choices = slice.choices(&goals, request.minimize);
        let answer = if goals.iter().all(|goal| slice.can_reach(*goal)) {
            Ok(self.write(request, &slice, &choices, &goals, stop))
        } else {
            Err(no_plan(question, &slice, request, &goals))
        };
        self.slice = slice.into_memory(choices);
        answer
    }

    /// Searches for the best plans, and writes them down.
    fn write(
        &mut self,
        request: &Request,
        slice: &Slice<'_, '_>,
        choices: &Choices,
        goals: &[Condition],
        stop: &dyn Fn() -> bool,
    ) -> Answer {
        let question = slice.question();
        let count = request.alternatives.max(1);
        let (solutions, rest_open) = self.search.best(choices, count, stop);
        let memory = std::mem::take(&mut self.forward);
        let forward = Forward::new(
            self.graph,
            question.held,
            question.avoid,
            request.as_of,
            memory,
        );
        let mut writer = Writer {
            request,
            question,
            slice,
            choices,
            goals,
            start: forward.mark(),
            forward,
            search: &mut self.search,
        };
        let mut plans = Vec::new();
        let mut warnings = Vec::new();
        let mut unused = None;
        for solution in &solutions {
            let printed = writer.write(solution, stop);
            plans.push(printed.plan);
            warnings.extend(printed.warnings);
            unused = unused.or(Some(printed.unused));
        }
        self.forward = writer.forward.into_memory();
        let best = &solutions[0];
        let packing = choices.packing;
        let optimal = packing.proper(best.lower_bound) == packing.proper(best.weight);
        Answer {
            credited: question.held.credited(),
            optimal,
            tie_open: optimal && !best.tie_closed,
            rest_open,
            bound: (!optimal).then(|| packing.bound(best.lower_bound, best.weight)),
            plans,
            unused: unused.unwrap_or_default(),
            warnings: tidy(warnings),
        }
    }
}

fn no_plan(
    question: Question<'_, '_>,
    slice: &Slice<'_, '_>,
    request: &Request,
    goals: &[Condition],
) -> NoPlan {
    let missed: Vec<Condition> = goals
        .iter()
        .copied()
        .filter(|goal| !slice.can_reach(*goal))
        .collect();
    let (blocked, reasons) = explain::blocked::blocked(question, slice, &missed, request);
    let want = missed.iter().filter_map(|condition| match condition {
        Condition::Holds(node) => question.graph.node(*node).entry(),
        Condition::Taken(_) | Condition::AnyOf(_) => None,
    });
    let want_any = missed.iter().filter_map(|condition| match condition {
        Condition::AnyOf(list) => Some(request.want_any[*list as usize].clone()),
        Condition::Holds(_) | Condition::Taken(_) => None,
    });
    let mut warnings = lapsed(question, slice.conditions());
    warnings.extend(impossible(question.held));
    NoPlan {
        credited: question.held.credited(),
        want: want.collect(),
        want_any: want_any.collect(),
        reasons,
        blocked,
        cheapest: None,
        proven: true,
        warnings: tidy(warnings),
    }
}

/// What is needed to write a solution of the search down as a plan.
struct Writer<'a, 'c> {
    request: &'a Request,
    question: Question<'a, 'c>,
    slice: &'a Slice<'a, 'c>,
    choices: &'a Choices,
    goals: &'a [Condition],
    /// Takes exams, beginning at `start`: how things stand before the first one.
    forward: Forward<'a, 'c>,
    start: Mark,
    search: &'a mut Search,
}

/// A plan, and what one should know about it.
struct Written {
    plan: Plan,
    warnings: Vec<Warning>,
    unused: Vec<Unused>,
}

impl Writer<'_, '_> {
    fn write(&mut self, solution: &Solution, stop: &dyn Fn() -> bool) -> Written {
        let required = self.choices.exams(&solution.chosen);
        let before = self.request.why.then(|| self.forward.clone());
        let after = self.choices.after(&required);
        let support = Support::new(self.slice, self.goals, &after);
        let ends = Ends::new(self.slice, &support);
        let scheduled = self.take(&required, &after, &ends);
        let why = before.map(|before| {
            let wants = self.request.want.iter().chain(&self.request.via);
            let wants = wants.chain(&support.chosen).copied();
            let graph = self.question.graph;
            explain::why::Reasons::new(graph, wants, &before, &self.forward, self.request.as_of)
        });
        let made = self.choices_made(&support, stop);
        self.forward.rewind(self.start);
        let scheduled = match self.with_recommended(&support, &required, stop) {
            None => scheduled,
            Some(all) => {
                let scheduled = self.take(&all, &self.choices.after(&all), &ends);
                self.forward.rewind(self.start);
                scheduled
            }
        };
        let mut steps = self.steps(scheduled, &required, solution, why.as_ref());
        for step in &mut steps {
            let retires = self.question.graph.catalog().exam(step.exam).facts.retires;
            (step.last_day, step.earn_by) = ends.of(step.exam, retires);
        }
        let mut warned = warnings(self.slice, &support, &steps);
        warned.extend(self.earns_nothing(&steps));
        let mut plan = Plan {
            totals: totals(self.question.graph.catalog(), &required),
            also_needs: self.also_needs(&support),
            steps,
            chosen: Vec::new(),
            choices: made,
        };
        let unused = unused(self.request, self.slice, &support, &plan);
        plan.chosen = support.chosen;
        Written {
            plan,
            warnings: warned,
            unused,
        }
    }

    /// Warns of wanted exams of the plan that earn no certification.
    fn earns_nothing(&self, steps: &[Step]) -> Vec<Warning> {
        let graph = self.question.graph;
        let wants = self.request.want.iter().filter_map(|want| want.exam());
        let earns_none = |exam: &ExamIndex| {
            let mut taken = steps.iter().filter(|step| step.exam == *exam);
            taken.any(|step| step.earns.is_empty())
        };
        let wants = wants.filter(earns_none);
        wants
            .filter_map(|exam| explain::warnings::earns_nothing(graph, exam, self.request.as_of))
            .collect()
    }

    /// Returns what was chosen, and what else there was, if that is required.
    fn choices_made(&mut self, support: &Support, stop: &dyn Fn() -> bool) -> Vec<Choice> {
        if !self.request.why {
            return Vec::new();
        }
        let (slice, choices) = (self.slice, self.choices);
        explain::choices::choices(slice, choices, support, &self.forward, self.search, stop)
    }

    /// Takes out what could stand in an exam's place only with another exam of the plan left without what it requires:
    /// that happens in plans that are not the best, whose exams are not all needed then.
    fn keep_what_leaves_all_to_take(
        &mut self,
        required: &[ExamIndex],
        substitutes: &mut BTreeMap<ExamIndex, (Vec<ExamIndex>, Option<usize>)>,
    ) {
        let catalog = self.question.graph.catalog();
        let mut required_by = required.iter();
        if required_by.all(|exam| catalog.exam(*exam).requires.is_none()) {
            return;
        }
        for (exam, (others, _)) in substitutes {
            others.retain(|other| {
                let kept = required.iter().filter(|one| *one != exam);
                self.can_all_be_taken(kept.chain([other]).copied().collect())
            });
        }
    }

    fn can_all_be_taken(&mut self, mut exams: Vec<ExamIndex>) -> bool {
        let mark = self.forward.mark();
        while let Some(place) = exams.iter().position(|exam| self.forward.can_take(*exam)) {
            self.forward.take(exams.swap_remove(place));
        }
        self.forward.rewind(mark);
        exams.is_empty()
    }

    fn steps(
        &mut self,
        scheduled: Vec<order::ScheduledExam>,
        required: &[ExamIndex],
        solution: &Solution,
        why: Option<&explain::why::Reasons>,
    ) -> Vec<Step> {
        let mut substitutes = explain::substitutes::substitutes(
            self.question.graph.catalog(),
            self.choices,
            &solution.chosen,
            self.request.minimize,
        );
        self.keep_what_leaves_all_to_take(required, &mut substitutes);
        let step = |(exam, earns)| {
            let (why, why_left_out) = why.map(|why| why.chain(exam)).unwrap_or_default();
            let or = substitutes.remove(&exam);
            let (or, or_left_out) = or.unwrap_or((Vec::new(), Some(0)));
            Step {
                exam,
                recommended: required.binary_search(&exam).is_err(),
                last_day: None,
                earn_by: None,
                earns,
                or,
                or_left_out,
                why,
                why_left_out,
            }
        };
        scheduled.into_iter().map(step).collect()
    }

    /// Takes the exams in order, and so checks that everything wanted follows from them.
    fn take(
        &mut self,
        exams: &[ExamIndex],
        after: &[bool],
        ends: &Ends,
    ) -> Vec<order::ScheduledExam> {
        let scheduled = order::order(self.slice, after, exams, ends, &mut self.forward)
            .expect("the search only plans exams that can be taken in some order");
        let reached = (self.goals.iter()).all(|goal| self.is_reached(*goal, &self.forward));
        assert!(
            reached,
            "a plan of the search does not reach what is wanted; please report it"
        );
        scheduled
    }

    fn is_reached(&self, goal: Condition, after: &Forward<'_, '_>) -> bool {
        match goal {
            Condition::Holds(node) => after.holds(node),
            Condition::Taken(exam) => after.was_taken(exam),
            Condition::AnyOf(list) => {
                let members = self.question.any_of[list as usize].members.iter();
                let mut steps =
                    members.filter(|node| !self.question.is_avoided_step(Condition::Holds(**node)));
                steps.any(|node| after.holds(*node))
            }
        }
    }

    /// Adds the cheapest exams for what the plan's certifications recommend, as far as that can be reached, if that is
    /// required and there are any.
    fn with_recommended(
        &mut self,
        support: &Support,
        required: &[ExamIndex],
        stop: &dyn Fn() -> bool,
    ) -> Option<Vec<ExamIndex>> {
        if !self.request.with_recommended {
            return None;
        }
        let question = Question {
            given: required,
            ..self.question
        };
        let graph = question.graph;
        let goals: Vec<Condition> = self
            .newly_earned(support)
            .filter_map(|index| graph.recommended(index))
            .map(Condition::Holds)
            .collect();
        let mut slice = Slice::new(question, &goals);
        slice.choices(&goals, self.request.minimize);
        let goals: Vec<Condition> = goals
            .into_iter()
            .filter(|goal| slice.can_reach(*goal))
            .collect();
        let choices = Slice::new(question, &goals).choices(&goals, self.request.minimize);
        let mut all = required.to_vec();
        for solution in self.search.best(&choices, 1, stop).0 {
            all.extend(choices.exams(&solution.chosen));
        }
        all.sort_unstable();
        all.dedup();
        (all.len() > required.len()).then_some(all)
    }

    fn newly_earned<'s>(&'s self, support: &'s Support) -> impl Iterator<Item = CertIndex> + 's {
        let held = self.question.held;
        let certifications = support.certifications();
        certifications.filter(|index| !held.is_active(*index))
    }

    fn also_needs(&self, support: &Support) -> Vec<CertIndex> {
        let catalog = self.question.graph.catalog();
        self.newly_earned(support)
            .filter(|index| !catalog.certification(*index).also_needs.is_empty())
            .collect()
    }
}

fn totals(catalog: &Catalog, exams: &[ExamIndex]) -> Totals {
    let mut totals = Totals {
        exams: exams.len() as u64,
        price: Cents(0),
        price_complete: true,
        course_days: 0,
        course_days_complete: true,
    };
    for exam in exams.iter().map(|exam| catalog.exam(*exam)) {
        totals.price.0 += exam.price.unwrap_or_default().0;
        totals.price_complete &= exam.price.is_some();
        totals.course_days += u64::from(exam.course_days.unwrap_or_default());
        totals.course_days_complete &= exam.course_days.is_some();
    }
    totals
}
