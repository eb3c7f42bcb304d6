//! The rules, one by one, on a small shelf of made-up providers.

mod naive;

use crate::catalog::date::PartialDate;
use std::borrow::Cow;

use jiff::civil::{Date, date};

use crate::catalog::derive::code_order::code_order;
use crate::catalog::derive::components::components;
use crate::catalog::model::{
    Certification, Confidence, EarnedBy, Exam, Facts, Level, List, Place, Provider, ProviderIndex,
    Renewal, Requirement, Rule, Text, Validity,
};
use crate::catalog::names::NameIndex;
use crate::resolve::*;

const TODAY: Date = date(2026, 11, 22);

fn texts(texts: &[&str]) -> List<Text> {
    texts.iter().map(|text| text.to_string().into()).collect()
}

fn provider(id: &str, hosts: &[&str], prefixes: &[&str]) -> Provider {
    let level = Level {
        name: "associate".into(),
        rank: 2,
        price: None,
        validity: Validity::Unknown,
        renewal: Renewal::Unknown,
        renewal_window_months: 0,
        earlier_validity: Cow::Borrowed(&[]),
        links: Cow::Borrowed(&[]),
    };
    Provider {
        id: id.to_owned().into(),
        name: id.to_uppercase().into(),
        url: None,
        hosts: texts(hosts),
        title_prefixes: texts(prefixes),
        aliases: Cow::Borrowed(&[]),
        issuers: Cow::Borrowed(&[]),
        levels: vec![level].into(),
        place: Place::default(),
    }
}

fn facts(provider: u32, title: &str, page: &str) -> Facts {
    Facts {
        provider: ProviderIndex(provider),
        title: title.to_owned().into(),
        level: 0,
        available: None,
        retires: None,
        aliases: Cow::Borrowed(&[]),
        focus: None,
        skills: Cow::Borrowed(&[]),
        audience: Cow::Borrowed(&[]),
        learning: Cow::Borrowed(&[]),
        page: page.to_owned().into(),
        sources: Cow::Borrowed(&[]),
        checked: TODAY,
        confidence: Confidence::High,
        dates_confidence: None,
        notes: None,
        shared_name: false,
        place: Place::default(),
    }
}

fn exam(provider: u32, code: &str, title: &str, page: &str) -> Exam {
    Exam {
        code: code.to_owned().into(),
        facts: facts(provider, title, page),
        beta: None,
        replaced_by: Cow::Borrowed(&[]),
        price: None,
        minutes: None,
        passing_score: None,
        courses: Cow::Borrowed(&[]),
        course_days: None,
        requires: None,
        implied: Cow::Borrowed(&[]),
        pass_valid_months: None,
        practice: None,
        versions: Cow::Borrowed(&[]),
    }
}

fn certification(provider: u32, id: &str, title: &str, page: &str) -> Certification {
    let rule = Rule {
        from: None,
        until: None,
        start_date: None,
        requires: Some(Requirement::Any(Vec::new().into())),
        implied: Cow::Borrowed(&[]),
        sources: Cow::Borrowed(&[]),
        confidence: None,
        notes: None,
    };
    Certification {
        id: id.to_owned().into(),
        facts: facts(provider, title, page),
        slug: None,
        roles: Cow::Borrowed(&[]),
        earned_by: EarnedBy::Exams,
        rules: vec![rule].into(),
        recommends: None,
        also_needs: Cow::Borrowed(&[]),
        replaced_by: Cow::Borrowed(&[]),
        validity: Validity::Unknown,
        earlier_validity: Cow::Borrowed(&[]),
        renewal: Renewal::Unknown,
        renewal_ways: Cow::Borrowed(&[]),
        lasts: None,
        renewal_window_months: 0,
    }
}

fn catalog(
    providers: Vec<Provider>,
    mut exams: Vec<Exam>,
    mut certifications: Vec<Certification>,
) -> Catalog {
    let codes: Vec<Text> = exams.iter().map(|exam| exam.code.clone()).collect();
    let ids: Vec<Text> = certifications.iter().map(|cert| cert.id.clone()).collect();
    let shared =
        |name: &Text, names: &[Text]| names.iter().filter(|other| *other == name).count() > 1;
    for exam in &mut exams {
        exam.facts.shared_name = shared(&exam.code, &codes);
    }
    for certification in &mut certifications {
        certification.facts.shared_name = shared(&certification.id, &ids);
    }
    let names = NameIndex::build(&providers, &exams, &certifications);
    let mut catalog = Catalog {
        version: "0".into(),
        checked: TODAY,
        files: Cow::Borrowed(&[]),
        code_order: Cow::Borrowed(&[]),
        components: components(&exams, &certifications).into(),
        providers: providers.into(),
        exams: exams.into(),
        certifications: certifications.into(),
        names,
    };
    catalog.code_order = code_order(&catalog).into();
    catalog
}

