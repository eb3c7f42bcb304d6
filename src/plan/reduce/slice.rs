//! The part of the graph that a question can need.
//!
//! What holds already and what can never hold is settled on the day of the question; what is left are the choices.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::catalog::model::{CertIndex, Entry, ExamIndex};
use crate::graph::{Graph, Node, NodeId, RenewalId};
use crate::plan::reduce::cost::{figures, lasting};
use crate::plan::reduce::problem::{self, Builder, Choices, Cost, Truth, gate};
use crate::plan::wants::AnyOf;
use crate::request::Objective;
use crate::timeline::Timeline;

/// The question whose slice is taken.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Question<'a, 'c> {
    pub(crate) graph: &'a Graph<'c>,
    pub(crate) held: &'a Timeline<'a, 'c>,
    pub(crate) as_of: Date,
    pub(crate) avoid: &'a BTreeSet<Entry>,
    /// Exams that are taken in any case, and cost nothing more; sorted.
    pub(crate) given: &'a [ExamIndex],
    /// The lists of which any one is wanted.
    pub(crate) any_of: &'a [AnyOf],
}

/// What is required at a place of the graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Condition {
    /// That it holds.
    Holds(NodeId),
    /// That the exam is taken, whatever was passed before.
    Taken(ExamIndex),
    /// That one of a list holds, by its place in [`Question::any_of`].
    AnyOf(u32),
}

/// Conditions in the order in which they can be worked out: members before what requires them.
#[derive(Debug)]
pub(crate) struct Slice<'a, 'c> {
    question: Question<'a, 'c>,
    lists: Memory,
}

/// The lists of a slice, and what it leaves to the next: room.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    /// For each place, and behind them for each exam taken, 1 + the place in `conditions`.
    seen: Vec<u32>,
    conditions: Vec<Condition>,
    /// What each of them requires in turn: a part of `members`.
    ranges: Vec<Range>,
    members: Vec<Condition>,
    truths: Vec<Truth>,
    /// What is still to be done in a walk.
    todo: Vec<Todo>,
    choices: problem::Memory,
}

/// Where a list begins and ends.
#[derive(Debug, Clone, Copy)]
struct Range {
    start: u32,
    end: u32,
}

impl Question<'_, '_> {
    /// Returns what a condition requires in turn.
    ///
    /// Nothing where it holds already or can never hold, so that nobody looks behind it.
    pub(crate) fn members(&self, condition: Condition, out: &mut Vec<Condition>) {
        let graph = self.graph;
        match condition {
            Condition::AnyOf(list) => {
                let members = self.any_of[list as usize].members.iter().rev();
                out.extend(members.copied().map(Condition::Holds));
            }
            Condition::Taken(exam) => {
                if self.can_ever_be_taken(exam) && !self.is_given(exam) {
                    out.extend(graph.members(graph.exam(exam)).map(Condition::Holds));
                }
            }
            Condition::Holds(node) => match graph.node(node) {
                Node::Exam(exam) => {
                    if !self.held.is_passed(exam) {
                        out.push(Condition::Taken(exam));
                    }
                }
                Node::Certification(certification) => {
                    if !self.held.is_active(certification) {
                        self.ways_to(certification, out);
                        out.extend(self.revivals(certification).map(Condition::Holds));
                    }
                }
                Node::Ever(certification) => {
                    if !self.held.was_ever_held(certification) && !self.is_avoided(certification) {
                        out.push(Condition::Holds(graph.certification(certification)));
                    }
                }
                Node::Rule(_) | Node::Gate { .. } => {
                    let lapsed = graph.owner(node).and_then(|owner| self.held.lapsed(owner));
                    let members = graph.members(node);
                    match lapsed {
                        Some(_) if graph.is_renewal(node) => {
                            out.extend(members.filter_map(|member| self.event(member)));
                        }
                        None => out.extend(members.map(Condition::Holds)),
                        Some(day) => out.extend(members.map(|member| self.anew(member, day))),
                    }
                }
            },
        }
    }

    /// Adds the rules by which a certification can be earned.
    fn ways_to(&self, certification: CertIndex, out: &mut Vec<Condition>) {
        let node = self.graph.certification(certification);
        let rules = self.graph.members(node);
        out.extend(
            rules
                .filter(|rule| self.is_open(*rule))
                .map(Condition::Holds),
        );
    }

