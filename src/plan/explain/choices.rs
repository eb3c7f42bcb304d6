//! What a plan chose, and what the other branches would have cost.

use crate::catalog::model::{Entry, Requirement};
use crate::graph::{Graph, Node, NodeId};
use crate::plan::alternatives::Search;
use crate::plan::answer::{Branch, Choice, ChoiceOf};
use crate::plan::reduce::problem::{Choices, Truth};
use crate::plan::reduce::slice::{Condition, Slice};
use crate::plan::support::Support;
use crate::plan::totals;
use crate::plan::verify::Forward;

/// How many branches of a plan are planned at most: the cost of some of thousands would say little of the rest.
const MOST_BRANCHES: usize = 64;

/// A branch that was not taken: a node of the problem.
struct Untaken {
    what: Requirement,
    node: u32,
}

/// Returns each choice behind what the plan rests on, what is wanted first.
///
/// `after` is how things stand after the last exam. A branch costs what the cheapest plan through it does, and a plan
/// is through a branch if that holds in the end.
pub(crate) fn choices(
    slice: &Slice<'_, '_>,
    problem: &Choices,
    support: &Support,
    after: &Forward<'_, '_>,
    search: &mut Search,
    stop: &dyn Fn() -> bool,
) -> Vec<Choice> {
    let mut left = MOST_BRANCHES;
    let mut made = Vec::new();
    for place in (0..slice.conditions().len()).rev() {
        let condition = slice.conditions()[place];
        let Some((of, needed)) = choice_of(slice, condition).filter(|_| support.rests_on(place))
        else {
            continue;
        };
        let (taken, untaken) = branches(slice, place, after);
        if untaken.is_empty() {
            continue;
        }
        let shown = if untaken.len() <= left {
            &*untaken
        } else {
            &[]
        };
        left -= shown.len();
        let mut others: Vec<(u128, Branch)> = Vec::with_capacity(shown.len());
        for branch in shown.iter().filter(|_| !stop()) {
            others.extend(cost(slice, problem, branch, search, stop));
        }
        others.sort_by_key(|(weight, _)| *weight);
        made.push(Choice {
            of,
            needed,
            taken,
            left_out: untaken.len() - others.len(),
            others: others.into_iter().map(|(_, branch)| branch).collect(),
        });
    }
    made
}

/// Returns whose choice a condition is and how many branches it needs, if it is one.
fn choice_of(slice: &Slice<'_, '_>, condition: Condition) -> Option<(ChoiceOf, usize)> {
    let graph = slice.question().graph;
    match condition {
        Condition::Taken(_) => None,
        Condition::AnyOf(list) => Some((ChoiceOf::List(list as usize), 1)),
        Condition::Holds(node) => match graph.node(node) {
            Node::Gate { needed, owner } if (needed as usize) < graph.members(node).count() => {
                let of = match owner {
                    Some(index) => Entry::Certification(index),
                    None => exam_above(graph, node)?,
                };
                Some((ChoiceOf::Entry(of), needed as usize))
            }
            Node::Gate { .. }
            | Node::Exam(_)
            | Node::Certification(_)
            | Node::Ever(_)
            | Node::Rule(_) => None,
        },
    }
}

/// Returns the exam whose requirement a gate is part of.
fn exam_above(graph: &Graph<'_>, mut node: NodeId) -> Option<Entry> {
    loop {
        node = graph.parents(node).next()?;
        if let Node::Exam(exam) = graph.node(node) {
            return Some(Entry::Exam(exam));
        }
    }
}

/// Parts the branches of a choice in those that hold in the end and those that could have been taken.
fn branches(
    slice: &Slice<'_, '_>,
    place: usize,
    after: &Forward<'_, '_>,
) -> (Vec<Requirement>, Vec<Untaken>) {
    let graph = slice.question().graph;
    let (mut taken, mut untaken) = (Vec::new(), Vec::new());
    // the graph gives the last written first
    for &member in slice.members(place).iter().rev() {
        let (what, holds) = match member {
            Condition::Holds(node) => (requirement(graph, node), after.holds(node)),
            Condition::Taken(exam) => (Requirement::Exam(exam), after.was_taken(exam)),
            Condition::AnyOf(_) => continue,
        };
        match slice.truth(member) {
            Truth::Met => taken.push(what),
            Truth::Open(_) if holds => taken.push(what),
            Truth::Open(node) => untaken.push(Untaken { what, node }),
            Truth::Never => {}
        }
    }
    (taken, untaken)
}

/// Reads the requirement at a place of the graph back. It nests at most 64 deep, as in the catalog.
fn requirement(graph: &Graph<'_>, node: NodeId) -> Requirement {
    let needed = match graph.node(node) {
        Node::Exam(exam) => return Requirement::Exam(exam),
        Node::Certification(index) => return Requirement::Certification(index),
        Node::Ever(index) => return Requirement::Ever(index),
        Node::Rule(rule) => return Requirement::Certification(rule.certification),
        Node::Gate { needed, .. } => needed,
    };
    let mut members: Vec<Requirement> = graph
        .members(node)
        .map(|member| requirement(graph, member))
        .collect();
    members.reverse();
    let all = needed as usize == members.len();
    match needed {
        _ if all => Requirement::All(members.into()),
        1 => Requirement::Any(members.into()),
        _ => Requirement::AtLeast(needed, members.into()),
    }
}

/// Plans through a branch.
fn cost(
    slice: &Slice<'_, '_>,
    choices: &Choices,
    branch: &Untaken,
    search: &mut Search,
    stop: &dyn Fn() -> bool,
) -> Option<(u128, Branch)> {
    let solution = search.solve(choices, &[], Some(branch.node), stop)?;
    let exams = choices.exams(&solution.chosen);
    let branch = Branch {
        what: branch.what.clone(),
        totals: totals(slice.question().graph.catalog(), &exams),
        optimal: solution.optimal,
    };
    Some((solution.weight, branch))
}
