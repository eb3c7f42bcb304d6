//! What `show` answers: all that is known of one exam or certification on a day.

use std::borrow::Cow;
use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::answer::journey::{Journey, Traveller, journey};
use crate::answer::list::{CertificationLine, ExamLine, exam_line, one_row};
use crate::answer::marks::{Mark, Marks};
use crate::answer::rules::{own_exams, required_by, rules_on};
use crate::answer::table::Table;
use crate::catalog::date::PartialDate;
use crate::catalog::model::{
    Catalog, CertIndex, Course, Entry, ExamIndex, Learning, LevelSet, Requirement, Rule,
};
use crate::catalog::status::Status;

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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Event {
    pub on: PartialDate,
    pub what: EventKind,
}

/// The kinds of events, in the order in which they are listed of one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EventKind {
    /// An exam can be taken as a beta.
    Beta,
    /// The first regular day.
    Available,
    /// A rule begins to hold.
    RuleBegins,
    /// The last day of a rule.
    RuleEnds,
    /// The last day.
    Retires,
}

impl EventKind {
    /// Returns the word for it in answers.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Beta => "beta",
            Self::Available => "available",
            Self::RuleBegins => "rule-begins",
            Self::RuleEnds => "rule-ends",
            Self::Retires => "retires",
        }
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
    let exams = catalog.exam_indices().filter(|&index| {
        let successors = &catalog.exam(index).replaced_by;
        successors.contains(&entry)
    });
    let certifications = catalog.certification_indices().filter(|&index| {
        let successors = &catalog.certification(index).replaced_by;
        successors.contains(&entry)
    });
    let certifications = certifications.map(Entry::Certification);
    exams.map(Entry::Exam).chain(certifications).collect()
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

/// A line of the tree of what is required; what it consists of follows it, one deeper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RequirementLine {
    pub depth: usize,
    pub what: RequirementPart,
}

/// A part of what is required.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RequirementPart {
    Entry(Entry),
    /// Held at any time, lapsed or not.
    Ever(CertIndex),
    /// All of the members.
    All,
    /// So many of so many members.
    Some {
        needed: usize,
        members: usize,
    },
    /// So many of all certifications of a level.
    OfSet {
        needed: usize,
        members: usize,
        set: LevelSet,
    },
    /// A name whose own requirement was shown before.
    Again(Entry),
    /// A rule that could not be read from a source.
    Unverified,
    /// The rest, which is too long to print.
    More,
}

/// What is still to be shown of a tree.
enum Todo<'a> {
    /// An exam or certification with what it requires.
    Name(Entry),
    Ever(CertIndex),
    Gate(&'a Requirement),
    /// Of several rules any will do.
    Rules(Vec<&'a Rule>),
    Unverified,
}

impl<'a> Todo<'a> {
    fn requirement(requirement: &'a Requirement) -> Self {
        match requirement {
            Requirement::Exam(index) => Self::Name(Entry::Exam(*index)),
            Requirement::Certification(index) => Self::Name(Entry::Certification(*index)),
            Requirement::Ever(index) => Self::Ever(*index),
            Requirement::All(_) | Requirement::Any(_) | Requirement::AtLeast(..) => {
                Self::Gate(requirement)
            }
        }
    }

    fn rule(rule: &'a Rule) -> Self {
        let requires = rule.requires.as_ref();
        requires.map_or(Self::Unverified, Self::requirement)
    }
}

/// Returns what `entry` requires, down to exams, in preorder: at most `longest` lines and one for the rest.
///
/// It keeps a stack of its own, so chains of any length do no harm.
#[must_use]
pub(crate) fn requirement_tree(
    catalog: &Catalog,
    entry: Entry,
    as_of: Date,
    longest: usize,
) -> Vec<RequirementLine> {
    let mut lines = Vec::new();
    let mut printed = BTreeSet::new();
    let mut todo = vec![(0, Todo::Name(entry))];
    while let Some((depth, next)) = todo.pop() {
        if lines.len() == longest {
            let what = RequirementPart::More;
            lines.push(RequirementLine { depth, what });
            break;
        }
        let (mut what, mut members) = shown_of(catalog, next, as_of);
        if let RequirementPart::Entry(name) = what
            && !members.is_empty()
            && !printed.insert(name)
        {
            what = RequirementPart::Again(name);
            members.clear();
        }
        lines.push(RequirementLine { depth, what });
        let members = members.into_iter().rev();
        todo.extend(members.map(|member| (depth + 1, member)));
    }
    lines
}

/// What is said of a part, and what stands below it.
fn shown_of<'a>(
    catalog: &'a Catalog,
    part: Todo<'a>,
    as_of: Date,
) -> (RequirementPart, Vec<Todo<'a>>) {
    match part {
        Todo::Name(name) => (
            RequirementPart::Entry(name),
            requirement_of(catalog, name, as_of),
        ),
        Todo::Ever(index) => (RequirementPart::Ever(index), Vec::new()),
        Todo::Unverified => (RequirementPart::Unverified, Vec::new()),
        Todo::Rules(rules) => {
            let (needed, members) = (1, rules.len());
            let what = RequirementPart::Some { needed, members };
            (what, rules.into_iter().map(Todo::rule).collect())
        }
        Todo::Gate(requirement) => {
            let (needed, members) = (requirement.needed(), requirement.members().len());
            let what = match requirement.set() {
                Some(set) => RequirementPart::OfSet {
                    needed,
                    members,
                    set,
                },
                None if needed == members => RequirementPart::All,
                None => RequirementPart::Some { needed, members },
            };
            let below = requirement.members().iter();
            (what, below.map(Todo::requirement).collect())
        }
    }
}

/// What a name requires; the members of a rule that requires all of them stand right below the name.
fn requirement_of(catalog: &Catalog, entry: Entry, as_of: Date) -> Vec<Todo<'_>> {
    let requirement = match entry {
        Entry::Exam(index) => catalog.exam(index).requires.as_ref(),
        Entry::Certification(index) => {
            let rules = rules_on(catalog, index, as_of);
            match rules.as_slice() {
                [] => return Vec::new(),
                [rule] if rule.requires.is_none() => return vec![Todo::Unverified],
                [rule] => rule.requires.as_ref(),
                _ => return vec![Todo::Rules(rules)],
            }
        }
    };
    match requirement {
        None => Vec::new(),
        Some(Requirement::All(members)) if members.set.is_none() => {
            members.iter().map(Todo::requirement).collect()
        }
        Some(requirement) => vec![Todo::requirement(requirement)],
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

    #[test]
    fn a_requirement_that_is_too_long_ends_in_dots() {
        let catalog = catalog();
        let devops = Entry::Certification(certification_of(&catalog, "devops-engineer-expert"));
        assert_eq!(requirement_tree(&catalog, devops, TODAY, 60).len(), 7);
        let cut = requirement_tree(&catalog, devops, TODAY, 3);
        assert_eq!(cut.len(), 4);
        assert_eq!(cut[3].what, RequirementPart::More);
    }
}
