//! `next`: what is within reach, in which order, and how it is written.

#![allow(clippy::unwrap_used, clippy::needless_raw_string_hashes)]

mod common;
#[path = "cli/run.rs"]
#[allow(dead_code, reason = "each test uses a part of it")]
mod run;

use std::collections::BTreeSet;

use certpath::{
    Catalog, CertIndex, Entry, ExamIndex, Graph, Holding, Next, NextQuestion, Request, embedded,
    next, plan, resolve,
};
use jiff::civil::{Date, date};
use proptest::prelude::*;
use snapbox::{assert_data_eq, str};

const DAY: Date = date(2026, 11, 22);

fn answered(catalog: &Catalog, have: &[Holding], as_of: Date, within: usize) -> Next {
    let candidates: Vec<CertIndex> = catalog.certification_indices().collect();
    let question = NextQuestion {
        have,
        as_of,
        candidates: &candidates,
        within,
    };
    next(&Graph::new(catalog), &question, &|| false)
}

/// A line for each: its name, its exams and what it opens.
fn printed(catalog: &Catalog, have: &str) -> Vec<String> {
    let have = resolve::holdings(catalog, have, DAY).unwrap();
    let name = |index: &CertIndex| catalog.name(Entry::Certification(*index)).to_string();
    let within_reach = answered(catalog, &have, DAY, 2).within_reach;
    let line = within_reach.iter().map(|within| {
        let exams = within.steps.iter();
        let exams: Vec<_> = exams
            .map(|step| catalog.name(Entry::Exam(step.exam)))
            .collect();
        let mut line = format!("{}: {}", name(&within.certification), exams.join(" "));
        if !within.opens.is_empty() {
            let opens: Vec<String> = within.opens.iter().map(name).collect();
            line = format!("{line}, opens {}", opens.join(" "));
        }
        line
    });
    line.collect()
}

#[test]
fn one_exam_comes_before_two_and_the_cheaper_before_the_dearer() {
    let shelf = common::shelf(
        "A: {price-usd: 30}\nB: {price-usd: 20}\nC: {price-usd: 1}\nD: {price-usd: 1}\nE: {}\n\
         a: {requires: A}\nb: {requires: B}\ncd: {requires: [C, D]}\ne: {requires: E}\nabc: {requires: [A, B, C]}",
    );
    assert_eq!(
        printed(&shelf, ""),
        [
            "b: B, opens abc",
            "a: A, opens abc",
            "e: E",
            "cd: C D, opens abc"
        ]
    );
}

#[test]
fn what_is_held_is_not_within_reach_but_what_it_leads_to_is() {
    let shelf = common::shelf(
        "A: {}\nB: {}\nC: {}\na: {requires: A}\nb: {requires: [a, B]}\nc: {requires: [b, C]}\nd: {requires: [c, A]}",
    );
    assert_eq!(
        printed(&shelf, ""),
        ["a: A, opens b d", "b: A B, opens c d"]
    );
    assert_eq!(
        printed(&shelf, "A"),
        ["b: B, opens c", "c: B C", "d: B C"],
        "what falls out on the way is not opened"
    );
}

#[test]
fn a_prerequisite_that_is_met_in_another_way_is_not_opened_again() {
    let shelf = common::shelf(
        "A: {}\nB: {}\nC: {}\na: {requires: A}\nb: {requires: B}\nc: {requires: [{any: [a, b]}, C]}",
    );
    assert_eq!(printed(&shelf, "a"), ["b: B", "c: C"]);
}

#[test]
fn what_an_exam_requires_before_one_may_sit_it_is_opened_too() {
    let shelf = common::shelf("A: {}\nB: {requires: a}\na: {requires: A}\nb: {requires: B}");
    assert_eq!(printed(&shelf, ""), ["a: A, opens b", "b: A B"]);
}

#[test]
fn what_has_lapsed_or_retired() {
    let shelf = common::shelf(
        "A: {}\nB: {retires: 2025-01-31}\na: {requires: A, valid-months: 12}\nb: {requires: B, retires: 2025-01-31}",
    );
    let have = resolve::holdings(&shelf, "a@2024-01-01", DAY).unwrap();
    let next = answered(&shelf, &have, DAY, 2);
    assert_eq!(next.within_reach.len(), 1);
    assert!(next.within_reach[0].lapsed);
    assert_eq!(next.warnings.len(), 1);
}

