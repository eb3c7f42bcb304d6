//! Where in a line the dates of a name stand, and what of it is the name.

use std::ops::Range;

use crate::catalog::date::PartialDate;
use crate::catalog::fold;
use crate::resolve::HeldDates;
use crate::resolve::lists::LONGEST_NAME;
use crate::resolve::lists::dates::{Word, bare, held_dates, is_date, word, words};
use crate::resolve::written_date::{is_month, looks_like_date, written_date};

/// A name, and the text of the dates that stood beside it.
pub(super) type Cut<'t> = (String, &'t str);

/// Cuts the dates out of a line, in the ways in which that can be done: all but the last hold only if what they leave is a
/// whole name, such as `MOS Excel 2016` of `MOS Excel 2016 - 2019`.
///
/// A year alone is taken for a date only where a mark or a word such as `since` says so: it may belong to a name.
pub(super) fn cut_dates(text: &str) -> Vec<Cut<'_>> {
    if text.len() > LONGEST_NAME {
        return Vec::new();
    }
    let line = Line::new(text);
    let cuts = line.runs().map(|run| {
        let mut ways = line.ways(run);
        ways.retain(|run| line.is_said(run.clone()));
        ways
    });
    let best = cuts.max_by_key(|ways| ways.last().map_or(0, Range::len));
    let names = best.into_iter().flatten().map(|run| line.cut(&run));
    names.filter(|(name, _)| !name.is_empty()).collect()
}

/// Words that deny what stands behind them.
const NOT: &str = "doesn doesn't never no not";

/// The words of a line.
struct Line<'t> {
    text: &'t str,
    words: Vec<Range<usize>>,
    kinds: Vec<Word>,
}

impl<'t> Line<'t> {
    fn new(text: &'t str) -> Self {
        let words = words(text);
        let kinds = words.iter().map(|range| word(&text[range.clone()]));
        let mut kinds: Vec<Word> = kinds.collect();
        // `no expiration`, `does not expire`, but `not passed` is said of the name.
        for place in (0..kinds.len()).rev() {
            let mut behind = kinds[place + 1..].iter();
            let next = behind.find(|kind| **kind != Word::Between);
            let may_deny = next == Some(&Word::Since)
                || kinds[place] == Word::Between && next != Some(&Word::Until);
            let word = || bare(&text[words[place].clone()]).to_lowercase();
            if may_deny && fold::is_among(&word(), NOT) {
                kinds[place] = Word::Other;
            }
        }
        Self { text, words, kinds }
    }

