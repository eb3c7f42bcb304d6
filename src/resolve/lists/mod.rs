//! Lists of certifications of any shape: what they say, record by record, and what of it is held.

mod csv;
mod cut;
mod dates;
mod field;
mod import;
mod markup;
mod numbers;
mod own;
mod plain;
mod several;
mod tree;

use serde_json::Value;
use thiserror::Error;

use crate::catalog::load::source::is_utf16;

pub(super) use crate::resolve::lists::field::says_not;
pub(super) use crate::resolve::lists::import::dates_beside;
pub use crate::resolve::lists::import::{Import, Imported, NotImported, Reason, import};

/// Most bytes of a list.
pub const LARGEST: usize = 16 << 20;

/// Most entries of a list that is read.
pub const MOST: usize = 100_000;

/// Longest text that is read as a name, in bytes.
const LONGEST_NAME: usize = 2048;

/// Why a file is no list.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum BadList {
    /// It is longer than any list.
    #[error("the list has more than {} MiB", LARGEST >> 20)]
    TooLarge,
    /// It has more than any person has.
    #[error("the list has more than {MOST} entries")]
    TooMany,
    /// It is in another encoding.
    #[error("the list is UTF-16")]
    Utf16,
    /// It is a file of another kind.
    #[error("the list is {kind}, not a text")]
    NoText {
        /// Which.
        kind: &'static str,
    },
    /// It is in another encoding.
    #[error("the list is not UTF-8: line {line}")]
    NotUtf8 {
        /// The first line that is not.
        line: usize,
    },
    /// It begins like JSON, YAML or CSV and is none.
    #[error("the list is not valid {format}: {problem}")]
    Invalid {
        /// What it begins like.
        format: &'static str,
        /// What its reader says.
        problem: String,
    },
    /// Nothing in it is the name of anything.
    #[error("the list is {format}, and nothing in it looks like the name of a certification")]
    NoNames {
        /// What it is.
        format: &'static str,
    },
}

impl BadList {
    /// Returns what to do instead, shown on a `hint:` line of its own.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::TooLarge | Self::TooMany => "keep only the certifications",
            Self::Utf16 | Self::NotUtf8 { .. } => "save it as UTF-8",
            Self::NoText { .. } => "save it as CSV, unpack it, or write the names one a line",
            Self::Invalid { .. } => "export it again, or write the names one a line",
            Self::NoNames { .. } => {
                "the name is read from a field such as `name`, `title` or `certification`"
            }
        }
    }
}

/// What a list says of one certification, exam or course.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Record {
    /// Where it stands, from 1.
    pub line: usize,
    /// What it is called.
    pub name: String,
    /// The id or code, where the list says of which kind it is: `exam:DCA`. Alone it is one letter for letter.
    pub id: Option<String>,
    /// A code or short form beside the name.
    pub code: Option<String>,
    /// Who issued it.
    pub issuer: Option<String>,
    /// What it stands under: its issuer, if that is a provider.
    pub group: Option<String>,
    /// When it was passed, earned or renewed, as written.
    pub date: Option<String>,
    /// When it ends, as written.
    pub expires: Option<String>,
    /// Whether it is held, planned or expired, as written.
    pub status: Option<String>,
    /// Whether it is a line of text, which may name several.
    pub is_line: bool,
}

impl Record {
    /// Returns the same by another name.
    fn called(&self, name: &str) -> Self {
        let name = name.to_owned();
        Self {
            name,
            ..self.clone()
        }
    }
}

/// Reads the records of a list, whatever its shape: an export of `LinkedIn`, of Credly or of Microsoft Learn, Open Badges,
/// a JSON Resume, what answers print of holdings, any CSV with a column of names, any YAML or JSON with lists of names, or plain lines.
///
/// # Errors
///
/// [`BadList`] if it is too large, is no UTF-8 or is broken.
pub fn records(bytes: &[u8]) -> Result<Vec<Record>, BadList> {
    let records = all(bytes)?;
    if records.len() > MOST {
        return Err(BadList::TooMany);
    }
    Ok(records)
}

