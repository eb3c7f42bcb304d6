//! Lists of any shape, and holdings that are not in the catalog.

use snapbox::{assert_data_eq, str};

use crate::run::{certpath, folder, shelf};

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
4,M-9,Shelf,,,,,not-held,M-9
--- exit code 0 ---

"#]]
    );
    assert_data_eq!(
        shelf("profile import --dry-run lists/shelf.csv -f table"),
        str![[r#"
LINE  AS WRITTEN                    ISSUER  WHAT IT IS  FROM  MAY BE
   2  B-1                           Shelf   B-1         2025
   3  Shelf Certified: Shelver      Shelf   shelver     2026

Courses
   5  Shelves for Beginners Course  Udemy

Not in the catalog
   6  Nothing of it                 Shelf

Not held
   4  M-9                           Shelf                     M-9

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
    "version": "0.2.0",
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
      "candidates": [
        "M-9"
      ]
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
        str![[r#"
1	AZ-104	Microsoft Azure Administrator	associate	azure-administrator-associate	165	4			
2	AZ-400	Designing and Implementing Microsoft DevOps Solutions	expert	devops-engineer-expert	165	4			
--- stderr ---
note: 3 of 9 in `lists/person.csv` are not taken as held (3 course); `certpath profile import --dry-run` lists them
warning: `azure-administrator-associate` lapsed after 2024-03-31 and counts no longer; a free online assessment would have kept it [lapsed]
warning: `azure-developer-associate` lapsed after 2025-01-01 and counts no longer; a free online assessment would have kept it [lapsed]
--- exit code 0 ---

"#]]
    );
    assert_data_eq!(
        certpath(&format!("status {words}")),
        str![[r#"
mcsa	certification	retired	2014-01-01		mcsa-windows-server-2012					
mcsa-windows-server-2012	certification	retired	2014-01-01							
microsoft-certified-professional	certification	retired	2014-01-01		70-410					
70-410	exam	retired	2014							
70-411	exam	retired	2014							
aws-solutions-architect-associate	certification	lapsed	2023-03-01	2026-03-31		retake				
azure-developer-associate	certification	lapsed	2024-01-01	2025-01-01						azure-ai-cloud-developer-associate
azure-administrator-associate	certification	lapsed	2023-03-01	2024-03-31		retake				
--- stderr ---
note: 3 of 9 in `lists/person.csv` are not taken as held (3 course); `certpath profile import --dry-run` lists them
--- exit code 0 ---

"#]]
    );
}

#[test]
fn all_names_that_are_wrong_are_reported_at_once() {
    assert_data_eq!(
        shelf("plan --have nothing,B-1 --want neither --via nor"),
        str![[r#"
--- stderr ---
error: no exam or certification is called `neither`
hint: `certpath list exams` and `certpath list certs` show all names
error: no exam or certification is called `nothing`
hint: `certpath list exams` and `certpath list certs` show all names
error: no exam or certification is called `nor`
hint: `certpath list exams` and `certpath list certs` show all names
--- exit code 2 ---

"#]]
    );
}

#[test]
#[expect(clippy::too_many_lines, reason = "what each format prints")]
fn what_is_held_is_marked() {
    assert_data_eq!(
        shelf("list certs --have shelver@2026-03-01 -f table"),
        str![[r#"
ID            TITLE    REQUIRES           HELD
Shelf Academy, basic
shelver       Shelver  B-1 or B-2 or B-3  held

Shelf Academy, master
shelf-master  Master   shelver and M-9

2 certifications
--- exit code 0 ---

"#]]
    );
    assert_data_eq!(
        shelf("list certs --have shelver@2026-03-01 -f csv --columns id,held,held_until"),
        str![[r#"
id,held,held_until
shelver,yes,
shelf-master,,
--- exit code 0 ---

"#]]
    );
    assert_data_eq!(
        shelf("list exams --have B-1 -f json --columns code,held,held_until"),
        str![[r#"
{
  "schema_version": 1,
  "catalog": {
    "version": "0.2.0",
    "checked": "2026-10-01"
  },
  "as_of": "2026-11-22",
  "exams": [
    {
      "code": "B-1",
      "held": true,
      "held_until": null
    },
    {
      "code": "B-2",
      "held": false,
      "held_until": null
    },
    {
      "code": "M-9",
      "held": false,
      "held_until": null
    }
  ]
}
--- exit code 0 ---

"#]]
    );
    assert_data_eq!(
        shelf("show shelver --have shelver@2026-03-01 -f table"),
        str![[r#"
shelver  Shelver
Shelf Academy, basic, can be earned, you hold it

Requires
shelver  Shelver
└─ one of
   ├─ B-1  Basics of Shelving
   ├─ B-2  Basics of Stacking  (last day 2027-01-31)
   └─ B-3  Basics of Piling  (retired 2020-12-31)

Journey to B-1
Audience         role: shelver
Before           nothing, it can be taken right away
Learn            instructor-led course B-1T00, 2 days
Book             50 USD
                 page of the exam: https://shelf.example/exams/b-1
After            earns shelver, Shelver: https://shelf.example/shelver
                 does not expire
                 opens shelf-master

Journey to B-2
Audience         role: shelver
Before           nothing, it can be taken right away
Learn            instructor-led course, 1 day
Book             by 2027-01-31, its last day
                 70.50 USD
                 page of the exam: https://shelf.example/exams/b-2
After            earns shelver, Shelver: https://shelf.example/shelver
                 does not expire
                 opens shelf-master

Roles            shelver
Valid            for life
Unlocks          pile-master  Pile Master  (last day 2021-06-30)
                 shelf-master  Master
Page             https://shelf.example/shelver
Checked          2026-10-01, confidence high
Sources          shelf.example (2026-10-01)
Entry            catalogs/shelf.yaml:60
Report an error  fix the entry there, or report it with a source: see
                   CONTRIBUTING.md
--- exit code 0 ---

"#]]
    );
    assert_data_eq!(
        shelf("compare shelver B-1 --have shelver@2026-03-01 -f csv"),
        str![[r#"
aspect,shelver,B-1
title,Shelver,Basics of Shelving
provider,shelf,shelf
level,basic,basic
role,shelver,shelver
requires,none,none
difficulty,low (rank 1 of 4),low (rank 1 of 4)
exams,B-1 or B-2 or B-3 (retired 2020-12-31),B-1 or B-2 or B-3 (retired 2020-12-31)
leads_to,,shelver
price_usd,50 to 70.50,50
course_days,1 to 2,2
validity,does not expire,does not expire
renewal,none,none
lifecycle,available,available
url,https://shelf.example/shelver,https://shelf.example/exams/b-1
roles,shelver,shelver
held,yes,
held_until,,
take_first,,yes
reason,,shelver is held already
--- exit code 0 ---

"#]]
    );
    assert_data_eq!(
        shelf("next --have B-1 -f tsv --limit 1 --sort -id --columns id,exams"),
        str![[r#"
shelf-master	M-9
--- exit code 0 ---

"#]]
    );
    let sorted =
        "next AZ-104@2026-03-01 --limit 1 --as-of 2026-11-22 --columns id,price_usd,lapsed,held -q";
    assert_data_eq!(
        certpath(&format!("{sorted} --sort -price_usd -f csv")),
        str![[r#"
id,price_usd,lapsed,held
aaia,1359,,
--- exit code 0 ---

"#]]
    );
}

#[test]
fn a_list_of_which_nothing_is_held_says_why() {
    let list = folder("nothing-held").join("list.csv");
    std::fs::write(&list, "Name,Issued\nB-1,05/06/2024\nB-2,not passed\n").unwrap();
    let printed = shelf(&format!("status --have @{}", list.display()));
    assert_data_eq!(
        printed.replace(list.to_str().unwrap(), "LIST"),
        str![[r#"
--- stderr ---
error: nothing in `LIST` is taken as held (1 not-held, 1 bad-date)
hint: `certpath profile import --dry-run FILE` says why
--- exit code 2 ---

"#]]
    );
}
