//! YAML, out of a file that nobody vouches for.
//!
//! One pass over the events of `saphyr-parser` makes the values with their places. What YAML can do beyond a catalog's
//! needs (tags, merges, several documents, keys that are not text) is refused on the way, as are keys that are given
//! twice, deep nesting and aliases that expand to very much. No call nests with the input, so depth is a number that is
//! compared.

use std::cell::{Cell, OnceCell};
use std::collections::HashMap;
use std::str::Chars;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, Span};

use crate::catalog::load::finding::{Finding, Lines, acts};
use crate::catalog::load::limits::{
    DEEPEST, MOST_COPIED, MOST_ENTRIES, MOST_IN_ENTRY, MOST_PUNCTUATION, MOST_VALUES,
};
use crate::catalog::load::reader::fault::Fault;
use crate::catalog::load::section::Section;
use crate::catalog::load::source::SourceFile;

mod fault;
#[cfg(test)]
mod tests;
mod value;

pub(crate) use crate::catalog::load::reader::value::{Key, Node, Position, Step, Value};

/// What can begin or end a value within brackets: no value comes without one of these.
const PUNCTUATION: [char; 12] = [',', '[', ']', '{', '}', ':', '?', '&', '*', '!', '"', '\''];

/// A map with more keys than this finds one that is given twice by an index.
const FEW_KEYS: usize = 32;

/// Most keys of a file that are given twice before it is read no further: each is looked for in the file's text.
const MOST_REPEATED: usize = 20;

/// Reads a file that gives no key twice.
#[cfg(test)]
pub(crate) fn read(file: &SourceFile) -> Result<Node, Finding> {
    let mut repeated = Vec::new();
    let read = read_on(file, &mut repeated);
    repeated.into_iter().next().map_or(read, Err)
}

/// Reads the one document of a file.
///
/// Time and memory grow with the file's size only. Keys that are given twice are added to `repeated`.
///
/// # Errors
///
/// The first other thing in the file that is not YAML, or that a catalog may not use, with its place.
pub(crate) fn read_on(file: &SourceFile, repeated: &mut Vec<Finding>) -> Result<Node, Finding> {
    let lines = OnceCell::new();
    let finding = |fault: Fault| {
        let found = Finding::new(fault.code, &file.name, &fault.message).hint(&fault.hint);
        match fault.position {
            Some(at) => {
                let lines = lines.get_or_init(|| Lines::of(&file.text));
                found.at(lines, at.line, at.column)
            }
            None => found,
        }
    };
    let mut reader = Reader::default();
    let read = document(&file.text, &mut reader);
    repeated.extend(reader.repeated.into_iter().map(finding));
    read.map_err(finding)
}

fn document(text: &str, reader: &mut Reader) -> Result<Node, Fault> {
    let left = Cell::new(MOST_PUNCTUATION);
    let stopped = Cell::new(None);
    let characters = Screened {
        rest: text.chars(),
        left: &left,
        stopped: &stopped,
    };
    for event in Parser::new_from_iter(characters) {
        if let Some((unread, fault)) = stopped.take() {
            let (line, column) = Lines::of(text).place(text.len() - unread);
            return Err(Fault::at(fault, Position { line, column }));
        }
        left.set(MOST_PUNCTUATION);
        let (event, span) = event.map_err(|error| Fault::of_scanner(&error))?;
        reader
            .take(event, span)
            .map_err(|fault| fault.at(position(span.start)))?;
    }
    match reader.root.take() {
        Some(root) if root.value != Value::Null => Ok(root),
        Some(_) | None => Err(Fault::empty_file()),
    }
}

fn position(marker: Marker) -> Position {
    let counted = |number| u32::try_from(number).unwrap_or(u32::MAX);
    Position {
        line: counted(marker.line()),
        column: counted(marker.col() + 1),
    }
}

/// The characters of a text, until one is unprintable or too much punctuation came between two events.
///
/// The scanner holds back what stands in brackets until it knows that no `:` follows them, at a hundred bytes and more
/// for each: a file of commas would take gigabytes.
struct Screened<'a> {
    rest: Chars<'a>,
    /// How much punctuation may still come; set anew with each event.
    left: &'a Cell<usize>,
    /// Why the text ended early, and how many bytes had not been read by then.
    stopped: &'a Cell<Option<(usize, Fault)>>,
}

impl Screened<'_> {
    /// Ends the text before `character`.
    fn stop(&mut self, character: char, fault: Fault) -> Option<char> {
        let unread = self.rest.as_str().len() + character.len_utf8();
        self.stopped.set(Some((unread, fault)));
        self.rest = "".chars();
        None
    }
}

impl Iterator for Screened<'_> {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        let character = self.rest.next()?;
        // In comments too: some of these end a line for other programs. The last two are no text for YAML.
        let refused = unprintable(character) && character != '\r';
        if refused || matches!(character, '\u{FFFE}' | '\u{FFFF}') {
            return self.stop(character, Fault::control_character(character));
        }
        if PUNCTUATION.contains(&character) {
            let Some(left) = self.left.get().checked_sub(1) else {
                return self.stop(character, Fault::too_much_punctuation());
            };
            self.left.set(left);
        }
        Some(character)
    }
}

