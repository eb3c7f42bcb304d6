//! The part of the graph that a question can need, as a problem for the search.
//!
//! What holds already and what can never hold is folded away on the day of the question; what is left are the choices.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use jiff::civil::Date;

use super::answer::Minimize;
use super::cost::{Figures, Packing, figures, lasting};
use super::forward::owner;
use super::held::Held;
use super::solve;
use super::wants::AnyOf;
use crate::catalog::model::{CertIndex, Entry, ExamIndex};
use crate::graph::{Graph, Node, NodeId};

/// The question whose slice is taken.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Question<'a, 'c> {
    pub(crate) graph: &'a Graph<'c>,
    pub(crate) held: &'a Held<'a, 'c>,
    pub(crate) as_of: Date,
    pub(crate) avoid: &'a BTreeSet<Entry>,
    /// Exams that are sat in any case, and cost nothing more.
    pub(crate) given: &'a BTreeSet<ExamIndex>,
    /// The lists of which any one is wanted.
    pub(crate) any_of: &'a [AnyOf],
}

/// What is asked for at a place of the graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Ask {
    /// That it holds.
    Holds(NodeId),
    /// That the exam is sat, whatever was passed before.
    Sat(ExamIndex),
    /// That one of a list holds, by its place in [`Question::any_of`].
    AnyOf(u32),
}

/// What an ask comes to on the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fold {
    /// It holds already.
    Met,
    /// It can never hold.
    Never,
    /// It is up to the plan: a node of the problem.
    Open(u32),
}

/// Asks in the order in which they can be answered: members before what asks for them.
#[derive(Debug)]
pub(crate) struct Slice<'a, 'c> {
    question: Question<'a, 'c>,
    /// For each place, and behind them for each exam sat, 1 + the place in `asks`.
    seen: Vec<u32>,
    asks: Vec<Ask>,
    /// What each of them asks for in turn: a part of `members`.
    ranges: Vec<Range>,
    members: Vec<Ask>,
    folds: Vec<Fold>,
}

/// What one slice leaves to the next: lists without anything in them.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    /// Zeros.
    seen: Vec<u32>,
    asks: Vec<Ask>,
    ranges: Vec<Range>,
    members: Vec<Ask>,
    folds: Vec<Fold>,
}

/// Where a list begins and ends.
#[derive(Debug, Clone, Copy)]
struct Range {
    start: u32,
    end: u32,
}

impl Question<'_, '_> {
    /// Returns what an ask asks for in turn.
    ///
    /// Nothing where it holds already or can never hold, so that nobody looks behind it.
    pub(crate) fn members(&self, ask: Ask, out: &mut Vec<Ask>) {
        let graph = self.graph;
        match ask {
            Ask::AnyOf(list) => {
                let members = self.any_of[list as usize].members.iter().rev();
                out.extend(members.copied().map(Ask::Holds));
            }
            Ask::Sat(exam) => {
                if self.can_ever_sit(exam) && !self.given.contains(&exam) {
                    out.extend(graph.members(graph.exam(exam)).map(Ask::Holds));
                }
            }
            Ask::Holds(node) => match graph.node(node) {
                Node::Exam(exam) => {
                    if !self.held.is_passed(exam) {
                        out.push(Ask::Sat(exam));
                    }
                }
                Node::Certification(certification) => {
                    if !self.held.is_active(certification) {
                        out.extend(
                            graph
                                .members(node)
                                .filter(|rule| self.is_open(*rule))
                                .map(Ask::Holds),
                        );
                    }
                }
                Node::Ever(certification) => {
                    if !self.held.was_ever_held(certification) && !self.is_avoided(certification) {
                        out.push(Ask::Holds(graph.certification(certification)));
                    }
                }
                Node::Rule(_) | Node::Gate { .. } => {
                    let lapsed = owner(graph, node).and_then(|owner| self.held.lapsed(owner));
                    out.extend(graph.members(node).map(|member| self.anew(member, lapsed)));
                }
            },
        }
    }

    /// Turns a member into an ask: where a lapsed certification asks for an exam, an old pass is not enough.
    fn anew(&self, member: NodeId, lapsed: Option<Date>) -> Ask {
        match (self.graph.node(member), lapsed) {
            (Node::Exam(exam), Some(last_day)) if !self.held.is_passed_after(exam, last_day) => {
                Ask::Sat(exam)
            }
            _ => Ask::Holds(member),
        }
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
            Ask::Sat(_) | Ask::AnyOf(_) => false,
            Ask::Holds(node) => match self.graph.node(node) {
                Node::Certification(certification) => self.is_avoided(certification),
                Node::Exam(_) | Node::Ever(_) | Node::Rule(_) | Node::Gate { .. } => false,
            },
        }
    }
}

