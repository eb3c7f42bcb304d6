//! A plan on a terminal.

use std::io::{self, Write};

use crate::catalog::date::PartialDate;
use crate::catalog::model::{Catalog, Entry, ExamIndex};
use crate::output::plan::{
    also_needs_lines, certifications, credited_lines, doubts, exams, listed, totals, why,
};
use crate::output::rows::grid::{Column, Fit, Grid, Line};
use crate::output::text::{Paint, clean, painted, push_painted, write_line, write_wrapped};
use crate::output::warnings::already_held;
use crate::output::{Style, choices, wanted};
use crate::plan::answer::{Answer, Plan, Step};
use crate::request::Request;

pub(super) fn table(
    catalog: &Catalog,
    request: &Request,
    answer: &Answer,
    style: Style,
    out: &mut impl Write,
) -> io::Result<()> {
    if let Some(sentence) = already_held(catalog, request, answer) {
        return write_wrapped("", "  ", &clean(&sentence), style, out);
    }
    for line in credited_lines(catalog, &answer.credited) {
        write_wrapped("", "  ", &clean(&line), style, out)?;
    }
    let Some((first, others)) = answer.plans.split_first() else {
        return Ok(());
    };
    if !answer.credited.is_empty() {
        write_line("", style, out)?;
    }
    for (plan, number) in answer.plans.iter().zip(1..) {
        if number > 1 {
            write_line("", style, out)?;
        }
        if !others.is_empty() {
            plan_heading(number, answer.plans.len(), plan, style, out)?;
            for line in wanted::reached(catalog, request, plan) {
                write_wrapped("  ", "    ", &clean(&line), style, out)?;
            }
        }
        match difference(catalog, first, plan) {
            Some(line) => write_wrapped("  ", "  ", &line, style, out)?,
            None => steps_table(catalog, plan, style, out)?,
        }
        // What the others chose shows in what differs, and their other branches are the same ones.
        if number == 1 && !others.is_empty() {
            for line in choices::lines(catalog, request, plan) {
                write_wrapped("", "    ", &clean(&line), style, out)?;
            }
        }
    }
    footer(catalog, request, answer, style, out)
}

/// What a single plan comes to, and what is to be said of all.
fn footer(
    catalog: &Catalog,
    request: &Request,
    answer: &Answer,
    style: Style,
    out: &mut impl Write,
) -> io::Result<()> {
    let mut lines = Vec::new();
    if let [only] = answer.plans.as_slice() {
        let total = painted(Paint::Bold, "Total:");
        lines.push(format!("{total} {}", totals(&only.totals)));
        let reached = wanted::reached(catalog, request, only).into_iter();
        let reached = reached.chain(choices::lines(catalog, request, only));
        lines.extend(reached.map(|line| clean(&line).into_owned()));
    }
    let told = also_needs_lines(catalog, answer).into_iter();
    let told = told.chain(doubts(answer));
    lines.extend(told.map(|line| clean(&line).into_owned()));
    for (number, line) in lines.iter().enumerate() {
        if number == 0 {
            write_line("", style, out)?;
        }
        write_wrapped("", "  ", line, style, out)?;
    }
    Ok(())
}

fn plan_heading(
    number: usize,
    all: usize,
    plan: &Plan,
    style: Style,
    out: &mut impl Write,
) -> io::Result<()> {
    let name = painted(Paint::Bold, &format!("Plan {number} of {all}:"));
    write_wrapped(
        "",
        "  ",
        &format!("{name} {}", totals(&plan.totals)),
        style,
        out,
    )
}

/// What stands in place of what, if one line says it.
fn difference(catalog: &Catalog, first: &Plan, plan: &Plan) -> Option<String> {
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
    let mut line = String::new();
    for (number, &exam) in with.iter().enumerate() {
        if number > 0 {
            line.push_str(" and ");
        }
        push_painted(&mut line, Paint::Bold, &catalog.name(Entry::Exam(exam)));
        line.push(' ');
        line.push_str(&clean(&catalog.exam(exam).facts.title));
    }
    line.push_str(" in place of ");
    line.push_str(&clean(&listed(catalog, exams(&without), " and ")));
    Some(line)
}

