//! A problem as a catalog, and its questions as requests to the planner.
//!
//! A node's cost is a price in cents: an exam's own, or that of a fee, an exam which a certification requires too.
//! What is held in some question credits nothing there: a certification `held-…` that no exam leads to stands for it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use certpath::load::{Layer, Options, SourceFile, load};
use certpath::{Catalog, Entry, Holding, Objective, Plan, Request};
use jiff::civil::date;

use super::{Expression, Kind, Problem, Query};

/// What every entry of a catalog must have.
const FACTS: &str = "title: t, level: l, page: https://example.org/, sources: [s], checked: 2026-08-01, confidence: high";

/// A catalog made of a problem.
pub(crate) struct Shelf<'p> {
    problem: &'p Problem,
    pub(crate) catalog: Catalog,
    places: BTreeMap<&'p str, usize>,
    entries: BTreeMap<String, Entry>,
}

/// What a requirement comes to.
enum Text {
    Always,
    Never,
    Written(String),
}

impl<'p> Shelf<'p> {
    pub(crate) fn new(problem: &'p Problem) -> Self {
        let ids = problem.nodes.iter().map(|node| node.id.as_str());
        let places: BTreeMap<&str, usize> = ids.zip(0..).collect();
        let catalog = load_catalog(&yaml(problem, &places));
        let exams = catalog.exam_indices().map(Entry::Exam);
        let certifications = catalog.certification_indices().map(Entry::Certification);
        let entries = exams.chain(certifications);
        let entries = entries.map(|entry| (catalog.bare_name(entry).to_owned(), entry));
        let entries = entries.collect();
        Self {
            problem,
            catalog,
            places,
            entries,
        }
    }

    /// Returns a question as a request.
    pub(crate) fn request(&self, query: &Query) -> Request {
        let held = |id: &String| {
            let place = self.places[id.as_str()];
            let plain = self.problem.nodes[place].is_plain();
            let name = if plain {
                format!("E-{place}")
            } else {
                format!("held-{place}")
            };
            Holding::new(self.entries[&name])
        };
        let want = |id: &String| {
            let place = self.places[id.as_str()];
            let either = self.entries.get(&format!("either-{place}"));
            let own = || self.entries[&own_name(self.problem, place)];
            either.copied().unwrap_or_else(own)
        };
        Request {
            have: query.have.iter().map(held).collect(),
            want: query.want.iter().map(want).collect(),
            minimize: Objective::Price,
            ..Request::new(date(2026, 11, 22))
        }
    }

    /// Returns the ids of the nodes that a plan chooses, without what is held.
    pub(crate) fn chosen(&self, query: &Query, plan: &Plan) -> BTreeSet<&'p str> {
        let paid: BTreeSet<usize> = plan
            .steps
            .iter()
            .filter_map(|step| {
                let code = &self.catalog.exam(step.exam).code;
                code.split_once('-')?.1.parse().ok()
            })
            .collect();
        let held: BTreeSet<&str> = query
            .have
            .iter()
            .map(|id| self.problem.nodes[self.places[id.as_str()]].id.as_str())
            .collect();
        let mut holds = held.clone();
        loop {
            let before = holds.len();
            for (place, node) in self.problem.nodes.iter().enumerate() {
                let is_paid = paid.contains(&place) || node.kind == Kind::Cert && node.cost == 0;
                if is_paid
                    && !holds.contains(node.id.as_str())
                    && node
                        .requires
                        .as_ref()
                        .is_none_or(|requires| requires.is_met(&|name| holds.contains(name)))
                {
                    holds.insert(&node.id);
                }
            }
            if holds.len() == before {
                break;
            }
        }
        &holds - &held
    }

    /// What the nodes of these ids cost together.
    pub(crate) fn cost(&self, chosen: &BTreeSet<&str>) -> u64 {
        chosen
            .iter()
            .map(|id| self.problem.nodes[self.places[id]].cost)
            .sum()
    }
}

impl super::Node {
    /// An exam that anybody can take: who holds it holds nothing more.
    fn is_plain(&self) -> bool {
        self.kind == Kind::Exam && self.requires.is_none()
    }
}

