//! Posters show what they count, and can be read on the paper that they are for.

use std::collections::BTreeSet;

use roxmltree::Document;

use crate::catalog::model::{CertIndex, Entry, ProviderIndex};
use crate::embedded::catalog;
use crate::graph::Graph;
use crate::output::Format;
use crate::picture::label::NOTE;
use crate::picture::tests::{DAY, has_class, number, sound_boxes, text_of};
use crate::picture::{
    ALL, Arrangement, Drawing, Paper, Poster, PosterOf, View, draw_poster, poster_svg,
};
use crate::request::Holding;
use crate::resolve::resolve;
use crate::timeline::Timeline;

/// Returns the posters of each provider, of all of them, and of each role, for somebody who holds a little.
fn posters() -> Vec<Poster> {
    let graph = Graph::new(catalog());
    let holds = |name| Holding::new(resolve(catalog(), name, DAY).unwrap());
    let have: Vec<Holding> = ["AZ-104", "CKA"].map(holds).to_vec();
    let held = Timeline::new(&graph, &have, DAY);
    let view = View {
        held: &held,
        plan: None,
        as_of: DAY,
        depth: None,
        keep: ALL,
        retired: false,
    };
    let certification = |index: CertIndex| catalog().certification(index);
    let certifications = catalog().certification_indices();
    let is_open = |index: &CertIndex| {
        catalog()
            .status(Entry::Certification(*index), DAY)
            .is_open()
    };
    let all: Vec<CertIndex> = certifications.filter(is_open).collect();
    let poster = |provider: Option<ProviderIndex>, role: Option<&str>| {
        let is_shown = |index: &&CertIndex| {
            let certification = certification(**index);
            provider.is_none_or(|provider| certification.facts.provider == provider)
                && role.is_none_or(|role| certification.roles.iter().any(|other| **other == *role))
        };
        let shown: Vec<CertIndex> = all.iter().filter(is_shown).copied().collect();
        let of = PosterOf {
            certifications: &shown,
            provider,
            role,
            near: &shown.iter().copied().take(3).collect(),
        };
        let poster = draw_poster(&graph, of, view);
        assert_eq!(poster.cards.len(), shown.len());
        poster
    };
    let providers = (0..).map(ProviderIndex).take(catalog().providers.len());
    let roles = all
        .iter()
        .flat_map(|index| certification(*index).roles.iter());
    let roles: BTreeSet<&str> = roles.map(|role| &**role).collect();
    let of_providers = providers
        .map(Some)
        .chain([None])
        .map(|provider| poster(provider, None));
    let of_roles = roles.into_iter().map(|role| poster(None, Some(role)));
    of_providers.chain(of_roles).collect()
}

#[test]
fn posters_keep_text_in_its_cards_and_count_what_is_drawn() {
    for poster in posters() {
        let text = text_of(|out| poster_svg(&poster, out));
        let document = Document::parse(&text).unwrap();
        let boxes = sound_boxes(&document);
        assert_eq!(boxes.len(), poster.cards.len());
        let count = poster.picture.summary.split(' ').next().unwrap().parse();
        assert_eq!(count, Ok(boxes.len()), "{}", poster.picture.title);
        let of_class = |class| {
            document
                .descendants()
                .filter(move |node| has_class(*node, class))
        };
        // the legend has rings of its own, on small boxes
        let rings = of_class("ring").filter(|ring| number(*ring, "width") > 22);
        let rings = rings.count();
        let near = poster.cards.iter().filter(|card| card.is_near).count();
        assert_eq!(rings, near);
        let bands = of_class("band").map(|band| {
            let (x, y) = (number(band, "x"), number(band, "y"));
            (x, y, x + number(band, "width"), y + number(band, "height"))
        });
        for (left, top, right, bottom) in bands {
            for (name, (a, b, c, d)) in &boxes {
                let is_apart = right < *a || *c < left || bottom < *b || *d < top;
                assert!(is_apart, "a band touches {name}");
            }
        }
        assert!(
            text.contains(">certification, and what it requires</text>"),
            "a legend"
        );
    }
}

#[test]
fn a_poster_is_printed_as_large_as_its_paper_or_refused() {
    for mut poster in posters()
        .into_iter()
        .filter(|poster| !poster.cards.is_empty())
    {
        for paper in Paper::ALL {
            poster.paper = Some(paper);
            let (wide, high) = paper.millimeters();
            let text = text_of(|out| poster_svg(&poster, out));
            let document = Document::parse(&text).unwrap();
            let root = document.root_element();
            assert_eq!(root.attribute("width"), Some(format!("{wide}mm").as_str()));
            assert_eq!(root.attribute("height"), Some(format!("{high}mm").as_str()));
            let width = root
                .attribute("viewBox")
                .unwrap()
                .split(' ')
                .nth(2)
                .unwrap();
            let points =
                f64::from(NOTE.size) * f64::from(wide) / width.parse::<f64>().unwrap() / 25.4
                    * 72.0;
            let drawing = Drawing::Poster(poster.clone());
            assert_eq!(
                drawing.check(Format::Svg).is_ok(),
                points >= 6.999,
                "{points}"
            );
        }
    }
}

#[test]
fn a_poster_fills_the_width_of_a_page() {
    let with_panels = |poster: &Poster| poster.arrangement == Arrangement::Panels;
    for mut poster in posters().into_iter().filter(with_panels).step_by(6) {
        for width in [320, 390, 830, 1280] {
            poster.width = Some(width);
            let text = text_of(|out| poster_svg(&poster, out));
            let document = Document::parse(&text).unwrap();
            assert_eq!(sound_boxes(&document).len(), poster.cards.len());
            assert_eq!(number(document.root_element(), "width"), i32::from(width));
        }
    }
}

#[test]
fn a_roles_poster_leaves_few_places_empty() {
    let is_wide =
        |poster: &Poster| poster.arrangement == Arrangement::Table && poster.columns.len() > 2;
    for poster in posters().into_iter().filter(is_wide) {
        let text = text_of(|out| poster_svg(&poster, out));
        let document = Document::parse(&text).unwrap();
        let boxes = sound_boxes(&document).into_values();
        let filled: i32 = boxes
            .map(|(left, top, right, bottom)| (right - left) * (bottom - top))
            .sum();
        let root = document.root_element();
        let percent = 100 * filled / (number(root, "width") * number(root, "height"));
        assert!(percent >= 14, "{}: {percent}%", poster.picture.title);
    }
}
