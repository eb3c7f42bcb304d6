//! A plan in every format, one file each for those of more than some lines.

mod markdown;
mod table;
#[cfg(test)]
mod tests;

use std::fmt::Write as _;
use std::io::{self, Write};

pub(super) use crate::answer::words::{counted, credited_lines, names as listed, totals};
use crate::catalog::model::{Catalog, CertIndex, Entry, ExamIndex};
use crate::output::json::{Name, PlanDocument, write_pretty};
use crate::output::text::clean;
use crate::output::{Format, Style, rows, wanted};
use crate::plan::answer::{Answer, Bound, Plan, Step};
use crate::request::{Objective, Request};

/// Writes an answer in any format.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn plan(
    catalog: &Catalog,
    request: &Request,
    answer: &Answer,
    format: Format,
    style: Style,
    out: &mut impl Write,
) -> io::Result<()> {
    match format {
        Format::Table => table::table(catalog, request, answer, style, out),
        Format::Json => write_pretty(&PlanDocument::new(catalog, request, answer), out),
        Format::Markdown => markdown::markdown(catalog, request, answer, out),
        Format::Tsv => answer
            .plans
            .iter()
            .flat_map(|plan| fields(catalog, plan))
            .try_for_each(|row| rows::tsv(&row, out)),
        Format::Csv => {
            rows::csv(columns(request), out)?;
            let plans = answer.plans.iter();
            plans
                .flat_map(|plan| fields(catalog, plan))
                .try_for_each(|row| rows::csv(&row, out))
        }
        Format::Ids => ids(catalog, answer, out),
    }
}

/// One code a line; several plans have an empty line between.
fn ids(catalog: &Catalog, answer: &Answer, out: &mut impl Write) -> io::Result<()> {
    for (number, plan) in answer.plans.iter().enumerate() {
        if number > 0 {
            writeln!(out)?;
        }
        for step in &plan.steps {
            writeln!(out, "{}", clean(&catalog.name(Entry::Exam(step.exam))))?;
        }
    }
    Ok(())
}

const COLUMNS: [&str; 11] = [
    "step",
    "code",
    "title",
    "level",
    "earns",
    "price",
    "days",
    "last day",
    "or",
    "recommended",
    "reaches",
];

/// The columns: the last one is there only where any one of several is wanted.
fn columns(request: &Request) -> &'static [&'static str] {
    if request.want_any.is_empty() {
        &COLUMNS[..COLUMNS.len() - 1]
    } else {
        &COLUMNS
    }
}

fn fields(catalog: &Catalog, plan: &Plan) -> impl Iterator<Item = Vec<String>> {
    plan.steps.iter().zip(1..).map(|(step, number)| {
        let exam = catalog.exam(step.exam);
        let mut fields = vec![
            number.to_string(),
            catalog.name(Entry::Exam(step.exam)).into_owned(),
            exam.facts.title.clone().into_owned(),
            catalog
                .level(Entry::Exam(step.exam))
                .name
                .clone()
                .into_owned(),
            listed(catalog, certifications(&step.earns), ","),
            exam.price.map(rows::dollars).unwrap_or_default(),
            shown(exam.course_days),
            shown(exam.facts.retires),
            listed(catalog, exams(&step.or), ","),
            if step.recommended { "yes" } else { "" }.to_owned(),
        ];
        if !plan.chosen.is_empty() {
            let by = |entry| match entry {
                Entry::Exam(exam) => exam == step.exam,
                Entry::Certification(index) => step.earns.contains(&index),
            };
            fields.push(wanted::reached_by(catalog, &plan.chosen, by));
        }
        fields
    })
}

fn shown(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn certifications(indices: &[CertIndex]) -> impl Iterator<Item = Entry> {
    indices.iter().copied().map(Entry::Certification)
}

fn exams(indices: &[ExamIndex]) -> impl Iterator<Item = Entry> {
    indices.iter().copied().map(Entry::Exam)
}

/// Returns the word for what is minimized.
pub(super) fn minimize_word(minimize: Objective) -> &'static str {
    match minimize {
        Objective::Exams => "exams",
        Objective::Price => "price",
        Objective::Days => "days",
    }
}

/// The chain with something between; what was left out of a long one shows as dots.
fn why(catalog: &Catalog, step: &Step, between: &str) -> String {
    let (first, last) = ends(step);
    let mut chain = listed(catalog, first.iter().copied(), between);
    if !last.is_empty() {
        let last = listed(catalog, last.iter().copied(), between);
        let _ = write!(chain, "{between}...{between}{last}");
    }
    chain
}

/// The chain of a step, in two where names were left out of it.
fn ends(step: &Step) -> (&[Entry], &[Entry]) {
    if step.why_left_out == 0 {
        (&step.why, &[])
    } else {
        step.why.split_at(step.why.len() / 2)
    }
}

/// What no exam gives and a certification of one of the plans asks for, each once.
fn also_needs_lines(catalog: &Catalog, answer: &Answer) -> Vec<String> {
    let plans = answer.plans.iter();
    let told = plans.flat_map(|plan| also_needs(catalog, plan));
    let mut lines = Vec::new();
    for (entry, text) in told {
        let line = format!("{} also needs: {text}", Name { catalog, entry });
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines
}

pub(super) fn also_needs<'a>(
    catalog: &'a Catalog,
    plan: &'a Plan,
) -> impl Iterator<Item = (Entry, &'a str)> + Clone {
    plan.also_needs.iter().flat_map(move |&index| {
        let texts = catalog.certification(index).also_needs.iter();
        texts.map(move |text| (Entry::Certification(index), &**text))
    })
}

/// What is not proven of the answer.
fn doubts(answer: &Answer) -> Vec<String> {
    let mut lines = Vec::new();
    if let (false, Some(bound)) = (answer.optimal, &answer.bound) {
        let proven = proven(bound);
        let gap = bound.gap * 100.0;
        lines.push(format!(
            "Not proven to be the best, the search was stopped: every plan takes at least {proven} \
             (gap {gap:.0} %)"
        ));
    } else if !answer.optimal {
        lines.push("Not proven to be the best, the search was stopped".to_owned());
    } else if answer.tie_open {
        lines.push(
            "Another plan of the same cost may come before it, the search was stopped".to_owned(),
        );
    }
    lines
}

fn proven(bound: &Bound) -> String {
    let exams = bound.exams.map(|count| counted(count, "exam"));
    let price = bound.price.map(|price| format!("{price} USD"));
    let days = bound.course_days.map(|count| counted(count, "course day"));
    let parts: Vec<String> = [exams, price, days].into_iter().flatten().collect();
    parts.join(", ")
}
