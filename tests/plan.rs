//! What the planner answers on small catalogs that show one thing each.

#![allow(clippy::unwrap_used, clippy::needless_raw_string_hashes)]

mod common;

use std::cell::Cell;
use std::fmt::Write as _;

use certpath::{
    BlockedPart, Catalog, Cents, CompareQuestion, Entry, Graph, Limits, NextQuestion, Objective,
    Planner, ReasonKind, Request, Suggestion, compare, next, plan, suggest,
};
use common::{Ask, codes, codes_of_plans, shelf};

#[track_caller]
fn exams(catalog: &Catalog, want: &str) -> String {
    Ask {
        want,
        ..Ask::default()
    }
    .exams(catalog)
}

/// What blocks a want, as `name reason day -> successors`.
#[track_caller]
fn reasons(catalog: &Catalog, ask: &Ask<'_>) -> Vec<String> {
    let no_plan = ask.ask(catalog).unwrap_err();
    let printed = no_plan.reasons.iter().map(|reason| {
        let mut text = format!("{} {:?}", catalog.name(reason.entry), reason.kind);
        if let Some(on) = reason.on {
            write!(text, " {on}").unwrap();
        }
        for entry in &reason.replaced_by {
            write!(text, " -> {}", catalog.name(*entry)).unwrap();
        }
        text
    });
    printed.collect()
}

#[test]
fn an_exam_that_two_wants_share_is_paid_once() {
    let catalog = shelf(
        "A: {price-usd: 10}\nB: {price-usd: 10}\nS: {price-usd: 15}\n\
         one: {requires: {any: [A, S]}}\ntwo: {requires: {any: [B, S]}}",
    );
    assert_eq!(exams(&catalog, "one"), "A");
    assert_eq!(
        exams(&catalog, "one,two"),
        "S",
        "greedy answers take A and B"
    );
}

#[test]
fn an_unknown_price_is_never_taken_for_cheap() {
    let catalog = shelf(
        "DEAR: {price-usd: 900}\nDARK: {level: free}\ngoal: {requires: {any: [DEAR, DARK]}}"
            .replace("free", "top")
            .as_str(),
    );
    assert_eq!(exams(&catalog, "goal"), "DARK", "its level has a price");
    let yaml = "providers: [{id: v, name: V, levels: [{name: base, rank: 1}]}]\nprovider: v\nexams:\n\
         \x20 - {code: DEAR, title: Dear, level: base, page: https://e.org, sources: [s], checked: 2026-08-01, confidence: high, price-usd: 900}\n\
         \x20 - {code: DARK, title: Dark, level: base, page: https://e.org, sources: [s], checked: 2026-08-01, confidence: high}\n\
         certifications:\n\
         \x20 - {id: goal, title: Goal, level: base, page: https://e.org, sources: [s], checked: 2026-08-01, confidence: high, requires: {any: [DEAR, DARK]}}";
    assert_eq!(exams(&common::catalog(yaml), "goal"), "DEAR");
}

#[test]
fn what_is_minimized_comes_first() {
    let catalog = shelf(
        "ONE: {price-usd: 500, courses: [{days: 9}]}\nA: {price-usd: 50, courses: [{days: 5}]}\nB: {price-usd: 50, courses: [{days: 5}]}\n\
         C: {price-usd: 400, courses: [{days: 1}]}\nD: {price-usd: 400, courses: [{days: 1}]}\ngoal: {requires: {any: [ONE, [A, B], [C, D]]}}",
    );
    let graph = Graph::new(&catalog);
    let request = Ask {
        want: "goal",
        ..Ask::default()
    }
    .request(&catalog);
    for (minimize, exams) in [
        (Objective::Exams, "ONE"),
        (Objective::Price, "A B"),
        (Objective::Days, "C D"),
    ] {
        let answer = plan(
            &graph,
            &Request {
                minimize,
                ..request.clone()
            },
            &|| false,
        )
        .unwrap();
        assert_eq!(codes(&catalog, &answer.plans[0]), exams);
    }
}

#[test]
fn among_equals_the_exam_that_lasts_then_the_lower_rank_then_the_code_wins() {
    let catalog = shelf(
        "A: {retires: 2027-11-22, level: base}\nB: {level: top, price-usd: 100}\nC: {}\nD: {retires: 2027-11-23}\n\
         first: {requires: {any: [A, B]}}\nsecond: {requires: {any: [B, C]}}\nthird: {requires: {any: [D, C]}}",
    );
    assert_eq!(exams(&catalog, "first"), "B", "A ends within a year");
    assert_eq!(exams(&catalog, "second"), "C", "its rank is lower");
    assert_eq!(exams(&catalog, "third"), "C", "its code is smaller");
}

