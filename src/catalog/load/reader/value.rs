//! What YAML says, and where it stands.

use std::ops::Deref;

/// Line and column in characters, both from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Position {
    pub line: u32,
    pub column: u32,
}

/// A value with its place; as equal as the values are, wherever they stand.
#[derive(Debug, Clone, Eq)]
pub(crate) struct Node {
    pub value: Value,
    pub position: Position,
}

/// A key of a map with its place; as equal as the texts are, wherever they stand.
#[derive(Debug, Clone, Eq)]
pub(crate) struct Key {
    pub text: String,
    pub position: Position,
}

/// A YAML value.
///
/// [`read_on`](crate::catalog::load::reader::read_on) gives none that is nested deeper than 64, so a value can be walked, cloned
/// and dropped by recursion, and no text in it that has a control character other than tab and line feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    /// Nothing, `~` or `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// What YAML takes for a number, as it is written: `70.50`, `0x1F`.
    Number(String),
    /// Any other text; so is `010`, which YAML 1.2 does not call a number.
    Text(String),
    /// A list, in order.
    List(Vec<Node>),
    /// A map, in the order of the file; no key is there twice.
    Map(Vec<(Key, Node)>),
}

/// One step from a value to one inside of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Step<'a> {
    /// To the value at this key of a map.
    Key(&'a str),
    /// To this item of a list, from 0.
    Index(usize),
}

impl Deref for Node {
    type Target = Value;

    fn deref(&self) -> &Value {
        &self.value
    }
}

impl PartialEq for Node {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl From<Value> for Node {
    /// Makes a node of a value that stands nowhere in a file.
    fn from(value: Value) -> Self {
        let position = Position { line: 1, column: 1 };
        Self { value, position }
    }
}

impl Deref for Key {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl PartialEq for Key {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Value {
    /// Returns what an unquoted text means: nothing, a truth value, a number or itself.
    #[must_use]
    pub(crate) fn plain(text: String) -> Self {
        match text.as_str() {
            "" | "~" | "null" | "Null" | "NULL" => Self::Null,
            "true" | "True" | "TRUE" => Self::Bool(true),
            "false" | "False" | "FALSE" => Self::Bool(false),
            number if is_number(number) => Self::Number(text),
            _ => Self::Text(text),
        }
    }

    /// Returns what the value is, for messages: `a number`, `a list`.
    #[must_use]
    pub(crate) fn kind(&self) -> &'static str {
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
    pub(crate) fn written(&self) -> Option<&str> {
        match self {
            Self::Number(text) | Self::Text(text) => Some(text),
            Self::Null | Self::Bool(_) | Self::List(_) | Self::Map(_) => None,
        }
    }

    /// Returns the value at `key`, if this is a map that has it.
    #[must_use]
    pub(crate) fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Map(entries) => {
                let found = entries.iter().find(|(name, _)| &**name == key);
                found.map(|(_, value)| &value.value)
            }
            Self::Null | Self::Bool(_) | Self::Number(_) | Self::Text(_) | Self::List(_) => None,
        }
    }
}

/// Returns whether YAML 1.2 takes an unquoted text for a number.
///
/// Digits after a leading zero are a text, as they are to `serde_yaml`: `010-160` and `007` are codes.
fn is_number(text: &str) -> bool {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    if matches!(text, ".nan" | ".NaN" | ".NAN") || matches!(unsigned, ".inf" | ".Inf" | ".INF") {
        return true;
    }
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] {
        if let Some(digits) = unsigned.strip_prefix(prefix) {
            return !digits.is_empty() && digits.chars().all(|digit| digit.is_digit(radix));
        }
    }
    let padded = unsigned.len() > 1 && unsigned.starts_with('0');
    if padded && unsigned.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let begins = unsigned.starts_with(|first: char| first.is_ascii_digit() || first == '.');
    begins && text.parse::<f64>().is_ok_and(f64::is_finite)
}
