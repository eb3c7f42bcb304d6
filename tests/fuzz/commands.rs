//! A catalog of extremes that is read is answered by every command, in every format.

use std::fs;

use certpath::load::acts;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::profile::{Home, errors};
use crate::properties::properties;

const DATES: &[&str] = &[
    "0001-01-01",
    "0001",
    "1999",
    "2026-02",
    "2026-11-21",
    "2026-11-22",
    "2026-11-23",
    "2026-12-31",
    "2028-02-29",
    "9999",
    "9999-12",
    "9999-12-31",
];
const MONTHS: &[&str] = &["1", "12", "1200"];
const VALIDITIES: &[&str] = &["1", "36", "1200", "none", "unknown"];
const REQUIREMENTS: &[&str] = &[
    "[E-0]",
    "[E-0, E-1, E-2]",
    "{any: [E-0, E-1]}",
    "{at-least: 2, of: [E-0, E-1, E-2]}",
    "unverified",
];
/// Those of the second certification, which may need the first.
const MORE_REQUIREMENTS: &[&str] = &[
    "[E-2]",
    "[c-0]",
    "[{ever: c-0}, E-1]",
    "{any: [E-2, {all: [E-0, c-0]}]}",
];
const WAYS: &[&str] = &[
    "retake",
    "fee",
    "none",
    "[{by: retake, months: 1200}]",
    "[{by: {pass: E-1}, effect: extend, months: 1200, window: 60d}]",
    "[{by: fee, effect: extend, window: 1200}]",
    "[{by: retake, from: 0001-01-01, until: 9999-12-31}, {by: {pass: E-2}, grace: 99999d}]",
];
const MORE_WAYS: &[&str] = &[
    "[{by: {earn: c-0}, effect: align}]",
    "[{by: retake, window: 99999d}]",
];

/// Commands of which `PLACES` stand for a holding, a name and a day.
const COMMANDS: &[(&str, &[&str])] = &[
    (
        "list exams --as-of DAY",
        &["table", "tsv", "csv", "json", "markdown", "ids"],
    ),
    (
        "list certs --have HOLDING --as-of DAY",
        &["table", "csv-safe", "json", "markdown"],
    ),
    (
        "show NAME --have HOLDING --as-of DAY",
        &["table", "json", "markdown"],
    ),
    (
        "next HOLDING --as-of DAY",
        &["table", "csv", "json", "markdown"],
    ),
    (
        "compare NAME c-1 E-2 --have HOLDING --as-of DAY",
        &["table", "json", "markdown"],
    ),
    (
        "status HOLDING c-0 --want NAME --within 4294967295 --check 4294967295 --as-of DAY",
        &["table", "csv", "json", "markdown", "ics"],
    ),
    (
        "plan NAME --have HOLDING --as-of DAY --minimize price",
        &["table", "json", "markdown", "ics", "svg", "html"],
    ),
    (
        "plan c-1 NAME --have HOLDING --as-of DAY --minimize days --alternatives 5 --details",
        &["table", "csv", "json", "markdown", "checklist"],
    ),
    (
        "graph NAME --have HOLDING --as-of DAY",
        &["tree", "dot", "mermaid", "svg", "html"],
    ),
    (
        "check --stale 2147483647",
        &["table", "json", "csv", "github"],
    ),
    ("catalog export", &["yaml", "json"]),
];

