//! Whether a rule is in force on a day.

use jiff::civil::Date;

use crate::catalog::model::{Certification, Exam, Requirement, Rule};

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
