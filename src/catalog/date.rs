//! Days as a catalog writes them, to the day, the month or the year, and how months and days are added to them.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use jiff::ToSpan as _;
use jiff::civil::Date;
use thiserror::Error;

/// A date no more precise than it is known: `2031-01-31`, `2031-01` or `2031`.
///
/// As a start it begins on its first day, as an end it ends on its last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PartialDate {
    /// A calendar day.
    Day(Date),
    /// A month, named by its first day.
    Month(Date),
    /// A year, named by its first day.
    Year(Date),
}

/// Why a text is not a date.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum BadDate {
    /// It does not look like a date at all.
    #[error("`{0}` is not a date")]
    Shape(String),
    /// It looks like a date, but the calendar has no such day or month.
    #[error("`{0}` does not exist")]
    NoSuchDay(String),
    /// It is a month or a year where a day is needed.
    #[error("`{0}` is not a whole day")]
    NotWhole(String),
}

impl BadDate {
    /// Returns what to write instead.
    #[must_use]
    pub fn hint(&self) -> String {
        match self {
            Self::Shape(_) => "write YYYY-MM-DD, such as 2026-11-22".to_owned(),
            Self::NoSuchDay(_) => "look at the month and the day".to_owned(),
            Self::NotWhole(text) => {
                let rest = if text.len() == 4 { "-01-01" } else { "-01" };
                format!("write the whole day, such as {text}{rest}")
            }
        }
    }
}

impl PartialDate {
    /// Returns the day on which it begins as a start.
    #[must_use]
    pub fn first_day(self) -> Date {
        match self {
            Self::Day(day) | Self::Month(day) | Self::Year(day) => day,
        }
    }

    /// Returns the day on which it ends as an end.
    #[must_use]
    pub fn last_day(self) -> Date {
        match self {
            Self::Day(day) => day,
            Self::Month(day) => day.last_of_month(),
            Self::Year(day) => day.last_of_year(),
        }
    }
}

impl PartialOrd for PartialDate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for PartialDate {
    /// What begins first comes first, and of two that begin together what ends first.
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |date: &Self| (date.first_day(), date.last_day());
        key(self).cmp(&key(other))
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => day.fmt(f),
            Self::Month(day) => write!(f, "{:04}-{:02}", day.year(), day.month()),
            Self::Year(day) => write!(f, "{:04}", day.year()),
        }
    }
}

impl FromStr for PartialDate {
    type Err = BadDate;

    fn from_str(text: &str) -> Result<Self, BadDate> {
        let shape = || BadDate::Shape(text.to_owned());
        let (year, rest) = text.as_bytes().split_at_checked(4).ok_or_else(shape)?;
        let (month, day) = match *rest {
            [] => (None, None),
            [b'-', m, n] => (Some([m, n]), None),
            [b'-', m, n, b'-', d, e] => (Some([m, n]), Some([d, e])),
            _ => return Err(shape()),
        };
        let number = |digits: &[u8]| number(digits).ok_or_else(shape);
        let year = number(year)?;
        let small = |digits: Option<[u8; 2]>| match digits {
            Some(digits) => number(&digits).map(|number| i8::try_from(number).unwrap_or_default()),
            None => Ok(1),
        };
        let first = Date::new(year, small(month)?, small(day)?)
            .map_err(|_| BadDate::NoSuchDay(text.to_owned()))?;
        Ok(match (month, day) {
            (_, Some(_)) => Self::Day(first),
            (Some(_), None) => Self::Month(first),
            (None, None) => Self::Year(first),
        })
    }
}

/// Reads up to four digits.
fn number(digits: &[u8]) -> Option<i16> {
    digits.iter().try_fold(0, |number, digit| {
        let digit = digit.is_ascii_digit().then(|| i16::from(digit - b'0'))?;
        Some(number * 10 + digit)
    })
}

/// Reads a whole day.
///
/// # Errors
///
/// [`BadDate`] if `text` is no date, does not exist, or is a month or a year only.
pub fn whole_day(text: &str) -> Result<Date, BadDate> {
    match text.parse()? {
        PartialDate::Day(day) => Ok(day),
        PartialDate::Month(_) | PartialDate::Year(_) => Err(BadDate::NotWhole(text.to_owned())),
    }
}

/// Returns the same day of the month `months` later, or the last of that month where it has no such day.
///
/// Past the end of the calendar it is the calendar's last day.
#[must_use]
pub(crate) fn add_months(day: Date, months: u32) -> Date {
    const YEAR: i64 = 12;
    let month = i64::from(day.year()) * YEAR + i64::from(day.month()) - 1 + i64::from(months);
    let first = || {
        let year = i16::try_from(month.div_euclid(YEAR)).ok()?;
        let month = i8::try_from(month.rem_euclid(YEAR) + 1).ok()?;
        let first = Date::new(year, month, 1).ok()?;
        Date::new(year, month, day.day().min(first.days_in_month())).ok()
    };
    first().unwrap_or(Date::MAX)
}

/// Returns the day `days` later, or the calendar's last; its first where the days are fewer than none.
#[must_use]
pub fn add_days(day: Date, days: impl Into<i64>) -> Date {
    // As many as a span can have, which is more than from the first day to the last.
    const MOST: i64 = 7_304_484;
    day.saturating_add(days.into().clamp(-MOST, MOST).days())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_past_the_calendar_end_with_it() {
        let day = date(2026, 11, 22);
        assert_eq!(add_days(day, 10), date(2026, 12, 2));
        assert_eq!(add_days(day, u32::MAX), Date::MAX);
        assert_eq!(add_days(day, i32::MIN), Date::MIN);
    }

    #[test]
    fn a_month_begins_on_its_first_and_ends_on_its_last_day() {
        let month: PartialDate = "2024-02".parse().unwrap();
        assert_eq!(month.first_day(), date(2024, 2, 1));
        assert_eq!(month.last_day(), date(2024, 2, 29));
        assert_eq!(month.to_string(), "2024-02");
    }

    #[test]
    fn a_year_begins_in_january_and_ends_in_december() {
        let year: PartialDate = "2019".parse().unwrap();
        assert_eq!(year.first_day(), date(2019, 1, 1));
        assert_eq!(year.last_day(), date(2019, 12, 31));
    }

    #[test]
    fn what_is_no_date_is_distinguished_from_what_the_calendar_lacks() {
        for text in [
            "",
            "soon",
            "2021-7-1",
            "2021-07-13-1",
            "21-07-13",
            "2021/07/13",
            "-021",
            "+2021",
        ] {
            assert_eq!(
                text.parse::<PartialDate>(),
                Err(BadDate::Shape(text.into()))
            );
        }
        for text in ["2021-02-29", "2021-13", "2021-00", "2021-04-31"] {
            assert_eq!(
                text.parse::<PartialDate>(),
                Err(BadDate::NoSuchDay(text.into()))
            );
        }
        assert_eq!(
            whole_day("2026-03"),
            Err(BadDate::NotWhole("2026-03".into()))
        );
    }

    #[test]
    fn months_are_added_to_the_last_day_where_the_month_is_short() {
        assert_eq!(add_months(date(2024, 2, 29), 12), date(2025, 2, 28));
        assert_eq!(add_months(date(2025, 8, 31), 6), date(2026, 2, 28));
        assert_eq!(add_months(date(2022, 1, 15), 24), date(2024, 1, 15));
        assert_eq!(add_months(date(2022, 1, 15), u32::MAX), Date::MAX);
    }
}
