//! What renews what, and until when.

use super::*;

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

#[test]
fn the_day_of_a_renewal_is_one_though_exams_say_when_it_was_earned() {
    let extends = kept("{by: fee, effect: extend, window: 6}");
    let day = "2026-11-22";
    assert_eq!(
        low(&extends, "A@2025-12-01,low@2026-07-01", day),
        "yes until 2027-12-01"
    );
    assert_eq!(
        low(&extends, "A@2025-12-01,low@2026-02-01", day),
        "yes until 2027-02-01",
        "too early for a renewal, so it is the day on which it was given"
    );
    let always = kept("{by: fee, effect: extend}");
    assert_eq!(
        low(&always, "A@2025-12-01,low@2025-12-20", day),
        "yes until 2026-12-20"
    );
}

#[test]
fn who_earned_something_before_its_present_exam_passed_an_earlier_one() {
    let shelf = shelf(
        "A: {}\nB: {available: 2026-01-01}\nlow: {requires: A, renewal: [{by: {pass: {any: [A, B]}}}]}\n\
         mid: {requires: B, valid-months: 36, renewal: none}",
    );
    assert_eq!(
        low(&shelf, "low@2024-12-01,mid@2025-11-25", "2026-11-22"),
        "yes until 2026-11-25"
    );
}

#[test]
fn a_title_whose_parts_are_over_gives_no_end() {
    let shelf = shelf(
        "A: {}\nB: {}\nmid: {requires: B, valid-months: 3}\n\
         low: {requires: A, renewal: [{by: {earn: title}, effect: align}]}\n\
         title: {requires: [mid, A], level: top, lasts: {with: parts}}",
    );
    assert_eq!(
        low(
            &shelf,
            "low@2026-01-10,mid@2026-02-01,title@2026-06-01",
            "2026-11-22"
        ),
        "yes until 2027-01-10"
    );
}

#[test]
fn a_title_said_to_be_earned_after_its_parts_were_over_never_counted_nor_does_a_title_over_it() {
    let shelf = shelf(
        "A: {}\nB: {}\nlow: {requires: B, valid-months: 3}\nmid: {requires: [low, A], lasts: {with: parts}}\n\
         title: {requires: [mid, A], level: top, lasts: {with: parts}}",
    );
    let have = "low@2026-01-10,mid@2026-06-01,title@2026-07-01";
    for title in ["mid", "title"] {
        assert_eq!(
            stands(&shelf, have, title, "2026-08-01"),
            "no until 2026-04-10",
            "{title}"
        );
    }
}

#[test]
fn who_renewed_a_certification_by_taking_it_again_passed_its_exam_that_day() {
    let shelf = shelf(
        "A: {}\nB: {}\nC: {}\nlow: {requires: A, renewal: [{by: {pass: B}}]}\nmid: {requires: B, renewal: [{by: retake}]}\n\
         other: {requires: {any: [B, C]}, renewal: [{by: retake}]}",
    );
    for (have, answer) in [
        (
            "low@2026-01-10,mid@2026-01-10,mid@2026-06-10",
            "yes until 2027-06-10",
        ),
        (
            "low@2026-01-10,other@2026-01-10,other@2026-06-10",
            "yes until 2027-01-10",
        ),
    ] {
        assert_eq!(low(&shelf, have, "2026-11-22"), answer, "{have}");
    }
}

#[test]
fn what_brings_a_certification_back_may_rest_on_one_that_is_held_and_required_it() {
    let shelf = shelf(
        "A: {}\nB: {}\nC: {}\nD: {}\nlow: {requires: [A, B], renewal: [{by: {earn: high}, lapsed: true}]}\n\
         mid: {requires: [low, D]}\nhigh: {requires: [mid, C]}",
    );
    let exams = |have| {
        let ask = Ask {
            have,
            want: "low",
            ..Ask::default()
        };
        ask.exams(&shelf)
    };
    assert_eq!(exams("low@2020-01-10,mid@2026-06-10"), "C");
    assert_eq!(exams("low@2020-01-10"), "A B");
}

