//! The number of an establishment in the official directory.

use crate::value::Words;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// A SIRET: 14 digits, the first nine of them the SIREN of the legal unit, with a valid key.
// INVARIANT: 14 ASCII digits whose keys hold; kept by parsing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Siret(String);

/// La Poste has more establishments than Luhn keys allow: there the plain sum of the digits is a multiple of 5.
const LA_POSTE: &str = "356000000";
/// The head office of La Poste, which keeps a Luhn key.
const LA_POSTE_HEAD_OFFICE: &str = "35600000000048";

impl Siret {
    /// The 14 digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The SIREN of the legal unit: the first nine digits.
    pub fn siren(&self) -> &str {
        self.0.get(..9).unwrap_or_default()
    }
}

/// Why a text is not a SIRET.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NotASiret {
    /// Something else than digits and spaces.
    #[error("a SIRET has digits only")]
    NotDigits,
    /// Not 14 digits.
    #[error("a SIRET has 14 digits, not {found}")]
    Length {
        /// How many there are.
        found: usize,
    },
    /// The first nine digits are not a SIREN.
    #[error("the key of the SIREN (the first nine digits) does not fit")]
    SirenKey,
    /// The last digit does not fit the others.
    #[error("the key of the SIRET (the last digit) does not fit")]
    Key,
}

impl NotASiret {
    /// What is wrong, in both languages.
    pub fn words(self) -> Words {
        let (fr, en) = match self {
            Self::NotDigits => (
                "Un SIRET ne contient que des chiffres. Exemple : 73282932000074.".to_owned(),
                "A SIRET has digits only. Example: 73282932000074.".to_owned(),
            ),
            Self::Length { found: 13 } => (
                "Il manque un chiffre : un SIRET en a 14. Un tableur a peut-être ôté le zéro du début."
                    .to_owned(),
                "A digit is missing: a SIRET has 14. A spreadsheet may have dropped the first zero."
                    .to_owned(),
            ),
            Self::Length { found } => (
                format!("Un SIRET a 14 chiffres, et non {found}. Exemple : 73282932000074."),
                format!("A SIRET has 14 digits, not {found}. Example: 73282932000074."),
            ),
            Self::SirenKey => (
                "Les neuf premiers chiffres ne forment pas un SIREN. Un chiffre est sans doute faux."
                    .to_owned(),
                "The first nine digits are not a SIREN. A digit is probably wrong.".to_owned(),
            ),
            Self::Key => (
                "Le dernier chiffre ne correspond pas aux autres. Un chiffre est sans doute faux.".to_owned(),
                "The last digit does not fit the others. A digit is probably wrong.".to_owned(),
            ),
        };
        Words { fr, en }
    }
}

impl std::str::FromStr for Siret {
    type Err = NotASiret;

    /// Digits, with spaces between them as people write them.
    fn from_str(text: &str) -> Result<Self, NotASiret> {
        let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        if !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(NotASiret::NotDigits);
        }
        if digits.len() != 14 {
            return Err(NotASiret::Length { found: digits.len() });
        }
        let siren = digits.get(..9).unwrap_or_default();
        if !luhn(siren) {
            return Err(NotASiret::SirenKey);
        }
        let holds = if siren == LA_POSTE && digits != LA_POSTE_HEAD_OFFICE {
            digits.bytes().map(|b| u32::from(b - b'0')).sum::<u32>().is_multiple_of(5)
        } else {
            luhn(&digits)
        };
        if holds { Ok(Self(digits)) } else { Err(NotASiret::Key) }
    }
}

/// Luhn's sum: from the right, every second digit doubled, nine taken off where that passes nine.
fn luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .map(|b| u32::from(b - b'0'))
        .enumerate()
        .map(|(place, digit)| match (place % 2, digit * 2) {
            (0, _) => digit,
            (_, twice) if twice > 9 => twice - 9,
            (_, twice) => twice,
        })
        .sum();
    sum.is_multiple_of(10)
}

impl fmt::Display for Siret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for Siret {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Siret {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(d)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Result<String, NotASiret> {
        text.parse().map(|s: Siret| s.to_string())
    }

    #[test]
    fn the_key_is_checked_and_spaces_are_not() {
        assert_eq!(read("732 829 320 00074"), Ok("73282932000074".to_owned()));
        assert_eq!(read("732\u{a0}829\u{202f}320 00074"), Ok("73282932000074".to_owned()));
        assert_eq!(read("73282932000075"), Err(NotASiret::Key));
        assert_eq!(read("73282931000074"), Err(NotASiret::SirenKey));
        assert_eq!(read("7328293200007"), Err(NotASiret::Length { found: 13 }));
        assert_eq!(read(""), Err(NotASiret::Length { found: 0 }));
        assert_eq!(read("7328293200007A"), Err(NotASiret::NotDigits));
        assert_eq!(read("٧٣٢٨٢٩٣٢٠٠٠٠٧٤"), Err(NotASiret::NotDigits));
        assert_eq!("73282932000074".parse::<Siret>().unwrap().siren(), "732829320");
    }

    #[test]
    fn la_poste_counts_its_digits() {
        // 3 + 5 + 6 = 14: the other five digits add 1 for a multiple of 5, and Luhn does not hold.
        assert_eq!(read("35600000000001"), Ok("35600000000001".to_owned()));
        assert!(!luhn("35600000000001"));
        assert_eq!(read("35600000000002"), Err(NotASiret::Key));
        assert_eq!(read(LA_POSTE_HEAD_OFFICE), Ok(LA_POSTE_HEAD_OFFICE.to_owned()));
    }

    proptest! {
        #[test]
        fn one_wrong_digit_is_always_found(nic in 0u32..10_000, at in 0usize..14, by in 1u8..10) {
            let siret = (0..10).map(|key| format!("732829320{nic:04}{key}")).find(|s| luhn(s)).unwrap();
            prop_assert!(read(&siret).is_ok());
            let mut digits = siret.into_bytes();
            digits[at] = b'0' + (digits[at] - b'0' + by) % 10;
            prop_assert!(read(std::str::from_utf8(&digits).unwrap()).is_err());
        }
    }
}
