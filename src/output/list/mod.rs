//! A list in every format.

#[cfg(test)]
#[allow(clippy::needless_raw_string_hashes, reason = "snapbox writes them")]
mod tests;

use std::borrow::Cow;
use std::io::{self, Write};

use jiff::civil::Date;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::answer::list::{Kind, Listing, Row, Value};
use crate::answer::short_title;
use crate::catalog::date::PartialDate;
use crate::catalog::model::{Catalog, Entry};
use crate::catalog::status::Status;
use crate::output::json::{self, Document, Dollars, Each, Fields, Shown};
use crate::output::plan::counted;
use crate::output::rows::grid::{Column, Fit, Grid, Line};
use crate::output::rows::{self, Side};
use crate::output::text::{Paint, clean, painted, write_line};
use crate::output::{Format, Style};

/// Writes a list in any format.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn list(
    catalog: &Catalog,
    as_of: Date,
    listing: &Listing<'_>,
    format: Format,
    style: Style,
    out: &mut impl Write,
) -> io::Result<()> {
    match format {
        Format::Table => table(catalog, listing, style, out),
        Format::Json => {
            let id: Option<&()> = None;
            let fields = listing;
            let answer = Document {
                id,
                head: catalog.into(),
                as_of,
                fields,
            };
            json::write_pretty(&answer, out)
        }
        Format::Tsv => {
            let mut rows = listing.rows.iter();
            rows.try_for_each(|row| rows::tsv(&texts(row), out))
        }
        Format::Csv => {
            rows::csv(&listing.columns, out)?;
            let mut rows = listing.rows.iter();
            rows.try_for_each(|row| rows::csv(&texts(row), out))
        }
        Format::Markdown => markdown(catalog, listing, out),
        Format::Ids => {
            let mut rows = listing.rows.iter();
            rows.try_for_each(|row| writeln!(out, "{}", clean(&row.id)))
        }
    }
}

fn texts<'a>(row: &'a Row<'_>) -> Vec<Cow<'a, str>> {
    row.values.iter().map(text).collect()
}

/// A field as programs read it: lists by commas, what is unknown empty.
fn text<'a>(value: &'a Value<'_>) -> Cow<'a, str> {
    match value {
        Value::Unknown => Cow::Borrowed(""),
        Value::Text(text) => Cow::Borrowed(text),
        Value::Texts(texts) => Cow::Owned(texts.join(",")),
        Value::Date(date) => Cow::Owned(date.to_string()),
        Value::Number(number) => Cow::Owned(number.to_string()),
        Value::Price(price) => Cow::Owned(rows::dollars(*price)),
    }
}

impl Fields for &Listing<'_> {
    fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        let columns = &self.columns;
        let rows = self.rows.iter().map(|row| RowFields { columns, row });
        map.serialize_entry(self.kind.key(), &Each(rows))
    }
}

struct RowFields<'a> {
    columns: &'a [&'static str],
    row: &'a Row<'a>,
}

impl Serialize for RowFields<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.columns.iter().zip(self.row.values.iter().map(Field)))
    }
}

/// One field of a row.
pub(super) struct Field<'a>(pub(super) &'a Value<'a>);

impl Serialize for Field<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Unknown => serializer.serialize_none(),
            Value::Text(text) => serializer.serialize_str(text),
            Value::Texts(texts) => texts.serialize(serializer),
            Value::Date(date) => Shown(date).serialize(serializer),
            Value::Number(number) => serializer.serialize_u64(*number),
            Value::Price(price) => Dollars(*price).serialize(serializer),
        }
    }
}

fn table(
    catalog: &Catalog,
    listing: &Listing<'_>,
    style: Style,
    out: &mut impl Write,
) -> io::Result<()> {
    if listing.rows.is_empty() {
        return write_line("Nothing found", style, out);
    }
    let what = match listing.kind {
        _ if listing.chosen => None,
        Kind::Exams => Some("exam"),
        Kind::Certifications => Some("certification"),
        Kind::Providers | Kind::Levels | Kind::Roles => None,
    };
    let Some(what) = what else {
        return chosen(listing).write(style, out);
    };
    let layouts: &[&[Part]] = match listing.kind {
        Kind::Exams => &EXAM_LAYOUTS,
        _ => &CERTIFICATION_LAYOUTS,
    };
    entries(catalog, listing, layouts, style).write(style, out)?;
    write_line("", style, out)?;
    let count = counted(listing.rows.len() as u64, what);
    write_line(&painted(Paint::Dim, &count), style, out)
}

/// How a field of that name behaves in a table.
fn fit(column: &str) -> Fit {
    match column {
        "title" | "name" | "requires" | "certifications" | "replaced_by" | "roles" | "exams"
        | "url" => Fit::Text,
        "price_usd" | "course_days" | "valid_months" | "rank" => Fit::Right,
        _ => Fit::Whole,
    }
}

