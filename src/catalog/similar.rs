//! How similar two names are, wherever one is proposed for another.

/// Similarity from which on a name is proposed for one that does not exist.
const ALIKE: f64 = 0.8;

/// Returns how similar two names of one case are, 1 at most, or nothing where neither would be taken for the other.
#[expect(clippy::cast_precision_loss, reason = "names are short")]
pub(crate) fn similarity(text: &str, name: &str) -> Option<f64> {
    let (short, long) = (text.len().min(name.len()), text.len().max(name.len()));
    // The most that the similarity of Jaro can be, with the most that Winkler adds.
    let jaro = (2.0 + short as f64 / long.max(1) as f64) / 3.0;
    if jaro + 0.4 * (1.0 - jaro) < ALIKE {
        return None;
    }
    Some(strsim::jaro_winkler(text, name)).filter(|similarity| *similarity >= ALIKE)
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
}
