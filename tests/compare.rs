//! `compare`: what is said side by side, which comes first and why, and how it is written.

#![allow(clippy::unwrap_used, clippy::needless_raw_string_hashes)]

mod common;
#[path = "cli/run.rs"]
#[allow(dead_code, reason = "each test uses a part of it")]
mod run;

use certpath::{
    Catalog, CompareQuestion, Comparison, Entry, Graph, Value, compare, embedded, resolve,
};
use jiff::civil::{Date, date};
use serde::Deserialize;
use snapbox::{assert_data_eq, str};

const DAY: Date = date(2026, 11, 22);

fn compared(catalog: &Catalog, names: &str, have: &str, as_of: Date) -> Comparison {
    let items = resolve::resolve_list(catalog, names, as_of).unwrap();
    let have = resolve::holdings(catalog, have, as_of).unwrap();
    let question = CompareQuestion {
        items: &items,
        have: &have,
        as_of,
    };
    compare(&Graph::new(catalog), &question, &|| false)
}

/// What is taken first and why, then the exams of each route.
fn first(catalog: &Catalog, names: &str, have: &str) -> String {
    let comparison = compared(catalog, names, have, DAY);
    let Some(first) = &comparison.first else {
        return "nothing".to_owned();
    };
    let mut printed = format!(
        "{}: {}",
        catalog.name(first.take),
        comparison.reason_text(catalog, first)
    );
    for route in &first.routes {
        let exams = route.to_first.iter().chain(&route.then);
        let exams: Vec<_> = exams.map(|exam| catalog.name(Entry::Exam(*exam))).collect();
        printed = format!("{printed}\n{}", exams.join(" "));
    }
    printed
}

/// What one aspect says of each item.
fn said(catalog: &Catalog, comparison: &Comparison, aspect: &str) -> Vec<String> {
    let aspect = comparison.aspects.iter().find(|one| one.name == aspect);
    let Some(aspect) = aspect else {
        return vec!["-".to_owned(); comparison.items.len()];
    };
    let _ = catalog;
    let printed = aspect.values.iter().map(|cell| match &cell.value {
        Value::Unknown | Value::Nothing => "-".to_owned(),
        Value::Text(text) | Value::Level(_, text) => text.to_string(),
        Value::Texts(texts) => texts.join("; "),
        Value::Date(date) => date.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Price(price) => price.to_string(),
    });
    printed.collect()
}

#[test]
fn what_another_one_needs_comes_first() {
    let shelf = common::shelf("A: {}\nB: {}\na: {requires: A}\nb: {requires: [a, B]}");
    assert_eq!(first(&shelf, "b, a", ""), "a: a is needed for b\nA B\nA B");
}

#[test]
fn one_of_several_ways_into_another_one_comes_first() {
    let shelf = common::shelf(
        "A: {}\nB: {}\nC: {}\na: {requires: A}\nc: {requires: C}\nb: {requires: [{any: [c, a]}, B]}",
    );
    assert_eq!(
        first(&shelf, "b, c", ""),
        "c: c is one of the ways into b\nC B\nA B C"
    );
}

#[test]
fn exams_stand_for_the_certification_that_they_lead_to() {
    let shelf = common::shelf("A: {}\nB: {}\na: {requires: A}\nb: {requires: [a, B]}");
    assert_eq!(
        first(&shelf, "exam:B, exam:A", ""),
        "A: A earns a, needed for b, for which B counts\nA B\nA B"
    );
}

#[test]
fn what_stands_between_is_named() {
    let shelf = common::shelf(
        "A: {}\nB: {}\nC: {}\na: {requires: A}\nb: {requires: [a, B]}\nc: {requires: [b, C]}",
    );
    assert_eq!(
        first(&shelf, "c, a", ""),
        "a: a is needed for b on the way to c\nA B C\nA B C"
    );
}

#[test]
fn a_part_that_is_met_already_requires_nothing() {
    let shelf = common::shelf(
        "A: {}\nB: {}\nC: {}\na: {requires: A}\nc: {requires: C}\nb: {requires: [{any: [c, a]}, B]}",
    );
    assert_eq!(
        first(&shelf, "b, c", "a"),
        "b: nothing else distinguishes them\nB C\nC B"
    );
}

