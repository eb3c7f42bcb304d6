//! Tables for people: few lines, aligned columns, never wider than the style.

use std::borrow::Cow;
use std::io::{self, Write};

use comfy_table::{
    Cell, CellAlignment, ColumnConstraint, ContentArrangement, Table, TableStyle, Width,
};

use crate::output::Style;
use crate::output::text::{ROW, broken_behind_hyphens, width, write_line, write_wrapped};

/// Spaces between two columns.
const GAP: u16 = 2;
/// The least room for a column of text, before columns that are whole by nature are broken too.
const LEAST_TEXT: usize = 16;
/// Wider words are broken to keep a table within a terminal: texts without spaces.
const WIDEST_WORD: usize = 24;

/// How a column behaves where a table is too wide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fit {
    /// Is never broken: codes, ids, dates.
    Whole,
    /// Numbers: never broken, aligned to the right.
    Right,
    /// Breaks at spaces and takes what room is left.
    Text,
}

/// A column's heading and behaviour.
#[derive(Debug, Clone)]
pub(crate) struct Column {
    pub(crate) heading: Cow<'static, str>,
    pub(crate) fit: Fit,
}

/// A row of as many cells as there are columns. Cells are clean and may be painted; a newline in one begins a new line.
#[derive(Debug, Default)]
pub(crate) struct Line {
    /// Stands above the row, after an empty line.
    pub(crate) heading: Option<String>,
    pub(crate) cells: Vec<String>,
    /// Stand below the row, from the first column of text to the right end.
    pub(crate) notes: Vec<String>,
}

/// A table under way.
#[derive(Debug)]
pub(crate) struct Grid {
    columns: Vec<Column>,
    lines: Vec<Line>,
}

impl Grid {
    pub(crate) fn new(columns: Vec<Column>) -> Self {
        Self {
            columns,
            lines: Vec::new(),
        }
    }

    /// Adds a row.
    pub(crate) fn push(&mut self, line: Line) {
        self.lines.push(line);
    }

    /// Adds a row without heading and notes.
    pub(crate) fn push_cells(&mut self, cells: Vec<String>) {
        self.push(Line {
            cells,
            ..Line::default()
        });
    }

    /// Returns whether so many columns of a terminal are enough if text may be broken down to `least_text`.
    pub(crate) fn fits(&self, room: usize, least_text: usize) -> bool {
        fits(&self.columns, &self.widths(), least_text, room)
    }

    /// How wide each column is if nothing breaks.
    fn widths(&self) -> Vec<usize> {
        let headings = self.columns.iter();
        let mut widths: Vec<usize> = headings.map(|column| width(&column.heading)).collect();
        for line in &self.lines {
            for (widest, cell) in widths.iter_mut().zip(&line.cells) {
                let cell = cell.split('\n').map(width).max().unwrap_or(0);
                *widest = (*widest).max(cell);
            }
        }
        widths
    }

    /// How wide each column must be that no word in it breaks.
    fn widest_words(&self) -> Vec<usize> {
        let words = |cell: &str| {
            let words = cell.split([' ', '\n']).map(width);
            words.filter(|wide| *wide <= WIDEST_WORD).max().unwrap_or(1)
        };
        let widths = self.widths().into_iter().enumerate();
        let least = |(place, wide): (usize, usize)| match self.columns[place].fit {
            Fit::Whole | Fit::Right => wide,
            Fit::Text => {
                let cells = self
                    .lines
                    .iter()
                    .map(|line| words(line.cells[place].as_str()));
                cells
                    .chain([words(&self.columns[place].heading)])
                    .max()
                    .unwrap_or(1)
            }
        };
        widths.map(least).collect()
    }

    /// Writes the table, at most as wide as the style allows.
    pub(crate) fn write(mut self, style: Style, out: &mut impl Write) -> io::Result<()> {
        self.break_ids(style.width);
        let widths = self.widths();
        let whole = fits(&self.columns, &widths, LEAST_TEXT, style.width);
        let indent = " ".repeat(self.text_begins(&widths, whole));
        let words = self.widest_words();
        let table = self.laid_out(&words, style);
        let mut rows = self.lines.iter();
        let mut last: &[String] = &[];
        let mut is_first = true;
        for line in table.lines() {
            if line.contains(ROW)
                && let Some(row) = rows.next()
            {
                write_notes(last, &indent, style, out)?;
                last = &row.notes;
                if let Some(heading) = &row.heading {
                    if !is_first {
                        write_line("", style, out)?;
                    }
                    write_wrapped("", "  ", heading, style, out)?;
                }
                is_first = false;
            }
            write_line(&line, style, out)?;
        }
        write_notes(last, &indent, style, out)
    }