    fn written(&self, run: &Range<usize>) -> &'t str {
        &self.text[self.words[run.start].start..self.words[run.end - 1].end]
    }

    /// Returns the word without marks around it.
    fn bare(&self, at: usize) -> &'t str {
        bare(&self.text[self.words[at].clone()])
    }

    fn ends_with(&self, at: usize, marks: &[char]) -> bool {
        self.text[self.words[at].clone()].ends_with(marks)
    }

    fn is_mark(&self, at: usize) -> bool {
        self.kinds.get(at).is_some_and(|kind| kind.is_mark())
    }

    /// Returns whether a mark stands before a word: it is none of what is before it.
    fn is_behind_mark(&self, at: usize) -> bool {
        at > 0 && (self.is_mark(at - 1) || self.ends_with(at - 1, &[',', ':']))
    }

    /// Returns whether there are only marks before a word.
    fn is_first(&self, at: usize) -> bool {
        self.kinds[..at].iter().all(|kind| kind.is_mark())
    }

    /// Returns the words that can be of dates, side by side, as far as they go.
    fn runs(&self) -> impl Iterator<Item = Range<usize>> {
        let pieces = self.kinds.split(|kind| *kind == Word::Other);
        let mut at = 0;
        pieces.filter_map(move |piece| {
            let start = at;
            at += piece.len() + 1;
            self.trimmed(start..start + piece.len())
        })
    }

    /// Leaves out what no date begins and ends with; nothing if there is none in it.
    fn trimmed(&self, mut run: Range<usize>) -> Option<Range<usize>> {
        while !run.is_empty() && (self.is_mark(run.start) || self.bare(run.start) == "to") {
            run.start += 1;
        }
        // `(2023, expired)` says how it stands.
        let is_last = |kind: Word| !kind.is_mark() && kind != Word::Until;
        while !run.is_empty() && !is_last(self.kinds[run.end - 1]) && !self.is_never(&run) {
            run.end -= 1;
        }
        let is_said = self.kinds[run.clone()].contains(&Word::Date);
        (!run.is_empty() && (is_said || self.is_never(&run))).then_some(run)
    }

    /// Returns whether words say that there is no last day: `never expires`.
    fn is_never(&self, run: &Range<usize>) -> bool {
        let words = fold::words(self.written(run));
        words
            .iter()
            .any(|word| fold::is_among(word, "doesn lifetime never no not permanent"))
    }

    /// Returns the ways to read a run: a number beside the name may belong to it, and only the catalog knows whether.
    fn ways(&self, mut run: Range<usize>) -> Vec<Range<usize>> {
        let is_number = |at: usize| {
            let word = self.bare(at);
            word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit())
        };
        // A number is a day only beside the name of a month: `TOGAF 9 certified 2015`, `Windows 10 2019`.
        let is_day = |run: &Range<usize>| {
            let mut behind = (run.start + 1..run.end).filter(|&at| self.kinds[at] != Word::Between);
            behind.next().is_some_and(|at| is_month(self.bare(at)))
        };
        while run.len() > 1 && is_number(run.start) && !is_day(&run) {
            match self.trimmed(run.start + 1..run.end) {
                Some(rest) => run = rest,
                None => break,
            }
        }
        let is_year = is_bare_year(self.bare(run.start));
        let is_beside = !self.is_first(run.start) && !self.is_behind_mark(run.start);
        let rest = self.trimmed(run.start + 1..run.end);
        let Some(rest) = rest.filter(|_| is_beside && (is_year || is_number(run.start))) else {
            return vec![run];
        };
        let reads = |run: &Range<usize>| held_dates(self.written(run));
        match (reads(&run), reads(&rest)) {
            (_, Err(())) => vec![run],
            // The day of a month, or the first of two days.
            (Ok(_), Ok(_)) if !is_year || self.joins(run.start + 1) => vec![rest, run],
            (Err(()), Ok(_)) if !is_year => vec![rest, run],
            _ => vec![rest],
        }
    }

    /// Returns whether a word is a dash or one such as `until`.
    fn joins(&self, at: usize) -> bool {
        matches!(self.kinds[at], Word::Mark | Word::Until)
    }

    /// Returns whether words of a line are dates, or meant as some, and belong to no name.
    fn is_said(&self, run: Range<usize>) -> bool {
        // `(Released February 2018)` is said of an exam.
        if run.start > 0 && self.bare(run.start - 1).eq_ignore_ascii_case("released") {
            return false;
        }
        let is_first = self.is_first(run.start);
        let is_last = self.kinds[run.end..].iter().all(|kind| kind.is_mark());
        let is_before_mark = self.is_mark(run.end) || self.ends_with(run.end - 1, &[',', ':']);
        let is_behind_mark = self.is_behind_mark(run.start);
        let is_apart = is_behind_mark || is_first && is_before_mark;
        let is_between = is_behind_mark && self.ends_with(run.end - 1, &[',']);
        let kinds = &self.kinds[run.clone()];
        let says_when = kinds.contains(&Word::Since) || kinds.contains(&Word::Until);
        let is_at_end = is_first || is_last || is_between;
        let is_year = |date| matches!(date, None | Some(PartialDate::Year(_)));
        match held_dates(self.written(&run)) {
            Err(()) => is_at_end && is_meant(self.written(&run), is_apart),
            Ok(HeldDates {
                on: None,
                until: None,
            }) => !is_first && self.is_never(&run),
            Ok(HeldDates { on, until }) if is_year(on) && is_year(until) => {
                // Behind the year of a name: `CTFL 2018 2020`.
                let is_second = !is_first && is_bare_year(self.bare(run.start - 1));
                is_at_end
                    && (is_apart || says_when || is_second || !is_bare_year(self.written(&run)))
            }
            Ok(_) => true,
        }
    }

    /// Returns what is left without a run, and the run.
    fn cut(&self, run: &Range<usize>) -> Cut<'t> {
        let dates = self.written(run);
        let start = self.words[run.start].start;
        let name = without(&self.text[..start], &self.text[start + dates.len()..]);
        (name, dates.trim_end_matches([',', ':']))
    }
}

fn is_bare_year(word: &str) -> bool {
    word.len() == 4 && matches!(written_date(word), Ok(PartialDate::Year(_)))
}

/// Returns whether what is no date is one for whoever wrote it: it has the name of a month, or several numbers, or is `soon`.
fn is_meant(text: &str, is_apart: bool) -> bool {
    let mut words = text.split(|c: char| !c.is_alphanumeric());
    let numbers = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|number| !number.is_empty());
    match numbers.count() {
        0 => is_apart && looks_like_date(text),
        1 => words.any(is_month),
        _ => true,
    }
}

/// Joins what was before and behind a text that is cut out, without the marks around it.
fn without(before: &str, behind: &str) -> String {
    let is_mark = |c: char| c.is_whitespace() || "-,:;|/@\u{b7}\u{2013}\u{2014}".contains(c);
    let mut before = before.trim_end_matches(is_mark);
    let mut behind = behind.trim_start_matches(is_mark);
    for (open, close) in [('(', ')'), ('[', ']'), ('<', '>')] {
        if let (Some(rest), Some(inner)) = (behind.strip_prefix(close), before.strip_suffix(open)) {
            before = inner.trim_end_matches(is_mark);
            behind = rest.trim_start_matches(is_mark);
        } else if before.matches(open).count() <= before.matches(close).count() {
            // It was opened among the dates.
            behind = behind
                .strip_prefix(close)
                .unwrap_or(behind)
                .trim_start_matches(is_mark);
        }
    }
    let behind = behind.trim_end_matches(is_mark);
    let between = if before.is_empty()
        || before.ends_with(['(', '['])
        || behind.is_empty()
        || behind.starts_with([')', ']'])
    {
        ""
    } else {
        " "
    };
    format!("{}{between}{behind}", before.trim_start_matches(is_mark))
}

