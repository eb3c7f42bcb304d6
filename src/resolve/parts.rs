//! Names of two parts, such as `TITLE (CODE)` or `ACRONYM: TITLE`, which must agree.

use std::cell::Cell;
use std::collections::BTreeSet;

use crate::catalog::fold;
use crate::catalog::model::{Catalog, Entry};
use crate::resolve::NameError;
use crate::resolve::choose::{belong_together, certifications_of};
use crate::resolve::error::shown;
use crate::resolve::name::{Found, Reading};

/// Longest text that is cut into parts, in bytes: there are many ways to, and a name of two parts is seldom half as long.
const LONGEST: usize = 400;
/// In how many ways a text and its parts are cut at most: they grow with the power of its dashes.
const MOST_CUTS: usize = 40;
/// Most parts of a part that are read.
const DEEPEST: usize = 3;
/// Most folded words of a code: `1Z0-1072-26`.
const LONGEST_CODE: usize = 3;

/// Words of what is said beside a name: a score, a number, a state, a day.
const REMARKS: &str = "\
    april august december february january july june march november october september apr aug \
    dec feb jan jul jun mar nov oct sep sept completed edition done earned id issued no license \
    number validation verification score since until till to from through progress released \
    passing in en cours pr\u{e9}paration ongoing pending planned scheduled";

/// How the two parts stand beside each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Bracket,
    Colon,
    Dash,
}

/// Reads names of two parts.
pub(super) struct Parts<'r, 'a> {
    reading: &'r Reading<'a>,
    /// How many ways to cut it are left to try.
    cuts: Cell<usize>,
}

impl<'r, 'a> Parts<'r, 'a> {
    pub(super) fn new(reading: &'r Reading<'a>) -> Self {
        Self {
            reading,
            cuts: Cell::new(MOST_CUTS),
        }
    }

    /// Returns what the parts of a text name together, or nothing.
    ///
    /// # Errors
    ///
    /// [`NameError`] if the parts name two things, or one names something that the other has nothing to do with.
    pub(super) fn read(&self, text: &str) -> Result<Found, NameError> {
        if text.len() > LONGEST {
            return Ok(Found::new());
        }
        let found = self.code_and_title(text);
        if found.is_empty() {
            self.split(text, 0)
        } else {
            Ok(found)
        }
    }

    /// Returns what a code at the beginning or the end means, where nothing but a space is between it and a title that is
    /// not its own in another version: `ROUTE: Implementing Cisco IP Routing 642-902`.
    fn code_and_title(&self, text: &str) -> Found {
        let is_code = |word: &str| {
            word.bytes().any(|byte| byte.is_ascii_digit())
                && word.ends_with(|c: char| c.is_ascii_alphanumeric())
                && word.starts_with(|c: char| c.is_ascii_alphanumeric())
        };
        let ends = [
            text.split_once(char::is_whitespace),
            text.rsplit_once(char::is_whitespace)
                .map(|(title, code)| (code, title)),
        ];
        for (code, title) in ends.into_iter().flatten() {
            let words = fold::words(title);
            let is_beside =
                title.starts_with(char::is_alphanumeric) && !title.ends_with(['-', ':']);
            if is_beside && is_code(code) && words.len() > 1 {
                let mut found = self.reading.coded_by_words(&fold::words(code));
                found.retain(|&entry| self.agrees(entry, &words) && !self.has_other(entry, &words));
                if !found.is_empty() {
                    return found;
                }
            }
        }
        match text.rsplit_once(char::is_whitespace) {
            Some((title, code)) if is_old_code(code) && self.reading.coded(code).is_empty() => {
                let mut found = self.reading.titled(&fold::words(title));
                found.retain(|entry| entry.certification().is_some());
                found
            }
            _ => Found::new(),
        }
    }

