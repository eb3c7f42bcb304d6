//! How a certification is kept and how long it lasts: the fields `renewal` and `lasts`.

use std::collections::{HashMap, HashSet};

use crate::catalog::date::PartialDate;
use crate::catalog::load::entries::{Builder, Standing};
use crate::catalog::load::fields::{Fields, Inner, in_order, is_too_long, list, missing, optional};
use crate::catalog::load::finding::{Code, quoted};
use crate::catalog::load::limits::{MOST_ITEMS, MOST_MONTHS};
use crate::catalog::load::merge::{Raw, RawEntry};
use crate::catalog::load::problem::{At, Problem, Problems};
use crate::catalog::load::reader::{Key, Node, Value};
use crate::catalog::load::references::Reader;
use crate::catalog::load::schema::{LASTS_KEYS, RENEWAL_EVENT_KEYS, RENEWAL_WAYS};
use crate::catalog::load::values::{CONFIDENCES, date, months, number, switch, text, word};
use crate::catalog::model::{
    CertIndex, Certification, Entry, Exam, List, ProviderIndex, Renewal, Requirement, Text,
};
use crate::catalog::renewal::{Lasts, Length, RenewalEffect, RenewalEvent, RenewalWay};

/// What one way looks like, for hints.
const WAY: &str = "{by: retake}, {by: {pass: AZ-104}} or {by: {earn: cks}, effect: align}";

/// The word that stands for [`Lasts::ForLife`].
pub(crate) const FOR_LIFE: &str = "for-life";

/// How something is kept: in a word, and in its ways.
#[derive(Debug, Clone)]
pub(super) struct Kept {
    pub(super) word: Renewal,
    pub(super) ways: List<RenewalWay>,
}

/// What a level says for its certifications.
#[derive(Debug, Default)]
struct OfLevel {
    kept: Option<Kept>,
    lasts: Option<Lasts>,
}

/// What a provider and its levels say for the provider's certifications.
#[derive(Debug, Default)]
pub(super) struct Inherited<'a> {
    kept: Option<Kept>,
    levels: HashMap<&'a str, OfLevel>,
}

/// Returns the plain word for how something is kept, or the one that comes nearest to its first ways.
///
/// It reports nothing: what is wrong is found when the ways are read.
pub(super) fn word_of(fields: &impl Fields) -> Option<Renewal> {
    let (_, value) = fields.get("renewal")?;
    match value {
        Value::List(ways) => Some(
            ways.iter()
                .find_map(|way| nearest_word(way))
                .unwrap_or(Renewal::Unknown),
        ),
        Value::Text(word) => Renewal::of_word(word),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Map(_) => None,
    }
}

fn nearest_word(way: &Value) -> Option<Renewal> {
    match way.get("by")? {
        Value::Text(act) => Renewal::of_word(act).or(match act.as_str() {
            "recert-exam" => Some(Renewal::Retake),
            "module" => Some(Renewal::FreeOnlineAssessment),
            act if act.starts_with("credits") => Some(Renewal::ContinuingEducation),
            _ => None,
        }),
        Value::Map(_) => Some(Renewal::Retake),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::List(_) => None,
    }
}

/// Returns the ways that a plain word stands for.
pub(crate) fn plain_ways(word: Renewal) -> List<RenewalWay> {
    match word {
        Renewal::None | Renewal::Unknown => List::EMPTY,
        Renewal::FreeOnlineAssessment
        | Renewal::Retake
        | Renewal::ContinuingEducation
        | Renewal::Fee => {
            let way = RenewalWay {
                // Who passes anew holds it again, however long ago it lapsed.
                lapsed: word == Renewal::Retake,
                ..RenewalWay::plain(word.word())
            };
            vec![way].into()
        }
    }
}

/// Reads what each provider and its levels say, in the order of the providers.
pub(super) fn inherited<'a>(raw: &'a Raw<'a>, builder: &mut Builder<'_, 'a>) -> Vec<Inherited<'a>> {
    let mut all = Vec::new();
    for (index, id) in (0..).zip(builder.provider_ids().to_vec()) {
        let said = raw.provider(id).map(|entry| {
            let mut reader = builder.reader_of(ProviderIndex(index), entry.name, false);
            of_provider(entry, &mut reader)
        });
        all.push(said.unwrap_or_default());
    }
    all
}

