//! Certifications that nobody can earn any more.

use jiff::civil::Date;

use crate::catalog::date::PartialDate;
use crate::catalog::load::check::Checked;
use crate::catalog::load::finding::{Code, quoted};
use crate::catalog::load::problem::{Problem, Problems};
use crate::catalog::model::{CertIndex, Certification, EarnedBy, Entry, Requirement, Rule};

/// Most names that are given as a reason.
const MOST_REASONS: usize = 5;

/// Reports certifications that nobody can earn on the day or after it, not even with what is retired and may still be held.
///
/// What is in a cycle is taken as reached: that was reported.
pub(super) fn unearnable(checked: &Checked<'_>, in_cycles: &[Entry], problems: &mut Problems) {
    let catalog = checked.catalog;
    let mut reach = Reach::new(checked);
    for entry in in_cycles {
        reach.meet(Goal::Entry(checked.number(*entry)));
    }
    reach.run();
    for index in catalog.certification_indices() {
        let entry = Entry::Certification(index);
        let certification = catalog.certification(index);
        let retired = certification.facts.is_retired_on(checked.day);
        if !retired && !reach.reached[checked.number(entry)] {
            problems.push(unearnable_problem(checked, &reach, index));
        }
    }
}

fn unearnable_problem(checked: &Checked<'_>, reach: &Reach<'_>, index: CertIndex) -> Problem {
    let catalog = checked.catalog;
    let certification = catalog.certification(index);
    let mut blocked: Vec<Entry> = Vec::new();
    for rule in lasting(certification, checked.day) {
        if let Some(requirement) = &rule.requires {
            reach.add_blockers(requirement, &mut blocked);
        }
    }
    blocked.sort_unstable();
    blocked.dedup();
    let raw = checked.raw(Entry::Certification(index));
    let mut at = raw.at("requires");
    for entry in &blocked {
        let retires = checked.raw(*entry).at("retires");
        if retires.file() > at.file() {
            at = retires;
        }
    }
    let reasons: Vec<String> = blocked
        .iter()
        .take(MOST_REASONS)
        .map(|entry| reason(checked, *entry))
        .collect();
    let more = if blocked.len() > MOST_REASONS {
        ", ..."
    } else {
        ""
    };
    let name = quoted(&catalog.name(Entry::Certification(index)));
    let message = format!(
        "nobody can earn {name} any more: {}{more}",
        reasons.join(", ")
    );
    let hint = "write its last day as `retires:`, or the rule that holds today";
    Problem::new(Code::Unearnable, &at, message).hint(hint)
}

fn reason(checked: &Checked<'_>, entry: Entry) -> String {
    let name = quoted(&checked.catalog.name(entry));
    match checked.catalog.facts(entry).retires {
        Some(last) if last.last_day() < checked.day => match last {
            PartialDate::Day(day) => format!("{name} retired on {day}"),
            PartialDate::Month(_) | PartialDate::Year(_) => format!("{name} retired in {last}"),
        },
        Some(_) | None => format!("{name} is out of reach"),
    }
}

/// Returns the rules whose last day is not past.
fn lasting(certification: &Certification, day: Date) -> impl Iterator<Item = &Rule> {
    let rules = certification.rules.iter();
    rules.filter(move |rule| rule.lasts_on(day))
}

/// Whether somebody may still hold a certification that is retired.
fn may_hold(certification: &Certification, day: Date) -> bool {
    certification.last_held_day().is_none_or(|last| day <= last)
}

/// What can be taken, earned or still held on the day or after it, beginning with nothing but what is external.
///
/// Forward chaining with a counter for each gate, after Dowling and Gallier (1984): linear.
struct Reach<'c> {
    checked: &'c Checked<'c>,
    reached: Vec<bool>,
    /// For each entry what waits for it.
    waiting: Vec<Vec<Goal>>,
    gates: Vec<GateState>,
    fresh: Vec<usize>,
}

#[derive(Debug, Clone, Copy)]
enum Goal {
    Entry(usize),
    Gate(usize),
}

