//! Since when and until when something is held, as lists say it: `May 2024`, `2021 - 2024`, `issued 2024, expires 2027`.

use std::ops::Range;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::catalog::date::PartialDate;
use crate::catalog::fold;
use crate::resolve::HeldDates;
use crate::resolve::lists::LONGEST_NAME;
use crate::resolve::written_date::{looks_like_date, written_date};

/// Words before the day on which something was earned.
const SINCE: &str = "\
    achieved acquired attained awarded certified closed completed earned from granted in issued obtained on passed \
    recertified renewed since taken abgelegt bestanden erworben ausgestellt seit vom d\u{e9}livr\u{e9} depuis obtenu \
    desde emitida emitido expedido obtenido rilasciato dal";
/// Words before the last day, or for there being none.
const UNTIL: &str = "\
    end ended ending ends exp expiration expire expired expires expiring expiry lapsed lapses thru through til till to \
    until ablauf bis jusqu jusqu'au jusqu\u{2019}au jusqu'en jusqu\u{2019}en expirant caduca hasta vence vencimiento fino scade scadenza at\u{e9}";
/// Words between these and a day that change neither.
const BETWEEN: &str = "\
    ab al am and at au date de del den der does doesn't du el en fin for g\u{fc}ltig good il im la le no not of the \
    valable valid v\u{e1}lida valide valido v\u{e1}lido validity mon tue wed thu fri sat sun";

const PARTS_OF_YEARS: &str =
    "q1 q2 q3 q4 h1 h2 spring summer autumn fall winter early mid late circa about";

/// What a word is in a text of dates.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Word {
    Since,
    Until,
    Between,
    /// A dash, a bracket, or another mark between words.
    Mark,
    Date,
    Other,
}

fn word(text: &str) -> Word {
    let bare = bare(text).to_lowercase();
    if bare.is_empty() {
        Word::Mark
    } else if fold::is_among(&bare, SINCE) {
        Word::Since
    } else if fold::is_among(&bare, UNTIL) {
        Word::Until
    } else if fold::is_among(&bare, BETWEEN) {
        Word::Between
    } else if is_date(&bare) {
        Word::Date
    } else {
        Word::Other
    }
}

/// Returns whether a word can belong to a date. A long number is one of a credential.
fn is_date(word: &str) -> bool {
    let is_long = word.len() > 8 && word.bytes().all(|byte| byte.is_ascii_digit());
    looks_like_date(word) && !is_long || is_none(word) || fold::is_among(word, PARTS_OF_YEARS)
}

fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric() && c != '\'' && c != '\u{2019}')
}

/// Cuts a text into words, and the marks between them that no date has in it.
fn words(text: &str) -> Vec<Range<usize>> {
    const MARKS: &str = "()[]<>|;\u{b7}\u{2013}\u{2014}";
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut is_open = false;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        // `exp:05/2027`, but not `10:30`.
        let is_mark = MARKS.contains(c) || c == ':' && before.is_alphabetic();
        if c.is_whitespace() {
            is_open = false;
        } else if let Some(last) = words.last_mut().filter(|_| is_open && !is_mark) {
            last.end = at + c.len_utf8();
        } else {
            words.push(at..at + c.len_utf8());
            is_open = !is_mark;
        }
        before = c;
    }
    words
}

fn kinds(text: &str) -> Vec<Word> {
    let words = words(text).into_iter();
    words.map(|range| word(&text[range])).collect()
}

/// Reads since when and until when something is held.
///
/// # Errors
///
/// Nothing more is said than that something in it is no date.
pub(super) fn held_dates(text: &str) -> Result<HeldDates, ()> {
    if let Ok(on) = read_date(text) {
        return Ok(HeldDates { on, until: None });
    }
    let (mut on, mut until) = (String::new(), String::new());
    let (mut is_end, mut is_behind_mark) = (false, false);
    for range in words(text) {
        let written = &text[range];
        match word(written) {
            // `2019, renewed 2022`: the later day counts.
            Word::Since if is_behind_mark && until.is_empty() => {
                on.clear();
                (is_end, is_behind_mark) = (false, false);
            }
            // `expires on` is one thing.
            Word::Since => is_end &= until.is_empty(),
            Word::Until => (is_end, is_behind_mark) = (true, false),
            Word::Mark if !on.is_empty() && !is_end => (is_end, is_behind_mark) = (true, true),
            Word::Mark | Word::Between => {}
            Word::Date | Word::Other => {
                let side = if is_end { &mut until } else { &mut on };
                *side += " ";
                *side += written;
            }
        }
    }
    if until.is_empty()
        && read_date(&on).is_err()
        && let Some(span) = span(&on)
    {
        return Ok(span);
    }
    Ok(HeldDates {
        on: read_date(&on)?,
        until: read_date(&until)?,
    })
}

