mod problems;

use std::cell::Cell;

use crate::solve::graph::index;
use crate::solve::tests::problems::{Random, entangled, random};
use crate::solve::tuning::Tuning;
use crate::solve::*;

fn never() -> bool {
    false
}

fn total(problem: &Problem, chosen: &[u32]) -> u128 {
    chosen.iter().map(|&node| problem.graph.weight(node)).sum()
}

fn places(problem: &Problem, chosen: &[u32]) -> Vec<u32> {
    let mut places: Vec<u32> = chosen.iter().map(|&node| problem.order(node)).collect();
    places.sort_unstable();
    places
}

fn holds(problem: &Problem, chosen: &[u32]) -> bool {
    let mut paid = vec![false; problem.len()];
    for &node in chosen {
        paid[node as usize] = true;
    }
    reaches(problem, &paid)
}

/// The best choice by trying them all; of the sets with the least weight only the minimal ones count.
fn brute(problem: &Problem) -> Option<(u128, Vec<Vec<u32>>)> {
    let listed: Vec<u32> = problem
        .graph
        .nodes()
        .filter(|&node| problem.orders[node as usize].is_some())
        .collect();
    let (mut best, mut ties) = (u128::MAX, Vec::new());
    for set in 0..1_u32 << listed.len() {
        let chosen: Vec<u32> = listed
            .iter()
            .enumerate()
            .filter(|(at, _)| set >> at & 1 == 1)
            .map(|(_, &node)| node)
            .collect();
        let weight = total(problem, &chosen);
        if weight > best || !holds(problem, &chosen) {
            continue;
        }
        if weight < best {
            (best, ties) = (weight, Vec::new());
        }
        ties.push(chosen);
    }
    (best < u128::MAX).then_some((best, ties))
}

/// Whether `one` is before `other`: the smallest order that only one of them has is in `one`.
fn before(one: &[u32], other: &[u32]) -> bool {
    let only = |a: &[u32], b: &[u32]| {
        a.iter()
            .copied()
            .find(|order| !b.contains(order))
            .unwrap_or(u32::MAX)
    };
    only(one, other) < only(other, one)
}

fn check(problem: &Problem, solution: Option<&Solution>) {
    let Some((weight, ties)) = brute(problem) else {
        assert_eq!(solution, None, "{problem:?}");
        return;
    };
    let solution = solution.unwrap_or_else(|| panic!("there is a plan of {problem:?}"));
    assert!(solution.optimal && solution.tie_closed);
    assert_eq!(
        (solution.weight, solution.lower_bound),
        (weight, weight),
        "{problem:?}"
    );
    assert_eq!(
        total(problem, &solution.chosen),
        weight,
        "{problem:?} {solution:?}"
    );
    assert!(holds(problem, &solution.chosen), "{problem:?} {solution:?}");
    if !problem.weightless {
        let mine = places(problem, &solution.chosen);
        for tie in ties {
            let other = places(problem, &tie);
            assert!(!before(&other, &mine), "{problem:?} {solution:?} {tie:?}");
        }
    }
    minimal(problem, &solution.chosen);
}

fn minimal(problem: &Problem, chosen: &[u32]) {
    for out in chosen {
        let rest: Vec<u32> = chosen.iter().copied().filter(|node| node != out).collect();
        assert!(!holds(problem, &rest), "{problem:?} {chosen:?}");
    }
}

/// The usual one, and such that search what is narrow too, collect cuts wherever there are gates, use the relaxation and
/// decide ties apart on the smallest problems.
fn tunings() -> [Tuning; 6] {
    let searching = Tuning {
        eliminates: false,
        ..Tuning::default()
    };
    let eager = Tuning {
        relaxed: 0,
        ..searching
    };
    [
        Tuning::default(),
        searching,
        Tuning {
            gates: 0,
            ..searching
        },
        eager,
        Tuning {
            at_once: 0,
            digits: 2,
            ..eager
        },
        Tuning {
            at_once: 0,
            digits: 5,
            ..Tuning::default()
        },
    ]
}

#[test]
fn the_answer_is_the_best_of_all_choices() {
    let mut numbers = Random(0x9E37_79B9_7F4A_7C15);
    let mut solver = Solver::default();
    let tunings = tunings();
    let rounds = std::env::var("ROUNDS").map_or(3_000, |rounds| rounds.parse().unwrap());
    for round in 0..rounds {
        let problem = random(&mut numbers, 11);
        solver.searcher.tuning = tunings[round % tunings.len()];
        check(&problem, solver.solve(&problem, &never).as_ref());
    }
}

