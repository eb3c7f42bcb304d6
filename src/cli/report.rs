//! What is written on standard error where there is no answer.

use std::error::Error;
use std::io::{self, Write as _};
use std::process::ExitCode;

use anyhow::Context as _;
use certpath::load::{Finding, Severity, acts, printable};
use certpath::output::{self, Label, Style};
use certpath::resolve::{HoldingErrors, NameError, WantedError};
use certpath::{BadDate, BadValue, UnknownFilter};

use clap::error::{ContextKind, ContextValue};

use super::Outcome;
use super::options::error_style;
use super::output::Output;
use super::terminal::Color;

/// Most characters of the command line that are repeated.
const LONGEST_ECHO: usize = 160;

/// Most errors of a catalog that are reported.
const MOST_FINDINGS: usize = 20;

/// Something that the command line itself finds wrong.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub(crate) struct UsageError {
    message: String,
    hint: Option<&'static str>,
}

impl UsageError {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            hint: None,
        }
    }

    /// The error where all names are empty, as those of variables in a script that are not set.
    pub(crate) fn no_names(verb: &str) -> Self {
        Self::new(format!("there is nothing to {verb}")).hint("name a certification or an exam")
    }

    /// Adds what to type instead.
    pub(crate) fn hint(mut self, hint: &'static str) -> Self {
        self.hint = Some(hint);
        self
    }
}

/// Several errors of one command line, so that all can be corrected at once.
#[derive(Debug, Default, thiserror::Error)]
#[error("{} names cannot be read", .0.len())]
pub(crate) struct Several(Vec<anyhow::Error>);

impl Several {
    /// Returns what was read; keeps the error where nothing was.
    pub(crate) fn read<T: Default>(&mut self, result: anyhow::Result<T>) -> T {
        result.unwrap_or_else(|error| {
            self.0.push(error);
            T::default()
        })
    }

    /// Returns the errors that were kept, if there are any.
    ///
    /// # Errors
    ///
    /// There are.
    pub(crate) fn none(mut self) -> anyhow::Result<()> {
        match self.0.len() {
            0 => Ok(()),
            1 => Err(self.0.remove(0)),
            _ => Err(self.into()),
        }
    }
}

/// A catalog with errors: all that was found.
#[derive(Debug, thiserror::Error)]
#[error("the catalog is not valid")]
pub(crate) struct BadCatalog(pub(crate) Vec<Finding>);

/// Prints what clap has to say: an error, or the help that was called for.
pub(crate) fn usage(mut error: clap::Error, color: Color) -> ExitCode {
    shorten(&mut error);
    let text = error.render();
    let shown = match (error.use_stderr(), color) {
        (true, color) if color.shows(&io::stderr()) => text.ansi().to_string(),
        (false, color) if color.shows(&io::stdout()) => text.ansi().to_string(),
        (true | false, _) => text.to_string(),
    };
    if error.use_stderr() {
        for line in shown.trim_end().lines() {
            // Where standard error is closed nothing can be reported.
            let _ = output::wrapped(line, error_style(color), &mut io::stderr().lock());
        }
        return Outcome::Failed.into();
    }
    let print = || -> anyhow::Result<Outcome> {
        let mut out = Output::open(None)?;
        out.write_all(shown.as_bytes())
            .context("cannot write the help")?;
        out.finish()?;
        Ok(Outcome::Done)
    };
    print()
        .unwrap_or_else(|error| failure(&error, color))
        .into()
}

/// Cuts what clap repeats of the command line, and takes out of it what could act on a terminal.
fn shorten(error: &mut clap::Error) {
    let long = |text: &String| text.chars().nth(LONGEST_ECHO).is_some() || text.chars().any(acts);
    let context: Vec<(ContextKind, String)> = (error.context())
        .filter_map(|(kind, value)| match value {
            ContextValue::String(text) if long(text) => Some((kind, text.clone())),
            _ => None,
        })
        .collect();
    if !context.is_empty() {
        // It would repeat them too.
        error.insert(ContextKind::Suggested, ContextValue::None);
    }
    for (kind, text) in context {
        error.insert(kind, ContextValue::String(cut(&text)));
    }
}

/// Returns what may be repeated of the command line.
pub(crate) fn cut(text: &str) -> String {
    let mut short: String = printable(text).chars().take(LONGEST_ECHO).collect();
    if text.chars().nth(LONGEST_ECHO).is_some() {
        short.push_str("...");
    }
    short
}

