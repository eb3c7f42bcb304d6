//! What state an exam or a certification is in on a day.

use jiff::civil::Date;

use crate::catalog::date::PartialDate;
use crate::catalog::derive::spans::Span;
use crate::catalog::model::{Catalog, CertIndex, EarnedBy, Entry, Exam, Rule};
use crate::catalog::words::words;

words! {
    /// The state of an exam or a certification on a day.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Status {
        /// Its first day is to come.
        Announced = "announced",
        /// It can be taken, and has no regular start yet.
        Beta = "beta",
        /// It can be taken or earned.
        Available = "available",
        /// It can be taken or earned, and its last day is set.
        Retiring = "retiring",
        /// Its last day is past.
        Retired = "retired",
        /// It can be held, and no exam leads to it.
        External = "external",
    }
}

impl Status {
    /// Returns whether it can be taken or earned.
    #[must_use]
    pub fn is_open(self) -> bool {
        match self {
            Self::Beta | Self::Available | Self::Retiring => true,
            Self::Announced | Self::Retired | Self::External => false,
        }
    }
}

impl Exam {
    /// Returns the first day on which it can be taken, as a beta or regularly; none: before any day that matters.
    #[must_use]
    pub fn first_day(&self) -> Option<Date> {
        self.begins().map(PartialDate::first_day)
    }

    /// Returns the same as it is known: a month or a year at least.
    #[must_use]
    pub fn begins(&self) -> Option<PartialDate> {
        self.beta.or(self.facts.available)
    }

    /// Returns whether it is offered on `day` before its first regular day.
    #[must_use]
    pub fn is_beta_on(&self, day: Date) -> bool {
        let Some(beta) = self.beta else { return false };
        let regular = self.facts.available.map(PartialDate::first_day);
        self.is_open_on(day) && beta.first_day() <= day && regular.is_none_or(|first| day < first)
    }

    /// Returns whether it can be taken on `day`.
    #[must_use]
    pub fn is_open_on(&self, day: Date) -> bool {
        self.first_day().is_none_or(|first| first <= day) && !self.facts.is_retired_on(day)
    }

    /// Returns its state on `day`.
    #[must_use]
    pub fn status_on(&self, day: Date) -> Status {
        if self.facts.is_retired_on(day) {
            Status::Retired
        } else if self.first_day().is_some_and(|first| day < first) {
            Status::Announced
        } else if self.is_beta_on(day) {
            Status::Beta
        } else if self.facts.retires.is_some() {
            Status::Retiring
        } else {
            Status::Available
        }
    }
}

impl crate::catalog::model::Facts {
    /// Returns whether `day` is past its last day.
    #[must_use]
    pub fn is_retired_on(&self, day: Date) -> bool {
        self.retires.is_some_and(|last| last.last_day() < day)
    }
}

impl Catalog {
    /// Returns the state of an exam or a certification on `day`.
    ///
    /// A certification before its first day is a beta while an exam of one of its rules is.
    #[must_use]
    pub fn status(&self, entry: Entry, day: Date) -> Status {
        match entry {
            Entry::Exam(index) => self.exam(index).status_on(day),
            Entry::Certification(index) => self.certification_status(index, day),
        }
    }

    fn certification_status(&self, index: CertIndex, day: Date) -> Status {
        let certification = self.certification(index);
        let facts = &certification.facts;
        let last_day = self.last_day(Entry::Certification(index), day);
        let can_begin = self.span(index).begins <= day;
        let begun = can_begin && facts.available.is_none_or(|first| first.first_day() <= day);
        let in_beta = |rule: &Rule| rule.names_exam(&self.exams, |exam| exam.is_beta_on(day));
        if certification.earned_by == EarnedBy::External {
            Status::External
        } else if last_day.is_some_and(|last| last.last_day() < day) {
            Status::Retired
        } else if begun && last_day.is_some() {
            Status::Retiring
        } else if begun {
            Status::Available
        } else if can_begin && certification.rules.iter().any(in_beta) {
            Status::Beta
        } else {
            Status::Announced
        }
    }

    /// Returns the first day on which it can be taken or earned regularly, where it is known.
    #[must_use]
    pub fn first_day(&self, entry: Entry) -> Option<PartialDate> {
        let available = self.facts(entry).available;
        match entry {
            Entry::Exam(index) => self.exam(index).begins(),
            Entry::Certification(index) => {
                let begins = PartialDate::Day(self.span(index).begins);
                let later = available.is_none_or(|first| first.first_day() < begins.first_day());
                let known = Date::MIN < begins.first_day() && begins.first_day() < Date::MAX;
                if later && known {
                    Some(begins)
                } else {
                    available
                }
            }
        }
    }

    /// Returns the last day on which it can be taken or earned, as seen from `day`: its own, or that of what it requires.
    ///
    /// Once those who begin with nothing cannot earn a certification any more, it is that of those who hold what it requires.
    #[must_use]
    pub fn last_day(&self, entry: Entry, day: Date) -> Option<PartialDate> {
        let own = self.facts(entry).retires;
        let Entry::Certification(index) = entry else {
            return own;
        };
        let span = self.span(index);
        if self.facts(entry).is_retired_on(day) {
            own
        } else if span.ends.is_some_and(|last| last.last_day() < day) {
            span.ends_for_holders
        } else {
            span.ends
        }
    }

    /// While a catalog is being checked its days are not known yet.
    fn span(&self, index: CertIndex) -> Span {
        let known = self.spans.get(index.0 as usize);
        known.copied().unwrap_or(Span {
            ends: self.certification(index).facts.retires,
            ends_for_holders: self.certification(index).facts.retires,
            ..Span::ALL
        })
    }
}
