//! The options that every query takes.
//!
//! Structs of options have no doc comment: clap would print it as the help of the command that they are part of.

use std::ffi::OsString;
use std::fmt::Display;
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use certpath::load::{self, Code, Finding, Layer, Options, SourceFile, load};
use certpath::output::{self, Format, Report, Style};
use certpath::{Catalog, ListKind, Selection, Warning, embedded, whole_day};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Arg, Args, Parser, Subcommand, ValueEnum as _};
use clap_complete::engine::ArgValueCompleter;
use jiff::civil::Date;
use terminal_size::terminal_size_of;

use super::output::{Output, cannot_write, note_input};
use super::report::{self, BadCatalog, UsageError};
use super::terminal::{self, Color};
use super::user::{self, Unreadable};
use super::{completions, format};

/// The version of the program, which is that of its catalog too.
pub(crate) const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The options of the catalog stand below this in the help.
const HEADING: &str = "Catalog";

// Which catalog answers.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = HEADING)]
pub(crate) struct CatalogOptions {
    /// Add to the embedded catalog, or override it; repeatable
    #[arg(long, value_name = "FILE|DIR", global = true)]
    pub(crate) catalog: Vec<PathBuf>,

    /// Do not use the embedded catalog
    #[arg(long, global = true)]
    pub(crate) no_embedded: bool,

    /// Do not use your own catalog, the folder certpath/catalog in your configuration folder
    #[arg(long, global = true)]
    no_user_catalog: bool,
}

// What holds for every command; it may stand before the command and after it.
#[derive(Debug, Args)]
pub(crate) struct GlobalOptions {
    #[command(flatten)]
    pub(crate) catalog: CatalogOptions,

    /// When to use colors
    #[arg(
        long,
        value_name = "WHEN",
        default_value_t,
        value_enum,
        global = true,
        help_heading = "Output"
    )]
    pub(crate) color: Color,

    /// Print no warnings or notes on standard error
    #[arg(short, long, global = true, help_heading = "Output")]
    pub(crate) quiet: bool,
}

/// The options before the command.
#[derive(Debug, Parser)]
#[command(
    disable_help_flag = true,
    args_override_self = true,
    allow_external_subcommands = true
)]
struct Leading {
    #[command(flatten)]
    global: GlobalOptions,

    #[command(subcommand)]
    _rest: Option<Rest>,
}

/// The command and what is behind it, as it was written.
#[derive(Debug, Subcommand)]
enum Rest {
    #[command(external_subcommand)]
    Words(#[allow(dead_code, reason = "clap needs a place for them")] Vec<OsString>),
}

/// What a command needs to know beside its own options.
pub(crate) struct Session {
    pub(crate) options: GlobalOptions,
    pub(crate) today: fn() -> Date,
}

impl Session {
    /// Returns the catalog that answers.
    ///
    /// # Errors
    ///
    /// As [`CatalogOptions::load`].
    pub(crate) fn catalog(&self) -> anyhow::Result<&'static Catalog> {
        self.options.catalog.load(&|text| self.note(text))
    }

    /// Returns the day for which a question is answered.
    pub(crate) fn as_of(&self, day: &DayOptions) -> Date {
        day.as_of.unwrap_or_else(self.today)
    }

    /// Returns what can be shown where the answer goes.
    pub(crate) fn style(&self, output: &OutputOptions) -> Style {
        Style {
            width: terminal::width(terminal_size_of(io::stdout())),
            color: match self.options.color {
                Color::Auto if output.path().is_some() => false,
                color => color.shows(&io::stdout()),
            },
            unicode: terminal::has_unicode(&io::stdout()),
        }
    }

    /// Returns what can be shown on standard error.
    pub(crate) fn error_style(&self) -> Style {
        error_style(self.options.color)
    }

    /// Writes a report where it belongs.
    ///
    /// # Errors
    ///
    /// It cannot be written.
    pub(crate) fn report(
        &self,
        output: &OutputOptions,
        format: Format,
        (catalog, as_of): (&Catalog, Date),
        report: Report<'_>,
    ) -> anyhow::Result<()> {
        let style = self.style(output);
        output.write(|out| output::report(catalog, as_of, report, format, style, out))
    }

    /// Writes warnings to standard error, unless they are in the answer or not wanted.
    pub(crate) fn warn(&self, catalog: &Catalog, warnings: &[Warning], format: Format) {
        if self.options.quiet || format == Format::Json {
            return;
        }
        let mut out = BufWriter::new(io::stderr().lock());
        let written = output::warnings(catalog, warnings, self.error_style(), &mut out);
        // Where standard error is closed nothing can be reported.
        let _ = written.and_then(|()| out.flush());
    }

    /// Writes a sentence to standard error that belongs to no answer's format, unless notes are not wanted.
    pub(crate) fn note(&self, text: &str) {
        if !self.options.quiet {
            report::note(text, self.error_style());
        }
    }
}

/// Returns what can be shown on standard error.
pub(crate) fn error_style(color: Color) -> Style {
    Style {
        // What is read by a program is not wrapped, so that it can be searched for sentences.
        width: terminal::said_width(terminal_size_of(io::stderr())).unwrap_or(usize::MAX),
        color: color.shows(&io::stderr()),
        unicode: terminal::has_unicode(&io::stderr()),
    }
}

