//! Words and sentences about a plan.

use std::collections::BTreeSet;

use crate::answer::table::{Line, Paint};
use crate::answer::words::{counted, names as listed};
use crate::catalog::model::{Catalog, Entry, ExamIndex, Text};
use crate::plan::answer::{Answer, Bound, Plan, Step, WarningCode};
use crate::request::{Kind, Request, Trait, Wanted};

/// Returns the chain of requirements of a step; what was left out of a long one shows as dots.
pub(crate) fn chain(catalog: &Catalog, step: &Step) -> Vec<Text> {
    let mut chain: Vec<Text> = step.why.iter().map(|&entry| catalog.name(entry)).collect();
    if step.why_left_out > 0 {
        chain.insert(chain.len() / 2, "...".into());
    }
    chain
}

/// Returns the exams that could stand in place of a step; dots for those that are left out.
pub(crate) fn or(catalog: &Catalog, step: &Step) -> Vec<Text> {
    let exams = step.or.iter().copied().map(Entry::Exam);
    let mut names: Vec<Text> = exams.map(|entry| catalog.name(entry)).collect();
    if step.or_left_out != Some(0) {
        names.push("...".into());
    }
    names
}

/// Returns what stands in place of what, if one line says it.
pub(super) fn difference(catalog: &Catalog, first: &Plan, plan: &Plan) -> Option<Line> {
    /// More than so many exams that differ are no longer seen at a glance.
    const FEW: usize = 2;
    let has = |plan: &Plan, exam| plan.steps.iter().any(|step| step.exam == exam);
    let less = |plan: &Plan, other: &Plan| -> Vec<ExamIndex> {
        let steps = plan.steps.iter().map(|step| step.exam);
        steps.filter(|&exam| !has(other, exam)).collect()
    };
    let (without, with) = (less(first, plan), less(plan, first));
    let shares = with.len() < plan.steps.len();
    if !shares || without.is_empty() || with.is_empty() || without.len().max(with.len()) > FEW {
        return None;
    }
    let mut line = Line::default().deeper();
    for (number, &exam) in with.iter().enumerate() {
        if number > 0 {
            line = line.then(" and ");
        }
        line = line.painted(Paint::Bold, catalog.name(Entry::Exam(exam)).to_string());
        line = line.then(format!(" {}", catalog.exam(exam).facts.title));
    }
    let without = without.into_iter().map(Entry::Exam);
    let without = listed(catalog, without, " and ");
    Some(line.then(format!(" in place of {without}")))
}

/// Returns what no exam gives and a certification of one of the plans requires, each once.
pub(super) fn also_needs_lines(catalog: &Catalog, answer: &Answer) -> Vec<String> {
    let mut lines = Vec::new();
    for (entry, text) in answer
        .plans
        .iter()
        .flat_map(|plan| also_needs(catalog, plan))
    {
        let line = format!("{} also needs: {text}", catalog.name(entry));
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines
}

/// Returns what no exam gives and a certification of the plan requires.
pub(crate) fn also_needs<'a>(
    catalog: &'a Catalog,
    plan: &'a Plan,
) -> impl Iterator<Item = (Entry, &'a str)> + Clone {
    plan.also_needs.iter().flat_map(move |&index| {
        let texts = catalog.certification(index).also_needs.iter();
        texts.map(move |text| (Entry::Certification(index), &**text))
    })
}

/// Returns what is not proven of the answer.
#[must_use]
pub fn doubts(answer: &Answer) -> Option<String> {
    if let (false, Some(bound)) = (answer.optimal, &answer.bound) {
        let proven = proven(bound);
        let gap = bound.gap * 100.0;
        Some(format!(
            "Not proven to be the best, the search was stopped: every plan takes at least {proven} \
             (gap {gap:.0} %)"
        ))
    } else if !answer.optimal {
        Some("Not proven to be the best, the search was stopped".to_owned())
    } else if answer.tie_open {
        Some("Another plan of the same cost may come before it, the search was stopped".to_owned())
    } else if answer.rest_open {
        Some("Other plans may come behind the first, the search was stopped".to_owned())
    } else {
        None
    }
}

