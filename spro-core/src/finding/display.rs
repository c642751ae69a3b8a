//! The values of a row as messages show them.

use super::Shown;
use crate::rulebook::{Field, FieldType, Rulebook};
use crate::value::{Decimal, Lang, print};
use chrono::{Days, NaiveDate};

/// The day that a column's integer stands for: days since 1 January 1970.
pub fn day(days: i64) -> Option<NaiveDate> {
    let epoch = NaiveDate::default();
    let distance = Days::new(days.unsigned_abs());
    if days < 0 { epoch.checked_sub_days(distance) } else { epoch.checked_add_days(distance) }
}

/// A value of a field as people read it; empty where there is none.
pub fn display(value: &Shown, field: &Field, rulebook: &Rulebook, lang: Lang) -> String {
    match value {
        Shown::Blank => String::new(),
        Shown::Text(text) => text.to_string(),
        Shown::Code(position) => list_entry(field, *position, rulebook),
        Shown::Int(n) => integer(*n, field.kind, lang),
    }
}

fn list_entry(field: &Field, position: u32, rulebook: &Rulebook) -> String {
    rulebook.entry(field, position).map_or_else(String::new, |e| e.code.clone())
}

fn integer(n: i64, kind: FieldType, lang: Lang) -> String {
    let number = Decimal::new(i128::from(n), kind.scale()).unwrap_or_default();
    match kind {
        FieldType::Date => day(n).map_or_else(String::new, |d| print::date(d, lang)),
        FieldType::Bool => print::boolean(n != 0, lang).to_owned(),
        FieldType::Money => print::euros(number, lang),
        FieldType::Ratio => print::percent(number, 1, lang),
        // A year is a name, not a quantity: no separator between its digits.
        FieldType::Year => n.to_string(),
        _ => print::decimal(number, lang),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_on_both_sides_of_1970() {
        assert_eq!(day(0), NaiveDate::from_ymd_opt(1970, 1, 1));
        assert_eq!(day(-1), NaiveDate::from_ymd_opt(1969, 12, 31));
        assert_eq!(day(17_167), NaiveDate::from_ymd_opt(2017, 1, 1));
        assert_eq!(day(i64::MIN), None);
    }

    #[test]
    fn integers_as_people_read_them() {
        assert_eq!(integer(2017, FieldType::Year, Lang::Fr), "2017");
        assert_eq!(integer(1_234_500, FieldType::Fte, Lang::Fr), "1,2345");
        assert_eq!(integer(857_142_857_142_857, FieldType::Ratio, Lang::Fr), "85,7\u{a0}%");
        assert_eq!(integer(1, FieldType::Bool, Lang::Fr), "oui");
        assert_eq!(integer(17_167, FieldType::Date, Lang::En), "01/01/2017");
    }
}
