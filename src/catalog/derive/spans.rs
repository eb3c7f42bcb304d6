//! From when until when each certification can be earned, by its rules and by what they require.

use std::cmp::Reverse;

use jiff::civil::Date;

use crate::catalog::date::PartialDate;
use crate::catalog::derive::graph::{Node, RuleId};
use crate::catalog::model::{Catalog, CertIndex, EarnedBy};

/// The days of a certification; days between them on which no way is open are not told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// First day on which it can be earned, its own `available` aside.
    pub begins: Date,
    /// Last day for those who begin with nothing.
    pub ends: Option<PartialDate>,
    /// Last day for those who hold the certifications that it requires.
    pub ends_for_holders: Option<PartialDate>,
}

impl Span {
    /// Always.
    pub const ALL: Self = Self {
        begins: Date::MIN,
        ends: None,
        ends_for_holders: None,
    };

    fn within(self, begins: Date, ends: Option<PartialDate>) -> Self {
        Self {
            begins: self.begins.max(begins),
            ends: earlier(self.ends, ends),
            ends_for_holders: earlier(self.ends_for_holders, ends),
        }
    }
}

/// Works out the days of every certification, from the exams upward: **O(n log n)** in the graph's nodes and edges.
pub(crate) fn spans(catalog: &Catalog) -> Vec<Span> {
    let graph = &catalog.graph;
    let count = graph.nodes.len().min(graph.first_renewal as usize);
    let mut spans = vec![Span::ALL; count];
    let mut missing: Vec<usize> = (0..count).map(|at| graph.members.of(at).len()).collect();
    let mut ready: Vec<usize> = (0..count).filter(|at| missing[*at] == 0).collect();
    while let Some(at) = ready.pop() {
        spans[at] = span(catalog, at, &spans);
        for parent in graph.parents.of(at) {
            let parent = *parent as usize;
            missing[parent] -= 1;
            if missing[parent] == 0 {
                ready.push(parent);
            }
        }
    }
    let first = catalog.exams.len();
    spans[first..first + catalog.certifications.len()].to_vec()
}

/// The days of a node by those of its members and its own.
fn span(catalog: &Catalog, at: usize, spans: &[Span]) -> Span {
    let members = catalog.graph.members.of(at);
    let of_members = |needed| needed_of(catalog, members, needed, spans);
    match catalog.graph.nodes[at] {
        Node::Exam(index) => {
            let exam = catalog.exam(index);
            let begins = exam.first_day().unwrap_or(Date::MIN);
            of_members(members.len()).within(begins, exam.facts.retires)
        }
        Node::Certification(index) => {
            let certification = catalog.certification(index);
            let by_exams = certification.earned_by == EarnedBy::Exams;
            let needed = members.len().min(by_exams.into());
            of_members(needed).within(Date::MIN, certification.facts.retires)
        }
        Node::Rule(RuleId {
            certification: CertIndex(certification),
            number,
        }) => {
            let rule = &catalog.certifications[certification as usize].rules[number as usize];
            let begins = rule.start_date.unwrap_or(Date::MAX);
            of_members(members.len()).within(begins, rule.until)
        }
        Node::Ever(_) => of_members(members.len()),
        Node::Gate { needed, .. } => of_members(needed as usize),
    }
}

/// The days on which so many of the members can be had: from the first day of the last needed, until that many are left.
fn needed_of(catalog: &Catalog, members: &[u32], needed: usize, spans: &[Span]) -> Span {
    let Some(last) = needed.checked_sub(1) else {
        return Span::ALL;
    };
    let is_held = |member: u32| {
        let node = catalog.graph.nodes[member as usize];
        matches!(node, Node::Certification(_) | Node::Ever(_))
    };
    let of = |member: &u32| spans[*member as usize];
    let mut begins: Vec<Date> = members.iter().map(|member| of(member).begins).collect();
    begins.sort_unstable();
    let ends = members.iter().map(|member| of(member).ends);
    let for_holders = members.iter().map(|member| {
        let ends = of(member).ends_for_holders;
        ends.filter(|_| !is_held(*member))
    });
    Span {
        begins: begins.get(last).copied().unwrap_or(Date::MAX),
        ends: nth_last(ends.collect(), last),
        ends_for_holders: nth_last(for_holders.collect(), last),
    }
}

fn nth_last(mut days: Vec<Option<PartialDate>>, nth: usize) -> Option<PartialDate> {
    days.sort_unstable_by_key(|day| Reverse(last_day(*day)));
    days.get(nth).copied().flatten()
}

fn earlier(one: Option<PartialDate>, other: Option<PartialDate>) -> Option<PartialDate> {
    if last_day(one) <= last_day(other) {
        one
    } else {
        other
    }
}

fn last_day(end: Option<PartialDate>) -> Date {
    end.map_or(Date::MAX, PartialDate::last_day)
}
