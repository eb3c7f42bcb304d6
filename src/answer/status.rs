//! How the holdings stand: until when each counts, how it is renewed, and what ends with it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan as _;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use crate::answer::changes::{Change, Stretch, changes};
use crate::answer::of_entry::{self, OfEntry, name};
use crate::answer::rules::{dependents, own_exams};
use crate::answer::table::{Cell, Field, Line, Paint, Table, Value, When, any, field, known};
use crate::answer::{calendar, words};
use crate::catalog::date::{PartialDate, add_days};
use crate::catalog::model::{Catalog, CertIndex, Confidence, Entry, ExamIndex};
use crate::catalog::renewal::{Length, RenewalEvent, RenewalWay};
use crate::catalog::words::words;
use crate::graph::Graph;
use crate::plan::answer::Warning;
use crate::plan::explain::warnings::impossible;
use crate::request::Holding;
use crate::timeline::{By, End, State, Timeline};

/// Most certifications that are named as affected by the end of one.
const MOST_AFFECTED: usize = 5;

/// Whose holdings are looked at, for what and when.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    pub have: &'a [Holding],
    /// What is to be reached: changes to it are of interest too.
    pub want: &'a [Entry],
    pub as_of: Date,
    /// What ends within so many days ends soon, and changes so far ahead are listed.
    pub within: u32,
}

/// The holdings, soonest end first, and the changes that concern them.
#[derive(Debug)]
pub struct Status<'a> {
    pub catalog: &'a Catalog,
    pub holdings: Vec<Held<'a>>,
    /// Of how many holdings it is not worked out what ends with them, since that takes too long.
    pub affects_left_out: usize,
    pub changes: Vec<Change<'a>>,
    /// The dates that the catalog contradicts.
    pub warnings: Vec<Warning>,
    /// The last day of the changes.
    pub until: Date,
}

/// A holding, or a certification that the holdings count for.
#[derive(Debug, Clone)]
pub struct Held<'a> {
    pub catalog: &'a Catalog,
    pub entry: Entry,
    pub state: HeldState,
    /// When it was passed, earned or last renewed, as far as that is known.
    pub since: Option<PartialDate>,
    pub until: End,
    /// The holdings that it rests on, or by which it was last renewed.
    pub because: Vec<Entry>,
    /// Whether that it was renewed so is not sure.
    pub probably: bool,
    /// How it is renewed; nothing where it is not, or nobody knows how.
    pub renew: Option<Renew>,
    /// What it is needed for: what is held and rests on it first, then what it is on the way to, also where it need not
    /// count any more by then.
    pub affects: Vec<Entry>,
    pub replaced_by: Vec<Entry>,
}

words! {
    /// How a holding stands.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum HeldState {
        /// It counts.
        Active = "active",
        /// It counts, and ends soon.
        EndsSoon = "ends-soon",
        /// It counts no longer.
        Lapsed = "lapsed",
        /// It counts, and nobody can take or renew it any more.
        Retired = "retired",
    }
}

/// A way to renew, and when it is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Renew {
    /// In words: `free-online-assessment`, `pass CKS`.
    pub by: String,
    /// `high` where that is sure, `medium` or `low` where it is not.
    pub confidence: Confidence,
    /// The first day on which it can be renewed, where it is not open yet or a window is known.
    pub from_day: Option<Date>,
    /// The last one.
    pub until: Option<Date>,
}

impl Status<'_> {
    /// Returns whether something that counts ends within so many days.
    #[must_use]
    pub fn ends_within(&self, as_of: Date, days: u32) -> bool {
        let last = add_days(as_of, days);
        let mut ends = self
            .holdings
            .iter()
            .filter(|held| held.state != HeldState::Lapsed);
        ends.any(|held| held.until.day().is_some_and(|until| until <= last))
    }
}

