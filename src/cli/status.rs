//! `certpath status`.

use std::time::{Duration, Instant};

use certpath::output::{self, Format, Report};
use certpath::{Graph, StatusQuestion, status, status_calendar};
use clap::Args;
use clap_complete::engine::ArgValueCompleter;

use super::have::{HaveOptions, Needs};
use super::options::{DayOptions, OutputOptions, Session};
use super::{Outcome, completions, format, names};

/// How many days before a renewal a calendar reminds of it.
const ALARMS: [u32; 2] = [60, 14];

/// How long it is worked out what ends with each holding.
const PATIENCE: Duration = Duration::from_secs(3);

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  certpath status
  certpath status AZ-104@2026-03-01,CKA@2025-02-10
  certpath status --want cks --within 365
  certpath status -o renewals.ics
  certpath status --check 30 -q > /dev/null || echo 'renew something'

The holdings are those of your profile, unless you name some.")]
pub(crate) struct StatusArgs {
    /// What you hold, as with --have
    #[arg(value_name = "NAME[@DATE]", add = ArgValueCompleter::new(completions::names))]
    names: Vec<String>,

    #[command(flatten)]
    have: HaveOptions,

    /// What you want to reach: list what changes about it too; repeatable
    #[arg(long, value_name = "NAME,...", add = ArgValueCompleter::new(completions::names))]
    want: Vec<String>,

    /// Look this many days ahead
    #[arg(
        long,
        value_name = "DAYS",
        default_value = "180",
        allow_negative_numbers = true
    )]
    within: u32,

    /// Exit with 1 if something ends within DAYS
    #[arg(long, value_name = "DAYS", allow_negative_numbers = true)]
    check: Option<u32>,

    #[command(flatten)]
    day: DayOptions,

    /// Output format; csv-safe is for spreadsheets, which read cells of csv as formulas [default: table on a terminal, tsv in a pipe]
    #[arg(short, long, value_name = "FORMAT", value_parser = format::one_of(format::of_days()), help_heading = "Output")]
    format: Option<Format>,

    #[command(flatten)]
    output: OutputOptions,
}

/// Shows how the holdings stand.
pub(crate) fn run(args: &StatusArgs, session: &Session) -> anyhow::Result<Outcome> {
    let format = format::chosen(
        args.format,
        &format::of_days(),
        &args.output,
        format::plain(&args.output),
    )?;
    let catalog = session.catalog()?;
    let as_of = session.as_of(&args.day);
    let mut have = args.have.with(&args.names);
    have.needs = match args.check {
        None => Needs::Profile,
        Some(_) => Needs::EveryLine,
    };
    let have = have.read(session, catalog, as_of)?;
    if have.is_empty() {
        session.note(
            "note: there is nothing that you hold: `certpath profile add NAME@DATE` remembers it",
        );
    }
    let question = StatusQuestion {
        have: &have,
        want: &names::entries(catalog, &args.want, as_of)?,
        as_of,
        within: args.within,
    };
    let graph = Graph::new(catalog);
    let start = Instant::now();
    let status = status(&graph, &question, &|| PATIENCE < start.elapsed());
    if status.affects_left_out > 0 {
        let count = status.affects_left_out;
        session.note(&format!(
            "note: what ends with {count} of the holdings is left out: to work it out takes too long"
        ));
    }
    if format == Format::Calendar {
        let events = status_calendar(&graph, &question);
        if events.is_empty() {
            session.note("no holding has a date on which it ends, so no calendar is written");
        } else {
            args.output
                .write(|out| output::ics_with_alarms(&events, &ALARMS, as_of, out))?;
        }
    } else {
        let report = Report::Status(&status);
        session.report(&args.output, format, (catalog, as_of), report)?;
    }
    session.warn(catalog, &status.warnings, format);
    let ends = args
        .check
        .is_some_and(|days| status.ends_within(as_of, days));
    Ok(if ends { Outcome::No } else { Outcome::Done })
}
