//! What is exported is read back, and is the same.

use proptest::prelude::*;

use crate::catalog::load::reader::{Key, Node, Position, Value, read};
use crate::catalog::load::source::SourceFile;
use crate::catalog::load::{Layer, Options, load};
use crate::catalog::model::Place;
use crate::catalog::model::{Course, Validity};
use crate::catalog::renewal::Lasts;
use crate::embedded;
use crate::output::export::yaml::yaml_text;
use crate::output::export::*;

/// Reads an export back.
#[track_caller]
fn read_back(text: Vec<u8>) -> Catalog {
    let files = [SourceFile {
        name: "export.yaml".to_owned(),
        text: String::from_utf8(text).unwrap(),
    }];
    let layer = Layer {
        files: &files,
        once: true,
    };
    match load(&[layer], &Options::new("0.0.0")) {
        Ok(loaded) => loaded.catalog,
        Err(findings) => {
            let findings: Vec<String> = findings.iter().map(ToString::to_string).collect();
            panic!("{}\n{}", findings.join("\n"), files[0].text);
        }
    }
}

/// Takes away what an export cannot have: the place in the files.
fn without_places(catalog: &Catalog) -> Catalog {
    let mut catalog = catalog.clone();
    for provider in catalog.providers.to_mut() {
        provider.place = Place::default();
    }
    for exam in catalog.exams.to_mut() {
        exam.facts.place = Place::default();
    }
    for certification in catalog.certifications.to_mut() {
        certification.facts.place = Place::default();
    }
    catalog
}

#[track_caller]
fn assert_same(one: &Catalog, other: &Catalog) {
    let (one, other) = (without_places(one), without_places(other));
    assert_eq!(one.checked, other.checked);
    assert_eq!(one.providers, other.providers);
    assert_eq!(one.exams, other.exams);
    assert_eq!(one.certifications.len(), other.certifications.len());
    for (one, other) in one.certifications.iter().zip(other.certifications.iter()) {
        assert_eq!(one, other);
    }
    assert_eq!(one.names, other.names);
}

#[track_caller]
fn assert_reads_back(catalog: &Catalog) {
    let mut yaml = Vec::new();
    export_yaml(catalog, &mut yaml).unwrap();
    assert_same(catalog, &read_back(yaml));
    let mut json = Vec::new();
    export_json(catalog, &mut json).unwrap();
    assert_same(catalog, &read_back(json));
}

#[test]
fn the_embedded_catalog_reads_back() {
    assert_reads_back(embedded::catalog());
}

#[test]
fn an_export_of_an_export_is_the_same_text() {
    let mut first = Vec::new();
    export_yaml(embedded::catalog(), &mut first).unwrap();
    let mut again = read_back(first.clone());
    again.version = embedded::catalog().version.clone();
    let mut second = Vec::new();
    export_yaml(&again, &mut second).unwrap();
    assert!(first == second);
}

const SMALL: &str = r#"
providers:
  - id: acme
    name: Acme
    levels:
      - {name: base, rank: 1, price-usd: 70.50, valid-months: 12, earlier-validity: [{until: 2021, valid-months: none}]}
      - {name: top, rank: 3, links: {guide: null, page: "https://acme.example/top/{code}"}}
    links: {guide: "https://acme.example/{code}", page: "https://acme.example/page/{code}"}
  - {id: other, name: Other, aliases: [Others, 42], issuers: [Badge House], levels: [{name: only, rank: 2, renewal: fee, renewal-window-months: 3}]}
exams:
  - {provider: acme, code: A-1, title: A, level: base, beta: 2020, available: 2020-02, retires: 2031-01-31, replaced-by: ["other:A-1", done],
     minutes: 90, passing-score: 700, courses: [{code: A, days: 2}, {days: 3}], requires: {ever: done}, pass-valid-months: 36,
     versions: [{title: "1.10", until: 2026-02}, {title: two, from: 2026-03, until: 2027}, {title: three, from: 2028}],
     aliases: [one], focus: f, skills: [s], audience: [u], learning: [{title: t, url: u}], practice: p,
     page: p, sources: [s], checked: 2026-08-01, confidence: low, dates-confidence: medium, notes: n}
  - {provider: other, code: A-1, title: A, level: only, price-usd: 0, page: p, sources: [s], checked: 2026-08-02, confidence: high}
