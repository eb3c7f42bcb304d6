//! `plan`: what counts, what is answered, and what is shown beside it.

use snapbox::{assert_data_eq, str};

use crate::run::{SHELF, certpath, command, given, output, shelf, shown};

#[test]
fn the_cheaper_way_in_is_chosen_and_the_other_is_named() {
    assert_data_eq!(
        shelf("plan --want shelf-master -f table"),
        str![[r#"
#  EXAM  TITLE                               LEVEL   EARNS         USD  DAYS
1  B-1   Basics of Shelving                  basic   shelver        50     2
2  M-9   Mastery: Shelves, Stacks and Piles  master  shelf-master  165     4

Total: 2 exams, 215 USD, 6 course days
shelf-master also needs: Two years among shelves
--- exit code 0 ---

"#]]
    );
}

#[test]
fn what_holdings_count_for_is_said_above() {
    assert_data_eq!(
        shelf("plan --have B-2@2026-03-01 --want shelf-master -f table"),
        str![[r#"
B-2 counts for shelver

#  EXAM  TITLE                               LEVEL   EARNS         USD  DAYS
1  M-9   Mastery: Shelves, Stacks and Piles  master  shelf-master  165     4

Total: 1 exam, 165 USD, 4 course days
shelf-master also needs: Two years among shelves
--- exit code 0 ---

"#]]
    );
}

#[test]
fn warnings_go_to_standard_error() {
    let words = "plan --have B-2,pile-master --want shelf-master --avoid B-1";
    assert_data_eq!(
        shelf(words),
        str![[r#"
1	M-9	Mastery: Shelves, Stacks and Piles	master	shelf-master	165	4			
--- exit code 0 ---

"#]]
    );
    assert_data_eq!(
        shelf(&format!("{words} --quiet")),
        str![[r#"
1	M-9	Mastery: Shelves, Stacks and Piles	master	shelf-master	165	4			
--- exit code 0 ---

"#]]
    );
}

#[test]
fn a_warning_of_doubt_is_a_no_where_doubt_is_not_allowed() {
    let words = "plan --have AZ-204 --want devops-engineer --as-of 2026-11-22 -f ids";
    assert_data_eq!(
        certpath(words),
        str![[r#"
AZ-400
--- stderr ---
warning: `azure-developer-associate` was retired on 2026-07-31 and can be renewed no more; it counts until 2028-01-31 at the latest [retired-holding]
warning: `azure-developer-associate` is taken to be active; say when it was earned or last renewed: `azure-developer-associate@YYYY-MM-DD` [undated-holding]
--- exit code 0 ---

"#]]
    );
    assert_data_eq!(
        certpath(&format!("{words} --strict -q")),
        str![[r#"
AZ-400
--- exit code 1 ---

"#]]
    );
    let dated = "plan --have AZ-204@2026-03-01 --want devops-engineer --as-of 2026-11-22 -f ids";
    assert_data_eq!(
        certpath(&format!("{dated} --strict -q")),
        str![[r#"
AZ-400
--- exit code 0 ---

"#]]
    );
}

#[test]
fn a_doubt_about_an_exam_and_what_it_earns_is_said_once() {
    let home = crate::run::folder("plan-doubt");
    let file = home.join("doubt.yaml");
    let doubt = "provider: shelf
exams: [{code: M-9, confidence: low}]
certifications: [{id: shelf-master, confidence: low}, {id: shelver, confidence: low}]";
    std::fs::write(&file, doubt).unwrap();
    let words = format!(
        "plan M-9 shelf-master --have B-1 --catalog catalogs/shelf.yaml --catalog {}",
        file.display()
    );
    let printed = certpath(&format!("{words} --no-embedded --as-of 2026-11-22 -f json"));
    let printed: Vec<&str> = printed
        .lines()
        .filter(|line| line.contains("weak sources"))
        .collect();
    assert_eq!(
        printed,
        [r#"      "message": "`M-9` rests on weak sources; check its page before you book""#]
    );
}

#[test]
fn what_has_lapsed_is_not_called_held() {
    let words = "plan isa-iec-62443-cybersecurity-expert -f table";
    let have = "isa-iec-62443-cybersecurity-expert@2025-05-07";
    let call = format!("{words} --have {have} --as-of 2028-05-08");
    assert_data_eq!(
        shown(&output(command(&call), b"")),
        str![[r#"
No exam is left to take: isa-iec-62443-cybersecurity-expert needs none
--- stderr ---
warning: `isa-iec-62443-cybersecurity-expert` lapsed after 2028-05-07 and counts no longer; it can still be brought back by review [lapsed]
--- exit code 0 ---

"#]]
    );
}

#[test]
fn who_holds_the_want_is_reported_so() {
    let words = "plan --have shelf-master@2026-01-01 --want shelf-master";
    assert_data_eq!(
        shelf(&format!("{words} -f table")),
        str![[r#"
Nothing is left to do: shelf-master is already held
--- stderr ---
warning: `shelf-master` counts until 2027-01-01: renew it by passing again [lapses-soon]
--- exit code 0 ---

"#]]
    );
    assert_data_eq!(
        shelf(&format!("{words} -f tsv")),
        str![[r#"
--- stderr ---
Nothing is left to do: shelf-master is already held
warning: `shelf-master` counts until 2027-01-01: renew it by passing again [lapses-soon]
--- exit code 0 ---

"#]]
    );
    assert_data_eq!(
        shelf(&format!("{words} -f markdown")),
        str![[r#"
Nothing is left to do: shelf-master is already held
--- stderr ---
warning: `shelf-master` counts until 2027-01-01: renew it by passing again [lapses-soon]
--- exit code 0 ---

"#]]
    );
}

#[test]
fn no_plan_is_reported_on_standard_error_alone() {
    assert_data_eq!(
        shelf("plan --want pile-master"),
        str![[r#"
--- stderr ---
no plan reaches pile-master on 2026-11-22

pile-master retired on 2021-06-30, replaced by shelf-master

pile-master   Pile Master
shelf-master  Master
hint: shelf-master replaced pile-master: try `--want shelf-master`
hint: it could be planned until 2021-06-30: `--as-of 2021-06-30` shows how
--- exit code 1 ---

"#]]
    );
    assert_data_eq!(
        shelf("plan --want P-3,B-3,shelver -f csv"),
        str![[r#"
--- stderr ---
no plan reaches P-3 and B-3 on 2026-11-22

P-3 retired on 2021-06-30, replaced by M-9
B-3 retired on 2020-12-31, replaced by B-1 and B-2

P-3  Piling for Masters
M-9  Mastery: Shelves, Stacks and Piles
B-3  Basics of Piling
B-1  Basics of Shelving
B-2  Basics of Stacking
hint: M-9 replaced P-3: try `--want M-9`
hint: B-1 replaced B-3: try `--want B-1`
hint: B-2 replaced B-3: try `--want B-2`
hint: it could be planned until 2020-12-31: `--as-of 2020-12-31` shows how
--- exit code 1 ---

"#]]
    );
}

#[test]
fn no_plan_is_an_object_as_json() {
    assert_data_eq!(
        shelf("plan --want pile-master -f json"),
        str![[r#"
{
  "schema_version": 1,
  "catalog": {
    "version": "0.2.0",
    "checked": "2026-10-01"
  },
  "as_of": "2026-11-22",
  "have": [],
  "want": [
    "pile-master"
  ],
  "credited": [],
  "minimize": "exams",
  "optimal": true,
  "plans": [],
  "no_plan": {
    "want": [
      "pile-master"
    ],
    "reasons": [
      {
        "id": "pile-master",
        "reason": "retired",
        "on": "2021-06-30",
        "replaced_by": [
          "shelf-master"
        ]
      }
    ]
  },
  "unused": [],
  "warnings": []
}
--- stderr ---
no plan reaches pile-master on 2026-11-22

pile-master retired on 2021-06-30, replaced by shelf-master

pile-master   Pile Master
shelf-master  Master
hint: shelf-master replaced pile-master: try `--want shelf-master`
hint: it could be planned until 2021-06-30: `--as-of 2021-06-30` shows how
--- exit code 1 ---

"#]]
    );
}

#[test]
fn the_same_question_has_another_answer_on_another_day() {
    let words = "plan --want pile-master --no-embedded --catalog catalogs/shelf.yaml -f ids";
    assert_data_eq!(
        certpath(&format!("{words} --as-of 2021-06-30")),
        str![[r#"
B-1
P-3
--- stderr ---
warning: `P-3` can be taken until 2021-06-30 only [retires-soon]
warning: `pile-master` can be earned until 2021-06-30 only; `shelf-master` replaces it [retires-soon]
--- exit code 0 ---

"#]]
    );
    assert_data_eq!(
        certpath(&format!("{words} --as-of 2021-07-01 -q")),
        str![[r#"
--- stderr ---
no plan reaches pile-master on 2021-07-01

pile-master retired on 2021-06-30, replaced by shelf-master

pile-master   Pile Master
shelf-master  Master
hint: shelf-master replaced pile-master: try `--want shelf-master`
hint: it could be planned until 2021-06-30: `--as-of 2021-06-30` shows how
--- exit code 1 ---

"#]]
    );
}

#[test]
fn holdings_are_read_from_standard_input() {
    let lines =
        "\u{feff}# what I passed\r\nB-1 # in spring\r\n\r\nMastery: Shelves, Stacks and Piles\r\n";
    let words = format!("plan --have - --want shelf-master,pile-master -f table {SHELF}");
    assert_data_eq!(
        given(&words, lines),
        str![[r#"
--- stderr ---
no plan reaches pile-master on 2026-11-22

pile-master retired on 2021-06-30, replaced by shelf-master

pile-master   Pile Master
shelf-master  Master
hint: shelf-master replaced pile-master: try `--want shelf-master`
hint: it could be planned until 2021-06-30: `--as-of 2021-06-30` shows how
--- exit code 1 ---

"#]]
    );
    assert_data_eq!(
        given(&words, "B-1\nM-99\n"),
        str![[r#"
--- stderr ---
error: no exam or certification is called `M-99`
hint: did you mean `M-9`, Mastery: Shelves, Stacks and Piles (shelf, available)?
--- exit code 2 ---

"#]]
    );
    assert_data_eq!(
        given(&words, b"B-1\nM\xff9\n"),
        str![[r#"
--- stderr ---
error: standard input is not UTF-8: line 2
hint: save the names as UTF-8, one a line
--- exit code 2 ---

"#]]
    );
}

#[test]
fn standard_input_is_read_once_and_stands_beside_names() {
    let words = format!("plan --have B-1 --have - --have - --want shelf-master -f ids {SHELF}");
    assert_data_eq!(
        given(&words, "M-9\n"),
        str![[r#"
--- stderr ---
Nothing is left to do: shelf-master is already held, by B-1 and M-9
warning: `shelf-master` is taken to be active; say when it was earned or last renewed: `shelf-master@YYYY-MM-DD` [undated-holding]
--- exit code 0 ---

"#]]
    );
}

#[test]
fn an_empty_holding_is_none_and_an_empty_want_is_an_error() {
    assert_data_eq!(
        shelf("plan --have \"\" --want M-9 -f ids"),
        str![[r#"
M-9
--- stderr ---
warning: `M-9` earns no certification by itself; it counts towards `shelf-master` [earns-nothing]
--- exit code 0 ---

"#]]
    );
    for words in ["plan --want \" , \"", "plan M-9 --want \"\""] {
        assert_data_eq!(
            shelf(words),
            str![[r#"
--- stderr ---
error: nothing is wanted
hint: name a certification or an exam to reach
--- exit code 2 ---

"#]]
        );
    }
}

#[test]
fn a_title_with_commas_is_one_name() {
    assert_data_eq!(
        shelf("plan --want \"Mastery: Shelves, Stacks and Piles\" -f ids"),
        str![[r#"
M-9
--- stderr ---
warning: `M-9` earns no certification by itself; it counts towards `shelf-master` [earns-nothing]
--- exit code 0 ---

"#]]
    );
    assert_data_eq!(
        shelf("plan --want M-9,shelver -f ids"),
        str![[r#"
B-1
M-9
--- exit code 0 ---

"#]]
    );
}

#[test]
fn a_name_that_does_not_exist_comes_with_the_nearest() {
    assert_data_eq!(
        shelf("plan --have B1 --want shelf-mater"),
        str![[r#"
--- stderr ---
error: no exam or certification is called `shelf-mater`
hint: did you mean one of these?
  `shelf-master`, Shelf Certified: Master (shelf, available)
  `shelver`, Shelf Certified: Shelver (shelf, available)
  `pile-master`, Shelf Certified: Pile Master (shelf, retired)
--- exit code 2 ---

"#]]
    );
}

#[test]
fn a_date_is_a_whole_day_that_is_not_to_come() {
    assert_data_eq!(
        shelf("plan --have B-1@2026-03 --want M-9"),
        str![[r#"
1	M-9	Mastery: Shelves, Stacks and Piles	master	shelf-master	165	4			
--- exit code 0 ---

"#]]
    );
    assert_data_eq!(
        shelf("plan --have B-1@2026-02-30 --want M-9"),
        str![[r#"
--- stderr ---
error: the date `2026-02-30` does not exist, in `B-1@2026-02-30`
hint: check the month and the day
--- exit code 2 ---

"#]]
    );
    assert_data_eq!(
        shelf("plan --have B-1@2026-11-23 --want M-9"),
        str![[r#"
--- stderr ---
error: `B-1@2026-11-23` is dated after the as-of date 2026-11-22
hint: for a later day, add `--as-of 2026-11-23`
--- exit code 2 ---

"#]]
    );
}

#[test]
fn what_is_avoided_is_not_used_and_what_is_passed_by_is_reached() {
    assert_data_eq!(
        shelf("plan --want shelf-master --avoid shelf-master -f ids"),
        str![[r#"
B-1
M-9
--- stderr ---
shelf-master is wanted, so avoiding it changes nothing
--- exit code 0 ---

"#]]
    );
    assert_data_eq!(
        shelf("plan --want shelf-master --avoid B-1 -f ids -q"),
        str![[r#"
B-2
M-9
--- exit code 0 ---

"#]]
    );
    assert_data_eq!(
        shelf("plan --want shelf-master --via B-2 -f ids -q"),
        str![[r#"
B-2
M-9
--- exit code 0 ---

"#]]
    );
    assert_data_eq!(
        shelf("plan --want shelf-master --avoid shelver"),
        str![[r#"
--- stderr ---
no plan reaches shelf-master on 2026-11-22

shelf-master  Master
└─ shelver is to be avoided

shelver  Shelver
hint: it can be planned without `--avoid`
--- exit code 1 ---

"#]]
    );
}

#[test]
fn several_plans_come_best_first() {
    assert_data_eq!(
        shelf("plan --want shelf-master --alternatives 5 -f table -q"),
        str![[r#"
Plan 1 of 2: 2 exams, 215 USD, 6 course days

#  EXAM  TITLE                               LEVEL   EARNS         USD  DAYS
1  B-1   Basics of Shelving                  basic   shelver        50     2
2  M-9   Mastery: Shelves, Stacks and Piles  master  shelf-master  165     4

Plan 2 of 2: 2 exams, 235.50 USD, 5 course days
  B-2 Basics of Stacking in place of B-1
shelf-master also needs: Two years among shelves
--- exit code 0 ---

"#]]
    );
}

#[test]
fn why_says_what_other_branches_would_have_cost() {
    assert_data_eq!(
        shelf("plan --want shelf-master --why -f table -q"),
        str![[r#"
#  EXAM  TITLE                               LEVEL   EARNS         USD  DAYS
1  B-1   Basics of Shelving                  basic   shelver        50     2
         for shelver → shelf-master
2  M-9   Mastery: Shelves, Stacks and Piles  master  shelf-master  165     4
         for shelf-master

Total: 2 exams, 215 USD, 6 course days
shelver: by B-1
  by B-2 it would be 2 exams, 235.50 USD, 5 course days
shelf-master also needs: Two years among shelves
--- exit code 0 ---

"#]]
    );
    assert_data_eq!(
        shelf("plan --want-any shelver,M-9 --why -f markdown -q"),
        str![[r#"
| # | Exam | Title | Level | Earns | USD | Days | For |
| ---: | --- | --- | --- | --- | ---: | ---: | --- |
| 1 | [B-1](https://shelf.example/exams/b-1) | Basics of Shelving | basic | shelver | 50 | 2 | shelver |

**Total:** 1 exam, 50 USD, 2 course days

Reaches shelver, one of shelver, M-9

One of shelver, M-9: by shelver

- by M-9 it would be 1 exam, 165 USD, 4 course days

shelver: by B-1

- by B-2 it would be 1 exam, 70.50 USD, 1 course day
--- exit code 0 ---

"#]]
    );
    let printed = shelf("plan --want shelver --why -f json -q");
    let printed: serde_json::Value =
        serde_json::from_str(printed.split("--- ").next().unwrap()).unwrap();
    assert_data_eq!(
        printed["plans"][0]["choices"].to_string(),
        str![[
            r#"[{"of":"shelver","needed":1,"taken":["B-1"],"others":[{"branch":"B-2","totals":{"exams":1,"price_usd":70.5,"price_complete":true,"course_days":1,"course_days_complete":true},"optimal":true}]}]"#
        ]]
    );
}

#[test]
fn of_several_plans_the_other_branches_are_reported_once() {
    assert_data_eq!(
        shelf("plan --want shelf-master --alternatives 2 --why -f table -q"),
        str![[r#"
Plan 1 of 2: 2 exams, 215 USD, 6 course days

#  EXAM  TITLE                               LEVEL   EARNS         USD  DAYS
1  B-1   Basics of Shelving                  basic   shelver        50     2
         for shelver → shelf-master
2  M-9   Mastery: Shelves, Stacks and Piles  master  shelf-master  165     4
         for shelf-master

shelver: by B-1
  by B-2 it would be 2 exams, 235.50 USD, 5 course days

Plan 2 of 2: 2 exams, 235.50 USD, 5 course days
  B-2 Basics of Stacking in place of B-1
shelf-master also needs: Two years among shelves
--- exit code 0 ---

"#]]
    );
}

#[test]
fn days_and_prices_can_be_what_counts() {
    assert_data_eq!(
        shelf("plan --want shelver --minimize price -f ids -q"),
        str![[r#"
B-1
--- exit code 0 ---

"#]]
    );
    assert_data_eq!(
        shelf("plan --want shelver --minimize days -f ids -q"),
        str![[r#"
B-2
--- exit code 0 ---

"#]]
    );
}

#[test]
fn what_is_named_twice_counts_once() {
    let twice = "plan --have B-1,b1 --have B-1 --want M-9,shelf-master,m9 -f json";
    let once = "plan --have B-1 --want M-9,shelf-master -f json";
    assert_eq!(shelf(twice), shelf(once));
}

#[test]
fn a_budget_and_a_day_leave_the_plans_that_keep_to_them() {
    let want = "plan --want shelver --minimize days -f ids -q";
    assert_eq!(shelf(want), "B-2\n--- exit code 0 ---\n");
    let within = format!("{want} --budget 60");
    assert_eq!(shelf(&within), "B-1\n--- exit code 0 ---\n");
    let quick = "plan --want shelver --minimize price -f ids -q";
    assert_eq!(shelf(quick), "B-1\n--- exit code 0 ---\n");
    let within = format!("{quick} --by 2026-11-22");
    assert_eq!(shelf(&within), "B-2\n--- exit code 0 ---\n");
    let edge = format!("{quick} --by 2026-11-23 --budget 50.00");
    assert_eq!(shelf(&edge), "B-1\n--- exit code 0 ---\n");
}

#[test]
fn where_nothing_fits_the_cheapest_plan_is_named() {
    assert_data_eq!(
        shelf("plan --want shelver --budget 49.99"),
        str![[r#"
--- stderr ---
no plan reaches shelver on 2026-11-22 within the limits: the cheapest takes 1 exam, 50 USD, 2 course days
--- exit code 1 ---

"#]]
    );
    assert_data_eq!(
        shelf("plan --want shelver --budget 60 --by 2026-11-22"),
        str![[r#"
--- stderr ---
no plan reaches shelver on 2026-11-22 within the limits: the cheapest takes 1 exam, 50 USD, 2 course days
--- exit code 1 ---

"#]]
    );
    assert_data_eq!(
        shelf("plan --want shelver --by 2026-11-21"),
        str![[r#"
--- stderr ---
error: 2026-11-21 lies before the as-of date 2026-11-22
hint: choose a later day for `--by`
--- exit code 2 ---

"#]]
    );
    assert_data_eq!(
        shelf("plan --want shelver --budget=-5"),
        str![[r#"
--- stderr ---
error: invalid value '-5' for '--budget <USD>': `-5` is not an amount of dollars; write a number such as 500 or 499.50

For more information, try '--help'.
--- exit code 2 ---

"#]]
    );
}

#[test]
fn a_pass_that_is_taken_once_more_is_not_called_needless() {
    let answer = certpath(
        "plan --have AZ-104@2025-03 --want devops-engineer --as-of 2026-11-22 --why -f table",
    );
    assert!(
        answer.contains("AZ-104 does not help: its pass counts no longer"),
        "{answer}"
    );
}
