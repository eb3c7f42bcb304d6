//! What is within reach, in every format.

use std::fmt::Write as _;
use std::io::{self, Write};

use jiff::civil::Date;
use serde::Serialize;
use serde::ser::SerializeMap;

use crate::answer::next::{Next, WithinReach};
use crate::answer::short_title;
use crate::catalog::model::{Catalog, Cents, CertIndex, Entry};
use crate::output::json::warning::warnings;
use crate::output::json::{self, Dollars, Each, Fields, Name};
use crate::output::plan::{counted, credited_lines, listed};
use crate::output::rows::grid::{Column, Fit, Grid, Line};
use crate::output::rows::{self, Side};
use crate::output::text::{Paint, clean, painted, write_line, write_wrapped};
use crate::output::{Format, Style};
use crate::request::Holding;

/// Writes what is within reach in any format.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn next(
    catalog: &Catalog,
    as_of: Date,
    have: &[Holding],
    next: &Next,
    format: Format,
    style: Style,
    out: &mut impl Write,
) -> io::Result<()> {
    let rows = || {
        next.within_reach
            .iter()
            .map(|within| fields(catalog, within))
    };
    match format {
        Format::Table => table(catalog, next, style, out),
        Format::Json => {
            let fields = Answer {
                catalog,
                have,
                next,
            };
            json::write_document(catalog, as_of, fields, out)
        }
        Format::Tsv => rows().try_for_each(|row| rows::tsv(&row, out)),
        Format::Csv => {
            rows::csv(&COLUMNS, out)?;
            rows().try_for_each(|row| rows::csv(&row, out))
        }
        Format::Markdown => markdown(catalog, next, out),
        Format::Ids => next.within_reach.iter().try_for_each(|within| {
            let name = catalog.name(Entry::Certification(within.certification));
            writeln!(out, "{}", clean(&name))
        }),
    }
}

/// The fields of a row between tabs or commas, those of an object in JSON first.
const COLUMNS: [&str; 9] = [
    "id",
    "title",
    "exams",
    "price_usd",
    "provider",
    "level",
    "course_days",
    "opens",
    "url",
];

fn fields(catalog: &Catalog, within: &WithinReach) -> [String; 9] {
    let entry = Entry::Certification(within.certification);
    let facts = catalog.facts(entry);
    [
        catalog.name(entry).into_owned(),
        facts.title.clone().into_owned(),
        exams(catalog, within, ","),
        price(within).map(rows::dollars).unwrap_or_default(),
        catalog.provider(facts.provider).id.clone().into_owned(),
        catalog.level(entry).name.clone().into_owned(),
        days(within)
            .map(|days| days.to_string())
            .unwrap_or_default(),
        opens(catalog, &within.opens, ","),
        facts.page.clone().into_owned(),
    ]
}

fn exams(catalog: &Catalog, within: &WithinReach, between: &str) -> String {
    listed(
        catalog,
        within.steps.iter().map(|step| Entry::Exam(step.exam)),
        between,
    )
}

fn opens(catalog: &Catalog, opens: &[CertIndex], between: &str) -> String {
    listed(
        catalog,
        opens.iter().copied().map(Entry::Certification),
        between,
    )
}

/// The price of all exams together, if it is known of each.
fn price(within: &WithinReach) -> Option<Cents> {
    within.totals.price_complete.then_some(within.totals.price)
}

fn days(within: &WithinReach) -> Option<u64> {
    let complete = within.totals.course_days_complete;
    complete.then_some(within.totals.course_days)
}

/// Less room for a title is not worth a column.
const LEAST_TITLE: usize = 32;

fn table(catalog: &Catalog, next: &Next, style: Style, out: &mut impl Write) -> io::Result<()> {
    for line in credited_lines(catalog, &next.credited) {
        write_wrapped("", "  ", &clean(&line), style, out)?;
    }
    if !next.credited.is_empty() {
        write_line("", style, out)?;
    }
    if next.within_reach.is_empty() {
        return write_line("Nothing is within reach", style, out);
    }
    // without room for titles they are left out, without room for ids exams stand below one another
    let ways = [(true, ", "), (false, ", "), (false, ",\n")];
    let mut grids = ways
        .map(|(titles, between)| grid(catalog, next, titles, between))
        .into_iter();
    let fitting = grids.find(|grid| grid.fits(style.width, LEAST_TITLE));
    let grid = fitting.unwrap_or_else(|| grid(catalog, next, false, ",\n"));
    grid.write(style, out)?;
    write_line("", style, out)?;
    let count = counted(next.within_reach.len() as u64, "certification");
    write_wrapped(
        "",
        "  ",
        &painted(Paint::Dim, &format!("{count} within reach")),
        style,
        out,
    )
}

