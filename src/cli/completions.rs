//! `certpath completions`: a script for a shell, and the values that the script gets from the program.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::io::Write as _;
use std::path::PathBuf;

use anyhow::Context as _;
use certpath::{Catalog, Entry, ListKind, columns_of_next, embedded, short_title};
use clap::{Args, CommandFactory as _};
use clap_complete::aot::Shell;
use clap_complete::engine::{CompletionCandidate, PathCompleter, ValueCompleter as _};
use clap_complete::env::{CompleteEnv, Shells};

use super::options::{CatalogOptions, file};
use super::output::Output;
use super::{Cli, Outcome};

/// The script for bash, which cuts words at `=`, `:` and `@`: they are put together again for the program.
const BASH: &str = include_str!("completions.bash");

/// What a script sets when it calls the program for what fits, to the shell's name.
const VARIABLE: &str = "CERTPATH_COMPLETE";

/// The name by which the shell knows the program.
const PROGRAM: &str = "certpath";

/// Print a script that completes commands, options and names in a shell
#[derive(Debug, Args)]
#[command(
    mut_args(CatalogOptions::hide),
    after_help = "Examples:
  source <(certpath completions bash)
  source <(certpath completions zsh)
  certpath completions fish > ~/.config/fish/completions/certpath.fish
  certpath completions powershell | Out-String | Invoke-Expression
  eval (certpath completions elvish | slurp)

The script calls the program for names, so that they are those of your catalog."
)]
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
    let mut out = Output::open(file(args.output.as_deref()))?;
    let written = if args.shell == Shell::Bash {
        out.write_all(BASH.as_bytes())
    } else {
        let shells = Shells::builtins();
        let shell = shells.completer(&args.shell.to_string());
        let shell = shell.with_context(|| format!("`{}` has no completion", args.shell))?;
        shell.write_registration(VARIABLE, PROGRAM, PROGRAM, PROGRAM, &mut out)
    };
    written.context("cannot write the script")?;
    out.finish()?;
    Ok(Outcome::Done)
}

/// Answers a script that calls for what fits. Returns whether one did.
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

/// Completes the last part of a list of names: codes and ids, with what stands before them.
pub(crate) fn names(typed: &OsStr) -> Vec<CompletionCandidate> {
    let Some(typed) = typed.to_str() else {
        return Vec::new();
    };
    if let Some(path) = typed.strip_prefix('@') {
        let paths = PathCompleter::file().complete(OsStr::new(path));
        return paths.into_iter().map(|path| path.add_prefix("@")).collect();
    }
    let (before, begun) = last_part(typed, &[',']);
    let plus = before.is_empty() && begun.starts_with('+');
    let (before, begun) = typed.split_at(before.len() + usize::from(plus));
    named(catalog(), before, begun)
}

/// Completes the last part of a list of names and kinds: `level:expert+provider:aws`.
pub(crate) fn wanted(typed: &OsStr) -> Vec<CompletionCandidate> {
    let Some(typed) = typed.to_str() else {
        return Vec::new();
    };
    let (before, begun) = last_part(typed, &[',', '+']);
    let catalog = catalog();
    let values = match begun.split_once(':') {
        Some(("level", _)) => prefixed("level:", level_names(catalog)),
        Some(("role", _)) => prefixed("role:", role_names(catalog)),
        Some(("provider", _)) => prefixed("provider:", provider_names(catalog)),
        _ => prefixed(
            "",
            ["level:", "role:", "provider:"].map(str::to_owned).into(),
        ),
    };
    let mut candidates = parts(before, begun, values);
    if !before.ends_with('+') {
        candidates.extend(named(catalog, before, begun));
    }
    candidates
}

/// Completes the last part of a list of levels.
pub(crate) fn levels(typed: &OsStr) -> Vec<CompletionCandidate> {
    list(typed, level_names(catalog()))
}

/// Completes the last part of a list of providers.
pub(crate) fn providers(typed: &OsStr) -> Vec<CompletionCandidate> {
    list(typed, provider_names(catalog()))
}

/// Completes the last part of a list of roles.
pub(crate) fn roles(typed: &OsStr) -> Vec<CompletionCandidate> {
    list(typed, role_names(catalog()))
}

/// Completes the last part of a list of states.
pub(crate) fn statuses(typed: &OsStr) -> Vec<CompletionCandidate> {
    list(typed, super::list::STATUSES.map(str::to_owned).into())
}

/// Completes the last part of a list of columns.
pub(crate) fn columns(typed: &OsStr) -> Vec<CompletionCandidate> {
    list(typed, column_names())
}

/// Completes a column to sort by, in either direction.
pub(crate) fn sort_keys(typed: &OsStr) -> Vec<CompletionCandidate> {
    sort_key(typed, column_names())
}

/// Completes the last part of a list of columns of what is within reach.
pub(crate) fn columns_within_reach(typed: &OsStr) -> Vec<CompletionCandidate> {
    list(typed, column_names_within_reach())
}

/// Completes a column to sort what is within reach by, in either direction.
pub(crate) fn sort_keys_within_reach(typed: &OsStr) -> Vec<CompletionCandidate> {
    sort_key(typed, column_names_within_reach())
}

