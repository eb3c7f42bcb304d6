//! An exam or a certification with what stands behind it on a day.

use jiff::civil::Date;

use crate::answer::rules::{own_exams, required_by};
use crate::catalog::model::{
    Catalog, CertIndex, Certification, Entry, Exam, ExamIndex, Requirement,
};
use crate::catalog::status::Status;

/// An exam or a certification with what stands behind it on a day.
#[derive(Debug, Clone)]
pub(crate) struct Item<'a> {
    pub(crate) catalog: &'a Catalog,
    pub(crate) entry: Entry,
    pub(crate) as_of: Date,
    /// The certification itself, or those that the exam leads to: they say what the exam does not.
    pub(crate) certifications: Vec<CertIndex>,
}

impl<'a> Item<'a> {
    pub(crate) fn new(catalog: &'a Catalog, entry: Entry, as_of: Date) -> Self {
        let certifications = match entry {
            Entry::Certification(index) => vec![index],
            Entry::Exam(_) => {
                let dependents = required_by(catalog, entry, as_of);
                dependents
                    .into_iter()
                    .filter_map(Entry::certification)
                    .collect()
            }
        };
        Self {
            catalog,
            entry,
            as_of,
            certifications,
        }
    }

    /// Says how a name is had, if there is a short word for it: ` (AZ-104)`, ` (retired 2026-07-31)`.
    pub(crate) fn way_to(&self, name: &Requirement) -> String {
        let Some(entry) = name.entry() else {
            return String::new();
        };
        if self.catalog.status(entry, self.as_of) == Status::Retired
            && let Some(day) = self.catalog.last_day(entry, self.as_of)
        {
            return format!(" (retired {day})");
        }
        let Entry::Certification(index) = entry else {
            return String::new();
        };
        match own_exams(self.catalog, index, self.as_of).as_slice() {
            [only] => format!(" ({})", self.catalog.name(Entry::Exam(*only))),
            _ => String::new(),
        }
    }

    pub(super) fn entries(&self) -> impl Iterator<Item = &'a Certification> {
        let catalog = self.catalog;
        let indices = self.certifications.iter();
        indices.map(move |index| catalog.certification(*index))
    }

    /// The exam itself, or those that the rules of the certification name.
    pub(super) fn exams(&self) -> Vec<ExamIndex> {
        match self.entry {
            Entry::Exam(index) => vec![index],
            Entry::Certification(index) => own_exams(self.catalog, index, self.as_of),
        }
    }

    pub(super) fn exam(&self) -> Option<&'a Exam> {
        Some(self.catalog.exam(self.entry.exam()?))
    }
}
