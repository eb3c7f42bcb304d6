//! Makes a value of the parser's events.

use std::collections::{HashMap, HashSet};

use saphyr_parser::{Event, ScalarStyle, Span};

use super::super::finding::{acts, quoted};
use super::{
    DEEPEST, ItemLines, MOST_VALUES, Problem, Value, place, scalar, too_deep, too_many_values,
};

/// Largest sum of what is copied for aliases, in bytes.
const MOST_COPIED: usize = 32 << 20;

/// A list or map that is not closed yet.
struct Open {
    anchor: usize,
    /// How many levels its values have, without itself.
    depth: usize,
    inside: Inside,
}

enum Inside {
    List(Vec<Value>),
    Map(Entries),
}

#[derive(Default)]
struct Entries {
    done: Vec<(String, Value)>,
    /// The key that waits for its value.
    key: Option<String>,
    /// The line of each key.
    lines: Vec<u32>,
    /// The keys, once there are too many to look through.
    seen: HashSet<String>,
}

impl Entries {
    /// Most keys that are compared one by one.
    const FEW: usize = 16;

    /// Takes a key; returns the line where it was given before, if it was.
    fn take(&mut self, key: String, line: u32) -> Result<(), u32> {
        let count = self.done.len();
        let twice = if count <= Self::FEW {
            self.done.iter().any(|(name, _)| *name == key)
        } else {
            if self.seen.is_empty() {
                self.seen = self.done.iter().map(|(name, _)| name.clone()).collect();
            }
            !self.seen.insert(key.clone())
        };
        if twice {
            let first = self.done.iter().position(|(name, _)| *name == key);
            return Err(first.map_or(line, |index| self.lines[index]));
        }
        self.lines.push(line);
        self.key = Some(key);
        Ok(())
    }
}

/// A value that an alias may ask for.
struct Anchored {
    value: Value,
    depth: usize,
    bytes: usize,
}

/// Builds a [`Value`] of events.
#[derive(Default)]
pub(super) struct Builder {
    open: Vec<Open>,
    /// The document, once it is there.
    root: Option<Value>,
    anchored: HashMap<usize, Anchored>,
    copied: usize,
    values: usize,
    /// For each list that is a value of the document's map the lines of its items.
    lines: Vec<Vec<u32>>,
    /// An alias stands for such a list, so `lines` has none for it.
    has_alias_for_list: bool,
}

impl Builder {
    /// Returns the document, if there was one and its last event has been taken, and where its items stand.
    pub(super) fn document(self) -> Option<(Value, ItemLines)> {
        let value = self.root?;
        let mut lines = self.lines.into_iter();
        let mut known = Vec::new();
        if let Value::Map(entries) = &value
            && !self.has_alias_for_list
        {
            let lists = entries
                .iter()
                .filter(|(_, value)| matches!(value, Value::List(_)));
            known.extend(
                lists
                    .zip(&mut lines)
                    .map(|((key, _), lines)| (key.clone(), lines)),
            );
        }
        Some((value, ItemLines(known)))
    }

    /// Notes the line of what begins here, if it is an item of a list at the top, or such a list.
    fn note(&mut self, event: &Event<'_>, span: Span) {
        match (&*self.open, event) {
            ([_], Event::SequenceStart(..)) => self.lines.push(Vec::new()),
            ([_], Event::Alias(_)) => self.has_alias_for_list = true,
            (
                [_, list],
                Event::Scalar(..)
                | Event::SequenceStart(..)
                | Event::MappingStart(..)
                | Event::Alias(_),
            ) if matches!(list.inside, Inside::List(_)) => {
                if let Some(lines) = self.lines.last_mut() {
                    lines.push(place(span).0);
                }
            }
            _ => {}
        }
    }

    /// Takes the next event, which stands at `span`.
    pub(super) fn take(&mut self, event: Event<'_>, span: Span) -> Result<(), Problem> {
        self.note(&event, span);
        match event {
            Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(_)
            | Event::DocumentEnd => Ok(()),
            Event::Scalar(_, _, _, Some(_))
            | Event::SequenceStart(_, Some(_))
            | Event::MappingStart(_, Some(_)) => Err(Problem::new(
                "tag",
                "tags such as `!name` have no meaning in a catalog",
                "remove it; a text that begins with `!` needs quotes",
            )
            .at(span)),
            Event::Scalar(text, style, anchor, None) => {
                let text = clean(&text).map_err(|problem| problem.at(span))?;
                if self.wants_key() {
                    return self.take_key(text, style, span);
                }
                let value = scalar(text, style);
                self.keep(anchor, &value, 0, span)?;
                self.put(value, 0, span)
            }
            Event::SequenceStart(anchor, None) => {
                self.enter(anchor, Inside::List(Vec::new()), span)
            }
            Event::MappingStart(anchor, None) => {
                self.enter(anchor, Inside::Map(Entries::default()), span)
            }
            Event::SequenceEnd | Event::MappingEnd => self.leave(span),
            Event::Alias(anchor) => self.unfold(anchor, span),
        }
    }

    /// Tells whether the next value is a key of a map.
    fn wants_key(&self) -> bool {
        let innermost = self.open.last().map(|open| &open.inside);
        matches!(innermost, Some(Inside::Map(entries)) if entries.key.is_none())
    }

