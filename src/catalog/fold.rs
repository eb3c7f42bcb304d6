//! Names without what is written differently by different people.

use std::borrow::Cow;

/// Words around a name that name nothing. What begins like one of [`NOISE_BEGINNINGS`] is one too.
const NOISE: &str = "\
    active adopter beta ce cert credential early exam exams examination expired former formerly \
    legacy now official passed present qualification registered renewed retired stackable valid \
    voucher";

/// `certified`, `certification`, `certificate`, in other languages and with a slip: `certificed`, `certificado`.
const NOISE_BEGINNINGS: [&str; 2] = ["certif", "zertifi"];

/// Words that join others and that some leave out.
const JOINING: [&str; 2] = ["and", "the"];

/// Returns whether a word is one of a list, in which a space stands between two.
#[must_use]
pub(crate) fn is_among(word: &str, list: &str) -> bool {
    // Byte by byte: to search for the next space costs more than such a word is long.
    let mut words = list.as_bytes().split(|byte| *byte == b' ');
    words.any(|one| one == word.as_bytes())
}

/// Returns the folded words of a name: lower case, without marks and quotes, `&` as `and`, wide characters as usual ones.
///
/// A word is a run of letters and digits; a `+` or `#` behind one belongs to it. The Roman numbers of steps are as good as
/// others: `PSM II` is `psm 2`.
#[must_use]
pub(crate) fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut end = |word: &mut String| {
        let roman = ["i", "ii", "iii", "iv"];
        if let Some(place) = roman.iter().position(|roman| *roman == *word) {
            word.clear();
            word.push_str(["1", "2", "3", "4"][place]);
        }
        if !word.is_empty() {
            words.push(std::mem::take(word));
        }
    };
    let mut before = None;
    for character in text.chars().map(usual) {
        match character {
            '&' => {
                end(&mut word);
                word.push_str("and");
                end(&mut word);
            }
            '+' | '#' if !word.is_empty() => word.push(character),
            // What joins two capitals or numbers is left out where no space is beside it: `(ISC)2`.
            ')' if before == Some('c') && word == "isc" => {}
            _ if is_mark(character) => {}
            _ if character.is_alphanumeric() => word.extend(character.to_lowercase()),
            _ => end(&mut word),
        }
        before = character.to_lowercase().next();
    }
    end(&mut word);
    words
}

/// Returns one text for all ways of writing the words: without spaces, and without what some leave out.
#[must_use]
pub(crate) fn key<W: AsRef<str>>(words: &[W]) -> String {
    let words = words.iter().map(AsRef::as_ref);
    words.filter(|word| !JOINING.contains(word)).collect()
}

/// Returns the words that name something.
#[must_use]
pub(crate) fn without_noise<W: AsRef<str> + Clone>(words: &[W]) -> Vec<W> {
    let names = |word: &&W| !is_noise(word.as_ref());
    words.iter().filter(names).cloned().collect()
}

/// Returns whether a folded word names nothing, such as `certification`.
#[must_use]
pub(crate) fn is_noise(word: &str) -> bool {
    is_among(word, NOISE) || is_certified(word)
}

/// Returns whether a folded word is `certified` or one of its kind.
#[must_use]
pub(crate) fn is_certified(word: &str) -> bool {
    NOISE_BEGINNINGS
        .iter()
        .any(|begins| word.starts_with(begins))
}

/// Returns whether a text is written like an acronym or a code: a word or two with capitals or digits in the most places.
#[must_use]
pub(crate) fn is_acronym(text: &str) -> bool {
    let characters = text.chars().filter(|c| c.is_alphanumeric());
    let capitals = characters
        .clone()
        .filter(|c| c.is_uppercase() || c.is_ascii_digit())
        .count();
    let words = text.split_whitespace().count();
    words <= 2 && text.trim().len() <= 16 && capitals >= 2 && 2 * capitals >= characters.count()
}

/// Returns a title without the acronyms that stand in brackets in it, if it has some: `Red Team Expert (CRTE)`.
#[must_use]
pub(crate) fn without_acronym(title: &str) -> Option<String> {
    let mut kept = String::new();
    let mut rest = title;
    while let Some((before, behind)) = rest.split_once('(') {
        let (inside, after) = behind.split_once(')')?;
        kept.push_str(before);
        let has_letters = inside.bytes().filter(u8::is_ascii_uppercase).count() > 1;
        if !(has_letters && is_acronym(inside)) {
            kept.push('(');
            kept.push_str(inside);
            kept.push(')');
        }
        rest = after;
    }
    kept.push_str(rest);
    (kept.len() < title.len()).then_some(kept)
}

