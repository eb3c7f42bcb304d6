//! How wide a text may turn out in a sans-serif font that is not known.

use unicode_width::UnicodeWidthChar;

/// How text is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Font {
    /// In pixels.
    pub(super) size: u32,
    pub(super) is_bold: bool,
}

/// Widths of the characters from U+0020 to U+007E in thousandths of the font's size: for each the widest of Arial,
/// `DejaVu` Sans and Verdana, which are wider than what browsers take for `sans-serif`.
const REGULAR: [u32; 95] = [
    352, 401, 460, 838, 637, 1076, 780, 275, 454, 454, 636, 838, 364, 454, 364, 454, 637, 637, 637,
    637, 637, 637, 637, 637, 637, 637, 454, 454, 838, 838, 838, 557, 1016, 685, 687, 723, 771, 667,
    611, 778, 752, 421, 500, 693, 558, 863, 749, 788, 667, 788, 723, 684, 616, 732, 685, 989, 686,
    667, 686, 454, 454, 454, 838, 636, 636, 613, 635, 550, 635, 616, 353, 635, 634, 278, 344, 592,
    278, 975, 634, 612, 635, 635, 427, 521, 394, 634, 592, 818, 592, 592, 525, 637, 454, 637, 838,
];

/// The same for bold characters.
const BOLD: [u32; 95] = [
    349, 457, 521, 917, 713, 1272, 873, 307, 543, 543, 713, 917, 380, 480, 380, 689, 711, 711, 711,
    711, 711, 711, 711, 711, 711, 711, 402, 402, 917, 917, 917, 611, 1000, 776, 763, 734, 831, 684,
    684, 821, 837, 546, 557, 775, 638, 996, 847, 851, 733, 851, 782, 721, 683, 813, 774, 1128, 771,
    737, 726, 509, 509, 509, 917, 713, 713, 675, 716, 593, 716, 679, 436, 716, 712, 343, 403, 671,
    343, 1058, 712, 688, 716, 716, 497, 596, 479, 712, 652, 980, 669, 652, 597, 712, 509, 712, 917,
];

impl Font {
    /// Returns the width of a character in thousandths of a pixel.
    fn character(self, character: char) -> u32 {
        let table = if self.is_bold { &BOLD } else { &REGULAR };
        let place = u32::from(character).wrapping_sub(0x20) as usize;
        let share = match (table.get(place), character.width()) {
            (Some(share), _) => *share,
            (None, None | Some(0)) => 0,
            (None, Some(1)) if character < '\u{180}' => 1_150,
            (None, Some(_)) => 1_500,
        };
        share * self.size
    }

    /// Returns the most that a text takes, in pixels, rounded up.
    pub(super) fn width(self, text: &str) -> u32 {
        let characters = text
            .chars()
            .map(|character| u64::from(self.character(character)));
        let sum: u64 = characters.sum();
        u32::try_from(sum.div_ceil(1_000)).unwrap_or(u32::MAX)
    }

    /// Breaks a text into at most `lines` lines that take at most `room` pixels each; what is left over is cut off
    /// with an ellipsis. A word that is too wide is broken itself.
    pub(super) fn wrap(self, text: &str, room: u32, lines: usize) -> Vec<String> {
        let mut broken: Vec<String> = Vec::new();
        let mut line = String::new();
        for word in text.split_whitespace() {
            let joined = if line.is_empty() {
                word.to_owned()
            } else {
                format!("{line} {word}")
            };
            if self.width(&joined) <= room {
                line = joined;
                continue;
            }
            if !line.is_empty() {
                broken.push(std::mem::take(&mut line));
            }
            line = self.break_word(word, room, &mut broken);
            if broken.len() > lines {
                break;
            }
        }
        if !line.is_empty() {
            broken.push(line);
        }
        if broken.len() > lines {
            broken.truncate(lines);
            if let Some(last) = broken.last_mut() {
                *last = self.cut(last, room);
            }
        }
        broken
    }

    /// Breaks a title as [`Font::wrap`] does, and into lines that are about equally wide: no `I` or `of` stands alone.
    pub(super) fn balance(self, text: &str, room: u32, lines: usize) -> Vec<String> {
        let mut best = self.wrap(text, room, lines);
        let is_cut = |broken: &[String]| broken.concat().len() < text.replace(' ', "").len();
        let words = text.split_whitespace().map(|word| self.width(word));
        let (mut low, mut high) = (words.max().unwrap_or(0), room);
        if best.len() < 2 || is_cut(&best) {
            return best;
        }
        while low < high {
            let middle = u32::midpoint(low, high);
            let narrower = self.wrap(text, middle, lines + 1);
            if narrower.len() <= best.len() {
                (best, high) = (narrower, middle);
            } else {
                low = middle + 1;
            }
        }
        best
    }

    /// Moves the full lines of a word to `broken` and returns what is left of it; it breaks behind a hyphen where it can.
    fn break_word(self, word: &str, room: u32, broken: &mut Vec<String>) -> String {
        let mut line = String::new();
        for character in word.chars() {
            line.push(character);
            while self.width(&line) > room && line.chars().nth(1).is_some() {
                let end = line.len() - line.chars().next_back().map_or(0, char::len_utf8);
                let hyphen = line[..end].rfind(['-', '/', '_']).map(|place| place + 1);
                let rest = line.split_off(hyphen.unwrap_or(end));
                broken.push(std::mem::replace(&mut line, rest));
            }
        }
        line
    }

    /// Returns a line with an ellipsis at its end, as much of it as there is room for.
    fn cut(self, line: &str, room: u32) -> String {
        let mut kept = line.to_owned();
        loop {
            let text = format!("{}…", kept.trim_end());
            if self.width(&text) <= room || kept.pop().is_none() {
                return text;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FONT: Font = Font {
        size: 12,
        is_bold: false,
    };

    #[test]
    fn lines_are_never_wider_than_there_is_room() {
        let texts = [
            "Dynamics 365: Finance and Operations Apps Developer Associate",
            "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen",
            "漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字",
            "",
        ];
        for text in texts {
            for room in [40, 90, 200] {
                let lines = FONT.wrap(text, room, 4);
                assert!(lines.len() <= 4);
                assert!(
                    lines.iter().all(|line| FONT.width(line) <= room),
                    "{lines:?}"
                );
            }
        }
    }

    #[test]
    fn what_fits_is_whole() {
        assert_eq!(FONT.wrap("one  two", 200, 2), ["one two"]);
        assert_eq!(FONT.wrap("one two three", 45, 2), ["one", "two…"]);
    }

    #[test]
    fn a_word_breaks_behind_a_hyphen_and_a_title_into_lines_of_about_one_width() {
        let code = "CYBERSECURITY-PRACTITIONER";
        assert_eq!(FONT.wrap(code, 160, 2), ["CYBERSECURITY-", "PRACTITIONER"]);
        let title = "Professional Scrum Master III";
        assert_eq!(FONT.wrap(title, 180, 4)[1], "III");
        assert_eq!(
            FONT.balance(title, 180, 4),
            ["Professional", "Scrum Master III"]
        );
        let long = "Managing Modern Desktops and Devices";
        assert_eq!(FONT.balance(long, 80, 2), FONT.wrap(long, 80, 2));
    }
}