/// Returns whether a character could act on the terminal that shows it; tabs and line feeds are text.
fn unprintable(character: char) -> bool {
    acts(character) && !matches!(character, '\t' | '\n')
}

/// What an alias of a value would expand to.
#[derive(Debug, Clone, Copy, Default)]
struct Extent {
    /// How many levels of lists and maps it has.
    depth: usize,
    /// About how many bytes it takes.
    bytes: usize,
}

/// A list or map that is not closed yet.
struct Open {
    /// The anchor's number, or 0.
    anchor: usize,
    position: Position,
    /// Of what is in it.
    inside: Extent,
    content: Content,
}

enum Content {
    List(Vec<Node>),
    Map {
        entries: Vec<(Key, Node)>,
        /// The key whose value is to come.
        key: Option<Key>,
        /// The line of each key, once there are many.
        lines: HashMap<String, u32>,
    },
}

#[derive(Default)]
struct Reader {
    root: Option<Node>,
    documents: usize,
    open: Vec<Open>,
    anchored: HashMap<usize, (Node, Extent)>,
    copied: usize,
    values: usize,
    entries: usize,
    /// How many values there were before the entry that is being read.
    before_entry: usize,
    /// Keys that are given twice: what else there is to find does not hang on them.
    repeated: Vec<Fault>,
}

impl Reader {
    /// Takes the next event.
    fn take(&mut self, event: Event<'_>, span: Span) -> Result<(), Fault> {
        let at = position(span.start);
        match event {
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => Ok(()),
            Event::DocumentStart(_) => {
                self.documents += 1;
                if self.documents > 1 {
                    return Err(Fault::several_documents());
                }
                Ok(())
            }
            Event::Scalar(_, _, _, Some(_))
            | Event::SequenceStart(_, Some(_))
            | Event::MappingStart(_, Some(_)) => Err(Fault::tag()),
            Event::Scalar(text, style, anchor, None) => {
                // Escapes can make what the file itself does not have.
                if let Some(character) = text.chars().find(|&one| unprintable(one)) {
                    return Err(Fault::control_character(character));
                }
                self.scalar(text.into_owned(), style, anchor, at)
            }
            Event::SequenceStart(anchor, None) => self.enter(anchor, at, Content::List(Vec::new())),
            Event::MappingStart(anchor, None) => {
                let content = Content::Map {
                    entries: Vec::new(),
                    key: None,
                    lines: HashMap::new(),
                };
                self.enter(anchor, at, content)
            }
            Event::SequenceEnd | Event::MappingEnd => self.leave(),
            Event::Alias(anchor) => self.expand(anchor, at),
        }
    }

    fn scalar(
        &mut self,
        text: String,
        style: ScalarStyle,
        anchor: usize,
        at: Position,
    ) -> Result<(), Fault> {
        let extent = Extent {
            depth: 0,
            bytes: size_of::<Node>() + text.len(),
        };
        let is_key = self.wants_key();
        let value = match style {
            ScalarStyle::Plain if is_key => plain_key(text)?,
            ScalarStyle::Plain => Value::plain(text),
            _ => Value::Text(text),
        };
        // What is not there is where its key is: the parser's place is wherever it noticed.
        let missing = value == Value::Null && style == ScalarStyle::Plain;
        let place = self.key_position().filter(|_| missing && !is_key);
        let node = Node {
            value,
            position: place.unwrap_or(at),
        };
        self.keep(anchor, &node, extent)?;
        match node.value {
            Value::Text(text) if is_key => self.key(Key { text, position: at }),
            value => self.put(Node { value, ..node }, extent),
        }
    }

    /// Returns whether the innermost map waits for a key.
    fn wants_key(&self) -> bool {
        let content = self.open.last().map(|open| &open.content);
        matches!(content, Some(Content::Map { key: None, .. }))
    }

    fn key_position(&self) -> Option<Position> {
        match &self.open.last()?.content {
            Content::Map { key, .. } => key.as_ref().map(|key| key.position),
            Content::List(_) => None,
        }
    }

    fn enter(&mut self, anchor: usize, position: Position, content: Content) -> Result<(), Fault> {
        if self.wants_key() {
            return Err(Fault::bad_key("a list or map"));
        }
        if self.open.len() >= DEEPEST {
            return Err(Fault::too_deep());
        }
        self.begin_item()?;
        self.open.push(Open {
            anchor,
            position,
            inside: Extent::default(),
            content,
        });
        Ok(())
    }

