//! What is held: said on the command line, read from standard input, or remembered in a profile.

use std::path::{Path, PathBuf};

use certpath::output::Label;
use certpath::resolve::{
    HoldingError, HoldingErrors, Resolver,
    lists::{self, Import, Reason, Record},
};
use certpath::{Catalog, Holding, each_once};
use clap::Args;
use clap_complete::engine::ArgValueCompleter;
use jiff::civil::Date;

use super::completions;
use super::names::{self, STANDARD_INPUT};
use super::options::Session;
use super::profile::import;
use super::profile::lines::{self as profile_lines, BadLine};
use super::profile::store::Profile;
use super::report::{self, UsageError};

// What is held.
#[derive(Debug, Clone, Args)]
pub(crate) struct HaveOptions {
    /// What you hold, with the day it was passed, earned or last renewed; - reads names from standard input,
    /// @FILE a list of any shape, +NAME adds to the profile; repeatable [default: the profile, see certpath profile]
    #[arg(long, value_name = "NAME[@DATE],...", add = ArgValueCompleter::new(completions::names))]
    have: Vec<String>,

    /// Take the holdings of this profile [default: the value of CERTPATH_PROFILE]
    #[arg(long, value_name = "NAME")]
    profile: Option<String>,

    /// Do not take the holdings of your profile
    #[arg(long, overrides_with = "profile")]
    no_profile: bool,

    /// Go on without holdings that are not in the catalog, with a warning for each
    #[arg(long)]
    pub(crate) skip_unknown: bool,

    /// What there is no answer without, where nobody named a profile.
    #[arg(skip)]
    pub(crate) needs: Needs,
}

/// How much of a profile must be readable, where it is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) enum Needs {
    /// It is a help only.
    #[default]
    Nothing,
    /// The file.
    Profile,
    /// Every line of it.
    EveryLine,
}

/// What is read once for all questions.
#[derive(Debug, Default)]
pub(crate) struct Input {
    /// The names on standard input.
    lines: String,
    /// Where the profile counts, it and its text.
    profile: Option<(Profile, String)>,
    /// The lists that are named, by their paths.
    lists: Vec<(PathBuf, Vec<Record>)>,
}

/// What stands before the name of a file with a list.
const AT: char = '@';

/// What stands before a holding that adds to the profile.
const PLUS: char = '+';

impl HaveOptions {
    /// Returns whether names are to be read from standard input.
    pub(crate) fn reads_stdin(&self) -> bool {
        self.words().any(|word| word == STANDARD_INPUT)
    }

    /// Returns these options with the holdings that stand without `--have`.
    pub(crate) fn with(&self, names: &[String]) -> Self {
        let mut all = self.clone();
        all.have.splice(0..0, names.iter().cloned());
        all
    }

    fn words(&self) -> impl Iterator<Item = &str> {
        let words = self.have.iter();
        words.map(|word| word.strip_prefix(PLUS).unwrap_or(word))
    }

    /// Reads all holdings, and says where they come from if that is the profile.
    ///
    /// # Errors
    ///
    /// Something cannot be read, or a word is no holding.
    pub(crate) fn read(
        &self,
        session: &Session,
        catalog: &Catalog,
        as_of: Date,
    ) -> anyhow::Result<Vec<Holding>> {
        let input = self.input(session)?;
        let holdings = self.holdings(catalog, &input, as_of)?;
        if self.skip_unknown {
            let (_, unknown) = self.read_words(catalog, &input, as_of)?;
            for error in unknown {
                session.note(&format!("warning: {error} [unknown-holding]"));
            }
        }
        self.note(session, catalog, &input, as_of)?;
        Ok(holdings)
    }

    /// Reads standard input and the profile, as far as they count.
    ///
    /// # Errors
    ///
    /// Standard input, or a profile that was named or is needed, cannot be read.
    pub(crate) fn input(&self, session: &Session) -> anyhow::Result<Input> {
        Ok(Input {
            lines: if self.reads_stdin() {
                names::lines()?
            } else {
                String::new()
            },
            profile: self.profile(session)?,
            lists: self.lists()?,
        })
    }

    fn lists(&self) -> anyhow::Result<Vec<(PathBuf, Vec<Record>)>> {
        let files = self.words().filter_map(|word| word.strip_prefix(AT));
        let read = files.map(|file| {
            let path = PathBuf::from(file);
            let records = import::records(&path)?;
            Ok((path, records))
        });
        read.collect()
    }

    fn profile(&self, session: &Session) -> anyhow::Result<Option<(Profile, String)>> {
        let adds = self.have.iter().any(|word| word.starts_with(PLUS));
        let counts = adds || self.profile.is_some() || self.have.is_empty();
        if self.no_profile && adds {
            let error = UsageError::new("`--no-profile` cannot be used with `--have +NAME`");
            return Err(error.hint("leave one of the two out").into());
        }
        if self.no_profile || !counts {
            return Ok(None);
        }
        let Some(profile) = Profile::find(self.profile.as_deref())? else {
            return Ok(None);
        };
        match profile.text() {
            Ok(text) => Ok(Some((profile, text))),
            Err(error) if profile.is_named || self.needs >= Needs::Profile => Err(error),
            // Nobody named it.
            Err(error) => {
                session.note(&format!("note: {}", report::message(&error)));
                Ok(None)
            }
        }
    }

