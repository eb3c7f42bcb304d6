//! Names from the command line and from standard input.

use std::collections::BTreeSet;
use std::io::{self, Read as _};

use anyhow::Context as _;
use certpath::catalog::model::{Catalog, Entry};
use certpath::request::Wanted;
use certpath::resolve::{self, WantedError};
use jiff::civil::Date;

use super::report::UsageError;

/// What stands for the names on standard input.
pub(crate) const STANDARD_INPUT: &str = "-";

/// Reads words that are names or lists of names; returns what they name, each once.
pub(crate) fn entries(
    catalog: &Catalog,
    words: &[String],
    as_of: Date,
) -> anyhow::Result<Vec<Entry>> {
    let mut entries = Vec::new();
    for word in words {
        entries.extend(resolve::resolve_list(catalog, word, as_of)?);
    }
    Ok(each_once(entries))
}

/// Leaves out what was there before.
pub(crate) fn each_once<T: Copy + Ord>(mut all: Vec<T>) -> Vec<T> {
    /// Of so few a look at all is quicker than a set.
    const FEW: usize = 12;
    if all.len() <= FEW {
        let mut kept = 0;
        for place in 0..all.len() {
            if !all[..kept].contains(&all[place]) {
                all[kept] = all[place];
                kept += 1;
            }
        }
        all.truncate(kept);
        return all;
    }
    let mut seen = BTreeSet::new();
    all.retain(|one| seen.insert(*one));
    all
}

/// Lets no question pass that wants nothing, or nothing of a list.
pub(crate) fn refuse_empty(want: &[Entry], want_any: &[Vec<Wanted>]) -> Result<(), UsageError> {
    let nothing = want.is_empty() && want_any.is_empty();
    if nothing || want_any.iter().any(Vec::is_empty) {
        let error = UsageError::new("nothing is wanted");
        return Err(error.hint("name a certification or an exam to reach"));
    }
    Ok(())
}

/// Reads lists of which any one is wanted.
pub(crate) fn want_any(
    catalog: &Catalog,
    lists: &[String],
    as_of: Date,
) -> Result<Vec<Vec<Wanted>>, WantedError> {
    let lists = lists.iter();
    lists
        .map(|list| resolve::wanted_list(catalog, list, as_of))
        .collect()
}

/// Returns whether a text in another encoding than ours has the mark or the zeros of UTF-16.
pub(crate) fn is_utf16(bytes: &[u8]) -> bool {
    matches!(
        bytes,
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [0, _, ..] | [_, 0, ..]
    )
}

/// Most bytes of names that are read.
const LARGEST_INPUT: u64 = 16 << 20;

/// Reads all of standard input.
///
/// # Errors
///
/// It cannot be read, is too large or is no UTF-8.
pub(crate) fn lines() -> anyhow::Result<String> {
    let mut bytes = Vec::new();
    let mut input = io::stdin().lock().take(LARGEST_INPUT + 1);
    input
        .read_to_end(&mut bytes)
        .context("cannot read standard input")?;
    if bytes.len() as u64 > LARGEST_INPUT {
        let limit = LARGEST_INPUT >> 20;
        return Err(UsageError::new(format!("standard input has more than {limit} MiB")).into());
    }
    if is_utf16(&bytes) {
        let error = UsageError::new("standard input is UTF-16");
        return Err(error.hint("save the names as UTF-8, one a line").into());
    }
    String::from_utf8(bytes).map_err(|error| {
        let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = before.split(|&byte| byte == b'\n').count();
        UsageError::new(format!("standard input is not UTF-8: line {line}"))
            .hint("save the names as UTF-8, one a line")
            .into()
    })
}
