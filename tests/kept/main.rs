//! How long holdings count: each sentence of the rules on time, with a small catalog of its own.

#![allow(clippy::unwrap_used)]

#[path = "../common/mod.rs"]
mod common;
mod ends;
mod renewal;

use certpath::{
    Answer, Catalog, Entry, Graph, Kind, Request, Trait, Wanted, Warning, embedded, plan, resolve,
};
use common::{Ask, shelf, standing};
use jiff::civil::date;

/// Whether `low` counts on a day, and until when.
#[track_caller]
fn low(catalog: &Catalog, have: &str, day: &str) -> String {
    stands(catalog, have, "low", day)
}

#[track_caller]
fn stands(catalog: &Catalog, have: &str, name: &str, day: &str) -> String {
    standing(&Graph::new(catalog), have, name, day, "end unknown")
}

/// `low` by exam `A`, kept in one way.
fn kept(way: &str) -> Catalog {
    shelf(&format!(
        "A: {{}}\nB: {{}}\nC: {{}}\nlow: {{requires: A, renewal: [{way}]}}\nmid: {{requires: B, renewal: none}}\n\
         high: {{requires: C, renewal: none}}\ngoal: {{requires: [low, C], level: top}}"
    ))
}

/// A plan for `goal` on 2026-11-22.
#[track_caller]
fn planned(catalog: &Catalog, have: &str) -> Answer {
    let ask = Ask {
        have,
        want: "goal",
        ..Ask::default()
    };
    ask.ask(catalog).unwrap()
}

/// The warnings about `subject`, as `code: message`.
fn warned(catalog: &Catalog, warnings: &[Warning], subject: &str) -> Vec<String> {
    let about = warnings
        .iter()
        .filter(|warning| catalog.name(warning.subject) == subject);
    about
        .map(|warning| format!("{:?}: {}", warning.code, warning.message))
        .collect()
}

#[test]
fn a_stated_end_wins_earlier_or_later() {
    let shelf = kept("{by: retake}");
    for (have, answer) in [
        ("low@2026-01-10..2026-02-01", "no until 2026-02-01"),
        ("low@2020-01-10..2030-02-01", "yes until 2030-02-01"),
        ("low@..2026-12-01", "yes until 2026-12-01"),
        ("low@..2026-11-01", "no until 2026-11-01"),
        ("A@2020-01-10,low@..2027-05-01", "yes until 2027-05-01"),
    ] {
        assert_eq!(low(&shelf, have, "2026-11-22"), answer, "{have}");
    }
}

#[test]
fn a_month_or_a_year_is_its_first_day_as_a_start_and_its_last_as_an_end() {
    let shelf = kept("{by: retake}");
    for (have, answer) in [
        ("low@2026-03", "yes until 2027-03-01"),
        ("low@2026", "yes until 2027-01-01"),
        ("low@2020..2026", "yes until 2026-12-31"),
        ("low@..2027-02", "yes until 2027-02-28"),
    ] {
        assert_eq!(low(&shelf, have, "2026-11-22"), answer, "{have}");
    }
}

#[test]
fn every_way_to_write_a_day_says_the_same() {
    let shelf = kept("{by: retake}");
    for day in [
        "2026-03-16",
        "16 March 2026",
        "16 Mar 2026",
        "Mar 16, 2026",
        "2026/3/16",
        "2026.03.16",
    ] {
        let have = format!("low@{day}");
        assert_eq!(
            low(&shelf, &have, "2026-11-22"),
            "yes until 2027-03-16",
            "{day}"
        );
    }
    for month in ["Mar 2026", "March 2026", "2026-03"] {
        let have = format!("low@{month}");
        assert_eq!(
            low(&shelf, &have, "2026-11-22"),
            "yes until 2027-03-01",
            "{month}"
        );
    }
}

#[test]
fn what_is_no_date_is_an_error_about_the_date() {
    let shelf = kept("{by: retake}");
    for text in ["low@yesterday", "low@2026-02-30"] {
        let error = resolve::holdings(&shelf, text, date(2026, 11, 22)).unwrap_err();
        let error = format!("{error:?}").to_lowercase();
        assert!(error.contains("date"), "{error}");
    }
}

