//! What can be drawn, and in which formats.

use std::io::{self, Write};

use thiserror::Error;

use crate::graph::Graph;
use crate::output::{Format, Style};
use crate::picture::svg::{SMALLEST_FONT, poster_size};
use crate::picture::{
    ALL, Paper, Picture, Poster, Scope, View, Way, dot, draw, html, mermaid, poster_svg, svg, tree,
    way, way_svg,
};
use crate::plan::answer::Answer;
use crate::request::{Request, each_once};
use crate::timeline::Timeline;

/// Something to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Drawing {
    /// What requires what.
    Graph(Picture),
    /// Cards by role and level; as a graph in formats that have no cards.
    Poster(Poster),
    /// Plans, each step by step; the first one's graph in formats that have no cards.
    Plans { ways: Vec<Way>, graph: Picture },
}

impl Drawing {
    /// Draws the plans of an answer.
    #[must_use]
    pub fn of_plans(graph: &Graph<'_>, request: &Request, answer: &Answer) -> Self {
        let held = Timeline::new(graph, &request.have, request.as_of);
        let best = answer.plans.first();
        let view = View {
            held: &held,
            plan: best,
            as_of: request.as_of,
            depth: None,
            keep: ALL,
            retired: false,
        };
        let chosen = best.iter().flat_map(|best| &best.chosen);
        let wants = request.want.iter().chain(&request.via).chain(chosen);
        let wants = each_once(wants.copied().collect());
        let ways = answer.plans.iter();
        Self::Plans {
            ways: ways
                .map(|plan| way(graph, request, plan, &answer.warnings))
                .collect(),
            graph: draw(graph, Scope::Requires(&wants), view),
        }
    }

    /// Returns the nodes and what they require.
    #[must_use]
    pub fn picture(&self) -> &Picture {
        match self {
            Self::Graph(picture) => picture,
            Self::Poster(poster) => &poster.picture,
            Self::Plans { graph, .. } => graph,
        }
    }

    /// Checks whether what a format makes of it can be read: by Mermaid, or by people on paper.
    ///
    /// # Errors
    ///
    /// It is too large.
    pub fn check(&self, format: Format) -> Result<(), TooLarge> {
        match (format, self) {
            (Format::Mermaid, _) => mermaid::check(self.picture()),
            (Format::Svg | Format::Html, Self::Poster(poster)) => check_paper(poster),
            _ => Ok(()),
        }
    }

    /// Writes it; `style` matters to a tree only.
    ///
    /// # Errors
    ///
    /// Those of `out`, or the format has no pictures.
    pub fn write(&self, format: Format, style: Style, out: &mut impl Write) -> io::Result<()> {
        let picture = self.picture();
        match (format, self) {
            (Format::Tree, _) => tree(picture, style, out),
            (Format::Dot, _) => dot(picture, out),
            (Format::Mermaid, _) => mermaid(picture, out),
            (Format::Svg, Self::Graph(_)) => svg(picture, out),
            (Format::Svg, Self::Poster(poster)) => poster_svg(poster, out),
            (Format::Svg, Self::Plans { ways, .. }) => way_svg(ways, out),
            (Format::Html, _) => html(self, out),
            (other, _) => Err(other.unfit("a picture")),
        }
    }
}

/// Checks whether the text of a poster can be read on its paper.
fn check_paper(poster: &Poster) -> Result<(), TooLarge> {
    let size = poster_size(poster);
    let fits = |paper: &Paper| paper.can_be_read(size, SMALLEST_FONT);
    match poster.paper {
        Some(paper) if !fits(&paper) => Err(TooLarge::Paper {
            paper,
            fits: Paper::ALL.into_iter().find(fits),
        }),
        _ => Ok(()),
    }
}

/// Why a drawing is not written in a format: it could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum TooLarge {
    /// Mermaid refuses a text of so many characters.
    #[error("Mermaid draws at most {most} characters, and this graph has {0}", most = mermaid::MOST_CHARACTERS)]
    Characters(usize),
    /// Mermaid refuses so many arrows.
    #[error("Mermaid draws at most {most} arrows, and this graph has {0}", most = mermaid::MOST_ARROWS)]
    Arrows(usize),
    /// Some of the text on paper would be smaller than 7 points.
    #[error("on {} paper the text of this poster would be smaller than 7 points", paper.word().to_uppercase())]
    Paper {
        paper: Paper,
        /// The smallest sheet on which it can be read, if there is one.
        fits: Option<Paper>,
    },
}

impl TooLarge {
    /// Returns what to try instead.
    #[must_use]
    pub fn hint(self) -> &'static str {
        match self {
            Self::Characters(_) | Self::Arrows(_) => {
                "draw less with `--provider` or `--depth`, or all of it with `-f svg`"
            }
            Self::Paper { fits, .. } => match fits {
                Some(Paper::A4) => "use `--paper a4`",
                Some(Paper::A3) => "use `--paper a3`, or draw less with `--level`",
                Some(Paper::A2) => "use `--paper a2`, or draw less with `--level`",
                Some(Paper::A1) => "use `--paper a1`, or draw less with `--level`",
                None => "draw less with `--provider`, `--role` or `--level`",
            },
        }
    }
}