/// Reads `2021-2024`, `2021..2024`.
fn span(text: &str) -> Option<HeldDates> {
    let mut cuts = ["..", "-"]
        .into_iter()
        .flat_map(|cut| text.match_indices(cut));
    cuts.find_map(|(at, cut)| {
        let on = read_date(&text[..at]).ok()?;
        let until = read_date(&text[at + cut.len()..]).ok()?;
        Some(HeldDates { on, until })
    })
}

/// Returns whether a text says dates and nothing else.
pub(super) fn says_dates(text: &str) -> bool {
    let kinds = kinds(text);
    kinds.contains(&Word::Date) && !kinds.contains(&Word::Other)
}

/// Returns whether a text says dates, what they are, and nothing else: `Issued May 2024`.
pub(super) fn says_when(text: &str) -> bool {
    let kinds = kinds(text);
    says_dates(text) && (kinds.contains(&Word::Since) || kinds.contains(&Word::Until))
}

/// Returns whether a text says a last day.
pub(super) fn says_end(text: &str) -> bool {
    kinds(text).contains(&Word::Until)
}

/// Cuts the dates out of a line: what is left, and their text.
///
/// A year alone is taken for one only where a mark or a word such as `since` says so: it may belong to a name.
pub(super) fn cut_dates(text: &str) -> Option<(String, &str)> {
    /// A text of dates has at most so many words.
    const MOST: usize = 12;
    if text.len() > LONGEST_NAME {
        return None;
    }
    let words = words(text);
    let kinds = kinds(text);
    let can_begin = |at: usize| {
        !matches!(kinds[at], Word::Mark | Word::Other) && bare(&text[words[at].clone()]) != "to"
    };
    let mut best: Option<Range<usize>> = None;
    for start in (0..words.len()).filter(|&start| can_begin(start)) {
        let run = kinds[start..].iter().take(MOST);
        let len = run.take_while(|kind| **kind != Word::Other).count();
        for end in (start + 1..=start + len).rev() {
            let is_longer = best.as_ref().is_none_or(|best| end - start >= best.len());
            let can_end = kinds[end - 1] != Word::Mark;
            if can_end && is_longer && is_said(text, &words, &kinds, start..end) {
                best = Some(start..end);
                break;
            }
        }
    }
    let run = best?;
    let (start, end) = (words[run.start].start, words[run.end - 1].end);
    let name = without(&text[..start], &text[end..]);
    let dates = text[start..end].trim_end_matches([',', ':']);
    (!name.is_empty()).then_some((name, dates))
}

/// Returns whether words of a line are dates and belong to no name.
fn is_said(text: &str, words: &[Range<usize>], kinds: &[Word], run: Range<usize>) -> bool {
    let dates = &text[words[run.start].start..words[run.end - 1].end];
    let is_mark = |kind: &Word| *kind == Word::Mark;
    let is_first = kinds[..run.start].iter().all(is_mark);
    let is_last = kinds[run.end..].iter().all(is_mark);
    let is_cut_at = |at: usize| {
        kinds.get(at).is_some_and(is_mark) || text[words[at].clone()].ends_with([',', ':'])
    };
    let is_behind_cut = run.start > 0 && is_cut_at(run.start - 1);
    let is_apart = is_behind_cut
        || is_first && (is_cut_at(run.end - 1) || kinds.get(run.end).is_some_and(is_mark));
    let ends_with_comma = |at: usize| text[words[at].clone()].ends_with(',');
    let is_between = !is_first && ends_with_comma(run.start - 1) && ends_with_comma(run.end - 1);
    let kinds = &kinds[run.clone()];
    // The first year of `Windows Server 2012 (passed in 2019)` is the name's, that of `CKA 2024 - 2027` is not.
    let first_date = held_dates(&text[words[run.start].clone()]).ok();
    let begins_with_year = !is_behind_cut
        && !is_first
        && first_date.is_some_and(|date| matches!(date.on, Some(PartialDate::Year(_))))
        && kinds.get(1).is_some_and(|kind| *kind != Word::Date);
    let says_when = kinds.contains(&Word::Since) || kinds.contains(&Word::Until);
    let Ok(held) = held_dates(dates) else {
        return is_meant(dates)
            && (is_apart && is_last || run.len() == 1 && has_three_numbers(dates));
    };
    let is_year = |date: Option<PartialDate>| matches!(date, None | Some(PartialDate::Year(_)));
    let several = kinds.iter().filter(|kind| **kind == Word::Date).count() > 1;
    match (held.on, held.until) {
        (Some(on), Some(until)) if until.last_day() < on.first_day() => false,
        (None, None) => says_when && !is_first && is_never(dates),
        (on, until) if is_year(on) && is_year(until) => {
            let is_span = on.is_some() && until.is_some();
            (is_first || is_last || is_between)
                && (is_span || !begins_with_year)
                && (is_apart || says_when || several)
        }
        // `Windows 10 2019` is no month.
        _ if begins_with_year => false,
        _ => is_apart || says_when || !several || dates.contains(char::is_alphabetic),
    }
}

