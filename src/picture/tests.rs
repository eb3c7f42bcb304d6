//! Every picture of the embedded catalog, looked at as its reader's program does.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, date};
use roxmltree::{Document, Node as Element};

use crate::answer::words::counted;
use crate::catalog::model::{Entry, ProviderIndex};
use crate::embedded::catalog;
use crate::graph::Graph;
use crate::output::Style;
use crate::picture::label::{NAME, NOTE, NUMBER, TITLE};
use crate::picture::metrics::Font;
use crate::picture::{ALL, Picture, Scope, View, dot, draw, mermaid, svg, tree};
use crate::plan::plan;
use crate::request::Request;
use crate::timeline::Timeline;
use unicode_width::UnicodeWidthStr as _;

pub(super) const DAY: Date = date(2026, 11, 22);

/// A box in a picture: left, top, right, bottom.
pub(super) type Corners = (i32, i32, i32, i32);

/// One picture in so many is drawn: all of them take minutes in a debug build. With `ALL_PICTURES` set, all are.
fn stride() -> usize {
    if std::env::var_os("ALL_PICTURES").is_some() {
        1
    } else {
        7
    }
}

/// Returns pictures of what a provider's certifications require together, and of what an exam unlocks.
fn wholes() -> Vec<Picture> {
    let graph = Graph::new(catalog());
    let held = Timeline::new(&graph, &[], DAY);
    let view = View {
        held: &held,
        plan: None,
        as_of: DAY,
        depth: None,
        keep: ALL,
        retired: true,
    };
    let providers = (0..).map(ProviderIndex).take(catalog().providers.len());
    let of_provider = |provider: ProviderIndex| -> Vec<Entry> {
        let certifications = catalog().certification_indices();
        certifications
            .filter(|index| catalog().certification(*index).facts.provider == provider)
            .map(Entry::Certification)
            .collect()
    };
    let providers = providers
        .step_by(stride())
        .map(|provider| draw(&graph, Scope::All(&of_provider(provider)), view));
    let exams = catalog().exam_indices().step_by(stride());
    let unlocked = exams.map(|index| draw(&graph, Scope::Unlocks(&[Entry::Exam(index)]), view));
    providers.chain(unlocked).collect()
}

/// Returns pictures of certifications, with the way to them planned where there is one.
fn pictures() -> Vec<Picture> {
    let graph = Graph::new(catalog());
    let held = Timeline::new(&graph, &[], DAY);
    let indices = catalog().certification_indices().step_by(stride());
    let pictures = indices.map(|index| {
        let want = vec![Entry::Certification(index)];
        let request = Request {
            want: want.clone(),
            with_recommended: index.0 % 2 == 0,
            ..Request::new(DAY)
        };
        let answer = plan(&graph, &request, &|| false).ok();
        let view = View {
            held: &held,
            plan: answer.as_ref().map(|answer| &answer.plans[0]),
            as_of: DAY,
            depth: None,
            keep: ALL,
            retired: false,
        };
        draw(&graph, Scope::Requires(&want), view)
    });
    pictures.collect()
}

