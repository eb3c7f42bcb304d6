//! The lines of a profile: what they hold, and how one is added, changed or taken out.
//!
//! Comments, blank lines and what cannot be read stay as they are.

use std::cell::OnceCell;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use certpath::resolve::{self, HoldingError, HoldingErrors, Resolver, without_comment};
use certpath::{Catalog, Entry, Graph, Holding, PartialDate, ProfileLine, Timeline, short_title};
use jiff::civil::Date;

/// Of two dates no further apart the later corrects the earlier: nobody renews so soon.
const CORRECTION_DAYS: i32 = 31;

/// Most dates of one certification among which it is looked for what was a renewal.
const MOST_DATES: usize = 100;

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
    pub(crate) holding: Holding,
    /// With the `@` before it, or empty.
    dates: String,
    /// Whether somebody says so now; in a list an earlier day is only an older one.
    corrects: bool,
}

impl Typed {
    /// Returns a holding of a list.
    pub(crate) fn of_list(holding: Holding) -> Self {
        Self {
            dates: dates_of(&holding),
            holding,
            corrects: false,
        }
    }

    pub(crate) fn has_dates(&self) -> bool {
        !self.dates.is_empty()
    }

    /// Returns it with the dates as they were typed.
    pub(crate) fn text(&self, catalog: &Catalog) -> String {
        format!("{}{}", catalog.name(self.holding.entry), self.dates)
    }
}

/// Returns the dates of a holding, the `@` before them.
fn dates_of(holding: &Holding) -> String {
    let on = holding.on.map(|on| on.to_string()).unwrap_or_default();
    match holding.until {
        Some(until) => format!("@{on}..{until}"),
        None if on.is_empty() => on,
        None => format!("@{on}"),
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
    let is_one = whole.len() == 1 && resolve::holding_lines(catalog, word, as_of).is_ok();
    let parts: Vec<&str> = if is_one {
        vec![word]
    } else {
        word.split(',').collect()
    };
    let parts = parts.into_iter().filter(|part| !part.trim().is_empty());
    let typed = parts.zip(whole).map(|(part, holding)| Typed {
        corrects: true,
        dates: match part.rfind('@') {
            Some(at) if holding.on.is_some() || part[at..].contains("..") => {
                part[at..].trim().to_owned()
            }
            // It may have some without the `@`.
            _ => dates_of(&holding),
        },
        holding,
    });
    Ok(typed.collect())
}

/// What adding did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Added {
    New,
    /// It was there with another date, and this one renewed it, or it renewed this one.
    Renewal,
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
    /// What is held of an entry, and in which lines, from 0.
    places: BTreeMap<Entry, Vec<(usize, Holding)>>,
    /// Made where two dates are to be told apart.
    graph: OnceCell<Graph<'c>>,
    as_of: Date,
}

impl<'c> Lines<'c> {
    pub(crate) fn new(catalog: &'c Catalog, text: &str, as_of: Date) -> Self {
        let mut places: BTreeMap<Entry, Vec<(usize, Holding)>> = BTreeMap::new();
        for line in read(catalog, text, as_of).0 {
            let places = places.entry(line.holding.entry).or_default();
            places.push((line.line - 1, line.holding));
        }
        Self {
            catalog,
            all: text.split_inclusive('\n').map(str::to_owned).collect(),
            places,
            graph: OnceCell::new(),
            as_of,
        }
    }

    /// Returns the text of all lines.
    pub(crate) fn text(&self) -> String {
        self.all.concat()
    }

