//! The planner against an oracle that tries every set of exams, on random catalogs.
//!
//! The oracle follows the words of the documentation, not the planner's method, and shares no code with it. A failing
//! case is shrunk and printed as a catalog that `certpath --no-embedded --catalog FILE` takes. Longer with
//! `FUZZ_MINUTES`, see `docs/testing.md`.

#![allow(clippy::unwrap_used, clippy::needless_raw_string_hashes)]

mod common;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use certpath::{
    Answer, Catalog, Entry, Graph, Holding, Kind, NoPlan, Objective, Request, Requirement, Trait,
    Wanted, plan,
};
use jiff::civil::date;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::TestCaseResult;

use crate::properties::properties;

#[path = "common/properties.rs"]
mod properties;

/// A requirement over the entries that come before: exams and certifications in one sequence.
#[derive(Debug, Clone)]
enum Rule {
    Name(usize),
    Ever(usize),
    AtLeast(usize, Vec<Rule>),
}

#[derive(Debug, Clone)]
struct Exam {
    price: Option<u64>,
    days: Option<u64>,
    ends_soon: bool,
    closed: bool,
    level: usize,
    requires: Option<Rule>,
}

#[derive(Debug, Clone)]
enum Thing {
    Exam(Exam),
    Certification { rules: Vec<Rule>, closed: bool },
}

/// A catalog and a question to it.
#[derive(Debug, Clone)]
struct World {
    things: Vec<Thing>,
    have: BTreeSet<usize>,
    want: BTreeSet<usize>,
    any: Vec<AnyOf>,
    avoid: BTreeSet<usize>,
    minimize: Objective,
}

/// Things of which any one is wanted.
#[derive(Debug, Clone)]
struct AnyOf {
    names: BTreeSet<usize>,
    /// Any certification that is not held, too.
    new: bool,
}

/// What holds: passed or active, and ever held.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Facts {
    holds: BTreeSet<usize>,
    ever: BTreeSet<usize>,
}

impl Rule {
    fn is_met(&self, holds: &dyn Fn(usize) -> bool, ever: &dyn Fn(usize) -> bool) -> bool {
        match self {
            Self::Name(thing) => holds(*thing),
            Self::Ever(thing) => ever(*thing),
            Self::AtLeast(needed, members) => {
                members
                    .iter()
                    .filter(|member| member.is_met(holds, ever))
                    .count()
                    >= *needed
            }
        }
    }

    fn is_met_by(&self, facts: &Facts) -> bool {
        self.is_met(&|thing| facts.holds.contains(&thing), &|thing| {
            facts.ever.contains(&thing)
        })
    }

    fn yaml(&self, things: &[Thing]) -> String {
        let list = |members: &[Self]| {
            let members: Vec<String> = members.iter().map(|member| member.yaml(things)).collect();
            members.join(", ")
        };
        match self {
            Self::Name(thing) => name(things, *thing),
            Self::Ever(thing) => format!("{{ever: {}}}", name(things, *thing)),
            Self::AtLeast(needed, members) if *needed == members.len() => {
                format!("{{all: [{}]}}", list(members))
            }
            Self::AtLeast(1, members) => format!("{{any: [{}]}}", list(members)),
            Self::AtLeast(needed, members) => {
                format!("{{at-least: {needed}, of: [{}]}}", list(members))
            }
        }
    }
}

fn name(things: &[Thing], thing: usize) -> String {
    match things[thing] {
        Thing::Exam(_) => format!("E-{thing}"),
        Thing::Certification { .. } => format!("c-{thing}"),
    }
}

impl World {
    fn is_exam(&self, thing: usize) -> bool {
        matches!(self.things[thing], Thing::Exam(_))
    }

