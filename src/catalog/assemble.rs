//! From merged entries to vendors, exams and certifications, with everything that levels and vendors say for them.

use std::borrow::Cow;
use std::collections::HashSet;

use jiff::civil::Date;

use super::date::PartialDate;
use super::finding::quoted;
use super::keys::{EARLIER_RULE_KEYS, LEVEL_KEYS};
use super::model::{
    Certification, Course, EarlierValidity, Entry, Exam, Facts, Level, Link, List, Place, Provider,
    ProviderIndex, Renewal, Requirement, Rule, Text, Validity,
};
use super::problem::{At, Origin, Problem, Problems};
use super::raw::{Raw, RawEntry};
use super::read::{
    CONFIDENCES, Fields, Inner, RENEWALS, code, course, date, day, earlier_validity, id, items,
    learning, list, missing, months, number, optional, price, required, text, text_or_number,
    validity, word, wrong_type,
};
use super::refer::{Names, Reader, UNVERIFIED};
use super::yaml::Value;

/// The vendor whose certifications no exam leads to.
const EXTERNAL: &str = "external";

/// Most levels of a vendor, and most links of a level.
const MOST: usize = 100;

/// The lists of a catalog, not yet looked at as a whole.
#[derive(Debug)]
pub(super) struct Built {
    pub(super) providers: Vec<Provider>,
    pub(super) exams: Vec<Exam>,
    pub(super) certifications: Vec<Certification>,
    /// For each certification whether a rule of it could not be read.
    pub(super) broken: Vec<bool>,
}

/// Reads every entry.
pub(super) fn build<'a>(raw: &'a Raw<'a>, problems: &mut Problems) -> Built {
    let vendors = vendors(raw, problems);
    let names = Names::of(raw, vendors, problems);
    let providers: Vec<Provider> = names
        .vendors()
        .iter()
        .map(|id| match raw.provider(id) {
            Some(entry) => provider(entry, problems),
            None => undeclared(id),
        })
        .collect();
    let mut builder = Builder {
        providers: &providers,
        names: &names,
        problems,
    };
    let exams = raw.exams.iter().map(|entry| builder.exam(entry)).collect();
    let (certifications, broken) = raw
        .certifications
        .iter()
        .map(|entry| builder.certification(entry))
        .unzip();
    Built {
        providers,
        exams,
        certifications,
        broken,
    }
}

/// Returns the ids of all vendors that are declared or used, sorted; tells of those that are used only.
fn vendors<'a>(raw: &Raw<'a>, problems: &mut Problems) -> Vec<&'a str> {
    let mut ids: Vec<&str> = raw.providers.iter().map(|entry| entry.provider).collect();
    let declared = ids.len();
    let mut told: HashSet<(u32, &str)> = HashSet::new();
    let mut last = None;
    for entry in raw.exams.iter().chain(&raw.certifications) {
        let key = (entry.home.file, entry.provider);
        if last == Some(key) || ids[..declared].binary_search(&entry.provider).is_ok() {
            last = Some(key);
            continue;
        }
        last = Some(key);
        if told.insert(key) {
            ids.push(entry.provider);
            // The empty id stands for one that was no text, which was told.
            if !entry.provider.is_empty() {
                let problem = unknown_provider(entry, &ids[..declared], problems);
                problems.push(problem);
            }
        }
    }
    ids.sort_unstable();
    ids.dedup();
    ids
}

fn unknown_provider(entry: &RawEntry<'_>, declared: &[&str], problems: &Problems) -> Problem {
    let root = At::File(entry.home.file);
    let at = match entry.field("provider") {
        Some(field) => At::Field(field.origin, "provider"),
        None => root.key("provider"),
    };
    let hint = match problems.nearest(entry.provider, declared.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "declare it under `providers:`".to_owned(),
    };
    let message = format!("no provider is called {}", quoted(entry.provider));
    Problem::error("unknown-provider", &at, message).hint(hint)
}

/// Stands for a vendor that is used and not declared, so that one mistake is told once.
fn undeclared(id: &str) -> Provider {
    Provider {
        id: Cow::Owned(id.to_owned()),
        name: Cow::Borrowed(""),
        url: None,
        hosts: Cow::Borrowed(&[]),
        title_prefixes: Cow::Borrowed(&[]),
        levels: Cow::Borrowed(&[]),
        place: Place::default(),
    }
}

fn place(origin: Origin) -> Place {
    Place {
        file: origin.file,
        line: 0,
    }
}

