//! What holdings count for: what follows from them, what they credit, and what of it has lapsed.
//!
//! The rules are those of the section Time of the catalog's documentation. Dated facts are settled first and undated
//! ones after them, because a certification is undated only if no date is known for it; each phase only ever adds
//! facts, so the outcome does not depend on the order in which the holdings are named.

use std::borrow::Cow;

use jiff::civil::Date;

use crate::catalog::date::add_months;
use crate::catalog::derive::implied::Implied;
use crate::catalog::model::{CertIndex, Certification, Entry, ExamIndex, Requirement, Validity};
use crate::graph::{Graph, RuleId};
use crate::plan::answer::Credited;
use crate::request::Holding;
use crate::timeline::facts::{Because, Dated, Earned, Facts, When};

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

/// The holdings with all that they count for.
#[derive(Debug)]
pub struct Held<'g, 'c> {
    graph: &'g Graph<'c>,
    as_of: Date,
    /// Whether all facts are known.
    is_complete: bool,
    /// Whether something was passed or held once that counts no longer.
    anything_lapsed: bool,
    facts: Facts,
}

impl<'g, 'c> Held<'g, 'c> {
    /// Works out what `have` counts for on `as_of`.
    #[must_use]
    pub fn new(graph: &'g Graph<'c>, have: &[Holding], as_of: Date) -> Self {
        Self::with_memory(graph, have, as_of, Facts::default())
    }

    /// Does what [`Held::new`] does with the memory of an earlier one.
    pub(crate) fn with_memory(
        graph: &'g Graph<'c>,
        have: &[Holding],
        as_of: Date,
        mut facts: Facts,
    ) -> Self {
        facts.reset(graph);
        let mut held = Self {
            graph,
            as_of,
            is_complete: false,
            anything_lapsed: false,
            facts,
        };
        for dated in [true, false] {
            for holding in have.iter().filter(|holding| holding.on.is_some() == dated) {
                held.name(*holding);
            }
            held.settle(dated);
        }
        held.complete();
        held
    }

    /// Gives the memory back.
    pub(crate) fn into_memory(self) -> Facts {
        self.facts
    }

    /// Notes what was named.
    fn name(&mut self, Holding { entry, on }: Holding) {
        match entry {
            Entry::Exam(index) => self.facts.passes.get_or_add(index.0).named = true,
            Entry::Certification(index) => {
                let earned = self.facts.earned.get_or_add(index.0);
                earned.named = true;
                earned.named_undated |= on.is_none();
            }
        }
        let because = self.facts.because(&[entry]);
        self.facts.add(entry, on, because);
    }

    /// Notes all that follows from what is new.
    fn settle(&mut self, dated: bool) {
        while let Some(entry) = self.facts.changed.pop_front() {
            self.credit(entry, dated);
            for certification in self.facts.followers(self.graph, entry).iter() {
                self.follow(*certification, dated);
            }
        }
    }

    /// Settles what counts, now that all facts are known.
    fn complete(&mut self) {
        self.facts.passes.sort();
        for place in 0..self.facts.passes.indices().len() {
            let index = self.facts.passes.indices()[place];
            let counting = self.counting_so_far(ExamIndex(index));
            self.facts.passes.get_or_add(index).counting = counting;
            self.anything_lapsed |= counting.is_none();
        }
        self.facts.earned.sort();
        for place in 0..self.facts.earned.indices().len() {
            let index = self.facts.earned.indices()[place];
            let standing = self.standing_so_far(CertIndex(index));
            self.facts.earned.get_or_add(index).standing = standing;
            self.anything_lapsed |= matches!(standing, Some(Standing::Lapsed { .. }));
        }
        self.is_complete = true;
    }

    /// Credits what an entry cannot have been reached without.
    fn credit(&mut self, entry: Entry, dated: bool) {
        let needed = self.needed_for(entry);
        if needed.is_empty() {
            return;
        }
        let facts = self.facts_to_credit(entry, dated);
        for needed in needed.iter() {
            for (on, because) in &facts {
                match *needed {
                    Implied::Pass(exam) => self.facts.add(Entry::Exam(exam), *on, *because),
                    Implied::Active(index) => {
                        self.facts.add(Entry::Certification(index), *on, *because);
                    }
                    Implied::Ever(index) => self.facts.add_ever(index, *on, *because),
                }
            }
        }
    }

