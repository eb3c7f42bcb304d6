//! Whose a name is: the providers that a text or an issuer names.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};
use std::sync::OnceLock;

use crate::catalog::fold;
use crate::catalog::model::{Catalog, ProviderIndex};
use crate::resolve::vague;

/// Who hands out badges and takes exams for others: as an issuer they say nothing.
const NEUTRAL: &str = "\
    acclaim accredible badgr certiport certmetrics credly examity issuedby kryterion openbadges \
    pearsonvue prometric psi vue webassessor youracclaim";

/// Who gives courses.
const TRAINERS: &str = "\
    acloudguru bootcamp cbtnuggets cloudacademy codecademy course coursera datacamp \
    deeplearningai edx freecodecamp greatlearning kodekloud linkedin onlinecourse oreilly \
    pluralsight simplilearn skillsoft springboard udacity udemy upgrad whizlabs";

/// The providers of a catalog by everything that they are called; collected when first needed, which is not for a name
/// that is a code or id.
#[derive(Debug)]
pub(super) struct ProviderNames<'c> {
    catalog: &'c Catalog,
    collected: OnceLock<Collected>,
}

#[derive(Debug)]
struct Collected {
    /// Folded words, longest first.
    names: Vec<(Vec<String>, ProviderIndex)>,
    /// The places of names, by their first and by their last word: a name is cut in many ways.
    by_first: HashMap<String, Vec<usize>>,
    by_last: HashMap<String, Vec<usize>>,
    /// Names as folded keys.
    keys: BTreeSet<String>,
    /// The roles of certifications and the levels of several words, as folded keys.
    roles: BTreeSet<String>,
    /// The words of roles.
    role_words: BTreeSet<String>,
}

/// Who issued something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Issuer {
    /// It is not said.
    Unsaid,
    /// One of them.
    Providers(Vec<ProviderIndex>),
    /// Nobody of the catalog.
    Unknown,
}

/// What is left of a name without the name of a provider, and which providers are called so.
pub(super) struct Cut<'w> {
    pub(super) rest: &'w [String],
    pub(super) providers: Vec<ProviderIndex>,
}

impl Collected {
    fn new(catalog: &Catalog) -> Self {
        let mut names = Vec::new();
        for (place, provider) in (0..).map(ProviderIndex).zip(catalog.providers.iter()) {
            for name in provider.names().chain(provider.issuers()) {
                let words = fold::words(name);
                if !words.is_empty() {
                    names.push((words, place));
                }
            }
        }
        names.sort_by_cached_key(|(words, place)| (Reverse(words.len()), words.clone(), *place));
        names.dedup();
        let certifications = catalog.certifications.iter();
        let roles =
            certifications.flat_map(|certification| certification.roles.iter().map(AsRef::as_ref));
        let levels = catalog
            .providers
            .iter()
            .flat_map(|provider| provider.levels.iter());
        let levels = levels
            .map(|level| level.name.as_ref())
            .filter(|level| level.contains('-') && !level.bytes().any(|b| b.is_ascii_digit()));
        let roles: BTreeSet<&str> = roles.chain(levels).collect();
        let roles: Vec<Vec<String>> = roles.into_iter().map(fold::words).collect();
        Self {
            by_first: by_word(&names, <[String]>::first),
            by_last: by_word(&names, <[String]>::last),
            keys: names.iter().map(|(name, _)| fold::key(name)).collect(),
            names,
            roles: roles.iter().map(|words| fold::key(words)).collect(),
            role_words: roles.into_iter().flatten().collect(),
        }
    }
}

/// Returns the places of names by one of their words.
fn by_word(
    names: &[(Vec<String>, ProviderIndex)],
    word: impl Fn(&[String]) -> Option<&String>,
) -> HashMap<String, Vec<usize>> {
    let mut places: HashMap<String, Vec<usize>> = HashMap::new();
    for (place, (name, _)) in names.iter().enumerate() {
        if let Some(word) = word(name) {
            places.entry(word.clone()).or_default().push(place);
        }
    }
    places
}

/// Returns whether an issuer only hands out badges or takes exams: `Credly by Pearson`.
fn is_neutral(issuer: &str) -> bool {
    /// A shorter name may be a part of another.
    const TELLING: usize = 5;
    let key = fold::key(&fold::words(issuer));
    (NEUTRAL.split(' ')).any(|name| key == name || name.len() > TELLING && key.contains(name))
}

/// Leaves out the word that joins a name and its provider's: `Security+ by CompTIA`.
fn without_by(words: &[String]) -> &[String] {
    match words {
        [name @ .., by] if ["by", "from"].contains(&by.as_str()) => name,
        _ => words,
    }
}

impl<'c> ProviderNames<'c> {
    /// Makes them, which costs nothing.
    pub(super) fn new(catalog: &'c Catalog) -> Self {
        Self {
            catalog,
            collected: OnceLock::new(),
        }
    }

    fn collected(&self) -> &Collected {
        self.collected.get_or_init(|| Collected::new(self.catalog))
    }

