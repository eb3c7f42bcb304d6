//! What exams cost, as vectors that are compared from the left and packed into one whole number.

use jiff::civil::Date;

use crate::catalog::date::add_days;
use crate::catalog::model::{Catalog, Cents, Entry, ExamIndex};
use crate::plan::answer::Bound;
use crate::request::Objective;

/// Exams whose last day is within so many days are avoided among plans of the same cost.
const LASTING_DAYS: i32 = 365;

/// How many figures a cost has: those of the cost proper, then those that decide between equals.
const FIGURES: usize = 7;
/// How many of them are the cost proper.
const PROPER: usize = 5;

/// How many bits the weights of a search may take together.
const WEIGHT_BITS: u32 = 126;

/// What an exam costs, in the order in which costs are compared.
pub(crate) type Figures = [u64; FIGURES];

/// What a figure of the cost proper counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Figure {
    Exams,
    UnknownPrices,
    Price,
    UnknownDays,
    Days,
}

/// The figures of the cost proper, the weightiest first.
fn proper(minimize: Objective) -> [Figure; PROPER] {
    use Figure::{Days, Exams, Price, UnknownDays, UnknownPrices};
    match minimize {
        Objective::Exams => [Exams, UnknownPrices, Price, UnknownDays, Days],
        Objective::Price => [UnknownPrices, Price, Exams, UnknownDays, Days],
        Objective::Days => [UnknownDays, Days, Exams, UnknownPrices, Price],
    }
}

/// Returns the day up to which an exam whose last day it is does not last.
pub(crate) fn lasting(as_of: Date) -> Date {
    add_days(as_of, LASTING_DAYS)
}

/// Returns what an exam costs, and then what decides between plans of the same cost.
pub(crate) fn figures(
    catalog: &Catalog,
    index: ExamIndex,
    minimize: Objective,
    lasts_until: Date,
) -> Figures {
    let exam = catalog.exam(index);
    let figure = |figure| match figure {
        Figure::Exams => 1,
        Figure::UnknownPrices => u64::from(exam.price.is_none()),
        Figure::Price => exam.price.unwrap_or_default().0,
        Figure::UnknownDays => u64::from(exam.course_days.is_none()),
        Figure::Days => u64::from(exam.course_days.unwrap_or_default()),
    };
    let [first, second, third, fourth, fifth] = proper(minimize).map(figure);
    let ends_soon = exam
        .facts
        .retires
        .is_some_and(|last| last.last_day() <= lasts_until);
    let rank = catalog.level(Entry::Exam(index)).rank;
    [
        first,
        second,
        third,
        fourth,
        fifth,
        u64::from(ends_soon),
        u64::from(rank),
    ]
}

/// Packs costs into whole numbers so that sums compare as their vectors do.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Packing {
    minimize: Objective,
    /// How many figures have room.
    kept: usize,
    /// How far each of them is shifted to the left.
    shifts: [u32; FIGURES],
}