    fn facts_to_credit(&self, entry: Entry, dated: bool) -> Vec<(When, Because)> {
        let (days, undated) = match entry {
            Entry::Exam(index) => match self.facts.passes.get(index.0) {
                None => return Vec::new(),
                Some(passes) => (&passes.dated, passes.undated),
            },
            Entry::Certification(index) => match self.facts.earned.get(index.0) {
                None => return Vec::new(),
                Some(earned) => (&earned.dated, earned.undated_standing()),
            },
        };
        if dated {
            let fact = |(day, because): &(Date, Because)| (Some(*day), *because);
            days.facts().iter().map(fact).collect()
        } else {
            undated.map(|because| (None, because)).into_iter().collect()
        }
    }

    /// Returns the names that no way to an entry does without.
    fn needed_for(&self, entry: Entry) -> Cow<'g, [Implied]> {
        let graph = self.graph;
        let index = match entry {
            Entry::Exam(index) => return Cow::Borrowed(&graph.catalog().exam(index).implied),
            Entry::Certification(index) => index,
        };
        let mut rules = self.rules_so_far(index);
        let Some(first) = rules.next() else {
            return Cow::Borrowed(&[]);
        };
        let mut needed = Cow::Borrowed(&*graph.rule(first).implied);
        for rule in rules {
            let other = &graph.rule(rule).implied;
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
        graph
            .rules(index)
            .filter(move |rule| graph.has_been_in_force(*rule, as_of))
    }

    /// Notes on which days a certification follows from what is held.
    fn follow(&mut self, index: CertIndex, dated: bool) {
        let graph = self.graph;
        let requirements = self.rules_so_far(index);
        let requirements = requirements.filter_map(|rule| graph.rule(rule).requires.as_ref());
        for requirement in requirements {
            if dated {
                self.follow_on_days(index, requirement);
            } else if self
                .facts
                .earned
                .get(index.0)
                .is_none_or(Earned::is_unknown)
            {
                self.note_if_met(index, None, requirement, Self::held_today);
            }
        }
    }

    /// Notes on which days of the past a requirement of a certification was met.
    fn follow_on_days(&mut self, index: CertIndex, requirement: &Requirement) {
        // Most were not met on any, and that is found out at once for all days together.
        if met(requirement, &|name| self.has_days(name).then_some(true)).is_none() {
            return;
        }
        for day in self.days_of(requirement) {
            let renewed_since = self.lapsed_before(index, day);
            let judge = |held: &Self, name: &_| held.held_on(name, day, renewed_since);
            self.note_if_met(index, Some(day), requirement, judge);
        }
    }

    /// Notes that a certification follows from one of its requirements, if that is met by what `judge` says of names:
    /// whether they are what is looked for (a pass of the day, an undated fact), and what they rest on.
    fn note_if_met(
        &mut self,
        index: CertIndex,
        on: When,
        requirement: &Requirement,
        judge: impl Fn(&Self, &Requirement) -> Option<(bool, Because)>,
    ) {
        let mut proof = std::mem::take(&mut self.facts.proof);
        proof.clear();
        let uses = |name: &_| judge(self, name).map(|(uses, _)| uses);
        let is_new = met(requirement, &uses) == Some(true);
        if is_new {
            prove(requirement, &uses, &mut |name| {
                let because = judge(self, name).map(|(_, because)| because);
                let holdings = because.map(|because| self.facts.holdings(because));
                proof.extend(holdings.into_iter().flatten());
            });
            proof.sort_unstable();
            proof.dedup();
            let because = self.facts.because(&proof);
            self.facts.add(Entry::Certification(index), on, because);
        }
        self.facts.proof = proof;
    }

    /// Returns whether there may be a dated fact of a name.
    fn has_days(&self, name: &Requirement) -> bool {
        match name {
            Requirement::Exam(exam) => {
                let passes = self.facts.passes.get(exam.0);
                passes.is_some_and(|passes| !passes.dated.is_empty())
            }
            Requirement::Certification(index) => {
                let earned = self.facts.earned.get(index.0);
                earned.is_some_and(|earned| !earned.dated.is_empty())
            }
            Requirement::Ever(index) => self.facts.earned.get(index.0).is_some(),
            Requirement::All(_) | Requirement::Any(_) | Requirement::AtLeast(..) => false,
        }
    }

