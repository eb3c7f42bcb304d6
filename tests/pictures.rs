//! Pictures never say anything but what the catalog says.

#![allow(clippy::unwrap_used, clippy::needless_raw_string_hashes)]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use certpath::output::Style;
use certpath::picture::{ALL, Scope, View, draw, tree};
use certpath::{
    Catalog, Entry, Graph, Requirement, Timeline, embedded, resolve, rules_on, short_title,
};
use jiff::civil::{Date, date};
use unicode_width::UnicodeWidthStr;

/// Today, a day on which two rules overlap, and one before many of them.
const DAYS: [Date; 3] = [date(2026, 11, 22), date(2021, 7, 13), date(2019, 6, 1)];

/// A requirement however it is written: members in no order, needless brackets left out.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Meaning {
    Name(Entry),
    Ever(Entry),
    Unknown,
    AtLeast(usize, BTreeSet<Meaning>),
}

impl Meaning {
    /// Returns what `needed` of `members` mean; an all-gate dissolves those within it.
    fn gate(needed: Option<usize>, members: Vec<Self>) -> Self {
        let once: BTreeSet<Self> = members.into_iter().collect();
        if needed.is_some_and(|needed| needed < once.len()) {
            return Self::AtLeast(needed.unwrap(), once);
        }
        let mut all = BTreeSet::new();
        for member in once {
            match member {
                Self::AtLeast(needed, members) if needed == members.len() => all.extend(members),
                other => {
                    all.insert(other);
                }
            }
        }
        if all.len() == 1 {
            return all.pop_first().unwrap();
        }
        Self::AtLeast(all.len(), all)
    }

    fn of(requirement: &Requirement) -> Self {
        let members = || requirement.members().iter().map(Self::of).collect();
        match requirement {
            Requirement::Exam(index) => Self::Name(Entry::Exam(*index)),
            Requirement::Certification(index) => Self::Name(Entry::Certification(*index)),
            Requirement::Ever(index) => Self::Ever(Entry::Certification(*index)),
            Requirement::All(_) => Self::gate(None, members()),
            Requirement::Any(_) => Self::gate(Some(1), members()),
            Requirement::AtLeast(count, _) => Self::gate(Some(*count as usize), members()),
        }
    }

    /// Returns what the catalog requires of an entry; nothing: nothing.
    fn in_catalog(catalog: &Catalog, entry: Entry, day: Date) -> Option<Self> {
        match entry {
            Entry::Exam(index) => catalog.exam(index).requires.as_ref().map(Self::of),
            Entry::Certification(index) => {
                let rules = rules_on(catalog, index, day);
                let ways = rules.iter().map(|rule| match &rule.requires {
                    Some(requirement) => Self::of(requirement),
                    None => Self::Unknown,
                });
                let ways: Vec<Self> = ways.collect();
                (!ways.is_empty()).then(|| Self::gate(Some(1), ways))
            }
        }
    }
}

/// A node that was read from a tree.
#[derive(Debug, Clone)]
struct Read {
    /// Without spaces, since a line may break anywhere.
    text: String,
    members: Vec<Read>,
}

