//! How entries are found by what people call them.

use super::model::{Entry, List, Text};

/// The ways to find an entry that a look-up can answer, in the order in which they are tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Way {
    /// A code or id in lower case.
    Written,
    /// A code or id in lower case, without hyphens and blanks.
    Squeezed,
    /// An alias, slug or title, with and without the vendor's prefixes, in lower case, hyphens as blanks.
    Called,
}

/// One name of one entry.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name {
    pub way: Way,
    pub key: Text,
    pub entry: Entry,
}

/// Every name of every entry, sorted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameIndex {
    pub names: List<Name>,
}
