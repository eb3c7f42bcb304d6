//! The rules, one by one, on a small shelf of made-up providers.

mod lists;

use std::fmt::Write as _;

use jiff::civil::{Date, date};

use crate::catalog::load::source::SourceFile;
use crate::catalog::load::{Layer, Options, load};
use crate::catalog::model::{Catalog, Entry};
use crate::resolve::*;

const TODAY: Date = date(2026, 11, 22);

/// Five providers: `azure` and `hub` share a host, `cloud` and `flake` a code, `cube` names exams as certifications.
const SHELF: &str = "
azure  | learn.azure.example, docs.azure.example | 'Azure Certified:', 'Azure 365 Certified:'
cloud  | cloud.example       | Cloud Certified
cube   | www.cube.example    |
flake  | flake.example       |
hub    | learn.azure.example |
---
azure AI-200   | Developing AI Cloud Solutions                | learn.azure.example/exams/ai-200
azure AZ-203   | Developing Solutions for Azure               | learn.azure.example/exams/az-203 | retires: 2020-08-31
azure AZ-204   | Developing Solutions for Azure               | learn.azure.example/exams/az-204 | available: 2020-02-03
azure AZ-303   | Azure Architect Technologies                 | learn.azure.example/exams/az-303 | retires: 2022-03-31
azure AZ-400   | Designing and Implementing DevOps Solutions  | learn.azure.example/exams/az-400
azure SC-200   | Security Operations                          | learn.azure.example/exams/sc-200
cloud DEA-C01  | Cloud Certified Data Engineer - Associate    | cloud.example/certification/
cloud SAA-C03  | Cloud Certified Solutions Architect          | cloud.example/saa
cube  CKA      | Certified Cube Administrator                 | www.cube.example/training/cka/
flake DEA-C01  | Flake Data Engineer                          | flake.example/certification/
hub   GH-300   | Hub Copilot                                  | learn.azure.example/exams/gh-300
---
azure azure-administrator-associate | 'Azure Certified: Azure Administrator Associate' | learn.azure.example/azure-administrator-associate | requires: AI-200
azure azure-developer-associate     | 'Azure Certified: Azure Developer Associate'     | learn.azure.example/azure-developer | slug: azure-developer, retires: 2026-07-31, requires: {any: [AZ-203, AZ-204]}
azure devops-engineer-expert        | 'Azure Certified: DevOps Engineer Expert'        | learn.azure.example/devops-engineer | slug: devops-engineer, aliases: ['Azure Certified: Azure DevOps Engineer Expert'], requires: AZ-400
azure identity-fundamentals         | 'Azure Certified: Security, Compliance, and Identity Fundamentals' | learn.azure.example/identity-fundamentals | requires: AZ-400
azure net-old                       | Net Specialist 2010      | learn.azure.example/net-old | aliases: [Net], available: 2010, retires: 2020-02-23, replaced-by: [net], requires: AZ-303
azure net                           | Net Specialist           | learn.azure.example/net     | aliases: [NET], available: 2020-02-24, requires: AZ-400
azure security-analyst              | Security Operations Analyst | learn.azure.example/security-analyst | requires: SC-200
cloud data-engineer-associate       | Cloud Certified Data Engineer - Associate | cloud.example/certification/data-engineer-associate/ | requires: DEA-C01
cloud solutions-architect-associate | Cloud Certified Solutions Architect - Associate | cloud.example/saa | aliases: [Cloud Architect], requires: SAA-C03
cloud solutions-architect-professional | Cloud Certified Solutions Architect - Professional | cloud.example/sap | aliases: [Cloud Architect], requires: SAA-C03
cube  cka                           | Certified Cube Administrator | www.cube.example/training/cka/ | requires: CKA
cube  cubestronaut                  | Cubestronaut             | www.cube.example/training/cubestronaut/ | requires: CKA
cube  golden-cubestronaut           | Golden Cubestronaut      | www.cube.example/training/cubestronaut/ | requires: CKA
hub   hub-copilot                   | Hub Copilot              | learn.azure.example/hub-copilot | requires: GH-300
";

