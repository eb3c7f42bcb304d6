//! The sentences of a comparison: what is to be taken first and why, and what can no longer be taken.

use crate::answer::compare::{First, Reason, RequiredBy, Unreachable};
use crate::answer::words::{names, totals};
use crate::catalog::model::{Catalog, Entry};
use crate::catalog::status::Status;
use crate::plan::answer::Totals;

/// Returns why something is to be taken first, without a full stop.
pub(super) fn reason_text(catalog: &Catalog, first: &First) -> String {
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
            let (name, done) = (catalog.name(*what), what.done());
            format!("{name} can be {done} until {on} only")
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
    match lost.status {
        Status::Announced => format!("{name} has not begun"),
        Status::External => format!("no exam leads to {name}"),
        _ => format!("{name} cannot be reached"),
    }
}

/// Returns what can no longer be taken, what replaced it, and the ways that remain.
pub(super) fn gone_text(
    catalog: &Catalog,
    gone: &[Unreachable],
    first: Option<&First>,
) -> Option<String> {
    let ended = |gone: &Unreachable| {
        let name = catalog.name(gone.entry);
        let done = gone.entry.done();
        let replaced_by = names(catalog, gone.replaced_by.iter().copied(), " and ");
        match (replaced_by.as_str(), gone.retires) {
            ("", None) => format!("{name} can no longer be {done}"),
            ("", Some(last)) => format!("{name} can no longer be {done} since {last}"),
            (next, _) => format!("{name} can no longer be {done}, {next} replaced it"),
        }
    };
    // Where several remain, their routes are listed.
    let routes = first.map(|first| first.routes.as_slice());
    let ways = routes
        .filter(|routes| routes.len() == 1)
        .into_iter()
        .flatten()
        .map(|route| {
            let exams = route.to_first.iter().copied().map(Entry::Exam);
            let exams = names(catalog, exams, ", then ");
            format!("for {}: {exams}", catalog.name(route.first))
        });
    let texts: Vec<String> = gone.iter().map(ended).chain(ways).collect();
    (!gone.is_empty()).then(|| texts.join("; "))
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
