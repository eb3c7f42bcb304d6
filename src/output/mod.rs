//! An answer and a writer in, bytes out.
//!
//! Rows are built as a `Table` and written by [`write()`], JSON by structs of its own.
//! Nothing here knows the command line or the terminal: what a terminal can do comes in as a [`Style`].

mod checklist;
mod compare;
mod diff;
mod export;
mod findings;
mod ics;
mod journey;
pub mod json;
mod message;
mod no_plan;
mod plan;
mod report;
mod rows;
#[cfg(test)]
mod sample;
mod schema;
mod show;
mod suggestions;
mod text;
mod tree;
mod warnings;

pub use crate::output::checklist::checklist;
pub use crate::output::diff::catalog_diff;
pub use crate::output::export::{export_json, export_yaml};
pub use crate::output::findings::{finding, findings, github_annotations};
pub use crate::output::ics::{ics, ics_with_alarms};
pub use crate::output::journey::journeys;
pub use crate::output::json::CatalogHead;
pub use crate::output::message::{Label, message, sentence, wrapped};
pub use crate::output::no_plan::no_plan_text;
pub use crate::output::plan::plan;
pub use crate::output::report::{Report, report};
pub use crate::output::rows::{Format, write};
pub use crate::output::schema::catalog_schema;
pub use crate::output::suggestions::suggestions;
pub use crate::output::warnings::warnings;

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
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn a_format_is_read_from_the_ending_of_a_file() {
        let all = [
            &Format::ANSWERS[..],
            &Format::PICTURES,
            &[Format::Calendar, Format::Yaml],
        ]
        .concat();
        for format in &all {
            let path = format!("a/b.{}", format.word().to_uppercase());
            assert_eq!(Format::of_file(Path::new(&path), &all), Some(*format));
        }
        let of = |path: &str| Format::of_file(Path::new(path), &all);
        assert_eq!(of("plan.md"), Some(Format::Markdown));
        assert_eq!(of("plan.txt"), Some(Format::Table));
        assert_eq!(of("way.gv"), Some(Format::Dot));
        assert_eq!(of("way.mmd"), Some(Format::Mermaid));
        assert_eq!(of("way.htm"), Some(Format::Html));
        assert_eq!(of("all.yml"), Some(Format::Yaml));
        assert_eq!(of("plan"), None);
        assert_eq!(of("plan.pdf"), None);
        let of = |path: &str| Format::of_file(Path::new(path), &Format::PICTURES);
        assert_eq!(of("way.txt"), Some(Format::Tree));
        assert_eq!(of("way.csv"), None);
    }
}
