//! Families of problems: the same name, size and seed always give the same problem.

use super::random::Random;
use super::{Expression, Problem};

/// Makes a problem of a family.
pub(crate) type Family = fn(size: usize, seed: u64) -> Problem;

/// The families, with what their size counts.
pub(crate) const FAMILIES: [(&str, &str, Family); 11] = [
    ("real", "certifications", real),
    ("hard", "gates", hard),
    ("dense", "gates", dense),
    ("chain", "certifications", chain),
    ("ladder", "certifications", ladder),
    ("wide", "members", wide),
    ("shared", "gates", shared),
    ("egraph", "nodes", egraph),
    ("circuit", "nodes", circuit),
    ("vertex-cover", "vertices", vertex_cover),
    ("set-cover", "sets", set_cover),
];

/// Usual prices.
const PRICES: [u64; 11] = [58, 99, 99, 150, 165, 165, 165, 200, 300, 395, 400];

/// Catalogs of providers as they are: four levels, a few exams that many certifications require and many
/// that one requires, and some needs across providers. Questions for one want, and for 5, 10 and 20.
pub(crate) fn real(size: usize, seed: u64) -> Problem {
    let mut random = Random::new(seed);
    let mut problem = Problem::default();
    let mut levels: [Vec<Expression>; 4] = Default::default();
    let providers = (size / 60).max(1);
    let each = size / providers;
    for provider in 0..providers {
        let exams: Vec<Expression> = (0..each * 8 / 5)
            .map(|number| problem.exam(format!("P{provider}-{number}"), random.one(&PRICES)))
            .collect();
        let mut own: [Vec<Expression>; 4] = Default::default();
        for number in 0..each {
            let mut level = random.one(&[
                0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 3, 3, 3,
            ]);
            if level > 0 && own[level - 1].is_empty() {
                level = 0;
            }
            let mut popular = |count| popular(&mut random, &exams, count);
            let requires = match level {
                0 => popular(1).remove(0),
                1 => entry_rule(&mut random, &exams),
                2 => upper_rule(&mut random, &exams, &own[1]),
                _ => top_rule(&mut random, (&exams, &own[2]), &levels[1]),
            };
            let cost = if random.below(7) == 0 { 50 } else { 0 };
            let id = format!("p{provider}-l{level}-c{number}");
            own[level].push(problem.certification(id, cost, requires));
        }
        for (all, own) in levels.iter_mut().zip(own) {
            all.extend(own);
        }
    }
    let upper = [levels[2].as_slice(), &levels[3]].concat();
    let goals = if upper.is_empty() {
        levels.concat()
    } else {
        upper
    };
    for wants in [
        1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 5, 5, 5, 10, 10, 10, 20, 20, 20,
    ] {
        let goals = random.some(&goals, wants);
        let all = Expression::all(goals);
        let goal = problem.certification(format!("goal-{}", problem.nodes.len()), 0, all);
        problem.require(&goal);
    }
    problem
}

/// `count` different exams, the first ones of the list more often.
fn popular(random: &mut Random, exams: &[Expression], count: usize) -> Vec<Expression> {
    let mut places: Vec<usize> = Vec::new();
    while places.len() < count.min(exams.len()) {
        let place = random.below(exams.len()) * random.below(exams.len()) / exams.len();
        if !places.contains(&place) {
            places.push(place);
        }
    }
    places
        .into_iter()
        .map(|place| exams[place].clone())
        .collect()
}

fn entry_rule(random: &mut Random, exams: &[Expression]) -> Expression {
    match random.below(4) {
        0 => popular(random, exams, 1).remove(0),
        1 => Expression::all(popular(random, exams, 2)),
        2 => Expression::any(popular(random, exams, 2)),
        _ => {
            let mut members = popular(random, exams, 4);
            let one = members.remove(0);
            Expression::all([one, Expression::any(members)])
        }
    }
}

fn upper_rule(random: &mut Random, exams: &[Expression], below: &[Expression]) -> Expression {
    let count = random.between(1, 4);
    let mut members = vec![Expression::any(random.some(below, count))];
    let count = random.between(1, 2);
    let mut exams = popular(random, exams, count + 7);
    members.extend(exams.drain(..count.min(exams.len())));
    if random.percent(30) && exams.len() > 3 {
        exams.truncate(random.between(4, 7));
        members.push(Expression::at_least(2, exams));
    }
    Expression::all(members)
}

