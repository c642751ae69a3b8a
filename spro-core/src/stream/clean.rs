//! Cells in their plain form, read without a detour. `None` is no judgement: the cell is then read by `parse_cell`.

/// A whole number without sign, spaces or needless zeros, of at most 15 digits.
#[inline]
pub(super) fn whole(text: &[u8]) -> Option<i64> {
    match text {
        [b'0'] => return Some(0),
        [b'0', ..] | [] => return None,
        _ if text.len() > 15 => return None,
        _ => {}
    }
    let mut n = 0_i64;
    for byte in text {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        n = n * 10 + i64::from(digit);
    }
    Some(n)
}

/// A year of four digits from 1900 to 2099.
#[inline]
pub(super) fn year(text: &[u8]) -> Option<i64> {
    let [b'1' | b'2', _, _, _] = text else { return None };
    whole(text).filter(|year| (1900..2100).contains(year))
}

/// A decimal of at most `scale` digits after a point or comma, as an integer at that scale. Three digits are left to
/// the careful reader: the sign before them may separate thousands.
#[inline]
pub(super) fn decimal(text: &[u8], scale: u8) -> Option<i64> {
    let unit = 10_i64.pow(u32::from(scale));
    let Some(at) = text.iter().position(|b| matches!(b, b'.' | b',')) else {
        return whole(text).and_then(|n| n.checked_mul(unit));
    };
    let (before, after) = (text.get(..at)?, text.get(at + 1..)?);
    let places = u8::try_from(after.len()).ok()?;
    if places == 0 || places == 3 || places > scale {
        return None;
    }
    let mut part = 0_i64;
    for byte in after {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        part = part * 10 + i64::from(digit);
    }
    let part = part * 10_i64.pow(u32::from(scale - places));
    whole(before)?.checked_mul(unit)?.checked_add(part)
}

/// A day written `2017-11-29` or `29/11/2017`, in days since 1 January 1970.
#[inline]
#[allow(clippy::many_single_char_names, reason = "the ten letters of a date")]
pub(super) fn date(text: &[u8]) -> Option<i64> {
    let &[a, b, c, d, e, f, g, h, i, j] = text else { return None };
    let (y, m, d) = if e == b'-' && h == b'-' {
        ([a, b, c, d], [f, g], [i, j])
    } else if c == b'/' && f == b'/' {
        ([g, h, i, j], [d, e], [a, b])
    } else {
        return None;
    };
    let year = year(&y)?;
    let pair = |[tens, ones]: [u8; 2]| {
        let (tens, ones) = (tens.wrapping_sub(b'0'), ones.wrapping_sub(b'0'));
        (tens <= 9 && ones <= 9).then(|| i64::from(tens) * 10 + i64::from(ones))
    };
    let (month, day) = (pair(m)?, pair(d)?);
    let leap = year % 4 == 0 && year != 1900;
    let length = match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        _ => return None,
    };
    if !(1..=length).contains(&day) {
        return None;
    }
    // Days from 1 March of year 0, when the leap day ends the year (Howard Hinnant's civil calendar).
    let (y, m) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let days = 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1;
    Some(days - 719_468)
}

/// A text that starts and ends with a letter or digit of ASCII: nothing is to be trimmed.
#[inline]
pub(super) fn text(text: &str) -> bool {
    let plain = |b: Option<&u8>| b.is_some_and(u8::is_ascii_alphanumeric);
    plain(text.as_bytes().first()) && plain(text.as_bytes().last())
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    #[test]
    fn every_day_of_two_centuries() {
        let mut day = NaiveDate::from_ymd_opt(1900, 1, 1).unwrap();
        while day < NaiveDate::from_ymd_opt(2100, 1, 1).unwrap() {
            let days = day.signed_duration_since(NaiveDate::default()).num_days();
            assert_eq!(date(day.format("%Y-%m-%d").to_string().as_bytes()), Some(days), "{day}");
            assert_eq!(date(day.format("%d/%m/%Y").to_string().as_bytes()), Some(days), "{day}");
            day = day.succ_opt().unwrap();
        }
        for wrong in
            ["2017-02-29", "1900-02-29", "31/04/2017", "2017-13-01", "2017-00-10", "2017/01/01", "00/01/2017"]
        {
            assert_eq!(date(wrong.as_bytes()), None, "{wrong}");
        }
    }

    #[test]
    fn plain_numbers_only() {
        assert_eq!(whole(b"0"), Some(0));
        assert_eq!(whole(b"120"), Some(120));
        for odd in ["", "00", "012", "-1", "+1", "1 000", "12.0", "1e3", "1234567890123456"] {
            assert_eq!(whole(odd.as_bytes()), None, "{odd}");
        }
        assert_eq!(decimal(b"0,25", 6), Some(250_000));
        assert_eq!(decimal(b"12.5", 2), Some(1_250));
        assert_eq!(decimal(b"3", 2), Some(300));
        for odd in ["1,234", "1.", ".5", "1,2345678", "1,2,3", "-0,5", "0,5 ETP"] {
            assert_eq!(decimal(odd.as_bytes(), 6), None, "{odd}");
        }
        assert_eq!(year(b"2017"), Some(2017));
        assert_eq!(year(b"0017"), None);
    }
}
