//! The picture of a plan as SVG: shapes and texts.
//!
//! It is [`WIDTH`] pixels wide, as wide as the column of a README, so that it is read there as it is drawn.

use std::io::{self, Write};

use crate::picture::layout::Rect;
use crate::picture::metrics::Font;
use crate::picture::svg::xml::{escaped, length, pixels};
use crate::picture::way::{Arc, Arranged, Card, Goal, Room, State, Way, arrange};

/// How wide the picture is.
const WIDTH: i32 = 830;
const MARGIN: i32 = 22;
const GOAL_WIDTH: i32 = 186;
const PADDING: i32 = 12;
/// How round corners are: of cards, of goals, of arrows that turn.
const CARD_ROUND: i32 = 8;
const GOAL_ROUND: i32 = 10;
const ARROW_ROUND: i32 = 8;
/// What the number or the sign of a card takes before its text.
const SIGN: i32 = 34;
/// How far apart the lines that follow one another stand.
const LEADING: i32 = 5;
const AROUND: i32 = 18;
/// What is higher than this may not be seen whole.
const SCREEN: i32 = 600;
const STYLE: &str = include_str!("way.css");

const TITLE: Font = font(21, true);
const SUMMARY: Font = font(15, false);
const NAME: Font = font(15, true);
const TEXT: Font = font(13, false);
const NOTE: Font = font(12, false);
const STRONG_NOTE: Font = font(12, true);

const fn font(size: u32, is_bold: bool) -> Font {
    Font { size, is_bold }
}

/// A line of text: its class in the style sheet, its font and its words.
type Line = (&'static str, Font, String);

/// Writes the pictures of some plans, one below the other.
///
/// # Errors
///
/// Those of `out`.
pub fn way_svg(ways: &[Way], out: &mut impl Write) -> io::Result<()> {
    let is_one = ways.len() == 1;
    let drawings = ways.iter().zip(1..).map(|(way, number)| {
        let number = (!is_one).then_some(number);
        Drawing::new(way, heading(way, number), below(way))
    });
    write_svg(&drawings.collect::<Vec<_>>(), "way", out)
}

/// Writes the picture of a plan under a name of its own, for a page that says itself what stands above and below it; then
/// once more for paper, in slices between which a sheet may end.
pub(in crate::picture) fn write_for_page(
    way: &Way,
    id: &str,
    out: &mut impl Write,
) -> io::Result<()> {
    let drawing = Drawing::new(way, Vec::new(), Vec::new());
    write_svg(std::slice::from_ref(&drawing), id, out)?;
    writeln!(out, "<div class=\"slices\" aria-hidden=\"true\">")?;
    let mut ends = drawing.ends();
    ends.push(drawing.height() + MARGIN);
    let mut top = 0;
    for end in ends {
        writeln!(
            out,
            "<svg class=\"way\" viewBox=\"0 {top} {WIDTH} {}\"><use href=\"#{id}\"/></svg>",
            end - top
        )?;
        top = end;
    }
    writeln!(out, "</div>")
}

fn write_svg(drawings: &[Drawing<'_>], id: &str, out: &mut impl Write) -> io::Result<()> {
    let height: i32 = drawings.iter().map(Drawing::height).sum();
    let height = height + MARGIN;
    let described = |text: &dyn Fn(&Way) -> &str| {
        let texts: Vec<&str> = drawings.iter().map(|drawing| text(drawing.way)).collect();
        escaped(&texts.join(" ")).into_owned()
    };
    writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"way\" width=\"{WIDTH}\" height=\"{height}\" \
         viewBox=\"0 0 {WIDTH} {height}\" role=\"graphics-document\" aria-labelledby=\"{id}-title\" \
         aria-describedby=\"{id}-desc\">\n<title id=\"{id}-title\">{}</title>\n<desc id=\"{id}-desc\">{}</desc>\n\
         <style>\n{STYLE}</style>\n\
         <marker id=\"{id}-head\" class=\"head\" viewBox=\"0 0 8 8\" refX=\"8\" refY=\"4\" markerWidth=\"10\" \
         markerHeight=\"10\" markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path d=\"M0 0L8 4L0 8z\"/></marker>\n\
         <rect class=\"paper\" width=\"{WIDTH}\" height=\"{height}\"/>\n<g id=\"{id}\" class=\"way\">",
        described(&|way| &way.title),
        described(&|way| &way.description),
    )?;
    let mut top = 0;
    for drawing in drawings {
        drawing.write(id, top, out)?;
        top += drawing.height();
    }
    writeln!(out, "</g>\n</svg>")
}

/// A way with its lines broken and its boxes placed.
struct Drawing<'a> {
    way: &'a Way,
    heading: Vec<Line>,
    cards: Vec<Vec<Line>>,
    goals: Vec<Vec<Line>>,
    below: Vec<Line>,
    placed: Arranged,
}

