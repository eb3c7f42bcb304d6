//! What is said of an entry line by line, each under its label.

use std::fmt::Write as _;

use jiff::civil::Date;

use crate::answer::short_title;
use crate::answer::show::{EventKind, Preparation, Shown};
use crate::answer::words::counted;
use crate::catalog::model::{
    Catalog, Certification, Confidence, Course, Entry, Exam, Facts, Requirement, Rule, Text,
    Validity, Version,
};
use crate::catalog::status::Status;
use crate::output::text::JOIN;

/// Lines under one label, neither clean nor painted.
pub(in crate::output) struct Part {
    pub(in crate::output) label: &'static str,
    pub(in crate::output) lines: Vec<String>,
}

fn part(label: &'static str, lines: impl IntoIterator<Item = String>) -> Part {
    Part {
        label,
        lines: lines.into_iter().collect(),
    }
}

fn texts(texts: &[Text]) -> impl Iterator<Item = String> {
    texts.iter().map(ToString::to_string)
}

fn text(text: Option<&Text>) -> Option<String> {
    text.map(ToString::to_string)
}

/// How to report that an entry is wrong.
const WRONG: &str = "fix the entry there, or report it with a source: see CONTRIBUTING.md";

/// What it is about; the journey to an exam shows its skills and audience.
pub(super) fn about(facts: &Facts, shown: &Shown<'_>) -> Vec<Part> {
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
pub(super) fn parts(catalog: &Catalog, shown: &Shown<'_>) -> Vec<Part> {
    let facts = catalog.facts(shown.entry);
    let mut parts = match shown.entry {
        // Of one that can be taken the journey shows it.
        Entry::Exam(_) if shown.status() != Status::Retired => Vec::new(),
        Entry::Exam(index) => exam_parts(catalog.exam(index)),
        Entry::Certification(index) => {
            certification_parts(catalog, catalog.certification(index), shown.as_of)
        }
    };
    parts.push(titled(catalog, shown.as_of, "Unlocks", &shown.required_by));
    if shown.journeys.is_empty() {
        parts.extend(preparation_parts(catalog, shown));
    }
    parts.push(part("Lifecycle", [lifecycle(shown)]));
    if let Entry::Exam(index) = shown.entry {
        let versions = catalog.exam(index).versions.iter();
        parts.push(part("Versions", versions.map(version_text)));
    }
    parts.push(titled(
        catalog,
        shown.as_of,
        "Replaced by",
        &facts.replaced_by,
    ));
    parts.push(titled(catalog, shown.as_of, "Replaces", &shown.replaces));
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
        let text = certification.renewal.text();
        return text.map(str::to_owned).into_iter().collect();
    }
    lines
}

fn certification_parts(catalog: &Catalog, certification: &Certification, as_of: Date) -> Vec<Part> {
    let lives_with_parts = certification.lasts_with_parts();
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
        recommends(catalog, as_of, certification.recommends.as_ref()),
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
fn recommends(catalog: &Catalog, as_of: Date, requirement: Option<&Requirement>) -> Part {
    let label = "Recommends";
    match requirement {
        None => part(label, None),
        Some(Requirement::Exam(index)) => titled(catalog, as_of, label, &[Entry::Exam(*index)]),
        Some(Requirement::Certification(index)) => {
            titled(catalog, as_of, label, &[Entry::Certification(*index)])
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
fn titled(catalog: &Catalog, as_of: Date, label: &'static str, entries: &[Entry]) -> Part {
    let line = |&entry: &Entry| {
        let mut line = catalog.name(entry).to_string();
        let _ = write!(line, "  {}", short_title(catalog, entry));
        if let Some(day) = catalog.last_day(entry, as_of) {
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
            (Some(code), None) => Some(code.to_string()),
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
    let sure = |confidence: Confidence| confidence.word();
    let mut checked = format!("{}, confidence {}", facts.checked, sure(facts.confidence));
    if let Some(dates) = facts.dates_confidence {
        let _ = write!(checked, ", of the dates {}", sure(dates));
    }
    let file = catalog.files.get(facts.place.file as usize);
    let place = file.map(|file| format!("{file}:{}", facts.place.line));
    let wrong = place.as_ref().map(|_| WRONG.to_owned());
    vec![
        part("Notes", text(facts.notes.as_ref())),
        part("Page", [facts.page.to_string()]),
        part("Checked", [checked]),
        part("Sources", texts(&facts.sources)),
        part("Entry", place),
        part("Report an error", wrong),
    ]
}
