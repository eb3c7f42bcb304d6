//! The fields of an exam or a certification with everything that the catalog has.

use std::io;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use serde_json::Value as Json;

use crate::answer::confidence_word;
use crate::answer::show::{Preparation, Shown};
use crate::catalog::date::PartialDate;
use crate::catalog::model::{
    Catalog, Certification, Course, EarlierValidity, Entry, Exam, Facts, Learning, Requirement,
    Rule, Validity, Version,
};
use crate::output::json::journey::JourneyJson;
use crate::output::json::{self, Each, Fields, Name, Shown as Text, Tree};
use crate::output::list::Field;

/// One entry, its fields at the top of the answer.
#[derive(Clone, Copy)]
pub(super) struct EntryFields<'a> {
    pub(super) catalog: &'a Catalog,
    pub(super) shown: &'a Shown<'a>,
}

/// Several entries.
pub(super) struct Several<'a> {
    pub(super) catalog: &'a Catalog,
    pub(super) entries: &'a [Shown<'a>],
}

impl Fields for Several<'_> {
    fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        let catalog = self.catalog;
        let entries = self.entries.iter();
        map.serialize_entry(
            "entries",
            &Each(entries.map(|shown| EntryFields { catalog, shown })),
        )
    }
}

impl Serialize for EntryFields<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        self.write(&mut map)?;
        map.end()
    }
}

impl Fields for EntryFields<'_> {
    fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        let Self { catalog, shown } = *self;
        for (column, value) in shown.fields() {
            map.serialize_entry(column, &Field(value))?;
        }
        match shown.entry {
            Entry::Exam(index) => write_exam(catalog, catalog.exam(index), map)?,
            Entry::Certification(index) => {
                write_certification(catalog, catalog.certification(index), shown, map)?;
            }
        }
        map.serialize_entry("required_by", &json::names(catalog, &shown.required_by))?;
        map.serialize_entry("replaces", &json::names(catalog, &shown.replaces))?;
        self.write_preparation(map)?;
        let journeys = shown.journeys.iter();
        let journeys = journeys.map(|journey| JourneyJson::new(catalog, journey));
        map.serialize_entry("journeys", &Each(journeys))?;
        let events = shown.history.iter().map(|event| EventFields {
            on: Text(event.on),
            event: event.what.word(),
        });
        map.serialize_entry("history", &Each(events))?;
        write_facts(catalog, catalog.facts(shown.entry), map)
    }
}

impl EntryFields<'_> {
    fn write_preparation<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        let catalog = self.catalog;
        match (self.shown.entry, self.shown.preparation.as_slice()) {
            (Entry::Exam(_), [own, ..]) => {
                map.serialize_entry("preparation", &preparation_fields(catalog, own, false))
            }
            (Entry::Exam(_), []) => map.serialize_entry("preparation", &()),
            (Entry::Certification(_), exams) => {
                let exams = exams.iter();
                let exams = exams.map(|exam| preparation_fields(catalog, exam, true));
                let learning = &catalog.facts(self.shown.entry).learning;
                let fields = CertificationPreparation {
                    learning: Each(learning.iter().map(learning_fields)),
                    exams: exams.collect::<Vec<_>>(),
                };
                map.serialize_entry("preparation", &fields)
            }
        }
    }
}

fn write_exam<M: SerializeMap>(
    catalog: &Catalog,
    exam: &Exam,
    map: &mut M,
) -> Result<(), M::Error> {
    map.serialize_entry("beta", &json::date(exam.beta))?;
    map.serialize_entry("minutes", &exam.minutes)?;
    map.serialize_entry("passing_score", &exam.passing_score)?;
    map.serialize_entry("courses", &courses(&exam.courses))?;
    map.serialize_entry("pass_valid_months", &exam.pass_valid_months)?;
    map.serialize_entry("versions", &Each(exam.versions.iter().map(version)))?;
    let requires = exam.requires.as_ref();
    let told = requires.map(|requirement| catalog.requirement_text(requirement));
    map.serialize_entry("requires", &told)?;
    let tree = requires.map(|requirement| Tree {
        catalog,
        requirement,
    });
    map.serialize_entry("requires_tree", &tree)
}

