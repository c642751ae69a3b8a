//! Frames in and out: batches as Arrow record batches, which every data frame library takes.
//!
//! Out: `year` is an Int32, `count` an Int64, `date` a Date32, `money`, `decimal`, `fte` and `ratio` are Decimal128 at
//! the scale of their type, `bool` a Boolean, texts and codes are Utf8. In: whatever holds the same values; columns are
//! found by their field codes, and numbers of the right layout are not copied.

mod again;
mod cast;
mod cells;
mod columns;
mod drive;
mod error;
mod export;
mod frames;
mod import;
mod keys;
mod numbers;
mod quote;
mod schema;
mod tables;
mod texts;
mod whole;

pub use columns::table_of;
pub use error::FrameError;
pub use export::{record_batch, rows_schema};
pub use frames::{Frame, read_frames};
pub use import::batch;
pub use keys::key_batch;
pub use schema::data_type;
pub use tables::{diagnostics_batch, indicators_batch, located_batch};
