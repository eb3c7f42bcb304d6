//! From a plan to its picture.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::answer::words::totals;
use crate::answer::{rules_on, short_title};
use crate::catalog::date::PartialDate;
use crate::catalog::load::finding::printable;
use crate::catalog::model::{Catalog, CertIndex, Entry, Requirement};
use crate::catalog::status::Status;
use crate::graph::Graph;
use crate::picture::draw::few;
use crate::picture::way::{Arrow, Card, Goal, Place, State, Way};
use crate::plan::answer::{Plan, Step, Warning};
use crate::request::{Request, each_once};
use crate::timeline::Timeline;

/// How many substitutes a card names; a way has room for no more.
const SUBSTITUTES: usize = 6;

/// How many arrows are looked at for those that follow from others.
const MOST_LOOKED_AT: usize = 1_000_000;

/// Draws a plan: cards in the order of its steps, the goals, and what requires what.
#[must_use]
pub fn way(graph: &Graph<'_>, request: &Request, plan: &Plan, warnings: &[Warning]) -> Way {
    let held = Timeline::new(graph, &request.have, request.as_of);
    let goals = goals(request, &plan.chosen);
    let mut builder = Builder {
        catalog: graph.catalog(),
        request,
        plan,
        held: &held,
        is_goal: goals.iter().copied().collect(),
        goals,
        planned: planned(plan),
        cards: Vec::new(),
        sources: BTreeMap::new(),
        arrows: BTreeSet::new(),
        also_earned: Vec::new(),
    };
    builder.place_cards();
    builder.connect();
    builder.finish(warnings)
}

/// Returns what a plan that has chosen so is for, each once.
pub(in crate::picture) fn goals(request: &Request, chosen: &[Entry]) -> Vec<Entry> {
    let wanted = request.want.iter().chain(&request.via).chain(chosen);
    each_once(wanted.copied().collect())
}

/// Returns what the plan takes and earns.
fn planned(plan: &Plan) -> BTreeSet<Entry> {
    let exams = plan.steps.iter().map(|step| Entry::Exam(step.exam));
    let earned = plan.steps.iter().flat_map(|step| &step.earns);
    exams
        .chain(earned.map(|index| Entry::Certification(*index)))
        .collect()
}

struct Builder<'a, 'c> {
    catalog: &'c Catalog,
    request: &'a Request,
    plan: &'a Plan,
    held: &'a Timeline<'a, 'c>,
    goals: Vec<Entry>,
    is_goal: BTreeSet<Entry>,
    /// What the plan takes and earns.
    planned: BTreeSet<Entry>,
    cards: Vec<Card>,
    /// The card that gives an exam or a certification.
    sources: BTreeMap<Entry, usize>,
    arrows: BTreeSet<Arrow>,
    /// Certifications that the plan earns and nothing in it requires.
    also_earned: Vec<Entry>,
}

impl Builder<'_, '_> {
    /// Places a card for each holding that the plan leans on, each step, and each certification earned on the way.
    fn place_cards(&mut self) {
        for entry in self.holdings_in_use() {
            let card = self.card(entry, State::Held);
            self.sources.insert(entry, self.cards.len());
            self.cards.push(card);
        }
        let required = self.required_by_all();
        for (number, step) in (1..).zip(&self.plan.steps) {
            self.place_step(number, step, &required);
        }
    }

    fn place_step(&mut self, number: usize, step: &Step, required: &BTreeSet<Entry>) {
        let entry = Entry::Exam(step.exam);
        let state = if step.recommended {
            State::Recommended(number)
        } else {
            State::ToTake(number)
        };
        let mut card = self.card(entry, state);
        card.or = self.substitutes(step);
        let place = self.cards.len();
        let own = self.with_what_it_requires(entry);
        let mut later = Vec::new();
        for certification in &step.earns {
            let earned = Entry::Certification(*certification);
            if self.is_earned_by(*certification, &own) {
                self.sources.insert(earned, place);
                if !self.is_goal.contains(&earned) {
                    card.earns.push(match self.title(earned) {
                        title if title == card.title => "the certification of that name".to_owned(),
                        title => title,
                    });
                }
            } else if self.is_goal.contains(&earned) {
                // It is drawn as a goal.
            } else if required.contains(&earned) {
                later.push(earned);
            } else {
                self.also_earned.push(earned);
            }
        }
        self.sources.insert(entry, place);
        self.cards.push(card);
        for earned in later {
            let card = self.card(earned, State::Earned);
            self.sources.insert(earned, self.cards.len());
            self.cards.push(card);
        }
    }

