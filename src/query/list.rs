//! What `list` answers: the rows of one kind of entry, filtered, grouped and sorted.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

use jiff::civil::Date;
use thiserror::Error;

use super::{exams_in, names, renewal_word, rules_on};
use crate::catalog::date::PartialDate;
use crate::catalog::model::{
    Catalog, Cents, CertIndex, Entry, ExamIndex, Facts, ProviderIndex, Validity,
};
use crate::catalog::status::Status;
use crate::plan::wants::same_spelling;
use crate::resolve::shown;

/// What can be listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Kind {
    /// What one sits.
    #[default]
    Exams,
    /// What one earns.
    Certifications,
    /// The vendors.
    Providers,
    /// The vendors' levels.
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
    /// What can be sat or earned on the day.
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
    /// Ids or names of vendors, of which an entry has one.
    pub providers: Vec<String>,
    /// Roles, of which an entry serves one; an exam by the certifications that it leads to.
    pub roles: Vec<String>,
    pub statuses: Statuses,
    /// Fields to keep, in this order.
    pub columns: Vec<String>,
    /// The field to sort by. Without it rows stand by vendor, level and name.
    pub sort: Option<String>,
    /// The day on which states and rules are looked at.
    pub as_of: Date,
}

impl Selection {
    /// Asks for all of a kind that can be sat or earned on `as_of`.
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
    /// Whether exams and certifications stand together by vendor and level.
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

/// Finds the level that is asked for among those of all vendors.
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

/// Finds the vendor that is asked for by id or name.
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

/// A selection whose names are known to exist.
struct Filter<'a> {
    catalog: &'a Catalog,
    as_of: Date,
    words: Vec<String>,
    levels: Vec<String>,
    /// Their ids.
    providers: Vec<&'a str>,
    roles: Vec<String>,
    statuses: Statuses,
    /// For each exam the certifications that it leads to.
    leads_to: Vec<Vec<CertIndex>>,
}

impl<'a> Filter<'a> {
    fn new(catalog: &'a Catalog, selection: &Selection) -> Result<Self, UnknownFilter> {
        let words = selection.words.iter();
        let providers = selection.providers.iter();
        let levels: BTreeSet<&str> = levels(catalog).collect();
        let roles: BTreeSet<&str> = roles(catalog).collect();
        Ok(Self {
            catalog,
            as_of: selection.as_of,
            words: words.map(|word| word.to_lowercase()).collect(),
            levels: known("level", &selection.levels, &levels)?,
            providers: providers
                .map(|asked| provider_id(catalog, asked))
                .collect::<Result<_, _>>()?,
            roles: known("role", &selection.roles, &roles)?,
            statuses: selection.statuses.clone(),
            leads_to: leads_to(catalog, selection.as_of),
        })
    }

    fn takes(&self, entry: Entry, status: Status) -> bool {
        let facts = self.catalog.facts(entry);
        self.statuses.contain(status)
            && self.takes_provider(&self.catalog.provider(facts.provider).id)
            && self.takes_level(&self.catalog.level(entry).name)
            && self.takes_roles(entry)
            && self.takes_words(entry, facts)
    }

    fn takes_provider(&self, id: &str) -> bool {
        self.providers.is_empty() || self.providers.contains(&id)
    }

    fn takes_level(&self, level: &str) -> bool {
        self.levels.is_empty() || self.levels.contains(&spelled(level))
    }

    fn takes_roles(&self, entry: Entry) -> bool {
        let has = |role: &str| self.roles.contains(&spelled(role));
        self.roles.is_empty() || self.serves(entry).any(has)
    }

