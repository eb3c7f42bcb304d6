//! What holdings count for: what follows from them, what they credit, and what of it has lapsed.
//!
//! The rules are those of the section Time of the catalog's documentation. Dated facts are settled first and undated
//! ones after them, because a certification is undated only if no date is known for it; each phase only ever adds
//! facts, so the outcome does not depend on the order in which the holdings are named.

use std::borrow::Cow;
use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;

use jiff::civil::Date;

use super::answer::{Credited, Holding};
use crate::catalog::date::add_months;
use crate::catalog::model::{CertIndex, Certification, Entry, ExamIndex, Requirement, Validity};
use crate::catalog::needed::Needed;
use crate::graph::{Graph, Node, RuleId};

/// The holdings that a fact rests on, sorted.
type Because = Arc<[Entry]>;

/// Facts by the day on which they came about, first to last.
#[derive(Debug, Default)]
struct Dated(Vec<(Date, Because)>);

impl Dated {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn days(&self) -> impl Iterator<Item = Date> {
        self.0.iter().map(|(day, _)| *day)
    }

    fn first(&self) -> Option<(Date, &Because)> {
        self.0.first().map(|(day, because)| (*day, because))
    }

    fn last(&self) -> Option<(Date, &Because)> {
        self.0.last().map(|(day, because)| (*day, because))
    }

    /// Returns the facts up to a day, that day included.
    fn until(&self, day: Date) -> &[(Date, Because)] {
        &self.0[..self.0.partition_point(|(on, _)| *on <= day)]
    }

    /// Adds a fact, unless there is one of that day; returns whether there was none.
    fn insert(&mut self, day: Date, because: &Because) -> bool {
        let place = self.0.binary_search_by_key(&day, |(on, _)| *on);
        if let Err(place) = place {
            self.0.insert(place, (day, Arc::clone(because)));
        }
        place.is_err()
    }
}

/// Values for few of many indices.
#[derive(Debug)]
struct Sparse<T> {
    /// For each index 1 + the place of its value, or 0 for none.
    places: Vec<u32>,
    values: Vec<(u32, T)>,
}

impl<T: Default> Sparse<T> {
    /// Makes room for so many indices; `places` are zeros.
    fn new(mut places: Vec<u32>, indices: usize) -> Self {
        places.resize(indices, 0);
        Self {
            places,
            values: Vec::new(),
        }
    }

    /// Gives the zeros back.
    fn into_places(mut self) -> Vec<u32> {
        for (index, _) in &self.values {
            self.places[*index as usize] = 0;
        }
        self.places
    }

    fn get(&self, index: u32) -> Option<&T> {
        let place = self.places[index as usize].checked_sub(1)?;
        Some(&self.values[place as usize].1)
    }

    fn get_or_add(&mut self, index: u32) -> &mut T {
        let place = &mut self.places[index as usize];
        if *place == 0 {
            self.values.push((index, T::default()));
            *place = u32::try_from(self.values.len()).unwrap_or(u32::MAX);
        }
        &mut self.values[*place as usize - 1].1
    }

    /// Returns the indices that have a value, sorted.
    fn indices(&self) -> Vec<u32> {
        let mut indices: Vec<u32> = self.values.iter().map(|(index, _)| *index).collect();
        indices.sort_unstable();
        indices
    }
}

/// How a certification stands on the day of the question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It counts.
    Active {
        /// The day it was earned or last renewed, where that is known.
        on: Option<Date>,
    },
    /// It counts no longer, but as `{ever: …}`.
    Lapsed {
        /// The last day on which it counted.
        last_day: Date,
    },
}

#[derive(Debug, Default)]
struct Passes {
    undated: Option<Because>,
    dated: Dated,
}

#[derive(Debug, Default)]
struct Earned {
    /// Named among the holdings without a date.
    named_undated: bool,
    undated: Option<Because>,
    dated: Dated,
    /// Credited as held at some time, with the first day for which that is known.
    ever: Option<(Option<Date>, Because)>,
    /// How it stands on the day of the question, once all facts are known.
    standing: Option<Standing>,
}

/// The holdings with all that they count for.
#[derive(Debug)]
pub struct Held<'g, 'c> {
    graph: &'g Graph<'c>,
    as_of: Date,
    named: BTreeSet<Entry>,
    passes: Sparse<Passes>,
    earned: Sparse<Earned>,
    /// Whether all facts are known.
    is_complete: bool,
}

