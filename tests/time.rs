//! What days change: each sentence of the catalog documentation's section Time, by what the planner answers.

#![allow(clippy::unwrap_used, clippy::needless_raw_string_hashes)]

mod common;

use certpath::{Catalog, Entry};
use common::{Ask, shelf};

/// What is planned for `goal` on a day from some holdings.
#[track_caller]
fn planned(catalog: &Catalog, have: &str, as_of: &str) -> String {
    Ask {
        have,
        want: "goal",
        as_of,
        ..Ask::default()
    }
    .exams(catalog)
}

#[test]
fn an_exam_can_be_sat_from_its_first_day_to_its_last() {
    let catalog = shelf(
        "A-1: {available: 2024-03-10, retires: 2025-05-20}\ngoal: {requires: A-1, retires: 2025-05-20}",
    );
    for (day, exams) in [
        ("2024-03-09", "none"),
        ("2024-03-10", "A-1"),
        ("2025-05-20", "A-1"),
        ("2025-05-21", "none"),
    ] {
        assert_eq!(planned(&catalog, "", day), exams, "on {day}");
    }
}

#[test]
fn an_exam_can_be_sat_as_a_beta() {
    let catalog = shelf(
        "A-1: {beta: 2024-01, available: 2024-03}\ngoal: {requires: A-1, available: 2024-03}",
    );
    assert_eq!(planned(&catalog, "", "2023-12-31"), "none");
    assert_eq!(
        planned(&catalog, "", "2024-01-01"),
        "A-1",
        "its certification cannot wait for the regular start"
    );
    let warned = Ask {
        want: "goal",
        as_of: "2024-02-29",
        ..Ask::default()
    };
    assert_eq!(warned.warnings(&catalog), ["Beta A-1"]);
    let regular = Ask {
        as_of: "2024-03-01",
        ..warned
    };
    assert_eq!(regular.warnings(&catalog), [""; 0]);
}

#[test]
fn a_pass_of_a_beta_earns_before_the_first_day_and_no_exam_does_once_the_beta_is_over() {
    let catalog = shelf(
        "A-1: {beta: 2024-01, available: 2024-03}\ngoal: {requires: A-1, available: 2024-06}",
    );
    for (have, day, exams) in [
        ("A-1@2024-02-01", "2024-02-29", ""),
        ("A-1@2024-02-01", "2024-03-01", ""),
        ("", "2024-02-29", "A-1"),
        ("", "2024-03-01", "none"),
        ("", "2024-06-01", "A-1"),
    ] {
        assert_eq!(planned(&catalog, have, day), exams, "{have} on {day}");
    }
    for (have, exams) in [("goal@2024-01-01", ""), ("goal@2023-12-31", "A-1")] {
        let ask = Ask {
            have,
            want: "A-1",
            as_of: "2024-02-29",
            ..Ask::default()
        };
        assert_eq!(ask.exams(&catalog), exams, "who has {have}");
    }
}

#[test]
fn a_certification_is_a_beta_before_its_first_day_while_an_exam_of_it_is_one() {
    let catalog = shelf(
        "A-1: {beta: 2024-01, available: 2024-03}\ngoal: {requires: A-1, available: 2024-06, retires: 2025-01}",
    );
    let status = |day: &str| {
        let goal = Entry::Certification(catalog.certification_indices().next().unwrap());
        catalog.status(goal, day.parse().unwrap()).word()
    };
    for (day, word) in [
        ("2023-12-31", "announced"),
        ("2024-01-01", "beta"),
        ("2024-02-29", "beta"),
        ("2024-03-01", "announced"),
        ("2024-06-01", "retiring"),
        ("2025-02-01", "retired"),
    ] {
        assert_eq!(status(day), word, "on {day}");
    }
}

#[test]
fn a_certification_is_not_earned_before_its_first_day() {
    let catalog = shelf("A-1: {available: 2024-01}\ngoal: {requires: A-1, available: 2024-06-15}");
    assert_eq!(planned(&catalog, "", "2024-06-14"), "none");
    assert_eq!(planned(&catalog, "A-1", "2024-06-14"), "none");
    assert_eq!(planned(&catalog, "", "2024-06-15"), "A-1");
    assert_eq!(planned(&catalog, "A-1", "2024-06-15"), "");
}

