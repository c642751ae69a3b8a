//! The bytes of a part of a zip, inflated and held against what the directory says of them.

use flate2::Crc;
use flate2::bufread::DeflateDecoder;
use rawzip::{CompressionMethod, ZipVerification};
use std::io::{Error, ErrorKind, Read, Result};

/// Reads a part; none where its method is not one that workbooks have.
pub(crate) fn inflated<'a>(
    packed: &'a [u8],
    method: CompressionMethod,
    claim: ZipVerification,
) -> Option<Box<dyn Read + 'a>> {
    match method {
        CompressionMethod::STORE => Some(Box::new(Verified::new(packed, claim))),
        CompressionMethod::DEFLATE => Some(Box::new(Verified::new(DeflateDecoder::new(packed), claim))),
        _ => None,
    }
}

/// Fails at the end where size or checksum are not those that the directory gives.
struct Verified<R> {
    reader: R,
    claim: ZipVerification,
    seen: Crc,
    size: u64,
}

impl<R: Read> Verified<R> {
    fn new(reader: R, claim: ZipVerification) -> Self {
        Self { reader, claim, seen: Crc::new(), size: 0 }
    }
}

impl<R: Read> Read for Verified<R> {
    fn read(&mut self, room: &mut [u8]) -> Result<usize> {
        let read = self.reader.read(room)?;
        let bytes = room.get(..read).unwrap_or_default();
        self.size = self.size.saturating_add(u64::try_from(read).unwrap_or(u64::MAX));
        if self.size > self.claim.uncompressed_size {
            return Err(ErrorKind::InvalidData.into());
        }
        self.seen.update(bytes);
        if read == 0 && !room.is_empty() {
            let seen = ZipVerification { crc: self.seen.sum(), uncompressed_size: self.size };
            self.claim.valid(seen).map_err(|_| Error::from(ErrorKind::InvalidData))?;
        }
        Ok(read)
    }
}