    /// Returns the days on which a name of the requirement was passed or earned, first to last.
    fn days_of(&self, requirement: &Requirement) -> Vec<Date> {
        let mut days = Vec::new();
        requirement.names(&mut |name| {
            let dated = match name {
                Requirement::Exam(exam) => {
                    self.facts.passes.get(exam.0).map(|passes| &passes.dated)
                }
                Requirement::Certification(index) | Requirement::Ever(index) => {
                    self.facts.earned.get(index.0).map(|earned| &earned.dated)
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
        let earned = self.facts.earned.get(index.0)?;
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
    ) -> Option<(bool, Because)> {
        let catalog = self.graph.catalog();
        match name {
            Requirement::Exam(index) => {
                let (on, because) = self.facts.passes.get(index.0)?.dated.until(day).last()?;
                let counts = catalog.exam(*index).pass_valid_months;
                let counts = counts.is_none_or(|months| day <= add_months(*on, months));
                (counts && renewed_since.is_none_or(|last| last < *on))
                    .then_some((*on == day, *because))
            }
            Requirement::Certification(index) => {
                let certification = catalog.certification(*index);
                let mut earned = self.facts.earned.get(index.0)?.dated.until(day).iter();
                let active = |on: Date| certification.last_day(on).is_none_or(|last| day <= last);
                let (on, because) = earned.rfind(|(on, _)| active(*on))?;
                Some((*on == day, *because))
            }
            Requirement::Ever(index) => {
                let earned = self.facts.earned.get(index.0)?;
                let credited = earned.ever.and_then(|(on, because)| Some((on?, because)));
                let known = earned.dated.first().into_iter().chain(credited);
                let (on, because) = known.min_by_key(|(on, _)| *on)?;
                (on <= day).then_some((on == day, because))
            }
            Requirement::All(_) | Requirement::Any(_) | Requirement::AtLeast(..) => None,
        }
    }

    /// Judges a name on the day of the question: whether it counts, and whether that rests on an undated fact.
    fn held_today(&self, name: &Requirement) -> Option<(bool, Because)> {
        match name {
            Requirement::Exam(index) => {
                let (on, because) = self.counting_so_far(*index)?;
                Some((on.is_none(), because))
            }
            Requirement::Certification(index) => match self.standing(*index)? {
                Standing::Active { on } => {
                    Some((on.is_none(), self.facts.earned.get(index.0)?.because()?))
                }
                Standing::Lapsed { .. } => None,
            },
            Requirement::Ever(index) => {
                let earned = self.facts.earned.get(index.0);
                let earned = earned.filter(|earned| earned.was_ever())?;
                Some((earned.dated.is_empty(), earned.because()?))
            }
            Requirement::All(_) | Requirement::Any(_) | Requirement::AtLeast(..) => None,
        }
    }

    /// Returns the pass that counts on the day of the question, once all facts are known.
    fn counting(&self, index: ExamIndex) -> Option<(When, Because)> {
        self.facts.passes.get(index.0)?.counting
    }

    fn counting_so_far(&self, index: ExamIndex) -> Option<(When, Because)> {
        let passes = self.facts.passes.get(index.0)?;
        let months = self.graph.catalog().exam(index).pass_valid_months;
        let counts = |on: Date| months.is_none_or(|months| self.as_of <= add_months(on, months));
        let dated = passes.dated.last().filter(|(on, _)| counts(*on));
        let undated = || passes.undated.map(|because| (None, because));
        dated
            .map(|(on, because)| (Some(on), because))
            .or_else(undated)
    }

    /// Returns whether a pass of the exam counts towards a certification on the day of the question.
    #[must_use]
    pub fn is_passed(&self, exam: ExamIndex) -> bool {
        self.counting(exam).is_some()
    }

    /// Returns whether the exam was passed, but that counts no longer.
    #[must_use]
    pub fn has_expired(&self, exam: ExamIndex) -> bool {
        self.facts.passes.get(exam.0).is_some() && !self.is_passed(exam)
    }

    /// Returns whether the exam counts as passed though nobody said when, and a date could tell otherwise.
    #[must_use]
    pub fn is_undated_pass(&self, exam: ExamIndex) -> bool {
        self.counting(exam).is_some_and(|(on, _)| on.is_none())
            && self.graph.catalog().exam(exam).pass_valid_months.is_some()
    }

    /// Returns whether a pass after `day` counts on the day of the question.
    #[must_use]
    pub fn is_passed_after(&self, exam: ExamIndex, day: Date) -> bool {
        let passes = self.facts.passes.get(exam.0);
        let latest = passes.and_then(|passes| passes.dated.last());
        latest.is_some_and(|(on, _)| day < on) && self.is_passed(exam)
    }

    /// Returns how a certification stands, or nothing if it is not held.
    #[must_use]
    pub fn standing(&self, index: CertIndex) -> Option<Standing> {
        if self.is_complete {
            self.facts.earned.get(index.0)?.standing
        } else {
            self.standing_so_far(index)
        }
    }

    fn standing_so_far(&self, index: CertIndex) -> Option<Standing> {
        let earned = self.facts.earned.get(index.0)?;
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

    /// Returns whether anything was passed or held once that counts no longer.
    pub(crate) fn has_lapses(&self) -> bool {
        self.anything_lapsed
    }

    /// Returns the last day of a certification that has lapsed.
    #[must_use]
    pub fn lapsed(&self, index: CertIndex) -> Option<Date> {
        if !self.anything_lapsed {
            return None;
        }
        match self.standing(index)? {
            Standing::Lapsed { last_day } => Some(last_day),
            Standing::Active { .. } => None,
        }
    }

    /// Returns whether a certification was held at any time.
    #[must_use]
    pub fn was_ever_held(&self, index: CertIndex) -> bool {
        self.facts.earned.get(index.0).is_some_and(Earned::was_ever)
    }

    /// Returns the exams that count as passed.
    pub fn passed(&self) -> impl Iterator<Item = ExamIndex> {
        let exams = self.facts.passes.indices().iter().copied().map(ExamIndex);
        exams.filter(|exam| self.is_passed(*exam))
    }

    /// Returns every certification that is held or was at any time.
    pub fn certifications(&self) -> impl Iterator<Item = CertIndex> {
        self.facts.earned.indices().iter().copied().map(CertIndex)
    }

    /// Returns what counts without being named, exams first.
    #[must_use]
    pub fn credited(&self) -> Vec<Credited> {
        let exams = self.passed().map(Entry::Exam);
        let certifications = self.certifications().filter(|index| self.is_active(*index));
        exams
            .chain(certifications.map(Entry::Certification))
            .filter(|entry| !self.is_named(*entry))
            .map(|entry| Credited {
                entry,
                because: self.because(entry).map(<[_]>::to_vec).unwrap_or_default(),
            })
            .collect()
    }

    fn is_named(&self, entry: Entry) -> bool {
        let named = match entry {
            Entry::Exam(index) => self.facts.passes.get(index.0).map(|passes| passes.named),
            Entry::Certification(index) => {
                self.facts.earned.get(index.0).map(|earned| earned.named)
            }
        };
        named.unwrap_or(false)
    }

    /// Returns the holdings that an entry rests on.
    fn because(&self, entry: Entry) -> Option<&[Entry]> {
        let because = match entry {
            Entry::Exam(index) => self.counting(index)?.1,
            Entry::Certification(index) => self.facts.earned.get(index.0)?.because()?,
        };
        Some(self.facts.holdings(because))
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

/// Returns whether a requirement is met, and if so whether by something that is looked for: of each name `judge` says
/// both.
///
/// It nests at most 64 deep, which the reader of catalogs holds it to.
fn met(requirement: &Requirement, judge: &impl Fn(&Requirement) -> Option<bool>) -> Option<bool> {
    match requirement {
        Requirement::Exam(_) | Requirement::Certification(_) | Requirement::Ever(_) => {
            judge(requirement)
        }
        Requirement::All(members)
        | Requirement::Any(members)
        | Requirement::AtLeast(_, members) => {
            let needed = requirement.needed();
            let mut spare = members.len().checked_sub(needed)?;
            let (mut count, mut uses) = (0, false);
            for member in members.iter() {
                match met(member, judge) {
                    Some(is_looked_for) => {
                        count += 1;
                        uses |= is_looked_for;
                    }
                    None => spare = spare.checked_sub(1)?,
                }
                if uses && count >= needed {
                    break;
                }
            }
            Some(uses && needed > 0)
        }
    }
}

/// Calls `visit` with the names by which a requirement that is met is met; members that are looked for go before others.
fn prove(
    requirement: &Requirement,
    judge: &impl Fn(&Requirement) -> Option<bool>,
    visit: &mut impl FnMut(&Requirement),
) {
    match requirement {
        Requirement::Exam(_) | Requirement::Certification(_) | Requirement::Ever(_) => {
            visit(requirement);
        }
        Requirement::All(members)
        | Requirement::Any(members)
        | Requirement::AtLeast(_, members) => {
            let needed = requirement.needed();
            if needed == members.len() {
                members
                    .iter()
                    .for_each(|member| prove(member, judge, visit));
                return;
            }
            let those = |uses| {
                let members = members.iter();
                members.filter(move |member| met(member, judge) == Some(uses))
            };
            let chosen = those(true).chain(those(false));
            for member in chosen.take(needed) {
                prove(member, judge, visit);
            }
        }
    }
}
