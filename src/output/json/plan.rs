//! The document of `plan`, which is also a line of a batch.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::value::RawValue;

use crate::answer::journey::Journey;
use crate::answer::plan::{also_needs, chain, described};
use crate::catalog::date::PartialDate;
use crate::catalog::model::{Catalog, Cents, CertIndex, Entry, Text};
use crate::output::json::Head;
use crate::output::json::journey::JourneyJson;
use crate::output::json::no_plan::NoPlanJson;
use crate::output::json::warning::{WarningJson, warnings};
use crate::plan::answer::{
    Answer, Bound, Branch, Choice, ChoiceOf, Credited, NoPlan, Plan, Step, Totals, Unused,
};
use crate::request::{Limits, Request, Wanted};

/// The answer of `certpath plan`: plans, best first, or why there is none.
#[derive(Debug, Default, Serialize, JsonSchema)]
pub struct PlanDocument<'a> {
    /// The `id` of the request, as it was written; in a batch only.
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a RawValue>,
    #[serde(flatten)]
    head: Head<'a>,
    /// The holdings, as they were resolved.
    have: Vec<Text>,
    /// What is wanted, as it was resolved.
    want: Vec<Text>,
    /// The lists of which one each is wanted.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    want_any: Vec<AnyOfJson>,
    /// What the holdings count for without being named.
    credited: Vec<CreditedJson>,
    #[schemars(extend("enum" = ["exams", "price", "days"]))]
    minimize: &'static str,
    /// What the plans may cost, with `--budget`.
    #[serde(skip_serializing_if = "Option::is_none")]
    budget_usd: Option<Cents>,
    /// The day on which their courses are over, with `--by`.
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<Date>,
    /// Whether the first plan is proven to be the best, or that there is none.
    optimal: bool,
    /// `open` where another plan of the same cost might come first.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("enum" = ["open"]))]
    tie: Option<&'static str>,
    /// `open` where the search was stopped, so that other plans might come before the second one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("enum" = ["open"]))]
    rest: Option<&'static str>,
    /// Where not optimal: the proven part of the cost of every plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    lower_bound: Option<Bound>,
    /// How far the plan may be from the bound: a share of the first part of the cost that differs.
    #[serde(skip_serializing_if = "Option::is_none")]
    gap: Option<f64>,
    /// The plans, best first.
    plans: Vec<PlanJson<'a>>,
    /// Why there is no plan, where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    no_plan: Option<NoPlanJson<'a>>,
    /// The holdings that do not help, though they once did or nearly do; those that nothing requires with `--why` only.
    unused: Vec<UnusedJson<'a>>,
    warnings: Vec<WarningJson<'a>>,
    /// The journey to each exam of the first plan, with `--details`.
    #[serde(skip_serializing_if = "Option::is_none")]
    journeys: Option<Vec<JourneyJson<'a>>>,
}

impl<'a> PlanDocument<'a> {
    /// Returns the document of an answer.
    #[must_use]
    pub fn new(catalog: &'a Catalog, request: &Request, answer: &'a Answer) -> Self {
        let bound = answer.bound.as_ref().filter(|_| !answer.optimal);
        Self {
            credited: credited(catalog, &answer.credited),
            want_any: any_of(catalog, request, answer.plans.first()),
            optimal: answer.optimal,
            tie: answer.tie_open.then_some("open"),
            rest: answer.rest_open.then_some("open"),
            lower_bound: bound.copied(),
            gap: bound.map(|bound| bound.gap),
            plans: (answer.plans.iter())
                .map(|plan| PlanJson::new(catalog, plan))
                .collect(),
            unused: unused(catalog, &answer.unused),
            warnings: warnings(catalog, &answer.warnings),
            ..Self::empty(catalog, request)
        }
    }

    /// Returns the document of a request that no plan fulfills.
    #[must_use]
    pub fn without_plan(catalog: &'a Catalog, request: &Request, no_plan: &'a NoPlan) -> Self {
        Self {
            credited: credited(catalog, &no_plan.credited),
            want_any: any_of(catalog, request, None),
            optimal: no_plan.proven,
            no_plan: Some(NoPlanJson::new(catalog, no_plan)),
            warnings: warnings(catalog, &no_plan.warnings),
            ..Self::empty(catalog, request)
        }
    }

    /// Returns it with the request's `id`.
    #[must_use]
    pub fn with_id(self, id: Option<&'a RawValue>) -> Self {
        Self { id, ..self }
    }

    /// Returns it with the limits that its plans keep to.
    #[must_use]
    pub fn with_limits(self, limits: Limits) -> Self {
        Self {
            budget_usd: limits.budget,
            by: limits.by,
            ..self
        }
    }

