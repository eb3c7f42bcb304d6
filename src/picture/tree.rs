//! A picture as a tree in text, the goal on top.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::{self, Write};

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::output::Style;
use crate::picture::marker::Marker;
use crate::picture::{Kind, Node, Picture, Role};

/// The narrowest that a tree is drawn, in columns; a title needs some room.
const NARROWEST: usize = 24;

/// Writes a picture as trees, one for each of its roots, no line wider than `style.width` columns (but 24 at least).
///
/// What is required in several places is taken apart in the first of them and pointed to from the others. A branch
/// for which there is no room goes on further below, under a number.
///
/// # Errors
///
/// Those of `out`.
pub fn tree(picture: &Picture, style: Style, out: &mut impl Write) -> io::Result<()> {
    let mut writer = Writer {
        picture,
        style,
        width: style.width.max(NARROWEST),
        below: below(picture),
        drawn: vec![false; picture.nodes.len()],
        moved: BTreeMap::new(),
        has_markers: Marker::stand_in(picture),
    };
    for (number, root) in picture.roots.iter().enumerate() {
        if number > 0 {
            writeln!(out)?;
        }
        writer.write_from(*root, out)?;
    }
    writer.write_legend(out)?;
    if picture.has_plan() {
        let total = format!("Total: {}", picture.summary);
        writeln!(out)?;
        for piece in broken(&total, writer.width, writer.width) {
            writeln!(out, "{piece}")?;
        }
    }
    Ok(())
}

/// Returns what stands below each node: what it requires, or, in a picture of what the roots unlock, the exams and
/// certifications that requires it.
fn below(picture: &Picture) -> Vec<Vec<usize>> {
    if !picture.shows_unlocked {
        let requires = |node: &Node| node.requires.iter().map(|edge| edge.to).collect();
        return picture.nodes.iter().map(requires).collect();
    }
    let dependents = picture.dependents();
    let named_dependents = |place: usize| {
        let mut found = BTreeSet::new();
        let mut todo: Vec<usize> = dependents[place].clone();
        while let Some(next) = todo.pop() {
            match picture.nodes[next].kind {
                Kind::Gate(_) | Kind::Remark => todo.extend(&dependents[next]),
                Kind::Exam | Kind::Certification => {
                    found.insert(next);
                }
            }
        }
        found.into_iter().collect()
    };
    (0..picture.nodes.len()).map(named_dependents).collect()
}

struct Writer<'a> {
    picture: &'a Picture,
    style: Style,
    width: usize,
    below: Vec<Vec<usize>>,
    /// What has been taken apart.
    drawn: Vec<bool>,
    /// The numbers of what is taken apart further below.
    moved: BTreeMap<usize, usize>,
    /// Whether anything is held or planned, so that markers stand before names.
    has_markers: bool,
}

/// A node that is still to be written.
struct Todo {
    place: usize,
    /// For it and each node above it but the topmost whether another member follows.
    leads_on: Vec<bool>,
}

