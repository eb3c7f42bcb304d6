//! `certpath profile import`, and files of any shape for `--have`.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use certpath::resolve::lists::{self, BadList, Import, Record};
use certpath::{Catalog, output::Report};
use clap::Args;

use super::ProfileOptions;
use super::lines::{Added, Lines, Typed};
use crate::cli::Outcome;
use crate::cli::names::STANDARD_INPUT;
use crate::cli::options::{AnswerOptions, DayOptions, Session};
use crate::cli::output::{note_input, note_stdin};
use crate::cli::report::UsageError;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  certpath profile import Certifications.csv
  certpath profile import --dry-run badges.json resume.yaml -f json

A list of any shape: an export of LinkedIn, Credly or Microsoft Learn, a JSON Resume, what `certpath status` and \
`certpath profile list` print, any CSV, JSON or YAML with names, or plain lines such as `CKA (May 2024, expires May 2027)`. What is not imported is listed with the reason.")]
pub(crate) struct ImportArgs {
    /// The lists; - is standard input
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,

    /// Print what would be imported, and change nothing
    #[arg(long)]
    dry_run: bool,

    #[command(flatten)]
    profile: ProfileOptions,
    #[command(flatten)]
    day: DayOptions,
    #[command(flatten)]
    pub(crate) answer: AnswerOptions,
}

/// Reads lists and adds what they hold to the profile.
pub(super) fn run(args: &ImportArgs, session: &Session) -> anyhow::Result<Outcome> {
    let format = args.answer.format()?;
    let catalog = session.catalog()?;
    let as_of = session.as_of(&args.day);
    // Also where it is not read, since nothing is added to it.
    if let Ok(profile) = args.profile.find() {
        note_input(&profile.path);
    }
    let mut import = Import::default();
    for path in &args.files {
        let Import {
            imported,
            not_imported,
        } = lists::import(catalog, &records(path)?, as_of);
        import.imported.extend(imported);
        import.not_imported.extend(not_imported);
    }
    if !args.dry_run && !import.imported.is_empty() {
        let added = keep(args, catalog, &import, session)?;
        session.note(&format!("note: {added} added or changed in the profile"));
    }
    let report = Report::Import(&import);
    session.report(&args.answer.output, format, (catalog, as_of), report)?;
    Ok(if import.imported.is_empty() {
        Outcome::No
    } else {
        Outcome::Done
    })
}

/// Adds what is held to the profile; returns how many lines are new or changed.
fn keep(
    args: &ImportArgs,
    catalog: &Catalog,
    import: &Import,
    session: &Session,
) -> anyhow::Result<usize> {
    let today = (session.today)();
    args.profile.find()?.change(|text| {
        let mut lines = Lines::new(catalog, text, today);
        let mut changed = 0;
        for one in &import.imported {
            let did = lines.add(&Typed::of_list(one.dates.of(one.entry)));
            changed += usize::from(did != Added::Nothing);
        }
        let new = lines.text();
        Ok(((new != text).then_some(new), changed))
    })
}

/// Reads the records of a file, or of standard input.
pub(crate) fn records(path: &Path) -> anyhow::Result<Vec<Record>> {
    let is_stdin = path == Path::new(STANDARD_INPUT);
    let cannot = || {
        if is_stdin {
            "cannot read standard input".to_owned()
        } else {
            format!("cannot read `{}`", path.display())
        }
    };
    let bytes = if is_stdin {
        note_stdin();
        bounded(io::stdin().lock()).with_context(cannot)?
    } else {
        let file = File::open(path).with_context(cannot)?;
        note_input(path);
        bounded(file).with_context(cannot)?
    };
    let records = lists::records(&bytes)
        .map_err(|bad: BadList| UsageError::new(bad.to_string()).hint(bad.hint()));
    records.with_context(cannot)
}

/// Reads no more than is needed to see that it is too much.
fn bounded(file: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(lists::LARGEST as u64 + 1)
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}