    /// Returns it with warnings of holdings that the catalog does not have.
    #[must_use]
    pub fn with_unknown_holdings(mut self, unknown: &'a [(String, String)]) -> Self {
        let warnings = unknown.iter().map(|(name, message)| WarningJson {
            code: "unknown-holding",
            subject: name.clone().into(),
            message,
        });
        self.warnings.extend(warnings);
        self
    }

    /// Returns it with the journey to each exam.
    #[must_use]
    pub fn with_journeys(self, catalog: &'a Catalog, journeys: &'a [Journey]) -> Self {
        let journeys = journeys
            .iter()
            .map(|journey| JourneyJson::new(catalog, journey));
        Self {
            journeys: Some(journeys.collect()),
            ..self
        }
    }

    fn empty(catalog: &'a Catalog, request: &Request) -> Self {
        let have = request
            .have
            .iter()
            .map(|holding| catalog.name(holding.entry));
        Self {
            head: Head::new(catalog, request.as_of),
            have: have.collect(),
            want: names(catalog, &request.want),
            minimize: request.minimize.word(),
            optimal: true,
            ..Self::default()
        }
    }
}

/// Returns the codes and ids of entries.
pub(super) fn names(catalog: &Catalog, entries: &[Entry]) -> Vec<Text> {
    entries.iter().map(|&entry| catalog.name(entry)).collect()
}

/// A list of which one is wanted.
#[derive(Debug, Serialize, JsonSchema)]
struct AnyOfJson {
    /// The names and kinds of the list, as in `level:expert`.
    any: Vec<String>,
    /// What the first plan reaches of it.
    chosen: Option<Text>,
}

fn any_of(catalog: &Catalog, request: &Request, best: Option<&Plan>) -> Vec<AnyOfJson> {
    let lists = request.want_any.iter().enumerate();
    lists
        .map(|(place, list)| AnyOfJson {
            any: any_names(catalog, list),
            chosen: best
                .and_then(|plan| plan.chosen.get(place))
                .map(|&entry| catalog.name(entry)),
        })
        .collect()
}

/// Returns a list as it was requested.
pub(super) fn any_names(catalog: &Catalog, list: &[Wanted]) -> Vec<String> {
    list.iter()
        .map(|wanted| described(catalog, wanted))
        .collect()
}

/// What holdings count for.
#[derive(Debug, Serialize, JsonSchema)]
struct CreditedJson {
    id: Text,
    /// The holdings that give it.
    because: Vec<Text>,
}

fn credited(catalog: &Catalog, credited: &[Credited]) -> Vec<CreditedJson> {
    let credited = credited.iter().map(|credited| CreditedJson {
        id: catalog.name(credited.entry),
        because: names(catalog, &credited.because),
    });
    credited.collect()
}

/// Exams to take, in order.
#[derive(Debug, Serialize, JsonSchema)]
struct PlanJson<'a> {
    steps: Vec<StepJson<'a>>,
    totals: Totals,
    /// What the plan needs that no exam gives.
    also_needs: Vec<AlsoNeedsJson<'a>>,
    /// What is reached of each list of `want_any`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    chosen: Vec<Text>,
    /// What was chosen among what, with `--why`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    choices: Vec<ChoiceJson>,
}

impl<'a> PlanJson<'a> {
    fn new(catalog: &'a Catalog, plan: &'a Plan) -> Self {
        let steps = plan.steps.iter().zip(1..);
        let also_needs = also_needs(catalog, plan).map(|(entry, text)| AlsoNeedsJson {
            id: catalog.name(entry),
            text,
        });
        Self {
            steps: steps
                .map(|(step, number)| StepJson::new(catalog, step, number))
                .collect(),
            totals: plan.totals,
            also_needs: also_needs.collect(),
            chosen: names(catalog, &plan.chosen),
            choices: (plan.choices.iter())
                .map(|choice| ChoiceJson::new(catalog, choice))
                .collect(),
        }
    }
}

/// An exam to take.
#[derive(Debug, Serialize, JsonSchema)]
struct StepJson<'a> {
    /// Its number, from 1.
    step: u64,
    exam: Text,
    title: &'a str,
    provider: &'a str,
    level: &'a str,
    price_usd: Option<Cents>,
    course_days: Option<u32>,
    /// The last day on which it can be taken and does what the plan takes it for: a day, a month or a year.
    retires: Option<PartialDate>,
    /// The certification that must be earned with it by then, where that ends before the exam does.
    earn_by: Option<EarnByJson>,
    /// It is there for a recommendation only.
    recommended: bool,
    /// The certifications that are newly earned right after it.
    earns: Vec<Text>,
    /// The exams that could stand in its place alone.
    or: Vec<Text>,
    /// How many more could; null where there were too many to look at.
    #[serde(skip_serializing_if = "is_whole")]
    or_left_out: Option<usize>,
    /// The chain of certifications from the exam up to a want, with `--why`.
    why: Vec<Text>,
    url: &'a str,
}

