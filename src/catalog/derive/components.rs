//! What is tied together: the connected components of exams and certifications.

use petgraph::unionfind::UnionFind;

use crate::catalog::model::{CertIndex, Certification, Entry, Exam, ExamIndex, Requirement};

/// Numbers the component of every exam, then of every certification.
///
/// Two entries are of one component if a requirement, a recommendation, a renewal or a replacement leads from one to the other,
/// over others or not, either way.
pub(crate) fn components(exams: &[Exam], certifications: &[Certification]) -> Vec<u32> {
    let mut ties = Ties {
        exams: exams.len(),
        sets: UnionFind::new(exams.len() + certifications.len()),
    };
    for (index, exam) in (0..).zip(exams) {
        let from = Entry::Exam(ExamIndex(index));
        ties.all(from, &exam.replaced_by);
        ties.names(from, exam.requires.as_ref());
    }
    for (index, certification) in (0..).zip(certifications) {
        let from = Entry::Certification(CertIndex(index));
        ties.all(from, &certification.replaced_by);
        ties.names(from, certification.recommends.as_ref());
        for rule in certification.rules.iter() {
            ties.names(from, rule.requires.as_ref());
        }
        for way in certification.renewal_ways.iter() {
            ties.names(from, way.requirement());
        }
    }
    ties.sets.into_labeling()
}

struct Ties {
    /// How many exams there are; the certifications come after them.
    exams: usize,
    sets: UnionFind<u32>,
}

impl Ties {
    fn all(&mut self, from: Entry, entries: &[Entry]) {
        for to in entries {
            self.sets.union(self.place(from), self.place(*to));
        }
    }

    fn names(&mut self, from: Entry, requirement: Option<&Requirement>) {
        let Some(requirement) = requirement else {
            return;
        };
        requirement.names(&mut |name| match name {
            Requirement::Exam(index) => self.all(from, &[Entry::Exam(*index)]),
            Requirement::Certification(index) | Requirement::Ever(index) => {
                self.all(from, &[Entry::Certification(*index)]);
            }
            Requirement::All(_) | Requirement::Any(_) | Requirement::AtLeast(..) => {}
        });
    }

    fn place(&self, entry: Entry) -> u32 {
        place(self.exams, entry)
    }
}

/// Returns an entry's place among `exams` exams and the certifications after them.
pub(crate) fn place(exams: usize, entry: Entry) -> u32 {
    match entry {
        Entry::Exam(index) => index.0,
        Entry::Certification(index) => u32::try_from(exams).unwrap_or(u32::MAX) + index.0,
    }
}
