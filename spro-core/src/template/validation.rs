//! What a cell accepts while it is typed in, with a hint before and a sentence with an example after.

use super::error::TemplateError;
use super::lists::Lists;
use super::paper::{day_number, shorten};
use super::say;
use crate::rulebook::{Field, FieldType, Requirement};
use crate::value::{Decimal, Lang, print};
use crate::workbook::{Bounds, DataValidation};
use chrono::{Days, NaiveDate};

/// Most characters of a title and of a message of a cell check.
const TITLE_LENGTH: usize = 32;
const MESSAGE_LENGTH: usize = 255;
/// The days that a date column accepts where the rulebook sets no bound: spreadsheets count all of them alike.
const FIRST_DAY: (i32, u32, u32) = (1901, 1, 1);
const LAST_DAY: (i32, u32, u32) = (2199, 12, 31);
/// The years that a year column accepts where the rulebook sets no bound.
const YEARS: (i64, i64) = (1900, 2199);
/// Beyond what any figure of a report reaches, and exact in a spreadsheet.
const LARGEST: &str = "1000000000000000";

/// The check of the cells of a field that people fill in. `years` are those that the table asks for; `first` is its
/// topmost cell, such as `E5`.
pub(super) fn validation(
    field: &Field,
    years: Option<(i32, i32)>,
    first: &str,
    lists: &Lists,
    lang: Lang,
) -> Result<DataValidation, TemplateError> {
    let check = rule(field, years, first, lists, lang)?;
    let check = check
        .set_input(shorten(field.label.get(lang), TITLE_LENGTH), shorten(&hint(field, lang), MESSAGE_LENGTH))?
        .set_error(
            say(lang, "Valeur à corriger", "Value to correct").to_owned(),
            shorten(&wrong(field, years, lang), MESSAGE_LENGTH),
        )?;
    Ok(if asks_only_these_years(field, years) {
        // The rulebook accepts other years: whoever means one may keep it.
        check.only_warn()
    } else {
        check
    })
}

fn rule(
    field: &Field,
    years: Option<(i32, i32)>,
    first: &str,
    lists: &Lists,
    lang: Lang,
) -> Result<DataValidation, TemplateError> {
    let check = DataValidation::new();
    Ok(match field.kind {
        FieldType::Year => {
            let (from, to) = year_bounds(field, years);
            check.allow_whole_number(Bounds::Between(from.to_string(), to.to_string()))
        }
        FieldType::Count => {
            let from = whole(field.min).unwrap_or(0);
            check.allow_whole_number(match whole(field.max) {
                Some(to) => Bounds::Between(from.to_string(), to.to_string()),
                None => Bounds::AtLeast(from.to_string()),
            })
        }
        FieldType::Date => {
            let (from, to) = day_bounds(field);
            check.allow_date(Bounds::Between(number_of(from), number_of(to)))
        }
        FieldType::Decimal | FieldType::Fte | FieldType::Ratio => {
            let bound = |bound: Option<Decimal>, sign: &str| {
                bound.map_or_else(|| format!("{sign}{LARGEST}"), |bound| bound.to_string())
            };
            check.allow_decimal_number(Bounds::Between(bound(field.min, "-"), bound(field.max, "")))
        }
        FieldType::Money => check.allow_custom(&money_condition(field, first)),
        FieldType::Bool => {
            let words = [print::boolean(true, lang), print::boolean(false, lang)];
            check.allow_list_strings(&words)?
        }
        FieldType::Text => match field.max_length {
            Some(most) => check.allow_text_length(Bounds::AtMost(most.to_string())),
            None => check,
        },
        FieldType::Code => match field.list.and_then(|list| lists.range(list)) {
            Some(range) => check.allow_list_formula(&range),
            None => check,
        },
    })
}

/// A number in whole cents, between the bounds.
fn money_condition(field: &Field, first: &str) -> String {
    let mut conditions = vec![format!("ISNUMBER({first})"), format!("ROUND({first},2)={first}")];
    conditions.extend(field.min.map(|min| format!("{first}>={min}")));
    conditions.extend(field.max.map(|max| format!("{first}<={max}")));
    format!("=AND({})", conditions.join(","))
}

/// Whether the table asks for fewer years than the field accepts.
fn asks_only_these_years(field: &Field, years: Option<(i32, i32)>) -> bool {
    field.kind == FieldType::Year && years.is_some()
}

fn year_bounds(field: &Field, years: Option<(i32, i32)>) -> (i64, i64) {
    match years {
        Some((from, to)) => (from.into(), to.into()),
        None => (whole(field.min).unwrap_or(YEARS.0), whole(field.max).unwrap_or(YEARS.1)),
    }
}

