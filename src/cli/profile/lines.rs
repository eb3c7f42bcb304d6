//! The lines of a profile: what they hold, and how one is added, changed or taken out.
//!
//! Comments, blank lines and what cannot be read stay as they are.

use std::collections::{BTreeMap, BTreeSet};

use certpath::resolve::{self, HoldingError, HoldingErrors, Resolver, without_comment};
use certpath::{Catalog, Entry, ProfileLine, short_title};
use jiff::civil::Date;

/// A line that holds nothing of the catalog.
#[derive(Debug)]
pub(crate) struct BadLine {
    /// From 1.
    pub(crate) number: usize,
    pub(crate) error: HoldingError,
}

impl BadLine {
    /// Returns whether nothing is wrong with it but that its day is still to come on the day of the question.
    pub(crate) fn is_later(&self) -> bool {
        matches!(self.error, HoldingError::Future { .. })
    }
}

/// Reads every line that is not blank or a comment.
pub(crate) fn read<'a>(
    catalog: &'a Catalog,
    text: &str,
    as_of: Date,
) -> (Vec<ProfileLine<'a>>, Vec<BadLine>) {
    let (mut read, mut bad) = (Vec::new(), Vec::new());
    for (line, read_as) in Resolver::new(catalog).numbered_holding_lines(text, as_of) {
        match read_as {
            Ok(holding) => read.push(ProfileLine {
                catalog,
                line,
                holding,
            }),
            Err(error) => bad.push(BadLine {
                number: line,
                error,
            }),
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

/// The lines of a profile that is to be changed, read once for all changes.
#[derive(Debug)]
pub(crate) struct Lines<'c> {
    catalog: &'c Catalog,
    /// Each with its end; one that is taken out is empty.
    all: Vec<String>,
    /// In which lines an entry is held, from 0.
    places: BTreeMap<Entry, Vec<usize>>,
}

impl<'c> Lines<'c> {
    pub(crate) fn new(catalog: &'c Catalog, text: &str, as_of: Date) -> Self {
        let mut places: BTreeMap<Entry, Vec<usize>> = BTreeMap::new();
        for line in read(catalog, text, as_of).0 {
            let places = places.entry(line.holding.entry).or_default();
            places.push(line.line - 1);
        }
        Self {
            catalog,
            all: text.split_inclusive('\n').map(str::to_owned).collect(),
            places,
        }
    }

    /// Returns the text of all lines.
    pub(crate) fn text(&self) -> String {
        self.all.concat()
    }

    /// Adds a holding, or changes the dates of the line that has it; one without dates leaves those that are known.
    pub(crate) fn add(&mut self, new: &Typed) -> Added {
        let name = self.catalog.name(new.entry);
        let places = self.places.entry(new.entry).or_default();
        let Some(&place) = places.first() else {
            if let Some(last) = self.all.last_mut().filter(|last| !last.ends_with('\n')) {
                last.push('\n');
            }
            let title = one_line(short_title(self.catalog, new.entry));
            places.push(self.all.len());
            self.all.push(format!("{name}{}  # {title}\n", new.dates));
            return Added::New;
        };
        let line = &mut self.all[place];
        let holding = without_comment(line).trim();
        let changed = format!("{name}{}", new.dates);
        if new.dates.is_empty() || holding == changed {
            return Added::Nothing;
        }
        *line = line.replacen(holding, &changed, 1);
        Added::Changed
    }

    /// Takes out the lines that have an entry; returns whether there were any.
    pub(crate) fn remove(&mut self, entry: Entry) -> bool {
        let places = self.places.remove(&entry).unwrap_or_default();
        for &place in &places {
            self.all[place].clear();
        }
        !places.is_empty()
    }

    /// Takes out the lines that read so, whatever they mean; returns whether there were any.
    pub(crate) fn remove_as_written(&mut self, written: &str) -> bool {
        let mut goes = BTreeSet::new();
        for (place, line) in self.all.iter_mut().enumerate() {
            let holding = without_comment(line).trim();
            // An empty text is that of comments and blank lines, which hold nothing.
            if !holding.is_empty() && holding == written.trim() {
                line.clear();
                goes.insert(place);
            }
        }
        self.places.retain(|_, places| {
            places.retain(|place| !goes.contains(place));
            !places.is_empty()
        });
        !goes.is_empty()
    }
}

fn one_line(text: &str) -> String {
    text.chars()
        .filter(|character| !character.is_control())
        .collect()
}
