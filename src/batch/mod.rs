//! A question on a line of JSON, and its answer on one line: what `certpath plan --batch` reads and writes.

mod question;

use std::num::NonZeroUsize;
use std::time::Duration;

use jiff::civil::Date;
use serde_json::value::RawValue;
use thiserror::Error;

use crate::answer::journey;
use crate::catalog::date::BadDate;
use crate::catalog::load::finding::printable;
use crate::graph::Graph;
use crate::output::json::{self, BadLine, BatchLine, PlanDocument};
use crate::plan::Planner;
use crate::plan::answer::{Answer, NoPlan};
use crate::request::{BadValue, Holding, Limits, Objective, Request};
use crate::resolve::{HoldingErrors, NameError, Resolver, WantedError};

use crate::batch::question::{RequestLine, id};

/// Longest line that is read, in bytes.
pub const LONGEST_LINE: usize = 1 << 20;

/// Reads what is held on a day.
pub type Held = dyn Fn(Date) -> Result<Vec<Holding>, HoldingErrors> + Send + Sync;

/// Starts a time; what it returns says whether the time is over.
pub type Timer = fn(Duration) -> Box<dyn Fn() -> bool>;

/// What holds for every line that says nothing else.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an option of its own"
)]
pub struct Defaults {
    /// What is held where a line has no `have`.
    pub have: Box<Held>,
    /// Names, or lists of names between commas.
    pub want: Vec<String>,
    /// Lists of names and kinds between commas.
    pub want_any: Vec<String>,
    /// Names, or lists of names between commas.
    pub via: Vec<String>,
    /// Names, or lists of names between commas.
    pub avoid: Vec<String>,
    /// The day as of which a plan is to hold.
    pub as_of: Date,
    /// What the cost of a plan is compared by first.
    pub minimize: Objective,
    /// How many of the best plans.
    pub alternatives: NonZeroUsize,
    /// Explain each exam and each choice.
    pub why: bool,
    /// Add the journey to each exam.
    pub details: bool,
    /// Add exams for what is recommended.
    pub with_recommended: bool,
    /// Warn of holdings that are not in the catalog, and go on without them.
    pub skip_unknown: bool,
    /// What a plan may take at most.
    pub limits: Limits,
    /// When the best plan found so far is the answer.
    pub time_limit: Duration,
}

impl Defaults {
    /// Returns the defaults of a program that is called without options on that day.
    #[must_use]
    pub fn new(as_of: Date) -> Self {
        Self {
            have: Box::new(|_| Ok(Vec::new())),
            want: Vec::new(),
            want_any: Vec::new(),
            via: Vec::new(),
            avoid: Vec::new(),
            as_of,
            minimize: Objective::Exams,
            alternatives: NonZeroUsize::MIN,
            why: false,
            details: false,
            with_recommended: false,
            skip_unknown: false,
            limits: Limits::default(),
            time_limit: Duration::from_secs(10),
        }
    }
}

/// Why a line cannot be answered.
#[derive(Debug, Error)]
pub enum LineError {
    /// It is in another encoding.
    #[error("the line is not UTF-8")]
    NotUtf8,
    /// It is in UTF-16.
    #[error("the line is UTF-16, not UTF-8")]
    Utf16,
    /// It is longer than any question.
    #[error("the line is longer than {} MiB", LONGEST_LINE >> 20)]
    TooLong,
    /// It is JSON of another kind, or none.
    #[error("the line is no JSON object")]
    NoObject,
    /// It is an object, but no question.
    #[error("{0}")]
    NoQuestion(String),
    /// The value of a key is none.
    #[error(transparent)]
    Value(#[from] BadValue),
    /// A day is none.
    #[error(transparent)]
    Date(#[from] BadDate),
    /// A name names nothing.
    #[error(transparent)]
    Name(#[from] NameError),
    /// Holdings are none.
    #[error(transparent)]
    Holdings(#[from] HoldingErrors),
    /// What is wanted is neither a name nor a kind.
    #[error(transparent)]
    Wanted(#[from] WantedError),
}

impl LineError {
    /// Returns what to do about it.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::NotUtf8 | Self::Utf16 | Self::TooLong | Self::NoObject | Self::NoQuestion(_) => {
                None
            }
            Self::Value(error) => error.hint().map(str::to_owned),
            Self::Date(error) => Some(error.hint()),
            Self::Name(error) => error.hint(),
            Self::Holdings(errors) => errors.hint(),
            Self::Wanted(error) => error.hint(),
        }
    }
}

/// How a line went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// There is a plan.
    Planned {
        /// A warning says that it may not hold.
        is_doubtful: bool,
    },
    /// There is none.
    NoPlan,
    /// The line is bad.
    Bad,
}

/// A question, its names resolved.
#[derive(Debug)]
pub struct Question<'l> {
    /// Its `id`, as written.
    pub id: Option<&'l RawValue>,
    /// What is requested.
    pub request: Request,
    /// What a plan may take at most.
    pub limits: Limits,
    /// The holdings that are not in the catalog, each with what is wrong with it.
    pub unknown: Vec<(String, String)>,
    /// Whether the journey to each exam belongs to the answer.
    pub details: bool,
    /// When the best plan found so far is the answer.
    pub time_limit: Duration,
}

