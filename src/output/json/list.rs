//! The document of `list`.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::answer::list::{
    CertificationLine, ExamLine, LevelLine, Lines, ProviderLine, RoleLine, any_columns,
};
use crate::answer::marks::Mark;
use crate::catalog::date::PartialDate;
use crate::catalog::model::{Cents, Entry, Text};
use crate::output::json::name_list;

/// A list of one kind. With `--columns` its rows have those fields only.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(in crate::output) enum ListJson<'a> {
    Exams(Vec<ExamJson<'a>>),
    Certifications(Vec<CertificationJson<'a>>),
    Providers(&'a [ProviderLine<'a>]),
    Levels(&'a [LevelLine<'a>]),
    Roles(&'a [RoleLine<'a>]),
}

/// An exam in a list.
#[derive(Serialize, JsonSchema)]
#[schemars(transform = any_columns)]
pub(in crate::output) struct ExamJson<'a> {
    pub(in crate::output) code: Text,
    title: &'a str,
    /// The provider's id.
    provider: &'a str,
    level: &'a str,
    /// `announced`, `beta`, `available`, `retiring`, `retired` or `external` on the day.
    status: &'static str,
    /// Its first regular day.
    available: Option<PartialDate>,
    /// Its last day.
    retires: Option<PartialDate>,
    replaced_by: Vec<Text>,
    price_usd: Option<Cents>,
    course_days: Option<u32>,
    /// The certifications whose rules on the day name it.
    certifications: Vec<Text>,
    url: &'a str,
    #[serde(flatten)]
    mark: Option<Mark>,
}

/// A certification in a list.
#[derive(Serialize, JsonSchema)]
#[schemars(transform = any_columns)]
pub(in crate::output) struct CertificationJson<'a> {
    pub(in crate::output) id: Text,
    title: &'a str,
    /// The provider's id.
    provider: &'a str,
    level: &'a str,
    roles: Vec<&'a str>,
    /// `announced`, `beta`, `available`, `retiring`, `retired` or `external` on the day.
    status: &'static str,
    /// Its requirement on the day: `(A or B) and C`, `2 of (A, B, C)`; null where it is not known.
    requires: Option<String>,
    /// The exams that its rules on the day name.
    exams: Vec<Text>,
    /// Its last day, its own or that of what it requires.
    retires: Option<PartialDate>,
    replaced_by: Vec<Text>,
    /// Null where it does not lapse or it is not known.
    valid_months: Option<u32>,
    /// `none`, `free-online-assessment`, `retake`, `continuing-education`, `fee` or `unknown`.
    renewal: &'static str,
    url: &'a str,
    #[serde(flatten)]
    mark: Option<Mark>,
}

impl<'a> From<&'a Lines<'_>> for ListJson<'a> {
    fn from(lines: &'a Lines<'_>) -> Self {
        match lines {
            Lines::Exams(lines) => Self::Exams(lines.iter().map(Into::into).collect()),
            Lines::Certifications(lines) => {
                Self::Certifications(lines.iter().map(Into::into).collect())
            }
            Lines::Providers(lines) => Self::Providers(lines),
            Lines::Levels(lines) => Self::Levels(lines),
            Lines::Roles(lines) => Self::Roles(lines),
        }
    }
}

impl<'a> From<&'a ExamLine<'_>> for ExamJson<'a> {
    fn from(line: &'a ExamLine<'_>) -> Self {
        let (catalog, exam) = (line.catalog, line.exam());
        let entry = Entry::Exam(line.index);
        let facts = &exam.facts;
        let certifications = line.certifications.iter().copied();
        Self {
            code: catalog.name(entry),
            title: &facts.title,
            provider: &catalog.provider(facts.provider).id,
            level: &catalog.level(entry).name,
            status: line.status.word(),
            available: facts.available,
            retires: facts.retires,
            replaced_by: name_list(catalog, facts.replaced_by.iter().copied()),
            price_usd: exam.price,
            course_days: exam.course_days,
            certifications: name_list(catalog, certifications.map(Entry::Certification)),
            url: &facts.page,
            mark: line.mark,
        }
    }
}

impl<'a> From<&'a CertificationLine<'_>> for CertificationJson<'a> {
    fn from(line: &'a CertificationLine<'_>) -> Self {
        let (catalog, certification) = (line.catalog, line.certification());
        let entry = Entry::Certification(line.index);
        let facts = &certification.facts;
        Self {
            id: catalog.name(entry),
            title: &facts.title,
            provider: &catalog.provider(facts.provider).id,
            level: &catalog.level(entry).name,
            roles: certification.roles.iter().map(|role| &**role).collect(),
            status: line.status.word(),
            requires: line.requires.clone(),
            exams: name_list(catalog, line.exams.iter().copied().map(Entry::Exam)),
            retires: line.last_day,
            replaced_by: name_list(catalog, facts.replaced_by.iter().copied()),
            valid_months: line.valid_months(),
            renewal: certification.renewal.word(),
            url: &facts.page,
            mark: line.mark,
        }
    }
}

/// Keeps those fields of each row of a list, in their order.
pub(in crate::output) fn keep(mut list: Value, columns: &[String]) -> Value {
    for rows in list.as_object_mut().into_iter().flat_map(Map::values_mut) {
        *rows = keep_in(rows.take(), columns);
    }
    list
}

/// Keeps these fields of each row.
pub(in crate::output) fn keep_in(mut rows: Value, columns: &[String]) -> Value {
    for row in rows.as_array_mut().into_iter().flatten() {
        let kept = columns
            .iter()
            .map(|column| (column.clone(), row[column].take()));
        *row = Value::Object(kept.collect());
    }
    rows
}