/// Cuts dates with a year off that a mark joins to a name, in the ways in which that can be done, the longest first:
/// `cka..2027-01-01`, `cka-2025`, `cka=2025-01-01..2027`.
pub(super) fn cut_joined(text: &str) -> impl Iterator<Item = (&str, &str)> {
    /// Most ways: a day has two marks within it.
    const MOST: usize = 4;
    const MARKS: [char; 8] = ['.', '-', '/', '=', '_', ':', '#', '\u{2013}'];
    let is_end = |date: &str| date.is_empty() || is_date(date);
    let is_year = |number: &str| number.len() == 4 && ["19", "20"].contains(&&number[..2]);
    let has_year = move |dates: &str| dates.split(|c: char| !c.is_ascii_digit()).any(is_year);
    let text = if text.len() > LONGEST_NAME { "" } else { text };
    let cuts = text.match_indices(MARKS).filter_map(move |(at, mark)| {
        let (name, dates) = text.split_at(at);
        // `..2027` says until when.
        let dates = if dates.starts_with("..") {
            dates
        } else {
            &dates[mark.len()..]
        };
        let is_joined = name.ends_with(char::is_alphanumeric) && has_year(dates);
        (is_joined && dates.split("..").all(is_end)).then_some((name, dates))
    });
    cuts.take(MOST)
}

/// Cuts the year at the end or at the beginning of a name off.
pub(super) fn cut_year(name: &str) -> Option<(&str, PartialDate)> {
    let name = name.trim();
    let ends = [
        name.rsplit_once(' '),
        name.split_once(' ').map(|(year, name)| (name, year)),
    ];
    ends.into_iter().flatten().find_map(|(name, year)| {
        let year = bare(year);
        // `(Released February 2018)`, whose month is not cut off either
        let before = name.rsplit_once(' ').map_or(name, |(_, before)| before);
        if is_month(bare(before)) {
            return None;
        }
        let is_year = year.starts_with("19") || year.starts_with("20") || year.len() != 4;
        match written_date(year) {
            Ok(date @ PartialDate::Year(_)) if is_year => Some((name.trim(), date)),
            _ => None,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_cut_out_of_a_line_wherever_they_stand() {
        for (line, name, dates) in [
            ("CKA May 2024", "CKA", "May 2024"),
            ("2024-05-01 CKA", "CKA", "2024-05-01"),
            ("[2024-05-01 Wed] CKA", "CKA", "2024-05-01 Wed"),
            (
                "CKA (May 2024, expires 2027)",
                "CKA",
                "May 2024, expires 2027",
            ),
            ("CKA expires May 2027", "CKA", "expires May 2027"),
            ("CKA - 2024 - 2027", "CKA", "2024 - 2027"),
            ("CKA - never expires", "CKA", "never expires"),
            (
                "CKA, 2024, Linux Foundation",
                "CKA Linux Foundation",
                "2024",
            ),
            (
                "CKA, May 2024, Linux Foundation",
                "CKA Linux Foundation",
                "May 2024",
            ),
            (
                "AZ-104 (score 820, 2024-05-01)",
                "AZ-104 (score 820)",
                "2024-05-01",
            ),
            ("Security+ 601 May 2022", "Security+ 601", "May 2022"),
            ("CKA 2024-13-01", "CKA", "2024-13-01"),
            ("CKA: soon", "CKA", "soon"),
        ] {
            let cut = cut_dates(line).pop().unwrap_or((line.to_owned(), ""));
            assert_eq!(cut, (name.to_owned(), dates), "{line}");
        }
    }

    #[test]
    fn codes_and_years_of_names_are_no_dates() {
        for name in [
            "70-410",
            "Exam - 70-410",
            "MCSA: Windows Server 2012",
            "Oracle Cloud 2023 Architect Associate",
            "CISSP 1234567890",
            "Windows 10 2019",
            "CKA",
            "May 2024",
            "",
        ] {
            assert_eq!(cut_dates(name), [], "{name}");
        }
        let year = PartialDate::Year(jiff::civil::date(2012, 1, 1));
        assert_eq!(
            cut_year("Windows Server 2012"),
            Some(("Windows Server", year))
        );
        assert_eq!(cut_year("2012: Server"), Some(("Server", year)));
        assert_eq!(cut_year("Office 365"), None);
    }
}
