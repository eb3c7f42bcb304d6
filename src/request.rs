//! What is asked: holdings, wants and the day, all names resolved.

use jiff::civil::Date;

use crate::catalog::date::PartialDate;
use crate::catalog::model::{Cents, Entry, ProviderIndex, Text};

/// What the cost of a plan is compared by first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Objective {
    /// The number of exams, then price, then course days.
    #[default]
    Exams,
    /// The price, then the number of exams, then course days.
    Price,
    /// The course days, then the number of exams, then price.
    Days,
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
    /// It is of that level, case aside and blanks as hyphens.
    Level(Text),
    /// It is for that role, case aside and blanks as hyphens.
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
    /// The day for which the question is asked.
    pub as_of: Date,
    pub minimize: Objective,
    /// How many of the best minimal plans; at least 1.
    pub alternatives: usize,
    /// Add the cheapest way to what the plan's certifications recommend.
    pub with_recommended: bool,
    /// Fill [`Step::why`](crate::plan::answer::Step::why) and [`Plan::choices`](crate::plan::answer::Plan::choices).
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
