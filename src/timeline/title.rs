//! Titles that last no longer than their parts.

use jiff::civil::Date;

use crate::catalog::model::{CertIndex, Requirement};
use crate::catalog::renewal::Lasts;
use crate::timeline::Timeline;
use crate::timeline::record::{End, Record};

impl Timeline<'_, '_> {
    /// Returns whether a certification lasts no longer than its parts.
    pub(super) fn is_title(&self, index: CertIndex) -> bool {
        self.certification(index).lasts_with_parts()
    }

    /// Returns when a title that was earned ends, as its parts stand.
    pub(super) fn title_end(&self, index: CertIndex, record: &Record) -> End {
        let (Some(first), Some(last)) = (record.events.first(), record.events.last()) else {
            return End::Unknown;
        };
        let (earned, renewed) = (first.on, last.on);
        let graph = self.graph;
        let rules = graph.rules(index);
        let rules = rules.filter(|rule| graph.has_been_in_force(*rule, earned));
        let requirements = rules.filter_map(|rule| graph.rule(rule).requires.as_ref());
        let ends = requirements.map(|requirement| self.parts_end(index, requirement, renewed).0);
        ends.max().unwrap_or(End::Unknown)
    }

    /// Returns until when a requirement of a title is met by active parts, and whether the parts are known.
    ///
    /// A part that nobody named counts as earned on the day on which the title was earned or renewed last. Requirements nest
    /// at most 64 deep.
    pub(super) fn parts_end(
        &self,
        title: CertIndex,
        requirement: &Requirement,
        earned: Date,
    ) -> (End, bool) {
        match requirement {
            Requirement::Exam(_) | Requirement::Ever(_) => (End::Never, true),
            Requirement::Certification(part) => {
                let known = self.records.get(part).and_then(Record::known_end);
                let end = known.unwrap_or_else(|| self.certification(*part).end_from(earned));
                (self.kept_until(title, end), known.is_some())
            }
            Requirement::All(members)
            | Requirement::Any(members)
            | Requirement::AtLeast(_, members) => {
                let ends = members.iter();
                let ends = ends.map(|member| self.parts_end(title, member, earned));
                let mut ends: Vec<(End, bool)> = ends.collect();
                // What is known is what it was earned with, as far as that goes; of that the latest ends last longest.
                ends.sort_by_key(|(end, is_known)| std::cmp::Reverse((*is_known, *end)));
                ends.truncate(requirement.needed());
                let is_known = ends.iter().all(|(_, is_known)| *is_known);
                let first = ends.iter().map(|(end, _)| *end).min();
                (first.unwrap_or(End::Never), is_known)
            }
        }
    }

    /// Returns until when a part that ends so keeps the title.
    fn kept_until(&self, title: CertIndex, end: End) -> End {
        match (self.certification(title).lasts, end) {
            (Some(Lasts::WithPartsToYearEnd), End::Day(day)) => End::Day(day.last_of_year()),
            (_, end) => end,
        }
    }
}
