//! Gates as they are drawn: what is written twice or in needless brackets once.

use crate::catalog::model::Requirement;
use crate::picture::Joint;

/// Returns what an all-gate asks for, gates of the same kind within it dissolved, each once.
pub(super) fn parts_of_all(requirements: &[Requirement]) -> Vec<Requirement> {
    let mut parts: Vec<Requirement> = Vec::new();
    for requirement in requirements {
        let within = match requirement {
            Requirement::All(members) => parts_of_all(members),
            Requirement::Any(members) | Requirement::AtLeast(_, members)
                if each_once(members).len() == requirement.needed() =>
            {
                parts_of_all(members)
            }
            _ => vec![requirement.clone()],
        };
        for part in within {
            if !parts.contains(&part) {
                parts.push(part);
            }
        }
    }
    parts
}

fn each_once(members: &[Requirement]) -> Vec<Requirement> {
    let mut once: Vec<Requirement> = Vec::with_capacity(members.len());
    for member in members {
        if !once.contains(member) {
            once.push(member.clone());
        }
    }
    once
}

/// Returns how a gate is drawn, a member that is written twice counted once.
pub(super) fn gate(requirement: &Requirement) -> (Joint, Vec<Requirement>) {
    let members = each_once(requirement.members());
    let needed = match requirement {
        Requirement::All(_) => members.len(),
        _ => requirement.needed(),
    };
    if needed == members.len() {
        return (Joint::All, parts_of_all(&members));
    }
    let joint = match needed {
        1 => Joint::OneOf,
        _ => Joint::AtLeast {
            needed,
            of: members.len(),
        },
    };
    (joint, members)
}

/// Returns whether a requirement is met where `holds` says which names hold.
pub(super) fn is_met(requirement: &Requirement, holds: &dyn Fn(&Requirement) -> bool) -> bool {
    match requirement {
        Requirement::Exam(_) | Requirement::Certification(_) | Requirement::Ever(_) => {
            holds(requirement)
        }
        Requirement::All(_) | Requirement::Any(_) | Requirement::AtLeast(..) => {
            let members = requirement.members().iter();
            members.filter(|member| is_met(member, holds)).count() >= requirement.needed()
        }
    }
}
