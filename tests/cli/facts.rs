//! Facts of a catalog beside exams and rules: no exam, all of a level, versions.

use snapbox::{assert_data_eq, str};

use crate::run::certpath;

fn guild(words: &str) -> String {
    certpath(&format!(
        "{words} --no-embedded --catalog catalogs/guild.yaml --as-of 2026-11-22"
    ))
}

#[test]
fn a_plan_for_what_no_exam_leads_to_says_what_to_do() {
    assert_data_eq!(
        guild("plan --want trainer"),
        str![[r#"
--- stderr ---
no plan reaches trainer on 2026-11-22

trainer can be held, but no exam leads to it; it needs: a course of five days; an application

trainer  Trainer
--- exit code 1 ---

"#]]
    );
}

#[test]
fn programs_are_told_what_to_do_instead_of_an_exam() {
    let printed = guild("plan --want trainer -f json");
    let needs = "\"also_needs\": [\n          \"a course of five days\",\n          \"an application\"\n        ]";
    assert!(printed.contains(needs), "{printed}");
}

#[test]
fn an_empty_name_shows_nothing() {
    assert_data_eq!(
        guild("show \" , \""),
        str![[r#"
--- stderr ---
error: there is nothing to show
hint: name a certification or an exam
--- exit code 2 ---

"#]]
    );
}

#[test]
fn what_no_exam_leads_to_is_shown_as_such() {
    assert_data_eq!(
        guild("show trainer -f table"),
        str![[r#"
trainer  Trainer
Guild of Shelvers, expert, can be held, no exam leads to it

Also needs       a course of five days
                 an application
Valid            not known
Page             https://guild.example/trainer
Checked          2026-10-01, confidence high
Sources          guild.example (2026-10-01)
Entry            catalogs/guild.yaml:68
Report an error  fix the entry there, or report it with a source: see
                   CONTRIBUTING.md
--- exit code 0 ---

"#]]
    );
    assert_data_eq!(
        guild("list certifications --columns id,status,requires -f tsv"),
        str![[r#"
oak	available	P-1
pine	available	P-2
steel	available	P-3
master	available	2 of (guild practitioner certifications: oak, pine, steel) and E-1
trainer	available	no exam
--- exit code 0 ---

"#]]
    );
}

#[test]
fn a_gate_over_a_level_has_its_name() {
    assert_data_eq!(
        guild("show master -f table"),
        str![[r#"
master  Master
Guild of Shelvers, expert, can be earned

Requires
master  Master
├─ any 2 of 3 guild practitioner certifications
│  ├─ oak  Oak Practitioner
│  │  └─ P-1  Oak
│  ├─ pine  Pine Practitioner
│  │  └─ P-2  Pine
│  └─ steel  Steel Practitioner
│     └─ P-3  Steel
└─ E-1  Expertise

Journey to E-1
Before           for master: 2 of (guild practitioner certifications: oak (P-1),
                   pine (P-2), steel (P-3))
Book             300 USD
                 page of the exam: https://guild.example/e-1
After            counts towards master, Master: https://guild.example/master

Valid            not known
Page             https://guild.example/master
Checked          2026-10-01, confidence high
Sources          guild.example (2026-10-01)
Entry            catalogs/guild.yaml:77
Report an error  fix the entry there, or report it with a source: see
                   CONTRIBUTING.md
--- exit code 0 ---

"#]]
    );
    assert_data_eq!(
        guild("plan --want master --have pine -f table"),
        str![[r#"
pine counts for P-2

#  EXAM  TITLE      LEVEL         EARNS   USD  DAYS  OR
1  P-1   Oak        practitioner  oak     100     ?  P-3
2  E-1   Expertise  expert        master  300     ?

Total: 2 exams, 400 USD, course days unknown
--- stderr ---
warning: `P-1` is held in version 2.0 from 2027-02-03 on [new-version]
--- exit code 0 ---

"#]]
    );
}

#[test]
fn versions_are_shown_and_are_changes() {
    assert_data_eq!(
        guild("show P-1 -f table"),
        str![[r#"
P-1  Oak
Guild of Shelvers, practitioner, can be taken

Journey to P-1
Before           nothing, it can be taken right away
Book             100 USD
                 page of the exam: https://guild.example/p-1
After            earns oak, Oak Practitioner: https://guild.example/oak
                 opens master

Unlocks          oak  Oak Practitioner
Versions         1.10 until 2027-02-02
                 2.0 from 2027-02-03
Page             https://guild.example/p-1
Checked          2026-10-01, confidence high
Sources          guild.example (2026-10-01)
Entry            catalogs/guild.yaml:12
Report an error  fix the entry there, or report it with a source: see
                   CONTRIBUTING.md
--- exit code 0 ---

"#]]
    );
    assert_data_eq!(
        guild("catalog changes --since 2027-01-01 -f table"),
        str![[r#"
DATE        CHANGE       NAME  TITLE
2027-02-03  new version  P-1   Oak
                               version 2.0
--- exit code 0 ---

"#]]
    );
}