#[test]
fn exams_of_what_is_required_come_first_whatever_their_codes() {
    let catalog = shelf("Z: {level: top}\nA: {}\nlow: {requires: Z}\ngoal: {requires: [low, A]}");
    assert_eq!(exams(&catalog, "goal"), "Z A");
}

#[test]
fn exams_of_what_is_held_need_not_come_first() {
    let catalog = shelf(
        "Z: {}\nY: {}\nA: {}\nlow: {requires: {any: [Z, Y]}}\nhigh: {requires: [low, A]}\nother: {requires: Z}",
    );
    let ordered = |have| {
        let ask = Ask {
            have,
            want: "high,other",
            ..Ask::default()
        };
        ask.exams(&catalog)
    };
    assert_eq!(ordered("low@2026-06-10"), "A Z");
    assert_eq!(ordered(""), "Z A", "`low` is earned first");
}

#[test]
fn an_exam_that_ends_soon_is_sat_first() {
    let catalog =
        shelf("Z: {}\nA: {retires: 2027-05-21}\nlow: {requires: Z}\ngoal: {requires: [low, A]}");
    assert_eq!(exams(&catalog, "goal"), "A Z", "180 days");
    let catalog =
        shelf("Z: {}\nA: {retires: 2027-05-22}\nlow: {requires: Z}\ngoal: {requires: [low, A]}");
    assert_eq!(exams(&catalog, "goal"), "Z A", "181 days");
    let catalog = shelf(
        "Z: {retires: 2027-01-31}\nA: {retires: 2027-02-28}\nlow: {requires: Z}\ngoal: {requires: [low, A]}",
    );
    assert_eq!(exams(&catalog, "goal"), "Z A", "theirs ends before");
    let catalog = shelf(
        "Z: {retires: 2027-01-31}\nA: {retires: 2027-01-31}\nlow: {requires: Z}\ngoal: {requires: [low, A]}",
    );
    assert_eq!(exams(&catalog, "goal"), "Z A", "both end on one day");
}

#[test]
fn what_one_may_not_sit_without_comes_first_even_if_it_lasts() {
    let catalog = shelf(
        "Z: {}\nA: {requires: {ever: low}, retires: 2027-01-31}\nlow: {requires: Z}\ngoal: {requires: A}",
    );
    assert_eq!(exams(&catalog, "goal"), "Z A");
}

#[test]
fn what_is_recommended_comes_first() {
    let catalog = shelf("Z: {}\nA: {}\nlow: {requires: Z}\ngoal: {requires: A, recommends: low}");
    assert_eq!(exams(&catalog, "low,goal"), "Z A");
    assert_eq!(exams(&catalog, "goal"), "A", "it is no gate");
}

#[test]
fn required_wins_over_recommended() {
    let catalog =
        shelf("Z: {}\nA: {}\nlow: {requires: Z, recommends: goal}\ngoal: {requires: [low, A]}");
    assert_eq!(exams(&catalog, "goal"), "Z A");
}

#[test]
fn the_cheapest_way_to_what_is_recommended_is_added_and_not_counted() {
    let catalog = shelf(
        "A: {}\nB: {}\nC: {price-usd: 50}\nD: {}\nfirst: {requires: {any: [B, C]}, recommends: base}\nbase: {requires: D}\ngoal: {requires: A, recommends: first}",
    );
    let ask = Ask {
        want: "goal",
        with_recommended: true,
        ..Ask::default()
    };
    let answer = ask.ask(&catalog).unwrap();
    assert_eq!(
        codes(&catalog, &answer.plans[0]),
        "C A",
        "and not what that recommends in turn"
    );
    assert_eq!(answer.plans[0].totals.exams, 1);
    let marks: Vec<bool> = answer.plans[0]
        .steps
        .iter()
        .map(|step| step.recommended)
        .collect();
    assert_eq!(marks, [true, false]);
}

#[test]
fn by_products_are_reported_where_they_are_earned() {
    let catalog = shelf(
        "A: {}\nB: {}\nC: {}\nlow: {requires: A}\nside: {requires: [A, B]}\ngoal: {requires: [A, B, C]}",
    );
    let answer = Ask {
        want: "goal",
        ..Ask::default()
    }
    .ask(&catalog)
    .unwrap();
    let earns: Vec<Vec<&str>> = answer.plans[0]
        .steps
        .iter()
        .map(|step| {
            step.earns
                .iter()
                .map(|index| &*catalog.certification(*index).id)
                .collect()
        })
        .collect();
    assert_eq!(earns, [vec!["low"], vec!["side"], vec!["goal"]]);
}

