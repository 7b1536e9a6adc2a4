//! An address as a code that the camera of a phone reads: text in, rows of half blocks out. Must not know colours or
//! windows.

use qrcode::{Color, EcLevel, QrCode};

/// Modules of empty border on each side: a camera finds the code by it.
const BORDER: usize = 4;

/// A code, border and all: a square of modules, each dark or light.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// Modules of a side, without the border.
    width: usize,
    /// Row after row, without the border.
    dark: Vec<bool>,
}

/// Which modules are drawn with characters; the others are left empty, in the colour of the background.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// The dark ones: for a light background.
    Dark,
    /// The light ones: for a dark background.
    Light,
}

impl Ink {
    /// The other one.
    #[must_use]
    pub const fn swapped(self) -> Self {
        match self {
            Self::Dark => Self::Light,
            Self::Light => Self::Dark,
        }
    }
}

impl Code {
    /// The smallest code that holds the text. None when the text is longer than any code holds.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        // On a screen nothing is torn or stained: the level with the fewest modules will do.
        let code = QrCode::with_error_correction_level(text, EcLevel::L).ok()?;
        Some(Self {
            width: code.width(),
            dark: code
                .into_colors()
                .into_iter()
                .map(|color| color == Color::Dark)
                .collect(),
        })
    }

    /// Columns that it takes, border and all.
    #[must_use]
    pub const fn columns(&self) -> usize {
        self.width + 2 * BORDER
    }

    /// The rows that it takes, two modules above each other in each character.
    #[must_use]
    pub fn rows(&self, ink: Ink) -> Vec<String> {
        (0..self.columns())
            .step_by(2)
            .map(|upper| {
                (0..self.columns())
                    .map(|x| self.half_blocks(x, upper, ink))
                    .collect()
            })
            .collect()
    }

    fn half_blocks(&self, x: usize, upper: usize, ink: Ink) -> char {
        let drawn = |y| self.is_dark(x, y) == (ink == Ink::Dark);
        match (drawn(upper), drawn(upper + 1)) {
            (true, true) => '\u{2588}',
            (true, false) => '\u{2580}',
            (false, true) => '\u{2584}',
            (false, false) => ' ',
        }
    }

    /// The border is light, and so is all that lies beyond.
    fn is_dark(&self, x: usize, y: usize) -> bool {
        let inside = |at: usize| at.checked_sub(BORDER).filter(|at| *at < self.width);
        let place = inside(x).zip(inside(y)).map(|(x, y)| y * self.width + x);
        place
            .and_then(|place| self.dark.get(place))
            .copied()
            .unwrap_or(false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The sizes by which it is decided what fits a window of 24 rows.
    #[test]
    fn a_code_is_as_small_as_its_text_allows() {
        for (bytes, columns, rows) in [
            (17, 29, 15),
            (32, 33, 17),
            (53, 37, 19),
            (78, 41, 21),
            (106, 45, 23),
            (134, 49, 25),
        ] {
            let code = Code::new(&"a".repeat(bytes)).unwrap();
            assert_eq!(
                (code.columns(), code.rows(Ink::Dark).len()),
                (columns, rows),
                "{bytes} bytes"
            );
            assert!(
                Code::new(&"a".repeat(bytes + 1)).unwrap().columns() > columns,
                "{bytes} bytes"
            );
        }
        assert_eq!(Code::new(&"a".repeat(3000)), None);
    }

    #[test]
    fn the_border_is_light_in_either_ink() {
        let code = Code::new("tel:+443332001133").unwrap();
        let (dark, light) = (code.rows(Ink::Dark), code.rows(Ink::Light));
        let all = |row: &String, c: char| row.chars().all(|other| other == c);
        assert!(dark[..2].iter().all(|row| all(row, ' ')));
        assert!(light[..2].iter().all(|row| all(row, '\u{2588}')));
        assert!(
            dark.iter()
                .all(|row| row.starts_with("    ") && row.ends_with("    "))
        );
        // 29 modules end in the middle of a character: what lies beyond is light too.
        assert!(all(light.last().unwrap(), '\u{2588}'));
    }
}