/// Five providers: `azure` and `hub` share a host, `cloud` and `flake` a code, `cube` names exams as certifications.
#[expect(clippy::too_many_lines, reason = "it is a list")]
fn shelf() -> Catalog {
    let learn = "https://learn.azure.example/en-us/credentials";
    let exam_page = |code: &str| format!("{learn}/exams/{code}/");
    let on = |id: &str| format!("{learn}/{id}/");
    let mut old = exam(
        0,
        "AZ-303",
        "Azure Architect Technologies",
        &exam_page("az-303"),
    );
    old.facts.retires = Some("2022-03-31".parse().unwrap());
    let mut ops = certification(
        0,
        "devops-engineer-expert",
        "Azure Certified: DevOps Engineer Expert",
        &on("devops-engineer"),
    );
    ops.slug = Some("devops-engineer".into());
    ops.facts.aliases = texts(&[
        "Azure Certified: Azure DevOps Engineer Expert",
        "azure-devops-engineer-expert",
    ]);
    let mut developer = certification(
        0,
        "azure-developer-associate",
        "Azure Certified: Azure Developer Associate",
        &on("azure-developer"),
    );
    developer.slug = Some("azure-developer".into());
    developer.facts.retires = Some("2026-07-31".parse().unwrap());
    let cube = "https://www.cube.example/training";
    let providers = vec![
        provider(
            "azure",
            &["learn.azure.example", "docs.azure.example"],
            &["Azure Certified:", "Azure 365 Certified:"],
        ),
        provider("cloud", &["cloud.example"], &["Cloud Certified"]),
        provider("cube", &["www.cube.example"], &[]),
        provider("flake", &["flake.example"], &[]),
        provider("hub", &["learn.azure.example"], &[]),
    ];
    let exams = vec![
        exam(
            0,
            "AI-200",
            "Developing AI Cloud Solutions",
            &exam_page("ai-200"),
        ),
        old,
        exam(
            0,
            "AZ-204",
            "Developing Solutions for Azure",
            &exam_page("az-204"),
        ),
        exam(
            0,
            "AZ-400",
            "Designing and Implementing DevOps Solutions",
            &exam_page("az-400"),
        ),
        exam(
            1,
            "DEA-C01",
            "Cloud Certified Data Engineer - Associate",
            "https://cloud.example/certification/",
        ),
        exam(
            2,
            "CKA",
            "Certified Cube Administrator",
            &format!("{cube}/cka/"),
        ),
        exam(
            3,
            "DEA-C01",
            "Flake Data Engineer",
            "https://flake.example/certification/",
        ),
        exam(4, "GH-300", "Hub Copilot", &exam_page("gh-300")),
    ];
    let certifications = vec![
        certification(
            0,
            "azure-administrator-associate",
            "Azure Certified: Azure Administrator Associate",
            &on("azure-administrator-associate"),
        ),
        developer,
        ops,
        certification(
            0,
            "identity-fundamentals",
            "Azure Certified: Security, Compliance, and Identity Fundamentals",
            &on("identity-fundamentals"),
        ),
        certification(
            1,
            "data-engineer-associate",
            "Cloud Certified Data Engineer - Associate",
            "https://cloud.example/certification/data-engineer-associate/",
        ),
        certification(
            2,
            "cka",
            "Certified Cube Administrator",
            &format!("{cube}/cka/"),
        ),
        certification(
            2,
            "cubestronaut",
            "Cubestronaut",
            &format!("{cube}/cubestronaut/"),
        ),
        certification(
            2,
            "golden-cubestronaut",
            "Golden Cubestronaut",
            &format!("{cube}/cubestronaut/"),
        ),
        certification(4, "hub-copilot", "Hub Copilot", &on("hub-copilot")),
    ];
    catalog(providers, exams, certifications)
}

fn typed(catalog: &Catalog, entry: Entry) -> String {
    let provider = &catalog.provider(catalog.facts(entry).provider).id;
    format!("{provider}:{}", catalog.bare_name(entry))
}

