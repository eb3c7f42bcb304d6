//! A plan as an ordered list: what a reader on a phone, on paper or with a screen reader needs of its picture.

use std::collections::BTreeSet;
use std::io::{self, Write};

use crate::picture::svg::{escaped, write_for_page};
use crate::picture::way::{Card, State, Way};

/// Writes each plan under its heading: warnings, the steps in order, what no exam gives, and its picture. Several are
/// tabs where there are scripts. The names that can be linked to join `used`.
pub(super) fn write_plans<'w>(
    ways: &'w [Way],
    used: &mut BTreeSet<&'w str>,
    out: &mut impl Write,
) -> io::Result<()> {
    if ways.len() > 1 {
        writeln!(
            out,
            "<div class=\"tabs\" role=\"tablist\" aria-label=\"plans\" hidden>"
        )?;
        for number in 1..=ways.len() {
            writeln!(
                out,
                "<button type=\"button\" role=\"tab\" id=\"tab-{number}\" aria-controls=\"panel-{number}\">Plan {number}</button>"
            )?;
        }
        writeln!(out, "</div>")?;
    }
    for (number, way) in (1..).zip(ways) {
        writeln!(
            out,
            "<section class=\"plan\" id=\"panel-{number}\" aria-labelledby=\"plan-{number}\">"
        )?;
        let heading = match ways.len() {
            1 => way.summary.clone(),
            _ => format!("Plan {number}: {}", way.summary),
        };
        writeln!(out, "<h2 id=\"plan-{number}\">{}</h2>", escaped(&heading))?;
        write_paragraphs("warning", "Warning: ", &way.warnings, out)?;
        write_held(way, out)?;
        write_steps(way, used, out)?;
        write_paragraphs("note", "", &way.footnotes, out)?;
        let caption = escaped(&way.caption);
        writeln!(
            out,
            "<p class=\"note\">{caption}</p>\n<figure class=\"way-figure\">"
        )?;
        write_for_page(way, &format!("way-{number}"), out)?;
        writeln!(out, "</figure>\n</section>")?;
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

/// Writes the steps. The first of each code can be linked to by it.
fn write_steps<'w>(
    way: &'w Way,
    used: &mut BTreeSet<&'w str>,
    out: &mut impl Write,
) -> io::Result<()> {
    let is_step = |card: &&Card| matches!(card.state, State::ToTake(_) | State::Recommended(_));
    let mut steps = way.cards.iter().filter(is_step).peekable();
    if steps.peek().is_none() {
        return writeln!(out, "<p>Everything is held.</p>");
    }
    writeln!(out, "<ol class=\"steps\">")?;
    for card in steps {
        let name = escaped(&card.name);
        if used.insert(&card.name) {
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