impl<'a> StepJson<'a> {
    fn new(catalog: &'a Catalog, step: &'a Step, number: u64) -> Self {
        let exam = catalog.exam(step.exam);
        let entry = Entry::Exam(step.exam);
        let certifications = step.earns.iter().copied().map(Entry::Certification);
        let exams = step.or.iter().copied().map(Entry::Exam);
        Self {
            step: number,
            exam: catalog.name(entry),
            title: &exam.facts.title,
            provider: &catalog.provider(exam.facts.provider).id,
            level: &catalog.level(entry).name,
            price_usd: exam.price,
            course_days: exam.course_days,
            retires: step.last_day,
            earn_by: step.earn_by.map(|index| EarnByJson::new(catalog, index)),
            recommended: step.recommended,
            earns: certifications.map(|entry| catalog.name(entry)).collect(),
            or: exams.map(|entry| catalog.name(entry)).collect(),
            or_left_out: step.or_left_out,
            why: chain(catalog, step),
            url: &exam.facts.page,
        }
    }
}

/// A certification that nobody can earn after a day.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct EarnByJson {
    id: Text,
    /// Its last day.
    retires: Option<PartialDate>,
}

impl EarnByJson {
    pub(super) fn new(catalog: &Catalog, index: CertIndex) -> Self {
        let retires = catalog.certification(index).facts.retires;
        Self {
            id: catalog.name(Entry::Certification(index)),
            retires,
        }
    }
}

/// A holding that does not help.
#[derive(Debug, Serialize, JsonSchema)]
struct UnusedJson<'a> {
    id: Text,
    #[schemars(extend("enum" = ["lapsed", "rule-ended", "replaced", "not-asked-for"]))]
    reason: &'static str,
    /// A sentence without a full stop.
    text: &'a str,
}

fn unused<'a>(catalog: &Catalog, unused: &'a [Unused]) -> Vec<UnusedJson<'a>> {
    let unused = unused.iter().map(|unused| UnusedJson {
        id: catalog.name(unused.entry),
        reason: unused.reason.word(),
        text: &unused.text,
    });
    unused.collect()
}

/// What a certification requires that no exam gives.
#[derive(Debug, Serialize, JsonSchema)]
struct AlsoNeedsJson<'a> {
    id: Text,
    text: &'a str,
}

/// What a plan chose, where more than one way was open.
#[derive(Debug, Serialize, JsonSchema)]
struct ChoiceJson {
    /// What requires it; null for a list of `want_any`.
    of: Option<Text>,
    /// The place of a list in `want_any`, from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    list: Option<usize>,
    /// How many branches it takes.
    needed: usize,
    /// The branches that hold in the end.
    taken: Vec<String>,
    /// The others that could have been taken, cheapest first.
    others: Vec<BranchJson>,
    /// How many more could have been taken, and were not looked at.
    #[serde(skip_serializing_if = "is_zero")]
    left_out: usize,
}

impl ChoiceJson {
    fn new(catalog: &Catalog, choice: &Choice) -> Self {
        let (of, list) = match choice.of {
            ChoiceOf::Entry(entry) => (Some(catalog.name(entry)), None),
            ChoiceOf::List(list) => (None, Some(list)),
        };
        let taken = choice.taken.iter();
        let others = choice.others.iter();
        Self {
            of,
            list,
            needed: choice.needed,
            taken: taken.map(|part| catalog.requirement_text(part)).collect(),
            others: others
                .map(|other| BranchJson::new(catalog, other))
                .collect(),
            left_out: choice.left_out,
        }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
pub(super) fn is_zero(count: &usize) -> bool {
    *count == 0
}

#[expect(clippy::ref_option, reason = "serde calls it so")]
fn is_whole(left_out: &Option<usize>) -> bool {
    *left_out == Some(0)
}

/// A branch that was not taken.
#[derive(Debug, Serialize, JsonSchema)]
struct BranchJson {
    /// The requirement as text.
    branch: String,
    /// What the cheapest plan through it comes to.
    totals: Totals,
    /// Whether that is proven to be the cheapest.
    optimal: bool,
}

impl BranchJson {
    fn new(catalog: &Catalog, branch: &Branch) -> Self {
        Self {
            branch: catalog.requirement_text(&branch.what),
            totals: branch.totals,
            optimal: branch.optimal,
        }
    }
}
