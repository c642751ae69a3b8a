//! Why a file could not be read.

use super::{Format, Limit};
use crate::value::Lang;
use std::fmt;
use std::io;

/// Why a file could not be read: which file, and the cause.
///
/// [`fmt::Display`] is French and names the file; [`ReadError::message`] gives the sentences alone, in either language.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("« {file} » : {}", .cause.message(Lang::Fr))]
pub struct ReadError {
    file: Box<str>,
    cause: Cause,
}

impl ReadError {
    pub(crate) fn new(file: &str, cause: Cause) -> Self {
        Self { file: file.into(), cause }
    }

    /// The file, as its caller named it.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// What is wrong with it.
    pub fn cause(&self) -> &Cause {
        &self.cause
    }

    /// What is wrong and what to do, without the file's name.
    pub fn message(&self, lang: Lang) -> String {
        self.cause.message(lang)
    }
}

/// What is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Cause {
    /// The operating system did not hand over the bytes.
    Io(IoFailure),
    /// The file has no byte at all.
    Empty,
    /// The file asks for more than a [`Limits`](super::Limits) allows.
    OverLimit(OverLimit),
    /// The file is locked by a password.
    Encrypted,
    /// The file is of a kind that this library does not read.
    OtherKind(Kind),
    /// The name of the file ends as that of another kind.
    WrongExtension(WrongExtension),
    /// The file starts as a workbook and cannot be followed to its end.
    Damaged(Damage),
    /// A text is in no encoding that this library reads.
    Encoding(AtLine),
    /// A quote is opened on this line of a CSV and never closed.
    OpenQuote(AtLine),
    /// The JSON is not well formed here, or is not rows of a table.
    Json(JsonFault),
    /// A row or an object of JSON has a key twice: one of the two values would be lost.
    RepeatedKey(RepeatedKey),
    /// The TOML is not well formed here, or is not rows of a table.
    Toml(JsonFault),
    /// The reader of this format was left out of the program when it was built.
    NotBuiltIn(Format),
}

impl Cause {
    /// The file is of this kind, and its name ends as that of another.
    pub(super) fn wrong_extension(format: Format, extension: &str) -> Self {
        Self::WrongExtension(WrongExtension { format, extension: extension.into() })
    }

    /// The operating system did not hand over the bytes.
    #[cfg(feature = "csv")]
    pub(crate) fn io(kind: io::ErrorKind) -> Self {
        Self::Io(IoFailure::new(kind))
    }

    /// A text is in no encoding that is read, from this line on.
    #[cfg(feature = "csv")]
    pub(crate) fn encoding(line: u64) -> Self {
        Self::Encoding(AtLine::new(line))
    }

    /// The file asks for more than this limit allows.
    #[cfg(feature = "csv")]
    pub(crate) fn over(limit: Limit, value: u64) -> Self {
        Self::OverLimit(OverLimit::new(limit, value, ""))
    }

    /// A quote is opened on this line, or soon after it, and never closed.
    #[cfg(feature = "csv")]
    pub(crate) fn open_quote(line: u64) -> Self {
        Self::OpenQuote(AtLine::new(line))
    }

    /// The same, where what was read begins behind so many lines of the file.
    #[cfg(feature = "csv")]
    pub(crate) fn behind(self, lines: u64) -> Self {
        match self {
            Self::Encoding(AtLine { line }) => Self::Encoding(AtLine::new(line.saturating_add(lines))),
            other => other,
        }
    }

    /// A stable code, for programs that tell causes apart.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Io(_) => "fichier.acces",
            Self::Empty => "fichier.vide",
            Self::OverLimit(_) => "fichier.limite",
            Self::Encrypted => "fichier.mot-de-passe",
            Self::OtherKind(_) => "fichier.format",
            Self::WrongExtension(_) => "fichier.extension",
            Self::Damaged(_) => "fichier.abime",
            Self::Encoding(_) => "fichier.codage",
            Self::OpenQuote(_) => "fichier.guillemet",
            Self::Json(_) | Self::RepeatedKey(_) => "fichier.json",
            Self::Toml(_) => "fichier.toml",
            Self::NotBuiltIn(_) => "fichier.lecteur-absent",
        }
    }
}

/// The operating system's answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IoFailure {
    kind: io::ErrorKind,
}

impl IoFailure {
    pub(super) fn new(kind: io::ErrorKind) -> Self {
        Self { kind }
    }