    /// Adds a holding or a renewal, or changes the dates of the line that has it; one without dates leaves those that are
    /// known.
    pub(crate) fn add(&mut self, new: &Typed) -> Added {
        let held = self.places.get(&new.holding.entry);
        let held: &[_] = held.map_or(&[], Vec::as_slice);
        let dates = &new.dates;
        let name = written_name(self.catalog, new.holding.entry, self.as_of);
        let written = format!("{name}{dates}");
        let holding = |place: usize| without_comment(&self.all[place]).trim();
        if held.iter().any(|(place, _)| holding(*place) == written) {
            return Added::Nothing;
        }
        let apart = |known: &Holding| days_apart(known, &new.holding);
        // Of several as near the one of the latest day.
        let day = |known: &Holding| known.on.map(PartialDate::first_day);
        let nearest = held
            .iter()
            .min_by_key(|(_, known)| (apart(known), Reverse(day(known))));
        let Some((place, known)) = nearest.copied() else {
            self.push(new, &written);
            return Added::New;
        };
        if dates.is_empty() {
            return Added::Nothing;
        }
        let both = together(&known, &new.holding, new.corrects);
        if both.is_none() {
            if apart(&known) > CORRECTION_DAYS && self.is_renewal(held, &new.holding) {
                self.push(new, &written);
                return Added::Renewal;
            }
            // Without a day it ended before what is known began.
            let is_older = new
                .holding
                .on
                .is_none_or(|new| known.on.is_some_and(|known| new < known));
            if !new.corrects && is_older {
                return Added::Nothing;
            }
        }
        let now = both.unwrap_or_else(|| instead(&known, new));
        if now == known {
            return Added::Nothing;
        }
        let written = if now == new.holding {
            written
        } else {
            format!("{name}{}", dates_of(&now))
        };
        self.all[place] = self.all[place].replacen(holding(place), &written, 1);
        let held = self.places.entry(now.entry).or_default();
        let changed = held.iter_mut().filter(|(at, _)| *at == place);
        changed.for_each(|(_, known)| *known = now);
        Added::Changed
    }

    /// Adds a line.
    fn push(&mut self, new: &Typed, written: &str) {
        if let Some(last) = self.all.last_mut().filter(|last| !last.ends_with('\n')) {
            last.push('\n');
        }
        let entry = new.holding.entry;
        let places = self.places.entry(entry).or_default();
        places.push((self.all.len(), new.holding));
        let title = one_line(short_title(self.catalog, entry));
        self.all.push(format!("{written}  # {title}\n"));
    }

    /// Returns whether a certification was earned or renewed on the new day, and on the last that is known.
    fn is_renewal(&self, held: &[(usize, Holding)], new: &Holding) -> bool {
        let Some(index) = new.entry.certification() else {
            return false;
        };
        if held.len() >= MOST_DATES {
            return false;
        }
        let known = held.iter().map(|(_, known)| *known);
        let all: Vec<Holding> = known.chain([*new]).collect();
        let last = all.iter().filter_map(|one| one.on).max();
        let graph = self.graph.get_or_init(|| Graph::new(self.catalog));
        let timeline = Timeline::new(graph, &all, self.as_of);
        let events = timeline.events(index);
        [new.on, last].into_iter().all(|on| {
            let day = on.map(PartialDate::first_day);
            events.iter().any(|event| Some(event.on) == day)
        })
    }

    /// Takes out the lines that have an entry, or that have it with the same dates; returns whether there were any.
    pub(crate) fn remove(&mut self, typed: &Typed) -> bool {
        let Some(places) = self.places.get_mut(&typed.holding.entry) else {
            return false;
        };
        let before = places.len();
        places.retain(|(place, known)| {
            let goes = typed.dates.is_empty() || *known == typed.holding;
            if goes {
                self.all[*place].clear();
            }
            !goes
        });
        places.len() < before
    }

    /// Takes out the lines that read so, whatever they mean; returns whether there were any.
    pub(crate) fn remove_as_written(&mut self, written: &str) -> bool {
        let written = without_comment(written).trim();
        let mut goes = BTreeSet::new();
        for (place, line) in self.all.iter_mut().enumerate() {
            let holding = without_comment(line).trim();
            // An empty text is that of comments and blank lines, which hold nothing.
            if !holding.is_empty() && holding == written {
                line.clear();
                goes.insert(place);
            }
        }
        self.places.retain(|_, places| {
            places.retain(|(place, _)| !goes.contains(place));
            !places.is_empty()
        });
        !goes.is_empty()
    }
}