impl<'a> Drawing<'a> {
    fn new(way: &'a Way, heading: Vec<Line>, below: Vec<Line>) -> Self {
        let room = Room {
            width: WIDTH - 2 * MARGIN,
            goal_width: GOAL_WIDTH,
        };
        let goals: Vec<Vec<Line>> = way.goals.iter().map(goal_lines).collect();
        let heights: Vec<i32> = goals.iter().map(|lines| box_height(lines)).collect();
        let card_heights = |width| {
            let lines = way.cards.iter().map(|card| card_lines(card, width));
            lines.map(|lines| box_height(&lines)).collect()
        };
        let placed = arrange(way, room, &card_heights, &heights);
        let width = placed.cards.first().map_or(0, |card| card.width);
        Self {
            way,
            heading,
            cards: way
                .cards
                .iter()
                .map(|card| card_lines(card, width))
                .collect(),
            goals,
            below,
            placed,
        }
    }

    fn top_of_cards(&self) -> i32 {
        let around = if self.heading.is_empty() { 0 } else { AROUND };
        MARGIN + lines_height(&self.heading) + around
    }

    /// Returns where a sheet of paper may end: between two cards, but not in the text of a goal.
    fn ends(&self) -> Vec<i32> {
        let goals = self.placed.goals.iter().zip(&self.goals);
        let texts: Vec<(i32, i32)> = goals
            .map(|(rect, lines)| {
                let top = goal_text(*rect, lines);
                (top, top + lines_height(lines))
            })
            .collect();
        let after = self.placed.cards.iter().skip(1);
        after
            .map(|card| card.y - PADDING / 2)
            .filter(|end| {
                !texts
                    .iter()
                    .any(|(top, bottom)| (top..bottom).contains(&end))
            })
            .map(|end| self.top_of_cards() + end)
            .collect()
    }

    fn height(&self) -> i32 {
        let below = lines_height(&self.below);
        let around = if self.below.is_empty() { 0 } else { AROUND };
        self.top_of_cards() + self.placed.height + around + below
    }

    fn write(&self, id: &str, top: i32, out: &mut impl Write) -> io::Result<()> {
        write_lines(&self.heading, MARGIN, top + MARGIN, out)?;
        let origin = (MARGIN, top + self.top_of_cards());
        for arc in &self.placed.arcs {
            write_arc(*arc, id, origin, out)?;
        }
        for ((card, lines), rect) in self
            .way
            .cards
            .iter()
            .zip(&self.cards)
            .zip(&self.placed.cards)
        {
            write_card(card, lines, moved(*rect, origin), out)?;
        }
        for ((goal, lines), rect) in self
            .way
            .goals
            .iter()
            .zip(&self.goals)
            .zip(&self.placed.goals)
        {
            write_goal(goal, lines, moved(*rect, origin), out)?;
        }
        let below = origin.1 + self.placed.height + AROUND;
        write_lines(&self.below, MARGIN, below, out)
    }
}

fn moved(rect: Rect, (x, y): (i32, i32)) -> Rect {
    Rect {
        x: rect.x + x,
        y: rect.y + y,
        ..rect
    }
}

fn heading(way: &Way, number: Option<usize>) -> Vec<Line> {
    let room = WIDTH - 2 * MARGIN;
    let mut lines = Vec::new();
    push(&mut lines, "title", TITLE, &way.title, room, 3);
    let before = number.map_or_else(String::new, |number| format!("Plan {number}: "));
    let summary = format!("{before}{}", way.summary);
    push(&mut lines, "summary", SUMMARY, &summary, room, 2);
    push(&mut lines, "note", NOTE, &way.caption, room, 2);
    lines
}