    /// The kind of failure.
    pub fn kind(&self) -> io::ErrorKind {
        self.kind
    }
}

/// Which limit was passed, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OverLimit {
    limit: Limit,
    value: u64,
    place: Box<str>,
}

impl OverLimit {
    pub(super) fn new(limit: Limit, value: u64, place: &str) -> Self {
        Self { limit, value, place: place.into() }
    }

    /// Which limit.
    pub fn limit(&self) -> Limit {
        self.limit
    }

    /// Its value.
    pub fn value(&self) -> u64 {
        self.value
    }

    /// The sheet, or the part of the workbook; empty where it is the file as a whole.
    pub fn place(&self) -> &str {
        &self.place
    }
}

/// Kinds of files that people send instead of a workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// The workbook format of before 2007 (`.xls`).
    Xls,
    /// The binary workbook (`.xlsb`).
    Xlsb,
    /// A workbook as one XML file (`.fods`, XML 2003).
    XmlWorkbook,
    /// Apple Numbers.
    Numbers,
    /// A text document (Word, Writer).
    Document,
    /// A presentation (PowerPoint, Impress).
    Presentation,
    /// An archive that holds no workbook of its own (`.zip`, `.7z`, …).
    Archive,
    /// PDF.
    Pdf,
    /// A picture.
    Picture,
    /// A web page.
    WebPage,
    /// Text that is not a table.
    Text,
    /// Something else.
    Unknown,
}

/// What a file is, and what its name says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrongExtension {
    format: Format,
    extension: Box<str>,
}

impl WrongExtension {
    /// What the file is, by its content.
    pub fn format(&self) -> Format {
        self.format
    }

    /// How its name ends, in small letters and without the dot.
    pub fn extension(&self) -> &str {
        &self.extension
    }
}

/// Where and how a workbook is damaged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage {
    part: Box<str>,
    fault: Fault,
}

impl Damage {
    #[cfg(any(test, feature = "xlsx"))]
    pub(super) fn new(part: &str, fault: Fault) -> Self {
        Self { part: part.into(), fault }
    }

    /// The part of the workbook (`xl/worksheets/sheet1.xml`); empty where it is the file as a whole.
    pub fn part(&self) -> &str {
        &self.part
    }

    /// What does not hold.
    pub fn fault(&self) -> Fault {
        self.fault
    }
}

/// What does not hold in a damaged workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Fault {
    /// The end of the file is missing.
    Truncated,
    /// A part that another one names is missing.
    MissingPart,
    /// The compressed bytes cannot be inflated, or their checksum is wrong.
    Compression,
    /// A way of compressing that workbooks do not use.
    Method,
    /// The XML is not well formed.
    Xml,
    /// A document type or an entity of its own, which no spreadsheet writes and which attacks use.
    Entity,
    /// The bytes are not UTF-8.
    Encoding,
    /// More levels of XML than any workbook has.
    TooDeep,
    /// A cell or a merged range whose place is not one (`A0`, `#REF`).
    Place,
    /// A cell names a shared text or a style that is not there.
    Index,
}

/// A line of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AtLine {
    line: u64,
}

impl AtLine {
    pub(super) fn new(line: u64) -> Self {
        Self { line }
    }

    /// The line, from 1.
    pub fn line(&self) -> u64 {
        self.line
    }
}

/// Where JSON or TOML cannot be followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JsonFault {
    line: u64,
    column: u64,
    shape: bool,
}

impl JsonFault {
    pub(super) fn new(line: u64, column: u64, shape: bool) -> Self {
        Self { line, column, shape }
    }

    /// The line, from 1.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// The column in bytes, from 1.
    pub fn column(&self) -> u64 {
        self.column
    }

    /// Whether it is well formed but does not hold rows of a table.
    pub fn is_shape(&self) -> bool {
        self.shape
    }
}

/// A key that stands twice where it may stand once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RepeatedKey {
    key: Box<str>,
    line: u64,
    column: u64,
}

impl RepeatedKey {
    pub(super) fn new(key: &str, line: u64, column: u64) -> Self {
        Self { key: key.into(), line, column }
    }

    /// The key.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The line of its second value, from 1.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// The column of its second value in bytes, from 1.
    pub fn column(&self) -> u64 {
        self.column
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Lang::Fr))
    }
}