/// Returns a text without marks such as that of a trade mark.
#[must_use]
pub(crate) fn without_marks(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || !text.contains(is_mark) {
        return Cow::Borrowed(text);
    }
    let kept: String = text.chars().filter(|c| !is_mark(*c)).collect();
    Cow::Owned(kept.trim().to_owned())
}

/// Returns whether a character is a hyphen, or one of the dashes that are printed for it.
#[must_use]
pub(crate) fn is_hyphen(character: char) -> bool {
    matches!(character, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// Returns the key of a code or id: ASCII letters in lower case, no spaces, no hyphens.
pub(crate) fn compact(text: &str) -> impl Iterator<Item = char> {
    let kept = |character: &char| !character.is_whitespace() && !is_hyphen(*character);
    ascii_lower(text).filter(kept)
}

/// Returns the characters with ASCII letters in lower case.
pub(crate) fn ascii_lower(text: &str) -> impl Iterator<Item = char> {
    text.chars().map(|character| character.to_ascii_lowercase())
}

/// Returns whether a character is left out of a word without ending it.
fn is_mark(character: char) -> bool {
    matches!(
        character,
        '\'' | '\u{2019}' | '\u{ae}' | '\u{a9}' | '\u{2122}' | '\u{2120}' | '\u{200b}'
            ..='\u{200f}' | '\u{feff}' | '\u{fe0f}'
    )
}

/// Returns the usual form of a wide or raised character.
fn usual(character: char) -> char {
    match character {
        '\u{ff01}'..='\u{ff5e}' => {
            char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character)
        }
        '\u{3000}' => ' ',
        '\u{b9}' => '1',
        '\u{b2}' => '2',
        '\u{b3}' => '3',
        _ => character,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_acronym_has_capitals_or_digits_in_most_places() {
        for text in ["CKA", "CySA+", "BTL1", "AZ-104", "eJPT", "PSM I"] {
            assert!(is_acronym(text), "{text}");
        }
        for text in [
            "Udemy",
            "Networks",
            "in progress",
            "I",
            "INTRODUCTION TO NETWORKS",
        ] {
            assert!(!is_acronym(text), "{text}");
        }
    }

    #[test]
    fn brackets_end_a_word_but_for_those_of_one_provider() {
        assert_eq!(words("(ISC)2 CISSP"), ["isc2", "cissp"]);
        assert_eq!(words("Azure (AZ)104"), ["azure", "az", "104"]);
        assert_eq!(words("(misc)2"), ["misc", "2"]);
    }

    #[test]
    fn acronyms_in_brackets_are_left_out_of_a_title() {
        for (title, bare) in [
            ("Red Team Expert (CRTE)", Some("Red Team Expert ")),
            (
                "Solutions Expert (MCSE): Messaging",
                Some("Solutions Expert : Messaging"),
            ),
            ("BIG-IP WAF (ASM) (F5-CTS)", Some("BIG-IP WAF  ")),
            ("Excel (Office 2016)", None),
            ("Ethical Hacker (Master)", None),
            ("ITIL Foundation (Version 5)", None),
            ("Terraform Associate (003)", None),
            ("Broken (CKA", None),
        ] {
            assert_eq!(without_acronym(title).as_deref(), bare, "{title}");
        }
    }

    #[test]
    fn what_people_write_differently_is_folded_alike() {
        for (text, folded) in [
            (
                " Developer \u{2013} A-b\u{a0}\u{c4}",
                "developer a b \u{e4}",
            ),
            ("Routing & Switching", "routing and switching"),
            ("ITIL\u{ae} Foundation\u{2122}", "itil foundation"),
            ("(ISC)\u{b2} and (ISC)2", "isc2 and isc2"),
            ("Network+ (C#), A + B", "network+ c# a b"),
            ("\u{ff08}CKA\u{ff09}\u{3000}\u{ff21}", "cka a"),
            ("\u{2b50}\u{201c}Master\u{2019}s\u{201d}\u{2b50}", "masters"),
            ("- \u{2014}", ""),
        ] {
            assert_eq!(words(text).join(" "), folded, "{text}");
        }
    }

    #[test]
    fn words_that_name_nothing_are_left_out() {
        let words = words("Certificed Kubernetes Administrator Certification Exam (Legacy)");
        assert_eq!(without_noise(&words), ["kubernetes", "administrator"]);
        assert_eq!(key(&["routing", "and", "switching"]), "routingswitching");
    }

    #[test]
    fn a_code_has_no_hyphens_and_spaces() {
        assert_eq!(compact("AZ \u{2011} 204").collect::<String>(), "az204");
    }
}