/// What one leaves to the next: zeros.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    passes: Vec<u32>,
    earned: Vec<u32>,
}

/// How a requirement is met.
struct Proof {
    /// Whether what is looked for (a pass of the day, an undated fact) is part of it.
    uses: bool,
    /// The holdings that it rests on.
    because: Vec<Entry>,
}

/// When a fact holds: since a day, or without a date.
type When = Option<Date>;

impl<'g, 'c> Held<'g, 'c> {
    /// Works out what `have` counts for on `as_of`.
    #[must_use]
    pub fn new(graph: &'g Graph<'c>, have: &[Holding], as_of: Date) -> Self {
        Self::with_memory(graph, have, as_of, Memory::default())
    }

    /// Does what [`Held::new`] does with the memory of an earlier one.
    pub(crate) fn with_memory(
        graph: &'g Graph<'c>,
        have: &[Holding],
        as_of: Date,
        memory: Memory,
    ) -> Self {
        let Memory { passes, earned } = memory;
        let mut held = Self {
            graph,
            as_of,
            named: have.iter().map(|holding| holding.entry).collect(),
            passes: Sparse::new(passes, graph.catalog().exams.len()),
            earned: Sparse::new(earned, graph.catalog().certifications.len()),
            is_complete: false,
        };
        let mut certifications = Vec::new();
        for dated in [true, false] {
            let mut changed = VecDeque::new();
            for holding in have.iter().filter(|holding| holding.on.is_some() == dated) {
                if let (Entry::Certification(index), None) = (holding.entry, holding.on) {
                    held.earned.get_or_add(index.0).named_undated = true;
                }
                held.add(
                    holding.entry,
                    holding.on,
                    &Arc::from([holding.entry]),
                    &mut changed,
                );
            }
            while let Some(entry) = changed.pop_front() {
                held.credit(entry, dated, &mut changed);
                held.certifications_that_name(entry, &mut certifications);
                for certification in &certifications {
                    held.follow(*certification, dated, &mut changed);
                }
            }
        }
        held.complete();
        held
    }

    /// Gives the memory back.
    pub(crate) fn into_memory(self) -> Memory {
        Memory {
            passes: self.passes.into_places(),
            earned: self.earned.into_places(),
        }
    }

    /// Settles how the certifications stand, now that all facts are known.
    fn complete(&mut self) {
        for index in self.earned.indices() {
            let standing = self.standing_so_far(CertIndex(index));
            self.earned.get_or_add(index).standing = standing;
        }
        self.is_complete = true;
    }

    /// Notes a fact; one that is new joins the queue.
    fn add(&mut self, entry: Entry, on: When, because: &Because, changed: &mut VecDeque<Entry>) {
        let (dated, undated) = match entry {
            Entry::Exam(index) => {
                let passes = self.passes.get_or_add(index.0);
                (&mut passes.dated, &mut passes.undated)
            }
            Entry::Certification(index) => {
                let earned = self.earned.get_or_add(index.0);
                (&mut earned.dated, &mut earned.undated)
            }
        };
        let is_new = match on {
            Some(day) => dated.insert(day, because),
            None if undated.is_some() => false,
            None => undated.replace(Arc::clone(because)).is_none(),
        };
        if is_new {
            changed.push_back(entry);
        }
    }

    fn add_ever(
        &mut self,
        index: CertIndex,
        on: When,
        because: &Because,
        changed: &mut VecDeque<Entry>,
    ) {
        let ever = &mut self.earned.get_or_add(index.0).ever;
        let is_new = match ever {
            None => true,
            Some((None, _)) => on.is_some(),
            Some((Some(known), _)) => on.is_some_and(|day| day < *known),
        };
        if is_new {
            *ever = Some((on, Arc::clone(because)));
            changed.push_back(Entry::Certification(index));
        }
    }

    /// Credits what an entry cannot have been reached without.
    fn credit(&mut self, entry: Entry, dated: bool, changed: &mut VecDeque<Entry>) {
        let needed = self.needed_for(entry);
        if needed.is_empty() {
            return;
        }
        let facts = self.facts_to_credit(entry, dated);
        for needed in needed.iter() {
            for (on, because) in &facts {
                match *needed {
                    Needed::Pass(exam) => self.add(Entry::Exam(exam), *on, because, changed),
                    Needed::Active(index) => {
                        self.add(Entry::Certification(index), *on, because, changed);
                    }
                    Needed::Ever(index) => self.add_ever(index, *on, because, changed),
                }
            }
        }
    }