/// Every field that the listing has, as it is.
fn chosen(listing: &Listing<'_>) -> Grid {
    let counts = |place: usize| {
        let mut rows = listing.rows.iter();
        rows.all(|row| matches!(row.values[place], Value::Number(_)))
    };
    let columns = listing
        .columns
        .iter()
        .enumerate()
        .map(|(place, column)| Column {
            heading: heading(column).into(),
            fit: if counts(place) {
                Fit::Right
            } else {
                fit(column)
            },
        });
    let mut grid = Grid::new(columns.collect());
    for row in &listing.rows {
        let mut cells: Vec<String> = row.values.iter().map(cell).collect();
        if let Some(first) = cells.first_mut() {
            *first = painted(Paint::Bold, first);
        }
        grid.push_cells(cells);
    }
    grid
}

/// The heading of a field in a table.
fn heading(column: &str) -> &'static str {
    match column {
        "code" => "EXAM",
        "id" => "ID",
        "title" => "TITLE",
        "name" => "NAME",
        "provider" => "PROVIDER",
        "level" => "LEVEL",
        "rank" => "RANK",
        "status" => "STATUS",
        "available" => "SINCE",
        "retires" => "LAST DAY",
        "replaced_by" => "REPLACED BY",
        "price_usd" => "USD",
        "course_days" => "DAYS",
        "certifications" => "CERTIFICATIONS",
        "requires" => "REQUIRES",
        "exams" => "EXAMS",
        "valid_months" => "MONTHS",
        "renewal" => "RENEWAL",
        "role" => "ROLE",
        "roles" => "ROLES",
        _ => "URL",
    }
}

/// What a column of a list of exams or certifications tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Name,
    Title,
    /// The certifications that an exam leads to.
    LeadsTo,
    Requires,
    Exams,
    Provider,
    Level,
    Status,
    LastDay,
    Price,
    Days,
}

/// From the widest to the narrowest; the first that fits is taken.
const EXAM_LAYOUTS: [&[Part]; 2] = [
    &[
        Part::Name,
        Part::Title,
        Part::LeadsTo,
        Part::Provider,
        Part::Level,
        Part::Status,
        Part::LastDay,
        Part::Price,
        Part::Days,
    ],
    &[
        Part::Name,
        Part::Title,
        Part::Level,
        Part::Status,
        Part::LastDay,
        Part::Price,
        Part::Days,
    ],
];

/// As for exams.
const CERTIFICATION_LAYOUTS: [&[Part]; 3] = [
    &[
        Part::Name,
        Part::Title,
        Part::Requires,
        Part::Provider,
        Part::Level,
        Part::Status,
        Part::LastDay,
    ],
    &[
        Part::Name,
        Part::Title,
        Part::Exams,
        Part::Level,
        Part::Status,
        Part::LastDay,
    ],
    &[Part::Name, Part::Title, Part::Status, Part::LastDay],
];

impl Part {
    fn column(self, kind: Kind) -> Column {
        let (heading, fit) = match self {
            Self::Name if kind == Kind::Exams => ("EXAM", Fit::Whole),
            Self::Name => ("ID", Fit::Whole),
            Self::Title => ("TITLE", Fit::Text),
            Self::LeadsTo => ("CERTIFICATIONS", Fit::Whole),
            Self::Requires => ("REQUIRES", Fit::Text),
            Self::Exams => ("EXAMS", Fit::Text),
            Self::Provider => ("PROVIDER", Fit::Whole),
            Self::Level => ("LEVEL", Fit::Whole),
            Self::Status => ("STATUS", Fit::Whole),
            Self::LastDay => ("LAST DAY", Fit::Whole),
            Self::Price => ("USD", Fit::Right),
            Self::Days => ("DAYS", Fit::Right),
        };
        Column {
            heading: heading.into(),
            fit,
        }
    }

    fn cell(self, catalog: &Catalog, listing: &Listing<'_>, row: &Row<'_>, entry: Entry) -> String {
        let facts = catalog.facts(entry);
        let field = |name| field_of(listing, row, name);
        match self {
            Self::Name => painted(Paint::Bold, &row.id),
            Self::Title => clean(short_title(catalog, entry)).into_owned(),
            Self::LeadsTo => field("certifications").replace(", ", "\n"),
            Self::Requires => field("requires"),
            Self::Exams => field("exams"),
            // The headings of groups tell these.
            Self::Provider | Self::Level if listing.grouped => String::new(),
            Self::Provider => clean(&catalog.provider(facts.provider).id).into_owned(),
            Self::Level => clean(&catalog.level(entry).name).into_owned(),
            Self::Status => status_cell(row.status),
            Self::LastDay => last_day(row.status, facts.retires),
            Self::Price => field("price_usd"),
            Self::Days => field("course_days"),
        }
    }
}

