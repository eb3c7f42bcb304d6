//! Writes a catalog as Rust source: one constant, so that the program starts with it in place.
//!
//! Every type is taken apart by name, so a field that is added to the model cannot be forgotten here.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;

use jiff::civil::Date;

use crate::catalog::date::PartialDate;
use crate::catalog::derive::graph::{Adjacent, GraphTables, Node, RenewalId, RuleDays, RuleId};
use crate::catalog::derive::implied::Implied;
use crate::catalog::derive::spans::Span;
use crate::catalog::load::source::SourceFile;
use crate::catalog::model::{
    Catalog, Cents, CertIndex, Certification, Confidence, Course, EarlierValidity, EarnedBy, Entry,
    Exam, ExamIndex, Facts, Learning, Level, LevelSet, Link, Members, Place, Provider,
    ProviderIndex, Renewal, Requirement, Rule, Stored, Table, Text, Validity, Version,
};
use crate::catalog::names::{Name, NameIndex};
use crate::catalog::renewal::{Lasts, Length, RenewalEffect, RenewalEvent, RenewalWay};

/// What the source below needs in scope.
const IMPORTS: &str = "\
use jiff::civil::Date;
use crate::catalog::date::PartialDate;
use crate::catalog::model::{
    Catalog, CertIndex, Cents, Certification, Confidence, Course, EarlierValidity, EarnedBy,
    Entry, Exam, ExamIndex, Facts, Learning, Level, LevelSet, Link, Members, Place, Provider,
    ProviderIndex, Renewal, Requirement, Rule, Stored, Table, Text, Validity, Version,
};
use crate::catalog::names::{Name, NameIndex};
#[allow(unused_imports, reason = \"a catalog need not have each of them\")]
use crate::catalog::renewal::{Lasts, Length, RenewalEffect, RenewalEvent, RenewalWay};
use crate::catalog::derive::graph::{Adjacent, GraphTables, Node, RenewalId, RuleDays, RuleId};
use crate::catalog::derive::implied::Implied;
use crate::catalog::derive::spans::Span;
const fn s<T: ?Sized>(start: u32, len: u32) -> Stored<T> {
    Stored::in_table(start, len)
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

/// Items of more bytes are constants of their own: the compiler takes many small ones in a fraction of the time of one of
/// megabytes.
const LONG: usize = 200;

/// Returns the source of a module with the catalog and the names and lengths of the files that it was read from.
pub(crate) fn module(catalog: &Catalog, files: &[SourceFile]) -> String {
    let mut tables = Tables::default();
    let catalog = catalog.bake(&mut tables);
    let mut source = String::with_capacity(4 << 20);
    source.push_str(IMPORTS);
    tables.write(&mut source);
    let _ = write!(
        source,
        "/// The catalog of `data/`.\npub(super) static CATALOG: Catalog = {catalog};\n"
    );
    source.push_str("/// The files of `data/`: name and bytes of text.\n");
    source.push_str("pub(super) static FILES: &[(&str, usize)] = &[");
    for SourceFile { name, text } in files {
        let _ = write!(source, "({name:?}, {}),", text.len());
    }
    source.push_str("];\n");
    source
}

/// What stands in the tables that the texts and lists of the catalog are places in; each text and list once.
#[derive(Default)]
struct Tables {
    texts: String,
    /// The expressions of the items, by type.
    items: BTreeMap<&'static str, Vec<String>>,
    /// Where the texts stand, and the lists, by type and expressions.
    places: HashMap<(&'static str, String), String>,
}

impl Tables {
    fn text(&mut self, text: &str) -> String {
        let Self { texts, places, .. } = self;
        let place = places.entry(("str", text.to_owned())).or_insert_with(|| {
            texts.push_str(text);
            format!("s({},{})", texts.len() - text.len(), text.len())
        });
        place.clone()
    }

    fn list(&mut self, kind: &'static str, mut list: Vec<String>) -> String {
        let Self { items, places, .. } = self;
        let place = places.entry((kind, list.concat())).or_insert_with(|| {
            let items = items.entry(kind).or_default();
            let start = items.len();
            items.append(&mut list);
            format!("s({start},{})", items.len() - start)
        });
        place.clone()
    }

    /// Writes the tables of all types.
    fn write(mut self, to: &mut String) {
        let table = |to: &mut String, kind: &str, table: &str| {
            let _ = writeln!(
                to,
                "impl Table for {kind} {{fn table() -> &'static Self {{{table}}}}}"
            );
        };
        table(to, "str", &format!("{:?}", self.texts));
        for &kind in KINDS {
            let items = self.items.remove(kind).unwrap_or_default();
            let mut list = format!("static TABLE: [{kind}; {}] = [", items.len());
            for (index, item) in items.iter().enumerate() {
                if item.len() > LONG {
                    let name = format!("{}_{index}", kind.to_uppercase());
                    let _ = writeln!(to, "const {name}: {kind} = {item};");
                    list.push_str(&name);
                } else {
                    list.push_str(item);
                }
                list.push(',');
            }
            list.push_str("]; &TABLE");
            table(to, &format!("[{kind}]"), &list);
        }
    }
}

/// Something that can be written as a constant expression.
trait Bake {
    /// Returns the expression; what its texts and lists have goes to the tables.
    fn bake(&self, tables: &mut Tables) -> String;
}

/// What a list of a catalog can be of.
trait Item: Bake + 'static {
    /// The type, as it is written.
    const KIND: &'static str;
}

/// Declares the types of which there are lists. The program that builds has nothing in their tables.
macro_rules! items {
    ($($type:ty),+ $(,)?) => {
        const KINDS: &[&str] = &[$(<$type as Item>::KIND),+];
        $(
            impl Item for $type {
                const KIND: &'static str = stringify!($type);
            }

            impl Table for [$type] {
                fn table() -> &'static Self {
                    &[]
                }
            }
        )+
    };
}

