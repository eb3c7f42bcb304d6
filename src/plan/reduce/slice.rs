//! The part of the graph that a question can need.
//!
//! What holds already and what can never hold is folded away on the day of the question; what is left are the choices.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::catalog::model::{CertIndex, Entry, ExamIndex};
use crate::graph::{Graph, Node, NodeId, RenewalId};
use crate::plan::reduce::cost::{figures, lasting};
use crate::plan::reduce::problem::{self, Builder, Choices, Cost, Fold, gate};
use crate::plan::verify::owner;
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
pub(crate) enum Ask {
    /// That it holds.
    Holds(NodeId),
    /// That the exam is taken, whatever was passed before.
    Taken(ExamIndex),
    /// That one of a list holds, by its place in [`Question::any_of`].
    AnyOf(u32),
}

/// Asks in the order in which they can be answered: members before what requires them.
#[derive(Debug)]
pub(crate) struct Slice<'a, 'c> {
    question: Question<'a, 'c>,
    lists: Memory,
}

/// The lists of a slice, and what it leaves to the next: room.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    /// For each place, and behind them for each exam taken, 1 + the place in `asks`.
    seen: Vec<u32>,
    asks: Vec<Ask>,
    /// What each of them requires in turn: a part of `members`.
    ranges: Vec<Range>,
    members: Vec<Ask>,
    folds: Vec<Fold>,
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
    /// Returns what an ask requires in turn.
    ///
    /// Nothing where it holds already or can never hold, so that nobody looks behind it.
    pub(crate) fn members(&self, ask: Ask, out: &mut Vec<Ask>) {
        let graph = self.graph;
        match ask {
            Ask::AnyOf(list) => {
                let members = self.any_of[list as usize].members.iter().rev();
                out.extend(members.copied().map(Ask::Holds));
            }
            Ask::Taken(exam) => {
                if self.can_ever_sit(exam) && !self.is_given(exam) {
                    out.extend(graph.members(graph.exam(exam)).map(Ask::Holds));
                }
            }
            Ask::Holds(node) => match graph.node(node) {
                Node::Exam(exam) => {
                    if !self.held.is_passed(exam) {
                        out.push(Ask::Taken(exam));
                    }
                }
                Node::Certification(certification) => {
                    if !self.held.is_active(certification) {
                        self.ways_to(certification, out);
                        out.extend(self.revivals(certification).map(Ask::Holds));
                    }
                }
                Node::Ever(certification) => {
                    if !self.held.was_ever_held(certification) && !self.is_avoided(certification) {
                        out.push(Ask::Holds(graph.certification(certification)));
                    }
                }
                Node::Rule(_) | Node::Gate { .. } => {
                    let lapsed = owner(graph, node).and_then(|owner| self.held.lapsed(owner));
                    let members = graph.members(node);
                    match lapsed {
                        Some(_) if graph.is_renewal(node) => {
                            out.extend(members.filter_map(|member| self.event(member)));
                        }
                        None => out.extend(members.map(Ask::Holds)),
                        Some(day) => out.extend(members.map(|member| self.anew(member, day))),
                    }
                }
            },
        }
    }

    /// Adds the rules by which a certification can be earned.
    fn ways_to(&self, certification: CertIndex, out: &mut Vec<Ask>) {
        let node = self.graph.certification(certification);
        let rules = self.graph.members(node);
        out.extend(rules.filter(|rule| self.is_open(*rule)).map(Ask::Holds));
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
        let target = Ask::Holds(self.graph.certification(certification));
        let mut seen = BTreeSet::new();
        let mut todo = vec![Ask::Holds(root)];
        let mut members = Vec::new();
        while let Some(ask) = todo.pop() {
            if ask == target {
                return true;
            }
            if !seen.insert(ask) {
                continue;
            }
            let of_certification = match ask {
                Ask::Holds(node) => match self.graph.node(node) {
                    Node::Certification(index) => Some(index),
                    Node::Exam(_) | Node::Ever(_) | Node::Rule(_) | Node::Gate { .. } => None,
                },
                Ask::Taken(_) | Ask::AnyOf(_) => None,
            };
            match of_certification {
                Some(index) if self.held.is_active(index) => {}
                Some(index) => {
                    self.ways_to(index, &mut members);
                    members.extend(self.roots(index).map(Ask::Holds));
                }
                None => self.members(ask, &mut members),
            }
            todo.append(&mut members);
        }
        false
    }

    /// Turns a member of a renewal into an ask for something that is yet to come about: an exam that is taken, a
    /// certification that is earned.
    fn event(&self, member: NodeId) -> Option<Ask> {
        match self.graph.node(member) {
            Node::Exam(exam) => Some(Ask::Taken(exam)),
            Node::Certification(index) | Node::Ever(index) => {
                let node = self.graph.certification(index);
                (!self.held.is_active(index)).then_some(Ask::Holds(node))
            }
            Node::Rule(_) | Node::Gate { .. } => Some(Ask::Holds(member)),
        }
    }

    /// Turns a member into an ask for a certification that lapsed after a day: of exams an old pass is not enough.
    fn anew(&self, member: NodeId, last_day: Date) -> Ask {
        match self.graph.node(member) {
            Node::Exam(exam) if !self.held.is_passed_after(exam, last_day) => Ask::Taken(exam),
            _ => Ask::Holds(member),
        }
    }

    fn is_given(&self, exam: ExamIndex) -> bool {
        self.given.binary_search(&exam).is_ok()
    }

    fn can_ever_sit(&self, exam: ExamIndex) -> bool {
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

    /// Returns whether the ask is for a certification that is avoided: as a member it can never hold.
    pub(crate) fn is_avoided_step(&self, ask: Ask) -> bool {
        match ask {
            _ if self.avoid.is_empty() => false,
            Ask::Taken(_) | Ask::AnyOf(_) => false,
            Ask::Holds(node) => match self.graph.node(node) {
                Node::Certification(certification) => self.is_avoided(certification),
                Node::Exam(_) | Node::Ever(_) | Node::Rule(_) | Node::Gate { .. } => false,
            },
        }
    }
}

