//! The command line: words become a question to the library, and its answer becomes bytes and an exit code.
//!
//! The only place that knows clap.

mod age;
mod batch;
mod catalog;
mod changes;
mod check;
mod compare;
mod completions;
mod diff;
mod graph;
mod lines;
mod list;
mod man;
mod names;
mod next;
mod options;
mod output;
mod plan;
mod plan_format;
mod report;
mod schema;
mod show;
mod stats;
mod terminal;
mod user;
mod version;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use jiff::civil::Date;

use terminal::Color;

/// How a question went. The worse ones sort last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Outcome {
    /// Done.
    Done,
    /// Asked, and answered no.
    No,
    /// The question could not be asked.
    NotAsked,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(match outcome {
            Outcome::Done => 0,
            Outcome::No => 1,
            Outcome::NotAsked => 2,
        })
    }
}

/// Plan certification paths: which exams, in which order, lead from what you hold to what you want
#[derive(Debug, Parser)]
#[command(
    name = "certpath",
    disable_version_flag = true,
    arg_required_else_help = true,
    after_help = "Examples:
  certpath plan --have AZ-204 --want devops-engineer
  certpath list certs --level expert
  certpath show AZ-400
  certpath graph devops-engineer

Exit codes: 0 done, 1 answered no, 2 could not be asked"
)]
struct Cli {
    /// Print the version of the program and of its catalog
    #[arg(short = 'V', long)]
    version: bool,

    /// With --version, say what the catalog holds
    #[arg(long, requires = "version")]
    verbose: bool,

    #[command(subcommand)]
    command: Option<Command>,
}

// Only the options of the command that is asked for are set up.
#[derive(Debug, Subcommand)]
#[command(defer = true)]
enum Command {
    /// Find the cheapest exams, in order, from what you hold to what you want
    Plan(Box<plan::PlanArgs>),
    /// List exams, certifications, providers, levels or roles
    List(list::ListArgs),
    /// Show everything about an exam or a certification
    Show(show::ShowArgs),
    /// Draw what certifications ask for, or what they open
    Graph(graph::GraphArgs),
    /// Show what is within reach: certifications one exam away first, then two
    Next(next::NextArgs),
    /// Compare exams and certifications side by side, and say which to take first
    Compare(compare::CompareArgs),
    /// Check that a catalog is sound
    Check(check::CheckArgs),
    #[command(subcommand)]
    Catalog(catalog::CatalogCommand),
    /// Write a shell's script that completes commands, options and names
    Completions(completions::CompletionsArgs),
    /// Write a manual page
    Man(man::ManArgs),
}

impl Command {
    /// Returns whether the answer is from the program's catalog, and may be spoken of.
    fn answers_from_embedded(&self) -> bool {
        let (catalog, quiet) = match self {
            Self::Plan(args) => (&args.catalog, args.answer.output.quiet),
            Self::List(args) => (&args.catalog, args.answer.output.quiet),
            Self::Show(args) => (&args.catalog, args.answer.output.quiet),
            Self::Graph(args) => (&args.catalog, args.output.quiet),
            Self::Next(args) => (&args.catalog, args.answer.output.quiet),
            Self::Compare(args) => (&args.catalog, args.answer.output.quiet),
            Self::Check(_) | Self::Catalog(_) | Self::Completions(_) | Self::Man(_) => {
                return false;
            }
        };
        !quiet && !catalog.no_embedded
    }

    fn color(&self) -> Color {
        match self {
            Self::Plan(args) => args.answer.output.color,
            Self::List(args) => args.answer.output.color,
            Self::Show(args) => args.answer.output.color,
            Self::Graph(args) => args.output.color,
            Self::Next(args) => args.answer.output.color,
            Self::Compare(args) => args.answer.output.color,
            Self::Check(args) => args.output.color,
            Self::Catalog(catalog::CatalogCommand::Export(args)) => args.output.color,
            Self::Catalog(catalog::CatalogCommand::Changes(args)) => args.output.color,
            Self::Catalog(catalog::CatalogCommand::Schema(args)) => args.color,
            Self::Catalog(catalog::CatalogCommand::Stats(args)) => args.answer.output.color,
            Self::Catalog(catalog::CatalogCommand::Diff(args)) => args.output.color,
            Self::Completions(args) => args.color,
            Self::Man(args) => args.color,
        }
    }
}

/// Does what the words say; `today` is asked for a question without a day, and on a terminal for the catalog's age.
pub(crate) fn run(words: impl Iterator<Item = OsString>, today: fn() -> Date) -> ExitCode {
    let words: Vec<OsString> = words.collect();
    match completions::answer(&words) {
        Ok(false) => {}
        Ok(true) => return Outcome::Done.into(),
        Err(error) => return report::usage(&error, Color::Auto),
    }
    let cli = match Cli::try_parse_from(&words) {
        Ok(cli) => cli,
        Err(error) => return report::usage(&error, options::color_in(&words)),
    };
    let color = cli.command.as_ref().map_or(Color::Auto, Command::color);
    if cli
        .command
        .as_ref()
        .is_some_and(Command::answers_from_embedded)
    {
        age::tell(today);
    }
    let outcome = match cli.command {
        _ if cli.version => version::run(cli.verbose),
        Some(Command::Plan(args)) => plan::run(*args, today),
        Some(Command::List(args)) => list::run(&args, today),
        Some(Command::Show(args)) => show::run(&args, today),
        Some(Command::Graph(args)) => graph::run(&args, today),
        Some(Command::Next(args)) => next::run(&args, today),
        Some(Command::Compare(args)) => compare::run(&args, today),
        Some(Command::Check(args)) => check::run(&args),
        Some(Command::Catalog(catalog::CatalogCommand::Export(args))) => catalog::export(&args),
        Some(Command::Catalog(catalog::CatalogCommand::Changes(args))) => {
            changes::run(&args, today)
        }
        Some(Command::Catalog(catalog::CatalogCommand::Schema(args))) => schema::run(&args),
        Some(Command::Catalog(catalog::CatalogCommand::Stats(args))) => stats::run(&args, today),
        Some(Command::Catalog(catalog::CatalogCommand::Diff(args))) => diff::run(&args),
        Some(Command::Completions(args)) => completions::run(&args),
        Some(Command::Man(args)) => man::run(&args),
        // clap has printed the help already where there is no word at all.
        None => Ok(Outcome::NotAsked),
    };
    outcome
        .unwrap_or_else(|error| report::failure(&error, color))
        .into()
}
