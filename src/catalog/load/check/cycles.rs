//! Entries that require one another.

use std::collections::HashMap;

use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;

use crate::catalog::load::check::{Checked, for_names};
use crate::catalog::load::finding::{Code, quoted};
use crate::catalog::load::problem::{At, Problem, Problems};
use crate::catalog::model::Entry;

/// Most names of a cycle that are printed.
const LONGEST_CYCLE: usize = 200;

/// Reports one cycle in each group of entries that require one another; returns the groups' entries.
pub(super) fn cycles(checked: &Checked<'_>, problems: &mut Problems) -> Vec<Entry> {
    let entries: Vec<Entry> = checked.catalog.entries().collect();
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
