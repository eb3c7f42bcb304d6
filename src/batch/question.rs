//! What a line says.

use jiff::civil::Date;
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use crate::batch::{Defaults, LineError, Question};
use crate::catalog::date::whole_day;
use crate::catalog::model::Entry;
use crate::request::{
    Holding, Limits, Request, Wanted, at_least_one, dollars, each_once, refuse_nothing_wanted,
    seconds,
};
use crate::resolve::{HoldingError, HoldingErrors, Resolver, wanted_list};

/// A line as it is written. What is absent is as in the defaults.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RequestLine<'a> {
    #[serde(borrow, default, deserialize_with = "as_written")]
    id: Option<&'a RawValue>,
    have: Option<Vec<String>>,
    want: Option<Vec<String>>,
    want_any: Option<AnyOf>,
    via: Option<Vec<String>>,
    avoid: Option<Vec<String>>,
    minimize: Option<String>,
    as_of: Option<String>,
    alternatives: Option<usize>,
    why: Option<bool>,
    details: Option<bool>,
    with_recommended: Option<bool>,
    budget: Option<f64>,
    by: Option<String>,
    skip_unknown: Option<bool>,
    time_limit: Option<f64>,
}

/// Names of which any one is wanted, or several lists of such names.
#[derive(Debug, Deserialize)]
#[serde(
    untagged,
    expecting = "`want_any` is a list of names, or a list of such lists"
)]
enum AnyOf {
    One(Vec<String>),
    Several(Vec<Vec<String>>),
}

impl AnyOf {
    fn lists(&self) -> &[Vec<String>] {
        match self {
            Self::One(names) if names.is_empty() => &[],
            Self::One(names) => std::slice::from_ref(names),
            Self::Several(lists) => lists,
        }
    }
}

/// The one part of a bad line that is given back.
#[derive(Debug, Deserialize)]
struct Named<'a> {
    #[serde(borrow, default, deserialize_with = "as_written")]
    id: Option<&'a RawValue>,
}

/// Keeps an `id` of `null`, which would be none otherwise.
fn as_written<'de, D: Deserializer<'de>>(from: D) -> Result<Option<&'de RawValue>, D::Error> {
    <&RawValue>::deserialize(from).map(Some)
}

/// Words of the reader of JSON, and plain ones.
const PLAIN: [(&str, &str); 5] = [
    // Every line is a text of its own to the reader, so its first line says nothing.
    (" at line 1 column ", " at column "),
    ("expected a sequence", "expected a list"),
    ("expected a string", "expected a text in quotation marks"),
    ("expected usize", "expected a whole number"),
    ("expected f64", "expected a number"),
];

impl<'a> RequestLine<'a> {
    pub(super) fn read(line: &'a str) -> Result<Self, LineError> {
        let line = without_mark(line);
        if !is_object(line) {
            return Err(LineError::NoObject);
        }
        serde_json::from_str(line).map_err(|error| {
            let mut problem = error.to_string();
            for (words, plain) in PLAIN {
                problem = problem.replace(words, plain);
            }
            LineError::NoQuestion(shortened(&problem))
        })
    }

