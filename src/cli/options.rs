//! The options that every query takes.
//!
//! Structs of options have no doc comment: clap would print it as the help of the command that they are part of.

use std::ffi::OsString;
use std::io::{self, BufWriter, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use certpath::catalog::date::whole_day;
use certpath::catalog::load::source::{self, SourceFile};
use certpath::catalog::load::{Layer, Options, load};
use certpath::catalog::model::Catalog;
use certpath::embedded;
use certpath::output::{self, Format, Style};
use certpath::plan::answer::Warning;
use certpath::request::Holding;
use certpath::resolve;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum as _};
use clap_complete::engine::ArgValueCompleter;
use jiff::civil::Date;
use terminal_size::terminal_size_of;

use super::completions;
use super::names::{self, STANDARD_INPUT};
use super::output::Output;
use super::report::{BadCatalog, Refusal};
use super::terminal::{self, Color};
use super::user;

/// The version of the program, which is that of its catalog too.
pub(crate) const VERSION: &str = env!("CARGO_PKG_VERSION");

// What is held.
#[derive(Debug, Args)]
pub(crate) struct HaveOptions {
    /// What you hold, with the day it was passed, earned or last renewed; - reads names from standard input
    #[arg(long, value_name = "NAME[@DATE],...", add = ArgValueCompleter::new(completions::names))]
    have: Vec<String>,
}

impl HaveOptions {
    /// Returns whether names are to be read from standard input.
    pub(crate) fn reads_stdin(&self) -> bool {
        self.have.iter().any(|word| word == STANDARD_INPUT)
    }

    /// Reads the names on standard input, if they are asked for.
    ///
    /// # Errors
    ///
    /// Standard input cannot be read, is too large or is no UTF-8.
    pub(crate) fn lines(&self) -> anyhow::Result<String> {
        if self.reads_stdin() {
            names::lines()
        } else {
            Ok(String::new())
        }
    }

    /// Reads the holdings, each once, those on standard input from `lines`.
    ///
    /// # Errors
    ///
    /// [`HoldingError`](certpath::resolve::HoldingError) for the first that is none.
    pub(crate) fn holdings(
        &self,
        catalog: &Catalog,
        lines: &str,
        as_of: Date,
    ) -> anyhow::Result<Vec<Holding>> {
        let mut holdings = Vec::new();
        for word in &self.have {
            holdings.extend(match word.as_str() {
                STANDARD_INPUT => resolve::holding_lines(catalog, lines, as_of)?,
                word => resolve::holdings(catalog, word, as_of)?,
            });
        }
        Ok(names::each_once(holdings))
    }
}

// Which catalog is asked.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Catalog")]
pub(crate) struct CatalogOptions {
    /// Add to the embedded catalog, or override it; repeatable
    #[arg(long, value_name = "FILE|DIR")]
    pub(crate) catalog: Vec<PathBuf>,

    /// Leave the embedded catalog out
    #[arg(long)]
    pub(crate) no_embedded: bool,

    /// Leave your own catalog out, which is read from certpath/catalog in the folder of your configuration
    #[arg(long)]
    no_user_catalog: bool,
}

impl CatalogOptions {
    /// Returns the catalog that is asked. It is read once and kept for as long as the program runs.
    ///
    /// # Errors
    ///
    /// [`BadCatalog`] if a file cannot be read or is wrong; a refusal where no catalog is left.
    pub(crate) fn load(&self) -> anyhow::Result<&'static Catalog> {
        if self.catalog.is_empty() && !self.no_embedded && self.user_catalog().is_none() {
            return Ok(embedded::catalog());
        }
        let sources = self.sources(&[])?;
        let layers: Vec<Layer<'_>> = sources.iter().map(Source::layer).collect();
        let loaded = load(&layers, &Options::new(VERSION)).map_err(BadCatalog)?;
        Ok(Box::leak(Box::new(loaded.catalog)))
    }

    fn user_catalog(&self) -> Option<PathBuf> {
        if self.no_user_catalog {
            return None;
        }
        user::catalog()
    }

    /// Reads the files that are asked: those of the program, the user's own, those that are named; each later
    /// path changes the earlier ones.
    ///
    /// # Errors
    ///
    /// [`BadCatalog`] if a file cannot be read; a refusal where there is none.
    pub(crate) fn sources(&self, more: &[PathBuf]) -> anyhow::Result<Vec<Source>> {
        let mut sources = Vec::new();
        if !self.no_embedded {
            let files = embedded::sources();
            sources.push(Source { files, once: true });
        }
        let mut findings = Vec::new();
        match self.user_catalog().as_deref().map(source::read) {
            Some(Ok(files)) => sources.push(Source { files, once: false }),
            // A folder made in advance, or emptied, is not in the way.
            Some(Err(finding)) if finding.code == "no-yaml-file" => {}
            Some(Err(finding)) => findings.push(finding),
            None => {}
        }
        for path in self.catalog.iter().chain(more) {
            match source::read(path) {
                Ok(files) => sources.push(Source { files, once: false }),
                Err(finding) => findings.push(finding),
            }
        }
        if !findings.is_empty() {
            return Err(BadCatalog(findings).into());
        }
        if sources.is_empty() {
            let refusal = Refusal::new("`--no-embedded` leaves no catalog");
            return Err(refusal.hint("name one with `--catalog FILE`").into());
        }
        Ok(sources)
    }
}

