//! Plans as rows, for people with what stands above and below them.

mod choices;
mod sentences;

use std::borrow::Cow;

use crate::answer::journey::{Journey, Stage};
use crate::answer::table::{Cell, Column, Line, Paint, Row, Table, Value, When, any, known};
use crate::answer::words::{credited_lines, totals};
use crate::catalog::date::PartialDate;
use crate::catalog::model::{Catalog, CertIndex, Entry, Text};
use crate::plan::answer::{Answer, Plan, Step};
use crate::request::Request;

pub use crate::answer::plan::sentences::{already_held, doubts, reached_sentence};
pub(crate) use crate::answer::plan::sentences::{also_needs, any_of, chain, described, or};

/// Returns the steps of all plans for programs; `journeys` are those to the exams of the first plan.
#[must_use]
pub(crate) fn rows<'a>(
    catalog: &'a Catalog,
    request: &Request,
    answer: &'a Answer,
    journeys: Option<&[Journey]>,
) -> Table<'a> {
    let plans = answer.plans.iter().zip(1..);
    let rows = plans.flat_map(|(plan, number)| {
        let steps = plan.steps.iter().enumerate();
        steps.map(move |(place, step)| {
            let journeys = journeys.map(|journeys| journeys.get(place).filter(|_| number == 1));
            row(catalog, request, (number, plan), (place, step), journeys)
        })
    });
    Table {
        rows: rows.collect(),
        columns: columns(request, journeys.is_some()),
        ..Table::default()
    }
}

/// Returns each plan as a table for people, with what is to be said of it and of all.
#[must_use]
pub(crate) fn tables<'a>(
    catalog: &'a Catalog,
    request: &Request,
    answer: &'a Answer,
) -> Vec<Table<'a>> {
    if let Some(sentence) = already_held(catalog, request, answer) {
        return vec![Table {
            above: vec![Line::text(sentence)],
            ..Table::default()
        }];
    }
    let plans = answer.plans.iter().zip(1..);
    let mut tables: Vec<Table<'a>> = plans
        .map(|(plan, number)| table(catalog, request, answer, (number, plan)))
        .collect();
    if let Some(first) = tables.first_mut() {
        let credited = credited_lines(catalog, &answer.credited).into_iter();
        first.above.splice(0..0, credited.map(Line::text));
    }
    if let Some(last) = tables.last_mut() {
        let lines = sentences::also_needs_lines(catalog, answer).into_iter();
        let lines = lines.chain(doubts(answer));
        let unused = answer.unused.iter().map(|unused| unused.text.clone());
        let lines = lines.chain(unused);
        last.below.extend(lines.map(Line::text));
    }
    tables
}

fn table<'a>(
    catalog: &'a Catalog,
    request: &Request,
    answer: &'a Answer,
    (number, plan): (u64, &'a Plan),
) -> Table<'a> {
    let mut table = Table {
        columns: columns(request, false),
        ..Table::default()
    };
    let reached = sentences::reached(catalog, request, plan).into_iter();
    if let [_] = answer.plans.as_slice() {
        let total = format!(" {}", totals(&plan.totals));
        table.below.push(Line::bold("Total:").then(total));
        table.below.extend(reached.map(Line::text));
    } else {
        let name = format!("Plan {number} of {}:", answer.plans.len());
        let total = format!(" {}", totals(&plan.totals));
        table.above.push(Line::bold(name).then(total));
        table
            .above
            .extend(reached.map(|line| Line::text(line).deeper()));
        if let Some(line) = sentences::difference(catalog, &answer.plans[0], plan) {
            table.above.push(line);
            return table;
        }
    }
    // What the others chose shows in what differs, and their other branches are the same ones.
    if number == 1 {
        table.below.extend(choices::lines(catalog, request, plan));
    }
    let steps = plan.steps.iter().enumerate();
    let steps = steps.map(|step| row(catalog, request, (number, plan), step, None));
    table.rows = steps.collect();
    table
}

/// The columns, in the order of the fields of TSV; new ones go to the end.
fn columns(request: &Request, details: bool) -> Vec<Column> {
    let mut columns = vec![
        Column::new("step", "#").right(),
        Column::new("exam", "Exam").names(),
        Column::new("title", "Title").wraps(),
        Column::new("level", "Level").when(When::Room(0)),
        Column::new("earns", "Earns").when(When::RoomOrBelow(1)),
        Column::new("price_usd", "USD").right(),
        Column::new("course_days", "Days")
            .right()
            .when(When::Room(0)),
        Column::new("retires", "Last day"),
        Column::new("or", "Or").when(When::RoomOrBelow(2)),
        Column::new("recommended", "Recommended").when(When::NoTerminal),
    ];
    if request.alternatives > 1 {
        columns.insert(0, Column::new("plan", "Plan").right().when(When::Programs));
    }
    if !request.want_any.is_empty() {
        columns.push(Column::new("chosen", "Reaches").when(When::Programs));
    }
    if request.why {
        columns.push(Column::new("why", "For").when(When::RoomOrBelow(3)));
    }
    if details {
        let stages = Stage::ALL.map(|stage| Column::new(stage.word(), stage.label()));
        columns.extend(stages.map(|column| column.when(When::Programs)));
    }
    columns
}

