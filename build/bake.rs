//! Writes a catalog as Rust source: one constant, so that the program starts with it in place.
//!
//! Every type is taken apart by name, so a field that is added to the model cannot be forgotten here.

use std::fmt::Write;

use jiff::civil::Date;

use crate::catalog::date::PartialDate;
use crate::catalog::derive::graph::{Adjacent, GraphTables, Node, RenewalId, RuleDays, RuleId};
use crate::catalog::derive::implied::Implied;
use crate::catalog::load::source::SourceFile;
use crate::catalog::model::{
    Catalog, Cents, CertIndex, Certification, Confidence, Course, EarlierValidity, EarnedBy, Entry,
    Exam, ExamIndex, Facts, Learning, Level, LevelSet, Link, List, Members, Place, Provider,
    ProviderIndex, Renewal, Requirement, Rule, Text, Validity, Version,
};
use crate::catalog::names::{Name, NameIndex};
use crate::catalog::renewal::{Lasts, Length, RenewalEffect, RenewalEvent, RenewalWay};

/// What the source below needs in scope.
const IMPORTS: &str = "\
use std::borrow::Cow::Borrowed as B;
use jiff::civil::Date;
use crate::catalog::date::PartialDate;
use crate::catalog::model::{
    Catalog, CertIndex, Cents, Certification, Confidence, Course, EarlierValidity, EarnedBy,
    Entry, Exam, ExamIndex, Facts, Learning, Level, LevelSet, Link, Members, Place, Provider,
    ProviderIndex, Renewal, Requirement, Rule, Text, Validity, Version,
};
use crate::catalog::names::{Name, NameIndex};
#[allow(unused_imports, reason = \"a catalog need not have each of them\")]
use crate::catalog::renewal::{Lasts, Length, RenewalEffect, RenewalEvent, RenewalWay};
use crate::catalog::derive::graph::{Adjacent, GraphTables, Node, RenewalId, RuleDays, RuleId};
use crate::catalog::derive::implied::Implied;
const fn t(text: &'static str) -> Text {
    B(text)
}
const fn d(year: i16, month: i8, day: i8) -> Date {
    Date::constant(year, month, day)
}
const fn n(start: u32, len: u32, entry: Entry) -> Name {
    Name { start, len, entry }
}
const fn e(index: u32) -> Entry {
    Entry::Exam(ExamIndex(index))
}
const fn c(index: u32) -> Entry {
    Entry::Certification(CertIndex(index))
}
const fn p(index: u32) -> Implied {
    Implied::Pass(ExamIndex(index))
}
const fn a(index: u32) -> Implied {
    Implied::Active(CertIndex(index))
}
const fn v(index: u32) -> Implied {
    Implied::Ever(CertIndex(index))
}
";

/// Returns the source of a module with the catalog and the names and lengths of the files that it was read from.
pub(crate) fn module(catalog: &Catalog, files: &[SourceFile]) -> String {
    let mut source = String::with_capacity(4 << 20);
    source.push_str(IMPORTS);
    bake_apart("Provider", &catalog.providers, &mut source);
    bake_apart("Exam", &catalog.exams, &mut source);
    bake_apart("Certification", &catalog.certifications, &mut source);
    source.push_str("/// The catalog of `data/`.\npub(super) static CATALOG: Catalog = ");
    catalog.bake(&mut source);
    source.push_str(";\n/// The files of `data/`: name and bytes of text.\n");
    source.push_str("pub(super) static FILES: &[(&str, usize)] = &[");
    for SourceFile { name, text } in files {
        let _ = write!(source, "({name:?}, {}),", text.len());
    }
    source.push_str("];\n");
    source
}

/// Writes each item as a constant of its own: the compiler takes many small ones in a fraction of the time of one of megabytes.
fn bake_apart<T: Bake>(kind: &str, items: &[T], to: &mut String) {
    let name = T::constants().unwrap_or_default();
    for (index, item) in items.iter().enumerate() {
        let _ = write!(to, "const {name}{index}: {kind} = ");
        item.bake(to);
        to.push_str(";\n");
    }
}

/// Something that can be written as a constant expression.
trait Bake {
    /// Appends the expression.
    fn bake(&self, to: &mut String);

    /// Returns how the constants are called in which a list of these stands, but for their number.
    fn constants() -> Option<&'static str>
    where
        Self: Sized,
    {
        None
    }
}

