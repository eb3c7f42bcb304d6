//! The columns of each list, which are the words of `--columns` and `--sort` too, and what stands in them: of exams,
//! certifications, providers, levels and roles.

use std::borrow::Cow;

use crate::answer::marks::{self, Mark};
use crate::answer::rules::{own_exams, rule_text};
use crate::answer::short_title;
use crate::answer::table::{Cell, Column, Field, Paint, Value, When, any, field, known};
use crate::catalog::model::{
    Catalog, CertIndex, Certification, Entry, Exam, ExamIndex, Facts, Validity,
};
use crate::catalog::status::Status;
use jiff::civil::Date;
use schemars::{JsonSchema, Schema};
use serde::Serialize;

/// An exam in a list.
#[derive(Debug, Clone)]
pub struct ExamLine<'a> {
    pub catalog: &'a Catalog,
    pub index: ExamIndex,
    pub status: Status,
    /// What it leads to.
    pub certifications: Vec<CertIndex>,
    /// Whether it is held, where holdings are given.
    pub mark: Option<Mark>,
}

/// A certification in a list.
#[derive(Debug, Clone)]
pub struct CertificationLine<'a> {
    pub catalog: &'a Catalog,
    pub index: CertIndex,
    pub status: Status,
    /// Its requirement on the day as text, where it is known.
    pub requires: Option<String>,
    /// The exams that its rules on the day name.
    pub exams: Vec<ExamIndex>,
    /// Whether it is held, where holdings are given.
    pub mark: Option<Mark>,
}

/// A provider with what it has of what is listed.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
#[schemars(transform = any_columns)]
pub struct ProviderLine<'a> {
    pub id: &'a str,
    pub name: &'a str,
    pub exams: u64,
    pub certifications: u64,
}

/// A level of a provider.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
#[schemars(transform = any_columns)]
pub struct LevelLine<'a> {
    /// The provider's id.
    pub provider: &'a str,
    pub level: &'a str,
    /// How high it stands among the levels of all providers.
    pub rank: u32,
    pub exams: u64,
}

/// A role.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
#[schemars(transform = any_columns)]
pub struct RoleLine<'a> {
    pub role: &'a str,
    pub certifications: u64,
}

/// With `--columns` any field may be left out.
pub(crate) fn any_columns(schema: &mut Schema) {
    schema.remove("required");
}

impl<'a> ExamLine<'a> {
    /// Returns the exam itself.
    #[must_use]
    pub fn exam(&self) -> &'a Exam {
        self.catalog.exam(self.index)
    }
}

impl<'a> CertificationLine<'a> {
    /// Returns the line of a certification on a day.
    #[must_use]
    pub fn new(catalog: &'a Catalog, index: CertIndex, day: Date) -> Self {
        Self {
            catalog,
            index,
            status: catalog.status(Entry::Certification(index), day),
            requires: rule_text(catalog, index, day),
            exams: own_exams(catalog, index, day),
            mark: None,
        }
    }

    /// Returns the certification itself.
    #[must_use]
    pub fn certification(&self) -> &'a Certification {
        self.catalog.certification(self.index)
    }

    /// Returns for how many months it counts, if it is known and it ends.
    #[must_use]
    pub fn valid_months(&self) -> Option<u32> {
        match self.certification().validity {
            Validity::Months(months) => Some(months),
            Validity::Never | Validity::Unknown => None,
        }
    }
}

/// An exam or a certification in a list.
pub(super) trait EntryLine {
    fn catalog(&self) -> &Catalog;
    fn entry(&self) -> Entry;
    fn status(&self) -> Status;
    fn mark(&mut self) -> &mut Option<Mark>;
    fn marked(&self) -> Option<Mark>;

    fn facts(&self) -> &Facts {
        self.catalog().facts(self.entry())
    }
}

impl EntryLine for ExamLine<'_> {
    fn catalog(&self) -> &Catalog {
        self.catalog
    }

    fn entry(&self) -> Entry {
        Entry::Exam(self.index)
    }

    fn status(&self) -> Status {
        self.status
    }

    fn mark(&mut self) -> &mut Option<Mark> {
        &mut self.mark
    }

    fn marked(&self) -> Option<Mark> {
        self.mark
    }
}

impl EntryLine for CertificationLine<'_> {
    fn catalog(&self) -> &Catalog {
        self.catalog
    }

    fn entry(&self) -> Entry {
        Entry::Certification(self.index)
    }

    fn status(&self) -> Status {
        self.status
    }

    fn mark(&mut self) -> &mut Option<Mark> {
        &mut self.mark
    }

    fn marked(&self) -> Option<Mark> {
        self.mark
    }
}

/// The columns of a list of exams.
pub(super) fn exam_fields<'a>() -> Vec<Field<ExamLine<'a>>> {
    vec![
        field(Column::new("code", "Exam").names(), name),
        field(Column::new("title", "Title").wraps(), title),
        field(
            Column::new("provider", "Provider").when(When::Room(3)),
            provider,
        ),
        field(Column::new("level", "Level").when(When::Room(1)), level),
        field(Column::new("status", "Status"), status),
        field(
            Column::new("available", "Since").when(When::NoTerminal),
            |line| known(line.facts().available),
        ),
        field(Column::new("retires", "Last day"), last_day),
        field(
            Column::new("replaced_by", "Replaced by").when(When::NoTerminal),
            |line| names(line.catalog, line.facts().replaced_by.iter().copied()),
        ),
        field(Column::new("price_usd", "USD").right(), |line| {
            known(line.exam().price)
        }),
        field(Column::new("course_days", "Days").right(), |line| {
            known(line.exam().course_days.map(u64::from))
        }),
        field(
            Column::new("certifications", "Certifications").when(When::Room(2)),
            |line| {
                let entries = line.certifications.iter().copied();
                names(line.catalog, entries.map(Entry::Certification))
            },
        ),
        field(Column::new("url", "Page").when(When::Programs), page),
        field(Column::new("held", "Held"), held),
        field(
            Column::new("held_until", "Held until").when(When::Programs),
            held_until,
        ),
    ]
}