fn provider(raw: &RawEntry<'_>, problems: &mut Problems) -> Provider {
    let links = optional(raw, "links", problems, links).unwrap_or_default();
    let name = required(raw, "name", "write the vendor's name", problems, text);
    let levels = levels(raw, &links, problems);
    Provider {
        id: optional(raw, "id", problems, id).unwrap_or_default(),
        name: name.unwrap_or_default(),
        url: optional(raw, "url", problems, text),
        hosts: list(raw, "hosts", problems, text),
        title_prefixes: list(raw, "title-prefixes", problems, text),
        levels,
        place: place(raw.home),
    }
}

fn levels(raw: &RawEntry<'_>, links: &Links, problems: &mut Problems) -> List<Level> {
    let hint = "write `levels: [{name: associate, rank: 2}]`, lowest first";
    let Some((at, value)) = raw.get("levels") else {
        problems.push(missing(&raw.without("levels"), "levels", hint));
        return Cow::Borrowed(&[]);
    };
    if matches!(value, Value::List(items) if items.len() > MOST) {
        let message = format!("a provider has at most {MOST} levels");
        problems.push(Problem::error("too-many", &at, message));
        return Cow::Borrowed(&[]);
    }
    if matches!(value, Value::List(items) if items.is_empty()) {
        let problem = Problem::error("missing-field", &at, "`levels` is empty");
        problems.push(problem.hint(hint));
    }
    let mut names: Vec<Text> = Vec::new();
    items(value, &at, problems, |value, at, problems| {
        let level = level(value, at, links, problems)?;
        if names.contains(&level.name) {
            let message = format!("the level {} is given twice", quoted(&level.name));
            let problem = Problem::error("duplicate", at, message);
            problems.push(problem.hint("keep one of the two"));
        }
        names.push(level.name.clone());
        Some(level)
    })
}

fn level(value: &Value, at: &At<'_>, links: &Links, problems: &mut Problems) -> Option<Level> {
    let like = "{name: associate, rank: 2}";
    let fields = Inner::of(value, at, like, problems)?;
    fields.refuse_others(&LEVEL_KEYS, problems);
    let hint = format!("write {like}");
    let name = required(&fields, "name", &hint, problems, text);
    let rank = "1 entry, 2 associate, 3 professional or expert, 4 above that";
    let rank = required(&fields, "rank", rank, problems, number(1, 99));
    let window = optional(&fields, "renewal-window-months", problems, number(0, 1_200));
    let own = optional(&fields, "links", problems, self::links).unwrap_or_default();
    Some(Level {
        name: name.unwrap_or_default(),
        rank: rank.unwrap_or(1),
        price: optional(&fields, "price-usd", problems, price),
        validity: optional(&fields, "valid-months", problems, validity)
            .unwrap_or(Validity::Unknown),
        renewal: optional(&fields, "renewal", problems, word(&RENEWALS))
            .unwrap_or(Renewal::Unknown),
        renewal_window_months: window.unwrap_or(0),
        earlier_validity: earlier_validities(&fields, problems).unwrap_or_default(),
        links: overlaid(links, &own),
    })
}

/// Patterns by name; one that is `None` takes the vendor's away.
type Links = Vec<(Text, Option<Text>)>;

fn links(value: &Value, at: &At<'_>, problems: &mut Problems) -> Option<Links> {
    let like = "{study-guide: https://.../{code}}";
    let Value::Map(entries) = value else {
        problems.push(wrong_type(at, "a map of links", value).hint(format!("write {like}")));
        return None;
    };
    if entries.len() > MOST {
        let message = format!("there are at most {MOST} links");
        problems.push(Problem::error("too-many", at, message));
        return None;
    }
    let mut links = Vec::with_capacity(entries.len());
    for (name, value) in entries {
        let pattern = match value {
            Value::Null => None,
            Value::Bool(_) | Value::Number(_) | Value::Text(_) | Value::List(_) | Value::Map(_) => {
                match text(value, &at.key(name), problems) {
                    Some(pattern) => Some(pattern),
                    None => continue,
                }
            }
        };
        links.push((Cow::Owned(name.clone()), pattern));
    }
    Some(links)
}

/// Returns the vendor's links with the level's in their place, by name.
fn overlaid(vendor: &Links, level: &Links) -> List<Link> {
    let inherited = vendor
        .iter()
        .filter(|(name, _)| !level.iter().any(|(own, _)| own == name));
    let mut links: Vec<Link> = inherited
        .chain(level)
        .filter_map(|(name, pattern)| {
            Some(Link {
                name: name.clone(),
                pattern: pattern.clone()?,
            })
        })
        .collect();
    links.sort_by(|one, other| one.name.cmp(&other.name));
    Cow::Owned(links)
}

