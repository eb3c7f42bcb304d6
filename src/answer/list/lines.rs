//! The columns of each list and what stands in them; they are the words of `--columns` and `--sort` too.

use crate::answer::marks::{self, Mark};
use crate::answer::of_entry::{OfEntry, level, name, names, page, provider, title};
use crate::answer::rules::{own_exams, rule_text};

use crate::answer::table::{Cell, Field, Paint, Value, When, any, field, known};
use crate::catalog::date::PartialDate;
use crate::catalog::model::{Catalog, CertIndex, Certification, Entry, Exam, ExamIndex, Validity};
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
    /// Its last day, its own or that of what it requires.
    pub last_day: Option<PartialDate>,
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
            last_day: catalog.last_day(Entry::Certification(index), day),
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
pub(super) trait EntryLine: OfEntry {
    fn status(&self) -> Status;
    fn last_day(&self) -> Option<PartialDate>;
    fn mark(&mut self) -> &mut Option<Mark>;
    fn marked(&self) -> Option<Mark>;
}

impl OfEntry for ExamLine<'_> {
    fn catalog(&self) -> &Catalog {
        self.catalog
    }

    fn entry(&self) -> Entry {
        Entry::Exam(self.index)
    }
}

impl EntryLine for ExamLine<'_> {
    fn status(&self) -> Status {
        self.status
    }

    fn last_day(&self) -> Option<PartialDate> {
        self.facts().retires
    }

    fn mark(&mut self) -> &mut Option<Mark> {
        &mut self.mark
    }

    fn marked(&self) -> Option<Mark> {
        self.mark
    }
}

impl OfEntry for CertificationLine<'_> {
    fn catalog(&self) -> &Catalog {
        self.catalog
    }

    fn entry(&self) -> Entry {
        Entry::Certification(self.index)
    }
}

impl EntryLine for CertificationLine<'_> {
    fn status(&self) -> Status {
        self.status
    }

    fn last_day(&self) -> Option<PartialDate> {
        self.last_day
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
    let field = field::<ExamLine<'a>>;
    vec![
        field("code", "Exam", name).names(),
        field("title", "Title", title).wraps(),
        field("provider", "Provider", provider).when(When::Room(3)),
        field("level", "Level", level).when(When::Room(1)),
        field("status", "Status", status),
        field("available", "Since", |line| known(line.facts().available)).when(When::NoTerminal),
        field("retires", "Last day", last_day),
        field("replaced_by", "Replaced by", |line| {
            names(line.catalog, line.facts().replaced_by.iter().copied())
        })
        .when(When::NoTerminal),
        field("price_usd", "USD", |line| known(line.exam().price)).right(),
        field("course_days", "Days", |line| {
            known(line.exam().course_days.map(u64::from))
        })
        .right(),
        field("certifications", "Certifications", |line| {
            let entries = line.certifications.iter().copied();
            names(line.catalog, entries.map(Entry::Certification))
        })
        .when(When::Room(2)),
        field("url", "Page", page).when(When::Programs),
        field("held", "Held", held),
        field("held_until", "Held until", held_until).when(When::Programs),
    ]
}

/// The columns of a list of certifications.
pub(super) fn certification_fields<'a>() -> Vec<Field<CertificationLine<'a>>> {
    let field = field::<CertificationLine<'a>>;
    vec![
        field("id", "ID", name).names(),
        field("title", "Title", title).wraps(),
        field("provider", "Provider", provider).when(When::Room(3)),
        field("level", "Level", level).when(When::Room(1)),
        field("roles", "Roles", |line| {
            line.certification().roles.to_vec().into()
        })
        .when(When::NoTerminal),
        field("status", "Status", status),
        field("requires", "Requires", |line| {
            let unknown = !line.certification().rules.is_empty();
            let empty = if unknown {
                Value::Unknown
            } else {
                Value::Nothing
            };
            line.requires.as_deref().map_or(empty.into(), Cell::from)
        })
        .wraps()
        .when(When::Room(2)),
        field("exams", "Exams", |line| {
            names(line.catalog, line.exams.iter().copied().map(Entry::Exam))
        })
        .when(When::NoTerminal),
        field("retires", "Last day", last_day),
        field("replaced_by", "Replaced by", |line| {
            names(line.catalog, line.facts().replaced_by.iter().copied())
        })
        .when(When::NoTerminal),
        field("valid_months", "Months", |line| {
            match line.certification().validity {
                Validity::Unknown => Value::Unknown.into(),
                Validity::Months(_) | Validity::Never => any(line.valid_months().map(u64::from)),
            }
        })
        .right()
        .when(When::NoTerminal),
        field("renewal", "Renewal", |line| {
            line.certification().renewal.word().into()
        })
        .when(When::NoTerminal),
        field("url", "Page", page).when(When::Programs),
        field("held", "Held", held),
        field("held_until", "Held until", held_until).when(When::Programs),
    ]
}

/// The columns of a list of providers.
pub(super) fn provider_fields<'a>() -> Vec<Field<ProviderLine<'a>>> {
    let field = field::<ProviderLine<'a>>;
    vec![
        field("id", "ID", |line| line.id.into()).names(),
        field("name", "Name", |line| line.name.into()).wraps(),
        field("exams", "Exams", |line| line.exams.into()).right(),
        field("certifications", "Certifications", |line| {
            line.certifications.into()
        })
        .right(),
    ]
}

/// The columns of a list of levels.
pub(super) fn level_fields<'a>() -> Vec<Field<LevelLine<'a>>> {
    let field = field::<LevelLine<'a>>;
    vec![
        field("provider", "Provider", |line| line.provider.into()),
        field("level", "Level", |line| {
            Value::Level(line.rank, line.level.into()).into()
        })
        .names(),
        field("rank", "Rank", |line| u64::from(line.rank).into()).right(),
        field("exams", "Exams", |line| line.exams.into()).right(),
    ]
}

/// The columns of a list of roles.
pub(super) fn role_fields<'a>() -> Vec<Field<RoleLine<'a>>> {
    let field = field::<RoleLine<'a>>;
    vec![
        field("role", "Role", |line| line.role.into()).names(),
        field("certifications", "Certifications", |line| {
            line.certifications.into()
        })
        .right(),
    ]
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
    let cell = any(line.last_day());
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
