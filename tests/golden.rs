//! Questions on providers, with the answers that the sources of the catalog give: `golden/plans.tsv` was worked out from
//! tables of facts by another program, `golden/facts.tsv` is rows of those tables.

#![allow(clippy::unwrap_used)]

use std::io::Write as _;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

fn rows(text: &str) -> Vec<Vec<&str>> {
    let lines = text.lines().skip(1);
    lines.map(|line| line.split('\t').collect()).collect()
}

fn certpath(words: &[&str], input: &str) -> String {
    let mut child = Command::new(env!("CARGO_BIN_EXE_certpath"))
        .args(words)
        .args(["--no-user-catalog", "--quiet"])
        .env("CERTPATH_CONFIG", "/nowhere")
        .env("XDG_CONFIG_HOME", "/nowhere")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(input.as_bytes())
        .unwrap();
    String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap()
}

#[test]
fn plans_are_those_that_follow_from_the_facts() {
    let rows = rows(include_str!("golden/plans.tsv"));
    assert!(rows.len() > 80);
    let questions: String = (rows.iter())
        .map(|row| {
            let have: Vec<&str> = row[1].split_whitespace().collect();
            let want = format!("cert:{}", row[2]);
            json!({"as_of": row[0], "have": have, "want": [want]}).to_string() + "\n"
        })
        .collect();
    let answers = certpath(&["plan", "--batch", "-", "--no-profile"], &questions);
    let mut wrong = Vec::new();
    for (row, answer) in rows.iter().zip(answers.lines()) {
        let answer: Value = serde_json::from_str(answer).unwrap();
        let plan = &answer["plans"][0];
        let steps = plan["steps"].as_array().cloned().unwrap_or_default();
        let code = |step: &Value| {
            let code = step["exam"].as_str().unwrap_or_default();
            code.rsplit(':').next().unwrap_or_default().to_owned()
        };
        let mut exams: Vec<String> = steps.iter().map(code).collect();
        exams.sort();
        let total = &plan["totals"]["price_usd"];
        let price = row[4].parse::<f64>().ok();
        let exams = exams.join(" ");
        if exams != row[3] || price.is_some() && price != total.as_f64() {
            wrong.push(format!("{}: {exams} {total}", row.join(" | ")));
        }
    }
    assert_eq!(answers.lines().count(), rows.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_shown_is_what_the_facts_say() {
    let rows = rows(include_str!("golden/facts.tsv"));
    assert!(rows.len() > 150);
    let mut names: Vec<&str> = rows.iter().map(|row| row[0]).collect();
    names.sort_unstable();
    names.dedup();
    let words = [&["show", "-f", "json", "--as-of", "2026-11-27"], &names[..]].concat();
    let answer: Value = serde_json::from_str(&certpath(&words, "")).unwrap();
    let entries = answer["entries"].as_array().unwrap();
    assert_eq!(entries.len(), names.len());
    let mut wrong = Vec::new();
    for row in &rows {
        let at = names.binary_search(&row[0]).unwrap();
        let found = match &entries[at][row[1]] {
            Value::String(text) => text.clone(),
            Value::Array(items) => {
                let items = items.iter().map(|item| item.as_str().unwrap_or_default());
                items
                    .collect::<Vec<_>>()
                    .join(if row[1] == "also_needs" { "; " } else { "," })
            }
            other => other.to_string(),
        };
        if found != row[2] {
            wrong.push(format!("{}: {found}", row.join(" | ")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
