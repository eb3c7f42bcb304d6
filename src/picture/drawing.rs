//! What can be drawn, and in which formats.

use std::io::{self, Write};

use thiserror::Error;

use crate::graph::Graph;
use crate::output::{Format, Style};
use crate::picture::layout::MOST_RUNS;
use crate::picture::svg::{SMALLEST_FONT, extent, poster_size};
use crate::picture::way::goals;
use crate::picture::{
    ALL, Paper, Picture, Poster, Scope, View, Way, dot, draw, html, mermaid, poster_svg, svg, tree,
    way, way_svg,
};
use crate::plan::answer::Answer;
use crate::request::Request;
use crate::timeline::Timeline;

/// Most cards of the plans that one picture shows, goals included.
const MOST_CARDS: usize = 1_000;
/// Most arrows between them.
const MOST_ARROWS: usize = 4_000;
/// Most boxes of a graph that is drawn.
const MOST_BOXES: usize = 10_000;

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
        let wants = goals(request, best.map_or(&[], |best| &best.chosen));
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
            (Format::Svg, Self::Plans { ways, .. }) => check_ways(ways),
            (Format::Html, Self::Plans { ways, graph }) => {
                check_ways(ways)?;
                check_graph(graph)
            }
            (Format::Svg | Format::Html, Self::Graph(picture)) => check_graph(picture),
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

/// Checks whether the cards of some plans can be looked through.
fn check_ways(ways: &[Way]) -> Result<(), TooLarge> {
    let cards: usize = ways
        .iter()
        .map(|way| way.cards.len() + way.goals.len())
        .sum();
    let arrows: usize = ways.iter().map(|way| way.arrows.len()).sum();
    if cards > MOST_CARDS || arrows > MOST_ARROWS {
        return Err(TooLarge::Cards { cards, arrows });
    }
    Ok(())
}

/// Checks whether a graph can be laid out so that it can be read.
fn check_graph(picture: &Picture) -> Result<(), TooLarge> {
    let (boxes, lines, runs) = extent(picture);
    if boxes > MOST_BOXES || runs > MOST_RUNS {
        return Err(TooLarge::Graph { boxes, lines });
    }
    Ok(())
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
    /// The pictures of plans would have too many cards or arrows.
    #[error(
        "a picture of a plan has at most {MOST_CARDS} cards and {MOST_ARROWS} arrows, and this one would have {cards} and {arrows}"
    )]
    Cards { cards: usize, arrows: usize },
    /// A graph has too many boxes, or lines that are too long.
    #[error("a graph of {boxes} boxes and {lines} lines is too large to be drawn")]
    Graph { boxes: usize, lines: usize },
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
            Self::Cards { .. } => "use `-f table`, or `-f tree` for what requires what",
            Self::Graph { .. } => {
                "draw less, as in `certpath graph NAME --depth 2`, or all of it with `-f dot` or `-f tree`"
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::draw::gate_node;
    use crate::picture::way::{Arrow, Card, Place, State};
    use crate::picture::{Edge, Gate, Node, Role};

    /// Returns a graph of boxes, each of which requires those with these numbers. No line of it follows from others.
    fn graph(requires: &[Vec<usize>]) -> Picture {
        let edge = |&to: &usize| Edge {
            to,
            is_optional: false,
        };
        let node = |requires: &Vec<usize>| Node {
            requires: requires.iter().map(edge).collect(),
            ..gate_node(Gate::All, Role::Plain)
        };
        Picture {
            title: String::new(),
            description: String::new(),
            summary: String::new(),
            caption: String::new(),
            nodes: requires.iter().map(node).collect(),
            roots: vec![0],
            shows_unlocked: false,
        }
    }

    /// Returns the way of a plan of so many cards, and a goal, with so many arrows.
    fn way_of(cards: usize, arrows: usize) -> Way {
        let card = Card {
            state: State::Held,
            name: "X-1".to_owned(),
            title: String::new(),
            facts: Vec::new(),
            earns: Vec::new(),
            or: None,
            link: None,
        };
        let arrow = Arrow {
            from: 0,
            to: Place::Card(1),
        };
        Way {
            title: String::new(),
            description: String::new(),
            summary: String::new(),
            caption: String::new(),
            cards: vec![card; cards],
            goals: vec![crate::picture::way::Goal {
                title: "X".to_owned(),
                note: String::new(),
                is_held: false,
                link: None,
            }],
            arrows: vec![arrow; arrows],
            footnotes: Vec::new(),
            warnings: Vec::new(),
        }
    }

    #[test]
    fn a_graph_is_drawn_with_so_many_boxes_and_no_more() {
        for (boxes, is_drawn) in [(MOST_BOXES, true), (MOST_BOXES + 1, false)] {
            let drawing = Drawing::Graph(graph(&vec![Vec::new(); boxes]));
            for format in [Format::Svg, Format::Html] {
                assert_eq!(
                    drawing.check(format).is_ok(),
                    is_drawn,
                    "{boxes} as {format:?}"
                );
            }
            assert_eq!(drawing.check(Format::Dot), Ok(()));
        }
    }

    #[test]
    fn a_graph_is_drawn_with_lines_through_so_many_columns_and_no_more() {
        // a chain of a thousand lines, at whose end a gate requires the first ones of the chain too
        let chain = 1_000;
        let runs = |far: usize| chain + far * (far + 1) / 2 - 1;
        let far = (2..chain).find(|far| runs(far + 1) > MOST_RUNS).unwrap();
        for (far, is_drawn) in [(far, true), (far + 1, false)] {
            let mut requires: Vec<Vec<usize>> = (1..=chain).map(|next| vec![next]).collect();
            requires.push(Vec::new());
            requires[0].extend(2..=far);
            let drawing = Drawing::Graph(graph(&requires));
            let lines = chain + far - 1;
            let expected = if is_drawn {
                Ok(())
            } else {
                Err(TooLarge::Graph {
                    boxes: chain + 1,
                    lines,
                })
            };
            assert_eq!(drawing.check(Format::Svg), expected);
            assert_eq!(drawing.check(Format::Tree), Ok(()));
        }
    }

    #[test]
    fn plans_are_drawn_with_so_many_cards_and_arrows_and_no_more() {
        let most = MOST_CARDS;
        for (ways, is_drawn) in [
            (vec![(most - 1, MOST_ARROWS)], true),
            (vec![(most, 0)], false),
            (vec![(2, MOST_ARROWS + 1)], false),
            (vec![(most / 2, 0), (most / 2 - 2, 0)], true),
            (vec![(most / 2, 0), (most / 2 - 1, 0)], false),
        ] {
            let drawing = Drawing::Plans {
                ways: ways
                    .iter()
                    .map(|(cards, arrows)| way_of(*cards, *arrows))
                    .collect(),
                graph: graph(&[Vec::new()]),
            };
            for format in [Format::Svg, Format::Html] {
                assert_eq!(
                    drawing.check(format).is_ok(),
                    is_drawn,
                    "{ways:?} as {format:?}"
                );
            }
            assert_eq!(drawing.check(Format::Tree), Ok(()));
        }
    }
}