    /// Breaks ids behind their hyphens, in the widest column first, as far as the table is too wide.
    fn break_ids(&mut self, room: usize) {
        let mut places: Vec<usize> = (0..self.columns.len())
            .filter(|place| self.columns[*place].fit == Fit::Whole)
            .collect();
        let widths = self.widths();
        places.sort_by_key(|place| std::cmp::Reverse(widths[*place]));
        for place in places {
            let widths = self.widths();
            let excess = least(&self.columns, &widths, LEAST_TEXT).saturating_sub(room);
            if excess == 0 {
                break;
            }
            let wanted = widths[place].saturating_sub(excess).max(LEAST_TEXT);
            for cell in self.lines.iter_mut().map(|line| &mut line.cells[place]) {
                let lines = cell
                    .split('\n')
                    .map(|line| broken_behind_hyphens(line, wanted));
                *cell = lines.collect::<Vec<_>>().join("\n");
            }
        }
    }

    /// Where the first column of text begins, as far as that is known.
    fn text_begins(&self, widths: &[usize], whole: bool) -> usize {
        const SOMEWHERE: usize = 4;
        let place = self
            .columns
            .iter()
            .position(|column| column.fit == Fit::Text);
        match place.filter(|_| whole) {
            Some(place) => widths[..place]
                .iter()
                .map(|wide| wide + usize::from(GAP))
                .sum(),
            None => SOMEWHERE,
        }
    }

    /// Hands the cells over to the crate that lays them out.
    ///
    /// Words break only where they have no room beside the codes and numbers, and those only where they have none at all.
    fn laid_out(&mut self, words: &[usize], style: Style) -> Table {
        let words_fit = fits(&self.columns, words, usize::MAX, style.width);
        let whole = words_fit || fits(&self.columns, words, 2, style.width);
        let mut table = Table::new();
        table
            .load_style(TableStyle::new())
            .set_content_arrangement(ContentArrangement::Dynamic)
            .set_width(u16::try_from(style.width).unwrap_or(u16::MAX));
        if self.columns.iter().any(|column| !column.heading.is_empty()) {
            let headings = self.columns.iter();
            table.set_header(headings.map(|column| &*column.heading));
        }
        for line in &mut self.lines {
            let mut cells = std::mem::take(&mut line.cells);
            if let Some(first) = cells.first_mut() {
                first.insert(0, ROW);
            }
            table.add_row(cells.into_iter().map(Cell::new_owned));
        }
        let last = self.columns.len().saturating_sub(1);
        let columns = self.columns.iter().enumerate();
        for ((number, column), laid_out) in columns.zip(table.column_iter_mut()) {
            let gap = if number == last { 0 } else { GAP };
            laid_out.set_padding((0, gap));
            if column.fit == Fit::Right {
                laid_out.set_cell_alignment(CellAlignment::Right);
            }
            if whole && column.fit != Fit::Text {
                laid_out.set_constraint(ColumnConstraint::ContentWidth);
            } else if words_fit {
                let word = u16::try_from(words[number]).unwrap_or(u16::MAX);
                let padded = Width::Fixed(word.saturating_add(gap));
                laid_out.set_constraint(ColumnConstraint::LowerBoundary(padded));
            }
        }
        table
    }
}

/// Whether columns of these widths have room if text may be broken down to `least_text`.
fn fits(columns: &[Column], widths: &[usize], least_text: usize, room: usize) -> bool {
    least(columns, widths, least_text) <= room
}

/// How wide a table of such columns is if text is broken down to `least_text`.
fn least(columns: &[Column], widths: &[usize], least_text: usize) -> usize {
    let gaps = usize::from(GAP) * columns.len().saturating_sub(1);
    let least = |(column, wide): (&Column, &usize)| match column.fit {
        Fit::Whole | Fit::Right => *wide,
        Fit::Text => least_text.min(*wide),
    };
    gaps + columns.iter().zip(widths).map(least).sum::<usize>()
}

fn write_notes(
    notes: &[String],
    indent: &str,
    style: Style,
    out: &mut impl Write,
) -> io::Result<()> {
    let hanging = format!("{indent}  ");
    let mut notes = notes.iter();
    notes.try_for_each(|note| write_wrapped(indent, &hanging, note, style, out))
}

