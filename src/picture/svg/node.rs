//! Nodes and markers in SVG.

use std::fmt::Write as _;
use std::io::{self, Write};

use crate::picture::label::{Label, NUMBER};
use crate::picture::layout::Rect;
use crate::picture::marker::Marker;
use crate::picture::svg::xml::{escaped, length};
use crate::picture::{Availability, Kind, Node, Role};

/// Writes a node with its box, texts and marker, as a link where there is a page.
pub(super) fn write_node(
    number: usize,
    node: &Node,
    label: &Label,
    rect: Rect,
    out: &mut impl Write,
) -> io::Result<()> {
    write_classed(number, node, &classes(node), label, rect, out)
}

/// How a card of a poster is marked besides its role.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rank {
    /// From 1 to 4.
    pub(super) rank: u32,
    /// The ring that is drawn round it: one exam away.
    pub(super) ring: Option<Ring>,
}

/// A ring round a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Ring {
    /// One exam earns it, whatever is held.
    Thin,
    /// One exam earns it since something is held.
    Thick,
}

impl Ring {
    /// Returns its classes of the style sheet.
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Thin => "ring",
            Self::Thick => "ring thick",
        }
    }
}

/// Writes a card of a poster, its border as its rank has it.
pub(super) fn write_card(
    number: usize,
    node: &Node,
    Rank { rank, ring }: Rank,
    label: &Label,
    rect: Rect,
    out: &mut impl Write,
) -> io::Result<()> {
    if let Some(ring) = ring {
        let (x, y) = (rect.x - 3, rect.y - 3);
        let (width, height) = (rect.width + 6, rect.height + 6);
        let class = ring.class();
        writeln!(
            out,
            "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"19\"/>"
        )?;
    }
    let classes = format!("card rank-{rank} {}", classes(node));
    write_classed(number, node, &classes, label, rect, out)
}

fn write_classed(
    number: usize,
    node: &Node,
    classes: &str,
    label: &Label,
    rect: Rect,
    out: &mut impl Write,
) -> io::Result<()> {
    if let Some(link) = &node.link {
        write!(
            out,
            "<a href=\"{}\" target=\"_blank\" rel=\"noopener\">",
            escaped(link)
        )?;
    }
    let spoken = node.spoken();
    let name = escaped(&spoken);
    writeln!(
        out,
        "<g class=\"node {classes}\" id=\"n{number}\" role=\"img\" aria-label=\"{name}\">"
    )?;
    writeln!(out, "<title>{}</title>", escaped(&tip(node)))?;
    write_box(node.kind, rect, out)?;
    let Rect { x, y, .. } = rect;
    if let Some(marker) = label.marker {
        let (right, down) = label.marker_middle();
        let (x, y) = (x + length(right), y + length(down));
        match node.role {
            Role::Step(step) => write_number("step", step, x, y, out)?,
            Role::Recommended(Some(step)) => {
                write_number("late", step, x, y, out)?;
                write_marker(marker, x, y + 21, out)?;
            }
            Role::Recommended(None)
            | Role::Held
            | Role::Earned
            | Role::Alternative
            | Role::Plain => write_marker(marker, x, y, out)?,
        }
    }
    for line in &label.lines {
        let (x, y) = (x + length(line.x), y + length(line.y));
        let text = escaped(&line.text);
        writeln!(
            out,
            "<text class=\"{}\" x=\"{x}\" y=\"{y}\">{text}</text>",
            line.class
        )?;
    }
    writeln!(out, "</g>{}", if node.link.is_some() { "</a>" } else { "" })
}

/// Writes the box of a node: a sheet with a folded corner for a remark, and rounder the less it is a thing of its own.
fn write_box(kind: Kind, rect: Rect, out: &mut impl Write) -> io::Result<()> {
    let Rect {
        x,
        y,
        width,
        height,
    } = rect;
    if kind == Kind::Remark {
        let (right, bottom) = (x + width, y + height);
        writeln!(
            out,
            "<path class=\"box\" d=\"M{x} {y}H{}L{right} {}V{bottom}H{x}z\"/>",
            right - 10,
            y + 10
        )
    } else {
        let round = match kind {
            Kind::Exam | Kind::Remark => 3,
            Kind::Certification => 16.min(height / 2),
            Kind::Gate(_) => height / 2,
        };
        writeln!(
            out,
            "<rect class=\"box\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"{round}\"/>"
        )
    }
}

