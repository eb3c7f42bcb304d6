//! Looks through a file before serde reads it, and refuses what serde would not, or too late.
//!
//! One pass over the events of `saphyr-parser`, with a stack of our own: no call nests with the
//! input, so depth is a number that is compared.

use std::cell::Cell;
use std::collections::{HashMap, HashSet};
use std::str::Chars;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, ScanError, Span};

use crate::catalog::load::finding::{Lines, acts, quoted};
use crate::catalog::load::problem::Section;
use crate::catalog::load::yaml::pieces::Cut;
use crate::catalog::load::yaml::value::Value;
use crate::catalog::load::yaml::{DEEPEST, ItemLines, Problem, bad_yaml, place, placed};

/// Most values of one file, keys included, before aliases are unfolded: more than 64 MiB of the shortest
/// entries that are complete have.
const MOST_VALUES: usize = 13_000_000;

/// Most entries of one file: 64 MiB have no room for more that say all that an entry needs.
const MOST_ENTRIES: usize = 500_000;

/// Most values of one entry, and of all that is not in an entry.
const MOST_IN_ENTRY: usize = 250_000;

/// Largest sum of what is anchored and what aliases unfold to, in bytes.
const MOST_COPIED: usize = 32 << 20;

/// Most signs of one list or map in brackets, with all that is in it.
pub(super) const MOST_SIGNS: usize = 1 << 21;

/// What can begin or end a value within brackets: no value comes without one of these.
const SIGNS: [char; 12] = [',', '[', ']', '{', '}', ':', '?', '&', '*', '!', '"', '\''];

/// Refuses what is not YAML, what a catalog may not use, and what would take too long to read.
///
/// Returns where the items of the lists stand, as it passes them, and where the text may be cut into
/// pieces of so many characters.
pub(super) fn check(text: &str, piece: usize) -> Result<(ItemLines, Vec<Cut>), Problem> {
    let left = Cell::new(MOST_SIGNS);
    let stopped = Cell::new(None);
    let characters = Screened {
        rest: text.chars(),
        left: &left,
        stopped: &stopped,
    };
    let mut guard = Guard::of(text, piece);
    for event in Parser::new_from_iter(characters) {
        if let Some((unread, problem)) = stopped.take() {
            return Err(problem.at(Lines::of(text).place(text.len() - unread)));
        }
        left.set(MOST_SIGNS);
        let (event, span) = event.map_err(|error| refused(&error))?;
        guard
            .take(&event, span)
            .map_err(|problem| problem.at(place(span)))?;
    }
    if guard.values == 0 {
        return Err(empty_file());
    }
    if !guard.anchored.is_empty() {
        // An alias may stand in another piece than what it names.
        guard.cuts.clear();
    }
    Ok((guard.lines, guard.cuts))
}

/// The characters of a text, until one is unprintable or too many signs came between two events.
///
/// The scanner holds back what stands in brackets until it knows that no `:` follows them, at a
/// hundred bytes and more for each sign: a file of commas would take gigabytes.
struct Screened<'a> {
    rest: Chars<'a>,
    /// How many signs may still come; set anew with each event.
    left: &'a Cell<usize>,
    /// Why the text ended early, and how many bytes had not been read by then.
    stopped: &'a Cell<Option<(usize, Problem)>>,
}

impl Screened<'_> {
    /// Ends the text before `letter`.
    fn stop(&mut self, letter: char, problem: Problem) -> Option<char> {
        let unread = self.rest.as_str().len() + letter.len_utf8();
        self.stopped.set(Some((unread, problem)));
        self.rest = "".chars();
        None
    }
}

impl Iterator for Screened<'_> {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        let letter = self.rest.next()?;
        // In comments too: some of these end a line for one parser, but not for the other. The last
        // two are no text for one, unless escapes make them.
        let refused = unprintable(letter) && letter != '\r';
        if refused || matches!(letter, '\u{FFFE}' | '\u{FFFF}') {
            return self.stop(letter, control_character(letter));
        }
        if SIGNS.contains(&letter) {
            let Some(left) = self.left.get().checked_sub(1) else {
                return self.stop(letter, too_many_signs());
            };
            self.left.set(left);
        }
        Some(letter)
    }
}

/// What an alias of a value would unfold to.
#[derive(Debug, Clone, Copy, Default)]
struct Extent {
    /// How many levels of lists and maps it has.
    depth: usize,
    /// About how many bytes it takes.
    bytes: usize,
}

