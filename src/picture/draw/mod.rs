//! Draws a picture from a catalog, what is held and what is planned: the one module of pictures that knows them.

mod gates;
mod poster;
mod texts;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fmt::Write as _;

use jiff::civil::Date;

use crate::picture::draw::gates::{gate, is_met, parts_of_all};
pub use crate::picture::draw::poster::draw_poster;

use crate::answer::words::totals;
use crate::answer::{rules_on, short_title};
use crate::catalog::load::finding::printable;
use crate::catalog::model::{Catalog, CertIndex, Entry, ExamIndex, Requirement};
use crate::graph::{Graph, Node as Place, NodeId};
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
                let recommends = is_root && with_recommended || self.is_recommending(entry);
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

    fn draw_unlocked(&mut self, roots: &[Entry]) {
        let unlocked = self.unlocked(roots);
        self.place_roots(roots);
        for entry in &unlocked {
            self.place(*entry, 0);
            self.take_apart(*entry, 0, false);
        }
        let drawn: BTreeSet<Entry> = roots.iter().chain(&unlocked).copied().collect();
        for (entry, place) in self.places.clone() {
            if !drawn.contains(&entry) {
                self.nodes[place].is_cut = self.has_requirement(entry);
            }
        }
        self.todo.clear();
    }

    fn is_kept(&self, entry: Entry) -> bool {
        match entry {
            Entry::Exam(_) => true,
            Entry::Certification(index) => (self.view.keep)(index),
        }
    }

    /// Returns what requires `roots`, and what requires that, and so on, in the order in which it is met: what is kept, and what
    /// leads there.
    fn unlocked(&self, roots: &[Entry]) -> Vec<Entry> {
        let mut met: BTreeSet<Entry> = roots.iter().copied().collect();
        let mut queue: VecDeque<(Entry, usize)> = roots.iter().map(|root| (*root, 0)).collect();
        let mut unlocked = Vec::new();
        let mut required: BTreeMap<Entry, Vec<Entry>> = BTreeMap::new();
        while let Some((entry, depth)) = queue.pop_front() {
            if self.view.depth.is_some_and(|most| depth >= most) {
                continue;
            }
            for dependent in self.dependents(entry) {
                required.entry(dependent).or_default().push(entry);
                if met.insert(dependent) {
                    unlocked.push(dependent);
                    queue.push_back((dependent, depth + 1));
                }
            }
        }
        // an exam is on the way to something, unless nothing that is met requires it
        let ends: BTreeSet<Entry> = {
            let requiring: BTreeSet<Entry> = required.values().flatten().copied().collect();
            let exams = unlocked
                .iter()
                .filter(|entry| matches!(entry, Entry::Exam(_)));
            exams
                .copied()
                .filter(|exam| !requiring.contains(exam))
                .collect()
        };
        let is_end = |entry: &Entry| match entry {
            Entry::Exam(_) => ends.contains(entry),
            Entry::Certification(index) => (self.view.keep)(*index),
        };
        let mut todo: Vec<Entry> = unlocked.iter().copied().filter(is_end).collect();
        let mut leads = BTreeSet::new();
        while let Some(entry) = todo.pop() {
            if leads.insert(entry) {
                todo.extend(required.get(&entry).into_iter().flatten().copied());
            }
        }
        unlocked.retain(|entry| leads.contains(entry));
        unlocked
    }

    /// Returns what requires an entry by a rule in force and can be taken or earned, in the catalog's order.
    fn dependents(&self, entry: Entry) -> BTreeSet<Entry> {
        let graph = self.graph;
        let mut dependents = BTreeSet::new();
        let mut seen = BTreeSet::new();
        let mut todo: Vec<NodeId> = graph.parents(graph.entry(entry)).collect();
        while let Some(place) = todo.pop() {
            if !seen.insert(place) {
                continue;
            }
            match graph.node(place) {
                Place::Exam(exam) => {
                    dependents.insert(Entry::Exam(exam));
                }
                Place::Rule(rule) if graph.can_be_completed(rule, self.view.as_of) => {
                    dependents.insert(Entry::Certification(rule.certification));
                }
                Place::Rule(_) | Place::Certification(_) => {}
                Place::Gate { .. } | Place::Ever(_) => todo.extend(graph.parents(place)),
            }
        }
        dependents.retain(|dependent| self.catalog.status(*dependent, self.view.as_of).is_open());
        dependents
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
        let (kind, members) = match requirement {
            Requirement::Exam(exam) => return self.place(Entry::Exam(*exam), depth),
            Requirement::Certification(index) => {
                return self.place(Entry::Certification(*index), depth);
            }
            Requirement::Ever(index) => return self.require_ever(*index, requirement, depth),
            Requirement::All(_) | Requirement::Any(_) | Requirement::AtLeast(..) => {
                gate(requirement)
            }
        };
        if let [member] = members.as_slice() {
            return self.require(member, depth);
        }
        let role = self.gate_role(&[requirement]);
        let from = self.add(gate_node(kind, role));
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

    fn is_held(&self, entry: Entry) -> bool {
        match entry {
            Entry::Exam(index) => {
                self.view.held.is_passed(index) && !self.steps.contains_key(&index)
            }
            Entry::Certification(index) => self.view.held.is_active(index),
        }
    }

    fn earned_by_plan(&self, entry: Entry) -> bool {
        matches!(entry, Entry::Certification(index) if self.earned.contains_key(&index))
    }

    /// Returns whether what an entry recommends may be part of the plan.
    fn is_recommending(&self, entry: Entry) -> bool {
        let has_recommended = self.steps.values().any(|(_, step)| step.recommended);
        has_recommended && self.earned_by_plan(entry)
    }

    fn role(&self, entry: Entry) -> Role {
        let step = match entry {
            Entry::Exam(index) => self.steps.get(&index),
            Entry::Certification(_) => None,
        };
        match step {
            Some((number, step)) if step.recommended => Role::Recommended(Some(*number)),
            Some((number, _)) => Role::Step(*number),
            None if self.is_held(entry) => Role::Held,
            None if self.earned_by_plan(entry) => Role::Earned,
            None => self.other_role(),
        }
    }

    fn other_role(&self) -> Role {
        match self.view.plan {
            Some(_) => Role::Alternative,
            None => Role::Plain,
        }
    }

    /// Returns the role of a gate that requires one of `ways`.
    fn gate_role(&self, ways: &[&Requirement]) -> Role {
        let now = |name: &Requirement| match name {
            Requirement::Exam(index) => self.is_held(Entry::Exam(*index)),
            Requirement::Certification(index) => self.view.held.is_active(*index),
            Requirement::Ever(index) => self.view.held.was_ever_held(*index),
            Requirement::All(_) | Requirement::Any(_) | Requirement::AtLeast(..) => false,
        };
        let then = |name: &Requirement| {
            now(name)
                || match name {
                    Requirement::Exam(index) => self.steps.contains_key(index),
                    Requirement::Certification(index) | Requirement::Ever(index) => {
                        self.earned.contains_key(index)
                    }
                    Requirement::All(_) | Requirement::Any(_) | Requirement::AtLeast(..) => false,
                }
        };
        if ways.iter().any(|way| is_met(way, &now)) {
            Role::Held
        } else if ways.iter().any(|way| is_met(way, &then)) {
            Role::Earned
        } else {
            self.other_role()
        }
    }

    fn finish(mut self, scope: Scope<'_>) -> Picture {
        self.mark_recommended();
        let names = |entries: &[Entry]| {
            let called = |entry: &Entry| match entry {
                Entry::Exam(_) => self.catalog.name(*entry).into_owned(),
                Entry::Certification(_) => short_title(self.catalog, *entry).to_owned(),
            };
            let names: Vec<String> = entries.iter().map(called).collect();
            printable(&few(&names)).into_owned()
        };
        let title = match (scope, self.view.plan) {
            (Scope::Unlocks(entries), _) => format!("What {} unlocks", names(entries)),
            (Scope::Requires(entries) | Scope::All(entries), Some(_)) => {
                format!("The way to {}", names(entries))
            }
            (Scope::Requires(entries), None) => format!("What {} requires", names(entries)),
            (Scope::All(entries), None) => {
                let providers: BTreeSet<_> = entries
                    .iter()
                    .map(|entry| self.catalog.facts(*entry).provider)
                    .collect();
                let provider = match providers.first() {
                    Some(provider) if providers.len() == 1 => {
                        let name = &self.catalog.provider(*provider).name;
                        format!(" of {}", printable(name))
                    }
                    _ => String::new(),
                };
                let count = counted(entries.len(), "certification");
                format!("What {count}{provider} require")
            }
        };
        Picture {
            title,
            summary: match self.view.plan {
                Some(plan) => totals(&plan.totals),
                None => self.counts(),
            },
            description: self.description(),
            caption: format!(
                "as of {}, catalog {} checked {}",
                self.view.as_of,
                printable(&self.catalog.version),
                self.catalog.checked
            ),
            nodes: self.nodes,
            roots: self.roots,
            shows_unlocked: matches!(scope, Scope::Unlocks(_)),
        }
    }

    /// Gives their role to nodes that are reached by recommendations only.
    fn mark_recommended(&mut self) {
        let mut is_required = vec![false; self.nodes.len()];
        let mut todo = self.roots.clone();
        while let Some(place) = todo.pop() {
            if !std::mem::replace(&mut is_required[place], true) {
                let edges = self.nodes[place].requires.iter();
                todo.extend(edges.filter(|edge| !edge.is_optional).map(|edge| edge.to));
            }
        }
        let is_plain = |role| matches!(role, Role::Plain | Role::Alternative | Role::Earned);
        for (node, is_required) in self.nodes.iter_mut().zip(is_required) {
            let is_remark = matches!(node.kind, Kind::Remark);
            if !is_required && is_plain(node.role) && !is_remark && self.view.plan.is_some() {
                node.role = Role::Recommended(None);
            }
        }
    }

    /// Returns how much is drawn, in words.
    fn counts(&self) -> String {
        let kinds = [(Kind::Certification, "certification"), (Kind::Exam, "exam")];
        let counts = kinds.into_iter().map(|(kind, word)| {
            let nodes = self.nodes.iter().filter(|node| node.kind == kind);
            counted(nodes.count(), word)
        });
        counts.collect::<Vec<String>>().join(" and ")
    }

    fn description(&self) -> String {
        let mut text = format!("{}.", self.counts());
        if let Some(plan) = self.view.plan {
            let codes: Vec<String> = (1..)
                .zip(&plan.steps)
                .map(|(number, step)| {
                    let code = self.catalog.name(Entry::Exam(step.exam));
                    format!("{number} {}", printable(&code))
                })
                .collect();
            let _ = match codes.as_slice() {
                [] => write!(text, " Everything is held."),
                codes => write!(text, " To take, in this order: {}.", codes.join(", ")),
            };
        }
        let held: Vec<String> = self
            .nodes
            .iter()
            .filter(|node| node.role == Role::Held && !node.name.is_empty())
            .map(|node| node.name.clone())
            .collect();
        if !held.is_empty() {
            let _ = write!(text, " Held: {}.", held.join(", "));
        }
        text
    }
}

fn shared_titles(catalog: &Catalog) -> BTreeSet<&str> {
    let mut seen = BTreeSet::new();
    let titles = catalog
        .certification_indices()
        .map(|index| short_title(catalog, Entry::Certification(index)));
    titles.filter(|title| !seen.insert(*title)).collect()
}

fn gate_node(gate: Gate, role: Role) -> Node {
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

fn counted(count: usize, word: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {word}{plural}")
}

/// Returns names in a row, at most three of them.
pub(super) fn few(names: &[String]) -> String {
    match names {
        [] => "nothing".to_owned(),
        [name] => name.clone(),
        [first, second] => format!("{first} and {second}"),
        [first, second, third] => format!("{first}, {second} and {third}"),
        [first, second, rest @ ..] => format!("{first}, {second} and {} more", rest.len()),
    }
}
