//! The catalog in the format in which it is read.
//!
//! What levels and providers say for their entries is written at each entry, so a reader needs no rule of
//! the format to know a price. What is written reads back as the same catalog.

use std::io::{self, Write};

use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};

use crate::catalog::date::PartialDate;
use crate::catalog::load::renewal::plain_ways;
use crate::catalog::model::{
    Catalog, Cents, CertIndex, Certification, Confidence, Course, EarlierValidity, EarnedBy, Entry,
    Exam, ExamIndex, Facts, Learning, Level, LevelSet, Link, Provider, ProviderIndex, Renewal,
    Requirement, Rule, Text, Validity, Version,
};
use crate::catalog::renewal::{Lasts, Length, RenewalEvent, RenewalWay};
pub(super) use crate::output::export::yaml::one_line;
use crate::output::export::yaml::yaml_map;
use crate::output::json;

#[cfg(test)]
mod tests;
mod yaml;

/// Writes the catalog as one YAML file.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn export_yaml(catalog: &Catalog, out: &mut impl Write) -> io::Result<()> {
    writeln!(
        out,
        "# The catalog of certpath {}, checked {}.",
        catalog.version, catalog.checked
    )?;
    let mut text = String::new();
    yaml_map(&document(catalog), 0, &mut text);
    out.write_all(text.as_bytes())
}

/// Writes the catalog as one JSON object with the keys of the YAML.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn export_json(catalog: &Catalog, out: &mut impl Write) -> io::Result<()> {
    json::write_pretty(&Node::Map(document(catalog)), out)
}

/// A value of the format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    Null,
    Switch(bool),
    Number(u64),
    Price(Cents),
    /// A word or a date, which is never taken for something else.
    Word(String),
    Text(String),
    List(Vec<Node>),
    Map(Map),
}

/// Fields in order.
pub(super) type Map = Vec<(String, Node)>;

/// Collects fields, without those that are absent.
#[derive(Default)]
struct Fields(Map);

impl Fields {
    fn put(&mut self, key: &str, value: impl Into<Option<Node>>) {
        if let Some(value) = value.into() {
            self.0.push((key.to_owned(), value));
        }
    }

    /// Adds a list that is not empty.
    fn put_list<T>(&mut self, key: &str, items: &[T], node: impl Fn(&T) -> Node) {
        if !items.is_empty() {
            self.put(key, Node::List(items.iter().map(node).collect()));
        }
    }

    fn put_text(&mut self, key: &str, text: Option<&Text>) {
        self.put(key, text.map(written));
    }

    fn put_date(&mut self, key: &str, date: Option<PartialDate>) {
        self.put(key, date.map(|date| Node::Word(date.to_string())));
    }

    fn put_number(&mut self, key: &str, number: Option<u32>) {
        self.put(key, number.map(|number| Node::Number(number.into())));
    }
}

fn written(text: &Text) -> Node {
    Node::Text(text.clone().into_owned())
}

fn word(word: &str) -> Node {
    Node::Word(word.to_owned())
}

fn document(catalog: &Catalog) -> Map {
    let writer = Writer { catalog };
    let providers = catalog.providers.iter();
    let exams = catalog.exams.iter();
    let certifications = catalog.certifications.iter();
    let mut fields = Fields::default();
    fields.put("format", Node::Number(1));
    fields.put("providers", Node::List(providers.map(provider).collect()));
    fields.put(
        "exams",
        Node::List(exams.map(|exam| writer.exam(exam)).collect()),
    );
    fields.put(
        "certifications",
        Node::List(
            certifications
                .map(|held| writer.certification(held))
                .collect(),
        ),
    );
    fields.0
}

/// Returns the fields of every provider, exam and certification, and which of the three it is.
pub(super) fn entries(catalog: &Catalog) -> Vec<(&'static str, Map)> {
    let writer = Writer { catalog };
    let fields = |node| {
        let Node::Map(fields) = node else {
            return Map::new();
        };
        fields
    };
    let providers = catalog.providers.iter().map(provider);
    let exams = catalog.exams.iter().map(|exam| writer.exam(exam));
    let certifications = catalog.certifications.iter();
    let certifications = certifications.map(|held| writer.certification(held));
    let of = |kind: &'static str| move |node: Node| (kind, node);
    providers
        .map(of("provider"))
        .chain(exams.map(of("exam")))
        .chain(certifications.map(of("certification")))
        .map(|(kind, node)| (kind, fields(node)))
        .collect()
}

