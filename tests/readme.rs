//! What the README and the pages of `docs/` show is what the program prints.
//!
//! A `console` block is a command after `$ ` and its output; `? 1` stands for an exit code other than 0. They are for a
//! shell as Unix has it.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::needless_raw_string_hashes)]

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use snapbox::assert_data_eq;

use crate::readers::{installed, left_out};

#[path = "common/readers.rs"]
mod readers;

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

/// What the examples use beside a shell.
const PROGRAMS: [&str; 2] = ["jq", "parallel"];

/// Runs the examples of a file, each section by itself: a profile of one is none in the next.
fn check(file: &str, at_least: usize) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(root.join(file)).unwrap();
    let name = file.replace(['/', '.'], "-");
    let mut count = 0;
    for (number, section) in text.split("\n## ").enumerate() {
        let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{number}"));
        let _ = std::fs::remove_dir_all(&home);
        std::fs::create_dir_all(&home).unwrap();
        for (command, expected) in examples(section) {
            count += 1;
            let missing =
                |program: &&&str| command.contains(**program) && installed(&[**program]).is_none();
            if let Some(program) = PROGRAMS.iter().find(missing) {
                left_out(&format!("{program} is not installed: {command}"));
                continue;
            }
            assert_data_eq!(run(command, &home), expected);
        }
    }
    assert!(
        count >= at_least,
        "the examples of {file} are not found: {count}"
    );
}

#[test]
fn every_example_of_the_readme_prints_what_it_shows() {
    check("README.md", 7);
}

#[test]
fn every_recipe_for_scripts_prints_what_it_shows() {
    check("docs/recipes.md", 10);
}

#[test]
fn a_stream_cut_into_blocks_gets_the_same_answers() {
    check("docs/scale.md", 1);
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

#[test]
fn what_the_map_of_the_code_names_is_there() {
    let map = include_str!("../CONTRIBUTING.md");
    let is_path = |word: &&str| {
        ["src/", "build/", "tests/", "explorer/", "packaging/"]
            .iter()
            .any(|top| word.starts_with(top))
            && !word.contains(' ')
    };
    let paths: Vec<&str> = map.split('`').skip(1).step_by(2).filter(is_path).collect();
    assert!(paths.len() > 20);
    for path in paths.into_iter().filter(|path| !path.contains("NAME")) {
        assert!(Path::new(path).exists(), "{path}");
    }
}
