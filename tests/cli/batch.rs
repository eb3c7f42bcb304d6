//! `plan --batch`.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};

use snapbox::{assert_data_eq, str};

use crate::run::{SHELF, certpath, command, folder, given, output, shown};

fn batch(words: &str, lines: &str) -> String {
    given(&format!("plan --batch - {words} {SHELF}"), lines)
}

#[test]
fn an_answer_is_that_of_plan_on_one_line_with_its_id_first() {
    let line = r#"{"id": {"a": [1.50, null]}, "have": ["B-1"], "want": ["shelf-master"]}"#;
    assert_data_eq!(
        batch("", line),
        str![[r#"
{"id":{"a": [1.50, null]},"schema_version":1,"catalog":{"version":"0.2.0","checked":"2026-10-01"},"as_of":"2026-11-22","have":["B-1"],"want":["shelf-master"],"credited":[{"id":"shelver","because":["B-1"]}],"minimize":"exams","optimal":true,"plans":[{"steps":[{"step":1,"exam":"M-9","title":"Mastery: Shelves, Stacks and Piles","provider":"shelf","level":"master","price_usd":165,"course_days":4,"retires":null,"earn_by":null,"recommended":false,"earns":["shelf-master"],"or":[],"why":[],"url":"https://shelf.example/exams/m-9"}],"totals":{"exams":1,"price_usd":165,"price_complete":true,"course_days":4,"course_days_complete":true},"also_needs":[{"id":"shelf-master","text":"Two years among shelves"}]}],"unused":[],"warnings":[]}
--- exit code 0 ---

"#]]
    );
}

#[test]
fn lines_are_answered_in_their_order_and_bad_ones_in_their_place() {
    let lines = r#"
{"id": 1, "want": ["shelver"]}
{"id": 2, "want": ["pile-master"]}

{"id": 3, "want": ["shelvr"]}
{"id": null, "wants": ["shelver"]}
{"id": "five", "want": "shelver"}
{"id": 6}
not JSON
["want"]
{"id": 9, "want": ["B-1"], "as_of": "2026-03"}
{"id": 10, "want": ["B-1"], "have": ["B-2@2027-01-01"]}
{"id": 11, "want": ["B-1"], "alternatives": 0}
{"id": 12, "want": ["B-1"], "minimize": "time"}
{"id": 13, "want": ["B-1", "M-9"], "minimize": "days"}
{"id": 14, "want": ["B-1"], "budget": "much", "have": [7]}
{"id": 15, "want": ["B-1"], "have": [7]}
{"id": 16, "want": ["B-1"], "alternatives": 1.5}
"#;
    let printed = batch("", lines);
    let short: String = printed
        .lines()
        .map(|line| match line.split_once(",\"schema_version\"") {
            Some((id, answer)) if answer.contains("no_plan") => format!("{id} no plan\n"),
            Some((id, _)) => format!("{id} planned\n"),
            None => format!("{line}\n"),
        })
        .collect();
    assert_data_eq!(
        short,
        str![[r#"
{"id":1 planned
{"id":2 no plan
{"id":3,"line":5,"error":"no exam or certification is called `shelvr`","hint":"did you mean `shelver`, Shelf Certified: Shelver (shelf, available)?"}
{"id":null,"line":6,"error":"unknown field `wants`, expected one of `id`, `have`, `want`, `want_any`, `via`, `avoid`, `minimize`, `as_of`, `alternatives`, `why`, `details`, `with_recommended`, `budget`, `by`, `skip_unknown`, `time_limit` at column 20"}
{"id":"five","line":7,"error":"invalid type: string /"shelver/", expected a list at column 32"}
{"id":6,"line":8,"error":"nothing is wanted","hint":"name a certification or an exam to reach"}
{"line":9,"error":"the line is no JSON object"}
{"line":10,"error":"the line is no JSON object"}
{"id":9,"line":11,"error":"`2026-03` is not a whole day","hint":"write the whole day, such as 2026-03-01"}
{"id":10,"line":12,"error":"`B-2@2027-01-01` is dated after the as-of date 2026-11-22","hint":"for a later day, add `--as-of 2027-01-01`"}
{"id":11,"line":13,"error":"the number of plans must be at least 1"}
{"id":12,"line":14,"error":"`time` cannot be minimized","hint":"choose exams, price or days"}
{"id":13 planned
{"id":14,"line":16,"error":"invalid type: string /"much/", expected a number at column 44"}
{"id":15,"line":17,"error":"invalid type: integer `7`, expected a text in quotation marks at column 38"}
{"id":16,"line":18,"error":"invalid type: floating point `1.5`, expected a whole number at column 47"}
--- exit code 2 ---

"#]]
    );
}

#[test]
fn options_are_the_defaults_of_every_line() {
    let short = |words: &str, line: &str| {
        let printed = batch(words, line);
        let answer: serde_json::Value =
            serde_json::from_str(printed.lines().next().unwrap()).unwrap();
        let exams = answer["plans"][0]["steps"].as_array().unwrap().iter();
        let exams: Vec<_> = exams.map(|step| step["exam"].as_str().unwrap()).collect();
        format!(
            "{} {} {}",
            answer["as_of"],
            answer["minimize"],
            exams.join(" ")
        )
    };
    let words = "--have B-1 --want shelf-master --minimize days --avoid B-3";
    assert_data_eq!(short(words, "{}"), str![[r#""2026-11-22" "days" M-9"#]]);
    assert_data_eq!(
        short(words, r#"{"have": []}"#),
        str![[r#""2026-11-22" "days" B-2 M-9"#]]
    );
    assert_data_eq!(
        short(
            words,
            r#"{"have": [], "minimize": "price", "as_of": "2020-12-31"}"#
        ),
        str![[r#""2020-12-31" "price" B-1 M-9"#]]
    );
    assert_data_eq!(
        short(words, r#"{"want": ["pile-master"], "as_of": "2020-01-01"}"#),
        str![[r#""2020-01-01" "days" P-3"#]]
    );
}

#[test]
fn details_are_reported_to_the_lines_that_want_them() {
    let lines = "{\"want\": [\"M-9\"], \"details\": true}\n{\"want\": [\"M-9\"]}\n{\"want\": [\"P-3\"], \"details\": true}";
    let exams = |words: &str| -> Vec<Option<String>> {
        let answers = batch(words, lines);
        let answers = answers.lines().take(3).map(|line| {
            let answer: serde_json::Value = serde_json::from_str(line).unwrap();
            let exam = answer["journeys"][0]["exam"].as_str();
            exam.map(str::to_owned)
        });
        answers.collect()
    };
    let journey = Some("M-9".to_owned());
    assert_eq!(exams(""), [journey.clone(), None, None]);
    assert_eq!(exams("--details"), [journey.clone(), journey, None]);
}

#[test]
fn the_exit_code_says_of_the_worst_line() {
    let code = |lines: &str| {
        let printed = batch("-q", lines);
        printed.lines().last().unwrap().to_owned()
    };
    assert_eq!(code(""), "--- exit code 0 ---");
    assert_eq!(code("\n \n"), "--- exit code 0 ---");
    assert_eq!(code(r#"{"want": ["M-9"]}"#), "--- exit code 0 ---");
    assert_eq!(
        code("{\"want\": [\"M-9\"]}\n{\"want\": [\"P-3\"]}"),
        "--- exit code 1 ---"
    );
    assert_eq!(
        code("{\"want\": [\"P-3\"]}\n{\n{\"want\": [\"M-9\"]}"),
        "--- exit code 2 ---"
    );
}

#[test]
fn a_file_is_read_and_a_file_is_written() {
    let folder = folder("batch");
    let (requests, answers) = (folder.join("requests.jsonl"), folder.join("answers.jsonl"));
    fs::write(
        &requests,
        "\u{feff}{\"want\": [\"M-9\"]}\r\n{\"want\": [\"B-1\"]}",
    )
    .unwrap();
    let words = format!("--batch {} -o {}", requests.display(), answers.display());
    assert_data_eq!(
        certpath(&format!("plan {words} {SHELF}")),
        str![[r#"
--- exit code 0 ---

"#]]
    );
    assert_eq!(fs::read_to_string(answers).unwrap().lines().count(), 2);
}

#[test]
fn holdings_on_standard_input_are_for_every_line_of_a_file() {
    let requests = folder("batch-have").join("requests.jsonl");
    fs::write(&requests, r#"{"want": ["shelf-master"]}"#).unwrap();
    let words = format!("plan --have - --batch {} {SHELF}", requests.display());
    let printed = given(&words, "B-1\nM-9\n");
    assert!(printed.contains(r#""steps":[]"#), "{printed}");
}

#[test]
fn what_clashes_is_refused() {
    assert_data_eq!(
        batch("--have -", ""),
        str![[r#"
--- stderr ---
error: `--have -` and `--batch -` both read standard input
hint: put one of the two in a file
--- exit code 2 ---

"#]]
    );
    assert_data_eq!(
        batch("-f table", ""),
        str![[r#"
--- stderr ---
error: `--batch` answers in JSON only
hint: leave `--format` out
--- exit code 2 ---

"#]]
    );
    assert_data_eq!(
        certpath("plan --batch no-such-file.jsonl"),
        str![[r#"
--- stderr ---
error: cannot read `no-such-file.jsonl`: no such file or directory
--- exit code 2 ---

"#]]
    );
    assert_data_eq!(
        certpath("plan --batch catalogs"),
        str![[r#"
--- stderr ---
error: cannot read `catalogs`: is a directory
--- exit code 2 ---

"#]]
    );
}

#[test]
fn who_waits_for_an_answer_before_asking_on_gets_it() {
    let mut child = command(&format!("plan --batch - {SHELF}")).spawn().unwrap();
    let mut ask = child.stdin.take().unwrap();
    let mut hear = BufReader::new(child.stdout.take().unwrap()).lines();
    for id in 0..3 {
        writeln!(ask, r#"{{"id": {id}, "want": ["M-9"]}}"#).unwrap();
        let answer = hear.next().unwrap().unwrap();
        assert!(answer.starts_with(&format!("{{\"id\":{id},")), "{answer}");
    }
    drop(ask);
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn a_closed_pipe_ends_it_while_it_waits_for_a_line() {
    let mut child = command(&format!("plan --batch - {SHELF}")).spawn().unwrap();
    let mut ask = child.stdin.take().unwrap();
    drop(child.stdout.take());
    writeln!(ask, r#"{{"want": ["M-9"]}}"#).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn the_stack_of_a_thread_is_not_the_environments() {
    for bytes in ["0", "99999999999999"] {
        let mut call = command(&format!("plan --batch - {SHELF}"));
        call.env("RUST_MIN_STACK", bytes);
        let printed = shown(&output(call, br#"{"want": ["shelver"]}"#));
        assert!(printed.contains("\"plans\":[{"), "{printed}");
    }
}

#[test]
fn a_long_stream_keeps_its_order() {
    let mut lines = Vec::new();
    for id in 0..5_000 {
        writeln!(lines, r#"{{"id": {id}, "want": ["M-9"]}}"#).unwrap();
    }
    let printed = given(&format!("plan --batch - {SHELF}"), lines);
    for (id, line) in (0..5_000).zip(printed.lines()) {
        assert!(line.starts_with(&format!("{{\"id\":{id},")), "{line}");
    }
}

#[test]
fn a_stream_cut_into_blocks_gets_the_same_answers() {
    let line = |id| {
        format!("{{\"id\": {id}, \"have\": [\"B-1\"], \"want\": [\"shelf-master\", \"M-9\"]}}\n")
    };
    let lines: Vec<String> = (0..600).map(line).collect();
    let whole = batch("", &lines.concat());
    let ended = "--- exit code 0 ---\n";
    let blocks = lines.chunks(251).map(|block| batch("", &block.concat()));
    let together: String = blocks
        .map(|answers| answers.strip_suffix(ended).unwrap().to_owned())
        .collect();
    assert_eq!(together + ended, whole);
}

#[test]
fn a_bad_line_is_quoted_up_to_160_characters() {
    let long = "é".repeat(1_000);
    let lines =
        format!("{{\"{long}\": 1}}\n{{\"have\": \"{long}\"}}\n{{\"want\": [\"{long}\"]}}\n");
    let printed = batch("", &lines);
    for line in printed.lines().take(3) {
        assert_eq!(line.matches('é').count(), 160, "{line}");
    }
}
