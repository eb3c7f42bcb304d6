//! Lines with a name each, as people type them.

use std::borrow::Cow;

use crate::catalog::fold;
use crate::resolve::holding::without_comment;
use crate::resolve::lists::csv::Columns;
use crate::resolve::lists::dates::{says_dates, says_end, says_when};
use crate::resolve::lists::field::{State, state_below};
use crate::resolve::lists::own::{self, Grid, NOT_HELD};
use crate::resolve::lists::{LONGEST_NAME, MOST, Record};

/// Reads the lines that are not blank, a comment or a heading.
pub(super) fn records(text: &str) -> Vec<Record> {
    let mut records: Vec<Record> = Vec::new();
    let mut table = None;
    let mut said_below = false;
    let mut grid: Option<Grid> = None;
    let mut below = None;
    let lines: Vec<(usize, &str)> = (1..).zip(text.lines()).collect();
    let is_doubled = is_doubled(&lines);
    let mut before = None;
    for (line, text) in lines {
        if records.len() > MOST {
            break;
        }
        let headed = Grid::headed(text);
        if let Some(grid) = &mut grid {
            if headed.is_none() && !text.trim().is_empty() {
                grid.read(line, text);
                continue;
            }
            records.extend(grid.records());
            below.get_or_insert(records.len());
        }
        grid = headed;
        if grid.is_some() {
            continue;
        }
        if let Some(own) = own::of_tabs(line, text) {
            records.push(own);
            continue;
        }
        if is_doubled && before.replace(text.trim()) == Some(text.trim()) {
            continue;
        }
        if is_said_below(text) {
            said_below |= add_below(text, &mut records);
            if said_below {
                continue;
            }
        }
        let Some(cells) = cells(text) else {
            table = None;
            records.extend(record(line, text));
            continue;
        };
        // A table: its first line says what the cells are. `exam` is a kind of an own row, not a heading.
        let is_own = table.as_ref().is_some_and(Columns::are_own);
        let columns = Columns::named(&cells).filter(|columns| !is_own || columns.are_own());
        match (columns, &table) {
            (Some(columns), _) => table = Some(columns),
            (None, Some(columns)) if text.contains(char::is_alphanumeric) => {
                records.extend(columns.record(&cells.into(), line));
            }
            (None, Some(_)) => {}
            (None, None) => records.extend(of_cells(line, &cells).or_else(|| record(line, text))),
        }
    }
    records.extend(grid.iter().flat_map(Grid::records));
    mark_sections(text, &mut records);
    leave_out(records.iter_mut().skip(below.unwrap_or(usize::MAX)));
    records
}

/// Marks what stands below a heading such as `## Planned` or `Failed:`, as far as it says nothing itself.
fn mark_sections(text: &str, records: &mut [Record]) {
    let mut open: Option<(usize, &str)> = None;
    let mut records = records.iter_mut().peekable();
    for (line, text) in (1..).zip(text.lines()) {
        let text = text.trim();
        let heading = text.trim_start_matches('#').trim_start();
        let level = match text.len() - text.trim_start_matches('#').len() {
            0 if !heading.ends_with(':') => None,
            0 => Some(usize::MAX),
            level => Some(level),
        };
        if let Some(level) = level {
            if state_below(heading) != State::Held {
                open = Some((level, heading));
            } else if open.is_some_and(|(above, _)| level <= above) {
                open = None;
            }
        }
        while let Some(record) = records.next_if(|record| record.line <= line) {
            if let (Some((_, heading)), None) = (open, &record.status) {
                record.status = Some(heading.to_owned());
            }
        }
    }
}

/// What stands below the rows of an answer is said about them: what was not taken as held, what changes.
fn leave_out<'r>(below: impl Iterator<Item = &'r mut Record>) {
    for record in below.filter(|record| record.id.is_none()) {
        record.status = Some(NOT_HELD.to_owned());
    }
}

/// Returns whether a copied page has each line twice: for who sees it and for who hears it.
fn is_doubled(lines: &[(usize, &str)]) -> bool {
    let is_double = |pair: &[(usize, &str)]| pair[0].1.trim() == pair[1].1.trim();
    let mut pairs = lines.windows(2);
    pairs.any(|pair| is_double(pair) && is_said_below(pair[0].1))
}

/// Cuts a row of a table of Markdown, or a line with tabs, into its cells.
fn cells(text: &str) -> Option<Vec<&str>> {
    let row = text.trim();
    let cells: Vec<&str> = match row.strip_prefix('|') {
        Some(row) => between_bars(row.strip_suffix('|').unwrap_or(row)),
        None if row.contains('\t') => row.split('\t').collect(),
        None => return None,
    };
    Some(cells.into_iter().map(str::trim).collect())
}

