//! Reads a large text piece by piece.
//!
//! `serde_yaml` holds every event of what it is given before it hands out the first value, at well over
//! a hundred bytes each. Of a text that is cut between entries it never holds more than one piece's.

use crate::catalog::load::finding::line_starts;
use crate::catalog::load::yaml::Value;

/// How long a piece is at least, in characters; shorter texts are read whole.
pub(super) const PIECE: usize = 1 << 20;

/// A line before which a text may be cut, as far as the guard can tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cut {
    /// From 1.
    pub(super) line: usize,
    /// How many blanks the line begins with, if it can be cut there.
    pub(super) indentation: usize,
    /// Whether a key of the document's map begins there, and not an item of a list below one.
    pub(super) is_key: bool,
}

/// Reads a text in pieces, or nothing if it has to be read whole: where it cannot be cut, and where a
/// piece is not what it should be.
pub(super) fn read(text: &str, cuts: &[Cut]) -> Option<Value> {
    let pieces = pieces(text, cuts)?;
    let mut end = text.len();
    let mut read = Vec::with_capacity(pieces.len());
    for (start, cut) in pieces.into_iter().rev() {
        read.push((&text[start..end], cut.is_key));
        end = start;
    }
    let mut fields = Vec::new();
    for (piece, is_key) in read.into_iter().rev() {
        match (serde_yaml::from_str(piece).ok()?, is_key) {
            (Value::Map(more), true) => fields.extend(more),
            (Value::List(more), false) => match fields.last_mut() {
                Some((_, Value::List(items))) => items.extend(more),
                _ => return None,
            },
            _ => return None,
        }
    }
    Some(Value::Map(fields))
}

/// Returns where each piece begins and what with, or nothing if there are not several.
fn pieces(text: &str, cuts: &[Cut]) -> Option<Vec<(usize, Cut)>> {
    let (first, cuts) = cuts.split_first()?;
    let mut pieces = vec![(0, *first)];
    let mut starts = line_starts(text);
    let mut passed = 0;
    for cut in cuts {
        // Two keys in one line: a map in brackets.
        let start = starts.nth((cut.line - 1).checked_sub(passed)?)?;
        passed = cut.line;
        if begins(&text[start..], *cut) {
            pieces.push((start, *cut));
        } else if cut.is_key {
            // An item may stay with those before it, but a key is not part of a list.
            return None;
        }
    }
    (pieces.len() > 1).then_some(pieces)
}

/// Returns whether nothing but blanks stands before the key or the `-` of the item.
fn begins(line: &str, cut: Cut) -> bool {
    let rest = line.trim_start_matches(' ');
    line.len() - rest.len() == cut.indentation && (cut.is_key || rest.starts_with("- "))
}