fn proven(bound: &Bound) -> String {
    let exams = bound.exams.map(|count| counted(count, "exam"));
    let price = bound.price.map(|price| format!("{price} USD"));
    let days = bound.course_days.map(|count| counted(count, "course day"));
    let parts: Vec<String> = [exams, price, days].into_iter().flatten().collect();
    parts.join(", ")
}

/// Returns a name or a kind as it was requested: `AZ-400`, `provider:microsoft+level:expert`.
pub(crate) fn described(catalog: &Catalog, wanted: &Wanted) -> String {
    let Kind(traits) = match wanted {
        Wanted::Entry(entry) => return catalog.name(*entry).to_string(),
        Wanted::Kind(kind) => kind,
    };
    let traits = traits.iter().map(|one| match one {
        Trait::Provider(index) => format!("provider:{}", catalog.provider(*index).id),
        Trait::Level(name) => format!("level:{name}"),
        Trait::Role(name) => format!("role:{name}"),
    });
    traits.collect::<Vec<String>>().join("+")
}

/// Returns a list of which one is wanted as it was requested.
pub(crate) fn any_of(catalog: &Catalog, list: &[Wanted]) -> String {
    let names = list.iter().map(|wanted| described(catalog, wanted));
    names.collect::<Vec<String>>().join(", ")
}

/// Returns a sentence on what a plan reaches of each list: `Reaches devops-engineer-expert, one of level:expert`.
pub(super) fn reached(catalog: &Catalog, request: &Request, plan: &Plan) -> Vec<String> {
    let reached = request.want_any.iter().zip(&plan.chosen);
    let reached = reached.filter(
        |(list, chosen)| !matches!(list.as_slice(), [Wanted::Entry(only)] if only == *chosen),
    );
    reached
        .map(|(list, &entry)| {
            let list = any_of(catalog, list);
            format!("Reaches {}, one of {list}", catalog.name(entry))
        })
        .collect()
}

/// Returns what the best plan reaches where any one of several was wanted, for formats that have no place for it.
#[must_use]
pub fn reached_sentence(catalog: &Catalog, request: &Request, answer: &Answer) -> Option<String> {
    let sentences = reached(catalog, request, answer.plans.first()?);
    (!sentences.is_empty()).then(|| sentences.join("\n"))
}

/// Returns the sentence that says that nothing is left to do, if nothing is.
#[must_use]
pub fn already_held(catalog: &Catalog, request: &Request, answer: &Answer) -> Option<String> {
    let first = answer.plans.first()?;
    if !first.steps.is_empty() {
        return None;
    }
    let wants = request.want.iter().chain(&request.via);
    let mut wants: Vec<Entry> = wants.chain(&first.chosen).copied().collect();
    let mut seen = BTreeSet::new();
    wants.retain(|entry| seen.insert(*entry));
    let nothing = if wants.iter().any(|entry| has_lapsed(answer, *entry)) {
        "No exam is left to take"
    } else {
        "Nothing is left to do"
    };
    let parts: Vec<String> = wants
        .into_iter()
        .map(|entry| held(catalog, request, answer, entry))
        .collect();
    Some(format!("{nothing}: {}", parts.join(", ")))
}

fn held(catalog: &Catalog, request: &Request, answer: &Answer, entry: Entry) -> String {
    let name = catalog.name(entry);
    let named = request.have.iter().any(|holding| holding.entry == entry);
    let credited = answer
        .credited
        .iter()
        .find(|credited| credited.entry == entry);
    match credited {
        Some(credited) if !named => {
            let because = listed(catalog, credited.because.iter().copied(), " and ");
            format!("{name} is already held, by {because}")
        }
        None if has_lapsed(answer, entry) => format!("{name} needs none"),
        _ => format!("{name} is already held"),
    }
}

fn has_lapsed(answer: &Answer, entry: Entry) -> bool {
    let mut warnings = answer.warnings.iter();
    warnings.any(|warning| warning.code == WarningCode::Lapsed && warning.subject == entry)
}
