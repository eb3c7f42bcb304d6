//! What is told on standard error when a question cannot be asked.

use std::error::Error;
use std::io::{self, Write as _};
use std::process::ExitCode;

use certpath::answer::list::UnknownFilter;
use certpath::catalog::date::BadDate;
use certpath::catalog::load::finding::{Finding, Severity, printable};
use certpath::resolve::{HoldingError, NameError, WantedError};

use super::Outcome;
use super::terminal::Color;

/// Most errors of a catalog that are told.
const MOST_FINDINGS: usize = 20;

/// Something that the command line itself finds wrong.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub(crate) struct Refusal {
    message: String,
    hint: Option<&'static str>,
}

impl Refusal {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            hint: None,
        }
    }

    /// Adds what to type instead.
    pub(crate) fn hint(mut self, hint: &'static str) -> Self {
        self.hint = Some(hint);
        self
    }
}

/// A catalog with errors: all that was found.
#[derive(Debug, thiserror::Error)]
#[error("the catalog is not valid")]
pub(crate) struct BadCatalog(pub(crate) Vec<Finding>);

/// Prints what clap has to say: an error, or the help that was asked for.
pub(crate) fn usage(error: &clap::Error, color: Color) -> ExitCode {
    let text = error.render();
    let shown = match (error.use_stderr(), color) {
        (true, color) if color.shows(&io::stderr()) => text.ansi().to_string(),
        (false, color) if color.shows(&io::stdout()) => text.ansi().to_string(),
        (true | false, _) => text.to_string(),
    };
    // A stream that is closed cannot be told of.
    if error.use_stderr() {
        let _ = io::stderr().write_all(shown.as_bytes());
        return Outcome::NotAsked.into();
    }
    let _ = io::stdout().write_all(shown.as_bytes());
    Outcome::Done.into()
}

/// Tells why a question could not be asked. A closed pipe is no reason to speak.
pub(crate) fn failure(error: &anyhow::Error, color: Color) -> Outcome {
    if error.chain().any(is_closed_pipe) {
        return Outcome::Done;
    }
    if let Some(BadCatalog(findings)) = error.downcast_ref() {
        bad_catalog(findings, color);
        return Outcome::NotAsked;
    }
    say("error", &told(error), color);
    if let Some(hint) = hint(error) {
        say("hint", &hint, color);
    }
    Outcome::NotAsked
}

/// Returns what an error and its causes say.
pub(crate) fn told(error: &anyhow::Error) -> String {
    let told: Vec<String> = error.chain().map(words).collect();
    told.join(": ")
}

/// Returns what to type instead, if an error or one of its causes knows.
pub(crate) fn hint(error: &anyhow::Error) -> Option<String> {
    error.chain().find_map(advice)
}

/// Writes a line to standard error.
fn say(label: &str, text: &str, color: Color) {
    let label = painted(label, color);
    // Where standard error is closed nothing can be told.
    let _ = writeln!(io::stderr(), "{label}: {}", printable(text));
}

/// Returns a word in its color, if standard error takes any.
fn painted(word: &str, color: Color) -> String {
    let paint = match word {
        _ if !color.shows(&io::stderr()) => return word.to_owned(),
        "error" => "1;31",
        _ => "1;36",
    };
    format!("\x1b[{paint}m{word}\x1b[0m")
}

/// Writes a sentence to standard error that belongs to no answer's format.
pub(crate) fn note(text: &str) {
    // Where standard error is closed nothing can be told.
    let _ = writeln!(io::stderr(), "{}", printable(text));
}

/// Tells the first errors of a catalog, and how many there are in all.
fn bad_catalog(findings: &[Finding], color: Color) {
    let errors = findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error);
    let count = errors.clone().count();
    for (number, error) in errors.take(MOST_FINDINGS).enumerate() {
        let told = error.to_string();
        let (word, rest) = told.split_at(told.find('[').unwrap_or(0));
        let word = painted(word, color);
        let gap = if number == 0 { "" } else { "\n" };
        // Where standard error is closed nothing can be told.
        let _ = writeln!(io::stderr(), "{gap}{word}{rest}");
    }
    if count > MOST_FINDINGS {
        let _ = writeln!(io::stderr());
        let more = count - MOST_FINDINGS;
        say(
            "error",
            &format!("{more} more errors in the catalog"),
            color,
        );
        say("hint", "`certpath check` shows all of them", color);
    }
}

fn is_closed_pipe(error: &(dyn Error + 'static)) -> bool {
    let error = error.downcast_ref::<io::Error>();
    error.is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

/// Returns what an error says, the system's own words without their number and in our case.
fn words(error: &(dyn Error + 'static)) -> String {
    let text = error.to_string();
    if !error.is::<io::Error>() {
        return text;
    }
    let text = text.split(" (os error").next().unwrap_or(&text);
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_ascii_lowercase());
    first.into_iter().chain(letters).collect()
}

fn advice(error: &(dyn Error + 'static)) -> Option<String> {
    if let Some(refusal) = error.downcast_ref::<Refusal>() {
        return refusal.hint.map(str::to_owned);
    }
    if let Some(bad) = error.downcast_ref::<BadDate>() {
        return Some(bad.hint());
    }
    if let Some(error) = error.downcast_ref::<NameError>() {
        return error.hint();
    }
    if let Some(error) = error.downcast_ref::<HoldingError>() {
        return error.hint();
    }
    if let Some(error) = error.downcast_ref::<WantedError>() {
        return error.hint();
    }
    error
        .downcast_ref::<UnknownFilter>()
        .map(UnknownFilter::hint)
}
