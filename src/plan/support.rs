//! What a plan rests on, and what one should know about it.

use std::cell::OnceCell;

use jiff::civil::Date;

use crate::catalog::date::add_days;
use crate::catalog::model::{CertIndex, Confidence, Entry, ExamIndex, Validity};
use crate::graph::Node;
use crate::plan::answer::{Warning, WarningCode};
use crate::plan::order::SOON_DAYS;
use crate::plan::reduce::slice::{Ask, Question, Slice};

/// What a plan rests on: one way in which its wants follow, the one with the fewest doubts.
#[derive(Debug)]
pub(crate) struct Support {
    /// By place in the slice, whether it rests on that.
    is_found: Vec<bool>,
    /// The certifications among that, sorted.
    certifications: Vec<CertIndex>,
    /// The exams among that which were passed before.
    passed: Vec<ExamIndex>,
    /// What is reached of each list of which any one is wanted.
    pub(crate) chosen: Vec<Entry>,
}

/// A doubt weighs more than any number of certifications on the way.
const DOUBT: u64 = 1 << 32;

impl Support {
    /// Finds what the wants rest on; `after` is what [`Choices::after`](crate::plan::reduce::problem::Choices::after) says of the plan.
    pub(crate) fn new(slice: &Slice<'_, '_>, goals: &[Ask], after: &[bool]) -> Self {
        let mut finder = Finder {
            slice,
            after,
            doubts: OnceCell::new(),
            known: Vec::new(),
        };
        let mut support = Self {
            is_found: vec![false; slice.asks().len()],
            certifications: Vec::new(),
            passed: Vec::new(),
            chosen: Vec::new(),
        };
        let mut todo: Vec<usize> = goals
            .iter()
            .filter_map(|goal| slice.place_of(*goal))
            .collect();
        // the lists of which any one is wanted are the last goals, and told in their order
        todo.reverse();
        while let Some(place) = todo.pop() {
            if std::mem::replace(&mut support.is_found[place], true) {
                continue;
            }
            let ask = slice.asks()[place];
            support.note(slice.question(), ask);
            let known = finder.least_doubtful(place);
            if let (Ask::AnyOf(_), Some((Ask::Holds(node), _))) = (ask, known.first()) {
                support
                    .chosen
                    .extend(slice.question().graph.node(*node).entry());
            }
            todo.extend(known.iter().map(|(_, place)| *place));
        }
        support.certifications.sort_unstable();
        support
    }

    fn note(&mut self, question: Question<'_, '_>, ask: Ask) {
        let Ask::Holds(node) = ask else { return };
        match question.graph.node(node) {
            Node::Certification(index) => self.certifications.push(index),
            Node::Exam(index) if question.held.is_passed(index) => self.passed.push(index),
            Node::Exam(_) | Node::Ever(_) | Node::Rule(_) | Node::Gate { .. } => {}
        }
    }

    /// Returns whether the plan rests on what the slice asks for at a place.
    pub(crate) fn rests_on(&self, place: usize) -> bool {
        self.is_found[place]
    }

    /// Returns the certifications that the plan rests on, sorted.
    pub(crate) fn certifications(&self) -> impl Iterator<Item = CertIndex> {
        self.certifications.iter().copied()
    }
}

/// Finds the members that asks are best met by.
struct Finder<'a, 'c> {
    slice: &'a Slice<'a, 'c>,
    after: &'a [bool],
    /// How doubtful the least doubtful way to each ask is, as far as it holds; where any ask has a choice.
    doubts: OnceCell<Vec<u64>>,
    /// The members of one ask, for a moment.
    known: Vec<(Ask, usize)>,
}

impl Finder<'_, '_> {
    /// Returns the members that the ask at a place is best met by, with their places.
    fn least_doubtful(&mut self, place: usize) -> &[(Ask, usize)] {
        holding(self.slice, place, self.after, &mut self.known);
        let needed = self.slice.needed(place);
        if needed < self.known.len() {
            let doubts = || doubts(self.slice, self.after);
            least(&mut self.known, needed, self.doubts.get_or_init(doubts));
        }
        &self.known
    }
}

/// Finds the members of the ask at a place that hold in the end.
fn holding(slice: &Slice<'_, '_>, place: usize, after: &[bool], known: &mut Vec<(Ask, usize)>) {
    let question = slice.question();
    let steps = slice.members(place).iter().copied();
    let steps = steps.filter(|member| !question.is_avoided_step(*member));
    let hold = steps.filter(|member| slice.holds(*member, after));
    known.clear();
    known.extend(hold.filter_map(|member| Some((member, slice.place_of(member)?))));
}

/// Keeps as many as are needed: those with the fewest doubts.
fn least(known: &mut Vec<(Ask, usize)>, needed: usize, doubts: &[u64]) {
    known.sort_unstable_by_key(|(ask, place)| (doubts[*place], *ask));
    known.truncate(needed);
}

/// Returns how doubtful the least doubtful way to each ask is, if it holds.
fn doubts(slice: &Slice<'_, '_>, after: &[bool]) -> Vec<u64> {
    let mut known = Vec::new();
    let mut doubts = Vec::with_capacity(slice.asks().len());
    for (place, ask) in slice.asks().iter().enumerate() {
        if !slice.holds(*ask, after) {
            doubts.push(u64::MAX);
            continue;
        }
        holding(slice, place, after, &mut known);
        let needed = slice.needed(place);
        if needed < known.len() {
            least(&mut known, needed, &doubts);
        }
        let own = own_doubt(slice.question(), *ask).saturating_add(1);
        let members = known.iter().map(|(_, place)| doubts[*place]);
        doubts.push(members.fold(own, u64::saturating_add));
    }
    doubts
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
    question.held.is_undated(index) && can_lapse(question, index)
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
    exams: impl Iterator<Item = ExamIndex>,
) -> Vec<Warning> {
    let teller = Teller { question };
    let mut warnings = Vec::new();
    for index in support.certifications() {
        warnings.extend(teller.held(index));
        warnings.extend(teller.low_confidence(Entry::Certification(index)));
    }
    let passed = support.passed.iter().copied();
    let undated = passed.filter(|exam| question.held.is_undated_pass(*exam));
    warnings.extend(undated.map(|exam| teller.undated(Entry::Exam(exam))));
    let soon = add_days(question.as_of, SOON_DAYS);
    for exam in exams {
        warnings.extend(teller.exam(exam, soon));
        warnings.extend(teller.low_confidence(Entry::Exam(exam)));
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

    /// Warns of an exam of the plan; a last day up to `soon` is near.
    fn exam(&self, index: ExamIndex, soon: Date) -> Vec<Warning> {
        let subject = Entry::Exam(index);
        let exam = self.question.graph.catalog().exam(index);
        let day = self.question.as_of;
        let mut warnings = Vec::new();
        if let Some(last) = exam.facts.retires.filter(|last| last.last_day() <= soon) {
            let text = format!("can be taken until {last} only");
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
