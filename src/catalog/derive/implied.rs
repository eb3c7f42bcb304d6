//! What a requirement cannot be met without.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::model::{CertIndex, Certification, Exam, ExamIndex, List, Requirement};

/// A name that no way of meeting a requirement does without.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Implied {
    /// That exam passed.
    Pass(ExamIndex),
    /// That certification held, and not lapsed.
    Active(CertIndex),
    /// That certification held at any time.
    Ever(CertIndex),
}

/// Works out what each exam's own requirement and each rule cannot be met without.
pub(crate) fn compute_implied(exams: &mut [Exam], certifications: &mut [Certification]) {
    for exam in exams {
        exam.implied = needed(exam.requires.as_ref());
    }
    let rules = certifications.iter_mut().map(|held| held.rules.to_mut());
    for rule in rules.flatten() {
        rule.implied = needed(rule.requires.as_ref());
    }
}

/// Returns the names, sorted.
fn needed(requirement: Option<&Requirement>) -> List<Implied> {
    let names = requirement.map(names).unwrap_or_default();
    names.into_iter().collect()
}

/// A name is needed by a gate if fewer members than the gate requires can do without it.
fn names(requirement: &Requirement) -> BTreeSet<Implied> {
    match requirement {
        Requirement::Exam(exam) => BTreeSet::from([Implied::Pass(*exam)]),
        Requirement::Certification(index) => {
            BTreeSet::from([Implied::Active(*index), Implied::Ever(*index)])
        }
        Requirement::Ever(index) => BTreeSet::from([Implied::Ever(*index)]),
        Requirement::All(members)
        | Requirement::Any(members)
        | Requirement::AtLeast(_, members) => {
            let mut counts: BTreeMap<Implied, usize> = BTreeMap::new();
            for name in members.iter().flat_map(names) {
                *counts.entry(name).or_default() += 1;
            }
            let without = members.len().saturating_sub(requirement.needed());
            counts.retain(|_, count| *count > without);
            counts.into_keys().collect()
        }
    }
}