/// Reads a shelf: providers, exams and certifications, a line each.
pub(super) fn catalog_of(shelf: &str) -> Catalog {
    let sections: Vec<&str> = shelf.split("---").collect();
    let cells = |line: &str| {
        line.split('|')
            .map(|cell| cell.trim().to_owned())
            .collect::<Vec<_>>()
    };
    let lines = |section: &str| section.trim().lines().map(cells).collect::<Vec<_>>();
    let mut yaml = String::from("providers:\n");
    for cells in lines(sections[0]) {
        let [id, hosts, prefixes] = [&cells[0], &cells[1], &cells[2]];
        let levels = "levels: [{name: associate, rank: 2, price-usd: 100, valid-months: none, renewal: none}]";
        writeln!(yaml, "  - {{id: {id}, name: The {id}, hosts: [{hosts}], title-prefixes: [{prefixes}], {levels}}}").unwrap();
    }
    let facts = "sources: [page], checked: 2026-10-10, confidence: high, level: associate";
    for (list, key, section) in [
        ("exams", "code", sections[1]),
        ("certifications", "id", sections[2]),
    ] {
        writeln!(yaml, "{list}:").unwrap();
        for cells in lines(section) {
            let (provider, name) = cells[0].split_once(' ').unwrap();
            let (name, title, page) = (name.trim(), &cells[1], &cells[2]);
            let more = cells
                .get(3)
                .map_or(String::new(), |more| format!(", {more}"));
            let page = format!("'https://{page}'");
            writeln!(
                yaml,
                "  - {{provider: {provider}, {key}: {name}, title: {title}, page: {page}, {facts}{more}}}"
            )
            .unwrap();
        }
    }
    let files = [SourceFile {
        name: "shelf.yaml".to_owned(),
        text: yaml,
    }];
    let layers = [Layer {
        files: &files,
        once: true,
    }];
    let loaded = load(&layers, &Options::new("0"));
    loaded.unwrap_or_else(|errors| panic!("{errors:?}")).catalog
}

pub(super) fn shelf() -> Catalog {
    catalog_of(SHELF)
}

fn typed(catalog: &Catalog, entry: Entry) -> String {
    let provider = &catalog.provider(catalog.facts(entry).provider).id;
    format!("{provider}:{}", catalog.bare_name(entry))
}

/// Returns what a text names, or the message.
fn read(text: &str, issuer: Option<&str>, purpose: Purpose) -> String {
    let catalog = shelf();
    let resolver = Resolver::new(&catalog);
    match resolver.name(
        Written {
            text,
            issuer,
            purpose,
        },
        TODAY,
    ) {
        Ok(entry) => typed(&catalog, entry),
        Err(error) => format!("error: {error}"),
    }
}

fn named(text: &str) -> String {
    read(text, None, Purpose::Sought)
}

fn held(on: &str) -> Purpose {
    Purpose::Held(Some(on.parse().unwrap()))
}

fn listed_names(text: &str) -> Vec<String> {
    let catalog = shelf();
    match resolve_list(&catalog, text, TODAY) {
        Ok(entries) => entries
            .into_iter()
            .map(|entry| typed(&catalog, entry))
            .collect(),
        Err(error) => vec![format!("error: {error}")],
    }
}

#[track_caller]
fn assert_named(texts: &[&str], expected: &str) {
    for text in texts {
        assert_eq!(named(text), expected, "{text:?}");
    }
}

#[track_caller]
fn assert_unknown(texts: &[&str]) {
    for text in texts {
        let found = named(text);
        assert!(found.starts_with("error: no exam"), "{text:?} is {found}");
    }
}

#[test]
fn a_code_is_read_in_any_case_and_without_its_hyphen() {
    assert_named(
        &[
            "AZ-204",
            "az-204",
            " Az-204\t",
            "AZ204",
            "az 204",
            "a z\u{2011}2-0 4",
            "- AZ-204",
        ],
        "azure:AZ-204",
    );
    assert_named(
        &["DEVOPSENGINEEREXPERT", "devops Engineer expert"],
        "azure:devops-engineer-expert",
    );
}

#[test]
fn the_certification_is_meant_where_one_provider_has_both() {
    assert_named(&["CKA", "c-k a"], "cube:cka");
    assert_named(
        &[
            "exam:cka",
            "CUBE : exam: cka",
            "Exam CKA: Certified Cube Administrator",
        ],
        "cube:CKA",
    );
}

#[test]
fn a_code_of_two_providers_is_refused_with_both() {
    let both = "could be `cloud:DEA-C01` (cloud) or `flake:DEA-C01` (flake)";
    assert_eq!(named("dea-c01"), format!("error: `dea-c01` {both}"));
    assert_eq!(
        named("Exam DEA-C01: whatever"),
        format!("error: `Exam DEA-C01: whatever` {both}")
    );
    assert_named(&["Flake:dea-c01", "exam:flake:deac01"], "flake:DEA-C01");
    assert_eq!(
        read("dea-c01", Some("The Flake"), Purpose::Held(None)),
        "flake:DEA-C01"
    );
    let error = resolve(&shelf(), "DEA-C01", TODAY).unwrap_err();
    assert_eq!(
        error.hint().unwrap(),
        "say which, for example `cloud:DEA-C01`"
    );
}

#[test]
fn a_qualifier_rules_out_what_it_does_not_name() {
    assert_unknown(&["cert:AZ-204", "exam:cert:AZ-204", "cube:flake:DEA-C01"]);
    for text in ["cert:AZ-204", "cube:AZ-204"] {
        let error = resolve(&shelf(), text, TODAY).unwrap_err();
        assert_eq!(error.candidates()[0].name, "AZ-204", "{text}");
    }
}

