//! Walks through what is dated, day by day: what is earned, and what that renews.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::catalog::date::add_months;
use crate::catalog::model::{CertIndex, Entry, ExamIndex, Requirement, Validity};
use crate::catalog::renewal::{RenewalEffect, RenewalEvent, RenewalWay};
use crate::timeline::Timeline;
use crate::timeline::judge::{Met, Proof, met};
use crate::timeline::record::{By, End, Event, Pass, Record};
use crate::timeline::said::{Said, Saying};

/// The word for taking an exam again, as in a catalog.
const RETAKE: &str = "retake";

/// How a certification stood before a day.
#[derive(Debug, Clone, Copy)]
struct Before {
    /// The day on which it was earned or renewed last.
    since: Date,
    until: End,
    /// What renewals work on: of a title its own months, whatever its parts come to.
    own: End,
}

/// One day of the walk.
struct Day<'t, 'g, 'c> {
    timeline: &'t mut Timeline<'g, 'c>,
    said: &'t Said,
    today: Date,
    /// How what was touched today stood before; none: it was not held.
    before: BTreeMap<CertIndex, Option<Before>>,
    /// The certifications that were said to be earned today, or renewed by taking their exam again, with the exams that
    /// led to them.
    taken: Vec<(CertIndex, BTreeSet<ExamIndex>)>,
    /// What something happened to, and what follows from that is not settled yet.
    changed: BTreeSet<Entry>,
}

/// Walks through all days on which something was said to happen.
pub(super) fn walk(timeline: &mut Timeline<'_, '_>, said: &Said) {
    for (today, sayings) in &said.days {
        let mut day = Day {
            timeline,
            said,
            today: *today,
            before: BTreeMap::new(),
            taken: Vec::new(),
            changed: BTreeSet::new(),
        };
        for saying in sayings {
            day.say(*saying);
        }
        let taken = day.taken_today();
        let exams = taken.map(|index| (index, day.timeline.exams_to(index, *today)));
        day.taken = exams.collect();
        let exams = day.taken.iter().flat_map(|(_, exams)| exams);
        day.changed.extend(exams.copied().map(Entry::Exam));
        day.settle();
    }
}

