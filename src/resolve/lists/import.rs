//! What of a list is held, since and until when, and what is not held and why.

use std::borrow::Cow;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use crate::catalog::date::PartialDate;
use crate::catalog::fold;
use crate::catalog::model::{Catalog, Entry};
use crate::catalog::words::words;
use crate::request::Holding;
use crate::resolve::choose::belong_together;
use crate::resolve::error::shown;
use crate::resolve::lists::cut::{cut_dates, cut_joined, cut_year};
use crate::resolve::lists::dates::{held_dates, is_day_first, year_first};
use crate::resolve::lists::field::{State, says_not, state_said, truth};
use crate::resolve::lists::plain::without_link;
use crate::resolve::lists::several::several;
use crate::resolve::lists::{LONGEST_NAME, Record};
use crate::resolve::providers::{Issuer, ProviderNames};
use crate::resolve::written_date::{BadWrittenDate, looks_like_date, written_date};
use crate::resolve::{HeldDates, NameError, Purpose, Resolver, Written};

/// Words of what is no certification.
const OF_COURSES: &str = "\
    academy bootcamp contributor course curso fundamentals introduction intro learning \
    masterclass module nanodegree path prep preparation specialization specialisation superbadge \
    training tutorial udemy webinar workshop kurs";

/// What was read of lists.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Import {
    /// What is held, in the order of the list.
    pub imported: Vec<Imported>,
    /// Everything else, in the order of the list.
    pub not_imported: Vec<NotImported>,
}

/// Something held that a list names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// Where it stands, from 1.
    pub line: usize,
    /// As written.
    pub name: String,
    /// As written.
    pub issuer: Option<String>,
    /// What it is.
    pub entry: Entry,
    /// Since when and until when, as the list says.
    pub dates: HeldDates,
}

/// Something that a list names and that is not taken as held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NotImported {
    /// Where it stands in the list, from 1.
    pub line: usize,
    /// As written.
    pub name: String,
    /// As written.
    pub issuer: Option<String>,
    /// `course`, `unknown`, `ambiguous`, `not-held` or `bad-date`.
    pub reason: Reason,
    /// What it may mean.
    pub candidates: Vec<String>,
}

words! {
    /// Why something is not taken as held.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Reason {
        /// It is a course, a module or a badge of one.
        Course = "course",
        /// It is not in the catalog.
        Unknown = "unknown",
        /// It may be one thing or another.
        Ambiguous = "ambiguous",
        /// It is planned, or has expired on an unknown day.
        NotHeld = "not-held",
        /// One of its dates is none.
        BadDate = "bad-date",
    }
}

/// Finds what records mean.
#[must_use]
pub fn import(catalog: &Catalog, records: &[Record], as_of: Date) -> Import {
    let resolver = Resolver::new(catalog);
    let mut import = Import::default();
    let fields = records
        .iter()
        .flat_map(|record| record.date.iter().chain(&record.expires));
    let is_day_first = is_day_first(fields.map(String::as_str));
    for record in records {
        let settled = is_day_first.map(|is_day_first| {
            let settle = |text: &String| year_first(text, is_day_first);
            Record {
                date: record.date.as_ref().map(settle),
                expires: record.expires.as_ref().map(settle),
                ..record.clone()
            }
        });
        let record = settled.as_ref().unwrap_or(record);
        match one(&resolver, record, as_of) {
            Ok(imported) => import.imported.push(imported),
            Err(not) => match parts(&resolver, record, &not, as_of) {
                Some(parts) => import.extend(parts),
                None => import.not_imported.push(not),
            },
        }
    }
    import
}

/// Finds what a record means.
fn one(resolver: &Resolver<'_>, record: &Record, as_of: Date) -> Result<Imported, NotImported> {
    let record = &*with_dates_of_name(resolver, record, as_of);
    let (line, name) = (record.line, shown(&record.name));
    let issuer = record.issuer.as_deref().map(shown);
    match read(resolver, record, as_of) {
        Ok((entry, dates)) => Ok(Imported {
            line,
            name,
            issuer,
            entry,
            dates,
        }),
        Err((reason, candidates)) => Err(NotImported {
            line,
            name,
            issuer,
            reason,
            candidates,
        }),
    }
}

