//! Names and requirements: which entry is meant, and what must hold.

use std::cell::{Cell, OnceCell};
use std::collections::{HashMap, HashSet};

use crate::catalog::load::fields::{Fields, Inner, is_too_long, required, wrong_type};
use crate::catalog::load::finding::{Code, quoted};
use crate::catalog::load::limits::{MOST_ITEMS, MOST_MEMBERS};
use crate::catalog::load::merge::{Raw, RawEntry};
use crate::catalog::load::problem::{At, Origin, Problem, Problems};
use crate::catalog::load::providers::{level_of, unknown_provider};
use crate::catalog::load::reader::Value;
use crate::catalog::load::schema::{REQUIREMENT_KEYS, SET};
use crate::catalog::load::values::{id, number, title};
use crate::catalog::model::{
    CertIndex, Entry, ExamIndex, LevelSet, List, Members, Provider, ProviderIndex, Requirement,
};

/// What a requirement looks like, for hints.
const SHAPES: &str =
    "a requirement is a name, a list, or a map with `all`, `any`, `at-least` and `of`, or `ever`";

/// Every name that a requirement may use.
#[derive(Debug)]
pub(super) struct Names<'a> {
    /// Ids, sorted.
    providers: Vec<&'a str>,
    entries: HashMap<(ProviderIndex, &'a str), Entry>,
    /// Which providers have a name.
    homes: HashMap<&'a str, Vec<ProviderIndex>>,
    raw: &'a Raw<'a>,
    /// The certifications of each level, by the level's name; gathered when a requirement names one.
    levels: OnceCell<HashMap<(ProviderIndex, &'a str), Vec<CertIndex>>>,
    /// How many names levels and patterns may still stand for: a short rule can mean very many.
    members_left: Cell<usize>,
}

/// Why a name is no entry.
enum LookupError<'a> {
    /// It was taken out by that item.
    Hidden(Origin),
    /// This provider does not have it.
    Name(&'a str),
    /// The provider before its colon does not exist.
    Provider,
}

/// What stands for a rule that could not be read from a source.
pub(super) const UNVERIFIED: &str = "unverified";

impl<'a> Names<'a> {
    /// Gathers the names. `providers` are sorted, and have those of all entries.
    pub(super) fn of(raw: &'a Raw<'a>, providers: Vec<&'a str>, problems: &mut Problems) -> Self {
        let count = raw.exams.len() + raw.certifications.len();
        let mut names = Self {
            providers,
            entries: HashMap::with_capacity(count),
            homes: HashMap::with_capacity(count),
            raw,
            levels: OnceCell::new(),
            members_left: Cell::new(MOST_MEMBERS),
        };
        for (index, exam) in (0..).zip(&raw.exams) {
            names.add(exam, Entry::Exam(ExamIndex(index)));
        }
        for (index, certification) in (0..).zip(&raw.certifications) {
            let taken = names.add(certification, Entry::Certification(CertIndex(index)));
            if let Some(Entry::Exam(ExamIndex(exam))) = taken {
                let name = quoted(certification.name);
                let message = format!("{name} is both an exam and a certification");
                let first = &raw.exams[exam as usize];
                let problem = Problem::new(Code::Duplicate, &certification.at("id"), message);
                problems.push(
                    problem
                        .after(&first.at("code"))
                        .hint("rename one of the two"),
                );
            }
        }
        names
    }

    /// Adds a name; returns what had it.
    fn add(&mut self, raw: &RawEntry<'a>, entry: Entry) -> Option<Entry> {
        let provider = self.provider(raw.provider)?;
        let homes = self.homes.entry(raw.name).or_default();
        if homes.last() != Some(&provider) {
            homes.push(provider);
        }
        self.entries.insert((provider, raw.name), entry)
    }

    /// Returns the certifications of a provider's level, sorted.
    fn of_level<'n>(&'n self, provider: ProviderIndex, level: &'n str) -> &'n [CertIndex] {
        let levels = self.levels.get_or_init(|| {
            let mut levels: HashMap<_, Vec<CertIndex>> = HashMap::new();
            for (index, raw) in (0..).zip(&self.raw.certifications) {
                let level = raw.field("level").map(|field| field.value);
                if let (Some(Value::Text(level)), Some(provider)) =
                    (level, self.provider(raw.provider))
                {
                    let key = (provider, level.as_str());
                    levels.entry(key).or_default().push(CertIndex(index));
                }
            }
            levels
        });
        levels.get(&(provider, level)).map_or(&[], Vec::as_slice)
    }

    /// Returns a provider's place among all.
    pub(super) fn provider(&self, id: &str) -> Option<ProviderIndex> {
        let index = self.providers.binary_search(&id).ok()?;
        u32::try_from(index).ok().map(ProviderIndex)
    }

    /// Returns the codes of a provider's exams that begin so, sorted.
    pub(super) fn codes(
        &self,
        provider: ProviderIndex,
        start: &str,
    ) -> impl Iterator<Item = &'a str> {
        let exams = of_provider(&self.raw.exams, self.providers[provider.0 as usize]);
        let first = exams.partition_point(|exam| exam.name < start);
        let codes = exams[first..].iter().map(|exam| exam.name);
        codes.take_while(move |code| code.starts_with(start))
    }

    /// Returns the providers' ids, sorted.
    pub(super) fn providers(&self) -> &[&'a str] {
        &self.providers
    }

    /// Finds an entry by a name as one writes it among the entries of `home`.
    fn find(&self, name: &str, home: ProviderIndex) -> Result<Entry, LookupError<'a>> {
        let (id, bare) = match name.split_once(':') {
            None => (self.providers[home.0 as usize], name),
            Some(parts) => parts,
        };
        let provider = self.provider(id);
        let entry = provider.and_then(|provider| self.entries.get(&(provider, bare)));
        if let Some(entry) = entry {
            return Ok(*entry);
        }
        if let Some(by) = self.raw.hidden.get(&(id, bare)) {
            return Err(LookupError::Hidden(*by));
        }
        Err(provider.map_or(LookupError::Provider, |provider| {
            LookupError::Name(self.providers[provider.0 as usize])
        }))
    }

    /// Returns what to write for a name that is not there.
    fn advice(
        &self,
        name: &str,
        provider: Option<&str>,
        wanted: Wanted,
        problems: &Problems,
    ) -> String {
        let (prefix, bare) = match name.split_once(':') {
            None => ("", name),
            Some((id, bare)) => (&name[..=id.len()], bare),
        };
        let Some(provider) = provider else {
            let id = prefix.trim_end_matches(':');
            let near = problems.nearest(id, self.providers.iter().copied());
            let near = near.map(|near| format!("; did you mean `{near}`?"));
            return format!(
                "no provider is called {}{}",
                quoted(id),
                near.unwrap_or_default()
            );
        };
        if name == UNVERIFIED {
            return format!("`{UNVERIFIED}` stands alone: write `requires: {UNVERIFIED}`");
        }
        if let Some(homes) = self.homes.get(bare) {
            let id = |home: &ProviderIndex| self.providers[home.0 as usize];
            let prefixed = homes.iter().map(|home| format!("`{}:{bare}`", id(home)));
            let prefixed: Vec<String> = prefixed.take(5).collect();
            return format!("write {}", prefixed.join(" or "));
        }
        let exams = match wanted {
            Wanted::Any => of_provider(&self.raw.exams, provider),
            Wanted::Certification => &[],
        };
        let candidates = exams
            .iter()
            .chain(of_provider(&self.raw.certifications, provider));
        match problems.nearest(bare, candidates.map(|entry| entry.name)) {
            Some(near) => format!("did you mean `{prefix}{near}`?"),
            None => format!("{} has no similar name", quoted(provider)),
        }
    }
}

