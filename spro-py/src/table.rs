//! Tables that any data frame library takes.

use crate::capsule;
use crate::error::{SproError, guard};
use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Decimal128Type, Float64Type, Int32Type, Int64Type};
use arrow_array::{
    Array, ArrayRef, BooleanArray, Date32Array, Decimal128Array, Float64Array, Int32Array, Int64Array,
    RecordBatch, StringArray,
};
use arrow_schema::{DataType, Schema, SchemaRef};
use pyo3::prelude::*;
use pyo3::types::PyDict;
use spro::value::Decimal;
use std::sync::Arc;

/// Columns and rows, in memory as Arrow lays them out.
#[pyclass(frozen, module = "spro._spro")]
pub struct Table {
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
    rows: usize,
}

impl Table {
    /// A table of these chunks, which all have this schema.
    pub fn new(schema: SchemaRef, batches: Vec<RecordBatch>) -> Self {
        let rows = batches.iter().map(RecordBatch::num_rows).sum();
        Self { schema, batches, rows }
    }

    /// A table of one chunk.
    pub fn of(batch: RecordBatch) -> Self {
        Self::new(batch.schema(), vec![batch])
    }
}

#[pymethods]
impl Table {
    /// A table of columns, each with its name, its type and its values or None. The types are `text`, `int`, `int32`,
    /// `float`, `bool`, `date`, whose values are ISO texts, and `decimal` with its digits and decimal places
    /// (`decimal 18 2`), whose values are texts.
    #[staticmethod]
    fn from_columns(columns: Vec<(String, String, Bound<'_, PyAny>)>) -> PyResult<Self> {
        guard(|| {
            let mut arrays: Vec<(String, ArrayRef, bool)> = Vec::with_capacity(columns.len());
            for (name, kind, values) in columns {
                arrays.push((name, array(&kind, &values)?, true));
            }
            if arrays.is_empty() {
                return Ok(Self::new(Arc::new(Schema::empty()), Vec::new()));
            }
            let batch = RecordBatch::try_from_iter_with_nullable(arrays);
            batch.map(Self::of).map_err(|e| SproError::new_err(e.to_string()))
        })
    }

    /// How many rows.
    fn __len__(&self) -> usize {
        self.rows
    }

    /// The names of the columns.
    fn columns(&self) -> Vec<String> {
        self.schema.fields().iter().map(|field| field.name().clone()).collect()
    }

    /// The types of the columns, as `from_columns` takes them.
    fn kinds(&self) -> Vec<String> {
        self.schema.fields().iter().map(|field| kind(field.data_type())).collect()
    }

    /// The columns as an Arrow schema, in a capsule.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        guard(|| capsule::schema(py, &self.schema).map(Bound::into_any))
    }

    /// The rows as an Arrow stream, in a capsule. Another schema that is asked for is not looked at, as the interface allows.
    #[pyo3(signature = (requested_schema=None))]
    #[allow(clippy::needless_pass_by_value, reason = "Python hands over values")]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Py<PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let _ = requested_schema;
        guard(|| capsule::stream(py, self.schema.clone(), self.batches.clone()).map(Bound::into_any))
    }

    /// The rows from one index up to another as dicts.
    fn rows<'py>(&self, py: Python<'py>, start: usize, stop: usize) -> PyResult<Vec<Bound<'py, PyDict>>> {
        guard(|| {
            let makers = Makers::new(py)?;
            let mut out = Vec::new();
            let mut before = 0;
            for batch in &self.batches {
                let rows = batch.num_rows();
                let from = start.saturating_sub(before).min(rows);
                let to = stop.saturating_sub(before).min(rows);
                for row in from..to.max(from) {
                    let dict = PyDict::new(py);
                    for (field, column) in self.schema.fields().iter().zip(batch.columns()) {
                        dict.set_item(field.name(), makers.cell(column, row)?)?;
                    }
                    out.push(dict);
                }
                before += rows;
            }
            Ok(out)
        })
    }
}

