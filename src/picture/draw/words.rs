//! What a picture says of itself: its title, what it comes to, and the same for those who cannot see it.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::answer::short_title;
use crate::answer::words::{counted, totals};
use crate::catalog::load::finding::printable;
use crate::catalog::model::Entry;
use crate::picture::draw::{Drawing, Scope};
use crate::picture::{Kind, Picture, Role};

impl Drawing<'_, '_> {
    pub(super) fn finish(mut self, scope: Scope<'_>) -> Picture {
        self.mark_recommended();
        let title = self.title(scope);
        Picture {
            title,
            summary: match self.view.plan {
                Some(plan) => totals(&plan.totals),
                None => self.counts(),
            },
            description: self.description(),
            caption: format!(
                "as of {}, catalog {} checked {}",
                self.view.as_of,
                printable(&self.catalog.version),
                self.catalog.checked
            ),
            nodes: self.nodes,
            roots: self.roots,
            shows_unlocked: matches!(scope, Scope::Unlocks(_)),
        }
    }

    fn title(&self, scope: Scope<'_>) -> String {
        let names = |entries: &[Entry]| {
            let called = |entry: &Entry| match entry {
                Entry::Exam(_) => self.catalog.name(*entry).to_string(),
                Entry::Certification(_) => short_title(self.catalog, *entry).to_owned(),
            };
            let names: Vec<String> = entries.iter().map(called).collect();
            printable(&few(&names)).into_owned()
        };
        match (scope, self.view.plan) {
            (Scope::Unlocks(entries), _) => format!("What {} unlocks", names(entries)),
            (Scope::Requires(entries) | Scope::All(entries), Some(_)) => {
                format!("The way to {}", names(entries))
            }
            (Scope::Requires(entries), None) => format!("What {} requires", names(entries)),
            (Scope::All(entries), None) => {
                let providers: BTreeSet<_> = entries
                    .iter()
                    .map(|entry| self.catalog.facts(*entry).provider)
                    .collect();
                let provider = match providers.first() {
                    Some(provider) if providers.len() == 1 => {
                        let name = &self.catalog.provider(*provider).name;
                        format!(" of {}", printable(name))
                    }
                    _ => String::new(),
                };
                match entries.len() {
                    0 => "No certification can be earned".to_owned(),
                    1 => format!("The certification{provider} and what it requires"),
                    _ => format!("The certifications{provider} and what they require"),
                }
            }
        }
    }

    /// Returns how much is drawn, in words.
    fn counts(&self) -> String {
        let kinds = [(Kind::Certification, "certification"), (Kind::Exam, "exam")];
        let counts = kinds.into_iter().map(|(kind, word)| {
            let nodes = self.nodes.iter().filter(|node| node.kind == kind);
            counted(nodes.count() as u64, word)
        });
        counts.collect::<Vec<String>>().join(" and ")
    }

    fn description(&self) -> String {
        let mut text = format!("{}.", self.counts());
        if let Some(plan) = self.view.plan {
            let codes: Vec<String> = (1..)
                .zip(&plan.steps)
                .map(|(number, step)| {
                    let code = self.catalog.name(Entry::Exam(step.exam));
                    format!("{number} {}", printable(&code))
                })
                .collect();
            let _ = match codes.as_slice() {
                [] => write!(text, " Everything is held."),
                codes => write!(text, " To take, in this order: {}.", codes.join(", ")),
            };
        }
        let held: Vec<String> = self
            .nodes
            .iter()
            .filter(|node| node.role == Role::Held && !node.name.is_empty())
            .map(|node| node.name.clone())
            .collect();
        if !held.is_empty() {
            let _ = write!(text, " Held: {}.", held.join(", "));
        }
        text
    }
}

/// Returns names in a row, at most three of them.
pub(in crate::picture) fn few(names: &[String]) -> String {
    match names {
        [] => "nothing".to_owned(),
        [name] => name.clone(),
        [first, second] => format!("{first} and {second}"),
        [first, second, third] => format!("{first}, {second} and {third}"),
        [first, second, rest @ ..] => format!("{first}, {second} and {} more", rest.len()),
    }
}
