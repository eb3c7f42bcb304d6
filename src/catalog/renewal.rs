//! How a certification is kept, and how long a title lasts.

use std::fmt;

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::catalog::date::{PartialDate, add_months};
use crate::catalog::model::{
    Catalog, CertIndex, Certification, Confidence, List, Renewal, Requirement, Text, Validity,
};
use crate::catalog::words::words;

/// A way in which a certification is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenewalWay {
    pub by: RenewalEvent,
    pub effect: RenewalEffect,
    /// Where they differ from the certification's.
    pub months: Option<u32>,
    /// How early it may be done; absent: at any time.
    pub window: Option<Length>,
    /// How long after the last day it still works.
    pub grace: Option<Length>,
    /// Whether it brings a lapsed certification back, however long ago that lapsed.
    pub lapsed: bool,
    /// First day of the way.
    pub from: Option<PartialDate>,
    /// Last day of the way.
    pub until: Option<PartialDate>,
    pub sources: List<Text>,
    pub confidence: Option<Confidence>,
    pub notes: Option<Text>,
}

/// What renews a certification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RenewalEvent {
    /// Something a person does: `free-online-assessment`, `credits`.
    Act(Text),
    /// Exams passed.
    Pass(Requirement),
    /// Certifications earned or renewed.
    Earn(Requirement),
}

words! {
    /// What a renewal does to the last day.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    pub enum RenewalEffect {
        /// The months run anew from the day of the renewal.
        Restart = "restart",
        /// The months are added to the present last day.
        Extend = "extend",
        /// The last day becomes that of the certification that renews it.
        Align = "align",
        /// The provider sets a day for all, which is not known.
        Fixed = "fixed",
    }
}

/// A length of time: months or days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Length {
    Months(u32),
    Days(u32),
}

/// What ends a certification, where that is not only its own months.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lasts {
    /// No longer than what it requires is active.
    WithParts,
    /// To the end of the year in which the first part ends.
    WithPartsToYearEnd,
    /// To the end of the month in which its own months end.
    ToMonthEnd,
    /// To the end of the year in which its own months end.
    ToYearEnd,
    /// Nothing.
    ForLife,
}

impl Length {
    /// Returns the day that comes that long after `day`.
    #[must_use]
    pub fn after(self, day: Date) -> Date {
        match self {
            Self::Months(months) => add_months(day, months),
            Self::Days(days) => day.saturating_add(i64::from(days).days()),
        }
    }

    /// Returns the first day from which on that long is left until `day`, that day included.
    #[must_use]
    pub fn before(self, day: Date) -> Date {
        match self {
            Self::Months(months) => months_before(day, months),
            Self::Days(days) => day.saturating_sub(i64::from(days).days()),
        }
    }
}

/// Returns the same day of the month `months` earlier, or the last of that month where it has no such day.
fn months_before(day: Date, months: u32) -> Date {
    let years = i16::try_from(months / 12 + 1).unwrap_or(i16::MAX);
    let start = Date::new(day.year().saturating_sub(years), day.month(), 1);
    let Ok(start) = start else { return Date::MIN };
    let first = add_months(start, 12 - months % 12);
    let last = first.days_in_month();
    Date::new(first.year(), first.month(), day.day().min(last)).unwrap_or(Date::MIN)
}

impl fmt::Display for Length {
    /// Writes `6 months`, `60 days`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (count, unit) = match self {
            Self::Months(count) => (count, "month"),
            Self::Days(count) => (count, "day"),
        };
        let plural = if *count == 1 { "" } else { "s" };
        write!(f, "{count} {unit}{plural}")
    }
}

impl RenewalWay {
    /// Returns the way that one plain word stands for.
    #[must_use]
    pub fn plain(word: &str) -> Self {
        Self {
            by: RenewalEvent::Act(word.into()),
            effect: RenewalEffect::Restart,
            months: None,
            window: None,
            grace: None,
            lapsed: false,
            from: None,
            until: None,
            sources: List::EMPTY,
            confidence: None,
            notes: None,
        }
    }