pub(super) fn text_of(write: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>) -> String {
    let mut bytes = Vec::new();
    write(&mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

pub(super) fn number(element: Element<'_, '_>, name: &str) -> i32 {
    let value = element.attribute(name);
    value.and_then(|value| value.parse().ok()).expect(name)
}

pub(super) fn has_class(element: Element<'_, '_>, class: &str) -> bool {
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
        .split(|character: char| !character.is_ascii_digit())
        .filter_map(|part| part.parse().ok())
        .collect();
    (numbers[0], numbers[1], numbers[3], numbers[5])
}

fn font(text: Element<'_, '_>) -> Font {
    match text.attribute("class") {
        Some("title") => Font {
            size: 20,
            is_bold: true,
        },
        Some("summary") => Font {
            size: 14,
            is_bold: false,
        },
        Some("name" | "role") => NAME,
        Some(class) if class.starts_with("level ") => NAME,
        Some("text") => TITLE,
        Some(class) if class == "mark" || class.starts_with("note") => NOTE,
        Some("number") => NUMBER,
        other => panic!("no font for {other:?}"),
    }
}

/// Checks that each element is one of SVG's: browsers draw nothing for others, and say nothing.
#[track_caller]
pub(in crate::picture) fn only_what_svg_draws(document: &Document<'_>) {
    const ELEMENTS: [&str; 14] = [
        "a", "circle", "defs", "desc", "g", "line", "marker", "path", "rect", "style", "svg",
        "text", "title", "tspan",
    ];
    for element in document.descendants().filter(Element::is_element) {
        let name = element.tag_name().name();
        assert!(ELEMENTS.contains(&name), "SVG has no `{name}`");
    }
}

/// Checks that all texts are in the picture, those of boxes in their boxes, and boxes apart, and returns the boxes.
#[track_caller]
pub(super) fn sound_boxes(document: &Document<'_>) -> BTreeMap<String, Corners> {
    only_what_svg_draws(document);
    let root = document.root_element();
    let (width, height) = (number(root, "width"), number(root, "height"));
    for text in root.descendants().filter(|node| node.has_tag_name("text")) {
        let words = text.text().unwrap_or_default();
        let wide = i32::try_from(font(text).width(words)).unwrap();
        let (left, bottom) = (number(text, "x"), number(text, "y"));
        assert!(
            left > 0 && left + wide < width,
            "{words} leaves the picture"
        );
        assert!(bottom < height, "{words} leaves the picture");
    }
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
pub(super) fn points(path: &str) -> Vec<(f64, f64)> {
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
        .filter(|(_, character)| character.is_ascii_alphabetic())
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
    for picture in pictures().into_iter().chain(wholes()) {
        let text = text_of(|out| svg(&picture, out));
        let document = Document::parse(&text).unwrap();
        let boxes = sound_boxes(&document);
        assert_eq!(boxes.len(), picture.nodes.len());
        let lines: Vec<_> = document
            .descendants()
            .filter(|element| element.has_attribute("data-from"))
            .collect();
        let drawn = picture.without_implied().nodes;
        let edges: usize = drawn.iter().map(|node| node.requires.len()).sum();
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
fn a_line_that_follows_from_others_is_not_drawn_and_leads_on_all_the_same() {
    /// Returns all that a node requires, near and far.
    fn far(picture: &Picture, place: usize) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        let mut todo = vec![place];
        while let Some(next) = todo.pop() {
            let edges = picture.nodes[next].requires.iter();
            todo.extend(edges.map(|edge| edge.to).filter(|to| found.insert(*to)));
        }
        found
    }
    let mut left_out = 0;
    for picture in pictures().into_iter().chain(wholes()) {
        let drawn = picture.without_implied();
        for (place, node) in picture.nodes.iter().enumerate() {
            assert_eq!(far(&picture, place), far(&drawn, place), "{}", node.title);
            left_out += node.requires.len() - drawn.nodes[place].requires.len();
        }
    }
    assert!(left_out > 0);
}

#[test]
fn every_picture_says_in_words_what_it_shows_and_links_to_the_providers() {
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
        let drawn = |class| {
            let nodes = root.descendants().filter(|node| has_class(*node, "node"));
            nodes.filter(|node| has_class(*node, class)).count() as u64
        };
        let counts = ["certification", "exam"]
            .map(|kind| counted(drawn(kind), kind))
            .join(" and ");
        assert!(
            picture.description.starts_with(&format!("{counts}.")),
            "{counts}"
        );
    }
}

#[test]
fn what_the_plan_earns_is_never_drawn_as_recommended() {
    let pictures = pictures();
    let nodes = pictures.iter().flat_map(|picture| &picture.nodes);
    let earned = |node: &&crate::picture::Node| {
        node.marks
            .iter()
            .any(|mark| mark.starts_with("earned at step"))
    };
    for node in nodes.filter(earned) {
        assert_eq!(node.role, crate::picture::Role::Earned, "{}", node.name);
    }
}

#[test]
fn no_tree_is_wider_than_its_style_with_markers_and_their_legend_either() {
    for picture in pictures().into_iter().chain(wholes()) {
        for (width, unicode) in [(24, false), (80, true), (80, false)] {
            let style = Style {
                width,
                unicode,
                ..Style::PLAIN
            };
            let text = text_of(|out| tree(&picture, style, out));
            assert!(!text.is_empty(), "{}", picture.title);
            assert!(unicode || !text.contains(['├', '└', '│', '✓', '●', '○', '☆', '✗']));
            for line in text.lines() {
                assert!(line.width() <= width, "{line}");
            }
        }
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

/// What a style sheet says of colors: for each selector and property the last value, in the light and in the dark.
fn colors(sheet: &str) -> [BTreeMap<(String, String), [f64; 3]>; 2] {
    let (light, dark) = sheet.split_once("@media").unwrap();
    let mut light_colors = BTreeMap::new();
    let mut dark_colors = BTreeMap::new();
    let parts = [
        (light, &mut light_colors),
        (dark.split_once('{').unwrap().1, &mut dark_colors),
    ];
    for (part, colors) in parts {
        for (selectors, body) in part.split('}').filter_map(|rule| rule.split_once('{')) {
            for selector in selectors.split(',') {
                for (name, value) in body.split(';').filter_map(|line| line.split_once(':')) {
                    if let Some(color) = value.trim().strip_prefix('#') {
                        let key = (selector.trim().to_owned(), name.trim().to_owned());
                        colors.insert(key, channels(color));
                    }
                }
            }
        }
    }
    // what the dark does not say again is as in the light
    for (key, color) in &light_colors {
        dark_colors.entry(key.clone()).or_insert(*color);
    }
    [light_colors, dark_colors]
}

/// Returns red, green and blue of a color such as `1d5fd1` or `fff`, each from 0 to 1.
fn channels(color: &str) -> [f64; 3] {
    let digits = color.len() / 3;
    [0, 1, 2].map(|place| {
        let part = &color[place * digits..(place + 1) * digits];
        let value = u8::from_str_radix(&part.repeat(3 - digits), 16).unwrap();
        f64::from(value) / 255.0
    })
}

/// Returns the contrast of two colors: <https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>.
fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let luminance = |color: [f64; 3]| {
        let [red, green, blue] = color.map(|part| {
            if part <= 0.04045 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    };
    let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
    one.max(other) / one.min(other)
}

#[test]
fn every_text_can_be_read_on_every_box_in_the_light_and_in_the_dark() {
    for colors in colors(include_str!("svg/style.css")) {
        let of = |what: &str, property: &str| -> Vec<(&(String, String), [f64; 3])> {
            let fits = |(selector, name): &(String, String)| {
                name == property && selector.ends_with(what) && !selector.contains(".number")
            };
            colors
                .iter()
                .filter(|(key, _)| fits(key))
                .map(|(key, color)| (key, *color))
                .collect()
        };
        let words = [" text", ".text", ".name", ".note", ".mark", ".role"];
        let words = words.into_iter().flat_map(|class| of(class, "fill"));
        let words: Vec<_> = words.collect();
        assert!(words.len() > 6);
        let papers = [" .box", ".paper", ".panel"]
            .map(|class| of(class, "fill"))
            .concat();
        assert!(papers.len() > 10);
        for (word, color) in &words {
            for (paper, behind) in &papers {
                let contrast = contrast(*color, *behind);
                assert!(contrast >= 4.5, "{word:?} on {paper:?}: {contrast}");
            }
        }
        let fill = |class: String| colors[&(format!(".certpath .{class}"), "fill".to_owned())];
        let bands = [1, 2, 3, 4].map(|rank| fill(format!("band.rank-{rank}")));
        for (rank, band) in (1..).zip(bands) {
            let word = contrast(fill(format!("level.rank-{rank}")), band);
            assert!(word >= 4.5, "the word on the band of rank {rank}: {word}");
        }
        // those who see no colors tell the bands apart too
        for pair in bands.windows(2) {
            assert!(contrast(pair[0], pair[1]) >= 1.3, "{pair:?}");
        }
        let number = colors[&(".certpath .number".to_owned(), "fill".to_owned())];
        for (marker, behind) in [of(".sign.step", "fill"), of(".sign.late", "fill")].concat() {
            assert!(contrast(number, behind) >= 4.5, "a number on {marker:?}");
        }
        let paper = of(".paper", "fill")[0].1;
        let strokes = [" .box", ".line", ".line.way", ".key", ".remark", ".retired"];
        for (stroke, color) in strokes.map(|class| of(class, "stroke")).concat() {
            let contrast = contrast(color, paper);
            assert!(contrast >= 3.0, "{stroke:?}: {contrast}");
        }
    }
}
