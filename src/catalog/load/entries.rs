//! From merged entries to providers, exams and certifications, with everything that levels and providers say for them.

use jiff::civil::Date;

use crate::catalog::date::PartialDate;
use crate::catalog::load::fields::{Fields, in_order, items, list, missing, optional, required};
use crate::catalog::load::finding::{Code, quoted};
use crate::catalog::load::limits::MOST_MINUTES;
use crate::catalog::load::merge::{Raw, RawEntry};
use crate::catalog::load::problem::{Problem, Problems};
use crate::catalog::load::providers::{
    check_aliases, earlier_validities, its_levels, level_of, place, provider, providers, undeclared,
};
use crate::catalog::load::reader::Value;
use crate::catalog::load::references::{Names, Reader};
use crate::catalog::load::renewal::{self, Inherited};
use crate::catalog::load::values::{
    CONFIDENCES, code, course, date, day, id, learning, months, number, price, text,
    text_or_number, title, validity, version, word,
};
use crate::catalog::model::{
    CertIndex, Certification, Confidence, Course, Exam, Facts, Level, List, Provider,
    ProviderIndex, Text, Validity, Version,
};
use crate::catalog::renewal::Lasts;

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
    let providers = providers(raw, problems);
    let names = Names::of(raw, providers, problems);
    let providers: Vec<Provider> = names
        .providers()
        .iter()
        .map(|id| match raw.provider(id) {
            Some(entry) => provider(entry, problems),
            None => undeclared(id),
        })
        .collect();
    check_aliases(raw, &providers, problems);
    let mut builder = Builder {
        providers: &providers,
        names: &names,
        inherited: Vec::new(),
        problems,
    };
    builder.inherited = renewal::inherited(raw, &mut builder);
    let exams: Vec<Exam> = raw.exams.iter().map(|entry| builder.exam(entry)).collect();
    let (certifications, broken): (Vec<Certification>, Vec<bool>) = raw
        .certifications
        .iter()
        .map(|entry| builder.certification(entry))
        .unzip();
    for (index, (raw, certification)) in (0..).zip(raw.certifications.iter().zip(&certifications)) {
        renewal::check(certification, CertIndex(index), &exams, raw, problems);
    }
    Built {
        providers,
        exams,
        certifications,
        broken,
    }
}

/// Reads exams and certifications, whose names and providers are known.
pub(super) struct Builder<'b, 'a> {
    providers: &'b [Provider],
    names: &'b Names<'a>,
    /// What providers and levels say of renewal, in the order of the providers.
    inherited: Vec<Inherited<'a>>,
    pub(super) problems: &'b mut Problems,
}

/// The level of an entry, and what else is said for it.
pub(super) struct Standing<'b> {
    provider: ProviderIndex,
    level: u32,
    /// Absent only if the level is wrong.
    defaults: Option<&'b Level>,
}

impl<'b, 'a> Builder<'b, 'a> {
    /// Returns a reader of the entry's names.
    pub(super) fn reader(
        &mut self,
        raw: &RawEntry<'a>,
        standing: &Standing<'b>,
        optional: bool,
    ) -> Reader<'_, 'a> {
        self.reader_of(standing.provider, raw.name, optional)
    }

    /// Returns a reader of the names in what `owner` of a provider says.
    pub(super) fn reader_of(
        &mut self,
        home: ProviderIndex,
        owner: &'a str,
        optional: bool,
    ) -> Reader<'_, 'a> {
        Reader {
            names: self.names,
            providers: self.providers,
            home,
            owner,
            optional,
            problems: self.problems,
        }
    }