items!(
    Certification,
    Course,
    EarlierValidity,
    Entry,
    Exam,
    Implied,
    Learning,
    Level,
    Link,
    Name,
    Node,
    Provider,
    RenewalWay,
    Requirement,
    Rule,
    RuleDays,
    Span,
    Text,
    Version,
    u32,
    Option<u32>,
    (u32, u32),
    (RenewalId, u32),
);

impl Table for str {
    fn table() -> &'static Self {
        ""
    }
}

/// Writes a struct of the given fields.
macro_rules! bake_struct {
    ($type:ident { $($field:ident),+ $(,)? }) => {
        impl Bake for $type {
            fn bake(&self, tables: &mut Tables) -> String {
                let Self { $($field),+ } = self;
                let mut expression = String::from(concat!(stringify!($type), "{"));
                $(
                    let field = $field.bake(tables);
                    let _ = write!(expression, concat!(stringify!($field), ":{},"), field);
                )+
                expression + "}"
            }
        }
    };
}

/// Writes a struct of one number.
macro_rules! bake_number {
    ($($type:ident),+) => {
        $(impl Bake for $type {
            fn bake(&self, _: &mut Tables) -> String {
                format!(concat!(stringify!($type), "({})"), self.0)
            }
        })+
    };
}

/// Writes an enum whose variants have no data, which `Debug` names.
macro_rules! bake_word {
    ($($type:ident { $($variant:ident),+ $(,)? })+) => {
        $(impl Bake for $type {
            fn bake(&self, _: &mut Tables) -> String {
                match self {
                    $(Self::$variant => concat!(stringify!($type), "::", stringify!($variant)).to_owned(),)+
                }
            }
        })+
    };
}

