//! What ends with a holding is worked out as long as there is time.

use std::cell::Cell;

use jiff::civil::date;

use super::*;
use crate::answer::sample::catalog;
use crate::resolve;

/// Certifications only: an exam is needed for nothing that could end.
const HAVE: &str =
    "azure-administrator-associate, azure-developer-associate, devops-engineer-expert";

#[test]
fn what_would_be_lost_is_worked_out_until_that_takes_too_long() {
    let catalog = catalog();
    let graph = Graph::new(&catalog);
    let as_of = date(2026, 11, 22);
    let have = resolve::holdings(&catalog, HAVE, as_of).unwrap();
    let question = Question {
        have: &have,
        want: &[],
        as_of,
        within: 180,
    };
    let count = have.len();
    for (worked_out, left_out) in [(count, 0), (count - 1, 1), (0, count)] {
        let left = Cell::new(worked_out);
        let stop = || left.replace(left.get().saturating_sub(1)) == 0;
        let status = status(&graph, &question, &stop);
        assert_eq!(status.affects_left_out, left_out);
        assert_eq!(status.holdings.len(), 3);
    }
}