/// The part of a sorted list that is of one provider.
fn of_provider<'l, 'a>(list: &'l [RawEntry<'a>], provider: &str) -> &'l [RawEntry<'a>] {
    let start = list.partition_point(|entry| entry.provider < provider);
    let end = list.partition_point(|entry| entry.provider <= provider);
    &list[start..end]
}

/// What a name may be of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Any,
    Certification,
}

/// Reads the requirements of one entry.
pub(super) struct Reader<'r, 'a> {
    pub(super) names: &'r Names<'a>,
    pub(super) providers: &'r [Provider],
    /// Whose names come first.
    pub(super) home: ProviderIndex,
    /// The entry's own name, for messages.
    pub(super) owner: &'a str,
    /// What is hidden is left out in silence: the entry can do without.
    pub(super) optional: bool,
    pub(super) problems: &'r mut Problems,
}

impl Reader<'_, '_> {
    /// Reads a requirement; a part of it that is wrong is reported and left out.
    ///
    /// Values nest at most 64 deep, which the reader of YAML sees to.
    pub(super) fn requirement(&mut self, value: &Value, at: &At<'_>) -> Option<Requirement> {
        match value {
            Value::Text(name) | Value::Number(name) => {
                let found = self.entry(name, at, Wanted::Any)?;
                Some(match found {
                    Entry::Exam(exam) => Requirement::Exam(exam),
                    Entry::Certification(certification) => {
                        Requirement::Certification(certification)
                    }
                })
            }
            Value::List(_) => self.gate(Gate::All, value, at),
            Value::Map(_) => self.map(value, at),
            Value::Null | Value::Bool(_) => {
                self.refuse(wrong_type(at, "a requirement", value).hint(SHAPES))
            }
        }
    }

