//! Names as people write them, against the embedded catalog.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::collections::BTreeMap;
use std::fmt::Write as _;

use certpath::embedded::catalog;
use certpath::resolve::lists::{Reason, import, records};
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
    assert!(100 * count(Verdict::Right) >= 97 * in_catalog, "{report}");
}

/// How a name of `variants.tsv` was read: as an entry of the catalog, or not, for a reason.
fn as_imported(issued: &[Vec<&str>]) -> BTreeMap<usize, Result<String, Reason>> {
    let cell = |text: &&str| format!("\"{}\"", text.replace('"', "\"\""));
    let line = |row: &Vec<&str>| row[..3].iter().map(cell).collect::<Vec<_>>().join(",");
    let lines: Vec<String> = issued.iter().map(line).collect();
    let csv = format!("Name,Issuer,Date\r\n{}\r\n", lines.join("\r\n"));
    let import = import(catalog(), &records(csv.as_bytes()).unwrap(), DAY);
    let read = import.imported.into_iter();
    let read = read.map(|one| (one.line, Ok(full_name(catalog(), one.entry))));
    let not = import.not_imported.into_iter();
    read.chain(not.map(|one| (one.line, Err(one.reason))))
        .collect()
}

#[test]
fn names_are_read_however_they_are_varied() {
    let text = include_str!("people/variants.tsv");
    let rows: Vec<Vec<&str>> = text
        .lines()
        .skip(1)
        .map(|l| l.split('\t').collect())
        .collect();
    let read = as_imported(&rows);
    let (mut right, mut wrong, mut report) = (0, 0, String::new());
    for (line, row) in (2..).zip(&rows) {
        let mut expected = row[3].split(',');
        let found = read.get(&line).expect("every line is read");
        let is_right = expected.any(|expected| match (expected, found) {
            ("-", Err(_)) | ("?", Err(Reason::Ambiguous | Reason::Unknown | Reason::Course)) => {
                true
            }
            (expected, Ok(name)) => name == expected,
            (_, Err(_)) => false,
        });
        right += usize::from(is_right);
        wrong += usize::from(!is_right && found.is_ok());
        if !is_right {
            writeln!(report, "{} -> {found:?}", row.join(" | ")).unwrap();
        }
    }
    println!("{report}{right} of {}", rows.len());
    assert_eq!(wrong, 0, "{report}");
    assert!(100 * right >= 99 * rows.len(), "{report}");
}

#[test]
fn a_bare_role_level_provider_or_topic_names_nothing() {
    let catalog = catalog();
    let mut names: Vec<String> = Vec::new();
    for index in catalog.certification_indices() {
        let roles = catalog.certification(index).roles.iter();
        names.extend(roles.map(|role| role.replace('-', " ")));
    }
    for provider in catalog.providers.iter() {
        // People write the one as the short form of its first certification.
        names.extend(Some(provider.name.to_string()).filter(|name| name != "ISTQB"));
        let levels = provider
            .levels
            .iter()
            .map(|level| level.name.replace('-', " "));
        // What is a level and a certification too is a name: `MCSA`, `NSE 8`.
        let acronym = |level: &str| level.len() <= 5 || level.bytes().any(|b| b.is_ascii_digit());
        names.extend(levels.filter(|level| !acronym(level)));
    }
    let topics = "Fundamentals,Devops,Data Analyst Associate,Architect,Developer,Security,Associate,Professional,Cloud,\
        Azure,Kubernetes,Terraform,Linux,Python,Java,Scrum,Agile,Network Specialist,Project Manager,Cloud Architect,\
        Certified Professional,Certified Developer,Solutions Architect,Machine Learning,Windows Server,Big Data";
    names.extend(topics.split(',').map(str::to_owned));
    names.sort_unstable();
    names.dedup();
    assert!(names.len() > 150);
    let resolver = Resolver::new(catalog);
    let held = |text| Written {
        text,
        issuer: None,
        purpose: Purpose::Held(None),
    };
    let taken: Vec<(&str, String)> = (names.iter())
        .filter_map(|name| Some((&**name, resolver.name(held(name), DAY).ok()?)))
        .map(|(name, entry)| (name, full_name(catalog, entry)))
        .collect();
    assert_eq!(taken, [], "of {}", names.len());
}

#[test]
fn an_address_of_a_page_or_a_badge_is_a_name() {
    let resolver = Resolver::new(catalog());
    for (address, name) in [
        (
            "credly.com/org/amazon-web-services/badge/aws-certified-solutions-architect-associate",
            "aws:aws-solutions-architect-associate",
        ),
        (
            "www.credly.com/org/the-linux-foundation/badge/cka-certified-kubernetes-administrator",
            "cncf:cka",
        ),
        (
            "www.credly.com/org/comptia/badge/comptia-security-ce-certification",
            "comptia:comptia-security-plus",
        ),
        (
            "www.credly.com/org/hashicorp/badge/hashicorp-certified-terraform-associate-003",
            "hashicorp:terraform-associate",
        ),
        (
            "training.linuxfoundation.org/certification/certified-kubernetes-administrator-cka/",
            "cncf:cka",
        ),
        (
            "www.comptia.org/certifications/security",
            "comptia:comptia-security-plus",
        ),
        (
            "www.comptia.org/en-us/certifications/network/",
            "comptia:comptia-network-plus",
        ),
        (
            "www.cisco.com/site/us/en/learn/training-certifications/certifications/enterprise/ccna/index.html",
            "cisco:ccna",
        ),
        (
            "www.cisco.com/c/en/us/training-events/training-certifications/certifications/associate/ccna.html",
            "cisco:ccna",
        ),
        (
            "www.hashicorp.com/certification/terraform-associate",
            "hashicorp:terraform-associate",
        ),
    ] {
        let found = resolver.resolve(&format!("https://{address}"), DAY);
        assert_eq!(
            found.map(|entry| full_name(catalog(), entry)).as_deref(),
            Ok(name),
            "{address}"
        );
    }
    assert!(
        resolver
            .resolve(
                "https://www.credly.com/org/udemy/badge/aws-certified-developer-associate",
                DAY
            )
            .is_err()
    );
}