#[test]
fn a_retired_certification_is_not_earned_any_more() {
    let catalog = shelf("A-1: {}\ngoal: {requires: A-1, retires: 2024-06-15}");
    assert_eq!(planned(&catalog, "", "2024-06-15"), "A-1");
    assert_eq!(planned(&catalog, "", "2024-06-16"), "none");
}

#[test]
fn spans_of_rules_may_overlap() {
    let catalog = shelf(
        "A-1: {retires: 2024-06-30, replaced-by: [A-2]}\nA-2: {available: 2024-04, price-usd: 300}\n\
         goal: {requires: A-2, earlier-rules: [{until: 2024-06-30, requires: A-1, sources: [here], confidence: high}]}",
    );
    assert_eq!(planned(&catalog, "", "2024-03-31"), "A-1");
    assert_eq!(
        planned(&catalog, "", "2024-05-01"),
        "A-1",
        "both lead there, and the old one is cheaper"
    );
    assert_eq!(planned(&catalog, "", "2024-07-01"), "A-2");
}

#[test]
fn a_rule_without_a_day_is_in_force_once_the_exams_of_one_way_can_all_be_sat() {
    let catalog = shelf(
        "A-1: {available: 2024-02}\nA-2: {available: 2024-05}\nB-1: {available: 2024-09}\nother: {requires: A-1}\n\
         goal: {requires: [other, {any: [[A-1, A-2], B-1]}]}",
    );
    assert_eq!(planned(&catalog, "A-1,A-2", "2024-04-30"), "none");
    assert_eq!(planned(&catalog, "A-1,A-2", "2024-05-01"), "");
}

#[test]
fn a_rule_from_a_day_is_in_force_from_it() {
    let catalog = shelf("A-1: {}\ngoal: {requires: A-1, rule-from: 2024-05}");
    assert_eq!(planned(&catalog, "A-1", "2024-04-30"), "none");
    assert_eq!(planned(&catalog, "A-1", "2024-05-01"), "");
}

#[test]
fn a_year_ends_on_its_last_day_as_an_end() {
    let catalog = shelf("A-1: {retires: 2024}\ngoal: {requires: A-1, retires: 2024}");
    assert_eq!(planned(&catalog, "", "2024-12-31"), "A-1");
    assert_eq!(planned(&catalog, "", "2025-01-01"), "none");
}

#[test]
fn a_plan_never_completes_an_earlier_rule() {
    let catalog = shelf(
        "A-3: {}\nA-4: {}\nA-5: {}\n\
         goal: {requires: A-5, earlier-rules: [{until: 2022-03-31, requires: [A-3, A-4], sources: [here], confidence: high}]}",
    );
    assert_eq!(planned(&catalog, "A-3", "2022-03-31"), "A-4");
    assert_eq!(planned(&catalog, "A-3", "2022-04-01"), "A-5");
    assert_eq!(
        planned(&catalog, "A-3,A-4", "2022-04-01"),
        "",
        "holdings alone have fulfilled it"
    );
}

#[test]
fn a_certification_credits_what_every_way_to_it_needs() {
    let catalog = shelf(
        "CORE: {}\nCON-1: {}\nCON-2: {}\nLAB: {}\npro: {requires: [CORE, {any: [CON-1, CON-2]}]}\n\
         goal: {requires: [CORE, LAB]}\nother: {requires: [CON-1, LAB]}",
    );
    assert_eq!(planned(&catalog, "pro", ""), "LAB");
    let other = Ask {
        have: "pro",
        want: "other",
        ..Ask::default()
    };
    assert_eq!(
        other.exams(&catalog),
        "CON-1 LAB",
        "nobody knows which concentration it was"
    );
}

#[test]
fn credit_goes_over_all_rules_that_were_in_force_so_far() {
    let catalog = shelf(
        "OLD: {retires: 2022}\nNEW: {available: 2022}\nBOTH: {}\n\
         pro: {requires: [NEW, BOTH], earlier-rules: [{until: 2022, requires: [OLD, BOTH], sources: [here], confidence: high}]}\n\
         goal: {requires: [NEW, BOTH]}",
    );
    assert_eq!(
        planned(&catalog, "pro", "2024-01-01"),
        "NEW",
        "it may have been earned with OLD"
    );
}

