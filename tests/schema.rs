//! The JSON Schema of the catalog's format, held against every file by a validator that is not ours.

#![allow(clippy::unwrap_used, clippy::needless_raw_string_hashes)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use certpath::catalog::load::finding::Code;
use certpath::catalog::load::schema::{self, FILE, Map, Shape};
use certpath::catalog::load::source::{self, SourceFile};
use certpath::catalog::load::{Layer, Options, load};
use certpath::embedded;
use certpath::output;
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
    let mut files = source::read(&under("data")).unwrap();
    assert!(files.len() > 20);
    files.extend(source::read(&under("tests/catalogs/shelf.yaml")).unwrap());
    files.extend(source::read(&under("tests/catalogs/doubtful")).unwrap());
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

/// What a look at one value alone cannot tell is left to the check; it must be no more than this.
#[test]
fn every_bad_file_is_refused_but_for_what_only_a_check_finds() {
    let validator = validator();
    let files = source::read(&under("tests/catalogs/bad")).unwrap();
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
unearnable-old-rule.yaml
unearnable.yaml
unknown-level-of-set.yaml
unknown-level.yaml
unknown-name-in-another-case.yaml
unknown-name-of-other-providers.yaml
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
fn every_key_tells_what_it_is_for() {
    for key in maps().iter().flat_map(|map| map.keys) {
        assert!(key.about.ends_with('.'), "{}", key.name);
    }
}
