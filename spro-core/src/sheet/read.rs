//! The way in: bytes or a path to a workbook.

#[cfg(not(all(feature = "xlsx", feature = "csv")))]
use super::Format;
use super::detect::{Look, Ole, look, ole};
use super::error::{Cause, IoFailure, ReadError};
#[cfg(feature = "xlsx")]
use super::package::{Content, Package, content};
use super::{Limit, Limits, Workbook, extension};
use std::fs::File;
use std::io::{ErrorKind, Read as _};
use std::path::Path;

/// Reads a workbook, a CSV or a JSON from its bytes.
///
/// What it is is found from the content; `name` (its file name) decides only where the content leaves it open, and
/// says in the error which file it was. A name that ends as that of another kind (`.csv` for a workbook) is refused. No input panics, and none takes more than `limits` allow.
///
/// ```
/// use spro::sheet::{CellValue, Format, Limits, read};
/// let book = read(br#"[{"annee": 2017}]"#, "reunions.json", &Limits::default())?;
/// assert_eq!(book.format, Format::Json);
/// assert_eq!(book.sheets[0].cells[1].value, CellValue::Number(2017.0));
/// # Ok::<(), spro::sheet::ReadError>(())
/// ```
pub fn read(bytes: &[u8], name: &str, limits: &Limits) -> Result<Workbook, ReadError> {
    from_bytes(bytes, name, limits).map_err(|cause| ReadError::new(name, cause))
}

/// Reads a workbook, a CSV or a JSON from a file; the error names the path.
pub fn read_path(path: impl AsRef<Path>, limits: &Limits) -> Result<Workbook, ReadError> {
    let path = path.as_ref();
    let name = path.to_string_lossy();
    load(path, limits)
        .and_then(|bytes| from_bytes(&bytes, &name, limits))
        .map_err(|cause| ReadError::new(&name, cause))
}

fn load(path: &Path, limits: &Limits) -> Result<Vec<u8>, Cause> {
    let failed = |error: std::io::Error| Cause::Io(IoFailure::new(error.kind()));
    let file = File::open(path).map_err(failed)?;
    let metadata = file.metadata().map_err(failed)?;
    if metadata.is_dir() {
        return Err(Cause::Io(IoFailure::new(ErrorKind::IsADirectory)));
    }
    check_size(metadata.len(), limits)?;
    // The size may be wrong (a device, a file that grows): one byte more than the limit tells.
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0));
    file.take(limits.get(Limit::FileBytes).saturating_add(1)).read_to_end(&mut bytes).map_err(failed)?;
    Ok(bytes)
}

fn check_size(len: u64, limits: &Limits) -> Result<(), Cause> {
    if len > limits.get(Limit::FileBytes) {
        return Err(super::builder::Budget::new(limits).over(Limit::FileBytes, ""));
    }
    Ok(())
}

fn from_bytes(bytes: &[u8], name: &str, limits: &Limits) -> Result<Workbook, Cause> {
    if bytes.is_empty() {
        return Err(Cause::Empty);
    }
    check_size(u64::try_from(bytes.len()).unwrap_or(u64::MAX), limits)?;
    let book = match look(bytes, name) {
        Look::Zip => zip(bytes, limits)?,
        Look::Ole => {
            return Err(match ole(bytes) {
                Ole::Encrypted => Cause::Encrypted,
                Ole::Other(kind) => Cause::OtherKind(kind),
            });
        }
        Look::Json => super::json::read(bytes, limits)?,
        #[cfg(feature = "toml")]
        Look::Toml => return super::toml::read(bytes, limits),
        Look::Delimited => delimited(bytes, limits)?,
        Look::Other(kind) => return Err(Cause::OtherKind(kind)),
    };
    // What is wrong inside is said first: what cannot be read needs more than another name.
    extension::check(name, book.format)?;
    Ok(book)
}

#[cfg(feature = "xlsx")]
fn zip(bytes: &[u8], limits: &Limits) -> Result<Workbook, Cause> {
    let mut package = Package::open(bytes, limits)?;
    match content(&package)? {
        Content::Xlsx => super::xlsx::read(&mut package, limits),
        Content::Ods => super::ods::read(&mut package, limits),
    }
}

#[cfg(not(feature = "xlsx"))]
fn zip(_: &[u8], _: &Limits) -> Result<Workbook, Cause> {
    Err(Cause::NotBuiltIn(Format::Xlsx))
}

#[cfg(feature = "csv")]
fn delimited(bytes: &[u8], limits: &Limits) -> Result<Workbook, Cause> {
    super::csv::read(bytes, limits)
}

#[cfg(not(feature = "csv"))]
fn delimited(_: &[u8], _: &Limits) -> Result<Workbook, Cause> {
    Err(Cause::NotBuiltIn(Format::Csv))
}
