//! Why something is to be taken first, in words.

use crate::answer::compare::{First, Reason, RequiredBy, Unreachable};
use crate::answer::words::{names, totals};
use crate::catalog::model::{Catalog, Entry};
use crate::catalog::status::Status;
use crate::plan::answer::Totals;

/// Returns why something is to be taken first, without a full stop.
#[must_use]
pub fn reason_text(catalog: &Catalog, first: &First) -> String {
    let reasons = first.reasons.iter();
    let texts: Vec<String> = reasons
        .map(|reason| sentence(catalog, first, reason))
        .collect();
    texts.join("; ")
}

fn sentence(catalog: &Catalog, first: &First, reason: &Reason) -> String {
    let take = catalog.name(first.take);
    match reason {
        Reason::Held(entries) => {
            let is = if entries.len() == 1 { "is" } else { "are" };
            format!(
                "{} {is} held already",
                names(catalog, entries.iter().copied(), " and ")
            )
        }
        Reason::OutOfReach(entries) => {
            let texts = entries.iter().map(|entry| unreachable(catalog, entry));
            texts.collect::<Vec<_>>().join("; ")
        }
        Reason::Required(given) => required(catalog, given),
        Reason::Cheaper { cost, otherwise } => format!(
            "with {take} first everything takes {}, otherwise {}",
            totals(&Totals::from(*cost)),
            totals(&Totals::from(*otherwise)),
        ),
        Reason::Shares(shared) => {
            format!(
                "they share {}, and {take} takes less",
                names(catalog, shared.iter().copied().map(Entry::Exam), ", ")
            )
        }
        Reason::RetiresFirst { what, on } => {
            let name = catalog.name(*what);
            match what {
                Entry::Exam(_) => format!("{name} can be taken until {on} only"),
                Entry::Certification(_) => format!("{name} can be earned until {on} only"),
            }
        }
        Reason::LowerRank => {
            format!("{take} stands lower: {}", catalog.level(first.take).name)
        }
        Reason::CostsLess => format!("{take} takes less"),
        Reason::NamedFirst => "nothing else distinguishes them".to_owned(),
    }
}

fn unreachable(catalog: &Catalog, lost: &Unreachable) -> String {
    let name = catalog.name(lost.entry);
    let replaced_by = names(catalog, lost.replaced_by.iter().copied(), ", ");
    let successors = if replaced_by.is_empty() {
        String::new()
    } else {
        format!(", replaced by {replaced_by}")
    };
    match (lost.status, lost.retires) {
        (Status::Retired, Some(day)) => format!("{name} ended on {day}{successors}"),
        (Status::Announced, _) => format!("{name} has not begun"),
        (Status::External, _) => format!("no exam leads to {name}"),
        _ => format!("{name} cannot be reached"),
    }
}

/// `AZ-204 earns azure-developer-associate, one of the ways into devops-engineer-expert, for which AZ-400 counts`.
fn required(catalog: &Catalog, given: &RequiredBy) -> String {
    let name = |entry| catalog.name(entry);
    let subject = if given.name == given.of {
        format!("{} is", name(given.name))
    } else {
        format!("{} earns {},", name(given.of), name(given.name))
    };
    let by = name(given.by);
    let way = match (given.needed, given.by) {
        (true, Entry::Certification(_)) => format!("needed for {by}"),
        (true, Entry::Exam(_)) => format!("needed to take {by}"),
        (false, _) => format!("one of the ways into {by}"),
    };
    let item = name(given.item);
    let end = match given.directly {
        _ if given.by == given.item => String::new(),
        true => format!(", for which {item} counts"),
        false => format!(" on the way to {item}"),
    };
    format!("{subject} {way}{end}")
}
