//! `certpath man`.

use std::path::PathBuf;

use anyhow::Context as _;
use clap::{Args, CommandFactory as _};
use clap_complete::engine::ArgValueCompleter;
use clap_mangen::Man;

use super::options::{CatalogOptions, VERSION, file};
use super::output::Output;
use super::report::UsageError;
use super::{Cli, Outcome, completions};

/// Print a manual page
#[derive(Debug, Args)]
#[command(
    mut_args(CatalogOptions::hide),
    after_help = "Examples:
  certpath man | man -l -
  certpath man plan -o certpath-plan.1
  certpath man catalog export -o certpath-catalog-export.1"
)]
pub(crate) struct ManArgs {
    /// The command [default: certpath itself]
    #[arg(value_name = "COMMAND", add = ArgValueCompleter::new(completions::commands))]
    command: Vec<String>,

    /// Write to FILE
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Writes the page.
pub(crate) fn run(args: &ManArgs) -> anyhow::Result<Outcome> {
    let page = Man::new(command(&args.command)?);
    let mut out = Output::open(file(args.output.as_deref()))?;
    page.render(&mut out).context("cannot write the page")?;
    out.finish()?;
    Ok(Outcome::Done)
}

/// Finds a command by its words, one below the other.
fn command(words: &[String]) -> anyhow::Result<clap::Command> {
    let mut command = Cli::command().version(VERSION);
    command.build();
    for word in words {
        let found = command.find_subcommand(word).cloned();
        let error = || {
            let message = format!(
                "`{}` has no command `{word}`",
                command.get_bin_name().unwrap_or("certpath")
            );
            UsageError::new(message).hint("`certpath help` lists the commands")
        };
        command = found.ok_or_else(error)?;
    }
    Ok(command.version(VERSION))
}
