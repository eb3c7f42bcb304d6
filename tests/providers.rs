//! What the catalog says of the providers' paths, asked of the planner: each test is a fact that one can look up.

#![allow(clippy::unwrap_used, clippy::needless_raw_string_hashes)]

mod common;

use std::collections::BTreeSet;

use certpath::{Catalog, embedded, resolve};
use common::Ask;

/// Returns the exams of the best plan, in order, on 2026-11-22.
#[track_caller]
fn exams(have: &'static str, want: &'static str) -> Vec<String> {
    let ask = Ask {
        have,
        want,
        ..Ask::default()
    };
    let codes = ask.exams(embedded::catalog());
    codes.split(' ').map(str::to_owned).collect()
}

/// Returns which of the exams are part of the best plan.
#[track_caller]
fn among(exams: &[String], codes: &[&str]) -> usize {
    let count = |code: &&&str| exams.iter().any(|exam| exam == **code);
    codes.iter().filter(count).count()
}

fn sorted(mut exams: Vec<String>) -> Vec<String> {
    exams.sort();
    exams
}

#[test]
fn kubestronaut_is_five_exams_and_cka_comes_before_cks() {
    let exams = exams("", "kubestronaut");
    let place = |code: &str| exams.iter().position(|exam| exam == code).unwrap();
    assert!(place("CKA") < place("CKS"), "{exams:?}");
    assert_eq!(sorted(exams), ["CKA", "CKAD", "CKS", "KCNA", "KCSA"]);
}

#[test]
fn a_lapsed_cka_still_lets_one_sit_cks() {
    assert_eq!(exams("cka@2020-01-01", "cks"), ["CKS"]);
    assert_eq!(exams("", "cks"), ["CKA", "CKS"]);
}

#[test]
fn one_concentration_serves_two_ccnps() {
    let exams = sorted(exams("", "ccnp-enterprise,ccnp-automation"));
    assert_eq!(exams, ["300-435", "350-401", "350-901"]);
}

#[test]
fn ccnp_and_ccie_enterprise_share_the_core() {
    let both = exams("", "ccnp-enterprise,ccie-enterprise-infrastructure");
    assert_eq!(both.len(), 3, "{both:?}");
    assert_eq!(among(&both, &["350-401", "CCIE-EI-LAB"]), 2, "{both:?}");
    let [ccnp, ccie] =
        ["ccnp-enterprise", "ccie-enterprise-infrastructure"].map(|want| exams("", want));
    assert_eq!((ccnp.len(), ccie.len()), (2, 2));
    assert_eq!(among(&ccnp, &["350-401"]) + among(&ccie, &["350-401"]), 2);
}

#[test]
fn who_holds_ccnp_enterprise_needs_only_the_lab() {
    let want = "ccie-enterprise-infrastructure";
    assert_eq!(exams("ccnp-enterprise", want), ["CCIE-EI-LAB"]);
    assert_eq!(exams("ccnp-enterprise@2025-06-01", want), ["CCIE-EI-LAB"]);
}

#[test]
fn a_core_exam_of_five_years_ago_counts_no_more() {
    let want = "ccie-enterprise-infrastructure";
    let fresh = exams("350-401@2025-01-01", want);
    assert_eq!(fresh, ["CCIE-EI-LAB"]);
    let old = exams("350-401@2021-11-22", want);
    assert_eq!(sorted(old), ["350-401", "CCIE-EI-LAB"]);
}

#[test]
fn rhca_in_ansible_is_three_of_four_from_rhce() {
    let exams = exams("rhce", "rhca-ansible");
    assert_eq!(exams.len(), 3, "{exams:?}");
    let specialists = ["EX374", "EX417", "EX457", "EX467"];
    assert_eq!(among(&exams, &specialists), 3, "{exams:?}");
}

#[test]
fn two_salesforce_architects_share_platform_developer() {
    let wants = [
        "salesforce-application-architect",
        "salesforce-system-architect",
    ];
    let [application, system] = wants.map(|want| exams("", want));
    let shared: BTreeSet<&String> = application
        .iter()
        .filter(|exam| system.contains(exam))
        .collect();
    assert!(shared.contains(&"Plat-Dev-201".to_owned()), "{shared:?}");
    let both = exams(
        "",
        "salesforce-application-architect,salesforce-system-architect",
    );
    assert_eq!(
        both.len(),
        application.len() + system.len() - shared.len(),
        "{both:?}"
    );
    assert_eq!(among(&both, &["Plat-Dev-201"]), 1);
}

#[test]
fn lpic_3_is_the_whole_ladder() {
    let ladder = sorted(exams("", "lpic-3-security"));
    let expected = ["101-500", "102-500", "201-450", "202-450", "303-300"];
    assert_eq!(ladder, expected);
    assert_eq!(exams("lpic-2", "lpic-3-security"), ["303-300"]);
}