    fn facts_to_credit(&self, entry: Entry, dated: bool) -> Vec<(When, Because)> {
        let (days, undated) = match entry {
            Entry::Exam(index) => match self.passes.get(index.0) {
                None => return Vec::new(),
                Some(passes) => (&passes.dated, passes.undated.as_ref()),
            },
            Entry::Certification(index) => match self.earned.get(index.0) {
                None => return Vec::new(),
                Some(earned) => (&earned.dated, earned.undated_standing()),
            },
        };
        if dated {
            let fact = |(day, because): &(Date, Because)| (Some(*day), Arc::clone(because));
            days.0.iter().map(fact).collect()
        } else {
            let fact = undated.map(|because| (None, Arc::clone(because)));
            fact.into_iter().collect()
        }
    }

    /// Returns the names that no way to an entry does without.
    fn needed_for(&self, entry: Entry) -> Cow<'g, [Needed]> {
        let graph = self.graph;
        let index = match entry {
            Entry::Exam(index) => return Cow::Borrowed(&graph.catalog().exam(index).needed),
            Entry::Certification(index) => index,
        };
        let mut rules = self.rules_so_far(index);
        let Some(first) = rules.next() else {
            return Cow::Borrowed(&[]);
        };
        let mut needed = Cow::Borrowed(&*graph.rule(first).needed);
        for rule in rules {
            let other = &graph.rule(rule).needed;
            let both = needed.iter().copied();
            needed = both
                .filter(|name| other.binary_search(name).is_ok())
                .collect();
        }
        needed
    }

    /// Returns the rules of a certification that were in force on the day of the question or before.
    fn rules_so_far(&self, index: CertIndex) -> impl Iterator<Item = RuleId> + use<'g, 'c> {
        let graph = self.graph;
        let as_of = self.as_of;
        rule_ids(graph, index).filter(move |rule| graph.has_been_in_force(*rule, as_of))
    }

    /// Finds the certifications of whose rules an entry is a part, sorted.
    fn certifications_that_name(&self, entry: Entry, found: &mut Vec<CertIndex>) {
        let graph = self.graph;
        let ever = match entry {
            Entry::Exam(_) => None,
            Entry::Certification(index) => graph.ever(index),
        };
        let places = std::iter::once(graph.entry(entry)).chain(ever);
        let owner = |node| match graph.node(node) {
            Node::Gate { owner, .. } => owner,
            Node::Rule(rule) => Some(rule.certification),
            Node::Exam(_) | Node::Certification(_) | Node::Ever(_) => None,
        };
        found.clear();
        found.extend(
            places
                .flat_map(|place| graph.parents(place))
                .filter_map(owner),
        );
        found.sort_unstable();
        found.dedup();
    }

    /// Notes on which days a certification follows from what is held.
    fn follow(&mut self, index: CertIndex, dated: bool, changed: &mut VecDeque<Entry>) {
        let graph = self.graph;
        let requirements = self.rules_so_far(index);
        let requirements = requirements.filter_map(|rule| graph.rule(rule).requires.as_ref());
        let entry = Entry::Certification(index);
        for requirement in requirements {
            if dated {
                for day in self.days_of(requirement) {
                    let renewed_since = self.lapsed_before(index, day);
                    let judge = |name: &_| self.held_on(name, day, renewed_since);
                    if let Some(because) = new_proof(requirement, &judge) {
                        self.add(entry, Some(day), &because, changed);
                    }
                }
            } else if self.earned.get(index.0).is_none_or(Earned::is_unknown) {
                let judge = |name: &_| self.held_today(name);
                if let Some(because) = new_proof(requirement, &judge) {
                    self.add(entry, None, &because, changed);
                }
            }
        }
    }

    /// Returns the days on which a name of the requirement was passed or earned, first to last.
    fn days_of(&self, requirement: &Requirement) -> Vec<Date> {
        let mut days = Vec::new();
        requirement.names(&mut |name| {
            let dated = match name {
                Requirement::Exam(exam) => self.passes.get(exam.0).map(|passes| &passes.dated),
                Requirement::Certification(index) | Requirement::Ever(index) => {
                    self.earned.get(index.0).map(|earned| &earned.dated)
                }
                Requirement::All(_) | Requirement::Any(_) | Requirement::AtLeast(..) => None,
            };
            days.extend(dated.into_iter().flat_map(Dated::days));
        });
        days.sort_unstable();
        days.dedup();
        days
    }

    /// Returns the last day of a certification that had been held before `day` and had lapsed by then.
    fn lapsed_before(&self, index: CertIndex, day: Date) -> Option<Date> {
        let earned = self.earned.get(index.0)?;
        let certification = self.graph.catalog().certification(index);
        let mut last = None;
        for on in earned.dated.days().take_while(|on| *on < day) {
            last = last.max(Some(certification.last_day(on)?));
        }
        last.filter(|last| *last < day)
    }

    /// Judges a name on a day of the past, by dated facts: whether it counted, and whether it came about on that day.
    fn held_on(
        &self,
        name: &Requirement,
        day: Date,
        renewed_since: Option<Date>,
    ) -> Option<(bool, &Because)> {
        let catalog = self.graph.catalog();
        match name {
            Requirement::Exam(index) => {
                let (on, because) = self.passes.get(index.0)?.dated.until(day).last()?;
                let counts = catalog.exam(*index).pass_valid_months;
                let counts = counts.is_none_or(|months| day <= add_months(*on, months));
                (counts && renewed_since.is_none_or(|last| last < *on))
                    .then_some((*on == day, because))
            }
            Requirement::Certification(index) => {
                let certification = catalog.certification(*index);
                let mut earned = self.earned.get(index.0)?.dated.until(day).iter();
                let active = |on: Date| certification.last_day(on).is_none_or(|last| day <= last);
                let (on, because) = earned.rfind(|(on, _)| active(*on))?;
                Some((*on == day, because))
            }
            Requirement::Ever(index) => {
                let earned = self.earned.get(index.0)?;
                let credited = earned.ever.as_ref();
                let credited = credited.and_then(|(on, because)| on.map(|on| (on, because)));
                let known = earned.dated.first().into_iter().chain(credited);
                let (on, because) = known.min_by_key(|(on, _)| *on)?;
                (on <= day).then_some((on == day, because))
            }
            Requirement::All(_) | Requirement::Any(_) | Requirement::AtLeast(..) => None,
        }
    }

    /// Judges a name on the day of the question: whether it counts, and whether that rests on an undated fact.
    fn held_today(&self, name: &Requirement) -> Option<(bool, &Because)> {
        match name {
            Requirement::Exam(index) => {
                let passes = self.passes.get(index.0)?;
                let (on, because) = self.counting_pass(*index, passes)?;
                Some((on.is_none(), because))
            }
            Requirement::Certification(index) => match self.standing(*index)? {
                Standing::Active { on } => {
                    Some((on.is_none(), self.earned.get(index.0)?.because()?))
                }
                Standing::Lapsed { .. } => None,
            },
            Requirement::Ever(index) => {
                let earned = self
                    .earned
                    .get(index.0)
                    .filter(|earned| earned.was_ever())?;
                Some((earned.dated.is_empty(), earned.because()?))
            }
            Requirement::All(_) | Requirement::Any(_) | Requirement::AtLeast(..) => None,
        }
    }

    fn counting_pass<'a>(
        &self,
        index: ExamIndex,
        passes: &'a Passes,
    ) -> Option<(When, &'a Because)> {
        let months = self.graph.catalog().exam(index).pass_valid_months;
        let counts = |on: Date| months.is_none_or(|months| self.as_of <= add_months(on, months));
        let dated = passes.dated.last();
        let dated = dated.map(|(on, because)| (Some(on), because));
        dated
            .filter(|(on, _)| on.is_none_or(counts))
            .or_else(|| passes.undated.as_ref().map(|because| (None, because)))
    }

    /// Returns whether a pass of the exam counts towards a certification on the day of the question.
    #[must_use]
    pub fn is_passed(&self, exam: ExamIndex) -> bool {
        let passes = self.passes.get(exam.0);
        passes.is_some_and(|passes| self.counting_pass(exam, passes).is_some())
    }

    /// Returns whether the exam was passed, but that counts no longer.
    #[must_use]
    pub fn has_expired(&self, exam: ExamIndex) -> bool {
        self.passes.get(exam.0).is_some() && !self.is_passed(exam)
    }

    /// Returns whether the exam counts as passed though nobody said when, and a date could tell otherwise.
    #[must_use]
    pub fn is_undated_pass(&self, exam: ExamIndex) -> bool {
        let counting = self.passes.get(exam.0);
        let counting = counting.and_then(|passes| self.counting_pass(exam, passes));
        counting.is_some_and(|(on, _)| on.is_none())
            && self.graph.catalog().exam(exam).pass_valid_months.is_some()
    }

    /// Returns whether a pass after `day` counts on the day of the question.
    #[must_use]
    pub fn is_passed_after(&self, exam: ExamIndex, day: Date) -> bool {
        let passes = self.passes.get(exam.0);
        let latest = passes.and_then(|passes| passes.dated.last());
        latest.is_some_and(|(on, _)| day < on) && self.is_passed(exam)
    }

    /// Returns how a certification stands, or nothing if it is not held.
    #[must_use]
    pub fn standing(&self, index: CertIndex) -> Option<Standing> {
        if self.is_complete {
            self.earned.get(index.0)?.standing
        } else {
            self.standing_so_far(index)
        }
    }

    fn standing_so_far(&self, index: CertIndex) -> Option<Standing> {
        let earned = self.earned.get(index.0)?;
        let certification = self.graph.catalog().certification(index);
        let (on, last_day) = if earned.undated_standing().is_some() {
            (None, certification.last_day_undated())
        } else {
            let (on, _) = earned.dated.last()?;
            (Some(on), certification.last_day(on))
        };
        Some(match last_day {
            Some(last_day) if last_day < self.as_of => Standing::Lapsed { last_day },
            Some(_) | None => Standing::Active { on },
        })
    }

    /// Returns whether a certification is held and has not lapsed.
    #[must_use]
    pub fn is_active(&self, index: CertIndex) -> bool {
        matches!(self.standing(index), Some(Standing::Active { .. }))
    }

    /// Returns the last day of a certification that has lapsed.
    #[must_use]
    pub fn lapsed(&self, index: CertIndex) -> Option<Date> {
        match self.standing(index)? {
            Standing::Lapsed { last_day } => Some(last_day),
            Standing::Active { .. } => None,
        }
    }

    /// Returns whether a certification was held at any time.
    #[must_use]
    pub fn was_ever_held(&self, index: CertIndex) -> bool {
        self.earned.get(index.0).is_some_and(Earned::was_ever)
    }

    /// Returns the exams that count as passed.
    pub fn passed(&self) -> impl Iterator<Item = ExamIndex> {
        let exams = self.passes.indices().into_iter().map(ExamIndex);
        exams.filter(|exam| self.is_passed(*exam))
    }

    /// Returns every certification that is held or was at any time.
    pub fn certifications(&self) -> impl Iterator<Item = CertIndex> {
        self.earned.indices().into_iter().map(CertIndex)
    }

    /// Returns what counts without being named, exams first.
    #[must_use]
    pub fn credited(&self) -> Vec<Credited> {
        let exams = self.passed().map(Entry::Exam);
        let certifications = self.certifications().filter(|index| self.is_active(*index));
        exams
            .chain(certifications.map(Entry::Certification))
            .filter(|entry| !self.named.contains(entry))
            .map(|entry| Credited {
                entry,
                because: self.because(entry).map(<[_]>::to_vec).unwrap_or_default(),
            })
            .collect()
    }

    /// Returns the holdings that an entry rests on.
    fn because(&self, entry: Entry) -> Option<&[Entry]> {
        let because = match entry {
            Entry::Exam(index) => {
                let passes = self.passes.get(index.0)?;
                self.counting_pass(index, passes)?.1
            }
            Entry::Certification(index) => self.earned.get(index.0)?.because()?,
        };
        Some(because)
    }
}