#[test]
fn an_avoided_exam_is_not_in_the_plan() {
    let catalog = shelf("A: {}\nB: {price-usd: 500}\ngoal: {requires: {any: [A, B]}}");
    assert_eq!(
        Ask {
            want: "goal",
            avoid: "A",
            ..Ask::default()
        }
        .exams(&catalog),
        "B"
    );
    assert_eq!(
        Ask {
            want: "goal",
            avoid: "A",
            have: "A",
            ..Ask::default()
        }
        .exams(&catalog),
        "",
        "holdings are not touched"
    );
    assert_eq!(
        reasons(
            &catalog,
            &Ask {
                want: "goal",
                avoid: "A,B",
                ..Ask::default()
            }
        ),
        ["A Avoided", "B Avoided"]
    );
}

#[test]
fn an_avoided_certification_is_no_step_but_may_be_a_by_product() {
    let catalog = shelf(
        "A: {}\nB: {}\nC: {}\nlow: {requires: A}\nother: {requires: [B, C]}\ngoal: {requires: {any: [low, other]}}",
    );
    assert_eq!(exams(&catalog, "goal"), "A");
    assert_eq!(
        Ask {
            want: "goal",
            avoid: "low",
            ..Ask::default()
        }
        .exams(&catalog),
        "B C"
    );
    assert_eq!(
        Ask {
            want: "goal,A",
            avoid: "low",
            ..Ask::default()
        }
        .exams(&catalog),
        "A B C"
    );
    assert_eq!(
        Ask {
            want: "goal",
            avoid: "low",
            have: "low",
            ..Ask::default()
        }
        .exams(&catalog),
        ""
    );
}

#[test]
fn via_is_one_more_want() {
    let catalog = shelf("A: {}\nB: {price-usd: 500}\ngoal: {requires: {any: [A, B]}}");
    assert_eq!(
        Ask {
            want: "goal",
            via: "B",
            ..Ask::default()
        }
        .exams(&catalog),
        "B"
    );
}

#[test]
fn alternatives_are_minimal_and_in_order_of_cost() {
    let catalog = shelf(
        "A: {price-usd: 1}\nB: {price-usd: 2}\nC: {price-usd: 3}\nD: {price-usd: 4}\ngoal: {requires: {any: [A, B, [C, D]]}}",
    );
    let answer = Ask {
        want: "goal",
        alternatives: 9,
        ..Ask::default()
    }
    .ask(&catalog)
    .unwrap();
    assert_eq!(codes_of_plans(&catalog, &answer), ["A", "B", "C D"]);
}

#[test]
fn of_choices_that_do_not_share_exams_the_cheapest_combinations_come_first() {
    let catalog = shelf(
        "A: {price-usd: 1}\nB: {price-usd: 2}\nC: {price-usd: 1}\nD: {price-usd: 5}\n\
         goal: {requires: [{any: [A, B]}, {any: [C, D]}]}",
    );
    let answer = Ask {
        want: "goal",
        alternatives: 4,
        ..Ask::default()
    }
    .ask(&catalog)
    .unwrap();
    let plans = codes_of_plans(&catalog, &answer);
    assert_eq!(plans, ["A C", "C B", "A D", "B D"]);
}

#[test]
fn among_equals_plans_and_substitutes_are_in_the_order_of_their_codes() {
    let catalog = shelf("C: {}\nA: {}\nD: {}\nB: {}\ngoal: {requires: {any: [C, A, D, B]}}");
    let answer = Ask {
        want: "goal",
        alternatives: 4,
        ..Ask::default()
    }
    .ask(&catalog)
    .unwrap();
    assert_eq!(codes_of_plans(&catalog, &answer), ["A", "B", "C", "D"]);
    let or = answer.plans[0].steps[0].or.iter();
    let or: Vec<_> = or.map(|exam| &*catalog.exam(*exam).code).collect();
    assert_eq!(or, ["B", "C", "D"]);
}

#[test]
fn the_shortest_plan_within_a_budget_that_many_shorter_ones_exceed_is_one() {
    let mut lines = String::new();
    for number in 10..75 {
        writeln!(lines, "E{number}: {{price-usd: 900}}").unwrap();
    }
    let dear: Vec<String> = (10..75).map(|number| format!("E{number}")).collect();
    let dear = dear.join(", ");
    writeln!(
        lines,
        "A: {{}}\nB: {{}}\nC: {{}}\ngoal: {{requires: {{any: [{dear}, [A, B], [A, C]]}}}}"
    )
    .unwrap();
    let catalog = shelf(&lines);
    let request = Ask {
        want: "goal",
        alternatives: 3,
        ..Ask::default()
    }
    .request(&catalog);
    let limits = Limits {
        budget: Some(Cents(50_000)),
        by: None,
    };
    let graph = Graph::new(&catalog);
    let answer = Planner::new(&graph).plan_within(&request, limits, &|| false);
    let answer = answer.unwrap();
    assert!(!answer.optimal && answer.bound.is_none());
    assert_eq!(codes_of_plans(&catalog, &answer), ["A B"]);
}

