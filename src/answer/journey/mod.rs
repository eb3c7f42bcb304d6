//! The journey to an exam and past it, step by step: from whether it is for one to what it opens.

mod notes;

use std::collections::BTreeMap;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use crate::answer::aspects::Item;
use crate::answer::journey::notes::Writer;
use crate::catalog::model::{Catalog, CertIndex, Entry, ExamIndex, Requirement};
use crate::catalog::status::Status;
use crate::catalog::words::words;
use crate::graph::Graph;
use crate::plan::answer::{Answer, Plan};
use crate::request::{Request, each_once};
use crate::timeline::Timeline;

words! {
    /// A stage of a journey, in their order.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Stage {
        /// Is it for me?
        Audience = "for-whom",
        /// What must be held?
        Before = "before",
        /// What is needed that no exam gives?
        Besides = "besides",
        /// What is measured?
        Measured = "measured",
        /// How to learn.
        Learn = "learn",
        /// How to practice.
        Practice = "rehearse",
        /// Where to book, and what the exam is like.
        Book = "book",
        /// What it earns, how long that counts and what it opens.
        After = "after",
    }
}

impl Stage {
    /// Returns what people read for it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Audience => "Audience",
            Self::Before => "Before",
            Self::Measured => "Skills measured",
            Self::Learn => "Learn",
            Self::Practice => "Practice",
            Self::Besides => "Besides",
            Self::Book => "Book",
            Self::After => "After",
        }
    }
}

/// Something to know or to follow.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema)]
pub struct Note {
    /// Where on the journey it helps, such as `before`, `learn` or `book`.
    pub stage: Stage,
    /// In words; for an address alone what it leads to.
    pub text: String,
    /// An address, only where the catalog is sure of it.
    pub url: Option<String>,
}

/// The journey to an exam and past it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Journey {
    pub exam: ExamIndex,
    /// By stage.
    pub notes: Vec<Note>,
}

impl Journey {
    /// Returns the notes of a stage.
    pub fn on(&self, stage: Stage) -> impl Iterator<Item = &Note> {
        self.notes.iter().filter(move |note| note.stage == stage)
    }
}

/// Where a journey begins: what is known of whoever makes it.
#[derive(Debug, Default)]
pub struct Traveller<'a, 'c> {
    /// Nothing where it is nobody in particular.
    pub held: Option<&'a Timeline<'a, 'c>>,
    /// For each certification that the plan earns the number of the step and its exam.
    pub earned: BTreeMap<CertIndex, (usize, ExamIndex)>,
}

impl Traveller<'_, '_> {
    /// Says how a name stands: ` (held)`, ` (step 2)`.
    fn standing(&self, name: &Requirement) -> Option<String> {
        if self.held?.holds(name) {
            return Some(" (held)".to_owned());
        }
        let Entry::Certification(index) = name.entry()? else {
            return None;
        };
        let (step, _) = self.earned.get(&index)?;
        Some(format!(" (step {step})"))
    }
}

/// Writes the journey to an exam and past it, as things stand on a day.
#[must_use]
pub fn journey(
    catalog: &Catalog,
    exam: ExamIndex,
    as_of: Date,
    traveller: &Traveller<'_, '_>,
) -> Journey {
    let item = Item::new(catalog, Entry::Exam(exam), as_of);
    let mut writer = Writer {
        catalog,
        index: exam,
        exam: catalog.exam(exam),
        item: &item,
        as_of,
        traveller,
        notes: Vec::new(),
    };
    let can_be_had = writer.status() != Status::Retired;
    writer.audience();
    if can_be_had {
        writer.before();
    }
    writer.measured();
    if can_be_had {
        writer.learn();
        writer.practice();
    }
    writer.book();
    writer.after();
    let mut notes = each_once(writer.notes);
    notes.sort_by_key(|note| note.stage);
    Journey { exam, notes }
}

/// Returns the journey to each exam of the best plan.
#[must_use]
pub fn of_best(graph: &Graph<'_>, request: &Request, answer: &Answer) -> Vec<Journey> {
    let best = answer.plans.first();
    best.map(|plan| of_plan(graph, request, plan))
        .unwrap_or_default()
}

/// Most exams of a plan to which the journey is described: each is looked up in the whole catalog.
pub const MOST_JOURNEYS: usize = 100;

/// Writes the journey to each exam of a plan in order, with what is held and what earlier steps earn; of a long plan only
/// to the first [`MOST_JOURNEYS`].
#[must_use]
pub(crate) fn of_plan(graph: &Graph<'_>, request: &Request, plan: &Plan) -> Vec<Journey> {
    let held = Timeline::new(graph, &request.have, request.as_of);
    let mut earned = BTreeMap::new();
    for (step, number) in plan.steps.iter().zip(1..) {
        let by_step = |index: &CertIndex| (*index, (number, step.exam));
        earned.extend(step.earns.iter().map(by_step));
    }
    let traveller = Traveller {
        held: Some(&held),
        earned,
    };
    let exams = plan.steps.iter().map(|step| step.exam);
    exams
        .take(MOST_JOURNEYS)
        .map(|exam| journey(graph.catalog(), exam, request.as_of, &traveller))
        .collect()
}
