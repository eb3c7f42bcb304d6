use std::fmt::Write as _;
use std::time::{Duration, Instant};

use crate::catalog::load::yaml::guard::MOST_SIGNS;
use crate::catalog::load::yaml::*;

type Place = (u32, u32);

fn file(text: &str) -> SourceFile {
    SourceFile {
        name: "shelf.yaml".to_owned(),
        text: text.to_owned(),
    }
}

fn value(text: &str) -> Value {
    parse(&file(text)).unwrap_or_else(|found| panic!("{found}"))
}

/// Returns code, line and column of what is wrong.
fn fault(text: &str) -> (&'static str, u32, u32) {
    let Err(found) = parse(&file(text)) else {
        panic!("nothing is wrong");
    };
    assert_eq!(found.file, "shelf.yaml");
    assert!(found.line == 0 || found.excerpt.is_some() || text.len() > 1 << 20);
    (found.code, found.line, found.column)
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

#[test]
fn a_map_keeps_the_order_of_the_file() {
    let read = value("b: 70.50\na: [1, x y, ~, true]\n10-1: {d: 'no', e: \"\\u00e9\"}\n");
    let expected = Value::Map(vec![
        ("b".to_owned(), Value::Number("70.5".to_owned())),
        (
            "a".to_owned(),
            Value::List(vec![
                Value::Number("1".to_owned()),
                text("x y"),
                Value::Null,
                Value::Bool(true),
            ]),
        ),
        (
            "10-1".to_owned(),
            Value::Map(vec![
                ("d".to_owned(), text("no")),
                ("e".to_owned(), text("é")),
            ]),
        ),
    ]);
    assert_eq!(read, expected);
}

#[test]
fn numbers_are_as_short_as_they_can_be() {
    for (written, short) in [
        ("0", "0"),
        ("-7", "-7"),
        ("+7", "7"),
        ("1.", "1.0"),
        (".5", "0.5"),
        ("70.00", "70.0"),
        ("70.50", "70.5"),
        ("1e3", "1000.0"),
        ("1e300", "1e300"),
        ("-1.5E-3", "-0.0015"),
        ("0o17", "15"),
        ("0xAf", "175"),
        ("0b11", "3"),
        ("-.INF", "-inf"),
        (".nan", "NaN"),
        ("18446744073709551615", "18446744073709551615"),
        ("99999999999999999999999", "99999999999999999999999"),
        ("-99999999999999999999999", "-99999999999999999999999"),
    ] {
        assert_eq!(value(written), Value::Number(short.to_owned()), "{written}");
    }
}

#[test]
fn what_only_looks_like_a_number_is_a_text() {
    for other in [
        "007",
        "010-160",
        "1_000",
        "0b2",
        "0o8",
        "0x",
        "e3",
        "1e",
        ".",
        "1.2.3",
        "2019-03-21",
        "300-410",
        "1Z0",
        "inf",
        "nan",
        "-.nan",
        "12e3e4",
        "yes",
        "No",
        "+-5",
    ] {
        assert_eq!(value(&format!("x: {other}")).get("x"), Some(&text(other)));
    }
    assert_eq!(value("'7'"), text("7"));
    assert_eq!(value("|\n  7\n"), text("7\n"));
}

#[test]
fn prices_are_exact_to_the_cent() {
    let units = [0, 1, 70, 165, 4_095, 65_536, 999_999, 8_388_608, 9_999_999];
    let mut file = String::new();
    let mut expected = Vec::new();
    for unit in units {
        for cent in 0..100 {
            writeln!(file, "- {unit}.{cent:02}").unwrap();
            let cents = format!("{cent:02}");
            let fraction = cents.strip_suffix('0').unwrap_or(&cents);
            expected.push(Value::Number(format!("{unit}.{fraction}")));
        }
    }
    assert_eq!(value(&file), Value::List(expected));
}

#[test]
fn aliases_stand_for_what_they_name() {
    let read = value("a: &a [x, &b y]\r\nb: *a\r\n&e é: *b\r\nc: *b\nd: {&k k: *k}\n");
    let list = Value::List(vec![text("x"), text("y")]);
    assert_eq!(read.get("b"), Some(&list));
    assert_eq!(read.get("c"), Some(&text("y")));
    let key = read.get("d").and_then(|map| map.get("k"));
    assert_eq!(key, Some(&text("k")));
}

#[test]
fn what_a_catalog_may_not_use_is_refused_where_it_stands() {
    let faults = [
        ("", "empty-file", 0, 0),
        ("# only\n# comments\n", "empty-file", 0, 0),
        ("---\n", "empty-file", 0, 0),
        ("~", "empty-file", 0, 0),
        ("\u{feff}...\n", "empty-file", 0, 0),
        ("a: 1\nb:\n  c: 1\n  d: 2\n  c: 3\n", "duplicate-key", 5, 3),
        ("{a: {b: 1, 'b': 2}}", "duplicate-key", 1, 12),
        ("a: !tag b\n", "tag", 1, 4),
        ("a: !!str b\n", "tag", 1, 4),
        ("a: !m {b: c}\n", "tag", 1, 4),
        ("a: b\n---\nc: d\n", "several-documents", 2, 1),
        ("a: b\n...\nc: d\n", "several-documents", 3, 1),
        ("1: b\n", "bad-key", 1, 1),
        ("true: b\n", "bad-key", 1, 1),
        (": b\n", "bad-key", 1, 1),
        ("? [a]\n: b\n", "bad-key", 1, 3),
        ("a: &a b\n*a : c\n", "bad-key", 2, 1),
        ("a: &a {b: c}\nd:\n  <<: *a\n", "merge-key", 3, 3),
        ("a: &a [*a]\n", "bad-alias", 1, 8),
        ("a: &a 1\r\né: &b 2\r\nc: &a 3\r\n", "bad-alias", 3, 4),
        ("- &a 1\n- &b\n  - &a 2\n", "bad-alias", 3, 5),
        ("a: \"\\e[31mred\"\n", "control-character", 1, 4),
        ("\u{1b}x: b\n", "control-character", 1, 1),
        ("a: b\u{202e}c\n", "control-character", 1, 5),
        ("a: b\u{7f}c\n", "control-character", 1, 5),
        ("# x\u{2028}a: b\n", "control-character", 1, 4),
        ("a: \u{ffff}\n", "control-character", 1, 4),
    ];
    for (text, code, line, column) in faults {
        assert_eq!(fault(text), (code, line, column), "{text:?}");
    }
}

#[test]
fn what_is_not_yaml_is_told_with_its_place_and_a_hint() {
    let faults = [
        ("a:\n\t- b\n", 2, 2),
        ("a: \"b\nc: d\n", 1, 4),
        ("a: 'b", 1, 4),
        ("a: \"b\" c\n", 1, 8),
        ("a: b: c\n", 1, 5),
        ("é: ü: x\n", 1, 5),
        ("a: [b, c\nd: e\n", 2, 2),
        ("a: {b: c\n", 2, 1),
        ("a: b\n c: d\n", 2, 3),
        ("a: ]\n", 1, 4),
        ("- a\nb: c\n", 2, 1),
        ("a: *b\n", 1, 4),
        ("a: \"\\q\"\n", 1, 4),
        ("a:\r\n  b: c\r\n d: e\r\n", 3, 2),
        ("a: b\nc: [d", 2, 6),
        ("a: {b: c", 1, 9),
        ("a: [b] c\n", 1, 8),
        ("a: - b\n", 1, 4),
        ("a: @b\n", 1, 4),
        ("a: b\nc\n", 3, 1),
        ("[a]\n[b]\n", 2, 1),
        ("a: |b\n  c\n", 1, 4),
        ("a: &b.c d\n", 1, 6),
        ("# b\n\t\nc: d\n", 2, 1),
    ];
    for (text, line, column) in faults {
        let found = parse(&file(text)).unwrap_err();
        let place = (found.code, found.line, found.column);
        assert_eq!(place, ("bad-yaml", line, column), "{text:?}: {found}");
        assert!(found.hint.is_some() && found.excerpt.is_some(), "{found}");
    }
}

#[test]
fn a_duplicate_names_the_line_of_the_first() {
    let mut many = String::new();
    for number in 0..100 {
        writeln!(many, "k{number}: x").unwrap();
    }
    for (text, first) in [
        ("a: 1\nb: 2\na: 3\n".to_owned(), 1),
        (many + "k40: y\n", 41),
    ] {
        let hint = parse(&file(&text)).unwrap_err().hint.unwrap();
        assert_eq!(
            hint,
            format!("it is on line {first} already; keep one of the two")
        );
    }
}

#[test]
fn brackets_may_be_64_deep_and_no_deeper() {
    let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    assert!(parse(&file(&nested(64))).is_ok());
    assert_eq!(fault(&nested(65)), ("too-deep", 1, 65));
    let indented = |depth: usize| {
        let line = |level| " ".repeat(level) + "a:\n";
        (0..depth).map(line).collect::<String>() + &" ".repeat(depth) + "b"
    };
    assert!(parse(&file(&indented(64))).is_ok());
    assert_eq!(fault(&indented(65)), ("too-deep", 65, 65));
}

#[test]
fn aliases_cannot_nest_deeper_than_brackets() {
    let mut text = "a0: &a0 [x]\n".to_owned();
    for level in 1..70 {
        writeln!(text, "a{level}: &a{level} [*a{}]", level - 1).unwrap();
    }
    assert_eq!(fault(&text).0, "too-deep");
}

#[test]
fn brackets_in_texts_and_comments_do_not_count() {
    let many = "[{".repeat(500);
    let text = format!("# {many}\na: \"{many}\"\nb: '{many}'\nc: |\n  {many}\nd: x{many}\n");
    assert_eq!(value(&text).get("b").and_then(Value::written), Some(&*many));
}

#[test]
fn hostile_files_are_answered_in_seconds() {
    let bomb = {
        let mut text = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n".to_owned();
        for level in 1..40 {
            let alias = format!("*a{},", level - 1);
            writeln!(text, "a{level}: &a{level} [{}]", alias.repeat(9)).unwrap();
        }
        text
    };
    let staircase = (0..20_000).fold(String::new(), |text, level| {
        text + &" ".repeat(level % 5_000) + "- \n"
    });
    let files = [
        ("[".repeat(50_000_000), "too-deep"),
        ("{a: ".repeat(60_000), "too-deep"),
        ("- ".repeat(5_000_000), "too-deep"),
        ("? ".repeat(5_000_000), "bad-key"),
        (": ".repeat(5_000_000), "bad-key"),
        ("[\"".repeat(5_000_000), "bad-yaml"),
        (format!("[{}", "a: ".repeat(50_000)), "bad-yaml"),
        ("]".repeat(5_000_000), "bad-yaml"),
        ("\"".repeat(5_000_000), "bad-yaml"),
        ("---\n".repeat(1_000_000), "several-documents"),
        (staircase, "too-deep"),
        (bomb, "alias-bomb"),
    ];
    for (text, code) in files {
        let start: String = text.chars().take(20).collect();
        let begun = Instant::now();
        assert_eq!(fault(&text).0, code, "{start}");
        let took = begun.elapsed();
        assert!(took < Duration::from_secs(10), "{start}: {took:?}");
    }
}

#[test]
fn long_lists_in_brackets_are_refused_before_they_fill_the_memory() {
    let text = format!("[{}]", "[],".repeat(MOST_SIGNS / 2));
    assert_eq!(fault(&text).0, "too-many-values");
}

/// Reads a text in as many pieces as it can be cut into.
fn in_pieces(text: &str) -> Option<Value> {
    let (_, cuts) = guard::check(text, 1).unwrap();
    pieces::read(text, &cuts)
}

#[test]
fn pieces_make_the_same_value_as_the_whole() {
    for text in [
        "a: 1\nb: 2\n",
        "exams:\n  - a: b\n  - a: c\n    d: |+\n      x\n\n\n  - e\n# end\ncertifications:\n- 1\n- 2\n\n- - 3\n  - 4\nz: ~\n",
        "--- # first\na:\n  -\n    b: c\n  - # why\n    d\n  -   e: f\n      g: >\n        h\n\n         i\n  - \"j\n    - k\"\nl: m\n  n\n...\n",
        "%YAML 1.2\n---\na:\r\n- b\r\n- 'c\r\n\r\n  d'\r\ne: {f: g}\r\n",
        "  a:\n    - b\n    - - c\n      - d\n    - {e: f,\n        g: h}\n  i: [j,\n    k]\n",
        "é:\n  - ü\n  - ö: 007\n  - 070.50\n  - '7'\nä: 1e3",
    ] {
        let whole = value(text);
        let pieces = in_pieces(text).unwrap_or_else(|| panic!("no pieces: {text:?}"));
        assert_eq!(pieces, whole, "{text:?}");
    }
}

#[test]
fn what_cannot_be_cut_is_read_whole() {
    for text in [
        "a: 1\n",
        "- a\n- b\n",
        "{\na: 1,\nb: 2}\n",
        "{a: 1, b: 2}\n",
        "? a\n: b\n? c\n: d\n",
        "a: &x 1\nb: *x\n",
        "a\n",
    ] {
        assert_eq!(in_pieces(text), None, "{text:?}");
    }
}

#[test]
fn the_catalog_is_the_same_in_pieces() {
    let data = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let files = crate::catalog::load::source::read(&data).unwrap();
    assert!(files.len() > 20);
    for file in files {
        let pieces = in_pieces(&file.text);
        assert_eq!(pieces, Some(parse(&file).unwrap()), "{}", file.name);
    }
}

#[test]
fn an_entry_has_so_many_values_and_no_more() {
    let entries = |each: usize| {
        let entry = format!("  - x: [{}]\n", "1,".repeat(each));
        format!("exams:\n{}", entry.repeat(2))
    };
    assert!(parse(&file(&entries(249_000))).is_ok());
    assert_eq!(fault(&entries(250_000)).0, "too-many-values");
    let beside = entries(130_000).replace("exams", "exam");
    assert_eq!(fault(&beside).0, "too-many-values");
}

#[test]
fn a_very_long_line_is_cut() {
    let text = format!(
        "a: {}\nb: c: d{}\n",
        "x".repeat(100_000),
        "y".repeat(100_000)
    );
    let found = parse(&file(&text)).unwrap_err();
    let shown = found.to_string();
    assert_eq!((found.line, found.column), (2, 5));
    assert!(
        shown.lines().all(|line| line.chars().count() < 170),
        "{shown}"
    );
    assert!(shown.contains("yyy...\n"), "{shown}");
}

#[test]
fn a_value_and_its_key_are_found_where_they_stand() {
    let text = "a: 1\n\"é\": {ü: x, b: [c, *a, {d: e}]}\nlist:\n  - id: one\n    \
                requires:\n      - AZ-1\n  -\n    id: two\n";
    let text = text.replace("a: 1", "a: &a 1");
    let positions = Positions::of(&text).unwrap();
    let (key, index) = (Step::Key, Step::Index);
    let places: [(&[Step<'_>], Place, Place); 12] = [
        (&[], (1, 1), (1, 1)),
        (&[key("a")], (1, 4), (1, 1)),
        (&[key("é")], (2, 6), (2, 1)),
        (&[key("é"), key("ü")], (2, 10), (2, 7)),
        (&[key("é"), key("b")], (2, 16), (2, 13)),
        (&[key("é"), key("b"), index(1)], (2, 20), (2, 20)),
        (&[key("é"), key("b"), index(2), key("d")], (2, 28), (2, 25)),
        (&[key("list"), index(0)], (4, 5), (4, 5)),
        (
            &[key("list"), index(0), key("requires"), index(0)],
            (6, 9),
            (6, 9),
        ),
        (&[key("list"), index(1), key("id")], (8, 9), (8, 5)),
        (&[key("list"), index(0), key("page")], (4, 5), (4, 5)),
        (&[key("list"), index(7), key("id")], (4, 3), (4, 3)),
    ];
    for (path, value, name) in places {
        assert_eq!(positions.value(path), value, "{path:?}");
        assert_eq!(positions.key(path), name, "{path:?}");
    }
    assert!(Positions::of("# nothing\n").is_none());
}

#[test]
fn a_value_that_is_not_there_is_where_its_key_is() {
    let positions = Positions::of("a:\n\nb:\n  - c:\n    d: {e: }\n").unwrap();
    let (key, index) = (Step::Key, Step::Index);
    assert_eq!(positions.value(&[key("a")]), (1, 1));
    assert_eq!(positions.value(&[key("b"), index(0), key("c")]), (4, 5));
    assert_eq!(
        positions.value(&[key("b"), index(0), key("d"), key("e")]),
        (5, 9)
    );
}

#[test]
fn positions_of_a_broken_text_reach_up_to_the_fault() {
    let positions = Positions::of("a: b\nc:\n  d: e\n  f: g: h\n").unwrap();
    assert_eq!(positions.value(&[Step::Key("c"), Step::Key("d")]), (3, 6));
}

#[test]
fn the_lines_of_items_are_those_of_their_positions() {
    for text in [
        "a:\n- x\n-\n  y: z\n- [b,\n   c]\n- d\nb: 1\nc: [1, 2,\n 3]\nd:\n  - - 1\n    - 2\n  - &e\n    f: g\n  - *e\n",
        "a: &a [1,\n  2]\nb: *a\nc:\n- 1\n",
        "[1,\n 2]",
        "{a: [\n1, {b: [\n2]}, ~], c: {d: [1]}}",
    ] {
        let (value, lines) = parse_with_lines(&file(text)).unwrap();
        let positions = Positions::of(text).unwrap();
        let Value::Map(entries) = &value else {
            assert_eq!(lines.line("a", 0), None);
            continue;
        };
        for (key, value) in entries {
            let Value::List(items) = value else { continue };
            for index in 0..items.len() {
                let place = positions.value(&[Step::Key(key), Step::Index(index)]);
                let line = lines.line(key, index);
                assert!(line == Some(place.0) || text.contains("*a") && line.is_none());
            }
            assert_eq!(lines.line(key, items.len()), None);
        }
    }
}
