//! The timeline against a plain model that walks day by day through random lives.
//!
//! The model follows the words of the documentation and shares no code with the timeline. A life that differs is
//! printed with its seed and its catalog. More lives with `FUZZ_MINUTES`, see `docs/testing.md`.

#![allow(clippy::unwrap_used)]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use certpath::{Catalog, End, Entry, Graph, Holding, PartialDate, State, Timeline};
use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use proptest::prelude::*;

use crate::properties::properties;

#[path = "common/properties.rs"]
mod properties;

/// The first day of every life.
const START: Date = date(2024, 1, 20);
/// How many days a life is looked at.
const DAYS: i32 = 420;

/// A small generator of numbers: xorshift.
struct Random(u64);

impl Random {
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % below
    }

    fn chance(&mut self, percent: usize) -> bool {
        self.next(100) < percent
    }
}

/// What must hold; names are places in the world's list.
#[derive(Debug, Clone)]
enum Rule {
    Name(usize),
    Some(usize, Vec<Rule>),
}

impl Rule {
    fn names(&self) -> BTreeSet<usize> {
        match self {
            Self::Name(name) => BTreeSet::from([*name]),
            Self::Some(_, members) => members.iter().flat_map(Self::names).collect(),
        }
    }

    /// How many of what is required hold, and whether something new is among that.
    fn met(&self, holds: &dyn Fn(usize) -> Option<bool>) -> Option<bool> {
        match self {
            Self::Name(name) => holds(*name),
            Self::Some(needed, members) => {
                let met: Vec<bool> = members.iter().filter_map(|one| one.met(holds)).collect();
                (met.len() >= *needed).then(|| met.contains(&true))
            }
        }
    }

    fn yaml(&self, exams: usize) -> String {
        match self {
            Self::Name(name) => called(*name, exams),
            Self::Some(needed, members) => {
                let members: Vec<String> = members.iter().map(|one| one.yaml(exams)).collect();
                let members = members.join(", ");
                format!("{{at-least: {needed}, of: [{members}]}}")
            }
        }
    }
}

