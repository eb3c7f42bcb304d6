use jiff::civil::date;

use super::*;
use crate::answer::sample::{catalog, certification_of, exam_of};

const TODAY: Date = date(2026, 11, 22);

/// Takes the slice of one certification of the sample, and hands it on with what it is asked for.
fn with_slice(id: &str, check: impl FnOnce(&mut Slice<'_, '_>, Condition)) {
    let catalog = catalog();
    let graph = Graph::new(&catalog);
    let held = Timeline::new(&graph, &[], TODAY);
    let question = Question {
        graph: &graph,
        held: &held,
        as_of: TODAY,
        avoid: &BTreeSet::new(),
        given: &[],
        any_of: &[],
    };
    let goal = Condition::Holds(graph.certification(certification_of(&catalog, id)));
    let mut slice = Slice::new(question, &[goal]);
    check(&mut slice, goal);
}

#[test]
fn what_is_left_to_choose_has_no_exam_that_cannot_be_taken() {
    with_slice("devops-engineer-expert", |slice, goal| {
        let choices = slice.choices(&[goal], Objective::Exams);
        let nodes: Vec<u32> = choices.nodes().collect();
        let catalog = slice.question().graph.catalog();
        let open = ["AZ-104", "AZ-400"].map(|code| exam_of(catalog, code));
        assert_eq!(choices.exams(&nodes), open, "AZ-204 is retired");
        assert_eq!(
            choices.forced().map(|plan| choices.exams(&plan.chosen)),
            Some(open.into())
        );
    });
}

#[test]
fn what_comes_first_stands_first() {
    with_slice("devops-engineer-expert", |slice, goal| {
        assert_eq!(slice.place_of(goal), Some(slice.conditions().len() - 1));
        for place in 0..slice.conditions().len() {
            let places = slice
                .members(place)
                .iter()
                .filter_map(|member| slice.place_of(*member));
            assert!(places.into_iter().all(|member| member < place));
        }
    });
}

#[test]
fn what_no_rule_leads_to_any_more_is_out_of_reach() {
    with_slice("azure-developer-associate", |slice, goal| {
        let choices = slice.choices(&[goal], Objective::Exams);
        assert!(!slice.can_reach(goal));
        assert_eq!(choices.len(), 0);
    });
}