    fn split(&self, text: &str, depth: usize) -> Result<Found, NameError> {
        let mut splits = splits(text);
        // `Terraform Associate (002) - 2022`: what is behind all else comes off first.
        let is_said_beside = |tail: &str| fold::words(tail).iter().all(|word| is_remark(word));
        splits.sort_by_key(|&(form, _, tail)| form != Form::Dash || !is_said_beside(tail));
        splits.truncate(self.cuts.get());
        self.cuts.set(self.cuts.get() - splits.len());
        for &(form, head, tail) in &splits {
            let found = self.pairs(form, &self.somehow(head), &self.somehow(tail));
            if !found.is_empty() {
                return Ok(found);
            }
        }
        let mut error = None;
        for (form, head, tail) in splits {
            match self.together(form, head, tail, depth) {
                Ok(found) if found.is_empty() => {}
                Ok(found) => return Ok(found),
                Err(found) => error = error.or(Some(found)),
            }
        }
        let found = self.code_among_words(&fold::words(text));
        match error {
            Some(error) if found.is_empty() => Err(error),
            _ => Ok(found),
        }
    }

    /// Returns what a part names as a code or a whole name.
    fn direct(&self, text: &str) -> Found {
        let coded = self.reading.coded(text.trim());
        if coded.is_empty() {
            self.reading.titled(&fold::words(text))
        } else {
            coded
        }
    }

    /// Returns what a part names if the other agrees; several codes name each what they are.
    fn somehow(&self, text: &str) -> Found {
        let coded = self.reading.coded(text.trim());
        if !coded.is_empty() {
            return coded;
        }
        let pieces = text.split([',', '&', '/', '+', ';']);
        let pieces: Vec<Found> = pieces
            .map(|piece| self.reading.coded(piece.trim()))
            .collect();
        if pieces.len() > 1 && pieces.iter().all(|found| !found.is_empty()) {
            return pieces.concat();
        }
        self.reading.titled_somehow(&fold::words(text))
    }

    /// Returns what a part names on its own, or by parts of its own.
    fn part(&self, text: &str, depth: usize) -> Result<Found, NameError> {
        let mut found = self.direct(text);
        if found.is_empty() && depth < DEEPEST {
            found = self.split(text, depth + 1)?;
        }
        if found.is_empty() {
            found = self.reading.loosely_titled(&fold::words(text));
        }
        Ok(found)
    }

    fn together(
        &self,
        form: Form,
        head: &str,
        tail: &str,
        depth: usize,
    ) -> Result<Found, NameError> {
        let (left, right) = (self.part(head, depth)?, self.part(tail, depth)?);
        match (left.as_slice(), right.as_slice()) {
            ([], []) => Ok(Found::new()),
            ([], found) => self.beside(found, tail, head, Form::Dash),
            (found, []) => self.beside(found, head, tail, form),
            (left, right) => self.agreeing(form, (left, head), (right, tail)),
        }
    }

    /// Returns what both parts name.
    fn agreeing(
        &self,
        form: Form,
        (left, head): (&[Entry], &str),
        (right, tail): (&[Entry], &str),
    ) -> Result<Found, NameError> {
        let found = self.pairs(form, left, right);
        if !found.is_empty() {
            return Ok(found);
        }
        // The words of a title may name another thing, but not where its code says which is meant.
        for (named, other) in [(left, tail), (right, head)] {
            let words = fold::words(other);
            let agreeing: Found = named
                .iter()
                .copied()
                .filter(|&entry| self.agrees(entry, &words) && !self.has_other(entry, &words))
                .collect();
            if !agreeing.is_empty() {
                return Ok(agreeing);
            }
        }
        let parts = [
            self.reading.candidate(left[0]),
            self.reading.candidate(right[0]),
        ];
        Err(NameError::Disagree {
            given: shown(self.reading.given()),
            parts: Box::new(parts),
        })
    }

