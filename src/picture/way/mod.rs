//! The picture of a plan: what to take, in order, from what is held to the goals.
//!
//! A [`Way`] is finished texts and the arrows between them; [`way`] makes it from a plan, [`svg`](super::way_svg) draws
//! it. The whole graph, with all that was not chosen, is what [`draw`](super::draw()) makes.

mod build;
mod layout;

pub(super) use build::goals;
pub use build::way;
pub(super) use layout::{Arc, Arranged, Room, arrange};

/// A plan, ready to be drawn. Every text in it is on one line and safe to print.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// What it leads to: `The way to DevOps Engineer Expert`.
    pub title: String,
    /// What the plan comes to.
    pub summary: String,
    /// The day it is true on and the catalog it is drawn from.
    pub caption: String,
    /// The whole way in sentences, for those who cannot see it.
    pub description: String,
    /// What is held and counts, then the steps in order, each followed by what is earned there.
    pub cards: Vec<Card>,
    /// What is wanted.
    pub goals: Vec<Goal>,
    /// What requires what, without what follows from other arrows.
    pub arrows: Vec<Arrow>,
    /// What no exam gives: conditions of what is earned.
    pub footnotes: Vec<String>,
    /// What one should know about the plan.
    pub warnings: Vec<String>,
}

/// Something held, to take, or earned on the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    pub state: State,
    /// An exam's code; a certification's title.
    pub name: String,
    /// An exam's title; empty for a certification.
    pub title: String,
    /// Price, course days, last day.
    pub facts: Vec<String>,
    /// Titles of the certifications that this exam alone earns.
    pub earns: Vec<String>,
    /// What could be taken in its place: `or AI-200`.
    pub or: Option<String>,
    /// The provider's page.
    pub link: Option<String>,
}

/// What a card stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It is held already.
    Held,
    /// An exam to take, as that step.
    ToTake(usize),
    /// The same, and only because it is recommended.
    Recommended(usize),
    /// A certification that the steps before it earn.
    Earned,
}

impl State {
    /// Returns the word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::ToTake(_) => "to take",
            Self::Recommended(_) => "recommended",
            Self::Earned => "earned on the way",
        }
    }
}

/// Something wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Goal {
    pub title: String,
    /// The id or code, and the level.
    pub note: String,
    /// It is held already.
    pub is_held: bool,
    /// The provider's page.
    pub link: Option<String>,
}

/// A card or a goal, by its place in [`Way::cards`] or [`Way::goals`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    Card(usize),
    Goal(usize),
}

/// The first is required by the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Arrow {
    pub from: usize,
    pub to: Place,
}
