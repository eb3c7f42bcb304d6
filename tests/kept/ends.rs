//! Titles that live with their parts, and ends that can hurt.

use super::*;

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
    for title in [&parts, &year] {
        assert_eq!(
            stands(title, "title@2026-03-01", "mid", "2027-03-02"),
            "no until 2027-03-01",
            "a part ends by its own months, also where the title lasts longer"
        );
    }
    let half = "low@2026-02-01,mid";
    assert_eq!(
        stands(&parts, half, "title", "2027-02-02"),
        "no until 2027-02-01",
        "what has no date does not keep the title longer than what has one"
    );
    assert_eq!(
        stands(&year, half, "title", "2027-02-02"),
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
    let shelf = kept("{by: fee, from: 2027-02-01, grace: 3}");
    let answer = planned(&shelf, "low@2026-01-15");
    assert_eq!(
        warned(&shelf, &answer.warnings, "low"),
        ["LapsesSoon: `low` counts until 2027-01-15: pass C by then"],
        "once it has ended is too late for what keeps it"
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
fn a_title_with_months_of_its_own_ends_with_them_at_the_latest() {
    let shelf = shelf(
        "A: {}\nB: {}\nlow: {requires: A, valid-months: 36}\n\
         title: {requires: [low, B], level: top, valid-months: 12, lasts: {with: parts}, renewal: [{by: fee, effect: extend}]}",
    );
    let day = "2026-11-22";
    let stands = |have: &str| stands(&shelf, have, "title", day);
    assert_eq!(
        stands("low@2024-12-01,title@2026-02-01"),
        "yes until 2027-02-01"
    );
    assert_eq!(
        stands("low@2024-12-01,title@2025-02-01"),
        "no until 2026-02-01"
    );
    assert_eq!(
        stands("low@2024-12-01,title@2025-02-01,title@2026-01-01"),
        "yes until 2027-02-01"
    );
    assert_eq!(
        stands("low@2024-01-01,title@2025-02-01,title@2026-01-01"),
        "yes until 2027-01-01"
    );
    assert_eq!(
        stands("title@2025-02-01,title@2026-01-01"),
        "yes until 2027-02-01",
        "a part that is not named counts as earned when the title was renewed"
    );
}

#[test]
fn an_end_that_nobody_knows_is_not_that_there_is_none() {
    let shelf = shelf(
        "A: {}\nlow: {requires: A, valid-months: unknown}\nmid: {requires: A, level: top, lasts: for-life}",
    );
    assert_eq!(
        low(&shelf, "low@2022-02-01", "2026-11-22"),
        "yes, end unknown"
    );
    assert_eq!(
        stands(&shelf, "mid@2016-02-01", "mid", "2026-11-22"),
        "yes for life"
    );
}

#[test]
fn the_last_day_of_a_step_is_the_earliest_of_its_exam_and_of_what_it_is_for() {
    for (exam, low, last) in [
        ("2027-01-31", "2027-02-28", "2027-01-31"),
        ("2027-03-31", "2027-02-28", "2027-02-28"),
    ] {
        let shelf = shelf(&format!(
            "A: {{retires: {exam}}}\nC: {{}}\nlow: {{requires: A, level: top, retires: {low}}}\n\
             goal: {{requires: [low, C], level: top}}"
        ));
        let answer = planned(&shelf, "");
        let mut steps = answer.plans[0].steps.iter();
        let step = steps
            .find(|step| shelf.exam(step.exam).code == "A")
            .unwrap();
        assert_eq!(step.last_day.unwrap().to_string(), last);
    }
}

#[test]
fn what_ends_within_180_days_is_told_and_what_ends_later_is_not() {
    let shelf = kept("{by: fee, effect: extend}");
    for (have, is_told) in [("low@2026-05-21", true), ("low@2026-05-22", false)] {
        let told = warned(&shelf, &planned(&shelf, have).warnings, "low").join("\n");
        assert_eq!(told.contains("LapsesSoon"), is_told, "{have}: {told}");
    }
}

#[test]
fn what_can_be_earned_for_180_days_or_less_is_told() {
    for (retires, required, is_told) in [
        ("2027-05-21", "low", true),
        ("2027-05-22", "low", false),
        ("2027-05-21", "{ever: low}", true),
    ] {
        let lines = format!(
            "A: {{}}\nC: {{}}\nlow: {{requires: A, retires: {retires}}}\n\
             goal: {{requires: [{required}, C], level: top}}"
        );
        let shelf = shelf(&lines);
        let told = warned(&shelf, &planned(&shelf, "").warnings, "low").join("\n");
        assert_eq!(
            told.contains("RetiresSoon"),
            is_told,
            "{retires}, {required}: {told}"
        );
    }
}

#[test]
fn a_pass_that_counts_no_longer_does_not_help_though_its_exam_is_in_the_plan() {
    let shelf = shelf("A: {pass-valid-months: 12}\nB: {}\ngoal: {requires: [A, B]}");
    let answer = planned(&shelf, "A@2020-01-10");
    assert_eq!(common::codes(&shelf, &answer.plans[0]), "A B");
    let unused: Vec<&str> = answer.unused.iter().map(|unused| &*unused.text).collect();
    assert_eq!(unused, ["A does not help: its pass counts no longer"]);
}

#[test]
fn a_holding_that_helps_nothing_is_told_with_its_reason() {
    let shelf = shelf(
        "A: {}\nB: {}\nC: {}\nOLD: {retires: 2025-12-31, replaced-by: [C]}\nOTHER: {}\nlow: {requires: A}\n\
         once: {requires: EXAM}\nEXAM: {}\nSTILL: {}\nD: {}\nE: {}\nF: {}\n\
         goal: {requires: {any: [{all: [low, C]}, {all: [STILL, D, E, F]}]}, level: top, earlier-rules: [{until: 2026-06, requires: [{any: [B, STILL, once]}, C], sources: [here], confidence: high}]}",
    );
    let mut request = Ask {
        have: "low@2024-05-01,B,OLD,OTHER,EXAM@2025-05-01,STILL",
        want: "goal",
        ..Ask::default()
    }
    .request(&shelf);
    let mut told = |why: bool| -> Vec<String> {
        request.why = why;
        let answer = plan(&Graph::new(&shelf), &request, &|| false).unwrap();
        answer
            .unused
            .into_iter()
            .map(|unused| unused.text)
            .collect()
    };
    let reasons = [
        "B does not help: goal stopped taking it after 2026-06-30",
        // What it earned was taken.
        "EXAM does not help: goal stopped taking it after 2026-06-30",
        "OLD does not help: C replaced it",
        "low does not help: it lapsed after 2025-05-01",
    ];
    assert_eq!(told(false), reasons);
    assert_eq!(
        told(true),
        [
            reasons[0],
            reasons[1],
            reasons[2],
            "OTHER does not help: nothing wanted requires it",
            // The way that is open still requires it, but is longer.
            "STILL does not help: nothing wanted requires it",
            reasons[3]
        ]
    );
}

#[test]
fn a_lapsed_holding_that_an_exam_of_the_plan_brings_back_helps() {
    let shelf = kept("{by: {pass: C}, lapsed: true}");
    let unused = |have| planned(&shelf, have).unused;
    assert_eq!(unused("low@2020-01-10"), []);
    // Earned anew, it is no matter that it was held.
    let shelf = kept("{by: {pass: B}, lapsed: true}");
    let ask = Ask {
        have: "low@2020-01-10",
        want: "goal",
        avoid: "B",
        ..Ask::default()
    };
    let unused = ask.ask(&shelf).unwrap().unused;
    let unused: Vec<&str> = unused.iter().map(|unused| &*unused.text).collect();
    assert_eq!(unused, ["low does not help: it lapsed after 2022-01-10"]);
}

#[test]
fn a_pass_that_counts_for_a_short_time_yet_is_a_warning() {
    let shelf = shelf("A: {pass-valid-months: 12}\nB: {}\ngoal: {requires: [A, B], level: top}");
    let warned = |have| warned(&shelf, &planned(&shelf, have).warnings, "A");
    assert_eq!(
        warned("A@2026-01-10"),
        ["LapsesSoon: `A` counts until 2027-01-10: pass B by then"]
    );
    assert_eq!(warned("A@2026-09-10"), [""; 0]);
}

#[test]
fn a_pass_without_a_date_that_may_have_come_too_late_is_a_warning() {
    let shelf = shelf(
        "A: {}\nB: {}\nC: {}\ngoal: {requires: [A, C], level: top, earlier-rules: [{until: 2023-06-30, requires: [A, B]}]}",
    );
    let warned = |have, exam| warned(&shelf, &planned(&shelf, have).warnings, exam);
    let warning = "UndatedHolding: `A` is taken to have been passed in time for `goal`; say when: `A@YYYY-MM-DD`";
    assert_eq!(warned("A,B@2022-01-01", "A"), [warning]);
    assert_eq!(warned("A,C@2022-01-01", "A"), [""; 0]);
    assert_eq!(warned("A@2022-01-01,B@2022-01-01", "A"), [""; 0]);
}

#[test]
fn a_way_that_is_still_open_after_the_end_is_not_missed_yet() {
    for (way, told) in [
        (
            "{by: fee, grace: 30d}",
            "it can still be brought back by a fee until 2026-12-10",
        ),
        (
            "{by: fee, lapsed: true, confidence: medium}",
            "it can probably still be brought back by a fee",
        ),
        ("{by: fee, grace: 10d}", "a fee would have kept it"),
    ] {
        let shelf = kept(way);
        let told_all = warned(&shelf, &planned(&shelf, "low@2025-11-10").warnings, "low");
        let expected =
            format!("Lapsed: `low` lapsed after 2026-11-10 and counts no longer; {told}");
        assert_eq!(told_all, [expected]);
    }
}

#[test]
fn the_end_of_a_rule_that_the_plan_rests_on_is_a_warning() {
    let shelf = shelf(
        "A: {}\nB: {}\nC: {}\nlow: {requires: A}\nmid: {requires: B}\n\
         goal: {requires: [mid, C], rule-from: 2027-01-01, earlier-rules: [{until: 2026-12-31, requires: [low, C]}]}\n\
         same: {requires: [{any: [low, mid]}, C], rule-from: 2027-01-01, earlier-rules: [{until: 2026-12-31, requires: [low, C]}]}\n\
         late: {requires: [mid, C], rule-from: 2028-01-01, earlier-rules: [{until: 2027-12-31, requires: [low, C]}]}",
    );
    let told = |want| {
        let ask = Ask {
            have: "low@2026-10-10",
            want,
            ..Ask::default()
        };
        warned(&shelf, &ask.ask(&shelf).unwrap().warnings, want)
    };
    let warning = "RetiresSoon: `goal` can be earned this way until 2026-12-31 only";
    assert_eq!(told("goal"), [warning]);
    // By then another rule takes the same.
    assert_eq!(told("same"), [""; 0]);
    assert_eq!(told("late"), [""; 0]);
}

#[test]
fn what_can_be_earned_for_a_short_time_only_comes_first() {
    let shelf = shelf(
        "A: {}\nB: {retires: 2027-02-28}\nlow: {requires: A, retires: 2026-12-31}\ngoal: {requires: [low, B], level: top}",
    );
    assert_eq!(common::codes(&shelf, &planned(&shelf, "").plans[0]), "A B");
}
