//! What the rules of certifications name on a day.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::catalog::model::{Catalog, CertIndex, EarnedBy, Entry, ExamIndex, Requirement, Rule};

/// Returns the rules of a certification that count on `day`, today's first.
///
/// Where none is in force these are the ones in force last, or, before all of them, the first to come; so there is
/// always one to show, but for a certification that no exam leads to.
#[must_use]
pub fn rules_on(catalog: &Catalog, index: CertIndex, day: Date) -> Vec<&Rule> {
    let certification = catalog.certification(index);
    let day = match certification.facts.retires {
        Some(last) => day.min(last.last_day()),
        None => day,
    };
    let begun = |rule: &&Rule| rule.has_begun_by(day);
    let rules = &certification.rules;
    let begun: Vec<&Rule> = rules.iter().filter(begun).collect();
    let in_force: Vec<&Rule> = begun
        .iter()
        .copied()
        .filter(|rule| rule.lasts_on(day))
        .collect();
    if !in_force.is_empty() || certification.earned_by != EarnedBy::Exams {
        return in_force;
    }
    let nearest = begun.first().copied().or_else(|| rules.last());
    nearest.into_iter().collect()
}

/// Calls `visit` with every exam that a requirement names.
pub(crate) fn exams_in(requirement: &Requirement, visit: &mut impl FnMut(ExamIndex)) {
    requirement.names(&mut |name| {
        if let Requirement::Exam(exam) = name {
            visit(*exam);
        }
    });
}

/// Returns the requirement of a certification on `day` as text: of several rules in force any will do.
///
/// `no exam` where a course or an application leads there; nothing if the catalog does not say what does, or if a rule
/// could not be read from a source.
#[must_use]
pub(crate) fn rule_text(catalog: &Catalog, index: CertIndex, day: Date) -> Option<String> {
    let rules = rules_on(catalog, index, day);
    let requirements: Vec<_> = rules
        .iter()
        .filter_map(|rule| rule.requires.as_ref())
        .collect();
    let texts = requirements
        .iter()
        .map(|rule| catalog.requirement_text(rule));
    match requirements.as_slice() {
        [] => {
            let has_no_exam = catalog.certification(index).earned_by == EarnedBy::NoExam;
            (has_no_exam && rules.is_empty()).then(|| "no exam".to_owned())
        }
        [only] => Some(catalog.requirement_text(only)),
        _ => Some(
            texts
                .map(|text| bracketed(&text))
                .collect::<Vec<_>>()
                .join(" or "),
        ),
    }
}

fn bracketed(text: &str) -> String {
    if text.contains(' ') {
        format!("({text})")
    } else {
        text.to_owned()
    }
}

/// Returns the exams that the rules of a certification on `day` name themselves, sorted.
#[must_use]
pub(crate) fn own_exams(catalog: &Catalog, index: CertIndex, day: Date) -> Vec<ExamIndex> {
    let mut exams = Vec::new();
    for rule in rules_on(catalog, index, day) {
        if let Some(requirement) = &rule.requires {
            exams_in(requirement, &mut |exam| exams.push(exam));
        }
    }
    exams.sort_unstable();
    exams.dedup();
    exams
}

/// Returns for each exam the certifications whose rules on `day` name it.
///
/// A retired exam that no rule of that day names has those that ever named it: what it once counted towards.
pub(crate) fn leads_to(catalog: &Catalog, day: Date) -> Vec<Vec<CertIndex>> {
    let mut now = vec![Vec::new(); catalog.exams.len()];
    let mut ever = vec![Vec::new(); catalog.exams.len()];
    for index in catalog.certification_indices() {
        for exam in own_exams(catalog, index, day) {
            now[exam.0 as usize].push(index);
        }
        for rule in catalog.certification(index).rules.iter() {
            if let Some(requirement) = &rule.requires {
                exams_in(requirement, &mut |exam| ever[exam.0 as usize].push(index));
            }
        }
    }
    for ((now, mut ever), exam) in now.iter_mut().zip(ever).zip(catalog.exams.iter()) {
        if now.is_empty() && exam.facts.is_retired_on(day) {
            ever.dedup();
            *now = ever;
        }
    }
    now
}

/// Returns what names `entry` on `day`: certifications by their rules, exams by what they require before one may take them.
#[must_use]
pub(crate) fn required_by(catalog: &Catalog, entry: Entry, day: Date) -> Vec<Entry> {
    let mut dependents = dependents(catalog, &BTreeSet::from([entry]), day);
    dependents.remove(&entry).unwrap_or_default()
}

/// Returns the same for each of some entries that anything names, in one look at the catalog.
pub(crate) fn dependents(
    catalog: &Catalog,
    entries: &BTreeSet<Entry>,
    day: Date,
) -> BTreeMap<Entry, Vec<Entry>> {
    let mut dependents: BTreeMap<Entry, Vec<Entry>> = BTreeMap::new();
    let mut note = |dependent: Entry, requirement: &Requirement| {
        requirement.names(&mut |name| {
            if let Some(entry) = name.entry().filter(|entry| entries.contains(entry)) {
                let known = dependents.entry(entry).or_default();
                if known.last() != Some(&dependent) {
                    known.push(dependent);
                }
            }
        });
    };
    for index in catalog.certification_indices() {
        let rules = rules_on(catalog, index, day).into_iter();
        for requirement in rules.filter_map(|rule| rule.requires.as_ref()) {
            note(Entry::Certification(index), requirement);
        }
    }
    for index in catalog.exam_indices() {
        if let Some(requirement) = &catalog.exam(index).requires {
            note(Entry::Exam(index), requirement);
        }
    }
    dependents
}
