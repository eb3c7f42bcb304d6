//! Which warnings a plan comes with, and what they say.

use std::cell::LazyCell;
use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::catalog::date::{PartialDate, add_days};
use crate::catalog::model::{Catalog, CertIndex, Confidence, Entry, ExamIndex, Requirement, Text};
use crate::graph::{Graph, Node};
use crate::plan::answer::{Step, Warning, WarningCode};
use crate::plan::explain::ends::rule_end;
use crate::plan::order::SOON_DAYS;
use crate::plan::reduce::slice::{Condition, Question, Slice};
use crate::plan::support::{Support, can_lapse, is_undated};
use crate::timeline::{End, NoteKind, Timeline};

/// Returns what one should know about a plan.
pub(crate) fn warnings(slice: &Slice<'_, '_>, support: &Support, steps: &[Step]) -> Vec<Warning> {
    let (question, conditions) = (slice.question(), slice.conditions());
    let writer = Writer { question };
    // Few rules end, and only those are held against all that is taken.
    let taken =
        LazyCell::new(|| -> BTreeSet<ExamIndex> { steps.iter().map(|step| step.exam).collect() });
    let mut warnings = Vec::new();
    // A doubt about an exam is one about what it earns, and is said once.
    let mut doubted: BTreeSet<CertIndex> = BTreeSet::new();
    for step in steps {
        warnings.extend(writer.exam(step.exam));
        if let Some(doubt) = writer.low_confidence(Entry::Exam(step.exam)) {
            doubted.extend(&step.earns);
            warnings.push(doubt);
        }
    }
    for index in support.certifications() {
        warnings.extend(writer.held(index));
        warnings.extend(writer.lapses_soon(index, steps));
        warnings.extend(writer.retires_soon(index));
        let end = rule_end(slice, support, |exam| taken.contains(exam), index);
        warnings.extend(end.and_then(|end| writer.rule_ends_soon(index, end)));
        if !doubted.contains(&index) {
            warnings.extend(writer.low_confidence(Entry::Certification(index)));
        }
    }
    for exam in &support.passed {
        let is_undated = question.held.is_undated_pass(*exam);
        warnings.extend(is_undated.then(|| writer.undated(Entry::Exam(*exam))));
        warnings.extend(writer.pass_ends_soon(*exam, steps));
    }
    warnings.extend(lapsed(question, conditions));
    warnings.extend(writer.unverified(conditions));
    warnings.extend(impossible(question.held));
    tidy(warnings)
}

/// Sorts warnings by kind and subject, each once.
pub(crate) fn tidy(mut warnings: Vec<Warning>) -> Vec<Warning> {
    warnings.sort_by_key(|warning| (warning.code, warning.subject));
    warnings.dedup();
    warnings
}

/// Returns what the question looked at that was held once and counts no longer.
pub(crate) fn lapsed(question: Question<'_, '_>, conditions: &[Condition]) -> Vec<Warning> {
    if !question.held.has_lapses() {
        return Vec::new();
    }
    let writer = Writer { question };
    let found = conditions.iter().filter_map(|condition| {
        let Condition::Holds(node) = condition else {
            return None;
        };
        match question.graph.node(*node) {
            Node::Exam(index) => writer.expired(index),
            Node::Certification(index) => writer.lapsed(index),
            Node::Ever(_) | Node::Rule(_) | Node::Gate { .. } => None,
        }
    });
    found.collect()
}

struct Writer<'a, 'c> {
    question: Question<'a, 'c>,
}

impl Writer<'_, '_> {
    fn warning(&self, code: WarningCode, subject: Entry, text: &str) -> Warning {
        warning(self.question.graph.catalog(), code, subject, text)
    }

