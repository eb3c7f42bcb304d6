//! Puts questions to the planner and prints what it answers, and how long it took, as JSON.
//!
//! `cargo bench --bench instances -- FILE` reads a problem (see `problem`) and prints
//! `{"results": [{"name", "cost", "plan", "optimal", "us"}]}`: the cost is null where there is no plan, and the time,
//! in microseconds, is that of the planner alone, from request to answer. `-- make FAMILY SIZE SEED` prints a problem
//! of a family, `-- catalog FILE` a problem as a catalog.

use std::io::{self, Write as _};
use std::time::{Duration, Instant};

use certpath::{Graph, plan};
use serde_json::{Value, json};

mod problem;

use problem::families::FAMILIES;
use problem::shelf::{Shelf, yaml};
use problem::{Problem, Query};

/// For each question.
const LIMIT: Duration = Duration::from_secs(10);
/// Questions that take less than this are asked again, and the middle time is shown.
const SHORT: Duration = Duration::from_millis(20);
/// How often.
const ROUNDS: usize = 5;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| word != "--bench")
        .collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let text = match words.as_slice() {
        [] => return Ok(()),
        ["make", family, size, seed] => {
            let known = FAMILIES.iter().find(|(name, ..)| name == family);
            let (.., make) = known.ok_or_else(|| format!("no family is called `{family}`"))?;
            serde_json::to_string(&make(size.parse()?, seed.parse()?))?
        }
        ["catalog", file] => {
            let problem: Problem = serde_json::from_str(&std::fs::read_to_string(file)?)?;
            let ids = problem.nodes.iter().map(|node| node.id.as_str());
            yaml(&problem, &ids.zip(0..).collect())
        }
        [file] => {
            let problem: Problem = serde_json::from_str(&std::fs::read_to_string(file)?)?;
            answers(&problem).to_string()
        }
        _ => return Err("usage: FILE | make FAMILY SIZE SEED | catalog FILE".into()),
    };
    writeln!(io::stdout(), "{text}")?;
    Ok(())
}

fn answers(problem: &Problem) -> Value {
    let shelf = Shelf::new(problem);
    let graph = Graph::new(&shelf.catalog);
    let answers = problem.queries.iter().zip(0..);
    let answers = answers.map(|(query, place)| answer(&shelf, &graph, query, place));
    json!({ "results": answers.collect::<Vec<_>>() })
}

fn answer(shelf: &Shelf<'_>, graph: &Graph<'_>, query: &Query, place: usize) -> Value {
    let request = shelf.request(query);
    let ask = || {
        let start = Instant::now();
        let answer = plan(graph, &request, &|| start.elapsed() > LIMIT);
        (answer, start.elapsed())
    };
    let (answer, first) = ask();
    let mut times = vec![first];
    while first < SHORT && times.len() < ROUNDS {
        times.push(ask().1);
    }
    times.sort_unstable();
    let us = times[times.len() / 2].as_secs_f64() * 1e6;
    let name = match query.name.as_str() {
        "" => format!("q{place}"),
        name => name.to_owned(),
    };
    match answer {
        Err(_) => json!({"name": name, "cost": null, "plan": [], "us": us}),
        Ok(answer) => {
            let chosen = shelf.chosen(query, &answer.plans[0]);
            json!({
                "name": name,
                "cost": shelf.cost(&chosen),
                "plan": chosen,
                "optimal": answer.optimal,
                "tie_open": answer.tie_open,
                "gap": answer.bound.map_or(0.0, |bound| bound.gap),
                "us": us,
            })
        }
    }
}
