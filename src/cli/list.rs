//! `certpath list`.

use certpath::output::{Format, Report};
use certpath::{Graph, ListKind, Marks, Selection, Status, Statuses, list, overview};
use clap::Args;
use clap_complete::engine::ArgValueCompleter;
use jiff::civil::Date;

use super::have::HaveOptions;
use super::options::{AnswerOptions, DayOptions, FilterOptions, Session};
use super::{Outcome, completions};

/// What `--status` takes: the states, and all of them with what is external.
pub(crate) const STATUSES: [&str; 6] = [
    "announced",
    "beta",
    "available",
    "retiring",
    "retired",
    "all",
];

#[derive(Debug, Args)]
#[command(
    override_usage = "certpath list [exams|certs|providers|levels|roles] [WORD]... [OPTIONS]",
    after_help = "Examples:
  certpath list
  certpath list azure administrator
  certpath list certs --level expert --status all
  certpath list certs --role devops-engineer -f ids
  certpath list exams --provider cisco --sort -price_usd -f csv-safe -o exams.csv
  certpath list exams --as-of 2021-07-13 --columns code,title,retires --sort retires"
)]
pub(crate) struct ListArgs {
    /// What to list [default: exams], and words that a code, id, title, alias or role must contain
    #[arg(value_name = "WORD", add = ArgValueCompleter::new(completions::kinds))]
    words: Vec<String>,

    #[command(flatten)]
    filter: FilterOptions,

    /// Only this status; repeatable [default: what can be taken or earned]
    #[arg(long, value_name = "STATUS", value_delimiter = ',', value_parser = STATUSES, add = ArgValueCompleter::new(completions::statuses))]
    status: Vec<String>,

    /// Print these columns, named as in JSON; help lists them
    #[arg(long, value_name = "COLUMN,...", value_delimiter = ',', add = ArgValueCompleter::new(completions::columns))]
    columns: Vec<String>,

    /// Sort by this column; a hyphen before it sorts downward
    #[arg(long, value_name = "[-]COLUMN", allow_hyphen_values = true, add = ArgValueCompleter::new(completions::sort_keys))]
    sort: Option<String>,

    #[command(flatten)]
    have: HaveOptions,
    #[command(flatten)]
    day: DayOptions,
    #[command(flatten)]
    pub(crate) answer: AnswerOptions,
}

/// Lists what is selected. Nothing found is an answer too.
pub(crate) fn run(args: &ListArgs, session: &Session) -> anyhow::Result<Outcome> {
    let catalog = session.catalog()?;
    let mut selection = args.selection(session.as_of(&args.day));
    let format = args.answer.format()?;
    let keys = selection
        .kind
        .columns()
        .into_iter()
        .map(|column| column.key);
    if args.answer.helps_with_columns(&args.columns, keys)? {
        return Ok(Outcome::Done);
    }
    let have = args.have.read(session, catalog, selection.as_of)?;
    if !have.is_empty() {
        selection.marks = Marks::new(&Graph::new(catalog), &have, selection.as_of);
    }
    let mut listing = list(catalog, &selection)?;
    if format == Format::Table && args.lists_everything() {
        let screen = args.answer.output.screen_height();
        if screen.is_some_and(|height| listing.lines.len() > height) {
            listing = overview(catalog, &selection)?;
        }
    }
    let (about, report) = ((catalog, selection.as_of), Report::List(&listing));
    session.report(&args.answer.output, format, about, report)?;
    if listing.retired > 0 && !matches!(format, Format::Table | Format::Markdown) {
        session.note(&listing.nothing_found());
    }
    Ok(Outcome::Done)
}

/// Reads what to list; `exam` is as good as `exams`.
fn kind(word: &str) -> Option<ListKind> {
    let plural = || format!("{word}s").parse();
    word.parse().or_else(|()| plural()).ok()
}

impl ListArgs {
    /// Whether nothing is said that a list could be narrowed or arranged by.
    fn lists_everything(&self) -> bool {
        let words = self.words.get(1);
        let narrowed = words.is_some() || self.words.iter().any(|word| kind(word).is_none());
        !narrowed
            && self.filter.is_empty()
            && self.status.is_empty()
            && self.columns.is_empty()
            && self.sort.is_none()
    }

    fn selection(&self, as_of: Date) -> Selection {
        let kind = self.words.first().and_then(|word| kind(word));
        let words = &self.words[usize::from(kind.is_some())..];
        Selection {
            words: words.to_vec(),
            statuses: self.statuses(),
            columns: self.columns.clone(),
            sort: self.sort.clone(),
            ..self
                .filter
                .selection(kind.unwrap_or(ListKind::Exams), as_of)
        }
    }

    fn statuses(&self) -> Statuses {
        let words = self.status.iter();
        match words.map(|word| Status::of_word(word)).collect() {
            _ if self.status.is_empty() => Statuses::Open,
            Some(statuses) => Statuses::Only(statuses),
            // The one word of clap's that is no status.
            None => Statuses::All,
        }
    }
}
