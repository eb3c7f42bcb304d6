//! What `list` answers: the rows of one kind of entry, filtered, grouped and sorted.

mod filter;
mod lines;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::str::FromStr;

use jiff::civil::Date;
use thiserror::Error;

use crate::answer::list::filter::Filter;
pub(crate) use crate::answer::list::lines::{
    CertificationLine, ExamLine, LevelLine, ProviderLine, RoleLine,
};
use crate::answer::list::lines::{
    EntryLine, certification_fields, exam_fields, level_fields, provider_fields, role_fields,
};
use crate::answer::marks::Marks;
use crate::answer::rules::leads_to;
use crate::answer::show::ShownLine;
use crate::answer::table::{Column, Field, Line, Table};
use crate::answer::words::counted;
use crate::catalog::model::{Catalog, CertIndex, Entry, ExamIndex, ProviderIndex};
use crate::catalog::similar::similarity;
use crate::catalog::status::Status;
use crate::plan::wants::same_spelling;
use crate::resolve::shown;

/// What can be listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Kind {
    /// What one takes.
    #[default]
    Exams,
    /// What one earns.
    Certifications,
    /// The providers.
    Providers,
    /// The providers' levels.
    Levels,
    /// The roles that certifications are for.
    Roles,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 5] = [
        Self::Exams,
        Self::Certifications,
        Self::Providers,
        Self::Levels,
        Self::Roles,
    ];

    /// Returns its word on a command line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Certifications => "certs",
            Self::Exams | Self::Providers | Self::Levels | Self::Roles => self.key(),
        }
    }

    /// Returns the name of the list of rows in a JSON answer.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Exams => "exams",
            Self::Certifications => "certifications",
            Self::Providers => "providers",
            Self::Levels => "levels",
            Self::Roles => "roles",
        }
    }

    /// Returns the columns of its lists: their names are what `--columns` and `--sort` take.
    #[must_use]
    pub fn columns(self) -> Vec<Column> {
        fn of<T>(fields: Vec<Field<T>>) -> Vec<Column> {
            fields.into_iter().map(|field| field.column).collect()
        }
        match self {
            Self::Exams => of(exam_fields()),
            Self::Certifications => of(certification_fields()),
            Self::Providers => of(provider_fields()),
            Self::Levels => of(level_fields()),
            Self::Roles => of(role_fields()),
        }
    }
}

impl FromStr for Kind {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let called = |kind: &Self| text == kind.word() || text == kind.key();
        Self::ALL.into_iter().find(called).ok_or(())
    }
}

/// Which states are listed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Statuses {
    /// What can be taken or earned on the day.
    #[default]
    Open,
    /// These.
    Only(Vec<Status>),
    /// Every one, what can only be held included.
    All,
}

impl Statuses {
    /// Returns whether entries in the state are listed.
    #[must_use]
    pub fn contain(&self, status: Status) -> bool {
        match self {
            Self::Open => status.is_open(),
            Self::Only(statuses) => statuses.contains(&status),
            Self::All => true,
        }
    }
}

/// What is to be listed. An empty filter lets everything through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    pub kind: Kind,
    /// Each must be part of a code, id, title, alias or role, case aside.
    pub words: Vec<String>,
    /// Levels, of which an entry has one.
    pub levels: Vec<String>,
    /// Ids or names of providers, of which an entry has one.
    pub providers: Vec<String>,
    /// Roles, of which an entry serves one; an exam by the certifications that it leads to.
    pub roles: Vec<String>,
    pub statuses: Statuses,
    /// Fields to keep, in this order.
    pub columns: Vec<String>,
    /// The field to sort by. Without it rows stand by provider, level and name.
    pub sort: Option<String>,
    /// The day on which states and rules are looked at.
    pub as_of: Date,
    /// What is held, to be marked.
    pub marks: Marks,
}

impl Selection {
    /// Unmet for all of a kind that can be taken or earned on `as_of`.
    #[must_use]
    pub fn of(kind: Kind, as_of: Date) -> Self {
        Self {
            kind,
            words: Vec::new(),
            levels: Vec::new(),
            providers: Vec::new(),
            roles: Vec::new(),
            statuses: Statuses::Open,
            columns: Vec::new(),
            sort: None,
            as_of,
            marks: Marks::default(),
        }
    }
}

/// A filter that names what does not exist. Data only: message and hint are made of it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("no {what} is called `{given}`")]
pub struct UnknownFilter {
    /// `level`, `provider`, `role` or `column`.
    pub what: &'static str,
    /// What was asked, ready to be printed.
    pub given: String,
    /// At most five names that are like it, the most alike first.
    pub nearest: Vec<String>,
}