const HEADINGS: [Column; 8] = [
    column("", Fit::Right),
    column("EXAM", Fit::Whole),
    column("TITLE", Fit::Text),
    column("LEVEL", Fit::Whole),
    column("EARNS", Fit::Whole),
    column("USD", Fit::Right),
    column("DAYS", Fit::Right),
    column("LAST DAY", Fit::Whole),
];
/// The place of the column that moves below the title where it does not fit.
const EARNS: usize = 4;

const fn column(heading: &'static str, fit: Fit) -> Column {
    Column {
        heading: std::borrow::Cow::Borrowed(heading),
        fit,
    }
}

/// The least room for a title in a table that has a column more to tell.
const ROOMY: usize = 44;

fn steps_table(
    catalog: &Catalog,
    plan: &Plan,
    style: Style,
    out: &mut impl Write,
) -> io::Result<()> {
    let wide = steps_grid(catalog, plan, true, style);
    let grid = if wide.fits(style.width, ROOMY) {
        wide
    } else {
        steps_grid(catalog, plan, false, style)
    };
    grid.write(style, out)
}

/// The steps as a table; what they earn is a column of it or stands below each of them.
fn steps_grid(catalog: &Catalog, plan: &Plan, wide: bool, style: Style) -> Grid {
    let mut columns = HEADINGS.to_vec();
    if !wide {
        columns.remove(EARNS);
    }
    let mut grid = Grid::new(columns);
    for (step, number) in plan.steps.iter().zip(1..) {
        let exam = catalog.exam(step.exam);
        let entry = Entry::Exam(step.exam);
        let mut notes = notes(catalog, step, style);
        let mut cells = vec![
            u64::to_string(&number),
            painted(Paint::Bold, &catalog.name(entry)),
            clean(&exam.facts.title).into_owned(),
            clean(&catalog.level(entry).name).into_owned(),
        ];
        if wide {
            cells.push(earns(catalog, step, "\n"));
        } else if !step.earns.is_empty() {
            notes.insert(0, format!("earns {}", earns(catalog, step, ", ")));
        }
        cells.push(exam.price.map_or_else(unknown, |price| price.to_string()));
        cells.push(
            exam.course_days
                .map_or_else(unknown, |days| days.to_string()),
        );
        cells.push(last_day(exam.facts.retires));
        grid.push(Line {
            heading: None,
            cells,
            notes,
        });
    }
    grid.drop_empty_columns();
    grid
}

fn unknown() -> String {
    "?".to_owned()
}

fn earns(catalog: &Catalog, step: &Step, between: &str) -> String {
    let mut list = String::new();
    for entry in certifications(&step.earns) {
        if !list.is_empty() {
            list.push_str(between);
        }
        push_painted(&mut list, Paint::Green, &catalog.name(entry));
    }
    list
}

fn last_day(retires: Option<PartialDate>) -> String {
    let painted = |day: PartialDate| painted(Paint::Magenta, &day.to_string());
    retires.map(painted).unwrap_or_default()
}

/// What else is to be said of a step.
fn notes(catalog: &Catalog, step: &Step, style: Style) -> Vec<String> {
    let mut notes = Vec::new();
    if !step.or.is_empty() {
        let or = listed(catalog, exams(&step.or), ", ");
        notes.push(format!("or {}", clean(&or)));
    }
    if !step.why.is_empty() {
        let between = format!(" {} ", style.arrow());
        let why = why(catalog, step, &between);
        notes.push(format!("for {}", clean(&why)));
    }
    if step.recommended {
        notes.push("recommended, not required".to_owned());
    }
    notes
}
