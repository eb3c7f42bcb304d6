//! The document of `show`.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use crate::answer::show::{Event, Preparation, Shown as ShownEntry, ShownLine};
use crate::catalog::date::PartialDate;
use crate::catalog::model::{
    Catalog, Certification, Confidence, Course, Entry, Facts, Learning, Requirement, Rule, Text,
    Validity, Version,
};
use crate::catalog::renewal::{Lasts, Length};
use crate::output::json::journey::JourneyJson;
use crate::output::json::list::{CertificationJson, ExamJson};
use crate::output::json::name_list;
use crate::output::json::tree::TreeJson;

/// The fields of an entry that was named alone, and the list of all that were named.
#[derive(Serialize, JsonSchema)]
pub(in crate::output) struct ShowJson<'a> {
    #[serde(flatten)]
    only: Option<EntryJson<'a>>,
    /// All that were named, in their order.
    entries: Vec<EntryJson<'a>>,
}

/// Everything that is known of an exam or a certification.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
pub(in crate::output) enum EntryJson<'a> {
    Exam(Box<ExamEntry<'a>>),
    Certification(Box<CertificationEntry<'a>>),
}

/// An exam as in a list, and everything else that is known of it.
#[derive(Serialize, JsonSchema)]
pub(in crate::output) struct ExamEntry<'a> {
    #[serde(flatten)]
    line: ExamJson<'a>,
    /// The first day of its beta.
    beta: Option<PartialDate>,
    minutes: Option<u32>,
    passing_score: Option<&'a str>,
    courses: Vec<CourseJson<'a>>,
    pass_valid_months: Option<u32>,
    /// What it was and is under the same code.
    versions: Vec<VersionJson<'a>>,
    /// What must be held before it may be taken.
    requires: Option<String>,
    requires_tree: Option<TreeJson>,
    required_by: Vec<Text>,
    replaces: Vec<Text>,
    preparation: Option<PreparationJson<'a>>,
    #[serde(flatten)]
    about: AboutJson<'a>,
}

/// A certification as in a list, and everything else that is known of it.
#[derive(Serialize, JsonSchema)]
pub(in crate::output) struct CertificationEntry<'a> {
    #[serde(flatten)]
    line: CertificationJson<'a>,
    slug: Option<&'a str>,
    /// Its first day.
    available: Option<PartialDate>,
    /// The requirement of the day; of several rules in force any will do.
    requires_tree: Option<TreeJson>,
    rules_in_force: Vec<RuleJson<'a>>,
    earlier_rules: Vec<RuleJson<'a>>,
    later_rules: Vec<RuleJson<'a>>,
    recommends: Option<String>,
    recommends_tree: Option<TreeJson>,
    /// What no exam gives.
    also_needs: &'a [Text],
    earlier_validity: Vec<EarlierValidityJson>,
    renewal_window_months: u32,
    /// The ways in which it is kept, as in the catalog.
    renewals: Vec<RenewalJson<'a>>,
    /// What ends it, where that is not only its own months, in words.
    lasts: Option<&'static str>,
    required_by: Vec<Text>,
    replaces: Vec<Text>,
    preparation: CertificationPreparationJson<'a>,
    #[serde(flatten)]
    about: AboutJson<'a>,
}

/// What is said of exams and certifications alike.
#[derive(Serialize, JsonSchema)]
struct AboutJson<'a> {
    /// The journey to the exam itself, or to each exam of the certification that can be taken, if they are few.
    journeys: Vec<JourneyJson<'a>>,
    /// Its days, in order.
    history: &'a [Event],
    aliases: &'a [Text],
    focus: Option<&'a str>,
    skills: &'a [Text],
    audience: &'a [Text],
    sources: &'a [Text],
    /// The day on which the entry was checked.
    checked: Date,
    /// `low`, `medium` or `high`.
    confidence: &'static str,
    dates_confidence: Option<&'static str>,
    notes: Option<&'a str>,
    /// The file of the catalog that the entry stands in.
    file: Option<&'a str>,
    line: u32,
}

/// A way in which a certification is kept.
#[derive(Serialize, JsonSchema)]
struct RenewalJson<'a> {
    /// What it takes, in words: `passing again`.
    by: String,
    /// What it takes and does, as a sentence; `probably` where it is not sure.
    text: String,
    /// `restart`: its months run anew; `extend`: they are added to the last day; `align`: it takes the last day of what
    /// renews it; `fixed`: the provider sets a day for all.
    effect: &'static str,
    /// Where they differ from the certification's.
    months: Option<u32>,
    /// How early it may be done, such as `6 months`; null: at any time.
    window: Option<Length>,
    /// How long after the last day it still works.
    grace: Option<Length>,
    /// Whether it brings back what has lapsed.
    lapsed: bool,
    /// Since when the way exists.
    from: Option<PartialDate>,
    until: Option<PartialDate>,
    /// `low`, `medium` or `high`.
    confidence: &'static str,
    notes: Option<&'a str>,
}

