//! `certpath catalog schema`.

use std::path::PathBuf;

use anyhow::Context as _;
use certpath::output;
use clap::Args;

use super::Outcome;
use super::options::{CatalogOptions, file};
use super::output::Output;

#[derive(Debug, Args)]
#[command(
    mut_args(CatalogOptions::hide),
    after_help = "Example:
  certpath catalog schema -o certpath.schema.json

Editors with the YAML language server complete and check a catalog that begins with:
  # yaml-language-server: $schema=certpath.schema.json"
)]
pub(crate) struct SchemaArgs {
    /// Write to FILE
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Writes the schema.
pub(crate) fn run(args: &SchemaArgs) -> anyhow::Result<Outcome> {
    let mut out = Output::open(file(args.output.as_deref()))?;
    output::catalog_schema(&mut out).context("cannot write the schema")?;
    out.finish()?;
    Ok(Outcome::Done)
}
