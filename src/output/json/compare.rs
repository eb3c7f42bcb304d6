//! The document of `compare`.

use schemars::JsonSchema;
use serde::Serialize;

use crate::answer::compare::{Comparison, First, Route};
use crate::answer::table::Value;
use crate::catalog::model::{Catalog, Cents, Entry, Text};
use crate::output::json::name_list;
use crate::plan::answer::Totals;

/// Exams and certifications side by side.
#[derive(Serialize, JsonSchema)]
pub(in crate::output) struct CompareJson<'a> {
    items: Vec<Text>,
    /// What is known of one item at least.
    aspects: Vec<AspectJson<'a>>,
    /// The items that can no longer be taken or earned.
    gone: Vec<Text>,
    /// Which to take first; null if all are held already or none can be reached.
    first: Option<FirstJson>,
}

#[derive(Serialize, JsonSchema)]
struct AspectJson<'a> {
    /// What it is about, such as `requires` or `price_usd`.
    aspect: &'static str,
    /// One for each item, in their order; null where it is not known or there is none.
    values: Vec<Option<ValueJson<'a>>>,
}

#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
enum ValueJson<'a> {
    Text(String),
    Texts(Vec<&'a str>),
    Number(u64),
    Price(Cents),
}

#[derive(Serialize, JsonSchema)]
struct FirstJson {
    take: Text,
    /// What decided, as a sentence without a full stop; what can no longer be taken comes first.
    reason: String,
    /// For each that could come first what it and then all others take; the one to take first of all.
    routes: Vec<RouteJson>,
    /// `false` where the search was stopped, so that the routes are not proven to be the cheapest.
    #[serde(skip_serializing_if = "Option::is_none")]
    optimal: Option<bool>,
}

#[derive(Serialize, JsonSchema)]
struct RouteJson {
    first: Text,
    /// The cheapest exams to the first.
    exams: Vec<Text>,
    /// The cheapest exams from there to all others.
    then: Vec<Text>,
    /// Null if the price of one exam is not known.
    price_usd: Option<Cents>,
    course_days: Option<u64>,
}

impl<'a> CompareJson<'a> {
    pub(in crate::output) fn new(catalog: &Catalog, comparison: &'a Comparison) -> Self {
        let aspects = comparison.aspects.iter().map(|aspect| AspectJson {
            aspect: aspect.name,
            values: aspect
                .values
                .iter()
                .map(|cell| value(&cell.value))
                .collect(),
        });
        let first = comparison.first.as_ref();
        Self {
            items: name_list(catalog, comparison.items.iter().copied()),
            aspects: aspects.collect(),
            gone: name_list(catalog, comparison.gone.iter().map(|gone| gone.entry)),
            first: first.map(|first| FirstJson::new(catalog, comparison, first)),
        }
    }
}

impl FirstJson {
    fn new(catalog: &Catalog, comparison: &Comparison, first: &First) -> Self {
        let exams = |exams: &[_]| name_list(catalog, exams.iter().copied().map(Entry::Exam));
        let route = |route: &Route| {
            let sum = Totals::from(route.cost);
            RouteJson {
                first: catalog.name(route.first),
                exams: exams(&route.to_first),
                then: exams(&route.then),
                price_usd: sum.price_complete.then_some(sum.price),
                course_days: sum.course_days_complete.then_some(sum.course_days),
            }
        };
        Self {
            take: catalog.name(first.take),
            reason: comparison.reason_text(catalog, first),
            routes: first.routes.iter().map(route).collect(),
            optimal: (!first.optimal).then_some(false),
        }
    }
}

fn value<'a>(value: &'a Value<'_>) -> Option<ValueJson<'a>> {
    match value {
        Value::Unknown | Value::Nothing => None,
        Value::Text(text) | Value::Level(_, text) => Some(ValueJson::Text(text.to_string())),
        Value::Texts(texts) => Some(ValueJson::Texts(texts.iter().map(|text| &**text).collect())),
        Value::Date(date) => Some(ValueJson::Text(date.to_string())),
        Value::Number(number) => Some(ValueJson::Number(*number)),
        Value::Price(price) => Some(ValueJson::Price(*price)),
    }
}