/// What was read for one path, or for the embedded catalog.
pub(crate) struct Source {
    files: Vec<SourceFile>,
    /// Two of the files may not have the same entry; else a later one changes an earlier one.
    once: bool,
}

impl Source {
    pub(crate) fn layer(&self) -> Layer<'_> {
        Layer {
            files: &self.files,
            once: self.once,
        }
    }
}

// The day for which a question is asked.
#[derive(Debug, Args)]
#[command(next_help_heading = "Catalog")]
pub(crate) struct DayOptions {
    /// Ask for that day, past or future [default: today]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) as_of: Option<Date>,
}

// How an answer is given.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct AnswerOptions {
    /// Print in that format [default: table on a terminal, tsv in a pipe]
    #[arg(short, long, value_name = "FORMAT", value_parser = format())]
    pub(crate) format: Option<Format>,

    #[command(flatten)]
    pub(crate) output: OutputOptions,
}

// Where an answer goes, and what is said beside it.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct OutputOptions {
    /// Write to that file, in the format of its ending unless --format says one
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// When to color
    #[arg(long, value_name = "WHEN", default_value_t, value_enum)]
    pub(crate) color: Color,

    /// Print no warnings on standard error
    #[arg(short, long)]
    pub(crate) quiet: bool,

    /// Exit with 1 on a warning of doubt
    #[arg(long)]
    pub(crate) strict: bool,
}

impl AnswerOptions {
    /// Returns the format that is asked for, or that the file or the terminal asks for.
    ///
    /// # Errors
    ///
    /// The ending of the file is that of no format.
    pub(crate) fn format(&self) -> anyhow::Result<Format> {
        if let Some(format) = self.format {
            return Ok(format);
        }
        let path = self.output.path();
        let screen = path.is_none() && io::stdout().is_terminal();
        let plain = if screen { Format::Table } else { Format::Tsv };
        let said = ending(path, Format::of_file)?;
        Ok(said.unwrap_or(plain))
    }
}

impl OutputOptions {
    /// Returns the file to write to, or nothing for standard output.
    pub(crate) fn path(&self) -> Option<&Path> {
        file(self.output.as_deref())
    }

    /// Returns what can be shown where the answer goes.
    pub(crate) fn style(&self) -> Style {
        Style {
            width: terminal::width(terminal_size_of(io::stdout())),
            color: match self.color {
                Color::Auto if self.path().is_some() => false,
                color => color.shows(&io::stdout()),
            },
            unicode: terminal::has_unicode(&io::stdout()),
        }
    }

    /// Returns what can be shown on standard error.
    pub(crate) fn error_style(&self) -> Style {
        Style {
            width: terminal::width(terminal_size_of(io::stderr())),
            color: self.color.shows(&io::stderr()),
            unicode: terminal::has_unicode(&io::stderr()),
        }
    }

    /// Writes an answer where it belongs.
    ///
    /// # Errors
    ///
    /// It cannot be written.
    pub(crate) fn write(
        &self,
        answer: impl FnOnce(&mut Output) -> io::Result<()>,
    ) -> anyhow::Result<()> {
        let mut out = Output::open(self.path())?;
        answer(&mut out).context("cannot write the answer")?;
        out.finish()
    }

    /// Writes warnings to standard error, unless they are in the answer or not wanted.
    pub(crate) fn warn(&self, warnings: &[Warning], format: Format) {
        if self.quiet || format == Format::Json {
            return;
        }
        let mut out = BufWriter::new(io::stderr().lock());
        let told = output::warnings(warnings, self.error_style(), &mut out);
        // Where standard error is closed nothing can be told.
        let _ = told.and_then(|()| out.flush());
    }
}

/// Returns the file to write to, or nothing for standard output, which `-` stands for.
pub(crate) fn file(path: Option<&Path>) -> Option<&Path> {
    path.filter(|path| *path != Path::new("-"))
}

/// Returns what the ending of a file says, or nothing where there is no file or no ending.
///
/// # Errors
///
/// The ending is not known to `read`.
pub(crate) fn ending<T>(
    path: Option<&Path>,
    read: impl FnOnce(&Path) -> Option<T>,
) -> anyhow::Result<Option<T>> {
    let Some(path) = path.filter(|path| path.extension().is_some()) else {
        return Ok(None);
    };
    let refusal = || {
        let message = format!("`{}` does not end as a format does", path.display());
        Refusal::new(message).hint("say which with `--format`")
    };
    Ok(Some(read(path).ok_or_else(refusal)?))
}

/// Reads a day for clap, the hint in the error.
pub(crate) fn day(text: &str) -> Result<Date, String> {
    whole_day(text).map_err(|bad| format!("{bad}; {}", bad.hint()))
}

/// Returns the color that is asked for among words that clap does not understand.
pub(crate) fn color_in(words: &[OsString]) -> Color {
    let words = words.iter().filter_map(|word| word.to_str());
    let said = words.clone().zip(words.skip(1));
    let said = said.filter_map(|(option, value)| match option {
        "--color" => Some(value),
        _ => value.strip_prefix("--color="),
    });
    let color = said.last();
    color
        .and_then(|word| Color::from_str(word, false).ok())
        .unwrap_or_default()
}

fn format() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::ALL.map(Format::word)).map(|word| {
        word.parse()
            .expect("clap lets only the formats' words pass")
    })
}
