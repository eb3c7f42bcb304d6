//! Whatever comes in, the program answers, and nothing of it acts where it comes out.
//!
//! Short by itself; as long as one likes with `FUZZ_MINUTES`, see `docs/testing.md`.

#![allow(clippy::unwrap_used)]

use std::sync::LazyLock;
use std::time::Duration;

use certpath::batch::{Batch, Defaults, LineError};
use certpath::load::{Layer, Options, SourceFile, acts, load};
use certpath::resolve::lists::{import, records};
use certpath::{Catalog, Graph, PartialDate, Planner, Request, embedded, resolve, whole_day};
use jiff::civil::{Date, date};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::properties::properties;
use crate::written::check_written;

#[path = "../common/properties.rs"]
mod properties;

mod commands;
mod lines;
mod profile;
mod requirement;
mod written;

const DAY: Date = date(2026, 11, 22);

/// Texts that mean something to one of the readers or writers, and some that mean nothing.
#[expect(clippy::too_many_lines, reason = "a flat list of pieces")]
fn piece() -> impl Strategy<Value = String> {
    const KNOWN: &[&str] = &[
        "AZ-104",
        "CKA",
        "devops-engineer",
        "level:expert",
        "provider:cncf",
        "role:",
        "exam:",
        "cert:",
        "@",
        "@2024-02-30",
        "@2024..2023",
        "@..",
        "2026-11-22",
        "0000-00-00",
        "9999-12-31",
        "Mar 2024",
        "+",
        ",",
        ":",
        "-",
        "--",
        "#",
        "*",
        "&a",
        "*a",
        "!t",
        "%",
        "|",
        ">",
        "'",
        "\"",
        "\\",
        "/",
        "<script>",
        "</script>",
        "]]>",
        "-->",
        "&amp;",
        "&#8238;",
        "```",
        "~~x~~",
        "@who",
        "https://x.example/a",
        "www.x.example",
        "javascript:alert(1)",
        "=1+1",
        "@SUM(A1)",
        "\t",
        "\r\n",
        "\n",
        "\u{1b}[31m",
        "\u{7f}",
        "\u{85}",
        "\u{9b}",
        "\u{202e}",
        "\u{2066}",
        "\u{200b}",
        "\u{feff}",
        "\u{e0041}",
        "\u{0}",
        "\u{fffe}",
        "é",
        "零基础",
        "👩‍🚀",
        "{",
        "}",
        "[",
        "]",
        "[[",
        "null",
        "true",
        "1e400",
        "-0",
        "0x10",
        "~",
        ".",
        "...",
        "---",
        "requires: ",
        "any: ",
        "at-least: 2, of: ",
        "ever: ",
        "END:VCALENDAR",
        "BEGIN:VALARM",
        "subgraph",
        "end",
        "click",
        "\"];x[\"",
        "%%",
        "N/A",
        "\"id\":",
        "\"want\":",
        "\"have\":",
        "\"as_of\":",
        "\"\\ud800\"",
    ];
    prop_oneof![
        6 => select(KNOWN).prop_map(str::to_owned),
        2 => any::<String>(),
        1 => "[a-zA-Z0-9 .,:@/-]{0,12}",
    ]
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..8).prop_map(|pieces| pieces.concat())
}

/// A change to a text: a place, how many characters go there, and what comes instead.
fn edits() -> impl Strategy<Value = Vec<(Index, usize, String)>> {
    prop::collection::vec((any::<Index>(), 0..12_usize, piece()), 1..5)
}

fn edited(text: &str, edits: &[(Index, usize, String)]) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    for (place, gone, new) in edits {
        let from = place.index(characters.len() + 1);
        let to = (from + gone).min(characters.len());
        characters.splice(from..to, new.chars());
    }
    characters.into_iter().collect()
}

/// What a message may hold: no character that acts on a terminal, and no more than a screen.
fn check_message(text: &str) {
    let found = text
        .chars()
        .find(|character| acts(*character) && *character != '\n');
    assert_eq!(found, None, "{text:?}");
    assert!(text.chars().count() < 20_000, "{} characters", text.len());
}

/// A catalog with every kind of field, small enough that an edit hits what matters.
const CATALOG: &str = r#"providers:
  - {id: v, name: Vee, levels: [{name: a, rank: 1, price-usd: 9.5, valid-months: 24, renewal: retake}], hosts: [v.example], title-prefixes: [Vee Certified]}
provider: v
exams:
  - {code: X-1, title: "One: the first", level: a, beta: 2020-01, available: 2020-02-03, retires: 2030, replaced-by: [X-2], courses: [{code: C-1, days: 2}], aliases: [Old One], page: "https://v.example/x-1", sources: [s], checked: 2026-08-01, confidence: high}
  - {code: X-2, title: Two, level: a, minutes: 90, requires: {ever: c-1}, page: p, sources: [s], checked: 2026-08-01, confidence: low}
certifications:
  - {id: c-1, title: First, level: a, roles: [r], requires: [X-1], earlier-rules: [{until: 2021-01-01, requires: {any: [X-1, X-2]}}], page: p, sources: [s], checked: 2026-08-01, confidence: high}
  - {id: c-2, title: Second, level: a, requires: {at-least: 1, of: [c-1, X-2]}, recommends: [c-1], also-needs: [a year], lasts: {with: parts}, page: p, sources: [s], checked: 2026-08-01, confidence: high}
"#;

