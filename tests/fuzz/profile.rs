//! A profile may hold anything: what is read of it is the same for every command, and nothing in it is lost.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::Value;

use crate::properties::properties;
use crate::{check_message, edited, edits, text};

/// The program at a home of its own.
pub(crate) struct Home(PathBuf);

impl Home {
    pub(crate) fn new(profile: &[u8]) -> Self {
        let name = format!("fuzz-profile-{}", std::process::id());
        let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir_all(home.join("certpath")).unwrap();
        let home = Self(home);
        fs::write(home.file(), profile).unwrap();
        home
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    fn file(&self) -> PathBuf {
        self.0.join("certpath/profile")
    }

    fn bytes(&self) -> Vec<u8> {
        fs::read(self.file()).unwrap()
    }

    /// Runs the program with these words.
    pub(crate) fn run(&self, words: &str) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_certpath"));
        let command = command.args(words.split(' ')).env_clear();
        let output = command.env("XDG_CONFIG_HOME", &self.0).output().unwrap();
        check_message(&errors(&output));
        output
    }

    /// Runs it and reads its answer.
    fn answer(&self, words: &str) -> Value {
        let output = self.run(words);
        serde_json::from_slice(&output.stdout)
            .unwrap_or_else(|error| panic!("{words}: {error}\n{}", errors(&output)))
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

pub(crate) fn errors(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn ids(answer: &Value) -> BTreeSet<&str> {
    let holdings = answer["holdings"].as_array().unwrap().iter();
    holdings
        .map(|holding| holding["id"].as_str().unwrap())
        .collect()
}

/// The numbers of the lines that say something.
fn full_lines(text: &str) -> BTreeSet<u64> {
    let says = |line: &str| {
        let line = line.strip_prefix('\u{feff}').unwrap_or(line).trim();
        !line.is_empty() && !line.starts_with('#')
    };
    let lines = (1..).zip(text.lines()).filter(|(_, line)| says(line));
    lines.map(|(number, _)| number).collect()
}

/// The numbers behind the path of the profile in what is said of it.
fn refused_lines(home: &Home, said: &str) -> BTreeSet<u64> {
    let path = format!("{}:", home.file().display());
    let number = |rest: &str| rest.split(':').next().unwrap().parse().unwrap();
    said.split(&path).skip(1).map(number).collect()
}

/// Every command refuses what is no text, and leaves it as it is.
fn check_refused(home: &Home, bytes: &[u8]) {
    for words in [
        "profile list",
        "profile add AZ-104",
        "profile remove AZ-104",
        "status",
    ] {
        let output = home.run(words);
        assert_eq!(output.status.code(), Some(2), "{words}");
        let said = errors(&output);
        assert!(said.contains("line ") || said.contains("UTF-16"), "{said}");
    }
    assert_eq!(home.bytes(), bytes);
}

/// What is added and removed again leaves every other line as it was.
fn check_changes(home: &Home, text: &str, list: &Value) {
    let held = |list: &Value| -> Vec<Value> {
        let holdings = list["holdings"].as_array().unwrap().iter();
        holdings
            .filter(|holding| holding["id"] == "AZ-104")
            .cloned()
            .collect()
    };
    let before = held(list);
    assert_eq!(
        home.run("profile add AZ-104@2026-01-02").status.code(),
        Some(0)
    );
    let added = String::from_utf8(home.bytes()).unwrap();
    let after = held(&home.answer("profile list -f json"));
    assert_eq!(after[0]["since"], "2026-01-02", "{added:?}");
    let changed = after[0]["line"].as_u64().unwrap();
    let others = |text: &str, without: &dyn Fn(u64) -> bool| -> Vec<String> {
        let lines = (1..)
            .zip(text.lines())
            .filter(|(number, _)| !without(*number));
        lines.map(|(_, line)| line.to_owned()).collect()
    };
    assert_eq!(before.len().max(1), after.len());
    assert_eq!(
        others(text, &|number| number == changed),
        others(&added, &|number| number == changed)
    );
    assert_eq!(home.run("profile remove AZ-104").status.code(), Some(0));
    let removed = String::from_utf8(home.bytes()).unwrap();
    let lines: Vec<&Value> = before.iter().map(|holding| &holding["line"]).collect();
    let kept = others(text, &|number| lines.iter().any(|line| **line == number));
    assert_eq!(others(&removed, &|_| false), kept);
}

properties! { 8;
    #[test]
    fn a_profile_is_read_alike_everywhere_and_loses_nothing(
        lines in prop::collection::vec(prop_oneof![
            4 => select(vec!["AZ-104@2024-02-29", "CKA", " cka@2025-03  # mine", "# a comment", "", "kubestronaut@..2027-01-31", "SAA-C03, CKS", "soon@2099"]).prop_map(str::to_owned),
            1 => text(),
        ], 0..7),
        edits in edits(),
        is_edited in any::<bool>(),
        ending in select(vec!["\n", "\r\n"]),
        odd in prop::option::weighted(0.2, (any::<Index>(), prop::collection::vec(any::<u8>(), 1..4))),
    ) {
        let mut profile = lines.join(ending);
        if is_edited {
            profile = edited(&profile, &edits);
        }
        let mut bytes = profile.into_bytes();
        if let Some((place, odd)) = odd {
            let at = place.index(bytes.len() + 1);
            bytes.splice(at..at, odd);
        }
        let home = Home::new(&bytes);
        let output = home.run("profile list -f json");
        let Ok(text) = String::from_utf8(bytes.clone()) else {
            check_refused(&home, &bytes);
            return Ok(());
        };
        let list: Value = serde_json::from_slice(&output.stdout).unwrap();
        let refused = refused_lines(&home, &errors(&output));
        prop_assert_eq!(output.status.code(), Some(i32::from(!refused.is_empty())));
        let read = list["holdings"].as_array().unwrap().iter();
        let read: BTreeSet<u64> = read.map(|holding| holding["line"].as_u64().unwrap()).collect();
        prop_assert!(read.is_disjoint(&refused));
        prop_assert_eq!(&read | &refused, full_lines(&text));

        let status = home.answer("status -f json");
        // What comes with a holding stands there too.
        prop_assert!(ids(&status).is_superset(&ids(&list)), "{status}");
        let good: Vec<&str> = (1..).zip(text.lines()).filter(|(number, _)| read.contains(number)).map(|(_, line)| line).collect();
        let of_profile = home.run("plan --want cks -f json");
        fs::write(home.0.join("good"), good.join("\n")).unwrap();
        let mut given = Command::new(env!("CARGO_BIN_EXE_certpath"));
        given.args("plan --have - --want cks -f json".split(' ')).env_clear().env("XDG_CONFIG_HOME", &home.0);
        let given = given.stdin(fs::File::open(home.0.join("good")).unwrap()).output().unwrap();
        prop_assert_eq!(String::from_utf8_lossy(&of_profile.stdout), String::from_utf8_lossy(&given.stdout), "{}", errors(&given));
        check_changes(&home, &text, &list);
    }
}