    /// The roles of a certification, or of what an exam leads to.
    fn serves(&self, entry: Entry) -> impl Iterator<Item = &'a str> {
        let indices = match entry {
            Entry::Exam(exam) => self.leads_to[exam.0 as usize].clone(),
            Entry::Certification(index) => vec![index],
        };
        let roles = |index: CertIndex| self.catalog.certification(index).roles.iter();
        indices.into_iter().flat_map(roles).map(|role| &**role)
    }

    fn takes_words(&self, entry: Entry, facts: &Facts) -> bool {
        if self.words.is_empty() {
            return true;
        }
        let mut texts = vec![
            self.catalog.bare_name(entry).to_lowercase(),
            facts.title.to_lowercase(),
        ];
        texts.extend(facts.aliases.iter().map(|alias| alias.to_lowercase()));
        texts.extend(self.serves(entry).map(str::to_lowercase));
        self.all_words_in(&texts)
    }

    fn all_words_in(&self, texts: &[String]) -> bool {
        let within = |word: &String| texts.iter().any(|text| text.contains(word.as_str()));
        self.words.iter().all(within)
    }

    /// Entries by vendor, level and name.
    fn taken(&self, entries: impl Iterator<Item = Entry>) -> Vec<(Entry, Status)> {
        let mut taken: Vec<(Entry, Status)> = entries
            .map(|entry| (entry, self.catalog.status(entry, self.as_of)))
            .filter(|&(entry, status)| self.takes(entry, status))
            .collect();
        let key = |entry: Entry| {
            let facts = self.catalog.facts(entry);
            let rank = self.catalog.level(entry).rank;
            (
                facts.provider,
                rank,
                facts.level,
                self.catalog.bare_name(entry),
            )
        };
        taken.sort_by(|a, b| key(a.0).cmp(&key(b.0)));
        taken
    }

    fn exams(&self) -> Vec<Row<'a>> {
        let entries = self.catalog.exam_indices().map(Entry::Exam);
        self.rows(entries)
    }

    fn certifications(&self) -> Vec<Row<'a>> {
        let entries = self.catalog.certification_indices();
        self.rows(entries.map(Entry::Certification))
    }

    fn rows(&self, entries: impl Iterator<Item = Entry>) -> Vec<Row<'a>> {
        let taken = self.taken(entries).into_iter();
        taken
            .map(|(entry, status)| match entry {
                Entry::Exam(index) => exam_row(
                    self.catalog,
                    index,
                    status,
                    &self.leads_to[index.0 as usize],
                ),
                Entry::Certification(index) => {
                    certification_row(self.catalog, index, status, self.as_of)
                }
            })
            .collect()
    }

    /// How many exams and certifications each vendor has of those that are asked for.
    fn providers(&self) -> Vec<Row<'a>> {
        let mut counts = vec![(0_u64, 0_u64); self.catalog.providers.len()];
        for index in self.catalog.exam_indices() {
            let entry = Entry::Exam(index);
            if self.counts(entry) {
                counts[self.catalog.facts(entry).provider.0 as usize].0 += 1;
            }
        }
        for index in self.catalog.certification_indices() {
            let entry = Entry::Certification(index);
            if self.counts(entry) {
                counts[self.catalog.facts(entry).provider.0 as usize].1 += 1;
            }
        }
        let rows = self.catalog.providers.iter().zip(counts);
        rows.filter(|(provider, counts)| {
            let texts = [provider.id.to_lowercase(), provider.name.to_lowercase()];
            // A vendor of things that can only be held has nothing to list but with all states.
            let listed = *counts != (0, 0) || !self.narrows() && provider.id != "external";
            listed && self.takes_provider(&provider.id) && self.all_words_in(&texts)
        })
        .map(|(provider, (exams, certifications))| Row {
            id: Cow::Borrowed(&*provider.id),
            entry: None,
            status: None,
            values: vec![
                Value::Text(Cow::Borrowed(&provider.id)),
                Value::Text(Cow::Borrowed(&provider.name)),
                Value::Number(exams),
                Value::Number(certifications),
            ],
        })
        .collect()
    }

    /// Whether an entry is counted; words are for the name of what counts it.
    fn counts(&self, entry: Entry) -> bool {
        self.statuses
            .contain(self.catalog.status(entry, self.as_of))
            && self.takes_level(&self.catalog.level(entry).name)
            && self.takes_roles(entry)
    }

    /// Whether a vendor or level of which nothing is left is not worth a row.
    fn narrows(&self) -> bool {
        !self.levels.is_empty() || !self.roles.is_empty() || self.statuses != Statuses::Open
    }

    fn levels(&self) -> Vec<Row<'a>> {
        let mut counts: Vec<Vec<u64>> = self
            .catalog
            .providers
            .iter()
            .map(|provider| vec![0; provider.levels.len()])
            .collect();
        for index in self.catalog.exam_indices() {
            let entry = Entry::Exam(index);
            if self.counts(entry) {
                let facts = self.catalog.facts(entry);
                counts[facts.provider.0 as usize][facts.level as usize] += 1;
            }
        }
        let mut rows = Vec::new();
        for (provider, counts) in self.catalog.providers.iter().zip(counts) {
            let mut levels: Vec<_> = provider.levels.iter().zip(counts).collect();
            levels.sort_by_key(|(level, _)| level.rank);
            for (level, exams) in levels {
                let texts = [provider.id.to_lowercase(), level.name.to_lowercase()];
                let listed = exams > 0 || !self.narrows() && provider.id != "external";
                let taken = self.takes_provider(&provider.id) && self.takes_level(&level.name);
                if listed && taken && self.all_words_in(&texts) {
                    rows.push(Row {
                        id: Cow::Borrowed(&*level.name),
                        entry: None,
                        status: None,
                        values: vec![
                            Value::Text(Cow::Borrowed(&provider.id)),
                            Value::Text(Cow::Borrowed(&level.name)),
                            Value::Number(level.rank.into()),
                            Value::Number(exams),
                        ],
                    });
                }
            }
        }
        rows
    }

    fn roles(&self) -> Vec<Row<'a>> {
        let mut counts: BTreeMap<&'a str, u64> = BTreeMap::new();
        for index in self.catalog.certification_indices() {
            let entry = Entry::Certification(index);
            let provider = self.catalog.facts(entry).provider;
            if self.counts(entry) && self.takes_provider(&self.catalog.provider(provider).id) {
                for role in self.catalog.certification(index).roles.iter() {
                    *counts.entry(role).or_default() += 1;
                }
            }
        }
        let taken = |role: &str| {
            let asked = self.roles.is_empty() || self.roles.contains(&spelled(role));
            asked && self.all_words_in(&[role.to_lowercase()])
        };
        let rows = counts.into_iter().filter(|(role, _)| taken(role));
        rows.map(|(role, certifications)| Row {
            id: Cow::Borrowed(role),
            entry: None,
            status: None,
            values: vec![
                Value::Text(Cow::Borrowed(role)),
                Value::Number(certifications),
            ],
        })
        .collect()
    }
}

