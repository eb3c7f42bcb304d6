//! `certpath --version`.

use std::io::Write as _;

use certpath::embedded;

use super::Outcome;
use super::options::{Session, VERSION};
use super::output::Output;

/// Prints which program and which catalog this is, and with `verbose` what the catalog holds.
pub(crate) fn run(session: &Session, verbose: bool) -> anyhow::Result<Outcome> {
    session.options.catalog.refuse()?;
    let catalog = embedded::catalog();
    let (version, checked) = (&catalog.version, catalog.checked);
    let mut out = Output::open(None)?;
    writeln!(
        out,
        "certpath {VERSION} (catalog {version}, checked {checked})"
    )?;
    if verbose {
        let providers = catalog.providers.iter();
        let providers: Vec<&str> = providers.map(|provider| &*provider.name).collect();
        writeln!(out, "exams: {}", catalog.exams.len())?;
        writeln!(out, "certifications: {}", catalog.certifications.len())?;
        writeln!(out, "providers: {}", providers.join(", "))?;
        writeln!(out, "files: {}", catalog.files.join(", "))?;
    }
    out.finish()?;
    Ok(Outcome::Done)
}
