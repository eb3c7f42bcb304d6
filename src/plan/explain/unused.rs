//! Holdings that were named and do not help, with the reason.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::catalog::date::PartialDate;
use crate::catalog::model::{Catalog, CertIndex, Entry};
use crate::graph::Node;
use crate::plan::answer::{Plan, Unused, UnusedReason};
use crate::plan::reduce::slice::{Condition, Slice};
use crate::plan::support::Support;
use crate::request::Request;

/// Finds the holdings that a plan does not rest on.
pub(crate) fn unused(
    request: &Request,
    slice: &Slice<'_, '_>,
    support: &Support,
    plan: &Plan,
) -> Vec<Unused> {
    let used = used(slice, support);
    let mut named: Vec<Entry> = request.have.iter().map(|holding| holding.entry).collect();
    named.sort_unstable();
    named.dedup();
    named.retain(|entry| !used.contains(entry) && !request.want.contains(entry));
    if named.is_empty() {
        return Vec::new();
    }
    let looked = Looked::new(slice, plan);
    let unused = named.into_iter().filter_map(|entry| {
        let (reason, text) = looked.reason(entry);
        let is_reported = reason != UnusedReason::NotRequired || request.why;
        is_reported.then_some(Unused {
            entry,
            reason,
            text,
        })
    });
    unused.collect()
}

/// Returns the holdings that the plan rests on.
fn used(slice: &Slice<'_, '_>, support: &Support) -> BTreeSet<Entry> {
    let held = slice.question().held;
    let certifications = support
        .certifications()
        .filter(|index| held.is_active(*index));
    let certifications = certifications
        .chain(support.ever.iter().copied())
        .chain(revived(slice, support));
    let mut used: BTreeSet<Entry> = BTreeSet::new();
    for index in certifications {
        used.insert(Entry::Certification(index));
        used.extend(held.because(Entry::Certification(index)));
    }
    for exam in &support.passed {
        used.insert(Entry::Exam(*exam));
        used.extend(held.because(Entry::Exam(*exam)));
    }
    used
}

/// Returns the lapsed certifications that the plan brings back, and does not earn anew.
fn revived<'a>(
    slice: &'a Slice<'_, '_>,
    support: &'a Support,
) -> impl Iterator<Item = CertIndex> + 'a {
    let graph = slice.question().graph;
    let conditions = slice.conditions().iter().enumerate();
    conditions.filter_map(move |(place, condition)| match condition {
        Condition::Holds(node) if graph.is_renewal(*node) && support.rests_on(place) => {
            graph.owner(*node)
        }
        Condition::Holds(_) | Condition::Taken(_) | Condition::AnyOf(_) => None,
    })
}

/// What the question looked at, and what its plan comes to.
struct Looked<'a, 'c> {
    slice: &'a Slice<'a, 'c>,
    entries: BTreeSet<Entry>,
    /// The first certification among that which is not held and required an entry once, and until when.
    ended_rules: BTreeMap<Entry, (CertIndex, Date)>,
    /// What the plan takes and earns.
    gained: BTreeSet<Entry>,
    /// What rests on each holding.
    earned_by: BTreeMap<Entry, Vec<Entry>>,
}

impl<'a, 'c> Looked<'a, 'c> {
    fn new(slice: &'a Slice<'a, 'c>, plan: &Plan) -> Self {
        let question = slice.question();
        let entries = slice
            .conditions()
            .iter()
            .filter_map(|condition| match condition {
                Condition::Holds(node) => match question.graph.node(*node) {
                    Node::Ever(index) => Some(Entry::Certification(index)),
                    node => node.entry(),
                },
                Condition::Taken(exam) => Some(Entry::Exam(*exam)),
                Condition::AnyOf(_) => None,
            });
        let entries: BTreeSet<Entry> = entries.collect();
        let open = entries.iter().filter_map(|entry| match entry {
            Entry::Certification(index) if !question.held.is_active(*index) => Some(*index),
            Entry::Certification(_) | Entry::Exam(_) => None,
        });
        let gained = plan.steps.iter().flat_map(|step| {
            let earned = step.earns.iter().map(|index| Entry::Certification(*index));
            std::iter::once(Entry::Exam(step.exam)).chain(earned)
        });
        let mut earned_by: BTreeMap<Entry, Vec<Entry>> = BTreeMap::new();
        for earned in question.held.certifications().map(Entry::Certification) {
            for by in question.held.because(earned) {
                earned_by.entry(by).or_default().push(earned);
            }
        }
        Self {
            slice,
            ended_rules: ended_rules(question.graph.catalog(), open, question.as_of),
            earned_by,
            entries,
            gained: gained.collect(),
        }
    }

