//! A small catalog for tests: a few Azure entries, and a provider whose titles are wide.

use jiff::civil::date;

use crate::catalog::derive::code_order::code_order;
use crate::catalog::derive::graph::GraphTables;
use crate::catalog::derive::implied;
use crate::catalog::derive::spans::spans;
use crate::catalog::derive::start_dates::compute_start_dates;
use crate::catalog::load::renewal::plain_ways;
use crate::catalog::model::{
    Catalog, Cents, CertIndex, Certification, Confidence, Course, EarnedBy, Entry, Exam, ExamIndex,
    Facts, Learning, Level, Link, List, Place, Provider, ProviderIndex, Renewal, Requirement, Rule,
    Validity,
};
use crate::catalog::names::NameIndex;

const MICROSOFT: u32 = 0;
const ZETA: u32 = 1;

const FUNDAMENTALS: u32 = 0;
const ASSOCIATE: u32 = 1;
const EXPERT: u32 = 2;

fn level(name: &'static str, rank: u32, usd: u64) -> Level {
    Level {
        name: name.into(),
        rank,
        price: (usd > 0).then_some(Cents(usd * 100)),
        validity: Validity::Months(12),
        renewal: Renewal::FreeOnlineAssessment,
        renewal_window_months: 6,
        earlier_validity: List::EMPTY,
        links: vec![Link {
            name: "study-guide".into(),
            pattern: "https://learn.example/study-guides/{code}".into(),
        }]
        .into(),
    }
}

fn provider(id: &'static str, name: &'static str, levels: Vec<Level>) -> Provider {
    Provider {
        id: id.into(),
        name: name.into(),
        url: None,
        hosts: List::EMPTY,
        title_prefixes: vec!["Microsoft Certified:".into()].into(),
        aliases: List::EMPTY,
        issuers: List::EMPTY,
        levels: levels.into(),
        place: Place::default(),
    }
}

fn facts(provider: u32, level: u32, title: &'static str) -> Facts {
    Facts {
        provider: ProviderIndex(provider),
        title: title.into(),
        level,
        page: "https://learn.example/page".into(),
        sources: vec!["https://learn.example/page".into()].into(),
        checked: date(2026, 10, 10),
        confidence: Confidence::High,
        place: Place { file: 0, line: 7 },
        ..Facts::default()
    }
}

fn exam(provider: u32, code: &'static str, level: u32, title: &'static str) -> Exam {
    Exam {
        code: code.into(),
        facts: facts(provider, level, title),
        price: Some(Cents(16_500)),
        minutes: Some(100),
        passing_score: Some("700 of 1000".into()),
        courses: vec![Course {
            code: Some(format!("{code}T00").into()),
            days: Some(4),
        }]
        .into(),
        course_days: Some(4),
        ..Exam::default()
    }
}

fn rule(requires: Requirement) -> Rule {
    Rule {
        requires: Some(requires),
        ..Rule::default()
    }
}

fn certification(
    provider: u32,
    id: &'static str,
    level: u32,
    title: &'static str,
    rules: Vec<Rule>,
) -> Certification {
    Certification {
        id: id.into(),
        facts: facts(provider, level, title),
        slug: None,
        roles: List::EMPTY,
        earned_by: EarnedBy::Exams,
        rules: rules.into(),
        recommends: None,
        also_needs: List::EMPTY,
        validity: Validity::Months(12),
        earlier_validity: List::EMPTY,
        renewal: Renewal::FreeOnlineAssessment,
        renewal_ways: plain_ways(Renewal::FreeOnlineAssessment),
        lasts: None,
        renewal_window_months: 6,
    }
}

fn all(members: Vec<Requirement>) -> Requirement {
    Requirement::All(members.into())
}

fn any(members: Vec<Requirement>) -> Requirement {
    Requirement::Any(members.into())
}

/// Returns the exam of that code.
pub(crate) fn exam_of(catalog: &Catalog, code: &str) -> ExamIndex {
    let mut indices = catalog.exam_indices();
    indices
        .find(|&index| catalog.exam(index).code == code)
        .unwrap()
}

/// Returns the certification of that id.
pub(crate) fn certification_of(catalog: &Catalog, id: &str) -> CertIndex {
    let mut indices = catalog.certification_indices();
    indices
        .find(|&index| catalog.certification(index).id == id)
        .unwrap()
}