    /// Returns an exam and what one needs to take it anyway.
    fn with_what_it_requires(&self, exam: Entry) -> HashSet<Requirement> {
        let anyway = self.required(exam).unwrap_or_default();
        anyway.into_iter().chain([requirement_of(exam)]).collect()
    }

    /// Returns whether an exam alone gives the certification, or with what one needs to take it anyway.
    fn is_earned_by(&self, certification: CertIndex, own: &HashSet<Requirement>) -> bool {
        let needed = self.required(Entry::Certification(certification));
        needed.is_some_and(|names| names.iter().all(|name| own.contains(name)))
    }

    /// Returns what is held and stands in a requirement of what the plan earns, in the order of the catalog.
    fn holdings_in_use(&self) -> BTreeSet<Entry> {
        let mut used: BTreeSet<Entry> = BTreeSet::new();
        let earned = self.plan.steps.iter().flat_map(|step| &step.earns);
        let reached = earned.map(|index| Entry::Certification(*index));
        let steps = self.plan.steps.iter().map(|step| Entry::Exam(step.exam));
        for entry in reached.chain(steps) {
            for name in self.required(entry).unwrap_or_default() {
                used.extend(name.entry().filter(|_| self.is_held(&name)));
            }
        }
        let goals = self.goals.iter().copied();
        used.extend(goals.filter(|goal| self.is_held(&requirement_of(*goal))));
        used
    }

    /// Returns all that the goals and the steps of the plan require, and what that requires, and so on.
    fn required_by_all(&self) -> BTreeSet<Entry> {
        let exams = self.plan.steps.iter().map(|step| Entry::Exam(step.exam));
        let mut todo: Vec<Entry> = exams.chain(self.goals.iter().copied()).collect();
        let mut required = BTreeSet::new();
        while let Some(entry) = todo.pop() {
            let names = self.required(entry).unwrap_or_default();
            let entries = names.iter().filter_map(Requirement::entry);
            todo.extend(entries.filter(|entry| required.insert(*entry)));
        }
        required
    }

    /// Returns the names that a requirement of an entry is met by; none where nothing in the plan meets it.
    fn required(&self, entry: Entry) -> Option<Vec<Requirement>> {
        let holds = |name: &Requirement| self.is_held(name) || self.is_planned(name);
        match entry {
            Entry::Exam(index) => {
                let requirement = self.catalog.exam(index).requires.as_ref()?;
                sources_of(requirement, &holds)
            }
            Entry::Certification(index) => {
                let rules = rules_on(self.catalog, index, self.request.as_of);
                let mut requirements = rules.iter().filter_map(|rule| rule.requires.as_ref());
                requirements.find_map(|requirement| sources_of(requirement, &holds))
            }
        }
    }

    fn is_held(&self, name: &Requirement) -> bool {
        let is_exam = matches!(name, Requirement::Exam(_));
        self.held.holds(name) && !(is_exam && self.is_planned(name))
    }

    fn is_planned(&self, name: &Requirement) -> bool {
        name.entry()
            .is_some_and(|entry| self.planned.contains(&entry))
    }

    /// Draws an arrow from every card to what requires it.
    fn connect(&mut self) {
        let cards: Vec<(Entry, usize)> = self.sources.iter().map(|(e, p)| (*e, *p)).collect();
        for (entry, place) in cards {
            if self.cards[place].state != State::Held {
                self.arrows_to(entry, Place::Card(place));
            }
        }
        for (number, goal) in self.goals.clone().into_iter().enumerate() {
            match self.sources.get(&goal) {
                Some(&from) => {
                    let to = Place::Goal(number);
                    self.arrows.insert(Arrow { from, to });
                }
                None => self.arrows_to(goal, Place::Goal(number)),
            }
        }
        self.drop_redundant();
    }

