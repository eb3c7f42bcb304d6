//! Providers, their levels and their links.

use std::collections::{HashMap, HashSet};

use crate::catalog::load::fields::{
    Fields, Inner, is_too_long, items, items_up_to, list, missing, optional, required, wrong_type,
};
use crate::catalog::load::finding::{Code, quoted};
use crate::catalog::load::limits::{MOST_HOSTS, MOST_ITEMS};
use crate::catalog::load::merge::{Raw, RawEntry};
use crate::catalog::load::problem::{At, Origin, Problem, Problems};
use crate::catalog::load::reader::Value;
use crate::catalog::load::renewal::word_of;
use crate::catalog::load::schema::LEVELS;
use crate::catalog::load::values::{
    earlier_validity, id, number, price, text, text_or_number, title, validity,
};
use crate::catalog::model::{
    EarlierValidity, Level, Link, List, Place, Provider, Renewal, Text, Validity,
};

/// Returns the ids of all providers that are declared or used, sorted; reports those that are used only.
pub(super) fn providers<'a>(raw: &Raw<'a>, problems: &mut Problems) -> Vec<&'a str> {
    let mut ids: Vec<&str> = raw.providers.iter().map(|entry| entry.provider).collect();
    let declared = ids.len();
    let mut reported: HashSet<(u32, &str)> = HashSet::new();
    let mut last = None;
    for entry in raw.exams.iter().chain(&raw.certifications) {
        let key = (entry.home.file, entry.provider);
        if last == Some(key) || ids[..declared].binary_search(&entry.provider).is_ok() {
            last = Some(key);
            continue;
        }
        last = Some(key);
        if reported.insert(key) {
            ids.push(entry.provider);
            // The empty id stands for one that was no text, which was reported.
            if !entry.provider.is_empty() {
                let root = At::File(entry.home.file);
                let at = match entry.field("provider") {
                    Some(field) => At::Field(field.origin, "provider"),
                    None => root.key("provider"),
                };
                let known = ids[..declared].iter().copied();
                let problem = unknown_provider(&at, entry.provider, known, problems);
                problems.push(problem);
            }
        }
    }
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// Makes the error of an id that no provider has.
pub(super) fn unknown_provider<'p>(
    at: &At<'_>,
    id: &str,
    known: impl Iterator<Item = &'p str>,
    problems: &Problems,
) -> Problem {
    let hint = match problems.nearest(id, known) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "declare it under `providers:`".to_owned(),
    };
    let message = format!("no provider is called {}", quoted(id));
    Problem::new(Code::UnknownProvider, at, message).hint(hint)
}

/// Finds a level of a provider by its name, and reports one that it does not have.
pub(super) fn level_of<'p>(
    provider: &'p Provider,
    name: &str,
    at: &At<'_>,
    problems: &mut Problems,
) -> Option<(u32, &'p Level)> {
    let levels = &provider.levels;
    let found = (0..)
        .zip(levels.iter())
        .find(|(_, level)| level.name == name);
    // Without levels the provider is not declared, or none of them could be read: that was reported.
    if found.is_none() && !levels.is_empty() {
        let near = problems.nearest(name, levels.iter().map(|level| level.name.as_ref()));
        let near = near.map(|near| format!("did you mean `{near}`? "));
        let hint = format!("{}{}", near.unwrap_or_default(), its_levels(provider));
        let message = format!("unknown level {}", quoted(name));
        problems.push(Problem::new(Code::UnknownLevel, at, message).hint(hint));
    }
    found
}

/// Returns which levels a provider has, for hints.
pub(super) fn its_levels(provider: &Provider) -> String {
    let names = provider.levels.iter().map(|level| level.name.as_ref());
    let names: Vec<&str> = names.collect();
    match names.as_slice() {
        [] => "write the name of one of the provider's `levels`".to_owned(),
        names => format!("{} has {}", quoted(&provider.id), names.join(", ")),
    }
}

/// Stands for a provider that is used and not declared, so that one mistake is reported once.
pub(super) fn undeclared(id: &str) -> Provider {
    Provider {
        id: id.into(),
        name: Text::EMPTY,
        url: None,
        hosts: List::EMPTY,
        title_prefixes: List::EMPTY,
        aliases: List::EMPTY,
        issuers: List::EMPTY,
        levels: List::EMPTY,
        place: Place::default(),
    }
}

/// Returns the place of an entry whose line is not known yet.
pub(super) fn place(origin: Origin) -> Place {
    Place {
        file: origin.file,
        line: 0,
    }
}

