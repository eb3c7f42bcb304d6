//! `certpath profile`.

mod edit;
pub(crate) mod import;
pub(crate) mod lines;
mod list;
pub(crate) mod store;

use std::io::Write as _;

use anyhow::Context as _;
use certpath::Holding;
use certpath::resolve::{self, HoldingError, HoldingErrors};
use clap::{Args, Subcommand};
use clap_complete::engine::ArgValueCompleter;

use self::lines::{Added, Lines, Typed};
use self::store::{Profile, no_configuration};
use super::options::{CatalogOptions, Session};
use super::output::Output;
use super::report::UsageError;
use super::{Outcome, completions};

/// Remember what you hold, so that --have need not be typed
#[derive(Debug, Subcommand)]
#[command(
    defer = true,
    after_help = "Examples:
  certpath profile add AZ-104@2026-03-01 CKA
  certpath profile list
  certpath profile add SAA-C03 --profile work

A profile is a text file with a holding on each line; `certpath profile path` prints where it is. A date counts \
without the @ too, as in `CKA May 2024` and `cka..2027-12`, unless it belongs to the name: `mos-word-2019`. Without \
--have, every command that takes holdings takes those of the profile."
)]
pub(crate) enum ProfileCommand {
    /// Add holdings and renewals, or change their dates
    Add(AddArgs),
    #[command(
        about = "Add what lists of any shape hold: exports of LinkedIn, Credly and others, CSV, JSON, YAML, plain lines"
    )]
    Import(import::ImportArgs),
    /// Remove holdings
    Remove(RemoveArgs),
    /// Print the holdings of the profile
    List(list::ListArgs),
    /// Edit the profile in $VISUAL or $EDITOR; it is checked before it is kept
    Edit(EditArgs),
    /// Print where the profile is
    Path(PathArgs),
}

// Which profile.
#[derive(Debug, Args)]
pub(crate) struct ProfileOptions {
    /// The name of the profile, where there are several [default: the value of CERTPATH_PROFILE]
    #[arg(long, value_name = "NAME")]
    profile: Option<String>,
}

impl ProfileOptions {
    fn find(&self) -> Result<Profile, UsageError> {
        Profile::find(self.profile.as_deref())?.ok_or_else(no_configuration)
    }
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  certpath profile add AZ-104@2026-03-01 CKA
  certpath profile add \"Azure Developer Associate@2024-05\"

The date is when it was passed, earned or renewed. One on which a certification that is in the profile was renewed is \
added to it; any other replaces the one that is there.")]
pub(crate) struct AddArgs {
    /// What you hold
    #[arg(value_name = "NAME[@DATE]", required = true, add = ArgValueCompleter::new(completions::names))]
    names: Vec<String>,

    #[command(flatten)]
    profile: ProfileOptions,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:
  certpath profile remove AZ-104")]
pub(crate) struct RemoveArgs {
    /// What to remove: a name, or a line of the profile as it is written
    #[arg(value_name = "NAME", required = true, add = ArgValueCompleter::new(completions::names))]
    names: Vec<String>,

    #[command(flatten)]
    profile: ProfileOptions,
}

#[derive(Debug, Args)]
pub(crate) struct EditArgs {
    #[command(flatten)]
    profile: ProfileOptions,
}

#[derive(Debug, Args)]
#[command(mut_args(CatalogOptions::hide))]
pub(crate) struct PathArgs {
    #[command(flatten)]
    profile: ProfileOptions,
}

/// Does one of the commands.
pub(crate) fn run(command: &ProfileCommand, session: &Session) -> anyhow::Result<Outcome> {
    match command {
        ProfileCommand::Add(args) => add(args, session),
        ProfileCommand::Import(args) => import::run(args, session),
        ProfileCommand::Remove(args) => remove(args, session),
        ProfileCommand::List(args) => list::run(args, session),
        ProfileCommand::Edit(args) => edit::run(&args.profile.find()?, session),
        ProfileCommand::Path(args) => path(args, session),
    }
}

fn add(args: &AddArgs, session: &Session) -> anyhow::Result<Outcome> {
    let catalog = session.catalog()?;
    let today = (session.today)();
    let mut typed = Vec::new();
    for word in &args.names {
        typed.extend(lines::typed(catalog, word, today).map_err(not_held)?);
    }
    if typed.is_empty() {
        return Err(UsageError::no_names("add").into());
    }
    let profile = args.profile.find()?;
    let notes = profile.change(|text| {
        let mut lines = Lines::new(catalog, text, today);
        let mut notes = Vec::new();
        for typed in &typed {
            let did = match lines.add(typed) {
                Added::New => "added",
                Added::Renewal => "added another date of",
                Added::Changed => "changed the date of",
                Added::Nothing => "already in the profile:",
            };
            notes.push(format!("{did} {}", catalog.name(typed.holding.entry)));
        }
        let new = lines.text();
        Ok(((new != text).then_some(new), notes))
    })?;
    for note in &notes {
        session.note(note);
    }
    Ok(Outcome::Done)
}

/// Returns what to say of holdings that cannot be added; the hint to ask for another day means nothing here.
fn not_held(errors: HoldingErrors) -> anyhow::Error {
    match errors.0.first() {
        Some(HoldingError::Future { .. }) => UsageError::new(errors.to_string())
            .hint("add it once that day has come: a profile is what you hold")
            .into(),
        _ => errors.into(),
    }
}

fn remove(args: &RemoveArgs, session: &Session) -> anyhow::Result<Outcome> {
    let catalog = session.catalog()?;
    let today = (session.today)();
    let profile = args.profile.find()?;
    let missing = profile.change(|text| {
        let mut lines = Lines::new(catalog, text, today);
        let (mut missing, mut is_named) = (Vec::new(), false);
        for word in &args.names {
            if lines.remove_as_written(word) {
                is_named = true;
                continue;
            }
            let goes = match lines::typed(catalog, word, today) {
                Ok(typed) if typed.iter().any(Typed::has_dates) => typed,
                _ => {
                    let entries = resolve::resolve_list(catalog, word, today)?.into_iter();
                    let undated = entries.map(Holding::new);
                    undated.map(Typed::of_list).collect()
                }
            };
            for typed in goes {
                is_named = true;
                if !lines.remove(&typed) {
                    missing.push(typed.text(catalog));
                }
            }
        }
        if !is_named {
            return Err(UsageError::no_names("remove").into());
        }
        let new = lines.text();
        Ok(((new != text).then_some(new), missing))
    })?;
    for name in &missing {
        session.note(&format!("{name} is not in the profile"));
    }
    Ok(if missing.is_empty() {
        Outcome::Done
    } else {
        Outcome::No
    })
}

fn path(args: &PathArgs, session: &Session) -> anyhow::Result<Outcome> {
    session.options.catalog.refuse()?;
    let path = args.profile.find()?.path;
    let mut out = Output::open(None)?;
    out.write_all(path.as_os_str().as_encoded_bytes())
        .context("cannot write the answer")?;
    writeln!(out).context("cannot write the answer")?;
    out.finish()?;
    Ok(Outcome::Done)
}