    /// Returns whether words name only roles, levels and topics.
    pub(super) fn are_vague(&self, words: &[String]) -> bool {
        let role_words = &self.collected().role_words;
        let is_vague = |word: &String| {
            fold::is_noise(word) || vague::is_general(word) || role_words.contains(word)
        };
        words.iter().all(is_vague)
    }

    /// Returns whether words are the name of a provider.
    pub(super) fn are_name(&self, words: &[String]) -> bool {
        let key = fold::key(&fold::without_noise(words));
        self.collected().keys.contains(&key)
    }

    /// Returns whether words name a role, or a level of several words.
    pub(super) fn are_role(&self, words: &[String]) -> bool {
        let roles = &self.collected().roles;
        roles.contains(&fold::key(&fold::without_noise(words)))
    }

    /// Returns whose something is that `issuer` is said to have issued.
    pub(super) fn issuer(&self, catalog: &Catalog, issuer: &str) -> Issuer {
        let words = fold::words(issuer);
        if words.is_empty() {
            return Issuer::Unsaid;
        }
        let whole = self.called(catalog, issuer);
        if !whole.is_empty() {
            return Issuer::Providers(whole);
        }
        let pieces = issuer.split(['/', ',', '|', '(', ')', '[', ']', ';', '\u{b7}']);
        let pieces = pieces
            .flat_map(|piece| piece.split(" - "))
            .flat_map(|piece| piece.split(" \u{2013} "));
        let mut providers = Vec::new();
        let mut neutral = true;
        for piece in pieces.filter(|piece| !fold::words(piece).is_empty()) {
            let called = self.called(catalog, piece);
            neutral &= !called.is_empty() || is_neutral(piece);
            providers.extend(called);
        }
        if providers.is_empty() && !neutral {
            providers = self.at_start(&words);
        }
        match (providers.is_empty(), neutral) {
            (false, _) => Issuer::Providers(providers),
            (true, true) => Issuer::Unsaid,
            (true, false) => Issuer::Unknown,
        }
    }

    /// Returns whose pages are at a host.
    pub(super) fn at_host(catalog: &Catalog, host: &str) -> Issuer {
        let providers = (0..).map(ProviderIndex).zip(catalog.providers.iter());
        let at_host = providers.filter(|(_, provider)| {
            let mut hosts = provider.hosts.iter();
            hosts.any(|known| known.eq_ignore_ascii_case(host))
        });
        match at_host.map(|(place, _)| place).collect::<Vec<_>>() {
            none if none.is_empty() => Issuer::Unknown,
            some => Issuer::Providers(some),
        }
    }

    /// Returns whether an issuer is known to give courses.
    pub(super) fn is_trainer(issuer: &str) -> bool {
        let key = fold::key(&fold::words(issuer));
        TRAINERS.split(' ').any(|trainer| key.contains(trainer))
    }

    /// Returns the providers that are called exactly so, or whose pages are there.
    fn called(&self, catalog: &Catalog, text: &str) -> Vec<ProviderIndex> {
        let key = fold::key(&fold::words(text));
        let names = self.collected().names.iter();
        let mut found: Vec<_> = names
            .filter(|(words, _)| fold::key(words) == key)
            .map(|(_, place)| *place)
            .collect();
        if let Issuer::Providers(at_host) = Self::at_host(catalog, text.trim()) {
            found.extend(at_host);
            found.sort_unstable();
            found.dedup();
        }
        found
    }

    /// Returns the providers whose name, the longest there is, words begin with.
    fn at_start(&self, words: &[String]) -> Vec<ProviderIndex> {
        let leading = words
            .iter()
            .take_while(|word| ["the", "issued", "by"].contains(&word.as_str()))
            .count();
        let words = &words[leading..];
        let mut begins = self
            .collected()
            .names
            .iter()
            .filter(|(name, _)| words.starts_with(name))
            .peekable();
        let longest = begins.peek().map_or(0, |(name, _)| name.len());
        begins
            .take_while(|(name, _)| name.len() == longest)
            .map(|(_, place)| *place)
            .collect()
    }

    /// Cuts each name of a provider off the start or the end of a name.
    pub(super) fn cut<'w>(&self, words: &'w [String]) -> Vec<Cut<'w>> {
        let collected = self.collected();
        let first = words.first().and_then(|word| collected.by_first.get(word));
        let last = words.last().and_then(|word| collected.by_last.get(word));
        let mut places: Vec<usize> = first.into_iter().chain(last).flatten().copied().collect();
        places.sort_unstable();
        places.dedup();
        let mut cuts: Vec<Cut<'w>> = Vec::new();
        for (name, place) in places.into_iter().map(|place| &collected.names[place]) {
            let before = words.strip_suffix(name.as_slice()).map(without_by);
            let rests = [words.strip_prefix(name.as_slice()), before];
            for rest in rests.into_iter().flatten().filter(|rest| !rest.is_empty()) {
                let same = |cut: &&mut Cut<'_>| {
                    cut.rest.as_ptr() == rest.as_ptr() && cut.rest.len() == rest.len()
                };
                match cuts.iter_mut().find(same) {
                    Some(cut) => cut.providers.push(*place),
                    None => cuts.push(Cut {
                        rest,
                        providers: vec![*place],
                    }),
                }
            }
        }
        cuts
    }
}
