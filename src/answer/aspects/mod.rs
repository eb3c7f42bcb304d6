//! What can be said of exams and certifications side by side.

mod amounts;
mod item;

use std::borrow::Cow;

use crate::answer::aspects::amounts::{course_days, minutes, price};
use crate::answer::rules::rules_on;
use crate::answer::table::{Cell, Value};
use crate::answer::{short_title, words};
use crate::catalog::model::{CertIndex, Entry, Facts, Renewal, Requirement, Text, Validity};
use crate::catalog::status::Status;
use crate::request::each_once;

pub(crate) use crate::answer::aspects::item::Item;

/// One thing that is said of each item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aspect {
    /// Its name in answers: `requires`, `price_usd`.
    pub name: &'static str,
    /// Its name for people.
    pub heading: &'static str,
    /// One for each item, in their order.
    pub values: Vec<Cell<'static>>,
}

/// Every aspect with its name for people, in the order in which they are listed.
const ALL: [(&str, &str, Of); 23] = [
    ("title", "Title", title),
    ("provider", "Provider", provider),
    ("level", "Level", level),
    ("role", "Role", role),
    ("focus", "Focus", focus),
    ("requires", "Prerequisites", requires),
    ("recommends", "Helpful before", recommends),
    ("also_needs", "Also needs", also_needs),
    ("difficulty", "Difficulty", difficulty),
    ("exams", "Exams", exams),
    ("leads_to", "Leads to", leads_to),
    ("price_usd", "USD", price),
    ("minutes", "Minutes", minutes),
    ("passing_score", "To pass", passing_score),
    ("course_days", "Course days", course_days),
    ("validity", "Valid", validity),
    ("renewal", "Renewal", renewal),
    ("lifecycle", "Lifecycle", lifecycle),
    ("skills", "Skills", skills),
    ("best_for", "Best for", best_for),
    ("url", "Page", url),
    ("roles", "Roles", roles),
    ("valid_months", "Months", valid_months),
];

/// What is known of an item; it does not outlive the question.
type Known = Cell<'static>;

