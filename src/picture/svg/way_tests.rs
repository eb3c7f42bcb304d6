//! The pictures of plans to every certification of the embedded catalog, looked at as their readers' programs do.

use jiff::civil::{Date, date};
use roxmltree::{Document, Node as Element};

use crate::catalog::model::{Entry, Text};
use crate::embedded::catalog;
use crate::graph::Graph;
use crate::picture::svg::write_for_page;
use crate::picture::tests::only_what_svg_draws;
use crate::picture::way::{Arrow, Card, Goal, Place, State};
use crate::picture::{Way, way, way_svg};
use crate::plan::plan;
use crate::request::Request;
use crate::resolve;

const DAY: Date = date(2026, 11, 26);
/// The narrowest at which a picture is looked at, and the smallest text there.
const READ_AT: f64 = 830.0;
const SMALLEST: f64 = 12.0;

/// Left, top, right, bottom.
type Corners = (i32, i32, i32, i32);

fn way_to(have: &str, want: Vec<Entry>) -> Option<Way> {
    let graph = Graph::new(catalog());
    let request = Request {
        have: resolve::holdings(catalog(), have, DAY).unwrap(),
        want,
        ..Request::new(DAY)
    };
    let answer = plan(&graph, &request, &|| false).ok()?;
    Some(way(&graph, &request, &answer.plans[0], &answer.warnings))
}

fn named(names: &str) -> Vec<Entry> {
    resolve::resolve_list(catalog(), names, DAY).unwrap()
}

