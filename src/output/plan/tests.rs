#![allow(clippy::needless_raw_string_hashes, reason = "snapbox writes them")]

use serde_json::Value;
use snapbox::{assert_data_eq, str};

use crate::answer::plan::already_held;
use crate::answer::sample::catalog;
use crate::answer::words::totals;
use crate::catalog::model::Cents;
use crate::output::plan::*;
use crate::output::sample::{
    answer, held_already, plain, request, two_steps, without_colors, written,
};
use crate::plan::answer::{Bound, Totals};

const WANT: &[&str] = &["devops-engineer-expert"];

fn in_format(answer: &Answer, format: Format, style: Style) -> String {
    let catalog = catalog();
    let mut request = request(&catalog, WANT);
    request.why = true;
    written(|out| plan(&catalog, &request, answer, None, format, style, out))
}

#[test]
fn what_is_earned_stands_below_the_title_where_there_is_no_room() {
    let answer = answer(&catalog());
    assert_data_eq!(
        in_format(&answer, Format::Table, plain(80)),
        str![[r#"
AZ-303, AZ-304 count for azure-solutions-architect-expert,
  azure-ai-cloud-developer-associate

#  EXAM    TITLE                              LEVEL        USD  DAYS  LAST DAY
1  AZ-104  Microsoft Azure Administrator      associate    165     4
           earns azure-administrator-associate
           or AZ-204
           for azure-administrator-associate
2  AZ-400  Designing and Implementing         expert       165     4  2027-01-31
           Microsoft DevOps Solutions
           earns devops-engineer-expert
           or AI-200, X-1
           for devops-engineer-expert
3  X-1     クラウド運用の基礎と応用、そして   master     70.50     ?
           その先にあるもの
           全部入り、とても長い題名の試験
           earns x-master
           for x-master
           recommended, not required

Total: 2 exams, 330 USD, 8 course days
x-master also needs: two years of practice

"#]]
    );
}

#[test]
fn what_is_earned_has_a_column_where_there_is_room() {
    let mut answer = answer(&catalog());
    answer.credited.clear();
    answer.plans[0].steps.pop();
    answer.plans[0].also_needs.clear();
    assert_data_eq!(
        in_format(&answer, Format::Table, plain(120)),
        str![[r#"
#  EXAM    TITLE                                 LEVEL      EARNS                          USD  DAYS  LAST DAY    OR
1  AZ-104  Microsoft Azure Administrator         associate  azure-administrator-associate  165     4              AZ-204
           for azure-administrator-associate
2  AZ-400  Designing and Implementing Microsoft  expert     devops-engineer-expert         165     4  2027-01-31  AI-200
           DevOps Solutions                                                                                       X-1
           for devops-engineer-expert

Total: 2 exams, 330 USD, 8 course days

"#]]
    );
}

#[test]
fn of_several_plans_the_others_say_what_they_have_in_place_of_what() {
    let catalog = catalog();
    let mut answer = answer(&catalog);
    answer.credited.clear();
    answer.plans = vec![
        two_steps(
            &catalog,
            "AZ-104",
            "azure-administrator-associate",
            "AZ-204",
        ),
        two_steps(&catalog, "AZ-204", "azure-developer-associate", "AZ-104"),
    ];
    assert_data_eq!(
        in_format(&answer, Format::Table, plain(80)),
        str![[r#"
Plan 1 of 2: 2 exams, 330 USD, 8 course days

#  EXAM    TITLE                          LEVEL      USD  DAYS  LAST DAY
1  AZ-104  Microsoft Azure Administrator  associate  165     4
           earns azure-administrator-associate
           or AZ-204
           for azure-administrator-associate
2  AZ-400  Designing and Implementing     expert     165     4  2027-01-31
           Microsoft DevOps Solutions
           earns devops-engineer-expert
           for devops-engineer-expert

Plan 2 of 2: 2 exams, 330 USD, 8 course days
  AZ-204 Developing Solutions for Microsoft Azure in place of AZ-104

"#]]
    );
    answer.plans[1].steps.remove(1);
    let printed = in_format(&answer, Format::Table, plain(80));
    assert_eq!(printed.matches("EXAM").count(), 2, "{printed}");
}

#[test]
fn chains_of_requirements_are_reported_with_arrows() {
    let mut answer = answer(&catalog());
    let step = &mut answer.plans[0].steps[0];
    step.why = [step.why[0]].repeat(4);
    step.why_left_out = 3;
    let printed = in_format(&answer, Format::Table, plain(200));
    assert!(
        printed.contains(
            "for azure-administrator-associate → azure-administrator-associate → ... → \
             azure-administrator-associate → azure-administrator-associate"
        ),
        "{printed}"
    );
    let ascii = Style {
        unicode: false,
        ..plain(200)
    };
    let printed = in_format(&answer, Format::Table, ascii);
    assert!(printed.contains("associate -> ... -> azure"), "{printed}");
    let json: Value = serde_json::from_str(&in_format(&answer, Format::Json, plain(80))).unwrap();
    assert_eq!(
        json["plans"][0]["steps"][0]["why"]
            .as_array()
            .unwrap()
            .len(),
        5
    );
    assert_eq!(json["plans"][0]["steps"][0]["why"][2], "...");
}

#[test]
fn colors_change_no_word() {
    let answer = answer(&catalog());
    for width in [40, 80, 120] {
        let colored = Style {
            color: true,
            ..plain(width)
        };
        let colored = in_format(&answer, Format::Table, colored);
        assert!(colored.contains("\x1b[1m"), "{colored}");
        let plain = in_format(&answer, Format::Table, plain(width));
        assert_eq!(without_colors(&colored), plain);
    }
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    let answer = answer(&catalog());
    for width in 40..200 {
        let printed = in_format(&answer, Format::Table, plain(width));
        for line in printed.lines() {
            let wide = crate::output::text::width(line);
            assert!(wide <= width, "{width}: {line}");
        }
    }
}

#[test]
fn a_want_that_is_held_is_a_sentence() {
    let answer = held_already(&catalog());
    let printed = "Nothing is left to do: devops-engineer-expert is already held\n";
    assert_eq!(in_format(&answer, Format::Table, plain(80)), printed);
    assert_eq!(in_format(&answer, Format::Markdown, plain(80)), printed);
    assert_eq!(in_format(&answer, Format::Tsv, plain(80)), "");
    assert_eq!(in_format(&answer, Format::Ids, plain(80)), "");
    let catalog = catalog();
    let request = request(&catalog, &["azure-solutions-architect-expert"]);
    assert_eq!(
        already_held(&catalog, &request, &answer).unwrap(),
        "Nothing is left to do: azure-solutions-architect-expert is already held, by AZ-303 and AZ-304"
    );
}

#[test]
fn totals_that_lack_a_part_say_at_least() {
    let all = Totals {
        exams: 1,
        price: Cents(7_050),
        price_complete: true,
        course_days: 1,
        course_days_complete: true,
    };
    assert_eq!(totals(&all), "1 exam, 70.50 USD, 1 course day");
    let some = Totals {
        price_complete: false,
        course_days_complete: false,
        exams: 2,
        ..all
    };
    let printed = "2 exams, at least 70.50 USD, at least 1 course day";
    assert_eq!(totals(&some), printed);
    let none = Totals {
        price: Cents(0),
        course_days: 0,
        ..some
    };
    assert_eq!(totals(&none), "2 exams, price unknown, course days unknown");
}

#[test]
fn tsv_has_ten_fields_and_no_header() {
    let answer = answer(&catalog());
    assert_data_eq!(
        in_format(&answer, Format::Tsv, plain(80)),
        str![[r#"
1	AZ-104	Microsoft Azure Administrator	associate	azure-administrator-associate	165	4		AZ-204		azure-administrator-associate
2	AZ-400	Designing and Implementing Microsoft DevOps Solutions	expert	devops-engineer-expert	165	4	2027-01-31	AI-200,X-1		devops-engineer-expert
3	X-1	クラウド運用の基礎と応用、そしてその先にあるもの 全部入り、とても長い題名の試験	master	x-master	70.5				yes	x-master

"#]]
    );
}

#[test]
fn csv_has_a_header() {
    let answer = answer(&catalog());
    assert_data_eq!(
        in_format(&answer, Format::Csv, plain(80)),
        str![[r#"
step,exam,title,level,earns,price_usd,course_days,retires,or,recommended,why
1,AZ-104,Microsoft Azure Administrator,associate,azure-administrator-associate,165,4,,AZ-204,,azure-administrator-associate
2,AZ-400,Designing and Implementing Microsoft DevOps Solutions,expert,devops-engineer-expert,165,4,2027-01-31,"AI-200,X-1",,devops-engineer-expert
3,X-1,クラウド運用の基礎と応用、そしてその先にあるもの 全部入り、とても長い題名の試験,master,x-master,70.5,,,,yes,x-master

"#]]
    );
}

#[test]
fn ids_are_codes_and_an_empty_line_parts_plans() {
    let mut answer = answer(&catalog());
    answer.plans.push(answer.plans[0].clone());
    let printed = "AZ-104\nAZ-400\nX-1\n\nAZ-104\nAZ-400\nX-1\n";
    assert_eq!(in_format(&answer, Format::Ids, plain(80)), printed);
}

#[test]
fn markdown_links_to_the_pages() {
    let answer = answer(&catalog());
    assert_data_eq!(
        in_format(&answer, Format::Markdown, plain(80)),
        str![[r#"
AZ-303, AZ-304 count for azure-solutions-architect-expert, azure-ai-cloud-developer-associate

| # | Exam | Title | Level | Earns | USD | Days | Last day | Or | Recommended | For |
| ---: | --- | --- | --- | --- | ---: | ---: | --- | --- | --- | --- |
| 1 | [AZ-104](https://learn.example/page) | Microsoft Azure Administrator | associate | azure-administrator-associate | 165 | 4 |  | AZ-204 |  | azure-administrator-associate |
| 2 | [AZ-400](https://learn.example/page) | Designing and Implementing Microsoft DevOps Solutions | expert | devops-engineer-expert | 165 | 4 | 2027-01-31 | AI-200, X-1 |  | devops-engineer-expert |
| 3 | [X-1](https://learn.example/page) | クラウド運用の基礎と応用、そしてその先にあるもの 全部入り、とても長い題名の試験 | master | x-master | 70.50 | ? |  |  | yes | x-master |

**Total:** 2 exams, 330 USD, 8 course days

x-master also needs: two years of practice

"#]]
    );
}

#[test]
#[expect(clippy::too_many_lines, reason = "an answer is long")]
fn json_is_the_promised_object() {
    let answer = answer(&catalog());
    assert_data_eq!(
        in_format(&answer, Format::Json, plain(80)),
        str![[r#"
{
  "schema_version": 1,
  "catalog": {
    "version": "0.1.0",
    "checked": "2026-10-10"
  },
  "as_of": "2026-05-22",
  "have": [
    "AZ-303"
  ],
  "want": [
    "devops-engineer-expert"
  ],
  "credited": [
    {
      "id": "azure-solutions-architect-expert",
      "because": [
        "AZ-303",
        "AZ-304"
      ]
    },
    {
      "id": "azure-ai-cloud-developer-associate",
      "because": [
        "AZ-303",
        "AZ-304"
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
          "exam": "AZ-104",
          "title": "Microsoft Azure Administrator",
          "provider": "microsoft",
          "level": "associate",
          "price_usd": 165,
          "course_days": 4,
          "retires": null,
          "earn_by": null,
          "recommended": false,
          "earns": [
            "azure-administrator-associate"
          ],
          "or": [
            "AZ-204"
          ],
          "why": [
            "azure-administrator-associate"
          ],
          "url": "https://learn.example/page"
        },
        {
          "step": 2,
          "exam": "AZ-400",
          "title": "Designing and Implementing Microsoft DevOps Solutions",
          "provider": "microsoft",
          "level": "expert",
          "price_usd": 165,
          "course_days": 4,
          "retires": "2027-01-31",
          "earn_by": null,
          "recommended": false,
          "earns": [
            "devops-engineer-expert"
          ],
          "or": [
            "AI-200",
            "X-1"
          ],
          "why": [
            "devops-engineer-expert"
          ],
          "url": "https://learn.example/page"
        },
        {
          "step": 3,
          "exam": "X-1",
          "title": "クラウド運用の基礎と応用、そしてその先にあるもの 全部入り、とても長い題名の試験",
          "provider": "zeta",
          "level": "master",
          "price_usd": 70.5,
          "course_days": null,
          "retires": null,
          "earn_by": null,
          "recommended": true,
          "earns": [
            "x-master"
          ],
          "or": [],
          "why": [
            "x-master"
          ],
          "url": "https://learn.example/page"
        }
      ],
      "totals": {
        "exams": 2,
        "price_usd": 330,
        "price_complete": true,
        "course_days": 8,
        "course_days_complete": true
      },
      "also_needs": [
        {
          "id": "x-master",
          "text": "two years of practice"
        }
      ]
    }
  ],
  "unused": [],
  "warnings": [
    {
      "code": "retires-soon",
      "subject": "AZ-400",
      "message": "AZ-400 can be taken until 2027-01-31 only"
    }
  ]
}

"#]]
    );
}

/// The promise to scripts: no field slips in or out unseen.
#[test]
fn what_is_not_proven_is_said() {
    let mut answer = answer(&catalog());
    answer.optimal = false;
    answer.bound = Some(Bound {
        exams: Some(1),
        price: None,
        course_days: None,
        gap: 0.5,
    });
    let json: Value = serde_json::from_str(&in_format(&answer, Format::Json, plain(80))).unwrap();
    assert_eq!(json["gap"], 0.5);
    assert_eq!(json["lower_bound"]["exams"], 1);
    let table = in_format(&answer, Format::Table, plain(120));
    assert!(
        table.contains("every plan takes at least 1 exam (gap 50 %)"),
        "{table}"
    );
    answer.optimal = true;
    answer.tie_open = true;
    let json: Value = serde_json::from_str(&in_format(&answer, Format::Json, plain(80))).unwrap();
    assert_eq!(
        (&json["tie"], &json["gap"]),
        (&Value::from("open"), &Value::Null)
    );
}

#[test]
fn nothing_in_a_catalog_acts_on_a_terminal() {
    let mut catalog = catalog();
    let evil = "a\x1b[31mb\u{9b}0mc\u{7f}d\te\nf\r\u{202e}g\u{206a}h|";
    for exam in catalog.exams.to_mut() {
        exam.facts.title = evil.into();
        exam.facts.page = evil.into();
    }
    let request = request(&catalog, WANT);
    let answer = answer(&catalog);
    for format in Format::ANSWERS {
        let printed =
            written(|out| plan(&catalog, &request, &answer, None, format, plain(80), out));
        let acts =
            |character: char| character.is_control() && !matches!(character, '\n' | '\t' | '\r');
        assert!(!printed.contains(acts), "{format:?} {printed:?}");
        if matches!(format, Format::Table | Format::Tsv | Format::Markdown) {
            assert!(
                !printed.contains(['\r', '\u{202e}', '\u{206a}']),
                "{format:?} {printed:?}"
            );
        }
    }
    let json = written(|out| {
        plan(
            &catalog,
            &request,
            &answer,
            None,
            Format::Json,
            plain(80),
            out,
        )
    });
    let json: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["plans"][0]["steps"][0]["title"], evil);
}
