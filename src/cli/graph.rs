//! `certpath graph`.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use certpath::output::Format;
use certpath::picture::{
    Drawing, Paper, Poster, PosterOf, Scope, TooLarge, View, draw, draw_poster, one_exam_away,
};
use certpath::{
    Catalog, CertIndex, Entry, Graph, Holding, Limits, ListKind, Plan, Planner, ProviderIndex,
    Request, Timeline, doubts, entries,
};
use clap::Args;
use clap_complete::engine::ArgValueCompleter;
use jiff::civil::Date;

use super::have::HaveOptions;
use super::options::{DayOptions, FilterOptions, OutputOptions, Session, one_of};
use super::report::{Several, UsageError};
use super::{Outcome, completions, format, names, plan};

/// How long the way from what is held is looked for.
const PATIENCE: Duration = Duration::from_secs(10);

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  certpath graph devops-engineer
  certpath graph devops-engineer --have AZ-204 -o way.svg
  certpath graph AZ-104 --up
  certpath graph --provider cncf -f mermaid
  certpath graph --poster --provider microsoft -o poster.html
  certpath graph --poster --role developer --paper a2 -o developer.svg

With --have the picture marks the cheapest way from there, and a poster what is one exam away.")]
#[expect(clippy::struct_excessive_bools, reason = "flags of a command line")]
pub(crate) struct GraphArgs {
    /// What to draw [default: everything that can be earned]
    #[arg(value_name = "NAME", add = ArgValueCompleter::new(completions::names))]
    names: Vec<String>,

    /// Draw at most N exams and certifications deep
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    depth: Option<usize>,

    /// Draw what is unlocked, not what is required
    #[arg(long, requires = "names", conflicts_with = "poster")]
    up: bool,

    /// Draw everything that can be earned on cards, by role and level
    #[arg(long, conflicts_with_all = ["names", "depth"])]
    poster: bool,

    #[command(flatten)]
    filter: FilterOptions,

    /// Draw retired members of a choice, not only their number
    #[arg(long)]
    retired: bool,

    /// Fit a poster on this paper, with no text smaller than 7 points
    #[arg(long, value_name = "PAPER", requires = "poster", value_parser = one_of(&Paper::WORDS))]
    paper: Option<Paper>,

    /// Draw with ASCII characters only
    #[arg(long)]
    ascii: bool,

    #[command(flatten)]
    have: HaveOptions,
    #[command(flatten)]
    day: DayOptions,

    /// Output format [default: tree]
    #[arg(short, long, value_name = "FORMAT", value_parser = format::one_of(Format::PICTURES), help_heading = "Output")]
    format: Option<Format>,

    #[command(flatten)]
    pub(crate) output: OutputOptions,
}

/// Draws what is selected.
pub(crate) fn run(args: &GraphArgs, session: &Session) -> anyhow::Result<Outcome> {
    let format = format::chosen(args.format, &Format::PICTURES, &args.output, Format::Tree)?;
    if args.ascii && format != Format::Tree {
        let format = format.word();
        let error = UsageError::new(format!("`--ascii` cannot be used with `--format {format}`"));
        return Err(error.hint("leave one of the two out").into());
    }
    if args.paper.is_some() && !args.poster {
        let error = UsageError::new("`--paper` is for `--poster` only");
        return Err(error.hint("leave the names out and add `--poster`").into());
    }
    if args.paper.is_some() && !matches!(format, Format::Svg | Format::Html) {
        let format = format.word();
        let error = UsageError::new(format!("`--paper` cannot be used with `--format {format}`"));
        return Err(error.hint("use `--format svg` or `html`").into());
    }
    let catalog = session.catalog()?;
    let as_of = session.as_of(&args.day);
    let mut errors = Several::default();
    let have = errors.read(args.have.read(session, catalog, as_of));
    let entries = errors.read(names::entries(catalog, &args.names, as_of));
    errors.none()?;
    let drawing = args.drawing(session, catalog, as_of, &have, &entries)?;
    drawing.check(format).map_err(too_large)?;
    let mut style = session.style(&args.output);
    style.unicode &= !args.ascii;
    args.output.write(|out| drawing.write(format, style, out))?;
    Ok(Outcome::Done)
}

