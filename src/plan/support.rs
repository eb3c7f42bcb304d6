//! What a plan rests on, and what one should know about it.

use super::answer::{Warning, WarningCode};
use super::forward::Forward;
use super::held::Standing;
use super::order::SOON_DAYS;
use super::slice::{Ask, Question, Slice};
use crate::catalog::date::add_days;
use crate::catalog::model::{CertIndex, Confidence, Entry, ExamIndex, Validity};
use crate::graph::Node;

/// What a plan rests on: one way in which its wants follow, the one with the fewest doubts.
#[derive(Debug)]
pub(crate) struct Support {
    /// Sorted.
    asks: Vec<Ask>,
    /// What is reached of each list of which any one is wanted.
    pub(crate) chosen: Vec<Entry>,
}

/// A doubt weighs more than any number of certifications on the way.
const DOUBT: u64 = 1 << 32;

/// An ask by its doubt and its place in the slice.
type Doubtful = (u64, Ask, usize);

impl Support {
    /// Finds what the wants rest on after all exams were sat.
    pub(crate) fn new(slice: &Slice<'_, '_>, goals: &[Ask], after: &Forward<'_, '_>) -> Self {
        let mut known = Vec::new();
        let mut doubts: Vec<Option<u64>> = Vec::with_capacity(slice.asks().len());
        for place in 0..slice.asks().len() {
            doubts.push(doubts_of(slice, place, after, &doubts, &mut known));
        }
        let mut is_found = vec![false; doubts.len()];
        let mut asks = Vec::new();
        let mut chosen = Vec::new();
        let mut todo: Vec<usize> = goals
            .iter()
            .filter_map(|goal| slice.place_of(*goal))
            .collect();
        // the lists of which any one is wanted are the last goals, and told in their order
        todo.reverse();
        while let Some(place) = todo.pop() {
            if std::mem::replace(&mut is_found[place], true) {
                continue;
            }
            let ask = slice.asks()[place];
            asks.push(ask);
            least_doubtful(slice, place, &doubts, &mut known);
            if let (Ask::AnyOf(_), Some((_, Ask::Holds(node), _))) = (ask, known.first()) {
                chosen.extend(slice.question().graph.node(*node).entry());
            }
            todo.extend(known.iter().map(|(.., place)| *place));
        }
        asks.sort_unstable();
        Self { asks, chosen }
    }

    /// Returns whether the plan rests on what is asked for.
    pub(crate) fn rests_on(&self, ask: Ask) -> bool {
        self.asks.binary_search(&ask).is_ok()
    }

    /// Returns the certifications that the plan rests on.
    pub(crate) fn certifications<'s>(
        &'s self,
        question: Question<'s, '_>,
    ) -> impl Iterator<Item = CertIndex> + 's {
        self.asks.iter().filter_map(move |ask| match ask {
            Ask::Sat(_) | Ask::AnyOf(_) => None,
            Ask::Holds(node) => match question.graph.node(*node) {
                Node::Certification(index) => Some(index),
                Node::Exam(_) | Node::Ever(_) | Node::Rule(_) | Node::Gate { .. } => None,
            },
        })
    }

    /// Returns the exams passed before that the plan rests on.
    fn passed<'s>(&'s self, question: Question<'s, '_>) -> impl Iterator<Item = ExamIndex> + 's {
        self.asks.iter().filter_map(move |ask| match ask {
            Ask::Sat(_) | Ask::AnyOf(_) => None,
            Ask::Holds(node) => match question.graph.node(*node) {
                Node::Exam(index) if question.held.is_passed(index) => Some(index),
                _ => None,
            },
        })
    }
}

/// Returns how doubtful the least doubtful way to an ask is; nothing: it does not hold.
fn doubts_of(
    slice: &Slice<'_, '_>,
    place: usize,
    after: &Forward<'_, '_>,
    doubts: &[Option<u64>],
    known: &mut Vec<Doubtful>,
) -> Option<u64> {
    let ask = slice.asks()[place];
    let holds = match ask {
        Ask::AnyOf(_) => true,
        Ask::Sat(exam) => after.was_sat(exam),
        Ask::Holds(node) => after.holds(node),
    };
    if !holds {
        return None;
    }
    least_doubtful(slice, place, doubts, known);
    if known.len() < needed(slice.question(), ask) {
        return None;
    }
    let sum = known
        .iter()
        .fold(1_u64, |sum, (doubt, ..)| sum.saturating_add(*doubt));
    Some(sum.saturating_add(own_doubt(slice.question(), ask)))
}