/// Writes a struct of the given fields.
macro_rules! bake_struct {
    ($type:ident $(in $constants:literal)? { $($field:ident),+ $(,)? }) => {
        impl Bake for $type {
            fn constants() -> Option<&'static str>
    where
        Self: Sized,
    {
                let all: &[&'static str] = &[$($constants)?];
                all.first().copied()
            }

            fn bake(&self, to: &mut String) {
                let Self { $($field),+ } = self;
                to.push_str(concat!(stringify!($type), "{"));
                $(
                    to.push_str(concat!(stringify!($field), ":"));
                    $field.bake(to);
                    to.push(',');
                )+
                to.push('}');
            }
        }
    };
}

/// Writes a struct of one number.
macro_rules! bake_number {
    ($($type:ident),+) => {
        $(impl Bake for $type {
            fn bake(&self, to: &mut String) {
                let Self(number) = self;
                let _ = write!(to, concat!(stringify!($type), "({})"), number);
            }
        })+
    };
}

/// Writes an enum whose variants have no data, which `Debug` names.
macro_rules! bake_word {
    ($($type:ident { $($variant:ident),+ $(,)? })+) => {
        $(impl Bake for $type {
            fn bake(&self, to: &mut String) {
                to.push_str(match self {
                    $(Self::$variant => concat!(stringify!($type), "::", stringify!($variant)),)+
                });
            }
        })+
    };
}

bake_struct!(Catalog {
    version,
    checked,
    files,
    providers,
    exams,
    certifications,
    graph,
    code_order,
    names,
});
bake_struct!(GraphTables {
    nodes,
    members,
    parents,
    first_rule,
    rules,
    ever,
    recommends,
    first_renewal,
    renewals,
    renewing,
});
bake_struct!(Adjacent { starts, neighbors });
bake_struct!(RuleDays {
    first,
    last,
    start_date,
});
bake_struct!(RuleId {
    certification,
    number,
});
bake_struct!(RenewalId {
    certification,
    number,
});
bake_struct!(NameIndex {
    keys,
    written,
    compact,
    segments,
    titles,
    cores,
    bare,
    words,
});
bake_struct!(Provider in "PROVIDER_" {
    id,
    name,
    url,
    hosts,
    title_prefixes,
    aliases,
    issuers,
    levels,
    place,
});
bake_struct!(Level {
    name,
    rank,
    price,
    validity,
    renewal,
    renewal_window_months,
    earlier_validity,
    links,
});
bake_struct!(Link { name, pattern });
bake_struct!(EarlierValidity { until, validity });
bake_struct!(Place { file, line });
bake_struct!(Facts {
    provider,
    title,
    level,
    available,
    retires,
    aliases,
    focus,
    skills,
    audience,
    learning,
    page,
    sources,
    checked,
    confidence,
    dates_confidence,
    notes,
    shared_name,
    place,
});
bake_struct!(Learning { title, url });
bake_struct!(Course { code, days });
bake_struct!(Exam in "EXAM_" {
    code,
    facts,
    beta,
    replaced_by,
    price,
    minutes,
    passing_score,
    courses,
    course_days,
    requires,
    implied,
    pass_valid_months,
    practice,
    versions,
});
bake_struct!(Version { title, from, until });
bake_struct!(Members { list, set });
bake_struct!(LevelSet { provider, level });
bake_struct!(Certification in "CERTIFICATION_" {
    id,
    facts,
    slug,
    roles,
    earned_by,
    rules,
    recommends,
    also_needs,
    replaced_by,
    validity,
    earlier_validity,
    renewal,
    renewal_ways,
    lasts,
    renewal_window_months,
});
bake_struct!(RenewalWay {
    by,
    effect,
    months,
    window,
    grace,
    lapsed,
    from,
    until,
    sources,
    confidence,
    notes,
});
bake_struct!(Rule {
    from,
    until,
    start_date,
    requires,
    implied,
    sources,
    confidence,
    notes,
});
bake_number!(ProviderIndex, ExamIndex, CertIndex, Cents);
bake_word! {
    EarnedBy { Exams, NoExam, External }
    Confidence { Low, Medium, High }
    Lasts { WithParts, WithPartsToYearEnd, ToMonthEnd, ToYearEnd, ForLife }
    RenewalEffect { Restart, Extend, Align, Fixed }
    Renewal { None, FreeOnlineAssessment, Retake, ContinuingEducation, Fee, Unknown }
}

impl Bake for Text {
    fn bake(&self, to: &mut String) {
        let _ = write!(to, "t({:?})", self.as_ref());
    }
}

impl<T: Bake + Clone + 'static> Bake for List<T> {
    fn bake(&self, to: &mut String) {
        to.push_str("B(&[");
        for (index, item) in self.iter().enumerate() {
            match T::constants() {
                Some(name) => {
                    let _ = write!(to, "{name}{index}");
                }
                None => item.bake(to),
            }
            to.push(',');
        }
        to.push_str("])");
    }
}