    fn arrows_to(&mut self, entry: Entry, to: Place) {
        for name in self.required(entry).unwrap_or_default() {
            let source = name.entry().and_then(|entry| self.sources.get(&entry));
            if let Some(&from) = source
                && Place::Card(from) != to
            {
                self.arrows.insert(Arrow { from, to });
            }
        }
    }

    /// Takes out arrows that follow from others: where A leads to B and B to C, none is drawn from A to C. A way with very
    /// many arrows keeps some of them.
    fn drop_redundant(&mut self) {
        let mut next = vec![Vec::new(); self.cards.len()];
        for arrow in &self.arrows {
            next[arrow.from].push(arrow.to);
        }
        let mut left = MOST_LOOKED_AT;
        for (from, direct) in next.iter().enumerate() {
            let mut todo = direct.clone();
            let mut beyond = BTreeSet::new();
            while let Some(place) = todo.pop() {
                let Place::Card(card) = place else {
                    continue;
                };
                let Some(rest) = left.checked_sub(next[card].len()) else {
                    return;
                };
                left = rest;
                todo.extend(next[card].iter().filter(|to| beyond.insert(**to)));
            }
            for to in direct.iter().filter(|to| beyond.contains(*to)) {
                self.arrows.remove(&Arrow { from, to: *to });
            }
        }
    }

    fn card(&self, entry: Entry, state: State) -> Card {
        let (name, title) = match entry {
            Entry::Exam(_) => (self.name(entry), self.title(entry)),
            Entry::Certification(_) => (self.title(entry), String::new()),
        };
        let facts = match state {
            State::Held => self.held_until(entry).into_iter().collect(),
            State::Earned => Vec::new(),
            State::ToTake(number) | State::Recommended(number) => {
                self.facts(entry, self.plan.steps[number - 1].last_day)
            }
        };
        Card {
            state,
            name,
            title,
            facts,
            earns: Vec::new(),
            or: None,
            link: self.link(entry),
        }
    }

    fn held_until(&self, entry: Entry) -> Option<String> {
        let last = self.held.active_until(entry.certification()?)?;
        Some(format!("until {last}"))
    }

    fn facts(&self, entry: Entry, last_day: Option<PartialDate>) -> Vec<String> {
        let Entry::Exam(index) = entry else {
            return Vec::new();
        };
        let exam = self.catalog.exam(index);
        let price = match exam.price {
            Some(price) => format!("{price} USD"),
            None => "price unknown".to_owned(),
        };
        let mut facts = vec![price];
        match exam.course_days {
            Some(1) => facts.push("1 course day".to_owned()),
            Some(days) => facts.push(format!("{days} course days")),
            None => {}
        }
        if self.catalog.status(entry, self.request.as_of) == Status::Beta {
            facts.push("beta".to_owned());
        }
        facts.extend(last_day.map(|last| format!("last day {last}")));
        facts
    }

    /// Returns what could be taken in a step's place.
    fn substitutes(&self, step: &Step) -> Option<String> {
        let mut names: Vec<String> = step
            .or
            .iter()
            .map(|exam| self.name(Entry::Exam(*exam)))
            .collect();
        names.sort_unstable();
        match names.len() + step.or_left_out.unwrap_or(0) {
            0 => None,
            1 => Some(format!("or {}", names[0])),
            count if count <= SUBSTITUTES => Some(format!("or one of {}", names.join(", "))),
            count => {
                let some = names[..SUBSTITUTES].join(", ");
                Some(format!("or one of {count}: {some}, …"))
            }
        }
    }

    fn goal(&self, entry: Entry) -> Goal {
        let level = self.catalog.level(entry).name.replace('-', " ");
        let title = self.title(entry);
        let note = match entry {
            Entry::Exam(_) => self.name(entry),
            Entry::Certification(_) if title.to_lowercase().ends_with(&level) => String::new(),
            Entry::Certification(_) => printable(&level).into_owned(),
        };
        Goal {
            title,
            note,
            is_held: self.is_held(&requirement_of(entry)),
            link: self.link(entry),
        }
    }

    fn name(&self, entry: Entry) -> String {
        printable(&self.catalog.name(entry)).into_owned()
    }