/// Reads `earlier-validity`, the earliest day first.
fn earlier_validities(
    fields: &impl Fields,
    problems: &mut Problems,
) -> Option<List<EarlierValidity>> {
    let (at, value) = fields.get("earlier-validity")?;
    let mut all = items(value, &at, problems, earlier_validity).into_owned();
    all.sort_by_key(|earlier| earlier.until.last_day());
    Some(Cow::Owned(all))
}

struct Builder<'b, 'a> {
    providers: &'b [Provider],
    names: &'b Names<'a>,
    problems: &'b mut Problems,
}

/// The level of an entry, and what else is said for it.
struct Standing<'b> {
    provider: ProviderIndex,
    level: u32,
    /// Absent only if the level is wrong.
    defaults: Option<&'b Level>,
}

impl<'b, 'a> Builder<'b, 'a> {
    fn reader(
        &mut self,
        raw: &RawEntry<'a>,
        standing: &Standing<'b>,
        optional: bool,
    ) -> Reader<'_, 'a> {
        Reader {
            names: self.names,
            home: standing.provider,
            owner: raw.name,
            optional,
            broken: false,
            problems: self.problems,
        }
    }

    fn exam(&mut self, raw: &RawEntry<'a>) -> Exam {
        let standing = self.standing(raw);
        let facts = self.facts(raw, &standing);
        let requires = raw.get("requires").and_then(|(at, value)| {
            let mut reader = self.reader(raw, &standing, false);
            reader.requirement(value, &at)
        });
        let replaced_by = self.replaced_by(raw, &standing);
        let problems = &mut *self.problems;
        let courses = list(raw, "courses", problems, course);
        let exam = Exam {
            code: optional(raw, "code", problems, code).unwrap_or_default(),
            beta: optional(raw, "beta", problems, date),
            replaced_by,
            price: optional(raw, "price-usd", problems, price).or_else(|| standing.defaults?.price),
            minutes: optional(raw, "minutes", problems, number(1, 100_000)),
            passing_score: optional(raw, "passing-score", problems, text_or_number),
            course_days: course_days(&courses),
            courses,
            requires,
            pass_valid_months: optional(raw, "pass-valid-months", problems, months),
            practice: optional(raw, "practice", problems, text),
            facts,
        };
        let facts = &exam.facts;
        let (beta, available) = (("beta", exam.beta), ("available", facts.available));
        let retires = ("retires", facts.retires);
        for (begin, end) in [(beta, available), (beta, retires), (available, retires)] {
            in_order(raw, begin, end, problems);
        }
        exam
    }

    fn certification(&mut self, raw: &RawEntry<'a>) -> (Certification, bool) {
        let standing = self.standing(raw);
        let facts = self.facts(raw, &standing);
        let (rules, broken) = self.rules(raw, &standing);
        let recommends = raw.get("recommends").and_then(|(at, value)| {
            let mut reader = self.reader(raw, &standing, true);
            reader.requirement(value, &at)
        });
        let replaced_by = self.replaced_by(raw, &standing);
        let problems = &mut *self.problems;
        let level = standing.defaults;
        let (first, last) = (("available", facts.available), ("retires", facts.retires));
        in_order(raw, first, last, problems);
        let rule_from = rules.first().and_then(|rule| rule.from);
        in_order(raw, ("rule-from", rule_from), last, problems);
        let certification = Certification {
            id: optional(raw, "id", problems, id).unwrap_or_default(),
            slug: optional(raw, "slug", problems, text_or_number),
            roles: list(raw, "roles", problems, text),
            rules,
            recommends,
            also_needs: list(raw, "also-needs", problems, text),
            replaced_by,
            validity: optional(raw, "valid-months", problems, validity)
                .or_else(|| Some(level?.validity))
                .unwrap_or(Validity::Unknown),
            earlier_validity: earlier_validities(raw, problems)
                .or_else(|| Some(level?.earlier_validity.clone()))
                .unwrap_or_default(),
            renewal: optional(raw, "renewal", problems, word(&RENEWALS))
                .or_else(|| Some(level?.renewal))
                .unwrap_or(Renewal::Unknown),
            renewal_window_months: level.map_or(0, |level| level.renewal_window_months),
            facts,
        };
        (certification, broken)
    }