/// Nothing within reach is overlooked, and what is reported is what the planner says.
#[test]
fn it_is_what_planning_every_certification_gives() {
    let catalog = embedded::catalog();
    let graph = Graph::new(catalog);
    let holdings = [
        "",
        "AZ-204@2025-01-01, AZ-900",
        "cert:cka@2021-01-01, kcna, kcsa",
        "SC-300, AZ-303, AZ-104@2026-06-30, ccna",
    ];
    for have in holdings {
        for as_of in [DAY, date(2027, 6, 1)] {
            let have = resolve::holdings(catalog, have, as_of).unwrap();
            let all = planned(&graph, &have, as_of);
            for within in 0..4 {
                let mut near = all.clone();
                near.retain(|(_, exams)| exams.len() <= within);
                assert_eq!(
                    found(catalog, &have, as_of, within),
                    near,
                    "{have:?} {as_of}"
                );
            }
        }
    }
}

/// Every certification that is not held and can be reached, with its exams.
fn planned(graph: &Graph<'_>, have: &[Holding], as_of: Date) -> Vec<(CertIndex, Vec<ExamIndex>)> {
    let all = graph.catalog().certification_indices();
    let exams = all.filter_map(|index| {
        let request = Request {
            have: have.to_vec(),
            want: vec![Entry::Certification(index)],
            ..Request::new(as_of)
        };
        let answer = plan(graph, &request, &|| false).ok()?;
        let exams = answer.plans[0].steps.iter().map(|step| step.exam);
        Some((index, exams.collect::<Vec<_>>()))
    });
    exams.filter(|(_, exams)| !exams.is_empty()).collect()
}

/// What is within reach, in the order of the catalog.
fn found(
    catalog: &Catalog,
    have: &[Holding],
    as_of: Date,
    within: usize,
) -> Vec<(CertIndex, Vec<ExamIndex>)> {
    let within_reach = answered(catalog, have, as_of, within).within_reach;
    let exams = within_reach.iter().map(|one| {
        let exams = one.steps.iter().map(|step| step.exam);
        (one.certification, exams.collect())
    });
    let mut found: Vec<_> = exams.collect();
    found.sort_unstable();
    found
}

/// A requirement over names that come before, as YAML.
fn requirement() -> impl Strategy<Value = (u8, Vec<usize>)> {
    (
        0..4_u8,
        prop::collection::vec(any::<prop::sample::Index>(), 1..4),
    )
        .prop_map(|(kind, members)| {
            (
                kind,
                members.iter().map(|index| index.index(1000)).collect(),
            )
        })
}

/// A catalog of exams and of certifications, each of which requires names that come before it.
fn lines(requirements: &[(u8, Vec<usize>)]) -> String {
    const EXAMS: usize = 5;
    let name = |place: usize| match place {
        0..EXAMS => format!("E-{place}"),
        place => format!("c{}", place - EXAMS),
    };
    let mut lines = String::new();
    for place in 0..EXAMS {
        let (name, price) = (name(place), 1 + place % 3);
        lines = format!("{lines}{name}: {{price-usd: {price}}}\n");
    }
    for (place, (kind, members)) in (EXAMS..).zip(requirements) {
        let members: BTreeSet<String> = members.iter().map(|member| name(member % place)).collect();
        let list: Vec<String> = members.iter().cloned().collect();
        let list = list.join(", ");
        let requires = match kind {
            0 => format!("[{list}]"),
            1 => format!("{{any: [{list}]}}"),
            2 if members.len() > 1 => format!("{{at-least: 2, of: [{list}]}}"),
            _ => format!("[E-{}, {{any: [{list}]}}]", place % EXAMS),
        };
        lines = format!("{lines}{}: {{requires: {requires}}}\n", name(place));
    }
    lines
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_within_reach_is_overlooked_in_random_catalogs(
        requirements in prop::collection::vec(requirement(), 1..10),
        held in prop::collection::vec(0..8_usize, 0..3),
        within in 0..4_usize,
    ) {
        let shelf = common::shelf(&lines(&requirements));
        let names = held.iter().filter(|place| **place < requirements.len());
        let names: Vec<String> = names.map(|place| format!("c{place}")).collect();
        let have = resolve::holdings(&shelf, &names.join(","), DAY).unwrap();
        let mut all = planned(&Graph::new(&shelf), &have, DAY);
        all.retain(|(_, exams)| exams.len() <= within);
        let mut found = found(&shelf, &have, DAY, within);
        // What is further away may put exams in order in a plan, and is not looked at here.
        for (_, exams) in all.iter_mut().chain(&mut found) {
            exams.sort_unstable();
        }
        prop_assert_eq!(found, all);
    }
}