impl Extent {
    fn of(text: &str) -> Self {
        Self {
            depth: 0,
            bytes: size_of::<Value>() + text.len(),
        }
    }
}

/// A list or map that is not closed yet.
struct Open {
    anchor: usize,
    /// Of what is in it.
    inside: Extent,
    /// The line of each key, if it is a map.
    keys: Option<HashMap<String, u32>>,
    /// Whether it is a map whose next value is a key.
    wants_key: bool,
}

/// The names of anchors, which the parser keeps to itself.
struct Names<'a> {
    rest: Chars<'a>,
    /// How many characters come before `rest`.
    before: usize,
    seen: HashSet<&'a str>,
}

impl Names<'_> {
    /// Tells whether the name is new of an anchor that stands behind all others so far.
    fn is_new(&mut self, anchor: Marker) -> bool {
        let skipped = anchor.index().saturating_sub(self.before);
        if let Some(last) = skipped.checked_sub(1) {
            self.rest.nth(last);
            self.before += skipped;
        }
        let rest = self.rest.as_str();
        let ends = |letter: char| letter.is_whitespace() || ",[]{}".contains(letter);
        let name = &rest[..rest.find(ends).unwrap_or(rest.len())];
        !name.starts_with('&') || self.seen.insert(name)
    }
}

struct Guard<'a> {
    documents: usize,
    open: Vec<Open>,
    names: Names<'a>,
    anchored: HashMap<usize, Extent>,
    copied: usize,
    values: usize,
    entries: usize,
    /// How many values there were before the entry that is being read.
    before_entry: usize,
    in_entry: bool,
    /// The last key of the document's map.
    section: String,
    lines: ItemLines,
    /// How long a piece is at least.
    piece: usize,
    cuts: Vec<Cut>,
    /// How many characters come before the last cut.
    before_cut: usize,
    /// How far the items of the list at the top are indented.
    indentation: usize,
}

impl<'a> Guard<'a> {
    fn of(text: &'a str, piece: usize) -> Self {
        let names = Names {
            rest: text.chars(),
            before: 0,
            seen: HashSet::new(),
        };
        Self {
            documents: 0,
            open: Vec::new(),
            names,
            anchored: HashMap::new(),
            copied: 0,
            values: 0,
            entries: 0,
            before_entry: 0,
            in_entry: false,
            section: String::new(),
            lines: ItemLines::default(),
            piece,
            cuts: Vec::new(),
            before_cut: 0,
            indentation: 0,
        }
    }

    /// Takes the next event, which stands at `span`.
    fn take(&mut self, event: &Event<'_>, span: Span) -> Result<(), Problem> {
        self.note(event, span)?;
        match event {
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => Ok(()),
            Event::DocumentStart(_) => self.begin_document(),
            Event::Scalar(_, _, _, Some(_))
            | Event::SequenceStart(_, Some(_))
            | Event::MappingStart(_, Some(_)) => Err(tag()),
            Event::Scalar(text, style, anchor, None) => {
                // Escapes can make what the file itself does not have.
                if let Some(letter) = text.chars().find(|&letter| unprintable(letter)) {
                    return Err(control_character(letter));
                }
                self.name(*anchor, span)?;
                let extent = Extent::of(text);
                self.keep(*anchor, extent)?;
                if self.wants_key() {
                    return self.take_key(text, *style, span);
                }
                self.put(extent)
            }
            Event::SequenceStart(anchor, None) => {
                self.name(*anchor, span)?;
                self.enter(*anchor, None)
            }
            Event::MappingStart(anchor, None) => {
                self.name(*anchor, span)?;
                self.enter(*anchor, Some(HashMap::new()))
            }
            Event::SequenceEnd | Event::MappingEnd => self.leave(),
            Event::Alias(anchor) => self.unfold(*anchor),
        }
    }