/// Returns whether what is no date is one for whoever wrote it, such as `2024-02-30`, and no code such as `70-410`.
fn is_meant(text: &str) -> bool {
    let mut numbers = text.split(|c: char| !c.is_ascii_digit());
    looks_like_date(text) && text.len() > 3 && numbers.all(|number| number.len() != 3)
}

fn has_three_numbers(text: &str) -> bool {
    let mut numbers = text.split(|c: char| !c.is_ascii_digit());
    let is_year = |number: &str| number.len() == 4 && number.starts_with(['1', '2']);
    numbers.clone().count() == 3 && numbers.any(is_year)
}

/// Returns whether a text says that there is no last day: `never expires`.
fn is_never(text: &str) -> bool {
    let words = fold::words(text);
    words
        .iter()
        .any(|word| fold::is_among(word, "doesn not no never"))
}

/// Joins what was before and behind a text that is cut out, without the marks around it.
fn without(before: &str, behind: &str) -> String {
    let is_mark = |c: char| c.is_whitespace() || "-,:;|/@\u{b7}\u{2013}\u{2014}".contains(c);
    let mut before = before.trim_end_matches(is_mark);
    let mut behind = behind.trim_start_matches(is_mark);
    for (open, close) in [('(', ')'), ('[', ']'), ('<', '>')] {
        if let (Some(rest), Some(inner)) = (behind.strip_prefix(close), before.strip_suffix(open)) {
            before = inner.trim_end_matches(is_mark);
            behind = rest.trim_start_matches(is_mark);
        }
    }
    let behind = behind.trim_end_matches(is_mark);
    let between = if before.is_empty() || behind.is_empty() || behind.starts_with([')', ']']) {
        ""
    } else {
        " "
    };
    format!("{}{between}{behind}", before.trim_start_matches(is_mark))
}

/// Cuts the year at the end or at the beginning of a name off.
pub(super) fn cut_year(name: &str) -> Option<(&str, PartialDate)> {
    let name = name.trim();
    let ends = [
        name.rsplit_once(' '),
        name.split_once(' ').map(|(year, name)| (name, year)),
    ];
    ends.into_iter().flatten().find_map(|(name, year)| {
        let year = bare(year);
        let is_year = year.len() == 4 && (year.starts_with("19") || year.starts_with("20"));
        let year = written_date(year).ok().filter(|_| is_year)?;
        Some((name.trim(), year))
    })
}

/// Returns whether a text stands for no day, or for no end.
fn is_none(text: &str) -> bool {
    const NONE: [&str; 21] = [
        "",
        "current",
        "does not expire",
        "doesn t expire",
        "forever",
        "indefinite",
        "lifetime",
        "n a",
        "na",
        "never",
        "no expiration",
        "no expiration date",
        "no expiry",
        "none",
        "null",
        "ongoing",
        "present",
        "tbd",
        "unknown",
        "permanent",
        "retired",
    ];
    NONE.contains(&fold::words(text).join(" ").as_str())
}

fn read_date(text: &str) -> Result<Option<PartialDate>, ()> {
    if is_none(text) {
        return Ok(None);
    }
    let text = text.trim_matches(|c: char| "(),:".contains(c) || c.is_whitespace());
    written_date(text)
        .or_else(|_| roughly(text).ok_or(()))
        .map(Some)
}