/// Finds what the names mean that stand in one record. Of a course none is held.
fn parts(
    resolver: &Resolver<'_>,
    record: &Record,
    not: &NotImported,
    as_of: Date,
) -> Option<Vec<Result<Imported, NotImported>>> {
    let is_known = |not: &NotImported| matches!(not.reason, Reason::NotHeld | Reason::BadDate);
    if !record.is_line
        || is_known(not)
        || record.name.len() > LONGEST_NAME
        || is_of_course(&record.name, record.issuer.as_deref())
    {
        return None;
    }
    several(resolver, record, |part| {
        let found = one(resolver, part, as_of);
        found.as_ref().err().is_none_or(is_known).then_some(found)
    })
}

impl Import {
    fn extend(&mut self, found: Vec<Result<Imported, NotImported>>) {
        for one in found {
            match one {
                Ok(imported) => self.imported.push(imported),
                Err(not) => self.not_imported.push(not),
            }
        }
    }

    /// Returns what is held.
    pub fn holdings(&self) -> impl Iterator<Item = Holding> {
        self.imported.iter().map(|one| one.dates.of(one.entry))
    }
}

type NotRead = (Reason, Vec<String>);

fn read(
    resolver: &Resolver<'_>,
    record: &Record,
    as_of: Date,
) -> Result<(Entry, HeldDates), NotRead> {
    let bad_date = |()| (Reason::BadDate, Vec::new());
    let dates = dates(record);
    let on = dates.as_ref().ok().and_then(|dates| dates.on);
    let (state, name) = match record.status.as_deref() {
        Some(status) => (state_said(status), record.name.as_str()),
        None => state_in_name(&record.name),
    };
    let found = (name != record.name).then(|| entry(resolver, &record.called(name), on, as_of));
    let found = found.and_then(Result::ok).map(Ok);
    let entry = found.unwrap_or_else(|| entry(resolver, record, on, as_of))?;
    let is_held_until = dates.is_ok_and(|dates| dates.until.is_some());
    let ended = state == State::Expired && !is_held_until && entry.certification().is_some();
    let not_held = || {
        (
            Reason::NotHeld,
            vec![resolver.catalog().name(entry).to_string()],
        )
    };
    let says_no = |date: &String| truth(date) == Some(false) || says_not(date);
    let is_denied = says_not(&record.name) || record.date.as_ref().is_some_and(says_no);
    if state == State::NotHeld || ended || is_denied {
        return Err(not_held());
    }
    let mut dates = dates.map_err(bad_date)?;
    if dates.on.is_none() {
        dates.on = year_beside(resolver, record, entry, as_of);
    }
    if dates.on.is_some_and(|on| on.first_day() > as_of) {
        return Err(not_held());
    }
    Ok((entry, dates))
}

/// Returns how what has a name stands and the name without the words that say so: they stand in brackets, behind a dash, before
/// a colon, or at the end: `AZ-305 (in progress)`, `CKA - expected 2027`, `planned: AZ-305`, `CKA failed`.
fn state_in_name(name: &str) -> (State, &str) {
    /// What no name has in it but at the beginning.
    const BEHIND: &str = "\
        in never nicht no not planned todo wip scheduled upcoming queued failed revoked cancelled canceled booked expected pursuing geplant \
        gepland \u{53d6}\u{5f97}\u{4e88}\u{5b9a} \u{53d7}\u{9a13}\u{4e88}\u{5b9a}";
    let name = name.trim();
    let in_brackets = name
        .strip_suffix([')', ']'])
        .and_then(|name| name.rsplit_once(['(', '[']));
    let dashes = [" - ", " \u{2013} ", " \u{2014} ", ": "];
    let behind = dashes.into_iter().filter_map(|dash| name.rsplit_once(dash));
    let before = name.split_once(": ").map(|(remark, name)| (name, remark));
    let words = name
        .match_indices(char::is_whitespace)
        .map(|(at, _)| name.split_at(at));
    let words = words.filter(|(_, remark)| {
        let first = remark.split_whitespace().next().unwrap_or_default();
        fold::is_among(&first.to_lowercase(), BEHIND)
    });
    let mut remarks = in_brackets
        .into_iter()
        .chain(behind)
        .chain(before)
        .chain(words);
    // `retired` is a note on the exam.
    let is_note = |text: &str| {
        fold::words(text)
            .iter()
            .any(|word| word == "retired" || fold::is_among(word, OF_COURSES))
    };
    let said = remarks.find_map(|(name, remark)| {
        let state = state_said(remark);
        (state != State::Held && !is_note(remark)).then_some((state, name))
    });
    said.unwrap_or_else(|| {
        let is_over = |word: &String| fold::is_among(word, "expired lapsed");
        let is_expired = fold::words(name).iter().any(is_over);
        let state = if is_expired {
            State::Expired
        } else {
            State::Held
        };
        (state, name)
    })
}

