//! Every key that a catalog may have: what the reader takes, and what the JSON Schema is made from.

// A table: a key a line.
#[rustfmt::skip]
mod keys;

use crate::catalog::load::limits::{HIGHEST_PRICE, MOST_MONTHS};
use crate::catalog::load::renewal;
use crate::catalog::load::values::{CONFIDENCES, RENEWALS, RESERVED};

pub(super) use crate::catalog::load::schema::keys::{
    CERTIFICATIONS, COURSES, EARLIER_RULES, EARLIER_VALIDITIES, EXAMS, LEARNINGS, LEVELS,
    PROVIDERS, RENEWAL_WAYS, VERSIONS,
};
pub use crate::catalog::load::schema::keys::{FILE, SET};

/// A key of a map.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    pub name: &'static str,
    pub shape: Shape,
    /// Whether each map must have it. What only a new entry needs is not: an overlay changes one field alone.
    pub required: bool,
    /// What it says, for whoever writes one.
    pub about: &'static str,
}

/// What the value of a key looks like. But where a key is required, `null` may stand as well.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// A text that is not empty.
    Text,
    /// A text, or what YAML takes for a number: `700`.
    TextOrNumber,
    /// A list of texts; with numbers among them where they may look so.
    Texts { numbers: bool },
    /// `true` or `false`.
    Switch,
    /// The number of the format.
    Format,
    /// A code of an exam.
    Code,
    /// Lower-case words and digits joined by hyphens.
    Id,
    /// A day, a month or a year.
    Date,
    /// A whole day.
    Day,
    /// A whole number from the first to the second.
    Number(u32, u32),
    /// Dollars, up to [`highest_price`].
    Price,
    /// Months up to [`longest`], `none` or `unknown`.
    Validity,
    /// One of [`renewals`], or a list of ways.
    Renewal(&'static Map),
    /// A word for what a person does, or one of the keys of a map.
    RenewalEvent,
    /// One of [`effects`].
    RenewalEffect,
    /// Months, or days as `60d`.
    Length,
    /// [`for_life`], or a map.
    Lasts,
    /// One of [`confidences`].
    Confidence,
    /// A requirement.
    Requirement,
    /// A requirement, or `unverified`.
    Rule,
    /// A requirement, `unverified`, or `none`.
    TodaysRule,
    /// A list of codes and ids.
    Names,
    /// Addresses by name.
    Links,
    /// A list of maps.
    Maps(&'static Map),
}

/// A map with keys of its own.
#[derive(Debug)]
pub struct Map {
    /// Its name.
    pub name: &'static str,
    pub about: &'static str,
    pub keys: &'static [Key],
}

impl Map {
    /// Returns the names of its keys.
    pub(super) fn names(&self) -> Vec<&'static str> {
        self.keys.iter().map(|key| key.name).collect()
    }
}

/// Returns the highest price in whole cents.
#[must_use]
pub fn highest_price() -> u64 {
    HIGHEST_PRICE.0
}

/// Returns the most months that something may last.
#[must_use]
pub fn longest() -> u32 {
    MOST_MONTHS
}

/// Returns the words for ways of renewal.
#[must_use]
pub fn renewals() -> Vec<&'static str> {
    RENEWALS.iter().map(|(word, _)| *word).collect()
}

/// Returns the words for what a renewal does to the last day.
#[must_use]
pub fn effects() -> Vec<&'static str> {
    renewal::effects().collect()
}

/// Returns the word for what nothing ends.
#[must_use]
pub fn for_life() -> &'static str {
    renewal::FOR_LIFE
}

/// Returns the words for how sure a fact is.
#[must_use]
pub fn confidences() -> Vec<&'static str> {
    CONFIDENCES.iter().map(|(word, _)| *word).collect()
}

/// Returns the words that stand for something else where an id may stand.
#[must_use]
pub fn reserved() -> &'static [&'static str] {
    &RESERVED
}

/// Makes a key that may be absent.
const fn key(name: &'static str, shape: Shape, about: &'static str) -> Key {
    Key {
        name,
        shape,
        required: false,
        about,
    }
}

/// Makes a key that every map of the kind has.
const fn must(name: &'static str, shape: Shape, about: &'static str) -> Key {
    Key {
        required: true,
        ..key(name, shape, about)
    }
}

/// The keys of a map that stands for what renews.
pub const RENEWAL_EVENT_KEYS: [&str; 2] = ["pass", "earn"];

/// The keys of a map that stands for what ends a title.
pub const LASTS_KEYS: [&str; 2] = ["with", "to"];

/// The keys of a map that stands for a requirement.
pub const REQUIREMENT_KEYS: [&str; 5] = ["all", "any", "at-least", "of", "ever"];