impl Day<'_, '_, '_> {
    fn say(&mut self, saying: Saying) {
        match saying {
            Saying::Passed(exam, until) => self.pass(exam, until),
            Saying::Earned(index, until) => {
                let is_renewal = self.has_opened(index);
                self.timeline.records.entry(index).or_default().named = true;
                if is_renewal {
                    self.renew_as_said(index, until);
                } else {
                    let because = vec![Entry::Certification(index)];
                    self.earn(index, By::Said, because, until);
                }
            }
            Saying::Renewed(index, until) => self.renew_as_said(index, until),
        }
    }

    /// Returns whether the only day that was said of a certification must be that of a renewal: its exams earned it
    /// before, and what a person does to keep it was not open then, but is today.
    fn has_opened(&self, index: CertIndex) -> bool {
        let Some(before) = self
            .before(index)
            .filter(|before| before.own.day().is_some())
        else {
            return false;
        };
        let last = before.own.day();
        let way = self.act(index, last);
        let was_open = |way: &RenewalWay| way.is_open(before.since, last);
        way.is_some_and(|(_, way)| !was_open(way))
    }

    fn pass(&mut self, exam: ExamIndex, until: Option<Date>) {
        let months = self.timeline.graph.catalog().exam(exam).pass_valid_months;
        let computed = months.map_or(End::Never, |months| {
            End::Day(add_months(self.today, months))
        });
        let passes = self.timeline.passes.entry(exam).or_default();
        passes.named = true;
        passes.dated.push(Pass {
            on: self.today,
            until: until.map_or(computed, End::Day),
            because: vec![Entry::Exam(exam)],
        });
        self.changed.insert(Entry::Exam(exam));
    }

    /// Works out all that follows from what happened today. Ends only ever grow, so it comes to an end itself.
    fn settle(&mut self) {
        while !self.changed.is_empty() {
            let changed = std::mem::take(&mut self.changed).into_iter();
            // Each once for all that changed, which may be everything that is held.
            let following: BTreeSet<CertIndex> = changed
                .flat_map(|entry| self.timeline.dependents(entry))
                .collect();
            for index in following {
                self.earn_by_rule(index);
                self.renew_by_ways(index);
                self.live_with_parts(index);
            }
        }
    }

    /// Lets a title that was earned follow its parts.
    fn live_with_parts(&mut self, index: CertIndex) {
        let today = self.today;
        let known = self.timeline.records.get(&index);
        let Some(record) = known.filter(|record| !record.events.is_empty()) else {
            return;
        };
        if !self.timeline.is_title(index) || record.stated.is_some_and(|stated| today <= stated) {
            return;
        }
        let until = self.timeline.title_end(index, record);
        let before = self.before(index);
        self.before.entry(index).or_insert(before);
        let record = self.timeline.records.entry(index).or_default();
        let end = record.end();
        record.follow_parts(today, until);
        if record.end() != end {
            self.changed.insert(Entry::Certification(index));
        }
    }

    /// Returns how a certification stood before today; nothing: it was not held.
    fn before(&self, index: CertIndex) -> Option<Before> {
        if let Some(before) = self.before.get(&index) {
            return *before;
        }
        let record = self.timeline.records.get(&index)?;
        Some(Before {
            since: record.events.last()?.on,
            until: record.end(),
            own: record.own.unwrap_or(record.end()),
        })
    }

    /// Notes that something happened to a certification today.
    fn happen(&mut self, index: CertIndex, event: Event, until: End, stated: Option<Date>) {
        let is_title = self.timeline.is_title(index);
        let before = self.before(index);
        self.before.entry(index).or_insert(before);
        let today = self.today;
        let stated = stated.or_else(|| {
            let said = self.said.ends.get(&index).copied();
            said.filter(|said| today <= *said)
        });
        let record = self.timeline.records.entry(index).or_default();
        let (count, end) = (record.events.len(), record.end());
        let mut events = record.events.iter();
        if !events.any(|known| known.on == event.on && known.by == event.by) {
            record.events.push(event);
        }
        // An end that its holder said wins until it is past.
        let is_stated = record.stated.is_some_and(|stated| today <= stated);
        match stated {
            Some(stated) => record.state(today, stated),
            None if is_stated => {}
            None if is_title => {
                record.stated = None;
                record.lengthen_own(today, until);
            }
            None => {
                record.stated = None;
                record.lengthen(today, until);
            }
        }
        if record.end() != end || count != record.events.len() {
            self.changed.insert(Entry::Certification(index));
        }
        self.live_with_parts(index);
    }

    fn earn(&mut self, index: CertIndex, by: By, because: Vec<Entry>, stated: Option<Date>) {
        let until = self.timeline.certification(index).end_from(self.today);
        let event = Event {
            on: self.today,
            by,
            because,
        };
        self.happen(index, event, until, stated);
    }

    /// Earns a certification if something of today completes one of its rules.
    fn earn_by_rule(&mut self, index: CertIndex) {
        let record = self.timeline.records.get(&index);
        let mut events = record.into_iter().flat_map(|record| &record.events);
        if events.any(|event| event.on == self.today && event.is_earning()) {
            return;
        }
        let lapsed = self.before(index).and_then(|before| {
            let last = before.until.day()?;
            (last < self.today).then_some(last)
        });
        let graph = self.timeline.graph;
        let rules = graph.rules(index);
        let rules = rules.filter(|rule| graph.can_be_completed(*rule, self.today));
        let mut requirements = rules.filter_map(|rule| graph.rule(rule).requires.as_ref());
        let found = requirements
            .find_map(|requirement| met(requirement, &|name| self.held_today(name, lapsed)));
        if let Some(Met { because, .. }) = found {
            let stated = match *because {
                [Entry::Exam(exam)] => self.timeline.stated_end(exam, Some(self.today)),
                _ => None,
            };
            self.earn(index, By::Rule, because, stated);
        }
    }

    /// Judges a name by what is dated up to today. What lapsed is earned again by passes after its last day only.
    fn held_today(&self, name: &Requirement, lapsed: Option<Date>) -> Option<Proof<'_>> {
        let today = self.today;
        let (is_new, because) = match name {
            Requirement::Exam(exam) => {
                let pass = self.timeline.passes.get(exam)?.dated_on(today)?;
                if lapsed.is_some_and(|last| pass.on <= last) {
                    return None;
                }
                (pass.on == today, &pass.because)
            }
            Requirement::Certification(index) => {
                let record = self.timeline.records.get(index)?;
                let event = record.events.last()?;
                if !record.is_active(today) {
                    return None;
                }
                let mut earned = record.events.iter().filter(|event| event.is_earning());
                (earned.any(|event| event.on == today), &event.because)
            }
            Requirement::Ever(index) => {
                let event = self.timeline.records.get(index)?.events.first()?;
                (event.on == today, &event.because)
            }
            Requirement::All(_) | Requirement::Any(_) | Requirement::AtLeast(..) => return None,
        };
        Some(Proof { is_new, because })
    }

    /// Renews a certification by the ways that exams and other certifications of today complete.
    fn renew_by_ways(&mut self, index: CertIndex) {
        let Some(before) = self.before(index) else {
            return;
        };
        let Some(last) = before.own.day() else {
            return;
        };
        let ways = &self.timeline.certification(index).renewal_ways;
        for (place, way) in ways.iter().enumerate() {
            let Some(requirement) = way.requirement() else {
                continue;
            };
            if !way.is_open(self.today, Some(last)) {
                continue;
            }
            let found = met(requirement, &|name| {
                self.came_about(name, before.since, index)
            });
            let found = found.or_else(|| self.passed_unnamed(way, index));
            if let Some(Met { new, because }) = found {
                let until = match way.effect {
                    RenewalEffect::Align => self.latest_end(requirement, before.since, index),
                    RenewalEffect::Restart | RenewalEffect::Extend | RenewalEffect::Fixed => {
                        self.renewed_until(index, way, last)
                    }
                };
                let event = Event {
                    on: self.today,
                    by: By::Renewal(place, new.first().and_then(|name| name.entry())),
                    because,
                };
                self.happen(index, event, until, None);
            }
        }
    }

    /// Returns by what a way through one of several exams is met, though nobody named the exam: a certification was said
    /// to be earned today, or taken again, and every exam that leads to it is one of them.
    fn passed_unnamed(&self, way: &RenewalWay, own: CertIndex) -> Option<Met<'static>> {
        let RenewalEvent::Pass(requirement) = &way.by else {
            return None;
        };
        let exams = match requirement {
            Requirement::Exam(_) => std::slice::from_ref(requirement),
            Requirement::Any(members) => members,
            _ => return None,
        };
        let mut taken = self.taken.iter().filter(|(index, _)| *index != own);
        let (found, _) = taken.find(|(_, led)| {
            let mut led = led.iter();
            led.len() > 0 && led.all(|exam| exams.contains(&Requirement::Exam(*exam)))
        })?;
        Some(Met {
            new: Vec::new(),
            because: vec![Entry::Certification(*found)],
        })
    }

    /// Returns the certifications that were said to be earned today, or renewed by taking their exam again.
    fn taken_today(&self) -> impl Iterator<Item = CertIndex> {
        let sayings = self.said.days.get(&self.today).into_iter().flatten();
        sayings.filter_map(|saying| match *saying {
            Saying::Earned(index, _) => {
                let act = self.act_today(index);
                act.is_none_or(|act| act == RETAKE).then_some(index)
            }
            Saying::Renewed(index, _) => (self.act_today(index) == Some(RETAKE)).then_some(index),
            Saying::Passed(..) => None,
        })
    }

    /// Returns what a person did today to keep a certification.
    fn act_today(&self, index: CertIndex) -> Option<&str> {
        let ways = &self.timeline.certification(index).renewal_ways;
        let events = self.timeline.records.get(&index);
        let mut events = events.into_iter().flat_map(|record| &record.events);
        events.find_map(|event| match event.by {
            By::Renewal(place, None) if event.on == self.today => ways.get(place)?.act(),
            By::Renewal(..) | By::Said | By::Rule => None,
        })
    }

    /// Returns the first way that a person does and that is open today for what lasts until `last`.
    fn act(&self, index: CertIndex, last: Option<Date>) -> Option<(usize, &RenewalWay)> {
        let certification = self.timeline.certification(index);
        // Once it is retired, there is nothing left that a person could do for it.
        if certification.facts.is_retired_on(self.today) {
            return None;
        }
        let mut ways = certification.renewal_ways.iter().enumerate();
        ways.find(|(_, way)| way.act().is_some() && way.is_open(self.today, last))
    }

    /// Judges whether a name was passed, earned or renewed after a day.
    fn came_about(&self, name: &Requirement, since: Date, own: CertIndex) -> Option<Proof<'_>> {
        let (on, because) = match name {
            Requirement::Exam(exam) => {
                let pass = self.timeline.passes.get(exam)?.dated.last()?;
                (pass.on, &pass.because)
            }
            Requirement::Certification(index) | Requirement::Ever(index) if *index != own => {
                let event = self.timeline.records.get(index)?.events.last()?;
                (event.on, &event.because)
            }
            _ => return None,
        };
        (since < on).then(|| Proof {
            is_new: on == self.today,
            because,
        })
    }

    /// Returns the latest end of the certifications of a requirement to which something happened today.
    fn latest_end(&self, requirement: &Requirement, since: Date, own: CertIndex) -> End {
        let mut latest = None;
        requirement.names(&mut |name| {
            let is_new = self
                .came_about(name, since, own)
                .is_some_and(|proof| proof.is_new);
            if let (true, Some(Entry::Certification(index))) = (is_new, name.entry()) {
                latest = latest.max(self.timeline.records.get(&index).map(Record::end));
            }
        });
        latest.unwrap_or(End::Unknown)
    }

    fn renewed_until(&self, index: CertIndex, way: &RenewalWay, last: Date) -> End {
        let certification = self.timeline.certification(index);
        let own = certification.validity_on(self.today);
        let length = way.months.map_or(own, Validity::Months);
        let until = match way.effect {
            RenewalEffect::Restart | RenewalEffect::Align => End::after(self.today, length),
            RenewalEffect::Extend => End::after(last, length),
            RenewalEffect::Fixed => End::Unknown,
        };
        certification.rounded(until)
    }

    /// Renews a certification that was said to be, by the first way that a person does and that is open today.
    fn renew_as_said(&mut self, index: CertIndex, stated: Option<Date>) {
        let because = vec![Entry::Certification(index)];
        let before = self.before(index);
        let last = before.and_then(|before| before.own.day());
        let certification = self.timeline.certification(index);
        match (self.act(index, last), last) {
            (Some((place, way)), Some(last)) => {
                let until = self.renewed_until(index, way, last);
                let event = Event {
                    on: self.today,
                    by: By::Renewal(place, None),
                    because,
                };
                self.happen(index, event, until, stated);
            }
            // Nobody knows how it is kept, or what was said goes beyond what is known.
            (None, _) if stated.is_some() || certification.is_kept_somehow() => {
                self.earn(index, By::Said, because, stated);
            }
            (None, _) | (Some(_), None) => {}
        }
    }
}