/// What is still to be done in a walk.
#[derive(Debug)]
enum Todo {
    Enter(Ask),
    Leave(Ask, Range),
}

impl<'a, 'c> Slice<'a, 'c> {
    /// Takes what is behind `goals`, without recursion: catalogs may be thousands of certifications deep.
    pub(crate) fn new(question: Question<'a, 'c>, goals: &[Ask]) -> Self {
        Self::with_memory(question, goals, Memory::default())
    }

    /// Does what [`Slice::new`] does with the memory of an earlier one.
    pub(crate) fn with_memory(
        question: Question<'a, 'c>,
        goals: &[Ask],
        mut memory: Memory,
    ) -> Self {
        let exams = question.graph.catalog().exams.len();
        let places = question.graph.len() + exams + question.any_of.len();
        memory.seen.resize(places, 0);
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
        for place in 0..self.lists.asks.len() {
            let place = self.place(self.lists.asks[place]);
            self.lists.seen[place] = 0;
        }
        self.lists.asks.clear();
        self.lists.ranges.clear();
        self.lists.members.clear();
        self.lists.folds.clear();
        Memory {
            choices: choices.into_memory(),
            ..self.lists
        }
    }

    /// Adds an ask after all that it requires.
    fn visit(&mut self, goal: Ask) {
        self.lists.todo.push(Todo::Enter(goal));
        while let Some(todo) = self.lists.todo.pop() {
            match todo {
                Todo::Enter(ask) => self.enter(ask),
                Todo::Leave(ask, range) => {
                    self.lists.asks.push(ask);
                    self.lists.ranges.push(range);
                    let place = self.place(ask);
                    let count = self.lists.asks.len();
                    self.lists.seen[place] = u32::try_from(count).unwrap_or(u32::MAX);
                }
            }
        }
    }

    fn enter(&mut self, ask: Ask) {
        let place = self.place(ask);
        if self.lists.seen[place] != 0 {
            return;
        }
        self.lists.seen[place] = u32::MAX;
        let Memory { members, todo, .. } = &mut self.lists;
        let start = members.len();
        self.question.members(ask, members);
        let range = Range {
            start: u32::try_from(start).unwrap_or(u32::MAX),
            end: u32::try_from(members.len()).unwrap_or(u32::MAX),
        };
        todo.push(Todo::Leave(ask, range));
        let members = members[start..].iter().copied();
        let steps = members.filter(|member| !self.question.is_avoided_step(*member));
        todo.extend(steps.map(Todo::Enter));
    }

    /// Returns the question whose slice it is.
    pub(crate) fn question(&self) -> Question<'a, 'c> {
        self.question
    }

    fn place(&self, ask: Ask) -> usize {
        match ask {
            Ask::Holds(node) => node.index(),
            Ask::Taken(exam) => self.question.graph.len() + exam.0 as usize,
            Ask::AnyOf(list) => {
                let graph = self.question.graph;
                graph.len() + graph.catalog().exams.len() + list as usize
            }
        }
    }

    /// Returns what an ask of the slice came to.
    pub(crate) fn fold(&self, ask: Ask) -> Fold {
        if self.question.is_avoided_step(ask) {
            return Fold::Never;
        }
        self.fold_of_goal(ask)
    }

    fn fold_of_goal(&self, ask: Ask) -> Fold {
        match self.lists.seen[self.place(ask)] {
            0 => Fold::Never,
            place => self.lists.folds[place as usize - 1],
        }
    }