    fn reason(&self, entry: Entry) -> (UnusedReason, String) {
        let catalog = self.slice.question().graph.catalog();
        let name = catalog.name(entry);
        let lapsed = self.lapsed(entry).filter(|_| self.entries.contains(&entry));
        if let Some(why) = lapsed {
            return (UnusedReason::Lapsed, format!("{name} does not help: {why}"));
        }
        if let Some((of, until)) = self.ended_rule_for(entry) {
            let of = catalog.name(Entry::Certification(of));
            let text = format!("{name} does not help: {of} stopped taking it after {until}");
            return (UnusedReason::RuleEnded, text);
        }
        if let Some(next) = self.replacement(entry) {
            let next = catalog.name(next);
            let text = format!("{name} does not help: {next} replaced it");
            return (UnusedReason::Replaced, text);
        }
        let text = format!("{name} does not help: nothing wanted requires it");
        (UnusedReason::NotRequired, text)
    }

    fn lapsed(&self, entry: Entry) -> Option<String> {
        let held = self.slice.question().held;
        match entry {
            // What is taken once more has been passed in vain, also where only what it earned has lapsed.
            Entry::Exam(exam) => (held.has_expired(exam) || self.gained.contains(&entry))
                .then(|| "its pass counts no longer".to_owned()),
            Entry::Certification(index) => held
                .lapsed(index)
                .map(|last| format!("it lapsed after {last}")),
        }
    }

    /// Returns a certification that the question looks for and that required the entry or what it earned, and until when.
    fn ended_rule_for(&self, entry: Entry) -> Option<(CertIndex, Date)> {
        let earned = self.earned_by.get(&entry).into_iter().flatten();
        let mut entries = std::iter::once(&entry).chain(earned);
        entries.find_map(|entry| self.ended_rules.get(entry).copied())
    }

    /// Returns what the plan takes or earns that replaced the entry, over others or not.
    fn replacement(&self, entry: Entry) -> Option<Entry> {
        let catalog = self.slice.question().graph.catalog();
        let mut seen = BTreeSet::new();
        let mut todo = vec![entry];
        while let Some(entry) = todo.pop() {
            if !seen.insert(entry) {
                continue;
            }
            let next = &catalog.facts(entry).replaced_by;
            if let Some(found) = next.iter().find(|next| self.gained.contains(next)) {
                return Some(*found);
            }
            todo.extend(next.iter());
        }
        None
    }
}

/// Returns what certifications required until a day that is past and require no longer: the first of them, and its day.
fn ended_rules(
    catalog: &Catalog,
    certifications: impl Iterator<Item = CertIndex>,
    as_of: Date,
) -> BTreeMap<Entry, (CertIndex, Date)> {
    let mut ended_rules = BTreeMap::new();
    for index in certifications {
        let mut ended: BTreeMap<Entry, Date> = BTreeMap::new();
        let mut still: BTreeSet<Entry> = BTreeSet::new();
        for rule in catalog.certification(index).rules.iter() {
            let last = rule.until.map(PartialDate::last_day);
            let last = last.filter(|last| *last < as_of);
            let Some(requirement) = &rule.requires else {
                continue;
            };
            requirement.names(&mut |name| {
                let Some(name) = name.entry() else {
                    return;
                };
                if let Some(last) = last {
                    ended.entry(name).or_insert(last);
                } else {
                    still.insert(name);
                }
            });
        }
        for (name, last) in ended {
            if !still.contains(&name) {
                ended_rules.entry(name).or_insert((index, last));
            }
        }
    }
    ended_rules
}