/// Answers lines about one catalog.
pub struct Batch<'g, 'c> {
    graph: &'g Graph<'c>,
    names: Resolver<'c>,
    defaults: Defaults,
    timer: Timer,
}

impl<'g, 'c> Batch<'g, 'c> {
    /// Makes one for the catalog of `graph`.
    #[must_use]
    pub fn new(graph: &'g Graph<'c>, defaults: Defaults, timer: Timer) -> Self {
        Self {
            graph,
            names: Resolver::new(graph.catalog()),
            defaults,
            timer,
        }
    }

    /// Returns the graph that is planned on.
    #[must_use]
    pub fn graph(&self) -> &'g Graph<'c> {
        self.graph
    }

    /// Appends the answer to a line and the line's end; to a bad line that is what is wrong with it.
    pub fn answer(
        &self,
        number: u64,
        line: Result<&str, LineError>,
        planner: &mut Planner<'_, '_>,
        out: &mut Vec<u8>,
    ) -> Outcome {
        let text = line.as_ref().ok().copied();
        let question = line.and_then(|line| self.question(line));
        let question = match question {
            Ok(question) => question,
            Err(error) => {
                let bad = BadLine {
                    id: text.and_then(id),
                    line: number,
                    error: printable(&error.to_string()).into_owned(),
                    hint: error.hint(),
                };
                write(&BatchLine::Bad(bad), out);
                return Outcome::Bad;
            }
        };
        let answer = self.plan(&question, planner);
        self.write(&question, &answer, out);
        match answer {
            Ok(answer) => Outcome::Planned {
                is_doubtful: answer
                    .warnings
                    .iter()
                    .any(|warning| warning.code.is_doubt()),
            },
            Err(_) => Outcome::NoPlan,
        }
    }

    /// Reads a line: its own keys and, where it has none, the defaults.
    ///
    /// # Errors
    ///
    /// [`LineError`] if it is no question.
    pub fn question<'l>(&self, line: &'l str) -> Result<Question<'l>, LineError> {
        RequestLine::read(line)?.question(&self.names, &self.defaults)
    }

    /// Plans within the question's time.
    ///
    /// # Errors
    ///
    /// [`NoPlan`] if something wanted cannot be reached.
    pub fn plan(
        &self,
        question: &Question<'_>,
        planner: &mut Planner<'_, '_>,
    ) -> Result<Answer, NoPlan> {
        let is_over = (self.timer)(question.time_limit);
        planner.plan_within(&question.request, question.limits, &*is_over)
    }

    /// Appends the line of an answer.
    fn write(&self, question: &Question<'_>, answer: &Result<Answer, NoPlan>, out: &mut Vec<u8>) {
        let (catalog, request) = (self.graph.catalog(), &question.request);
        let journeys = (answer.as_ref().ok())
            .filter(|_| question.details)
            .map(|answer| journey::of_best(self.graph, request, answer));
        let mut document = match answer {
            Ok(answer) => PlanDocument::new(catalog, request, answer),
            Err(no_plan) => PlanDocument::without_plan(catalog, request, no_plan),
        };
        document = document.with_unknown_holdings(&question.unknown);
        if let Some(journeys) = &journeys {
            document = document.with_journeys(catalog, journeys);
        }
        let document = document.with_id(question.id).with_limits(question.limits);
        write(&BatchLine::Answer(document), out);
    }
}

fn write(line: &BatchLine<'_>, out: &mut Vec<u8>) {
    json::write_line(line, out).expect("numbers and texts are always JSON, and memory takes all");
}