impl Packing {
    /// Makes room for the sum over `all` in each figure.
    ///
    /// The last figures get no room where there is none: 100,000 exams at the highest price and length need 124 bits
    /// for the cost proper, and what decides between equals would not fit beside it.
    pub(crate) fn new<'a>(all: impl Iterator<Item = &'a Figures>, minimize: Objective) -> Self {
        let mut sums = [0_u64; FIGURES];
        for figures in all {
            for (sum, figure) in sums.iter_mut().zip(figures) {
                *sum = sum.saturating_add(*figure);
            }
        }
        let bits = sums.map(|sum| u64::BITS - sum.leading_zeros());
        let mut kept = FIGURES;
        while kept > 0 && bits[..kept].iter().sum::<u32>() > WEIGHT_BITS {
            kept -= 1;
        }
        let mut shifts = [0; FIGURES];
        let mut used = 0;
        for (shift, bits) in shifts[..kept].iter_mut().zip(&bits[..kept]).rev() {
            *shift = used;
            used += bits;
        }
        Self {
            minimize,
            kept,
            shifts,
        }
    }

    /// Packs a cost.
    pub(crate) fn pack(&self, figures: &Figures) -> u128 {
        let packed = |(figure, shift): (&u64, &u32)| u128::from(*figure) << shift;
        let kept = figures.iter().zip(&self.shifts).take(self.kept);
        kept.map(packed).sum()
    }

    /// Leaves of a packed cost only the cost proper.
    pub(crate) fn proper(&self, packed: u128) -> u128 {
        packed >> self.shifts[PROPER.min(self.kept) - 1]
    }

    /// Unpacks a cost.
    fn unpack(&self, packed: u128) -> Figures {
        let mut rest = packed;
        let mut figures = [0; FIGURES];
        for (figure, shift) in figures.iter_mut().zip(self.shifts).take(self.kept) {
            let part = rest >> shift;
            rest -= part << shift;
            *figure = u64::try_from(part).unwrap_or(u64::MAX);
        }
        figures
    }

    /// Explains the proven part of a cost whose lower bound is known: its leading figures, up to the first that differs.
    pub(crate) fn bound(&self, lower: u128, cost: u128) -> Bound {
        let (lower, cost) = (self.unpack(lower), self.unpack(cost));
        let mut bound = Bound {
            exams: None,
            price: None,
            course_days: None,
            gap: 0.0,
        };
        for ((figure, lower), cost) in proper(self.minimize).into_iter().zip(lower).zip(cost) {
            match figure {
                Figure::Exams => bound.exams = Some(lower),
                Figure::Price => bound.price = Some(Cents(lower)),
                Figure::Days => bound.course_days = Some(lower),
                Figure::UnknownPrices | Figure::UnknownDays => {}
            }
            if lower != cost {
                bound.gap = share(cost.abs_diff(lower), cost.max(lower));
                break;
            }
        }
        bound
    }
}

/// Returns `part` as a share of `whole`, for people to read: nothing is decided by it.
#[expect(clippy::cast_precision_loss, reason = "a share that is printed")]
fn share(part: u64, whole: u64) -> f64 {
    part as f64 / whole.max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHEAP: Figures = [1, 0, 9_900, 0, 1, 0, 1];
    const EXPENSIVE: Figures = [1, 0, 16_500, 1, 0, 1, 3];

    #[test]
    fn packed_sums_compare_as_their_vectors() {
        let all = [CHEAP, CHEAP, EXPENSIVE];
        let packing = Packing::new(all.iter(), Objective::Exams);
        let one = packing.pack(&EXPENSIVE);
        let two = packing.pack(&CHEAP) + packing.pack(&CHEAP);
        assert!(one < two, "fewer exams come first");
        assert_eq!(packing.unpack(two), [2, 0, 19_800, 0, 2, 0, 2]);
        assert_eq!(packing.unpack(one), EXPENSIVE);
    }

    #[test]
    fn what_decides_between_equals_is_not_part_of_the_cost_proper() {
        let retiring = [1, 0, 9_900, 0, 1, 1, 3];
        let packing = Packing::new([CHEAP, EXPENSIVE, retiring].iter(), Objective::Exams);
        let proper = |figures: &Figures| packing.proper(packing.pack(figures));
        assert_eq!(proper(&CHEAP), proper(&retiring));
        assert!(proper(&CHEAP) < proper(&EXPENSIVE));
    }

    #[test]
    fn a_bound_is_reported_up_to_the_first_figure_that_differs() {
        let all = [CHEAP, EXPENSIVE];
        let packing = Packing::new(all.iter(), Objective::Exams);
        let bound = packing.bound(packing.pack(&CHEAP), packing.pack(&EXPENSIVE));
        assert_eq!(bound.exams, Some(1));
        assert_eq!(bound.price, Some(Cents(9_900)));
        assert_eq!(bound.course_days, None);
        assert!((bound.gap - 0.4).abs() < 1e-9);
    }
}