/// Returns the line of an exam or a certification as in a list of all.
#[must_use]
pub fn row(catalog: &Catalog, entry: Entry, as_of: Date) -> Row<'_> {
    let status = catalog.status(entry, as_of);
    match entry {
        Entry::Exam(index) => {
            let leads_to = &leads_to(catalog, as_of)[index.0 as usize];
            exam_row(catalog, index, status, leads_to)
        }
        Entry::Certification(index) => certification_row(catalog, index, status, as_of),
    }
}

fn exam_row<'a>(
    catalog: &'a Catalog,
    index: ExamIndex,
    status: Status,
    leads_to: &[CertIndex],
) -> Row<'a> {
    let exam = catalog.exam(index);
    let facts = &exam.facts;
    let entry = Entry::Exam(index);
    let id = catalog.name(entry);
    let values = vec![
        Value::Text(id.clone()),
        Value::Text(Cow::Borrowed(&facts.title)),
        provider_of(catalog, entry),
        level_of(catalog, entry),
        Value::Text(Cow::Borrowed(status.word())),
        Value::or_unknown(facts.available, Value::Date),
        Value::or_unknown(facts.retires, Value::Date),
        named(catalog, exam.replaced_by.iter().copied()),
        Value::or_unknown(exam.price, Value::Price),
        Value::or_unknown(exam.course_days, |days| Value::Number(days.into())),
        named(catalog, leads_to.iter().copied().map(Entry::Certification)),
        Value::Text(Cow::Borrowed(&facts.page)),
    ];
    Row {
        id,
        entry: Some(entry),
        status: Some(status),
        values,
    }
}

