//! What is known of holdings: facts with the holdings that they rest on, in memory that serves question after question.

use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;

use jiff::civil::Date;

use crate::catalog::model::{CertIndex, Entry};
use crate::graph::{Graph, Node};
use crate::timeline::held::Standing;

/// The holdings that a fact rests on: a part of [`Facts::reasons`].
#[derive(Debug, Clone, Copy)]
pub(crate) struct Because {
    start: u32,
    end: u32,
}

/// When a fact holds: since a day, or without a date.
pub(crate) type When = Option<Date>;

/// Facts by the day on which they came about, first to last.
#[derive(Debug, Default)]
pub(crate) struct Dated(Vec<(Date, Because)>);

impl Dated {
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn days(&self) -> impl Iterator<Item = Date> {
        self.0.iter().map(|(day, _)| *day)
    }

    pub(crate) fn first(&self) -> Option<(Date, Because)> {
        self.0.first().copied()
    }

    pub(crate) fn last(&self) -> Option<(Date, Because)> {
        self.0.last().copied()
    }

    /// Returns the facts, first to last.
    pub(crate) fn facts(&self) -> &[(Date, Because)] {
        &self.0
    }

    /// Returns the facts up to a day, that day included.
    pub(crate) fn until(&self, day: Date) -> &[(Date, Because)] {
        &self.0[..self.0.partition_point(|(on, _)| *on <= day)]
    }

    /// Adds a fact, unless there is one of that day; returns whether there was none.
    fn insert(&mut self, day: Date, because: Because) -> bool {
        let place = self.0.binary_search_by_key(&day, |(on, _)| *on);
        if let Err(place) = place {
            self.0.insert(place, (day, because));
        }
        place.is_err()
    }
}

/// What can be used again.
pub(crate) trait Reuse: Default {
    /// Makes it as good as new; lists keep room.
    fn clear(&mut self);
}

/// For how many facts a list keeps room from one question to the next.
const ROOM: usize = 16;
/// For how many in all.
const ROOM_AT_ALL: usize = 4096;

impl Reuse for Dated {
    fn clear(&mut self) {
        self.0.clear();
        self.0.shrink_to(ROOM);
    }
}

/// Values for few of many indices.
#[derive(Debug, Default)]
pub(crate) struct Sparse<T> {
    /// For each index 1 + the place of its value, or 0 for none.
    places: Vec<u32>,
    /// Those in use, and behind them some to be used again.
    values: Vec<(u32, T)>,
    in_use: usize,
    /// The indices that have a value, once they are sorted.
    sorted: Vec<u32>,
}

impl<T: Reuse> Sparse<T> {
    /// Takes all values out, and makes room for so many indices.
    fn reset(&mut self, indices: usize) {
        for (index, value) in &mut self.values[..self.in_use] {
            self.places[*index as usize] = 0;
            value.clear();
        }
        self.in_use = 0;
        self.sorted.clear();
        self.places.resize(indices, 0);
    }

    pub(crate) fn get(&self, index: u32) -> Option<&T> {
        let place = self.places[index as usize].checked_sub(1)?;
        Some(&self.values[place as usize].1)
    }

    pub(crate) fn get_or_add(&mut self, index: u32) -> &mut T {
        let place = &mut self.places[index as usize];
        if *place == 0 {
            if self.in_use == self.values.len() {
                self.values.push((index, T::default()));
            }
            self.values[self.in_use].0 = index;
            self.in_use += 1;
            *place = u32::try_from(self.in_use).unwrap_or(u32::MAX);
        }
        &mut self.values[*place as usize - 1].1
    }

    /// Returns the indices that have a value, once they are [sorted](Self::sort).
    pub(crate) fn indices(&self) -> &[u32] {
        &self.sorted
    }

    /// Sorts the indices that have a value, now that no other will.
    pub(crate) fn sort(&mut self) {
        let values = self.values[..self.in_use].iter();
        self.sorted.extend(values.map(|(index, _)| *index));
        self.sorted.sort_unstable();
    }
}

/// When an exam was passed.
#[derive(Debug, Default)]
pub(crate) struct Passes {
    /// Named among the holdings.
    pub(crate) named: bool,
    pub(crate) undated: Option<Because>,
    pub(crate) dated: Dated,
    /// What counts on the day of the question, once all facts are known.
    pub(crate) counting: Option<(When, Because)>,
}

/// When a certification was earned or renewed.
#[derive(Debug, Default)]
pub(crate) struct Earned {
    /// Named among the holdings.
    pub(crate) named: bool,
    /// So without a date.
    pub(crate) named_undated: bool,
    pub(crate) undated: Option<Because>,
    pub(crate) dated: Dated,
    /// Credited as held at some time, with the first day for which that is known.
    pub(crate) ever: Option<(When, Because)>,
    /// How it stands on the day of the question, once all facts are known.
    pub(crate) standing: Option<Standing>,
}

impl Reuse for Passes {
    fn clear(&mut self) {
        self.dated.clear();
        *self = Self {
            dated: std::mem::take(&mut self.dated),
            ..Self::default()
        };
    }
}

impl Reuse for Earned {
    fn clear(&mut self) {
        self.dated.clear();
        *self = Self {
            dated: std::mem::take(&mut self.dated),
            ..Self::default()
        };
    }
}

impl Earned {
    /// Returns what it rests on if it is undated: named so, or no date is known.
    pub(crate) fn undated_standing(&self) -> Option<Because> {
        self.undated
            .filter(|_| self.named_undated || self.dated.is_empty())
    }

