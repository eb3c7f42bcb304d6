//! Holdings: names with the days of passing and ending.

use jiff::civil::Date;

use crate::catalog::date::PartialDate;
use crate::catalog::model::Entry;
use crate::request::Holding;
use crate::resolve::error::shown;
use crate::resolve::written_date::{looks_like_date, stated_date};
use crate::resolve::{HoldingError, NameError, Purpose, Written};

/// A holding as it was written: a name and dates.
#[derive(Debug, Clone, Copy)]
pub(super) struct WrittenHolding<'a> {
    /// All of it.
    pub(super) text: &'a str,
    pub(super) name: &'a str,
    on: Option<&'a str>,
    until: Option<&'a str>,
}

/// The dates of a holding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct HeldDates {
    /// When it was passed, earned or last renewed.
    pub on: Option<PartialDate>,
    /// Until when it counts, as its provider says.
    pub until: Option<PartialDate>,
}

impl<'a> WrittenHolding<'a> {
    /// Cuts off what follows the last `@`, if it is meant as dates: `NAME@DATE`, `NAME@DATE..DATE`, `NAME@..DATE`.
    pub(super) fn cut(text: &'a str) -> Self {
        let without_dates = Self {
            text,
            name: text,
            on: None,
            until: None,
        };
        // Names are short, and most have none: that is found out soonest byte by byte.
        let Some(at) = text.bytes().rposition(|byte| byte == b'@') else {
            return without_dates;
        };
        let (name, dates) = (&text[..at], text[at + 1..].trim());
        let some = |date: &'a str| Some(date.trim()).filter(|date| !date.is_empty());
        let (on, until) = match dates.split_once("..") {
            Some((on, until)) => (some(on), some(until)),
            None => (some(dates), None),
        };
        let mut dates = on.into_iter().chain(until).peekable();
        if dates.peek().is_some() && dates.all(looks_like_date) {
            Self {
                text,
                name,
                on,
                until,
            }
        } else {
            without_dates
        }
    }

    /// Reads the dates.
    pub(super) fn dates(&self, as_of: Date) -> Result<HeldDates, HoldingError> {
        let read = |date: Option<&str>| {
            let date = date.map(stated_date).transpose();
            date.map_err(|problem| HoldingError::Date {
                given: shown(self.text),
                problem,
            })
        };
        let dates = HeldDates {
            on: read(self.on)?,
            until: read(self.until)?,
        };
        self.not_later(dates, as_of)
    }

    /// Returns dates, if the first has come.
    pub(super) fn not_later(
        &self,
        dates: HeldDates,
        as_of: Date,
    ) -> Result<HeldDates, HoldingError> {
        match dates.on.map(PartialDate::first_day) {
            Some(on) if on > as_of => Err(HoldingError::Future {
                given: shown(self.text),
                on,
                as_of,
            }),
            _ => Ok(dates),
        }
    }

    /// Returns whether dates may stand beside the name without an `@`: `cka 2024-05`, `cka..2027`. Most names are a code or an
    /// id, and this is found out soonest byte by byte.
    pub(super) fn may_have_dates_beside(&self) -> bool {
        let (mut digits, mut most, mut is_apart) = (0, 0, false);
        for byte in self.text.bytes() {
            digits = if byte.is_ascii_digit() { digits + 1 } else { 0 };
            most = most.max(digits);
            is_apart |= byte == b' ';
        }
        let has_dates = self.name != self.text;
        !has_dates && (most >= 4 || is_apart && most >= 1)
    }

    /// Reads the holding; `find` finds its name.
    pub(super) fn read(
        &self,
        as_of: Date,
        find: impl Fn(Written<'_>) -> Result<Entry, NameError>,
    ) -> Result<Holding, HoldingError> {
        let dates = self.dates(as_of);
        let on = dates.as_ref().ok().and_then(|dates| dates.on);
        let entry = find(Written {
            text: self.name,
            issuer: None,
            purpose: Purpose::Held(on),
        })?;
        Ok(dates?.of(entry))
    }
}

impl HeldDates {
    /// Returns the holding of that entry.
    #[must_use]
    pub fn of(self, entry: Entry) -> Holding {
        Holding {
            entry,
            on: self.on,
            until: self.until,
        }
    }
}

/// Leaves out a comment: it begins with a `#` at the start of a line or after a space.
#[must_use]
pub fn without_comment(line: &str) -> &str {
    let mut marks = line.match_indices('#').map(|(at, _)| &line[..at]);
    let begins = |before: &&str| before.is_empty() || before.ends_with(char::is_whitespace);
    marks.find(begins).unwrap_or(line)
}
