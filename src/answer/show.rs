//! What `show` answers: all that is known of one exam or certification on a day.

use std::borrow::Cow;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use crate::answer::journey::{Journey, Traveller, journey};
use crate::answer::list::{CertificationLine, ExamLine, exam_line, one_row};
use crate::answer::marks::{Mark, Marks};
use crate::answer::rules::{own_exams, required_by, rules_on};
use crate::answer::table::Table;
use crate::catalog::date::PartialDate;
use crate::catalog::model::{Catalog, CertIndex, Course, Entry, ExamIndex, Learning, Rule};
use crate::catalog::status::Status;
use crate::catalog::words::words;

/// All that is known of an exam or a certification, beside what its entry in the catalog says itself.
#[derive(Debug, Clone)]
pub struct Shown<'a> {
    pub entry: Entry,
    pub as_of: Date,
    /// Its line in a list.
    pub line: ShownLine<'a>,
    /// The rules by which a certification is earned on the day: any of them will do.
    pub rules: Vec<&'a Rule>,
    /// Those that had begun by the day and are no longer in force, newest first.
    pub earlier_rules: Vec<&'a Rule>,
    /// Those that begin after the day.
    pub later_rules: Vec<&'a Rule>,
    /// What names it: certifications by their rules on the day, exams by what they require.
    pub required_by: Vec<Entry>,
    /// What it is the successor of.
    pub replaces: Vec<Entry>,
    /// How to get ready for the exam itself, or for each exam that the certification's rules name.
    pub preparation: Vec<Preparation<'a>>,
    /// The journey to the exam itself, or to each exam of the certification that can be taken, if they are few.
    pub journeys: Vec<Journey>,
    /// Its days, in order.
    pub history: Vec<Event>,
}

/// The line of an exam or a certification in a list.
#[derive(Debug, Clone)]
pub enum ShownLine<'a> {
    Exam(ExamLine<'a>),
    Certification(CertificationLine<'a>),
}

impl Shown<'_> {
    /// Returns its state on the day.
    #[must_use]
    pub fn status(&self) -> Status {
        match &self.line {
            ShownLine::Exam(line) => line.status,
            ShownLine::Certification(line) => line.status,
        }
    }

    /// Marks whether it is held, where holdings are given.
    pub fn mark(&mut self, marks: &Marks) {
        let mark = marks.of(self.entry);
        match &mut self.line {
            ShownLine::Exam(line) => line.mark = mark,
            ShownLine::Certification(line) => line.mark = mark,
        }
    }

    /// Returns its row in a list.
    #[must_use]
    pub fn row(&self) -> Table<'_> {
        one_row(&self.line)
    }
}

impl ShownLine<'_> {
    /// Returns whether it is held, where holdings are given.
    #[must_use]
    pub fn mark(&self) -> Option<Mark> {
        match self {
            Self::Exam(line) => line.mark,
            Self::Certification(line) => line.mark,
        }
    }
}

/// How to get ready for an exam.
#[derive(Debug, Clone)]
pub struct Preparation<'a> {
    pub exam: ExamIndex,
    /// Only while the exam can be taken or is to come: a provider takes the guide away with the exam.
    pub study_guide: Option<String>,
    pub practice: Option<Cow<'a, str>>,
    pub courses: &'a [Course],
    pub learning: &'a [Learning],
}

/// Something that happened or will happen on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Event {
    pub on: PartialDate,
    /// `beta`, `available`, `rule-begins`, `rule-ends` or `retires`.
    #[serde(rename = "event")]
    pub what: EventKind,
}

words! {
    /// The kinds of events, in the order in which they are listed of one day.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum EventKind {
        /// An exam can be taken as a beta.
        Beta = "beta",
        /// The first regular day.
        Available = "available",
        /// A rule begins to hold.
        RuleBegins = "rule-begins",
        /// The last day of a rule.
        RuleEnds = "rule-ends",
        /// The last day.
        Retires = "retires",
    }
}

/// Gathers all that is known of `entry` on `as_of`.
#[must_use]
pub fn show(catalog: &Catalog, entry: Entry, as_of: Date) -> Shown<'_> {
    let mut shown = Shown {
        entry,
        as_of,
        line: match entry {
            Entry::Exam(index) => ShownLine::Exam(exam_line(catalog, index, as_of)),
            Entry::Certification(index) => {
                ShownLine::Certification(CertificationLine::new(catalog, index, as_of))
            }
        },
        rules: Vec::new(),
        earlier_rules: Vec::new(),
        later_rules: Vec::new(),
        required_by: required_by(catalog, entry, as_of),
        replaces: replaces(catalog, entry),
        preparation: Vec::new(),
        journeys: journeys(catalog, entry, as_of),
        history: history(catalog, entry),
    };
    match entry {
        Entry::Exam(index) => shown.preparation.push(preparation(catalog, index, as_of)),
        Entry::Certification(index) => {
            shown.rules = rules_on(catalog, index, as_of);
            (shown.earlier_rules, shown.later_rules) =
                other_rules(catalog, index, &shown.rules, as_of);
            let exams = own_exams(catalog, index, as_of).into_iter();
            shown.preparation = exams
                .map(|exam| preparation(catalog, exam, as_of))
                .collect();
        }
    }
    shown
}

