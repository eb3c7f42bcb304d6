//! Writers of rows: one each for a terminal, TSV, CSV, Markdown and ids; all of them serve every question.

use std::borrow::Cow;
use std::io::{self, Write};
use std::path::Path;

use crate::answer::table::Table;
use crate::catalog::words::words;
use crate::output::Style;

pub(in crate::output) mod csv;
pub(in crate::output) mod grid;
mod ids;
pub(in crate::output) mod markdown;
pub(in crate::output) mod terminal;
pub(in crate::output) mod tsv;

pub(in crate::output) use crate::output::rows::markdown::{
    escaped, escaped_or_linked, item as markdown_item, link,
};

words! {
    /// How an answer is written; each question has a list of the formats that it can be written in.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Format {
        /// For people at a terminal.
        Table = "table",
        /// Fields between tabs: no header, no borders, no colour.
        Tsv = "tsv",
        /// Fields between commas as in RFC 4180, with a header.
        Csv = "csv",
        /// As CSV, with nothing that a spreadsheet takes for a formula.
        CsvSafe = "csv-safe",
        /// One object.
        Json = "json",
        /// A table in GitHub's dialect.
        Markdown = "markdown",
        /// One id or code a line.
        Ids = "ids",
        /// A picture as text, the goal on top.
        Tree = "tree",
        /// A picture for Graphviz.
        Dot = "dot",
        /// A picture for Mermaid.
        Mermaid = "mermaid",
        /// A drawing.
        Svg = "svg",
        /// A page with the drawing, a table and a search.
        Html = "html",
        /// Tasks in Markdown.
        Checklist = "checklist",
        /// Days for a calendar.
        Calendar = "ics",
        /// A catalog as it can be read again.
        Yaml = "yaml",
        /// Annotations of GitHub Actions.
        Github = "github",
    }
}

impl Format {
    /// What can write the rows of a question, and the object that says the same.
    pub const ANSWERS: [Self; 7] = [
        Self::Table,
        Self::Tsv,
        Self::Csv,
        Self::CsvSafe,
        Self::Json,
        Self::Markdown,
        Self::Ids,
    ];

    /// What can write a picture.
    pub const PICTURES: [Self; 5] = [Self::Tree, Self::Dot, Self::Mermaid, Self::Svg, Self::Html];

    /// Returns whether a file ends like it: in its word, or in what such files usually end in.
    fn has_ending(self, ending: &str) -> bool {
        match self {
            Self::Checklist | Self::Github => false,
            Self::Table | Self::Tree if ending == "txt" => true,
            Self::Markdown if ending == "md" => true,
            Self::Dot if ending == "gv" => true,
            Self::Mermaid if ending == "mmd" => true,
            Self::Html if ending == "htm" => true,
            Self::Yaml if ending == "yml" => true,
            format => ending == format.word(),
        }
    }

    /// Returns the first of some formats that the ending of a file names, or nothing if it names none.
    #[must_use]
    pub fn of_file(path: &Path, among: &[Self]) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_lowercase();
        let mut among = among.iter().copied();
        among.find(|format| format.has_ending(&ending))
    }

    /// Returns whether it is text for people, which has room for more than rows.
    pub(in crate::output) fn is_for_people(self) -> bool {
        matches!(self, Self::Table | Self::Markdown)
    }

    /// Returns the error of writing something in a format that it does not have.
    pub(crate) fn unfit(self, what: &str) -> io::Error {
        let message = format!("{what} cannot be written as `{}`", self.word());
        io::Error::new(io::ErrorKind::InvalidInput, message)
    }
}

/// Writes a table in a format.
///
/// # Errors
///
/// Whatever the writer fails with, or the format has no rows.
pub fn write(
    table: &Table<'_>,
    format: Format,
    style: Style,
    out: &mut impl Write,
) -> io::Result<()> {
    match format {
        Format::Table => terminal::write(table, style, out),
        Format::Tsv => tsv::write(table, out),
        Format::Csv => csv::write(table, false, out),
        Format::CsvSafe => csv::write(table, true, out),
        Format::Markdown => markdown::write(table, out),
        Format::Ids => ids::write(table, out),
        other => Err(other.unfit("a table")),
    }
}

/// The rows as programs read them.
fn programs<'t>(table: &'t Table<'_>) -> impl Iterator<Item = Vec<Cow<'t, str>>> {
    let rows = table.rows.iter().filter(|row| row.when.for_programs());
    rows.map(|row| {
        let cells = table.columns.iter().zip(&row.cells);
        let cells = cells.filter(|(column, _)| column.when.for_programs());
        cells.map(|(_, cell)| cell.for_programs()).collect()
    })
}

#[cfg(test)]
pub(in crate::output) mod sample {
    use super::*;
    use crate::answer::table::{Cell, Column, Line, Paint, Row, Value, When};
    use crate::catalog::model::Cents;

