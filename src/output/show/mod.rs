//! All that is known of an exam or a certification, in every format.

#[cfg(test)]
#[allow(clippy::needless_raw_string_hashes, reason = "snapbox writes them")]
mod tests;

use std::fmt::Write as _;
use std::io::{self, Write};

use jiff::civil::Date;
use serde_json::Value as Json;

use crate::answer::show::{EventKind, Preparation, RequirementPart, Shown, requirement_tree};
use crate::answer::table::{Cell, Column, Row, Table};
use crate::answer::words::counted;
use crate::answer::{confidence_word, renewal_text, short_title};
use crate::catalog::model::{
    Catalog, Certification, Confidence, Course, EarnedBy, Entry, Exam, Facts, Requirement, Rule,
    Text, Validity, Version,
};
use crate::catalog::renewal::Lasts;
use crate::catalog::status::Status;
use crate::output::journey::{journey_heading, markdown_journeys, parts as journey_parts};
use crate::output::json::show::{EntryJson, ShowJson};
use crate::output::json::write_answer;
use crate::output::no_plan::on_day;
use crate::output::rows;
use crate::output::text::{
    JOIN, Paint, clean, painted, push_painted, width, write_line, write_wrapped,
};
use crate::output::tree::{self, Branch};
use crate::output::{Format, RowFormat, Style, write};

