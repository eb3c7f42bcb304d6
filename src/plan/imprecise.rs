//! Dates that are not known to the day: whether the other end of a month or a year would change the answer.

use crate::catalog::date::PartialDate;
use crate::catalog::model::{Catalog, Entry, ExamIndex, Text};
use crate::catalog::renewal::{Length, RenewalEffect};
use crate::graph::Graph;
use crate::plan::answer::{Answer, NoPlan, Warning, WarningCode};
use crate::request::{Holding, Request};

/// How many holdings are gone through at most to see whether the dates of some would change the plan.
const MOST_GONE_THROUGH: usize = 250_000;

/// Most exams of a plan that a warning names.
const MOST_EXAMS: usize = 8;

/// A holding as it may have been instead.
struct Doubt {
    /// Its place among the holdings.
    place: usize,
    instead: Holding,
    /// What is said of the two, but for their plans.
    said: [String; 2],
    hint: String,
}

/// Returns a warning for each holding whose date decides the plan and is not known well enough; `plan` plans.
pub(super) fn warnings(
    graph: &Graph<'_>,
    request: &Request,
    answer: &Result<Answer, NoPlan>,
    stop: &dyn Fn() -> bool,
    mut plan: impl FnMut(&Request) -> Result<Answer, NoPlan>,
) -> Vec<Warning> {
    let catalog = graph.catalog();
    let mut warnings = Vec::new();
    let doubts = doubts(catalog, request);
    let most = MOST_GONE_THROUGH / request.have.len().max(1);
    for (tried, doubt) in doubts.iter().enumerate() {
        if tried == most || stop() {
            warnings.push(not_tried(catalog, &doubts[tried..]));
            break;
        }
        let mut other = Request {
            alternatives: 1,
            with_recommended: false,
            why: false,
            ..request.clone()
        };
        let subject = doubt.instead.entry;
        other.have[doubt.place] = doubt.instead;
        let (one, other) = (exams(answer), exams(&plan(&other)));
        if one == other {
            continue;
        }
        let [first, second] = &doubt.said;
        let message = format!(
            "`{}` {first} takes {}, {second} {}; {}",
            catalog.name(subject),
            listed(catalog, one.as_deref()),
            listed(catalog, other.as_deref()),
            doubt.hint,
        );
        warnings.push(Warning {
            code: WarningCode::ImpreciseDate,
            subject,
            message,
        });
    }
    warnings
}

/// Says of how many holdings it is not known whether their dates decide the plan.
fn not_tried(catalog: &Catalog, doubts: &[Doubt]) -> Warning {
    let subject = doubts[0].instead.entry;
    let name = catalog.name(subject);
    let text = match doubts.len() {
        1 => "has no whole day, and it was not worked out whether that matters".to_owned(),
        count => format!(
            "is one of {count} holdings without a whole day of which it was not worked out whether that matters"
        ),
    };
    Warning {
        code: WarningCode::ImpreciseDate,
        subject,
        message: format!("`{name}` {text}"),
    }
}

/// Returns the required exams of the best plan, sorted.
fn exams(answer: &Result<Answer, NoPlan>) -> Option<Vec<ExamIndex>> {
    let steps = &answer.as_ref().ok()?.plans.first()?.steps;
    let required = steps.iter().filter(|step| !step.recommended);
    let mut exams: Vec<ExamIndex> = required.map(|step| step.exam).collect();
    exams.sort_unstable();
    Some(exams)
}

fn listed(catalog: &Catalog, exams: Option<&[ExamIndex]>) -> String {
    let Some(exams) = exams else {
        return "more than any plan can do".to_owned();
    };
    let names = exams.iter().take(MOST_EXAMS);
    let names: Vec<Text> = names.map(|exam| catalog.name(Entry::Exam(*exam))).collect();
    match (names.as_slice(), exams.len().saturating_sub(MOST_EXAMS)) {
        ([], _) => "no exam".to_owned(),
        (names, 0) => names.join(" and "),
        (names, more) => format!("{} and {more} more", names.join(", ")),
    }
}

fn doubts(catalog: &Catalog, request: &Request) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    for (place, holding) in request.have.iter().enumerate() {
        let name = catalog.name(holding.entry);
        let hint = "write the whole day".to_owned();
        if let Some(on) = holding.on.filter(|on| !is_day(*on)) {
            let other = on.last_day().min(request.as_of);
            doubts.push(Doubt {
                place,
                instead: holding.on(other),
                said: [
                    format!("is dated {on} only: on {}", on.first_day()),
                    format!("on {other}"),
                ],
                hint: hint.clone(),
            });
        }
        if let Some(until) = holding.until.filter(|until| !is_day(*until)) {
            let other = until.first_day();
            doubts.push(Doubt {
                place,
                instead: Holding {
                    until: Some(PartialDate::Day(other)),
                    ..*holding
                },
                said: [
                    format!("ends in {until}: at its end, on {},", until.last_day()),
                    format!("on {other}"),
                ],
                hint,
            });
        }
        doubts.extend(lengthened(catalog, request, place, holding, &name));
    }
    doubts
}

fn is_day(date: PartialDate) -> bool {
    matches!(date, PartialDate::Day(_))
}

/// Returns the doubt of a renewal that is added to an end which nobody said.
fn lengthened(
    catalog: &Catalog,
    request: &Request,
    place: usize,
    holding: &Holding,
    name: &str,
) -> Option<Doubt> {
    let (Entry::Certification(index), Some(on), None) = (holding.entry, holding.on, holding.until)
    else {
        return None;
    };
    let mut same = request.have.iter();
    if same.any(|other| other.entry == holding.entry && other != holding) {
        return None;
    }
    let certification = catalog.certification(index);
    let last = certification.end_from(on.first_day()).day()?;
    let ways = certification.renewal_ways.iter();
    let mut ways = ways.filter(|way| {
        way.act().is_some()
            && way.effect == RenewalEffect::Extend
            && way.is_in_force(on.first_day())
    });
    let way = ways.next()?;
    // Renewed as early as that may be done, it lasts longest.
    let months = way.months.map(Length::Months);
    let latest = way
        .window
        .or(months)
        .map_or(last, |early| early.after(last));
    if request.as_of <= last || latest < request.as_of {
        return None;
    }
    Some(Doubt {
        place,
        instead: Holding {
            until: Some(PartialDate::Day(request.as_of)),
            ..*holding
        },
        said: [
            format!("is taken to have ended on {last}, as if earned on {on}: that"),
            format!("renewed then it may count until {latest}, and that takes"),
        ],
        hint: format!("write its last day: `{name}@..YYYY-MM-DD`"),
    })
}
