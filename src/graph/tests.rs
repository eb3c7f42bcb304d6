use jiff::civil::date;

use super::*;
use crate::embedded;
use crate::plan::explain::suggestions::suggest;
use crate::plan::plan;
use crate::request::{Holding, Request};

/// Every certification from nothing, and from the holding that comes before it in the catalog.
fn requests(catalog: &Catalog, as_of: Date) -> impl Iterator<Item = Request> {
    let certifications = catalog.certification_indices();
    certifications.flat_map(move |index| {
        let held = Entry::Certification(CertIndex(index.0.saturating_sub(1)));
        let held = Holding::new(held);
        [Vec::new(), vec![held]].map(|have| Request {
            have,
            want: vec![Entry::Certification(index)],
            alternatives: 2,
            with_recommended: true,
            why: true,
            ..Request::new(as_of)
        })
    })
}

#[test]
fn a_part_of_the_graph_answers_as_the_whole_does() {
    let catalog = embedded::catalog();
    let whole = Graph::new(catalog);
    for as_of in [date(2021, 7, 13), date(2026, 11, 22)] {
        for request in requests(catalog, as_of) {
            let part = Graph::around(catalog, request.entries());
            let (answer, expected) = (
                plan(&part, &request, &|| false),
                plan(&whole, &request, &|| false),
            );
            assert_eq!(answer, expected);
            if let Err(no_plan) = answer {
                assert_eq!(
                    suggest(&part, &request, &no_plan),
                    suggest(&whole, &request, &no_plan)
                );
            }
        }
    }
}

#[test]
fn neighbors_come_as_petgraph_gives_them() {
    let graph = Graph::new(embedded::catalog());
    for node in graph.nodes.node_indices() {
        let members: Vec<NodeId> = graph.nodes.neighbors(node).collect();
        assert_eq!(graph.members(node).collect::<Vec<_>>(), members);
        let incoming = graph.nodes.neighbors_directed(node, Direction::Incoming);
        let incoming = incoming.filter(|parent| !graph.is_renewal(*parent));
        assert_eq!(
            graph.parents(node).collect::<Vec<_>>(),
            incoming.collect::<Vec<_>>()
        );
    }
}

#[test]
fn only_what_has_to_do_with_an_entry_is_in_its_part() {
    let catalog = embedded::catalog();
    let whole = Graph::new(catalog);
    for index in catalog.certification_indices() {
        let part = Graph::around(catalog, [Entry::Certification(index)]);
        let place = part.certification(index);
        assert!(part.len() < whole.len());
        assert_eq!(
            part.members(place).count(),
            whole.members(place).count(),
            "{}",
            catalog.certification(index).id
        );
    }
}
