//! The explorer in a browser gives the answers of the program.

#![allow(clippy::unwrap_used)]
#![allow(
    clippy::print_stderr,
    reason = "what was tested and what was not is to be seen"
)]

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::readers::{installed, left_out};

#[path = "common/readers.rs"]
mod readers;

/// Returns axe-core, where npm has it installed for all.
fn axe() -> Option<PathBuf> {
    let output = Command::new("npm").args(["root", "-g"]).output().ok()?;
    let root = String::from_utf8(output.stdout).ok()?;
    let library = Path::new(root.trim()).join("axe-core/axe.min.js");
    library.is_file().then_some(library)
}

/// Needs `explorer/build.sh` to have been run; `QUESTIONS=1000` asks more than 100 questions.
#[test]
fn the_explorer_answers_as_the_program_does() {
    let page = Path::new(env!("CARGO_TARGET_TMPDIR")).join("../explorer/index.html");
    let chromium = installed(&["chromium", "chromium-browser", "google-chrome"]);
    if !page.is_file() {
        return left_out("`explorer/build.sh` has not built the explorer");
    }
    let (Some(chromium), Some(python)) = (chromium, installed(&["python3"])) else {
        return left_out("Chromium or Python is not installed");
    };
    let axe = axe();
    if axe.is_none() {
        left_out("axe-core (`npm install -g axe-core`) is not there to look for barriers");
    }
    let driver = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/explorer.py");
    let output = Command::new(python)
        .args([&driver, &chromium])
        .arg(env!("CARGO_BIN_EXE_certpath"))
        .arg(&page)
        .args(axe)
        .output()
        .unwrap();
    eprint!("{}", String::from_utf8_lossy(&output.stdout));
    let problem = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "{problem}\nIs the page older than the program? `explorer/build.sh` builds it."
    );
}