fn top_rule(
    random: &mut Random,
    (exams, below): (&[Expression], &[Expression]),
    others: &[Expression],
) -> Expression {
    let count = random.between(2, 4);
    let few = random.some(below, count + 3);
    let mut members = vec![Expression::at_least(count.min(few.len()), few)];
    members.extend(popular(random, exams, 1));
    if random.percent(20) && !others.is_empty() {
        members.push(Expression::any(random.some(others, 3)));
    }
    Expression::all(members)
}

/// Gates over one small pool of exams and bundles, so that every gate overlaps every other.
pub(crate) fn hard(size: usize, seed: u64) -> Problem {
    overlapping(size, size, seed)
}

/// The same with a pool twice as large.
pub(crate) fn dense(size: usize, seed: u64) -> Problem {
    overlapping(size, 2 * size, seed)
}

fn overlapping(gates: usize, pool: usize, seed: u64) -> Problem {
    let mut random = Random::new(seed);
    let mut problem = Problem::default();
    for query in 0..10 {
        let exams: Vec<Expression> = (0..pool)
            .map(|exam| problem.exam(format!("h{query}-e{exam}"), random.between(90, 400) as u64))
            .collect();
        let bundles: Vec<Expression> = (0..pool / 4)
            .map(|bundle| {
                let both = Expression::all(random.some(&exams, 2));
                problem.certification(format!("h{query}-b{bundle}"), 0, both)
            })
            .collect();
        let members = (0..gates).map(|_| {
            let two = random.percent(20);
            let count = random.between(3, 5) + if two { 2 } else { 0 };
            let mut members = random.some(&exams, count);
            if random.percent(50) {
                members.extend(random.some(&bundles, 1));
            }
            Expression::at_least(if two { 2 } else { 1 }, members)
        });
        let all = Expression::all(members.collect::<Vec<_>>());
        let goal = problem.certification(format!("h{query}-goal"), 0, all);
        problem.require(&goal);
    }
    problem
}

/// Certifications each of which requires the one before, or that before it, and one of two exams.
pub(crate) fn chain(size: usize, seed: u64) -> Problem {
    let mut random = Random::new(seed);
    let mut problem = Problem::default();
    let exams: Vec<Expression> = (0..size + 2)
        .map(|exam| problem.exam(format!("e{exam}"), random.between(50, 400) as u64))
        .collect();
    let mut steps: Vec<Expression> = vec![exams[0].clone(), exams[1].clone()];
    for number in 0..size {
        let before = Expression::any(steps[number..].iter().cloned());
        let near = number + 2;
        let other = near.saturating_sub(random.between(1, 8));
        let either = Expression::any([exams[near].clone(), exams[other].clone()]);
        let rule = Expression::all([before, either]);
        steps.push(problem.certification(format!("c{number}"), 0, rule));
    }
    problem.require(&steps[size + 1]);
    problem
}

/// Certifications each of which requires the one before and one of two exams that the next one may require too.
pub(crate) fn ladder(size: usize, seed: u64) -> Problem {
    let mut random = Random::new(seed);
    let mut problem = Problem::default();
    let mut exam = problem.exam("e0", random.between(50, 400) as u64);
    let mut before = exam.clone();
    for number in 0..size {
        let next = problem.exam(format!("e{}", number + 1), random.between(50, 400) as u64);
        let either = Expression::any([exam, next.clone()]);
        let rule = Expression::all([before, either]);
        before = problem.certification(format!("c{number}"), 0, rule);
        exam = next;
    }
    problem.require(&before);
    problem
}

/// Twelve gates with thousands of members each, many of them the same.
pub(crate) fn wide(size: usize, seed: u64) -> Problem {
    let mut random = Random::new(seed);
    let mut problem = Problem::default();
    let exams: Vec<Expression> = (0..size)
        .map(|exam| problem.exam(format!("e{exam}"), random.between(50, 400) as u64))
        .collect();
    let tracks: Vec<Expression> = (0..size)
        .map(|track| {
            let count = random.between(2, 4);
            let all = Expression::all(random.some(&exams, count));
            problem.certification(format!("t{track}"), 0, all)
        })
        .collect();
    let gates = (0..12).map(|gate| {
        let members = random.some(if gate % 3 == 0 { &exams } else { &tracks }, size / 2);
        Expression::at_least(1 + gate % 2, members)
    });
    let gates = Expression::all(gates.collect::<Vec<_>>());
    let goal = problem.certification("goal", 0, gates);
    problem.require(&goal);
    problem
}