fn provider(provider: &Provider) -> Node {
    let Provider {
        id,
        name,
        url,
        hosts,
        title_prefixes,
        aliases,
        issuers,
        levels,
        place: _,
    } = provider;
    let common = common_links(levels);
    let mut fields = Fields::default();
    fields.put("id", word(id));
    fields.put("name", written(name));
    fields.put_text("url", url.as_ref());
    fields.put_list("hosts", hosts, written);
    fields.put_list("title-prefixes", title_prefixes, written);
    fields.put_list("aliases", aliases, written);
    fields.put_list("issuers", issuers, written);
    fields.put_list("levels", levels, |one| level(one, &common));
    if !common.is_empty() {
        let links = common
            .iter()
            .map(|link| (link.name.clone().into_owned(), written(&link.pattern)));
        fields.put("links", Node::Map(links.collect()));
    }
    Node::Map(fields.0)
}

/// Returns the links of the provider: those of the first level that has a link of the name.
fn common_links(levels: &[Level]) -> Vec<&Link> {
    let mut links: Vec<&Link> = Vec::new();
    for link in levels.iter().flat_map(|level| level.links.iter()) {
        if !links.iter().any(|known| known.name == link.name) {
            links.push(link);
        }
    }
    links.sort_by(|one, other| one.name.cmp(&other.name));
    links
}

fn level(level: &Level, common: &[&Link]) -> Node {
    let Level {
        name,
        rank,
        price,
        validity: lasts,
        renewal,
        renewal_window_months,
        earlier_validity,
        links,
    } = level;
    let mut fields = Fields::default();
    fields.put("name", written(name));
    fields.put("rank", Node::Number((*rank).into()));
    fields.put("price-usd", price.map(Node::Price));
    fields.put("valid-months", validity(*lasts));
    fields.put("renewal", word(renewal_word(*renewal)));
    if *renewal_window_months > 0 {
        fields.put_number("renewal-window-months", Some(*renewal_window_months));
    }
    fields.put_list("earlier-validity", earlier_validity, earlier);
    let own: Map = common
        .iter()
        .filter_map(|common| {
            let own = links.iter().find(|link| link.name == common.name);
            let value = own.map_or(Node::Null, |link| written(&link.pattern));
            let same = own.is_some_and(|link| link.pattern == common.pattern);
            (!same).then(|| (common.name.clone().into_owned(), value))
        })
        .collect();
    if !own.is_empty() {
        fields.put("links", Node::Map(own));
    }
    Node::Map(fields.0)
}

fn validity(validity: Validity) -> Node {
    match validity {
        Validity::Months(months) => Node::Number(months.into()),
        Validity::Never => word("none"),
        Validity::Unknown => word("unknown"),
    }
}

fn earlier(earlier: &EarlierValidity) -> Node {
    let EarlierValidity {
        until,
        validity: lasted,
    } = earlier;
    let mut fields = Fields::default();
    fields.put_date("until", Some(*until));
    fields.put("valid-months", validity(*lasted));
    Node::Map(fields.0)
}

fn renewal_word(renewal: Renewal) -> &'static str {
    match renewal {
        Renewal::None => "none",
        Renewal::FreeOnlineAssessment => "free-online-assessment",
        Renewal::Retake => "retake",
        Renewal::ContinuingEducation => "continuing-education",
        Renewal::Fee => "fee",
        Renewal::Unknown => "unknown",
    }
}

fn length(length: Length) -> Node {
    match length {
        Length::Months(count) => Node::Number(count.into()),
        Length::Days(count) => Node::Word(format!("{count}d")),
    }
}

fn lasts_node(lasts: Lasts) -> Node {
    let map = |fields: &[(&str, &str)]| {
        let fields = fields.iter();
        Node::Map(
            fields
                .map(|(key, said)| ((*key).to_owned(), word(said)))
                .collect(),
        )
    };
    match lasts {
        Lasts::ForLife => word("for-life"),
        Lasts::WithParts => map(&[("with", "parts")]),
        Lasts::WithPartsToYearEnd => map(&[("with", "parts"), ("to", "year-end")]),
        Lasts::ToMonthEnd => map(&[("to", "month-end")]),
        Lasts::ToYearEnd => map(&[("to", "year-end")]),
    }
}

fn confidence_word(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::High => "high",
        Confidence::Medium => "medium",
        Confidence::Low => "low",
    }
}

fn course(course: &Course) -> Node {
    let Course { code, days } = course;
    let mut fields = Fields::default();
    fields.put_text("code", code.as_ref());
    fields.put_number("days", *days);
    Node::Map(fields.0)
}

fn version(version: &Version) -> Node {
    let Version { title, from, until } = version;
    let mut fields = Fields::default();
    fields.put("title", written(title));
    fields.put_date("from", *from);
    fields.put_date("until", *until);
    Node::Map(fields.0)
}

fn learning(learning: &Learning) -> Node {
    let Learning { title, url } = learning;
    let mut fields = Fields::default();
    fields.put("title", written(title));
    fields.put("url", written(url));
    Node::Map(fields.0)
}

