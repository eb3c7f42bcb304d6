//! What is requested: holdings, wants and the day, all names resolved.

use std::collections::HashSet;
use std::hash::Hash;
use std::num::NonZeroUsize;
use std::str::FromStr;
use std::time::Duration;

use jiff::civil::Date;
use thiserror::Error;

use crate::catalog::date::PartialDate;
use crate::catalog::load::finding::printable;
use crate::catalog::model::{Cents, Entry, ProviderIndex, Text};
use crate::catalog::words::words;

/// Most characters of a word that a message repeats.
const LONGEST_WORD: usize = 160;

words! {
    /// What the cost of a plan is compared by first.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
    pub enum Objective {
        /// The number of exams, then price, then course days.
        #[default]
        Exams = "exams",
        /// The price, then the number of exams, then course days.
        Price = "price",
        /// The course days, then the number of exams, then price.
        Days = "days",
    }
}

impl FromStr for Objective {
    type Err = BadValue;

    fn from_str(word: &str) -> Result<Self, BadValue> {
        Self::of_word(word).ok_or_else(|| {
            let start: String = word.chars().take(LONGEST_WORD).collect();
            BadValue::Minimize(printable(&start).into_owned())
        })
    }
}

/// Why a value of a request is none.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum BadValue {
    /// No cost is called so.
    #[error("`{0}` cannot be minimized")]
    Minimize(String),
    /// No plan at all.
    #[error("the number of plans must be at least 1")]
    NoPlans,
    /// Negative, or more than anything costs.
    #[error("`{0}` is not an amount of dollars")]
    Dollars(f64),
    /// Negative, or longer than anything lasts.
    #[error("`{0:?}` is not a number of seconds")]
    Seconds(f64),
    /// Courses that are over before they begin.
    #[error("{by} lies before the as-of date {as_of}")]
    By { by: Date, as_of: Date },
    /// Nothing to reach, or a list of nothing.
    #[error("nothing is wanted")]
    NothingWanted,
}

impl BadValue {
    /// Returns what to write instead.
    #[must_use]
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Minimize(_) => Some("choose exams, price or days"),
            Self::Dollars(_) => Some("write a number such as 500 or 499.50"),
            Self::By { .. } => Some("choose a later day for `--by`"),
            Self::NothingWanted => Some("name a certification or an exam to reach"),
            Self::NoPlans | Self::Seconds(_) => None,
        }
    }
}

/// Reads a number of plans.
///
/// # Errors
///
/// [`BadValue::NoPlans`] for none.
pub(crate) fn at_least_one(count: usize) -> Result<NonZeroUsize, BadValue> {
    NonZeroUsize::new(count).ok_or(BadValue::NoPlans)
}

/// Reads an amount of dollars.
///
/// # Errors
///
/// [`BadValue::Dollars`] if it is none.
pub fn dollars(dollars: f64) -> Result<Cents, BadValue> {
    /// More is no price, and whole cents of so much are exact.
    const MOST: f64 = 1e9;
    if !(0.0..=MOST).contains(&dollars) {
        return Err(BadValue::Dollars(dollars));
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the number is within these bounds"
    )]
    let cents = (dollars * 100.0).round() as u64;
    Ok(Cents(cents))
}

/// Reads a length of time.
///
/// # Errors
///
/// [`BadValue::Seconds`] if it is none.
pub fn seconds(seconds: f64) -> Result<Duration, BadValue> {
    Duration::try_from_secs_f64(seconds).map_err(|_| BadValue::Seconds(seconds))
}

/// Lets no question pass that wants nothing, or nothing of a list.
///
/// # Errors
///
/// [`BadValue::NothingWanted`] for such a question.
pub fn refuse_nothing_wanted(want: &[Entry], want_any: &[Vec<Wanted>]) -> Result<(), BadValue> {
    let nothing = want.is_empty() && want_any.is_empty();
    if nothing || want_any.iter().any(Vec::is_empty) {
        return Err(BadValue::NothingWanted);
    }
    Ok(())
}

