//! A plan as a Markdown page.

use std::fmt::Write as _;
use std::io::{self, Write};

use crate::catalog::model::{Catalog, Entry};
use crate::output::plan::{
    also_needs_lines, certifications, credited_lines, doubts, exams, shown, totals, why,
};
use crate::output::rows::{self, Side};
use crate::output::warnings::already_held;
use crate::output::{choices, wanted};
use crate::plan::answer::{Answer, Plan, Step};
use crate::request::Request;

pub(super) fn markdown(
    catalog: &Catalog,
    request: &Request,
    answer: &Answer,
    out: &mut impl Write,
) -> io::Result<()> {
    if let Some(sentence) = already_held(catalog, request, answer) {
        return writeln!(out, "{}", rows::escaped(&sentence));
    }
    for line in credited_lines(catalog, &answer.credited) {
        writeln!(out, "{}\n", rows::escaped(&line))?;
    }
    for (plan, number) in answer.plans.iter().zip(1..) {
        if number > 1 {
            writeln!(out)?;
        }
        if answer.plans.len() > 1 {
            writeln!(out, "## Plan {number} of {}\n", answer.plans.len())?;
        }
        markdown_steps(catalog, plan, out)?;
        writeln!(out, "\nTotal: {}", totals(&plan.totals))?;
        for line in wanted::reached(catalog, request, plan) {
            writeln!(out, "\n{}", rows::escaped(&line))?;
        }
        for (number, line) in choices::lines(catalog, request, plan).iter().enumerate() {
            let gap = if number == 0 { "\n" } else { "" };
            let deeper = if line.starts_with(' ') { "  " } else { "" };
            writeln!(out, "{gap}{deeper}- {}", rows::escaped(line.trim_start()))?;
        }
    }
    for line in also_needs_lines(catalog, answer)
        .iter()
        .chain(&doubts(answer))
    {
        writeln!(out, "\n{}", rows::escaped(line))?;
    }
    Ok(())
}

fn markdown_steps(catalog: &Catalog, plan: &Plan, out: &mut impl Write) -> io::Result<()> {
    let dated = |step: &Step| catalog.exam(step.exam).facts.retires.is_some();
    let has_last_day = plan.steps.iter().any(dated);
    let mut columns = vec![
        ("Step", Side::Right),
        ("Exam", Side::Left),
        ("Title", Side::Left),
        ("Level", Side::Left),
        ("Earns", Side::Left),
        ("USD", Side::Right),
        ("Days", Side::Right),
    ];
    if has_last_day {
        columns.push(("Last day", Side::Left));
    }
    rows::markdown_head(&columns, out)?;
    for (step, number) in plan.steps.iter().zip(1..) {
        let mut cells = markdown_step(catalog, step, number);
        cells.truncate(columns.len());
        rows::markdown(&cells, out)?;
    }
    Ok(())
}

fn markdown_step(catalog: &Catalog, step: &Step, number: u64) -> Vec<String> {
    let exam = catalog.exam(step.exam);
    let entry = Entry::Exam(step.exam);
    let linked = |entry| rows::link(&catalog.name(entry), &catalog.facts(entry).page);
    let mut title = rows::escaped(&exam.facts.title);
    if step.recommended {
        title.push_str(" (recommended)");
    }
    if !step.or.is_empty() {
        let or: Vec<String> = exams(&step.or).map(linked).collect();
        let _ = write!(title, " or {}", or.join(", "));
    }
    if !step.why.is_empty() {
        let why = why(catalog, step, " → ");
        let _ = write!(title, " (for {})", rows::escaped(&why));
    }
    let earns: Vec<String> = certifications(&step.earns).map(linked).collect();
    vec![
        number.to_string(),
        linked(entry),
        title,
        rows::escaped(&catalog.level(entry).name),
        earns.join(", "),
        shown(exam.price),
        shown(exam.course_days),
        shown(exam.facts.retires),
    ]
}
