//! Days of plans and of catalogs: `plan --format ics` and `catalog changes`.

#![allow(clippy::unwrap_used, clippy::needless_raw_string_hashes)]

mod common;
#[path = "cli/run.rs"]
#[allow(dead_code, reason = "each test uses a part of it")]
mod run;

use certpath::calendar::{self, Event};
use certpath::{Catalog, Change, Entry, Stretch, changes, embedded, output};
use icalendar::parser::{read_calendar, unfold};
use icalendar::{Calendar, Component as _, DatePerhapsTime};
use jiff::civil::{Date, date};
use snapbox::{assert_data_eq, str};

const DAY: Date = date(2026, 11, 22);

fn entries(catalog: &Catalog) -> impl Iterator<Item = Entry> {
    let certifications = catalog.certification_indices().map(Entry::Certification);
    catalog
        .exam_indices()
        .map(Entry::Exam)
        .chain(certifications)
}

fn written(events: &[Event]) -> String {
    let mut bytes = Vec::new();
    output::ics(events, DAY, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

/// Reads a calendar with a reader that is not ours; returns day, name, summary and description of each event.
#[track_caller]
fn read(ics: &str) -> Vec<(String, String, String, String)> {
    let unfolded = unfold(ics);
    let calendar: Calendar = read_calendar(&unfolded).unwrap().into();
    let events = calendar
        .components
        .iter()
        .filter_map(|component| component.as_event());
    let event = events.map(|event| {
        let Some(DatePerhapsTime::Date(day)) = event.get_start() else {
            panic!("{event:?} takes whole days");
        };
        let Some(DatePerhapsTime::Date(end)) = event.get_end() else {
            panic!("{event:?} ends with a day");
        };
        assert_eq!(day.succ_opt(), Some(end));
        assert!(event.get_timestamp().is_some());
        (
            day.to_string(),
            event.get_uid().unwrap().to_owned(),
            event.get_summary().unwrap().to_owned(),
            event.get_description().unwrap_or_default().to_owned(),
        )
    });
    event.collect()
}

#[test]
fn last_days_and_renewals_of_a_plan() {
    assert_data_eq!(
        run::shelf("plan --have shelf-master@2026-03-01 --want B-2 --format ics"),
        str![[r#"
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//certpath//certpath 0.2.0//EN
CALSCALE:GREGORIAN
BEGIN:VEVENT
UID:last-day.shelf.exam.b-2@certpath
DTSTAMP:20261122T000000Z
DTSTART;VALUE=DATE:20270131
DTEND;VALUE=DATE:20270201
SUMMARY:Last day to take B-2
DESCRIPTION:Basics of Stacking/nreplaced by B-1
URL:https://shelf.example/exams/b-2
TRANSP:TRANSPARENT
END:VEVENT
BEGIN:VEVENT
UID:renewal.shelf.certification.shelf-master@certpath
DTSTAMP:20261122T000000Z
DTSTART;VALUE=DATE:20270301
DTEND;VALUE=DATE:20270302
SUMMARY:Last day to renew shelf-master
DESCRIPTION:Master/nearned or last renewed on 2026-03-01/; renewed by passi
 ng again
URL:https://shelf.example/master
TRANSP:TRANSPARENT
END:VEVENT
END:VCALENDAR
--- stderr ---
warning: `B-2` can be taken until 2027-01-31 only [retires-soon]
warning: `B-2` earns no certification by itself; it counts towards `shelver` [earns-nothing]
--- exit code 0 ---

"#]]
    );
}

#[test]
fn a_plan_without_a_day_says_so() {
    assert_data_eq!(
        run::shelf("plan --want shelf-master --format ics"),
        str![[r#"
--- stderr ---
Nothing to write: no exam of the plan has a last day, and no holding has a date
--- exit code 0 ---

"#]]
    );
}

#[test]
fn the_ending_of_a_file_requires_a_calendar() {
    let file = run::folder("days").join("days.ics");
    let printed = run::shelf(&format!("plan --want B-2 --quiet -o {}", file.display()));
    assert_eq!(printed, "--- exit code 0 ---\n");
    let written = std::fs::read_to_string(file).unwrap();
    assert_eq!(
        written,
        run::shelf("plan --want B-2 --quiet -f ics").replace("--- exit code 0 ---\n", "")
    );
}

#[test]
fn an_independent_reader_takes_every_day_of_the_catalog() {
    let catalog = embedded::catalog();
    let found = changes(catalog, entries(catalog), Stretch::default());
    let events = calendar::of_changes(catalog, &found);
    let ics = written(&events);
    for line in ics.split("\r\n") {
        assert!(line.len() <= 75, "{line}");
    }
    let read = read(&ics);
    assert_eq!(read.len(), events.len());
    for (read, event) in read.iter().zip(&events) {
        let own = (
            event.day.to_string(),
            event.uid.clone(),
            event.summary.clone(),
            event.description.join("\n"),
        );
        assert_eq!(*read, own);
    }
    let mut names: Vec<&String> = events.iter().map(|event| &event.uid).collect();
    names.sort();
    names.dedup();
    assert_eq!(
        names.len(),
        events.len(),
        "no two events have the same name"
    );
}

#[test]
fn whatever_a_text_has_in_it_is_read_back() {
    let event = Event {
        uid: "x@certpath".to_owned(),
        day: date(2026, 2, 28),
        summary: "a; b, c\\n \"d\" ünd 認定 ".repeat(9).trim_end().to_owned(),
        description: vec!["first; line".to_owned(), "second, line\u{7}".to_owned()],
        url: Some("https://v.example/\u{202e}".to_owned()),
    };
    let ics = written(std::slice::from_ref(&event));
    assert!(ics.split("\r\n").all(|line| line.len() <= 75), "{ics}");
    assert!(!ics.contains("URL"), "an address has ASCII only");
    let read = read(&ics);
    assert_eq!(read[0].2, event.summary);
    assert_eq!(read[0].3, "first; line\nsecond, line");
}

#[test]
fn a_day_that_moves_keeps_its_event() {
    let uid = |retires: &str| {
        let shelf = common::shelf(&format!("A: {{retires: {retires}}}\na: {{requires: A}}"));
        let found = changes(&shelf, entries(&shelf), Stretch::default());
        calendar::of_changes(&shelf, &found)[0].uid.clone()
    };
    assert_eq!(uid("2027-01-31"), uid("2027-03"));
}

fn printed(catalog: &Catalog, since: &str, until: &str) -> Vec<String> {
    let day = |text: &str| text.parse().ok();
    let stretch = Stretch {
        since: day(since),
        until: day(until),
    };
    let line = |change: &Change<'_>| {
        let name = catalog.name(change.entry);
        format!("{} {} {name}", change.date, change.kind.word())
    };
    changes(catalog, entries(catalog), stretch)
        .iter()
        .map(line)
        .collect()
}

#[test]
fn what_begins_counts_from_its_first_day_and_what_ends_to_its_last() {
    let shelf = common::shelf(
        "A: {beta: 2026-01, available: 2026-03-05, retires: 2026-09, replaced-by: [B]}\n\
         B: {available: 2026-09}\nab: {requires: {any: [A, B]}}",
    );
    assert_eq!(
        printed(&shelf, "", ""),
        [
            "2026-01 beta A",
            "2026-03-05 began A",
            "2026-09 began B",
            "2026-09 replaced A"
        ]
    );
    assert_eq!(
        printed(&shelf, "2026-01-02", "2026-09-01"),
        ["2026-03-05 began A", "2026-09 began B"]
    );
    assert_eq!(
        printed(&shelf, "2026-09-30", "2026-09-30"),
        ["2026-09 replaced A"]
    );
    assert!(printed(&shelf, "2026-10-01", "").is_empty());
}

#[test]
fn rules_that_ended_are_reported() {
    let shelf = common::shelf(
        "A: {}\nB: {}\na: {requires: A, rule-from: 2026-02-01, earlier-rules: [{until: 2026-01-31, requires: B}]}",
    );
    assert_eq!(
        printed(&shelf, "2026-01-01", ""),
        ["2026-01-31 rule-ended a"]
    );
}

#[test]
fn changes_as_a_table() {
    assert_data_eq!(
        run::shelf("catalog changes --since 2020-01-01 -f table"),
        str![[r#"
DATE        CHANGE    NAME         TITLE
2020-12-31  last day  B-3          Basics of Piling
                                   replaced by B-1, B-2
2021-06-30  last day  P-3          Piling for Masters
                                   replaced by M-9
2021-06-30  last day  pile-master  Pile Master
                                   replaced by shelf-master
2027-01-31  last day  B-2          Basics of Stacking
                                   replaced by B-1
--- exit code 0 ---

"#]]
    );
}

#[test]
fn changes_as_tsv_from_the_day_of_the_question_on() {
    assert_data_eq!(
        run::shelf("catalog changes"),
        str![[r#"
2027-01-31	replaced	exam	B-2	Basics of Stacking	shelf	basic	B-1	https://shelf.example/exams/b-2		
--- exit code 0 ---

"#]]
    );
}

#[test]
fn changes_as_json() {
    assert_data_eq!(
        run::shelf("catalog changes -f json"),
        str![[r#"
{
  "schema_version": 1,
  "catalog": {
    "version": "0.2.0",
    "checked": "2026-10-01"
  },
  "as_of": "2026-11-22",
  "since": "2026-11-22",
  "until": null,
  "changes": [
    {
      "date": "2027-01-31",
      "change": "replaced",
      "kind": "exam",
      "name": "B-2",
      "title": "Basics of Stacking",
      "provider": "shelf",
      "level": "basic",
      "replaced_by": [
        "B-1"
      ],
      "url": "https://shelf.example/exams/b-2"
    }
  ]
}
--- exit code 0 ---

"#]]
    );
}

#[test]
fn changes_as_markdown_of_a_level() {
    assert_data_eq!(
        run::shelf(
            "catalog changes --since 2020-01-01 --until 2021-12-31 --level master -f markdown"
        ),
        str![[r#"
| Date | Change | Name | Title | Replaced by |
| --- | --- | --- | --- | --- |
| 2021-06-30 | last day | [P-3](https://shelf.example/exams/p-3) | Piling for Masters | M-9 |
| 2021-06-30 | last day | [pile-master](https://shelf.example/pile-master) | Pile Master | shelf-master |
--- exit code 0 ---

"#]]
    );
}

#[test]
fn changes_as_days() {
    let ics = run::shelf("catalog changes -f ics");
    let read = read(ics.strip_suffix("--- exit code 0 ---\n").unwrap());
    let summaries: Vec<&str> = read.iter().map(|event| event.2.as_str()).collect();
    assert_eq!(summaries, ["Last day to take B-2"]);
}

#[test]
fn a_stretch_that_ends_before_it_begins() {
    assert_data_eq!(
        run::shelf("catalog changes --until 2026-01-01"),
        str![[r#"
--- stderr ---
error: `--until` lies before `--since`
hint: choose an earlier day for `--since`
--- exit code 2 ---

"#]]
    );
}

#[test]
fn an_end_in_four_days_is_written_in_every_format_with_a_warning() {
    let plan =
        "plan --no-profile --have MS-102 --want m365-administrator-expert --as-of 2026-11-26";
    let formats = [
        "table",
        "tsv",
        "csv",
        "csv-safe",
        "json",
        "markdown",
        "tree",
        "dot",
        "mermaid",
        "svg",
        "html",
        "checklist",
        "ics",
        "ids",
    ];
    for format in formats {
        let output = run::output(run::command(&format!("{plan} --format {format}")), &[]);
        let [stdout, stderr] =
            [output.stdout, output.stderr].map(|all| String::from_utf8(all).unwrap());
        let written = stdout.contains("2026-11-30") || stdout.contains("DATE:20261130");
        // Ids alone have no place for it.
        assert_eq!(written, format != "ids", "{format}: {stdout}");
        let warned = if format == "json" { &stdout } else { &stderr };
        assert!(
            warned.contains("can be earned until 2026-11-30 only"),
            "{format}: {warned}"
        );
    }
}