impl GraphArgs {
    fn drawing(
        &self,
        session: &Session,
        catalog: &Catalog,
        as_of: Date,
        have: &[Holding],
        entries: &[Entry],
    ) -> anyhow::Result<Drawing> {
        let graph = Graph::new(catalog);
        let held = Timeline::new(&graph, have, as_of);
        // without names the filter says what is drawn, and all that is behind it belongs to that
        let is_filtered = !self.names.is_empty() && !self.filter.is_empty();
        let selected = if is_filtered || self.names.is_empty() {
            self.selected(catalog, as_of)?
        } else {
            BTreeSet::new()
        };
        let way = self.way(session, &graph, as_of, have, entries);
        let is_selected = |index: CertIndex| selected.contains(&index);
        let is_kept = |index: CertIndex| !is_filtered || is_selected(index);
        let view = View {
            held: &held,
            plan: way.as_ref(),
            as_of,
            depth: self.depth,
            keep: &is_kept,
            retired: self.retired,
        };
        if self.poster {
            return Ok(Drawing::Poster(
                self.draw_poster(&graph, have, &selected, view),
            ));
        }
        if self.up {
            return Ok(Drawing::Graph(draw(&graph, Scope::Unlocks(entries), view)));
        }
        if !entries.is_empty() {
            return Ok(Drawing::Graph(draw(&graph, Scope::Requires(entries), view)));
        }
        if self.names.is_empty() {
            let selected: Vec<Entry> = selected.iter().copied().map(Entry::Certification).collect();
            return Ok(Drawing::Graph(draw(&graph, Scope::All(&selected), view)));
        }
        Err(UsageError::no_names("draw").into())
    }

    fn draw_poster(
        &self,
        graph: &Graph<'_>,
        have: &[Holding],
        selected: &BTreeSet<CertIndex>,
        view: View<'_>,
    ) -> Poster {
        let catalog = graph.catalog();
        let certifications: Vec<CertIndex> = selected.iter().copied().collect();
        let until = Instant::now() + PATIENCE;
        let is_late = || Instant::now() > until;
        let of = PosterOf {
            certifications: &certifications,
            provider: one_provider(catalog, &self.filter.provider),
            role: one_role(catalog, &self.filter.role),
            near: &one_exam_away(graph, have, view.as_of, &certifications, &is_late),
        };
        let mut poster = draw_poster(graph, of, view);
        if let [_, _, ..] = self.filter.role.as_slice() {
            let roles = self.filter.role.join(", ").replace('-', " ");
            poster.picture.title = format!("Certifications for {roles}");
        }
        poster.paper = self.paper;
        poster
    }

    /// Returns the certifications that can be earned, of the providers, levels and roles that are selected.
    fn selected(&self, catalog: &Catalog, as_of: Date) -> anyhow::Result<BTreeSet<CertIndex>> {
        let selection = self.filter.selection(ListKind::Certifications, as_of);
        let entries = entries(catalog, &selection)?.into_iter();
        Ok(entries.filter_map(Entry::certification).collect())
    }

    /// Returns the cheapest way from what is held to what is drawn, if there is one.
    fn way(
        &self,
        session: &Session,
        graph: &Graph<'_>,
        as_of: Date,
        have: &[Holding],
        entries: &[Entry],
    ) -> Option<Plan> {
        if have.is_empty() || entries.is_empty() || self.up {
            return None;
        }
        let request = Request {
            have: have.to_vec(),
            want: entries.to_vec(),
            ..Request::new(as_of)
        };
        let answer = plan::planned(
            &mut Planner::new(graph),
            &request,
            Limits::default(),
            PATIENCE,
        )
        .ok()?;
        if let Some(sentence) = doubts(&answer) {
            session.note(&sentence);
        }
        answer.plans.into_iter().next()
    }
}

/// Returns the provider that is selected, if it is one.
fn one_provider(catalog: &Catalog, selected: &[String]) -> Option<ProviderIndex> {
    let [selected] = selected else {
        return None;
    };
    let is_selected = |index: &ProviderIndex| {
        let provider = catalog.provider(*index);
        [&provider.id, &provider.name]
            .iter()
            .any(|name| name.eq_ignore_ascii_case(selected))
    };
    let count = u32::try_from(catalog.providers.len()).unwrap_or(u32::MAX);
    (0..count).map(ProviderIndex).find(is_selected)
}

/// Returns the role that is selected, as the catalog writes it, if it is one.
fn one_role<'c>(catalog: &'c Catalog, selected: &[String]) -> Option<&'c str> {
    let [selected] = selected else {
        return None;
    };
    let certifications = catalog.certification_indices();
    let mut roles = certifications.flat_map(|index| catalog.certification(index).roles.iter());
    let role = roles.find(|role| role.eq_ignore_ascii_case(selected));
    role.map(|role| &**role)
}

/// Returns the error for a drawing that could not be read.
pub(super) fn too_large(error: TooLarge) -> UsageError {
    UsageError::new(error.to_string()).hint(error.hint())
}