#[test]
fn as_a_table() {
    assert_data_eq!(
        run::shelf("next -f table"),
        str![[r#"
CERTIFICATION  TITLE    EXAMS  USD  LEVEL   DAYS
One exam away
shelver        Shelver  B-1     50  basic      2
               opens shelf-master

Two exams away
shelf-master   Master   B-1    215  master     6
                        M-9
               also needs: Two years among shelves

2 certifications within reach
--- exit code 0 ---

"#]]
    );
}

#[test]
fn as_tsv_which_is_a_pipe_s_default() {
    assert_data_eq!(
        run::shelf("next --have B-1"),
        str![[r#"
shelf-master	Shelf Certified: Master	M-9	165	shelf	master	4			https://shelf.example/master		Two years among shelves			
--- exit code 0 ---

"#]]
    );
}

#[test]
fn as_csv() {
    assert_data_eq!(
        run::shelf("next -f csv"),
        str![[r#"
id,title,exams,price_usd,provider,level,course_days,retires,opens,url,earn_by,also_needs,held,held_until,lapsed
shelver,Shelf Certified: Shelver,B-1,50,shelf,basic,2,,shelf-master,https://shelf.example/shelver,,,,,
shelf-master,Shelf Certified: Master,"B-1,M-9",215,shelf,master,6,,,https://shelf.example/master,,Two years among shelves,,,
--- exit code 0 ---

"#]]
    );
}

#[test]
fn as_json() {
    assert_data_eq!(
        run::shelf("next --have B-1 -f json"),
        str![[r#"
{
  "schema_version": 1,
  "catalog": {
    "version": "0.2.0",
    "checked": "2026-10-01"
  },
  "as_of": "2026-11-22",
  "have": [
    "B-1"
  ],
  "next": [
    {
      "id": "shelf-master",
      "title": "Shelf Certified: Master",
      "exams": [
        "M-9"
      ],
      "price_usd": 165,
      "provider": "shelf",
      "level": "master",
      "course_days": 4,
      "retires": null,
      "earn_by": null,
      "opens": [],
      "also_needs": [
        "Two years among shelves"
      ],
      "held": false,
      "held_until": null,
      "lapsed": false,
      "url": "https://shelf.example/master"
    }
  ],
  "more": 0,
  "complete": true,
  "warnings": []
}
--- exit code 0 ---

"#]]
    );
}

#[test]
fn as_markdown() {
    assert_data_eq!(
        run::shelf("next -f markdown"),
        str![[r#"
| Certification | Title | Exams | USD | Level | Days | Opens |
| --- | --- | --- | ---: | --- | ---: | --- |
| [shelver](https://shelf.example/shelver) | Shelver | B-1 | 50 | basic | 2 | shelf-master |
| [shelf-master](https://shelf.example/master) | Master | B-1, M-9 | 215 | master | 6 |  |
--- exit code 0 ---

"#]]
    );
}

#[test]
fn as_ids() {
    assert_data_eq!(
        run::shelf("next -f ids"),
        str![[r#"
shelver
shelf-master
--- exit code 0 ---

"#]]
    );
}

#[test]
fn by_level_role_provider_and_distance() {
    assert_data_eq!(
        run::shelf("next --level master -f ids"),
        str![[r#"
shelf-master
--- exit code 0 ---

"#]]
    );
    assert_data_eq!(
        run::shelf("next --role shelver --within 1 -f ids"),
        str![[r#"
shelver
--- exit code 0 ---

"#]]
    );
    assert_data_eq!(
        run::shelf("next --provider shlf"),
        str![[r#"
--- stderr ---
error: no provider is called `shlf`
hint: did you mean `shelf`?
--- exit code 2 ---

"#]]
    );
}

#[test]
fn nothing_is_an_answer_too() {
    assert_data_eq!(
        run::shelf("next --have shelf-master -f table"),
        str![[r#"
shelf-master counts for M-9, shelver
Nothing is within reach
--- exit code 0 ---

"#]]
    );
}
