//! Requirements as a person writes them in a line.

use std::fmt::Write as _;

use crate::catalog::model::{Catalog, Entry, Requirement};

/// Most names that a text has: a rule of thousands is no sentence, and many texts may be made of it.
const MOST_NAMES: usize = 100;

impl Catalog {
    /// Returns a requirement in words: `(azure-administrator-associate or azure-developer-associate) and AZ-400`,
    /// `2 of (A, B, C)`, `3 of (giac practitioner certifications: A, B, C, D)`, `ever cka`.
    ///
    /// Names are printed as [`Catalog::name`] does; past a hundred their rest is counted: `A or B or 900 more`.
    #[must_use]
    pub fn requirement_text(&self, requirement: &Requirement) -> String {
        self.requirement_text_with(requirement, &|_| String::new())
    }

    /// Returns a requirement in words, what `beside` says of each name written behind it.
    #[must_use]
    pub fn requirement_text_with(
        &self,
        requirement: &Requirement,
        beside: &dyn Fn(&Requirement) -> String,
    ) -> String {
        let mut text = String::new();
        let mut left = MOST_NAMES;
        self.write_requirement(requirement, false, beside, &mut left, &mut text);
        text
    }

    /// Gates nest at most 64 deep, which the reader of catalogs holds them to.
    fn write_requirement(
        &self,
        requirement: &Requirement,
        inside: bool,
        beside: &dyn Fn(&Requirement) -> String,
        left: &mut usize,
        text: &mut String,
    ) {
        let mut name = |before: &str, entry| {
            *left = left.saturating_sub(1);
            text.push_str(before);
            text.push_str(&self.name(entry));
            text.push_str(&beside(requirement));
        };
        let (members, between) = match requirement {
            Requirement::Exam(exam) => return name("", Entry::Exam(*exam)),
            Requirement::Certification(held) => return name("", Entry::Certification(*held)),
            Requirement::Ever(held) => return name("ever ", Entry::Certification(*held)),
            Requirement::All(members) => (members, " and "),
            Requirement::Any(members) => (members, " or "),
            Requirement::AtLeast(count, members) => {
                text.push_str(&count.to_string());
                text.push_str(" of ");
                (members, ", ")
            }
        };
        let counted = matches!(requirement, Requirement::AtLeast(..));
        if let ([member], false) = (&members[..], counted || members.set.is_some()) {
            return self.write_requirement(member, inside, beside, left, text);
        }
        let bracketed = inside || counted || members.set.is_some();
        if bracketed {
            text.push('(');
        }
        if let Some(set) = members.set {
            text.push_str(&self.set_name(set));
            text.push_str(": ");
        }
        for (index, member) in members.iter().enumerate() {
            if index > 0 {
                text.push_str(between);
            }
            if *left == 0 {
                let _ = write!(text, "{} more", members.len() - index);
                break;
            }
            self.write_requirement(member, true, beside, left, text);
        }
        if bracketed {
            text.push(')');
        }
    }
}