#[test]
fn the_best_plan_within_a_budget_may_come_after_better_ones_and_is_proven() {
    let catalog = shelf(
        "A: {price-usd: 900}\nB: {price-usd: 200}\nC: {price-usd: 200}\nD: {}\nE: {}\nF: {}\n\
         goal: {requires: {any: [A, [B, C], [D, E, F]]}}",
    );
    let request = Ask {
        want: "goal",
        ..Ask::default()
    }
    .request(&catalog);
    let limits = Limits {
        budget: Some(Cents(50_000)),
        by: None,
    };
    let graph = Graph::new(&catalog);
    let answer = Planner::new(&graph).plan_within(&request, limits, &|| false);
    let answer = answer.unwrap();
    assert_eq!(codes(&catalog, &answer.plans[0]), "B C");
    assert!(answer.optimal);
}

#[test]
fn a_want_that_is_held_needs_nothing() {
    let catalog = shelf("A: {}\ngoal: {requires: A}");
    assert_eq!(
        Ask {
            want: "goal",
            have: "goal",
            ..Ask::default()
        }
        .exams(&catalog),
        ""
    );
    assert_eq!(
        Ask {
            want: "A",
            have: "goal",
            ..Ask::default()
        }
        .exams(&catalog),
        "",
        "nobody has it without A"
    );
}

#[test]
fn every_leaf_that_is_to_blame_is_reported_once_and_nothing_else() {
    let catalog = shelf(
        "A: {retires: 2026-09-30, replaced-by: [N]}\nB: {}\nC: {available: 2030-01}\nN: {}\n\
         low: {requires: A}\nother: {requires: [A, B]}\ngoal: {requires: [B, {any: [low, other, C]}]}",
    );
    let ask = Ask {
        want: "goal",
        as_of: "2026-09-30",
        ..Ask::default()
    };
    assert_eq!(ask.exams(&catalog), "A B");
    let ask = Ask {
        as_of: "2026-11-22",
        ..ask
    };
    assert_eq!(
        reasons(&catalog, &ask),
        ["A Retired 2026-09-30 -> N", "C NotYet 2030-01"]
    );
    let no_plan = ask.ask(&catalog).unwrap_err();
    let gate = no_plan.blocked.iter().find_map(|line| match line.what {
        BlockedPart::Gate { needed, members } => Some((needed, members)),
        _ => None,
    });
    assert_eq!(gate, Some((1, 3)));
}

/// The blocked part of `goal`, a line each: how deep it stands, and what it is.
#[track_caller]
fn blocked(lines: &str, as_of: &str) -> Vec<String> {
    let catalog = shelf(lines);
    let ask = Ask {
        want: "goal",
        as_of,
        ..Ask::default()
    };
    let lines = ask.ask(&catalog).unwrap_err().blocked;
    let lines = lines.iter().map(|line| match &line.what {
        BlockedPart::Entry(entry) => format!("{} {}", line.depth, catalog.name(*entry)),
        BlockedPart::Gate { needed, members } => format!("{} {needed} of {members}", line.depth),
        BlockedPart::Reason(reason) => format!("{} {}", line.depth, catalog.name(reason.entry)),
        BlockedPart::Again(entry) => format!("{} {} again", line.depth, catalog.name(*entry)),
        BlockedPart::AnyOf { .. } => "a list".to_owned(),
    });
    lines.collect()
}

#[test]
fn of_several_rules_that_are_blocked_each_is_said_below_their_number() {
    let lines = "A: {retires: 2026-09-30}\nB: {retires: 2026-09-30}\n\
         goal: {requires: A, earlier-rules: [{until: 2027-12-31, requires: B, sources: [here], confidence: high}]}";
    assert_eq!(
        blocked(lines, "2026-11-22"),
        ["0 goal", "1 1 of 2", "2 A", "2 B"]
    );
}

