//! A plan as JSON: the promised object.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::catalog::date::PartialDate;
use crate::catalog::model::{Catalog, Entry, ExamIndex};
use crate::output::json::{self, Document, Dollars, Each, Fields, Name, Shown};
use crate::output::plan::{also_needs, ends};
use crate::output::warnings::warning_fields;
use crate::output::{choices, no_plan, wanted};
use crate::plan::answer::{Answer, Bound, Credited, NoPlan, Step, Totals};
use crate::request::{Objective, Request};

pub(super) const NO_ID: Option<&()> = None;

/// The fields that every answer to `plan` has, a refusal too.
pub(in crate::output) struct PlanFields<'a> {
    pub(in crate::output) catalog: &'a Catalog,
    pub(in crate::output) request: &'a Request,
    pub(in crate::output) credited: &'a [Credited],
    pub(in crate::output) outcome: Outcome<'a>,
}

pub(in crate::output) enum Outcome<'a> {
    Plans(&'a Answer),
    NoPlan(&'a NoPlan),
}

pub(super) fn document<'a, I: ?Sized>(
    id: Option<&'a I>,
    catalog: &'a Catalog,
    request: &'a Request,
    answer: &'a Answer,
) -> Document<'a, I, PlanFields<'a>> {
    Document {
        id,
        head: catalog.into(),
        as_of: request.as_of,
        fields: PlanFields {
            catalog,
            request,
            credited: &answer.credited,
            outcome: Outcome::Plans(answer),
        },
    }
}

impl Fields for PlanFields<'_> {
    fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        let catalog = self.catalog;
        let have = self.request.have.iter().map(|holding| holding.entry);
        map.serialize_entry("have", &Each(have.map(|entry| Name { catalog, entry })))?;
        map.serialize_entry("want", &json::names(catalog, &self.request.want))?;
        if !self.request.want_any.is_empty() {
            let best = match self.outcome {
                Outcome::Plans(answer) => answer.plans.first(),
                Outcome::NoPlan(_) => None,
            };
            let lists = wanted::any_fields(catalog, self.request, best);
            map.serialize_entry("want_any", &lists)?;
        }
        let credited = self.credited.iter().map(|credited| CreditedFields {
            id: Name {
                catalog,
                entry: credited.entry,
            },
            because: json::names(catalog, &credited.because),
        });
        map.serialize_entry("credited", &Each(credited))?;
        map.serialize_entry("minimize", minimize_word(self.request.minimize))?;
        match self.outcome {
            Outcome::Plans(answer) => write_plans(catalog, answer, map),
            Outcome::NoPlan(no_plan) => no_plan::write_fields(catalog, no_plan, map),
        }
    }
}

pub(in crate::output) fn minimize_word(minimize: Objective) -> &'static str {
    match minimize {
        Objective::Exams => "exams",
        Objective::Price => "price",
        Objective::Days => "days",
    }
}

fn write_plans<M: SerializeMap>(
    catalog: &Catalog,
    answer: &Answer,
    map: &mut M,
) -> Result<(), M::Error> {
    map.serialize_entry("optimal", &answer.optimal)?;
    if answer.tie_open {
        map.serialize_entry("tie", "open")?;
    }
    if let (false, Some(bound)) = (answer.optimal, &answer.bound) {
        map.serialize_entry("lower_bound", &bound_fields(bound))?;
        map.serialize_entry("gap", &bound.gap)?;
    }
    let plans = answer.plans.iter().map(|plan| PlanJson {
        steps: Each(
            plan.steps
                .iter()
                .zip(1..)
                .map(|(step, number)| step_fields(catalog, step, number)),
        ),
        totals: totals_fields(&plan.totals),
        also_needs: Each(also_needs(catalog, plan).map(|(entry, text)| AlsoNeeds {
            id: Name { catalog, entry },
            text,
        })),
        chosen: (!plan.chosen.is_empty()).then(|| json::names(catalog, &plan.chosen)),
        choices: choices::choices_field(catalog, plan),
    });
    map.serialize_entry("plans", &Each(plans))?;
    map.serialize_entry("warnings", &warning_fields(catalog, &answer.warnings))
}