    /// Returns the roots of the ways that bring a lapsed certification back, but for those that require it in turn.
    fn revivals(&self, certification: CertIndex) -> impl Iterator<Item = NodeId> {
        let roots = self.roots(certification);
        roots.filter(move |root| !self.leads_to(*root, certification))
    }

    fn roots(&self, certification: CertIndex) -> impl Iterator<Item = NodeId> {
        let ways = self.held.revivals(certification);
        ways.filter_map(move |(number, _)| {
            self.graph.renewal(RenewalId {
                certification,
                number,
            })
        })
    }

    /// Returns whether a certification is required behind a node, as long as anything there does not hold.
    fn leads_to(&self, root: NodeId, certification: CertIndex) -> bool {
        let target = Condition::Holds(self.graph.certification(certification));
        let mut seen = BTreeSet::new();
        let mut todo = vec![Condition::Holds(root)];
        let mut members = Vec::new();
        while let Some(condition) = todo.pop() {
            if condition == target {
                return true;
            }
            if !seen.insert(condition) {
                continue;
            }
            let of_certification = match condition {
                Condition::Holds(node) => match self.graph.node(node) {
                    Node::Certification(index) => Some(index),
                    Node::Exam(_) | Node::Ever(_) | Node::Rule(_) | Node::Gate { .. } => None,
                },
                Condition::Taken(_) | Condition::AnyOf(_) => None,
            };
            match of_certification {
                Some(index) if self.held.is_active(index) => {}
                Some(index) => {
                    self.ways_to(index, &mut members);
                    members.extend(self.roots(index).map(Condition::Holds));
                }
                None => self.members(condition, &mut members),
            }
            todo.append(&mut members);
        }
        false
    }

    /// Turns a member of a renewal into a condition for something that is yet to come about: an exam that is taken, a
    /// certification that is earned.
    fn event(&self, member: NodeId) -> Option<Condition> {
        match self.graph.node(member) {
            Node::Exam(exam) => Some(Condition::Taken(exam)),
            Node::Certification(index) | Node::Ever(index) => {
                let node = self.graph.certification(index);
                (!self.held.is_active(index)).then_some(Condition::Holds(node))
            }
            Node::Rule(_) | Node::Gate { .. } => Some(Condition::Holds(member)),
        }
    }

    /// Turns a member into a condition for a certification that lapsed after a day: of exams an old pass is not enough.
    fn anew(&self, member: NodeId, last_day: Date) -> Condition {
        match self.graph.node(member) {
            Node::Exam(exam) if !self.held.is_passed_after(exam, last_day) => {
                Condition::Taken(exam)
            }
            _ => Condition::Holds(member),
        }
    }

    fn is_given(&self, exam: ExamIndex) -> bool {
        self.given.binary_search(&exam).is_ok()
    }

    fn can_ever_be_taken(&self, exam: ExamIndex) -> bool {
        self.graph.catalog().exam(exam).is_open_on(self.as_of)
            && !self.avoid.contains(&Entry::Exam(exam))
    }

    fn is_open(&self, rule: NodeId) -> bool {
        match self.graph.node(rule) {
            Node::Rule(rule) => self.graph.can_be_completed(rule, self.as_of),
            Node::Exam(_) | Node::Certification(_) | Node::Ever(_) | Node::Gate { .. } => true,
        }
    }

    /// Returns whether a certification may not be used as a step.
    pub(crate) fn is_avoided(&self, certification: CertIndex) -> bool {
        self.avoid.contains(&Entry::Certification(certification))
            && !self.held.is_active(certification)
    }

    /// Returns whether the condition is for a certification that is avoided: as a member it can never hold.
    pub(crate) fn is_avoided_step(&self, condition: Condition) -> bool {
        match condition {
            _ if self.avoid.is_empty() => false,
            Condition::Taken(_) | Condition::AnyOf(_) => false,
            Condition::Holds(node) => match self.graph.node(node) {
                Node::Certification(certification) => self.is_avoided(certification),
                Node::Exam(_) | Node::Ever(_) | Node::Rule(_) | Node::Gate { .. } => false,
            },
        }
    }
}

/// What is still to be done in a walk.
#[derive(Debug)]
enum Todo {
    Enter(Condition),
    Leave(Condition, Range),
}