/// Writes what refers to other entries.
struct Writer<'c> {
    catalog: &'c Catalog,
}

impl Writer<'_> {
    fn exam(&self, exam: &Exam) -> Node {
        let Exam {
            code,
            facts,
            beta,
            replaced_by,
            price,
            minutes,
            passing_score,
            courses,
            // It follows from the courses.
            course_days: _,
            requires,
            implied: _,
            pass_valid_months,
            practice,
            versions,
        } = exam;
        let home = facts.provider;
        let mut fields = self.begin("code", code, facts);
        fields.put_date("beta", *beta);
        fields.put_date("available", facts.available);
        fields.put_date("retires", facts.retires);
        fields.put_list("replaced-by", replaced_by, |entry| self.name(*entry, home));
        fields.put("price-usd", price.map(Node::Price));
        fields.put_number("minutes", *minutes);
        fields.put_text("passing-score", passing_score.as_ref());
        fields.put_list("courses", courses, course);
        let requires = requires.as_ref();
        fields.put(
            "requires",
            requires.map(|requirement| self.requirement(requirement, home)),
        );
        fields.put_number("pass-valid-months", *pass_valid_months);
        fields.put_list("versions", versions, version);
        finish(facts, practice.as_ref(), fields)
    }

    fn certification(&self, certification: &Certification) -> Node {
        let Certification {
            id,
            facts,
            slug,
            roles,
            earned_by,
            rules,
            recommends,
            also_needs,
            replaced_by,
            validity: lasts,
            earlier_validity,
            renewal,
            renewal_ways,
            lasts: ends,
            // It is the level's.
            renewal_window_months: _,
        } = certification;
        let home = facts.provider;
        let mut fields = self.begin("id", id, facts);
        fields.put_text("slug", slug.as_ref());
        fields.put_list("roles", roles, written);
        self.rules(*earned_by, rules, home, &mut fields);
        let recommends = recommends.as_ref();
        fields.put(
            "recommends",
            recommends.map(|requirement| self.requirement(requirement, home)),
        );
        fields.put_list("also-needs", also_needs, written);
        fields.put_date("available", facts.available);
        fields.put_date("retires", facts.retires);
        fields.put_list("replaced-by", replaced_by, |entry| self.name(*entry, home));
        fields.put("valid-months", validity(*lasts));
        let levels = &self.catalog.provider(home).levels;
        if *earlier_validity != levels[facts.level as usize].earlier_validity {
            let all = earlier_validity.iter().map(earlier).collect();
            fields.put("earlier-validity", Node::List(all));
        }
        if *renewal_ways == plain_ways(*renewal) {
            fields.put("renewal", word(renewal_word(*renewal)));
        } else {
            fields.put_list("renewal", renewal_ways, |way| self.renewal_way(way, home));
        }
        fields.put("lasts", ends.map(lasts_node));
        finish(facts, None, fields)
    }

    fn renewal_way(&self, way: &RenewalWay, home: ProviderIndex) -> Node {
        let RenewalWay {
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
        } = way;
        let event = |key: &str, requirement| {
            Node::Map(vec![(key.to_owned(), self.requirement(requirement, home))])
        };
        let mut fields = Fields::default();
        fields.put(
            "by",
            match by {
                RenewalEvent::Act(act) => written(act),
                RenewalEvent::Pass(requirement) => event("pass", requirement),
                RenewalEvent::Earn(requirement) => event("earn", requirement),
            },
        );
        fields.put("effect", word(effect.word()));
        fields.put_number("months", *months);
        fields.put("window", window.map(length));
        fields.put("grace", grace.map(length));
        if *lapsed {
            fields.put("lapsed", Node::Switch(true));
        }
        fields.put_date("from", *from);
        fields.put_date("until", *until);
        fields.put_list("sources", sources, written);
        fields.put(
            "confidence",
            confidence.map(|sure| word(confidence_word(sure))),
        );
        fields.put_text("notes", notes.as_ref());
        Node::Map(fields.0)
    }

    fn rules(&self, by: EarnedBy, rules: &[Rule], home: ProviderIndex, fields: &mut Fields) {
        let before = match (by, rules.split_first()) {
            (EarnedBy::Exams, Some((today, before))) => {
                fields.put("requires", self.required(today, home));
                fields.put_date("rule-from", today.from);
                before
            }
            (EarnedBy::NoExam, _) => {
                fields.put("requires", word("none"));
                rules
            }
            (EarnedBy::Exams, None) | (EarnedBy::External, _) => return,
        };
        fields.put_list("earlier-rules", before, |rule| {
            let Rule {
                from,
                until,
                start_date: _,
                requires: _,
                implied: _,
                sources,
                confidence,
                notes,
            } = rule;
            let mut fields = Fields::default();
            fields.put_date("from", *from);
            fields.put_date("until", *until);
            fields.put("requires", self.required(rule, home));
            fields.put_list("sources", sources, written);
            fields.put(
                "confidence",
                confidence.map(|sure| word(confidence_word(sure))),
            );
            fields.put_text("notes", notes.as_ref());
            Node::Map(fields.0)
        });
    }

    fn required(&self, rule: &Rule, home: ProviderIndex) -> Node {
        match &rule.requires {
            Some(requirement) => self.requirement(requirement, home),
            None => word("unverified"),
        }
    }

    fn begin(&self, key: &str, name: &Text, facts: &Facts) -> Fields {
        let provider = self.catalog.provider(facts.provider);
        let mut fields = Fields::default();
        fields.put("provider", word(&provider.id));
        fields.put(key, written(name));
        fields.put("title", written(&facts.title));
        fields.put(
            "level",
            written(&provider.levels[facts.level as usize].name),
        );
        fields
    }

    /// Returns a name as it is written among the entries of a provider.
    fn name(&self, entry: Entry, home: ProviderIndex) -> Node {
        let bare = self.catalog.bare_name(entry);
        let provider = self.catalog.facts(entry).provider;
        Node::Text(if provider == home {
            bare.to_owned()
        } else {
            format!("{}:{bare}", self.catalog.provider(provider).id)
        })
    }

    /// Returns a set of certifications as it is written.
    fn set(&self, set: LevelSet) -> Node {
        let provider = self.catalog.provider(set.provider);
        let level = &provider.levels[set.level as usize].name;
        let mut fields = Fields::default();
        fields.put("provider", word(&provider.id));
        fields.put("level", written(level));
        Node::Map(fields.0)
    }

    /// Requirements nest at most 64 deep.
    fn requirement(&self, requirement: &Requirement, home: ProviderIndex) -> Node {
        let exam = |index: &ExamIndex| self.name(Entry::Exam(*index), home);
        let held = |index: &CertIndex| self.name(Entry::Certification(*index), home);
        let members = || {
            if let Some(set) = requirement.set() {
                return self.set(set);
            }
            let members = requirement.members().iter();
            Node::List(
                members
                    .map(|member| self.requirement(member, home))
                    .collect(),
            )
        };
        let mut fields = Fields::default();
        match requirement {
            Requirement::Exam(index) => return exam(index),
            Requirement::Certification(index) => return held(index),
            Requirement::All(list) if list.set.is_some() => fields.put("all", members()),
            Requirement::All(_) => return members(),
            Requirement::Ever(index) => fields.put("ever", held(index)),
            Requirement::Any(_) => fields.put("any", members()),
            Requirement::AtLeast(count, _) => {
                fields.put_number("at-least", Some(*count));
                fields.put("of", members());
            }
        }
        Node::Map(fields.0)
    }
}