    /// Warns of a holding that the plan rests on.
    fn held(&self, index: CertIndex) -> Vec<Warning> {
        let subject = Entry::Certification(index);
        let facts = &self.question.graph.catalog().certification(index).facts;
        let mut warnings = Vec::new();
        if !self.question.held.is_active(index) {
            return warnings;
        }
        if !can_lapse(self.question, index) {
            warnings.extend(self.maybe_late(index));
            return warnings;
        }
        if let Some(retires) = facts
            .retires
            .filter(|_| facts.is_retired_on(self.question.as_of))
        {
            let until = match self.question.held.standing(index).map(|held| held.until) {
                Some(End::Day(last)) if is_undated(self.question, index) => {
                    format!("it counts until {last} at the latest")
                }
                Some(End::Day(last)) => format!("it counts until {last}"),
                Some(End::Unknown | End::Never) | None => "it counts until it lapses".to_owned(),
            };
            let text = format!("was retired on {retires} and can be renewed no more; {until}");
            warnings.push(self.warning(WarningCode::RetiredHolding, subject, &text));
        }
        if is_undated(self.question, index) {
            warnings.push(self.undated(subject));
        }
        warnings
    }

    fn undated(&self, subject: Entry) -> Warning {
        let name = self.question.graph.catalog().name(subject);
        let text = match subject {
            Entry::Exam(_) => {
                format!("is taken to count still; say when it was passed: `{name}@YYYY-MM-DD`")
            }
            Entry::Certification(_) => {
                format!(
                    "is taken to be active; say when it was earned or last renewed: `{name}@YYYY-MM-DD`"
                )
            }
        };
        self.warning(WarningCode::UndatedHolding, subject, &text)
    }

    fn maybe_late(&self, index: CertIndex) -> Option<Warning> {
        let subject = Entry::Exam(self.question.held.maybe_late(index)?);
        let catalog = self.question.graph.catalog();
        let text = format!(
            "is taken to have been passed in time for `{}`; say when: `{}@YYYY-MM-DD`",
            catalog.name(Entry::Certification(index)),
            catalog.name(subject),
        );
        Some(self.warning(WarningCode::UndatedHolding, subject, &text))
    }

    fn low_confidence(&self, subject: Entry) -> Option<Warning> {
        let is_held = match subject {
            Entry::Exam(_) => false,
            Entry::Certification(index) => self.question.held.is_active(index),
        };
        let facts = self.question.graph.catalog().facts(subject);
        let is_low = facts.confidence == Confidence::Low && !is_held;
        is_low.then(|| {
            self.warning(
                WarningCode::LowConfidence,
                subject,
                "rests on weak sources; check its page before you book",
            )
        })
    }

    /// Returns the day up to which a last day is near.
    fn soon(&self) -> Date {
        add_days(self.question.as_of, SOON_DAYS)
    }

    /// Warns of a holding that the plan rests on and that ends soon.
    fn lapses_soon(&self, index: CertIndex, steps: &[Step]) -> Option<Warning> {
        let catalog = self.question.graph.catalog();
        let standing = self.question.held.standing(index)?;
        let last = standing.until.day().filter(|last| *last <= self.soon())?;
        if !self.question.held.is_active(index) || is_undated(self.question, index) {
            return None;
        }
        let renewal = catalog
            .certification(index)
            .way_to_renew(self.question.as_of, last);
        let renewal = renewal.map(|(way, opens)| {
            let from = if opens <= self.question.as_of {
                String::new()
            } else {
                format!(" from {opens} on")
            };
            let by = if way.is_sure() {
                " by"
            } else {
                ", probably by"
            };
            let retires = catalog.certification(index).last_renewal(way);
            let until = retires.filter(|retires| *retires < last);
            let until = until.map_or(String::new(), |day| format!(" until {day}"));
            format!("renew it{by} {}{from}{until}", catalog.renewal_text(way))
        });
        Some(self.counts_until(Entry::Certification(index), last, renewal, steps))
    }

    /// Warns of a pass that the plan rests on and that soon counts no longer.
    fn pass_ends_soon(&self, exam: ExamIndex, steps: &[Step]) -> Option<Warning> {
        let last = self.question.held.pass_end(exam)?.day()?;
        (last <= self.soon()).then(|| self.counts_until(Entry::Exam(exam), last, None, steps))
    }