/// Returns a name that a line of a profile is read by as an entry again: that of an exam can be a certification's too.
fn written_name(catalog: &Catalog, entry: Entry, as_of: Date) -> String {
    let name = catalog.name(entry).to_string();
    match resolve::holding_lines(catalog, &name, as_of).as_deref() {
        Ok([holding]) if holding.entry == entry => name,
        _ => match entry {
            Entry::Exam(_) => format!("exam:{name}"),
            Entry::Certification(_) => format!("cert:{name}"),
        },
    }
}

/// Returns what two holdings say together that can be of the same day: the more exact day, and the end that one of them
/// has. Of two ends it is the one that lies within the other, or else that of a correction, or the later.
fn together(known: &Holding, new: &Holding, corrects: bool) -> Option<Holding> {
    let on = match (known.on, new.on) {
        (Some(known), Some(new)) => Some(more_exact(known, new)?),
        (known, new) => new.or(known),
    };
    let until = match (known.until, new.until) {
        (Some(known), Some(new)) => more_exact(known, new).or_else(|| {
            let stays = !corrects && new.last_day() < known.last_day();
            Some(if stays { known } else { new })
        }),
        (known, new) => new.or(known),
    };
    let mut span = on.zip(until).into_iter();
    let is_span = span.all(|(on, until)| on.first_day() <= until.last_day());
    is_span.then_some(Holding { on, until, ..*new })
}

/// Returns what stands in place of a holding of another day: a list that corrects it may leave out its end.
fn instead(known: &Holding, new: &Typed) -> Holding {
    let mut now = new.holding;
    let is_near = days_apart(known, &now) <= CORRECTION_DAYS;
    if !new.corrects && is_near && now.until.is_none() {
        let ends = known.until.into_iter().zip(now.on);
        let mut ends = ends.filter(|(until, on)| on.first_day() <= until.last_day());
        now.until = ends.next().map(|(until, _)| until);
    }
    now
}

/// Returns the date that lies within the other, if one does.
fn more_exact(known: PartialDate, new: PartialDate) -> Option<PartialDate> {
    let is_within = |one: PartialDate, other: PartialDate| {
        other.first_day() <= one.first_day() && one.last_day() <= other.last_day()
    };
    if is_within(new, known) {
        return Some(new);
    }
    is_within(known, new).then_some(known)
}

/// Returns how many days lie between the days of two holdings; none where one of them has no day.
fn days_apart(one: &Holding, other: &Holding) -> i32 {
    match (one.on, other.on) {
        (Some(one), Some(other)) => {
            let between = other.first_day().since(one.first_day());
            between.map_or(i32::MAX, |between| between.get_days().abs())
        }
        (None, _) | (_, None) => 0,
    }
}

fn one_line(text: &str) -> String {
    text.chars()
        .filter(|character| !character.is_control())
        .collect()
}

#[cfg(test)]
mod tests {
    use certpath::embedded;

    use super::*;

    #[test]
    fn what_is_added_is_read_back() {
        let (catalog, as_of) = (embedded::catalog(), Date::constant(2026, 11, 27));
        for dates in [
            "",
            "@2019-02-03",
            "@2026-11",
            "@2025-01-02..2028-01-02",
            "@..2027-05-06",
        ] {
            let mut lines = Lines::new(catalog, "", as_of);
            let mut added = Vec::new();
            for entry in catalog.entries() {
                let name = written_name(catalog, entry, as_of);
                let typed = typed(catalog, &format!("{name}{dates}"), as_of).expect("a name");
                for typed in &typed {
                    lines.add(typed);
                    added.push(typed.holding);
                }
            }
            let (read, bad) = read(catalog, &lines.text(), as_of);
            assert!(bad.is_empty(), "{bad:?}");
            let read: Vec<Holding> = read.iter().map(|line| line.holding).collect();
            added.retain(|holding| !read.contains(holding));
            let lost = added.iter().map(|holding| catalog.name(holding.entry));
            let lost: Vec<String> = lost.map(|name| name.to_string()).collect();
            assert_eq!(lost.join(" "), "", "with {dates:?}");
        }
    }
}