fn certification_row(catalog: &Catalog, index: CertIndex, status: Status, as_of: Date) -> Row<'_> {
    let certification = catalog.certification(index);
    let facts = &certification.facts;
    let entry = Entry::Certification(index);
    let id = catalog.name(entry);
    let roles = certification.roles.iter();
    let exams = own_exams(catalog, index, as_of);
    let requires = rule_text(catalog, index, as_of);
    let values = vec![
        Value::Text(id.clone()),
        Value::Text(Cow::Borrowed(&facts.title)),
        provider_of(catalog, entry),
        level_of(catalog, entry),
        Value::Texts(roles.map(|role| Cow::Borrowed(&**role)).collect()),
        Value::Text(Cow::Borrowed(status.word())),
        Value::or_unknown(requires, |text| Value::Text(Cow::Owned(text))),
        named(catalog, exams.into_iter().map(Entry::Exam)),
        Value::or_unknown(facts.retires, Value::Date),
        named(catalog, certification.replaced_by.iter().copied()),
        match certification.validity {
            Validity::Months(months) => Value::Number(months.into()),
            Validity::Never | Validity::Unknown => Value::Unknown,
        },
        Value::Text(Cow::Borrowed(renewal_word(certification.renewal))),
        Value::Text(Cow::Borrowed(&facts.page)),
    ];
    Row {
        id,
        entry: Some(entry),
        status: Some(status),
        values,
    }
}

fn provider_of(catalog: &Catalog, entry: Entry) -> Value<'_> {
    let provider = catalog.provider(catalog.facts(entry).provider);
    Value::Text(Cow::Borrowed(&provider.id))
}

fn level_of(catalog: &Catalog, entry: Entry) -> Value<'_> {
    Value::Text(Cow::Borrowed(&catalog.level(entry).name))
}

fn named(catalog: &Catalog, entries: impl Iterator<Item = Entry>) -> Value<'_> {
    Value::Texts(entries.map(|entry| catalog.name(entry)).collect())
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

/// Returns the requirement of a certification on `day` as text: of several rules in force any will do.
///
/// Nothing if no exam leads there or a rule could not be read from a source.
#[must_use]
pub fn rule_text(catalog: &Catalog, index: CertIndex, day: Date) -> Option<String> {
    let rules = rules_on(catalog, index, day);
    let requirements: Vec<_> = rules
        .iter()
        .filter_map(|rule| rule.requires.as_ref())
        .collect();
    let texts = requirements
        .iter()
        .map(|rule| catalog.requirement_text(rule));
    match requirements.as_slice() {
        [] => None,
        [only] => Some(catalog.requirement_text(only)),
        _ => Some(
            texts
                .map(|text| bracketed(&text))
                .collect::<Vec<_>>()
                .join(" or "),
        ),
    }
}

fn bracketed(text: &str) -> String {
    if text.contains(' ') {
        format!("({text})")
    } else {
        text.to_owned()
    }
}

/// Returns the exams that the rules of a certification on `day` name themselves, sorted.
#[must_use]
pub fn own_exams(catalog: &Catalog, index: CertIndex, day: Date) -> Vec<ExamIndex> {
    let mut exams = Vec::new();
    for rule in rules_on(catalog, index, day) {
        if let Some(requirement) = &rule.requires {
            exams_in(requirement, &mut |exam| exams.push(exam));
        }
    }
    exams.sort_unstable();
    exams.dedup();
    exams
}

/// Returns for each exam the certifications whose rules on `day` name it.
///
/// A retired exam that no rule of that day names has those that ever named it: what it once counted towards.
fn leads_to(catalog: &Catalog, day: Date) -> Vec<Vec<CertIndex>> {
    let mut now = vec![Vec::new(); catalog.exams.len()];
    let mut ever = vec![Vec::new(); catalog.exams.len()];
    for index in catalog.certification_indices() {
        for exam in own_exams(catalog, index, day) {
            now[exam.0 as usize].push(index);
        }
        for rule in catalog.certification(index).rules.iter() {
            if let Some(requirement) = &rule.requires {
                exams_in(requirement, &mut |exam| ever[exam.0 as usize].push(index));
            }
        }
    }
    for ((now, mut ever), exam) in now.iter_mut().zip(ever).zip(catalog.exams.iter()) {
        if now.is_empty() && exam.facts.is_retired_on(day) {
            ever.dedup();
            *now = ever;
        }
    }
    now
}

