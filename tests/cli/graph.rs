//! `certpath graph`, and plans as pictures.

use std::fs;

use snapbox::{assert_data_eq, str};

use crate::run::{SHELF, certpath, command, folder, output, shelf, shown};

#[test]
fn a_graph_is_a_tree_with_the_goal_on_top() {
    assert_data_eq!(
        shelf("graph shelf-master"),
        str![[r#"
Master
├─ Shelver  (basic)
│  └─ one of  (+1 retired)
│     ├─ B-1  Basics of Shelving  (50 USD)
│     └─ B-2  Basics of Stacking  (70.50 USD, last day 2027-01-31)
├─ M-9  Mastery: Shelves, Stacks and Piles  (165 USD)
└─ also: Two years among shelves
--- exit code 0 ---

"#]]
    );
}

#[test]
fn what_is_held_and_what_is_to_be_taken_are_marked() {
    assert_data_eq!(
        shelf("graph shelf-master --have B-2"),
        str![[r#"
● Master  (earned at step 1)
├─ ✓ Shelver  (basic, by B-2)
├─ 1. M-9  Mastery: Shelves, Stacks and Piles  (165 USD)
└─ also: Two years among shelves

1. 2. to take, in this order   ● earned on the way   ✓ held

Total: 1 exam, 165 USD, 4 course days
--- exit code 0 ---

"#]]
    );
}

#[test]
fn a_plan_is_drawn_in_its_order_with_ascii_alone() {
    assert_data_eq!(
        shelf("plan --want shelf-master -f tree --ascii -q"),
        str![[r#"
* Master  (earned at step 2)
|- * Shelver  (basic, earned at step 1)
|  `- one of  (+1 retired)
|     |- 1. B-1  Basics of Shelving  (50 USD)
|     `- o B-2  Basics of Stacking  (70.50 USD, last day 2027-01-31)
|- 2. M-9  Mastery: Shelves, Stacks and Piles  (165 USD)
`- also: Two years among shelves

1. 2. to take, in this order   * earned on the way   o another way

Total: 2 exams, 215 USD, 6 course days
--- exit code 0 ---

"#]]
    );
}

#[test]
fn upwards_it_says_what_a_name_opens() {
    assert_data_eq!(
        shelf("graph B-1 --up"),
        str![[r#"
B-1  Basics of Shelving
└─ Shelver  requires B-1 or B-2 or B-3
   └─ Master  requires shelver and M-9
--- exit code 0 ---

"#]]
    );
}

#[test]
fn so_deep_and_no_deeper() {
    assert_data_eq!(
        shelf("graph shelf-master --depth 1"),
        str![[r#"
Master
├─ Shelver  (basic)  (requires more)
├─ M-9  Mastery: Shelves, Stacks and Piles  (165 USD)
└─ also: Two years among shelves
--- exit code 0 ---

"#]]
    );
}

#[test]
fn without_names_all_that_can_be_earned_is_drawn() {
    assert_data_eq!(
        shelf("graph"),
        str![[r#"
Master
├─ Shelver  (basic)
│  └─ one of  (+1 retired)
│     ├─ B-1  Basics of Shelving  (50 USD)
│     └─ B-2  Basics of Stacking  (70.50 USD, last day 2027-01-31)
├─ M-9  Mastery: Shelves, Stacks and Piles  (165 USD)
└─ also: Two years among shelves
--- exit code 0 ---

"#]]
    );
    assert_data_eq!(
        shelf("graph --level basic"),
        str![[r#"
Shelver  (basic)
└─ one of  (+1 retired)
   ├─ B-1  Basics of Shelving  (50 USD)
   └─ B-2  Basics of Stacking  (70.50 USD, last day 2027-01-31)
--- exit code 0 ---

"#]]
    );
    assert_data_eq!(
        shelf("graph --level bas"),
        str![[r#"
--- stderr ---
error: no level is called `bas`
hint: did you mean `basic`?
--- exit code 2 ---

"#]]
    );
}

#[test]
fn what_is_retired_is_drawn_as_it_was_at_its_end() {
    assert_data_eq!(
        shelf("graph pile-master"),
        str![[r#"
Pile Master  (retired 2021-06-30)
├─ Shelver  (basic)
│  └─ one of  (+1 retired)
│     ├─ B-1  Basics of Shelving  (50 USD)
│     └─ B-2  Basics of Stacking  (70.50 USD, last day 2027-01-31)
└─ P-3  Piling for Masters  (165 USD, retired 2021-06-30)
--- exit code 0 ---

"#]]
    );
}

#[test]
fn graphviz_and_mermaid_get_the_same_graph() {
    assert_data_eq!(
        shelf("graph shelf-master --have B-2 -f dot"),
        str![[r##"
digraph certpath {
  graph [label="The way to Master/nas of 2026-11-22, catalog 0.2.0 checked 2026-10-01", labelloc=t, rankdir=LR, ranksep=0.6, fontname="sans-serif", tooltip="2 certifications and 1 exam. To take, in this order: 1 M-9. Held: shelver."];
  node [shape=box, style="rounded,filled", fillcolor=white, fontname="sans-serif", fontsize=11];
  edge [color=gray40, arrowsize=0.7];
  n0 [label="● Master/n(earned at step 1)", fillcolor="#eaf2fd", penwidth=2, URL="https://shelf.example/master", tooltip="shelf-master"];
  n1 [label="✓ Shelver/n(by B-2)", fillcolor="#d7f0dc", penwidth=2, URL="https://shelf.example/shelver", tooltip="shelver"];
  n2 [label="1. M-9/nMastery: Shelves, Stacks and Piles", style=filled, fillcolor="#d6e6fb", penwidth=2.5, URL="https://shelf.example/exams/m-9", tooltip="M-9"];
  n3 [label="Two years among shelves", shape=note, style=filled, fontsize=9];
  n1 -> n0 [penwidth=2, color=black];
  n2 -> n0 [penwidth=2, color=black];
  n3 -> n0;
  legend [shape=plaintext, style="", fontsize=9, label="1. 2. to take, in this order/n● earned on the way/n✓ held"];
}
--- exit code 0 ---

"##]]
    );
    assert_data_eq!(
        shelf("graph shelf-master --have B-2 -f mermaid"),
        str![[r#"
flowchart LR
  accTitle: The way to Master
  accDescr: 2 certifications and 1 exam. To take, in this order: 1 M-9. Held: shelver.
  n0(["● Master<br/>(earned at step 1)"])
  n1(["✓ Shelver<br/>(by B-2)"])
  n2["(1) M-9<br/>Mastery: Shelves, Stacks and Piles"]
  n3>"Two years among shelves"]
  n1 ==> n0
  n2 ==> n0
  n3 --> n0
  legend>"(1) (2) to take, in this order<br/>● earned on the way<br/>✓ held"]
  classDef held fill:#d7f0dc,stroke:#1e7a3c,stroke-width:2px,color:#111
  class n1 held
  classDef step fill:#d6e6fb,stroke:#1f5fbf,stroke-width:3px,color:#111
  class n2 step
  classDef earned fill:#eaf2fd,stroke:#1f5fbf,stroke-width:2px,color:#111
  class n0 earned
  click n0 href "https://shelf.example/master"
  click n1 href "https://shelf.example/shelver"
  click n2 href "https://shelf.example/exams/m-9"
--- exit code 0 ---

"#]]
    );
}

#[test]
fn a_tree_is_ascii_where_the_locale_is_not_utf_8_and_none_that_is_set_is() {
    let printed = |locale: Option<&str>| {
        let mut command = command(&format!("graph shelver {SHELF}"));
        command.env_remove("LANG");
        if let Some(locale) = locale {
            command.env("LC_ALL", locale);
        }
        shown(&output(command, b""))
    };
    for locale in ["C", "POSIX", "de_DE.ISO-8859-1"] {
        let printed = printed(Some(locale));
        assert!(
            printed.is_ascii() && printed.contains("`- "),
            "{locale}: {printed}"
        );
    }
    for locale in [None, Some("C.UTF-8"), Some("de_DE.utf8")] {
        assert!(printed(locale).contains("└─ "), "{locale:?}");
    }
}

#[test]
fn upwards_a_filter_leaves_what_leads_to_what_it_lets_pass() {
    assert_data_eq!(
        shelf("graph B-2 --up --level master"),
        str![[r#"
B-2  Basics of Stacking  (last day 2027-01-31)
└─ Shelver  requires B-1 or B-2 or B-3
   └─ Master  requires shelver and M-9
--- exit code 0 ---

"#]]
    );
    assert_data_eq!(
        shelf("graph B-2 --up --level basic"),
        str![[r#"
B-2  Basics of Stacking  (last day 2027-01-31)
└─ Shelver  requires B-1 or B-2 or B-3
--- exit code 0 ---

"#]]
    );
}

#[test]
fn a_drawing_goes_to_a_file_whose_ending_says_how() {
    let folder = folder("graph");
    for (name, begins) in [
        ("a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\""),
        ("a.html", "<!doctype html>"),
        ("a.dot", "digraph certpath {"),
        ("a.mmd", "flowchart LR"),
    ] {
        let path = folder.join(name);
        let words = format!("plan --want shelf-master -q -o {}", path.display());
        assert_data_eq!(
            shelf(&words),
            str![[r#"
--- exit code 0 ---

"#]]
        );
        let drawn = fs::read_to_string(path).unwrap();
        assert!(drawn.starts_with(begins), "{name}: {drawn}");
    }
}

#[test]
fn a_poster_is_drawn_of_all_that_can_be_earned() {
    let printed = shelf("graph --poster --provider shelf -f svg");
    assert!(printed.contains("<title id=\"certpath-title\">Shelf Academy certifications</title>"));
    for words in [
        "Master",
        "Shelver",
        "M-9 · 165 USD",
        "and Shelver",
        "also for architect",
    ] {
        assert!(printed.contains(&format!(">{words}</text>")), "{words}");
    }
    assert!(!printed.contains("Pile Master"));
}

#[test]
fn a_poster_takes_no_names_and_only_names_open_something() {
    assert_data_eq!(
        shelf("graph shelver --poster"),
        str![[r#"
--- stderr ---
error: the argument '[NAME]...' cannot be used with '--poster'

Usage: certpath graph --no-embedded --catalog <FILE|DIR> --as-of <DATE> <NAME>...

For more information, try '--help'.
--- exit code 2 ---

"#]]
    );
    assert_data_eq!(
        shelf("graph --up"),
        str![[r#"
--- stderr ---
error: the following required arguments were not provided:
  <NAME>...

Usage: certpath graph --up --no-embedded --catalog <FILE|DIR> --as-of <DATE> <NAME>...

For more information, try '--help'.
--- exit code 2 ---

"#]]
    );
    assert_data_eq!(
        shelf("graph \"\""),
        str![[r#"
--- stderr ---
error: there is nothing to draw
hint: name a certification or an exam
--- exit code 2 ---

"#]]
    );
}

#[test]
fn a_goal_that_no_plan_reaches_is_drawn_all_the_same_but_not_planned() {
    assert_data_eq!(
        shelf("graph pile-master --have B-1"),
        str![[r#"
✗ Pile Master  (retired 2021-06-30)
├─ ✓ Shelver  (basic, by B-1)
└─ ✗ P-3  Piling for Masters  (165 USD, retired 2021-06-30)

✓ held   ✗ retired
--- exit code 0 ---

"#]]
    );
    let printed = shelf("plan --want pile-master -f svg");
    assert!(
        !printed.contains("<svg") && printed.ends_with("--- exit code 1 ---\n"),
        "{printed}"
    );
}

#[test]
fn the_embedded_catalog_is_drawn_as_the_provider_has_it() {
    assert_data_eq!(
        certpath("graph devops-engineer --as-of 2026-11-22"),
        str![[r#"
DevOps Engineer Expert
├─ one of  (+1 retired)
│  └─ Azure Administrator Associate
│     └─ AZ-104  Microsoft Azure Administrator  (165 USD)
└─ AZ-400  Designing and Implementing Microsoft DevOps Solutions  (165 USD)
--- exit code 0 ---

"#]]
    );
}

#[test]
fn retired_members_of_a_choice_are_counted_and_drawn_where_that_is_said() {
    assert_data_eq!(
        shelf("graph shelver"),
        str![[r#"
Shelver  (basic)
└─ one of  (+1 retired)
   ├─ B-1  Basics of Shelving  (50 USD)
   └─ B-2  Basics of Stacking  (70.50 USD, last day 2027-01-31)
--- exit code 0 ---

"#]]
    );
    assert_data_eq!(
        shelf("graph shelver --retired"),
        str![[r#"
Shelver  (basic)
└─ one of
   ├─ B-1  Basics of Shelving  (50 USD)
   ├─ B-2  Basics of Stacking  (70.50 USD, last day 2027-01-31)
   └─ B-3  Basics of Piling  (50 USD, retired 2020-12-31)
--- exit code 0 ---

"#]]
    );
    // what is held is drawn, and what alone is left of a choice that was
    assert_data_eq!(
        shelf("graph shelver --have B-3"),
        str![[r#"
✓ Shelver  (basic, by B-3)
└─ ✓ one of
   ├─ ○ B-1  Basics of Shelving  (50 USD)
   ├─ ○ B-2  Basics of Stacking  (70.50 USD, last day 2027-01-31)
   └─ ✓ B-3  Basics of Piling  (50 USD, retired 2020-12-31)

✓ held   ○ another way
--- exit code 0 ---

"#]]
    );
    assert_data_eq!(
        shelf("graph B-3 --up"),
        str![[r#"
B-3  Basics of Piling  (retired 2020-12-31)
└─ Shelver  requires B-1 or B-2 or B-3
   └─ Master  requires shelver and M-9
--- exit code 0 ---

"#]]
    );
}

#[test]
fn mermaid_gets_no_more_than_it_draws() {
    let printed = certpath("graph -f mermaid --as-of 2026-11-22");
    assert!(printed.starts_with(
        "--- stderr ---\nerror: Mermaid draws at most 50000 characters, and this graph has "
    ));
    assert!(printed.contains("hint: draw less with `--provider` or `--depth`"));
    assert!(printed.ends_with("--- exit code 2 ---\n"), "{printed}");
}

#[test]
fn a_poster_has_bands_a_legend_and_rings_round_what_is_one_exam_away() {
    let printed = shelf("graph --poster --provider shelf -f svg --have B-1");
    for words in [
        "<rect class=\"band rank-1\"",
        ">certification, and what it requires</text>",
        ">one exam away from what is held</text>",
        "<rect class=\"ring thick\"",
        ">✓ one of (+1 retired): ✓",
    ] {
        assert!(printed.contains(words), "{words}: {printed}");
    }
}

#[test]
fn a_poster_of_several_roles_is_called_by_them() {
    let roles = "--role developer,data-engineer";
    let svg = certpath(&format!("graph --poster {roles} -f svg --as-of 2026-11-22"));
    assert!(svg.contains(">Certifications for developer, data engineer</text>"));
}

#[test]
fn a_poster_of_a_role_has_providers_side_by_side() {
    let printed = certpath("graph --poster --role developer -f svg --as-of 2026-11-22");
    for words in [
        ">Developer certifications</text>",
        ">MICROSOFT</text>",
        ">ISC2</text>",
        ">associate</text>",
    ] {
        assert!(printed.contains(words), "{words}");
    }
    assert_data_eq!(
        shelf("graph --poster --role nobody"),
        str![[r#"
--- stderr ---
error: no role is called `nobody`
hint: `certpath list roles` shows what there is
--- exit code 2 ---

"#]]
    );
}

#[test]
fn a_poster_fits_its_paper_or_is_refused() {
    let printed = shelf("graph --poster --provider shelf --paper a3 -f svg");
    assert!(
        printed.contains(" width=\"420mm\" height=\"297mm\" "),
        "{printed}"
    );
    assert_data_eq!(
        certpath("graph --poster --provider microsoft --paper a4 -f svg --as-of 2026-11-22"),
        str![[r#"
--- stderr ---
error: on A4 paper the text of this poster would be smaller than 7 points
hint: use `--paper a2`, or draw less with `--level`
--- exit code 2 ---

"#]]
    );
    assert_data_eq!(
        shelf("graph --poster --paper a4"),
        str![[r#"
--- stderr ---
error: `--paper` cannot be used with `--format tree`
hint: use `--format svg` or `html`
--- exit code 2 ---

"#]]
    );
    assert_data_eq!(
        shelf("graph shelver --paper a4 -f svg"),
        str![[r#"
--- stderr ---
error: `--paper` is for `--poster` only
hint: leave the names out and add `--poster`
--- exit code 2 ---

"#]]
    );
    assert_data_eq!(
        shelf("graph --paper a4"),
        str![[r#"
--- stderr ---
error: the following required arguments were not provided:
  --poster

Usage: certpath graph --poster --paper <PAPER> --no-embedded --catalog <FILE|DIR> --as-of <DATE> [NAME]...

For more information, try '--help'.
--- exit code 2 ---

"#]]
    );
}

#[test]
fn every_format_says_by_when_a_step_must_be_taken() {
    // B-1 itself goes on: what it counts for can be earned until then
    let words = "plan --want pile-master --no-embedded --catalog catalogs/shelf.yaml -q";
    for (format, before, after) in [
        ("tree", "B-1  Basics of Shelving  (50 USD, ", ")"),
        ("dot", "B-1\\nBasics of Shelving\\n(", ")"),
        ("mermaid", "B-1<br/>Basics of Shelving<br/>(", ")"),
        (
            "svg",
            "B-1 Basics of Shelving, 50 USD, 2 course days, ",
            "<",
        ),
        (
            "html",
            "<td>Basics of Shelving</td><td>50 USD</td><td>",
            "<",
        ),
    ] {
        let text = certpath(&format!("{words} --as-of 2021-06-01 -f {format}"));
        let said = format!("{before}last day 2021-06-30{after}");
        assert!(text.contains(&said), "{said} in {text}");
    }
}

#[test]
fn what_is_held_is_drawn_with_its_last_day_in_every_format() {
    for format in ["tree", "dot", "mermaid", "svg", "html"] {
        for call in ["graph", "plan"] {
            let words = format!(
                "{call} kubestronaut --have cka@2025-05-01 --as-of 2026-11-26 --no-profile -f {format}"
            );
            let call = crate::run::command(&words);
            let printed = crate::run::shown(&crate::run::output(call, b""));
            assert!(printed.contains("until 2027-05-01"), "{words}: {printed}");
        }
    }
}

/// A catalog of certifications in a row, each with an exam of its own.
fn chain(length: usize) -> String {
    let common = "level: one, page: p, sources: [s], checked: 2026-10-01, confidence: high";
    let mut text =
        "providers:\n- {id: v, name: V, levels: [{name: one, rank: 1}]}\nprovider: v\n".to_owned();
    let exams = (0..length)
        .map(|number| format!("- {{code: E{number}, title: Exam {number}, {common}}}\n"));
    let certifications = (0..length).map(|number| {
        let before = number
            .checked_sub(1)
            .map_or(String::new(), |before| format!("c{before}, "));
        format!(
            "- {{id: c{number}, title: Title {number}, requires: [{before}E{number}], {common}}}\n"
        )
    });
    text.push_str("exams:\n");
    text.extend(exams);
    text.push_str("certifications:\n");
    text.extend(certifications);
    text
}

#[test]
fn a_picture_of_a_plan_that_nobody_could_look_through_is_refused() {
    let file = folder("long-plan").join("chain.yaml");
    fs::write(&file, chain(501)).unwrap();
    let catalog = format!(
        "--no-embedded --catalog {} --as-of 2026-11-22",
        file.display()
    );
    assert_data_eq!(
        certpath(&format!("plan c500 -f svg {catalog}")),
        str![[r#"
--- stderr ---
error: a picture of a plan has at most 1000 cards and 4000 arrows, and this one would have 1001 and 1000
hint: use `-f table`, or `-f tree` for what requires what
--- exit code 2 ---

"#]]
    );
    // with the certifications on the way and the goal these are 999 cards
    let drawn = certpath(&format!("plan c499 -f svg {catalog}"));
    assert!(drawn.starts_with("<svg ") && drawn.ends_with("--- exit code 0 ---\n"));
}