    /// Returns whether it is not known to be or have been held, but perhaps as `{ever: …}`.
    pub(crate) fn is_unknown(&self) -> bool {
        self.undated.is_none() && self.dated.is_empty()
    }

    /// Returns whether it is or was held at any time.
    pub(crate) fn was_ever(&self) -> bool {
        self.ever.is_some() || !self.is_unknown()
    }

    /// Returns the holdings that it rests on.
    pub(crate) fn because(&self) -> Option<Because> {
        let dated = || Some(self.dated.last()?.1);
        let ever = || Some(self.ever?.1);
        self.undated_standing().or_else(dated).or_else(ever)
    }
}

/// All facts, and what one leaves to the next: lists with room.
#[derive(Debug, Default)]
pub(crate) struct Facts {
    pub(crate) passes: Sparse<Passes>,
    pub(crate) earned: Sparse<Earned>,
    /// What facts rest on: lists of holdings, each sorted, one after the other.
    reasons: Vec<Entry>,
    /// What there are new facts of, and what follows from them is not settled yet.
    pub(crate) changed: VecDeque<Entry>,
    followers: Followers,
    /// The holdings that a proof rests on, for a moment.
    pub(crate) proof: Vec<Entry>,
}

/// The certifications of whose rules entries are a part, as far as that was asked for: the same for every question.
#[derive(Debug, Default)]
struct Followers {
    /// By the place of an entry in the graph 1 + the place of its list, or 0.
    places: Vec<u32>,
    /// Each sorted.
    lists: Vec<Arc<[CertIndex]>>,
}

impl Followers {
    fn reset(&mut self, graph: &Graph<'_>) {
        let catalog = graph.catalog();
        let entries = catalog.exams.len() + catalog.certifications.len();
        self.places.resize(entries, 0);
    }

    /// Returns the list of an entry.
    fn of(&mut self, graph: &Graph<'_>, entry: Entry) -> Arc<[CertIndex]> {
        let place = &mut self.places[graph.entry(entry).index()];
        if *place == 0 {
            self.lists.push(certifications_that_name(graph, entry));
            *place = u32::try_from(self.lists.len()).unwrap_or(u32::MAX);
        }
        Arc::clone(&self.lists[*place as usize - 1])
    }
}

/// Finds the certifications of whose rules an entry is a part, sorted.
fn certifications_that_name(graph: &Graph<'_>, entry: Entry) -> Arc<[CertIndex]> {
    let ever = match entry {
        Entry::Exam(_) => None,
        Entry::Certification(index) => graph.ever(index),
    };
    let places = std::iter::once(graph.entry(entry)).chain(ever);
    let owner = |node| match graph.node(node) {
        Node::Gate { owner, .. } => owner,
        Node::Rule(rule) => Some(rule.certification),
        Node::Exam(_) | Node::Certification(_) | Node::Ever(_) => None,
    };
    let parents = places.flat_map(|place| graph.parents(place));
    let owners: BTreeSet<CertIndex> = parents.filter_map(owner).collect();
    owners.into_iter().collect()
}

impl Facts {
    /// Forgets all facts, and makes ready for others of the same graph.
    pub(crate) fn reset(&mut self, graph: &Graph<'_>) {
        let catalog = graph.catalog();
        self.followers.reset(graph);
        self.passes.reset(catalog.exams.len());
        self.earned.reset(catalog.certifications.len());
        self.reasons.clear();
        self.reasons.shrink_to(ROOM_AT_ALL);
        self.changed.shrink_to(ROOM_AT_ALL);
    }

    /// Returns the certifications of whose rules an entry is a part, sorted.
    pub(crate) fn followers(&mut self, graph: &Graph<'_>, entry: Entry) -> Arc<[CertIndex]> {
        self.followers.of(graph, entry)
    }

    /// Notes what facts rest on.
    pub(crate) fn because(&mut self, holdings: &[Entry]) -> Because {
        let start = self.reasons.len();
        self.reasons.extend(holdings);
        Because {
            start: u32::try_from(start).unwrap_or(u32::MAX),
            end: u32::try_from(self.reasons.len()).unwrap_or(u32::MAX),
        }
    }

    pub(crate) fn holdings(&self, because: Because) -> &[Entry] {
        &self.reasons[because.start as usize..because.end as usize]
    }

    /// Notes a fact; one that is new joins the queue.
    pub(crate) fn add(&mut self, entry: Entry, on: When, because: Because) {
        let (dated, undated) = match entry {
            Entry::Exam(index) => {
                let passes = self.passes.get_or_add(index.0);
                (&mut passes.dated, &mut passes.undated)
            }
            Entry::Certification(index) => {
                let earned = self.earned.get_or_add(index.0);
                (&mut earned.dated, &mut earned.undated)
            }
        };
        let is_new = match on {
            Some(day) => dated.insert(day, because),
            None if undated.is_some() => false,
            None => undated.replace(because).is_none(),
        };
        if is_new {
            self.changed.push_back(entry);
        }
    }

    /// Notes that a certification was held at some time.
    pub(crate) fn add_ever(&mut self, index: CertIndex, on: When, because: Because) {
        let ever = &mut self.earned.get_or_add(index.0).ever;
        let is_new = match ever {
            None => true,
            Some((None, _)) => on.is_some(),
            Some((Some(known), _)) => on.is_some_and(|day| day < *known),
        };
        if is_new {
            *ever = Some((on, because));
            self.changed.push_back(Entry::Certification(index));
        }
    }
}
