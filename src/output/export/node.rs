//! Values of the catalog's format, which YAML and JSON are written from.

use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};

use crate::catalog::date::PartialDate;
use crate::catalog::model::{Cents, Confidence, Text};

/// A value of the format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::output) enum Node {
    Null,
    Switch(bool),
    Number(u64),
    Price(Cents),
    /// A word or a date, which is never taken for something else.
    Word(String),
    Text(String),
    List(Vec<Node>),
    Map(Map),
}

/// Fields in order.
pub(in crate::output) type Map = Vec<(String, Node)>;

/// Collects fields, without those that are absent.
#[derive(Default)]
pub(super) struct Fields(pub(super) Map);

impl Fields {
    pub(super) fn put(&mut self, key: &str, value: impl Into<Option<Node>>) {
        if let Some(value) = value.into() {
            self.0.push((key.to_owned(), value));
        }
    }

    /// Adds a list that is not empty.
    pub(super) fn put_list<T>(&mut self, key: &str, items: &[T], node: impl Fn(&T) -> Node) {
        if !items.is_empty() {
            self.put(key, Node::List(items.iter().map(node).collect()));
        }
    }

    pub(super) fn put_text(&mut self, key: &str, text: Option<&Text>) {
        self.put(key, text.map(written));
    }

    /// Puts where a rule or a way of renewal is from, and how sure it is.
    pub(super) fn put_origin(
        &mut self,
        sources: &[Text],
        confidence: Option<Confidence>,
        notes: Option<&Text>,
    ) {
        self.put_list("sources", sources, written);
        let confidence = confidence.map(|sure| word(sure.word()));
        self.put("confidence", confidence);
        self.put_text("notes", notes);
    }

    pub(super) fn put_date(&mut self, key: &str, date: Option<PartialDate>) {
        self.put(key, date.map(|date| Node::Word(date.to_string())));
    }

    pub(super) fn put_number(&mut self, key: &str, number: Option<u32>) {
        self.put(key, number.map(|number| Node::Number(number.into())));
    }
}

pub(super) fn written(text: &Text) -> Node {
    Node::Text(text.to_string())
}

pub(super) fn word(word: &str) -> Node {
    Node::Word(word.to_owned())
}

impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Switch(is_on) => serializer.serialize_bool(*is_on),
            Self::Number(number) => serializer.serialize_u64(*number),
            Self::Price(price) => price.serialize(serializer),
            Self::Word(text) | Self::Text(text) => serializer.serialize_str(text),
            Self::List(items) => {
                let mut list = serializer.serialize_seq(Some(items.len()))?;
                for item in items {
                    list.serialize_element(item)?;
                }
                list.end()
            }
            Self::Map(fields) => {
                let mut map = serializer.serialize_map(Some(fields.len()))?;
                for (key, value) in fields {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }
    }
}
