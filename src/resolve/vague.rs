//! Names that decide nothing alone: a bare role, level or topic, such as `Data Analyst Associate`.

use crate::catalog::fold;
use crate::catalog::model::{Catalog, Entry};

/// Words for levels.
const LEVELS: &str = "\
    advanced associate entry essentials expert foundation foundational foundations fundamental \
    fundamentals intermediate junior lead level master practitioner pro professional specialist \
    specialty";

/// Words for roles and topics, beside those of the roles of the catalog.
const TOPICS: &str = "\
    agile ai application applications big cloud core cyber cybersecurity data database desktop \
    development devops digital information infrastructure it learning linux machine management \
    network networking networks operations operator owner platform process product program \
    programmer project quality scrum service software solutions system systems technician \
    technology tester trainer web";

/// How many words distinguish which certification of the whole catalog is meant, though each names only a role, a level or a
/// topic.
const DISTINCT_WORDS: usize = 3;

/// Returns whether a folded word is one for a level.
pub(super) fn is_level(word: &str) -> bool {
    fold::is_among(word, LEVELS)
}

/// Returns whether a folded word is one for a level or a topic.
pub(super) fn is_general(word: &str) -> bool {
    is_level(word) || fold::is_among(word, TOPICS)
}

/// Returns whether words are the whole of a title of an entry.
pub(super) fn is_titled(catalog: &Catalog, entry: Entry, words: &[String]) -> bool {
    let key = fold::key(words);
    let facts = catalog.facts(entry);
    let is_claimed = words.iter().any(|word| fold::is_noise(word));
    words.len() > 1 && has_title(facts.aliases.iter().map(AsRef::as_ref), &key)
        || (is_claimed || words.len() >= DISTINCT_WORDS) && has_title([&*facts.title], &key)
}

/// Returns whether words are the code or id of an entry, its title behind a prefix of its provider, or its slug, if that
/// leaves out only a level of its title.
pub(super) fn is_called(catalog: &Catalog, entry: Entry, words: &[String]) -> bool {
    let key = fold::key(words);
    let has_key = |text: &str| fold::key(&fold::words(text)) == key;
    let facts = catalog.facts(entry);
    let prefixes = catalog.provider(facts.provider).title_prefixes.iter();
    let mut behind = prefixes.filter_map(|prefix| facts.title.strip_prefix(prefix.as_ref()));
    if has_key(catalog.bare_name(entry)) || behind.any(has_key) {
        return true;
    }
    let Entry::Certification(index) = entry else {
        return false;
    };
    let certification = catalog.certification(index);
    let slug = certification.slug.as_deref().filter(|slug| has_key(slug));
    let id = slug.and_then(|slug| certification.id.strip_prefix(slug));
    id.is_some_and(|level| is_level(level.trim_start_matches('-')))
}

/// Returns whether one of the titles has that key, with or without an acronym behind it.
fn has_title<'a>(titles: impl IntoIterator<Item = &'a str>, key: &str) -> bool {
    let has_key = |title: &str| fold::key(&fold::words(title)) == key;
    let mut titles = titles.into_iter();
    titles.any(|title| {
        has_key(title) || fold::without_acronym(title).is_some_and(|title| has_key(&title))
    })
}

/// Returns whether one of the names of an entry has these words, not only their letters.
pub(super) fn is_spelled(catalog: &Catalog, entry: Entry, words: &[String]) -> bool {
    let facts = catalog.facts(entry);
    let titles = facts.aliases.iter().chain([&facts.title]);
    let mut names = titles.map(AsRef::as_ref).chain([catalog.bare_name(entry)]);
    names.any(|name| fold::words(name) == words)
}

/// Returns whether words are the title of an entry but for words that name nothing.
pub(super) fn is_title(catalog: &Catalog, entry: Entry, words: &[String]) -> bool {
    let core = |words: &[String]| fold::key(&fold::without_noise(words));
    let title = &catalog.facts(entry).title;
    let bare = fold::without_acronym(title);
    core(&fold::words(bare.as_deref().unwrap_or(title))) == core(words)
}

/// Returns whether there are many words, and no certification of another provider has all of them in its titles.
pub(super) fn is_alone(catalog: &Catalog, entry: Entry, words: &[String]) -> bool {
    let words = fold::without_noise(words);
    if words.len() < DISTINCT_WORDS {
        return false;
    }
    let own = catalog.facts(entry).provider;
    let mut others: Option<Vec<Entry>> = None;
    for word in &words {
        let having: Vec<Entry> = catalog.names.word(word).iter().map(|n| n.entry).collect();
        others = Some(match others {
            None => having,
            Some(others) => others.into_iter().filter(|e| having.contains(e)).collect(),
        });
    }
    let others = others.unwrap_or_default();
    others
        .into_iter()
        .all(|entry| catalog.facts(entry).provider == own)
}
