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
use super::{choices, wanted};
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
pub(crate) fn totals(totals: &Totals) -> String {
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

/// What the holdings count for: `AZ-204 counts for azure-developer-associate`.
pub(super) fn credited_lines(catalog: &Catalog, credited: &[Credited]) -> Vec<String> {
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
            Outcome::NoPlan(no_plan) => super::no_plan::write_fields(catalog, no_plan, map),
        }
    }
}

pub(super) fn minimize_word(minimize: Minimize) -> &'static str {
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
pub(super) fn bound_fields(bound: &Bound) -> impl Serialize + use<> {
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
pub(super) struct TotalsFields {
    exams: u64,
    price_usd: Dollars,
    price_complete: bool,
    course_days: u64,
    course_days_complete: bool,
}

pub(super) fn totals_fields(totals: &Totals) -> TotalsFields {
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
pub(super) fn bare_step(catalog: &Catalog, exam: ExamIndex) -> impl Serialize {
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

#[cfg(test)]
#[allow(clippy::needless_raw_string_hashes, reason = "snapbox writes them")]
mod tests {
    use serde::Deserialize;
    use serde_json::Value;
    use snapbox::{assert_data_eq, str};

    use super::super::sample::{
        answer, held_already, plain, request, two_steps, without_colors, written,
    };
    use super::*;
    use crate::catalog::model::Cents;
    use crate::query::sample::catalog;

    const WANT: &[&str] = &["devops-engineer-expert"];

    fn in_format(answer: &Answer, format: Format, style: Style) -> String {
        let catalog = catalog();
        let request = request(&catalog, WANT);
        written(|out| plan(&catalog, &request, answer, format, style, out))
    }

    #[test]
    fn what_is_earned_stands_below_the_title_where_there_is_no_room() {
        let answer = answer(&catalog());
        assert_data_eq!(
            in_format(&answer, Format::Table, plain(80)),
            str![[r#"
AZ-303, AZ-304 count for azure-solutions-architect-expert,
  azure-ai-cloud-developer-associate

   EXAM    TITLE                              LEVEL        USD  DAYS  LAST DAY
1  AZ-104  Microsoft Azure Administrator      associate    165     4
           earns azure-administrator-associate
           or AZ-204
           for azure-administrator-associate
2  AZ-400  Designing and Implementing         expert       165     4  2027-01-31
           Microsoft DevOps Solutions
           earns devops-engineer-expert
           or AI-200, X-1
           for devops-engineer-expert
3  X-1     クラウド運用の基礎と応用、そして   master     70.50     ?
           その先にあるもの
           全部入り、とても長い題名の試験
           earns x-master
           for x-master
           recommended, not required

Total: 2 exams, 330 USD, 8 course days
x-master also needs: two years of practice

"#]]
        );
    }

    #[test]
    fn what_is_earned_has_a_column_where_there_is_room() {
        let mut answer = answer(&catalog());
        answer.credited.clear();
        answer.plans[0].steps.pop();
        answer.plans[0].also_needs.clear();
        assert_data_eq!(
            in_format(&answer, Format::Table, plain(120)),
            str![[r#"
   EXAM    TITLE                                         LEVEL      EARNS                          USD  DAYS  LAST DAY
1  AZ-104  Microsoft Azure Administrator                 associate  azure-administrator-associate  165     4
           or AZ-204
           for azure-administrator-associate
2  AZ-400  Designing and Implementing Microsoft DevOps   expert     devops-engineer-expert         165     4  2027-01-31
           Solutions
           or AI-200, X-1
           for devops-engineer-expert

Total: 2 exams, 330 USD, 8 course days

"#]]
        );
    }

    #[test]
    fn of_several_plans_the_others_say_what_they_have_in_place_of_what() {
        let catalog = catalog();
        let mut answer = answer(&catalog);
        answer.credited.clear();
        answer.plans = vec![
            two_steps(
                &catalog,
                "AZ-104",
                "azure-administrator-associate",
                "AZ-204",
            ),
            two_steps(&catalog, "AZ-204", "azure-developer-associate", "AZ-104"),
        ];
        assert_data_eq!(
            in_format(&answer, Format::Table, plain(80)),
            str![[r#"
Plan 1 of 2: 2 exams, 330 USD, 8 course days
   EXAM    TITLE                          LEVEL      USD  DAYS  LAST DAY
1  AZ-104  Microsoft Azure Administrator  associate  165     4
           earns azure-administrator-associate
           or AZ-204
           for azure-administrator-associate
2  AZ-400  Designing and Implementing     expert     165     4  2027-01-31
           Microsoft DevOps Solutions
           earns devops-engineer-expert
           for devops-engineer-expert

Plan 2 of 2: 2 exams, 330 USD, 8 course days
  AZ-204 Developing Solutions for Microsoft Azure in place of AZ-104

"#]]
        );
        answer.plans[1].steps.remove(1);
        let told = in_format(&answer, Format::Table, plain(80));
        assert_eq!(told.matches("EXAM").count(), 2, "{told}");
    }

    #[test]
    fn chains_of_requirements_are_told_with_arrows() {
        let mut answer = answer(&catalog());
        let step = &mut answer.plans[0].steps[0];
        step.why = [step.why[0]].repeat(4);
        step.why_left_out = 3;
        let told = in_format(&answer, Format::Table, plain(200));
        assert!(
            told.contains(
                "for azure-administrator-associate → azure-administrator-associate → ... → \
                 azure-administrator-associate → azure-administrator-associate"
            ),
            "{told}"
        );
        let ascii = Style {
            unicode: false,
            ..plain(200)
        };
        let told = in_format(&answer, Format::Table, ascii);
        assert!(told.contains("associate -> ... -> azure"), "{told}");
        let json: Value =
            serde_json::from_str(&in_format(&answer, Format::Json, plain(80))).unwrap();
        assert_eq!(
            json["plans"][0]["steps"][0]["why"]
                .as_array()
                .unwrap()
                .len(),
            5
        );
        assert_eq!(json["plans"][0]["steps"][0]["why"][2], "...");
    }

    #[test]
    fn colors_change_no_word() {
        let answer = answer(&catalog());
        for width in [40, 80, 120] {
            let colored = Style {
                color: true,
                ..plain(width)
            };
            let colored = in_format(&answer, Format::Table, colored);
            assert!(colored.contains("\x1b[1m"), "{colored}");
            let plain = in_format(&answer, Format::Table, plain(width));
            assert_eq!(without_colors(&colored), plain);
        }
    }

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        let answer = answer(&catalog());
        for width in 40..200 {
            let told = in_format(&answer, Format::Table, plain(width));
            for line in told.lines() {
                let wide = super::super::text::width(line);
                assert!(wide <= width, "{width}: {line}");
            }
        }
    }

    #[test]
    fn a_want_that_is_held_is_a_sentence() {
        let answer = held_already(&catalog());
        let told = "Nothing is left to do: devops-engineer-expert is already held\n";
        assert_eq!(in_format(&answer, Format::Table, plain(80)), told);
        assert_eq!(in_format(&answer, Format::Markdown, plain(80)), told);
        assert_eq!(in_format(&answer, Format::Tsv, plain(80)), "");
        assert_eq!(in_format(&answer, Format::Ids, plain(80)), "");
        let catalog = catalog();
        let request = request(&catalog, &["azure-solutions-architect-expert"]);
        assert_eq!(
            already_held(&catalog, &request, &answer).unwrap(),
            "Nothing is left to do: azure-solutions-architect-expert is already held, by AZ-303 and AZ-304"
        );
    }

    #[test]
    fn totals_that_lack_a_part_say_at_least() {
        let all = Totals {
            exams: 1,
            price: Cents(7_050),
            price_complete: true,
            course_days: 1,
            course_days_complete: true,
        };
        assert_eq!(totals(&all), "1 exam, 70.50 USD, 1 course day");
        let some = Totals {
            price_complete: false,
            course_days_complete: false,
            exams: 2,
            ..all
        };
        let told = "2 exams, at least 70.50 USD, at least 1 course day";
        assert_eq!(totals(&some), told);
        let none = Totals {
            price: Cents(0),
            course_days: 0,
            ..some
        };
        assert_eq!(totals(&none), "2 exams, price unknown, course days unknown");
    }

    #[test]
    fn tsv_has_ten_fields_and_no_header() {
        let answer = answer(&catalog());
        assert_data_eq!(
            in_format(&answer, Format::Tsv, plain(80)),
            str![[r#"
1	AZ-104	Microsoft Azure Administrator	associate	azure-administrator-associate	165	4		AZ-204	
2	AZ-400	Designing and Implementing Microsoft DevOps Solutions	expert	devops-engineer-expert	165	4	2027-01-31	AI-200,X-1	
3	X-1	クラウド運用の基礎と応用、そしてその先にあるもの 全部入り、とても長い題名の試験	master	x-master	70.5				yes

"#]]
        );
    }

    #[test]
    fn csv_has_a_header() {
        let answer = answer(&catalog());
        assert_data_eq!(
            in_format(&answer, Format::Csv, plain(80)),
            str![[r#"
step,code,title,level,earns,price,days,last day,or,recommended
1,AZ-104,Microsoft Azure Administrator,associate,azure-administrator-associate,165,4,,AZ-204,
2,AZ-400,Designing and Implementing Microsoft DevOps Solutions,expert,devops-engineer-expert,165,4,2027-01-31,"AI-200,X-1",
3,X-1,クラウド運用の基礎と応用、そしてその先にあるもの 全部入り、とても長い題名の試験,master,x-master,70.5,,,,yes

"#]]
        );
    }

    #[test]
    fn ids_are_codes_and_an_empty_line_parts_plans() {
        let mut answer = answer(&catalog());
        answer.plans.push(answer.plans[0].clone());
        let told = "AZ-104\nAZ-400\nX-1\n\nAZ-104\nAZ-400\nX-1\n";
        assert_eq!(in_format(&answer, Format::Ids, plain(80)), told);
    }

    #[test]
    fn markdown_links_to_the_pages() {
        let answer = answer(&catalog());
        assert_data_eq!(
            in_format(&answer, Format::Markdown, plain(80)),
            str![[r#"
AZ-303, AZ-304 count for azure-solutions-architect-expert, azure-ai-cloud-developer-associate

| Step | Exam | Title | Level | Earns | USD | Days | Last day |
| ---: | --- | --- | --- | --- | ---: | ---: | --- |
| 1 | [AZ-104](https://learn.example/page) | Microsoft Azure Administrator or [AZ-204](https://learn.example/page) (for azure-administrator-associate) | associate | [azure-administrator-associate](https://learn.example/page) | 165 | 4 |  |
| 2 | [AZ-400](https://learn.example/page) | Designing and Implementing Microsoft DevOps Solutions or [AI-200](https://learn.example/page), [X-1](https://learn.example/page) (for devops-engineer-expert) | expert | [devops-engineer-expert](https://learn.example/page) | 165 | 4 | 2027-01-31 |
| 3 | [X-1](https://learn.example/page) | クラウド運用の基礎と応用、そしてその先にあるもの 全部入り、とても長い題名の試験 (recommended) (for x-master) | master | [x-master](https://learn.example/page) | 70.50 |  |  |

Total: 2 exams, 330 USD, 8 course days

x-master also needs: two years of practice

"#]]
        );
    }

    #[test]
    #[expect(clippy::too_many_lines, reason = "an answer is long")]
    fn json_is_the_promised_object() {
        let answer = answer(&catalog());
        assert_data_eq!(
            in_format(&answer, Format::Json, plain(80)),
            str![[r#"
{
  "schema_version": 1,
  "catalog": {
    "version": "0.1.0",
    "checked": "2026-10-10"
  },
  "as_of": "2026-05-22",
  "have": [
    "AZ-303"
  ],
  "want": [
    "devops-engineer-expert"
  ],
  "credited": [
    {
      "id": "azure-solutions-architect-expert",
      "because": [
        "AZ-303",
        "AZ-304"
      ]
    },
    {
      "id": "azure-ai-cloud-developer-associate",
      "because": [
        "AZ-303",
        "AZ-304"
      ]
    }
  ],
  "minimize": "exams",
  "optimal": true,
  "plans": [
    {
      "steps": [
        {
          "step": 1,
          "exam": "AZ-104",
          "title": "Microsoft Azure Administrator",
          "provider": "microsoft",
          "level": "associate",
          "price_usd": 165,
          "course_days": 4,
          "retires": null,
          "recommended": false,
          "earns": [
            "azure-administrator-associate"
          ],
          "or": [
            "AZ-204"
          ],
          "why": [
            "azure-administrator-associate"
          ],
          "url": "https://learn.example/page"
        },
        {
          "step": 2,
          "exam": "AZ-400",
          "title": "Designing and Implementing Microsoft DevOps Solutions",
          "provider": "microsoft",
          "level": "expert",
          "price_usd": 165,
          "course_days": 4,
          "retires": "2027-01-31",
          "recommended": false,
          "earns": [
            "devops-engineer-expert"
          ],
          "or": [
            "AI-200",
            "X-1"
          ],
          "why": [
            "devops-engineer-expert"
          ],
          "url": "https://learn.example/page"
        },
        {
          "step": 3,
          "exam": "X-1",
          "title": "クラウド運用の基礎と応用、そしてその先にあるもの 全部入り、とても長い題名の試験",
          "provider": "zeta",
          "level": "master",
          "price_usd": 70.5,
          "course_days": null,
          "retires": null,
          "recommended": true,
          "earns": [
            "x-master"
          ],
          "or": [],
          "why": [
            "x-master"
          ],
          "url": "https://learn.example/page"
        }
      ],
      "totals": {
        "exams": 2,
        "price_usd": 330,
        "price_complete": true,
        "course_days": 8,
        "course_days_complete": true
      },
      "also_needs": [
        {
          "id": "x-master",
          "text": "two years of practice"
        }
      ]
    }
  ],
  "warnings": [
    {
      "code": "retires-soon",
      "subject": "AZ-400",
      "message": "AZ-400 can be sat until 2027-01-31 only"
    }
  ]
}

"#]]
        );
    }

    /// The promise to scripts: no field slips in or out unseen.
    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "that they can be read is what is tested")]
    struct AnswerMirror {
        schema_version: u32,
        catalog: CatalogMirror,
        as_of: String,
        have: Vec<String>,
        want: Vec<String>,
        credited: Vec<CreditedMirror>,
        minimize: String,
        optimal: bool,
        tie: Option<String>,
        lower_bound: Option<BoundMirror>,
        gap: Option<f64>,
        plans: Vec<PlanMirror>,
        warnings: Vec<WarningMirror>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "that they can be read is what is tested")]
    struct CatalogMirror {
        version: String,
        checked: String,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "that they can be read is what is tested")]
    struct CreditedMirror {
        id: String,
        because: Vec<String>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "that they can be read is what is tested")]
    struct BoundMirror {
        exams: Option<u64>,
        price_usd: Option<f64>,
        course_days: Option<u64>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "that they can be read is what is tested")]
    struct PlanMirror {
        steps: Vec<StepMirror>,
        totals: TotalsMirror,
        also_needs: Vec<AlsoNeedsMirror>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "that they can be read is what is tested")]
    struct StepMirror {
        step: u32,
        exam: String,
        title: String,
        provider: String,
        level: String,
        price_usd: Option<f64>,
        course_days: Option<u32>,
        retires: Option<String>,
        recommended: bool,
        earns: Vec<String>,
        or: Vec<String>,
        why: Vec<String>,
        url: String,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "that they can be read is what is tested")]
    struct TotalsMirror {
        exams: u64,
        price_usd: f64,
        price_complete: bool,
        course_days: u64,
        course_days_complete: bool,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "that they can be read is what is tested")]
    struct AlsoNeedsMirror {
        id: String,
        text: String,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "that they can be read is what is tested")]
    struct WarningMirror {
        code: String,
        subject: String,
        message: String,
    }

    #[test]
    fn json_reads_back_field_by_field() {
        let mut answer = answer(&catalog());
        let proven: AnswerMirror =
            serde_json::from_str(&in_format(&answer, Format::Json, plain(80))).unwrap();
        assert!(proven.lower_bound.is_none() && proven.tie.is_none());
        answer.optimal = false;
        answer.tie_open = true;
        answer.bound = Some(Bound {
            exams: Some(1),
            price: None,
            course_days: None,
            gap: 0.5,
        });
        let stopped: AnswerMirror =
            serde_json::from_str(&in_format(&answer, Format::Json, plain(80))).unwrap();
        assert_eq!(stopped.gap, Some(0.5));
        assert_eq!(stopped.lower_bound.unwrap().exams, Some(1));
        assert_eq!(stopped.tie.as_deref(), Some("open"));
        let told = in_format(&answer, Format::Table, plain(120));
        assert!(
            told.contains("every plan takes at least 1 exam (gap 50 %)"),
            "{told}"
        );
    }

    #[test]
    fn nothing_in_a_catalog_acts_on_a_terminal() {
        let mut catalog = catalog();
        let evil = "a\x1b[31mb\u{9b}0mc\u{7f}d\te\nf\r\u{202e}g\u{206a}h|";
        for exam in catalog.exams.to_mut() {
            exam.facts.title = evil.into();
            exam.facts.page = evil.into();
        }
        let request = request(&catalog, WANT);
        let answer = answer(&catalog);
        for format in Format::ALL {
            let told = written(|out| plan(&catalog, &request, &answer, format, plain(80), out));
            let acts = |letter: char| letter.is_control() && !matches!(letter, '\n' | '\t' | '\r');
            assert!(!told.contains(acts), "{format:?} {told:?}");
            if matches!(format, Format::Table | Format::Tsv | Format::Markdown) {
                assert!(
                    !told.contains(['\r', '\u{202e}', '\u{206a}']),
                    "{format:?} {told:?}"
                );
            }
        }
        let json = written(|out| plan(&catalog, &request, &answer, Format::Json, plain(80), out));
        let json: Value = serde_json::from_str(&json).unwrap();
        assert_eq!(json["plans"][0]["steps"][0]["title"], evil);
    }
}
