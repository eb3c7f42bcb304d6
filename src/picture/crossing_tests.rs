//! Lines cross less often than in what Graphviz makes of the same graph.

use std::io::Write as _;
use std::process::{Command, Stdio};

use roxmltree::Document;

use crate::catalog::model::{Entry, ProviderIndex};
use crate::embedded::catalog;
use crate::graph::Graph;
use crate::picture::tests::{DAY, points, text_of};
use crate::picture::{ALL, Picture, Scope, View, dot, draw, svg};
use crate::timeline::Timeline;

type Point = (f64, f64);

/// A line with the numbers of the nodes at its ends.
struct Line {
    ends: [usize; 2],
    points: Vec<Point>,
}

/// How near to a common end lines may meet, in pixels.
const NEAR: f64 = 20.0;

/// Returns what each provider's certifications require, as `graph --provider` draws it.
fn wholes() -> Vec<Picture> {
    let graph = Graph::new(catalog());
    let held = Timeline::new(&graph, &[], DAY);
    let view = View {
        held: &held,
        plan: None,
        as_of: DAY,
        depth: None,
        keep: ALL,
        retired: false,
    };
    let providers = (0..).map(ProviderIndex).take(catalog().providers.len());
    let of_provider = |provider: ProviderIndex| -> Vec<Entry> {
        let all = catalog().certification_indices().map(Entry::Certification);
        all.filter(|entry| catalog().facts(*entry).provider == provider)
            .filter(|entry| catalog().status(*entry, DAY).is_open())
            .collect()
    };
    let pictures = providers.map(|provider| draw(&graph, Scope::All(&of_provider(provider)), view));
    // what follows from other lines is drawn by neither
    pictures.map(|picture| picture.without_implied()).collect()
}

fn our_lines(picture: &Picture) -> Vec<Line> {
    let text = text_of(|out| svg(picture, out));
    let document = Document::parse(&text).unwrap();
    let paths = document
        .descendants()
        .filter(|path| path.has_attribute("data-from"));
    let line = |path: roxmltree::Node<'_, '_>| Line {
        ends: ["data-from", "data-to"].map(|end| path.attribute(end).unwrap().parse().unwrap()),
        points: points(path.attribute("d").unwrap()),
    };
    paths.map(line).collect()
}

/// Returns the lines of Graphviz, or nothing where it is not installed.
fn lines_of_graphviz(picture: &Picture) -> Option<Vec<Line>> {
    let mut program = Command::new("dot")
        .arg("-Tplain")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .ok()?;
    let text = text_of(|out| dot(picture, out));
    let mut input = program.stdin.take()?;
    let writer = std::thread::spawn(move || input.write_all(text.as_bytes()));
    let output = program.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    // edge TAIL HEAD N X1 Y1 .. XN YN: the control points of cubic curves, in inches
    let edges = text.lines().filter_map(|line| line.strip_prefix("edge "));
    let line = |edge: &str| {
        let words: Vec<&str> = edge.split(' ').collect();
        let count: usize = words[2].parse().unwrap();
        let numbers = words[3..3 + 2 * count].iter();
        let numbers: Vec<f64> = numbers
            .map(|word| word.parse::<f64>().unwrap() * 72.0)
            .collect();
        let mut path = format!("M{} {}", numbers[0], numbers[1]);
        for curve in numbers[2..].chunks(6) {
            let curve: Vec<String> = curve.iter().map(ToString::to_string).collect();
            path.push('C');
            path.push_str(&curve.join(" "));
        }
        Line {
            ends: [words[0], words[1]].map(|name| name[1..].parse().unwrap()),
            points: points(&path),
        }
    };
    Some(edges.map(line).collect())
}

/// Returns whether two lines cross, away from the end that they have in common.
fn cross(one: &Line, other: &Line) -> bool {
    let ends = |line: &Line| [line.points[0], line.points[line.points.len() - 1]];
    let mut common: Vec<Point> = Vec::new();
    for (place, end) in one.ends.iter().enumerate() {
        if let Some(same) = other.ends.iter().position(|same| same == end) {
            common.extend([ends(one)[place], ends(other)[same]]);
        }
    }
    let side = |a: Point, b: Point, c: Point| (b.0 - a.0) * (c.1 - a.1) - (b.1 - a.1) * (c.0 - a.0);
    let is_away = |point: Point| {
        let distance = |end: &Point| (end.0 - point.0).hypot(end.1 - point.1);
        common.iter().all(|end| distance(end) > NEAR)
    };
    // moved by a hair, so that lines do not meet where both of them have a point
    let moved = other.points.iter().map(|(x, y)| (x + 0.003_7, y + 0.007_1));
    let moved: Vec<Point> = moved.collect();
    one.points.windows(2).any(|a| {
        moved.windows(2).any(|b| {
            let (low, high) = (a[0].0.min(a[1].0), a[0].0.max(a[1].0));
            if b[0].0.max(b[1].0) < low || b[0].0.min(b[1].0) > high {
                return false;
            }
            side(a[0], a[1], b[0]) * side(a[0], a[1], b[1]) < 0.0
                && side(b[0], b[1], a[0]) * side(b[0], b[1], a[1]) < 0.0
                && is_away(a[0])
        })
    })
}

/// Counts the pairs of lines that cross.
fn crossings(lines: &[Line], is_counted: impl Fn(&Line, &Line) -> bool) -> usize {
    let pairs = |(number, one): (usize, &Line)| {
        let others = lines[number + 1..].iter();
        others
            .filter(|other| is_counted(one, other) && cross(one, other))
            .count()
    };
    lines.iter().enumerate().map(pairs).sum()
}

#[test]
fn lines_cross_less_often_than_in_graphviz() {
    let (mut all_ours, mut all_theirs) = (0, 0);
    for picture in wholes() {
        let Some(theirs) = lines_of_graphviz(&picture) else {
            return;
        };
        // lines of ours with a common end run together until they part, and never cross
        let is_apart =
            |one: &Line, other: &Line| one.ends.iter().all(|end| !other.ends.contains(end));
        let ours = crossings(&our_lines(&picture), is_apart);
        let theirs = crossings(&theirs, |_, _| true);
        assert!(ours <= theirs, "{}: {ours} and {theirs}", picture.title);
        all_ours += ours;
        all_theirs += theirs;
    }
    assert!(2 * all_ours < all_theirs, "{all_ours} and {all_theirs}");
}

#[test]
fn crossings_are_counted() {
    let line = |ends, points: &[Point]| Line {
        ends,
        points: points.to_vec(),
    };
    let down = line([0, 1], &[(0.0, 0.0), (100.0, 100.0)]);
    let up = line([2, 3], &[(0.0, 100.0), (100.0, 0.0)]);
    let beside = line([4, 5], &[(0.0, 200.0), (100.0, 300.0)]);
    let from_the_same = line([0, 6], &[(0.0, 1.0), (10.0, 0.0)]);
    let count = |lines: &[Line]| crossings(lines, |_, _| true);
    assert_eq!(count(&[down, up, beside, from_the_same]), 1);
}
