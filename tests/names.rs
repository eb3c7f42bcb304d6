//! What the entries of the embedded catalog can be called.

#![allow(clippy::unwrap_used, clippy::needless_raw_string_hashes)]

use std::sync::LazyLock;

use certpath::embedded::catalog;
use certpath::resolve::{NameError, Resolver, holdings, resolve, resolve_list};
use certpath::{Certification, Entry, Exam};
use jiff::civil::{Date, date};

const TODAY: Date = date(2026, 11, 22);

/// Returns the provider and the code or id of what a text names, or the message.
fn named(text: &str) -> String {
    static RESOLVER: LazyLock<Resolver<'static>> = LazyLock::new(|| Resolver::new(catalog()));
    match RESOLVER.resolve(text, TODAY) {
        Ok(entry) => printed(entry),
        Err(error) => error.to_string(),
    }
}

fn printed(entry: Entry) -> String {
    let provider = &catalog().provider(catalog().facts(entry).provider).id;
    format!("{provider}:{}", catalog().bare_name(entry))
}

fn is_of_microsoft_or_github(provider: &str) -> bool {
    ["microsoft", "github"].contains(&provider)
}

fn provider(entry: Entry) -> &'static str {
    &catalog().provider(catalog().facts(entry).provider).id
}

fn certifications() -> impl Iterator<Item = (Entry, &'static Certification)> {
    let indices = catalog().certification_indices();
    indices.map(|index| (Entry::Certification(index), catalog().certification(index)))
}

fn exams() -> impl Iterator<Item = (Entry, &'static Exam)> {
    let indices = catalog().exam_indices();
    indices.map(|index| (Entry::Exam(index), catalog().exam(index)))
}

/// Returns the text in capitals, in small letters, and in both.
fn in_all_cases(text: &str) -> [String; 4] {
    let mixed = |odd: bool| {
        let letters = text.chars().enumerate().map(|(place, letter)| {
            if (place % 2 == 0) == odd {
                letter.to_ascii_uppercase()
            } else {
                letter.to_ascii_lowercase()
            }
        });
        letters.collect()
    };
    [
        text.to_uppercase(),
        text.to_lowercase(),
        mixed(true),
        mixed(false),
    ]
}

#[track_caller]
fn assert_called(text: &str, entry: Entry) {
    for text in in_all_cases(text) {
        assert_eq!(named(&text), printed(entry), "{text}");
    }
}

#[test]
fn every_certification_of_microsoft_and_github_is_called_by_all_its_names() {
    let mut count = 0;
    for (entry, certification) in
        certifications().filter(|(entry, _)| is_of_microsoft_or_github(provider(*entry)))
    {
        count += 1;
        let title = &certification.facts.title;
        assert_called(&certification.id, entry);
        assert_called(&certification.id.replace('-', " "), entry);
        assert_called(&certification.id.replace('-', ""), entry);
        assert_called(title, entry);
        assert_called(&title.replace(' ', "-"), entry);
        let prefixes = [
            "Microsoft Certified: ",
            "Microsoft 365 Certified: ",
            "GitHub Certified: ",
        ];
        let bare = prefixes
            .iter()
            .find_map(|prefix| title.strip_prefix(prefix))
            .unwrap_or(title);
        // A level alone names nothing.
        if bare.contains(' ') {
            assert_called(bare, entry);
        }
        let slug = certification.slug.as_deref().unwrap_or(&certification.id);
        assert_called(slug, entry);
        // What was retired long ago shares a page with others, or with its exam.
        let page = &certification.facts.page;
        let same = certifications().filter(|(_, one)| one.facts.page == *page);
        if same.count() == 1 && !page.contains("/exams/") {
            assert_called(page, entry);
        }
        for address in [
            format!("https://learn.microsoft.com/credentials/certifications/{slug}"),
            format!(
                "https://learn.microsoft.com/de-de/credentials/certifications/{slug}/?practice-assessment-type=certification"
            ),
            format!(
                "http://learn.microsoft.com/zh-hans-cn/credentials/certifications/{slug}/#renewal"
            ),
            format!("learn.microsoft.com/credentials/certifications/{slug}/"),
        ] {
            assert_called(&address, entry);
        }
        let old =
            format!("https://docs.microsoft.com/en-us/learn/certifications/{slug}/?wt.mc_id=x#y");
        if provider(entry) == "microsoft" {
            assert_called(&old, entry);
        }
    }
    assert!(count >= 91, "{count}");
}

