//! `certpath plan --batch`: a JSON request a line in, a JSON answer a line out.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::Context as _;
use certpath::batch::{self, Batch, Defaults, LineError};
use certpath::load::is_utf16;
use certpath::output::Format;
use certpath::resolve::HoldingErrors;
use certpath::{Graph, Holding, Limits, Planner};
use jiff::civil::Date;

use super::lines::{Line, answer_each};
use super::options::Session;
use super::output::{Output, note_input, note_stdin};
use super::plan::PlanArgs;
use super::report::UsageError;
use super::{Outcome, names};

/// Most days for which it is remembered what is held.
const MOST_DAYS: usize = 1_000;

/// Answers every line of a file or of standard input.
pub(crate) fn run(args: PlanArgs, requests: &Path, session: &Session) -> anyhow::Result<Outcome> {
    let from_stdin = requests == Path::new(names::STANDARD_INPUT);
    refuse_clashes(&args, from_stdin)?;
    let catalog = session.catalog()?;
    let input: Box<dyn Read + Send> = if from_stdin {
        note_stdin();
        Box::new(io::stdin())
    } else {
        let opened = File::open(requests).and_then(|file| {
            if file.metadata()?.is_dir() {
                return Err(io::ErrorKind::IsADirectory.into());
            }
            Ok(file)
        });
        let file = opened.with_context(|| format!("cannot read `{}`", requests.display()))?;
        note_input(requests);
        Box::new(file)
    };
    let answers = args.answer.output.path().map(Path::to_owned);
    let strict = args.answer.output.strict;
    // The threads are not awaited, so what they use is kept for as long as the program runs.
    let graph: &'static Graph<'static> = Box::leak(Box::new(Graph::new(catalog)));
    let defaults = defaults(args, session, graph)?;
    let mut out = Output::open(answers.as_deref())?;
    let batch = Batch::new(graph, defaults, timer);
    let batch: &'static Batch<'static, 'static> = Box::leak(Box::new(batch));
    let outcome = answer_each(input, &mut out, || {
        let mut planner = Planner::new(graph);
        move |number, line: &Line, out: &mut Vec<u8>| match batch.answer(
            number,
            text(line),
            &mut planner,
            out,
        ) {
            batch::Outcome::Planned { is_doubtful } if strict && is_doubtful => Outcome::No,
            batch::Outcome::Planned { .. } => Outcome::Done,
            batch::Outcome::NoPlan => Outcome::No,
            batch::Outcome::Bad => Outcome::Failed,
        }
    })?;
    out.finish()?;
    Ok(outcome)
}

fn refuse_clashes(args: &PlanArgs, from_stdin: bool) -> anyhow::Result<()> {
    if from_stdin && args.have.reads_stdin() {
        let error = UsageError::new("`--have -` and `--batch -` both read standard input");
        return Err(error.hint("put one of the two in a file").into());
    }
    if args
        .answer
        .format
        .is_some_and(|format| format != Format::Json)
    {
        let error = UsageError::new("`--batch` answers in JSON only");
        return Err(error.hint("leave `--format` out").into());
    }
    Ok(())
}

/// Returns what the command line says of every line.
fn defaults(
    args: PlanArgs,
    session: &Session,
    graph: &'static Graph<'static>,
) -> anyhow::Result<Defaults> {
    let held = args.have.input(session)?;
    let as_of = session.as_of(&args.day);
    args.have.note(session, graph.catalog(), &held, as_of)?;
    let skip_unknown = args.have.skip_unknown;
    let have = move |as_of| args.have.holdings(graph.catalog(), &held, as_of);
    Ok(Defaults {
        skip_unknown,
        have: Box::new(once_a_day(have)),
        want: args.want,
        want_any: args.want_any,
        via: args.via,
        avoid: args.avoid,
        as_of,
        minimize: args.minimize,
        alternatives: args.alternatives,
        why: args.why,
        details: args.details,
        with_recommended: args.with_recommended,
        limits: Limits {
            budget: args.budget,
            by: args.by,
        },
        time_limit: args.time_limit,
    })
}

/// Remembers what is held on each of the days that are asked for, since names are slow to read.
fn once_a_day(
    held: impl Fn(Date) -> Result<Vec<Holding>, HoldingErrors>,
) -> impl Fn(Date) -> Result<Vec<Holding>, HoldingErrors> {
    let known: Mutex<BTreeMap<Date, Vec<Holding>>> = Mutex::default();
    move |as_of| {
        let lock = || known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = lock().get(&as_of) {
            return Ok(known.clone());
        }
        let read = held(as_of)?;
        let mut known = lock();
        if known.len() < MOST_DAYS {
            known.insert(as_of, read.clone());
        }
        Ok(read)
    }
}

/// Starts a time that ends after `limit`.
fn timer(limit: Duration) -> Box<dyn Fn() -> bool> {
    let start = Instant::now();
    Box::new(move || start.elapsed() >= limit)
}

fn text(line: &Line) -> Result<&str, LineError> {
    match line {
        // The last line end of UTF-16 is cut in two.
        Line::Bytes(bytes) if is_utf16(bytes) || bytes == b"\0" => Err(LineError::Utf16),
        Line::Bytes(bytes) => str::from_utf8(bytes).map_err(|_| LineError::NotUtf8),
        Line::TooLong => Err(LineError::TooLong),
    }
}
