//! The JSON Schema of the catalog's format, held against every file by a validator that is not ours.

#![allow(clippy::unwrap_used, clippy::needless_raw_string_hashes)]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use certpath::batch::LONGEST_LINE;
use certpath::load::{
    self, Code, Layer, Options, SourceFile,
    limits::*,
    load,
    schema::{self, FILE, Map, Shape},
};
use certpath::resolve::lists;
use certpath::{embedded, output};
use jsonschema::Validator;
use serde_json::Value;
use snapbox::{assert_data_eq, str};

fn schema() -> Value {
    let mut text = Vec::new();
    output::catalog_schema(&mut text).unwrap();
    serde_json::from_slice(&text).unwrap()
}

fn validator() -> Validator {
    jsonschema::draft202012::new(&schema()).unwrap()
}

/// Reads a file as an editor does: with a reader that knows nothing of catalogs.
#[track_caller]
fn parsed(text: &str) -> Option<Value> {
    serde_yaml::from_str(text).ok()
}

#[track_caller]
fn faults(validator: &Validator, value: &Value) -> Vec<String> {
    let faults = validator.iter_errors(value);
    faults
        .map(|fault| format!("{}: {fault}", fault.instance_path()))
        .collect()
}

fn under(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

#[test]
fn the_schema_is_one() {
    let schema = schema();
    assert!(jsonschema::draft202012::meta::is_valid(&schema));
    assert_eq!(
        schema["$schema"],
        "https://json-schema.org/draft/2020-12/schema"
    );
}

#[test]
fn every_file_of_the_catalog_is_accepted() {
    let validator = validator();
    let mut files = load::read(&under("data")).unwrap();
    assert!(files.len() > 20);
    files.extend(load::read(&under("tests/catalogs/shelf.yaml")).unwrap());
    files.extend(load::read(&under("tests/catalogs/doubtful")).unwrap());
    for file in files {
        let faults = faults(&validator, &parsed(&file.text).unwrap());
        assert!(faults.is_empty(), "{}: {faults:#?}", file.name);
    }
}

#[test]
fn what_is_exported_is_accepted() {
    let mut text = Vec::new();
    output::export_yaml(embedded::catalog(), &mut text).unwrap();
    let value = parsed(str::from_utf8(&text).unwrap()).unwrap();
    assert_eq!(faults(&validator(), &value), [""; 0]);
    let mut text = Vec::new();
    output::export_json(embedded::catalog(), &mut text).unwrap();
    let value = serde_json::from_slice(&text).unwrap();
    assert_eq!(faults(&validator(), &value), [""; 0]);
}

#[test]
fn overlays_are_accepted() {
    let validator = validator();
    for overlay in [
        "provider: microsoft\nexams: [{code: AZ-400, price-usd: 120.5}]",
        "exams: [{provider: microsoft, code: AZ-400, retires: null, available: 2019, hidden: true}]",
        "provider: lpi\nexams: [{code: 101-500, aliases: [101, LPI 101]}]",
        "certifications: [{id: cka, requires: {at-least: 2, of: [A, [B, {any: [C, {ever: cka}]}], 102]}}]",
        "certifications: [{id: cka, requires: unverified, valid-months: none}]",
        "certifications: [{id: cka, requires: none, also-needs: [a course]}]",
        "certifications: [{id: cka, requires: [{at-least: 2, of: {provider: cncf, level: x}}, {any: {level: y}}]}]",
        "provider: lpi\nexams: [{code: 101-500, versions: [{title: 5.0, until: 2026}, {title: \"5.1\", from: 2027-01}]}]",
        "providers: [{id: lpi, aliases: [LPI, 42], issuers: [Linux Professional Institute]}]",
        "format: 1\nproviders:\n",
        "{}",
    ] {
        let faults = faults(&validator, &parsed(overlay).unwrap());
        assert!(faults.is_empty(), "{overlay}: {faults:#?}");
    }
}

/// What a look at one value alone cannot show is left to the check; it must be no more than this.
#[test]
fn every_bad_file_is_refused_but_for_what_only_a_check_finds() {
    let validator = validator();
    let files = load::read(&under("tests/catalogs/bad")).unwrap();
    let mut accepted = String::new();
    for SourceFile { name, text } in files {
        let name = Path::new(&name).file_name().unwrap().to_str().unwrap();
        if parsed(&text).is_some_and(|value| validator.is_valid(&value)) {
            accepted += name;
            accepted += "\n";
        }
    }
    assert_data_eq!(
        accepted,
        str![[r#"
bad-date-not-in-calendar.yaml
bad-price-third-decimal.yaml
bad-requirement-ever.yaml
bad-requirement-rule-from-of-none.yaml
cycle-of-one.yaml
cycle-through-earlier-rule.yaml
cycle-through-exam.yaml
cycle.yaml
dates-out-of-order-of-beta.yaml
dates-out-of-order-of-open-version.yaml
dates-out-of-order-of-renewal.yaml
dates-out-of-order-of-rule.yaml
dates-out-of-order-of-version.yaml
dates-out-of-order.yaml
duplicate-alias-of-provider.yaml
duplicate-exam.yaml
duplicate-key.yaml
duplicate-level.yaml
duplicate-name.yaml
external-rule.yaml
hides-nothing.yaml
impossible-any-of-level.yaml
impossible-at-least-of-level.yaml
impossible-at-least-of-one-twice.yaml
impossible-at-least.yaml
missing-field-also-needs.yaml
missing-field-level.yaml
missing-field-levels.yaml
missing-field-page.yaml
missing-field-requires.yaml
missing-field-sources.yaml
missing-field-title.yaml
missing-provider.yaml
never-applies-after-the-exam.yaml
never-applies-align.yaml
never-applies-to-itself.yaml
no-parts.yaml
too-many-levels.yaml
unearnable-for-many-reasons.yaml
unearnable-old-rule.yaml
unearnable.yaml
unknown-level-of-set.yaml
unknown-level.yaml
unknown-name-in-another-case.yaml
unknown-name-of-other-providers.yaml
unknown-name-of-pattern-with-ends-that-overlap.yaml
unknown-name-of-pattern.yaml
unknown-name-of-renewal.yaml
unknown-name-of-successor.yaml
unknown-name-with-provider.yaml
unknown-name.yaml
unknown-provider-of-set.yaml
unknown-provider.yaml

"#]]
    );
}

/// Gathers every map of the format.
fn maps() -> Vec<&'static Map> {
    let mut maps = vec![&FILE];
    let mut next = 0;
    while let Some(map) = maps.get(next).copied() {
        for key in map.keys {
            if let Shape::Maps(inner) | Shape::Renewal(inner) = key.shape
                && !maps.iter().any(|map| map.name == inner.name)
            {
                maps.push(inner);
            }
        }
        next += 1;
    }
    maps
}

#[track_caller]
fn properties(of: &Value) -> BTreeSet<&str> {
    assert_eq!(of["additionalProperties"], false);
    let properties = of["properties"].as_object().unwrap();
    properties.keys().map(String::as_str).collect()
}

#[test]
fn every_key_of_the_reader_is_in_the_schema_and_the_other_way_round() {
    let schema = schema();
    for map in maps() {
        let of = match map.name {
            "catalog" => &schema,
            name => &schema["$defs"][name],
        };
        let known: BTreeSet<&str> = map.keys.iter().map(|key| key.name).collect();
        assert_eq!(known.len(), map.keys.len(), "{}", map.name);
        assert_eq!(properties(of), known, "{}", map.name);
    }
    let gates = schema["$defs"]["requirement"]["anyOf"].as_array().unwrap();
    let gates = gates.iter().filter(|gate| gate["type"] == "object");
    let known: BTreeSet<&str> = gates.flat_map(properties).collect();
    assert_eq!(known, BTreeSet::from(schema::REQUIREMENT_KEYS));
}

/// The table could have a key that the reader passes over: a switch where none can stand is wrong everywhere else.
#[test]
fn the_reader_looks_at_every_key() {
    for map in maps() {
        for key in map.keys {
            // It is neither text nor list nor map nor number.
            if matches!(key.shape, Shape::Switch) {
                continue;
            }
            let wrong = within(map.name, &format!("{}: [[true]]", key.name));
            let files = [SourceFile {
                name: "wrong.yaml".to_owned(),
                text: wrong.clone(),
            }];
            let layer = Layer {
                files: &files,
                once: true,
            };
            let findings = load(&[layer], &Options::new("0.0.0")).unwrap_err();
            let codes: Vec<&str> = findings.iter().map(|finding| finding.code.word()).collect();
            assert!(!codes.contains(&"unknown-key"), "{wrong}: {codes:?}");
            assert!(
                findings.iter().any(|finding| {
                    finding.code == Code::WrongType || finding.message.contains("expected")
                }),
                "{wrong}: {codes:?}"
            );
        }
    }
}

/// Writes a catalog with a field in a map of the kind.
fn within(map: &str, field: &str) -> String {
    let exam = |field: &str| format!("provider: v\nexams:\n  - {{code: A, {field}}}\n");
    let held = |field: &str| format!("provider: v\ncertifications:\n  - {{id: a, {field}}}\n");
    let provider = |field: &str| format!("providers:\n  - {{id: v, {field}}}\n");
    match map {
        "catalog" => format!("{field}\n"),
        "provider" => provider(field).replace("id: v, id:", "id:"),
        "level" => provider(&format!("levels: [{{{field}}}]")),
        "exam" => exam(field).replace("code: A, code:", "code:"),
        // Without a rule, what else is said of rules is not looked at.
        "certification" if field.starts_with("requires") => held(field),
        "certification" => held(&format!("{field}, requires: A")).replace("id: a, id:", "id:"),
        "earlier-rule" => held(&format!("requires: A, earlier-rules: [{{{field}}}]")),
        "earlier-validity" => held(&format!("earlier-validity: [{{{field}}}]")),
        "renewal-way" => held(&format!("renewal: [{{{field}}}]")),
        "version" => exam(&format!("versions: [{{{field}}}]")),
        "set" => held(&format!("requires: {{any: {{{field}}}}}")),
        "course" => exam(&format!("courses: [{{{field}}}]")),
        "learning" => exam(&format!("learning: [{{{field}}}]")),
        other => panic!("{other} is new: say where it stands"),
    }
}

#[test]
fn every_key_says_what_it_is_for() {
    for key in maps().iter().flat_map(|map| map.keys) {
        assert!(key.about.ends_with('.'), "{}", key.name);
    }
}

/// Returns the codes of what is wrong with a catalog.
fn codes(text: String) -> BTreeSet<Code> {
    let files = [SourceFile {
        name: "limits.yaml".to_owned(),
        text,
    }];
    let layer = Layer {
        files: &files,
        once: true,
    };
    let findings = load(&[layer], &Options::new("0.0.0")).unwrap_err();
    findings.iter().map(|finding| finding.code).collect()
}

/// Every key of the format but the three lists of a file.
fn keys() -> Vec<(&'static Map, &'static schema::Key)> {
    let maps = maps().into_iter();
    let keys = maps.flat_map(|map| map.keys.iter().map(move |key| (map, key)));
    let is_section = |map: &Map| map.name == "catalog";
    keys.filter(|(map, _)| !is_section(map)).collect()
}

#[test]
fn every_list_is_bounded() {
    let mut lists = 0;
    for (map, key) in keys() {
        let item = match key.shape {
            Shape::Texts { .. } | Shape::Names => "x",
            Shape::Maps(_) => "{}",
            Shape::Links => "",
            _ => continue,
        };
        lists += 1;
        let has_few = matches!(key.name, "hosts" | "title-prefixes");
        let most = if has_few { MOST_HOSTS } else { MOST_ITEMS };
        let field = |count: usize| {
            let items: Vec<String> = match key.shape {
                Shape::Links => (0..count).map(|n| format!("l{n}: x")).collect(),
                _ => vec![item.to_owned(); count],
            };
            let items = items.join(", ");
            match key.shape {
                Shape::Links => format!("{}: {{{items}}}", key.name),
                _ => format!("{}: [{items}]", key.name),
            }
        };
        let found = |count| codes(within(map.name, &field(count))).contains(&Code::TooMany);
        assert!(!found(most), "{} of {}", key.name, map.name);
        assert!(found(most + 1), "{} of {}", key.name, map.name);
    }
    assert!(lists > 20, "{lists}");
}

#[test]
fn every_text_is_bounded() {
    let mut titles = String::new();
    for (map, key) in keys() {
        let field = |count: usize| {
            // As many characters in twice as many bytes.
            let text = "é".repeat(count);
            match key.shape {
                Shape::Text | Shape::TextOrNumber => format!("{}: {text}", key.name),
                _ => format!("{}: [{text}]", key.name),
            }
        };
        if !matches!(
            key.shape,
            Shape::Text | Shape::TextOrNumber | Shape::Texts { .. }
        ) {
            continue;
        }
        let found = |count| codes(within(map.name, &field(count))).contains(&Code::TooLong);
        assert!(!found(LONGEST_TITLE), "{} of {}", key.name, map.name);
        assert!(found(LONGEST_TEXT + 1), "{} of {}", key.name, map.name);
        if found(LONGEST_TITLE + 1) {
            writeln!(titles, "{} of {}", key.name, map.name).unwrap();
        } else {
            assert!(!found(LONGEST_TEXT), "{} of {}", key.name, map.name);
        }
    }
    assert_data_eq!(
        titles,
        str![[r#"
name of provider
hosts of provider
title-prefixes of provider
aliases of provider
issuers of provider
title of exam
passing-score of exam
aliases of exam
slug of certification
title of certification
roles of certification
aliases of certification
name of level
code of course
title of version
title of learning

"#]]
    );
}

#[test]
fn numbers_codes_and_ids_are_bounded() {
    let many = |character: &str, count: usize| character.repeat(count);
    let fields = [
        (
            "exam",
            "minutes",
            "100000".to_owned(),
            "100001".to_owned(),
            Code::BadNumber,
        ),
        (
            "course",
            "days",
            "1000".to_owned(),
            "1001".to_owned(),
            Code::BadNumber,
        ),
        (
            "certification",
            "valid-months",
            "1200".to_owned(),
            "1201".to_owned(),
            Code::BadNumber,
        ),
        (
            "exam",
            "price-usd",
            "9999999.99".to_owned(),
            "10000000".to_owned(),
            Code::BadPrice,
        ),
        (
            "exam",
            "code",
            many("A", LONGEST_CODE),
            many("A", LONGEST_CODE + 1),
            Code::BadCode,
        ),
        (
            "certification",
            "id",
            many("a", LONGEST_ID),
            many("a", LONGEST_ID + 1),
            Code::BadId,
        ),
    ];
    for (map, key, within_limit, beyond, code) in fields {
        let found = |value: &str| codes(within(map, &format!("{key}: {value}"))).contains(&code);
        assert!(!found(&within_limit), "{key}: {within_limit}");
        assert!(found(&beyond), "{key}: {beyond}");
    }
}

#[test]
fn levels_stand_for_so_many_names_and_no_more() {
    let file = |dependents: usize| {
        let entry = |id: &str, level: &str, requires: &str| {
            format!(
                "- {{id: {id}, title: T, level: {level}, page: p, sources: [s], checked: 2026-10-10, confidence: high, requires: {requires}}}\n"
            )
        };
        let mut text = "providers:\n- {id: acme, name: Acme, levels: [{name: base, rank: 1}, {name: top, rank: 2}]}\nprovider: acme\n\
            exams:\n- {code: E, title: T, level: base, page: p, sources: [s], checked: 2026-10-10, confidence: high}\ncertifications:\n"
            .to_owned();
        for number in 0..500 {
            text += &entry(&format!("b{number}"), "base", "E");
        }
        for number in 0..dependents {
            text += &entry(&format!("t{number}"), "top", "{any: {level: base}}");
        }
        text
    };
    let found = |dependents| {
        let files = [SourceFile {
            name: "levels.yaml".to_owned(),
            text: file(dependents),
        }];
        let layer = Layer {
            files: &files,
            once: true,
        };
        load(&[layer], &Options::new("0.0.0"))
    };
    assert!(found(MOST_MEMBERS / 500).is_ok());
    let findings = found(MOST_MEMBERS / 500 + 1).unwrap_err();
    assert_eq!(findings[0].code, Code::TooMany);
}

#[test]
fn a_number_keeps_its_text_where_a_text_may_look_like_one() {
    for text in ["1.10", "1e3", "0x10", "012", "98349"] {
        let files = [SourceFile {
            name: "numbers.yaml".to_owned(),
            text: format!(
                "providers: [{{id: acme, name: Acme, levels: [{{name: base, rank: 1}}]}}]
provider: acme
exams: [{{code: {text}, title: T, aliases: [{text}], passing-score: {text}, courses: [{{code: {text}}}], level: base, page: p, sources: [s], checked: 2026-10-10, confidence: high}}]"
            ),
        }];
        let layer = Layer {
            files: &files,
            once: true,
        };
        let catalog = load(&[layer], &Options::new("0.0.0")).unwrap().catalog;
        let exam = &catalog.exams[0];
        let score = exam.passing_score.as_deref();
        assert_eq!((&*exam.code, score), (text, Some(text)));
        assert_eq!(exam.facts.aliases.as_ref(), [text]);
        assert_eq!(exam.courses[0].code.as_deref(), Some(text));
    }
    assert!(codes(within("exam", "title: 1.10")).contains(&Code::WrongType));
}

#[test]
fn the_documented_limits_are_those_of_the_reader() {
    let page = fs::read_to_string(under("docs/limits.md")).unwrap();
    let numbers: Vec<String> = page
        .lines()
        .filter_map(|row| row.strip_prefix("| ")?.split(" | ").nth(1))
        .map(|cell| cell.split(' ').next().unwrap().replace(',', ""))
        .filter(|cell| cell.parse::<u64>().is_ok())
        .collect();
    let limits: [u64; 28] = [
        LARGEST_FILE,
        LARGEST_FOLDER,
        MOST_FILES as u64,
        DEEPEST as u64,
        MOST_VALUES as u64,
        MOST_ENTRIES as u64,
        MOST_IN_ENTRY as u64,
        MOST_COPIED as u64,
        MOST_PUNCTUATION as u64,
        MOST_MEMBERS as u64,
        MOST_ITEMS as u64,
        MOST_HOSTS as u64,
        LONGEST_TITLE as u64,
        LONGEST_TEXT as u64,
        LONGEST_CODE as u64,
        LONGEST_ID as u64,
        HIGHEST_PRICE.0,
        MOST_MONTHS.into(),
        MOST_MINUTES.into(),
        MOST_DAYS.into(),
        MOST_FINDINGS as u64,
        LONGEST_COMPARED as u64,
        lists::LARGEST as u64,
        lists::MOST as u64,
        // The rest is the command line's; its tests try both sides.
        16 << 20,
        1 << 20,
        LONGEST_LINE as u64,
        1_000_000_000,
    ];
    assert_eq!(numbers, limits.map(|limit| limit.to_string()));
}
