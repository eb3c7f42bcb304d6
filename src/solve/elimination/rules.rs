//! A graph as rules over few variables each.

use crate::solve::graph::{Graph, index};

/// Stands for no variable, where a variable would be what a rule is subject to: the rule always holds.
pub(super) const ALWAYS: u32 = u32::MAX;

/// An any-gate of more members is counted along.
const ANY: usize = 4;
/// So is an at-least gate of more members.
const AT_LEAST: usize = 8;

/// Where `head` is chosen, so are `need` of the members.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rule {
    /// [`ALWAYS`] for what holds in any case.
    pub(super) head: u32,
    pub(super) need: u32,
    end: u32,
}

/// The rules of a graph. A variable says whether its node is chosen; those after the nodes count along long gates.
#[derive(Debug, Default)]
pub(super) struct Rules {
    list: Vec<Rule>,
    members: Vec<u32>,
    variables: u32,
}

impl Rules {
    /// Writes down the rules of `graph`, in which no goal is a member.
    pub(super) fn fill(&mut self, graph: &Graph) {
        self.list.clear();
        self.members.clear();
        self.variables = index(graph.len());
        let mut goals = graph.goals.iter().copied().peekable();
        for node in graph.nodes() {
            let is_goal = goals.next_if_eq(&node).is_some();
            let head = if is_goal { ALWAYS } else { node };
            let (need, members) = (graph.need(node), graph.members(node));
            let long = if need == 1 { ANY } else { AT_LEAST };
            if need as usize == members.len() {
                for &member in members {
                    self.push(head, 1, [member]);
                }
            } else if need > 0 && members.len() <= long {
                self.push(head, need, members.iter().copied());
            } else if need > 0 {
                self.count(head, need as usize, members);
            }
        }
    }

    /// How many variables there are.
    pub(super) fn variables(&self) -> u32 {
        self.variables
    }

    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    pub(super) fn rule(&self, place: usize) -> Rule {
        self.list[place]
    }

    pub(super) fn members(&self, place: usize) -> &[u32] {
        let start = if place == 0 {
            0
        } else {
            self.list[place - 1].end
        };
        &self.members[start as usize..self.list[place].end as usize]
    }

    /// The variables of a rule, its head last.
    pub(super) fn scope(&self, place: usize) -> impl Iterator<Item = u32> + Clone {
        let head = self.list[place].head;
        let head = (head != ALWAYS).then_some(head);
        self.members(place).iter().copied().chain(head)
    }

    fn push(&mut self, head: u32, need: u32, members: impl IntoIterator<Item = u32>) {
        self.members.extend(members);
        let end = index(self.members.len());
        self.list.push(Rule { head, need, end });
    }

    fn variable(&mut self) -> u32 {
        self.variables += 1;
        self.variables - 1
    }

    /// Counts along a gate: where so many are needed from a member on, it is one of them or all of them come after
    /// it; and all but one do in any case.
    fn count(&mut self, head: u32, need: usize, members: &[u32]) {
        // By how many are needed from here on, what needs them; and the same for after this member.
        let mut here = vec![None; need];
        here.push(Some(head));
        for (at, &member) in members.iter().enumerate() {
            let left = members.len() - at - 1;
            let mut next = vec![None; need + 1];
            for (many, &head) in here.iter().enumerate() {
                let Some(head) = head else {
                    continue;
                };
                let mut after = |many: usize| *next[many].get_or_insert_with(|| self.variable());
                let all_after = (many <= left).then(|| after(many));
                let but_one = (many > 1).then(|| after(many - 1));
                self.push(head, 1, std::iter::once(member).chain(all_after));
                if let Some(but_one) = but_one {
                    self.push(head, 1, [but_one]);
                }
            }
            here = next;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::solve::graph::{NAMELESS, UNLABELLED};

    /// A gate over `count` leaves.
    fn gate(count: u32, need: u32) -> Graph {
        let mut graph = Graph::default();
        for _ in 0..count {
            graph.push(1, (NAMELESS, UNLABELLED), 0, []);
        }
        graph.push(0, (NAMELESS, UNLABELLED), need, 0..count);
        graph
    }

    #[test]
    fn counting_along_a_gate_is_what_the_gate_says() {
        let mut rules = Rules::default();
        for count in 1..=12 {
            for need in 0..=count {
                rules.fill(&gate(count, need));
                for choice in 0..1_u32 << count {
                    let mut may: Vec<bool> = (0..rules.variables())
                        .map(|variable| variable >= count || choice >> variable & 1 == 1)
                        .collect();
                    // What a counter stands for is written down after the counter itself.
                    for place in (0..rules.len()).rev() {
                        let met = rules.members(place).iter();
                        let met = index(met.filter(|&&member| may[member as usize]).count());
                        may[rules.rule(place).head as usize] &= met >= rules.rule(place).need;
                    }
                    let enough = choice.count_ones() >= need;
                    assert_eq!(may[count as usize], enough, "{need} of {count}: {choice:b}");
                }
            }
        }
    }
}
