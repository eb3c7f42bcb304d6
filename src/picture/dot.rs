//! A picture in the language of Graphviz: <https://graphviz.org/doc/info/lang.html>.

use std::io::{self, Write};

use crate::picture::marker::Marker;
use crate::picture::{Availability, Kind, Node, Picture, Role};

/// Writes a picture for `dot`: what is required on the left, what requires it on the right.
///
/// # Errors
///
/// Those of `out`.
pub fn dot(picture: &Picture, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "digraph certpath {{")?;
    writeln!(
        out,
        "  graph [label={}, labelloc=t, rankdir=LR, ranksep=0.6, fontname=\"sans-serif\", tooltip={}];",
        quoted(&[&picture.title, &picture.caption]),
        quoted(&[&picture.description]),
    )?;
    writeln!(
        out,
        "  node [shape=box, style=\"rounded,filled\", fillcolor=white, fontname=\"sans-serif\", fontsize=11];"
    )?;
    writeln!(out, "  edge [color=gray40, arrowsize=0.7];")?;
    for (number, node) in picture.nodes.iter().enumerate() {
        writeln!(out, "  n{number} [{}];", attributes(node))?;
    }
    for (from, node) in picture.nodes.iter().enumerate() {
        for edge in &node.requires {
            let member = &picture.nodes[edge.to];
            let look = if edge.is_optional {
                " [style=dotted]"
            } else if member.is_on_the_way() && node.is_on_the_way() {
                " [penwidth=2, color=black]"
            } else {
                ""
            };
            writeln!(out, "  n{} -> n{from}{look};", edge.to)?;
        }
    }
    write_legend(picture, out)?;
    writeln!(out, "}}")
}

fn attributes(node: &Node) -> String {
    let mut lines = Vec::new();
    let marker = marker(node);
    let name = match node.kind {
        Kind::Exam => format!("{marker}{}", node.name),
        Kind::Certification | Kind::Gate(_) | Kind::Remark => format!("{marker}{}", node.title),
    };
    lines.push(name);
    if node.kind == Kind::Exam {
        lines.push(node.title.clone());
    }
    if !node.marks.is_empty() {
        lines.push(format!("({})", node.marks.join(", ")));
    }
    if node.is_cut {
        lines.push("(requires more)".to_owned());
    }
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let mut text = format!("label={}", quoted(&lines));
    text.push_str(match node.kind {
        Kind::Exam => ", style=filled",
        Kind::Certification => "",
        Kind::Gate(_) => ", shape=ellipse, fontsize=9, height=0.2, margin=\"0.04,0.02\"",
        Kind::Remark => ", shape=note, style=filled, fontsize=9",
    });
    text.push_str(look(node));
    if let Some(link) = &node.link {
        text.push_str(", URL=");
        text.push_str(&quoted(&[link]));
    }
    if !node.name.is_empty() {
        text.push_str(", tooltip=");
        text.push_str(&quoted(&[&node.name]));
    }
    text
}

fn look(node: &Node) -> &'static str {
    let rounded = node.kind == Kind::Certification;
    match (node.role, node.availability) {
        (Role::Held, _) => ", fillcolor=\"#d7f0dc\", penwidth=2",
        (Role::Step(_), _) => ", fillcolor=\"#d6e6fb\", penwidth=2.5",
        (Role::Earned, _) => ", fillcolor=\"#eaf2fd\", penwidth=2",
        (_, Availability::Retired) if rounded => {
            ", style=\"rounded,filled,dashed\", fillcolor=gray92, fontcolor=gray35"
        }
        (_, Availability::Retired) => {
            ", style=\"filled,dashed\", fillcolor=gray92, fontcolor=gray35"
        }
        (Role::Recommended(_), _) if rounded => ", style=\"rounded,filled,dotted\"",
        (Role::Recommended(_), _) => ", style=\"filled,dotted\"",
        (Role::Alternative, _) => ", color=gray55",
        (Role::Plain, _) => "",
    }
}

fn marker(node: &Node) -> String {
    match (node.role, Marker::of(node)) {
        (Role::Step(number), _) => format!("{number}. "),
        (Role::Recommended(Some(number)), _) => {
            format!("{number}. {} ", Marker::Recommended.symbols().0)
        }
        (_, Some(marker)) => format!("{} ", marker.symbols().0),
        (_, None) => String::new(),
    }
}

fn write_legend(picture: &Picture, out: &mut impl Write) -> io::Result<()> {
    let markers = Marker::in_picture(picture);
    if markers.is_empty() {
        return Ok(());
    }
    let lines: Vec<String> = markers
        .into_iter()
        .map(|marker| format!("{} {}", marker.symbols().0, marker.meaning()))
        .collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    writeln!(
        out,
        "  legend [shape=plaintext, style=\"\", fontsize=9, label={}];",
        quoted(&lines)
    )
}

/// Returns lines as one string of the language. A backslash begins an escape in labels, so it is doubled.
fn quoted(lines: &[&str]) -> String {
    let mut text = String::from("\"");
    for (number, line) in lines.iter().enumerate() {
        if number > 0 {
            text.push_str("\\n");
        }
        for character in line.chars() {
            match character {
                '"' => text.push_str("\\\""),
                '\\' => text.push_str("\\\\"),
                // an entity would be decoded
                '&' => text.push_str("&amp;"),
                character => text.push(character),
            }
        }
    }
    text.push('"');
    text
}
