//! Answers in rows: what a question builds once, and what all writers of rows take.

use std::borrow::Cow;
use std::cmp::Ordering;

use crate::catalog::date::PartialDate;
use crate::catalog::model::Cents;

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
    /// Whether it may break at blanks where a terminal is narrow. Codes, ids and dates are never broken.
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
    /// On a terminal only where there is room: of several the one with the largest number is left out first.
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

/// A value, and how people see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell<'a> {
    pub value: Value<'a>,
    /// What people read instead of the value: `34%`, a title without its usual beginning. Lines are separated by `\n`.
    pub label: Option<Cow<'a, str>>,
    pub paint: Option<Paint>,
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value<'a> {
    /// There is something, but nobody knows what: `?` for people, nothing for programs.
    Unknown,
    /// There is nothing.
    Nothing,
    Text(Cow<'a, str>),
    Texts(Vec<Cow<'a, str>>),
    Date(PartialDate),
    Number(u64),
    Price(Cents),
    /// A level with its rank, by which it is sorted.
    Level(u32, Cow<'a, str>),
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
pub(crate) fn field<T>(column: Column, cell: for<'x> fn(&'x T) -> Cell<'x>) -> Field<T> {
    Field { column, cell }
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

    /// Makes it one of text, which breaks at blanks.
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

impl<'a> Cell<'a> {
    /// Says it to people in other words.
    #[must_use]
    pub fn label(self, label: impl Into<Cow<'a, str>>) -> Self {
        Self {
            label: Some(label.into()),
            ..self
        }
    }

    /// Paints it.
    #[must_use]
    pub fn paint(self, paint: Paint) -> Self {
        Self {
            paint: Some(paint),
            ..self
        }
    }

    /// Returns it as programs read it: lists by commas, what is unknown empty.
    #[must_use]
    pub fn for_programs(&self) -> Cow<'_, str> {
        match &self.value {
            Value::Unknown | Value::Nothing => Cow::Borrowed(""),
            Value::Text(text) | Value::Level(_, text) => Cow::Borrowed(text),
            Value::Texts(texts) => Cow::Owned(texts.join(",")),
            Value::Date(date) => Cow::Owned(date.to_string()),
            Value::Number(number) => Cow::Owned(number.to_string()),
            Value::Price(price) => Cow::Owned(dollars(*price)),
        }
    }

    /// Returns it as people read it; the items of a list have `between` between them.
    #[must_use]
    pub fn for_people(&self, between: &str) -> Cow<'_, str> {
        match (&self.label, &self.value) {
            (Some(label), _) => Cow::Borrowed(label),
            (None, Value::Unknown) => Cow::Borrowed("?"),
            (None, Value::Price(price)) => Cow::Owned(price.to_string()),
            (None, Value::Texts(texts)) => Cow::Owned(texts.join(between)),
            (
                None,
                Value::Nothing
                | Value::Text(_)
                | Value::Level(..)
                | Value::Date(_)
                | Value::Number(_),
            ) => self.for_programs(),
        }
    }
}

impl<'a> From<Value<'a>> for Cell<'a> {
    fn from(value: Value<'a>) -> Self {
        Self {
            value,
            label: None,
            paint: None,
        }
    }
}

impl<'a> From<Cow<'a, str>> for Cell<'a> {
    fn from(text: Cow<'a, str>) -> Self {
        Value::Text(text).into()
    }
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(text: &'a str) -> Self {
        Value::Text(Cow::Borrowed(text)).into()
    }
}

impl From<String> for Cell<'_> {
    fn from(text: String) -> Self {
        Value::Text(Cow::Owned(text)).into()
    }
}

impl<'a> From<Vec<Cow<'a, str>>> for Cell<'a> {
    fn from(texts: Vec<Cow<'a, str>>) -> Self {
        Value::Texts(texts).into()
    }
}

impl From<u64> for Cell<'_> {
    fn from(number: u64) -> Self {
        Value::Number(number).into()
    }
}

