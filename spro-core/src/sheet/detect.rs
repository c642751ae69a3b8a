//! What a file is, from its first bytes; its name comes second, and whether the two agree is asked later.

use super::error::Kind;

/// What the bytes of a file look like from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// A zip: XLSX, ODS, or anything else that is one.
    Zip,
    /// An OLE2 container: an old or a locked workbook, or anything of Office before 2007.
    Ole,
    /// JSON.
    Json,
    /// TOML, which only its name tells.
    #[cfg(feature = "toml")]
    Toml,
    /// Text in columns, or that its name says is.
    Delimited,
    /// None of these.
    Other(Kind),
}

/// Looks at the first bytes, then at the extension of `name`.
pub(super) fn look(bytes: &[u8], name: &str) -> Look {
    const SIGNS: [(&[u8], Look); 15] = [
        (b"PK\x03\x04", Look::Zip),
        (b"PK\x05\x06", Look::Zip),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Look::Ole),
        (b"%PDF-", Look::Other(Kind::Pdf)),
        (b"\x89PNG", Look::Other(Kind::Picture)),
        (b"\xFF\xD8\xFF", Look::Other(Kind::Picture)),
        (b"GIF8", Look::Other(Kind::Picture)),
        (b"BM", Look::Other(Kind::Picture)),
        (b"RIFF", Look::Other(Kind::Picture)),
        (b"\x1F\x8B", Look::Other(Kind::Archive)),
        (b"7z\xBC\xAF\x27\x1C", Look::Other(Kind::Archive)),
        (b"Rar!", Look::Other(Kind::Archive)),
        (b"BZh", Look::Other(Kind::Archive)),
        (b"\xFD7zXZ", Look::Other(Kind::Archive)),
        (b"{\\rtf", Look::Other(Kind::Document)),
    ];
    // Two ASCII letters can also begin a text.
    let binary = bytes.get(..64).unwrap_or(bytes).contains(&0);
    for (sign, look) in SIGNS {
        if bytes.starts_with(sign) && (sign != b"BM" || binary) {
            return look;
        }
    }
    let extension = super::extension::of(name);
    let delimited = matches!(extension.as_str(), "csv" | "tsv" | "txt" | "tab");
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    #[cfg(feature = "toml")]
    if extension == "toml" && !starts_as_rows(text) && !is_plain_table(bytes, text) {
        return Look::Toml;
    }
    match text.first() {
        Some(b'<') => return Look::Other(markup(text)),
        Some(b'{' | b'[') if !delimited || starts_as_rows(text) => return Look::Json,
        _ => {}
    }
    match extension.as_str() {
        "json" if !is_plain_table(bytes, text) => Look::Json,
        _ if delimited => Look::Delimited,
        _ if super::looks_delimited(bytes) => Look::Delimited,
        _ if bytes.contains(&0) || std::str::from_utf8(bytes).is_err() => Look::Other(Kind::Unknown),
        _ => Look::Other(Kind::Text),
    }
}

/// `{"` or `[{` or `[]`, spaces left out: no CSV starts so.
fn starts_as_rows(text: &[u8]) -> bool {
    let mut signs = text.iter().filter(|b| !b.is_ascii_whitespace());
    matches!((signs.next(), signs.next()), (Some(b'{'), Some(b'"' | b'}')) | (Some(b'['), Some(b'{' | b']')))
}

/// Columns, and not one sign in the first line that JSON or TOML would have there: a misspelt dossier stays one.
fn is_plain_table(bytes: &[u8], text: &[u8]) -> bool {
    let first = text.split(|b| matches!(b, b'\n' | b'\r')).next().unwrap_or(text);
    !first.iter().any(|b| b"{}[]=:#".contains(b)) && super::looks_delimited(bytes)
}

fn markup(text: &[u8]) -> Kind {
    let head = text.get(..2048).unwrap_or(text).to_ascii_lowercase();
    let has = |word: &[u8]| head.windows(word.len()).any(|w| w == word);
    if has(b"urn:schemas-microsoft-com:office:spreadsheet") && has(b"<workbook") || has(b"<office:document") {
        Kind::XmlWorkbook
    } else if has(b"<html") || has(b"<!doctype html") || has(b"<table") || has(b"<body") {
        Kind::WebPage
    } else {
        Kind::Text
    }
}

