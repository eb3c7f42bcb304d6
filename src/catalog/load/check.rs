//! What is wrong or doubtful in a catalog as a whole.

use std::collections::HashMap;

use jiff::civil::Date;
use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;

use crate::catalog::date::{PartialDate, add_days};
use crate::catalog::load::finding::{Code, quoted};
use crate::catalog::load::merge::{Raw, RawEntry};
use crate::catalog::load::problem::{At, Problem, Problems};
use crate::catalog::model::{
    Catalog, CertIndex, Certification, Confidence, EarnedBy, Entry, ExamIndex, Requirement, Rule,
};

/// Most names of a cycle that are printed.
const LONGEST_CYCLE: usize = 200;

/// Most names that are given as a reason.
const MOST_REASONS: usize = 5;

/// A catalog on trial.
pub(super) struct Checked<'c> {
    pub(super) catalog: &'c Catalog,
    /// Its entries in the same order, for their places.
    pub(super) raw: &'c Raw<'c>,
    /// For each certification whether a rule of it could not be read.
    pub(super) broken: &'c [bool],
    /// The day on which it must hold.
    pub(super) day: Date,
}

impl Checked<'_> {
    fn raw(&self, entry: Entry) -> &RawEntry<'_> {
        match entry {
            Entry::Exam(ExamIndex(index)) => &self.raw.exams[index as usize],
            Entry::Certification(CertIndex(index)) => &self.raw.certifications[index as usize],
        }
    }

    fn entries(&self) -> impl Iterator<Item = Entry> + use<> {
        let exams = self.catalog.exam_indices().map(Entry::Exam);
        exams.chain(
            self.catalog
                .certification_indices()
                .map(Entry::Certification),
        )
    }

    /// Returns a number for each entry, below the number of all.
    fn number(&self, entry: Entry) -> usize {
        match entry {
            Entry::Exam(ExamIndex(index)) => index as usize,
            Entry::Certification(CertIndex(index)) => self.catalog.exams.len() + index as usize,
        }
    }

    fn requirements(&self, entry: Entry) -> Vec<&Requirement> {
        match entry {
            Entry::Exam(exam) => self.catalog.exam(exam).requires.iter().collect(),
            Entry::Certification(held) => {
                let rules = self.catalog.certification(held).rules.iter();
                rules.filter_map(|rule| rule.requires.as_ref()).collect()
            }
        }
    }
}

/// Returns what a name names.
fn named(name: &Requirement) -> Option<Entry> {
    match name {
        Requirement::Exam(exam) => Some(Entry::Exam(*exam)),
        Requirement::Certification(held) | Requirement::Ever(held) => {
            Some(Entry::Certification(*held))
        }
        Requirement::All(_) | Requirement::Any(_) | Requirement::AtLeast(..) => None,
    }
}

fn for_names(requirement: &Requirement, mut visit: impl FnMut(Entry)) {
    requirement.names(&mut |name| {
        if let Some(entry) = named(name) {
            visit(entry);
        }
    });
}

/// Reports cycles, and of what nobody can earn any more.
pub(super) fn errors(checked: &Checked<'_>, problems: &mut Problems) {
    let in_cycles = cycles(checked, problems);
    unearnable(checked, &in_cycles, problems);
}

/// Reports one cycle in each group of entries that require one another; returns the groups' entries.
fn cycles(checked: &Checked<'_>, problems: &mut Problems) -> Vec<Entry> {
    let entries: Vec<Entry> = checked.entries().collect();
    let mut graph: DiGraph<(), ()> = DiGraph::with_capacity(entries.len(), entries.len());
    for _ in &entries {
        graph.add_node(());
    }
    for (number, entry) in entries.iter().enumerate() {
        for requirement in checked.requirements(*entry) {
            for_names(requirement, |needed| {
                let needed = NodeIndex::new(checked.number(needed));
                graph.add_edge(NodeIndex::new(number), needed, ());
            });
        }
    }
    let mut groups = kosaraju_scc(&graph);
    groups.retain(|group| group.len() > 1 || graph.contains_edge(group[0], group[0]));
    for group in &groups {
        if let Some(cycle) = shortest_cycle(&graph, group) {
            let cycle: Vec<Entry> = cycle.iter().map(|node| entries[node.index()]).collect();
            problems.push(cycle_problem(checked, &cycle));
        }
    }
    let nodes = groups.iter().flatten();
    nodes.map(|node| entries[node.index()]).collect()
}

