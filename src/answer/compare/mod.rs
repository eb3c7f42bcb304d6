//! Exams and certifications side by side, and which of them to take first.

mod decision;
mod reasons;

use jiff::civil::Date;

use crate::answer::aspects::{Aspect, Item, aspects};
use crate::answer::compare::decision::{Decision, Goal};
use crate::answer::compare::reasons::{gone_text, reason_text};
use crate::answer::cost::Cost;
use crate::answer::marks::{self, Mark, Marks};
use crate::answer::table::{Cell, Column, Line, Row, Table, Value, When};
use crate::answer::unmet::Unmet;
use crate::answer::words::{names, totals};
use crate::catalog::date::PartialDate;
use crate::catalog::model::{Catalog, Entry, ExamIndex};
use crate::catalog::status::Status;
use crate::graph::Graph;
use crate::plan::answer::Totals;
use crate::request::Holding;
use crate::timeline::Timeline;

/// Some exams and certifications side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// Each once, in the order in which they were named.
    pub items: Vec<Entry>,
    /// What is known of one of them at least.
    pub aspects: Vec<Aspect>,
    /// Those that can no longer be taken or earned.
    pub gone: Vec<Unreachable>,
    /// Nothing if all are held already or none can be reached.
    pub first: Option<First>,
}

impl Comparison {
    /// Returns the items side by side: a row for each aspect, a column for each item.
    #[must_use]
    pub fn table<'a>(&self, catalog: &'a Catalog) -> Table<'a> {
        let names = self.items.iter().map(|entry| catalog.name(*entry));
        let items = names.map(|name| Column::new(name.clone(), name).wraps());
        let aspect = Column::new("aspect", "Aspect").names();
        let mut table = Table {
            columns: std::iter::once(aspect).chain(items).collect(),
            ..Table::default()
        };
        for aspect in &self.aspects {
            let name = Cell::from(aspect.name).label(aspect.heading);
            let cells = std::iter::once(name).chain(aspect.values.iter().cloned());
            table.rows.push(Row {
                when: match aspect.name {
                    "url" | "held_until" | "roles" | "valid_months" => When::Programs,
                    _ => When::Always,
                },
                ..Row::new(cells.collect())
            });
        }
        table.above = self
            .gone_text(catalog)
            .map(Line::text)
            .into_iter()
            .collect();
        let Some(first) = &self.first else {
            table.below = vec![Line::text("Nothing is left to take")];
            return table;
        };
        let reason = self.reason_text(catalog, first);
        for (key, text) in [("take_first", "yes"), ("reason", &*reason)] {
            let cell = |entry: &Entry| {
                if *entry == first.take {
                    text.to_owned().into()
                } else {
                    Value::Nothing.into()
                }
            };
            let cells = std::iter::once(key.into()).chain(self.items.iter().map(cell));
            table.rows.push(Row {
                when: When::Programs,
                ..Row::new(cells.collect())
            });
        }
        table.below = below(catalog, first, &reason_text(catalog, first));
        table
    }

    /// Says what can no longer be taken, and the ways that remain.
    #[must_use]
    pub fn gone_text(&self, catalog: &Catalog) -> Option<String> {
        gone_text(catalog, &self.gone, self.first.as_ref())
    }

    /// Says why something is to be taken first; what can no longer be taken before all else.
    #[must_use]
    pub fn reason_text(&self, catalog: &Catalog, first: &First) -> String {
        let reasons = Some(reason_text(catalog, first)).filter(|text| !text.is_empty());
        let texts: Vec<String> = self.gone_text(catalog).into_iter().chain(reasons).collect();
        texts.join("; ")
    }

    /// Returns the items as rows, the one to take first before all others, without those that can no longer be taken.
    #[must_use]
    pub fn in_order<'a>(&self, catalog: &'a Catalog) -> Table<'a> {
        let take = self.first.as_ref().map(|first| first.take);
        let is_gone = |entry: &Entry| self.gone.iter().any(|gone| gone.entry == *entry);
        let others = self.items.iter().copied();
        let others = others.filter(|entry| Some(*entry) != take && !is_gone(entry));
        let names = take
            .into_iter()
            .chain(others)
            .map(|entry| catalog.name(entry));
        Table {
            columns: vec![Column::new("id", "ID").names()],
            rows: names.map(|name| Row::new(vec![name.into()])).collect(),
            ..Table::default()
        }
    }
}

/// What to take first and why, and what each order takes.
fn below(catalog: &Catalog, first: &First, reason: &str) -> Vec<Line> {
    let take = catalog.name(first.take);
    let mut below = vec![if reason.is_empty() {
        Line::bold(format!("Take {take}"))
    } else {
        Line::bold(format!("Take {take} first:")).then(format!(" {reason}"))
    }];
    let exams = |exams: &[ExamIndex]| {
        let entries = exams.iter().copied().map(Entry::Exam);
        names(catalog, entries, ", ")
    };
    if first.routes.len() > 1 {
        below.extend(first.routes.iter().map(|route| {
            let name = catalog.name(route.first);
            let then = match exams(&route.then) {
                none if none.is_empty() => none,
                then => format!("; then {then}"),
            };
            let sum = totals(&Totals::from(route.cost));
            let to_first = exams(&route.to_first);
            Line::text(format!("{name} first: {to_first}{then} ({sum})")).deeper()
        }));
    }
    below
}