fn drawn(way: Way) -> String {
    let mut out = Vec::new();
    way_svg(&[way], &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn number(element: Element<'_, '_>, name: &str) -> i32 {
    element.attribute(name).unwrap().parse().unwrap()
}

fn boxes(document: &Document<'_>) -> Vec<Corners> {
    only_what_svg_draws(document);
    let rects = document
        .descendants()
        .filter(|element| element.attribute("class") == Some("box"));
    rects
        .map(|rect| {
            let (x, y) = (number(rect, "x"), number(rect, "y"));
            (x, y, x + number(rect, "width"), y + number(rect, "height"))
        })
        .collect()
}

/// Returns the straight stretches of an arrow's path: `M`, `H`, `V` and `Q` are all it has.
fn stretches(path: &str) -> Vec<Corners> {
    let spaced = path.replace(['M', 'H', 'V', 'Q'], " ");
    let numbers = spaced
        .split_whitespace()
        .map(|word| word.parse::<i32>().unwrap());
    let mut numbers = numbers.collect::<Vec<_>>().into_iter();
    let (mut x, mut y) = (0, 0);
    let mut lines = Vec::new();
    for command in path.chars().filter(char::is_ascii_alphabetic) {
        let before = (x, y);
        match command {
            'M' => (x, y) = (numbers.next().unwrap(), numbers.next().unwrap()),
            'H' => x = numbers.next().unwrap(),
            'V' => y = numbers.next().unwrap(),
            'Q' => {
                numbers.by_ref().take(2).for_each(drop);
                (x, y) = (numbers.next().unwrap(), numbers.next().unwrap());
            }
            other => panic!("{other} in {path}"),
        }
        if command != 'M' {
            lines.push((
                before.0.min(x),
                before.1.min(y),
                before.0.max(x),
                before.1.max(y),
            ));
        }
    }
    lines
}

fn every_way() -> Vec<Way> {
    let certifications = catalog().certification_indices();
    let wants = certifications.map(|index| vec![Entry::Certification(index)]);
    wants.filter_map(|want| way_to("", want)).collect()
}

#[test]
fn boxes_keep_apart_and_no_arrow_runs_through_one() {
    let several = way_to(
        "AZ-204@2026-03-01",
        named("devops-engineer,ccnp-enterprise,ccnp-automation"),
    );
    for way in every_way().into_iter().chain(several) {
        let title = way.title.clone();
        let svg = drawn(way);
        let document = Document::parse(&svg).unwrap();
        let boxes = boxes(&document);
        for (number, one) in boxes.iter().enumerate() {
            for other in &boxes[number + 1..] {
                let apart =
                    one.2 <= other.0 || other.2 <= one.0 || one.3 <= other.1 || other.3 <= one.1;
                assert!(apart, "{title}: {one:?} and {other:?} overlap");
            }
        }
        let arrows = document
            .descendants()
            .filter(|element| element.attribute("class") == Some("line"));
        for line in arrows.flat_map(|arrow| stretches(arrow.attribute("d").unwrap())) {
            for inside in &boxes {
                let outside = line.2 <= inside.0
                    || inside.2 <= line.0
                    || line.3 <= inside.1
                    || inside.3 <= line.1;
                assert!(outside, "{title}: {line:?} runs through {inside:?}");
            }
        }
    }
}

#[test]
fn every_text_can_be_read_in_the_column_of_a_readme() {
    let sizes = include_str!("way.css").split("font-size: ").skip(1);
    let sizes = sizes.map(|rest| rest.split("px").next().unwrap().parse::<f64>().unwrap());
    let smallest = sizes.fold(f64::MAX, f64::min);
    for way in every_way() {
        let title = way.title.clone();
        let svg = drawn(way);
        let document = Document::parse(&svg).unwrap();
        let width: f64 = document
            .root_element()
            .attribute("width")
            .unwrap()
            .parse()
            .unwrap();
        assert!(smallest * (READ_AT / width).min(1.0) >= SMALLEST, "{title}");
    }
}

#[test]
fn on_paper_a_plan_is_in_slices_that_cut_no_card_and_no_text() {
    let ways = every_way();
    let slices_of = |way: &Way| {
        let mut out = Vec::new();
        write_for_page(way, "way-1", &mut out).unwrap();
        let page = format!("<div>{}</div>", String::from_utf8(out).unwrap());
        let document = Document::parse(&page).unwrap();

        let views = document
            .descendants()
            .filter(|one| one.attribute("class") == Some("way"));
        let views = views.filter_map(|one| one.attribute("viewBox"));
        let views = views.map(|view| {
            view.split(' ')
                .map(|part| part.parse::<i32>().unwrap())
                .collect::<Vec<_>>()
        });
        let mut views: Vec<(i32, i32)> = views.map(|view| (view[1], view[1] + view[3])).collect();
        let whole = views.remove(0);
        assert_eq!(
            (views[0].0, views[views.len() - 1].1),
            whole,
            "{}",
            way.title
        );
        assert!(
            views.windows(2).all(|pair| pair[0].1 == pair[1].0),
            "{}",
            way.title
        );
        let texts = document
            .descendants()
            .filter(|one| one.has_tag_name("text"));
        let lines = texts.map(|text| (number(text, "y") - 12, number(text, "y")));
        let cards = document
            .descendants()
            .filter(|one| one.attribute("class") == Some("box"));
        let goals = way.goals.len();
        let cards = cards.map(|card| {
            (
                number(card, "y"),
                number(card, "y") + number(card, "height"),
            )
        });
        let cards: Vec<(i32, i32)> = cards.collect();
        let whole = cards[..cards.len() - goals].iter().copied().chain(lines);
        for (top, bottom) in whole {
            let is_cut = views.iter().any(|(_, end)| top < *end && *end < bottom);
            assert!(!is_cut, "{}: {top} to {bottom} is cut", way.title);
        }
        views.len()
    };
    let most = ways.iter().map(slices_of).max();
    assert!(most > Some(10), "a long way has many slices");
}

#[test]
fn every_step_is_drawn_once_in_its_order_and_leads_on() {
    for way in every_way() {
        let steps = way.cards.iter().filter_map(|card| match card.state {
            super::super::way::State::ToTake(step) => Some(step),
            _ => None,
        });
        let steps: Vec<usize> = steps.collect();
        assert!(steps.iter().copied().eq(1..=steps.len()), "{}", way.title);
        for (place, card) in way.cards.iter().enumerate() {
            let leads_on = way.arrows.iter().any(|arrow| arrow.from == place);
            assert!(leads_on, "{}: {} leads nowhere", way.title, card.name);
        }
    }
}

#[test]
fn what_is_held_stands_first_and_what_is_earned_alone_stands_on_its_exam() {
    let way = way_to("AZ-204@2026-03-01", named("devops-engineer")).unwrap();
    let names: Vec<&str> = way.cards.iter().map(|card| card.name.as_str()).collect();
    assert_eq!(names, ["Azure Developer Associate", "AZ-400"]);
    let goals: Vec<&str> = way.goals.iter().map(|goal| goal.title.as_str()).collect();
    assert_eq!(goals, ["DevOps Engineer Expert"]);
    let way = way_to("", named("devops-engineer")).unwrap();
    assert_eq!(way.cards.len(), 2);
    assert_eq!(way.cards[0].earns.len(), 1);
}

#[test]
fn each_of_several_plans_stands_under_its_number() {
    let way = way_to("", named("devops-engineer")).unwrap();
    let mut out = Vec::new();
    way_svg(&[way.clone(), way.clone()], &mut out).unwrap();
    let several = String::from_utf8(out).unwrap();
    assert!(several.contains(">Plan 1: ") && several.contains(">Plan 2: "));
    assert!(!drawn(way).contains(">Plan 1: "));
}

#[test]
fn a_text_of_a_catalog_cannot_break_out_of_the_picture() {
    let mut way = way_to("", named("devops-engineer")).unwrap();
    let hostile: Text = "<script>alert(1)</script>\" onload=\"x".into();
    way.cards[0].name = hostile.to_string();
    way.goals[0].title = hostile.to_string();
    way.title = hostile.to_string();
    let svg = drawn(way);
    let document = Document::parse(&svg).unwrap();
    let names = document.descendants().filter(Element::is_element);
    assert!(
        names
            .into_iter()
            .all(|element| element.tag_name().name() != "script")
    );
}

#[test]
fn cards_have_room_however_many_arrows_run_side_by_side() {
    let card = |number: usize| Card {
        state: State::ToTake(number + 1),
        name: format!("X-{number}"),
        title: "An exam of many".to_owned(),
        facts: vec!["165 USD".to_owned()],
        earns: Vec::new(),
        or: None,
        link: None,
    };
    let goal = |number: usize| Goal {
        title: format!("Goal {number}"),
        note: String::new(),
        is_held: false,
        link: None,
    };
    let across = (0..60).map(|from| (from, Place::Card(60 + from)));
    let to_goals = (0..60).map(|from| (from, Place::Goal(from)));
    let way = Way {
        title: "The way to much".to_owned(),
        description: "To take: much.".to_owned(),
        summary: "120 exams".to_owned(),
        caption: String::new(),
        cards: (0..120).map(card).collect(),
        goals: (0..60).map(goal).collect(),
        arrows: across
            .chain(to_goals)
            .map(|(from, to)| Arrow { from, to })
            .collect(),
        footnotes: Vec::new(),
        warnings: Vec::new(),
    };
    let text = drawn(way);
    let document = Document::parse(&text).unwrap();
    let boxes = boxes(&document);
    assert_eq!(boxes.len(), 180);
    for (left, _, right, _) in boxes {
        assert!(
            0 <= left && left + 180 < right && right <= 830,
            "{left} to {right}"
        );
    }
}
