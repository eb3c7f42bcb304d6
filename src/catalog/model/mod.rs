//! The checked catalog: providers, exams, certifications and the rules between them.
//!
//! Every name in it is resolved and every date exists; only the checker makes one. The embedded
//! catalog is a constant of the program; a user's own is built at run time.

mod requirement;
mod stored;

use std::fmt;

use jiff::civil::Date;

use crate::catalog::date::PartialDate;
use crate::catalog::derive::graph::GraphTables;
use crate::catalog::derive::implied::Implied;
use crate::catalog::derive::spans::Span;
use crate::catalog::names::NameIndex;
use crate::catalog::renewal::{Lasts, RenewalWay};
use crate::catalog::words::words;

pub use crate::catalog::model::requirement::Requirement;
pub(crate) use crate::catalog::model::requirement::{LevelSet, Members};
pub use crate::catalog::model::stored::Stored;
pub(crate) use crate::catalog::model::stored::{List, Table, Text};

/// A provider's place in [`Catalog::providers`].
#[cfg_attr(test, derive(Default))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProviderIndex(pub u32);

/// An exam's place in [`Catalog::exams`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ExamIndex(pub u32);

/// A certification's place in [`Catalog::certifications`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CertIndex(pub u32);

/// An exam or a certification. Certifications sort after exams.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Entry {
    /// Something one takes.
    Exam(ExamIndex),
    /// Something one earns.
    Certification(CertIndex),
}

impl Entry {
    /// Returns the exam, if it is one.
    #[must_use]
    pub fn exam(self) -> Option<ExamIndex> {
        match self {
            Self::Exam(index) => Some(index),
            Self::Certification(_) => None,
        }
    }

    /// Returns the certification, if it is one.
    #[must_use]
    pub fn certification(self) -> Option<CertIndex> {
        match self {
            Self::Exam(_) => None,
            Self::Certification(index) => Some(index),
        }
    }

    /// Returns the word for what it is: `exam`, `certification`.
    #[must_use]
    pub fn kind(self) -> &'static str {
        match self {
            Self::Exam(_) => "exam",
            Self::Certification(_) => "certification",
        }
    }

    /// Returns the word for what is done with it: an exam is `taken`, a certification `earned`.
    #[must_use]
    pub fn done(self) -> &'static str {
        match self {
            Self::Exam(_) => "taken",
            Self::Certification(_) => "earned",
        }
    }
}

/// A price in US cents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Cents(pub u64);

impl fmt::Display for Cents {
    /// Writes dollars: `165`, `70.50`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 % 100 {
            0 => write!(f, "{}", self.0 / 100),
            cents => write!(f, "{}.{cents:02}", self.0 / 100),
        }
    }
}

/// How long a certification counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Validity {
    /// So many months from the day it was earned or last renewed.
    Months(u32),
    /// For life.
    Never,
    /// Not known; it is taken not to lapse.
    Unknown,
}

words! {
    /// What keeps a certification alive.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    pub enum Renewal {
        /// Nothing: it does not expire, or cannot be renewed.
        None = "none",
        /// A free assessment on the provider's site.
        FreeOnlineAssessment = "free-online-assessment",
        /// Passing the exam again, or one that stands for it.
        Retake = "retake",
        /// Credits for continuing education.
        ContinuingEducation = "continuing-education",
        /// A fee.
        Fee = "fee",
        /// Not known.
        Unknown = "unknown",
    }
}

impl Renewal {
    /// Returns what keeps a certification alive, as a part of a sentence; nothing if nothing does or it is not known.
    #[must_use]
    pub fn text(self) -> Option<&'static str> {
        match self {
            Self::None | Self::Unknown => None,
            Self::FreeOnlineAssessment => Some("a free online assessment"),
            Self::Retake => Some("passing again"),
            Self::ContinuingEducation => Some("continuing education"),
            Self::Fee => Some("a fee"),
        }
    }
}

words! {
    /// How sure a fact is.
    #[cfg_attr(test, derive(Default))]
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Confidence {
        /// Less than one third party.
        Low = "low",
        /// One third party.
        Medium = "medium",
        /// The provider's page, or two sources that agree.
        #[cfg_attr(test, default)]
        High = "high",
    }
}

/// A stretch of the past in which a certification was earned for another length of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct EarlierValidity {
    /// The last day of earning to which it applies.
    pub until: PartialDate,
    /// How long what was earned then counts.
    pub validity: Validity,
}

/// A pattern for addresses of exams; `{code}` is the exam's code in lower case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// What it leads to: `study-guide`, `page`, `practice`.
    pub name: Text,
    /// The pattern.
    pub pattern: Text,
}

