//! Lists that certpath printed: what is read of them is what they were printed of, in every format that says it.

#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};

use certpath::embedded::catalog;
use certpath::output::{Format, Report, Style, report};
use certpath::resolve::lists::{Import, Imported, import, records};
use certpath::resolve::{HeldDates, resolve};
use certpath::{Entry, Graph, Holding, ProfileLine, StatusQuestion, status};
use jiff::civil::{Date, date};

const DAY: Date = date(2026, 11, 26);

/// All but `ids`, which says no days.
const FORMATS: [Format; 6] = [
    Format::Tsv,
    Format::Csv,
    Format::CsvSafe,
    Format::Json,
    Format::Markdown,
    Format::Table,
];

/// How wide the terminal is, where that matters.
fn widths(format: Format) -> &'static [usize] {
    if format == Format::Table {
        &[200, 80, 70, 60, 50]
    } else {
        &[80]
    }
}

fn printed(what: Report<'_>, format: Format, width: usize) -> String {
    let mut text = Vec::new();
    let style = Style {
        width,
        ..Style::PLAIN
    };
    report(catalog(), DAY, what, format, style, &mut text).unwrap();
    String::from_utf8(text).unwrap()
}

fn read(list: &str) -> Import {
    import(catalog(), &records(list.as_bytes()).unwrap(), DAY)
}

/// Everything that there is, with dates of every kind: most of it has no name that means nothing else.
fn holdings() -> Vec<Holding> {
    let days = [
        "@2022-05-29",
        "",
        "@2024-05",
        "@..2027-01-01",
        "@2019",
        "@2025-01-02..2028-01",
        "@1999..2001",
    ];
    let dated = |(place, entry): (usize, Entry)| {
        let day = |text: &str| (!text.is_empty()).then(|| text.parse().unwrap());
        let dates = days[place % days.len()].trim_start_matches('@');
        let (on, until) = dates.split_once("..").unwrap_or((dates, ""));
        let (on, until) = (day(on), day(until));
        HeldDates { on, until }.of(entry)
    };
    // All of which there is a namesake, and some of the others.
    let catalog = catalog();
    let names = catalog
        .entries()
        .map(|entry| catalog.bare_name(entry).to_lowercase());
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    names.for_each(|name| *times.entry(name).or_default() += 1);
    let is_shared = |entry: Entry| times[&catalog.bare_name(entry).to_lowercase()] > 1;
    let all = catalog.entries().enumerate();
    let some = all.filter(|(place, entry)| place % 11 == 0 || is_shared(*entry));
    let mut all: Vec<Holding> = some.map(dated).collect();
    // The same with another day.
    let again: Vec<Holding> = all.iter().step_by(50).copied().collect();
    all.extend(again.into_iter().map(|holding| Holding {
        on: Some("2026-03-04".parse().unwrap()),
        ..holding
    }));
    all
}

fn lines(holdings: &[Holding]) -> Vec<ProfileLine<'static>> {
    let lines = (1..).zip(holdings);
    let line = |(line, holding): (usize, &Holding)| ProfileLine {
        catalog: catalog(),
        line,
        holding: *holding,
    };
    lines.map(line).collect()
}

#[test]
fn a_profile_is_read_as_it_was_listed() {
    let held = holdings();
    let lines = lines(&held);
    for format in FORMATS {
        for width in widths(format) {
            let list = printed(Report::Profile(&lines), format, *width);
            let found = read(&list);
            let read: Vec<Holding> = found.holdings().collect();
            if format == Format::Table {
                // It says no kinds: of two that have the same letters it is neither.
                assert_eq!(beyond(&read, &held), [], "{width}");
                let (read, held) = (read.len(), held.len());
                assert!(held - read < 20, "{read} of {held}");
            } else {
                assert!(found.not_imported.is_empty(), "{:?}", found.not_imported);
                assert!(read == held, "{format:?}");
            }
        }
    }
}

/// Returns what is read and not held.
fn beyond(read: &[Holding], held: &[Holding]) -> Vec<Holding> {
    let read = read.iter().copied();
    read.filter(|one| !held.contains(one)).collect()
}

/// Where all is cut somewhere, nothing is taken for what it is not.
#[test]
fn what_a_terminal_has_no_room_for_is_not_guessed() {
    let held = holdings();
    let import = read("CKA, 2024-05-06\nexam:DCA@2022-05\nA course\nCKS (in progress)\n");
    let imported: Vec<Holding> = import.holdings().collect();
    for width in (20..50).step_by(3) {
        for some in held.chunks(70) {
            let list = printed(Report::Profile(&lines(some)), Format::Table, width);
            let read: Vec<Holding> = read(&list).holdings().collect();
            assert_eq!(beyond(&read, some), [], "{width}\n{list}");
        }
        let list = printed(Report::Import(&import), Format::Table, width);
        let read: Vec<Holding> = read(&list).holdings().collect();
        assert_eq!(beyond(&read, &imported), [], "{width}\n{list}");
    }
}