fn write_certification<M: SerializeMap>(
    catalog: &Catalog,
    certification: &Certification,
    shown: &Shown<'_>,
    map: &mut M,
) -> Result<(), M::Error> {
    map.serialize_entry("slug", &certification.slug)?;
    map.serialize_entry("available", &json::date(certification.facts.available))?;
    let rules = shown.rules.iter();
    let requirements: Vec<_> = rules.filter_map(|rule| rule.requires.as_ref()).collect();
    map.serialize_entry(
        "requires_tree",
        &RulesTree {
            catalog,
            requirements,
        },
    )?;
    map.serialize_entry("rules_in_force", &rule_list(catalog, &shown.rules))?;
    map.serialize_entry("earlier_rules", &rule_list(catalog, &shown.earlier_rules))?;
    map.serialize_entry("later_rules", &rule_list(catalog, &shown.later_rules))?;
    let recommends = certification.recommends.as_ref();
    let told = recommends.map(|requirement| catalog.requirement_text(requirement));
    map.serialize_entry("recommends", &told)?;
    let tree = recommends.map(|requirement| Tree {
        catalog,
        requirement,
    });
    map.serialize_entry("recommends_tree", &tree)?;
    map.serialize_entry("also_needs", &certification.also_needs)?;
    let earlier = certification.earlier_validity.iter();
    map.serialize_entry("earlier_validity", &Each(earlier.map(earlier_validity)))?;
    let window = certification.renewal_window_months;
    map.serialize_entry("renewal_window_months", &window)
}

fn write_facts<M: SerializeMap>(
    catalog: &Catalog,
    facts: &Facts,
    map: &mut M,
) -> Result<(), M::Error> {
    map.serialize_entry("aliases", &facts.aliases)?;
    map.serialize_entry("focus", &facts.focus)?;
    map.serialize_entry("skills", &facts.skills)?;
    map.serialize_entry("audience", &facts.audience)?;
    map.serialize_entry("sources", &facts.sources)?;
    map.serialize_entry("checked", &Text(facts.checked))?;
    map.serialize_entry("confidence", confidence_word(facts.confidence))?;
    let dates = facts.dates_confidence.map(confidence_word);
    map.serialize_entry("dates_confidence", &dates)?;
    map.serialize_entry("notes", &facts.notes)?;
    let file = catalog.files.get(facts.place.file as usize);
    map.serialize_entry("file", &file)?;
    map.serialize_entry("line", &facts.place.line)
}

#[derive(Serialize)]
struct EventFields {
    on: Text<PartialDate>,
    event: &'static str,
}

#[derive(Serialize)]
struct PreparationFields<'a, C: Serialize, L: Serialize> {
    #[serde(skip_serializing_if = "Option::is_none")]
    exam: Option<Name<'a>>,
    study_guide: Option<&'a str>,
    courses: C,
    learning: L,
    practice: Option<&'a str>,
}

fn preparation_fields<'a>(
    catalog: &'a Catalog,
    preparation: &'a Preparation<'_>,
    named: bool,
) -> impl Serialize + use<'a> {
    let entry = Entry::Exam(preparation.exam);
    PreparationFields {
        exam: named.then_some(Name { catalog, entry }),
        study_guide: preparation.study_guide.as_deref(),
        courses: courses(preparation.courses),
        learning: Each(preparation.learning.iter().map(learning_fields)),
        practice: preparation.practice.as_deref(),
    }
}

#[derive(Serialize)]
struct CertificationPreparation<L: Serialize, E: Serialize> {
    learning: L,
    exams: E,
}

#[derive(Serialize)]
struct LearningFields<'a> {
    title: &'a str,
    url: &'a str,
}

fn learning_fields(learning: &Learning) -> LearningFields<'_> {
    LearningFields {
        title: &learning.title,
        url: &learning.url,
    }
}

