//! Answers about the small catalog, for tests.

use jiff::civil::date;

use crate::answer::sample::{certification_of, exam_of};
use crate::catalog::model::{Catalog, Cents, CertIndex, Entry, ExamIndex};
use crate::output::Style;
use crate::plan::answer::{
    Answer, Blocked, BlockedPart, Credited, NoPlan, Plan, Reason, ReasonKind, Step, Totals,
    Warning, WarningCode,
};
use crate::request::{Holding, Objective, Request};

/// A terminal of so many columns, without colours.
pub(super) fn plain(width: usize) -> Style {
    Style {
        width,
        ..Style::PLAIN
    }
}

/// What `write` writes.
pub(super) fn written(write: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>) -> String {
    let mut out = Vec::new();
    write(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// The text without its escape sequences.
pub(super) fn without_colors(text: &str) -> String {
    let mut plain = String::new();
    for (number, part) in text.split('\x1b').enumerate() {
        let rest = if number == 0 {
            part
        } else {
            part.split_once('m').unwrap().1
        };
        plain.push_str(rest);
    }
    plain
}

pub(super) fn exam(catalog: &Catalog, code: &str) -> Entry {
    Entry::Exam(exam_of(catalog, code))
}

pub(super) fn held(catalog: &Catalog, id: &str) -> Entry {
    Entry::Certification(certification_of(catalog, id))
}

pub(super) fn request(catalog: &Catalog, want: &[&str]) -> Request {
    Request {
        have: vec![Holding::new(exam(catalog, "AZ-303"))],
        want: want.iter().map(|id| held(catalog, id)).collect(),
        want_any: Vec::new(),
        via: Vec::new(),
        avoid: Vec::new(),
        as_of: date(2026, 5, 22),
        minimize: Objective::Exams,
        alternatives: 1,
        with_recommended: false,
        why: false,
    }
}

fn step(catalog: &Catalog, code: &str, earns: &[&str], or: &[&str]) -> Step {
    let earns: Vec<CertIndex> = earns
        .iter()
        .map(|id| certification_of(catalog, id))
        .collect();
    Step {
        exam: exam_of(catalog, code),
        recommended: false,
        last_day: catalog.exam(exam_of(catalog, code)).facts.retires,
        earn_by: None,
        why: earns.iter().copied().map(Entry::Certification).collect(),
        or_left_out: Some(0),
        why_left_out: 0,
        earns,
        or: or.iter().map(|code| exam_of(catalog, code)).collect(),
    }
}

fn totals(catalog: &Catalog, steps: &[Step]) -> Totals {
    let exams: Vec<ExamIndex> = steps
        .iter()
        .filter(|step| !step.recommended)
        .map(|step| step.exam)
        .collect();
    let price = |&index: &ExamIndex| catalog.exam(index).price;
    let days = |&index: &ExamIndex| catalog.exam(index).course_days;
    Totals {
        exams: exams.len() as u64,
        price: Cents(
            exams
                .iter()
                .filter_map(price)
                .map(|Cents(cents)| cents)
                .sum(),
        ),
        price_complete: exams.iter().all(|index| price(index).is_some()),
        course_days: exams.iter().filter_map(days).map(u64::from).sum(),
        course_days_complete: exams.iter().all(|index| days(index).is_some()),
    }
}

/// Two steps to `devops-engineer-expert`, the first of them `first`.
pub(super) fn two_steps(catalog: &Catalog, first: &str, earns: &str, or: &str) -> Plan {
    let steps = vec![
        step(catalog, first, &[earns], &[or]),
        step(catalog, "AZ-400", &["devops-engineer-expert"], &[]),
    ];
    Plan {
        totals: totals(catalog, &steps),
        steps,
        also_needs: Vec::new(),
        chosen: Vec::new(),
        choices: Vec::new(),
    }
}

/// The two steps and one that is recommended.
pub(super) fn answer(catalog: &Catalog) -> Answer {
    let mut plan = two_steps(catalog, "AZ-104", "azure-administrator-associate", "AZ-204");
    plan.steps[1].or = vec![exam_of(catalog, "AI-200"), exam_of(catalog, "X-1")];
    plan.steps.push(Step {
        recommended: true,
        ..step(catalog, "X-1", &["x-master"], &[])
    });
    plan.also_needs = vec![certification_of(catalog, "x-master")];
    let because = vec![exam(catalog, "AZ-303"), exam(catalog, "AZ-304")];
    let credited = |id| Credited {
        entry: held(catalog, id),
        because: because.clone(),
    };
    Answer {
        credited: vec![
            credited("azure-solutions-architect-expert"),
            credited("azure-ai-cloud-developer-associate"),
        ],
        optimal: true,
        tie_open: false,
        rest_open: false,
        bound: None,
        plans: vec![plan],
        unused: Vec::new(),
        warnings: vec![Warning {
            code: WarningCode::RetiresSoon,
            subject: exam(catalog, "AZ-400"),
            message: "AZ-400 can be taken until 2027-01-31 only".to_owned(),
        }],
    }
}

/// Nothing is left to do.
pub(super) fn held_already(catalog: &Catalog) -> Answer {
    let mut answer = answer(catalog);
    let plan = Plan {
        steps: Vec::new(),
        totals: totals(catalog, &[]),
        also_needs: Vec::new(),
        chosen: Vec::new(),
        choices: Vec::new(),
    };
    answer.plans = vec![plan];
    answer.warnings.clear();
    answer
}

fn retired(catalog: &Catalog, entry: Entry, on: &str, replaced_by: Entry) -> Reason {
    assert_ne!(catalog.name(entry), catalog.name(replaced_by));
    Reason {
        entry,
        kind: ReasonKind::Retired,
        on: Some(on.parse().unwrap()),
        replaced_by: vec![replaced_by],
    }
}

/// The architect of the two retired exams, required beside the developer.
pub(super) fn no_plan(catalog: &Catalog) -> NoPlan {
    let architect = held(catalog, "azure-solutions-architect-expert");
    let developer = held(catalog, "azure-developer-associate");
    let next = held(catalog, "azure-ai-cloud-developer-associate");
    let az_305 = exam(catalog, "AZ-305");
    let reasons = vec![
        retired(catalog, exam(catalog, "AZ-303"), "2022-03-31", az_305),
        retired(catalog, exam(catalog, "AZ-304"), "2022-03", az_305),
        retired(catalog, developer, "2026-07-31", next),
    ];
    let part = |depth, what| Blocked { depth, what };
    let reason = |number: usize| BlockedPart::Reason(reasons[number].clone());
    NoPlan {
        credited: Vec::new(),
        want: vec![architect, developer],
        want_any: Vec::new(),
        blocked: vec![
            part(0, BlockedPart::Entry(architect)),
            part(
                1,
                BlockedPart::Gate {
                    needed: 1,
                    members: 2,
                },
            ),
            part(2, reason(0)),
            part(2, reason(1)),
            part(1, BlockedPart::Again(developer)),
            part(0, reason(2)),
        ],
        reasons,
        warnings: Vec::new(),
        cheapest: None,
        proven: true,
    }
}
