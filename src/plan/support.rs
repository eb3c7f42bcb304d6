//! What a plan rests on.

use std::cell::OnceCell;

use crate::catalog::model::{CertIndex, Entry, ExamIndex, Validity};
use crate::graph::Node;
use crate::plan::reduce::slice::{Condition, Question, Slice};

/// What a plan rests on: one way in which its wants follow, the one with the fewest doubts.
#[derive(Debug)]
pub(crate) struct Support {
    /// By place in the slice, whether it rests on that.
    is_found: Vec<bool>,
    /// The certifications among that, sorted.
    certifications: Vec<CertIndex>,
    /// The exams among that which were passed before.
    pub(crate) passed: Vec<ExamIndex>,
    /// The certifications that were held at some time, where that is enough.
    pub(crate) ever: Vec<CertIndex>,
    /// What is reached of each list of which any one is wanted.
    pub(crate) chosen: Vec<Entry>,
}

/// A doubt weighs more than any number of certifications on the way.
const DOUBT: u64 = 1 << 32;

impl Support {
    /// Finds what the wants rest on; `after` is what [`Choices::after`](crate::plan::reduce::problem::Choices::after) says of the plan.
    pub(crate) fn new(slice: &Slice<'_, '_>, goals: &[Condition], after: &[bool]) -> Self {
        let mut finder = Finder {
            slice,
            after,
            doubts: OnceCell::new(),
            known: Vec::new(),
        };
        let mut support = Self {
            is_found: vec![false; slice.conditions().len()],
            certifications: Vec::new(),
            passed: Vec::new(),
            ever: Vec::new(),
            chosen: Vec::new(),
        };
        let mut todo: Vec<usize> = goals
            .iter()
            .filter_map(|goal| slice.place_of(*goal))
            .collect();
        // the lists of which any one is wanted are the last goals, and reported in their order
        todo.reverse();
        while let Some(place) = todo.pop() {
            if std::mem::replace(&mut support.is_found[place], true) {
                continue;
            }
            let condition = slice.conditions()[place];
            support.note(slice.question(), condition);
            let known = finder.least_doubtful(place);
            if let (Condition::AnyOf(_), Some((Condition::Holds(node), _))) =
                (condition, known.first())
            {
                support
                    .chosen
                    .extend(slice.question().graph.node(*node).entry());
            }
            todo.extend(known.iter().map(|(_, place)| *place));
        }
        support.certifications.sort_unstable();
        support
    }

    fn note(&mut self, question: Question<'_, '_>, condition: Condition) {
        let Condition::Holds(node) = condition else {
            return;
        };
        match question.graph.node(node) {
            Node::Certification(index) => self.certifications.push(index),
            Node::Exam(index) if question.held.is_passed(index) => self.passed.push(index),
            Node::Ever(index) => self.ever.push(index),
            Node::Exam(_) | Node::Rule(_) | Node::Gate { .. } => {}
        }
    }

    /// Returns whether the plan rests on what the slice requires at a place.
    pub(crate) fn rests_on(&self, place: usize) -> bool {
        self.is_found[place]
    }

    /// Returns whether the plan rests on a certification.
    pub(crate) fn has(&self, index: CertIndex) -> bool {
        self.certifications.binary_search(&index).is_ok()
    }

    /// Returns the certifications that the plan rests on, sorted.
    pub(crate) fn certifications(&self) -> impl Iterator<Item = CertIndex> {
        self.certifications.iter().copied()
    }
}

/// Finds the members that conditions are best met by.
struct Finder<'a, 'c> {
    slice: &'a Slice<'a, 'c>,
    after: &'a [bool],
    /// How doubtful the least doubtful way to each condition is, as far as it holds; where any condition has a choice.
    doubts: OnceCell<Vec<u64>>,
    /// The members of one condition, for a moment.
    known: Vec<(Condition, usize)>,
}

impl Finder<'_, '_> {
    /// Returns the members that the condition at a place is best met by, with their places.
    fn least_doubtful(&mut self, place: usize) -> &[(Condition, usize)] {
        holding(self.slice, place, self.after, &mut self.known);
        let needed = self.slice.needed(place);
        if needed < self.known.len() {
            let doubts = || doubts(self.slice, self.after);
            least(&mut self.known, needed, self.doubts.get_or_init(doubts));
        }
        &self.known
    }
}

/// Finds the members of the condition at a place that hold in the end.
fn holding(
    slice: &Slice<'_, '_>,
    place: usize,
    after: &[bool],
    known: &mut Vec<(Condition, usize)>,
) {
    let question = slice.question();
    let steps = slice.members(place).iter().copied();
    let steps = steps.filter(|member| !question.is_avoided_step(*member));
    let hold = steps.filter(|member| slice.holds(*member, after));
    known.clear();
    known.extend(hold.filter_map(|member| Some((member, slice.place_of(member)?))));
}

/// Keeps as many as are needed: those with the fewest doubts.
fn least(known: &mut Vec<(Condition, usize)>, needed: usize, doubts: &[u64]) {
    known.sort_unstable_by_key(|(condition, place)| (doubts[*place], *condition));
    known.truncate(needed);
}

/// Returns how doubtful the least doubtful way to each condition is, if it holds.
fn doubts(slice: &Slice<'_, '_>, after: &[bool]) -> Vec<u64> {
    let mut known = Vec::new();
    let mut doubts = Vec::with_capacity(slice.conditions().len());
    for (place, condition) in slice.conditions().iter().enumerate() {
        if !slice.holds(*condition, after) {
            doubts.push(u64::MAX);
            continue;
        }
        holding(slice, place, after, &mut known);
        let needed = slice.needed(place);
        if needed < known.len() {
            least(&mut known, needed, &doubts);
        }
        let own = own_doubt(slice.question(), *condition).saturating_add(1);
        let members = known.iter().map(|(_, place)| doubts[*place]);
        doubts.push(members.fold(own, u64::saturating_add));
    }
    doubts
}

fn own_doubt(question: Question<'_, '_>, condition: Condition) -> u64 {
    let Condition::Holds(node) = condition else {
        return 0;
    };
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
pub(crate) fn is_undated(question: Question<'_, '_>, index: CertIndex) -> bool {
    question.held.is_undated(index) && can_lapse(question, index)
}

pub(crate) fn can_lapse(question: Question<'_, '_>, index: CertIndex) -> bool {
    let certification = question.graph.catalog().certification(index);
    matches!(certification.validity, Validity::Months(_))
}
