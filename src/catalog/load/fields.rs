//! Typed reading: what a value must be, and what is said if it is not.
//!
//! A reader takes a value and its place and gives what it means, or reports a problem and gives nothing.

use crate::catalog::date::PartialDate;
use crate::catalog::load::finding::Code;
use crate::catalog::load::limits::MOST_ITEMS;
use crate::catalog::load::merge::RawEntry;
use crate::catalog::load::problem::{At, Problem, Problems};
use crate::catalog::load::reader::{Key, Node, Value};
use crate::catalog::model::List;

/// Something with named fields: an entry, or a map inside of one.
pub(super) trait Fields {
    /// Returns a field's place and value, if it is there and not `null`.
    fn get<'s>(&'s self, key: &'s str) -> Option<(At<'s>, &'s Value)>;

    /// Returns the place to blame if there is no such field.
    fn without<'s>(&'s self, key: &'s str) -> At<'s>;
}

impl Fields for RawEntry<'_> {
    fn get<'s>(&'s self, key: &'s str) -> Option<(At<'s>, &'s Value)> {
        let field = self.field(key)?;
        (*field.value != Value::Null).then_some((At::Field(field.origin, key), field.value))
    }

    fn without<'s>(&'s self, key: &'s str) -> At<'s> {
        self.at(key)
    }
}

/// A map inside of an entry.
pub(super) struct Inner<'a> {
    at: At<'a>,
    entries: &'a [(Key, Node)],
}

impl<'a> Inner<'a> {
    /// Takes a value for a map, if it is one; `like` shows what one looks like.
    pub(super) fn of(
        value: &'a Value,
        at: &At<'a>,
        like: &str,
        problems: &mut Problems,
    ) -> Option<Self> {
        let Value::Map(entries) = value else {
            problems.push(wrong_type(at, "a map", value).hint(format!("write {like}")));
            return None;
        };
        Some(Self { at: *at, entries })
    }

    /// Reports every key that is not among `known`; returns whether there is one.
    pub(super) fn refuse_others(&self, known: &[&str], problems: &mut Problems) -> bool {
        let mut found = false;
        for (key, _) in self.entries {
            if !known.contains(&&**key) {
                problems.refuse_key(key, &self.at, known);
                found = true;
            }
        }
        found
    }
}

impl Fields for Inner<'_> {
    fn get<'s>(&'s self, key: &'s str) -> Option<(At<'s>, &'s Value)> {
        let (_, value) = self.entries.iter().find(|(name, _)| &**name == key)?;
        (value.value != Value::Null).then_some((self.at.key(key), &value.value))
    }

    fn without<'s>(&'s self, key: &'s str) -> At<'s> {
        match self.entries.iter().find(|(name, _)| &**name == key) {
            Some(_) => self.at.key(key),
            None => self.at,
        }
    }
}

/// Reads a field that may be absent.
pub(super) fn optional<T>(
    fields: &impl Fields,
    key: &str,
    problems: &mut Problems,
    read: impl FnOnce(&Value, &At<'_>, &mut Problems) -> Option<T>,
) -> Option<T> {
    let (at, value) = fields.get(key)?;
    read(value, &at, problems)
}

/// Reads a field that must be there; `hint` says what to write where it is not.
pub(super) fn required<T>(
    fields: &impl Fields,
    key: &str,
    hint: &str,
    problems: &mut Problems,
    read: impl FnOnce(&Value, &At<'_>, &mut Problems) -> Option<T>,
) -> Option<T> {
    let Some((at, value)) = fields.get(key) else {
        problems.push(missing(&fields.without(key), key, hint));
        return None;
    };
    read(value, &at, problems)
}

/// Reads a list field that may be absent; absent is empty.
pub(super) fn list<T: Clone>(
    fields: &impl Fields,
    key: &str,
    problems: &mut Problems,
    read: impl FnMut(&Value, &At<'_>, &mut Problems) -> Option<T>,
) -> List<T> {
    let Some((at, value)) = fields.get(key) else {
        return List::EMPTY;
    };
    items(value, &at, problems, read)
}

/// Reads every item of a list; what cannot be read is left out.
pub(super) fn items<T: Clone>(
    value: &Value,
    at: &At<'_>,
    problems: &mut Problems,
    read: impl FnMut(&Value, &At<'_>, &mut Problems) -> Option<T>,
) -> List<T> {
    items_up_to(MOST_ITEMS, value, at, problems, read)
}

/// Reads every item of a list that has at most `most`; a longer one is reported and left out.
pub(super) fn items_up_to<T: Clone>(
    most: usize,
    value: &Value,
    at: &At<'_>,
    problems: &mut Problems,
    mut read: impl FnMut(&Value, &At<'_>, &mut Problems) -> Option<T>,
) -> List<T> {
    let Value::List(values) = value else {
        let mut problem = wrong_type(at, "a list", value);
        if let Some(written) = value.written() {
            problem = problem.hint(format!("write [{written}]"));
        }
        problems.push(problem);
        return List::EMPTY;
    };
    if is_too_long(values.len(), most, at, problems) {
        return List::EMPTY;
    }
    let mut all = Vec::with_capacity(values.len());
    for (index, value) in values.iter().enumerate() {
        all.extend(read(value, &at.index(index), problems));
    }
    all.into()
}

/// Returns whether a list or map has more than `most` items, and reports it.
pub(super) fn is_too_long(count: usize, most: usize, at: &At<'_>, problems: &mut Problems) -> bool {
    let is_too_long = count > most;
    if is_too_long {
        let message = format!("{count} are too many here: {most} at most");
        let problem = Problem::new(Code::TooMany, at, message);
        problems.push(problem.hint("keep those that matter most"));
    }
    is_too_long
}

/// Makes the error of a field that is not there.
pub(super) fn missing(at: &At<'_>, key: &str, hint: &str) -> Problem {
    Problem::new(Code::MissingField, at, format!("`{key}` is missing")).hint(hint)
}

/// Makes the error of a value that is not what it must be.
pub(super) fn wrong_type(at: &At<'_>, wanted: &str, value: &Value) -> Problem {
    let message = format!("{wanted} is expected here, and this is {}", value.kind());
    Problem::new(Code::WrongType, at, message)
}

/// Reports what begins after it ends.
pub(super) fn in_order(
    fields: &impl Fields,
    (begin, first): (&str, Option<PartialDate>),
    (end, last): (&str, Option<PartialDate>),
    problems: &mut Problems,
) {
    let (Some(first), Some(last)) = (first, last) else {
        return;
    };
    if first.first_day() <= last.last_day() {
        return;
    }
    let message = format!("`{end}` ({last}) is before `{begin}` ({first})");
    let at = |key| fields.get(key).map(|(at, _)| at);
    if let (Some(begin_at), Some(end_at)) = (at(begin), at(end)) {
        let later = if begin_at.file() > end_at.file() {
            begin_at
        } else {
            end_at
        };
        let problem = Problem::new(Code::DatesOutOfOrder, &later, message);
        problems.push(problem.hint("one of the two is wrong"));
    }
}
