//! Requirements say the same however they are written, and broken ones are shown where they stand.

use certpath::load::{Code, Finding};
use certpath::{Catalog, Requirement};
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};

use crate::properties::properties;
use crate::{edited, edits, read};

/// How many exams there are, and how many certifications after them.
const EXAMS: usize = 4;
const CERTIFICATIONS: usize = 2;

/// A requirement as one thinks of it.
#[derive(Debug, Clone, PartialEq)]
enum Rule {
    Name(usize),
    Ever(usize),
    /// How many are needed, and of what, each once.
    Gate(usize, Vec<Self>),
}

/// Whether what has that number holds: now, or at any time.
type Held = [(bool, bool); EXAMS + CERTIFICATIONS];

impl Rule {
    fn is_met(&self, held: &Held) -> bool {
        match self {
            Self::Name(number) => held[*number].0,
            Self::Ever(number) => held[*number].1,
            Self::Gate(needed, members) => {
                members.iter().filter(|member| member.is_met(held)).count() >= *needed
            }
        }
    }

    fn written(&self) -> Value {
        match self {
            Self::Name(number) => json!(name(*number)),
            Self::Ever(number) => json!({"ever": name(*number)}),
            Self::Gate(needed, members) => {
                let list: Vec<Value> = members.iter().map(Self::written).collect();
                let is_all = *needed == list.len();
                match list.len() % 3 {
                    0 if *needed == 1 => json!({"any": list}),
                    1 if is_all => json!(list),
                    2 if is_all => json!({"all": list}),
                    _ => json!({"at-least": needed, "of": list}),
                }
            }
        }
    }
}

fn name(number: usize) -> String {
    if number < EXAMS {
        format!("E-{number}")
    } else {
        format!("c-{number}")
    }
}

fn rule() -> impl Strategy<Value = Rule> {
    let name = prop_oneof![
        4 => (0..EXAMS + CERTIFICATIONS).prop_map(Rule::Name),
        1 => (EXAMS..EXAMS + CERTIFICATIONS).prop_map(Rule::Ever),
    ];
    name.prop_recursive(5, 40, 5, |rule| {
        let members = prop::collection::vec(rule, 1..6);
        (members, any::<Index>()).prop_map(|(members, needed)| {
            let mut once: Vec<Rule> = Vec::new();
            for member in members {
                if !once.contains(&member) {
                    once.push(member);
                }
            }
            Rule::Gate(1 + needed.index(once.len()), once)
        })
    })
}

/// A catalog in which `c-last` requires this, on one line or as many as it takes.
fn catalog_of(requires: &Value, is_flow: bool) -> String {
    let facts = "level: a, page: p, sources: [s], checked: 2026-08-01, confidence: high";
    let entries = |from: usize, to: usize, fields: &str| -> String {
        let entry = |number| {
            format!(
                "- {{{fields}{}, title: T{number}, {facts}}}\n",
                name(number)
            )
        };
        (from..to).map(entry).collect()
    };
    let requires = if is_flow {
        format!(" {requires}\n")
    } else {
        let text = serde_yaml::to_string(requires).unwrap();
        let lines: Vec<String> = text.lines().map(|line| format!("    {line}\n")).collect();
        format!("\n{}", lines.concat())
    };
    format!(
        "providers: [{{id: v, name: V, levels: [{{name: a, rank: 1}}]}}]\nprovider: v\nexams:\n{}certifications:\n{}- id: c-last\n  title: Last\n  level: a\n  page: p\n  sources: [s]\n  checked: 2026-08-01\n  confidence: high\n  requires:{requires}",
        entries(0, EXAMS, "code: "),
        entries(EXAMS, EXAMS + CERTIFICATIONS, "requires: [E-0], id: "),
    )
}

fn last(catalog: &Catalog) -> &Requirement {
    let mut all = catalog.certification_indices();
    let last = all.find(|index| catalog.certification(*index).id == "c-last");
    let rules = &catalog.certification(last.unwrap()).rules;
    rules[0].requires.as_ref().unwrap()
}

fn is_met(catalog: &Catalog, requirement: &Requirement, held: &Held) -> bool {
    let number = |name: &str| name[2..].parse::<usize>().unwrap();
    requirement.is_met(&mut |name| match name {
        Requirement::Exam(exam) => held[number(&catalog.exam(*exam).code)].0,
        Requirement::Certification(index) => held[number(&catalog.certification(*index).id)].0,
        Requirement::Ever(index) => held[number(&catalog.certification(*index).id)].1,
        gate => panic!("{gate:?} is not a name"),
    })
}

fn check_places(findings: &[Finding], text: &str) {
    // A carriage return alone ends a line, too.
    let lines = text.split(['\n', '\r']).count();
    assert!(!findings.is_empty());
    for finding in findings {
        let line = finding.line as usize;
        assert!(
            (1..=lines).contains(&line) && finding.column > 0,
            "{finding}\n{text}"
        );
    }
}

properties! { 64;
    #[test]
    fn a_requirement_that_is_read_says_what_was_written(
        rule in rule(),
        around in 0..40_usize,
        is_flow in any::<bool>(),
        states in prop::collection::vec(prop::array::uniform6((any::<bool>(), any::<bool>())), 16),
    ) {
        let mut written = rule.written();
        for _ in 0..around {
            written = json!({"all": [written]});
        }
        let text = catalog_of(&written, is_flow);
        match read(text.clone()) {
            Ok(catalog) => {
                for held in &states {
                    prop_assert_eq!(is_met(&catalog, last(&catalog), held), rule.is_met(held), "\n{}", text);
                }
            }
            Err(findings) => {
                check_places(&findings, &text);
                prop_assert!(around > 18 && findings.iter().all(|finding| finding.code == Code::TooDeep), "{}\n{}", findings[0], text);
            }
        }
    }

    #[test]
    fn a_broken_requirement_is_shown_where_it_stands(rule in rule(), edits in edits(), is_flow in any::<bool>()) {
        let text = catalog_of(&rule.written(), is_flow);
        let (before, requires) = text.split_at(text.rfind("requires:").unwrap());
        let text = format!("{before}{}", edited(requires, &edits));
        if let Err(findings) = read(text.clone()) {
            check_places(&findings, &text);
        }
    }
}
