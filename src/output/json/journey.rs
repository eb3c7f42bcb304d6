//! Journeys to exams, in the documents of `plan` and `show`.

use schemars::JsonSchema;
use serde::Serialize;

use crate::answer::journey::{Journey, Note};
use crate::catalog::model::{Catalog, Entry, Text};

/// The journey to an exam and past it.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::output) struct JourneyJson<'a> {
    exam: Text,
    notes: &'a [Note],
}

impl<'a> JourneyJson<'a> {
    pub(in crate::output) fn new(catalog: &Catalog, journey: &'a Journey) -> Self {
        Self {
            exam: catalog.name(Entry::Exam(journey.exam)),
            notes: &journey.notes,
        }
    }
}
