//! What follows from holdings without a date: what they may have completed on some day, and until when that counts at most.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::catalog::date::{PartialDate, add_months};
use crate::catalog::model::{CertIndex, Entry, ExamIndex, Requirement};
use crate::graph::RuleId;
use crate::timeline::judge::{Proof, met};
use crate::timeline::record::{End, Passes, Record, Undated, UndatedPass};
use crate::timeline::undated::Propagator;

impl Propagator<'_, '_, '_> {
    /// Adds what follows from holdings without a date.
    pub(super) fn follow(&mut self) {
        let exams = self.timeline.passes.keys().copied().map(Entry::Exam);
        let certifications = self.timeline.records.keys().copied();
        let known: Vec<Entry> = exams
            .chain(certifications.map(Entry::Certification))
            .collect();
        let mut following = BTreeSet::new();
        for entry in known {
            following.extend(self.timeline.dependents(entry));
            self.note_renewals_by(entry);
        }
        let mut followed = BTreeSet::new();
        while let Some(index) = following.pop_first() {
            let record = self.timeline.records.get(&index);
            if !followed.contains(&index) && !record.is_none_or(Record::is_unknown) {
                continue;
            }
            let Some(undated) = self.followed(index) else {
                continue;
            };
            // What it rests on, or what renews it, may be found after it: days only ever grow.
            let record = self.timeline.records.entry(index).or_default();
            if record
                .undated
                .as_ref()
                .is_none_or(|known| known.is_before(&undated))
            {
                record.undated = Some(undated);
                followed.insert(index);
                following.extend(self.timeline.dependents(Entry::Certification(index)));
                self.note_renewals_by(Entry::Certification(index));
            }
        }
    }

    /// Returns how a certification is held of which one of its rules can have been fulfilled on some day.
    fn followed(&self, index: CertIndex) -> Option<Undated> {
        let (graph, as_of) = (self.timeline.graph, self.timeline.as_of);
        let is_title = self.timeline.is_title(index);
        let (mut because, mut latest, mut parts) = (None, Date::MIN, None);
        for rule in graph.rules(index) {
            let Some(requirement) = &graph.rule(rule).requires else {
                continue;
            };
            let Some(rests_on) = self.fulfilled(rule, requirement) else {
                continue;
            };
            // What has no date may have come about today, as far as anybody knows.
            let is_undated = rests_on.iter().any(|entry| self.is_named_undated(*entry));
            latest = latest.max(if is_undated {
                as_of
            } else {
                self.latest(requirement)
            });
            because.get_or_insert(rests_on);
            if is_title {
                let end = self.timeline.parts_end(index, requirement, as_of).0;
                parts = parts.max(Some(end));
            } else if latest == as_of {
                break;
            }
        }
        let certification = self.timeline.certification(index);
        let own = (latest < as_of && !self.may_be_renewed(index, latest))
            .then(|| certification.end_from(latest));
        let ends = own.into_iter().chain(parts);
        let because = because?;
        let stated = match *because {
            [Entry::Exam(exam)] => self.timeline.stated_end(exam, None),
            _ => None,
        };
        let computed = ends.fold(certification.end_undated(), End::min);
        Some(Undated {
            latest,
            until: stated.map_or(computed, End::Day),
            is_stated: stated.is_some(),
            is_named: false,
            maybe_late: (!certification.can_end())
                .then(|| self.maybe_late(index, &because))
                .flatten(),
            because,
        })
    }

    fn is_named_undated(&self, entry: Entry) -> bool {
        match entry {
            Entry::Exam(exam) => {
                let passes = self.timeline.passes.get(&exam);
                passes.is_some_and(|passes| passes.named && passes.undated.is_some())
            }
            Entry::Certification(index) => {
                let record = self.timeline.records.get(&index);
                record.is_some_and(Record::is_named_undated)
            }
        }
    }

    /// Returns whether anything that can have come about since a certification was earned renews it, if it was on `day`.
    fn may_be_renewed(&self, index: CertIndex, day: Date) -> bool {
        let certification = self.timeline.certification(index);
        let Some(end) = certification.end_from(day).day() else {
            return false;
        };
        // A way may have thousands of names, of which few are known.
        if self.renewing.get(&index).is_none_or(|last| *last <= day) {
            return false;
        }
        let ways = certification.renewal_ways.iter();
        let mut ways = ways.filter_map(|way| Some((way, way.requirement()?)));
        ways.any(|(way, requirement)| {
            let mut found = false;
            requirement.names(&mut |name| {
                let (dated, undated) = self.came_about(name);
                // What has no date may have come about in time.
                let undated = undated.filter(|last| day < *last).map(|last| last.min(end));
                let days = dated.into_iter().filter(|on| day < *on).chain(undated);
                found |= days.into_iter().any(|on| way.is_open(on, Some(end)));
            });
            found
        })
    }

    /// Notes for all that an entry renews, by ways that may have been open then or not, on which day it can have come about
    /// last.
    fn note_renewals_by(&mut self, entry: Entry) {
        let (graph, timeline) = (self.timeline.graph, &self.timeline);
        let last = match entry {
            Entry::Exam(exam) => timeline.passes.get(&exam).and_then(Passes::last),
            Entry::Certification(index) => timeline.records.get(&index).and_then(Record::last),
        };
        let Some(last) = last else {
            return;
        };
        let ways = graph.renewing(graph.entry(entry));
        for owner in ways.filter_map(|way| graph.owner(way)) {
            let known = self.renewing.entry(owner).or_insert(last);
            *known = last.max(*known);
        }
    }

    /// Returns by what a rule was fulfilled, if it can have been on some day: what has no date may lie on any on which it
    /// could be.
    fn fulfilled(&self, rule: RuleId, requirement: &Requirement) -> Option<Vec<Entry>> {
        // What is not known at all holds on no day: that is found out before the days are gathered.
        if !requirement.is_met(&mut |name| self.is_known(name)) {
            return None;
        }
        let mut days = self.days(rule, requirement).into_iter();
        days.find_map(|day| self.fulfilled_on(rule, requirement, day))
    }

    fn fulfilled_on(
        &self,
        rule: RuleId,
        requirement: &Requirement,
        day: Date,
    ) -> Option<Vec<Entry>> {
        if !self.timeline.graph.can_be_completed(rule, day) {
            return None;
        }
        let met = met(requirement, &|name| self.may_hold(name, day))?;
        Some(met.because)
    }

    /// Returns the last day on which a rule can have been fulfilled: something that it requires came about on it.
    fn latest(&self, requirement: &Requirement) -> Date {
        let mut latest = Date::MIN;
        requirement.names(&mut |name| {
            let last = match name {
                Requirement::Exam(exam) => self.timeline.passes.get(exam).and_then(Passes::last),
                Requirement::Certification(index) | Requirement::Ever(index) => {
                    self.timeline.records.get(index).and_then(Record::last)
                }
                Requirement::All(_) | Requirement::Any(_) | Requirement::AtLeast(..) => None,
            };
            latest = latest.max(last.unwrap_or(Date::MIN));
        });
        latest
    }

    /// Returns an exam without a date that may have been passed too late for every rule of a certification.
    fn maybe_late(&self, index: CertIndex, rests_on: &[Entry]) -> Option<ExamIndex> {
        let graph = self.timeline.graph;
        let mut exams = rests_on.iter().filter_map(|entry| entry.exam());
        exams.find(|exam| {
            let undated = self
                .timeline
                .passes
                .get(exam)
                .and_then(|passes| passes.undated.as_ref());
            undated.is_some_and(|pass| {
                let last = self.latest_pass(*exam, pass);
                !graph.rules(index).any(|rule| {
                    let requirement = graph.rule(rule).requires.as_ref();
                    requirement.is_some_and(|given| self.fulfilled_on(rule, given, last).is_some())
                })
            })
        })
    }

    /// Returns the days on which a name came about, and the last on which it can have without a date.
    fn came_about(&self, name: &Requirement) -> (Vec<Date>, Option<Date>) {
        match name {
            Requirement::Exam(exam) => {
                let Some(passes) = self.timeline.passes.get(exam) else {
                    return (Vec::new(), None);
                };
                let dated = passes.dated.iter().map(|pass| pass.on);
                (dated.collect(), passes.last_undated())
            }
            Requirement::Certification(index) | Requirement::Ever(index) => {
                let Some(record) = self.timeline.records.get(index) else {
                    return (Vec::new(), None);
                };
                let events = record.events.iter().map(|event| event.on);
                (events.collect(), record.last_undated())
            }
            Requirement::All(_) | Requirement::Any(_) | Requirement::AtLeast(..) => {
                (Vec::new(), None)
            }
        }
    }

    /// Returns the last day on which a pass without a date can have been.
    fn latest_pass(&self, exam: ExamIndex, pass: &UndatedPass) -> Date {
        let retires = self.timeline.graph.catalog().exam(exam).facts.retires;
        pass.latest
            .min(retires.map_or(Date::MAX, PartialDate::last_day))
    }

    /// Returns the days on which what a rule requires may begin to hold: if it can be met on any, it can on one of them.
    fn days(&self, rule: RuleId, requirement: &Requirement) -> BTreeSet<Date> {
        let as_of = self.timeline.as_of;
        let own = self.timeline.certification(rule.certification);
        let start = self.timeline.graph.rule(rule).start_date;
        let available = own.facts.available.map(PartialDate::first_day);
        let mut days: BTreeSet<Date> = [Some(Date::MIN), start, available, Some(as_of)]
            .into_iter()
            .flatten()
            .collect();
        requirement.names(&mut |name| match name {
            // It holds on no day.
            _ if !self.is_known(name) => {}
            Requirement::Exam(exam) => {
                days.insert(self.first_day(*exam));
                let passes = self.timeline.passes.get(exam);
                let dated = passes.into_iter().flat_map(|passes| &passes.dated);
                days.extend(dated.map(|pass| pass.on));
            }
            Requirement::Certification(index) | Requirement::Ever(index) => {
                days.insert(self.earliest(*index));
                if let Some(record) = self.timeline.records.get(index) {
                    days.extend(record.first());
                    days.extend(record.events.iter().map(|event| event.on));
                }
            }
            Requirement::All(_) | Requirement::Any(_) | Requirement::AtLeast(..) => {}
        });
        days.split_off(&Date::MIN)
            .into_iter()
            .filter(|day| *day <= as_of)
            .collect()
    }

    /// Returns the first day on which an exam can have been passed: today, where it was said to be passed before it
    /// existed, since that counts as said.
    fn first_day(&self, exam: ExamIndex) -> Date {
        let first = self.timeline.graph.catalog().exam(exam).first_day();
        first.unwrap_or(Date::MIN).min(self.timeline.as_of)
    }

    /// Returns the first day on which anybody can have earned a certification: today, where it was said to be held before
    /// that.
    fn earliest(&self, index: CertIndex) -> Date {
        let rules = self.timeline.certification(index).rules.iter();
        let starts = rules.filter_map(|rule| rule.start_date);
        let first = starts.min().unwrap_or(Date::MIN);
        first.min(self.timeline.as_of)
    }

    /// Returns whether an exam was passed or a certification held at any time.
    fn is_known(&self, name: &Requirement) -> bool {
        match name {
            Requirement::Exam(exam) => self.timeline.passes.contains_key(exam),
            Requirement::Certification(index) | Requirement::Ever(index) => {
                self.timeline.records.contains_key(index)
            }
            Requirement::All(_) | Requirement::Any(_) | Requirement::AtLeast(..) => false,
        }
    }

    /// Judges whether a name can have held on a day, and can have come about on it.
    fn may_hold(&self, name: &Requirement, day: Date) -> Option<Proof<'_>> {
        match name {
            Requirement::Exam(exam) => self.may_be_passed(*exam, day),
            Requirement::Certification(index) => {
                let record = self.timeline.records.get(index)?;
                if record.events.is_empty() || record.is_named_undated() {
                    let undated = record.undated.as_ref()?;
                    let earliest = self.earliest(*index);
                    let may = earliest <= day && !undated.until.is_over(day);
                    return may.then(|| Proof {
                        is_new: day <= undated.latest.max(earliest),
                        because: &undated.because,
                    });
                }
                let mut events = record.events.iter().rev();
                let event = events.find(|event| event.on <= day)?;
                record.is_active(day).then(|| Proof {
                    is_new: event.on == day && event.is_earning(),
                    because: &event.because,
                })
            }
            Requirement::Ever(index) => {
                let record = self.timeline.records.get(index)?;
                if let Some(event) = record.events.first().filter(|event| event.on <= day) {
                    return Some(Proof {
                        is_new: event.on == day,
                        because: &event.because,
                    });
                }
                let undated = record.undated.as_ref().map(|undated| &undated.because);
                let ever = record.ever.as_ref().map(|(_, because)| because);
                let because = undated.or(ever)?;
                (self.earliest(*index) <= day).then(|| Proof {
                    is_new: true,
                    because,
                })
            }
            Requirement::All(_) | Requirement::Any(_) | Requirement::AtLeast(..) => None,
        }
    }

    fn may_be_passed(&self, exam: ExamIndex, day: Date) -> Option<Proof<'_>> {
        let passes = self.timeline.passes.get(&exam)?;
        if let Some(pass) = passes.dated_on(day) {
            return Some(Proof {
                is_new: pass.on == day,
                because: &pass.because,
            });
        }
        let undated = passes.undated.as_ref()?;
        let latest = self.latest_pass(exam, undated);
        let until = match self.timeline.graph.catalog().exam(exam).pass_valid_months {
            Some(months) => add_months(latest.min(day), months),
            None => Date::MAX,
        };
        let may = self.first_day(exam) <= day && day <= until && !undated.until.is_over(day);
        may.then(|| Proof {
            is_new: day <= latest,
            because: &undated.because,
        })
    }
}
