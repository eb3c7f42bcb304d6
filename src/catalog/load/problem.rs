//! Problems of a catalog, gathered without places and placed afterwards.
//!
//! Most catalogs have none, so no line is looked for before it is known that one is needed.

use std::cell::Cell;
use std::collections::HashMap;

use crate::catalog::load::finding::{Code, Finding, Lines, Severity, printable, quoted};
use crate::catalog::load::limits::{LONGEST_COMPARED, MOST_FINDINGS};
use crate::catalog::load::reader::{Key, Node, Position, Step, Value};
use crate::catalog::load::section::Section;
use crate::catalog::load::source::SourceFile;
use crate::catalog::similar::similarity;

/// Most names that are compared in search of what was meant, over a whole catalog.
const MOST_COMPARISONS: usize = 3_000_000;

/// A map with more keys than this is searched by an index.
const FEW_KEYS: usize = 32;

/// Most characters that are walked in search of columns for excerpts, over a whole catalog.
const MOST_COLUMNS: usize = 20_000_000;

/// An item of a file's list. Sorts by file, so that of two the later one changes the earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Origin {
    pub(super) file: u32,
    pub(super) section: Section,
    pub(super) item: u32,
}

/// A value of a file, by the way that leads to it.
#[derive(Debug, Clone, Copy)]
pub(super) enum At<'a> {
    /// The whole file.
    File(u32),
    /// An item of one of its lists.
    Item(Origin),
    /// A field of an item.
    Field(Origin, &'a str),
    /// A value inside of another.
    Inside(&'a At<'a>, Step<'a>),
}

impl<'a> At<'a> {
    /// Returns the value at `key` of this map.
    pub(super) fn key(&'a self, key: &'a str) -> Self {
        Self::Inside(self, Step::Key(key))
    }

    /// Returns an item of this list.
    pub(super) fn index(&'a self, index: usize) -> Self {
        Self::Inside(self, Step::Index(index))
    }

    /// Returns which file it is in.
    pub(super) fn file(&self) -> u32 {
        let mut at = self;
        loop {
            match at {
                Self::File(file) => return *file,
                Self::Item(origin) | Self::Field(origin, _) => return origin.file,
                Self::Inside(outer, _) => at = outer,
            }
        }
    }

    fn spot(&self) -> Spot {
        let mut steps = Vec::new();
        let mut at = self;
        let file = loop {
            match at {
                Self::File(file) => break *file,
                Self::Item(origin) => {
                    steps.extend(backwards(*origin));
                    break origin.file;
                }
                Self::Field(origin, key) => {
                    steps.push(OwnStep::Key((*key).to_owned()));
                    steps.extend(backwards(*origin));
                    break origin.file;
                }
                Self::Inside(outer, step) => {
                    steps.push(OwnStep::of(*step));
                    at = outer;
                }
            }
        };
        steps.reverse();
        Spot { file, steps }
    }
}

fn backwards(origin: Origin) -> [OwnStep; 2] {
    let list = OwnStep::Key(origin.section.key().to_owned());
    [OwnStep::Index(origin.item as usize), list]
}

/// An [`At`] that outlives what it was found in.
#[derive(Debug, Clone)]
struct Spot {
    file: u32,
    steps: Vec<OwnStep>,
}

#[derive(Debug, Clone)]
enum OwnStep {
    Key(String),
    Index(usize),
}

impl OwnStep {
    fn of(step: Step<'_>) -> Self {
        match step {
            Step::Key(key) => Self::Key(key.to_owned()),
            Step::Index(index) => Self::Index(index),
        }
    }
}

/// Something wrong or doubtful, with its way in the file in place of a line.
#[derive(Debug)]
pub(super) struct Problem {
    code: Code,
    message: String,
    hint: Option<String>,
    spot: Spot,
    /// The key is meant and not its value.
    is_key: bool,
    /// Where the same was said before.
    first: Option<Spot>,
}

impl Problem {
    /// Makes one about the value at `at`.
    pub(super) fn new(code: Code, at: &At<'_>, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            hint: None,
            spot: at.spot(),
            is_key: false,
            first: None,
        }
    }

    /// Adds what to write instead.
    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Means the key at the end of the way, and not its value.
    pub(super) fn of_key(mut self) -> Self {
        self.is_key = true;
        self
    }

    /// Lets the hint say where the same stands already.
    pub(super) fn after(mut self, first: &At<'_>) -> Self {
        self.first = Some(first.spot());
        self
    }
}

/// All problems so far.
#[derive(Debug)]
pub(super) struct Problems {
    kept: Vec<Problem>,
    dropped: usize,
    errors: usize,
    /// How many names may still be compared.
    comparisons: Cell<usize>,
}

impl Problems {
    /// Begins with none.
    pub(super) fn none() -> Self {
        Self {
            kept: Vec::new(),
            dropped: 0,
            errors: 0,
            comparisons: Cell::new(MOST_COMPARISONS),
        }
    }