    fn yaml(&self) -> String {
        let mut exams = String::new();
        let mut certifications = String::new();
        let facts =
            "page: https://example.org/, sources: [here], checked: 2026-08-01, confidence: high";
        for (place, thing) in self.things.iter().enumerate() {
            match thing {
                Thing::Exam(exam) => {
                    let mut line = format!(
                        "  - {{code: E-{place}, title: Exam {place}, level: l{}, {facts}",
                        exam.level
                    );
                    let mut field = |name: &str, value: Option<String>| {
                        if let Some(value) = value {
                            write!(line, ", {name}: {value}").unwrap();
                        }
                    };
                    field("price-usd", exam.price.map(|price| price.to_string()));
                    field(
                        "courses",
                        exam.days.map(|days| format!("[{{days: {days}}}]")),
                    );
                    field(
                        "requires",
                        exam.requires.as_ref().map(|rule| rule.yaml(&self.things)),
                    );
                    field(
                        "retires",
                        (exam.ends_soon && !exam.closed).then(|| "2027-03-01".to_owned()),
                    );
                    field("available", exam.closed.then(|| "2030".to_owned()));
                    writeln!(exams, "{line}}}").unwrap();
                }
                Thing::Certification { rules, closed } => {
                    let mut line = format!(
                        "  - {{id: c-{place}, title: Certification {place}, level: l0, {facts}, requires: {}",
                        rules[0].yaml(&self.things)
                    );
                    if *closed {
                        line.push_str(", available: 2030");
                    }
                    if let Some(earlier) = rules.get(1) {
                        let earlier = earlier.yaml(&self.things);
                        write!(line, ", earlier-rules: [{{until: 2028, requires: {earlier}, sources: [here], confidence: high}}]").unwrap();
                    }
                    writeln!(certifications, "{line}}}").unwrap();
                }
            }
        }
        format!(
            "providers:\n  - {{id: v, name: Provider, levels: [{{name: l0, rank: 1}}, {{name: l1, rank: 2}}]}}\nprovider: v\nexams:\n{exams}certifications:\n{certifications}"
        )
    }

    /// The rules of a certification that are in force: the exams of one of its ways are all offered.
    fn in_force<'a>(&'a self, rules: &'a [Rule]) -> impl Iterator<Item = &'a Rule> {
        let offered =
            |thing: usize| !matches!(&self.things[thing], Thing::Exam(exam) if exam.closed);
        rules
            .iter()
            .filter(move |rule| rule.is_met(&offered, &|_| true))
    }

    /// Everything that follows from facts on the day, without anything new being taken.
    fn follow(&self, facts: &mut Facts, held: &Facts, for_holdings: bool) {
        loop {
            let before = facts.clone();
            for (place, thing) in self.things.iter().enumerate() {
                let Thing::Certification { rules, closed } = thing else {
                    continue;
                };
                // one that is avoided is no step, though it may be a by-product; holdings are not touched
                let is_step =
                    for_holdings || !self.avoid.contains(&place) || held.holds.contains(&place);
                if !closed && is_step && self.in_force(rules).any(|rule| rule.is_met_by(facts)) {
                    facts.holds.insert(place);
                    facts.ever.insert(place);
                }
            }
            if *facts == before {
                return;
            }
        }
    }

    /// What the holdings count for: what follows from them, and what they cannot have been reached without.
    fn held(&self) -> Facts {
        let mut facts = Facts {
            holds: self.have.clone(),
            ever: self.have.clone(),
        };
        loop {
            let before = facts.clone();
            let unlimited = Facts::default();
            self.follow(&mut facts, &unlimited, true);
            for place in facts.holds.clone() {
                let rules: Vec<&Rule> = match &self.things[place] {
                    Thing::Exam(exam) => exam.requires.iter().collect(),
                    Thing::Certification { closed: true, .. } => Vec::new(),
                    Thing::Certification { rules, .. } => self.in_force(rules).collect(),
                };
                if rules.is_empty() {
                    continue;
                }
                for other in 0..place {
                    let no_way_without = rules
                        .iter()
                        .all(|rule| !rule.is_met(&|thing| thing != other, &|_| true));
                    let no_way_without_ever = rules
                        .iter()
                        .all(|rule| !rule.is_met(&|thing| thing != other, &|thing| thing != other));
                    if no_way_without {
                        facts.holds.insert(other);
                        facts.ever.insert(other);
                    }
                    if no_way_without_ever && !self.is_exam(other) {
                        facts.ever.insert(other);
                    }
                }
            }
            if facts == before {
                return facts;
            }
        }
    }

