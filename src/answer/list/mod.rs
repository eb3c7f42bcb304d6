//! What `list` answers: the rows of one kind of entry, filtered, grouped and sorted.

mod filter;
mod rows;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::str::FromStr;

use jiff::civil::Date;
use thiserror::Error;

use crate::answer::list::filter::Filter;
pub use crate::answer::list::rows::{own_exams, required_by, row, rule_text};
use crate::catalog::date::PartialDate;
use crate::catalog::model::{Catalog, Cents, Entry, ProviderIndex};
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

    /// Returns the word that asks for it on a command line.
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

    /// Returns the names of a row's fields, in the order in which they are written.
    #[must_use]
    pub fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Exams => &[
                "code",
                "title",
                "provider",
                "level",
                "status",
                "available",
                "retires",
                "replaced_by",
                "price_usd",
                "course_days",
                "certifications",
                "url",
            ],
            Self::Certifications => &[
                "id",
                "title",
                "provider",
                "level",
                "roles",
                "status",
                "requires",
                "exams",
                "retires",
                "replaced_by",
                "valid_months",
                "renewal",
                "url",
            ],
            Self::Providers => &["id", "name", "exams", "certifications"],
            Self::Levels => &["provider", "level", "rank", "exams"],
            Self::Roles => &["role", "certifications"],
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
}

impl Selection {
    /// Asks for all of a kind that can be taken or earned on `as_of`.
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
        }
    }
}

/// A filter that names what does not exist. Data only: message and hint are told from it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("no {what} is called `{asked}`")]
pub struct UnknownFilter {
    /// `level`, `provider`, `role` or `column`.
    pub what: &'static str,
    /// What was asked, ready to be printed.
    pub asked: String,
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
            (None, "column") => "columns are named as in `--format json`".to_owned(),
            (None, what) => format!("`certpath list {what}s` shows what there is"),
        }
    }
}

/// One field of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value<'a> {
    /// Not known, or there is none.
    Unknown,
    Text(Cow<'a, str>),
    Texts(Vec<Cow<'a, str>>),
    Date(PartialDate),
    Number(u64),
    Price(Cents),
}

impl Value<'_> {
    fn or_unknown<T>(value: Option<T>, make: impl FnOnce(T) -> Self) -> Self {
        value.map_or(Self::Unknown, make)
    }

    /// Orders two fields of a column; what is unknown comes last.
    fn compare(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Unknown, Self::Unknown) => Ordering::Equal,
            (Self::Unknown, _) => Ordering::Greater,
            (_, Self::Unknown) => Ordering::Less,
            (Self::Text(a), Self::Text(b)) => a.cmp(b),
            (Self::Texts(a), Self::Texts(b)) => a.cmp(b),
            (Self::Date(a), Self::Date(b)) => {
                (a.first_day(), a.last_day()).cmp(&(b.first_day(), b.last_day()))
            }
            (Self::Number(a), Self::Number(b)) => a.cmp(b),
            (Self::Price(a), Self::Price(b)) => a.cmp(b),
            // One column holds one kind of field.
            (
                Self::Text(_) | Self::Texts(_) | Self::Date(_) | Self::Number(_) | Self::Price(_),
                _,
            ) => Ordering::Equal,
        }
    }
}

/// One line of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row<'a> {
    /// What names it alone: its code, id, level or role.
    pub id: Cow<'a, str>,
    /// The exam or certification that it tells of.
    pub entry: Option<Entry>,
    pub status: Option<Status>,
    /// One field for each of the columns.
    pub values: Vec<Value<'a>>,
}

/// What `list` answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing<'a> {
    pub kind: Kind,
    pub columns: Vec<&'static str>,
    /// Whether the columns were asked for.
    pub chosen: bool,
    /// Whether exams and certifications stand together by provider and level.
    pub grouped: bool,
    pub rows: Vec<Row<'a>>,
}

impl Listing<'_> {
    /// Keeps the columns at these places, in this order.
    fn keep(&mut self, places: &[usize]) {
        let kept = places.iter();
        self.columns = kept.map(|&place| self.columns[place]).collect();
        for row in &mut self.rows {
            let kept = places.iter();
            row.values = kept.map(|&place| row.values[place].clone()).collect();
        }
    }
}

