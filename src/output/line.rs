//! Answers to `plan` as JSON, each on one line: what a batch writes.
//!
//! The same object as [`crate::output::plan()`] writes, byte for byte but for the blanks. What an answer says of an exam is
//! the same each time, so it is made once for all answers.

use std::fmt::Display;
use std::io::Write as _;

use jiff::civil::Date;
use serde::Serialize;

use crate::catalog::model::{Catalog, Cents, CertIndex, Entry, ExamIndex};
use crate::output::choices::choices_field;
use crate::output::json::{Name, SCHEMA_VERSION, write_line};
use crate::output::no_plan::reason_word;
use crate::output::plan::{self, minimize_word};
use crate::output::wanted::Asked;
use crate::output::warnings::warning_word;
use crate::plan::answer::{Answer, Bound, Credited, NoPlan, Plan, Reason, Step, Totals, Warning};
use crate::request::{Request, Wanted};

/// Writes answers to questions about one catalog.
#[derive(Debug)]
pub struct AnswerLines<'c> {
    catalog: &'c Catalog,
    /// `"schema_version":1,"catalog":{...},"as_of":"`.
    head: String,
    /// The name of each exam, in quotes.
    exam_names: Vec<Box<str>>,
    /// The name of each certification, in quotes.
    certification_names: Vec<Box<str>>,
    /// What a step says of each exam before and after what depends on the plan.
    exams: Vec<(Box<str>, Box<str>)>,
}

impl<'c> AnswerLines<'c> {
    /// Makes ready to answer questions about `catalog`: **O(n)** in its names.
    #[must_use]
    pub fn new(catalog: &'c Catalog) -> Self {
        let name = |entry| text_of(&Name { catalog, entry }).into_boxed_str();
        let exams = || catalog.exam_indices();
        let certifications = catalog.certification_indices();
        let checked = text_of(&catalog.checked.to_string());
        Self {
            catalog,
            head: format!(
                r#""schema_version":{SCHEMA_VERSION},"catalog":{{"version":{},"checked":{checked}}},"as_of":""#,
                text_of(&catalog.version)
            ),
            exam_names: exams().map(|exam| name(Entry::Exam(exam))).collect(),
            certification_names: certifications
                .map(|index| name(Entry::Certification(index)))
                .collect(),
            exams: exams().map(|exam| around_a_step(catalog, exam)).collect(),
        }
    }

