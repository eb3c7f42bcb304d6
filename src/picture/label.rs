//! What stands in the box of a node, line by line, and how large the box must be for it.

use crate::picture::layout::Size;
use crate::picture::marker::Marker;
use crate::picture::metrics::Font;
use crate::picture::{Availability, Card, Kind, Node, Picture, Role};

/// The fonts of a box; the style sheet of the picture says the same.
pub(super) const NAME: Font = Font {
    size: 13,
    is_bold: true,
};
pub(super) const TITLE: Font = Font {
    size: 12,
    is_bold: false,
};
pub(super) const NOTE: Font = Font {
    size: 11,
    is_bold: false,
};
pub(super) const NUMBER: Font = Font {
    size: 11,
    is_bold: true,
};

/// Between the border of a box and its text.
const PADDING: u32 = 12;
const ABOVE: u32 = 8;
/// What a marker takes before the text.
pub(super) const MARKER: u32 = 28;
/// The most that the text of a box takes.
const WIDEST: u32 = 208;
/// How much farther the second line of a point stands than the first.
const HANGING: u32 = 8;
/// How many lines a title may take.
const LINES: usize = 4;

/// A line of text in a box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TextLine {
    /// A class of the style sheet.
    pub(super) class: &'static str,
    pub(super) font: Font,
    pub(super) text: String,
    /// From the left border of the box.
    pub(super) x: u32,
    /// Of the line on which the letters stand, from the upper border of the box.
    pub(super) y: u32,
}

/// What stands in a box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Label {
    pub(super) lines: Vec<TextLine>,
    /// What stands before the text.
    pub(super) marker: Option<Marker>,
    pub(super) size: Size,
}

impl Label {
    /// Returns the middle of the marker, from the upper left corner of the box.
    pub(super) fn marker_middle(&self) -> (u32, u32) {
        let height = self.lines.first().map_or(0, |line| line.y);
        (PADDING + 9, height.saturating_sub(5))
    }
}

/// Returns what stands in the boxes of a picture. Those of exams and certifications are equally wide.
pub(super) fn labels(picture: &Picture) -> Vec<Label> {
    let has_markers = Marker::stand_in(picture);
    let mut labels: Vec<Label> = picture
        .nodes
        .iter()
        .map(|node| label(node, has_markers))
        .collect();
    let is_name = |node: &Node| matches!(node.kind, Kind::Exam | Kind::Certification);
    let named = picture.nodes.iter().zip(&mut labels);
    let mut named: Vec<&mut Label> = named
        .filter(|(node, _)| is_name(node))
        .map(|(_, label)| label)
        .collect();
    let widest = named.iter().map(|label| label.size.width).max();
    for label in &mut named {
        label.size.width = widest.unwrap_or(0);
    }
    labels
}

fn label(node: &Node, has_markers: bool) -> Label {
    match node.kind {
        Kind::Exam | Kind::Certification => named(node, has_markers),
        Kind::Gate(_) => gate(node),
        Kind::Remark => stacked(
            NOTE.wrap(&node.title, WIDEST, LINES)
                .into_iter()
                .map(|text| ("note", NOTE, text))
                .collect(),
            PADDING,
            None,
        ),
    }
}

fn named(node: &Node, has_markers: bool) -> Label {
    let mut lines = Vec::new();
    let mut add = |class, font: Font, text: &str, most| {
        let wrapped = font.balance(text, WIDEST, most);
        lines.extend(wrapped.into_iter().map(|text| (class, font, text)));
    };
    if node.kind == Kind::Exam {
        add("name", NAME, &node.name, 2);
        add("text", TITLE, &node.title, LINES);
    } else {
        add("name", NAME, &node.title, LINES);
    }
    // many titles end with the level
    if !node.title.to_lowercase().ends_with(&node.note) {
        add("note", NOTE, &node.note, 2);
    }
    add("mark", NOTE, &node.marks.join(", "), 3);
    if node.is_cut {
        add("note", NOTE, "requires more", 1);
    }
    let before = if has_markers {
        PADDING + MARKER
    } else {
        PADDING
    };
    let marker = Marker::of(node).filter(|_| has_markers);
    stacked(lines, before, marker)
}

fn gate(node: &Node) -> Label {
    let marker = Marker::of(node);
    let mut text = node.title.clone();
    if !node.marks.is_empty() {
        text = format!("{text} ({})", node.marks.join(", "));
    }
    let lines = NOTE.wrap(&text, WIDEST, 2);
    let before = if marker.is_some() {
        PADDING + MARKER - 4
    } else {
        PADDING
    };
    let lines = lines.into_iter().map(|text| ("note", NOTE, text));
    stacked(lines.collect(), before, marker)
}