impl<T: Bake> Bake for Option<T> {
    fn bake(&self, to: &mut String) {
        match self {
            None => to.push_str("None"),
            Some(value) => {
                to.push_str("Some(");
                value.bake(to);
                to.push(')');
            }
        }
    }
}

impl Bake for u32 {
    fn bake(&self, to: &mut String) {
        let _ = write!(to, "{self}");
    }
}

impl Bake for usize {
    fn bake(&self, to: &mut String) {
        let _ = write!(to, "{self}");
    }
}

impl Bake for bool {
    fn bake(&self, to: &mut String) {
        let _ = write!(to, "{self}");
    }
}

impl Bake for Date {
    fn bake(&self, to: &mut String) {
        let _ = write!(to, "d({},{},{})", self.year(), self.month(), self.day());
    }
}

impl Bake for PartialDate {
    fn bake(&self, to: &mut String) {
        let (variant, day) = match self {
            Self::Day(day) => ("Day", day),
            Self::Month(day) => ("Month", day),
            Self::Year(day) => ("Year", day),
        };
        let _ = write!(to, "PartialDate::{variant}(");
        day.bake(to);
        to.push(')');
    }
}

impl Bake for Validity {
    fn bake(&self, to: &mut String) {
        let _ = match self {
            Self::Months(months) => write!(to, "Validity::Months({months})"),
            Self::Never => write!(to, "Validity::Never"),
            Self::Unknown => write!(to, "Validity::Unknown"),
        };
    }
}

impl Bake for Length {
    fn bake(&self, to: &mut String) {
        let _ = match self {
            Self::Months(count) => write!(to, "Length::Months({count})"),
            Self::Days(count) => write!(to, "Length::Days({count})"),
        };
    }
}

impl Bake for RenewalEvent {
    fn bake(&self, to: &mut String) {
        let mut write = |variant: &str, what: &dyn Bake| {
            let _ = write!(to, "RenewalEvent::{variant}(");
            what.bake(to);
            to.push(')');
        };
        match self {
            Self::Act(word) => write("Act", word),
            Self::Pass(requirement) => write("Pass", requirement),
            Self::Earn(requirement) => write("Earn", requirement),
        }
    }
}

impl Bake for Entry {
    fn bake(&self, to: &mut String) {
        let _ = match self {
            Self::Exam(ExamIndex(index)) => write!(to, "e({index})"),
            Self::Certification(CertIndex(index)) => write!(to, "c({index})"),
        };
    }
}

impl Bake for Implied {
    fn bake(&self, to: &mut String) {
        let _ = match self {
            Self::Pass(ExamIndex(index)) => write!(to, "p({index})"),
            Self::Active(CertIndex(index)) => write!(to, "a({index})"),
            Self::Ever(CertIndex(index)) => write!(to, "v({index})"),
        };
    }
}

impl Bake for Node {
    fn bake(&self, to: &mut String) {
        let mut write = |variant: &str, what: &dyn Bake| {
            let _ = write!(to, "Node::{variant}(");
            what.bake(to);
            to.push(')');
        };
        match self {
            Self::Exam(exam) => write("Exam", exam),
            Self::Certification(certification) => write("Certification", certification),
            Self::Ever(certification) => write("Ever", certification),
            Self::Rule(rule) => write("Rule", rule),
            Self::Gate { needed, owner } => {
                let _ = write!(to, "Node::Gate{{needed:{needed},owner:");
                owner.bake(to);
                to.push('}');
            }
        }
    }
}

impl<A: Bake, B: Bake> Bake for (A, B) {
    fn bake(&self, to: &mut String) {
        let (first, second) = self;
        to.push('(');
        first.bake(to);
        to.push(',');
        second.bake(to);
        to.push(')');
    }
}

impl Bake for Requirement {
    /// Requirements nest at most 64 deep.
    fn bake(&self, to: &mut String) {
        to.push_str("Requirement::");
        let members = match self {
            Self::Exam(exam) => {
                to.push_str("Exam(");
                exam.bake(to);
                return to.push(')');
            }
            Self::Certification(held) => {
                to.push_str("Certification(");
                held.bake(to);
                return to.push(')');
            }
            Self::Ever(held) => {
                to.push_str("Ever(");
                held.bake(to);
                return to.push(')');
            }
            Self::All(members) => {
                to.push_str("All(");
                members
            }
            Self::Any(members) => {
                to.push_str("Any(");
                members
            }
            Self::AtLeast(count, members) => {
                let _ = write!(to, "AtLeast({count},");
                members
            }
        };
        members.bake(to);
        to.push(')');
    }
}

impl Bake for Name {
    fn bake(&self, to: &mut String) {
        let Self { start, len, entry } = self;
        let _ = write!(to, "n({start},{len},");
        entry.bake(to);
        to.push(')');
    }
}