    /// Finds an entry's vendor and level.
    fn standing(&mut self, raw: &RawEntry<'a>) -> Standing<'b> {
        // The vendors are those of all entries.
        let provider = self.names.vendor(raw.provider).unwrap_or(ProviderIndex(0));
        let levels = &self.providers[provider.0 as usize].levels;
        let hint = || {
            let all: Vec<&str> = levels.iter().map(|level| level.name.as_ref()).collect();
            format!("{} has {}", quoted(raw.provider), all.join(", "))
        };
        let unknown = Standing {
            provider,
            level: 0,
            defaults: None,
        };
        let Some((at, value)) = raw.get("level") else {
            let problem = missing(&raw.without("level"), "level", &hint());
            self.problems.push(problem);
            return unknown;
        };
        let Some(name) = text(value, &at, self.problems) else {
            return unknown;
        };
        if levels.is_empty() {
            // The vendor is not declared, or has no level that could be read: that was told.
            return unknown;
        }
        let found = (0..)
            .zip(levels.iter())
            .find(|(_, level)| level.name == name);
        let Some((level, defaults)) = found else {
            let known = levels.iter().map(|level| level.name.as_ref());
            let near = self.problems.nearest(&name, known);
            let near = near.map(|near| format!("did you mean `{near}`? "));
            let message = format!("unknown level {}", quoted(&name));
            let hint = format!("{}{}", near.unwrap_or_default(), hint());
            self.problems
                .push(Problem::error("unknown-level", &at, message).hint(hint));
            return unknown;
        };
        Standing {
            provider,
            level,
            defaults: Some(defaults),
        }
    }

    fn facts(&mut self, raw: &RawEntry<'a>, standing: &Standing<'b>) -> Facts {
        let problems = &mut *self.problems;
        let title = required(raw, "title", "write the vendor's title", problems, text);
        let page = "write the vendor's page on it: https://...";
        let page = required(raw, "page", page, problems, text);
        let checked = "write the newest day on which a source was read: YYYY-MM-DD";
        let checked = required(raw, "checked", checked, problems, day);
        let confidence = "write high, medium or low";
        let confidence = required(raw, "confidence", confidence, problems, word(&CONFIDENCES));
        Facts {
            provider: standing.provider,
            title: title.unwrap_or_default(),
            level: standing.level,
            available: optional(raw, "available", problems, date),
            retires: optional(raw, "retires", problems, date),
            aliases: list(raw, "aliases", problems, text_or_number),
            focus: optional(raw, "focus", problems, text),
            skills: list(raw, "skills", problems, text),
            audience: list(raw, "audience", problems, text),
            learning: list(raw, "learning", problems, learning),
            page: page.unwrap_or_default(),
            sources: sources(raw, problems),
            checked: checked.unwrap_or(Date::MIN),
            confidence: confidence.unwrap_or(super::model::Confidence::High),
            dates_confidence: optional(raw, "dates-confidence", problems, word(&CONFIDENCES)),
            notes: optional(raw, "notes", problems, text),
            shared_name: false,
            place: place(raw.home),
        }
    }

    fn replaced_by(&mut self, raw: &RawEntry<'a>, standing: &Standing<'b>) -> List<Entry> {
        let Some((at, value)) = raw.get("replaced-by") else {
            return Cow::Borrowed(&[]);
        };
        self.reader(raw, standing, true).entries(value, &at)
    }

    /// Reads today's rule and the earlier ones, and tells whether a part of them could not be read.
    fn rules(&mut self, raw: &RawEntry<'a>, standing: &Standing<'b>) -> (List<Rule>, bool) {
        if raw.provider == EXTERNAL {
            for key in ["requires", "rule-from", "earlier-rules"] {
                if let Some((at, _)) = raw.get(key) {
                    let message =
                        format!("{} is external, and no exam leads to it", quoted(raw.name));
                    let hint = format!("remove `{key}`, or give it another provider");
                    self.problems
                        .push(Problem::error("external-rule", &at, message).hint(hint));
                }
            }
            return (Cow::Borrowed(&[]), false);
        }
        let mut rules = Vec::with_capacity(1);
        let Some((at, value)) = raw.get("requires") else {
            let hint = "name what it asks for, or write `requires: unverified`";
            let problem = missing(&raw.without("requires"), "requires", hint);
            self.problems.push(problem);
            return (Cow::Borrowed(&[]), true);
        };
        let (requires, mut broken) = self.rule(value, &at, raw, standing);
        let from = optional(raw, "rule-from", self.problems, date);
        rules.push(Rule {
            from,
            until: None,
            requires,
            sources: Cow::Borrowed(&[]),
            confidence: None,
            notes: None,
        });
        if let Some((at, value)) = raw.get("earlier-rules") {
            let mut earlier = Vec::new();
            let mut values: &[Value] = &[];
            if let Value::List(list) = value {
                values = list;
            } else {
                let problem = wrong_type(&at, "a list of rules", value);
                self.problems
                    .push(problem.hint("begin each with `- until:`"));
            }
            for (index, value) in values.iter().enumerate() {
                let (rule, is_broken) = self.earlier_rule(value, &at.index(index), raw, standing);
                broken |= is_broken;
                earlier.extend(rule);
            }
            earlier.sort_by_key(|rule| std::cmp::Reverse(rule.until.map(PartialDate::last_day)));
            rules.append(&mut earlier);
        }
        (Cow::Owned(rules), broken)
    }

    fn rule(
        &mut self,
        value: &Value,
        at: &At<'_>,
        raw: &RawEntry<'a>,
        standing: &Standing<'b>,
    ) -> (Option<Requirement>, bool) {
        if matches!(value, Value::Text(word) if word == UNVERIFIED) {
            return (None, false);
        }
        let mut reader = self.reader(raw, standing, false);
        let requirement = reader.requirement(value, at);
        (requirement, reader.broken)
    }

    fn earlier_rule(
        &mut self,
        value: &Value,
        at: &At<'_>,
        raw: &RawEntry<'a>,
        standing: &Standing<'b>,
    ) -> (Option<Rule>, bool) {
        let like = "{from: 2019-05-01, until: 2020-08-31, requires: [A, B]}";
        let Some(fields) = Inner::of(value, at, like, self.problems) else {
            return (None, true);
        };
        fields.refuse_others(&EARLIER_RULE_KEYS, self.problems);
        let hint = "write the rule's last day";
        let until = required(&fields, "until", hint, self.problems, date);
        let (requires, broken) = if let Some((at, value)) = fields.get("requires") {
            self.rule(value, &at, raw, standing)
        } else {
            let hint = "name what it asked for, or write `requires: unverified`";
            self.problems.push(missing(at, "requires", hint));
            (None, true)
        };
        let problems = &mut *self.problems;
        let from = optional(&fields, "from", problems, date);
        in_order(&fields, ("from", from), ("until", until), problems);
        let rule = Rule {
            from,
            until,
            requires,
            sources: list(&fields, "sources", problems, text),
            confidence: optional(&fields, "confidence", problems, word(&CONFIDENCES)),
            notes: optional(&fields, "notes", problems, text),
        };
        // Without its last day it would look like today's.
        (until.map(|_| rule), broken || until.is_none())
    }
}

fn sources(raw: &RawEntry<'_>, problems: &mut Problems) -> List<Text> {
    let hint = "say where these facts were read: an address, with the date";
    let found = required(raw, "sources", hint, problems, |value, at, problems| {
        if matches!(value, Value::List(values) if values.is_empty()) {
            let problem = Problem::error("missing-field", at, "`sources` is empty");
            problems.push(problem.hint(hint));
        }
        Some(items(value, at, problems, text))
    });
    found.unwrap_or_default()
}

fn course_days(courses: &[Course]) -> Option<u32> {
    if courses.is_empty() {
        return None;
    }
    courses
        .iter()
        .try_fold(0, |sum: u32, course| sum.checked_add(course.days?))
}

/// Tells if what begins does so after what ends.
fn in_order(
    fields: &impl Fields,
    (begin, first): (&str, Option<PartialDate>),
    (end, last): (&str, Option<PartialDate>),
    problems: &mut Problems,
) {
    let (Some(first), Some(last)) = (first, last) else {
        return;
    };
    if first.first_day() <= last.last_day() {
        return;
    }
    let message = format!("`{end}` ({last}) is before `{begin}` ({first})");
    let at = |key| fields.get(key).map(|(at, _)| at);
    if let (Some(begin_at), Some(end_at)) = (at(begin), at(end)) {
        let later = if begin_at.file() > end_at.file() {
            begin_at
        } else {
            end_at
        };
        let problem = Problem::error("dates-out-of-order", &later, message);
        problems.push(problem.hint("one of the two is wrong"));
    }
}