#[test]
fn a_date_that_is_not_known_to_the_day_is_told_where_it_decides() {
    let shelf = kept("{by: retake}");
    let warnings = planned(&shelf, "low@2025-11").warnings;
    let told = warned(&shelf, &warnings, "low").join("\n");
    assert!(told.contains("ImpreciseDate"), "{told}");
    assert!(
        told.contains("on 2025-11-01 takes A and C, on 2025-11-30 C"),
        "both answers: {told}"
    );
    let warnings = planned(&shelf, "low@2026-07").warnings;
    assert_eq!(warned(&shelf, &warnings, "low"), [""; 0]);
}

#[test]
fn a_date_that_the_thing_contradicts_counts_as_said_with_a_warning() {
    let shelf = shelf(
        "A: {available: 2024-03-01, retires: 2025-06-30}\nB: {}\nC: {}\nlow: {requires: B}\n\
         goal: {requires: [{any: [A, B]}, C], level: top}",
    );
    for have in ["A@2024-02-01", "A@2025-07-01", "B@2026-05-01..2026-04-01"] {
        let answer = planned(&shelf, have);
        let name = &have[..1];
        let told = warned(&shelf, &answer.warnings, name).join("\n");
        assert!(told.contains("ImpossibleDate"), "{have}: {told}");
    }
    assert_eq!(
        common::codes(&shelf, &planned(&shelf, "A@2024-02-01").plans[0]),
        "C"
    );
}

#[test]
fn a_certification_dated_after_it_retired_counts_as_said_with_a_warning_unless_something_renews_it()
{
    let shelf = |renewal: &str| {
        shelf(&format!(
            "A: {{}}\nB: {{}}\nC: {{}}\nlow: {{requires: A, retires: 2026-05-31, renewal: {renewal}}}\n\
             goal: {{requires: [{{any: [low, B]}}, C], level: top}}"
        ))
    };
    let told = |shelf: &Catalog, have: &str| {
        let warnings = planned(shelf, have).warnings;
        let told = warned(shelf, &warnings, "low").into_iter();
        let told = told.filter(|line| line.starts_with("ImpossibleDate"));
        told.collect::<Vec<String>>()
    };
    let plain = shelf("retake");
    assert_eq!(
        told(&plain, "low@2026-06-01"),
        [
            "ImpossibleDate: `low` is dated 2026-06-01, after its last day, 2026-05-31; it counts as written"
        ]
    );
    assert_eq!(
        low(&plain, "low@2026-06-01", "2026-11-22"),
        "yes until 2027-06-01"
    );
    assert_eq!(told(&plain, "low@2026-05-31"), [""; 0]);
    assert_eq!(
        told(&plain, "low@2026-01-01,low@2026-06-01"),
        [
            "ImpossibleDate: `low` is dated 2026-06-01 again, when nothing renews it; that day changes nothing"
        ]
    );
    let with_an_end = "low@2026-01-01,low@2026-05-01..2027-06-01";
    assert_eq!(
        told(&plain, with_an_end),
        [""; 0],
        "its end is what changes"
    );
    let for_life = common::shelf(
        "A: {}\nC: {}\nlow: {requires: A, level: top}\ngoal: {requires: [low, C], level: top}",
    );
    assert_eq!(told(&for_life, "low@2026-01-01,low@2026-05-01"), [""; 0]);
    let by_exam = shelf("[{by: {pass: B}}]");
    assert_eq!(told(&by_exam, "low@2026-06-01"), [""; 0]);
}

#[test]
fn a_rule_is_fulfilled_in_its_span_only() {
    let shelf = shelf(
        "A: {}\nB: {}\nC: {}\nD: {}\n\
         low: {requires: D, level: top, earlier-rules: [{until: 2022-06-30, requires: [A, B], sources: [here], confidence: high}]}\n\
         goal: {requires: [low, C], level: top}",
    );
    let stays = "A@2022-01-10,B@2022-06-30";
    assert_eq!(common::codes(&shelf, &planned(&shelf, stays).plans[0]), "C");
    let late = planned(&shelf, "A@2022-01-10,B@2022-07-01");
    assert_eq!(common::codes(&shelf, &late.plans[0]), "D C");
    let unused = late.unused.iter();
    let unused: Vec<String> = unused
        .map(|unused| format!("{:?}", unused.reason))
        .collect();
    assert_eq!(unused, ["RuleEnded", "RuleEnded"]);
    let undated = planned(&shelf, "A,B");
    assert_eq!(
        common::codes(&shelf, &undated.plans[0]),
        "C",
        "it may have been completed on one of the days on which it could be"
    );
}

