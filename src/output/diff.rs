//! What changed between two catalogs: entries that came and went, and fields with what they said before.
//!
//! Compared is what [`export_yaml`](crate::output::export_yaml) writes, so that what a level says for its entries counts.

use std::collections::BTreeMap;
use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use crate::catalog::model::Catalog;
use crate::output::Style;
use crate::output::export::{Node, entries, one_line};
use crate::output::json::write_answer;
use crate::output::rows::escaped;
use crate::output::text::{Paint, clean, painted, write_line};

/// How a difference is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DiffFormat {
    /// For people.
    Text,
    /// For release notes, in GitHub's dialect.
    Markdown,
    /// One object.
    Json,
}

/// Writes what changed from one catalog to another: by kind, provider and name.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn catalog_diff(
    old: &Catalog,
    new: &Catalog,
    format: DiffFormat,
    style: Style,
    out: &mut impl Write,
) -> io::Result<()> {
    let diff = Diff::of(old, new);
    match format {
        DiffFormat::Text => diff.text(style, out),
        DiffFormat::Markdown => diff.markdown(out),
        DiffFormat::Json => write_answer(new, new.checked, &diff, out),
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

    fn text(&self, style: Style, out: &mut impl Write) -> io::Result<()> {
        let line = |sign: &str, paint: Paint, entry: &Named| {
            let Named { kind, title, .. } = entry;
            let name = painted(paint, &clean(&entry.full()));
            format!("{sign} {kind} {name}  {}", clean(title))
        };
        for entry in &self.added {
            write_line(&line("+", Paint::Bold, entry), style, out)?;
        }
        for entry in &self.removed {
            write_line(&line("-", Paint::Magenta, entry), style, out)?;
        }
        for Changed { entry, fields } in &self.changed {
            write_line(&line("~", Paint::Bold, entry), style, out)?;
            for Field { name, old, new } in fields {
                let (old, new) = (shown(old.as_ref()), shown(new.as_ref()));
                let arrow = style.arrow();
                let line = format!("    {}: {old} {arrow} {new}", clean(name));
                write_line(&line, style, out)?;
            }
        }
        write_line(&painted(Paint::Dim, &self.counts()), style, out)
    }

    fn markdown(&self, out: &mut impl Write) -> io::Result<()> {
        let item = |entry: &Named| {
            let Named { kind, title, .. } = entry;
            format!(
                "- {kind} **{}**: {}",
                escaped(&entry.full()),
                escaped(title)
            )
        };
        for (heading, entries) in [("Added", &self.added), ("Removed", &self.removed)] {
            if !entries.is_empty() {
                writeln!(out, "### {heading}\n")?;
                for entry in entries {
                    writeln!(out, "{}", item(entry))?;
                }
                writeln!(out)?;
            }
        }
        if !self.changed.is_empty() {
            writeln!(out, "### Changed\n")?;
            for Changed { entry, fields } in &self.changed {
                writeln!(out, "{}", item(entry))?;
                for Field { name, old, new } in fields {
                    let (old, new) = (shown(old.as_ref()), shown(new.as_ref()));
                    let (name, old, new) = (escaped(name), escaped(&old), escaped(&new));
                    writeln!(out, "  - {name}: {old} → {new}")?;
                }
            }
            writeln!(out)?;
        }
        writeln!(out, "{}", self.counts())
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
    fn full(&self) -> String {
        match self.kind {
            "provider" => self.name.clone(),
            _ => format!("{}:{}", self.provider, self.name),
        }
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

/// Returns a value as it stands in YAML, or a word in brackets for one that is absent.
fn shown(value: Option<&Node>) -> String {
    match value {
        Some(value) => clean(&one_line(value)).into_owned(),
        None => "(none)".to_owned(),
    }
}
