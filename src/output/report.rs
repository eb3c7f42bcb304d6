//! What commands report beside plans and pages, in every format.

use std::io::{self, Write};

use jiff::civil::Date;

use crate::answer::changes::{Change, Stretch};
use crate::answer::compare::Comparison;
use crate::answer::list::Listing;
use crate::answer::next::Next;
use crate::answer::profile::ProfileLine;
use crate::answer::show::Shown;
use crate::answer::stats::{Stats, total};
use crate::answer::status::Status;
use crate::answer::{changes, import, profile, stats, status};
use crate::catalog::model::Catalog;
use crate::output::compare::compare;
use crate::output::json::changes::ChangesJson;
use crate::output::json::compare::CompareJson;
use crate::output::json::import::ImportAnswer;
use crate::output::json::list::{ListJson, keep, keep_in};
use crate::output::json::next::NextJson;
use crate::output::json::profile::ProfileJson;
use crate::output::json::show::ShowJson;
use crate::output::json::stats::StatsJson;
use crate::output::json::status::StatusJson;
use crate::output::json::write_answer;
use crate::output::show::show;
use crate::output::{Format, Style, write};
use crate::request::Holding;
use crate::resolve::lists::Import;

/// What a command has found out.
#[derive(Debug, Clone, Copy)]
pub enum Report<'a> {
    /// What began, ended or was replaced in a stretch of time.
    Changes(Stretch, &'a [Change<'a>]),
    /// Some entries side by side.
    Compare(&'a Comparison),
    /// What was read of lists.
    Import(&'a Import),
    /// What was listed.
    List(&'a Listing<'a>),
    /// What is within reach of these holdings.
    Next(&'a [Holding], &'a Next),
    /// The holdings of a profile.
    Profile(&'a [ProfileLine<'a>]),
    /// All that is known of some entries.
    Show(&'a [Shown<'a>]),
    /// What was counted.
    Stats(&'a [Stats<'a>]),
    /// How holdings stand.
    Status(&'a Status<'a>),
}

/// Writes a report about a catalog in any format.
///
/// # Errors
///
/// Whatever the writer fails with, or the report cannot be written in the format.
pub fn report(
    catalog: &Catalog,
    as_of: Date,
    report: Report<'_>,
    format: Format,
    style: Style,
    out: &mut impl Write,
) -> io::Result<()> {
    if format == Format::Json {
        return json(catalog, as_of, report, out);
    }
    let table = match report {
        Report::Changes(_, found) => changes::table(found),
        Report::Compare(comparison) => return compare(catalog, comparison, format, style, out),
        Report::Import(read) => import::table(catalog, read),
        Report::List(listing) => listing.table(),
        Report::Next(_, next) => {
            let lines = next.lines(catalog);
            return write(&next.table(catalog, &lines), format, style, out);
        }
        Report::Profile(lines) => profile::table(lines),
        Report::Show(entries) => return show(catalog, entries, format, style, out),
        Report::Stats(counted) => {
            return write(&stats::table(counted, &total(counted)), format, style, out);
        }
        Report::Status(held) => status::table(held),
    };
    write(&table, format, style, out)
}

fn json(
    catalog: &Catalog,
    as_of: Date,
    report: Report<'_>,
    out: &mut impl Write,
) -> io::Result<()> {
    match report {
        Report::Changes(stretch, found) => {
            write_answer(catalog, as_of, ChangesJson::new(stretch, found), out)
        }
        Report::Compare(comparison) => {
            write_answer(catalog, as_of, CompareJson::new(catalog, comparison), out)
        }
        Report::Import(read) => write_answer(catalog, as_of, ImportAnswer::new(catalog, read), out),
        Report::List(listing) => {
            let list = ListJson::from(&listing.lines);
            if listing.columns.is_empty() {
                return write_answer(catalog, as_of, list, out);
            }
            let chosen = keep(serde_json::to_value(list)?, &listing.columns);
            write_answer(catalog, as_of, chosen, out)
        }
        Report::Next(have, next) => {
            let within = NextJson::new(catalog, have, next);
            if next.columns().is_empty() {
                return write_answer(catalog, as_of, within, out);
            }
            let mut within = serde_json::to_value(within)?;
            within["next"] = keep_in(within["next"].take(), next.columns());
            write_answer(catalog, as_of, within, out)
        }
        Report::Profile(lines) => write_answer(catalog, as_of, ProfileJson::new(lines), out),
        Report::Show(entries) => write_answer(catalog, as_of, ShowJson::new(catalog, entries), out),
        Report::Stats(counted) => write_answer(catalog, as_of, StatsJson::new(counted), out),
        Report::Status(held) => write_answer(catalog, as_of, StatusJson::new(held), out),
    }
}

#[cfg(test)]
#[path = "list_tests.rs"]
mod list_tests;
