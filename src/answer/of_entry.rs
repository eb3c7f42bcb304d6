//! Cells that say of an exam or a certification what every answer says alike.

use std::borrow::Cow;

use crate::answer::short_title;
use crate::answer::table::{Cell, Value};
use crate::catalog::model::{Catalog, Entry, Facts};

/// Something about an exam or a certification, such as its line in a list.
pub(crate) trait OfEntry {
    fn catalog(&self) -> &Catalog;
    fn entry(&self) -> Entry;

    fn facts(&self) -> &Facts {
        self.catalog().facts(self.entry())
    }
}

/// Returns the cell of its code or id.
pub(crate) fn name(thing: &impl OfEntry) -> Cell<'_> {
    thing.catalog().name(thing.entry()).into()
}

/// Returns the cell of its title, for people without its usual beginning.
pub(crate) fn title(thing: &impl OfEntry) -> Cell<'_> {
    Cell::from(&*thing.facts().title).label(short_title(thing.catalog(), thing.entry()))
}

/// Returns the cell of its provider's id.
pub(crate) fn provider(thing: &impl OfEntry) -> Cell<'_> {
    (*thing.catalog().provider(thing.facts().provider).id).into()
}

/// Returns the cell of its level.
pub(crate) fn level(thing: &impl OfEntry) -> Cell<'_> {
    let level = thing.catalog().level(thing.entry());
    Value::Level(level.rank, Cow::Borrowed(&level.name)).into()
}

/// Returns the cell of the address of its page.
pub(crate) fn page(thing: &impl OfEntry) -> Cell<'_> {
    (*thing.facts().page).into()
}

/// Returns the cell of the names of entries.
pub(crate) fn names(catalog: &Catalog, entries: impl Iterator<Item = Entry>) -> Cell<'_> {
    entries
        .map(|entry| catalog.name(entry))
        .collect::<Vec<_>>()
        .into()
}