    /// Returns whether the way exists on a day.
    #[must_use]
    pub fn is_in_force(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from.first_day() <= day)
            && self.until.is_none_or(|until| day <= until.last_day())
    }

    /// Returns whether the way is open on a day for what lasts until `end`; none: there is no end.
    #[must_use]
    pub fn is_open(&self, day: Date, end: Option<Date>) -> bool {
        let Some(end) = end else {
            return self.is_in_force(day);
        };
        let early = self.window.is_some_and(|window| day < window.before(end));
        let late = end < day && !self.lapsed && {
            let grace = self.grace.map(|grace| grace.after(end));
            grace.is_none_or(|last| last < day)
        };
        self.is_in_force(day) && !early && !late
    }

    /// Leaves a certification out of the levels that the way takes: nothing renews itself.
    pub(crate) fn leave_out(&mut self, own: CertIndex) {
        match &mut self.by {
            RenewalEvent::Act(_) => {}
            RenewalEvent::Pass(requirement) | RenewalEvent::Earn(requirement) => {
                leave_out(requirement, own);
            }
        }
    }

    /// Returns the word for what a person does, if that is what the way takes.
    #[must_use]
    pub fn act(&self) -> Option<&str> {
        match &self.by {
            RenewalEvent::Act(word) => Some(word),
            RenewalEvent::Pass(_) | RenewalEvent::Earn(_) => None,
        }
    }

    /// Returns the exams or certifications that the way takes, if that is what it takes.
    #[must_use]
    pub fn requirement(&self) -> Option<&Requirement> {
        match &self.by {
            RenewalEvent::Act(_) => None,
            RenewalEvent::Pass(requirement) | RenewalEvent::Earn(requirement) => Some(requirement),
        }
    }
}

/// Leaves a certification out of the gates over whole levels. Requirements nest at most 64 deep.
fn leave_out(requirement: &mut Requirement, own: CertIndex) {
    let (Requirement::All(members) | Requirement::Any(members) | Requirement::AtLeast(_, members)) =
        requirement
    else {
        return;
    };
    if members.set.is_some() {
        let others = members.list.iter();
        let others = others.filter(|member| **member != Requirement::Certification(own));
        members.list = others.cloned().collect();
    }
    for member in members.list.to_mut() {
        leave_out(member, own);
    }
}

impl Catalog {
    /// Returns in words what a way of renewal takes: `a free online assessment`, `passing EX342 or EX415`.
    #[must_use]
    pub fn renewal_text(&self, way: &RenewalWay) -> String {
        const MOST_NAMES: usize = 6;
        let (verb, requirement) = match &way.by {
            RenewalEvent::Act(word) => {
                let known = Renewal::of_word(word).and_then(Renewal::text);
                return known.map_or_else(|| word.replace('-', " "), str::to_owned);
            }
            RenewalEvent::Pass(requirement) => ("passing", requirement),
            RenewalEvent::Earn(requirement) => ("earning or renewing", requirement),
        };
        let mut names = Vec::new();
        requirement.names(&mut |name| names.push(name.clone()));
        if names.len() <= MOST_NAMES {
            return format!("{verb} {}", self.requirement_text(requirement));
        }
        let count = match requirement {
            Requirement::AtLeast(count, _) => *count as usize,
            Requirement::Any(_) => 1,
            _ => names.len(),
        };
        let first = self.requirement_text(&Requirement::Any(names[..2].to_vec().into()));
        format!("{verb} {count} of {} such as {first}", names.len())
    }
}

impl Catalog {
    /// Returns what a way of renewal takes and does, as known on a day: `a free online assessment in the last 6 months: 12
    /// months more`.
    #[must_use]
    pub fn renewal_sentence(
        &self,
        certification: &Certification,
        way: &RenewalWay,
        day: Date,
    ) -> String {
        let months = match way.months.map_or(certification.validity, Validity::Months) {
            Validity::Months(months) => Length::Months(months).to_string(),
            Validity::Never | Validity::Unknown => "an unknown time".to_owned(),
        };
        let when = match way.window {
            None => String::new(),
            Some(Length::Months(0) | Length::Days(0)) => ", once it has ended".to_owned(),
            Some(window) => format!(", in the last {window}"),
        };
        let effect = match way.effect {
            RenewalEffect::Restart => format!("{months} from that day"),
            RenewalEffect::Extend => format!("{months} more"),
            RenewalEffect::Align => "the same last day".to_owned(),
            RenewalEffect::Fixed => "up to a day that the provider sets for all".to_owned(),
        };
        let late = match (way.lapsed, way.grace) {
            (true, _) if when.is_empty() => ", also after it has lapsed".to_owned(),
            (true, _) | (false, None | Some(Length::Months(0) | Length::Days(0))) => String::new(),
            (false, Some(grace)) => format!(", up to {grace} after its end"),
        };
        let from = way.from.map(|from| match from.first_day() {
            first if day < first => format!("; from {from} on"),
            _ => format!("; since {from}"),
        });
        let until = way.until.map(|until| format!("; until {until}"));
        let span = from.into_iter().chain(until).collect::<String>();
        let doubt = if way.is_sure() { "" } else { "probably " };
        format!(
            "{doubt}{}{when}{late}: {effect}{span}",
            self.renewal_text(way)
        )
    }
}