fn called(name: usize, exams: usize) -> String {
    if name < exams {
        format!("E-{name}")
    } else {
        format!("c-{name}")
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Effect {
    Restart,
    Extend,
    Align,
}

#[derive(Debug, Clone)]
struct Way {
    /// Absent: something a person does.
    takes: Option<Rule>,
    effect: Effect,
    months: Option<u32>,
    window: Option<u32>,
    grace: Option<u32>,
    lapsed: bool,
    from: Option<Date>,
    until: Option<Date>,
}

#[derive(Debug, Clone)]
struct Cert {
    rule: Rule,
    until: Option<(Date, Rule)>,
    months: Option<u32>,
    ways: Vec<Way>,
    title: bool,
}

/// Exams, then certifications; each requires earlier ones only.
#[derive(Debug)]
struct World {
    exams: Vec<Option<u32>>,
    certs: Vec<Cert>,
    said: Vec<(usize, Date, Option<Date>)>,
}

fn later(day: Date, days: usize) -> Date {
    day.checked_add(i64::try_from(days).unwrap().days())
        .unwrap()
}

/// The same day of the month so many months later, or the month's last.
fn months_later(day: Date, months: u32) -> Date {
    let mut first = day.first_of_month();
    for _ in 0..months {
        first = first.last_of_month().tomorrow().unwrap();
    }
    let last = first.last_of_month().day();
    date(first.year(), first.month(), day.day().min(last))
}

fn days_before(day: Date, days: u32) -> Date {
    day.checked_sub(i64::from(days).days()).unwrap()
}

fn requirement(random: &mut Random, names: usize, depth: usize) -> Rule {
    if depth == 0 || random.chance(40) {
        return Rule::Name(random.next(names));
    }
    let mut members: Vec<Rule> = Vec::new();
    let mut written = BTreeSet::new();
    for _ in 0..2 + random.next(2) {
        let one = requirement(random, names, depth - 1);
        if written.insert(format!("{one:?}")) {
            members.push(one);
        }
    }
    let needed = 1 + random.next(members.len());
    Rule::Some(needed, members)
}

fn way(random: &mut Random, exams: usize, all: usize, own: usize) -> Way {
    let takes = match random.next(3) {
        0 => None,
        1 => {
            let members: BTreeSet<usize> =
                (0..=random.next(3)).map(|_| random.next(exams)).collect();
            let needed = 1 + usize::from(members.len() > 1 && random.chance(25));
            Some(Rule::Some(
                needed,
                members.into_iter().map(Rule::Name).collect(),
            ))
        }
        _ => {
            let other = exams + random.next(all - exams);
            (other != own).then_some(Rule::Name(other))
        }
    };
    let earns = takes
        .as_ref()
        .is_some_and(|takes| matches!(takes, Rule::Name(_)));
    let lapsed = random.chance(30);
    Way {
        effect: match random.next(3) {
            0 => Effect::Restart,
            1 => Effect::Extend,
            _ if earns => Effect::Align,
            _ => Effect::Restart,
        },
        takes,
        months: random
            .chance(25)
            .then(|| 1 + u32::try_from(random.next(5)).unwrap()),
        window: random
            .chance(30)
            .then(|| u32::try_from(random.next(60)).unwrap()),
        grace: (!lapsed && random.chance(25)).then(|| u32::try_from(random.next(40)).unwrap()),
        lapsed,
        from: random.chance(20).then(|| later(START, random.next(200))),
        until: random
            .chance(20)
            .then(|| later(START, 200 + random.next(200))),
    }
}

fn world(random: &mut Random) -> World {
    let exams = 2 + random.next(3);
    let certs = 2 + random.next(4);
    let all = exams + certs;
    let pass_months = (0..exams)
        .map(|_| {
            random
                .chance(20)
                .then(|| 2 + u32::try_from(random.next(6)).unwrap())
        })
        .collect();
    let certs = (exams..all).map(|own| {
        let rule = requirement(random, own, 2);
        let title = random.chance(20) && rule.names().iter().any(|name| *name >= exams);
        Cert {
            rule,
            until: random.chance(20).then(|| {
                (
                    later(START, 100 + random.next(250)),
                    requirement(random, own, 1),
                )
            }),
            months: random
                .chance(85)
                .then(|| 1 + u32::try_from(random.next(8)).unwrap()),
            ways: (0..random.next(4))
                .map(|_| way(random, exams, all, own))
                .collect(),
            title,
        }
    });
    let certs: Vec<Cert> = certs.collect();
    let mut said = Vec::new();
    for _ in 0..=random.next(8) {
        let day = later(START, random.next(usize::try_from(DAYS).unwrap()));
        let name = random.next(all);
        // Whether a title comes back after an end that was said is not written anywhere.
        let can_end = name >= exams && !certs[name - exams].title;
        let until = (can_end && random.chance(10)).then(|| later(day, random.next(200)));
        if !said
            .iter()
            .any(|(known, on, _)| *known == name && *on == day)
        {
            said.push((name, day, until));
        }
    }
    World {
        exams: pass_months,
        certs,
        said,
    }
}

impl World {
    fn yaml(&self) -> String {
        let exams = self.exams.len();
        let common = "page: p, sources: [s], checked: 2024-01-01, confidence: high, level: l";
        let mut text = String::from(
            "providers: [{id: p, name: P, levels: [{name: l, rank: 1}]}]\nprovider: p\nexams:\n",
        );
        for (place, months) in self.exams.iter().enumerate() {
            let months = months.map_or(String::new(), |months| {
                format!(", pass-valid-months: {months}")
            });
            writeln!(
                text,
                "  - {{code: E-{place}, title: Exam {place}, {common}{months}}}"
            )
            .unwrap();
        }
        text.push_str("certifications:\n");
        for (place, cert) in self.certs.iter().enumerate() {
            let own = exams + place;
            let rule = cert.rule.yaml(exams);
            let months = cert
                .months
                .map_or("none".to_owned(), |months| months.to_string());
            let ways: Vec<String> = cert.ways.iter().map(|way| way.yaml(exams)).collect();
            let ways = match ways.join(", ") {
                none if none.is_empty() => "none".to_owned(),
                ways => format!("[{ways}]"),
            };
            write!(
                text,
                "  - {{id: c-{own}, title: Cert {own}, {common}, requires: {rule}, valid-months: {months}, renewal: {ways}"
            )
            .unwrap();
            if cert.title {
                text.push_str(", lasts: {with: parts}");
            }
            if let Some((until, rule)) = &cert.until {
                let from = until.tomorrow().unwrap();
                let rule = rule.yaml(exams);
                write!(
                    text,
                    ", rule-from: {from}, earlier-rules: [{{until: {until}, requires: {rule}}}]"
                )
                .unwrap();
            }
            text.push_str("}\n");
        }
        text
    }
}

impl Way {
    fn yaml(&self, exams: usize) -> String {
        let by = match &self.takes {
            None => "fee".to_owned(),
            Some(takes @ Rule::Name(_)) => format!("{{earn: {}}}", takes.yaml(exams)),
            Some(Rule::Some(1, members)) => {
                let members: Vec<String> = members.iter().map(|one| one.yaml(exams)).collect();
                format!("{{pass: {{any: [{}]}}}}", members.join(", "))
            }
            Some(takes) => format!("{{pass: {}}}", takes.yaml(exams)),
        };
        let effect = match self.effect {
            Effect::Restart => "restart",
            Effect::Extend => "extend",
            Effect::Align => "align",
        };
        let mut text = format!("{{by: {by}, effect: {effect}");
        let mut put = |key: &str, value: Option<String>| {
            if let Some(value) = value {
                write!(text, ", {key}: {value}").unwrap();
            }
        };
        put("months", self.months.map(|months| months.to_string()));
        put("window", self.window.map(|days| format!("{days}d")));
        put("grace", self.grace.map(|days| format!("{days}d")));
        put("lapsed", self.lapsed.then(|| "true".to_owned()));
        put("from", self.from.map(|day| day.to_string()));
        put("until", self.until.map(|day| day.to_string()));
        text.push('}');
        text
    }

    fn is_open(&self, day: Date, end: Date) -> bool {
        let begun = self.from.is_none_or(|from| from <= day);
        let lasts = self.until.is_none_or(|until| day <= until);
        let early = self
            .window
            .is_some_and(|window| day < days_before(end, window));
        let grace = self.grace.map_or(end, |grace| later(end, grace as usize));
        begun && lasts && !early && (self.lapsed || day <= grace)
    }
}

/// How a certification stands in the model.
#[derive(Debug, Clone, Default)]
struct Life {
    /// The days on which it was earned, and those on which it was renewed.
    earned: Vec<Date>,
    renewed: Vec<Date>,
    /// None: it does not end.
    end: Option<Date>,
    /// The end of a title by its own months; none: it has none.
    own: Option<Date>,
    stated: Option<Date>,
    /// Taken again today, or said to be earned today.
    said_today: Option<Date>,
}

impl Life {
    fn last(&self) -> Option<Date> {
        self.earned.iter().chain(&self.renewed).max().copied()
    }

    /// What renewals work on: of a title its own months, whatever its parts come to.
    fn own(&self) -> Option<Date> {
        self.own.or(self.end).filter(|end| *end < Date::MAX)
    }

    fn active(&self, day: Date) -> bool {
        !self.earned.is_empty() && self.end.is_none_or(|end| day <= end)
    }
}

struct Model<'w> {
    world: &'w World,
    passes: BTreeMap<usize, Vec<Date>>,
    lives: BTreeMap<usize, Life>,
}

impl Model<'_> {
    fn cert(&self, name: usize) -> &Cert {
        &self.world.certs[name - self.world.exams.len()]
    }

    fn is_exam(&self, name: usize) -> bool {
        name < self.world.exams.len()
    }

    fn pass_counts(&self, exam: usize, day: Date) -> Option<Date> {
        let passes = self.passes.get(&exam)?;
        let last = *passes.iter().filter(|on| **on <= day).max()?;
        let months = self.world.exams[exam];
        months
            .is_none_or(|months| day <= months_later(last, months))
            .then_some(last)
    }

    /// The rules in force on a day.
    fn rules(&self, name: usize, day: Date) -> Vec<&Rule> {
        let cert = self.cert(name);
        match &cert.until {
            Some((until, earlier)) if day <= *until => vec![earlier],
            Some(_) | None => vec![&cert.rule],
        }
    }

    /// When the parts of a title end; none: never.
    fn parts(&self, given: &Rule, day: Date) -> (bool, Option<Date>) {
        match given {
            Rule::Name(name) if self.is_exam(*name) => (true, None),
            Rule::Name(name) => match self.lives.get(name).filter(|life| !life.earned.is_empty()) {
                Some(life) => (true, life.end),
                None => (
                    false,
                    self.cert(*name)
                        .months
                        .map(|months| months_later(day, months)),
                ),
            },
            Rule::Some(needed, members) => {
                let mut ends: Vec<(bool, Option<Date>)> =
                    members.iter().map(|one| self.parts(one, day)).collect();
                let key = |end: &(bool, Option<Date>)| (end.0, end.1.unwrap_or(Date::MAX));
                ends.sort_by_key(key);
                ends.reverse();
                ends.truncate(*needed);
                let known = ends.iter().all(|end| end.0);
                let first = ends.iter().map(|end| end.1.unwrap_or(Date::MAX)).min();
                (known, first.filter(|end| *end < Date::MAX))
            }
        }
    }

    fn title_end(&self, name: usize) -> Option<Date> {
        let life = &self.lives[&name];
        let (earned, renewed) = (life.earned[0], life.last().unwrap());
        let cert = self.cert(name);
        let mut rules = Vec::new();
        match &cert.until {
            Some((until, earlier)) => {
                rules.push(earlier);
                if *until < earned {
                    rules.push(&cert.rule);
                }
            }
            None => rules.push(&cert.rule),
        }
        let ends = rules
            .iter()
            .map(|rule| self.parts(rule, renewed).1.unwrap_or(Date::MAX));
        ends.max().filter(|end| *end < Date::MAX)
    }

    /// Walks through one day.
    fn day(&mut self, today: Date) {
        let before = self.lives.clone();
        for life in self.lives.values_mut() {
            life.said_today = None;
        }
        let mut said: Vec<_> = self
            .world
            .said
            .iter()
            .filter(|said| said.1 == today)
            .copied()
            .collect();
        said.sort_by_key(|said| said.0);
        for (name, _, until) in said {
            if self.is_exam(name) {
                self.passes.entry(name).or_default().push(today);
                continue;
            }
            let first = self
                .world
                .said
                .iter()
                .filter(|said| said.0 == name)
                .map(|said| said.1)
                .min();
            if first == Some(today) && self.has_opened(name, today, &before) {
                self.renew_as_said(name, today, until, &before);
            } else if first == Some(today) {
                self.earn(name, today, until);
                self.lives.get_mut(&name).unwrap().said_today = Some(today);
            } else {
                self.renew_as_said(name, today, until, &before);
            }
        }
        loop {
            let was = format!("{:?}", self.lives);
            for name in self.world.exams.len()..self.world.exams.len() + self.world.certs.len() {
                self.earn_by_rule(name, today, &before);
                self.renew(name, today, &before);
                self.follow_parts(name, today);
            }
            if format!("{:?}", self.lives) == was {
                break;
            }
        }
    }

    fn set_end(&mut self, name: usize, today: Date, end: Option<Date>, said: Option<Date>) {
        let title = self.cert(name).title;
        let life = self.lives.entry(name).or_default();
        if let Some(said) = said {
            life.stated = Some(said);
            life.end = Some(said);
            return;
        }
        if life.stated.is_some_and(|stated| today <= stated) {
            return;
        }
        life.stated = None;
        let held = life.earned.len() + life.renewed.len() > 1;
        if title {
            let own = life.own.filter(|own| today <= *own);
            match end {
                Some(end) if end < today => {}
                Some(end) => life.own = Some(own.unwrap_or(end).max(end)),
                None => life.own = Some(Date::MAX),
            }
        } else {
            // What is over by the day on which it is added brings nothing back.
            if held && end.is_some_and(|end| end < today) {
                return;
            }
            let old = if held { life.end } else { Some(Date::MIN) };
            life.end = match (old, end) {
                (Some(old), Some(end)) => Some(old.max(end)),
                _ => None,
            };
        }
    }

    fn follow_parts(&mut self, name: usize, today: Date) {
        let Some(life) = self.lives.get(&name) else {
            return;
        };
        let stated = life.stated.is_some_and(|stated| today <= stated);
        if !self.cert(name).title || life.earned.is_empty() || stated {
            return;
        }
        let parts = self.title_end(name).unwrap_or(Date::MAX);
        let end = parts.min(life.own.unwrap_or(Date::MAX));
        let end = (end < Date::MAX).then_some(end);
        let life = self.lives.get_mut(&name).unwrap();
        // What is over stays as it is, until the parts are active again.
        if life.active(today) || life.end == Some(Date::MIN) || end.is_none_or(|end| today <= end) {
            life.end = end;
        }
    }

    fn earn(&mut self, name: usize, today: Date, until: Option<Date>) {
        let end = self
            .cert(name)
            .months
            .map(|months| months_later(today, months));
        let life = self.lives.entry(name).or_insert_with(|| Life {
            end: Some(Date::MIN),
            ..Life::default()
        });
        life.earned.push(today);
        self.set_end(name, today, end, until);
        self.follow_parts(name, today);
    }

    fn renewed_end(&self, name: usize, way: &Way, today: Date, last: Date) -> Option<Date> {
        let months = way.months.or(self.cert(name).months)?;
        Some(match way.effect {
            Effect::Extend => months_later(last, months),
            Effect::Restart | Effect::Align => months_later(today, months),
        })
    }

    /// Whether what keeps it was not open yet when its exams earned it, and is today.
    fn has_opened(&self, name: usize, today: Date, before: &BTreeMap<usize, Life>) -> bool {
        let Some(life) = before.get(&name) else {
            return false;
        };
        let (Some(since), Some(last)) = (life.last(), life.own()) else {
            return false;
        };
        let mut acts = self
            .cert(name)
            .ways
            .iter()
            .filter(|way| way.takes.is_none());
        acts.find(|way| way.is_open(today, last))
            .is_some_and(|way| !way.is_open(since, last))
    }

    fn renew_as_said(
        &mut self,
        name: usize,
        today: Date,
        until: Option<Date>,
        before: &BTreeMap<usize, Life>,
    ) {
        let last = before.get(&name).and_then(Life::own);
        let ways = self.cert(name).ways.clone();
        let open = last.and_then(|last| {
            ways.iter()
                .find(|way| way.takes.is_none() && way.is_open(today, last))
        });
        if let (Some(way), Some(last)) = (open, last) {
            let end = self.renewed_end(name, way, today, last);
            self.lives.get_mut(&name).unwrap().renewed.push(today);
            self.set_end(name, today, end, until);
            self.follow_parts(name, today);
        } else if until.is_some()
            && open.is_none()
            && !(last.is_none()
                && ways.iter().any(|way| {
                    way.takes.is_none()
                        && way.from.is_none_or(|from| from <= today)
                        && way.until.is_none_or(|until| today <= until)
                }))
        {
            self.earn(name, today, until);
        }
    }

    fn earn_by_rule(&mut self, name: usize, today: Date, before: &BTreeMap<usize, Life>) {
        if self
            .lives
            .get(&name)
            .is_some_and(|life| life.earned.contains(&today))
        {
            return;
        }
        let lapsed = before
            .get(&name)
            .and_then(|life| life.end)
            .filter(|end| *end < today);
        let holds = |needed: usize| {
            if self.is_exam(needed) {
                let on = self.pass_counts(needed, today)?;
                return lapsed.is_none_or(|last| last < on).then_some(on == today);
            }
            let life = self.lives.get(&needed)?;
            life.active(today).then(|| life.earned.contains(&today))
        };
        let rules = self.rules(name, today);
        if rules.iter().any(|rule| rule.met(&holds) == Some(true)) {
            self.earn(name, today, None);
        }
    }

    fn renew(&mut self, name: usize, today: Date, before: &BTreeMap<usize, Life>) {
        let Some(life) = before.get(&name) else {
            return;
        };
        let (Some(since), Some(last)) = (life.last(), life.own()) else {
            return;
        };
        for way in self.cert(name).ways.clone() {
            let Some(takes) = &way.takes else { continue };
            if !way.is_open(today, last) {
                continue;
            }
            let happened = |other: usize| {
                let on = if self.is_exam(other) {
                    self.passes.get(&other)?.iter().max().copied()?
                } else {
                    self.lives.get(&other)?.last()?
                };
                (other != name && since < on).then_some(on == today)
            };
            let is_met =
                takes.met(&happened) == Some(true) || self.passed_unnamed(takes, name, today);
            if !is_met {
                continue;
            }
            let end = match (way.effect, takes) {
                (Effect::Align, Rule::Name(other)) => self.lives[other].end,
                _ => self.renewed_end(name, &way, today, last),
            };
            let life = self.lives.get_mut(&name).unwrap();
            if !life.renewed.contains(&today) {
                life.renewed.push(today);
            }
            self.set_end(name, today, end, None);
            self.follow_parts(name, today);
        }
    }

    /// Whoever earned a certification today passed one of its exams, whichever it was.
    fn passed_unnamed(&self, takes: &Rule, own: usize, today: Date) -> bool {
        let Rule::Some(1, _) = takes else {
            return false;
        };
        let wanted = takes.names();
        self.lives.iter().any(|(name, life)| {
            if *name == own || life.said_today != Some(today) {
                return false;
            }
            let cert = self.cert(*name);
            let mut exams = BTreeSet::new();
            if let Some((_, earlier)) = &cert.until {
                exams.extend(earlier.names());
            }
            if cert.until.as_ref().is_none_or(|(until, _)| *until < today) {
                exams.extend(cert.rule.names());
            }
            exams.retain(|name| self.is_exam(*name));
            !exams.is_empty() && exams.is_subset(&wanted)
        })
    }
}

