//! `certpath plan`.

use std::io::{self, BufWriter, Write};
use std::num::{IntErrorKind, NonZeroUsize, ParseIntError};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use certpath::output::{
    self, Format, Style,
    json::{self, PlanDocument},
};
use certpath::picture::Drawing;
use certpath::{
    Answer, BadValue, Catalog, Cents, Graph, Limits, MOST_JOURNEYS, NoPlan, Objective, Planner,
    Request, Warning, already_held, calendar, dollars, doubts, journeys_of_best, reached_sentence,
    refuse_nothing_wanted, resolve, seconds, suggest,
};
use clap::Args;
use clap_complete::engine::ArgValueCompleter;
use jiff::civil::Date;

use super::have::HaveOptions;
use super::options::{DayOptions, Session, day, one_of};
use super::plan_format::{self, PlanOutputOptions, has_rows};
use super::report::{Several, UsageError};
use super::{Outcome, batch, completions, names, report};

#[derive(Debug, Args)]
#[command(
    override_usage = "certpath plan [--have NAME[@DATE],...] NAME... [OPTIONS]
       certpath plan [--have NAME[@DATE],...] --want-any NAME,... [OPTIONS]
       certpath plan --batch FILE|- [OPTIONS]",
    after_help = "Examples:
  certpath plan devops-engineer --have AZ-204
  certpath plan --have AZ-104@2025-06-01 --want azure-solutions-architect,devops-engineer
  certpath plan --want cybersecurity-architect --minimize price --alternatives 3 --why
  certpath plan --have AZ-104 --want-any provider:microsoft+level:expert
  certpath plan --want devops-engineer --as-of 2021-07-13 -f json
  certpath plan --have - --want devops-engineer < passed.txt
  certpath plan --have AZ-204 --want devops-engineer -o way.svg
  certpath plan --want devops-engineer --format checklist > todo.md
  certpath plan --have AZ-104@2026-03-01 --want devops-engineer -o days.ics
  certpath plan --batch requests.jsonl -o answers.json

A name is a code, an id, a title, an alias or the address of a page.
Without a plan the exit code is 1, and the reason is on standard error."
)]
pub(crate) struct PlanArgs {
    #[command(flatten)]
    pub(crate) have: HaveOptions,

    /// The certifications and exams to reach, all by one plan
    #[arg(value_name = "NAME", add = ArgValueCompleter::new(completions::names), required_unless_present_any = ["want", "batch", "want_any"])]
    names: Vec<String>,

    /// Reach these too; repeatable
    #[arg(long, value_name = "NAME,...", add = ArgValueCompleter::new(completions::names))]
    pub(crate) want: Vec<String>,

    /// Reach the cheapest of these; each --want-any is a list of its own. A name may also be
    /// level:LEVEL, role:ROLE or provider:PROVIDER, or several of them joined by +: any such certification
    /// that is not held yet (a name that is held counts as reached)
    #[arg(long, value_name = "NAME,...", add = ArgValueCompleter::new(completions::wanted))]
    pub(crate) want_any: Vec<String>,

    /// Objective to minimize
    #[arg(long, value_name = "COST", default_value = "exams", value_parser = one_of(&Objective::WORDS))]
    pub(crate) minimize: Objective,

    /// Do not take these exams, do not use these certifications as a step
    #[arg(long, value_name = "NAME,...", add = ArgValueCompleter::new(completions::names))]
    pub(crate) avoid: Vec<String>,

    /// Also require NAME
    #[arg(long, value_name = "NAME,...", add = ArgValueCompleter::new(completions::names))]
    pub(crate) via: Vec<String>,

    /// Print the N best plans
    #[arg(long, value_name = "N", default_value = "1", allow_negative_numbers = true, value_parser = count)]
    pub(crate) alternatives: NonZeroUsize,

    /// Explain which requirements need each exam, and what other choices would cost
    #[arg(long)]
    pub(crate) why: bool,

