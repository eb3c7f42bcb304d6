//! What is held: said on the command line, read from standard input, or remembered in a profile.

use std::path::Path;

use certpath::catalog::model::Catalog;
use certpath::output::Label;
use certpath::request::Holding;
use certpath::resolve::{self, HoldingError, Resolver};
use clap::Args;
use clap_complete::engine::ArgValueCompleter;
use jiff::civil::Date;

use super::completions;
use super::names::{self, STANDARD_INPUT};
use super::options::Session;
use super::profile::lines::{self, BadLine};
use super::profile::store::Profile;
use super::report;

// What is held.
#[derive(Debug, Clone, Args)]
pub(crate) struct HaveOptions {
    /// What you hold, with the day it was passed, earned or last renewed; - reads names from standard input,
    /// +NAME adds to the profile; repeatable [default: the profile, see certpath profile]
    #[arg(long, value_name = "NAME[@DATE],...", add = ArgValueCompleter::new(completions::names))]
    have: Vec<String>,

    /// Take the holdings of this profile [default: the value of CERTPATH_PROFILE]
    #[arg(long, value_name = "NAME")]
    profile: Option<String>,

    /// Do not take the holdings of your profile
    #[arg(long, overrides_with = "profile")]
    no_profile: bool,
}

/// What is read once for all questions.
#[derive(Debug, Default)]
pub(crate) struct Input {
    /// The names on standard input.
    lines: String,
    /// Where the profile counts, it and its text.
    profile: Option<(Profile, String)>,
}

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
        let input = self.input(session, true)?;
        let holdings = self.holdings(catalog, &input, as_of)?;
        if let Some((profile, text)) = &input.profile {
            let (held, bad) = lines::read(catalog, text, as_of);
            let is_later = |line: &BadLine| matches!(line.error, HoldingError::Future { .. });
            let bad: Vec<BadLine> = bad.into_iter().filter(|line| !is_later(line)).collect();
            session.note_bad_lines(profile, &bad);
            if !held.is_empty() {
                let count = counted(held.len());
                session.note(&format!(
                    "note: using your profile ({count}); --no-profile leaves it out"
                ));
            }
        }
        Ok(holdings)
    }

    /// Reads standard input and the profile, as far as they count; `by_default` the profile does without `--have`.
    ///
    /// # Errors
    ///
    /// Standard input or a profile that was named cannot be read.
    pub(crate) fn input(&self, session: &Session, by_default: bool) -> anyhow::Result<Input> {
        Ok(Input {
            lines: if self.reads_stdin() {
                names::lines()?
            } else {
                String::new()
            },
            profile: self.profile(session, by_default)?,
        })
    }

    fn profile(
        &self,
        session: &Session,
        by_default: bool,
    ) -> anyhow::Result<Option<(Profile, String)>> {
        let adds = self.have.iter().any(|word| word.starts_with(PLUS));
        let counts = adds || self.profile.is_some() || self.have.is_empty() && by_default;
        if self.no_profile || !counts {
            return Ok(None);
        }
        let Some(profile) = Profile::find(self.profile.as_deref())? else {
            return Ok(None);
        };
        match profile.text() {
            Ok(text) => Ok(Some((profile, text))),
            Err(error) if profile.is_named => Err(error),
            // Nobody named it.
            Err(error) => {
                session.note(&format!("note: {}", report::message(&error)));
                Ok(None)
            }
        }
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
    ) -> anyhow::Result<Vec<Holding>> {
        let resolver = Resolver::new(catalog);
        let read = self.words().flat_map(|word| match word {
            STANDARD_INPUT => resolver.holding_lines(&input.lines, as_of),
            word => resolver.holding_list(word, as_of),
        });
        let mut holdings = resolve::all(read.collect())?;
        if let Some((_, text)) = &input.profile {
            let (held, _) = lines::read(catalog, text, as_of);
            holdings.extend(held.into_iter().map(|line| line.holding));
        }
        Ok(names::each_once(holdings))
    }
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

fn counted(count: usize) -> String {
    match count {
        1 => "1 holding".to_owned(),
        count => format!("{count} holdings"),
    }
}
