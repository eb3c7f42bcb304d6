//! `certpath status`.

use std::fs;

use snapbox::{assert_data_eq, str};

use crate::run::{SHELF, certpath, command, folder, output, shelf, shown};

const HELD: &str = "status B-2@2024-05-06 M-9@2026-01-10 shelver@2024-05-06 pile-master@2021-01-01";

#[test]
#[allow(clippy::too_many_lines, reason = "an answer in each format")]
fn what_is_held_is_shown_with_its_end() {
    assert_data_eq!(
        shelf(&format!("{HELD} -f table")),
        str![[r#"
HOLDING       STATE      SINCE       UNTIL
shelf-master  ends-soon  2026-01-10  2027-01-10
    by M-9, shelver
    renew: retake, until 2027-01-10
shelver       active     2024-05-06
B-2           active     2024-05-06
M-9           active     2026-01-10
pile-master   lapsed     2021-01-01  2022-01-01
    replaced by shelf-master

Changes until 2027-05-21
  2027-01-31  B-2 replaced by B-1
--- exit code 0 ---

"#]]
    );
    assert_data_eq!(
        shelf(&format!("{HELD} -f csv")),
        str![[r#"
id,kind,state,since,until,because,renew,renew_from,renew_until,affects,replaced_by
shelf-master,certification,ends-soon,2026-01-10,2027-01-10,"M-9,shelver",retake,,2027-01-10,,
shelver,certification,active,2024-05-06,,,,,,,
B-2,exam,active,2024-05-06,,,,,,,B-1
M-9,exam,active,2026-01-10,,,,,,,
pile-master,certification,lapsed,2021-01-01,2022-01-01,,,,,,shelf-master
--- exit code 0 ---

"#]]
    );
    assert_data_eq!(
        shelf(&format!("{HELD} -f json")),
        str![[r#"
{
  "schema_version": 1,
  "catalog": {
    "version": "0.2.0",
    "checked": "2026-10-01"
  },
  "as_of": "2026-11-22",
  "holdings": [
    {
      "id": "shelf-master",
      "title": "Shelf Certified: Master",
      "kind": "certification",
      "state": "ends-soon",
      "since": "2026-01-10",
      "until": "2027-01-10",
      "because": [
        "M-9",
        "shelver"
      ],
      "renew": {
        "by": "retake",
        "confidence": "high",
        "from_day": null,
        "until": "2027-01-10"
      },
      "affects": [],
      "replaced_by": [],
      "url": "https://shelf.example/master"
    },
    {
      "id": "shelver",
      "title": "Shelf Certified: Shelver",
      "kind": "certification",
      "state": "active",
      "since": "2024-05-06",
      "until": null,
      "because": [],
      "renew": null,
      "affects": [],
      "replaced_by": [],
      "url": "https://shelf.example/shelver"
    },
    {
      "id": "B-2",
      "title": "Basics of Stacking",
      "kind": "exam",
      "state": "active",
      "since": "2024-05-06",
      "until": null,
      "because": [],
      "renew": null,
      "affects": [],
      "replaced_by": [
        "B-1"
      ],
      "url": "https://shelf.example/exams/b-2"
    },
    {
      "id": "M-9",
      "title": "Mastery: Shelves, Stacks and Piles",
      "kind": "exam",
      "state": "active",
      "since": "2026-01-10",
      "until": null,
      "because": [],
      "renew": null,
      "affects": [],
      "replaced_by": [],
      "url": "https://shelf.example/exams/m-9"
    },
    {
      "id": "pile-master",
      "title": "Shelf Certified: Pile Master",
      "kind": "certification",
      "state": "lapsed",
      "since": "2021-01-01",
      "until": "2022-01-01",
      "because": [],
      "renew": null,
      "affects": [],
      "replaced_by": [
        "shelf-master"
      ],
      "url": "https://shelf.example/pile-master"
    }
  ],
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
  ],
  "warnings": []
}
--- exit code 0 ---

"#]]
    );
}

#[test]
fn a_check_is_a_no_where_something_ends_so_soon() {
    for (days, code) in [(48, 0), (49, 1)] {
        let printed = shelf(&format!("{HELD} --check {days} -q -f ids"));
        assert!(
            printed.ends_with(&format!("--- exit code {code} ---\n")),
            "{days}: {printed}"
        );
    }
}

#[test]
fn a_check_fails_where_a_line_of_the_profile_cannot_be_read() {
    let home = folder("status-bad-line");
    let profile = home.join("certpath/profile");
    fs::create_dir_all(profile.parent().unwrap()).unwrap();
    let status = |lines: &str, words: &str| {
        fs::write(&profile, lines).unwrap();
        let mut command = command(&format!("status {words} -q -f ids {SHELF}"));
        command.env("XDG_CONFIG_HOME", &home);
        shown(&output(command, b"")).replace(&home.display().to_string(), "HOME")
    };
    assert_data_eq!(
        status("B-2@2025-03-01\nB-33\n", "--check 30"),
        str![[r#"
--- stderr ---
error: cannot read line 2 of the profile `HOME/certpath/profile`
hint: `certpath profile list` says what is wrong with it, `certpath profile edit` opens it
--- exit code 2 ---

"#]]
    );
    // one that is dated after the day that is asked about is nothing to repair
    assert_data_eq!(
        status("B-2@2025-03-01\nM-9@2026-12-01\n", "--check 30"),
        str![[r#"
shelver
B-2
--- exit code 0 ---

"#]]
    );
    assert_data_eq!(
        status("B-2@2025-03-01\nB-33\n", ""),
        str![[r#"
shelver
B-2
--- exit code 0 ---

"#]]
    );
}

#[test]
fn renewals_are_a_calendar_with_alarms() {
    assert_data_eq!(
        shelf(&format!("{HELD} -f ics")),
        str![[r#"
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//certpath//certpath 0.2.0//EN
CALSCALE:GREGORIAN
BEGIN:VEVENT
UID:renewal.shelf.certification.shelf-master@certpath
DTSTAMP:20261122T000000Z
DTSTART;VALUE=DATE:20270110
DTEND;VALUE=DATE:20270111
SUMMARY:Last day to renew shelf-master
DESCRIPTION:Master/nearned or last renewed on 2026-01-10/; renewed by passi
 ng again
URL:https://shelf.example/master
TRANSP:TRANSPARENT
BEGIN:VALARM
ACTION:DISPLAY
TRIGGER:-P60D
DESCRIPTION:Last day to renew shelf-master
END:VALARM
BEGIN:VALARM
ACTION:DISPLAY
TRIGGER:-P14D
DESCRIPTION:Last day to renew shelf-master
END:VALARM
END:VEVENT
END:VCALENDAR
--- exit code 0 ---

"#]]
    );
}

#[test]
fn a_calendar_without_a_day_is_not_written() {
    let file = folder("status-empty").join("days.ics");
    assert_data_eq!(
        shelf(&format!("status B-1 -o {}", file.display())),
        str![[r#"
--- stderr ---
no holding has a date on which it ends, so no calendar is written
--- exit code 0 ---

"#]]
    );
    assert!(!file.exists());
}

#[test]
fn holding_nothing_is_an_answer_too() {
    assert_data_eq!(
        shelf("status -f json"),
        str![[r#"
{
  "schema_version": 1,
  "catalog": {
    "version": "0.2.0",
    "checked": "2026-10-01"
  },
  "as_of": "2026-11-22",
  "holdings": [],
  "changes": [],
  "warnings": []
}
--- stderr ---
note: there is nothing that you hold: `certpath profile add NAME@DATE` remembers it
--- exit code 0 ---

"#]]
    );
}

#[test]
fn days_without_end_end_with_the_calendar() {
    for words in [
        "status B-1 --within 4294967295",
        "status B-1 --check 4294967295",
    ] {
        assert!(shelf(words).ends_with("--- exit code 0 ---\n"), "{words}");
    }
    let words = "check --stale 2147483647 --no-embedded --catalog catalogs/shelf.yaml";
    assert!(certpath(words).ends_with("--- exit code 0 ---\n"));
}

#[test]
fn nobody_renews_after_a_certification_has_retired() {
    assert_data_eq!(
        certpath("status azure-security-engineer-associate@2025-12-01 --as-of 2026-07-26 -f csv"),
        str![[r#"
id,kind,state,since,until,because,renew,renew_from,renew_until,affects,replaced_by
azure-security-engineer-associate,certification,ends-soon,2025-12-01,2026-12-01,,free-online-assessment,2026-06-01,2026-08-31,cybersecurity-architect-expert,cloud-and-ai-security-engineer-associate
--- exit code 0 ---

"#]]
    );
    // It would be open only when it has retired.
    assert_data_eq!(
        certpath("status azure-security-engineer-associate@2026-03-01 --as-of 2026-07-26 -f csv"),
        str![[r#"
id,kind,state,since,until,because,renew,renew_from,renew_until,affects,replaced_by
azure-security-engineer-associate,certification,active,2026-03-01,2027-03-01,,,,,cybersecurity-architect-expert,cloud-and-ai-security-engineer-associate
--- exit code 0 ---

"#]]
    );
    assert_data_eq!(
        certpath("status azure-security-engineer-associate@2025-12-01 --as-of 2026-07-26 -f ics"),
        str![[r#"
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//certpath//certpath 0.2.0//EN
CALSCALE:GREGORIAN
BEGIN:VEVENT
UID:renewal.microsoft.certification.azure-security-engineer-associate@certp
 ath
DTSTAMP:20260726T000000Z
DTSTART;VALUE=DATE:20260831
DTEND;VALUE=DATE:20260901
SUMMARY:Last day to renew azure-security-engineer-associate
DESCRIPTION:Azure Security Engineer Associate/nearned or last renewed on 20
 25-12-01/; renewed by a free online assessment
URL:https://learn.microsoft.com/en-us/credentials/certifications/azure-secu
 rity-engineer/
TRANSP:TRANSPARENT
BEGIN:VALARM
ACTION:DISPLAY
TRIGGER:-P60D
DESCRIPTION:Last day to renew azure-security-engineer-associate
END:VALARM
BEGIN:VALARM
ACTION:DISPLAY
TRIGGER:-P14D
DESCRIPTION:Last day to renew azure-security-engineer-associate
END:VALARM
END:VEVENT
BEGIN:VEVENT
UID:lapses.microsoft.certification.azure-security-engineer-associate@certpa
 th
DTSTAMP:20260726T000000Z
DTSTART;VALUE=DATE:20261201
DTEND;VALUE=DATE:20261202
SUMMARY:azure-security-engineer-associate lapses after this day
DESCRIPTION:Azure Security Engineer Associate
URL:https://learn.microsoft.com/en-us/credentials/certifications/azure-secu
 rity-engineer/
TRANSP:TRANSPARENT
BEGIN:VALARM
ACTION:DISPLAY
TRIGGER:-P60D
DESCRIPTION:azure-security-engineer-associate lapses after this day
END:VALARM
BEGIN:VALARM
ACTION:DISPLAY
TRIGGER:-P14D
DESCRIPTION:azure-security-engineer-associate lapses after this day
END:VALARM
END:VEVENT
END:VCALENDAR
--- exit code 0 ---

"#]]
    );
}

#[test]
fn the_end_of_a_pass_that_was_said_counts_for_what_it_earned() {
    assert_data_eq!(
        certpath("status SAA-C03@..2026-12-01 --check 10 --as-of 2026-11-26 -f csv"),
        str![[r#"
id,kind,state,since,until,because,renew,renew_from,renew_until,affects,replaced_by
aws-solutions-architect-associate,certification,ends-soon,,2026-12-01,SAA-C03,retake,,2026-12-01,,
SAA-C03,exam,ends-soon,,2026-12-01,,,,,,
--- exit code 1 ---

"#]]
    );
    assert_data_eq!(
        certpath(
            "plan devops-engineer --have AZ-104@2025-01-10..2027-05-01 --as-of 2026-11-26 -f ids -q"
        ),
        str![[r#"
AZ-400
--- exit code 0 ---

"#]]
    );
}

#[test]
fn what_the_catalog_contradicts_is_a_warning() {
    let words = "status azure-administrator-associate@2025-12-10,azure-administrator-associate@2026-02-01 \
                 --as-of 2026-11-26";
    assert_data_eq!(
        certpath(&format!("{words} -f csv")),
        str![[r#"
id,kind,state,since,until,because,renew,renew_from,renew_until,affects,replaced_by
azure-administrator-associate,certification,ends-soon,2025-12-10,2026-12-10,,free-online-assessment,2026-06-10,2026-12-10,"azure-solutions-architect-expert,devops-engineer-expert",
--- stderr ---
warning: `azure-administrator-associate` is dated 2026-02-01 again, when nothing renews it; that day changes nothing [impossible-date]
--- exit code 0 ---

"#]]
    );
    let json = certpath(&format!("{words} -f json"));
    assert!(json.contains("\"code\": \"impossible-date\""), "{json}");
}

#[test]
fn what_nobody_knows_is_a_question_mark_and_what_never_ends_is_empty() {
    assert_data_eq!(
        certpath("status cka AZ-900@2024-01-01 --as-of 2026-11-26 -f markdown"),
        str![[r#"
| Holding | Kind | State | Since | Until | By | Needed for |
| --- | --- | --- | --- | --- | --- | --- |
| [cka](https://www.cncf.io/training/certification/cka/) | certification | active | ? | ? |  | cks, golden-kubestronaut, kubestronaut |
| [azure-fundamentals](https://learn.microsoft.com/en-us/credentials/certifications/azure-fundamentals/) | certification | active | 2024-01-01 |  | AZ-900 |  |
| [AZ-900](https://learn.microsoft.com/en-us/credentials/certifications/exams/az-900/) | exam | active | 2024-01-01 |  |  |  |
--- exit code 0 ---

"#]]
    );
}

#[test]
fn needed_for_names_what_ends_sooner() {
    assert_data_eq!(
        certpath(
            "status cka@2026-01-15,ckad@2026-01-15,cks@2026-01-15,kcna@2026-01-15,kcsa@2026-01-15 --as-of 2026-11-26 -f csv"
        ),
        str![[r#"
id,kind,state,since,until,because,renew,renew_from,renew_until,affects,replaced_by
cka,certification,active,2026-01-15,2028-01-15,,earn or renew cks,,2028-01-15,"kubestronaut,golden-kubestronaut",
ckad,certification,active,2026-01-15,2028-01-15,,retake,,2028-01-15,"kubestronaut,golden-kubestronaut",
cks,certification,active,2026-01-15,2028-01-15,,retake,,2028-01-15,"kubestronaut,golden-kubestronaut",
kcna,certification,active,2026-01-15,2028-01-15,,earn or renew cka or ckad,,2028-01-15,"kubestronaut,golden-kubestronaut",
kcsa,certification,active,2026-01-15,2028-01-15,,earn or renew cks,,2028-01-15,"kubestronaut,golden-kubestronaut",
kubestronaut,certification,active,2026-01-15,2028-12-31,"cka,ckad,cks,kcna,kcsa",,,,,
--- exit code 0 ---

"#]]
    );
}