#[test]
fn everything_is_cheapest_with_the_one_that_is_taken_first() {
    // `b` takes X or Y; X is cheaper, but `a` takes Y in any case.
    let shelf = common::shelf(
        "X: {price-usd: 1}\nY: {price-usd: 2}\na: {requires: Y}\nb: {requires: {any: [X, Y]}}",
    );
    assert_eq!(
        first(&shelf, "b, a", ""),
        "a: with a first everything takes 1 exam, 2 USD, course days unknown, otherwise 2 exams, 3 USD, \
         course days unknown\nY\nX Y"
    );
    // `b` may take C too, but with B both are cheapest.
    let shelf = common::shelf(
        "A: {price-usd: 20}\nB: {price-usd: 5}\nC: {price-usd: 10}\n\
         a: {requires: {any: [A, [B, C]]}}\nb: {requires: {any: [B, C]}}",
    );
    assert!(
        first(&shelf, "a, b", "").starts_with("b: with b first everything takes 2 exams, 15 USD")
    );
}

#[test]
fn what_shares_an_exam_and_takes_fewer_lies_on_the_way() {
    let shelf = common::shelf("A: {}\nB: {}\na: {requires: A}\nb: {requires: [A, B]}");
    assert_eq!(
        first(&shelf, "b, a", ""),
        "a: they share A, and a takes less\nA B\nA B"
    );
}

#[test]
fn what_ends_first_is_taken_first() {
    let shelf = common::shelf(
        "A: {retires: 2027-06-30}\nB: {retires: 2027-01}\na: {requires: A}\nb: {requires: B}",
    );
    assert_eq!(
        first(&shelf, "a, b", ""),
        "b: B can be taken until 2027-01 only\nB A\nA B"
    );
}

#[test]
fn what_is_held_or_out_of_reach_is_not_taken_first() {
    let shelf = common::shelf(
        "A: {}\nB: {}\nC: {retires: 2020-01-31, replaced-by: [A]}\n\
         a: {requires: A}\nb: {requires: B}\nc: {requires: C, retires: 2020-01-31, replaced-by: [a]}",
    );
    assert_eq!(first(&shelf, "a, b", "A"), "b: a is held already\nB");
    assert_eq!(
        first(&shelf, "c, b", ""),
        "b: c can no longer be earned, a replaced it; for b: B\nB"
    );
    assert_eq!(first(&shelf, "a, c", "a"), "nothing");
}

#[test]
fn what_cannot_be_earned_yet_or_at_all_is_named_with_that() {
    let shelf = common::shelf(
        "A: {}\nB: {available: 2030-01-01}\na: {requires: A}\nb: {requires: B, available: 2030-01-01}\n\
         c: {requires: none, also-needs: [a course]}\nd: {requires: [b, A]}",
    );
    for (names, text) in [
        ("b, a", "a: b has not begun\nA"),
        ("c, a", "a: c cannot be reached\nA"),
        ("d, a", "a: d has not begun\nA"),
    ] {
        assert_eq!(first(&shelf, names, ""), text, "{names}");
    }
}

#[test]
fn what_distinguishes_nothing_else_is_decided_by_the_lower_cost_or_by_the_order_of_names() {
    let shelf = common::shelf(
        "A: {price-usd: 20}\nB: {price-usd: 10}\nC: {price-usd: 10}\na: {requires: A}\nb: {requires: B}\nc: {requires: C}",
    );
    assert_eq!(first(&shelf, "a, b", ""), "b: b takes less\nB A\nA B");
    assert_eq!(
        first(&shelf, "c, b", ""),
        "c: nothing else distinguishes them\nC B\nB C"
    );
}

#[test]
fn of_three_each_rule_chooses_among_what_is_left() {
    let shelf = common::shelf(
        "A: {}\nB: {}\nC: {retires: 2027-01-31}\na: {requires: A}\nb: {requires: [a, B]}\nc: {requires: C}",
    );
    assert_eq!(
        first(&shelf, "a, b, c", ""),
        "c: a is needed for b; C can be taken until 2027-01-31 only\nC A B\nA C B\nA B C"
    );
}

#[test]
fn items_are_compared_once_and_in_their_order() {
    let shelf = common::shelf("A: {}\nB: {}\na: {requires: A}\nb: {requires: B}");
    let comparison = compared(&shelf, "b, a, b", "", DAY);
    let names: Vec<_> = comparison
        .items
        .iter()
        .map(|item| shelf.name(*item))
        .collect();
    assert_eq!(names, ["b", "a"]);
}

