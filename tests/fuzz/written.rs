//! What is written is read back by readers that are not ours, and says what the catalog says and nothing else.

use std::collections::BTreeMap;

use certpath::load::{acts, printable};
use certpath::output::{self, Format, Style};
use certpath::picture::Drawing;
use certpath::{Answer, Catalog, Graph, Request, calendar, plan, resolve};
use icalendar::parser::{read_calendar, unfold};
use icalendar::{Calendar, Component as _};
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use serde_json::Value;

use crate::properties::properties;
use crate::{DAY, check_message, quoted, read, text};

const STYLE: Style = Style {
    width: 60,
    color: false,
    unicode: true,
};

/// Writes a plan in every format, its pictures and its calendar, and reads back what others would read.
pub(crate) fn check_written(catalog: &Catalog, request: &Request) {
    let graph = Graph::new(catalog);
    let Ok(answer) = plan(&graph, request, &|| false) else {
        return;
    };
    let answers = Format::ANSWERS.map(|format| {
        let text = written(|out| output::plan(catalog, request, &answer, None, format, STYLE, out));
        let odd = |character: char| acts(character) && !"\t\n\r".contains(character);
        assert!(!text.contains(odd), "{format:?}: {text:?}");
        (format, text)
    });
    let answers = BTreeMap::from(answers);
    let json: Value = serde_json::from_str(&answers[&Format::Json]).unwrap();
    let steps = json["plans"][0]["steps"].as_array().unwrap();
    check_rows(&answers, steps);
    check_markdown(&answers[&Format::Markdown], Some(steps));
    let checklist = written(|out| output::checklist(catalog, request, &answer, &[], out));
    check_markdown(&checklist, None);
    check_calendar(&graph, request, &answer);
    for (format, text) in pictures(&graph, request, &answer) {
        let odd = |character: char| acts(character) && character != '\n';
        // An entity of Mermaid may be a space of no width.
        assert!(!text.contains(odd), "{format:?}: {text:?}");
        match format {
            Format::Svg => check_svg(&text),
            Format::Html => check_html(&text, steps),
            Format::Dot => check_labels(&strings(&text, dot_character), steps),
            Format::Mermaid => check_labels(&strings(&statements(&text), mermaid_character), steps),
            _ => {}
        }
    }
}