/// The days of an entry, in order.
fn history(catalog: &Catalog, entry: Entry) -> Vec<Event> {
    let facts = catalog.facts(entry);
    let mut days = vec![
        (EventKind::Available, facts.available),
        (EventKind::Retires, facts.retires),
    ];
    match entry {
        Entry::Exam(index) => days.push((EventKind::Beta, catalog.exam(index).beta)),
        Entry::Certification(index) => {
            for rule in catalog.certification(index).rules.iter() {
                days.push((EventKind::RuleBegins, rule.from));
                days.push((EventKind::RuleEnds, rule.until));
            }
        }
    }
    let dated = |(what, on): (EventKind, Option<PartialDate>)| Some(Event { on: on?, what });
    let mut events: Vec<Event> = days.into_iter().filter_map(dated).collect();
    events.sort_by_key(|event| match event.what {
        EventKind::RuleEnds | EventKind::Retires => (event.on.last_day(), event.what),
        EventKind::Beta | EventKind::Available | EventKind::RuleBegins => {
            (event.on.first_day(), event.what)
        }
    });
    events
}

fn journeys(catalog: &Catalog, entry: Entry, as_of: Date) -> Vec<Journey> {
    /// More are a choice, and nobody makes all of it.
    const FEW: usize = 3;
    let mut exams = match entry {
        Entry::Exam(index) => vec![index],
        Entry::Certification(index) => own_exams(catalog, index, as_of),
    };
    if matches!(entry, Entry::Certification(_)) {
        exams.retain(|exam| catalog.exam(*exam).is_open_on(as_of));
    }
    if exams.len() > FEW {
        return Vec::new();
    }
    let exams = exams.into_iter();
    exams
        .map(|exam| journey(catalog, exam, as_of, &Traveller::default()))
        .collect()
}

/// The rules that are not in force on `as_of`: those that had begun by then, and those that begin later.
fn other_rules<'a>(
    catalog: &'a Catalog,
    index: CertIndex,
    in_force: &[&Rule],
    as_of: Date,
) -> (Vec<&'a Rule>, Vec<&'a Rule>) {
    let is_other = |rule: &&Rule| !in_force.iter().any(|one| std::ptr::eq(*one, *rule));
    let begins_later = |rule: &&Rule| rule.start_date.is_some_and(|first| as_of < first);
    let rules = catalog.certification(index).rules.iter().filter(is_other);
    let (later, earlier) = rules.partition(begins_later);
    (earlier, later)
}

fn replaces(catalog: &Catalog, entry: Entry) -> Vec<Entry> {
    let precedes = |one: &Entry| catalog.facts(*one).replaced_by.contains(&entry);
    catalog.entries().filter(precedes).collect()
}

fn preparation(catalog: &Catalog, index: ExamIndex, as_of: Date) -> Preparation<'_> {
    let exam = catalog.exam(index);
    let links = &catalog.level(Entry::Exam(index)).links;
    let address = |name: &str| {
        let link = links.iter().find(|link| link.name == name)?;
        Some(link.pattern.replace("{code}", &exam.code.to_lowercase()))
    };
    let is_offered = !exam.facts.is_retired_on(as_of);
    let own_practice = exam.practice.as_deref().map(Cow::Borrowed);
    let practice = || address("practice").filter(|_| is_offered).map(Cow::Owned);
    Preparation {
        exam: index,
        study_guide: address("study-guide").filter(|_| is_offered),
        practice: own_practice.or_else(practice),
        courses: &exam.courses,
        learning: &exam.facts.learning,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::answer::sample::{catalog, certification_of, exam_of};

    const TODAY: Date = date(2026, 11, 22);

    #[test]
    fn what_names_an_entry_is_what_it_unlocks() {
        let catalog = catalog();
        let admin =
            Entry::Certification(certification_of(&catalog, "azure-administrator-associate"));
        let shown = show(&catalog, admin, TODAY);
        let names: Vec<_> = shown
            .required_by
            .iter()
            .map(|entry| catalog.name(*entry))
            .collect();
        assert_eq!(
            names,
            [
                "azure-solutions-architect-expert",
                "devops-engineer-expert",
                "x-master"
            ]
        );
    }

    #[test]
    fn a_study_guide_is_named_while_the_exam_is_offered() {
        let catalog = catalog();
        let guide = |code, day| {
            let exam = Entry::Exam(exam_of(&catalog, code));
            show(&catalog, exam, day).preparation[0].study_guide.clone()
        };
        let address = Some("https://learn.example/study-guides/az-303".to_owned());
        assert_eq!(guide("AZ-303", date(2022, 3, 31)), address);
        assert_eq!(guide("AZ-303", date(2022, 4, 1)), None);
    }

    #[test]
    fn rules_are_earlier_in_force_or_later_by_the_day() {
        let catalog = catalog();
        let architect = Entry::Certification(certification_of(
            &catalog,
            "azure-solutions-architect-expert",
        ));
        let counts = |day| {
            let shown = show(&catalog, architect, day);
            (
                shown.earlier_rules.len(),
                shown.rules.len(),
                shown.later_rules.len(),
            )
        };
        assert_eq!(counts(date(2021, 7, 13)), (0, 1, 1));
        assert_eq!(counts(date(2022, 2, 1)), (0, 2, 0));
        assert_eq!(counts(TODAY), (1, 1, 0));
    }

    #[test]
    fn a_successor_knows_what_it_replaces() {
        let catalog = catalog();
        let shown = show(&catalog, Entry::Exam(exam_of(&catalog, "AZ-305")), TODAY);
        let names: Vec<_> = shown
            .replaces
            .iter()
            .map(|entry| catalog.name(*entry))
            .collect();
        assert_eq!(names, ["AZ-303", "AZ-304"]);
    }
}
