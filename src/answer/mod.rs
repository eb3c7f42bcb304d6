//! What the questions beside `plan` answer, as plain data.

use jiff::civil::Date;

use crate::catalog::model::{Catalog, CertIndex, Confidence, EarnedBy, Entry, ExamIndex};
use crate::catalog::model::{Renewal, Requirement, Rule};

mod asks;
pub mod aspects;
pub mod calendar;
pub mod changes;
pub mod compare;
pub mod cost;
pub mod journey;
pub mod list;
mod near;
pub mod next;
#[cfg(test)]
pub(crate) mod sample;
pub mod show;
pub mod stats;
pub mod table;

/// Returns the rules of a certification that count on `day`, today's first.
///
/// Where none is in force these are the ones in force last, or, before all of them, the first to come; so there is
/// always one to show, but for a certification that no exam leads to.
#[must_use]
pub fn rules_on(catalog: &Catalog, index: CertIndex, day: Date) -> Vec<&Rule> {
    let certification = catalog.certification(index);
    let day = match certification.facts.retires {
        Some(last) => day.min(last.last_day()),
        None => day,
    };
    let begun = |rule: &&Rule| rule.has_begun_by(day);
    let rules = &certification.rules;
    let begun: Vec<&Rule> = rules.iter().filter(begun).collect();
    let in_force: Vec<&Rule> = begun
        .iter()
        .copied()
        .filter(|rule| rule.lasts_on(day))
        .collect();
    if !in_force.is_empty() || certification.earned_by != EarnedBy::Exams {
        return in_force;
    }
    let nearest = begun.first().copied().or_else(|| rules.last());
    nearest.into_iter().collect()
}

/// Calls `visit` with every exam that a requirement names.
pub fn exams_in(requirement: &Requirement, visit: &mut impl FnMut(ExamIndex)) {
    requirement.names(&mut |name| {
        if let Requirement::Exam(exam) = name {
            visit(*exam);
        }
    });
}

/// Returns whether a requirement names `entry`.
#[must_use]
pub fn names(requirement: &Requirement, entry: Entry) -> bool {
    let mut found = false;
    requirement.names(&mut |name| {
        found |= match name {
            Requirement::Exam(exam) => entry == Entry::Exam(*exam),
            Requirement::Certification(index) | Requirement::Ever(index) => {
                entry == Entry::Certification(*index)
            }
            Requirement::All(_) | Requirement::Any(_) | Requirement::AtLeast(..) => false,
        };
    });
    found
}

/// Returns an entry's title without the beginning that is most usual with its provider: `Microsoft Certified:`.
///
/// One that does not end in a colon belongs to the title: `Red Hat Certified`.
#[must_use]
pub fn short_title(catalog: &Catalog, entry: Entry) -> &str {
    let facts = catalog.facts(entry);
    let prefixes = &catalog.provider(facts.provider).title_prefixes;
    let usual = prefixes.first().filter(|prefix| prefix.ends_with(':'));
    let rest = usual.and_then(|prefix| facts.title.strip_prefix(prefix.as_ref()));
    let rest = rest.map(str::trim_start);
    rest.filter(|rest| !rest.is_empty()).unwrap_or(&facts.title)
}

/// Returns the word for a way of renewal, as in a catalog.
#[must_use]
pub fn renewal_word(renewal: Renewal) -> &'static str {
    match renewal {
        Renewal::None => "none",
        Renewal::FreeOnlineAssessment => "free-online-assessment",
        Renewal::Retake => "retake",
        Renewal::ContinuingEducation => "continuing-education",
        Renewal::Fee => "fee",
        Renewal::Unknown => "unknown",
    }
}

/// Returns what keeps a certification alive, in words; nothing if nothing does or it is not known.
#[must_use]
pub fn renewal_text(renewal: Renewal) -> Option<&'static str> {
    match renewal {
        Renewal::None | Renewal::Unknown => None,
        Renewal::FreeOnlineAssessment => Some("a free online assessment"),
        Renewal::Retake => Some("passing again"),
        Renewal::ContinuingEducation => Some("continuing education"),
        Renewal::Fee => Some("a fee"),
    }
}

/// Returns the word for a confidence, as in a catalog.
#[must_use]
pub fn confidence_word(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Low => "low",
        Confidence::Medium => "medium",
        Confidence::High => "high",
    }
}