/// Sets lines below one another, `before` pixels from the left.
fn stacked(lines: Vec<(&'static str, Font, String)>, before: u32, marker: Option<Marker>) -> Label {
    let lines = lines.into_iter();
    let lines = lines.map(|(class, font, text)| (class, font, text, 0));
    indented(lines.collect(), before, marker)
}

/// Sets lines below one another, `before` pixels from the left and each as much farther as it says.
fn indented(
    lines: Vec<(&'static str, Font, String, u32)>,
    before: u32,
    marker: Option<Marker>,
) -> Label {
    let mut y = ABOVE;
    let mut widest = 0;
    let mut set = Vec::with_capacity(lines.len());
    for (class, font, text, indent) in lines {
        widest = widest.max(indent + font.width(&text));
        set.push(TextLine {
            class,
            font,
            text,
            x: before + indent,
            y: y + font.size,
        });
        y += font.size + 4;
    }
    let even = |length: u32| i32::try_from(length.next_multiple_of(2)).unwrap_or(i32::MAX / 2);
    Label {
        lines: set,
        marker,
        size: Size {
            width: even(before + widest + PADDING),
            height: even(y + ABOVE - 3),
        },
    }
}

/// Returns what stands on a card of a poster: the title, the exams and the gates.
pub(super) fn card(picture: &Picture, card: &Card, width: u32) -> Label {
    let node = &picture.nodes[card.node];
    let marker = Marker::of(node);
    let before = if marker.is_some() {
        PADDING + MARKER
    } else {
        PADDING
    };
    let room = width - before - PADDING;
    let mut lines = Vec::new();
    let mut add = |class, font: Font, indent: u32, text: &str, most| {
        let room = room - indent - HANGING.min(indent);
        let wrapped = match class {
            "name" => font.balance(text, room, most),
            _ => font.wrap(text, room, most),
        };
        lines.extend(wrapped.into_iter().enumerate().map(|(number, text)| {
            let is_hanging = number > 0 && indent > 0;
            (
                class,
                font,
                text,
                if is_hanging { indent + HANGING } else { indent },
            )
        }));
    };
    add("name", NAME, 0, &node.title, LINES);
    let required = node.requires.iter().filter(|edge| !edge.is_optional);
    let required: Vec<usize> = required.map(|edge| edge.to).collect();
    for required in requirement_lines(picture, &required) {
        let (class, font) = if required.is_exam {
            ("text", TITLE)
        } else {
            ("note", NOTE)
        };
        add(class, font, required.indent, &required.text, 8);
    }
    // a ring says the one and its legend what it means
    let marks = node.marks.iter().filter(|mark| *mark != NEAR);
    let marks: Vec<&str> = marks.map(String::as_str).collect();
    add("mark", NOTE, 0, &marks.join(", "), 2);
    if !card.roles.is_empty() {
        add("note", NOTE, 0, &format!("also for {}", card.roles), 2);
    }
    let mut label = indented(lines, before, marker);
    label.size.width = i32::try_from(width).unwrap_or(i32::MAX / 2);
    label
}

/// What is said of a card that one exam more would earn, where it has no ring.
pub(super) const NEAR: &str = "one exam away";

/// What stands before the name of what is held, among what a card requires.
const HELD: &str = "✓ ";

/// A line on what a card requires.
struct RequirementLine {
    text: String,
    is_exam: bool,
    indent: u32,
}

/// Returns what a card requires, all of it: its exams first, in a line.
fn requirement_lines(picture: &Picture, members: &[usize]) -> Vec<RequirementLine> {
    let is_exam = |place: &usize| picture.nodes[*place].kind == Kind::Exam;
    let (exams, others): (Vec<usize>, Vec<usize>) = members.iter().copied().partition(is_exam);
    let mut lines = Vec::new();
    if !exams.is_empty() {
        let mut text = names(picture, &exams);
        if let [exam] = exams.as_slice()
            && !picture.nodes[*exam].note.is_empty()
        {
            text = format!("{text} · {}", picture.nodes[*exam].note);
        }
        lines.push(RequirementLine {
            text,
            is_exam: true,
            indent: 0,
        });
    }
    for place in others {
        let before = if lines.is_empty() { "" } else { "and " };
        push_member(picture, place, before, 0, &mut lines);
    }
    lines
}

/// Adds a member of a gate and what stands below it. Gates nest at most 64 deep, as requirements do.
fn push_member(
    picture: &Picture,
    place: usize,
    before: &str,
    indent: u32,
    lines: &mut Vec<RequirementLine>,
) {
    let node = &picture.nodes[place];
    let mut text = match node.kind {
        Kind::Exam => format!("{before}{}", node.name),
        Kind::Certification | Kind::Gate(_) | Kind::Remark => format!("{before}{}", node.title),
    };
    let is_gate = matches!(node.kind, Kind::Gate(_));
    if node.role == Role::Held {
        text.insert_str(before.len(), HELD);
    }
    if is_gate && !node.marks.is_empty() {
        text = format!("{text} ({})", node.marks.join(", "));
    }
    if is_gate {
        text.push(':');
    } else if node.availability == Availability::Retired {
        text = format!("{text} ({})", node.marks.join(", "));
    }
    let members: Vec<usize> = node.requires.iter().map(|edge| edge.to).collect();
    let is_exam = |place: &usize| picture.nodes[*place].kind == Kind::Exam;
    if is_gate && members.iter().all(is_exam) {
        text = format!("{text} {}", names(picture, &members));
    }
    let is_shown = !is_gate || members.iter().all(is_exam);
    lines.push(RequirementLine {
        text,
        is_exam: false,
        indent,
    });
    if !is_shown {
        for member in members {
            push_member(picture, member, "• ", (indent + 8).min(48), lines);
        }
    }
}

/// Returns the names of exams, with a word on those that can be taken no more.
fn names(picture: &Picture, places: &[usize]) -> String {
    let name = |place: &usize| {
        let node = &picture.nodes[*place];
        let held = if node.role == Role::Held { HELD } else { "" };
        let retired = match node.availability {
            Availability::Retired => " (retired)",
            Availability::Open | Availability::Ending | Availability::ToCome => "",
        };
        format!("{held}{}{retired}", node.name)
    };
    let names: Vec<String> = places.iter().map(name).collect();
    names.join(", ")
}
