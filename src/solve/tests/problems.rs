//! Random problems for the tests of the solver.

use crate::solve::graph::index;
use crate::solve::{Node, Problem};

/// A small generator of random numbers (Marsaglia's xorshift), so that a failure can be repeated.
pub(super) struct Random(pub(super) u64);

impl Random {
    pub(super) fn below(&mut self, limit: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        u32::try_from((self.0 >> 11) % u64::from(limit)).unwrap()
    }

    pub(super) fn chance(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }
}

/// A random problem with up to `size` weighted nodes, and about as many gates.
pub(super) fn random(random: &mut Random, size: u32) -> Problem {
    let mut problem = Problem::default();
    let weighted = 1 + random.below(size);
    let gates = random.below(size + 3);
    let (mut left, mut orders) = (weighted, Vec::new());
    for order in 0..weighted {
        orders.insert(random.below(order + 1) as usize, order);
    }
    let expensive = [2, 4, 9][random.below(3) as usize];
    let most = if random.chance(20) { 16 } else { 6 };
    let wide = 1 + random.below(most);
    let packed = random.chance(40);
    for at in 0..weighted + gates {
        let exam = left > 0 && (at == 0 || random.chance(60));
        let mut members = Vec::new();
        if at > 0 && (!exam || random.chance(25)) {
            for _ in 0..=random.below(wide) {
                let member = random.below(at);
                if !members.contains(&member) {
                    members.push(member);
                }
            }
        }
        let count = index(members.len());
        let need = match random.below(20) {
            0 => 0,
            1 => count + 1,
            2..7 => count,
            7..15 => count.min(1),
            _ => random.below(count + 1),
        };
        let order = exam.then(|| orders[left as usize - 1]);
        let zero = exam && random.chance(3);
        let figure = 1 + u128::from(random.below(expensive));
        let figure = if packed {
            1 << 40 | figure << 20 | u128::from(random.below(3))
        } else {
            figure
        };
        let weight = if exam && !zero { figure } else { 0 };
        left -= u32::from(exam);
        problem.push(Node {
            weight,
            need,
            members: &members,
            order,
        });
    }
    for _ in 0..=random.below(3) {
        problem.goal(random.below(index(problem.len())));
    }
    problem
}

/// Goals that each require one of a few groups of weights, all of which overlap: neither presolving nor one bound
/// settles them, so that every method has its turn.
pub(super) fn entangled(random: &mut Random, weights: u32) -> Problem {
    let mut problem = Problem::default();
    let gate = |random: &mut Random, problem: &mut Problem, from: u32, count: u32, all| {
        let mut members: Vec<u32> = Vec::new();
        // Those that are near each other overlap most.
        let start = random.below(weights);
        while members.len() < count as usize {
            let member = from + (start + random.below(5)) % weights;
            if !members.contains(&member) {
                members.push(member);
            }
        }
        problem.push(Node {
            weight: 0,
            need: if all { count } else { 1 },
            members: &members,
            order: None,
        })
    };
    for order in 0..weights {
        problem.push(Node {
            weight: 10 + u128::from(random.below(4)),
            need: 0,
            members: &[],
            order: Some(order),
        });
    }
    for _ in 0..weights {
        let count = 2 + random.below(2);
        let all = random.chance(80);
        gate(random, &mut problem, 0, count, all);
    }
    for _ in 0..weights / 2 {
        let goal = gate(random, &mut problem, weights, 3, false);
        problem.goal(goal);
    }
    problem
}
