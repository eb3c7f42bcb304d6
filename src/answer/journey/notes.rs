//! What there is to note at each stage of a journey.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::answer::aspects::Item;
use crate::answer::journey::{Note, Stage, Traveller};
use crate::answer::rules::{dependents, rules_on};
use crate::answer::short_title;
use crate::answer::words::{self, few_names, names};
use crate::catalog::model::{
    Catalog, Cents, CertIndex, Certification, Confidence, Entry, Exam, ExamIndex, Renewal,
    Requirement, Text, Validity,
};
use crate::catalog::renewal::Lasts;
use crate::catalog::status::Status;
use crate::request::each_once;

pub(super) struct Writer<'a> {
    pub(super) catalog: &'a Catalog,
    pub(super) index: ExamIndex,
    pub(super) exam: &'a Exam,
    /// The exam with the certifications that it leads to.
    pub(super) item: &'a Item<'a>,
    pub(super) as_of: Date,
    pub(super) traveller: &'a Traveller<'a, 'a>,
    pub(super) notes: Vec<Note>,
}

impl<'a> Writer<'a> {
    fn add(&mut self, stage: Stage, text: impl Into<String>, url: Option<String>) {
        let text = text.into();
        self.notes.push(Note { stage, text, url });
    }

    pub(super) fn status(&self) -> Status {
        self.exam.status_on(self.as_of)
    }

    fn certifications(&self) -> impl Iterator<Item = &'a Certification> + use<'a> {
        let catalog = self.catalog;
        let indices = self.item.certifications.iter();
        indices.map(move |index| catalog.certification(*index))
    }

    fn name(&self, index: CertIndex) -> Text {
        self.catalog.name(Entry::Certification(index))
    }

    pub(super) fn audience(&mut self) {
        let roles = self.certifications().flat_map(|entry| entry.roles.iter());
        let roles = each_once(roles.map(|role| role.replace('-', " ")).collect());
        if !roles.is_empty() {
            self.add(Stage::Audience, format!("role: {}", roles.join(", ")), None);
        }
        let own = &self.exam.facts.audience;
        if own.is_empty() {
            for text in self
                .certifications()
                .flat_map(|entry| entry.facts.audience.iter())
            {
                self.add(Stage::Audience, &**text, None);
            }
        }
        for text in own.iter() {
            self.add(Stage::Audience, &**text, None);
        }
    }

    /// What the exam itself requires, and then what its certifications do beside it.
    pub(super) fn before(&mut self) {
        let to_take = self
            .exam
            .requires
            .as_ref()
            .map(|requirement| self.text(requirement));
        if let Some(text) = &to_take {
            self.add(Stage::Before, format!("to take it: {text}"), None);
        }
        let mut said = to_take.is_some();
        for &index in &self.item.certifications {
            let name = self.name(index);
            for rest in self.beside(index) {
                let text = self.text(&rest);
                said = true;
                if to_take.as_ref() != Some(&text) {
                    self.add(Stage::Before, format!("for {name}: {text}"), None);
                }
            }
            let certification = self.catalog.certification(index);
            for text in certification.also_needs.iter() {
                self.add(Stage::Besides, format!("for {name}: {text}"), None);
            }
        }
        if !said && self.rules_are_known() {
            self.add(Stage::Before, "nothing, it can be taken right away", None);
        }
        for &index in &self.item.certifications {
            if let Some(recommends) = &self.catalog.certification(index).recommends {
                let text = self.text(recommends);
                self.add(Stage::Before, format!("helpful: {text}"), None);
            }
        }
    }

    fn rules_are_known(&self) -> bool {
        self.item.certifications.iter().all(|index| {
            let rules = rules_on(self.catalog, *index, self.as_of);
            rules.iter().all(|rule| rule.requires.is_some())
        })
    }

    /// What each rule of the day that names the exam requires beside it; nothing where one requires nothing more.
    fn beside(&self, index: CertIndex) -> Vec<Requirement> {
        let own = Requirement::Exam(self.index);
        let mut all = Vec::new();
        for rule in rules_on(self.catalog, index, self.as_of) {
            let members = match &rule.requires {
                Some(rule) if !rule.mentions(Entry::Exam(self.index)) => continue,
                Some(Requirement::All(members)) => members.to_vec(),
                Some(other) => vec![other.clone()],
                None => continue,
            };
            // A choice of which the exam is a part is met by it.
            let is_met = |part: &Requirement| match part {
                Requirement::Any(members) => members.contains(&own),
                part => *part == own,
            };
            let rest: Vec<Requirement> = members.into_iter().filter(|part| !is_met(part)).collect();
            if rest.is_empty() {
                return Vec::new();
            }
            all.push(Requirement::All(rest.into()));
        }
        all
    }

