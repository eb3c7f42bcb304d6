//! Pictures: graphs of what certifications require, posters, and the ways of plans, with a writer for each format.
//!
//! `draw` makes the model of a graph or a poster from a catalog; the way of a plan (`way`) has a model of its own.
//!
//! A [`Picture`] is nodes with finished texts and the edges between them. The writers know nothing of catalogs, plans,
//! command lines or terminals; the same picture gives the same bytes.

use std::collections::BTreeSet;

use crate::answer::words::capitalized;
use crate::catalog::model::Entry;

#[cfg(test)]
mod crossing_tests;
mod dot;
mod draw;
mod drawing;
mod html;
mod label;
mod layout;
mod marker;
mod mermaid;
mod metrics;
mod paper;
#[cfg(test)]
mod poster_tests;
mod svg;
#[cfg(test)]
mod tests;
mod tree;
mod way;

pub use crate::picture::dot::dot;
pub use crate::picture::draw::{ALL, PosterOf, Scope, View, draw, draw_poster, one_exam_away};
pub use crate::picture::drawing::{Drawing, TooLarge};
pub use crate::picture::html::html;
pub use crate::picture::mermaid::mermaid;
pub use crate::picture::paper::Paper;
pub use crate::picture::svg::{poster_svg, svg, way_svg};
pub use crate::picture::tree::tree;
pub use crate::picture::way::{Way, way};

/// How many lines are looked at for those that follow from others.
const MOST_LOOKED_AT: usize = 1_000_000;

/// What certifications require, ready to be written. Every text in it is on one line and safe to print.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// What it shows, in a few words.
    pub title: String,
    /// The same in whole sentences, for those who cannot see it.
    pub description: String,
    /// What it comes to: what a plan costs, or how much there is to see.
    pub summary: String,
    /// The day it is true on and the catalog it is drawn from.
    pub caption: String,
    /// In the order in which they are met, walking from the roots.
    pub nodes: Vec<Node>,
    /// What the picture is about, in [`Picture::nodes`].
    pub roots: Vec<usize>,
    /// Whether it shows what the roots unlock, not what they require.
    pub shows_unlocked: bool,
}

/// Something in a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    pub kind: Kind,
    /// The code or id; empty for gates and remarks.
    pub name: String,
    /// The title, the gate's words or the remark.
    pub title: String,
    /// A word on it: a level, a price.
    pub note: String,
    pub role: Role,
    pub availability: Availability,
    /// What else is to be said in a word or two: `last day 2027-01-31`.
    pub marks: Vec<String>,
    /// The provider's page.
    pub link: Option<String>,
    /// More about it, as names and values.
    pub facts: Vec<Fact>,
    /// What it requires, in the order in which the catalog writes it.
    pub requires: Vec<Edge>,
    /// It requires something that is not drawn.
    pub is_cut: bool,
}

/// What a node of a picture stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Something one takes.
    Exam,
    /// Something one earns.
    Certification,
    /// A gate between what requires and what is required.
    Gate(Gate),
    /// Something that no exam gives, or that is not known.
    Remark,
}

/// How many of its members a gate requires.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gate {
    /// All of them.
    All,
    /// At least one.
    OneOf,
    /// At least `needed` of `of`.
    AtLeast {
        /// How many must hold.
        needed: usize,
        /// How many there are.
        of: usize,
    },
    /// Its member, held at any time.
    Ever,
    /// None: its members help.
    Recommended,
}

impl Gate {
    /// Returns what it says.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Self::All => "all of".to_owned(),
            Self::OneOf => "one of".to_owned(),
            Self::AtLeast { needed, of } => format!("{needed} of {of}"),
            Self::Ever => "held at any time".to_owned(),
            Self::Recommended => "recommended".to_owned(),
        }
    }
}

/// What role a node has for the one who looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// None: nothing is held or planned, or it is on no way that is.
    Plain,
    /// It is held, passed or fulfilled.
    Held,
    /// The plan takes it, as that step.
    Step(usize),
    /// The plan earns or fulfils it.
    Earned,
    /// Another way than the planned one.
    Alternative,
    /// It helps and is not required; the plan may take it all the same, as that step.
    Recommended(Option<usize>),
}

/// Whether something can be had on the day of the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Availability {
    /// It can be taken or earned.
    Open,
    /// It can, and its last day is set.
    Ending,
    /// Its last day is past.
    Retired,
    /// Its first day is to come.
    ToCome,
}

/// A name and a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    pub name: &'static str,
    pub value: String,
}

/// A line from a node to what it requires.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Edge {
    /// In [`Picture::nodes`].
    pub to: usize,
    /// It helps and is not required.
    pub is_optional: bool,
}

/// Certifications on cards, by what they are for and how high they stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Poster {
    /// The certifications with what each of them requires.
    pub picture: Picture,
    /// The levels, or the providers of a role.
    pub columns: Vec<String>,
    /// The roles or providers, or the ranks of a role, the highest first.
    pub rows: Vec<String>,
    pub cards: Vec<Card>,
    pub arrangement: Arrangement,
    /// What it is to be printed on; without it, it is drawn for a screen.
    pub paper: Option<Paper>,
    /// The width that panels are to fill, in pixels; without it they make the shape of paper.
    pub width: Option<u16>,
}

