//! Days, months and years as people write them.
//!
//! Spans, quarters and words such as `valid until`, which only lists have, are read in [`lists`](crate::resolve::lists).

use jiff::civil::Date;
use thiserror::Error;

use crate::catalog::date::PartialDate;
use crate::catalog::fold;

/// Longest text that is read as a date, in bytes.
const LONGEST: usize = 48;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The names of months in French, Spanish, German, Italian, Portuguese and Dutch, where they differ, and short forms of them.
const OTHER_MONTHS: [&str; 12] = [
    "janvier janv enero ene januar januari gennaio janeiro",
    "f\u{e9}vrier f\u{e9}vr fevrier febrero februar februari febbraio fevereiro fev",
    "mars marzo m\u{e4}rz m\u{e4}r mrz maerz mar\u{e7}o marco maart",
    "avril avr abril abr aprile",
    "mai mayo maggio maio mei",
    "juin junio juni giugno junho",
    "juillet juil julio juli luglio julho",
    "ao\u{fb}t aout agosto ago augustus",
    "septembre septiembre settembre setembro set",
    "octobre octubre oktober okt ottobre outubro out",
    "novembre noviembre novembro",
    "d\u{e9}cembre d\u{e9}c decembre diciembre dic dezember dicembre dezembro dez",
];

/// Why a text is no date. Texts in it are ready to be printed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum BadWrittenDate {
    /// It does not look like a date.
    #[error("`{0}` is not a date")]
    Shape(String),
    /// It looks like a date, but the calendar has no such day or month.
    #[error("the date `{0}` does not exist")]
    NoSuchDay(String),
    /// It may be one day or another.
    #[error("the date `{0}` can be read in two ways")]
    TwoWays(String),
    /// It is of three numbers, and the year is not the first.
    #[error("the date `{0}` does not begin with the year")]
    YearLast(String),
}

impl BadWrittenDate {
    /// Returns what to write instead.
    #[must_use]
    pub fn hint(&self) -> String {
        match self {
            Self::Shape(_) | Self::TwoWays(_) | Self::YearLast(_) => {
                "write a day, a month or a year, such as 2026-03-16, 2026-03, March 2026 or 2026"
                    .to_owned()
            }
            Self::NoSuchDay(_) => "check the month and the day".to_owned(),
        }
    }
}

/// Reads a day, a month or a year: `2026-03-16`, `2026/3/16`, `2026.03`, `2026`, `Mar 2026`, `16 March 2026`,
/// `Mar 16, 2026`, `16.3.2026`, `20260316`, or a timestamp that begins with a day.
///
/// Three numbers with the year last are a date where only one of them can be the month, or with points between them, where
/// the day stands first: `3/4/2026` may be two days.
///
/// # Errors
///
/// [`BadWrittenDate`] if it is none of these, or if the calendar has no such day.
pub fn written_date(text: &str) -> Result<PartialDate, BadWrittenDate> {
    let text = text.trim();
    let shape = || BadWrittenDate::Shape(super::shown(text));
    if text.len() > LONGEST {
        return Err(shape());
    }
    let day = without_time(text);
    let parts: Vec<&str> = parts(day).collect();
    let (year, month, day) = match parts.as_slice() {
        [one] if one.len() == 8 && is_number(one) => {
            let (ymd, day) = one.split_at(6);
            let (first, month) = ymd.split_at(4);
            (year(first), number(month).map(Some), number(day).map(Some))
        }
        [one] => (year(one), Some(None), Some(None)),
        [first, second] => match year(first) {
            Some(year) => (Some(year), month(second).map(Some), Some(None)),
            None => (year(second), month(first).map(Some), Some(None)),
        },
        [first, second, third] => match (year(first), name_of_month(first)) {
            (Some(year), _) => (Some(year), month(second).map(Some), number(third).map(Some)),
            (None, Some(month)) => (year(third), Some(Some(month)), ordinal(second).map(Some)),
            (None, None) => match name_of_month(second) {
                // `17-May-24`, as spreadsheets write it.
                Some(month) => (
                    year(third).or_else(|| short_year(third)),
                    Some(Some(month)),
                    ordinal(first).map(Some),
                ),
                None if [first, second, third]
                    .into_iter()
                    .all(|part| is_number(part)) =>
                {
                    let is_day = |part: &str| number(part).is_some_and(|number| number > 12);
                    let day_first = is_day(first) || day.contains('.') && !is_day(second);
                    // `10/10/2025` is one day either way.
                    let is_same = number(first) == number(second);
                    if year(third).is_none() || !day_first && !is_day(second) && !is_same {
                        return Err(BadWrittenDate::TwoWays(super::shown(text)));
                    }
                    let (day, month) = if day_first {
                        (first, second)
                    } else {
                        (second, first)
                    };
                    (year(third), number(month).map(Some), number(day).map(Some))
                }
                None => return Err(shape()),
            },
        },
        _ => return Err(shape()),
    };
    let (Some(year), Some(month), Some(day)) = (year, month, day) else {
        return Err(shape());
    };
    let first = Date::new(year, month.unwrap_or(1), day.unwrap_or(1))
        .map_err(|_| BadWrittenDate::NoSuchDay(super::shown(text)))?;
    Ok(match (month, day) {
        (_, Some(_)) => PartialDate::Day(first),
        (Some(_), None) => PartialDate::Month(first),
        (None, None) => PartialDate::Year(first),
    })
}