/// Cuts a row at its bars but for those behind a `\`, which belong to a cell.
fn between_bars(row: &str) -> Vec<&str> {
    let mut before = ' ';
    let is_bar = |c: char| {
        let is_bar = c == '|' && before != '\\';
        before = c;
        is_bar
    };
    row.split(is_bar).collect()
}

/// Reads cells that nothing says the meaning of: a name, its issuer and dates; nothing from a single one.
fn of_cells(line: usize, cells: &[&str]) -> Option<Record> {
    let ends = |c: char| !c.is_alphanumeric() && !"()[]+#".contains(c);
    let cells = cells.iter().map(|cell| cell.trim_matches(ends));
    let cells = cells.filter(|cell| !cell.is_empty());
    let (dates, texts): (Vec<&str>, Vec<&str>) = cells.partition(|cell| says_dates(cell));
    let (ends, dates): (Vec<&str>, Vec<&str>) = dates.into_iter().partition(|date| says_end(date));
    let mut texts = texts.into_iter();
    let first = texts
        .next()
        .filter(|_| texts.len() + dates.len() + ends.len() > 0)?;
    let mut record = record(line, first)?;
    let is_title = |text: &&str| fold::is_acronym(first) && text.split_whitespace().count() > 2;
    let mut next = texts.next();
    if let Some(title) = next.filter(is_title) {
        record.code = Some(first.to_owned());
        title.clone_into(&mut record.name);
        next = texts.next();
    }
    // The number of a credential is no issuer.
    let is_number = |text: &&str| text.bytes().filter(u8::is_ascii_digit).count() > 4;
    record.issuer = next.filter(|text| !is_number(text)).map(str::to_owned);
    let mut dates = dates.into_iter().chain(ends).map(str::to_owned);
    record.date = dates.next().or(record.date);
    record.expires = dates.next().or(record.expires);
    Some(record)
}

/// Words with which a page of badges begins the line of a day.
const ISSUED: &str = "\
    issued ausgestellt d\u{e9}livr\u{e9} d\u{e9}livr\u{e9}e \u{e9}mis \u{e9}mise emitida emitido expedici\u{f3}n expedida \
    rilasciato uitgegeven";

/// What stands before an issuer on a line of its own.
const ISSUER: &str = "issued by ";

/// Returns whether a line says something of the one above it, as pages of badges and outlines of Org print it.
fn is_said_below(text: &str) -> bool {
    const BEGINNINGS: [&str; 17] = [
        "certificate number",
        "certification number",
        "credential id",
        "show credential",
        "see credential",
        "status:",
        "skills:",
        "validation number",
        "nachweis anzeigen",
        "zertifikats-id",
        "afficher ",
        "identifiant du dipl\u{f4}me",
        "id de la credencial",
        "mostrar credencial",
        "c\u{f3}digo da credencial",
        "exibir credencial",
        "verificatie-id",
    ];
    let text = text.trim_start();
    let is_state = ["active", "expired", "inactive"]
        .iter()
        .any(|state| text.trim_end().eq_ignore_ascii_case(state));
    is_state
        || is_day(text)
        || begins(text, ISSUER)
        || BEGINNINGS.iter().any(|beginning| begins(text, beginning))
}

/// Returns whether a line says a day of the one above it.
fn is_day(text: &str) -> bool {
    let has_number = text.bytes().any(|byte| byte.is_ascii_digit());
    begins(text, "issued ") && has_number || begins(text, "closed:") || says_when(text)
}

/// Returns whether a text begins so, case aside.
fn begins(text: &str, beginning: &str) -> bool {
    let start = text.get(..beginning.len());
    start.is_some_and(|start| start.to_lowercase() == beginning)
}

/// Adds the day of a line such as `Issued Mar 2023 \u{b7} Expires Mar 2026` to what stands above it, and the issuer that is between
/// the two; returns whether the line belongs to something.
fn add_below(text: &str, records: &mut Vec<Record>) -> bool {
    let text = text.trim();
    let Some(last) = records.last_mut() else {
        return false;
    };
    if begins(text, ISSUER) {
        last.issuer = Some(text[ISSUER.len()..].to_owned());
    }
    if !is_day(text) {
        if begins(text, "expired") {
            last.status = Some(text.to_owned());
        }
        return true;
    }
    if last.date.is_some() && last.expires.is_none() && says_end(text) {
        last.expires = Some(text.to_owned());
    }
    if last.date.is_some() {
        return true;
    }
    let first = fold::words(text).into_iter().next().unwrap_or_default();
    let is_issuer = fold::is_among(&first, ISSUED)
        && matches!(records.as_slice(), [.., name, issuer] if name.date.is_none() && issuer.line - name.line <= 2);
    let issuer = if is_issuer { records.pop() } else { None };
    if let Some(named) = records.last_mut() {
        named.issuer = issuer.map(|issuer| issuer.name);
        named.date = Some(text.to_owned());
    }
    true
}