/// Finds the members that an ask is best met by, with their doubts.
fn least_doubtful(
    slice: &Slice<'_, '_>,
    place: usize,
    doubts: &[Option<u64>],
    known: &mut Vec<Doubtful>,
) {
    let question = slice.question();
    let steps = slice.members(place).iter().copied();
    let steps = steps.filter(|member| !question.is_avoided_step(*member));
    known.clear();
    known.extend(steps.filter_map(|member| {
        let place = slice.place_of(member)?;
        Some(((*doubts.get(place)?)?, member, place))
    }));
    let needed = needed(question, slice.asks()[place]);
    if needed < known.len() {
        known.sort_unstable();
        known.truncate(needed);
    }
}

/// Returns how many members an ask needs: none where it holds by itself.
fn needed(question: Question<'_, '_>, ask: Ask) -> usize {
    let graph = question.graph;
    match ask {
        Ask::AnyOf(_) => 1,
        Ask::Sat(exam) => graph.members(graph.exam(exam)).count(),
        Ask::Holds(node) => match graph.node(node) {
            Node::Exam(exam) => usize::from(!question.held.is_passed(exam)),
            Node::Certification(index) => usize::from(!question.held.is_active(index)),
            Node::Ever(index) => usize::from(!question.held.was_ever_held(index)),
            Node::Rule(_) => 1,
            Node::Gate { needed, .. } => needed as usize,
        },
    }
}

fn own_doubt(question: Question<'_, '_>, ask: Ask) -> u64 {
    let Ask::Holds(node) = ask else { return 0 };
    let doubts = match question.graph.node(node) {
        Node::Exam(index) => usize::from(question.held.is_undated_pass(index)),
        Node::Certification(index) => {
            let retired = question
                .graph
                .catalog()
                .certification(index)
                .facts
                .is_retired_on(question.as_of);
            let held = question.held.is_active(index);
            usize::from(is_undated(question, index)) + usize::from(held && retired)
        }
        Node::Ever(_) | Node::Rule(_) | Node::Gate { .. } => 0,
    };
    DOUBT * doubts as u64
}

/// Returns whether a certification is taken to be active though it may have lapsed.
fn is_undated(question: Question<'_, '_>, index: CertIndex) -> bool {
    matches!(
        question.held.standing(index),
        Some(Standing::Active { on: None })
    ) && can_lapse(question, index)
}

fn can_lapse(question: Question<'_, '_>, index: CertIndex) -> bool {
    let certification = question.graph.catalog().certification(index);
    matches!(certification.validity, Validity::Months(_))
}

/// Tells what one should know about a plan of `exams`.
pub(crate) fn warnings(
    question: Question<'_, '_>,
    asks: &[Ask],
    support: &Support,
    exams: &[ExamIndex],
) -> Vec<Warning> {
    let teller = Teller { question };
    let mut warnings = Vec::new();
    for index in support.certifications(question) {
        warnings.extend(teller.held(index));
        warnings.extend(teller.low_confidence(Entry::Certification(index)));
    }
    let undated = support
        .passed(question)
        .filter(|exam| question.held.is_undated_pass(*exam));
    warnings.extend(undated.map(|exam| teller.undated(Entry::Exam(exam))));
    for exam in exams {
        warnings.extend(teller.exam(*exam));
        warnings.extend(teller.low_confidence(Entry::Exam(*exam)));
    }
    warnings.extend(lapsed(question, asks));
    warnings.extend(teller.unverified(asks));
    tidy(warnings)
}

/// Sorts warnings by kind and subject, each once.
pub(crate) fn tidy(mut warnings: Vec<Warning>) -> Vec<Warning> {
    warnings.sort_by_key(|warning| (warning.code, warning.subject));
    warnings.dedup();
    warnings
}

/// Tells what the question looked at that was held once and counts no longer.
pub(crate) fn lapsed(question: Question<'_, '_>, asks: &[Ask]) -> Vec<Warning> {
    if !question.held.has_lapses() {
        return Vec::new();
    }
    let teller = Teller { question };
    let told = asks.iter().filter_map(|ask| {
        let Ask::Holds(node) = ask else { return None };
        match question.graph.node(*node) {
            Node::Exam(index) => teller.expired(index),
            Node::Certification(index) => teller.lapsed(index),
            Node::Ever(_) | Node::Rule(_) | Node::Gate { .. } => None,
        }
    });
    told.collect()
}

