//! Which names look most like one that does not exist.

use crate::catalog::model::{Catalog, Entry};

/// How many names an error proposes at most.
const MOST: usize = 5;
/// Jaro-Winkler similarity at which two names begin to look alike.
const ALIKE: f64 = 0.75;
/// More than a sum of four floating-point numbers below 1 can be off by.
const ROUNDING: f64 = 1e-9;

/// The entries that look most like what was asked, best first, ties by printed name.
#[derive(Debug, Default)]
pub(super) struct Nearest {
    pub(super) best: Vec<(f64, Entry)>,
}

impl Nearest {
    /// Returns the similarity below which nothing gets in.
    pub(super) fn floor(&self) -> f64 {
        match self.best.get(MOST - 1) {
            Some((score, _)) => *score,
            None => ALIKE,
        }
    }

    /// Takes a name of an entry in, if it is among the best and the entry's best.
    pub(super) fn add(&mut self, catalog: &Catalog, entry: Entry, score: f64) {
        match self.best.iter_mut().find(|(_, other)| *other == entry) {
            Some((best, _)) => *best = best.max(score),
            None => self.best.push((score, entry)),
        }
        self.best.sort_by(|left, right| {
            let by_name = || catalog.name(left.1).cmp(&catalog.name(right.1));
            right.0.total_cmp(&left.0).then_with(by_name)
        });
        self.best.truncate(MOST);
    }
}

/// A text to which names are compared.
///
/// Most names are told to be too different by their length and letters, without the full comparison.
#[derive(Debug)]
pub(super) struct Likeness<'a> {
    text: &'a str,
    /// How many of each ASCII character it has; of no use if it has others.
    counts: [u8; 128],
}

impl<'a> Likeness<'a> {
    /// Counts the letters of a text. More than 255 of a kind may pass over a name that is near.
    pub(super) fn new(text: &'a str) -> Self {
        let mut counts = [0_u8; 128];
        for byte in text.bytes() {
            if let Some(count) = counts.get_mut(usize::from(byte)) {
                *count = count.saturating_add(1);
            }
        }
        Self { text, counts }
    }

    /// Returns how much a name looks like the text, unless that is below `floor`.
    pub(super) fn score(&self, name: &str, floor: f64) -> Option<f64> {
        if self.at_most(name, self.text.len().min(name.len())) < floor {
            return None;
        }
        if self.at_most(name, self.common_letters(name)) < floor {
            return None;
        }
        let score = strsim::jaro_winkler(self.text, name);
        (score >= floor).then_some(score)
    }

    /// Returns what the similarity is at most if so many letters match, in whatever order.
    #[expect(clippy::cast_precision_loss, reason = "lengths of names are small")]
    fn at_most(&self, name: &str, matching: usize) -> f64 {
        if !self.text.is_ascii() || !name.is_ascii() {
            return 1.0;
        }
        let part = |whole: &str| matching as f64 / whole.len().max(1) as f64;
        let jaro = (part(self.text) + part(name) + 1.0) / 3.0;
        let pairs = self.text.bytes().zip(name.bytes());
        let prefix = pairs.take(4).take_while(|(left, right)| left == right);
        jaro + 0.1 * prefix.count() as f64 * (1.0 - jaro) + ROUNDING
    }

    /// Returns how many letters the name has in common with the text, in whatever order.
    fn common_letters(&self, name: &str) -> usize {
        let mut left = self.counts;
        let mut common = 0;
        for byte in name.bytes() {
            if let Some(count @ 1..) = left.get_mut(usize::from(byte)) {
                *count -= 1;
                common += 1;
            }
        }
        common
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn nothing_near_is_passed_over(text in "[a-c é-]{0,9}", name in "[a-c é-]{1,20}", floor in 0.0..1.0) {
            let full = strsim::jaro_winkler(&text, &name);
            prop_assert_eq!(Likeness::new(&text).score(&name, floor), (full >= floor).then_some(full));
        }
    }
}
