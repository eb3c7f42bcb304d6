//! Journeys to exams and past them, for people and for programs.

use std::io::{self, Write};

use serde::Serialize;
use serde::ser::SerializeMap;

use crate::answer::journey::{Journey, Note, Stage};
use crate::catalog::model::{Catalog, Entry};
use crate::output::json::{self, Document, Each, Fields, Name};
use crate::output::plan::{Outcome, PlanFields};
use crate::output::rows;
use crate::output::show::{Part, write_parts};
use crate::output::text::{Paint, painted, write_line};
use crate::output::{Format, Style};
use crate::plan::answer::Answer;
use crate::request::Request;

/// Writes journeys behind a plan: for people and in Markdown each under a heading of its own.
///
/// Other formats have no place for them. JSON has: [`plan_json_with_journeys`].
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn journeys(
    catalog: &Catalog,
    journeys: &[Journey],
    format: Format,
    style: Style,
    out: &mut impl Write,
) -> io::Result<()> {
    match format {
        Format::Table => {}
        Format::Markdown => return markdown_journeys(catalog, journeys, out),
        Format::Tsv | Format::Csv | Format::Json | Format::Ids => return Ok(()),
    }
    for journey in journeys {
        write_line("", style, out)?;
        write_line(&journey_heading(catalog, journey), style, out)?;
        write_parts(&parts(journey), style, out)?;
    }
    Ok(())
}

/// Returns what stands above a journey.
pub(super) fn journey_heading(catalog: &Catalog, journey: &Journey) -> String {
    let name = catalog.name(Entry::Exam(journey.exam));
    painted(Paint::Bold, &format!("Journey to {name}"))
}

/// Writes journeys in Markdown, each under a heading of its own.
pub(super) fn markdown_journeys(
    catalog: &Catalog,
    journeys: &[Journey],
    out: &mut impl Write,
) -> io::Result<()> {
    for journey in journeys {
        let name = rows::escaped(&catalog.name(Entry::Exam(journey.exam)));
        writeln!(out, "\n## Journey to {name}\n")?;
        for stage in Stage::ALL {
            let notes = journey
                .on(stage)
                .map(|note| markdown_note(note, &note.text));
            let notes: Vec<String> = notes.collect();
            if !notes.is_empty() {
                rows::markdown_item(&label(stage).to_lowercase(), notes, out)?;
            }
        }
    }
    Ok(())
}

/// Returns a note as Markdown in other words.
pub(super) fn markdown_note(note: &Note, text: &str) -> String {
    match &note.url {
        Some(url) => rows::link(text, url),
        None => rows::escaped(text),
    }
}

/// What a stage is called.
pub(super) fn label(stage: Stage) -> &'static str {
    match stage {
        Stage::ForWhom => "For whom",
        Stage::Before => "Before",
        Stage::Measured => "Measured",
        Stage::Learn => "Learn",
        Stage::Rehearse => "Rehearse",
        Stage::Besides => "Besides",
        Stage::Book => "Book",
        Stage::After => "After",
    }
}

/// The stages of which something is known.
pub(super) fn parts(journey: &Journey) -> Vec<Part> {
    let part = |stage| Part {
        label: label(stage),
        lines: journey.on(stage).map(line).collect(),
    };
    let parts = Stage::ALL.into_iter().map(part);
    parts.filter(|part| !part.lines.is_empty()).collect()
}

fn line(note: &Note) -> String {
    match &note.url {
        Some(url) => format!("{}: {url}", note.text),
        None => note.text.clone(),
    }
}

/// Writes an answer to `plan` as JSON with the journey of each of its exams, in `journeys`.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn plan_json_with_journeys(
    catalog: &Catalog,
    request: &Request,
    answer: &Answer,
    journeys: &[Journey],
    out: &mut impl Write,
) -> io::Result<()> {
    let id: Option<&()> = None;
    let plan = PlanFields {
        catalog,
        request,
        credited: &answer.credited,
        outcome: Outcome::Plans(answer),
    };
    let answer = Document {
        id,
        head: catalog.into(),
        as_of: request.as_of,
        fields: WithJourneys { plan, journeys },
    };
    json::write_pretty(&answer, out)
}

struct WithJourneys<'a> {
    plan: PlanFields<'a>,
    journeys: &'a [Journey],
}

impl Fields for WithJourneys<'_> {
    fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        self.plan.write(map)?;
        map.serialize_entry("journeys", &journey_list(self.plan.catalog, self.journeys))
    }
}

#[derive(Serialize)]
struct JourneyFields<'a, N: Serialize> {
    exam: Name<'a>,
    notes: N,
}

#[derive(Serialize)]
struct NoteFields<'a> {
    stage: &'static str,
    text: &'a str,
    url: Option<&'a str>,
}

/// Returns journeys as a list of objects.
pub(super) fn journey_list<'a>(
    catalog: &'a Catalog,
    journeys: &'a [Journey],
) -> impl Serialize + use<'a> {
    Each(journeys.iter().map(move |journey| JourneyFields {
        exam: Name {
            catalog,
            entry: Entry::Exam(journey.exam),
        },
        notes: Each(journey.notes.iter().map(|note| NoteFields {
            stage: note.stage.word(),
            text: &note.text,
            url: note.url.as_deref(),
        })),
    }))
}