impl<'a, 'c> Slice<'a, 'c> {
    /// Takes what is behind `goals`, without recursion: catalogs may be thousands of certifications deep.
    pub(crate) fn new(question: Question<'a, 'c>, goals: &[Condition]) -> Self {
        Self::with_memory(question, goals, Memory::default())
    }

    /// Does what [`Slice::new`] does with the memory of an earlier one.
    pub(crate) fn with_memory(
        question: Question<'a, 'c>,
        goals: &[Condition],
        mut memory: Memory,
    ) -> Self {
        let exams = question.graph.catalog().exams.len();
        let places = question.graph.node_count() + exams + question.any_of.len();
        if memory.seen.len() != places {
            // Zeroed by the system where it can be: only pages that are used are touched.
            memory.seen = vec![0; places];
        }
        let mut slice = Self {
            question,
            lists: memory,
        };
        for goal in goals {
            slice.visit(*goal);
        }
        slice
    }

    /// Gives the memory back, with that of what was left to choose.
    pub(crate) fn into_memory(mut self, choices: Choices) -> Memory {
        for place in 0..self.lists.conditions.len() {
            let place = self.place(self.lists.conditions[place]);
            self.lists.seen[place] = 0;
        }
        self.lists.conditions.clear();
        self.lists.ranges.clear();
        self.lists.members.clear();
        self.lists.truths.clear();
        Memory {
            choices: choices.into_memory(),
            ..self.lists
        }
    }

    /// Adds a condition after all that it requires.
    fn visit(&mut self, goal: Condition) {
        self.lists.todo.push(Todo::Enter(goal));
        while let Some(todo) = self.lists.todo.pop() {
            match todo {
                Todo::Enter(condition) => self.enter(condition),
                Todo::Leave(condition, range) => {
                    self.lists.conditions.push(condition);
                    self.lists.ranges.push(range);
                    let place = self.place(condition);
                    let count = self.lists.conditions.len();
                    self.lists.seen[place] = u32::try_from(count).unwrap_or(u32::MAX);
                }
            }
        }
    }

    fn enter(&mut self, condition: Condition) {
        let place = self.place(condition);
        if self.lists.seen[place] != 0 {
            return;
        }
        self.lists.seen[place] = u32::MAX;
        let Memory { members, todo, .. } = &mut self.lists;
        let start = members.len();
        self.question.members(condition, members);
        let range = Range {
            start: u32::try_from(start).unwrap_or(u32::MAX),
            end: u32::try_from(members.len()).unwrap_or(u32::MAX),
        };
        todo.push(Todo::Leave(condition, range));
        let members = members[start..].iter().copied();
        let steps = members.filter(|member| !self.question.is_avoided_step(*member));
        todo.extend(steps.map(Todo::Enter));
    }

    /// Returns the question whose slice it is.
    pub(crate) fn question(&self) -> Question<'a, 'c> {
        self.question
    }

    fn place(&self, condition: Condition) -> usize {
        match condition {
            Condition::Holds(node) => node.index(),
            Condition::Taken(exam) => self.question.graph.node_count() + exam.0 as usize,
            Condition::AnyOf(list) => {
                let graph = self.question.graph;
                graph.node_count() + graph.catalog().exams.len() + list as usize
            }
        }
    }

    /// Returns what a condition of the slice came to.
    pub(crate) fn truth(&self, condition: Condition) -> Truth {
        if self.question.is_avoided_step(condition) {
            return Truth::Never;
        }
        self.truth_of_goal(condition)
    }

    fn truth_of_goal(&self, condition: Condition) -> Truth {
        match self.lists.seen[self.place(condition)] {
            0 => Truth::Never,
            place => self.lists.truths[place as usize - 1],
        }
    }

    /// Returns whether a condition holds once exams were taken; `after` is what [`Choices::after`] says of them.
    pub(crate) fn holds(&self, condition: Condition, after: &[bool]) -> bool {
        match self.truth_of_goal(condition) {
            Truth::Met => true,
            Truth::Never => false,
            Truth::Open(node) => after[node as usize],
        }
    }

    /// Returns whether a condition holds once exams were taken, and did not before.
    pub(crate) fn is_earned(&self, condition: Condition, after: &[bool]) -> bool {
        match self.truth_of_goal(condition) {
            Truth::Met | Truth::Never => false,
            Truth::Open(node) => after[node as usize],
        }
    }

