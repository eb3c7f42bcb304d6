//! `certpath catalog diff`.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use certpath::load::{Layer, Options, load};
use certpath::output::{self, Format};
use certpath::{Catalog, embedded};
use clap::Args;

use super::options::{self, OutputOptions, Session, VERSION};
use super::report::BadCatalog;
use super::{Outcome, format};

/// Stands for the catalog of the program.
const EMBEDDED: &str = "embedded";

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  certpath catalog diff embedded data/
  certpath catalog diff old.yaml new.yaml -f markdown -o changes.md

A catalog is whole in itself; `certpath catalog export --catalog mine.yaml` makes one of what only changes another.")]
pub(crate) struct DiffArgs {
    /// The earlier catalog: a file, a folder, or `embedded`
    #[arg(value_name = "OLD")]
    old: PathBuf,

    /// The later catalog
    #[arg(value_name = "NEW")]
    new: PathBuf,

    /// Output format; csv-safe is for spreadsheets, which read cells of csv as formulas [default: table]
    #[arg(short, long, value_name = "FORMAT", value_parser = format::one_of(Format::ANSWERS), help_heading = "Output")]
    format: Option<Format>,

    #[command(flatten)]
    pub(crate) output: OutputOptions,
}

/// Compares the two.
pub(crate) fn run(args: &DiffArgs, session: &Session) -> anyhow::Result<Outcome> {
    let format = format::chosen(args.format, &Format::ANSWERS, &args.output, Format::Table)?;
    let (old, new) = (catalog(&args.old)?, catalog(&args.new)?);
    let style = session.style(&args.output);
    args.output
        .write(|out| output::catalog_diff(&old, &new, format, style, out))?;
    Ok(Outcome::Done)
}

/// Reads a catalog that is whole in itself.
fn catalog(path: &Path) -> anyhow::Result<Cow<'static, Catalog>> {
    if path == Path::new(EMBEDDED) {
        return Ok(Cow::Borrowed(embedded::catalog()));
    }
    let files = options::read(path).map_err(|finding| BadCatalog(vec![finding]))?;
    let layer = Layer {
        files: &files,
        once: true,
    };
    let loaded = load(&[layer], &Options::new(VERSION)).map_err(BadCatalog)?;
    Ok(Cow::Owned(loaded.catalog))
}