/// Returns kind, name and days.
fn said(one: &Imported) -> String {
    let HeldDates { on, until } = one.dates;
    let [on, until] = [on, until].map(|day| day.map(|day| day.to_string()).unwrap_or_default());
    let name = catalog().name(one.entry);
    format!("{} {name} {on} {until}", one.entry.kind())
}

#[test]
fn a_status_is_read_as_it_was_printed() {
    let graph = Graph::new(catalog());
    let named = |holding: &&Holding| {
        [
            "DCA",
            "1Z0-182",
            "cka",
            "MS-102",
            "AZ-104",
            "snowpro-core",
            "SAA-C03",
        ]
        .contains(&&*catalog().name(holding.entry))
    };
    let all = holdings();
    let have: Vec<Holding> = all
        .iter()
        .step_by(23)
        .chain(all.iter().filter(named))
        .copied()
        .collect();
    let question = StatusQuestion {
        have: &have,
        want: &[resolve(catalog(), "MS-102", DAY).unwrap()],
        as_of: DAY,
        within: 400,
    };
    let status = status(&graph, &question, &|| false);
    assert!(!status.changes.is_empty());
    let json: serde_json::Value =
        serde_json::from_str(&printed(Report::Status(&status), Format::Json, 80)).unwrap();
    let held = json["holdings"].as_array().unwrap().iter();
    // It ended, and nobody knows when.
    let held = held.filter(|one| one["state"] != "lapsed" || !one["until"].is_null());
    let expected: BTreeSet<String> = held
        .map(|one| {
            let text = |key: &str| one[key].as_str().unwrap_or_default();
            format!(
                "{} {} {} {}",
                text("kind"),
                text("id"),
                text("since"),
                text("until")
            )
        })
        .collect();
    assert!(expected.len() > 30, "{}", expected.len());
    for format in FORMATS {
        for width in widths(format) {
            let list = printed(Report::Status(&status), format, *width);
            let read = read(&list);
            assert_eq!(
                read.imported.iter().map(said).collect::<BTreeSet<_>>(),
                expected,
                "{format:?} {width}\n{list}\n{read:#?}"
            );
        }
    }
}

#[test]
fn what_an_import_printed_is_held_as_it_says() {
    let list = "CKA, 2024\nexam:DCA@2022-05\nDocker | Certified `Associate`\nA course\n\
                CKS (in progress)\nCKAD 2024-02-30\nAZ-204@..2027\nazure developer\n";
    let first = read(list);
    let held: Vec<Holding> = first.holdings().collect();
    assert_eq!((held.len(), first.not_imported.len()), (5, 3));
    for format in FORMATS {
        for width in widths(format) {
            let list = printed(Report::Import(&first), format, *width);
            let again = read(&list);
            let read: Vec<Holding> = again.holdings().collect();
            assert_eq!(read, held, "{format:?} {width}\n{list}");
            assert!(again.not_imported.len() >= 3, "{format:?} {again:#?}");
        }
    }
}

#[test]
fn ids_and_kinds_of_others_are_theirs() {
    for list in [
        "id,kind,name,date\n1,certification,CKA,2024\n2,exam,AZ-104,2025\n",
        "id,kind,certification,since\nX-17,certification,CKA,2024\nX-18,exam,AZ-104,2025\n",
        "[{\"id\": 7, \"kind\": \"certification\", \"name\": \"CKA\", \"date\": \"2024\"}, \
         {\"id\": \"8\", \"kind\": \"exam\", \"name\": \"AZ-104\", \"date\": \"2025\"}]",
        "| Holding | Name | Date |\n|---|---|---|\n| 1 | CKA | 2024 |\n| 2 | AZ-104 | 2025 |\n",
        "CKA\tCNCF\t2024\nAZ-104\tMicrosoft\t2025\n",
        "HOLDING\nCKA 2024\nAZ-104 2025\n",
    ] {
        let read = read(list);
        let held: Vec<String> = read.imported.iter().map(said).collect();
        assert_eq!(
            held,
            ["certification cka 2024 ", "exam AZ-104 2025 "],
            "{list}"
        );
    }
    // An id and a kind of ours say what is held wherever they stand, and a row that somebody added is read by its name.
    for (list, held) in [
        (
            "kind,id\nexam,DCA\ncertification,cka\n",
            "exam DCA  , certification cka  ",
        ),
        (
            "id,kind,title\nDCA,exam,Docker Certified Associate\n",
            "exam DCA  ",
        ),
        (
            "id,kind,since,until\nCKA,,2024,\nno-such-id,exam,,\n",
            "certification cka 2024 ",
        ),
        (
            "id,kind,title,since,until\nno-such-id,certification,CKA,,\n",
            "",
        ),
    ] {
        let read: Vec<String> = read(list).imported.iter().map(said).collect();
        assert_eq!(read.join(", "), held, "{list}");
    }
}