    /// A requirement in words, each name with how it stands for the reader, or with its exam or last day.
    fn text(&self, requirement: &Requirement) -> String {
        self.catalog.requirement_text_with(requirement, &|name| {
            let standing = self.traveller.standing(name);
            standing.unwrap_or_else(|| self.item.way_to(name))
        })
    }

    /// Whether addresses made by a pattern lead somewhere: the exam is known well, and not gone by now.
    ///
    /// A question about the past is answered with pages of today.
    fn is_sure(&self) -> bool {
        let today = self.as_of.max(self.catalog.checked);
        self.exam.facts.confidence != Confidence::Low && !self.exam.facts.is_retired_on(today)
    }

    /// Returns the address that a pattern of the exam's level or provider makes.
    fn address(&self, name: &str) -> Option<String> {
        let links = &self.catalog.level(Entry::Exam(self.index)).links;
        let link = links.iter().find(|link| link.name == name)?;
        let code = self.exam.code.to_lowercase();
        self.is_sure()
            .then(|| link.pattern.replace("{code}", &code))
    }

    pub(super) fn measured(&mut self) {
        for text in self.exam.facts.skills.iter() {
            self.add(Stage::Measured, &**text, None);
        }
        if self.exam.facts.skills.is_empty()
            && let Some(focus) = &self.exam.facts.focus
        {
            self.add(Stage::Measured, &**focus, None);
        }
        if let Some(guide) = self.address("study-guide") {
            self.add(Stage::Measured, "study guide", Some(guide));
        }
    }

    pub(super) fn learn(&mut self) {
        let own = self.exam.facts.learning.iter();
        let certifications = self
            .certifications()
            .flat_map(|entry| entry.facts.learning.iter());
        for place in own.chain(certifications) {
            self.add(Stage::Learn, &*place.title, Some(place.url.to_string()));
        }
        for course in self.exam.courses.iter() {
            let days = course.days.map(|days| match days {
                1 => "1 day".to_owned(),
                days => format!("{days} days"),
            });
            let code = course.code.as_ref().map(|code| format!(" {code}"));
            if code.is_some() || days.is_some() {
                let days = days.map(|days| format!(", {days}"));
                let (code, days) = (code.unwrap_or_default(), days.unwrap_or_default());
                let text = format!("instructor-led course{code}{days}");
                self.add(Stage::Learn, text, None);
            }
        }
    }

    pub(super) fn practice(&mut self) {
        let own = self.exam.practice.as_ref().map(ToString::to_string);
        if let Some(practice) = own.or_else(|| self.address("practice")) {
            self.add(Stage::Practice, "practice assessment", Some(practice));
        }
    }

    pub(super) fn book(&mut self) {
        let facts = &self.exam.facts;
        match (self.status(), facts.retires) {
            (Status::Retired, Some(day)) => {
                let names = names(self.catalog, facts.replaced_by.iter().copied(), ", ");
                let mut text = format!("its last day was {day}");
                if !names.is_empty() {
                    text = format!("{text}; {names} took its place");
                }
                return self.add(Stage::Book, text, None);
            }
            (Status::Announced, _) => {
                let first = self.exam.begins();
                let from = first.map(|day| format!(" before {day}"));
                let text = format!("it cannot be taken{}", from.unwrap_or_default());
                self.add(Stage::Book, text, None);
            }
            (Status::Retiring, Some(day)) => {
                self.add(Stage::Book, format!("by {day}, its last day"), None);
            }
            (Status::Beta, _) => self.add(Stage::Book, "as a beta", None),
            _ => {}
        }
        let price = self
            .exam
            .price
            .map(|Cents(cents)| format!("{} USD", Cents(cents)));
        let minutes = self
            .exam
            .minutes
            .map(|minutes| format!("{minutes} minutes"));
        let score = self
            .exam
            .passing_score
            .as_ref()
            .map(|score| format!("{score} to pass"));
        let parts: Vec<String> = [price, minutes, score].into_iter().flatten().collect();
        if !parts.is_empty() {
            self.add(Stage::Book, parts.join(", "), None);
        }
        let page = self.is_sure().then(|| facts.page.to_string());
        if page.is_some() {
            self.add(Stage::Book, "page of the exam", page);
        }
    }

