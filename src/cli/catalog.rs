//! `certpath catalog`.

use anyhow::Context as _;
use certpath::output::{self, Format};
use clap::{Args, Subcommand};

use super::options::{OutputOptions, Session};
use super::output::Output;
use super::{Outcome, changes, diff, format, schema, stats};

/// Export, compare and count the catalog
#[derive(Debug, Subcommand)]
#[command(defer = true)]
pub(crate) enum CatalogCommand {
    /// Print the effective catalog, overlays applied, as YAML or JSON
    Export(ExportArgs),
    /// List what starts, ends or is replaced in a period
    Changes(changes::ChangesArgs),
    /// Print the JSON Schema of the catalog's format, for editors
    Schema(schema::SchemaArgs),
    /// Count the entries of each provider, with their confidence and age
    Stats(stats::StatsArgs),
    /// Show what changed between two catalogs, field by field
    Diff(diff::DiffArgs),
}

/// What a catalog can be written as.
const FORMATS: [Format; 2] = [Format::Yaml, Format::Json];

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  certpath catalog export > catalog.yaml
  certpath catalog export --catalog mine.yaml -o all.json")]
pub(crate) struct ExportArgs {
    /// Output format [default: yaml]
    #[arg(short, long, value_name = "FORMAT", value_parser = format::one_of(FORMATS))]
    format: Option<Format>,

    #[command(flatten)]
    output: OutputOptions,
}

impl CatalogCommand {
    /// Returns whether the answer comes from the effective catalog.
    pub(crate) fn uses_catalog(&self) -> bool {
        match self {
            Self::Export(_) | Self::Changes(_) | Self::Stats(_) => true,
            Self::Schema(_) | Self::Diff(_) => false,
        }
    }
}

/// Does one of the commands.
pub(crate) fn run(command: &CatalogCommand, session: &Session) -> anyhow::Result<Outcome> {
    match command {
        CatalogCommand::Export(args) => export(args, session),
        CatalogCommand::Changes(args) => changes::run(args, session),
        CatalogCommand::Schema(args) => schema::run(args),
        CatalogCommand::Stats(args) => stats::run(args, session),
        CatalogCommand::Diff(args) => diff::run(args, session),
    }
}

/// Writes the catalog.
fn export(args: &ExportArgs, session: &Session) -> anyhow::Result<Outcome> {
    let format = format::chosen(args.format, &FORMATS, &args.output, Format::Yaml)?;
    let catalog = session.catalog()?;
    let mut out = Output::open(args.output.path())?;
    let written = match format {
        Format::Json => output::export_json(catalog, &mut out),
        _ => output::export_yaml(catalog, &mut out),
    };
    written.context("cannot write the catalog")?;
    out.finish()?;
    Ok(Outcome::Done)
}
