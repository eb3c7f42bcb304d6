//! What values mean: texts, codes, dates, numbers and words, and the small maps inside of entries.

use jiff::civil::Date;

use crate::catalog::date::{BadDate, PartialDate, whole_day};
use crate::catalog::load::fields::{Inner, in_order, optional, required, wrong_type};
use crate::catalog::load::finding::{Code, quoted};
use crate::catalog::load::limits::{
    HIGHEST_PRICE, LONGEST_CODE, LONGEST_ID, LONGEST_TEXT, LONGEST_TITLE, MOST_DAYS, MOST_MONTHS,
};
use crate::catalog::load::problem::{At, Problem, Problems};
use crate::catalog::load::reader::Value;
use crate::catalog::load::schema::{COURSES, EARLIER_VALIDITIES, LEARNINGS, VERSIONS};
use crate::catalog::model::{
    Cents, Confidence, Course, EarlierValidity, Learning, Text, Validity, Version,
};

/// Reads a text that is not empty.
pub(super) fn text(value: &Value, at: &At<'_>, problems: &mut Problems) -> Option<Text> {
    let text = words(value, at, problems)?;
    fits(text, LONGEST_TEXT, at, problems)
}

/// Reads a title or a name: a text short enough for a cell of a table.
pub(super) fn title(value: &Value, at: &At<'_>, problems: &mut Problems) -> Option<Text> {
    let text = words(value, at, problems)?;
    fits(text, LONGEST_TITLE, at, problems)
}

/// Reads a title or a name that may look like a number, which keeps its text: `700`, `1.10`.
pub(super) fn text_or_number(value: &Value, at: &At<'_>, problems: &mut Problems) -> Option<Text> {
    match value {
        Value::Number(number) => fits(number, LONGEST_TITLE, at, problems),
        Value::Null | Value::Bool(_) | Value::Text(_) | Value::List(_) | Value::Map(_) => {
            title(value, at, problems)
        }
    }
}

fn words<'v>(value: &'v Value, at: &At<'_>, problems: &mut Problems) -> Option<&'v str> {
    let problem = match value {
        Value::Text(text) if text.trim().is_empty() => {
            let problem = Problem::new(Code::EmptyText, at, "the text is empty");
            problem.hint("write it, or leave the key out")
        }
        Value::Text(text) => return Some(text),
        Value::Number(number) => {
            wrong_type(at, "a text", value).hint(format!("write \"{number}\""))
        }
        Value::Bool(_) => wrong_type(at, "a text", value).hint("put it in quotes"),
        Value::Null | Value::List(_) | Value::Map(_) => wrong_type(at, "a text", value),
    };
    problems.push(problem);
    None
}

fn fits(text: &str, longest: usize, at: &At<'_>, problems: &mut Problems) -> Option<Text> {
    if text.chars().nth(longest).is_some() {
        let message = format!("the text has more than {longest} characters");
        let problem = Problem::new(Code::TooLong, at, message);
        problems.push(problem.hint("shorten it"));
        return None;
    }
    Some(text.into())
}

/// Reads a code: letters, digits, `-`, `.`, `_` and `+`.
pub(super) fn code(value: &Value, at: &At<'_>, problems: &mut Problems) -> Option<Text> {
    let text = value.written()?;
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-._+".contains(&byte);
    if text.is_empty() || text.len() > LONGEST_CODE || !text.bytes().all(allowed) {
        let message = format!("{} is not an exam's code", quoted(text));
        let hint = format!(
            "a code is up to {LONGEST_CODE} letters, digits, `-`, `.`, `_` and `+`, with no space"
        );
        problems.push(Problem::new(Code::BadCode, at, message).hint(hint));
    }
    Some(text.into())
}

/// Reads an id: lower-case words and digits joined by hyphens.
pub(super) fn id(value: &Value, at: &At<'_>, problems: &mut Problems) -> Option<Text> {
    let text = value.written()?;
    if text.len() > LONGEST_ID {
        let message = format!("an id has at most {LONGEST_ID} characters");
        problems.push(Problem::new(Code::BadId, at, message).hint("choose a shorter one"));
    } else if !is_id(text) {
        let message = format!("{} is not an id", quoted(text));
        let hint = match as_id(text) {
            Some(id) => format!("write `{id}`"),
            None => "an id is lower-case words and digits joined by hyphens".to_owned(),
        };
        problems.push(Problem::new(Code::BadId, at, message).hint(hint));
    } else if RESERVED.contains(&text) {
        let message = format!("`{text}` has a meaning of its own and cannot be an id");
        problems.push(Problem::new(Code::BadId, at, message).hint("choose another"));
    }
    Some(text.into())
}

/// Words that stand for something else where an id may stand.
pub(crate) const RESERVED: [&str; 4] = ["exam", "cert", "unverified", "none"];

fn is_id(text: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let word = |word: &str| !word.is_empty() && word.bytes().all(allowed);
    text.split('-').all(word)
}