impl Earned {
    /// Returns what it rests on if it is undated: named so, or no date is known.
    fn undated_standing(&self) -> Option<&Because> {
        let undated = self.undated.as_ref();
        undated.filter(|_| self.named_undated || self.dated.is_empty())
    }

    /// Returns whether it is not known to be or have been held, but perhaps as `{ever: …}`.
    fn is_unknown(&self) -> bool {
        self.undated.is_none() && self.dated.is_empty()
    }

    /// Returns whether it is or was held at any time.
    fn was_ever(&self) -> bool {
        self.ever.is_some() || !self.is_unknown()
    }

    fn because(&self) -> Option<&Because> {
        let dated = || Some(self.dated.last()?.1);
        let ever = || Some(&self.ever.as_ref()?.1);
        self.undated_standing().or_else(dated).or_else(ever)
    }
}

impl Certification {
    /// Returns how long what was earned on `day` counts.
    pub(crate) fn validity_on(&self, day: Date) -> Validity {
        let earlier = self.earlier_validity.iter();
        earlier
            .filter(|earlier| day <= earlier.until.last_day())
            .min_by_key(|earlier| earlier.until.last_day())
            .map_or(self.validity, |earlier| earlier.validity)
    }

    /// Returns the last day on which it counts if it was earned or renewed on `day`; nothing: it does not lapse.
    pub(crate) fn last_day(&self, day: Date) -> Option<Date> {
        match self.validity_on(day) {
            Validity::Months(months) => Some(add_months(day, months)),
            Validity::Never | Validity::Unknown => None,
        }
    }