    fn title(&self, entry: Entry) -> String {
        printable(short_title(self.catalog, entry)).into_owned()
    }

    fn link(&self, entry: Entry) -> Option<String> {
        let page = &self.catalog.facts(entry).page;
        let is_web = page.starts_with("https://") || page.starts_with("http://");
        is_web.then(|| printable(page).into_owned())
    }

    fn finish(self, warnings: &[Warning]) -> Way {
        let goals: Vec<Goal> = self.goals.iter().map(|goal| self.goal(*goal)).collect();
        let titles = self.goals.iter().map(|goal| match goal {
            Entry::Exam(_) => self.name(*goal),
            Entry::Certification(_) => self.title(*goal),
        });
        let titles: Vec<String> = titles.collect();
        let title = format!("The way to {}", few(&titles));
        let footnotes = self.plan.also_needs.iter().map(|index| {
            let needs = self.catalog.certification(*index).also_needs.join("; ");
            let title = self.title(Entry::Certification(*index));
            printable(&format!("{title} also needs: {needs}")).into_owned()
        });
        let also = self.also_earned.iter().map(|entry| self.title(*entry));
        let also: Vec<String> = also.collect();
        let also =
            (!also.is_empty()).then(|| format!("Also earned on the way: {}", also.join(", ")));
        Way {
            description: description(&self.cards, &goals),
            title,
            summary: totals(&self.plan.totals),
            caption: format!(
                "as of {}, catalog {} checked {}",
                self.request.as_of,
                printable(&self.catalog.version),
                self.catalog.checked
            ),
            footnotes: also.into_iter().chain(footnotes).collect(),
            warnings: warnings
                .iter()
                .map(|warning| printable(&warning.message).into_owned())
                .collect(),
            arrows: self.arrows.into_iter().collect(),
            cards: self.cards,
            goals,
        }
    }
}

/// Returns the names by which a requirement is met, or nothing where it is not met: of a gate as many members as it
/// needs, those that take fewest names first. Requirements nest at most 64 deep.
fn sources_of(
    requirement: &Requirement,
    holds: &dyn Fn(&Requirement) -> bool,
) -> Option<Vec<Requirement>> {
    match requirement {
        Requirement::Exam(_) | Requirement::Certification(_) | Requirement::Ever(_) => {
            holds(requirement).then(|| vec![requirement.clone()])
        }
        Requirement::All(_) | Requirement::Any(_) | Requirement::AtLeast(..) => {
            let members = requirement.members().iter();
            let mut met: Vec<Vec<Requirement>> = members
                .filter_map(|member| sources_of(member, holds))
                .collect();
            met.sort_by_key(Vec::len);
            let needed = requirement.needed();
            (met.len() >= needed).then(|| met.into_iter().take(needed).flatten().collect())
        }
    }
}

fn requirement_of(entry: Entry) -> Requirement {
    match entry {
        Entry::Exam(index) => Requirement::Exam(index),
        Entry::Certification(index) => Requirement::Certification(index),
    }
}

/// Returns the way in sentences.
fn description(cards: &[Card], goals: &[Goal]) -> String {
    let names = |wanted: &dyn Fn(State) -> bool| -> Vec<&str> {
        let cards = cards.iter().filter(|card| wanted(card.state));
        cards.map(|card| card.name.as_str()).collect()
    };
    let mut sentences = Vec::new();
    let held = names(&|state| state == State::Held);
    if !held.is_empty() {
        sentences.push(format!("Held: {}.", held.join(", ")));
    }
    let steps = names(&|state| matches!(state, State::ToTake(_) | State::Recommended(_)));
    sentences.push(match steps.as_slice() {
        [] => "Everything is held.".to_owned(),
        steps => {
            let numbered = (1..)
                .zip(steps)
                .map(|(number, code)| format!("{number} {code}"));
            let numbered: Vec<String> = numbered.collect();
            format!("To take, in this order: {}.", numbered.join(", "))
        }
    });
    let goals: Vec<&str> = goals.iter().map(|goal| goal.title.as_str()).collect();
    sentences.push(format!("Goal: {}.", goals.join(", ")));
    sentences.join(" ")
}
