//! Other programs that some tests show their output to.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::PathBuf;

/// Returns the first of some programs that is installed.
pub(crate) fn installed(programs: &[&str]) -> Option<PathBuf> {
    let folders: Vec<PathBuf> = std::env::split_paths(&std::env::var_os("PATH")?).collect();
    let folders_of = |program: &&str| folders.iter().map(|folder| folder.join(program)).collect();
    let places = programs
        .iter()
        .flat_map(|program| -> Vec<PathBuf> { folders_of(program) });
    { places }.find(|place| place.is_file())
}

/// Says that something is left out because a program is not installed, also in the file that `LEFT_OUT` names: what a
/// test prints is not seen where the test passes.
///
/// # Panics
/// Panics where every reader has to be there: `.ci/run` sets `ALL_READERS` where it found or installed them all, so that
/// no test is left out unnoticed.
#[track_caller]
#[expect(
    clippy::print_stderr,
    reason = "who runs the tests is to know what they did not test"
)]
pub(crate) fn left_out(what: &str) {
    assert!(
        std::env::var_os("ALL_READERS").is_none(),
        "left out though ALL_READERS is set: {what}"
    );
    eprintln!("left out: {what}");
    if let Some(list) = std::env::var_os("LEFT_OUT") {
        let mut list = OpenOptions::new()
            .append(true)
            .create(true)
            .open(list)
            .unwrap();
        // In one piece, as other tests write to it at the same time.
        list.write_all(format!("{what}\n").as_bytes()).unwrap();
    }
}