#[test]
fn prerequisites_are_distinguished_from_exams_and_with_their_ways() {
    let shelf = common::shelf(
        "A: {}\nB: {}\nC: {}\nO: {retires: 2020-01-31}\na: {requires: A}\n\
         o: {requires: O, retires: 2020-01-31}\n\
         b: {requires: [{any: [a, o]}, B, {any: [A, C]}], recommends: a}\nc: {requires: unverified}",
    );
    let comparison = compared(&shelf, "a, b, c", "", DAY);
    let said = |aspect| said(&shelf, &comparison, aspect);
    assert_eq!(
        said("requires"),
        ["none", "a (A) or o (retired 2020-01-31)", "-"]
    );
    assert_eq!(said("exams"), ["A", "B and (A or C)", "-"]);
    assert_eq!(said("recommends"), ["-", "a (A)", "-"]);
}

#[test]
fn a_choice_of_exams_is_reported_by_its_least_and_its_most() {
    let shelf = common::shelf(
        "A: {price-usd: 10, minutes: 30}\nB: {price-usd: 20, minutes: 30}\nC: {price-usd: 5}\n\
         a: {requires: [A, {any: [B, C]}]}\nb: {requires: {any: [A, B]}}",
    );
    let comparison = compared(&shelf, "a, b", "", DAY);
    let said = |aspect| said(&shelf, &comparison, aspect);
    assert_eq!(said("price_usd"), ["15 to 30", "10 to 20"]);
    assert_eq!(said("minutes"), ["-", "30"]);
}

#[test]
fn a_row_without_any_value_is_left_out() {
    let shelf = common::shelf("A: {}\nB: {}\na: {requires: A}\nb: {requires: B}");
    let comparison = compared(&shelf, "a, b", "", DAY);
    let names: Vec<&str> = comparison
        .aspects
        .iter()
        .map(|aspect| aspect.name)
        .collect();
    assert!(!names.contains(&"minutes"), "{names:?}");
    assert!(names.contains(&"requires"), "{names:?}");
}

/// Everything that a comparison page of 2021 shown in its table, and what was wrong in it put right.
#[test]
fn az_204_and_az_400_as_they_stood_in_july_2021() {
    let catalog = embedded::catalog();
    let comparison = compared(catalog, "AZ-204, AZ-400", "", date(2021, 7, 13));
    let said = |aspect| said(catalog, &comparison, aspect);
    assert_eq!(said("level"), ["associate", "expert"]);
    assert_eq!(said("role"), ["developer", "devops engineer"]);
    assert_eq!(
        said("requires"),
        [
            "none",
            "azure-administrator-associate (AZ-104) or azure-developer-associate (AZ-204)"
        ]
    );
    assert_eq!(said("recommends"), ["azure-fundamentals (AZ-900)", "-"]);
    assert_eq!(
        said("difficulty"),
        ["medium (rank 2 of 4)", "high (rank 3 of 4)"]
    );
    assert_eq!(
        said("leads_to"),
        ["azure-developer-associate", "devops-engineer-expert"]
    );
    assert_eq!(said("validity"), ["12 months", "12 months"]);
    for aspect in [
        "focus",
        "skills",
        "best_for",
        "lifecycle",
        "price_usd",
        "renewal",
    ] {
        assert!(said(aspect).iter().all(|said| said != "-"), "{aspect}");
    }
    assert_eq!(said("roles"), ["developer", "devops-engineer"]);
    assert_eq!(said("valid_months"), ["12", "12"]);
    let renewal = comparison.aspects.iter();
    let renewal = renewal.filter(|aspect| aspect.name == "renewal");
    let words = renewal.flat_map(|aspect| aspect.values.iter().map(|cell| cell.for_programs()));
    assert!(words.eq(["free-online-assessment"; 2]));
    let first = comparison.first.as_ref().unwrap();
    assert_eq!(catalog.name(first.take), "AZ-204");
    assert_eq!(
        comparison.reason_text(catalog, first),
        "AZ-204 earns azure-developer-associate, one of the ways into devops-engineer-expert, for which AZ-400 counts"
    );
    let exams: Vec<u64> = first.routes.iter().map(|route| route.cost.exams).collect();
    assert_eq!(exams, [2, 3]);
}

