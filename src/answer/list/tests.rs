//! What is listed, in which order and under which names.

use jiff::civil::date;

use crate::answer::list::*;
use crate::answer::rules::rule_text;
use crate::answer::sample::{catalog, certification_of, exam_of};
use crate::answer::table::Cell;
use crate::catalog::status::Status;

const TODAY: Date = date(2026, 11, 22);

fn found(selection: &Selection) -> Vec<String> {
    let catalog = catalog();
    let listing = list(&catalog, selection).unwrap();
    let table = listing.table();
    let rows = table.rows.iter();
    rows.map(|row| row.cells[0].for_programs().into_owned())
        .collect()
}

#[test]
fn what_is_open_on_the_day_is_listed_by_provider_level_and_name() {
    let today = found(&Selection::of(Kind::Exams, TODAY));
    let open = [
        "microsoft:AZ-900",
        "AI-200",
        "AZ-104",
        "AZ-305",
        "AZ-400",
        "zeta:AZ-900",
        "X-1",
    ];
    assert_eq!(today, open);
    let then = found(&Selection::of(Kind::Exams, date(2022, 3, 31)));
    assert!(then.contains(&"AZ-303".to_owned()) && !then.contains(&"AI-200".to_owned()));
}

#[test]
fn states_can_be_required() {
    let only = |status| {
        let statuses = Statuses::Only(vec![status]);
        found(&Selection {
            statuses,
            ..Selection::of(Kind::Exams, TODAY)
        })
    };
    assert_eq!(only(Status::Retired), ["AZ-204", "AZ-303", "AZ-304"]);
    assert_eq!(only(Status::Retiring), ["AZ-400"]);
    assert_eq!(only(Status::Beta), ["AI-200", "AZ-305"]);
}

#[test]
fn every_word_must_be_part_of_a_name() {
    let with = |words: &[&str]| {
        let words = words.iter().map(|word| (*word).to_owned()).collect();
        found(&Selection {
            words,
            ..Selection::of(Kind::Exams, TODAY)
        })
    };
    assert_eq!(with(&["DEVOPS", "az-4"]), ["AZ-400"]);
    assert_eq!(
        with(&["devops-engineer"]),
        ["AZ-400"],
        "by the role of what it leads to"
    );
    assert_eq!(with(&["DevOps Solutions"]), ["AZ-400"], "by an alias");
    assert_eq!(with(&["devops", "nowhere"]), [""; 0]);
}

#[test]
fn levels_providers_and_roles_filter_in_any_case() {
    let mut selection = Selection::of(Kind::Exams, TODAY);
    selection.levels = vec!["Associate".to_owned()];
    assert_eq!(found(&selection), ["AI-200", "AZ-104"]);
    selection.levels.push("entry".to_owned());
    assert_eq!(found(&selection), ["AI-200", "AZ-104", "zeta:AZ-900"]);
    selection.providers = vec!["Zeta, inc.".to_owned()];
    assert_eq!(found(&selection), ["zeta:AZ-900"]);
    let roles = vec!["DevOps Engineer".to_owned()];
    let roles = Selection {
        roles,
        ..Selection::of(Kind::Exams, TODAY)
    };
    assert_eq!(found(&roles), ["AZ-400"]);
}

#[test]
fn what_does_not_exist_is_reported_with_the_nearest() {
    let catalog = catalog();
    let refused = |change: &dyn Fn(&mut Selection)| {
        let mut selection = Selection::of(Kind::Exams, TODAY);
        change(&mut selection);
        let error = list(&catalog, &selection).unwrap_err();
        (error.to_string(), error.hint())
    };
    let (message, hint) = refused(&|selection| selection.levels = vec!["exprt".to_owned()]);
    assert_eq!(message, "no level is called `exprt`");
    assert_eq!(hint, "did you mean `expert`?");
    let (message, _) = refused(&|selection| selection.providers = vec!["acme".to_owned()]);
    assert_eq!(message, "no provider is called `acme`");
    let (message, hint) = refused(&|selection| selection.roles = vec!["devops".to_owned()]);
    assert_eq!(message, "no role is called `devops`");
    assert_eq!(hint, "did you mean `devops-engineer`?");
    let (message, hint) = refused(&|selection| selection.columns = vec!["price".to_owned()]);
    assert_eq!(message, "no column is called `price`");
    assert_eq!(hint, "did you mean `price_usd` or `provider`?");
    let (message, _) = refused(&|selection| selection.sort = Some("nothing".to_owned()));
    assert_eq!(message, "no column is called `nothing`");
}

