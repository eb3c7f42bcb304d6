//! From which day a rule is in force.

use jiff::civil::Date;

use crate::catalog::model::{Certification, Exam, Requirement, Rule};

/// Works out from which day on each rule is in force.
///
/// Without a day of its own it is the first on which the exams of one of its ways could all be taken; a rule that names no
/// exam has been in force from the first day of the calendar.
pub(crate) fn begin(certifications: &mut [Certification], exams: &[Exam]) {
    let rules = certifications.iter_mut().map(|held| held.rules.to_mut());
    for rule in rules.flatten() {
        rule.start_date = match (rule.from, &rule.requires) {
            (Some(from), _) => Some(from.first_day()),
            (None, None) => Some(Date::MIN),
            (None, Some(requirement)) => first_day(requirement, exams),
        };
    }
}

impl Rule {
    /// Returns whether its first day is not after `day`.
    #[must_use]
    pub fn has_begun_by(&self, day: Date) -> bool {
        self.start_date.is_some_and(|first| first <= day)
    }

    /// Returns whether the rule's last day is not past on `day`.
    #[must_use]
    pub fn lasts_on(&self, day: Date) -> bool {
        self.until.is_none_or(|until| day <= until.last_day())
    }
}

impl Certification {
    /// Returns whether it can be earned on `day` under `rule`, which is in force then, as far as its own days say.
    ///
    /// Before its first day it can while an exam of the rule is in beta.
    #[must_use]
    pub fn is_earnable_on(&self, rule: &Rule, exams: &[Exam], day: Date) -> bool {
        !self.facts.is_retired_on(day)
            && (self.has_begun_on(day) || names_exam(rule, exams, |exam| exam.is_beta_on(day)))
    }

    /// Returns whether it could be earned under `rule` on `day` or before.
    #[must_use]
    pub fn was_earnable_by(&self, rule: &Rule, exams: &[Exam], day: Date) -> bool {
        let beta_began = |exam: &Exam| exam.beta.is_some_and(|beta| beta.first_day() <= day);
        self.has_begun_on(day) || names_exam(rule, exams, beta_began)
    }

    fn has_begun_on(&self, day: Date) -> bool {
        self.facts
            .available
            .is_none_or(|first| first.first_day() <= day)
    }
}

fn names_exam(rule: &Rule, exams: &[Exam], holds: impl Fn(&Exam) -> bool) -> bool {
    let mut found = false;
    if let Some(requirement) = &rule.requires {
        requirement.names(&mut |name| {
            found |= matches!(name, Requirement::Exam(exam) if holds(&exams[exam.0 as usize]));
        });
    }
    found
}

/// The first day on which the requirement's exams could all be taken, in one of its ways.
fn first_day(requirement: &Requirement, exams: &[Exam]) -> Option<Date> {
    let earliest = without_ends(requirement, exams)?;
    if can_be_sat(requirement, exams, earliest) {
        return Some(earliest);
    }
    let mut starts = Vec::new();
    requirement.names(&mut |name| {
        if let Requirement::Exam(exam) = name {
            starts.extend(exams[exam.0 as usize].first_day());
        }
    });
    starts.sort_unstable();
    starts.dedup();
    starts
        .into_iter()
        .filter(|day| *day > earliest)
        .find(|day| can_be_sat(requirement, exams, *day))
}

/// The first day by the exams' first days alone: no exam has a last one.
fn without_ends(requirement: &Requirement, exams: &[Exam]) -> Option<Date> {
    let members = requirement.members();
    match requirement {
        Requirement::Exam(exam) => Some(exams[exam.0 as usize].first_day().unwrap_or(Date::MIN)),
        Requirement::Certification(_) | Requirement::Ever(_) => Some(Date::MIN),
        Requirement::All(_) | Requirement::Any(_) | Requirement::AtLeast(..) => {
            let mut days: Vec<Date> = members
                .iter()
                .filter_map(|member| without_ends(member, exams))
                .collect();
            days.sort_unstable();
            match requirement.needed() {
                0 => Some(Date::MIN),
                needed => days.get(needed - 1).copied(),
            }
        }
    }
}

fn can_be_sat(requirement: &Requirement, exams: &[Exam], day: Date) -> bool {
    match requirement {
        Requirement::Exam(exam) => exams[exam.0 as usize].is_open_on(day),
        Requirement::Certification(_) | Requirement::Ever(_) => true,
        Requirement::All(_) | Requirement::Any(_) | Requirement::AtLeast(..) => {
            let open = |member: &&Requirement| can_be_sat(member, exams, day);
            requirement.members().iter().filter(open).count() >= requirement.needed()
        }
    }
}
