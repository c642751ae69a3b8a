//! Cells in their plain form, read without a detour from where they start. Each function gives the value and the bytes
//! that it takes; whoever calls looks whether the cell ends there. `None` is no judgement: the cell is then read by
//! `parse_cell`.

/// A whole number without sign, spaces or needless zeros, of at most 15 digits.
#[inline(always)]
#[allow(clippy::inline_always, reason = "a loop of one or two rounds, called for most cells")]
pub(super) fn whole(rest: &[u8]) -> Option<(i64, usize)> {
    // One or two digits, without a branch that cannot be foreseen: nearly all counts.
    if let Some(&[first, second, third]) = rest.first_chunk() {
        let (tens, ones) = (first.wrapping_sub(b'0'), second.wrapping_sub(b'0'));
        let two = ones <= 9;
        let n = i64::from(tens) * if two { 10 } else { 1 } + if two { i64::from(ones) } else { 0 };
        let behind = if two { third } else { second };
        if tens <= 9 && !behind.is_ascii_digit() && (n >= 10 || !two) {
            return Some((n, 1 + usize::from(two)));
        }
    }
    let mut n = 0_i64;
    for (at, byte) in rest.iter().take(16).enumerate() {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            let plain = at == 1 || (at > 1 && rest.first() != Some(&b'0'));
            return plain.then_some((n, at));
        }
        n = n * 10 + i64::from(digit);
    }
    None
}

/// A year of four digits from 1900 to 2099.
#[inline]
pub(super) fn year(rest: &[u8]) -> Option<(i64, usize)> {
    let [a, b, c, d] = *rest.first_chunk()?;
    let [first, last, ..] = pairs([a, b, c, d, b'0', b'0', b'0', b'0'])?;
    let year = i64::from(first) * 100 + i64::from(last);
    (1900..2100).contains(&year).then_some((year, 4))
}

/// Eight digits as four numbers of two, all at once.
#[inline]
fn pairs(digits: [u8; 8]) -> Option<[u8; 4]> {
    let each = u64::from_le_bytes(digits) ^ 0x3030_3030_3030_3030;
    // A byte above 9 leaves its highest bit.
    if ((each.wrapping_add(0x7676_7676_7676_7676)) | each) & 0x8080_8080_8080_8080 != 0 {
        return None;
    }
    let [a, _, b, _, c, _, d, _] = (each * 10 + (each >> 8)).to_le_bytes();
    Some([a, b, c, d])
}

/// A decimal of at most `scale` digits after a point or comma, as an integer at that scale. Three digits are left to
/// the careful reader: the sign before them may separate thousands.
#[inline]
pub(super) fn decimal(rest: &[u8], scale: u8, separator: u8) -> Option<(i64, usize)> {
    let unit = 10_i64.pow(u32::from(scale));
    let (before, at) = whole(rest)?;
    let before = before.checked_mul(unit)?;
    match rest.get(at) {
        Some(b'.' | b',') if rest.get(at) != Some(&separator) => {}
        _ => return Some((before, at)),
    }
    let (mut part, mut places) = (0_i64, 0_u8);
    for byte in rest.get(at + 1..)? {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            break;
        }
        places += 1;
        if places > scale {
            return None;
        }
        part = part * 10 + i64::from(digit);
    }
    if places == 0 || places == 3 {
        return None;
    }
    let part = part * 10_i64.pow(u32::from(scale - places));
    Some((before.checked_add(part)?, at + 1 + usize::from(places)))
}

/// A day written `2017-11-29` or `29/11/2017`, in days since 1 January 1970.
#[inline]
#[allow(clippy::many_single_char_names, reason = "the ten letters of a date")]
pub(super) fn date(rest: &[u8]) -> Option<(i64, usize)> {
    let &[a, b, c, d, e, f, g, h, i, j] = rest.first_chunk()?;
    let digits = if e == b'-' && h == b'-' {
        [a, b, c, d, f, g, i, j]
    } else if c == b'/' && f == b'/' {
        [g, h, i, j, d, e, a, b]
    } else {
        return None;
    };
    let [century, year, month, day] = pairs(digits)?;
    let year = i64::from(century) * 100 + i64::from(year);
    if !(1900..2100).contains(&year) {
        return None;
    }
    let &(before, length) = MONTHS.get(usize::from(month))?;
    let leap = i64::from(year % 4 == 0 && year != 1900);
    let day = i64::from(day);
    if day < 1 || day > length + leap * i64::from(month == 2) {
        return None;
    }
    let days = 365 * (year - 1970) + (year - 1901) / 4 - 17 + before + leap * i64::from(month > 2) + day - 1;
    Some((days, 10))
}

/// For each month, the days of a year before it and its own.
const MONTHS: [(i64, i64); 13] = [
    (0, 0),
    (0, 31),
    (31, 28),
    (59, 31),
    (90, 30),
    (120, 31),
    (151, 30),
    (181, 31),
    (212, 31),
    (243, 30),
    (273, 31),
    (304, 30),
    (334, 31),
];

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    /// What is read where nothing stands behind it.
    fn all(read: impl Fn(&[u8]) -> Option<(i64, usize)>, text: &str) -> Option<i64> {
        let (value, used) = read(format!("{text};").as_bytes())?;
        (used == text.len()).then_some(value)
    }

    #[test]
    fn every_day_of_two_centuries() {
        let mut day = NaiveDate::from_ymd_opt(1900, 1, 1).unwrap();
        while day < NaiveDate::from_ymd_opt(2100, 1, 1).unwrap() {
            let days = day.signed_duration_since(NaiveDate::default()).num_days();
            assert_eq!(all(date, &day.format("%Y-%m-%d").to_string()), Some(days), "{day}");
            assert_eq!(all(date, &day.format("%d/%m/%Y").to_string()), Some(days), "{day}");
            day = day.succ_opt().unwrap();
        }
        for wrong in
            ["2017-02-29", "1900-02-29", "31/04/2017", "2017-13-01", "2017-00-10", "2017/01/01", "00/01/2017"]
        {
            assert_eq!(all(date, wrong), None, "{wrong}");
        }
    }

    #[test]
    fn plain_numbers_only() {
        assert_eq!(all(whole, "0"), Some(0));
        assert_eq!(all(whole, "120"), Some(120));
        assert_eq!(all(whole, "123456789012345"), Some(123_456_789_012_345));
        for odd in ["", "00", "012", "-1", "+1", "1 000", "12.0", "1e3", "1234567890123456"] {
            assert_eq!(all(whole, odd), None, "{odd}");
        }
        let decimal_at = |scale| move |rest: &[u8]| decimal(rest, scale, b';');
        assert_eq!(all(decimal_at(6), "0,25"), Some(250_000));
        assert_eq!(all(decimal_at(2), "12.5"), Some(1_250));
        assert_eq!(all(decimal_at(2), "3"), Some(300));
        for odd in ["1,234", "1.", ".5", "1,2345678", "1,2,3", "-0,5", "0,5 ETP", "00,5"] {
            assert_eq!(all(decimal_at(6), odd), None, "{odd}");
        }
        // A comma may be what ends the cell.
        assert_eq!(decimal(b"12,5", 2, b','), Some((1_200, 2)));
        assert_eq!(decimal(b"12.5,5", 2, b','), Some((1_250, 4)));
        assert_eq!(all(year, "2017"), Some(2017));
        for odd in ["0017", "20171", "217", "2x17", "1899", "2100"] {
            assert_eq!(all(year, odd), None, "{odd}");
        }
    }
}
