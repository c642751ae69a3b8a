//! The few changes of layout that frames need, each exact. A general cast library would triple the Python package.

use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowPrimitiveType, Date32Type, Date64Type, Decimal32Type, Decimal64Type, Decimal128Type, Decimal256Type,
    DecimalType, Float16Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type,
    TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType,
    UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, PrimitiveArray, make_array};
use arrow_data::transform::MutableArrayData;
use arrow_schema::{DataType, TimeUnit};

/// Whole numbers of any width.
pub(super) fn whole(array: &dyn Array) -> Option<PrimitiveArray<Int64Type>> {
    match array.data_type() {
        DataType::Int8 => every::<Int8Type, _>(array, |n| Some(n.into())),
        DataType::Int16 => every::<Int16Type, _>(array, |n| Some(n.into())),
        DataType::Int32 => every::<Int32Type, _>(array, |n| Some(n.into())),
        DataType::Int64 => Some(array.as_primitive::<Int64Type>().clone()),
        DataType::UInt8 => every::<UInt8Type, _>(array, |n| Some(n.into())),
        DataType::UInt16 => every::<UInt16Type, _>(array, |n| Some(n.into())),
        DataType::UInt32 => every::<UInt32Type, _>(array, |n| Some(n.into())),
        DataType::UInt64 => every::<UInt64Type, _>(array, |n| n.try_into().ok()),
        _ => None,
    }
}

/// Dates, and moments without a time zone, as the days on which they are.
pub(super) fn days(array: &dyn Array) -> Option<PrimitiveArray<Date32Type>> {
    const SECONDS: i64 = 86_400;
    let day = |n: i64, parts: i64| i32::try_from(n.div_euclid(SECONDS * parts)).ok();
    match array.data_type() {
        DataType::Date32 => Some(array.as_primitive::<Date32Type>().clone()),
        DataType::Date64 => every::<Date64Type, _>(array, |n| day(n, 1000)),
        DataType::Timestamp(unit, None) => match unit {
            TimeUnit::Second => every::<TimestampSecondType, _>(array, |n| day(n, 1)),
            TimeUnit::Millisecond => every::<TimestampMillisecondType, _>(array, |n| day(n, 1000)),
            TimeUnit::Microsecond => every::<TimestampMicrosecondType, _>(array, |n| day(n, 1_000_000)),
            TimeUnit::Nanosecond => every::<TimestampNanosecondType, _>(array, |n| day(n, 1_000_000_000)),
        },
        _ => None,
    }
}

/// Floating-point numbers of any width, and decimals as the nearest ones.
pub(super) fn doubles(array: &dyn Array) -> Option<PrimitiveArray<Float64Type>> {
    match array.data_type() {
        DataType::Float16 => every::<Float16Type, _>(array, |n| Some(n.to_f64())),
        DataType::Float32 => every::<Float32Type, _>(array, |n| Some(n.into())),
        DataType::Float64 => Some(array.as_primitive::<Float64Type>().clone()),
        kind => {
            let tens = 10_f64.powi(decimal_scale(kind)?.into());
            #[allow(clippy::cast_precision_loss, reason = "the nearest double is what is asked for")]
            Some(mantissas(array)?.unary(|n| n as f64 / tens))
        }
    }
}

/// Whole numbers and decimals as integers of so many decimal places; `None` where digits would be lost.
pub(super) fn scaled(array: &dyn Array, scale: u8) -> Option<PrimitiveArray<Decimal128Type>> {
    let from = decimal_scale(array.data_type()).unwrap_or(0);
    let numbers = wide(array)?;
    let more = u32::try_from(i16::from(scale) - i16::from(from)).ok()?;
    let tens = 10_i128.checked_pow(more)?;
    every::<Decimal128Type, _>(&numbers, |n| n.checked_mul(tens))
}

/// Whole numbers and the integers that stand for decimals, with room for each.
pub(super) fn wide(array: &dyn Array) -> Option<PrimitiveArray<Decimal128Type>> {
    match array.data_type() {
        DataType::UInt64 => every::<UInt64Type, _>(array, |n| Some(n.into())),
        kind if decimal_scale(kind).is_some() => mantissas(array),
        _ => Some(whole(array)?.unary(i128::from)),
    }
}

/// A number of `from` decimal places as an integer of `to` places; its digits where it does not fit.
pub(super) fn fitting(n: i128, from: i8, to: u8) -> Result<i64, String> {
    let more = u32::try_from(i16::from(to) - i16::from(from)).ok();
    let tens = more.and_then(|more| 10_i128.checked_pow(more));
    let fits = tens.and_then(|tens| i64::try_from(n.checked_mul(tens)?).ok());
    fits.ok_or_else(|| match usize::try_from(-i16::from(from)) {
        Ok(zeros) => format!("{n}{}", "0".repeat(zeros)),
        Err(_) => Decimal128Type::format_decimal(n, Decimal128Type::MAX_PRECISION, from),
    })
}

/// The values of a dictionary, one for each row.
pub(super) fn plain(array: &dyn Array) -> Option<ArrayRef> {
    let dictionary = array.as_any_dictionary_opt()?;
    let values = dictionary.values().to_data();
    let mut rows = MutableArrayData::new(vec![&values], true, array.len());
    for key in keys(array)? {
        match key.filter(|key| *key < values.len()) {
            Some(key) => rows.try_extend(0, key, key + 1).ok()?,
            None => rows.try_extend_nulls(1).ok()?,
        }
    }
    Some(make_array(rows.freeze()))
}

