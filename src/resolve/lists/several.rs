//! Lines that name several things: `CKA, CKAD and CKS`, `Microsoft: AZ-900; AZ-104`, `Jane Doe, CISSP, CISM`.

use crate::catalog::fold;
use crate::resolve::Resolver;
use crate::resolve::lists::Record;
use crate::resolve::providers::Issuer;

/// Most names of one line.
const MOST: usize = 64;

/// What stands before a colon and says that names follow.
const LABELS: &str = "\
    accreditations certificaciones certificates certification certifications certificazioni certs credentials exams licenses \
    qualifications zertifikate zertifizierungen";

/// Marks between names.
const MARKS: [&str; 6] = [",", ";", "|", "\u{2022}", "\u{b7}", "\u{3001}"];
/// Words and marks between two names that titles have in them as well.
const JOINTS: [&str; 6] = [" and ", " und ", " & ", " + ", " / ", "/"];

/// Returns the names of a record that is none itself, if all of them are found; before two of them may be who has them.
pub(super) fn several<T>(
    resolver: &Resolver<'_>,
    record: &Record,
    found: impl Fn(&Record) -> Option<T>,
) -> Option<Vec<T>> {
    let record = without_label(resolver, record);
    let parts = split(&record.name, &MARKS);
    let (head, rest) = parts.split_first()?;
    if parts.len() > MOST {
        return None;
    }
    let names = |part: &&str| {
        let whole = found(&record.called(part)).map(|one| vec![one]);
        whole.or_else(|| {
            let parts = split(part, &JOINTS).into_iter();
            let parts: Option<Vec<T>> = parts.map(|part| found(&record.called(part))).collect();
            parts.filter(|parts| parts.len() > 1)
        })
    };
    let rest: Option<Vec<Vec<T>>> = rest.iter().map(names).collect();
    let rest = rest?.into_iter().flatten();
    match names(head) {
        Some(names) => Some(names.into_iter().chain(rest).collect()),
        None => Some(rest.collect()).filter(|rest: &Vec<T>| is_person(head) && rest.len() > 1),
    }
}

/// Takes the label off: a provider is who issued what follows.
fn without_label(resolver: &Resolver<'_>, record: &Record) -> Record {
    let Some((label, names)) = record.name.split_once(": ") else {
        return record.clone();
    };
    let is_provider = matches!(resolver.issuer(label), Issuer::Providers(_));
    if is_provider || fold::is_among(&fold::words(label).concat(), LABELS) {
        let issuer = is_provider.then(|| label.to_owned());
        Record {
            issuer: record.issuer.clone().or(issuer),
            ..record.called(names)
        }
    } else {
        record.clone()
    }
}

/// Returns whether a text may be the name of a person: two to four words, each with a capital.
pub(super) fn is_person(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let count = words.clone().count();
    let is_name = |word: &str| word.starts_with(char::is_uppercase) && !fold::is_acronym(word);
    (2..=4).contains(&count) && words.all(is_name)
}

/// Cuts a text at marks that stand in no brackets.
fn split<'t>(text: &'t str, marks: &[&str]) -> Vec<&'t str> {
    let mut parts = Vec::new();
    let (mut start, mut depth) = (0, 0_usize);
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let mark = marks
            .iter()
            .find(|mark| depth == 0 && at >= start && text[at..].starts_with(**mark));
        if let Some(mark) = mark {
            parts.push(text[start..at].trim());
            start = at + mark.len();
        }
    }
    parts.push(text[start..].trim());
    parts.retain(|part| !part.is_empty());
    parts
}
