//! Calls that cannot be understood.

use snapbox::{assert_data_eq, str};

use crate::run::{certpath, shelf};

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
  graph        Draw what certifications ask for, or what they open
  next         Show what is within reach: certifications one exam away first, then two
  compare      Compare exams and certifications side by side, and say which to take first
  check        Check that a catalog is sound
  catalog      Get the catalog itself
  completions  Write a shell's script that completes commands, options and names
  man          Write a manual page
  help         Print this message or the help of the given subcommand(s)

Options:
  -V, --version  Print the version of the program and of its catalog
      --verbose  With --version, say what the catalog holds
  -h, --help     Print help

Examples:
  certpath plan --have AZ-204 --want devops-engineer
  certpath list certs --level expert
  certpath show AZ-400
  certpath graph devops-engineer

Exit codes: 0 done, 1 answered no, 2 could not be asked
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

Usage: certpath plan [--have NAME[@DATE],...] --want NAME,... [OPTIONS]
       certpath plan [--have NAME[@DATE],...] --want-any NAME,... [OPTIONS]
       certpath plan --batch FILE|- [OPTIONS]

Options:
      --have <NAME[@DATE],...>  What you hold, with the day it was passed, earned or last renewed; -
                                reads names from standard input
      --want <NAME,...>         What to reach: one plan reaches all; repeatable
      --want-any <NAME,...>     Reach at least one of these, the cheapest; each --want-any is a list
                                of its own. A name may also be level:LEVEL, role:ROLE or
                                provider:PROVIDER, or several of them joined by +: any such
                                certification that is not held yet (a name that is held counts as
                                reached)
      --minimize <COST>         What to spend least of [default: exams] [possible values: exams,
                                price, days]
      --avoid <NAME,...>        Take no such exam, use no such certification as a step
      --via <NAME,...>          Reach that on the way
      --alternatives <N>        List the N best plans [default: 1]
      --why                     Say which requirements ask for each exam, and what other choices
                                would cost
      --details                 Tell the journey to each exam: what before, how to learn and
                                rehearse, where to book, what after
      --with-recommended        Add the cheapest way to what is recommended
      --time-limit <SECONDS>    Settle for the best plan found after so long [default: 10]
      --batch <FILE|->          Answer JSON requests, one a line; - reads them from standard input
  -h, --help                    Print help

Catalog:
      --as-of <DATE>        Ask for that day, past or future [default: today]
      --catalog <FILE|DIR>  Add to the embedded catalog, or override it; repeatable
      --no-embedded         Leave the embedded catalog out
      --no-user-catalog     Leave your own catalog out, which is read from certpath/catalog in the
                            folder of your configuration

Output:
  -f, --format <FORMAT>  Print in that format [default: table on a terminal, tsv in a pipe]
                         [possible values: table, tsv, csv, json, markdown, ids, tree, dot, mermaid,
                         svg, html, checklist, ics]
      --ascii            Draw with ASCII only
  -o, --output <FILE>    Write to that file, in the format of its ending unless --format says one
      --color <WHEN>     When to color [default: auto] [possible values: auto, always, never]
  -q, --quiet            Print no warnings on standard error
      --strict           Exit with 1 on a warning of doubt

Examples:
  certpath plan --have AZ-204 --want devops-engineer
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
No plan: exit code 1, and the reason on standard error.
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
  --want <NAME,...>

Usage: certpath plan [--have NAME[@DATE],...] --want NAME,... [OPTIONS]
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

Usage: certpath plan [--have NAME[@DATE],...] --want NAME,... [OPTIONS]
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
error: invalid value '0' for '--alternatives <N>': a number of plans begins at 1

For more information, try '--help'.
--- exit code 2 ---

"#]]
    );
}

#[test]
fn values_that_are_none_are_refused() {
    assert_data_eq!(
        certpath("plan --want x --time-limit soon"),
        str![[r#"
--- stderr ---
error: invalid value 'soon' for '--time-limit <SECONDS>': `soon` is no number of seconds

For more information, try '--help'.
--- exit code 2 ---

"#]]
    );
    assert_data_eq!(
        certpath("plan --want x --time-limit -1"),
        str![[r#"
--- stderr ---
error: unexpected argument '-1' found

Usage: certpath plan [--have NAME[@DATE],...] --want NAME,... [OPTIONS]
       certpath plan [--have NAME[@DATE],...] --want-any NAME,... [OPTIONS]
       certpath plan --batch FILE|- [OPTIONS]

For more information, try '--help'.
--- exit code 2 ---

"#]]
    );
    assert_data_eq!(
        certpath("plan --want x -f yaml"),
        str![[r#"
--- stderr ---
error: invalid value 'yaml' for '--format <FORMAT>'
  [possible values: table, tsv, csv, json, markdown, ids, tree, dot, mermaid, svg, html, checklist, ics]

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
hint: did you mean `shelver`?
--- exit code 2 ---

"#]]
    );
    assert_data_eq!(
        shelf("plan --want \"\u{1b}[31mred\""),
        str![[r#"
--- stderr ---
error: no exam or certification is called `�[31mred`
hint: `certpath list exams` and `certpath list certs` show what there is
--- exit code 2 ---

"#]]
    );
}
