//! The encodings that spreadsheets write CSV in.

use std::borrow::Cow;

/// An encoding of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Encoding {
    /// UTF-8 (and ASCII).
    Utf8,
    /// UTF-16, low byte first: "Unicode text" in spreadsheets.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// Windows-1252: "CSV" in a French spreadsheet.
    Windows1252,
}

/// Windows-1252 from 0x80 to 0x9F; the five bytes that it leaves open stand for the control characters that
/// browsers read there. The other bytes are those of Latin-1, that is the Unicode number itself.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', //
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

impl Encoding {
    /// The text of these bytes. What cannot be decoded becomes U+FFFD; [`super::check`] refuses such files first.
    pub fn decode(self, bytes: &[u8]) -> Cow<'_, str> {
        match self {
            Self::Utf8 => String::from_utf8_lossy(bytes),
            Self::Utf16Le => Cow::Owned(utf16(bytes, u16::from_le_bytes)),
            Self::Utf16Be => Cow::Owned(utf16(bytes, u16::from_be_bytes)),
            Self::Windows1252 => match std::str::from_utf8(bytes) {
                Ok(text) if text.is_ascii() => Cow::Borrowed(text),
                _ => Cow::Owned(bytes.iter().map(|&byte| windows_1252(byte)).collect()),
            },
        }
    }
}

fn windows_1252(byte: u8) -> char {
    match byte.checked_sub(0x80).and_then(|i| WINDOWS_1252.get(usize::from(i))) {
        Some(&special) => special,
        None => char::from(byte),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let mut out = String::with_capacity(bytes.len() / 2 + 1);
    let (pairs, rest) = bytes.as_chunks::<2>();
    out.extend(
        char::decode_utf16(pairs.iter().map(|&pair| unit(pair)))
            .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)),
    );
    if !rest.is_empty() {
        out.push(char::REPLACEMENT_CHARACTER);
    }
    out
}

/// The offset of the first byte that makes `encoding` a doubtful reading of `bytes`, if it is one.
///
/// Every byte means something in Windows-1252, so a wrong guess would give wrong letters without a word.
/// Two signs tell it: letters of the range 0x80-0x9F *between* two ASCII letters (there stand the accents of Mac
/// Roman and of DOS; in Windows-1252 quotes and dashes stand there, which seldom have letters on both sides),
/// and whole UTF-8 characters beside the bytes that are none.
pub(super) fn doubt(bytes: &[u8], encoding: Encoding) -> Option<usize> {
    match encoding {
        Encoding::Utf8 => match std::str::from_utf8(bytes) {
            Ok(_) => None,
            Err(error) => Some(error.valid_up_to()),
        },
        Encoding::Windows1252 => foreign_accents(bytes).or_else(|| mixed_with_utf8(bytes)),
        Encoding::Utf16Le | Encoding::Utf16Be => None,
    }
}

fn foreign_accents(bytes: &[u8]) -> Option<usize> {
    let (mut first, mut foreign, mut own) = (None, 0_u64, 0_u64);
    for (i, window) in bytes.windows(3).enumerate() {
        let &[before, byte, after] = window else { continue };
        if byte < 0x80 || !before.is_ascii_alphabetic() || !after.is_ascii_alphabetic() {
            continue;
        }
        match byte {
            // ‘ ’ – — œ Œ and the ellipsis do stand between letters.
            0x85 | 0x8C | 0x91 | 0x92 | 0x96 | 0x97 | 0x9C => {}
            0x80..=0x9F => {
                first = first.or(Some(i + 1));
                foreign += 1;
            }
            0xC0..=0xFF => own += 1,
            _ => {}
        }
    }
    first.filter(|_| foreign > own)
}

fn mixed_with_utf8(bytes: &[u8]) -> Option<usize> {
    let (mut first, mut whole, mut single) = (None, 0_usize, 0_usize);
    let mut offset = 0;
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        offset += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            first = first.or(Some(offset));
            single += 1;
            offset += chunk.invalid().len();
        }
    }
    first.filter(|_| whole > single)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_1252_is_read_to_the_letter() {
        let bytes = b"\x80 \x8cuvre n\xb0 1 \x96 l\x92agent d\xe9j\xe0 \x9cuvr\xe9 \xff";
        assert_eq!(Encoding::Windows1252.decode(bytes), "€ Œuvre n° 1 – l’agent déjà œuvré ÿ");
        assert_eq!(doubt(bytes, Encoding::Windows1252), None);
        assert!(matches!(Encoding::Windows1252.decode(b"Cher"), Cow::Borrowed("Cher")));
    }

    #[test]
    fn utf_16_both_ways_round() {
        let text = "Réunion 🎓;2017\r\n";
        let le: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let be: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(Encoding::Utf16Le.decode(&le), text);
        assert_eq!(Encoding::Utf16Be.decode(&be), text);
        assert_eq!(Encoding::Utf16Le.decode(&[0x41, 0, 0x3D, 0xD8, 0x42]), "A\u{FFFD}\u{FFFD}");
    }

    /// "Réunion; présentée à Châteauroux, déjà" of DOS (cp850) and of an old Mac.
    #[test]
    fn accents_of_dos_and_of_the_mac_are_doubted() {
        let dos = b"R\x82union;pr\x82sent\x82e \x85 Ch\x83teauroux";
        let mac = b"R\x8eunion;pr\x8esent\x8ee \x88 Ch\x89teauroux";
        assert_eq!(doubt(dos, Encoding::Windows1252), Some(1));
        assert_eq!(doubt(mac, Encoding::Windows1252), Some(1));
    }

    #[test]
    fn two_encodings_in_one_file_are_doubted() {
        let mixed = [&b"R\xe9union\n"[..], "Orléans\nChâteauroux\nrésumé".as_bytes()].concat();
        assert_eq!(doubt(&mixed, Encoding::Windows1252), Some(1));
    }
}
