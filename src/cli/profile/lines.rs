//! The lines of a profile: what they hold, and how one is added, changed or taken out.
//!
//! Comments, blank lines and what cannot be read stay as they are.

use std::fmt::Write as _;

use certpath::resolve::{self, HoldingError, HoldingErrors, without_comment};
use certpath::{Catalog, Entry, ProfileLine, short_title};
use jiff::civil::Date;

/// A line that holds nothing of the catalog.
#[derive(Debug)]
pub(crate) struct BadLine {
    /// From 1.
    pub(crate) number: usize,
    pub(crate) error: HoldingError,
}

/// Reads every line that is not blank or a comment.
pub(crate) fn read<'a>(
    catalog: &'a Catalog,
    text: &str,
    as_of: Date,
) -> (Vec<ProfileLine<'a>>, Vec<BadLine>) {
    let (mut read, mut bad) = (Vec::new(), Vec::new());
    for (line, text) in (1..).zip(text.lines()) {
        match resolve::holding_lines(catalog, text, as_of) {
            Ok(holdings) => {
                let holdings = holdings.into_iter();
                read.extend(holdings.map(|holding| ProfileLine {
                    catalog,
                    line,
                    holding,
                }));
            }
            Err(HoldingErrors(errors)) => {
                let errors = errors.into_iter();
                bad.extend(errors.map(|error| BadLine {
                    number: line,
                    error,
                }));
            }
        }
    }
    (read, bad)
}

/// A holding as it was typed: what it is, and the dates behind its name.
#[derive(Debug)]
pub(crate) struct Typed {
    pub(crate) entry: Entry,
    /// With the `@` before it, or empty.
    dates: String,
}

impl Typed {
    /// Returns a holding with its dates, the `@` before them.
    pub(crate) fn new(entry: Entry, dates: String) -> Self {
        Self { entry, dates }
    }
}

/// Reads a word of the command line: a holding, or several between commas.
///
/// # Errors
///
/// [`HoldingErrors`] for all that are none.
pub(crate) fn typed(
    catalog: &Catalog,
    word: &str,
    as_of: Date,
) -> Result<Vec<Typed>, HoldingErrors> {
    let whole = resolve::holdings(catalog, word, as_of)?;
    let is_one = resolve::holding_lines(catalog, word, as_of).is_ok();
    let parts: Vec<&str> = if is_one {
        vec![word]
    } else {
        word.split(',').collect()
    };
    let parts = parts.into_iter().filter(|part| !part.trim().is_empty());
    let typed = parts.zip(whole).map(|(part, holding)| Typed {
        entry: holding.entry,
        dates: match part.rfind('@') {
            Some(at) if holding.on.is_some() || part[at..].contains("..") => {
                part[at..].trim().to_owned()
            }
            _ => String::new(),
        },
    });
    Ok(typed.collect())
}

/// What adding did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Added {
    New,
    /// It was there, with other dates.
    Changed,
    Nothing,
}

/// Adds a holding, or changes the dates of the line that has it; one without dates leaves those that are known.
pub(crate) fn add(catalog: &Catalog, text: &mut String, new: &Typed, as_of: Date) -> Added {
    let (known, _) = read(catalog, text, as_of);
    let known = known.iter().find(|line| line.holding.entry == new.entry);
    let name = catalog.name(new.entry);
    let Some(known) = known else {
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        let title = short_title(catalog, new.entry);
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{name}{}  # {}", new.dates, one_line(title));
        return Added::New;
    };
    let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
    let line = &mut lines[known.line - 1];
    let holding = without_comment(line).trim();
    let changed = format!("{name}{}", new.dates);
    if new.dates.is_empty() || holding == changed {
        return Added::Nothing;
    }
    *line = line.replacen(holding, &changed, 1);
    *text = lines.concat();
    Added::Changed
}

/// Takes out the lines that have an entry; returns whether there were any.
pub(crate) fn remove(catalog: &Catalog, text: &mut String, entry: Entry, as_of: Date) -> bool {
    let (known, _) = read(catalog, text, as_of);
    let goes =
        |number| (known.iter()).any(|line| line.line == number && line.holding.entry == entry);
    drop_lines(text, goes)
}

/// Takes out the lines that read so, whatever they mean; returns whether there were any.
pub(crate) fn remove_as_written(text: &mut String, written: &str) -> bool {
    let lines: Vec<&str> = text
        .lines()
        .map(|line| without_comment(line).trim())
        .collect();
    let goes: Vec<bool> = lines.iter().map(|line| *line == written.trim()).collect();
    drop_lines(text, |number| goes[number - 1])
}

fn drop_lines(text: &mut String, goes: impl Fn(usize) -> bool) -> bool {
    let lines = (1..).zip(text.split_inclusive('\n'));
    let kept: String = lines
        .filter(|(number, _)| !goes(*number))
        .map(|(_, line)| line)
        .collect();
    let changed = kept.len() != text.len();
    *text = kept;
    changed
}

fn one_line(text: &str) -> String {
    text.chars()
        .filter(|character| !character.is_control())
        .collect()
}