/// Reports a name by which two providers are known, case aside.
pub(super) fn check_aliases(raw: &Raw<'_>, providers: &[Provider], problems: &mut Problems) {
    let mut known: HashMap<String, &Provider> = HashMap::new();
    for provider in providers {
        known.insert(provider.id.to_lowercase(), provider);
    }
    for provider in providers {
        for (index, alias) in provider.aliases.iter().enumerate() {
            let other = *known.entry(alias.to_lowercase()).or_insert(provider);
            if other.id == provider.id {
                continue;
            }
            let Some(entry) = raw.provider(&provider.id) else {
                continue;
            };
            let message = format!("{} is {} already", quoted(alias), quoted(&other.id));
            let at = entry.at("aliases");
            let problem = Problem::new(Code::Duplicate, &at.index(index), message);
            problems.push(problem.hint("give it to one of the two only"));
        }
    }
}

/// Reads a provider.
pub(super) fn provider(raw: &RawEntry<'_>, problems: &mut Problems) -> Provider {
    let links = optional(raw, "links", problems, links).unwrap_or_default();
    let name = required(raw, "name", "write the provider's name", problems, title);
    let levels = levels(raw, &links, problems);
    Provider {
        id: optional(raw, "id", problems, id).unwrap_or_default(),
        name: name.unwrap_or_default(),
        url: optional(raw, "url", problems, text),
        hosts: few(raw, "hosts", problems),
        title_prefixes: few(raw, "title-prefixes", problems),
        aliases: list(raw, "aliases", problems, text_or_number),
        issuers: list(raw, "issuers", problems, text_or_number),
        levels,
        place: place(raw.home),
    }
}

/// Reads a list of names each of which is compared with very many.
fn few(raw: &RawEntry<'_>, key: &str, problems: &mut Problems) -> List<Text> {
    let Some((at, value)) = raw.get(key) else {
        return List::EMPTY;
    };
    items_up_to(MOST_HOSTS, value, &at, problems, title)
}

fn levels(raw: &RawEntry<'_>, links: &Links, problems: &mut Problems) -> List<Level> {
    let hint = "write `levels: [{name: associate, rank: 2}]`, lowest first";
    let Some((at, value)) = raw.get("levels") else {
        problems.push(missing(&raw.without("levels"), "levels", hint));
        return List::EMPTY;
    };
    if matches!(value, Value::List(items) if items.is_empty()) {
        let problem = Problem::new(Code::MissingField, &at, "`levels` is empty");
        problems.push(problem.hint(hint));
    }
    let mut names: Vec<Text> = Vec::new();
    items(value, &at, problems, |value, at, problems| {
        let level = level(value, at, links, word_of(raw), problems)?;
        if names.contains(&level.name) {
            let message = format!("the level {} is given twice", quoted(&level.name));
            let problem = Problem::new(Code::Duplicate, at, message);
            problems.push(problem.hint("keep one of the two"));
        }
        names.push(level.name.clone());
        Some(level)
    })
}

fn level(
    value: &Value,
    at: &At<'_>,
    links: &Links,
    inherited: Option<Renewal>,
    problems: &mut Problems,
) -> Option<Level> {
    let like = "{name: associate, rank: 2}";
    let fields = Inner::of(value, at, like, problems)?;
    fields.refuse_others(&LEVELS.names(), problems);
    let hint = format!("write {like}");
    let name = required(&fields, "name", &hint, problems, title);
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
        renewal: word_of(&fields).or(inherited).unwrap_or(Renewal::Unknown),
        renewal_window_months: window.unwrap_or(0),
        earlier_validity: earlier_validities(&fields, problems).unwrap_or_default(),
        links: overlaid(links, &own),
    })
}

/// Patterns by name; one that is `None` takes the provider's away.
type Links = Vec<(Text, Option<Text>)>;

fn links(value: &Value, at: &At<'_>, problems: &mut Problems) -> Option<Links> {
    let like = "{study-guide: https://.../{code}}";
    let Value::Map(entries) = value else {
        problems.push(wrong_type(at, "a map of links", value).hint(format!("write {like}")));
        return None;
    };
    if is_too_long(entries.len(), MOST_ITEMS, at, problems) {
        return None;
    }
    let mut links = Vec::with_capacity(entries.len());
    for (name, value) in entries {
        let pattern = match &value.value {
            Value::Null => None,
            Value::Bool(_) | Value::Number(_) | Value::Text(_) | Value::List(_) | Value::Map(_) => {
                match text(value, &at.key(name), problems) {
                    Some(pattern) => Some(pattern),
                    None => continue,
                }
            }
        };
        links.push((name.text.clone().into(), pattern));
    }
    Some(links)
}

/// Returns the provider's links with the level's in their place, by name.
fn overlaid(provider: &Links, level: &Links) -> List<Link> {
    let inherited = provider
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
    links.into()
}

/// Reads `earlier-validity`, the earliest day first.
pub(super) fn earlier_validities(
    fields: &impl Fields,
    problems: &mut Problems,
) -> Option<List<EarlierValidity>> {
    let (at, value) = fields.get("earlier-validity")?;
    let mut all = items(value, &at, problems, earlier_validity);
    all.to_mut().sort_by_key(|earlier| earlier.until.last_day());
    Some(all)
}