fn day_bounds(field: &Field) -> (NaiveDate, NaiveDate) {
    let fixed = |(y, m, d)| NaiveDate::from_ymd_opt(y, m, d).unwrap_or_default();
    let bound = |number: Option<Decimal>| {
        let days = u64::try_from(number?.at_scale(0)?).ok()?;
        NaiveDate::default().checked_add_days(Days::new(days))
    };
    let (first, last) = (fixed(FIRST_DAY), fixed(LAST_DAY));
    (bound(field.min).unwrap_or(first).max(first), bound(field.max).unwrap_or(last).min(last))
}

/// The number of a day that all spreadsheets count alike.
fn number_of(day: NaiveDate) -> String {
    day_number(day).unwrap_or_default().to_string()
}

fn whole(number: Option<Decimal>) -> Option<i64> {
    i64::try_from(number?.at_scale(0)?).ok()
}

/// What is shown while the cell is chosen: how to fill it in, and whether it may stay blank.
fn hint(field: &Field, lang: Lang) -> String {
    let hint = field.hint.as_ref().map_or("", |h| h.get(lang));
    let blank = match field.required {
        Requirement::Required => say(lang, "Obligatoire.", "Required."),
        Requirement::Expected => {
            say(lang, "Attendu : laisser vide si vous ne savez pas.", "Expected: leave blank if unknown.")
        }
        Requirement::Optional => say(lang, "Facultatif.", "Optional."),
    };
    if hint.is_empty() { blank.to_owned() } else { format!("{hint}\n{blank}") }
}

/// What is shown when the cell refuses what was typed.
fn wrong(field: &Field, years: Option<(i32, i32)>, lang: Lang) -> String {
    let what = expected(field, years, lang);
    let example = example(field, lang);
    match (example.is_empty(), lang) {
        (true, Lang::Fr) => format!("Attendu : {what}."),
        (true, Lang::En) => format!("Expected: {what}."),
        (false, Lang::Fr) => format!("Attendu : {what}. Par exemple : {example}."),
        (false, Lang::En) => format!("Expected: {what}. For example: {example}."),
    }
}

/// The example as people of the language write it.
pub(super) fn example(field: &Field, lang: Lang) -> String {
    if field.kind == FieldType::Bool {
        return print::boolean(true, lang).to_owned();
    }
    field.example.clone()
}

/// What a field takes, in words: `un nombre entier d'au moins 0`.
pub(super) fn expected(field: &Field, years: Option<(i32, i32)>, lang: Lang) -> String {
    let number = |n: Decimal| match field.kind {
        FieldType::Ratio => print::percent(n, 6, lang),
        FieldType::Money => print::euros(n, lang),
        _ => print::decimal(n, lang),
    };
    let bounds = |what: &str| match (field.min, field.max, lang) {
        (Some(min), Some(max), Lang::Fr) => format!("{what} entre {} et {}", number(min), number(max)),
        (Some(min), Some(max), Lang::En) => format!("{what} between {} and {}", number(min), number(max)),
        (Some(min), None, Lang::Fr) => format!("{what} d'au moins {}", number(min)),
        (Some(min), None, Lang::En) => format!("{what} of at least {}", number(min)),
        (None, Some(max), Lang::Fr) => format!("{what} d'au plus {}", number(max)),
        (None, Some(max), Lang::En) => format!("{what} of at most {}", number(max)),
        (None, None, _) => what.to_owned(),
    };
    match field.kind {
        FieldType::Year => {
            let (from, to) = year_bounds(field, years);
            match lang {
                Lang::Fr if from == to => format!("l'année {from}"),
                Lang::Fr => format!("une année entre {from} et {to}"),
                Lang::En if from == to => format!("the year {from}"),
                Lang::En => format!("a year between {from} and {to}"),
            }
        }
        FieldType::Date => say(lang, "une date jour/mois/année", "a date day/month/year").to_owned(),
        FieldType::Count => bounds(say(lang, "un nombre entier", "a whole number")),
        FieldType::Decimal => bounds(say(lang, "un nombre", "a number")),
        FieldType::Money => {
            bounds(say(lang, "un montant en euros, centimes compris,", "an amount in euros and cents"))
                .trim_end_matches(',')
                .to_owned()
        }
        FieldType::Fte => {
            bounds(say(lang, "un nombre d'équivalents temps plein", "a number of full-time equivalents"))
        }
        FieldType::Ratio => bounds(say(lang, "un pourcentage", "a percentage")),
        FieldType::Bool => say(lang, "oui ou non", "yes or no").to_owned(),
        FieldType::Text => match field.max_length {
            Some(most) => match lang {
                Lang::Fr => format!("un texte d'au plus {most} caractères"),
                Lang::En => format!("a text of at most {most} characters"),
            },
            None => say(lang, "un texte", "a text").to_owned(),
        },
        FieldType::Code => say(lang, "un choix de la liste", "a choice of the list").to_owned(),
    }
}