    /// A table with everything that a table can have.
    pub(in crate::output) fn table() -> Table<'static> {
        let columns = vec![
            Column::new("code", "Exam").names(),
            Column::new("title", "Title").wraps(),
            Column::new("earns", "Earns").when(When::RoomOrBelow(2)),
            Column::new("level", "Level").when(When::Room(1)),
            Column::new("price_usd", "USD").right(),
            Column::new("retires", "Last day"),
            Column::new("roles", "Roles").when(When::NoTerminal),
            Column::new("url", "Page").when(When::Programs),
        ];
        let row = |code: &'static str, price, retires| {
            let title =
                Cell::from("Microsoft Certified: Things | and more").label("Things | and more");
            let names = vec![Cow::Borrowed("thing-one"), Cow::Borrowed("thing-two")];
            let cells = vec![
                code.into(),
                title,
                Cell::from(names.clone()).paint(Paint::Green),
                Value::Level(1, "beginner".into()).into(),
                price,
                retires,
                names.into(),
                "https://x.example/a".into(),
            ];
            Row {
                link: Some("https://x.example/a".into()),
                ..Row::new(cells)
            }
        };
        let first = row("A-1", Cents(7_050).into(), Value::Nothing.into());
        let second = row("A-2", Value::Unknown.into(), Value::Nothing.into());
        let sum = row("all", Cents(7_050).into(), Value::Nothing.into());
        Table {
            columns,
            rows: vec![
                Row {
                    group: Some("One exam away".to_owned()),
                    notes: vec![Line::text("a → b")],
                    ..first
                },
                Row {
                    group: Some("One exam away".to_owned()),
                    ..second
                },
                Row {
                    when: When::People,
                    ..sum
                },
            ],
            above: vec![Line::text("A-0 counts for thing-zero")],
            below: vec![
                Line::aside("2 exams"),
                Line::bold("Total:").then(" 70.50 USD"),
                Line::text("a way").deeper(),
                Line::text("another way").deeper(),
            ],
        }
    }
}

#[cfg(test)]
#[allow(clippy::needless_raw_string_hashes, reason = "snapbox writes them")]
mod tests {
    use snapbox::{IntoData as _, assert_data_eq, str};

    use super::*;
    use crate::output::sample::{plain, written};

    fn shown(format: Format, width: usize) -> String {
        written(|out| write(&sample::table(), format, plain(width), out))
    }

    #[test]
    fn a_terminal_shows_the_columns_that_fit() {
        assert_data_eq!(
            shown(Format::Table, 90),
            str![[r#"
A-0 counts for thing-zero

EXAM  TITLE              EARNS      LEVEL       USD
One exam away
A-1   Things | and more  thing-one  beginner  70.50
                         thing-two
      a → b
A-2   Things | and more  thing-one  beginner      ?
                         thing-two
all   Things | and more  thing-one  beginner  70.50
                         thing-two

2 exams
Total: 70.50 USD
  a way
  another way

"#]]
            .raw()
        );
        assert_data_eq!(
            shown(Format::Table, 45),
            str![[r#"
A-0 counts for thing-zero

EXAM  TITLE              LEVEL       USD
One exam away
A-1   Things | and more  beginner  70.50
      earns thing-one, thing-two
      a → b
A-2   Things | and more  beginner      ?
      earns thing-one, thing-two
all   Things | and more  beginner  70.50
      earns thing-one, thing-two

2 exams
Total: 70.50 USD
  a way
  another way

"#]]
            .raw()
        );
    }

    #[test]
    fn programs_get_every_field_but_no_sum() {
        assert_data_eq!(shown(Format::Tsv, 80), str![[r#"
A-1	Microsoft Certified: Things | and more	thing-one,thing-two	beginner	70.5		thing-one,thing-two	https://x.example/a
A-2	Microsoft Certified: Things | and more	thing-one,thing-two	beginner			thing-one,thing-two	https://x.example/a

"#]].raw());
        assert_data_eq!(shown(Format::Csv, 80), str![[r#"
code,title,earns,level,price_usd,retires,roles,url
A-1,Microsoft Certified: Things | and more,"thing-one,thing-two",beginner,70.5,,"thing-one,thing-two",https://x.example/a
A-2,Microsoft Certified: Things | and more,"thing-one,thing-two",beginner,,,"thing-one,thing-two",https://x.example/a

"#]].raw());
        assert_eq!(shown(Format::Ids, 80), "A-1\nA-2\n");
    }

    #[test]
    fn a_long_cell_is_cut_for_a_terminal_only() {
        let mut table = sample::table();
        table.rows[0].cells[1] = "word ".repeat(200_000).into();
        let terminal = written(|out| write(&table, Format::Table, plain(80), out));
        assert!(terminal.len() < 2_000 && terminal.contains("..."));
        let tsv = written(|out| write(&table, Format::Tsv, plain(80), out));
        assert!(tsv.len() > 1_000_000);
    }
}