    /// Returns how many members the condition at a place of [`Slice::conditions`] needs: none where it holds by itself.
    pub(crate) fn needed(&self, place: usize) -> usize {
        let held = self.question.held;
        match self.lists.conditions[place] {
            Condition::AnyOf(_) => 1,
            Condition::Taken(_) => self.members(place).len(),
            Condition::Holds(node) => match self.question.graph.node(node) {
                Node::Exam(exam) => usize::from(!held.is_passed(exam)),
                Node::Certification(index) => usize::from(!held.is_active(index)),
                Node::Ever(index) => usize::from(!held.was_ever_held(index)),
                Node::Rule(_) => 1,
                Node::Gate { needed, .. } => needed as usize,
            },
        }
    }

    /// Returns whether a goal can hold.
    pub(crate) fn can_reach(&self, goal: Condition) -> bool {
        self.truth_of_goal(goal) != Truth::Never
    }

    /// Returns the place of a condition in [`Slice::conditions`], or nothing if it is none of them.
    pub(crate) fn place_of(&self, condition: Condition) -> Option<usize> {
        Some(self.lists.seen[self.place(condition)].checked_sub(1)? as usize)
    }

    /// Returns what the condition at a place of [`Slice::conditions`] requires in turn, what is avoided included.
    pub(crate) fn members(&self, place: usize) -> &[Condition] {
        let Range { start, end } = self.lists.ranges[place];
        &self.lists.members[start as usize..end as usize]
    }

    /// Returns everything that the question looked at, members first.
    pub(crate) fn conditions(&self) -> &[Condition] {
        &self.lists.conditions
    }

    /// Leaves out what holds or never can, and returns what is left to choose for `goals`.
    ///
    /// What [`Slice::can_reach`] says is true only after this.
    pub(crate) fn choices(&mut self, goals: &[Condition], minimize: Objective) -> Choices {
        let memory = std::mem::take(&mut self.lists.choices);
        let mut builder = Builder::new(self.costs(minimize), minimize, memory);
        for place in 0..self.lists.conditions.len() {
            let truth = self.work_out(place, &mut builder);
            self.lists.truths.push(truth);
        }
        builder.finish(goals.iter().map(|goal| self.truth_of_goal(*goal)))
    }

    /// Returns what the exams cost that can be taken, by place.
    fn costs(&self, minimize: Objective) -> impl Iterator<Item = Cost> {
        let question = &self.question;
        let catalog = question.graph.catalog();
        let lasts_until = lasting(question.as_of);
        let exams = self.lists.conditions.iter().enumerate();
        let exams = exams.filter_map(|(place, condition)| match condition {
            Condition::Taken(exam) if question.can_ever_be_taken(*exam) => Some((place, *exam)),
            Condition::Taken(_) | Condition::Holds(_) | Condition::AnyOf(_) => None,
        });
        exams.map(move |(place, exam)| Cost {
            place,
            figures: figures(catalog, exam, minimize, lasts_until),
            order: catalog.code_order[exam.0 as usize],
        })
    }

    fn work_out(&self, place: usize, builder: &mut Builder) -> Truth {
        let question = &self.question;
        let members = self.members(place).iter();
        let truths = members.map(|member| self.truth(*member));
        match self.lists.conditions[place] {
            Condition::AnyOf(_) => gate(1, truths, builder),
            Condition::Taken(exam) if question.is_given(exam) => Truth::Met,
            Condition::Taken(exam) => {
                let Some((weight, order)) = builder.cost(place) else {
                    return Truth::Never;
                };
                let requires = match gate(truths.len(), truths, builder) {
                    Truth::Never => return Truth::Never,
                    Truth::Met => None,
                    Truth::Open(requires) => Some(requires),
                };
                builder.exam((exam, weight, order), requires)
            }
            Condition::Holds(node) => match question.graph.node(node) {
                Node::Exam(exam) if question.held.is_passed(exam) => Truth::Met,
                Node::Certification(certification) if question.held.is_active(certification) => {
                    Truth::Met
                }
                Node::Ever(certification) if question.held.was_ever_held(certification) => {
                    Truth::Met
                }
                Node::Gate { needed, .. } => gate(needed as usize, truths, builder),
                Node::Exam(_) | Node::Certification(_) | Node::Ever(_) | Node::Rule(_) => {
                    gate(1, truths, builder)
                }
            },
        }
    }
}

#[cfg(test)]
mod tests;
