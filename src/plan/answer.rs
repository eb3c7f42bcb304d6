//! What the planner answers: plain data.

use schemars::JsonSchema;
use serde::Serialize;

use crate::catalog::date::PartialDate;
use crate::catalog::model::{Catalog, Cents, CertIndex, Entry, ExamIndex, Requirement, Text};
use crate::catalog::words::words;
use crate::request::Wanted;

/// One or more plans, best first.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    pub credited: Vec<Credited>,
    /// Whether the first plan is proven to be cheapest.
    pub optimal: bool,
    /// Whether plans of the same cost were left unexplored, so that another might win the tie.
    pub tie_open: bool,
    /// Whether plans were left unexplored, so that others might come before the second one and those behind it.
    pub rest_open: bool,
    /// Where not optimal: what every plan costs at least.
    pub bound: Option<Bound>,
    pub plans: Vec<Plan>,
    /// The holdings that do not help, though they were named.
    pub unused: Vec<Unused>,
    pub warnings: Vec<Warning>,
}

/// A holding that does not help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unused {
    pub entry: Entry,
    pub reason: UnusedReason,
    /// A sentence without a full stop.
    pub text: String,
}

words! {
    /// Why a holding does not help.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum UnusedReason {
        /// It counts no longer.
        Lapsed = "lapsed",
        /// The rule that it was part of has ended.
        RuleEnded = "rule-ended",
        /// The plan takes what replaced it.
        Replaced = "replaced",
        /// Nothing wanted requires it; shown with [`Request::why`](crate::request::Request::why) only.
        NotRequired = "not-asked-for",
    }
}

/// Something that the holdings count for without being named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credited {
    pub entry: Entry,
    /// The holdings that give it.
    pub because: Vec<Entry>,
}

/// The proven part of the cost of every plan; the rest is null.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Bound {
    pub exams: Option<u64>,
    #[serde(rename = "price_usd")]
    pub price: Option<Cents>,
    pub course_days: Option<u64>,
    /// How far the plan may be from it: a share of the first part of the cost that differs.
    #[serde(skip)]
    pub gap: f64,
}

/// Exams to take, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    pub steps: Vec<Step>,
    /// What is reached of each list of [`Request::want_any`](crate::request::Request::want_any).
    pub chosen: Vec<Entry>,
    /// Of the required exams only.
    pub totals: Totals,
    /// Certifications of the plan that require what no exam gives.
    pub also_needs: Vec<CertIndex>,
    /// What was chosen among what, with [`Request::why`](crate::request::Request::why): what is wanted first.
    pub choices: Vec<Choice>,
}

/// What a plan chose, where more than one way was open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What required it.
    pub of: ChoiceOf,
    /// How many branches it takes.
    pub needed: usize,
    /// The branches that hold in the end.
    pub taken: Vec<Requirement>,
    /// The others that could have been taken, cheapest first.
    pub others: Vec<Branch>,
    /// How many more could have been taken, and were not looked at.
    pub left_out: usize,
}

/// Who leaves a choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChoiceOf {
    /// What a certification or an exam requires.
    Entry(Entry),
    /// A list of [`Request::want_any`](crate::request::Request::want_any), by its place.
    List(usize),
}

/// A branch that was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Branch {
    pub what: Requirement,
    /// What the cheapest plan through it comes to.
    pub totals: Totals,
    /// Whether that is proven to be the cheapest.
    pub optimal: bool,
}

/// An exam to take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    pub exam: ExamIndex,
    /// It is there for a recommendation only.
    pub recommended: bool,
    /// The last day on which it can be taken and still do what the plan takes it for.
    pub last_day: Option<PartialDate>,
    /// The certification that must be earned with it by then, where that ends before the exam does.
    pub earn_by: Option<CertIndex>,
    /// What is newly earned right after it.
    pub earns: Vec<CertIndex>,
    /// What could stand in its place alone: the first [`Step::OR`] by printed code.
    pub or: Vec<ExamIndex>,
    /// How many more could; nothing if that was too much to find out.
    pub or_left_out: Option<usize>,
    /// The certifications from the exam up to a want; an exam that is itself wanted: that exam.
    /// Past [`Step::WHY`] names only the first and last half of so many.
    pub why: Vec<Entry>,
    /// How many names of `why` were left out in its middle.
    pub why_left_out: usize,
}

impl Step {
    /// How many exams that could stand in the place of one are named at most.
    pub const OR: usize = 100;

    /// How many names of a chain are shown at most.
    pub const WHY: usize = 16;
}

/// What the required exams of a plan come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct Totals {
    pub exams: u64,
    /// Of the exams whose price is known.
    #[serde(rename = "price_usd")]
    pub price: Cents,
    /// Whether every price is known.
    pub price_complete: bool,
    /// Of the exams whose course days are known.
    pub course_days: u64,
    /// Whether the course days of every exam are known.
    pub course_days_complete: bool,
}