/// A provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provider {
    pub id: Text,
    pub name: Text,
    pub url: Option<Text>,
    /// The hosts whose addresses name this provider's pages.
    pub hosts: List<Text>,
    /// Beginnings of titles that people leave out: `Microsoft Certified:`.
    pub title_prefixes: List<Text>,
    /// Other names by which people know it, former ones too: `AWS`.
    pub aliases: List<Text>,
    /// How whoever issues its badges calls it, where that is not its name.
    pub issuers: List<Text>,
    /// Lowest first.
    pub levels: List<Level>,
    pub place: Place,
}

/// One of a provider's levels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    pub name: Text,
    /// Lines the providers up: 1 entry, 2 associate, 3 professional or expert, 4 above that.
    pub rank: u32,
    pub price: Option<Cents>,
    pub validity: Validity,
    pub renewal: Renewal,
    /// How many months past its end a certification may still be held, undated, after its retirement.
    pub renewal_window_months: u32,
    pub earlier_validity: List<EarlierValidity>,
    /// The provider's links with those of the level in their place.
    pub links: List<Link>,
}

/// Where an entry stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Place {
    /// In [`Catalog::files`].
    pub file: u32,
    /// From 1.
    pub line: u32,
}

/// What exams and certifications both have.
#[cfg_attr(test, derive(Default))]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    pub provider: ProviderIndex,
    pub title: Text,
    /// In the provider's [`levels`](Provider::levels).
    pub level: u32,
    /// First regular day.
    pub available: Option<PartialDate>,
    /// Last day on which it can be taken or earned.
    pub retires: Option<PartialDate>,
    /// What the provider names as the next ones.
    pub replaced_by: List<Entry>,
    /// Former titles and ids, usual short names.
    pub aliases: List<Text>,
    /// One line on what it is about.
    pub focus: Option<Text>,
    pub skills: List<Text>,
    pub audience: List<Text>,
    pub learning: List<Learning>,
    pub page: Text,
    pub sources: List<Text>,
    /// The newest day on which a source was read.
    pub checked: Date,
    pub confidence: Confidence,
    pub dates_confidence: Option<Confidence>,
    /// What is in doubt.
    pub notes: Option<Text>,
    /// Another provider has the same code or id, so it is printed with its provider.
    pub shared_name: bool,
    pub place: Place,
}

/// A place to learn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Learning {
    pub title: Text,
    pub url: Text,
}

/// What an exam was or will be under the same code for a while.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    pub title: Text,
    /// First day; only the earliest version may have none.
    pub from: Option<PartialDate>,
    /// Last day; only the latest version may have none.
    pub until: Option<PartialDate>,
}

/// An instructor-led course.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Course {
    pub code: Option<Text>,
    pub days: Option<u32>,
}

/// Something one takes.
#[cfg_attr(test, derive(Default))]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exam {
    pub code: Text,
    pub facts: Facts,
    /// First day as a beta.
    pub beta: Option<PartialDate>,
    /// The exam's own price or the level's.
    pub price: Option<Cents>,
    pub minutes: Option<u32>,
    pub passing_score: Option<Text>,
    pub courses: List<Course>,
    /// The sum over the courses; unknown if one is unknown or none is named.
    pub course_days: Option<u32>,
    /// What must hold before one may take it.
    pub requires: Option<Requirement>,
    /// What that cannot be met without, sorted. Worked out by the loader.
    pub implied: List<Implied>,
    /// How long a pass counts towards a certification.
    pub pass_valid_months: Option<u32>,
    pub practice: Option<Text>,
    /// The exam's contents over time, the earliest first; they have no effect on a plan.
    pub versions: List<Version>,
}

/// What leads to a certification.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EarnedBy {
    /// Exams, by its rules; one that could not be read from a source has no [`requires`](Rule::requires).
    Exams,
    /// A course or an application: no exam does. [`Certification::also_needs`] says what it takes.
    NoExam,
    /// Not for this catalog to say: it can be held only.
    External,
}

/// Something one earns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certification {
    pub id: Text,
    pub facts: Facts,
    /// Last segment of the provider's page, where it differs from the id.
    pub slug: Option<Text>,
    pub roles: List<Text>,
    /// What leads to it today.
    pub earned_by: EarnedBy,
    /// Today's rule first if exams lead to it today, then the earlier ones, newest first.
    pub rules: List<Rule>,
    /// What helps and is never required.
    pub recommends: Option<Requirement>,
    /// What no exam gives.
    pub also_needs: List<Text>,
    pub validity: Validity,
    pub earlier_validity: List<EarlierValidity>,
    /// In one word what keeps it.
    pub renewal: Renewal,
    /// The ways in which it is kept: its own, or else the level's, or else the provider's.
    pub renewal_ways: List<RenewalWay>,
    /// What ends it, where that is not only its own months.
    pub lasts: Option<Lasts>,
    /// The level's `renewal_window_months`.
    pub renewal_window_months: u32,
}

