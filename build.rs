//! Checks `data/` with the program's own check and compiles it in.

use std::path::Path;
use std::{env, fs};

use catalog::finding::{Finding, Severity};
use catalog::load::{Layer, Options, load};
use catalog::source::{self, SourceFile};

#[path = "build/bake.rs"]
mod bake;
#[path = "src/catalog/mod.rs"]
#[allow(
    dead_code,
    unreachable_pub,
    reason = "the program uses what the build does not"
)]
mod catalog;

/// Where the catalog is, from the root of the package.
const DATA: &str = "data";

fn main() {
    for path in [DATA, "src/catalog", "build", "build.rs"] {
        tell("rerun-if-changed", path);
    }
    link_in_place();
    if let Err(problems) = run() {
        for problem in problems {
            tell("error", &problem);
        }
    }
}

/// Lets a released binary stand where it was linked.
///
/// The catalog is a constant full of addresses; a program that may stand anywhere would have to mend each of them at
/// every start, and so copy the whole catalog into memory of its own.
fn link_in_place() {
    let is = |name: &str, value: &str| env::var(name).is_ok_and(|found| found == value);
    if is("PROFILE", "release")
        && is("CARGO_CFG_TARGET_OS", "linux")
        && is("CARGO_CFG_TARGET_ENV", "gnu")
    {
        tell("rustc-link-arg-bins", "-no-pie");
    }
}

/// Writes the module; gives what is wrong, each on a line.
fn run() -> Result<(), Vec<String>> {
    let lines = |findings: Vec<Finding>| findings.iter().map(line).collect::<Vec<_>>();
    let mut files = source::read(Path::new(DATA)).map_err(|finding| lines(vec![finding]))?;
    for file in &mut files {
        // The same names on every system.
        file.name = file.name.replace('\\', "/");
    }
    let version = variable("CARGO_PKG_VERSION")?;
    let layer = Layer {
        files: &files,
        once: true,
    };
    let loaded = load(&[layer], &Options::new(version)).map_err(lines)?;
    let source = bake::module(&loaded.catalog, &paths(&files)?);
    let target = Path::new(&variable("OUT_DIR")?).join("catalog.rs");
    fs::write(&target, source)
        .map_err(|error| vec![format!("cannot write {}: {error}", target.display())])
}

/// Returns the files' names, and where `include_str!` finds them.
fn paths(files: &[SourceFile]) -> Result<Vec<(String, String)>, Vec<String>> {
    let root = variable("CARGO_MANIFEST_DIR")?;
    let path = |name: &str| Path::new(&root).join(name).display().to_string();
    let named = files.iter().map(|file| &file.name);
    Ok(named.map(|name| (name.clone(), path(name))).collect())
}

fn variable(name: &str) -> Result<String, Vec<String>> {
    env::var(name).map_err(|error| vec![format!("{name}: {error}")])
}

fn line(finding: &Finding) -> String {
    let Finding {
        severity,
        code,
        file,
        line,
        column,
        message,
        hint,
        excerpt: _,
    } = finding;
    let hint = hint.as_ref().map(|hint| format!(" ({hint})"));
    let kind = match severity {
        Severity::Error => "",
        Severity::Warning => "warning: ",
    };
    let hint = hint.unwrap_or_default();
    format!("{file}:{line}:{column}: {kind}{message} [{code}]{hint}")
}

/// Speaks to cargo.
fn tell(key: &str, value: &str) {
    println!("cargo::{key}={value}");
}
