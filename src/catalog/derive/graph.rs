//! The prerequisite graph: exams, certifications, their rules and gates, built with petgraph and laid out in lists.
//!
//! It holds every rule that ever was and knows no day: the same graph serves every question to a catalog, so it is worked
//! out once; that of the program's own catalog is compiled in.

use jiff::civil::Date;
use petgraph::Direction;
use petgraph::graph::{DiGraph, NodeIndex};

use crate::catalog::date::PartialDate;
use crate::catalog::model::{
    Catalog, CertIndex, Certification, Entry, Exam, ExamIndex, Facts, List, Requirement,
};

/// What stands at a place in the graph. Its edges lead to what it requires.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Node {
    /// An exam; requires what must hold before one may take it.
    Exam(ExamIndex),
    /// A certification; requires one of its rules.
    Certification(CertIndex),
    /// A certification held at any time; requires that certification.
    Ever(CertIndex),
    /// A rule of a certification; requires its requirement.
    Rule(RuleId),
    /// At least `needed` of what it requires.
    Gate {
        needed: u32,
        /// The certification whose rule it is part of.
        owner: Option<CertIndex>,
    },
}

impl Node {
    /// Returns the exam or certification that stands there, if it is one.
    #[must_use]
    pub fn entry(self) -> Option<Entry> {
        match self {
            Self::Exam(exam) => Some(Entry::Exam(exam)),
            Self::Certification(certification) => Some(Entry::Certification(certification)),
            Self::Ever(_) | Self::Rule(_) | Self::Gate { .. } => None,
        }
    }
}

/// A rule of a certification.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct RuleId {
    pub certification: CertIndex,
    /// In [`Certification::rules`].
    pub number: u32,
}

/// A way in which a certification is renewed by exams or certifications.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct RenewalId {
    pub certification: CertIndex,
    /// In [`Certification::renewal_ways`].
    pub number: usize,
}

/// The days that settle in most cases whether a rule counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RuleDays {
    /// First day on which it is in force; the last of the calendar where that is never.
    pub first: Date,
    /// Last day on which it counts for earning: its own, or its certification's.
    pub last: Date,
    /// First regular day of its certification.
    pub start_date: Date,
}

/// Lists of neighbors, one after the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adjacent {
    /// Where the list of each node begins; it ends where that of the next one begins.
    pub starts: List<u32>,
    /// Places of nodes.
    pub neighbors: List<u32>,
}

impl Adjacent {
    const EMPTY: Self = Self {
        starts: List::EMPTY,
        neighbors: List::EMPTY,
    };

    /// Sorts the edges by the node at one end of them, in time in proportion to nodes and edges. As in petgraph the edge
    /// that was added last comes first.
    fn new(nodes: &DiGraph<Node, (), u32>, direction: Direction) -> Self {
        let edges = || {
            let ends = nodes.raw_edges().iter().map(|edge| match direction {
                Direction::Outgoing => (edge.source(), edge.target()),
                Direction::Incoming => (edge.target(), edge.source()),
            });
            ends.map(|(node, neighbor)| (node.index(), place(neighbor)))
        };
        let mut starts = vec![0; nodes.node_count() + 1];
        for (node, _) in edges() {
            starts[node] += 1;
        }
        let mut end = 0;
        for start in &mut starts {
            end += *start;
            *start = end;
        }
        let mut neighbors = vec![0; nodes.edge_count()];
        for (node, neighbor) in edges() {
            starts[node] -= 1;
            neighbors[starts[node] as usize] = neighbor;
        }
        Self {
            starts: starts.into(),
            neighbors: neighbors.into(),
        }
    }

    /// Returns the neighbors of the node at that place.
    #[must_use]
    pub fn of(&self, node: usize) -> &[u32] {
        let Some(end) = self.starts.get(node + 1) else {
            return &[];
        };
        &self.neighbors[self.starts[node] as usize..*end as usize]
    }
}

