//! The days of a plan and of a catalog that belong in a calendar.

use std::collections::BTreeSet;

use jiff::Span;
use jiff::civil::Date;

use crate::answer::changes::{Change, ChangeKind};
use crate::answer::short_title;
use crate::answer::words::replaced_by;
use crate::catalog::date::{PartialDate, add_months};
use crate::catalog::model::{Catalog, CertIndex, Entry};
use crate::graph::Graph;
use crate::plan::answer::Plan;
use crate::request::{Holding, Request};
use crate::timeline::{Standing, State, Timeline};

/// Something that takes a whole day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// What it is the same event by, whenever it is written: no day is part of it, so that a day that moves moves the
    /// event.
    pub uid: String,
    pub day: Date,
    /// A few words.
    pub summary: String,
    /// Sentences, one a line.
    pub description: Vec<String>,
    /// The page of what it is about.
    pub url: Option<String>,
}

/// Returns the last days of the exams of some plans and the days until which dated holdings have to be renewed.
///
/// They are sorted by day; what is past is left out.
#[must_use]
pub fn of_plans(graph: &Graph<'_>, request: &Request, plans: &[Plan]) -> Vec<Event> {
    let catalog = graph.catalog();
    let steps = || plans.iter().flat_map(|plan| &plan.steps);
    let exams = steps().map(|step| Entry::Exam(step.exam));
    let ends = steps().filter_map(|step| Some(Entry::Certification(step.earn_by?)));
    let ending: BTreeSet<Entry> = exams.chain(ends).collect();
    let ending = ending.into_iter();
    let mut events: Vec<Event> = ending
        .filter_map(|entry| last_day(catalog, entry))
        .collect();
    events.extend(of_holdings(graph, &request.have, request.as_of));
    events.extend(passes(catalog, request));
    events.retain(|event| request.as_of <= event.day);
    events.sort_by(|a, b| (a.day, &a.uid).cmp(&(b.day, &b.uid)));
    events.dedup_by(|a, b| a.uid == b.uid);
    events
}

/// Returns the days until which dated holdings have to be renewed, and from which they can be.
///
/// They are sorted by day; what is past is left out.
#[must_use]
pub fn of_holdings(graph: &Graph<'_>, have: &[Holding], as_of: Date) -> Vec<Event> {
    let held = Timeline::new(graph, have, as_of);
    let mut events = Vec::new();
    for index in held.certifications() {
        let standing = held.standing(index);
        if let Some(standing) = standing.filter(|standing| standing.state == State::Active) {
            events.extend(renewal(graph.catalog(), index, standing));
        }
    }
    events.retain(|event| as_of <= event.day);
    events.sort_by(|a, b| (a.day, &a.uid).cmp(&(b.day, &b.uid)));
    events
}