#[test]
fn at_least_credits_what_too_few_members_can_do_without() {
    let catalog = shelf(
        "A: {}\nB: {}\nC: {}\npro: {requires: {at-least: 2, of: [[A, B], [A, C], B]}}\ngoal: {requires: [A, C]}",
    );
    assert_eq!(
        planned(&catalog, "pro", ""),
        "C",
        "two of three need A in any case"
    );
}

#[test]
fn credit_goes_on_from_what_is_credited() {
    let catalog =
        shelf("A: {}\nB: {}\nlow: {requires: A}\npro: {requires: [low, B]}\ngoal: {requires: A}");
    assert_eq!(planned(&catalog, "pro", ""), "");
}

#[test]
fn a_passed_exam_credits_what_it_required_and_no_more() {
    let catalog = shelf(
        "A: {}\nlow: {requires: A}\nB: {requires: {ever: low}}\nC: {requires: {ever: low}}\ngoal: {requires: [C, low]}\nother: {requires: C}",
    );
    let other = Ask {
        have: "B",
        want: "other",
        ..Ask::default()
    };
    assert_eq!(other.exams(&catalog), "C");
    assert_eq!(
        planned(&catalog, "B", ""),
        "A C",
        "to have held it is not to hold it"
    );
}

#[test]
fn a_certification_counts_until_the_same_day_of_the_month() {
    let catalog = shelf("A: {}\nB: {}\nlow: {requires: A}\ngoal: {requires: [low, B], level: top}");
    assert_eq!(planned(&catalog, "low@2024-03-15", "2025-03-15"), "B");
    assert_eq!(planned(&catalog, "low@2024-03-15", "2025-03-16"), "A B");
    assert_eq!(planned(&catalog, "low@2024-02-29", "2025-02-28"), "B");
    assert_eq!(planned(&catalog, "low@2024-02-29", "2025-03-01"), "A B");
}

#[test]
fn earlier_validity_holds_for_what_was_earned_up_to_its_day() {
    let catalog = shelf("A: {}\nB: {}\nlow: {requires: A}\ngoal: {requires: [low, B], level: top}");
    assert_eq!(planned(&catalog, "low@2021-06-30", "2023-06-30"), "B");
    assert_eq!(planned(&catalog, "low@2021-06-30", "2023-07-01"), "A B");
    assert_eq!(planned(&catalog, "low@2021-07-01", "2022-07-02"), "A B");
}

#[test]
fn a_certification_follows_on_the_day_of_the_pass_that_completes_a_rule() {
    let catalog = shelf(
        "A: {}\nB: {}\nC: {}\nlow: {requires: [A, B]}\ngoal: {requires: [low, C], level: top}",
    );
    assert_eq!(planned(&catalog, "A@2022-01-10,B@2025-12-01", ""), "C");
    assert_eq!(planned(&catalog, "A@2022-01-10,B@2025-11-21", ""), "A B C");
}

#[test]
fn with_an_undated_pass_it_is_judged_today_and_undated() {
    let catalog = shelf(
        "A: {}\nB: {}\nC: {}\nlow: {requires: [A, B]}\ngoal: {requires: [low, C], level: top}",
    );
    assert_eq!(planned(&catalog, "A@2010-01-10,B", ""), "C");
}

