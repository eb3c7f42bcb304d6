//! What the nodes of a shrunken graph stand for: one node of the problem, or several together.

use crate::solve::graph::{UNLABELLED, index};

/// Labels for several labels at once. Labels below `first` stand for themselves.
#[derive(Debug, Default)]
pub(super) struct Labels {
    first: u32,
    pairs: Vec<(u32, u32)>,
}

impl Labels {
    /// Forgets all joins; from now on labels below `first` stand for themselves.
    pub(super) fn start(&mut self, first: u32) {
        self.first = first;
        self.pairs.clear();
    }

    /// Returns how many joins there are.
    pub(super) fn len(&self) -> usize {
        self.pairs.len()
    }

    /// Forgets all joins but the first `len`.
    pub(super) fn truncate(&mut self, len: usize) {
        self.pairs.truncate(len);
    }

    /// Returns a label for both together.
    pub(super) fn join(&mut self, one: u32, other: u32) -> u32 {
        if one == UNLABELLED {
            return other;
        }
        if other == UNLABELLED {
            return one;
        }
        self.pairs.push((one, other));
        self.first + index(self.pairs.len() - 1)
    }

    /// Appends the labels that `label` stands for to `all`.
    pub(super) fn expand(&self, label: u32, all: &mut Vec<u32>) {
        if label == UNLABELLED {
            return;
        }
        // What is not looked at yet stands at the end of the list, in place of what it stands for.
        let mut at = all.len();
        all.push(label);
        while let Some(&label) = all.get(at) {
            if label < self.first {
                at += 1;
            } else {
                let (one, other) = self.pairs[(label - self.first) as usize];
                all[at] = one;
                all.push(other);
            }
        }
    }
}
