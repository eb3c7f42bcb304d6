//! `certpath catalog`.

use std::path::Path;

use anyhow::Context as _;
use certpath::output;
use clap::{Args, Subcommand, ValueEnum};

use super::options::{CatalogOptions, OutputOptions, ending};
use super::output::Output;
use super::{Outcome, changes, diff, schema, stats};

/// Get the catalog itself
#[derive(Debug, Subcommand)]
#[command(defer = true)]
pub(crate) enum CatalogCommand {
    /// Write the effective catalog, overlays applied, as YAML or JSON
    Export(ExportArgs),
    /// Tell what begins, ends or is replaced in a stretch of time
    Changes(changes::ChangesArgs),
    /// Write the JSON Schema of the catalog's format, for editors
    Schema(schema::SchemaArgs),
    /// Count what the catalog has of each provider, and how sure and how fresh it is
    Stats(stats::StatsArgs),
    /// Tell what changed between two catalogs, field by field
    Diff(diff::DiffArgs),
}

/// How a catalog is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum CatalogFormat {
    /// As it can be read again
    Yaml,
    /// For other programs
    Json,
}

impl CatalogFormat {
    fn of_file(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()? {
            "yaml" | "yml" => Some(Self::Yaml),
            "json" => Some(Self::Json),
            _ => None,
        }
    }
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  certpath catalog export > catalog.yaml
  certpath catalog export --catalog mine.yaml -o all.json")]
pub(crate) struct ExportArgs {
    /// Write in that format [default: yaml]
    #[arg(short, long, value_name = "FORMAT", value_enum)]
    format: Option<CatalogFormat>,

    #[command(flatten)]
    pub(crate) output: OutputOptions,
    #[command(flatten)]
    catalog: CatalogOptions,
}

/// Writes the catalog.
pub(crate) fn export(args: &ExportArgs) -> anyhow::Result<Outcome> {
    let path = args.output.path();
    let format = match args.format {
        Some(format) => format,
        None => ending(path, CatalogFormat::of_file)?.unwrap_or(CatalogFormat::Yaml),
    };
    let catalog = args.catalog.load()?;
    let mut out = Output::open(path)?;
    let written = match format {
        CatalogFormat::Yaml => output::export_yaml(catalog, &mut out),
        CatalogFormat::Json => output::export_json(catalog, &mut out),
    };
    written.context("cannot write the catalog")?;
    out.finish()?;
    Ok(Outcome::Done)
}
