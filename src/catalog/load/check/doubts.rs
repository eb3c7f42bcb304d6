//! What is doubtful in a catalog, and no error.

use jiff::civil::Date;

use crate::catalog::date::add_days;
use crate::catalog::load::check::{Checked, for_names};
use crate::catalog::load::finding::{Code, quoted};
use crate::catalog::load::problem::{Problem, Problems};
use crate::catalog::model::{Confidence, Entry, ExamIndex};

/// Reports what is doubtful.
pub(in crate::catalog::load) fn warnings(
    checked: &Checked<'_>,
    stale_days: i32,
    problems: &mut Problems,
) {
    let mut required =
        vec![false; checked.catalog.exams.len() + checked.catalog.certifications.len()];
    for entry in checked.catalog.entries() {
        for requirement in checked.requirements(entry) {
            for_names(requirement, |name| required[checked.number(name)] = true);
        }
    }
    let oldest = add_days(checked.day, -i64::from(stale_days));
    let mut unsure = vec![false; checked.catalog.providers.len()];
    for (held, broken) in checked.catalog.certifications.iter().zip(checked.broken) {
        unsure[held.facts.provider.0 as usize] |= broken;
    }
    for entry in checked.catalog.entries() {
        doubts_of_entry(checked, entry, oldest, stale_days, problems);
        if let Entry::Exam(exam) = entry {
            // A rule of the provider that could not be read may be the one that requires it.
            let provider = checked.catalog.exam(exam).facts.provider;
            let required = required[checked.number(entry)] || unsure[provider.0 as usize];
            doubts_of_exam(checked, exam, required, problems);
        }
    }
}

fn doubts_of_entry(
    checked: &Checked<'_>,
    entry: Entry,
    oldest: Date,
    stale_days: i32,
    problems: &mut Problems,
) {
    let catalog = checked.catalog;
    let (facts, raw) = (catalog.facts(entry), checked.raw(entry));
    let name = quoted(&catalog.name(entry));
    // A day that could not be read was reported.
    if facts.checked < oldest && facts.checked != Date::MIN {
        let message = format!(
            "{name} was checked on {}, more than {stale_days} days ago",
            facts.checked
        );
        let problem = Problem::new(Code::Stale, &raw.at("checked"), message);
        problems.push(problem.hint("read its sources again and write the day"));
    }
    if facts.confidence == Confidence::Low && catalog.status(entry, checked.day).is_open() {
        let verb = entry.done();
        let message = format!("{name} can be {verb} today, and its confidence is low");
        let problem = Problem::new(Code::LowConfidence, &raw.at("confidence"), message);
        problems.push(problem.hint("find the provider's page, or two sources that agree"));
    }
}

fn doubts_of_exam(
    checked: &Checked<'_>,
    index: ExamIndex,
    required: bool,
    problems: &mut Problems,
) {
    let entry = Entry::Exam(index);
    let (exam, raw) = (checked.catalog.exam(index), checked.raw(entry));
    let name = quoted(&checked.catalog.name(entry));
    if exam.facts.is_retired_on(checked.day) && exam.facts.replaced_by.is_empty() {
        let message = format!("{name} is retired, and nothing replaces it");
        let problem = Problem::new(Code::NoSuccessor, &raw.at("retires"), message);
        problems.push(problem.hint("name the next exam as `replaced-by:`, if there is one"));
    }
    if !required {
        let message = format!("no certification requires {name}");
        let problem = Problem::new(Code::UnusedExam, &raw.at("code"), message);
        problems.push(problem.hint("add the certification that does"));
    }
    let provider = checked.catalog.provider(exam.facts.provider);
    let level = provider.levels.get(exam.facts.level as usize);
    let level = level.map(|level| level.name.as_ref());
    let written = raw.field("level").and_then(|field| field.value.written());
    // A level that could not be read may have had the price.
    if exam.is_open_on(checked.day) && exam.price.is_none() && level == written {
        let message = format!("the price of {name} is not known");
        let problem = Problem::new(Code::NoPrice, &raw.at("code"), message);
        problems.push(problem.hint("write `price-usd:`"));
    }
}
