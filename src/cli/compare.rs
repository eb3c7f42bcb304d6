//! `certpath compare`.

use std::time::{Duration, Instant};

use certpath::answer::compare::{Question, compare};
use certpath::graph::Graph;
use certpath::output;
use clap::Args;
use clap_complete::engine::ArgValueCompleter;
use jiff::civil::Date;

use super::options::{AnswerOptions, CatalogOptions, DayOptions, HaveOptions};
use super::report::Refusal;
use super::{Outcome, completions, names, plan};

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  certpath compare AZ-204 AZ-400 --as-of 2021-07-13
  certpath compare ccnp-enterprise ccie-enterprise-infrastructure
  certpath compare --have AZ-104 azure-solutions-architect devops-engineer -f markdown

An exam is compared with the certifications that it leads to. Which comes first is decided from the
requirements and from what you hold, with the reason and what each order costs.")]
pub(crate) struct CompareArgs {
    /// What to compare: two or more
    #[arg(value_name = "NAME", required = true, add = ArgValueCompleter::new(completions::names))]
    names: Vec<String>,

    #[command(flatten)]
    have: HaveOptions,

    /// Settle for the best routes found after so long
    #[arg(long, value_name = "SECONDS", default_value = "10", value_parser = plan::limit)]
    time_limit: Duration,

    #[command(flatten)]
    day: DayOptions,
    #[command(flatten)]
    pub(crate) catalog: CatalogOptions,
    #[command(flatten)]
    pub(crate) answer: AnswerOptions,
}

/// Puts what is named side by side.
pub(crate) fn run(args: &CompareArgs, today: fn() -> Date) -> anyhow::Result<Outcome> {
    let format = args.answer.format()?;
    let catalog = args.catalog.load()?;
    let as_of = args.day.as_of.unwrap_or_else(today);
    let have = args.have.holdings(catalog, &args.have.lines()?, as_of)?;
    let items = names::entries(catalog, &args.names, as_of)?;
    if items.iter().all(|item| Some(item) == items.first()) {
        let refusal = Refusal::new("there is nothing to compare with");
        return Err(refusal.hint("name two or more").into());
    }
    let start = Instant::now();
    let question = Question {
        items: &items,
        have: &have,
        as_of,
    };
    let comparison = compare(&Graph::new(catalog), &question, &|| {
        start.elapsed() >= args.time_limit
    });
    let style = args.answer.output.style();
    args.answer
        .output
        .write(|out| output::compare(catalog, as_of, &comparison, format, style, out))?;
    Ok(Outcome::Done)
}
