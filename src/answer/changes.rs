//! What began, ended or was replaced in a stretch of time.

use jiff::civil::Date;

use crate::answer::of_entry::{OfEntry, level, name, names, page, provider, title};
use crate::answer::table::{Cell, Field, Line, Paint, Table, When, any, field};
use crate::answer::words::replaced_by;
use crate::catalog::date::PartialDate;
use crate::catalog::model::{Catalog, CertIndex, Entry, Rule, Version};
use crate::catalog::words::words;

words! {
    /// What happened to an exam or a certification.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum ChangeKind {
        /// It was offered as a beta from that day on.
        Beta = "beta",
        /// It could be taken or earned regularly from that day on.
        Began = "began",
        /// An exam had another content under the same code from that day on.
        NewVersion = "new-version",
        /// A certification required something else from the next day on.
        RuleEnded = "rule-ended",
        /// It was its last day, and nothing is named that comes after it.
        Ended = "ended",
        /// It was its last day, and something else stands in its place.
        Replaced = "replaced",
    }
}

/// Something that happened, or will.
#[derive(Debug, Clone)]
pub struct Change<'a> {
    pub catalog: &'a Catalog,
    /// No more precise than it is known.
    pub date: PartialDate,
    /// The day that stands for the date: its first for what begins, its last for what ends.
    pub day: Date,
    pub kind: ChangeKind,
    pub entry: Entry,
    /// What stands in its place.
    pub replaced_by: &'a [Entry],
    /// The rule that ended.
    pub rule: Option<&'a Rule>,
    /// The version that began.
    pub version: Option<&'a Version>,
}

impl Change<'_> {
    /// Returns what the rule that ended required.
    #[must_use]
    pub fn required(&self) -> Option<String> {
        let requires = self.rule.and_then(|rule| rule.requires.as_ref())?;
        Some(self.catalog.requirement_text(requires))
    }
}

/// Returns changes as rows.
#[must_use]
pub(crate) fn table<'a>(changes: &'a [Change<'a>]) -> Table<'a> {
    let mut table = Table::of(&fields(), changes);
    for (row, change) in table.rows.iter_mut().zip(changes) {
        let catalog = change.catalog;
        let required = change.required().map(|text| format!("required {text}"));
        let replaced_by = replaced_by(catalog, change.replaced_by);
        let version = change
            .version
            .map(|version| format!("version {}", version.title));
        let notes = [required, version, replaced_by].into_iter().flatten();
        row.notes = notes.map(Line::text).collect();
        row.link = Some((&*catalog.facts(change.entry).page).into());
    }
    if changes.is_empty() {
        table.below = vec![Line::text("Nothing begins or ends in that time")];
    }
    table
}

fn fields<'a>() -> Vec<Field<Change<'a>>> {
    let field = field::<Change<'a>>;
    vec![
        field("date", "Date", |change| change.date.into()),
        field("change", "Change", |change| change.kind.into()),
        field("kind", "Kind", |change| change.entry.kind().into()).when(When::Programs),
        field("name", "Name", name).names(),
        field("title", "Title", title).wraps().when(When::Room(1)),
        field("provider", "Provider", provider).when(When::Programs),
        field("level", "Level", level).when(When::Programs),
        field("replaced_by", "Replaced by", |change| {
            names(change.catalog, change.replaced_by.iter().copied())
        })
        .when(When::NoTerminal),
        field("url", "Page", page).when(When::Programs),
        field("required", "Required", |change| any(change.required())).when(When::NoTerminal),
        field("version", "Version", |change| {
            any(change.version.map(|version| &*version.title))
        })
        .when(When::NoTerminal),
    ]
}

impl OfEntry for Change<'_> {
    fn catalog(&self) -> &Catalog {
        self.catalog
    }

    fn entry(&self) -> Entry {
        self.entry
    }
}

impl From<ChangeKind> for Cell<'_> {
    fn from(kind: ChangeKind) -> Self {
        let cell = Cell::from(kind.word());
        match kind {
            ChangeKind::Beta => cell.label("beta begins"),
            ChangeKind::Began => cell.label("begins"),
            ChangeKind::NewVersion => cell.label("new version"),
            ChangeKind::RuleEnded => cell.label("rule ends"),
            ChangeKind::Ended | ChangeKind::Replaced => {
                cell.label("last day").paint(Paint::Magenta)
            }
        }
    }
}

/// A stretch of days, both ends part of it. Without an end it is open there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stretch {
    pub since: Option<Date>,
    pub until: Option<Date>,
}

impl Stretch {
    /// Returns whether a day is part of it.
    #[must_use]
    pub fn contains(self, day: Date) -> bool {
        self.since.is_none_or(|since| since <= day) && self.until.is_none_or(|until| day <= until)
    }
}

/// Returns what happened to the entries in a stretch of time, by day; of one day what began before what ended.
///
/// A month or a year counts as its first day where something begins and as its last where something ends.
#[must_use]
pub fn changes<'a>(
    catalog: &'a Catalog,
    entries: impl IntoIterator<Item = Entry>,
    stretch: Stretch,
) -> Vec<Change<'a>> {
    let mut changes: Vec<Change<'a>> = entries
        .into_iter()
        .flat_map(|entry| of_entry(catalog, entry))
        .filter(|change| stretch.contains(change.day))
        .collect();
    changes.sort_by_key(|change| (change.day, change.kind, change.entry));
    changes
}

fn of_entry(catalog: &Catalog, entry: Entry) -> Vec<Change<'_>> {
    let facts = catalog.facts(entry);
    let beta = entry.exam().and_then(|index| catalog.exam(index).beta);
    let change = |date: PartialDate, kind: ChangeKind| Change {
        catalog,
        date,
        day: match kind {
            ChangeKind::Beta | ChangeKind::Began | ChangeKind::NewVersion => date.first_day(),
            ChangeKind::RuleEnded | ChangeKind::Ended | ChangeKind::Replaced => date.last_day(),
        },
        kind,
        entry,
        replaced_by: &[],
        rule: None,
        version: None,
    };
    let mut changes = Vec::new();
    changes.extend(beta.map(|date| change(date, ChangeKind::Beta)));
    changes.extend(facts.available.map(|date| change(date, ChangeKind::Began)));
    match entry {
        Entry::Exam(index) => {
            let versions = catalog.exam(index).versions.iter();
            let dated = versions.filter_map(|version| Some((version.from?, version)));
            changes.extend(dated.map(|(from, version)| Change {
                version: Some(version),
                ..change(from, ChangeKind::NewVersion)
            }));
        }
        Entry::Certification(index) => {
            changes.extend(earlier_rules(catalog, index).map(|(until, rule)| Change {
                rule: Some(rule),
                ..change(until, ChangeKind::RuleEnded)
            }));
        }
    }
    if let Some(date) = facts.retires {
        let kind = if facts.replaced_by.is_empty() {
            ChangeKind::Ended
        } else {
            ChangeKind::Replaced
        };
        changes.push(Change {
            replaced_by: &facts.replaced_by,
            ..change(date, kind)
        });
    }
    changes
}

fn earlier_rules(
    catalog: &Catalog,
    index: CertIndex,
) -> impl Iterator<Item = (PartialDate, &Rule)> {
    let rules = catalog.certification(index).rules.iter();
    rules.filter_map(|rule| Some((rule.until?, rule)))
}