/// The graph of a catalog. It is acyclic, since a catalog with a cycle is refused.
///
/// The nodes of the exams come first, in their order, then those of the certifications.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GraphTables {
    pub nodes: List<Node>,
    /// What each node requires.
    pub members: Adjacent,
    /// What requires each node, renewals aside.
    pub parents: Adjacent,
    /// Where the rules of each certification begin in `rules`; they end where those of the next one begin.
    pub first_rule: List<u32>,
    pub rules: List<RuleDays>,
    /// The node of `{ever: …}` of each certification that some rule requires so.
    pub ever: List<Option<u32>>,
    /// The root of what each certification recommends.
    pub recommends: List<Option<u32>>,
    /// Where the gates of renewals begin; they end the nodes.
    pub first_renewal: u32,
    /// The root of each way of renewal that takes exams or certifications; sorted by both.
    pub renewals: List<(RenewalId, u32)>,
    /// Nodes, and the gates of renewals that require them; sorted by the nodes.
    pub renewing: List<(u32, u32)>,
}

impl GraphTables {
    /// The graph of nothing.
    pub const EMPTY: Self = Self {
        nodes: List::EMPTY,
        members: Adjacent::EMPTY,
        parents: Adjacent::EMPTY,
        first_rule: List::EMPTY,
        rules: List::EMPTY,
        ever: List::EMPTY,
        recommends: List::EMPTY,
        first_renewal: 0,
        renewals: List::EMPTY,
        renewing: List::EMPTY,
    };

    /// Builds the graph of a catalog, in the catalog's order: **O(n)** in its names and gates.
    #[must_use]
    pub fn build(catalog: &Catalog) -> Self {
        let entries = catalog.exams.len() + catalog.certifications.len();
        let mut builder = Builder {
            exams: catalog.exams.len(),
            nodes: DiGraph::with_capacity(entries * 3, entries * 4),
            ever: vec![None; catalog.certifications.len()],
            recommends: vec![None; catalog.certifications.len()],
            first_renewal: u32::MAX,
            renewals: Vec::new(),
            renewing: Vec::new(),
        };
        builder.add_entries(catalog);
        // What requires a node is shown without the renewals: no requirement is met by them.
        let parents = Adjacent::new(&builder.nodes, Direction::Incoming);
        builder.first_renewal = u32::try_from(builder.nodes.node_count()).unwrap_or(u32::MAX);
        for (index, certification) in (0..).zip(catalog.certifications.iter()) {
            builder.add_renewals(CertIndex(index), certification);
        }
        builder.renewing.sort_by_key(|(node, _)| *node);
        let (first_rule, rules) = rule_days(catalog);
        Self {
            members: Adjacent::new(&builder.nodes, Direction::Outgoing),
            parents,
            first_rule: first_rule.into(),
            rules: rules.into(),
            ever: builder.ever.into(),
            recommends: builder.recommends.into(),
            first_renewal: builder.first_renewal,
            renewals: builder.renewals.into(),
            renewing: builder.renewing.into(),
            nodes: builder.nodes.node_weights().copied().collect(),
        }
    }
}

/// Returns where the rules of each certification begin, and the days of all rules.
fn rule_days(catalog: &Catalog) -> (Vec<u32>, Vec<RuleDays>) {
    let mut first_rule = vec![0];
    let mut rules = Vec::new();
    for certification in catalog.certifications.iter() {
        let Facts {
            available, retires, ..
        } = &certification.facts;
        rules.extend(certification.rules.iter().map(|rule| {
            let ends = [rule.until, *retires].into_iter().flatten();
            RuleDays {
                first: rule.start_date.unwrap_or(Date::MAX),
                last: ends.map(PartialDate::last_day).min().unwrap_or(Date::MAX),
                start_date: available.map_or(Date::MIN, PartialDate::first_day),
            }
        }));
        first_rule.push(u32::try_from(rules.len()).unwrap_or(u32::MAX));
    }
    (first_rule, rules)
}

/// A graph that grows.
struct Builder {
    /// How many exams there are; the certifications come after them.
    exams: usize,
    nodes: DiGraph<Node, (), u32>,
    ever: Vec<Option<u32>>,
    recommends: Vec<Option<u32>>,
    first_renewal: u32,
    renewals: Vec<(RenewalId, u32)>,
    renewing: Vec<(u32, u32)>,
}

impl Builder {
    fn add_entries(&mut self, catalog: &Catalog) {
        for exam in catalog.exam_indices() {
            self.nodes.add_node(Node::Exam(exam));
        }
        for certification in catalog.certification_indices() {
            self.nodes.add_node(Node::Certification(certification));
        }
        for index in catalog.exam_indices() {
            let Exam { requires, .. } = catalog.exam(index);
            if let Some(requirement) = requires {
                self.add_requirement(exam_node(index), requirement, None);
            }
        }
        for index in catalog.certification_indices() {
            self.add_certification(index, catalog.certification(index));
        }
    }