    fn enter(&mut self, anchor: usize, inside: Inside, span: Span) -> Result<(), Problem> {
        if self.wants_key() {
            return Err(bad_key("a list or map").at(span));
        }
        if self.open.len() >= DEEPEST {
            return Err(too_deep().at(span));
        }
        self.open.push(Open {
            anchor,
            depth: 0,
            inside,
        });
        Ok(())
    }

    fn leave(&mut self, span: Span) -> Result<(), Problem> {
        // The parser closes only what it has opened.
        let Some(open) = self.open.pop() else {
            return Ok(());
        };
        let value = match open.inside {
            Inside::List(items) => Value::List(items),
            Inside::Map(entries) => Value::Map(entries.done),
        };
        let depth = open.depth + 1;
        self.keep(open.anchor, &value, depth, span)?;
        self.put(value, depth, span)
    }

    fn take_key(&mut self, text: String, style: ScalarStyle, span: Span) -> Result<(), Problem> {
        if style == ScalarStyle::Plain && text == "<<" {
            return Err(Problem::new(
                "merge-key",
                "maps are not merged: `<<` has no meaning in a catalog",
                "write the keys out",
            )
            .at(span));
        }
        let key = match scalar(text, style) {
            Value::Text(key) => key,
            other => return Err(bad_key(other.kind()).at(span)),
        };
        if let Some(Inside::Map(entries)) = self.open.last_mut().map(|open| &mut open.inside) {
            let name = quoted(&key);
            entries.take(key, place(span).0).map_err(|first| {
                Problem::new(
                    "duplicate-key",
                    format!("the key {name} is given twice"),
                    format!("it is on line {first} already; keep one of the two"),
                )
                .at(span)
            })?;
        }
        self.count(span)
    }

    /// Puts a finished value where it belongs; `depth` is how many levels it has.
    fn put(&mut self, value: Value, depth: usize, span: Span) -> Result<(), Problem> {
        let Some(open) = self.open.last_mut() else {
            self.root = Some(value);
            return Ok(());
        };
        open.depth = open.depth.max(depth);
        match &mut open.inside {
            Inside::List(items) => items.push(value),
            Inside::Map(entries) => {
                // A value comes only after its key: `wants_key` has sent keys elsewhere.
                let key = entries.key.take().unwrap_or_default();
                entries.done.push((key, value));
            }
        }
        self.count(span)
    }

    fn count(&mut self, span: Span) -> Result<(), Problem> {
        self.values += 1;
        if self.values > MOST_VALUES {
            return Err(too_many_values().at(span));
        }
        Ok(())
    }

    /// Remembers an anchored value.
    fn keep(
        &mut self,
        anchor: usize,
        value: &Value,
        depth: usize,
        span: Span,
    ) -> Result<(), Problem> {
        if anchor == 0 {
            return Ok(());
        }
        let bytes = size(value);
        self.copy(bytes, span)?;
        let value = value.clone();
        let anchored = Anchored {
            value,
            depth,
            bytes,
        };
        self.anchored.insert(anchor, anchored);
        Ok(())
    }

    fn unfold(&mut self, anchor: usize, span: Span) -> Result<(), Problem> {
        if self.wants_key() {
            return Err(bad_key("an alias").at(span));
        }
        let Some(anchored) = self.anchored.get(&anchor) else {
            let message = "the alias stands inside of what it names";
            return Err(Problem::new("bad-alias", message, "write it out").at(span));
        };
        let (depth, bytes) = (anchored.depth, anchored.bytes);
        if self.open.len() + depth > DEEPEST {
            return Err(too_deep().at(span));
        }
        self.copy(bytes, span)?;
        let value = self.anchored[&anchor].value.clone();
        self.put(value, depth, span)
    }

    fn copy(&mut self, bytes: usize, span: Span) -> Result<(), Problem> {
        self.copied += bytes;
        if self.copied > MOST_COPIED {
            return Err(Problem::new(
                "alias-bomb",
                format!(
                    "anchors and aliases unfold to more than {} MiB",
                    MOST_COPIED >> 20
                ),
                "write out what the aliases stand for",
            )
            .at(span));
        }
        Ok(())
    }
}

fn bad_key(kind: &str) -> Problem {
    Problem::new(
        "bad-key",
        format!("a key must be a text, and this is {kind}"),
        "put it in quotes if it is meant as a text",
    )
}

/// Returns about how many bytes a value takes.
fn size(value: &Value) -> usize {
    let inside = match value {
        Value::Null | Value::Bool(_) => 0,
        Value::Number(text) | Value::Text(text) => text.len(),
        Value::List(items) => items.iter().map(size).sum(),
        Value::Map(entries) => entries
            .iter()
            .map(|(key, value)| size_of::<String>() + key.len() + size(value))
            .sum(),
    };
    size_of::<Value>() + inside
}

/// Refuses what could act on the terminal that shows it; tabs and line feeds are text.
fn clean(text: &str) -> Result<String, Problem> {
    let bad = |letter: &char| acts(*letter) && !matches!(letter, '\t' | '\n');
    match text.chars().find(bad) {
        Some(letter) => Err(Problem::new(
            "control-character",
            format!(
                "the control character U+{:04X} is not allowed in a text",
                u32::from(letter)
            ),
            "remove it",
        )),
        None => Ok(text.to_owned()),
    }
}