    fn leave(&mut self) -> Result<(), Fault> {
        // The parser closes only what it has opened.
        let Some(open) = self.open.pop() else {
            return Ok(());
        };
        let extent = Extent {
            depth: open.inside.depth + 1,
            bytes: open.inside.bytes + size_of::<Node>(),
        };
        // A file of very many small maps would take twice the memory in room for more.
        let value = match open.content {
            Content::List(mut items) => {
                items.shrink_to_fit();
                Value::List(items)
            }
            Content::Map { mut entries, .. } => {
                entries.shrink_to_fit();
                Value::Map(entries)
            }
        };
        let node = Node {
            value,
            position: open.position,
        };
        self.keep(open.anchor, &node, extent)?;
        self.put(node, extent)
    }

    /// Begins to count anew with each entry: an item of one of the lists of the document's map.
    fn begin_item(&mut self) -> Result<(), Fault> {
        let [top, list] = self.open.as_slice() else {
            return Ok(());
        };
        let Content::Map { key: Some(key), .. } = &top.content else {
            return Ok(());
        };
        let is_section = Section::ALL.iter().any(|one| one.key() == &**key);
        if is_section && matches!(list.content, Content::List(_)) {
            self.before_entry = self.values;
            self.entries += 1;
            if self.entries > MOST_ENTRIES {
                return Err(Fault::too_many(MOST_ENTRIES, "entries"));
            }
        }
        Ok(())
    }

    fn key(&mut self, key: Key) -> Result<(), Fault> {
        let is_top = self.open.len() == 1;
        let Some(Open {
            inside,
            content:
                Content::Map {
                    entries,
                    key: next,
                    lines,
                },
            ..
        }) = self.open.last_mut()
        else {
            return Ok(());
        };
        if is_top {
            self.before_entry = self.values;
        }
        inside.bytes += size_of::<Key>() + key.text.len();
        let first = if entries.len() < FEW_KEYS {
            let same = entries.iter().find(|(old, _)| *old == key);
            same.map(|(old, _)| old.position.line)
        } else {
            if lines.is_empty() {
                let all = entries.iter();
                lines.extend(all.map(|(old, _)| (old.text.clone(), old.position.line)));
            }
            lines.insert(key.text.clone(), key.position.line)
        };
        if let Some(first) = first {
            let fault = Fault::duplicate_key(&key, first).at(key.position);
            if self.repeated.len() == MOST_REPEATED {
                return Err(fault);
            }
            self.repeated.push(fault);
        }
        *next = Some(key);
        self.count()
    }

    /// Takes a finished value, to where it belongs.
    fn put(&mut self, node: Node, extent: Extent) -> Result<(), Fault> {
        if !matches!(node.value, Value::List(_) | Value::Map(_)) {
            self.begin_item()?;
        }
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some(open) => {
                open.inside.depth = open.inside.depth.max(extent.depth);
                open.inside.bytes += extent.bytes;
                match &mut open.content {
                    Content::List(items) => items.push(node),
                    Content::Map { entries, key, .. } => {
                        entries.extend(key.take().map(|key| (key, node)));
                    }
                }
            }
        }
        self.count()
    }

    fn count(&mut self) -> Result<(), Fault> {
        self.values += 1;
        if self.values > MOST_VALUES {
            return Err(Fault::too_many(MOST_VALUES, "values"));
        }
        if self.values - self.before_entry > MOST_IN_ENTRY {
            return Err(Fault::too_many_in_entry());
        }
        Ok(())
    }

    /// Remembers what an alias may stand for.
    fn keep(&mut self, anchor: usize, node: &Node, extent: Extent) -> Result<(), Fault> {
        if anchor != 0 {
            self.copy(extent)?;
            self.anchored.insert(anchor, (node.clone(), extent));
        }
        Ok(())
    }

    fn copy(&mut self, extent: Extent) -> Result<(), Fault> {
        self.copied += extent.bytes;
        if self.copied > MOST_COPIED {
            return Err(Fault::alias_bomb());
        }
        Ok(())
    }

    fn expand(&mut self, anchor: usize, at: Position) -> Result<(), Fault> {
        if self.wants_key() {
            return Err(Fault::bad_key("an alias"));
        }
        let Some((node, extent)) = self.anchored.get(&anchor) else {
            return Err(Fault::alias_within());
        };
        let (mut node, extent) = (node.clone(), *extent);
        if self.open.len() + extent.depth > DEEPEST {
            return Err(Fault::too_deep());
        }
        self.copy(extent)?;
        move_to(&mut node, at);
        self.put(node, extent)
    }
}

/// Has a value and all within it stand where its alias does.
fn move_to(node: &mut Node, at: Position) {
    node.position = at;
    match &mut node.value {
        Value::List(items) => items.iter_mut().for_each(|item| move_to(item, at)),
        Value::Map(entries) => {
            for (key, value) in entries {
                key.position = at;
                move_to(value, at);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) => {}
    }
}

/// Refuses keys that YAML takes for something else than a text.
fn plain_key(text: String) -> Result<Value, Fault> {
    if text == "<<" {
        return Err(Fault::merge_key());
    }
    match Value::plain(text) {
        value @ Value::Text(_) => Ok(value),
        other => Err(Fault::bad_key(other.kind())),
    }
}