fn sort_key(typed: &OsStr, keys: BTreeSet<String>) -> Vec<CompletionCandidate> {
    let typed = typed.to_str().unwrap_or_default();
    let (before, begun) = typed.split_at(usize::from(typed.starts_with('-')));
    parts(before, begun, keys)
}

/// Completes what can be listed.
pub(crate) fn kinds(typed: &OsStr) -> Vec<CompletionCandidate> {
    list(
        typed,
        ListKind::ALL.map(ListKind::word).map(str::to_owned).into(),
    )
}

/// Completes the name of a command.
pub(crate) fn commands(typed: &OsStr) -> Vec<CompletionCandidate> {
    let mut root = Cli::command();
    root.build();
    let mut names = BTreeSet::new();
    let mut waiting: Vec<&clap::Command> = root.get_subcommands().collect();
    while let Some(command) = waiting.pop() {
        names.insert(command.get_name().to_owned());
        waiting.extend(command.get_subcommands());
    }
    names.remove("help");
    list(typed, names)
}

/// Cuts a text behind the last of these characters.
fn last_part<'a>(text: &'a str, ends: &[char]) -> (&'a str, &'a str) {
    text.split_at(text.rfind(ends).map_or(0, |end| end + 1))
}

/// Completes the last part of a list between commas.
fn list(typed: &OsStr, values: BTreeSet<String>) -> Vec<CompletionCandidate> {
    let (before, begun) = last_part(typed.to_str().unwrap_or_default(), &[',']);
    parts(before, begun, values)
}

fn parts(before: &str, begun: &str, values: BTreeSet<String>) -> Vec<CompletionCandidate> {
    let fits = values
        .into_iter()
        .filter(|value| value.starts_with(begun) && means_nothing_to_a_shell(value));
    fits.map(|value| CompletionCandidate::new(format!("{before}{value}")))
        .collect()
}

/// Returns whether a shell reads a value as it is: what a catalog calls a level or a role may be anything, and would
/// otherwise be run with the line it is completed into.
fn means_nothing_to_a_shell(value: &str) -> bool {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':' | '+' | '/');
    value.chars().all(is_plain)
}

fn prefixed(prefix: &str, values: BTreeSet<String>) -> BTreeSet<String> {
    values
        .into_iter()
        .map(|value| format!("{prefix}{value}"))
        .collect()
}

fn level_names(catalog: &Catalog) -> BTreeSet<String> {
    let levels = catalog
        .providers
        .iter()
        .flat_map(|provider| provider.levels.iter());
    levels.map(|level| level.name.to_string()).collect()
}

fn provider_names(catalog: &Catalog) -> BTreeSet<String> {
    catalog
        .providers
        .iter()
        .map(|provider| provider.id.to_string())
        .collect()
}

fn role_names(catalog: &Catalog) -> BTreeSet<String> {
    let roles = catalog
        .certifications
        .iter()
        .flat_map(|certification| certification.roles.iter());
    roles.map(ToString::to_string).collect()
}

fn column_names() -> BTreeSet<String> {
    let columns = ListKind::ALL.into_iter().flat_map(ListKind::columns);
    columns.map(|column| column.key.into_owned()).collect()
}

fn column_names_within_reach() -> BTreeSet<String> {
    let columns = columns_of_next().into_iter();
    columns.map(|column| column.key.into_owned()).collect()
}

/// Returns the codes and ids that begin so; behind `exam:`, `cert:` or a provider and a colon only those.
fn named(catalog: &Catalog, before: &str, begun: &str) -> Vec<CompletionCandidate> {
    let (forced, begun) = match begun.split_once(':') {
        Some((word, rest)) if is_qualifier(catalog, word) => (Some(word), rest),
        _ => (None, begun),
    };
    let begun = begun.to_lowercase();
    catalog
        .entries()
        .filter(|&entry| forced.is_none_or(|word| is_of(catalog, entry, word)))
        .map(|entry| (catalog.name(entry), short_title(catalog, entry)))
        .filter(|(name, _)| begins(name, &begun))
        .map(|(name, title)| {
            let help = title.to_owned().into();
            let name = match forced {
                Some(word) => format!("{word}:{}", name.rsplit(':').next().unwrap_or_default()),
                None => name.to_string(),
            };
            CompletionCandidate::new(format!("{before}{name}")).help(Some(help))
        })
        .collect()
}

fn is_qualifier(catalog: &Catalog, word: &str) -> bool {
    let mut providers = catalog.providers.iter();
    matches!(word, "exam" | "cert") || providers.any(|provider| *provider.id == *word)
}

fn is_of(catalog: &Catalog, entry: Entry, word: &str) -> bool {
    match word {
        "exam" => matches!(entry, Entry::Exam(_)),
        "cert" => matches!(entry, Entry::Certification(_)),
        _ => *catalog.provider(catalog.facts(entry).provider).id == *word,
    }
}

/// Returns whether a name begins so, with its provider (`aws:DEA-C01`) or without.
fn begins(name: &str, begun: &str) -> bool {
    let name = name.to_lowercase();
    let bare = name.split_once(':').map_or("", |(_, bare)| bare);
    name.starts_with(begun) || bare.starts_with(begun) && !bare.is_empty()
}

/// Returns the catalog that answers without options, or that of the program if the user's own is wrong.
fn catalog() -> &'static Catalog {
    let own = CatalogOptions::default().load(&|_| {});
    own.unwrap_or_else(|_| embedded::catalog())
}
