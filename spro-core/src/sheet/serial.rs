//! Serial numbers and the days they stand for.

use super::DateSystem;
use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

const MS_A_DAY: f64 = 86_400_000.0;
/// 31 December 9999 in the 1900 system: the last day that spreadsheets know.
const LAST_DAY: i64 = 2_958_465;

impl DateSystem {
    /// The moment that a serial number stands for, to the nearest millisecond.
    ///
    /// `None` for what no calendar has: negative numbers, days after the year 9999, and day 60 of the 1900
    /// system (the 29 February 1900 that never was). A serial below 1 is a time of day; it comes on the day
    /// before the first one.
    ///
    /// ```
    /// use spro::sheet::DateSystem;
    /// let day = DateSystem::From1900.datetime(43_068.0).unwrap();
    /// assert_eq!(day.to_string(), "2017-11-29 00:00:00");
    /// assert_eq!(DateSystem::From1904.datetime(41_606.0), Some(day));
    /// ```
    pub fn datetime(self, serial: f64) -> Option<NaiveDateTime> {
        if !(0.0..4e6).contains(&serial) {
            return None;
        }
        #[allow(
            clippy::cast_possible_truncation,
            reason = "below 4e6 days the product is a whole number under 2^53"
        )]
        let ms = (serial * MS_A_DAY).round() as i64;
        let days = ms.div_euclid(86_400_000);
        let (origin, leap) = match self {
            Self::From1900 if days == 60 => return None,
            Self::From1900 => (NaiveDate::from_ymd_opt(1899, 12, 31)?, i64::from(days > 60)),
            Self::From1904 => (NaiveDate::from_ymd_opt(1904, 1, 1)?, 0),
            Self::From(origin) => (origin, 0),
        };
        let last = NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_signed(TimeDelta::days(LAST_DAY))?;
        let moment = origin.and_hms_opt(0, 0, 0)?.checked_add_signed(TimeDelta::milliseconds(ms))?;
        let moment = moment.checked_sub_signed(TimeDelta::days(leap))?;
        (moment.date() <= last).then_some(moment)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(system: DateSystem, serial: f64) -> Option<String> {
        system.datetime(serial).map(|d| d.to_string())
    }

    #[test]
    fn the_1900_system_with_its_day_that_never_was() {
        for (serial, text) in [
            (0.0, Some("1899-12-31 00:00:00")),
            (0.5, Some("1899-12-31 12:00:00")),
            (1.0, Some("1900-01-01 00:00:00")),
            (59.0, Some("1900-02-28 00:00:00")),
            (59.999_999_999_9, None),
            (60.0, None),
            (60.5, None),
            (61.0, Some("1900-03-01 00:00:00")),
            (43_068.0, Some("2017-11-29 00:00:00")),
            (43_068.416_666_666_7, Some("2017-11-29 10:00:00")),
            (43_067.999_999_999_9, Some("2017-11-29 00:00:00")),
            (2_958_465.0, Some("9999-12-31 00:00:00")),
            (2_958_466.0, None),
            (-1.0, None),
            (f64::NAN, None),
            (f64::INFINITY, None),
            (1e300, None),
        ] {
            assert_eq!(shown(DateSystem::From1900, serial).as_deref(), text, "{serial}");
        }
    }

    #[test]
    fn the_1904_system_and_a_day_of_ones_own() {
        assert_eq!(shown(DateSystem::From1904, 0.0).as_deref(), Some("1904-01-01 00:00:00"));
        assert_eq!(shown(DateSystem::From1904, 60.0).as_deref(), Some("1904-03-01 00:00:00"));
        assert_eq!(shown(DateSystem::From1904, 2_957_003.0).as_deref(), Some("9999-12-31 00:00:00"));
        assert_eq!(shown(DateSystem::From1904, 2_957_004.0), None);
        let own = DateSystem::From(NaiveDate::from_ymd_opt(1900, 1, 1).unwrap());
        assert_eq!(shown(own, 43_066.0).as_deref(), Some("2017-11-29 00:00:00"));
    }

    proptest! {
        #[test]
        fn never_panics(bits in any::<u64>()) {
            let _ = DateSystem::From1900.datetime(f64::from_bits(bits));
            let _ = DateSystem::From1904.datetime(f64::from_bits(bits));
        }
    }
}
