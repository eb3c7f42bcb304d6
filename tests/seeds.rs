//! What four public documents of 2020 and 2021 show about Azure's certifications, required their own day.
//!
//! Where a document errs, the program must be right: the test says it.

#![allow(clippy::unwrap_used, clippy::needless_raw_string_hashes)]

mod common;

use certpath::embedded::catalog;
use certpath::{Entry, WarningCode};
use common::Ask;

/// The day of a page that lists which exam each certification needs.
const RULE_PAGE: &str = "2021-07-13";
/// The day of a provider's post on the way to DevOps Engineer Expert.
const JOURNEY: &str = "2020-05-20";
/// A day in the months in which a guide to expert certifications calls PL-600 a beta.
const EXPERT_GUIDE: &str = "2021-04-15";

/// Plans from nothing on a day, each step with what could stand in its place.
#[track_caller]
fn from_nothing(want: &str, as_of: &str) -> Vec<String> {
    let catalog = catalog();
    let answer = Ask {
        want,
        as_of,
        ..Ask::default()
    }
    .ask(catalog)
    .unwrap();
    let steps = answer.plans[0].steps.iter().map(|step| {
        let exams = std::iter::once(&step.exam).chain(&step.or);
        let codes: Vec<&str> = exams.map(|exam| &*catalog.exam(*exam).code).collect();
        codes.join(" or ")
    });
    steps.collect()
}

#[test]
fn the_rule_pages_certifications_need_the_exams_of_their_day() {
    for (want, exams) in [
        // the page's text says AZ-204 here, its link AZ-900
        (
            "https://docs.microsoft.com/en-us/learn/certifications/azure-fundamentals/",
            vec!["AZ-900"],
        ),
        (
            "https://docs.microsoft.com/en-us/learn/certifications/azure-developer/",
            vec!["AZ-204"],
        ),
        (
            "https://docs.microsoft.com/en-us/learn/certifications/azure-solutions-architect/",
            vec!["AZ-303", "AZ-304"],
        ),
        // the page leaves the prerequisite out
        (
            "https://docs.microsoft.com/en-us/learn/certifications/devops-engineer/",
            vec!["AZ-104 or AZ-204", "AZ-400"],
        ),
        (
            "https://docs.microsoft.com/en-us/learn/certifications/azure-data-fundamentals/",
            vec!["DP-900"],
        ),
        (
            "https://docs.microsoft.com/en-us/learn/certifications/azure-data-engineer/",
            vec!["DP-203"],
        ),
        (
            "https://docs.microsoft.com/en-us/learn/certifications/azure-security-engineer/",
            vec!["AZ-500"],
        ),
        (
            "https://docs.microsoft.com/en-gb/learn/certifications/azure-data-scientist/?wt.mc_id=partnercenter_dataanalytics_webandportal_ocp",
            vec!["DP-100"],
        ),
    ] {
        assert_eq!(from_nothing(want, RULE_PAGE), exams, "{want}");
    }
}

#[test]
fn what_is_stale_on_the_rule_page_is_refused_today_with_the_successor() {
    let catalog = catalog();
    for (want, successor) in [
        (
            "azure-developer-associate",
            "azure-ai-cloud-developer-associate",
        ),
        (
            "azure-data-engineer-associate",
            "fabric-data-engineer-associate",
        ),
        (
            "azure-security-engineer-associate",
            "cloud-and-ai-security-engineer-associate",
        ),
        (
            "azure-data-scientist-associate",
            "machine-learning-operations-engineer-associate",
        ),
    ] {
        let no_plan = Ask {
            want,
            ..Ask::default()
        }
        .ask(catalog)
        .unwrap_err();
        let [reason] = no_plan.reasons.as_slice() else {
            panic!("{want}: {:?}", no_plan.reasons)
        };
        let replaced_by: Vec<_> = reason
            .replaced_by
            .iter()
            .map(|entry| catalog.name(*entry))
            .collect();
        assert_eq!(replaced_by, [successor], "{want}");
    }
    assert_eq!(
        from_nothing("azure-solutions-architect", ""),
        ["AZ-104", "AZ-305"]
    );
}

