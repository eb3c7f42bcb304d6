//! What changed between two catalogs: entries that came and went, and fields with what they said before.
//!
//! Compared is what [`export_yaml`](crate::output::export_yaml) writes, so that what a level says for its entries counts.

use std::collections::BTreeMap;
use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use crate::answer::table::{Column, Line, Row, Table, When, any};
use crate::catalog::model::Catalog;
use crate::output::export::{Node, entries, one_line};
use crate::output::json::write_answer;
use crate::output::{Format, Style, write};

/// Writes what changed from one catalog to another: by kind, provider and name.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn catalog_diff(
    old: &Catalog,
    new: &Catalog,
    format: Format,
    style: Style,
    out: &mut impl Write,
) -> io::Result<()> {
    let diff = Diff::of(old, new);
    match format {
        Format::Json => write_answer(new, new.checked, &diff, out),
        format => write(&diff.table(), format, style, out),
    }
}

/// Kind, provider and name.
type Key = (&'static str, String, String);

/// What is in one of two catalogs only, and what says something else.
#[derive(Serialize, JsonSchema)]
pub(super) struct Diff {
    added: Vec<Named>,
    removed: Vec<Named>,
    changed: Vec<Changed>,
}

#[derive(Serialize, JsonSchema)]
struct Named {
    kind: &'static str,
    provider: String,
    name: String,
    title: String,
}

#[derive(Serialize, JsonSchema)]
struct Changed {
    #[serde(flatten)]
    entry: Named,
    fields: Vec<Field>,
}

/// A field that says something else; absent in one of the catalogs, it is `null` there.
#[derive(Serialize, JsonSchema)]
struct Field {
    #[serde(rename = "field")]
    name: String,
    #[schemars(with = "serde_json::Value")]
    old: Option<Node>,
    #[schemars(with = "serde_json::Value")]
    new: Option<Node>,
}

impl Diff {
    fn of(old: &Catalog, new: &Catalog) -> Self {
        let (mut before, after) = (keyed(old), keyed(new));
        let (mut added, mut changed) = (Vec::new(), Vec::new());
        for (key, fields) in after {
            match before.remove(&key) {
                None => added.push(named(key, &fields)),
                Some(earlier) => {
                    let entry = named(key, &fields);
                    let fields = changes(earlier, fields);
                    if !fields.is_empty() {
                        changed.push(Changed { entry, fields });
                    }
                }
            }
        }
        let removed = before.into_iter().map(|(key, fields)| named(key, &fields));
        Self {
            added,
            removed: removed.collect(),
            changed,
        }
    }

    /// A row for each entry that came or went, and one for each field that says something else.
    fn table(&self) -> Table<'_> {
        let columns = vec![
            Column::new("change", "Change"),
            Column::new("kind", "Kind"),
            Column::new("provider", "Provider"),
            Column::new("name", "Name").names(),
            Column::new("title", "Title").wraps().when(When::Room(1)),
            Column::new("field", "Field"),
            Column::new("old", "Before").wraps(),
            Column::new("new", "After").wraps(),
        ];
        let mut rows = Vec::new();
        for (change, entries) in [("added", &self.added), ("removed", &self.removed)] {
            rows.extend(entries.iter().map(|entry| entry.row(change, None)));
        }
        for Changed { entry, fields } in &self.changed {
            rows.extend(fields.iter().map(|field| entry.row("changed", Some(field))));
        }
        Table {
            columns,
            rows,
            below: vec![Line::text(self.counts())],
            ..Table::default()
        }
    }

    fn counts(&self) -> String {
        let Self {
            added,
            removed,
            changed,
        } = self;
        let all = added.len() + removed.len() + changed.len();
        if all == 0 {
            return "Nothing changed".to_owned();
        }
        format!(
            "{} added, {} removed, {} changed",
            added.len(),
            removed.len(),
            changed.len()
        )
    }
}

impl Named {
    fn row<'a>(&'a self, change: &'a str, field: Option<&'a Field>) -> Row<'a> {
        let value = |value: Option<&'a Node>| any(value.map(one_line));
        Row::new(vec![
            change.into(),
            self.kind.into(),
            self.provider.as_str().into(),
            self.name.as_str().into(),
            self.title.as_str().into(),
            any(field.map(|field| field.name.as_str())),
            value(field.and_then(|field| field.old.as_ref())),
            value(field.and_then(|field| field.new.as_ref())),
        ])
    }
}

/// Returns the fields of every entry.
fn keyed(catalog: &Catalog) -> BTreeMap<Key, Vec<(String, Node)>> {
    let entries = entries(catalog).into_iter().map(|(kind, fields)| {
        let text = |key: &str| field(&fields, key).unwrap_or_default().to_owned();
        let name = match kind {
            "exam" => text("code"),
            _ => text("id"),
        };
        ((kind, text("provider"), name), fields)
    });
    entries.collect()
}

fn named((kind, provider, name): Key, fields: &[(String, Node)]) -> Named {
    let title = field(fields, "title").or_else(|| field(fields, "name"));
    Named {
        kind,
        provider,
        name,
        title: title.unwrap_or_default().to_owned(),
    }
}

fn field<'f>(fields: &'f [(String, Node)], key: &str) -> Option<&'f str> {
    let (_, value) = fields.iter().find(|(name, _)| name == key)?;
    match value {
        Node::Word(text) | Node::Text(text) => Some(text),
        Node::Null
        | Node::Switch(_)
        | Node::Number(_)
        | Node::Price(_)
        | Node::List(_)
        | Node::Map(_) => None,
    }
}

/// Returns the fields that differ, in the order of the later entry, then those that it has no more.
fn changes(mut old: Vec<(String, Node)>, new: Vec<(String, Node)>) -> Vec<Field> {
    let mut changes = Vec::new();
    for (name, value) in new {
        let place = old.iter().position(|(earlier, _)| *earlier == name);
        let earlier = place.map(|place| old.remove(place).1);
        if earlier.as_ref() == Some(&value) {
            continue;
        }
        let levels = earlier.as_ref().and_then(|earlier| {
            let is_levels = name == "levels";
            is_levels.then(|| level_changes(earlier, &value))?
        });
        match levels {
            Some(levels) => changes.extend(levels),
            None => changes.push(Field {
                name,
                old: earlier,
                new: Some(value),
            }),
        }
    }
    changes.extend(old.into_iter().map(|(name, value)| Field {
        name,
        old: Some(value),
        new: None,
    }));
    changes
}

/// Returns what differs level by level, `levels.associate.price-usd` being a field, or nothing if the
/// lists differ in more: a level that came, went or moved.
fn level_changes(old: &Node, new: &Node) -> Option<Vec<Field>> {
    let (Node::List(old), Node::List(new)) = (old, new) else {
        return None;
    };
    if old.len() != new.len() {
        return None;
    }
    let mut all = Vec::new();
    for pair in old.iter().zip(new) {
        let (Node::Map(old), Node::Map(new)) = pair else {
            return None;
        };
        let name = field(new, "name")?;
        if field(old, "name") != Some(name) {
            return None;
        }
        all.extend(
            changes(old.clone(), new.clone())
                .into_iter()
                .map(|change| Field {
                    name: format!("levels.{name}.{}", change.name),
                    ..change
                }),
        );
    }
    Some(all)
}