/// What an OLE2 container holds, from the names in its directory.
///
/// Directory entries are 128 bytes, aligned: their names are found without following the container's own chains,
/// which a damaged file may have wrong.
pub(super) fn ole(bytes: &[u8]) -> Ole {
    let mut found = Ole::Other(Kind::Unknown);
    for entry in bytes.as_chunks::<128>().0 {
        match entry_name(entry).as_deref() {
            Some("EncryptedPackage") => return Ole::Encrypted,
            Some("Workbook" | "Book") => found = Ole::Other(Kind::Xls),
            Some("WordDocument") => found = Ole::Other(Kind::Document),
            Some("PowerPoint Document") => found = Ole::Other(Kind::Presentation),
            _ => {}
        }
    }
    found
}

/// What an OLE2 container holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ole {
    /// A workbook locked by a password.
    Encrypted,
    /// Another kind of file.
    Other(Kind),
}

fn entry_name(entry: &[u8; 128]) -> Option<String> {
    let (name, rest) = entry.split_at_checked(64)?;
    // Length of the name in bytes with its end mark, then the type: 2 is a stream.
    let &[low, high, 2, ..] = rest else { return None };
    let len = usize::from(u16::from_le_bytes([low, high])).checked_sub(2)?;
    let units = name.get(..len)?.as_chunks::<2>().0.iter().map(|&pair| u16::from_le_bytes(pair));
    char::decode_utf16(units).collect::<Result<String, _>>().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn container(names: &[&str]) -> Vec<u8> {
        let mut bytes = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
        bytes.resize(512, 0);
        for name in names {
            let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let len = u16::try_from(entry.len() + 2).unwrap();
            entry.resize(64, 0);
            entry.extend(len.to_le_bytes());
            entry.push(2);
            entry.resize(128, 0);
            bytes.extend(entry);
        }
        bytes
    }

    #[test]
    fn a_container_tells_what_it_holds() {
        for (names, expected) in [
            (&["EncryptionInfo", "EncryptedPackage"][..], Ole::Encrypted),
            (&["Workbook", "\u{5}SummaryInformation"], Ole::Other(Kind::Xls)),
            (&["Book"], Ole::Other(Kind::Xls)),
            (&["WordDocument"], Ole::Other(Kind::Document)),
            (&["PowerPoint Document"], Ole::Other(Kind::Presentation)),
            (&["Autre"], Ole::Other(Kind::Unknown)),
            (&[], Ole::Other(Kind::Unknown)),
        ] {
            let bytes = container(names);
            assert_eq!(look(&bytes, "x.xlsx"), Look::Ole);
            assert_eq!(ole(&bytes), expected, "{names:?}");
        }
    }

    #[test]
    #[cfg(feature = "toml")]
    fn content_comes_first_and_the_name_second() {
        for (bytes, name, expected) in [
            (&b"PK\x03\x04..."[..], "a.csv", Look::Zip),
            (b"%PDF-1.7", "a.xlsx", Look::Other(Kind::Pdf)),
            (b"[{\"a\": 1}]", "a.csv", Look::Json),
            (b"\xEF\xBB\xBF  {\"a\": []}", "a.txt", Look::Json),
            (b"[a];b\n1;2\n", "a.csv", Look::Delimited),
            (b"[a];b\n1;2\n", "a.json", Look::Json),
            (b"annee;objet\n2017;x\n", "a.json", Look::Delimited),
            (b"annee;objet\n2017;x\n", "a.toml", Look::Delimited),
            (b"[[demandes]]\n", "a.TOML", Look::Toml),
            (b"{\"demandes\": []}", "a.toml", Look::Json),
            (b"annee;objet\n2017;x\n", "a.xlsx", Look::Delimited),
            (b"annee;objet\n2017;x\n", "a", Look::Delimited),
            (b"une ligne", "a.csv", Look::Delimited),
            (b"une ligne", "a.xlsx", Look::Other(Kind::Text)),
            (b"une ligne", "a.JSON", Look::Json),
            (b"<!DOCTYPE html><html>", "a.xls", Look::Other(Kind::WebPage)),
            (b"<table><tr>", "a.xls", Look::Other(Kind::WebPage)),
            (b"<?xml version=\"1.0\"?><office:document>", "a.fods", Look::Other(Kind::XmlWorkbook)),
            (b"<a/>", "a.csv", Look::Other(Kind::Text)),
            (b"{\\rtf1", "a.csv", Look::Other(Kind::Document)),
            (b"BMI;age\n1;2\n", "a.csv", Look::Delimited),
            (b"\0\0\0\0\0", "a.xlsx", Look::Other(Kind::Unknown)),
            (b"\0\0\0\0\0", "a.csv", Look::Delimited),
        ] {
            assert_eq!(look(bytes, name), expected, "{name}");
        }
    }
}