#[derive(Serialize)]
struct CreditedFields<'a, B: Serialize> {
    id: Name<'a>,
    because: B,
}

/// Returns the proven part of a cost.
pub(in crate::output) fn bound_fields(bound: &Bound) -> impl Serialize + use<> {
    BoundFields {
        exams: bound.exams,
        price_usd: bound.price.map(Dollars),
        course_days: bound.course_days,
    }
}

#[derive(Serialize)]
struct BoundFields {
    exams: Option<u64>,
    price_usd: Option<Dollars>,
    course_days: Option<u64>,
}

#[derive(Serialize)]
struct PlanJson<S: Serialize, N: Serialize, C: Serialize, W: Serialize> {
    steps: S,
    totals: TotalsFields,
    also_needs: N,
    /// What is reached of each list of which any one is wanted.
    #[serde(skip_serializing_if = "Option::is_none")]
    chosen: Option<C>,
    /// What was chosen among what, where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    choices: Option<W>,
}

#[derive(Serialize)]
struct AlsoNeeds<'a> {
    id: Name<'a>,
    text: &'a str,
}

#[derive(Serialize)]
pub(in crate::output) struct TotalsFields {
    exams: u64,
    price_usd: Dollars,
    price_complete: bool,
    course_days: u64,
    course_days_complete: bool,
}

pub(in crate::output) fn totals_fields(totals: &Totals) -> TotalsFields {
    TotalsFields {
        exams: totals.exams,
        price_usd: Dollars(totals.price),
        price_complete: totals.price_complete,
        course_days: totals.course_days,
        course_days_complete: totals.course_days_complete,
    }
}

#[derive(Serialize)]
struct StepFields<'a, E: Serialize, O: Serialize> {
    step: usize,
    exam: Name<'a>,
    title: &'a str,
    provider: &'a str,
    level: &'a str,
    price_usd: Option<Dollars>,
    course_days: Option<u32>,
    retires: Option<Shown<PartialDate>>,
    recommended: bool,
    earns: E,
    or: O,
    why: Why<'a>,
    url: &'a str,
}

/// Returns a step with nothing of what depends on the plan.
pub(in crate::output) fn bare_step(catalog: &Catalog, exam: ExamIndex) -> impl Serialize {
    struct Bare<'a> {
        catalog: &'a Catalog,
        step: Step,
    }
    impl Serialize for Bare<'_> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            step_fields(self.catalog, &self.step, 0).serialize(serializer)
        }
    }
    let step = Step {
        exam,
        recommended: false,
        earns: Vec::new(),
        or: Vec::new(),
        why: Vec::new(),
        why_left_out: 0,
    };
    Bare { catalog, step }
}

fn step_fields<'a>(
    catalog: &'a Catalog,
    step: &'a Step,
    number: usize,
) -> impl Serialize + use<'a> {
    let exam = catalog.exam(step.exam);
    let entry = Entry::Exam(step.exam);
    StepFields {
        step: number,
        exam: Name { catalog, entry },
        title: &exam.facts.title,
        provider: &catalog.provider(exam.facts.provider).id,
        level: &catalog.level(entry).name,
        price_usd: exam.price.map(Dollars),
        course_days: exam.course_days,
        retires: json::date(exam.facts.retires),
        recommended: step.recommended,
        earns: json::certifications(catalog, &step.earns),
        or: json::exams(catalog, &step.or),
        why: Why { catalog, step },
        url: &exam.facts.page,
    }
}

/// A chain of names, with dots for those that were left out.
struct Why<'a> {
    catalog: &'a Catalog,
    step: &'a Step,
}

impl Serialize for Why<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let catalog = self.catalog;
        let name = |&entry: &Entry| Link::Name(Name { catalog, entry });
        let (first, last) = ends(self.step);
        let dots = (!last.is_empty()).then_some(Link::Dots("..."));
        let links = first.iter().map(name).chain(dots);
        serializer.collect_seq(links.chain(last.iter().map(name)))
    }
}

#[derive(Serialize)]
#[serde(untagged)]
enum Link<'a> {
    Name(Name<'a>),
    Dots(&'static str),
}
