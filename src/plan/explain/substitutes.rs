//! Which exam could stand in the place of another.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};
use std::ops::Range;

use crate::catalog::model::{Catalog, ExamIndex};
use crate::plan::answer::Step;
use crate::plan::reduce::problem::Choices;
use crate::request::Objective;
use crate::solve::Parents;

/// Most exams that are looked at as substitutes in all: among thousands that all could stand for one another, those of
/// each alone would take time and room that grow with the square of their number.
const MOST_LISTED: usize = 2_000_000;

/// Returns for each exam of the choice `chosen` the exams that could stand in its place alone, by printed code, and how
/// many of them are not named; nothing for those that are not looked at any more.
///
/// With one of them instead the goals are still reached, by as many exams at the same known price (or, if days are
/// minimized, in the same days). An exam that is absent has none.
pub(crate) fn substitutes(
    catalog: &Catalog,
    choices: &Choices,
    chosen: &[u32],
    minimize: Objective,
) -> BTreeMap<ExamIndex, (Vec<ExamIndex>, Option<usize>)> {
    if choices.forced().is_some() {
        // Where nothing is left to choose, every exam is needed.
        return BTreeMap::new();
    }
    let price = |exam: ExamIndex| match minimize {
        Objective::Exams | Objective::Price => catalog.exam(exam).price.map(|price| price.0),
        Objective::Days => catalog.exam(exam).course_days.map(u64::from),
    };
    let price = |node: u32| choices.exam(node).map(price);
    let wanted: BTreeSet<_> = chosen.iter().filter_map(|node| price(*node)).collect();
    let can_help = |node| price(node).is_some_and(|price| wanted.contains(&price));
    let mut repairs = Repairs::new(choices, chosen, &can_help);
    let mut found = BTreeMap::new();
    for &node in chosen {
        let Some(exam) = choices.exam(node) else {
            continue;
        };
        let Some(mut nodes) = repairs.without(node) else {
            found.insert(exam, (Vec::new(), None));
            continue;
        };
        nodes.retain(|other| price(*other) == price(node));
        nodes.sort_unstable_by_key(|node| choices.order(*node));
        let exams = nodes.iter().filter_map(|node| choices.exam(*node));
        let exams: Vec<ExamIndex> = exams.take(Step::OR).collect();
        if !exams.is_empty() {
            let left_out = nodes.len() - exams.len();
            found.insert(exam, (exams, Some(left_out)));
        }
    }
    found
}

/// The search for single exams that repair a choice which lost one.
struct Repairs<'a> {
    choices: &'a Choices,
    /// Sorted.
    chosen: &'a [u32],
    can_help: &'a dyn Fn(u32) -> bool,
    /// The nodes that have a node as a member.
    parents: Parents,
    /// By node, as long as nothing is lost.
    nodes: Vec<Repair>,
    /// The exams of [`Repair::OneOf`], list after list, each sorted.
    lists: Vec<u32>,
    /// How many more may be listed; once that is nothing, lists are not whole.
    left: usize,
    /// By node, the highest one that takes the same to hold, if nothing else is lost.
    tops: Vec<u32>,
    /// What is to be looked at anew, for a moment, the lowest first.
    waiting: BinaryHeap<Reverse<u32>>,
    /// What changed, for a moment, and what it was before.
    changed: Vec<(u32, Repair)>,
}

/// What it takes for a node to hold.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Repair {
    Nothing,
    /// Any one of these exams, a part of [`Repairs::lists`]; none of them: it cannot be repaired.
    OneOf(Range<usize>),
}

impl<'a> Repairs<'a> {
    fn new(choices: &'a Choices, chosen: &'a [u32], can_help: &'a dyn Fn(u32) -> bool) -> Self {
        let mut parents = Parents::default();
        parents.fill_by(choices.len(), |node| choices.members(node));
        let mut repairs = Self {
            choices,
            chosen,
            can_help,
            parents,
            nodes: Vec::with_capacity(choices.len()),
            lists: Vec::new(),
            left: MOST_LISTED,
            tops: Vec::new(),
            waiting: BinaryHeap::new(),
            changed: Vec::new(),
        };
        for node in choices.nodes() {
            let repair = repairs.repair(node, None);
            repairs.nodes.push(repair);
        }
        repairs.tops = repairs.tops();
        repairs
    }

