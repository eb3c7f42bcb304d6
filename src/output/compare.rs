//! A comparison in every format.

use std::borrow::Cow;
use std::io::{self, Write};

use jiff::civil::Date;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::answer::aspects::Aspect;
use crate::answer::compare::{AskedFor, Comparison, First, Reason, Route, Unreachable};
use crate::answer::list::Value;
use crate::catalog::model::{Catalog, Entry, ExamIndex};
use crate::catalog::status::Status;
use crate::output::json::{self, Dollars, Each, Fields, Name};
use crate::output::plan::{listed, totals};
use crate::output::rows::grid::{Column, Fit, Grid};
use crate::output::rows::{self, Side};
use crate::output::text::{Paint, clean, painted, width, write_line, write_wrapped};
use crate::output::{Format, Style};
use crate::plan::answer::Totals;

/// Writes a comparison in any format.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn compare(
    catalog: &Catalog,
    as_of: Date,
    comparison: &Comparison,
    format: Format,
    style: Style,
    out: &mut impl Write,
) -> io::Result<()> {
    match format {
        Format::Table => table(catalog, comparison, style, out),
        Format::Json => {
            let fields = Answer {
                catalog,
                comparison,
            };
            json::write_document(catalog, as_of, fields, out)
        }
        Format::Tsv => all_rows(catalog, comparison)
            .iter()
            .try_for_each(|row| rows::tsv(row, out)),
        Format::Csv => {
            let names = comparison.items.iter().map(|entry| catalog.name(*entry));
            let heading: Vec<Cow<'_, str>> = std::iter::once(Cow::Borrowed("aspect"))
                .chain(names)
                .collect();
            rows::csv(&heading, out)?;
            let rows = all_rows(catalog, comparison);
            rows.iter().try_for_each(|row| rows::csv(row, out))
        }
        Format::Markdown => markdown(catalog, comparison, out),
        Format::Ids => in_order(comparison)
            .try_for_each(|entry| writeln!(out, "{}", clean(&catalog.name(entry)))),
    }
}

/// The items, the one to take first before all others.
fn in_order(comparison: &Comparison) -> impl Iterator<Item = Entry> {
    let take = comparison.first.as_ref().map(|first| first.take);
    let others = comparison.items.iter().copied();
    take.into_iter()
        .chain(others.filter(move |entry| Some(*entry) != take))
}

/// A row for each aspect and two for what to take first.
fn all_rows(catalog: &Catalog, comparison: &Comparison) -> Vec<Vec<String>> {
    let aspects = comparison.aspects.iter().map(|aspect| {
        let values = aspect.values.iter().map(|value| plain(value, ","));
        std::iter::once(aspect.name.to_owned())
            .chain(values)
            .collect()
    });
    let mut rows: Vec<Vec<String>> = aspects.collect();
    if let Some(first) = &comparison.first {
        let row = |name: &str, said: &str| {
            let said = |entry: &Entry| if *entry == first.take { said } else { "" }.to_owned();
            let values = comparison.items.iter().map(said);
            std::iter::once(name.to_owned()).chain(values).collect()
        };
        rows.push(row("take_first", "yes"));
        rows.push(row("reason", &reason_text(catalog, first)));
    }
    rows
}

fn plain(value: &Value<'_>, between: &str) -> String {
    match value {
        Value::Unknown => String::new(),
        Value::Text(text) => text.to_string(),
        Value::Texts(texts) => texts.join(between),
        Value::Date(date) => date.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Price(price) => rows::dollars(*price),
    }
}

