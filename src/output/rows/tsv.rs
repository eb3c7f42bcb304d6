//! Rows between tabs: no header, no borders, no colour.

use std::io::{self, Write};

use crate::answer::table::Table;
use crate::output::rows::programs;
use crate::output::text::clean;

pub(super) fn write(table: &Table<'_>, out: &mut impl Write) -> io::Result<()> {
    programs(table).try_for_each(|row| line(&row, out))
}

/// Writes one row between tabs. Tabs and newlines in a field become spaces.
pub(in crate::output) fn line<T: AsRef<str>>(fields: &[T], out: &mut impl Write) -> io::Result<()> {
    for (number, field) in fields.iter().enumerate() {
        if number > 0 {
            out.write_all(b"\t")?;
        }
        out.write_all(clean(field.as_ref()).as_bytes())?;
    }
    out.write_all(b"\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::sample::written;

    #[test]
    fn tabs_and_newlines_in_a_field_become_spaces() {
        let row = written(|out| line(&["a\tb", "", "c\r\nd"], out));
        assert_eq!(row, "a b\t\tc  d\n");
    }
}