fn own_name(problem: &Problem, place: usize) -> String {
    match problem.nodes[place].kind {
        Kind::Exam => format!("E-{place}"),
        Kind::Cert => format!("c-{place}"),
    }
}

fn load_catalog(yaml: &str) -> Catalog {
    let files = [SourceFile {
        name: "problem.yaml".to_owned(),
        text: yaml.to_owned(),
    }];
    let layer = Layer {
        files: &files,
        once: true,
    };
    match load(&[layer], &Options::new("0.0.0")) {
        Ok(loaded) => loaded.catalog,
        Err(findings) => panic!("{}", findings[0]),
    }
}

/// Writes a problem as a catalog.
pub(crate) fn yaml(problem: &Problem, places: &BTreeMap<&str, usize>) -> String {
    let held = problem.queries.iter().flat_map(|query| &query.have);
    let held: BTreeSet<usize> = held.map(|id| places[id.as_str()]).collect();
    let mut exams = format!("  - {{code: FREE, {FACTS}, price-usd: 0}}\n");
    let mut certifications = format!("  - {{id: never, {FACTS}, requires: unverified}}\n");
    let line = |list: &mut String, text: std::fmt::Arguments<'_>| {
        writeln!(list, "  - {{{text}, {FACTS}}}").expect("a text takes all");
    };
    let name = |id: &str| {
        let place = places[id];
        let node = &problem.nodes[place];
        if node.kind == Kind::Exam && !node.is_plain() && held.contains(&place) {
            format!("either-{place}")
        } else {
            own_name(problem, place)
        }
    };
    for (place, node) in problem.nodes.iter().enumerate() {
        let is_held = held.contains(&place) && !node.is_plain();
        let price = format!("{}.{:02}", node.cost / 100, node.cost % 100);
        let requires = node.requires.as_ref().map(|requires| text(requires, &name));
        let requires = match requires {
            None | Some(Text::Always) => None,
            Some(Text::Never) => Some("never".to_owned()),
            Some(Text::Written(text)) => Some(text),
        };
        if is_held {
            line(
                &mut certifications,
                format_args!("id: held-{place}, requires: unverified"),
            );
        }
        match node.kind {
            Kind::Exam => {
                let requires = requires.map(|requires| format!(", requires: {requires}"));
                let requires = requires.unwrap_or_default();
                line(
                    &mut exams,
                    format_args!("code: E-{place}, price-usd: {price}{requires}"),
                );
                if is_held {
                    line(
                        &mut certifications,
                        format_args!(
                            "id: either-{place}, requires: {{any: [E-{place}, held-{place}]}}"
                        ),
                    );
                }
            }
            Kind::Cert => {
                let mut rule = requires.unwrap_or_else(|| "FREE".to_owned());
                if node.cost > 0 {
                    line(
                        &mut exams,
                        format_args!("code: F-{place}, price-usd: {price}"),
                    );
                    rule = format!("{{all: [{rule}, F-{place}]}}");
                }
                if is_held {
                    rule = format!("{{any: [{rule}, held-{place}]}}");
                }
                line(
                    &mut certifications,
                    format_args!("id: c-{place}, requires: {rule}"),
                );
            }
        }
    }
    format!(
        "providers:\n  - {{id: v, name: V, levels: [{{name: l, rank: 1}}]}}\nprovider: v\nexams:\n{exams}certifications:\n{certifications}"
    )
}

/// Writes a requirement, without what is always or never met.
fn text(expression: &Expression, name: &impl Fn(&str) -> String) -> Text {
    let (count, members) = match (expression, expression.gate()) {
        (Expression::Name(id), _) => return Text::Written(name(id)),
        (_, Some(gate)) => gate,
        (_, None) => return Text::Always,
    };
    let mut left = count;
    let mut written = Vec::new();
    for member in members {
        match text(member, name) {
            Text::Always => left = left.saturating_sub(1),
            Text::Never => {}
            Text::Written(text) => written.push(text),
        }
    }
    if left == 0 {
        return Text::Always;
    }
    if left > written.len() {
        return Text::Never;
    }
    let list = written.join(", ");
    Text::Written(match left {
        _ if left == written.len() => format!("{{all: [{list}]}}"),
        1 => format!("{{any: [{list}]}}"),
        _ => format!("{{at-least: {left}, of: [{list}]}}"),
    })
}