impl CatalogOptions {
    /// Returns the catalog that answers. It is read once and kept for as long as the program runs.
    ///
    /// # Errors
    ///
    /// [`BadCatalog`] if a file cannot be read or is wrong; a usage error where no catalog is left.
    pub(crate) fn load(&self, note: &dyn Fn(&str)) -> anyhow::Result<&'static Catalog> {
        let own = self.user_catalog(note);
        if self.catalog.is_empty() && !self.no_embedded && own.is_none() {
            return Ok(embedded::catalog());
        }
        let sources = self.read(own.as_deref(), &[], note)?;
        let layers: Vec<Layer<'_>> = sources.iter().map(Source::layer).collect();
        let loaded = load(&layers, &Options::new(VERSION)).map_err(BadCatalog)?;
        Ok(Box::leak(Box::new(loaded.catalog)))
    }

    /// Adds the catalogs that are named before the command.
    ///
    /// Where there are some after it too, clap keeps only those.
    pub(crate) fn add_leading(&mut self, words: &[OsString]) {
        if !words
            .get(1)
            .is_some_and(|word| word.as_encoded_bytes().starts_with(b"-"))
        {
            return;
        }
        let leading = Leading::try_parse_from(words).map(|leading| leading.global.catalog.catalog);
        let leading = leading.unwrap_or_default();
        if self.catalog != leading {
            self.catalog.splice(0..0, leading);
        }
    }

    /// Leaves an option of the catalog out of the help of a command that refuses it.
    pub(crate) fn hide(option: Arg) -> Arg {
        let is_of_catalog = option.get_help_heading() == Some(HEADING);
        option.hide(is_of_catalog)
    }

    /// Lets no option pass that would mean nothing.
    ///
    /// # Errors
    ///
    /// There is one.
    pub(crate) fn refuse(&self) -> Result<(), UsageError> {
        let unused = match self {
            _ if !self.catalog.is_empty() => "--catalog",
            _ if self.no_embedded => "--no-embedded",
            _ if self.no_user_catalog => "--no-user-catalog",
            _ => return Ok(()),
        };
        let error = UsageError::new(format!("`{unused}` cannot be used with this command"));
        Err(error.hint("leave it out: the command reads no catalog"))
    }

    /// Returns the user's own catalog, or a note where nobody can look at it: it was not named.
    fn user_catalog(&self, note: &dyn Fn(&str)) -> Option<PathBuf> {
        if self.no_user_catalog {
            return None;
        }
        user::catalog().unwrap_or_else(|Unreadable { path, error }| {
            let reason = report::io_words(&error);
            note(&left_out(&path, &reason));
            None
        })
    }

    /// Reads the files of the program, the user's own and those that are named; each later path changes the
    /// earlier ones.
    ///
    /// # Errors
    ///
    /// [`BadCatalog`] if a file cannot be read; a usage error where there is none.
    pub(crate) fn sources(
        &self,
        more: &[PathBuf],
        note: &dyn Fn(&str),
    ) -> anyhow::Result<Vec<Source>> {
        self.read(self.user_catalog(note).as_deref(), more, note)
    }

    fn read(
        &self,
        own: Option<&Path>,
        more: &[PathBuf],
        note: &dyn Fn(&str),
    ) -> anyhow::Result<Vec<Source>> {
        let mut sources = Vec::new();
        if !self.no_embedded {
            let files = embedded::sources();
            sources.push(Source { files, once: true });
        }
        let mut findings = Vec::new();
        match own.map(read) {
            Some(Ok(files)) => sources.push(Source { files, once: false }),
            // A folder made in advance, or emptied, is not in the way.
            Some(Err(finding)) if finding.code == Code::NoYamlFile => {}
            Some(Err(finding)) if is_of_content(&finding) => findings.push(finding),
            Some(Err(finding)) => note(&left_out(Path::new(&finding.file), &finding.message)),
            None => {}
        }
        for path in self.catalog.iter().chain(more) {
            match read(path) {
                Ok(files) => sources.push(Source { files, once: false }),
                Err(finding) => findings.push(finding),
            }
        }
        if !findings.is_empty() {
            return Err(BadCatalog(findings).into());
        }
        if sources.is_empty() {
            let error = UsageError::new("`--no-embedded` leaves no catalog");
            return Err(error.hint("name one with `--catalog FILE`").into());
        }
        Ok(sources)
    }
}

/// Returns whether a file could be read, and has a content that is wrong.
pub(crate) fn is_of_content(finding: &Finding) -> bool {
    matches!(finding.code, Code::BinaryFile | Code::NotUtf8)
}

