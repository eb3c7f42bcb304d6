//! The graph of a picture as a layered drawing.

use std::fmt::Write as _;
use std::io::{self, Write};

use crate::picture::label::{Label, labels};
use crate::picture::layout::{Layout, Line, layout, runs};
use crate::picture::svg::frame::{Frame, legend};
use crate::picture::svg::node::write_node;
use crate::picture::{Node, Picture};

/// Writes a picture as SVG: what is required on the left, what requires it on the right, without the lines that follow from
/// others.
///
/// # Errors
///
/// Those of `out`.
pub fn svg(picture: &Picture, out: &mut impl Write) -> io::Result<()> {
    write_graph(picture, true, out)
}

/// The same for a page that says itself what the picture shows.
pub(in crate::picture) fn write_untitled(
    picture: &Picture,
    out: &mut impl Write,
) -> io::Result<()> {
    write_graph(picture, false, out)
}

fn write_graph(picture: &Picture, is_titled: bool, out: &mut impl Write) -> io::Result<()> {
    let picture = &picture.without_implied();
    let labels = labels(picture);
    let mut layout = arranged(picture, &labels);
    let mut frame = Frame::new(picture, layout.size, legend(picture));
    if !is_titled {
        frame.leave_heading();
    }
    let (right, down) = frame.corner();
    for rect in &mut layout.boxes {
        rect.x += right;
        rect.y += down;
    }
    for point in layout.lines.iter_mut().flat_map(|line| &mut line.points) {
        point.x += right;
        point.y += down;
    }
    frame.open(out)?;
    write_lines(picture, &layout, out)?;
    for number in picture.in_order() {
        let node = &picture.nodes[number];
        write_node(number, node, &labels[number], layout.boxes[number], out)?;
    }
    frame.close(out)
}

/// Returns how many boxes and lines a graph is drawn with, and how many columns the lines run through.
pub(in crate::picture) fn extent(picture: &Picture) -> (usize, usize, usize) {
    let edges = edges(&picture.without_implied());
    let boxes = picture.nodes.len();
    (boxes, edges.len(), runs(boxes, &edges))
}

fn arranged(picture: &Picture, labels: &[Label]) -> Layout {
    let sizes: Vec<_> = labels.iter().map(|label| label.size).collect();
    layout(&sizes, &edges(picture))
}

/// Returns the lines, each from what is required to what requires it.
fn edges(picture: &Picture) -> Vec<(usize, usize)> {
    let nodes = picture.nodes.iter().enumerate();
    let edges = nodes.flat_map(|(dependent, node)| {
        let required = node.requires.iter().map(|edge| edge.to);
        required.map(move |required| (required, dependent))
    });
    edges.collect()
}

/// Writes the lines, those on the way last, so that they lie above the others.
fn write_lines(picture: &Picture, layout: &Layout, out: &mut impl Write) -> io::Result<()> {
    let edges = picture.nodes.iter().flat_map(|node| &node.requires);
    let mut lines: Vec<(u8, &Line)> = edges
        .zip(&layout.lines)
        .map(|(edge, line)| {
            let ends = [line.from, line.to].map(|end| &picture.nodes[end]);
            let is_way = ends.into_iter().all(Node::is_on_the_way);
            let class = if is_way {
                2
            } else {
                u8::from(!edge.is_optional)
            };
            (class, line)
        })
        .collect();
    lines.sort_by_key(|(class, _)| *class);
    for (class, line) in lines {
        let (class, head) = match class {
            0 => ("line optional", "line"),
            1 => ("line", "line"),
            _ => ("line way", "way"),
        };
        let path = path(line);
        writeln!(
            out,
            "<path class=\"{class}\" d=\"{path}\" marker-end=\"url(#certpath-{head})\" data-from=\"{}\" data-to=\"{}\"/>",
            line.from, line.to
        )?;
    }
    Ok(())
}

fn path(line: &Line) -> String {
    let mut path = String::new();
    let Some(first) = line.points.first() else {
        return path;
    };
    let _ = write!(path, "M{} {}", first.x, first.y);
    let mut before = *first;
    for (number, point) in line.points.iter().enumerate().skip(1) {
        if before.y == point.y {
            if before.x != point.x {
                let _ = write!(path, "H{}", point.x);
            }
        } else {
            debug_assert!(
                number % 2 == 0,
                "only the stretches between columns rise or fall"
            );
            let middle = i32::midpoint(before.x, point.x);
            let (y, x, end) = (before.y, point.x, point.y);
            let _ = write!(path, "C{middle} {y} {middle} {end} {x} {end}");
        }
        before = *point;
    }
    path
}
