//! `certpath catalog stats`.

use certpath::output::Report;
use certpath::stats;
use clap::Args;

use super::Outcome;
use super::options::{AnswerOptions, DayOptions, Session};

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  certpath catalog stats
  certpath catalog stats --catalog mine.yaml -f json")]
pub(crate) struct StatsArgs {
    #[command(flatten)]
    day: DayOptions,
    #[command(flatten)]
    pub(crate) answer: AnswerOptions,
}

/// Counts.
pub(crate) fn run(args: &StatsArgs, session: &Session) -> anyhow::Result<Outcome> {
    let format = args.answer.format()?;
    let catalog = session.catalog()?;
    let as_of = session.as_of(&args.day);
    let stats = stats(catalog, as_of);
    let report = Report::Stats(&stats);
    session.report(&args.answer.output, format, (catalog, as_of), report)?;
    Ok(Outcome::Done)
}