#[test]
fn exam_and_a_code_is_the_exam_whatever_follows() {
    assert_named(
        &[
            "Exam AZ-400: Designing, Implementing",
            "Exam AZ-400 \u{2013} anything at all (MCX)",
            "exam az400:",
            "exam  AZ-400",
            "Exam: AZ-400",
            "azure:Exam AZ-400: x",
        ],
        "azure:AZ-400",
    );
}

#[test]
fn an_address_is_read_by_its_last_segment() {
    assert_named(
        &[
            "https://docs.azure.example/en-us/learn/certifications/devops-engineer/?wt.mc_id=x#y",
            "https://docs.azure.example/learn/certifications/devops-engineer#resources",
            "HTTP://LEARN.azure.example:443/credentials/DevOps-Engineer-Expert//",
            "learn.azure.example/credentials/devops-engineer?tab=exams",
            "azure:https://learn.azure.example/x/devops-engineer",
        ],
        "azure:devops-engineer-expert",
    );
    assert_named(
        &["https://docs.azure.example/en-gb/learn/certifications/exams/az-400"],
        "azure:AZ-400",
    );
    assert_named(&["learn.azure.example/exams/gh-300/"], "hub:GH-300");
    assert_unknown(&[
        "docs.azure.example/exams/gh-300/",
        "https://learn.azure.example/credentials/az-400",
        "https://learn.azure.example/exams/az-4000",
        "https://learn.azure.example/exams/az400",
        "https://elsewhere.example/exams/az-400",
        "https://learn.azure.example/exams/",
        "https://learn.azure.example/",
        "https://learn.azure.example",
        "https://",
    ]);
}

#[test]
fn an_address_that_several_share_names_none_of_them() {
    let shared = "https://www.cube.example/training/cubestronaut/";
    let both = "could be `cubestronaut` (cube) or `golden-cubestronaut` (cube)";
    assert_eq!(named(shared), format!("error: `{shared}` {both}"));
    assert_named(&["https://www.cube.example/training/cka/"], "cube:cka");
}

#[test]
fn a_whole_name_is_read_however_it_is_written() {
    assert_named(
        &[
            "Azure Certified: DevOps Engineer Expert",
            "azure certified:devops-engineer  expert",
            "DevOps-Engineer",
            "Azure DevOps Engineer Expert",
            "azure:DevOps Engineer Expert",
            "\u{2022} DEVOPS ENGINEER EXPERT\u{2b50}\u{2b50}",
            "The Azure DevOps Engineer Expert Certification (Legacy)",
            "DevOps Engineer Expert certificate - The Azure",
        ],
        "azure:devops-engineer-expert",
    );
    assert_named(
        &["Security, Compliance & Identity Fundamentals"],
        "azure:identity-fundamentals",
    );
    assert_named(
        &["Cloud Certified Data Engineer \u{2013} Associate"],
        "cloud:data-engineer-associate",
    );
    assert_named(&["exam:data engineer - associate"], "cloud:DEA-C01");
    assert_named(
        &[
            "Certificed Cube Administrator",
            "Certified Cube Administrator v3",
        ],
        "cube:cka",
    );
}

#[test]
fn a_part_of_the_words_names_nothing() {
    assert_unknown(&[
        "azure",
        "golden",
        "Administrator",
        "compliance identity",
        "implementing designing",
        "azure-admin",
        "Cube",
        "-",
        "...",
        "\u{2014}",
    ]);
    // `Certified` distinguishes it from a course of that name, unless its provider is known.
    assert_unknown(&["Cube Administrator"]);
    assert_named(
        &["The Cube: Cube Administrator", "cube:Cube Administrator"],
        "cube:cka",
    );
    assert_eq!(
        read("Cube Administrator", Some("Cube"), Purpose::Held(None)),
        "cube:cka"
    );
}

#[test]
fn two_parts_must_agree() {
    assert_named(
        &[
            "DevOps Engineer Expert (AZ-400)",
            "AZ-400 \u{2013} DevOps Engineer Expert",
            "Azure DevOps Engineer Expert (DOEX) - passed 2024",
        ],
        "azure:devops-engineer-expert",
    );
    assert_named(
        &[
            "AZ-400: Designing and Implementing DevOps Solutions",
            "AZ-400: DevOps Solutions",
            "DevOps Engineer Expert AZ-400",
        ],
        "azure:AZ-400",
    );
    assert_named(
        &[
            "CKA: Certified Cube Administrator",
            "Certified Cube Administrator (CKA)",
        ],
        "cube:cka",
    );
    let spaced = |count| format!("Certified Cube Administrator{}(CKA)", " ".repeat(count));
    assert_eq!(named(&spaced(400 - 33)), "cube:cka");
    assert!(named(&spaced(401 - 33)).starts_with("error"));
    assert_eq!(
        named("DevOps Engineer Expert (CKA)"),
        "error: `DevOps Engineer Expert (CKA)` names two things: `devops-engineer-expert`, Azure Certified: DevOps \
         Engineer Expert, and `cka`, Certified Cube Administrator"
    );
}

