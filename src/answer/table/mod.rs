//! Answers in rows: what a question builds once, and what all writers of rows take.

mod cell;

use std::borrow::Cow;

pub use crate::answer::table::cell::Value;
pub(crate) use crate::answer::table::cell::{Cell, any, known};

/// An answer in rows, with what stands above and below them for people.
#[derive(Debug, Clone, Default)]
pub struct Table<'a> {
    pub columns: Vec<Column>,
    pub rows: Vec<Row<'a>>,
    pub above: Vec<Line>,
    pub below: Vec<Line>,
}

/// A column: its name, and how it behaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name for programs: the JSON field, the header in CSV, and what `--columns` and `--sort` take.
    pub key: Cow<'static, str>,
    /// Its heading for people: `Last day`. One that is the key itself is printed as it is.
    pub heading: Cow<'static, str>,
    pub align: Align,
    /// Whether it may break at spaces where a terminal is narrow. Codes, ids and dates are never broken.
    pub wraps: bool,
    /// Whether its cells name their rows: what `ids` prints, bold on a terminal, a link in Markdown.
    pub names: bool,
    pub when: When,
}

/// Where the text of a column stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    Left,
    Right,
}

/// Where a column or a row is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Everywhere; on a terminal and in Markdown unless all of it is empty.
    Always,
    /// Everywhere, empty or not: somebody named it.
    Chosen,
    /// On a terminal only where there is room: of several the one with the largest number is left out first,
    /// one with 0 only where codes and words would break.
    Room(u8),
    /// As `Room`, but without room the cells stand below their rows: `earns devops-engineer-expert`.
    RoomOrBelow(u8),
    /// Everywhere but on a terminal.
    NoTerminal,
    /// In TSV and CSV only.
    Programs,
    /// On a terminal and in Markdown only.
    People,
}

/// A line of a table.
#[derive(Debug, Clone)]
pub struct Row<'a> {
    /// What it stands together with, on a terminal: written above the first of several with the same.
    pub group: Option<String>,
    /// As many as there are columns.
    pub cells: Vec<Cell<'a>>,
    /// Stand below it on a terminal.
    pub notes: Vec<Line>,
    /// The page about it.
    pub link: Option<Cow<'a, str>>,
    pub when: When,
}

/// A sentence above or below rows, or below one row; its parts may be painted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    pub parts: Vec<(Option<Paint>, String)>,
    /// Belongs to the line before it.
    pub deeper: bool,
    /// Of use at a terminal only.
    pub aside: bool,
}

/// How a word looks. No meaning hangs on it alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paint {
    Bold,
    Dim,
    Red,
    Green,
    Magenta,
}

/// A column of tables about things of one kind, and its cell for each of them.
pub struct Field<T> {
    pub column: Column,
    pub cell: for<'x> fn(&'x T) -> Cell<'x>,
}

/// Returns a column with what it says of each thing.
pub(crate) fn field<T>(
    key: &'static str,
    heading: &'static str,
    cell: for<'x> fn(&'x T) -> Cell<'x>,
) -> Field<T> {
    Field {
        column: Column::new(key, heading),
        cell,
    }
}

impl<T> Field<T> {
    fn with(self, change: impl FnOnce(Column) -> Column) -> Self {
        Self {
            column: change(self.column),
            ..self
        }
    }

    /// Makes the column one of numbers.
    pub(crate) fn right(self) -> Self {
        self.with(Column::right)
    }

    /// Makes the column one of text, which breaks at spaces.
    pub(crate) fn wraps(self) -> Self {
        self.with(Column::wraps)
    }

    /// Makes the column the one that names the rows.
    pub(crate) fn names(self) -> Self {
        self.with(Column::names)
    }

    /// Says where the column is written.
    pub(crate) fn when(self, when: When) -> Self {
        self.with(|column| column.when(when))
    }
}

impl<'a> Table<'a> {
    /// Returns a table with a row for each thing.
    #[must_use]
    pub fn of<T>(fields: &[Field<T>], things: &'a [T]) -> Self {
        let row = |thing| Row::new(fields.iter().map(|field| (field.cell)(thing)).collect());
        Self {
            columns: fields.iter().map(|field| field.column.clone()).collect(),
            rows: things.iter().map(row).collect(),
            ..Self::default()
        }
    }
}