/// For each row of a dictionary the index of its entry.
pub(super) fn keys(array: &dyn Array) -> Option<impl Iterator<Item = Option<usize>>> {
    let keys = whole(array.as_any_dictionary_opt()?.keys())?;
    Some((0..keys.len()).map(move |row| {
        if keys.is_null(row) { None } else { usize::try_from(*keys.values().get(row)?).ok() }
    }))
}

/// The decimal places of decimals.
pub(super) fn decimal_scale(kind: &DataType) -> Option<i8> {
    match kind {
        DataType::Decimal32(_, scale)
        | DataType::Decimal64(_, scale)
        | DataType::Decimal128(_, scale)
        | DataType::Decimal256(_, scale) => Some(*scale),
        _ => None,
    }
}

/// The integers that stand for decimals.
fn mantissas(array: &dyn Array) -> Option<PrimitiveArray<Decimal128Type>> {
    match array.data_type() {
        DataType::Decimal32(..) => every::<Decimal32Type, _>(array, |n| Some(n.into())),
        DataType::Decimal64(..) => every::<Decimal64Type, _>(array, |n| Some(n.into())),
        DataType::Decimal128(..) => every::<Decimal128Type, _>(array, Some),
        DataType::Decimal256(..) => every::<Decimal256Type, _>(array, arrow_buffer::i256::to_i128),
        _ => None,
    }
}

/// Every value changed; `None` where one that is there cannot be.
fn every<F: ArrowPrimitiveType, T: ArrowPrimitiveType>(
    array: &dyn Array,
    change: impl Fn(F::Native) -> Option<T::Native>,
) -> Option<PrimitiveArray<T>> {
    let from = array.as_primitive_opt::<F>()?;
    let change = |(row, n)| match change(n) {
        Some(changed) => Some(changed),
        // What stands under a null is nobody's.
        None => from.is_null(row).then(T::Native::default),
    };
    let values = from.values().iter().copied().enumerate().map(change).collect::<Option<Vec<_>>>()?;
    Some(PrimitiveArray::new(values.into(), from.nulls().cloned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow_array::{
        Decimal256Array, DictionaryArray, Float32Array, Int8Array, Int16Array, Int32Array, StringArray,
        TimestampMillisecondArray, UInt64Array,
    };
    use std::sync::Arc;

    #[test]
    fn whole_numbers_fit_or_are_refused() {
        let kept = |array: &dyn Array| whole(array).map(|n| n.iter().collect::<Vec<_>>());
        assert_eq!(kept(&Int8Array::from(vec![Some(-3), None])), Some(vec![Some(-3), None]));
        assert_eq!(kept(&UInt64Array::from(vec![7])), Some(vec![Some(7)]));
        assert_eq!(kept(&UInt64Array::from(vec![u64::MAX])), None);
        // Under a null anything may stand.
        let hidden = UInt64Array::new(vec![u64::MAX].into(), Some(vec![false].into()));
        assert_eq!(kept(&hidden), Some(vec![None]));
    }

    #[test]
    fn a_moment_is_on_its_day_before_1970_too() {
        let moments = TimestampMillisecondArray::from(vec![-1, 0, 86_399_999, 86_400_000]);
        assert_eq!(days(&moments).unwrap().values().to_vec(), [-1, 0, 0, 1]);
        assert!(days(&moments.with_timezone("UTC")).is_none());
    }

    #[test]
    fn decimals_keep_every_digit_or_are_refused() {
        let cents = Decimal256Array::from(vec![arrow_buffer::i256::from_i128(-150)]);
        let cents = cents.with_precision_and_scale(40, 2).unwrap();
        assert_eq!(scaled(&cents, 6).unwrap().values().to_vec(), [-1_500_000]);
        assert!(scaled(&cents, 1).is_none());
        assert_eq!(scaled(&Int16Array::from(vec![12]), 2).unwrap().values().to_vec(), [1200]);
        assert_eq!(doubles(&cents).unwrap().values().to_vec(), [-1.5]);
        assert_eq!(doubles(&Float32Array::from(vec![0.5])).unwrap().values().to_vec(), [0.5]);
    }

    #[test]
    fn what_does_not_fit_gives_its_digits() {
        assert_eq!(fitting(12, 0, 2), Ok(1200));
        assert_eq!(fitting(150, 2, 6), Ok(1_500_000));
        assert_eq!(fitting(12, -2, 0), Ok(1200));
        assert_eq!(fitting(u64::MAX.into(), 0, 0), Err("18446744073709551615".to_owned()));
        assert_eq!(fitting(-i128::from(u64::MAX), 1, 2), Err("-1844674407370955161.5".to_owned()));
        assert_eq!(fitting(i128::MAX, -3, 0), Err(format!("{}000", i128::MAX)));
        assert_eq!(wide(&UInt64Array::from(vec![u64::MAX])).unwrap().values().to_vec(), [u64::MAX.into()]);
    }

    #[test]
    fn a_dictionary_is_laid_out() {
        let texts: DictionaryArray<Int8Type> =
            vec![Some("b"), None, Some("a"), Some("b")].into_iter().collect();
        let laid = plain(&texts).unwrap();
        let expected = StringArray::from(vec![Some("b"), None, Some("a"), Some("b")]);
        assert_eq!(laid.as_string::<i32>(), &expected);
        // An entry may be null itself.
        let values: ArrayRef = Arc::new(Int32Array::from(vec![None, Some(4)]));
        let numbers = DictionaryArray::<UInt8Type>::new(vec![1_u8, 0].into(), values);
        assert_eq!(
            plain(&numbers).unwrap().as_primitive::<Int32Type>(),
            &Int32Array::from(vec![Some(4), None])
        );
        assert_eq!(keys(&numbers).unwrap().collect::<Vec<_>>(), [Some(1), Some(0)]);
        assert!(plain(&expected).is_none());
    }
}
