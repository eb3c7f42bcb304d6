//! What a plan can be written as: more than other answers, since it can be drawn.

use std::io::{self, IsTerminal as _};
use std::path::Path;

use certpath::output::Format;
use certpath::picture;
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::options::{OutputOptions, ending};

const CHECKLIST: &str = "checklist";
const CALENDAR: &str = "ics";

/// What a plan is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PlanFormat {
    /// In words or as data.
    Answer(Format),
    /// As a picture.
    Picture(picture::Format),
    /// As tasks in Markdown.
    Checklist,
    /// As days for a calendar.
    Calendar,
}

impl PlanFormat {
    /// Returns how what stands beside the plan is written; a picture has no room for it.
    pub(crate) fn answer(self) -> Format {
        match self {
            Self::Answer(format) => format,
            Self::Checklist => Format::Markdown,
            Self::Picture(_) | Self::Calendar => Format::Table,
        }
    }

    /// Returns whether it has a place for facts about each step.
    pub(crate) fn has_rows(self) -> bool {
        match self {
            Self::Answer(format) => format != Format::Ids,
            Self::Picture(_) | Self::Checklist | Self::Calendar => false,
        }
    }

    /// Returns whether it has a place for more than the best plan.
    pub(crate) fn has_several_plans(self) -> bool {
        match self {
            Self::Answer(_) | Self::Calendar => true,
            Self::Picture(format) => matches!(format, picture::Format::Svg | picture::Format::Html),
            Self::Checklist => false,
        }
    }

    /// Returns the word for it on a command line.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Answer(format) => format.word(),
            Self::Picture(format) => format.word(),
            Self::Checklist => CHECKLIST,
            Self::Calendar => CALENDAR,
        }
    }

    /// Returns whether it has lines and arrows of text, which ASCII may stand for.
    pub(crate) fn is_drawn_in_text(self) -> bool {
        matches!(
            self,
            Self::Answer(Format::Table) | Self::Picture(picture::Format::Tree)
        )
    }

    fn read(word: &str) -> Option<Self> {
        match word {
            CHECKLIST => return Some(Self::Checklist),
            CALENDAR => return Some(Self::Calendar),
            _ => {}
        }
        let answer = word.parse().map(Self::Answer);
        let picture = || word.parse().map(Self::Picture);
        answer.or_else(|()| picture()).ok()
    }

    fn of_file(path: &Path) -> Option<Self> {
        if path
            .extension()
            .is_some_and(|ending| ending.eq_ignore_ascii_case(CALENDAR))
        {
            return Some(Self::Calendar);
        }
        let answer = Format::of_file(path).map(Self::Answer);
        answer.or_else(|| picture::Format::of_file(path).map(Self::Picture))
    }
}

// How a plan is printed.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct PlanOutputOptions {
    /// Output format [default: table on a terminal, tsv in a pipe]
    #[arg(short, long, value_name = "FORMAT", value_parser = format())]
    pub(crate) format: Option<PlanFormat>,

    /// Draw with ASCII characters only
    #[arg(long)]
    pub(crate) ascii: bool,

    #[command(flatten)]
    pub(crate) output: OutputOptions,
}

impl PlanOutputOptions {
    /// Returns the format that was given, or that the file or the terminal stands for.
    ///
    /// # Errors
    ///
    /// The extension of the file is that of no format.
    pub(crate) fn format(&self) -> anyhow::Result<PlanFormat> {
        if let Some(format) = self.format {
            return Ok(format);
        }
        let path = self.output.path();
        let screen = path.is_none() && io::stdout().is_terminal();
        let plain = if screen { Format::Table } else { Format::Tsv };
        let said = ending(path, PlanFormat::of_file)?;
        Ok(said.unwrap_or(PlanFormat::Answer(plain)))
    }
}

fn format() -> impl TypedValueParser<Value = PlanFormat> {
    let answers = Format::ALL.map(Format::word).into_iter();
    let pictures = picture::Format::ALL.map(picture::Format::word);
    let others = [CHECKLIST, CALENDAR];
    let words: Vec<&str> = answers.chain(pictures).chain(others).collect();
    PossibleValuesParser::new(words)
        .map(|word| PlanFormat::read(&word).expect("clap lets only the formats' words pass"))
}