    /// Returns the ids of the providers, in order.
    pub(super) fn provider_ids(&self) -> &'b [&'a str] {
        self.names.providers()
    }

    /// Returns what an entry's provider says for all, and the name of the entry's level.
    pub(super) fn inherited(
        &self,
        standing: &Standing<'b>,
    ) -> Option<(&Inherited<'a>, Option<&'b str>)> {
        let said = self.inherited.get(standing.provider.0 as usize)?;
        Some((said, standing.defaults.map(|level| level.name.as_ref())))
    }

    fn exam(&mut self, raw: &RawEntry<'a>) -> Exam {
        let standing = self.standing(raw);
        let facts = self.facts(raw, &standing);
        let requires = raw.get("requires").and_then(|(at, value)| {
            let mut reader = self.reader(raw, &standing, false);
            reader.requirement(value, &at)
        });
        let problems = &mut *self.problems;
        let courses = list(raw, "courses", problems, course);
        let exam = Exam {
            code: optional(raw, "code", problems, code).unwrap_or_default(),
            beta: optional(raw, "beta", problems, date),
            price: optional(raw, "price-usd", problems, price).or_else(|| standing.defaults?.price),
            minutes: optional(raw, "minutes", problems, number(1, MOST_MINUTES)),
            passing_score: optional(raw, "passing-score", problems, text_or_number),
            course_days: course_days(&courses),
            courses,
            requires,
            implied: List::EMPTY,
            pass_valid_months: optional(raw, "pass-valid-months", problems, months),
            practice: optional(raw, "practice", problems, text),
            versions: versions(raw, problems),
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

    /// Reads a certification, and returns whether a part of its rules could not be read.
    fn certification(&mut self, raw: &RawEntry<'a>) -> (Certification, bool) {
        let standing = self.standing(raw);
        let facts = self.facts(raw, &standing);
        let errors = self.problems.errors();
        let (earned_by, rules) = self.rules(raw, &standing);
        let broken = errors < self.problems.errors();
        let recommends = raw.get("recommends").and_then(|(at, value)| {
            let mut reader = self.reader(raw, &standing, true);
            reader.requirement(value, &at)
        });
        let kept = self.kept(raw, &standing);
        let lasts = self.lasts(raw, &standing);
        let problems = &mut *self.problems;
        let level = standing.defaults;
        let (first, last) = (("available", facts.available), ("retires", facts.retires));
        in_order(raw, first, last, problems);
        let today = rules.first().filter(|rule| rule.until.is_none());
        let rule_from = today.and_then(|rule| rule.from);
        in_order(raw, ("rule-from", rule_from), last, problems);
        let certification = Certification {
            id: optional(raw, "id", problems, id).unwrap_or_default(),
            slug: optional(raw, "slug", problems, text_or_number),
            roles: list(raw, "roles", problems, title),
            earned_by,
            rules,
            recommends,
            also_needs: list(raw, "also-needs", problems, text),
            validity: match (optional(raw, "valid-months", problems, validity), lasts) {
                (Some(own), _) => own,
                (None, Some(Lasts::ForLife)) => Validity::Never,
                (None, _) => level.map_or(Validity::Unknown, |level| level.validity),
            },
            earlier_validity: earlier_validities(raw, problems)
                .or_else(|| Some(level?.earlier_validity.clone()))
                .unwrap_or_default(),
            renewal: kept.word,
            renewal_ways: kept.ways,
            lasts,
            renewal_window_months: level.map_or(0, |level| level.renewal_window_months),
            facts,
        };
        (certification, broken)
    }

    /// Finds an entry's provider and level.
    fn standing(&mut self, raw: &RawEntry<'a>) -> Standing<'b> {
        // The providers are those of all entries.
        let provider = self
            .names
            .provider(raw.provider)
            .unwrap_or(ProviderIndex(0));
        let found = self.level(raw, &self.providers[provider.0 as usize]);
        Standing {
            provider,
            level: found.map_or(0, |(index, _)| index),
            defaults: found.map(|(_, level)| level),
        }
    }

    fn level(&mut self, raw: &RawEntry<'a>, provider: &'b Provider) -> Option<(u32, &'b Level)> {
        let Some((at, value)) = raw.get("level") else {
            let at = raw.without("level");
            let problem = missing(&at, "level", &its_levels(provider));
            self.problems.push(problem);
            return None;
        };
        let name = text(value, &at, self.problems)?;
        level_of(provider, &name, &at, self.problems)
    }

    fn facts(&mut self, raw: &RawEntry<'a>, standing: &Standing<'b>) -> Facts {
        let replaced_by = raw.get("replaced-by");
        let replaced_by =
            replaced_by.map(|(at, value)| self.reader(raw, standing, true).entries(value, &at));
        let problems = &mut *self.problems;
        let title = required(
            raw,
            "title",
            "write the provider's title",
            problems,
            self::title,
        );
        let page = "write the provider's page on it: https://...";
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
            replaced_by: replaced_by.unwrap_or_default(),
            aliases: list(raw, "aliases", problems, text_or_number),
            focus: optional(raw, "focus", problems, text),
            skills: list(raw, "skills", problems, text),
            audience: list(raw, "audience", problems, text),
            learning: list(raw, "learning", problems, learning),
            page: page.unwrap_or_default(),
            sources: sources(raw, problems),
            checked: checked.unwrap_or(Date::MIN),
            confidence: confidence.unwrap_or(Confidence::High),
            dates_confidence: optional(raw, "dates-confidence", problems, word(&CONFIDENCES)),
            notes: optional(raw, "notes", problems, text),
            shared_name: false,
            place: place(raw.home),
        }
    }
}

fn sources(raw: &RawEntry<'_>, problems: &mut Problems) -> List<Text> {
    let hint = "say where these facts were read: an address, with the date";
    let found = required(raw, "sources", hint, problems, |value, at, problems| {
        if matches!(value, Value::List(values) if values.is_empty()) {
            let problem = Problem::new(Code::MissingField, at, "`sources` is empty");
            problems.push(problem.hint(hint));
        }
        Some(items(value, at, problems, text))
    });
    found.unwrap_or_default()
}

/// Reads the versions of an exam, and reports two that are not one after the other.
fn versions(raw: &RawEntry<'_>, problems: &mut Problems) -> List<Version> {
    let Some((at, value)) = raw.get("versions") else {
        return List::EMPTY;
    };
    let versions = items(value, &at, problems, version);
    for (index, pair) in versions.windows(2).enumerate() {
        let [before, after] = pair else { continue };
        let ends = before.until.map(PartialDate::last_day);
        let begins = after.from.map(PartialDate::first_day);
        if ends.is_none() || begins.is_none() || begins <= ends {
            let (one, other) = (quoted(&before.title), quoted(&after.title));
            let message = format!("version {one} does not end before {other} begins");
            let problem = Problem::new(Code::DatesOutOfOrder, &at.index(index + 1), message);
            problems
                .push(problem.hint("give the first its `until`, and the second a later `from`"));
        }
    }
    versions
}

fn course_days(courses: &[Course]) -> Option<u32> {
    if courses.is_empty() {
        return None;
    }
    courses
        .iter()
        .try_fold(0, |sum: u32, course| sum.checked_add(course.days?))
}
