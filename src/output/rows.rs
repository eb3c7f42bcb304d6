//! Rows of fields for programs: between tabs, between commas, and in a Markdown table.

use std::borrow::Cow;
use std::io::{self, Write};

use crate::catalog::load::finding::acts;
use crate::catalog::model::Cents;
use crate::output::text::clean;

/// Writes one row between tabs. Tabs and newlines in a field become blanks.
pub(super) fn tsv<T: AsRef<str>>(fields: &[T], out: &mut impl Write) -> io::Result<()> {
    for (number, field) in fields.iter().enumerate() {
        if number > 0 {
            out.write_all(b"\t")?;
        }
        out.write_all(clean(field.as_ref()).as_bytes())?;
    }
    out.write_all(b"\n")
}

/// Writes one row between commas, with quotes where a field needs them (RFC 4180). Lines end with a line feed alone.
pub(super) fn csv<T: AsRef<str>>(fields: &[T], out: &mut impl Write) -> io::Result<()> {
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
    let odd = |letter: char| acts(letter) && !matches!(letter, '\n' | '\r' | '\t');
    if text.chars().any(odd) {
        let shown = |letter| {
            if odd(letter) {
                char::REPLACEMENT_CHARACTER
            } else {
                letter
            }
        };
        Cow::Owned(text.chars().map(shown).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// Where the text of a Markdown column stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Right,
}

/// Writes a Markdown table's heading and the line below it.
pub(super) fn markdown_head(columns: &[(&str, Side)], out: &mut impl Write) -> io::Result<()> {
    let headings: Vec<&str> = columns.iter().map(|(heading, _)| *heading).collect();
    markdown(&headings, out)?;
    let rule = |side: &Side| match side {
        Side::Left => "---",
        Side::Right => "---:",
    };
    let rules: Vec<&str> = columns.iter().map(|(_, side)| rule(side)).collect();
    markdown(&rules, out)
}

/// Writes one row of a Markdown table; its cells are Markdown already.
pub(super) fn markdown<T: AsRef<str>>(cells: &[T], out: &mut impl Write) -> io::Result<()> {
    for cell in cells {
        write!(out, "| {} ", cell.as_ref())?;
    }
    out.write_all(b"|\n")
}

/// Writes an item of a Markdown list: one line behind its label, or several below it. All are Markdown already.
pub(super) fn markdown_item(
    label: &str,
    lines: impl IntoIterator<Item = String>,
    out: &mut impl Write,
) -> io::Result<()> {
    let lines: Vec<String> = lines.into_iter().collect();
    if let [only] = lines.as_slice() {
        return writeln!(out, "- {label}: {only}");
    }
    writeln!(out, "- {label}:")?;
    lines
        .iter()
        .try_for_each(|line| writeln!(out, "  - {line}"))
}

/// Returns `text` so that Markdown shows it as it is, in a table too.
pub(super) fn escaped(text: &str) -> String {
    let text = clean(text);
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        if matches!(letter, '\\' | '|' | '*' | '_' | '`' | '[' | ']' | '<' | '>') {
            safe.push('\\');
        }
        safe.push(letter);
    }
    safe
}

/// Returns a Markdown link, or the text alone where the address is none that a page may lead to.
pub(super) fn link(text: &str, address: &str) -> String {
    let is_web = address.starts_with("https://") || address.starts_with("http://");
    if !is_web {
        return escaped(text);
    }
    let address: String = clean(address)
        .chars()
        .map(|letter| match letter {
            ' ' => "%20".to_owned(),
            '(' => "%28".to_owned(),
            ')' => "%29".to_owned(),
            '<' => "%3C".to_owned(),
            '>' => "%3E".to_owned(),
            '|' => "%7C".to_owned(),
            '\\' => "%5C".to_owned(),
            letter => letter.to_string(),
        })
        .collect();
    format!("[{}]({address})", escaped(text))
}

/// Returns a price as programs read it, like JSON: `165` or `70.5`.
pub(super) fn dollars(price: Cents) -> String {
    let text = price.to_string();
    match text.strip_suffix('0') {
        Some(short) if text.contains('.') => short.to_owned(),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::sample::written;

    #[test]
    fn tabs_and_newlines_in_a_field_become_blanks() {
        let row = written(|out| tsv(&["a\tb", "", "c\r\nd"], out));
        assert_eq!(row, "a b\t\tc  d\n");
    }

    #[test]
    fn fields_are_quoted_where_rfc_4180_asks_for_it() {
        let row = written(|out| csv(&["a,b", "say \"c\"", "d\ne", "f g", ""], out));
        assert_eq!(row, "\"a,b\",\"say \"\"c\"\"\",\"d\ne\",f g,\n");
    }

    #[test]
    fn what_looks_like_a_formula_is_left_as_it_is() {
        assert_eq!(
            written(|out| csv(&["=1+1", "-2", "@a"], out)),
            "=1+1,-2,@a\n"
        );
    }

    #[test]
    fn an_escape_sequence_does_not_reach_a_terminal_through_csv() {
        let row = written(|out| csv(&["a\x1b[31m", "\u{9b}b"], out));
        assert_eq!(row, "a\u{fffd}[31m,\u{fffd}b\n");
    }

    #[test]
    fn pipes_brackets_and_stars_are_escaped_in_markdown() {
        assert_eq!(escaped("a|b*[c]_d\ne"), "a\\|b\\*\\[c\\]\\_d e");
    }

    #[test]
    fn only_addresses_of_the_web_become_links() {
        assert_eq!(
            link("A|B", "https://x.example/a(b)|c"),
            "[A\\|B](https://x.example/a%28b%29%7Cc)"
        );
        assert_eq!(link("A", "javascript:alert(1)"), "A");
    }

    #[test]
    fn prices_for_programs_have_no_zero_at_their_end() {
        for (cents, told) in [
            (0, "0"),
            (16_500, "165"),
            (7_050, "70.5"),
            (7_005, "70.05"),
            (1_000, "10"),
        ] {
            assert_eq!(dollars(Cents(cents)), told);
        }
    }
}
