//! What JSON answers share: the head of the object, names, dates and prices, and what may not reach a terminal.

mod batch;
pub(super) mod changes;
pub(super) mod check;
pub(super) mod compare;
pub(super) mod import;
pub(super) mod journey;
pub(super) mod list;
pub(super) mod next;
mod no_plan;
mod plan;
pub(super) mod profile;
mod schema;
pub(super) mod show;
pub(super) mod stats;
pub(super) mod status;
pub(super) mod tree;
pub(super) mod warning;

use std::borrow::Cow;
use std::fmt;
use std::io::{self, Write};

use jiff::civil::Date;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};

use crate::answer::journey::Stage;
use crate::answer::show::EventKind;
use crate::catalog::date::PartialDate;
use crate::catalog::load::finding::acts;
use crate::catalog::model::{Catalog, Cents, Confidence, Entry, Text};
use crate::catalog::renewal::Length;
use crate::resolve::lists::Reason;

pub use crate::output::json::batch::{BadLine, BatchLine};
pub use crate::output::json::plan::PlanDocument;
pub use crate::output::json::schema::{command_schema, schema_commands};

/// The version of the shape of every answer. It changes when a field is renamed or removed, which is not meant to be.
pub(super) const SCHEMA_VERSION: u32 = 1;

/// The catalog that an answer is from.
#[derive(Debug, Clone, Copy, Default, Serialize, JsonSchema)]
pub struct CatalogHead<'a> {
    /// The version of the program that it came with.
    pub version: &'a str,
    /// The newest day on which an entry was checked; null for a catalog that could not be read.
    pub checked: Option<Date>,
}

impl<'a> From<&'a Catalog> for CatalogHead<'a> {
    fn from(catalog: &'a Catalog) -> Self {
        Self {
            version: &catalog.version,
            checked: Some(catalog.checked),
        }
    }
}

/// What every answer begins with.
#[derive(Debug, Default, Serialize, JsonSchema)]
pub(super) struct Head<'a> {
    /// The version of this shape: fields are added, never renamed.
    schema_version: u32,
    catalog: CatalogHead<'a>,
    /// The day as of which the answer holds.
    as_of: Date,
}

impl<'a> Head<'a> {
    pub(super) fn new(catalog: impl Into<CatalogHead<'a>>, as_of: Date) -> Self {
        Self {
            schema_version: SCHEMA_VERSION,
            catalog: catalog.into(),
            as_of,
        }
    }
}

/// The answer of a command, as one document.
#[derive(Serialize, JsonSchema)]
pub(super) struct Whole<'a, A> {
    #[serde(flatten)]
    pub(super) head: Head<'a>,
    #[serde(flatten)]
    pub(super) answer: A,
}

/// Writes an answer for people and programs to read: indented, with a newline at its end.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn write_pretty(answer: &impl Serialize, out: &mut impl Write) -> io::Result<()> {
    let mut text = Vec::new();
    serde_json::to_writer_pretty(&mut text, answer)?;
    write_escaped(text, out)
}

/// Writes a whole answer about `catalog`: its head and its fields.
pub(super) fn write_answer<'a>(
    catalog: impl Into<CatalogHead<'a>>,
    as_of: Date,
    answer: impl Serialize,
    out: &mut impl Write,
) -> io::Result<()> {
    let head = Head::new(catalog, as_of);
    write_pretty(&Whole { head, answer }, out)
}

/// Writes an answer on one line.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn write_line(answer: &(impl Serialize + ?Sized), out: &mut impl Write) -> io::Result<()> {
    /// Most answers are shorter.
    const USUAL: usize = 2_048;
    let mut text = Vec::with_capacity(USUAL);
    serde_json::to_writer(&mut text, answer)?;
    write_escaped(text, out)
}

