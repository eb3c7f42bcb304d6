//! Today's rule of a certification and the earlier ones.

use std::cmp::Reverse;

use crate::catalog::date::PartialDate;
use crate::catalog::load::entries::{Builder, Standing};
use crate::catalog::load::fields::{
    Fields, Inner, in_order, is_too_long, list, missing, optional, required, wrong_type,
};
use crate::catalog::load::finding::{Code, quoted};
use crate::catalog::load::limits::MOST_ITEMS;
use crate::catalog::load::merge::RawEntry;
use crate::catalog::load::problem::{At, Problem};
use crate::catalog::load::reader::Value;
use crate::catalog::load::references::UNVERIFIED;
use crate::catalog::load::schema::EARLIER_RULES;
use crate::catalog::load::values::{CONFIDENCES, date, text, word};
use crate::catalog::model::{EarnedBy, List, Requirement, Rule};

/// The provider whose certifications no exam leads to.
const EXTERNAL: &str = "external";

/// What to write where a rule is missing.
const WRITE_RULE: &str = "name what it requires, or write `requires: unverified`";

/// What stands for the rule of a certification that no exam leads to.
const NO_EXAM: &str = "none";

impl<'b, 'a> Builder<'b, 'a> {
    /// Reads what leads to a certification, and all rules: today's first, then the earlier ones, newest first.
    pub(super) fn rules(
        &mut self,
        raw: &RawEntry<'a>,
        standing: &Standing<'b>,
    ) -> (EarnedBy, List<Rule>) {
        if raw.provider == EXTERNAL {
            self.refuse_rules(raw);
            return (EarnedBy::External, List::EMPTY);
        }
        let Some((at, value)) = raw.get("requires") else {
            let problem = missing(&raw.without("requires"), "requires", WRITE_RULE);
            self.problems.push(problem);
            return (EarnedBy::Exams, List::EMPTY);
        };
        if matches!(value, Value::Text(word) if word == NO_EXAM) {
            self.check_no_exam(raw);
            return (EarnedBy::NoExam, self.earlier_rules(raw, standing).into());
        }
        let requires = self.rule(value, &at, raw, standing);
        let today = Rule {
            from: optional(raw, "rule-from", self.problems, date),
            until: None,
            start_date: None,
            requires,
            implied: List::EMPTY,
            sources: List::EMPTY,
            confidence: None,
            notes: None,
        };
        let earlier = self.earlier_rules(raw, standing);
        let all = std::iter::once(today).chain(earlier).collect();
        (EarnedBy::Exams, all)
    }

    /// Reports what a certification that no exam leads to lacks, or has too much.
    fn check_no_exam(&mut self, raw: &RawEntry<'a>) {
        if let Some((at, _)) = raw.get("rule-from") {
            let message = "`rule-from` is the first day of a rule, and `requires: none` is no rule";
            let problem = Problem::new(Code::BadRequirement, &at, message);
            self.problems.push(problem.hint("remove `rule-from`"));
        }
        let given = raw.get("also-needs").map(|(_, value)| value);
        if given.is_none_or(|value| matches!(value, Value::List(items) if items.is_empty())) {
            let hint = "write what it takes instead of an exam: a course, an application";
            let problem = missing(&raw.without("also-needs"), "also-needs", hint);
            self.problems.push(problem);
        }
    }

    fn refuse_rules(&mut self, raw: &RawEntry<'a>) {
        for key in ["requires", "rule-from", "earlier-rules"] {
            if let Some((at, _)) = raw.get(key) {
                let message = format!("{} is external, and no exam leads to it", quoted(raw.name));
                let hint = format!("remove `{key}`, or give it another provider");
                self.problems
                    .push(Problem::new(Code::ExternalRule, &at, message).hint(hint));
            }
        }
    }

    fn rule(
        &mut self,
        value: &Value,
        at: &At<'_>,
        raw: &RawEntry<'a>,
        standing: &Standing<'b>,
    ) -> Option<Requirement> {
        if matches!(value, Value::Text(word) if word == UNVERIFIED) {
            return None;
        }
        if matches!(value, Value::Text(word) if word == NO_EXAM) {
            let message = "`none` stands for today's rule only";
            let problem = Problem::new(Code::BadRequirement, at, message);
            self.problems.push(problem.hint(WRITE_RULE));
            return None;
        }
        let mut reader = self.reader(raw, standing, false);
        reader.requirement(value, at)
    }

    fn earlier_rules(&mut self, raw: &RawEntry<'a>, standing: &Standing<'b>) -> Vec<Rule> {
        let Some((at, value)) = raw.get("earlier-rules") else {
            return Vec::new();
        };
        let Value::List(values) = value else {
            let problem = wrong_type(&at, "a list of rules", value);
            self.problems
                .push(problem.hint("begin each with `- until:`"));
            return Vec::new();
        };
        if is_too_long(values.len(), MOST_ITEMS, &at, self.problems) {
            return Vec::new();
        }
        let mut rules = Vec::with_capacity(values.len());
        for (index, value) in values.iter().enumerate() {
            rules.extend(self.earlier_rule(value, &at.index(index), raw, standing));
        }
        rules.sort_by_key(|rule: &Rule| Reverse(rule.until.map(PartialDate::last_day)));
        rules
    }

    fn earlier_rule(
        &mut self,
        value: &Value,
        at: &At<'_>,
        raw: &RawEntry<'a>,
        standing: &Standing<'b>,
    ) -> Option<Rule> {
        let like = "{from: 2019-05-01, until: 2020-08-31, requires: [A, B]}";
        let fields = Inner::of(value, at, like, self.problems)?;
        fields.refuse_others(&EARLIER_RULES.names(), self.problems);
        let requires = if let Some((at, value)) = fields.get("requires") {
            self.rule(value, &at, raw, standing)
        } else {
            self.problems.push(missing(at, "requires", WRITE_RULE));
            None
        };
        let problems = &mut *self.problems;
        let from = optional(&fields, "from", problems, date);
        let hint = "write the rule's last day";
        let until = required(&fields, "until", hint, problems, date);
        in_order(&fields, ("from", from), ("until", until), problems);
        let rule = Rule {
            from,
            until,
            start_date: None,
            requires,
            implied: List::EMPTY,
            sources: list(&fields, "sources", problems, text),
            confidence: optional(&fields, "confidence", problems, word(&CONFIDENCES)),
            notes: optional(&fields, "notes", problems, text),
        };
        // Without its last day it would look like today's.
        until.map(|_| rule)
    }
}