impl From<PartialDate> for Cell<'_> {
    fn from(date: PartialDate) -> Self {
        Value::Date(date).into()
    }
}

impl From<Cents> for Cell<'_> {
    fn from(price: Cents) -> Self {
        Value::Price(price).into()
    }
}

/// Returns the cell of a fact that is always there; without a value nobody knows it.
pub(crate) fn known<'a>(value: Option<impl Into<Cell<'a>>>) -> Cell<'a> {
    value.map_or_else(|| Value::Unknown.into(), Into::into)
}

/// Returns the cell of something that need not be.
pub(crate) fn any<'a>(value: Option<impl Into<Cell<'a>>>) -> Cell<'a> {
    value.map_or_else(|| Value::Nothing.into(), Into::into)
}

impl Value<'_> {
    /// Orders two values of a column; what is unknown comes last, in either direction.
    #[must_use]
    pub fn compare(&self, other: &Self, descending: bool) -> Ordering {
        let turned = |order: Ordering| if descending { order.reverse() } else { order };
        match (self, other) {
            (Self::Unknown | Self::Nothing, Self::Unknown | Self::Nothing) => Ordering::Equal,
            (Self::Unknown | Self::Nothing, _) => Ordering::Greater,
            (_, Self::Unknown | Self::Nothing) => Ordering::Less,
            (Self::Text(a), Self::Text(b)) => turned(a.cmp(b)),
            (Self::Texts(a), Self::Texts(b)) => turned(a.cmp(b)),
            (Self::Date(a), Self::Date(b)) => {
                let days = |date: &PartialDate| (date.first_day(), date.last_day());
                turned(days(a).cmp(&days(b)))
            }
            (Self::Number(a), Self::Number(b)) => turned(a.cmp(b)),
            (Self::Price(a), Self::Price(b)) => turned(a.cmp(b)),
            (Self::Level(a, name), Self::Level(b, other)) => turned((a, name).cmp(&(b, other))),
            // One column holds one kind of value.
            (
                Self::Text(_)
                | Self::Texts(_)
                | Self::Date(_)
                | Self::Number(_)
                | Self::Price(_)
                | Self::Level(..),
                _,
            ) => Ordering::Equal,
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

/// Returns a price as programs read it, like JSON: `165` or `70.5`.
#[must_use]
pub(crate) fn dollars(price: Cents) -> String {
    let text = price.to_string();
    match text.strip_suffix('0') {
        Some(short) if text.contains('.') => short.to_owned(),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_for_programs_have_no_zero_at_their_end() {
        for (cents, text) in [
            (0, "0"),
            (16_500, "165"),
            (7_050, "70.5"),
            (7_005, "70.05"),
            (1_000, "10"),
        ] {
            assert_eq!(dollars(Cents(cents)), text);
        }
    }

    #[test]
    fn the_unknown_comes_last_in_either_direction() {
        let mut values = [
            Value::Unknown,
            Value::Level(2, "associate".into()),
            Value::Level(1, "fundamentals".into()),
            Value::Level(3, "expert".into()),
        ];
        let ranks = |values: &[Value<'_>]| -> Vec<Option<u32>> {
            let rank = |value: &Value<'_>| match value {
                Value::Level(rank, _) => Some(*rank),
                _ => None,
            };
            values.iter().map(rank).collect()
        };
        values.sort_by(|a, b| a.compare(b, false));
        assert_eq!(ranks(&values), [Some(1), Some(2), Some(3), None]);
        values.sort_by(|a, b| a.compare(b, true));
        assert_eq!(ranks(&values), [Some(3), Some(2), Some(1), None]);
    }

    #[test]
    fn unknown_and_nothing_are_distinguished_by_people_only() {
        let (unknown, nothing) = (Cell::from(Value::Unknown), Cell::from(Value::Nothing));
        assert_eq!(
            (unknown.for_people(""), nothing.for_people("")),
            ("?".into(), "".into())
        );
        assert_eq!(unknown.for_programs(), nothing.for_programs());
    }
}