/// Returns what names `entry` on `day`: certifications by their rules, exams by what they ask for before one may sit them.
#[must_use]
pub fn required_by(catalog: &Catalog, entry: Entry, day: Date) -> Vec<Entry> {
    let exams = catalog.exam_indices().filter(|&index| {
        let requires = catalog.exam(index).requires.as_ref();
        requires.is_some_and(|requirement| names(requirement, entry))
    });
    let certifications = catalog.certification_indices().filter(|&index| {
        let rules = rules_on(catalog, index, day);
        let requirements = rules.iter().filter_map(|rule| rule.requires.as_ref());
        requirements
            .into_iter()
            .any(|requirement| names(requirement, entry))
    });
    let certifications = certifications.map(Entry::Certification);
    certifications.chain(exams.map(Entry::Exam)).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::sample::{catalog, certification_of, exam_of};
    use super::*;

    const TODAY: Date = date(2026, 11, 22);

    fn found(selection: &Selection) -> Vec<String> {
        let catalog = catalog();
        let listing = list(&catalog, selection).unwrap();
        listing.rows.iter().map(|row| row.id.to_string()).collect()
    }

    #[test]
    fn what_is_open_on_the_day_is_listed_by_vendor_level_and_name() {
        let today = found(&Selection::of(Kind::Exams, TODAY));
        let open = [
            "microsoft:AZ-900",
            "AI-200",
            "AZ-104",
            "AZ-305",
            "AZ-400",
            "zeta:AZ-900",
            "X-1",
        ];
        assert_eq!(today, open);
        let then = found(&Selection::of(Kind::Exams, date(2022, 3, 31)));
        assert!(then.contains(&"AZ-303".to_owned()) && !then.contains(&"AI-200".to_owned()));
    }

    #[test]
    fn states_can_be_asked_for() {
        let only = |status| {
            let statuses = Statuses::Only(vec![status]);
            found(&Selection {
                statuses,
                ..Selection::of(Kind::Exams, TODAY)
            })
        };
        assert_eq!(only(Status::Retired), ["AZ-204", "AZ-303", "AZ-304"]);
        assert_eq!(only(Status::Retiring), ["AZ-400"]);
        assert_eq!(only(Status::Beta), ["AI-200", "AZ-305"]);
    }

    #[test]
    fn every_word_must_be_part_of_a_name() {
        let with = |words: &[&str]| {
            let words = words.iter().map(|word| (*word).to_owned()).collect();
            found(&Selection {
                words,
                ..Selection::of(Kind::Exams, TODAY)
            })
        };
        assert_eq!(with(&["DEVOPS", "az-4"]), ["AZ-400"]);
        assert_eq!(
            with(&["devops-engineer"]),
            ["AZ-400"],
            "by the role of what it leads to"
        );
        assert_eq!(with(&["DevOps Solutions"]), ["AZ-400"], "by an alias");
        assert_eq!(with(&["devops", "nowhere"]), [""; 0]);
    }

    #[test]
    fn levels_vendors_and_roles_filter_in_any_case() {
        let mut selection = Selection::of(Kind::Exams, TODAY);
        selection.levels = vec!["Associate".to_owned()];
        assert_eq!(found(&selection), ["AI-200", "AZ-104"]);
        selection.levels.push("entry".to_owned());
        assert_eq!(found(&selection), ["AI-200", "AZ-104", "zeta:AZ-900"]);
        selection.providers = vec!["Zeta, inc.".to_owned()];
        assert_eq!(found(&selection), ["zeta:AZ-900"]);
        let roles = vec!["DevOps Engineer".to_owned()];
        let roles = Selection {
            roles,
            ..Selection::of(Kind::Exams, TODAY)
        };
        assert_eq!(found(&roles), ["AZ-400"]);
    }

    #[test]
    fn what_does_not_exist_is_told_with_the_nearest() {
        let catalog = catalog();
        let refused = |change: &dyn Fn(&mut Selection)| {
            let mut selection = Selection::of(Kind::Exams, TODAY);
            change(&mut selection);
            let error = list(&catalog, &selection).unwrap_err();
            (error.to_string(), error.hint())
        };
        let (message, hint) = refused(&|selection| selection.levels = vec!["exprt".to_owned()]);
        assert_eq!(message, "no level is called `exprt`");
        assert_eq!(hint, "did you mean `expert`?");
        let (message, _) = refused(&|selection| selection.providers = vec!["acme".to_owned()]);
        assert_eq!(message, "no provider is called `acme`");
        let (message, hint) = refused(&|selection| selection.roles = vec!["devops".to_owned()]);
        assert_eq!(message, "no role is called `devops`");
        assert_eq!(hint, "did you mean `devops-engineer`?");
        let (message, hint) = refused(&|selection| selection.columns = vec!["price".to_owned()]);
        assert_eq!(message, "no column is called `price`");
        assert_eq!(hint, "did you mean `price_usd` or `provider`?");
        let (message, _) = refused(&|selection| selection.sort = Some("nothing".to_owned()));
        assert_eq!(message, "no column is called `nothing`");
    }

    #[test]
    fn sorting_keeps_the_order_of_equals_and_puts_the_unknown_last() {
        let sort = |column: &str| {
            let sort = Some(column.to_owned());
            found(&Selection {
                sort,
                ..Selection::of(Kind::Exams, TODAY)
            })
        };
        let by_price = [
            "X-1",
            "microsoft:AZ-900",
            "AI-200",
            "AZ-104",
            "AZ-305",
            "AZ-400",
            "zeta:AZ-900",
        ];
        assert_eq!(sort("price_usd"), by_price);
        assert_eq!(sort("retires")[0], "AZ-400");
        assert_eq!(sort("code")[0], "AI-200");
    }

    #[test]
    fn the_rule_of_the_day_is_told() {
        let catalog = catalog();
        let architect = certification_of(&catalog, "azure-solutions-architect-expert");
        let on = |day| rule_text(&catalog, architect, day).unwrap();
        assert_eq!(on(date(2021, 7, 13)), "AZ-303 and AZ-304");
        assert_eq!(
            on(date(2022, 2, 1)),
            "(azure-administrator-associate and AZ-305) or (AZ-303 and AZ-304)"
        );
        assert_eq!(on(TODAY), "azure-administrator-associate and AZ-305");
    }

    #[test]
    fn a_retired_exam_names_what_it_once_counted_towards() {
        let catalog = catalog();
        let names = |code: &str| {
            let row = row(&catalog, Entry::Exam(exam_of(&catalog, code)), TODAY);
            row.values[10].clone()
        };
        let text = |text: &'static str| Value::Texts(vec![Cow::Borrowed(text)]);
        assert_eq!(names("AZ-303"), text("azure-solutions-architect-expert"));
        assert_eq!(names("AZ-204"), text("azure-developer-associate"));
        assert_eq!(
            names("microsoft:AZ-900".trim_start_matches("microsoft:")),
            Value::Texts(vec![])
        );
    }

    #[test]
    fn vendors_and_levels_are_counted_by_what_is_open() {
        let catalog = catalog();
        let counts = |kind| {
            let listing = list(&catalog, &Selection::of(kind, TODAY)).unwrap();
            let rows = listing.rows.into_iter();
            rows.map(|row| row.values.last().cloned().unwrap())
                .collect::<Vec<_>>()
        };
        let numbers = |numbers: &[u64]| {
            numbers
                .iter()
                .copied()
                .map(Value::Number)
                .collect::<Vec<_>>()
        };
        assert_eq!(counts(Kind::Providers), numbers(&[4, 1]));
        assert_eq!(counts(Kind::Levels), numbers(&[1, 2, 2, 1, 1]));
        assert_eq!(counts(Kind::Roles), numbers(&[1]));
    }
}