#[test]
fn what_is_entangled_is_solved_alike_by_every_method() {
    let mut numbers = Random(0x2545_F491_4F6C_DD1D);
    let rounds = std::env::var("ROUNDS").map_or(120, |rounds| rounds.parse().unwrap());
    for round in 0..rounds {
        let small = round % 3 > 0;
        let problem = entangled(&mut numbers, if small { 11 } else { 26 });
        let answers = tunings().map(|tuning| {
            let mut solver = Solver::default();
            solver.searcher.tuning = tuning;
            solver.solve(&problem, &never)
        });
        for answer in &answers {
            assert_eq!(answer, &answers[0], "{problem:?}");
        }
        if small {
            check(&problem, answers[0].as_ref());
        }
    }
}

#[test]
fn what_needs_one_of_two_is_not_given_up_for_what_needs_both() {
    let mut problem = Problem::default();
    let mut push = |weight, need, members: &[u32]| {
        let order = (weight > 0).then(|| index(problem.len()));
        problem.push(Node {
            weight,
            need,
            members,
            order,
        })
    };
    let [light, heavy, one, other] = [3, 4, 5, 5].map(|weight| push(weight, 0, &[]));
    let either = push(0, 1, &[light, heavy]);
    let both = push(0, 2, &[light, heavy]);
    let goals = [one, other].map(|alone| push(0, 1, &[alone, either, both]));
    for goal in goals {
        problem.goal(goal);
    }
    for tuning in tunings() {
        let mut solver = Solver::default();
        solver.searcher.tuning = tuning;
        check(&problem, solver.solve(&problem, &never).as_ref());
    }
}

#[test]
fn whenever_it_is_stopped_the_optimum_is_between_bound_and_plan() {
    let mut numbers = Random(0x0DDB_1A5E_5BAD_5EED);
    let mut solver = Solver::default();
    let tunings = tunings();
    for round in 0..1_500 {
        let problem = random(&mut numbers, 11);
        solver.searcher.tuning = tunings[round % tunings.len()];
        let best = brute(&problem);
        for calls in 0..8 {
            let count = Cell::new(0);
            let stop = || {
                count.set(count.get() + 1);
                count.get() > calls
            };
            let solution = solver.solve(&problem, &stop);
            assert_eq!(solution.is_some(), best.is_some());
            let (Some(solution), Some((weight, _))) = (solution, &best) else {
                break;
            };
            assert!(solution.lower_bound <= *weight && *weight <= solution.weight);
            assert_eq!(solution.optimal, solution.lower_bound == solution.weight);
            assert!(holds(&problem, &solution.chosen));
            minimal(&problem, &solution.chosen);
            if solution.tie_closed {
                check(&problem, Some(&solution));
            }
        }
    }
}

#[test]
fn the_way_it_is_searched_does_not_change_the_answer() {
    let mut numbers = Random(0x5DEE_CE66_D1CE_4E5B);
    let rounds = std::env::var("ROUNDS").map_or(300, |rounds| rounds.parse().unwrap());
    for round in 0..rounds {
        let mut problem = random(&mut numbers, 20 + round % 60);
        for _ in 0..5 {
            problem.goal(numbers.below(index(problem.len())));
        }
        let answers = tunings().map(|tuning| {
            let mut solver = Solver::default();
            solver.searcher.tuning = tuning;
            solver.solve(&problem, &never)
        });
        for answer in &answers {
            if problem.weightless {
                let weight = |solution: &Option<Solution>| solution.as_ref().map(|one| one.weight);
                assert_eq!(weight(answer), weight(&answers[0]), "{problem:?}");
            } else {
                assert_eq!(answer, &answers[0], "{problem:?}");
            }
        }
        for solution in answers.iter().flatten() {
            assert!(holds(&problem, &solution.chosen));
            minimal(&problem, &solution.chosen);
        }
    }
}

#[test]
fn weights_that_fill_all_bits_leave_the_tie_open() {
    let mut problem = Problem::default();
    let heavy = (1 << 125) - 1;
    let mut nodes = Vec::new();
    for order in 0..2 {
        let node = Node {
            weight: heavy,
            need: 0,
            members: &[],
            order: Some(order),
        };
        nodes.push(problem.push(node));
    }
    let gate = problem.push(Node {
        weight: 0,
        need: 1,
        members: &nodes,
        order: None,
    });
    problem.goal(gate);
    let solution = Solver::default().solve(&problem, &never).unwrap();
    assert_eq!((solution.weight, solution.optimal), (heavy, true));
}

#[test]
fn a_chain_is_followed_however_deep_it_is() {
    let mut problem = Problem::default();
    let mut last = None;
    for order in 0..30_000 {
        let members: Vec<u32> = last.into_iter().collect();
        let need = index(members.len());
        let exam = problem.push(Node {
            weight: 1,
            need: 0,
            members: &[],
            order: Some(order),
        });
        let way = problem.push(Node {
            weight: 0,
            need,
            members: &members,
            order: None,
        });
        last = Some(problem.push(Node {
            weight: 0,
            need: 2,
            members: &[exam, way],
            order: None,
        }));
    }
    problem.goal(last.unwrap());
    let solution = Solver::default().solve(&problem, &never).unwrap();
    assert_eq!(
        (solution.weight, solution.optimal, solution.tie_closed),
        (30_000, true, true)
    );
}

