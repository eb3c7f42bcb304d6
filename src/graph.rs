//! The prerequisite graph: exams, certifications, their rules and gates, in petgraph.
//!
//! It holds every rule that ever was and knows no day: the same graph serves every question to a catalog.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use petgraph::Direction;
use petgraph::graph::{DiGraph, NodeIndex};

use crate::catalog::date::PartialDate;
use crate::catalog::model::{Catalog, CertIndex, Entry, ExamIndex, Requirement, Rule};

/// A place in the graph.
pub(crate) type NodeId = NodeIndex<u32>;

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
    /// In [`Certification::rules`](crate::catalog::model::Certification::rules).
    pub number: u32,
}

/// The days that settle in most cases whether a rule counts.
#[derive(Debug, Clone, Copy)]
struct RuleDays {
    /// First day on which it is in force.
    first: Date,
    /// Last day on which it counts for earning: its own, or its certification's.
    last: Date,
    /// First regular day of its certification.
    start_date: Date,
}

/// Lists of neighbors, one after the other.
#[derive(Debug, Default)]
struct Adjacent {
    /// Where the list of each node begins; it ends where that of the next one begins.
    starts: Vec<u32>,
    neighbors: Vec<NodeId>,
}

impl Adjacent {
    /// Sorts the edges by the node at one end of them, in time in proportion to nodes and edges. As in petgraph the edge
    /// that was added last comes first.
    fn new(nodes: &DiGraph<Node, (), u32>, direction: Direction) -> Self {
        let edges = || {
            nodes.raw_edges().iter().map(|edge| match direction {
                Direction::Outgoing => (edge.source(), edge.target()),
                Direction::Incoming => (edge.target(), edge.source()),
            })
        };
        let mut starts = vec![0; nodes.node_count() + 1];
        for (node, _) in edges() {
            starts[node.index()] += 1;
        }
        let mut end = 0;
        for start in &mut starts {
            end += *start;
            *start = end;
        }
        let mut neighbors = vec![NodeId::default(); nodes.edge_count()];
        for (node, neighbor) in edges() {
            let start = &mut starts[node.index()];
            *start -= 1;
            neighbors[*start as usize] = neighbor;
        }
        Self { starts, neighbors }
    }

    fn of(&self, node: NodeId) -> &[NodeId] {
        let Some(end) = self.starts.get(node.index() + 1) else {
            return &[];
        };
        let (start, end) = (self.starts[node.index()], *end);
        &self.neighbors[start as usize..end as usize]
    }
}

/// The prerequisite graph of a catalog. It is acyclic, since a catalog with a cycle is refused.
#[derive(Debug)]
pub struct Graph<'c> {
    catalog: &'c Catalog,
    nodes: DiGraph<Node, (), u32>,
    /// What each node requires, and what requires it, as they stand in `nodes`.
    members: Adjacent,
    parents: Adjacent,
    /// Where the rules of each certification begin in `rules`; they end where those of the next one begin.
    first_rule: Vec<u32>,
    rules: Vec<RuleDays>,
    /// The node of `{ever: …}` of each certification that some rule requires so.
    ever: Vec<Option<NodeId>>,
    /// The root of what each certification recommends.
    recommends: Vec<Option<NodeId>>,
    /// Where the gates of renewals begin; they end the nodes.
    first_renewal: usize,
    /// The root of each way of renewal that takes exams or certifications.
    renewals: BTreeMap<RenewalId, NodeId>,
    /// The ways by their roots.
    renewal_roots: BTreeMap<NodeId, RenewalId>,
    /// The gates of renewals that require a node.
    renewing: BTreeMap<NodeId, Vec<NodeId>>,
}

/// A way in which a certification is renewed by exams or certifications.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct RenewalId {
    pub certification: CertIndex,
    /// In [`Certification::renewal_ways`](crate::catalog::model::Certification::renewal_ways).
    pub number: usize,
}

impl<'c> Graph<'c> {
    /// Builds the graph of a catalog, in the catalog's order: **O(n)** in its names and gates.
    #[must_use]
    pub fn new(catalog: &'c Catalog) -> Self {
        Self::of(catalog, |_| true)
    }

    /// Builds the part of it that has to do with some entries: the [components](Catalog::component) that they are of.
    ///
    /// What is asked about these entries has the same answer as from the whole graph; every other entry is there alone.
    #[must_use]
    pub fn around(catalog: &'c Catalog, entries: impl IntoIterator<Item = Entry>) -> Self {
        let entries = entries.into_iter();
        let components: BTreeSet<u32> = entries.map(|entry| catalog.component(entry)).collect();
        Self::of(catalog, |entry| {
            components.contains(&catalog.component(entry))
        })
    }