    /// Reads a list of names.
    pub(super) fn entries(&mut self, value: &Value, at: &At<'_>) -> List<Entry> {
        let Value::List(values) = value else {
            let problem = wrong_type(at, "a list of names", value);
            self.problems.push(problem.hint("write [NAME, NAME]"));
            return List::EMPTY;
        };
        if is_too_long(values.len(), MOST_ITEMS, at, self.problems) {
            return List::EMPTY;
        }
        let mut entries = Vec::with_capacity(values.len());
        for (index, value) in values.iter().enumerate() {
            let at = at.index(index);
            match value.written() {
                Some(name) => entries.extend(self.entry(name, &at, Wanted::Any)),
                None => self.problems.push(wrong_type(&at, "a name", value)),
            }
        }
        entries.into()
    }

    fn refuse<T>(&mut self, problem: Problem) -> Option<T> {
        self.problems.push(problem);
        None
    }

    fn entry(&mut self, name: &str, at: &At<'_>, wanted: Wanted) -> Option<Entry> {
        let provider = match self.names.find(name, self.home) {
            Ok(entry) => return Some(entry),
            Err(LookupError::Hidden(_)) if self.optional => return None,
            Err(LookupError::Hidden(by)) => {
                let (name, owner) = (quoted(name), quoted(self.owner));
                let at = At::Field(by, "hidden");
                let message = format!("{name} is hidden here, and {owner} needs it");
                let hint = format!("hide {owner} too, or change what it requires");
                return self.refuse(Problem::new(Code::HiddenButNeeded, &at, message).hint(hint));
            }
            Err(LookupError::Name(provider)) => Some(provider),
            Err(LookupError::Provider) => None,
        };
        let hint = self.names.advice(name, provider, wanted, self.problems);
        let message = format!("unknown name {}", quoted(name));
        self.refuse(Problem::new(Code::UnknownName, at, message).hint(hint))
    }

    fn map(&mut self, value: &Value, at: &At<'_>) -> Option<Requirement> {
        let fields = Inner::of(value, at, SHAPES, self.problems)?;
        if fields.refuse_others(&REQUIREMENT_KEYS, self.problems) {
            return None;
        }
        let [all, any, least, of, ever] = REQUIREMENT_KEYS.map(|key| value.get(key));
        match (all, any, least, of, ever) {
            (Some(members), None, None, None, None) => {
                self.gate(Gate::All, members, &at.key("all"))
            }
            (None, Some(members), None, None, None) => {
                self.gate(Gate::Any, members, &at.key("any"))
            }
            (None, None, Some(count), Some(members), None) => {
                let count = number(1, u32::MAX)(count, &at.key("at-least"), self.problems);
                let gate = count.map_or(Gate::All, Gate::AtLeast);
                self.gate(gate, members, &at.key("of"))
            }
            (None, None, None, None, Some(name)) => self.ever(name, &at.key("ever")),
            (None, None, Some(_), None, None) | (None, None, None, Some(_), None) => {
                let message = "`at-least` and `of` come together";
                let problem = Problem::new(Code::BadRequirement, at, message);
                self.refuse(problem.hint("write {at-least: 2, of: [A, B, C]}"))
            }
            _ => {
                let message = "this map is not one requirement";
                self.refuse(Problem::new(Code::BadRequirement, at, message).hint(SHAPES))
            }
        }
    }

    fn ever(&mut self, value: &Value, at: &At<'_>) -> Option<Requirement> {
        let Some(name) = value.written() else {
            let problem = wrong_type(at, "the id of a certification", value);
            return self.refuse(problem.hint("write {ever: cka}"));
        };
        match self.entry(name, at, Wanted::Certification)? {
            Entry::Certification(certification) => Some(Requirement::Ever(certification)),
            Entry::Exam(_) => {
                let message = format!(
                    "{} is an exam, and `ever` is for certifications",
                    quoted(name)
                );
                let hint = format!("write {} alone: a pass does not lapse", quoted(name));
                self.refuse(Problem::new(Code::BadRequirement, at, message).hint(hint))
            }
        }
    }

