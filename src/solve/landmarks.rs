//! Finds nodes that every plan contains (the landmarks of delete-free planning; Zhu and Givan 2003).

use crate::solve::graph::{Graph, index};
use crate::solve::tuning;

/// So many words of 64 nodes are looked for at a time.
const WORDS: usize = 8;
type Bits = [u64; WORDS];

/// Propagates sets of landmarks; its memory is used again and again.
#[derive(Debug, Default)]
pub(super) struct Landmarks {
    sets: Vec<Bits>,
    found: Vec<u32>,
}

impl Landmarks {
    /// Returns the nodes other than goals that all plans of `graph` contain, ascending.
    ///
    /// What all members of a gate need, the gate needs; of a gate without a choice, what any member
    /// needs.
    pub(super) fn find(&mut self, graph: &Graph) -> &[u32] {
        self.found.clear();
        let chunk = 64 * WORDS;
        let chunks = graph.len().div_ceil(chunk);
        if chunks * WORDS * graph.edges() > tuning::LANDMARKS {
            return &self.found;
        }
        for start in (0..graph.len()).step_by(chunk) {
            self.sets.clear();
            let mut needed = [0; WORDS];
            let mut goals = graph.goals.iter().copied().peekable();
            for node in index(start)..index(graph.len()) {
                let mut set = self.needed(graph, node, start);
                while goals.next_if(|&goal| goal < node).is_some() {}
                if goals.next_if_eq(&node).is_some() {
                    join(&mut needed, &set);
                } else if (node as usize) < start + chunk {
                    let bit = node as usize - start;
                    set[bit / 64] |= 1 << (bit % 64);
                }
                self.sets.push(set);
            }
            let bits = (0..chunk).filter(|bit| needed[bit / 64] >> (bit % 64) & 1 == 1);
            self.found.extend(bits.map(|bit| index(start + bit)));
        }
        &self.found
    }

    fn needed(&self, graph: &Graph, node: u32, start: usize) -> Bits {
        let members = graph.members(node);
        let all = graph.need(node) as usize == members.len();
        let set = |member: u32| {
            (member as usize)
                .checked_sub(start)
                .map_or([0; WORDS], |place| self.sets[place])
        };
        let Some((&first, rest)) = members.split_first() else {
            return [0; WORDS];
        };
        if graph.need(node) == 0 {
            return [0; WORDS];
        }
        let mut bits = set(first);
        for &member in rest {
            let other = set(member);
            if all {
                join(&mut bits, &other);
            } else {
                for (word, other) in bits.iter_mut().zip(other) {
                    *word &= other;
                }
            }
        }
        bits
    }
}

fn join(one: &mut Bits, other: &Bits) {
    for (word, other) in one.iter_mut().zip(other) {
        *word |= other;
    }
}