#[test]
fn what_is_needed_together_stands_together_and_each_reason_once() {
    let lines = "A: {}\nF: {available: 2030-01}\nG: {retires: 2029-09-30}\nH: {retires: 2029-09-30}\n\
         goal: {requires: [A, {any: [G, F, [H, F], [A, F]]}]}";
    assert_eq!(
        blocked(lines, "2029-11-22"),
        [
            "0 goal",
            "1 1 of 4",
            "2 G",
            "2 F",
            "2 2 of 2",
            "3 H",
            "3 F again",
            "2 F again"
        ]
    );
    let whole = "F: {retires: 2029-06}\nG: {retires: 2029-07}\ngoal: {requires: [F, [G, F]]}";
    assert_eq!(
        blocked(whole, "2029-11-22"),
        ["0 goal", "1 F", "1 G", "1 F again"]
    );
}

#[test]
fn what_begins_with_a_beta_can_be_planned_from_then() {
    let catalog = shelf(
        "A: {beta: 2026-12-01, available: 2027-02-01}\ngoal: {requires: A, available: 2027-02-01}",
    );
    let ask = Ask {
        want: "goal",
        as_of: "2026-11-30",
        ..Ask::default()
    };
    assert_eq!(reasons(&catalog, &ask), ["goal NotYet 2026-12-01"]);
}

#[test]
fn what_would_help_is_verified_by_planning_it() {
    let catalog = shelf(
        "A: {retires: 2026-09-30}\nB: {retires: 2026-10-31}\nC: {}\nold: {requires: A, retires: 2026-09-30, replaced-by: [next]}\n\
         next: {requires: B, retires: 2026-10-31, replaced-by: [new, other]}\nnew: {requires: C}\nother: {requires: [C, D]}\nD: {available: 2030-01}",
    );
    let ask = Ask {
        want: "old",
        ..Ask::default()
    };
    let request = ask.request(&catalog);
    let no_plan = ask.ask(&catalog).unwrap_err();
    let suggestions = suggest(&Graph::new(&catalog), &request, &no_plan);
    let named = |entry: Entry| catalog.name(entry).to_string();
    let printed: Vec<String> = suggestions
        .iter()
        .map(|suggestion| match suggestion {
            Suggestion::Instead { of, want } => format!("{} for {}", named(*want), named(*of)),
            Suggestion::AvoidNothing => "avoid nothing".to_owned(),
            Suggestion::Until(day) => format!("until {day}"),
            Suggestion::From(day) => format!("from {day}"),
        })
        .collect();
    assert_eq!(
        printed,
        ["new for old", "until 2026-09-30"],
        "its successor is retired too, and `other` is not to be had yet"
    );
    let later = Ask {
        want: "other",
        ..Ask::default()
    };
    let suggestions = suggest(
        &Graph::new(&catalog),
        &later.request(&catalog),
        &later.ask(&catalog).unwrap_err(),
    );
    assert_eq!(
        suggestions,
        [Suggestion::From("2030-01-01".parse().unwrap())]
    );
}

#[test]
fn what_is_avoided_is_not_to_blame_where_nothing_can_be_planned_without_it() {
    let catalog = shelf(
        "A: {}\nB: {}\nC: {retires: 2026-09-30}\nfree: {requires: A}\nshut: {requires: [A, C]}",
    );
    for (want, is_blamed) in [("free", true), ("shut", false)] {
        for avoid in ["A", "B"] {
            let ask = Ask {
                want,
                avoid,
                ..Ask::default()
            };
            let Err(no_plan) = ask.ask(&catalog) else {
                continue;
            };
            let suggestions = suggest(&Graph::new(&catalog), &ask.request(&catalog), &no_plan);
            let blamed = suggestions.contains(&Suggestion::AvoidNothing);
            assert_eq!(blamed, is_blamed, "{want} without {avoid}");
        }
    }
}

#[test]
fn on_another_day_only_what_was_held_by_then_is_held() {
    let catalog = shelf(
        "A: {retires: 2024-06-30}\nlow: {requires: none, also-needs: [a course], level: top}\n\
         goal: {requires: [low, A], retires: 2024-06-30}",
    );
    let suggested = |have| {
        let ask = Ask {
            have,
            want: "goal",
            ..Ask::default()
        };
        let no_plan = ask.ask(&catalog).unwrap_err();
        suggest(&Graph::new(&catalog), &ask.request(&catalog), &no_plan)
    };
    let until = Suggestion::Until("2024-06-30".parse().unwrap());
    assert_eq!(suggested("low@2024-06-30"), [until]);
    assert_eq!(suggested("low@2024-07-01"), []);
}

#[test]
fn a_rule_that_is_to_come_is_said_with_its_first_day() {
    let catalog = shelf(
        "A: {}\ngoal: {requires: A, rule-from: 2027-03-01}\nlate: {requires: A, rule-from: 2027-03-01, available: 2027-05}",
    );
    for (want, reason) in [
        ("goal", "goal NotYet 2027-03-01"),
        ("late", "late NotYet 2027-05"),
    ] {
        let ask = Ask {
            want,
            ..Ask::default()
        };
        assert_eq!(reasons(&catalog, &ask), [reason]);
    }
}