#[test]
fn every_exam_of_microsoft_and_github_is_called_by_its_code() {
    let mut count = 0;
    for (entry, exam) in exams().filter(|(entry, _)| is_of_microsoft_or_github(provider(*entry))) {
        count += 1;
        let Exam { code, facts, .. } = exam;
        assert_called(code, entry);
        assert_called(&code.replace('-', ""), entry);
        assert_called(&code.replace('-', " "), entry);
        assert_called(&format!("Exam {code}: {}", facts.title), entry);
        assert_called(&format!("{code}: {}", facts.title), entry);
        assert_called(&format!("exam:{code}"), entry);
        assert_called(&format!("{}:{code}", provider(entry)), entry);
        let code = code.to_lowercase();
        assert_called(
            &format!("https://learn.microsoft.com/en-us/credentials/certifications/exams/{code}/"),
            entry,
        );
        assert_called(
            &format!("learn.microsoft.com/credentials/certifications/exams/{code}"),
            entry,
        );
        assert_called(&facts.page, entry);
        if provider(entry) == "microsoft" {
            assert_called(
                &format!(
                    "https://docs.microsoft.com/en-gb/learn/certifications/exams/{code}?wt.mc_id=x#y"
                ),
                entry,
            );
        }
        let elsewhere = format!("https://learn.microsoft.com/credentials/certifications/{code}");
        assert!(
            resolve(catalog(), &elsewhere, TODAY).is_err(),
            "{elsewhere}"
        );
    }
    assert!(count >= 131, "{count}");
}

#[test]
fn every_entry_is_called_by_its_printed_name() {
    for (entry, _) in exams()
        .map(|(entry, exam)| (entry, &exam.facts))
        .chain(certifications().map(|(entry, certification)| (entry, &certification.facts)))
    {
        let name = catalog().name(entry);
        let is_namesake = certifications().any(|(other, certification)| {
            other != entry
                && provider(other) == provider(entry)
                && certification
                    .id
                    .eq_ignore_ascii_case(catalog().bare_name(entry))
        });
        if is_namesake {
            assert_called(&format!("exam:{name}"), entry);
            assert_called(&format!("{}:exam:{name}", provider(entry)), entry);
        } else {
            assert_called(&name, entry);
        }
    }
}

#[test]
fn an_entry_with_a_page_of_its_own_is_called_by_it() {
    let all: Vec<Entry> = exams()
        .map(|(entry, _)| entry)
        .chain(certifications().map(|(entry, _)| entry))
        .collect();
    let page = |entry: Entry| catalog().facts(entry).page.trim_end_matches('/');
    for &entry in &all {
        let sharing: Vec<Entry> = all
            .iter()
            .copied()
            .filter(|&other| page(other) == page(entry))
            .collect();
        let provider = catalog().provider(catalog().facts(entry).provider);
        let is_at_host = provider
            .hosts
            .iter()
            .any(|host| page(entry).contains(&**host));
        if sharing == [entry] && is_at_host {
            assert_called(page(entry), entry);
        }
        let certified = sharing
            .iter()
            .filter(|other| matches!(other, Entry::Certification(_)))
            .count();
        if certified > 1 {
            assert!(
                resolve(catalog(), page(entry), TODAY).is_err(),
                "{}",
                page(entry)
            );
        }
    }
}

#[test]
fn an_address_that_several_certifications_share_names_none() {
    for address in [
        "https://www.cncf.io/training/kubestronaut/",
        "https://aws.amazon.com/certification/",
        "https://www.comptia.org/en-us/certifications/",
        "https://learn.microsoft.com/en-us/credentials/",
        "https://learn.microsoft.com/en-us/credentials/certifications/exams/",
    ] {
        assert!(resolve(catalog(), address, TODAY).is_err(), "{address}");
    }
    assert_eq!(
        named("https://www.cncf.io/training/certification/cka/"),
        "cncf:cka"
    );
}

