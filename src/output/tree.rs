//! Trees in text: one line a node, its members below it.

use std::io::{self, Write};

use crate::output::Style;
use crate::output::text::write_wrapped;

/// How often a line is moved to the right at most; deeper nodes stand below one another.
const DEEPEST: usize = 16;

/// A line of a tree; what stands below it follows, one deeper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Branch {
    pub(super) depth: usize,
    /// Clean, and perhaps painted.
    pub(super) text: String,
}

/// Writes trees that are given in preorder.
pub(super) fn write(branches: &[Branch], style: Style, out: &mut impl Write) -> io::Result<()> {
    let [fork, end, bar, blank] = if style.unicode {
        ["├─ ", "└─ ", "│  ", "   "]
    } else {
        ["|- ", "`- ", "|  ", "   "]
    };
    let lasts = lasts(branches);
    // For each node above this one whether a line leads on past it.
    let mut above: Vec<bool> = Vec::new();
    for (number, (branch, is_last)) in branches.iter().zip(lasts).enumerate() {
        above.truncate(branch.depth.saturating_sub(1));
        let mut rest: String = above
            .iter()
            .take(DEEPEST)
            .map(|leads_on| if *leads_on { bar } else { blank })
            .collect();
        let mut first = rest.clone();
        if branch.depth > 0 {
            first.push_str(if is_last { end } else { fork });
            rest.push_str(if is_last { blank } else { bar });
            above.push(!is_last);
        }
        let has_members = branches
            .get(number + 1)
            .is_some_and(|next| next.depth > branch.depth);
        rest.push_str(if has_members { bar } else { blank });
        write_wrapped(&first, &rest, &branch.text, style, out)?;
    }
    Ok(())
}

/// For each branch whether none of its siblings follows it.
fn lasts(branches: &[Branch]) -> Vec<bool> {
    // For each depth whether a branch of it has been seen since the last one that is less deep.
    let mut seen: Vec<bool> = Vec::new();
    let mut lasts: Vec<bool> = branches
        .iter()
        .rev()
        .map(|branch| {
            seen.resize(branch.depth + 1, false);
            !std::mem::replace(&mut seen[branch.depth], true)
        })
        .collect();
    lasts.reverse();
    lasts
}

#[cfg(test)]
#[allow(clippy::needless_raw_string_hashes, reason = "snapbox writes them")]
mod tests {
    use snapbox::{assert_data_eq, str};

    use super::*;
    use crate::output::sample::{plain, written};

    fn drawn(lines: &[(usize, &str)], style: Style) -> String {
        let branches: Vec<Branch> = lines
            .iter()
            .map(|&(depth, text)| Branch {
                depth,
                text: text.to_owned(),
            })
            .collect();
        written(|out| write(&branches, style, out))
    }

    const LINES: &[(usize, &str)] = &[
        (0, "goal"),
        (1, "one of"),
        (2, "left with a rather long text"),
        (3, "deep"),
        (2, "right"),
        (1, "last with a rather long text"),
        (2, "below"),
        (0, "another"),
    ];

    #[test]
    fn what_stands_below_is_joined_to_what_stands_above() {
        assert_data_eq!(
            drawn(LINES, plain(24)),
            str![[r#"
goal
├─ one of
│  ├─ left with a rather
│  │  │  long text
│  │  └─ deep
│  └─ right
└─ last with a rather
   │  long text
   └─ below
another

"#]]
        );
    }

    #[test]
    fn ascii_does_without_lines() {
        let style = Style {
            unicode: false,
            ..plain(80)
        };
        assert_data_eq!(
            drawn(LINES, style),
            str![[r#"
goal
|- one of
|  |- left with a rather long text
|  |  `- deep
|  `- right
`- last with a rather long text
   `- below
another

"#]]
        );
    }

    #[test]
    fn a_chain_of_thousands_is_drawn_and_moves_to_the_right_no_further_than_so_far() {
        let chain: Vec<(usize, &str)> = (0..5_000).map(|depth| (depth, "link")).collect();
        let drawn = drawn(&chain, plain(80));
        assert_eq!(drawn.lines().count(), 5_000);
        assert!(
            drawn
                .lines()
                .all(|line| line.chars().count() <= 3 * (DEEPEST + 1) + 4)
        );
    }
}
