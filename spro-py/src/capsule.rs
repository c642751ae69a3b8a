//! The Arrow PyCapsule interface: tables handed to other libraries and taken from them, without a copy and without
//! another package.

use crate::error::SproError;
use arrow_array::ffi::{FFI_ArrowArray, from_ffi_and_data_type};
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{
    Array, ArrayRef, RecordBatch, RecordBatchIterator, RecordBatchOptions, RecordBatchReader, StructArray,
    make_array,
};
use arrow_buffer::NullBuffer;
use arrow_schema::ffi::FFI_ArrowSchema;
use arrow_schema::{ArrowError, DECIMAL128_MAX_PRECISION, DataType, Field, Schema, SchemaRef};
use pyo3::exceptions::PyException;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;
use spro::arrow::FrameError;
use spro::value::Lang;
use std::ffi::{CStr, c_void};
use std::ptr::NonNull;
use std::sync::Arc;

const STREAM: &CStr = c"arrow_array_stream";
const SCHEMA: &CStr = c"arrow_schema";
const ARRAY: &CStr = c"arrow_array";

/// Chunks of rows from another library.
pub type Reader = Box<dyn RecordBatchReader + Send>;

fn broken(error: ArrowError, lang: Lang) -> PyErr {
    SproError::new_err(FrameError::from(error).text(lang))
}

/// A capsule that gives these chunks, once; whoever takes it away releases it.
pub fn stream(
    py: Python<'_>,
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
) -> PyResult<Bound<'_, PyCapsule>> {
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

/// Whether the memory of a frame stays as it is for as long as it is held: the libraries that never write into Arrow
/// memory once it is shared. Columns of pandas can be changed in place.
pub fn stays(frame: &Bound<'_, PyAny>) -> bool {
    let module = frame.get_type().getattr("__module__").and_then(|name| name.extract::<String>());
    module.is_ok_and(|name| {
        matches!(name.split('.').next(), Some("polars" | "pyarrow" | "duckdb" | "_duckdb" | "spro"))
    })
}

/// What another library exports.
fn called<'py>(export: &Bound<'py, PyAny>, lang: Lang) -> PyResult<Bound<'py, PyAny>> {
    export.call0().map_err(|cause| unread(export.py(), cause, lang))
}

/// What another library raised, or gave instead of what the interface asks for, is the cause of our exception. What is
/// not an error (Ctrl+C, an exit) goes on as it is.
fn unread(py: Python<'_>, cause: PyErr, lang: Lang) -> PyErr {
    if !cause.is_instance_of::<PyException>(py) {
        return cause;
    }
    let error = SproError::new_err(FrameError::Broken(cause.value(py).to_string()).text(lang));
    error.set_cause(py, Some(cause));
    error
}

/// Where the capsule of this name points.
fn pointer(capsule: &Bound<'_, PyAny>, name: &CStr, lang: Lang) -> PyResult<NonNull<c_void>> {
    let py = capsule.py();
    let capsule = capsule.cast::<PyCapsule>().map_err(PyErr::from);
    let pointer = capsule.and_then(|capsule| capsule.pointer_checked(Some(name)));
    pointer.map_err(|cause| unread(py, cause, lang))
}

fn from_stream(capsule: &Bound<'_, PyAny>, lang: Lang) -> PyResult<Reader> {
    let pointer = pointer(capsule, STREAM, lang)?;
    // SAFETY: by the interface a capsule of this name holds an initialised stream; it is moved out, so that the capsule,
    // which lives until the end of this function, releases nothing any more.
    #[allow(unsafe_code, reason = "the C interface hands over raw pointers")]
    let stream = unsafe { FFI_ArrowArrayStream::from_raw(pointer.cast().as_ptr()) };
    Ok(Box::new(Stream::new(stream).map_err(|e| broken(e, lang))?))
}

fn from_array(pair: &Bound<'_, PyAny>, lang: Lang) -> PyResult<Reader> {
    let (schema, array): (Bound<'_, PyAny>, Bound<'_, PyAny>) =
        pair.extract().map_err(|cause| unread(pair.py(), cause, lang))?;
    let schema = pointer(&schema, SCHEMA, lang)?.cast::<FFI_ArrowSchema>();
    let array = pointer(&array, ARRAY, lang)?.cast();
    // SAFETY: by the interface capsules of these names hold an initialised schema, which is only looked at, and an
    // initialised array, which is moved out; `pair` keeps both capsules until the end of this function.
    #[allow(unsafe_code, reason = "the C interface hands over raw pointers")]
    let (schema, array) = unsafe { (schema.as_ref(), FFI_ArrowArray::from_raw(array.as_ptr())) };
    let rows = columns(schema).and_then(|schema| chunk(array, &schema)).map_err(|e| broken(e, lang))?;
    let schema = rows.schema();
    Ok(Box::new(RecordBatchIterator::new([Ok(rows)], schema)))
}