struct Teller<'a, 'c> {
    question: Question<'a, 'c>,
}

impl Teller<'_, '_> {
    fn warning(&self, code: WarningCode, subject: Entry, text: &str) -> Warning {
        let name = self.question.graph.catalog().name(subject);
        Warning {
            code,
            subject,
            message: format!("`{name}` {text}"),
        }
    }

    /// Warns of a holding that the plan rests on.
    fn held(&self, index: CertIndex) -> Vec<Warning> {
        let subject = Entry::Certification(index);
        let facts = &self.question.graph.catalog().certification(index).facts;
        let mut warnings = Vec::new();
        if !self.question.held.is_active(index) || !can_lapse(self.question, index) {
            return warnings;
        }
        if let Some(retires) = facts
            .retires
            .filter(|_| facts.is_retired_on(self.question.as_of))
        {
            let text = format!(
                "was retired on {retires} and can be renewed no more; it counts until it lapses"
            );
            warnings.push(self.warning(WarningCode::RetiredHolding, subject, &text));
        }
        if is_undated(self.question, index) {
            warnings.push(self.undated(subject));
        }
        warnings
    }

    fn undated(&self, subject: Entry) -> Warning {
        let name = self.question.graph.catalog().name(subject);
        let text = match subject {
            Entry::Exam(_) => {
                format!("is taken to count still; say when it was passed: `{name}@YYYY-MM-DD`")
            }
            Entry::Certification(_) => {
                format!(
                    "is taken to be active; say when it was earned or last renewed: `{name}@YYYY-MM-DD`"
                )
            }
        };
        self.warning(WarningCode::UndatedHolding, subject, &text)
    }

    fn low_confidence(&self, subject: Entry) -> Option<Warning> {
        let is_held = match subject {
            Entry::Exam(_) => false,
            Entry::Certification(index) => self.question.held.is_active(index),
        };
        let facts = self.question.graph.catalog().facts(subject);
        let is_low = facts.confidence == Confidence::Low && !is_held;
        is_low.then(|| {
            self.warning(
                WarningCode::LowConfidence,
                subject,
                "rests on weak sources; check its page before you book",
            )
        })
    }

    /// Warns of an exam of the plan.
    fn exam(&self, index: ExamIndex) -> Vec<Warning> {
        let subject = Entry::Exam(index);
        let exam = self.question.graph.catalog().exam(index);
        let day = self.question.as_of;
        let mut warnings = Vec::new();
        let soon = add_days(day, SOON_DAYS);
        if let Some(last) = exam.facts.retires.filter(|last| last.last_day() <= soon) {
            let text = format!("can be sat until {last} only");
            warnings.push(self.warning(WarningCode::RetiresSoon, subject, &text));
        }
        if exam.is_beta_on(day) {
            let text = "is a beta: its result comes after the regular start";
            warnings.push(self.warning(WarningCode::Beta, subject, text));
        }
        warnings
    }

    fn lapsed(&self, index: CertIndex) -> Option<Warning> {
        let last_day = self.question.held.lapsed(index)?;
        let text = format!("lapsed after {last_day} and counts no longer");
        Some(self.warning(WarningCode::Lapsed, Entry::Certification(index), &text))
    }

    fn expired(&self, index: ExamIndex) -> Option<Warning> {
        let months = self
            .question
            .graph
            .catalog()
            .exam(index)
            .pass_valid_months?;
        let text = format!("was passed more than {months} months ago and counts no longer");
        let expired = self.question.held.has_expired(index);
        expired.then(|| self.warning(WarningCode::Lapsed, Entry::Exam(index), &text))
    }

    /// Warns of certifications that might have been a way, had their rule been read.
    fn unverified(&self, asks: &[Ask]) -> Vec<Warning> {
        let graph = self.question.graph;
        let told = asks.iter().filter_map(|ask| {
            let Ask::Holds(node) = ask else { return None };
            let Node::Rule(rule) = graph.node(*node) else {
                return None;
            };
            let is_read = graph.rule(rule).requires.is_some();
            let text =
                "has a rule that could not be read from a source, so no way through it was tried";
            let subject = Entry::Certification(rule.certification);
            (!is_read).then(|| self.warning(WarningCode::Unverified, subject, text))
        });
        told.collect()
    }
}
