//! What a page can ask.

use std::sync::LazyLock;
use std::time::Duration;

use certpath::batch::{Batch, Defaults, LineError, Question};
use certpath::output::{
    self, Format, Report, Style,
    json::{self, PlanDocument},
};
use certpath::picture::{Way, way, way_svg};
use certpath::resolve::{HoldingError, Resolver, lists};
use certpath::{
    Answer, Catalog, Graph, ListKind, NoPlan, Planner, Selection, calendar, embedded,
    journeys_of_best, list, show, suggest, whole_day,
};
use jiff::civil::Date;
use serde::Serialize;

use crate::entry::{EntryJson, Problem};
use crate::poster::poster;
use crate::search::search;

/// A text, or what is wrong with the question.
type Text = Result<Vec<u8>, Vec<u8>>;

static GRAPH: LazyLock<Graph<'static>> = LazyLock::new(|| Graph::new(embedded::catalog()));

static BATCH: LazyLock<Batch<'static, 'static>> = LazyLock::new(|| {
    // Every line of a page says its day.
    Batch::new(&GRAPH, Defaults::new(Date::ZERO), timer)
});

static NAMES: LazyLock<Resolver<'static>> = LazyLock::new(|| Resolver::new(embedded::catalog()));

/// Answers a question: the word on its first line says what kind of question the rest is.
///
/// `plan` takes a line of a batch and gives the same line as `certpath plan --batch`; `json`, `picture`, `checklist` and
/// `calendar` take the same and give what `certpath plan` writes in that format, `blocked` why there is no plan.
/// `search`, `name`, `held`, `list`, `show`, `providers`, `roles` and `poster` take a day on a line of its own, and then the
/// text, name, holding, list, or what is to be on the poster.
pub(crate) fn answer(question: &[u8]) -> Text {
    let question = str::from_utf8(question).map_err(|error| problem(&error))?;
    let (word, rest) = question.split_once('\n').unwrap_or((question, ""));
    match word {
        "plan" => {
            let mut line = Vec::new();
            BATCH.answer(1, Ok(rest), &mut Planner::new(&GRAPH), &mut line);
            Ok(line)
        }
        "json" | "picture" | "checklist" | "calendar" | "blocked" => planned(word, rest),
        _ => {
            let (day, rest) = rest.split_once('\n').unwrap_or((rest, ""));
            let day = whole_day(day)
                .map_err(|error| as_json(&Problem::new(&error, Some(error.hint()))))?;
            about_the_catalog(word, day, rest)
        }
    }
}

fn about_the_catalog(word: &str, day: Date, text: &str) -> Text {
    let catalog = embedded::catalog();
    match word {
        "search" => Ok(as_json(&search(catalog, &NAMES, text, day))),
        "name" => name(text, day),
        "held" => held(text, day),
        "list" => pasted(catalog, text, day),
        "show" => shown(catalog, text, day),
        "providers" => listed(catalog, &Selection::of(ListKind::Providers, day)),
        "roles" => listed(catalog, &Selection::of(ListKind::Roles, day)),
        "poster" => poster(&GRAPH, &NAMES, text, day),
        _ => Err(problem(&format!("`{word}` is no question"))),
    }
}

/// Plans, and writes the plan in the format of that word.
fn planned(word: &str, line: &str) -> Text {
    let wrong = |error: LineError| as_json(&Problem::new(&error, error.hint()));
    let question = BATCH.question(line).map_err(wrong)?;
    let answer = BATCH.plan(&question, &mut Planner::new(&GRAPH));
    match (word, &answer) {
        ("json", answer) => Ok(document(&question, answer)),
        ("blocked", Err(no_plan)) => Ok(blocked(&question, no_plan)),
        (_, Ok(answer)) => drawn(word, &question, answer),
        (_, Err(_)) => Err(problem(&"there is no plan")),
    }
}

fn document(question: &Question<'_>, answer: &Result<Answer, NoPlan>) -> Vec<u8> {
    let catalog = embedded::catalog();
    let document = match answer {
        Ok(answer) => PlanDocument::new(catalog, &question.request, answer),
        Err(no_plan) => PlanDocument::without_plan(catalog, &question.request, no_plan),
    };
    let document = document.with_limits(question.limits);
    bytes(|out| json::write_pretty(&document, out))
}

