//! Bound rounding: lifts bounds where the weights are packed figures.
//!
//! If the figures below bit `k` of all weights together stay below a total, no plan has more than that
//! there: a bound with more can only mean the next whole figure above. This turns "11.3 exams" into 12.

/// Where the figures of the weights begin, and how much there can be below each.
#[derive(Debug, Default)]
pub(super) struct BoundRounding {
    /// The lowest bits of the weights, from which something was taken for the order of ties.
    ties: u32,
    cuts: Vec<(u32, u128)>,
}

impl BoundRounding {
    /// How many of the lowest bits are for ties.
    pub(super) fn ties(&self) -> u32 {
        self.ties
    }

    /// Finds the gaps between the figures of `weights`, above the digits for `ties`.
    pub(super) fn find(&mut self, weights: &[u128], ties: u32) {
        self.ties = ties;
        let used = weights
            .iter()
            .fold(0, |used, &weight| used | self.whole(weight));
        self.cuts.clear();
        // The lowest bit of each run of used bits.
        let mut begins = used & !(used << 1) & !1;
        while begins > 0 {
            let bit = begins.ilog2();
            self.cuts.push((bit, 0));
            begins &= !(1 << bit);
        }
    }

    /// Adds up what the plans of a graph with these weights can have below each figure.
    pub(super) fn measure(&mut self, weights: &[u128]) {
        for place in 0..self.cuts.len() {
            let low = (1_u128 << self.cuts[place].0) - 1;
            self.cuts[place].1 = weights.iter().map(|&weight| self.whole(weight) & low).sum();
        }
    }

    /// Returns the least weight, `bound` or more, that a plan can have.
    pub(super) fn round_up(&self, bound: u128) -> u128 {
        if self.cuts.is_empty() {
            return bound;
        }
        let mut whole = self.whole(bound);
        for &(bit, most) in &self.cuts {
            let low = whole & ((1 << bit) - 1);
            if most >> bit == 0 && low > most {
                whole = ((whole >> bit) + 1) << bit;
            }
        }
        let taken = (1 << self.ties) - 1;
        bound.max((whole << self.ties).saturating_sub(taken))
    }

    /// A weight without the digits for ties, rounded up: they were taken away from it.
    fn whole(&self, weight: u128) -> u128 {
        weight.div_ceil(1 << self.ties)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_a_figure_counts_whole() {
        let weights = [1 << 40 | 99 << 8, 1 << 40 | 250 << 8, 1 << 40 | 165 << 8];
        let mut rounding = BoundRounding::default();
        rounding.find(&weights, 0);
        rounding.measure(&weights);
        assert_eq!(rounding.round_up(1 << 39), 1 << 40);
        assert_eq!(rounding.round_up(1 << 40 | 1), 1 << 40 | 1 << 8);
        assert_eq!(rounding.round_up(1 << 40 | 515 << 8), 2 << 40);
    }

    #[test]
    fn what_was_taken_for_ties_is_left_out_of_the_figures() {
        let weights = [(7 << 3) - 4, (7 << 3) - 2, (7 << 3) - 1];
        let mut rounding = BoundRounding::default();
        rounding.find(&weights, 3);
        rounding.measure(&weights);
        assert_eq!(rounding.round_up(50), 50);
    }
}