    /// Builds the part of the graph whose entries are `wanted`, whole components of it.
    fn of(catalog: &'c Catalog, wanted: impl Fn(Entry) -> bool) -> Self {
        let entries = catalog.exams.len() + catalog.certifications.len();
        let mut graph = Self {
            catalog,
            nodes: DiGraph::with_capacity(entries * 3, entries * 4),
            members: Adjacent::default(),
            parents: Adjacent::default(),
            first_rule: Vec::with_capacity(catalog.certifications.len() + 1),
            rules: Vec::with_capacity(catalog.certifications.len()),
            ever: vec![None; catalog.certifications.len()],
            recommends: vec![None; catalog.certifications.len()],
            first_renewal: usize::MAX,
            renewals: BTreeMap::new(),
            renewal_roots: BTreeMap::new(),
            renewing: BTreeMap::new(),
        };
        for exam in catalog.exam_indices() {
            graph.nodes.add_node(Node::Exam(exam));
        }
        for certification in catalog.certification_indices() {
            graph.nodes.add_node(Node::Certification(certification));
        }
        let exams = catalog.exam_indices();
        for exam in exams.filter(|exam| wanted(Entry::Exam(*exam))) {
            if let Some(requirement) = &catalog.exam(exam).requires {
                let from = graph.exam(exam);
                graph.add_requirement(from, requirement, None);
            }
        }
        graph.first_rule.push(0);
        for certification in catalog.certification_indices() {
            if wanted(Entry::Certification(certification)) {
                graph.add_certification(certification);
            }
            let next_rule = u32::try_from(graph.rules.len()).unwrap_or(u32::MAX);
            graph.first_rule.push(next_rule);
        }
        // What requires a node is shown without the renewals: no requirement is met by them.
        graph.parents = Adjacent::new(&graph.nodes, Direction::Incoming);
        graph.first_renewal = graph.nodes.node_count();
        for certification in catalog.certification_indices() {
            if wanted(Entry::Certification(certification)) {
                graph.add_renewals(certification);
            }
        }
        graph.members = Adjacent::new(&graph.nodes, Direction::Outgoing);
        graph
    }

    fn add_certification(&mut self, certification: CertIndex) {
        let catalog = self.catalog;
        let entry = catalog.certification(certification);
        for (number, rule) in (0..).zip(entry.rules.iter()) {
            let ends = [rule.until, entry.facts.retires].into_iter().flatten();
            self.rules.push(RuleDays {
                first: rule.start_date.unwrap_or(Date::MAX),
                last: ends.map(PartialDate::last_day).min().unwrap_or(Date::MAX),
                start_date: entry
                    .facts
                    .available
                    .map_or(Date::MIN, PartialDate::first_day),
            });
            let rule_node = self.nodes.add_node(Node::Rule(RuleId {
                certification,
                number,
            }));
            let from = self.certification(certification);
            self.nodes.add_edge(from, rule_node, ());
            if let Some(requirement) = &rule.requires {
                self.add_requirement(rule_node, requirement, Some(certification));
            }
        }
        if let Some(requirement) = &entry.recommends {
            let root = self.nodes.add_node(Node::Gate {
                needed: 1,
                owner: None,
            });
            self.add_requirement(root, requirement, None);
            self.recommends[certification.0 as usize] = Some(root);
        }
    }

    /// Adds the ways in which exams and certifications renew a certification: roots that nothing requires.
    fn add_renewals(&mut self, certification: CertIndex) {
        let ways = self
            .catalog
            .certification(certification)
            .renewal_ways
            .iter();
        for (number, way) in ways.enumerate() {
            let Some(requirement) = way.requirement() else {
                continue;
            };
            let owner = Some(certification);
            let root = self.nodes.add_node(Node::Gate { needed: 1, owner });
            self.add_requirement(root, requirement, owner);
            let renewal = RenewalId {
                certification,
                number,
            };
            self.renewals.insert(renewal, root);
            self.renewal_roots.insert(root, renewal);
        }
    }

    /// Adds a requirement below `from`. It nests at most 64 deep, which the reader of catalogs holds it to.
    fn add_requirement(
        &mut self,
        from: NodeId,
        requirement: &Requirement,
        owner: Option<CertIndex>,
    ) {
        let node = match requirement {
            Requirement::Exam(exam) => self.exam(*exam),
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
        if self.is_renewal(from) {
            self.renewing.entry(node).or_default().push(from);
        }
    }

    fn add_ever(&mut self, certification: CertIndex) -> NodeId {
        let place = certification.0 as usize;
        if let Some(node) = self.ever[place] {
            return node;
        }
        let node = self.nodes.add_node(Node::Ever(certification));
        let to = self.certification(certification);
        self.nodes.add_edge(node, to, ());
        self.ever[place] = Some(node);
        node
    }

    /// Returns the catalog that it is the graph of.
    #[must_use]
    pub fn catalog(&self) -> &'c Catalog {
        self.catalog
    }