    /// Returns whether an ask holds once exams were taken; `after` is what [`Choices::after`] says of them.
    pub(crate) fn holds(&self, ask: Ask, after: &[bool]) -> bool {
        match self.fold_of_goal(ask) {
            Fold::Met => true,
            Fold::Never => false,
            Fold::Open(node) => after[node as usize],
        }
    }

    /// Returns whether an ask holds once exams were taken, and did not before.
    pub(crate) fn is_earned(&self, ask: Ask, after: &[bool]) -> bool {
        match self.fold_of_goal(ask) {
            Fold::Met | Fold::Never => false,
            Fold::Open(node) => after[node as usize],
        }
    }

    /// Returns how many members the ask at a place of [`Slice::asks`] needs: none where it holds by itself.
    pub(crate) fn needed(&self, place: usize) -> usize {
        let held = self.question.held;
        match self.lists.asks[place] {
            Ask::AnyOf(_) => 1,
            Ask::Taken(_) => self.members(place).len(),
            Ask::Holds(node) => match self.question.graph.node(node) {
                Node::Exam(exam) => usize::from(!held.is_passed(exam)),
                Node::Certification(index) => usize::from(!held.is_active(index)),
                Node::Ever(index) => usize::from(!held.was_ever_held(index)),
                Node::Rule(_) => 1,
                Node::Gate { needed, .. } => needed as usize,
            },
        }
    }

    /// Returns whether a goal can hold.
    pub(crate) fn can_reach(&self, goal: Ask) -> bool {
        self.fold_of_goal(goal) != Fold::Never
    }

    /// Returns the place of an ask in [`Slice::asks`], or nothing if it is none of them.
    pub(crate) fn place_of(&self, ask: Ask) -> Option<usize> {
        Some(self.lists.seen[self.place(ask)].checked_sub(1)? as usize)
    }

    /// Returns what the ask at a place of [`Slice::asks`] requires in turn, what is avoided included.
    pub(crate) fn members(&self, place: usize) -> &[Ask] {
        let Range { start, end } = self.lists.ranges[place];
        &self.lists.members[start as usize..end as usize]
    }

    /// Returns everything that the question looked at, members first.
    pub(crate) fn asks(&self) -> &[Ask] {
        &self.lists.asks
    }

    /// Folds away what holds or never can, and returns what is left to choose for `goals`.
    ///
    /// What [`Slice::can_reach`] says is true only after this.
    pub(crate) fn choices(&mut self, goals: &[Ask], minimize: Objective) -> Choices {
        let memory = std::mem::take(&mut self.lists.choices);
        let mut builder = Builder::new(self.costs(minimize), minimize, memory);
        for place in 0..self.lists.asks.len() {
            let fold = self.fold_ask(place, &mut builder);
            self.lists.folds.push(fold);
        }
        builder.finish(goals.iter().map(|goal| self.fold_of_goal(*goal)))
    }

    /// Returns what the exams cost that can be taken, by place.
    fn costs(&self, minimize: Objective) -> impl Iterator<Item = Cost> {
        let question = &self.question;
        let catalog = question.graph.catalog();
        let lasts_until = lasting(question.as_of);
        let exams = self.lists.asks.iter().enumerate();
        let exams = exams.filter_map(|(place, ask)| match ask {
            Ask::Taken(exam) if question.can_ever_sit(*exam) => Some((place, *exam)),
            Ask::Taken(_) | Ask::Holds(_) | Ask::AnyOf(_) => None,
        });
        exams.map(move |(place, exam)| Cost {
            place,
            figures: figures(catalog, exam, minimize, lasts_until),
            order: catalog.code_order[exam.0 as usize],
        })
    }

    fn fold_ask(&self, place: usize, builder: &mut Builder) -> Fold {
        let question = &self.question;
        let members = self.members(place).iter();
        let folds = members.map(|member| self.fold(*member));
        match self.lists.asks[place] {
            Ask::AnyOf(_) => gate(1, folds, builder),
            Ask::Taken(exam) if question.is_given(exam) => Fold::Met,
            Ask::Taken(exam) => {
                let Some((weight, order)) = builder.cost(place) else {
                    return Fold::Never;
                };
                let requires = match gate(folds.len(), folds, builder) {
                    Fold::Never => return Fold::Never,
                    Fold::Met => None,
                    Fold::Open(requires) => Some(requires),
                };
                builder.exam((exam, weight, order), requires)
            }
            Ask::Holds(node) => match question.graph.node(node) {
                Node::Exam(exam) if question.held.is_passed(exam) => Fold::Met,
                Node::Certification(certification) if question.held.is_active(certification) => {
                    Fold::Met
                }
                Node::Ever(certification) if question.held.was_ever_held(certification) => {
                    Fold::Met
                }
                Node::Gate { needed, .. } => gate(needed as usize, folds, builder),
                Node::Exam(_) | Node::Certification(_) | Node::Ever(_) | Node::Rule(_) => {
                    gate(1, folds, builder)
                }
            },
        }
    }
}
