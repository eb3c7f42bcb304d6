//! Tables, lists and links in GitHub's dialect of Markdown.

use std::io::{self, Write};

use crate::answer::table::{Align, Cell, Line, Paint, Row, Table, When};
use crate::output::text::clean;

/// Writes the rows as a table, the lines above and below it as paragraphs.
pub(super) fn write(table: &Table<'_>, out: &mut impl Write) -> io::Result<()> {
    paragraphs(&table.above, out)?;
    let rows = table.rows.iter().filter(|row| row.when.in_markdown());
    let rows: Vec<&Row<'_>> = rows.collect();
    let says_something = |place: usize| {
        let mut rows = rows.iter();
        rows.any(|row| !row.cells[place].for_people("").is_empty())
    };
    let columns = table.columns.iter().enumerate();
    let shown = columns.filter(|(place, column)| match column.when {
        When::Chosen => true,
        when => when.in_markdown() && says_something(*place),
    });
    let (places, shown): (Vec<usize>, Vec<_>) = shown.unzip();
    if !rows.is_empty() {
        if table.above.iter().any(|line| !line.aside) {
            writeln!(out)?;
        }
        let heading = |column: &&crate::answer::table::Column| escaped(&column.heading);
        line(&shown.iter().map(heading).collect::<Vec<_>>(), out)?;
        let rules = shown.iter().map(|column| match column.align {
            Align::Left => "---",
            Align::Right => "---:",
        });
        line(&rules.collect::<Vec<_>>(), out)?;
    }
    for row in &rows {
        let cells = places.iter().zip(&shown).map(|(place, column)| {
            let link = row.link.as_deref().filter(|_| column.names);
            cell(&row.cells[*place], link)
        });
        line(&cells.collect::<Vec<_>>(), out)?;
    }
    if !rows.is_empty() && table.below.iter().any(|line| !line.aside) {
        writeln!(out)?;
    }
    paragraphs(&table.below, out)
}

fn cell(cell: &Cell<'_>, address: Option<&str>) -> String {
    let text = cell.for_people(", ");
    match address {
        Some(address) => link(&text, address),
        None => text
            .split('\n')
            .map(escaped)
            .collect::<Vec<_>>()
            .join("<br>"),
    }
}

/// Writes lines with an empty one between; those that belong to the one before them as items of a list.
pub(in crate::output) fn paragraphs(lines: &[Line], out: &mut impl Write) -> io::Result<()> {
    let mut before: Option<&Line> = None;
    for line in lines.iter().filter(|line| !line.aside) {
        if before.is_some_and(|before| !(before.deeper && line.deeper)) {
            writeln!(out)?;
        }
        let item = if line.deeper { "- " } else { "" };
        writeln!(out, "{item}{}", spans(line))?;
        before = Some(line);
    }
    Ok(())
}

fn spans(line: &Line) -> String {
    let span = |(paint, text): &(Option<Paint>, String)| match paint {
        Some(Paint::Bold) => format!("**{}**", escaped(text)),
        Some(Paint::Dim | Paint::Red | Paint::Green | Paint::Magenta) | None => escaped(text),
    };
    line.parts.iter().map(span).collect()
}

/// Writes one row of a table; its cells are Markdown already.
pub(in crate::output) fn line<T: AsRef<str>>(cells: &[T], out: &mut impl Write) -> io::Result<()> {
    for cell in cells {
        write!(out, "| {} ", cell.as_ref())?;
    }
    out.write_all(b"|\n")
}

/// Writes an item of a Markdown list: one line behind its label, or several below it. All are Markdown already.
pub(in crate::output) fn item(
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

/// Returns `text` so that Markdown shows it as it is, in a table too: no emphasis, no link, no mention of anybody.
pub(in crate::output) fn escaped(text: &str) -> String {
    let text = clean(text);
    let mut safe = String::with_capacity(text.len());
    for (at, character) in text.char_indices() {
        // GitHub makes links of these without any brackets.
        let begins_link = match character {
            ':' => text[at..].starts_with("://"),
            '.' => text.as_bytes()[..at].to_ascii_lowercase().ends_with(b"www"),
            _ => false,
        };
        if begins_link || SPECIAL.contains(&character) {
            safe.push('\\');
        }
        safe.push(character);
    }
    safe
}

/// Returns an address of the web as a link, any other text as it is.
pub(in crate::output) fn escaped_or_linked(text: &str) -> String {
    let is_web = text.starts_with("https://") || text.starts_with("http://");
    let is_plain = |character: char| character.is_ascii_graphic() && !"<>|\\".contains(character);
    if is_web && text.chars().all(is_plain) {
        format!("<{text}>")
    } else {
        escaped(text)
    }
}

/// What means something in Markdown.
const SPECIAL: [char; 12] = ['\\', '|', '*', '_', '`', '[', ']', '<', '>', '&', '~', '@'];

/// Returns a Markdown link, or the text alone where the address is none that a page may lead to.
pub(in crate::output) fn link(text: &str, address: &str) -> String {
    let is_web = address.starts_with("https://") || address.starts_with("http://");
    if !is_web {
        return escaped(text);
    }
    let address: String = clean(address)
        .chars()
        .map(|character| match character {
            ' ' => "%20".to_owned(),
            '(' => "%28".to_owned(),
            ')' => "%29".to_owned(),
            '<' => "%3C".to_owned(),
            '>' => "%3E".to_owned(),
            '|' => "%7C".to_owned(),
            '\\' => "%5C".to_owned(),
            character => character.to_string(),
        })
        .collect();
    format!("[{}]({address})", escaped(text))
}

#[cfg(test)]
#[allow(clippy::needless_raw_string_hashes, reason = "snapbox writes them")]
mod tests {
    use snapbox::{IntoData as _, assert_data_eq, str};

    use super::*;
    use crate::output::rows::sample::table;
    use crate::output::sample::written;

    #[test]
    fn a_table_stands_between_its_paragraphs() {
        assert_data_eq!(written(|out| write(&table(), out)), str![[r#"
A-0 counts for thing-zero

| Exam | Title | Earns | Level | USD | Roles |
| --- | --- | --- | --- | ---: | --- |
| [A-1](https://x.example/a) | Things \| and more | thing-one, thing-two | beginner | 70.50 | thing-one, thing-two |
| [A-2](https://x.example/a) | Things \| and more | thing-one, thing-two | beginner | ? | thing-one, thing-two |
| [all](https://x.example/a) | Things \| and more | thing-one, thing-two | beginner | 70.50 | thing-one, thing-two |

**Total:** 70.50 USD

- a way
- another way

"#]].raw());
    }

    #[test]
    fn what_means_something_in_markdown_is_escaped() {
        assert_eq!(escaped("a|b*[c]_d\ne"), "a\\|b\\*\\[c\\]\\_d e");
        assert_eq!(escaped("R&D ~x~ @who"), "R\\&D \\~x\\~ \\@who");
        assert_eq!(
            escaped("https://x.example: Www.y"),
            "https\\://x.example: Www\\.y"
        );
    }

    #[test]
    fn only_addresses_of_the_web_become_links() {
        assert_eq!(
            link("A|B", "https://x.example/a(b)|c"),
            "[A\\|B](https://x.example/a%28b%29%7Cc)"
        );
        assert_eq!(link("A", "javascript:alert(1)"), "A");
        assert_eq!(
            escaped_or_linked("https://x.example/a_b"),
            "<https://x.example/a_b>"
        );
        assert_eq!(
            escaped_or_linked("see https://x.example"),
            "see https\\://x.example"
        );
    }
}
