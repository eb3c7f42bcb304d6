//! How similar two names are, wherever one is proposed for another.

/// Similarity from which on a name is proposed for one that does not exist.
const ALIKE: f64 = 0.8;

/// Returns how similar two names of one case are, 1 at most, or nothing where neither would be taken for the other.
pub(crate) fn similarity(text: &str, name: &str) -> Option<f64> {
    // Of other texts the bytes say too little of the characters.
    if text.is_ascii()
        && name.is_ascii()
        && (most(text, name, text.len().min(name.len())) < ALIKE
            || most(text, name, common(text, name)) < ALIKE)
    {
        return None;
    }
    Some(strsim::jaro_winkler(text, name)).filter(|similarity| *similarity >= ALIKE)
}

/// Returns the most that the similarity can be of names with so many letters in common: that of Jaro, which their order
/// can lower, with what Winkler adds for how they begin, and a little for rounding.
#[expect(clippy::cast_precision_loss, reason = "names are short")]
fn most(text: &str, name: &str, common: usize) -> f64 {
    let share = |name: &str| common as f64 / name.len().max(1) as f64;
    let jaro = (share(text) + share(name) + 1.0) / 3.0;
    let both = text.bytes().zip(name.bytes()).take(4);
    let begin = both.take_while(|(left, right)| left == right).count();
    jaro + 0.1 * begin as f64 * (1.0 - jaro) + 1e-9
}

/// Returns how many letters of ASCII two names have in common, wherever they stand.
fn common(text: &str, name: &str) -> usize {
    let mut left = [0_u32; 128];
    for byte in text.bytes() {
        if let Some(count) = left.get_mut(usize::from(byte)) {
            *count += 1;
        }
    }
    let is_in = |byte: &u8| match left.get_mut(usize::from(*byte)) {
        Some(count) if *count > 0 => {
            *count -= 1;
            true
        }
        _ => false,
    };
    name.bytes().filter(is_in).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_that_may_be_confused_are_similar() {
        assert!(similarity("az-44", "az-400").is_some());
        assert!(similarity("devops-enginer", "devops-engineer").is_some_and(|found| found > 0.9));
        assert_eq!(similarity("cka", "az-400"), None);
        assert_eq!(similarity("a", "azure-administrator-associate"), None);
    }

    #[test]
    fn what_differs_in_letters_alone_is_not_similar() {
        let names = [
            "az-305",
            "az-350",
            "no-such-name",
            "sum-chosen",
            "etude",
            "\u{e9}tude",
            "cka",
            "kca",
            "kubernetes",
        ];
        for text in names {
            for name in names {
                let exact = strsim::jaro_winkler(text, name);
                assert_eq!(
                    similarity(text, name),
                    (exact >= ALIKE).then_some(exact),
                    "{text} {name}"
                );
            }
        }
    }
}
