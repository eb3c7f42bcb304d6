use std::fmt::Write as _;
use std::time::{Duration, Instant};

use crate::catalog::load::finding::Code;
use crate::catalog::load::limits::*;
use crate::catalog::load::reader::*;

type Place = (u32, u32);

fn file(text: &str) -> SourceFile {
    SourceFile {
        name: "shelf.yaml".to_owned(),
        text: text.to_owned(),
    }
}

fn value(text: &str) -> Value {
    let node = read(&file(text)).unwrap_or_else(|found| panic!("{found}"));
    node.value
}

/// Returns code, line and column of what is wrong.
fn fault(text: &str) -> (Code, u32, u32) {
    let Err(found) = read(&file(text)) else {
        panic!("nothing is wrong");
    };
    assert_eq!(found.file, "shelf.yaml");
    assert!(found.line == 0 || found.excerpt.is_some() || text.len() > 1 << 20);
    (found.code, found.line, found.column)
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn map(entries: Vec<(&str, Value)>) -> Value {
    let position = Position { line: 1, column: 1 };
    let entries = entries.into_iter().map(|(key, value)| {
        let text = key.to_owned();
        (Key { text, position }, value.into())
    });
    Value::Map(entries.collect())
}

#[test]
fn a_map_keeps_the_order_of_the_file() {
    let read = value("b: 70.50\na: [1, x y, ~, true]\n10-1: {d: 'no', e: \"\\u00e9\"}\n");
    let list = vec![
        Value::Number("1".to_owned()),
        text("x y"),
        Value::Null,
        Value::Bool(true),
    ];
    let expected = map(vec![
        ("b", Value::Number("70.50".to_owned())),
        ("a", Value::List(list.into_iter().map(Node::from).collect())),
        ("10-1", map(vec![("d", text("no")), ("e", text("é"))])),
    ]);
    assert_eq!(read, expected);
}

#[test]
fn numbers_keep_their_text() {
    for number in [
        "0",
        "-7",
        "+7",
        "1.",
        ".5",
        "70.00",
        "1.10",
        "1e3",
        "1e300",
        "-1.5E-3",
        "0o17",
        "0xAf",
        "0b11",
        "-.INF",
        ".nan",
        "18446744073709551615",
        "99999999999999999999999",
        "-99999999999999999999999",
    ] {
        assert_eq!(value(number), Value::Number(number.to_owned()));
        assert!(
            number.parse::<serde_yaml::Number>().is_ok() || number.len() > 20,
            "{number}"
        );
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
fn aliases_stand_for_what_they_name() {
    let read = value("a: &a [x, &b y]\r\nb: *a\r\n&e é: *b\r\nc: *b\nd: {&k k: *k}\n");
    let list = Value::List(vec![text("x").into(), text("y").into()]);
    assert_eq!(read.get("b"), Some(&list));
    assert_eq!(read.get("c"), Some(&text("y")));
    let key = read.get("d").and_then(|map| map.get("k"));
    assert_eq!(key, Some(&text("k")));
}

#[test]
fn what_a_catalog_may_not_use_is_refused_where_it_stands() {
    let faults = [
        ("", Code::EmptyFile, 0, 0),
        ("# only\n# comments\n", Code::EmptyFile, 0, 0),
        ("---\n", Code::EmptyFile, 0, 0),
        ("~", Code::EmptyFile, 0, 0),
        ("\u{feff}...\n", Code::EmptyFile, 0, 0),
        (
            "a: 1\nb:\n  c: 1\n  d: 2\n  c: 3\n",
            Code::DuplicateKey,
            5,
            3,
        ),
        ("{a: {b: 1, 'b': 2}}", Code::DuplicateKey, 1, 12),
        ("a: !tag b\n", Code::Tag, 1, 4),
        ("a: !!str b\n", Code::Tag, 1, 4),
        ("a: !m {b: c}\n", Code::Tag, 1, 4),
        ("a: b\n---\nc: d\n", Code::SeveralDocuments, 2, 1),
        ("a: b\n...\nc: d\n", Code::SeveralDocuments, 3, 1),
        ("1: b\n", Code::BadKey, 1, 1),
        ("true: b\n", Code::BadKey, 1, 1),
        (": b\n", Code::BadKey, 1, 1),
        ("? [a]\n: b\n", Code::BadKey, 1, 3),
        ("a: &a b\n*a : c\n", Code::BadKey, 2, 1),
        ("a: &a {b: c}\nd:\n  <<: *a\n", Code::MergeKey, 3, 3),
        ("a: &a [*a]\n", Code::BadAlias, 1, 8),
        ("a: \"\\e[31mred\"\n", Code::ControlCharacter, 1, 4),
        ("\u{1b}x: b\n", Code::ControlCharacter, 1, 1),
        ("a: b\u{202e}c\n", Code::ControlCharacter, 1, 5),
        ("a: b\u{7f}c\n", Code::ControlCharacter, 1, 5),
        ("# x\u{2028}a: b\n", Code::ControlCharacter, 1, 4),
        ("a: \u{ffff}\n", Code::ControlCharacter, 1, 4),
    ];
    for (text, code, line, column) in faults {
        assert_eq!(fault(text), (code, line, column), "{text:?}");
    }
}

#[test]
fn what_is_not_yaml_is_reported_with_its_place_and_a_hint() {
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
    ];
    for (text, line, column) in faults {
        let found = read(&file(text)).unwrap_err();
        let place = (found.code, found.line, found.column);
        assert_eq!(place, (Code::BadYaml, line, column), "{text:?}: {found}");
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
        let hint = read(&file(&text)).unwrap_err().hint.unwrap();
        assert_eq!(
            hint,
            format!("it is on line {first} already; keep one of the two")
        );
    }
}

#[test]
fn brackets_may_be_64_deep_and_no_deeper() {
    let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    assert!(read(&file(&nested(64))).is_ok());
    assert_eq!(fault(&nested(65)), (Code::TooDeep, 1, 65));
    let indented = |depth: usize| {
        let line = |level| " ".repeat(level) + "a:\n";
        (0..depth).map(line).collect::<String>() + &" ".repeat(depth) + "b"
    };
    assert!(read(&file(&indented(64))).is_ok());
    assert_eq!(fault(&indented(65)), (Code::TooDeep, 65, 65));
}

#[test]
fn aliases_cannot_nest_deeper_than_brackets() {
    let mut text = "a0: &a0 [x]\n".to_owned();
    for level in 1..70 {
        writeln!(text, "a{level}: &a{level} [*a{}]", level - 1).unwrap();
    }
    assert_eq!(fault(&text).0, Code::TooDeep);
}

#[test]
fn an_alias_is_as_deep_as_where_it_stands_and_what_it_names_together() {
    let nested = |depth: usize, inside: &str| "[".repeat(depth) + inside + &"]".repeat(depth);
    // The map around them is one level.
    let text = |depth| format!("a: &a {}\nb: {}\n", nested(32, "x"), nested(depth, "*a"));
    assert!(read(&file(&text(31))).is_ok());
    assert_eq!(fault(&text(32)).0, Code::TooDeep);
}

#[test]
fn aliases_expand_to_so_many_bytes_and_no_more() {
    let text = |bytes: usize| format!("a: &a '{}'\nb: *a\n", "x".repeat(bytes));
    // Once where it is anchored, once for the alias.
    let most = MOST_COPIED / 2 - size_of::<Node>();
    assert!(read(&file(&text(most))).is_ok());
    assert_eq!(fault(&text(most + 1)).0, Code::AliasBomb);
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
        ("[".repeat(50_000_000), Code::TooDeep),
        ("{a: ".repeat(60_000), Code::TooDeep),
        ("- ".repeat(5_000_000), Code::TooDeep),
        ("? ".repeat(5_000_000), Code::BadKey),
        (": ".repeat(5_000_000), Code::BadKey),
        ("[\"".repeat(5_000_000), Code::BadYaml),
        (format!("[{}", "a: ".repeat(50_000)), Code::BadYaml),
        ("]".repeat(5_000_000), Code::BadYaml),
        ("\"".repeat(5_000_000), Code::BadYaml),
        ("---\n".repeat(1_000_000), Code::SeveralDocuments),
        (staircase, Code::TooDeep),
        (bomb, Code::AliasBomb),
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
    // Two brackets and two quotes with what is between them.
    let text = |between: usize| format!("[\"{}\"]", ",".repeat(between));
    assert!(read(&file(&text(MOST_PUNCTUATION - 4))).is_ok());
    // How many of them the reader has seen before it counts anew depends on how far it looks ahead.
    assert_eq!(fault(&text(MOST_PUNCTUATION + 1)).0, Code::TooManyValues);
}

#[test]
fn a_file_has_so_many_entries_and_no_more() {
    let text = |entries: usize| format!("exams:\n{}", "- a\n".repeat(entries));
    assert!(read(&file(&text(MOST_ENTRIES))).is_ok());
    assert_eq!(
        fault(&text(MOST_ENTRIES + 1)),
        (Code::TooManyValues, 500_002, 3)
    );
}

#[test]
fn a_file_has_so_many_values_and_no_more() {
    let mut reader = Reader {
        values: MOST_VALUES - 1,
        before_entry: MOST_VALUES - 1,
        ..Reader::default()
    };
    assert!(reader.count().is_ok());
    assert_eq!(reader.count().unwrap_err().code, Code::TooManyValues);
}

#[test]
fn a_name_of_an_anchor_may_be_given_again() {
    let read = value("a: &x 1\nb: *x\nc: &x 2\nd: *x\n");
    assert_eq!(read.get("b").and_then(Value::written), Some("1"));
    assert_eq!(read.get("d").and_then(Value::written), Some("2"));
}

#[test]
fn an_entry_has_so_many_values_and_no_more() {
    let entries = |each: usize| {
        let entry = format!("  - x: [{}]\n", "1,".repeat(each));
        format!("exams:\n{}", entry.repeat(2))
    };
    assert!(read(&file(&entries(249_000))).is_ok());
    assert_eq!(fault(&entries(250_000)).0, Code::TooManyValues);
    let beside = entries(130_000).replace("exams", "exam");
    assert_eq!(fault(&beside).0, Code::TooManyValues);
}

#[test]
fn a_very_long_line_is_cut() {
    let text = format!(
        "a: {}\nb: c: d{}\n",
        "x".repeat(100_000),
        "y".repeat(100_000)
    );
    let found = read(&file(&text)).unwrap_err();
    let shown = found.to_string();
    assert_eq!((found.line, found.column), (2, 5));
    assert!(
        shown.lines().all(|line| line.chars().count() < 170),
        "{shown}"
    );
    assert!(shown.contains("yyy...\n"), "{shown}");
}

/// Returns where the value at the end of a way stands, and its key.
fn places(root: &Node, way: &[Step<'_>]) -> (Place, Option<Place>) {
    let place = |at: Position| (at.line, at.column);
    let (mut node, mut key) = (root, None);
    for step in way {
        (key, node) = match (&node.value, step) {
            (Value::List(items), Step::Index(index)) => (None, &items[*index]),
            (Value::Map(entries), Step::Key(name)) => {
                let (key, value) = entries.iter().find(|(key, _)| &**key == *name).unwrap();
                (Some(key), value)
            }
            _ => panic!("{way:?}"),
        };
    }
    (place(node.position), key.map(|key| place(key.position)))
}

#[test]
fn values_and_keys_know_where_they_stand() {
    let text = "a: &a 1\n\"é\": {ü: x, b: [c, *a, {d: e}]}\nlist:\n  - id: one\n    \
                requires:\n      - AZ-1\n  -\n    id: two\nnone:\n";
    let root = read(&file(text)).unwrap();
    let (key, index) = (Step::Key, Step::Index);
    let ways: [(&[Step<'_>], Place, Option<Place>); 11] = [
        (&[], (1, 1), None),
        (&[key("a")], (1, 4), Some((1, 1))),
        (&[key("é")], (2, 6), Some((2, 1))),
        (&[key("é"), key("ü")], (2, 10), Some((2, 7))),
        (&[key("é"), key("b")], (2, 16), Some((2, 13))),
        (&[key("é"), key("b"), index(1)], (2, 20), None),
        (
            &[key("é"), key("b"), index(2), key("d")],
            (2, 28),
            Some((2, 25)),
        ),
        (&[key("list"), index(0)], (4, 5), None),
        (
            &[key("list"), index(0), key("requires"), index(0)],
            (6, 9),
            None,
        ),
        (&[key("list"), index(1), key("id")], (8, 9), Some((8, 5))),
        (&[key("none")], (9, 1), Some((9, 1))),
    ];
    for (way, value, name) in ways {
        assert_eq!(places(&root, way), (value, name), "{way:?}");
    }
}

#[test]
fn what_an_alias_stands_for_stands_where_the_alias_does() {
    let root = read(&file("a: &a {b: [c]}\nd: *a\n")).unwrap();
    let way = [Step::Key("d"), Step::Key("b"), Step::Index(0)];
    assert_eq!(places(&root, &way).0, (2, 4));
}

/// `serde_yaml`, another parser, on the same text.
fn as_serde_reads(text: &str) -> Value {
    fn value(read: serde_yaml::Value) -> Value {
        match read {
            serde_yaml::Value::Null => Value::Null,
            serde_yaml::Value::Bool(truth) => Value::Bool(truth),
            serde_yaml::Value::Number(number) => Value::Number(number.to_string()),
            serde_yaml::Value::String(text) => Value::Text(text),
            serde_yaml::Value::Sequence(items) => {
                Value::List(items.into_iter().map(|item| value(item).into()).collect())
            }
            serde_yaml::Value::Mapping(entries) => {
                let entries = entries.into_iter().map(|(key, item)| {
                    let text = key.as_str().unwrap().to_owned();
                    let position = Position { line: 1, column: 1 };
                    (Key { text, position }, value(item).into())
                });
                Value::Map(entries.collect())
            }
            serde_yaml::Value::Tagged(_) => panic!("no tags here"),
        }
    }
    value(serde_yaml::from_str(text).unwrap())
}

/// Numbers as the other parser writes them, which does not keep how they were written.
fn with_short_numbers(value: Value) -> Value {
    match value {
        Value::Number(text) => {
            let number: serde_yaml::Number = text.parse().unwrap();
            Value::Number(number.to_string())
        }
        Value::List(items) => {
            let items = items
                .into_iter()
                .map(|item| with_short_numbers(item.value).into());
            Value::List(items.collect())
        }
        Value::Map(entries) => {
            let entries = entries.into_iter();
            let entries = entries.map(|(key, item)| (key, with_short_numbers(item.value).into()));
            Value::Map(entries.collect())
        }
        other => other,
    }
}

#[test]
fn another_parser_reads_the_same_in_every_file_of_the_catalog() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = crate::catalog::load::source::read(&root.join("data")).unwrap();
    assert!(files.len() > 20);
    for file in files {
        let own = with_short_numbers(read(&file).unwrap().value);
        assert!(own == as_serde_reads(&file.text), "{}", file.name);
    }
}

#[test]
fn another_parser_reads_the_same_in_odd_layouts() {
    for text in [
        "a: 1\nb: 2\n",
        "exams:\n  - a: b\n  - a: c\n    d: |+\n      x\n\n\n  - e\n# end\ncertifications:\n- 1\n- 2\n\n- - 3\n  - 4\nz: ~\n",
        "--- # first\na:\n  -\n    b: c\n  - # why\n    d\n  -   e: f\n      g: >\n        h\n\n         i\n  - \"j\n    - k\"\nl: m\n  n\n...\n",
        "%YAML 1.2\n---\na:\r\n- b\r\n- 'c\r\n\r\n  d'\r\ne: {f: g}\r\n",
        "  a:\n    - b\n    - - c\n      - d\n    - {e: f,\n        g: h}\n  i: [j,\n    k]\n",
        "é:\n  - ü\n  - ö: 007\n  - 070.50\n  - '7'\nä: 1e3",
        "a: &x {b: [1, 0x1F, -.inf, TRUE, Null, ~, no, 1.10]}\nc: *x\n",
    ] {
        let own = with_short_numbers(value(text));
        assert_eq!(own, as_serde_reads(text), "{text:?}");
    }
}
