//! What would help where there is no plan: another want, or another day.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::catalog::date::PartialDate;
use crate::catalog::model::Entry;
use crate::graph::Graph;
use crate::plan::answer::{NoPlan, ReasonKind};
use crate::plan::reduce::slice::{Question, Slice};
use crate::plan::wants;
use crate::request::{Request, Wanted};
use crate::timeline::Timeline;

/// Something that can be planned instead of what cannot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Suggestion {
    /// Want its successor in its place.
    Instead {
        /// What was wanted.
        of: Entry,
        /// What can be planned.
        want: Entry,
    },
    /// It can be planned if nothing is avoided.
    AvoidNothing,
    /// It could be planned until this day.
    Until(Date),
    /// It can be planned from this day on.
    From(Date),
}

/// Returns what can be planned instead, each verified for the same holdings.
///
/// Successors are followed as far as it takes: what replaced a retired certification may be retired itself.
#[must_use]
pub fn suggest(graph: &Graph<'_>, request: &Request, no_plan: &NoPlan) -> Vec<Suggestion> {
    let lists = no_plan.want_any.iter().flatten();
    let listed = lists.filter_map(|wanted| match wanted {
        Wanted::Entry(entry) => Some(*entry),
        Wanted::Kind(_) => None,
    });
    let wants = no_plan.want.iter().copied().chain(listed);
    let mut suggestions: Vec<Suggestion> = wants
        .flat_map(|want| instead(graph, request, want))
        .collect();
    let all_allowed = || Request {
        avoid: Vec::new(),
        ..request.clone()
    };
    if !request.avoid.is_empty() && can_be_planned(graph, &all_allowed()) {
        suggestions.push(Suggestion::AvoidNothing);
    }
    suggestions.extend(another_day(graph, request, no_plan));
    suggestions
}

/// Returns the nearest successors of a want that can be planned.
fn instead(graph: &Graph<'_>, request: &Request, of: Entry) -> Vec<Suggestion> {
    let catalog = graph.catalog();
    let mut seen = BTreeSet::from([of]);
    let mut generation = catalog.facts(of).replaced_by.to_vec();
    while !generation.is_empty() {
        generation.retain(|entry| seen.insert(*entry));
        let can_plan = |want: &Entry| {
            let want = vec![*want];
            can_be_planned(
                graph,
                &Request {
                    want,
                    want_any: Vec::new(),
                    via: Vec::new(),
                    ..request.clone()
                },
            )
        };
        let reached: Vec<Entry> = generation.iter().copied().filter(can_plan).collect();
        if !reached.is_empty() {
            return reached
                .into_iter()
                .map(|want| Suggestion::Instead { of, want })
                .collect();
        }
        generation = generation
            .iter()
            .flat_map(|entry| catalog.facts(*entry).replaced_by.iter())
            .copied()
            .collect();
    }
    Vec::new()
}

/// Returns the last day on which all could be planned, or the first on which it can.
fn another_day(graph: &Graph<'_>, request: &Request, no_plan: &NoPlan) -> Vec<Suggestion> {
    let days = |kind| {
        let reasons = no_plan
            .reasons
            .iter()
            .filter(move |reason| reason.kind == kind);
        reasons.filter_map(|reason| reason.on)
    };
    let past: BTreeSet<Date> = days(ReasonKind::Retired)
        .map(PartialDate::last_day)
        .collect();
    let future: BTreeSet<Date> = days(ReasonKind::NotYet)
        .map(PartialDate::first_day)
        .collect();
    let on = |day: &Date| can_be_planned(graph, &as_of(request, *day));
    let until = past
        .into_iter()
        .rev()
        .find(|day| on(day))
        .map(Suggestion::Until);
    let from = future.into_iter().find(|day| on(day)).map(Suggestion::From);
    until.into_iter().chain(from).collect()
}

/// Returns the same request for another day; what was passed later than that is not held yet.
fn as_of(request: &Request, day: Date) -> Request {
    let mut request = Request {
        as_of: day,
        ..request.clone()
    };
    request
        .have
        .retain(|holding| holding.on.is_none_or(|on| on.first_day() <= day));
    request
}

/// Returns whether everything wanted can be reached; it is what [`plan`](crate::plan::plan) finds before it searches.
fn can_be_planned(graph: &Graph<'_>, request: &Request) -> bool {
    let held = Timeline::new(graph, &request.have, request.as_of);
    let avoid = request.avoid.iter().copied().collect();
    let any_of = wants::any_of(graph, request, &held);
    let question = Question {
        graph,
        held: &held,
        as_of: request.as_of,
        avoid: &avoid,
        given: &[],
        any_of: &any_of,
    };
    let goals = wants::goals(graph, request);
    let mut slice = Slice::new(question, &goals);
    slice.choices(&goals, request.minimize);
    goals.iter().all(|goal| slice.can_reach(*goal))
}