/// Returns the text in the form of an id, if that leaves anything.
fn as_id(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let words = lower.split(|character: char| !character.is_ascii_alphanumeric());
    let id = words
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join("-");
    (!id.is_empty() && id.len() <= 80).then_some(id)
}

/// Reads a date that may be a month or a year.
pub(super) fn date(value: &Value, at: &At<'_>, problems: &mut Problems) -> Option<PartialDate> {
    dated(value, at, problems, str::parse)
}

/// Reads a whole day.
pub(super) fn day(value: &Value, at: &At<'_>, problems: &mut Problems) -> Option<Date> {
    dated(value, at, problems, whole_day)
}

fn dated<T>(
    value: &Value,
    at: &At<'_>,
    problems: &mut Problems,
    read: impl Fn(&str) -> Result<T, BadDate>,
) -> Option<T> {
    let Some(text) = value.written() else {
        let hint = BadDate::Shape(String::new()).hint();
        problems.push(wrong_type(at, "a date", value).hint(hint));
        return None;
    };
    read(text)
        .map_err(|bad| {
            // Written anew for the sake of a long text, which is cut in quotes.
            let message = match &bad {
                BadDate::Shape(text) => format!("{} is not a date", quoted(text)),
                BadDate::NoSuchDay(_) | BadDate::NotWhole(_) => bad.to_string(),
            };
            problems.push(Problem::new(Code::BadDate, at, message).hint(bad.hint()));
        })
        .ok()
}

/// Reads a whole number from `least` to `most`.
pub(super) fn number(
    least: u32,
    most: u32,
) -> impl Fn(&Value, &At<'_>, &mut Problems) -> Option<u32> {
    move |value, at, problems| {
        let hint = format!("write a whole number from {least} to {most}");
        let Value::Number(text) = value else {
            problems.push(wrong_type(at, "a number", value).hint(hint));
            return None;
        };
        let found = whole(text).filter(|number| (least..=most).contains(number));
        if found.is_none() {
            let message = format!("{} is not a number that can stand here", quoted(text));
            problems.push(Problem::new(Code::BadNumber, at, message).hint(hint));
        }
        found
    }
}

/// Reads digits; `010` and `1e3` mean different numbers to different readers, so they are none here.
fn whole(text: &str) -> Option<u32> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit());
    let padded = text.len() > 1 && text.starts_with('0');
    if plain && !padded {
        text.parse().ok()
    } else {
        None
    }
}

/// Reads a price in dollars, exactly.
pub(super) fn price(value: &Value, at: &At<'_>, problems: &mut Problems) -> Option<Cents> {
    let hint = "write dollars from 0 to 9999999.99, such as 165 or 70.50";
    let Value::Number(text) = value else {
        problems.push(wrong_type(at, "a price", value).hint(hint));
        return None;
    };
    let found = cents(text);
    if found.is_none() {
        let message = format!("{} is not a price", quoted(text));
        problems.push(Problem::new(Code::BadPrice, at, message).hint(hint));
    }
    found
}