fn array(kind: &str, values: &Bound<'_, PyAny>) -> PyResult<ArrayRef> {
    Ok(match kind {
        "text" => Arc::new(StringArray::from(values.extract::<Vec<Option<String>>>()?)),
        "int32" => Arc::new(Int32Array::from(values.extract::<Vec<Option<i32>>>()?)),
        "int" => Arc::new(Int64Array::from(values.extract::<Vec<Option<i64>>>()?)),
        "float" => Arc::new(Float64Array::from(values.extract::<Vec<Option<f64>>>()?)),
        "bool" => Arc::new(BooleanArray::from(values.extract::<Vec<Option<bool>>>()?)),
        "date" => {
            let days = values.extract::<Vec<Option<String>>>()?.into_iter().map(|text| {
                let day: chrono::NaiveDate = text?.parse().ok()?;
                i32::try_from(day.signed_duration_since(chrono::NaiveDate::default()).num_days()).ok()
            });
            Arc::new(days.collect::<Date32Array>())
        }
        other => match decimals(other, values)? {
            Some(decimals) => Arc::new(decimals),
            None => return Err(SproError::new_err(format!("no column is of type {other}"))),
        },
    })
}

/// Texts as a column of decimals, where that is what is asked for and all of them are such.
fn decimals(kind: &str, values: &Bound<'_, PyAny>) -> PyResult<Option<Decimal128Array>> {
    let Some((digits, places)) = kind.strip_prefix("decimal ").and_then(|kind| kind.split_once(' ')) else {
        return Ok(None);
    };
    let (Ok(digits), Ok(places)) = (digits.parse(), places.parse::<u8>()) else { return Ok(None) };
    let texts = values.extract::<Vec<Option<String>>>()?.into_iter();
    let read = |text: String| text.parse::<Decimal>().ok()?.at_scale(places);
    let made: Option<Vec<_>> =
        texts.map(|text| text.map_or(Some(None), |text| read(text).map(Some))).collect();
    let Some(made) = made else { return Ok(None) };
    let scale = i8::try_from(places).unwrap_or(i8::MAX);
    Ok(Decimal128Array::from(made).with_precision_and_scale(digits, scale).ok())
}

/// The name of a type, as `from_columns` takes it.
fn kind(of: &DataType) -> String {
    match of {
        DataType::Utf8 => "text".to_owned(),
        DataType::Int32 => "int32".to_owned(),
        DataType::Int64 => "int".to_owned(),
        DataType::Float64 => "float".to_owned(),
        DataType::Boolean => "bool".to_owned(),
        DataType::Date32 => "date".to_owned(),
        DataType::Decimal128(digits, places) => format!("decimal {digits} {places}"),
        other => other.to_string(),
    }
}

/// What makes the values that are no plain numbers or texts.
struct Makers<'py> {
    py: Python<'py>,
    decimal: Bound<'py, PyAny>,
    day: Bound<'py, PyAny>,
}

/// The number of 1 January 1970 in Python's count of days.
const EPOCH: i32 = 719_163;

impl<'py> Makers<'py> {
    fn new(py: Python<'py>) -> PyResult<Self> {
        let decimal = py.import("decimal")?.getattr("Decimal")?;
        let day = py.import("datetime")?.getattr("date")?.getattr("fromordinal")?;
        Ok(Self { py, decimal, day })
    }

    fn cell(&self, column: &dyn Array, row: usize) -> PyResult<Bound<'py, PyAny>> {
        let py = self.py;
        if column.is_null(row) {
            return Ok(py.None().into_bound(py));
        }
        Ok(match column.data_type() {
            DataType::Utf8 => column.as_string::<i32>().value(row).into_pyobject(py)?.into_any(),
            DataType::Int32 => column.as_primitive::<Int32Type>().value(row).into_pyobject(py)?.into_any(),
            DataType::Int64 => column.as_primitive::<Int64Type>().value(row).into_pyobject(py)?.into_any(),
            DataType::Float64 => {
                column.as_primitive::<Float64Type>().value(row).into_pyobject(py)?.into_any()
            }
            DataType::Boolean => column.as_boolean().value(row).into_pyobject(py)?.to_owned().into_any(),
            DataType::Date32 => {
                let days = column.as_primitive::<Date32Type>().value(row);
                self.day.call1((days.saturating_add(EPOCH),))?
            }
            DataType::Decimal128(_, scale) => {
                let digits = column.as_primitive::<Decimal128Type>().value(row);
                self.decimal.call1((shown(digits, *scale),))?
            }
            other => {
                return Err(SproError::new_err(format!("a column of type {other} has no Python values")));
            }
        })
    }
}

/// A decimal without needless zeros; cents stay.
fn shown(digits: i128, scale: i8) -> String {
    let scale = u8::try_from(scale).unwrap_or(0);
    if scale == 2 {
        let sign = if digits < 0 { "-" } else { "" };
        let cents = digits.unsigned_abs();
        return format!("{sign}{}.{:02}", cents / 100, cents % 100);
    }
    Decimal::new(digits, scale).map_or_else(String::new, |d| d.to_string())
}
