//! How long holdings count: each sentence of the rules on time, with a small catalog of its own.

#![allow(clippy::unwrap_used)]

mod common;

use certpath::{
    Answer, Catalog, End, Entry, Graph, Kind, Request, State, Timeline, Trait, Wanted, Warning,
    embedded, plan, resolve,
};
use common::{Ask, shelf};
use jiff::civil::{Date, date};

/// Whether `low` counts on a day, and until when.
#[track_caller]
fn low(catalog: &Catalog, have: &str, day: &str) -> String {
    stands(catalog, have, "low", day)
}

#[track_caller]
fn stands(catalog: &Catalog, have: &str, name: &str, day: &str) -> String {
    let graph = Graph::new(catalog);
    let day: Date = day.parse().unwrap();
    let have = resolve::holdings(catalog, have, day).unwrap();
    let Entry::Certification(index) = resolve::resolve_list(catalog, name, day).unwrap()[0] else {
        panic!("{name} is an exam");
    };
    let timeline = Timeline::new(&graph, &have, day);
    let Some(standing) = timeline.standing(index) else {
        return "never held".to_owned();
    };
    let counts = match standing.state {
        State::Active => "yes",
        State::Lapsed => "no",
    };
    match standing.until {
        End::Day(last) => format!("{counts} until {last}"),
        End::Never => format!("{counts} for life"),
        End::Unknown => format!("{counts}, end unknown"),
    }
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

#[test]
fn each_effect_sets_its_last_day() {
    for (way, have, answer) in [
        (
            "{by: credits, effect: extend}",
            "low@2025-12-01,low@2026-06-01",
            "yes until 2027-12-01",
        ),
        (
            "{by: credits, effect: extend, months: 36}",
            "low@2025-12-01,low@2026-06-01",
            "yes until 2029-12-01",
        ),
        (
            "{by: retake}",
            "low@2025-12-01,low@2026-06-01",
            "yes until 2027-06-01",
        ),
        (
            "{by: module, effect: fixed}",
            "low@2025-12-01,low@2026-06-01",
            "yes, end unknown",
        ),
        (
            "{by: {pass: B}}",
            "low@2025-12-01,B@2026-06-01",
            "yes until 2027-06-01",
        ),
        (
            "{by: {earn: mid}, effect: align}",
            "low@2025-12-01,mid@2026-06-01..2028-01-01",
            "yes until 2028-01-01",
        ),
        (
            "{by: {earn: mid}, effect: align}",
            "low@2025-12-01,mid@2026-06-01..2026-07-01",
            "yes until 2026-12-01",
        ),
        (
            "{by: retake, months: 3}",
            "low@2025-12-01,low@2026-06-01",
            "yes until 2026-12-01",
        ),
    ] {
        assert_eq!(low(&kept(way), have, "2026-11-22"), answer, "{way} {have}");
    }
}

#[test]
fn a_way_works_in_its_window_its_grace_and_its_span() {
    for (way, have, answer) in [
        (
            "{by: retake, window: 6}",
            "low@2025-12-01,low@2026-05-31",
            "yes until 2026-12-01",
        ),
        (
            "{by: retake, window: 6}",
            "low@2025-12-01,low@2026-06-01",
            "yes until 2027-06-01",
        ),
        (
            "{by: retake, window: 60d}",
            "low@2025-12-01,low@2026-10-01",
            "yes until 2026-12-01",
        ),
        (
            "{by: retake, window: 60d}",
            "low@2025-12-01,low@2026-10-02",
            "yes until 2027-10-02",
        ),
        (
            "{by: retake}",
            "low@2025-06-01,low@2026-06-02",
            "no until 2026-06-01",
        ),
        (
            "{by: retake, grace: 30d}",
            "low@2025-06-01,low@2026-07-01",
            "yes until 2027-07-01",
        ),
        (
            "{by: retake, grace: 30d}",
            "low@2025-06-01,low@2026-07-02",
            "no until 2026-06-01",
        ),
        (
            "{by: retake, lapsed: true}",
            "low@2020-06-01,low@2026-07-02",
            "yes until 2027-07-02",
        ),
        (
            "{by: retake, from: 2026-06-02}",
            "low@2025-12-01,low@2026-06-01",
            "yes until 2026-12-01",
        ),
        (
            "{by: retake, until: 2026-05}",
            "low@2025-12-01,low@2026-06-01",
            "yes until 2026-12-01",
        ),
    ] {
        assert_eq!(low(&kept(way), have, "2026-11-22"), answer, "{way} {have}");
    }
    let in_grace = "{by: retake, grace: 30d}";
    assert_eq!(
        low(&kept(in_grace), "low@2025-11-01", "2026-11-22"),
        "no until 2026-11-01",
        "it is not active meanwhile"
    );
}

#[test]
fn a_day_on_which_nothing_renews_is_told_and_changes_nothing() {
    let shelf = kept("{by: retake, window: 6}");
    let answer = planned(&shelf, "low@2026-03-01,low@2026-04-01");
    let told = warned(&shelf, &answer.warnings, "low").join("\n");
    assert!(told.contains("ImpossibleDate"), "{told}");
    assert_eq!(
        low(&shelf, "low@2026-03-01,low@2026-04-01", "2026-11-22"),
        "yes until 2027-03-01"
    );
}

#[test]
fn the_first_open_way_that_a_person_does_is_taken() {
    let shelf = kept(
        "{by: {pass: B}, effect: extend}, {by: course, window: 1, months: 60}, {by: fee, effect: extend}, {by: retake}",
    );
    assert_eq!(
        low(&shelf, "low@2025-12-01,low@2026-06-01", "2026-11-22"),
        "yes until 2027-12-01"
    );
}

#[test]
fn renewals_follow_from_one_another() {
    let shelf = shelf(
        "A: {}\nB: {}\nC: {}\nlow: {requires: A, renewal: [{by: {earn: mid}}]}\n\
         mid: {requires: B, renewal: [{by: {earn: high}}]}\nhigh: {requires: C, renewal: none}",
    );
    assert_eq!(
        low(
            &shelf,
            "low@2025-12-01,mid@2025-12-20,high@2026-11-01",
            "2026-11-22"
        ),
        "yes until 2027-11-01"
    );
    assert_eq!(
        low(
            &shelf,
            "low@2025-01-01,mid@2026-01-02,high@2026-11-01",
            "2026-11-22"
        ),
        "no until 2026-01-01",
        "only while active"
    );
}

#[test]
fn the_nearest_renewal_wins_whole() {
    let shelf = shelf("A: {}\nlow: {requires: A, renewal: none}");
    assert_eq!(
        low(&shelf, "low@2025-12-01,low@2026-06-01", "2026-11-22"),
        "yes until 2026-12-01"
    );
}

#[test]
fn nothing_that_a_person_does_renews_what_is_retired() {
    let shelf = shelf(
        "A: {retires: 2026-05-31}\nB: {}\n\
         low: {requires: A, retires: 2026-05-31, renewal: [{by: fee, effect: extend}, {by: {pass: B}}]}",
    );
    assert_eq!(
        low(&shelf, "low@2025-12-01,low@2026-05-31", "2026-11-22"),
        "yes until 2027-12-01"
    );
    assert_eq!(
        low(&shelf, "low@2025-12-01,low@2026-06-01", "2026-11-22"),
        "yes until 2026-12-01"
    );
    assert_eq!(
        low(&shelf, "low@2025-12-01,B@2026-06-01", "2026-11-22"),
        "yes until 2027-06-01"
    );
}

#[test]
fn a_renewal_that_is_added_to_an_unknown_end_asks_for_the_last_day() {
    let shelf = kept("{by: fee, effect: extend, window: 6}");
    let warnings = planned(&shelf, "low@2025-10-01").warnings;
    let told = warned(&shelf, &warnings, "low").join("\n");
    assert!(told.contains("ImpreciseDate"), "{told}");
    assert!(told.contains("`low@..YYYY-MM-DD`"), "{told}");
}

#[test]
fn a_lapsed_way_is_one_more_way_to_have_it_and_an_act_is_none() {
    let shelf = kept("{by: {pass: C}, lapsed: true}");
    let plan = &planned(&shelf, "low@2020-01-01").plans[0];
    assert_eq!(common::codes(&shelf, plan), "C");
    let shelf = kept("{by: fee, effect: extend}");
    let answer = planned(&shelf, "low@2020-01-01");
    assert_eq!(common::codes(&shelf, &answer.plans[0]), "A C");
    let told = warned(&shelf, &answer.warnings, "low").join("\n");
    assert!(told.contains("a fee would have kept it"), "{told}");
    let shelf = kept("{by: fee, effect: extend, confidence: medium}");
    let answer = planned(&shelf, "low@2020-01-01");
    let told = warned(&shelf, &answer.warnings, "low").join("\n");
    assert!(told.contains("a fee would probably have kept it"), "{told}");
}

#[test]
fn a_cks_brings_a_cka_of_2019_back() {
    let ask = Ask {
        have: "cka@2019-05-01",
        want: "kubestronaut",
        as_of: "2026-11-26",
        ..Ask::default()
    };
    let exams = ask.exams(embedded::catalog());
    let mut exams: Vec<&str> = exams.split(' ').collect();
    exams.sort_unstable();
    assert_eq!(exams, ["CKAD", "CKS", "KCNA", "KCSA"]);
}

#[test]
fn titles_live_with_their_parts() {
    let shelf = |lasts: &str| {
        shelf(&format!(
            "A: {{}}\nB: {{}}\nlow: {{requires: A}}\nmid: {{requires: B}}\ntitle: {{requires: [low, mid], level: top, lasts: {lasts}}}"
        ))
    };
    let parts = shelf("{with: parts}");
    let have = "low@2026-02-01,mid@2026-05-01";
    assert_eq!(
        stands(&parts, have, "title", "2026-11-22"),
        "yes until 2027-02-01"
    );
    assert_eq!(
        stands(&parts, "title@2026-03-01", "title", "2026-11-22"),
        "yes until 2027-03-01",
        "parts that are not named count as earned with the title"
    );
    let year = shelf("{with: parts, to: year-end}");
    assert_eq!(
        stands(&year, have, "title", "2027-11-22"),
        "yes until 2027-12-31"
    );
    let life = shelf("for-life");
    assert_eq!(stands(&life, have, "title", "2036-11-22"), "yes for life");
}

#[test]
fn months_may_run_to_the_end_of_their_month_or_year() {
    let lasting = |lasts: &str| {
        shelf(&format!(
            "A: {{}}\nlow: {{requires: A, lasts: {lasts}, renewal: [{{by: fee, effect: extend}}]}}"
        ))
    };
    let month = lasting("{to: month-end}");
    assert_eq!(
        low(&month, "low@2026-02-10", "2026-11-22"),
        "yes until 2027-02-28"
    );
    assert_eq!(
        low(&month, "low@2026-02-10,low@2026-12-01", "2026-12-22"),
        "yes until 2028-02-29"
    );
    let year = lasting("{to: year-end}");
    assert_eq!(
        low(&year, "low@2025-02-10", "2026-11-22"),
        "yes until 2026-12-31"
    );
    assert_eq!(
        low(&year, "low@2024-02-10,low@2025-12-01", "2026-11-22"),
        "yes until 2026-12-31"
    );
}

#[test]
fn an_exam_ends_with_the_certification_that_nobody_can_earn_afterwards() {
    let shelf = shelf(
        "A: {}\nC: {}\nlow: {requires: A, level: top, retires: 2027-01-31, replaced-by: [other]}\n\
         other: {requires: A, level: top}\ngoal: {requires: [low, C], level: top}",
    );
    let answer = planned(&shelf, "");
    let step = answer.plans[0]
        .steps
        .iter()
        .find(|step| shelf.exam(step.exam).code == "A")
        .unwrap();
    assert_eq!(step.last_day.unwrap().to_string(), "2027-01-31");
    assert_eq!(
        shelf.name(Entry::Certification(step.earn_by.unwrap())),
        "low"
    );
    let told = warned(&shelf, &answer.warnings, "low");
    assert_eq!(
        told,
        ["RetiresSoon: `low` can be earned until 2027-01-31 only; `other` replaces it"]
    );
}

#[test]
fn what_ends_soon_says_how_it_is_renewed() {
    let shelf = kept("{by: fee, effect: extend}");
    let answer = planned(&shelf, "low@2026-01-15");
    assert_eq!(
        warned(&shelf, &answer.warnings, "low"),
        ["LapsesSoon: `low` counts until 2027-01-15: renew it by a fee, or pass C by then"]
    );
}

#[test]
fn a_dated_holding_that_is_retired_says_until_when() {
    let shelf = shelf(
        "A: {retires: 2026-10-31}\nC: {}\nlow: {requires: A, retires: 2026-10-31}\n\
         goal: {requires: [low, C], level: top}",
    );
    let told = warned(&shelf, &planned(&shelf, "low@2026-09-01").warnings, "low").join("\n");
    assert!(told.contains("it counts until 2027-09-01"), "{told}");
}

#[test]
fn an_exam_that_earns_nothing_says_what_it_is_good_for() {
    let shelf = shelf("A: {}\nB: {}\nlow: {requires: [A, B]}");
    let ask = Ask {
        want: "A",
        ..Ask::default()
    };
    let answer = ask.ask(&shelf).unwrap();
    assert_eq!(
        warned(&shelf, &answer.warnings, "A"),
        ["EarnsNothing: `A` earns no certification by itself; it counts towards `low`"]
    );
}

#[test]
fn the_core_exam_of_three_years_ago_is_asked_for_again() {
    let ask = Ask {
        have: "350-401@2023-05-01,300-410@2026-04-01",
        want: "ccie-enterprise-infrastructure",
        as_of: "2026-11-26",
        ..Ask::default()
    };
    assert_eq!(ask.exams(embedded::catalog()), "350-401 CCIE-EI-LAB");
}

#[test]
fn an_rhce_that_two_exams_kept_leaves_three() {
    let ask = Ask {
        have: "rhce@2019-05-01,EX415@2021-04-01,EX342@2021-06-01",
        want: "rhca-infrastructure",
        as_of: "2023-06-01",
        ..Ask::default()
    };
    let exams = ask.exams(embedded::catalog());
    assert_eq!(exams.split(' ').count(), 3, "{exams}");
    assert!(!exams.contains("EX294"), "{exams}");
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