    /// Whether the wants follow once the exams were taken, in some order.
    fn reaches(&self, held: &Facts, exams: &BTreeSet<usize>) -> bool {
        let mut facts = held.clone();
        let mut left: Vec<usize> = exams.iter().copied().collect();
        loop {
            self.follow(&mut facts, held, false);
            let before = left.len();
            left.retain(|place| {
                let Thing::Exam(exam) = &self.things[*place] else {
                    return true;
                };
                let can = exam
                    .requires
                    .as_ref()
                    .is_none_or(|rule| rule.is_met_by(&facts));
                if can {
                    facts.holds.insert(*place);
                }
                !can
            });
            if left.len() == before {
                break;
            }
        }
        // an avoided want may be reached, as long as nothing builds on it
        let wanted = |want: &usize| match &self.things[*want] {
            Thing::Certification { rules, closed } if !facts.holds.contains(want) => {
                !closed && self.in_force(rules).any(|rule| rule.is_met_by(&facts))
            }
            _ => facts.holds.contains(want),
        };
        left.is_empty() && self.want.iter().all(wanted) && self.reaches_any(held, &facts)
    }

    /// Whether one of each list holds; what is avoided is in `facts` only if it is held.
    fn reaches_any(&self, held: &Facts, facts: &Facts) -> bool {
        let is_new = |place: &usize| !self.is_exam(*place) && !held.holds.contains(place);
        self.any.iter().all(|any| {
            let by_name = any.names.iter().any(|name| facts.holds.contains(name));
            by_name || any.new && facts.holds.iter().any(is_new)
        })
    }

    /// The cost of a set of exams with all that breaks ties.
    fn cost(&self, exams: &BTreeSet<usize>) -> (Vec<u64>, Vec<String>) {
        let exam = |place: &usize| match &self.things[*place] {
            Thing::Exam(exam) => exam,
            Thing::Certification { .. } => unreachable!("only exams are taken"),
        };
        let sum = |figure: &dyn Fn(&Exam) -> u64| {
            exams.iter().map(|place| figure(exam(place))).sum::<u64>()
        };
        let count = exams.len() as u64;
        let unknown_prices = sum(&|exam| u64::from(exam.price.is_none()));
        let price = sum(&|exam| exam.price.unwrap_or(0));
        let unknown_days = sum(&|exam| u64::from(exam.days.is_none()));
        let days = sum(&|exam| exam.days.unwrap_or(0));
        let mut figures = match self.minimize {
            Objective::Exams => vec![count, unknown_prices, price, unknown_days, days],
            Objective::Price => vec![unknown_prices, price, count, unknown_days, days],
            Objective::Days => vec![unknown_days, days, count, unknown_prices, price],
        };
        figures.push(sum(&|exam| u64::from(exam.ends_soon)));
        figures.push(sum(&|exam| exam.level as u64 + 1));
        let mut codes: Vec<String> = exams
            .iter()
            .map(|place| name(&self.things, *place))
            .collect();
        codes.sort();
        (figures, codes)
    }

    /// Every minimal plan, best first.
    fn minimal_plans(&self) -> Vec<BTreeSet<usize>> {
        let held = self.held();
        let open: Vec<usize> = (0..self.things.len())
            .filter(|place| match &self.things[*place] {
                Thing::Exam(exam) => !exam.closed && !self.avoid.contains(place),
                Thing::Certification { .. } => false,
            })
            .collect();
        let mut plans: Vec<BTreeSet<usize>> = (0..1_u32 << open.len())
            .map(|bits| {
                let chosen = open
                    .iter()
                    .enumerate()
                    .filter(|(bit, _)| bits >> bit & 1 == 1);
                chosen.map(|(_, place)| *place).collect()
            })
            .filter(|exams| self.reaches(&held, exams))
            .filter(|exams: &BTreeSet<usize>| {
                exams.iter().all(|exam| {
                    let mut fewer = exams.clone();
                    fewer.remove(exam);
                    !self.reaches(&held, &fewer)
                })
            })
            .collect();
        plans.sort_by_key(|exams| self.cost(exams));
        plans
    }

    fn request(&self, catalog: &Catalog, alternatives: usize) -> Request {
        let entry = |place: &usize| entry(catalog, &name(&self.things, *place));
        let have = self.have.iter().map(|place| Holding::new(entry(place)));
        Request {
            have: have.collect(),
            want: self.want.iter().map(entry).collect(),
            want_any: self
                .any
                .iter()
                .map(|any| self.wanted(catalog, any))
                .collect(),
            via: Vec::new(),
            avoid: self.avoid.iter().map(entry).collect(),
            as_of: date(2026, 11, 22),
            minimize: self.minimize,
            alternatives,
            with_recommended: false,
            why: true,
        }
    }