certifications:
  - {provider: acme, id: done, title: Done, level: top, requires: unverified, rule-from: 2020-05, valid-months: none, renewal: fee,
     earlier-rules: [{from: 2019, until: 2020, requires: ["other:A-1", {any: ["other:A-1", {all: ["other:A-1"]}]}], sources: [x], confidence: low, notes: n}],
     page: p, sources: [s], checked: 2026-08-01, confidence: high}
  - {provider: acme, id: next, slug: nx, title: Next, level: base, roles: [r], recommends: done, also-needs: [years], earlier-validity: [],
     requires: [[done, A-1], {at-least: 2, of: [A-1, done, {any: ["other:A-1", A-1]}]}], page: p, sources: [s], checked: 2026-08-01, confidence: high,
     lasts: {with: parts, to: year-end}, renewal: [
       {by: credits, effect: extend, months: 6, window: 60d, grace: 2, from: 2020, until: 2031-01, sources: [x], confidence: low, notes: n},
       {by: {pass: {at-least: 2, of: ["A-*", "other:A-1"]}}, lapsed: true}, {by: {earn: done}, effect: align}, {by: delta, effect: fixed}]}
  - {provider: acme, id: course, title: By a Course, level: base, requires: none, also-needs: [a course],
     earlier-rules: [{until: 2020, requires: A-1}], page: p, sources: [s], checked: 2026-08-01, confidence: high}
  - {provider: acme, id: master, title: Master, level: top, requires: [{at-least: 2, of: {level: base}}, {any: {provider: acme, level: top}}],
     recommends: {all: {provider: acme, level: base}}, page: p, sources: [s], checked: 2026-08-01, confidence: high}
"#;

fn map(key: &str, value: Value) -> Value {
    let key = Key {
        text: key.to_owned(),
        position: Position { line: 1, column: 1 },
    };
    Value::Map(vec![(key, Node::from(value))])
}

fn small() -> Catalog {
    read_back(SMALL.as_bytes().to_vec())
}

#[test]
fn the_nearest_renewal_wins_whole() {
    const LEVELS: &str = "providers: [{id: acme, name: Acme, renewal: [{by: fee}], levels: [
        {name: base, rank: 1}, {name: top, rank: 3, lasts: for-life, renewal: [{by: delta}, {by: credits 30}]}]}]
provider: acme
certifications:
  - {id: a, title: A, level: base, requires: unverified, page: p, sources: [s], checked: 2026-08-01, confidence: high}
  - {id: b, title: B, level: top, requires: unverified, page: p, sources: [s], checked: 2026-08-01, confidence: high}
  - {id: c, title: C, level: top, requires: unverified, renewal: retake, page: p, sources: [s], checked: 2026-08-01, confidence: high}
";
    let catalog = read_back(LEVELS.as_bytes().to_vec());
    assert_reads_back(&catalog);
    let kept = catalog.certifications.iter().map(|certification| {
        let ways = certification
            .renewal_ways
            .iter()
            .filter_map(RenewalWay::act);
        (certification.renewal.word(), ways.collect::<Vec<_>>())
    });
    assert_eq!(
        kept.collect::<Vec<_>>(),
        [
            ("fee", vec!["fee"]),
            ("continuing-education", vec!["delta", "credits 30"]),
            ("retake", vec!["retake"])
        ]
    );
    assert_eq!(catalog.certifications[1].lasts, Some(Lasts::ForLife));
    assert_eq!(catalog.certifications[1].validity, Validity::Never);
}

#[test]
fn every_field_reads_back() {
    assert_reads_back(&small());
}

