//! What XML requires of texts and numbers.

use std::borrow::Cow;

/// Returns a text for XML: <https://www.w3.org/TR/xml/#syntax>.
pub(in crate::picture) fn escaped(text: &str) -> Cow<'_, str> {
    let special = |character: char| {
        matches!(
            character,
            '&' | '<' | '>' | '"' | '\'' | '\u{FFFE}' | '\u{FFFF}'
        )
    };
    if !text.contains(special) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\u{FFFE}' | '\u{FFFF}' => escaped.push(char::REPLACEMENT_CHARACTER),
            character => escaped.push(character),
        }
    }
    Cow::Owned(escaped)
}

/// Returns a length for a coordinate.
pub(in crate::picture) fn length(pixels: u32) -> i32 {
    i32::try_from(pixels).unwrap_or(i32::MAX / 2)
}

/// Returns a length for a text.
pub(in crate::picture) fn pixels(length: i32) -> u32 {
    u32::try_from(length).unwrap_or_default()
}
