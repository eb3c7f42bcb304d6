//! Lists that answers printed: a row says by an id and a kind what is held, and all else in it is said about that.

use unicode_width::UnicodeWidthChar;

use crate::resolve::lists::plain::without_link;
use crate::resolve::lists::{Reason, Record, field};

/// What ids and codes stand under: in a list for programs, and in one for people.
const IDS: [&str; 4] = ["id", "entry", HOLDING, WHAT_IT_IS];
const HOLDING: &str = "holding";
const WHAT_IT_IS: &str = "whatitis";

/// The status of what is planned, or of what an import did not take as held.
pub(super) const NOT_HELD: &str = "planned";
/// The state of what is held no more.
const LAPSED: &str = "lapsed";

/// What stands before an id, by its kind.
fn prefix(kind: &str) -> Option<&'static str> {
    match kind {
        "exam" => Some("exam:"),
        "certification" => Some("cert:"),
        _ => None,
    }
}

/// Reads a row whose fields are found by the keys of their headings; nothing if they do not say an id and its kind.
///
/// The record has a name if the list was printed by an answer. A list of anybody else may have ids and kinds, too, which
/// mean something else.
pub(super) fn record<'t>(line: usize, cell: impl Fn(&str) -> Option<&'t str>) -> Option<Record> {
    let (key, id) = IDS.iter().find_map(|key| Some((*key, cell(key)?)))?;
    let kind = cell("kind")?.trim();
    let is_for_people = [HOLDING, WHAT_IT_IS].contains(&key);
    let has_days = cell("since").or_else(|| cell("from")).is_some() && cell("until").is_some();
    let is_own = is_for_people || has_days;
    let id = without_link(id.trim()).replace('\\', "");
    let id = match prefix(kind) {
        Some(prefix) => format!("{prefix}{id}"),
        // A row of an import that is held by nobody, or one that somebody added.
        None if is_own && kind.is_empty() => {
            let is_held = !id.is_empty();
            let name = if is_held {
                id
            } else {
                written(&cell)?.to_owned()
            };
            let status = (!is_held).then(|| NOT_HELD.to_owned());
            return Some(dated(line, name, status, &cell));
        }
        None => return None,
    };
    let ended = cell("state").filter(|state| state.trim() == LAPSED);
    let name = if is_own { id.clone() } else { String::new() };
    Some(Record {
        id: Some(id),
        ..dated(line, name, ended.map(str::to_owned), &cell)
    })
}

/// Returns a record that an answer printed, or what the list says otherwise with the id.
pub(super) fn or(
    own: Option<Record>,
    otherwise: impl FnOnce() -> Option<Record>,
) -> Option<Record> {
    match own {
        Some(own) if !own.name.is_empty() => Some(own),
        Some(own) => {
            let name = own.id.clone().unwrap_or_default();
            Some(match otherwise() {
                Some(said) => Record { id: own.id, ..said },
                None => own.called(&name),
            })
        }
        None => otherwise(),
    }
}

/// Returns whether a text begins with a line of a list for people, or with one between tabs.
pub(super) fn begins(text: &str) -> bool {
    let first = text.lines().next().unwrap_or_default();
    let keys = || first.split('|').map(field::key).collect::<Vec<_>>();
    Grid::headed(first).is_some()
        || of_tabs(1, first).is_some()
        || first.starts_with('|') && are_headings(&keys())
}

/// Returns what an import printed as it was written.
fn written<'t>(cell: &impl Fn(&str) -> Option<&'t str>) -> Option<&'t str> {
    cell("name").or_else(|| cell("aswritten"))
}

fn dated<'t>(
    line: usize,
    name: String,
    status: Option<String>,
    cell: &impl Fn(&str) -> Option<&'t str>,
) -> Record {
    let day = |key: &str| {
        let day = cell(key)?.trim();
        (!day.is_empty()).then(|| day.to_owned())
    };
    Record {
        line,
        name,
        status,
        date: day("since").or_else(|| day("from")),
        expires: day("until"),
        ..Record::default()
    }
}

/// Returns whether keys of headings are those of a list that [`record`] reads.
pub(super) fn are_headings(keys: &[String]) -> bool {
    let has = |key: &str| keys.iter().any(|own| own == key);
    has("kind") && IDS.into_iter().any(has)
}

/// Reads a line between tabs, over which no headings stand: of `profile list`, of `status` or of an import.
pub(super) fn of_tabs(line: usize, text: &str) -> Option<Record> {
    const LIST: &[&str] = &["line", "id", "kind", "title", "since", "until"];
    const STATUS: &[&str] = &["id", "kind", "state", "since", "until"];
    const IMPORT: &[&str] = &[
        "line",
        "name",
        "issuer",
        "entry",
        "kind",
        "from",
        "until",
        "reason",
        "candidates",
    ];
    if !text.contains('\t') {
        return None;
    }
    let cells: Vec<&str> = text.split('\t').map(str::trim).collect();
    let is_number = |cell: &str| !cell.is_empty() && cell.bytes().all(|byte| byte.is_ascii_digit());
    let is_state = |cell: &&str| ["active", "ends-soon", LAPSED, "retired"].contains(cell);
    let is_kind = |place: usize| cells.get(place).is_some_and(|cell| prefix(cell).is_some());
    let is_reason = |cell: &&str| Reason::ALL.iter().any(|reason| reason.word() == *cell);
    let keys = if is_kind(1) && cells.get(2).is_some_and(is_state) {
        STATUS
    } else if is_number(cells[0]) && is_kind(2) && cells.len() <= LIST.len() {
        LIST
    } else if is_number(cells[0]) && (is_kind(4) || cells.get(7).is_some_and(is_reason)) {
        IMPORT
    } else {
        return None;
    };
    record(line, |key| {
        let place = keys.iter().position(|own| *own == key)?;
        Some(cells.get(place).copied().unwrap_or_default())
    })
}