/// Tells what a text names, or the message.
fn named_on(text: &str, as_of: Date) -> String {
    let catalog = shelf();
    match resolve(&catalog, text, as_of) {
        Ok(entry) => typed(&catalog, entry),
        Err(error) => format!("error: {error}"),
    }
}

fn named(text: &str) -> String {
    named_on(text, TODAY)
}

fn listed_names(text: &str) -> Vec<String> {
    let catalog = shelf();
    let entries = resolve_list(&catalog, text, TODAY);
    match entries {
        Ok(entries) => entries
            .into_iter()
            .map(|entry| typed(&catalog, entry))
            .collect(),
        Err(error) => vec![format!("error: {error}")],
    }
}

#[test]
fn a_code_is_read_in_any_case_and_without_its_hyphen() {
    for text in [
        "AZ-204",
        "az-204",
        " Az-204\t",
        "AZ204",
        "az 204",
        "a z\u{2011}2-0 4",
    ] {
        assert_eq!(named(text), "azure:AZ-204", "{text:?}");
    }
    assert_eq!(
        named("DEVOPSENGINEEREXPERT"),
        "azure:devops-engineer-expert"
    );
    assert_eq!(
        named("devops Engineer expert"),
        "azure:devops-engineer-expert"
    );
}

#[test]
fn a_code_as_written_comes_before_one_that_only_looks_alike() {
    let page = "https://a.example/x";
    let exams = vec![
        exam(0, "A-B1", "One", page),
        exam(0, "AB-1", "Two", page),
        exam(0, "AB1", "Three", page),
    ];
    let catalog = catalog(vec![provider("a", &[], &[])], exams, Vec::new());
    let code = |text| resolve(&catalog, text, TODAY).map(|entry| catalog.bare_name(entry));
    assert_eq!(code("ab1"), Ok("AB1"));
    assert_eq!(code("ab-1"), Ok("AB-1"));
    let error = code("a b 1").unwrap_err().to_string();
    assert_eq!(
        error,
        "`a b 1` could be `A-B1` (a), `AB-1` (a) or `AB1` (a)"
    );
}

#[test]
fn the_certification_is_meant_where_one_provider_has_both() {
    assert_eq!(named("CKA"), "cube:cka");
    assert_eq!(named("c-k a"), "cube:cka");
    assert_eq!(named("exam:cka"), "cube:CKA");
    assert_eq!(named("CUBE : exam: cka"), "cube:CKA");
    assert_eq!(named("Exam CKA: Certified Cube Administrator"), "cube:CKA");
}

#[test]
fn a_code_of_two_providers_is_refused_with_both() {
    assert_eq!(
        named("dea-c01"),
        "error: `dea-c01` could be `cloud:DEA-C01` (cloud) or `flake:DEA-C01` (flake)"
    );
    assert_eq!(
        named("DEA-C01: whatever"),
        "error: `DEA-C01: whatever` could be `cloud:DEA-C01` (cloud) or `flake:DEA-C01` (flake)"
    );
    assert_eq!(named("Flake:dea-c01"), "flake:DEA-C01");
    assert_eq!(named("exam:flake:deac01"), "flake:DEA-C01");
    let error = resolve(&shelf(), "DEA-C01", TODAY).unwrap_err();
    assert_eq!(
        error.hint().unwrap(),
        "say which, for example `cloud:DEA-C01`"
    );
}

#[test]
fn a_force_rules_out_what_it_does_not_name() {
    assert_eq!(
        named("cert:AZ-204"),
        "error: no exam or certification is called `cert:AZ-204`"
    );
    assert_eq!(
        named("exam:cert:AZ-204"),
        "error: no exam or certification is called `exam:cert:AZ-204`"
    );
    assert_eq!(
        named("cube:flake:DEA-C01"),
        "error: no exam or certification is called `cube:flake:DEA-C01`"
    );
    let hint = |text| resolve(&shelf(), text, TODAY).unwrap_err().hint().unwrap();
    assert_eq!(hint("cert:AZ-204"), "did you mean `AZ-204`?");
    assert_eq!(hint("cube:AZ-204"), "did you mean `AZ-204`?");
}

#[test]
fn a_code_with_any_text_behind_a_colon_is_the_exam() {
    for text in [
        "Exam AZ-400: Designing, Implementing",
        "AZ-400: ?",
        "exam az400:",
        "AZ 400 : x",
        "exam  AZ-400",
        "Exam: AZ-400",
        "azure:Exam AZ-400: x",
    ] {
        assert_eq!(named(text), "azure:AZ-400", "{text:?}");
    }
    assert!(named("devops-engineer-expert: x").starts_with("error"));
    assert!(named("AZ-444: Designing").starts_with("error"));
}

