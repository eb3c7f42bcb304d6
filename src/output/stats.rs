//! What a catalog has of each provider, in every format.

use std::io::{self, Write};

use jiff::civil::Date;
use serde::Serialize;
use serde::ser::SerializeMap;

use crate::answer::stats::{Counts, Stats};
use crate::catalog::model::Catalog;
use crate::output::json::{self, Document, Each, Fields, Shown};
use crate::output::rows::{self, Side};
use crate::output::table::{Column, Fit, Grid};
use crate::output::text::{Paint, clean, painted};
use crate::output::{Format, Style};

/// Writes what was counted in any format. Tables have a last row for all providers together.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn stats(
    catalog: &Catalog,
    as_of: Date,
    stats: &[Stats],
    format: Format,
    style: Style,
    out: &mut impl Write,
) -> io::Result<()> {
    let rows = || stats.iter().map(|stats| fields(catalog, stats));
    match format {
        Format::Table => table(catalog, stats, style, out),
        Format::Json => {
            let id: Option<&()> = None;
            let head = catalog.into();
            let fields = Answer { catalog, stats };
            let answer = Document {
                id,
                head,
                as_of,
                fields,
            };
            json::write_pretty(&answer, out)
        }
        Format::Tsv => rows().try_for_each(|row| rows::tsv(&row, out)),
        Format::Csv => {
            rows::csv(&COLUMNS, out)?;
            rows().try_for_each(|row| rows::csv(&row, out))
        }
        Format::Markdown => markdown(catalog, stats, out),
        Format::Ids => stats
            .iter()
            .try_for_each(|stats| writeln!(out, "{}", clean(id(catalog, stats)))),
    }
}

const COLUMNS: [&str; 11] = [
    "provider",
    "exams",
    "live",
    "certifications",
    "earnable",
    "earlier_rules",
    "high",
    "medium",
    "low",
    "oldest",
    "newest",
];

fn id<'c>(catalog: &'c Catalog, stats: &Stats) -> &'c str {
    &catalog.provider(stats.provider).id
}

fn fields(catalog: &Catalog, stats: &Stats) -> [String; 11] {
    cells(id(catalog, stats), &stats.counts, |part, _| {
        part.to_string()
    })
}

/// Returns a row; `share` shows a part of a whole.
fn cells(name: &str, counts: &Counts, share: impl Fn(u64, u64) -> String) -> [String; 11] {
    let Counts {
        exams,
        live,
        certifications,
        earnable,
        earlier_rules,
        high,
        medium,
        low,
        oldest,
        newest,
    } = *counts;
    let entries = exams + certifications;
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    [
        name.to_owned(),
        exams.to_string(),
        live.to_string(),
        certifications.to_string(),
        earnable.to_string(),
        earlier_rules.to_string(),
        share(high, entries),
        share(medium, entries),
        share(low, entries),
        day(oldest),
        day(newest),
    ]
}

/// Rounds to whole percents, so that only nothing is 0 % and only all is 100 %.
fn percent(part: u64, whole: u64) -> String {
    let share = match part {
        0 => 0,
        part if part == whole => 100,
        part => ((part * 100 + whole / 2) / whole).clamp(1, 99),
    };
    format!("{share}%")
}

fn total(stats: &[Stats]) -> Counts {
    let counts = stats.iter().map(|stats| stats.counts);
    counts.fold(Counts::default(), Counts::and)
}

fn table(catalog: &Catalog, stats: &[Stats], style: Style, out: &mut impl Write) -> io::Result<()> {
    let wide = grid(catalog, stats, true);
    let grid = if wide.fits(style.width, 0) {
        wide
    } else {
        grid(catalog, stats, false)
    };
    grid.write(style, out)
}

const HEADINGS: [&str; 11] = [
    "PROVIDER", "EXAMS", "LIVE", "CERTS", "EARNABLE", "EARLIER", "HIGH", "MEDIUM", "LOW", "OLDEST",
    "NEWEST",
];

/// What eighty columns have no room for.
const WIDE_ONLY: [&str; 2] = ["EARLIER", "NEWEST"];

fn grid(catalog: &Catalog, stats: &[Stats], wide: bool) -> Grid {
    let is_shown = |heading: &str| wide || !WIDE_ONLY.contains(&heading);
    let columns = HEADINGS.into_iter().filter(|heading| is_shown(heading));
    let columns = columns.map(|heading| Column {
        heading,
        fit: match heading {
            "PROVIDER" | "OLDEST" | "NEWEST" => Fit::Whole,
            _ => Fit::Right,
        },
    });
    let mut grid = Grid::new(columns.collect());
    let mut push = |name: &str, counts: &Counts| {
        let cells = HEADINGS.into_iter().zip(cells(name, counts, percent));
        let shown = cells.filter(|(heading, _)| is_shown(heading));
        grid.push_cells(shown.map(|(_, cell)| cell).collect());
    };
    for stats in stats {
        push(&painted(Paint::Bold, id(catalog, stats)), &stats.counts);
    }
    push("all", &total(stats));
    grid
}

fn markdown(catalog: &Catalog, stats: &[Stats], out: &mut impl Write) -> io::Result<()> {
    let columns = [
        ("Provider", Side::Left),
        ("Exams", Side::Right),
        ("Live", Side::Right),
        ("Certifications", Side::Right),
        ("Earnable", Side::Right),
        ("Earlier rules", Side::Right),
        ("High", Side::Right),
        ("Medium", Side::Right),
        ("Low", Side::Right),
        ("Oldest", Side::Left),
        ("Newest", Side::Left),
    ];
    rows::markdown_head(&columns, out)?;
    for stats in stats {
        let name = rows::escaped(&catalog.provider(stats.provider).name);
        rows::markdown(&cells(&name, &stats.counts, percent), out)?;
    }
    rows::markdown(&cells("All", &total(stats), percent), out)
}

struct Answer<'a> {
    catalog: &'a Catalog,
    stats: &'a [Stats],
}

impl Fields for Answer<'_> {
    fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        let fields = |stats: &Stats| ProviderFields {
            provider: id(self.catalog, stats),
            counts: (&stats.counts).into(),
        };
        map.serialize_entry("providers", &Each(self.stats.iter().map(fields)))?;
        map.serialize_entry("total", &CountFields::from(&total(self.stats)))
    }
}

#[derive(Serialize)]
struct ProviderFields<'a> {
    provider: &'a str,
    #[serde(flatten)]
    counts: CountFields,
}

#[derive(Serialize)]
struct CountFields {
    exams: u64,
    live: u64,
    certifications: u64,
    earnable: u64,
    earlier_rules: u64,
    high: u64,
    medium: u64,
    low: u64,
    oldest: Option<Shown<Date>>,
    newest: Option<Shown<Date>>,
}

impl From<&Counts> for CountFields {
    fn from(counts: &Counts) -> Self {
        Self {
            exams: counts.exams,
            live: counts.live,
            certifications: counts.certifications,
            earnable: counts.earnable,
            earlier_rules: counts.earlier_rules,
            high: counts.high,
            medium: counts.medium,
            low: counts.low,
            oldest: counts.oldest.map(Shown),
            newest: counts.newest.map(Shown),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_nothing_is_no_percent_and_only_all_is_a_hundred() {
        let told = [(0, 0), (0, 300), (1, 300), (299, 300), (300, 300), (1, 3)];
        let told = told.map(|(part, whole)| percent(part, whole));
        assert_eq!(told, ["0%", "0%", "1%", "99%", "100%", "33%"]);
    }
}
