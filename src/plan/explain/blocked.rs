//! Why a want cannot be reached: the blocked part of what it requires.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::catalog::date::PartialDate;
use crate::catalog::model::{CertIndex, EarnedBy, Entry, Exam, ExamIndex};
use crate::graph::{Node, RuleId};
use crate::plan::answer::{Blocked, BlockedPart, Reason, ReasonKind};
use crate::plan::reduce::problem::Truth;
use crate::plan::reduce::slice::{Condition, Question, Slice};
use crate::request::Request;

/// Returns the blocked part behind each of `goals` as a tree in preorder, and every leaf of it once.
pub(crate) fn blocked(
    question: Question<'_, '_>,
    slice: &Slice<'_, '_>,
    goals: &[Condition],
    request: &Request,
) -> (Vec<Blocked>, Vec<Reason>) {
    let mut explanation = Explanation {
        question,
        slice,
        explained: BTreeSet::new(),
        lines: Vec::new(),
        reasons: Vec::new(),
    };
    for goal in goals {
        explanation.explain(*goal, request);
    }
    (explanation.lines, explanation.reasons)
}

struct Explanation<'a, 'c> {
    question: Question<'a, 'c>,
    slice: &'a Slice<'a, 'c>,
    explained: BTreeSet<Condition>,
    lines: Vec<Blocked>,
    reasons: Vec<Reason>,
}

/// What is still to be explained, and how deep it stands.
struct Todo {
    condition: Condition,
    depth: usize,
    is_goal: bool,
    /// It is one of several of which not all are needed.
    is_choice: bool,
}

impl Explanation<'_, '_> {
    fn explain(&mut self, goal: Condition, request: &Request) {
        let mut todo = match goal {
            Condition::AnyOf(list) => self.explain_any_of(list, request),
            Condition::Holds(_) | Condition::Taken(_) => vec![Todo {
                condition: goal,
                depth: 0,
                is_goal: true,
                is_choice: false,
            }],
        };
        while let Some(next) = todo.pop() {
            let deeper = self.explain_one(&next);
            todo.extend(deeper.into_iter().rev());
        }
    }

    /// Explains a list of which nothing can be reached, and returns what to explain below it, the last first.
    fn explain_any_of(&mut self, list: u32, request: &Request) -> Vec<Todo> {
        let members = self.blocked_members(Condition::AnyOf(list));
        let any_of = BlockedPart::AnyOf {
            wanted: request.want_any[list as usize].clone(),
            members: members.len(),
            held: self.question.any_of[list as usize].held,
        };
        self.push(0, any_of);
        let mut todo = below(members, 1, true);
        todo.reverse();
        todo
    }

    /// Explains a condition that can never hold, and returns what to explain below it.
    fn explain_one(&mut self, todo: &Todo) -> Vec<Todo> {
        let Todo {
            condition,
            depth,
            is_goal,
            is_choice,
        } = *todo;
        let graph = self.question.graph;
        let Some(entry) = self.entry(condition) else {
            return self.explain_gate(condition, depth, is_choice);
        };
        if let Some(reason) = self.reason(entry, is_goal) {
            if self.reasons.contains(&reason) {
                self.push(depth, BlockedPart::Again(entry));
            } else {
                self.reasons.push(reason.clone());
                self.push(depth, BlockedPart::Reason(reason));
            }
            return Vec::new();
        }
        if !self.explained.insert(Condition::Holds(graph.entry(entry))) {
            self.push(depth, BlockedPart::Again(entry));
            return Vec::new();
        }
        self.push(depth, BlockedPart::Entry(entry));
        let members = match entry {
            Entry::Exam(exam) => self.blocked_members(Condition::Taken(exam)),
            Entry::Certification(index) => {
                self.blocked_members(Condition::Holds(graph.certification(index)))
            }
        };
        let below_rules = self.alternatives(entry, depth + 1, members.len());
        below(members, below_rules, below_rules > depth + 1)
    }

    /// Notes that a certification has several rules, each of them blocked; returns how deep they stand.
    fn alternatives(&mut self, entry: Entry, depth: usize, rules: usize) -> usize {
        if matches!(entry, Entry::Exam(_)) || rules < 2 {
            return depth;
        }
        self.push(
            depth,
            BlockedPart::Gate {
                needed: 1,
                members: rules,
            },
        );
        depth + 1
    }

    /// What is needed as a whole stands on its own only where it is one of several ways.
    fn explain_gate(&mut self, condition: Condition, depth: usize, is_choice: bool) -> Vec<Todo> {
        let members = self.blocked_members(condition);
        let (needed, all) = self.gate(condition);
        let is_whole = needed == all;
        if all < 2 || is_whole && !(is_choice && members.len() > 1) {
            return below(members, depth, is_choice);
        }
        self.push(
            depth,
            BlockedPart::Gate {
                needed,
                members: all,
            },
        );
        below(members, depth + 1, !is_whole)
    }