/// Finds what a record names: by its name and its code together, else by its name, else by its code.
fn entry(
    resolver: &Resolver<'_>,
    record: &Record,
    on: Option<PartialDate>,
    as_of: Date,
) -> Result<Entry, NotRead> {
    let is_provider = |name: &&str| matches!(resolver.issuer(name), Issuer::Providers(_));
    let group = record.group.as_deref().filter(is_provider);
    let issuer = record.issuer.as_deref().or(group);
    let issuer = issuer.filter(|issuer| !issuer.trim().is_empty());
    if let Some(id) = &record.id {
        match resolver.printed(id) {
            Some(entry) => return Ok(entry),
            // All else in the row is said about what has that id.
            None if *id == record.name => return Err((Reason::Unknown, Vec::new())),
            None => {}
        }
    }
    let find = |text: &str| {
        let written = Written {
            text,
            issuer,
            purpose: Purpose::Held(on),
        };
        resolver.name_in_list(written, as_of)
    };
    if record.name.len() > LONGEST_NAME {
        return Err((Reason::Unknown, Vec::new()));
    }
    let name = without_link(&record.name);
    let name = name.as_ref();
    let code = record.code.as_deref().filter(|code| !name.contains(code));
    let found = match code.map(|code| transcript_code(code, issuer)) {
        Some(code) => match find(&format!("{name} ({code})")) {
            Err(NameError::Unknown { .. } | NameError::Course { .. }) => find(name),
            found => found,
        },
        None => find(name),
    };
    found.map_err(|error| not_read(name, issuer, &error))
}

/// A bare number of a transcript is an exam of Microsoft's old scheme.
fn transcript_code(code: &str, issuer: Option<&str>) -> String {
    let is_number = code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_digit());
    if is_number && issuer == Some("Microsoft") {
        format!("70-{code}")
    } else {
        code.to_owned()
    }
}

/// Returns whether a name, or who issued what has it, is of courses.
fn is_of_course(name: &str, issuer: Option<&str>) -> bool {
    let words = fold::words(name);
    words.iter().any(|word| fold::is_among(word, OF_COURSES))
        || issuer.is_some_and(ProviderNames::is_trainer)
}

fn not_read(name: &str, issuer: Option<&str>, error: &NameError) -> NotRead {
    let of_course = is_of_course(name, issuer);
    let reason = match error {
        NameError::Course { .. } => Reason::Course,
        NameError::Unknown { .. } | NameError::UnknownIssuer { .. } if of_course => Reason::Course,
        NameError::Empty
        | NameError::Dated { .. }
        | NameError::Unknown { .. }
        | NameError::UnknownIssuer { .. } => Reason::Unknown,
        NameError::Ambiguous { .. } | NameError::Disagree { .. } => Reason::Ambiguous,
    };
    let candidates = error.candidates().iter();
    (
        reason,
        candidates.map(|candidate| candidate.name.clone()).collect(),
    )
}

/// Takes the dates of a record that has no field for them out of its name, if that is no name with them.
fn with_dates_of_name<'r>(
    resolver: &Resolver<'_>,
    record: &'r Record,
    as_of: Date,
) -> Cow<'r, Record> {
    let has_day = !matches!(dates(record), Ok(HeldDates { on: None, .. }));
    if has_day || record.id.is_some() || record.name.len() > LONGEST_NAME {
        return Cow::Borrowed(record);
    }
    let is_name = |text: &str| {
        let held = Written {
            text,
            issuer: record.issuer.as_deref(),
            purpose: Purpose::Held(None),
        };
        let reading = resolver.reading(held, as_of);
        reading.is_ok_and(|reading| reading.by_whole_name().is_some())
    };
    let mut cuts = cut_dates(&record.name);
    let mut joined = cut_joined(&record.name).peekable();
    let has_cuts = !cuts.is_empty() || record.date.is_none() && joined.peek().is_some();
    if !has_cuts || is_name(&without_link(&record.name)) {
        return Cow::Borrowed(record);
    }
    if cuts.is_empty() {
        let without = without_joined(resolver, record, joined, as_of);
        return without.map_or(Cow::Borrowed(record), Cow::Owned);
    }
    let whole = cuts.iter().position(|(name, _)| is_name(name));
    let (name, dates) = cuts.swap_remove(whole.unwrap_or(cuts.len() - 1));
    let end = record.date.as_deref().unwrap_or_default();
    let date = Some(format!("{dates}; {end}"));
    let without = Record {
        name,
        date,
        ..record.clone()
    };
    // What is no date may be a version.
    let is_date = self::dates(&without).is_ok() || entry(resolver, &without, None, as_of).is_ok();
    if is_date {
        Cow::Owned(without)
    } else {
        Cow::Borrowed(record)
    }
}