/// Which to take first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct First {
    pub take: Entry,
    /// What decided, in the order in which it left fewer to choose from; none where nothing else is left to take.
    pub reasons: Vec<Reason>,
    /// For each that could come first what it and then all others take; the one to take first of all.
    pub routes: Vec<Route>,
    /// Whether the routes are proven to be the cheapest; not where the search was stopped.
    pub optimal: bool,
}

/// What it takes to have everything, with one taken first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    pub first: Entry,
    /// The cheapest exams to the first.
    pub to_first: Vec<ExamIndex>,
    /// The cheapest exams from there to all others.
    pub then: Vec<ExamIndex>,
    /// Of all of them.
    pub cost: Cost,
}

/// Why one of several comes first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// The others are held already.
    Held(Vec<Entry>),
    /// The others cannot be reached on the day.
    OutOfReach(Vec<Unreachable>),
    /// Another one requires it.
    Required(RequiredBy),
    /// Everything takes less if it comes first.
    Cheaper {
        /// What all take if it comes first.
        cost: Cost,
        /// What they take at least if another one does.
        otherwise: Cost,
    },
    /// They share exams, and it takes the fewer or cheaper ones: it lies on the way.
    Shares(Vec<ExamIndex>),
    /// It is the first that can be taken no longer.
    RetiresFirst {
        /// What ends: an exam on the way to it, or the certification itself.
        what: Entry,
        on: PartialDate,
    },
    /// The others stand higher.
    LowerRank,
    /// The others cost more.
    CostsLess,
    /// Nothing distinguishes them, and it was named first.
    NamedFirst,
}

/// Something that cannot be reached on the day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreachable {
    pub entry: Entry,
    pub status: Status,
    /// Its last day.
    pub retires: Option<PartialDate>,
    pub replaced_by: Vec<Entry>,
}

/// How one requires another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RequiredBy {
    /// What requires: an item, a certification to which the item leads, or something on the way there.
    pub by: Entry,
    /// What is required: the item below, or what it earns.
    pub name: Entry,
    /// The item that is required.
    pub of: Entry,
    /// The item on whose way it stands.
    pub item: Entry,
    /// Whether what requires it is the item or the certification that it stands for, not something before it.
    pub directly: bool,
    /// Whether there is no other way.
    pub needed: bool,
}

/// What is compared, for whom and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question<'q> {
    pub items: &'q [Entry],
    pub have: &'q [Holding],
    pub as_of: Date,
}

/// Puts exams and certifications side by side and says which to take first.
///
/// An exam stands for what it leads to, where that is one certification. Which comes first is decided from the graph and
/// the holdings; each rule only chooses among those that the rules before it left: not what is held or out of reach; not
/// what requires another one; what makes everything cheapest; where exams are shared, what takes fewer; what ends first;
/// what stands lower; what costs less; what was named first. `stop` is the planner's.
#[must_use]
pub fn compare(graph: &Graph<'_>, question: &Question<'_>, stop: &dyn Fn() -> bool) -> Comparison {
    let catalog = graph.catalog();
    let mut entries: Vec<Entry> = Vec::new();
    for entry in question.items {
        if !entries.contains(entry) {
            entries.push(*entry);
        }
    }
    let items: Vec<Item<'_>> = entries
        .iter()
        .map(|entry| Item::new(catalog, *entry, question.as_of))
        .collect();
    let held = Timeline::new(graph, question.have, question.as_of);
    let unmet = Unmet {
        graph,
        held: &held,
        as_of: question.as_of,
    };
    let decision = Decision {
        unmet,
        have: question.have,
        stop,
        optimal: std::cell::Cell::new(true),
    };
    let goals: Vec<Goal> = items.iter().map(|item| decision.goal(item)).collect();
    let lost = goals.iter().filter(|goal| goal.exams.is_none());
    let lost = lost.map(|goal| decision.unreachable(goal.item));
    let (gone, lost) = lost.partition(|lost| lost.status == Status::Retired);
    let mut aspects = aspects(&items);
    aspects.extend(held_aspects(
        &Marks::new(graph, question.have, question.as_of),
        &entries,
    ));
    Comparison {
        aspects,
        first: decision.first(&goals, lost),
        gone,
        items: entries,
    }
}

/// Returns whether each item is held and until when, where holdings are given.
fn held_aspects(marks: &Marks, items: &[Entry]) -> Vec<Aspect> {
    let marks: Option<Vec<Mark>> = items.iter().map(|entry| marks.of(*entry)).collect();
    let Some(marks) = marks else {
        return Vec::new();
    };
    let aspect = |name, heading, of: fn(Option<Mark>) -> Cell<'static>| Aspect {
        name,
        heading,
        values: marks.iter().map(|mark| of(Some(*mark))).collect(),
    };
    vec![
        aspect("held", "Held", marks::held),
        aspect("held_until", "Held until", marks::held_until),
    ]
}
