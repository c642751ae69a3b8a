//! Counts, decimals, amounts, full-time equivalents and shares.

use super::super::raw::{shown_number, shown_percent};
use super::super::{Parsed, RawCell, Value};
use super::unit::{Fit, fit};
use crate::finding::Kind;
use crate::rulebook::{Field, FieldType};
use crate::value::{Decimal, NumberText, Numeral, Why, is_blank, number, trim};

pub(super) fn parse<'a>(raw: RawCell<'a>, field: &Field) -> Parsed<'a> {
    match raw {
        RawCell::Number { value, percent } => from_double(value, percent, field),
        RawCell::Text(text) => parse_text(text, field),
        RawCell::Date(_) | RawCell::Month(_) => Parsed::wrong(Why::DateInstead),
        RawCell::Bool(_) => Parsed::wrong(Why::BoolInstead),
        RawCell::Blank | RawCell::Error(_) | RawCell::Formula(_) => Parsed::blank(),
    }
}

pub(super) fn parse_text<'a>(text: &str, field: &Field) -> Parsed<'a> {
    match digits(text) {
        Some(whole) if field.kind == FieldType::Count => Parsed::present(Value::Int(whole)),
        _ => from_text(text, field),
    }
}

/// A whole number of few digits without a zero in front: what nearly all cells of a CSV hold.
fn digits(text: &str) -> Option<i64> {
    let bytes = text.as_bytes();
    if bytes.is_empty() || bytes.len() > 15 || (bytes.len() > 1 && bytes.first() == Some(&b'0')) {
        return None;
    }
    bytes.iter().try_fold(0_i64, |n, b| b.is_ascii_digit().then(|| n * 10 + i64::from(*b - b'0')))
}

fn from_double<'a>(value: f64, percent: bool, field: &Field) -> Parsed<'a> {
    let Some(number) = Decimal::from_spreadsheet(value) else { return Parsed::wrong(Why::TooLarge) };
    let is_ratio = field.kind == FieldType::Ratio;
    if percent && !is_ratio {
        return Parsed::refused(Kind::Doubtful, Why::Percentage, suggestion(number, field));
    }
    if is_ratio {
        if !percent && number > Decimal::from(1) {
            return missing_sign(number);
        }
        // Nobody sees the sixteenth digit of a share; what the field keeps is what the sheet can show.
        return settle(number, field, Seen { repair: None, decimals: false, silent: true });
    }
    settle(number, field, Seen { repair: None, decimals: false, silent: false })
}

fn from_text<'a>(text: &str, field: &Field) -> Parsed<'a> {
    let numeral = match number(text) {
        NumberText::One(numeral) => numeral,
        NumberText::Doubtful(why) => return Parsed::doubtful(why),
        NumberText::Wrong(why, said) => {
            let detail = said.map(|n| shown_number(Decimal::from(i64::from(n))));
            return Parsed::refused(Kind::Type, why, detail);
        }
    };
    let Numeral { value, repair, three_digits, decimals, unit } = numeral;
    let mut seen = Seen { repair, decimals, silent: false };
    let is_ratio = field.kind == FieldType::Ratio;
    match fit(unit, field) {
        Fit::None if is_ratio && value > Decimal::from(1) => return missing_sign(value),
        Fit::Percent if is_ratio => {
            let Some(share) = value.scale().checked_add(2).and_then(|s| Decimal::new(value.mantissa(), s))
            else {
                return Parsed::wrong(Why::TooLarge);
            };
            return settle(share, field, seen);
        }
        // `12 000 €`: the sign belongs to the amount.
        Fit::None | Fit::Sign => {}
        Fit::Percent => {
            let share = value.scale().checked_add(2).and_then(|s| Decimal::new(value.mantissa(), s));
            return Parsed::refused(
                Kind::Doubtful,
                Why::Percentage,
                share.and_then(|s| suggestion(s, field)),
            );
        }
        Fit::Unit => seen.repair = seen.repair.or(Some(Why::UnitDropped)),
        Fit::Other => return Parsed::doubtful(Why::OtherUnit),
    }
    match (three_digits, field.kind) {
        (Some(_), FieldType::Count | FieldType::Money) | (Some('.'), FieldType::Decimal) => {
            return Parsed::doubtful(Why::Thousands);
        }
        // `12.000` has the look of thousands, `1.250` that of a figure from a program.
        (Some(_), FieldType::Fte) if value.scale() == 0 => return Parsed::doubtful(Why::Thousands),
        (Some('.'), FieldType::Fte) => seen.repair = seen.repair.or(Some(Why::DecimalPoint)),
        _ => {}
    }
    if seen.repair.is_none() && unit.is_empty() && (trim(text) != text || text.contains(is_blank)) {
        seen.repair = Some(Why::Blanks);
    }
    settle(value, field, seen)
}

/// What is known of a number beside its value.
#[derive(Debug, Clone, Copy)]
struct Seen {
    repair: Option<Why>,
    decimals: bool,
    /// Digits beyond those that the field keeps are rounded without a word.
    silent: bool,
}

fn settle<'a>(number: Decimal, field: &Field, mut seen: Seen) -> Parsed<'a> {
    if field.kind == FieldType::Count {
        if number.scale() > 0 {
            return Parsed::wrong(Why::Fraction);
        }
        if seen.decimals {
            seen.repair = seen.repair.or(Some(Why::ZeroDecimals));
        }
    }
    let scale = field.kind.scale();
    let mut kept = number;
    if number.scale() > scale {
        let rounded = Decimal::pow10(number.scale())
            .and_then(|whole| Decimal::quotient(number.mantissa(), whole, scale));
        let Some(rounded) = rounded else { return Parsed::wrong(Why::TooLarge) };
        kept = rounded;
        if !seen.silent {
            seen.repair = Some(Why::Rounded);
        }
    }
    match kept.at_scale(scale).map(i64::try_from) {
        Some(Ok(int)) => Parsed::present(Value::Int(int)).repaired(seen.repair, || match field.kind {
            FieldType::Ratio => shown_percent(kept),
            _ => shown_number(kept),
        }),
        _ => Parsed::wrong(Why::TooLarge),
    }
}

/// A share above 1 without its sign: `85,7` is probably `85,7 %`.
fn missing_sign<'a>(number: Decimal) -> Parsed<'a> {
    let probable = number <= Decimal::from(100);
    let detail = probable.then(|| format!("{} %", shown_number(number)).into());
    Parsed::refused(Kind::Doubtful, Why::PercentSignMissing, detail)
}

/// What a percentage may stand for: `80 %` of a full-time equivalent is 0.8; of a count it is nothing.
fn suggestion(share: Decimal, field: &Field) -> Option<Box<str>> {
    matches!(field.kind, FieldType::Fte | FieldType::Decimal).then(|| shown_number(share))
}