#[test]
fn a_retired_certification_is_itself_the_reason() {
    let catalog = shelf(
        "A: {retires: 2026-09-30}\nN: {}\nold: {requires: A, retires: 2026-09-30, replaced-by: [new]}\nnew: {requires: N}\ngoal: {requires: [old, N]}",
    );
    assert_eq!(
        reasons(
            &catalog,
            &Ask {
                want: "goal",
                ..Ask::default()
            }
        ),
        ["old Retired 2026-09-30 -> new"]
    );
}

#[test]
fn at_least_needs_enough_members_that_are_left() {
    let catalog = shelf(
        "A: {}\nB: {retires: 2024}\nC: {retires: 2023}\nD: {}\ngoal: {requires: {at-least: 2, of: [A, B, D]}}\nno: {requires: {at-least: 2, of: [A, B, C]}, retires: 2025}",
    );
    assert_eq!(exams(&catalog, "goal"), "A D");
}

#[test]
fn two_members_that_one_exam_meets_are_two() {
    let catalog = shelf(
        "A: {}\nB: {}\nC: {}\nlow: {requires: A}\ngoal: {requires: {at-least: 2, of: [A, low, B, C]}}",
    );
    assert_eq!(exams(&catalog, "goal"), "A");
}

#[test]
fn what_no_exam_leads_to_can_be_held_and_not_planned() {
    let yaml = "providers: [{id: v, name: V, levels: [{name: base, rank: 1}]}, {id: external, name: Elsewhere, levels: [{name: external, rank: 2}]}]\nprovider: v\nexams:\n\
         \x20 - {code: A, title: A, level: base, page: https://e.org, sources: [s], checked: 2026-08-01, confidence: high}\n\
         certifications:\n\
         \x20 - {id: goal, title: Goal, level: base, page: https://e.org, sources: [s], checked: 2026-08-01, confidence: high, requires: [A, 'external:cpa']}\n";
    let external = "provider: external\ncertifications:\n\
         \x20 - {id: cpa, title: Accountant, level: external, page: https://e.org, sources: [s], checked: 2026-08-01, confidence: high}\n";
    let catalog = common::catalogs(&[yaml, external]);
    assert_eq!(
        Ask {
            have: "cpa",
            want: "goal",
            ..Ask::default()
        }
        .exams(&catalog),
        "A"
    );
    assert_eq!(
        reasons(
            &catalog,
            &Ask {
                want: "goal",
                ..Ask::default()
            }
        ),
        ["cpa NoExam"]
    );
}

#[test]
fn a_plan_warns_of_a_new_version_while_it_is_near() {
    let catalog = shelf(
        "A: {versions: [{title: '1.1', until: 2027-02-02}, {title: '2.0', from: 2027-02-03}]}\n\
         goal: {requires: A}\n",
    );
    for (as_of, warnings) in [
        ("2026-08-06", &[] as &[&str]),
        ("2026-08-07", &["NewVersion A"]),
        ("2027-02-02", &["NewVersion A"]),
        ("2027-02-03", &[]),
    ] {
        let ask = Ask {
            want: "goal",
            as_of,
            ..Ask::default()
        };
        assert_eq!(ask.warnings(&catalog), warnings, "{as_of}");
    }
}

#[test]
fn an_exam_that_earns_one_want_and_renews_another_is_taken_for_the_first() {
    let catalog = shelf(
        "A: {}\nB: {}\none: {requires: A, valid-months: 12, renewal: [{by: {pass: B}}]}\ntwo: {requires: B}",
    );
    let answer = Ask {
        want: "one,two",
        ..Ask::default()
    };
    let answer = answer.ask(&catalog).unwrap();
    let why = answer.plans[0].steps.iter().map(|step| {
        let names = step
            .why
            .iter()
            .map(|entry| catalog.name(*entry).to_string());
        format!(
            "{}: {}",
            catalog.exam(step.exam).code,
            names.collect::<String>()
        )
    });
    assert_eq!(why.collect::<Vec<_>>(), ["A: one", "B: two"]);
}

