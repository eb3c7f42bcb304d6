//! Lines with a name each, as people type them.

use std::borrow::Cow;

use crate::resolve::holding::without_comment;
use crate::resolve::lists::Record;
use crate::resolve::lists::csv::Columns;
use crate::resolve::written_date::looks_like_date;

/// Reads the lines that are not blank, a comment or a heading.
pub(super) fn records(text: &str) -> Vec<Record> {
    let mut records = Vec::new();
    let mut table = None;
    for (line, text) in (1..).zip(text.lines()) {
        let Some(row) = text.trim().strip_prefix('|') else {
            table = None;
            records.extend(record(line, text));
            continue;
        };
        // A table of Markdown: its first line says what the cells are.
        let row = row.strip_suffix('|').unwrap_or(row);
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        match &table {
            None => match Columns::named(&cells) {
                Some(columns) => table = Some(columns),
                None => records.extend(record(line, text)),
            },
            Some(columns) if row.contains(char::is_alphanumeric) => {
                records.extend(columns.record(&cells.into(), line));
            }
            Some(_) => {}
        }
    }
    records
}

fn record(line: usize, text: &str) -> Option<Record> {
    let text = without_comment(text).trim();
    let (text, status) = without_box(without_number(text));
    let text = without_link(text);
    let text = text.trim_matches(|c: char| c == '*' || c == '_' || c == '|' || c.is_whitespace());
    if !text.chars().any(char::is_alphanumeric) {
        return None;
    }
    let mut record = Record {
        line,
        status: status.map(str::to_owned),
        ..Record::default()
    };
    let name = match text.rsplit_once('@') {
        Some((name, dates)) => {
            let (date, expires) = dates.split_once("..").unwrap_or((dates, ""));
            let some = |date: &str| Some(date.trim().to_owned()).filter(|date| !date.is_empty());
            (record.date, record.expires) = (some(date), some(expires));
            name
        }
        None => match date_at_end(text) {
            Some((name, date)) => {
                record.date = Some(date.to_owned());
                name
            }
            None => text,
        },
    };
    name.trim().clone_into(&mut record.name);
    Some(record)
}

/// Cuts off a date in brackets or behind a dash or a comma.
fn date_at_end(text: &str) -> Option<(&str, &str)> {
    let in_brackets = text
        .strip_suffix(')')
        .and_then(|text| text.rsplit_once('('));
    let cuts = [" - ", " \u{2013} ", " \u{2014} ", ", ", ": ", "\t"];
    let mut ends = in_brackets
        .into_iter()
        .chain(cuts.into_iter().filter_map(|cut| text.rsplit_once(cut)));
    // A number of three digits is a version.
    ends.find(|(name, date)| {
        looks_like_date(date) && date.trim().len() > 3 && !name.trim().is_empty()
    })
}

/// Leaves out a bullet or a number before a line.
fn without_number(text: &str) -> &str {
    let text = text.trim_start_matches(['-', '*', '\u{2022}']).trim_start();
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    match rest.strip_prefix(['.', ')']) {
        Some(behind) if rest.len() < text.len() && behind.starts_with(' ') => behind.trim_start(),
        _ => text,
    }
}

/// Reads the box of a task: one that is not checked is planned.
fn without_box(text: &str) -> (&str, Option<&'static str>) {
    if let Some(rest) = text.strip_prefix("[ ]") {
        return (rest.trim_start(), Some("planned"));
    }
    let rest = text
        .strip_prefix("[x]")
        .or_else(|| text.strip_prefix("[X]"));
    (rest.unwrap_or(text).trim_start(), None)
}

/// Reads `[text](address)` as its text.
pub(super) fn without_link(text: &str) -> Cow<'_, str> {
    let cut = || {
        let (before, rest) = text.split_once('[')?;
        let (inside, rest) = rest.split_once("](")?;
        let behind = rest.split_once(')').map_or("", |(_, behind)| behind);
        Some(format!("{before}{inside}{behind}"))
    };
    cut().map_or(Cow::Borrowed(text), Cow::Owned)
}
