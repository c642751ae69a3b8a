//! Places of cells and ranges as workbooks write them: `B12`, `A1:C3`.

use super::super::MergedRange;

/// Row and column, from 0. None for what is no place; how far it may be is for the limits to say.
pub(super) fn place(text: &[u8]) -> Option<(u32, u32)> {
    let letters = text.iter().take_while(|b| b.is_ascii_alphabetic()).count();
    let (letters, digits) = text.split_at_checked(letters)?;
    if letters.is_empty()
        || letters.len() > 5
        || digits.is_empty()
        || digits.len() > 9
        || digits.first() == Some(&b'0')
    {
        return None;
    }
    let column = letters.iter().fold(0_u32, |n, b| n * 26 + u32::from(b.to_ascii_uppercase() - b'A') + 1);
    let row =
        digits.iter().try_fold(0_u32, |n, b| b.is_ascii_digit().then(|| n * 10 + u32::from(b - b'0')))?;
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

/// The range between two places, in either order.
pub(super) fn range(text: &[u8]) -> Option<MergedRange> {
    let mut ends = text.splitn(2, |&b| b == b':');
    let (row, column) = place(ends.next()?)?;
    let (other_row, other_column) = match ends.next() {
        Some(end) => place(end)?,
        None => (row, column),
    };
    Some(MergedRange {
        top: row.min(other_row),
        bottom: row.max(other_row),
        left: column.min(other_column),
        right: column.max(other_column),
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::Place;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_no_place() {
        for text in [
            "",
            "A",
            "1",
            "A0",
            "A01",
            "1A",
            "A-1",
            "A1B",
            "AAAAAA1",
            "A1234567890",
            "$A$1",
            "É1",
            "#REF!",
            "A1:B2",
        ] {
            assert_eq!(place(text.as_bytes()), None, "{text}");
        }
        assert_eq!(place(b"XFD1048576"), Some((1_048_575, 16_383)));
        assert_eq!(place(b"a1"), Some((0, 0)));
        assert_eq!(range(b"A1:#REF!"), None);
        assert_eq!(range(b"B3:A1"), Some(MergedRange { top: 0, bottom: 2, left: 0, right: 1 }));
    }

    proptest! {
        #[test]
        fn every_place_comes_back(row in 0_u32..1_048_576, column in 0_u32..16_384) {
            prop_assert_eq!(place(Place { row, column }.to_string().as_bytes()), Some((row, column)));
        }
    }
}
