//! JSON and YAML: lists and maps in each other, read by what their keys are called.

use serde_json::{Map, Value};

use crate::catalog::fold;
use crate::resolve::lists::dates::says_when;
use crate::resolve::lists::field::{self, Field, State, state, state_said};
use crate::resolve::lists::{Record, own, plain};
use crate::resolve::written_date::looks_like_date;

/// Deepest nesting that is read. The readers of JSON and YAML stop at about that, too.
pub(super) const DEEPEST: usize = 64;
/// How far behind the last name the next is looked for, to say its line, in bytes.
const NEXT_NAME_WITHIN: usize = 1 << 16;

/// Beginnings of keys that hold certifications, where other keys of the same map do not.
const LISTS: &str = "accredit badge cert credential diplom exam holding imported licen notimported passedexam qualification";

/// Keys under which a group has its members.
const MEMBERS: &str =
    "items certs certifications certificates badges entries exams list credentials rows achieved";

/// What is known of a record from what it stands in.
#[derive(Debug, Clone, Default)]
struct Group {
    issuer: Option<String>,
    /// What it is called, which may be a provider.
    name: Option<String>,
    status: Option<String>,
}

/// Reads records from a tree whose text is `text`.
pub(super) fn records(value: &Value, text: &str) -> Vec<Record> {
    let mut records = Vec::new();
    walk(value, &Group::default(), 0, &mut records);
    let mut lines = Lines {
        text,
        at: 0,
        line: 1,
    };
    for record in &mut records {
        let id = record.id.as_deref().and_then(|id| id.split_once(':'));
        record.line = lines.of(id.map_or(&record.name, |(_, id)| id));
    }
    records
}

/// Returns whether a text is YAML rather than lines: it has a key of a name, or one that stands above a list.
pub(super) fn looks_like_yaml(text: &str) -> bool {
    let mut lines = text.lines().peekable();
    let mut is_document = false;
    while let Some(line) = lines.next() {
        let entry = line.trim_start().trim_start_matches("- ").trim_start();
        is_document |= line.trim_end() == "---";
        let Some((key, value)) = entry.split_once(':') else {
            continue;
        };
        let named = field::is_name(&field::key(key)) && value.starts_with(' ') && key.len() <= 40;
        let next = lines.peek().map_or("", |next| next.trim_start());
        let above = value.trim().is_empty() && (next.starts_with("- ") || next.contains(": "));
        let flow = value.trim_start().starts_with(['[', '{']);
        if named || above || flow || is_document {
            return true;
        }
    }
    false
}

/// Returns whether a text may nest deeper than is read, for which the reader of YAML takes long to stop.
pub(super) fn nests_too_deep(text: &str) -> bool {
    let mut open: usize = 0;
    text.lines().any(|line| {
        let indented = line.trim_start_matches(['-', ' ']);
        let dashes = line[..line.len() - indented.len()].matches("- ").count();
        let mut deepest = open;
        for byte in line.bytes() {
            match byte {
                b'[' | b'{' => open += 1,
                b']' | b'}' => open = open.saturating_sub(1),
                _ => {}
            }
            deepest = deepest.max(open);
        }
        dashes + deepest > DEEPEST || line.len() - indented.len() > 8 * DEEPEST
    })
}