impl<'a> RenewalJson<'a> {
    fn all(catalog: &Catalog, certification: &'a Certification, as_of: Date) -> Vec<Self> {
        let ways = certification.renewal_ways.iter();
        ways.map(|way| Self {
            by: catalog.renewal_text(way),
            text: catalog.renewal_sentence(certification, way, as_of),
            effect: way.effect.word(),
            months: way.months,
            window: way.window,
            grace: way.grace,
            lapsed: way.lapsed,
            from: way.from,
            until: way.until,
            confidence: way.confidence.unwrap_or(Confidence::High).word(),
            notes: way.notes.as_deref(),
        })
        .collect()
    }
}

/// How to get ready for an exam.
#[derive(Serialize, JsonSchema)]
struct PreparationJson<'a> {
    /// The exam, in a list of several.
    #[serde(skip_serializing_if = "Option::is_none")]
    exam: Option<Text>,
    study_guide: Option<&'a str>,
    courses: Vec<CourseJson<'a>>,
    learning: Vec<LearningJson<'a>>,
    practice: Option<&'a str>,
}

#[derive(Serialize, JsonSchema)]
struct CertificationPreparationJson<'a> {
    learning: Vec<LearningJson<'a>>,
    exams: Vec<PreparationJson<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct LearningJson<'a> {
    title: &'a str,
    url: &'a str,
}

#[derive(Serialize, JsonSchema)]
struct CourseJson<'a> {
    code: Option<&'a str>,
    days: Option<u32>,
}

#[derive(Serialize, JsonSchema)]
struct VersionJson<'a> {
    title: &'a str,
    from: Option<PartialDate>,
    until: Option<PartialDate>,
}

#[derive(Serialize, JsonSchema)]
struct EarlierValidityJson {
    /// The last day of earning to which it applies.
    until: PartialDate,
    valid_months: Option<u32>,
}

#[derive(Serialize, JsonSchema)]
struct RuleJson<'a> {
    from: Option<PartialDate>,
    until: Option<PartialDate>,
    requires: Option<String>,
    requires_tree: Option<TreeJson>,
    sources: &'a [Text],
    confidence: Option<&'static str>,
    notes: Option<&'a str>,
}

impl<'a> ShowJson<'a> {
    pub(in crate::output) fn new(catalog: &'a Catalog, shown: &'a [ShownEntry<'_>]) -> Self {
        let only = match shown {
            [only] => Some(EntryJson::new(catalog, only)),
            _ => None,
        };
        let entries = shown.iter().map(|shown| EntryJson::new(catalog, shown));
        Self {
            only,
            entries: entries.collect(),
        }
    }
}

impl<'a> EntryJson<'a> {
    pub(in crate::output) fn new(catalog: &'a Catalog, shown: &'a ShownEntry<'_>) -> Self {
        match &shown.line {
            ShownLine::Exam(line) => {
                let exam = catalog.exam(line.index);
                let (requires, requires_tree) = requirement(catalog, exam.requires.as_ref());
                let preparation = shown.preparation.first();
                Self::Exam(Box::new(ExamEntry {
                    line: line.into(),
                    beta: exam.beta,
                    minutes: exam.minutes,
                    passing_score: exam.passing_score.as_deref(),
                    courses: courses(&exam.courses),
                    pass_valid_months: exam.pass_valid_months,
                    versions: versions(&exam.versions),
                    requires,
                    requires_tree,
                    required_by: name_list(catalog, shown.required_by.iter().copied()),
                    replaces: name_list(catalog, shown.replaces.iter().copied()),
                    preparation: preparation.map(|one| preparation_of(one, None)),
                    about: AboutJson::new(catalog, shown),
                }))
            }
            ShownLine::Certification(line) => {
                let certification = catalog.certification(line.index);
                let recommends = certification.recommends.as_ref();
                let (recommends, recommends_tree) = requirement(catalog, recommends);
                let earlier = certification.earlier_validity.iter();
                Self::Certification(Box::new(CertificationEntry {
                    line: line.into(),
                    slug: certification.slug.as_deref(),
                    available: certification.facts.available,
                    requires_tree: tree_of_rules(catalog, &shown.rules),
                    rules_in_force: rules(catalog, &shown.rules),
                    earlier_rules: rules(catalog, &shown.earlier_rules),
                    later_rules: rules(catalog, &shown.later_rules),
                    recommends,
                    recommends_tree,
                    also_needs: &certification.also_needs,
                    earlier_validity: earlier
                        .map(|earlier| EarlierValidityJson {
                            until: earlier.until,
                            valid_months: months(earlier.validity),
                        })
                        .collect(),
                    renewal_window_months: certification.renewal_window_months,
                    renewals: RenewalJson::all(catalog, certification, shown.as_of),
                    lasts: certification.lasts.map(Lasts::text),
                    required_by: name_list(catalog, shown.required_by.iter().copied()),
                    replaces: name_list(catalog, shown.replaces.iter().copied()),
                    preparation: preparation_of_exams(catalog, shown),
                    about: AboutJson::new(catalog, shown),
                }))
            }
        }
    }

