//! Since when and until when something is held, as lists say it: `May 2024`, `2021 - 2024`, `issued 2024, expires 2027`.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::catalog::date::PartialDate;
use crate::catalog::fold;
use crate::resolve::HeldDates;
use crate::resolve::lists::LONGEST_NAME;
use crate::resolve::lists::field::Field;
use crate::resolve::written_date::{looks_like_date, written_date};

/// Words before the day on which something was earned.
const SINCE: &str = "\
    achieved acquired attained awarded certified closed completed earned effective from granted in issued obtained on passed \
    recertified renewed since started taken ab abgelegt abgeschlossen ausgestellt ausstellungsdatum bestanden erhalten erworben gestartet \
    prüfungsdatum seit vom zertifiziert délivrance délivré délivrée depuis émis émise émission \
    obtention obtenu obtenue passage desde emisión emitida emitido expedición expedida expedido obtención obtenida \
    obtenido conclusão emissão obtenção obtida obtido conseguimento conseguito dal ottenuto rilasciato rilascio \
    afgegeven afgiftedatum behaald sinds uitgegeven uitgiftedatum vanaf 取得 取得日 \
    取得年月 取得年月日 発行日 合格 \
    合格日 認定日";
/// Words before the last day, or for there being none.
const UNTIL: &str = "\
    due ended ending ends exp expiration expire expired expires expiring expiry lapsed lapses recert recertification renew \
    renewal thru through til till to until ablauf ablaufdatum bis läuft verfallsdatum jusqu jusqu'au jusqu\u{2019}au jusqu'en \
    jusqu\u{2019}en expiré expirée expirant validité caduca caducidad expira expiración hasta vence vencimiento expirou validade \
    vencimento até fino scade scadenza einddatum tot verloopt verlopen vervaldatum 有効期限 \
    期限 有効期限日 失効日 満了日";
/// Words between these and a day that change neither.
const BETWEEN: &str = "\
    al am and at au by date datum de del den der di does doesn't du el em en fecha fin for geldig gültig good il im la le \
    next no not of op the um valable valid válida valide valido válido validity mon tue wed thu fri sat sun monday \
    tuesday wednesday thursday friday saturday sunday issue";

const PARTS_OF_YEARS: &str =
    "q1 q2 q3 q4 h1 h2 spring summer autumn fall winter early mid late end circa ca about around";

/// Longest word that can be a date, or two with a dash between them, in bytes: `2024-05-20T18:00:00-06:00/2027-05-20T18:00:00-06:00`.
const LONGEST_DATE: usize = 60;

/// What a word is in a text of dates.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    Since,
    Until,
    Between,
    /// A dash, or another mark between words.
    Mark,
    /// A bracket that opens.
    Open,
    Date,
    Other,
}

impl Word {
    pub(super) fn is_mark(self) -> bool {
        matches!(self, Self::Mark | Self::Open)
    }
}

pub(super) fn word(text: &str) -> Word {
    let bare = bare(text).to_lowercase();
    if bare.is_empty() {
        if ["(", "["].contains(&text) {
            Word::Open
        } else {
            Word::Mark
        }
    } else if let Some(known) = WORDS.get(&*bare) {
        *known
    } else if is_date(&bare) {
        Word::Date
    } else {
        Word::Other
    }
}

/// What the words above are. Each word of a list is looked up here several times.
static WORDS: LazyLock<HashMap<&str, Word>> = LazyLock::new(|| {
    let lists = [
        (BETWEEN, Word::Between),
        (UNTIL, Word::Until),
        (SINCE, Word::Since),
    ];
    let words = lists
        .into_iter()
        .flat_map(|(list, word)| list.split(' ').map(move |one| (one, word)));
    words.collect()
});

/// Returns whether a word can belong to a date: not the number of a credential, the code of an exam or a version.
pub(super) fn is_date(word: &str) -> bool {
    if word.len() > LONGEST_DATE {
        return false;
    }
    let numbers = word.split(|c: char| !c.is_ascii_digit());
    let mut numbers = numbers.filter(|number| !number.is_empty()).take(3);
    let can_be = |number: &str| match number.len() {
        1 | 2 => true,
        4 | 8 => number.starts_with("19") || number.starts_with("20"),
        _ => false,
    };
    let has_digit = || word.bytes().any(|byte| byte.is_ascii_digit());
    looks_like_date(word) && numbers.all(can_be) && !is_version(word)
        || is_none(word)
        || fold::is_among(word, PARTS_OF_YEARS)
        || has_digit() && (part_of_year(word).is_some() || span(word).is_some())
}

