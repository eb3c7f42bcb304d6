//! A picture in the language of Mermaid: <https://mermaid.js.org/syntax/flowchart.html>.

use std::fmt::Write as _;
use std::io::{self, Write};

use crate::picture::marker::Marker;
use crate::picture::{Availability, Kind, Node, Picture, Role, TooLarge};

/// What Mermaid draws at most unless its settings say otherwise: `maxTextSize`, which it counts in UTF-16, and `maxEdges`.
pub(super) const MOST_CHARACTERS: usize = 50_000;
pub(super) const MOST_ARROWS: usize = 500;

/// Checks whether Mermaid draws a picture.
pub(super) fn check(picture: &Picture) -> Result<(), TooLarge> {
    let mut text = Vec::new();
    // writing to memory does not fail
    let _ = mermaid(picture, &mut text);
    let characters = String::from_utf8_lossy(&text).encode_utf16().count();
    if characters > MOST_CHARACTERS {
        return Err(TooLarge::Characters(characters));
    }
    let arrows = picture.nodes.iter().map(|node| node.requires.len()).sum();
    if arrows > MOST_ARROWS {
        return Err(TooLarge::Arrows(arrows));
    }
    Ok(())
}

/// Writes a picture as a Mermaid flowchart: what is required on the left, what requires it on the right.
///
/// # Errors
///
/// Those of `out`.
pub fn mermaid(picture: &Picture, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "flowchart LR")?;
    writeln!(out, "  accTitle: {}", one_line(&picture.title))?;
    writeln!(out, "  accDescr: {}", one_line(&picture.description))?;
    for (number, node) in picture.nodes.iter().enumerate() {
        let label = label(node);
        match node.kind {
            Kind::Exam => writeln!(out, "  n{number}[\"{label}\"]")?,
            Kind::Certification => writeln!(out, "  n{number}([\"{label}\"])")?,
            Kind::Gate(_) => writeln!(out, "  n{number}{{{{\"{label}\"}}}}")?,
            Kind::Remark => writeln!(out, "  n{number}>\"{label}\"]")?,
        }
    }
    let mut links = Vec::new();
    for (from, node) in picture.nodes.iter().enumerate() {
        for edge in &node.requires {
            let is_way = node.is_on_the_way() && picture.nodes[edge.to].is_on_the_way();
            let arrow = match (edge.is_optional, is_way) {
                (true, _) => "-.->",
                (false, true) => "==>",
                (false, false) => "-->",
            };
            links.push(format!("  n{} {arrow} n{from}", edge.to));
        }
    }
    for link in links {
        writeln!(out, "{link}")?;
    }
    write_legend(picture, out)?;
    write_looks(picture, out)?;
    for (number, node) in picture.nodes.iter().enumerate() {
        if let Some(link) = &node.link {
            writeln!(out, "  click n{number} href \"{}\"", address(link))?;
        }
    }
    Ok(())
}

fn label(node: &Node) -> String {
    let marker = marker(node);
    let mut label = match node.kind {
        Kind::Exam => format!("{marker}{}<br/>{}", text(&node.name), text(&node.title)),
        Kind::Certification | Kind::Gate(_) | Kind::Remark => {
            format!("{marker}{}", text(&node.title))
        }
    };
    if !node.marks.is_empty() {
        label.push_str("<br/>(");
        label.push_str(&text(&node.marks.join(", ")));
        label.push(')');
    }
    if node.is_cut {
        label.push_str("<br/>(requires more)");
    }
    label
}

/// Returns what stands before a name. A number with a dot would be read as a list.
fn marker(node: &Node) -> String {
    match (node.role, Marker::of(node)) {
        (Role::Step(number), _) => format!("({number}) "),
        (Role::Recommended(Some(number)), _) => {
            format!("({number}) {} ", Marker::Recommended.symbols().0)
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
        .map(|marker| match marker {
            Marker::Step => format!("(1) (2) {}", marker.meaning()),
            _ => format!("{} {}", marker.symbols().0, marker.meaning()),
        })
        .collect();
    writeln!(out, "  legend>\"{}\"]", lines.join("<br/>"))
}

/// The names of looks, and how each of them looks.
const LOOKS: [(&str, &str); 6] = [
    (
        "held",
        "fill:#d7f0dc,stroke:#1e7a3c,stroke-width:2px,color:#111",
    ),
    (
        "step",
        "fill:#d6e6fb,stroke:#1f5fbf,stroke-width:3px,color:#111",
    ),
    (
        "earned",
        "fill:#eaf2fd,stroke:#1f5fbf,stroke-width:2px,color:#111",
    ),
    ("alternative", "fill:#fff,stroke:#888,color:#333"),
    (
        "recommended",
        "fill:#fff,stroke:#8a5a00,stroke-dasharray:2 3,color:#333",
    ),
    (
        "retired",
        "fill:#eee,stroke:#888,stroke-dasharray:6 4,color:#555",
    ),
];

fn write_looks(picture: &Picture, out: &mut impl Write) -> io::Result<()> {
    for (name, look) in LOOKS {
        let nodes: Vec<String> = picture
            .nodes
            .iter()
            .enumerate()
            .filter(|(_, node)| look_of(node) == Some(name))
            .map(|(number, _)| format!("n{number}"))
            .collect();
        if !nodes.is_empty() {
            writeln!(out, "  classDef {name} {look}")?;
            writeln!(out, "  class {} {name}", nodes.join(","))?;
        }
    }
    Ok(())
}

fn look_of(node: &Node) -> Option<&'static str> {
    match (node.role, node.availability) {
        (Role::Held, _) => Some("held"),
        (Role::Step(_), _) => Some("step"),
        (Role::Earned, _) => Some("earned"),
        (_, Availability::Retired) => Some("retired"),
        (Role::Recommended(_), _) => Some("recommended"),
        (Role::Alternative, _) => Some("alternative"),
        (Role::Plain, _) => None,
    }
}

/// Returns a text for a label: whatever could be read as Mermaid, Markdown or HTML as its number.
fn text(text: &str) -> String {
    let mut label = String::with_capacity(text.len());
    for character in text.chars() {
        // `$$` begins a formula and `\n` a line, even by number: a space of no width keeps the characters apart
        if character == '$' && label.ends_with("#36;")
            || character == 'n' && label.ends_with("#92;")
        {
            label.push_str("#8203;");
        }
        if character.is_alphanumeric() || " -.,:()/+'".contains(character) {
            label.push(character);
        } else {
            let _ = write!(label, "#{};", u32::from(character));
        }
    }
    label
}

/// Returns a text for a statement that ends with its line; `;` and `#` would begin something else.
fn one_line(text: &str) -> String {
    let harmless = |character: char| {
        if ";#{}%".contains(character) {
            ' '
        } else {
            character
        }
    };
    text.chars().map(harmless).collect()
}

/// Returns an address whose characters all may stand between quotes.
fn address(link: &str) -> String {
    let mut address = String::with_capacity(link.len());
    let mut buffer = [0; 4];
    for character in link.chars() {
        if character.is_ascii_alphanumeric()
            || "-._~:/?=&+,@!$'()*".contains(character)
            || character == '%'
        {
            address.push(character);
        } else {
            for byte in character.encode_utf8(&mut buffer).bytes() {
                let _ = write!(address, "%{byte:02X}");
            }
        }
    }
    address
}