    /// Returns the last day on which anybody can hold it, once it is retired; nothing: there is none.
    fn last_day_undated(&self) -> Option<Date> {
        let retires = self.facts.retires?.last_day();
        match self.validity_on(retires) {
            Validity::Months(months) => {
                let months = months.saturating_add(self.renewal_window_months);
                Some(add_months(retires, months))
            }
            Validity::Never | Validity::Unknown => None,
        }
    }
}

/// Returns the rules of a certification.
pub(crate) fn rule_ids(graph: &Graph<'_>, index: CertIndex) -> impl Iterator<Item = RuleId> {
    graph
        .members(graph.certification(index))
        .filter_map(|node| match graph.node(node) {
            Node::Rule(rule) => Some(rule),
            Node::Exam(_) | Node::Certification(_) | Node::Ever(_) | Node::Gate { .. } => None,
        })
}

/// Proves a requirement from what `judge` says of its names; nothing unless the proof uses what is looked for.
fn new_proof<'a>(
    requirement: &Requirement,
    judge: &impl Fn(&Requirement) -> Option<(bool, &'a Because)>,
) -> Option<Because> {
    // Most cannot be proven, and that is found out without making a list.
    if !is_met(requirement, judge) {
        return None;
    }
    let proof = prove(requirement, judge)?;
    let mut because = proof.because;
    because.sort_unstable();
    because.dedup();
    proof.uses.then(|| because.into())
}