    /// Add to each exam what comes before, how to learn and practice, where to book, what comes after
    #[arg(long)]
    pub(crate) details: bool,

    /// Add the cheapest exams for what is recommended
    #[arg(long)]
    pub(crate) with_recommended: bool,

    /// Keep to plans that cost at most USD; an unknown price counts as 0
    #[arg(long, value_name = "USD", value_parser = budget)]
    pub(crate) budget: Option<Cents>,

    /// Keep to plans whose course days fit between the as-of date and DATE
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) by: Option<Date>,

    /// Stop after SECONDS and print the best plan found
    #[arg(long, value_name = "SECONDS", default_value = "10", allow_negative_numbers = true, value_parser = limit)]
    pub(crate) time_limit: Duration,

    /// Answer JSON requests, one per line; - reads standard input
    #[arg(long, value_name = "FILE|-")]
    pub(crate) batch: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) day: DayOptions,
    #[command(flatten)]
    pub(crate) answer: PlanOutputOptions,
}

/// Plans, or answers a batch.
pub(crate) fn run(mut args: PlanArgs, session: &Session) -> anyhow::Result<Outcome> {
    args.want.splice(0..0, std::mem::take(&mut args.names));
    if let Some(requests) = args.batch.take() {
        return batch::run(args, &requests, session);
    }
    let format = args.answer.format()?;
    args.refuse_what_means_nothing(format)?;
    let catalog = session.catalog()?;
    let as_of = session.as_of(&args.day);
    let request = args.request(session, catalog, as_of)?;
    let graph = Graph::new(catalog);
    let limits = args.limits(&request)?;
    match planned(&mut Planner::new(&graph), &request, limits, args.time_limit) {
        Ok(answer) => args.report(session, &graph, &request, &answer, format),
        Err(no_plan) => args.report_no_plan(session, &graph, &request, &no_plan, format),
    }
}

/// Plans within a time.
pub(crate) fn planned(
    planner: &mut Planner<'_, '_>,
    request: &Request,
    limits: Limits,
    time: Duration,
) -> Result<Answer, NoPlan> {
    let start = Instant::now();
    planner.plan_within(request, limits, &|| start.elapsed() >= time)
}

/// Returns whether one of the warnings is a doubt, which `--strict` takes for a no.
pub(crate) fn has_doubt(warnings: &[Warning]) -> bool {
    warnings.iter().any(|warning| warning.code.is_doubt())
}

/// Notes what is avoided in vain. Who avoids a wanted certification may have meant the exam of that name.
fn note_wants_avoided(session: &Session, catalog: &Catalog, request: &Request) {
    let certifications = request.avoid.iter().filter(|entry| entry.exam().is_none());
    for entry in certifications.filter(|entry| request.want.contains(entry)) {
        let name = catalog.name(*entry);
        let exam = format!("exam:{name}");
        let exam = resolve::resolve(catalog, &exam, request.as_of).map(|_| exam);
        let exam = exam.map(|exam| format!("; `--avoid {exam}` avoids the exam"));
        session.note(&format!(
            "{name} is wanted, so avoiding it changes nothing{}",
            exam.unwrap_or_default()
        ));
    }
}

impl PlanArgs {
    fn request(
        &self,
        session: &Session,
        catalog: &Catalog,
        as_of: Date,
    ) -> anyhow::Result<Request> {
        let mut errors = Several::default();
        let want = errors.read(names::entries(catalog, &self.want, as_of));
        let want_any = names::want_any(catalog, &self.want_any, as_of);
        let want_any = errors.read(want_any.map_err(Into::into));
        let have = errors.read(self.have.read(session, catalog, as_of));
        let via = errors.read(names::entries(catalog, &self.via, as_of));
        let avoid = errors.read(names::entries(catalog, &self.avoid, as_of));
        errors.none()?;
        refuse_nothing_wanted(&want, &want_any)?;
        let is_empty = |list: &String| list.split(',').all(|name| name.trim().is_empty());
        if self.want.iter().any(is_empty) {
            return Err(BadValue::NothingWanted.into());
        }
        let request = Request {
            have,
            want,
            want_any,
            via,
            avoid,
            as_of,
            minimize: self.minimize,
            alternatives: self.alternatives.get(),
            with_recommended: self.with_recommended,
            why: self.why,
        };
        note_wants_avoided(session, catalog, &request);
        Ok(request)
    }

