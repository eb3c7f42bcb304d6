//! `certpath check`.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use certpath::load::{Code, Finding, Layer, Loaded, Options, Severity, load, printable};
use certpath::output::{self, CatalogHead, Format};
use certpath::{Catalog, PartialDate, embedded};
use clap::Args;
use jiff::civil::Date;

use super::options::{self, OutputOptions, Session, Source, VERSION};
use super::report::BadCatalog;
use super::{Outcome, format};

/// Returns what findings can be written as; a table is a text.
fn formats() -> Vec<Format> {
    [&Format::ANSWERS[..], &[Format::Github]].concat()
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  certpath check
  certpath check mine.yaml
  certpath check --no-embedded catalog/ --as-of 2027-01-01 --strict
  certpath check mine.yaml -f github

Exit codes: 0 no errors, 1 errors, 2 a file cannot be read")]
pub(crate) struct CheckArgs {
    /// Files and folders to check on top of the embedded catalog, whose own warnings are then left
    /// out [default: the embedded catalog itself]
    #[arg(value_name = "FILE|DIR")]
    files: Vec<PathBuf>,

    /// Check as of that day [default: the newest day on which the catalog was checked]
    #[arg(long, value_name = "DATE", value_parser = options::day)]
    as_of: Option<Date>,

    /// Warn of entries that nobody has checked for DAYS, first of what ends soonest
    #[arg(long, value_name = "DAYS", default_value_t = Options::STALE_DAYS, allow_negative_numbers = true,
          value_parser = clap::value_parser!(i32).range(0..))]
    stale: i32,

    /// List every warning, instead of how many there are of each kind
    #[arg(long, help_heading = "Output")]
    all: bool,

    /// Output format; csv-safe is for spreadsheets, which read cells of csv as formulas [default: text]
    #[arg(short, long, value_name = "FORMAT", value_parser = format::one_called(formats(), "text", "table"), help_heading = "Output")]
    format: Option<Format>,

    #[command(flatten)]
    pub(crate) output: OutputOptions,
}

/// Checks, and writes what is found.
pub(crate) fn run(args: &CheckArgs, session: &Session) -> anyhow::Result<Outcome> {
    let format = format::chosen(args.format, &formats(), &args.output, Format::Table)?;
    let mut loaded = args.load(session)?;
    if let Ok(loaded) = &mut loaded {
        stale_first(&mut loaded.warnings, &loaded.catalog);
    }
    let (findings, head) = match &loaded {
        Ok(loaded) => (&loaded.warnings, CatalogHead::from(&loaded.catalog)),
        Err(findings) => (findings, UNCHECKED),
    };
    let as_of = args.as_of.or(head.checked);
    let as_of = as_of.unwrap_or_else(|| embedded::catalog().checked);
    let style = session.style(&args.output);
    args.output.write(|out| match format {
        Format::Github => output::github_annotations(findings, out),
        format => output::findings(head, as_of, findings, args.all, format, style, out),
    })?;
    let sound = loaded.is_ok() && (findings.is_empty() || !args.output.strict);
    Ok(if sound { Outcome::Done } else { Outcome::No })
}

/// Stands for a catalog that is none for its errors.
const UNCHECKED: CatalogHead<'static> = CatalogHead {
    version: VERSION,
    checked: None,
};

impl CheckArgs {
    /// Reads and checks the files; an error of the outer kind is one of reading.
    fn load(&self, session: &Session) -> anyhow::Result<Result<Loaded, Vec<Finding>>> {
        let catalog = &session.options.catalog;
        let sources = match catalog.sources(&self.files, &|text| session.note(text)) {
            Ok(sources) => sources,
            Err(error) => match error.downcast() {
                Ok(BadCatalog(findings)) if findings.iter().all(options::is_of_content) => {
                    return Ok(Err(findings));
                }
                Ok(unreadable) => return Err(unreadable.into()),
                Err(error) => return Err(error),
            },
        };
        let options = Options {
            as_of: self.as_of,
            warnings: true,
            stale_days: self.stale,
            ..Options::new(VERSION)
        };
        let layers: Vec<Layer<'_>> = sources.iter().map(Source::layer).collect();
        let mut loaded = load(&layers, &options);
        if !self.files.is_empty() && !catalog.no_embedded {
            let own = layers[1..].iter().flat_map(|layer| layer.files);
            let own = own.map(|file| printable(&file.name)).collect();
            match &mut loaded {
                Ok(loaded) => keep_own(&mut loaded.warnings, &own),
                Err(findings) => keep_own(findings, &own),
            }
        }
        Ok(loaded)
    }
}

/// Puts what nobody has checked for long before the other warnings, first what ends soonest.
fn stale_first(warnings: &mut [Finding], catalog: &Catalog) {
    let mut ends: BTreeMap<(&str, u32), Option<Date>> = BTreeMap::new();
    for entry in catalog.entries() {
        let facts = catalog.facts(entry);
        let file = catalog.files.get(facts.place.file as usize);
        let retires = facts.retires.map(PartialDate::last_day);
        ends.insert((file.map_or("", |file| file), facts.place.line), retires);
    }
    let ends_of = |warning: &Finding| {
        // A warning stands in an entry, whose first line is the one before it.
        let place = (warning.file.as_str(), warning.line);
        let before = ends.range((place.0, 0)..=place).next_back();
        before
            .and_then(|(_, retires)| *retires)
            .unwrap_or(Date::MAX)
    };
    warnings.sort_by_cached_key(|warning| match warning.code {
        Code::Stale => (false, ends_of(warning)),
        _ => (true, Date::MAX),
    });
}

/// Drops the warnings about other files: who checks a file of theirs cannot fix those.
fn keep_own(findings: &mut Vec<Finding>, own: &BTreeSet<Cow<'_, str>>) {
    findings.retain(|finding| {
        finding.severity() == Severity::Error || own.contains(finding.file.as_str())
    });
}