fn written(write: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>) -> String {
    let mut out = Vec::new();
    write(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn pictures(graph: &Graph<'_>, request: &Request, answer: &Answer) -> Vec<(Format, String)> {
    let drawing = Drawing::of_plans(graph, request, answer);
    let picture = |format| (format, written(|out| drawing.write(format, STYLE, out)));
    Format::PICTURES.map(picture).into()
}

/// The cells of CSV are the fields of JSON, those of the other rows are the cells of CSV.
fn check_rows(answers: &BTreeMap<Format, String>, steps: &[Value]) {
    let rows = |format| -> Vec<Vec<String>> {
        let mut reader = csv::ReaderBuilder::new();
        let text: &String = &answers[&format];
        let reader = reader.has_headers(false).from_reader(text.as_bytes());
        let cells = |row: csv::StringRecord| row.iter().map(str::to_owned).collect();
        reader
            .into_records()
            .map(|row| cells(row.unwrap()))
            .collect()
    };
    let plain = rows(Format::Csv);
    let [keys, plain @ ..] = plain.as_slice() else {
        panic!("no header")
    };
    assert_eq!(plain.len(), steps.len());
    for (row, step) in plain.iter().zip(steps) {
        for (key, cell) in keys.iter().zip(row) {
            match &step[key] {
                Value::String(text) => assert_eq!(text, cell),
                Value::Number(number) => assert_eq!(&number.to_string(), cell),
                Value::Null => assert_eq!(cell, "", "{key}"),
                Value::Bool(yes) => assert_eq!(cell.is_empty(), !yes),
                Value::Array(texts) => {
                    assert!(
                        texts
                            .iter()
                            .all(|text| cell.contains(text.as_str().unwrap())),
                        "{cell}"
                    );
                }
                Value::Object(_) => panic!("{key} is no cell"),
            }
        }
    }
    let formula = |cell: &String| cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let safe = rows(Format::CsvSafe);
    for (cell, safe) in plain.iter().flatten().zip(safe[1..].iter().flatten()) {
        let quote = if formula(cell) { "'" } else { "" };
        assert_eq!(safe, &format!("{quote}{cell}"));
    }
    let cells = |line: &str| line.split('\t').map(str::to_owned).collect();
    let tsv: Vec<Vec<String>> = answers[&Format::Tsv].lines().map(cells).collect();
    let on_one_line = |cell: &String| cell.replace(['\t', '\n', '\r'], " ");
    let plain = plain
        .iter()
        .map(|row| row.iter().map(on_one_line).collect());
    assert_eq!(tsv, plain.collect::<Vec<Vec<String>>>());
}

/// Markdown shows titles as they are, leads to the web only, and has no HTML but line breaks.
fn check_markdown(text: &str, steps: Option<&[Value]>) {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let (mut rows, mut cell) = (Vec::new(), None::<String>);
    for event in Parser::new_ext(text, options) {
        match event {
            Event::Start(Tag::TableRow) => rows.push(Vec::new()),
            Event::Start(Tag::TableCell) => cell = Some(String::new()),
            Event::End(TagEnd::TableCell) => {
                if let (Some(row), Some(cell)) = (rows.last_mut(), cell.take()) {
                    row.push(cell);
                }
            }
            Event::Text(part) => {
                if let Some(cell) = &mut cell {
                    cell.push_str(&part);
                }
            }
            Event::InlineHtml(tag) => {
                assert_eq!(&*tag, "<br>", "{text}");
                if let Some(cell) = &mut cell {
                    cell.push('\n');
                }
            }
            Event::Html(html) => panic!("{html} in {text}"),
            Event::Start(Tag::Link { dest_url, .. }) => {
                assert!(dest_url.starts_with("http"), "{dest_url} in {text}");
            }
            Event::Start(
                Tag::Image { .. } | Tag::Emphasis | Tag::Strikethrough | Tag::CodeBlock(_),
            )
            | Event::Code(_) => panic!("{event:?} in {text}"),
            _ => {}
        }
    }
    if let Some(steps) = steps {
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect();
        let titles: Vec<Vec<String>> = rows.iter().map(|row| words(&row[2])).collect();
        let expected = steps
            .iter()
            .map(|step| words(step["title"].as_str().unwrap()));
        assert_eq!(titles, expected.collect::<Vec<_>>(), "{text}");
    }
}

/// Another reader of calendars finds the events that are meant, and no more.
fn check_calendar(graph: &Graph<'_>, request: &Request, answer: &Answer) {
    let events = calendar::of_plans(graph, request, &answer.plans);
    let text = written(|out| output::ics(&events, DAY, out));
    assert!(
        text.split("\r\n")
            .all(|line| line.len() <= 75 && !line.contains(acts))
    );
    let unfolded = unfold(&text);
    let calendar: Calendar = read_calendar(&unfolded).unwrap().into();
    let found = calendar.components.iter().map(|component| {
        let event = component.as_event().unwrap();
        let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
        (
            text(event.get_uid()),
            text(event.get_summary()),
            text(event.get_description()),
        )
    });
    let meant = events.iter().map(|event| {
        let description = event
            .description
            .join("\n")
            .replace('\t', " ")
            .replace('\r', "");
        (event.uid.clone(), event.summary.clone(), description)
    });
    assert_eq!(
        found.collect::<Vec<_>>(),
        meant.collect::<Vec<_>>(),
        "{text}"
    );
}

fn check_svg(text: &str) {
    let svg = roxmltree::Document::parse(text).unwrap();
    for node in svg.descendants() {
        assert_ne!(node.tag_name().name(), "script");
        for attribute in node.attributes() {
            let is_handler = attribute.name().starts_with("on");
            let leads_out = attribute.name() == "href";
            let is_web =
                attribute.value().starts_with("http") || attribute.value().starts_with('#');
            assert!(!is_handler && (!leads_out || is_web), "{attribute:?}");
        }
    }
}

/// The page's own data and script, and no third; the data has the titles.
fn check_html(text: &str, steps: &[Value]) {
    assert_eq!(text.to_lowercase().matches("<script").count(), 2);
    let data = text.split_once("id=\"nodes\">").unwrap().1;
    let nodes: Value = serde_json::from_str(data.split_once("</script>").unwrap().0).unwrap();
    let nodes = nodes.as_array().unwrap();
    for step in steps {
        let title = printable(step["title"].as_str().unwrap());
        assert!(nodes.iter().any(|node| node["title"] == *title));
    }
}

/// Returns what stands between double quotes, read character by character; what stands outside of them comes last.
fn strings(text: &str, read: fn(&str) -> (String, usize)) -> Vec<String> {
    let (mut strings, mut outside, mut inside) = (Vec::new(), String::new(), None::<String>);
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let mut length = first.len_utf8();
        match (&mut inside, first) {
            (Some(_), '"') => strings.extend(inside.take()),
            (None, '"') => inside = Some(String::new()),
            (Some(string), _) => {
                let (part, end) = read(rest);
                string.push_str(&part);
                length = end;
            }
            (None, _) => outside.push(first),
        }
        rest = &rest[length..];
    }
    assert_eq!(inside, None, "{text}");
    strings.push(outside);
    strings
}

/// Reads what Graphviz reads as one character of a label.
fn dot_character(rest: &str) -> (String, usize) {
    for (written, read) in [
        ("\\\"", "\""),
        ("\\\\", "\\"),
        ("\\n", "\n"),
        ("&amp;", "&"),
    ] {
        if rest.starts_with(written) {
            return (read.to_owned(), written.len());
        }
    }
    let first = rest.chars().next().unwrap();
    assert!(!"&\\\n".contains(first), "{rest}");
    (first.to_string(), first.len_utf8())
}

/// Reads what Mermaid reads as one character of a label; a space of no width only keeps others apart.
fn mermaid_character(rest: &str) -> (String, usize) {
    if rest.starts_with("<br/>") {
        return ("\n".to_owned(), 5);
    }
    let first = rest.chars().next().unwrap();
    if let Some((number, _)) = rest.strip_prefix('#').and_then(|rest| rest.split_once(';'))
        && let Some(character) = number.parse().ok().and_then(char::from_u32)
    {
        let read = Some(character).filter(|character| *character != '\u{200b}');
        return (read.map(String::from).unwrap_or_default(), number.len() + 2);
    }
    (first.to_string(), first.len_utf8())
}

/// Leaves out the two lines of a Mermaid picture that are text to their ends.
fn statements(text: &str) -> String {
    let is_text =
        |line: &&str| line.starts_with("  accTitle: ") || line.starts_with("  accDescr: ");
    let (said, rest): (Vec<&str>, Vec<&str>) = text.lines().partition(is_text);
    assert!(said.is_empty() || said.len() == 2, "{text}");
    rest.join("\n")
}

fn check_labels(strings: &[String], steps: &[Value]) {
    for step in steps {
        let line = format!("\n{}", printable(step["title"].as_str().unwrap()));
        assert!(
            strings.iter().any(|string| string.contains(&line)),
            "{line:?} in {strings:?}"
        );
    }
}

/// What stands outside of texts in a picture: the same whatever the texts are.
fn skeleton(catalog: &Catalog, request: &Request) -> [String; 2] {
    let graph = Graph::new(catalog);
    let answer = plan(&graph, request, &|| false).unwrap();
    let mut pictures = pictures(&graph, request, &answer).into_iter();
    [
        (Format::Dot, dot_character as fn(&str) -> _),
        (Format::Mermaid, mermaid_character),
    ]
    .map(|(which, read)| {
        let (_, text) = pictures.find(|(format, _)| *format == which).unwrap();
        strings(&statements(&text), read).pop().unwrap()
    })
}

/// A catalog with these titles on these pages, of a provider with that name.
fn catalog_of(name: &str, titles: &[String], page: &str) -> String {
    let facts = format!(
        "level: a, page: {}, sources: [s], checked: 2026-08-01, confidence: high",
        quoted(page)
    );
    let exam = |(number, title): (usize, &String)| {
        format!(
            "- {{code: E{number}, title: {}, retires: 2027-02-01, {facts}}}\n",
            quoted(title)
        )
    };
    let exams: String = titles.iter().enumerate().map(exam).collect();
    let title = quoted(&format!("C{}", titles[1]));
    format!(
        "providers: [{{id: v, name: {}, levels: [{{name: a, rank: 1}}]}}]\nprovider: v\nexams:\n{exams}certifications:\n- {{id: c, title: {title}, {facts}, requires: [E0, {{any: [E1, E2]}}, E3], also-needs: [{title}]}}\n",
        quoted(name),
    )
}

properties! { 64;
    #[test]
    fn what_a_catalog_says_does_nothing_in_any_format(
        titles in prop::collection::vec(text().prop_map(|text| format!("T{text}")), 4),
        name in text(),
        page in text(),
    ) {
        match read(catalog_of(&name, &titles, &page)) {
            Ok(catalog) => {
                let request = |catalog| {
                    let want = resolve::resolve_list(catalog, "c", DAY).unwrap();
                    Request { want, why: true, ..Request::new(DAY) }
                };
                check_written(&catalog, &request(&catalog));
                let plain: Vec<String> = (0..titles.len()).map(|number| format!("T{number}")).collect();
                let plain = read(catalog_of("V", &plain, &page)).unwrap();
                prop_assert_eq!(skeleton(&catalog, &request(&catalog)), skeleton(&plain, &request(&plain)));
            }
            Err(findings) => {
                for finding in &findings {
                    check_message(&finding.to_string());
                }
                let text = written(|out| output::github_annotations(&findings, out));
                prop_assert_eq!(text.lines().filter(|line| line.starts_with("::error file=")).count(), findings.len(), "{}", text);
                prop_assert_eq!(text.lines().count(), findings.len());
            }
        }
    }
}