impl RenewalWay {
    /// Returns whether what is known of the way is sure.
    #[must_use]
    pub fn is_sure(&self) -> bool {
        match self.confidence {
            None | Some(Confidence::High) => true,
            Some(Confidence::Medium | Confidence::Low) => false,
        }
    }
}

impl Lasts {
    /// Returns it in words.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::WithParts => "no longer than what it requires",
            Self::WithPartsToYearEnd => "to the end of the year in which the first part ends",
            Self::ToMonthEnd => "to the end of the month in which its months are over",
            Self::ToYearEnd => "to the end of the year in which its months are over",
            Self::ForLife => "for life",
        }
    }
}

impl Certification {
    /// Returns the first way that renews what lasts until `end` on a day from `today` on, and that way's first such day.
    #[must_use]
    pub fn way_to_renew(&self, today: Date, end: Date) -> Option<(&RenewalWay, Date)> {
        let mut ways = self.renewal_ways.iter();
        ways.find_map(|way| {
            let opens = way.window.map_or(Date::MIN, |window| window.before(end));
            let from = way.from.map_or(Date::MIN, PartialDate::first_day);
            let day = today.max(opens).max(from);
            let last = self.last_renewal(way).map_or(end, |last| last.min(end));
            (day <= last && way.is_open(day, Some(end))).then_some((way, day))
        })
    }

    /// Returns the last day of what a person does to keep it: once it is retired, there is nothing left to do.
    #[must_use]
    pub fn last_renewal(&self, way: &RenewalWay) -> Option<Date> {
        let retires = self.facts.retires.map(PartialDate::last_day);
        retires.filter(|_| way.act().is_some())
    }

    /// Returns whether a renewal of unknown kind may have happened: nobody knows how it is kept.
    #[must_use]
    pub fn is_kept_somehow(&self) -> bool {
        self.renewal_ways.is_empty() && self.renewal == Renewal::Unknown
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn way(window: Option<Length>, grace: Option<Length>) -> RenewalWay {
        RenewalWay {
            window,
            grace,
            ..RenewalWay::plain("fee")
        }
    }

    #[test]
    fn a_window_is_counted_back_from_the_last_day() {
        let end = Some(date(2026, 8, 31));
        let months = way(Some(Length::Months(6)), None);
        assert!(!months.is_open(date(2026, 2, 27), end));
        assert!(months.is_open(date(2026, 2, 28), end));
        let days = way(Some(Length::Days(60)), None);
        assert!(!days.is_open(date(2026, 7, 1), end));
        assert!(days.is_open(date(2026, 7, 2), end));
        assert_eq!(
            Length::Months(12).before(date(2024, 2, 29)),
            date(2023, 2, 28)
        );
        assert_eq!(
            Length::Months(14).before(date(2024, 1, 31)),
            date(2022, 11, 30)
        );
    }

    #[test]
    fn a_grace_is_counted_on_from_the_last_day() {
        let end = Some(date(2026, 8, 31));
        let way = way(None, Some(Length::Days(30)));
        assert!(way.is_open(date(2026, 9, 30), end));
        assert!(!way.is_open(date(2026, 10, 1), end));
    }

    #[test]
    fn without_grace_only_what_lapsed_may_come_back_by_a_way_that_says_so() {
        let end = Some(date(2026, 8, 31));
        let mut way = way(None, None);
        assert!(way.is_open(date(2026, 8, 31), end) && !way.is_open(date(2026, 9, 1), end));
        way.lapsed = true;
        assert!(way.is_open(date(2036, 9, 1), end));
    }
}
