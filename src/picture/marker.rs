//! The markers of a picture: what is held, to take, another way and so on, distinguished without color.

use std::collections::BTreeSet;

use crate::picture::{Availability, Kind, Node, Picture, Role};

/// What a node is marked as, in the order of a legend.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Marker {
    /// Planned; the number of the step stands for it.
    Step,
    Earned,
    Held,
    Alternative,
    Recommended,
    Retired,
}

impl Marker {
    /// Returns the marker of a node, if it has one.
    pub(super) fn of(node: &Node) -> Option<Self> {
        let is_gate = matches!(node.kind, Kind::Gate(_));
        match node.role {
            Role::Held => Some(Self::Held),
            Role::Step(_) => Some(Self::Step),
            _ if is_gate || node.kind == Kind::Remark => None,
            Role::Earned => Some(Self::Earned),
            Role::Recommended(None) | Role::Alternative | Role::Plain
                if node.availability == Availability::Retired =>
            {
                Some(Self::Retired)
            }
            Role::Recommended(_) => Some(Self::Recommended),
            Role::Alternative => Some(Self::Alternative),
            Role::Plain => None,
        }
    }

    /// Returns the markers that a picture needs a legend for.
    pub(super) fn in_picture(picture: &Picture) -> Vec<Self> {
        if Self::stand_in(picture) {
            Self::of_nodes(picture.nodes.iter())
        } else {
            Vec::new()
        }
    }

    /// Returns the markers of some nodes, in the order of a legend.
    pub(super) fn of_nodes<'a>(nodes: impl Iterator<Item = &'a Node>) -> Vec<Self> {
        let used: BTreeSet<Self> = nodes.filter_map(Self::of).collect();
        used.into_iter().collect()
    }

    /// Returns whether markers stand before the names of a picture: whether anything is held or planned.
    pub(super) fn stand_in(picture: &Picture) -> bool {
        let is_named = |node: &&Node| matches!(node.kind, Kind::Exam | Kind::Certification);
        let mut named = picture.nodes.iter().filter(is_named);
        named.any(|node| node.role != Role::Plain)
    }

    /// Returns the symbol for it, and one of ASCII; a step has its number instead.
    pub(super) fn symbols(self) -> (&'static str, &'static str) {
        match self {
            Self::Step => ("1. 2.", "1. 2."),
            Self::Earned => ("●", "*"),
            Self::Held => ("✓", "x"),
            Self::Alternative => ("○", "o"),
            Self::Recommended => ("☆", "+"),
            Self::Retired => ("✗", "!"),
        }
    }

    /// Returns what it means.
    pub(super) fn meaning(self) -> &'static str {
        match self {
            Self::Step => "to take, in this order",
            Self::Earned => "earned on the way",
            Self::Held => "held",
            Self::Alternative => "another way",
            Self::Recommended => "recommended",
            Self::Retired => "retired",
        }
    }
}