    fn limits(&self, request: &Request) -> Result<Limits, BadValue> {
        let limits = Limits {
            budget: self.budget,
            by: self.by,
        };
        limits.checked(request.as_of)
    }

    /// Lets no option pass that the format has no place for.
    fn refuse_what_means_nothing(&self, format: Format) -> Result<(), UsageError> {
        let several = self.alternatives.get() > 1;
        let unused = [
            ("--why", self.why && !has_rows(format)),
            (
                "--details",
                self.details && !(has_rows(format) || format == Format::Checklist),
            ),
            (
                "--alternatives",
                several && !plan_format::has_several_plans(format),
            ),
            (
                "--ascii",
                self.answer.ascii && !plan_format::is_drawn_in_text(format),
            ),
        ];
        let Some((option, _)) = unused.into_iter().find(|(_, is_unused)| *is_unused) else {
            return Ok(());
        };
        let format = format.word();
        let error = UsageError::new(format!(
            "`{option}` cannot be used with `--format {format}`"
        ));
        Err(error.hint("leave one of the two out"))
    }

    fn report(
        &self,
        session: &Session,
        graph: &Graph<'_>,
        request: &Request,
        answer: &Answer,
        format: Format,
    ) -> anyhow::Result<Outcome> {
        let catalog = graph.catalog();
        self.write(session, graph, request, answer, format)?;
        let says_what_is_held =
            matches!(format, Format::Table | Format::Markdown | Format::Checklist);
        match already_held(catalog, request, answer) {
            Some(_) if says_what_is_held => {}
            Some(sentence) => session.note(&sentence),
            None if has_rows(format) => {}
            None => {
                if let Some(sentence) = reached_sentence(catalog, request, answer) {
                    session.note(&sentence);
                }
            }
        }
        let says_doubts = matches!(format, Format::Table | Format::Markdown | Format::Json);
        if let Some(sentence) = doubts(answer).filter(|_| !says_doubts) {
            session.note(&sentence);
        }
        if self.details || format == Format::Checklist {
            note_left_out(session, answer);
        }
        session.warn(catalog, &answer.warnings, plan_format::beside(format));
        let doubt = self.answer.output.strict && has_doubt(&answer.warnings);
        Ok(if doubt { Outcome::No } else { Outcome::Done })
    }

    /// Writes the answer to where it belongs.
    fn write(
        &self,
        session: &Session,
        graph: &Graph<'_>,
        request: &Request,
        answer: &Answer,
        format: Format,
    ) -> anyhow::Result<()> {
        let catalog = graph.catalog();
        let output = &self.answer.output;
        let mut style = session.style(output);
        style.unicode &= !self.answer.ascii;
        let has_journeys = self.details || format == Format::Checklist;
        let journeys = has_journeys.then(|| journeys_of_best(graph, request, answer));
        match format {
            Format::Json => {
                let mut document = PlanDocument::new(catalog, request, answer);
                document = document.with_limits(self.limits(request)?);
                if let Some(journeys) = &journeys {
                    document = document.with_journeys(catalog, journeys);
                }
                output.write(|out| json::write_pretty(&document, out))
            }
            Format::Checklist => {
                let journeys = journeys.unwrap_or_default();
                output.write(|out| output::checklist(catalog, request, answer, &journeys, out))
            }
            Format::Calendar => {
                let events = calendar::of_plans(graph, request, &answer.plans);
                if events.is_empty() {
                    session.note("Nothing to write: no exam of the plan has a last day, and no holding has a date");
                    return Ok(());
                }
                output.write(|out| output::ics(&events, request.as_of, out))
            }
            Format::Tree if answer.plans.len() > 1 => {
                output.write(|out| trees(graph, request, answer, style, out))
            }
            picture if Format::PICTURES.contains(&picture) => {
                let drawing = Drawing::of_plans(graph, request, answer);
                drawing.check(picture).map_err(super::graph::too_large)?;
                output.write(|out| drawing.write(picture, style, out))
            }
            rows => {
                let journeys = journeys.as_deref();
                output
                    .write(|out| output::plan(catalog, request, answer, journeys, rows, style, out))
            }
        }
    }