fn drawn(word: &str, question: &Question<'_>, answer: &Answer) -> Text {
    let (catalog, request) = (embedded::catalog(), &question.request);
    match word {
        "picture" => {
            let plans = answer.plans.iter();
            let ways = plans.map(|plan| way(&GRAPH, request, plan, &answer.warnings));
            let ways: Vec<Way> = ways.collect();
            Ok(bytes(|out| way_svg(&ways, out)))
        }
        "checklist" => {
            let journeys = journeys_of_best(&GRAPH, request, answer);
            Ok(bytes(|out| {
                output::checklist(catalog, request, answer, &journeys, out)
            }))
        }
        "calendar" => {
            let events = calendar::of_plans(&GRAPH, request, &answer.plans);
            if events.is_empty() {
                let nothing = "no exam of the plan has a last day, and no holding has a date";
                return Err(problem(&nothing));
            }
            Ok(bytes(|out| output::ics(&events, request.as_of, out)))
        }
        _ => Err(problem(&"there is a plan")),
    }
}

/// Writes why there is no plan, and what would help.
fn blocked(question: &Question<'_>, no_plan: &NoPlan) -> Vec<u8> {
    let (catalog, request) = (embedded::catalog(), &question.request);
    let style = Style {
        width: 72,
        ..Style::PLAIN
    };
    let suggestions = match no_plan.cheapest {
        Some(_) => Vec::new(),
        None => suggest(&GRAPH, request, no_plan),
    };
    bytes(|out| {
        output::no_plan_text(catalog, request, no_plan, style, out)?;
        output::suggestions(catalog, &suggestions, style, out)
    })
}

fn name(text: &str, day: Date) -> Text {
    let entry = NAMES.resolve(text, day);
    let entry = entry.map_err(|error| as_json(&Problem::of_name(&error)))?;
    Ok(as_json(&EntryJson::new(&NAMES, entry, day)))
}

fn held(text: &str, day: Date) -> Text {
    let holding = NAMES.each_holding([text], day).pop();
    let holding = holding.ok_or_else(|| problem(&"a name is missing"))?;
    let holding = holding.map_err(|error| match &error {
        HoldingError::Name(error) => as_json(&Problem::of_name(error)),
        error => as_json(&Problem::new(error, error.hint())),
    })?;
    let mut entry = EntryJson::new(&NAMES, holding.entry, day);
    entry.on = holding.on.map(|date| date.to_string());
    entry.until = holding.until.map(|date| date.to_string());
    Ok(as_json(&entry))
}

/// Reads a list of any shape.
fn pasted(catalog: &Catalog, text: &str, day: Date) -> Text {
    let records = lists::records(text.as_bytes());
    let records =
        records.map_err(|bad| as_json(&Problem::new(&bad, Some(bad.hint().to_owned()))))?;
    let import = lists::import(catalog, &records, day);
    let (json, plain) = (Format::Json, Style::PLAIN);
    Ok(bytes(|out| {
        output::report(catalog, day, Report::Import(&import), json, plain, out)
    }))
}

fn shown(catalog: &Catalog, text: &str, day: Date) -> Text {
    let entry = NAMES.resolve(text, day);
    let entry = entry.map_err(|error| as_json(&Problem::of_name(&error)))?;
    let shown = [show(catalog, entry, day)];
    let (json, plain) = (Format::Json, Style::PLAIN);
    Ok(bytes(|out| {
        output::report(catalog, day, Report::Show(&shown), json, plain, out)
    }))
}

fn listed(catalog: &Catalog, selection: &Selection) -> Text {
    let listing = list(catalog, selection);
    let listing = listing.map_err(|error| as_json(&Problem::new(&error, Some(error.hint()))))?;
    let (day, json, plain) = (selection.as_of, Format::Json, Style::PLAIN);
    Ok(bytes(|out| {
        output::report(catalog, day, Report::List(&listing), json, plain, out)
    }))
}

pub(crate) fn problem(error: &dyn ToString) -> Vec<u8> {
    as_json(&Problem::new(error, None))
}

pub(crate) fn as_json(answer: &impl Serialize) -> Vec<u8> {
    bytes(|out| json::write_line(answer, out))
}

pub(crate) fn bytes(write: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>) -> Vec<u8> {
    let mut out = Vec::new();
    write(&mut out).expect("memory takes all");
    out
}

/// Starts a time that ends after `limit`.
pub(crate) fn timer(limit: Duration) -> Box<dyn Fn() -> bool> {
    let end = now() + limit.as_secs_f64() * 1000.0;
    Box::new(move || now() >= end)
}

#[cfg(target_family = "wasm")]
#[expect(unsafe_code, reason = "the clock is the page's")]
#[link(wasm_import_module = "page")]
unsafe extern "C" {
    /// Returns milliseconds since some moment.
    safe fn now() -> f64;
}

/// Without a page there is no clock, and no time limit.
#[cfg(not(target_family = "wasm"))]
fn now() -> f64 {
    0.0
}