/// What is left to choose: nodes in the order of the problem, members first.
#[derive(Debug)]
pub(crate) struct Choices {
    nodes: Vec<Choice>,
    members: Vec<u32>,
    goals: Vec<u32>,
    forced: OnceCell<Option<solve::Solution>>,
    pub(crate) packing: Packing,
}

/// A node of the problem.
#[derive(Debug, Clone, Copy)]
struct Choice {
    /// The exam to sit, with what it costs and the place of its printed code in sorted order.
    exam: Option<(ExamIndex, u128, u32)>,
    need: u32,
    /// Where its members end in [`Choices::members`]; they begin where those of the node before end.
    end: u32,
}

impl Choices {
    /// Returns how many nodes there are.
    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Returns what is to be reached.
    pub(crate) fn goals(&self) -> &[u32] {
        &self.goals
    }

    /// Returns the exam that a node is, if it is one.
    pub(crate) fn exam(&self, node: u32) -> Option<ExamIndex> {
        self.nodes[node as usize].exam.map(|(exam, ..)| exam)
    }

    /// Returns the place of an exam's printed code in sorted order.
    pub(crate) fn order(&self, node: u32) -> Option<u32> {
        self.nodes[node as usize].exam.map(|(.., order)| order)
    }

    /// Returns how many of its members a node needs.
    pub(crate) fn need(&self, node: u32) -> usize {
        self.nodes[node as usize].need as usize
    }

    /// Returns a node's members.
    pub(crate) fn members(&self, node: u32) -> &[u32] {
        let node = node as usize;
        let start = node
            .checked_sub(1)
            .map_or(0, |before| self.nodes[before].end);
        &self.members[start as usize..self.nodes[node].end as usize]
    }

    /// Returns the only choice there is, if nothing is left to choose: everything behind the goals is needed.
    pub(crate) fn forced(&self) -> Option<&solve::Solution> {
        self.forced.get_or_init(|| self.everything()).as_ref()
    }

    /// Returns all exams behind the goals, unless a gate among them leaves a choice.
    fn everything(&self) -> Option<solve::Solution> {
        let mut is_needed = vec![false; self.len()];
        for goal in &self.goals {
            is_needed[*goal as usize] = true;
        }
        let (mut chosen, mut weight) = (Vec::new(), 0);
        let nodes = 0..u32::try_from(self.len()).unwrap_or(u32::MAX);
        for place in nodes.rev() {
            if !is_needed[place as usize] {
                continue;
            }
            let members = self.members(place);
            if self.need(place) < members.len() {
                return None;
            }
            for member in members {
                is_needed[*member as usize] = true;
            }
            if let Some((_, own, _)) = self.nodes[place as usize].exam {
                chosen.push(place);
                weight += own;
            }
        }
        chosen.reverse();
        Some(solve::Solution {
            chosen,
            weight,
            lower_bound: weight,
            optimal: true,
            tie_closed: true,
        })
    }

    /// Makes `problem` that of all choices but the exams of `forbidden`, which is sorted.
    pub(crate) fn fill(&self, problem: &mut solve::Problem, forbidden: &[u32]) {
        problem.clear();
        for (place, node) in (0..).zip(&self.nodes) {
            let members = self.members(place);
            let never = forbidden.binary_search(&place).is_ok();
            problem.push(solve::Node {
                weight: node.exam.map_or(0, |(_, weight, _)| weight),
                need: if never { u32::MAX } else { node.need },
                members,
                order: node.exam.map(|(.., order)| order),
            });
        }
        for goal in &self.goals {
            problem.goal(*goal);
        }
    }

    /// Adds a node and returns what an ask for it comes to.
    fn push(&mut self, exam: Option<(ExamIndex, u128, u32)>, need: usize, members: &[u32]) -> Fold {
        self.members.extend(members);
        let place = self.nodes.len();
        self.nodes.push(Choice {
            exam,
            need: u32::try_from(need).unwrap_or(u32::MAX),
            end: u32::try_from(self.members.len()).unwrap_or(u32::MAX),
        });
        Fold::Open(u32::try_from(place).unwrap_or(u32::MAX))
    }
}