impl UnknownFilter {
    /// Returns what to type instead, or where to look it up.
    #[must_use]
    pub fn hint(&self) -> String {
        let names: Vec<String> = self
            .nearest
            .iter()
            .map(|name| format!("`{name}`"))
            .collect();
        match (names.split_last(), self.what) {
            (Some((last, [])), _) => format!("did you mean {last}?"),
            (Some((last, rest)), _) => format!("did you mean {} or {last}?", rest.join(", ")),
            (None, "column") => "`--columns help` lists them".to_owned(),
            (None, what) => format!("`certpath list {what}s` shows what there is"),
        }
    }
}

/// What `list` answers.
#[derive(Debug, Clone)]
pub struct Listing<'a> {
    pub lines: Lines<'a>,
    /// The names of the columns that were listed, in this order; none: all of them.
    pub columns: Vec<String>,
    /// Whether exams and certifications stand together by provider and level.
    grouped: bool,
    /// What is counted in place of a list that would be longer than a screen.
    overview_of: Option<Kind>,
    /// How many retired ones were left out where nothing else was found.
    pub retired: usize,
}

/// The lines of a list.
#[derive(Debug, Clone)]
pub enum Lines<'a> {
    Exams(Vec<ExamLine<'a>>),
    Certifications(Vec<CertificationLine<'a>>),
    Providers(Vec<ProviderLine<'a>>),
    Levels(Vec<LevelLine<'a>>),
    Roles(Vec<RoleLine<'a>>),
}

/// Lists what is listed.
///
/// # Errors
///
/// [`UnknownFilter`] if a level, provider, role or column does not exist.
pub fn list<'a>(catalog: &'a Catalog, selection: &Selection) -> Result<Listing<'a>, UnknownFilter> {
    let filter = Filter::new(catalog, selection)?;
    let all = selection.kind.columns();
    let columns = selection.columns.iter();
    let columns = columns.map(|given| Ok(all[column_place(&all, given)?].key.to_string()));
    let columns = columns.collect::<Result<_, _>>()?;
    let sort = match selection.sort.as_deref() {
        Some(given) => Some(Sort::read(&all, given)?),
        None => None,
    };
    let mut retired = 0;
    let lines = match selection.kind {
        Kind::Exams => {
            let lines = marked(filter.exams(), &selection.marks);
            if lines.is_empty() {
                retired = filter.retired(filter.exam_entries());
            }
            Lines::Exams(sorted(lines, &exam_fields(), sort))
        }
        Kind::Certifications => {
            let lines = marked(filter.certifications(), &selection.marks);
            if lines.is_empty() {
                retired = filter.retired(filter.certification_entries());
            }
            Lines::Certifications(sorted(lines, &certification_fields(), sort))
        }
        Kind::Providers => Lines::Providers(sorted(filter.providers(), &provider_fields(), sort)),
        Kind::Levels => Lines::Levels(sorted(filter.levels(), &level_fields(), sort)),
        Kind::Roles => Lines::Roles(sorted(filter.roles(), &role_fields(), sort)),
    };
    Ok(Listing {
        lines,
        columns,
        grouped: sort.is_none() && selection.columns.is_empty(),
        overview_of: None,
        retired,
    })
}

/// Counts by provider what a list of all would have, and says how to list some of it.
///
/// # Errors
///
/// [`UnknownFilter`] if a level, provider or role does not exist.
pub fn overview<'a>(
    catalog: &'a Catalog,
    selection: &Selection,
) -> Result<Listing<'a>, UnknownFilter> {
    let filter = Filter::new(catalog, selection)?;
    Ok(Listing {
        lines: Lines::Providers(filter.providers()),
        overview_of: Some(selection.kind),
        columns: Vec::new(),
        grouped: false,
        retired: 0,
    })
}

/// Returns the exams or certifications that are listed, by provider, level and name.
///
/// # Errors
///
/// [`UnknownFilter`] if a level, provider or role does not exist.
pub fn entries(catalog: &Catalog, selection: &Selection) -> Result<Vec<Entry>, UnknownFilter> {
    let filter = Filter::new(catalog, selection)?;
    Ok(match selection.kind {
        Kind::Exams => filter.taken(filter.exam_entries()),
        Kind::Certifications => filter.taken(filter.certification_entries()),
        Kind::Providers | Kind::Levels | Kind::Roles => Vec::new(),
    })
}

