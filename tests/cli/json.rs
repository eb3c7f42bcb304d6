//! What is printed as JSON: every document against its schema, and the examples of its page.

use std::fmt::Write as _;
use std::fs;

use jsonschema::Validator;
use serde_json::Value;
use snapbox::assert_data_eq;

use crate::run::{SHELF, certpath, given, shelf};

/// Runs a command and reads the JSON that it prints; what stands behind it is left out.
#[track_caller]
fn json(printed: &str) -> Value {
    let mut values = serde_json::Deserializer::from_str(printed).into_iter();
    values.next().unwrap().unwrap()
}

fn schema(command: &str) -> Value {
    json(&certpath(&format!("schema {command}")))
}

/// Lets no field pass that the schema does not name: what is printed has to be described.
fn close(schema: &mut Value) {
    match schema {
        Value::Object(object) => {
            object.values_mut().for_each(close);
            if object.contains_key("properties") && !object.contains_key("anyOf") {
                let closed = Value::from(false);
                object.insert("unevaluatedProperties".to_owned(), closed);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(close),
        _ => {}
    }
}

#[track_caller]
fn assert_fits(validator: &Validator, words: &str, value: &Value) {
    let faults = validator.iter_errors(value);
    let faults: Vec<String> = faults
        .map(|fault| format!("{}: {fault}", fault.instance_path()))
        .collect();
    assert!(faults.is_empty(), "{words}: {faults:#?}");
}

#[test]
fn what_every_command_prints_fits_its_schema() {
    for (command, calls) in [
        (
            "plan",
            &[
                "plan --have B-1 --want shelf-master --why --details --alternatives 3",
                "plan --want pile-master",
                "plan --want-any shelver,level:master --with-recommended",
                "plan --want shelf-master --budget 100 --by 2026-12-01",
                "plan --want shelf-master --have shelver,M-9",
            ][..],
        ),
        (
            "list",
            &[
                "list exams --status all",
                "list certs --status all",
                "list providers",
                "list levels",
                "list roles",
                "list exams --columns code,title",
            ],
        ),
        ("show", &["show shelf-master", "show B-2 pile-master"]),
        ("next", &["next --have B-1"]),
        (
            "compare",
            &["compare B-1 B-2", "compare shelver shelf-master"],
        ),
        (
            "changes",
            &["catalog changes --since 2020-01-01 --until 2027-12-31"],
        ),
        ("stats", &["catalog stats"]),
    ] {
        let schema = schema(command);
        assert!(
            jsonschema::draft202012::meta::is_valid(&schema),
            "{command}"
        );
        let validator = jsonschema::draft202012::new(&schema).unwrap();
        for words in calls {
            let printed = shelf(&format!("{words} -f json"));
            assert_fits(&validator, words, &json(&printed));
        }
    }
}

#[test]
fn no_field_of_a_plan_is_missing_from_its_schema() {
    let mut schema = schema("plan");
    close(&mut schema);
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    for words in [
        "plan --have B-1 --want shelf-master --why --details",
        "plan --want-any shelver,M-9 --alternatives 2 --budget 500",
        "plan --want pile-master",
    ] {
        let printed = shelf(&format!("{words} -f json"));
        assert_fits(&validator, words, &json(&printed));
    }
    let unknown: Value = serde_json::json!({"plans": [], "surprise": 1});
    assert!(!validator.is_valid(&unknown));
}

#[test]
fn every_line_of_a_batch_fits_its_schema() {
    let validator = jsonschema::draft202012::new(&schema("batch")).unwrap();
    let lines = "{\"id\": [1], \"want\": [\"shelf-master\"]}\n{\"want\": [\"pile-master\"]}\n{\"id\": 1}\n[]\n\
                 {\"want\": [\"M-9\"], \"have\": [\"bananas\"], \"skip_unknown\": true}\n\
                 {\"want\": [\"M-9\"], \"budget\": 1, \"by\": \"2026-12-24\"}";
    let answers = given(&format!("plan --batch - {SHELF}"), lines);
    let answers: Vec<&str> = answers.lines().take(6).collect();
    for line in &answers {
        assert_fits(&validator, line, &json(line));
    }
    let skipped = json(answers[4]);
    let warnings = skipped["warnings"].as_array().unwrap().iter();
    let unknown = { warnings }.find(|warning| warning["code"] == "unknown-holding");
    assert_eq!(unknown.unwrap()["subject"], "bananas");
    let over = json(answers[5]);
    assert_eq!(over["no_plan"]["cheapest"]["price_usd"], 165);
    assert_eq!(
        (&over["budget_usd"], &over["by"]),
        (&1.into(), &"2026-12-24".into())
    );
}

/// A `console` block of the page is a command after `$ ` and what it prints.
#[test]
fn every_example_of_the_page_prints_what_it_shows() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/json.md");
    let page = fs::read_to_string(path).unwrap();
    let mut printed = String::new();
    let mut count = 0;
    for (place, part) in page.split("```").enumerate() {
        if place > 0 {
            printed.push_str("```");
        }
        let command = part.strip_prefix("console\n$ certpath ");
        let Some((command, _)) = command.and_then(|rest| rest.split_once('\n')) else {
            printed.push_str(part);
            continue;
        };
        count += 1;
        let output = certpath(&command.replace('\'', "\""));
        let (output, _) = output.split_once("--- ").unwrap();
        let _ = write!(printed, "console\n$ certpath {command}\n{output}");
    }
    assert!(count > 5, "the examples are not found");
    if std::env::var("SNAPSHOTS").as_deref() == Ok("overwrite") {
        fs::write(path, &printed).unwrap();
    }
    assert_data_eq!(page, printed);
}
