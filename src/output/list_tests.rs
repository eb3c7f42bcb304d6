//! What `list` writes, for people and for programs.

use jiff::civil::date;
use snapbox::{IntoData as _, assert_data_eq, str};

use crate::answer::list::{Kind, Selection, Statuses};
use crate::answer::sample::catalog;
use crate::output::report::{Report, report};
use crate::output::sample::{plain, written};
use crate::output::{Format, Style};

fn selection(kind: Kind) -> Selection {
    Selection {
        statuses: Statuses::All,
        ..Selection::of(kind, date(2026, 5, 22))
    }
}

fn listed(selection: &Selection, format: Format, style: Style) -> String {
    let catalog = catalog();
    let listing = crate::answer::list::list(&catalog, selection).unwrap();
    written(|out| {
        let listing = Report::List(&listing);
        report(&catalog, selection.as_of, listing, format, style, out)
    })
}

#[test]
fn exams_stand_together_by_provider_and_level() {
    assert_data_eq!(
        listed(&selection(Kind::Exams), Format::Table, plain(80)),
        str![[r"
EXAM              TITLE                       STATUS     LAST DAY      USD  DAYS
Microsoft, fundamentals
microsoft:AZ-900  Microsoft Azure                                       99     1
                  Fundamentals

Microsoft, associate
AI-200            Developing AI Cloud         announced                165     4
                  Solutions on Azure
AZ-104            Microsoft Azure                                      165     4
                  Administrator
AZ-204            Developing Solutions for               2026-07-31    165     4
                  Microsoft Azure

Microsoft, expert
AZ-303            Microsoft Azure Architect   retired    2022-03-31    165     4
                  Technologies
AZ-304            Microsoft Azure Architect   retired    2022-03-31    165     4
                  Design
AZ-305            Designing Microsoft Azure   beta                     165     4
                  Infrastructure Solutions
AZ-400            Designing and Implementing             2027-01-31    165     4
                  Microsoft DevOps Solutions

Zeta, Inc., entry
zeta:AZ-900       零基础入门                                             ?     ?

Zeta, Inc., master
X-1               クラウド運用の基礎と応用、                         70.50     ?
                  そしてその先にあるもの 全
                  部入り、とても長い題名の試
                  験

10 exams

"]]
    );
}

#[test]
fn a_wide_terminal_shows_what_an_exam_leads_to() {
    assert_data_eq!(
        listed(&selection(Kind::Exams), Format::Table, plain(130)),
        str![[r"
EXAM              TITLE                                     STATUS     LAST DAY      USD  DAYS  CERTIFICATIONS
Microsoft, fundamentals
microsoft:AZ-900  Microsoft Azure Fundamentals                                        99     1

Microsoft, associate
AI-200            Developing AI Cloud Solutions on Azure    announced                165     4  azure-ai-cloud-developer-associate
AZ-104            Microsoft Azure Administrator                                      165     4  azure-administrator-associate
AZ-204            Developing Solutions for Microsoft Azure             2026-07-31    165     4  azure-developer-associate

Microsoft, expert
AZ-303            Microsoft Azure Architect Technologies    retired    2022-03-31    165     4  azure-solutions-architect-expert
AZ-304            Microsoft Azure Architect Design          retired    2022-03-31    165     4  azure-solutions-architect-expert
AZ-305            Designing Microsoft Azure Infrastructure  beta                     165     4  azure-solutions-architect-expert
                  Solutions
AZ-400            Designing and Implementing Microsoft                 2027-01-31    165     4  devops-engineer-expert
                  DevOps Solutions

Zeta, Inc., entry
zeta:AZ-900       零基础入门                                                           ?     ?  x-master

Zeta, Inc., master
X-1               クラウド運用の基礎と応用、そしてその先に                         70.50     ?  x-master
                  あるもの 全部入り、とても長い題名の試験

10 exams

"]]
    );
}

#[test]
fn certifications_show_what_they_require_where_there_is_room() {
    let narrow = listed(&selection(Kind::Certifications), Format::Table, plain(80));
    assert_data_eq!(
        narrow,
        str![[r#"
ID                                  TITLE                  STATUS     LAST DAY
Microsoft, associate
azure-administrator-associate       Azure Administrator
                                    Associate
azure-ai-cloud-developer-associate  Azure AI Cloud         announced
                                    Developer Associate
azure-developer-associate           Azure Developer                   2026-07-31
                                    Associate

Microsoft, expert
azure-solutions-architect-expert    Azure Solutions
                                    Architect Expert
devops-engineer-expert              DevOps Engineer                   2027-01-31
                                    Expert

Zeta, Inc., master
x-master                            達人 | "Master"

6 certifications

"#]]
    );
    let wide = listed(&selection(Kind::Certifications), Format::Table, plain(130));
    assert_data_eq!(
        wide,
        str![[r#"
ID                                  TITLE                               STATUS     REQUIRES                             LAST DAY
Microsoft, associate
azure-administrator-associate       Azure Administrator Associate                  AZ-104
azure-ai-cloud-developer-associate  Azure AI Cloud Developer Associate  announced  AI-200
azure-developer-associate           Azure Developer Associate                      AZ-204                               2026-07-31

Microsoft, expert
azure-solutions-architect-expert    Azure Solutions Architect Expert               azure-administrator-associate and
                                                                                   AZ-305
devops-engineer-expert              DevOps Engineer Expert                         (azure-administrator-associate or    2027-01-31
                                                                                   azure-developer-associate) and
                                                                                   AZ-400

Zeta, Inc., master
x-master                            達人 | "Master"                                2 of (zeta:AZ-900, X-1, ever
                                                                                   azure-administrator-associate)

6 certifications

"#]]
    );
}

#[test]
fn sorted_rows_say_their_level_themselves() {
    let sorted = Selection {
        sort: Some("retires".to_owned()),
        words: vec!["azure".to_owned(), "a".to_owned()],
        ..selection(Kind::Exams)
    };
    assert_data_eq!(
        listed(&sorted, Format::Table, plain(100)),
        str![[r"
EXAM              TITLE                               LEVEL         STATUS     LAST DAY    USD  DAYS
AZ-303            Microsoft Azure Architect           expert        retired    2022-03-31  165     4
                  Technologies
AZ-304            Microsoft Azure Architect Design    expert        retired    2022-03-31  165     4
AZ-204            Developing Solutions for Microsoft  associate                2026-07-31  165     4
                  Azure
AZ-400            Designing and Implementing          expert                   2027-01-31  165     4
                  Microsoft DevOps Solutions
microsoft:AZ-900  Microsoft Azure Fundamentals        fundamentals                          99     1
AI-200            Developing AI Cloud Solutions on    associate     announced              165     4
                  Azure
AZ-104            Microsoft Azure Administrator       associate                            165     4
AZ-305            Designing Microsoft Azure           expert        beta                   165     4
                  Infrastructure Solutions

8 exams

"]]
    );
}

#[test]
fn chosen_columns_are_all_there_is() {
    let chosen = Selection {
        columns: vec!["price_usd".to_owned(), "code".to_owned()],
        providers: vec!["zeta".to_owned()],
        ..selection(Kind::Exams)
    };
    assert_data_eq!(
        listed(&chosen, Format::Table, plain(80)),
        str![[r"
  USD  EXAM
    ?  zeta:AZ-900
70.50  X-1

"]]
    );
    assert_eq!(
        listed(&chosen, Format::Tsv, plain(80)),
        "\tzeta:AZ-900\n70.5\tX-1\n"
    );
    assert_eq!(
        listed(&chosen, Format::Ids, plain(80)),
        "zeta:AZ-900\nX-1\n"
    );
    let json: serde_json::Value =
        serde_json::from_str(&listed(&chosen, Format::Json, plain(80))).unwrap();
    assert_eq!(
        json["exams"],
        serde_json::json!([
            {"price_usd": null, "code": "zeta:AZ-900"}, {"price_usd": 70.5, "code": "X-1"},
        ])
    );
}

#[test]
fn providers_levels_and_roles_are_counted() {
    let mut printed = String::new();
    for kind in [Kind::Providers, Kind::Levels, Kind::Roles] {
        printed.push_str(&listed(&selection(kind), Format::Table, plain(80)));
    }
    assert_data_eq!(
        printed,
        str![[r"
ID         NAME        EXAMS  CERTIFICATIONS
microsoft  Microsoft       8               5
zeta       Zeta, Inc.      2               1
PROVIDER   LEVEL         RANK  EXAMS
microsoft  fundamentals     1      1
microsoft  associate        2      3
microsoft  expert           3      4
zeta       entry            1      1
zeta       master           4      1
ROLE             CERTIFICATIONS
devops-engineer               1

"]]
    );
}

#[test]
fn rows_for_programs_have_the_fields_of_json() {
    let zeta = Selection {
        providers: vec!["Zeta, Inc.".to_owned()],
        ..selection(Kind::Certifications)
    };
    assert_data_eq!(
        listed(&zeta, Format::Tsv, plain(80)),
        str![[r#"
x-master	達人 | "Master"	zeta	master		available	2 of (zeta:AZ-900, X-1, ever azure-administrator-associate)	zeta:AZ-900,X-1				none	https://learn.example/page

"#]]
    );
    assert_data_eq!(
        listed(&zeta, Format::Csv, plain(80)),
        str![[r#"
id,title,provider,level,roles,status,requires,exams,retires,replaced_by,valid_months,renewal,url
x-master,"達人 | ""Master""",zeta,master,,available,"2 of (zeta:AZ-900, X-1, ever azure-administrator-associate)","zeta:AZ-900,X-1",,,,none,https://learn.example/page

"#]]
    );
    assert_data_eq!(listed(&zeta, Format::Markdown, plain(80)), str![[r#"
| ID | Title | Provider | Level | Requires | Exams | Renewal |
| --- | --- | --- | --- | --- | --- | --- |
| [x-master](https://learn.example/page) | 達人 \| "Master" | zeta | master | 2 of (zeta:AZ-900, X-1, ever azure-administrator-associate) | zeta:AZ-900, X-1 | none |

"#]].raw());
    assert_data_eq!(
        listed(&zeta, Format::Json, plain(80)),
        str![[r#"
{
  "schema_version": 1,
  "catalog": {
    "version": "0.1.0",
    "checked": "2026-10-10"
  },
  "as_of": "2026-05-22",
  "certifications": [
    {
      "id": "x-master",
      "title": "達人 | \"Master\"",
      "provider": "zeta",
      "level": "master",
      "roles": [],
      "status": "available",
      "requires": "2 of (zeta:AZ-900, X-1, ever azure-administrator-associate)",
      "exams": [
        "zeta:AZ-900",
        "X-1"
      ],
      "retires": null,
      "replaced_by": [],
      "valid_months": null,
      "renewal": "none",
      "url": "https://learn.example/page"
    }
  ]
}

"#]]
        .raw()
    );
}

#[test]
fn nothing_found_is_an_empty_list() {
    let none = Selection {
        words: vec!["nowhere".to_owned()],
        ..selection(Kind::Exams)
    };
    assert_eq!(listed(&none, Format::Table, plain(80)), "Nothing found\n");
    assert_eq!(listed(&none, Format::Tsv, plain(80)), "");
    let json: serde_json::Value =
        serde_json::from_str(&listed(&none, Format::Json, plain(80))).unwrap();
    assert_eq!(json["exams"], serde_json::json!([]));
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    for kind in Kind::ALL {
        for width in 40..160 {
            let printed = listed(&selection(kind), Format::Table, plain(width));
            for line in printed.lines() {
                assert!(crate::output::text::width(line) <= width, "{width}: {line}");
            }
        }
    }
}

#[test]
fn columns_are_named_as_the_fields_of_json() {
    for kind in Kind::ALL {
        let json = listed(&selection(kind), Format::Json, plain(80));
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        let row = json[kind.key()][0].as_object().unwrap();
        let columns = kind.columns().into_iter();
        let columns: Vec<_> = columns.map(|column| column.key.into_owned()).collect();
        // What is held is a field where holdings are given, and then only.
        let columns = columns.iter().filter(|key| !key.starts_with("held"));
        assert!(row.keys().eq(columns), "{row:?}");
    }
}
