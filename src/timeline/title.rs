//! Titles that live no longer than their parts.

use jiff::civil::Date;

use crate::catalog::model::{CertIndex, Requirement};
use crate::catalog::renewal::Lasts;
use crate::timeline::Timeline;
use crate::timeline::life::{End, Life, Span};

impl Timeline<'_, '_> {
    /// Returns whether a title that was earned was active on a day: what it requires was.
    pub(super) fn title_was_active(&self, index: CertIndex, life: &Life, day: Date) -> bool {
        let Some(earned) = life.events.first().map(|event| event.on) else {
            return false;
        };
        earned <= day
            && self
                .title_requirements(index, earned)
                .any(|requirement| self.parts_hold(index, requirement, earned, day))
    }

    /// Returns when a title that was earned ends, as its parts stand.
    pub(super) fn title_end(&self, index: CertIndex, life: &Life) -> End {
        let Some(earned) = life.events.first().map(|event| event.on) else {
            return End::Unknown;
        };
        let requirements = self.title_requirements(index, earned);
        let ends = requirements.map(|requirement| self.parts_end(index, requirement, earned).0);
        ends.max().unwrap_or(End::Unknown)
    }

    fn title_requirements(
        &self,
        index: CertIndex,
        earned: Date,
    ) -> impl Iterator<Item = &Requirement> {
        let graph = self.graph;
        let rules = graph.rules(index);
        let rules = rules.filter(move |rule| graph.has_been_in_force(*rule, earned));
        rules.filter_map(move |rule| graph.rule(rule).requires.as_ref())
    }

    /// Returns the days on which a part is active; one that nobody named counts as earned with the title.
    fn part(&self, part: CertIndex, earned: Date) -> (Vec<Span>, bool) {
        let known = self.lives.get(&part).filter(|life| !life.events.is_empty());
        match known {
            Some(life) => (life.spans.clone(), true),
            None => {
                let until = self.certification(part).end_from(earned);
                (
                    vec![Span {
                        from: earned,
                        until,
                    }],
                    false,
                )
            }
        }
    }

    /// Returns until when a part keeps the title that ends after that end.
    fn kept_until(&self, title: CertIndex, end: End) -> End {
        match (self.certification(title).lasts, end) {
            (Some(Lasts::WithPartsToYearEnd), End::Day(day)) => End::Day(day.last_of_year()),
            _ => end,
        }
    }

    fn parts_hold(
        &self,
        title: CertIndex,
        requirement: &Requirement,
        earned: Date,
        day: Date,
    ) -> bool {
        match requirement {
            Requirement::Exam(_) | Requirement::Ever(_) => true,
            Requirement::Certification(part) => self.part(*part, earned).0.iter().any(|span| {
                let until = self.kept_until(title, span.until);
                Span { until, ..*span }.holds(day)
            }),
            Requirement::All(members)
            | Requirement::Any(members)
            | Requirement::AtLeast(_, members) => {
                let hold = |member: &&Requirement| self.parts_hold(title, member, earned, day);
                members.iter().filter(hold).count() >= requirement.needed()
            }
        }
    }

    /// Returns until when a requirement of a title is met by active parts, and whether the parts are known.
    fn parts_end(&self, title: CertIndex, requirement: &Requirement, earned: Date) -> (End, bool) {
        match requirement {
            Requirement::Exam(_) | Requirement::Ever(_) => (End::Never, true),
            Requirement::Certification(part) => {
                let (spans, is_known) = self.part(*part, earned);
                let end = spans.last().map_or(End::Unknown, |span| span.until);
                (self.kept_until(title, end), is_known)
            }
            Requirement::All(members)
            | Requirement::Any(members)
            | Requirement::AtLeast(_, members) => {
                let ends = members
                    .iter()
                    .map(|member| self.parts_end(title, member, earned));
                let mut ends: Vec<(End, bool)> = ends.collect();
                // What is known is what it was earned with, as far as that goes; and the latest ends last longest.
                ends.sort_by(|one, other| (other.1, other.0).cmp(&(one.1, one.0)));
                ends.truncate(requirement.needed());
                let is_known = ends.iter().all(|(_, is_known)| *is_known);
                let first = ends.iter().map(|(end, _)| *end).min();
                (first.unwrap_or(End::Never), is_known)
            }
        }
    }
}
