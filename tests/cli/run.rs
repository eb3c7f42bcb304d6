//! Runs the program and shows all that comes of it as one text.

use std::ffi::OsString;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

/// The catalog of most tests, and a day on which it is asked.
pub(crate) const SHELF: &str = "--no-embedded --catalog catalogs/shelf.yaml --as-of 2026-11-22";

/// Runs `certpath` with these words; a double quote begins and ends what has spaces in it.
#[track_caller]
pub(crate) fn certpath(words: &str) -> String {
    given(words, "")
}

/// Runs `certpath` on the shelf.
#[track_caller]
pub(crate) fn shelf(words: &str) -> String {
    certpath(&format!("{words} {SHELF}"))
}

/// Runs `certpath` with a text on its standard input.
#[track_caller]
pub(crate) fn given(words: &str, input: impl AsRef<[u8]>) -> String {
    shown(&output(command(words), input.as_ref()))
}

/// Where a program that measures what of it is run writes that; nothing in a usual run.
fn coverage() -> Option<(&'static str, OsString)> {
    const FILE: &str = "LLVM_PROFILE_FILE";
    std::env::var_os(FILE).map(|file| (FILE, file))
}

/// Makes a call that knows nothing of who runs the tests; it stands in `tests/`.
pub(crate) fn command(words: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_certpath"));
    command
        .args(split(words))
        .env_clear()
        .envs(coverage())
        .env("LANG", "C.UTF-8")
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// Runs a call to its end.
#[track_caller]
pub(crate) fn output(mut command: Command, input: &[u8]) -> Output {
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    std::thread::scope(|scope| {
        // Who reads no input may close it.
        scope.spawn(move || stdin.write_all(input));
        child.wait_with_output().unwrap()
    })
}

/// Shows standard output, standard error if there is any, and the exit code.
#[track_caller]
pub(crate) fn shown(output: &Output) -> String {
    let mut text = String::from_utf8(output.stdout.clone()).unwrap();
    let errors = String::from_utf8(output.stderr.clone()).unwrap();
    if !errors.is_empty() {
        let _ = write!(text, "--- stderr ---\n{errors}");
    }
    let code = output.status.code().unwrap();
    let _ = writeln!(text, "--- exit code {code} ---");
    text
}

/// Returns an empty folder of a test's own.
pub(crate) fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn split(words: &str) -> Vec<String> {
    let mut split = Vec::new();
    let mut quoted = false;
    let cut = |character: char| {
        quoted ^= character == '"';
        character == ' ' && !quoted
    };
    for word in words.split(cut) {
        if !word.is_empty() {
            split.push(word.replace('"', ""));
        }
    }
    split
}