    fn wanted(&self, catalog: &Catalog, any: &AnyOf) -> Vec<Wanted> {
        let level = Wanted::Kind(Kind(vec![Trait::Level("L0".into())]));
        let names = any.names.iter();
        let names = names.map(|place| entry(catalog, &name(&self.things, *place)));
        names
            .map(Wanted::Entry)
            .chain(any.new.then_some(level))
            .collect()
    }

    fn ask(&self, alternatives: usize) -> Result<Answer, NoPlan> {
        let catalog = common::catalog(&self.yaml());
        let graph = Graph::new(&catalog);
        plan(&graph, &self.request(&catalog, alternatives), &|| false)
    }
}

fn entry(catalog: &Catalog, name: &str) -> Entry {
    let exams = catalog.exam_indices().map(Entry::Exam);
    let certifications = catalog.certification_indices().map(Entry::Certification);
    let mut all = exams.chain(certifications);
    all.find(|entry| catalog.bare_name(*entry) == name).unwrap()
}

/// Which exams each of the plans takes, by their place in the world.
fn taken(catalog: &Catalog, answer: &Answer) -> Vec<BTreeSet<usize>> {
    let place = |code: &str| code.trim_start_matches("E-").parse().unwrap();
    let exams = |plan: &certpath::Plan| {
        plan.steps
            .iter()
            .map(|step| place(&catalog.exam(step.exam).code))
            .collect()
    };
    answer.plans.iter().map(exams).collect()
}

prop_compose! {
    fn rule(before: usize)(names in prop::collection::vec((any::<Index>(), 0..10_u8), 1..6), shape in 0..5_u8, needed in any::<Index>(), nested in 0..3_u8) -> Rule {
        let mut members: Vec<Rule> = Vec::new();
        let mut seen = BTreeSet::new();
        for (index, kind) in &names {
            let thing = index.index(before);
            if seen.insert(thing) {
                members.push(if *kind == 0 { Rule::Ever(thing) } else { Rule::Name(thing) });
            }
        }
        if nested == 0 && members.len() > 2 {
            let inner = members.split_off(members.len() - 2);
            let count = 1 + usize::from(shape % 2 == 0);
            members.push(Rule::AtLeast(count, inner));
        }
        match shape {
            0 | 1 => Rule::AtLeast(members.len(), members),
            2 | 3 => Rule::AtLeast(1, members),
            _ => Rule::AtLeast(1 + needed.index(members.len()), members),
        }
    }
}

/// Exams cannot be held "ever": in a rule over things, only certifications keep that word.
fn tidy(rule: Rule, is_exam: &dyn Fn(usize) -> bool) -> Rule {
    match rule {
        Rule::Ever(thing) if is_exam(thing) => Rule::Name(thing),
        Rule::AtLeast(needed, members) => Rule::AtLeast(
            needed,
            members
                .into_iter()
                .map(|member| tidy(member, is_exam))
                .collect(),
        ),
        Rule::Name(_) | Rule::Ever(_) => rule,
    }
}

prop_compose! {
    fn exam(before: usize)(price in prop::option::weighted(0.8, select(vec![50_u64, 100, 165])), days in prop::option::weighted(0.6, 0..4_u64), ends_soon in prop::bool::weighted(0.1), closed in prop::bool::weighted(0.05), level in 0..2_usize, requires in prop::option::weighted(0.1, rule(before.max(1)))) -> Exam {
        Exam { price, days, ends_soon, closed, level, requires: requires.filter(|_| before > 0) }
    }
}

prop_compose! {
    fn certification(before: usize)(first in rule(before), second in prop::option::weighted(0.2, rule(before)), closed in prop::bool::weighted(0.05)) -> Thing {
        Thing::Certification { rules: std::iter::once(first).chain(second).collect(), closed }
    }
}

fn things() -> impl Strategy<Value = Vec<Thing>> {
    let kinds = prop::collection::vec(prop::bool::weighted(0.45), 6..17);
    kinds.prop_flat_map(|kinds| {
        let mut exams = 0;
        let strategies: Vec<BoxedStrategy<Thing>> = kinds
            .iter()
            .enumerate()
            .map(|(place, is_exam)| {
                if place < 4 || *is_exam && exams < 9 {
                    exams += 1;
                    exam(place).prop_map(Thing::Exam).boxed()
                } else {
                    certification(place).boxed()
                }
            })
            .collect();
        strategies
    })
}

