//! Journeys to exams and past them, for people and for programs.

use std::io::{self, Write};

use crate::answer::journey::{Journey, Note, Stage};
use crate::catalog::model::{Catalog, Entry};
use crate::output::rows;
use crate::output::show::{Part, write_parts};
use crate::output::text::{Paint, painted, write_line};
use crate::output::{Format, Style};

/// Writes journeys behind a plan: for people and in Markdown each under a heading of its own.
///
/// Other formats have no place for them. JSON has: [`PlanDocument::with_journeys`](super::json::PlanDocument::with_journeys).
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
        _ => return Ok(()),
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
                rows::markdown_item(&stage.label().to_lowercase(), notes, out)?;
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

/// The stages of which something is known.
pub(super) fn parts(journey: &Journey) -> Vec<Part> {
    let part = |stage: Stage| Part {
        label: stage.label(),
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