    /// Resolves its names.
    pub(super) fn question(
        &self,
        names: &Resolver<'_>,
        defaults: &Defaults,
    ) -> Result<Question<'a>, LineError> {
        let time_limit = match self.time_limit {
            Some(limit) => seconds(limit)?,
            None => defaults.time_limit,
        };
        let (request, unknown) = self.request(names, defaults)?;
        Ok(Question {
            id: self.id,
            limits: self.limits(defaults.limits, request.as_of)?,
            request,
            unknown,
            details: self.details.unwrap_or(defaults.details),
            time_limit,
        })
    }

    fn request(
        &self,
        names: &Resolver<'_>,
        defaults: &Defaults,
    ) -> Result<(Request, Unknown), LineError> {
        let as_of = match &self.as_of {
            Some(day) => whole_day(day)?,
            None => defaults.as_of,
        };
        let entries = |own: &Option<Vec<String>>, default: &[String]| match own {
            Some(items) => names.items(texts(items), as_of).map(each_once),
            None => names.lists(texts(default), as_of),
        };
        let (have, unknown) = self.have(names, defaults, as_of)?;
        let want: Vec<Entry> = entries(&self.want, &defaults.want)?;
        let want_any = self.want_any(names, defaults, as_of)?;
        refuse_nothing_wanted(&want, &want_any)?;
        let request = Request {
            have,
            want,
            want_any,
            via: entries(&self.via, &defaults.via)?,
            avoid: entries(&self.avoid, &defaults.avoid)?,
            as_of,
            minimize: match &self.minimize {
                Some(word) => word.parse()?,
                None => defaults.minimize,
            },
            alternatives: match self.alternatives {
                Some(count) => at_least_one(count)?.get(),
                None => defaults.alternatives.get(),
            },
            with_recommended: self.with_recommended.unwrap_or(defaults.with_recommended),
            why: self.why.unwrap_or(defaults.why),
        };
        Ok((request, unknown))
    }

    fn have(
        &self,
        names: &Resolver<'_>,
        defaults: &Defaults,
        as_of: Date,
    ) -> Result<(Vec<Holding>, Unknown), LineError> {
        let Some(items) = &self.have else {
            return Ok(((defaults.have)(as_of)?, Unknown::new()));
        };
        if !self.skip_unknown.unwrap_or(defaults.skip_unknown) {
            let holdings = names.holdings(texts(items), as_of)?;
            return Ok((each_once(holdings), Unknown::new()));
        }
        let (mut holdings, mut unknown) = (Vec::new(), Unknown::new());
        let items: Vec<&str> = texts(items)
            .filter(|item| !item.trim().is_empty())
            .collect();
        // Together, for names that are like the unknown ones are looked for so often only.
        let read = names.each_holding(items.iter().copied(), as_of);
        for (item, read) in items.into_iter().zip(read) {
            match read {
                Ok(holding) => holdings.push(holding),
                Err(HoldingError::Name(error)) => {
                    unknown.push((item.to_owned(), error.to_string()));
                }
                Err(error) => return Err(HoldingErrors(vec![error]).into()),
            }
        }
        Ok((each_once(holdings), unknown))
    }

    fn want_any(
        &self,
        names: &Resolver<'_>,
        defaults: &Defaults,
        as_of: Date,
    ) -> Result<Vec<Vec<Wanted>>, LineError> {
        let Some(lists) = &self.want_any else {
            let lists = defaults.want_any.iter();
            let lists = lists.map(|list| wanted_list(names.catalog(), list, as_of));
            return Ok(lists.collect::<Result<_, _>>()?);
        };
        let lists = lists.lists().iter();
        let lists = lists.map(|list| names.wanted(texts(list), as_of));
        Ok(lists.collect::<Result<_, _>>()?)
    }

    fn limits(&self, defaults: Limits, as_of: Date) -> Result<Limits, LineError> {
        let limits = Limits {
            budget: match self.budget {
                Some(amount) => Some(dollars(amount)?),
                None => defaults.budget,
            },
            by: match &self.by {
                Some(day) => Some(whole_day(day)?),
                None => defaults.by,
            },
        };
        Ok(limits.checked(as_of)?)
    }
}

/// Holdings that are not in the catalog, each with what is wrong with it.
type Unknown = Vec<(String, String)>;

fn texts(names: &[String]) -> impl Iterator<Item = &str> {
    names.iter().map(String::as_str)
}

/// Returns a line's `id` as it is written, also where the rest of the line is bad.
pub(super) fn id(line: &str) -> Option<&RawValue> {
    let line = Some(without_mark(line)).filter(|line| is_object(line))?;
    let named: Named<'_> = serde_json::from_str(line).ok()?;
    named.id
}

/// Leaves out the byte order mark that a line at the beginning of a file may have.
fn without_mark(line: &str) -> &str {
    line.strip_prefix('\u{FEFF}').unwrap_or(line)
}

/// A list would be read as the fields in their order.
fn is_object(text: &str) -> bool {
    text.trim_start().starts_with('{')
}

/// Cuts what a message quotes of a line to the length of a line on a terminal or two.
fn shortened(message: &str) -> String {
    const LONGEST_QUOTE: usize = 160;
    let mut text = String::with_capacity(message.len());
    for piece in message.split_inclusive(['`', '"']) {
        let quote = piece.trim_end_matches(['`', '"']);
        match quote.char_indices().nth(LONGEST_QUOTE) {
            Some((end, _)) => {
                text.push_str(&quote[..end]);
                text.push_str("...");
                text.push_str(&piece[quote.len()..]);
            }
            None => text.push_str(piece),
        }
    }
    text
}
