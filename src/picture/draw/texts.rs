//! What is said of an exam or a certification.

use crate::answer::rules::rule_text;
use crate::answer::short_title;
use crate::answer::words::{counted, names};
use crate::catalog::date::PartialDate;
use crate::catalog::load::finding::printable;
use crate::catalog::model::{Entry, Validity};
use crate::catalog::status::Status;
use crate::picture::draw::Drawing;
use crate::picture::{Availability, Fact, Kind, Node};

impl Drawing<'_, '_> {
    /// Returns the node of an entry, without what it requires.
    pub(super) fn node(&self, entry: Entry) -> Node {
        let facts = self.catalog.facts(entry);
        let name = printable(&self.catalog.name(entry)).into_owned();
        let mut title = printable(short_title(self.catalog, entry)).into_owned();
        let kind = match entry {
            Entry::Exam(_) => Kind::Exam,
            Entry::Certification(_) => Kind::Certification,
        };
        let is_shared = self
            .shared_titles
            .contains(short_title(self.catalog, entry));
        if kind == Kind::Certification && is_shared {
            title = format!("{title} [{name}]");
        }
        let status = self.catalog.status(entry, self.view.as_of);
        Node {
            kind,
            name,
            title,
            note: self.note(entry),
            role: self.role(entry),
            availability: match status {
                Status::Announced => Availability::ToCome,
                _ if self.last_day_of_step(entry).is_some() => Availability::Ending,
                Status::Beta | Status::Available | Status::External => Availability::Open,
                Status::Retiring => Availability::Ending,
                Status::Retired => Availability::Retired,
            },
            marks: self.marks(entry, status),
            link: link(&facts.page),
            facts: self.facts(entry),
            requires: Vec::new(),
            is_cut: false,
        }
    }

    fn note(&self, entry: Entry) -> String {
        let note = match entry {
            Entry::Exam(index) => match self.catalog.exam(index).price {
                Some(price) => format!("{price} USD"),
                None => String::new(),
            },
            Entry::Certification(_) => self.catalog.level(entry).name.replace('-', " "),
        };
        printable(&note).into_owned()
    }

    fn marks(&self, entry: Entry, status: Status) -> Vec<String> {
        let mut marks = Vec::new();
        if let Entry::Certification(index) = entry {
            if let Some(because) = self.credited.get(&entry)
                && self.is_held(entry)
            {
                let names = names(self.catalog, because.iter().copied(), ", ");
                marks.push(format!("by {}", printable(&names)));
            }
            if let Some(last_day) = self.view.held.active_until(index) {
                marks.push(format!("until {last_day}"));
            }
            if let Some(last_day) = self.view.held.lapsed(index) {
                marks.push(format!("lapsed after {last_day}"));
            }
            if let (Some(step), false) = (self.earned.get(&index), self.is_held(entry)) {
                marks.push(format!("earned at step {step}"));
            }
        }
        let last_day = self.catalog.last_day(entry, self.view.as_of);
        match (status, last_day) {
            (Status::Announced, _) => marks.push(match self.catalog.first_day(entry) {
                Some(first) => format!("from {first}"),
                None => "announced".to_owned(),
            }),
            (Status::Beta, _) => marks.push("beta".to_owned()),
            (Status::External, _) => marks.push("no exam leads to it".to_owned()),
            (Status::Retired, Some(last)) => marks.push(format!("retired {last}")),
            (Status::Available | Status::Retiring | Status::Retired, _) => {}
        }
        let own = last_day.filter(|_| status == Status::Retiring);
        let last_day = self.last_day_of_step(entry).or(own);
        marks.extend(last_day.map(|last| format!("last day {last}")));
        marks
    }

    /// Returns the day by which the plan takes an exam: its own last day, or that of what it is to earn.
    fn last_day_of_step(&self, entry: Entry) -> Option<PartialDate> {
        self.steps.get(&entry.exam()?)?.1.last_day
    }

    fn facts(&self, entry: Entry) -> Vec<Fact> {
        let about = self.catalog.facts(entry);
        let mut facts = vec![
            fact("provider", &self.catalog.provider(about.provider).name),
            fact("level", &self.catalog.level(entry).name),
        ];
        let mut add = |name, value: Option<String>| {
            facts.extend(value.map(|value| fact(name, &value)));
        };
        match entry {
            Entry::Exam(index) => {
                let exam = self.catalog.exam(index);
                add("price", exam.price.map(|price| format!("{price} USD")));
                add("minutes", exam.minutes.map(|minutes| minutes.to_string()));
                add("course days", exam.course_days.map(|days| days.to_string()));
                let text = |requirement| self.catalog.requirement_text(requirement);
                add("requires", exam.requires.as_ref().map(text));
            }
            Entry::Certification(index) => {
                let certification = self.catalog.certification(index);
                let roles = certification.roles.join(", ");
                add("roles", (!roles.is_empty()).then_some(roles));
                add("requires", rule_text(self.catalog, index, self.view.as_of));
                add("counts for", validity_text(certification.validity));
                let renewal = certification.renewal.word();
                add(
                    "renewal",
                    (renewal != "unknown").then(|| renewal.replace('-', " ")),
                );
            }
        }
        add("focus", about.focus.as_ref().map(ToString::to_string));
        add("first day", about.available.map(|day| day.to_string()));
        add("last day", about.retires.map(|day| day.to_string()));
        facts
    }
}

/// Returns an address that a reader may be sent to.
fn link(page: &str) -> Option<String> {
    let is_web = page.starts_with("https://") || page.starts_with("http://");
    is_web.then(|| printable(page).into_owned())
}

fn fact(name: &'static str, value: &str) -> Fact {
    let value = printable(value).into_owned();
    Fact { name, value }
}

fn validity_text(validity: Validity) -> Option<String> {
    match validity {
        Validity::Months(months) => Some(counted(u64::from(months), "month")),
        Validity::Never => Some("life".to_owned()),
        Validity::Unknown => None,
    }
}