#[test]
fn passes_of_2022_with_one_of_2023_make_no_administrator() {
    let ask = Ask {
        have: "MS-100@2022-05-01,MS-101@2022-06-01,SC-300@2023-11-10",
        want: "m365-administrator-expert",
        as_of: "2024-01-01",
        ..Ask::default()
    };
    assert_eq!(ask.exams(embedded::catalog()), "MS-102");
}

#[test]
fn what_is_held_proves_that_its_parts_were_held_and_renews_none() {
    let shelf = shelf(
        "A: {}\nB: {}\nC: {}\nlow: {requires: A}\nmid: {requires: [low, B]}\ngoal: {requires: [low, C], level: top}",
    );
    assert_eq!(
        low(&shelf, "low@2025-06-01,mid@2026-05-01", "2026-05-15"),
        "yes until 2026-06-01"
    );
    assert_eq!(
        low(&shelf, "low@2025-06-01,mid@2026-05-01", "2026-11-22"),
        "no until 2026-06-01"
    );
    assert_eq!(
        low(&shelf, "mid@2026-05-01", "2026-11-22"),
        "yes until 2027-05-01",
        "taken to be active where what proves it is"
    );
    let warnings = planned(&shelf, "mid@2026-05-01").warnings;
    let told = warned(&shelf, &warnings, "low").join("\n");
    assert!(told.contains("UndatedHolding"), "{told}");
    assert_eq!(
        low(&shelf, "mid@2024-05-01", "2026-11-22"),
        "no until 2025-05-01"
    );
}

/// `c8` is held though its exam begins in 2030 only, and `c9` follows from that: both count as held.
#[test]
fn what_is_held_before_it_can_be_counts_for_what_follows_from_it() {
    let shelf = shelf(
        "E8: {available: 2030-01-01}\nE1: {}\nc8: {requires: E8}\nc9: {requires: {ever: c8}, roles: [r]}\n\
         other: {requires: E1, roles: [r]}",
    );
    assert!(stands(&shelf, "c8", "c9", "2026-11-22").starts_with("yes"));
    let as_of = date(2026, 11, 22);
    let request = Request {
        have: resolve::holdings(&shelf, "c8", as_of).unwrap(),
        want_any: vec![vec![Wanted::Kind(Kind(vec![Trait::Role("r".into())]))]],
        ..Request::new(as_of)
    };
    let answer = plan(&Graph::new(&shelf), &request, &|| false).unwrap();
    assert_eq!(
        common::codes(&shelf, &answer.plans[0]),
        "E1",
        "a new kind of member is wanted"
    );
}

#[test]
fn a_code_with_an_impossible_date_is_no_other_code() {
    let shelf = shelf(
        "A-1: {retires: 2026-05-02}\nA.1: {}\nlow: {requires: A.1}\ngoal: {requires: {any: [A-1, low]}}",
    );
    let have = "A-1@2026-05-31";
    assert_eq!(stands(&shelf, have, "low", "2026-11-22"), "never held");
    let told = warned(&shelf, &planned(&shelf, have).warnings, "A-1").join("\n");
    assert!(told.contains("ImpossibleDate"), "{told}");
}

#[test]
fn an_end_that_is_not_known_to_the_day_is_told_where_it_decides() {
    let shelf = kept("{by: retake}");
    let told = warned(&shelf, &planned(&shelf, "low@..2026-11").warnings, "low").join("\n");
    assert!(told.contains("ImpreciseDate"), "{told}");
    let told = warned(&shelf, &planned(&shelf, "low@..2026-12").warnings, "low").join("\n");
    assert!(!told.contains("ImpreciseDate"), "{told}");
}

#[test]
fn a_pass_that_a_certification_proves_is_no_younger_than_that() {
    let shelf = shelf(
        "CORE: {pass-valid-months: 36}\nB: {}\nC: {}\nlow: {requires: [CORE, B], valid-months: 60}\n\
         goal: {requires: [CORE, C], level: top}",
    );
    for (have, exams) in [("low@2023-11-22", "C"), ("low@2023-11-21", "C CORE")] {
        assert_eq!(
            common::codes(&shelf, &planned(&shelf, have).plans[0]),
            exams,
            "{have}"
        );
    }
}