/// What an aspect is called in a table.
fn label(name: &str) -> &'static str {
    match name {
        "title" => "Title",
        "provider" => "Provider",
        "level" => "Level",
        "role" => "Role",
        "focus" => "Focus",
        "requires" => "Prerequisites",
        "recommends" => "Helpful before",
        "also_needs" => "Also needs",
        "difficulty" => "Difficulty",
        "exams" => "Exams",
        "leads_to" => "Leads to",
        "price_usd" => "USD",
        "minutes" => "Minutes",
        "passing_score" => "To pass",
        "course_days" => "Course days",
        "validity" => "Valid",
        "renewal" => "Renewal",
        "lifecycle" => "Lifecycle",
        "skills" => "Skills",
        "best_for" => "Best for",
        _ => "Page",
    }
}

/// The least room for an item beside others.
const LEAST_ITEM: usize = 20;

fn table(
    catalog: &Catalog,
    comparison: &Comparison,
    style: Style,
    out: &mut impl Write,
) -> io::Result<()> {
    let shown = comparison
        .aspects
        .iter()
        .filter(|aspect| aspect.name != "url");
    let shown: Vec<&Aspect<'_>> = shown.collect();
    let labels = shown.iter().map(|aspect| width(label(aspect.name)));
    let labels = labels.max().unwrap_or(0) + 2;
    let beside = (style.width.saturating_sub(labels) / (LEAST_ITEM + 2)).max(1);
    for (number, items) in comparison.items.chunks(beside).enumerate() {
        if number > 0 {
            write_line("", style, out)?;
        }
        side_by_side(catalog, items, number * beside, &shown).write(style, out)?;
    }
    let Some(first) = &comparison.first else {
        write_line("", style, out)?;
        return write_line("Nothing is left to take", style, out);
    };
    write_line("", style, out)?;
    let take = painted(
        Paint::Bold,
        &format!("Take {} first:", catalog.name(first.take)),
    );
    let text = format!("{take} {}", clean(&reason_text(catalog, first)));
    write_wrapped("", "  ", &text, style, out)?;
    if first.routes.len() > 1 {
        write_line("", style, out)?;
        routes(catalog, first).write(style, out)?;
    }
    Ok(())
}

/// Some of the items, from a place on.
fn side_by_side(catalog: &Catalog, items: &[Entry], begin: usize, aspects: &[&Aspect<'_>]) -> Grid {
    let column = |fit| Column {
        heading: "".into(),
        fit,
    };
    let values = items.iter().map(|_| column(Fit::Text));
    let mut grid = Grid::new(std::iter::once(column(Fit::Whole)).chain(values).collect());
    let names = items
        .iter()
        .map(|entry| painted(Paint::Bold, &catalog.name(*entry)));
    grid.push_cells(std::iter::once(String::new()).chain(names).collect());
    for aspect in aspects {
        let values = aspect.values[begin..begin + items.len()].iter().map(cell);
        let label = painted(Paint::Bold, label(aspect.name));
        let cells: Vec<String> = std::iter::once(label).chain(values).collect();
        if cells[1..].iter().any(|cell| !cell.is_empty()) {
            grid.push_cells(cells);
        }
    }
    grid
}

/// A value for people: a list has a line for each of its items.
fn cell(value: &Value<'_>) -> String {
    match value {
        Value::Texts(texts) => {
            let lines = texts.iter().map(|text| format!("- {}", clean(text)));
            lines.collect::<Vec<_>>().join("\n")
        }
        Value::Price(price) => price.to_string(),
        value => clean(&plain(value, ", ")).into_owned(),
    }
}

fn routes(catalog: &Catalog, first: &First) -> Grid {
    let column = |heading: &'static str, fit| Column {
        heading: heading.into(),
        fit,
    };
    let mut grid = Grid::new(vec![
        column("FIRST", Fit::Whole),
        column("EXAMS", Fit::Text),
        column("TOGETHER", Fit::Text),
    ]);
    for route in &first.routes {
        let mut exams = exams(catalog, &route.to_first);
        if !route.then.is_empty() {
            exams = format!("{exams}; then {}", self::exams(catalog, &route.then));
        }
        grid.push_cells(vec![
            painted(Paint::Bold, &catalog.name(route.first)),
            clean(&exams).into_owned(),
            totals(&Totals::from(route.cost)),
        ]);
    }
    grid
}

