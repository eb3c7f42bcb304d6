//! Where in a file a value stands.

use saphyr_parser::{Event, Parser, ScalarStyle};

use crate::catalog::load::yaml::{DEEPEST, place};

/// One step from a value to one inside of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step<'a> {
    /// To the value at this key of a map.
    Key(&'a str),
    /// To this item of a list, from 0.
    Index(usize),
}

/// Where each value and key of a file stands.
///
/// Made in one pass by the parser that reads the values, so the two agree; to be made only when a
/// place is wanted. Takes about 24 bytes a value, and the keys' text.
#[derive(Debug)]
pub struct Positions {
    nodes: Vec<Node>,
    /// For each list the nodes of its items; for each map key and value in turns, sorted by key.
    children: Vec<u32>,
    /// The text of all keys.
    keys: String,
    root: Option<u32>,
}

#[derive(Debug, Clone, Copy)]
struct Node {
    line: u32,
    column: u32,
    shape: Shape,
}

#[derive(Debug, Clone, Copy)]
enum Shape {
    /// A scalar or an alias.
    Leaf,
    /// A key: its part of `Positions::keys`.
    Key { start: u32, end: u32 },
    /// A part of `Positions::children`.
    List { start: u32, end: u32 },
    /// A part of `Positions::children`.
    Map { start: u32, end: u32 },
}

