//! Gates as they are drawn: what is written twice or in needless brackets once.

use crate::catalog::model::Requirement;
use crate::picture::Gate;
use crate::request::each_once;

/// Returns what an all-gate requires, gates of the same kind within it dissolved, each once.
pub(super) fn parts_of_all(requirements: &[Requirement]) -> Vec<Requirement> {
    let within = requirements.iter().flat_map(|requirement| {
        let members = requirement.members();
        let requires_all = match requirement {
            Requirement::All(_) => true,
            Requirement::Any(_) | Requirement::AtLeast(..) => {
                each_once(members.to_vec()).len() <= requirement.needed()
            }
            Requirement::Exam(_) | Requirement::Certification(_) | Requirement::Ever(_) => false,
        };
        if requires_all {
            parts_of_all(members)
        } else {
            vec![requirement.clone()]
        }
    });
    let within: Vec<Requirement> = within.collect();
    each_once(within)
}

/// Returns how a gate is drawn, a member that is written twice counted once.
pub(super) fn gate(requirement: &Requirement) -> (Gate, Vec<Requirement>) {
    let members = each_once(requirement.members().to_vec());
    let needed = match requirement {
        Requirement::All(_) => members.len(),
        _ => requirement.needed().min(members.len()),
    };
    if needed == members.len() {
        return (Gate::All, parts_of_all(&members));
    }
    let gate = match needed {
        1 => Gate::OneOf,
        _ => Gate::AtLeast {
            needed,
            of: members.len(),
        },
    };
    (gate, members)
}

/// Returns whether a requirement is met where `holds` says which names hold.
pub(super) fn is_met(requirement: &Requirement, holds: &dyn Fn(&Requirement) -> bool) -> bool {
    match requirement {
        Requirement::Exam(_) | Requirement::Certification(_) | Requirement::Ever(_) => {
            holds(requirement)
        }
        Requirement::All(_) | Requirement::Any(_) | Requirement::AtLeast(..) => {
            let members = each_once(requirement.members().to_vec());
            let needed = requirement.needed().min(members.len());
            members
                .iter()
                .filter(|member| is_met(member, holds))
                .count()
                >= needed
        }
    }
}
