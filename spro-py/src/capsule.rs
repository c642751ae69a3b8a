//! The Arrow PyCapsule interface: tables handed to other libraries and taken from them, without a copy and without
//! another package.

use crate::error::SproError;
use arrow_array::ffi::{FFI_ArrowArray, from_ffi};
use arrow_array::ffi_stream::{ArrowArrayStreamReader, FFI_ArrowArrayStream};
use arrow_array::{RecordBatch, RecordBatchIterator, RecordBatchReader, StructArray};
use arrow_schema::ffi::FFI_ArrowSchema;
use arrow_schema::{ArrowError, Schema, SchemaRef};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyTuple};
use spro::arrow::FrameError;
use spro::value::Lang;
use std::ffi::CStr;

const STREAM: &CStr = c"arrow_array_stream";
const SCHEMA: &CStr = c"arrow_schema";
const ARRAY: &CStr = c"arrow_array";

/// Chunks of rows from another library.
pub type Reader = Box<dyn RecordBatchReader + Send>;

fn broken(error: ArrowError, lang: Lang) -> PyErr {
    SproError::new_err(FrameError::from(error).text(lang))
}

/// A capsule that gives these chunks, once; whoever takes it away releases it.
pub fn stream<'py>(
    py: Python<'py>,
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
) -> PyResult<Bound<'py, PyCapsule>> {
    let reader = RecordBatchIterator::new(batches.into_iter().map(Ok), schema);
    PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(Box::new(reader)), STREAM)
}

/// A capsule that says which columns there are.
pub fn schema<'py>(py: Python<'py>, schema: &Schema) -> PyResult<Bound<'py, PyCapsule>> {
    let schema = FFI_ArrowSchema::try_from(schema).map_err(|e| broken(e, Lang::Fr))?;
    PyCapsule::new_with_value(py, schema, SCHEMA)
}

/// The rows of an object with `__arrow_c_stream__` or `__arrow_c_array__`: a data frame of any library.
pub fn reader(frame: &Bound<'_, PyAny>, lang: Lang) -> PyResult<Reader> {
    if let Ok(export) = frame.getattr("__arrow_c_stream__") {
        return from_stream(&called(&export, lang)?, lang);
    }
    if let Ok(export) = frame.getattr("__arrow_c_array__") {
        return from_array(&called(&export, lang)?, lang);
    }
    let kind = frame.get_type().name()?;
    Err(SproError::new_err(if lang == Lang::En {
        format!(
            "{kind} is no Arrow data frame. Give a polars or pandas DataFrame, a pyarrow table or a duckdb relation."
        )
    } else {
        format!(
            "{kind} n’est pas un tableau de données Arrow. Donnez un DataFrame polars ou pandas, une table pyarrow ou une relation duckdb."
        )
    }))
}

/// What another library exports; what it raises is the cause of our exception.
fn called<'py>(export: &Bound<'py, PyAny>, lang: Lang) -> PyResult<Bound<'py, PyAny>> {
    export.call0().map_err(|cause| {
        let py = export.py();
        let error = SproError::new_err(FrameError::Broken(cause.value(py).to_string()).text(lang));
        error.set_cause(py, Some(cause));
        error
    })
}

fn from_stream(capsule: &Bound<'_, PyAny>, lang: Lang) -> PyResult<Reader> {
    let pointer = capsule.cast::<PyCapsule>()?.pointer_checked(Some(STREAM))?;
    // SAFETY: by the interface a capsule of this name holds an initialised stream; it is moved out, so that the capsule,
    // which lives until the end of this function, releases nothing any more.
    #[allow(unsafe_code, reason = "the C interface hands over raw pointers")]
    let stream = unsafe { FFI_ArrowArrayStream::from_raw(pointer.cast().as_ptr()) };
    Ok(Box::new(ArrowArrayStreamReader::try_new(stream).map_err(|e| broken(e, lang))?))
}

fn from_array(pair: &Bound<'_, PyAny>, lang: Lang) -> PyResult<Reader> {
    let pair = pair.cast::<PyTuple>()?;
    let (schema, array) = (pair.get_item(0)?, pair.get_item(1)?);
    let schema = schema.cast::<PyCapsule>()?.pointer_checked(Some(SCHEMA))?.cast::<FFI_ArrowSchema>();
    let array = array.cast::<PyCapsule>()?.pointer_checked(Some(ARRAY))?.cast();
    // SAFETY: by the interface capsules of these names hold an initialised schema, which is only looked at, and an
    // initialised array of that schema, which is moved out; `pair` keeps both capsules until the end of this function.
    #[allow(unsafe_code, reason = "the C interface hands over raw pointers")]
    let data = unsafe { from_ffi(FFI_ArrowArray::from_raw(array.as_ptr()), schema.as_ref()) };
    let data = data.map_err(|e| broken(e, lang))?;
    if !matches!(data.data_type(), arrow_schema::DataType::Struct(_)) {
        let found = ArrowError::SchemaError(format!("no columns, but {}", data.data_type()));
        return Err(broken(found, lang));
    }
    let rows = RecordBatch::from(StructArray::from(data));
    let schema = rows.schema();
    Ok(Box::new(RecordBatchIterator::new([Ok(rows)], schema)))
}
