//! What a plan chose, and what the other branches would have cost.

use crate::catalog::model::Catalog;
use crate::output::plan::totals;
use crate::output::wanted;
use crate::plan::answer::{Branch, Choice, ChoiceOf, Plan};
use crate::request::Request;

/// Most costs of other branches of a choice that are told to people.
const MOST_COSTS: usize = 5;

/// Returns the choices of a plan as lines: `devops-engineer-expert takes azure-administrator-associate`, and below it
/// what else there was.
pub(super) fn lines(catalog: &Catalog, request: &Request, plan: &Plan) -> Vec<String> {
    plan.choices
        .iter()
        .flat_map(|choice| choice_lines(catalog, request, choice))
        .collect()
}

fn choice_lines(catalog: &Catalog, request: &Request, choice: &Choice) -> Vec<String> {
    let of = match choice.of {
        ChoiceOf::Entry(entry) => catalog.name(entry).into_owned(),
        ChoiceOf::List(list) => {
            let list = wanted::asked(catalog, &request.want_any[list], ", ");
            format!("One of {list}")
        }
    };
    let taken: Vec<String> = (choice.taken.iter())
        .map(|taken| bare(&catalog.requirement_text(taken)).to_owned())
        .collect();
    let mut lines = vec![format!("{of}: by {}", taken.join(", "))];
    let same =
        |one: &Branch, other: &Branch| (one.totals, one.optimal) == (other.totals, other.optimal);
    let mut told = 0;
    for others in choice.others.chunk_by(same).take(MOST_COSTS) {
        lines.push(format!("  {}", branches_line(catalog, others)));
        told += others.len();
    }
    let more = choice.others.len() - told + choice.left_out;
    if more > 0 {
        lines.push(format!("  and {more} more"));
    }
    lines
}

/// `by azure-developer-associate it would be 2 exams, 330 USD, 8 course days`, for branches that come to the same.
fn branches_line(catalog: &Catalog, branches: &[Branch]) -> String {
    let mut line = "by ".to_owned();
    for (place, branch) in branches.iter().enumerate() {
        line.push_str(match place {
            0 => "",
            _ if place + 1 == branches.len() => " or ",
            _ => ", ",
        });
        line.push_str(bare(&catalog.requirement_text(&branch.what)));
    }
    if let Some(first) = branches.first() {
        let most = if first.optimal { "" } else { "at most " };
        line.push_str(" it would be ");
        line.push_str(most);
        line.push_str(&totals(&first.totals));
    }
    line
}

/// Takes the brackets off that stand round all of a text.
fn bare(text: &str) -> &str {
    let inside = text
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'));
    inside
        .filter(|inside| !inside.contains(['(', ')']))
        .unwrap_or(text)
}
