//! In which order the variables of some rules are eliminated.

use crate::solve::budget::Budget;
use crate::solve::elimination::rules::Rules;
use crate::solve::graph::index;
use crate::solve::tuning;

/// Tables of so many variables and more are too wide in any case: one takes 16 bytes an entry.
const WIDE: usize = 22;

/// Variables that are further from being the next one are not distinguished.
const FAR: usize = 60;

const PENDING: u32 = u32::MAX;

/// What makes the next variable the one to eliminate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    /// The fewest neighbors: quickly found.
    Degree,
    /// The fewest pairs of neighbors that are no neighbors yet: often narrower.
    Fill,
}

/// An order of elimination, and which variables still stand beside each when its turn comes.
#[derive(Debug, Default)]
pub(super) struct Order {
    /// By variable, ascending: its neighbors; in the end those that were left when its turn came, in order.
    near: Vec<Vec<u32>>,
    /// The variables in order, and the place of each.
    pub(super) turns: Vec<u32>,
    places: Vec<u32>,
    /// By score: the variables that had it when they were last looked at.
    waiting: Vec<Vec<u32>>,
    scores: Vec<usize>,
    merged: Vec<u32>,
    affected: Vec<u32>,
    /// How many neighbors were looked at that are not paid for yet.
    steps: u64,
}

impl Order {
    /// Finds an order; returns whether there is one in which the tables can be paid for.
    pub(super) fn find(&mut self, rules: &Rules, budget: &mut Budget<'_>) -> bool {
        if self.try_by(By::Degree, rules, budget) {
            return true;
        }
        // Where a quick order nearly did, a better one may do.
        let done = self.turns.len() * 10 > 9 * rules.variables() as usize;
        done && self.try_by(By::Fill, rules, budget)
    }

    fn try_by(&mut self, by: By, rules: &Rules, budget: &mut Budget<'_>) -> bool {
        self.start(rules, by);
        let (mut entries, mut lowest) = (0_u64, 0);
        while let Some(waiting) = self.waiting.get_mut(lowest) {
            let Some(variable) = waiting.pop() else {
                lowest += 1;
                continue;
            };
            if self.scores[variable as usize] != lowest || self.places[variable as usize] != PENDING
            {
                continue;
            }
            let width = self.near[variable as usize].len() + 1;
            entries += 1 << width.min(WIDE);
            budget.spend(tuning::ENTRY * std::mem::take(&mut self.steps));
            if width >= WIDE || entries > tuning::ENTRIES.min(budget.left() / tuning::ENTRY) {
                return false;
            }
            lowest = lowest.min(self.eliminate(variable, by));
        }
        let Self { near, places, .. } = self;
        for near in &mut near[..places.len()] {
            near.sort_unstable_by_key(|&variable| places[variable as usize]);
        }
        true
    }

    /// What stands beside `variable` when its turn comes, the first to come first.
    pub(super) fn beside(&self, variable: u32) -> &[u32] {
        &self.near[variable as usize]
    }

    /// The first of those beside `variable`: it takes in what is known of `variable`.
    pub(super) fn taker(&self, variable: u32) -> Option<u32> {
        self.beside(variable).first().copied()
    }

    /// When the turn of `variable` comes.
    pub(super) fn place(&self, variable: u32) -> u32 {
        self.places[variable as usize]
    }

    fn start(&mut self, rules: &Rules, by: By) {
        let count = rules.variables() as usize;
        self.near.iter_mut().for_each(Vec::clear);
        self.near.resize_with(count.max(self.near.len()), Vec::new);
        for place in 0..rules.len() {
            for one in rules.scope(place) {
                let near = &mut self.near[one as usize];
                near.extend(rules.scope(place).filter(|&other| other != one));
            }
        }
        for near in &mut self.near {
            near.sort_unstable();
            near.dedup();
        }
        self.turns.clear();
        self.places.clear();
        self.places.resize(count, PENDING);
        self.steps = 0;
        self.scores.clear();
        self.scores.resize(count, usize::MAX);
        self.waiting.iter_mut().for_each(Vec::clear);
        self.waiting.resize_with(FAR + 1, Vec::new);
        for variable in (0..rules.variables()).rev() {
            self.wait(variable, by);
        }
    }

    /// Puts `variable` where its score says; returns that.
    fn wait(&mut self, variable: u32, by: By) -> usize {
        let near = &self.near[variable as usize];
        let score = match by {
            By::Degree => near.len(),
            By::Fill if near.len() >= WIDE => FAR,
            By::Fill => {
                self.steps += (near.len() * near.len()) as u64;
                self.missing(near)
            }
        };
        let score = score.min(FAR);
        if self.scores[variable as usize] != score {
            self.scores[variable as usize] = score;
            self.waiting[score].push(variable);
        }
        score
    }

    /// How many pairs of `near` are no neighbors.
    fn missing(&self, near: &[u32]) -> usize {
        let mut missing = 0;
        for (at, &one) in near.iter().enumerate() {
            let mut known = self.near[one as usize].iter().peekable();
            for other in &near[at + 1..] {
                while known.next_if(|&known| known < other).is_some() {}
                missing += usize::from(known.peek() != Some(&other));
            }
        }
        missing
    }

    /// Makes the neighbors of `variable` neighbors of each other; returns the least score that this changed.
    fn eliminate(&mut self, variable: u32, by: By) -> usize {
        self.places[variable as usize] = index(self.turns.len());
        self.turns.push(variable);
        let near = std::mem::take(&mut self.near[variable as usize]);
        for &one in &near {
            self.merge(one, variable, &near);
        }
        self.affected.clear();
        self.affected.extend_from_slice(&near);
        if by == By::Fill {
            for &one in &near {
                self.affected.extend_from_slice(&self.near[one as usize]);
            }
            self.affected.sort_unstable();
            self.affected.dedup();
        }
        self.near[variable as usize] = near;
        let affected = std::mem::take(&mut self.affected);
        let scores = affected.iter().map(|&one| self.wait(one, by));
        let least = scores.min().unwrap_or(FAR);
        self.affected = affected;
        least
    }

    /// Takes `gone` out of the neighbors of `one` and puts `others` in.
    fn merge(&mut self, one: u32, gone: u32, others: &[u32]) {
        let near = &mut self.near[one as usize];
        self.merged.clear();
        let mut others = others
            .iter()
            .copied()
            .filter(|&other| other != one)
            .peekable();
        for &mine in near.iter() {
            while let Some(other) = others.next_if(|&other| other < mine) {
                self.merged.push(other);
            }
            others.next_if_eq(&mine);
            if mine != gone {
                self.merged.push(mine);
            }
        }
        self.merged.extend(others);
        self.steps += self.merged.len() as u64;
        std::mem::swap(near, &mut self.merged);
    }
}
