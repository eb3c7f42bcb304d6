//! A cell of a table: a value, and how people see it.

use std::borrow::Cow;
use std::cmp::Ordering;

use jiff::civil::Date;

use crate::answer::table::Paint;
use crate::catalog::date::PartialDate;
use crate::catalog::model::{self, Cents};

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

impl From<model::Text> for Cell<'_> {
    fn from(text: model::Text) -> Self {
        Value::Text(text.into()).into()
    }
}

impl From<Vec<model::Text>> for Cell<'_> {
    fn from(texts: Vec<model::Text>) -> Self {
        Value::Texts(texts.into_iter().map(Cow::from).collect()).into()
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

impl From<Date> for Cell<'_> {
    fn from(day: Date) -> Self {
        PartialDate::Day(day).into()
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
