//! Every picture of the embedded catalog, looked at as its reader's program does.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use roxmltree::{Document, Node as Element};

use super::face::{NAME, NOTE, NUMBER, TITLE};
use super::metrics::Font;
use super::{ALL, Picture, Scope, View, dot, draw, draw_poster, mermaid, poster_svg, svg};
use crate::catalog::model::{CertIndex, Entry, ProviderIndex};
use crate::embedded::catalog;
use crate::graph::Graph;
use crate::plan::answer::{Minimize, Request};
use crate::plan::held::Held;
use crate::plan::plan;

const DAY: Date = date(2026, 11, 22);

/// A box in a picture: left, top, right, bottom.
type Corners = (i32, i32, i32, i32);

/// Returns the pictures of all certifications, with the way to them planned where there is one.
fn pictures() -> Vec<Picture> {
    let graph = Graph::new(catalog());
    let held = Held::new(&graph, &[], DAY);
    let pictures = catalog().certification_indices().map(|index| {
        let want = vec![Entry::Certification(index)];
        let request = Request {
            have: Vec::new(),
            want: want.clone(),
            want_any: Vec::new(),
            via: Vec::new(),
            avoid: Vec::new(),
            as_of: DAY,
            minimize: Minimize::Exams,
            alternatives: 1,
            with_recommended: index.0 % 2 == 0,
            why: false,
        };
        let answer = plan(&graph, &request, &|| false).ok();
        let view = View {
            held: &held,
            plan: answer.as_ref().map(|answer| &answer.plans[0]),
            as_of: DAY,
            depth: None,
            keep: ALL,
        };
        draw(&graph, Scope::Asks(&want), view)
    });
    pictures.collect()
}