/// Reads trees: a node a line, lines without a branch going on with the one before.
fn read(text: &str, is_ascii: bool) -> Vec<Read> {
    let [fork, end, bar] = if is_ascii {
        ["|- ", "`- ", "|  "]
    } else {
        ["├─ ", "└─ ", "│  "]
    };
    let mut flat: Vec<(usize, String)> = Vec::new();
    for line in text.lines() {
        if line.is_empty() {
            continue;
        }
        let (mut rest, mut depth, mut is_branch) = (line, 0, false);
        loop {
            if let Some(after) = rest.strip_prefix(bar).or_else(|| rest.strip_prefix("   ")) {
                rest = after;
            } else if let Some(after) = rest.strip_prefix(fork).or_else(|| rest.strip_prefix(end)) {
                rest = after;
                is_branch = true;
            } else {
                break;
            }
            depth += 1;
        }
        let words: String = rest.split_whitespace().collect();
        if is_branch || depth == 0 {
            flat.push((depth, words));
        } else {
            flat.last_mut().unwrap().1 += &words;
        }
    }
    let mut stack: Vec<(usize, Read)> = Vec::new();
    let mut roots = Vec::new();
    let close = |stack: &mut Vec<(usize, Read)>, roots: &mut Vec<Read>, depth: usize| {
        while stack.last().is_some_and(|(above, _)| *above >= depth) {
            let (_, done) = stack.pop().unwrap();
            match stack.last_mut() {
                Some((_, parent)) => parent.members.push(done),
                None => roots.push(done),
            }
        }
    };
    for (depth, text) in flat {
        close(&mut stack, &mut roots, depth);
        assert_eq!(depth, stack.last().map_or(0, |(above, _)| above + 1));
        stack.push((
            depth,
            Read {
                text,
                members: Vec::new(),
            },
        ));
    }
    close(&mut stack, &mut roots, 0);
    roots
}

/// What is known of the names that a tree may hold.
struct Names<'a> {
    catalog: &'a Catalog,
    entries: BTreeMap<String, Entry>,
    day: Date,
}

impl<'a> Names<'a> {
    fn new(catalog: &'a Catalog, day: Date) -> Self {
        let squeezed = |text: String| -> String { text.split_whitespace().collect() };
        let mut entries = BTreeMap::new();
        let mut shared = BTreeSet::new();
        for index in catalog.certification_indices() {
            let entry = Entry::Certification(index);
            let title = short_title(catalog, entry);
            let with_id = format!("{title} [{}]", catalog.name(entry));
            entries.insert(squeezed(with_id), entry);
            let title = squeezed(title.to_owned());
            if entries.insert(title.clone(), entry).is_some() {
                shared.insert(title);
            }
        }
        for title in shared {
            entries.remove(&title);
        }
        for index in catalog.exam_indices() {
            let entry = Entry::Exam(index);
            let text = format!("{} {}", catalog.name(entry), short_title(catalog, entry));
            entries.insert(squeezed(text), entry);
        }
        Self {
            catalog,
            entries,
            day,
        }
    }

    /// Returns the entry that a text names, remarks in round brackets after it left aside.
    fn entry(&self, text: &str) -> Entry {
        self.find(text)
            .unwrap_or_else(|| panic!("`{text}` names nothing"))
    }

    fn find(&self, text: &str) -> Option<Entry> {
        let ends = text
            .char_indices()
            .filter(|(_, character)| *character == '(');
        let ends = ends.map(|(place, _)| place).chain([text.len()]);
        let mut named = ends.filter_map(|end| self.entries.get(&text[..end]));
        named.next_back().copied()
    }

    /// Checks that an entry has members below it in one place only; others point there.
    fn is_apart_once(&self, read: &Read, apart: &mut BTreeSet<Entry>) {
        let text = match read
            .text
            .strip_prefix('[')
            .and_then(|rest| rest.split_once(']'))
        {
            Some((number, rest)) if number.bytes().all(|byte| byte.is_ascii_digit()) => rest,
            _ => &read.text,
        };
        if let (Some(entry), false) = (self.find(text), read.members.is_empty()) {
            assert!(apart.insert(entry), "{text} is taken apart twice");
        }
        for member in &read.members {
            self.is_apart_once(member, apart);
        }
    }

