//! The catalog in the format in which it is read.
//!
//! What levels and providers say for their entries is written at each entry, so a reader needs no rule of
//! the format to know a price. What is written reads back as the same catalog.

mod node;
mod provider;
#[cfg(test)]
mod tests;
mod yaml;

use std::io::{self, Write};

use crate::catalog::load::renewal::plain_ways;
use crate::catalog::model::{
    Catalog, CertIndex, Certification, EarnedBy, Entry, Exam, ExamIndex, Facts, LevelSet,
    ProviderIndex, Requirement, Rule, Text,
};
use crate::catalog::renewal::{RenewalEvent, RenewalWay};
use crate::output::export::node::{Fields, word, written};
use crate::output::export::provider::{
    course, earlier, lasts_node, learning, length, provider, validity, version,
};
use crate::output::export::yaml::yaml_map;
use crate::output::json;

pub(super) use crate::output::export::node::{Map, Node};
pub(super) use crate::output::export::yaml::one_line;

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
        self.put_end(facts, &mut fields);
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
        self.put_end(facts, &mut fields);
        fields.put("valid-months", validity(*lasts));
        let levels = &self.catalog.provider(home).levels;
        if *earlier_validity != levels[facts.level as usize].earlier_validity {
            let all = earlier_validity.iter().map(earlier).collect();
            fields.put("earlier-validity", Node::List(all));
        }
        if *renewal_ways == plain_ways(*renewal) {
            fields.put("renewal", word(renewal.word()));
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
        fields.put_origin(sources, *confidence, notes.as_ref());
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
            fields.put_origin(sources, *confidence, notes.as_ref());
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

    /// Puts when an entry ends, and what comes after it.
    fn put_end(&self, facts: &Facts, fields: &mut Fields) {
        fields.put_date("retires", facts.retires);
        fields.put_list("replaced-by", &facts.replaced_by, |entry| {
            self.name(*entry, facts.provider)
        });
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
        replaced_by: _,
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
    fields.put("confidence", word(confidence.word()));
    let dates = dates_confidence.map(|sure| word(sure.word()));
    fields.put("dates-confidence", dates);
    fields.put_text("notes", notes.as_ref());
    Node::Map(fields.0)
}