/// The columns that a schema names.
fn columns(schema: &FFI_ArrowSchema) -> Result<SchemaRef, ArrowError> {
    if schema.format() != "+s" {
        let kind = DataType::try_from(schema).map_or_else(|_| schema.format().to_owned(), |t| t.to_string());
        return Err(ArrowError::SchemaError(format!("pas de colonnes, mais {kind} (no columns)")));
    }
    let fields = schema.children().map(|column| {
        let name = column.name().unwrap_or_default();
        match column.format() {
            // Polars has whole numbers of 128 bits, which lie in memory as decimals do.
            "_pli128" => Ok(Field::new(name, DataType::Decimal128(DECIMAL128_MAX_PRECISION, 0), true)),
            format => Field::try_from(column).map_err(|_| {
                ArrowError::SchemaError(format!("« {name} » : type « {format} » inconnu (unknown type)"))
            }),
        }
    });
    Ok(Arc::new(Schema::new(fields.collect::<Result<Vec<_>, _>>()?)))
}

/// The rows of an array of these columns.
fn chunk(array: FFI_ArrowArray, schema: &SchemaRef) -> Result<RecordBatch, ArrowError> {
    let fields = schema.fields();
    if usize::try_from(array.n_children) != Ok(fields.len()) {
        return Err(ArrowError::CDataInterface(format!("{} columns of {}", array.n_children, fields.len())));
    }
    for (at, field) in fields.iter().enumerate() {
        if field.data_type() == &DataType::Null {
            // SAFETY: `children` points at `n_children` pointers to arrays, which belong to `array`, and so to us.
            // Polars counts a validity buffer in columns of nulls, which have none.
            #[allow(unsafe_code, reason = "the C interface hands over raw pointers")]
            unsafe {
                (**array.children.add(at)).n_buffers = 0;
            }
        }
    }
    // SAFETY: the array comes from a capsule or a stream of the interface, whose schema this is.
    #[allow(unsafe_code, reason = "the C interface hands over raw pointers")]
    let data = unsafe { from_ffi_and_data_type(array, DataType::Struct(fields.clone())) }?;
    let rows = RecordBatchOptions::new().with_row_count(Some(data.len()));
    let (_, columns, absent) = StructArray::from(data).into_parts();
    let columns = match absent.filter(|absent| absent.null_count() > 0) {
        Some(absent) => columns.iter().map(|column| without(column, &absent)).collect::<Result<_, _>>()?,
        None => columns,
    };
    RecordBatch::try_new_with_options(schema.clone(), columns, &rows)
}

/// A column without its values in rows that are not there: what stands under them is nobody's.
fn without(column: &ArrayRef, absent: &NullBuffer) -> Result<ArrayRef, ArrowError> {
    if column.data_type() == &DataType::Null {
        return Ok(column.clone());
    }
    let nulls = NullBuffer::union(column.nulls(), Some(absent));
    Ok(make_array(column.to_data().into_builder().nulls(nulls).build()?))
}

/// A stream of another library.
struct Stream {
    // INVARIANT: not released; kept by `new`.
    stream: FFI_ArrowArrayStream,
    schema: SchemaRef,
}

impl Stream {
    fn new(mut stream: FFI_ArrowArrayStream) -> Result<Self, ArrowError> {
        let Some(get_schema) = stream.get_schema.filter(|_| stream.release.is_some()) else {
            return Err(ArrowError::CDataInterface("déjà lu (already read)".to_owned()));
        };
        let mut schema = FFI_ArrowSchema::empty();
        // SAFETY: the stream is not released, and both pointers are valid for the call.
        #[allow(unsafe_code, reason = "the C interface is called by function pointers")]
        let status = unsafe { get_schema(&raw mut stream, &raw mut schema) };
        let mut out = Self { stream, schema: Arc::new(Schema::empty()) };
        if status != 0 {
            return Err(out.failure(status));
        }
        out.schema = columns(&schema)?;
        Ok(out)
    }

    /// Why the last call failed.
    fn failure(&mut self, status: i32) -> ArrowError {
        let text = self.stream.get_last_error.and_then(|get_last_error| {
            // SAFETY: the stream is not released; the text, if any, is valid until the next call, and is copied.
            #[allow(unsafe_code, reason = "the C interface is called by function pointers")]
            unsafe {
                let text = get_last_error(&raw mut self.stream);
                (!text.is_null()).then(|| CStr::from_ptr(text).to_string_lossy().into_owned())
            }
        });
        ArrowError::CDataInterface(text.unwrap_or_else(|| format!("error {status}")))
    }
}

impl Iterator for Stream {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        let get_next = self.stream.get_next?;
        let mut array = FFI_ArrowArray::empty();
        // SAFETY: the stream is not released, and both pointers are valid for the call.
        #[allow(unsafe_code, reason = "the C interface is called by function pointers")]
        let status = unsafe { get_next(&raw mut self.stream, &raw mut array) };
        if status != 0 {
            return Some(Err(self.failure(status)));
        }
        (!array.is_released()).then(|| chunk(array, &self.schema))
    }
}

impl RecordBatchReader for Stream {
    fn schema(&self) -> SchemaRef {
        self.schema.clone()
    }
}
