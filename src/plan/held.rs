//! What holdings count for: what follows from them, what they credit, and what of it has lapsed.
//!
//! The rules are those of the section Time of the catalog's documentation. Dated facts are settled first and undated
//! ones after them, because a certification is undated only if no date is known for it; each phase only ever adds
//! facts, so the outcome does not depend on the order in which the holdings are named.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use jiff::civil::Date;

use super::answer::{Credited, Holding};
use crate::catalog::date::add_months;
use crate::catalog::model::{
    CertIndex, Certification, Entry, ExamIndex, Requirement, Rule, Validity,
};
use crate::graph::{Graph, Node, RuleId};

/// The holdings that a fact rests on, sorted.
type Because = Vec<Entry>;

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
    dated: BTreeMap<Date, Because>,
}

#[derive(Debug, Default)]
struct Earned {
    /// Named among the holdings without a date.
    named_undated: bool,
    undated: Option<Because>,
    dated: BTreeMap<Date, Because>,
    /// Credited as held at some time, with the first day for which that is known.
    ever: Option<(Option<Date>, Because)>,
}

/// The holdings with all that they count for.
#[derive(Debug)]
pub struct Held<'g, 'c> {
    graph: &'g Graph<'c>,
    as_of: Date,
    named: BTreeSet<Entry>,
    passes: BTreeMap<ExamIndex, Passes>,
    earned: BTreeMap<CertIndex, Earned>,
}

/// A name that a requirement cannot do without.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Needed {
    Pass(ExamIndex),
    Active(CertIndex),
    Ever(CertIndex),
}

/// How a requirement is met.
struct Proof {
    /// Whether what is looked for (a pass of the day, an undated fact) is part of it.
    uses: bool,
    because: Because,
}

/// When a fact holds: since a day, or without a date.
type When = Option<Date>;

impl<'g, 'c> Held<'g, 'c> {
    /// Works out what `have` counts for on `as_of`.
    #[must_use]
    pub fn new(graph: &'g Graph<'c>, have: &[Holding], as_of: Date) -> Self {
        let mut held = Self {
            graph,
            as_of,
            named: have.iter().map(|holding| holding.entry).collect(),
            passes: BTreeMap::new(),
            earned: BTreeMap::new(),
        };
        for dated in [true, false] {
            let mut changed = VecDeque::new();
            for holding in have.iter().filter(|holding| holding.on.is_some() == dated) {
                if let (Entry::Certification(index), None) = (holding.entry, holding.on) {
                    held.earned.entry(index).or_default().named_undated = true;
                }
                held.add(
                    holding.entry,
                    holding.on,
                    &vec![holding.entry],
                    &mut changed,
                );
            }
            while let Some(entry) = changed.pop_front() {
                held.credit(entry, dated, &mut changed);
                for certification in held.certifications_that_name(entry) {
                    held.follow(certification, dated, &mut changed);
                }
            }
        }
        held
    }