#[cfg(test)]
#[allow(clippy::needless_raw_string_hashes, reason = "snapbox writes them")]
mod tests {
    use snapbox::{assert_data_eq, str};

    use super::*;
    use crate::output::sample::{plain, written};
    use crate::output::text::Paint;
    use crate::output::text::painted;

    fn grid() -> Grid {
        let column = |heading: &'static str, fit| Column {
            heading: heading.into(),
            fit,
        };
        let mut grid = Grid::new(vec![
            column("CODE", Fit::Whole),
            column("TITLE", Fit::Text),
            column("USD", Fit::Right),
        ]);
        let cells = |code: &str, title: &str, usd: &str| {
            let texts = [code, title, usd];
            texts.iter().map(|text| (*text).to_owned()).collect()
        };
        grid.push(Line {
            heading: Some("first".to_owned()),
            cells: cells(
                "A-1",
                "クラウド運用の基礎と応用、そしてその先 全部入り",
                "70.50",
            ),
            notes: vec!["a note that is as wide as the rest of the table".to_owned()],
        });
        grid.push_cells(cells("A-22", "Designing and Implementing Things", "165"));
        grid.push(Line {
            heading: Some(painted(Paint::Bold, "second")),
            cells: cells("A-3", "Short\nin two lines", ""),
            notes: Vec::new(),
        });
        grid
    }

    fn table(width: usize) -> String {
        let grid = grid();
        written(|out| grid.write(plain(width), out))
    }

    #[test]
    fn titles_break_codes_do_not_and_numbers_stand_to_the_right() {
        assert_data_eq!(
            table(40),
            str![[r#"
CODE  TITLE                          USD
first
A-1   クラウド運用の基礎と応用、   70.50
      そしてその先 全部入り
      a note that is as wide as the rest
        of the table
A-22  Designing and Implementing     165
      Things

second
A-3   Short
      in two lines

"#]]
        );
        assert_data_eq!(
            table(80),
            str![[r#"
CODE  TITLE                                              USD
first
A-1   クラウド運用の基礎と応用、そしてその先 全部入り  70.50
      a note that is as wide as the rest of the table
A-22  Designing and Implementing Things                  165

second
A-3   Short
      in two lines

"#]]
        );
    }

    #[test]
    fn no_word_breaks_while_there_is_room_for_each() {
        for width in 27..100 {
            let printed = table(width);
            for word in ["A-22", "Designing", "Implementing", "70.50"] {
                assert!(printed.contains(word), "{width}: {printed}");
            }
        }
        for width in 15..27 {
            let printed = table(width);
            assert!(printed.contains("A-22 "), "{width}: {printed}");
        }
    }

    #[test]
    fn a_table_of_any_width_fits() {
        for width in 12..100 {
            for line in table(width).lines() {
                assert!(super::width(line) <= width, "{width}: {line}");
            }
        }
    }

    #[test]
    fn ids_are_broken_behind_hyphens_where_the_table_is_too_wide() {
        let column = |heading: &'static str, fit| Column {
            heading: heading.into(),
            fit,
        };
        let mut grid = Grid::new(vec![column("ID", Fit::Whole), column("USD", Fit::Right)]);
        let id = "certified-essentials-automation-professional";
        grid.push_cells(vec![id.to_owned(), "70.50".to_owned()]);
        grid.push_cells(vec![painted(Paint::Bold, id), "70.50".to_owned()]);
        assert_data_eq!(
            written(|out| grid.write(plain(42), out)),
            str![[r#"
ID                                  USD
certified-essentials-automation-  70.50
professional
certified-essentials-automation-  70.50
professional

"#]]
        );
        let colored = Style {
            color: true,
            ..plain(30)
        };
        let mut grid = Grid::new(vec![column("ID", Fit::Whole), column("USD", Fit::Right)]);
        grid.push_cells(vec![painted(Paint::Bold, id), "70.50".to_owned()]);
        let lines = written(|out| grid.write(colored, out));
        let line = "\x1b[1mcertified-essentials-    \x1b[0m70.50\n";
        assert!(lines.contains(line), "{lines:?}");
    }

    #[test]
    fn a_table_without_rows_is_its_headings() {
        let column = Column {
            heading: "CODE".into(),
            fit: Fit::Whole,
        };
        let grid = Grid::new(vec![column]);
        assert_eq!(written(|out| grid.write(plain(80), out)), "CODE\n");
    }
}