    /// Returns the candidate most like `word` by Jaro and Winkler, case aside; of two equally like the one that
    /// sorts first.
    ///
    /// Nothing if none is like it, or if a catalog of many faults has used up the comparisons.
    pub(super) fn nearest<'a>(
        &self,
        word: &str,
        candidates: impl IntoIterator<Item = &'a str>,
    ) -> Option<&'a str> {
        let fits = |word: &str| word.chars().nth(LONGEST_COMPARED).is_none();
        let folded = fits(word).then(|| word.to_lowercase())?;
        let mut best: Option<(f64, &str)> = None;
        for candidate in candidates {
            let left = self.comparisons.get().checked_sub(1)?;
            self.comparisons.set(left);
            if !fits(candidate) {
                continue;
            }
            let Some(found) = similarity(&folded, &candidate.to_lowercase()) else {
                continue;
            };
            if best.is_none_or(|(most, name)| found > most || (found >= most && candidate < name)) {
                best = Some((found, candidate));
            }
        }
        best.map(|(_, name)| name)
    }

    /// Adds one.
    pub(super) fn push(&mut self, problem: Problem) {
        let is_error = problem.code.severity() == Severity::Error;
        self.errors += usize::from(is_error);
        if self.kept.len() < MOST_FINDINGS {
            self.kept.push(problem);
            return;
        }
        self.dropped += 1;
        if let Some(warning) = self.replaceable().filter(|_| is_error) {
            self.kept[warning] = problem;
        }
    }

    /// The last warning gives way to an error, so that no error hides behind warnings.
    fn replaceable(&self) -> Option<usize> {
        let is_warning = |problem: &Problem| problem.code.severity() == Severity::Warning;
        let last = self.kept.len().checked_sub(1)?;
        is_warning(&self.kept[last]).then_some(last)
    }

    /// Reports a key that has no meaning in the map where it stands.
    pub(super) fn refuse_key(&mut self, key: &str, map: &At<'_>, known: &[&str]) {
        if self.kept.len() >= MOST_FINDINGS {
            // A file may have millions of them: the hints alone would take minutes.
            self.dropped += 1;
            self.errors += 1;
            return;
        }
        let hint = match self.nearest(key, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("known here: {}", known.join(", ")),
        };
        let at = map.key(key);
        let message = format!("unknown key {}", quoted(key));
        let problem = Problem::new(Code::UnknownKey, &at, message);
        self.push(problem.hint(hint).of_key());
    }

    /// Returns how many errors there are among them.
    pub(super) fn errors(&self) -> usize {
        self.errors
    }

    /// Forgets the warnings.
    pub(super) fn drop_warnings(&mut self) {
        self.kept
            .retain(|problem| problem.code.severity() == Severity::Error);
    }

    /// Finds the places, and sorts.
    pub(super) fn into_findings(self, files: &[&SourceFile], documents: &[Node]) -> Vec<Finding> {
        let mut places = Places::new(files, documents);
        let mut findings: Vec<Finding> = self
            .kept
            .iter()
            .map(|problem| places.finding(problem))
            .collect();
        findings.sort();
        if self.dropped > 0 {
            let code = if self.errors > 0 {
                Code::TooManyProblems
            } else {
                Code::TooManyWarnings
            };
            let message = format!("{} more problems are not shown", self.dropped);
            let file = findings.last().map_or("", |finding| &finding.file);
            findings.push(Finding::new(code, file, &message).hint("fix these first"));
        }
        findings
    }
}

/// Finds lines and columns of problems.
struct Places<'a> {
    files: &'a [&'a SourceFile],
    documents: &'a [Node],
    /// How far into lines excerpts may still look: a file may be one line.
    columns: usize,
    /// The lines of each file, read once they are needed.
    lines: Vec<Option<Lines<'a>>>,
    /// Where the keys of maps are that have many.
    indexes: HashMap<*const (Key, Node), HashMap<&'a str, usize>>,
}

