//! `plan --want-any`.

use snapbox::{assert_data_eq, str};

use crate::run::{SHELF, given, shelf};

#[test]
fn the_cheapest_of_several_is_reached_and_said() {
    assert_data_eq!(
        shelf("plan --want-any shelf-master,B-1 --minimize price -f table -q"),
        str![[r#"
#  EXAM  TITLE               LEVEL  EARNS    USD  DAYS
1  B-1   Basics of Shelving  basic  shelver   50     2

Total: 1 exam, 50 USD, 2 course days
Reaches B-1, one of shelf-master, B-1
--- exit code 0 ---

"#]]
    );
    assert_data_eq!(
        shelf("plan --want-any shelver,B-2"),
        str![[r#"
1	B-1	Basics of Shelving	basic	shelver	50	2				shelver
--- exit code 0 ---

"#]]
    );
    assert_data_eq!(
        shelf("plan --want-any shelver,B-2 -f ids"),
        str![[r#"
B-1
--- stderr ---
Reaches shelver, one of shelver, B-2
--- exit code 0 ---

"#]]
    );
    assert_data_eq!(
        shelf("plan --want-any shelver,B-2 -f ids -q"),
        str![[r#"
B-1
--- exit code 0 ---

"#]]
    );
    assert_data_eq!(
        shelf("plan --want-any shelver,B-2 -f csv"),
        str![[r#"
step,exam,title,level,earns,price_usd,course_days,retires,or,recommended,chosen
1,B-1,Basics of Shelving,basic,shelver,50,2,,,,shelver
--- exit code 0 ---

"#]]
    );
    assert_data_eq!(
        shelf("plan --want-any shelver,B-2 -f markdown"),
        str![[r#"
| # | Exam | Title | Level | Earns | USD | Days |
| ---: | --- | --- | --- | --- | ---: | ---: |
| 1 | [B-1](https://shelf.example/exams/b-1) | Basics of Shelving | basic | shelver | 50 | 2 |

**Total:** 1 exam, 50 USD, 2 course days

Reaches shelver, one of shelver, B-2
--- exit code 0 ---

"#]]
    );
}

#[test]
fn every_list_and_every_want_is_reached() {
    assert_data_eq!(
        shelf(
            "plan --want B-2 --want-any shelf-master,pile-master --want-any B-1,B-2 -f table --why"
        ),
        str![[r#"
#  EXAM  TITLE                               LEVEL     USD  DAYS  LAST DAY
1  B-2   Basics of Stacking                  basic   70.50     1  2027-01-31
         earns shelver
         for B-2
2  M-9   Mastery: Shelves, Stacks and Piles  master    165     4
         earns shelf-master
         for shelf-master

Total: 2 exams, 235.50 USD, 5 course days
Reaches shelf-master, one of shelf-master, pile-master
Reaches B-2, one of B-1, B-2
One of B-1, B-2: by B-2
  by B-1 it would be 3 exams, 285.50 USD, 7 course days
shelver: by B-2
  by B-1 it would be 3 exams, 285.50 USD, 7 course days
shelf-master also needs: Two years among shelves
--- stderr ---
warning: `B-2` can be taken until 2027-01-31 only [retires-soon]
--- exit code 0 ---

"#]]
    );
}

#[test]
fn a_kind_is_what_is_not_held_yet_and_a_name_that_is_held_is_reached() {
    assert_data_eq!(
        shelf("plan --have shelver --want-any provider:shelf+level:basic,level:master -f ids"),
        str![[r#"
M-9
--- stderr ---
Reaches shelf-master, one of provider:shelf+level:basic, level:master
--- exit code 0 ---

"#]]
    );
    assert_data_eq!(
        shelf("plan --have shelver --want-any shelver,level:master -f table"),
        str![[r#"
Nothing is left to do: shelver is already held
--- exit code 0 ---

"#]]
    );
}

#[test]
fn other_choices_are_other_plans() {
    assert_data_eq!(
        shelf("plan --want-any shelver,M-9 --alternatives 9 -f table -q"),
        str![[r#"
Plan 1 of 3: 1 exam, 50 USD, 2 course days
  Reaches shelver, one of shelver, M-9

#  EXAM  TITLE               LEVEL  EARNS    USD  DAYS
1  B-1   Basics of Shelving  basic  shelver   50     2

Plan 2 of 3: 1 exam, 70.50 USD, 1 course day
  Reaches shelver, one of shelver, M-9

#  EXAM  TITLE               LEVEL  EARNS      USD  DAYS  LAST DAY
1  B-2   Basics of Stacking  basic  shelver  70.50     1  2027-01-31

Plan 3 of 3: 1 exam, 165 USD, 4 course days
  Reaches M-9, one of shelver, M-9

#  EXAM  TITLE                               LEVEL   USD  DAYS
1  M-9   Mastery: Shelves, Stacks and Piles  master  165     4
--- exit code 0 ---

"#]]
    );
}

#[test]
fn programs_are_reported_the_lists_and_what_was_chosen() {
    let answer = shelf("plan --want-any B-2,level:master --want-any shelver -f json -q");
    let value: serde_json::Value =
        serde_json::from_str(answer.split("--- ").next().unwrap()).unwrap();
    assert_eq!(value["want"], serde_json::json!([]));
    assert_eq!(
        value["want_any"],
        serde_json::json!([
            {"any": ["B-2", "level:master"], "chosen": "B-2"},
            {"any": ["shelver"], "chosen": "shelver"},
        ])
    );
    assert_eq!(
        value["plans"][0]["chosen"],
        serde_json::json!(["B-2", "shelver"])
    );
}

#[test]
fn where_none_can_be_reached_all_are_reported() {
    assert_data_eq!(
        shelf("plan --want-any pile-master,level:master --avoid shelf-master,shelver"),
        str![[r#"
--- stderr ---
no plan reaches one of pile-master, level:master on 2026-11-22

one of pile-master, level:master is wanted:
├─ pile-master retired on 2021-06-30, replaced by shelf-master
└─ shelf-master is to be avoided

pile-master   Pile Master
shelf-master  Master
hint: it can be planned without `--avoid`
--- exit code 1 ---

"#]]
    );
    assert_data_eq!(
        shelf("plan --have shelver --want-any level:basic"),
        str![[r#"
--- stderr ---
no plan reaches one of level:basic on 2026-11-22

level:basic: every such certification is held already

--- exit code 1 ---

"#]]
    );
    assert_data_eq!(
        shelf("plan --want-any pile-master -f json"),
        str![[r#"
{
  "schema_version": 1,
  "catalog": {
    "version": "0.2.0",
    "checked": "2026-10-01"
  },
  "as_of": "2026-11-22",
  "have": [],
  "want": [],
  "want_any": [
    {
      "any": [
        "pile-master"
      ],
      "chosen": null
    }
  ],
  "credited": [],
  "minimize": "exams",
  "optimal": true,
  "plans": [],
  "no_plan": {
    "want": [],
    "want_any": [
      [
        "pile-master"
      ]
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

pile-master is wanted:
└─ pile-master retired on 2021-06-30, replaced by shelf-master

pile-master   Pile Master
shelf-master  Master
hint: shelf-master replaced pile-master: try `--want shelf-master`
hint: it could be planned until 2021-06-30: `--as-of 2021-06-30` shows how
--- exit code 1 ---

"#]]
    );
}

#[test]
fn what_is_no_kind_is_refused_with_the_nearest() {
    assert_data_eq!(
        shelf("plan --want-any level:mastr"),
        str![[r#"
--- stderr ---
error: no level is called `mastr`
hint: did you mean `master`?
--- exit code 2 ---

"#]]
    );
    assert_data_eq!(
        shelf("plan --want-any provider:shelve"),
        str![[r#"
--- stderr ---
error: no provider is called `shelve`
hint: did you mean `shelf`?
--- exit code 2 ---

"#]]
    );
    assert_data_eq!(
        shelf("plan --want level:master"),
        str![[r#"
--- stderr ---
error: no exam or certification is called `level:master`
hint: a kind has no name of its own: `--want-any level:master` finds the cheapest of it
--- exit code 2 ---

"#]]
    );
    assert_data_eq!(
        shelf("plan --want-any role:shelver"),
        str![[r#"
1	B-1	Basics of Shelving	basic	shelver	50	2				shelver
--- exit code 0 ---

"#]]
    );
    assert_data_eq!(
        shelf(r#"plan --want-any """#),
        str![[r#"
--- stderr ---
error: nothing is wanted
hint: name a certification or an exam to reach
--- exit code 2 ---

"#]]
    );
    assert_data_eq!(
        shelf("plan"),
        str![[r#"
--- stderr ---
error: the following required arguments were not provided:
  <NAME>...

Usage: certpath plan [--have NAME[@DATE],...] NAME... [OPTIONS]
       certpath plan [--have NAME[@DATE],...] --want-any NAME,... [OPTIONS]
       certpath plan --batch FILE|- [OPTIONS]

For more information, try '--help'.
--- exit code 2 ---

"#]]
    );
}

#[test]
fn a_batch_takes_one_list_or_several() {
    let lines = r#"{"want_any": ["shelver", "level:master"]}
{"want_any": [["shelf-master"], ["B-2", "B-1"]]}
{"want_any": ["shelver", ["B-1"]]}
{"want_any": []}
{"want_any": [[]]}
{"want_any": ["level:mastr"]}
{"want_any": ["pile-master"]}
"#;
    let printed = given(&format!("plan --batch - {SHELF}"), lines);
    let short: Vec<String> = printed
        .lines()
        .map(
            |line| match serde_json::from_str::<serde_json::Value>(line) {
                Ok(answer) if answer.get("plans").is_some() => answer["want_any"].to_string(),
                _ => line.to_owned(),
            },
        )
        .collect();
    assert_data_eq!(
        short.join("\n"),
        str![[r#"
[{"any":["shelver","level:master"],"chosen":"shelver"}]
[{"any":["shelf-master"],"chosen":"shelf-master"},{"any":["B-2","B-1"],"chosen":"B-1"}]
{"line":3,"error":"`want_any` is a list of names, or a list of such lists at column 34"}
{"line":4,"error":"nothing is wanted","hint":"name a certification or an exam to reach"}
{"line":5,"error":"nothing is wanted","hint":"name a certification or an exam to reach"}
{"line":6,"error":"no level is called `mastr`","hint":"did you mean `master`?"}
[{"any":["pile-master"],"chosen":null}]
--- exit code 2 ---
"#]]
    );
}