/// What is still to be done in a walk.
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
    pub(crate) fn with_memory(question: Question<'a, 'c>, goals: &[Ask], memory: Memory) -> Self {
        let exams = question.graph.catalog().exams.len();
        let places = question.graph.len() + exams + question.any_of.len();
        let Memory {
            mut seen,
            asks,
            ranges,
            members,
            folds,
        } = memory;
        seen.resize(places, 0);
        let mut slice = Self {
            question,
            seen,
            asks,
            ranges,
            members,
            folds,
        };
        let mut todo = Vec::new();
        for goal in goals {
            slice.visit(*goal, &mut todo);
        }
        slice
    }

    /// Gives the memory back.
    pub(crate) fn into_memory(mut self) -> Memory {
        for place in 0..self.asks.len() {
            let place = self.place(self.asks[place]);
            self.seen[place] = 0;
        }
        self.asks.clear();
        self.ranges.clear();
        self.members.clear();
        self.folds.clear();
        Memory {
            seen: self.seen,
            asks: self.asks,
            ranges: self.ranges,
            members: self.members,
            folds: self.folds,
        }
    }

    /// Adds an ask after all that it asks for.
    fn visit(&mut self, goal: Ask, stack: &mut Vec<Todo>) {
        stack.push(Todo::Enter(goal));
        while let Some(todo) = stack.pop() {
            match todo {
                Todo::Enter(ask) => {
                    let place = self.place(ask);
                    if self.seen[place] != 0 {
                        continue;
                    }
                    self.seen[place] = u32::MAX;
                    let start = self.members.len();
                    self.question.members(ask, &mut self.members);
                    let range = Range {
                        start: u32::try_from(start).unwrap_or(u32::MAX),
                        end: u32::try_from(self.members.len()).unwrap_or(u32::MAX),
                    };
                    stack.push(Todo::Leave(ask, range));
                    let members = self.members[start..].iter().copied();
                    let steps = members.filter(|member| !self.question.is_avoided_step(*member));
                    stack.extend(steps.map(Todo::Enter));
                }
                Todo::Leave(ask, range) => {
                    self.asks.push(ask);
                    self.ranges.push(range);
                    let place = self.place(ask);
                    self.seen[place] = u32::try_from(self.asks.len()).unwrap_or(u32::MAX);
                }
            }
        }
    }

    /// Returns the question whose slice it is.
    pub(crate) fn question(&self) -> Question<'a, 'c> {
        self.question
    }

    fn place(&self, ask: Ask) -> usize {
        match ask {
            Ask::Holds(node) => node.index(),
            Ask::Sat(exam) => self.question.graph.len() + exam.0 as usize,
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
        match self.seen[self.place(ask)] {
            0 => Fold::Never,
            place => self.folds[place as usize - 1],
        }
    }

    /// Returns whether a goal can hold.
    pub(crate) fn can_reach(&self, goal: Ask) -> bool {
        self.fold_of_goal(goal) != Fold::Never
    }

    /// Returns the place of an ask in [`Slice::asks`], or nothing if it is none of them.
    pub(crate) fn place_of(&self, ask: Ask) -> Option<usize> {
        Some(self.seen[self.place(ask)].checked_sub(1)? as usize)
    }

    /// Returns what the ask at a place of [`Slice::asks`] asks for in turn, what is avoided included.
    pub(crate) fn members(&self, place: usize) -> &[Ask] {
        let Range { start, end } = self.ranges[place];
        &self.members[start as usize..end as usize]
    }

    /// Returns everything that the question looked at, members first.
    pub(crate) fn asks(&self) -> &[Ask] {
        &self.asks
    }

    /// Folds away what holds or never can, and returns what is left to choose for `goals`.
    ///
    /// What [`Slice::can_reach`] says is true only after this.
    pub(crate) fn choices(&mut self, goals: &[Ask], minimize: Minimize) -> Choices {
        let costs = self.costs(minimize);
        let mut builder = Builder {
            choices: Choices {
                nodes: Vec::new(),
                members: Vec::new(),
                goals: Vec::new(),
                forced: OnceCell::new(),
                packing: Packing::new(costs.iter().map(|(_, figures, _)| figures), minimize),
            },
            costs,
            open: Vec::new(),
        };
        for place in 0..self.asks.len() {
            let fold = self.fold_ask(place, &mut builder);
            self.folds.push(fold);
        }
        let open = goals.iter().map(|goal| self.fold_of_goal(*goal));
        let open: BTreeSet<u32> = open.filter_map(Fold::open).collect();
        builder.choices.goals = open.into_iter().collect();
        builder.choices
    }

    /// Returns the exams that can be sat with what they cost and their places by printed code, sorted by exam.
    fn costs(&self, minimize: Minimize) -> Vec<(ExamIndex, Figures, u32)> {
        let question = &self.question;
        let catalog = question.graph.catalog();
        let mut exams: Vec<ExamIndex> = self
            .asks
            .iter()
            .filter_map(|ask| match ask {
                Ask::Sat(exam) if question.can_ever_sit(*exam) => Some(*exam),
                Ask::Sat(_) | Ask::Holds(_) | Ask::AnyOf(_) => None,
            })
            .collect();
        exams.sort_unstable();
        let lasts_until = lasting(question.as_of);
        let cost = |exam| {
            let figures = figures(catalog, exam, minimize, lasts_until);
            (exam, figures, catalog.code_order[exam.0 as usize])
        };
        exams.into_iter().map(cost).collect()
    }

    fn fold_ask(&self, place: usize, builder: &mut Builder) -> Fold {
        let question = &self.question;
        let members = self.members(place).iter();
        let folds = members.map(|member| self.fold(*member));
        match self.asks[place] {
            Ask::AnyOf(_) => gate(1, folds, builder),
            Ask::Sat(exam) if question.given.contains(&exam) => Fold::Met,
            Ask::Sat(exam) if !question.can_ever_sit(exam) => Fold::Never,
            Ask::Sat(exam) => match gate(folds.len(), folds, builder) {
                Fold::Never => Fold::Never,
                Fold::Met => builder.exam(exam, None),
                Fold::Open(requires) => builder.exam(exam, Some(requires)),
            },
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

impl Fold {
    fn open(self) -> Option<u32> {
        match self {
            Self::Open(node) => Some(node),
            Self::Met | Self::Never => None,
        }
    }
}

struct Builder {
    choices: Choices,
    /// The exams that can be sat, sorted.
    costs: Vec<(ExamIndex, Figures, u32)>,
    /// Members of a gate, for a moment.
    open: Vec<u32>,
}

impl Builder {
    fn gate(&mut self, need: usize, members: &[u32]) -> Fold {
        self.choices.push(None, need, members)
    }

    fn exam(&mut self, exam: ExamIndex, requires: Option<u32>) -> Fold {
        let Ok(place) = self.costs.binary_search_by_key(&exam, |(exam, ..)| *exam) else {
            return Fold::Never;
        };
        let (_, figures, order) = self.costs[place];
        let weight = self.choices.packing.pack(&figures);
        let need = usize::from(requires.is_some());
        self.choices
            .push(Some((exam, weight, order)), need, requires.as_slice())
    }
}

/// Folds a gate that needs `needed` of `members`.
fn gate(needed: usize, members: impl Iterator<Item = Fold>, builder: &mut Builder) -> Fold {
    let mut open = std::mem::take(&mut builder.open);
    open.clear();
    let fold = gate_of(needed, members, &mut open, builder);
    builder.open = open;
    fold
}

fn gate_of(
    needed: usize,
    members: impl Iterator<Item = Fold>,
    open: &mut Vec<u32>,
    builder: &mut Builder,
) -> Fold {
    let mut met = 0;
    for member in members {
        match member {
            Fold::Met => met += 1,
            Fold::Never => {}
            Fold::Open(node) => open.push(node),
        }
    }
    let Some(needed) = needed.checked_sub(met).filter(|needed| *needed > 0) else {
        return Fold::Met;
    };
    if open.len() < needed {
        return Fold::Never;
    }
    let all = open.len() == needed;
    open.sort_unstable();
    if all || needed == 1 {
        open.dedup();
    } else {
        tell_apart(open, builder);
    }
    match (open.as_slice(), all) {
        ([only], _) => Fold::Open(*only),
        (_, true) => builder.gate(open.len(), open),
        (_, false) => builder.gate(needed, open),
    }
}

/// Gives each repetition of a node one of its own.
///
/// Two members may come to the same node, as an exam and the certification that is earned by it alone; they count as
/// two, while the search knows a member once only.
fn tell_apart(members: &mut [u32], builder: &mut Builder) {
    let mut last = None;
    for member in members.iter_mut() {
        if last == Some(*member) {
            if let Fold::Open(node) = builder.gate(1, &[*member]) {
                *member = node;
            }
        } else {
            last = Some(*member);
        }
    }
}
