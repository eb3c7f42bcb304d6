//! What the exams of an item cost and take, from the least to the most.

use crate::answer::aspects::{Item, Known, text};
use crate::answer::rules::rules_on;
use crate::answer::table::{Cell, Value};
use crate::catalog::model::{Cents, Entry, Exam, Requirement};

/// The least and the most that the exams which a certification itself names come to.
///
/// Where exams are a choice, those that can be taken on the day count, if they are enough. An exam that a rule names twice
/// counts twice; certifications in a rule count nothing.
fn span(item: &Item<'_>, of: fn(&Exam) -> Option<u64>) -> Option<(u64, u64)> {
    match item.entry {
        Entry::Exam(index) => {
            let own = of(item.catalog.exam(index))?;
            Some((own, own))
        }
        Entry::Certification(index) => {
            let rules = rules_on(item.catalog, index, item.as_of);
            let spans = rules
                .iter()
                .map(|rule| span_of(item, rule.requires.as_ref()?, of));
            let spans: Vec<(u64, u64)> = spans.collect::<Option<_>>()?;
            let least = spans.iter().map(|span| span.0).min()?;
            let most = spans.iter().map(|span| span.1).max()?;
            // Without an exam of its own there is nothing to show.
            (most > 0).then_some((least, most))
        }
    }
}

/// It nests at most 64 deep, which the reader of catalogs holds it to.
fn span_of(
    item: &Item<'_>,
    requirement: &Requirement,
    of: fn(&Exam) -> Option<u64>,
) -> Option<(u64, u64)> {
    match requirement {
        Requirement::Exam(index) => of(item.catalog.exam(*index)).map(|own| (own, own)),
        Requirement::Certification(_) | Requirement::Ever(_) => Some((0, 0)),
        Requirement::All(members)
        | Requirement::Any(members)
        | Requirement::AtLeast(_, members) => {
            let needed = requirement.needed();
            let can_be_taken = |member: &&Requirement| match member {
                Requirement::Exam(index) => item.catalog.exam(*index).is_open_on(item.as_of),
                _ => true,
            };
            let mut counted: Vec<&Requirement> = members.iter().filter(can_be_taken).collect();
            if counted.len() < needed {
                counted = members.iter().collect();
            }
            let spans = counted.into_iter().map(|member| span_of(item, member, of));
            let spans: Vec<(u64, u64)> = spans.collect::<Option<_>>()?;
            let mut least: Vec<u64> = spans.iter().map(|span| span.0).collect();
            let mut most: Vec<u64> = spans.iter().map(|span| span.1).collect();
            least.sort_unstable();
            most.sort_unstable_by(|a, b| b.cmp(a));
            let sum = |parts: Vec<u64>| parts.into_iter().take(needed).sum();
            Some((sum(least), sum(most)))
        }
    }
}

fn spanned(
    item: &Item<'_>,
    of: fn(&Exam) -> Option<u64>,
    one: fn(u64) -> Known,
    shown: fn(u64) -> String,
) -> Known {
    match span(item, of) {
        None if item.exams().is_empty() => Value::Nothing.into(),
        None => Value::Unknown.into(),
        Some((least, most)) if least == most => one(least),
        Some((least, most)) => text(format!("{} to {}", shown(least), shown(most))),
    }
}

pub(super) fn price(item: &Item<'_>) -> Known {
    let of = |exam: &Exam| Some(exam.price?.0);
    spanned(
        item,
        of,
        |cents| Cents(cents).into(),
        |cents| Cents(cents).to_string(),
    )
}

pub(super) fn minutes(item: &Item<'_>) -> Known {
    let of = |exam: &Exam| Some(u64::from(exam.minutes?));
    spanned(item, of, Cell::from, |minutes| minutes.to_string())
}

pub(super) fn course_days(item: &Item<'_>) -> Known {
    let of = |exam: &Exam| Some(u64::from(exam.course_days?));
    spanned(item, of, Cell::from, |days| days.to_string())
}
