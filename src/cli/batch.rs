//! `certpath plan --batch`: a JSON request a line in, a JSON answer a line out.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use anyhow::Context as _;
use certpath::catalog::date::whole_day;
use certpath::catalog::model::Catalog;
use certpath::graph::Graph;
use certpath::output::Format;
use certpath::output::json::{self, BadLine, BatchLine, PlanDocument};
use certpath::plan::Planner;
use certpath::request::{Limits, Request};
use certpath::resolve::{HoldingError, HoldingErrors, Resolver};
use jiff::civil::Date;
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use super::have::Input;
use super::lines::{LONGEST_LINE, Line, answer_each};
use super::options::Session;
use super::output::Output;
use super::plan::{self, PlanArgs};
use super::plan_format::PlanFormat;
use super::report::{self, UsageError};
use super::{Outcome, names};

/// A line of the input. What is absent is as on the command line.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked<'a> {
    #[serde(borrow, default, deserialize_with = "as_written")]
    id: Option<&'a RawValue>,
    have: Option<Vec<String>>,
    want: Option<Vec<String>>,
    want_any: Option<AnyOf>,
    via: Option<Vec<String>>,
    avoid: Option<Vec<String>>,
    minimize: Option<String>,
    as_of: Option<String>,
    alternatives: Option<usize>,
    why: Option<bool>,
    details: Option<bool>,
    with_recommended: Option<bool>,
    budget: Option<f64>,
    by: Option<String>,
    skip_unknown: Option<bool>,
    time_limit: Option<f64>,
}

/// Names of which any one is wanted, or several lists of such names.
#[derive(Debug, Deserialize)]
#[serde(
    untagged,
    expecting = "`want_any` is a list of names, or a list of such lists"
)]
enum AnyOf {
    One(Vec<String>),
    Several(Vec<Vec<String>>),
}

impl AnyOf {
    fn lists(&self) -> &[Vec<String>] {
        match self {
            Self::One(names) if names.is_empty() => &[],
            Self::One(names) => std::slice::from_ref(names),
            Self::Several(lists) => lists,
        }
    }
}

fn texts(names: &[String]) -> impl Iterator<Item = &str> {
    names.iter().map(String::as_str)
}

/// The one part of a bad line that is given back.
#[derive(Debug, Deserialize)]
struct Named<'a> {
    #[serde(borrow, default, deserialize_with = "as_written")]
    id: Option<&'a RawValue>,
}

/// Keeps an `id` of `null`, which would be none otherwise.
fn as_written<'de, D: Deserializer<'de>>(from: D) -> Result<Option<&'de RawValue>, D::Error> {
    <&RawValue>::deserialize(from).map(Some)
}

/// The catalog and what the command line says of every line.
struct Questions {
    catalog: &'static Catalog,
    graph: Graph<'static>,
    names: Resolver<'static>,
    defaults: PlanArgs,
    /// What `--have` and `--profile` read.
    held: Input,
    as_of: Date,
}