#[test]
fn a_course_is_not_what_it_is_for() {
    for text in [
        "SC-200: Connect logs to Sentinel",
        "SC-200 - Connect logs",
        "CKA \u{2014} Connecting Cubes",
        "Hub Copilot: Managing it",
        "Prepare for it (AZ-400)",
    ] {
        let error = resolve(&shelf(), text, TODAY).unwrap_err();
        assert!(matches!(error, NameError::Course { .. }), "{error}");
    }
    assert_unknown(&[
        "AZ-400 explore pipelines",
        "Preparing for the Certified Cube Administrator",
    ]);
}

#[test]
fn the_issuer_decides() {
    let by = |text, issuer| read(text, Some(issuer), Purpose::Held(None));
    assert_eq!(by("Hub Copilot", "hub"), "hub:hub-copilot");
    assert_eq!(by("Hub Copilot", "Credly"), "hub:hub-copilot");
    assert_eq!(by("Hub Copilot", " "), "hub:hub-copilot");
    assert_eq!(
        by("Hub Copilot", "The Hub Academy / Webassessor"),
        "hub:hub-copilot"
    );
    assert_eq!(by("Hub Copilot", "learn.azure.example"), "hub:hub-copilot");
    assert!(by("Hub Copilot", "Cube").starts_with("error: no exam"));
    assert_eq!(
        by("Hub Copilot", "Udemy"),
        "error: `Hub Copilot` by `Udemy` is not in the catalog"
    );
}

#[test]
fn the_day_decides_between_versions() {
    let title = "Developing Solutions for Azure";
    assert_eq!(named(title), "azure:AZ-204");
    assert_eq!(read(title, None, held("2019")), "azure:AZ-203");
    assert_eq!(read(title, None, held("2022-05")), "azure:AZ-204");
    let both = "`AZ-203` (azure) or `AZ-204` (azure)";
    assert_eq!(
        read(title, None, Purpose::Held(None)),
        format!("error: `{title}` could be {both}")
    );
    // An id is what it says, but where another was called so on that day.
    assert_eq!(read("NET", None, Purpose::Held(None)), "azure:net");
    assert_eq!(read("NET", None, held("2018")), "azure:net-old");
    assert_eq!(read("AZ-204", None, held("2018")), "azure:AZ-204");
    let cloud = "`Cloud Architect` could be `solutions-architect-associate` (cloud) or `solutions-architect-professional` (cloud)";
    assert_eq!(named("Cloud Architect"), format!("error: {cloud}"));
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
    const LONG: &str = "azure administrator azure administrator azure administrator azure administrator azure administrator azure";
    let nearest = |text| match resolve(&shelf(), text, TODAY) {
        Err(NameError::Unknown { nearest, .. }) => {
            nearest.into_iter().map(|one| one.name).collect::<Vec<_>>()
        }
        other => panic!("{other:?}"),
    };
    assert_eq!(nearest("AZ-44")[0], "AZ-400");
    assert_eq!(nearest("devops-enginer")[0], "devops-engineer-expert");
    assert_eq!(nearest("azure devops")[0], "devops-engineer-expert");
    assert_eq!(nearest("Cube Administratr")[0], "cka");
    assert!(nearest("azure-develper-asociate").len() <= 5);
    assert_eq!(nearest("qqq"), [""; 0]);
    assert_eq!(nearest(LONG), [""; 0]);
    // What can be taken comes first, though the other is more like it.
    let names = nearest("AZ-30");
    assert!(
        names.iter().position(|name| name == "AZ-303")
            > names.iter().position(|name| name == "AZ-400"),
        "{names:?}"
    );
    let hint = |text| resolve(&shelf(), text, TODAY).unwrap_err().hint().unwrap();
    assert_eq!(
        hint("Cubestronat"),
        "did you mean `cubestronaut`, Cubestronaut (cube, available)?"
    );
    let several = hint("azure devops");
    assert!(
        several.starts_with("did you mean one of these?\n  `devops-engineer-expert`, "),
        "{several}"
    );
}

#[test]
fn an_error_repeats_160_printable_characters() {
    let long = "\u{1b}[31m".repeat(100);
    let error = resolve(&shelf(), &long, TODAY).unwrap_err().to_string();
    assert!(error.chars().all(|character| !character.is_control()));
    assert_eq!(
        error.chars().count(),
        "no exam or certification is called ``".len() + 163
    );
}
