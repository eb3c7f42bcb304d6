//! Writes values of the format as YAML that people read.

use std::fmt::Write;

use crate::output::export::Node;

/// Longest list or map that is written on one line, in characters.
const LONGEST_LINE: usize = 100;

/// Appends a map, each field on lines of its own; the first where the text ends.
pub(super) fn yaml_map(fields: &[(String, Node)], indent: usize, to: &mut String) {
    for (index, (key, value)) in fields.iter().enumerate() {
        if index > 0 {
            to.extend(std::iter::repeat_n(' ', indent));
        }
        to.push_str(&yaml_text(key, false));
        to.push(':');
        match value {
            Node::List(_) | Node::Map(_) => match yaml_flow(value) {
                Some(line) => {
                    to.push(' ');
                    to.push_str(&line);
                    to.push('\n');
                }
                None => yaml_block(value, indent + 2, to),
            },
            Node::Null
            | Node::Switch(_)
            | Node::Number(_)
            | Node::Price(_)
            | Node::Word(_)
            | Node::Text(_) => {
                to.push(' ');
                to.push_str(&yaml_scalar(value, false));
                to.push('\n');
            }
        }
    }
}

/// Appends a list or map that begins on the next line.
fn yaml_block(value: &Node, indent: usize, to: &mut String) {
    to.push('\n');
    match value {
        Node::Map(fields) => {
            to.extend(std::iter::repeat_n(' ', indent));
            yaml_map(fields, indent, to);
        }
        Node::List(items) => {
            for item in items {
                to.extend(std::iter::repeat_n(' ', indent));
                to.push_str("- ");
                match item {
                    Node::Map(fields) if yaml_flow(item).is_none() => {
                        yaml_map(fields, indent + 2, to);
                    }
                    Node::List(_) if yaml_flow(item).is_none() => {
                        // A list as the item of a list reads better with a name.
                        yaml_map(&[("all".to_owned(), item.clone())], indent + 2, to);
                    }
                    _ => {
                        let line = yaml_flow(item).unwrap_or_else(|| yaml_scalar(item, false));
                        to.push_str(&line);
                        to.push('\n');
                    }
                }
            }
        }
        Node::Null
        | Node::Switch(_)
        | Node::Number(_)
        | Node::Price(_)
        | Node::Word(_)
        | Node::Text(_) => {}
    }
}

/// Returns a short list or map on one line; nothing for one that is long or nests deeper.
fn yaml_flow(value: &Node) -> Option<String> {
    let scalar = |value: &Node| match value {
        Node::List(items) if !items.is_empty() => None,
        Node::Map(_) => None,
        _ => Some(yaml_scalar(value, true)),
    };
    let line = match value {
        Node::List(items) => {
            let items: Option<Vec<String>> = items.iter().map(scalar).collect();
            format!("[{}]", items?.join(", "))
        }
        Node::Map(fields) => {
            let fields: Option<Vec<String>> = fields
                .iter()
                .map(|(key, value)| match value {
                    Node::List(_) => {
                        Some(format!("{}: {}", yaml_text(key, true), yaml_flow(value)?))
                    }
                    _ => Some(format!("{}: {}", yaml_text(key, true), scalar(value)?)),
                })
                .collect();
            format!("{{{}}}", fields?.join(", "))
        }
        Node::Null
        | Node::Switch(_)
        | Node::Number(_)
        | Node::Price(_)
        | Node::Word(_)
        | Node::Text(_) => {
            return None;
        }
    };
    (line.len() <= LONGEST_LINE).then_some(line)
}

/// Returns a value on one line, however long; values nest at most 64 deep.
pub(in crate::output) fn one_line(value: &Node) -> String {
    match value {
        Node::List(items) => {
            let items: Vec<String> = items.iter().map(one_line).collect();
            format!("[{}]", items.join(", "))
        }
        Node::Map(fields) => {
            let fields: Vec<String> = fields
                .iter()
                .map(|(key, value)| format!("{}: {}", yaml_text(key, true), one_line(value)))
                .collect();
            format!("{{{}}}", fields.join(", "))
        }
        Node::Null
        | Node::Switch(_)
        | Node::Number(_)
        | Node::Price(_)
        | Node::Word(_)
        | Node::Text(_) => yaml_scalar(value, true),
    }
}

fn yaml_scalar(value: &Node, flow: bool) -> String {
    match value {
        Node::Null => "null".to_owned(),
        Node::Number(number) => number.to_string(),
        Node::Price(price) => price.to_string(),
        Node::Switch(is_on) => is_on.to_string(),
        Node::Word(word) => word.clone(),
        Node::Text(text) => yaml_text(text, flow),
        Node::List(_) | Node::Map(_) => "[]".to_owned(),
    }
}

/// Returns a text as it is, or in quotes where any reader of YAML might take it for something else.
pub(super) fn yaml_text(text: &str, flow: bool) -> String {
    if is_plain(text, flow) {
        return text.to_owned();
    }
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            _ if is_shown(character) => quoted.push(character),
            _ => {
                let _ = write!(quoted, "\\U{:08X}", u32::from(character));
            }
        }
    }
    quoted.push('"');
    quoted
}

/// What YAML may have in a file as it is, <https://yaml.org/spec/1.2.2/#51-character-set>, without the byte order mark.
fn is_shown(character: char) -> bool {
    matches!(character, ' '..='~' | '\u{A0}'..='\u{D7FF}' | '\u{E000}'..='\u{FEFE}' | '\u{FF00}'..='\u{FFFD}' | '\u{10000}'..)
}

fn is_plain(text: &str, flow: bool) -> bool {
    let begins = text.starts_with(|character: char| character.is_alphanumeric());
    let ends = !text.ends_with([' ', ':']) && text.chars().all(is_shown);
    let parted = text.contains(": ") || text.contains(" #");
    let closes = flow && text.contains([',', '?', '[', ']', '{', '}']);
    begins && ends && !parted && !closes && !is_special(text)
}

/// Words and numbers of YAML 1.1 and 1.2.
fn is_special(text: &str) -> bool {
    const WORDS: [&str; 9] = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"];
    let numeric =
        |character: char| character.is_ascii_hexdigit() || "xXoO+-._:".contains(character);
    let number =
        text.starts_with(|character: char| character.is_ascii_digit()) && text.chars().all(numeric);
    number || WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
}
