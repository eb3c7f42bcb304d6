//! Which table is taken in by which.

use crate::solve::elimination::NOBODY;
use crate::solve::elimination::order::Order;

/// The variables as a tree: the table of each is taken in by the first of those beside it.
#[derive(Debug, Default)]
pub(super) struct Tree {
    /// The variables, each right after those whose tables it takes in, and what these took in.
    pub(super) turns: Vec<u32>,
    /// By variable: the last one whose table it takes in,
    last: Vec<u32>,
    /// and by that the one before.
    before: Vec<u32>,
    stack: Vec<u32>,
}

impl Tree {
    /// Grows the tree of an order.
    pub(super) fn grow(&mut self, order: &Order) {
        let count = order.turns.len();
        for list in [&mut self.last, &mut self.before] {
            list.clear();
            list.resize(count, NOBODY);
        }
        self.stack.clear();
        for &variable in &order.turns {
            match order.taker(variable) {
                Some(taker) => {
                    self.before[variable as usize] = self.last[taker as usize];
                    self.last[taker as usize] = variable;
                }
                None => self.stack.push(variable),
            }
        }
        self.turns.clear();
        while let Some(variable) = self.stack.pop() {
            self.turns.push(variable);
            let mut next = self.last[variable as usize];
            while next != NOBODY {
                self.stack.push(next);
                next = self.before[next as usize];
            }
        }
        self.turns.reverse();
    }
}
