//! What must hold: exams, certifications, and gates over them.

use std::ops::Deref;

use crate::catalog::model::{CertIndex, Entry, ExamIndex, List, ProviderIndex};

/// What must hold.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Requirement {
    /// That exam passed.
    Exam(ExamIndex),
    /// That certification held, and not lapsed.
    Certification(CertIndex),
    /// That certification held at any time.
    Ever(CertIndex),
    /// All of them.
    All(Members),
    /// At least one.
    Any(Members),
    /// At least that many.
    AtLeast(u32, Members),
}

/// What a gate is over.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Members {
    pub list: List<Requirement>,
    /// The list is every certification of this level, but for the one that requires them.
    pub set: Option<LevelSet>,
}

/// All certifications of one level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct LevelSet {
    pub provider: ProviderIndex,
    /// In the provider's [`levels`](crate::catalog::model::Provider::levels).
    pub level: u32,
}

impl Deref for Members {
    type Target = [Requirement];

    fn deref(&self) -> &[Requirement] {
        &self.list
    }
}

impl From<Vec<Requirement>> for Members {
    fn from(list: Vec<Requirement>) -> Self {
        Self {
            list: list.into(),
            set: None,
        }
    }
}

impl Requirement {
    /// Returns what it is a gate of, or nothing for a name.
    #[must_use]
    pub fn members(&self) -> &[Self] {
        match self {
            Self::All(members) | Self::Any(members) | Self::AtLeast(_, members) => members,
            Self::Exam(_) | Self::Certification(_) | Self::Ever(_) => &[],
        }
    }

    /// Returns the level whose certifications its members are, if it was written so.
    #[must_use]
    pub fn set(&self) -> Option<LevelSet> {
        match self {
            Self::All(members) | Self::Any(members) | Self::AtLeast(_, members) => members.set,
            Self::Exam(_) | Self::Certification(_) | Self::Ever(_) => None,
        }
    }

    /// Returns how many of the members must hold, or 0 for a name.
    #[must_use]
    pub fn needed(&self) -> usize {
        match self {
            Self::All(members) => members.len(),
            Self::Any(_) => 1,
            Self::AtLeast(count, _) => *count as usize,
            Self::Exam(_) | Self::Certification(_) | Self::Ever(_) => 0,
        }
    }

    /// Returns whether it is met where `holds` says which of its names are.
    ///
    /// It nests at most 64 deep, which the reader of catalogs holds it to.
    pub fn is_met(&self, holds: &mut impl FnMut(&Self) -> bool) -> bool {
        match self {
            Self::Exam(_) | Self::Certification(_) | Self::Ever(_) => holds(self),
            Self::All(members) | Self::Any(members) | Self::AtLeast(_, members) => {
                let needed = self.needed();
                let met = members.iter().filter(|member| member.is_met(holds));
                met.take(needed).count() == needed
            }
        }
    }

    /// Returns the exam or certification that it names, or nothing for a gate.
    #[must_use]
    pub fn entry(&self) -> Option<Entry> {
        match self {
            Self::Exam(exam) => Some(Entry::Exam(*exam)),
            Self::Certification(index) | Self::Ever(index) => Some(Entry::Certification(*index)),
            Self::All(_) | Self::Any(_) | Self::AtLeast(..) => None,
        }
    }

    /// Returns whether it names an exam or certification, however deep.
    #[must_use]
    pub fn mentions(&self, entry: Entry) -> bool {
        let mut found = false;
        self.names(&mut |name| found |= name.entry() == Some(entry));
        found
    }

    /// Calls `visit` with every name in it, from left to right.
    ///
    /// It nests at most 64 deep, which the reader of catalogs holds it to.
    pub fn names<'a>(&'a self, visit: &mut impl FnMut(&'a Self)) {
        match self {
            Self::Exam(_) | Self::Certification(_) | Self::Ever(_) => visit(self),
            Self::All(members) | Self::Any(members) | Self::AtLeast(_, members) => {
                for member in members.iter() {
                    member.names(visit);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gate_is_met_by_as_many_members_as_it_needs() {
        let exam = |index| Requirement::Exam(ExamIndex(index));
        let three = || vec![exam(0), exam(1), exam(2)];
        for (needed, requirement) in [
            (3, Requirement::All(three().into())),
            (1, Requirement::Any(three().into())),
            (2, Requirement::AtLeast(2, three().into())),
        ] {
            for held in 0..4 {
                let mut holds = |name: &Requirement| (0..held).any(|index| *name == exam(index));
                assert_eq!(requirement.is_met(&mut holds), held >= needed);
            }
        }
        let nested = Requirement::All(vec![exam(0), Requirement::Any(three().into())].into());
        assert!(nested.is_met(&mut |name| *name == exam(0)));
        assert!(!nested.is_met(&mut |name| *name == exam(1)));
    }

    #[test]
    fn a_name_is_found_however_deep_it_stands() {
        let exam = |index| Requirement::Exam(ExamIndex(index));
        let within = Requirement::Any(vec![exam(1), Requirement::Ever(CertIndex(2))].into());
        let requirement = Requirement::All(vec![exam(0), within].into());
        assert!(requirement.mentions(Entry::Exam(ExamIndex(1))));
        assert!(requirement.mentions(Entry::Certification(CertIndex(2))));
        assert!(!requirement.mentions(Entry::Certification(CertIndex(1))));
        assert!(!requirement.mentions(Entry::Exam(ExamIndex(2))));
    }
}