/// Works out how the holdings stand; once `stop` says so, no more what ends with each of them.
#[must_use]
pub fn status<'a>(
    graph: &Graph<'a>,
    question: &Question<'_>,
    stop: &dyn Fn() -> bool,
) -> Status<'a> {
    let catalog = graph.catalog();
    let timeline = Timeline::new(graph, question.have, question.as_of);
    let until = add_days(question.as_of, question.within);
    let have = question.have.iter();
    let named: BTreeSet<Entry> = have.map(|holding| holding.entry).collect();
    let held = timeline
        .certifications()
        .map(Entry::Certification)
        .collect();
    let mut survey = Survey {
        graph,
        question,
        timeline: &timeline,
        named,
        dependents: dependents(catalog, &held, question.as_of),
        stop,
        left_out: 0,
        soon: until,
    };
    let mut holdings: Vec<Held<'_>> = timeline
        .certifications()
        .filter_map(|index| survey.certification(index))
        .collect();
    holdings.extend(survey.exams());
    holdings.sort_by_key(|held| {
        let lapsed = held.state == HeldState::Lapsed;
        // What lapsed last comes first of what has lapsed.
        let since = lapsed.then_some(Reverse(held.until));
        (
            lapsed,
            since,
            held.until,
            matches!(held.entry, Entry::Exam(_)),
            held.entry,
        )
    });
    let wanted = question.want.iter().copied();
    let concerned: BTreeSet<Entry> = holdings
        .iter()
        .map(|held| held.entry)
        .chain(wanted.clone())
        .collect();
    let exams = wanted.filter_map(Entry::certification);
    let exams = exams.flat_map(|index| own_exams(catalog, index, question.as_of));
    let exams = exams.map(Entry::Exam);
    let concerned: BTreeSet<Entry> = concerned.iter().copied().chain(exams).collect();
    let stretch = Stretch {
        since: Some(question.as_of),
        until: Some(until),
    };
    Status {
        catalog,
        holdings,
        affects_left_out: survey.left_out,
        changes: changes(catalog, concerned, stretch),
        warnings: impossible(&timeline),
        until,
    }
}

struct Survey<'q, 'g, 'c> {
    graph: &'g Graph<'c>,
    question: &'q Question<'q>,
    timeline: &'q Timeline<'g, 'c>,
    /// What somebody said that they hold.
    named: BTreeSet<Entry>,
    /// What requires each certification that is held.
    dependents: BTreeMap<Entry, Vec<Entry>>,
    /// Whether it has taken long enough to work out what ends with what.
    stop: &'q dyn Fn() -> bool,
    left_out: usize,
    /// The last day of what ends soon.
    soon: Date,
}

