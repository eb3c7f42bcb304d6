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
    let Value::Object(object) = schema else {
        return;
    };
    for (key, value) in object.iter_mut() {
        match value {
            // Each of these describes a part of the object round it only.
            Value::Array(parts) if key == "oneOf" => {
                let parts = parts.iter_mut().filter_map(Value::as_object_mut);
                parts.flat_map(serde_json::Map::values_mut).for_each(close);
            }
            Value::Array(items) => items.iter_mut().for_each(close),
            Value::Object(_) if key == "properties" || key == "$defs" => {
                let named = value.as_object_mut().into_iter();
                named.flat_map(serde_json::Map::values_mut).for_each(close);
            }
            value => close(value),
        }
    }
    if object.contains_key("properties") && !object.contains_key("anyOf") {
        object.insert("unevaluatedProperties".to_owned(), Value::from(false));
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
                "list certs --have B-1@2026-01-01",
                "list exams --have B-1@2026-01-01",
            ],
        ),
        (
            "show",
            &[
                "show shelf-master",
                "show B-2 pile-master --have shelver@2026-01-01",
            ],
        ),
        (
            "next",
            &[
                "next --have B-1",
                "next --have B-1 --columns title,price_usd",
            ],
        ),
        (
            "compare",
            &[
                "compare B-1 B-2",
                "compare shelver shelf-master --have B-1@2026-01-01",
            ],
        ),
        (
            "changes",
            &["catalog changes --since 2020-01-01 --until 2027-12-31"],
        ),
        ("stats", &["catalog stats"]),
        (
            "status",
            &["status B-1@2026-01-01,shelf-master@2026-01-01,B-3 --want pile-master --within 365"],
        ),
        ("import", &["profile import --dry-run lists/plain.txt"]),
        ("check", &["check catalogs/doubtful", "check catalogs/bad"]),
    ] {
        let mut schema = schema(command);
        assert!(
            jsonschema::draft202012::meta::is_valid(&schema),
            "{command}"
        );
        // Nothing may be printed that the schema does not name.
        close(&mut schema);
        let validator = jsonschema::draft202012::new(&schema).unwrap();
        for words in calls {
            let printed = shelf(&format!("{words} -f json"));
            assert_fits(&validator, words, &json(&printed));
        }
    }
}

#[test]
fn what_a_diff_and_a_profile_print_fits_their_schemas() {
    let home = crate::run::folder("json-profile");
    std::fs::create_dir_all(home.join("certpath")).unwrap();
    std::fs::write(
        home.join("certpath/profile"),
        "AZ-104@2026-01-01..2027\nno such thing\n",
    )
    .unwrap();
    for (command, words) in [
        (
            "diff",
            "catalog diff catalogs/shelf.yaml catalogs/guild.yaml",
        ),
        ("profile", "profile list"),
    ] {
        let mut schema = schema(command);
        close(&mut schema);
        let validator = jsonschema::draft202012::new(&schema).unwrap();
        let mut call = crate::run::command(&format!("{words} -f json"));
        call.env("XDG_CONFIG_HOME", &home);
        let printed = crate::run::shown(&crate::run::output(call, b""));
        assert_fits(&validator, words, &json(&printed));
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