/// Returns the certifications that are listed, by provider, level and name.
///
/// # Errors
///
/// [`UnknownFilter`] if a level, provider or role does not exist.
pub fn certifications(
    catalog: &Catalog,
    selection: &Selection,
) -> Result<Vec<CertIndex>, UnknownFilter> {
    let lines = Filter::new(catalog, selection)?.certifications();
    Ok(lines.into_iter().map(|line| line.index).collect())
}

/// Returns the line of an exam as in a list of all.
#[must_use]
pub(crate) fn exam_line(catalog: &Catalog, index: ExamIndex, as_of: Date) -> ExamLine<'_> {
    ExamLine {
        catalog,
        index,
        status: catalog.status(Entry::Exam(index), as_of),
        certifications: std::mem::take(&mut leads_to(catalog, as_of)[index.0 as usize]),
        mark: None,
    }
}

/// Returns a table of one exam or certification, as in a list of all.
pub(crate) fn one_row<'s>(line: &'s ShownLine<'_>) -> Table<'s> {
    let mut table = match line {
        ShownLine::Exam(line) => Table::of(&exam_fields(), std::slice::from_ref(line)),
        ShownLine::Certification(line) => {
            Table::of(&certification_fields(), std::slice::from_ref(line))
        }
    };
    if line.mark().is_none() {
        table.drop_columns(&["held", "held_until"]);
    }
    table
}

/// By what a list is sorted.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sort {
    /// The place of a column.
    by: usize,
    descending: bool,
}

impl Sort {
    /// Reads the name of a column; a hyphen before it turns the order.
    pub(crate) fn read(columns: &[Column], given: &str) -> Result<Self, UnknownFilter> {
        let given = given.trim_start();
        let name = given.strip_prefix('-');
        Ok(Self {
            by: column_place(columns, name.unwrap_or(given))?,
            descending: name.is_some(),
        })
    }
}

fn marked<T: EntryLine>(mut lines: Vec<T>, marks: &Marks) -> Vec<T> {
    for line in &mut lines {
        *line.mark() = marks.of(line.entry());
    }
    lines
}

pub(crate) fn sorted<T>(mut lines: Vec<T>, fields: &[Field<T>], sort: Option<Sort>) -> Vec<T> {
    if let Some(Sort { by, descending }) = sort {
        let cell = fields[by].cell;
        lines.sort_by(|a, b| cell(a).value.compare(&cell(b).value, descending));
    }
    lines
}

impl Lines<'_> {
    /// Returns how many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::Exams(lines) => lines.len(),
            Self::Certifications(lines) => lines.len(),
            Self::Providers(lines) => lines.len(),
            Self::Levels(lines) => lines.len(),
            Self::Roles(lines) => lines.len(),
        }
    }

    /// Returns whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Listing<'_> {
    /// Returns the list as rows.
    #[must_use]
    pub fn table(&self) -> Table<'_> {
        let mut table = match &self.lines {
            Lines::Exams(lines) => self.of_entries(lines, &exam_fields(), "exam"),
            Lines::Certifications(lines) => {
                self.of_entries(lines, &certification_fields(), "certification")
            }
            Lines::Providers(lines) => Table::of(&provider_fields(), lines),
            Lines::Levels(lines) => Table::of(&level_fields(), lines),
            Lines::Roles(lines) => Table::of(&role_fields(), lines),
        };
        if !self.columns.is_empty() {
            table.choose(&self.columns);
            table.below.clear();
        }
        if let Some(kind) = self.overview_of {
            let list = format!("certpath list {}", kind.word());
            table.below = vec![
                Line::aside(format!("`{list} --provider ID` lists those of a provider,")),
                Line::aside(format!(
                    "`{list} WORD` those that have a word, `{list} | less` all"
                )),
            ];
        }
        if table.rows.is_empty() {
            table.below = vec![Line::text(self.nothing_found())];
        }
        table
    }

    /// Returns the sentence on a list that is empty.
    #[must_use]
    pub fn nothing_found(&self) -> String {
        match self.retired {
            0 => "Nothing found".to_owned(),
            retired => format!("Nothing found but {retired} retired: `--status all` lists them"),
        }
    }

    fn of_entries<'s, T: EntryLine>(
        &'s self,
        lines: &'s [T],
        fields: &[Field<T>],
        what: &str,
    ) -> Table<'s> {
        let mut table = Table::of(fields, lines);
        if self.columns.is_empty() && lines.iter().all(|line| line.marked().is_none()) {
            table.drop_columns(&["held", "held_until"]);
        }
        if self.grouped {
            // The headings of groups say these.
            table.hide_on_terminal(&["provider", "level"]);
        }
        for (row, line) in table.rows.iter_mut().zip(lines) {
            let (catalog, facts) = (line.catalog(), line.facts());
            let provider = &catalog.provider(facts.provider).name;
            let group = format!("{provider}, {}", catalog.level(line.entry()).name);
            row.group = self.grouped.then_some(group);
            row.link = Some((&*facts.page).into());
        }
        table.below = vec![Line::aside(counted(lines.len() as u64, what))];
        table
    }
}

