//! The order of the exams' printed codes.

use crate::catalog::model::{Catalog, Entry, ExamIndex};

/// Returns for every exam how many exams' printed codes sort before its own as text.
pub(crate) fn code_order(catalog: &Catalog) -> Vec<u32> {
    let mut exams: Vec<ExamIndex> = catalog.exam_indices().collect();
    exams.sort_by_cached_key(|exam| catalog.name(Entry::Exam(*exam)));
    let mut order = vec![0; exams.len()];
    for (place, exam) in (0..).zip(exams) {
        order[exam.0 as usize] = place;
    }
    order
}
