//! Sheets of paper that posters are printed on.

use crate::catalog::words::words;

words! {
    /// A sheet on its side: <https://www.iso.org/standard/36631.html>.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Paper {
        A4 = "a4",
        A3 = "a3",
        A2 = "a2",
        A1 = "a1",
    }
}

/// The smallest text that may be printed, in thousandths of a millimeter: 7 points.
const SMALLEST: i64 = 2_469;

impl Paper {
    /// Returns its width and height in millimeters.
    #[must_use]
    pub fn millimeters(self) -> (i32, i32) {
        match self {
            Self::A4 => (297, 210),
            Self::A3 => (420, 297),
            Self::A2 => (594, 420),
            Self::A1 => (841, 594),
        }
    }

    /// Returns the part of the plane, as width and height, that fills the sheet and has room for a drawing.
    pub(super) fn view(self, (width, height): (i32, i32)) -> (i32, i32) {
        let (wide, high) = self.millimeters();
        let scaled = |length: i32, by: i32, of: i32| {
            let length = (i64::from(length) * i64::from(by)).div_euclid(i64::from(of));
            i32::try_from(length).unwrap_or(i32::MAX)
        };
        (
            width.max(scaled(height, wide, high)),
            height.max(scaled(width, high, wide)),
        )
    }

    /// Returns whether the text of a drawing can be read on it: whether none of it is smaller than 7 points.
    pub(super) fn can_be_read(self, size: (i32, i32), smallest_font: u32) -> bool {
        let (width, _) = self.view(size);
        let (wide, _) = self.millimeters();
        i64::from(smallest_font) * i64::from(wide) * 1_000 >= SMALLEST * i64::from(width)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_fills_the_sheet_one_way_or_the_other() {
        assert_eq!(Paper::A4.view((2_970, 100)), (2_970, 2_100));
        assert_eq!(Paper::A4.view((100, 2_100)), (2_970, 2_100));
    }

    #[test]
    fn seven_points_are_the_least() {
        // 11 pixels of 1,322 on 297 millimeters are 2.471 millimeters
        assert!(Paper::A4.can_be_read((1_322, 100), 11));
        assert!(!Paper::A4.can_be_read((1_324, 100), 11));
        assert!(Paper::A3.can_be_read((1_324, 100), 11));
    }
}