fn all(bytes: &[u8]) -> Result<Vec<Record>, BadList> {
    let text = text(bytes)?;
    let start = text.trim_start();
    if own::begins(start) {
        return Ok(plain::records(text));
    }
    if start.starts_with('<') {
        return Ok(plain::records(&markup::lines(text)));
    }
    if start.starts_with("[[")
        && !tree::nests_too_deep(text)
        && let Ok(value) = serde_yaml::from_str(&markup::tables_as_yaml(text))
    {
        return some(tree::records(&value, text), "TOML");
    }
    if start.starts_with(['{', '[']) && !begins_with_box(start) {
        // One value, or one a line.
        let quoted = numbers::quoted_in_json(text);
        let values = serde_json::Deserializer::from_str(&quoted).into_iter();
        let values: Result<Vec<Value>, _> = values.collect();
        let value = match values.map_err(|error| invalid("JSON", &error))? {
            mut one if one.len() == 1 => one.remove(0),
            several => several.into(),
        };
        return some(tree::records(&value, text), "JSON");
    }
    if let Some(records) = csv::records(text)? {
        return Ok(records);
    }
    if tree::looks_like_yaml(text) {
        if tree::nests_too_deep(text) {
            let problem = format!("it nests more than {} levels deep", tree::DEEPEST);
            let format = "YAML";
            return Err(BadList::Invalid { format, problem });
        }
        let quoted = numbers::quoted_in_yaml(markup::front_matter(text));
        return match serde_yaml::from_str(&quoted) {
            Ok(value) => some(tree::records(&value, text), "YAML"),
            Err(_) if markup::is_outline(text) => Ok(plain::records(text)),
            Err(error) => Err(invalid("YAML", &error)),
        };
    }
    Ok(plain::records(text))
}

/// Returns records, if there are any: a structured list that has none is not what was meant.
fn some(records: Vec<Record>, format: &'static str) -> Result<Vec<Record>, BadList> {
    if records.is_empty() {
        Err(BadList::NoNames { format })
    } else {
        Ok(records)
    }
}

fn invalid(format: &'static str, error: &dyn std::error::Error) -> BadList {
    BadList::Invalid {
        format,
        problem: super::shown(&error.to_string()),
    }
}

/// Returns whether a text begins with brackets that belong to a line: `[x] CKA`, `[2024] CKA`, `[CKA](https://example.org)`.
fn begins_with_box(text: &str) -> bool {
    let first = text.lines().next().unwrap_or_default();
    let inside = first
        .strip_prefix('[')
        .and_then(|rest| rest.split_once(']'));
    let is_link = first.contains("](");
    is_link
        || inside.is_some_and(|(inside, behind)| {
            let behind = behind.trim_start();
            !inside.contains(['"', '{', '[']) && behind.starts_with(char::is_alphanumeric)
        })
}

/// What files begin with that people have their certifications in, and what they are.
const OTHER_KINDS: [(&[u8], &str); 5] = [
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an Excel workbook"),
    (b"\xD0\xCF\x11\xE0", "an old Word or Excel file"),
    (b"\x89PNG", "a picture"),
    (b"\xFF\xD8\xFF", "a picture"),
];

/// Returns the text of a file, without a byte order mark.
fn text(bytes: &[u8]) -> Result<&str, BadList> {
    if bytes.len() > LARGEST {
        return Err(BadList::TooLarge);
    }
    let begins = |(start, _): &&(&[u8], _)| bytes.starts_with(start);
    if let Some((_, kind)) = OTHER_KINDS.iter().find(begins) {
        return Err(BadList::NoText { kind });
    }
    if is_utf16(bytes) {
        return Err(BadList::Utf16);
    }
    let text = str::from_utf8(bytes).map_err(|error| {
        let before = &bytes[..error.valid_up_to()];
        let line = before.split(|byte| *byte == b'\n').count();
        BadList::NotUtf8 { line }
    })?;
    Ok(text.strip_prefix('\u{FEFF}').unwrap_or(text))
}
