//! Every key that a catalog may have: what the reader takes, and what the JSON Schema is made from.

// A table: a key a line.
#[rustfmt::skip]
mod keys;

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
    /// Dollars, up to the highest price.
    Price,
    /// Months, `none` or `unknown`.
    Validity,
    /// A word for a way of renewal, or a list of ways.
    Renewal(&'static Map),
    /// A word for what a person does, or one of the keys of a map.
    RenewalEvent,
    /// A word for what a renewal does to the last day.
    RenewalEffect,
    /// Months, or days as `60d`.
    Length,
    /// A word for what nothing ends, or a map.
    Lasts,
    /// A word for how sure a fact is.
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
