//! Draws a picture from a catalog, what is held and what is planned: the one module of pictures that knows them.

mod gates;
mod poster;
mod roles;
mod texts;
mod unlocked;
mod words;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use jiff::civil::Date;

use crate::picture::draw::gates::{gate, parts_of_all};
pub(in crate::picture) use crate::picture::draw::poster::RANKS;
pub use crate::picture::draw::poster::{PosterOf, draw_poster, one_exam_away};
pub(in crate::picture) use crate::picture::draw::words::few;

use crate::answer::{rules_on, short_title};
use crate::catalog::load::finding::printable;
use crate::catalog::model::{Catalog, CertIndex, Entry, ExamIndex, Requirement};
use crate::graph::Graph;
use crate::picture::{Availability, Edge, Gate, Kind, Node, Picture, Role};
use crate::plan::answer::{Plan, Step};
use crate::timeline::Timeline;

/// What is to be drawn.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// What holds already.
    pub held: &'a Timeline<'a, 'a>,
    /// What is to be taken.
    pub plan: Option<&'a Plan>,
    /// The day that the answer is for.
    pub as_of: Date,
    /// How many exams and certifications deep, if not all the way.
    pub depth: Option<usize>,
    /// Which certifications are taken apart besides those that are wanted; or which of those that are unlocked are
    /// drawn, with what leads to them.
    pub keep: &'a dyn Fn(CertIndex) -> bool,
    /// Whether the members of a choice that are retired are drawn too, not only counted.
    pub retired: bool,
}

/// Lets every certification pass.
pub const ALL: &dyn Fn(CertIndex) -> bool = &|_| true;