fn exams(catalog: &Catalog, exams: &[ExamIndex]) -> String {
    listed(catalog, exams.iter().copied().map(Entry::Exam), ", ")
}

/// Returns why something is to be taken first, without a full stop.
#[must_use]
pub fn reason_text(catalog: &Catalog, first: &First) -> String {
    let reasons = first.reasons.iter();
    let texts: Vec<String> = reasons
        .map(|reason| sentence(catalog, first, reason))
        .collect();
    texts.join("; ")
}

fn sentence(catalog: &Catalog, first: &First, reason: &Reason) -> String {
    let take = Name {
        catalog,
        entry: first.take,
    };
    match reason {
        Reason::Held(entries) => {
            let is = if entries.len() == 1 { "is" } else { "are" };
            format!(
                "{} {is} held already",
                listed(catalog, entries.iter().copied(), " and ")
            )
        }
        Reason::OutOfReach(entries) => {
            let texts = entries.iter().map(|entry| unreachable(catalog, entry));
            texts.collect::<Vec<_>>().join("; ")
        }
        Reason::AskedFor(asked) => asked_for(catalog, asked),
        Reason::Cheaper { cost, otherwise } => format!(
            "with {take} first everything takes {}, otherwise {}",
            totals(&Totals::from(*cost)),
            totals(&Totals::from(*otherwise)),
        ),
        Reason::Shares(shared) => {
            format!(
                "they share {}, and {take} takes less",
                exams(catalog, shared)
            )
        }
        Reason::RetiresFirst { what, on } => {
            let name = Name {
                catalog,
                entry: *what,
            };
            match what {
                Entry::Exam(_) => format!("{name} can be taken until {on} only"),
                Entry::Certification(_) => format!("{name} can be earned until {on} only"),
            }
        }
        Reason::LowerRank => {
            format!("{take} stands lower: {}", catalog.level(first.take).name)
        }
        Reason::CostsLess => format!("{take} takes less"),
        Reason::NamedFirst => "nothing else tells them apart".to_owned(),
    }
}

fn unreachable(catalog: &Catalog, lost: &Unreachable) -> String {
    let name = Name {
        catalog,
        entry: lost.entry,
    };
    let replaced_by = listed(catalog, lost.replaced_by.iter().copied(), ", ");
    let successors = if replaced_by.is_empty() {
        String::new()
    } else {
        format!(", replaced by {replaced_by}")
    };
    match (lost.status, lost.retires) {
        (Status::Retired, Some(day)) => format!("{name} ended on {day}{successors}"),
        (Status::Announced, _) => format!("{name} has not begun"),
        (Status::External, _) => format!("no exam leads to {name}"),
        _ => format!("{name} cannot be reached"),
    }
}

/// `AZ-204 earns azure-developer-associate, one of the ways into devops-engineer-expert, for which AZ-400 counts`.
fn asked_for(catalog: &Catalog, asked: &AskedFor) -> String {
    let name = |entry| Name { catalog, entry };
    let subject = if asked.name == asked.of {
        format!("{} is", name(asked.name))
    } else {
        format!("{} earns {},", name(asked.of), name(asked.name))
    };
    let by = name(asked.by);
    let way = match (asked.needed, asked.by) {
        (true, Entry::Certification(_)) => format!("needed for {by}"),
        (true, Entry::Exam(_)) => format!("needed to take {by}"),
        (false, _) => format!("one of the ways into {by}"),
    };
    let item = name(asked.item);
    let end = match asked.directly {
        _ if asked.by == asked.item => String::new(),
        true => format!(", for which {item} counts"),
        false => format!(" on the way to {item}"),
    };
    format!("{subject} {way}{end}")
}