/// Writes JSON, and escapes what JSON lets through and a terminal acts on or does not show. It can only stand inside of
/// strings.
fn write_escaped(text: Vec<u8>, out: &mut impl Write) -> io::Result<()> {
    let is_plain = |byte: &u8| byte.is_ascii() && *byte != 0x7f;
    if text.iter().all(is_plain) {
        out.write_all(&text)?;
        return out.write_all(b"\n");
    }
    let text = String::from_utf8(text).map_err(io::Error::other)?;
    // The joiners are not seen either, but belong to some languages, and the mark to the beginning of files.
    let is_unseen = |character: char| matches!(character, '\u{200C}' | '\u{200D}' | '\u{FEFF}');
    let is_hidden =
        |character: char| character != '\n' && (acts(character) || is_unseen(character));
    let mut rest = text.as_str();
    while let Some((at, hidden)) = rest
        .char_indices()
        .find(|(_, character)| is_hidden(*character))
    {
        out.write_all(&rest.as_bytes()[..at])?;
        for unit in hidden.encode_utf16(&mut [0; 2]) {
            write!(out, "\\u{unit:04x}")?;
        }
        rest = &rest[at + hidden.len_utf8()..];
    }
    writeln!(out, "{rest}")
}

/// Lets values stand in JSON as their text.
macro_rules! written_as_text {
    ($($type:ty),+) => {$(
        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl JsonSchema for $type {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                "Text".into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({"type": "string"})
            }
        }
    )+};
}

written_as_text!(
    PartialDate,
    Length,
    Text,
    Confidence,
    EventKind,
    Reason,
    Stage
);

/// Dollars: `165` or `70.5`.
impl Serialize for Cents {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(cents) = *self;
        if cents % 100 == 0 {
            return serializer.serialize_u64(cents / 100);
        }
        #[expect(
            clippy::cast_precision_loss,
            reason = "a sum of prices is far below 2^53 cents, and the nearest number to so many hundredths is \
                      printed as just these"
        )]
        serializer.serialize_f64(cents as f64 / 100.0)
    }
}

impl JsonSchema for Cents {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Dollars".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "number", "minimum": 0})
    }
}

/// An entry's code or id, with its provider where two providers have it.
#[derive(Clone, Copy)]
pub(super) struct Name<'a> {
    pub(super) catalog: &'a Catalog,
    pub(super) entry: Entry,
}

impl fmt::Display for Name<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let facts = self.catalog.facts(self.entry);
        if facts.shared_name {
            write!(f, "{}:", self.catalog.provider(facts.provider).id)?;
        }
        f.write_str(self.catalog.bare_name(self.entry))
    }
}

impl Serialize for Name<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.catalog.facts(self.entry).shared_name {
            serializer.collect_str(self)
        } else {
            serializer.serialize_str(self.catalog.bare_name(self.entry))
        }
    }
}

/// Returns entries as a list of their names.
pub(super) fn name_list(catalog: &Catalog, entries: impl IntoIterator<Item = Entry>) -> Vec<Text> {
    let entries = entries.into_iter();
    entries.map(|entry| catalog.name(entry)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::sample::written;

    #[test]
    fn prices_are_numbers_without_a_trace_of_fractions_in_twos() {
        for cents in (0..100_000).chain([999_999_999, 999_999_901, 99_999_999_999]) {
            let printed = serde_json::to_string(&Cents(cents)).unwrap();
            assert_eq!(
                printed,
                crate::answer::table::Cell::from(Cents(cents)).for_programs()
            );
        }
    }

    #[test]
    fn control_characters_are_escaped_all_of_them() {
        let evil = "a\x1b\u{7f}\u{80}\u{9b}\u{9f}\u{a0}é\u{202e}\u{200b}\u{e0041}\u{7f}";
        for printed in [
            written(|out| write_line(&evil, out)),
            written(|out| write_pretty(&evil, out)),
        ] {
            assert_eq!(
                printed,
                "\"a\\u001b\\u007f\\u0080\\u009b\\u009f\u{a0}é\\u202e\\u200b\\udb40\\udc41\\u007f\"\n"
            );
            assert_eq!(serde_json::from_str::<String>(&printed).unwrap(), evil);
        }
    }
}
