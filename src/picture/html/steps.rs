//! A plan as an ordered list: what a reader on a phone, on paper or with a screen reader needs of its picture.

use std::io::{self, Write};

use crate::picture::svg::escaped;
use crate::picture::way::{Card, State, Way};

/// Writes each plan under its heading: warnings, the steps in order, and what no exam gives.
pub(super) fn write_plans(ways: &[Way], out: &mut impl Write) -> io::Result<()> {
    for (number, way) in (1..).zip(ways) {
        writeln!(
            out,
            "<section class=\"plan\" aria-labelledby=\"plan-{number}\">"
        )?;
        let heading = match ways.len() {
            1 => way.summary.clone(),
            _ => format!("Plan {number}: {}", way.summary),
        };
        writeln!(out, "<h2 id=\"plan-{number}\">{}</h2>", escaped(&heading))?;
        write_paragraphs("warning", "Warning: ", &way.warnings, out)?;
        write_held(way, out)?;
        write_steps(way, number == 1, out)?;
        write_paragraphs("note", "", &way.footnotes, out)?;
        writeln!(
            out,
            "<p class=\"note\">{}</p>\n</section>",
            escaped(&way.caption)
        )?;
    }
    Ok(())
}

fn write_paragraphs(
    class: &str,
    before: &str,
    texts: &[String],
    out: &mut impl Write,
) -> io::Result<()> {
    for text in texts {
        writeln!(out, "<p class=\"{class}\">{before}{}</p>", escaped(text))?;
    }
    Ok(())
}

fn write_held(way: &Way, out: &mut impl Write) -> io::Result<()> {
    let held = way.cards.iter().filter(|card| card.state == State::Held);
    let names: Vec<&str> = held.map(|card| card.name.as_str()).collect();
    if names.is_empty() {
        return Ok(());
    }
    writeln!(out, "<p>Held: {}</p>", escaped(&names.join(", ")))
}

/// Writes the steps. Those of the first plan can be linked to by their codes.
fn write_steps(way: &Way, is_linkable: bool, out: &mut impl Write) -> io::Result<()> {
    let is_step = |card: &&Card| matches!(card.state, State::ToTake(_) | State::Recommended(_));
    let mut steps = way.cards.iter().filter(is_step).peekable();
    if steps.peek().is_none() {
        return writeln!(out, "<p>Everything is held.</p>");
    }
    writeln!(out, "<ol class=\"steps\">")?;
    for card in steps {
        let name = escaped(&card.name);
        if is_linkable {
            write!(out, "<li id=\"{name}\">")?;
        } else {
            write!(out, "<li>")?;
        }
        let text = format!("<strong>{name}</strong> {}", escaped(&card.title));
        match &card.link {
            Some(link) => write!(out, "<a href=\"{}\">{text}</a>", escaped(link))?,
            None => write!(out, "{text}")?,
        }
        for line in details(card) {
            write!(out, "<br><span class=\"note\">{}</span>", escaped(&line))?;
        }
        writeln!(out, "</li>")?;
    }
    writeln!(out, "</ol>")
}

/// Returns what the list says below a step.
fn details(card: &Card) -> Vec<String> {
    let mut facts = card.facts.clone();
    if let State::Recommended(_) = card.state {
        facts.push(card.state.word().to_owned());
    }
    let mut lines = vec![facts.join(", ")];
    lines.extend(card.earns.iter().map(|earned| format!("earns {earned}")));
    lines.extend(card.or.clone());
    lines
}
