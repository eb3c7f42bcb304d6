//! Days as a calendar that other programs read: iCalendar, RFC 5545.

use std::io::{self, Write};

use jiff::civil::Date;

use crate::answer::calendar::Event;
use crate::catalog::load::finding::acts;

/// Octets of a line, its end not counted.
const LINE: usize = 75;

/// Writes events as all-day entries that leave the day free.
///
/// The stamp of each is midnight of `as_of`, so the same question gives the same bytes.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn ics(events: &[Event], as_of: Date, out: &mut impl Write) -> io::Result<()> {
    ics_with_alarms(events, &[], as_of, out)
}

/// Writes events as [`ics`] does, each with alarms so many days before it.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn ics_with_alarms(
    events: &[Event],
    alarms: &[u32],
    as_of: Date,
    out: &mut impl Write,
) -> io::Result<()> {
    line("BEGIN", "VCALENDAR", out)?;
    line("VERSION", "2.0", out)?;
    let program = concat!("-//certpath//certpath ", env!("CARGO_PKG_VERSION"), "//EN");
    line("PRODID", program, out)?;
    line("CALSCALE", "GREGORIAN", out)?;
    for event in events {
        write_event(event, alarms, as_of, out)?;
    }
    line("END", "VCALENDAR", out)
}

fn write_event(event: &Event, alarms: &[u32], as_of: Date, out: &mut impl Write) -> io::Result<()> {
    let next = event.day.tomorrow();
    line("BEGIN", "VEVENT", out)?;
    line("UID", &event.uid, out)?;
    line("DTSTAMP", &format!("{}T000000Z", basic(as_of)), out)?;
    line("DTSTART;VALUE=DATE", &basic(event.day), out)?;
    // The end is the first day that is no part of it; on the calendar's last day it can be left out.
    if let Ok(next) = next {
        line("DTEND;VALUE=DATE", &basic(next), out)?;
    }
    line("SUMMARY", &escaped(&event.summary), out)?;
    if !event.description.is_empty() {
        line("DESCRIPTION", &escaped(&event.description.join("\n")), out)?;
    }
    if let Some(url) = event.url.as_deref().and_then(address) {
        line("URL", &url, out)?;
    }
    line("TRANSP", "TRANSPARENT", out)?;
    for days in alarms {
        line("BEGIN", "VALARM", out)?;
        line("ACTION", "DISPLAY", out)?;
        line("TRIGGER", &format!("-P{days}D"), out)?;
        line("DESCRIPTION", &escaped(&event.summary), out)?;
        line("END", "VALARM", out)?;
    }
    line("END", "VEVENT", out)
}

fn basic(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

/// Returns a text value: backslash, semicolon, comma and newline escaped (3.3.11), a tab as a space, what else
/// acts on a terminal left out.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' | ';' | ',' => safe.extend(['\\', character]),
            '\n' => safe.push_str("\\n"),
            '\t' => safe.push(' '),
            character if acts(character) => {}
            character => safe.push(character),
        }
    }
    safe
}

/// Returns an address of the web with nothing in it that an address cannot hold, or nothing if it is none.
fn address(url: &str) -> Option<String> {
    let is_web = url.starts_with("https://") || url.starts_with("http://");
    let fits = |character: char| {
        character.is_ascii_graphic() && !matches!(character, '"' | '<' | '>' | '\\')
    };
    (is_web && url.chars().all(fits)).then(|| url.to_owned())
}

/// Writes a content line, folded so that no line has more than 75 octets (3.1); no character is cut in two.
fn line(name: &str, value: &str, out: &mut impl Write) -> io::Result<()> {
    let mut taken = 0;
    let mut buffer = [0; 4];
    for character in name.chars().chain([':']).chain(value.chars()) {
        let bytes = character.encode_utf8(&mut buffer).as_bytes();
        if taken + bytes.len() > LINE {
            out.write_all(b"\r\n ")?;
            taken = 1;
        }
        out.write_all(bytes)?;
        taken += bytes.len();
    }
    out.write_all(b"\r\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(value: &str) -> String {
        let mut bytes = Vec::new();
        line("X", value, &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn a_line_of_75_octets_is_left_whole_and_one_more_is_folded() {
        let whole = "a".repeat(73);
        assert_eq!(folded(&whole), format!("X:{whole}\r\n"));
        assert_eq!(folded(&format!("{whole}b")), format!("X:{whole}\r\n b\r\n"));
    }

    #[test]
    fn the_space_of_a_folded_line_counts_too() {
        let value = "a".repeat(73 + 74 + 1);
        let lines: Vec<usize> = folded(&value).split("\r\n").map(str::len).collect();
        assert_eq!(lines, [75, 75, 2, 0]);
    }

    #[test]
    fn no_character_is_cut_in_two() {
        let value = "ü".repeat(60);
        let folded = folded(&value);
        assert!(folded.split("\r\n").all(|line| line.len() <= 75));
        assert_eq!(folded.replace("\r\n ", ""), format!("X:{value}\r\n"));
    }

    #[test]
    fn what_has_a_meaning_in_a_value_is_escaped() {
        assert_eq!(
            escaped("a;b,c\\d\ne\tf\u{7}\u{202e}"),
            "a\\;b\\,c\\\\d\\ne f"
        );
    }
}
