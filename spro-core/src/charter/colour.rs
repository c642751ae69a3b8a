//! Colours, and whether a text in one can be read on another.

use std::fmt;

/// A colour of a screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Colour {
    red: u8,
    green: u8,
    blue: u8,
}

impl Colour {
    /// White.
    pub const WHITE: Self = Self::new(0xFF, 0xFF, 0xFF);
    /// The contrast that a text must have (WCAG 2.1, criterion 1.4.3).
    pub const READABLE: f64 = 4.5;

    /// A colour of these parts.
    pub const fn new(red: u8, green: u8, blue: u8) -> Self {
        Self { red, green, blue }
    }

    /// The colour that `#1F3864` says; `None` for any other form.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.trim().strip_prefix('#').filter(|d| d.len() == 6 && d.is_ascii())?;
        let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
        Some(Self::new(part(0)?, part(2)?, part(4)?))
    }

    /// The number `0xRRGGBB`.
    pub fn rgb(self) -> u32 {
        u32::from(self.red) << 16 | u32::from(self.green) << 8 | u32::from(self.blue)
    }

    /// How far two colours stand apart in lightness: from 1 for the same one to 21 for black and white.
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let share = f64::from(part) / 255.0;
            if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }
}

/// `#1F3864`.
impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:06X}", self.rgb())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_and_contrasts() {
        let navy = Colour::parse("#1f3864").unwrap();
        assert_eq!((navy.to_string().as_str(), navy.rgb()), ("#1F3864", 0x001F_3864));
        for text in ["1F3864", "#1F386", "#1F38644", "#GGGGGG", "bleu", "#é1F38", ""] {
            assert_eq!(Colour::parse(text), None, "{text}");
        }
        let black = Colour::new(0, 0, 0);
        assert!((black.contrast(Colour::WHITE) - 21.0).abs() < 1e-9);
        assert!((navy.contrast(navy) - 1.0).abs() < 1e-9);
        // The darkest grey that is just too pale on white, and the next one.
        assert!(Colour::new(0x77, 0x77, 0x77).contrast(Colour::WHITE) < Colour::READABLE);
        assert!(Colour::new(0x76, 0x76, 0x76).contrast(Colour::WHITE) >= Colour::READABLE);
    }
}