    /// Checks trees against the catalog, and that each entry is taken apart once.
    fn check(&self, trees: &[Read]) {
        let mut once = BTreeSet::new();
        for tree in trees {
            self.is_apart_once(tree, &mut once);
        }
        let mut moved = BTreeMap::new();
        let mut apart: BTreeMap<Entry, Meaning> = BTreeMap::new();
        let mut mentioned = BTreeSet::new();
        let mut roots = Vec::new();
        for tree in trees {
            match tree
                .text
                .strip_prefix('[')
                .and_then(|rest| rest.split_once(']'))
            {
                Some((number, rest)) if number.bytes().all(|byte| byte.is_ascii_digit()) => {
                    let read = Read {
                        text: rest.to_owned(),
                        ..tree.clone()
                    };
                    assert!(moved.insert(number.to_owned(), read).is_none());
                }
                _ => roots.push(tree),
            }
        }
        for root in roots {
            self.meaning(root, &moved, &mut apart, &mut mentioned);
        }
        for entry in mentioned {
            let expected = Meaning::in_catalog(self.catalog, entry, self.day);
            assert_eq!(
                apart.get(&entry),
                expected.as_ref(),
                "{}",
                self.catalog.name(entry)
            );
        }
    }

    fn meaning(
        &self,
        read: &Read,
        moved: &BTreeMap<String, Read>,
        apart: &mut BTreeMap<Entry, Meaning>,
        mentioned: &mut BTreeSet<Entry>,
    ) -> Meaning {
        let mut text = read.text.as_str();
        let mut members = &read.members;
        if let Some((before, rest)) = text.rsplit_once("(see[") {
            let number = rest.strip_suffix("])").unwrap();
            assert!(members.is_empty());
            members = &moved[number].members;
            text = before;
        }
        // of two rules in force the earlier one says when it ends
        if let Some((gate, _)) = text.split_once("(until") {
            text = gate;
        }
        let members: Vec<Meaning> = members
            .iter()
            .filter(|member| !member.text.starts_with("also:") || member.text.contains("notknown"))
            .map(|member| (member, self.meaning(member, moved, apart, mentioned)))
            .filter(|(member, _)| member.text != "recommended")
            .map(|(_, meaning)| meaning)
            .collect();
        let needed = |text: &str| -> Option<usize> {
            let (needed, of) = text.split_once("of")?;
            assert_eq!(of.parse(), Ok(members.len()));
            needed.parse().ok()
        };
        match text {
            "allof" => Meaning::gate(None, members),
            "oneof" => Meaning::gate(Some(1), members),
            "heldatanytime" => match members.as_slice() {
                [Meaning::Name(entry)] => Meaning::Ever(*entry),
                other => panic!("{other:?}"),
            },
            "recommended" | "also:whatitrequiresisnotknown" => Meaning::Unknown,
            text if text.starts_with(|character: char| character.is_ascii_digit())
                && text.contains("of")
                && text.len() < 8
                && needed(text).is_some() =>
            {
                Meaning::gate(needed(text), members)
            }
            text => {
                let entry = self.entry(text);
                mentioned.insert(entry);
                if !members.is_empty() {
                    // What was moved down is read again wherever something points to it.
                    let whole = Meaning::gate(None, members);
                    let before = apart.insert(entry, whole.clone());
                    assert_eq!(before.unwrap_or_else(|| whole.clone()), whole, "{text}");
                }
                Meaning::Name(entry)
            }
        }
    }
}