/// Returns whether numbers with points between them are a version: `9.2`, `8.1.1`, but not `05.2024`, `17.5.24`, `11.23`.
fn is_version(word: &str) -> bool {
    let numbers: Vec<&str> = word.split('.').collect();
    let is_number = |number: &&str| number.bytes().all(|byte| byte.is_ascii_digit());
    let is_month = |number: &str| number.len() == 2 && number <= "12";
    numbers.len() > 1
        && numbers.iter().all(is_number)
        && match numbers.as_slice() {
            [first, last] if last.len() == 2 => first.len() != 4 && !is_month(first),
            [.., last] => {
                last.len() != 4 && (numbers.len() != 3 || last.len() != 2) && numbers[0].len() != 4
            }
            [] => false,
        }
}

pub(super) fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric() && c != '\'' && c != '\u{2019}')
}

/// Cuts a text into words, and the marks between them that no date has in it.
pub(super) fn words(text: &str) -> Vec<Range<usize>> {
    const MARKS: &str = "()[]<>|;~\u{b7}\u{2013}\u{2014}\u{ff08}\u{ff09}";
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut is_open = false;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let next = || text[at + c.len_utf8()..].chars().next().unwrap_or(' ');
        // `exp:05/2027`, but not `10:30`; `CKA,2024`, but not `Feb 30, 2024`.
        let is_mark = MARKS.contains(c)
            || c == ':' && before.is_alphabetic()
            || c == ',' && !next().is_whitespace();
        // `Issued May 2024No expiration date`, as an old page of LinkedIn is copied.
        is_open &= !(before.is_ascii_digit() && c.is_uppercase() && next().is_lowercase());
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
    if text.len() > LONGEST_NAME {
        return vec![Word::Other];
    }
    let words = words(text).into_iter();
    words.map(|range| word(&text[range])).collect()
}

/// What was read of a text so far.
#[derive(Default)]
struct Said<'t> {
    /// The words of the next dates.
    next: Vec<&'t str>,
    held: HeldDates,
    /// What was said of the next date, if anything was.
    next_is: Option<Word>,
}

impl Said<'_> {
    /// Reads the dates that came last.
    fn close(&mut self) -> Result<(), ()> {
        let next = std::mem::take(&mut self.next);
        if next.is_empty() {
            return Ok(());
        }
        let is_end = matches!(self.next_is.take(), Some(Word::Until | Word::Mark));
        match *dates_in(&next)? {
            [until] if is_end => self.held.until = until,
            [on] => self.held.on = on,
            [on, until] if !is_end => (self.held.on, self.held.until) = (on, until),
            _ => return Err(()),
        }
        Ok(())
    }

    /// Takes a word or a mark for what it says of the next date.
    fn begin(&mut self, word: Word) {
        match (word, self.next_is) {
            // `expires on` is one thing, `2019, renewed 2022` another: the later day counts.
            (Word::Since, Some(Word::Until)) => {}
            (Word::Since | Word::Until, _) => self.next_is = Some(word),
            // A mark behind the first day stands for `until`.
            (_, None) if self.held.on.is_some() => self.next_is = Some(Word::Mark),
            _ => {}
        }
    }
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
    let mut said = Said::default();
    for range in words(text) {
        let mut written = &text[range];
        // `..2027`
        if let Some(end) = written.strip_prefix("..").filter(|end| is_date(end)) {
            said.close()?;
            said.begin(Word::Until);
            written = end;
        }
        match word(written) {
            Word::Date | Word::Other => said.next.push(written),
            Word::Between => {}
            other => {
                said.close()?;
                said.begin(other);
            }
        }
    }
    said.close()?;
    Ok(said.held)
}

/// Reads dates that stand side by side, each as long as it can be.
fn dates_in(words: &[&str]) -> Result<Vec<Option<PartialDate>>, ()> {
    /// Most words of a date.
    const MOST: usize = 6;
    let mut dates = Vec::new();
    let mut rest = words;
    while !rest.is_empty() {
        let mut lengths = (1..=rest.len().min(MOST)).rev();
        let date = lengths.find_map(|len| Some((len, read_date(&rest[..len].join(" ")).ok()?)));
        if let Some((len, date)) = date {
            dates.push(date);
            rest = &rest[len..];
        } else {
            let (on, until) = span(&rest.join(" ")).ok_or(())?;
            dates.extend([on, until]);
            rest = &[];
        }
    }
    Ok(dates)
}