fn text_of(write: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>) -> String {
    let mut bytes = Vec::new();
    write(&mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn number(element: Element<'_, '_>, name: &str) -> i32 {
    let value = element.attribute(name);
    value.and_then(|value| value.parse().ok()).expect(name)
}

fn has_class(element: Element<'_, '_>, class: &str) -> bool {
    let classes = element.attribute("class").unwrap_or_default();
    classes.split(' ').any(|name| name == class)
}

fn corners(node: Element<'_, '_>) -> Corners {
    let shape = node
        .children()
        .find(|child| has_class(*child, "box"))
        .unwrap();
    if shape.tag_name().name() == "rect" {
        let (x, y) = (number(shape, "x"), number(shape, "y"));
        return (
            x,
            y,
            x + number(shape, "width"),
            y + number(shape, "height"),
        );
    }
    // a sheet with a corner turned down: Mx yHrLr yVbHxz
    let path = shape.attribute("d").unwrap();
    let numbers: Vec<i32> = path
        .split(|letter: char| !letter.is_ascii_digit())
        .filter_map(|part| part.parse().ok())
        .collect();
    (numbers[0], numbers[1], numbers[3], numbers[5])
}

fn font(text: Element<'_, '_>) -> Font {
    match text.attribute("class") {
        Some("name") => NAME,
        Some("text") => TITLE,
        Some("note" | "mark") => NOTE,
        Some("number") => NUMBER,
        other => panic!("no font for {other:?}"),
    }
}

/// Checks that texts are within their boxes and boxes apart, and returns the boxes.
#[track_caller]
fn sound_boxes(document: &Document<'_>) -> BTreeMap<String, Corners> {
    let root = document.root_element();
    let (width, height) = (number(root, "width"), number(root, "height"));
    let mut boxes: BTreeMap<String, Corners> = BTreeMap::new();
    for node in root.descendants().filter(|node| has_class(*node, "node")) {
        let corners = corners(node);
        let (left, top, right, bottom) = corners;
        assert!(left > 0 && top > 0 && right < width && bottom < height);
        for text in node.children().filter(|child| child.has_tag_name("text")) {
            let words = text.text().unwrap_or_default();
            let wide = i32::try_from(font(text).width(words)).unwrap();
            let size = i32::try_from(font(text).size).unwrap();
            let (mut x, y) = (number(text, "x"), number(text, "y"));
            if has_class(text, "number") {
                x -= wide / 2;
            }
            assert!(x > left && x + wide < right, "{words} is outside its box");
            assert!(
                y - size >= top && y + size / 4 < bottom,
                "{words} is outside its box"
            );
        }
        for (other, (a, b, c, d)) in &boxes {
            let is_apart = right < *a || *c < left || bottom < *b || *d < top;
            assert!(is_apart, "{other} and {:?} touch", node.attribute("id"));
        }
        boxes.insert(node.attribute("id").unwrap().to_owned(), corners);
    }
    boxes
}

/// Returns points of a path made of M, H and C, close together.
fn points(path: &str) -> Vec<(f64, f64)> {
    let mut points = Vec::new();
    let mut pen = (0.0, 0.0);
    for (command, numbers) in commands(path) {
        let (x, y) = pen;
        pen = match (command, numbers.as_slice()) {
            ('M', [right, down]) => (*right, *down),
            ('H', [right]) => {
                let part = |part: u32| x + (right - x) * f64::from(part) / 32.0;
                points.extend((0..=32).map(|number| (part(number), y)));
                (*right, y)
            }
            ('C', [first @ .., right, down]) => {
                let [one, two, three, four] = first else {
                    panic!("{path}");
                };
                for part in 0..=64 {
                    let near = f64::from(part) / 64.0;
                    let far = 1.0 - near;
                    let along = |start: f64, one: f64, two: f64, end: f64| {
                        far.powi(3) * start
                            + 3.0 * far * far * near * one
                            + 3.0 * far * near * near * two
                            + near.powi(3) * end
                    };
                    points.push((along(x, *one, *three, *right), along(y, *two, *four, *down)));
                }
                (*right, *down)
            }
            other => panic!("{other:?} in {path}"),
        }
    }
    points
}

fn commands(path: &str) -> Vec<(char, Vec<f64>)> {
    let starts: Vec<usize> = path
        .char_indices()
        .filter(|(_, letter)| letter.is_ascii_alphabetic())
        .map(|(place, _)| place)
        .chain([path.len()])
        .collect();
    starts
        .windows(2)
        .map(|pair| {
            let (command, numbers) = path[pair[0]..pair[1]].split_at(1);
            let numbers = numbers.split(' ').filter_map(|part| part.parse().ok());
            (command.chars().next().unwrap(), numbers.collect())
        })
        .collect()
}

#[test]
fn text_stays_in_its_box_and_no_line_runs_through_one() {
    for picture in pictures() {
        let text = text_of(|out| svg(&picture, out));
        let document = Document::parse(&text).unwrap();
        let boxes = sound_boxes(&document);
        assert_eq!(boxes.len(), picture.nodes.len());
        let lines: Vec<_> = document
            .descendants()
            .filter(|element| has_class(*element, "line") && element.has_attribute("marker-end"))
            .collect();
        let edges: usize = picture.nodes.iter().map(|node| node.asks.len()).sum();
        assert_eq!(lines.len(), edges, "{}", picture.title);
        for line in lines {
            let points = points(line.attribute("d").unwrap());
            for (name, (left, top, right, bottom)) in &boxes {
                let inside = |(x, y): &(f64, f64)| {
                    *x > f64::from(*left)
                        && *x < f64::from(*right)
                        && *y > f64::from(*top)
                        && *y < f64::from(*bottom)
                };
                let met = points.iter().find(|point| inside(point));
                assert_eq!(met, None, "{}: a line runs through {name}", picture.title);
            }
        }
    }
}

#[test]
fn every_picture_says_in_words_what_it_shows_and_links_to_the_vendors() {
    for picture in pictures() {
        let text = text_of(|out| svg(&picture, out));
        let document = Document::parse(&text).unwrap();
        let root = document.root_element();
        let words = |name: &str| {
            let element = root.children().find(|child| child.has_tag_name(name));
            element
                .and_then(|element| element.text())
                .unwrap_or_default()
        };
        assert_eq!(words("title"), picture.title);
        assert_eq!(words("desc"), picture.description);
        let links = root
            .descendants()
            .filter(|element| element.has_tag_name("a"));
        let named = picture.nodes.iter().filter(|node| node.link.is_some());
        assert_eq!(links.count(), named.count());
    }
}

#[test]
fn posters_of_all_vendors_keep_text_in_its_cards() {
    let graph = Graph::new(catalog());
    let held = Held::new(&graph, &[], DAY);
    let view = View {
        held: &held,
        plan: None,
        as_of: DAY,
        depth: None,
        keep: ALL,
    };
    let vendors = (0..).map(ProviderIndex).take(catalog().providers.len());
    for provider in vendors.map(Some).chain([None]) {
        let is_shown = |index: &CertIndex| {
            let facts = &catalog().certification(*index).facts;
            provider.is_none_or(|provider| facts.provider == provider)
                && catalog()
                    .status(Entry::Certification(*index), DAY)
                    .is_open()
        };
        let shown: Vec<CertIndex> = catalog().certification_indices().filter(is_shown).collect();
        let poster = draw_poster(&graph, provider, &shown, view);
        let text = text_of(|out| poster_svg(&poster, out));
        let document = Document::parse(&text).unwrap();
        assert_eq!(sound_boxes(&document).len(), shown.len());
    }
}

#[test]
fn the_same_picture_gives_the_same_bytes() {
    let (first, second) = (pictures(), pictures());
    for (one, other) in first.iter().zip(&second) {
        assert_eq!(text_of(|out| svg(one, out)), text_of(|out| svg(other, out)));
        assert_eq!(text_of(|out| dot(one, out)), text_of(|out| dot(other, out)));
        assert_eq!(
            text_of(|out| mermaid(one, out)),
            text_of(|out| mermaid(other, out))
        );
    }
}