#[test]
fn a_pass_without_a_date_that_may_have_completed_a_rule_says_so_where_that_matters() {
    let shelf = shelf(
        "A: {pass-valid-months: 12}\nB: {}\nC: {}\nlow: {requires: [A, B]}\ngoal: {requires: [low, C], level: top}",
    );
    let ask = Ask {
        have: "A,B",
        want: "goal",
        ..Ask::default()
    };
    assert_eq!(ask.warnings(&shelf), ["UndatedHolding low"]);
}

#[test]
fn an_end_that_is_said_of_a_later_day_is_the_end_though_it_is_the_earlier() {
    let shelf = kept("{by: retake}");
    let have = "low@2026-01-01..2027-01-01,low@2026-02-01..2026-12-01";
    assert_eq!(low(&shelf, have, "2026-12-01"), "yes until 2026-12-01");
    assert_eq!(low(&shelf, have, "2026-12-15"), "no until 2026-12-01");
}

#[test]
fn an_end_without_a_day_is_that_of_the_latest_day() {
    let shelf = kept("{by: retake}");
    let have = "low@2026-01-10,low@2026-06-10,low@..2026-12-01";
    assert_eq!(low(&shelf, have, "2026-11-22"), "yes until 2026-12-01");
    for have in [
        "low@2026-01-10,low@2026-06-10..2026-09-01,low@..2028-03-01",
        "low@2026-06-10..2026-09-01,low@..2028-03-01",
    ] {
        assert_eq!(low(&shelf, have, "2026-08-01"), "yes until 2026-09-01");
    }
}

#[test]
fn a_pass_without_a_date_completes_nothing_once_no_pass_of_its_exam_can_count() {
    let shelf = shelf(
        "A: {pass-valid-months: 12, retires: 2020-12-31}\nB: {}\nC: {}\nlow: {requires: {any: [[A, B], C]}, level: top}",
    );
    assert_eq!(low(&shelf, "A,B@2021-12-31", "2026-11-22"), "yes for life");
    assert_eq!(low(&shelf, "A,B@2022-01-01", "2026-11-22"), "never held");
}

#[test]
fn a_pass_without_a_date_may_have_completed_a_rule_while_what_else_it_requires_was_active() {
    let shelf = shelf(
        "A: {}\nB: {available: 2024-03-01}\nlow: {requires: A}\ngoal: {requires: [low, B], level: top}",
    );
    let goal = |have| stands(&shelf, have, "goal", "2026-11-22");
    assert_eq!(goal("low@2023-03-01,B"), "yes for life");
    assert_eq!(goal("low@2023-02-28,B"), "never held");
    assert_eq!(goal("low@2026-03-01,B"), "yes for life");
}

#[test]
fn the_earliest_proof_that_something_was_held_counts() {
    let shelf = shelf(
        "A: {available: 2019-01-01}\nB: {pass-valid-months: 12}\nC: {}\nD: {}\nlow: {requires: A}\n\
         one: {requires: [{ever: low}, C]}\ntwo: {requires: [{ever: low}, D]}\n\
         goal: {requires: [{ever: low}, B], level: top}",
    );
    for (have, answer) in [
        ("one@2026-06-10,two@2020-06-10,B@2019-06-10", "yes for life"),
        ("one@2020-06-10,two@2026-06-10,B@2019-06-10", "yes for life"),
        ("low,B@2019-06-10", "yes for life"),
        ("one@2026-06-10,B@2017-12-31", "never held"),
    ] {
        assert_eq!(stands(&shelf, have, "goal", "2026-11-22"), answer, "{have}");
    }
}

#[test]
fn of_two_proofs_that_something_was_held_the_earlier_is_what_helps() {
    let shelf = shelf(
        "A: {}\nB: {}\nC: {}\nD: {}\nlow: {requires: A}\none: {requires: [{ever: low}, C]}\n\
         two: {requires: [{ever: low}, D]}\ngoal: {requires: [{ever: low}, B], level: top}",
    );
    for (have, unused) in [
        (
            "one@2026-06-10,two@2025-12-10",
            "one does not help: nothing wanted requires it",
        ),
        (
            "one@2025-12-10,two@2026-06-10",
            "two does not help: nothing wanted requires it",
        ),
    ] {
        let found = planned(&shelf, have).unused;
        let found: Vec<String> = found.into_iter().map(|unused| unused.text).collect();
        assert_eq!(found, [unused], "{have}");
    }
}

