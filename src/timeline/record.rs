//! What is known of one certification: when it was earned and renewed, and until when it counts.

use std::cmp::Ordering;

use jiff::civil::Date;

use crate::catalog::date::add_months;
use crate::catalog::model::{Entry, ExamIndex, Validity};

/// When something ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum End {
    /// After that day.
    Day(Date),
    /// Not that anybody knows: it is taken to count on.
    Unknown,
    /// Never.
    Never,
}

impl End {
    /// Returns the end of what begins on a day and counts so long.
    pub(crate) fn after(day: Date, validity: Validity) -> Self {
        match validity {
            Validity::Months(months) => Self::Day(add_months(day, months)),
            Validity::Unknown => Self::Unknown,
            Validity::Never => Self::Never,
        }
    }

    /// Returns the last day, if one is known.
    #[must_use]
    pub fn day(self) -> Option<Date> {
        match self {
            Self::Day(day) => Some(day),
            Self::Unknown | Self::Never => None,
        }
    }

    /// Returns whether it comes before `day`.
    #[must_use]
    pub fn is_over(self, day: Date) -> bool {
        self.day().is_some_and(|last| last < day)
    }
}

impl PartialOrd for End {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for End {
    /// The later end is the greater one; one that is not known comes after every day.
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |end: &Self| match end {
            Self::Day(day) => (0, Some(*day)),
            Self::Unknown => (1, None),
            Self::Never => (2, None),
        };
        key(self).cmp(&key(other))
    }
}

/// One pass of an exam.
#[derive(Debug, Clone)]
pub(super) struct Pass {
    pub(super) on: Date,
    /// Until when it counts towards a certification.
    pub(super) until: End,
    pub(super) because: Vec<Entry>,
}

/// A pass of which nobody said when.
#[derive(Debug, Clone)]
pub(super) struct UndatedPass {
    /// The last day on which it can have been, where something dated rests on it.
    pub(super) latest: Date,
    pub(super) until: End,
    pub(super) because: Vec<Entry>,
}

/// When an exam was passed.
#[derive(Debug, Default)]
pub(super) struct Passes {
    /// Named among the holdings.
    pub(super) named: bool,
    /// First to last.
    pub(super) dated: Vec<Pass>,
    pub(super) undated: Option<UndatedPass>,
}

impl Passes {
    /// Returns the last day on which it was passed, or can have been where nobody said when.
    pub(super) fn last(&self) -> Option<Date> {
        self.last_undated()
            .max(self.dated.last().map(|pass| pass.on))
    }

    /// Returns the last day on which it can have been passed where nobody said when.
    pub(super) fn last_undated(&self) -> Option<Date> {
        self.undated.as_ref().map(|pass| pass.latest)
    }

    /// Returns the latest pass by a day that counts on it.
    pub(super) fn dated_on(&self, day: Date) -> Option<&Pass> {
        let passes = self.dated.iter().rev();
        let mut passes = passes.filter(|pass| pass.on <= day && !pass.until.is_over(day));
        passes.next()
    }

    /// Returns the pass that counts on a day: since when, where that is known, and because of what.
    pub(super) fn counting(&self, day: Date) -> Option<(Option<Date>, &[Entry])> {
        if let Some(pass) = self.dated_on(day) {
            return Some((Some(pass.on), &pass.because));
        }
        let undated = self.undated.as_ref();
        let undated = undated.filter(|pass| !pass.until.is_over(day))?;
        Some((None, &undated.because))
    }
}

/// What made a certification count from a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum By {
    /// That was said.
    Said,
    /// One of its rules was fulfilled.
    Rule,
    /// A way of renewal, by its place, and the exam or certification of that day by which it was done.
    Renewal(usize, Option<Entry>),
}

/// Something that happened to a certification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    pub on: Date,
    pub by: By,
    /// The holdings that it rests on.
    pub because: Vec<Entry>,
}

impl Event {
    /// Returns whether the certification was earned so, and not only renewed.
    #[must_use]
    pub fn is_earning(&self) -> bool {
        match self.by {
            By::Said | By::Rule => true,
            By::Renewal(..) => false,
        }
    }
}

/// A stretch of days on which a certification is active.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    pub(super) from: Date,
    pub(super) until: End,
}

impl Span {
    pub(super) fn holds(self, day: Date) -> bool {
        self.from <= day && !self.until.is_over(day)
    }
}

