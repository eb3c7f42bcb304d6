//! Which names are most like one that does not exist.

use std::collections::BTreeMap;

use crate::catalog::address::Address;
use crate::catalog::fold;
use crate::catalog::model::Entry;
use crate::catalog::similar::similarity;
use crate::resolve::name::Reading;
use crate::resolve::name::code::{certification_of_same_name, exam_word};

/// How many names an error proposes at most.
const MOST: usize = 5;
/// Similarity at which two words are taken for one.
const SAME_WORD: f64 = 0.9;
/// How much the lesser of two likenesses counts.
const BOTH_WAYS: f64 = 0.05;
/// Longest text for which names are searched, in characters.
const LONGEST: usize = 100;

/// Returns the entries that are most like what was written, by spelling or by words: what can be taken or earned first.
pub(super) fn nearest(reading: &Reading<'_>) -> Vec<Entry> {
    if !reading.suggests || reading.given().chars().count() > LONGEST {
        return Vec::new();
    }
    if let Some(unqualified) = reading.without_qualifier() {
        let (_, text) = super::qualifier::Qualifier::read(reading.catalog, reading.given());
        let found = unqualified.coded(text);
        if !found.is_empty() {
            return found;
        }
    }
    let text = compared(reading.text());
    let mut scores: BTreeMap<Entry, f64> = BTreeMap::new();
    by_spelling(reading, text, &mut scores);
    for (entry, words) in by_words(reading, text) {
        let score = scores.entry(entry).or_default();
        // What is alike in both ways is rather meant than what has the words only.
        *score = score.max(words) + score.min(words) * BOTH_WAYS;
    }
    let catalog = reading.catalog;
    let is_meant = |entry: &Entry| {
        reading.admits(*entry) && certification_of_same_name(catalog, *entry).is_none()
    };
    let mut best: Vec<(Entry, f64)> = scores
        .into_iter()
        .filter(|(entry, _)| is_meant(entry))
        .collect();
    let is_open = |entry: Entry| catalog.status(entry, reading.as_of).is_open();
    let name = |entry: Entry| catalog.name(entry);
    let is_exam = |entry: Entry| matches!(entry, Entry::Exam(_));
    best.sort_by(|left, right| {
        right
            .1
            .total_cmp(&left.1)
            .then_with(|| is_exam(left.0).cmp(&is_exam(right.0)))
            .then_with(|| name(left.0).cmp(&name(right.0)))
    });
    best.truncate(MOST);
    best.sort_by_key(|(entry, _)| !is_open(*entry));
    best.into_iter().map(|(entry, _)| entry).collect()
}

fn by_spelling(reading: &Reading<'_>, text: &str, scores: &mut BTreeMap<Entry, f64>) {
    let index = &reading.catalog.names;
    let compact: String = text
        .chars()
        .flat_map(char::to_lowercase)
        .collect::<String>()
        .trim()
        .replace(' ', "-");
    let title = fold::key(&fold::words(text));
    for (text, names) in [(compact, &index.written), (title, &index.titles)] {
        let (mut last, mut found) = ("", None);
        for name in names.iter() {
            let key = index.key(name);
            if key != last {
                (last, found) = (key, similarity(&text, key));
            }
            if let Some(score) = found {
                let best = scores.entry(name.entry).or_default();
                *best = best.max(score);
            }
        }
    }
}

/// Finds titles that have the words of a text: two at least, or all of them. Returns how much of the text they have.
fn by_words(reading: &Reading<'_>, text: &str) -> BTreeMap<Entry, f64> {
    let index = &reading.catalog.names;
    let words = fold::without_noise(&fold::words(text));
    let mut counts: BTreeMap<Entry, usize> = BTreeMap::new();
    for word in &words {
        let mut found: Vec<Entry> = index.word(word).iter().map(|name| name.entry).collect();
        // One word alone is compared by its spelling already.
        if found.is_empty() && words.len() > 1 {
            let alike = index
                .words
                .iter()
                .filter(|name| similarity(word, index.key(name)) >= Some(SAME_WORD));
            found = alike.map(|name| name.entry).collect();
            found.sort_unstable();
            found.dedup();
        }
        for entry in found {
            *counts.entry(entry).or_default() += 1;
        }
    }
    let enough = words.len().min(2);
    counts.retain(|_, count| *count >= enough);
    let share = |(entry, count)| (entry, share(count, words.len()));
    counts.into_iter().map(share).collect()
}

/// Returns how much of a text is found: 1 if all, and less than any spelling that is alike if half of it.
#[expect(clippy::cast_precision_loss, reason = "names have few words")]
fn share(found: usize, of: usize) -> f64 {
    0.6 + 0.4 * found as f64 / of.max(1) as f64
}

/// Returns what is compared: of an address the last segment, of `Exam CODE: text` the code.
fn compared(text: &str) -> &str {
    let segment = Address::read(text).and_then(|address| address.segments().next_back());
    let code = exam_word(text).map(|rest| rest.split(':').next().unwrap_or(rest));
    segment.or(code).unwrap_or(text)
}