#[test]
fn what_follows_from_a_dated_proof_ends_unless_something_later_can_have_renewed_it() {
    // Nobody knows when B was passed, but that it was by the day of `proof`; `low` counts for 24 months from then.
    let catalog = shelf(
        "A: {}\nB: {}\nC: {}\nR: {}\nS: {}\nD: {}\nE: {}\nproof: {requires: B, valid-months: none}
         low: {requires: [A, B], valid-months: 24, renewal: [{by: {pass: {any: [R, S]}}}, {by: {earn: other}}]}
         other: {requires: [D, E], valid-months: none}\nlater: {requires: E, valid-months: none}
         goal: {requires: [low, C], level: top}",
    );
    let held = "A@2018-01-10,proof@2019-01-10";
    for (since, exams, why) in [
        ("", "A B C", "it has ended"),
        (",R@2018-06-01", "A B C", "that was before the proof"),
        (",R@2019-01-10", "A B C", "that was on its day"),
        (
            ",R@2018-06-01,S@2020-06-01",
            "C",
            "the later can have renewed it",
        ),
        (",R@2020-06-01,S@2018-06-01", "C", "whichever it is"),
        (
            ",D@2020-06-01,later@2020-07-01",
            "C",
            "what follows itself can have",
        ),
        (
            ",D@2018-06-01,later@2018-07-01",
            "A B C",
            "but not from before",
        ),
    ] {
        assert_eq!(
            planned(&catalog, &format!("{held}{since}"), ""),
            exams,
            "{why}"
        );
    }
}

#[test]
fn of_several_days_the_latest_counts() {
    let catalog = shelf(
        "A: {}\nB: {}\nC: {}\nlow: {requires: {any: [A, B]}}\ngoal: {requires: [low, C], level: top}",
    );
    assert_eq!(planned(&catalog, "A@2019-01-10,B@2026-01-10", ""), "C");
    assert_eq!(planned(&catalog, "low@2019-01-10,low@2026-01-10", ""), "C");
    assert_eq!(
        planned(&catalog, "low@2019-01-10,low", ""),
        "C",
        "named without a date it is undated"
    );
    assert_eq!(
        planned(&catalog, "low@2019-01-10,A", ""),
        "A C",
        "a date that is known outweighs an undated pass"
    );
}

#[test]
fn what_has_lapsed_is_earned_again_only_by_passing_its_own_exams_anew() {
    let catalog = shelf(
        "A: {}\nB: {}\nC: {}\nlow: {requires: A, level: top}\nmid: {requires: [low, B]}\ngoal: {requires: [mid, C], level: top}",
    );
    assert_eq!(
        planned(&catalog, "low,mid@2024-01-10", ""),
        "B C",
        "certifications in its rule need only be active"
    );
    assert_eq!(planned(&catalog, "mid@2024-01-10,B@2024-01-10", ""), "B C");
    assert_eq!(
        planned(&catalog, "mid@2024-01-10,B@2026-01-10", ""),
        "C",
        "passed after its last day"
    );
}

#[test]
fn what_a_lapsed_certification_credits_stays_passed_for_others() {
    let catalog = shelf("A: {}\nB: {}\nlow: {requires: A}\ngoal: {requires: [A, B]}");
    assert_eq!(planned(&catalog, "low@2019-01-10", ""), "B");
}

#[test]
fn what_has_lapsed_counts_as_held_at_some_time() {
    let catalog =
        shelf("A: {}\nB: {requires: {ever: low}}\nlow: {requires: A}\ngoal: {requires: B}");
    assert_eq!(planned(&catalog, "low@2019-01-10", ""), "B");
    assert_eq!(planned(&catalog, "", ""), "A B");
}

#[test]
fn a_dated_pass_counts_for_its_months_only() {
    let catalog = shelf("CORE: {pass-valid-months: 36}\nCON: {}\ngoal: {requires: [CORE, CON]}");
    assert_eq!(planned(&catalog, "CORE@2021-11-21", ""), "CON CORE");
    assert_eq!(planned(&catalog, "CORE@2023-11-22", ""), "CON");
    assert_eq!(planned(&catalog, "CORE", ""), "CON");
    let expired = Ask {
        have: "CORE@2021-11-21",
        want: "goal",
        ..Ask::default()
    };
    assert_eq!(expired.warnings(&catalog), ["Lapsed CORE"]);
}

#[test]
fn passes_too_far_apart_complete_nothing() {
    let catalog = shelf(
        "CORE: {pass-valid-months: 12}\nCON: {}\nEND: {}\nmid: {requires: [CORE, CON], level: top}\ngoal: {requires: [mid, END]}",
    );
    assert_eq!(
        planned(&catalog, "CORE@2020-01-10,CON@2020-12-01", ""),
        "END"
    );
    assert_eq!(
        planned(&catalog, "CORE@2020-01-10,CON@2021-02-01", ""),
        "CORE END"
    );
}