/// Lists of which any one is wanted, in a third of the worlds.
fn any_of() -> impl Strategy<Value = Vec<(Vec<Index>, bool)>> {
    let list = (
        prop::collection::vec(any::<Index>(), 1..4),
        prop::bool::weighted(0.3),
    );
    let lists = prop::collection::vec(list, 1..3);
    prop::option::weighted(0.33, lists).prop_map(Option::unwrap_or_default)
}

fn world() -> impl Strategy<Value = World> {
    let some = |most: usize| prop::collection::vec(any::<Index>(), 0..=most);
    let wants = prop::collection::vec(any::<Index>(), 1..4);
    let minimize = select(vec![Objective::Exams, Objective::Price, Objective::Days]);
    (things(), some(2), wants, some(1), minimize, any_of()).prop_map(
        |(things, have, mut want, avoid, minimize, any)| {
            if let Some((_, true)) = any.first() {
                want.clear();
            }
            let kinds: Vec<bool> = things
                .iter()
                .map(|thing| matches!(thing, Thing::Exam(_)))
                .collect();
            let is_exam = |place: usize| kinds[place];
            let things: Vec<Thing> = things
                .into_iter()
                .map(|thing| match thing {
                    Thing::Exam(mut exam) => {
                        exam.requires = exam.requires.map(|rule| tidy(rule, &is_exam));
                        Thing::Exam(exam)
                    }
                    Thing::Certification { rules, closed } => Thing::Certification {
                        rules: rules.into_iter().map(|rule| tidy(rule, &is_exam)).collect(),
                        closed,
                    },
                })
                .collect();
            let places =
                |some: Vec<Index>| some.iter().map(|index| index.index(things.len())).collect();
            World {
                have: places(have),
                want: want
                    .iter()
                    .map(|index| things.len() - 1 - index.index(things.len().min(4)))
                    .collect(),
                any: (any.into_iter())
                    .map(|(names, new)| AnyOf {
                        names: places(names),
                        new,
                    })
                    .collect(),
                avoid: places(avoid),
                minimize,
                things,
            }
        },
    )
}

fn agrees_with_the_oracle(world: &World) -> TestCaseResult {
    let expected = world.minimal_plans();
    match world.ask(3) {
        Err(no_plan) => {
            prop_assert!(
                expected.is_empty(),
                "the oracle plans {:?}\n{}",
                expected[0],
                world.yaml()
            );
            prop_assert!(
                !no_plan.reasons.is_empty() || !no_plan.want_any.is_empty(),
                "no reason is shown\n{}",
                world.yaml()
            );
        }
        Ok(answer) => {
            let catalog = common::catalog(&world.yaml());
            let best: Vec<_> = expected.into_iter().take(3).collect();
            prop_assert_eq!(taken(&catalog, &answer), best, "\n{}", world.yaml());
            prop_assert!(answer.optimal && !answer.tie_open);
        }
    }
    Ok(())
}