/// A table for a terminal: it says no kinds, and breaks long ids behind their hyphens.
pub(super) struct Grid {
    /// The keys of the headings, and where each begins.
    columns: Vec<(String, usize)>,
    /// The rows with their lines.
    rows: Vec<(usize, Vec<String>)>,
    /// Whether the terminal was so narrow that everything in them is cut somewhere.
    is_cut: bool,
}

/// Most columns that a table of ours has.
const MOST_COLUMNS: usize = 8;

impl Grid {
    /// Reads the line of the headings.
    pub(super) fn headed(text: &str) -> Option<Self> {
        if !text.trim_start().starts_with(['H', 'L']) || text.chars().any(char::is_lowercase) {
            return None;
        }
        let mut columns = Vec::new();
        let mut at = 0;
        for heading in text.trim_end().split("  ") {
            let begin = at + heading.len() - heading.trim_start().len();
            if !heading.is_empty() {
                columns.push((field::key(heading), begin));
            }
            at += heading.len() + 2;
        }
        // On a terminal that is too narrow they are cut, too.
        let begins = |place: usize, least: usize, whole: &str| {
            let key = columns
                .get(place)
                .map_or("", |(key, _): &(String, usize)| key);
            key.len() >= least && whole.starts_with(key)
        };
        let of_holdings = begins(0, 3, HOLDING) && (begins(1, 2, "title") || begins(1, 2, "state"));
        let of_import = begins(0, 2, "line") && begins(1, 2, "aswritten");
        let is_own = (of_holdings || of_import) && columns.len() <= MOST_COLUMNS;
        is_own.then(|| Self {
            is_cut: !columns
                .iter()
                .any(|(key, _)| [HOLDING, WHAT_IT_IS].contains(&key.as_str())),
            columns,
            rows: Vec::new(),
        })
    }

    /// Reads a line below the headings: a row, the rest of one, or what is said about it.
    pub(super) fn read(&mut self, line: usize, text: &str) {
        let cells = self.cells(text);
        let id = self.place_of_ids();
        let last = self.rows.last_mut().map(|(_, row)| &mut row[id]);
        let is_said_about = id == 0 && text.starts_with(char::is_whitespace);
        let is_row = if id == 0 {
            // A row says more than an id: one alone is the rest of another.
            let is_alone = cells[1..].iter().all(String::is_empty);
            let is_broken = last.as_ref().is_some_and(|last| last.ends_with('-'));
            !(is_said_about || is_alone || is_broken)
        } else {
            cells[0].parse::<usize>().is_ok()
        };
        if is_row {
            self.rows.push((line, cells));
            return;
        }
        let is_day = |key: &str| ["since", "from", "until"].contains(&key);
        let mut beside = self.columns.iter().zip(&cells);
        let is_cut = beside.any(|((key, _), cell)| is_day(key) && !cell.is_empty());
        self.is_cut |= cells[0].is_empty() && is_cut;
        if let Some(last) = last.filter(|_| !is_said_about) {
            last.push_str(&cells[id]);
        }
    }

    fn place_of_ids(&self) -> usize {
        let is_id = |(key, _): &(String, usize)| [HOLDING, WHAT_IT_IS].contains(&key.as_str());
        self.columns.iter().position(is_id).unwrap_or(0)
    }

    /// Returns what the rows say; what may be a part of an id names nothing.
    pub(super) fn records(&self) -> impl Iterator<Item = Record> {
        let id = self.place_of_ids();
        let rows = self
            .rows
            .iter()
            .filter(move |(_, cells)| !cells[id].is_empty());
        rows.map(move |(line, cells)| {
            let cell = |key: &str| {
                let place = self.columns.iter().position(|(own, _)| own == key)?;
                Some(cells[place].as_str())
            };
            let mark = if self.is_cut { "\u{2026}" } else { "" };
            let id = format!("{}{mark}", cells[id]);
            let ended = cell("state").filter(|state| *state == LAPSED);
            Record {
                id: Some(id.clone()),
                ..dated(*line, id, ended.map(str::to_owned), &cell)
            }
        })
    }

    /// Cuts a line where the columns begin. Numbers stand right in the first, before its heading.
    fn cells(&self, text: &str) -> Vec<String> {
        let mut cells = vec![String::new(); self.columns.len()];
        let mut at = 0;
        for character in text.chars() {
            let place = self.columns.iter().rposition(|(_, begin)| *begin <= at);
            cells[place.unwrap_or(0)].push(character);
            at += character.width().unwrap_or(0);
        }
        cells.iter().map(|cell| cell.trim().to_owned()).collect()
    }
}