#[test]
fn nobody_holds_a_retired_certification_for_ever() {
    let catalog = shelf(
        "A: {retires: 2024-01-31}\nB: {}\nC: {}\nold: {requires: A, retires: 2024-01-31}\ngoal: {requires: [{any: [old, B]}, C], level: top}",
    );
    assert_eq!(
        planned(&catalog, "A", "2025-07-31"),
        "C",
        "earned on the last day, renewed at the end of its window"
    );
    assert_eq!(planned(&catalog, "A", "2025-08-01"), "B C");
    let held = Ask {
        have: "old",
        want: "goal",
        as_of: "2025-07-31",
        ..Ask::default()
    };
    assert_eq!(
        held.warnings(&catalog),
        ["RetiredHolding old", "UndatedHolding old"]
    );
}

#[test]
fn a_dated_holding_raises_no_question() {
    let catalog = shelf("A: {}\nB: {}\nlow: {requires: A}\ngoal: {requires: [low, B]}");
    let ask = Ask {
        have: "low@2026-07-01",
        want: "goal",
        ..Ask::default()
    };
    assert_eq!(ask.warnings(&catalog), [""; 0]);
    // It ends within 180 days: "A holding that the plan leans on and that ends within 180 days: `lapses-soon`".
    let ends_soon = Ask {
        have: "low@2026-05-01",
        ..ask.clone()
    };
    assert_eq!(ends_soon.warnings(&catalog), ["LapsesSoon low"]);
    assert_eq!(
        Ask {
            have: "low",
            ..ask.clone()
        }
        .warnings(&catalog),
        ["UndatedHolding low"]
    );
    assert_eq!(
        Ask {
            have: "low@2020-05-01",
            ..ask
        }
        .warnings(&catalog),
        ["Lapsed low"]
    );
}

#[test]
fn a_rule_that_nobody_could_read_is_held_and_not_planned() {
    let catalog = shelf(
        "B: {}\ndark: {requires: unverified}\ngoal: {requires: [dark, B]}\nother: {requires: {any: [dark, B]}}",
    );
    assert_eq!(planned(&catalog, "", ""), "none");
    assert_eq!(planned(&catalog, "dark", ""), "B");
    let other = Ask {
        want: "other",
        ..Ask::default()
    };
    assert_eq!(other.warnings(&catalog), ["Unverified dark"]);
}

#[test]
fn a_pass_without_a_date_is_doubted_where_passes_expire_and_the_plan_rests_on_it() {
    let catalog = shelf(
        "A: {pass-valid-months: 12}\nB: {}\nC: {}\nL: {}\nlow: {requires: L}\n\
         goal: {requires: [A, B, C]}\nopen: {requires: [{any: [A, low]}, C]}\n\
         wide: {requires: [{any: [{all: [{any: [A, low]}, B]}, D]}, C]}\nD: {pass-valid-months: 12}",
    );
    for (have, want, warnings) in [
        ("A,B", "goal", &["UndatedHolding A"][..]),
        ("A@2026-10-01,B", "goal", &[]),
        ("A", "open", &["UndatedHolding A"]),
        // Of two that do, the one that leaves no doubt is enough, wherever the choice stands.
        ("A,low@2026-10-01", "open", &[]),
        ("A,low@2026-10-01,B,D", "wide", &[]),
    ] {
        let ask = Ask {
            have,
            want,
            ..Ask::default()
        };
        assert_eq!(ask.exams(&catalog), "C", "{have}, {want}");
        assert_eq!(ask.warnings(&catalog), warnings, "{have}, {want}");
    }
}

#[test]
fn where_a_certification_need_have_been_held_only_once_nobody_is_warned_of_its_end() {
    let catalog = shelf(
        "A: {}\nB: {}\nlow: {requires: A}\never: {requires: [{ever: low}, B]}\nnow: {requires: [low, B]}",
    );
    for (want, warnings) in [("now", &["LapsesSoon low"][..]), ("ever", &[])] {
        let ask = Ask {
            have: "low@2026-01-10",
            want,
            ..Ask::default()
        };
        assert_eq!(ask.exams(&catalog), "B", "{want}");
        assert_eq!(ask.warnings(&catalog), warnings, "{want}");
    }
}

