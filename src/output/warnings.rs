//! What one should know about an answer.

use std::collections::BTreeSet;
use std::io::{self, Write};

use crate::catalog::model::{Catalog, Entry};
use crate::output::Style;
use crate::output::json::Name;
use crate::output::message::{Label, marked};
use crate::output::plan::listed;
use crate::output::text::{Paint, clean, push_painted};
use crate::plan::answer::{Answer, Warning, WarningCode};
use crate::request::Request;

/// Returns the word for a kind of warning.
#[must_use]
pub fn warning_word(code: WarningCode) -> &'static str {
    match code {
        WarningCode::RetiredHolding => "retired-holding",
        WarningCode::Lapsed => "lapsed",
        WarningCode::UndatedHolding => "undated-holding",
        WarningCode::RetiresSoon => "retires-soon",
        WarningCode::Beta => "beta",
        WarningCode::LowConfidence => "low-confidence",
        WarningCode::Unverified => "unverified",
    }
}

/// Writes `warning: ...` for each warning, with its code.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn warnings(warnings: &[Warning], style: Style, out: &mut impl Write) -> io::Result<()> {
    for warning in warnings {
        let mut text = clean(&warning.message).into_owned();
        text.push(' ');
        push_painted(
            &mut text,
            Paint::Dim,
            &format!("[{}]", warning_word(warning.code)),
        );
        marked(Label::Warning, &text, style, out)?;
    }
    Ok(())
}

/// Returns the sentence that says that nothing is left to do, if nothing is.
#[must_use]
pub fn already_held(catalog: &Catalog, request: &Request, answer: &Answer) -> Option<String> {
    let first = answer.plans.first()?;
    if !first.steps.is_empty() {
        return None;
    }
    let wants = request.want.iter().chain(&request.via);
    let mut wants: Vec<Entry> = wants.chain(&first.chosen).copied().collect();
    let mut seen = BTreeSet::new();
    wants.retain(|entry| seen.insert(*entry));
    let parts: Vec<String> = wants
        .into_iter()
        .map(|entry| held(catalog, request, answer, entry))
        .collect();
    Some(format!("Nothing is left to do: {}", parts.join(", ")))
}

fn held(catalog: &Catalog, request: &Request, answer: &Answer, entry: Entry) -> String {
    let name = Name { catalog, entry };
    let named = request.have.iter().any(|holding| holding.entry == entry);
    let credited = answer
        .credited
        .iter()
        .find(|credited| credited.entry == entry);
    match credited {
        Some(credited) if !named => {
            let because = listed(catalog, credited.because.iter().copied(), " and ");
            format!("{name} is already held, by {because}")
        }
        _ => format!("{name} is already held"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::sample::catalog;
    use crate::output::sample::{answer, plain, written};

    #[test]
    fn a_warning_is_a_line_with_its_code() {
        let answer = answer(&catalog());
        let told = written(|out| warnings(&answer.warnings, plain(80), out));
        assert_eq!(
            told,
            "warning: AZ-400 can be taken until 2027-01-31 only [retires-soon]\n"
        );
    }
}
