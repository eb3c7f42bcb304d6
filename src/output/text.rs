//! Words for a terminal, outside of tables too: what is safe to print, how wide it is, where it breaks and how it is coloured.
//!
//! Colours are first put in as invisible marks, so that tables can measure and break a text that is coloured;
//! [`write_line`] turns the marks into escape sequences, or drops them.

use std::borrow::Cow;
use std::io::{self, Write};

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

pub(crate) use crate::answer::table::Paint;
use crate::catalog::load::finding::acts;
use crate::output::Style;

impl Paint {
    const ALL: [Self; 5] = [Self::Bold, Self::Dim, Self::Red, Self::Green, Self::Magenta];

    /// Deprecated format characters: without width, and in no text.
    fn mark(self) -> char {
        match self {
            Self::Bold => '\u{206A}',
            Self::Dim => '\u{206B}',
            Self::Red => '\u{206C}',
            Self::Green => '\u{206D}',
            Self::Magenta => '\u{206E}',
        }
    }

    /// Only what a terminal shows in the colours that its user chose, and that reads on a light and a dark ground.
    fn escape(self) -> &'static str {
        match self {
            Self::Bold => "\x1b[1m",
            Self::Dim => "\x1b[2m",
            Self::Red => "\x1b[31m",
            Self::Green => "\x1b[32m",
            Self::Magenta => "\x1b[35m",
        }
    }
}

/// Ends what a [`Paint::mark`] begins.
const END: char = '\u{206F}';
/// Begins the first line of a table's row.
pub(crate) const ROW: char = '\u{2064}';

/// A space at which no line is broken.
pub(crate) const JOIN: char = '\u{A0}';

fn is_mark(character: char) -> bool {
    matches!(character, '\u{206A}'..='\u{206F}' | ROW)
}

/// Returns `text` on one line, with nothing in it that could act on a terminal.
///
/// Tabs and newlines become spaces.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    let plain = |byte: u8| (b' '..0x7f).contains(&byte);
    let odd = |character: char| acts(character) || is_mark(character);
    if text.bytes().all(plain) || !text.chars().any(odd) {
        return Cow::Borrowed(text);
    }
    let shown = text.chars().filter(|character| !is_mark(*character));
    let shown = shown.map(|character| match character {
        '\t' | '\n' | '\r' => ' ',
        character if acts(character) => char::REPLACEMENT_CHARACTER,
        character => character,
    });
    Cow::Owned(shown.collect())
}

/// Appends `text` to a line, cleaned and painted word by word, since a table may break it at any space.
pub(crate) fn push_painted(line: &mut String, paint: Paint, text: &str) {
    for (number, word) in clean(text).split(' ').enumerate() {
        if number > 0 {
            line.push(' ');
        }
        if !word.is_empty() {
            line.push(paint.mark());
            line.push_str(word);
            line.push(END);
        }
    }
}

/// Breaks a line behind hyphens so that, if they are close enough, no part is wider than `room`; each part keeps its paint.
pub(crate) fn broken_behind_hyphens(line: &str, room: usize) -> String {
    let mut broken = String::with_capacity(line.len() + 8);
    let mut taken = 0;
    let mut paint = None;
    for piece in line.split_inclusive('-') {
        let wide = width(piece);
        if taken > 0 && taken + wide > room {
            broken.extend(paint.map(|_| END));
            broken.push('\n');
            broken.extend(paint);
            taken = 0;
        }
        broken.push_str(piece);
        taken += wide;
        if let Some(mark) = piece
            .chars()
            .rfind(|character| is_mark(*character) && *character != ROW)
        {
            paint = (mark != END).then_some(mark);
        }
    }
    broken
}

/// Returns `text` cleaned and painted.
pub(crate) fn painted(paint: Paint, text: &str) -> String {
    let mut line = String::with_capacity(text.len() + 8);
    push_painted(&mut line, paint, text);
    line
}

/// Writes a line without the spaces at its end, its marks as escape sequences or dropped.
pub(crate) fn write_line(line: &str, style: Style, out: &mut impl Write) -> io::Result<()> {
    let line = line.trim_end_matches(|character: char| {
        character == ' ' || is_mark(character) && character != END
    });
    if !line.contains(|character: char| is_mark(character) || character == JOIN) {
        out.write_all(line.as_bytes())?;
        return out.write_all(b"\n");
    }
    let mut now: Option<Paint> = None;
    let mut wanted: Option<Paint> = None;
    let mut plain = 0;
    for (at, character) in line.char_indices() {
        let paint = Paint::ALL
            .into_iter()
            .find(|paint| paint.mark() == character);
        if is_mark(character) || character == JOIN {
            out.write_all(&line.as_bytes()[plain..at])?;
            out.write_all(if character == JOIN { b" " } else { b"" })?;
            plain = at + character.len_utf8();
        }
        match character {
            END => wanted = None,
            _ if paint.is_some() => wanted = paint,
            // A space between two words of a colour keeps it.
            ' ' | JOIN | ROW => {}
            _ if style.color && now != wanted => {
                out.write_all(&line.as_bytes()[plain..at])?;
                plain = at;
                repaint(now, wanted, out)?;
                now = wanted;
            }
            _ => {}
        }
    }
    out.write_all(&line.as_bytes()[plain..])?;
    repaint(now, None, out)?;
    out.write_all(b"\n")
}

