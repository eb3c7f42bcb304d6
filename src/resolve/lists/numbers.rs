//! Numbers as they are written: readers of JSON and YAML make one of `1.10`, `1e3` and `0x10`, which are codes here.

use std::borrow::Cow;

use saphyr_parser::{Event, Parser, ScalarStyle};

/// Puts the numbers of a JSON text in quotation marks.
pub(super) fn quoted_in_json(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c == '"' || c == '-' || c.is_ascii_digit()) {
        let (before, from) = rest.split_at(at);
        quoted.push_str(before);
        let end = if from.starts_with('"') {
            end_of_text(from)
        } else {
            let in_number = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
            from.find(|c| !in_number(c)).unwrap_or(from.len())
        };
        let (value, behind) = from.split_at(end);
        // What only begins like a number is left to the reader of JSON to refuse.
        let is_number = serde_json::from_str::<serde_json::Number>(value).is_ok();
        let mark = if is_number { "\"" } else { "" };
        quoted.extend([mark, value, mark]);
        rest = behind;
    }
    quoted.push_str(rest);
    quoted
}

/// Returns where a text that begins with a quotation mark ends.
fn end_of_text(text: &str) -> usize {
    let mut escaped = false;
    let closing = text.bytes().skip(1).position(|byte| {
        let closes = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        closes
    });
    closing.map_or(text.len(), |at| at + 2)
}

/// Puts what YAML may take for a number in quotation marks. What is no YAML stays as it is.
pub(super) fn quoted_in_yaml(text: &str) -> Cow<'_, str> {
    let mut quoted = String::new();
    let mut kept = 0;
    let mut characters = text.char_indices().map(|(at, _)| at).enumerate().fuse();
    let mut place = |index: usize| {
        let found = characters.find(|(number, _)| *number == index);
        found.map_or(text.len(), |(_, at)| at)
    };
    for event in Parser::new_from_str(text) {
        let Ok((event, span)) = event else {
            return text.into();
        };
        if let Event::Scalar(scalar, ScalarStyle::Plain, _, None) = event
            && may_be_number(&scalar)
        {
            let at = place(span.start.index());
            if text[at..].starts_with(&*scalar) {
                quoted.extend([&text[kept..at], "\"", &scalar, "\""]);
                kept = at + scalar.len();
            }
        }
    }
    quoted.push_str(&text[kept..]);
    quoted.into()
}

fn may_be_number(text: &str) -> bool {
    let in_number = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.' | '_');
    text.contains(|c: char| c.is_ascii_digit()) && text.chars().all(in_number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_json_are_quoted_and_texts_left() {
        let text = r#"{"a 1": [1.10, -2e3,70411], "b\" 5": "1\\", "d": 01}"#;
        assert_eq!(
            quoted_in_json(text),
            r#"{"a 1": ["1.10", "-2e3","70411"], "b\" 5": "1\\", "d": 01}"#
        );
        assert_eq!(quoted_in_json(r#"["5"#), r#"["5"#);
    }

    #[test]
    fn numbers_of_yaml_are_quoted_and_texts_left() {
        let text = "é: [1.10, 0x10]\n- 5 # 6\n";
        assert_eq!(quoted_in_yaml(text), text, "no YAML");
        let text = "é: [1.10, 0x10]\nü 5:\n- 1e3 # 6\n- '7'\n- 8 days\n- {012: !!int 9}\n";
        assert_eq!(
            quoted_in_yaml(text),
            "é: [\"1.10\", \"0x10\"]\nü 5:\n- \"1e3\" # 6\n- '7'\n- 8 days\n- {\"012\": !!int 9}\n"
        );
    }
}