    /// Follows from each node the only node that has it as a member, as long as that needs all of its members.
    fn tops(&self) -> Vec<u32> {
        let mut tops: Vec<u32> = self.choices.nodes().collect();
        for node in (0..tops.len()).rev() {
            let place = tops[node];
            let &[parent] = self.parents.of(place) else {
                continue;
            };
            let holds = self.nodes[parent as usize] == Repair::Nothing;
            let needs_all = || self.choices.need(parent) == self.choices.members(parent).len();
            let is_goal = || self.choices.goals().binary_search(&place).is_ok();
            if holds && needs_all() && !is_goal() {
                tops[node] = tops[parent as usize];
            }
        }
        tops
    }

    /// Returns the exams that could stand in for `lost`; nothing if there is too much to look at.
    ///
    /// Only what is above it is looked at anew, and above that only what changes.
    fn without(&mut self, lost: u32) -> Option<Vec<u32>> {
        if self.left == 0 {
            return None;
        }
        let known = self.lists.len();
        self.waiting.push(Reverse(lost));
        while let Some(node) = self.next_waiting() {
            let repair = self.repair(node, Some(lost));
            if self.is_same(&repair, &self.nodes[node as usize]) {
                continue;
            }
            // Long chains are passed at once, where nothing else waits that they could meet.
            let node = if self.waiting.is_empty() {
                self.tops[node as usize]
            } else {
                node
            };
            let before = std::mem::replace(&mut self.nodes[node as usize], repair);
            self.changed.push((node, before));
            let parents = self.parents.of(node).iter().copied();
            self.waiting.extend(parents.map(Reverse));
        }
        // All goals held before.
        let goals = self.changed.iter().map(|(node, _)| *node);
        let goals = goals.filter(|node| self.choices.goals().binary_search(node).is_ok());
        let goals: Vec<u32> = goals.collect();
        let exams = match self.needs(&goals, goals.len()) {
            Repair::Nothing => Vec::new(),
            Repair::OneOf(exams) => self.lists[exams].to_vec(),
        };
        for (node, before) in self.changed.drain(..) {
            self.nodes[node as usize] = before;
        }
        self.lists.truncate(known);
        (self.left > 0).then_some(exams)
    }

    fn next_waiting(&mut self) -> Option<u32> {
        let next = self.waiting.pop()?;
        // What waits on several grounds is looked at once.
        while self.waiting.peek() == Some(&next) {
            self.waiting.pop();
        }
        Some(next.0)
    }

    fn is_same(&self, one: &Repair, other: &Repair) -> bool {
        match (one, other) {
            (Repair::Nothing, Repair::Nothing) => true,
            (Repair::OneOf(one), Repair::OneOf(other)) => {
                self.lists[one.clone()] == self.lists[other.clone()]
            }
            (Repair::Nothing, Repair::OneOf(_)) | (Repair::OneOf(_), Repair::Nothing) => false,
        }
    }

    fn repair(&mut self, node: u32, lost: Option<u32>) -> Repair {
        let given = self.needs(self.choices.members(node), self.choices.need(node));
        let is_chosen = || lost != Some(node) && self.chosen.binary_search(&node).is_ok();
        if self.choices.exam(node).is_none() || is_chosen() {
            return given;
        }
        let start = self.lists.len();
        if given == Repair::Nothing && lost != Some(node) && (self.can_help)(node) {
            self.lists.push(node);
        }
        Repair::OneOf(start..self.lists.len())
    }

    /// Returns what it takes for `needed` of the members to hold.
    fn needs(&mut self, members: &[u32], needed: usize) -> Repair {
        let repairs = members.iter().map(|member| &self.nodes[*member as usize]);
        let hold = repairs.filter(|one| **one == Repair::Nothing);
        let missing = needed.saturating_sub(hold.take(needed).count());
        if missing == 0 {
            return Repair::Nothing;
        }
        let start = self.lists.len();
        for member in members {
            if let Repair::OneOf(exams) = &self.nodes[*member as usize] {
                self.left = self.left.saturating_sub(1 + exams.len());
                if self.left == 0 {
                    break;
                }
                self.lists.extend_from_within(exams.clone());
            }
        }
        self.keep_repeated(start, missing);
        Repair::OneOf(start..self.lists.len())
    }

    /// Of the exams from `start` on keeps those that are there so many times, each once and sorted.
    fn keep_repeated(&mut self, start: usize, times: usize) {
        let exams = &mut self.lists[start..];
        exams.sort_unstable();
        let (mut kept, mut at) = (0, 0);
        while at < exams.len() {
            let exam = exams[at];
            let same = exams[at..].iter().take_while(|other| **other == exam);
            let count = same.count();
            if count >= times {
                exams[kept] = exam;
                kept += 1;
            }
            at += count;
        }
        self.lists.truncate(start + kept);
    }
}