impl Writer<'_> {
    /// Writes a tree, and after it the branches of it for which there was no room.
    fn write_from(&mut self, root: usize, out: &mut impl Write) -> io::Result<()> {
        let mut moved = self.write_tree(root, "", out)?;
        let mut written = 0;
        while let Some(place) = moved.get(written).copied() {
            written += 1;
            let label = format!("[{}] ", self.moved[&place]);
            writeln!(out)?;
            moved.extend(self.write_tree(place, &label, out)?);
        }
        Ok(())
    }

    /// Writes a tree under a label, and returns what of it is to be written further below.
    fn write_tree(
        &mut self,
        root: usize,
        label: &str,
        out: &mut impl Write,
    ) -> io::Result<Vec<usize>> {
        let mut moved = Vec::new();
        let leads_on = Vec::new();
        let mut todo = vec![Todo {
            place: root,
            leads_on,
        }];
        while let Some(Todo { place, leads_on }) = todo.pop() {
            let is_continued = leads_on.is_empty() && !label.is_empty();
            let width = self.width.saturating_sub(3 * leads_on.len());
            let mut text = self.text(place, width);
            let mut members = Vec::new();
            if is_continued {
                text = format!(
                    "{label}{}",
                    self.text(place, width.saturating_sub(label.width()))
                );
                members.clone_from(&self.below[place]);
            } else if let Some(pointer) = self.pointer(place, leads_on.len(), &mut moved) {
                text = format!("{}  ({pointer})", self.name(place));
            } else {
                members.clone_from(&self.below[place]);
            }
            self.drawn[place] = true;
            self.write_line(&leads_on, !members.is_empty(), &text, out)?;
            for (number, member) in members.iter().enumerate().rev() {
                let mut leads_on = leads_on.clone();
                leads_on.push(number + 1 < members.len());
                let place = *member;
                todo.push(Todo { place, leads_on });
            }
        }
        Ok(moved)
    }

    /// Returns where a node is taken apart, if that is not here; one for which there is no room joins `moved`.
    fn pointer(&mut self, place: usize, depth: usize, moved: &mut Vec<usize>) -> Option<String> {
        if self.below[place].is_empty() {
            return None;
        }
        if let Some(number) = self.moved.get(&place) {
            return Some(format!("see [{number}]"));
        }
        // a gate has no name that one could look for, and its members point above
        let is_gate = matches!(self.picture.nodes[place].kind, Kind::Gate(_));
        if self.drawn[place] && !is_gate {
            return Some("see above".to_owned());
        }
        // a third of the width is left to the texts of its members
        let has_room = (depth + 2) * 3 + self.width / 3 <= self.width;
        if has_room {
            return None;
        }
        let number = self.moved.len() + 1;
        self.moved.insert(place, number);
        moved.push(place);
        Some(format!("see [{number}]"))
    }

    fn name(&self, place: usize) -> String {
        let node = &self.picture.nodes[place];
        let also = if node.kind == Kind::Remark {
            "also: "
        } else {
            ""
        };
        format!("{}{also}{}", self.marker(node), node.label())
    }

    /// Returns what is said of a node: with its level or price where that leaves it on one line.
    fn text(&self, place: usize, room: usize) -> String {
        let node = &self.picture.nodes[place];
        let with_note = self.text_with(place, self.level_or_price(node));
        if with_note.width() <= room {
            return with_note;
        }
        self.text_with(place, None)
    }

    /// Returns the level of a certification, which many titles end with, or the price of an exam.
    fn level_or_price<'n>(&self, node: &'n Node) -> Option<&'n str> {
        let is_said = node.title.to_lowercase().ends_with(&node.note);
        (!is_said && !self.picture.shows_unlocked).then_some(&node.note)
    }

    fn text_with(&self, place: usize, remark: Option<&str>) -> String {
        let node = &self.picture.nodes[place];
        let mut text = self.name(place);
        let marks = node.marks.iter().map(String::as_str);
        let marks: Vec<&str> = remark.into_iter().chain(marks).collect();
        if !marks.is_empty() {
            let _ = write!(text, "  ({})", marks.join(", "));
        }
        if self.picture.shows_unlocked {
            let rule = node.facts.iter().find(|fact| fact.name == "requires");
            if let (Some(rule), false) = (rule, self.picture.roots.contains(&place)) {
                let _ = write!(text, "  requires {}", rule.value);
            }
        } else if node.is_cut {
            text.push_str("  (requires more)");
        }
        text
    }

    /// Returns what stands before a name.
    fn marker(&self, node: &Node) -> String {
        let symbol = |marker| format!("{} ", self.symbol(marker));
        match (Marker::of(node), node.role) {
            (Some(Marker::Recommended), Role::Recommended(Some(number))) => {
                format!("{number}. {}", symbol(Marker::Recommended))
            }
            (Some(Marker::Step), Role::Step(number)) => format!("{number}. "),
            (Some(marker), _) if self.has_markers => symbol(marker),
            _ => String::new(),
        }
    }

    fn symbol(&self, marker: Marker) -> &'static str {
        let (drawn, ascii) = marker.symbols();
        if self.style.unicode { drawn } else { ascii }
    }

    /// Writes a text behind its lines, broken at spaces where it is too wide.
    fn write_line(
        &self,
        leads_on: &[bool],
        has_members: bool,
        text: &str,
        out: &mut impl Write,
    ) -> io::Result<()> {
        let [fork, end, bar, blank] = if self.style.unicode {
            ["├─ ", "└─ ", "│  ", "   "]
        } else {
            ["|- ", "`- ", "|  ", "   "]
        };
        let line = |leads_on: &bool| if *leads_on { bar } else { blank };
        let (mut first, mut rest) = (String::new(), String::new());
        if let Some((is_followed, above)) = leads_on.split_last() {
            first.extend(above.iter().map(line));
            rest.clone_from(&first);
            first.push_str(if *is_followed { fork } else { end });
            rest.push_str(line(is_followed));
        }
        rest.push_str(if has_members { bar } else { blank });
        let room = |before: &str| self.width.saturating_sub(before.width());
        let pieces = broken(text, room(&first), room(&rest));
        for (number, piece) in pieces.iter().enumerate() {
            let before = if number == 0 { &first } else { &rest };
            writeln!(out, "{before}{piece}")?;
        }
        Ok(())
    }

    fn write_legend(&self, out: &mut impl Write) -> io::Result<()> {
        let markers = Marker::in_picture(self.picture);
        if markers.is_empty() {
            return Ok(());
        }
        writeln!(out)?;
        let words: Vec<String> = markers
            .into_iter()
            .map(|marker| format!("{} {}", self.symbol(marker), marker.meaning()))
            .collect();
        let mut lines: Vec<String> = Vec::new();
        for words in words {
            match lines.last_mut() {
                Some(line) if line.width() + 3 + words.width() <= self.width => {
                    line.push_str("   ");
                    line.push_str(&words);
                }
                _ => lines.push(words),
            }
        }
        // a single marker may take more than a line
        let mut pieces = lines
            .iter()
            .flat_map(|line| broken(line, self.width, self.width));
        pieces.try_for_each(|piece| writeln!(out, "{piece}"))
    }
}

/// Breaks a text at spaces into pieces no wider than `first` and, after that, `rest` columns; a word that is too wide
/// is broken itself.
fn broken(text: &str, first: usize, rest: usize) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut piece = String::new();
    let mut room = first;
    let mut taken = 0;
    // spaces in a row stay as they are within a line
    let mut spaces = 0;
    for word in text.split(' ') {
        let wide = word.width();
        if taken > 0 && taken + spaces + wide > room {
            pieces.push(std::mem::take(&mut piece));
            (room, taken, spaces) = (rest, 0, 0);
        }
        if !word.is_empty() {
            let between = if taken > 0 { spaces } else { 0 };
            piece.extend(std::iter::repeat_n(' ', between));
            taken += between;
            for character in word.chars() {
                let wide = character.width().unwrap_or(0);
                if taken > 0 && taken + wide > room {
                    pieces.push(std::mem::take(&mut piece));
                    (room, taken) = (rest, 0);
                }
                piece.push(character);
                taken += wide;
            }
            spaces = 0;
        }
        spaces += 1;
    }
    pieces.push(piece);
    pieces
}
