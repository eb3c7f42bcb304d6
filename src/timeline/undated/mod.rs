//! What is held without a date: named so, credited by what rests on it, or following from that.

mod follow;

use std::collections::{BTreeMap, VecDeque};

use jiff::civil::Date;

use crate::catalog::date::add_months;
use crate::catalog::derive::implied::Implied;
use crate::catalog::model::{CertIndex, Entry, ExamIndex};
use crate::timeline::Timeline;
use crate::timeline::record::{By, End, Undated, UndatedPass};
use crate::timeline::said::Said;

/// Settles all that has no date.
pub(super) fn settle(timeline: &mut Timeline<'_, '_>, said: &Said) {
    let mut propagator = Propagator {
        timeline,
        credits: VecDeque::new(),
        renewing: BTreeMap::new(),
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
    /// Until when they are taken to be active, because what rests on them is; none: the parts of a title, which count as
    /// earned on that day.
    until: Option<End>,
    because: Vec<Entry>,
}

struct Propagator<'t, 'g, 'c> {
    timeline: &'t mut Timeline<'g, 'c>,
    credits: VecDeque<(Entry, Credit)>,
    /// The last day on which anything can have come about that renews a certification.
    renewing: BTreeMap<CertIndex, Date>,
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
                        latest: as_of,
                        until,
                        is_stated: stated.is_some(),
                        is_named: true,
                        maybe_late: None,
                        because: because.clone(),
                    });
                    until
                }
            };
            let credit = Credit {
                by: as_of,
                until: Some(until),
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
                    until: Some(pass.until),
                    because: pass.because.clone(),
                };
                self.credits.push_back((Entry::Exam(*exam), credit));
            }
        }
        for (index, record) in &self.timeline.records {
            let is_title = self.timeline.is_title(*index);
            let events = record.events.iter();
            for event in events.filter(|event| is_title || event.by == By::Said) {
                let credit = Credit {
                    by: event.on,
                    until: (!is_title).then(|| record.end()),
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
        let computed = certification.end_from(credit.by);
        let until = match computed {
            End::Day(_) => credit.until.unwrap_or(computed),
            End::Unknown | End::Never => computed,
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
                latest: credit.by,
                until,
                is_stated: false,
                is_named: false,
                maybe_late: None,
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
}