    /// Notes the line of an item of a list at the top.
    fn note(&mut self, event: &Event<'_>, span: Span) -> Result<(), Problem> {
        match (&*self.open, event) {
            ([top], Event::SequenceStart(..)) if top.keys.is_some() => {
                self.lines.0.push((self.section.clone(), Vec::new()));
                self.indentation = span.start.col();
                self.in_entry = Section::ALL
                    .iter()
                    .any(|section| section.key() == self.section);
            }
            (
                [_, list],
                Event::Scalar(..)
                | Event::SequenceStart(..)
                | Event::MappingStart(..)
                | Event::Alias(_),
            ) if list.keys.is_none() => {
                if let Some((_, lines)) = self.lines.0.last_mut() {
                    let is_first = lines.is_empty();
                    lines.push(place(span).0);
                    self.begin_item(is_first, span.start)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Begins to count anew with each entry, and notes where to cut.
    fn begin_item(&mut self, is_first: bool, start: Marker) -> Result<(), Problem> {
        if self.in_entry {
            self.before_entry = self.values;
            self.entries += 1;
            if self.entries > MOST_ENTRIES {
                return Err(too_many_entries());
            }
        }
        if !is_first && start.index() - self.before_cut >= self.piece {
            self.cut(start, self.indentation, false);
        }
        Ok(())
    }

    fn cut(&mut self, before: Marker, indentation: usize, is_key: bool) {
        self.before_cut = before.index();
        self.cuts.push(Cut {
            line: before.line(),
            indentation,
            is_key,
        });
    }

    fn begin_document(&mut self) -> Result<(), Problem> {
        self.documents += 1;
        if self.documents > 1 {
            return Err(Problem::new(
                "several-documents",
                "the file has a second document",
                "remove the `---`, or make it two files",
            ));
        }
        Ok(())
    }

    /// Refuses a name that is given again: `serde_yaml` then takes other aliases for it.
    fn name(&mut self, anchor: usize, span: Span) -> Result<(), Problem> {
        if anchor != 0 && !self.names.is_new(span.start) {
            let message = "an anchor of that name stands before";
            return Err(Problem::new("bad-alias", message, "give it another name"));
        }
        Ok(())
    }

    /// Remembers what an alias may ask for.
    fn keep(&mut self, anchor: usize, extent: Extent) -> Result<(), Problem> {
        if anchor != 0 {
            self.copy(extent)?;
            self.anchored.insert(anchor, extent);
        }
        Ok(())
    }

    fn copy(&mut self, extent: Extent) -> Result<(), Problem> {
        self.copied += extent.bytes;
        if self.copied > MOST_COPIED {
            return Err(alias_bomb());
        }
        Ok(())
    }

    fn wants_key(&self) -> bool {
        self.open.last().is_some_and(|open| open.wants_key)
    }

    fn enter(&mut self, anchor: usize, keys: Option<HashMap<String, u32>>) -> Result<(), Problem> {
        if self.wants_key() {
            return Err(bad_key("a list or map"));
        }
        if self.open.len() >= DEEPEST {
            return Err(too_deep());
        }
        self.open.push(Open {
            anchor,
            inside: Extent::default(),
            wants_key: keys.is_some(),
            keys,
        });
        Ok(())
    }

    fn leave(&mut self) -> Result<(), Problem> {
        // The parser closes only what it has opened.
        let Some(open) = self.open.pop() else {
            return Ok(());
        };
        let extent = Extent {
            depth: open.inside.depth + 1,
            bytes: open.inside.bytes + size_of::<Value>(),
        };
        self.keep(open.anchor, extent)?;
        self.put(extent)
    }

    fn take_key(&mut self, text: &str, style: ScalarStyle, span: Span) -> Result<(), Problem> {
        if style == ScalarStyle::Plain {
            plain_key(text)?;
        }
        if self.open.len() == 1 {
            text.clone_into(&mut self.section);
            self.in_entry = false;
            self.cut(span.start, span.start.col(), true);
        }
        if let Some(open) = self.open.last_mut() {
            open.wants_key = false;
            open.inside.bytes += size_of::<String>() + text.len();
            let keys = open.keys.get_or_insert_default();
            if let Some(first) = keys.insert(text.to_owned(), place(span).0) {
                return Err(Problem::new(
                    "duplicate-key",
                    format!("the key {} is given twice", quoted(text)),
                    format!("it is on line {first} already; keep one of the two"),
                ));
            }
        }
        self.count()
    }

    /// Takes a finished value, to where it belongs.
    fn put(&mut self, extent: Extent) -> Result<(), Problem> {
        if let Some(open) = self.open.last_mut() {
            open.inside.depth = open.inside.depth.max(extent.depth);
            open.inside.bytes += extent.bytes;
            open.wants_key = open.keys.is_some();
        }
        self.count()
    }

    fn count(&mut self) -> Result<(), Problem> {
        self.values += 1;
        if self.values > MOST_VALUES {
            return Err(too_many_values());
        }
        if self.values - self.before_entry > MOST_IN_ENTRY {
            return Err(too_many_in_entry());
        }
        Ok(())
    }

    fn unfold(&mut self, anchor: usize) -> Result<(), Problem> {
        if self.wants_key() {
            return Err(bad_key("an alias"));
        }
        let Some(&extent) = self.anchored.get(&anchor) else {
            let message = "the alias stands inside of what it names";
            return Err(Problem::new("bad-alias", message, "write it out"));
        };
        if self.open.len() + extent.depth > DEEPEST {
            return Err(too_deep());
        }
        self.copy(extent)?;
        self.put(extent)
    }
}

/// Refuses keys that YAML takes for something else than a text.
fn plain_key(text: &str) -> Result<(), Problem> {
    match text {
        "<<" => Err(Problem::new(
            "merge-key",
            "maps are not merged: `<<` has no meaning in a catalog",
            "write the keys out",
        )),
        "" | "~" | "null" | "Null" | "NULL" => Err(bad_key(Value::Null.kind())),
        "true" | "True" | "TRUE" | "false" | "False" | "FALSE" => {
            Err(bad_key(Value::Bool(true).kind()))
        }
        text if text.parse::<serde_yaml::Number>().is_ok() => {
            Err(bad_key(Value::Number(String::new()).kind()))
        }
        _ => Ok(()),
    }
}

/// Tells whether a letter could act on the terminal that shows it; tabs and line feeds are text.
fn unprintable(letter: char) -> bool {
    acts(letter) && !matches!(letter, '\t' | '\n')
}

fn refused(error: &ScanError) -> Problem {
    // The scanner has a limit of its own, 255, which it meets before we see the first bracket.
    let problem = if error.info() == "recursion limit exceeded" {
        too_deep()
    } else {
        bad_yaml(error.info())
    };
    problem.at(placed(*error.marker()))
}

pub(super) fn empty_file() -> Problem {
    Problem::new(
        "empty-file",
        "the file is empty",
        "a catalog has at least one of `providers:`, `exams:` and `certifications:`",
    )
}

fn control_character(letter: char) -> Problem {
    let code = u32::from(letter);
    let message = format!("the control character U+{code:04X} is not allowed in a text");
    Problem::new("control-character", message, "remove it")
}

fn tag() -> Problem {
    Problem::new(
        "tag",
        "tags such as `!name` have no meaning in a catalog",
        "remove it; a text that begins with `!` needs quotes",
    )
}

fn bad_key(kind: &str) -> Problem {
    Problem::new(
        "bad-key",
        format!("a key must be a text, and this is {kind}"),
        "put it in quotes if it is meant as a text",
    )
}

fn too_deep() -> Problem {
    Problem::new(
        "too-deep",
        format!("lists and maps are nested more than {DEEPEST} deep"),
        "name a part as an entry of its own, and require that",
    )
}

pub(super) fn alias_bomb() -> Problem {
    Problem::new(
        "alias-bomb",
        format!(
            "anchors and aliases unfold to more than {} MiB",
            MOST_COPIED >> 20
        ),
        "write out what the aliases stand for",
    )
}

fn too_many_values() -> Problem {
    Problem::new(
        "too-many-values",
        format!("the file has more than {MOST_VALUES} values"),
        "split it: a folder may hold several files",
    )
}

fn too_many_entries() -> Problem {
    Problem::new(
        "too-many-values",
        format!("the file has more than {MOST_ENTRIES} entries"),
        "split it: a folder may hold several files",
    )
}

fn too_many_in_entry() -> Problem {
    Problem::new(
        "too-many-values",
        format!("more than {MOST_IN_ENTRY} values belong to one entry, or to none"),
        "name a part as an entry of its own, and require that",
    )
}

fn too_many_signs() -> Problem {
    Problem::new(
        "too-many-values",
        format!("a list or map in brackets has more than {MOST_SIGNS} signs"),
        "write long lists with a line for each item, begun by `-`",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_entries_than_fit_in_a_file_are_refused() {
        let text = |entries: usize| format!("exams:\n{}", "- a\n".repeat(entries));
        assert!(check(&text(MOST_ENTRIES), 1).is_ok());
        let told = check(&text(MOST_ENTRIES + 1), 1).unwrap_err();
        assert_eq!(
            (told.code, told.place),
            ("too-many-values", Some((500_002, 3)))
        );
    }

    #[test]
    fn more_values_than_fit_in_memory_are_refused() {
        let mut guard = Guard::of("", 1);
        guard.values = MOST_VALUES - 1;
        guard.before_entry = guard.values;
        assert!(guard.count().is_ok());
        assert_eq!(guard.count().unwrap_err().code, "too-many-values");
    }
}
