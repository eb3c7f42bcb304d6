//! Which of several to take first: rules that each choose among those that the rules before left.

use std::cell::Cell;
use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::answer::aspects::Item;
use crate::answer::compare::{First, Reason, RequiredBy, Route, Unreachable};
use crate::answer::cost::cost;
use crate::answer::unmet::Unmet;
use crate::catalog::model::{Catalog, Entry, ExamIndex};
use crate::plan::plan;
use crate::request::{Holding, Request};

/// An item with all that is wanted by it.
#[derive(Debug, Clone)]
pub(super) struct Goal {
    pub(super) item: Entry,
    /// The item itself and, for an exam, the one certification that it leads to.
    pub(super) wants: Vec<Entry>,
    /// The cheapest exams to it; nothing if it cannot be reached.
    pub(super) exams: Option<Vec<ExamIndex>>,
}

impl Goal {
    fn exams(&self) -> &[ExamIndex] {
        self.exams.as_deref().unwrap_or_default()
    }
}

pub(super) struct Decision<'a, 'c> {
    pub(super) unmet: Unmet<'a, 'c>,
    pub(super) have: &'a [Holding],
    pub(super) stop: &'a dyn Fn() -> bool,
    /// Whether everything that was planned so far is proven to be the cheapest.
    pub(super) optimal: Cell<bool>,
}

impl Decision<'_, '_> {
    fn catalog(&self) -> &Catalog {
        self.unmet.graph.catalog()
    }

    /// An exam alone is the goal where its certification is out of reach, or where it leads to several.
    pub(super) fn goal(&self, item: &Item<'_>) -> Goal {
        let alone = vec![item.entry];
        let with_certification = match (item.entry, item.certifications.as_slice()) {
            (Entry::Exam(_), [only]) => Some(vec![item.entry, Entry::Certification(*only)]),
            _ => None,
        };
        let of = |wants: Vec<Entry>| Goal {
            item: item.entry,
            exams: self.exams(&[], &wants, &[]),
            wants,
        };
        let goal = with_certification
            .map(of)
            .filter(|goal| goal.exams.is_some());
        goal.unwrap_or_else(|| of(alone))
    }

    /// Returns the cheapest exams to everything that is wanted once some exams are passed, in order.
    fn exams(
        &self,
        passed: &[ExamIndex],
        want: &[Entry],
        avoid: &[Entry],
    ) -> Option<Vec<ExamIndex>> {
        let passed = passed.iter();
        let passed = passed.map(|exam| Holding::new(Entry::Exam(*exam)).on(self.unmet.as_of));
        let request = Request {
            have: self.have.iter().copied().chain(passed).collect(),
            want: want.to_vec(),
            avoid: avoid.to_vec(),
            ..Request::new(self.unmet.as_of)
        };
        let answer = plan(self.unmet.graph, &request, self.stop).ok()?;
        self.optimal.set(self.optimal.get() && answer.optimal);
        let steps = answer.plans.into_iter().next()?.steps.into_iter();
        Some(steps.map(|step| step.exam).collect())
    }

    /// `lost` is what cannot be reached for another reason than that it has ended.
    pub(super) fn first(&self, goals: &[Goal], lost: Vec<Unreachable>) -> Option<First> {
        let mut reasons = Vec::new();
        let held = |goal: &&Goal| goal.exams.as_ref().is_some_and(Vec::is_empty);
        let reachable = |goal: &&Goal| goal.exams.is_some();
        let open: Vec<&Goal> = goals
            .iter()
            .filter(|goal| reachable(goal) && !held(goal))
            .collect();
        let is_held: Vec<Entry> = goals.iter().filter(held).map(|goal| goal.item).collect();
        if !is_held.is_empty() {
            reasons.push(Reason::Held(is_held));
        }
        if !lost.is_empty() {
            reasons.push(Reason::OutOfReach(lost));
        }
        let routes: Vec<Route> = open.iter().map(|goal| self.route(goal, &open)).collect();
        let mut rivals = Rivals {
            left: (0..open.len()).collect(),
            goals: &open,
            routes: &routes,
        };
        for rule in RULES {
            let choice = rule(self, &rivals);
            if !choice.kept.is_empty() && choice.kept.len() < rivals.left.len() {
                rivals.left = choice.kept;
                reasons.extend(choice.reasons);
            }
        }
        let first = *rivals.left.first()?;
        if rivals.left.len() > 1 {
            reasons.push(Reason::NamedFirst);
        }
        let mut routes = routes;
        let chosen = routes.remove(first);
        routes.insert(0, chosen);
        Some(First {
            take: open[first].item,
            reasons,
            routes,
            optimal: self.optimal.get(),
        })
    }

    pub(super) fn unreachable(&self, entry: Entry) -> Unreachable {
        let facts = self.catalog().facts(entry);
        Unreachable {
            entry,
            status: self.catalog().status(entry, self.unmet.as_of),
            retires: self.catalog().last_day(entry, self.unmet.as_of),
            replaced_by: facts.replaced_by.to_vec(),
        }
    }

    fn route(&self, first: &Goal, all: &[&Goal]) -> Route {
        let others = all.iter().filter(|goal| goal.item != first.item);
        let wants: Vec<Entry> = others.flat_map(|goal| goal.wants.iter().copied()).collect();
        let to_first = first.exams().to_vec();
        let then = if wants.is_empty() {
            Vec::new()
        } else {
            self.exams(&to_first, &wants, &[]).unwrap_or_default()
        };
        Route {
            first: first.item,
            cost: cost(self.catalog(), to_first.iter().chain(&then).copied()),
            to_first,
            then,
        }
    }
}