    /// Appends an answer and the end of the line, with the request's `id`, which is JSON, first where it had one.
    pub fn plan(&self, id: Option<&str>, request: &Request, answer: &Answer, out: &mut Vec<u8>) {
        let mut line = LineWriter { lines: self, out };
        line.head(id, request, answer.plans.first(), &answer.credited);
        line.doubts(answer);
        line.push(r#","plans":"#);
        line.list(&answer.plans, LineWriter::plan);
        line.warnings(&answer.warnings);
        line.push("}\n");
    }

    /// Appends why there is no plan and the end of the line, with the request's `id`, which is JSON, first where it
    /// had one.
    pub fn no_plan(
        &self,
        id: Option<&str>,
        request: &Request,
        no_plan: &NoPlan,
        out: &mut Vec<u8>,
    ) {
        let mut line = LineWriter { lines: self, out };
        line.head(id, request, None, &no_plan.credited);
        // That there is no plan is proven.
        line.push(r#","optimal":true,"plans":[],"no_plan":{"want":"#);
        line.names(&no_plan.want);
        if !no_plan.want_any.is_empty() {
            line.push(r#","want_any":"#);
            line.list(&no_plan.want_any, |line, list| line.any(list));
        }
        line.push(r#","reasons":"#);
        line.list(&no_plan.reasons, LineWriter::reason);
        line.push("}");
        line.warnings(&no_plan.warnings);
        line.push("}\n");
    }
}

/// Returns JSON as an answer has it.
fn text_of(value: &(impl Serialize + ?Sized)) -> String {
    let mut text = Vec::new();
    write_line(value, &mut text).expect("names and texts are always JSON, and memory takes all");
    text.pop();
    String::from_utf8(text).expect("JSON is UTF-8")
}

/// Returns what a step says of an exam: from `"exam"` to `"recommended":`, and from `"url"` on.
fn around_a_step(catalog: &Catalog, exam: ExamIndex) -> (Box<str>, Box<str>) {
    let step = text_of(&plan::bare_step(catalog, exam));
    let (_, step) = step
        .split_once(',')
        .expect("the number of the step comes first");
    let mark = r#""recommended":"#;
    let at = step
        .find(mark)
        .expect("every step says whether it is recommended")
        + mark.len();
    let url = step.rfind(r#","url":"#).expect("every step has an address");
    (step[..at].into(), step[url..].into())
}

/// An answer on its way.
struct LineWriter<'a, 'c> {
    lines: &'a AnswerLines<'c>,
    out: &'a mut Vec<u8>,
}

impl LineWriter<'_, '_> {
    fn push(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }

    /// Writes what needs no escape.
    fn show(&mut self, value: impl Display) {
        // Writing to memory cannot fail.
        let _ = write!(self.out, "{value}");
    }

    fn number(&mut self, mut number: u64) {
        let mut digits = [0; 20];
        let mut at = digits.len();
        loop {
            at -= 1;
            // A single digit.
            digits[at] = b'0' + (number % 10) as u8;
            number /= 10;
            if number == 0 {
                break;
            }
        }
        self.out.extend_from_slice(&digits[at..]);
    }

    fn flag(&mut self, flag: bool) {
        self.push(if flag { "true" } else { "false" });
    }

    /// Writes a text in quotes.
    fn text(&mut self, text: &str) {
        let plain = |byte: &u8| (b' '..0x7f).contains(byte) && !matches!(byte, b'"' | b'\\');
        if text.as_bytes().iter().all(plain) {
            self.push("\"");
            self.push(text);
            self.push("\"");
        } else {
            let text = text_of(text);
            self.push(&text);
        }
    }

    fn date(&mut self, date: Date) {
        let two = |number: i8| number.unsigned_abs();
        match u64::try_from(date.year()) {
            Ok(year @ 1000..) => {
                self.number(year);
                for number in [two(date.month()), two(date.day())] {
                    self.push(if number < 10 { "-0" } else { "-" });
                    self.number(number.into());
                }
            }
            _ => self.show(date),
        }
    }

    fn dollars(&mut self, Cents(cents): Cents) {
        if cents % 100 == 0 {
            self.number(cents / 100);
        } else {
            let text = text_of(&crate::output::json::Dollars(Cents(cents)));
            self.push(&text);
        }
    }

    fn list<T>(&mut self, items: &[T], mut write: impl FnMut(&mut Self, &T)) {
        self.push("[");
        for (place, item) in items.iter().enumerate() {
            if place > 0 {
                self.push(",");
            }
            write(self, item);
        }
        self.push("]");
    }

    fn name(&mut self, entry: Entry) {
        let lines = self.lines;
        self.push(match entry {
            Entry::Exam(ExamIndex(index)) => &lines.exam_names[index as usize],
            Entry::Certification(CertIndex(index)) => &lines.certification_names[index as usize],
        });
    }

    fn names(&mut self, entries: &[Entry]) {
        self.list(entries, |line, entry| line.name(*entry));
    }

    fn head(
        &mut self,
        id: Option<&str>,
        request: &Request,
        best: Option<&Plan>,
        credited: &[Credited],
    ) {
        self.push("{");
        if let Some(id) = id {
            self.push(r#""id":"#);
            self.push(id);
            self.push(",");
        }
        self.push(&self.lines.head);
        self.date(request.as_of);
        self.push(r#"","have":"#);
        self.list(&request.have, |line, holding| line.name(holding.entry));
        self.push(r#","want":"#);
        self.names(&request.want);
        if !request.want_any.is_empty() {
            self.push(r#","want_any":"#);
            let mut place = 0;
            self.list(&request.want_any, |line, list| {
                line.push(r#"{"any":"#);
                line.any(list);
                line.push(r#","chosen":"#);
                match best.and_then(|plan| plan.chosen.get(place)) {
                    Some(entry) => line.name(*entry),
                    None => line.push("null"),
                }
                line.push("}");
                place += 1;
            });
        }
        self.push(r#","credited":"#);
        self.list(credited, |line, credited| {
            line.push(r#"{"id":"#);
            line.name(credited.entry);
            line.push(r#","because":"#);
            line.names(&credited.because);
            line.push("}");
        });
        self.push(r#","minimize":""#);
        self.push(minimize_word(request.minimize));
        self.push("\"");
    }

    fn any(&mut self, list: &[Wanted]) {
        let catalog = self.lines.catalog;
        self.list(list, |line, wanted| match wanted {
            Wanted::Entry(entry) => line.name(*entry),
            Wanted::Kind(_) => line.text(&Asked { catalog, wanted }.to_string()),
        });
    }

    fn doubts(&mut self, answer: &Answer) {
        self.push(r#","optimal":"#);
        self.flag(answer.optimal);
        if answer.tie_open {
            self.push(r#","tie":"open""#);
        }
        if let (false, Some(bound)) = (answer.optimal, &answer.bound) {
            self.bound(bound);
        }
    }

    fn bound(&mut self, bound: &Bound) {
        self.push(r#","lower_bound":"#);
        let text = text_of(&plan::bound_fields(bound));
        self.push(&text);
        self.push(r#","gap":"#);
        let text = text_of(&bound.gap);
        self.push(&text);
    }

    fn plan(&mut self, plan: &Plan) {
        self.push(r#"{"steps":"#);
        let mut number = 0;
        self.list(&plan.steps, |line, step| {
            number += 1;
            line.step(step, number);
        });
        self.totals(&plan.totals);
        self.push(r#","also_needs":["#);
        let catalog = self.lines.catalog;
        for (place, (entry, text)) in plan::also_needs(catalog, plan).enumerate() {
            self.push(if place == 0 {
                r#"{"id":"#
            } else {
                r#",{"id":"#
            });
            self.name(entry);
            self.push(r#","text":"#);
            self.text(text);
            self.push("}");
        }
        self.push("]");
        if !plan.chosen.is_empty() {
            self.push(r#","chosen":"#);
            self.names(&plan.chosen);
        }
        if let Some(choices) = choices_field(catalog, plan) {
            self.push(r#","choices":"#);
            let text = text_of(&choices);
            self.push(&text);
        }
        self.push("}");
    }

    fn step(&mut self, step: &Step, number: u64) {
        let (before, after) = &self.lines.exams[step.exam.0 as usize];
        self.push(r#"{"step":"#);
        self.number(number);
        self.push(",");
        self.push(before);
        self.flag(step.recommended);
        self.push(r#","earns":"#);
        self.list(&step.earns, |line, &index| {
            line.name(Entry::Certification(index));
        });
        self.push(r#","or":"#);
        self.list(&step.or, |line, &index| line.name(Entry::Exam(index)));
        self.push(r#","why":"#);
        let dots = (step.why_left_out > 0).then_some(step.why.len() / 2);
        let mut place = 0;
        self.list(&step.why, |line, entry| {
            if dots == Some(place) {
                line.push(r#""...","#);
            }
            place += 1;
            line.name(*entry);
        });
        self.push(after);
    }

    fn totals(&mut self, totals: &Totals) {
        self.push(r#","totals":{"exams":"#);
        self.number(totals.exams);
        self.push(r#","price_usd":"#);
        self.dollars(totals.price);
        self.push(r#","price_complete":"#);
        self.flag(totals.price_complete);
        self.push(r#","course_days":"#);
        self.number(totals.course_days);
        self.push(r#","course_days_complete":"#);
        self.flag(totals.course_days_complete);
        self.push("}");
    }

    fn reason(&mut self, reason: &Reason) {
        self.push(r#"{"id":"#);
        self.name(reason.entry);
        self.push(r#","reason":""#);
        self.push(reason_word(reason.kind));
        self.push(r#"","on":"#);
        match reason.on {
            Some(day) => {
                self.push("\"");
                self.show(day);
                self.push("\"");
            }
            None => self.push("null"),
        }
        self.push(r#","replaced_by":"#);
        self.names(&reason.replaced_by);
        self.push("}");
    }

    fn warnings(&mut self, warnings: &[Warning]) {
        self.push(r#","warnings":"#);
        self.list(warnings, |line, warning| {
            line.push(r#"{"code":""#);
            line.push(warning_word(warning.code));
            line.push(r#"","subject":"#);
            line.name(warning.subject);
            line.push(r#","message":"#);
            line.text(&warning.message);
            line.push("}");
        });
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::answer::sample::catalog;
    use crate::graph::Graph;
    use crate::output::sample::{
        answer, held_already, no_plan, plain, request, two_steps, written,
    };
    use crate::output::{Format, no_plan_json, plan};
    use crate::request::{Holding, Kind, Objective, Trait};

    /// Takes the blanks out that are in no text.
    fn packed(pretty: &str) -> String {
        let (mut inside, mut escaped) = (false, false);
        let kept = |letter: &char| {
            let keeps = inside || !letter.is_whitespace();
            inside ^= *letter == '"' && !escaped;
            escaped = *letter == '\\' && !escaped;
            keeps
        };
        pretty.chars().filter(kept).collect::<String>() + "\n"
    }

    #[track_caller]
    fn says_the_same(lines: &AnswerLines<'_>, request: &Request, answer: &Answer) {
        let catalog = lines.catalog;
        let mut line = Vec::new();
        lines.plan(None, request, answer, &mut line);
        let pretty = written(|out| plan(catalog, request, answer, Format::Json, plain(80), out));
        assert_eq!(String::from_utf8(line).unwrap(), packed(&pretty));
    }

    #[track_caller]
    fn refuses_the_same(lines: &AnswerLines<'_>, request: &Request, no_plan: &NoPlan) {
        let mut line = Vec::new();
        lines.no_plan(None, request, no_plan, &mut line);
        let pretty = written(|out| no_plan_json(lines.catalog, request, no_plan, out));
        assert_eq!(String::from_utf8(line).unwrap(), packed(&pretty));
    }

    #[test]
    fn a_line_is_the_object_without_its_blanks() {
        let catalog = catalog();
        let lines = AnswerLines::new(&catalog);
        let mut request = request(&catalog, &["devops-engineer-expert"]);
        says_the_same(&lines, &request, &answer(&catalog));
        says_the_same(&lines, &request, &held_already(&catalog));
        refuses_the_same(&lines, &request, &no_plan(&catalog));

        let mut odd = answer(&catalog);
        let step = &mut odd.plans[0].steps[0];
        step.why = [step.why[0]].repeat(4);
        step.why_left_out = 3;
        odd.plans.push(two_steps(
            &catalog,
            "AZ-204",
            "azure-developer-associate",
            "AZ-104",
        ));
        odd.optimal = false;
        odd.tie_open = true;
        odd.bound = Some(Bound {
            exams: Some(12),
            price: Some(Cents(7_050)),
            course_days: None,
            gap: 1.0 / 3.0,
        });
        odd.warnings[0].message = "a \"b\" \\ \u{7f}\u{9b}\n é".to_owned();
        let devops = request.want[0];
        let kind = Kind(vec![
            Trait::Role("a \"b\"".into()),
            Trait::Level("expert".into()),
        ]);
        request.want_any = vec![vec![Wanted::Entry(devops), Wanted::Kind(kind)]];
        odd.plans[0].chosen = vec![devops];
        odd.plans[0].totals.price = Cents(7_050);
        request.as_of = date(-12, 1, 2);
        says_the_same(&lines, &request, &odd);
        let mut no_plan = no_plan(&catalog);
        no_plan.want_any.clone_from(&request.want_any);
        refuses_the_same(&lines, &request, &no_plan);
    }

    #[test]
    fn a_line_is_the_object_for_whatever_is_asked_of_the_embedded_catalog() {
        let catalog = crate::embedded::catalog();
        let lines = AnswerLines::new(catalog);
        let graph = Graph::new(catalog);
        let exams = catalog.exam_indices().map(Entry::Exam);
        let entries: Vec<Entry> = exams
            .chain(catalog.certification_indices().map(Entry::Certification))
            .collect();
        let mut planned = 0;
        for (place, &entry) in entries.iter().enumerate() {
            let other = entries[(place * 7 + 3) % entries.len()];
            let request = Request {
                have: vec![Holding {
                    entry: other,
                    on: (place % 2 == 0).then(|| date(2025, 1, 1)),
                }],
                want: vec![entry],
                want_any: Vec::new(),
                via: Vec::new(),
                avoid: Vec::new(),
                as_of: date(if place % 3 == 0 { 2025 } else { 2026 }, 11, 2),
                minimize: [Objective::Exams, Objective::Price, Objective::Days][place % 3],
                alternatives: 1 + place % 2,
                with_recommended: place % 5 == 0,
                why: place % 4 == 0,
            };
            match crate::plan::plan(&graph, &request, &|| false) {
                Ok(answer) => {
                    planned += 1;
                    says_the_same(&lines, &request, &answer);
                }
                Err(no_plan) => refuses_the_same(&lines, &request, &no_plan),
            }
        }
        assert!(100 < planned && planned < entries.len(), "{planned}");
    }

    #[test]
    fn the_id_comes_first_as_it_was_written() {
        let catalog = catalog();
        let request = request(&catalog, &["devops-engineer-expert"]);
        let mut line = Vec::new();
        let lines = AnswerLines::new(&catalog);
        lines.plan(
            Some(r#"{"of": 1.50}"#),
            &request,
            &answer(&catalog),
            &mut line,
        );
        assert!(line.starts_with(br#"{"id":{"of": 1.50},"schema_version":1,"#));
        assert_eq!(String::from_utf8(line).unwrap().lines().count(), 1);
    }
}
