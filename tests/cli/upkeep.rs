//! `catalog schema`, `stats` and `diff`, and the catalog that a user keeps.

use std::fs;
use std::path::Path;

use serde_json::Value;
use snapbox::{assert_data_eq, str};

use crate::run::{certpath, command, folder, output, shelf, shown};

#[test]
fn the_schema_is_json() {
    let printed = certpath("catalog schema");
    let (text, _) = printed.split_once("--- exit code 0 ---").unwrap();
    let schema: Value = serde_json::from_str(text).unwrap();
    assert_eq!(schema["additionalProperties"], false);
}

#[test]
fn stats_count_by_provider() {
    assert_data_eq!(
        shelf("catalog stats"),
        str![[r#"
shelf	5	3	3	2	0	8	0	0	2026-10-01	2026-10-01	0	3
--- exit code 0 ---

"#]]
    );
    assert_data_eq!(
        shelf("catalog stats -f table"),
        str![[r#"
PROVIDER  EXAMS  LIVE  CERTS  EARNABLE  EARLIER  HIGH  MEDIUM  LOW  OLDEST
shelf         5     3      3         2        0  100%      0%   0%  2026-10-01
all           5     3      3         2        0  100%      0%   0%  2026-10-01
--- exit code 0 ---

"#]]
    );
    assert_data_eq!(
        shelf("catalog stats -f markdown"),
        str![[r#"
| Provider | Exams | Live | Certs | Earnable | Earlier | High | Medium | Low | Oldest | Newest | No price | No start |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- | --- | ---: | ---: |
| shelf | 5 | 3 | 3 | 2 | 0 | 100% | 0% | 0% | 2026-10-01 | 2026-10-01 | 0 | 3 |
| all | 5 | 3 | 3 | 2 | 0 | 100% | 0% | 0% | 2026-10-01 | 2026-10-01 | 0 | 3 |
--- exit code 0 ---

"#]]
    );
    assert_data_eq!(
        shelf("catalog stats -f json"),
        str![[r#"
{
  "schema_version": 1,
  "catalog": {
    "version": "0.2.0",
    "checked": "2026-10-01"
  },
  "as_of": "2026-11-22",
  "providers": [
    {
      "provider": "shelf",
      "exams": 5,
      "live": 3,
      "certifications": 3,
      "earnable": 2,
      "earlier_rules": 0,
      "high": 8,
      "medium": 0,
      "low": 0,
      "oldest": "2026-10-01",
      "newest": "2026-10-01",
      "no_price": 0,
      "no_start": 3
    }
  ],
  "total": {
    "exams": 5,
    "live": 3,
    "certifications": 3,
    "earnable": 2,
    "earlier_rules": 0,
    "high": 8,
    "medium": 0,
    "low": 0,
    "oldest": "2026-10-01",
    "newest": "2026-10-01",
    "no_price": 0,
    "no_start": 3
  }
}
--- exit code 0 ---

"#]]
    );
}

/// Writes two catalogs that differ, and compares them.
fn diff(name: &str, words: &str) -> String {
    let folder = folder(name);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let old = fs::read_to_string(root.join("tests/catalogs/shelf.yaml")).unwrap();
    let facts = "title: New, level: basic, page: https://shelf.example/n, sources: [shelf.example], checked: 2026-10-02, confidence: high";
    let added = format!("exams:\n  - {{code: N-1, {facts}}}\n");
    let new = old.replacen("exams:\n", &added, 1).replacen(
        "checked: 2026-10-01",
        "checked: 2026-10-09",
        1,
    );
    fs::write(folder.join("old.yaml"), &old).unwrap();
    fs::write(folder.join("new.yaml"), new).unwrap();
    let path = folder.display();
    certpath(&format!(
        "catalog diff {path}/old.yaml {path}/new.yaml {words}"
    ))
}

#[test]
fn a_diff_says_what_came_and_what_changed() {
    assert_data_eq!(
        diff("diff-text", ""),
        str![[r#"
CHANGE   KIND  PROVIDER  NAME  FIELD    BEFORE      AFTER
added    exam  shelf     N-1
changed  exam  shelf     B-1   checked  2026-10-01  2026-10-09

1 added, 0 removed, 1 changed
--- exit code 0 ---

"#]]
    );
    assert_data_eq!(
        diff("diff-markdown", "-f markdown"),
        str![[r#"
| Change | Kind | Provider | Name | Title | Field | Before | After |
| --- | --- | --- | --- | --- | --- | --- | --- |
| added | exam | shelf | N-1 | New |  |  |  |
| changed | exam | shelf | B-1 | Basics of Shelving | checked | 2026-10-01 | 2026-10-09 |

1 added, 0 removed, 1 changed
--- exit code 0 ---

"#]]
    );
    assert_data_eq!(
        diff("diff-json", "-f json"),
        str![[r#"
{
  "schema_version": 1,
  "catalog": {
    "version": "0.2.0",
    "checked": "2026-10-09"
  },
  "as_of": "2026-10-09",
  "added": [
    {
      "kind": "exam",
      "provider": "shelf",
      "name": "N-1",
      "title": "New"
    }
  ],
  "removed": [],
  "changed": [
    {
      "kind": "exam",
      "provider": "shelf",
      "name": "B-1",
      "title": "Basics of Shelving",
      "fields": [
        {
          "field": "checked",
          "old": "2026-10-01",
          "new": "2026-10-09"
        }
      ]
    }
  ]
}
--- exit code 0 ---

"#]]
    );
}

#[test]
fn a_level_differs_field_by_field() {
    let folder = folder("diff-levels");
    let old = "providers: [{id: aws, name: Amazon Web Services, levels: [{name: specialty, rank: 3, price-usd: 300}]}]\n";
    let new = old.replace("price-usd: 300", "price-usd: 325");
    fs::write(folder.join("old.yaml"), old).unwrap();
    fs::write(folder.join("new.yaml"), new).unwrap();
    let path = folder.display();
    let words = format!("catalog diff {path}/old.yaml {path}/new.yaml");
    assert_data_eq!(
        certpath(&words),
        str![[r#"
CHANGE   KIND      NAME  FIELD                       BEFORE  AFTER
changed  provider  aws   levels.specialty.price-usd  300     325

0 added, 0 removed, 1 changed
--- exit code 0 ---

"#]]
    );
}

#[test]
fn a_catalog_does_not_differ_from_itself() {
    assert_data_eq!(
        certpath("catalog diff embedded ../data"),
        str![[r#"
Nothing changed
--- exit code 0 ---

"#]]
    );
}

/// A price of one's own.
const OWN: &str = "provider: microsoft\nexams: [{code: AZ-400, price-usd: 1.5}]\n";

#[test]
fn a_catalog_that_only_changes_another_is_not_compared() {
    let file = folder("diff-overlay").join("own.yaml");
    fs::write(&file, OWN).unwrap();
    let printed = certpath(&format!("catalog diff embedded {}", file.display()));
    assert!(printed.contains("unknown-provider"), "{printed}");
    assert!(printed.ends_with("--- exit code 2 ---\n"), "{printed}");
}

/// Runs `certpath` with a home in which there is that catalog of one's own, below the folder that a variable names.
fn at_home(name: &str, own: &str, words: &str, (variable, below): (&str, &str)) -> String {
    let home = folder(name);
    let catalog = home.join(below).join("certpath/catalog");
    fs::create_dir_all(&catalog).unwrap();
    if !own.is_empty() {
        fs::write(catalog.join("own.yaml"), own).unwrap();
    }
    let mut command = command(words);
    command.env(variable, &home);
    let printed = shown(&output(command, b""));
    printed.replace(home.to_str().unwrap(), "HOME")
}

const HOME: (&str, &str) = ("HOME", ".config");

const PRICE: &str = "list exams AZ-400 --as-of 2026-11-22 --columns code,price_usd";

#[test]
fn a_catalog_of_ones_own_is_read_unasked() {
    let own = "AZ-400\t1.5\n--- exit code 0 ---\n";
    assert_eq!(at_home("own-home", OWN, PRICE, HOME), own);
    let xdg = ("XDG_CONFIG_HOME", "");
    assert_eq!(at_home("own-xdg", OWN, PRICE, xdg), own);
    let without = format!("{PRICE} --no-user-catalog");
    let embedded = at_home("own-not", OWN, &without, HOME);
    assert_eq!(embedded, certpath(PRICE));
    assert_ne!(embedded, own);
}

#[test]
fn what_is_named_comes_after_the_catalog_of_ones_own() {
    let file = folder("own-later").join("later.yaml");
    fs::write(&file, OWN.replace("1.5", "2.5")).unwrap();
    let words = format!("{PRICE} --catalog {}", file.display());
    let printed = at_home("own-earlier", OWN, &words, HOME);
    assert_eq!(printed, "AZ-400\t2.5\n--- exit code 0 ---\n");
}

#[test]
fn without_the_embedded_catalog_ones_own_is_left() {
    let words = "list providers --no-embedded -f ids";
    let own = "providers: [{id: own, name: Own, levels: [{name: base, rank: 1}]}]\n";
    let printed = at_home("own-alone", own, words, HOME);
    assert_eq!(printed, "own\n--- exit code 0 ---\n");
}

#[test]
fn an_empty_folder_of_ones_own_is_not_in_the_way() {
    assert_eq!(at_home("own-empty", "", PRICE, HOME), certpath(PRICE));
}

#[test]
fn an_error_in_ones_own_catalog_names_the_file() {
    let wrong = "provider: microsft\nexams: 1\n";
    assert_data_eq!(
        at_home("own-wrong", wrong, PRICE, HOME),
        str![[r#"
--- stderr ---
error[wrong-type]: `exams` is a list, and this is a number
 --> HOME/.config/certpath/catalog/own.yaml:2:8
  |
1 | provider: microsft
2 | exams: 1
  |        ^
  |
  = hint: begin each with `- code:`
--- exit code 2 ---

"#]]
    );
}

#[cfg(unix)]
#[test]
fn a_home_that_cannot_be_looked_at_is_left_out_with_a_note() {
    let mut call = command(PRICE);
    call.env("HOME", "/dev/null");
    let printed = shown(&output(call, b""));
    let (answer, ()) = certpath(PRICE)
        .split_once("--- exit")
        .map(|(answer, _)| (answer.to_owned(), ()))
        .unwrap();
    assert!(printed.starts_with(&answer), "{printed}");
    assert!(printed.contains("note: your own catalog `/dev/null/.config/certpath/catalog` is left out: not a directory\n"), "{printed}");
    assert!(printed.ends_with("--- exit code 0 ---\n"), "{printed}");
}

#[cfg(unix)]
#[test]
fn a_time_zone_that_never_ends_is_no_time_zone() {
    for zone in [
        "/dev/zero",
        "../../../dev/zero",
        ":/dev/zero",
        "Europe/Berlin",
        "CET-1CEST,M3.5.0,M10.5.0/3",
    ] {
        let mut call = command("list exams AZ-400 -f json");
        call.env("TZ", zone);
        let printed = shown(&output(call, b""));
        assert!(printed.ends_with("--- exit code 0 ---\n"), "{printed}");
    }
}