    /// Returns how many nodes there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.nodes.node_count()
    }

    /// Returns whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns what stands at a place.
    #[must_use]
    pub fn node(&self, id: NodeId) -> Node {
        self.nodes[id]
    }

    /// Returns an exam's place.
    #[must_use]
    pub fn exam(&self, exam: ExamIndex) -> NodeId {
        NodeId::new(exam.0 as usize)
    }

    /// Returns a certification's place.
    #[must_use]
    pub fn certification(&self, certification: CertIndex) -> NodeId {
        NodeId::new(self.catalog.exams.len() + certification.0 as usize)
    }

    /// Returns an entry's place.
    #[must_use]
    pub fn entry(&self, entry: Entry) -> NodeId {
        match entry {
            Entry::Exam(exam) => self.exam(exam),
            Entry::Certification(certification) => self.certification(certification),
        }
    }

    /// Returns the place of `{ever: …}` of a certification, if some rule requires it so.
    #[must_use]
    pub fn ever(&self, certification: CertIndex) -> Option<NodeId> {
        self.ever[certification.0 as usize]
    }

    /// Returns the root of what a certification recommends.
    #[must_use]
    pub fn recommended(&self, certification: CertIndex) -> Option<NodeId> {
        self.recommends[certification.0 as usize]
    }

    /// Returns whether a node is part of a way of renewal.
    #[must_use]
    pub fn is_renewal(&self, node: NodeId) -> bool {
        self.first_renewal <= node.index()
    }

    /// Returns the root of a way of renewal.
    #[must_use]
    pub fn renewal(&self, renewal: RenewalId) -> Option<NodeId> {
        self.renewals.get(&renewal).copied()
    }

    /// Returns the roots of the ways of renewal of a certification.
    pub fn renewals(&self, certification: CertIndex) -> impl Iterator<Item = NodeId> {
        let first = RenewalId {
            certification,
            number: 0,
        };
        let last = RenewalId {
            number: usize::MAX,
            ..first
        };
        self.renewals.range(first..=last).map(|(_, root)| *root)
    }

    /// Returns the way of renewal whose root a node is.
    #[must_use]
    pub fn renewal_at(&self, root: NodeId) -> Option<RenewalId> {
        self.renewal_roots.get(&root).copied()
    }

    /// Returns the gates of renewals that require a node.
    #[must_use]
    pub fn renewing(&self, id: NodeId) -> &[NodeId] {
        self.renewing.get(&id).map_or(&[], Vec::as_slice)
    }

    /// Returns the rules of a certification, the oldest first.
    pub fn rules(&self, certification: CertIndex) -> impl Iterator<Item = RuleId> + use<> {
        let place = certification.0 as usize;
        let count = self.first_rule[place + 1] - self.first_rule[place];
        (0..count).rev().map(move |number| RuleId {
            certification,
            number,
        })
    }

    /// Returns a rule.
    #[must_use]
    pub fn rule(&self, id: RuleId) -> &'c Rule {
        &self.catalog.certification(id.certification).rules[id.number as usize]
    }

    fn days(&self, id: RuleId) -> RuleDays {
        let first = self.first_rule[id.certification.0 as usize];
        self.rules[first as usize + id.number as usize]
    }

    /// Returns what a node requires, last written first.
    pub fn members(&self, id: NodeId) -> impl Iterator<Item = NodeId> + Clone + use<'_, 'c> {
        self.members.of(id).iter().copied()
    }

    /// Returns what requires a node, [renewals](Self::renewing) aside.
    pub fn parents(&self, id: NodeId) -> impl Iterator<Item = NodeId> + Clone + use<'_, 'c> {
        self.parents.of(id).iter().copied()
    }

    /// Returns whether a rule counts for earning its certification on `day`.
    #[must_use]
    pub fn can_be_completed(&self, id: RuleId, day: Date) -> bool {
        let days = self.days(id);
        if day < days.first || days.last < day {
            return false;
        }
        if days.start_date <= day && days.first < Date::MAX {
            return true;
        }
        let rule = self.rule(id);
        rule.has_begun_by(day)
            && rule.lasts_on(day)
            && self.catalog.certification(id.certification).is_earnable_on(
                rule,
                &self.catalog.exams,
                day,
            )
    }

    /// Returns whether a rule was in force on `day` or before, so that holdings count under it.
    #[must_use]
    pub fn has_been_in_force(&self, id: RuleId, day: Date) -> bool {
        let days = self.days(id);
        if days.first <= day && days.start_date <= day && days.first < Date::MAX {
            return true;
        }
        let rule = self.rule(id);
        rule.has_begun_by(day)
            && self
                .catalog
                .certification(id.certification)
                .was_earnable_by(rule, &self.catalog.exams, day)
    }
}

#[cfg(test)]
mod tests;