/// Leaves out what was there before.
#[must_use]
pub fn each_once<T: Clone + Eq + Hash>(mut all: Vec<T>) -> Vec<T> {
    /// Of so few a look at all is quicker than a set.
    const FEW: usize = 12;
    if all.len() <= FEW {
        let mut kept = 0;
        for place in 0..all.len() {
            if !all[..kept].contains(&all[place]) {
                all.swap(kept, place);
                kept += 1;
            }
        }
        all.truncate(kept);
        return all;
    }
    let mut seen = HashSet::new();
    all.retain(|one| seen.insert(one.clone()));
    all
}

/// Something held: an exam passed or a certification earned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Holding {
    pub entry: Entry,
    /// When it was passed, earned or last renewed, where that was said: a month or a year counts as its first day.
    pub on: Option<PartialDate>,
    /// Until when it counts, where that was said: a month or a year counts as its last day.
    pub until: Option<PartialDate>,
}

impl Holding {
    /// Returns the holding of an entry without a date.
    #[must_use]
    pub fn new(entry: Entry) -> Self {
        Self {
            entry,
            on: None,
            until: None,
        }
    }

    /// Returns it with the day on which it was passed, earned or last renewed.
    #[must_use]
    pub fn on(self, day: Date) -> Self {
        Self {
            on: Some(PartialDate::Day(day)),
            ..self
        }
    }
}

/// What may be reached to meet one of [`Request::want_any`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// That exam or certification; one that is held already is reached already.
    Entry(Entry),
    /// Any certification of that kind that is not held yet.
    Kind(Kind),
}

/// A kind of certification: those that have all of these traits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kind(pub Vec<Trait>);

/// What a certification is sorted by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trait {
    /// It is that provider's.
    Provider(ProviderIndex),
    /// It is of that level, case aside and spaces as hyphens.
    Level(Text),
    /// It is for that role, case aside and spaces as hyphens.
    Role(Text),
}

/// What a plan may take at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Limits {
    /// What its exams may cost.
    pub budget: Option<Cents>,
    /// The day on which its courses are over at the latest; the first one may begin on the as-of date.
    pub by: Option<Date>,
}

impl Limits {
    /// Refuses limits that lie before the question.
    ///
    /// # Errors
    ///
    /// [`BadValue::By`] for such a day.
    pub fn checked(self, as_of: Date) -> Result<Self, BadValue> {
        match self.by {
            Some(by) if by < as_of => Err(BadValue::By { by, as_of }),
            _ => Ok(self),
        }
    }
}

/// A question to the planner, all names resolved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// In the order in which they were named.
    pub have: Vec<Holding>,
    /// What is to be reached, all of it.
    pub want: Vec<Entry>,
    /// Of each of these lists at least one is to be reached, whichever is cheapest.
    pub want_any: Vec<Vec<Wanted>>,
    /// More that is to be reached on the way.
    pub via: Vec<Entry>,
    /// Exams that are not to be in the plan and certifications that are not to be used as a step.
    pub avoid: Vec<Entry>,
    /// The day as of which the plan is to hold.
    pub as_of: Date,
    pub minimize: Objective,
    /// How many of the best minimal plans; at least 1.
    pub alternatives: usize,
    /// Add the cheapest way to what the plan's certifications recommend.
    pub with_recommended: bool,
    /// Fill `Step::why` and `Plan::choices`.
    pub why: bool,
}

impl Request {
    /// Returns a question for that day that holds and wants nothing yet, for the plan with the fewest exams.
    #[must_use]
    pub fn new(as_of: Date) -> Self {
        Self {
            have: Vec::new(),
            want: Vec::new(),
            want_any: Vec::new(),
            via: Vec::new(),
            avoid: Vec::new(),
            as_of,
            minimize: Objective::Exams,
            alternatives: 1,
            with_recommended: false,
            why: false,
        }
    }

    /// Returns everything that it names, but for [`Self::want_any`], which may name whole kinds.
    pub fn entries(&self) -> impl Iterator<Item = Entry> {
        let have = self.have.iter().map(|holding| holding.entry);
        let lists = [&self.want, &self.via, &self.avoid];
        have.chain(lists.into_iter().flatten().copied())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_again_is_left_out() {
        assert_eq!(each_once(vec!["b", "a", "b", "c", "a"]), ["b", "a", "c"]);
        let many: Vec<u32> = (0..40).chain([3, 50, 0, 50]).collect();
        let once: Vec<u32> = (0..40).chain([50]).collect();
        assert_eq!(each_once(many), once);
    }
}