    /// Says what can be done before something that is held ends: renew it, or take what is left by then.
    fn counts_until(
        &self,
        subject: Entry,
        last: Date,
        renewal: Option<String>,
        steps: &[Step],
    ) -> Warning {
        let catalog = self.question.graph.catalog();
        let mut exams = steps.iter().filter(|step| !step.recommended);
        let pass = exams.next().map(|step| match exams.count() {
            0 => format!("pass {} by then", catalog.name(Entry::Exam(step.exam))),
            others => format!("pass the {} exams by then", others + 1),
        });
        let advice: Vec<String> = renewal.into_iter().chain(pass).collect();
        let advice = match advice.join(", or ") {
            advice if advice.is_empty() => advice,
            advice => format!(": {advice}"),
        };
        let text = format!("counts until {last}{advice}");
        self.warning(WarningCode::LapsesSoon, subject, &text)
    }

    /// Warns of a certification of the plan that can be earned for a short time only.
    fn retires_soon(&self, index: CertIndex) -> Option<Warning> {
        let catalog = self.question.graph.catalog();
        let certification = catalog.certification(index);
        let retires = certification.facts.retires?;
        if self.question.held.is_active(index) || self.soon() < retires.last_day() {
            return None;
        }
        let next = certification.facts.replaced_by.iter();
        let next: Vec<Text> = next.map(|entry| catalog.name(*entry)).collect();
        let next = if next.is_empty() {
            String::new()
        } else {
            format!("; `{}` replaces it", next.join("`, `"))
        };
        let text = format!("can be earned until {retires} only{next}");
        Some(self.warning(WarningCode::RetiresSoon, Entry::Certification(index), &text))
    }

    /// Warns of a certification that can be earned by the rule of the plan for a short time only.
    fn rule_ends_soon(&self, index: CertIndex, end: PartialDate) -> Option<Warning> {
        let subject = Entry::Certification(index);
        let text = format!("can be earned this way until {end} only");
        (end.last_day() <= self.soon())
            .then(|| self.warning(WarningCode::RetiresSoon, subject, &text))
    }

    /// Warns of an exam of the plan.
    fn exam(&self, index: ExamIndex) -> Vec<Warning> {
        let subject = Entry::Exam(index);
        let exam = self.question.graph.catalog().exam(index);
        let day = self.question.as_of;
        let mut warnings = Vec::new();
        if let Some(last) = exam
            .facts
            .retires
            .filter(|last| last.last_day() <= self.soon())
        {
            let text = format!("can be taken until {last} only");
            warnings.push(self.warning(WarningCode::RetiresSoon, subject, &text));
        }
        let starting = exam.versions.iter().find_map(|version| {
            let from = version.from?;
            let is_soon = day < from.first_day() && from.first_day() <= self.soon();
            is_soon.then_some((from, version))
        });
        if let Some((from, version)) = starting {
            let text = format!("is held in version {} from {from} on", version.title);
            warnings.push(self.warning(WarningCode::NewVersion, subject, &text));
        }
        if exam.is_beta_on(day) {
            let text = "is a beta: its result comes after the regular start";
            warnings.push(self.warning(WarningCode::Beta, subject, text));
        }
        warnings
    }

    fn lapsed(&self, index: CertIndex) -> Option<Warning> {
        let last_day = self.question.held.lapsed(index)?;
        let catalog = self.question.graph.catalog();
        let ways = &catalog.certification(index).renewal_ways;
        let missed = ways
            .iter()
            .find(|way| way.act().is_some() && way.is_open(last_day, Some(last_day)));
        let missed = missed.map(|way| {
            let by = catalog.renewal_text(way);
            let probably = if way.is_sure() { "" } else { " probably" };
            if way.is_open(self.question.as_of, Some(last_day)) {
                let until = way.grace.map_or(String::new(), |grace| {
                    format!(" until {}", grace.after(last_day))
                });
                format!("; it can{probably} still be brought back by {by}{until}")
            } else {
                format!("; {by} would{probably} have kept it")
            }
        });
        let text = format!(
            "lapsed after {last_day} and counts no longer{}",
            missed.unwrap_or_default()
        );
        Some(self.warning(WarningCode::Lapsed, Entry::Certification(index), &text))
    }