/// The least room for a title in a layout that has more to tell.
const COMFORTABLE: usize = 32;

/// Exams or certifications in the widest layout that fits.
fn entries(catalog: &Catalog, listing: &Listing<'_>, layouts: &[&[Part]], style: Style) -> Grid {
    let mut narrowest = None;
    for layout in layouts {
        let grid = grid(catalog, listing, layout);
        if grid.fits(style.width, COMFORTABLE) {
            return grid;
        }
        narrowest = Some(grid);
    }
    narrowest.unwrap_or_else(|| grid(catalog, listing, &[Part::Name, Part::Title]))
}

fn grid(catalog: &Catalog, listing: &Listing<'_>, layout: &[Part]) -> Grid {
    let columns = layout.iter().map(|part| part.column(listing.kind));
    let mut grid = Grid::new(columns.collect());
    let mut group = None;
    for row in &listing.rows {
        let Some(entry) = row.entry else { continue };
        let cells = layout
            .iter()
            .map(|part| part.cell(catalog, listing, row, entry));
        grid.push(Line {
            heading: group_heading(catalog, listing, entry, &mut group),
            cells: cells.collect(),
            notes: Vec::new(),
        });
    }
    grid.drop_empty_columns();
    grid
}

/// A field of a row as people read it.
fn field_of(listing: &Listing<'_>, row: &Row<'_>, column: &str) -> String {
    let place = listing.columns.iter().position(|name| *name == column);
    place
        .map(|place| cell(&row.values[place]))
        .unwrap_or_default()
}

/// A field as people read it.
pub(super) fn cell(value: &Value<'_>) -> String {
    match value {
        Value::Price(price) => price.to_string(),
        Value::Texts(texts) => clean(&texts.join(", ")).into_owned(),
        Value::Unknown | Value::Text(_) | Value::Date(_) | Value::Number(_) => {
            clean(&text(value)).into_owned()
        }
    }
}

/// The heading above a row whose provider or level is another one than that of the row before.
fn group_heading(
    catalog: &Catalog,
    listing: &Listing<'_>,
    entry: Entry,
    group: &mut Option<(u32, u32)>,
) -> Option<String> {
    let facts = catalog.facts(entry);
    let this = Some((facts.provider.0, facts.level));
    if !listing.grouped || *group == this {
        return None;
    }
    *group = this;
    let provider = &catalog.provider(facts.provider).name;
    let text = format!("{provider}, {}", catalog.level(entry).name);
    Some(painted(Paint::Bold, &text))
}

/// What is plain to see is not said: that it is available.
fn status_cell(status: Option<Status>) -> String {
    match status {
        None | Some(Status::Available | Status::Retiring) => String::new(),
        Some(status @ Status::Retired) => painted(Paint::Red, status.word()),
        Some(status @ (Status::Announced | Status::Beta | Status::External)) => {
            status.word().to_owned()
        }
    }
}

fn last_day(status: Option<Status>, retires: Option<PartialDate>) -> String {
    let Some(day) = retires else {
        return String::new();
    };
    match status {
        Some(Status::Retiring) => painted(Paint::Magenta, &day.to_string()),
        _ => day.to_string(),
    }
}

fn markdown(catalog: &Catalog, listing: &Listing<'_>, out: &mut impl Write) -> io::Result<()> {
    let number = |place: usize| {
        let mut rows = listing.rows.iter();
        rows.any(|row| matches!(row.values[place], Value::Number(_) | Value::Price(_)))
    };
    let kept: Vec<usize> = (0..listing.columns.len())
        .filter(|&place| listing.chosen || listing.columns[place] != "url")
        .collect();
    let side = |place| {
        if number(place) {
            Side::Right
        } else {
            Side::Left
        }
    };
    let columns: Vec<(&str, Side)> = kept
        .iter()
        .map(|&place| (listing.columns[place], side(place)))
        .collect();
    rows::markdown_head(&columns, out)?;
    for row in &listing.rows {
        let cells: Vec<String> = kept
            .iter()
            .map(|&place| markdown_cell(catalog, listing, row, place))
            .collect();
        rows::markdown(&cells, out)?;
    }
    Ok(())
}

fn markdown_cell(catalog: &Catalog, listing: &Listing<'_>, row: &Row<'_>, place: usize) -> String {
    let named = matches!(listing.columns[place], "code" | "id");
    let value = &row.values[place];
    match (row.entry.filter(|_| named), value) {
        (Some(entry), value) => rows::link(&text(value), &catalog.facts(entry).page),
        (None, Value::Texts(texts)) => rows::escaped(&texts.join(", ")),
        (None, value) => rows::escaped(&text(value)),
    }
}