/// Reads `2021-2024`, `2021..2024`, `2024-05-17/2026-05-17`.
fn span(text: &str) -> Option<(Option<PartialDate>, Option<PartialDate>)> {
    let mut cuts = ["..", "-", "/"]
        .into_iter()
        .flat_map(|cut| text.match_indices(cut));
    cuts.find_map(|(at, cut)| {
        let on = read_date(&text[..at]).ok()?;
        let until = read_date(&text[at + cut.len()..]).ok()?;
        // `2012/2014` may be two versions.
        let is_year = matches!(on, None | Some(PartialDate::Year(_)));
        (on.is_some() && !(is_year && cut == "/")).then_some((on, until))
    })
}

/// Returns which days stand under a heading that has only words for that: `Date certified`, `Valid till`.
pub(super) fn heading(text: &str) -> Option<Field> {
    /// What an issuer or another thing may stand behind as well.
    const VAGUE: &str = "by from in on to";
    if fold::is_among(&text.trim().to_lowercase(), VAGUE) {
        return None;
    }
    let words = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let kinds: Vec<Word> = words
        // `data de emissão`, `date d'obtention`
        .filter(|word| !["d", "data", "l"].contains(&&*word.to_lowercase()))
        .map(word)
        .collect();
    if kinds.contains(&Word::Other) || kinds.contains(&Word::Date) {
        None
    } else if kinds.contains(&Word::Until) {
        Some(Field::Expires)
    } else {
        kinds.contains(&Word::Since).then_some(Field::Date)
    }
}

/// Returns whether of dates such as `5/2/2023` the day is the first number, if all are written so and one can be read in one
/// way only.
pub(super) fn is_day_first<'t>(dates: impl Iterator<Item = &'t str>) -> Option<bool> {
    let mut order = None;
    for date in dates {
        let (first, second, _) = day_and_month(date)?;
        let is_day_first = match (first > 12, second > 12) {
            (false, false) => continue,
            (is_day_first, _) => is_day_first,
        };
        if *order.get_or_insert(is_day_first) != is_day_first {
            return None;
        }
    }
    order
}

/// Writes such a date with the year first.
pub(super) fn year_first(date: &str, is_day_first: bool) -> String {
    let Some((first, second, year)) = day_and_month(date) else {
        return date.to_owned();
    };
    let (day, month) = if is_day_first {
        (first, second)
    } else {
        (second, first)
    };
    format!("{year}-{month:02}-{day:02}")
}

/// Reads `5/2/2023` and `5-2-2023` as three numbers.
fn day_and_month(date: &str) -> Option<(u8, u8, u16)> {
    let mut numbers = date.trim().split(['/', '-']);
    let (first, second, year) = (numbers.next()?, numbers.next()?, numbers.next()?);
    let is_short = |number: &str| number.len() <= 2;
    let is_one = numbers.next().is_none() && is_short(first) && is_short(second) && year.len() == 4;
    is_one.then(|| {
        Some((
            first.parse().ok()?,
            second.parse().ok()?,
            year.parse().ok()?,
        ))
    })?
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

/// Returns whether a text stands for no day, or for no end.
fn is_none(text: &str) -> bool {
    const NONE: [&str; 22] = [
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
        "now",
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

/// Reads a number of seconds since 1970 as its day, and a part of a year or month as that.
fn roughly(text: &str) -> Option<PartialDate> {
    let Ok(seconds) = text.trim().parse::<i64>() else {
        return part_of_year(text);
    };
    let seconds = match seconds.to_string().len() {
        9 | 10 => seconds,
        12 | 13 => seconds / 1000,
        _ => return None,
    };
    let day = Timestamp::from_second(seconds).ok()?;
    Some(PartialDate::Day(day.to_zoned(TimeZone::UTC).date()))
}

/// Reads `Q2 2023`, `spring 2023`, `end of May 2023` as the year or the month.
fn part_of_year(text: &str) -> Option<PartialDate> {
    let words = fold::words(text).into_iter();
    let (parts, date): (Vec<_>, Vec<_>) =
        words.partition(|word| fold::is_among(word, PARTS_OF_YEARS));
    (!parts.is_empty())
        .then(|| written_date(&date.join(" ")).ok())
        .flatten()
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
                "bestanden im Mai 2024, gültig bis Mai 2027",
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
}
