//! A plan in every format.

use std::fmt::Write as _;
use std::io::{self, Write};

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::json::{self, Document, Dollars, Each, Fields, Name, Shown};
use super::rows::{self, Side};
use super::table::{Column, Fit, Grid, Line};
use super::text::{Paint, clean, painted, push_painted, write_line, write_wrapped};
use super::warnings::{already_held, warning_fields};
use super::{Format, Style};
use crate::catalog::date::PartialDate;
use crate::catalog::model::{Catalog, CertIndex, Entry, ExamIndex};
use crate::plan::answer::{Answer, Bound, Credited, Minimize, NoPlan, Plan, Request, Step, Totals};

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
        Format::Table => table(catalog, request, answer, style, out),
        Format::Json => json::write_pretty(&document(NO_ID, catalog, request, answer), out),
        Format::Markdown => markdown(catalog, request, answer, out),
        Format::Tsv => answer
            .plans
            .iter()
            .flat_map(|plan| fields(catalog, plan))
            .try_for_each(|row| rows::tsv(&row, out)),
        Format::Csv => {
            rows::csv(&COLUMNS, out)?;
            let plans = answer.plans.iter();
            plans
                .flat_map(|plan| fields(catalog, plan))
                .try_for_each(|row| rows::csv(&row, out))
        }
        Format::Ids => ids(catalog, answer, out),
    }
}