fn repaint(now: Option<Paint>, wanted: Option<Paint>, out: &mut impl Write) -> io::Result<()> {
    if now.is_some() {
        out.write_all(b"\x1b[0m")?;
    }
    wanted.map_or(Ok(()), |paint| out.write_all(paint.escape().as_bytes()))
}

/// Returns how many columns a text takes on a terminal.
pub(crate) fn width(text: &str) -> usize {
    if text.is_ascii() {
        text.len()
    } else {
        text.width()
    }
}

/// Writes a text that may be painted, broken at spaces so that no line is wider than the style's width.
///
/// `first` stands before the first line, `rest` before all others. A word that is too wide is broken, but an address
/// is left whole: it is of no use in pieces.
pub(crate) fn write_wrapped(
    first: &str,
    rest: &str,
    text: &str,
    style: Style,
    out: &mut impl Write,
) -> io::Result<()> {
    let mut line = first.to_owned();
    let mut taken = width(first);
    let mut empty = true;
    for word in text.split(' ') {
        let wide = width(word);
        if !empty && taken + 1 + wide > style.width {
            write_line(&line, style, out)?;
            rest.clone_into(&mut line);
            taken = width(rest);
            empty = true;
        }
        if !empty {
            line.push(' ');
            taken += 1;
        }
        if empty && taken + wide > style.width && !word.contains("://") {
            taken = push_broken(&mut line, rest, word, style, out)?;
        } else {
            line.push_str(word);
            taken += wide;
        }
        empty = false;
    }
    write_line(&line, style, out)
}

/// Appends a word that is wider than a line; returns the width of the last line begun.
fn push_broken(
    line: &mut String,
    rest: &str,
    word: &str,
    style: Style,
    out: &mut impl Write,
) -> io::Result<usize> {
    let mut taken = width(line);
    for piece in word.split_inclusive('-') {
        let room = style.width.saturating_sub(width(rest));
        // An id is broken behind its hyphens; only what is too wide by itself is broken anywhere.
        if taken + width(piece) > style.width && taken > width(rest) {
            write_line(line, style, out)?;
            rest.clone_into(line);
            taken = width(rest);
        }
        if width(piece) <= room {
            line.push_str(piece);
            taken += width(piece);
            continue;
        }
        for character in piece.chars() {
            let wide = character.width().unwrap_or(0);
            // A prefix that fills the line leaves room for one character all the same.
            if taken + wide > style.width && taken > width(rest) {
                write_line(line, style, out)?;
                rest.clone_into(line);
                taken = width(rest);
            }
            line.push(character);
            taken += wide;
        }
    }
    Ok(taken)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::sample::{plain, written};

    #[test]
    fn what_acts_on_a_terminal_is_replaced_and_marks_are_dropped() {
        assert_eq!(clean("plain"), "plain");
        assert_eq!(clean("零 é"), "零 é");
        assert_eq!(clean("a\tb\nc"), "a b c");
        assert_eq!(clean("a\x1b[1mb\u{9b}c"), "a\u{fffd}[1mb\u{fffd}c");
        assert_eq!(clean("a\u{206a}b\u{2064}c"), "abc");
    }

    #[test]
    fn marks_take_no_room() {
        for paint in Paint::ALL {
            assert_eq!(width(&painted(paint, "two words")), 9);
        }
        assert_eq!(width(&format!("{ROW}a")), 1);
        assert_eq!(width("零基础"), 6);
    }

    fn line(text: &str, color: bool) -> String {
        let style = Style { color, ..plain(80) };
        written(|out| write_line(text, style, out))
    }

    #[test]
    fn a_color_spans_words_and_ends_with_the_line() {
        let text = format!(
            "a {} b {}  ",
            painted(Paint::Red, "c d"),
            painted(Paint::Bold, "e")
        );
        assert_eq!(line(&text, false), "a c d b e\n");
        assert_eq!(
            line(&text, true),
            "a \x1b[31mc d \x1b[0mb \x1b[1me\x1b[0m\n"
        );
        assert_eq!(line(&painted(Paint::Red, "a"), true), "\x1b[31ma\x1b[0m\n");
        assert_eq!(line("", true), "\n");
        assert_eq!(line(&format!("a{JOIN}b"), true), "a b\n");
    }

    fn wrapped(text: &str, width: usize) -> String {
        written(|out| write_wrapped("- ", "  ", text, plain(width), out))
    }

    #[test]
    fn text_is_broken_at_spaces() {
        assert_eq!(wrapped("one two three", 9), "- one two\n  three\n");
        assert_eq!(wrapped("one two", 7), "- one\n  two\n");
        assert_eq!(wrapped("零基础 入门", 8), "- 零基础\n  入门\n");
        assert_eq!(wrapped("", 9), "-\n");
    }

    #[test]
    fn a_word_wider_than_a_line_is_broken_and_an_address_is_not() {
        assert_eq!(wrapped("a bcdefghij k", 6), "- a\n  bcde\n  fghi\n  j k\n");
        assert_eq!(wrapped("零基础入门", 6), "- 零基\n  础入\n  门\n");
        let id = "devops-engineer-expert";
        assert_eq!(wrapped(id, 18), "- devops-engineer-\n  expert\n");
        let address = "https://learn.example/page";
        assert_eq!(wrapped(address, 6), format!("- {address}\n"));
    }
}
