//! Lists of any shape, and holdings that are not in the catalog.

use snapbox::{assert_data_eq, str};

use crate::run::{certpath, shelf};

#[test]
fn a_list_is_read_without_keeping_anything() {
    assert_data_eq!(
        shelf("profile import --dry-run lists/shelf.csv -f csv"),
        str![[r#"
line,name,issuer,entry,kind,from,until,reason,candidates
2,B-1,Shelf,B-1,exam,2025,,,
3,Shelf Certified: Shelver,Shelf,shelver,certification,2026,,,
5,Shelves for Beginners Course,Udemy,,,,,course,
6,Nothing of it,Shelf,,,,,unknown,
4,M-9,Shelf,,,,,not-held,
--- exit code 0 ---

"#]]
    );
    assert_data_eq!(
        shelf("profile import --dry-run lists/shelf.csv -f table"),
        str![[r#"
LINE  AS WRITTEN                    ISSUER  WHAT IT IS  FROM
   2  B-1                           Shelf   B-1         2025
   3  Shelf Certified: Shelver      Shelf   shelver     2026

Courses
   5  Shelves for Beginners Course  Udemy

Not in the catalog
   6  Nothing of it                 Shelf

Not held
   4  M-9                           Shelf

2 read, 3 not
--- exit code 0 ---

"#]]
    );
    assert_data_eq!(
        shelf("profile import --dry-run lists/shelf.csv -f json"),
        str![[r#"
{
  "schema_version": 1,
  "catalog": {
    "version": "0.1.0",
    "checked": "2026-10-01"
  },
  "as_of": "2026-11-22",
  "imported": [
    {
      "line": 2,
      "name": "B-1",
      "issuer": "Shelf",
      "entry": "B-1",
      "kind": "exam",
      "from": "2025",
      "until": null
    },
    {
      "line": 3,
      "name": "Shelf Certified: Shelver",
      "issuer": "Shelf",
      "entry": "shelver",
      "kind": "certification",
      "from": "2026",
      "until": null
    }
  ],
  "not_imported": [
    {
      "line": 4,
      "name": "M-9",
      "issuer": "Shelf",
      "reason": "not-held",
      "candidates": []
    },
    {
      "line": 5,
      "name": "Shelves for Beginners Course",
      "issuer": "Udemy",
      "reason": "course",
      "candidates": []
    },
    {
      "line": 6,
      "name": "Nothing of it",
      "issuer": "Shelf",
      "reason": "unknown",
      "candidates": []
    }
  ]
}
--- exit code 0 ---

"#]]
    );
}

#[test]
fn holdings_come_from_a_list() {
    assert_data_eq!(
        shelf("plan M-9 --have @lists/shelf.csv -f ids"),
        str![[r#"
M-9
--- stderr ---
note: 3 of 5 in `lists/shelf.csv` are not taken as held (1 course, 1 unknown, 1 not-held); `certpath profile import --dry-run` lists them
--- exit code 0 ---

"#]]
    );
    assert_data_eq!(
        shelf("plan M-9 --have @lists/none.csv -f ids"),
        str![[r#"
--- stderr ---
error: cannot read `lists/none.csv`: no such file or directory
--- exit code 2 ---

"#]]
    );
}

#[test]
fn all_unknown_holdings_are_reported_at_once() {
    assert_data_eq!(
        shelf("plan M-9 --have B-1,nonsense,more-of-it -f ids"),
        str![[r#"
--- stderr ---
error: no exam or certification is called `nonsense`
hint: `certpath list exams` and `certpath list certs` show all names
error: no exam or certification is called `more-of-it`
hint: `certpath list exams` and `certpath list certs` show all names
--- exit code 2 ---

"#]]
    );
    assert_data_eq!(
        shelf("plan M-9 --have B-1,nonsense --skip-unknown -f ids"),
        str![[r#"
M-9
--- stderr ---
warning: no exam or certification is called `nonsense` [unknown-holding]
--- exit code 0 ---

"#]]
    );
}

#[test]
fn a_list_of_a_person_is_planned_from_and_has_a_status_as_it_is() {
    let words = "--have @lists/person.csv --as-of 2026-11-26 -f tsv --no-profile";
    assert_data_eq!(
        certpath(&format!("plan --want devops-engineer {words}")),
        str![[r#""#]]
    );
    assert_data_eq!(certpath(&format!("status {words}")), str![[r#""#]]);
}

#[test]
fn all_names_that_are_wrong_are_reported_at_once() {
    assert_data_eq!(
        shelf("plan --have nothing,B-1 --want neither --via nor"),
        str![[r#""#]]
    );
}

#[test]
fn what_is_held_is_marked() {
    assert_data_eq!(
        shelf("list certs --have shelver@2026-03-01 -f table"),
        str![[r#""#]]
    );
    assert_data_eq!(
        shelf("list certs --have shelver@2026-03-01 -f csv --columns id,held,held_until"),
        str![[r#""#]]
    );
    assert_data_eq!(
        shelf("list exams --have B-1 -f json --columns code,held,held_until"),
        str![[r#""#]]
    );
    assert_data_eq!(
        shelf("show shelver --have shelver@2026-03-01 -f table"),
        str![[r#""#]]
    );
    assert_data_eq!(
        shelf("compare shelver B-1 --have shelver@2026-03-01 -f csv"),
        str![[r#""#]]
    );
    assert_data_eq!(
        shelf("next --have B-1 -f tsv --limit 1 --sort -id --columns id,exams"),
        str![[r#""#]]
    );
}
