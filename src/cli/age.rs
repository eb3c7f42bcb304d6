//! A word on a catalog that is old.

use std::io::{self, IsTerminal as _};

use certpath::load::Options;
use certpath::{add_days, embedded};
use jiff::civil::Date;

use super::options::Session;

/// Notes once, and on a terminal only, that the program's catalog has not been checked for long.
///
/// A user's own catalog is the user's to keep fresh; `certpath check` reports what is old in it.
pub(crate) fn note_if_old(session: &Session) {
    if session.options.quiet || !io::stderr().is_terminal() {
        return;
    }
    if let Some(text) = text(embedded::catalog().checked, (session.today)()) {
        session.note(&text);
    }
}

/// Returns the note about a catalog that was checked on that day, if it is old.
fn text(checked: Date, today: Date) -> Option<String> {
    let fresh = add_days(checked, Options::STALE_DAYS);
    let days = Options::STALE_DAYS;
    (today > fresh).then(|| {
        format!("note: the catalog was checked on {checked}, more than {days} days ago; a newer certpath knows more")
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_catalog_is_old_after_180_days() {
        let checked = date(2026, 10, 10);
        assert_eq!(text(checked, date(2027, 4, 8)), None);
        assert_eq!(
            text(checked, date(2027, 4, 9)).unwrap(),
            "note: the catalog was checked on 2026-10-10, more than 180 days ago; a newer certpath knows more"
        );
    }
}