    fn add_certification(&mut self, index: CertIndex, certification: &Certification) {
        for (number, rule) in (0..).zip(certification.rules.iter()) {
            let node = self.nodes.add_node(Node::Rule(RuleId {
                certification: index,
                number,
            }));
            let from = self.certification(index);
            self.nodes.add_edge(from, node, ());
            if let Some(requirement) = &rule.requires {
                self.add_requirement(node, requirement, Some(index));
            }
        }
        if let Some(requirement) = &certification.recommends {
            let root = self.nodes.add_node(Node::Gate {
                needed: 1,
                owner: None,
            });
            self.add_requirement(root, requirement, None);
            self.recommends[index.0 as usize] = Some(place(root));
        }
    }

    /// Adds the ways in which exams and certifications renew a certification: roots that nothing requires.
    fn add_renewals(&mut self, index: CertIndex, certification: &Certification) {
        for (number, way) in certification.renewal_ways.iter().enumerate() {
            let Some(requirement) = way.requirement() else {
                continue;
            };
            let owner = Some(index);
            let root = self.nodes.add_node(Node::Gate { needed: 1, owner });
            self.add_requirement(root, requirement, owner);
            let renewal = RenewalId {
                certification: index,
                number,
            };
            self.renewals.push((renewal, place(root)));
        }
    }

    /// Adds a requirement below `from`. It nests at most 64 deep, which the reader of catalogs holds it to.
    fn add_requirement(
        &mut self,
        from: NodeIndex,
        requirement: &Requirement,
        owner: Option<CertIndex>,
    ) {
        let node = match requirement {
            Requirement::Exam(exam) => exam_node(*exam),
            Requirement::Certification(certification) => self.certification(*certification),
            Requirement::Ever(certification) => self.add_ever(*certification),
            Requirement::All(members)
            | Requirement::Any(members)
            | Requirement::AtLeast(_, members) => {
                let needed = u32::try_from(requirement.needed()).unwrap_or(u32::MAX);
                let gate = self.nodes.add_node(Node::Gate { needed, owner });
                for member in members.iter() {
                    self.add_requirement(gate, member, owner);
                }
                gate
            }
        };
        self.nodes.add_edge(from, node, ());
        if self.first_renewal <= place(from) {
            self.renewing.push((place(node), place(from)));
        }
    }

    fn add_ever(&mut self, certification: CertIndex) -> NodeIndex {
        let index = certification.0 as usize;
        if let Some(node) = self.ever[index] {
            return NodeIndex::new(node as usize);
        }
        let node = self.nodes.add_node(Node::Ever(certification));
        let to = self.certification(certification);
        self.nodes.add_edge(node, to, ());
        self.ever[index] = Some(place(node));
        node
    }

    fn certification(&self, certification: CertIndex) -> NodeIndex {
        NodeIndex::new(self.exams + certification.0 as usize)
    }
}

fn exam_node(exam: ExamIndex) -> NodeIndex {
    NodeIndex::new(exam.0 as usize)
}

/// Returns a node's place, which petgraph keeps as such a number.
fn place(node: NodeIndex) -> u32 {
    u32::try_from(node.index()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::embedded;

    #[test]
    fn neighbors_come_as_petgraph_gives_them() {
        let mut nodes = DiGraph::new();
        for index in 0..4 {
            nodes.add_node(Node::Exam(ExamIndex(index)));
        }
        for (from, to) in [(0, 3), (2, 1), (0, 1), (2, 3), (0, 2)] {
            nodes.add_edge(NodeIndex::new(from), NodeIndex::new(to), ());
        }
        for direction in [Direction::Outgoing, Direction::Incoming] {
            let adjacent = Adjacent::new(&nodes, direction);
            for node in nodes.node_indices() {
                let expected: Vec<u32> = nodes
                    .neighbors_directed(node, direction)
                    .map(place)
                    .collect();
                assert_eq!(adjacent.of(node.index()), expected);
            }
            assert!(adjacent.of(4).is_empty());
        }
    }

    #[test]
    fn the_graph_that_is_compiled_in_is_that_of_its_catalog() {
        let catalog = embedded::catalog();
        assert!(catalog.graph == GraphTables::build(catalog));
    }
}
