//! What is held without a date: named so, credited by what rests on it, or following from that.

use std::collections::{BTreeSet, VecDeque};

use jiff::civil::Date;

use crate::catalog::date::{PartialDate, add_months};
use crate::catalog::derive::implied::Implied;
use crate::catalog::model::{CertIndex, Entry, ExamIndex, Requirement, Validity};
use crate::graph::RuleId;
use crate::timeline::Timeline;
use crate::timeline::judge::{Proof, met};
use crate::timeline::record::{By, End, Record, Undated, UndatedPass};
use crate::timeline::said::Said;

/// Settles all that has no date.
pub(super) fn settle(timeline: &mut Timeline<'_, '_>, said: &Said) {
    let mut propagator = Propagator {
        timeline,
        credits: VecDeque::new(),
    };
    propagator.name(said);
    propagator.credit_dated();
    while let Some((entry, credit)) = propagator.credits.pop_front() {
        propagator.credit(entry, &credit);
    }
    propagator.follow();
}

/// What something that is held proves of its parts.
#[derive(Debug, Clone)]
struct Credit {
    /// The day by which they were passed or held.
    by: Date,
    /// Until when they are taken to be active, because what rests on them is.
    until: End,
    because: Vec<Entry>,
}

struct Propagator<'t, 'g, 'c> {
    timeline: &'t mut Timeline<'g, 'c>,
    credits: VecDeque<(Entry, Credit)>,
}

