//! Writes the warnings of an answer.

use std::collections::BTreeSet;
use std::io::{self, Write};

use crate::catalog::model::{Catalog, Entry};
use crate::output::Style;
use crate::output::message::{Label, marked};
use crate::output::text::{Paint, clean, push_painted};
use crate::plan::answer::{Warning, WarningCode};

/// Most names that a warning has.
const MOST_NAMES: usize = 10;

/// Writes `warning: ...` for each warning, with its code; a doubt that several share is written once.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn warnings(
    catalog: &Catalog,
    warnings: &[Warning],
    style: Style,
    out: &mut impl Write,
) -> io::Result<()> {
    let mut written = BTreeSet::new();
    for warning in warnings {
        let code = warning.code;
        let alike = warnings.iter().filter(|other| other.code == code);
        let subjects: Vec<Entry> = alike.map(|other| other.subject).collect();
        let text = match shared(catalog, code, &subjects) {
            Some(_) if !written.insert(code) => continue,
            Some(text) => text,
            None => warning.message.clone(),
        };
        let mut text = clean(&text).into_owned();
        text.push(' ');
        push_painted(&mut text, Paint::Dim, &format!("[{code}]"));
        marked(Label::Warning, &text, style, out)?;
    }
    Ok(())
}

/// Returns what is said once of several subjects that share a doubt.
fn shared(catalog: &Catalog, code: WarningCode, subjects: &[Entry]) -> Option<String> {
    let [first, _, ..] = subjects else {
        return None;
    };
    let mut names: Vec<String> = subjects
        .iter()
        .take(MOST_NAMES)
        .map(|&entry| catalog.name(entry).to_string())
        .collect();
    if subjects.len() > MOST_NAMES {
        names.push(format!("{} more", subjects.len() - MOST_NAMES));
    }
    let names = names.join(", ");
    match code {
        WarningCode::UndatedHolding => Some(format!(
            "{} holdings without a date: {names}; they are taken to be active, say when they were passed or last \
             renewed: `{}@YYYY-MM-DD`",
            subjects.len(),
            catalog.name(*first)
        )),
        WarningCode::LowConfidence => Some(format!(
            "{names} rest on weak sources; check their pages before you book"
        )),
        _ => None,
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
        let printed = written(|out| warnings(&catalog(), &answer.warnings, plain(80), out));
        assert_eq!(
            printed,
            "warning: AZ-400 can be taken until 2027-01-31 only [retires-soon]\n"
        );
    }

    #[test]
    fn a_doubt_that_several_share_is_written_once() {
        let catalog = catalog();
        let about = |code, subject| Warning {
            code,
            subject,
            message: "alone".to_owned(),
        };
        let exams: Vec<Entry> = catalog.exam_indices().map(Entry::Exam).take(2).collect();
        let all = [
            about(WarningCode::UndatedHolding, exams[0]),
            about(WarningCode::LowConfidence, exams[0]),
            about(WarningCode::UndatedHolding, exams[1]),
            about(WarningCode::LowConfidence, exams[1]),
            about(WarningCode::Beta, exams[1]),
        ];
        snapbox::assert_data_eq!(
            written(|out| warnings(&catalog, &all, plain(200), out)),
            snapbox::str![[r"
warning: 2 holdings without a date: AI-200, AZ-104; they are taken to be active, say when they were passed or last renewed: `AI-200@YYYY-MM-DD` [undated-holding]
warning: AI-200, AZ-104 rest on weak sources; check their pages before you book [low-confidence]
warning: alone [beta]

"]]
        );
    }
}