/// Returns changes as events.
#[must_use]
pub fn of_changes(catalog: &Catalog, changes: &[Change<'_>]) -> Vec<Event> {
    changes
        .iter()
        .map(|change| of_change(catalog, change))
        .collect()
}

fn of_change(catalog: &Catalog, change: &Change<'_>) -> Event {
    let entry = change.entry;
    let name = catalog.name(entry);
    let summary = match change.kind {
        ChangeKind::Beta => format!("{name} begins as a beta"),
        ChangeKind::Began => format!("{name} begins"),
        ChangeKind::NewVersion => format!("A new version of {name} begins"),
        ChangeKind::RuleEnded => format!("Last day of an earlier rule of {name}"),
        ChangeKind::Ended | ChangeKind::Replaced => last_day_to(catalog, entry),
    };
    let required = change.required().map(|text| format!("required: {text}"));
    let version = change.version;
    let version = version.map(|version| format!("version {}", version.title));
    let replaced_by = replaced_by(catalog, change.replaced_by);
    let said = [required, replaced_by, version].into_iter().flatten();
    let kind = match change.kind {
        ChangeKind::Ended | ChangeKind::Replaced => "last-day",
        ChangeKind::Beta | ChangeKind::Began | ChangeKind::NewVersion | ChangeKind::RuleEnded => {
            change.kind.word()
        }
    };
    // Only rules and versions happen more than once to an entry.
    let number = match (change.rule, change.version) {
        (None, None) => String::new(),
        (Some(_), _) | (_, Some(_)) => format!(".{}", change.date),
    };
    Event {
        uid: uid(catalog, kind, entry, &number),
        ..event(catalog, kind, entry, change.day, summary, said)
    }
}

/// Returns an event that happens once to an entry; behind its title the description says more.
fn event(
    catalog: &Catalog,
    kind: &str,
    entry: Entry,
    day: Date,
    summary: String,
    said: impl IntoIterator<Item = String>,
) -> Event {
    let facts = catalog.facts(entry);
    Event {
        uid: uid(catalog, kind, entry, ""),
        day,
        summary,
        description: std::iter::once(facts.title.to_string())
            .chain(said)
            .collect(),
        url: Some(facts.page.to_string()),
    }
}

fn last_day(catalog: &Catalog, entry: Entry) -> Option<Event> {
    let facts = catalog.facts(entry);
    let (day, summary) = (facts.retires?.last_day(), last_day_to(catalog, entry));
    let said = replaced_by(catalog, &facts.replaced_by);
    Some(event(catalog, "last-day", entry, day, summary, said))
}

/// `Last day to take AZ-104`.
fn last_day_to(catalog: &Catalog, entry: Entry) -> String {
    let verb = match entry {
        Entry::Exam(_) => "take",
        Entry::Certification(_) => "earn",
    };
    format!("Last day to {verb} {}", catalog.name(entry))
}

/// Returns the last day of a certification earned or renewed on `on`, and before it the first day on which it can be
/// renewed, where both are known.
fn renewal(catalog: &Catalog, index: CertIndex, standing: &Standing) -> Vec<Event> {
    let certification = catalog.certification(index);
    let Some(last_day) = standing.until.day() else {
        return Vec::new();
    };
    let entry = Entry::Certification(index);
    let name = catalog.name(entry);
    let months = certification.renewal_window_months;
    let window = Span::new().months(i32::try_from(months).unwrap_or(i32::MAX).min(19_998 * 12));
    let opens = last_day.saturating_sub(window);
    let retired = certification.facts.is_retired_on(opens);
    let way = certification.renewal.text().filter(|_| !retired);
    let event = |kind, day, summary, said: Option<String>| {
        let mut event = event(catalog, kind, entry, day, summary, said);
        short_title(catalog, entry).clone_into(&mut event.description[0]);
        event
    };
    let lapses = || {
        let summary = format!("{name} lapses after this day");
        event("lapses", last_day, summary, None)
    };
    let Some(way) = way else {
        return vec![lapses()];
    };
    let retirement = certification.facts.retires.map(PartialDate::last_day);
    let ended = retirement.filter(|day| *day < last_day);
    let last_renewal = ended.unwrap_or(last_day);
    let since = standing.since;
    let since = since.map(|on| format!("earned or last renewed on {on}; "));
    let said = format!("{}renewed by {way}", since.unwrap_or_default());
    let summary = format!("Last day to renew {name}");
    let mut events = vec![event("renewal", last_renewal, summary, Some(said.clone()))];
    events.extend(ended.map(|_| lapses()));
    if months > 0 && standing.since.is_none_or(|on| on < opens) {
        let summary = format!("{name} can be renewed from this day on");
        let said = format!("{said}; last day {last_renewal}");
        events.push(event("renewal-opens", opens, summary, Some(said)));
    }
    events
}

/// Returns until when dated passes count that do so for a time only.
fn passes(catalog: &Catalog, request: &Request) -> impl Iterator<Item = Event> {
    request.have.iter().filter_map(move |holding| {
        let Entry::Exam(index) = holding.entry else {
            return None;
        };
        let exam = catalog.exam(index);
        let day = add_months(holding.on?.first_day(), exam.pass_valid_months?);
        let summary = format!("Last day on which the pass of {} counts", exam.code);
        Some(event(catalog, "pass", holding.entry, day, summary, None))
    })
}

fn uid(catalog: &Catalog, kind: &str, entry: Entry, number: &str) -> String {
    // Ids are lower case.
    let (what, name) = (entry.kind(), catalog.bare_name(entry).to_lowercase());
    let provider = &catalog.provider(catalog.facts(entry).provider).id;
    format!("{kind}.{provider}.{what}.{name}{number}@certpath")
}