fn left_out(path: &Path, reason: &str) -> String {
    format!(
        "note: your own catalog `{}` is left out: {reason}",
        path.display()
    )
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

// The day for which a question is answered.
#[derive(Debug, Args)]
#[command(next_help_heading = "Catalog")]
pub(crate) struct DayOptions {
    /// Answer for this day, past or future [default: today]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) as_of: Option<Date>,
}

// Which of the catalog is looked at.
#[derive(Debug, Args)]
pub(crate) struct FilterOptions {
    /// Only this level; repeatable
    #[arg(long, value_name = "LEVEL", value_delimiter = ',', add = ArgValueCompleter::new(completions::levels))]
    pub(crate) level: Vec<String>,

    /// Only this provider; repeatable
    #[arg(long, value_name = "PROVIDER", value_delimiter = ',', add = ArgValueCompleter::new(completions::providers))]
    pub(crate) provider: Vec<String>,

    /// Only this role; repeatable
    #[arg(long, value_name = "ROLE", value_delimiter = ',', add = ArgValueCompleter::new(completions::roles))]
    pub(crate) role: Vec<String>,
}

impl FilterOptions {
    /// Returns whether all of the catalog is.
    pub(crate) fn is_empty(&self) -> bool {
        let filters = [&self.level, &self.provider, &self.role];
        filters.into_iter().all(Vec::is_empty)
    }

    /// Returns what of a kind is looked at.
    pub(crate) fn selection(&self, kind: ListKind, as_of: Date) -> Selection {
        Selection {
            levels: self.level.clone(),
            providers: self.provider.clone(),
            roles: self.role.clone(),
            ..Selection::of(kind, as_of)
        }
    }
}

// How an answer is given.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct AnswerOptions {
    /// Output format; csv-safe is for spreadsheets, which read cells of csv as formulas [default: table on a terminal, tsv in a pipe]
    #[arg(short, long, value_name = "FORMAT", value_parser = format::one_of(Format::ANSWERS))]
    pub(crate) format: Option<Format>,

    #[command(flatten)]
    pub(crate) output: OutputOptions,
}

// Where an answer goes, and what is said beside it.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct OutputOptions {
    /// Write to FILE, in the format of its extension unless --format is given
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// Exit with 1 on an uncertainty warning
    #[arg(long)]
    pub(crate) strict: bool,
}

impl AnswerOptions {
    /// Returns the format that was given, or that the file or the terminal stands for.
    ///
    /// # Errors
    ///
    /// The extension of the file is that of no format.
    pub(crate) fn format(&self) -> anyhow::Result<Format> {
        let plain = format::plain(&self.output);
        format::chosen(self.format, &Format::ANSWERS, &self.output, plain)
    }

    /// Prints the keys that `--columns` takes, where it is `help`; returns whether it did.
    ///
    /// # Errors
    ///
    /// Columns are chosen for a format that has none, or the keys cannot be written.
    pub(crate) fn helps_with_columns<K: Display>(
        &self,
        chosen: &[String],
        mut keys: impl Iterator<Item = K>,
    ) -> anyhow::Result<bool> {
        if chosen == ["help"] {
            let write = |out: &mut Output| keys.try_for_each(|key| writeln!(out, "{key}"));
            return self.output.write(write).map(|()| true);
        }
        if self.format()? == Format::Ids && !chosen.is_empty() {
            let error = UsageError::new("`--columns` has no meaning with `--format ids`");
            return Err(error.hint("leave one of them out").into());
        }
        Ok(false)
    }
}

impl OutputOptions {
    /// Returns how many lines a screen shows at once; nothing where the answer goes to none.
    pub(crate) fn screen_height(&self) -> Option<usize> {
        let size = terminal_size_of(io::stdout()).filter(|_| self.path().is_none());
        size.map(|(_, height)| usize::from(height.0))
    }

    /// Returns the file to write to, or nothing for standard output.
    pub(crate) fn path(&self) -> Option<&Path> {
        file(self.output.as_deref())
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
        answer(&mut out).with_context(|| match &out {
            Output::Stream(_) => "cannot write the answer".to_owned(),
            Output::File(file) => cannot_write(file.path()),
        })?;
        out.finish()
    }
}

/// Reads the files of a catalog, and notes them, so that no answer replaces them.
pub(crate) fn read(path: &Path) -> Result<Vec<SourceFile>, Finding> {
    let files = load::read(path)?;
    for file in &files {
        note_input(Path::new(&file.name));
    }
    Ok(files)
}

/// Returns the file to write to, or nothing for standard output, which `-` stands for.
pub(crate) fn file(path: Option<&Path>) -> Option<&Path> {
    path.filter(|path| *path != Path::new("-"))
}

/// Reads one of some words for clap, as what it stands for.
pub(crate) fn one_of<T: Copy + Send + Sync + 'static>(
    words: &'static [(&'static str, T)],
) -> impl TypedValueParser<Value = T> {
    let known = words.iter().map(|(word, _)| *word);
    PossibleValuesParser::new(known).map(move |given| {
        let found = words.iter().find(|(word, _)| *word == given);
        found.expect("clap lets only these words pass").1
    })
}

/// Reads a day for clap, the hint in the error.
pub(crate) fn day(text: &str) -> Result<Date, String> {
    whole_day(&report::cut(text)).map_err(|bad| format!("{bad}; {}", bad.hint()))
}

/// Returns the color that is chosen among words that clap does not understand.
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
