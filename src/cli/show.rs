//! `certpath show`.

use certpath::output::Report;
use certpath::{Graph, Marks, Shown, show};
use clap::Args;
use clap_complete::engine::ArgValueCompleter;

use super::have::HaveOptions;
use super::options::{AnswerOptions, DayOptions, Session};
use super::report::{Several, UsageError};
use super::{Outcome, completions, names};

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  certpath show AZ-400
  certpath show devops-engineer
  certpath show cert:cka exam:cka
  certpath show https://learn.microsoft.com/credentials/certifications/devops-engineer/ -f json

A name is a code, an id, a title, an alias or the address of a page; `exam:`, `cert:` and a provider's \
id and a colon force what is meant.")]
pub(crate) struct ShowArgs {
    /// What to show
    #[arg(value_name = "NAME", required = true, add = ArgValueCompleter::new(completions::names))]
    names: Vec<String>,

    #[command(flatten)]
    have: HaveOptions,
    #[command(flatten)]
    day: DayOptions,
    #[command(flatten)]
    pub(crate) answer: AnswerOptions,
}

/// Shows each of them once, in the order in which they are named.
pub(crate) fn run(args: &ShowArgs, session: &Session) -> anyhow::Result<Outcome> {
    let format = args.answer.format()?;
    let catalog = session.catalog()?;
    let as_of = session.as_of(&args.day);
    let mut errors = Several::default();
    let have = errors.read(args.have.read(session, catalog, as_of));
    let entries = errors.read(names::entries(catalog, &args.names, as_of));
    errors.none()?;
    if entries.is_empty() {
        return Err(UsageError::no_names("show").into());
    }
    let entries = entries.into_iter();
    let mut shown: Vec<Shown<'_>> = entries.map(|entry| show(catalog, entry, as_of)).collect();
    if !have.is_empty() {
        let marks = Marks::new(&Graph::new(catalog), &have, as_of);
        for shown in &mut shown {
            shown.mark(&marks);
        }
    }
    let report = Report::Show(&shown);
    session.report(&args.answer.output, format, (catalog, as_of), report)?;
    Ok(Outcome::Done)
}
