//! Number formats: which of them show a date, which a percentage.

use super::styles::Style;

/// The formats that a workbook uses without writing them down.
pub(super) fn built_in(id: u32) -> Style {
    match id {
        9 | 10 => Style::Percent,
        // 46 counts hours without end; it is a length of time, not a time of day. 27 to 58 are East Asian dates.
        17 => Style::Month,
        14..=22 | 27..=36 | 45 | 47 | 50..=58 => Style::Date,
        _ => Style::Number,
    }
}

/// What a written format shows a positive number as.
pub(super) fn style(code: &str) -> Style {
    let mut signs = code.chars().peekable();
    let mut bare = String::new();
    while let Some(sign) = signs.next() {
        match sign {
            // A text, or the next sign as it is: as itself, as wide as itself, or filling the cell.
            '"' => while signs.next().is_some_and(|c| c != '"') {},
            '\\' | '_' | '*' => {
                signs.next();
            }
            '[' => {
                let inner: String = signs.by_ref().take_while(|&c| c != ']').collect();
                let lower = inner.to_ascii_lowercase();
                if !lower.is_empty()
                    && ["h", "m", "s"].iter().any(|unit| lower.chars().all(|c| unit.starts_with(c)))
                {
                    // Hours, minutes or seconds without end: a length of time.
                    return Style::Number;
                }
            }
            // The other sections are for negative numbers, zero and texts.
            ';' => break,
            sign => bare.push(sign.to_ascii_lowercase()),
        }
    }
    // French spreadsheets have been seen to write their own letters: `jj/mm/aaaa`, `Standard`.
    let bare = bare.replace("general", "").replace("standard", "");
    let has_year = bare.contains('y') || bare.contains("aa");
    if has_year && bare.contains('m') && !bare.contains(['d', 'j', 'h', 's']) {
        Style::Month
    } else if bare.contains(['y', 'm', 'd', 'h', 's', 'j']) || bare.contains("aaa") {
        Style::Date
    } else if bare.contains('%') {
        Style::Percent
    } else {
        Style::Number
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_formats() {
        for code in [
            "dd/mm/yyyy",
            "d mmm yyyy",
            "[$-40C]dddd d mmmm yyyy;@",
            "yyyy\\-mm\\-dd",
            "h:mm",
            "mm:ss.0",
            "m/d/yy h:mm",
            "[h mm]yyyy",
            "jj/mm/aaaa",
            "\"le \"dd/mm/yyyy",
            "[Red]dd/mm/yy",
            "h:mm AM/PM",
        ] {
            assert_eq!(style(code), Style::Date, "{code}");
        }
        for code in ["mmm-yy", "mm/yyyy", "[$-40C]mmmm yyyy;@", "mmm\\-yy", "mmmm aaaa"] {
            assert_eq!(style(code), Style::Month, "{code}");
        }
        for code in ["0%", "0.0 %", "0.00%;[Red]-0.00%", "0\\ %%"] {
            assert_eq!(style(code), Style::Percent, "{code}");
        }
        for code in [
            "General",
            "Standard",
            "0",
            "0.00",
            "# ##0",
            "#,##0.00\\ \"€\"",
            "0\" jours\"",
            "\"d\"0",
            "0.00E+00",
            "@",
            "[h]:mm",
            "[mm]:ss",
            "[Red]0",
            "_-* #,##0.00\\ _d_-",
            "0;dd/mm/yyyy",
            "0\\%",
            "",
            "\"ouvert",
            "[",
        ] {
            assert_eq!(style(code), Style::Number, "{code}");
        }
    }

    #[test]
    fn built_in_formats() {
        assert_eq!(
            [0, 1, 4, 9, 10, 14, 17, 22, 46, 47, 49].map(built_in),
            [
                Style::Number,
                Style::Number,
                Style::Number,
                Style::Percent,
                Style::Percent,
                Style::Date,
                Style::Month,
                Style::Date,
                Style::Number,
                Style::Date,
                Style::Number,
            ]
        );
    }
}
