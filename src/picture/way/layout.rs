//! Where the cards of a way stand: in the order of the plan from top to bottom, arcs at their left, goals at their right.

use std::collections::BTreeMap;

use crate::picture::layout::Rect;
use crate::picture::way::{Place, Way};

/// Between two arcs or arrows that run side by side; less where so many do that cards would have no room.
const LANE: i32 = 14;
/// How wide the lanes at the left and at the right of the cards are at most, all together.
const LANES: (i32, i32) = (238, 126);
/// Between two cards.
const GAP: i32 = 16;
/// Between the last lane and what it leads to: room for the head of an arrow.
const HEAD: i32 = 18;
/// Between two goals.
const GOAL_GAP: i32 = 14;

/// An arrow between two cards, along a lane at their left, or from a card to a goal, along a lane at its right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::picture) struct Arc {
    /// In [`Way::arrows`].
    pub(in crate::picture) arrow: usize,
    /// Where it leaves and where it arrives.
    pub(in crate::picture) from: (i32, i32),
    pub(in crate::picture) to: (i32, i32),
    /// The lane along which it runs up or down.
    pub(in crate::picture) lane: i32,
}

/// Where everything stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::picture) struct Arranged {
    pub(in crate::picture) cards: Vec<Rect>,
    pub(in crate::picture) goals: Vec<Rect>,
    pub(in crate::picture) arcs: Vec<Arc>,
    pub(in crate::picture) height: i32,
}

/// The sizes that a way is arranged in.
#[derive(Debug, Clone, Copy)]
pub(in crate::picture) struct Room {
    pub(in crate::picture) width: i32,
    pub(in crate::picture) goal_width: i32,
}

/// Arranges the cards and goals of a way within a width.
///
/// `card_heights` and `goal_heights` return the heights that the boxes need in a width.
pub(in crate::picture) fn arrange(
    way: &Way,
    room: Room,
    card_heights: &dyn Fn(i32) -> Vec<i32>,
    goal_heights: &[i32],
) -> Arranged {
    let left = lanes(way, |to| matches!(to, Place::Card(_)));
    let right = goal_lanes(way);
    let (left, right) = (Lanes::new(left, LANES.0), Lanes::new(right, LANES.1));
    let (before, after) = (left.gutter(), right.gutter().max(HEAD * 2));
    let width = room.width - before - after - room.goal_width;
    let cards = column(before, width, GAP, &card_heights(width));
    let bottom = cards.last().map_or(0, |card| card.y + card.height);
    let goal_x = room.width - room.goal_width;
    let goals = goals(way, &cards, goal_x, room.goal_width, goal_heights);
    let height = goals
        .iter()
        .map(|goal| goal.y + goal.height)
        .fold(bottom, i32::max);
    let mut arcs = Vec::with_capacity(way.arrows.len());
    for (number, arrow) in way.arrows.iter().enumerate() {
        let from = cards[arrow.from];
        arcs.push(match arrow.to {
            Place::Card(to) => Arc {
                arrow: number,
                from: (from.x, middle(from) + from.height / 5),
                to: (cards[to].x, middle(cards[to]) - cards[to].height / 5),
                lane: before - HEAD - left.offset(number),
            },
            Place::Goal(to) => Arc {
                arrow: number,
                from: (from.x + from.width, middle(from)),
                to: (goals[to].x, arrival(goals[to], middle(from))),
                lane: before + width + HEAD / 2 + right.offset(number),
            },
        });
    }
    Arranged {
        cards,
        goals,
        arcs,
        height,
    }
}

/// Lanes side by side.
struct Lanes {
    /// The lane of each arrow that runs along one.
    of_arrows: BTreeMap<usize, usize>,
    count: i64,
    /// How wide they are, all together.
    width: i32,
}

impl Lanes {
    fn new(of_arrows: BTreeMap<usize, usize>, most: i32) -> Self {
        let count = of_arrows.values().max().map_or(0, |last| last + 1);
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        let width = count.saturating_mul(LANE.into()).min(most.into());
        Self {
            of_arrows,
            count,
            width: i32::try_from(width).unwrap_or(most),
        }
    }