/// Addresses of four articles of 2020 and 2021 that link to certifications and exams.
const OLD_LINKS: &[(&str, &str)] = &[
    (
        "https://docs.microsoft.com/en-us/learn/certifications/azure-fundamentals/",
        "azure-fundamentals",
    ),
    (
        "https://docs.microsoft.com/en-us/learn/certifications/exams/az-900",
        "AZ-900",
    ),
    (
        "https://docs.microsoft.com/en-us/learn/certifications/azure-developer/",
        "azure-developer-associate",
    ),
    (
        "https://docs.microsoft.com/en-us/learn/certifications/exams/az-204",
        "AZ-204",
    ),
    (
        "https://docs.microsoft.com/en-us/learn/certifications/azure-solutions-architect/",
        "azure-solutions-architect-expert",
    ),
    (
        "https://docs.microsoft.com/en-us/learn/certifications/exams/az-303",
        "AZ-303",
    ),
    (
        "https://docs.microsoft.com/en-us/learn/certifications/exams/az-304",
        "AZ-304",
    ),
    (
        "https://docs.microsoft.com/en-us/learn/certifications/devops-engineer/",
        "devops-engineer-expert",
    ),
    (
        "https://docs.microsoft.com/en-us/learn/certifications/exams/az-400",
        "AZ-400",
    ),
    (
        "https://docs.microsoft.com/en-us/learn/certifications/azure-data-fundamentals/",
        "azure-data-fundamentals",
    ),
    (
        "https://docs.microsoft.com/en-us/learn/certifications/exams/dp-900",
        "DP-900",
    ),
    (
        "https://docs.microsoft.com/en-us/learn/certifications/azure-data-engineer/",
        "azure-data-engineer-associate",
    ),
    (
        "https://docs.microsoft.com/en-us/learn/certifications/exams/dp-203",
        "DP-203",
    ),
    (
        "https://docs.microsoft.com/en-us/learn/certifications/azure-security-engineer/",
        "azure-security-engineer-associate",
    ),
    (
        "https://docs.microsoft.com/en-us/learn/certifications/exams/az-500",
        "AZ-500",
    ),
    (
        "https://docs.microsoft.com/en-gb/learn/certifications/azure-data-scientist/?wt.mc_id=partnercenter_dataanalytics_webandportal_ocp",
        "azure-data-scientist-associate",
    ),
    (
        "https://docs.microsoft.com/en-gb/learn/certifications/exams/dp-100",
        "DP-100",
    ),
    (
        "https://docs.microsoft.com/learn/certifications/devops-engineer",
        "devops-engineer-expert",
    ),
    (
        "https://docs.microsoft.com/learn/certifications/azure-administrator",
        "azure-administrator-associate",
    ),
    (
        "https://docs.microsoft.com/learn/certifications/azure-developer",
        "azure-developer-associate",
    ),
    (
        "https://docs.microsoft.com/learn/certifications/exams/az-400",
        "AZ-400",
    ),
    (
        "https://docs.microsoft.com/learn/certifications/devops-engineer#certification-resources",
        "devops-engineer-expert",
    ),
    (
        "https://docs.microsoft.com/en-gb/learn/certifications/azure-solutions-architect/",
        "azure-solutions-architect-expert",
    ),
    (
        "https://docs.microsoft.com/en-gb/learn/certifications/exams/az-303",
        "AZ-303",
    ),
    (
        "https://docs.microsoft.com/en-gb/learn/certifications/exams/az-304",
        "AZ-304",
    ),
    (
        "https://docs.microsoft.com/en-gb/learn/certifications/devops-engineer/",
        "devops-engineer-expert",
    ),
    (
        "https://docs.microsoft.com/en-gb/learn/certifications/azure-administrator/",
        "azure-administrator-associate",
    ),
    (
        "https://docs.microsoft.com/en-gb/learn/certifications/exams/az-104",
        "AZ-104",
    ),
    (
        "https://docs.microsoft.com/en-gb/learn/certifications/exams/az-204",
        "AZ-204",
    ),
    (
        "https://docs.microsoft.com/en-gb/learn/certifications/exams/az-400",
        "AZ-400",
    ),
    (
        "https://docs.microsoft.com/en-gb/learn/certifications/power-platform-solution-architect-expert/",
        "power-platform-solution-architect-expert",
    ),
    (
        "https://docs.microsoft.com/en-gb/learn/certifications/power-platform-functional-consultant-associate/",
        "power-platform-functional-consultant-associate",
    ),
    (
        "https://docs.microsoft.com/en-gb/learn/certifications/exams/pl-200",
        "PL-200",
    ),
    (
        "https://docs.microsoft.com/en-gb/learn/certifications/power-platform-developer-associate/",
        "power-platform-developer-associate",
    ),
    (
        "https://docs.microsoft.com/en-gb/learn/certifications/exams/pl-600",
        "PL-600",
    ),
];

#[test]
fn old_links_still_lead_to_their_entry() {
    for (address, entry) in OLD_LINKS {
        assert_eq!(named(address), format!("microsoft:{entry}"), "{address}");
    }
}