/// Lists what is asked for.
///
/// # Errors
///
/// [`UnknownFilter`] if a level, provider, role or column does not exist.
pub fn list<'a>(catalog: &'a Catalog, selection: &Selection) -> Result<Listing<'a>, UnknownFilter> {
    let filter = Filter::new(catalog, selection)?;
    let all = selection.kind.columns();
    let sort = match &selection.sort {
        Some(column) => Some(column_place(all, column)?),
        None => None,
    };
    let places = selection.columns.iter();
    let places: Vec<usize> = places
        .map(|column| column_place(all, column))
        .collect::<Result<_, _>>()?;
    let mut rows = match selection.kind {
        Kind::Exams => filter.exams(),
        Kind::Certifications => filter.certifications(),
        Kind::Providers => filter.providers(),
        Kind::Levels => filter.levels(),
        Kind::Roles => filter.roles(),
    };
    if let Some(place) = sort {
        rows.sort_by(|a, b| a.values[place].compare(&b.values[place]));
    }
    let mut listing = Listing {
        kind: selection.kind,
        columns: all.to_vec(),
        chosen: !places.is_empty(),
        grouped: sort.is_none() && matches!(selection.kind, Kind::Exams | Kind::Certifications),
        rows,
    };
    if listing.chosen {
        listing.keep(&places);
    }
    Ok(listing)
}

fn column_place(all: &[&'static str], asked: &str) -> Result<usize, UnknownFilter> {
    let wanted = spelled(asked).replace('-', "_");
    let place = all.iter().position(|column| *column == wanted);
    place.ok_or_else(|| unknown("column", asked, all.iter().copied()))
}

/// Lower case, blanks as hyphens: how levels and roles are written.
fn spelled(text: &str) -> String {
    text.trim().to_lowercase().replace(' ', "-")
}

fn unknown<'n>(
    what: &'static str,
    asked: &str,
    names: impl IntoIterator<Item = &'n str>,
) -> UnknownFilter {
    /// Below this two names have little in common.
    const ALIKE: f64 = 0.8;
    let spelled = spelled(asked);
    let mut alike: Vec<(f64, &str)> = names
        .into_iter()
        .map(|name| (strsim::jaro_winkler(&spelled, &name.to_lowercase()), name))
        .filter(|(likeness, _)| *likeness >= ALIKE)
        .collect();
    alike.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    alike.dedup_by(|a, b| a.1 == b.1);
    UnknownFilter {
        what,
        asked: shown(asked),
        nearest: alike
            .iter()
            .take(5)
            .map(|(_, name)| (*name).to_owned())
            .collect(),
    }
}

/// Returns the names that are asked for, spelled as they are compared, if they all exist.
fn known(
    what: &'static str,
    asked: &[String],
    names: &BTreeSet<&str>,
) -> Result<Vec<String>, UnknownFilter> {
    let exists = |wanted: &str| names.iter().any(|name| spelled(name) == wanted);
    let find = |asked: &String| {
        let wanted = spelled(asked);
        if exists(&wanted) {
            Ok(wanted)
        } else {
            Err(unknown(what, asked, names.iter().copied()))
        }
    };
    asked.iter().map(find).collect()
}

/// Finds the level that is asked for among those of all providers.
pub(crate) fn level<'a>(catalog: &'a Catalog, asked: &str) -> Result<&'a str, UnknownFilter> {
    let mut levels = levels(catalog);
    let found = levels.clone().find(|level| same_spelling(level, asked));
    found.ok_or_else(|| unknown("level", asked, &mut levels))
}

/// Finds the role that is asked for among those of all certifications.
pub(crate) fn role<'a>(catalog: &'a Catalog, asked: &str) -> Result<&'a str, UnknownFilter> {
    let mut roles = roles(catalog);
    let found = roles.clone().find(|role| same_spelling(role, asked));
    found.ok_or_else(|| unknown("role", asked, &mut roles))
}

/// Finds the provider that is asked for by id or name.
pub(crate) fn provider(catalog: &Catalog, asked: &str) -> Result<ProviderIndex, UnknownFilter> {
    let asked = asked.trim();
    let mut providers = (0..).map(ProviderIndex).zip(catalog.providers.iter());
    let found = providers.find(|(_, provider)| {
        provider.id.eq_ignore_ascii_case(asked) || same_spelling(&provider.name, asked)
    });
    let ids = catalog.providers.iter().map(|provider| &*provider.id);
    let found = found.map(|(index, _)| index);
    found.ok_or_else(|| unknown("provider", asked, ids))
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

fn provider_id<'a>(catalog: &'a Catalog, asked: &str) -> Result<&'a str, UnknownFilter> {
    let wanted = asked.trim().to_lowercase();
    let called = |text: &str| text.to_lowercase() == wanted;
    let found = catalog
        .providers
        .iter()
        .find(|provider| called(&provider.id) || called(&provider.name));
    let ids = catalog.providers.iter().map(|provider| &*provider.id);
    let found = found.map(|provider| &*provider.id);
    found.ok_or_else(|| unknown("provider", asked, ids))
}
