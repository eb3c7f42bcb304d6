//! The line of an exam or a certification, and what it says of rules.

use std::borrow::Cow;

use jiff::civil::Date;

use crate::answer::list::{Row, Value};
use crate::answer::{exams_in, names, renewal_word, rules_on};
use crate::catalog::model::{Catalog, CertIndex, EarnedBy, Entry, ExamIndex, Validity};
use crate::catalog::status::Status;

/// Returns the line of an exam or a certification as in a list of all.
#[must_use]
pub fn row(catalog: &Catalog, entry: Entry, as_of: Date) -> Row<'_> {
    let status = catalog.status(entry, as_of);
    match entry {
        Entry::Exam(index) => {
            let leads_to = &leads_to(catalog, as_of)[index.0 as usize];
            exam_row(catalog, index, status, leads_to)
        }
        Entry::Certification(index) => certification_row(catalog, index, status, as_of),
    }
}

pub(super) fn exam_row<'a>(
    catalog: &'a Catalog,
    index: ExamIndex,
    status: Status,
    leads_to: &[CertIndex],
) -> Row<'a> {
    let exam = catalog.exam(index);
    let facts = &exam.facts;
    let entry = Entry::Exam(index);
    let id = catalog.name(entry);
    let values = vec![
        Value::Text(id.clone()),
        Value::Text(Cow::Borrowed(&facts.title)),
        provider_of(catalog, entry),
        level_of(catalog, entry),
        Value::Text(Cow::Borrowed(status.word())),
        Value::or_unknown(facts.available, Value::Date),
        Value::or_unknown(facts.retires, Value::Date),
        named(catalog, exam.replaced_by.iter().copied()),
        Value::or_unknown(exam.price, Value::Price),
        Value::or_unknown(exam.course_days, |days| Value::Number(days.into())),
        named(catalog, leads_to.iter().copied().map(Entry::Certification)),
        Value::Text(Cow::Borrowed(&facts.page)),
    ];
    Row {
        id,
        entry: Some(entry),
        status: Some(status),
        values,
    }
}

pub(super) fn certification_row(
    catalog: &Catalog,
    index: CertIndex,
    status: Status,
    as_of: Date,
) -> Row<'_> {
    let certification = catalog.certification(index);
    let facts = &certification.facts;
    let entry = Entry::Certification(index);
    let id = catalog.name(entry);
    let roles = certification.roles.iter();
    let exams = own_exams(catalog, index, as_of);
    let requires = rule_text(catalog, index, as_of);
    let values = vec![
        Value::Text(id.clone()),
        Value::Text(Cow::Borrowed(&facts.title)),
        provider_of(catalog, entry),
        level_of(catalog, entry),
        Value::Texts(roles.map(|role| Cow::Borrowed(&**role)).collect()),
        Value::Text(Cow::Borrowed(status.word())),
        Value::or_unknown(requires, |text| Value::Text(Cow::Owned(text))),
        named(catalog, exams.into_iter().map(Entry::Exam)),
        Value::or_unknown(facts.retires, Value::Date),
        named(catalog, certification.replaced_by.iter().copied()),
        match certification.validity {
            Validity::Months(months) => Value::Number(months.into()),
            Validity::Never | Validity::Unknown => Value::Unknown,
        },
        Value::Text(Cow::Borrowed(renewal_word(certification.renewal))),
        Value::Text(Cow::Borrowed(&facts.page)),
    ];
    Row {
        id,
        entry: Some(entry),
        status: Some(status),
        values,
    }
}

fn provider_of(catalog: &Catalog, entry: Entry) -> Value<'_> {
    let provider = catalog.provider(catalog.facts(entry).provider);
    Value::Text(Cow::Borrowed(&provider.id))
}

fn level_of(catalog: &Catalog, entry: Entry) -> Value<'_> {
    Value::Text(Cow::Borrowed(&catalog.level(entry).name))
}

fn named(catalog: &Catalog, entries: impl Iterator<Item = Entry>) -> Value<'_> {
    Value::Texts(entries.map(|entry| catalog.name(entry)).collect())
}

/// Returns the requirement of a certification on `day` as text: of several rules in force any will do.
///
/// `no exam` where a course or an application leads there; nothing if the catalog does not say what does, or if a rule
/// could not be read from a source.
#[must_use]
pub fn rule_text(catalog: &Catalog, index: CertIndex, day: Date) -> Option<String> {
    let rules = rules_on(catalog, index, day);
    let requirements: Vec<_> = rules
        .iter()
        .filter_map(|rule| rule.requires.as_ref())
        .collect();
    let texts = requirements
        .iter()
        .map(|rule| catalog.requirement_text(rule));
    match requirements.as_slice() {
        [] => {
            let has_no_exam = catalog.certification(index).earned_by == EarnedBy::NoExam;
            (has_no_exam && rules.is_empty()).then(|| "no exam".to_owned())
        }
        [only] => Some(catalog.requirement_text(only)),
        _ => Some(
            texts
                .map(|text| bracketed(&text))
                .collect::<Vec<_>>()
                .join(" or "),
        ),
    }
}

fn bracketed(text: &str) -> String {
    if text.contains(' ') {
        format!("({text})")
    } else {
        text.to_owned()
    }
}

/// Returns the exams that the rules of a certification on `day` name themselves, sorted.
#[must_use]
pub fn own_exams(catalog: &Catalog, index: CertIndex, day: Date) -> Vec<ExamIndex> {
    let mut exams = Vec::new();
    for rule in rules_on(catalog, index, day) {
        if let Some(requirement) = &rule.requires {
            exams_in(requirement, &mut |exam| exams.push(exam));
        }
    }
    exams.sort_unstable();
    exams.dedup();
    exams
}

/// Returns for each exam the certifications whose rules on `day` name it.
///
/// A retired exam that no rule of that day names has those that ever named it: what it once counted towards.
pub(super) fn leads_to(catalog: &Catalog, day: Date) -> Vec<Vec<CertIndex>> {
    let mut now = vec![Vec::new(); catalog.exams.len()];
    let mut ever = vec![Vec::new(); catalog.exams.len()];
    for index in catalog.certification_indices() {
        for exam in own_exams(catalog, index, day) {
            now[exam.0 as usize].push(index);
        }
        for rule in catalog.certification(index).rules.iter() {
            if let Some(requirement) = &rule.requires {
                exams_in(requirement, &mut |exam| ever[exam.0 as usize].push(index));
            }
        }
    }
    for ((now, mut ever), exam) in now.iter_mut().zip(ever).zip(catalog.exams.iter()) {
        if now.is_empty() && exam.facts.is_retired_on(day) {
            ever.dedup();
            *now = ever;
        }
    }
    now
}

/// Returns what names `entry` on `day`: certifications by their rules, exams by what they ask for before one may take them.
#[must_use]
pub fn required_by(catalog: &Catalog, entry: Entry, day: Date) -> Vec<Entry> {
    let exams = catalog.exam_indices().filter(|&index| {
        let requires = catalog.exam(index).requires.as_ref();
        requires.is_some_and(|requirement| names(requirement, entry))
    });
    let certifications = catalog.certification_indices().filter(|&index| {
        let rules = rules_on(catalog, index, day);
        let requirements = rules.iter().filter_map(|rule| rule.requires.as_ref());
        requirements
            .into_iter()
            .any(|requirement| names(requirement, entry))
    });
    let certifications = certifications.map(Entry::Certification);
    certifications.chain(exams.map(Entry::Exam)).collect()
}