    fn expired(&self, index: ExamIndex) -> Option<Warning> {
        let months = self
            .question
            .graph
            .catalog()
            .exam(index)
            .pass_valid_months?;
        let text = format!("was passed more than {months} months ago and counts no longer");
        let expired = self.question.held.has_expired(index);
        expired.then(|| self.warning(WarningCode::Lapsed, Entry::Exam(index), &text))
    }

    /// Warns of certifications that might have been a way, had their rule been read.
    fn unverified(&self, conditions: &[Condition]) -> Vec<Warning> {
        let graph = self.question.graph;
        let found = conditions.iter().filter_map(|condition| {
            let Condition::Holds(node) = condition else {
                return None;
            };
            let Node::Rule(rule) = graph.node(*node) else {
                return None;
            };
            let is_read = graph.rule(rule).requires.is_some();
            let text =
                "has a rule that could not be read from a source, so no way through it was tried";
            let subject = Entry::Certification(rule.certification);
            (!is_read).then(|| self.warning(WarningCode::Unverified, subject, text))
        });
        found.collect()
    }
}

/// Returns the dates among the holdings that the catalog contradicts.
pub(crate) fn impossible(held: &Timeline<'_, '_>) -> Vec<Warning> {
    let notes = held.notes().iter();
    let warnings = notes.map(|note| {
        let text = match note.kind {
            NoteKind::BeforeFirstDay(on, first) => {
                format!("is dated {on}, before its first day, {first}; it counts as written")
            }
            NoteKind::AfterLastDay(on, last) => {
                format!("is dated {on}, after its last day, {last}; it counts as written")
            }
            NoteKind::EndBeforeStart(on, until) => {
                format!("ends on {until}, before it begins on {on}; it counts as written")
            }
            NoteKind::NoRenewal(on) => {
                format!("is dated {on} again, when nothing renews it; that day changes nothing")
            }
        };
        warning(
            held.catalog(),
            WarningCode::ImpossibleDate,
            note.subject,
            &text,
        )
    });
    warnings.collect()
}

fn warning(catalog: &Catalog, code: WarningCode, subject: Entry, text: &str) -> Warning {
    Warning {
        code,
        subject,
        message: format!("`{}` {text}", catalog.name(subject)),
    }
}

/// Returns which certifications a wanted exam is good for, where it earns none by itself.
pub(crate) fn earns_nothing(graph: &Graph<'_>, wanted: ExamIndex, as_of: Date) -> Option<Warning> {
    let catalog = graph.catalog();
    let live = catalog.certification_indices().filter(|index| {
        let rules = graph
            .rules(*index)
            .filter(|rule| graph.can_be_completed(*rule, as_of));
        let mut requirements = rules.filter_map(|rule| graph.rule(rule).requires.as_ref());
        requirements.any(|requirement| {
            let mut found = false;
            requirement.names(&mut |name| found |= *name == Requirement::Exam(wanted));
            found
        })
    });
    let names: Vec<Text> = live
        .map(|index| catalog.name(Entry::Certification(index)))
        .collect();
    let listed = match names.as_slice() {
        [] => return None,
        [one] => format!("`{one}`"),
        [one, other] => format!("`{one}` and `{other}`"),
        [one, other, rest @ ..] => format!("`{one}`, `{other}` and {} more", rest.len()),
    };
    let subject = Entry::Exam(wanted);
    Some(Warning {
        code: WarningCode::EarnsNothing,
        subject,
        message: format!(
            "`{}` earns no certification by itself; it counts towards {listed}",
            catalog.name(subject)
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn warnings_are_sorted_by_kind_and_subject_each_once() {
        let warning = |code, exam| Warning {
            code,
            subject: Entry::Exam(ExamIndex(exam)),
            message: String::new(),
        };
        let (early, late) = (WarningCode::ImpossibleDate, WarningCode::LowConfidence);
        let found = tidy(vec![
            warning(late, 0),
            warning(early, 2),
            warning(early, 1),
            warning(early, 2),
        ]);
        let expected = [warning(early, 1), warning(early, 2), warning(late, 0)];
        assert_eq!(found, expected);
    }
}
