//! All that is known of an exam or a certification, in every format.

mod parts;
#[cfg(test)]
#[allow(clippy::needless_raw_string_hashes, reason = "snapbox writes them")]
mod tests;

use std::io::{self, Write};

use serde_json::Value as Json;

use crate::answer::requirement_tree::{RequirementLine, RequirementPart, requirement_tree};
use crate::answer::short_title;
use crate::answer::show::Shown;
use crate::answer::table::{Cell, Column, Row, Table};
use crate::catalog::model::{Catalog, EarnedBy, Entry};
use crate::catalog::status::Status;
use crate::output::journey::{journey_heading, markdown_journeys, parts as journey_parts};
use crate::output::json::show::EntryJson;
use crate::output::no_plan::on_day;
use crate::output::rows;
use crate::output::show::parts::{about, parts};
use crate::output::text::{
    JOIN, Paint, clean, painted, push_painted, width, write_line, write_wrapped,
};
use crate::output::tree::{self, Branch};
use crate::output::{Format, Style, write};

pub(super) use crate::output::show::parts::Part;

/// Writes entries in a format for people, or as rows.
///
/// Rows between tabs or commas are the entry's name, the name of a field and its value, a row for each item of a list.
pub(super) fn show(
    catalog: &Catalog,
    entries: &[Shown<'_>],
    format: Format,
    style: Style,
    out: &mut impl Write,
) -> io::Result<()> {
    let pages = entries.iter().enumerate();
    match format {
        Format::Table => pages.into_iter().try_for_each(|(number, shown)| {
            out.write_all(if number > 0 { b"\n" } else { b"" })?;
            page(catalog, shown, style, out)
        }),
        Format::Markdown => pages.into_iter().try_for_each(|(number, shown)| {
            out.write_all(if number > 0 { b"\n" } else { b"" })?;
            markdown(catalog, shown, out)
        }),
        Format::Ids => {
            let rows = entries.iter().flat_map(|shown| shown.row().rows);
            let columns = entries.first().map(|shown| shown.row().columns);
            let table = Table {
                columns: columns.unwrap_or_default(),
                rows: rows.collect(),
                ..Table::default()
            };
            write(&table, format, style, out)
        }
        format => write(&fields(catalog, entries)?, format, style, out),
    }
}

/// Returns a row for each field: name, field and value. Trees and journeys are left out, other fields say the same.
fn fields(catalog: &Catalog, entries: &[Shown<'_>]) -> io::Result<Table<'static>> {
    let keys = [("name", "Name"), ("field", "Field"), ("value", "Value")];
    let mut table = Table {
        columns: keys.map(|(key, heading)| Column::new(key, heading)).into(),
        ..Table::default()
    };
    for shown in entries {
        let entry = EntryJson::new(catalog, shown);
        let mut todo = vec![(String::new(), serde_json::to_value(&entry)?)];
        while let Some((path, value)) = todo.pop() {
            let text = match value {
                Json::Object(members) => {
                    let said = |key: &String| !key.ends_with("_tree") && key != "journeys";
                    let members = members.into_iter().rev().filter(|(key, _)| said(key));
                    todo.extend(members.map(|(key, value)| match path.as_str() {
                        "" => (key, value),
                        path => (format!("{path}.{key}"), value),
                    }));
                    continue;
                }
                Json::Array(items) => {
                    todo.extend(items.into_iter().rev().map(|item| (path.clone(), item)));
                    continue;
                }
                Json::Null => String::new(),
                Json::String(text) => text,
                Json::Bool(_) | Json::Number(_) => value.to_string(),
            };
            let cells = vec![entry.name().clone().into(), path.into(), text.into()];
            table.rows.push(Row::new(cells));
        }
    }
    Ok(table)
}

/// Labels take so many columns.
const LABELS: usize = 17;
/// A requirement of more lines is not shown to its end.
const LONGEST_TREE: usize = 60;

fn page(
    catalog: &Catalog,
    shown: &Shown<'_>,
    style: Style,
    out: &mut impl Write,
) -> io::Result<()> {
    let facts = catalog.facts(shown.entry);
    let title = short_title(catalog, shown.entry);
    let title = format!(
        "{}  {}",
        painted(Paint::Bold, &catalog.name(shown.entry)),
        clean(title)
    );
    write_wrapped("", "  ", &title, style, out)?;
    write_wrapped("", "  ", &state(catalog, shown), style, out)?;
    write_line("", style, out)?;
    write_parts(&about(facts, shown), style, out)?;
    let branches = tree_of(catalog, shown);
    if branches.len() > 1 {
        write_line(&painted(Paint::Bold, "Requires"), style, out)?;
        tree::write(&branches, style, out)?;
        write_line("", style, out)?;
    }
    for journey in &shown.journeys {
        write_line(&journey_heading(catalog, journey), style, out)?;
        write_parts(&journey_parts(journey), style, out)?;
        write_line("", style, out)?;
    }
    write_parts(&parts(catalog, shown), style, out)
}

pub(super) fn write_parts(parts: &[Part], style: Style, out: &mut impl Write) -> io::Result<()> {
    let below = " ".repeat(LABELS);
    for part in parts {
        for (number, line) in part.lines.iter().enumerate() {
            let mut first = String::new();
            if number == 0 {
                push_painted(&mut first, Paint::Bold, part.label);
            }
            first.push_str(&" ".repeat(LABELS.saturating_sub(width(&first))));
            let rest = format!("{below}  ");
            write_wrapped(&first, &rest, &clean(line), style, out)?;
        }
    }
    Ok(())
}

/// Provider, level and state: `Microsoft, expert, can be earned`.
fn state(catalog: &Catalog, shown: &Shown<'_>) -> String {
    let facts = catalog.facts(shown.entry);
    let provider = &catalog.provider(facts.provider).name;
    let level = &catalog.level(shown.entry).name;
    let verb = shown.entry.done();
    let first = catalog.first_day(shown.entry);
    let has_no_exam = matches!(shown.entry, Entry::Certification(index)
        if catalog.certification(index).earned_by == EarnedBy::NoExam);
    let state = match (
        shown.status(),
        catalog.last_day(shown.entry, shown.as_of),
        first,
    ) {
        (Status::Retired, Some(day), _) => format!("retired {}", on_day(day)),
        (Status::Retiring, Some(day), _) => format!("can be {verb} until {day}"),
        (Status::Announced, _, Some(day)) => format!("can be {verb} from {day}"),
        (Status::Announced, _, None) => "announced".to_owned(),
        (Status::Beta, _, _) => format!("can be {verb} as a beta"),
        (Status::External, _, _) => "can be held, no exam leads to it".to_owned(),
        (Status::Available, _, _) if has_no_exam => "can be held, no exam leads to it".to_owned(),
        (_, _, _) => format!("can be {verb}"),
    };
    let state = match shown.status() {
        Status::Retired => painted(Paint::Red, &state),
        Status::Retiring => painted(Paint::Magenta, &state),
        _ => state,
    };
    let held = match shown.line.mark().filter(|mark| mark.held) {
        None => String::new(),
        Some(mark) => {
            let until = mark.until.map(|until| format!(" until {until}"));
            let held = format!("you hold it{}", until.unwrap_or_default());
            format!(", {}", painted(Paint::Green, &held))
        }
    };
    format!("{}, {}, {state}{held}", clean(provider), clean(level))
}

/// The requirement, the entry itself at its root.
fn tree_of(catalog: &Catalog, shown: &Shown<'_>) -> Vec<Branch> {
    let lines = requirement_tree(catalog, shown.entry, shown.as_of, LONGEST_TREE);
    let branch = |line: &RequirementLine| Branch {
        depth: line.depth,
        text: requirement_text(catalog, shown, line.what),
    };
    lines.iter().map(branch).collect()
}

fn requirement_text(catalog: &Catalog, shown: &Shown<'_>, part: RequirementPart) -> String {
    let name = |entry| {
        let mut text = String::new();
        push_painted(&mut text, Paint::Bold, &catalog.name(entry));
        text.push_str("  ");
        text.push_str(&clean(short_title(catalog, entry)));
        text
    };
    match part {
        RequirementPart::Entry(entry) => {
            let mut text = name(entry);
            let last_day = catalog.last_day(entry, shown.as_of);
            if let (Some(day), true) = (last_day, entry != shown.entry) {
                let status = catalog.status(entry, shown.as_of);
                let is_over = status == Status::Retired;
                let word = if is_over { "retired" } else { "last\u{A0}day" };
                let paint = if is_over { Paint::Red } else { Paint::Magenta };
                text.push_str("  ");
                push_painted(&mut text, paint, &format!("({word}{JOIN}{day})"));
            }
            text
        }
        RequirementPart::Ever(index) => {
            format!(
                "{}  (held{JOIN}at{JOIN}any{JOIN}time)",
                name(Entry::Certification(index))
            )
        }
        RequirementPart::All => "all of".to_owned(),
        RequirementPart::Some { needed: 1, .. } => "one of".to_owned(),
        RequirementPart::Some { needed, members } => format!("{needed} of these {members}"),
        RequirementPart::OfSet {
            needed,
            members,
            set,
        } => {
            let name = catalog.set_name(set);
            if needed == members {
                format!("all {members} {}", clean(&name))
            } else {
                format!("any {needed} of {members} {}", clean(&name))
            }
        }
        RequirementPart::Again(entry) => format!("{}  (see above)", name(entry)),
        RequirementPart::Unverified => "a rule that could not be read from a source".to_owned(),
        RequirementPart::More => "...".to_owned(),
    }
}

fn markdown(catalog: &Catalog, shown: &Shown<'_>, out: &mut impl Write) -> io::Result<()> {
    let facts = catalog.facts(shown.entry);
    let title = rows::escaped(short_title(catalog, shown.entry));
    writeln!(
        out,
        "# {} {title}\n",
        rows::link(&catalog.name(shown.entry), &facts.page)
    )?;
    let row = shown.row();
    for (column, cell) in row.columns.iter().zip(&row.rows[0].cells) {
        let said = matches!(&*column.key, "title" | "url") || column.names;
        let value = Cell {
            label: None,
            ..cell.clone()
        };
        if !said && !value.for_programs().is_empty() {
            let value = rows::escaped(&value.for_people(", "));
            writeln!(out, "- {}: {value}", column.key.replace('_', " "))?;
        }
    }
    let printed = ["Price", "Roles", "Page", "Replaced by"];
    let unshown = |part: &&Part| !part.label.is_empty() && !printed.contains(&part.label);
    let about = about(facts, shown);
    let parts = parts(catalog, shown);
    for part in about.iter().chain(&parts).filter(unshown) {
        let lines = part.lines.iter().map(|line| rows::escaped_or_linked(line));
        rows::markdown_item(&part.label.to_lowercase(), lines, out)?;
    }
    markdown_journeys(catalog, &shown.journeys, out)
}