#[test]
fn the_journey_goes_over_either_associate_of_its_day() {
    assert_eq!(
        from_nothing("devops-engineer", JOURNEY),
        ["AZ-104 or AZ-103 or AZ-203 or AZ-204", "AZ-400"],
        "the new associate exams were betas"
    );
}

#[test]
fn the_old_names_of_the_journey_still_name_it() {
    let catalog = catalog();
    for name in [
        "Azure DevOps Engineer Expert",
        "Microsoft Azure DevOps Solutions",
    ] {
        assert!(
            certpath::resolve::resolve(catalog, name, JOURNEY.parse().unwrap()).is_ok(),
            "{name}"
        );
    }
}

#[test]
fn the_expert_guide_lists_the_ways_to_its_three_certifications() {
    assert_eq!(
        from_nothing("azure-solutions-architect", EXPERT_GUIDE),
        ["AZ-303", "AZ-304"]
    );
    assert_eq!(
        from_nothing("devops-engineer", EXPERT_GUIDE),
        ["AZ-104 or AZ-204", "AZ-400"]
    );
    // the guide's links lead to an exam that does not exist, pl-4000
    assert_eq!(
        from_nothing("power-platform-solution-architect-expert", EXPERT_GUIDE),
        ["PL-200 or PL-400", "PL-600"]
    );
    let ask = Ask {
        want: "PL-600",
        as_of: EXPERT_GUIDE,
        ..Ask::default()
    };
    assert!(
        ask.warnings(catalog())
            .contains(&format!("{:?} PL-600", WarningCode::Beta))
    );
}

#[test]
fn the_comparisons_prerequisites_are_certifications_and_only_gate_the_award() {
    let catalog = catalog();
    let take = Ask {
        want: "AZ-400",
        as_of: RULE_PAGE,
        ..Ask::default()
    };
    assert_eq!(take.exams(catalog), "AZ-400", "anybody may take it");
    let exam = catalog
        .exam_indices()
        .find(|exam| catalog.exam(*exam).code == "AZ-204")
        .unwrap();
    assert!(catalog.exam(exam).requires.is_none());
    assert_eq!(catalog.level(Entry::Exam(exam)).name, "associate");
    let from_developer = Ask {
        have: "AZ-204",
        want: "devops-engineer",
        as_of: RULE_PAGE,
        ..Ask::default()
    };
    assert_eq!(from_developer.exams(catalog), "AZ-400");
}

#[test]
fn the_comparisons_advice_can_be_followed_no_more() {
    let catalog = catalog();
    assert_eq!(from_nothing("devops-engineer", ""), ["AZ-104", "AZ-400"]);
    let successor = Ask {
        have: "AI-200",
        want: "devops-engineer",
        ..Ask::default()
    };
    assert_eq!(
        successor.exams(catalog),
        "AZ-104 AZ-400",
        "the successor of AZ-204 opens nothing here"
    );
}

#[test]
fn an_earlier_developer_opens_devops_engineer_only_while_active() {
    let catalog = catalog();
    let ask = |have, as_of| {
        Ask {
            have,
            want: "devops-engineer",
            as_of,
            ..Ask::default()
        }
        .exams(catalog)
    };
    assert_eq!(ask("AZ-204@2022-01-15", "2026-11-22"), "AZ-104 AZ-400");
    assert_eq!(ask("AZ-204@2026-03-15", "2026-11-22"), "AZ-400");
    assert_eq!(ask("AZ-204", "2026-11-22"), "AZ-400");
    assert_eq!(
        ask("AZ-204", "2028-06-15"),
        "AZ-104 AZ-400",
        "nobody holds it by then"
    );
}
