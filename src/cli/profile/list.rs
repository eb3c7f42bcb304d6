//! `certpath profile list`.

use certpath::output::Report;
use clap::Args;

use super::{ProfileOptions, lines};
use crate::cli::Outcome;
use crate::cli::options::{AnswerOptions, Session};

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  certpath profile list
  certpath profile list --profile work -f json

A line that cannot be read is left out with a warning, and the exit code is 1.")]
pub(crate) struct ListArgs {
    #[command(flatten)]
    profile: ProfileOptions,
    #[command(flatten)]
    answer: AnswerOptions,
}

/// Lists what the profile holds.
pub(super) fn run(args: &ListArgs, session: &Session) -> anyhow::Result<Outcome> {
    let format = args.answer.format()?;
    let catalog = session.catalog()?;
    let today = (session.today)();
    let profile = args.profile.find()?;
    let (held, bad) = lines::read(catalog, &profile.text()?, today);
    let report = Report::Profile(&held);
    session.report(&args.answer.output, format, (catalog, today), report)?;
    session.note_bad_lines(&profile, &bad);
    let is_whole = bad.is_empty();
    Ok(if is_whole { Outcome::Done } else { Outcome::No })
}
