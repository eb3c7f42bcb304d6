//! Pages and documents that have a list in them: HTML, TOML, the head of a Markdown page, an outline of Org.

use crate::catalog::fold;
use crate::resolve::lists::field::{State, state_below};

/// Elements that begin or end a line.
const BLOCKS: &str = "\
    address article br dd div dl dt footer h1 h2 h3 h4 h5 h6 head header hr li ol p section \
    table title ul";
/// Elements whose content stands apart from what is beside it.
const APART: [&str; 5] = ["a", "small", "span", "sub", "time"];
/// Elements whose content nobody sees.
const UNSEEN: [&str; 3] = ["script", "style", "svg"];
/// Longest name of an entity that is read, in bytes.
const LONGEST_ENTITY: usize = 12;
/// Entities that people meet, and what they stand for.
const ENTITIES: [(&str, &str); 14] = [
    ("nbsp", " "),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("rsquo", "'"),
    ("lsquo", "'"),
    ("middot", "\u{b7}"),
    ("bull", "\u{2022}"),
    ("ndash", "\u{2013}"),
    ("mdash", "\u{2014}"),
    ("reg", "\u{ae}"),
    ("trade", "\u{2122}"),
    ("amp", "&"),
];

/// Returns the lines of a page of HTML: rows of its tables as rows of Markdown, other cells behind tabs.
pub(super) fn lines(page: &str) -> String {
    let mut lines = String::with_capacity(page.len());
    let mut rest = page;
    let mut section = None;
    while let Some((text, behind)) = rest.split_once('<') {
        push(text, &mut lines);
        let Some((tag, after)) = behind.split_once('>') else {
            rest = "";
            break;
        };
        rest = after;
        let name = tag.trim_start_matches('/');
        let end = name
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(name.len());
        let name = name[..end].to_ascii_lowercase();
        let name = name.as_str();
        if tag.starts_with("!--") {
            let from = page.len() - behind.len();
            rest = page[from..]
                .split_once("-->")
                .map_or("", |(_, after)| after);
        } else if UNSEEN.contains(&name) && !tag.starts_with('/') && !tag.ends_with('/') {
            let end = format!("</{name}");
            rest = rest.find(&end).map_or("", |at| &rest[at..]);
        } else if name == "tr" {
            lines.push_str(if tag.starts_with('/') { "|\n" } else { "\n" });
        } else if ["td", "th"].contains(&name) && !tag.starts_with('/') {
            lines.push_str("| ");
        } else if let (Some(level), false) = (level(name), tag.starts_with('/')) {
            let heading = rest.split('<').next().unwrap_or_default();
            lines.push('\n');
            // Only what says how all below it stands is a heading: others are names.
            if state_below(heading) != State::Held {
                lines.extend([&*"#".repeat(level), " "]);
                section = Some(level);
            } else if section.is_some_and(|above| level <= above) {
                lines.push_str("#\n");
                section = None;
            }
        } else if fold::is_among(name, BLOCKS) {
            lines.push('\n');
        } else if APART.contains(&name) && !lines.ends_with(['\n', '\t', ' ']) {
            lines.push('\t');
        }
    }
    push(rest, &mut lines);
    lines
}

/// Returns how deep a heading is: 2 for `h2`.
fn level(name: &str) -> Option<usize> {
    let level = name.strip_prefix('h')?.parse().ok()?;
    (1..=6).contains(&level).then_some(level)
}

/// Adds the text between two tags, in which an end of a line is a space.
fn push(text: &str, lines: &mut String) {
    let mut words = text.split_ascii_whitespace().peekable();
    if text.starts_with(|c: char| c.is_ascii_whitespace()) && words.peek().is_some() {
        lines.push(' ');
    }
    while let Some(word) = words.next() {
        push_word(word, lines);
        if words.peek().is_some() || text.ends_with(|c: char| c.is_ascii_whitespace()) {
            lines.push(' ');
        }
    }
}

