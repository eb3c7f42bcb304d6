//! Every format of every command, and where it is taken from.

use std::fs;

use snapbox::{assert_data_eq, str};

use crate::run::{SHELF, certpath, command, folder, output, shelf, shown};

const PLAN: &str = "plan --have B-1 --want shelf-master --why";

#[test]
fn a_plan_as_a_table() {
    assert_data_eq!(
        shelf(&format!("{PLAN} -f table")),
        str![[r#"
B-1 counts for shelver

#  EXAM  TITLE                               LEVEL   EARNS         USD  DAYS
1  M-9   Mastery: Shelves, Stacks and Piles  master  shelf-master  165     4
         for shelf-master

Total: 1 exam, 165 USD, 4 course days
shelf-master also needs: Two years among shelves
--- exit code 0 ---

"#]]
    );
}

#[test]
fn a_plan_as_tsv_which_is_a_pipe_s_default() {
    assert_data_eq!(
        shelf(PLAN),
        str![[r#"
1	M-9	Mastery: Shelves, Stacks and Piles	master	shelf-master	165	4				shelf-master
--- exit code 0 ---

"#]]
    );
    assert_eq!(shelf(PLAN), shelf(&format!("{PLAN} --format tsv")));
}

#[test]
fn a_plan_as_csv() {
    assert_data_eq!(
        shelf(&format!("{PLAN} -f csv")),
        str![[r#"
step,exam,title,level,earns,price_usd,course_days,retires,or,recommended,why
1,M-9,"Mastery: Shelves, Stacks and Piles",master,shelf-master,165,4,,,,shelf-master
--- exit code 0 ---

"#]]
    );
}

#[test]
fn with_alternatives_rows_begin_with_the_plan_s_number_and_details_end_them() {
    assert_data_eq!(
        shelf("plan shelf-master --alternatives 2 --details -f csv -q"),
        str![[r#"
plan,step,exam,title,level,earns,price_usd,course_days,retires,or,recommended,for-whom,before,besides,measured,learn,rehearse,book,after
1,1,B-1,Basics of Shelving,basic,shelver,50,2,,,,role: shelver,"nothing, it can be taken right away",,,"instructor-led course B-1T00, 2 days",,50 USD; page of the exam: https://shelf.example/exams/b-1,"earns shelver, Shelver: https://shelf.example/shelver; does not expire; opens shelf-master"
1,2,M-9,"Mastery: Shelves, Stacks and Piles",master,shelf-master,165,4,,,,"role: shelver, architect",for shelf-master: shelver (step 1),for shelf-master: Two years among shelves,,"instructor-led course, 4 days",,165 USD; page of the exam: https://shelf.example/exams/m-9,"earns shelf-master, Master: https://shelf.example/master; valid 12 months, renewed by passing again"
2,1,B-2,Basics of Stacking,basic,shelver,70.5,1,2027-01-31,,,,,,,,,,
2,2,M-9,"Mastery: Shelves, Stacks and Piles",master,shelf-master,165,4,,,,,,,,,,,
--- exit code 0 ---

"#]]
    );
}

#[test]
fn a_plan_as_json() {
    assert_data_eq!(
        shelf(&format!("{PLAN} -f json")),
        str![[r#"
{
  "schema_version": 1,
  "catalog": {
    "version": "0.2.0",
    "checked": "2026-10-01"
  },
  "as_of": "2026-11-22",
  "have": [
    "B-1"
  ],
  "want": [
    "shelf-master"
  ],
  "credited": [
    {
      "id": "shelver",
      "because": [
        "B-1"
      ]
    }
  ],
  "minimize": "exams",
  "optimal": true,
  "plans": [
    {
      "steps": [
        {
          "step": 1,
          "exam": "M-9",
          "title": "Mastery: Shelves, Stacks and Piles",
          "provider": "shelf",
          "level": "master",
          "price_usd": 165,
          "course_days": 4,
          "retires": null,
          "earn_by": null,
          "recommended": false,
          "earns": [
            "shelf-master"
          ],
          "or": [],
          "why": [
            "shelf-master"
          ],
          "url": "https://shelf.example/exams/m-9"
        }
      ],
      "totals": {
        "exams": 1,
        "price_usd": 165,
        "price_complete": true,
        "course_days": 4,
        "course_days_complete": true
      },
      "also_needs": [
        {
          "id": "shelf-master",
          "text": "Two years among shelves"
        }
      ]
    }
  ],
  "unused": [],
  "warnings": []
}
--- exit code 0 ---

"#]]
    );
}

#[test]
fn a_plan_as_markdown() {
    assert_data_eq!(
        shelf(&format!("{PLAN} -f markdown")),
        str![[r#"
B-1 counts for shelver

| # | Exam | Title | Level | Earns | USD | Days | For |
| ---: | --- | --- | --- | --- | ---: | ---: | --- |
| 1 | [M-9](https://shelf.example/exams/m-9) | Mastery: Shelves, Stacks and Piles | master | shelf-master | 165 | 4 | shelf-master |

**Total:** 1 exam, 165 USD, 4 course days

shelf-master also needs: Two years among shelves
--- exit code 0 ---

"#]]
    );
}

#[test]
fn a_plan_as_codes() {
    assert_data_eq!(
        shelf("plan --have B-1 --want shelf-master -f ids"),
        str![[r#"
M-9
--- exit code 0 ---

"#]]
    );
}

#[test]
fn each_of_several_plans_is_drawn_under_a_heading() {
    assert_data_eq!(
        shelf("plan shelf-master --alternatives 2 -f tree --ascii -q"),
        str![[r#"
Plan 1 of 2:

* Master  (earned at step 2)
|- * Shelver  (basic, earned at step 1)
|  `- one of  (+1 retired)
|     |- 1. B-1  Basics of Shelving  (50 USD)
|     `- o B-2  Basics of Stacking  (70.50 USD, last day 2027-01-31)
|- 2. M-9  Mastery: Shelves, Stacks and Piles  (165 USD)
`- also: Two years among shelves

1. 2. to take, in this order   * earned on the way   o another way

Total: 2 exams, 215 USD, 6 course days

Plan 2 of 2:

* Master  (earned at step 2)
|- * Shelver  (basic, earned at step 1)
|  `- one of  (+1 retired)
|     |- o B-1  Basics of Shelving  (50 USD)
|     `- 1. B-2  Basics of Stacking  (70.50 USD, last day 2027-01-31)
|- 2. M-9  Mastery: Shelves, Stacks and Piles  (165 USD)
`- also: Two years among shelves

1. 2. to take, in this order   * earned on the way   o another way

Total: 2 exams, 235.50 USD, 5 course days
--- exit code 0 ---

"#]]
    );
    let printed = shelf("plan shelf-master --alternatives 2 -f svg -q");
    for heading in ["Plan 1: ", "Plan 2: "] {
        assert!(printed.contains(heading), "{heading}: {printed}");
    }
}

#[test]
fn what_a_format_has_no_place_for_is_refused() {
    let plan = "plan --have B-1 --want shelf-master";
    for words in [
        "--details -f ids",
        "--why -f ics",
        "--details -f svg",
        "--alternatives 2 -f dot",
        "--alternatives 2 -f checklist",
    ] {
        let (option, format) = words.split_once(" -f ").unwrap();
        let option = option.trim_end_matches(" 2");
        let expected = format!(
            "--- stderr ---\nerror: `{option}` cannot be used with `--format {format}`\n\
             hint: leave one of the two out\n--- exit code 2 ---\n"
        );
        assert_eq!(shelf(&format!("{plan} {words}")), expected);
    }
    assert_data_eq!(
        shelf(&format!("{PLAN} -f ids")),
        str![[r#"
--- stderr ---
error: `--why` cannot be used with `--format ids`
hint: leave one of the two out
--- exit code 2 ---

"#]]
    );
}

#[test]
fn a_list_in_every_format() {
    assert_data_eq!(
        shelf("list -f table"),
        str![[r#"
EXAM  TITLE                         LAST DAY      USD  DAYS  CERTIFICATIONS
Shelf Academy, basic
B-1   Basics of Shelving                           50     2  shelver
B-2   Basics of Stacking            2027-01-31  70.50     1  shelver

Shelf Academy, master
M-9   Mastery: Shelves, Stacks and                165     4  shelf-master
      Piles

3 exams
--- exit code 0 ---

"#]]
    );
    assert_data_eq!(
        shelf("list --status all"),
        str![[r#"
B-1	Basics of Shelving	shelf	basic	available				50	2	shelver	https://shelf.example/exams/b-1
B-2	Basics of Stacking	shelf	basic	retiring		2027-01-31	B-1	70.5	1	shelver	https://shelf.example/exams/b-2
B-3	Basics of Piling	shelf	basic	retired		2020-12-31	B-1,B-2	50		shelver	https://shelf.example/exams/b-3
M-9	Mastery: Shelves, Stacks and Piles	shelf	master	available				165	4	shelf-master	https://shelf.example/exams/m-9
P-3	Piling for Masters	shelf	master	retired		2021-06-30	M-9	165		pile-master	https://shelf.example/exams/p-3
--- exit code 0 ---

"#]]
    );
    assert_data_eq!(
        shelf("list certs -f csv"),
        str![[r#"
id,title,provider,level,roles,status,requires,exams,retires,replaced_by,valid_months,renewal,url
shelver,Shelf Certified: Shelver,shelf,basic,shelver,available,B-1 or B-2 or B-3,"B-1,B-2,B-3",,,,none,https://shelf.example/shelver
shelf-master,Shelf Certified: Master,shelf,master,"shelver,architect",available,shelver and M-9,M-9,,,12,retake,https://shelf.example/master
--- exit code 0 ---

"#]]
    );
    assert_data_eq!(
        shelf("list exams stacking -f json"),
        str![[r#"
{
  "schema_version": 1,
  "catalog": {
    "version": "0.2.0",
    "checked": "2026-10-01"
  },
  "as_of": "2026-11-22",
  "exams": [
    {
      "code": "B-2",
      "title": "Basics of Stacking",
      "provider": "shelf",
      "level": "basic",
      "status": "retiring",
      "available": null,
      "retires": "2027-01-31",
      "replaced_by": [
        "B-1"
      ],
      "price_usd": 70.5,
      "course_days": 1,
      "certifications": [
        "shelver"
      ],
      "url": "https://shelf.example/exams/b-2"
    }
  ]
}
--- exit code 0 ---

"#]]
    );
    assert_data_eq!(
        shelf("list certs --role architect --status all -f markdown"),
        str![[r#"
| ID | Title | Provider | Level | Roles | Status | Requires | Exams | Last day | Replaced by | Months | Renewal |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | ---: | --- |
| [pile-master](https://shelf.example/pile-master) | Pile Master | shelf | master | architect | retired | shelver and P-3 | P-3 | 2021-06-30 | shelf-master | 12 | retake |
| [shelf-master](https://shelf.example/master) | Master | shelf | master | shelver, architect |  | shelver and M-9 | M-9 |  |  | 12 | retake |
--- exit code 0 ---

"#]]
    );
    assert_data_eq!(
        shelf("list certs -f ids"),
        str![[r#"
shelver
shelf-master
--- exit code 0 ---

"#]]
    );
}

#[test]
fn providers_levels_and_roles_are_listed() {
    assert_data_eq!(
        shelf("list providers"),
        str![[r#"
shelf	Shelf Academy	3	2
--- exit code 0 ---

"#]]
    );
    assert_data_eq!(
        shelf("list levels"),
        str![[r#"
shelf	basic	1	2
shelf	master	3	1
--- exit code 0 ---

"#]]
    );
    assert_data_eq!(
        shelf("list roles"),
        str![[r#"
architect	1
shelver	2
--- exit code 0 ---

"#]]
    );
}

#[test]
fn columns_can_be_chosen_and_sorted_by() {
    assert_data_eq!(
        shelf("list --status all --columns retires,code --sort retires"),
        str![[r#"
2020-12-31	B-3
2021-06-30	P-3
2027-01-31	B-2
	B-1
	M-9
--- exit code 0 ---

"#]]
    );
    assert_data_eq!(
        shelf("list --columns retired"),
        str![[r#"
--- stderr ---
error: no column is called `retired`
hint: did you mean `retires`?
--- exit code 2 ---

"#]]
    );
    assert_data_eq!(
        shelf("list --sort prize"),
        str![[r#"
--- stderr ---
error: no column is called `prize`
hint: did you mean `price_usd` or `provider`?
--- exit code 2 ---

"#]]
    );
}

#[test]
fn columns_are_listed_by_help_and_mean_nothing_for_ids() {
    assert_data_eq!(
        shelf("list roles --columns help"),
        str![[r#"
role
certifications
--- exit code 0 ---

"#]]
    );
    assert_data_eq!(
        shelf("list -f ids --columns code"),
        str![[r#"
--- stderr ---
error: `--columns` has no meaning with `--format ids`
hint: leave one of them out
--- exit code 2 ---

"#]]
    );
}

#[test]
fn a_list_is_sorted_downward_behind_a_hyphen() {
    assert_data_eq!(
        shelf("list --sort -price_usd --columns price_usd,code"),
        str![[r#"
165	M-9
70.5	B-2
50	B-1
--- exit code 0 ---

"#]]
    );
}

#[test]
fn retired_things_are_pointed_to_where_nothing_else_is_found() {
    assert_data_eq!(
        shelf("list p-3"),
        str![[r#"
--- stderr ---
Nothing found but 1 retired: `--status all` lists them
--- exit code 0 ---

"#]]
    );
    assert_data_eq!(
        shelf("list p-3 -f table"),
        str![[r#"
Nothing found but 1 retired: `--status all` lists them
--- exit code 0 ---

"#]]
    );
}

#[test]
fn nothing_found_is_an_answer_and_an_unknown_filter_is_none() {
    assert_data_eq!(
        shelf("list bananas"),
        str![[r#"
--- exit code 0 ---

"#]]
    );
    assert_data_eq!(
        shelf("list --level mastr"),
        str![[r#"
--- stderr ---
error: no level is called `mastr`
hint: did you mean `master`?
--- exit code 2 ---

"#]]
    );
    assert_data_eq!(
        shelf("list --provider shelves"),
        str![[r#"
--- stderr ---
error: no provider is called `shelves`
hint: did you mean `shelf`?
--- exit code 2 ---

"#]]
    );
    assert_data_eq!(
        shelf("list certs --role architekt"),
        str![[r#"
--- stderr ---
error: no role is called `architekt`
hint: did you mean `architect`?
--- exit code 2 ---

"#]]
    );
    assert_data_eq!(
        certpath("list --provider amazn"),
        str![[r#"
--- stderr ---
error: no provider is called `amazn`
hint: did you mean `amazon` or `Amazon Web Services`?
--- exit code 2 ---

"#]]
    );
    assert_data_eq!(
        shelf("list --provider xyz"),
        str![[r#"
--- stderr ---
error: no provider is called `xyz`
hint: `certpath list providers` shows what there is
--- exit code 2 ---

"#]]
    );
    assert_data_eq!(
        shelf("list --columns xyz"),
        str![[r#"
--- stderr ---
error: no column is called `xyz`
hint: `--columns help` lists them
--- exit code 2 ---

"#]]
    );
}

#[test]
fn an_unknown_filter_is_repeated_up_to_160_characters() {
    let long = "é".repeat(1_000);
    let printed = shelf(&format!("list --level {long}"));
    assert_eq!(printed.matches('é').count(), 160, "{printed}");
}

#[test]
fn an_exam_is_shown() {
    assert_data_eq!(
        shelf("show B-2 -f table"),
        str![[r#"
B-2  Basics of Stacking
Shelf Academy, basic, can be taken until 2027-01-31

Journey to B-2
Audience         role: shelver
Before           nothing, it can be taken right away
Learn            instructor-led course, 1 day
Book             by 2027-01-31, its last day
                 70.50 USD
                 page of the exam: https://shelf.example/exams/b-2
After            earns shelver, Shelver: https://shelf.example/shelver
                 does not expire
                 opens shelf-master

Unlocks          shelver  Shelver
Lifecycle        last day 2027-01-31
Replaced by      B-1  Basics of Shelving
Replaces         B-3  Basics of Piling  (last day 2020-12-31)
Page             https://shelf.example/exams/b-2
Checked          2026-10-01, confidence high
Sources          shelf.example (2026-10-01)
Entry            catalogs/shelf.yaml:22
Report an error  fix the entry there, or report it with a source: see
                   CONTRIBUTING.md
--- exit code 0 ---

"#]]
    );
}

#[test]
#[expect(clippy::too_many_lines, reason = "the answer is long")]
fn a_certification_is_shown() {
    assert_data_eq!(
        shelf("show shelf-master -f json"),
        str![[r#"
{
  "schema_version": 1,
  "catalog": {
    "version": "0.2.0",
    "checked": "2026-10-01"
  },
  "as_of": "2026-11-22",
  "id": "shelf-master",
  "title": "Shelf Certified: Master",
  "provider": "shelf",
  "level": "master",
  "roles": [
    "shelver",
    "architect"
  ],
  "status": "available",
  "requires": "shelver and M-9",
  "exams": [
    "M-9"
  ],
  "retires": null,
  "replaced_by": [],
  "valid_months": 12,
  "renewal": "retake",
  "url": "https://shelf.example/master",
  "slug": null,
  "available": null,
  "requires_tree": {
    "all": [
      "shelver",
      "M-9"
    ]
  },
  "rules_in_force": [
    {
      "from": null,
      "until": null,
      "requires": "shelver and M-9",
      "requires_tree": {
        "all": [
          "shelver",
          "M-9"
        ]
      },
      "sources": [],
      "confidence": null,
      "notes": null
    }
  ],
  "earlier_rules": [],
  "later_rules": [],
  "recommends": null,
  "recommends_tree": null,
  "also_needs": [
    "Two years among shelves"
  ],
  "earlier_validity": [],
  "renewal_window_months": 0,
  "renewals": [
    {
      "by": "passing again",
      "text": "passing again, also after it has lapsed: 12 months from that day",
      "effect": "restart",
      "months": null,
      "window": null,
      "grace": null,
      "lapsed": true,
      "from": null,
      "until": null,
      "confidence": "high",
      "notes": null
    }
  ],
  "lasts": null,
  "required_by": [],
  "replaces": [
    "pile-master"
  ],
  "preparation": {
    "learning": [],
    "exams": [
      {
        "exam": "M-9",
        "study_guide": null,
        "courses": [
          {
            "code": null,
            "days": 4
          }
        ],
        "learning": [],
        "practice": null
      }
    ]
  },
  "journeys": [
    {
      "exam": "M-9",
      "notes": [
        {
          "stage": "for-whom",
          "text": "role: shelver, architect",
          "url": null
        },
        {
          "stage": "before",
          "text": "for shelf-master: shelver",
          "url": null
        },
        {
          "stage": "besides",
          "text": "for shelf-master: Two years among shelves",
          "url": null
        },
        {
          "stage": "learn",
          "text": "instructor-led course, 4 days",
          "url": null
        },
        {
          "stage": "book",
          "text": "165 USD",
          "url": null
        },
        {
          "stage": "book",
          "text": "page of the exam",
          "url": "https://shelf.example/exams/m-9"
        },
        {
          "stage": "after",
          "text": "counts towards shelf-master, Master",
          "url": "https://shelf.example/master"
        },
        {
          "stage": "after",
          "text": "valid 12 months, renewed by passing again",
          "url": null
        }
      ]
    }
  ],
  "history": [],
  "aliases": [],
  "focus": null,
  "skills": [],
  "audience": [],
  "sources": [
    "shelf.example (2026-10-01)"
  ],
  "checked": "2026-10-01",
  "confidence": "high",
  "dates_confidence": null,
  "notes": null,
  "file": "catalogs/shelf.yaml",
  "line": 69,
  "entries": [
    {
      "id": "shelf-master",
      "title": "Shelf Certified: Master",
      "provider": "shelf",
      "level": "master",
      "roles": [
        "shelver",
        "architect"
      ],
      "status": "available",
      "requires": "shelver and M-9",
      "exams": [
        "M-9"
      ],
      "retires": null,
      "replaced_by": [],
      "valid_months": 12,
      "renewal": "retake",
      "url": "https://shelf.example/master",
      "slug": null,
      "available": null,
      "requires_tree": {
        "all": [
          "shelver",
          "M-9"
        ]
      },
      "rules_in_force": [
        {
          "from": null,
          "until": null,
          "requires": "shelver and M-9",
          "requires_tree": {
            "all": [
              "shelver",
              "M-9"
            ]
          },
          "sources": [],
          "confidence": null,
          "notes": null
        }
      ],
      "earlier_rules": [],
      "later_rules": [],
      "recommends": null,
      "recommends_tree": null,
      "also_needs": [
        "Two years among shelves"
      ],
      "earlier_validity": [],
      "renewal_window_months": 0,
      "renewals": [
        {
          "by": "passing again",
          "text": "passing again, also after it has lapsed: 12 months from that day",
          "effect": "restart",
          "months": null,
          "window": null,
          "grace": null,
          "lapsed": true,
          "from": null,
          "until": null,
          "confidence": "high",
          "notes": null
        }
      ],
      "lasts": null,
      "required_by": [],
      "replaces": [
        "pile-master"
      ],
      "preparation": {
        "learning": [],
        "exams": [
          {
            "exam": "M-9",
            "study_guide": null,
            "courses": [
              {
                "code": null,
                "days": 4
              }
            ],
            "learning": [],
            "practice": null
          }
        ]
      },
      "journeys": [
        {
          "exam": "M-9",
          "notes": [
            {
              "stage": "for-whom",
              "text": "role: shelver, architect",
              "url": null
            },
            {
              "stage": "before",
              "text": "for shelf-master: shelver",
              "url": null
            },
            {
              "stage": "besides",
              "text": "for shelf-master: Two years among shelves",
              "url": null
            },
            {
              "stage": "learn",
              "text": "instructor-led course, 4 days",
              "url": null
            },
            {
              "stage": "book",
              "text": "165 USD",
              "url": null
            },
            {
              "stage": "book",
              "text": "page of the exam",
              "url": "https://shelf.example/exams/m-9"
            },
            {
              "stage": "after",
              "text": "counts towards shelf-master, Master",
              "url": "https://shelf.example/master"
            },
            {
              "stage": "after",
              "text": "valid 12 months, renewed by passing again",
              "url": null
            }
          ]
        }
      ],
      "history": [],
      "aliases": [],
      "focus": null,
      "skills": [],
      "audience": [],
      "sources": [
        "shelf.example (2026-10-01)"
      ],
      "checked": "2026-10-01",
      "confidence": "high",
      "dates_confidence": null,
      "notes": null,
      "file": "catalogs/shelf.yaml",
      "line": 69
    }
  ]
}
--- exit code 0 ---

"#]]
    );
    assert_data_eq!(
        shelf("show B-1,M-9 pile-master -f ids"),
        str![[r#"
B-1
M-9
pile-master
--- exit code 0 ---

"#]]
    );
}

#[test]
fn the_ending_of_a_file_says_its_format() {
    let folder = folder("endings");
    for ending in ["txt", "tsv", "csv", "json", "md", "markdown", "ids"] {
        let file = folder.join(format!("plan.{ending}"));
        let plan = PLAN.replace(" --why", "");
        let printed = shelf(&format!("{plan} -o {}", file.display()));
        assert_eq!(printed, "--- exit code 0 ---\n");
        let format = match ending {
            "txt" => "table",
            "md" => "markdown",
            other => other,
        };
        let printed = shelf(&format!("{plan} -f {format}"));
        let written = fs::read_to_string(file).unwrap();
        assert_eq!(format!("{written}--- exit code 0 ---\n"), printed);
    }
}

#[test]
fn an_ending_that_is_no_format_is_refused_and_none_is_a_pipe_s() {
    let folder = folder("no-ending");
    assert_data_eq!(
        shelf(&format!("{PLAN} -o plan.xml")),
        str![[r#"
--- stderr ---
error: `plan.xml` has an extension that is no format
hint: choose one with `--format`
--- exit code 2 ---

"#]]
    );
    let file = folder.join("plan");
    shelf(&format!("{PLAN} -o {}", file.display()));
    assert_eq!(
        fs::read_to_string(file).unwrap() + "--- exit code 0 ---\n",
        shelf(PLAN)
    );
}

#[test]
fn color_is_for_terminals_unless_it_is_required() {
    let colored = |words: &str, name: &str, value: &str| {
        let mut command = command(&format!("{PLAN} -f table {words} {SHELF}"));
        command.env(name, value);
        shown(&output(command, b"")).contains("\u{1b}[")
    };
    assert!(!colored("", "TERM", "xterm"));
    assert!(colored("--color always", "TERM", "xterm"));
    assert!(colored("", "CLICOLOR_FORCE", "1"));
    assert!(!colored("", "CLICOLOR_FORCE", "0"));
    assert!(!colored("--color never", "CLICOLOR_FORCE", "1"));
    assert!(colored("--color always", "NO_COLOR", "1"));
}

#[test]
fn without_utf_8_nothing_but_ascii_is_drawn() {
    let mut command = command(&format!("{PLAN} -f table {SHELF}"));
    command.env("LC_ALL", "C");
    assert!(shown(&output(command, b"")).is_ascii());
}

#[test]
fn a_table_keeps_to_the_columns_that_there_are() {
    for width in [60, 80, 120] {
        let mut command = command(&format!("list certs --status all -f table {SHELF}"));
        command.env("COLUMNS", width.to_string());
        let printed = shown(&output(command, b""));
        let widest = printed.lines().map(|line| line.chars().count()).max();
        assert!(widest.unwrap() <= width, "{printed}");
    }
}

#[test]
fn the_version_says_which_catalog() {
    let printed = certpath("--version");
    assert!(
        printed.starts_with("certpath 0.2.0 (catalog 0.2.0, checked 20"),
        "{printed}"
    );
    assert!(printed.ends_with(")\n--- exit code 0 ---\n"), "{printed}");
    let printed = certpath("--version --verbose");
    assert!(printed.contains("\nexams: "), "{printed}");
}
