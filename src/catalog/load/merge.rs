//! Entries as files give them: maps of fields, later files on top of earlier ones.

use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;

use crate::catalog::load::finding::{Code, quoted};
use crate::catalog::load::problem::{At, Origin, Problem, Problems};
use crate::catalog::load::reader::{Key, Node, Value};
use crate::catalog::load::schema::{CERTIFICATIONS, EXAMS, FILE, PROVIDERS};
use crate::catalog::load::section::Section;

/// The newest format that is understood.
const FORMAT: &str = "1";

fn known_keys(section: Section) -> Vec<&'static str> {
    let map = match section {
        Section::Providers => &PROVIDERS,
        Section::Exams => &EXAMS,
        Section::Certifications => &CERTIFICATIONS,
    };
    map.names()
}

/// A field of an entry, and the item that gave it last.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field<'a> {
    pub(super) key: &'a str,
    pub(super) value: &'a Value,
    pub(super) origin: Origin,
}

/// A provider, an exam or a certification, with all that any file says of it.
#[derive(Debug, Clone)]
pub(super) struct RawEntry<'a> {
    /// The provider's id; for a provider its own.
    pub(super) provider: &'a str,
    pub(super) name: &'a str,
    /// Where it is given first.
    pub(super) home: Origin,
    /// Where it was changed last.
    last: Origin,
    /// In the order of the files; a removed one is there as [`Value::Null`].
    fields: Vec<Field<'a>>,
}

impl<'a> RawEntry<'a> {
    /// Returns a field that is there, even if it removes what was there before.
    pub(super) fn field(&self, key: &str) -> Option<Field<'a>> {
        self.fields.iter().find(|field| field.key == key).copied()
    }

    /// Returns where a field stands, or where the entry does if it has no such field.
    pub(super) fn at<'k>(&self, key: &'k str) -> At<'k> {
        match self.field(key) {
            Some(field) => At::Field(field.origin, key),
            None => At::Item(self.home),
        }
    }

    fn set(&mut self, field: Field<'a>) {
        match self.fields.iter_mut().find(|old| old.key == field.key) {
            Some(old) => *old = field,
            None => self.fields.push(field),
        }
    }

    fn sort_key(&self) -> (&'a str, &'a str) {
        (self.provider, self.name)
    }
}

/// A file, read but not looked at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Parsed<'a> {
    pub(super) value: &'a Value,
    /// Entries of files that belong together are given once; see [`crate::catalog::load::Layer`].
    pub(super) set: Option<u32>,
}

/// Everything that the files say, merged. Lists sort by provider and name.
#[derive(Debug, Default)]
pub(super) struct Raw<'a> {
    pub(super) providers: Vec<RawEntry<'a>>,
    pub(super) exams: Vec<RawEntry<'a>>,
    pub(super) certifications: Vec<RawEntry<'a>>,
    /// What was taken out, by provider and name, and the item that did so.
    pub(super) hidden: HashMap<(&'a str, &'a str), Origin>,
    /// A file could not be used at all, so names may be missing without fault.
    pub(super) incomplete: bool,
}

impl<'a> Raw<'a> {
    /// Returns a provider's entry.
    pub(super) fn provider(&self, id: &str) -> Option<&RawEntry<'a>> {
        let found = self.providers.binary_search_by(|entry| entry.name.cmp(id));
        found.ok().map(|index| &self.providers[index])
    }

    fn list(&mut self, section: Section) -> &mut Vec<RawEntry<'a>> {
        match section {
            Section::Providers => &mut self.providers,
            Section::Exams => &mut self.exams,
            Section::Certifications => &mut self.certifications,
        }
    }
}

/// Puts the files on top of one another.
pub(super) fn merge<'a>(files: &[Parsed<'a>], problems: &mut Problems) -> Raw<'a> {
    let mut merger = Merger {
        raw: Raw::default(),
        known: HashMap::new(),
        sets: files.iter().map(|file| file.set).collect(),
        problems,
    };
    for (index, file) in (0..).zip(files) {
        merger.file(index, file.value);
    }
    merger.finish()
}

struct Merger<'a, 'p> {
    raw: Raw<'a>,
    /// Where in its list an entry is.
    known: HashMap<(Section, &'a str, &'a str), usize>,
    /// To which set each file belongs.
    sets: Vec<Option<u32>>,
    problems: &'p mut Problems,
}

