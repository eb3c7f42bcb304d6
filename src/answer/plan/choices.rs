//! What a plan chose, and what the other branches would have cost.

use crate::answer::plan::sentences::any_of;
use crate::answer::table::Line;
use crate::answer::words::totals;
use crate::catalog::model::Catalog;
use crate::plan::answer::{Branch, Choice, ChoiceOf, Plan};
use crate::request::Request;

/// Most costs of other branches of a choice that are printed.
const MOST_COSTS: usize = 5;

/// Returns the choices of a plan as lines: `devops-engineer-expert: by azure-administrator-associate`, and below it
/// what else there was.
pub(super) fn lines(catalog: &Catalog, request: &Request, plan: &Plan) -> Vec<Line> {
    let choices = plan.choices.iter();
    choices
        .flat_map(|choice| choice_lines(catalog, request, choice))
        .collect()
}

fn choice_lines(catalog: &Catalog, request: &Request, choice: &Choice) -> Vec<Line> {
    let of = match choice.of {
        ChoiceOf::Entry(entry) => catalog.name(entry).to_string(),
        ChoiceOf::List(list) => format!("One of {}", any_of(catalog, &request.want_any[list])),
    };
    let taken: Vec<String> = (choice.taken.iter())
        .map(|taken| without_brackets(&catalog.requirement_text(taken)).to_owned())
        .collect();
    let mut lines = vec![Line::text(format!("{of}: by {}", taken.join(", ")))];
    let same =
        |one: &Branch, other: &Branch| (one.totals, one.optimal) == (other.totals, other.optimal);
    let mut written = 0;
    for others in choice.others.chunk_by(same).take(MOST_COSTS) {
        lines.push(Line::text(branches_line(catalog, others)).deeper());
        written += others.len();
    }
    let more = choice.others.len() - written + choice.left_out;
    if more > 0 {
        lines.push(Line::text(format!("and {more} more")).deeper());
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
        line.push_str(without_brackets(&catalog.requirement_text(&branch.what)));
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
fn without_brackets(text: &str) -> &str {
    let inside = text
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'));
    inside
        .filter(|inside| !inside.contains(['(', ')']))
        .unwrap_or(text)
}