/// Reads a date behind `@`: as [`written_date`] does, but of three numbers the year is the first. Lists, in which other
/// dates show what is meant, have it last as well.
///
/// # Errors
///
/// [`BadWrittenDate`] as [`written_date`], and where the year of three numbers is not the first.
pub(super) fn stated_date(text: &str) -> Result<PartialDate, BadWrittenDate> {
    let date = written_date(text)?;
    let parts: Vec<&str> = parts(without_time(text.trim())).collect();
    match parts.as_slice() {
        [first, _, _] if parts.iter().all(|part| is_number(part)) && year(first).is_none() => {
            Err(BadWrittenDate::YearLast(super::shown(text)))
        }
        [_, _, last] if year(parts[0]).is_none() && number(last).is_some() => {
            Err(BadWrittenDate::Shape(super::shown(text)))
        }
        _ => Ok(date),
    }
}

/// Returns whether a text can be meant as a date: of numbers and names of months only, or a word for a day.
#[must_use]
pub(super) fn looks_like_date(text: &str) -> bool {
    const WORDS: [&str; 7] = [
        "today",
        "yesterday",
        "tomorrow",
        "now",
        "present",
        "soon",
        "never",
    ];
    let text = text.trim();
    let is_part = |part: &str| {
        ordinal(part).is_some()
            || is_number(part)
            || year(part).is_some()
            || name_of_month(part).is_some()
    };
    let day = without_time(text);
    text.len() <= LONGEST
        && (WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
            || parts(day).next().is_some() && parts(day).all(is_part))
}

fn parts(text: &str) -> impl Iterator<Item = &str> {
    let between = [
        ' ', '-', '/', '.', ',', '\u{2013}', '\u{a0}', '\u{5e74}', '\u{6708}', '\u{65e5}',
    ];
    // `27 de marzo de 2023`
    text.split(between)
        .filter(|part| !part.is_empty() && !part.eq_ignore_ascii_case("de"))
}

