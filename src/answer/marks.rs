//! Marks of what is held, and until when, in answers about the catalog.

use std::collections::BTreeMap;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use crate::answer::table::{Cell, Value, any};
use crate::catalog::model::Entry;
use crate::graph::Graph;
use crate::request::Holding;
use crate::timeline::Timeline;

/// Whether something is held on the day of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Mark {
    pub held: bool,
    /// Its last day; null where it is not held, or no end is known.
    #[serde(rename = "held_until")]
    pub until: Option<Date>,
}

/// What is held, and until when; no marks where no holdings are given.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Marks(Option<BTreeMap<Entry, Option<Date>>>);

impl Marks {
    /// Marks what holdings count for on a day.
    #[must_use]
    pub fn new(graph: &Graph<'_>, have: &[Holding], as_of: Date) -> Self {
        if have.is_empty() {
            return Self::default();
        }
        let timeline = Timeline::new(graph, have, as_of);
        let passed = timeline.passed().map(|exam| (Entry::Exam(exam), None));
        let active = timeline
            .certifications()
            .filter(|index| timeline.is_active(*index));
        let earned = active.map(|index| {
            let until = timeline.active_until(index);
            (Entry::Certification(index), until)
        });
        Self(Some(passed.chain(earned).collect()))
    }

    /// Returns the mark of an entry, where holdings are given.
    #[must_use]
    pub fn of(&self, entry: Entry) -> Option<Mark> {
        let held = self.0.as_ref()?;
        Some(Mark {
            held: held.contains_key(&entry),
            until: held.get(&entry).copied().flatten(),
        })
    }
}

impl Mark {
    /// Says it to people: `until 2027-03-27`, `held`.
    #[must_use]
    pub fn words(self) -> Option<String> {
        self.held.then(|| match self.until {
            Some(until) => format!("until {until}"),
            None => "held".to_owned(),
        })
    }
}

/// Returns the cell for whether something is held.
pub(crate) fn held<'a>(mark: Option<Mark>) -> Cell<'a> {
    match mark.and_then(Mark::words) {
        Some(words) => Cell::from("yes").label(words),
        None => Value::Nothing.into(),
    }
}

/// Returns the cell for until when it is.
pub(crate) fn held_until<'a>(mark: Option<Mark>) -> Cell<'a> {
    any(mark.and_then(|mark| mark.until))
}