    /// Returns its code or id.
    pub(in crate::output) fn name(&self) -> &Text {
        match self {
            Self::Exam(exam) => &exam.line.code,
            Self::Certification(certification) => &certification.line.id,
        }
    }
}

impl<'a> AboutJson<'a> {
    fn new(catalog: &'a Catalog, shown: &'a ShownEntry<'_>) -> Self {
        let facts: &Facts = catalog.facts(shown.entry);
        let journeys = shown.journeys.iter();
        let file = catalog.files.get(facts.place.file as usize);
        Self {
            journeys: journeys
                .map(|journey| JourneyJson::new(catalog, journey))
                .collect(),
            history: &shown.history,
            aliases: &facts.aliases,
            focus: facts.focus.as_deref(),
            skills: &facts.skills,
            audience: &facts.audience,
            sources: &facts.sources,
            checked: facts.checked,
            confidence: facts.confidence.word(),
            dates_confidence: facts.dates_confidence.map(Confidence::word),
            notes: facts.notes.as_deref(),
            file: file.map(|file| &**file),
            line: facts.place.line,
        }
    }
}

fn requirement(
    catalog: &Catalog,
    requirement: Option<&Requirement>,
) -> (Option<String>, Option<TreeJson>) {
    let text = requirement.map(|requirement| catalog.requirement_text(requirement));
    (text, requirement.map(|one| TreeJson::new(catalog, one)))
}

fn tree_of_rules(catalog: &Catalog, rules: &[&Rule]) -> Option<TreeJson> {
    let requirements = rules.iter().filter_map(|rule| rule.requires.as_ref());
    let trees = requirements.map(|requirement| TreeJson::new(catalog, requirement));
    let mut trees: Vec<TreeJson> = trees.collect();
    match trees.len() {
        0 | 1 => trees.pop(),
        _ => Some(TreeJson::Any {
            any: trees,
            set: None,
        }),
    }
}

fn rules<'a>(catalog: &Catalog, rules: &[&'a Rule]) -> Vec<RuleJson<'a>> {
    let rule = |rule: &&'a Rule| {
        let (requires, requires_tree) = requirement(catalog, rule.requires.as_ref());
        RuleJson {
            from: rule.from,
            until: rule.until,
            requires,
            requires_tree,
            sources: &rule.sources,
            confidence: rule.confidence.map(Confidence::word),
            notes: rule.notes.as_deref(),
        }
    };
    rules.iter().map(rule).collect()
}

fn preparation_of<'a>(preparation: &'a Preparation<'_>, exam: Option<Text>) -> PreparationJson<'a> {
    PreparationJson {
        exam,
        study_guide: preparation.study_guide.as_deref(),
        courses: courses(preparation.courses),
        learning: learning(preparation.learning),
        practice: preparation.practice.as_deref(),
    }
}

fn preparation_of_exams<'a>(
    catalog: &'a Catalog,
    shown: &'a ShownEntry<'_>,
) -> CertificationPreparationJson<'a> {
    let exams = shown.preparation.iter();
    CertificationPreparationJson {
        learning: learning(&catalog.facts(shown.entry).learning),
        exams: exams
            .map(|exam| preparation_of(exam, Some(catalog.name(Entry::Exam(exam.exam)))))
            .collect(),
    }
}

fn learning(learning: &[Learning]) -> Vec<LearningJson<'_>> {
    let places = learning.iter().map(|place| (&*place.title, &*place.url));
    places
        .map(|(title, url)| LearningJson { title, url })
        .collect()
}

fn versions(versions: &[Version]) -> Vec<VersionJson<'_>> {
    let dates = |version: &Version| (version.from, version.until);
    let versions = versions.iter().map(|one| (&*one.title, dates(one)));
    let version = |(title, (from, until))| VersionJson { title, from, until };
    versions.map(version).collect()
}

fn courses(courses: &[Course]) -> Vec<CourseJson<'_>> {
    let courses = courses.iter().map(|one| (one.code.as_deref(), one.days));
    courses
        .map(|(code, days)| CourseJson { code, days })
        .collect()
}

fn months(validity: Validity) -> Option<u32> {
    match validity {
        Validity::Months(months) => Some(months),
        Validity::Never | Validity::Unknown => None,
    }
}