impl Positions {
    /// Reads `text`, which must be the one that was parsed.
    ///
    /// Of a text that [`parse`](crate::catalog::load::yaml::parse) refuses what comes before the first fault is known;
    /// `None` if that is nothing, or if the text is too large for 32-bit numbers.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        u32::try_from(text.len()).ok()?;
        let mut survey = Survey::default();
        for event in Parser::new_from_str(text) {
            let Ok((event, span)) = event else { break };
            if survey.open.len() > DEEPEST || matches!(event, Event::DocumentEnd) {
                break;
            }
            survey.take(&event, place(span));
        }
        while !survey.open.is_empty() {
            survey.leave();
        }
        let positions = survey.positions;
        positions.root.is_some().then_some(positions)
    }

    /// Returns line and column, from 1 and in characters, of the value at `path`.
    ///
    /// If there is no such value, of the innermost that there is on the way.
    #[must_use]
    pub fn value(&self, path: &[Step<'_>]) -> (u32, u32) {
        let found = self.walk(path).0;
        (found.line, found.column)
    }

    /// Returns line and column of the key at the end of `path`.
    ///
    /// That of the value if the path does not end with a key, or if there is no such key.
    #[must_use]
    pub fn key(&self, path: &[Step<'_>]) -> (u32, u32) {
        let (value, key) = self.walk(path);
        let found = key.unwrap_or(value);
        (found.line, found.column)
    }

    /// Follows `path` as far as it goes; returns the value and, if all of it was found, its key.
    fn walk(&self, path: &[Step<'_>]) -> (Node, Option<Node>) {
        let start = Node {
            line: 1,
            column: 1,
            shape: Shape::Leaf,
        };
        let mut value = self.root.map_or(start, |root| self.node(root));
        let mut key = None;
        for step in path {
            match self.step(value, *step) {
                Some(found) => (value, key) = found,
                None => return (value, None),
            }
        }
        (value, key)
    }

    fn step(&self, from: Node, step: Step<'_>) -> Option<(Node, Option<Node>)> {
        match (from.shape, step) {
            (Shape::List { start, end }, Step::Index(index)) => {
                let child = self.part(start, end).get(index)?;
                Some((self.node(*child), None))
            }
            (Shape::Map { start, end }, Step::Key(name)) => {
                let (pairs, _) = self.part(start, end).as_chunks::<2>();
                let found = pairs.binary_search_by(|[key, _]| self.name(*key).cmp(name));
                let [key, value] = pairs[found.ok()?];
                Some((self.node(value), Some(self.node(key))))
            }
            (Shape::Leaf | Shape::Key { .. } | Shape::List { .. } | Shape::Map { .. }, _) => None,
        }
    }

    fn node(&self, index: u32) -> Node {
        self.nodes[index as usize]
    }

    fn part(&self, start: u32, end: u32) -> &[u32] {
        &self.children[start as usize..end as usize]
    }

    fn name(&self, key: u32) -> &str {
        match self.node(key).shape {
            Shape::Key { start, end } => &self.keys[start as usize..end as usize],
            Shape::Leaf | Shape::List { .. } | Shape::Map { .. } => "",
        }
    }
}

/// A list or map whose end has not come yet.
#[derive(Debug)]
struct Open {
    node: u32,
    is_map: bool,
    children: Vec<u32>,
}

#[derive(Debug)]
struct Survey {
    positions: Positions,
    open: Vec<Open>,
}

impl Default for Survey {
    fn default() -> Self {
        let positions = Positions {
            nodes: Vec::new(),
            children: Vec::new(),
            keys: String::new(),
            root: None,
        };
        Self {
            positions,
            open: Vec::new(),
        }
    }
}

impl Survey {
    fn take(&mut self, event: &Event<'_>, place: (u32, u32)) {
        match event {
            Event::Scalar(text, ..) if self.wants_key() => {
                let shape = self.shape_of_key(text);
                self.add(place, shape);
            }
            Event::Scalar(text, style, ..) => {
                let absent = text.is_empty() && *style == ScalarStyle::Plain;
                let place = if absent { self.before(place) } else { place };
                self.add(place, Shape::Leaf);
            }
            Event::Alias(_) => {
                self.add(place, Shape::Leaf);
            }
            Event::SequenceStart(..) => self.enter(place, false),
            Event::MappingStart(..) => self.enter(place, true),
            Event::SequenceEnd | Event::MappingEnd => self.leave(),
            Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(_)
            | Event::DocumentEnd => {}
        }
    }

    fn wants_key(&self) -> bool {
        let innermost = self.open.last();
        innermost.is_some_and(|open| open.is_map && open.children.len().is_multiple_of(2))
    }

    /// Returns where the key of a value stands that is not there: its own place is wherever the
    /// parser noticed.
    fn before(&self, place: (u32, u32)) -> (u32, u32) {
        let last = self.open.last().filter(|open| open.is_map);
        match last.and_then(|open| open.children.last()) {
            Some(&key) => {
                let key = self.positions.node(key);
                (key.line, key.column)
            }
            None => place,
        }
    }

    fn shape_of_key(&mut self, text: &str) -> Shape {
        let keys = &mut self.positions.keys;
        let start = count(keys.len());
        keys.push_str(text);
        let end = count(keys.len());
        Shape::Key { start, end }
    }

    fn add(&mut self, (line, column): (u32, u32), shape: Shape) -> u32 {
        let index = count(self.positions.nodes.len());
        let node = Node {
            line,
            column,
            shape,
        };
        self.positions.nodes.push(node);
        match self.open.last_mut() {
            Some(open) => open.children.push(index),
            None => self.positions.root = Some(index),
        }
        index
    }

    fn enter(&mut self, place: (u32, u32), is_map: bool) {
        let node = self.add(place, Shape::Leaf);
        self.open.push(Open {
            node,
            is_map,
            children: Vec::new(),
        });
    }

    fn leave(&mut self) {
        let Some(mut open) = self.open.pop() else {
            return;
        };
        if open.is_map {
            // A file that breaks off may leave a key without its value.
            let (pairs, _) = open.children.as_chunks_mut::<2>();
            pairs.sort_by(|[one, _], [other, _]| {
                let name = |key| self.positions.name(key);
                name(*one).cmp(name(*other))
            });
        }
        let all = &mut self.positions.children;
        let start = count(all.len());
        all.append(&mut open.children);
        let end = count(all.len());
        self.positions.nodes[open.node as usize].shape = if open.is_map {
            Shape::Map { start, end }
        } else {
            Shape::List { start, end }
        };
    }
}

/// Numbers of nodes and bytes stay below the text's length, which fits.
fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
