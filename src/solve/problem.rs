//! What is asked of the search, and what it answers.

use crate::solve::graph::{Graph, UNLABELLED, index};

/// A minimum-cost derivation problem in a monotone AND/OR graph.
///
/// Filled from the leaves upwards by [`Problem::push`]: a node's members must be there before it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Problem {
    pub(super) graph: Graph,
    pub(super) orders: Vec<Option<u32>>,
    pub(super) weightless: bool,
}

/// A node of a [`Problem`].
#[derive(Debug, Clone, Copy)]
pub(crate) struct Node<'m> {
    /// What choosing the node costs. All weights of a problem together stay below 2^126.
    ///
    /// Where a weight packs several figures, the search is quickest when each figure keeps to bits
    /// of its own, with room for the sum over all nodes.
    pub weight: u128,
    /// At least so many of `members` must be chosen too; 0: nothing. More than there are members:
    /// the node can never be chosen.
    pub need: u32,
    /// Nodes pushed before this one, each at most once.
    pub members: &'m [u32],
    /// The place that decides between equally heavy plans, different for each node that has one.
    ///
    /// `None` for nodes that a plan does not list.
    pub order: Option<u32>,
}

impl Problem {
    /// Takes all nodes and goals out, and keeps the memory for the next problem.
    pub(crate) fn clear(&mut self) {
        self.graph.clear();
        self.orders.clear();
        self.weightless = false;
    }

    /// Appends a node and returns its index, counted from 0.
    ///
    /// # Panics
    ///
    /// If a member is not there yet, or there are 2^32 nodes or members.
    pub(crate) fn push(&mut self, node: Node<'_>) -> u32 {
        let place = index(self.graph.len());
        assert!(
            node.members.iter().all(|&member| member < place),
            "members come first"
        );
        self.weightless |= node.weight == 0 && node.order.is_some();
        self.orders.push(node.order);
        let label = if node.weight > 0 { place } else { UNLABELLED };
        self.graph.push(
            node.weight,
            (place, label),
            node.need,
            node.members.iter().copied(),
        )
    }

    /// Demands that `node` be chosen.
    ///
    /// # Panics
    ///
    /// If there is no such node.
    pub(crate) fn goal(&mut self, node: u32) {
        assert!((node as usize) < self.graph.len(), "a goal is a node");
        self.graph.goals.push(node);
    }

    /// Returns how many nodes there are.
    #[cfg(test)]
    pub(crate) fn len(&self) -> usize {
        self.graph.len()
    }

    pub(super) fn order(&self, node: u32) -> u32 {
        self.orders[node as usize].unwrap_or(u32::MAX)
    }
}

/// The best choice that was found for a [`Problem`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Solution {
    /// The nodes chosen that have a weight or an order, ascending; none of them can be left out.
    pub chosen: Vec<u32>,
    /// The weight of `chosen`.
    pub weight: u128,
    /// Proven: no choice weighs less. Equal to `weight` if `optimal`.
    pub lower_bound: u128,
    /// Whether no choice weighs less.
    pub optimal: bool,
    /// Whether no choice of the same weight has a smaller sorted list of orders.
    pub tie_closed: bool,
}
