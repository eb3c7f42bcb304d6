//! What a catalog's texts and lists are made of: places in tables of the program, or what was read at run time.
//!
//! A program that may stand anywhere in memory has to fix each address in its constants at every start, and so to copy
//! them. The embedded catalog has none: all of its texts stand in one table, and so do its lists of each type.

use std::borrow::{Borrow, Cow};
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::{Deref, Index, Range};

/// A text of a catalog.
pub(crate) type Text = Stored<str>;
/// A list of a catalog.
pub(crate) type List<T> = Stored<[T]>;

/// A type of which the program has a table, one value after the other.
pub trait Table: Index<Range<usize>, Output = Self> + 'static {
    /// Returns everything that the embedded catalog has of it.
    fn table() -> &'static Self;
}

/// A stretch of the table of its type, or a value of its own.
pub struct Stored<T: ?Sized>(Place<T>);

enum Place<T: ?Sized> {
    Table { start: u32, len: u32 },
    Own(Box<T>),
}

impl<T: ?Sized> Stored<T> {
    /// Nothing.
    pub(crate) const EMPTY: Self = Self::in_table(0, 0);

    /// A stretch of the table, which `build.rs` has filled.
    pub(crate) const fn in_table(start: u32, len: u32) -> Self {
        Self(Place::Table { start, len })
    }
}

impl<T: Table + ?Sized> Stored<T> {
    fn stretch(start: u32, len: u32) -> &'static T {
        let start = start as usize;
        &T::table()[start..start + len as usize]
    }
}

impl<T: Clone> List<T>
where
    [T]: Table,
{
    /// Returns the list to be changed; a stretch of the table is copied first.
    pub(crate) fn to_mut(&mut self) -> &mut [T] {
        if let Place::Table { start, len } = self.0 {
            self.0 = Place::Own(Self::stretch(start, len).into());
        }
        match &mut self.0 {
            Place::Own(own) => own,
            Place::Table { .. } => &mut [],
        }
    }
}

impl<T: Table + ?Sized> Deref for Stored<T> {
    type Target = T;

    fn deref(&self) -> &T {
        match &self.0 {
            Place::Table { start, len } => Self::stretch(*start, *len),
            Place::Own(own) => own,
        }
    }
}

impl<T: ?Sized> Clone for Stored<T>
where
    Box<T>: Clone,
{
    fn clone(&self) -> Self {
        match &self.0 {
            Place::Table { start, len } => Self::in_table(*start, *len),
            Place::Own(own) => Self(Place::Own(own.clone())),
        }
    }
}

impl<T: ?Sized> Default for Stored<T> {
    fn default() -> Self {
        Self::EMPTY
    }
}

impl<T: Table + PartialEq + ?Sized> PartialEq for Stored<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl PartialEq<&str> for Text {
    fn eq(&self, other: &&str) -> bool {
        **self == **other
    }
}

impl<T: Table + Eq + ?Sized> Eq for Stored<T> {}

impl<T: Table + PartialOrd + ?Sized> PartialOrd for Stored<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        (**self).partial_cmp(&**other)
    }
}

impl<T: Table + Ord + ?Sized> Ord for Stored<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        (**self).cmp(&**other)
    }
}

impl<T: Table + Hash + ?Sized> Hash for Stored<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (**self).hash(state);
    }
}

impl<T: Table + fmt::Debug + ?Sized> fmt::Debug for Stored<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        self
    }
}

impl Borrow<str> for Text {
    fn borrow(&self) -> &str {
        self
    }
}

impl<T> From<Vec<T>> for List<T> {
    fn from(list: Vec<T>) -> Self {
        Self(Place::Own(list.into()))
    }
}

impl<T> FromIterator<T> for List<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Vec::from_iter(items).into()
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self(Place::Own(text.into()))
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self(Place::Own(text.into()))
    }
}

impl From<Text> for Cow<'_, str> {
    fn from(text: Text) -> Self {
        match text.0 {
            Place::Table { start, len } => Self::Borrowed(Text::stretch(start, len)),
            Place::Own(own) => Self::Owned(own.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_changed_is_a_copy_of_the_table() {
        let table = <[u32]>::table();
        let mut list: List<u32> = Stored::in_table(1, 3);
        assert_eq!(*list, table[1..4]);
        list.to_mut()[0] += 1;
        assert_eq!(*list, [table[1] + 1, table[2], table[3]]);
        assert_eq!(*List::<u32>::in_table(1, 3), table[1..4]);
    }

    #[test]
    fn a_text_is_the_same_wherever_it_is_kept() {
        let text: Text = Stored::in_table(0, 3);
        let own = Text::from(&*text);
        assert_eq!(text, own);
        assert_eq!(text.to_string(), own.to_string());
        assert!(matches!(Cow::from(text), Cow::Borrowed(_)));
        assert!(matches!(Cow::from(own), Cow::Owned(_)));
        assert!(Text::EMPTY.is_empty());
    }
}
