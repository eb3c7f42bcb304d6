use super::*;

const TEXT: &str = "certifications:\n  - id: a\n    requires:\n      - AZ-44\n    page: x\n";

#[test]
fn a_finding_is_reported_with_its_place() {
    let found = Finding::new(Code::UnknownName, "data/azure.yaml", "unknown name `AZ-44`")
        .at(&Lines::of(TEXT), 4, 9)
        .hint("did you mean `AZ-400`?");
    let expected = "\
error[unknown-name]: unknown name `AZ-44`
 --> data/azure.yaml:4:9
  |
3 |     requires:
4 |       - AZ-44
  |         ^
5 |     page: x
  |
  = hint: did you mean `AZ-400`?";
    assert_eq!(found.to_string(), expected);
}

#[test]
fn numbers_of_unequal_length_stand_in_one_column() {
    let text = "a\n".repeat(9) + "b";
    let found = Finding::new(Code::Stale, "x.yaml", "odd").at(&Lines::of(&text), 9, 2);
    let expected = "\
warning[stale]: odd
  --> x.yaml:9:2
   |
 8 | a
 9 | a
   |  ^
10 | b";
    assert_eq!(found.to_string(), expected);
}

#[test]
fn the_first_and_the_last_line_have_one_neighbour() {
    let lines = Lines::of("a\nb\n");
    let shown = |line| lines.excerpt(line, 1).unwrap();
    assert_eq!(shown(1), "1 | a\n  | ^\n2 | b");
    assert_eq!(shown(2), "1 | a\n2 | b\n  | ^");
    assert_eq!(shown(3), "2 | b\n3 |\n  | ^");
    assert_eq!(lines.excerpt(4, 1), None);
}

#[test]
fn a_line_of_a_mebibyte_is_shown_and_a_longer_one_is_not() {
    let line = "x".repeat(LONGEST_SEARCHED);
    assert!(Lines::of(&line).excerpt(1, 1).is_some());
    assert_eq!(Lines::of(&(line + "x")).excerpt(1, 1), None);
}

#[test]
fn a_finding_about_a_file_has_no_place() {
    let found = Finding::new(Code::EmptyFile, "x.yaml", "the file is empty").hint("fill it");
    let expected = "error[empty-file]: the file is empty\n --> x.yaml\n  = hint: fill it";
    assert_eq!(found.to_string(), expected);
}

#[test]
fn nothing_that_acts_on_a_terminal_gets_through() {
    let evil = "a\u{1b}[31m\r\u{9b}2J\u{202e}\u{2066}\u{7f}\u{2028}\u{200b}\u{e0041}z";
    let text = format!("{evil}\n\t{evil}\n");
    let found = Finding::new(Code::Stale, evil, &quoted(evil))
        .at(&Lines::of(&text), 2, 3)
        .hint(evil);
    let text = found.to_string();
    assert!(
        text.split('\n').all(|line| !line.chars().any(acts)),
        "{text:?}"
    );
    assert_eq!(quoted(evil).chars().filter(|&c| c == '\u{FFFD}').count(), 9);
}

#[test]
fn printable_text_is_left_alone() {
    assert!(matches!(printable("é 漢 `x`"), Cow::Borrowed(_)));
}

#[test]
fn long_lines_are_cut_around_the_place() {
    let line: String = ('a'..='z').cycle().take(1_000).collect();
    for column in [
        1, 2, 100, 153, 154, 155, 160, 161, 500, 999, 1_000, 1_001, 5_000,
    ] {
        let (shown, caret) = around(&line, column);
        let below = shown.chars().nth(caret);
        assert!(shown.chars().count() <= LONGEST_LINE, "{column}: {shown}");
        assert_eq!(below, line.chars().nth(column - 1), "{column}: {shown}");
    }
    let exact: String = line.chars().take(LONGEST_LINE).collect();
    assert_eq!(around(&exact, 160), (exact.clone(), 159));
}

#[test]
fn places_are_counted_in_characters_and_any_line_end() {
    let text = "é\r\nüx\rz\n";
    let lines = Lines::of(text);
    let place = |part| lines.place(text.find(part).unwrap());
    assert_eq!(place("x"), (2, 2));
    assert_eq!(place("z"), (3, 1));
    assert_eq!(lines.place(text.len()), (4, 1));
}

#[test]
fn codes_sort_by_their_words() {
    let words: Vec<&str> = Code::ALL.iter().map(|code| code.word()).collect();
    assert!(words.is_sorted(), "{words:?}");
}

#[test]
fn findings_sort_by_file_line_column_code_and_message() {
    let lines = Lines::of(TEXT);
    let made = |file, line, column, code| Finding::new(code, file, "m").at(&lines, line, column);
    let sorted = [
        made("a", 0, 0, Code::UnknownName),
        made("a", 2, 9, Code::BadCode),
        made("a", 10, 1, Code::BadCode),
        made("a", 10, 2, Code::BadCode),
        made("a", 10, 2, Code::Cycle),
        made("b", 1, 1, Code::BadCode),
    ];
    let mut shuffled = sorted.to_vec();
    shuffled.reverse();
    shuffled.sort();
    assert_eq!(shuffled, sorted);
}
