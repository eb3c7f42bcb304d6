//! What is left to choose of a question, as a problem for the search.

use std::cell::OnceCell;

use crate::catalog::model::ExamIndex;
use crate::plan::reduce::cost::{Figures, Packing};
use crate::request::Objective;
use crate::solve;

/// What a condition comes to on the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Truth {
    /// It holds already.
    Met,
    /// It can never hold.
    Never,
    /// It is up to the plan: a node of the problem.
    Open(u32),
}

impl Truth {
    fn open(self) -> Option<u32> {
        match self {
            Self::Open(node) => Some(node),
            Self::Met | Self::Never => None,
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
    /// Room that building them took.
    costs: Vec<Cost>,
    open: Vec<u32>,
}

/// What choices leave to the next: lists with room.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    nodes: Vec<Choice>,
    members: Vec<u32>,
    goals: Vec<u32>,
    costs: Vec<Cost>,
    open: Vec<u32>,
}

/// A node of the problem.
#[derive(Debug, Clone, Copy)]
struct Choice {
    /// The exam to take, with what it costs and the place of its printed code in sorted order.
    exam: Option<(ExamIndex, u128, u32)>,
    need: u32,
    /// Where its members end in [`Choices::members`]; they begin where those of the node before end.
    end: u32,
}

impl Choices {
    /// Gives the memory back.
    pub(crate) fn into_memory(self) -> Memory {
        Memory {
            nodes: self.nodes,
            members: self.members,
            goals: self.goals,
            costs: self.costs,
            open: self.open,
        }
    }

    /// Returns how many nodes there are.
    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Returns the nodes, members first.
    pub(crate) fn nodes(&self) -> impl DoubleEndedIterator<Item = u32> + use<> {
        0..u32::try_from(self.len()).unwrap_or(u32::MAX)
    }

    /// Returns what is to be reached.
    pub(crate) fn goals(&self) -> &[u32] {
        &self.goals
    }

    /// Returns the exam that a node is, if it is one.
    pub(crate) fn exam(&self, node: u32) -> Option<ExamIndex> {
        self.nodes[node as usize].exam.map(|(exam, ..)| exam)
    }

