//! Whether a rule is in force on a day.

use jiff::civil::Date;

use crate::catalog::model::{Exam, Requirement, Rule};

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

    /// Returns whether it names an exam of which that holds.
    pub(crate) fn names_exam(&self, exams: &[Exam], holds: impl Fn(&Exam) -> bool) -> bool {
        let mut found = false;
        if let Some(requirement) = &self.requires {
            requirement.names(&mut |name| {
                found |= matches!(name, Requirement::Exam(exam) if holds(&exams[exam.0 as usize]));
            });
        }
        found
    }
}