fn holdings(world: &World, catalog: &Catalog, as_of: Date) -> Vec<Holding> {
    let exams = world.exams.len();
    let said = world.said.iter().filter(|said| said.1 <= as_of);
    let holding = |said: &(usize, Date, Option<Date>)| {
        let name = called(said.0, exams);
        let entry = if said.0 < exams {
            let place = catalog
                .exam_indices()
                .find(|exam| *catalog.exam(*exam).code == *name);
            Entry::Exam(place.unwrap())
        } else {
            let mut all = catalog.certification_indices();
            Entry::Certification(
                all.find(|index| *catalog.certification(*index).id == *name)
                    .unwrap(),
            )
        };
        Holding {
            until: said.2.map(PartialDate::Day),
            ..Holding::new(entry).on(said.1)
        }
    };
    said.map(holding).collect()
}

fn live(seed: u64) {
    let mut random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    for _ in 0..8 {
        random.next(2);
    }
    let world = world(&mut random);
    let yaml = world.yaml();
    let catalog = common::catalog(&yaml);
    let graph = Graph::new(&catalog);
    let mut model = Model {
        world: &world,
        passes: BTreeMap::new(),
        lives: BTreeMap::new(),
    };
    for offset in 0..=DAYS {
        let today = START.checked_add(offset.days()).unwrap();
        model.day(today);
        let is_event = world.said.iter().any(|said| said.1 == today);
        if !is_event && offset % 29 != 0 {
            continue;
        }
        let held = Timeline::new(&graph, &holdings(&world, &catalog, today), today);
        for index in catalog.certification_indices() {
            let id = &catalog.certification(index).id;
            let name: usize = id.strip_prefix("c-").unwrap().parse().unwrap();
            let life = model
                .lives
                .get(&name)
                .filter(|life| !life.earned.is_empty());
            let expected = life.map(|life| (life.active(today), life.end));
            let standing = held
                .standing(index)
                .filter(|_| !held.events(index).is_empty());
            let found = standing.map(|standing| {
                let end = match standing.until {
                    End::Day(day) => Some(day),
                    End::Unknown | End::Never => None,
                };
                (standing.state == State::Active, end)
            });
            // A title of which all parts had ended before it was said to be earned has no last day of its own.
            let without_end = |found: Option<(bool, Option<Date>)>| match found {
                Some((false, _)) if world.certs[name - world.exams.len()].title => {
                    Some((false, None))
                }
                found => found,
            };
            let (found, expected) = (without_end(found), without_end(expected));
            let said = &world.said;
            assert_eq!(
                found,
                expected,
                "seed {seed}: {id} on {today}\n{yaml}\n{said:?}\n{:?}",
                held.events(index)
            );
        }
    }
}

properties! { 300;
    #[test]
    fn what_is_active_on_every_day_of_a_life_and_until_when(seed in any::<u64>().no_shrink()) {
        live(seed);
    }
}