    /// Returns the exams that some nodes are, sorted.
    pub(crate) fn exams(&self, nodes: &[u32]) -> Vec<ExamIndex> {
        let exams = nodes.iter().filter_map(|node| self.exam(*node));
        let mut exams: Vec<ExamIndex> = exams.collect();
        exams.sort_unstable();
        exams
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
        for place in self.nodes().rev() {
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

    /// Returns for each node whether it holds once `exams`, which are sorted, were taken.
    pub(crate) fn after(&self, exams: &[ExamIndex]) -> Vec<bool> {
        let mut holds = vec![false; self.len()];
        for (place, node) in self.nodes().zip(&self.nodes) {
            let members = self.members(place).iter();
            let met = members.filter(|member| holds[**member as usize]);
            holds[place as usize] = self
                .exam(place)
                .is_none_or(|exam| exams.binary_search(&exam).is_ok())
                && met.take(node.need as usize).count() == node.need as usize;
        }
        holds
    }

    /// Adds a node and returns what a condition for it comes to.
    fn push(
        &mut self,
        exam: Option<(ExamIndex, u128, u32)>,
        need: usize,
        members: &[u32],
    ) -> Truth {
        self.members.extend(members);
        let place = self.nodes.len();
        self.nodes.push(Choice {
            exam,
            need: u32::try_from(need).unwrap_or(u32::MAX),
            end: u32::try_from(self.members.len()).unwrap_or(u32::MAX),
        });
        Truth::Open(u32::try_from(place).unwrap_or(u32::MAX))
    }
}

/// What an exam costs that can be taken.
#[derive(Debug)]
pub(crate) struct Cost {
    /// In [`Slice::conditions`](crate::plan::reduce::slice::Slice::conditions).
    pub(crate) place: usize,
    pub(crate) figures: Figures,
    /// The place of its printed code in sorted order.
    pub(crate) order: u32,
}

/// Builds what is left to choose, from conditions that are worked out one after the other, members first.
pub(crate) struct Builder {
    choices: Choices,
    /// The first of the costs that was not read yet.
    next_cost: usize,
}

impl Builder {
    /// Begins, in the memory of what was before; `costs` are those of all exams that can be taken, by place.
    pub(crate) fn new(
        costs: impl Iterator<Item = Cost>,
        minimize: Objective,
        mut memory: Memory,
    ) -> Self {
        memory.nodes.clear();
        memory.members.clear();
        memory.goals.clear();
        memory.costs.clear();
        memory.costs.extend(costs);
        let figures = memory.costs.iter().map(|cost| &cost.figures);
        Self {
            choices: Choices {
                packing: Packing::new(figures, minimize),
                nodes: memory.nodes,
                members: memory.members,
                goals: memory.goals,
                forced: OnceCell::new(),
                costs: memory.costs,
                open: memory.open,
            },
            next_cost: 0,
        }
    }

    /// Ends with what is to be reached.
    pub(crate) fn finish(mut self, goals: impl Iterator<Item = Truth>) -> Choices {
        let goals = goals.filter_map(Truth::open);
        self.choices.goals.extend(goals);
        self.choices.goals.sort_unstable();
        self.choices.goals.dedup();
        self.choices
    }

    /// Returns what the exam at a place costs, packed, and the place of its printed code; nothing if it cannot be taken.
    ///
    /// Places must be read in order.
    pub(crate) fn cost(&mut self, place: usize) -> Option<(u128, u32)> {
        let Choices { costs, packing, .. } = &self.choices;
        let later = &costs[self.next_cost..];
        self.next_cost += later.iter().take_while(|cost| cost.place < place).count();
        let cost = costs.get(self.next_cost)?;
        (cost.place == place).then(|| (packing.pack(&cost.figures), cost.order))
    }

    /// Adds an exam with its packed cost and the place of its printed code.
    pub(crate) fn exam(&mut self, exam: (ExamIndex, u128, u32), requires: Option<u32>) -> Truth {
        let need = usize::from(requires.is_some());
        self.choices.push(Some(exam), need, requires.as_slice())
    }

    fn gate(&mut self, need: usize, members: &[u32]) -> Truth {
        self.choices.push(None, need, members)
    }
}

/// Works out a gate that needs `needed` of `members`.
pub(crate) fn gate(
    needed: usize,
    mut members: impl ExactSizeIterator<Item = Truth>,
    builder: &mut Builder,
) -> Truth {
    // Most require all of nothing or of one thing.
    match (needed, members.len()) {
        (0, _) => return Truth::Met,
        (1, 1) => return members.next().unwrap_or(Truth::Never),
        _ => {}
    }
    let mut open = std::mem::take(&mut builder.choices.open);
    open.clear();
    let truth = gate_of(needed, members, &mut open, builder);
    builder.choices.open = open;
    truth
}

fn gate_of(
    needed: usize,
    members: impl Iterator<Item = Truth>,
    open: &mut Vec<u32>,
    builder: &mut Builder,
) -> Truth {
    let mut met = 0;
    for member in members {
        match member {
            Truth::Met => met += 1,
            Truth::Never => {}
            Truth::Open(node) => open.push(node),
        }
    }
    let Some(needed) = needed.checked_sub(met).filter(|needed| *needed > 0) else {
        return Truth::Met;
    };
    if open.len() < needed {
        return Truth::Never;
    }
    let all = open.len() == needed;
    open.sort_unstable();
    if all || needed == 1 {
        open.dedup();
    } else {
        make_distinct(open, builder);
    }
    match (open.as_slice(), all) {
        ([only], _) => Truth::Open(*only),
        (_, true) => builder.gate(open.len(), open),
        (_, false) => builder.gate(needed, open),
    }
}

/// Gives each repetition of a node one of its own.
///
/// Two members may come to the same node, as an exam and the certification that is earned by it alone; they count as
/// two, while the search knows a member once only.
fn make_distinct(members: &mut [u32], builder: &mut Builder) {
    let mut last = None;
    for member in members.iter_mut() {
        if last == Some(*member) {
            if let Truth::Open(node) = builder.gate(1, &[*member]) {
                *member = node;
            }
        } else {
            last = Some(*member);
        }
    }
}
