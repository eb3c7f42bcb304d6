//! `certpath compare`.

use std::time::{Duration, Instant};

use certpath::output::{Format, Report};
use certpath::{CompareQuestion, Graph, compare};
use clap::Args;
use clap_complete::engine::ArgValueCompleter;

use super::have::HaveOptions;
use super::options::{AnswerOptions, DayOptions, Session};
use super::report::{Several, UsageError};
use super::{Outcome, completions, names, plan};

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  certpath compare AZ-204 AZ-400 --as-of 2021-07-13
  certpath compare ccnp-enterprise ccie-enterprise-infrastructure
  certpath compare --have AZ-104 azure-solutions-architect devops-engineer -f markdown

An exam is compared with the certifications that it leads to. Which comes first is decided from the \
requirements and from what you hold, with the reason and what each order costs.")]
pub(crate) struct CompareArgs {
    /// What to compare: two or more
    #[arg(value_name = "NAME", required = true, add = ArgValueCompleter::new(completions::names))]
    names: Vec<String>,

    #[command(flatten)]
    have: HaveOptions,

    /// Stop after SECONDS and print the best routes found
    #[arg(long, value_name = "SECONDS", default_value = "10", allow_negative_numbers = true, value_parser = plan::limit)]
    time_limit: Duration,

    #[command(flatten)]
    day: DayOptions,
    #[command(flatten)]
    pub(crate) answer: AnswerOptions,
}

/// Puts what is named side by side.
pub(crate) fn run(args: &CompareArgs, session: &Session) -> anyhow::Result<Outcome> {
    let format = args.answer.format()?;
    let catalog = session.catalog()?;
    let as_of = session.as_of(&args.day);
    let mut errors = Several::default();
    let have = errors.read(args.have.read(session, catalog, as_of));
    let items = errors.read(names::entries(catalog, &args.names, as_of));
    errors.none()?;
    if items.iter().all(|item| Some(item) == items.first()) {
        let error = UsageError::new("there is nothing to compare with");
        return Err(error.hint("name two or more").into());
    }
    let start = Instant::now();
    let question = CompareQuestion {
        items: &items,
        have: &have,
        as_of,
    };
    let comparison = compare(&Graph::new(catalog), &question, &|| {
        start.elapsed() >= args.time_limit
    });
    let report = Report::Compare(&comparison);
    session.report(&args.answer.output, format, (catalog, as_of), report)?;
    let is_open = comparison
        .first
        .as_ref()
        .is_some_and(|first| !first.optimal);
    if is_open && format != Format::Json {
        session.note(
            "the search was stopped: there may be cheaper ways, and another may be the first to take",
        );
    }
    Ok(Outcome::Done)
}