/// The columns of a list of certifications.
pub(super) fn certification_fields<'a>() -> Vec<Field<CertificationLine<'a>>> {
    vec![
        field(Column::new("id", "ID").names(), name),
        field(Column::new("title", "Title").wraps(), title),
        field(
            Column::new("provider", "Provider").when(When::Room(3)),
            provider,
        ),
        field(Column::new("level", "Level").when(When::Room(1)), level),
        field(
            Column::new("roles", "Roles").when(When::NoTerminal),
            |line| {
                let roles = line.certification().roles.iter();
                roles
                    .map(|role| Cow::Borrowed(&**role))
                    .collect::<Vec<_>>()
                    .into()
            },
        ),
        field(Column::new("status", "Status"), status),
        field(
            Column::new("requires", "Requires")
                .wraps()
                .when(When::Room(2)),
            |line| {
                let unknown = !line.certification().rules.is_empty();
                let empty = if unknown {
                    Value::Unknown
                } else {
                    Value::Nothing
                };
                line.requires.as_deref().map_or(empty.into(), Cell::from)
            },
        ),
        field(
            Column::new("exams", "Exams").when(When::NoTerminal),
            |line| names(line.catalog, line.exams.iter().copied().map(Entry::Exam)),
        ),
        field(Column::new("retires", "Last day"), last_day),
        field(
            Column::new("replaced_by", "Replaced by").when(When::NoTerminal),
            |line| names(line.catalog, line.facts().replaced_by.iter().copied()),
        ),
        field(
            Column::new("valid_months", "Months")
                .right()
                .when(When::NoTerminal),
            |line| match line.certification().validity {
                Validity::Unknown => Value::Unknown.into(),
                Validity::Months(_) | Validity::Never => any(line.valid_months().map(u64::from)),
            },
        ),
        field(
            Column::new("renewal", "Renewal").when(When::NoTerminal),
            |line| line.certification().renewal.word().into(),
        ),
        field(Column::new("url", "Page").when(When::Programs), page),
        field(Column::new("held", "Held"), held),
        field(
            Column::new("held_until", "Held until").when(When::Programs),
            held_until,
        ),
    ]
}

/// The columns of a list of providers.
pub(super) fn provider_fields<'a>() -> Vec<Field<ProviderLine<'a>>> {
    vec![
        field(Column::new("id", "ID").names(), |line| line.id.into()),
        field(Column::new("name", "Name").wraps(), |line| line.name.into()),
        field(Column::new("exams", "Exams").right(), |line| {
            line.exams.into()
        }),
        field(
            Column::new("certifications", "Certifications").right(),
            |line| line.certifications.into(),
        ),
    ]
}

/// The columns of a list of levels.
pub(super) fn level_fields<'a>() -> Vec<Field<LevelLine<'a>>> {
    vec![
        field(Column::new("provider", "Provider"), |line| {
            line.provider.into()
        }),
        field(Column::new("level", "Level").names(), |line| {
            Value::Level(line.rank, line.level.into()).into()
        }),
        field(Column::new("rank", "Rank").right(), |line| {
            u64::from(line.rank).into()
        }),
        field(Column::new("exams", "Exams").right(), |line| {
            line.exams.into()
        }),
    ]
}

/// The columns of a list of roles.
pub(super) fn role_fields<'a>() -> Vec<Field<RoleLine<'a>>> {
    vec![
        field(Column::new("role", "Role").names(), |line| line.role.into()),
        field(
            Column::new("certifications", "Certifications").right(),
            |line| line.certifications.into(),
        ),
    ]
}

fn name(line: &impl EntryLine) -> Cell<'_> {
    line.catalog().name(line.entry()).into()
}

fn title(line: &impl EntryLine) -> Cell<'_> {
    Cell::from(&*line.facts().title).label(short_title(line.catalog(), line.entry()))
}

fn provider(line: &impl EntryLine) -> Cell<'_> {
    (*line.catalog().provider(line.facts().provider).id).into()
}

fn level(line: &impl EntryLine) -> Cell<'_> {
    let level = line.catalog().level(line.entry());
    Value::Level(level.rank, Cow::Borrowed(&level.name)).into()
}

/// What is plain to see is not said to people: that it is available.
fn status(line: &impl EntryLine) -> Cell<'_> {
    let cell = Cell::from(line.status().word());
    match line.status() {
        Status::Available | Status::Retiring => cell.label(""),
        Status::Retired => cell.paint(Paint::Red),
        Status::Announced | Status::Beta | Status::External => cell,
    }
}

fn last_day(line: &impl EntryLine) -> Cell<'_> {
    let cell = any(line.facts().retires);
    match line.status() {
        Status::Retiring => cell.paint(Paint::Magenta),
        _ => cell,
    }
}

fn held(line: &impl EntryLine) -> Cell<'_> {
    marks::held(line.marked()).paint(Paint::Green)
}

fn held_until(line: &impl EntryLine) -> Cell<'_> {
    marks::held_until(line.marked())
}

fn page(line: &impl EntryLine) -> Cell<'_> {
    (*line.facts().page).into()
}

fn names(catalog: &Catalog, entries: impl Iterator<Item = Entry>) -> Cell<'_> {
    entries
        .map(|entry| catalog.name(entry))
        .collect::<Vec<_>>()
        .into()
}
