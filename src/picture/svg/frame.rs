//! What is round every picture: its title, its looks and its legend.

use std::io::{self, Write};

use crate::picture::draw::RANKS;
use crate::picture::label::NOTE;
use crate::picture::layout::Size;
use crate::picture::marker::Marker;
use crate::picture::metrics::Font;
use crate::picture::svg::node::{Ring, write_marker};
use crate::picture::svg::xml::{escaped, length, pixels};
use crate::picture::{Availability, Kind, Paper, Picture};

/// Round the whole picture.
pub(super) const MARGIN: i32 = 28;
/// The narrowest that a picture is drawn, so that its title and legend have room.
pub(super) const NARROWEST: i32 = 520;
/// The font of the title.
const HEADING: Font = Font {
    size: 20,
    is_bold: true,
};
/// The font of what the picture comes to.
const SUMMARY: Font = Font {
    size: 14,
    is_bold: false,
};
/// The heights of lines: of the title, of what follows it, and of the legend.
const TITLE_LINE: i32 = 26;
const SUMMARY_LINE: i32 = 22;
const NOTE_LINE: i32 = 18;
const LEGEND_LINE: i32 = 26;
/// Between the picture and what is above and below it.
const AROUND: i32 = 20;
/// The light and the dark looks.
const STYLE: &str = include_str!("style.css");

/// The frame of a picture of a size.
pub(super) struct Frame<'a> {
    picture: &'a Picture,
    title: Vec<String>,
    summary: Vec<String>,
    caption: Vec<String>,
    legend: Vec<Vec<Key>>,
    /// Of the picture itself.
    inner: Size,
    width: i32,
    /// The sheet that it fills.
    pub(super) paper: Option<Paper>,
}

/// An item of the legend.
struct Key {
    what: KeyKind,
    x: i32,
}

/// What the legend explains.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum KeyKind {
    Marker(Marker),
    Exam,
    Certification,
    /// A box with a broken border, where there are no markers.
    Retired,
    Remark,
    Implied,
    Optional,
    /// A card of a poster, the band of a rank, and a ring round a card.
    Card,
    Rank(u32),
    Near(Ring),
}

impl KeyKind {
    fn meaning(self) -> &'static str {
        match self {
            Self::Marker(marker) => marker.meaning(),
            Self::Exam => "exam",
            Self::Certification => "certification",
            Self::Retired => Marker::Retired.meaning(),
            Self::Remark => "what no exam gives",
            Self::Implied => "all that lead to it are needed",
            Self::Optional => "not required, but helps",
            Self::Card => "certification, and what it requires",
            Self::Rank(rank) => RANKS[(rank as usize).clamp(1, RANKS.len()) - 1],
            Self::Near(Ring::Thin) => "one exam away",
            Self::Near(Ring::Thick) => "one exam away from what is held",
        }
    }
}

impl<'a> Frame<'a> {
    pub(super) fn new(picture: &'a Picture, inner: Size, legend: Vec<KeyKind>) -> Self {
        Self::exact(picture, inner, inner.width.max(NARROWEST), legend)
    }

    /// Returns a frame that is no wider than is said.
    pub(super) fn exact(
        picture: &'a Picture,
        inner: Size,
        width: i32,
        legend: Vec<KeyKind>,
    ) -> Self {
        Self {
            picture,
            title: HEADING.wrap(&picture.title, pixels(width), 3),
            summary: SUMMARY.wrap(&picture.summary, pixels(width), 2),
            caption: NOTE.wrap(&picture.caption, pixels(width), 2),
            legend: set(legend, width),
            inner,
            width,
            paper: None,
        }
    }

    /// Leaves out what stands above the picture itself.
    pub(super) fn leave_heading(&mut self) {
        for lines in [&mut self.title, &mut self.summary, &mut self.caption] {
            lines.clear();
        }
    }

    /// Returns where the picture itself begins.
    pub(super) fn corner(&self) -> (i32, i32) {
        let x = MARGIN + (self.width - self.inner.width) / 2;
        let height = |lines: &[String], line| i32::try_from(lines.len()).unwrap_or(0) * line;
        let heading = height(&self.title, TITLE_LINE) + height(&self.summary, SUMMARY_LINE);
        let caption = height(&self.caption, NOTE_LINE);
        (x, MARGIN + heading + caption + AROUND)
    }

    fn bottom(&self) -> i32 {
        self.corner().1 + self.inner.height + AROUND
    }

    pub(super) fn size(&self) -> Size {
        let lines = i32::try_from(self.legend.len()).unwrap_or_default();
        Size {
            width: self.width + 2 * MARGIN,
            height: self.bottom() + lines * LEGEND_LINE + MARGIN - 8,
        }
    }