fn grid(catalog: &Catalog, next: &Next, wide: bool, between: &str) -> Grid {
    let column = |heading: &'static str, fit| Column {
        heading: heading.into(),
        fit,
    };
    let mut columns = vec![
        column("CERTIFICATION", Fit::Whole),
        column("EXAMS", Fit::Whole),
    ];
    if wide {
        columns.insert(1, column("TITLE", Fit::Text));
        columns.push(column("LEVEL", Fit::Whole));
    }
    columns.extend([column("USD", Fit::Right), column("DAYS", Fit::Right)]);
    let mut grid = Grid::new(columns);
    let mut before = None;
    for within in &next.within_reach {
        let entry = Entry::Certification(within.certification);
        let away = within.steps.len();
        let heading = (before != Some(away)).then(|| painted(Paint::Bold, &heading(away)));
        before = Some(away);
        let mut cells = vec![
            painted(Paint::Bold, &catalog.name(entry)),
            clean(&exams(catalog, within, ", ")).replace(", ", between),
        ];
        if wide {
            cells.insert(1, clean(short_title(catalog, entry)).into_owned());
            cells.push(clean(&catalog.level(entry).name).into_owned());
        }
        cells.extend([
            at_least(price(within), &within.totals.price),
            at_least(days(within), &within.totals.course_days),
        ]);
        grid.push(Line {
            heading,
            cells,
            notes: notes(catalog, within),
        });
    }
    grid
}

fn heading(away: usize) -> String {
    match away {
        0 => "Nothing left to take".to_owned(),
        1 => "One exam away".to_owned(),
        2 => "Two exams away".to_owned(),
        more => format!("{more} exams away"),
    }
}

/// A sum of which a part is unknown is marked.
fn at_least<T: ToString + Default + PartialEq>(complete: Option<T>, known: &T) -> String {
    match complete {
        Some(sum) => sum.to_string(),
        None if *known == T::default() => "?".to_owned(),
        None => format!("{}+", known.to_string()),
    }
}

fn notes(catalog: &Catalog, within: &WithinReach) -> Vec<String> {
    /// More names are no longer read.
    const FEW: usize = 6;
    let mut notes = Vec::new();
    if within.lapsed {
        notes.push("held before, and lapsed".to_owned());
    }
    let certification = catalog.certification(within.certification);
    for text in certification.also_needs.iter() {
        notes.push(clean(&format!("also needs: {text}")).into_owned());
    }
    if !within.opens.is_empty() {
        let first = &within.opens[..within.opens.len().min(FEW)];
        let mut text = format!("opens {}", opens(catalog, first, ", "));
        if within.opens.len() > FEW {
            let _ = write!(text, " and {} more", within.opens.len() - FEW);
        }
        notes.push(clean(&text).into_owned());
    }
    notes
}

fn markdown(catalog: &Catalog, next: &Next, out: &mut impl Write) -> io::Result<()> {
    let columns = [
        ("Certification", Side::Left),
        ("Title", Side::Left),
        ("Exams", Side::Left),
        ("Level", Side::Left),
        ("USD", Side::Right),
        ("Days", Side::Right),
        ("Opens", Side::Left),
    ];
    rows::markdown_head(&columns, out)?;
    let linked = |entry| rows::link(&catalog.name(entry), &catalog.facts(entry).page);
    for within in &next.within_reach {
        let entry = Entry::Certification(within.certification);
        let exams = within
            .steps
            .iter()
            .map(|step| linked(Entry::Exam(step.exam)));
        let opens = within
            .opens
            .iter()
            .map(|index| linked(Entry::Certification(*index)));
        let cells = [
            linked(entry),
            rows::escaped(short_title(catalog, entry)),
            exams.collect::<Vec<_>>().join(", "),
            rows::escaped(&catalog.level(entry).name),
            at_least(price(within), &within.totals.price),
            at_least(days(within), &within.totals.course_days),
            opens.collect::<Vec<_>>().join(", "),
        ];
        rows::markdown(&cells, out)?;
    }
    Ok(())
}

struct Answer<'a> {
    catalog: &'a Catalog,
    have: &'a [Holding],
    next: &'a Next,
}

impl Fields for Answer<'_> {
    fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        let catalog = self.catalog;
        let have = self.have.iter().map(|holding| holding.entry);
        map.serialize_entry("have", &Each(have.map(|entry| Name { catalog, entry })))?;
        let within = self.next.within_reach.iter();
        let within = within.map(|within| within_fields(catalog, within));
        map.serialize_entry("next", &Each(within))?;
        map.serialize_entry("complete", &(self.next.left_out == 0))?;
        map.serialize_entry("warnings", &warnings(catalog, &self.next.warnings))
    }
}

#[derive(Serialize)]
struct WithinFields<'a, E: Serialize, O: Serialize> {
    id: Name<'a>,
    title: &'a str,
    exams: E,
    /// Unknown if that of one exam is.
    price_usd: Option<Dollars>,
    provider: &'a str,
    level: &'a str,
    course_days: Option<u64>,
    opens: O,
    also_needs: &'a [crate::catalog::model::Text],
    lapsed: bool,
    url: &'a str,
}

fn within_fields<'a>(catalog: &'a Catalog, within: &'a WithinReach) -> impl Serialize + use<'a> {
    let entry = Entry::Certification(within.certification);
    let facts = catalog.facts(entry);
    let exams = within.steps.iter().map(move |step| Name {
        catalog,
        entry: Entry::Exam(step.exam),
    });
    WithinFields {
        id: Name { catalog, entry },
        title: &facts.title,
        exams: Each(exams),
        price_usd: price(within).map(Dollars),
        provider: &catalog.provider(facts.provider).id,
        level: &catalog.level(entry).name,
        course_days: days(within),
        opens: json::certifications(catalog, &within.opens),
        also_needs: &catalog.certification(within.certification).also_needs,
        lapsed: within.lapsed,
        url: &facts.page,
    }
}