#[test]
fn an_address_is_read_by_its_last_segment() {
    for text in [
        "https://docs.azure.example/en-us/learn/certifications/devops-engineer/?wt.mc_id=x#y",
        "https://docs.azure.example/learn/certifications/devops-engineer#resources",
        "HTTP://LEARN.azure.example:443/credentials/DevOps-Engineer-Expert//",
        "learn.azure.example/credentials/devops-engineer?tab=exams",
    ] {
        assert_eq!(named(text), "azure:devops-engineer-expert", "{text}");
    }
    assert_eq!(
        named("https://docs.azure.example/en-gb/learn/certifications/exams/az-400"),
        "azure:AZ-400"
    );
    assert_eq!(
        named("docs.azure.example/exams/gh-300/"),
        "error: no exam or certification is called `docs.azure.example/exams/gh-300/`"
    );
    assert_eq!(named("learn.azure.example/exams/gh-300/"), "hub:GH-300");
    assert_eq!(
        named("azure:https://learn.azure.example/x/devops-engineer"),
        "azure:devops-engineer-expert"
    );
}

#[test]
fn an_address_names_an_exam_only_among_exams() {
    for text in [
        "https://learn.azure.example/credentials/az-400",
        "https://learn.azure.example/exams/az-4000",
        "https://learn.azure.example/exams/az400",
        "https://elsewhere.example/exams/az-400",
        "https://learn.azure.example/exams/",
        "https://learn.azure.example/",
        "https://learn.azure.example",
        "https://",
    ] {
        assert!(named(text).starts_with("error: no exam"), "{text}");
    }
    let error = resolve(&shelf(), "https://learn.azure.example/exams/az-4000", TODAY).unwrap_err();
    assert_eq!(
        error.hint().unwrap().split(',').next().unwrap(),
        "did you mean `AZ-400`"
    );
}

#[test]
fn an_address_that_several_share_names_none_of_them() {
    let shared = "https://www.cube.example/training/cubestronaut/";
    assert_eq!(
        named(shared),
        format!("error: `{shared}` could be `cubestronaut` (cube) or `golden-cubestronaut` (cube)")
    );
    assert_eq!(named("https://www.cube.example/training/cka/"), "cube:cka");
}

#[test]
fn a_title_is_read_with_and_without_its_prefix() {
    for text in [
        "Azure Certified: DevOps Engineer Expert",
        "azure certified:devops-engineer  expert",
        "Azure Certified: devops-engineer",
        "DevOps-Engineer",
        "Azure DevOps Engineer Expert",
        "Azure Certified: Azure DevOps Engineer Expert",
        "azure-devops-engineer-expert",
        "azure:DevOps Engineer Expert",
    ] {
        assert_eq!(named(text), "azure:devops-engineer-expert", "{text}");
    }
    assert_eq!(
        named("Cloud Certified Data Engineer \u{2013} Associate"),
        "cloud:data-engineer-associate"
    );
    assert_eq!(named("exam:data engineer - associate"), "cloud:DEA-C01");
    assert_eq!(named("Developing solutions for azure"), "azure:AZ-204");
}

#[test]
fn what_is_open_on_the_day_comes_before_a_certification() {
    let page = "https://a.example/x";
    let mut retired = certification(0, "one", "Same Name", page);
    retired.facts.retires = Some("2025".parse().unwrap());
    let catalog = catalog(
        vec![provider("a", &[], &[])],
        vec![exam(0, "E-1", "Same Name", page)],
        vec![retired],
    );
    let name = |as_of| resolve(&catalog, "same name", as_of).map(|entry| catalog.bare_name(entry));
    assert_eq!(name(date(2025, 12, 31)), Ok("one"));
    assert_eq!(name(date(2026, 1, 1)), Ok("E-1"));
}

#[test]
fn the_first_segments_of_an_id_are_enough() {
    assert_eq!(
        named("azure-administrator"),
        "azure:azure-administrator-associate"
    );
    assert_eq!(
        named("Azure Administrator"),
        "azure:azure-administrator-associate"
    );
    assert_eq!(named("golden"), "cube:golden-cubestronaut");
    assert!(named("azure-admin").starts_with("error: no exam"));
    // Both begin so; one of them is retired.
    assert_eq!(named("azure"), "azure:azure-administrator-associate");
    assert_eq!(
        named_on("azure", date(2026, 7, 31)),
        "error: `azure` could be `azure-administrator-associate` (azure) or `azure-developer-associate` (azure)"
    );
}