#[test]
fn passes_complete_a_rule_on_the_day_on_which_one_of_them_counted() {
    let shelf = shelf("A: {pass-valid-months: 12}\nB: {}\nlow: {requires: [A, B]}");
    let stands = |have| stands(&shelf, have, "low", "2026-11-22");
    // The pass counts no longer, but did when the other may have been.
    assert_eq!(stands("A@2015-03-01,B"), "yes for life");
    assert_eq!(stands("A@2015-03-01"), "never held");
}

#[test]
fn what_follows_from_a_proof_is_no_younger_than_that() {
    let shelf = shelf(
        "A: {}\nB: {}\nlow: {requires: A}\nmid: {requires: A, valid-months: 24, renewal: [{by: {pass: B}}]}\n\
         high: {requires: [mid, B], valid-months: 24}\nother: {requires: A}",
    );
    let mid = |have, day| stands(&shelf, have, "mid", day);
    assert_eq!(mid("low@2020-12-10", "2022-12-10"), "yes until 2022-12-10");
    assert_eq!(mid("low@2020-12-10", "2026-11-22"), "no until 2022-12-10");
    // What came later may have renewed it, and whatever has no date may have been today.
    assert!(mid("low@2020-12-10,B@2022-06-01", "2026-11-22").starts_with("yes"));
    assert!(mid("low@2020-12-10,B", "2026-11-22").starts_with("yes"));
    assert!(mid("low", "2026-11-22").starts_with("yes"));
    // The later of two proofs counts.
    assert_eq!(
        mid("low@2020-12-10,other@2025-01-10", "2026-11-22"),
        "yes until 2027-01-10"
    );
    let high = |have| stands(&shelf, have, "high", "2026-11-22");
    assert_eq!(high("low@2020-12-10,B@2021-12-10"), "no until 2023-12-10");
    // It ended before the other was passed.
    assert_eq!(high("low@2020-12-10,B@2023-12-10"), "never held");
}

#[test]
fn only_what_a_person_does_is_said_to_have_kept_a_certification_without_an_exam() {
    for (way, kept_it) in [("{by: fee}", true), ("{by: {pass: B}}", false)] {
        let shelf = kept(way);
        let told = warned(&shelf, &planned(&shelf, "low@2020-01-01").warnings, "low").join("\n");
        assert!(told.starts_with("Lapsed: "), "{told}");
        assert_eq!(told.contains("would have kept it"), kept_it, "{told}");
    }
}

#[test]
fn a_choice_in_what_an_exam_requires_is_that_exams() {
    let shelf = shelf("A: {}\nB: {}\nE: {requires: {any: [A, B]}}\ngoal: {requires: E}");
    let answer = planned(&shelf, "");
    let exam = resolve::resolve_list(&shelf, "E", date(2026, 11, 22)).unwrap()[0];
    let choices = answer.plans[0].choices.iter();
    let of: Vec<String> = choices.map(|choice| format!("{:?}", choice.of)).collect();
    assert_eq!(of, [format!("Entry({exam:?})")]);
}

#[test]
fn a_certification_of_a_provider_is_of_no_other() {
    let entry = |name: &str| {
        format!(
            "title: About {name}, page: https://example.org/{name}, sources: [here], checked: 2026-08-01, \
             confidence: high, level: base"
        )
    };
    let file = |provider: &str, exam: &str, held: &str| {
        format!(
            "providers:\n  - {{id: {provider}, name: {provider}, levels: [{{name: base, rank: 1, price-usd: 100, \
             valid-months: 12, renewal: none}}]}}\nprovider: {provider}\nexams:\n  - {{code: {exam}, {}}}\n\
             certifications:\n  - {{id: {held}, requires: {exam}, {}}}\n",
            entry(exam),
            entry(held)
        )
    };
    let (one, other) = (file("first", "A-1", "one"), file("second", "B-1", "other"));
    let catalog = common::catalogs(&[&one, &other]);
    let as_of = date(2026, 11, 22);
    for (name, exams) in [("one", "A-1"), ("other", "B-1")] {
        let entry = resolve::resolve_list(&catalog, name, as_of).unwrap()[0];
        let provider = catalog.facts(entry).provider;
        let request = Request {
            want_any: vec![vec![Wanted::Kind(Kind(vec![Trait::Provider(provider)]))]],
            ..Request::new(as_of)
        };
        let answer = plan(&Graph::new(&catalog), &request, &|| false).unwrap();
        assert_eq!(common::codes(&catalog, &answer.plans[0]), exams, "{name}");
    }
}

