//! Which exam could stand in the place of another.

use std::collections::BTreeMap;

use super::answer::Minimize;
use super::slice::Choices;
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
    let price = |exam: ExamIndex| match minimize {
        Minimize::Exams | Minimize::Price => catalog.exam(exam).price.map(|price| price.0),
        Minimize::Days => catalog.exam(exam).course_days.map(u64::from),
    };
    let nodes = 0..u32::try_from(choices.len()).unwrap_or(u32::MAX);
    let others: Vec<(u32, Option<u64>)> = nodes
        .filter(|node| chosen.binary_search(node).is_err())
        .filter_map(|node| Some((node, price(choices.exam(node)?))))
        .collect();
    let mut found = BTreeMap::new();
    for &node in chosen {
        let Some(exam) = choices.exam(node) else {
            continue;
        };
        let same: Vec<u32> = others
            .iter()
            .filter(|(_, other)| *other == price(exam))
            .map(|(node, _)| *node)
            .collect();
        if !same.is_empty() {
            let repairs = Repairs {
                choices,
                chosen,
                without: node,
                candidates: &same,
            };
            let mut nodes = repairs.find();
            nodes.sort_unstable_by_key(|node| choices.order(*node));
            let exams = nodes.into_iter().filter_map(|node| choices.exam(node));
            found.insert(exam, exams.collect());
        }
    }
    found
}

/// The search for single exams that repair a choice which lost one.
struct Repairs<'a> {
    choices: &'a Choices,
    /// Sorted.
    chosen: &'a [u32],
    without: u32,
    /// Sorted.
    candidates: &'a [u32],
}

/// What it takes for a node to hold.
#[derive(Clone)]
enum Repair {
    Nothing,
    /// Any one of these exams; none of them: it cannot be repaired.
    OneOf(Vec<u32>),
}

impl Repairs<'_> {
    fn find(&self) -> Vec<u32> {
        let nodes = 0..u32::try_from(self.choices.len()).unwrap_or(u32::MAX);
        let mut repairs: Vec<Repair> = Vec::with_capacity(self.choices.len());
        for node in nodes {
            let repair = self.repair(node, &repairs);
            repairs.push(repair);
        }
        let goals = self.choices.goals();
        match needs(goals, goals.len(), &repairs) {
            Repair::Nothing => Vec::new(),
            Repair::OneOf(exams) => exams,
        }
    }

    fn repair(&self, node: u32, repairs: &[Repair]) -> Repair {
        let asked = needs(self.choices.members(node), self.choices.need(node), repairs);
        if self.choices.exam(node).is_none() {
            return asked;
        }
        let is_kept = node != self.without && self.chosen.binary_search(&node).is_ok();
        if is_kept {
            return asked;
        }
        let can_help = self.candidates.binary_search(&node).is_ok();
        Repair::OneOf(match asked {
            Repair::Nothing if can_help => vec![node],
            Repair::Nothing | Repair::OneOf(_) => Vec::new(),
        })
    }
}

/// What it takes for `needed` of the members to hold.
fn needs(members: &[u32], needed: usize, repairs: &[Repair]) -> Repair {
    let mut missing = needed;
    let mut counts: Vec<u32> = Vec::new();
    for member in members {
        match &repairs[*member as usize] {
            Repair::Nothing => missing = missing.saturating_sub(1),
            Repair::OneOf(exams) => counts.extend(exams),
        }
    }
    if missing == 0 {
        return Repair::Nothing;
    }
    counts.sort_unstable();
    let enough = counts.chunk_by(|left, right| left == right);
    let enough = enough.filter(|same| same.len() >= missing);
    Repair::OneOf(enough.map(|same| same[0]).collect())
}