    /// Notes a fact; one that is new joins the queue.
    fn add(&mut self, entry: Entry, on: When, because: &Because, changed: &mut VecDeque<Entry>) {
        let (dated, undated) = match entry {
            Entry::Exam(index) => {
                let passes = self.passes.entry(index).or_default();
                (&mut passes.dated, &mut passes.undated)
            }
            Entry::Certification(index) => {
                let earned = self.earned.entry(index).or_default();
                (&mut earned.dated, &mut earned.undated)
            }
        };
        let is_new = match on {
            Some(day) if dated.contains_key(&day) => false,
            Some(day) => dated.insert(day, because.clone()).is_none(),
            None if undated.is_some() => false,
            None => undated.replace(because.clone()).is_none(),
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
        let ever = &mut self.earned.entry(index).or_default().ever;
        let is_new = match ever {
            None => true,
            Some((None, _)) => on.is_some(),
            Some((Some(known), _)) => on.is_some_and(|day| day < *known),
        };
        if is_new {
            *ever = Some((on, because.clone()));
            changed.push_back(Entry::Certification(index));
        }
    }

    /// Credits what an entry cannot have been reached without.
    fn credit(&mut self, entry: Entry, dated: bool, changed: &mut VecDeque<Entry>) {
        let facts = self.facts_to_credit(entry, dated);
        if facts.is_empty() {
            return;
        }
        for needed in self.needed_for(entry) {
            for (on, because) in &facts {
                match needed {
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
            Entry::Exam(index) => match self.passes.get(&index) {
                None => return Vec::new(),
                Some(passes) => (&passes.dated, passes.undated.as_ref()),
            },
            Entry::Certification(index) => match self.earned.get(&index) {
                None => return Vec::new(),
                Some(earned) => (&earned.dated, earned.undated_standing()),
            },
        };
        if dated {
            let fact = |(day, because): (&Date, &Because)| (Some(*day), because.clone());
            days.iter().map(fact).collect()
        } else {
            undated
                .map(|because| (None, because.clone()))
                .into_iter()
                .collect()
        }
    }

    /// Returns the names that no way to an entry does without.
    fn needed_for(&self, entry: Entry) -> BTreeSet<Needed> {
        let catalog = self.graph.catalog();
        match entry {
            Entry::Exam(index) => {
                let requires = catalog.exam(index).requires.as_ref();
                requires.map(needed_by).unwrap_or_default()
            }
            Entry::Certification(index) => self
                .rules_so_far(index)
                .map(|rule| rule.requires.as_ref().map(needed_by).unwrap_or_default())
                .reduce(|left, right| left.intersection(&right).copied().collect())
                .unwrap_or_default(),
        }
    }

    /// Returns the rules of a certification that were in force on the day of the question or before.
    fn rules_so_far(&self, index: CertIndex) -> impl Iterator<Item = &'c Rule> {
        let graph = self.graph;
        let as_of = self.as_of;
        rule_ids(graph, index)
            .filter(move |rule| graph.has_been_in_force(*rule, as_of))
            .map(move |rule| graph.rule(rule))
    }

    /// Returns the certifications of whose rules an entry is a part.
    fn certifications_that_name(&self, entry: Entry) -> BTreeSet<CertIndex> {
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
        places
            .flat_map(|place| graph.parents(place))
            .filter_map(owner)
            .collect()
    }

    /// Notes on which days a certification follows from what is held.
    fn follow(&mut self, index: CertIndex, dated: bool, changed: &mut VecDeque<Entry>) {
        let rules: Vec<&Rule> = self.rules_so_far(index).collect();
        for requirement in rules.iter().filter_map(|rule| rule.requires.as_ref()) {
            if dated {
                for day in self.days_of(requirement) {
                    let renewed_since = self.lapsed_before(index, day);
                    let proof = prove(requirement, &|name| self.held_on(name, day, renewed_since));
                    if let Some(proof) = proof.filter(|proof| proof.uses) {
                        self.add(
                            Entry::Certification(index),
                            Some(day),
                            &proof.because,
                            changed,
                        );
                    }
                }
            } else if self.earned.get(&index).is_none_or(Earned::is_unknown) {
                let proof = prove(requirement, &|name| self.held_today(name));
                if let Some(proof) = proof.filter(|proof| proof.uses) {
                    self.add(Entry::Certification(index), None, &proof.because, changed);
                }
            }
        }
    }

    /// Returns the days on which a name of the requirement was passed or earned, first to last.
    fn days_of(&self, requirement: &Requirement) -> BTreeSet<Date> {
        let mut days = BTreeSet::new();
        requirement.names(&mut |name| match name {
            Requirement::Exam(exam) => {
                days.extend(
                    self.passes
                        .get(exam)
                        .iter()
                        .flat_map(|passes| passes.dated.keys()),
                );
            }
            Requirement::Certification(index) | Requirement::Ever(index) => {
                days.extend(
                    self.earned
                        .get(index)
                        .iter()
                        .flat_map(|earned| earned.dated.keys()),
                );
            }
            Requirement::All(_) | Requirement::Any(_) | Requirement::AtLeast(..) => {}
        });
        days
    }

    /// Returns the last day of a certification that had been held before `day` and had lapsed by then.
    fn lapsed_before(&self, index: CertIndex, day: Date) -> Option<Date> {
        let earned = self.earned.get(&index)?;
        let certification = self.graph.catalog().certification(index);
        let mut last = None;
        for (&on, _) in earned.dated.range(..day) {
            last = last.max(Some(certification.last_day(on)?));
        }
        last.filter(|last| *last < day)
    }

    /// Judges a name on a day of the past, by dated facts: whether it counted, and whether it came about on that day.
    fn held_on(&self, name: &Requirement, day: Date, renewed_since: Option<Date>) -> Option<Proof> {
        let catalog = self.graph.catalog();
        let found = |on: Date, because: &Because| Proof {
            uses: on == day,
            because: because.clone(),
        };
        match name {
            Requirement::Exam(index) => {
                let (&on, because) = self.passes.get(index)?.dated.range(..=day).next_back()?;
                let counts = catalog.exam(*index).pass_valid_months;
                let counts = counts.is_none_or(|months| day <= add_months(on, months));
                (counts && renewed_since.is_none_or(|last| last < on)).then(|| found(on, because))
            }
            Requirement::Certification(index) => {
                let certification = catalog.certification(*index);
                let earned = &self.earned.get(index)?.dated;
                let active = |on: Date| certification.last_day(on).is_none_or(|last| day <= last);
                let (&on, because) = earned.range(..=day).rfind(|(on, _)| active(**on))?;
                Some(found(on, because))
            }
            Requirement::Ever(index) => {
                let earned = self.earned.get(index)?;
                let first = earned
                    .dated
                    .first_key_value()
                    .map(|(on, because)| (*on, because));
                let credited = earned.ever.as_ref();
                let credited = credited.and_then(|(on, because)| on.map(|on| (on, because)));
                let (on, because) = first
                    .into_iter()
                    .chain(credited)
                    .min_by_key(|(on, _)| *on)?;
                (on <= day).then(|| found(on, because))
            }
            Requirement::All(_) | Requirement::Any(_) | Requirement::AtLeast(..) => None,
        }
    }

    /// Judges a name on the day of the question: whether it counts, and whether that rests on an undated fact.
    fn held_today(&self, name: &Requirement) -> Option<Proof> {
        match name {
            Requirement::Exam(index) => {
                let passes = self.passes.get(index)?;
                let (on, because) = self.counting_pass(*index, passes)?;
                Some(Proof {
                    uses: on.is_none(),
                    because: because.clone(),
                })
            }
            Requirement::Certification(index) => match self.standing(*index)? {
                Standing::Active { on } => Some(Proof {
                    uses: on.is_none(),
                    because: self.because(Entry::Certification(*index)),
                }),
                Standing::Lapsed { .. } => None,
            },
            Requirement::Ever(index) => self.was_ever_held(*index).then(|| Proof {
                uses: self
                    .earned
                    .get(index)
                    .is_some_and(|earned| earned.dated.is_empty()),
                because: self.because(Entry::Certification(*index)),
            }),
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
        let dated = passes.dated.last_key_value();
        let dated = dated.map(|(on, because)| (Some(*on), because));
        dated
            .filter(|(on, _)| on.is_none_or(counts))
            .or_else(|| passes.undated.as_ref().map(|because| (None, because)))
    }

    /// Returns whether a pass of the exam counts towards a certification on the day of the question.
    #[must_use]
    pub fn is_passed(&self, exam: ExamIndex) -> bool {
        let passes = self.passes.get(&exam);
        passes.is_some_and(|passes| self.counting_pass(exam, passes).is_some())
    }

    /// Returns whether the exam was passed, but that counts no longer.
    #[must_use]
    pub fn has_expired(&self, exam: ExamIndex) -> bool {
        self.passes.contains_key(&exam) && !self.is_passed(exam)
    }

    /// Returns whether the exam counts as passed though nobody said when, and a date could tell otherwise.
    #[must_use]
    pub fn is_undated_pass(&self, exam: ExamIndex) -> bool {
        let counting = self.passes.get(&exam);
        let counting = counting.and_then(|passes| self.counting_pass(exam, passes));
        counting.is_some_and(|(on, _)| on.is_none())
            && self.graph.catalog().exam(exam).pass_valid_months.is_some()
    }

    /// Returns whether a pass after `day` counts on the day of the question.
    #[must_use]
    pub fn is_passed_after(&self, exam: ExamIndex, day: Date) -> bool {
        let passes = self.passes.get(&exam);
        let latest = passes.and_then(|passes| passes.dated.last_key_value());
        latest.is_some_and(|(on, _)| day < *on) && self.is_passed(exam)
    }

    /// Returns how a certification stands, or nothing if it is not held.
    #[must_use]
    pub fn standing(&self, index: CertIndex) -> Option<Standing> {
        let earned = self.earned.get(&index)?;
        let certification = self.graph.catalog().certification(index);
        let (on, last_day) = if earned.undated_standing().is_some() {
            (None, certification.last_day_undated())
        } else {
            let (on, _) = earned.dated.last_key_value()?;
            (Some(*on), certification.last_day(*on))
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
        let earned = self.earned.get(&index);
        earned.is_some_and(|earned| earned.ever.is_some() || !earned.is_unknown())
    }

    /// Returns the exams that count as passed.
    pub fn passed(&self) -> impl Iterator<Item = ExamIndex> {
        self.passes
            .keys()
            .copied()
            .filter(|exam| self.is_passed(*exam))
    }

    /// Returns every certification that is held or was at any time.
    pub fn certifications(&self) -> impl Iterator<Item = CertIndex> {
        self.earned.keys().copied()
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
                because: self.because(entry),
            })
            .collect()
    }

    /// Returns the holdings that an entry rests on.
    fn because(&self, entry: Entry) -> Because {
        let because = match entry {
            Entry::Exam(index) => {
                let passes = self.passes.get(&index);
                passes.and_then(|passes| Some(self.counting_pass(index, passes)?.1))
            }
            Entry::Certification(index) => self.earned.get(&index).and_then(Earned::because),
        };
        because.cloned().unwrap_or_default()
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

    fn because(&self) -> Option<&Because> {
        let dated = || Some(self.dated.last_key_value()?.1);
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

/// Returns the names that no way of meeting a requirement does without.
///
/// A name is needed by a gate if fewer members than the gate asks for can do without it.
fn needed_by(requirement: &Requirement) -> BTreeSet<Needed> {
    match requirement {
        Requirement::Exam(exam) => BTreeSet::from([Needed::Pass(*exam)]),
        Requirement::Certification(index) => {
            BTreeSet::from([Needed::Active(*index), Needed::Ever(*index)])
        }
        Requirement::Ever(index) => BTreeSet::from([Needed::Ever(*index)]),
        Requirement::All(members)
        | Requirement::Any(members)
        | Requirement::AtLeast(_, members) => {
            let mut counts: BTreeMap<Needed, usize> = BTreeMap::new();
            for name in members.iter().flat_map(needed_by) {
                *counts.entry(name).or_default() += 1;
            }
            let without = members.len().saturating_sub(requirement.needed());
            counts.retain(|_, count| *count > without);
            counts.into_keys().collect()
        }
    }
}

/// Proves a requirement from what `judge` says of its names; prefers members that use what is looked for.
fn prove(
    requirement: &Requirement,
    judge: &impl Fn(&Requirement) -> Option<Proof>,
) -> Option<Proof> {
    match requirement {
        Requirement::Exam(_) | Requirement::Certification(_) | Requirement::Ever(_) => {
            judge(requirement)
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
            let because: BTreeSet<Entry> =
                proofs.into_iter().flat_map(|proof| proof.because).collect();
            Some(Proof {
                uses,
                because: because.into_iter().collect(),
            })
        }
    }
}