    /// Reads the holdings of the command line; those that are not in the catalog are returned apart.
    ///
    /// # Errors
    ///
    /// [`HoldingErrors`] for all words that are wrong otherwise.
    pub(crate) fn read_words(
        &self,
        catalog: &Catalog,
        input: &Input,
        as_of: Date,
    ) -> Result<(Vec<Holding>, Vec<HoldingError>), HoldingErrors> {
        let resolver = Resolver::of_one_answer(catalog);
        let words = self.words().filter(|word| !word.starts_with(AT));
        let read = words.flat_map(|word| match word {
            STANDARD_INPUT => resolver.holding_lines(&input.lines, as_of),
            word => resolver.holding_list(word, as_of),
        });
        let (read, errors): (Vec<_>, Vec<_>) = read.partition(Result::is_ok);
        let mut holdings: Vec<Holding> = read.into_iter().flatten().collect();
        for (_, records) in &input.lists {
            holdings.extend(lists::import(catalog, records, as_of).holdings());
        }
        let errors = errors.into_iter().filter_map(Result::err);
        let (unknown, wrong): (Vec<_>, Vec<_>) =
            errors.partition(|error| matches!(error, HoldingError::Name(_)));
        if !wrong.is_empty() {
            let all = wrong.into_iter().chain(unknown).collect();
            return Err(HoldingErrors(all));
        }
        Ok((holdings, unknown))
    }

    /// Reads the holdings of the command line, and of the input, each once. A line of the profile that cannot be read,
    /// or that is dated after the as-of date, holds nothing.
    ///
    /// # Errors
    ///
    /// [`HoldingErrors`](resolve::HoldingErrors) for all words that are no holdings.
    pub(crate) fn holdings(
        &self,
        catalog: &Catalog,
        input: &Input,
        as_of: Date,
    ) -> Result<Vec<Holding>, HoldingErrors> {
        let (mut holdings, unknown) = self.read_words(catalog, input, as_of)?;
        if !unknown.is_empty() && !self.skip_unknown {
            return Err(HoldingErrors(unknown));
        }
        if let Some((_, text)) = &input.profile {
            let (held, _) = profile_lines::read(catalog, text, as_of);
            holdings.extend(held.into_iter().map(|line| line.holding));
        }
        Ok(each_once(holdings))
    }

    /// Says how much of the lists is not taken as held, and which profile is.
    ///
    /// # Errors
    ///
    /// Nothing of a list is a holding, or a line of the profile that is needed is none.
    pub(crate) fn note(
        &self,
        session: &Session,
        catalog: &Catalog,
        input: &Input,
        as_of: Date,
    ) -> anyhow::Result<()> {
        for (path, records) in &input.lists {
            note_list(session, path, &lists::import(catalog, records, as_of))?;
        }
        let Some((profile, text)) = &input.profile else {
            return Ok(());
        };
        let (held, bad) = profile_lines::read(catalog, text, as_of);
        let bad: Vec<BadLine> = bad.into_iter().filter(|line| !line.is_later()).collect();
        session.note_bad_lines(profile, &bad);
        if !held.is_empty() {
            let count = counted(held.len());
            session.note(&format!(
                "note: using your profile ({count}); --no-profile leaves it out"
            ));
        }
        match bad.first() {
            Some(line) if self.needs == Needs::EveryLine => Err(bad_line(profile, line).into()),
            Some(_) | None => Ok(()),
        }
    }
}

/// The error where a line of a profile must hold something and does not.
fn bad_line(profile: &Profile, line: &BadLine) -> UsageError {
    let (path, number) = (profile.path.display(), line.number);
    let error = UsageError::new(format!("cannot read line {number} of the profile `{path}`"));
    error.hint(
        "`certpath profile list` says what is wrong with it, `certpath profile edit` opens it",
    )
}

impl Session {
    /// Warns of the lines of a profile that hold nothing.
    pub(crate) fn note_bad_lines(&self, profile: &Profile, bad: &[BadLine]) {
        if !self.options.quiet {
            self.report_bad_lines(&profile.path, bad);
        }
    }

    /// Says what is wrong with lines of a file.
    pub(crate) fn report_bad_lines(&self, path: &Path, bad: &[BadLine]) {
        for BadLine { number, error } in bad {
            let text = format!("{}:{number}: {error}", path.display());
            report::say(Label::Warning, &text, self.error_style());
        }
    }
}

/// Says how much of a list is not taken as held, and why.
///
/// # Errors
///
/// Nothing of it is.
fn note_list(session: &Session, path: &Path, import: &Import) -> Result<(), UsageError> {
    let (read, not) = (import.imported.len(), import.not_imported.len());
    let path = path.display();
    if not == 0 {
        return Ok(());
    }
    let count = |reason| {
        let all = import.not_imported.iter();
        all.filter(|one| one.reason == reason).count()
    };
    let counts = Reason::ALL.map(|reason| (count(reason), reason.word()));
    let reasons = counts.iter().filter(|(count, _)| *count > 0);
    let reasons: Vec<String> = reasons
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    let reasons = reasons.join(", ");
    if read == 0 {
        let is_missing = count(Reason::Unknown) + count(Reason::Course) == not;
        let error = UsageError::new(if is_missing {
            format!("nothing in `{path}` is in the catalog")
        } else {
            format!("nothing in `{path}` is taken as held ({reasons})")
        });
        return Err(error.hint("`certpath profile import --dry-run FILE` says why"));
    }
    session.note(&format!(
        "note: {not} of {} in `{path}` are not taken as held ({reasons}); `certpath profile import --dry-run` lists them",
        read + not
    ));
    Ok(())
}

fn counted(count: usize) -> String {
    match count {
        1 => "1 holding".to_owned(),
        count => format!("{count} holdings"),
    }
}
