//! The command line: words become a request to the library, and its answer becomes bytes and an exit code.
//!
//! The only place that knows clap.

mod age;
mod answer_schema;
mod batch;
mod catalog;
mod changes;
mod check;
mod compare;
mod completions;
mod diff;
mod format;
mod graph;
mod have;
mod lines;
mod list;
mod man;
mod names;
mod new_file;
mod next;
mod options;
mod output;
mod plan;
mod plan_format;
mod profile;
mod report;
mod schema;
mod show;
mod stats;
mod status;
mod terminal;
mod user;
mod version;
mod zone;

pub(crate) use zone::local_zone;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use jiff::civil::Date;

use options::{GlobalOptions, Session};
use report::UsageError;
use terminal::Color;

/// How a question went. The worse ones sort last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Outcome {
    /// Done.
    Done,
    /// The answer is no.
    No,
    /// There is no answer: a usage or input error.
    Failed,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(match outcome {
            Outcome::Done => 0,
            Outcome::No => 1,
            Outcome::Failed => 2,
        })
    }
}

/// Plan certification paths: which exams, in which order, lead from what you hold to what you want
#[derive(Debug, Parser)]
#[command(
    name = "certpath",
    // Not `certpath.exe` on Windows.
    bin_name = "certpath",
    disable_version_flag = true,
    arg_required_else_help = true,
    args_override_self = true,
    after_help = "Examples:
  certpath plan devops-engineer --have AZ-204
  certpath list certs --level expert
  certpath show AZ-400
  certpath graph devops-engineer

Exit codes: 0 done, 1 the answer is no, 2 usage or input error"
)]
struct Cli {
    /// Print the version of the program and of its catalog
    #[arg(short = 'V', long)]
    version: bool,

    /// With --version, also print what the catalog contains
    #[arg(long, requires = "version")]
    verbose: bool,

    #[command(flatten)]
    global: GlobalOptions,

    #[command(subcommand)]
    command: Option<Command>,
}

// Only the options of the command that is called are set up.
#[derive(Debug, Subcommand)]
#[command(defer = true)]
enum Command {
    /// Find the cheapest exams, in order, from what you hold to what you want
    Plan(Box<plan::PlanArgs>),
    /// List exams, certifications, providers, levels or roles
    List(list::ListArgs),
    /// Show everything about an exam or a certification
    Show(show::ShowArgs),
    /// Draw the prerequisites of certifications, or what they unlock
    Graph(graph::GraphArgs),
    /// Show what is within reach: certifications one exam away first, then two
    Next(next::NextArgs),
    /// Compare exams and certifications side by side, and say which to take first
    Compare(compare::CompareArgs),
    /// Show what you hold: until when, how to renew it, and what ends with it
    Status(status::StatusArgs),
    #[command(subcommand)]
    Profile(profile::ProfileCommand),
    /// Check a catalog for errors
    Check(check::CheckArgs),
    #[command(subcommand)]
    Catalog(catalog::CatalogCommand),
    /// Print the JSON Schema of what a command prints as JSON
    Schema(answer_schema::AnswerSchemaArgs),
    /// Print a script that completes commands, options and names in a shell
    Completions(completions::CompletionsArgs),
    /// Print a manual page
    Man(man::ManArgs),
}

impl Command {
    /// Returns whether the answer comes from a catalog.
    fn uses_catalog(&self) -> bool {
        match self {
            Self::Catalog(command) => command.uses_catalog(),
            Self::Schema(_) | Self::Completions(_) | Self::Man(_) => false,
            _ => true,
        }
    }

    /// Returns whether the answer is only as good as the program's catalog is new.
    fn can_be_outdated(&self) -> bool {
        self.uses_catalog() && !matches!(self, Self::Profile(_) | Self::Check(_) | Self::Catalog(_))
    }
}

/// Does what the words say; the clock is read for a question without a day, and on a terminal for the catalog's age.
pub(crate) fn run(words: impl Iterator<Item = OsString>, today: fn() -> Date) -> ExitCode {
    let words: Vec<OsString> = words.collect();
    match completions::answer(&words) {
        Ok(false) => {}
        Ok(true) => return Outcome::Done.into(),
        Err(error) => return report::usage(error, Color::Auto),
    }
    let mut cli = match Cli::try_parse_from(&words) {
        Ok(cli) => cli,
        Err(error) => return report::usage(error, options::color_in(&words)),
    };
    cli.global.catalog.add_leading(&words);
    let session = Session {
        options: cli.global,
        today,
    };
    let outcome = match cli.command {
        _ if cli.version => version::run(&session, cli.verbose),
        Some(command) => call(command, &session),
        // clap has printed the help already where there is no word at all.
        None => Err(UsageError::new("no command is given")
            .hint("`certpath --help` lists the commands")
            .into()),
    };
    outcome
        .unwrap_or_else(|error| report::failure(&error, session.options.color))
        .into()
}

fn call(command: Command, session: &Session) -> anyhow::Result<Outcome> {
    if !command.uses_catalog() {
        session.options.catalog.refuse()?;
    }
    if command.can_be_outdated() && !session.options.catalog.no_embedded {
        age::note_if_old(session);
    }
    match command {
        Command::Plan(args) => plan::run(*args, session),
        Command::List(args) => list::run(&args, session),
        Command::Show(args) => show::run(&args, session),
        Command::Graph(args) => graph::run(&args, session),
        Command::Next(args) => next::run(&args, session),
        Command::Compare(args) => compare::run(&args, session),
        Command::Status(args) => status::run(&args, session),
        Command::Profile(command) => profile::run(&command, session),
        Command::Check(args) => check::run(&args, session),
        Command::Catalog(command) => catalog::run(&command, session),
        Command::Schema(args) => answer_schema::run(&args),
        Command::Completions(args) => completions::run(&args),
        Command::Man(args) => man::run(&args),
    }
}