/// Writes what is displayed as it is written.
macro_rules! bake_displayed {
    ($($type:ident),+) => {
        $(impl Bake for $type {
            fn bake(&self, _: &mut Tables) -> String {
                self.to_string()
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
    spans,
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
bake_struct!(Span {
    begins,
    ends,
    ends_for_holders,
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
bake_struct!(Provider {
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
    replaced_by,
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
bake_struct!(Exam {
    code,
    facts,
    beta,
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
bake_struct!(Certification {
    id,
    facts,
    slug,
    roles,
    earned_by,
    rules,
    recommends,
    also_needs,
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

bake_displayed!(u32, usize, bool);

impl Bake for Text {
    fn bake(&self, tables: &mut Tables) -> String {
        tables.text(self)
    }
}

impl<T: Item> Bake for Stored<[T]>
where
    [T]: Table,
{
    fn bake(&self, tables: &mut Tables) -> String {
        let items: Vec<_> = self.iter().map(|item| item.bake(tables)).collect();
        tables.list(T::KIND, items)
    }
}

impl<T: Bake> Bake for Option<T> {
    fn bake(&self, tables: &mut Tables) -> String {
        match self {
            None => "None".to_owned(),
            Some(value) => format!("Some({})", value.bake(tables)),
        }
    }
}

impl Bake for Date {
    fn bake(&self, _: &mut Tables) -> String {
        format!("d({},{},{})", self.year(), self.month(), self.day())
    }
}

impl Bake for PartialDate {
    fn bake(&self, tables: &mut Tables) -> String {
        let (variant, day) = match self {
            Self::Day(day) => ("Day", day),
            Self::Month(day) => ("Month", day),
            Self::Year(day) => ("Year", day),
        };
        format!("PartialDate::{variant}({})", day.bake(tables))
    }
}

impl Bake for Validity {
    fn bake(&self, _: &mut Tables) -> String {
        match self {
            Self::Months(months) => format!("Validity::Months({months})"),
            Self::Never => "Validity::Never".to_owned(),
            Self::Unknown => "Validity::Unknown".to_owned(),
        }
    }
}

impl Bake for Length {
    fn bake(&self, _: &mut Tables) -> String {
        match self {
            Self::Months(count) => format!("Length::Months({count})"),
            Self::Days(count) => format!("Length::Days({count})"),
        }
    }
}

impl Bake for RenewalEvent {
    fn bake(&self, tables: &mut Tables) -> String {
        let (variant, what) = match self {
            Self::Act(word) => ("Act", word.bake(tables)),
            Self::Pass(requirement) => ("Pass", requirement.bake(tables)),
            Self::Earn(requirement) => ("Earn", requirement.bake(tables)),
        };
        format!("RenewalEvent::{variant}({what})")
    }
}

impl Bake for Entry {
    fn bake(&self, _: &mut Tables) -> String {
        match self {
            Self::Exam(ExamIndex(index)) => format!("e({index})"),
            Self::Certification(CertIndex(index)) => format!("c({index})"),
        }
    }
}

impl Bake for Implied {
    fn bake(&self, _: &mut Tables) -> String {
        match self {
            Self::Pass(ExamIndex(index)) => format!("p({index})"),
            Self::Active(CertIndex(index)) => format!("a({index})"),
            Self::Ever(CertIndex(index)) => format!("v({index})"),
        }
    }
}

impl Bake for Node {
    fn bake(&self, tables: &mut Tables) -> String {
        let (variant, what) = match self {
            Self::Exam(exam) => ("Exam", exam.bake(tables)),
            Self::Certification(certification) => ("Certification", certification.bake(tables)),
            Self::Ever(certification) => ("Ever", certification.bake(tables)),
            Self::Rule(rule) => ("Rule", rule.bake(tables)),
            Self::Gate { needed, owner } => {
                return format!("Node::Gate{{needed:{needed},owner:{}}}", owner.bake(tables));
            }
        };
        format!("Node::{variant}({what})")
    }
}

impl<A: Bake, B: Bake> Bake for (A, B) {
    fn bake(&self, tables: &mut Tables) -> String {
        let (first, second) = self;
        format!("({},{})", first.bake(tables), second.bake(tables))
    }
}

impl Bake for Requirement {
    /// Requirements nest at most 64 deep.
    fn bake(&self, tables: &mut Tables) -> String {
        let (variant, what) = match self {
            Self::Exam(exam) => ("Exam", exam.bake(tables)),
            Self::Certification(held) => ("Certification", held.bake(tables)),
            Self::Ever(held) => ("Ever", held.bake(tables)),
            Self::All(members) => ("All", members.bake(tables)),
            Self::Any(members) => ("Any", members.bake(tables)),
            Self::AtLeast(count, members) => {
                return format!("Requirement::AtLeast({count},{})", members.bake(tables));
            }
        };
        format!("Requirement::{variant}({what})")
    }
}

impl Bake for Name {
    fn bake(&self, tables: &mut Tables) -> String {
        let Self { start, len, entry } = self;
        format!("n({start},{len},{})", entry.bake(tables))
    }
}
