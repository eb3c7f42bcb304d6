//! Why nothing can be planned, for people and for programs.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{self, Write};

use crate::answer::plan::any_of as requested;
use crate::answer::short_title;
use crate::answer::words::{names as listed, totals};
use crate::catalog::date::PartialDate;
use crate::catalog::model::{Catalog, Entry, Text};
use crate::output::Style;
use crate::output::json::Name;
use crate::output::rows::grid::{Column, Fit, Grid};
use crate::output::text::{Paint, clean, painted, push_painted, write_line, write_wrapped};
use crate::output::tree::{self, Branch};
use crate::plan::answer::{Blocked, BlockedPart, NoPlan, Reason, ReasonKind};
use crate::request::{Request, Wanted};

/// Writes the blocked part of what is wanted as a tree, and below it the titles of what it names.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn no_plan_text(
    catalog: &Catalog,
    request: &Request,
    no_plan: &NoPlan,
    style: Style,
    out: &mut impl Write,
) -> io::Result<()> {
    let mut line = painted(Paint::Red, "no plan");
    let wants = missed(catalog, no_plan);
    let _ = write!(line, " reaches {} on {}", clean(&wants), request.as_of);
    if let Some(cheapest) = &no_plan.cheapest {
        let totals = totals(cheapest);
        let _ = if no_plan.proven {
            write!(line, " within the limits: the cheapest takes {totals}")
        } else {
            write!(
                line,
                " within the limits, of those looked at before the search was stopped: the cheapest of them takes {totals}"
            )
        };
        return write_wrapped("", "  ", &line, style, out);
    }
    write_wrapped("", "  ", &line, style, out)?;
    write_line("", style, out)?;
    let branches: Vec<Branch> = (0..no_plan.blocked.len())
        .map(|place| branch(catalog, &no_plan.blocked, place))
        .collect();
    tree::write(&branches, style, out)?;
    write_line("", style, out)?;
    titles(catalog, no_plan, style, out)
}

/// `devops-engineer-expert and one of AZ-900, level:expert`
fn missed(catalog: &Catalog, no_plan: &NoPlan) -> String {
    let mut missed: Vec<String> = Vec::new();
    missed.extend((no_plan.want.iter()).map(|&entry| Name { catalog, entry }.to_string()));
    let lists = no_plan.want_any.iter();
    missed.extend(lists.map(|list| any_of(catalog, list)));
    missed.join(" and ")
}

fn any_of(catalog: &Catalog, list: &[Wanted]) -> String {
    let given = requested(catalog, list);
    match list {
        [Wanted::Entry(_)] => given,
        _ => format!("one of {given}"),
    }
}

fn branch(catalog: &Catalog, blocked: &[Blocked], place: usize) -> Branch {
    let Blocked { depth, what } = &blocked[place];
    let text = match what {
        BlockedPart::Reason(reason) => reason_text(catalog, reason),
        BlockedPart::Entry(entry) => {
            let mut text = painted(Paint::Bold, &catalog.name(*entry));
            text.push_str("  ");
            text.push_str(&clean(short_title(catalog, *entry)));
            text
        }
        BlockedPart::Gate { needed, members } => {
            let below = blocked[place + 1..]
                .iter()
                .take_while(|part| part.depth > *depth);
            let blocked = below.filter(|part| part.depth == depth + 1).count();
            gate_text(*needed, *members, blocked)
        }
        BlockedPart::AnyOf {
            wanted,
            members,
            held,
        } => {
            let list = requested(catalog, wanted);
            let list = clean(&list);
            match (members, held) {
                (0, true) => format!("{list}: every such certification is held already"),
                (0, false) => format!("{list}: there is no such certification"),
                (1, _) => format!("{list} is wanted:"),
                _ => format!("one of {list} is wanted:"),
            }
        }
        BlockedPart::Again(entry) => format!("{}  (see above)", clean(&catalog.name(*entry))),
    };
    Branch {
        depth: *depth,
        text,
    }
}

/// Writes the codes and ids that reasons name, with their titles.
fn titles(
    catalog: &Catalog,
    no_plan: &NoPlan,
    style: Style,
    out: &mut impl Write,
) -> io::Result<()> {
    let mut entries: Vec<Entry> = Vec::new();
    for reason in &no_plan.reasons {
        entries.push(reason.entry);
        entries.extend(&reason.replaced_by);
    }
    let mut seen = BTreeSet::new();
    entries.retain(|entry| seen.insert(*entry));
    let column = |fit| Column {
        heading: "".into(),
        fit,
    };
    let mut grid = Grid::new(vec![column(Fit::Whole), column(Fit::Text)]);
    for entry in entries {
        grid.push_cells(vec![
            painted(Paint::Bold, &catalog.name(entry)),
            clean(short_title(catalog, entry)).into_owned(),
        ]);
    }
    grid.write(style, out)
}

fn gate_text(needed: usize, members: usize, blocked: usize) -> String {
    match (needed, blocked == members) {
        (_, _) if needed == members => "all of these are needed:".to_owned(),
        (1, true) => "one of these is needed:".to_owned(),
        (_, true) => format!("{needed} of these {members} are needed:"),
        (_, false) => {
            format!("{needed} of {members} are needed, and these {blocked} cannot be had:")
        }
    }
}

