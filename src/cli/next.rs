//! `certpath next`.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use certpath::output::{Format, Report};
use certpath::{
    Catalog, CertIndex, Entry, Graph, ListKind, Next, NextQuestion, UnknownFilter, columns_of_next,
    entries, next,
};
use clap::Args;
use clap_complete::engine::ArgValueCompleter;

use super::have::HaveOptions;
use super::options::{AnswerOptions, DayOptions, FilterOptions, Session};
use super::{Outcome, completions, plan};

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  certpath next AZ-104
  certpath next AZ-104@2026-03-01 SC-300 --provider microsoft --level expert
  certpath next CKA --within 1 -f json

The answer has the cheapest exams for each, cheapest first, and what it would unlock.")]
pub(crate) struct NextArgs {
    /// What you hold, as with --have
    #[arg(value_name = "NAME[@DATE]", add = ArgValueCompleter::new(completions::names))]
    names: Vec<String>,

    #[command(flatten)]
    have: HaveOptions,

    #[command(flatten)]
    filter: FilterOptions,

    /// List at most COUNT, first those of the providers of what you hold; 0 lists all
    #[arg(
        long,
        value_name = "COUNT",
        default_value = "20",
        allow_negative_numbers = true
    )]
    limit: usize,

    /// Show these columns, in this order; help lists them
    #[arg(long, value_name = "COLUMN,...", value_delimiter = ',', add = ArgValueCompleter::new(completions::columns_within_reach))]
    columns: Vec<String>,

    /// Sort by this column; a hyphen before it sorts downward
    #[arg(long, value_name = "[-]COLUMN", allow_hyphen_values = true, add = ArgValueCompleter::new(completions::sort_keys_within_reach))]
    sort: Option<String>,

    /// At most this many exams away
    #[arg(
        long,
        value_name = "EXAMS",
        default_value = "2",
        allow_negative_numbers = true
    )]
    within: usize,

    /// Stop after SECONDS and print the best exams found
    #[arg(long, value_name = "SECONDS", default_value = "10", allow_negative_numbers = true, value_parser = plan::limit)]
    time_limit: Duration,

    #[command(flatten)]
    day: DayOptions,
    #[command(flatten)]
    pub(crate) answer: AnswerOptions,
}

/// Shows what is within reach. Nothing is an answer too.
pub(crate) fn run(args: &NextArgs, session: &Session) -> anyhow::Result<Outcome> {
    let format = args.answer.format()?;
    let keys = columns_of_next().into_iter().map(|column| column.key);
    if args.answer.helps_with_columns(&args.columns, keys)? {
        return Ok(Outcome::Done);
    }
    let catalog = session.catalog()?;
    let as_of = session.as_of(&args.day);
    let have = args.have.with(&args.names);
    let have = have.read(session, catalog, as_of)?;
    let selection = args.filter.selection(ListKind::Certifications, as_of);
    let candidates = entries(catalog, &selection)?.into_iter();
    let candidates: Vec<CertIndex> = candidates.filter_map(Entry::certification).collect();
    let question = NextQuestion {
        have: &have,
        as_of,
        candidates: &candidates,
        within: args.within,
    };
    let answer = args.answered(catalog, &question)?;
    let report = Report::Next(&have, &answer);
    session.report(&args.answer.output, format, (catalog, as_of), report)?;
    if answer.left_out > 0 && format != Format::Json {
        let count = answer.left_out;
        session.note(&format!(
            "the search was stopped: {count} more may be within reach"
        ));
    }
    session.warn(catalog, &answer.warnings, format);
    let doubt = args.answer.output.strict && plan::has_doubt(&answer.warnings);
    Ok(if doubt { Outcome::No } else { Outcome::Done })
}

impl NextArgs {
    /// Looks first at the providers of what is held, and at the others if there is not enough or all are to be sorted.
    fn answered(
        &self,
        catalog: &Catalog,
        question: &NextQuestion<'_>,
    ) -> Result<Next, UnknownFilter> {
        let limit = if self.limit == 0 {
            usize::MAX
        } else {
            self.limit
        };
        let provider = |entry| catalog.facts(entry).provider;
        let have = question.have.iter();
        let own: BTreeSet<_> = have.map(|holding| provider(holding.entry)).collect();
        let is_near = |index: CertIndex| own.contains(&provider(Entry::Certification(index)));
        let graph = Graph::new(catalog);
        let start = Instant::now();
        let stop = || start.elapsed() >= self.time_limit;
        let near = question.candidates.iter().copied();
        let near: Vec<CertIndex> = near.filter(|index| is_near(*index)).collect();
        let sort = self.sort.as_deref();
        let of_near = (sort.is_none() && !near.is_empty()).then(|| {
            let question = NextQuestion {
                candidates: &near,
                ..*question
            };
            next(&graph, &question, &stop)
        });
        let is_all = near.len() == question.candidates.len();
        let enough = of_near.filter(|answer| is_all || limit <= answer.within_reach.len());
        let mut answer = enough.unwrap_or_else(|| next(&graph, question, &stop));
        answer.arrange(catalog, sort, &self.columns)?;
        answer.limit(limit, |index| sort.is_some() || is_near(index));
        Ok(answer)
    }
}
