//! What is wrong or doubtful in a catalog as a whole.

mod cycles;
mod doubts;
mod unearnable;

use jiff::civil::Date;

use crate::catalog::load::check::cycles::cycles;
use crate::catalog::load::check::unearnable::unearnable;
use crate::catalog::load::merge::{Raw, RawEntry};
use crate::catalog::load::problem::Problems;
use crate::catalog::model::{Catalog, CertIndex, Entry, ExamIndex, Requirement};

pub(super) use crate::catalog::load::check::doubts::warnings;

/// A catalog on trial.
pub(super) struct Checked<'c> {
    pub(super) catalog: &'c Catalog,
    /// Its entries in the same order, for their places.
    pub(super) raw: &'c Raw<'c>,
    /// For each certification whether a rule of it could not be read.
    pub(super) broken: &'c [bool],
    /// The day on which it must hold.
    pub(super) day: Date,
}

impl Checked<'_> {
    fn raw(&self, entry: Entry) -> &RawEntry<'_> {
        match entry {
            Entry::Exam(ExamIndex(index)) => &self.raw.exams[index as usize],
            Entry::Certification(CertIndex(index)) => &self.raw.certifications[index as usize],
        }
    }

    /// Returns a number for each entry, below the number of all.
    fn number(&self, entry: Entry) -> usize {
        match entry {
            Entry::Exam(ExamIndex(index)) => index as usize,
            Entry::Certification(CertIndex(index)) => self.catalog.exams.len() + index as usize,
        }
    }

    fn requirements(&self, entry: Entry) -> Vec<&Requirement> {
        match entry {
            Entry::Exam(exam) => self.catalog.exam(exam).requires.iter().collect(),
            Entry::Certification(held) => {
                let rules = self.catalog.certification(held).rules.iter();
                rules.filter_map(|rule| rule.requires.as_ref()).collect()
            }
        }
    }
}

fn for_names(requirement: &Requirement, mut visit: impl FnMut(Entry)) {
    requirement.names(&mut |name| {
        if let Some(entry) = name.entry() {
            visit(entry);
        }
    });
}

/// Reports cycles, and of what nobody can earn any more.
pub(super) fn errors(checked: &Checked<'_>, problems: &mut Problems) {
    let in_cycles = cycles(checked, problems);
    unearnable(checked, &in_cycles, problems);
}