fn of_provider<'a>(raw: &RawEntry<'a>, reader: &mut Reader<'_, 'a>) -> Inherited<'a> {
    let mut levels = HashMap::new();
    if let Some((at, Value::List(values))) = raw
        .get("levels")
        .map(|(at, _)| at)
        .zip(raw.field("levels").map(|field| field.value))
    {
        for (place, value) in values.iter().enumerate() {
            let name = match value.get("name") {
                Some(Value::Text(name)) => name.as_str(),
                _ => "",
            };
            let at = at.index(place);
            let renewal = value.get("renewal").filter(|value| **value != Value::Null);
            let lasts = value.get("lasts").filter(|value| **value != Value::Null);
            let of_level = OfLevel {
                kept: renewal.and_then(|value| kept(value, &at.key("renewal"), reader)),
                lasts: lasts
                    .and_then(|value| self::lasts(value, &at.key("lasts"), reader.problems)),
            };
            levels.insert(name, of_level);
        }
    }
    Inherited {
        kept: raw
            .get("renewal")
            .and_then(|(at, value)| kept(value, &at, reader)),
        levels,
    }
}

impl<'b, 'a> Builder<'b, 'a> {
    /// Reads how a certification is kept: what it says itself, or else its level, or else its provider.
    pub(super) fn kept(&mut self, raw: &RawEntry<'a>, standing: &Standing<'b>) -> Kept {
        let own = raw.get("renewal").and_then(|(at, value)| {
            let mut reader = self.reader(raw, standing, false);
            kept(value, &at, &mut reader)
        });
        let inherited = || {
            let (provider, level) = self.inherited(standing)?;
            let level = level.and_then(|level| provider.levels.get(level)?.kept.as_ref());
            let mut kept = level.or(provider.kept.as_ref())?.clone();
            let own = self.reader(raw, standing, false).own();
            if let Some(Entry::Certification(own)) = own {
                let ways = kept.ways.to_mut().iter_mut();
                ways.for_each(|way| way.leave_out(own));
            }
            Some(kept)
        };
        own.or_else(inherited).unwrap_or(Kept {
            word: Renewal::Unknown,
            ways: List::EMPTY,
        })
    }

    /// Reads what ends a certification.
    pub(super) fn lasts(&mut self, raw: &RawEntry<'a>, standing: &Standing<'b>) -> Option<Lasts> {
        let own = optional(raw, "lasts", self.problems, lasts);
        own.or_else(|| {
            let (provider, level) = self.inherited(standing)?;
            provider.levels.get(level?)?.lasts
        })
    }
}

/// Reads `renewal`: a word, or a list of ways.
fn kept(value: &Value, at: &At<'_>, reader: &mut Reader<'_, '_>) -> Option<Kept> {
    match value {
        Value::List(values) => {
            if is_too_long(values.len(), MOST_ITEMS, at, reader.problems) {
                return None;
            }
            let mut ways = Vec::with_capacity(values.len());
            for (index, value) in values.iter().enumerate() {
                ways.extend(way(value, &at.index(index), reader));
            }
            let word = values.iter().find_map(|way| nearest_word(way));
            Some(Kept {
                word: word.unwrap_or(Renewal::Unknown),
                ways: ways.into(),
            })
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) | Value::Map(_) => {
            let word = word(&Renewal::WORDS)(value, at, reader.problems)?;
            Some(Kept {
                word,
                ways: plain_ways(word),
            })
        }
    }
}

fn way(value: &Value, at: &At<'_>, reader: &mut Reader<'_, '_>) -> Option<RenewalWay> {
    let fields = Inner::of(value, at, WAY, reader.problems)?;
    fields.refuse_others(&RENEWAL_WAYS.names(), reader.problems);
    let by = if let Some((at, value)) = fields.get("by") {
        event(value, &at, reader)
    } else {
        let hint = format!("write {WAY}");
        reader.problems.push(missing(at, "by", &hint));
        None
    };
    let problems = &mut *reader.problems;
    let from = optional(&fields, "from", problems, date);
    let until = optional(&fields, "until", problems, date);
    in_order(&fields, ("from", from), ("until", until), problems);
    let effect = optional(&fields, "effect", problems, word(&RenewalEffect::WORDS));
    let lapsed = optional(&fields, "lapsed", problems, switch).unwrap_or(false);
    let grace = optional(&fields, "grace", problems, length);
    if lapsed && grace.is_some() {
        let message = "a way that brings back what lapsed at any time has no `grace`";
        let problem = Problem::new(Code::NeverApplies, &at.key("grace"), message);
        problems.push(problem.hint("keep one of `lapsed` and `grace`"));
    }
    if effect == Some(RenewalEffect::Align) && !matches!(by, None | Some(RenewalEvent::Earn(_))) {
        let message = "only what is earned has a last day to take over";
        let problem = Problem::new(Code::NeverApplies, &at.key("effect"), message);
        problems.push(problem.hint("write `by: {earn: ID}`, or another effect"));
    }
    let (is_read, by) = match by {
        Some(by) => (true, by),
        // What is wrong with the other fields is reported all the same.
        None => (false, RenewalEvent::Act(Text::EMPTY)),
    };
    let way = RenewalWay {
        by,
        effect: effect.unwrap_or(RenewalEffect::Restart),
        months: optional(&fields, "months", problems, months),
        window: optional(&fields, "window", problems, length),
        grace,
        lapsed,
        from,
        until,
        sources: list(&fields, "sources", problems, text),
        confidence: optional(&fields, "confidence", problems, word(&CONFIDENCES)),
        notes: optional(&fields, "notes", problems, text),
    };
    is_read.then_some(way)
}

