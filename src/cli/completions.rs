//! `certpath completions`: a script for a shell, and the names for which the script asks the program.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use anyhow::Context as _;
use certpath::answer::short_title;
use certpath::catalog::model::{Catalog, Entry};
use certpath::embedded;
use clap::{Args, CommandFactory as _};
use clap_complete::aot::Shell;
use clap_complete::engine::CompletionCandidate;
use clap_complete::env::{CompleteEnv, Shells};

use super::options::{CatalogOptions, file};
use super::output::Output;
use super::{Cli, Outcome};

/// What a script sets when it asks the program what fits, to the shell's name.
const VARIABLE: &str = "CERTPATH_COMPLETE";

/// The name by which the shell knows the program.
const PROGRAM: &str = "certpath";

/// Print a script that completes commands, options and names in a shell
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  source <(certpath completions bash)
  source <(certpath completions zsh)
  certpath completions fish > ~/.config/fish/completions/certpath.fish
  certpath completions powershell | Out-String | Invoke-Expression
  eval (certpath completions elvish | slurp)

The script asks the program for names, so that they are those of your catalog.")]
pub(crate) struct CompletionsArgs {
    /// The shell
    #[arg(value_name = "SHELL", value_enum)]
    shell: Shell,

    /// Write to FILE
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Writes the script.
pub(crate) fn run(args: &CompletionsArgs) -> anyhow::Result<Outcome> {
    let shells = Shells::builtins();
    let shell = shells.completer(&args.shell.to_string());
    let shell = shell.with_context(|| format!("`{}` completes nothing", args.shell))?;
    let mut out = Output::open(file(args.output.as_deref()))?;
    shell
        .write_registration(VARIABLE, PROGRAM, PROGRAM, PROGRAM, &mut out)
        .context("cannot write the script")?;
    out.finish()?;
    Ok(Outcome::Done)
}

/// Answers a script that asks what fits. Returns whether one did.
///
/// # Errors
///
/// The words are not those of a script.
pub(crate) fn answer(words: &[OsString]) -> clap::error::Result<bool> {
    if std::env::var_os(VARIABLE).is_none() {
        return Ok(false);
    }
    CompleteEnv::with_factory(Cli::command)
        .var(VARIABLE)
        .try_complete(words, None)
}

/// Returns the codes and ids that begin as the last part of a list does.
pub(crate) fn names(typed: &OsStr) -> Vec<CompletionCandidate> {
    let Some(typed) = typed.to_str() else {
        return Vec::new();
    };
    let (before, begun) = typed.split_at(typed.rfind(',').map_or(0, |comma| comma + 1));
    let begun = begun.to_lowercase();
    let catalog = catalog();
    let exams = catalog.exam_indices().map(Entry::Exam);
    let certifications = catalog.certification_indices().map(Entry::Certification);
    exams
        .chain(certifications)
        .map(|entry| (catalog.name(entry), short_title(catalog, entry)))
        .filter(|(name, _)| begins(name, &begun))
        .map(|(name, title)| {
            let help = title.to_owned().into();
            CompletionCandidate::new(format!("{before}{name}")).help(Some(help))
        })
        .collect()
}

/// Returns whether a name begins so, with its provider (`aws:DEA-C01`) or without.
fn begins(name: &str, begun: &str) -> bool {
    let name = name.to_lowercase();
    let bare = name.split_once(':').map_or("", |(_, bare)| bare);
    name.starts_with(begun) || bare.starts_with(begun) && !bare.is_empty()
}

/// Returns the catalog that is asked without a word, or that of the program if the user's own is wrong.
fn catalog() -> &'static Catalog {
    let asked = CatalogOptions::default().load(&|_| {});
    asked.unwrap_or_else(|_| embedded::catalog())
}
