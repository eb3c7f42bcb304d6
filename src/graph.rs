//! The prerequisite graph of a catalog, as petgraph numbers its nodes.

use jiff::civil::Date;
use petgraph::graph::NodeIndex;

use crate::catalog::derive::graph::{GraphTables, RuleDays};
pub(crate) use crate::catalog::derive::graph::{Node, RenewalId, RuleId};
use crate::catalog::model::{Catalog, CertIndex, Entry, Exam, ExamIndex, Rule};

/// A place in the graph.
pub(crate) type NodeId = NodeIndex<u32>;

/// The prerequisite graph of a catalog. It is acyclic, since a catalog with a cycle is refused.
#[derive(Debug, Clone, Copy)]
pub struct Graph<'c> {
    catalog: &'c Catalog,
    tables: &'c GraphTables,
}

fn id(place: u32) -> NodeId {
    NodeId::new(place as usize)
}

impl<'c> Graph<'c> {
    /// Returns the graph of a catalog, which was worked out with it: this costs nothing.
    #[must_use]
    pub fn new(catalog: &'c Catalog) -> Self {
        Self {
            catalog,
            tables: &catalog.graph,
        }
    }

    /// Returns the catalog that it is the graph of.
    #[must_use]
    pub fn catalog(&self) -> &'c Catalog {
        self.catalog
    }

    /// Returns how many nodes there are.
    #[must_use]
    pub fn node_count(&self) -> usize {
        self.tables.nodes.len()
    }

    /// Returns what stands at a place.
    #[must_use]
    pub fn node(&self, id: NodeId) -> Node {
        self.tables.nodes[id.index()]
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
        self.tables.ever[certification.0 as usize].map(id)
    }

    /// Returns the root of what a certification recommends.
    #[must_use]
    pub fn recommended(&self, certification: CertIndex) -> Option<NodeId> {
        self.tables.recommends[certification.0 as usize].map(id)
    }

    /// Returns whether a node is part of a way of renewal.
    #[must_use]
    pub fn is_renewal(&self, node: NodeId) -> bool {
        self.tables.first_renewal as usize <= node.index()
    }

    /// Returns the root of a way of renewal.
    #[must_use]
    pub fn renewal(&self, renewal: RenewalId) -> Option<NodeId> {
        let renewals = &self.tables.renewals;
        let found = renewals.binary_search_by_key(&renewal, |(renewal, _)| *renewal);
        found.ok().map(|at| id(renewals[at].1))
    }

    /// Returns the roots of the ways of renewal of a certification.
    pub fn renewals(&self, certification: CertIndex) -> impl Iterator<Item = NodeId> + use<'c> {
        let renewals = &self.tables.renewals;
        let first = renewals.partition_point(|(way, _)| way.certification < certification);
        let ways = renewals[first..].iter();
        ways.take_while(move |(way, _)| way.certification == certification)
            .map(|(_, root)| id(*root))
    }

    /// Returns the way of renewal whose root a node is.
    #[must_use]
    pub fn renewal_at(&self, root: NodeId) -> Option<RenewalId> {
        let renewals = &self.tables.renewals;
        let found = renewals.binary_search_by_key(&root, |(_, root)| id(*root));
        found.ok().map(|at| renewals[at].0)
    }

    /// Returns the certification whose rule or renewal a gate or a rule is part of.
    #[must_use]
    pub fn owner(&self, node: NodeId) -> Option<CertIndex> {
        match self.node(node) {
            Node::Gate { owner, .. } => owner,
            Node::Rule(rule) => Some(rule.certification),
            Node::Exam(_) | Node::Certification(_) | Node::Ever(_) => None,
        }
    }

    /// Returns the gates of renewals that require a node.
    pub fn renewing(&self, node: NodeId) -> impl Iterator<Item = NodeId> + use<'c> {
        let renewing = &self.tables.renewing;
        let first = renewing.partition_point(|(required, _)| id(*required) < node);
        let gates = renewing[first..].iter();
        gates
            .take_while(move |(required, _)| id(*required) == node)
            .map(|(_, gate)| id(*gate))
    }

    /// Returns the rules of a certification, the oldest first.
    pub fn rules(&self, certification: CertIndex) -> impl Iterator<Item = RuleId> + use<> {
        let place = certification.0 as usize;
        let first_rule = &self.tables.first_rule;
        let count = first_rule[place + 1] - first_rule[place];
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
        let first = self.tables.first_rule[id.certification.0 as usize];
        self.tables.rules[first as usize + id.number as usize]
    }

    /// Returns what a node requires, last written first.
    pub fn members(&self, node: NodeId) -> impl Iterator<Item = NodeId> + Clone + use<'c> {
        let members = self.tables.members.of(node.index());
        members.iter().copied().map(id)
    }

    /// Returns what requires a node, [renewals](Self::renewing) aside.
    pub fn parents(&self, node: NodeId) -> impl Iterator<Item = NodeId> + Clone + use<'c> {
        let parents = self.tables.parents.of(node.index());
        parents.iter().copied().map(id)
    }

    /// Returns whether a rule counts for earning its certification on `day`.
    #[must_use]
    pub fn can_be_completed(&self, id: RuleId, day: Date) -> bool {
        self.is_in_force_by(id, day, |exam| exam.is_beta_on(day)) && day <= self.days(id).last
    }

    /// Returns whether a rule was in force on `day` or before, so that holdings count under it.
    #[must_use]
    pub fn has_been_in_force(&self, id: RuleId, day: Date) -> bool {
        let beta_began = |exam: &Exam| exam.beta.is_some_and(|beta| beta.first_day() <= day);
        self.is_in_force_by(id, day, beta_began)
    }

    /// Before the first day of its certification a rule counts for those who take its exams as betas.
    fn is_in_force_by(&self, id: RuleId, day: Date, is_beta: impl Fn(&Exam) -> bool) -> bool {
        let days = self.days(id);
        days.first <= day
            && days.first < Date::MAX
            && (days.start_date <= day || self.rule(id).names_exam(&self.catalog.exams, is_beta))
    }
}
