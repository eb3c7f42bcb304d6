//! Which exam could stand in the place of another.

use std::collections::{BTreeMap, BTreeSet};

use super::answer::Minimize;
use super::choices::Choices;
use crate::catalog::model::{Catalog, ExamIndex};

/// Returns for each exam of the choice `chosen` the exams that could stand in its place alone, by printed code.
///
/// With one of them instead the goals are still reached, by as many exams at the same known price (or, if days are
/// minimized, in the same days).
pub(crate) fn stand_ins(
    catalog: &Catalog,
    choices: &Choices,
    chosen: &[u32],
    minimize: Minimize,
) -> BTreeMap<ExamIndex, Vec<ExamIndex>> {
    if choices.forced().is_some() {
        // Where nothing is left to choose, every exam is needed.
        return BTreeMap::new();
    }
    let price = |exam: ExamIndex| match minimize {
        Minimize::Exams | Minimize::Price => catalog.exam(exam).price.map(|price| price.0),
        Minimize::Days => catalog.exam(exam).course_days.map(u64::from),
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
        let mut nodes = repairs.without(node);
        nodes.retain(|other| price(*other) == price(node));
        nodes.sort_unstable_by_key(|node| choices.order(*node));
        let exams: Vec<ExamIndex> = nodes
            .into_iter()
            .filter_map(|node| choices.exam(node))
            .collect();
        if !exams.is_empty() {
            found.insert(exam, exams);
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
    /// Where the lists of [`Self::parents`] end, by node.
    ends: Vec<usize>,
    /// The nodes that have a node as a member.
    parents: Vec<u32>,
    /// By node, as long as nothing is lost.
    nodes: Vec<Repair>,
    /// By node, the highest one that takes the same to hold, if nothing else is lost.
    tops: Vec<u32>,
}

/// What it takes for a node to hold.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Repair {
    Nothing,
    /// Any one of these exams; none of them: it cannot be repaired.
    OneOf(Vec<u32>),
}

impl<'a> Repairs<'a> {
    fn new(choices: &'a Choices, chosen: &'a [u32], can_help: &'a dyn Fn(u32) -> bool) -> Self {
        let (ends, parents) = parents(choices);
        let mut repairs = Self {
            choices,
            chosen,
            can_help,
            ends,
            parents,
            nodes: Vec::with_capacity(choices.len()),
            tops: Vec::new(),
        };
        for node in 0..u32::try_from(choices.len()).unwrap_or(u32::MAX) {
            let repair = repairs.repair(node, None);
            repairs.nodes.push(repair);
        }
        repairs.tops = repairs.tops();
        repairs
    }

    /// Follows from each node the only node that has it as a member, as long as that needs all of its members.
    fn tops(&self) -> Vec<u32> {
        let mut tops: Vec<u32> =
            (0..u32::try_from(self.choices.len()).unwrap_or(u32::MAX)).collect();
        for node in (0..tops.len()).rev() {
            let place = tops[node];
            let &[parent] = self.parents_of(place) else {
                continue;
            };
            let needs_all = self.choices.need(parent) == self.choices.members(parent).len();
            let holds = self.nodes[parent as usize] == Repair::Nothing;
            let is_goal = self.choices.goals().binary_search(&place).is_ok();
            if needs_all && holds && !is_goal {
                tops[node] = tops[parent as usize];
            }
        }
        tops
    }

    /// Returns the exams that could stand in for `lost`.
    ///
    /// Only what is above it is looked at anew, and above that only what changes.
    fn without(&mut self, lost: u32) -> Vec<u32> {
        let mut changed = Vec::new();
        let mut waiting = BTreeSet::from([lost]);
        while let Some(node) = waiting.pop_first() {
            let repair = self.repair(node, Some(lost));
            if repair == self.nodes[node as usize] {
                continue;
            }
            // Long chains are passed at once, where nothing else waits that they could meet.
            let node = if waiting.is_empty() {
                self.tops[node as usize]
            } else {
                node
            };
            let before = std::mem::replace(&mut self.nodes[node as usize], repair);
            changed.push((node, before));
            waiting.extend(self.parents_of(node));
        }
        let goals = self.choices.goals();
        let repair = needs(goals, goals.len(), &self.nodes);
        for (node, before) in changed {
            self.nodes[node as usize] = before;
        }
        match repair {
            Repair::Nothing => Vec::new(),
            Repair::OneOf(exams) => exams,
        }
    }

    fn repair(&self, node: u32, lost: Option<u32>) -> Repair {
        let (members, need) = (self.choices.members(node), self.choices.need(node));
        let asked = needs(members, need, &self.nodes);
        let is_chosen = || lost != Some(node) && self.chosen.binary_search(&node).is_ok();
        if self.choices.exam(node).is_none() || is_chosen() {
            return asked;
        }
        Repair::OneOf(match asked {
            Repair::Nothing if lost != Some(node) && (self.can_help)(node) => vec![node],
            Repair::Nothing | Repair::OneOf(_) => Vec::new(),
        })
    }

    fn parents_of(&self, node: u32) -> &[u32] {
        let node = node as usize;
        let start = if node == 0 { 0 } else { self.ends[node - 1] };
        &self.parents[start..self.ends[node]]
    }
}

/// Lists by node the nodes that have it as a member, one list after the other, and where each list ends.
fn parents(choices: &Choices) -> (Vec<usize>, Vec<u32>) {
    let nodes = 0..u32::try_from(choices.len()).unwrap_or(u32::MAX);
    let pairs = nodes.flat_map(|node| {
        let members = choices.members(node).iter();
        members.map(move |member| (*member, node))
    });
    let mut pairs: Vec<(u32, u32)> = pairs.collect();
    pairs.sort_unstable();
    let ends = (0..choices.len()).map(|node| pairs.partition_point(|pair| pair.0 as usize <= node));
    (ends.collect(), pairs.iter().map(|pair| pair.1).collect())
}

/// What it takes for `needed` of the members to hold.
fn needs(members: &[u32], needed: usize, repairs: &[Repair]) -> Repair {
    let repairs = members.iter().map(|member| &repairs[*member as usize]);
    let hold = repairs.clone().filter(|one| **one == Repair::Nothing);
    let missing = needed.saturating_sub(hold.take(needed).count());
    if missing == 0 {
        return Repair::Nothing;
    }
    let mut counts: Vec<u32> = Vec::new();
    for repair in repairs {
        if let Repair::OneOf(exams) = repair {
            counts.extend(exams);
        }
    }
    counts.sort_unstable();
    let enough = counts.chunk_by(|left, right| left == right);
    let enough = enough.filter(|same| same.len() >= missing);
    Repair::OneOf(enough.map(|same| same[0]).collect())
}
