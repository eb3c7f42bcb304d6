//! `check` and `catalog export`.

use std::fs;

use snapbox::{assert_data_eq, str};

use crate::run::{certpath, folder};

/// A provider, an exam and a certification with two faults.
const WRONG: &str = "\
providers:
  - {id: shelf, name: Shelf, levels: [{name: basic, rank: 1}]}
provider: shelf
exams:
  - code: B-1
    title: Basics
    level: bassic
    page: https://shelf.example/b-1
    sources: [shelf.example]
    checked: 2026-10-01
    confidence: high
certifications:
  - id: shelver
    title: Shelver
    level: basic
    requires: B-11
    page: https://shelf.example/shelver
    sources: [shelf.example]
    checked: 2026-10-01
    confidence: high
";

#[test]
fn the_embedded_catalog_has_no_errors() {
    let printed = certpath("check");
    assert!(printed.contains("\n0 errors, "), "{printed}");
    assert!(printed.ends_with("--- exit code 0 ---\n"), "{printed}");
}

#[test]
fn quiet_changes_neither_counts_nor_the_exit_code() {
    let words = "check --no-embedded catalogs/shelf.yaml --as-of 2027-10-02 --stale 365";
    assert_data_eq!(
        certpath(&format!("{words} --quiet --strict")),
        str![[r#"
warning: 8 stale: --all lists them

0 errors, 8 warnings
--- exit code 1 ---

"#]]
    );
    assert_eq!(certpath(&format!("{words} -q")), certpath(words));
    let all = certpath(&format!("{words} --all"));
    assert_eq!(all.matches("warning[stale]").count(), 8, "{all}");
}

#[test]
fn a_sound_file_is_sound() {
    assert_data_eq!(
        certpath("check --no-embedded catalogs/shelf.yaml"),
        str![[r#"
0 errors, 0 warnings
--- exit code 0 ---

"#]]
    );
}

#[test]
fn warnings_are_a_no_where_doubt_is_not_allowed() {
    let words = "check --no-embedded catalogs/shelf.yaml --as-of 2027-10-01 --stale 365";
    assert_data_eq!(
        certpath(words),
        str![[r#"
0 errors, 0 warnings
--- exit code 0 ---

"#]]
    );
    let words =
        "check --no-embedded catalogs/shelf.yaml --as-of 2027-10-02 --stale 365 --strict -f tsv";
    assert_data_eq!(
        certpath(words),
        str![[r#"
warning	catalogs/shelf.yaml	40	14	stale	`B-3` was checked on 2026-10-01, more than 365 days ago	read its sources again and write the day
warning	catalogs/shelf.yaml	57	14	stale	`P-3` was checked on 2026-10-01, more than 365 days ago	read its sources again and write the day
warning	catalogs/shelf.yaml	88	14	stale	`pile-master` was checked on 2026-10-01, more than 365 days ago	read its sources again and write the day
warning	catalogs/shelf.yaml	31	14	stale	`B-2` was checked on 2026-10-01, more than 365 days ago	read its sources again and write the day
warning	catalogs/shelf.yaml	20	14	stale	`B-1` was checked on 2026-10-01, more than 365 days ago	read its sources again and write the day
warning	catalogs/shelf.yaml	48	14	stale	`M-9` was checked on 2026-10-01, more than 365 days ago	read its sources again and write the day
warning	catalogs/shelf.yaml	67	14	stale	`shelver` was checked on 2026-10-01, more than 365 days ago	read its sources again and write the day
warning	catalogs/shelf.yaml	77	14	stale	`shelf-master` was checked on 2026-10-01, more than 365 days ago	read its sources again and write the day
--- exit code 1 ---

"#]]
    );
}

#[test]
fn a_file_answers_for_its_own_doubts_only() {
    let file = folder("check-own").join("own.yaml");
    fs::write(
        &file,
        "provider: microsoft\nexams: [{code: AZ-400, price-usd: 1.5}]\n",
    )
    .unwrap();
    let printed = certpath(&format!("check {} --strict", file.display()));
    assert_data_eq!(
        printed,
        str![[r#"
0 errors, 0 warnings
--- exit code 0 ---

"#]]
    );
    let doubtful = "provider: microsoft\nexams: [{code: AZ-400, confidence: low}]\n";
    fs::write(&file, doubtful).unwrap();
    let printed = certpath(&format!("check {} --strict -f ids", file.display()));
    assert_data_eq!(
        printed,
        str![[r#"
low-confidence
--- exit code 1 ---

"#]]
    );
    let printed = certpath("check --as-of 2026-10-10 -f ids");
    assert!(
        printed.lines().count() > 100,
        "the catalog alone shows all: {printed}"
    );
}

/// Checks the wrong catalog.
fn check(name: &str, format: &str) -> String {
    let folder = folder(name);
    let file = folder.join("wrong.yaml");
    fs::write(&file, WRONG).unwrap();
    let printed = certpath(&format!(
        "check --no-embedded {} -f {format} --as-of 2026-11-22",
        file.display()
    ));
    let folder = folder.to_str().unwrap();
    // In JSON a path of Windows has each of its separators twice.
    printed
        .replace(&folder.replace('\\', "\\\\"), "FOLDER")
        .replace(folder, "FOLDER")
}

#[test]
fn every_error_is_reported_with_its_place() {
    assert_data_eq!(
        check("check-text", "text"),
        str![[r#"
error[unknown-level]: unknown level `bassic`
 --> FOLDER/wrong.yaml:7:12
  |
6 |     title: Basics
7 |     level: bassic
  |            ^
8 |     page: https://shelf.example/b-1
  |
  = hint: did you mean `basic`? `shelf` has basic

error[unknown-name]: unknown name `B-11`
  --> FOLDER/wrong.yaml:16:15
   |
15 |     level: basic
16 |     requires: B-11
   |               ^
17 |     page: https://shelf.example/shelver
   |
   = hint: did you mean `B-1`?

2 errors, 0 warnings
--- exit code 1 ---

"#]]
    );
}

#[test]
fn findings_are_an_object_as_json() {
    assert_data_eq!(
        check("check-json", "json"),
        str![[r#"
{
  "schema_version": 1,
  "catalog": {
    "version": "0.2.0",
    "checked": null
  },
  "as_of": "2026-11-22",
  "errors": [
    {
      "file": "FOLDER/wrong.yaml",
      "line": 7,
      "column": 12,
      "code": "unknown-level",
      "message": "unknown level `bassic`",
      "hint": "did you mean `basic`? `shelf` has basic"
    },
    {
      "file": "FOLDER/wrong.yaml",
      "line": 16,
      "column": 15,
      "code": "unknown-name",
      "message": "unknown name `B-11`",
      "hint": "did you mean `B-1`?"
    }
  ],
  "warnings": []
}
--- exit code 1 ---

"#]]
    );
}

#[test]
fn findings_are_annotations_on_github() {
    assert_data_eq!(
        check("check-github", "github"),
        str![[r#"
::error file=FOLDER/wrong.yaml,line=7,col=12,title=unknown-level::unknown level `bassic`%0Ahint: did you mean `basic`? `shelf` has basic
::error file=FOLDER/wrong.yaml,line=16,col=15,title=unknown-name::unknown name `B-11`%0Ahint: did you mean `B-1`?
--- exit code 1 ---

"#]]
    );
}

#[test]
fn what_is_no_text_was_read_and_found_wrong() {
    let file = folder("check-binary").join("bad.yaml");
    fs::write(&file, b"\0").unwrap();
    let printed = certpath(&format!("check --no-embedded {}", file.display()));
    assert!(printed.starts_with("error[binary-file]"), "{printed}");
    assert!(printed.ends_with("--- exit code 1 ---\n"), "{printed}");
}

#[test]
fn what_cannot_be_read_cannot_be_checked() {
    assert_data_eq!(
        certpath("check no-such-file.yaml"),
        str![[r#"
--- stderr ---
error[no-such-file]: cannot read `no-such-file.yaml`: there is no such file or folder
 --> no-such-file.yaml
  = hint: check the spelling, and the folder you are in
--- exit code 2 ---

"#]]
    );
}

#[test]
fn what_is_exported_is_the_same_catalog() {
    let folder = folder("export");
    let file = folder.join("all.yaml");
    let printed = certpath(&format!("catalog export -o {}", file.display()));
    assert_eq!(printed, "--- exit code 0 ---\n");
    let file = format!("--no-embedded --catalog {}", file.display());
    let again = certpath(&format!("catalog export {file}"));
    assert_eq!(again, certpath("catalog export"));
    let words = "list certs --status all --as-of 2026-11-22 -f csv";
    assert_eq!(certpath(&format!("{words} {file}")), certpath(words));
}

#[test]
fn an_export_takes_the_options_of_every_answer() {
    let printed = certpath("catalog export --quiet --strict --color never");
    assert!(
        printed.starts_with("# The catalog of certpath "),
        "{printed}"
    );
}

#[test]
fn an_export_is_yaml_or_json() {
    let shelf = "--no-embedded --catalog catalogs/shelf.yaml";
    let printed = certpath(&format!("catalog export {shelf}"));
    assert!(
        printed.starts_with("# The catalog of certpath 0.2.0, checked 2026-10-01.\n"),
        "{printed}"
    );
    let printed = certpath(&format!("catalog export {shelf} -f json"));
    assert!(printed.starts_with("{\n  \"format\": 1,\n"), "{printed}");
    assert_data_eq!(
        certpath("catalog export -o catalog.toml"),
        str![[r#"
--- stderr ---
error: `catalog.toml` has an extension that is no format
hint: choose one with `--format`
--- exit code 2 ---

"#]]
    );
}