/// Answers every line of a file or of standard input.
pub(crate) fn run(args: PlanArgs, requests: &Path, session: &Session) -> anyhow::Result<Outcome> {
    let from_stdin = requests == Path::new(names::STANDARD_INPUT);
    refuse_clashes(&args, from_stdin)?;
    let catalog = session.catalog()?;
    let input: Box<dyn Read + Send> = if from_stdin {
        Box::new(io::stdin())
    } else {
        let opened = File::open(requests);
        Box::new(opened.with_context(|| format!("cannot read `{}`", requests.display()))?)
    };
    let mut out = Output::open(args.answer.output.path())?;
    // The threads are not awaited, so it is kept for as long as the program runs.
    let questions: &'static Questions = Box::leak(Box::new(Questions {
        catalog,
        graph: Graph::new(catalog),
        names: Resolver::new(catalog),
        held: args.have.input(session, false)?,
        as_of: session.as_of(&args.day),
        defaults: args,
    }));
    let outcome = answer_each(input, &mut out, || {
        let mut planner = Planner::new(&questions.graph);
        move |number, line: &Line, out: &mut Vec<u8>| {
            questions.answer(number, line, &mut planner, out)
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
        .is_some_and(|format| format != PlanFormat::Answer(Format::Json))
    {
        let error = UsageError::new("`--batch` answers in JSON only");
        return Err(error.hint("leave `--format` out").into());
    }
    Ok(())
}

impl Questions {
    /// Appends the answer to a line, or what is wrong with it.
    fn answer(
        &self,
        number: u64,
        line: &Line,
        planner: &mut Planner<'_, '_>,
        out: &mut Vec<u8>,
    ) -> Outcome {
        let outcome = self.write_answer(line, planner, out);
        outcome.unwrap_or_else(|error| {
            let bad = BadLine {
                id: id(line),
                line: number,
                error: report::message(&error),
                hint: report::hint(&error),
            };
            write(&BatchLine::Bad(bad), out);
            Outcome::Failed
        })
    }

    /// Appends an answer, or nothing where the line is bad.
    fn write_answer(
        &self,
        line: &Line,
        planner: &mut Planner<'_, '_>,
        out: &mut Vec<u8>,
    ) -> anyhow::Result<Outcome> {
        let asked = asked(line)?;
        let limit = match asked.time_limit {
            Some(seconds) => plan::seconds(seconds).map_err(UsageError::new)?,
            None => self.defaults.time_limit,
        };
        let (request, unknown) = self.request(&asked)?;
        let limits = self.limits(&asked, &request)?;
        let complete = |document: PlanDocument<'_>, out: &mut Vec<u8>| {
            let document = document.with_id(asked.id).with_limits(limits);
            write(&BatchLine::Answer(document), out);
        };
        let answer = match plan::planned(planner, &request, limits, limit) {
            Ok(answer) => answer,
            Err(no_plan) => {
                let document = PlanDocument::without_plan(self.catalog, &request, &no_plan);
                complete(document.with_unknown_holdings(&unknown), out);
                return Ok(Outcome::No);
            }
        };
        let document = PlanDocument::new(self.catalog, &request, &answer);
        let mut document = document.with_unknown_holdings(&unknown);
        let journeys;
        if asked.details.unwrap_or(self.defaults.details) {
            journeys = plan::journeys(&self.graph, &request, &answer);
            document = document.with_journeys(self.catalog, &journeys);
        }
        complete(document, out);
        let strict = self.defaults.answer.output.strict;
        let doubt = strict && answer.warnings.iter().any(plan::is_doubt);
        Ok(if doubt { Outcome::No } else { Outcome::Done })
    }

    /// Makes a request of a line's own keys and, where it has none, of the command line's options.
    ///
    /// With it come the holdings that are not in the catalog, each with what is wrong with it.
    fn request(&self, asked: &Asked<'_>) -> anyhow::Result<(Request, Vec<(String, String)>)> {
        let (catalog, defaults) = (self.catalog, &self.defaults);
        let as_of = match &asked.as_of {
            Some(day) => whole_day(day)?,
            None => self.as_of,
        };
        let entries = |own: &Option<Vec<String>>, default| match own {
            Some(names) => {
                let entries = self.names.items(texts(names), as_of)?;
                Ok(names::each_once(entries))
            }
            None => names::entries(catalog, default, as_of),
        };
        let mut unknown = Vec::new();
        let have = match &asked.have {
            Some(names) if asked.skip_unknown.unwrap_or(defaults.have.skip_unknown) => {
                let mut holdings = Vec::new();
                for name in texts(names) {
                    for read in self.names.each_holding([name], as_of) {
                        match read {
                            Ok(holding) => holdings.push(holding),
                            Err(HoldingError::Name(error)) => {
                                unknown.push((name.to_owned(), error.to_string()));
                            }
                            Err(error) => return Err(HoldingErrors(vec![error]).into()),
                        }
                    }
                }
                names::each_once(holdings)
            }
            Some(names) => {
                let holdings = self.names.holdings(texts(names), as_of)?;
                names::each_once(holdings)
            }
            None => defaults.have.holdings(catalog, &self.held, as_of)?,
        };
        let minimize = match &asked.minimize {
            Some(word) => plan::minimize(word)?,
            None => defaults.minimize,
        };
        let alternatives = match asked.alternatives {
            Some(count) => plan::at_least_one(count)?,
            None => defaults.alternatives,
        };
        let want = entries(&asked.want, &defaults.want)?;
        let want_any = match &asked.want_any {
            Some(lists) => {
                let lists = lists.lists().iter();
                lists
                    .map(|list| self.names.wanted(texts(list), as_of))
                    .collect::<Result<_, _>>()?
            }
            None => names::want_any(catalog, &defaults.want_any, as_of)?,
        };
        names::refuse_empty(&want, &want_any)?;
        let request = Request {
            have,
            want,
            want_any,
            via: entries(&asked.via, &defaults.via)?,
            avoid: entries(&asked.avoid, &defaults.avoid)?,
            as_of,
            minimize,
            alternatives: alternatives.get(),
            with_recommended: asked.with_recommended.unwrap_or(defaults.with_recommended),
            why: asked.why.unwrap_or(defaults.why),
        };
        Ok((request, unknown))
    }

    fn limits(&self, asked: &Asked<'_>, request: &Request) -> anyhow::Result<Limits> {
        let limits = Limits {
            budget: match asked.budget {
                Some(dollars) => Some(plan::dollars(dollars)?),
                None => self.defaults.budget,
            },
            by: match &asked.by {
                Some(day) => Some(whole_day(day)?),
                None => self.defaults.by,
            },
        };
        Ok(plan::checked(limits, request.as_of)?)
    }
}

/// Reads a line as text; one at the beginning of a file may have a byte order mark.
fn text(line: &Line) -> anyhow::Result<&str> {
    match line {
        Line::Bytes(bytes) => {
            let text =
                str::from_utf8(bytes).map_err(|_| UsageError::new("the line is not UTF-8"))?;
            Ok(text.strip_prefix('\u{FEFF}').unwrap_or(text))
        }
        Line::TooLong => {
            let limit = LONGEST_LINE >> 20;
            Err(UsageError::new(format!("the line is longer than {limit} MiB")).into())
        }
    }
}

fn asked(line: &Line) -> anyhow::Result<Asked<'_>> {
    let text = text(line)?;
    if !is_object(text) {
        return Err(UsageError::new("the line is no JSON object").into());
    }
    serde_json::from_str(text).map_err(|error| {
        let told = error.to_string();
        // Every line is a text of its own to the reader, so its first line says nothing.
        UsageError::new(shortened(
            &told.replace(" at line 1 column ", " at column "),
        ))
        .into()
    })
}

/// Cuts what a message quotes of a line to the length of a line on a terminal or two.
fn shortened(told: &str) -> String {
    const LONGEST_QUOTE: usize = 160;
    let mut text = String::with_capacity(told.len());
    for piece in told.split_inclusive(['`', '"']) {
        let quote = piece.trim_end_matches(['`', '"']);
        match quote.char_indices().nth(LONGEST_QUOTE) {
            Some((end, _)) => {
                text.push_str(&quote[..end]);
                text.push_str("...");
                text.push_str(&piece[quote.len()..]);
            }
            None => text.push_str(piece),
        }
    }
    text
}

/// Returns a line's `id` as it is written, also where the rest of the line is bad.
fn id(line: &Line) -> Option<&RawValue> {
    let text = text(line).ok().filter(|text| is_object(text))?;
    let named: Named<'_> = serde_json::from_str(text).ok()?;
    named.id
}

/// A list would be read as the fields in their order.
fn is_object(text: &str) -> bool {
    text.trim_start().starts_with('{')
}

fn write(line: &BatchLine<'_>, out: &mut Vec<u8>) {
    json::write_line(line, out).expect("numbers and texts are always JSON, and memory takes all");
}