impl<'a> Merger<'a, '_> {
    fn file(&mut self, file: u32, value: &'a Value) {
        let root = At::File(file);
        let Value::Map(entries) = value else {
            let message = format!("a catalog is a map, and this is {}", value.kind());
            let hint = "begin with `providers:`, `exams:` or `certifications:`";
            self.problems
                .push(Problem::new(Code::WrongType, &root, message).hint(hint));
            self.raw.incomplete = true;
            return;
        };
        if !self.format(value, &root) {
            self.raw.incomplete = true;
            return;
        }
        let known = FILE.names();
        for (key, _) in entries {
            if !known.contains(&&**key) {
                self.problems.refuse_key(key, &root, &known);
            }
        }
        let provider = self.provider(value.get("provider"), &root.key("provider"));
        for section in Section::ALL {
            self.section(file, section, value.get(section.key()), provider);
        }
    }

    /// Returns whether the file's format is one that is understood.
    fn format(&mut self, value: &Value, root: &At<'_>) -> bool {
        let Some(format) = value.get("format") else {
            return true;
        };
        let at = root.key("format");
        let digits =
            |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        match format {
            Value::Null => true,
            Value::Number(number) if number == FORMAT => true,
            Value::Number(number) if digits(number) && !number.starts_with('0') => {
                let number = quoted(number);
                let message = format!(
                    "the catalog has format {number}, and this program reads format `{FORMAT}` only"
                );
                self.problems.push(
                    Problem::new(Code::NewerFormat, &at, message).hint("use a newer certpath"),
                );
                false
            }
            Value::Bool(_) | Value::Number(_) | Value::Text(_) | Value::List(_) | Value::Map(_) => {
                let message = "`format` is not a number of a format";
                self.problems.push(
                    Problem::new(Code::WrongType, &at, message)
                        .hint(format!("write `format: {FORMAT}`")),
                );
                true
            }
        }
    }

    fn provider(&mut self, value: Option<&'a Value>, at: &At<'_>) -> Option<&'a str> {
        match value? {
            Value::Null => None,
            Value::Text(id) => Some(id),
            other => {
                let message = format!(
                    "`provider` is a provider's id, and this is {}",
                    other.kind()
                );
                let problem = Problem::new(Code::WrongType, at, message);
                self.problems
                    .push(problem.hint("write `provider: microsoft`"));
                // Entries without a provider are not complained of once more.
                Some("")
            }
        }
    }

    fn section(
        &mut self,
        file: u32,
        section: Section,
        list: Option<&'a Value>,
        provider: Option<&'a str>,
    ) {
        let items = match list {
            None | Some(Value::Null) => return,
            Some(Value::List(items)) => items,
            Some(other) => {
                let root = At::File(file);
                let key = section.key();
                let message = format!("`{key}` is a list, and this is {}", other.kind());
                let hint = format!("begin each with `- {}:`", section.name_key());
                let problem = Problem::new(Code::WrongType, &root.key(key), message);
                self.problems.push(problem.hint(hint));
                return;
            }
        };
        for (item, value) in items.iter().enumerate() {
            let origin = Origin {
                file,
                section,
                item: u32::try_from(item).unwrap_or(u32::MAX),
            };
            self.item(origin, value, provider);
        }
    }

    fn item(&mut self, origin: Origin, value: &'a Value, provider: Option<&'a str>) {
        let at = At::Item(origin);
        let (section, word) = (origin.section, origin.section.word());
        let name_key = section.name_key();
        let Value::Map(fields) = value else {
            let message = format!("each {word} is a map, and this is {}", value.kind());
            let problem = Problem::new(Code::WrongType, &at, message);
            self.problems
                .push(problem.hint(format!("begin with `- {name_key}:`")));
            return;
        };
        let Some(name) = self.name(value.get(name_key), origin) else {
            return;
        };
        let provider = match section {
            Section::Providers => name,
            Section::Exams | Section::Certifications => {
                let own = self.provider(value.get("provider"), &at.key("provider"));
                let Some(provider) = own.or(provider) else {
                    let message = format!("the {word} {} has no provider", quoted(name));
                    let hint = "write `provider: ID` at the top of the file";
                    self.problems
                        .push(Problem::new(Code::MissingProvider, &at, message).hint(hint));
                    return;
                };
                provider
            }
        };
        self.put(origin, provider, name, fields);
    }

    fn name(&mut self, value: Option<&'a Value>, origin: Origin) -> Option<&'a str> {
        let at = At::Item(origin);
        let (word, key) = (origin.section.word(), origin.section.name_key());
        match value {
            Some(Value::Text(name) | Value::Number(name)) => Some(name),
            None | Some(Value::Null) => {
                let message = format!("the {word} has no `{key}`");
                let problem = Problem::new(Code::MissingField, &at, message);
                self.problems.push(problem.hint(format!("write `{key}:`")));
                None
            }
            Some(other) => {
                let message = format!("`{key}` is a text, and this is {}", other.kind());
                self.problems
                    .push(Problem::new(Code::WrongType, &at.key(key), message));
                None
            }
        }
    }

    fn put(&mut self, origin: Origin, provider: &'a str, name: &'a str, fields: &'a [(Key, Node)]) {
        let section = origin.section;
        let index = match self.known.entry((section, provider, name)) {
            Slot::Occupied(slot) => *slot.get(),
            Slot::Vacant(slot) => {
                let list = self.raw.list(section);
                let entry = RawEntry {
                    provider,
                    name,
                    home: origin,
                    last: origin,
                    fields: Vec::with_capacity(fields.len()),
                };
                list.push(entry);
                *slot.insert(list.len() - 1)
            }
        };
        let entry = &mut self.raw.list(section)[index];
        let (last, is_new) = (entry.last, entry.fields.is_empty());
        entry.last = origin;
        let known = known_keys(section);
        for (key, value) in fields {
            if known.contains(&&**key) {
                entry.set(Field { key, value, origin });
            } else {
                self.problems.refuse_key(key, &At::Item(origin), &known);
            }
        }
        let set = |file: u32| self.sets[file as usize];
        let same_set = set(last.file).is_some() && set(last.file) == set(origin.file);
        if !is_new && (last.file == origin.file || same_set) {
            let message = format!("the {} {} is given twice", section.word(), quoted(name));
            let at = At::Field(origin, section.name_key());
            let first = At::Field(last, section.name_key());
            self.problems
                .push(Problem::new(Code::Duplicate, &at, message).after(&first));
        }
    }

    /// Takes out what is hidden, and sorts.
    fn finish(mut self) -> Raw<'a> {
        let mut gone: HashMap<&str, Origin> = HashMap::new();
        for section in Section::ALL {
            let mut kept = Vec::new();
            for entry in std::mem::take(self.raw.list(section)) {
                let by = self
                    .hides(&entry, section)
                    .or_else(|| gone.get(entry.provider).copied());
                match by {
                    None => kept.push(entry),
                    Some(by) => {
                        if section == Section::Providers {
                            gone.insert(entry.name, by);
                        } else {
                            self.raw.hidden.insert((entry.provider, entry.name), by);
                        }
                    }
                }
            }
            kept.sort_unstable_by(|one, other| one.sort_key().cmp(&other.sort_key()));
            *self.raw.list(section) = kept;
        }
        self.raw
    }

    /// Returns what hides the entry, if anything does.
    fn hides(&mut self, entry: &RawEntry<'_>, section: Section) -> Option<Origin> {
        let field = entry.field("hidden")?;
        let at = At::Field(field.origin, "hidden");
        match field.value {
            Value::Null | Value::Bool(false) => None,
            Value::Bool(true) => {
                let bare = ["code", "id", "provider", "hidden"];
                if entry.fields.iter().all(|field| bare.contains(&field.key)) {
                    let name = quoted(entry.name);
                    let message = format!("there is no {} {name} to hide", section.word());
                    let hint = "it hides what an earlier file has; is the name right?";
                    self.problems
                        .push(Problem::new(Code::HidesNothing, &at, message).hint(hint));
                }
                Some(field.origin)
            }
            Value::Number(_) | Value::Text(_) | Value::List(_) | Value::Map(_) => {
                let message = format!(
                    "`hidden` is true or false, and this is {}",
                    field.value.kind()
                );
                self.problems
                    .push(Problem::new(Code::WrongType, &at, message).hint("write `hidden: true`"));
                None
            }
        }
    }
}