/// Adds a word, its entities as what they stand for.
fn push_word(word: &str, lines: &mut String) {
    let mut rest = word;
    while let Some((before, entity)) = rest.split_once('&') {
        lines.push_str(before);
        // Its name is short, and so is what is looked through for its end.
        let end = entity
            .bytes()
            .take(LONGEST_ENTITY)
            .position(|byte| byte == b';');
        let known = end.and_then(|end| {
            let (name, behind) = (&entity[..end], &entity[end + 1..]);
            let named = ENTITIES.iter().find(|(known, _)| *known == name);
            let number = || {
                let digits = name.strip_prefix('#')?;
                let code = match digits.strip_prefix(['x', 'X']) {
                    Some(hex) => u32::from_str_radix(hex, 16),
                    None => digits.parse(),
                };
                Some(char::from_u32(code.ok()?)?.to_string())
            };
            let text = named.map(|(_, text)| (*text).to_owned()).or_else(number)?;
            Some((text, behind))
        });
        if let Some((text, behind)) = known {
            lines.push_str(&text);
            rest = behind;
        } else {
            lines.push('&');
            rest = entity;
        }
    }
    lines.push_str(rest);
}

/// Returns the tables of TOML, `[[certifications]]` and the keys below each, as a list of YAML.
pub(super) fn tables_as_yaml(text: &str) -> String {
    let line = |line: &str| match line.trim().split_once('=') {
        Some((key, value)) if !line.starts_with('[') => {
            format!("  {}: {}\n", key.trim(), value.trim())
        }
        _ if line.starts_with("[[") => "-\n".to_owned(),
        _ => "\n".to_owned(),
    };
    text.lines().map(line).collect()
}

/// Returns the head of a page of Markdown between two lines of `---`, or the list of a program, or all of the text.
pub(super) fn front_matter(text: &str) -> &str {
    let head = text
        .strip_prefix("---\n")
        .or_else(|| text.strip_prefix("---\r\n"));
    if let Some(end) = head.and_then(|head| head.find("\n---")) {
        return head.map_or(text, |head| &head[..end]);
    }
    // `export const certifications = [ ... ];`
    match (text.find("= ["), text.rfind(']')) {
        (Some(start), Some(end)) if start < end => &text[start + 2..=end],
        _ => text,
    }
}

/// Returns whether a text that is no YAML is an outline or lines all the same: it has a heading of Org, or most of its
/// lines have neither a key nor a dash.
pub(super) fn is_outline(text: &str) -> bool {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let is_like_yaml = |line: &&str| {
        let line = line.trim();
        line.starts_with("- ") || line.ends_with(':') || line.contains(": ")
    };
    let is_heading = |line: &str| line.starts_with("* ") || line.starts_with("** ");
    let (like, all) = (
        lines.clone().filter(is_like_yaml).count(),
        lines.clone().count(),
    );
    lines.clone().any(is_heading) || 2 * like < all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_its_lines() {
        let page = "<!-- a > b --><style>p {}</style><ul><li><a href='x'>CKA &amp;\n more</a> <span>CNCF</span></li>\n\
                    <tr><th>Name</th><th>Date</th></tr> a &lt; b &unknown; &#8211; < end";
        let found = lines(page);
        let found: Vec<&str> = found
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .collect();
        assert_eq!(
            found,
            [
                "CKA & more\tCNCF",
                "| Name| Date|",
                "a < b &unknown; \u{2013}"
            ]
        );
    }

    #[test]
    fn the_list_in_a_document_is_found() {
        assert_eq!(tables_as_yaml("[[x]]\na = \"b\"\n"), "-\n  a: \"b\"\n");
        assert_eq!(front_matter("---\na: 1\n---\ntext"), "a: 1");
        assert_eq!(front_matter("const a = [ {b: 1} ];"), "[ {b: 1} ]");
        assert!(is_outline("* Heading\n- a: b\n") && !is_outline("a: b\n- c\n"));
    }
}
