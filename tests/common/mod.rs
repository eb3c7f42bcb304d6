//! What the tests of the library share: catalogs from a few lines of YAML, and questions to them.

#![allow(dead_code, reason = "each test uses a part of it")]

use std::fmt::Write as _;

use certpath::load::{Layer, Options, SourceFile, load};
use certpath::{
    Answer, Catalog, End, Entry, Graph, NoPlan, Plan, Request, State, Timeline, resolve,
};
use jiff::civil::Date;

/// Loads a catalog from YAML.
#[track_caller]
pub(crate) fn catalog(yaml: &str) -> Catalog {
    catalogs(&[yaml])
}

/// Loads a catalog from several files.
#[track_caller]
pub(crate) fn catalogs(files: &[&str]) -> Catalog {
    let file = |text: &&str| SourceFile {
        name: "test.yaml".to_owned(),
        text: (*text).to_owned(),
    };
    let sources: Vec<SourceFile> = files.iter().map(file).collect();
    let layer = Layer {
        files: &sources,
        once: true,
    };
    match load(&[layer], &Options::new("0.0.0")) {
        Ok(loaded) => loaded.catalog,
        Err(findings) => {
            let findings: Vec<String> = findings.iter().map(ToString::to_string).collect();
            panic!("{}\n{}", findings.join("\n"), files.join("\n---\n"));
        }
    }
}

/// Loads a catalog of one provider from lines such as `AZ-1: {retires: 2024}` and `cert: {requires: AZ-1}`.
///
/// Exams have upper-case names; every entry gets the fields that every entry needs.
#[track_caller]
pub(crate) fn shelf(lines: &str) -> Catalog {
    let mut exams = String::new();
    let mut certifications = String::new();
    for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (name, fields) = line.split_once(": {").expect("a line is `name: {fields}`");
        let fields = fields.strip_suffix('}').expect("the fields are in braces");
        let is_exam = name.starts_with(|character: char| character.is_ascii_uppercase());
        let (list, key) = if is_exam {
            (&mut exams, "code")
        } else {
            (&mut certifications, "id")
        };
        let level = if fields.contains("level:") {
            ""
        } else {
            ", level: base"
        };
        let comma = if fields.is_empty() { "" } else { ", " };
        writeln!(
            list,
            "  - {{{key}: {name}, title: About {name}, page: https://example.org/{name}, sources: [here], checked: 2026-08-01, confidence: high{level}{comma}{fields}}}",
        ).unwrap();
    }
    catalog(&format!(
        "providers:\n  - id: provider\n    name: Provider\n    levels: [{{name: base, rank: 1, price-usd: 100, valid-months: 12, renewal: retake, renewal-window-months: 6, earlier-validity: [{{until: 2021-06-30, valid-months: 24}}]}}, {{name: top, rank: 3, price-usd: 200, valid-months: none, renewal: none}}]\nprovider: provider\nexams:\n{exams}certifications:\n{certifications}"
    ))
}

/// A question in the words of the command line: `have A@2024-01-01,b want c as-of 2026-11-22`.
#[derive(Debug, Clone, Default)]
pub(crate) struct Ask<'a> {
    pub(crate) have: &'a str,
    pub(crate) want: &'a str,
    pub(crate) as_of: &'a str,
    pub(crate) avoid: &'a str,
    pub(crate) via: &'a str,
    pub(crate) alternatives: usize,
    pub(crate) with_recommended: bool,
}

impl Ask<'_> {
    /// Resolves the names of the question.
    #[track_caller]
    pub(crate) fn request(&self, catalog: &Catalog) -> Request {
        let as_of: Date = if self.as_of.is_empty() {
            "2026-11-22"
        } else {
            self.as_of
        }
        .parse()
        .unwrap();
        let names = |text: &str| match text {
            "" => Vec::new(),
            text => resolve::resolve_list(catalog, text, as_of).unwrap(),
        };
        Request {
            have: resolve::holdings(catalog, self.have, as_of).unwrap(),
            want: names(self.want),
            want_any: Vec::new(),
            via: names(self.via),
            avoid: names(self.avoid),
            as_of,
            minimize: certpath::Objective::Exams,
            alternatives: self.alternatives,
            with_recommended: self.with_recommended,
            why: true,
        }
    }

    /// Asks the planner.
    #[track_caller]
    pub(crate) fn ask(&self, catalog: &Catalog) -> Result<Answer, NoPlan> {
        certpath::plan(&Graph::new(catalog), &self.request(catalog), &|| false)
    }

    /// Returns the codes of the best plan in order, or `none`.
    #[track_caller]
    pub(crate) fn exams(&self, catalog: &Catalog) -> String {
        match self.ask(catalog) {
            Ok(answer) => codes(catalog, &answer.plans[0]),
            Err(_) => "none".to_owned(),
        }
    }

    /// Returns the kinds and subjects of the warnings.
    #[track_caller]
    pub(crate) fn warnings(&self, catalog: &Catalog) -> Vec<String> {
        let warnings = match self.ask(catalog) {
            Ok(answer) => answer.warnings,
            Err(no_plan) => no_plan.warnings,
        };
        let printed = warnings
            .iter()
            .map(|warning| format!("{:?} {}", warning.code, catalog.name(warning.subject)));
        printed.collect()
    }
}

/// Returns the codes of each plan.
pub(crate) fn codes_of_plans(catalog: &Catalog, answer: &Answer) -> Vec<String> {
    let plans = answer.plans.iter();
    plans.map(|plan| codes(catalog, plan)).collect()
}

/// Returns the codes of a plan in order.
pub(crate) fn codes(catalog: &Catalog, plan: &Plan) -> String {
    let codes: Vec<&str> = plan
        .steps
        .iter()
        .map(|step| &*catalog.exam(step.exam).code)
        .collect();
    codes.join(" ")
}

/// Says whether a certification counts on a day and until when: `yes until 2027-01-15`, `no until …`, `yes for life`,
/// `never held`, or `yes, ` and what `unknown` says of an end that nobody knows.
#[track_caller]
pub(crate) fn standing(
    graph: &Graph<'_>,
    have: &str,
    name: &str,
    day: &str,
    unknown: &str,
) -> String {
    let catalog = graph.catalog();
    let day: Date = day.parse().unwrap();
    let have = resolve::holdings(catalog, have, day).unwrap();
    let Entry::Certification(index) = resolve::resolve_list(catalog, name, day).unwrap()[0] else {
        panic!("{name} is an exam");
    };
    let timeline = Timeline::new(graph, &have, day);
    let Some(standing) = timeline.standing(index) else {
        return "never held".to_owned();
    };
    let counts = match standing.state {
        State::Active => "yes",
        State::Lapsed => "no",
    };
    match standing.until {
        End::Day(last) => format!("{counts} until {last}"),
        End::Never => format!("{counts} for life"),
        End::Unknown => format!("{counts}, {unknown}"),
    }
}
