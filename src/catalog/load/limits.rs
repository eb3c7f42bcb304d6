//! Every limit on what a catalog may say; `docs/limits.md` has the same table, and a test holds the two together.
//!
//! A file comes from strangers: whatever it says, it is answered in seconds and in bounded memory.

use crate::catalog::model::Cents;

/// Largest file that is read, in bytes.
pub const LARGEST_FILE: u64 = 64 << 20;

/// Most bytes that the files of one folder have together.
pub const LARGEST_FOLDER: u64 = 4 * LARGEST_FILE;

/// Most entries of a folder, with what is below it, that are looked at.
pub const MOST_FILES: usize = 100_000;

/// Deepest nesting of lists and maps, whether by brackets or by indentation.
pub const DEEPEST: usize = 64;

/// Most values of one file, keys included, before aliases are expanded: more than 64 MiB of the shortest entries that are
/// complete have.
pub const MOST_VALUES: usize = 13_000_000;

/// Most entries of one file: 64 MiB have no room for more that say all that an entry needs.
pub const MOST_ENTRIES: usize = 500_000;

/// Most values of one entry, and of all that is not in an entry.
pub const MOST_IN_ENTRY: usize = 250_000;

/// Largest sum of what is anchored and what aliases expand to, in bytes.
pub const MOST_COPIED: usize = 32 << 20;

/// Most punctuation of one list or map in brackets, with all that is in it.
pub const MOST_PUNCTUATION: usize = 1 << 21;

/// Most names that levels and patterns in requirements stand for, over a whole catalog.
pub const MOST_MEMBERS: usize = 250_000;

/// Most items of a list that is not a requirement: aliases, courses, sources and so on.
pub const MOST_ITEMS: usize = 100;

/// Most hosts and most title prefixes of a provider: each is compared with every address or title.
pub const MOST_HOSTS: usize = 20;

/// Longest title, name or alias, in characters: what stands in a table's cell.
pub const LONGEST_TITLE: usize = 300;

/// Longest text, in characters.
pub const LONGEST_TEXT: usize = 2_000;

/// Longest exam's code, in characters.
pub const LONGEST_CODE: usize = 40;

/// Longest id, in characters.
pub const LONGEST_ID: usize = 100;

/// The highest price.
pub const HIGHEST_PRICE: Cents = Cents(999_999_999);

/// The longest time that means anything, in months.
pub const MOST_MONTHS: u32 = 1_200;

/// Most minutes that an exam takes.
pub const MOST_MINUTES: u32 = 100_000;

/// Most days that a course takes.
pub const MOST_DAYS: u32 = 1_000;

/// Most findings that are kept: a file of millions of faults must not fill the memory.
pub const MOST_FINDINGS: usize = 10_000;

/// Longest name for which a similar one is looked for, in characters.
pub const LONGEST_COMPARED: usize = 100;
