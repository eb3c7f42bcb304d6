//! What `show` writes, for people and for programs.

use jiff::civil::{Date, date};
use snapbox::{assert_data_eq, str};

use crate::answer::sample::catalog;
use crate::answer::show;
use crate::output::report::{Report, report};
use crate::output::sample::{exam, held, plain, written};
use crate::output::show::*;
use crate::output::text::width;

const CODES: [&str; 3] = ["AZ-303", "AZ-400", "X-1"];
const IDS: [&str; 3] = [
    "azure-solutions-architect-expert",
    "devops-engineer-expert",
    "x-master",
];

fn shown(names: &[&str], day: Date, format: Format, style: Style) -> String {
    let catalog = catalog();
    let entries: Vec<Shown<'_>> = names
        .iter()
        .map(|name| {
            let is_code = CODES.contains(name);
            let entry = if is_code { exam } else { held };
            show::show(&catalog, entry(&catalog, name), day)
        })
        .collect();
    written(|out| {
        let entries = Report::Show(&entries);
        report(&catalog, day, entries, format, style, out)
    })
}

const DAY: Date = date(2026, 5, 22);

#[test]
fn an_exam_and_what_it_unlocks() {
    assert_data_eq!(
        shown(&["AZ-400"], DAY, Format::Table, plain(80)),
        str![[r#"
AZ-400  Designing and Implementing Microsoft DevOps Solutions
Microsoft, expert, can be taken until 2027-01-31

About            continuous integration and delivery on Azure and GitHub

Journey to AZ-400
Audience         role: devops engineer
Before           for devops-engineer-expert: azure-administrator-associate
                   (AZ-104) or azure-developer-associate (AZ-204)
                 helpful: microsoft:AZ-900
Skills measured  pipelines
                 source control
                 study guide: https://learn.example/study-guides/az-400
Learn            Get started with Azure DevOps:
                   https://learn.example/paths/devops
                 instructor-led course AZ-400T00, 4 days
Book             by 2027-01-31, its last day
                 165 USD, 100 minutes, 700 of 1000 to pass
                 page of the exam: https://learn.example/page
After            counts towards devops-engineer-expert, DevOps Engineer Expert:
                   https://learn.example/page
                 valid 12 months, renewed by a free online assessment in the
                   last 6 of them
                 shares a prerequisite with azure-solutions-architect-expert

Unlocks          devops-engineer-expert  DevOps Engineer Expert
                   (last day 2027-01-31)
Lifecycle        last day 2027-01-31
Also called      Microsoft Azure DevOps Solutions
Page             https://learn.example/page
Checked          2026-10-10, confidence high
Sources          https://learn.example/page
Entry            data/sample.yaml:7
Report an error  fix the entry there, or report it with a source: see
                   CONTRIBUTING.md

"#]]
    );
}

#[test]
fn a_certification_and_its_requirement_as_a_tree() {
    assert_data_eq!(
        shown(&["devops-engineer-expert"], DAY, Format::Table, plain(80)),
        str![[r#"
devops-engineer-expert  DevOps Engineer Expert
Microsoft, expert, can be earned until 2027-01-31

Requires
devops-engineer-expert  DevOps Engineer Expert
├─ one of
│  ├─ azure-administrator-associate  Azure Administrator Associate
│  │  └─ AZ-104  Microsoft Azure Administrator
│  └─ azure-developer-associate  Azure Developer Associate
│     │  (last day 2026-07-31)
│     └─ AZ-204  Developing Solutions for Microsoft Azure  (last day 2026-07-31)
└─ AZ-400  Designing and Implementing Microsoft DevOps Solutions
      (last day 2027-01-31)

Journey to AZ-400
Audience         role: devops engineer
Before           for devops-engineer-expert: azure-administrator-associate
                   (AZ-104) or azure-developer-associate (AZ-204)
                 helpful: microsoft:AZ-900
Skills measured  pipelines
                 source control
                 study guide: https://learn.example/study-guides/az-400
Learn            Get started with Azure DevOps:
                   https://learn.example/paths/devops
                 instructor-led course AZ-400T00, 4 days
Book             by 2027-01-31, its last day
                 165 USD, 100 minutes, 700 of 1000 to pass
                 page of the exam: https://learn.example/page
After            counts towards devops-engineer-expert, DevOps Engineer Expert:
                   https://learn.example/page
                 valid 12 months, renewed by a free online assessment in the
                   last 6 of them
                 shares a prerequisite with azure-solutions-architect-expert

Roles            devops-engineer
Recommends       microsoft:AZ-900  Microsoft Azure Fundamentals
Valid            12 months
Renewed by       a free online assessment: 12 months from that day
Page             https://learn.example/page
Checked          2026-10-10, confidence high
Sources          https://learn.example/page
Entry            data/sample.yaml:7
Report an error  fix the entry there, or report it with a source: see
                   CONTRIBUTING.md

"#]]
    );
}

#[test]
fn while_two_rules_are_in_force_either_will_do() {
    let printed = shown(
        &["azure-solutions-architect-expert"],
        date(2022, 2, 1),
        Format::Table,
        plain(80),
    );
    assert_data_eq!(
        printed,
        str![[r#"
azure-solutions-architect-expert  Azure Solutions Architect Expert
Microsoft, expert, can be earned

Requires
azure-solutions-architect-expert  Azure Solutions Architect Expert
└─ one of
   ├─ all of
   │  ├─ azure-administrator-associate  Azure Administrator Associate
   │  │  └─ AZ-104  Microsoft Azure Administrator
   │  └─ AZ-305  Designing Microsoft Azure Infrastructure Solutions
   └─ all of
      ├─ AZ-303  Microsoft Azure Architect Technologies  (last day 2022-03-31)
      └─ AZ-304  Microsoft Azure Architect Design  (last day 2022-03-31)

Journey to AZ-303
Before           for azure-solutions-architect-expert: AZ-304
Learn            instructor-led course AZ-303T00, 4 days
Book             by 2022-03-31, its last day
                 165 USD, 100 minutes, 700 of 1000 to pass
After            counts towards azure-solutions-architect-expert, Azure
                   Solutions Architect Expert: https://learn.example/page
                 valid 12 months, renewed by a free online assessment in the
                   last 6 of them
                 shares a prerequisite with devops-engineer-expert

Journey to AZ-304
Before           for azure-solutions-architect-expert: AZ-303
Learn            instructor-led course AZ-304T00, 4 days
Book             by 2022-03-31, its last day
                 165 USD, 100 minutes, 700 of 1000 to pass
After            counts towards azure-solutions-architect-expert, Azure
                   Solutions Architect Expert: https://learn.example/page
                 valid 12 months, renewed by a free online assessment in the
                   last 6 of them
                 shares a prerequisite with devops-engineer-expert

Journey to AZ-305
Before           for azure-solutions-architect-expert:
                   azure-administrator-associate (AZ-104)
Skills measured  study guide: https://learn.example/study-guides/az-305
Learn            instructor-led course AZ-305T00, 4 days
Book             as a beta
                 165 USD, 100 minutes, 700 of 1000 to pass
                 page of the exam: https://learn.example/page
After            counts towards azure-solutions-architect-expert, Azure
                   Solutions Architect Expert: https://learn.example/page
                 valid 12 months, renewed by a free online assessment in the
                   last 6 of them
                 shares a prerequisite with devops-engineer-expert

Valid            12 months
Renewed by       a free online assessment: 12 months from that day
Page             https://learn.example/page
Checked          2026-10-10, confidence high
Sources          https://learn.example/page
Entry            data/sample.yaml:7
Report an error  fix the entry there, or report it with a source: see
                   CONTRIBUTING.md

"#]]
    );
}

#[test]
fn rows_for_programs_name_entry_field_and_value() {
    assert_data_eq!(
        shown(&["x-master"], DAY, Format::Tsv, plain(80)),
        str![[r#"
x-master	id	x-master
x-master	title	達人 | "Master"
x-master	provider	zeta
x-master	level	master
x-master	status	available
x-master	requires	2 of (zeta:AZ-900, X-1, ever azure-administrator-associate)
x-master	exams	zeta:AZ-900
x-master	exams	X-1
x-master	retires	
x-master	valid_months	
x-master	renewal	none
x-master	url	https://learn.example/page
x-master	slug	
x-master	available	
x-master	rules_in_force.from	
x-master	rules_in_force.until	
x-master	rules_in_force.requires	2 of (zeta:AZ-900, X-1, ever azure-administrator-associate)
x-master	rules_in_force.confidence	
x-master	rules_in_force.notes	
x-master	recommends	
x-master	also_needs	two years of practice
x-master	renewal_window_months	6
x-master	lasts	
x-master	preparation.exams.exam	zeta:AZ-900
x-master	preparation.exams.study_guide	https://learn.example/study-guides/az-900
x-master	preparation.exams.practice	
x-master	preparation.exams.exam	X-1
x-master	preparation.exams.study_guide	https://learn.example/study-guides/x-1
x-master	preparation.exams.courses.code	X-1T00
x-master	preparation.exams.courses.days	4
x-master	preparation.exams.practice	
x-master	focus	
x-master	sources	https://learn.example/page
x-master	checked	2026-10-10
x-master	confidence	high
x-master	dates_confidence	
x-master	notes	
x-master	file	data/sample.yaml
x-master	line	7

"#]]
    );
    assert_eq!(
        shown(&["x-master", "X-1"], DAY, Format::Ids, plain(80)),
        "x-master\nX-1\n"
    );
}

#[test]
#[expect(clippy::too_many_lines, reason = "an answer is long")]
fn one_entry_has_its_fields_at_the_top_and_several_are_a_list() {
    let name = "azure-solutions-architect-expert";
    let printed = shown(&[name], DAY, Format::Json, plain(80));
    let (top, _) = printed.split_once("  \"entries\": [").unwrap();
    assert_data_eq!(
        top,
        str![[r#"
{
  "schema_version": 1,
  "catalog": {
    "version": "0.1.0",
    "checked": "2026-10-10"
  },
  "as_of": "2026-05-22",
  "id": "azure-solutions-architect-expert",
  "title": "Microsoft Certified: Azure Solutions Architect Expert",
  "provider": "microsoft",
  "level": "expert",
  "roles": [],
  "status": "available",
  "requires": "azure-administrator-associate and AZ-305",
  "exams": [
    "AZ-305"
  ],
  "retires": null,
  "replaced_by": [],
  "valid_months": 12,
  "renewal": "free-online-assessment",
  "url": "https://learn.example/page",
  "slug": null,
  "available": null,
  "requires_tree": {
    "all": [
      "azure-administrator-associate",
      "AZ-305"
    ]
  },
  "rules_in_force": [
    {
      "from": null,
      "until": null,
      "requires": "azure-administrator-associate and AZ-305",
      "requires_tree": {
        "all": [
          "azure-administrator-associate",
          "AZ-305"
        ]
      },
      "sources": [],
      "confidence": null,
      "notes": null
    }
  ],
  "earlier_rules": [
    {
      "from": null,
      "until": "2022-06-30",
      "requires": "AZ-303 and AZ-304",
      "requires_tree": {
        "all": [
          "AZ-303",
          "AZ-304"
        ]
      },
      "sources": [],
      "confidence": null,
      "notes": null
    }
  ],
  "later_rules": [],
  "recommends": null,
  "recommends_tree": null,
  "also_needs": [],
  "earlier_validity": [],
  "renewal_window_months": 6,
  "renewals": [
    {
      "by": "a free online assessment",
      "text": "a free online assessment: 12 months from that day",
      "effect": "restart",
      "months": null,
      "window": null,
      "grace": null,
      "lapsed": false,
      "from": null,
      "until": null,
      "confidence": "high",
      "notes": null
    }
  ],
  "lasts": null,
  "required_by": [],
  "replaces": [],
  "preparation": {
    "learning": [],
    "exams": [
      {
        "exam": "AZ-305",
        "study_guide": "https://learn.example/study-guides/az-305",
        "courses": [
          {
            "code": "AZ-305T00",
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
      "exam": "AZ-305",
      "notes": [
        {
          "stage": "before",
          "text": "for azure-solutions-architect-expert: azure-administrator-associate (AZ-104)",
          "url": null
        },
        {
          "stage": "measured",
          "text": "study guide",
          "url": "https://learn.example/study-guides/az-305"
        },
        {
          "stage": "learn",
          "text": "instructor-led course AZ-305T00, 4 days",
          "url": null
        },
        {
          "stage": "book",
          "text": "as a beta",
          "url": null
        },
        {
          "stage": "book",
          "text": "165 USD, 100 minutes, 700 of 1000 to pass",
          "url": null
        },
        {
          "stage": "book",
          "text": "page of the exam",
          "url": "https://learn.example/page"
        },
        {
          "stage": "after",
          "text": "counts towards azure-solutions-architect-expert, Azure Solutions Architect Expert",
          "url": "https://learn.example/page"
        },
        {
          "stage": "after",
          "text": "valid 12 months, renewed by a free online assessment in the last 6 of them",
          "url": null
        },
        {
          "stage": "after",
          "text": "shares a prerequisite with devops-engineer-expert",
          "url": null
        }
      ]
    }
  ],
  "history": [
    {
      "on": "2022-06-30",
      "event": "rule-ends"
    }
  ],
  "aliases": [],
  "focus": null,
  "skills": [],
  "audience": [],
  "sources": [
    "https://learn.example/page"
  ],
  "checked": "2026-10-10",
  "confidence": "high",
  "dates_confidence": null,
  "notes": null,
  "file": "data/sample.yaml",
  "line": 7,

"#]]
    );
    let one: serde_json::Value = serde_json::from_str(&printed).unwrap();
    let only = one["entries"][0].as_object().unwrap();
    assert!(only.iter().all(|(key, value)| one[key] == *value));
    assert_eq!(one.as_object().unwrap().len(), only.len() + 4);
    let several = shown(&["x-master", "X-1"], DAY, Format::Json, plain(80));
    let several: serde_json::Value = serde_json::from_str(&several).unwrap();
    assert_eq!(several["entries"][1]["code"], "X-1");
}

#[test]
fn markdown_is_a_page() {
    assert_data_eq!(
        shown(&["AZ-303"], DAY, Format::Markdown, plain(80)),
        str![[r#"
# [AZ-303](https://learn.example/page) Microsoft Azure Architect Technologies

- provider: microsoft
- level: expert
- status: retired
- retires: 2022-03-31
- replaced by: AZ-305
- price usd: 165
- course days: 4
- certifications: azure-solutions-architect-expert
- length: 100 minutes
- to pass: 700 of 1000
- lifecycle: last day 2022-03-31
- checked: 2026-10-10, confidence high
- sources: <https://learn.example/page>
- entry: data/sample.yaml:7
- report an error: fix the entry there, or report it with a source: see CONTRIBUTING.md

## Journey to AZ-303

- book: its last day was 2022-03-31; AZ-305 took its place

"#]]
    );
}

#[test]
fn no_line_is_wider_than_the_terminal_but_for_addresses() {
    for name in CODES.iter().chain(&IDS) {
        for columns in 40..130 {
            let printed = shown(&[name], DAY, Format::Table, plain(columns));
            for line in printed.lines().filter(|line| !line.contains("://")) {
                assert!(width(line) <= columns, "{columns}: {line}");
            }
        }
    }
}
