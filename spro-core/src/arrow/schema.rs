//! The Arrow type of a field.

use crate::rulebook::FieldType;
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
pub(super) fn expected(kind: FieldType) -> &'static str {
    match kind {
        FieldType::Year | FieldType::Count => "des nombres entiers, ou des textes qui en sont",
        FieldType::Date => "des dates, ou des textes qui en sont",
        FieldType::Bool => "des booléens, ou « oui » et « non »",
        FieldType::Text => "des textes",
        FieldType::Code => "des textes : codes, noms ou synonymes de la liste",
        FieldType::Money | FieldType::Decimal | FieldType::Fte | FieldType::Ratio => {
            "des nombres, de préférence décimaux, ou des textes qui en sont"
        }
    }
}
