//! What an entry requires, down to exams, as a tree.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::answer::rules::rules_on;
use crate::catalog::model::{Catalog, CertIndex, Entry, LevelSet, Requirement, Rule};

/// A line of the tree of what is required; what it consists of follows it, one deeper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RequirementLine {
    pub depth: usize,
    pub what: RequirementPart,
}

/// A part of what is required.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RequirementPart {
    Entry(Entry),
    /// Held at any time, lapsed or not.
    Ever(CertIndex),
    /// All of the members.
    All,
    /// So many of so many members.
    Some {
        needed: usize,
        members: usize,
    },
    /// So many of all certifications of a level.
    OfSet {
        needed: usize,
        members: usize,
        set: LevelSet,
    },
    /// A name whose own requirement was shown before.
    Again(Entry),
    /// A rule that could not be read from a source.
    Unverified,
    /// The rest, which is too long to print.
    More,
}

/// What is still to be shown of a tree.
enum Todo<'a> {
    /// An exam or certification with what it requires.
    Name(Entry),
    Ever(CertIndex),
    Gate(&'a Requirement),
    /// Of several rules any will do.
    Rules(Vec<&'a Rule>),
    Unverified,
}

impl<'a> Todo<'a> {
    fn requirement(requirement: &'a Requirement) -> Self {
        match requirement {
            Requirement::Exam(index) => Self::Name(Entry::Exam(*index)),
            Requirement::Certification(index) => Self::Name(Entry::Certification(*index)),
            Requirement::Ever(index) => Self::Ever(*index),
            Requirement::All(_) | Requirement::Any(_) | Requirement::AtLeast(..) => {
                Self::Gate(requirement)
            }
        }
    }

    fn rule(rule: &'a Rule) -> Self {
        let requires = rule.requires.as_ref();
        requires.map_or(Self::Unverified, Self::requirement)
    }
}

/// Returns what `entry` requires, down to exams, in preorder: at most `longest` lines and one for the rest.
///
/// It keeps a stack of its own, so chains of any length do no harm.
#[must_use]
pub(crate) fn requirement_tree(
    catalog: &Catalog,
    entry: Entry,
    as_of: Date,
    longest: usize,
) -> Vec<RequirementLine> {
    let mut lines = Vec::new();
    let mut printed = BTreeSet::new();
    let mut todo = vec![(0, Todo::Name(entry))];
    while let Some((depth, next)) = todo.pop() {
        if lines.len() == longest {
            let what = RequirementPart::More;
            lines.push(RequirementLine { depth, what });
            break;
        }
        let (mut what, mut members) = shown_of(catalog, next, as_of);
        if let RequirementPart::Entry(name) = what
            && !members.is_empty()
            && !printed.insert(name)
        {
            what = RequirementPart::Again(name);
            members.clear();
        }
        lines.push(RequirementLine { depth, what });
        let members = members.into_iter().rev();
        todo.extend(members.map(|member| (depth + 1, member)));
    }
    lines
}

/// What is said of a part, and what stands below it.
fn shown_of<'a>(
    catalog: &'a Catalog,
    part: Todo<'a>,
    as_of: Date,
) -> (RequirementPart, Vec<Todo<'a>>) {
    match part {
        Todo::Name(name) => (
            RequirementPart::Entry(name),
            requirement_of(catalog, name, as_of),
        ),
        Todo::Ever(index) => (RequirementPart::Ever(index), Vec::new()),
        Todo::Unverified => (RequirementPart::Unverified, Vec::new()),
        Todo::Rules(rules) => {
            let (needed, members) = (1, rules.len());
            let what = RequirementPart::Some { needed, members };
            (what, rules.into_iter().map(Todo::rule).collect())
        }
        Todo::Gate(requirement) => {
            let (needed, members) = (requirement.needed(), requirement.members().len());
            let what = match requirement.set() {
                Some(set) => RequirementPart::OfSet {
                    needed,
                    members,
                    set,
                },
                None if needed == members => RequirementPart::All,
                None => RequirementPart::Some { needed, members },
            };
            let below = requirement.members().iter();
            (what, below.map(Todo::requirement).collect())
        }
    }
}

/// What a name requires; the members of a rule that requires all of them stand right below the name.
fn requirement_of(catalog: &Catalog, entry: Entry, as_of: Date) -> Vec<Todo<'_>> {
    let requirement = match entry {
        Entry::Exam(index) => catalog.exam(index).requires.as_ref(),
        Entry::Certification(index) => {
            let rules = rules_on(catalog, index, as_of);
            match rules.as_slice() {
                [] => return Vec::new(),
                [rule] if rule.requires.is_none() => return vec![Todo::Unverified],
                [rule] => rule.requires.as_ref(),
                _ => return vec![Todo::Rules(rules)],
            }
        }
    };
    match requirement {
        None => Vec::new(),
        Some(Requirement::All(members)) if members.set.is_none() => {
            members.iter().map(Todo::requirement).collect()
        }
        Some(requirement) => vec![Todo::requirement(requirement)],
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::answer::sample::{catalog, certification_of};

    const TODAY: Date = date(2026, 11, 22);

    #[test]
    fn a_requirement_that_is_too_long_ends_in_dots() {
        let catalog = catalog();
        let devops = Entry::Certification(certification_of(&catalog, "devops-engineer-expert"));
        assert_eq!(requirement_tree(&catalog, devops, TODAY, 60).len(), 7);
        let cut = requirement_tree(&catalog, devops, TODAY, 3);
        assert_eq!(cut.len(), 4);
        assert_eq!(cut[3].what, RequirementPart::More);
    }
}