impl Propagator<'_, '_, '_> {
    /// Notes what was named without a date.
    fn name(&mut self, said: &Said) {
        let as_of = self.timeline.as_of;
        for (entry, stated) in &said.undated {
            let because = vec![*entry];
            let until = match *entry {
                Entry::Exam(exam) => {
                    let until = stated.map_or(End::Never, End::Day);
                    let passes = self.timeline.passes.entry(exam).or_default();
                    passes.named = true;
                    passes.undated = Some(UndatedPass {
                        latest: as_of,
                        until,
                        because: because.clone(),
                    });
                    until
                }
                Entry::Certification(index) => {
                    let computed = self.timeline.certification(index).end_undated();
                    let until = stated.map_or(computed, End::Day);
                    let record = self.timeline.records.entry(index).or_default();
                    record.named = true;
                    if stated.is_some() && !record.events.is_empty() {
                        // The day comes from elsewhere, and the end is known there.
                        continue;
                    }
                    record.undated = Some(Undated {
                        until,
                        is_stated: stated.is_some(),
                        is_named: true,
                        because: because.clone(),
                    });
                    until
                }
            };
            let credit = Credit {
                by: as_of,
                until,
                because,
            };
            self.credits.push_back((*entry, credit));
        }
    }

    /// Lets everything that is dated prove its parts.
    fn credit_dated(&mut self) {
        for (exam, passes) in &self.timeline.passes {
            for pass in &passes.dated {
                let credit = Credit {
                    by: pass.on,
                    until: pass.until,
                    because: pass.because.clone(),
                };
                self.credits.push_back((Entry::Exam(*exam), credit));
            }
        }
        for (index, record) in &self.timeline.records {
            let said = record.events.iter().filter(|event| event.by == By::Said);
            for event in said {
                let credit = Credit {
                    by: event.on,
                    until: record.end(),
                    because: event.because.clone(),
                };
                self.credits
                    .push_back((Entry::Certification(*index), credit));
            }
        }
    }

    /// Credits what an entry cannot have been reached without.
    fn credit(&mut self, entry: Entry, credit: &Credit) {
        for name in self.implied(entry, credit.by) {
            let is_news = match name {
                Implied::Pass(exam) => self.credit_pass(exam, credit),
                Implied::Active(index) => {
                    self.credit_ever(index, credit);
                    self.credit_active(index, credit)
                }
                Implied::Ever(index) => self.credit_ever(index, credit),
            };
            if is_news {
                let entry = match name {
                    Implied::Pass(exam) => Entry::Exam(exam),
                    Implied::Active(index) => Entry::Certification(index),
                    // That it was held once proves no more.
                    Implied::Ever(_) => continue,
                };
                self.credits.push_back((entry, credit.clone()));
            }
        }
    }

    /// Returns the names that no way to an entry does without, by the rules in force up to a day.
    fn implied(&self, entry: Entry, by: Date) -> Vec<Implied> {
        let graph = self.timeline.graph;
        let index = match entry {
            Entry::Exam(exam) => return graph.catalog().exam(exam).implied.to_vec(),
            Entry::Certification(index) => index,
        };
        let mut rules = graph
            .rules(index)
            .filter(|rule| graph.has_been_in_force(*rule, by));
        let Some(first) = rules.next() else {
            return Vec::new();
        };
        let mut names = graph.rule(first).implied.to_vec();
        for rule in rules {
            let other = &graph.rule(rule).implied;
            names.retain(|name| other.binary_search(name).is_ok());
        }
        names
    }

    /// Notes a pass that must have been, where no date of one is known; returns whether that is news.
    fn credit_pass(&mut self, exam: ExamIndex, credit: &Credit) -> bool {
        let months = self.timeline.graph.catalog().exam(exam).pass_valid_months;
        let passes = self.timeline.passes.entry(exam).or_default();
        if passes.named {
            return false;
        }
        let is_later = passes
            .undated
            .as_ref()
            .is_none_or(|pass| pass.latest < credit.by);
        if is_later {
            let until = months.map(|months| End::Day(add_months(credit.by, months)));
            passes.undated = Some(UndatedPass {
                latest: credit.by,
                until: until.unwrap_or(End::Never),
                because: credit.because.clone(),
            });
        }
        is_later
    }

    /// Notes a certification that must have been active, where nothing better is known; returns whether that is news.
    fn credit_active(&mut self, index: CertIndex, credit: &Credit) -> bool {
        let certification = self.timeline.certification(index);
        let until = match certification.validity_on(credit.by) {
            Validity::Months(_) => credit.until,
            Validity::Unknown => End::Unknown,
            Validity::Never => End::Never,
        };
        let until = until.min(certification.end_undated());
        let record = self.timeline.records.entry(index).or_default();
        if !record.events.is_empty() || record.is_named_undated() {
            return false;
        }
        let is_later = record
            .undated
            .as_ref()
            .is_none_or(|undated| undated.until < until);
        if is_later {
            record.undated = Some(Undated {
                until,
                is_stated: false,
                is_named: false,
                because: credit.because.clone(),
            });
        }
        is_later
    }

    /// Notes that a certification must have been held at some time; returns whether that is news.
    fn credit_ever(&mut self, index: CertIndex, credit: &Credit) -> bool {
        let record = self.timeline.records.entry(index).or_default();
        let is_earlier = record.ever.as_ref().is_none_or(|(by, _)| credit.by < *by);
        if is_earlier {
            record.ever = Some((credit.by, credit.because.clone()));
        }
        is_earlier
    }

    /// Adds what follows from holdings without a date.
    fn follow(&mut self) {
        let exams = self.timeline.passes.keys().copied().map(Entry::Exam);
        let certifications = self.timeline.records.keys().copied();
        let known = exams.chain(certifications.map(Entry::Certification));
        let mut following: BTreeSet<CertIndex> = known
            .flat_map(|entry| self.timeline.dependents(entry))
            .collect();
        while let Some(index) = following.pop_first() {
            let record = self.timeline.records.get(&index);
            if !record.is_none_or(Record::is_unknown) {
                continue;
            }
            let graph = self.timeline.graph;
            let because = graph.rules(index).find_map(|rule| self.fulfilled(rule));
            if let Some(because) = because {
                let until = self.timeline.certification(index).end_undated();
                let record = self.timeline.records.entry(index).or_default();
                record.undated = Some(Undated {
                    until,
                    is_stated: false,
                    is_named: false,
                    because,
                });
                following.extend(self.timeline.dependents(Entry::Certification(index)));
            }
        }
    }

    /// Returns by what a rule was fulfilled, if it can have been on some day: what has no date may lie on any on which it
    /// could be.
    fn fulfilled(&self, rule: RuleId) -> Option<Vec<Entry>> {
        let graph = self.timeline.graph;
        let requirement = graph.rule(rule).requires.as_ref()?;
        // What is not known at all holds on no day: that is found out before the days are gathered.
        if !requirement.is_met(&mut |name| self.is_known(name)) {
            return None;
        }
        let mut days = self.days(rule, requirement).into_iter();
        days.find_map(|day| {
            if !graph.can_be_completed(rule, day) {
                return None;
            }
            let met = met(requirement, &|name| self.may_hold(name, day))?;
            Some(met.because)
        })
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
        let exam = self.timeline.graph.catalog().exam(exam);
        let first = exam.beta.or(exam.facts.available);
        let first = first.map_or(Date::MIN, PartialDate::first_day);
        first.min(self.timeline.as_of)
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
                    let may = self.earliest(*index) <= day && !undated.until.is_over(day);
                    return may.then(|| Proof {
                        is_new: true,
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
        let entry = self.timeline.graph.catalog().exam(exam);
        let last = entry.facts.retires.map_or(Date::MAX, PartialDate::last_day);
        let latest = undated.latest.min(last);
        let until = match entry.pass_valid_months {
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
