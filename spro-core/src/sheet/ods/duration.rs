//! Lengths of time as XML writes them: `PT10H30M`.

/// The length in days, to set beside serial numbers.
pub(super) fn days(text: &str) -> Option<f64> {
    let text = text.trim();
    let (sign, text) = text.strip_prefix('-').map_or((1.0, text), |rest| (-1.0, rest));
    let (date, time) = text.strip_prefix('P')?.split_once('T').unwrap_or((text.get(1..)?, ""));
    let mut seconds = 0.0;
    for (part, units) in [(date, &[('D', 86_400.0)][..]), (time, &[('H', 3_600.0), ('M', 60.0), ('S', 1.0)])]
    {
        let mut rest = part;
        let mut units = units.iter();
        while let Some(end) = rest.find(|c: char| c.is_ascii_alphabetic()) {
            let (number, tail) = rest.split_at_checked(end)?;
            let unit = tail.chars().next()?;
            // Each unit once, the larger ones first.
            let (_, worth) = units.find(|(letter, _)| *letter == unit)?;
            seconds += super::super::package::number(number)? * worth;
            rest = tail.get(1..)?;
        }
        if !rest.is_empty() {
            return None;
        }
    }
    Some(sign * seconds / 86_400.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_time() {
        for (text, expected) in [
            ("PT12H00M00S", Some(0.5)),
            ("PT36H", Some(1.5)),
            ("P1DT12H", Some(1.5)),
            ("-PT6H", Some(-0.25)),
            ("PT00M43.2S", Some(0.0005)),
            ("PT1S1H", None),
            ("PT1X", None),
            ("PT12", None),
            ("12:00", None),
            ("P1Y", None),
            ("", None),
            ("P", Some(0.0)),
            ("é", None),
        ] {
            assert_eq!(days(text), expected, "{text}");
        }
    }
}
