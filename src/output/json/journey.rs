//! Journeys to exams, in the documents of `plan` and `show`.

use schemars::JsonSchema;
use serde::Serialize;

use crate::answer::journey::Journey;
use crate::catalog::model::{Catalog, Entry, Text};

/// The journey to an exam and past it.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::output) struct JourneyJson<'a> {
    exam: Text,
    notes: Vec<NoteJson<'a>>,
}

impl<'a> JourneyJson<'a> {
    pub(in crate::output) fn new(catalog: &Catalog, journey: &'a Journey) -> Self {
        let notes = journey.notes.iter().map(|note| NoteJson {
            stage: note.stage.word(),
            text: &note.text,
            url: note.url.as_deref(),
        });
        Self {
            exam: catalog.name(Entry::Exam(journey.exam)),
            notes: notes.collect(),
        }
    }
}

/// Something to know or to follow.
#[derive(Debug, Serialize, JsonSchema)]
struct NoteJson<'a> {
    /// Where on the journey it helps, such as `before`, `learn` or `book`.
    stage: &'static str,
    text: &'a str,
    url: Option<&'a str>,
}
