//! `certpath next`.

use std::time::{Duration, Instant};

use certpath::answer::list::{Kind, Selection, list};
use certpath::answer::next::{Question, next};
use certpath::catalog::model::{CertIndex, Entry};
use certpath::graph::Graph;
use certpath::output::{self, Format};
use clap::Args;
use jiff::civil::Date;

use super::options::{AnswerOptions, CatalogOptions, DayOptions, HaveOptions};
use super::{Outcome, plan, report};

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  certpath next --have AZ-104
  certpath next --have AZ-104@2026-03-01,SC-300 --provider microsoft --level expert
  certpath next --have CKA --within 1 -f json

Each with its cheapest exams, cheapest first, and what it would further open.")]
pub(crate) struct NextArgs {
    #[command(flatten)]
    have: HaveOptions,

    /// Only that level
    #[arg(long, value_name = "LEVEL", value_delimiter = ',')]
    level: Vec<String>,

    /// Only that provider
    #[arg(long, value_name = "PROVIDER", value_delimiter = ',')]
    provider: Vec<String>,

    /// Only that role
    #[arg(long, value_name = "ROLE", value_delimiter = ',')]
    role: Vec<String>,

    /// At most so many exams away
    #[arg(long, value_name = "EXAMS", default_value = "2")]
    within: usize,

    /// Settle for the best exams found after so long
    #[arg(long, value_name = "SECONDS", default_value = "10", value_parser = plan::limit)]
    time_limit: Duration,

    #[command(flatten)]
    day: DayOptions,
    #[command(flatten)]
    pub(crate) catalog: CatalogOptions,
    #[command(flatten)]
    pub(crate) answer: AnswerOptions,
}

/// Shows what is within reach. Nothing is an answer too.
pub(crate) fn run(args: &NextArgs, today: fn() -> Date) -> anyhow::Result<Outcome> {
    let format = args.answer.format()?;
    let catalog = args.catalog.load()?;
    let as_of = args.day.as_of.unwrap_or_else(today);
    let have = args.have.holdings(catalog, &args.have.lines()?, as_of)?;
    let selection = Selection {
        levels: args.level.clone(),
        providers: args.provider.clone(),
        roles: args.role.clone(),
        ..Selection::of(Kind::Certifications, as_of)
    };
    let listing = list(catalog, &selection)?;
    let candidates: Vec<CertIndex> = listing
        .rows
        .iter()
        .filter_map(|row| match row.entry? {
            Entry::Certification(index) => Some(index),
            Entry::Exam(_) => None,
        })
        .collect();
    let question = Question {
        have: &have,
        as_of,
        candidates: &candidates,
        within: args.within,
    };
    let start = Instant::now();
    let answer = next(&Graph::new(catalog), &question, &|| {
        start.elapsed() >= args.time_limit
    });
    let style = args.answer.output.style();
    args.answer
        .output
        .write(|out| output::next(catalog, as_of, &have, &answer, format, style, out))?;
    if answer.left_out > 0 && format != Format::Json {
        let count = answer.left_out;
        report::note(&format!(
            "The search was stopped: {count} more may be within reach"
        ));
    }
    args.answer.output.warn(&answer.warnings, format);
    let doubt = args.answer.output.strict && answer.warnings.iter().any(plan::is_doubt);
    Ok(if doubt { Outcome::No } else { Outcome::Done })
}
