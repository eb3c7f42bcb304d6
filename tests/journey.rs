//! The journey to an exam and past it, in `show`, `plan --details` and `plan --format checklist`.

#![allow(clippy::unwrap_used, clippy::needless_raw_string_hashes)]

mod common;
#[path = "cli/run.rs"]
#[allow(dead_code, reason = "each test uses a part of it")]
mod run;

use certpath::{Catalog, Entry, ExamIndex, Journey, Stage, Traveller, embedded, journey, resolve};
use jiff::civil::{Date, date};
use snapbox::{assert_data_eq, str};

const DAY: Date = date(2026, 11, 22);

fn exam(catalog: &Catalog, name: &str) -> ExamIndex {
    match resolve::resolve(catalog, &format!("exam:{name}"), DAY).unwrap() {
        Entry::Exam(index) => index,
        Entry::Certification(_) => panic!("{name} is no exam"),
    }
}

fn printed(catalog: &Catalog, name: &str, as_of: Date) -> Journey {
    journey(catalog, exam(catalog, name), as_of, &Traveller::default())
}

/// What is said on a stage.
fn on(journey: &Journey, stage: Stage) -> Vec<&str> {
    journey.on(stage).map(|note| note.text.as_str()).collect()
}

const SHELF: &str = "
providers:
  - id: v
    name: V
    levels: [{name: base, rank: 1, valid-months: 24, renewal: retake, renewal-window-months: 3}]
    links: {study-guide: 'https://v.example/guides/{code}'}
provider: v
exams:
  - {code: A-1, title: A, level: base, page: 'https://v.example/a', sources: [s], checked: 2026-10-01, confidence: high,
     skills: [shelves], audience: [shelvers], courses: [{code: A-1T, days: 2}], practice: 'https://v.example/practice/a',
     learning: [{title: Shelves for all, url: 'https://v.example/learn'}], price-usd: 10, minutes: 30,
     retires: 2027-01-31}
  - {code: B-1, title: B, level: base, page: 'https://v.example/b', sources: [s], checked: 2026-10-01, confidence: low,
     requires: {ever: a}}
  - {code: O-1, title: O, level: base, page: 'https://v.example/o', sources: [s], checked: 2026-10-01, confidence: high,
     retires: 2026-10-31, replaced-by: [A-1]}
certifications:
  - {id: a, title: Master of A, level: base, page: 'https://v.example/cert/a', sources: [s], checked: 2026-10-01,
     confidence: high, requires: {any: [A-1, O-1]}, roles: [shelf-master], recommends: b}
  - {id: b, title: Master of B, level: base, page: 'https://v.example/cert/b', sources: [s], checked: 2026-10-01,
     confidence: high, requires: [a, B-1], also-needs: [patience]}
";