properties! { 256;

    #[test]
    fn the_best_three_plans_are_those_of_the_oracle(world in world()) {
        agrees_with_the_oracle(&world)?;
    }

    #[test]
    fn what_stands_in_for_an_exam_does_so_alone(world in world()) {
        let Ok(answer) = world.ask(1) else { return Ok(()) };
        let catalog = common::catalog(&world.yaml());
        let held = world.held();
        let chosen = taken(&catalog, &answer).remove(0);
        for step in &answer.plans[0].steps {
            let place = |code: &str| code.trim_start_matches("E-").parse::<usize>().unwrap();
            let this = place(&catalog.exam(step.exam).code);
            let printed: BTreeSet<usize> = step.or.iter().map(|exam| place(&catalog.exam(*exam).code)).collect();
            let stands_in = |other: &usize| {
                let Thing::Exam(exam) = &world.things[*other] else { return false };
                let Thing::Exam(own) = &world.things[this] else { return false };
                let same = match world.minimize {
                    Objective::Exams | Objective::Price => exam.price == own.price,
                    Objective::Days => exam.days == own.days,
                };
                let mut exams = chosen.clone();
                exams.remove(&this);
                let is_open = !exam.closed && !world.avoid.contains(other);
                same && is_open && exams.insert(*other) && world.reaches(&held, &exams)
            };
            let expected: BTreeSet<usize> =
                (0..world.things.len()).filter(|other| *other != this && !chosen.contains(other)).filter(stands_in).collect();
            prop_assert_eq!(printed, expected, "in place of E-{}\n{}", this, world.yaml());
        }
    }

    #[test]
    fn more_holdings_never_cost_more(world in world(), more in any::<Index>()) {
        let mut world = world;
        // what is held is not new: then another certification must be earned
        for any in &mut world.any {
            any.new = false;
        }
        let mut richer = world.clone();
        richer.have.insert(more.index(world.things.len()));
        if let Ok(answer) = world.ask(1) {
            let richer = richer.ask(1);
            prop_assert!(richer.is_ok());
            prop_assert!(richer.unwrap().plans[0].totals.exams <= answer.plans[0].totals.exams
                || world.minimize != Objective::Exams, "\n{}", world.yaml());
        }
    }

    #[test]
    fn two_wants_cost_at_most_their_sum_and_at_least_the_dearer(world in world()) {
        let mut world = world;
        world.minimize = Objective::Exams;
        let exams = |want: BTreeSet<usize>| {
            let world = World { want, any: Vec::new(), ..world.clone() };
            world.ask(1).map(|answer| answer.plans[0].totals.exams)
        };
        if let Ok(both) = exams(world.want.clone()) {
            let each: Vec<u64> = world.want.iter().map(|want| exams(BTreeSet::from([*want])).unwrap()).collect();
            prop_assert!(both <= each.iter().sum());
            prop_assert!(both >= each.into_iter().max().unwrap_or(0));
        }
    }

    #[test]
    fn a_branch_that_was_not_taken_costs_what_a_plan_through_it_costs(world in world()) {
        let catalog = common::catalog(&world.yaml());
        let graph = Graph::new(&catalog);
        let request = world.request(&catalog, 1);
        let Ok(answer) = plan(&graph, &request, &|| false) else { return Ok(()) };
        for choice in &answer.plans[0].choices {
            prop_assert!(!choice.others.is_empty() && choice.left_out == 0);
            for other in &choice.others {
                let entry = match &other.what {
                    Requirement::Exam(index) => Entry::Exam(*index),
                    Requirement::Certification(index) => Entry::Certification(*index),
                    _ => continue,
                };
                let through = Request { via: vec![entry], ..request.clone() };
                let through = plan(&graph, &through, &|| false).unwrap();
                prop_assert_eq!(other.totals, through.plans[0].totals, "\n{}", world.yaml());
            }
        }
    }

    #[test]
    fn the_same_question_gets_the_same_answer(world in world()) {
        prop_assert_eq!(world.ask(2), world.ask(2));
    }

    #[test]
    fn a_search_that_is_stopped_says_what_is_proven(world in world(), after in 0..20_usize) {
        let catalog = common::catalog(&world.yaml());
        let graph = Graph::new(&catalog);
        let given = std::cell::Cell::new(0);
        let stop = || { given.set(given.get() + 1); given.get() > after };
        if let Ok(answer) = plan(&graph, &world.request(&catalog, 1), &stop) {
            let best = &world.minimal_plans()[0];
            let chosen = &taken(&catalog, &answer)[0];
            prop_assert!(world.reaches(&world.held(), chosen));
            let (best, found) = (world.cost(best).0, world.cost(chosen).0);
            prop_assert!(best <= found);
            if answer.optimal {
                prop_assert_eq!(&best[..5], &found[..5]);
            }
        }
    }
}

/// The worlds must be worth their time: a generator that only makes easy ones would prove nothing.
#[test]
fn the_random_worlds_are_not_trivial() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::{Config, TestRunner};
    let mut runner = TestRunner::new_with_rng(
        Config::default(),
        proptest::test_runner::TestRng::deterministic_rng(
            proptest::test_runner::RngAlgorithm::ChaCha,
        ),
    );
    let mut counts = [0; 4];
    for _ in 0..400 {
        let plans = world()
            .new_tree(&mut runner)
            .unwrap()
            .current()
            .minimal_plans();
        let several = plans.len() > 1;
        let long = plans.first().is_some_and(|plan| plan.len() > 1);
        counts[0] += usize::from(plans.is_empty());
        counts[1] += usize::from(several);
        counts[2] += usize::from(long);
        counts[3] += usize::from(several && long);
    }
    let [none, several, long, both] = counts;
    assert!(
        none > 20 && several > 50 && long > 100 && both > 30,
        "{counts:?}"
    );
}