#[test]
fn a_gate_of_thousands_takes_its_cheapest_members() {
    let mut problem = Problem::default();
    let mut numbers = Random(0xC0FF_EE00_DDBA_11A5);
    let mut members = Vec::new();
    for order in 0..5_000 {
        let weight = 1_000 + u128::from(numbers.below(100_000));
        members.push(problem.push(Node {
            weight,
            need: 0,
            members: &[],
            order: Some(order),
        }));
    }
    let gate = problem.push(Node {
        weight: 0,
        need: 7,
        members: &members,
        order: None,
    });
    problem.goal(gate);
    let mut weights: Vec<u128> = members
        .iter()
        .map(|&node| problem.graph.weight(node))
        .collect();
    weights.sort_unstable();
    let solution = Solver::default().solve(&problem, &never).unwrap();
    assert_eq!(solution.weight, weights[..7].iter().sum());
    assert!(solution.optimal && solution.tie_closed);
}

/// Looking at all of them anew for each one that is taken takes time in the square of their number.
#[test]
fn a_gate_that_needs_all_of_its_members_looks_at_them_once() {
    const MANY: u32 = 60_000;
    let mut problem = Problem::default();
    let mut members = Vec::new();
    for order in 0..MANY {
        members.push(problem.push(Node {
            weight: 1,
            need: 0,
            members: &[],
            order: Some(order),
        }));
    }
    let gate = problem.push(Node {
        weight: 0,
        need: MANY,
        members: &members,
        order: None,
    });
    problem.goal(gate);
    let begun = std::time::Instant::now();
    let solution = Solver::default().solve(&problem, &never).unwrap();
    assert_eq!(solution.weight, MANY.into());
    assert!(begun.elapsed() < std::time::Duration::from_secs(15));
}

/// Steps each of which requires the one before, or that before it, and one of two exams that are near; the weights
/// of the exams, and for each step the exam other than its own.
fn chain(numbers: &mut Random, steps: u32) -> (Problem, Vec<u128>, Vec<u32>) {
    let mut problem = Problem::default();
    let exams: Vec<u32> = (0..steps + 2)
        .map(|order| {
            problem.push(Node {
                weight: 50 + u128::from(numbers.below(350)),
                need: 0,
                members: &[],
                order: Some(order),
            })
        })
        .collect();
    let gate = |problem: &mut Problem, need: u32, members: &[u32]| {
        problem.push(Node {
            weight: 0,
            need,
            members,
            order: None,
        })
    };
    let (mut ways, mut others) = (vec![exams[0], exams[1]], Vec::new());
    for step in 0..steps {
        let own = step + 2;
        let other = own.saturating_sub(1 + numbers.below(8));
        others.push(other);
        let before = gate(&mut problem, 1, &ways[step as usize..]);
        let either = [exams[other as usize], exams[own as usize]];
        let either = gate(&mut problem, 1, &either);
        ways.push(gate(&mut problem, 2, &[before, either]));
    }
    problem.goal(ways[steps as usize + 1]);
    let weights = exams.iter().map(|&exam| problem.graph.weight(exam));
    let weights = weights.collect();
    (problem, weights, others)
}

/// The least weight of a chain, step by step upwards: by which of the last exams are chosen.
fn climb(weights: &[u128], others: &[u32]) -> u128 {
    use std::collections::HashMap;
    // By the last exam that counts, and of it and the eight before it those that are chosen.
    let mut states: Vec<HashMap<u32, u128>> = vec![HashMap::new(); weights.len()];
    states[0].insert(1, weights[0]);
    states[1].insert(1, weights[1]);
    for (own, &other) in (2..).zip(others) {
        for below in [own - 1, own - 2] {
            for (set, weight) in states[below].clone() {
                let set = set << (own - below) & 0x1FF;
                for exam in [own, other as usize] {
                    let bit = 1 << (own - exam);
                    let paid = if set & bit == 0 { weights[exam] } else { 0 };
                    let best = states[own].entry(set | bit).or_insert(u128::MAX);
                    *best = (*best).min(weight + paid);
                }
            }
        }
    }
    let last = states.last().unwrap();
    *last.values().min().unwrap()
}

#[test]
fn a_chain_of_choices_is_solved_however_deep_it_is() {
    let mut numbers = Random(0xACE5_0F5A_DE5E_ED01);
    for steps in [3, 10, 30, 100, 100, 1_500] {
        let (problem, weights, others) = chain(&mut numbers, steps);
        let solution = Solver::default().solve(&problem, &never).unwrap();
        assert!(solution.optimal && solution.tie_closed);
        assert_eq!(solution.weight, climb(&weights, &others));
        assert!(holds(&problem, &solution.chosen));
    }
}