    fn gate(&mut self, gate: Gate, value: &Value, at: &At<'_>) -> Option<Requirement> {
        let values = match value {
            Value::List(values) => values,
            Value::Map(_) => return self.gate_of_set(gate, value, at),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) => {
                let problem = wrong_type(at, "a list of requirements", value);
                return self.refuse(problem.hint("write [A, B]"));
            }
        };
        let mut seen = HashSet::with_capacity(values.len());
        let mut members = Vec::with_capacity(values.len());
        let mut lost = 0;
        for (index, value) in values.iter().enumerate() {
            let at = at.index(index);
            let Some(member) = self.requirement(value, &at) else {
                lost += 1;
                continue;
            };
            if seen.insert(member.clone()) {
                members.push(member);
            } else {
                let problem = Problem::new(Code::RepeatedMember, &at, "this is a member already");
                self.problems
                    .push(problem.hint("it counts once: remove it"));
            }
        }
        self.judge(gate, members.len() + lost, values.len(), at)?;
        if members.is_empty() {
            return None;
        }
        Some(gate.over(members.into()))
    }

    /// Returns the entry whose requirements are read.
    pub(super) fn own(&self) -> Option<Entry> {
        self.names.entries.get(&(self.home, self.owner)).copied()
    }

    /// Reads a gate over all certifications of a level, without the entry's own.
    fn gate_of_set(&mut self, gate: Gate, value: &Value, at: &At<'_>) -> Option<Requirement> {
        let set = self.level_set(value, at)?;
        let level = &self.providers[set.provider.0 as usize].levels[set.level as usize];
        let own = self.own();
        let members = self.names.of_level(set.provider, &level.name).iter();
        let others = members.filter(|held| Some(Entry::Certification(**held)) != own);
        let list: Vec<Requirement> = others
            .take(self.enough_members())
            .map(|held| Requirement::Certification(*held))
            .collect();
        self.take_members(list.len(), at)?;
        self.judge(gate, list.len(), usize::MAX, at)?;
        let set = Some(set);
        let list = list.into();
        Some(gate.over(Members { list, set }))
    }

    /// Returns how many members are enough to see that they are too many.
    pub(super) fn enough_members(&self) -> usize {
        self.names.members_left.get() + 1
    }

    /// Counts members that a short text stands for, and reports too many of them.
    pub(super) fn take_members(&mut self, count: usize, at: &At<'_>) -> Option<()> {
        let left = self.names.members_left.get().checked_sub(count);
        self.names.members_left.set(left.unwrap_or(0));
        if left.is_none() {
            let message = format!("levels and patterns stand for more than {MOST_MEMBERS} names");
            let hint = "make a certification of its own of what is required often";
            return self.refuse(Problem::new(Code::TooMany, at, message).hint(hint));
        }
        Some(())
    }

    fn level_set(&mut self, value: &Value, at: &At<'_>) -> Option<LevelSet> {
        let like = "{provider: giac, level: practitioner}";
        let fields = Inner::of(value, at, like, self.problems)?;
        if fields.refuse_others(&SET.names(), self.problems) {
            return None;
        }
        let provider = match fields.get("provider") {
            None => self.home,
            Some((at, value)) => {
                let id = id(value, &at, self.problems)?;
                let Some(provider) = self.names.provider(&id) else {
                    let known = self.names.providers.iter().copied();
                    let problem = unknown_provider(&at, &id, known, self.problems);
                    self.problems.push(problem);
                    return None;
                };
                provider
            }
        };
        let hint = format!("write {like}");
        let name = required(&fields, "level", &hint, self.problems, title)?;
        let of = &self.providers[provider.0 as usize];
        let at = at.key("level");
        let (level, _) = level_of(of, &name, &at, self.problems)?;
        Some(LevelSet { provider, level })
    }

    /// Reports what is wrong with a gate of so many different members, if it makes the gate useless.
    fn judge(&mut self, gate: Gate, members: usize, written: usize, at: &At<'_>) -> Option<()> {
        let hint = "name what it requires";
        match gate {
            Gate::All if members == 0 => {
                let message = "this requires nothing";
                self.refuse(Problem::new(Code::EmptyRequirement, at, message).hint(hint))
            }
            Gate::Any if members == 0 => {
                let message = "an `any` of nothing can never be met";
                self.refuse(Problem::new(Code::Impossible, at, message).hint(hint))
            }
            Gate::AtLeast(needed) if needed as usize > members => {
                let message = format!("at least {needed} of {members} can never be met");
                let hint = format!("write `at-least: {}` at most, or name more", members.max(1));
                self.refuse(Problem::new(Code::Impossible, at, message).hint(hint))
            }
            Gate::Any if written == 1 => {
                let message = "an `any` with one member is no choice";
                let problem = Problem::new(Code::SingleChoice, at, message);
                self.problems
                    .push(problem.hint("write the member alone, or add the others"));
                Some(())
            }
            Gate::All | Gate::Any | Gate::AtLeast(_) => Some(()),
        }
    }
}

#[derive(Debug, Clone, Copy)]
enum Gate {
    All,
    Any,
    AtLeast(u32),
}

impl Gate {
    fn over(self, members: Members) -> Requirement {
        match self {
            Self::All => Requirement::All(members),
            Self::Any => Requirement::Any(members),
            Self::AtLeast(needed) => {
                let count = u32::try_from(members.len()).unwrap_or(u32::MAX);
                Requirement::AtLeast(needed.min(count), members)
            }
        }
    }
}
