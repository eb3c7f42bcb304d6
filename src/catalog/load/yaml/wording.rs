//! What the YAML parsers say, in the words of someone who writes a catalog.

/// Returns message and hint for what a parser says, or its own words if it is none of these.
pub(super) fn reworded(info: &str) -> (&str, &'static str) {
    let known = WORDING.iter().find(|(part, ..)| info.contains(part));
    known.map_or((info, FALLBACK), |&(_, message, hint)| (message, hint))
}

const FALLBACK: &str = "quote texts that begin with a sign, or have `: ` or ` #` in them";

/// Part of what the parser says, what we say instead, and what to do; the first that fits is taken.
const WORDING: [(&str, &str, &str); 30] = [
    (
        "quoted scalar, found unexpected end of stream",
        "this quoted text is never closed",
        "add the closing quote",
    ),
    (
        "invalid indentation in quoted scalar",
        "this quoted text is not closed before the indentation ends",
        "add the closing quote",
    ),
    (
        "invalid trailing content after double-quoted",
        "something follows the closing quote",
        "write a quote that belongs to the text as `\\\"`",
    ),
    (
        "unknown escape character",
        "this quoted text has a backslash that begins no escape",
        "write `\\\\` for a backslash, or use single quotes",
    ),
    (
        "tab",
        "a tab stands where YAML allows spaces only",
        "indent with spaces",
    ),
    (
        "mapping values are not allowed",
        "a `:` is not expected here",
        "quote a text that has `: ` in it; keys of one map begin in one column",
    ),
    (
        "illegal placement of ':'",
        "a `:` is not expected here",
        "is the bracket before it closed?",
    ),
    (
        "mapping keys are not allowed",
        "a `?` is not expected here",
        "quote a text that begins with `? `",
    ),
    (
        "simple key expect",
        "a text stands where `key: value` is expected",
        "is a `:` missing, or the text before it to be quoted?",
    ),
    (
        "block mapping, did not find expected key",
        "a key is expected here",
        "keys of one map begin in one column",
    ),
    (
        "did not find expected '-'",
        "a list item that begins with `-` is expected here",
        "items of one list begin in one column",
    ),
    (
        "block sequence entries are not allowed",
        "a `-` is not expected here",
        "a list begins on a line of its own",
    ),
    (
        "\"-\" is only valid inside a block",
        "a `-` is not expected in brackets",
        "separate the items by `,`",
    ),
    (
        "flow mapping, did not find expected ',' or '}'",
        "`,` or `}` is expected here",
        "is the `{` before it closed?",
    ),
    (
        "flow sequence, expected ',' or ']'",
        "`,` or `]` is expected here",
        "is the `[` before it closed?",
    ),
    (
        "did not find expected node content",
        "a value is expected here",
        "is every bracket closed, and is there one `,` between two items?",
    ),
    (
        "misplaced bracket",
        "this bracket closes nothing",
        "remove it, or quote a text that has it",
    ),
    (
        "unknown anchor",
        "no anchor of that name stands before this alias",
        "quote a text that begins with `*`",
    ),
    (
        "anchor",
        "an anchor or alias without a name",
        "quote a text that begins with `&` or `*`",
    ),
    (
        "expected <document start>",
        "nothing more is expected here",
        "a file is one map or one list; its keys begin in one column",
    ),
    (
        "block scalar, did not find expected comment",
        "something follows the `|` or `>`",
        "begin the text on the next line, or quote it",
    ),
    (
        "comment intercepting",
        "a comment stands within a text of several lines",
        "move the comment, or quote the text",
    ),
    (
        "comments must be separated",
        "a `#` follows at once",
        "put a space before a comment",
    ),
    (
        "byte order mark",
        "a byte order mark (U+FEFF) stands inside of the file",
        "remove it",
    ),
    (
        "unexpected character",
        "no text may begin with this character",
        "put the text in quotes",
    ),
    (
        "more than one document",
        "the file has a second document",
        "remove what follows the first",
    ),
    (
        "cannot start any token",
        "this character is not expected here",
        "indent with spaces, and quote a text that begins with a sign",
    ),
    (
        "expected alphabetic or numeric",
        "the name of an anchor or alias has letters, digits, `-` and `_` only",
        "rename it, or quote a text that begins with `&` or `*`",
    ),
    (
        "directive",
        "a line that begins with `%` is a directive, and this one is not known",
        "quote a text that begins with `%`",
    ),
    (
        "a tag",
        "what begins with `!` is a tag, and this is not one",
        "quote a text that begins with `!`",
    ),
];