impl<'a> Places<'a> {
    fn new(files: &'a [&'a SourceFile], documents: &'a [Node]) -> Self {
        Self {
            files,
            documents,
            columns: MOST_COLUMNS,
            lines: files.iter().map(|_| None).collect(),
            indexes: HashMap::new(),
        }
    }

    /// Follows the way as far as it goes; returns the place of the value, or of its key.
    fn place(&mut self, spot: &Spot, is_key: bool) -> Position {
        let mut node = &self.documents[spot.file as usize];
        let mut key = None;
        for step in &spot.steps {
            let next = match (&node.value, step) {
                (Value::List(items), OwnStep::Index(index)) => {
                    items.get(*index).map(|item| (None, item))
                }
                (Value::Map(entries), OwnStep::Key(name)) => {
                    let entry = self.entry(entries, name);
                    entry.map(|(key, value)| (Some(key.position), value))
                }
                _ => None,
            };
            let Some(next) = next else {
                return node.position;
            };
            (key, node) = next;
        }
        key.filter(|_| is_key).unwrap_or(node.position)
    }

    fn entry(&mut self, entries: &'a [(Key, Node)], name: &str) -> Option<&'a (Key, Node)> {
        if entries.len() <= FEW_KEYS {
            return entries.iter().find(|(key, _)| &**key == name);
        }
        let index = self.indexes.entry(entries.as_ptr()).or_insert_with(|| {
            let keys = entries.iter().enumerate();
            keys.map(|(index, (key, _))| (&**key, index)).collect()
        });
        Some(&entries[*index.get(name)?])
    }

    fn lines(&mut self, file: u32) -> &Lines<'a> {
        let text: &'a str = &self.files[file as usize].text;
        self.lines[file as usize].get_or_insert_with(|| Lines::of(text))
    }

    fn finding(&mut self, problem: &Problem) -> Finding {
        let file = self.files[problem.spot.file as usize];
        let mut finding = Finding::new(problem.code, &file.name, "");
        // Not cut: a cycle is shown as a whole. Each name in a message is cut where it is quoted.
        finding.message = printable(&problem.message).into_owned();
        if let Some(hint) = self.hint(problem) {
            finding = finding.hint(&hint);
        }
        let at = self.place(&problem.spot, problem.is_key);
        if let Some(left) = self.columns.checked_sub(at.column as usize) {
            self.columns = left;
            return finding.at(self.lines(problem.spot.file), at.line, at.column);
        }
        finding.line = at.line;
        finding.column = at.column;
        finding
    }

    fn hint(&mut self, problem: &Problem) -> Option<String> {
        let Some(first) = &problem.first else {
            return problem.hint.clone();
        };
        let line = self.place(first, false).line;
        let advice = problem.hint.as_deref().unwrap_or("keep one of the two");
        Some(if first.file == problem.spot.file {
            format!("it is on line {line} already; {advice}")
        } else {
            let name = &self.files[first.file as usize].name;
            format!("it is in {name} on line {line} already; {advice}")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_found_whatever_its_case() {
        let problems = Problems::none();
        let codes = ["AZ-104", "AZ-400", "az-140"];
        assert_eq!(problems.nearest("AZ-44", codes), Some("AZ-400"));
        assert_eq!(problems.nearest("az-104", codes), Some("AZ-104"));
        assert_eq!(
            problems.nearest("AZ-14", ["AZ-114", "AZ-104"]),
            Some("AZ-104")
        );
        assert_eq!(problems.nearest("CKA", codes), None);
        let long = "x".repeat(LONGEST_COMPARED);
        assert_eq!(problems.nearest(&long, [&*long]), Some(&*long));
        let longer = long + "x";
        assert_eq!(problems.nearest(&longer, [&*longer]), None);
    }

    #[test]
    fn keys_beyond_what_is_shown_are_counted_as_errors() {
        let files = [SourceFile {
            name: "shelf.yaml".to_owned(),
            text: "a: b\n".to_owned(),
        }];
        let mut problems = Problems::none();
        for _ in 0..MOST_FINDINGS + 3 {
            problems.refuse_key("keys", &At::File(0), &["key"]);
        }
        assert_eq!(problems.errors(), MOST_FINDINGS + 3);
        let documents = [crate::catalog::load::reader::read(&files[0]).unwrap()];
        let findings = problems.into_findings(&[&files[0]], &documents);
        assert_eq!(
            findings[MOST_FINDINGS].message,
            "3 more problems are not shown"
        );
    }

    #[test]
    fn no_error_hides_behind_warnings_and_the_rest_is_counted() {
        let files = [SourceFile {
            name: "shelf.yaml".to_owned(),
            text: "a: b\n".to_owned(),
        }];
        let mut problems = Problems::none();
        problems.push(Problem::new(Code::BadYaml, &At::File(0), "wrong"));
        for _ in 1..MOST_FINDINGS {
            problems.push(Problem::new(Code::Stale, &At::File(0), "doubtful"));
        }
        problems.push(Problem::new(Code::BadYaml, &At::File(0), "wrong too"));
        let documents = [crate::catalog::load::reader::read(&files[0]).unwrap()];
        let findings = problems.into_findings(&[&files[0]], &documents);
        assert_eq!(findings.len(), MOST_FINDINGS + 1);
        let count = |code: Code| findings.iter().filter(|found| found.code == code).count();
        assert_eq!(
            (count(Code::Stale), count(Code::BadYaml)),
            (MOST_FINDINGS - 2, 2)
        );
        assert_eq!(
            findings[MOST_FINDINGS].message,
            "1 more problems are not shown"
        );
    }
}