impl<'c> Survey<'_, '_, 'c> {
    fn certification(&mut self, index: CertIndex) -> Option<Held<'c>> {
        let catalog = self.graph.catalog();
        let certification = catalog.certification(index);
        let entry = Entry::Certification(index);
        let standing = self.timeline.standing(index)?;
        let last = self.timeline.events(index).last();
        let (way, by) = match last.map(|event| event.by.clone()) {
            Some(By::Renewal(place, by)) => (certification.renewal_ways.get(place), by),
            Some(By::Said | By::Rule) | None => (None, None),
        };
        let because = by.map_or_else(|| standing.because.clone(), |by| vec![by]);
        let retired = certification.facts.is_retired_on(self.question.as_of);
        let lapsed = standing.state == State::Lapsed;
        Some(Held {
            catalog,
            entry,
            state: self.state(lapsed, retired, standing.until),
            since: standing.since.map(PartialDate::Day),
            until: standing.until,
            because: because.into_iter().filter(|&by| by != entry).collect(),
            probably: way.is_some_and(|way| !way.is_sure()),
            renew: if retired {
                None
            } else {
                self.renew(index, standing.until, lapsed)
            },
            affects: if lapsed {
                Vec::new()
            } else {
                self.affected(entry)
            },
            replaced_by: certification.facts.replaced_by.to_vec(),
        })
    }

    /// The exams that were named, and still or no longer count.
    fn exams(&self) -> Vec<Held<'c>> {
        let catalog = self.graph.catalog();
        let named: BTreeSet<_> = self
            .question
            .have
            .iter()
            .filter_map(|holding| Some((holding.entry.exam()?, holding.on)))
            .collect();
        // Of several passes the last one counts.
        let last: BTreeMap<ExamIndex, Option<PartialDate>> = named.into_iter().collect();
        let mut exams: Vec<Held<'c>> = Vec::new();
        for (index, on) in last {
            let entry = Entry::Exam(index);
            let exam = catalog.exam(index);
            let until = self.timeline.pass_end(index).unwrap_or(End::Never);
            let retired = exam.facts.is_retired_on(self.question.as_of);
            exams.push(Held {
                catalog,
                entry,
                state: self.state(self.timeline.has_expired(index), retired, until),
                since: on,
                until,
                because: Vec::new(),
                probably: false,
                renew: None,
                affects: Vec::new(),
                replaced_by: exam.facts.replaced_by.to_vec(),
            });
        }
        exams
    }

    fn state(&self, lapsed: bool, retired: bool, until: End) -> HeldState {
        match until {
            _ if lapsed => HeldState::Lapsed,
            End::Day(day) if day <= self.soon => HeldState::EndsSoon,
            _ if retired => HeldState::Retired,
            End::Day(_) | End::Unknown | End::Never => HeldState::Active,
        }
    }

    /// Returns the first way to renew that is open or will be.
    fn renew(&self, index: CertIndex, until: End, lapsed: bool) -> Option<Renew> {
        let certification = self.graph.catalog().certification(index);
        let end = Some(until.day()?);
        let ways = certification.renewal_ways.iter();
        let mut ways = ways.filter(|way| way.is_in_force(self.question.as_of));
        let months = certification.renewal_window_months;
        ways.find_map(|way| {
            if lapsed && !way.is_open(self.question.as_of, end) {
                return None;
            }
            let window = way
                .window
                .or((months > 0).then_some(Length::Months(months)));
            // What brings a lapsed one back can be done on any day from now on.
            let end = end.filter(|_| !(lapsed && way.lapsed));
            let from_day = end.and_then(|end| Some(window?.before(end)));
            let end = end.map(|end| way.grace.map_or(end, |grace| grace.after(end)));
            let until = end.into_iter().chain(certification.last_renewal(way)).min();
            let is_open = from_day.is_none_or(|from| until.is_none_or(|until| from <= until));
            is_open.then(|| Renew {
                by: self.way(way),
                confidence: way.confidence.unwrap_or(Confidence::High),
                from_day,
                until,
            })
        })
    }

    fn way(&self, way: &RenewalWay) -> String {
        let catalog = self.graph.catalog();
        match &way.by {
            RenewalEvent::Act(word) => word.to_string(),
            RenewalEvent::Pass(exams) => format!("pass {}", catalog.requirement_text(exams)),
            RenewalEvent::Earn(certifications) => {
                format!("earn or renew {}", catalog.requirement_text(certifications))
            }
        }
    }

    /// Returns what is held and would not be without it, and then what it is on the way to.
    fn affected(&mut self, entry: Entry) -> Vec<Entry> {
        let mut affected = self.lost(entry);
        let catalog = self.graph.catalog();
        let opens = self.dependents.get(&entry).into_iter().flatten().copied();
        affected.extend(opens.filter(|&opened| match opened {
            Entry::Exam(_) => false,
            Entry::Certification(index) => {
                !self.timeline.is_active(index)
                    && !catalog.facts(opened).is_retired_on(self.question.as_of)
            }
        }));
        affected.truncate(MOST_AFFECTED);
        affected
    }

    /// Returns what is held and would end sooner, had a certification that was named ended yesterday.
    fn lost(&mut self, entry: Entry) -> Vec<Entry> {
        if !self.named.contains(&entry) {
            return Vec::new();
        }
        if (self.stop)() {
            self.left_out += 1;
            return Vec::new();
        }
        let yesterday = self.question.as_of.saturating_sub(1.day());
        let have = self.question.have.iter();
        let ended: Vec<Holding> = have
            .map(|holding| Holding {
                until: (holding.entry == entry)
                    .then_some(PartialDate::Day(yesterday))
                    .or(holding.until),
                ..*holding
            })
            .collect();
        let after = Timeline::new(self.graph, &ended, self.question.as_of);
        let held = self.timeline.certifications();
        let lost = held
            .filter(|&index| {
                let until = after.standing(index).map(|standing| standing.until);
                let sooner = until < self.timeline.standing(index).map(|standing| standing.until);
                self.timeline.is_active(index) && (sooner || !after.is_active(index))
            })
            .map(Entry::Certification);
        lost.filter(|&lost| lost != entry).collect()
    }
}

/// Returns the days on which holdings have to be renewed, or end.
#[must_use]
pub fn calendar(graph: &Graph<'_>, question: &Question<'_>) -> Vec<calendar::Event> {
    calendar::of_holdings(graph, question.have, question.as_of)
}