impl Table<'_> {
    /// Keeps the columns at these places, in this order.
    pub fn keep(&mut self, places: &[usize]) {
        let columns = places.iter().map(|place| self.columns[*place].clone());
        self.columns = columns.collect();
        for row in &mut self.rows {
            let cells = places.iter().map(|place| row.cells[*place].clone());
            row.cells = cells.collect();
        }
    }

    /// Keeps the columns of these names, in this order, with their values as programs read them.
    pub fn choose(&mut self, keys: &[String]) {
        let place = |key: &String| self.columns.iter().position(|column| column.key == *key);
        self.keep(&keys.iter().filter_map(place).collect::<Vec<usize>>());
        for column in &mut self.columns {
            column.when = When::Chosen;
        }
        for cell in self.rows.iter_mut().flat_map(|row| &mut row.cells) {
            cell.label = None;
        }
    }

    /// Leaves the columns of these names out.
    pub fn drop_columns(&mut self, keys: &[&str]) {
        let columns = self.columns.iter().enumerate();
        let kept = columns.filter(|(_, column)| !keys.contains(&&*column.key));
        let kept: Vec<usize> = kept.map(|(place, _)| place).collect();
        self.keep(&kept);
    }

    /// Leaves the columns of these names out on a terminal.
    pub fn hide_on_terminal(&mut self, keys: &[&str]) {
        let columns = self.columns.iter_mut();
        for column in columns.filter(|column| keys.contains(&&*column.key)) {
            column.when = When::NoTerminal;
        }
    }
}

impl Column {
    /// Returns a column of words that are never broken.
    pub fn new(key: impl Into<Cow<'static, str>>, heading: impl Into<Cow<'static, str>>) -> Self {
        Self {
            key: key.into(),
            heading: heading.into(),
            align: Align::Left,
            wraps: false,
            names: false,
            when: When::Always,
        }
    }

    /// Makes it one of numbers.
    #[must_use]
    pub fn right(self) -> Self {
        let align = Align::Right;
        Self { align, ..self }
    }

    /// Makes it one of text, which breaks at spaces.
    #[must_use]
    pub fn wraps(self) -> Self {
        Self {
            wraps: true,
            ..self
        }
    }

    /// Makes it the one that names the rows.
    #[must_use]
    pub fn names(self) -> Self {
        Self {
            names: true,
            ..self
        }
    }

    /// Says where it is written.
    #[must_use]
    pub fn when(self, when: When) -> Self {
        Self { when, ..self }
    }
}

impl When {
    /// Returns whether it is written in TSV and CSV.
    #[must_use]
    pub fn for_programs(self) -> bool {
        self != Self::People
    }

    /// Returns whether it is written in Markdown.
    #[must_use]
    pub fn in_markdown(self) -> bool {
        self != Self::Programs
    }

    /// Returns whether it is written on a terminal if there is room.
    #[must_use]
    pub fn on_terminal(self) -> bool {
        !matches!(self, Self::NoTerminal | Self::Programs)
    }
}

impl<'a> Row<'a> {
    /// Returns a row of cells alone.
    #[must_use]
    pub fn new(cells: Vec<Cell<'a>>) -> Self {
        Self {
            group: None,
            cells,
            notes: Vec::new(),
            link: None,
            when: When::Always,
        }
    }
}

impl Line {
    /// Returns a line of plain text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::default().then(text)
    }

    /// Returns a line that begins with bold words.
    pub fn bold(text: impl Into<String>) -> Self {
        Self::default().painted(Paint::Bold, text)
    }

    /// Returns a line that is of use at a terminal only.
    pub fn aside(text: impl Into<String>) -> Self {
        Self {
            aside: true,
            ..Self::default().painted(Paint::Dim, text)
        }
    }

    /// Adds plain text.
    #[must_use]
    pub fn then(mut self, text: impl Into<String>) -> Self {
        self.parts.push((None, text.into()));
        self
    }

    /// Adds painted text.
    #[must_use]
    pub fn painted(mut self, paint: Paint, text: impl Into<String>) -> Self {
        self.parts.push((Some(paint), text.into()));
        self
    }

    /// Makes it one that belongs to the line before it.
    #[must_use]
    pub fn deeper(self) -> Self {
        Self {
            deeper: true,
            ..self
        }
    }
}