struct GateState {
    missing: usize,
    then: Goal,
}

impl<'c> Reach<'c> {
    fn new(checked: &'c Checked<'c>) -> Self {
        let count = checked.catalog.exams.len() + checked.catalog.certifications.len();
        Self {
            checked,
            reached: vec![false; count],
            waiting: vec![Vec::new(); count],
            gates: Vec::new(),
            fresh: Vec::new(),
        }
    }

    fn run(&mut self) {
        for entry in self.checked.catalog.entries() {
            self.begin(entry);
        }
        while let Some(number) = self.fresh.pop() {
            for goal in std::mem::take(&mut self.waiting[number]) {
                self.meet(goal);
            }
        }
    }

    fn begin(&mut self, entry: Entry) {
        let checked = self.checked;
        let (catalog, day) = (checked.catalog, checked.day);
        let goal = Goal::Entry(checked.number(entry));
        if catalog.facts(entry).is_retired_on(day) {
            if entry
                .certification()
                .is_some_and(|held| may_hold(catalog.certification(held), day))
            {
                self.meet(goal);
            }
            return;
        }
        match entry {
            Entry::Exam(exam) => match &catalog.exam(exam).requires {
                None => self.meet(goal),
                Some(requirement) => self.wait_for(requirement, goal),
            },
            Entry::Certification(held) => {
                let certification = catalog.certification(held);
                // Not by exams, or not known well enough to say.
                if certification.earned_by != EarnedBy::Exams || checked.broken[held.0 as usize] {
                    self.meet(goal);
                }
                for rule in lasting(certification, day) {
                    match &rule.requires {
                        None => self.meet(goal),
                        Some(requirement) => self.wait_for(requirement, goal),
                    }
                }
            }
        }
    }

    /// Lets `goal` be met once the requirement is; requirements nest at most 64 deep.
    fn wait_for(&mut self, requirement: &Requirement, goal: Goal) {
        if let Some(entry) = requirement.entry() {
            let number = self.checked.number(entry);
            if self.can_have(requirement) {
                self.meet(goal);
            } else {
                self.waiting[number].push(goal);
            }
            return;
        }
        self.gates.push(GateState {
            missing: requirement.needed(),
            then: goal,
        });
        let gate = Goal::Gate(self.gates.len() - 1);
        for member in requirement.members() {
            self.wait_for(member, gate);
        }
    }

    /// Returns whether a name was reached, or could be once where that is enough.
    fn can_have(&self, name: &Requirement) -> bool {
        let (catalog, day) = (self.checked.catalog, self.checked.day);
        let retired = |index| {
            catalog
                .facts(Entry::Certification(index))
                .is_retired_on(day)
        };
        matches!(name, Requirement::Ever(index) if retired(*index))
            || name
                .entry()
                .is_some_and(|entry| self.reached[self.checked.number(entry)])
    }

    /// Returns whether a requirement is met by what was reached.
    fn holds(&self, requirement: &Requirement) -> bool {
        requirement.is_met(&mut |name| self.can_have(name))
    }

    /// Adds the names that keep a requirement from being met.
    fn add_blockers(&self, requirement: &Requirement, blocked: &mut Vec<Entry>) {
        if !self.holds(requirement) {
            blocked.extend(requirement.entry());
            for member in requirement.members() {
                self.add_blockers(member, blocked);
            }
        }
    }

    fn meet(&mut self, mut goal: Goal) {
        loop {
            match goal {
                Goal::Entry(number) => {
                    if !self.reached[number] {
                        self.reached[number] = true;
                        self.fresh.push(number);
                    }
                    return;
                }
                Goal::Gate(gate) => {
                    let gate = &mut self.gates[gate];
                    // One that is met already is not met a second time: what waits for it counts it once.
                    if gate.missing != 1 {
                        gate.missing = gate.missing.saturating_sub(1);
                        return;
                    }
                    gate.missing = 0;
                    goal = gate.then;
                }
            }
        }
    }
}