#[test]
fn links_to_something_else_are_refused() {
    for address in [
        // A slip in one of the articles: there is no such exam.
        "https://docs.microsoft.com/en-gb/learn/certifications/exams/pl-4000",
        "https://docs.microsoft.com/en-gb/learn/certifications/courses/az-303t00",
        "https://docs.microsoft.com/en-gb/learn/certifications/courses/az-304t00",
        "https://docs.microsoft.com/en-gb/learn/certifications/courses/az-104t00",
        "https://docs.microsoft.com/en-gb/learn/certifications/courses/az-204t00",
        "https://docs.microsoft.com/en-gb/learn/certifications/courses/az-400t00",
        "https://docs.microsoft.com/en-gb/learn/certifications/courses/pl-200t00",
        "https://docs.microsoft.com/en-gb/learn/certifications/courses/pl-400t00",
        "https://www.microsoft.com/en-us/learning/community-blog-post.aspx?BlogId=8&Id=375302",
        "https://www.microsoft.com/en-us/learning/community-blog-post.aspx?BlogId=8&Id=375305",
        "https://www.microsoft.com/en-us/learning/community-blog-post.aspx?BlogId=8&Id=375306",
        "https://query.prod.cms.rt.microsoft.com/cms/api/am/binary/RE4wyqC",
        "https://aka.ms/traincertposter",
        "https://jasontaylor.dev/successfully-passing-microsoft-exams/",
        "https://ssw.com.au/people/adam-cogan",
        "https://www.ssw.com.au/people/jason-taylor",
    ] {
        let error = resolve(catalog(), address, TODAY).unwrap_err();
        assert!(matches!(error, NameError::Unknown { .. }), "{error}");
    }
    let address = "https://docs.microsoft.com/en-gb/learn/certifications/exams/pl-4000";
    let error = resolve(catalog(), address, TODAY).unwrap_err();
    let nearest: Vec<&str> = error
        .candidates()
        .iter()
        .map(|one| one.name.as_str())
        .collect();
    assert!(nearest.contains(&"PL-400"), "{nearest:?}");
}

/// The names by which the same articles speak of them.
#[test]
fn titles_of_old_articles_are_understood() {
    for (text, entry) in [
        (
            "Exam AZ-303: Microsoft Azure Architect Technologies",
            "AZ-303",
        ),
        ("Exam AZ-304: Microsoft Azure Architect Design", "AZ-304"),
        ("AZ-204: Developing Solutions for Microsoft Azure", "AZ-204"),
        ("Exam: AZ-104", "AZ-104"),
        (
            "Exam PL-600: Microsoft Power Platform Solution Architect (beta)",
            "PL-600",
        ),
        (
            "Azure Administrator Associate",
            "azure-administrator-associate",
        ),
        ("DevOps Engineer Expert", "devops-engineer-expert"),
        ("Azure DevOps Engineer Expert", "devops-engineer-expert"),
        ("Microsoft Azure DevOps Solutions", "AZ-400"),
        ("AZ-400: DevOps Engineer Expert", "AZ-400"),
        (
            "Power Platform Solution Architect Expert",
            "power-platform-solution-architect-expert",
        ),
        (
            "Cert: Azure Developer Associate",
            "azure-developer-associate",
        ),
        ("cybersecurity-architect", "cybersecurity-architect-expert"),
    ] {
        assert_eq!(named(text), format!("microsoft:{entry}"), "{text}");
    }
}

#[test]
fn names_of_several_are_refused_with_their_providers() {
    assert_eq!(
        named("DEA-C01"),
        "`DEA-C01` could be `aws:DEA-C01` (aws) or `snowflake:DEA-C01` (snowflake)"
    );
    assert_eq!(named("snowflake:dea-c01"), "snowflake:DEA-C01");
    assert_eq!(named("CKA"), "cncf:cka");
    assert_eq!(named("exam:CKA"), "cncf:CKA");
}

#[test]
fn a_title_with_commas_is_one_name() {
    let title = "Microsoft Certified: Security, Compliance, and Identity Fundamentals";
    let entries = resolve_list(catalog(), title, TODAY).unwrap();
    assert_eq!(
        entries.into_iter().map(printed).collect::<Vec<_>>(),
        ["microsoft:security-compliance-and-identity-fundamentals"]
    );
    let held = holdings(catalog(), &format!("{title}@2024-02-29"), TODAY).unwrap();
    assert_eq!(
        held[0].on,
        Some(certpath::PartialDate::Day(date(2024, 2, 29)))
    );
}

#[test]
fn numbers_old_codes_and_words_cut_short_stand_beside_a_name() {
    for (text, name) in [
        ("CCIE R&S #45123", "cisco:ccie-routing-switching"),
        ("GIAC GCFA #12345", "giac:gcfa"),
        ("Red Hat Certified Engineer n\u{b0} 805009", "red-hat:rhce"),
        ("CISSP 123456", "isc2:cissp"),
        ("JNCIS-SEC JN0-335", "juniper:jncis-sec"),
        ("CompTIA CASP+", "comptia:comptia-securityx"),
        ("Practical Junior Pen Tester (PJPT)", "tcm-security:pjpt"),
        (
            "Certified Red Team Infrastructure Developer (CRT-ID)",
            "cyberwarfare-labs:crt-id",
        ),
    ] {
        assert_eq!(named(text), name, "{text}");
    }
    for text in [
        "Lean Six Sigma Green Belt",
        "RHCE RH294",
        "Azure AZ-999",
        "Certified Safety Manager (CSM)",
        "TOGAF 8 Certified",
        "PSM IV",
    ] {
        let error = resolve(catalog(), text, TODAY);
        assert!(error.is_err(), "{text}: {error:?}");
    }
}