#[test]
fn of_two_holdings_the_one_that_has_not_retired_is_rested_on() {
    let catalog = shelf(
        "A: {}\nB: {}\nC: {}\nhold: {requires: A, retires: 2026-10-31}\nlow: {requires: B}\n\
         goal: {requires: [{any: [hold, low]}, C]}",
    );
    let warnings = |have| {
        let ask = Ask {
            have,
            want: "goal",
            ..Ask::default()
        };
        ask.warnings(&catalog)
    };
    assert_eq!(warnings("hold@2026-09-01"), ["RetiredHolding hold"]);
    assert_eq!(warnings("hold@2026-09-01,low@2026-09-01"), [""; 0]);
}

#[test]
fn a_rule_whose_exams_were_never_offered_together_is_never_in_force() {
    let catalog = shelf(
        "A: {retires: 2020-12-31}\nB: {available: 2021-06-01}\ngoal: {requires: [A, B], retires: 2021-12-31}",
    );
    for as_of in ["2026-11-22", "9999-12-31"] {
        let ask = Ask {
            have: "goal",
            want: "B",
            as_of,
            ..Ask::default()
        };
        assert_eq!(ask.exams(&catalog), "B", "nobody knows how it was earned");
    }
}

fn goal(catalog: &Catalog) -> Entry {
    let day = "2026-11-26".parse().unwrap();
    certpath::resolve::resolve_list(catalog, "goal", day).unwrap()[0]
}

/// The state and the last day that `goal` has in a list.
#[track_caller]
fn listed(catalog: &Catalog, as_of: &str) -> String {
    let (goal, day) = (goal(catalog), as_of.parse().unwrap());
    let last_day = catalog.last_day(goal, day);
    let last_day = last_day.map_or("no end".to_owned(), |last| last.to_string());
    format!("{}, {last_day}", catalog.status(goal, day).word())
}

#[test]
fn a_certification_is_open_while_its_exams_are() {
    let catalog = shelf(
        "A-1: {available: 2027-03-10, retires: 2028-05-20}\nA-2: {retires: 2028-04}\n\
         A-3: {available: 2028-04-01}\ngoal: {requires: [A-1, {any: [A-2, A-3]}]}",
    );
    for (day, state) in [
        ("2027-03-09", "announced, 2028-05-20"),
        ("2027-03-10", "retiring, 2028-05-20"),
        ("2028-05-20", "retiring, 2028-05-20"),
        ("2028-05-21", "retired, 2028-05-20"),
    ] {
        assert_eq!(listed(&catalog, day), state, "on {day}");
    }
    let first = catalog.first_day(goal(&catalog));
    assert_eq!(first.unwrap().to_string(), "2027-03-10");
}

#[test]
fn a_certification_is_open_to_holders_of_what_it_requires_once_that_is_retired() {
    let catalog = shelf(
        "A-1: {}\nA-2: {retires: 2029-06}\nbase: {requires: A-1, retires: 2025-01-31, valid-months: 36}\n\
         goal: {requires: [base, {at-least: 1, of: [A-2]}]}",
    );
    assert_eq!(listed(&catalog, "2025-01-31"), "retiring, 2025-01-31");
    assert_eq!(listed(&catalog, "2025-02-01"), "retiring, 2029-06");
    assert_eq!(listed(&catalog, "2029-07-01"), "retired, 2029-06");
}

#[test]
fn a_rule_that_follows_another_keeps_a_certification_open() {
    let catalog = shelf(
        "A-1: {retires: 2028-03}\nA-2: {available: 2028-02}\n\
         goal: {requires: A-2, earlier-rules: [{until: 2028-02-28, requires: A-1}]}",
    );
    assert_eq!(listed(&catalog, "2028-01-01"), "available, no end");
    assert_eq!(listed(&catalog, "2028-03-01"), "available, no end");
}