/// A certification that is held without a date.
#[derive(Debug, Clone)]
pub(super) struct Undated {
    /// The last day on which it can have been earned.
    pub(super) latest: Date,
    /// At the latest.
    pub(super) until: End,
    /// Whether the holder said until when.
    pub(super) is_stated: bool,
    /// Named so, which outweighs every date.
    pub(super) is_named: bool,
    /// An exam without a date that may have been passed too late for it.
    pub(super) maybe_late: Option<ExamIndex>,
    pub(super) because: Vec<Entry>,
}

impl Undated {
    /// Returns whether another one can have been earned later or ends later, and neither is earlier.
    pub(super) fn is_before(&self, other: &Self) -> bool {
        self.latest <= other.latest
            && self.until <= other.until
            && (self.latest, self.until) != (other.latest, other.until)
    }
}

/// What is known of a certification.
#[derive(Debug, Default)]
pub(super) struct Record {
    /// Named among the holdings.
    pub(super) named: bool,
    /// First to last.
    pub(super) events: Vec<Event>,
    /// First to last, apart from one another.
    pub(super) spans: Vec<Span>,
    /// The end that the holder said, while it holds.
    pub(super) stated: Option<Date>,
    /// What its own months and renewals come to, of a title that ends with its parts at the latest.
    pub(super) own: Option<End>,
    pub(super) undated: Option<Undated>,
    /// By when it had been held at some time, where that is known, and because of what.
    pub(super) ever: Option<(Date, Vec<Entry>)>,
}

impl Record {
    /// Returns whether it was named without a date.
    pub(super) fn is_named_undated(&self) -> bool {
        self.undated
            .as_ref()
            .is_some_and(|undated| undated.is_named)
    }

    /// Returns whether no date and no end of it is known.
    pub(super) fn is_unknown(&self) -> bool {
        self.events.is_empty() && self.undated.is_none()
    }

    /// Returns whether it was active on a day, as far as dates show.
    pub(super) fn is_active(&self, day: Date) -> bool {
        self.spans.iter().any(|span| span.holds(day))
    }

    /// Returns when it ends, at the latest where it has no date; nothing where it is not held.
    pub(super) fn known_end(&self) -> Option<End> {
        if self.events.is_empty() || self.is_named_undated() {
            return self.undated.as_ref().map(|undated| undated.until);
        }
        Some(self.end())
    }

    /// Returns the end of the last span.
    pub(super) fn end(&self) -> End {
        self.spans.last().map_or(End::Unknown, |span| span.until)
    }

    /// Returns the last day on which something happened to it, or can have where it has no date.
    pub(super) fn last(&self) -> Option<Date> {
        self.last_undated()
            .max(self.events.last().map(|event| event.on))
    }

    /// Returns the last day on which something without a date can have happened to it.
    pub(super) fn last_undated(&self) -> Option<Date> {
        let undated = self.undated.as_ref().map(|undated| undated.latest);
        undated.or(self.ever.as_ref().map(|(by, _)| *by))
    }

    /// Returns the first day on which it was earned or, by what rests on it, held.
    pub(super) fn first(&self) -> Option<Date> {
        let earned = self.events.first().map(|event| event.on);
        let ever = self.ever.as_ref().map(|(by, _)| *by);
        earned.into_iter().chain(ever).min()
    }

    /// Lets it count from a day to an end, never for a shorter time than before.
    pub(super) fn lengthen(&mut self, day: Date, until: End) {
        if until.is_over(day) {
            return;
        }
        match self.spans.last_mut() {
            Some(span) if !span.until.is_over(day) => span.until = span.until.max(until),
            Some(_) | None => self.spans.push(Span { from: day, until }),
        }
    }

    /// Lets the own months of a title run to an end, never for a shorter time than before.
    pub(super) fn lengthen_own(&mut self, day: Date, until: End) {
        if !until.is_over(day) {
            let own = self.own.filter(|own| !own.is_over(day));
            self.own = own.max(Some(until));
        }
    }

    /// Lets a title count to the end that its parts come to on a day, and to its own at most: on no day where its parts
    /// were over when it was said to be earned.
    pub(super) fn follow_parts(&mut self, day: Date, parts: End) {
        let until = self.own.map_or(parts, |own| own.min(parts));
        match self.spans.last_mut() {
            Some(span) if !span.until.is_over(day) => span.until = until,
            Some(_) if until.is_over(day) => {}
            Some(_) | None => self.spans.push(Span { from: day, until }),
        }
    }

    /// Lets it count from a day to the end that its holder said.
    pub(super) fn state(&mut self, day: Date, until: Date) {
        self.stated = Some(until);
        let until = End::Day(until);
        match self.spans.last_mut() {
            Some(span) if !span.until.is_over(day) => span.until = until,
            Some(_) | None => self.spans.push(Span { from: day, until }),
        }
    }
}
