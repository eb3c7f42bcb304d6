//! A plan as a list of tasks in GitHub's Markdown, to paste into an issue or a wiki.

use std::io::{self, Write};

use crate::answer::journey::{Journey, Note, Stage};
use crate::answer::plan::{already_held, earn_until, or};
use crate::answer::words::{capitalized, totals};
use crate::catalog::model::{Catalog, Entry};
use crate::output::journey::markdown_note;
use crate::output::rows::escaped;
use crate::plan::answer::{Answer, Plan, Step};
use crate::request::Request;

/// Writes the best plan: a task for each exam, with the links of its journey below.
///
/// `journeys` are those of the plan's exams, in order; of a long plan those of the first.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn checklist(
    catalog: &Catalog,
    request: &Request,
    answer: &Answer,
    journeys: &[Journey],
    out: &mut impl Write,
) -> io::Result<()> {
    if let Some(sentence) = already_held(catalog, request, answer) {
        return writeln!(out, "{}", escaped(&sentence));
    }
    let Some(plan) = answer.plans.first() else {
        return Ok(());
    };
    for (place, step) in plan.steps.iter().enumerate() {
        writeln!(out, "- [ ] {}", task(catalog, step))?;
        let notes = journeys
            .get(place)
            .into_iter()
            .flat_map(|journey| &journey.notes);
        for note in notes.filter(|note| is_shown(note)) {
            writeln!(out, "  - {}", item(note))?;
        }
    }
    also_needed(catalog, plan, out)?;
    writeln!(out, "\nTotal: {}", totals(&plan.totals))
}

fn task(catalog: &Catalog, step: &Step) -> String {
    let entry = Entry::Exam(step.exam);
    let mut task = format!("{} {}", catalog.name(entry), catalog.facts(entry).title);
    let or = or(catalog, step);
    if !or.is_empty() {
        task = format!("{task}, or {}", or.join(", "));
    }
    if step.recommended {
        task.push_str(" (recommended, not required)");
    }
    if let Some((last, until)) = earn_until(catalog, step) {
        task = format!("{task}, by {last}: {until} then");
    }
    escaped(&task)
}

/// What is read before one decides is left out: a task is for those who have.
fn is_shown(note: &Note) -> bool {
    match note.stage {
        // What no exam gives is a task of its own.
        Stage::Audience | Stage::Besides => false,
        Stage::Measured => note.url.is_some(),
        Stage::Before | Stage::Learn | Stage::Practice | Stage::Book | Stage::After => true,
    }
}

fn item(note: &Note) -> String {
    // A place to learn has a title of its own.
    let is_title = note.stage == Stage::Learn && note.url.is_some();
    if note.stage == Stage::Before {
        return markdown_note(note, &format!("Before: {}", note.text));
    }
    let text = if is_title {
        note.text.clone()
    } else {
        capitalized(&note.text)
    };
    markdown_note(note, &text)
}

fn also_needed(catalog: &Catalog, plan: &Plan, out: &mut impl Write) -> io::Result<()> {
    for &index in &plan.also_needs {
        let name = catalog.name(Entry::Certification(index));
        for text in catalog.certification(index).also_needs.iter() {
            writeln!(
                out,
                "- [ ] {}",
                escaped(&format!("{name} also needs: {text}"))
            )?;
        }
    }
    Ok(())
}