    /// Writes what stands before the picture itself.
    pub(super) fn open(&self, out: &mut impl Write) -> io::Result<()> {
        let Size { width, height } = self.size();
        let picture = self.picture;
        let (shown, (width, height)) = match self.paper {
            None => ((width.to_string(), height.to_string()), (width, height)),
            Some(paper) => {
                let (wide, high) = paper.millimeters();
                let millimeters = (format!("{wide}mm"), format!("{high}mm"));
                (millimeters, paper.view((width, height)))
            }
        };
        writeln!(
            out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"certpath\" width=\"{}\" height=\"{}\" \
             viewBox=\"0 0 {width} {height}\" role=\"graphics-document\" aria-labelledby=\"certpath-title\" \
             aria-describedby=\"certpath-desc\">",
            shown.0, shown.1
        )?;
        let (title, description) = (escaped(&picture.title), escaped(&picture.description));
        writeln!(out, "<title id=\"certpath-title\">{title}</title>")?;
        writeln!(out, "<desc id=\"certpath-desc\">{description}</desc>")?;
        writeln!(out, "<style>\n{STYLE}</style>")?;
        for (name, size) in [("line", 9), ("way", 11)] {
            writeln!(
                out,
                "<marker id=\"certpath-{name}\" class=\"head {name}\" viewBox=\"0 0 8 8\" refX=\"8\" refY=\"4\" \
                 markerWidth=\"{size}\" markerHeight=\"{size}\" markerUnits=\"userSpaceOnUse\" orient=\"auto\">\
                 <path d=\"M0 0L8 4L0 8z\"/></marker>"
            )?;
        }
        writeln!(
            out,
            "<rect class=\"paper\" width=\"{width}\" height=\"{height}\"/>"
        )?;
        let mut y = MARGIN - 6;
        let texts = [
            ("title", TITLE_LINE, &self.title),
            ("summary", SUMMARY_LINE, &self.summary),
            ("note", NOTE_LINE, &self.caption),
        ];
        for (class, height, lines) in texts {
            for line in lines {
                y += height;
                let line = escaped(line);
                writeln!(
                    out,
                    "<text class=\"{class}\" x=\"{MARGIN}\" y=\"{y}\">{line}</text>"
                )?;
            }
        }
        Ok(())
    }

    /// Writes the legend and the end.
    pub(super) fn close(&self, out: &mut impl Write) -> io::Result<()> {
        let mut y = self.bottom() + LEGEND_LINE / 2;
        for line in &self.legend {
            for key in line {
                key.write(y, out)?;
            }
            y += LEGEND_LINE;
        }
        writeln!(out, "</svg>")
    }
}

impl Key {
    fn write(&self, y: i32, out: &mut impl Write) -> io::Result<()> {
        let x = self.x;
        match self.what {
            KeyKind::Marker(marker) => write_marker(marker, x + 10, y, out)?,
            KeyKind::Exam => write_swatch("key", x, y - 8, 2, out)?,
            KeyKind::Certification => write_swatch("key", x, y - 8, 8, out)?,
            KeyKind::Retired => write_swatch("key retired", x, y - 8, 2, out)?,
            KeyKind::Remark => {
                let top = y - 8;
                writeln!(
                    out,
                    "<path class=\"key remark\" d=\"M{x} {top}h17l5 5v11h-22z\"/>"
                )?;
            }
            KeyKind::Implied => {
                writeln!(
                    out,
                    "<path class=\"line\" d=\"M{x} {y}h22\" marker-end=\"url(#certpath-line)\"/>"
                )?;
            }
            KeyKind::Optional => {
                writeln!(out, "<path class=\"line optional\" d=\"M{x} {y}h22\"/>")?;
            }
            KeyKind::Card => write_swatch("key", x, y - 8, 6, out)?,
            KeyKind::Rank(rank) => write_swatch(&format!("band rank-{rank}"), x, y - 8, 3, out)?,
            KeyKind::Near(ring) => {
                write_swatch(ring.class(), x, y - 8, 8, out)?;
                writeln!(
                    out,
                    "<rect class=\"key\" x=\"{}\" y=\"{}\" width=\"14\" height=\"8\" rx=\"4\"/>",
                    x + 4,
                    y - 4
                )?;
            }
        }
        let (x, y, meaning) = (x + 28, y + 4, self.what.meaning());
        writeln!(
            out,
            "<text class=\"note\" x=\"{x}\" y=\"{y}\">{meaning}</text>"
        )
    }
}

fn write_swatch(class: &str, x: i32, y: i32, round: i32, out: &mut impl Write) -> io::Result<()> {
    writeln!(
        out,
        "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"22\" height=\"16\" rx=\"{round}\"/>"
    )
}

/// Returns the legend of a picture: what it shows and is not said in words.
pub(super) fn legend(picture: &Picture) -> Vec<KeyKind> {
    let has = |kind: Kind| picture.nodes.iter().any(|node| node.kind == kind);
    let mut keys = Vec::new();
    if has(Kind::Exam) {
        keys.push(KeyKind::Exam);
    }
    if has(Kind::Certification) {
        keys.push(KeyKind::Certification);
    }
    if Marker::stand_in(picture) {
        keys.extend(Marker::in_picture(picture).into_iter().map(KeyKind::Marker));
    } else if picture
        .nodes
        .iter()
        .any(|node| node.availability == Availability::Retired)
    {
        keys.push(KeyKind::Retired);
    }
    if has(Kind::Remark) {
        keys.push(KeyKind::Remark);
    }
    let edges = || picture.nodes.iter().flat_map(|node| &node.requires);
    if edges().any(|edge| !edge.is_optional) {
        keys.push(KeyKind::Implied);
    }
    if edges().any(|edge| edge.is_optional) {
        keys.push(KeyKind::Optional);
    }
    keys
}

/// Sets a legend in lines of a width.
fn set(keys: Vec<KeyKind>, width: i32) -> Vec<Vec<Key>> {
    let mut lines: Vec<Vec<Key>> = Vec::new();
    let mut x = MARGIN;
    for what in keys {
        let wide = 28 + length(NOTE.width(what.meaning()));
        if lines.is_empty() || x + wide > MARGIN + width {
            lines.push(Vec::new());
            x = MARGIN;
        }
        if let Some(line) = lines.last_mut() {
            line.push(Key { what, x });
        }
        x += wide + 18;
    }
    lines
}
