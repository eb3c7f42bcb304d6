//! Whether a rule is in force on a day, and how long what is earned counts.

use jiff::civil::Date;

use crate::catalog::date::{PartialDate, add_months};
use crate::catalog::model::{Certification, Exam, Requirement, Rule, Validity};
use crate::catalog::renewal::Lasts;

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

impl Certification {
    /// Returns whether it lasts no longer than its parts.
    pub(crate) fn lasts_with_parts(&self) -> bool {
        matches!(
            self.lasts,
            Some(Lasts::WithParts | Lasts::WithPartsToYearEnd)
        )
    }

    /// Returns how long what was earned on `day` counts.
    pub(crate) fn validity_on(&self, day: Date) -> Validity {
        let earlier = self.earlier_validity.iter();
        earlier
            .filter(|earlier| day <= earlier.until.last_day())
            .min_by_key(|earlier| earlier.until.last_day())
            .map_or(self.validity, |earlier| earlier.validity)
    }

    /// Returns the end that its provider sets where its months come to `day`.
    pub(crate) fn rounded_day(&self, day: Date) -> Date {
        match self.lasts {
            Some(Lasts::ToMonthEnd) => day.last_of_month(),
            Some(Lasts::ToYearEnd) => day.last_of_year(),
            _ => day,
        }
    }

    /// Returns the last day on which anybody can hold it, once it is retired; nothing where that is not known or never ends.
    pub(crate) fn last_held_day(&self) -> Option<Date> {
        let retires = self.facts.retires.map(PartialDate::last_day)?;
        match self.validity_on(retires) {
            Validity::Months(months) => {
                let months = months.saturating_add(self.renewal_window_months);
                Some(self.rounded_day(add_months(retires, months)))
            }
            Validity::Never | Validity::Unknown => None,
        }
    }
}
