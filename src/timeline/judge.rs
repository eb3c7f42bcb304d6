//! Whether a requirement is met, and by what.

use crate::catalog::model::{Entry, Requirement};

/// Most holdings that are named for one thing that rests on them: each link of a long chain rests on all before it.
const MOST_HOLDINGS: usize = 100;

/// Something by which a name counts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Proof<'p> {
    /// Whether it came about on the day that is looked at, or may have.
    pub(super) is_new: bool,
    /// The holdings that it rests on.
    pub(super) because: &'p [Entry],
}

/// What a requirement is met by.
#[derive(Debug, Default)]
pub(super) struct Met<'r> {
    /// The names that are used and came about on the day.
    pub(super) new: Vec<&'r Requirement>,
    /// The holdings that all of it rests on, sorted; the first [`MOST_HOLDINGS`].
    pub(super) because: Vec<Entry>,
}

/// Returns by what a requirement is met, if something new is among that; what is new goes before what is not.
///
/// It nests at most 64 deep, which the reader of catalogs holds it to.
pub(super) fn met<'r, 'p>(
    requirement: &'r Requirement,
    judge: &impl Fn(&Requirement) -> Option<Proof<'p>>,
) -> Option<Met<'r>> {
    let mut met = Met::default();
    if is_met(requirement, judge) != Some(true) {
        return None;
    }
    prove(requirement, judge, &mut met);
    met.because.sort_unstable();
    met.because.dedup();
    met.because.truncate(MOST_HOLDINGS);
    Some(met)
}

/// Returns whether a requirement is met, and if so whether by something new.
fn is_met<'p>(
    requirement: &Requirement,
    judge: &impl Fn(&Requirement) -> Option<Proof<'p>>,
) -> Option<bool> {
    match requirement {
        Requirement::Exam(_) | Requirement::Certification(_) | Requirement::Ever(_) => {
            judge(requirement).map(|proof| proof.is_new)
        }
        Requirement::All(members)
        | Requirement::Any(members)
        | Requirement::AtLeast(_, members) => {
            let needed = requirement.needed();
            let (mut count, mut is_new) = (0, false);
            for (place, member) in members.iter().enumerate() {
                match is_met(member, judge) {
                    Some(new) => {
                        count += 1;
                        is_new |= new;
                        if is_new && count >= needed {
                            return Some(needed > 0);
                        }
                    }
                    None if count + members.len() - place <= needed => return None,
                    None => {}
                }
            }
            // Had anything new been among enough of them, that was returned above.
            (count >= needed).then_some(false)
        }
    }
}

fn prove<'r, 'p>(
    requirement: &'r Requirement,
    judge: &impl Fn(&Requirement) -> Option<Proof<'p>>,
    met: &mut Met<'r>,
) {
    match requirement {
        Requirement::Exam(_) | Requirement::Certification(_) | Requirement::Ever(_) => {
            if let Some(proof) = judge(requirement) {
                if proof.is_new {
                    met.new.push(requirement);
                }
                met.because.extend_from_slice(proof.because);
            }
        }
        Requirement::All(members)
        | Requirement::Any(members)
        | Requirement::AtLeast(_, members) => {
            let those = |is_new| {
                let members = members.iter();
                members.filter(move |member| is_met(member, judge) == Some(is_new))
            };
            let chosen = those(true).chain(those(false));
            for member in chosen.take(requirement.needed()) {
                prove(member, judge, met);
            }
        }
    }
}