/// A rule by which a certification is or was earned.
#[cfg_attr(test, derive(Default))]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// First day, where the dates of its exams do not say it.
    pub from: Option<PartialDate>,
    /// Last day; today's rule has none.
    pub until: Option<PartialDate>,
    /// First day on which it is in force; none if its exams could never all be taken. Worked out by the loader.
    pub start_date: Option<Date>,
    /// Absent where the rule could not be read from a source.
    pub requires: Option<Requirement>,
    /// What that cannot be met without, sorted. Worked out by the loader.
    pub implied: List<Implied>,
    /// For an earlier rule.
    pub sources: List<Text>,
    pub confidence: Option<Confidence>,
    pub notes: Option<Text>,
}

/// All that is known of exams and certifications. Providers, exams and certifications sort by provider and name.
#[derive(Debug, Clone)]
pub struct Catalog {
    /// The version of the program that it came with.
    pub version: Text,
    /// The newest day on which an entry was checked.
    pub checked: Date,
    /// The files it was read from.
    pub files: List<Text>,
    pub providers: List<Provider>,
    pub exams: List<Exam>,
    pub certifications: List<Certification>,
    /// What requires what.
    pub graph: GraphTables,
    /// From when until when each certification can be earned.
    pub spans: List<Span>,
    /// For every exam how many exams' printed codes sort before its own as text.
    pub code_order: List<u32>,
    /// How entries are found by name.
    pub names: NameIndex,
}

impl Catalog {
    /// Returns an exam.
    #[must_use]
    pub fn exam(&self, index: ExamIndex) -> &Exam {
        &self.exams[index.0 as usize]
    }

    /// Returns a certification.
    #[must_use]
    pub fn certification(&self, index: CertIndex) -> &Certification {
        &self.certifications[index.0 as usize]
    }

    /// Returns a provider.
    #[must_use]
    pub fn provider(&self, index: ProviderIndex) -> &Provider {
        &self.providers[index.0 as usize]
    }

    /// Returns what an exam or a certification has in common with every other.
    #[must_use]
    pub fn facts(&self, entry: Entry) -> &Facts {
        match entry {
            Entry::Exam(index) => &self.exam(index).facts,
            Entry::Certification(index) => &self.certification(index).facts,
        }
    }

    /// Returns an entry's code or id, without its provider.
    #[must_use]
    pub fn bare_name(&self, entry: Entry) -> &str {
        match entry {
            Entry::Exam(index) => &self.exam(index).code,
            Entry::Certification(index) => &self.certification(index).id,
        }
    }

    /// Returns an entry's code or id as it is printed: with its provider where two providers have it.
    #[must_use]
    pub fn name(&self, entry: Entry) -> Text {
        let facts = self.facts(entry);
        if facts.shared_name {
            let provider = &self.provider(facts.provider).id;
            return format!("{provider}:{}", self.bare_name(entry)).into();
        }
        match entry {
            Entry::Exam(index) => self.exam(index).code.clone(),
            Entry::Certification(index) => self.certification(index).id.clone(),
        }
    }

    /// Returns what a set of certifications is called: `giac practitioner certifications`.
    #[must_use]
    pub fn set_name(&self, set: LevelSet) -> String {
        let provider = self.provider(set.provider);
        let level = &provider.levels[set.level as usize].name;
        format!("{} {level} certifications", provider.id)
    }

    /// Returns an entry's level.
    #[must_use]
    pub fn level(&self, entry: Entry) -> &Level {
        let facts = self.facts(entry);
        &self.provider(facts.provider).levels[facts.level as usize]
    }

    /// Returns every exam and then every certification, in order.
    pub fn entries(&self) -> impl Iterator<Item = Entry> + use<> {
        let exams = self.exam_indices().map(Entry::Exam);
        exams.chain(self.certification_indices().map(Entry::Certification))
    }

    /// Returns the exam indices in order.
    pub fn exam_indices(&self) -> impl Iterator<Item = ExamIndex> + use<> {
        (0..u32::try_from(self.exams.len()).unwrap_or(u32::MAX)).map(ExamIndex)
    }

    /// Returns the certification indices in order.
    pub fn certification_indices(&self) -> impl Iterator<Item = CertIndex> + use<> {
        (0..u32::try_from(self.certifications.len()).unwrap_or(u32::MAX)).map(CertIndex)
    }
}
