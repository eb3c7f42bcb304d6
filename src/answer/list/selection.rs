//! What is to be listed, and names in filters that do not exist.

use std::str::FromStr;

use jiff::civil::Date;
use thiserror::Error;

use crate::answer::list::lines::{
    certification_fields, exam_fields, level_fields, provider_fields, role_fields,
};
use crate::answer::marks::Marks;
use crate::answer::table::{Column, Field};
use crate::catalog::status::Status;
use crate::catalog::words::words;

words! {
    /// What can be listed.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
    pub enum Kind {
        /// What one takes.
        #[default]
        Exams = "exams",
        /// What one earns.
        Certifications = "certs",
        /// The providers.
        Providers = "providers",
        /// The providers' levels.
        Levels = "levels",
        /// The roles that certifications are for.
        Roles = "roles",
    }
}

impl Kind {
    /// Returns the name of the list of rows in a JSON answer.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Certifications => "certifications",
            Self::Exams | Self::Providers | Self::Levels | Self::Roles => self.word(),
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
    /// Selects all of a kind that can be taken or earned on `as_of`.
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
    /// What was given, ready to be printed.
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