/// A field of that name with one of these values, or nothing.
fn field(key: &'static str, values: &'static [&'static str]) -> impl Strategy<Value = String> {
    let value = prop::option::weighted(0.3, select(values));
    value.prop_map(move |value| {
        value
            .map(|value| format!(", {key}: {value}"))
            .unwrap_or_default()
    })
}

/// What every entry has; its dates, where it has some, are in order.
fn facts() -> impl Strategy<Value = String> {
    let dates = prop::sample::subsequence(DATES, 2);
    let dates = (dates, 0..4).prop_map(|(dates, which)| match which {
        0 => String::new(),
        1 => format!(", available: {}", dates[0]),
        2 => format!(", retires: {}", dates[1]),
        _ => format!(", available: {}, retires: {}", dates[0], dates[1]),
    });
    (dates, field("dates-confidence", &["low"])).prop_map(|(dates, sure)| {
        format!("title: T, level: a, page: 'https://x.example/', sources: [s], checked: 2026-08-01, confidence: high{dates}{sure}")
    })
}

fn exam() -> impl Strategy<Value = String> {
    (
        facts(),
        field("price-usd", &["0", "0.01", "9999999.99"]),
        field("minutes", &["1", "100000"]),
        field(
            "courses",
            &["[{days: 1000}, {days: 0}]", "[{code: C, days: 1000}]"],
        ),
        field("pass-valid-months", MONTHS),
        field(
            "versions",
            &[
                "[{title: '2', from: 9999-12-31}]",
                "[{title: '1', until: 0001-01-01}, {title: '2', from: 2026-12}]",
            ],
        ),
    )
        .prop_map(|(facts, price, minutes, courses, months, versions)| {
            format!("{facts}{price}{minutes}{courses}{months}{versions}")
        })
}

fn certification(
    requirements: &'static [&'static str],
    ways: &'static [&'static str],
) -> impl Strategy<Value = String> {
    (
        facts(),
        select(requirements),
        field("valid-months", VALIDITIES),
        field("renewal", ways),
        field("lasts", &["for-life", "{to: year-end}"]),
        field(
            "earlier-rules",
            &[
                "[{until: 2025-12-31, requires: [E-2]}]",
                "[{from: 0001-01-01, until: 9999-12-30, requires: unverified}]",
            ],
        ),
        field(
            "earlier-validity",
            &[
                "[{until: 9999-12-31, valid-months: 1200}]",
                "[{until: 2020, valid-months: none}]",
            ],
        ),
    )
        .prop_map(
            |(facts, requires, months, renewal, lasts, rules, validity)| {
                format!("{facts}, requires: {requires}{months}{renewal}{lasts}{rules}{validity}")
            },
        )
}

prop_compose! {
    fn catalog()(
        level in (field("valid-months", VALIDITIES), field("renewal", &["retake", "none", "fee"]), field("renewal-window-months", &["0", "12", "1200"])),
        exams in prop::array::uniform3(exam()),
        first in certification(REQUIREMENTS, WAYS),
        second in certification(MORE_REQUIREMENTS, MORE_WAYS),
    ) -> String {
        let (months, renewal, window) = level;
        let list = |key: &str, stem: &str, all: &[String]| -> String {
            let entry = |(number, fields)| format!("- {{{key}: {stem}-{number}, {fields}}}\n");
            let entries: Vec<String> = all.iter().enumerate().map(entry).collect();
            entries.concat()
        };
        format!(
            "providers: [{{id: v, name: V, levels: [{{name: a, rank: 1{months}{renewal}{window}}}]}}]\nprovider: v\nexams:\n{}certifications:\n{}",
            list("code", "E", &exams),
            list("id", "c", &[first, second]),
        )
    }
}

properties! { 32;
    #[test]
    fn a_catalog_of_extremes_is_answered_by_every_command(
        catalog in catalog(),
        (command, formats) in select(COMMANDS),
        format in any::<Index>(),
        name in select(vec!["E-0", "E-2", "c-0", "c-1"]),
        held in select(vec!["E-0", "E-1", "c-0", "c-1"]),
        since in prop::option::of(select(vec!["0001-01-01", "1999", "2025-12", "2026-11-22", "2026-11-01..2027-01-31", "..2026-12-31", "..9999-12-31", "9999-12-31"])),
        day in select(vec!["2026-11-22", "2026-11-22", "0001-01-01", "9999-12-31"]),
    ) {
        let home = Home::new(b"");
        let file = home.path().join("extremes.yaml");
        fs::write(&file, &catalog).unwrap();
        let holding = since.map_or(held.to_owned(), |since| format!("{held}@{since}"));
        let words = command.replace("NAME", name).replace("HOLDING", &holding).replace("DAY", day);
        let words = format!("{words} -f {} --no-embedded --catalog {}", format.get(formats), file.display());
        let output = home.run(&words);
        prop_assert!(matches!(output.status.code(), Some(0..=2)), "{}\n{}\n{}", words, catalog, errors(&output));
        let text = String::from_utf8(output.stdout).unwrap();
        let odd = |character: char| acts(character) && !"\r\n\t".contains(character);
        prop_assert!(!text.contains(odd), "{}\n{}", words, catalog);
    }
}