/// Reads what a way takes: a word, exams to pass, or certifications to earn.
fn event(value: &Value, at: &At<'_>, reader: &mut Reader<'_, '_>) -> Option<RenewalEvent> {
    let Value::Map(_) = value else {
        return text(value, at, reader.problems).map(RenewalEvent::Act);
    };
    let fields = Inner::of(value, at, WAY, reader.problems)?;
    if fields.refuse_others(&RENEWAL_EVENT_KEYS, reader.problems) {
        return None;
    }
    match (fields.get("pass"), fields.get("earn")) {
        (Some((at, value)), None) => requirement(value, &at, reader).map(RenewalEvent::Pass),
        (None, Some((at, value))) => requirement(value, &at, reader).map(RenewalEvent::Earn),
        _ => {
            let message = "a way takes one of `pass` and `earn`";
            let problem = Problem::new(Code::BadRequirement, at, message);
            reader.problems.push(problem.hint(format!("write {WAY}")));
            None
        }
    }
}

/// Reads a requirement in which `350-*` stands for every exam whose code begins like that.
fn requirement(value: &Value, at: &At<'_>, reader: &mut Reader<'_, '_>) -> Option<Requirement> {
    let expanded = expand(value, at, reader)?;
    reader.requirement(&expanded, at)
}

/// Replaces patterns by what they stand for; values nest at most 64 deep.
fn expand(value: &Value, at: &At<'_>, reader: &mut Reader<'_, '_>) -> Option<Value> {
    Some(match value {
        Value::Text(name) if name.contains('*') => {
            let codes = matching(name, at, reader)?;
            if let [one] = codes.as_slice() {
                one.value.clone()
            } else {
                let position = Node::from(Value::Null).position;
                let text = "any".to_owned();
                Value::Map(vec![(Key { text, position }, Value::List(codes).into())])
            }
        }
        Value::Map(entries) => {
            let mut expanded = Vec::with_capacity(entries.len());
            for (key, value) in entries {
                let value = match &value.value {
                    // Among alternatives each exam is one of its own.
                    Value::List(members) if matches!(&**key, "any" | "of") => {
                        Value::List(alternatives(members, at, reader)?)
                    }
                    Value::Text(name) if &**key == "of" && name.contains('*') => {
                        Value::List(matching(name, at, reader)?)
                    }
                    other => expand(other, &at.key(key), reader)?,
                };
                expanded.push((key.clone(), value.into()));
            }
            Value::Map(expanded)
        }
        Value::List(members) => {
            let members = members.iter();
            let members = members.map(|member| expand(member, at, reader).map(Node::from));
            Value::List(members.collect::<Option<_>>()?)
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) => value.clone(),
    })
}

fn alternatives(members: &[Node], at: &At<'_>, reader: &mut Reader<'_, '_>) -> Option<Vec<Node>> {
    let mut all: Vec<Node> = Vec::with_capacity(members.len());
    let mut names = HashSet::new();
    for member in members {
        let more = match &member.value {
            Value::Text(name) if name.contains('*') => matching(name, at, reader)?,
            other => vec![expand(other, at, reader)?.into()],
        };
        // A pattern may mean what stands there already.
        let is_new = |node: &Node| {
            node.written()
                .is_none_or(|name| names.insert(name.to_owned()))
        };
        all.extend(more.into_iter().filter(is_new));
    }
    Some(all)
}

/// Returns the codes of the home provider's exams that a pattern such as `350-*` or `*-LAB` means.
fn matching(pattern: &str, at: &At<'_>, reader: &mut Reader<'_, '_>) -> Option<Vec<Node>> {
    let parts = pattern
        .split_once('*')
        .filter(|(_, rest)| !rest.contains('*'));
    let codes: Vec<Node> = parts.map_or_else(Vec::new, |(start, end)| {
        let fits = |code: &&str| code[start.len()..].ends_with(end);
        let codes = reader.names.codes(reader.home, start).filter(fits);
        let enough = reader.enough_members();
        codes
            .take(enough)
            .map(|code| Value::Text(code.to_owned()).into())
            .collect()
    });
    if codes.is_empty() {
        let message = format!("no exam's code is like {}", quoted(pattern));
        let problem = Problem::new(Code::UnknownName, at, message);
        reader
            .problems
            .push(problem.hint("write the beginning of a code and one `*`"));
        return None;
    }
    reader.take_members(codes.len(), at)?;
    Some(codes)
}