#[test]
fn as_a_table() {
    assert_data_eq!(
        run::shelf("compare B-1 M-9 -f table"),
        str![[r#"
ASPECT         B-1                         M-9
Title          Basics of Shelving          Mastery: Shelves, Stacks and Piles
Provider       Shelf Academy               Shelf Academy
Level          basic                       master
Role           shelver                     - shelver
                                           - architect
Prerequisites  none                        shelver
Also needs                                 Two years among shelves
Difficulty     low (rank 1 of 4)           high (rank 3 of 4)
Exams          B-1 or B-2 or B-3 (retired  M-9
               2020-12-31)
Leads to       shelver                     shelf-master
USD            50                          165
Course days    2                           4
Valid          does not expire             12 months
Renewal        none                        passing again
Lifecycle      available                   available

Take B-1 first: B-1 earns shelver, needed for shelf-master, for which M-9 counts
  B-1 first: B-1; then M-9 (2 exams, 215 USD, 6 course days)
  M-9 first: B-1, M-9 (2 exams, 215 USD, 6 course days)
--- exit code 0 ---

"#]]
    );
}

#[test]
fn as_a_table_of_many() {
    assert_data_eq!(
        run::shelf("compare B-1 shelver shelf-master pile-master -f table"),
        str![[r#"
pile-master can no longer be earned, shelf-master replaced it

ASPECT         B-1                         shelver
Title          Basics of Shelving          Shelver
Provider       Shelf Academy               Shelf Academy
Level          basic                       basic
Role           shelver                     shelver
Prerequisites  none                        none
Difficulty     low (rank 1 of 4)           low (rank 1 of 4)
Exams          B-1 or B-2 or B-3 (retired  B-1 or B-2 or B-3 (retired
               2020-12-31)                 2020-12-31)
Leads to       shelver
USD            50                          50 to 70.50
Course days    2                           1 to 2
Valid          does not expire             does not expire
Renewal        none                        none
Lifecycle      available                   available

ASPECT         shelf-master             pile-master
Title          Master                   Pile Master
Provider       Shelf Academy            Shelf Academy
Level          master                   master
Role           - shelver                architect
               - architect
Prerequisites  shelver                  shelver
Also needs     Two years among shelves
Difficulty     high (rank 3 of 4)       high (rank 3 of 4)
Exams          M-9                      P-3 (retired 2021-06-30)
USD            165                      165
Course days    4                        ?
Valid          12 months                12 months
Renewal        passing again            passing again
Lifecycle      available                retired, last day 2021-06-30, replaced
                                        by shelf-master

Take B-1 first: B-1 is one of the ways into shelver; B-1 earns shelver, needed
  for shelf-master
  B-1 first: B-1; then M-9 (2 exams, 215 USD, 6 course days)
  shelver first: B-1; then M-9 (2 exams, 215 USD, 6 course days)
  shelf-master first: B-1, M-9 (2 exams, 215 USD, 6 course days)
--- exit code 0 ---

"#]]
    );
}

#[test]
fn as_tsv_which_is_a_pipe_s_default() {
    assert_data_eq!(
        run::shelf("compare shelver shelf-master"),
        str![[r#"
title	Shelver	Master
provider	shelf	shelf
level	basic	master
role	shelver	shelver,architect
requires	none	shelver
also_needs		Two years among shelves
difficulty	low (rank 1 of 4)	high (rank 3 of 4)
exams	B-1 or B-2 or B-3 (retired 2020-12-31)	M-9
price_usd	50 to 70.50	165
course_days	1 to 2	4
validity	does not expire	12 months
renewal	none	retake
lifecycle	available	available
url	https://shelf.example/shelver	https://shelf.example/master
roles	shelver	shelver,architect
valid_months		12
take_first	yes	
reason	shelver is needed for shelf-master	
--- exit code 0 ---

"#]]
    );
}

#[test]
fn as_csv() {
    assert_data_eq!(
        run::shelf("compare B-1 B-2 -f csv"),
        str![[r#"
aspect,B-1,B-2
title,Basics of Shelving,Basics of Stacking
provider,shelf,shelf
level,basic,basic
role,shelver,shelver
requires,none,none
difficulty,low (rank 1 of 4),low (rank 1 of 4)
exams,B-1 or B-2 or B-3 (retired 2020-12-31),B-1 or B-2 or B-3 (retired 2020-12-31)
leads_to,shelver,shelver
price_usd,50,70.5
course_days,2,1
validity,does not expire,does not expire
renewal,none,none
lifecycle,available,"retiring, last day 2027-01-31, replaced by B-1"
url,https://shelf.example/exams/b-1,https://shelf.example/exams/b-2
roles,shelver,shelver
take_first,,yes
reason,,B-2 can be taken until 2027-01-31 only
--- exit code 0 ---

"#]]
    );
}

/// What the answer is promised to be.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Answer {
    schema_version: u32,
    catalog: serde_json::Value,
    as_of: String,
    items: Vec<String>,
    aspects: Vec<Aspect>,
    gone: Vec<String>,
    first: Option<First>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Aspect {
    aspect: String,
    values: Vec<serde_json::Value>,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct First {
    take: String,
    reason: String,
    routes: Vec<Route>,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Route {
    first: String,
    exams: Vec<String>,
    then: Vec<String>,
    price_usd: Option<f64>,
    course_days: Option<u64>,
}

#[test]
fn as_json() {
    let printed = run::shelf("compare shelver shelf-master --have B-2@2026-10-01 -f json");
    let answer = printed.strip_suffix("--- exit code 0 ---\n").unwrap();
    let answer: Answer = serde_json::from_str(answer).unwrap();
    assert_eq!(answer.schema_version, 1);
    assert_eq!(answer.as_of, DAY.to_string());
    assert_eq!(answer.catalog["checked"], "2026-10-01");
    assert_eq!(answer.items, ["shelver", "shelf-master"]);
    assert!(answer.gone.is_empty(), "{:?}", answer.gone);
    let values = |name: &str| {
        let aspect = answer.aspects.iter().find(|aspect| aspect.aspect == name);
        serde_json::to_string(&aspect.unwrap().values).unwrap()
    };
    assert_eq!(values("role"), r#"["shelver",["shelver","architect"]]"#);
    assert_eq!(values("price_usd"), r#"["50 to 70.50",165]"#);
    assert_eq!(values("course_days"), r#"["1 to 2",4]"#);
    assert_eq!(values("also_needs"), r#"[null,"Two years among shelves"]"#);
    let route = Route {
        first: "shelf-master".to_owned(),
        exams: vec!["M-9".to_owned()],
        then: Vec::new(),
        price_usd: Some(165.0),
        course_days: Some(4),
    };
    assert_eq!(
        answer.first,
        Some(First {
            take: "shelf-master".to_owned(),
            reason: "shelver is held already".to_owned(),
            routes: vec![route],
        })
    );
}

#[test]
fn as_markdown() {
    assert_data_eq!(
        run::shelf("compare shelver shelf-master -f markdown"),
        str![[r#"
| Aspect | shelver | shelf-master |
| --- | --- | --- |
| Title | Shelver | Master |
| Provider | Shelf Academy | Shelf Academy |
| Level | basic | master |
| Role | shelver | - shelver<br>- architect |
| Prerequisites | none | shelver |
| Also needs |  | Two years among shelves |
| Difficulty | low (rank 1 of 4) | high (rank 3 of 4) |
| Exams | B-1 or B-2 or B-3 (retired 2020-12-31) | M-9 |
| USD | 50 to 70.50 | 165 |
| Course days | 1 to 2 | 4 |
| Valid | does not expire | 12 months |
| Renewal | none | passing again |
| Lifecycle | available | available |

**Take shelver first:** shelver is needed for shelf-master

- shelver first: B-1; then M-9 (2 exams, 215 USD, 6 course days)
- shelf-master first: B-1, M-9 (2 exams, 215 USD, 6 course days)
--- exit code 0 ---

"#]]
    );
}

#[test]
fn as_ids_the_first_to_take_on_top() {
    assert_data_eq!(
        run::shelf("compare shelf-master shelver -f ids"),
        str![[r#"
shelver
shelf-master
--- exit code 0 ---

"#]]
    );
}

#[test]
fn one_name_is_no_comparison() {
    assert_data_eq!(
        run::shelf("compare B-1 b1"),
        str![[r#"
--- stderr ---
error: there is nothing to compare with
hint: name two or more
--- exit code 2 ---

"#]]
    );
    assert_data_eq!(
        run::shelf("compare ,"),
        str![[r#"
--- stderr ---
error: there is nothing to compare with
hint: name two or more
--- exit code 2 ---

"#]]
    );
}

#[test]
fn what_can_no_longer_be_taken_is_said_first_with_the_way_that_remains() {
    let catalog = embedded::catalog();
    let comparison = compared(catalog, "AZ-204,AZ-400", "", date(2026, 11, 26));
    assert_eq!(
        comparison.gone_text(catalog).unwrap(),
        "AZ-204 can no longer be taken, AI-200 replaced it; for AZ-400: AZ-104, then AZ-400"
    );
    let ids: Vec<Value<'_>> = comparison
        .in_order(catalog)
        .rows
        .into_iter()
        .map(|mut row| row.cells.remove(0).value)
        .collect();
    assert_eq!(ids, [Value::Text("AZ-400".into())]);
}