fn markdown(catalog: &Catalog, comparison: &Comparison, out: &mut impl Write) -> io::Result<()> {
    let names: Vec<String> = comparison
        .items
        .iter()
        .map(|entry| rows::link(&catalog.name(*entry), &catalog.facts(*entry).page))
        .collect();
    let columns = names.iter().map(|name| (name.as_str(), Side::Left));
    let columns: Vec<(&str, Side)> = std::iter::once(("Aspect", Side::Left))
        .chain(columns)
        .collect();
    rows::markdown_head(&columns, out)?;
    let shown = comparison
        .aspects
        .iter()
        .filter(|aspect| aspect.name != "url");
    for aspect in shown {
        let values = aspect
            .values
            .iter()
            .map(|value| rows::escaped(&plain(value, "; ")));
        let cells: Vec<String> = std::iter::once(label(aspect.name).to_owned())
            .chain(values)
            .collect();
        rows::markdown(&cells, out)?;
    }
    let Some(first) = &comparison.first else {
        return writeln!(out, "\nNothing is left to take");
    };
    let take = rows::escaped(&catalog.name(first.take));
    let reason = rows::escaped(&reason_text(catalog, first));
    writeln!(out, "\n**Take {take} first:** {reason}")?;
    if first.routes.len() > 1 {
        writeln!(out)?;
    }
    for route in first.routes.iter().filter(|_| first.routes.len() > 1) {
        let name = rows::escaped(&catalog.name(route.first));
        let exams = rows::escaped(&exams(
            catalog,
            &[&route.to_first[..], &route.then].concat(),
        ));
        writeln!(
            out,
            "- {name} first: {exams} ({})",
            totals(&Totals::from(route.cost))
        )?;
    }
    Ok(())
}

struct Answer<'a> {
    catalog: &'a Catalog,
    comparison: &'a Comparison,
}

impl Fields for Answer<'_> {
    fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        let catalog = self.catalog;
        map.serialize_entry("items", &json::names(catalog, &self.comparison.items))?;
        let aspects = self.comparison.aspects.iter().map(|aspect| AspectFields {
            aspect: aspect.name,
            values: Each(aspect.values.iter().map(Field)),
        });
        map.serialize_entry("aspects", &Each(aspects))?;
        let first = self.comparison.first.as_ref();
        map.serialize_entry("first", &first.map(|first| first_fields(catalog, first)))
    }
}

#[derive(Serialize)]
struct AspectFields<V: Serialize> {
    aspect: &'static str,
    values: V,
}

struct Field<'a>(&'a Value<'a>);

impl Serialize for Field<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Unknown => serializer.serialize_none(),
            Value::Text(text) => serializer.serialize_str(text),
            Value::Texts(texts) => texts.serialize(serializer),
            Value::Date(date) => serializer.collect_str(date),
            Value::Number(number) => serializer.serialize_u64(*number),
            Value::Price(price) => Dollars(*price).serialize(serializer),
        }
    }
}

#[derive(Serialize)]
struct FirstFields<'a, R: Serialize> {
    take: Name<'a>,
    reason: String,
    routes: R,
}

#[derive(Serialize)]
struct RouteFields<'a, E: Serialize> {
    first: Name<'a>,
    exams: E,
    then: E,
    price_usd: Option<Dollars>,
    course_days: Option<u64>,
}

fn first_fields<'a>(catalog: &'a Catalog, first: &'a First) -> impl Serialize + use<'a> {
    let routes = first.routes.iter().map(|route: &Route| {
        let sum = Totals::from(route.cost);
        RouteFields {
            first: Name {
                catalog,
                entry: route.first,
            },
            exams: json::exams(catalog, &route.to_first),
            then: json::exams(catalog, &route.then),
            price_usd: sum.price_complete.then_some(Dollars(sum.price)),
            course_days: sum.course_days_complete.then_some(sum.course_days),
        }
    });
    FirstFields {
        take: Name {
            catalog,
            entry: first.take,
        },
        reason: reason_text(catalog, first),
        routes: Each(routes),
    }
}