fn cents(text: &str) -> Option<Cents> {
    let (dollars, fraction) = text.split_once('.').unwrap_or((text, "00"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let padded = dollars.len() > 1 && dollars.starts_with('0');
    if !digits(dollars) || !digits(fraction) || fraction.len() > 2 || padded {
        return None;
    }
    let dollars: u64 = dollars.parse().ok()?;
    let cents: u64 = format!("{fraction:0<2}").parse().ok()?;
    let price = dollars.checked_mul(100)?.checked_add(cents)?;
    Some(Cents(price)).filter(|price| *price <= HIGHEST_PRICE)
}

/// Reads `true` or `false`.
pub(super) fn switch(value: &Value, at: &At<'_>, problems: &mut Problems) -> Option<bool> {
    let Value::Bool(is_on) = value else {
        problems.push(wrong_type(at, "`true` or `false`", value));
        return None;
    };
    Some(*is_on)
}

/// Reads one of a few words.
pub(super) fn word<T: Copy>(
    words: &[(&str, T)],
) -> impl Fn(&Value, &At<'_>, &mut Problems) -> Option<T> {
    move |value, at, problems| {
        let known = || words.iter().map(|(word, _)| *word);
        let all = || known().collect::<Vec<_>>().join(", ");
        let Value::Text(text) = value else {
            let hint = format!("write one of {}", all());
            problems.push(wrong_type(at, "a word", value).hint(hint));
            return None;
        };
        let found = words.iter().find(|(word, _)| word == text);
        if found.is_none() {
            let near = problems.nearest(text, known());
            let near = near.map(|near| format!("did you mean `{near}`? "));
            let hint = format!("{}it is one of {}", near.unwrap_or_default(), all());
            let message = format!("{} is not known here", quoted(text));
            problems.push(Problem::new(Code::UnknownValue, at, message).hint(hint));
        }
        found.map(|(_, meaning)| *meaning)
    }
}

/// The words for [`Confidence`], the surest first.
pub(crate) const CONFIDENCES: [(&str, Confidence); 3] = [
    ("high", Confidence::High),
    ("medium", Confidence::Medium),
    ("low", Confidence::Low),
];

/// Reads a number of months, `none` or `unknown`.
pub(super) fn validity(value: &Value, at: &At<'_>, problems: &mut Problems) -> Option<Validity> {
    match value {
        Value::Text(word) if word == "none" => Some(Validity::Never),
        Value::Text(word) if word == "unknown" => Some(Validity::Unknown),
        Value::Number(_) => number(1, MOST_MONTHS)(value, at, problems).map(Validity::Months),
        Value::Null | Value::Bool(_) | Value::Text(_) | Value::List(_) | Value::Map(_) => {
            let problem = wrong_type(at, "a number of months, `none` or `unknown`", value);
            problems.push(problem.hint("write `none` for what never expires"));
            None
        }
    }
}

/// Reads a number of months.
pub(super) fn months(value: &Value, at: &At<'_>, problems: &mut Problems) -> Option<u32> {
    number(1, MOST_MONTHS)(value, at, problems)
}

/// Reads an item of `earlier-validity`.
pub(super) fn earlier_validity(
    value: &Value,
    at: &At<'_>,
    problems: &mut Problems,
) -> Option<EarlierValidity> {
    let like = "{until: 2021-06-30, valid-months: 24}";
    let fields = Inner::of(value, at, like, problems)?;
    fields.refuse_others(&EARLIER_VALIDITIES.names(), problems);
    let hint = format!("write {like}");
    let until = required(&fields, "until", &hint, problems, date);
    let validity = required(&fields, "valid-months", &hint, problems, validity);
    Some(EarlierValidity {
        until: until?,
        validity: validity?,
    })
}

/// Reads an item of `courses`.
pub(super) fn course(value: &Value, at: &At<'_>, problems: &mut Problems) -> Option<Course> {
    let fields = Inner::of(value, at, "{code: AZ-400T00, days: 4}", problems)?;
    fields.refuse_others(&COURSES.names(), problems);
    Some(Course {
        code: optional(&fields, "code", problems, text_or_number),
        days: optional(&fields, "days", problems, number(0, MOST_DAYS)),
    })
}

/// Reads an item of `versions`.
pub(super) fn version(value: &Value, at: &At<'_>, problems: &mut Problems) -> Option<Version> {
    let like = "{title: \"2.0\", from: 2027-02-03}";
    let fields = Inner::of(value, at, like, problems)?;
    fields.refuse_others(&VERSIONS.names(), problems);
    let hint = format!("write {like}");
    let title = required(&fields, "title", &hint, problems, text_or_number);
    let from = optional(&fields, "from", problems, date);
    let until = optional(&fields, "until", problems, date);
    in_order(&fields, ("from", from), ("until", until), problems);
    title.map(|title| Version { title, from, until })
}

/// Reads an item of `learning`.
pub(super) fn learning(value: &Value, at: &At<'_>, problems: &mut Problems) -> Option<Learning> {
    let like = "{title: ..., url: https://...}";
    let fields = Inner::of(value, at, like, problems)?;
    fields.refuse_others(&LEARNINGS.names(), problems);
    let hint = format!("write {like}");
    let title = required(&fields, "title", &hint, problems, title);
    let url = required(&fields, "url", &hint, problems, text);
    Some(Learning {
        title: title?,
        url: url?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_price_is_read_to_the_cent() {
        assert_eq!(cents("0"), Some(Cents(0)));
        assert_eq!(cents("165"), Some(Cents(16_500)));
        assert_eq!(cents("70.5"), Some(Cents(7_050)));
        assert_eq!(cents("70.05"), Some(Cents(7_005)));
        assert_eq!(cents("9999999.99"), Some(Cents(999_999_999)));
    }

    #[test]
    fn what_is_no_price_is_none() {
        let bad = [
            "10000000",
            "70.505",
            "-1",
            "+1",
            "1e3",
            "0x10",
            ".5",
            "5.",
            "010",
            ".inf",
            ".nan",
            "99999999999999999999",
        ];
        for text in bad {
            assert_eq!(cents(text), None, "{text}");
        }
    }

    #[test]
    fn a_whole_number_is_digits_without_zeros_before_them() {
        assert_eq!((whole("0"), whole("10")), (Some(0), Some(10)));
        for text in ["010", "00", "1e3", "-1", "99999999999"] {
            assert_eq!(whole(text), None, "{text}");
        }
    }

    #[test]
    fn an_id_is_words_joined_by_hyphens() {
        assert!(is_id("devops-engineer-expert") && is_id("cka") && is_id("lpic-3-303"));
        for text in ["", "-", "a-", "-a", "a--b", "A", "a b", "a_b", "é"] {
            assert!(!is_id(text), "{text}");
        }
        assert_eq!(
            as_id("Azure Administrator!"),
            Some("azure-administrator".into())
        );
        assert_eq!(as_id("!"), None);
    }
}
