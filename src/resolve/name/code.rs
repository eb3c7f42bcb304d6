//! Names that are codes and ids.

use crate::catalog::fold;
use crate::catalog::model::{Catalog, Entry, ProviderIndex};
use crate::resolve::name::{Found, Reading};
use crate::resolve::providers::Issuer;

impl Reading<'_> {
    /// Rule 1: a code or id, or `Exam CODE: any text`.
    pub(in crate::resolve) fn by_code(&self) -> Found {
        let found = self.coded(self.text);
        if !found.is_empty() {
            return found;
        }
        let of_exams = |head: &str| {
            let found = self.coded_of(head.trim(), |entry| entry.exam().is_some());
            self.without_exams_meant_by_certifications(found)
        };
        match exam_word(self.text) {
            Some(rest) => {
                let ends = |c: char| c == ':' || fold::is_hyphen(c) && c != '-';
                let head = rest.split(ends).next().unwrap_or(rest);
                let found = of_exams(head.split(" - ").next().unwrap_or(head));
                let word = rest.split_whitespace().next().unwrap_or(rest);
                if found.is_empty() {
                    of_exams(word.trim_end_matches(','))
                } else {
                    found
                }
            }
            None => self.by_transcript_number(),
        }
    }

    /// Returns what has the text for a code or id; the certification where it stands for the exam too.
    pub(in crate::resolve) fn coded(&self, text: &str) -> Found {
        let text = fold::without_marks(text);
        self.without_exams_meant_by_certifications(self.coded_of(&text, |_| true))
    }

    /// Returns what has the text for a code or id, as written or else without hyphens and spaces.
    pub(super) fn coded_of(&self, text: &str, wanted: impl Fn(Entry) -> bool) -> Found {
        let index = &self.catalog.names;
        let admitted = |names| {
            let mut found = self.admitted(names);
            found.retain(|&entry| wanted(entry));
            found
        };
        let written = admitted(index.written(text));
        // So many words are a title, which comes before an id that has the same ones.
        if !written.is_empty() || text.split_whitespace().count() > 2 {
            return written;
        }
        let key: String = fold::compact(text).collect();
        let mut found = admitted(index.compact(&key));
        found.extend(admitted(index.written(&key)));
        found.sort_unstable();
        if text.contains(char::is_whitespace) && !found.is_empty() {
            self.drop_vague(&mut found, &fold::words(text));
        }
        found
    }

    /// Where one provider has a name as both, the certification stands for the exam too, unless it is ruled out.
    pub(super) fn without_exams_meant_by_certifications(&self, mut entries: Found) -> Found {
        if entries.len() > 1 {
            entries.retain(|&entry| {
                let namesake = certification_of_same_name(self.catalog, entry);
                !namesake.is_some_and(|namesake| self.admits(namesake))
            });
        }
        entries
    }

    /// A bare number that Microsoft issued is an exam of its old scheme: `533` is 70-533.
    pub(super) fn by_transcript_number(&self) -> Found {
        let is_number = self.text.len() == 3 && self.text.bytes().all(|byte| byte.is_ascii_digit());
        let of_microsoft = |place: &ProviderIndex| self.catalog.provider(*place).id == "microsoft";
        match &self.issuer {
            Issuer::Providers(providers) if is_number && providers.iter().any(of_microsoft) => {
                self.coded(&format!("70-{}", self.text))
            }
            _ => Found::new(),
        }
    }

    /// Returns what has these words for a code or id.
    pub(in crate::resolve) fn coded_by_words(&self, words: &[String]) -> Found {
        let key = fold::key(words);
        let mut found = self.admitted(self.catalog.names.title(&key));
        found.retain(|&entry| fold::key(&fold::words(self.catalog.bare_name(entry))) == key);
        self.drop_other_ids(&mut found, words);
        self.without_exams_meant_by_certifications(found)
    }
}

/// Returns what is left behind the word `Exam`.
pub(in crate::resolve) fn exam_word(text: &str) -> Option<&str> {
    let (word, rest) = text.split_once(char::is_whitespace)?;
    word.eq_ignore_ascii_case("exam").then(|| rest.trim_start())
}

/// Returns the certification of the exam's provider whose id is the exam's code, case aside.
pub(in crate::resolve) fn certification_of_same_name(
    catalog: &Catalog,
    entry: Entry,
) -> Option<Entry> {
    let Entry::Exam(index) = entry else {
        return None;
    };
    let exam = catalog.exam(index);
    let namesakes = catalog.names.written(&exam.code).iter();
    namesakes.map(|name| name.entry).find(|&other| {
        other.certification().is_some() && catalog.facts(other).provider == exam.facts.provider
    })
}
