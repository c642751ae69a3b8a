//! The logo: a picture, and the words for those who do not see it.

/// The kinds of pictures that workbooks and pages both show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum LogoFormat {
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
}

impl LogoFormat {
    /// The format that the first bytes tell; the name of the file is not asked.
    pub fn detect(bytes: &[u8]) -> Option<Self> {
        if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            Some(Self::Png)
        } else if bytes.starts_with(b"\xFF\xD8\xFF") {
            Some(Self::Jpeg)
        } else {
            None
        }
    }

    /// `image/png`.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
        }
    }
}

/// A logo.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Logo {
    /// What the picture says, in words.
    pub text: String,
    /// Its format.
    pub format: LogoFormat,
    /// The file.
    pub bytes: Vec<u8>,
}

impl Logo {
    /// A logo from a file's bytes; `None` where they are no picture of a known format.
    pub fn new(text: impl Into<String>, bytes: Vec<u8>) -> Option<Self> {
        let format = LogoFormat::detect(&bytes)?;
        Some(Self { text: text.into(), format, bytes })
    }

    /// The picture as an address that holds it: `data:image/png;base64,…`.
    pub fn data_url(&self) -> String {
        format!("data:{};base64,{}", self.format.media_type(), base64(&self.bytes))
    }
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |i: usize| u32::from(chunk.get(i).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4usize {
            let digit = (bits >> (18 - 6 * place)) & 63;
            let digit = usize::try_from(digit).ok().and_then(|d| DIGITS.get(d)).copied().unwrap_or(b'=');
            out.push(if place <= chunk.len() { char::from(digit) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_as_everybody_writes_it() {
        for (bytes, text) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")]
        {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
        assert_eq!(base64(&[0xFF, 0xEF, 0xBE]), "/+++");
    }

    #[test]
    fn the_bytes_tell_the_format() {
        assert_eq!(LogoFormat::detect(b"\x89PNG\r\n\x1a\n...."), Some(LogoFormat::Png));
        assert_eq!(LogoFormat::detect(b"\xFF\xD8\xFF\xE0"), Some(LogoFormat::Jpeg));
        assert_eq!(LogoFormat::detect(b"<svg>"), None);
        assert!(Logo::new("SPRO", b"GIF89a".to_vec()).is_none());
    }
}