    /// Returns how much room they take with the heads of their arrows.
    fn gutter(&self) -> i32 {
        if self.count > 0 { HEAD + self.width } else { 0 }
    }

    /// Returns how far an arrow's lane is from the first one.
    fn offset(&self, arrow: usize) -> i32 {
        let lane = self.of_arrows.get(&arrow).copied().unwrap_or(0);
        let lane = i64::try_from(lane).unwrap_or(i64::MAX);
        let offset = lane.saturating_mul(self.width.into()) / self.count.max(1);
        i32::try_from(offset).unwrap_or(self.width)
    }
}

fn middle(rect: Rect) -> i32 {
    rect.y + rect.height / 2
}

/// Returns the height at which an arrow arrives at a goal: straight on, where the goal stands there.
fn arrival(goal: Rect, y: i32) -> i32 {
    y.clamp(goal.y + 12, goal.y + goal.height - 12)
}

fn column(x: i32, width: i32, gap: i32, heights: &[i32]) -> Vec<Rect> {
    let mut y = 0;
    let mut rects = Vec::with_capacity(heights.len());
    for &height in heights {
        rects.push(Rect {
            x,
            y,
            width,
            height,
        });
        y += height + gap;
    }
    rects
}

/// Returns the lane of each arrow that runs at the left: arrows that overlap run in different lanes, short ones nearest.
fn lanes(way: &Way, is_at_left: impl Fn(Place) -> bool) -> BTreeMap<usize, usize> {
    let span = |number: usize| {
        let arrow = way.arrows[number];
        match arrow.to {
            Place::Card(to) => (arrow.from.min(to), arrow.from.max(to)),
            Place::Goal(_) => (arrow.from, arrow.from),
        }
    };
    let mut arrows: Vec<usize> = (0..way.arrows.len())
        .filter(|number| is_at_left(way.arrows[*number].to))
        .collect();
    arrows.sort_by_key(|number| {
        let (first, last) = span(*number);
        (last - first, first)
    });
    let mut taken: Vec<Vec<(usize, usize)>> = Vec::new();
    let mut lanes = BTreeMap::new();
    for number in arrows {
        let (first, last) = span(number);
        let is_free = |lane: &Vec<(usize, usize)>| {
            lane.iter().all(|(from, to)| last <= *from || *to <= first)
        };
        let lane = taken.iter().position(is_free).unwrap_or(taken.len());
        if lane == taken.len() {
            taken.push(Vec::new());
        }
        taken[lane].push((first, last));
        lanes.insert(number, lane);
    }
    lanes
}

/// Returns the lane of each arrow to a goal: one lane a goal, none where there is one goal only.
fn goal_lanes(way: &Way) -> BTreeMap<usize, usize> {
    let arrows = way.arrows.iter().enumerate();
    let lanes = arrows.filter_map(|(number, arrow)| match arrow.to {
        Place::Goal(goal) => Some((number, way.goals.len() - 1 - goal)),
        Place::Card(_) => None,
    });
    lanes.collect()
}

/// Places the goals: a single one beside all that leads to it, several one below the other, each as near as can be to
/// the last card that leads to it.
fn goals(way: &Way, cards: &[Rect], x: i32, width: i32, heights: &[i32]) -> Vec<Rect> {
    let sources = |goal: usize| {
        let arrows = way
            .arrows
            .iter()
            .filter(move |arrow| arrow.to == Place::Goal(goal));
        arrows.map(|arrow| cards[arrow.from])
    };
    let mut goals = Vec::with_capacity(heights.len());
    let mut free = 0;
    for (goal, &needed) in heights.iter().enumerate() {
        let top = sources(goal).map(|card| card.y).min();
        let bottom = sources(goal).map(|card| card.y + card.height).max();
        let (y, height) = match (top, bottom) {
            // one that is higher than what leads to it stands no lower, where there is room above
            (Some(top), Some(bottom)) if heights.len() == 1 => {
                let height = needed.max(bottom - top);
                ((bottom - height).clamp(0, top), height)
            }
            (_, Some(bottom)) => ((bottom - needed).max(free), needed),
            _ => (free, needed),
        };
        free = y + height + GOAL_GAP;
        goals.push(Rect {
            x,
            y,
            width,
            height,
        });
    }
    goals
}
