//! The Arrow type of a field.

use crate::rulebook::FieldType;
use crate::value::Lang;
use arrow_schema::DataType;

/// Digits that a decimal column holds: those of a 64-bit integer.
const PRECISION: u8 = 18;

/// The type that a field's column is written with.
pub fn data_type(kind: FieldType) -> DataType {
    match kind {
        FieldType::Year => DataType::Int32,
        FieldType::Count => DataType::Int64,
        FieldType::Date => DataType::Date32,
        FieldType::Bool => DataType::Boolean,
        FieldType::Text | FieldType::Code => DataType::Utf8,
        FieldType::Money | FieldType::Decimal | FieldType::Fte | FieldType::Ratio => {
            DataType::Decimal128(PRECISION, i8::try_from(kind.scale()).unwrap_or(0))
        }
    }
}

/// What a field takes, in words, for a column that holds something else.
pub(super) fn expected(kind: FieldType, lang: Lang) -> &'static str {
    let (fr, en) = match kind {
        FieldType::Year | FieldType::Count => {
            ("des nombres entiers, ou des textes qui en sont", "whole numbers, or texts that are")
        }
        FieldType::Date => (
            "des dates sans fuseau horaire, ou des textes qui en sont",
            "dates without a time zone, or texts that are",
        ),
        FieldType::Bool => ("des booléens, ou « oui » et « non »", "booleans, or “oui” and “non”"),
        FieldType::Text => ("des textes", "texts"),
        FieldType::Code => (
            "des textes : codes, noms ou synonymes de la liste",
            "texts: codes, names or synonyms of the list",
        ),
        FieldType::Money | FieldType::Decimal | FieldType::Fte | FieldType::Ratio => (
            "des nombres, de préférence décimaux, ou des textes qui en sont",
            "numbers, decimals rather than floats, or texts that are",
        ),
    };
    match lang {
        Lang::Fr => fr,
        Lang::En => en,
    }
}