    /// Returns how many members a gate needs, of how many.
    fn gate(&self, condition: Condition) -> (usize, usize) {
        let Condition::Holds(node) = condition else {
            return (1, 1);
        };
        let all = self.question.graph.members(node).count();
        match self.question.graph.node(node) {
            Node::Gate { needed, .. } => (needed as usize, all),
            Node::Exam(_) | Node::Certification(_) | Node::Ever(_) | Node::Rule(_) => (all, all),
        }
    }

    fn blocked_members(&self, condition: Condition) -> Vec<Condition> {
        let mut members = Vec::new();
        self.question.members(condition, &mut members);
        members.retain(|member| self.slice.truth(*member) == Truth::Never);
        // the graph gives the last written first
        members.reverse();
        members
    }

    fn push(&mut self, depth: usize, what: BlockedPart) {
        self.lines.push(Blocked { depth, what });
    }

    /// Returns the exam or certification that a condition names; `{ever: …}` names its certification.
    fn entry(&self, condition: Condition) -> Option<Entry> {
        match condition {
            Condition::Taken(exam) => Some(Entry::Exam(exam)),
            Condition::AnyOf(_) => None,
            Condition::Holds(node) => match self.question.graph.node(node) {
                Node::Exam(exam) => Some(Entry::Exam(exam)),
                Node::Certification(index) | Node::Ever(index) => Some(Entry::Certification(index)),
                Node::Rule(_) | Node::Gate { .. } => None,
            },
        }
    }

    /// Returns why an entry is itself to blame, if it is.
    fn reason(&self, entry: Entry, is_goal: bool) -> Option<Reason> {
        let (kind, on) = match entry {
            Entry::Exam(index) => self.exam_reason(index)?,
            Entry::Certification(index) => self.certification_reason(index, is_goal)?,
        };
        let catalog = self.question.graph.catalog();
        Some(Reason {
            entry,
            kind,
            on,
            replaced_by: catalog.facts(entry).replaced_by.to_vec(),
        })
    }

    fn exam_reason(&self, index: ExamIndex) -> Option<(ReasonKind, Option<PartialDate>)> {
        let exam = self.question.graph.catalog().exam(index);
        let day = self.question.as_of;
        if exam.facts.is_retired_on(day) {
            Some((ReasonKind::Retired, exam.facts.retires))
        } else if !exam.is_open_on(day) {
            Some((ReasonKind::NotYet, exam.begins()))
        } else if self.question.avoid.contains(&Entry::Exam(index)) {
            Some((ReasonKind::Avoided, None))
        } else {
            None
        }
    }

    fn certification_reason(
        &self,
        index: CertIndex,
        is_goal: bool,
    ) -> Option<(ReasonKind, Option<PartialDate>)> {
        let graph = self.question.graph;
        let certification = graph.catalog().certification(index);
        let rules: Vec<RuleId> = graph.rules(index).collect();
        let day = self.question.as_of;
        let mut open = rules
            .iter()
            .filter(|rule| graph.can_be_completed(**rule, day))
            .peekable();
        if certification.facts.is_retired_on(day) {
            Some((ReasonKind::Retired, certification.facts.retires))
        } else if certification.earned_by != EarnedBy::Exams && open.peek().is_none() {
            Some((ReasonKind::NoExam, None))
        } else if !is_goal && self.question.is_avoided(index) {
            Some((ReasonKind::Avoided, None))
        } else if open.peek().is_none() {
            Some(self.no_open_rule(index, &rules))
        } else if open.all(|rule| graph.rule(*rule).requires.is_none()) {
            Some((ReasonKind::Unverified, None))
        } else {
            None
        }
    }

    /// Explains why none of the rules can be completed: it is too early, or there is none at all.
    fn no_open_rule(
        &self,
        index: CertIndex,
        rules: &[RuleId],
    ) -> (ReasonKind, Option<PartialDate>) {
        let graph = self.question.graph;
        let catalog = graph.catalog();
        let day = self.question.as_of;
        let later = |rule: &RuleId| {
            let start_date = graph.rule(*rule).start_date;
            start_date.filter(|first| day < *first)
        };
        // The betas of its exams count for it before its own first day.
        let in_beta = rules.iter().filter_map(|rule| {
            let names = |first: &Date| {
                let is_beta = |exam: &Exam| exam.is_beta_on(*first);
                graph.rule(*rule).names_exam(&catalog.exams, is_beta)
            };
            later(rule).filter(names)
        });
        let later = rules.iter().filter_map(later).min();
        let begins = catalog.certification(index).facts.available;
        let begins = begins.filter(|begins| day < begins.first_day());
        match in_beta
            .min()
            .map(PartialDate::Day)
            .or(begins)
            .or(later.map(PartialDate::Day))
        {
            Some(on) => (ReasonKind::NotYet, Some(on)),
            None => (ReasonKind::NoRule, None),
        }
    }
}

fn below(members: Vec<Condition>, depth: usize, is_choice: bool) -> Vec<Todo> {
    let todo = |condition| Todo {
        condition,
        depth,
        is_goal: false,
        is_choice,
    };
    members.into_iter().map(todo).collect()
}