/// Cuts off the time of a timestamp: `2026-03-16T10:00:00Z`, `2026-03-16 10:00:00 UTC`.
fn without_time(text: &str) -> &str {
    let is_day = |day: &str| {
        let bytes = day.as_bytes();
        bytes.len() == 10 && bytes[4] == bytes[7] && bytes[..4].iter().all(u8::is_ascii_digit)
    };
    match text.split_at_checked(10) {
        Some((day, rest)) if is_day(day) => {
            let is_time = |time: &str| time.starts_with(|c: char| c.is_ascii_digit());
            let time = match rest.strip_prefix(' ') {
                // Another day may stand there as well.
                Some(time) => is_time(time) && time.contains(':'),
                None => rest.strip_prefix(['T', 't']).is_some_and(is_time),
            };
            if time { day } else { text }
        }
        _ => text,
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn year(text: &str) -> Option<i16> {
    if let Some(short) = text.strip_prefix(['\'', '\u{2019}']) {
        return short_year(short);
    }
    (text.len() == 4 && is_number(text)).then(|| text.parse().ok())?
}

/// Reads the last two digits of a year: nobody was certified before 1970.
fn short_year(text: &str) -> Option<i16> {
    let year = i16::from(number(text).filter(|_| text.len() == 2)?);
    Some(year + if year < 70 { 2000 } else { 1900 })
}

fn number(text: &str) -> Option<i8> {
    (text.len() <= 2 && is_number(text)).then(|| text.parse().ok())?
}

/// Reads `16` or `16th`.
fn ordinal(text: &str) -> Option<i8> {
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    ["", "st", "nd", "rd", "th", "er"]
        .contains(&rest)
        .then(|| number(digits))?
}

/// Returns whether a text is the name of a month.
pub(super) fn is_month(text: &str) -> bool {
    name_of_month(text).is_some()
}

fn month(text: &str) -> Option<i8> {
    number(text).or_else(|| name_of_month(text))
}

/// Reads the name of a month in full or its first three letters.
fn name_of_month(text: &str) -> Option<i8> {
    if text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let text = text.to_lowercase();
    let is_named = |name: &&str| {
        text == **name || text == name[..3] || text == "sept" && name.starts_with("sept")
    };
    let place = MONTHS.iter().position(is_named);
    let mut others = OTHER_MONTHS.iter();
    let place = place.or_else(|| others.position(|names| fold::is_among(&text, names)))?;
    i8::try_from(place + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_months_and_years_are_read_as_people_write_them() {
        for (text, date) in [
            ("2026-03-16", "2026-03-16"),
            ("2026/3/16", "2026-03-16"),
            ("2026.03.16", "2026-03-16"),
            ("16 March 2026", "2026-03-16"),
            ("Mar 16, 2026", "2026-03-16"),
            ("march 16th 2026", "2026-03-16"),
            ("16-Mar-2026", "2026-03-16"),
            ("16-Mar-26", "2026-03-16"),
            ("'98", "1998"),
            ("2026-03-16T18:00:00-06:00", "2026-03-16"),
            ("2026-03-16 18:00:00 UTC", "2026-03-16"),
            (" 2026-03 ", "2026-03"),
            ("Mar 2026", "2026-03"),
            ("SEPT. 2026", "2026-09"),
            ("March, 2026", "2026-03"),
            ("03/2026", "2026-03"),
            ("2026", "2026"),
            ("16.3.2026", "2026-03-16"),
            ("3.4.2026", "2026-04-03"),
            ("16/03/2026", "2026-03-16"),
            ("03/16/2026", "2026-03-16"),
            ("20260316", "2026-03-16"),
            ("June '26", "2026-06"),
            ("16 mars 2026", "2026-03-16"),
            ("Dezember 2026", "2026-12"),
            ("d\u{e9}c. 2026", "2026-12"),
            ("mei 2026", "2026-05"),
            ("set. de 2026", "2026-09"),
            ("ao\u{fb}t 2026", "2026-08"),
            ("2026\u{5e74}5\u{6708}", "2026-05"),
        ] {
            assert_eq!(
                written_date(text).map(|date| date.to_string()).as_deref(),
                Ok(date),
                "{text}"
            );
            assert!(looks_like_date(text), "{text}");
        }
    }

    #[test]
    fn of_three_numbers_behind_an_at_sign_the_year_is_the_first() {
        assert!(stated_date("17-May-24").is_err());
        for text in ["16.3.2026", "16/03/2026", "03-16-2026", "10/10/2025"] {
            let error = stated_date(text).unwrap_err().to_string();
            assert_eq!(
                error,
                format!("the date `{text}` does not begin with the year")
            );
        }
        for text in [
            "2026/3/16",
            "2026.03.16",
            "16 March 2026",
            "03/2026",
            "20260316",
        ] {
            assert_eq!(stated_date(text), written_date(text), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for (text, error) in [
            ("yesterday", "`yesterday` is not a date"),
            ("2026-02-30", "the date `2026-02-30` does not exist"),
            ("2026-13", "the date `2026-13` does not exist"),
            ("3/4/2026", "the date `3/4/2026` can be read in two ways"),
            ("26-03-16", "the date `26-03-16` can be read in two ways"),
            ("Mar 26", "`Mar 26` is not a date"),
            ("2026-03-16-1", "`2026-03-16-1` is not a date"),
            ("march", "`march` is not a date"),
        ] {
            let found = written_date(text).map_err(|error| error.to_string());
            assert_eq!(found, Err(error.to_owned()));
            assert!(looks_like_date(text), "{text}");
        }
        assert!(!looks_like_date("example.org"));
    }
}