    /// Returns what is in both. Of an exam and its certification that is the certification, but the exam where its code
    /// and a colon stand first.
    fn pairs(&self, form: Form, left: &[Entry], right: &[Entry]) -> Found {
        let catalog = self.reading.catalog;
        let pairs = left
            .iter()
            .flat_map(|&left| right.iter().map(move |&right| (left, right)));
        let agreeing = pairs.filter(|&(left, right)| belong_together(catalog, left, right));
        let meant = |(left, right): (Entry, Entry)| match (form, left) {
            (Form::Colon, Entry::Exam(_)) => left,
            _ => left.max(right),
        };
        let found: BTreeSet<Entry> = agreeing.map(meant).collect();
        found.into_iter().collect()
    }

    /// Returns what one part names, if the other may stand beside it.
    fn beside(
        &self,
        found: &[Entry],
        named: &str,
        other: &str,
        form: Form,
    ) -> Result<Found, NameError> {
        let words = fold::words(other);
        if words.iter().all(|word| is_remark(word)) {
            return Ok(found.to_vec());
        }
        let agreeing: Found = found
            .iter()
            .copied()
            .filter(|&entry| self.agrees(entry, &words))
            .collect();
        let coded = self.reading.coded(named.trim());
        // `JNCIA-Junos (JN0-104)`: an exam that is not in the catalog any more.
        let has_old_exam = form == Form::Bracket && other.contains(|c: char| c.is_ascii_digit());
        let is_exam = |&entry: &Entry| entry.exam().is_some();
        let is_code = !coded.is_empty() && (!has_old_exam || coded.iter().any(is_exam));
        if agreeing.is_empty() && !is_code && form != Form::Colon && fold::is_acronym(other) {
            return Ok(found.to_vec());
        }
        if agreeing.is_empty() {
            let of = self.reading.candidate(found[0]);
            return Err(NameError::Course {
                given: shown(self.reading.given()),
                of,
            });
        }
        Ok(agreeing)
    }

    /// Returns what a code at the beginning or the end of a name means, if the other words are of its title.
    fn code_among_words(&self, words: &[String]) -> Found {
        for len in (1..=LONGEST_CODE).rev().filter(|len| *len < words.len()) {
            let at_end = words.len() - len;
            for (code, rest) in [
                (&words[..len], &words[len..]),
                (&words[at_end..], &words[..at_end]),
            ] {
                let mut found = self.reading.coded_by_words(code);
                found.retain(|&entry| self.agrees(entry, rest) && !self.has_other(entry, rest));
                if !found.is_empty() {
                    return found;
                }
            }
        }
        Found::new()
    }

    /// Returns whether a code of something else is among words: of two neither is all that is meant.
    fn has_other(&self, entry: Entry, words: &[String]) -> bool {
        let catalog = self.reading.catalog;
        let own: BTreeSet<String> = titles(catalog, entry).flat_map(fold::words).collect();
        let other = |code: &[String]| {
            let found = self.reading.coded_by_words(code);
            let is_other = |&found: &Entry| !belong_together(catalog, entry, found);
            // `GSEC GIAC Security Essentials` is not LPI's `security-essentials`.
            let is_own = code.iter().all(|word| own.contains(word));
            !found.is_empty() && !is_own && found.iter().all(is_other)
        };
        (1..=LONGEST_CODE).any(|len| words.windows(len).any(other))
    }

    /// Returns whether words are those of an entry's titles: all of them, or most of both. The exam of a course has words like
    /// its own; of a certification one may be cut short: `Junior Pen Tester`.
    fn agrees(&self, entry: Entry, words: &[String]) -> bool {
        let is_certification = entry.certification().is_some();
        let is_cut = |long: &str, short: &str| short.len() > 2 && long.starts_with(short);
        let is_alike = |one: &str, other: &str| {
            one == other || is_certification && (is_cut(one, other) || is_cut(other, one))
        };
        let most = |title: &str| {
            let title: BTreeSet<String> = fold::words(title).into_iter().collect();
            let is_common = |word: &&String| title.iter().any(|other| is_alike(word, other));
            let common = words.iter().filter(is_common).count();
            3 * common >= 2 * words.len().max(title.len())
        };
        self.has_words(entry, words) || titles(self.reading.catalog, entry).any(most)
    }

