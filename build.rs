//! Checks `data/` with the program's own check and compiles it in.

use std::path::Path;
use std::process::Command;
use std::{env, fs};

use catalog::load::finding::{Finding, Severity};
use catalog::load::source;
use catalog::load::{Layer, Options, load};
use miniz_oxide::deflate::compress_to_vec;

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

/// How hard to compress its texts: more takes seconds of every build to save a hundredth.
const LEVEL: u8 = 6;

fn main() {
    for path in [DATA, "src/catalog", "build", "build.rs"] {
        instruct("rerun-if-changed", path);
    }
    link_for_a_quick_start();
    if let Err(problems) = run() {
        for problem in problems {
            instruct("error", &problem);
        }
    }
}

/// The libraries of C that a Rust program is linked with, and what each is called where it is a static one.
const C_LIBRARIES: [(&str, &str); 7] = [
    ("c", "c"),
    ("dl", "dl"),
    ("gcc_s", "gcc_eh"),
    ("m", "m"),
    ("pthread", "pthread"),
    ("rt", "rt"),
    ("util", "util"),
];

/// Has a released binary start sooner, where the linker is known to take what that needs.
///
/// Without shared libraries there are none to find, map and bind: three quarters of what an empty program does. It may
/// still stand anywhere in memory, since the catalog has no addresses that would have to be fixed.
fn link_for_a_quick_start() {
    let is = |name: &str, value: &str| env::var(name).is_ok_and(|found| found == value);
    if is("PROFILE", "release")
        && is("CARGO_CFG_TARGET_OS", "linux")
        && is("CARGO_CFG_TARGET_ENV", "gnu")
        && is_native()
        && let Some(folder) = static_libraries()
    {
        // The compiler names them as shared ones, so they are found in a folder that has nothing else.
        instruct("rustc-link-arg-bins", &format!("-L{folder}"));
        instruct("rustc-link-arg-bins", "-static-pie");
    }
}

/// Returns whether the program is for the kind of machine that builds it, so that its compiler driver is the one to run.
fn is_native() -> bool {
    matches!((env::var("HOST"), env::var("TARGET")), (Ok(host), Ok(target)) if host == target)
}

/// Returns a folder with the static libraries of C by the names of the shared ones, if the linker's driver has all.
fn static_libraries() -> Option<String> {
    instruct("rerun-if-env-changed", "RUSTC_LINKER");
    let driver = env::var_os("RUSTC_LINKER").unwrap_or_else(|| "cc".into());
    let folder = Path::new(&env::var_os("OUT_DIR")?).join("static");
    fs::create_dir_all(&folder).ok()?;
    for (shared, library) in C_LIBRARIES {
        let found = Command::new(&driver)
            .arg(format!("-print-file-name=lib{library}.a"))
            .output()
            .ok()?;
        let path = String::from_utf8(found.stdout).ok()?;
        // A name without its folder means that there is none.
        let path = Path::new(path.trim());
        if !path.is_absolute() {
            return None;
        }
        fs::copy(path, folder.join(format!("lib{shared}.a"))).ok()?;
    }
    folder.into_os_string().into_string().ok()
}

/// Writes the module and the texts; gives what is wrong, each on a line.
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
    let texts: String = files.iter().map(|file| file.text.as_str()).collect();
    write(
        "catalog.rs",
        bake::module(&loaded.catalog, &files).as_bytes(),
    )?;
    write("texts.deflate", &compress_to_vec(texts.as_bytes(), LEVEL))
}

/// Writes a file for the program to include.
fn write(name: &str, bytes: &[u8]) -> Result<(), Vec<String>> {
    let target = Path::new(&variable("OUT_DIR")?).join(name);
    fs::write(&target, bytes)
        .map_err(|error| vec![format!("cannot write {}: {error}", target.display())])
}

fn variable(name: &str) -> Result<String, Vec<String>> {
    env::var(name).map_err(|error| vec![format!("{name}: {error}")])
}

fn line(finding: &Finding) -> String {
    let Finding {
        code,
        file,
        line,
        column,
        message,
        hint,
        excerpt: _,
    } = finding;
    let hint = hint.as_ref().map(|hint| format!(" ({hint})"));
    let kind = match finding.severity() {
        Severity::Error => "",
        Severity::Warning => "warning: ",
    };
    let hint = hint.unwrap_or_default();
    format!("{file}:{line}:{column}: {kind}{message} [{code}]{hint}")
}

/// Gives cargo an instruction.
fn instruct(key: &str, value: &str) {
    println!("cargo::{key}={value}");
}
