//! Why an exam is in a plan: the chain of certifications from it up to a want.

use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

use jiff::civil::Date;

use crate::catalog::model::{Entry, ExamIndex};
use crate::graph::{Graph, Node, NodeId};
use crate::plan::answer::Step;
use crate::plan::verify::Forward;

/// How many names of a chain that is too long are shown at each end.
const END: usize = Step::WHY / 2;

/// What requires each entry of a plan, along a shortest way up to a want.
#[derive(Debug)]
pub(crate) struct Reasons {
    links: BTreeMap<Entry, Link>,
}

/// The chain from an entry up to a want.
#[derive(Debug, Clone)]
struct Link {
    /// The certification or want that requires it, over other exams or not; nothing requires a want.
    by: Option<Entry>,
    /// How many names the chain has.
    names: usize,
    /// The last of them, shared by all that is behind them, so that no long chain is walked twice.
    top: Rc<[Entry]>,
}

impl Link {
    /// Returns the chain of what this entry requires; exams between certifications are no part of it.
    fn of_member(&self, own: Entry, member: Entry) -> Self {
        let passed_over = self.by.filter(|_| matches!(own, Entry::Exam(_)));
        let mut link = Self {
            by: passed_over.or(Some(own)),
            ..self.clone()
        };
        if matches!(member, Entry::Certification(_)) {
            if self.names < END {
                link.top = std::iter::once(member)
                    .chain(self.top.iter().copied())
                    .collect();
            }
            link.names += 1;
        }
        link
    }
}

impl Reasons {
    /// Walks from the wants down to the exams that were taken, through what holds after all of them.
    ///
    /// `before` is how things stood before the first exam, `after` how they stand after the last.
    pub(crate) fn new(
        graph: &Graph<'_>,
        wants: impl Iterator<Item = Entry>,
        before: &Forward<'_, '_>,
        after: &Forward<'_, '_>,
        as_of: Date,
    ) -> Self {
        let want = |want: &Entry| {
            let link = Link {
                by: None,
                names: 1,
                top: Rc::new([*want]),
            };
            (*want, link)
        };
        let mut queue: VecDeque<Entry> = wants.collect();
        let mut links: BTreeMap<Entry, Link> = queue.iter().map(want).collect();
        // Whatever a rule requires is no renewal of something else, though it may be that as well.
        let mut renewed: VecDeque<Entry> = VecDeque::new();
        while let Some((entry, by)) = (queue.pop_front().map(|entry| (entry, By::Rule)))
            .or_else(|| renewed.pop_front().map(|entry| (entry, By::Renewal)))
        {
            if by == By::Rule {
                renewed.push_back(entry);
            }
            for name in names_behind(graph, entry, by, after, as_of) {
                let is_new = match name {
                    Entry::Exam(exam) => after.was_taken(exam),
                    Entry::Certification(_) => !before.holds(graph.entry(name)),
                };
                if is_new && !links.contains_key(&name) {
                    let behind = links[&entry].of_member(entry, name);
                    links.insert(name, behind);
                    queue.push_back(name);
                }
            }
        }
        Self { links }
    }

    /// Returns the chain of an exam, and how many names were left out of its middle.
    pub(crate) fn chain(&self, exam: ExamIndex) -> (Vec<Entry>, usize) {
        let exam = Entry::Exam(exam);
        let Some(link) = self.links.get(&exam) else {
            return (Vec::new(), 0);
        };
        let left_out = link.names.saturating_sub(Step::WHY);
        let walked = if left_out == 0 { link.names } else { END };
        let mut chain = Vec::new();
        let mut next = Some(exam);
        while let Some(entry) = next.filter(|_| chain.len() < walked) {
            let by = self.links.get(&entry).and_then(|link| link.by);
            if by.is_none() || matches!(entry, Entry::Certification(_)) {
                chain.push(entry);
            }
            next = by;
        }
        if left_out > 0 {
            chain.extend(link.top.iter());
        }
        (chain, left_out)
    }
}

/// How an entry comes to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    Rule,
    Renewal,
}

/// Returns the names that hold in what an entry requires, or in what renews it.
fn names_behind(
    graph: &Graph<'_>,
    entry: Entry,
    by: By,
    after: &Forward<'_, '_>,
    as_of: Date,
) -> Vec<Entry> {
    let mut names = Vec::new();
    let mut todo: Vec<NodeId> = match (by, entry) {
        (By::Rule, _) => graph.members(graph.entry(entry)).collect(),
        (By::Renewal, Entry::Certification(index)) => graph.renewals(index).collect(),
        (By::Renewal, Entry::Exam(_)) => Vec::new(),
    };
    while let Some(node) = todo.pop() {
        if !after.holds(node) {
            continue;
        }
        match graph.node(node) {
            Node::Exam(exam) => names.push(Entry::Exam(exam)),
            Node::Certification(index) => names.push(Entry::Certification(index)),
            Node::Rule(rule) if !graph.can_be_completed(rule, as_of) => {}
            Node::Rule(_) | Node::Gate { .. } | Node::Ever(_) => todo.extend(graph.members(node)),
        }
    }
    names
}