/// What the exam `code` is taken for.
fn why(catalog: &Catalog, answer: &Answer, code: &str) -> Vec<String> {
    let mut steps = answer.plans[0].steps.iter();
    let step = steps.find(|step| &*catalog.exam(step.exam).code == code);
    let why = step.unwrap().why.iter();
    why.map(|entry| catalog.name(*entry).to_string()).collect()
}

#[test]
fn the_exam_that_brings_a_certification_back_is_taken_for_that() {
    let shelf = shelf(
        "A: {}\nB: {}\nC: {}\nD: {}\nearly: {requires: C, renewal: [{by: {pass: D}, lapsed: true}]}\n\
         low: {requires: [A, D], renewal: [{by: {pass: B}, lapsed: true}]}\n\
         zulu: {requires: C, renewal: [{by: {pass: D}, lapsed: true}]}\ngoal: {requires: [low, C], level: top}",
    );
    let answer = planned(&shelf, "low@2020-01-01");
    assert_eq!(common::codes(&shelf, &answer.plans[0]), "B C");
    assert_eq!(why(&shelf, &answer, "B"), ["low", "goal"]);
}

#[test]
fn of_a_long_chain_an_exam_names_both_ends() {
    let chain = (1..40).map(|number| format!("c{number:02}: {{requires: c{:02}}}", number - 1));
    let chain: Vec<String> = chain.collect();
    let catalog = format!("A: {{}}\nc00: {{requires: A}}\n{}", chain.join("\n"));
    let shelf = shelf(&catalog);
    let ask = Ask {
        want: "c39",
        ..Ask::default()
    };
    let answer = ask.ask(&shelf).unwrap();
    assert!(answer.optimal && answer.bound.is_none());
    let why = why(&shelf, &answer, "A");
    assert_eq!(
        why.join(" "),
        "c00 c01 c02 c03 c04 c05 c06 c07 c32 c33 c34 c35 c36 c37 c38 c39"
    );
}

#[test]
fn what_ends_soon_and_nothing_prolongs_is_said_without_advice() {
    let shelf = shelf("A: {}\nmid: {requires: A, renewal: none}");
    let ask = Ask {
        have: "mid@2025-12-20",
        want: "mid",
        ..Ask::default()
    };
    let warnings = ask.ask(&shelf).unwrap().warnings;
    assert_eq!(
        warned(&shelf, &warnings, "mid"),
        ["LapsesSoon: `mid` counts until 2026-12-20"]
    );
}

#[test]
fn a_title_that_lasts_with_its_parts_ends_sooner_where_one_of_them_does() {
    let shelf = shelf(
        "A: {}\nB: {}\nlow: {requires: B}\ntitle: {requires: [low, A], level: top, lasts: {with: parts}}",
    );
    let have = "low@2026-01-10,title@2026-02-10,low@2026-03-10..2026-06-10";
    let title = |day| stands(&shelf, have, "title", day);
    assert_eq!(title("2026-06-10"), "yes until 2026-06-10");
    assert_eq!(title("2026-06-11"), "no until 2026-06-10");
}

#[test]
fn of_two_that_prove_a_certification_the_later_says_until_when() {
    let shelf = shelf(
        "A: {}\nB: {}\nlow: {requires: A, renewal: none}\none: {requires: [low, B]}\ntwo: {requires: [low, B]}",
    );
    for have in [
        "one@2025-10-10,two@2026-06-10",
        "one@2026-06-10,two@2025-10-10",
    ] {
        assert_eq!(low(&shelf, have, "2026-11-22"), "yes until 2027-06-10");
    }
}

#[test]
fn what_was_ever_held_may_still_be_by_what_is_passed() {
    let shelf = shelf("A: {}\nB: {}\nlow: {requires: A}\nhigh: {requires: [{ever: low}, B]}");
    assert!(low(&shelf, "A,high", "2026-11-22").starts_with("yes"));
}

#[test]
fn no_exam_is_taken_for_a_rule_that_has_ended() {
    let shelf = shelf(
        "A: {}\nB: {}\none: {requires: B, earlier-rules: [{until: 2020-12-31, requires: A}]}\ntwo: {requires: A}",
    );
    let ask = Ask {
        want: "one,two",
        ..Ask::default()
    };
    let answer = ask.ask(&shelf).unwrap();
    assert_eq!(why(&shelf, &answer, "A"), ["two"]);
    assert_eq!(why(&shelf, &answer, "B"), ["one"]);
}