#[test]
fn every_stage_of_an_exam_that_can_be_sat() {
    // `a` recommends nothing here: the two would go in a cycle.
    let catalog = common::catalog(&SHELF.replace(", recommends: b", ""));
    let journey = printed(&catalog, "A-1", DAY);
    let lines: Vec<String> = journey
        .notes
        .iter()
        .map(|note| {
            let url = note.url.as_deref().unwrap_or_default();
            format!("{} | {} | {url}", note.stage.word(), note.text)
        })
        .collect();
    assert_data_eq!(
        lines.join("\n"),
        str![[r#"
for-whom | role: shelf master | 
for-whom | shelvers | 
before | nothing, it can be taken right away | 
measured | shelves | 
measured | study guide | https://v.example/guides/a-1
learn | Shelves for all | https://v.example/learn
learn | instructor-led course A-1T, 2 days | 
rehearse | practice assessment | https://v.example/practice/a
book | by 2027-01-31, its last day | 
book | 10 USD, 30 minutes | 
book | page of the exam | https://v.example/a
after | earns a, Master of A | https://v.example/cert/a
after | valid 24 months, renewed by passing again in the last 3 of them | 
after | opens B-1, b | 
"#]]
    );
}

#[test]
fn what_an_exam_and_its_certification_require_are_distinguished() {
    let catalog = common::catalog(&SHELF.replace(", recommends: b", ""));
    let journey = printed(&catalog, "B-1", DAY);
    assert_eq!(
        on(&journey, Stage::Before),
        ["to take it: ever a", "for b: a"]
    );
    assert_eq!(on(&journey, Stage::Besides), ["for b: patience"]);
}

#[test]
fn an_address_by_a_pattern_is_given_only_where_the_catalog_is_sure() {
    let catalog = common::catalog(&SHELF.replace(", recommends: b", ""));
    let urls = |name, as_of| {
        let journey = printed(&catalog, name, as_of);
        let urls = journey.notes.into_iter().filter_map(|note| note.url);
        urls.filter(|url| url.contains("guides") || url.ends_with("/o"))
            .count()
    };
    assert_eq!(urls("A-1", DAY), 1);
    assert_eq!(urls("B-1", DAY), 0, "its confidence is low");
    assert_eq!(urls("O-1", DAY), 0, "it is gone");
    assert_eq!(
        urls("A-1", date(2027, 2, 1)),
        0,
        "it will be gone by the day of the question"
    );
}

#[test]
fn a_retired_exam_is_not_prepared_for() {
    let catalog = common::catalog(&SHELF.replace(", recommends: b", ""));
    let journey = printed(&catalog, "O-1", DAY);
    assert_eq!(
        on(&journey, Stage::Book),
        ["its last day was 2026-10-31; A-1 took its place"]
    );
    assert!(on(&journey, Stage::Before).is_empty());
    assert!(on(&journey, Stage::Learn).is_empty());
}

/// Every step of a provider's journey of 2020, with the addresses of today.
#[test]
fn the_journey_to_az_400() {
    let catalog = embedded::catalog();
    let journey = printed(catalog, "AZ-400", DAY);
    for stage in Stage::ALL {
        let is_shown = journey.on(stage).next().is_some();
        assert_eq!(is_shown, stage != Stage::Besides, "{stage:?}");
    }
    assert_eq!(
        on(&journey, Stage::Before),
        [
            "for devops-engineer-expert: azure-administrator-associate (AZ-104) or azure-developer-associate \
             (retired 2026-07-31)"
        ]
    );
    let leads = |stage, to: &str| {
        let mut urls = journey.on(stage).filter_map(|note| note.url.as_deref());
        assert!(urls.any(|url| url.contains(to)), "{stage:?} leads to {to}");
    };
    leads(Stage::Measured, "study-guides/az-400");
    leads(Stage::Learn, "courses/az-400t00");
    leads(Stage::Practice, "practice-assessments");
    leads(Stage::Book, "exams/az-400");
    leads(Stage::After, "devops-engineer");
    assert!(on(&journey, Stage::Learn).contains(&"instructor-led course AZ-400T00, 4 days"));
    assert!(
        on(&journey, Stage::After).contains(
            &"valid 12 months, renewed by a free online assessment in the last 6 of them"
        )
    );
    assert!(
        on(&journey, Stage::After)
            .contains(&"shares a prerequisite with azure-solutions-architect-expert")
    );
}

#[test]
fn every_exam_of_the_catalog_has_a_journey() {
    let catalog = embedded::catalog();
    for index in catalog.exam_indices() {
        let journey = journey(catalog, index, DAY, &Traveller::default());
        let name = catalog.name(Entry::Exam(index));
        assert!(!journey.notes.is_empty(), "{name}");
        assert!(
            journey.notes.is_sorted_by_key(|note| note.stage),
            "the stages of {name} stand in order"
        );
        for url in journey.notes.iter().filter_map(|note| note.url.as_deref()) {
            assert!(url.starts_with("https://"), "{name}: {url}");
            assert!(!url.contains('{'), "{name}: {url}");
        }
    }
}

#[test]
fn a_plan_with_the_journey_to_each_exam() {
    assert_data_eq!(
        run::shelf("plan --have B-1 --want shelf-master --details -f table"),
        str![[r#"
B-1 counts for shelver

#  EXAM  TITLE                               LEVEL   EARNS         USD  DAYS
1  M-9   Mastery: Shelves, Stacks and Piles  master  shelf-master  165     4

Total: 1 exam, 165 USD, 4 course days
shelf-master also needs: Two years among shelves

Journey to M-9
Audience         role: shelver, architect
Before           for shelf-master: shelver (held)
Besides          for shelf-master: Two years among shelves
Learn            instructor-led course, 4 days
Book             165 USD
                 page of the exam: https://shelf.example/exams/m-9
After            earns shelf-master, Master: https://shelf.example/master
                 valid 12 months, renewed by passing again
--- exit code 0 ---

"#]]
    );
}

#[test]
fn a_plan_in_markdown_with_the_journey_to_each_exam() {
    assert_data_eq!(
        run::shelf("plan --want shelf-master --details -f markdown"),
        str![[r#"
| # | Exam | Title | Level | Earns | USD | Days |
| ---: | --- | --- | --- | --- | ---: | ---: |
| 1 | [B-1](https://shelf.example/exams/b-1) | Basics of Shelving | basic | shelver | 50 | 2 |
| 2 | [M-9](https://shelf.example/exams/m-9) | Mastery: Shelves, Stacks and Piles | master | shelf-master | 165 | 4 |

**Total:** 2 exams, 215 USD, 6 course days

shelf-master also needs: Two years among shelves

## Journey to B-1

- audience: role: shelver
- before: nothing, it can be taken right away
- learn: instructor-led course B-1T00, 2 days
- book:
  - 50 USD
  - [page of the exam](https://shelf.example/exams/b-1)
- after:
  - [earns shelver, Shelver](https://shelf.example/shelver)
  - does not expire
  - opens shelf-master

## Journey to M-9

- audience: role: shelver, architect
- before: for shelf-master: shelver (step 1)
- besides: for shelf-master: Two years among shelves
- learn: instructor-led course, 4 days
- book:
  - 165 USD
  - [page of the exam](https://shelf.example/exams/m-9)
- after:
  - [earns shelf-master, Master](https://shelf.example/master)
  - valid 12 months, renewed by passing again
--- exit code 0 ---

"#]]
    );
}

#[test]
fn a_plan_as_json_with_the_journey_to_each_exam() {
    let words = "plan --have B-1 --want shelf-master -f json";
    let read = |words: &str| -> serde_json::Value {
        let printed = run::shelf(words);
        serde_json::from_str(printed.strip_suffix("--- exit code 0 ---\n").unwrap()).unwrap()
    };
    let mut answer = read(&format!("{words} --details"));
    let journeys = answer.as_object_mut().unwrap().remove("journeys").unwrap();
    assert_eq!(answer, read(words), "all else is as without details");
    assert_eq!(journeys[0]["exam"], "M-9");
    assert_data_eq!(
        journeys[0]["notes"].to_string(),
        str![[
            r#"[{"stage":"for-whom","text":"role: shelver, architect","url":null},{"stage":"before","text":"for shelf-master: shelver (held)","url":null},{"stage":"besides","text":"for shelf-master: Two years among shelves","url":null},{"stage":"learn","text":"instructor-led course, 4 days","url":null},{"stage":"book","text":"165 USD","url":null},{"stage":"book","text":"page of the exam","url":"https://shelf.example/exams/m-9"},{"stage":"after","text":"earns shelf-master, Master","url":"https://shelf.example/master"},{"stage":"after","text":"valid 12 months, renewed by passing again","url":null}]"#
        ]]
    );
}

#[test]
fn a_plan_as_a_checklist() {
    assert_data_eq!(
        run::shelf("plan --want shelf-master --format checklist"),
        str![[r#"
- [ ] B-1 Basics of Shelving
  - Before: nothing, it can be taken right away
  - Instructor-led course B-1T00, 2 days
  - 50 USD
  - [Page of the exam](https://shelf.example/exams/b-1)
  - [Earns shelver, Shelver](https://shelf.example/shelver)
  - Does not expire
  - Opens shelf-master
- [ ] M-9 Mastery: Shelves, Stacks and Piles
  - Before: for shelf-master: shelver (step 1)
  - Instructor-led course, 4 days
  - 165 USD
  - [Page of the exam](https://shelf.example/exams/m-9)
  - [Earns shelf-master, Master](https://shelf.example/master)
  - Valid 12 months, renewed by passing again
- [ ] shelf-master also needs: Two years among shelves

Total: 2 exams, 215 USD, 6 course days
--- exit code 0 ---

"#]]
    );
}

#[test]
fn a_checklist_without_tasks() {
    assert_data_eq!(
        run::shelf("plan --have shelf-master --want shelf-master --format checklist"),
        str![[r#"
Nothing is left to do: shelf-master is already held
--- stderr ---
warning: `shelf-master` is taken to be active; say when it was earned or last renewed: `shelf-master@YYYY-MM-DD` [undated-holding]
--- exit code 0 ---

"#]]
    );
}

#[test]
fn an_exam_is_shown_with_its_journey() {
    assert_data_eq!(
        run::shelf("show M-9 -f table"),
        str![[r#"
M-9  Mastery: Shelves, Stacks and Piles
Shelf Academy, master, can be taken

Journey to M-9
Audience         role: shelver, architect
Before           for shelf-master: shelver
Besides          for shelf-master: Two years among shelves
Learn            instructor-led course, 4 days
Book             165 USD
                 page of the exam: https://shelf.example/exams/m-9
After            counts towards shelf-master, Master:
                   https://shelf.example/master
                 valid 12 months, renewed by passing again

Unlocks          shelf-master  Master
Replaces         P-3  Piling for Masters  (last day 2021-06-30)
Page             https://shelf.example/exams/m-9
Checked          2026-10-01, confidence high
Sources          shelf.example (2026-10-01)
Entry            catalogs/shelf.yaml:42
Report an error  fix the entry there, or report it with a source: see
                   CONTRIBUTING.md
--- exit code 0 ---

"#]]
    );
}
