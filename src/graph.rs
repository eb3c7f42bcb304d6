//! The prerequisite graph: exams, certifications, their rules and gates, in petgraph.
//!
//! It holds every rule that ever was and knows no day: the same graph serves every question to a catalog.

use jiff::civil::Date;
use petgraph::Direction;
use petgraph::graph::{DiGraph, NodeIndex};

use crate::catalog::model::{Catalog, CertIndex, Entry, ExamIndex, Requirement, Rule};

/// A place in the graph.
pub type NodeId = NodeIndex<u32>;

/// What stands at a place in the graph. Its edges lead to what it asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Node {
    /// An exam; asks for what must hold before one may sit it.
    Exam(ExamIndex),
    /// A certification; asks for one of its rules.
    Certification(CertIndex),
    /// A certification held at any time; asks for that certification.
    Ever(CertIndex),
    /// A rule of a certification; asks for its requirement.
    Rule(RuleId),
    /// At least `needed` of what it asks for.
    Gate {
        needed: u32,
        /// The certification whose rule it is part of.
        owner: Option<CertIndex>,
    },
}

/// A rule of a certification.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct RuleId {
    pub certification: CertIndex,
    /// In [`Certification::rules`](crate::catalog::model::Certification::rules).
    pub number: u32,
    /// First day on which it is in force, if there is one.
    pub first_day: Option<Date>,
}

/// The prerequisite graph of a catalog. It is acyclic, since a catalog with a circle is refused.
#[derive(Debug)]
pub struct Graph<'c> {
    catalog: &'c Catalog,
    nodes: DiGraph<Node, (), u32>,
    /// The node of `{ever: …}` of each certification that some rule asks for so.
    ever: Vec<Option<NodeId>>,
    /// The root of what each certification recommends.
    recommends: Vec<Option<NodeId>>,
}

impl<'c> Graph<'c> {
    /// Builds the graph of a catalog, in the catalog's order: **O(n)** in its names and gates.
    #[must_use]
    pub fn new(catalog: &'c Catalog) -> Self {
        let entries = catalog.exams.len() + catalog.certifications.len();
        let mut graph = Self {
            catalog,
            nodes: DiGraph::with_capacity(entries * 3, entries * 4),
            ever: vec![None; catalog.certifications.len()],
            recommends: vec![None; catalog.certifications.len()],
        };
        for exam in catalog.exam_indices() {
            graph.nodes.add_node(Node::Exam(exam));
        }
        for certification in catalog.certification_indices() {
            graph.nodes.add_node(Node::Certification(certification));
        }
        for exam in catalog.exam_indices() {
            if let Some(requirement) = &catalog.exam(exam).requires {
                let from = graph.exam(exam);
                graph.add_requirement(from, requirement, None);
            }
        }
        for certification in catalog.certification_indices() {
            graph.add_certification(certification);
        }
        graph
    }

    fn add_certification(&mut self, certification: CertIndex) {
        let catalog = self.catalog;
        let entry = catalog.certification(certification);
        for (number, rule) in (0..).zip(entry.rules.iter()) {
            let rule_node = self.nodes.add_node(Node::Rule(RuleId {
                certification,
                number,
                first_day: rule.first_day(&catalog.exams),
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

    /// Returns the place of `{ever: …}` of a certification, if some rule asks for it so.
    #[must_use]
    pub fn ever(&self, certification: CertIndex) -> Option<NodeId> {
        self.ever[certification.0 as usize]
    }

    /// Returns the root of what a certification recommends.
    #[must_use]
    pub fn recommended(&self, certification: CertIndex) -> Option<NodeId> {
        self.recommends[certification.0 as usize]
    }

    /// Returns a rule.
    #[must_use]
    pub fn rule(&self, id: RuleId) -> &'c Rule {
        &self.catalog.certification(id.certification).rules[id.number as usize]
    }

    /// Returns what a node asks for, last written first.
    pub fn members(&self, id: NodeId) -> impl Iterator<Item = NodeId> + Clone + use<'_, 'c> {
        self.nodes.neighbors(id)
    }

    /// Returns what asks for a node.
    pub fn parents(&self, id: NodeId) -> impl Iterator<Item = NodeId> + Clone + use<'_, 'c> {
        self.nodes.neighbors_directed(id, Direction::Incoming)
    }

    /// Returns whether a rule counts for earning its certification on `day`.
    #[must_use]
    pub fn can_be_completed(&self, id: RuleId, day: Date) -> bool {
        let rule = self.rule(id);
        id.first_day.is_some_and(|first| first <= day)
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
        id.first_day.is_some_and(|first| first <= day)
            && self
                .catalog
                .certification(id.certification)
                .was_earnable_by(self.rule(id), &self.catalog.exams, day)
    }
}