/// Certifications three levels deep over a few exams that nearly all of them share.
pub(crate) fn shared(size: usize, seed: u64) -> Problem {
    let mut random = Random::new(seed);
    let mut problem = Problem::default();
    let mut below: Vec<Expression> = (0..size / 2)
        .map(|exam| problem.exam(format!("e{exam}"), random.between(50, 400) as u64))
        .collect();
    for level in 0..3 {
        let next = (0..size).map(|number| {
            let gates = (0..2).map(|_| {
                let count = random.between(2, 4);
                Expression::any(random.some(&below, count))
            });
            let rule = Expression::all(gates.collect::<Vec<_>>());
            problem.certification(format!("c{level}-{number}"), 0, rule)
        });
        below = next.collect();
    }
    let all = Expression::all(random.some(&below, size / 2));
    let goal = problem.certification("goal", 0, all);
    problem.require(&goal);
    problem
}

/// Extraction from an e-graph: each class is one of its e-nodes, each e-node all of its child classes and a
/// cost of its own. Children are near, as in terms that were rewritten; five e-nodes a class.
pub(crate) fn egraph(size: usize, seed: u64) -> Problem {
    extraction(size, (5, 60), seed)
}

/// The same with two or three e-nodes a class and children from anywhere below, as in circuits.
pub(crate) fn circuit(size: usize, seed: u64) -> Problem {
    extraction(size, (2, 400), seed)
}

fn extraction(size: usize, (choices, reach): (usize, usize), seed: u64) -> Problem {
    let mut random = Random::new(seed);
    let mut problem = Problem::default();
    let mut classes: Vec<Expression> = Vec::new();
    let mut nodes = 0;
    while nodes < size {
        let class = classes.len();
        let count = random.between(1, 2 * choices - 1);
        let members: Vec<Expression> = (0..count)
            .map(|number| {
                let children = if class < 3 {
                    0
                } else {
                    random.one(&[0, 1, 1, 2, 2, 2, 2, 3])
                };
                let from = class.saturating_sub(reach);
                let cost = random.one(&[1, 1, 1, 2, 2, 4, 8, 20]);
                let all = random.some(&classes[from..], children);
                let id = format!("n{class}-{number}");
                if all.is_empty() {
                    problem.exam(id, 3 * cost)
                } else {
                    problem.certification(id, cost, Expression::all(all))
                }
            })
            .collect();
        nodes += count;
        classes.push(problem.certification(format!("class{class}"), 0, Expression::any(members)));
    }
    let last = classes.len().saturating_sub(5);
    let root = Expression::all(classes[last..].iter().cloned());
    let root = problem.certification("root", 0, root);
    problem.require(&root);
    problem
}

/// The cheapest vertices that touch every edge of a random graph, four edges a vertex.
pub(crate) fn vertex_cover(size: usize, seed: u64) -> Problem {
    let mut random = Random::new(seed);
    let mut problem = Problem::default();
    let vertices: Vec<Expression> = (0..size)
        .map(|vertex| problem.exam(format!("v{vertex}"), random.between(100, 120) as u64))
        .collect();
    let edges = (0..2 * size).map(|_| Expression::any(random.some(&vertices, 2)));
    let edges = Expression::all(edges.collect::<Vec<_>>());
    let goal = problem.certification("cover", 0, edges);
    problem.require(&goal);
    problem
}

/// The cheapest sets that cover twice as many things, each in two to six of them.
pub(crate) fn set_cover(size: usize, seed: u64) -> Problem {
    let mut random = Random::new(seed);
    let mut problem = Problem::default();
    let sets: Vec<Expression> = (0..size)
        .map(|set| problem.exam(format!("s{set}"), random.between(50, 150) as u64))
        .collect();
    let things = (0..2 * size).map(|_| {
        let count = random.between(2, 6);
        Expression::any(random.some(&sets, count))
    });
    let things = Expression::all(things.collect::<Vec<_>>());
    let goal = problem.certification("cover", 0, things);
    problem.require(&goal);
    problem
}
