//! An answer and a writer in, bytes out.
//!
//! Rows are built as a [`Table`](crate::answer::table::Table) and written by [`write()`], JSON by structs of its own.
//! Nothing here knows the command line or the terminal: what a terminal can do comes in as a [`Style`].

use std::path::Path;
use std::str::FromStr;

mod changes;
mod checklist;
mod compare;
mod diff;
mod export;
mod findings;
mod ics;
mod import;
mod journey;
pub mod json;
mod list;
mod message;
mod next;
mod no_plan;
mod plan;
mod profile;
mod rows;
#[cfg(test)]
mod sample;
mod schema;
mod show;
mod stats;
mod status;
mod suggestions;
mod text;
mod tree;
mod warnings;

pub use crate::output::changes::changes;
pub use crate::output::checklist::checklist;
pub use crate::output::compare::compare;
pub use crate::output::diff::{DiffFormat, catalog_diff};
pub use crate::output::export::{export_json, export_yaml};
pub use crate::output::findings::{finding, findings, github_annotations};
pub use crate::output::ics::{ics, ics_with_alarms};
pub use crate::output::import::import;
pub use crate::output::journey::journeys;
pub use crate::output::json::CatalogHead;
pub use crate::output::list::list;
pub use crate::output::message::{Label, message, sentence};
pub use crate::output::next::next;
pub use crate::output::no_plan::{no_plan_text, reason_word};
pub use crate::output::plan::plan;
pub use crate::output::profile::profile;
pub use crate::output::rows::{RowFormat, write};
pub use crate::output::schema::catalog_schema;
pub use crate::output::show::show;
pub use crate::output::stats::stats;
pub use crate::output::status::status;
pub use crate::output::suggestions::suggestions;
pub use crate::output::warnings::{warning_word, warnings};

/// How an answer is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// For people at a terminal.
    Table,
    /// Fields between tabs: no header, no borders, no colour.
    Tsv,
    /// Fields between commas as in RFC 4180, with a header.
    Csv,
    /// As CSV, with nothing that a spreadsheet takes for a formula.
    CsvSafe,
    /// One object.
    Json,
    /// A table in GitHub's dialect.
    Markdown,
    /// One id or code a line.
    Ids,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 7] = [
        Self::Table,
        Self::Tsv,
        Self::Csv,
        Self::CsvSafe,
        Self::Json,
        Self::Markdown,
        Self::Ids,
    ];

    /// Returns the word for it on a command line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Tsv => "tsv",
            Self::Csv => "csv",
            Self::CsvSafe => "csv-safe",
            Self::Json => "json",
            Self::Markdown => "markdown",
            Self::Ids => "ids",
        }
    }

    /// Returns how its rows are written; nothing for JSON, which has none.
    #[must_use]
    pub fn rows(self) -> Option<RowFormat> {
        match self {
            Self::Table => Some(RowFormat::Table),
            Self::Tsv => Some(RowFormat::Tsv),
            Self::Csv => Some(RowFormat::Csv),
            Self::CsvSafe => Some(RowFormat::CsvSafe),
            Self::Json => None,
            Self::Markdown => Some(RowFormat::Markdown),
            Self::Ids => Some(RowFormat::Ids),
        }
    }

    /// Returns the format that a file's ending names, or nothing if it names none.
    #[must_use]
    pub fn of_file(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_lowercase();
        match ending.as_str() {
            "txt" => Some(Self::Table),
            "md" => Some(Self::Markdown),
            word => word.parse().ok(),
        }
    }
}

impl FromStr for Format {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL
            .into_iter()
            .find(|format| format.word() == text)
            .ok_or(())
    }
}

/// What the reader's terminal can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Columns that a line may take. Tables, pages and messages are wrapped there.
    pub width: usize,
    /// Whether words are coloured.
    pub color: bool,
    /// Whether anything beyond ASCII is drawn. Titles are printed as they are.
    pub unicode: bool,
}

impl Style {
    /// Eighty columns of plain text.
    pub const PLAIN: Self = Self {
        width: 80,
        color: false,
        unicode: true,
    };

    fn arrow(self) -> &'static str {
        if self.unicode { "→" } else { "->" }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_is_read_from_its_word_and_from_the_ending_of_a_file() {
        for format in Format::ALL {
            assert_eq!(format.word().parse(), Ok(format));
        }
        assert_eq!("yaml".parse::<Format>(), Err(()));
        let of = |path: &str| Format::of_file(Path::new(path));
        assert_eq!(of("a/plan.JSON"), Some(Format::Json));
        assert_eq!(of("plan.md"), Some(Format::Markdown));
        assert_eq!(of("plan.txt"), Some(Format::Table));
        assert_eq!(of("plan.csv"), Some(Format::Csv));
        assert_eq!(of("plan"), None);
        assert_eq!(of("plan.pdf"), None);
    }
}
