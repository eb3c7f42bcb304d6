//! `certpath catalog changes`.

use certpath::output::{self, Format, Report};
use certpath::{
    Catalog, Entry, ListKind, Selection, Statuses, Stretch, calendar, changes, entries,
};
use clap::Args;
use clap_complete::engine::ArgValueCompleter;
use jiff::civil::Date;

use super::options::{DayOptions, OutputOptions, Session, day};
use super::report::UsageError;
use super::{Outcome, completions, format};

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  certpath catalog changes
  certpath catalog changes --since 2026-01-01 --until 2026-12-31 --provider microsoft
  certpath catalog changes --level expert -o days.ics")]
pub(crate) struct ChangesArgs {
    /// The first day [default: the day of --as-of, or today]
    #[arg(long, value_name = "DATE", value_parser = day)]
    since: Option<Date>,

    /// The last day [default: none]
    #[arg(long, value_name = "DATE", value_parser = day)]
    until: Option<Date>,

    /// Only this level; repeatable
    #[arg(long, value_name = "LEVEL", value_delimiter = ',', add = ArgValueCompleter::new(completions::levels))]
    level: Vec<String>,

    /// Only this provider; repeatable
    #[arg(long, value_name = "PROVIDER", value_delimiter = ',', add = ArgValueCompleter::new(completions::providers))]
    provider: Vec<String>,

    #[command(flatten)]
    day: DayOptions,

    /// Output format; csv-safe is for spreadsheets, which read cells of csv as formulas [default: table on a terminal, tsv in a pipe]
    #[arg(short, long, value_name = "FORMAT", value_parser = format::one_of(format::of_days()), help_heading = "Output")]
    format: Option<Format>,

    #[command(flatten)]
    pub(crate) output: OutputOptions,
}

/// Lists the changes. None is an answer too.
pub(crate) fn run(args: &ChangesArgs, session: &Session) -> anyhow::Result<Outcome> {
    let format = format::chosen(
        args.format,
        &format::of_days(),
        &args.output,
        format::plain(&args.output),
    )?;
    let catalog = session.catalog()?;
    let as_of = session.as_of(&args.day);
    let stretch = Stretch {
        since: Some(args.since.unwrap_or(as_of)),
        until: args.until,
    };
    if stretch.until < stretch.since && stretch.until.is_some() {
        let error = UsageError::new("`--until` lies before `--since`");
        return Err(error.hint("choose an earlier day for `--since`").into());
    }
    let found = changes(catalog, args.entries(catalog, as_of)?, stretch);
    if format == Format::Calendar && found.is_empty() {
        session.note("nothing begins or ends in that period, so no calendar is written");
        return Ok(Outcome::Done);
    }
    if format == Format::Calendar {
        let events = calendar::of_changes(catalog, &found);
        args.output.write(|out| output::ics(&events, as_of, out))?;
    } else {
        let report = Report::Changes(stretch, &found);
        session.report(&args.output, format, (catalog, as_of), report)?;
    }
    Ok(Outcome::Done)
}

impl ChangesArgs {
    /// What is looked at, in any state.
    fn entries(&self, catalog: &Catalog, as_of: Date) -> anyhow::Result<Vec<Entry>> {
        let mut found = Vec::new();
        for kind in [ListKind::Exams, ListKind::Certifications] {
            let selection = Selection {
                levels: self.level.clone(),
                providers: self.provider.clone(),
                statuses: Statuses::All,
                ..Selection::of(kind, as_of)
            };
            found.extend(entries(catalog, &selection)?);
        }
        Ok(found)
    }
}