/// Returns a reason as a person would say it.
fn reason_text(catalog: &Catalog, reason: &Reason) -> String {
    let mut text = String::new();
    push_painted(&mut text, Paint::Bold, &catalog.name(reason.entry));
    text.push(' ');
    let on = reason.on;
    let printed = match (reason.kind, on) {
        (ReasonKind::Retired, Some(day)) => format!("retired {}", on_day(day)),
        (ReasonKind::Retired, None) => "is retired".to_owned(),
        (ReasonKind::NotYet, Some(day)) => format!("is not offered before {day}"),
        (ReasonKind::NotYet, None) => "is not offered yet".to_owned(),
        (ReasonKind::Unverified, _) => {
            "requires something that could not be read from a source".to_owned()
        }
        (ReasonKind::NoExam, _) => no_exam_text(reason.also_needs(catalog)),
        (ReasonKind::Avoided, _) => "is to be avoided".to_owned(),
        (ReasonKind::NoRule, Some(day)) => format!("cannot be earned before {day}"),
        (ReasonKind::NoRule, None) => "has no rule in force by which it is earned".to_owned(),
    };
    text.push_str(&printed);
    if !reason.replaced_by.is_empty() {
        text.push_str(", replaced by ");
        text.push_str(&clean(&listed(
            catalog,
            reason.replaced_by.iter().copied(),
            " and ",
        )));
    }
    text
}

/// Says what to do instead of an exam, where the catalog knows it.
fn no_exam_text(needs: &[Text]) -> String {
    let mut text = "can be held, but no exam leads to it".to_owned();
    if !needs.is_empty() {
        text.push_str("; it needs: ");
        text.push_str(&clean(&needs.join("; ")));
    }
    text
}

/// `on 2022-03-31`, `in 2022-03`.
pub(super) fn on_day(date: PartialDate) -> String {
    match date {
        PartialDate::Day(_) => format!("on {date}"),
        PartialDate::Month(_) | PartialDate::Year(_) => format!("in {date}"),
    }
}

#[cfg(test)]
#[allow(clippy::needless_raw_string_hashes, reason = "snapbox writes them")]
mod tests {
    use snapbox::{assert_data_eq, str};

    use super::*;
    use crate::answer::sample::catalog;
    use crate::output::sample::{exam, held, no_plan, plain, request, written};

    const WANT: &[&str] = &[
        "azure-solutions-architect-expert",
        "azure-developer-associate",
    ];

    #[test]
    fn people_are_reported_a_tree_and_the_titles_below_it() {
        let (catalog, style) = (catalog(), plain(80));
        let (request, no_plan) = (request(&catalog, WANT), no_plan(&catalog));
        let printed = written(|out| no_plan_text(&catalog, &request, &no_plan, style, out));
        assert_data_eq!(
            printed,
            str![[r#"
no plan reaches azure-solutions-architect-expert and azure-developer-associate
  on 2026-05-22

azure-solutions-architect-expert  Azure Solutions Architect Expert
├─ one of these is needed:
│  ├─ AZ-303 retired on 2022-03-31, replaced by AZ-305
│  └─ AZ-304 retired in 2022-03, replaced by AZ-305
└─ azure-developer-associate  (see above)
azure-developer-associate retired on 2026-07-31, replaced by
   azure-ai-cloud-developer-associate

AZ-303                              Microsoft Azure Architect Technologies
AZ-305                              Designing Microsoft Azure Infrastructure
                                    Solutions
AZ-304                              Microsoft Azure Architect Design
azure-developer-associate           Azure Developer Associate
azure-ai-cloud-developer-associate  Azure AI Cloud Developer Associate

"#]]
        );
    }

    #[test]
    fn each_kind_of_reason_is_a_sentence() {
        let catalog = catalog();
        let printed = |kind, on: Option<&str>, replaced_by: Vec<Entry>| {
            let reason = Reason {
                entry: exam(&catalog, "AZ-303"),
                kind,
                on: on.map(|day| day.parse().unwrap()),
                replaced_by,
            };
            let text = reason_text(&catalog, &reason);
            written(|out| write_line(&text, plain(80), out))
        };
        let next = vec![exam(&catalog, "AZ-305"), held(&catalog, "x-master")];
        for (kind, on, replaced_by, text) in [
            (
                ReasonKind::Retired,
                Some("2022-03-31"),
                next,
                "retired on 2022-03-31, replaced by AZ-305 and x-master",
            ),
            (
                ReasonKind::Retired,
                Some("2022-03"),
                vec![],
                "retired in 2022-03",
            ),
            (
                ReasonKind::NotYet,
                Some("2030-01-01"),
                vec![],
                "is not offered before 2030-01-01",
            ),
            (ReasonKind::NotYet, None, vec![], "is not offered yet"),
            (
                ReasonKind::Unverified,
                None,
                vec![],
                "requires something that could not be read from a source",
            ),
            (
                ReasonKind::NoExam,
                None,
                vec![],
                "can be held, but no exam leads to it",
            ),
            (ReasonKind::Avoided, None, vec![], "is to be avoided"),
            (
                ReasonKind::NoRule,
                None,
                vec![],
                "has no rule in force by which it is earned",
            ),
        ] {
            assert_eq!(printed(kind, on, replaced_by), format!("AZ-303 {text}\n"));
        }
    }
}