    fn report_no_plan(
        &self,
        session: &Session,
        graph: &Graph<'_>,
        request: &Request,
        no_plan: &NoPlan,
        format: Format,
    ) -> anyhow::Result<Outcome> {
        let catalog = graph.catalog();
        if format == Format::Json {
            let document = PlanDocument::without_plan(catalog, request, no_plan);
            let document = document.with_limits(self.limits(request)?);
            self.answer
                .output
                .write(|out| json::write_pretty(&document, out))?;
        }
        let style = session.error_style();
        let mut out = BufWriter::new(io::stderr().lock());
        let written = output::no_plan_text(catalog, request, no_plan, style, &mut out);
        let suggestions = match no_plan.cheapest {
            Some(_) => Vec::new(),
            None => suggest(graph, request, no_plan),
        };
        let written =
            written.and_then(|()| output::suggestions(catalog, &suggestions, style, &mut out));
        // Where standard error is closed nothing can be reported.
        let _ = written.and_then(|()| out.flush());
        drop(out);
        session.warn(catalog, &no_plan.warnings, plan_format::beside(format));
        Ok(Outcome::No)
    }
}

/// Draws each plan under a heading.
fn trees(
    graph: &Graph<'_>,
    request: &Request,
    answer: &Answer,
    style: Style,
    out: &mut impl Write,
) -> io::Result<()> {
    for (number, plan) in (1..).zip(&answer.plans) {
        let space = if number > 1 { "\n" } else { "" };
        writeln!(out, "{space}Plan {number} of {}:\n", answer.plans.len())?;
        let one = Answer {
            plans: vec![plan.clone()],
            ..answer.clone()
        };
        Drawing::of_plans(graph, request, &one).write(Format::Tree, style, out)?;
    }
    Ok(())
}

/// Says how many exams of the best plan are left without details.
fn note_left_out(session: &Session, answer: &Answer) {
    let exams = answer.plans.first().map_or(0, |plan| plan.steps.len());
    let left_out = exams.saturating_sub(MOST_JOURNEYS);
    if left_out > 0 {
        session.note(&format!(
            "The details of {left_out} more exams are left out"
        ));
    }
}

fn count(text: &str) -> Result<NonZeroUsize, String> {
    text.parse()
        .map_err(|error: ParseIntError| match error.kind() {
            IntErrorKind::PosOverflow => {
                format!("more than {} plans are never printed", usize::MAX)
            }
            IntErrorKind::Zero => "the number of plans must be at least 1".to_owned(),
            _ => "it is not a whole number".to_owned(),
        })
}

fn budget(text: &str) -> Result<Cents, String> {
    let bad = || {
        let text = report::cut(text);
        format!("`{text}` is not an amount of dollars; write a number such as 500 or 499.50")
    };
    let number = text.parse().map_err(|_| bad())?;
    dollars(number).map_err(|_| bad())
}

/// Reads a length of time for clap.
pub(crate) fn limit(text: &str) -> Result<Duration, String> {
    let bad = |_| format!("`{}` is not a number of seconds", report::cut(text));
    seconds(text.parse().map_err(bad)?).map_err(|error| error.to_string())
}