/// Adds what every entry ends with.
fn finish(facts: &Facts, practice: Option<&Text>, mut fields: Fields) -> Node {
    let Facts {
        provider: _,
        title: _,
        level: _,
        available: _,
        retires: _,
        aliases,
        focus,
        skills,
        audience,
        learning: places,
        page,
        sources,
        checked,
        confidence,
        dates_confidence,
        notes,
        // It follows from the other providers.
        shared_name: _,
        place: _,
    } = facts;
    fields.put_list("aliases", aliases, written);
    fields.put_text("focus", focus.as_ref());
    fields.put_list("skills", skills, written);
    fields.put_list("audience", audience, written);
    fields.put_list("learning", places, learning);
    fields.put_text("practice", practice);
    fields.put("page", written(page));
    fields.put_list("sources", sources, written);
    fields.put("checked", Node::Word(checked.to_string()));
    fields.put("confidence", word(confidence_word(*confidence)));
    let dates = dates_confidence.map(|sure| word(confidence_word(sure)));
    fields.put("dates-confidence", dates);
    fields.put_text("notes", notes.as_ref());
    Node::Map(fields.0)
}

impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Switch(is_on) => serializer.serialize_bool(*is_on),
            Self::Number(number) => serializer.serialize_u64(*number),
            Self::Price(price) => json::Dollars(*price).serialize(serializer),
            Self::Word(text) | Self::Text(text) => serializer.serialize_str(text),
            Self::List(items) => {
                let mut list = serializer.serialize_seq(Some(items.len()))?;
                for item in items {
                    list.serialize_element(item)?;
                }
                list.end()
            }
            Self::Map(fields) => {
                let mut map = serializer.serialize_map(Some(fields.len()))?;
                for (key, value) in fields {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }
    }
}