/// What could come first, and what is left of it.
struct Rivals<'a> {
    goals: &'a [&'a Goal],
    /// For each goal.
    routes: &'a [Route],
    /// Places in both.
    left: Vec<usize>,
}

impl Rivals<'_> {
    /// Returns those that are left and have the least of something.
    fn with_least<T: Ord>(&self, of: impl Fn(usize) -> T) -> Vec<usize> {
        let least = self.left.iter().map(|place| of(*place)).min();
        let left = self.left.iter().copied();
        left.filter(|place| Some(of(*place)) == least).collect()
    }

    fn cheapest(&self, catalog: &Catalog) -> Vec<usize> {
        self.with_least(|place| cost(catalog, self.goals[place].exams().iter().copied()))
    }
}

/// What a rule leaves, and why; none or all of what was left: it decides nothing.
#[derive(Default)]
struct Choice {
    kept: Vec<usize>,
    reasons: Vec<Reason>,
}

type Rule = fn(&Decision<'_, '_>, &Rivals<'_>) -> Choice;

/// In the order in which they are applied.
const RULES: [Rule; 6] = [
    not_requiring,
    cheapest_together,
    sharing_exams,
    first_to_end,
    lower,
    cheapest_alone,
];

/// Leaves out what requires another one that is left.
fn not_requiring(decision: &Decision<'_, '_>, rivals: &Rivals<'_>) -> Choice {
    let find = |by: usize, of: usize| {
        let targets = |place: usize| rivals.goals[place].wants.iter().copied().collect();
        decision.unmet.find(&targets(by), &targets(of))
    };
    let mut choice = Choice {
        kept: rivals.left.clone(),
        reasons: Vec::new(),
    };
    for &by in &rivals.left {
        let others = rivals.left.iter().copied().filter(|of| *of != by);
        // Where each leads to the other nothing is decided.
        let mut found = others.filter_map(|of| Some((of, find(by, of)?)));
        let Some((of, (name, dependent))) = found.find(|(of, _)| find(*of, by).is_none()) else {
            continue;
        };
        let (item, without) = (rivals.goals[by], &rivals.goals[of].wants);
        choice.kept.retain(|place| *place != by);
        choice.reasons.push(Reason::Required(RequiredBy {
            by: dependent,
            name,
            of: rivals.goals[of].item,
            item: item.item,
            directly: item.wants.contains(&dependent),
            needed: decision.exams(&[], &item.wants, without).is_none(),
        }));
    }
    choice
}

fn cheapest_together(_: &Decision<'_, '_>, rivals: &Rivals<'_>) -> Choice {
    let cost = |place: usize| rivals.routes[place].cost;
    let kept = rivals.with_least(cost);
    let others = rivals.left.iter().filter(|place| !kept.contains(place));
    let otherwise = others.map(|place| cost(*place)).min();
    let reason = otherwise.map(|otherwise| Reason::Cheaper {
        cost: cost(kept[0]),
        otherwise,
    });
    Choice {
        kept,
        reasons: reason.into_iter().collect(),
    }
}

/// Where exams are shared, what takes the least comes on the way to the others.
fn sharing_exams(decision: &Decision<'_, '_>, rivals: &Rivals<'_>) -> Choice {
    let exams = rivals
        .left
        .iter()
        .flat_map(|place| rivals.goals[*place].exams());
    let mut seen = BTreeSet::new();
    let shared: BTreeSet<ExamIndex> = exams.copied().filter(|exam| !seen.insert(*exam)).collect();
    if shared.is_empty() {
        return Choice::default();
    }
    Choice {
        kept: rivals.cheapest(decision.catalog()),
        reasons: vec![Reason::Shares(shared.into_iter().collect())],
    }
}

fn first_to_end(decision: &Decision<'_, '_>, rivals: &Rivals<'_>) -> Choice {
    let ends = |place: usize| {
        let goal = rivals.goals[place];
        let exams = goal.exams().iter().copied().map(Entry::Exam);
        let all = goal.wants.iter().copied().chain(exams);
        let dated = all.filter_map(|entry| Some((decision.catalog().facts(entry).retires?, entry)));
        dated.min_by_key(|(on, _)| on.last_day())
    };
    let day = |place: usize| ends(place).map_or(Date::MAX, |(on, _)| on.last_day());
    let kept = rivals.with_least(day);
    let Some((on, what)) = kept.first().and_then(|place| ends(*place)) else {
        return Choice::default();
    };
    Choice {
        kept,
        reasons: vec![Reason::RetiresFirst { what, on }],
    }
}

fn lower(decision: &Decision<'_, '_>, rivals: &Rivals<'_>) -> Choice {
    Choice {
        kept: rivals.with_least(|place| decision.catalog().level(rivals.goals[place].item).rank),
        reasons: vec![Reason::LowerRank],
    }
}

fn cheapest_alone(decision: &Decision<'_, '_>, rivals: &Rivals<'_>) -> Choice {
    Choice {
        kept: rivals.cheapest(decision.catalog()),
        reasons: vec![Reason::CostsLess],
    }
}