/// Texts that readers of YAML trip over, and any other that a catalog may have.
fn odd_text() -> impl Strategy<Value = String> {
    const ODD: &[&str] = &[
        "yes",
        "No",
        "1e3",
        "0x10",
        "1:30",
        "010",
        "~",
        "null",
        " led",
        "trailed ",
        "a: b",
        "a #b",
        "#a",
        "- a",
        "? a",
        "a:",
        "'a'",
        "\"a\"",
        "{a}",
        "[a",
        "a, b",
        "*a",
        "&a",
        "!a",
        "|",
        ">",
        "%a",
        "@a",
        "`a",
        "a\nb",
        "\n",
        "a\tb",
        "\ta",
        "---",
        "...",
        "é",
        "日本語",
        "\u{feff}a",
        "\\",
        "2021-07-13",
        "1_000",
        "<<",
        "=",
        "1Z0-082",
        ".5",
        "+1",
        "a\\n",
        "\u{a0}a",
        "a  b",
        "👩‍🚀",
        "a\n\n b\n",
        ",",
        ":",
        "-",
        "0.0.0",
    ];
    let any = "[ -~\t\n\u{a0}-\u{2ff}\u{4e00}-\u{4e20}\u{fe00}-\u{fffd}\u{1f600}-\u{1f64f}]{1,40}";
    prop_oneof![proptest::sample::select(ODD).prop_map(str::to_owned), any]
        .prop_filter("empty", |text| !text.trim().is_empty())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_text_reads_back_as_itself(text in odd_text()) {
        for (yaml, way) in [
            (format!("a: {}\n", yaml_text(&text, false)), "block"),
            (format!("a: [{}, b]\n", yaml_text(&text, true)), "flow"),
            (format!("{}: b\n", yaml_text(&text, false)), "key"),
        ] {
            let file = SourceFile { name: String::new(), text: yaml.clone() };
            let node = read(&file).map_err(|finding| TestCaseError::fail(format!("{finding}\n{yaml}")))?;
            let own = Value::Text(text.clone());
            let expected = match way {
                "block" => map("a", own),
                "flow" => map("a", Value::List(vec![own.into(), Value::Text("b".into()).into()])),
                _ => map(&text, Value::Text("b".into())),
            };
            prop_assert_eq!(node.value, expected, "{}", yaml);
        }
    }

    #[test]
    fn a_catalog_of_odd_texts_reads_back(texts in proptest::collection::vec(odd_text(), 12)) {
        assert_reads_back(&catalog_of(texts));
    }
}

/// A text that YAML reads as a switch, wherever a catalog has a text.
#[test]
fn a_catalog_of_switches_reads_back() {
    assert_reads_back(&catalog_of(vec!["yes".to_owned()]));
}

/// A small catalog whose texts are these, one after the other and from the first again.
fn catalog_of(texts: Vec<String>) -> Catalog {
    let mut catalog = small();
    let mut texts = texts.into_iter().map(Text::from).cycle();
    let mut next = || texts.next().unwrap_or_default();
    for provider in catalog.providers.to_mut() {
        provider.name = next();
        provider.url = Some(next());
        provider.hosts = vec![next()].into();
        provider.levels.to_mut()[0].name = next();
    }
    for exam in catalog.exams.to_mut() {
        exam.passing_score = Some(next());
        exam.facts.title = next();
        exam.facts.notes = Some(next());
        exam.facts.skills = vec![next(), next()].into();
        exam.courses = vec![Course {
            code: Some(next()),
            days: Some(1),
        }]
        .into();
        exam.course_days = Some(1);
    }
    for certification in catalog.certifications.to_mut() {
        certification.facts.title = next();
        certification.slug = Some(next());
        certification.also_needs = vec![next(), next()].into();
        certification.facts.sources = vec![next()].into();
    }
    catalog.names = crate::catalog::names::NameIndex::build(
        &catalog.providers,
        &catalog.exams,
        &catalog.certifications,
    );
    catalog
}