/// Reads a number of months, or days as `60d`.
fn length(value: &Value, at: &At<'_>, problems: &mut Problems) -> Option<Length> {
    let Value::Text(days) = value else {
        return number(0, MOST_MONTHS)(value, at, problems).map(Length::Months);
    };
    let count = days.strip_suffix('d').filter(|count| {
        !count.is_empty() && count.len() <= 5 && count.bytes().all(|byte| byte.is_ascii_digit())
    });
    let found = count.and_then(|count| count.parse().ok());
    if found.is_none() {
        let message = format!("{} is not a length of time", quoted(days));
        let problem = Problem::new(Code::BadNumber, at, message);
        problems.push(problem.hint("write months as 6, or days as 60d"));
    }
    found.map(Length::Days)
}

/// Reads `lasts`.
fn lasts(value: &Value, at: &At<'_>, problems: &mut Problems) -> Option<Lasts> {
    let like =
        "for-life, {with: parts}, {with: parts, to: year-end}, {to: year-end} or {to: month-end}";
    if let Value::Text(_) = value {
        return word(&[(FOR_LIFE, Lasts::ForLife)])(value, at, problems);
    }
    let fields = Inner::of(value, at, like, problems)?;
    fields.refuse_others(&LASTS_KEYS, problems);
    match (fields.get("with"), fields.get("to")) {
        (None, None) => {
            let hint = format!("write {like}");
            problems.push(missing(at, "with", &hint));
            None
        }
        (None, Some((at, value))) => {
            let ends = [
                ("year-end", Lasts::ToYearEnd),
                ("month-end", Lasts::ToMonthEnd),
            ];
            word(&ends)(value, &at, problems)
        }
        (Some((at, value)), to) => {
            word(&[("parts", ())])(value, &at, problems)?;
            let Some((at, value)) = to else {
                return Some(Lasts::WithParts);
            };
            word(&[("year-end", Lasts::WithPartsToYearEnd)])(value, &at, problems)
        }
    }
}

/// Reports ways that can never apply, and titles that live with parts they do not have.
pub(super) fn check(
    certification: &Certification,
    index: CertIndex,
    exams: &[Exam],
    raw: &RawEntry<'_>,
    problems: &mut Problems,
) {
    if certification.lasts_with_parts() && !has_parts(certification) {
        let message = "it lasts with its parts, and requires no certification";
        let problem = Problem::new(Code::NoParts, &raw.at("lasts"), message);
        problems.push(problem.hint("name the certifications in `requires`, or remove `lasts`"));
    }
    // What a level or a provider says is for all, so it need not be of use to each.
    let Some((at, Value::List(_))) = raw.get("renewal") else {
        return;
    };
    for (place, way) in certification.renewal_ways.iter().enumerate() {
        if let Some(reason) = never_applies(way, index, exams) {
            let problem = Problem::new(Code::NeverApplies, &at.index(place), reason);
            problems.push(problem.hint("remove it, or name what renews"));
        }
    }
}

fn has_parts(certification: &Certification) -> bool {
    let mut found = certification.rules.is_empty();
    for rule in certification.rules.iter() {
        match &rule.requires {
            None => found = true,
            Some(requires) => requires.names(&mut |name| {
                found |= matches!(name, Requirement::Certification(_));
            }),
        }
    }
    found
}

fn never_applies(way: &RenewalWay, own: CertIndex, exams: &[Exam]) -> Option<String> {
    let requirement = way.requirement()?;
    let first = way.from.map(PartialDate::first_day);
    let is_over = |exam: &Exam| {
        let last = exam.facts.retires.map(PartialDate::last_day);
        last.zip(first).is_some_and(|(last, first)| last < first)
    };
    let mut live = 0;
    let mut itself = false;
    requirement.names(&mut |name| match name {
        Requirement::Exam(exam) => live += usize::from(!is_over(&exams[exam.0 as usize])),
        Requirement::Certification(held) | Requirement::Ever(held) => {
            itself |= *held == own;
            live += usize::from(*held != own);
        }
        Requirement::All(_) | Requirement::Any(_) | Requirement::AtLeast(..) => {}
    });
    if itself && live == 0 {
        return Some("a certification does not renew itself".to_owned());
    }
    (live == 0).then(|| "every exam of the way had retired before it began".to_owned())
}