fn exams() -> Vec<Exam> {
    let retired = |exam: Exam, on: &str, next: u32| Exam {
        facts: Facts {
            retires: Some(on.parse().unwrap()),
            replaced_by: vec![Entry::Exam(ExamIndex(next))].into(),
            ..exam.facts
        },
        ..exam
    };
    let m = |code, level, title| exam(MICROSOFT, code, level, title);
    let mut exams = vec![
        m(
            "AI-200",
            ASSOCIATE,
            "Developing AI Cloud Solutions on Azure",
        ),
        m("AZ-104", ASSOCIATE, "Microsoft Azure Administrator"),
        retired(
            m(
                "AZ-204",
                ASSOCIATE,
                "Developing Solutions for Microsoft Azure",
            ),
            "2026-07-31",
            0,
        ),
        retired(
            m("AZ-303", EXPERT, "Microsoft Azure Architect Technologies"),
            "2022-03-31",
            5,
        ),
        retired(
            m("AZ-304", EXPERT, "Microsoft Azure Architect Design"),
            "2022-03-31",
            5,
        ),
        m(
            "AZ-305",
            EXPERT,
            "Designing Microsoft Azure Infrastructure Solutions",
        ),
        m(
            "AZ-400",
            EXPERT,
            "Designing and Implementing Microsoft DevOps Solutions",
        ),
        m("AZ-900", FUNDAMENTALS, "Microsoft Azure Fundamentals"),
        exam(ZETA, "AZ-900", 0, "零基础入门"),
        exam(
            ZETA,
            "X-1",
            1,
            "クラウド運用の基礎と応用、そしてその先にあるもの 全部入り、とても長い題名の試験",
        ),
    ];
    exams[0].beta = Some("2026-09".parse().unwrap());
    exams[0].facts.available = Some("2026-12-01".parse().unwrap());
    exams[5].beta = Some("2021-10".parse().unwrap());
    exams[6].facts.retires = Some("2027-01-31".parse().unwrap());
    exams[6].facts.focus = Some("continuous integration and delivery on Azure and GitHub".into());
    exams[6].facts.skills = vec!["pipelines".into(), "source control".into()].into();
    exams[6].facts.aliases = vec!["Microsoft Azure DevOps Solutions".into()].into();
    exams[6].facts.learning = vec![Learning {
        title: "Get started with Azure DevOps".into(),
        url: "https://learn.example/paths/devops".into(),
    }]
    .into();
    exams[7].price = Some(Cents(9_900));
    exams[7].course_days = Some(1);
    exams[7].facts.shared_name = true;
    exams[8].facts.shared_name = true;
    exams[8].price = None;
    exams[8].course_days = None;
    exams[8].courses = List::EMPTY;
    exams[9].price = Some(Cents(7_050));
    exams[9].course_days = None;
    exams
}

fn certifications() -> Vec<Certification> {
    let exam = |index| Requirement::Exam(ExamIndex(index));
    let held = |index| Requirement::Certification(CertIndex(index));
    let c = |id, level, title, rules| certification(MICROSOFT, id, level, title, rules);
    let mut architect = rule(all(vec![exam(3), exam(4)]));
    architect.until = Some("2022-06-30".parse().unwrap());
    let mut certifications = vec![
        c(
            "azure-administrator-associate",
            ASSOCIATE,
            "Microsoft Certified: Azure Administrator Associate",
            vec![rule(exam(1))],
        ),
        c(
            "azure-ai-cloud-developer-associate",
            ASSOCIATE,
            "Microsoft Certified: Azure AI Cloud Developer Associate",
            vec![rule(exam(0))],
        ),
        c(
            "azure-developer-associate",
            ASSOCIATE,
            "Microsoft Certified: Azure Developer Associate",
            vec![rule(exam(2))],
        ),
        c(
            "azure-solutions-architect-expert",
            EXPERT,
            "Microsoft Certified: Azure Solutions Architect Expert",
            vec![rule(all(vec![held(0), exam(5)])), architect],
        ),
        c(
            "devops-engineer-expert",
            EXPERT,
            "Microsoft Certified: DevOps Engineer Expert",
            vec![rule(all(vec![any(vec![held(0), held(2)]), exam(6)]))],
        ),
        certification(
            ZETA,
            "x-master",
            1,
            "達人 | \"Master\"",
            vec![rule(Requirement::AtLeast(
                2,
                vec![exam(8), exam(9), Requirement::Ever(CertIndex(0))].into(),
            ))],
        ),
    ];
    certifications[2].facts.retires = Some("2026-07-31".parse().unwrap());
    certifications[2].facts.replaced_by = vec![Entry::Certification(CertIndex(1))].into();
    certifications[4].roles = vec!["devops-engineer".into()].into();
    certifications[4].slug = Some("devops-engineer".into());
    certifications[4].recommends = Some(exam(7));
    certifications[5].also_needs = vec!["two years of practice".into()].into();
    certifications[5].validity = Validity::Never;
    certifications[5].renewal = Renewal::None;
    certifications[5].renewal_ways = plain_ways(Renewal::None);
    certifications
}

/// Makes the catalog.
pub(crate) fn catalog() -> Catalog {
    let providers = vec![
        provider(
            "microsoft",
            "Microsoft",
            vec![
                level("fundamentals", 1, 99),
                level("associate", 2, 165),
                level("expert", 3, 165),
            ],
        ),
        provider(
            "zeta",
            "Zeta, Inc.",
            vec![level("entry", 1, 0), level("master", 4, 0)],
        ),
    ];
    let (mut exams, mut certifications) = (exams(), certifications());
    implied::compute_implied(&mut exams, &mut certifications);
    compute_start_dates(&mut certifications, &exams);
    let mut catalog = Catalog {
        version: "0.1.0".into(),
        checked: date(2026, 10, 10),
        files: vec!["data/sample.yaml".into()].into(),
        names: NameIndex::build(&providers, &exams, &certifications),
        code_order: List::EMPTY,
        graph: GraphTables::EMPTY,
        spans: List::EMPTY,
        providers: providers.into(),
        exams: exams.into(),
        certifications: certifications.into(),
    };
    catalog.code_order = code_order(&catalog).into();
    catalog.graph = GraphTables::build(&catalog);
    catalog.spans = spans(&catalog).into();
    catalog
}