#[test]
fn words_of_a_title_are_enough() {
    assert_eq!(named("implementing designing"), "azure:AZ-400");
    assert_eq!(named("compliance IDENTITY"), "azure:identity-fundamentals");
    assert_eq!(
        named("identity, security identity"),
        "azure:identity-fundamentals"
    );
    assert!(named("compliance identit").starts_with("error: no exam"));
    for text in ["-", "?", ",", "...", "\u{2014}"] {
        assert!(named(text).starts_with("error: no exam"), "{text}");
    }
}

#[test]
fn a_list_is_cut_only_if_it_is_no_name() {
    assert_eq!(
        listed_names("Security, Compliance, and Identity Fundamentals"),
        ["azure:identity-fundamentals"]
    );
    assert_eq!(
        listed_names(" AZ-204 ,, cka,"),
        ["azure:AZ-204", "cube:cka"]
    );
    assert_eq!(
        listed_names("exam:cka,AZ-204"),
        ["cube:CKA", "azure:AZ-204"]
    );
    assert_eq!(
        listed_names("compliance identity"),
        ["azure:identity-fundamentals"]
    );
    assert_eq!(
        listed_names("cloud:DEA-C01,flake:DEA-C01"),
        ["cloud:DEA-C01", "flake:DEA-C01"]
    );
    assert_eq!(
        listed_names("AZ-204,,nonsense word"),
        ["error: no exam or certification is called `nonsense word`"]
    );
    for blank in ["", "  ", ",", " , ,"] {
        assert_eq!(listed_names(blank), [""; 0]);
    }
    let items = resolve_items(&shelf(), ["", "AZ-204,cka"], TODAY);
    assert_eq!(
        items.unwrap_err().to_string(),
        "no exam or certification is called `AZ-204,cka`"
    );
}

#[test]
fn a_list_of_addresses_is_cut() {
    let first = "https://learn.azure.example/exams/az-204";
    let both = ["azure:AZ-204", "azure:AZ-400"];
    assert_eq!(
        listed_names(&format!("{first},https://learn.azure.example/exams/az-400")),
        both
    );
    assert_eq!(
        listed_names(&format!("{first}?a=b, learn.azure.example/exams/az-400")),
        both
    );
    assert_eq!(
        listed_names(&format!("AZ-204,{}", first.replace("204", "400"))),
        both
    );
    assert_eq!(listed_names(&format!("{first}?a=b,c")), ["azure:AZ-204"]);
}

#[test]
fn nothing_is_no_name() {
    for text in ["", " \t", "exam:", "azure: cert:"] {
        assert_eq!(
            resolve(&shelf(), text, TODAY),
            Err(NameError::Empty),
            "{text:?}"
        );
    }
    assert_eq!(NameError::Empty.to_string(), "a name is missing");
}

#[test]
fn an_unknown_name_is_answered_with_the_nearest() {
    let nearest = |text| match resolve(&shelf(), text, TODAY) {
        Err(NameError::Unknown { nearest, .. }) => nearest,
        other => panic!("{other:?}"),
    };
    assert_eq!(nearest("AZ-44"), ["AZ-400", "AZ-204", "AZ-303"]);
    assert_eq!(nearest("Exam AZ-40: Designing")[0], "AZ-400");
    assert_eq!(nearest("devops-enginer")[0], "devops-engineer-expert");
    assert_eq!(nearest("Certifid Cube Administrator")[0], "cka");
    assert!(nearest("azure-develper-asociate").len() <= 5);
    assert_eq!(nearest("qqq"), [""; 0]);
    let error = resolve(&shelf(), "AZ-44", TODAY).unwrap_err();
    assert_eq!(
        error.hint().unwrap(),
        "did you mean `AZ-400`, `AZ-204` or `AZ-303`?"
    );
}

#[test]
fn an_error_lists_ten_and_how_many_more() {
    let page = "https://a.example/x";
    let named = |number| {
        certification(
            0,
            &format!("wide-{number:02}"),
            &format!("Wide {number}"),
            page,
        )
    };
    let certifications = (0..25).map(named).collect();
    let catalog = catalog(vec![provider("a", &[], &[])], Vec::new(), certifications);
    let Err(NameError::Ambiguous {
        candidates, more, ..
    }) = resolve(&catalog, "wide", TODAY)
    else {
        panic!("25 begin so");
    };
    assert_eq!((candidates.len(), more), (10, 15));
    assert_eq!(candidates[9].name, "wide-09");
}