/// Returns what stands below the cards: warnings, then conditions that no exam meets.
fn below(way: &Way) -> Vec<Line> {
    let room = WIDTH - 2 * MARGIN;
    let mut lines = Vec::new();
    for warning in &way.warnings {
        let text = format!("Warning: {warning}");
        push(&mut lines, "note late", STRONG_NOTE, &text, room, 4);
    }
    for footnote in &way.footnotes {
        push(&mut lines, "note", NOTE, footnote, room, 4);
    }
    lines
}

fn card_lines(card: &Card, width: i32) -> Vec<Line> {
    let room = width - SIGN - 2 * PADDING;
    let mut lines = Vec::new();
    push(&mut lines, "name", NAME, &card.name, room, 3);
    push(&mut lines, "text", TEXT, &card.title, room, 3);
    let ends = |fact: &&String| fact.starts_with("last day");
    let facts: Vec<&str> = card
        .facts
        .iter()
        .filter(|fact| !ends(fact))
        .map(String::as_str)
        .collect();
    push(&mut lines, "fact", NOTE, &facts.join(" · "), room, 2);
    for end in card.facts.iter().filter(ends) {
        push(&mut lines, "fact late", STRONG_NOTE, end, room, 1);
    }
    match card.state {
        State::Held | State::Earned | State::Recommended(_) => {
            push(&mut lines, "note", NOTE, card.state.word(), room, 1);
        }
        State::ToTake(_) => {}
    }
    for earned in &card.earns {
        let text = format!("earns {earned}");
        push(&mut lines, "earns", STRONG_NOTE, &text, room, 2);
    }
    if let Some(or) = &card.or {
        push(&mut lines, "note", NOTE, or, room, 2);
    }
    lines
}

fn goal_lines(goal: &Goal) -> Vec<Line> {
    let room = GOAL_WIDTH - 2 * PADDING;
    let mut lines = Vec::new();
    let state = if goal.is_held { "Goal, held" } else { "Goal" };
    push(&mut lines, "state", STRONG_NOTE, state, room, 1);
    push(&mut lines, "name", NAME, &goal.title, room, 6);
    push(&mut lines, "text", TEXT, &goal.note, room, 2);
    lines
}

fn push(
    lines: &mut Vec<Line>,
    class: &'static str,
    font: Font,
    text: &str,
    room: i32,
    most: usize,
) {
    let broken = match class {
        "title" | "name" | "text" => font.balance(text, pixels(room), most),
        _ => font.wrap(text, pixels(room), most),
    };
    lines.extend(broken.into_iter().map(|text| (class, font, text)));
}

fn lines_height(lines: &[Line]) -> i32 {
    lines
        .iter()
        .map(|(_, font, _)| length(font.size) + LEADING)
        .sum()
}

fn box_height(lines: &[Line]) -> i32 {
    lines_height(lines) + 2 * PADDING - LEADING
}

/// Writes lines below one another, the first with its upper edge at `y`.
fn write_lines(lines: &[Line], x: i32, mut y: i32, out: &mut impl Write) -> io::Result<()> {
    for (class, font, text) in lines {
        y += length(font.size);
        let text = escaped(text);
        writeln!(
            out,
            "<text class=\"{class}\" x=\"{x}\" y=\"{y}\">{text}</text>"
        )?;
        y += LEADING;
    }
    Ok(())
}

