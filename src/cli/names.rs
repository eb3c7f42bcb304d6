//! Names from the command line and from standard input.

use std::io::{self, Read as _};

use anyhow::Context as _;
use certpath::load::is_utf16;
use certpath::resolve::{self, Resolver, WantedError};
use certpath::{Catalog, Entry, Wanted, each_once};
use jiff::civil::Date;

use super::output::note_stdin;
use super::report::{Several, UsageError};

/// What stands for the names on standard input.
pub(crate) const STANDARD_INPUT: &str = "-";

/// Reads words that are names or lists of names; returns what they name, each once.
///
/// # Errors
///
/// All that name nothing.
pub(crate) fn entries(
    catalog: &Catalog,
    words: &[String],
    as_of: Date,
) -> anyhow::Result<Vec<Entry>> {
    let mut entries = Vec::new();
    let mut errors = Several::default();
    let resolver = Resolver::of_one_answer(catalog);
    let mut read = |list: &str| match resolver.list(list, as_of) {
        Ok(named) => entries.extend(named),
        Err(_) if list.contains(',') => {
            for name in list.split(',') {
                let named = resolver.list(name, as_of);
                entries.extend(errors.read(named.map_err(Into::into)));
            }
        }
        Err(error) => errors.read(Err(error.into())),
    };
    for word in words {
        read(word);
    }
    errors.none()?;
    Ok(each_once(entries))
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

/// Most bytes of names that are read.
const LARGEST_INPUT: u64 = 16 << 20;

/// Reads all of standard input.
///
/// # Errors
///
/// It cannot be read, is too large or is no UTF-8.
pub(crate) fn lines() -> anyhow::Result<String> {
    let mut bytes = Vec::new();
    note_stdin();
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
