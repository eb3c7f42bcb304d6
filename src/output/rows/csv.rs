//! Rows between commas as in RFC 4180, with a header.

use std::borrow::Cow;
use std::io::{self, Write};

use crate::answer::table::Table;
use crate::catalog::load::finding::acts;
use crate::output::rows::programs;

/// What a cell begins with that a spreadsheet takes for a formula, or for a reason to look for one behind it.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// Writes the rows below the columns' keys; `safe` for a spreadsheet, so that nothing in it is a formula.
pub(super) fn write(table: &Table<'_>, safe: bool, out: &mut impl Write) -> io::Result<()> {
    let columns = table.columns.iter();
    let keys = columns.filter(|column| column.when.for_programs());
    let keys: Vec<&str> = keys.map(|column| &*column.key).collect();
    let write = |cells: &[Cow<'_, str>], out: &mut _| {
        if safe {
            line(
                &cells.iter().map(|cell| inert(cell)).collect::<Vec<_>>(),
                out,
            )
        } else {
            line(cells, out)
        }
    };
    line(&keys, out)?;
    programs(table).try_for_each(|row| write(&row, out))
}

/// Returns a cell that no spreadsheet takes for a formula.
fn inert(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(FORMULA) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

/// Writes one row between commas, with quotes where a field needs them (RFC 4180). Lines end with a line feed alone.
pub(in crate::output) fn line<T: AsRef<str>>(fields: &[T], out: &mut impl Write) -> io::Result<()> {
    for (number, field) in fields.iter().enumerate() {
        if number > 0 {
            out.write_all(b",")?;
        }
        let field = still(field.as_ref());
        if field.contains(['"', ',', '\n', '\r']) {
            write!(out, "\"{}\"", field.replace('"', "\"\""))?;
        } else {
            out.write_all(field.as_bytes())?;
        }
    }
    out.write_all(b"\n")
}

/// Returns the text with nothing in it that acts on a terminal but newlines and tabs, which CSV can hold.
fn still(text: &str) -> Cow<'_, str> {
    let odd = |character: char| acts(character) && !matches!(character, '\n' | '\r' | '\t');
    if text.chars().any(odd) {
        let shown = |character| {
            if odd(character) {
                char::REPLACEMENT_CHARACTER
            } else {
                character
            }
        };
        Cow::Owned(text.chars().map(shown).collect())
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::table::{Column, Row};
    use crate::output::sample::written;

    #[test]
    fn fields_are_quoted_where_rfc_4180_requires_it() {
        let row = written(|out| line(&["a,b", "say \"c\"", "d\ne", "f g", ""], out));
        assert_eq!(row, "\"a,b\",\"say \"\"c\"\"\",\"d\ne\",f g,\n");
    }

    #[test]
    fn what_looks_like_a_formula_is_left_as_it_is_but_where_that_is_not_safe() {
        let cells = ["=1+1", "-2", "@a", "\tb", "c-d"].map(|cell| cell.to_owned().into());
        let table = Table {
            columns: ["a", "b", "c", "d", "e"]
                .map(|key| Column::new(key, key))
                .into(),
            rows: vec![Row::new(cells.into())],
            ..Table::default()
        };
        let row = |safe| written(|out| write(&table, safe, out));
        assert_eq!(row(false), "a,b,c,d,e\n=1+1,-2,@a,\tb,c-d\n");
        assert_eq!(row(true), "a,b,c,d,e\n'=1+1,'-2,'@a,'\tb,c-d\n");
    }

    #[test]
    fn an_escape_sequence_does_not_reach_a_terminal_through_csv() {
        let row = written(|out| line(&["a\x1b[31m", "\u{9b}b"], out));
        assert_eq!(row, "a\u{fffd}[31m,\u{fffd}b\n");
    }
}