#[test]
fn chains_thousands_deep_are_planned_and_explained() {
    const DEPTH: usize = 5_000;
    let mut lines = String::from("E0: {}\nc0: {requires: E0}\n");
    for depth in 1..DEPTH {
        writeln!(
            lines,
            "E{depth}: {{}}\nc{depth}: {{requires: [c{}, E{depth}]}}",
            depth - 1
        )
        .unwrap();
    }
    let catalog = shelf(&lines);
    let want = format!("c{}", DEPTH - 1);
    let answer = Ask {
        want: &want,
        ..Ask::default()
    }
    .ask(&catalog)
    .unwrap();
    let steps = &answer.plans[0].steps;
    assert_eq!(steps.len(), DEPTH);
    assert!(
        steps
            .windows(2)
            .all(|pair| pair[0].earns < pair[1].earns || pair[0].exam != pair[1].exam)
    );
    assert_eq!(catalog.exam(steps[0].exam).code, "E0");
    assert_eq!(
        (steps[0].why.len(), steps[0].why_left_out),
        (16, DEPTH - 16)
    );
    let last = Ask {
        have: &want,
        want: "E0",
        ..Ask::default()
    };
    assert_eq!(last.exams(&catalog), "", "credit goes down the whole chain");
    let none = Ask {
        want: &want,
        avoid: "E0",
        ..Ask::default()
    }
    .ask(&catalog)
    .unwrap_err();
    assert_eq!(none.reasons.len(), 1);
    assert_eq!(none.reasons[0].kind, ReasonKind::Avoided);
    let have: Vec<String> = (0..DEPTH).map(|depth| format!("E{depth}")).collect();
    let all = Ask {
        have: &have.join(","),
        want: &want,
        ..Ask::default()
    };
    let credited = all.ask(&catalog).unwrap().credited;
    assert_eq!(credited.len(), DEPTH, "every certification of the chain");
    let most = credited.iter().map(|credited| credited.because.len()).max();
    assert_eq!(most, Some(100), "not all that is below each of them");
}

#[test]
fn gates_with_thousands_of_members_are_planned() {
    let mut lines = String::new();
    let mut names = Vec::new();
    for number in 0..4_000 {
        writeln!(lines, "E{number}: {{price-usd: {}}}", 5_000 - number).unwrap();
        names.push(format!("E{number}"));
    }
    writeln!(
        lines,
        "goal: {{requires: [{{any: [{0}]}}, {{at-least: 3, of: [{0}]}}]}}",
        names.join(", ")
    )
    .unwrap();
    let catalog = shelf(&lines);
    assert_eq!(exams(&catalog, "goal"), "E3999 E3998 E3997");
}

#[test]
fn of_thousands_that_could_stand_for_one_another_some_are_named_and_the_rest_counted() {
    const COUNT: usize = 2_400;
    let names: Vec<String> = (0..COUNT).map(|number| format!("E{number}")).collect();
    let mut lines = names.join(": {}\n") + ": {}\n";
    let names = names.join(", ");
    writeln!(lines, "few: {{requires: {{at-least: 2, of: [{names}]}}}}").unwrap();
    writeln!(
        lines,
        "half: {{requires: {{at-least: 1200, of: [{names}]}}}}"
    )
    .unwrap();
    let catalog = shelf(&lines);
    let steps = |want| {
        let ask = Ask {
            want,
            ..Ask::default()
        };
        ask.ask(&catalog).unwrap().plans[0].steps.clone()
    };
    for step in steps("few") {
        assert_eq!((step.or.len(), step.or_left_out), (100, Some(COUNT - 102)));
    }
    let steps = steps("half");
    assert_eq!(steps[0].or_left_out, Some(COUNT - 1_300));
    let last = steps.last().unwrap();
    assert_eq!(
        (last.or.len(), last.or_left_out),
        (0, None),
        "it is too much to look at"
    );
    let text = catalog.requirement_text(
        catalog.certifications[0].rules[0]
            .requires
            .as_ref()
            .unwrap(),
    );
    assert!(
        text.starts_with("2 of (E0, E1, ") && text.ends_with(", E99, 2300 more)"),
        "{text}"
    );
}

#[test]
fn an_answer_is_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Catalog>();
    shared::<Graph<'_>>();
    shared::<Entry>();
    shared::<certpath::Answer>();
    shared::<certpath::NoPlan>();
}

/// Another exam of a plan may need the one that is replaced.
#[test]
fn what_stands_in_for_an_exam_leaves_the_others_to_take() {
    let catalog =
        shelf("E1: {}\nE2: {requires: E1}\nE3: {}\ngoal: {requires: {any: [E2, E3]}, level: top}");
    let ask = Ask {
        want: "goal",
        alternatives: 2,
        ..Ask::default()
    };
    let answer = ask.ask(&catalog).unwrap();
    let second = &answer.plans[1];
    assert_eq!(codes(&catalog, second), "E1 E2");
    let name = |exam: &_| catalog.name(Entry::Exam(*exam));
    let or: Vec<Vec<_>> = second
        .steps
        .iter()
        .map(|step| step.or.iter().map(name).collect())
        .collect();
    assert_eq!(or, [vec![], vec!["E3"]]);
}

