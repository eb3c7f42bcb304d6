//! What YAML says, out of serde's hands.

use std::cell::Cell;
use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

/// Most bytes that the values of one file take: more than any file can say without aliases.
///
/// The guard counts what aliases unfold to, but by another parser; this holds whatever the two see.
const MOST_BYTES: usize = 512 << 20;

/// Said when that is exceeded.
pub(super) const TOO_LARGE: &str = "the values of the file take too much memory";

/// A YAML value; maps keep the order of the file.
///
/// [`parse`](crate::catalog::load::yaml::parse) gives none that is nested deeper than 128, so a value can be walked,
/// cloned and dropped by recursion, and no text in it that has a control character other than tab
/// and line feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Nothing, `~` or `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as shortly as it can be written: `70.50` is `70.5` here, and `0x1F` is `31`.
    ///
    /// Fractions are 64-bit floating point: exact for hundredths up to 13 digits before the point.
    Number(String),
    /// Any other text; so is `010`, which YAML 1.2 does not call a number.
    Text(String),
    /// A list, in order.
    List(Vec<Value>),
    /// A map, in the order of the file; out of [`parse`](crate::catalog::load::yaml::parse) no key is there twice.
    Map(Vec<(String, Value)>),
}

impl Value {
    /// Returns what the value is, for messages: `a number`, `a list`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "nothing",
            Self::Bool(_) => "a truth value",
            Self::Number(_) => "a number",
            Self::Text(_) => "a text",
            Self::List(_) => "a list",
            Self::Map(_) => "a map",
        }
    }

    /// Returns the words, if it is a text or a number: codes such as `98349` look like one.
    #[must_use]
    pub fn written(&self) -> Option<&str> {
        match self {
            Self::Number(text) | Self::Text(text) => Some(text),
            Self::Null | Self::Bool(_) | Self::List(_) | Self::Map(_) => None,
        }
    }

    /// Returns the value at `key`, if this is a map that has it.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Map(entries) => {
                let found = entries.iter().find(|(name, _)| name == key);
                found.map(|(_, value)| value)
            }
            Self::Null | Self::Bool(_) | Self::Number(_) | Self::Text(_) | Self::List(_) => None,
        }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let left = Cell::new(MOST_BYTES);
        Reader { left: &left }.deserialize(deserializer)
    }
}

/// Makes values, until they take too much.
#[derive(Clone, Copy)]
struct Reader<'a> {
    /// How many bytes may still be taken.
    left: &'a Cell<usize>,
}

impl Reader<'_> {
    fn take<E: Error>(self, bytes: usize) -> Result<(), E> {
        let left = self.left.get().checked_sub(bytes);
        self.left.set(left.ok_or_else(|| E::custom(TOO_LARGE))?);
        Ok(())
    }

    fn number<E: Error>(self, text: String) -> Result<Value, E> {
        self.take(text.len())?;
        Ok(Value::Number(text))
    }
}

impl<'de> DeserializeSeed<'de> for Reader<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        self.take(size_of::<Value>())?;
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Reader<'_> {
    type Value = Value;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a text, number, truth value, list or map")
    }

    fn visit_none<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, truth: bool) -> Result<Value, E> {
        Ok(Value::Bool(truth))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Value, E> {
        self.number(number.to_string())
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Value, E> {
        self.number(number.to_string())
    }

    fn visit_i128<E: Error>(self, number: i128) -> Result<Value, E> {
        self.number(number.to_string())
    }

    fn visit_u128<E: Error>(self, number: u128) -> Result<Value, E> {
        self.number(number.to_string())
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Value, E> {
        // Not `to_string`, which writes 1e300 with 301 digits.
        self.number(format!("{number:?}"))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
        self.take(text.len())?;
        Ok(Value::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element_seed(self)? {
            items.push(item);
        }
        Ok(Value::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut entries = Vec::new();
        while let Some(key) = map.next_key::<String>()? {
            self.take(size_of::<String>() + key.len())?;
            entries.push((key, map.next_value_seed(self)?));
        }
        Ok(Value::Map(entries))
    }
}