/// How the cards of a poster are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrangement {
    /// A panel for each row, packed as they fit, with its columns below one another.
    Panels,
    /// Rows and columns.
    Table,
}

/// A certification on a poster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// The certification.
    pub entry: Entry,
    /// In [`Picture::nodes`].
    pub node: usize,
    /// In [`Poster::columns`].
    pub column: usize,
    /// In [`Poster::rows`].
    pub row: usize,
    /// How high its level stands: 1 entry, 2 associate, 3 professional or expert, 4 above that.
    pub rank: u32,
    /// What else it is for.
    pub roles: String,
    /// One exam more would earn it.
    pub is_near: bool,
}

impl Picture {
    /// Returns for each node what requires it, in the order of the nodes.
    #[must_use]
    pub fn dependents(&self) -> Vec<Vec<usize>> {
        let mut dependents = vec![Vec::new(); self.nodes.len()];
        for (from, node) in self.nodes.iter().enumerate() {
            for edge in &node.requires {
                dependents[edge.to].push(from);
            }
        }
        dependents
    }

    /// Returns the picture without the lines that follow from others: where A requires B and C, and B requires C, none
    /// leads from A to C. Nothing follows through a gate. A picture with very many lines keeps some of them.
    #[must_use]
    pub fn without_implied(&self) -> Self {
        let is_named = |place: usize| !matches!(self.nodes[place].kind, Kind::Gate(_));
        let required = |place: usize| {
            let edges = self.nodes[place].requires.iter();
            edges
                .filter(|edge| !edge.is_optional)
                .map(|edge| edge.to)
                .filter(|to| is_named(*to))
        };
        let mut left = MOST_LOOKED_AT;
        let mut picture = self.clone();
        for (place, node) in picture.nodes.iter_mut().enumerate() {
            let mut implied = BTreeSet::new();
            let mut todo: Vec<usize> = required(place).filter(|_| is_named(place)).collect();
            while let Some(next) = todo.pop()
                && let Some(rest) = left.checked_sub(1 + self.nodes[next].requires.len())
            {
                left = rest;
                todo.extend(required(next).filter(|to| implied.insert(*to)));
            }
            node.requires
                .retain(|edge| edge.is_optional || !implied.contains(&edge.to));
        }
        picture
    }

    /// Returns the nodes in the order in which one meets them: what is held, the steps of the plan, what they earn, and
    /// the rest.
    #[must_use]
    pub fn in_order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.nodes.len()).collect();
        order.sort_by_key(|number| match self.nodes[*number].role {
            Role::Held => (0, 0),
            Role::Step(step) | Role::Recommended(Some(step)) => (1, step),
            Role::Earned => (2, 0),
            Role::Plain | Role::Alternative | Role::Recommended(None) => (3, 0),
        });
        order
    }

    /// Returns whether a plan is drawn on it.
    #[must_use]
    pub fn has_plan(&self) -> bool {
        let planned = |node: &Node| matches!(node.role, Role::Step(_) | Role::Earned);
        self.nodes.iter().any(planned)
    }
}

impl Node {
    /// Returns the text that names it: an exam's code and title, a certification's title, a gate's words.
    #[must_use]
    pub fn label(&self) -> String {
        match self.kind {
            Kind::Exam => format!("{}  {}", self.name, self.title),
            Kind::Certification | Kind::Gate(_) | Kind::Remark => self.title.clone(),
        }
    }

    /// Returns its state in words: `step 2, to take`; nothing where nothing is held or planned.
    #[must_use]
    pub fn state(&self) -> String {
        let words = match (self.role, self.availability) {
            (Role::Step(step), _) => return format!("step {step}, to take"),
            (Role::Recommended(Some(step)), _) => return format!("step {step}, recommended"),
            (Role::Held, _) => "held",
            (Role::Earned, _) => "earned on the way",
            (_, Availability::Retired) => "retired",
            (Role::Recommended(None), _) => "recommended",
            (Role::Alternative, _) => "another way",
            (Role::Plain, _) => "",
        };
        words.to_owned()
    }

    /// Returns what it is in words, with its state: `Step 2, to take: AZ-400 ..., 165 USD`.
    #[must_use]
    pub fn spoken(&self) -> String {
        let mut text = capitalized(&self.state());
        if !text.is_empty() {
            text.push_str(": ");
        }
        if self.kind == Kind::Exam {
            text.push_str(&self.name);
            text.push(' ');
        }
        text.push_str(&self.title);
        let note = Some(&self.note).filter(|note| !note.is_empty());
        for words in note.into_iter().chain(&self.marks) {
            text.push_str(", ");
            text.push_str(words);
        }
        text
    }

    /// Returns whether it is on the way that is held or planned.
    #[must_use]
    pub fn is_on_the_way(&self) -> bool {
        matches!(self.role, Role::Held | Role::Step(_) | Role::Earned)
    }
}
