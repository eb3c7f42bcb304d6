//! Calls that cannot be understood.

use snapbox::{assert_data_eq, str};

use crate::run::{SHELF, certpath, given, shelf};

#[test]
fn the_name_alone_prints_the_help() {
    assert_data_eq!(
        certpath(""),
        str![[r#"
--- stderr ---
Plan certification paths: which exams, in which order, lead from what you hold to what you want

Usage: certpath [OPTIONS] [COMMAND]

Commands:
  plan         Find the cheapest exams, in order, from what you hold to what you want
  list         List exams, certifications, providers, levels or roles
  show         Show everything about an exam or a certification
  graph        Draw the prerequisites of certifications, or what they unlock
  next         Show what is within reach: certifications one exam away first, then two
  compare      Compare exams and certifications side by side, and say which to take first
  status       Show what you hold: until when, how to renew it, and what ends with it
  profile      Remember what you hold, so that --have need not be typed
  check        Check a catalog for errors
  catalog      Export, compare and count the catalog
  schema       Print the JSON Schema of what a command prints as JSON
  completions  Print a script that completes commands, options and names in a shell
  man          Print a manual page
  help         Print this message or the help of the given subcommand(s)

Options:
  -V, --version  Print the version of the program and of its catalog
      --verbose  With --version, also print what the catalog contains
  -h, --help     Print help

Catalog:
      --catalog <FILE|DIR>  Add to the embedded catalog, or override it; repeatable
      --no-embedded         Do not use the embedded catalog
      --no-user-catalog     Do not use your own catalog, the folder certpath/catalog in your
                            configuration folder

Output:
      --color <WHEN>  When to use colors [default: auto] [possible values: auto, always, never]
  -q, --quiet         Print no warnings or notes on standard error

Examples:
  certpath plan devops-engineer --have AZ-204
  certpath list certs --level expert
  certpath show AZ-400
  certpath graph devops-engineer

Exit codes: 0 done, 1 the answer is no, 2 usage or input error
--- exit code 2 ---

"#]]
    );
}

#[test]
fn help_is_an_answer() {
    assert_data_eq!(
        certpath("plan --help"),
        str![[r#"
Find the cheapest exams, in order, from what you hold to what you want

Usage: certpath plan [--have NAME[@DATE],...] NAME... [OPTIONS]
       certpath plan [--have NAME[@DATE],...] --want-any NAME,... [OPTIONS]
       certpath plan --batch FILE|- [OPTIONS]

Arguments:
  [NAME]...  The certifications and exams to reach, all by one plan

Options:
      --have <NAME[@DATE],...>  What you hold, with the day it was passed, earned or last renewed; -
                                reads names from standard input, @FILE a list of any shape, +NAME
                                adds to the profile; repeatable [default: the profile, see certpath
                                profile]
      --profile <NAME>          Take the holdings of this profile [default: the value of
                                CERTPATH_PROFILE]
      --no-profile              Do not take the holdings of your profile
      --skip-unknown            Go on without holdings that are not in the catalog, with a warning
                                for each
      --want <NAME,...>         Reach these too; repeatable
      --want-any <NAME,...>     Reach the cheapest of these; each --want-any is a list of its own. A
                                name may also be level:LEVEL, role:ROLE or provider:PROVIDER, or
                                several of them joined by +: any such certification that is not held
                                yet (a name that is held counts as reached)
      --minimize <COST>         Objective to minimize [default: exams] [possible values: exams,
                                price, days]
      --avoid <NAME,...>        Do not take these exams, do not use these certifications as a step
      --via <NAME,...>          Also require NAME
      --alternatives <N>        Print the N best plans [default: 1]
      --why                     Explain which requirements need each exam, and what other choices
                                would cost
      --details                 Add to each exam what comes before, how to learn and practice, where
                                to book, what comes after
      --with-recommended        Add the cheapest exams for what is recommended
      --budget <USD>            Keep to plans that cost at most USD; an unknown price counts as 0
      --by <DATE>               Keep to plans whose course days fit between the as-of date and DATE
      --time-limit <SECONDS>    Stop after SECONDS and print the best plan found [default: 10]
      --batch <FILE|->          Answer JSON requests, one per line; - reads standard input
  -h, --help                    Print help

Catalog:
      --catalog <FILE|DIR>  Add to the embedded catalog, or override it; repeatable
      --no-embedded         Do not use the embedded catalog
      --no-user-catalog     Do not use your own catalog, the folder certpath/catalog in your
                            configuration folder
      --as-of <DATE>        Answer for this day, past or future [default: today]

Output:
      --color <WHEN>     When to use colors [default: auto] [possible values: auto, always, never]
  -q, --quiet            Print no warnings or notes on standard error
  -f, --format <FORMAT>  Output format; csv-safe is for spreadsheets, which read cells of csv as
                         formulas [default: table on a terminal, tsv in a pipe] [possible values:
                         table, tsv, csv, csv-safe, json, markdown, ids, tree, dot, mermaid, svg,
                         html, checklist, ics]
      --ascii            Draw with ASCII characters only
  -o, --output <FILE>    Write to FILE, in the format of its extension unless --format is given
      --strict           Exit with 1 on an uncertainty warning

Examples:
  certpath plan devops-engineer --have AZ-204
  certpath plan --have AZ-104@2025-06-01 --want azure-solutions-architect,devops-engineer
  certpath plan --want cybersecurity-architect --minimize price --alternatives 3 --why
  certpath plan --have AZ-104 --want-any provider:microsoft+level:expert
  certpath plan --want devops-engineer --as-of 2021-07-13 -f json
  certpath plan --have - --want devops-engineer < passed.txt
  certpath plan --have AZ-204 --want devops-engineer -o way.svg
  certpath plan --want devops-engineer --format checklist > todo.md
  certpath plan --have AZ-104@2026-03-01 --want devops-engineer -o days.ics
  certpath plan --batch requests.jsonl -o answers.json

A name is a code, an id, a title, an alias or the address of a page.
Without a plan the exit code is 1, and the reason is on standard error.
--- exit code 0 ---

"#]]
    );
}

#[test]
fn a_plan_needs_a_want() {
    assert_data_eq!(
        certpath("plan --have AZ-204"),
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
fn words_that_are_none_are_refused() {
    assert_data_eq!(
        certpath("plann"),
        str![[r#"
--- stderr ---
error: unrecognized subcommand 'plann'

  tip: a similar subcommand exists: 'plan'

Usage: certpath [OPTIONS] [COMMAND]

For more information, try '--help'.
--- exit code 2 ---

"#]]
    );
    assert_data_eq!(
        certpath("plan --wnat x"),
        str![[r#"
--- stderr ---
error: unexpected argument '--wnat' found

  tip: a similar argument exists: '--want'

Usage: certpath plan [--have NAME[@DATE],...] NAME... [OPTIONS]
       certpath plan [--have NAME[@DATE],...] --want-any NAME,... [OPTIONS]
       certpath plan --batch FILE|- [OPTIONS]

For more information, try '--help'.
--- exit code 2 ---

"#]]
    );
    assert_data_eq!(
        certpath("plan --want x --minimize time"),
        str![[r#"
--- stderr ---
error: invalid value 'time' for '--minimize <COST>'
  [possible values: exams, price, days]

For more information, try '--help'.
--- exit code 2 ---

"#]]
    );
    assert_data_eq!(
        certpath("plan --want x --alternatives 0"),
        str![[r#"
--- stderr ---
error: invalid value '0' for '--alternatives <N>': the number of plans must be at least 1

For more information, try '--help'.
--- exit code 2 ---

"#]]
    );
}

#[test]
fn budgets_and_names_on_standard_input_are_bounded() {
    let plan = |budget| shelf(&format!("plan shelver --budget {budget}"));
    assert!(plan("1000000000").ends_with("--- exit code 0 ---\n"));
    assert!(plan("1000000001").contains("is not an amount of dollars"));
    let most = " ".repeat(16 << 20);
    let call = format!("plan shelver --have - {SHELF}");
    assert!(given(&call, &most).ends_with("--- exit code 0 ---\n"));
    let printed = given(&call, most + " ");
    assert!(
        printed.contains("standard input has more than 16 MiB"),
        "{printed}"
    );
}

#[test]
fn values_that_are_none_are_refused() {
    assert_data_eq!(
        certpath("plan --want x --time-limit soon"),
        str![[r#"
--- stderr ---
error: invalid value 'soon' for '--time-limit <SECONDS>': `soon` is not a number of seconds

For more information, try '--help'.
--- exit code 2 ---

"#]]
    );
    assert_data_eq!(
        certpath("plan --want x --time-limit -1"),
        str![[r#"
--- stderr ---
error: invalid value '-1' for '--time-limit <SECONDS>': `-1.0` is not a number of seconds

For more information, try '--help'.
--- exit code 2 ---

"#]]
    );
    assert_data_eq!(
        certpath("plan --want x -f yaml"),
        str![[r#"
--- stderr ---
error: invalid value 'yaml' for '--format <FORMAT>'
  [possible values: table, tsv, csv, csv-safe, json, markdown, ids, tree, dot, mermaid, svg, html, checklist, ics]

For more information, try '--help'.
--- exit code 2 ---

"#]]
    );
    assert_data_eq!(
        certpath("list --status gone"),
        str![[r#"
--- stderr ---
error: invalid value 'gone' for '--status <STATUS>'
  [possible values: announced, beta, available, retiring, retired, all]

For more information, try '--help'.
--- exit code 2 ---

"#]]
    );
    assert_data_eq!(
        certpath("show"),
        str![[r#"
--- stderr ---
error: the following required arguments were not provided:
  <NAME>...

Usage: certpath show <NAME>...

For more information, try '--help'.
--- exit code 2 ---

"#]]
    );
    assert_data_eq!(
        certpath("--verbose"),
        str![[r#"
--- stderr ---
error: the following required arguments were not provided:
  --version

Usage: certpath --version --verbose

For more information, try '--help'.
--- exit code 2 ---

"#]]
    );
}

#[test]
fn a_day_is_a_whole_one_of_the_calendar() {
    assert_data_eq!(
        certpath("list --as-of 2026-02-29"),
        str![[r#"
--- stderr ---
error: invalid value '2026-02-29' for '--as-of <DATE>': `2026-02-29` does not exist; look at the month and the day

For more information, try '--help'.
--- exit code 2 ---

"#]]
    );
    assert_data_eq!(
        certpath("list --as-of 2026-03"),
        str![[r#"
--- stderr ---
error: invalid value '2026-03' for '--as-of <DATE>': `2026-03` is not a whole day; write the whole day, such as 2026-03-01

For more information, try '--help'.
--- exit code 2 ---

"#]]
    );
    assert_data_eq!(
        certpath("list --as-of tomorrow"),
        str![[r#"
--- stderr ---
error: invalid value 'tomorrow' for '--as-of <DATE>': `tomorrow` is not a date; write YYYY-MM-DD, such as 2026-11-22

For more information, try '--help'.
--- exit code 2 ---

"#]]
    );
}

#[test]
fn a_catalog_is_needed() {
    assert_data_eq!(
        certpath("plan --want x --no-embedded"),
        str![[r#"
--- stderr ---
error: `--no-embedded` leaves no catalog
hint: name one with `--catalog FILE`
--- exit code 2 ---

"#]]
    );
}

#[test]
fn an_unknown_name_is_answered_with_the_nearest() {
    assert_data_eq!(
        shelf("show shelvr"),
        str![[r#"
--- stderr ---
error: no exam or certification is called `shelvr`
hint: did you mean `shelver`, Shelf Certified: Shelver (shelf, available)?
--- exit code 2 ---

"#]]
    );
    assert_data_eq!(
        shelf("plan --want \"\u{1b}[31mred\""),
        str![[r#"
--- stderr ---
error: no exam or certification is called `�[31mred`
hint: `certpath list exams` and `certpath list certs` show all names
--- exit code 2 ---

"#]]
    );
}

#[test]
fn what_is_not_held_has_no_date() {
    for words in ["show B-1@2026-01-01", "plan --want M-9,B-1@2026-01-01"] {
        assert_data_eq!(
            shelf(words),
            str![[r#"
--- stderr ---
error: only what is held has a date, and `B-1@2026-01-01` is not named as held
hint: leave out what is behind the `@`, or name it with `--have`
--- exit code 2 ---

"#]]
        );
    }
}

#[test]
fn global_options_stand_before_the_command_and_after_it() {
    let plain = shelf("plan --want M-9 -q");
    let global = "--no-embedded --catalog catalogs/shelf.yaml --color never -q";
    let rest = "--want M-9 --as-of 2026-11-22";
    assert_eq!(certpath(&format!("{global} plan {rest}")), plain);
    assert_eq!(certpath(&format!("plan {global} {rest}")), plain);
    assert_eq!(
        certpath(&format!("{global} catalog export")),
        certpath(&format!("catalog export {global}"))
    );
}

#[test]
fn catalogs_before_and_after_the_command_all_count() {
    let file = crate::run::folder("leading").join("own.yaml");
    std::fs::write(
        &file,
        "provider: shelf\nexams: [{code: B-1, title: Mine}]\n",
    )
    .unwrap();
    let file = file.display();
    let (shelf, day) = (
        "--catalog catalogs/shelf.yaml",
        "--as-of 2026-11-22 --no-embedded",
    );
    let words = "list exams B-1 --columns code,title";
    assert_eq!(
        certpath(&format!("{shelf} {words} --catalog {file} {day}")),
        "B-1\tMine\n--- exit code 0 ---\n"
    );
    assert_eq!(
        certpath(&format!("--catalog {file} {words} {shelf} {day}")),
        "B-1\tBasics of Shelving\n--- exit code 0 ---\n"
    );
}

#[test]
fn the_last_of_a_repeated_option_wins() {
    let said = shelf("plan --want M-9 -f ids --minimize price -q");
    let words = "plan --want M-9 -f json -f ids --minimize days --minimize price -q -q --color always --color never --as-of 2020-01-01";
    assert_eq!(shelf(words), said);
}

#[test]
fn wants_and_holdings_stand_without_an_option() {
    assert_eq!(shelf("plan M-9 B-2"), shelf("plan --want M-9,B-2"));
    assert_eq!(
        shelf("plan M-9 --have B-2"),
        shelf("plan --want M-9 --have B-2")
    );
    assert_eq!(shelf("next B-1,B-2"), shelf("next --have B-1,B-2"));
    assert_eq!(shelf("next B-1 --have B-2"), shelf("next --have B-1,B-2"));
}

#[test]
fn a_catalog_for_a_command_that_reads_none_is_refused() {
    assert_data_eq!(
        certpath("man --catalog catalogs/shelf.yaml"),
        str![[r#"
--- stderr ---
error: `--catalog` cannot be used with this command
hint: leave it out: the command reads no catalog
--- exit code 2 ---

"#]]
    );
    for words in [
        "--no-embedded --version",
        "completions bash --no-user-catalog",
        "catalog schema --no-embedded",
    ] {
        let printed = certpath(words);
        assert!(printed.ends_with("--- exit code 2 ---\n"), "{printed}");
    }
}

#[test]
fn help_has_no_option_that_the_command_refuses() {
    for words in [
        "schema",
        "completions",
        "man",
        "profile path",
        "catalog schema",
    ] {
        let printed = certpath(&format!("{words} --help"));
        assert!(!printed.contains("--catalog"), "{printed}");
        assert!(printed.contains("--quiet"), "{printed}");
    }
}

#[test]
fn messages_wrap_where_the_width_is_known() {
    for words in [
        "plan pile-master",
        "plan pile-maste --have nothing-of-this,nor-of-that",
        "plan M-9 --want-any level:nothing",
        "plan M-9 --minimize whatever-there-is",
        "plan M-9 --by 2026-13-01",
        "schema nothing",
    ] {
        let mut call = crate::run::command(&format!("{words} {}", crate::run::SHELF));
        call.env("COLUMNS", "60");
        let printed = crate::run::shown(&crate::run::output(call, b""));
        let (_, said) = printed.split_once("--- stderr ---").unwrap();
        assert!(
            said.lines().all(|line| line.chars().count() <= 60),
            "{words}: {said}"
        );
    }
}

#[test]
fn what_is_repeated_of_the_command_line_is_cut_and_cannot_act_on_a_terminal() {
    let long = "9".repeat(100_000);
    for words in [
        format!("plan --want x --alternatives {long}"),
        format!("plan --want x --time-limit x{long}"),
        format!("plan --want x --minimize {long}"),
        format!("plan --want x --as-of {long}"),
        format!("plan --{long}"),
        format!("plan{long}"),
    ] {
        let printed = certpath(&words);
        assert!(printed.len() < 2000, "{printed}");
        assert!(printed.ends_with("--- exit code 2 ---\n"), "{printed}");
    }
    let printed = certpath("plan --want x --minimize \u{1b}[31mred");
    assert!(!printed.contains('\u{1b}'), "{printed}");
    assert_data_eq!(
        certpath("plan --want x --alternatives 99999999999999999999"),
        str![[r#"
--- stderr ---
error: invalid value '99999999999999999999' for '--alternatives <N>': more than 18446744073709551615 plans are never printed

For more information, try '--help'.
--- exit code 2 ---

"#]]
    );
    assert_data_eq!(
        certpath("plan --want x --time-limit 1e308"),
        str![[r#"
--- stderr ---
error: invalid value '1e308' for '--time-limit <SECONDS>': `1e308` is not a number of seconds

For more information, try '--help'.
--- exit code 2 ---

"#]]
    );
}

#[test]
fn names_in_utf_16_are_called_so() {
    let text: Vec<u8> = "\u{feff}B-1\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let words = format!("plan --have - --want M-9 {}", crate::run::SHELF);
    assert_data_eq!(
        crate::run::given(&words, text),
        str![[r#"
--- stderr ---
error: standard input is UTF-16
hint: save the names as UTF-8, one a line
--- exit code 2 ---

"#]]
    );
}

/// `CKA` or a question, in UTF-16 of both kinds, with a mark and without.
fn utf16(text: &str) -> Vec<Vec<u8>> {
    let units = |mark: &str| {
        format!("{mark}{text}\n")
            .encode_utf16()
            .collect::<Vec<u16>>()
    };
    let texts = [units(""), units("\u{feff}")];
    let little = texts
        .iter()
        .map(|units| units.iter().flat_map(|unit| unit.to_le_bytes()).collect());
    let big = texts
        .iter()
        .map(|units| units.iter().flat_map(|unit| unit.to_be_bytes()).collect());
    little.chain(big).collect()
}

#[test]
fn whatever_is_read_in_utf_16_is_called_so() {
    let home = crate::run::folder("usage-utf16");
    std::fs::create_dir_all(home.join("certpath")).unwrap();
    let file = home.join("certpath/profile");
    let shelf = crate::run::SHELF;
    for text in utf16("- CKA: {want: [CKA]}") {
        std::fs::write(&file, &text).unwrap();
        let file = file.display();
        for words in [
            format!("plan M-9 --have - {shelf}"),
            format!("plan M-9 --have @{file} {shelf}"),
            format!("plan M-9 --catalog {file} {shelf}"),
            format!("plan --batch - {shelf}"),
            format!("plan --batch {file} {shelf}"),
            format!("profile import - {shelf}"),
            format!("profile import --dry-run {file} {shelf}"),
            "profile list".to_owned(),
            "profile add CKA".to_owned(),
            format!("check {file}"),
            format!("catalog diff {file} embedded"),
        ] {
            let mut call = crate::run::command(&words);
            call.env("XDG_CONFIG_HOME", &home);
            let printed = crate::run::shown(&crate::run::output(call, &text));
            assert!(printed.contains("UTF-16"), "{words}: {printed}");
            assert!(
                !printed.ends_with("exit code 0 ---\n"),
                "{words}: {printed}"
            );
        }
    }
}

#[test]
fn one_is_listed_as_several_are() {
    for (one, several) in [
        ("exam", "exams"),
        ("cert", "certs"),
        ("certification", "certs"),
        ("provider", "providers"),
        ("level", "levels"),
        ("role", "roles"),
    ] {
        assert_eq!(
            shelf(&format!("list {one}")),
            shelf(&format!("list {several}"))
        );
    }
}

#[test]
fn an_option_that_would_mean_nothing_is_refused() {
    for (words, option) in [
        ("plan M-9 --ascii -f json", "--ascii"),
        ("plan M-9 --ascii -f svg", "--ascii"),
        ("graph M-9 --ascii -f dot", "--ascii"),
        ("plan M-9 --have +B-1 --no-profile", "--no-profile"),
        ("plan M-9 --why -f ids", "--why"),
        ("plan M-9 --alternatives 2 -f dot", "--alternatives"),
    ] {
        let printed = shelf(words);
        let said = format!("--- stderr ---\nerror: `{option}` cannot be used with");
        assert!(printed.starts_with(&said), "{words}: {printed}");
        assert!(
            printed.ends_with("--- exit code 2 ---\n"),
            "{words}: {printed}"
        );
    }
}