/// Reports why there is no answer. A closed pipe is no reason to speak.
pub(crate) fn failure(error: &anyhow::Error, color: Color) -> Outcome {
    let style = error_style(color);
    if error.chain().any(is_closed_pipe) {
        return Outcome::Done;
    }
    if let Some(BadCatalog(findings)) = error.downcast_ref() {
        bad_catalog(findings, style);
        return Outcome::Failed;
    }
    if let Some(Several(errors)) = error.downcast_ref() {
        for error in errors {
            failure(error, color);
        }
        return Outcome::Failed;
    }
    if let Some(HoldingErrors(errors)) = error.downcast_ref() {
        for error in errors {
            say(Label::Error, &error.to_string(), style);
            advise(error.hint(), style);
        }
        return Outcome::Failed;
    }
    say(Label::Error, &message(error), style);
    advise(hint(error), style);
    Outcome::Failed
}

/// Writes a hint, each of its lines as one.
fn advise(hint: Option<String>, style: Style) {
    let hint = hint.unwrap_or_default();
    let mut lines = hint.lines();
    if let Some(first) = lines.next() {
        say(Label::Hint, first, style);
    }
    for line in lines {
        // Where standard error is closed nothing can be reported.
        let _ = output::sentence(
            &format!("  {}", line.trim()),
            style,
            &mut io::stderr().lock(),
        );
    }
}

/// Returns what an error and its causes say.
pub(crate) fn message(error: &anyhow::Error) -> String {
    let parts: Vec<String> = error.chain().map(words).collect();
    parts.join(": ")
}

/// Returns what to type instead, if an error or one of its causes knows.
pub(crate) fn hint(error: &anyhow::Error) -> Option<String> {
    error.chain().find_map(advice)
}

/// Writes a message to standard error.
pub(crate) fn say(label: Label, text: &str, style: Style) {
    // Where standard error is closed nothing can be reported.
    let _ = output::message(label, text, style, &mut io::stderr().lock());
}

/// Writes a sentence to standard error that belongs to no answer's format.
pub(crate) fn note(text: &str, style: Style) {
    // Where standard error is closed nothing can be reported.
    let _ = output::sentence(text, style, &mut io::stderr().lock());
}

/// Reports the first errors of a catalog, and how many there are in all.
fn bad_catalog(findings: &[Finding], style: Style) {
    let errors = findings
        .iter()
        .filter(|finding| finding.severity() == Severity::Error);
    let count = errors.clone().count();
    let mut out = io::stderr().lock();
    for (number, error) in errors.take(MOST_FINDINGS).enumerate() {
        // Where standard error is closed nothing can be reported.
        let _ = if number > 0 { writeln!(out) } else { Ok(()) };
        let _ = output::finding(error, style, &mut out);
    }
    if count > MOST_FINDINGS {
        let _ = writeln!(out);
        drop(out);
        let more = count - MOST_FINDINGS;
        let text = format!("{more} more errors in the catalog");
        say(Label::Error, &text, style);
        say(Label::Hint, "`certpath check` shows all of them", style);
    }
}

fn is_closed_pipe(error: &(dyn Error + 'static)) -> bool {
    let error = error.downcast_ref::<io::Error>();
    error.is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

fn words(error: &(dyn Error + 'static)) -> String {
    match error.downcast_ref() {
        Some(error) => io_words(error),
        None => error.to_string(),
    }
}

/// Returns the system's own words without their number and in our case; of a missing file it is said alike on every system.
pub(crate) fn io_words(error: &io::Error) -> String {
    let text = match error.kind() {
        io::ErrorKind::NotFound if error.raw_os_error().is_some() => {
            "no such file or directory".to_owned()
        }
        _ => error.to_string(),
    };
    let text = text.split(" (os error").next().unwrap_or(&text);
    let mut characters = text.trim_end_matches('.').chars();
    let first = characters
        .next()
        .map(|character| character.to_ascii_lowercase());
    first.into_iter().chain(characters).collect()
}

fn advice(error: &(dyn Error + 'static)) -> Option<String> {
    if let Some(usage) = error.downcast_ref::<UsageError>() {
        return usage.hint.map(str::to_owned);
    }
    if let Some(bad) = error.downcast_ref::<BadValue>() {
        return bad.hint().map(str::to_owned);
    }
    if let Some(bad) = error.downcast_ref::<BadDate>() {
        return Some(bad.hint());
    }
    if let Some(error) = error.downcast_ref::<NameError>() {
        return error.hint();
    }
    if let Some(error) = error.downcast_ref::<HoldingErrors>() {
        return error.hint();
    }
    if let Some(error) = error.downcast_ref::<WantedError>() {
        return error.hint();
    }
    error
        .downcast_ref::<UnknownFilter>()
        .map(UnknownFilter::hint)
}
