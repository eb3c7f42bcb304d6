//! What the README shows is what the program prints.
//!
//! A `console` block is a command after `$ ` and its output; `? 1` stands for an exit code other than 0.

#![allow(clippy::unwrap_used, clippy::needless_raw_string_hashes)]

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use snapbox::assert_data_eq;

/// Returns each command of the `console` blocks of a text with what it is said to print.
fn examples(text: &str) -> Vec<(&str, &str)> {
    text.split("```console\n")
        .skip(1)
        .filter_map(example)
        .collect()
}

/// Returns the command at the beginning of a text and the output up to the end of its block.
fn example(text: &str) -> Option<(&str, &str)> {
    let (block, _) = text.split_once("```")?;
    let (command, output) = block.strip_prefix("$ ")?.split_once('\n')?;
    Some((command, output.trim_end()))
}

fn is_installed(program: &str) -> bool {
    let mut command = Command::new(program);
    let command = command
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// Runs a command line as a person would, standard error behind standard output.
fn run(command: &str, home: &Path) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_certpath"));
    let path = std::env::var("PATH").unwrap();
    let path = format!("{}:{path}", program.parent().unwrap().display());
    let output = Command::new("sh")
        .args(["-c", command])
        .env_clear()
        .env("PATH", path)
        .env("LANG", "C.UTF-8")
        .env("XDG_CONFIG_HOME", home)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let mut text = String::from_utf8(output.stdout).unwrap();
    text += &String::from_utf8(output.stderr).unwrap();
    match output.status.code() {
        Some(0) => {}
        Some(code) => writeln!(text, "? {code}").unwrap(),
        None => panic!("a signal ended {command}"),
    }
    text.trim_end().to_owned()
}

#[test]
#[expect(
    clippy::print_stderr,
    reason = "a skipped example is told to who runs the tests"
)]
fn every_example_of_the_readme_prints_what_it_shows() {
    let readme =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    let mut count = 0;
    // Each section is read by itself: a profile of one is none in the next.
    for (number, section) in readme.split("\n## ").enumerate() {
        let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("readme-{number}"));
        let _ = std::fs::remove_dir_all(&home);
        std::fs::create_dir_all(&home).unwrap();
        for (command, expected) in examples(section) {
            count += 1;
            if command.contains("jq") && !is_installed("jq") {
                eprintln!("skipped, for want of jq: {command}");
                continue;
            }
            assert_data_eq!(run(command, &home), expected);
        }
    }
    assert!(count > 6, "the examples are not found");
}

#[test]
fn the_readme_counts_the_catalog_right() {
    let readme =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    let catalog = certpath::embedded::catalog();
    let providers = catalog
        .providers
        .iter()
        .filter(|provider| provider.id != "external")
        .count();
    let counts = format!(
        "{} exams and {} certifications of {providers} providers",
        catalog.exams.len(),
        catalog.certifications.len()
    );
    let text: Vec<&str> = readme.split_whitespace().collect();
    assert!(text.join(" ").contains(&counts), "{counts}");
}