pub(crate) fn column_place(all: &[Column], given: &str) -> Result<usize, UnknownFilter> {
    let wanted = spelled(given).replace('-', "_");
    let place = all.iter().position(|column| column.key == wanted);
    place.ok_or_else(|| unknown("column", given, all.iter().map(|column| &*column.key)))
}

/// Lower case, blanks as hyphens: how levels and roles are written.
fn spelled(text: &str) -> String {
    text.trim().to_lowercase().replace(' ', "-")
}

fn unknown<'n>(
    what: &'static str,
    given: &str,
    names: impl IntoIterator<Item = &'n str>,
) -> UnknownFilter {
    let spelled = spelled(given);
    let mut alike: Vec<(f64, &str)> = names
        .into_iter()
        .filter_map(|name| Some((similarity(&spelled, &name.to_lowercase())?, name)))
        .collect();
    alike.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    alike.dedup_by(|a, b| a.1 == b.1);
    UnknownFilter {
        what,
        given: shown(given),
        nearest: alike
            .iter()
            .take(5)
            .map(|(_, name)| (*name).to_owned())
            .collect(),
    }
}

/// Returns the names that are listed, spelled as they are compared, if they all exist.
fn known(
    what: &'static str,
    given: &[String],
    names: &BTreeSet<&str>,
) -> Result<Vec<String>, UnknownFilter> {
    let exists = |wanted: &str| names.iter().any(|name| spelled(name) == wanted);
    let find = |given: &String| {
        let wanted = spelled(given);
        if exists(&wanted) {
            Ok(wanted)
        } else {
            Err(unknown(what, given, names.iter().copied()))
        }
    };
    given.iter().map(find).collect()
}

/// Finds the level that is listed among those of all providers.
pub(crate) fn level<'a>(catalog: &'a Catalog, given: &str) -> Result<&'a str, UnknownFilter> {
    let mut levels = levels(catalog);
    let found = levels.clone().find(|level| same_spelling(level, given));
    found.ok_or_else(|| unknown("level", given, &mut levels))
}

/// Finds the role that is listed among those of all certifications.
pub(crate) fn role<'a>(catalog: &'a Catalog, given: &str) -> Result<&'a str, UnknownFilter> {
    let mut roles = roles(catalog);
    let found = roles.clone().find(|role| same_spelling(role, given));
    found.ok_or_else(|| unknown("role", given, &mut roles))
}

/// Finds the provider that is listed by id or name.
pub(crate) fn provider(catalog: &Catalog, given: &str) -> Result<ProviderIndex, UnknownFilter> {
    let given = given.trim();
    let mut providers = (0..).map(ProviderIndex).zip(catalog.providers.iter());
    let found = providers.find(|(_, provider)| {
        let mut names = provider.names();
        names.any(|name| name.eq_ignore_ascii_case(given) || same_spelling(name, given))
    });
    let ids = catalog.providers.iter().map(|provider| &*provider.id);
    let found = found.map(|(index, _)| index);
    found.ok_or_else(|| unknown("provider", given, ids))
}

fn levels(catalog: &Catalog) -> impl Iterator<Item = &str> + Clone {
    let levels = catalog.providers.iter().flat_map(|one| one.levels.iter());
    levels.map(|level| &*level.name)
}

fn roles(catalog: &Catalog) -> impl Iterator<Item = &str> + Clone {
    let certifications = catalog.certifications.iter();
    let roles = certifications.flat_map(|certification| certification.roles.iter());
    roles.map(|role| &**role)
}

fn provider_id<'a>(catalog: &'a Catalog, given: &str) -> Result<&'a str, UnknownFilter> {
    let wanted = given.trim().to_lowercase();
    let called = |text: &str| text.to_lowercase() == wanted;
    let mut providers = catalog.providers.iter();
    let found = providers.find(|provider| provider.names().any(called));
    let ids = catalog.providers.iter().map(|provider| &*provider.id);
    let found = found.map(|provider| &*provider.id);
    found.ok_or_else(|| unknown("provider", given, ids))
}
