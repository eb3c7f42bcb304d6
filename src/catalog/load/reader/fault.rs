//! What is wrong with a file as YAML, in the words of someone who writes a catalog.

use saphyr_parser::ScanError;

use crate::catalog::load::finding::{Code, quoted};
use crate::catalog::load::limits::{DEEPEST, MOST_COPIED, MOST_IN_ENTRY, MOST_PUNCTUATION};
use crate::catalog::load::reader::{Key, Position, position};

/// A finding that does not know its file yet.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) code: Code,
    pub(super) message: String,
    pub(super) hint: String,
    /// None: the file as a whole.
    pub(super) position: Option<Position>,
}

impl Fault {
    fn new(code: Code, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            hint: hint.into(),
            position: None,
        }
    }

    pub(super) fn at(mut self, position: Position) -> Self {
        self.position.get_or_insert(position);
        self
    }

    /// Returns what the scanner found, in other words.
    pub(super) fn of_scanner(error: &ScanError) -> Self {
        // The scanner has a limit of its own, 255, which it meets before we see the first bracket.
        let fault = if error.info() == "recursion limit exceeded" {
            Self::too_deep()
        } else {
            let (message, hint) = reworded(error.info());
            Self::new(Code::BadYaml, message, hint)
        };
        fault.at(position(*error.marker()))
    }

    pub(super) fn empty_file() -> Self {
        Self::new(
            Code::EmptyFile,
            "the file is empty",
            "a catalog has at least one of `providers:`, `exams:` and `certifications:`",
        )
    }

    pub(super) fn several_documents() -> Self {
        Self::new(
            Code::SeveralDocuments,
            "the file has a second document",
            "remove the `---`, or make it two files",
        )
    }

    pub(super) fn control_character(character: char) -> Self {
        let code = u32::from(character);
        let message = format!("the control character U+{code:04X} is not allowed in a text");
        Self::new(Code::ControlCharacter, message, "remove it")
    }

    pub(super) fn tag() -> Self {
        Self::new(
            Code::Tag,
            "tags such as `!name` have no meaning in a catalog",
            "remove it; a text that begins with `!` needs quotes",
        )
    }

    pub(super) fn bad_key(kind: &str) -> Self {
        Self::new(
            Code::BadKey,
            format!("a key must be a text, and this is {kind}"),
            "put it in quotes if it is meant as a text",
        )
    }

    pub(super) fn merge_key() -> Self {
        Self::new(
            Code::MergeKey,
            "maps are not merged: `<<` has no meaning in a catalog",
            "write the keys out",
        )
    }

    pub(super) fn duplicate_key(key: &Key, first: u32) -> Self {
        Self::new(
            Code::DuplicateKey,
            format!("the key {} is given twice", quoted(key)),
            format!("it is on line {first} already; keep one of the two"),
        )
    }

    pub(super) fn too_deep() -> Self {
        Self::new(
            Code::TooDeep,
            format!("lists and maps are nested more than {DEEPEST} deep"),
            "name a part as an entry of its own, and require that",
        )
    }

    pub(super) fn alias_within() -> Self {
        let message = "the alias stands inside of what it names";
        Self::new(Code::BadAlias, message, "write it out")
    }

    pub(super) fn alias_bomb() -> Self {
        let most = MOST_COPIED >> 20;
        Self::new(
            Code::AliasBomb,
            format!("anchors and aliases expand to more than {most} MiB"),
            "write out what the aliases stand for",
        )
    }

    pub(super) fn too_many(most: usize, what: &str) -> Self {
        Self::new(
            Code::TooManyValues,
            format!("the file has more than {most} {what}"),
            "split it: a folder may hold several files",
        )
    }

    pub(super) fn too_many_in_entry() -> Self {
        Self::new(
            Code::TooManyValues,
            format!("more than {MOST_IN_ENTRY} values belong to one entry, or to none"),
            "name a part as an entry of its own, and require that",
        )
    }

    pub(super) fn too_much_punctuation() -> Self {
        Self::new(
            Code::TooManyValues,
            format!("a list or map in brackets has more than {MOST_PUNCTUATION} punctuation marks"),
            "write long lists with a line for each item, begun by `-`",
        )
    }
}

/// Returns message and hint for what a parser says, or its own words if it is none of these.
fn reworded(info: &str) -> (&str, &'static str) {
    let known = WORDING.iter().find(|(part, ..)| info.contains(part));
    known.map_or((info, FALLBACK), |&(_, message, hint)| (message, hint))
}

const FALLBACK: &str = "quote texts that begin with punctuation, or have `: ` or ` #` in them";

/// Part of what the parser says, what we say instead, and what to do; the first that fits is taken.
const WORDING: [(&str, &str, &str); 28] = [
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
