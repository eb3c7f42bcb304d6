//! Questions for measuring the planner: what they are, how they are made, and how the planner gets to see them.
//!
//! A problem is a list of nodes, each with a cost and a requirement, and questions to it. It is written and read as
//! JSON, so that the same questions can be put to other solvers.

#![allow(dead_code, reason = "each bench uses a part of it")]

pub(crate) mod families;
pub(crate) mod random;
pub(crate) mod shelf;

use serde::{Deserialize, Serialize};

/// Nodes with questions to them.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Problem {
    pub(crate) nodes: Vec<Node>,
    #[serde(default, alias = "query", deserialize_with = "one_or_more")]
    pub(crate) queries: Vec<Query>,
}

/// An exam or a certification.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Node {
    pub(crate) id: String,
    pub(crate) kind: Kind,
    /// What choosing it costs.
    pub(crate) cost: u64,
    /// What else must be chosen with it; absent: nothing.
    pub(crate) requires: Option<Expression>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Kind {
    Exam,
    Cert,
}

/// What a node requires.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(untagged)]
pub(crate) enum Expression {
    Name(String),
    All {
        all: Vec<Expression>,
    },
    Any {
        any: Vec<Expression>,
    },
    AtLeast {
        at_least: usize,
        of: Vec<Expression>,
    },
}

/// From what is held, everything wanted is to be reached at the least cost.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Query {
    #[serde(default)]
    pub(crate) name: String,
    pub(crate) have: Vec<String>,
    pub(crate) want: Vec<String>,
}

fn one_or_more<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Vec<Query>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Queries {
        One(Query),
        More(Vec<Query>),
    }
    Ok(match Queries::deserialize(from)? {
        Queries::One(query) => vec![query],
        Queries::More(queries) => queries,
    })
}

impl Problem {
    /// Adds an exam.
    pub(crate) fn exam(&mut self, id: impl Into<String>, cost: u64) -> Expression {
        self.node(id.into(), Kind::Exam, cost, None)
    }

    /// Adds a certification.
    pub(crate) fn certification(
        &mut self,
        id: impl Into<String>,
        cost: u64,
        requires: Expression,
    ) -> Expression {
        self.node(id.into(), Kind::Cert, cost, Some(requires))
    }

    fn node(
        &mut self,
        id: String,
        kind: Kind,
        cost: u64,
        requires: Option<Expression>,
    ) -> Expression {
        let name = Expression::Name(id.clone());
        self.nodes.push(Node {
            id,
            kind,
            cost,
            requires,
        });
        name
    }

    /// Adds a question for one want by someone who holds nothing.
    pub(crate) fn require(&mut self, want: &Expression) {
        let Expression::Name(want) = want else {
            return;
        };
        self.queries.push(Query {
            name: format!("q{}", self.queries.len()),
            have: Vec::new(),
            want: vec![want.clone()],
        });
    }
}

impl Expression {
    /// All of `members`.
    pub(crate) fn all(members: impl IntoIterator<Item = Self>) -> Self {
        Self::All {
            all: members.into_iter().collect(),
        }
    }

    /// One of `members`.
    pub(crate) fn any(members: impl IntoIterator<Item = Self>) -> Self {
        Self::Any {
            any: members.into_iter().collect(),
        }
    }

    /// So many of `members`.
    pub(crate) fn at_least(count: usize, members: impl IntoIterator<Item = Self>) -> Self {
        Self::AtLeast {
            at_least: count,
            of: members.into_iter().collect(),
        }
    }

    /// How many members must be met, and which they are; a name has none.
    pub(crate) fn gate(&self) -> Option<(usize, &[Self])> {
        match self {
            Self::Name(_) => None,
            Self::All { all } => Some((all.len(), all)),
            Self::Any { any } => Some((1, any)),
            Self::AtLeast { at_least, of } => Some((*at_least, of)),
        }
    }

    /// Whether it is met where `holds` says which names are.
    pub(crate) fn is_met(&self, holds: &impl Fn(&str) -> bool) -> bool {
        match self {
            Self::Name(name) => holds(name),
            _ => self.gate().is_none_or(|(count, members)| {
                members
                    .iter()
                    .filter(|member| member.is_met(holds))
                    .nth(count.wrapping_sub(1))
                    .is_some()
                    || count == 0
            }),
        }
    }
}