#[test]
fn a_way_of_a_level_that_takes_another_of_the_level_does_not_take_the_certification_itself() {
    let entry = "page: p, sources: [s], checked: 2026-08-01, confidence: high, level: base";
    let shelf = common::catalog(&format!(
        "providers:\n  - {{id: p, name: P, levels: [{{name: base, rank: 1, valid-months: 12, \
         renewal: [{{by: {{earn: {{any: {{level: base}}}}}}}}]}}]}}\nprovider: p\n\
         exams: [{{code: A, title: A, {entry}}}, {{code: B, title: B, {entry}}}]\ncertifications:\n\
         - {{id: low, title: X, requires: A, {entry}}}\n- {{id: other, title: Y, requires: B, {entry}}}\n",
    ));
    let ways = shelf.certifications[0].renewal_ways.iter();
    let taken: Vec<String> = ways.map(|way| shelf.renewal_text(way)).collect();
    assert_eq!(
        taken,
        ["earning or renewing (p base certifications: other)"]
    );
    let low = |have| low(&shelf, have, "2026-11-22");
    assert_eq!(
        low("low@2026-01-10,other@2026-06-10"),
        "yes until 2027-06-10"
    );
    assert_eq!(low("low@2026-01-10,low@2026-06-10"), "yes until 2027-01-10");
}

#[test]
fn of_the_ways_of_a_provider_a_level_and_a_certification_the_nearest_count_alone() {
    let entry = "page: p, sources: [s], checked: 2026-08-01, confidence: high";
    let shelf = common::catalog(&format!(
        "providers:\n  - {{id: p, name: P, renewal: [{{by: fee, effect: extend}}], levels: [\n\
         \x20     {{name: bare, rank: 1}}, {{name: kept, rank: 2, renewal: [{{by: course, months: 3}}]}}]}}\n\
         provider: p\nexams: [{{code: A, title: A, level: bare, {entry}}}]\ncertifications:\n\
         - {{id: by-provider, title: X, level: bare, requires: A, valid-months: 12, {entry}}}\n\
         - {{id: by-level, title: Y, level: kept, requires: A, valid-months: 12, {entry}}}\n\
         - {{id: by-itself, title: Z, level: kept, requires: A, valid-months: 12, renewal: retake, {entry}}}\n"
    ));
    for (name, answer) in [
        ("by-provider", "yes until 2028-01-10"),
        ("by-level", "yes until 2027-03-20"),
        ("by-itself", "yes until 2027-12-20"),
    ] {
        let have = format!("{name}@2026-01-10,{name}@2026-12-20");
        assert_eq!(stands(&shelf, &have, name, "2026-12-22"), answer, "{name}");
    }
}

#[test]
fn an_end_that_is_aligned_is_taken_over_once() {
    let shelf = shelf(
        "A: {}\nB: {}\nlow: {requires: A, renewal: [{by: {earn: mid}, effect: align, until: 2026-06-30}]}\n\
         mid: {requires: B, renewal: [{by: fee, effect: extend}]}",
    );
    let have = "low@2025-12-01,mid@2026-06-01,mid@2026-09-01";
    assert_eq!(
        stands(&shelf, have, "mid", "2026-11-22"),
        "yes until 2028-06-01"
    );
    assert_eq!(low(&shelf, have, "2026-11-22"), "yes until 2027-06-01");
}

#[test]
fn within_its_grace_an_exam_that_keeps_it_is_one_more_way_to_have_it() {
    let shelf = kept("{by: {pass: C}, grace: 30d}");
    for (have, exams) in [("low@2025-10-23", "C"), ("low@2025-10-22", "A C")] {
        assert_eq!(
            common::codes(&shelf, &planned(&shelf, have).plans[0]),
            exams,
            "{have}"
        );
    }
}
