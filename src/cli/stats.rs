//! `certpath catalog stats`.

use certpath::answer::stats::stats;
use certpath::output;
use clap::Args;
use jiff::civil::Date;

use super::Outcome;
use super::options::{AnswerOptions, CatalogOptions, DayOptions};

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  certpath catalog stats
  certpath catalog stats --catalog mine.yaml -f json")]
pub(crate) struct StatsArgs {
    #[command(flatten)]
    day: DayOptions,
    #[command(flatten)]
    pub(crate) catalog: CatalogOptions,
    #[command(flatten)]
    pub(crate) answer: AnswerOptions,
}

/// Counts.
pub(crate) fn run(args: &StatsArgs, today: fn() -> Date) -> anyhow::Result<Outcome> {
    let format = args.answer.format()?;
    let catalog = args.catalog.load()?;
    let as_of = args.day.as_of.unwrap_or_else(today);
    let stats = stats(catalog, as_of);
    let style = args.answer.output.style();
    args.answer
        .output
        .write(|out| output::stats(catalog, as_of, &stats, format, style, out))?;
    Ok(Outcome::Done)
}
