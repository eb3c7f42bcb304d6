//! The document of `next`.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use crate::answer::list::any_columns;
use crate::answer::next::{Next, WithinReach};
use crate::catalog::date::PartialDate;
use crate::catalog::model::{Catalog, Cents, Entry, Text};
use crate::output::json::name_list;
use crate::output::json::plan::EarnByJson;
use crate::output::json::warning::{WarningJson, warnings};
use crate::request::Holding;

/// What is within reach.
#[derive(Serialize, JsonSchema)]
pub(in crate::output) struct NextJson<'a> {
    /// The holdings, as they were resolved.
    have: Vec<Text>,
    /// The nearest first.
    next: Vec<WithinJson<'a>>,
    /// How many more are within reach than are listed.
    more: usize,
    /// Whether everything was looked at before the time was over.
    complete: bool,
    warnings: Vec<WarningJson<'a>>,
}

/// A certification with the exams that lead to it. With `--columns` it has those fields only.
#[derive(Serialize, JsonSchema)]
#[schemars(transform = any_columns)]
struct WithinJson<'a> {
    id: Text,
    title: &'a str,
    /// In the order in which to take them.
    exams: Vec<Text>,
    /// Null if the price of one exam is not known.
    price_usd: Option<Cents>,
    /// The provider's id.
    provider: &'a str,
    level: &'a str,
    course_days: Option<u64>,
    /// The last day on which it can be reached so.
    retires: Option<PartialDate>,
    /// The certification that nobody can earn after that day, where that ends before the exams do.
    earn_by: Option<EarnByJson>,
    /// Certifications that require something of what is newly passed or earned.
    opens: Vec<Text>,
    /// What no exam gives.
    also_needs: &'a [Text],
    /// Never: what is held is not within reach any more.
    held: bool,
    held_until: Option<Date>,
    /// It was held and has lapsed.
    lapsed: bool,
    url: &'a str,
}

impl<'a> NextJson<'a> {
    pub(in crate::output) fn new(catalog: &'a Catalog, have: &[Holding], next: &'a Next) -> Self {
        let within = next.within_reach.iter();
        Self {
            have: name_list(catalog, have.iter().map(|holding| holding.entry)),
            next: within
                .map(|within| WithinJson::new(catalog, within))
                .collect(),
            more: next.more,
            complete: next.left_out == 0,
            warnings: warnings(catalog, &next.warnings),
        }
    }
}

impl<'a> WithinJson<'a> {
    fn new(catalog: &'a Catalog, within: &'a WithinReach) -> Self {
        let entry = Entry::Certification(within.certification);
        let facts = catalog.facts(entry);
        let opens = within.opens.iter().copied();
        Self {
            id: catalog.name(entry),
            title: &facts.title,
            exams: name_list(catalog, within.exams()),
            price_usd: within.price(),
            provider: &catalog.provider(facts.provider).id,
            level: &catalog.level(entry).name,
            course_days: within.course_days(),
            retires: within.last_day,
            earn_by: within.earn_by.map(|index| EarnByJson::new(catalog, index)),
            opens: name_list(catalog, opens.map(Entry::Certification)),
            also_needs: &catalog.certification(within.certification).also_needs,
            held: false,
            held_until: None,
            lapsed: within.lapsed,
            url: &facts.page,
        }
    }
}
