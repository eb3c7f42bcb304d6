//! `certpath schema`.

use std::path::PathBuf;

use anyhow::Context as _;
use certpath::output::json;
use clap::Args;
use clap::builder::PossibleValuesParser;

use super::Outcome;
use super::options::{CatalogOptions, file};
use super::output::Output;

#[derive(Debug, Args)]
#[command(
    mut_args(CatalogOptions::hide),
    after_help = "Examples:
  certpath schema plan
  certpath schema batch -o answers.schema.json

Fields may be added in later versions; none is renamed or removed."
)]
pub(crate) struct AnswerSchemaArgs {
    /// The command whose JSON is described; `batch` is a line of `plan --batch`
    #[arg(value_name = "COMMAND", value_parser = PossibleValuesParser::new(json::schema_commands()))]
    command: String,

    /// Write to FILE
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Writes the schema.
pub(crate) fn run(args: &AnswerSchemaArgs) -> anyhow::Result<Outcome> {
    let mut out = Output::open(file(args.output.as_deref()))?;
    json::command_schema(&args.command, &mut out).context("cannot write the schema")?;
    out.finish()?;
    Ok(Outcome::Done)
}
