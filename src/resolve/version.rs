//! Numbers that stand beside a name and are none of it: versions, editions and years.

use crate::catalog::fold;

/// Leaves out the version of an exam that an issuer puts behind a title: `v8`, `Version 5.0`, `003`.
pub(super) fn without_version(words: &[String]) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    let mut in_version = false;
    for (place, word) in words.iter().enumerate() {
        let numbered = word
            .strip_prefix('v')
            .is_some_and(|rest| !rest.is_empty() && is_number(rest));
        let last = place > 0 && place + 1 == words.len();
        let issue = last && word.len() == 3 && word.starts_with('0') && is_number(word);
        let starts = numbered || ["version", "ver", "v"].contains(&word.as_str());
        if starts || issue || in_version && word.len() <= 2 && is_number(word) {
            in_version = starts || in_version;
        } else {
            in_version = false;
            kept.push(word.clone());
        }
    }
    kept
}

/// Leaves out years, and words between them.
pub(super) fn without_years(words: &[String]) -> Vec<String> {
    let names = |word: &&String| !is_year(word) && !["since", "present"].contains(&word.as_str());
    words.iter().filter(names).cloned().collect()
}

/// Leaves out numbers that can be no step of a ladder such as `PSM II`: `6.5`, `R80.20`, `5`, `6th Edition`, and the end of a
/// code, as in `Security+ 601`.
pub(super) fn without_numbers(words: &[String]) -> Vec<String> {
    /// The last number that stands for a step.
    const LAST_STEP: u32 = 3;
    let mut kept: Vec<String> = Vec::new();
    let mut in_number = false;
    for (place, word) in words.iter().enumerate() {
        let next = words.get(place + 1);
        let number = word.parse().ok().filter(|_| word.len() <= 2);
        let is_release = word
            .strip_prefix('r')
            .is_some_and(|rest| rest.len() == 2 && is_number(rest));
        let has_minor = next.is_some_and(|next| next.len() <= 2 && is_number(next));
        let is_edition = next.is_some_and(|next| next == "edition") && word.starts_with(is_digit);
        let is_code = place > 0 && next.is_none() && word.len() == 3 && is_number(word);
        let is_dropped = is_release
            || is_code
            || is_edition
            || in_number && (number.is_some() || word == "edition")
            || number.is_some_and(|number: u32| number > LAST_STEP || has_minor);
        if !is_dropped {
            kept.push(word.clone());
        }
        in_number = is_dropped;
    }
    kept
}

pub(super) fn is_year(word: &str) -> bool {
    word.len() == 4 && (word.starts_with("19") || word.starts_with("20")) && is_number(word)
}

/// Returns whether a title may be meant by words with these numbers: it has the same ones, or none of their kind.
pub(super) fn may_have(title: &str, words: &[String]) -> bool {
    let title = fold::words(title);
    let own = numbers(&title);
    numbers(words).into_iter().all(|number| {
        let is_alike = |own: &&&str| is_year(own) == is_year(number);
        own.contains(&number) || !own.iter().any(|own| is_alike(&own))
    })
}

/// Returns the years and the versions among words, of `9.2` and `v9.2` the first number only.
fn numbers(words: &[String]) -> Vec<&str> {
    let mut numbers = Vec::new();
    let mut in_number = false;
    for word in words {
        let number = word.strip_prefix('v').unwrap_or(word);
        let is_short = !number.is_empty() && number.len() <= 2 && is_number(number);
        if is_year(word) || is_short && !in_number {
            numbers.push(number);
        }
        in_number = is_short;
    }
    numbers
}

fn is_number(word: &str) -> bool {
    word.chars().all(is_digit)
}

fn is_digit(character: char) -> bool {
    character.is_ascii_digit()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(with: fn(&[String]) -> Vec<String>, text: &str) -> String {
        with(&fold::words(text)).join(" ")
    }

    #[test]
    fn versions_are_left_out() {
        for (text, bare) in [
            ("CEH v11", "ceh"),
            ("Storage Management Version 5.0", "storage management"),
            ("Terraform Associate (003)", "terraform associate"),
            ("003 Terraform", "003 terraform"),
        ] {
            assert_eq!(read(without_version, text), bare, "{text}");
        }
    }

    #[test]
    fn numbers_are_left_out_but_for_steps() {
        for (text, bare) in [
            ("NCA 6.5", "nca"),
            ("SAFe 5.0 POPM", "safe popm"),
            ("CCSA R80.20", "ccsa"),
            ("RHCSA 8", "rhcsa"),
            ("PRINCE2 6th Edition Practitioner", "prince2 practitioner"),
            ("PSM 2", "psm 2"),
            ("Level 1 Analyst", "level 1 analyst"),
            ("533", "533"),
            ("Security+ 601", "security+"),
        ] {
            assert_eq!(read(without_numbers, text), bare, "{text}");
        }
    }

    #[test]
    fn years_are_left_out() {
        assert_eq!(
            read(without_years, "OCI 2021 Architect 2016 - Present"),
            "oci architect"
        );
        assert!(!may_have("Excel (Office 2016)", &fold::words("Excel 2003")));
    }
}