    /// Returns whether words that name something are all in titles of an entry, or in its provider's name.
    pub(super) fn has_words(&self, entry: Entry, words: &[String]) -> bool {
        let catalog = self.reading.catalog;
        let provider = catalog.provider(catalog.facts(entry).provider);
        let names = provider.names().chain(provider.issuers());
        let known: BTreeSet<String> = names
            .chain(titles(catalog, entry))
            .flat_map(fold::words)
            .collect();
        words
            .iter()
            .all(|word| known.contains(word) || is_remark(word))
    }
}

/// Returns whether a word may be the code of an exam that is not in the catalog any more: `JN0-335`.
fn is_old_code(word: &str) -> bool {
    let is_part = |part: &str| {
        let is_one = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
        (2..=4).contains(&part.len()) && part.bytes().all(is_one)
    };
    let is_number = |part: &str| part.len() == 3 && part.bytes().all(|byte| byte.is_ascii_digit());
    let parts = word.split_once('-');
    parts.is_some_and(|(head, number)| is_part(head) && is_number(number))
}

/// Returns the titles of an entry and, of an exam, of its certifications.
fn titles(catalog: &Catalog, entry: Entry) -> impl Iterator<Item = &str> {
    let certifications = entry.exam().map(|exam| certifications_of(catalog, exam));
    let certifications = certifications.into_iter().flatten();
    std::iter::once(entry)
        .chain(certifications.map(Entry::Certification))
        .flat_map(|entry| {
            let facts = catalog.facts(entry);
            facts
                .aliases
                .iter()
                .chain([&facts.title])
                .map(AsRef::as_ref)
                .chain([catalog.bare_name(entry)])
        })
}

/// Returns the two parts of a text in each way in which it can be cut.
fn splits(text: &str) -> Vec<(Form, &str, &str)> {
    let mut splits = Vec::new();
    // Marks behind it, and the number of a version.
    let ends = |c: char| !c.is_alphabetic() && !")]\u{ff09}".contains(c);
    let trimmed = text.trim_end_matches(ends);
    if let Some(inside) = trimmed.strip_suffix([')', ']', '\u{ff09}'])
        && let Some(at) = inside.rfind(['(', '[', '\u{ff08}'])
    {
        let open = inside[at..].chars().next().map_or(1, char::len_utf8);
        splits.push((Form::Bracket, &text[..at], &inside[at + open..]));
    }
    let dashes = [" - ", " \u{2013} ", " \u{2014} ", " | ", " \u{b7} "];
    for dash in dashes {
        let first = text.find(dash);
        let last = text.rfind(dash).filter(|last| Some(*last) != first);
        for at in first.into_iter().chain(last) {
            splits.push((Form::Dash, &text[..at], &text[at + dash.len()..]));
        }
    }
    if let Some((head, tail)) = text.split_once(':') {
        splits.push((Form::Colon, head, tail));
    }
    // `Certified Kubernetes Administrator (CKA), CNCF`
    if let Some((head, tail)) = text.rsplit_once(", ") {
        splits.push((Form::Dash, head, tail));
    }
    splits
}

/// Returns whether a word is said beside a name and names nothing.
fn is_remark(word: &str) -> bool {
    fold::is_noise(word)
        || fold::is_among(word, REMARKS)
        || word.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_at_brackets_dashes_and_its_first_colon() {
        let heads = |text| {
            splits(text)
                .into_iter()
                .map(|(_, head, tail)| (head, tail))
                .collect::<Vec<_>>()
        };
        assert_eq!(heads("A (B)"), [("A ", "B")]);
        assert_eq!(heads("A \u{ff08}B\u{ff09}\u{2b50}."), [("A ", "B")]);
        assert_eq!(
            heads("A - B - C: D"),
            [("A", "B - C: D"), ("A - B", "C: D"), ("A - B - C", " D")]
        );
        assert_eq!(heads("A-B"), []);
    }
}