/// Returns the table of a status.
#[must_use]
pub(crate) fn table<'a>(status: &'a Status<'a>) -> Table<'a> {
    let mut table = Table::of(&fields(), &status.holdings);
    for (row, held) in table.rows.iter_mut().zip(&status.holdings) {
        row.notes = notes(held);
        row.link = Some((&*held.facts().page).into());
    }
    let changes = status.changes.iter();
    table.below = changes
        .map(|change| change_line(status.catalog, change))
        .collect();
    if !table.below.is_empty() {
        table
            .below
            .insert(0, Line::bold(format!("Changes until {}", status.until)));
    }
    table
}

fn fields<'a>() -> Vec<Field<Held<'a>>> {
    let field = field::<Held<'a>>;
    let list = |key, heading, cell| field(key, heading, cell).when(When::NoTerminal);
    vec![
        field("id", "Holding", name).names(),
        list("kind", "Kind", |held| held.entry.kind().into()),
        field("state", "State", |held| held.state.into()),
        field("since", "Since", |held| known(held.since)),
        field("until", "Until", until),
        list("because", "By", |held| names(held, &held.because)),
        list("renew", "Renew by", |held| {
            any(held.renew.as_ref().map(|renew| &*renew.by))
        }),
        list("renew_from", "Renew from", |held| {
            any(held.renew.as_ref().and_then(|renew| renew.from_day))
        }),
        list("renew_until", "Renew until", |held| {
            any(held.renew.as_ref().and_then(|renew| renew.until))
        }),
        list("affects", "Needed for", |held| names(held, &held.affects)),
        list("replaced_by", "Replaced by", |held| {
            names(held, &held.replaced_by)
        }),
    ]
}

/// Returns the last day; unknown where what can end has none.
fn until<'x>(held: &'x Held<'_>) -> Cell<'x> {
    let can_end = match held.entry {
        Entry::Exam(exam) => held.catalog.exam(exam).pass_valid_months.is_some(),
        Entry::Certification(index) => held.catalog.certification(index).can_end(),
    };
    match held.until {
        End::Never if !can_end => Value::Nothing.into(),
        end => known(end.day()),
    }
}

fn names<'x>(held: &'x Held<'_>, entries: &[Entry]) -> Cell<'x> {
    of_entry::names(held.catalog, entries.iter().copied())
}

impl OfEntry for Held<'_> {
    fn catalog(&self) -> &Catalog {
        self.catalog
    }

    fn entry(&self) -> Entry {
        self.entry
    }
}

impl From<HeldState> for Cell<'_> {
    fn from(state: HeldState) -> Self {
        let cell = Cell::from(state.word());
        match state {
            HeldState::Active => cell,
            HeldState::EndsSoon => cell.paint(Paint::Magenta),
            HeldState::Lapsed => cell.paint(Paint::Red),
            HeldState::Retired => cell.paint(Paint::Dim),
        }
    }
}

/// What stands below a row for people.
fn notes(held: &Held<'_>) -> Vec<Line> {
    let list = |what: &str, entries: &[Entry]| {
        let names = words::names(held.catalog, entries.iter().copied(), ", ");
        (!entries.is_empty()).then(|| format!("{what} {names}"))
    };
    let counts = held.state != HeldState::Active;
    let lines = [
        list(
            if held.probably { "probably by" } else { "by" },
            &held.because,
        ),
        held.renew.as_ref().map(renew_line),
        list("needed for", &held.affects).filter(|_| held.until.day().is_some()),
        list("replaced by", &held.replaced_by).filter(|_| counts),
    ];
    lines.into_iter().flatten().map(Line::text).collect()
}

/// `renew: retake, from 2026-09-01, until 2027-03-01`
fn renew_line(renew: &Renew) -> String {
    let from = renew.from_day.map(|day| format!(", from {day}"));
    let until = renew.until.map(|day| format!(", until {day}"));
    let (from, until) = (from.unwrap_or_default(), until.unwrap_or_default());
    let probably = match renew.confidence {
        Confidence::High => "",
        Confidence::Medium | Confidence::Low => "probably ",
    };
    format!("renew: {probably}{}{from}{until}", renew.by)
}

fn change_line(catalog: &Catalog, change: &Change<'_>) -> Line {
    let name = catalog.name(change.entry);
    let mut text = format!("{}  {name} {}", change.date, change.kind.word());
    if !change.replaced_by.is_empty() {
        text.push_str(" by ");
        text.push_str(&words::names(
            catalog,
            change.replaced_by.iter().copied(),
            ", ",
        ));
    }
    Line::text(text).deeper()
}

#[cfg(test)]
mod tests;
