//! The planner against a second exact engine: the same questions as integer programs, solved by microlp.
//!
//! What the planner is asked and what the program says are made apart from the same problem; only the costs are
//! compared, since the best plan is not always the only one. The problems are those of the benchmarks.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::collections::BTreeMap;

use certpath::{Graph, plan};
use microlp::{ComparisonOp, OptimizationDirection, Variable};

#[path = "../benches/problem/mod.rs"]
mod problem;

use problem::families::FAMILIES;
use problem::shelf::Shelf;
use problem::{Expression, Problem, Query};

/// A question as an integer program: what is chosen has enough of its members chosen too.
struct Program<'p> {
    nodes: BTreeMap<&'p str, &'p problem::Node>,
    query: &'p Query,
    linear: microlp::Problem,
    variables: BTreeMap<&'p str, Variable>,
    open: Vec<(Variable, &'p Expression)>,
}

impl<'p> Program<'p> {
    fn new(problem: &'p Problem, query: &'p Query) -> Self {
        let nodes = problem.nodes.iter();
        Self {
            nodes: nodes.map(|node| (node.id.as_str(), node)).collect(),
            query,
            linear: microlp::Problem::new(OptimizationDirection::Minimize),
            variables: BTreeMap::new(),
            open: Vec::new(),
        }
    }

    /// The variable that says whether the node of a name is chosen.
    fn name(&mut self, name: &'p str) -> Variable {
        if let Some(&variable) = self.variables.get(name) {
            return variable;
        }
        let node = self.nodes[name];
        let is_held = self.query.have.iter().any(|held| held == name);
        let cost = if is_held { 0 } else { node.cost };
        let cost = f64::from(u32::try_from(cost).unwrap());
        let variable = self.linear.add_binary_var(cost);
        self.variables.insert(name, variable);
        if let Some(requires) = node.requires.as_ref().filter(|_| !is_held) {
            self.open.push((variable, requires));
        }
        variable
    }

    fn member(&mut self, expression: &'p Expression) -> Variable {
        if let Expression::Name(name) = expression {
            return self.name(name);
        }
        let variable = self.linear.add_binary_var(0.0);
        self.open.push((variable, expression));
        variable
    }

    /// What is least, or `None` if the wants cannot be reached.
    fn solve(mut self) -> Option<u64> {
        for want in &self.query.want {
            let want = self.name(want);
            self.linear
                .add_constraint([(want, 1.0)], ComparisonOp::Ge, 1.0);
        }
        while let Some((variable, expression)) = self.open.pop() {
            let only = std::slice::from_ref(expression);
            let (need, members) = expression.gate().unwrap_or((1, only));
            let need = f64::from(u32::try_from(need).unwrap());
            let mut row = vec![(variable, -need)];
            row.extend(members.iter().map(|member| (self.member(member), 1.0)));
            self.linear.add_constraint(row, ComparisonOp::Ge, 0.0);
        }
        let outcome = match self.linear.solve() {
            Err(microlp::Error::Infeasible) => return None,
            outcome => outcome.unwrap(),
        };
        let least = outcome.solution().unwrap().objective().round();
        Some(format!("{least}").parse().unwrap())
    }
}

/// Puts the questions of a problem to both.
#[track_caller]
fn agree(family: &str, size: usize, seed: u64) {
    let (.., make) = FAMILIES.iter().find(|(name, ..)| *name == family).unwrap();
    let problem = make(size, seed);
    let shelf = Shelf::new(&problem);
    let graph = Graph::new(&shelf.catalog);
    for query in &problem.queries {
        let answer = plan(&graph, &shelf.request(query), &|| false);
        let mine = answer.ok().map(|answer| {
            assert!(answer.optimal);
            shelf.cost(&shelf.chosen(query, &answer.plans[0]))
        });
        let theirs = Program::new(&problem, query).solve();
        assert_eq!(mine, theirs, "{family} {size} {seed}: {query:?}");
    }
}

#[test]
fn usual_catalogs_cost_what_the_other_engine_says() {
    agree("real", 60, 1);
    agree("real", 30, 2);
}

#[test]
fn overlapping_gates_cost_what_the_other_engine_says() {
    for seed in 1..4 {
        agree("hard", 12, seed);
        agree("dense", 10, seed);
        agree("set-cover", 12, seed);
    }
}

#[test]
fn deep_and_shared_gates_cost_what_the_other_engine_says() {
    for seed in 1..4 {
        agree("chain", 8, seed);
        agree("ladder", 40, seed);
        agree("shared", 6, seed);
        agree("egraph", 30, seed);
        agree("circuit", 30, seed);
        agree("vertex-cover", 12, seed);
    }
}

#[test]
fn wide_gates_cost_what_the_other_engine_says() {
    agree("wide", 20, 1);
}
