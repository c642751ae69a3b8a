//! Days and years as integers, without branches, so that loops over columns stay fast.

use chrono::{Datelike, NaiveDate};

/// Days from 1 January of year 1 to 1 January 1970.
const EPOCH: i64 = 719_163;
/// Beyond these no calendar reaches; the bounds keep the arithmetic below from overflowing.
const FAR: i64 = 1 << 40;

/// Days since 1 January 1970.
pub(crate) fn day_number(day: NaiveDate) -> i64 {
    i64::from(day.num_days_from_ce()) - EPOCH
}

/// The calendar year of a day; days count from 1 January 1970.
pub(super) fn year_of(day: i64) -> i64 {
    // From 1 March of a year 400-fold before every date that a person types.
    match u32::try_from(day.saturating_add(SHIFT)) {
        Ok(shifted) if shifted < u32::MAX / 4 => i64::from(near_year(shifted)) - YEARS,
        _ => far_year(day),
    }
}

/// Years and days from 1 March of year -400 000 to 1 March of year 0 and to 1 January 1970.
const YEARS: i64 = 400_000;
const SHIFT: i64 = 1_000 * 146_097 + 719_468;

/// The year of a day counted from 1 March of a leap year: four multiplications, after Neri and Schneider (2022).
fn near_year(days: u32) -> u32 {
    let quarters = 4 * days + 3;
    let (century, rest) = (quarters / 146_097, quarters % 146_097);
    // `x / 1461` as a product: right for every x below 2^17 or so, and the low half says how far into the year.
    let product = 2_939_745 * u64::from(rest | 3);
    let (year, part) = (product >> 32, product & 0xffff_ffff);
    let day_of_year = part / 2_939_745 / 4;
    // January and February are the last months of a year that begins in March.
    let year = 100 * u64::from(century) + year + u64::from(day_of_year >= 306);
    u32::try_from(year).unwrap_or(u32::MAX)
}

/// The same for any day at all.
fn far_year(day: i64) -> i64 {
    // Counted from 1 March of year 0, leap days stand at the end of a year, and 400 years have the same length.
    let shifted = day.clamp(-FAR, FAR) + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    // From 1 January on (day 306) it is the next calendar year.
    year_of_era + era * 400 + i64::from(day_of_year >= 306)
}

/// 1 January of a calendar year, in days since 1 January 1970.
pub(crate) fn first_day(year: i64) -> i64 {
    let before = year.clamp(-FAR, FAR) - 1;
    before * 365 + before.div_euclid(4) - before.div_euclid(100) + before.div_euclid(400) + 1 - EPOCH
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_agree_with_the_calendar() {
        let mut day = NaiveDate::from_ymd_opt(1580, 1, 1).unwrap();
        let end = NaiveDate::from_ymd_opt(2410, 12, 31).unwrap();
        while day <= end {
            assert_eq!(year_of(day_number(day)), i64::from(day.year()), "{day}");
            assert_eq!(far_year(day_number(day)), i64::from(day.year()), "{day}");
            day = day.succ_opt().unwrap();
        }
        // Every day of a whole era, near both ends of what the fast way takes.
        for start in [-SHIFT, i64::from(u32::MAX / 4) - SHIFT - 150_000] {
            for day in start..start + 150_100 {
                assert_eq!(year_of(day), far_year(day), "{day}");
            }
        }
        for year in (-300..3000).chain([-99_999, 99_999]) {
            let day = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
            assert_eq!(first_day(i64::from(year)), day_number(day), "{year}");
            assert_eq!(year_of(day_number(day)), i64::from(year));
            assert_eq!(year_of(day_number(day) - 1), i64::from(year) - 1);
        }
    }

    #[test]
    fn what_no_calendar_has_does_not_overflow() {
        assert!(year_of(i64::MAX) > 0 && year_of(i64::MIN) < 0);
        assert!(first_day(i64::MAX) > 0 && first_day(i64::MIN) < 0);
    }
}