#[test]
fn sorting_keeps_the_order_of_equals_and_puts_the_unknown_last() {
    let sort = |column: &str| {
        let sort = Some(column.to_owned());
        found(&Selection {
            sort,
            ..Selection::of(Kind::Exams, TODAY)
        })
    };
    let by_price = [
        "X-1",
        "microsoft:AZ-900",
        "AI-200",
        "AZ-104",
        "AZ-305",
        "AZ-400",
        "zeta:AZ-900",
    ];
    assert_eq!(sort("price_usd"), by_price);
    assert_eq!(sort("retires")[0], "AZ-400");
    assert_eq!(sort("code")[0], "AI-200");
}

#[test]
fn the_rule_of_the_day_is_reported() {
    let catalog = catalog();
    let architect = certification_of(&catalog, "azure-solutions-architect-expert");
    let on = |day| rule_text(&catalog, architect, day).unwrap();
    assert_eq!(on(date(2021, 7, 13)), "AZ-303 and AZ-304");
    assert_eq!(
        on(date(2022, 2, 1)),
        "(azure-administrator-associate and AZ-305) or (AZ-303 and AZ-304)"
    );
    assert_eq!(on(TODAY), "azure-administrator-associate and AZ-305");
}

#[test]
fn a_retired_exam_names_what_it_once_counted_towards() {
    let catalog = catalog();
    let names = |code: &str| -> Vec<String> {
        let line = exam_line(&catalog, exam_of(&catalog, code), TODAY);
        let entries = line.certifications.into_iter().map(Entry::Certification);
        entries
            .map(|entry| catalog.name(entry).to_string())
            .collect()
    };
    assert_eq!(names("AZ-303"), ["azure-solutions-architect-expert"]);
    assert_eq!(names("AZ-204"), ["azure-developer-associate"]);
    assert_eq!(names("AZ-900"), [""; 0]);
}

#[test]
fn providers_and_levels_are_counted_by_what_is_open() {
    let catalog = catalog();
    let counts = |kind| -> Vec<String> {
        let listing = list(&catalog, &Selection::of(kind, TODAY)).unwrap();
        let table = listing.table();
        let last = table.rows.iter().filter_map(|row| row.cells.last());
        last.map(|cell| cell.for_programs().into_owned()).collect()
    };
    assert_eq!(counts(Kind::Providers), ["4", "1"]);
    assert_eq!(counts(Kind::Levels), ["1", "2", "2", "1", "1"]);
    assert_eq!(counts(Kind::Roles), ["1"]);
}

#[test]
fn a_hyphen_turns_the_order_and_levels_are_sorted_by_rank() {
    let sort = |column: &str| {
        let sort = Some(column.to_owned());
        found(&Selection {
            sort,
            ..Selection::of(Kind::Exams, TODAY)
        })
    };
    assert_eq!(sort("-price_usd")[0], "AI-200");
    assert_eq!(sort("-price_usd").last().unwrap(), "zeta:AZ-900");
    assert_eq!(sort("level")[..2], ["zeta:AZ-900", "microsoft:AZ-900"]);
    assert_eq!(sort("-level")[0], "X-1");
}

#[test]
fn retired_things_are_pointed_to_where_nothing_else_is_found() {
    let catalog = catalog();
    let with = |word: &str, statuses| {
        let words = vec![word.to_owned()];
        let selection = Selection {
            words,
            statuses,
            ..Selection::of(Kind::Exams, TODAY)
        };
        list(&catalog, &selection).unwrap().nothing_found()
    };
    assert_eq!(
        with("AZ-303", Statuses::Open),
        "Nothing found but 1 retired: `--status all` lists them"
    );
    let beta = Statuses::Only(vec![Status::Beta]);
    assert_eq!(with("AZ-303", beta), "Nothing found");
    assert_eq!(with("nowhere", Statuses::Open), "Nothing found");
}

#[test]
fn an_overview_counts_by_provider_and_says_how_to_list_some() {
    let catalog = catalog();
    let selection = Selection::of(Kind::Certifications, TODAY);
    let overview = overview(&catalog, &selection).unwrap();
    let table = overview.table();
    let first = table.rows[0].cells.iter();
    let first: Vec<_> = first.map(Cell::for_programs).collect();
    assert_eq!(first, ["microsoft", "Microsoft", "5", "4"]);
    let below = &table.below[0].parts[0].1;
    assert!(
        below.starts_with("`certpath list certs --provider ID`"),
        "{below}"
    );
}
