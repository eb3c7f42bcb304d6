//! `certpath status`.

use snapbox::{assert_data_eq, str};

use crate::run::{folder, shelf};

const HELD: &str = "status B-2@2024-05 M-9@2026-01-10 shelver@2024-05-06 pile-master@2021-01-01";

#[test]
fn what_is_held_is_shown_with_its_end() {
    assert_data_eq!(
        shelf(&format!("{HELD} -f table")),
        str![[r#"
"#]]
    );
    assert_data_eq!(
        shelf(&format!("{HELD} -f csv")),
        str![[r#"
"#]]
    );
    assert_data_eq!(
        shelf(&format!("{HELD} -f json")),
        str![[r#"
"#]]
    );
}

#[test]
fn a_check_is_a_no_where_something_ends_so_soon() {
    for (days, code) in [(48, 0), (49, 1)] {
        let told = shelf(&format!("{HELD} --check {days} -q -f ids"));
        assert!(
            told.ends_with(&format!("--- exit code {code} ---\n")),
            "{days}: {told}"
        );
    }
}

#[test]
fn renewals_are_a_calendar_with_alarms() {
    assert_data_eq!(
        shelf(&format!("{HELD} -f ics")),
        str![[r#"
"#]]
    );
}

#[test]
fn a_calendar_without_a_day_is_not_written() {
    let file = folder("status-empty").join("days.ics");
    assert_data_eq!(
        shelf(&format!("status B-1 -o {}", file.display())),
        str![[r#"
"#]]
    );
    assert!(!file.exists());
}

#[test]
fn holding_nothing_is_an_answer_too() {
    assert_data_eq!(
        shelf("status -f json"),
        str![[r#"
"#]]
    );
}