/// Reads the mark of Org before a heading that is a task; nothing if it is a heading only.
fn without_stars(text: &str) -> Option<(&str, Option<&'static str>)> {
    let heading = text.trim_start_matches('*');
    if heading.len() == text.len() || !heading.starts_with(' ') {
        return Some((text, None));
    }
    let heading = heading.trim_start();
    if let Some(task) = heading.strip_prefix("TODO ") {
        return Some((task, Some(NOT_HELD)));
    }
    match heading.strip_prefix("DONE ") {
        Some(task) => Some((task, None)),
        // One star is a bullet as well.
        None => (!text.starts_with("**")).then_some((text, None)),
    }
}

fn record(line: usize, text: &str) -> Option<Record> {
    if text.len() > LONGEST_NAME {
        let name = text.trim().to_owned();
        return text.contains(char::is_alphanumeric).then(|| Record {
            line,
            name,
            ..Record::default()
        });
    }
    let before = without_comment(text);
    // `GSEC #12345` has a number, not a comment.
    let is_number = text[before.len()..]
        .chars()
        .nth(1)
        .is_some_and(|c| c.is_ascii_digit());
    let text = if is_number { text } else { before }.trim();
    let (text, planned) = without_stars(text)?;
    let (text, status) = without_box(without_number(text));
    let status = status.or(planned);
    let text = without_link(text);
    let text = text.trim_matches(|c: char| c == '*' || c == '_' || c == '|' || c.is_whitespace());
    if !text.chars().any(char::is_alphanumeric) {
        return None;
    }
    Some(Record {
        line,
        status: status.map(str::to_owned),
        is_line: true,
        ..named(text)
    })
}

/// Reads a name and the dates that stand beside it.
pub(super) fn named(text: &str) -> Record {
    let some = |date: &str| Some(date.trim().to_owned()).filter(|date| !date.is_empty());
    let (name, date, expires) = match text.rsplit_once('@') {
        Some((name, dates)) => {
            let (date, expires) = dates.split_once("..").unwrap_or((dates, ""));
            (name.to_owned(), some(date), some(expires))
        }
        None => (text.to_owned(), None, None),
    };
    Record {
        name: name.trim().to_owned(),
        date,
        expires,
        ..Record::default()
    }
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

/// Reads the box of a task, or a mark that stands for one: what is not checked is planned, what is struck out is not held.
fn without_box(text: &str) -> (&str, Option<&'static str>) {
    const OPEN: [&str; 6] = [
        "[ ]", "\u{2610}", "\u{2717}", "\u{2718}", "\u{274c}", "\u{2b1c}",
    ];
    const CHECKED: [&str; 4] = ["[x]", "[X]", "\u{2611}", "\u{2705}"];
    let behind = |marks: &[&str]| marks.iter().find_map(|mark| text.strip_prefix(mark));
    if let Some(rest) = behind(&OPEN) {
        return (
            rest.trim_start_matches('\u{fe0f}').trim_start(),
            Some(NOT_HELD),
        );
    }
    if let Some(struck) = text
        .strip_prefix("~~")
        .and_then(|text| text.strip_suffix("~~"))
    {
        return (struck, Some("withdrawn"));
    }
    (behind(&CHECKED).unwrap_or(text).trim_start(), None)
}

/// Reads `[text](address)` as its text.
pub(super) fn without_link(text: &str) -> Cow<'_, str> {
    let cut = || {
        let (before, rest) = text.split_once('[')?;
        let picture = rest.strip_prefix("![");
        let (inside, mut rest) = picture.unwrap_or(rest).split_once("](")?;
        if picture.is_some() {
            rest = rest.split_once("](").map_or(rest, |(_, address)| address);
        }
        let behind = rest.split_once(')').map_or("", |(_, behind)| behind);
        Some(format!("{before}{inside}{behind}"))
    };
    cut().map_or(Cow::Borrowed(text), Cow::Owned)
}