/// Returns a shortest cycle through the first entry of a group, beginning with it.
fn shortest_cycle(graph: &DiGraph<(), ()>, group: &[NodeIndex]) -> Option<Vec<NodeIndex>> {
    let start = *group.iter().min()?;
    let mut before: HashMap<NodeIndex, Option<NodeIndex>> =
        group.iter().map(|node| (*node, None)).collect();
    let mut front = vec![start];
    while !front.is_empty() {
        let mut next = Vec::new();
        for node in front {
            let mut needed: Vec<NodeIndex> = graph.edges(node).map(|edge| edge.target()).collect();
            needed.sort_unstable();
            for target in needed {
                if target == start {
                    return Some(way_back(node, start, &before));
                }
                if before.get(&target) == Some(&None) {
                    before.insert(target, Some(node));
                    next.push(target);
                }
            }
        }
        front = next;
    }
    None
}

fn way_back(
    end: NodeIndex,
    start: NodeIndex,
    before: &HashMap<NodeIndex, Option<NodeIndex>>,
) -> Vec<NodeIndex> {
    let mut way = vec![end];
    let mut node = end;
    while node != start {
        let Some(Some(earlier)) = before.get(&node) else {
            break;
        };
        node = *earlier;
        way.push(node);
    }
    way.reverse();
    way
}

/// The problem stands in the file that was read last, for it closed the cycle.
fn cycle_problem(checked: &Checked<'_>, cycle: &[Entry]) -> Problem {
    let count = cycle.len();
    let steps = (0..count).map(|index| (cycle[index], cycle[(index + 1) % count]));
    let places = steps.map(|(entry, needed)| required_at(checked, entry, needed));
    let at = places.reduce(|one, other| {
        if other.file() > one.file() {
            other
        } else {
            one
        }
    });
    let mut names: Vec<String> = cycle
        .iter()
        .map(|entry| checked.catalog.name(*entry))
        .map(|name| quoted(&name))
        .collect();
    names.push(names[0].clone());
    if names.len() > LONGEST_CYCLE {
        let half = LONGEST_CYCLE / 2;
        let left_out = names.len() - 2 * half;
        names.splice(half..half + left_out, [format!("({left_out} more)")]);
    }
    let message = format!("a cycle: {}", names.join(" requires "));
    let at = at.unwrap_or(At::File(0));
    Problem::new(Code::Cycle, &at, message).hint("one of them must do without the next")
}

/// Returns the field by which an entry requires another one.
fn required_at<'c>(checked: &'c Checked<'_>, entry: Entry, needed: Entry) -> At<'c> {
    let mut today = matches!(entry, Entry::Exam(_));
    if let Entry::Certification(held) = entry {
        let rule = checked.catalog.certification(held).rules.first();
        if let Some(requirement) = rule.and_then(|rule| rule.requires.as_ref()) {
            for_names(requirement, |name| today |= name == needed);
        }
    }
    let raw = checked.raw(entry);
    raw.at(if today { "requires" } else { "earlier-rules" })
}

/// Reports certifications that nobody who begins with nothing can earn on the day or after it.
///
/// What is in a cycle is taken as reached: that was reported.
fn unearnable(checked: &Checked<'_>, in_cycles: &[Entry], problems: &mut Problems) {
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

/// What can be taken or earned on the day or after it, beginning with nothing but what is external.
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
        for entry in self.checked.entries() {
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
        if let Some(entry) = named(requirement) {
            let number = self.checked.number(entry);
            if self.reached[number] {
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

    /// Returns whether a requirement is met by what was reached.
    fn holds(&self, requirement: &Requirement) -> bool {
        let is_reached = |entry| self.reached[self.checked.number(entry)];
        requirement.is_met(&mut |name| named(name).is_some_and(is_reached))
    }

    /// Adds the names that keep a requirement from being met.
    fn add_blockers(&self, requirement: &Requirement, blocked: &mut Vec<Entry>) {
        if !self.holds(requirement) {
            blocked.extend(named(requirement));
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
                    gate.missing = gate.missing.saturating_sub(1);
                    if gate.missing > 0 {
                        return;
                    }
                    goal = gate.then;
                }
            }
        }
    }
}

/// Reports what is doubtful.
pub(super) fn warnings(checked: &Checked<'_>, stale_days: i32, problems: &mut Problems) {
    let mut required =
        vec![false; checked.catalog.exams.len() + checked.catalog.certifications.len()];
    for entry in checked.entries() {
        for requirement in checked.requirements(entry) {
            for_names(requirement, |name| required[checked.number(name)] = true);
        }
    }
    let oldest = add_days(checked.day, -stale_days);
    let mut unsure = vec![false; checked.catalog.providers.len()];
    for (held, broken) in checked.catalog.certifications.iter().zip(checked.broken) {
        unsure[held.facts.provider.0 as usize] |= broken;
    }
    for entry in checked.entries() {
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
        let verb = match entry {
            Entry::Exam(_) => "taken",
            Entry::Certification(_) => "earned",
        };
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
    if exam.facts.is_retired_on(checked.day) && exam.replaced_by.is_empty() {
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
