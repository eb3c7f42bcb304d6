//! From which day each rule is in force.

use jiff::civil::Date;

use crate::catalog::model::{Certification, Exam, Requirement};

/// Works out from which day on each rule is in force.
///
/// Without a day of its own it is the first on which the exams of one of its ways could all be taken; a rule that names no
/// exam has been in force from the first day of the calendar.
pub(crate) fn compute_start_dates(certifications: &mut [Certification], exams: &[Exam]) {
    let rules = certifications.iter_mut().map(|held| held.rules.to_mut());
    for rule in rules.flatten() {
        rule.start_date = match (rule.from, &rule.requires) {
            (Some(from), _) => Some(from.first_day()),
            (None, None) => Some(Date::MIN),
            (None, Some(requirement)) => first_day(requirement, exams),
        };
    }
}

/// The first day on which the requirement's exams could all be taken, in one of its ways.
fn first_day(requirement: &Requirement, exams: &[Exam]) -> Option<Date> {
    let earliest = without_ends(requirement, exams)?;
    if can_be_taken(requirement, exams, earliest) {
        return Some(earliest);
    }
    let mut starts = Vec::new();
    requirement.names(&mut |name| {
        if let Requirement::Exam(exam) = name {
            starts.extend(exams[exam.0 as usize].first_day());
        }
    });
    starts.sort_unstable();
    starts.dedup();
    starts
        .into_iter()
        .filter(|day| *day > earliest)
        .find(|day| can_be_taken(requirement, exams, *day))
}

/// The first day by the exams' first days alone: no exam has a last one.
fn without_ends(requirement: &Requirement, exams: &[Exam]) -> Option<Date> {
    let members = requirement.members();
    match requirement {
        Requirement::Exam(exam) => Some(exams[exam.0 as usize].first_day().unwrap_or(Date::MIN)),
        Requirement::Certification(_) | Requirement::Ever(_) => Some(Date::MIN),
        Requirement::All(_) | Requirement::Any(_) | Requirement::AtLeast(..) => {
            let mut days: Vec<Date> = members
                .iter()
                .filter_map(|member| without_ends(member, exams))
                .collect();
            days.sort_unstable();
            match requirement.needed() {
                0 => Some(Date::MIN),
                needed => days.get(needed - 1).copied(),
            }
        }
    }
}

fn can_be_taken(requirement: &Requirement, exams: &[Exam], day: Date) -> bool {
    requirement.is_met(&mut |name| match name {
        Requirement::Exam(exam) => exams[exam.0 as usize].is_open_on(day),
        _ => true,
    })
}
