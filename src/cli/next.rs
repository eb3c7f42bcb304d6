//! `certpath next`.

use std::time::{Duration, Instant};

use certpath::output::{self, Format};
use certpath::{Graph, ListKind, NextQuestion, Selection, certifications, next};
use clap::Args;
use clap_complete::engine::ArgValueCompleter;

use super::have::HaveOptions;
use super::options::{AnswerOptions, DayOptions, Session};
use super::{Outcome, completions, plan};

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  certpath next AZ-104
  certpath next AZ-104@2026-03-01 SC-300 --provider microsoft --level expert
  certpath next CKA --within 1 -f json

The answer has the cheapest exams for each, cheapest first, and what it would unlock.")]
pub(crate) struct NextArgs {
    /// What you hold, as with --have
    #[arg(value_name = "NAME[@DATE]", add = ArgValueCompleter::new(completions::names))]
    names: Vec<String>,

    #[command(flatten)]
    have: HaveOptions,

    /// Only this level; repeatable
    #[arg(long, value_name = "LEVEL", value_delimiter = ',', add = ArgValueCompleter::new(completions::levels))]
    level: Vec<String>,

    /// Only this provider; repeatable
    #[arg(long, value_name = "PROVIDER", value_delimiter = ',', add = ArgValueCompleter::new(completions::providers))]
    provider: Vec<String>,

    /// Only this role; repeatable
    #[arg(long, value_name = "ROLE", value_delimiter = ',', add = ArgValueCompleter::new(completions::roles))]
    role: Vec<String>,

    /// At most this many exams away
    #[arg(long, value_name = "EXAMS", default_value = "2")]
    within: usize,

    /// Stop after SECONDS and print the best exams found
    #[arg(long, value_name = "SECONDS", default_value = "10", value_parser = plan::limit)]
    time_limit: Duration,

    #[command(flatten)]
    day: DayOptions,
    #[command(flatten)]
    pub(crate) answer: AnswerOptions,
}

/// Shows what is within reach. Nothing is an answer too.
pub(crate) fn run(args: &NextArgs, session: &Session) -> anyhow::Result<Outcome> {
    let format = args.answer.format()?;
    let catalog = session.catalog()?;
    let as_of = session.as_of(&args.day);
    let have = args.have.with(&args.names);
    let have = have.read(session, catalog, as_of)?;
    let selection = Selection {
        levels: args.level.clone(),
        providers: args.provider.clone(),
        roles: args.role.clone(),
        ..Selection::of(ListKind::Certifications, as_of)
    };
    let candidates = certifications(catalog, &selection)?;
    let question = NextQuestion {
        have: &have,
        as_of,
        candidates: &candidates,
        within: args.within,
    };
    let start = Instant::now();
    let answer = next(&Graph::new(catalog), &question, &|| {
        start.elapsed() >= args.time_limit
    });
    let style = session.style(&args.answer.output);
    args.answer
        .output
        .write(|out| output::next(catalog, as_of, &have, &answer, format, style, out))?;
    if answer.left_out > 0 && format != Format::Json {
        let count = answer.left_out;
        session.note(&format!(
            "the search was stopped: {count} more may be within reach"
        ));
    }
    session.warn(catalog, &answer.warnings, format);
    let doubt = args.answer.output.strict && plan::has_doubt(&answer.warnings);
    Ok(if doubt { Outcome::No } else { Outcome::Done })
}