/// Sixteen certifications that each take 3 of 7 exams: a search that takes its time.
fn hard() -> Catalog {
    let mut number = 7_u64;
    let mut draw = |below: u64| {
        number = number
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (number >> 33) % below
    };
    let mut lines = String::new();
    for exam in 0..20 {
        writeln!(lines, "E{exam}: {{price-usd: {}}}", 10 + draw(90)).unwrap();
    }
    for part in 0..16 {
        let first = draw(20);
        let members: Vec<String> = (0..7)
            .map(|place| format!("E{}", (first + place * (1 + part % 3)) % 20))
            .collect();
        let members = members.join(", ");
        writeln!(
            lines,
            "part-{part}: {{requires: {{at-least: 3, of: [{members}]}}}}"
        )
        .unwrap();
    }
    let parts: Vec<String> = (0..16).map(|part| format!("part-{part}")).collect();
    writeln!(lines, "goal: {{requires: [{}]}}", parts.join(", ")).unwrap();
    shelf(&lines)
}

/// Says stop after so many looks at the clock.
fn after(looks: u32) -> impl Fn() -> bool {
    let left = Cell::new(looks);
    move || {
        let is_over = left.get() == 0;
        left.set(left.get().saturating_sub(1));
        is_over
    }
}

#[test]
fn a_stopped_search_denies_no_plan_that_there_is() {
    let catalog = hard();
    let graph = Graph::new(&catalog);
    let request = Request {
        minimize: Objective::Price,
        ..Ask {
            want: "goal",
            ..Ask::default()
        }
        .request(&catalog)
    };
    let cheapest = plan(&graph, &request, &|| false).unwrap();
    assert!(cheapest.optimal);
    let Cents(least) = cheapest.plans[0].totals.price;
    let (mut undecided, mut planned) = (0, 0);
    for looks in [0, 1, 2, 4, 8, 16, 32, 64, 128, 1024] {
        for budget in [least - 1, least] {
            let limits = Limits {
                budget: Some(Cents(budget)),
                by: None,
            };
            let fewest = Request {
                minimize: Objective::Exams,
                ..request.clone()
            };
            match Planner::new(&graph).plan_within(&fewest, limits, &after(looks)) {
                Ok(answer) => {
                    planned += 1;
                    assert!(answer.plans[0].totals.price.0 <= budget);
                }
                Err(no_plan) => {
                    assert!(!no_plan.proven || budget < least, "{looks} {budget}");
                    assert!(!no_plan.proven || no_plan.cheapest == Some(cheapest.plans[0].totals));
                    undecided += usize::from(!no_plan.proven);
                }
            }
        }
    }
    assert!(undecided > 0 && planned > 0, "{undecided} {planned}");
}

#[test]
fn what_a_stopped_search_found_is_not_called_the_cheapest() {
    let catalog = hard();
    let graph = Graph::new(&catalog);
    let ask = Ask {
        want: "goal,part-1",
        alternatives: 3,
        ..Ask::default()
    };
    let request = ask.request(&catalog);
    let best = Request {
        alternatives: 1,
        ..request.clone()
    };
    assert!(!plan(&graph, &best, &after(2)).unwrap().optimal);
    let all = plan(&graph, &best, &|| false).unwrap();
    assert!(all.optimal && !all.rest_open);
    let looks = (0..10).map(|power| plan(&graph, &request, &after(1 << power)).unwrap());
    assert!(
        looks
            .clone()
            .any(|answer| answer.optimal && answer.rest_open)
    );
    assert!(
        looks
            .into_iter()
            .all(|answer| answer.rest_open || answer.plans.len() == 3)
    );

    let question = CompareQuestion {
        items: &request.want,
        have: &[],
        as_of: request.as_of,
    };
    assert!(!compare(&graph, &question, &after(2)).first.unwrap().optimal);
    assert!(compare(&graph, &question, &|| false).first.unwrap().optimal);

    let goal = request.want[0].certification().unwrap();
    let question = NextQuestion {
        have: &[],
        as_of: request.as_of,
        candidates: &[goal],
        within: 30,
    };
    let stopped = next(&graph, &question, &after(3));
    assert_eq!((stopped.within_reach.len(), stopped.left_out), (0, 1));
    let whole = next(&graph, &question, &|| false);
    assert_eq!((whole.within_reach.len(), whole.left_out), (1, 0));
}