/// Writes an answer as JSON on one line, with the request's `id` first where it has one.
///
/// # Errors
///
/// Whatever the writer fails with, or an `id` that is no JSON.
pub fn plan_json_line<I: Serialize + ?Sized>(
    id: Option<&I>,
    catalog: &Catalog,
    request: &Request,
    answer: &Answer,
    out: &mut impl Write,
) -> io::Result<()> {
    json::write_line(&document(id, catalog, request, answer), out)
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

const COLUMNS: [&str; 10] = [
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
];

fn fields(catalog: &Catalog, plan: &Plan) -> impl Iterator<Item = [String; 10]> {
    plan.steps.iter().zip(1..).map(|(step, number)| {
        let exam = catalog.exam(step.exam);
        [
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
        ]
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

/// The names of entries with something between them.
pub(super) fn listed(
    catalog: &Catalog,
    entries: impl IntoIterator<Item = Entry>,
    between: &str,
) -> String {
    let mut list = String::new();
    for entry in entries {
        if !list.is_empty() {
            list.push_str(between);
        }
        let _ = write!(list, "{}", Name { catalog, entry });
    }
    list
}

/// What a plan comes to, in words: `2 exams, 330 USD, 8 course days`.
pub(super) fn totals(totals: &Totals) -> String {
    let exams = counted(totals.exams, "exam");
    let price = match (totals.price_complete, totals.price.0) {
        (true, _) => format!("{} USD", totals.price),
        (false, 0) => "price unknown".to_owned(),
        (false, _) => format!("at least {} USD", totals.price),
    };
    let days = match (totals.course_days_complete, totals.course_days) {
        (true, days) => counted(days, "course day"),
        (false, 0) => "course days unknown".to_owned(),
        (false, days) => format!("at least {}", counted(days, "course day")),
    };
    format!("{exams}, {price}, {days}")
}

pub(super) fn counted(count: u64, what: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{count} {what}{ending}")
}

fn table(
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
        }
        match difference(catalog, first, plan) {
            Some(line) => write_wrapped("  ", "  ", &line, style, out)?,
            None => steps_table(catalog, plan, style, out)?,
        }
    }
    write_line("", style, out)?;
    if others.is_empty() {
        let total = painted(Paint::Bold, "Total:");
        let line = format!("{total} {}", totals(&first.totals));
        write_wrapped("", "  ", &line, style, out)?;
    }
    for line in also_needs_lines(catalog, answer)
        .iter()
        .chain(&doubts(answer))
    {
        write_wrapped("", "  ", &clean(line), style, out)?;
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

/// What the holdings count for: `AZ-204 counts for azure-developer-associate`.
fn credited_lines(catalog: &Catalog, credited: &[Credited]) -> Vec<String> {
    let mut lines: Vec<(&[Entry], Vec<Entry>)> = Vec::new();
    for Credited { entry, because } in credited {
        match lines.iter_mut().find(|(holdings, _)| *holdings == because) {
            Some((_, entries)) => entries.push(*entry),
            None => lines.push((because, vec![*entry])),
        }
    }
    let told = |(holdings, entries): (&[Entry], Vec<Entry>)| {
        let verb = if holdings.len() == 1 {
            "counts"
        } else {
            "count"
        };
        let holdings = listed(catalog, holdings.iter().copied(), ", ");
        format!("{holdings} {verb} for {}", listed(catalog, entries, ", "))
    };
    lines.into_iter().map(told).collect()
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
    Column { heading, fit }
}

fn steps_table(
    catalog: &Catalog,
    plan: &Plan,
    style: Style,
    out: &mut impl Write,
) -> io::Result<()> {
    let wide = steps_grid(catalog, plan, true, style);
    let grid = if wide.fits(style.width, usize::MAX) {
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

fn also_needs<'a>(
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

fn markdown(
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
            let _ = write!(
                title,
                " (for {})",
                rows::escaped(&why(catalog, step, " → "))
            );
        }
        let earns: Vec<String> = certifications(&step.earns).map(linked).collect();
        let mut cells = vec![
            number.to_string(),
            linked(entry),
            title,
            rows::escaped(&catalog.level(entry).name),
            earns.join(", "),
            shown(exam.price),
            shown(exam.course_days),
        ];
        if has_last_day {
            cells.push(shown(exam.facts.retires));
        }
        rows::markdown(&cells, out)?;
    }
    Ok(())
}

const NO_ID: Option<&()> = None;

/// The fields that every answer to `plan` has, a refusal too.
pub(super) struct PlanFields<'a> {
    pub(super) catalog: &'a Catalog,
    pub(super) request: &'a Request,
    pub(super) credited: &'a [Credited],
    pub(super) outcome: Outcome<'a>,
}

pub(super) enum Outcome<'a> {
    Plans(&'a Answer),
    NoPlan(&'a NoPlan),
}

fn document<'a, I: ?Sized>(
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
            Outcome::NoPlan(no_plan) => super::no_plan::write_fields(catalog, no_plan, map),
        }
    }
}

fn minimize_word(minimize: Minimize) -> &'static str {
    match minimize {
        Minimize::Exams => "exams",
        Minimize::Price => "price",
        Minimize::Days => "days",
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
        let lower_bound = BoundFields {
            exams: bound.exams,
            price_usd: bound.price.map(Dollars),
            course_days: bound.course_days,
        };
        map.serialize_entry("lower_bound", &lower_bound)?;
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
    });
    map.serialize_entry("plans", &Each(plans))?;
    map.serialize_entry("warnings", &warning_fields(catalog, &answer.warnings))
}

#[derive(Serialize)]
struct CreditedFields<'a, B: Serialize> {
    id: Name<'a>,
    because: B,
}

#[derive(Serialize)]
struct BoundFields {
    exams: Option<u64>,
    price_usd: Option<Dollars>,
    course_days: Option<u64>,
}

#[derive(Serialize)]
struct PlanJson<S: Serialize, N: Serialize> {
    steps: S,
    totals: TotalsFields,
    also_needs: N,
}

#[derive(Serialize)]
struct AlsoNeeds<'a> {
    id: Name<'a>,
    text: &'a str,
}

#[derive(Serialize)]
struct TotalsFields {
    exams: u64,
    price_usd: Dollars,
    price_complete: bool,
    course_days: u64,
    course_days_complete: bool,
}

fn totals_fields(totals: &Totals) -> TotalsFields {
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
