//! Requirements as a person writes them in a line.

use super::model::{Catalog, Entry, Requirement};

impl Catalog {
    /// Returns a requirement in words: `(azure-administrator-associate or azure-developer-associate) and AZ-400`,
    /// `2 of (A, B, C)`, `ever cka`.
    ///
    /// Names are printed as [`Catalog::name`] does.
    #[must_use]
    pub fn requirement_text(&self, requirement: &Requirement) -> String {
        let mut text = String::new();
        self.write_requirement(requirement, false, &mut text);
        text
    }

    /// Gates nest at most 64 deep, which the reader of catalogs holds them to.
    fn write_requirement(&self, requirement: &Requirement, inside: bool, text: &mut String) {
        let (members, between) = match requirement {
            Requirement::Exam(exam) => return text.push_str(&self.name(Entry::Exam(*exam))),
            Requirement::Certification(held) => {
                return text.push_str(&self.name(Entry::Certification(*held)));
            }
            Requirement::Ever(held) => {
                text.push_str("ever ");
                return text.push_str(&self.name(Entry::Certification(*held)));
            }
            Requirement::All(members) => (members, " and "),
            Requirement::Any(members) => (members, " or "),
            Requirement::AtLeast(count, members) => {
                text.push_str(&count.to_string());
                text.push_str(" of ");
                (members, ", ")
            }
        };
        let counted = matches!(requirement, Requirement::AtLeast(..));
        if let ([member], false) = (members.as_ref(), counted) {
            return self.write_requirement(member, inside, text);
        }
        let bracketed = inside || counted;
        if bracketed {
            text.push('(');
        }
        for (index, member) in members.iter().enumerate() {
            if index > 0 {
                text.push_str(between);
            }
            self.write_requirement(member, true, text);
        }
        if bracketed {
            text.push(')');
        }
    }
}