fn drawn(names: &Names<'_>, roots: &[Entry], width: usize, unicode: bool) -> String {
    let graph = Graph::new(names.catalog);
    let held = Timeline::new(&graph, &[], names.day);
    let view = View {
        held: &held,
        plan: None,
        as_of: names.day,
        depth: None,
        keep: ALL,
        retired: true,
    };
    let style = Style {
        width,
        unicode,
        ..Style::PLAIN
    };
    let mut out = Vec::new();
    tree(&draw(&graph, Scope::Requires(roots), view), style, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[track_caller]
fn is_narrow(text: &str, width: usize) {
    for line in text.lines() {
        assert!(line.width() <= width, "{line}");
        assert_eq!(line, line.trim_end());
    }
}

#[test]
fn the_tree_of_every_certification_says_what_the_catalog_says() {
    for day in DAYS {
        let names = Names::new(embedded::catalog(), day);
        for index in names.catalog.certification_indices() {
            for (width, unicode) in [
                (24, true),
                (40, false),
                (61, true),
                (80, true),
                (200, false),
            ] {
                let text = drawn(&names, &[Entry::Certification(index)], width, unicode);
                is_narrow(&text, width);
                assert!(unicode || !text.contains(['│', '├', '└']));
                names.check(&read(&text, !unicode));
            }
        }
    }
}

#[test]
fn the_trees_of_the_whole_catalog_take_everything_apart_once() {
    let names = Names::new(embedded::catalog(), DAYS[0]);
    let all = names.catalog.certification_indices();
    let all: Vec<Entry> = all.map(Entry::Certification).collect();
    for width in [30, 80] {
        let text = drawn(&names, &all, width, true);
        is_narrow(&text, width);
        names.check(&read(&text, false));
    }
}

#[test]
fn a_chain_deeper_than_a_line_is_wide_goes_on_below() {
    let mut lines = String::from("X-0: {}\nc-0: {requires: X-0}\n");
    for number in 1..300 {
        let before = number - 1;
        let rule = format!("[X-{number}, c-{before}]");
        let _ = writeln!(lines, "X-{number}: {{}}\nc-{number}: {{requires: {rule}}}");
    }
    let catalog = common::shelf(&lines);
    let names = Names::new(&catalog, DAYS[0]);
    let goal = resolve::resolve(&catalog, "c-299", DAYS[0]).unwrap();
    for width in [24, 80] {
        let text = drawn(&names, &[goal], width, true);
        is_narrow(&text, width);
        names.check(&read(&text, false));
    }
}

#[test]
fn gates_of_every_kind_are_drawn_as_they_are_meant() {
    let catalog = common::shelf(
        "A-1: {}
         B-2: {requires: {ever: low}}
         C-3: {}
         D-4: {}
         low: {requires: A-1}
         two: {requires: {at-least: 2, of: [A-1, C-3, D-4]}}
         nested: {requires: [two, {any: [[B-2, C-3], {at-least: 2, of: [low, {any: [C-3, D-4]}, {ever: two}]}]}]}
         lists: {requires: [A-1, [C-3, [D-4]]], recommends: {any: [low, two]}}",
    );
    let names = Names::new(&catalog, DAYS[0]);
    for goal in ["two", "nested", "lists"] {
        let goal = resolve::resolve(&catalog, goal, DAYS[0]).unwrap();
        for (width, unicode) in [(24, true), (80, false)] {
            let text = drawn(&names, &[goal], width, unicode);
            is_narrow(&text, width);
            names.check(&read(&text, !unicode));
        }
    }
}

#[test]
fn the_pictures_of_the_documentation_are_those_that_are_drawn() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/pictures");
    let page = fs::read_to_string(folder.join("README.md")).unwrap();
    let is_new = std::env::var("SNAPSHOTS").is_ok_and(|value| value == "overwrite");
    let mut shown = BTreeSet::new();
    for words in page
        .lines()
        .filter_map(|line| line.strip_prefix("certpath "))
    {
        let (words, name) = words.rsplit_once(" -o ").unwrap();
        let output = Command::new(env!("CARGO_BIN_EXE_certpath"))
            .args(words.split(' '))
            .args(["-q", "-f", "svg"])
            .output()
            .unwrap();
        let drawn = String::from_utf8(output.stdout).unwrap();
        assert!(drawn.starts_with("<svg "), "{words}");
        assert!(page.contains(&format!("({name})")), "{name} is not shown");
        let path = folder.join(name);
        if is_new {
            fs::write(&path, &drawn).unwrap();
        }
        let kept = fs::read_to_string(&path).unwrap();
        assert!(
            kept == drawn,
            "{name} has changed: run the tests with SNAPSHOTS=overwrite"
        );
        shown.insert(name.to_owned());
    }
    let kept = fs::read_dir(&folder).unwrap();
    let kept = kept.map(|file| file.unwrap().file_name().into_string().unwrap());
    let kept: BTreeSet<String> = kept.filter(|name| name != "README.md").collect();
    assert_eq!(kept, shown);
}
