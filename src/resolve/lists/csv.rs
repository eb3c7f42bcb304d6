//! Tables with a column of names.

use csv::{ReaderBuilder, StringRecord};

use crate::catalog::fold;
use crate::resolve::lists::field::{self, Field};
use crate::resolve::lists::several::is_person;
use crate::resolve::lists::{BadList, Record, invalid, own};

/// Most columns of a table: a longer line has none.
const MOST_COLUMNS: usize = 256;

/// What a column is called that has certifications, whatever else has names.
const HELD: &str = "\
    certificaat certificaci\u{f3}n certificat certificate certification certificazione certifica\u{e7}\u{e3}o credential \
    zertifikat zertifizierung";

/// Where the fields are.
pub(super) struct Columns {
    places: [Option<usize>; 6],
    /// What is called a certification where another column is surer to be a name.
    held: Option<usize>,
    /// Who issued what has no issuer of its own.
    issuer: Option<&'static str>,
    /// What all of them are called, where they say ids and kinds.
    own: Option<Vec<String>>,
}

/// Reads the records; nothing if the first line has no column of names.
pub(super) fn records(text: &str) -> Result<Option<Vec<Record>>, BadList> {
    let Some((delimiter, columns)) = header(text) else {
        return Ok(None);
    };
    if let Some(line) = unclosed(text) {
        let problem = format!("the quotation mark of line {line} is not closed");
        return Err(BadList::Invalid {
            format: "CSV",
            problem,
        });
    }
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut records = Vec::new();
    let (mut line, mut counted) = (1, 0);
    for row in reader.records() {
        let row = row.map_err(|error| invalid("CSV", &error))?;
        let at = row.position().map_or(0, csv::Position::byte);
        let at = usize::try_from(at).unwrap_or(usize::MAX).min(text.len());
        // What ends a line before the record is counted with it, so that CRLF and empty lines do not shift it.
        let begins = |byte: &u8| !matches!(byte, b'\r' | b'\n');
        let bytes = text.as_bytes();
        let begin = bytes[at..]
            .iter()
            .position(begins)
            .map_or(at, |skip| at + skip);
        let lines = bytes[counted..begin].split(|byte| *byte == b'\n');
        line += lines.count() - 1;
        counted = begin;
        records.extend(columns.record(&row, line));
    }
    Ok(Some(records))
}

/// Finds the columns in the first line, and what is between them.
fn header(text: &str) -> Option<(u8, Columns)> {
    let first = text.trim_start().lines().next()?;
    for delimiter in [b',', b';', b'\t', b'|'] {
        let mut reader = ReaderBuilder::new()
            .delimiter(delimiter)
            .has_headers(false)
            .from_reader(first.as_bytes());
        let cells = reader.records().next()?.ok()?;
        let headings: Vec<&str> = cells.iter().collect();
        let Some(columns) = Columns::named(&headings) else {
            continue;
        };
        // A single word may be a line of a plain list as well, but for what can only be the head of a table.
        let is_head = |key: &str| field::is_name(key) && key != "exam";
        if headings.len() > 1
            || text.trim().lines().nth(1).is_some() && is_head(&field::key(headings[0]))
        {
            return Some((delimiter, columns));
        }
    }
    None
}

impl Columns {
    /// Finds the columns by their headings; nothing if none of them has names.
    pub(super) fn named(headings: &[&str]) -> Option<Self> {
        let columns = (headings.len() <= MOST_COLUMNS).then(|| Self::of(headings));
        columns.filter(Self::has_names)
    }

    /// Returns whether they say ids and kinds.
    pub(super) fn are_own(&self) -> bool {
        self.own.is_some()
    }

    fn has_names(&self) -> bool {
        let places = [Field::Name, Field::Code].map(|field| self.places[field as usize]);
        self.are_own() || places.iter().any(Option::is_some)
    }

    fn of(headings: &[&str]) -> Self {
        let mut places = [None; 6];
        for field in Field::ALL {
            let ranked = headings
                .iter()
                .enumerate()
                .filter_map(|(place, heading)| Some((field::rank(field, heading)?, place)));
            let free = ranked.filter(|(_, place)| !places.contains(&Some(*place)));
            places[field as usize] = free.min().map(|(_, place)| place);
        }
        let keys: Vec<String> = headings.iter().map(|heading| field::key(heading)).collect();
        let has = |name: &str| keys.iter().any(|key| key == name);
        let is_transcript = has("examtitle") && has("examnumber");
        let held = keys.iter().position(|key| fold::is_among(key, HELD));
        Self {
            places,
            held: held.filter(|place| !places.contains(&Some(*place))),
            issuer: is_transcript.then_some("Microsoft"),
            own: own::are_headings(&keys).then_some(keys),
        }
    }

    pub(super) fn record(&self, row: &StringRecord, line: usize) -> Option<Record> {
        let own = self.own.as_ref().and_then(|keys| {
            own::record(line, |key| row.get(keys.iter().position(|own| own == key)?))
        });
        // The line below the headings of a table of Markdown has dashes only.
        let is_said = |record: &Record| record.name.contains(char::is_alphanumeric);
        own::or(own, || self.named_record(row, line)).filter(is_said)
    }

    fn named_record(&self, row: &StringRecord, line: usize) -> Option<Record> {
        let cell = |field: Field| {
            let cell = row.get(self.places[field as usize]?)?.trim();
            (!cell.is_empty()).then(|| cell.to_owned())
        };
        let named = |place: usize| {
            row.get(place)
                .map(str::trim)
                .filter(|cell| cell.len() > 1)
                .map(str::to_owned)
        };
        // `Name,Certification`: who holds what.
        let name = cell(Field::Name).map(|name| match self.held.and_then(named) {
            Some(held) if is_person(&name) && !held.contains("://") => held,
            _ => name,
        });
        let (name, code) = match (name, cell(Field::Code)) {
            (Some(name), code) => (name, code),
            (None, Some(code)) => (code, None),
            (None, None) => return None,
        };
        Some(Record {
            line,
            name,
            id: None,
            code,
            group: None,
            issuer: cell(Field::Issuer).or(self.issuer.map(str::to_owned)),
            date: cell(Field::Date),
            expires: cell(Field::Expires),
            status: cell(Field::Status),
            is_line: false,
        })
    }
}

/// Returns the line on which a quotation mark begins that nothing closes.
fn unclosed(text: &str) -> Option<usize> {
    let marks = text.bytes().filter(|byte| *byte == b'"').count();
    if marks % 2 == 0 {
        return None;
    }
    let mut open = None;
    for (number, line) in (1..).zip(text.lines()) {
        if line.bytes().filter(|byte| *byte == b'"').count() % 2 == 1 {
            open = if open.is_some() { None } else { Some(number) };
        }
    }
    open
}