words! {
    /// The kinds of warnings.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum WarningCode {
        /// A date that the catalog contradicts.
        ImpossibleDate = "impossible-date",
        /// A date that is not known to the day, and it matters.
        ImpreciseDate = "imprecise-date",
        /// Held, and can be renewed no more.
        RetiredHolding = "retired-holding",
        /// Held, and ends soon.
        LapsesSoon = "lapses-soon",
        /// Held once, and counts no longer.
        Lapsed = "lapsed",
        /// Taken to be active, and it matters.
        UndatedHolding = "undated-holding",
        /// The last day of a planned exam or certification is near.
        RetiresSoon = "retires-soon",
        /// A planned exam gets a new version soon.
        NewVersion = "new-version",
        /// A planned exam is a beta.
        Beta = "beta",
        /// The plan rests on an entry that is not sure.
        LowConfidence = "low-confidence",
        /// A rule could not be read from a source.
        Unverified = "unverified",
        /// A wanted exam that earns no certification by itself.
        EarnsNothing = "earns-nothing",
    }
}

impl WarningCode {
    /// Returns whether a plan may not hold, as far as is known.
    #[must_use]
    pub fn is_doubt(self) -> bool {
        match self {
            Self::LowConfidence
            | Self::Unverified
            | Self::UndatedHolding
            | Self::ImpossibleDate
            | Self::ImpreciseDate => true,
            Self::RetiredHolding
            | Self::LapsesSoon
            | Self::EarnsNothing
            | Self::Lapsed
            | Self::RetiresSoon
            | Self::NewVersion
            | Self::Beta => false,
        }
    }
}

/// What one should know about a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    pub code: WarningCode,
    pub subject: Entry,
    /// A sentence without a full stop.
    pub message: String,
}

/// Why nothing can be planned.
#[derive(Debug, Clone, PartialEq)]
pub struct NoPlan {
    pub credited: Vec<Credited>,
    /// The wants that cannot be reached.
    pub want: Vec<Entry>,
    /// The lists of [`Request::want_any`](crate::request::Request::want_any) of which nothing can be reached.
    pub want_any: Vec<Vec<Wanted>>,
    /// Every leaf that is to blame, once.
    pub reasons: Vec<Reason>,
    /// The blocked part of the requirement, a tree for each want that cannot be reached, in preorder.
    pub blocked: Vec<Blocked>,
    pub warnings: Vec<Warning>,
    /// What the cheapest plan takes, where there are plans but none within the limits.
    pub cheapest: Option<Totals>,
    /// Whether it is proven that there is none, and what the cheapest plan takes; not where the search was stopped.
    pub proven: bool,
}

/// A leaf of a requirement that blocks it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    pub entry: Entry,
    pub kind: ReasonKind,
    /// The day that the kind speaks of.
    pub on: Option<PartialDate>,
    pub replaced_by: Vec<Entry>,
}

impl Reason {
    /// Returns what it takes instead, where no exam leads to it and the catalog knows.
    pub(crate) fn also_needs<'a>(&self, catalog: &'a Catalog) -> &'a [Text] {
        match (self.kind, self.entry) {
            (ReasonKind::NoExam, Entry::Certification(index)) => {
                &catalog.certification(index).also_needs
            }
            _ => &[],
        }
    }
}

words! {
    /// Why something cannot be taken or earned.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum ReasonKind {
        /// Its last day is past.
        Retired = "retired",
        /// Its first day is to come.
        NotYet = "not-yet",
        /// Its rule could not be read from a source.
        Unverified = "unverified",
        /// No exam leads to it.
        NoExam = "no-exam",
        /// The request avoids it.
        Avoided = "avoided",
        /// No rule of it is in force on the day.
        NoRule = "no-rule",
    }
}

/// A line of the tree of what cannot be met: its parts follow it, one deeper.
///
/// A list, not a tree of boxes: chains of requirements may be thousands deep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blocked {
    /// How deep it stands; a want stands at 0.
    pub depth: usize,
    pub what: BlockedPart,
}

/// A part of a requirement that cannot be met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlockedPart {
    /// A name that is itself to blame; one of [`NoPlan::reasons`].
    Reason(Reason),
    /// A name that is blocked by what it requires.
    Entry(Entry),
    /// So many of the members would be needed.
    Gate { needed: usize, members: usize },
    /// One of so many would be needed: a list of [`Request::want_any`](crate::request::Request::want_any). Where there is no member, `held` says whether
    /// that is because everything of the kind is held already.
    AnyOf {
        wanted: Vec<Wanted>,
        members: usize,
        held: bool,
    },
    /// A name whose part was shown before.
    Again(Entry),
}