/// Reads a part of a year as the year, and a number of seconds since 1970 as its day.
fn roughly(text: &str) -> Option<PartialDate> {
    let words = fold::words(text);
    if let [seconds] = words.as_slice()
        && let Ok(seconds) = seconds.parse::<i64>()
    {
        let seconds = match seconds.to_string().len() {
            9 | 10 => seconds,
            12 | 13 => seconds / 1000,
            _ => return None,
        };
        let day = Timestamp::from_second(seconds).ok()?;
        return Some(PartialDate::Day(day.to_zoned(TimeZone::UTC).date()));
    }
    let (parts, year): (Vec<_>, Vec<_>) = words
        .into_iter()
        .partition(|word| fold::is_among(word, PARTS_OF_YEARS));
    match year.as_slice() {
        [year] if !parts.is_empty() => written_date(year).ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> String {
        let day = |day: Option<PartialDate>| day.map(|day| day.to_string()).unwrap_or_default();
        match held_dates(text) {
            Ok(held) => format!("{}..{}", day(held.on), day(held.until)),
            Err(()) => "no date".to_owned(),
        }
    }

    #[test]
    fn since_when_and_until_when_are_read_in_any_order_and_by_their_words() {
        for (text, dates) in [
            ("May 2024", "2024-05.."),
            ("issued 2024-05-01", "2024-05-01.."),
            ("valid until 2027", "..2027"),
            ("Expires: 05/2027", "..2027-05"),
            ("exp:05/2027", "..2027-05"),
            ("expires on May 1, 2027", "..2027-05-01"),
            ("expires 2027, issued 2024", "2024..2027"),
            ("May 2024, expires May 2027", "2024-05..2027-05"),
            (
                "Issued Mar 2023 \u{b7} Expires Mar 2026",
                "2023-03..2026-03",
            ),
            ("2021-2024", "2021..2024"),
            ("(2021\u{2013}2024)", "2021..2024"),
            ("2021-03 .. 2024-03", "2021-03..2024-03"),
            ("2019 - renewed 2022", "2022.."),
            ("May 2024 to present", "2024-05.."),
            ("2024, does not expire", "2024.."),
            ("Spring 2024", "2024.."),
            (
                "bestanden im Mai 2024, g\u{fc}ltig bis Mai 2027",
                "2024-05..2027-05",
            ),
            (
                "obtenu en mai 2024, valable jusqu'en mai 2027",
                "2024-05..2027-05",
            ),
            (
                "obtenido en mayo de 2024, vence en mayo de 2027",
                "2024-05..2027-05",
            ),
            ("1712345678", "2024-04-05.."),
            ("n/a", ".."),
            ("soon", "no date"),
            ("2024-02-30", "no date"),
        ] {
            assert_eq!(said(text), dates, "{text}");
        }
    }

    #[test]
    fn dates_are_cut_out_of_a_line_wherever_they_stand() {
        for (line, name, dates) in [
            ("CKA May 2024", "CKA", "May 2024"),
            ("2024-05-01 CKA", "CKA", "2024-05-01"),
            ("[2024-05-01 Wed] CKA", "CKA", "2024-05-01 Wed"),
            (
                "CKA (May 2024, expires 2027)",
                "CKA",
                "May 2024, expires 2027",
            ),
            ("CKA expires May 2027", "CKA", "expires May 2027"),
            ("CKA - 2024 - 2027", "CKA", "2024 - 2027"),
            ("CKA - never expires", "CKA", "never expires"),
            (
                "CKA, 2024, Linux Foundation",
                "CKA Linux Foundation",
                "2024",
            ),
            (
                "CKA, May 2024, Linux Foundation",
                "CKA Linux Foundation",
                "May 2024",
            ),
            (
                "AZ-104 (score 820, 2024-05-01)",
                "AZ-104 (score 820)",
                "2024-05-01",
            ),
            ("Security+ 601 May 2022", "Security+ 601", "May 2022"),
            ("CKA 2024-13-01", "CKA", "2024-13-01"),
            ("CKA: soon", "CKA", "soon"),
        ] {
            let cut = cut_dates(line).unwrap_or((line.to_owned(), ""));
            assert_eq!(cut, (name.to_owned(), dates), "{line}");
        }
    }

    #[test]
    fn codes_and_years_of_names_are_no_dates() {
        for name in [
            "70-410",
            "Exam - 70-410",
            "MCSA: Windows Server 2012",
            "MCSA: SQL 2012/2014",
            "Oracle Cloud 2023 Architect Associate",
            "CISSP 1234567890",
            "Windows 10 2019",
            "CKA",
            "May 2024",
            "",
        ] {
            assert_eq!(cut_dates(name), None, "{name}");
        }
        let year = PartialDate::Year(jiff::civil::date(2012, 1, 1));
        assert_eq!(
            cut_year("Windows Server 2012"),
            Some(("Windows Server", year))
        );
        assert_eq!(cut_year("2012: Server"), Some(("Server", year)));
        assert_eq!(cut_year("Office 365"), None);
    }
}