/// Writes entries in any format.
///
/// A JSON answer about one entry has its fields at the top, too. Rows between tabs or commas are the entry's name, the
/// name of a field and its value, a row for each item of a list.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn show(
    catalog: &Catalog,
    as_of: Date,
    entries: &[Shown<'_>],
    format: Format,
    style: Style,
    out: &mut impl Write,
) -> io::Result<()> {
    let Some(format) = format.rows() else {
        return write_answer(catalog, as_of, ShowJson::new(catalog, entries), out);
    };
    let pages = entries.iter().enumerate();
    match format {
        RowFormat::Table => pages.into_iter().try_for_each(|(number, shown)| {
            out.write_all(if number > 0 { b"\n" } else { b"" })?;
            page(catalog, shown, style, out)
        }),
        RowFormat::Markdown => pages.into_iter().try_for_each(|(number, shown)| {
            out.write_all(if number > 0 { b"\n" } else { b"" })?;
            markdown(catalog, shown, out)
        }),
        RowFormat::Tsv | RowFormat::Csv | RowFormat::CsvSafe => {
            write(&fields(catalog, entries)?, format, style, out)
        }
        RowFormat::Ids => {
            let rows = entries.iter().flat_map(|shown| shown.row().rows);
            let columns = entries.first().map(|shown| shown.row().columns);
            let table = Table {
                columns: columns.unwrap_or_default(),
                rows: rows.collect(),
                ..Table::default()
            };
            write(&table, format, style, out)
        }
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

/// Lines under one label, neither clean nor painted.
pub(super) struct Part {
    pub(super) label: &'static str,
    pub(super) lines: Vec<String>,
}

fn part(label: &'static str, lines: impl IntoIterator<Item = String>) -> Part {
    Part {
        label,
        lines: lines.into_iter().collect(),
    }
}

fn texts(texts: &[Text]) -> impl Iterator<Item = String> {
    texts.iter().map(|text| text.clone().into_owned())
}

fn text(text: Option<&Text>) -> Option<String> {
    text.map(|text| text.clone().into_owned())
}

/// Labels take so many columns.
const LABELS: usize = 17;
/// A requirement of more lines is not shown to its end.
const LONGEST_TREE: usize = 60;
/// How to report that an entry is wrong.
const WRONG: &str = "fix the entry there, or report it with a source: see CONTRIBUTING.md";

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
    let verb = match shown.entry {
        Entry::Exam(_) => "taken",
        Entry::Certification(_) => "earned",
    };
    let first = match shown.entry {
        Entry::Exam(index) => catalog.exam(index).beta.or(facts.available),
        Entry::Certification(_) => facts.available,
    };
    let has_no_exam = matches!(shown.entry, Entry::Certification(index)
        if catalog.certification(index).earned_by == EarnedBy::NoExam);
    let state = match (shown.status(), facts.retires, first) {
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
    let branch = |line: &crate::answer::show::RequirementLine| Branch {
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
            if let (Some(day), true) = (catalog.facts(entry).retires, entry != shown.entry) {
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

/// What it is about; the journey to an exam shows its skills and audience.
fn about(facts: &Facts, shown: &Shown<'_>) -> Vec<Part> {
    let mut parts = vec![part("About", text(facts.focus.as_ref()))];
    if matches!(shown.entry, Entry::Certification(_)) {
        parts.push(part("Skills", texts(&facts.skills)));
        parts.push(part("Audience", texts(&facts.audience)));
    }
    parts.retain(|part| !part.lines.is_empty());
    if !parts.is_empty() {
        parts.push(part("", [String::new()]));
    }
    parts
}

/// Everything that is said of an entry beside what it is about and its requirement, in order.
fn parts(catalog: &Catalog, shown: &Shown<'_>) -> Vec<Part> {
    let facts = catalog.facts(shown.entry);
    let mut parts = match shown.entry {
        // Of one that can be taken the journey shows it.
        Entry::Exam(_) if shown.status() != Status::Retired => Vec::new(),
        Entry::Exam(index) => exam_parts(catalog.exam(index)),
        Entry::Certification(index) => {
            certification_parts(catalog, catalog.certification(index), shown.as_of)
        }
    };
    parts.push(titled(catalog, "Unlocks", &shown.required_by));
    if shown.journeys.is_empty() {
        parts.extend(preparation_parts(catalog, shown));
    }
    parts.push(part("Lifecycle", [lifecycle(shown)]));
    if let Entry::Exam(index) = shown.entry {
        let versions = catalog.exam(index).versions.iter();
        parts.push(part("Versions", versions.map(version_text)));
    }
    let successors = match shown.entry {
        Entry::Exam(index) => &catalog.exam(index).replaced_by,
        Entry::Certification(index) => &catalog.certification(index).replaced_by,
    };
    parts.push(titled(catalog, "Replaced by", successors));
    parts.push(titled(catalog, "Replaces", &shown.replaces));
    let earlier = shown.earlier_rules.iter();
    let later = shown.later_rules.iter();
    let line = |rule: &&Rule| rule_text(catalog, rule);
    parts.push(part("Earlier rules", earlier.map(line)));
    parts.push(part("Later rules", later.map(line)));
    parts.push(part("Also called", texts(&facts.aliases)));
    parts.extend(origin(catalog, facts));
    parts.retain(|part| part.lines.iter().any(|line| !line.is_empty()));
    parts
}

fn exam_parts(exam: &Exam) -> Vec<Part> {
    let months = |months: u32| counted(months.into(), "month");
    vec![
        part("Price", exam.price.map(|price| format!("{price} USD"))),
        part(
            "Length",
            exam.minutes
                .map(|minutes| counted(minutes.into(), "minute")),
        ),
        part("To pass", text(exam.passing_score.as_ref())),
        part("A pass counts", exam.pass_valid_months.map(months)),
    ]
}

/// Returns how a certification is kept, a line for each way with what it takes.
fn kept_by(catalog: &Catalog, certification: &Certification, as_of: Date) -> Vec<String> {
    let ways = certification.renewal_ways.iter();
    let lines: Vec<String> = ways
        .map(|way| {
            let sentence = catalog.renewal_sentence(certification, way, as_of);
            match &way.notes {
                Some(notes) => format!("{sentence} ({notes})"),
                None => sentence,
            }
        })
        .collect();
    if lines.is_empty() {
        let text = renewal_text(certification.renewal);
        return text.map(str::to_owned).into_iter().collect();
    }
    lines
}

fn certification_parts(catalog: &Catalog, certification: &Certification, as_of: Date) -> Vec<Part> {
    let lives_with_parts = matches!(
        certification.lasts,
        Some(Lasts::WithParts | Lasts::WithPartsToYearEnd)
    );
    let own = certification.validity;
    // Of what its parts end, that it has no end of its own would say the opposite.
    let own = Some(own).filter(|own| !lives_with_parts || matches!(own, Validity::Months(_)));
    let mut valid: Vec<String> = own.map(months).into_iter().collect();
    for earlier in certification.earlier_validity.iter() {
        let until = earlier.until.last_day();
        valid.push(format!(
            "{} where earned by {until}",
            months(earlier.validity)
        ));
    }
    vec![
        part("Roles", texts(&certification.roles)),
        recommends(catalog, certification.recommends.as_ref()),
        part("Also needs", texts(&certification.also_needs)),
        part("Valid", valid),
        part(
            "Lasts",
            certification.lasts.map(|lasts| lasts.text().to_owned()),
        ),
        part("Renewed by", kept_by(catalog, certification, as_of)),
    ]
}

/// A name with its title, or a requirement of several as text.
fn recommends(catalog: &Catalog, requirement: Option<&Requirement>) -> Part {
    let label = "Recommends";
    match requirement {
        None => part(label, None),
        Some(Requirement::Exam(index)) => titled(catalog, label, &[Entry::Exam(*index)]),
        Some(Requirement::Certification(index)) => {
            titled(catalog, label, &[Entry::Certification(*index)])
        }
        Some(requirement) => part(label, [catalog.requirement_text(requirement)]),
    }
}

fn months(validity: Validity) -> String {
    match validity {
        Validity::Months(months) => counted(months.into(), "month"),
        Validity::Never => "for life".to_owned(),
        Validity::Unknown => "not known".to_owned(),
    }
}

/// Entries a line each, with their titles and the last days of those that have one.
fn titled(catalog: &Catalog, label: &'static str, entries: &[Entry]) -> Part {
    let line = |&entry: &Entry| {
        let mut line = catalog.name(entry).into_owned();
        let _ = write!(line, "  {}", short_title(catalog, entry));
        if let Some(day) = catalog.facts(entry).retires {
            let _ = write!(line, "  (last{JOIN}day{JOIN}{day})");
        }
        line
    };
    part(label, entries.iter().map(line))
}

fn preparation_parts(catalog: &Catalog, shown: &Shown<'_>) -> Vec<Part> {
    let mut learning: Vec<String> = Vec::new();
    let (mut courses, mut guides, mut practice) = (Vec::new(), Vec::new(), Vec::new());
    let several = shown.preparation.len() > 1;
    let mut own = Vec::new();
    if let Entry::Certification(_) = shown.entry {
        own.extend(catalog.facts(shown.entry).learning.iter());
    }
    for preparation in &shown.preparation {
        let of = if several {
            format!("{}: ", catalog.name(Entry::Exam(preparation.exam)))
        } else {
            String::new()
        };
        courses.extend(course_texts(preparation).map(|text| format!("{of}{text}")));
        let guide = preparation.study_guide.iter();
        guides.extend(guide.map(|address| format!("{of}{address}")));
        let own_practice = preparation.practice.iter();
        practice.extend(own_practice.map(|address| format!("{of}{address}")));
        own.extend(preparation.learning);
    }
    learning.extend(
        own.iter()
            .map(|place| format!("{} {}", place.title, place.url)),
    );
    learning.sort();
    learning.dedup();
    vec![
        part("Study guide", guides),
        part("Courses", courses),
        part("Learning", learning),
        part("Practice", practice),
    ]
}

fn course_texts<'a>(preparation: &'a Preparation<'_>) -> impl Iterator<Item = String> + 'a {
    let days = |course: &Course| course.days.map(|days| counted(days.into(), "day"));
    preparation
        .courses
        .iter()
        .filter_map(move |course| match (&course.code, days(course)) {
            (Some(code), Some(days)) => Some(format!("{code}, {days}")),
            (Some(code), None) => Some(code.clone().into_owned()),
            (None, days) => days,
        })
}

/// Its days, in order.
fn lifecycle(shown: &Shown<'_>) -> String {
    let events = shown.history.iter().filter_map(|event| match event.what {
        EventKind::Beta => Some(format!("beta from {}", event.on)),
        EventKind::Available => Some(format!("available from {}", event.on)),
        EventKind::Retires => Some(format!("last day {}", event.on)),
        // Rules are distinguished.
        EventKind::RuleBegins | EventKind::RuleEnds => None,
    });
    events.collect::<Vec<_>>().join(", ")
}

fn version_text(version: &Version) -> String {
    let from = version.from.map(|day| format!(" from {day}"));
    let until = version.until.map(|day| format!(" until {day}"));
    let (from, until) = (from.unwrap_or_default(), until.unwrap_or_default());
    format!("{}{from}{until}", version.title)
}

fn rule_text(catalog: &Catalog, rule: &Rule) -> String {
    let span = [("from", rule.from), ("until", rule.until)];
    let span = span
        .iter()
        .filter_map(|(word, day)| Some(format!("{word} {}", (*day)?)));
    let mut line = span.collect::<Vec<_>>().join(" ");
    if !line.is_empty() {
        line.push_str(": ");
    }
    let requires = rule.requires.as_ref();
    let requires = requires.map(|requirement| catalog.requirement_text(requirement));
    line.push_str(requires.as_deref().unwrap_or("not known"));
    if let Some(notes) = &rule.notes {
        let _ = write!(line, " ({notes})");
    }
    line
}

/// Where the facts are from and how sure they are.
fn origin(catalog: &Catalog, facts: &Facts) -> Vec<Part> {
    let sure = |confidence: Confidence| confidence_word(confidence);
    let mut checked = format!("{}, confidence {}", facts.checked, sure(facts.confidence));
    if let Some(dates) = facts.dates_confidence {
        let _ = write!(checked, ", of the dates {}", sure(dates));
    }
    let file = catalog.files.get(facts.place.file as usize);
    let place = file.map(|file| format!("{file}:{}", facts.place.line));
    let wrong = place.as_ref().map(|_| WRONG.to_owned());
    vec![
        part("Notes", text(facts.notes.as_ref())),
        part("Page", [facts.page.clone().into_owned()]),
        part("Checked", [checked]),
        part("Sources", texts(&facts.sources)),
        part("Entry", place),
        part("Report an error", wrong),
    ]
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