fn write_card(card: &Card, lines: &[Line], rect: Rect, out: &mut impl Write) -> io::Result<()> {
    let (class, label) = match card.state {
        State::Held => ("held", "Held".to_owned()),
        State::ToTake(step) => ("to-take", format!("Step {step}, to take")),
        State::Recommended(step) => ("recommended", format!("Step {step}, recommended")),
        State::Earned => ("earned", "Earned on the way".to_owned()),
    };
    let mut name = format!("{label}: {} {}", card.name, card.title);
    for fact in &card.facts {
        name = format!("{}, {fact}", name.trim_end());
    }
    open_box(class, &name, card.link.as_deref(), rect, CARD_ROUND, out)?;
    let (x, y) = (rect.x + PADDING + 12, rect.y + PADDING + 9);
    match card.state {
        State::ToTake(step) | State::Recommended(step) => {
            writeln!(
                out,
                "<circle class=\"sign\" cx=\"{x}\" cy=\"{y}\" r=\"13\"/>"
            )?;
            let y = y + 5;
            writeln!(
                out,
                "<text class=\"number\" x=\"{x}\" y=\"{y}\">{step}</text>"
            )?;
        }
        State::Held => {
            writeln!(
                out,
                "<circle class=\"sign\" cx=\"{x}\" cy=\"{y}\" r=\"12\"/>"
            )?;
            let x = x - 5;
            writeln!(out, "<path class=\"stroke\" d=\"M{x} {y}l4 5l7 -9\"/>")?;
        }
        State::Earned => {
            let top = y - 12;
            writeln!(
                out,
                "<path class=\"sign\" d=\"M{x} {top}l12 12l-12 12l-12 -12z\"/>"
            )?;
        }
    }
    write_lines(lines, rect.x + PADDING + SIGN, rect.y + PADDING, out)?;
    close_box(card.link.as_deref(), out)
}

fn write_goal(goal: &Goal, lines: &[Line], rect: Rect, out: &mut impl Write) -> io::Result<()> {
    let (class, label) = if goal.is_held {
        ("goal held", "Goal, held")
    } else {
        ("goal", "Goal")
    };
    let name = format!("{label}: {} {}", goal.title, goal.note);
    open_box(
        class,
        name.trim_end(),
        goal.link.as_deref(),
        rect,
        GOAL_ROUND,
        out,
    )?;
    write_lines(lines, rect.x + PADDING, goal_text(rect, lines), out)?;
    close_box(goal.link.as_deref(), out)
}

/// Returns where the text of a goal begins: one that is higher than a screen is named where one begins to read.
fn goal_text(rect: Rect, lines: &[Line]) -> i32 {
    let middle = i32::midpoint(rect.height - lines_height(lines), LEADING);
    rect.y
        + if rect.height > SCREEN {
            PADDING
        } else {
            middle
        }
}

fn open_box(
    class: &str,
    name: &str,
    link: Option<&str>,
    rect: Rect,
    round: i32,
    out: &mut impl Write,
) -> io::Result<()> {
    if let Some(link) = link {
        let link = escaped(link);
        write!(
            out,
            "<a href=\"{link}\" target=\"_blank\" rel=\"noopener\">"
        )?;
    }
    let name = escaped(name);
    let Rect {
        x,
        y,
        width,
        height,
    } = rect;
    writeln!(
        out,
        "<g class=\"node {class}\" role=\"img\" aria-label=\"{name}\"><title>{name}</title>\n\
         <rect class=\"box\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"{round}\"/>"
    )
}

fn close_box(link: Option<&str>, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "</g>{}", if link.is_some() { "</a>" } else { "" })
}

/// Writes an arrow: out of a box, along its lane, and into another, its corners rounded.
fn write_arc(
    arc: Arc,
    id: &str,
    (right, down): (i32, i32),
    out: &mut impl Write,
) -> io::Result<()> {
    let (x1, y1) = (arc.from.0 + right, arc.from.1 + down);
    let (x2, y2) = (arc.to.0 + right, arc.to.1 + down);
    let lane = arc.lane + right;
    let path = if y1 == y2 {
        format!("M{x1} {y1}H{x2}")
    } else {
        let round = ARROW_ROUND.min((y2 - y1).abs() / 2);
        let fall = if y2 > y1 { round } else { -round };
        let out_of = if lane < x1 { round } else { -round };
        let into = if lane < x2 { round } else { -round };
        format!(
            "M{x1} {y1}H{}Q{lane} {y1} {lane} {}V{}Q{lane} {y2} {} {y2}H{x2}",
            lane + out_of,
            y1 + fall,
            y2 - fall,
            lane + into
        )
    };
    writeln!(
        out,
        "<path class=\"line\" d=\"{path}\" marker-end=\"url(#{id}-head)\"/>"
    )
}
