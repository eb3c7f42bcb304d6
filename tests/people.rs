//! Names as people write them, against the embedded catalog.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::collections::BTreeMap;
use std::fmt::Write as _;

use certpath::embedded::catalog;
use certpath::resolve::{NameError, Purpose, Resolver, Written};
use certpath::{Catalog, Entry};
use jiff::civil::{Date, date};

const DAY: Date = date(2026, 11, 26);

/// A name that someone wrote.
struct Case<'t> {
    name: &'t str,
    issuer: &'t str,
    expected: &'t str,
    also_right: Vec<&'t str>,
    kind: &'t str,
}

fn cases(text: &str) -> Vec<Case<'_>> {
    let case = |line| {
        let mut cells = str::split(line, '\t');
        let mut cell = || cells.next().unwrap_or_default();
        let (name, issuer, expected) = (cell(), cell(), cell());
        let also_right = cell().split(',').filter(|also| !also.is_empty()).collect();
        Case {
            name,
            issuer,
            expected,
            also_right,
            kind: cell(),
        }
    };
    text.lines().skip(1).map(case).collect()
}

fn full_name(catalog: &Catalog, entry: Entry) -> String {
    let provider = &catalog.provider(catalog.facts(entry).provider).id;
    format!("{provider}:{}", catalog.bare_name(entry))
}

/// How a name was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Verdict {
    Right,
    Missed,
    Ambiguous,
    Wrong,
    /// A course was taken for a certification.
    CourseTaken,
    /// Nothing was meant, and nothing was read.
    RightlyNothing,
    /// It was not in the catalog when the list was made, and something is read now.
    Newer,
}

fn verdict(case: &Case<'_>, found: &Result<String, NameError>) -> Verdict {
    match found {
        Ok(_) if case.kind == "course" => Verdict::CourseTaken,
        Ok(_) if case.expected == "-" => Verdict::Newer,
        Ok(name) if name == case.expected || case.also_right.contains(&name.as_str()) => {
            Verdict::Right
        }
        Ok(_) => Verdict::Wrong,
        Err(_) if case.expected == "-" => Verdict::RightlyNothing,
        Err(NameError::Ambiguous { .. }) => Verdict::Ambiguous,
        Err(_) => Verdict::Missed,
    }
}

#[test]
fn names_are_read_as_people_write_them() {
    let resolver = Resolver::new(catalog());
    let mut counts: BTreeMap<Verdict, usize> = BTreeMap::new();
    let mut report = String::new();
    for case in cases(include_str!("people/names.tsv")) {
        let written = Written {
            text: case.name,
            issuer: Some(case.issuer).filter(|issuer| !issuer.is_empty()),
            purpose: Purpose::Held(None),
        };
        let found = resolver
            .name(written, DAY)
            .map(|entry| full_name(catalog(), entry));
        let verdict = verdict(&case, &found);
        *counts.entry(verdict).or_default() += 1;
        if !matches!(verdict, Verdict::Right | Verdict::RightlyNothing) {
            let found = found.unwrap_or_else(|error| error.to_string());
            let Case {
                name,
                issuer,
                expected,
                ..
            } = case;
            writeln!(
                report,
                "{verdict:?}: {name} | {issuer} | {expected} -> {found}"
            )
            .unwrap();
        }
    }
    println!("{report}{counts:?}");
    let count = |verdict| counts.get(&verdict).copied().unwrap_or_default();
    let in_catalog = count(Verdict::Right)
        + count(Verdict::Missed)
        + count(Verdict::Ambiguous)
        + count(Verdict::Wrong);
    assert_eq!(count(Verdict::Wrong), 0, "{report}");
    assert_eq!(count(Verdict::CourseTaken), 0, "{report}");
    assert!(100 * count(Verdict::Right) >= 95 * in_catalog, "{report}");
}