fn is_met<'a>(
    requirement: &Requirement,
    judge: &impl Fn(&Requirement) -> Option<(bool, &'a Because)>,
) -> bool {
    match requirement {
        Requirement::Exam(_) | Requirement::Certification(_) | Requirement::Ever(_) => {
            judge(requirement).is_some()
        }
        Requirement::All(members)
        | Requirement::Any(members)
        | Requirement::AtLeast(_, members) => {
            let met = members.iter().filter(|member| is_met(member, judge));
            met.take(requirement.needed()).count() == requirement.needed()
        }
    }
}

/// Proves a requirement from what `judge` says of its names; prefers members that use what is looked for.
fn prove<'a>(
    requirement: &Requirement,
    judge: &impl Fn(&Requirement) -> Option<(bool, &'a Because)>,
) -> Option<Proof> {
    match requirement {
        Requirement::Exam(_) | Requirement::Certification(_) | Requirement::Ever(_) => {
            let (uses, because) = judge(requirement)?;
            let because = because.to_vec();
            Some(Proof { uses, because })
        }
        Requirement::All(members)
        | Requirement::Any(members)
        | Requirement::AtLeast(_, members) => {
            let mut proofs: Vec<Proof> = members
                .iter()
                .filter_map(|member| prove(member, judge))
                .collect();
            let needed = requirement.needed();
            if proofs.len() < needed {
                return None;
            }
            proofs.sort_by_key(|proof| !proof.uses);
            proofs.truncate(needed);
            let uses = proofs.iter().any(|proof| proof.uses);
            let because = proofs.into_iter().flat_map(|proof| proof.because).collect();
            Some(Proof { uses, because })
        }
    }
}