fn read(text: String) -> Result<Catalog, Vec<certpath::load::Finding>> {
    let name = "fuzz.yaml".to_owned();
    let files = [SourceFile { name, text }];
    let layer = Layer {
        files: &files,
        once: true,
    };
    load(&[layer], &Options::new("0.0.0")).map(|loaded| loaded.catalog)
}

fn timer(_: Duration) -> Box<dyn Fn() -> bool> {
    Box::new(|| false)
}

static GRAPH: LazyLock<Graph<'static>> = LazyLock::new(|| Graph::new(embedded::catalog()));
static BATCH: LazyLock<Batch<'static, 'static>> =
    LazyLock::new(|| Batch::new(&GRAPH, Defaults::new(DAY), timer));

/// What is looked at of an answer. A number as an `id` is repeated as it is written, however large.
#[derive(Deserialize)]
struct LineRead {
    error: Option<String>,
    plans: Option<Vec<IgnoredAny>>,
}

/// Answers one line, and checks that the answer is one line of JSON, made of what does nothing.
fn check_line(line: &str) {
    let mut out = Vec::new();
    let mut planner = Planner::new(&GRAPH);
    let line = if line.len() < 10_000 {
        Ok(line)
    } else {
        Err(LineError::TooLong)
    };
    BATCH.answer(7, line, &mut planner, &mut out);
    let answer = String::from_utf8(out).unwrap();
    assert!(answer.ends_with('\n') && answer.matches('\n').count() == 1);
    assert!(!answer.trim_end().contains(acts), "{answer}");
    let read: LineRead = serde_json::from_str(&answer).unwrap();
    match read.error {
        Some(error) => check_message(&error),
        None => assert!(read.plans.is_some(), "{answer}"),
    }
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

// Few inputs: planning in a debug build takes its time.
properties! { 64;

    #[test]
    fn a_catalog_is_read_or_refused_in_words(edits in edits()) {
        match read(edited(CATALOG, &edits)) {
            Ok(catalog) => {
                let wants = catalog.certification_indices().map(certpath::Entry::Certification);
                check_written(&catalog, &Request { want: wants.take(2).collect(), ..Request::new(DAY) });
            }
            Err(findings) => {
                prop_assert!(!findings.is_empty());
                for finding in &findings {
                    check_message(&finding.to_string());
                }
            }
        }
    }

    #[test]
    fn any_text_is_a_catalog_or_none(text in text()) {
        if let Err(findings) = read(text) {
            prop_assert!(!findings.is_empty());
            for finding in &findings {
                    check_message(&finding.to_string());
                }
        }
    }

    #[test]
    fn a_name_is_found_or_refused_in_words(text in text()) {
        let catalog = embedded::catalog();
        if let Err(error) = resolve::resolve_list(catalog, &text, DAY) {
            check_message(&error.to_string());
            check_message(&error.hint().unwrap_or_default());
        }
        if let Err(errors) = resolve::holdings(catalog, &text, DAY) {
            check_message(&errors.to_string());
        }
        if let Err(error) = resolve::wanted_list(catalog, &text, DAY) {
            check_message(&error.to_string());
        }
    }

    #[test]
    fn a_date_is_read_as_it_is_written_or_refused(text in prop_oneof![text(), "[0-9]{1,4}(-[0-9]{1,2}){0,2}"]) {
        if let Ok(day) = whole_day(&text) {
            prop_assert_eq!(day.to_string(), text.clone());
        }
        if let Ok(dated) = text.parse::<PartialDate>() {
            prop_assert_eq!(dated.to_string(), text.clone());
            prop_assert!(dated.first_day() <= dated.last_day());
        }
        if let Ok(dated) = resolve::written_date(&text) {
            prop_assert!(dated.first_day() <= dated.last_day());
        }
    }

    #[test]
    fn a_list_of_any_shape_is_imported_or_refused(
        start in select(vec![
            "Name,Issued On,Authority\nCKA,Mar 2024,CNCF\n",
            "{\"certificates\": [{\"name\": \"CKA\", \"date\": \"2024-03\"}]}",
            "- name: CKA\n  date: 2024-03\n- AZ-104\n",
            "AZ-104@2024-02-29\nCKA # mine\n",
        ]),
        edits in edits(),
        cut in any::<Index>(),
    ) {
        let mut bytes = edited(start, &edits).into_bytes();
        bytes.truncate(cut.index(bytes.len() * 2 + 1));
        match records(&bytes) {
            Ok(records) => {
                let found = import(embedded::catalog(), &records, DAY);
                prop_assert!(found.imported.len() + found.not_imported.len() >= records.len());
            }
            Err(error) => check_message(&error.to_string()),
        }
    }

    #[test]
    fn a_line_of_a_batch_has_one_line_of_an_answer(
        start in select(vec![
            r#"{"id": 1, "have": ["AZ-104@2024-02-29"], "want": ["devops-engineer"], "why": true}"#,
            r#"{"id": "a", "want_any": [["cka", "ckad"]], "as_of": "2024-01-01", "alternatives": 2}"#,
            r#"{"want": ["level:expert"], "via": ["AZ-104"], "avoid": ["CKA"], "budget": 500, "by": "2027-01-01"}"#,
        ]),
        edits in edits(),
    ) {
        check_line(&edited(start, &edits));
    }

    #[test]
    fn any_text_is_a_line_of_a_batch(text in text()) {
        check_line(&text.replace('\n', " "));
        check_line(&format!("{{\"id\":{0},\"want\":[{0}],\"minimize\":{0}}}", quoted(&text)));
    }
}