/// Returns a step as a row with a cell for each of [`columns`].
#[expect(
    clippy::option_option,
    reason = "journeys were not requested, or this step has none"
)]
fn row<'a>(
    catalog: &'a Catalog,
    request: &Request,
    (number, plan): (u64, &'a Plan),
    (place, step): (usize, &'a Step),
    journey: Option<Option<&Journey>>,
) -> Row<'a> {
    let exam = catalog.exam(step.exam);
    let entry = Entry::Exam(step.exam);
    let level = catalog.level(entry);
    let recommended = if step.recommended {
        "yes".into()
    } else {
        Value::Nothing.into()
    };
    let mut cells: Vec<Cell<'a>> = vec![
        (place as u64 + 1).into(),
        catalog.name(entry).into(),
        (*exam.facts.title).into(),
        Value::Level(level.rank, Cow::Borrowed(&level.name)).into(),
        names(catalog, certifications(&step.earns)).paint(Paint::Green),
        known(exam.price),
        known(exam.course_days.map(u64::from)),
        any(step.last_day).paint(Paint::Magenta),
        texts(or(catalog, step)),
        recommended,
    ];
    if request.alternatives > 1 {
        cells.insert(0, number.into());
    }
    if !request.want_any.is_empty() {
        let chosen = plan.chosen.iter().copied().enumerate();
        let chosen = chosen
            .filter(|(place, entry)| !plan.chosen[..*place].contains(entry) && earns(step, *entry));
        cells.push(names(catalog, chosen.map(|(_, entry)| entry)));
    }
    if request.why {
        cells.push(why(catalog, step));
    }
    if let Some(journey) = journey {
        cells.extend(Stage::ALL.map(|stage| notes(journey, stage)));
    }
    let mut row = Row::new(cells);
    row.link = Some(Cow::Borrowed(&exam.facts.page));
    if step.recommended {
        row.notes.push(Line::text("recommended, not required"));
    }
    if let Some((last, until)) = earn_until(catalog, step) {
        row.notes.push(Line::text(format!("{until} {last} only")));
    }
    row
}

/// Returns the last day of what a step is taken for, where that ends before its exam, and `x can be earned until`.
pub(crate) fn earn_until(catalog: &Catalog, step: &Step) -> Option<(PartialDate, String)> {
    let (last, index) = (step.last_day?, step.earn_by?);
    let name = catalog.name(Entry::Certification(index));
    Some((last, format!("{name} can be earned until")))
}

fn earns(step: &Step, entry: Entry) -> bool {
    match entry {
        Entry::Exam(exam) => exam == step.exam,
        Entry::Certification(index) => step.earns.contains(&index),
    }
}

fn names<'a>(catalog: &Catalog, entries: impl Iterator<Item = Entry>) -> Cell<'a> {
    texts(entries.map(|entry| catalog.name(entry)).collect())
}

fn texts<'a>(texts: Vec<Text>) -> Cell<'a> {
    if texts.is_empty() {
        Value::Nothing.into()
    } else {
        texts.into()
    }
}

fn why<'a>(catalog: &Catalog, step: &Step) -> Cell<'a> {
    let chain = chain(catalog, step);
    let arrows = chain.join(" → ");
    let cell = Cell::from(chain);
    if arrows.is_empty() {
        cell
    } else {
        cell.label(arrows)
    }
}

/// What is to know on a stage, by semicolons, since a note may have commas in it.
fn notes<'a>(journey: Option<&Journey>, stage: Stage) -> Cell<'a> {
    let notes = journey.into_iter().flat_map(|journey| journey.on(stage));
    let notes = notes.map(|note| match &note.url {
        Some(url) => Cow::Owned(format!("{}: {url}", note.text)),
        None => Cow::Borrowed(&*note.text),
    });
    let notes: Vec<Cow<'_, str>> = notes.collect();
    any((!notes.is_empty()).then(|| notes.join("; ")))
}

fn certifications(indices: &[CertIndex]) -> impl Iterator<Item = Entry> {
    indices.iter().copied().map(Entry::Certification)
}