/// What of the graph is to be drawn.
#[derive(Debug, Clone, Copy)]
pub enum Scope<'a> {
    /// What these require, and what they recommend.
    Requires(&'a [Entry]),
    /// What these require. Those that another one of them requires stand below it.
    All(&'a [Entry]),
    /// What these unlock.
    Unlocks(&'a [Entry]),
}

/// Draws what some exams and certifications require, or what they unlock, on a day.
///
/// Certifications are drawn with the rules in force on that day, or, if there is none, with the last one before it.
/// What is held is not taken apart, unless it is what is wanted.
#[must_use]
pub fn draw(graph: &Graph<'_>, scope: Scope<'_>, view: View<'_>) -> Picture {
    let mut drawing = Drawing::new(graph, view);
    match scope {
        Scope::Requires(roots) => drawing.draw_required(roots, true),
        Scope::All(roots) => {
            drawing.draw_required(roots, false);
            drawing.leave_topmost_roots();
        }
        Scope::Unlocks(roots) => drawing.draw_unlocked(roots),
    }
    drawing.finish(scope)
}

struct Drawing<'a, 'c> {
    graph: &'a Graph<'c>,
    catalog: &'c Catalog,
    view: View<'a>,
    steps: BTreeMap<ExamIndex, (usize, &'a Step)>,
    /// What the plan earns, and at which step.
    earned: BTreeMap<CertIndex, usize>,
    credited: BTreeMap<Entry, Vec<Entry>>,
    /// Short titles that several certifications have.
    shared_titles: BTreeSet<&'c str>,
    nodes: Vec<Node>,
    places: BTreeMap<Entry, usize>,
    /// The gates of what is required as held at any time.
    ever: BTreeMap<CertIndex, usize>,
    roots: Vec<usize>,
    /// The edges, so that none is drawn twice.
    edges: BTreeSet<(usize, Edge)>,
    /// What is still to be taken apart, and how deep it stands.
    todo: VecDeque<(Entry, usize)>,
}

impl<'a, 'c> Drawing<'a, 'c> {
    fn new(graph: &'a Graph<'c>, view: View<'a>) -> Self {
        let catalog = graph.catalog();
        let steps = view.plan.map_or(&[][..], |plan| &plan.steps);
        let mut earned = BTreeMap::new();
        for (number, step) in (1..).zip(steps) {
            for index in &step.earns {
                earned.entry(*index).or_insert(number);
            }
        }
        let credited = view.held.credited();
        Self {
            graph,
            catalog,
            view,
            steps: (1..)
                .zip(steps)
                .map(|(number, step)| (step.exam, (number, step)))
                .collect(),
            earned,
            credited: credited
                .into_iter()
                .map(|credited| (credited.entry, credited.because))
                .collect(),
            shared_titles: shared_titles(catalog),
            nodes: Vec::new(),
            places: BTreeMap::new(),
            ever: BTreeMap::new(),
            roots: Vec::new(),
            edges: BTreeSet::new(),
            todo: VecDeque::new(),
        }
    }

    fn draw_required(&mut self, roots: &[Entry], with_recommended: bool) {
        self.place_roots(roots);
        let takes_recommended = self.takes_recommended();
        while let Some((entry, depth)) = self.todo.pop_front() {
            // they were placed first
            let is_root = self.places[&entry] < self.roots.len();
            if self.is_held(entry) && !is_root {
                continue;
            }
            let is_deep = self.view.depth.is_some_and(|most| depth >= most);
            if is_deep || !is_root && !self.is_kept(entry) {
                let is_cut = self.has_requirement(entry);
                let place = self.places[&entry];
                self.nodes[place].is_cut = is_cut;
            } else {
                let recommends =
                    is_root && with_recommended || takes_recommended && self.earned_by_plan(entry);
                self.take_apart(entry, depth, recommends);
            }
        }
    }

    fn place_roots(&mut self, roots: &[Entry]) {
        for root in roots {
            self.place(*root, 0);
        }
        self.roots = (0..self.nodes.len()).collect();
    }

    fn leave_topmost_roots(&mut self) {
        let edges = self.nodes.iter().flat_map(|node| &node.requires);
        let required: BTreeSet<usize> = edges.map(|edge| edge.to).collect();
        self.roots.retain(|root| !required.contains(root));
    }

    fn is_kept(&self, entry: Entry) -> bool {
        match entry {
            Entry::Exam(_) => true,
            Entry::Certification(index) => (self.view.keep)(index),
        }
    }

    /// Returns the node of an entry; one that is new joins the queue.
    fn place(&mut self, entry: Entry, depth: usize) -> usize {
        if let Some(place) = self.places.get(&entry) {
            return *place;
        }
        let node = self.node(entry);
        let place = self.add(node);
        self.places.insert(entry, place);
        self.todo.push_back((entry, depth));
        place
    }

    fn add(&mut self, node: Node) -> usize {
        self.nodes.push(node);
        self.nodes.len() - 1
    }

    fn has_requirement(&self, entry: Entry) -> bool {
        match entry {
            Entry::Exam(index) => self.catalog.exam(index).requires.is_some(),
            Entry::Certification(index) => {
                let certification = self.catalog.certification(index);
                !certification.rules.is_empty() || !certification.also_needs.is_empty()
            }
        }
    }

    /// Draws what an entry requires below it.
    fn take_apart(&mut self, entry: Entry, depth: usize, with_recommended: bool) {
        let from = self.places[&entry];
        match entry {
            Entry::Exam(index) => {
                if let Some(requirement) = &self.catalog.exam(index).requires {
                    self.require_all(from, requirement, depth + 1, false);
                }
            }
            Entry::Certification(index) => {
                self.take_rules_apart(from, index, depth + 1);
                let certification = self.catalog.certification(index);
                for text in certification.also_needs.iter() {
                    let to = self.add(remark(text));
                    self.link(from, to, false);
                }
                if let (Some(recommends), true) = (&certification.recommends, with_recommended) {
                    let to = self.add(gate_node(Gate::Recommended, Role::Recommended(None)));
                    self.link(from, to, true);
                    self.require_all(to, recommends, depth + 1, true);
                }
            }
        }
    }

    fn take_rules_apart(&mut self, from: usize, index: CertIndex, depth: usize) {
        let rules = rules_on(self.catalog, index, self.view.as_of);
        let from = if rules.len() > 1 {
            let wholes: Vec<&Requirement> = rules
                .iter()
                .filter_map(|rule| rule.requires.as_ref())
                .collect();
            let role = self.gate_role(&wholes);
            let either = self.add(gate_node(Gate::OneOf, role));
            self.link(from, either, false);
            either
        } else {
            from
        };
        for rule in &rules {
            let Some(requirement) = &rule.requires else {
                let to = self.add(remark("what it requires is not known"));
                self.link(from, to, false);
                continue;
            };
            if rules.len() == 1 {
                self.require_all(from, requirement, depth, false);
                continue;
            }
            let to = self.require(requirement, depth);
            self.link(from, to, false);
            if let (Some(until), Kind::Gate(_)) = (rule.until, self.nodes[to].kind) {
                self.nodes[to].marks.push(format!("until {until}"));
            }
        }
    }

    /// Draws a requirement below a node that requires all of it.
    fn require_all(
        &mut self,
        from: usize,
        requirement: &Requirement,
        depth: usize,
        is_optional: bool,
    ) {
        let whole = std::slice::from_ref(requirement);
        for member in &parts_of_all(whole) {
            let to = self.require(member, depth);
            self.link(from, to, is_optional);
        }
    }

    /// Returns the node of a requirement. It nests at most 64 deep, which the reader of catalogs holds it to.
    fn require(&mut self, requirement: &Requirement, depth: usize) -> usize {
        let (kind, mut members) = match requirement {
            Requirement::Exam(exam) => return self.place(Entry::Exam(*exam), depth),
            Requirement::Certification(index) => {
                return self.place(Entry::Certification(*index), depth);
            }
            Requirement::Ever(index) => return self.require_ever(*index, requirement, depth),
            Requirement::All(_) | Requirement::Any(_) | Requirement::AtLeast(..) => {
                gate(requirement)
            }
        };
        let retired = match kind {
            Gate::All | Gate::Ever | Gate::Recommended => 0,
            Gate::OneOf | Gate::AtLeast { .. } => self.fold_retired(&mut members),
        };
        if let ([member], 0) = (members.as_slice(), retired) {
            return self.require(member, depth);
        }
        let role = self.gate_role(&[requirement]);
        let from = self.add(gate_node(kind, role));
        if retired > 0 {
            self.nodes[from].marks.push(format!("+{retired} retired"));
        }
        for member in &members {
            let to = self.require(member, depth);
            self.link(from, to, false);
        }
        from
    }

    fn require_ever(&mut self, index: CertIndex, requirement: &Requirement, depth: usize) -> usize {
        if let Some(place) = self.ever.get(&index) {
            return *place;
        }
        let role = self.gate_role(&[requirement]);
        let from = self.add(gate_node(Gate::Ever, role));
        let to = self.place(Entry::Certification(index), depth);
        self.link(from, to, false);
        self.ever.insert(index, from);
        from
    }

    fn link(&mut self, from: usize, to: usize, is_optional: bool) {
        let edge = Edge { to, is_optional };
        if self.edges.insert((from, edge)) {
            self.nodes[from].requires.push(edge);
        }
    }
}

fn shared_titles(catalog: &Catalog) -> BTreeSet<&str> {
    let mut seen = BTreeSet::new();
    let titles = catalog
        .certification_indices()
        .map(|index| short_title(catalog, Entry::Certification(index)));
    titles.filter(|title| !seen.insert(*title)).collect()
}

pub(super) fn gate_node(gate: Gate, role: Role) -> Node {
    Node {
        kind: Kind::Gate(gate),
        title: gate.words(),
        role,
        ..remark("")
    }
}

fn remark(text: &str) -> Node {
    Node {
        kind: Kind::Remark,
        name: String::new(),
        title: printable(text).into_owned(),
        note: String::new(),
        role: Role::Plain,
        availability: Availability::Open,
        marks: Vec::new(),
        link: None,
        facts: Vec::new(),
        requires: Vec::new(),
        is_cut: false,
    }
}