/// It nests no deeper than [`DEEPEST`].
fn walk(value: &Value, group: &Group, depth: usize, records: &mut Vec<Record>) {
    if depth > DEEPEST {
        return;
    }
    match value {
        Value::String(name) if !name.trim().is_empty() => records.push(Record {
            issuer: group.issuer.clone(),
            group: group.name.clone(),
            status: group.status.clone(),
            ..plain::named(name)
        }),
        Value::Array(items) => {
            for item in items {
                walk(item, group, depth + 1, records);
            }
        }
        Value::Object(map) => map_records(map, group, depth, records),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn map_records(map: &Map<String, Value>, group: &Group, depth: usize, records: &mut Vec<Record>) {
    let members: Vec<&Value> = map
        .iter()
        .filter(|(key, value)| fold::is_among(&field::key(key), MEMBERS) && value.is_array())
        .map(|(_, value)| value)
        .collect();
    let is_record = members.is_empty() || map.contains_key("badge_template");
    let own = own::record(0, |key| match map.get(key)? {
        Value::String(text) => Some(text),
        Value::Null => Some(""),
        _ => None,
    });
    if is_record && let Some(record) = own::or(own, || record(map, group)) {
        records.push(record);
        return;
    }
    let name = name_of(map).filter(|_| !members.is_empty());
    let own = Group {
        issuer: value_of(map, Field::Issuer).or_else(|| group.issuer.clone()),
        name: name.or_else(|| group.name.clone()),
        status: group.status.clone(),
    };
    let holds = |key: &str| {
        LISTS
            .split(' ')
            .any(|list| field::key(key).starts_with(list))
    };
    let some_hold = map
        .iter()
        .any(|(key, value)| holds(key) && (value.is_array() || value.is_object()));
    for (key, value) in map {
        match value {
            // What is planned is listed, as not held.
            Value::Array(_) | Value::Object(_)
                if !some_hold || holds(key) || state(key) != State::Held =>
            {
                let inner = Group {
                    issuer: own.issuer.clone(),
                    name: if is_generic(key) {
                        own.name.clone()
                    } else {
                        Some(key.clone())
                    },
                    status: if state(key) == State::Held {
                        own.status.clone()
                    } else {
                        Some(key.clone())
                    },
                };
                walk(value, &inner, depth + 1, records);
            }
            // A name and its date.
            Value::String(date) if !some_hold && looks_like_day(date) && !is_field(key) => records
                .push(Record {
                    name: key.clone(),
                    date: Some(date.clone()),
                    issuer: own.issuer.clone(),
                    group: own.name.clone(),
                    ..Record::default()
                }),
            _ => {}
        }
    }
}

/// Returns whether a text may be a day; a number of other than four digits counts something.
fn looks_like_day(text: &str) -> bool {
    let is_day = looks_like_date(text) && (text.len() == 4 || text.parse::<f64>().is_err());
    is_day || says_when(text)
}

/// Returns whether a key is that of a field, not a name itself.
fn is_field(heading: &str) -> bool {
    let key = field::key(heading);
    Field::ALL
        .into_iter()
        .any(|field| field::rank(field, heading).is_some())
        || key.contains("date")
        || key.contains("updated")
}

/// Returns what a group is called.
fn name_of(map: &Map<String, Value>) -> Option<String> {
    let mut names = map
        .iter()
        .filter(|(key, _)| ["group", "category"].contains(&field::key(key).as_str()));
    let called = names.find_map(|(_, value)| text_of(value));
    called.or_else(|| value_of(map, Field::Name))
}

/// Returns whether a key says what is under it, not whose that is.
fn is_generic(key: &str) -> bool {
    let key = field::key(key);
    LISTS.split(' ').any(|list| key.starts_with(list)) || fold::is_among(&key, MEMBERS)
}

/// Reads a map with a name as a record.
fn record(map: &Map<String, Value>, group: &Group) -> Option<Record> {
    let badge = ["badge_template", "badge", "badgeclass"]
        .into_iter()
        .find_map(|key| map.get(key))
        .or_else(|| map.get("credentialSubject")?.get("achievement"));
    let badge = badge.and_then(Value::as_object);
    let name = badge
        .and_then(|badge| value_of(badge, Field::Name))
        .or_else(|| value_of(map, Field::Name));
    let code = value_of(map, Field::Code);
    let address = map
        .get("badge")
        .and_then(Value::as_str)
        .filter(|_| map.contains_key("@context"));
    let (name, code) = match (name.or_else(|| address.map(str::to_owned)), code) {
        (Some(name), code) => (name, code),
        (None, Some(code)) => (code, None),
        (None, None) => return None,
    };
    let of_badge = || badge.and_then(|badge| value_of(badge, Field::Issuer));
    let is_transcript = map.contains_key("examNumber") && map.contains_key("examTitle");
    let of_transcript = || is_transcript.then(|| "Microsoft".to_owned());
    Some(Record {
        line: 0,
        code: code.filter(|code| *code != name),
        issuer: value_of(map, Field::Issuer)
            .or_else(of_badge)
            .or_else(of_transcript)
            .or_else(|| group.issuer.clone()),
        group: group.name.clone(),
        date: value_of(map, Field::Date),
        expires: value_of(map, Field::Expires),
        status: value_of(map, Field::Status)
            .filter(|status| group.status.is_none() || state_said(status) != State::Held)
            .or_else(|| group.status.clone()),
        is_line: false,
        id: None,
        name,
    })
}

/// Returns what the surest key for a field says.
fn value_of(map: &Map<String, Value>, field: Field) -> Option<String> {
    let ranked = map.iter().filter_map(|(key, value)| {
        let text = match (value, field) {
            // `passed: false`
            (Value::Bool(is), Field::Status | Field::Date) => Some(is.to_string()),
            _ => text_of(value),
        };
        let text = text.filter(|text| !text.trim().is_empty())?;
        Some((field::rank(field, key)?, text))
    });
    ranked
        .min_by_key(|(rank, _)| *rank)
        .map(|(_, text)| text.trim().to_owned())
}

/// Returns a text or a number, or the name in a map such as an issuer's.
fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(map) => {
            let summary = map.get("summary").and_then(Value::as_str);
            let summary =
                summary.map(|summary| summary.trim_start_matches("issued by ").to_owned());
            let entity = || {
                map.get("entities")?
                    .as_array()?
                    .first()?
                    .get("entity")?
                    .get("name")?
                    .as_str()
            };
            let called = |name: &str| {
                let mut fields = map.iter();
                fields
                    .find(|(key, _)| key.eq_ignore_ascii_case(name))
                    .map(|(_, value)| value)
            };
            let name = || called("name").and_then(Value::as_str);
            let date = || {
                let part = |part| called(part).and_then(Value::as_str);
                let [month, day] = ["month", "day"].map(|name| part(name).unwrap_or_default());
                let parts = [part("year")?, month, day];
                Some(parts.join("-").trim_end_matches('-').to_owned())
            };
            entity()
                .map(str::to_owned)
                .or_else(|| name().map(str::to_owned))
                .or(summary)
                .or_else(date)
        }
        Value::Null | Value::Bool(_) | Value::Array(_) => None,
    }
}

/// Finds the lines of names, one after the other.
struct Lines<'t> {
    text: &'t str,
    at: usize,
    line: usize,
}

impl Lines<'_> {
    /// Returns the line of the next place that has the name, or of the last one.
    fn of(&mut self, name: &str) -> usize {
        let rest = &self.text[self.at..];
        let mut end = rest.len().min(NEXT_NAME_WITHIN);
        while !rest.is_char_boundary(end) {
            end += 1;
        }
        if let Some(at) = rest[..end].find(name) {
            let passed = &rest[..at];
            self.line += passed.bytes().filter(|byte| *byte == b'\n').count();
            self.at += at;
        }
        self.line
    }
}