#[test]
fn dea_c01_alone_is_refused_with_both_providers_named() {
    let catalog: &Catalog = embedded::catalog();
    let day = "2026-11-22".parse().unwrap();
    let error = resolve::resolve_list(catalog, "DEA-C01", day).unwrap_err();
    let printed = error.to_string();
    for name in ["aws:DEA-C01", "snowflake:DEA-C01"] {
        assert!(printed.contains(name), "{printed}");
        assert_eq!(resolve::resolve_list(catalog, name, day).unwrap().len(), 1);
    }
}

#[test]
fn juniper_and_cfa_are_ladders() {
    let ladder = ["JN0-106", "JN0-352", "JN0-650", "JPR-946"];
    assert_eq!(exams("", "jncie-ent"), ladder);
    assert_eq!(exams("jncip-ent", "jncie-ent"), ["JPR-946"]);
    assert_eq!(
        exams("", "cfa-charterholder"),
        ["CFA-L1", "CFA-L2", "CFA-L3"]
    );
}

#[test]
fn a_gsp_is_any_three_of_giac_and_two_applied_ones() {
    let gsp = exams("", "gsp");
    let applied = ["GX-CS", "GX-IA", "GX-IH", "GX-FA", "GX-FE", "GX-PT"];
    assert_eq!((gsp.len(), among(&gsp, &applied)), (5, 2), "{gsp:?}");
    let rest = exams("gsec,gcih,gcia,gx-cs", "gsp");
    assert_eq!((rest.len(), among(&rest, &applied)), (1, 1), "{rest:?}");
    let gse = exams("", "gse");
    assert_eq!((gse.len(), among(&gse, &applied)), (10, 4), "{gse:?}");
}

#[test]
fn titles_for_holding_several_require_each() {
    assert_eq!(sorted(exams("", "osce3")), ["OSED", "OSEP", "OSWE"]);
    assert_eq!(exams("osep,oswe", "osce3"), ["OSED"]);
    let expert = sorted(exams("", "isa-iec-62443-cybersecurity-expert"));
    assert_eq!(expert, ["IC32", "IC33", "IC34", "IC37"]);
    let golden = exams("", "golden-kubestronaut");
    let given = ["KCNA", "KCSA", "CKA", "CKAD", "CKS", "LFCS", "CNPE", "CCA"];
    assert_eq!(
        (golden.len(), among(&golden, &given)),
        (16, 8),
        "{golden:?}"
    );
}

#[test]
fn fortinet_requires_nse_4_and_one_more_of_the_track() {
    let exams = exams("", "nse-7-secure-networking");
    assert_eq!(exams.len(), 3, "{exams:?}");
    assert_eq!(among(&exams, &["NSE4-FOS", "NSE7-SN"]), 2, "{exams:?}");
}

#[test]
fn itil_and_istqb_begin_with_their_foundation() {
    let managing = exams("", "itil-managing-professional");
    assert_eq!((managing.len(), managing[0].as_str()), (5, "ITIL5-FND"));
    assert_eq!(exams("", "ctal-tm"), ["CTFL", "CTAL-TM"]);
    assert_eq!(exams("ctfl", "ctal-tm"), ["CTAL-TM"]);
}

/// Returns the exams of the best plan on a day, in order.
#[track_caller]
fn exams_on(day: &'static str, want: &'static str) -> Vec<String> {
    let ask = Ask {
        want,
        as_of: day,
        ..Ask::default()
    };
    let codes = ask.exams(embedded::catalog());
    codes.split(' ').map(str::to_owned).collect()
}

#[test]
fn what_is_retired_could_be_earned_in_its_time() {
    let server = sorted(exams_on("2015-06-01", "mcsa-windows-server-2012"));
    assert_eq!(server, ["70-410", "70-411", "70-412"]);
    let expert = sorted(exams_on("2015-06-01", "mcse-server-infrastructure"));
    assert_eq!(expert, ["70-410", "70-411", "70-412", "70-413", "70-414"]);
    let ccnp = exams_on("2019-01-01", "ccnp-routing-switching");
    let given = ["200-125", "300-101", "300-115", "300-135"];
    assert_eq!((ccnp.len(), among(&ccnp, &given)), (4, 4), "{ccnp:?}");
}

#[test]
fn what_a_course_alone_gives_says_so() {
    let catalog: &Catalog = embedded::catalog();
    let courses = [
        "cspo",
        "csd",
        "kmp",
        "microsoft-certified-trainer",
        "csp-po",
    ];
    for id in courses {
        let mut all = catalog.certifications.iter();
        let found = all.find(|one| one.id == id).unwrap();
        assert!(found.rules.is_empty(), "{id}");
        assert!(!found.also_needs.is_empty(), "{id}");
    }
}