#[derive(Serialize)]
struct VersionFields<'a> {
    title: &'a str,
    from: Option<Text<PartialDate>>,
    until: Option<Text<PartialDate>>,
}

fn version(version: &Version) -> VersionFields<'_> {
    VersionFields {
        title: &version.title,
        from: json::date(version.from),
        until: json::date(version.until),
    }
}

#[derive(Serialize)]
struct CourseFields<'a> {
    code: Option<&'a str>,
    days: Option<u32>,
}

fn courses(courses: &[Course]) -> Each<impl Iterator<Item = CourseFields<'_>> + Clone> {
    Each(courses.iter().map(|course| CourseFields {
        code: course.code.as_deref(),
        days: course.days,
    }))
}

#[derive(Serialize)]
struct EarlierValidityFields {
    until: Text<PartialDate>,
    valid_months: Option<u32>,
}

fn earlier_validity(earlier: &EarlierValidity) -> EarlierValidityFields {
    EarlierValidityFields {
        until: Text(earlier.until),
        valid_months: match earlier.validity {
            Validity::Months(months) => Some(months),
            Validity::Never | Validity::Unknown => None,
        },
    }
}

/// The rules in force: one as it is, of several any will do.
struct RulesTree<'a> {
    catalog: &'a Catalog,
    requirements: Vec<&'a Requirement>,
}

impl Serialize for RulesTree<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let catalog = self.catalog;
        match self.requirements.as_slice() {
            [] => serializer.serialize_none(),
            [requirement] => Tree {
                catalog,
                requirement,
            }
            .serialize(serializer),
            _ => {
                let mut map = serializer.serialize_map(Some(1))?;
                let trees = self.requirements.iter().map(|&requirement| Tree {
                    catalog,
                    requirement,
                });
                map.serialize_entry("any", &Each(trees))?;
                map.end()
            }
        }
    }
}

#[derive(Serialize)]
struct RuleFields<'a> {
    from: Option<Text<PartialDate>>,
    until: Option<Text<PartialDate>>,
    requires: Option<String>,
    requires_tree: Option<Tree<'a>>,
    sources: &'a [crate::catalog::model::Text],
    confidence: Option<&'static str>,
    notes: Option<&'a str>,
}

fn rule_list<'a>(catalog: &'a Catalog, rules: &'a [&'a Rule]) -> impl Serialize + use<'a> {
    Each(rules.iter().map(move |rule| {
        let requires = rule.requires.as_ref();
        RuleFields {
            from: json::date(rule.from),
            until: json::date(rule.until),
            requires: requires.map(|requirement| catalog.requirement_text(requirement)),
            requires_tree: requires.map(|requirement| Tree {
                catalog,
                requirement,
            }),
            sources: &rule.sources,
            confidence: rule.confidence.map(confidence_word),
            notes: rule.notes.as_deref(),
        }
    }))
}

/// Calls `write` with a row for each field: name, field and value. Trees and journeys are left out, other fields say
/// the same.
pub(super) fn fields(
    catalog: &Catalog,
    shown: &Shown<'_>,
    mut write: impl FnMut(&[&str; 3]) -> io::Result<()>,
) -> io::Result<()> {
    let answer = serde_json::to_value(EntryFields { catalog, shown })?;
    let mut todo = vec![(String::new(), answer)];
    while let Some((path, value)) = todo.pop() {
        match value {
            Json::Object(members) => {
                let members = members.into_iter().rev();
                let members =
                    members.filter(|(key, _)| !key.ends_with("_tree") && key != "journeys");
                todo.extend(members.map(|(key, value)| match path.as_str() {
                    "" => (key, value),
                    path => (format!("{path}.{key}"), value),
                }));
            }
            Json::Array(items) => {
                todo.extend(items.into_iter().rev().map(|item| (path.clone(), item)));
            }
            Json::Null => write(&[&shown.row.id, &path, ""])?,
            Json::String(text) => write(&[&shown.row.id, &path, &text])?,
            Json::Bool(_) | Json::Number(_) => {
                write(&[&shown.row.id, &path, &value.to_string()])?;
            }
        }
    }
    Ok(())
}
