//! What a plan can be written as: more than other answers, since it can be drawn.

use certpath::output::Format;
use clap::Args;

use super::format;
use super::options::OutputOptions;

/// Returns every format of a plan.
fn formats() -> Vec<Format> {
    let others = [Format::Checklist, Format::Calendar];
    [&Format::ANSWERS[..], &Format::PICTURES, &others].concat()
}

// How a plan is printed.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct PlanOutputOptions {
    /// Output format; csv-safe is for spreadsheets, which read cells of csv as formulas [default: table on a terminal, tsv in a pipe]
    #[arg(short, long, value_name = "FORMAT", value_parser = format::one_of(formats()))]
    pub(crate) format: Option<Format>,

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
    pub(crate) fn format(&self) -> anyhow::Result<Format> {
        let plain = format::plain(&self.output);
        format::chosen(self.format, &formats(), &self.output, plain)
    }
}

/// Returns how what stands beside the plan is written; a picture has no room for it.
pub(crate) fn beside(format: Format) -> Format {
    match format {
        Format::Checklist => Format::Markdown,
        format if Format::ANSWERS.contains(&format) => format,
        _ => Format::Table,
    }
}

/// Returns whether a format has a place for facts about each step.
pub(crate) fn has_rows(format: Format) -> bool {
    format != Format::Ids && Format::ANSWERS.contains(&format)
}

/// Returns whether a format has a place for more than the best plan.
pub(crate) fn has_several_plans(format: Format) -> bool {
    !matches!(format, Format::Dot | Format::Mermaid | Format::Checklist)
}

/// Returns whether a format has lines and arrows of text, which ASCII may stand for.
pub(crate) fn is_drawn_in_text(format: Format) -> bool {
    matches!(format, Format::Table | Format::Tree)
}