/// Says what is known of an item.
type Of = fn(&Item<'_>) -> Known;

/// Returns the aspects of which something is known of one item at least.
pub(crate) fn aspects(items: &[Item<'_>]) -> Vec<Aspect> {
    let aspect = |(name, heading, of): (&'static str, &'static str, Of)| Aspect {
        name,
        heading,
        values: items.iter().map(of).collect(),
    };
    let is_known = |cell: &Known| !matches!(cell.value, Value::Unknown | Value::Nothing);
    let known = |aspect: &Aspect| aspect.values.iter().any(is_known);
    ALL.into_iter().map(aspect).filter(known).collect()
}

fn text(text: impl Into<String>) -> Known {
    text.into().into()
}

/// One text is itself, several are a list without repetitions.
fn texts(texts: impl IntoIterator<Item = String>) -> Known {
    let mut all = each_once(texts.into_iter().collect());
    match all.len() {
        0 => Value::Nothing.into(),
        1 => text(all.remove(0)),
        _ => list(all),
    }
}

/// Texts, for people a line each.
fn list(texts: Vec<String>) -> Known {
    let lines: Vec<String> = texts.iter().map(|text| format!("- {text}")).collect();
    let texts: Vec<Cow<'static, str>> = texts.into_iter().map(Cow::Owned).collect();
    Cell::from(texts).label(lines.join("\n"))
}

/// Texts as they stand in a catalog; a list of one item too.
fn catalog_list(texts: &[Text]) -> Known {
    match texts {
        [] => Value::Nothing.into(),
        texts => list(texts.iter().map(Text::to_string).collect()),
    }
}

/// What no certification says is unknown, but an exam alone has nothing to say.
fn of_certifications(item: &Item<'_>, known: Known) -> Known {
    match known.value {
        Value::Nothing if !item.certifications.is_empty() => Value::Unknown.into(),
        _ => known,
    }
}

fn title(item: &Item<'_>) -> Known {
    text(short_title(item.catalog, item.entry))
}

fn provider(item: &Item<'_>) -> Known {
    let facts = item.catalog.facts(item.entry);
    let provider = item.catalog.provider(facts.provider);
    text(&*provider.id).label(provider.name.clone())
}

fn level(item: &Item<'_>) -> Known {
    text(&*item.catalog.level(item.entry).name)
}

fn role(item: &Item<'_>) -> Known {
    texts(
        item.entries()
            .flat_map(|entry| entry.roles.iter())
            .map(|role| role.replace('-', " ")),
    )
}

/// As `list` names them.
fn roles(item: &Item<'_>) -> Known {
    let roles = item.entries().flat_map(|entry| entry.roles.iter());
    catalog_list(&each_once(roles.cloned().collect()))
}

/// The exam's own, or what the certifications say.
fn focus(item: &Item<'_>) -> Known {
    match &item.catalog.facts(item.entry).focus {
        Some(own) => text(&**own),
        None => texts(
            item.entries()
                .filter_map(|entry| Some(entry.facts.focus.as_ref()?.to_string())),
        ),
    }
}

fn url(item: &Item<'_>) -> Known {
    text(&*item.catalog.facts(item.entry).page)
}

fn own_or_certifications(item: &Item<'_>, of: fn(&Facts) -> &[Text]) -> Known {
    match of(item.catalog.facts(item.entry)) {
        [] => {
            let certifications = item.entries().flat_map(|entry| of(&entry.facts));
            let all: Vec<Text> = certifications.cloned().collect();
            catalog_list(&all)
        }
        own => catalog_list(own),
    }
}

fn skills(item: &Item<'_>) -> Known {
    own_or_certifications(item, |facts| &facts.skills)
}

fn best_for(item: &Item<'_>) -> Known {
    own_or_certifications(item, |facts| &facts.audience)
}

/// Says it of each certification by its name, unless there is only one.
fn of_each(item: &Item<'_>, of: impl Fn(CertIndex) -> Option<String>) -> Vec<String> {
    let several = item.certifications.len() > 1;
    let said = item.certifications.iter().filter_map(|index| {
        let said = of(*index)?;
        let name = item.catalog.name(Entry::Certification(*index));
        Some(if several {
            format!("{name}: {said}")
        } else {
            said
        })
    });
    said.collect()
}

/// What must be held: to take the exam, and for the certification beside exams.
fn requires(item: &Item<'_>) -> Known {
    let mut all = Vec::new();
    if let Some(before) = item.exam().and_then(|exam| exam.requires.as_ref()) {
        let before = text_with_ways(item, before);
        all.push(format!("to take it: {before}"));
    }
    let prerequisites = of_each(item, |index| prerequisites(item, index));
    let known = !item.certifications.is_empty() && prerequisites.len() < item.certifications.len();
    all.extend(prerequisites);
    match all.is_empty() {
        // An unknown rule is not none.
        true if known && rules_known(item) => text("none"),
        true => Value::Unknown.into(),
        false => texts(all),
    }
}

fn rules_known(item: &Item<'_>) -> bool {
    item.certifications.iter().all(|index| {
        let rules = rules_on(item.catalog, *index, item.as_of);
        !rules.is_empty() && rules.iter().all(|rule| rule.requires.is_some())
    })
}

/// The parts of the rules on the day that name a certification; nothing if exams are all they require.
fn prerequisites(item: &Item<'_>, index: CertIndex) -> Option<String> {
    let parts = parts_on(item, index, names_certification)?;
    Some(text_with_ways(item, &parts))
}

/// Those parts of the rules on the day that `keep` takes: of several rules any will do.
fn parts_on(
    item: &Item<'_>,
    index: CertIndex,
    keep: fn(&Requirement) -> bool,
) -> Option<Requirement> {
    let mut ways: Vec<Requirement> = Vec::new();
    for rule in rules_on(item.catalog, index, item.as_of) {
        let parts = top_level(rule.requires.as_ref()).iter();
        let parts: Vec<Requirement> = parts.filter(|part| keep(part)).cloned().collect();
        let way = Requirement::All(parts.into());
        if !way.members().is_empty() && !ways.contains(&way) {
            ways.push(way);
        }
    }
    (!ways.is_empty()).then_some(Requirement::Any(ways.into()))
}

/// The members of a rule that requires all of them, or the rule itself.
fn top_level(requirement: Option<&Requirement>) -> &[Requirement] {
    match requirement {
        None => &[],
        Some(Requirement::All(members)) => members,
        Some(other) => std::slice::from_ref(other),
    }
}

fn names_certification(requirement: &Requirement) -> bool {
    let mut found = false;
    requirement.names(&mut |name| found |= !matches!(name, Requirement::Exam(_)));
    found
}

/// A requirement in words, each name with the exam that it takes or the day on which it was retired.
fn text_with_ways(item: &Item<'_>, requirement: &Requirement) -> String {
    let way_to = |name: &Requirement| item.way_to(name);
    item.catalog.requirement_text_with(requirement, &way_to)
}

fn recommends(item: &Item<'_>) -> Known {
    texts(of_each(item, |index| {
        let recommends = item.catalog.certification(index).recommends.as_ref()?;
        Some(text_with_ways(item, recommends))
    }))
}

fn also_needs(item: &Item<'_>) -> Known {
    texts(of_each(item, |index| {
        let needs = &item.catalog.certification(index).also_needs;
        (!needs.is_empty()).then(|| needs.join("; "))
    }))
}

/// How high the level stands among those of all providers: a measure, not an opinion.
fn difficulty(item: &Item<'_>) -> Known {
    let rank = item.catalog.level(item.entry).rank;
    let word = match rank {
        0 | 1 => "low",
        2 => "medium",
        3 => "high",
        _ => "very high",
    };
    text(format!("{word} (rank {rank} of 4)"))
}

/// The parts of the rules on the day that name exams only.
fn exams(item: &Item<'_>) -> Known {
    texts(of_each(item, |index| {
        let parts = parts_on(item, index, |part| !names_certification(part))?;
        Some(text_with_ways(item, &parts))
    }))
}

fn leads_to(item: &Item<'_>) -> Known {
    if item.exam().is_none() {
        return Value::Nothing.into();
    }
    let names = item.certifications.iter();
    texts(names.map(|index| item.catalog.name(Entry::Certification(*index)).to_string()))
}

fn passing_score(item: &Item<'_>) -> Known {
    let scores = item.exams().into_iter().map(|index| {
        let score = item.catalog.exam(index).passing_score.as_ref();
        score.map(ToString::to_string)
    });
    match scores.collect::<Option<Vec<String>>>() {
        Some(scores) => texts(scores),
        None => Value::Unknown.into(),
    }
}

fn validity(item: &Item<'_>) -> Known {
    let said = of_each(item, |index| {
        words::validity(item.catalog.certification(index), item.as_of)
    });
    of_certifications(item, texts(said))
}

/// The number on which all its certifications agree.
fn valid_months(item: &Item<'_>) -> Known {
    let validity = item.entries().map(|entry| entry.validity);
    match *each_once(validity.collect()) {
        [Validity::Months(months)] => u64::from(months).into(),
        _ => Value::Nothing.into(),
    }
}

/// Its word, as `list` has it; for people a sentence.
fn renewal(item: &Item<'_>) -> Known {
    let of = |index| item.catalog.certification(index);
    let is_known = |renewal: &Renewal| *renewal == Renewal::None || renewal.text().is_some();
    let words = of_each(item, |index| {
        let renewal = Some(of(index).renewal).filter(is_known)?;
        Some(renewal.word().to_owned())
    });
    let said = of_each(item, |index| {
        let certification = of(index);
        let way = match certification.renewal {
            Renewal::None => "none",
            renewal => renewal.text()?,
        };
        Some(match certification.renewal_window_months {
            0 => way.to_owned(),
            months => format!("{way}, in the last {months} months"),
        })
    });
    let for_people = texts(said).for_people("\n").into_owned();
    of_certifications(item, texts(words).label(for_people))
}

fn lifecycle(item: &Item<'_>) -> Known {
    let catalog = item.catalog;
    let facts = catalog.facts(item.entry);
    let beta = item.exam().and_then(|exam| exam.beta);
    let status = catalog.status(item.entry, item.as_of);
    let mut parts = vec![status.word().to_owned()];
    match status {
        Status::Beta => parts.extend(beta.map(|day| format!("since {day}"))),
        Status::Available | Status::Retiring => {
            parts.extend(facts.available.map(|day| format!("since {day}")));
        }
        Status::Announced => {
            let first_day = catalog.first_day(item.entry);
            parts.extend(first_day.map(|day| format!("from {day}")));
        }
        Status::Retired | Status::External => {}
    }
    let last_day = catalog.last_day(item.entry, item.as_of);
    parts.extend(last_day.map(|day| format!("last day {day}")));
    parts.extend(words::replaced_by(catalog, &facts.replaced_by));
    text(parts.join(", "))
}