    pub(super) fn after(&mut self) {
        if let Some(months) = self.exam.pass_valid_months {
            self.add(
                Stage::After,
                format!("the pass counts for {months} months"),
                None,
            );
        }
        for &index in &self.item.certifications {
            let entry = Entry::Certification(index);
            let certification = self.catalog.certification(index);
            if self.catalog.status(entry, self.as_of) == Status::Retired {
                continue;
            }
            let earned = self.traveller.earned.get(&index);
            let earns = match earned {
                Some((_, by)) => *by == self.index,
                None => self.beside(index).is_empty(),
            };
            let verb = if earns { "earns" } else { "counts towards" };
            let title = short_title(self.catalog, entry);
            let text = format!("{verb} {}, {title}", self.name(index));
            self.add(
                Stage::After,
                text,
                Some(certification.facts.page.to_string()),
            );
            if let Some(text) = lifespan(certification, self.as_of) {
                self.add(Stage::After, text, None);
            }
        }
        self.opens();
    }

    fn has(&self, entry: Entry) -> bool {
        self.traveller.held.is_some_and(|held| match entry {
            Entry::Exam(index) => held.is_passed(index),
            Entry::Certification(index) => held.is_active(index),
        })
    }

    /// What requires the exam's certifications; for those at the end of a way what stands beside them.
    fn opens(&mut self) {
        let own = self.item.certifications.iter();
        let own: BTreeSet<Entry> = own.map(|index| Entry::Certification(*index)).collect();
        let mut opens: Vec<Entry> = dependents(self.catalog, &own, self.as_of)
            .into_values()
            .flatten()
            .filter(|entry| self.catalog.status(*entry, self.as_of).is_open() && !self.has(*entry))
            .collect();
        opens.sort_unstable();
        opens.dedup();
        let word = if opens.is_empty() {
            "shares a prerequisite with"
        } else {
            "opens"
        };
        if opens.is_empty() {
            opens = self.close_by();
        }
        if !opens.is_empty() {
            let names = few_names(self.catalog, &opens);
            self.add(Stage::After, format!("{word} {names}"), None);
        }
    }

    /// Certifications of the same level that require a certification which one of the exam's requires too.
    fn close_by(&self) -> Vec<Entry> {
        let own: BTreeSet<CertIndex> = self.item.certifications.iter().copied().collect();
        // what is required, with the ranks of the levels of what requires it
        let mut given: BTreeMap<Entry, BTreeSet<u32>> = BTreeMap::new();
        for &index in &own {
            let rank = self.catalog.level(Entry::Certification(index)).rank;
            for rule in rules_on(self.catalog, index, self.as_of) {
                if let Some(requirement) = &rule.requires {
                    requirement.names(&mut |name| {
                        if let Requirement::Certification(index) | Requirement::Ever(index) = name {
                            let given = given.entry(Entry::Certification(*index)).or_default();
                            given.insert(rank);
                        }
                    });
                }
            }
        }
        let entries = given.keys().copied().collect();
        let mut close: BTreeSet<Entry> = BTreeSet::new();
        for (entry, dependents) in dependents(self.catalog, &entries, self.as_of) {
            close.extend(dependents.into_iter().filter(|dependent| match dependent {
                Entry::Exam(_) => false,
                Entry::Certification(other) => {
                    !own.contains(other)
                        && !self.has(*dependent)
                        && given[&entry].contains(&self.catalog.level(*dependent).rank)
                        && self.catalog.status(*dependent, self.as_of).is_open()
                }
            }));
        }
        close.into_iter().collect()
    }
}

/// `valid 12 months, renewed by a free online assessment in the last 6 of them`.
fn lifespan(certification: &Certification, as_of: Date) -> Option<String> {
    let validity = words::validity(certification, as_of)?;
    let valid = match (certification.validity_on(as_of), certification.lasts) {
        (Validity::Months(_), _) => format!("valid {validity}"),
        (Validity::Never | Validity::Unknown, Some(Lasts::ForLife) | None) => {
            return Some(validity);
        }
        (Validity::Never | Validity::Unknown, Some(_)) => return Some(format!("lasts {validity}")),
    };
    let months = certification.renewal_window_months;
    Some(
        match (certification.renewal, certification.renewal.text()) {
            (Renewal::None, _) => format!("{valid}, cannot be renewed"),
            (_, None) => valid,
            (_, Some(way)) if months == 0 => format!("{valid}, renewed by {way}"),
            (_, Some(way)) => format!("{valid}, renewed by {way} in the last {months} of them"),
        },
    )
}