/// Writes the number of a step in a disk round a place.
fn write_number(class: &str, step: usize, x: i32, y: i32, out: &mut impl Write) -> io::Result<()> {
    let step = step.to_string();
    let wide = length(NUMBER.width(&step)).max(12) + 8;
    let (left, top) = (x - wide / 2, y - 10);
    write!(
        out,
        "<rect class=\"sign {class}\" x=\"{left}\" y=\"{top}\" width=\"{wide}\" height=\"20\" rx=\"10\"/>"
    )?;
    writeln!(
        out,
        "<text class=\"number\" x=\"{x}\" y=\"{}\">{step}</text>",
        y + 4
    )
}

/// Writes a marker of 20 pixels round a place; a step is the first.
pub(super) fn write_marker(marker: Marker, x: i32, y: i32, out: &mut impl Write) -> io::Result<()> {
    match marker {
        Marker::Step => write_number("step", 1, x, y, out),
        Marker::Earned => {
            write!(
                out,
                "<circle class=\"sign earned\" cx=\"{x}\" cy=\"{y}\" r=\"8\"/>"
            )?;
            writeln!(out, "<circle class=\"dot\" cx=\"{x}\" cy=\"{y}\" r=\"4\"/>")
        }
        Marker::Held => {
            write!(
                out,
                "<circle class=\"sign held\" cx=\"{x}\" cy=\"{y}\" r=\"9\"/>"
            )?;
            let (x, y) = (x - 4, y);
            writeln!(out, "<path class=\"stroke\" d=\"M{x} {y}l3 4l5 -7\"/>")
        }
        Marker::Alternative => {
            writeln!(
                out,
                "<circle class=\"sign alternative\" cx=\"{x}\" cy=\"{y}\" r=\"7\"/>"
            )
        }
        Marker::Recommended => {
            let (x, y) = (x, y - 9);
            writeln!(
                out,
                "<path class=\"sign recommended\" d=\"M{x} {y}l2.6 6 6.4.6 -4.8 4.3 1.4 6.3 -5.6 -3.3 -5.6 3.3 1.4 -6.3 -4.8 -4.3 6.4 -.6z\"/>"
            )
        }
        Marker::Retired => {
            write!(
                out,
                "<circle class=\"sign retired\" cx=\"{x}\" cy=\"{y}\" r=\"8\"/>"
            )?;
            let (x, y) = (x - 3, y - 3);
            writeln!(out, "<path class=\"cross\" d=\"M{x} {y}l6 6m0 -6l-6 6\"/>")
        }
    }
}

/// Returns the classes of the style sheet that a node has.
fn classes(node: &Node) -> String {
    let kind = match node.kind {
        Kind::Exam => "exam",
        Kind::Certification => "certification",
        Kind::Gate(_) => "gate",
        Kind::Remark => "remark",
    };
    let role = match node.role {
        Role::Plain => "plain",
        Role::Held => "held",
        Role::Step(_) => "step",
        Role::Earned => "earned",
        Role::Alternative => "alternative",
        Role::Recommended(_) => "recommended",
    };
    let availability = match node.availability {
        Availability::Open => "",
        Availability::Ending => " ending",
        Availability::Retired => " retired",
        Availability::ToCome => " to-come",
    };
    format!("{kind} {role}{availability}")
}

/// Returns what is shown when the pointer rests on a node.
fn tip(node: &Node) -> String {
    let mut tip = node.label();
    if !node.marks.is_empty() {
        let _ = write!(tip, " ({})", node.marks.join(", "));
    }
    for fact in &node.facts {
        let _ = write!(tip, "\n{}: {}", fact.name, fact.value);
    }
    tip
}