/// Takes dates off that are joined to a name, if it means the same without them: `cka..2027-01-01`, `cka-2025`.
fn without_joined<'r>(
    resolver: &Resolver<'_>,
    record: &Record,
    mut cuts: impl Iterator<Item = (&'r str, &'r str)>,
    as_of: Date,
) -> Option<Record> {
    let entry = |record: &Record| entry(resolver, record, None, as_of).ok();
    let whole = entry(record)?;
    cuts.find_map(|(name, dates)| {
        // What three dates say, nobody knows.
        let two = dates
            .split_once("..")
            .filter(|(_, until)| !until.contains(".."));
        let (on, until) = two.unwrap_or((dates, ""));
        let some = |date: &str| (!date.is_empty()).then(|| date.to_owned());
        let without = Record {
            date: some(on),
            expires: some(until).or_else(|| record.expires.clone()),
            ..record.called(name)
        };
        let is_date = entry(&without) == Some(whole) && !is_in_name(resolver, whole, dates);
        is_date.then_some(without)
    })
}

/// Reads the dates that stand beside a name without an `@`; returns the name and them, or nothing if there are none or they
/// belong to the name.
///
/// # Errors
///
/// What is wrong with the dates.
pub(in crate::resolve) fn dates_beside(
    resolver: &Resolver<'_>,
    text: &str,
    as_of: Date,
) -> Option<(String, Result<HeldDates, BadWrittenDate>)> {
    let record = Record {
        name: text.to_owned(),
        ..Record::default()
    };
    let cut = with_dates_of_name(resolver, &record, as_of);
    let mut dates = dates(&cut).map_err(|()| {
        let written = [&cut.date, &cut.expires].into_iter().flatten();
        let written: Vec<&str> = written.map(|date| date.trim_end_matches("; ")).collect();
        let problem = written.iter().find_map(|date| written_date(date).err());
        problem.unwrap_or_else(|| BadWrittenDate::Shape(shown(&written.join(".."))))
    });
    let year = || {
        let (name, _) = cut_year(&cut.name)?;
        let entry = entry(resolver, &cut, None, as_of).ok()?;
        Some((name, year_beside(resolver, &cut, entry, as_of)?))
    };
    if let Ok(HeldDates { on: on @ None, .. }) = &mut dates
        && let Some((name, year)) = year()
    {
        *on = Some(year);
        return Some((name.to_owned(), dates));
    }
    let is_cut = matches!(cut, Cow::Owned(_));
    is_cut.then(|| (cut.name.clone(), dates))
}

/// Reads the dates of a record. A status that is a year is the date of one without.
fn dates(record: &Record) -> Result<HeldDates, ()> {
    let status = record.status.as_deref();
    let status = status.filter(|status| looks_like_date(status));
    // `passed: yes` says no day.
    let date = record.date.as_deref().filter(|date| truth(date).is_none());
    let date = held_dates(date.or(status).unwrap_or_default())?;
    let expires = held_dates(record.expires.as_deref().unwrap_or_default())?;
    Ok(HeldDates {
        on: date.on,
        until: expires.until.or(expires.on).or(date.until),
    })
}

/// Returns the year at an end of a name, if the name means the same without it and the entry has no such year of its own.
fn year_beside(
    resolver: &Resolver<'_>,
    record: &Record,
    entry: Entry,
    as_of: Date,
) -> Option<PartialDate> {
    let (name, year) = cut_year(&record.name)?;
    let without = Record {
        name: name.to_owned(),
        ..record.clone()
    };
    let is_same = self::entry(resolver, &without, Some(year), as_of) == Ok(entry);
    let catalog = resolver.catalog();
    // `VCP-DCV 2021` is a name as it is.
    let whole = fold::key(&fold::words(&record.name));
    let is_own = catalog.facts(entry).title.contains(&year.to_string())
        || !catalog.names.title(&whole).is_empty();
    (is_same && !is_own).then_some(year)
}

/// Returns whether a year belongs to the name of an entry, or to that of its exam: `VCP-DCV-2021`.
fn is_in_name(resolver: &Resolver<'_>, entry: Entry, year: &str) -> bool {
    let catalog = resolver.catalog();
    let mut named = catalog.names.word(year).iter();
    named.any(|name| belong_together(catalog, entry, name.entry))
}