#[test]
fn an_error_repeats_160_printable_characters() {
    let long = "\u{1b}[31m".repeat(100);
    let error = resolve(&shelf(), &long, TODAY).unwrap_err().to_string();
    assert!(error.chars().all(|letter| !letter.is_control()));
    assert_eq!(
        error.chars().count(),
        "no exam or certification is called ``".len() + 163
    );
}

fn held(text: &str) -> Result<Vec<(String, Option<Date>)>, String> {
    let catalog = shelf();
    let told = |holding: Holding| {
        (
            catalog.name(holding.entry).into_owned(),
            holding.on.map(PartialDate::first_day),
        )
    };
    let holdings = holdings(&catalog, text, TODAY);
    let holdings = holdings.map(|holdings| holdings.into_iter().map(told).collect());
    holdings.map_err(|error| format!("{error} | {}", error.hint().unwrap_or_default()))
}

#[test]
fn a_holding_may_carry_its_day() {
    let day = Some(date(2024, 2, 29));
    assert_eq!(held("AZ-204@2024-02-29"), Ok(vec![("AZ-204".into(), day)]));
    assert_eq!(
        held(" az204 @ 2024-02-29 ,cka"),
        Ok(vec![("AZ-204".into(), day), ("cka".into(), None)])
    );
    assert_eq!(
        held("Security, Compliance, and Identity Fundamentals@2024-02-29"),
        Ok(vec![("identity-fundamentals".into(), day)])
    );
    assert_eq!(
        held("AZ-204,https://learn.azure.example/exams/az-400?x#y@2024-02-29"),
        Ok(vec![("AZ-204".into(), None), ("AZ-400".into(), day)])
    );
    assert_eq!(held("AZ-204@2026-11-22").unwrap()[0].1, Some(TODAY));
    assert_eq!(held(""), Ok(Vec::new()));
}

#[test]
fn a_day_that_cannot_be_is_an_error() {
    for (text, message) in [
        (
            "AZ-204@2026-03",
            "`2026-03` is not a whole day, in `AZ-204@2026-03`",
        ),
        (
            "AZ-204@2026-02-30",
            "`2026-02-30` does not exist, in `AZ-204@2026-02-30`",
        ),
        (
            "AZ-204@1/2/2024",
            "`1/2/2024` is not a date, in `AZ-204@1/2/2024`",
        ),
        (
            "cka,AZ-204@2026-11-23",
            "`AZ-204@2026-11-23` is dated after the as-of date 2026-11-22",
        ),
    ] {
        let error = held(text).unwrap_err();
        assert!(error.starts_with(message), "{error}");
        assert!(error.contains("`--as-of"), "{error}");
    }
    assert!(
        held("AZ-204@yesterday")
            .unwrap_err()
            .starts_with("no exam or certification is called")
    );
    assert!(
        held("@2024-01-01")
            .unwrap_err()
            .starts_with("a name is missing")
    );
}

#[test]
fn a_line_of_standard_input_is_one_name() {
    let catalog = shelf();
    let text = "\u{FEFF}AZ-204@2024-02-29\r\n\r\n# all\n  # of it\nSecurity, Compliance, and Identity Fundamentals # mine\nhttps://learn.azure.example/exams/az-400#there\t#\ncka";
    let holdings = holding_lines(&catalog, text, TODAY).unwrap();
    let names: Vec<_> = holdings
        .iter()
        .map(|holding| catalog.name(holding.entry))
        .collect();
    assert_eq!(names, ["AZ-204", "identity-fundamentals", "AZ-400", "cka"]);
    assert_eq!(holdings[0].on, Some(PartialDate::Day(date(2024, 2, 29))));
    assert!(holding_lines(&catalog, "AZ-204,cka", TODAY).is_err());
    assert_eq!(holding_lines(&catalog, "", TODAY), Ok(Vec::new()));
}

#[test]
fn a_title_that_begins_like_a_force_is_found() {
    let page = "https://a.example/x";
    let exams = vec![
        exam(0, "E-1", "Exam: The Beginning", page),
        exam(0, "E-2", "The Beginning of the End", page),
    ];
    let catalog = catalog(vec![provider("a", &[], &[])], exams, Vec::new());
    let entry = resolve(&catalog, "exam: the beginning", TODAY).unwrap();
    assert_eq!(catalog.bare_name(entry), "E-1");
}
